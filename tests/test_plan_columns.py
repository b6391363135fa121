"""Which column of a plan is what: by its header, by what it holds, and both at odds."""

from __future__ import annotations

import pytest

from extractors.families.plan import content
from extractors.families.plan.columns import is_header, read_header
from extractors.families.plan.holds import by_content, settle
from extractors.families.plan.slide import place
from extractors.families.plan.words import label_role, match_header, other_kind
from tests.plan_tables import table

ACT = "Appoint a second designated officer for the county"
ACT2 = "Publish a calendar of joint audits"
ACT3 = "Train school leaders in the graduated approach"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Planned development activity", "activity"),
        ("Action owner", "owner"),
        ("Areas for improvement", "area"),
        ("What success looks like", "success"),
        ("It has worked when", "success"),
        ("What you should notice", "success"),
        ("How will we know that we have made a difference?", "success"),
        ("BRAG rating", "status"),
        ("By when", "timescale"),
        ("Due date", "end"),
        ("Lead agency", "organisation"),
        ("Senior Responsible Officer", "accountable"),
        ("Progress update September 2024", "update"),
        ("Days to due", "extra"),
        ("% complete", "extra"),
        ("Lead(s)", "owner"),
    ],
)
def test_a_header_names_its_role(header: str, role: str) -> None:
    match = match_header(header)
    assert match is not None
    assert match.role == role


def test_a_sentence_that_holds_a_header_word_is_no_header() -> None:
    assert match_header("Officers will agree which actions matter most to families this year") is None


def test_a_label_is_its_phrase_and_nothing_else() -> None:
    assert label_role("Parent rep") == "parent_representative"
    assert label_role("The lead officer for this work told us much") is None


def test_a_table_of_versions_is_no_plan() -> None:
    assert other_kind(["Version", "Date", "Author"]) == "version_history"
    assert other_kind(["Colour", "Meaning"]) == "key"


@pytest.mark.parametrize(
    "text",
    [
        "Dec-23",
        "Sep=23",
        "Jan-Jul 24",
        "From Oct-23",
        "Autumn term 2024",
        "31st October 2024",
        "Q3 24/25",
        "Ongoing",
        "w/c 04/11/24",
        "Termly",
        "TBC",
    ],
)
def test_a_date_is_told_by_its_words(text: str) -> None:
    assert content.is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "Annual reviews",
        "Review the plan by March",
        "May we help",
        "Head of Service",
        "Community paediatrics",
        "Complete by",  # a label, which waits for its time
    ],
)
def test_words_with_a_time_in_them_are_no_date(text: str) -> None:
    assert not content.is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jo Bloggs",
        "Head of SEND, Northshire Council",
        "Audit Manager",
        "WCF",
        "A Person / B Person Northshire Council",
    ],
)
def test_an_owner_is_told_by_its_words(text: str) -> None:
    assert content.is_owner(text)


@pytest.mark.parametrize(
    "text",
    [
        ACT,
        "Officer in post. Baseline: 1. Target: 2",
        "Lead officers meet every month to share what they found.",
        "RED",
    ],
)
def test_what_is_no_owner(text: str) -> None:
    assert not content.is_owner(text)


def test_a_header_over_two_rows_names_a_column_by_both() -> None:
    grid = table(
        ["Ref", "What", "<", "When", "<"],
        ["^", "Objective", "Action", "Start", "End"],
        ["1", "Aim", ACT, "Jan 24", "Mar 24"],
    ).cover()
    layout = read_header(grid, 0)
    assert [c.role for c in layout.columns] == ["reference", "objective", "activity", "start", "end"]
    assert layout.header_rows == 2


def test_a_data_row_is_no_header() -> None:
    grid = table(["Aim", ACT, "Head of SEND", "Mar-24"]).cover()
    assert not is_header(grid, 0)


def test_columns_without_a_header_are_told_by_what_they_hold() -> None:
    rows = [
        ["1.1", ACT, "Head of SEND", "Mar-24", "G"],
        ["1.2", ACT2, "Audit Manager", "Jun-24", "A"],
        ["1.3", ACT3, "Jo Bloggs", "TBC", "R"],
    ]
    layout = by_content(table(*rows).cover(), range(3))
    assert layout is not None
    assert [c.role for c in layout.columns] == ["reference", "activity", "owner", "timescale", "status"]


def test_columns_in_reverse_are_told_all_the_same() -> None:
    rows = [
        ["G", "Mar-24", "Head of SEND", ACT],
        ["A", "Jun-24", "Audit Manager", ACT2],
        ["R", "TBC", "Jo Bloggs", ACT3],
    ]
    layout = by_content(table(*rows).cover(), range(3))
    assert layout is not None
    assert [c.role for c in layout.columns] == ["status", "timescale", "owner", "activity"]


def test_of_two_columns_of_actions_the_finer_is_the_activity() -> None:
    grid = table(
        ["Action", "Steps", "Lead"], ["Improve audits", ACT, "Jo Bloggs"], ["^", ACT2, "Jo Bloggs"]
    ).cover()
    layout = settle(read_header(grid, 0), grid, [1, 2])
    assert [c.role for c in layout.columns] == ["objective", "activity", "owner"]


def test_a_header_that_its_column_belies_does_not_count() -> None:
    grid = table(
        ["Action", "Date", "Notes"],
        [ACT, "north", "Mar-24"],
        [ACT2, "south", "May-24"],
        [ACT3, "east", "Jun-24"],
    ).cover()
    layout = settle(read_header(grid, 0), grid, [1, 2, 3])
    assert layout.columns[1].role == "extra"


def test_columns_headed_by_months_are_a_calendar() -> None:
    grid = table(["Action", "Lead", "Apr 24", "May 24", "Jun 24"], [ACT, "Jo Bloggs", "x", "x", ""]).cover()
    assert is_header(grid, 0)
    assert [c.role for c in read_header(grid, 0).columns][2:] == ["period"] * 3


LAYOUT = read_header(
    table(["Areas for improvement", "Objectives", "Activity", "Responsible", "Timescale", "Success"]).cover(),
    0,
)


def _placed(*cells: str) -> list[int]:
    held = [(i, c) for i, c in enumerate(cells) if c]
    placing = place([c for _, c in held], [i for i, _ in held], LAYOUT, range(6), lambda text: False)
    return list(placing.columns)


def test_a_row_that_slid_two_columns_left_is_put_back() -> None:
    assert _placed(ACT, "Jo Bloggs Northshire Council", "From Oct-23") == [2, 3, 4]


def test_a_broken_owner_cell_does_not_move_the_row() -> None:
    assert _placed("Agree the model", ACT, "Jo Bloggs Northshire Council", "Borough", "Jun-23", "90% agreed")[
        1:
    ] == [2, 3, 3, 4, 5]


def test_two_activities_side_by_side_stay_under_one_column() -> None:
    assert _placed("", "Agree the model", ACT, ACT2, "Jo Bloggs Council", "Jun-23") == [1, 2, 2, 3, 4]


def test_a_row_that_fits_stays_where_it_is() -> None:
    assert _placed("", "", ACT, "Jo Bloggs", "Jun-23") == [2, 3, 4]


def test_a_header_of_number_and_action_heads_the_actions() -> None:
    match = match_header("Reference and action")
    assert match is not None
    assert match.role == "activity"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("What we'll do", "activity"),
        ("How we’ll know it’s worked", "success"),
        ("Where we're up to", "update"),
    ],
)
def test_shortened_words_of_a_header_are_as_those_written_out(header: str, role: str) -> None:
    match = match_header(header)
    assert match is not None
    assert match.role == role
