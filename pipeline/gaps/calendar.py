"""Working days in England: weekends and bank holidays, and the day a plan is due.

Bank holidays follow the Banking and Financial Dealings Act 1971 and royal proclamations: fixed and movable
days are worked out, days moved or added by proclamation are listed. Substitute days apply where a fixed
day falls on a weekend.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

# An area publishes its strategic plan within 30 working days of the report's publication
# (area SEND inspections: framework and handbook, 2023).
PLAN_DAYS = 30

MOVED = {  # by proclamation: the day that it would have been, and the day that it was
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
ADDED = (  # by proclamation, once
    date(2002, 6, 3),
    date(2011, 4, 29),
    date(2012, 6, 5),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a year, substitute days included."""
    sunday = easter(year)
    found = {
        _substitute(date(year, 1, 1)),
        sunday - timedelta(days=2),
        sunday + timedelta(days=1),
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
        *_christmas(year),
    }
    found = {MOVED.get(day, day) for day in found}
    return frozenset(found | {day for day in ADDED if day.year == year})


def _substitute(day: date) -> date:
    """The day itself, or the Monday after where it falls on a weekend."""
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def _christmas(year: int) -> tuple[date, date]:
    """Christmas Day and Boxing Day, or the days that stand for them."""
    first = date(year, 12, 25)
    if first.weekday() == 4:  # Friday: Boxing Day moves to Monday
        return first, date(year, 12, 28)
    if first.weekday() == 5:  # Saturday: both move
        return date(year, 12, 27), date(year, 12, 28)
    if first.weekday() == 6:  # Sunday: Boxing Day stays on Monday, Christmas Day goes to Tuesday
        return date(year, 12, 27), date(year, 12, 26)
    return first, date(year, 12, 26)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def is_working_day(day: date) -> bool:
    """Whether the day is neither at a weekend nor a bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The day that lies so many working days after `start`, which is not counted itself."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def plan_due(published: date) -> date:
    """The day by which an area is to publish its plan after a report."""
    return add_working_days(published, PLAN_DAYS)
