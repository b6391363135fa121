"""Letters of focused visits, on invented ones."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.families.addressees import read_addressees, split_role
from extractors.families.focused_visit import extract_focused_visit, recognise_focused_visit
from extractors.families.letter_people import read_visitors
from extractors.families.letterhead import visit_days
from extractors.model import Line
from tests.letters import grid, letter, printed, texts

OPENING = (
    "This letter tells of the focused visit to Northfold children’s services on 5 and 6 November 2024. "
    "Of His Majesty’s Inspectors, those for the visit were Ann Example and Brian Sample."
)
PARTS = (
    "5 December 2024",
    "Carla Pattern|Executive Director Children’s Services|Northfold Council|1 Long Street|Northfold|NF1 2AB",
    "Dear Ms Pattern",
    "# Focused visit to Northfold children’s services",
    OPENING,
    "# Headline findings",
    "Care leavers are helped well.",
    "# What needs to improve in this area of social work practice?",
    "- The stock of flats for young people.",
    "- Plans for those who leave care late.",
    "# Main findings",
    "Advisers see young people often.",
    "Yours sincerely",
)


@pytest.mark.parametrize("read", [letter, printed])
def test_list_dates_and_people(read: object) -> None:
    document = read(*PARTS)  # type: ignore[operator]
    assert recognise_focused_visit(document) > 0.9
    found = extract_focused_visit(document)
    assert found.status == "ok"
    assert texts(found, "area_for_improvement") == [
        "The stock of flats for young people.",
        "Plans for those who leave care late.",
    ]
    details = found.details
    assert (details.area, details.published) == ("Northfold", date(2024, 12, 5))
    assert (details.inspection_start, details.inspection_end) == (date(2024, 11, 5), date(2024, 11, 6))
    people = [(p.capacity, p.name, p.role, p.organisation) for p in found.people]
    assert people[0] == (
        "addressee",
        "Carla Pattern",
        "Executive Director Children’s Services",
        "Northfold Council",
    )
    assert [p[1] for p in people[1:]] == ["Ann Example", "Brian Sample"]


def test_findings_bulleted_alike_are_in_no_list() -> None:
    parts = [*PARTS]
    parts[parts.index("# Main findings")] = "# Findings"
    parts[parts.index("Advisers see young people often.")] = "- Advisers see young people often."
    found = extract_focused_visit(letter(*parts))
    assert len(found.findings) == 2
    assert any("Advisers" in statement.text for statement in found.statements)


def test_headings_in_plain_type() -> None:
    parts = [p.removeprefix("# ") if p == "# Headline findings" or "improve" in p else p for p in PARTS]
    assert len(extract_focused_visit(letter(*parts)).findings) == 2


def test_no_heading_of_the_list_is_told_and_partial() -> None:
    parts = [p for p in PARTS if not p.startswith(("- ", "# What"))]
    found = extract_focused_visit(letter(*parts))
    assert found.status == "partial"
    assert found.message
    assert not found.findings


def test_no_known_heading_is_unsupported() -> None:
    found = extract_focused_visit(letter(*PARTS[:5], "Care leavers are helped well."))
    assert found.status == "unsupported"


def test_sentence_that_says_there_is_no_priority_action() -> None:
    parts = [*PARTS]
    at = parts.index("# What needs to improve in this area of social work practice?")
    parts[at:at] = ["# Areas for priority action", "There are no priority actions after this visit."]
    assert texts(extract_focused_visit(letter(*parts)), "area_for_priority_action") == []


def test_letterhead_beside_the_text_comes_late() -> None:
    parts = [*PARTS[2:7], *PARTS[:2], *PARTS[7:]]
    found = extract_focused_visit(letter(*parts))
    assert found.details.published == date(2024, 12, 5)
    assert found.people[0].name == "Carla Pattern"


def test_address_in_a_table() -> None:
    table = grid(
        ["15 June 2018"], ["Ms Hild Brook"], ["Service Director, Children and Families"], ["SO99 7LY"]
    )
    found = extract_focused_visit(letter(table, *PARTS[2:]))
    assert found.people[0].name == "Ms Hild Brook"
    assert found.people[0].role == "Service Director, Children and Families"


@pytest.mark.parametrize(
    "sentence",
    [
        "The inspectors were Ann Example, Her Majesty’s Inspector, and Bo Lee, Her Majesty’s Inspector.",
        "The inspectors were Ann Example HMI and Bo Lee HMI.",
        "It was carried out by Her Majesty’s Inspectors Ann Example and Bo Lee.",
        "The visit was carried out by Ann Example and Bo Lee, Her Majesty’s Inspectors.",
        "The inspectors were Ann Example and Bo Lee, two of Her Majesty’s Inspectors.",
        "His Majesty’s inspectors were Ann Example and Bo Lee.",
    ],
)
def test_inspectors_of_the_opening(sentence: str) -> None:
    people = read_visitors([sentence])
    assert [p.name for p in people] == ["Ann Example", "Bo Lee"]
    assert {p.role for p in people} <= {"Her Majesty’s Inspector", "His Majesty’s Inspector", "HMI"}


def test_the_chief_inspector_is_no_inspector_of_the_visit() -> None:
    assert not read_visitors(["Her Majesty’s Chief Inspector is leading the work of many inspectors."])


def test_designate_keeps_the_bracket() -> None:
    text = "They were Ann Example, Her Majesty’s Inspector, and Bo Lee, Her Majesty’s Inspector (designate)."
    assert [p.role for p in read_visitors([text])] == [
        "Her Majesty’s Inspector",
        "Her Majesty’s Inspector (designate)",
    ]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("a focused visit on 9 June 2021.", date(2021, 6, 9), date(2021, 6, 9)),
        ("a focused visit on 30 June and 1 July 2021.", date(2021, 6, 30), date(2021, 7, 1)),
        ("a focused visit on 8, 9 and 10 June 2021.", date(2021, 6, 8), date(2021, 6, 10)),
        ("a visit took place from 13 May 2021 to 17 May 2021.", date(2021, 5, 13), date(2021, 5, 17)),
    ],
)
def test_days_of_the_visit(sentence: str, start: date, end: date) -> None:
    days = visit_days([f"This tells of {sentence}"], date(2021, 8, 1))
    assert days is not None
    assert (days.start, days.end) == (start, end)


def test_days_of_an_earlier_visit_are_not_taken() -> None:
    opening = [
        "Since the last inspection took place on 3 March 2021, much was done.",
        "This focused visit was carried out on 9 June 2021.",
    ]
    days = visit_days(opening, date(2021, 8, 1))
    assert days is not None
    assert days.start == date(2021, 6, 9)


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Chief Nurse, Northfold Hospital Trust", "Chief Nurse", "Northfold Hospital Trust"),
        ("Chair of Northfold LSCB", "Chair", "Northfold LSCB"),
        ("Chief Officer NHS Northfold CCG", "Chief Officer", "NHS Northfold CCG"),
        ("Executive Director: People, Northfold", "Executive Director: People", "Northfold"),
        ("Independent Scrutineer", "Independent Scrutineer", None),
        ("Chief Executive, Alder, Birch and Cedar Trust", "Chief Executive", "Alder, Birch and Cedar Trust"),
        ("Youth Justice Service", None, "Youth Justice Service"),
    ],
)  # fmt: skip
def test_role_and_organisation(text: str, role: str | None, organisation: str | None) -> None:
    assert split_role(text) == (role, organisation)


def test_addressee_over_two_lines_and_role_before_the_name() -> None:
    lines = [
        Line(text="Ann Example, Chief Executive, Alder, Birch and Cedar Integrated", soft=True),
        Line(text="Care Board"),
        Line(text="Acting Chief Constable Peter Sample, Alder Police"),
        Line(text="Mary Model QPM Chief Officer, Alder Fire"),
    ]
    assert [(p.name, p.role, p.organisation) for p in read_addressees(lines)] == [
        ("Ann Example", "Chief Executive", "Alder, Birch and Cedar Integrated Care Board"),
        ("Peter Sample", "Acting Chief Constable", "Alder Police"),
        ("Mary Model QPM", "Chief Officer", "Alder Fire"),
    ]
