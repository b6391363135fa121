"""England's bank holidays and working days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gaps.calendar import add_working_days, bank_holidays, easter, is_working_day, plan_due
from pipeline.gaps.terms import term_in


@pytest.mark.parametrize(
    ("year", "sunday"), [(2000, date(2000, 4, 23)), (2019, date(2019, 4, 21)), (2024, date(2024, 3, 31))]
)
def test_easter(year: int, sunday: date) -> None:
    assert easter(year) == sunday


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26"),
        (2021, "1-1 4-2 4-5 5-3 5-31 8-30 12-27 12-28"),  # Christmas Day on a Saturday
        (2022, "1-3 4-15 4-18 5-2 6-2 6-3 8-29 9-19 12-26 12-27"),  # jubilee and state funeral
        (2023, "1-2 4-7 4-10 5-1 5-8 5-29 8-28 12-25 12-26"),  # coronation
        (2020, "1-1 4-10 4-13 5-8 5-25 8-31 12-25 12-28"),  # early May moved to the 8th
        (2015, "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28"),  # Boxing Day on a Saturday
    ],
)
def test_bank_holidays(year: int, days: str) -> None:
    wanted = {date(year, *map(int, d.split("-"))) for d in days.split()}
    assert bank_holidays(year) == wanted


def test_thirty_working_days_pass_over_two_bank_holidays() -> None:
    assert plan_due(date(2023, 5, 5)) == date(2023, 6, 20)


@given(st.dates(date(2005, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_working_days_are_counted_one_by_one(start: date, days: int) -> None:
    end = add_working_days(start, days)
    between = [date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in the autumn term 2024", date(2024, 9, 1), date(2024, 12, 31)),
        ("the summer term of 2023/24", date(2024, 4, 1), date(2024, 8, 31)),
        ("the autumn terms of 2023/24", date(2023, 9, 1), date(2023, 12, 31)),
    ],
)
def test_a_term_in_a_text(text: str, first: date, last: date) -> None:
    term = term_in(text)
    assert term is not None
    assert (term.starts_on, term.ends_on) == (first, last)


def test_two_terms_are_none() -> None:
    assert term_in("autumn term 2024 and spring term 2025") is None
