"""Calendars of months: which year a month is of, from what stands over it."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.families.plan.periods import months_with_years
from extractors.model import Action, Table
from tests.plan_tables import document, head, table

WORDS = ["Ref", "Task", "Lead"]
DOWN = ["^", "^", "^"]
BLANK = ["", "", ""]
MONTHS = ["Nov", "Dec", "Jan", "Feb"]


def _spans(made: Table) -> list[tuple[str, str]]:
    found: tuple[Action, ...] = extract(document(head("SEND programme plan"), made, format="xlsx")).actions
    return [(str(t.starts_on)[:7], str(t.due_on)[:7]) for a in found if (t := a.timescale)]


ROWS = [
    ["1.1", "Appoint a coordinator", "Head of SEND", "x", "x", "x", ""],
    ["1.2", "Train the reviewers", "Head of SEND", "", "", "x", "x"],
    ["1.3", "Publish the standard", "Head of SEND", "", "", "", "x"],
]
TIMES = [("2024-11", "2025-01"), ("2025-01", "2025-02"), ("None", "2025-02")]


@pytest.mark.parametrize(
    "header",
    [
        [[*WORDS, "2024/25 Q3", "<", "2024/25 Q4", "<"], [*DOWN, *MONTHS]],
        [[*WORDS, "FY 2024-25", "<", "<", "<"], [*DOWN, *MONTHS]],
        [[*WORDS, "2024", "<", "2025", "<"], [*DOWN, *MONTHS]],
        [[*WORDS, "2024", "", "2025", ""], [*BLANK, *MONTHS]],
        [[*BLANK, "2024", "<", "2025", "<"], [*WORDS, *MONTHS]],
        [[*BLANK, "2024", "<", "2025", "<"], [*WORDS, "N", "D", "J", "F"]],
        [[*WORDS, "2024/25", "<", "<", "<"], [*DOWN, "Q3", "<", "Q4", "<"], [*DOWN, *MONTHS]],
    ],
    ids=["quarters", "financial year", "years", "years not merged", "words below", "letters", "three rows"],
)
def test_the_year_of_a_month_is_told_by_what_stands_over_it(header: list[list[str]]) -> None:
    assert _spans(table(*header, *ROWS)) == TIMES


@pytest.mark.parametrize(
    ("names", "over", "first"),
    [
        ("Oct Nov Dec", "Q3 2024/25", "Oct 2024"),
        ("Apr May Jun", "2024/25", "Apr 2024"),
        ("Sep Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug", "2024/25", "Sep 2024"),
        ("Jun Jul Aug", "Academic year 23/24", "Jun 2024"),
        ("Nov Dec Jan Feb", "Nov 2024 to Feb 2025", "Nov 2024"),
    ],
)
def test_a_split_year_over_months(names: str, over: str, first: str) -> None:
    months = names.split()
    found = months_with_years(months, [over] * len(months))
    assert (found[0] if found else "") == first


def test_months_that_skip_are_no_calendar() -> None:
    assert not months_with_years(["Oct", "Dec", "Jan"], ["2024"] * 3)
