"""Cells that stand for what is printed above them."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Action, Table
from tests.plan_tables import document, head, para, table

HEADER = ["No.", "Action", "Responsible", "Working with", "Due"]


def _owners(actions: tuple[Action, ...]) -> list[list[str | None]]:
    return [[o.name or o.role for o in a.owners] for a in actions]


def _plan(second: str, third: str = "Bus Manager") -> Table:
    return table(
        HEADER,
        ["1", "Mend the ramp on every bus", "Ann Day", "Ferry Forum", "May 2026"],
        ["2", "Train all of the drivers in lifting", second, "Ferry Forum", "June 2026"],
        ["3", "Write to every school about buses", third, "", "July 2026"],
    )


@pytest.mark.parametrize("mark", ["As above", "as above.", "Same as above", "See above", "Ditto", '"', "〃"])
def test_a_mark_for_what_stands_above_is_no_owner(mark: str) -> None:
    found = extract(document(head("SEND action plan"), _plan(mark))).actions
    assert _owners(found) == [["Ann Day"], ["Ann Day"], ["Bus Manager"]]
    assert "responsible_raw" in found[1].inherited or "owners" in found[1].inherited


def test_as_above_goes_on_from_a_row_that_says_so_itself() -> None:
    found = extract(document(head("SEND action plan"), _plan("As above", "As above"))).actions
    assert _owners(found) == [["Ann Day"]] * 3


def test_as_above_in_a_column_of_dates() -> None:
    drawn = table(
        HEADER,
        ["1", "Mend the ramp on every bus", "Ann Day", "", "May 2026"],
        ["2", "Train all of the drivers in lifting", "Jo Hill", "", "As above"],
        ["3", "Write to every school about buses", "Bus Manager", "", "July 2026"],
    )
    found = extract(document(head("SEND action plan"), drawn)).actions
    assert [a.timescale.due_on.month if a.timescale and a.timescale.due_on else None for a in found] == [
        5,
        5,
        7,
    ]


SAID = (
    "Where the Responsible box is blank the person is the same as in the row above.",
    "An empty box under Responsible means that the officer above is responsible.",
)


@pytest.mark.parametrize("said", SAID)
def test_a_blank_owner_is_the_one_above_where_the_plan_says_so(said: str) -> None:
    found = extract(document(head("SEND action plan"), para(said), _plan(""))).actions
    assert _owners(found) == [["Ann Day"], ["Ann Day"], ["Bus Manager"]]


def test_a_blank_owner_is_none_where_the_plan_says_nothing() -> None:
    found = extract(document(head("SEND action plan"), _plan(""))).actions
    assert _owners(found) == [["Ann Day"], [], ["Bus Manager"]]


def test_a_dash_is_no_mark_for_what_stands_above() -> None:
    found = extract(document(head("SEND action plan"), _plan("-"))).actions
    assert _owners(found) == [["Ann Day"], [], ["Bus Manager"]]
