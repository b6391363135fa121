"""What a time is: a `Moment` with its first and last day, and how months and years are written.

A split year ("2024/25") is a financial year from April beside quarters and alone, an academic year from
September beside terms and where the text says so. A quarter of a split year is a financial one ("Q3 2024/25"
is October to December 2024); with a single year it is a calendar one ("Q3 2024" is July to September 2024),
unless the context says that the document counts financial quarters.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz.distance import OSA

from extractors.fields.data import keys, words
from extractors.model import DatePrecision

FIRST_YEAR, LAST_YEAR = 2005, 2049
FINANCIAL, ACADEMIC = 4, 9  # the month in which a split year begins


@dataclass(frozen=True)
class TimeContext:
    """What the document says about its times outside the cell.

    `plan_date` is the plan's own date; `published` the day on which it came out, only where a
    day is printed; `year` a year that heads the column or table, with `split` for "2024/25".
    """

    plan_date: date | None = None
    published: date | None = None
    inspection_end: date | None = None
    year: int | None = None
    split: bool = False
    financial_quarters: bool = False

    @property
    def likely_years(self) -> range | None:
        """The years that a plan of this date speaks of; `None` where no date is known."""
        middle = self.plan_date.year if self.plan_date else self.year
        return None if middle is None else range(middle - 4, middle + 9)


NO_CONTEXT = TimeContext()


@dataclass(frozen=True)
class Moment:
    """One time named in a text, from `begin` to `end`; without `year` it is not yet a time."""

    begin: int
    end: int
    months: tuple[int, int] | None  # first and last month; None: the whole year
    precision: DatePrecision
    day: int | None = None
    year: int | None = None
    split: bool = False
    basis: int = FINANCIAL
    quarter: int | None = None
    easter: bool = False
    long: bool = False  # bare, it stands for its whole length: a term, a season, a split year
    slip: str | None = None
    problem: str | None = None

    @property
    def order(self) -> int:
        """Where it stands in its year, for comparing two times of one year."""
        first = self.basis if self.months is None else self.months[0]
        start = self.basis if self.split else 1
        return (first - start) % 12

    @property
    def first(self) -> date | None:
        """Its first day."""
        if self.year is None or self.problem:
            return None
        if self.easter:
            return easter_sunday(self.year)
        month, year = self._first_month(self.year)
        return date(year, month, self.day or 1)

    @property
    def last(self) -> date | None:
        """Its last day."""
        if self.year is None or self.problem:
            return None
        if self.easter or self.day:
            return self.first
        month, year = self._first_month(self.year)
        if self.months is None:
            return date(year + 1, month, 1) - timedelta(days=1)
        first, last = self.months
        return last_day(year + (last < first), last)

    def _first_month(self, year: int) -> tuple[int, int]:
        if self.months is None:
            return (self.basis, year) if self.split else (1, year)
        first = self.months[0]
        return first, year + (self.split and first < self.basis)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus of Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    w = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * w) // 451
    month, day = divmod(h + w - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text in lower case with one kind of dash, quote and space, each kept at one character."""
    # Two characters that would come out as several: an ellipsis, and the Turkish capital in lower case.
    text = unicodedata.normalize("NFKC", text.replace("…", ".").replace("İ", "I"))
    text = re.sub("[\u2010-\u2015\u2212\ufffe\u00ad]", "-", text)
    text = re.sub("[\u2018\u2019\u02bc`´]", "'", text)
    return re.sub(r"\s+", " ", text).strip().lower()


def even(text: str) -> str:
    """The text with what `plain` makes several characters of, or fewer, already so: places in both agree.

    Ligatures and fractions are spelt out, accents joined to their letters, white space single but for lines.
    """
    text = re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFC", text))
    if text.isascii():
        return text
    return "".join(c if c in "…İ" or len(n := unicodedata.normalize("NFKC", c)) == 1 else n for c in text)


# -- months and years --------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _month_numbers() -> dict[str, int]:
    names = keys("timescales", "months")
    return {word: n for n, name in enumerate(names, 1) for word in words("timescales", "months", name)}


@lru_cache(maxsize=512)
def month_number(word: str) -> tuple[int, str | None] | None:
    """(number, the month that a misspelt word was read as, or None), or None for other words."""
    exact = _month_numbers().get(word)
    if exact:
        return exact, None
    if len(word) < 4 or word in words("timescales", "not_months"):
        return None
    allowed = 1 if len(word) < 7 else 2
    long = (name for name in keys("timescales", "months") if len(name) > 3)
    near = [name for name in long if OSA.distance(word, name) <= allowed]
    if len(near) != 1 or near[0][0] != word[0]:
        return None
    return _month_numbers()[near[0]], near[0].capitalize()


SPLIT_YEAR = re.compile(r"'?((?:20)?\d\d)\s?[/-]\s?'?((?:20)?\d\d)(?![\d/]|-\d)")
FULL_YEAR = re.compile(r"(20\d\d)(?!\d)")
SHORT_YEAR = re.compile(r"'?(\d\d)(?!\d|st|nd|rd|th|\s?%|[/.]\d)")
ODD_YEAR = re.compile(r"(2[0-9ol]{2,4})(?![\da-z])")


@dataclass(frozen=True)
class Year:
    """A year as printed: the first one of a split year; `end` is where it ends in the text."""

    value: int
    end: int
    split: bool = False
    slip: str | None = None


def year_at(text: str, at: int, context: TimeContext, *, short: bool) -> Year | None:
    """The year printed at a place: "2024", "2024/25", "2024-2025", and with `short` "24", "'24", "24/25"."""
    match = SPLIT_YEAR.match(text, at)
    if match and (short or len(match[1]) == 4):
        first, second = (int(part) % 100 for part in match.groups())
        if second == (first + 1) % 100 and first >= FIRST_YEAR % 100 and len(match[1]) >= len(match[2]):
            return Year(2000 + first, match.end(), split=True)
    match = FULL_YEAR.match(text, at)
    if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return Year(int(match[1]), match.end())
    if not short:
        return None
    match = SHORT_YEAR.match(text, at)
    if match and 2000 + int(match[1]) in (context.likely_years or range(2014, 2030)):
        return Year(2000 + int(match[1]), match.end())
    return _odd_year(text, at, context)


def _odd_year(text: str, at: int, context: TimeContext) -> Year | None:
    """A year with a letter for a digit, or a digit too few or too many, where one likely year is near it."""
    match = ODD_YEAR.match(text, at)
    if not match:
        return None
    token, likely = match[1], context.likely_years
    digits = token.replace("o", "0").replace("l", "1")
    if digits != token and FULL_YEAR.fullmatch(digits):
        return Year(int(digits), match.end(), slip=f"'{token}' read as {digits}")
    if likely is None or len(digits) == 4:
        return None
    near = [y for y in likely if OSA.distance(str(y), digits) == 1]
    if len(near) != 1:
        return None
    return Year(near[0], match.end(), slip=f"'{token}' read as {near[0]}")
