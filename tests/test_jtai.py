"""Letters of joint targeted area inspections, on invented ones."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import registry
from extractors.families.jtai import extract_jtai, narrative_sections, recognise_jtai
from tests.letters import grid, letter, printed, texts

HEAD = (
    "3 May 2023",
    "Ann Example, Director of Children’s Services, Northfold Council",
    "Brian Sample, Chief Constable, Northfold Police",
    "Dear Northfold Safeguarding Partnership",
    "# Joint targeted area inspection of Northfold",
    "This letter tells what we found about the help that families in Northfold get early on.",
    "This inspection took place from 6 to 10 March 2023. Inspectors came from three inspectorates.",
)
NEW = (
    *HEAD,
    "# Headline findings",
    "Families are helped soon. Records are poor.",
    "# What needs to improve?",
    "- The records of the duty desk.",
    "- Sharing of plans with:",
    "-- schools",
    "-- health visitors.",
    "# Strengths",
    "- Staff know the families well.",
    "# Main findings",
    "Workers visit often. Too many notes are late.",
    "# Next steps",
    "The director should answer within some weeks.",
    "Yours sincerely",
)
OLD = (
    grid(["9 May 2018"], ["Cara Model, Manager, Westmere Youth Offending Team"]),
    "Dear local partnership",
    "# Joint targeted area inspection of the multi-agency response to harm at home in Westmere",
    "Between 12 and 16 February 2018, three inspectorates carried out a joint inspection in Westmere.",
    "# Key Strengths",
    "- The front desk answers on the same day.",
    "# Case study: highly effective practice",
    "- A bullet of the case study that is no strength.",
    "# Areas for priority action",
    "- No areas for priority action",
    "# Areas for improvement",
    "# Leadership and management",
    "- The board meets too seldom.",
    "# The front door",
    "- Calls are lost at night.",
    "# Next steps",
    "Yours sincerely",
)


def test_new_layout_lists_improvements_before_strengths() -> None:
    found = extract_jtai(letter(*NEW))
    assert found.status == "ok"
    assert texts(found, "area_for_improvement") == [
        "The records of the duty desk.",
        "Sharing of plans with: schools health visitors.",
    ]
    assert texts(found, "strength") == ["Staff know the families well."]
    assert {f.section for f in found.findings} == {"What needs to improve?", "Strengths"}


def test_days_and_area_and_addressees() -> None:
    found = extract_jtai(letter(*NEW))
    details = found.details
    assert details.published == date(2023, 5, 3)
    assert (details.inspection_start, details.inspection_end) == (date(2023, 3, 6), date(2023, 3, 10))
    assert details.area == "Northfold"
    assert [(p.name, p.role, p.organisation) for p in found.people] == [
        ("Ann Example", "Director of Children’s Services", "Northfold Council"),
        ("Brian Sample", "Chief Constable", "Northfold Police"),
    ]


def test_old_layout_subheadings_case_study_and_no_priority_action() -> None:
    found = extract_jtai(letter(*OLD))
    assert texts(found, "strength") == ["The front desk answers on the same day."]
    assert texts(found, "area_for_priority_action") == []
    assert texts(found, "area_for_improvement") == ["The board meets too seldom.", "Calls are lost at night."]
    assert found.details.area == "Westmere"
    assert found.details.inspection_start == date(2018, 2, 12)
    assert found.people[0].organisation == "Westmere Youth Offending Team"


def test_footnote_inside_a_list_is_no_item() -> None:
    parts = [*NEW]
    parts.insert(parts.index("- Sharing of plans with:"), "~ 1 A note of the printer.")
    assert len(texts(extract_jtai(letter(*parts)), "area_for_improvement")) == 2


def test_unknown_heading_with_prose_ends_the_list() -> None:
    parts = [*NEW]
    at = parts.index("# Strengths")
    parts[at:at] = ["# The partnership of the valley", "It meets every month and knows its work."]
    found = extract_jtai(letter(*parts))
    assert len(texts(found, "area_for_improvement")) == 2
    assert any("meets every month" in statement.text for statement in found.statements)


def test_priority_action_lead_in_is_no_item() -> None:
    parts = [*NEW]
    at = parts.index("# What needs to improve?")
    parts[at:at] = [
        "# Area for priority action",
        "Urgent action is needed by all to:",
        "- answer calls at night.",
    ]
    assert texts(extract_jtai(letter(*parts)), "area_for_priority_action") == ["answer calls at night."]


def test_missing_heading_makes_it_partial() -> None:
    parts = [p for p in NEW if p not in ("# What needs to improve?",)]
    found = extract_jtai(letter(*parts))
    assert found.status == "partial"
    assert any(p.category == "heading_missing" and "improve" in p.message for p in found.problems)


def test_item_without_its_end_is_told() -> None:
    parts = ["- The records of the duty desk" if p == "- The records of the duty desk." else p for p in NEW]
    parts.insert(parts.index("# Strengths"), "- The night shift.")
    problems = extract_jtai(letter(*parts)).problems
    assert any(p.category == "invariant" and "duty desk" in p.message for p in problems)


def test_list_with_a_stop_only_after_its_last_item_is_whole() -> None:
    parts = [
        *HEAD,
        "# Headline findings",
        "All is well.",
        "# What needs to improve?",
        "- records",
        "- visits.",
    ]
    assert not [p for p in extract_jtai(letter(*parts)).problems if p.category == "invariant"]


def test_narrative_sections_have_their_titles() -> None:
    assert [title for title, _ in narrative_sections(letter(*NEW))] == ["Headline findings", "Main findings"]


@pytest.mark.parametrize("parts", [NEW, OLD[1:]])
def test_pdf_gives_the_same_findings(parts: tuple[str, ...]) -> None:
    document = printed(*parts)
    by_hand, from_pdf = extract_jtai(letter(*parts)), extract_jtai(document)
    assert [f.text for f in from_pdf.findings] == [f.text for f in by_hand.findings]
    assert all(f.source.boxes for f in from_pdf.findings)
    chosen = registry.choose(document)
    assert chosen is not None
    assert chosen.kind == "jtai_letter"


def test_a_page_about_an_inspection_is_no_letter_of_one() -> None:
    assert recognise_jtai(letter("# News", "The council had a joint targeted area inspection.")) == 0.0


def test_a_page_with_the_headings_of_a_letter_is_not_sure_to_be_one() -> None:
    page = [p for p in NEW if isinstance(p, str) and not p.startswith("Dear")]
    assert recognise_jtai(letter(*page)) < registry.RECOGNISED
    assert recognise_jtai(letter(*NEW)) > 0.9
