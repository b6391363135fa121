"""News items: sentences with stance and speaker, lists within prose, what a site prints around them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors.families import council_page, news
from extractors.families.listed import enumerated
from extractors.families.organisations import find_organisations
from extractors.families.speech import quotations, speaker
from extractors.model import Extraction, Person
from extractors.registry import detect
from tests.prose_items import item

LEAD = "Ofsted and the CQC have published a report on SEND services in Anyshire."


def read(*texts: str) -> Extraction:
    return news.extract(item("# Report on SEND in Anyshire", LEAD, *texts))


def said(extraction: Extraction) -> list[tuple[str, str | None, str]]:
    return [(s.stance, s.speaker, s.text) for s in extraction.statements[1:]]


def test_sentences_take_praise_criticism_and_context() -> None:
    found = read(
        "Leaders were praised for the strong help that families get. Too many children wait too long.",
        "Anyshire County Council is responsible for planning services.",
    )
    assert [stance for stance, _, _ in said(found)] == ["praise", "criticism", "context"]


def test_sentence_after_areas_for_improvement_carries_on() -> None:
    found = read("It raises areas for improvement. These include quicker answers to parents who ask.")
    assert [stance for stance, _, _ in said(found)] == ["criticism", "criticism"]


def test_progress_of_a_review() -> None:
    found = read("Waits for speech therapy are falling steadily.", "No progress has been made on oversight.")
    assert [stance for stance, _, _ in said(found)] == ["progress", "criticism"]


def test_title_printed_twice_is_no_statement_and_loses_the_name_of_the_paper() -> None:
    title = "Families praise SEND services in Anyshire, says new report"
    found = news.extract(item(f"{title} - The Anyshire Post", title, LEAD))
    assert found.details.title == title
    assert [s.text for s in found.statements] == [LEAD]


def test_tail_of_the_site_is_left_out() -> None:
    found = read("# Related Posts", "Ten walks in Anyshire. Do not miss them.", "# Subscribe", "Sign up now.")
    assert len(found.statements) == 1


def test_byline_and_day_of_publication() -> None:
    found = read("By Jo Bloggs", "Published: 14 May 2024", "Families are happy with the help.")
    assert found.details.published == date(2024, 5, 14)
    assert len(said(found)) == 1


def test_quotation_over_paragraphs_keeps_its_speaker() -> None:
    found = read(
        "The council’s cabinet member for children’s services, Cllr Pat Moss, said: “We are pleased.",
        "“We will do more. We know where.",
        "“Families can count on us.”",
        "The report is online.",
    )
    assert [who for _, who, _ in said(found)] == ["Pat Moss"] * 4 + [None]
    assert said(found)[0][2] == "We are pleased."


def test_quotation_closed_too_early_goes_on_where_the_next_paragraph_is_all_quotation() -> None:
    found = read(
        "Lee Marsh, Chair of Anyshire Parent Carer Forum (APCF), said “We welcome this.”",
        "“We will hold them to it.”",
    )
    assert [who for _, who, _ in said(found)] == ["Lee Marsh", "Lee Marsh"]
    assert found.people == (
        Person(
            name="Lee Marsh",
            role="Chair",
            organisation="Anyshire Parent Carer Forum (APCF)",
            capacity="speaker",
        ),
    )


def test_speaker_behind_the_quotation_and_pronoun() -> None:
    found = read(
        "“This is fair,” said Sam Reed, chief executive of NHS Midvale.",
        'She added: "Waits are too long."',
    )
    assert [(who, text) for _, who, text in said(found)] == [
        ("Sam Reed", "This is fair"),
        ("Sam Reed", "Waits are too long."),
    ]


def test_part_of_a_sentence_in_quotation_marks_stays_in_its_sentence() -> None:
    found = read(
        "Anyshire County Council is known as ACC.", "An ACC spokesperson said they “knew of the delays”."
    )
    _, who, text = said(found)[1]
    assert (who, text.startswith("An ACC")) == ("spokesperson, Anyshire County Council", True)


def test_single_quotation_marks_around_speech() -> None:
    text = "Dr Kim Wood said: ‘Our staff’s work is something to be proud of.’"
    parts, is_open = quotations(text, False)
    assert [text[p.start : p.end] for p in parts if p.quoted] == [
        "Our staff’s work is something to be proud of."
    ]
    assert not is_open


@pytest.mark.parametrize(
    ("told", "name", "role", "organisation"),
    [
        ("Cllr Pat Moss, cabinet member for children, families and education, said:", "Pat Moss",
         "cabinet member for children, families and education", None),
        ("Lee Marsh, NHS Midvale’s Place Director for Anyshire, said:", "Lee Marsh",
         "Place Director for Anyshire", "NHS Midvale"),
        ("Following the visit, ACC’s Strategic Director for People, Jo Park, said:", "Jo Park",
         "Strategic Director for People", "Anyshire County Council"),
        ("Kim Wood, Chief Nursing Officer, NHS Midvale Integrated Care Board, added:", "Kim Wood",
         "Chief Nursing Officer", "NHS Midvale Integrated Care Board"),
        ("Anyshire County Council leader Alex Hill said:", "Alex Hill", "leader", "Anyshire County Council"),
        ("A spokesperson for Anyshire Parent Carer Forum said:", None, "spokesperson",
         "Anyshire Parent Carer Forum"),
        ("The council’s Director of Children’s Services said:", None, "Director of Children’s Services",
         "Anyshire County Council"),
        ("Jo Park, Director of Education and Skills at Anyshire County Council, said:", "Jo Park",
         "Director of Education and Skills", "Anyshire County Council"),
    ],
)  # fmt: skip
def test_speakers(told: str, name: str | None, role: str, organisation: str | None) -> None:
    known = find_organisations("Anyshire County Council and NHS Midvale Integrated Care Board")
    found = speaker(told, [], known)
    assert found == Person(name=name, role=role, organisation=organisation, capacity="speaker")


@pytest.mark.parametrize(
    "told", ["The report said:", "Inspectors said:", "It also noted:", "They found that"]
)
def test_a_report_is_no_speaker(told: str) -> None:
    assert speaker(told, [], find_organisations("")) is None


def test_surname_alone_is_the_speaker_before() -> None:
    moss = Person(name="Pat Moss", role="chair", capacity="speaker")
    assert speaker("Cllr Moss added:", [moss], find_organisations("")) == moss


# -- lists in prose ----------------------------------------------------------------------------


def test_weaknesses_listed_in_one_sentence() -> None:
    found = read(
        "A plan had to say how ‘significant areas of weakness’ would be put right.",
        "Inspectors identified long waits for help; poor trust; and a weak offer (online).",
    )
    assert [(f.kind, f.number, f.text) for f in found.findings] == [
        ("significant_weakness", 1, "long waits for help"),
        ("significant_weakness", 2, "poor trust"),
        ("significant_weakness", 3, "a weak offer (online)"),
    ]
    assert found.statements[-1].stance == "criticism"


def test_items_parted_by_commas_are_uncertain() -> None:
    found = read("The areas for priority action are: late plans, long waits and missing advice.")
    assert [f.text for f in found.findings] == ["late plans", "long waits", "missing advice"]
    assert [p.category for p in found.problems] == ["uncertain"]


def test_semicolons_without_a_word_on_what_they_list_are_no_findings() -> None:
    assert enumerated("They met staff; parents; and leaders.", "The visit took a week.") is None


def test_list_behind_a_lead_in() -> None:
    found = read(
        "The partnership was told to improve three things:", "- the speed of reviews", "- short breaks"
    )
    assert [(f.kind, f.text) for f in found.findings] == [
        ("area_for_improvement", "the speed of reviews"),
        ("area_for_improvement", "short breaks"),
    ]


# -- dates, bodies, recognition ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "raw", "first", "last"),
    [
        ("The area was inspected in February 2022.", "February 2022", date(2022, 2, 1), date(2022, 2, 28)),
        ("It was inspected between 4 and 8 March 2024.", "4 and 8 March 2024", date(2024, 3, 4),
         date(2024, 3, 8)),
        ("The inspection ran from 27 June to 1 July 2022.", "27 June to 1 July 2022", date(2022, 6, 27),
         date(2022, 7, 1)),
        ("It follows the inspection in 2021.", "2021", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)  # fmt: skip
def test_inspection_dates_as_printed(sentence: str, raw: str, first: date, last: date) -> None:
    mentions = read(sentence).inspection_dates
    assert [(m.raw, m.starts_on, m.ends_on) for m in mentions] == [(raw, first, last)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The inspection report was published in May 2023.",
        "After the inspection a plan is due by June 2024.",
        "The previous inspection in 2017 was of another kind.",
    ],
)
def test_other_dates_are_not_the_inspection_s(sentence: str) -> None:
    assert read(sentence).inspection_dates == ()


def test_responsible_bodies_and_area() -> None:
    found = read(
        "Anyshire County Council and NHS Midvale Integrated Care Board (ICB) are responsible for this."
    )
    assert [(b.name, b.kind) for b in found.bodies] == [
        ("Anyshire County Council", "local_authority"),
        ("NHS Midvale Integrated Care Board", "integrated_care_board"),
    ]
    assert found.details.area == "Anyshire"


def test_news_is_recognised_and_other_prose_is_not() -> None:
    document = item(
        "# Report praises SEND services", LEAD, "The report says staff are kind.", "Pat said: “Good.”"
    )
    assert news.recognise(document) >= 0.5
    assert news.recognise(document) > council_page.recognise(document)
    assert news.recognise(item("# Bins", "Bins will be emptied on Monday.")) == 0
    letter = item("Dear Director", LEAD, "Inspectors found much to praise.", "Yours sincerely", "Jo Bloggs")
    assert news.recognise(letter) == 0


@pytest.mark.real
def test_weaknesses_progress_and_voices_of_a_published_article(real_corpus: Path) -> None:
    path = real_corpus / "warwickshire" / "progress-review-news.txt"
    data = path.read_bytes()
    found = news.extract(detect(data, ".txt").read(data))
    assert [f.kind for f in found.findings] == ["significant_weakness"] * 5
    assert sum(s.stance == "progress" and s.speaker is None for s in found.statements) >= 3
    assert {p.name for p in found.people if p.name} == {"Nigel Minns", "Tracy Pilcher"}
    assert not any("e-editions" in s.text for s in found.statements)


@pytest.mark.real
def test_strengths_and_improvements_of_a_published_news_item(real_corpus: Path) -> None:
    data = (real_corpus / "warrington" / "inspection-news.txt").read_bytes()
    found = news.extract(detect(data, ".txt").read(data))
    told = [s for s in found.statements if s.speaker is None]
    assert sum(s.stance == "praise" for s in told) == 10
    assert sum(s.stance == "criticism" for s in told) == 3
    assert [m.raw for m in found.inspection_dates] == ["February 2022"]


def test_line_beneath_a_quotation_signs_it() -> None:
    found = read(
        '"We are proud of our schools."', "Councillor Robin Vale, Cabinet Member for Children and Families"
    )
    assert said(found) == [("praise", "Robin Vale", "We are proud of our schools.")]


def test_line_between_title_and_text_is_no_section() -> None:
    found = news.extract(item("# Report on SEND in Anyshire", "Local Democracy Reporter", LEAD))
    assert [(s.section, s.text) for s in found.statements] == [(None, LEAD)]


def test_icb_alone_is_the_one_board_named() -> None:
    known = find_organisations("NHS Midvale Integrated Care Board met.")
    found = speaker("Dr Kim Wood, the ICB’s chief medical officer, said:", [], known)
    assert found is not None
    assert found.organisation == "NHS Midvale Integrated Care Board"
