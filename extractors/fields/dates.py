"""Printed dates and ranges of days: "23 September to 27 September 2024", "29 April to 3 May 2024"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = r"(?:the\s+)?(\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_MONTH = r"(?:\s+(?:of\s+)?([A-Za-z]{3,9})\.?)"
_YEAR = r"(?:,?\s+(\d{4}))"
_TO = r"\s*(?:to|until|till|through|and|-|\u2010|\u2011|\u2013|\u2014|\u2212)\s*"

_RANGE = re.compile(
    rf"\b{_WEEKDAY}{_DAY}{_MONTH}?{_YEAR}?{_TO}{_WEEKDAY}{_DAY}{_MONTH}{_YEAR}", re.IGNORECASE
)
_SINGLE = re.compile(rf"\b{_WEEKDAY}{_DAY}{_MONTH}{_YEAR}", re.IGNORECASE)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or first to last day of a range, and the passage that says so."""

    raw: str
    start: date
    end: date


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its first three letters or more."""
    lowered = word.casefold().rstrip(".")
    if len(lowered) < 3:
        return None
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(lowered)), None)


YEARS = range(1990, 2100)  # of inspections and what they lead to; others are slips and other numbers


def _day(year: int, month: int | None, day: int) -> date | None:
    if month is None or year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _range(found: re.Match[str]) -> Days | None:
    day1, month1, year1, day2, month2, year2 = found.groups()
    last_month = month_number(month2)
    first_month = month_number(month1) if month1 else last_month
    if first_month is None or last_month is None:
        return None
    end = _day(int(year2), last_month, int(day2))
    year = int(year1) if year1 else int(year2) - (1 if first_month > last_month else 0)
    start = _day(year, first_month, int(day1))
    if start is None or end is None or start > end or (end - start).days > 366:
        return None
    return Days(found[0], start, end)


def _single(found: re.Match[str]) -> Days | None:
    day, month, year = found.groups()
    on = _day(int(year), month_number(month), int(day))
    return Days(found[0], on, on) if on else None


def _figures(found: re.Match[str]) -> Days | None:
    on = _day(int(found[3]), int(found[2]), int(found[1]))
    return Days(found[0], on, on) if on else None


def _iso(found: re.Match[str]) -> Days | None:
    on = _day(int(found[1]), int(found[2]), int(found[3]))
    return Days(found[0], on, on) if on else None


def find_days(text: str) -> list[Days]:
    """All days and ranges that a text prints, in order. A range without a year takes that of its end."""
    found: list[tuple[int, Days]] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in ((_RANGE, _range), (_SINGLE, _single), (_FIGURES, _figures), (_ISO, _iso)):
        for match in pattern.finditer(text):
            if any(match.start() < end and begin < match.end() for begin, end in taken):
                continue
            days = read(match)
            if days is not None:
                taken.append(match.span())
                found.append((match.start(), days))
    return [days for _, days in sorted(found, key=lambda item: item[0])]


def first_days(text: str) -> Days | None:
    """The first day or range that a text prints."""
    return next(iter(find_days(text)), None)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
