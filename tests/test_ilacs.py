"""Reports on local authority children's services, on invented ones."""

from __future__ import annotations

from datetime import date

from extractors.families.ilacs import BOARD, extract_ilacs, recognise_ilacs
from extractors.model import Judgement
from tests.letters import grid, letter, printed, texts

TABLE = (
    ["Judgement", "Grade"],
    ["The impact of leaders on practice with families", "Good"],
    ["The experiences and progress of young carers", "Requires improvement to be good"],
    ["Overall effectiveness", "Good"],
)
NEW = (
    "# Inspection of Northfold Council local authority children’s services",
    "Inspection dates: 3 to 7 March 2025",
    "Lead inspector: Ann Example, His Majesty’s Inspector",
    grid(*TABLE),
    "Children in care are safe. Some plans are late.",
    "# What needs to improve?1",
    "- The speed of plans. (outcome 3, national framework)",
    "- The choice of homes.",
    "~ 1 These are tied to a framework.",
    "# The experiences and progress of young carers: requires improvement to be good",
    "Plans are late for too many children.",
    "# The impact of leaders on practice with families: good",
    "Leaders know their service.",
)
OLD = (
    "# Northfold",
    "# Inspection of services for children in need of help and protection, and others",
    "Inspection date: 2 November 2015 – 20 November 2015|Report published: 8 January 2016",
    grid(
        ["Children’s services in Northfold are good"],
        ["1. Children who need help and protection", "Good"],
        ["2. Leadership, management and governance", "Outstanding"],
    ),
    "# Recommendations",
    "Ensure that assessments are timely (paragraph 7)",
    "- Widen the choice of homes.",
    "# The Local Safeguarding Children Board is good",
    "# Executive summary",
    "The board is led well.",
    "# Recommendations",
    "103. Test the work of partners.",
    "104. Listen to children more.",
    "# Information about this inspection",
    "# The inspection team",
    "Lead inspector: Ann Example",
    "Team inspectors: Bo Lee, Cy Dale HMI and Di Hall AI",
)


def test_table_of_judgements_dates_and_lead() -> None:
    found = extract_ilacs(letter(*NEW))
    assert found.status == "ok"
    assert Judgement(subject="Overall effectiveness", grade="Good") in found.judgements
    assert len(found.judgements) == 3
    assert (found.details.inspection_start, found.details.inspection_end) == (
        date(2025, 3, 3),
        date(2025, 3, 7),
    )
    assert found.details.area == "Northfold Council"
    assert [(p.name, p.role, p.is_lead) for p in found.people] == [
        ("Ann Example", "His Majesty’s Inspector", True)
    ]
    assert found.bodies[0].kind == "local_authority"


def test_heading_with_a_footnote_mark_and_its_note() -> None:
    assert texts(extract_ilacs(letter(*NEW)), "area_for_improvement") == [
        "The speed of plans. (outcome 3, national framework)",
        "The choice of homes.",
    ]


def test_sections_are_narrative() -> None:
    sections = {statement.section for statement in extract_ilacs(letter(*NEW)).statements}
    assert any(section and section.startswith("The impact of leaders") for section in sections)


def test_heading_with_another_grade_is_told() -> None:
    parts = [p.replace("families: good", "families: inadequate") if isinstance(p, str) else p for p in NEW]
    assert any("another grade" in p.message for p in extract_ilacs(letter(*parts)).problems)


def test_no_table_of_judgements_is_partial() -> None:
    assert extract_ilacs(letter(*[p for p in NEW if isinstance(p, str)])).status == "partial"


def test_recommendations_to_the_authority_and_to_the_board() -> None:
    parts = [*OLD]
    parts[parts.index("Ensure that assessments are timely (paragraph 7)")] = (
        "- Ensure that assessments are timely (paragraph 7)"
    )
    found = extract_ilacs(letter(*parts))
    recommended = [(f.text, f.responsible) for f in found.findings]
    assert recommended == [
        ("Ensure that assessments are timely (paragraph 7)", None),
        ("Widen the choice of homes.", None),
        ("Test the work of partners.", BOARD),
        ("Listen to children more.", BOARD),
    ]
    assert found.details.published == date(2016, 1, 8)
    assert found.details.inspection_start == date(2015, 11, 2)
    assert found.details.area == "Northfold"


def test_overall_judgement_as_a_sentence_and_numbered_subjects() -> None:
    assert extract_ilacs(letter(*OLD)).judgements == (
        Judgement(subject="Children’s services in Northfold", grade="good"),
        Judgement(subject="Children who need help and protection", grade="Good"),
        Judgement(subject="Leadership, management and governance", grade="Outstanding"),
    )


def test_team_by_labels() -> None:
    people = extract_ilacs(letter(*OLD)).people
    assert [(p.name, p.role) for p in people] == [
        ("Ann Example", "Lead inspector"),
        ("Bo Lee", "Team inspector"),
        ("Cy Dale", "Team inspector"),
        ("Di Hall", "Team inspector"),
    ]


def test_priority_action_and_improvement_under_one_heading() -> None:
    found = extract_ilacs(
        letter(
            *OLD[:4],
            "# What does the authority need to improve?",
            "# Priority and immediate action",
            "- Read every case again.",
            "# Areas for improvement",
            "- Train the managers.",
            "# The local authority’s strengths",
            "- Members are keen.",
        )
    )
    assert texts(found, "area_for_priority_action") == ["Read every case again."]
    assert texts(found, "area_for_improvement") == ["Train the managers."]
    assert texts(found, "strength") == ["Members are keen."]


def test_contents_are_no_headings() -> None:
    contents = ("# Contents", grid(["Recommendations", "7"], ["Executive summary", "35"]))
    document = letter(*OLD[:4], *contents)
    later = letter(*OLD[4:])
    moved = [b.model_copy(update={"source": b.source.model_copy(update={"page": 2})}) for b in later.blocks]
    found = extract_ilacs(document.model_copy(update={"blocks": (*document.blocks, *moved)}))
    assert len([f for f in found.findings if f.responsible]) == 2


def test_pdf_with_its_table() -> None:
    document = printed(*NEW[:3], [list(row) for row in TABLE], *NEW[4:])
    assert recognise_ilacs(document) > 0.9
    found = extract_ilacs(document)
    assert len(found.judgements) == 3
    assert [f.text for f in found.findings] == [f.text for f in extract_ilacs(letter(*NEW)).findings]


def test_box_with_judgement_grade_and_summary_is_a_part_of_its_own() -> None:
    box = grid(
        ["The progress of young carers", "Good"], ["Summary"], ["Young carers are seen by one worker."]
    )
    parts = [*OLD]
    parts.insert(parts.index("# The Local Safeguarding Children Board is good"), box)
    found = extract_ilacs(letter(*parts))
    assert [s.section for s in found.statements if "one worker" in s.text] == [
        "The progress of young carers: Good"
    ]
    assert len(found.judgements) == 3
