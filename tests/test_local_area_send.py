"""Letters of local area SEND inspections and of revisits, on invented ones in several layouts."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import registry
from extractors.families.local_area_send_2016 import extract_letter, recognise_letter
from extractors.families.local_area_send_revisit import extract_revisit, verdict_of
from tests.letters import grid, letter, printed, texts

IDENTIFYING = (
    "The effectiveness of the local area in identifying children and young people’s "
    "special educational needs and/or disabilities"
)
MEETING = (
    "The effectiveness of the local area in assessing and meeting the needs of children and young people "
    "with special educational needs and/or disabilities"
)
OUTCOMES = (
    "The effectiveness of the local area in improving outcomes for children and young people "
    "with special educational needs and/or disabilities"
)
HEAD = (
    "23 January 2018",
    "Ms Ann Example|Director of Children’s Services|Northfold County Council|County Hall|Northfold|NF1 2AB",
    "Brian Sample, Clinical Commissioning Group Chief Officer|Mary Model, Local area nominated officer",
    "Dear Ms Example",
    "# Joint local area SEND inspection in Northfold",
    "Between 4 December 2017 and 8 December 2017, two inspectorates conducted a joint inspection of the "
    "local area of Northfold to see how it carries out the reforms.",
)
ACTION = (
    "The chief inspector has determined that a Written Statement of Action is required because of "
    "significant areas of weakness. She has also determined that the local authority and the area’s "
    "clinical commissioning group are jointly responsible for submitting the written statement."
)
PARTS = (
    "# Main findings",
    "- Leaders know their area well.",
    "- Parents wait too long for an answer.",
    f"# {IDENTIFYING}",
    "# Strengths",
    "- Needs of infants are seen early.",
    "# Areas for development",
    "- Needs of older pupils are missed.",
    f"# {MEETING}",
    "# Strengths",
    "- Schools share what they learn:",
    "-- with each other",
    "-- with parents.",
    "# Areas for development",
    "- Plans are late.",
    f"# {OUTCOMES}",
    "# Strengths",
    "- Many leavers find work.",
    "# Areas for development",
    "- Absence is high.",
)
CONCERNS = (
    "# The inspection raises significant concerns about the effectiveness of the local area.",
    "The local area is required to produce and submit a written statement of action that explains how it "
    "will tackle the following areas of significant weakness:",
    "- the lateness of plans",
    "- the lack of trust among parents.",
    "Yours sincerely",
)
LETTER = (*HEAD, ACTION, *PARTS, *CONCERNS)


@pytest.mark.parametrize("read", [letter, printed])
def test_three_parts_and_significant_weaknesses(read: object) -> None:
    document = read(*LETTER)  # type: ignore[operator]
    assert recognise_letter(document) > 0.9
    found = extract_letter(document)
    assert found.status == "ok", found.message
    assert texts(found, "strength") == [
        "Needs of infants are seen early.",
        "Schools share what they learn: with each other with parents.",
        "Many leavers find work.",
    ]
    assert texts(found, "weakness") == [
        "Needs of older pupils are missed.",
        "Plans are late.",
        "Absence is high.",
    ]
    assert texts(found, "significant_weakness") == [
        "the lateness of plans",
        "the lack of trust among parents.",
    ]
    responsible = {f.responsible for f in found.findings if f.kind == "significant_weakness"}
    assert responsible == {"the local authority and the area’s clinical commissioning group"}
    assert [f.section for f in found.findings if f.kind == "strength"] == [IDENTIFYING, MEETING, OUTCOMES]


@pytest.mark.parametrize("read", [letter, printed])
def test_head(read: object) -> None:
    found = extract_letter(read(*LETTER))  # type: ignore[operator]
    details = found.details
    assert (details.area, details.published) == ("Northfold", date(2018, 1, 23))
    assert (details.inspection_start, details.inspection_end) == (date(2017, 12, 4), date(2017, 12, 8))
    people = [(p.name, p.role, p.organisation) for p in found.people]
    assert people[0] == ("Ms Ann Example", "Director of Children’s Services", "Northfold County Council")
    assert [name for name, _, _ in people[1:]] == ["Brian Sample", "Mary Model"]


def test_main_findings_are_statements() -> None:
    found = extract_letter(letter(*LETTER))
    said = {s.text: s.stance for s in found.statements if s.section == "Main findings"}
    assert said == {
        "Leaders know their area well.": "praise",
        "Parents wait too long for an answer.": "criticism",
    }


def test_letter_without_a_statement_of_action() -> None:
    found = extract_letter(letter(*HEAD, *PARTS, "Yours sincerely"))
    assert found.status == "ok"
    assert texts(found, "significant_weakness") == []
    assert not found.problems


def test_statement_asked_for_and_no_list_is_partial() -> None:
    found = extract_letter(letter(*HEAD, ACTION, *PARTS, "Yours sincerely"))
    assert found.status == "partial"


def test_concerns_and_lead_in_in_plain_type() -> None:
    parts = [p.removeprefix("# ") if p in CONCERNS else p for p in LETTER]
    assert texts(extract_letter(letter(*parts)), "significant_weakness") == [
        "the lateness of plans",
        "the lack of trust among parents.",
    ]
    assert len(texts(extract_letter(letter(*parts)), "weakness")) == 3


def test_headings_in_plain_type_and_with_a_colon() -> None:
    plain = {"# Strengths": "Strengths:", "# Areas for development": "Areas for development:"}
    parts = [plain.get(p, p.removeprefix("# ")) for p in LETTER]
    found = extract_letter(letter(*parts))
    assert (len(texts(found, "strength")), len(texts(found, "weakness"))) == (3, 3)


def test_a_part_that_is_missing_is_told() -> None:
    parts = [p for p in LETTER if p != f"# {OUTCOMES}"]
    found = extract_letter(letter(*parts))
    assert found.status == "partial"
    assert any(p.category == "heading_missing" and "outcomes" in p.message for p in found.problems)


def test_list_over_a_page_break() -> None:
    parts = [*LETTER]
    parts.insert(parts.index("- Absence is high."), "=")
    assert texts(extract_letter(printed(*parts)), "weakness")[-1] == "Absence is high."


# -- revisits ----------------------------------------------------------------------------------

REVISIT = (
    "14 March 2020",
    "Ms Ann Example, Director of Children’s Services, Northfold County Council",
    "Dear Ms Example",
    "# Joint area SEND revisit in Northfold",
    "Between 3 February 2020 and 5 February 2020, two inspectorates revisited the area of Northfold to "
    "decide whether it has made sufficient progress against the areas of significant weakness in the letter "
    "published on 23 January 2018.",
    "The area has made sufficient progress in addressing one of the two significant weaknesses.",
)
FIRST = "Plans for children came far too late."
SECOND = "Parents had lost their trust in leaders."
GOOD = "The area has made sufficient progress to improve this area of weakness."
BAD = "The area has not made sufficient progress to improve this area of weakness."
DETAIL = "Most plans are now written in time."
MORE = "Few parents were asked for their views."
LAYOUTS = {
    "bold statements": ("# Main findings", f"# {FIRST[:-1]}", DETAIL, GOOD, f"# {SECOND[:-1]}", MORE, BAD),
    "bullets": ("# Main findings", f"- {FIRST}", DETAIL, GOOD, f"- {SECOND}", MORE, BAD),
    "bullets with details": (
        "# Main findings", f"# {FIRST[:-1]}", "- Most are in time.", "- Some are not.", GOOD,
        f"# {SECOND[:-1]}", "- Few were asked.", BAD,
    ),
    "lead-ins": (
        "# Main findings", "At the initial inspection, inspectors found that:", f"- {FIRST}", DETAIL, GOOD,
        "At the initial inspection, inspectors found that:", f"- {SECOND}", MORE, BAD,
    ),
    "verdict first": ("# Main findings", f"# {FIRST[:-1]}", GOOD, DETAIL, f"# {SECOND[:-1]}", BAD, MORE),
    "plain prose": ("# Main findings", FIRST, DETAIL, GOOD, SECOND, MORE, BAD),
    "no heading": (f"- {FIRST}", DETAIL, GOOD, f"- {SECOND}", MORE, BAD),
    "under verdicts": (
        "# Areas where sufficient progress has been made", f"- {FIRST}",
        "# Areas where insufficient progress has been made", f"- {SECOND}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("read", [letter, printed])
def test_weaknesses_with_their_verdicts(layout: str, read: object) -> None:
    document = read(*REVISIT, *LAYOUTS[layout], "Yours sincerely")  # type: ignore[operator]
    found = extract_revisit(document)
    assert [text.rstrip(".") for text in texts(found, "significant_weakness")] == [FIRST[:-1], SECOND[:-1]]
    verdicts = [(verdict_of(s.text), s.section) for s in found.statements if s.stance == "progress"]
    assert [verdict for verdict, _ in verdicts] == [True, False]
    assert [section for _, section in verdicts] == texts(found, "significant_weakness")
    assert found.status == "ok", found.message
    assert not [p for p in found.problems if p.category == "invariant"]
    chosen = registry.choose(document)
    assert chosen is not None
    assert chosen.kind == "local_area_send_revisit"


def test_table_of_weaknesses_and_verdicts() -> None:
    table = grid(
        ["Area of weakness", "Progress"], [FIRST, "Sufficient progress"], [SECOND, "Insufficient progress"]
    )
    found = extract_revisit(letter(*REVISIT, "# Main findings", table, "Yours sincerely"))
    assert texts(found, "significant_weakness") == [FIRST, SECOND]
    assert [verdict_of(s.text) for s in found.statements if s.stance == "progress"] == [True, False]


def test_head_of_a_revisit() -> None:
    found = extract_revisit(letter(*REVISIT, *LAYOUTS["bullets"]))
    details = found.details
    assert (details.area, details.published) == ("Northfold", date(2020, 3, 14))
    assert (details.inspection_start, details.inspection_end) == (date(2020, 2, 3), date(2020, 2, 5))


def test_count_of_the_opening_is_held_against_the_list() -> None:
    parts = [p.replace("one of the two", "two of the three") for p in REVISIT]
    found = extract_revisit(letter(*parts, *LAYOUTS["bullets"]))
    assert any(p.category == "invariant" and "counts" in p.message for p in found.problems)


def test_no_known_verdict_is_partial() -> None:
    found = extract_revisit(letter(*REVISIT, "# Main findings", f"- {FIRST}", DETAIL))
    assert found.status == "partial"
    assert not found.findings


def test_plain_prose_is_told_as_doubtful() -> None:
    found = extract_revisit(letter(*REVISIT, *LAYOUTS["plain prose"]))
    assert any(p.category == "uncertain" for p in found.problems)


def test_what_else_is_said_stands_under_its_weakness() -> None:
    found = extract_revisit(letter(*REVISIT, *LAYOUTS["bullets"]))
    assert any(s.text == MORE and s.section == SECOND for s in found.statements)


def test_a_revisit_is_no_letter_of_an_inspection() -> None:
    assert recognise_letter(letter(*REVISIT, *LAYOUTS["bullets"])) == 0.0
