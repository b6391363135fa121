"""The times named in a text: each way of writing one is read by its own small function, in turn.

`find_moments` gives them in order; the years of those that print none are found in `years`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from extractors.fields.calendar import (
    ACADEMIC,
    FINANCIAL,
    FIRST_YEAR,
    LAST_YEAR,
    NO_CONTEXT,
    SPLIT_YEAR,
    Moment,
    TimeContext,
    month_number,
    year_at,
)
from extractors.fields.data import either, keys, spans, words

# -- one time at one place ---------------------------------------------------------------------

WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?"
ISO_DAY = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
    r"(?:[t ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)?(?!\d)"
)
ISO_MONTH = re.compile(r"(20\d\d)-(\d\d)(?![\d-])")
NUMERIC_DAY = re.compile(WEEKDAY + r"(\d\d?)\s?([/.-])\s?(\d\d?)\s?\2\s?(\d{4}|\d\d)(?!\d)")
NUMERIC_MONTH = re.compile(r"(\d\d?)\s?[/.]\s?(20\d\d)(?!\d)")
DAY_MONTH = re.compile(
    WEEKDAY + r"(\d\d?)\s?(?:st|nd|rd|th)?(?:\s(?:day\s)?of)?(?:[/.-]|\.?\s)?([a-z]{3,10})(?![a-z])"
)
DAY_TO_DAY = re.compile(
    r"(\d\d?)(?:st|nd|rd|th)?(?=\s?(?:-|to|and|&)\s?\d\d?(?:st|nd|rd|th)?\s(?:of\s)?([a-z]{3,10})(?![a-z]))"
)
MONTH_DAY = re.compile(r"([a-z]{3,10})\.?\s(\d\d?)(st|nd|rd|th)?(?:,?\s(20\d\d))?(?!\d)")
MONTH_WORD = re.compile(r"([a-z]{3,10})(?![a-z'])")
VERB_AFTER = re.compile(r"\s(?!to\s|and\s|or\s|half)[a-z]")
NOT_A_YEAR = re.compile(r"[\s'-]?(\d{3}|\d{5})(?!\d)")
YEAR_GAP = re.compile(r"(?:\s?\(?half[ -]?term\)?)?\s?([^a-z0-9\s']{0,2})\s?(?:of\s|in\s|\()?")
QUARTER = re.compile(
    r"(?:q|quarter|qtr|qr)[\s-]?([1-4])(?![\d/])|(1st|2nd|3rd|4th|first|second|third|fourth|final)\s(?:quarter|qtr)"
)
HALF = re.compile(r"h([12])(?![\d/])|(first|second)\shalf\sof(?:\sthe\syear)?")
ACADEMIC_NAMES = either(words("timescales", "year_names", "academic"))
FINANCIAL_NAMES = either(words("timescales", "year_names", "financial"))
YEAR_LEAD = r"[\s,(/:-]*(?:of\s|in\s)?(?:the\s)?"
FINANCIAL_GAP = re.compile(rf"{YEAR_LEAD}(?:(?:{FINANCIAL_NAMES})\s?)?[\s(:-]*")
ACADEMIC_WORD = re.compile(r"(?<![a-z])ac+ad?e?a?mic(?![a-z])")  # with its usual slips
ACADEMIC_GAP = re.compile(rf"{YEAR_LEAD}(?:(?:{ACADEMIC_NAMES})\s?)?[\s(:-]*")
NAMED_GAP = re.compile(r"[\s:(,-]*(?:of\s)?")
AFTER_EASTER = re.compile(r"(?:\s(?:term|holidays?|break))?")
AFTER_YEAR = re.compile(
    r"\s\(?(?:(?P<academic>academic|school)|financial|fin\.?)\s(?:year|yr)\)?|\s(?:eoy|fy)(?![a-z])"
)
SEASON = re.compile(
    rf"({either(tuple(sorted({*keys('timescales', 'seasons'), *keys('timescales', 'terms')})))})(?![a-z])"
)
HALF_TERM_HOLIDAY = re.compile(r"\s?half[ -]?term(?!\s?[12](?!\d))")
HOLIDAYS = re.compile(r"\s(?:school\s)?(?:holidays?|hols|vacation|break)(?![a-z])")
HALF_TERM = re.compile(r"\s?(?:half[ -]?)?(?:term\s?)?([12])(?!\d)")
TERM_WORD = re.compile(r"\s?\(?terms?\)?(?![a-z])")
SIX_TERM = re.compile(r"term\s?([1-6])(?!\d)")
FEAST = re.compile(r"(easter|christmas|xmas)(?![a-z])")
NAMED_YEAR = re.compile(
    "|".join(
        f"(?P<{name}>{either(words('timescales', 'year_names', name))})(?![a-z])"
        for name in ("academic", "financial", "end")
    )
)
PART_YEAR = re.compile(r"(early|mid|late)[\s-](?:in\s)?(?=20\d\d(?![\d/-]))")
HOLIDAY_MONTH = {"autumn": 10, "spring": 2, "summer": 5}  # of the holiday in the middle of a term
ORDINALS = {
    "1st": 1,
    "first": 1,
    "2nd": 2,
    "second": 2,
    "3rd": 3,
    "third": 3,
    "4th": 4,
    "fourth": 4,
    "final": 4,
}
REGULAR_GAPS = frozenset({"", "-", "/", ".", ",", ".,", "'", "(", ".-", "-.", "./"})

Recogniser = Callable[[str, int, TimeContext], Moment | None]


def _day(begin: int, end: int, day: int, month: int, year: int | None, slip: str | None = None) -> Moment:
    """A day; one beyond the end of its month is read as the last, and the slip told; others are refused."""
    if month > 12 >= day >= 1:
        day, month, slip = month, day, "day and month stand in the other order"
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return Moment(begin, end, (1, 1), "day", 1, None, problem="there is no such day")
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return Moment(begin, end, (month, month), "day", day, None, problem=f"{year} is no likely year")
    limit = 29 if month == 2 and year is None else monthrange(year or 2024, month)[1]
    if day > limit:
        name = keys("timescales", "months")[month - 1].capitalize()
        return Moment(
            begin, end, (month, month), "day", limit, year, slip=f"{name} has {limit} days, not {day}"
        )
    return Moment(begin, end, (month, month), "day", day, year, slip=slip)


def _read_iso(text: str, at: int, context: TimeContext) -> Moment | None:
    match = ISO_DAY.match(text, at)
    if match:
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        if match["mark"] != "-" and month > 12:
            return None
        return _day(at, match.end(), day, month, year) if FIRST_YEAR <= year <= LAST_YEAR else None
    match = ISO_MONTH.match(text, at)
    if match and 1 <= int(match[2]) <= 12 and int(match[2]) != (int(match[1]) + 1) % 100:
        return Moment(at, match.end(), (int(match[2]), int(match[2])), "month", year=int(match[1]))
    return None


def _read_numeric(text: str, at: int, context: TimeContext) -> Moment | None:
    match = NUMERIC_DAY.match(text, at)
    if match:
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        return _day(at, match.end(), int(match[1]), int(match[3]), year)
    match = NUMERIC_MONTH.match(text, at)
    if match and 1 <= int(match[1]) <= 12:
        return Moment(at, match.end(), (int(match[1]), int(match[1])), "month", year=int(match[2]))
    return None


def _read_day_month(text: str, at: int, context: TimeContext) -> Moment | None:
    match = DAY_TO_DAY.match(text, at)
    if match:
        found = month_number(match[2])
        return _day(at, match.end(), int(match[1]), found[0], None) if found else None
    match = DAY_MONTH.match(text, at)
    found = month_number(match[2]) if match else None
    if not match or not found:
        return None
    end, year, slip = _year_after(text, match.end(), context)
    slip = "; ".join(filter(None, (found[1] and f"'{match[2]}' read as {found[1]}", slip))) or None
    return _day(at, end, int(match[1]), found[0], year, slip)


def _year_after(text: str, at: int, context: TimeContext) -> tuple[int, int | None, str | None]:
    """(end, year, slip) of the year that follows a month; the end stays where none does."""
    gap = YEAR_GAP.match(text, at)
    year = year_at(text, gap.end(), context, short=True) if gap else None
    if not gap or not year:
        return at, None, None
    slip = year.slip
    if gap[1] not in REGULAR_GAPS:
        slip = "; ".join(filter(None, (f"'{gap[1]}' between month and year", slip)))
    return year.end, year.value, slip


def _read_month(text: str, at: int, context: TimeContext) -> Moment | None:
    match = MONTH_WORD.match(text, at)
    found = month_number(match[1]) if match else None
    if not match or not found:
        return None
    number, meant = found
    day = MONTH_DAY.match(text, at)
    if day and (day[4] or day[3]) and int(day[2]) <= 31:
        return _day(at, day.end(), int(day[2]), number, int(day[4]) if day[4] else None)
    end, year, slip = _year_after(text, match.end(), context)
    if year is None:
        return None if meant else _bare_month(text, at, match.end(), number, day)
    split = SPLIT_YEAR.search(text[match.end() : end]) is not None
    slip = "; ".join(filter(None, (meant and f"'{match[1]}' read as {meant}", slip))) or None
    return Moment(at, end, (number, number), "month", year=year, split=split, slip=slip)


def _bare_month(text: str, at: int, end: int, number: int, day: re.Match[str] | None) -> Moment | None:
    """A month without a readable year; "may" and "march" before a word are no months."""
    if text[at:end] in ("may", "march", "mar") and VERB_AFTER.match(text, end):
        return None
    odd = NOT_A_YEAR.match(text, end)
    if odd:
        months = (number, number)
        return Moment(at, odd.end(), months, "month", problem=f"'{odd[1]}' is not a year")
    if day and 1 <= int(day[2]) <= 31:
        return _day(at, day.end(), int(day[2]), number, None)
    return Moment(at, end, (number, number), "month")


def _with_year(text: str, moment: Moment, gap: re.Pattern[str], context: TimeContext) -> Moment:
    """The time with the year that follows it, if one does."""
    skipped = gap.match(text, moment.end)
    year = year_at(text, skipped.end() if skipped else moment.end, context, short=True)
    if not year:
        return moment
    return replace(moment, end=year.end, year=year.value, split=year.split, slip=year.slip)


def _read_quarter(text: str, at: int, context: TimeContext) -> Moment | None:
    match = QUARTER.match(text, at)
    if match:
        number = int(match[1]) if match[1] else ORDINALS[match[2]]
        moment = Moment(at, match.end(), (1, 3), "quarter", quarter=number)
        return _with_year(text, moment, FINANCIAL_GAP, context)
    match = HALF.match(text, at)
    if match:
        first = 1 if match[1] == "1" or match[2] == "first" else 7
        moment = _with_year(
            text, Moment(at, match.end(), (first, first + 5), "season"), FINANCIAL_GAP, context
        )
        if moment.year is None:
            return None
        if moment.split:
            months = (4, 9) if first == 1 else (10, 3)
            moment = replace(moment, months=months)
        return moment
    return None


def _read_term(text: str, at: int, context: TimeContext) -> Moment | None:
    match = SEASON.match(text, at)
    if not match:
        six = SIX_TERM.match(text, at)
        if not six:
            return None
        months = _span("half_terms", f"term {six[1]}")
        return _with_year(
            text, Moment(at, six.end(), months, "season", basis=ACADEMIC, long=True), ACADEMIC_GAP, context
        )
    name, end = match[1], match.end()
    holiday = HALF_TERM_HOLIDAY.match(text, end) if name in HOLIDAY_MONTH else None
    half = HALF_TERM.match(text, end) if name in HOLIDAY_MONTH else None
    term = TERM_WORD.match(text, end)
    long = HOLIDAYS.match(text, end) if name in keys("timescales", "holidays") and not half else None
    if long:
        moment = Moment(at, long.end(), _span("holidays", name), "season", basis=ACADEMIC)
    elif holiday:
        month = HOLIDAY_MONTH[name]
        moment = Moment(at, holiday.end(), (month, month), "month", basis=ACADEMIC)
    elif half:
        moment = Moment(
            at, half.end(), _span("half_terms", f"{name} {half[1]}"), "season", basis=ACADEMIC, long=True
        )
    else:
        in_terms = re.search(r"(?<![a-z])terms?(?![a-z])", text) is not None or name not in keys(
            "timescales", "seasons"
        )
        months = _span("terms" if in_terms and name in keys("timescales", "terms") else "seasons", name)
        moment = Moment(at, term.end() if term else end, months, "season", basis=ACADEMIC, long=True)
    return _with_year(text, moment, ACADEMIC_GAP, context)


@lru_cache(maxsize=64)
def _span(section: str, name: str) -> tuple[int, int]:
    return next((first, last) for word, first, last in spans("timescales", section) if word == name)


def _read_feast(text: str, at: int, context: TimeContext) -> Moment | None:
    match = FEAST.match(text, at)
    if not match:
        return None
    if match[1] == "easter":
        skipped = AFTER_EASTER.match(text, match.end())
        moment = Moment(
            at, skipped.end() if skipped else match.end(), (4, 4), "season", basis=ACADEMIC, easter=True
        )
    else:
        moment = Moment(at, match.end(), (12, 12), "season", day=25, basis=ACADEMIC)
    moment = _with_year(text, moment, ACADEMIC_GAP, context)
    if moment.easter and moment.split and moment.year is not None:
        moment = replace(moment, year=moment.year + 1, split=False)
    return moment


def _read_year(text: str, at: int, context: TimeContext) -> Moment | None:
    part = PART_YEAR.match(text, at)
    if part:
        year = year_at(text, part.end(), context, short=False)
        first = {"early": 1, "mid": 5, "late": 9}[part[1]]
        return Moment(at, year.end, (first, first + 3), "season", year=year.value) if year else None
    named = NAMED_YEAR.match(text, at)
    if named:
        return _read_named_year(text, at, named, context)
    two_short = re.match(r"'?\d\d\s?[/-]\s?'?\d\d(?!\d)", text[at:])
    year = year_at(text, at, context, short=two_short is not None)
    if not year or (not year.split and year.end - at < 4):
        return None
    after = AFTER_YEAR.match(text, year.end)
    named_so = ACADEMIC_WORD.search(text) is not None
    academic = (after is not None and after["academic"]) or named_so or "school year" in text
    basis = ACADEMIC if academic else FINANCIAL
    end = after.end() if after else year.end
    return Moment(at, end, None, "year", None, year.value, year.split, basis, long=year.split, slip=year.slip)


def _read_named_year(text: str, at: int, named: re.Match[str], context: TimeContext) -> Moment:
    """ "academic year 2024/25", "EOY 2023"; what a single financial year ("FY24") means is not guessed."""
    gap = NAMED_GAP.match(text, named.end())
    year = year_at(text, gap.end() if gap else named.end(), context, short=True)
    basis, whole = (ACADEMIC if named["academic"] else FINANCIAL), not named["end"]
    if not year:
        return Moment(at, named.end(), None, "year", basis=basis, split=whole, long=whole)
    split = year.split or whole
    unsure = named["financial"] and not year.split
    problem = "which financial year a single year means is not said" if unsure else None
    return Moment(at, year.end, None, "year", None, year.value, split, basis, long=split, problem=problem)


RECOGNISERS: tuple[Recogniser, ...] = (
    _read_iso,
    _read_numeric,
    _read_day_month,
    _read_quarter,
    _read_month,
    _read_feast,
    _read_term,
    _read_year,
)
PLACE = re.compile(r"(?<![a-z0-9])(?<!\d[/.](?=\d))(?=[a-z0-9'])")


@lru_cache(maxsize=4096)
def find_moments(text: str, context: TimeContext = NO_CONTEXT) -> tuple[Moment, ...]:
    """Every time named in a text that went through `plain`, in order; years not yet shared between them."""
    found: list[Moment] = []
    at = 0
    while True:
        place = PLACE.search(text, at)
        if not place:
            return tuple(_join_years(text, found))
        at = place.start()
        moment = next((m for read in RECOGNISERS if (m := read(text, at, context))), None)
        if moment:
            found.append(moment)
            at = max(moment.end, at + 1)
        else:
            at += 1


def _join_years(text: str, found: list[Moment]) -> list[Moment]:
    """A year before its part ("2024/25 Q3", "2025 Spring term") joined to it."""
    joined: list[Moment] = []
    for moment in found:
        before = joined[-1] if joined else None
        gap = text[before.end : moment.begin].strip(" ,:(-") if before else "-"
        if (
            before
            and before.months is None
            and before.year
            and not gap
            and moment.year is None
            and not moment.day
        ):
            joined[-1] = replace(moment, begin=before.begin, year=before.year, split=before.split)
        else:
            joined.append(moment)
    return joined
