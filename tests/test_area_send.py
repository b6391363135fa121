"""Area SEND reports, on invented texts in their form; and on the published ones where they are at hand."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from extractors.families.area_send import (
    extract_monitoring,
    extract_report,
    narrative_sections,
    recognise_monitoring,
    recognise_report,
)
from extractors.families.front_page import due_after, period_months
from extractors.fields.dates import add_months, find_days
from extractors.fields.person import split_name, split_people
from extractors.model import Block, Cell, Document, Extraction, Source, Table
from extractors.readers.pdf import read_pdf
from extractors.vocabulary import lists
from tests.letters import grid, letter, texts

FRONT = (
    "# Area SEND inspection of Northfold and Southfold Local Area Partnership",
    "Inspection dates: 29 April to 3 May 2030",
    "Dates of previous inspection: 28 November 2024 to 2 December 2024",
    "# Inspection outcome",
    "Arrangements lead to inconsistent experiences in Northfold.",
    "The next full area SEND inspection will be within approximately three years.",
    "# Information about the local area partnership",
    "Northfold and Southfold Council and NHS North, East and West Fold Integrated Care Board (ICB) are "
    "jointly "
    "responsible for the planning and commissioning of services. There are 1,204 children with an EHC plan.",
)
MIDDLE = (
    "# What is it like to be a child or young person in this area?",
    "Children are happy. Some wait too long.",
    "# What is the area partnership doing that is effective?",
    "- Bakers teach well.",
    "- Millers listen.",
    "# What does the area partnership need to do better?",
    "- Bread is late.",
)
IMPROVE = grid(["Areas for improvement"], ["Leaders should bake earlier."])
DETAILS = (
    "# Local area partnership details",
    grid(
        ["Local authority", "Integrated care board"],
        ["Northfold and Southfold Council", "NHS Fold ICB"],
        ["Ann Example, director of children, families and bread", "Bo Lee Chief Executive"],
        ["www.northfold.gov.uk", "www.fold.nhs.uk"],
    ),
    "# Inspection team",
    grid(
        ["Ofsted", "Care Quality Commission"],
        ["Cy Dale HMI, Ofsted Lead inspector", "Di Hall, CQC lead inspector"],
        ["Patricia Head, Ofsted HMI", "El Moss, CQC inspector"],
    ),
    "Tell us if this report is wrong.",
)


def _report(*changes: object) -> Document:
    parts = [*FRONT, *MIDDLE, IMPROVE, *DETAILS]
    return letter(*(changes or parts))  # type: ignore[arg-type]


def _categories(extraction: Extraction) -> set[str]:
    return {problem.category for problem in extraction.problems}


def test_report_is_recognised_and_read() -> None:
    document = _report()
    assert recognise_report(document) > 0.9
    assert recognise_monitoring(document) == 0.0
    found = extract_report(document)
    assert (found.status, found.problems) == ("ok", ())
    assert texts(found, "strength") == ["Bakers teach well.", "Millers listen."]
    assert texts(found, "weakness") == ["Bread is late."]
    assert texts(found, "area_for_improvement") == ["Leaders should bake earlier."]


def test_front_page() -> None:
    details = extract_report(_report()).details
    assert details.area == "Northfold and Southfold"
    assert (details.inspection_start, details.inspection_end) == (date(2030, 4, 29), date(2030, 5, 3))
    assert (details.previous_start, details.previous_end) == (date(2024, 11, 28), date(2024, 12, 2))
    assert details.outcome == 2
    assert details.next_inspection_raw == "approximately three years"
    assert details.next_inspection_by == date(2033, 5, 3)
    assert details.monitoring_inspection_raw is None
    assert details.children_with_ehc_plan == 1204


def test_two_clocks_of_the_third_outcome() -> None:
    document = _report(
        *FRONT[:4],
        "There are widespread and/or systemic failings in Northfold.",
        "Expect a monitoring inspection within approximately 18 months. After it the next full "
        "reinspection will be within approximately 3 years.",
        *MIDDLE,
        "# Areas for priority action",
        grid(
            ["Responsible body", "Areas for priority action"],
            ["Council", "Bake now."],
            ["Board", "Mill now."],
        ),
        IMPROVE,
    )
    found = extract_report(document)
    assert found.details.outcome == 3
    assert found.details.monitoring_inspection_raw == "within approximately 18 months"
    assert found.details.monitoring_inspection_by is None
    assert found.details.next_inspection_raw == "approximately 3 years"
    actions = [f for f in found.findings if f.kind == "area_for_priority_action"]
    assert [(a.number, a.text, a.responsible) for a in actions] == [
        (1, "Bake now.", "Council"),
        (2, "Mill now.", "Board"),
    ]


@pytest.mark.parametrize(
    ("value", "start"),
    [
        ("Not previously inspected", None),
        (
            "The full inspection was on 19 March 2018. There was a revisit on 24 March 2020.",
            date(2018, 3, 19),
        ),
        ("5 July 2021", date(2021, 7, 5)),
    ],
)
def test_previous_inspection_in_other_shapes(value: str, start: date | None) -> None:
    document = _report(*FRONT[:2], f"Date of previous inspection: {value}", *FRONT[3:], *MIDDLE, IMPROVE)
    found = extract_report(document)
    assert found.details.previous_start == start
    assert found.details.previous_raw == value
    assert "not_read" not in _categories(found)


def test_date_that_cannot_be_read_is_absent_with_a_reason() -> None:
    document = _report(FRONT[0], "Inspection dates: last spring", *FRONT[2:], *MIDDLE, IMPROVE)
    found = extract_report(document)
    assert found.details.inspection_start is None
    assert "not_read" in _categories(found)


def test_bodies_with_commas_and_and_in_their_names() -> None:
    found = extract_report(_report()).bodies
    assert [(body.name, body.kind) for body in found] == [
        ("Northfold and Southfold Council", "local_authority"),
        ("NHS North, East and West Fold Integrated Care Board", "integrated_care_board"),
    ]


def test_bodies_named_in_the_sentence_before() -> None:
    text = "The partnership is made up of Fold Council and Fold ICB. They are responsible for the planning "
    document = _report(*FRONT[:7], text + "and commissioning of services.", *MIDDLE, IMPROVE)
    assert [body.name for body in extract_report(document).bodies] == [
        "Fold Council",
        "Fold Integrated Care Board",
    ]


def test_leaders_and_inspectors() -> None:
    people = extract_report(_report()).people
    assert [(p.name, p.role, p.organisation) for p in people if p.capacity == "leader"] == [
        ("Ann Example", "director of children, families and bread", "Northfold and Southfold Council"),
        ("Bo Lee", "Chief Executive", "NHS Fold ICB"),
    ]
    assert [(p.name, p.role, p.organisation, p.is_lead) for p in people if p.capacity == "inspector"] == [
        ("Cy Dale", "HMI, Ofsted Lead inspector", "Ofsted", True),
        ("Patricia Head", "Ofsted HMI", "Ofsted", False),
        ("Di Hall", "CQC lead inspector", "CQC", True),
        ("El Moss", "CQC inspector", "CQC", False),
    ]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ann Example, Director", "Ann Example", "Director"),
        ("Ann Example – ICB CEO", "Ann Example", "ICB CEO"),
        ("Ann Example Chief Executive", "Ann Example", "Chief Executive"),
        ("Ann Example (OBE)", "Ann Example (OBE)", None),
        ("Dr Ann Example-Lee CBE Chief Nurse", "Dr Ann Example-Lee CBE", "Chief Nurse"),
    ],
)
def test_name_and_role(text: str, name: str, role: str | None) -> None:
    found = split_name(text)
    assert found is not None
    assert (found.name, found.role) == (name, role)


def test_two_people_in_one_cell() -> None:
    found = split_people(
        ["Ann Example", "Acting CEO Fold ICB", "Bo Lee", "Chief Executive of", "West Fold ICB"]
    )
    assert [(n.name, n.role) for n in found] == [
        ("Ann Example", "Acting CEO Fold ICB"),
        ("Bo Lee", "Chief Executive of West Fold ICB"),
    ]


def test_two_people_run_together_in_one_line() -> None:
    found = split_people(["Ann Example, Ofsted HMI Bo Lee, CQC inspector"])
    assert [n.name for n in found] == ["Ann Example", "Bo Lee"]


def test_nested_bullets_belong_to_their_item() -> None:
    document = _report(
        *FRONT,
        *MIDDLE[:-1],
        "- Leaders are slow to:",
        "-- bake bread",
        "-- mill flour.",
        "- Bread is late.",
        IMPROVE,
    )
    assert texts(extract_report(document), "weakness") == [
        "Leaders are slow to: bake bread mill flour.",
        "Bread is late.",
    ]


def _cell(row: int, *blocks: Block) -> Cell:
    return Cell(
        row=row, column=0, text=" ".join(b.text for b in blocks), blocks=blocks, source=Source(page=1)
    )


def _numbered(mark: str, text: str) -> Block:
    return Block(kind="list_item", mark=mark, level=1, text=text, source=Source(page=1, page_end=1))


def test_numbered_items_in_one_cell_are_items_of_their_own() -> None:
    table = Table(
        n_rows=3,
        n_columns=1,
        cells=(
            _cell(0, Block(kind="paragraph", text="Areas for improvement")),
            _cell(1, _numbered("1.", "Bake earlier."), _numbered("2.", "Mill later.")),
            _cell(2, _numbered("3.", "Rest.")),
        ),
    )
    document = _report(*FRONT, *MIDDLE, table)
    assert texts(extract_report(document), "area_for_improvement") == [
        "Bake earlier.",
        "Mill later.",
        "Rest.",
    ]


def test_a_cell_of_nothing_but_a_heading_is_an_item() -> None:
    heading = Block(kind="heading", level=2, text="Bake earlier.", source=Source(page=1, page_end=1))
    cells = (_cell(0, Block(kind="paragraph", text="Areas for improvement")), _cell(1, heading))
    table = Table(n_rows=2, n_columns=1, cells=cells)
    document = _report(*FRONT, *MIDDLE, table)
    assert texts(extract_report(document), "area_for_improvement") == ["Bake earlier."]


def test_bullets_under_a_lead_in_are_one_item() -> None:
    lead = Block(kind="paragraph", text="Leaders should:", source=Source(page=1, page_end=1))
    table = Table(
        n_rows=2,
        n_columns=1,
        cells=(
            _cell(0, Block(kind="paragraph", text="Areas for improvement")),
            _cell(1, lead, _numbered("\u25aa", "bake"), _numbered("\u25aa", "mill.")),
        ),
    )
    assert texts(extract_report(_report(*FRONT, *MIDDLE, table)), "area_for_improvement") == [
        "Leaders should: bake mill."
    ]


def test_heading_with_a_space_inside_a_word_and_in_plain_type() -> None:
    document = _report(*FRONT, *MIDDLE, "Are as for improvement", IMPROVE)
    assert texts(extract_report(document), "area_for_improvement") == ["Leaders should bake earlier."]


def test_bullet_that_ends_like_a_heading_is_none() -> None:
    document = _report(*FRONT, *MIDDLE, "- This is one of the areas for improvement.", IMPROVE)
    assert len(texts(extract_report(document), "weakness")) == 2


def test_missing_heading_is_partial_and_says_which() -> None:
    found = extract_report(_report(*FRONT, *MIDDLE, *DETAILS))
    assert found.status == "partial"
    assert "heading_missing" in _categories(found)
    assert found.message is not None
    assert "areas for improvement" in found.message


def test_no_heading_at_all_is_unsupported() -> None:
    found = extract_report(_report(FRONT[0], "Some prose about bread."))
    assert (found.status, found.findings) == ("unsupported", ())


def test_outcome_and_priority_actions_must_agree() -> None:
    document = _report(
        *FRONT[:4], "There are widespread and/or systemic failings.", *FRONT[5:], *MIDDLE, IMPROVE
    )
    assert "invariant" in _categories(extract_report(document))


def test_items_end_as_sentences_do() -> None:
    found = extract_report(_report(*FRONT, *MIDDLE, "- Bread is late because", IMPROVE))
    assert any("mid sentence" in p.message for p in found.problems)


def test_nearly_the_same_twice_is_named() -> None:
    first = "Not all bakers in the valley can reach the mill by cart in winter time."
    second = "Not all bakers in the valley can reach the mill by carts in winter."
    found = extract_report(_report(*FRONT, *MIDDLE, f"- {first}", f"- {second}", IMPROVE))
    assert "duplicate" in _categories(found)


def test_footer_dates_that_contradict_the_front_page() -> None:
    footer = Block(kind="paragraph", text="Inspection report: Northfold, 22 April to 3 May 2030 4")
    document = _report().model_copy(update={"furniture": (footer, footer)})
    (mention,) = extract_report(document).inspection_dates
    assert (mention.starts_on, mention.ends_on) == (date(2030, 4, 22), date(2030, 5, 3))


def test_narrative_sections_hold_the_prose() -> None:
    titles = [title for title, _ in narrative_sections(_report())]
    assert len(titles) == 2
    assert titles[1].startswith("What is it like")


def test_monitoring_report_by_its_title() -> None:
    document = _report(
        "# Area SEND monitoring inspection of Northfold Local Area Partnership",
        "Inspection dates: 6 to 10 May 2031",
        "# Areas for priority action",
        grid(["Responsible body", "Areas for priority action"], ["Council", "Bake now."]),
    )
    assert recognise_monitoring(document) > 0.9
    assert recognise_report(document) == 0.0
    found = extract_monitoring(document)
    assert texts(found, "area_for_priority_action") == ["Bake now."]
    assert found.details.inspection_start == date(2031, 5, 6)


def test_monitoring_report_with_a_heading_for_each_priority_action() -> None:
    document = _report(
        "# Area SEND monitoring inspection of Northfold Local Area Partnership",
        "# Area for priority action 1",
        "Leaders should bake earlier.",
        "They have begun to.",
        "# Area for priority action 2",
        "Leaders should mill later.",
    )
    assert texts(extract_monitoring(document), "area_for_priority_action") == [
        "Leaders should bake earlier.",
        "Leaders should mill later.",
    ]


def test_title_without_the_word_partnership() -> None:
    document = _report("# Area SEND inspection of the Isle of Fold", *FRONT[1:], *MIDDLE, IMPROVE)
    assert extract_report(document).details.area == "Isle of Fold"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("20 to 24 May 2030", date(2030, 5, 20), date(2030, 5, 24)),
        ("29 April to 3 May 2030", date(2030, 4, 29), date(2030, 5, 3)),
        ("23 September to 27 September 2030", date(2030, 9, 23), date(2030, 9, 27)),
        ("31 January 2030 to 02 February 2030", date(2030, 1, 31), date(2030, 2, 2)),
        ("30 December to 3 January 2030", date(2029, 12, 30), date(2030, 1, 3)),
        ("Monday 6th May 2030", date(2030, 5, 6), date(2030, 5, 6)),
        ("11–19 May 2030", date(2030, 5, 11), date(2030, 5, 19)),
        ("06/05/2030", date(2030, 5, 6), date(2030, 5, 6)),
    ],
)
def test_printed_days(text: str, start: date, end: date) -> None:
    (found,) = find_days(text)
    assert (found.start, found.end, found.raw) == (start, end, text)


@pytest.mark.parametrize("text", ["31 June 2030", "May 2030", "12 bakers of 2030", "6 to 10 bakers"])
def test_no_days(text: str) -> None:
    assert find_days(text) == []


def test_periods() -> None:
    assert period_months("approximately 18 months") == 18
    assert period_months("within five years") == 60
    assert period_months("soon") is None
    assert due_after(date(2028, 2, 29), "approximately three years") == date(2031, 2, 28)
    assert add_months(date(2030, 8, 31), 18) == date(2032, 2, 29)


def test_lists_of_the_vocabulary_are_loaded_by_name() -> None:
    assert "lead" in lists("area_send")["team.lead"]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    return " ".join(text.split())


@pytest.mark.real
def test_published_reports_are_read_word_for_word(real_corpus: Path, real_gold: Path) -> None:
    kinds = {
        "strengths": "strength",
        "weaknesses": "weakness",
        "priority_actions": "area_for_priority_action",
        "improvements": "area_for_improvement",
    }
    for path in sorted((real_gold / "area-send-reports").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        found = extract_report(read_pdf((real_corpus / "area-send-reports" / gold["file"]).read_bytes()))
        for key, kind in kinds.items():
            wanted = [_plain(item if isinstance(item, str) else item["text"]) for item in gold[key]]
            assert [_plain(f.text) for f in found.findings if f.kind == kind] == wanted, (path.name, kind)
        dates = (found.details.inspection_start, found.details.inspection_end)
        assert [str(day) for day in dates] == [gold["inspection_start"], gold["inspection_end"]]
        assert found.details.outcome == gold["outcome"]
