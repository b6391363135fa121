"""A printed timescale cell -> first day, last day, precision and qualifier, with what was printed.

How times are read (the contract of `Timescale`):
- a single day, month, quarter or year sets only `due_on`, to its last day;
- a range sets both, first and last day; so does a term, a season or a split year that stands bare, being a
  stretch of time; after "by" or "end of" it sets only `due_on`;
- "from", "starting", "onwards", "then monthly" set only `starts_on`; "ongoing", "termly" alone neither;
- "w/c" is the day that is printed;
- a struck, replaced or bracketed earlier date is the original, given beside the one that now holds.
What could not be read is told in `problem`; what was read through a typing slip in `slip`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extractors.fields.calendar import NO_CONTEXT, Moment, TimeContext, last_day, plain
from extractors.fields.data import either, pairs, words
from extractors.fields.moments import find_moments
from extractors.fields.years import shared_years
from extractors.model import DatePrecision, DateQualifier, Timescale

FILE = "timescales"
LINK = r"[\s,;/(&|-]*(?:(?:and|then|to|is|are|until)\s)*"
THEN_ONGOING = re.compile(rf"{LINK}(?:{either(words(FILE, 'states', 'ongoing'))})(?![a-z])")
GOES_ON = re.compile(rf"{LINK}(?:{either(words(FILE, 'qualifiers', 'onwards'))})(?![a-z])")
THEN_RECURRING = re.compile(
    rf"(?:[\s,;/&|-]|and|then|reviewed|after)+(?:{either(words(FILE, 'states', 'recurring'))})(?![a-z])"
)
COARSE: tuple[DatePrecision, ...] = ("day", "month", "quarter", "season", "year")
SERIAL_DAY = re.compile(r"([3-5]\d{4})(?:\.0+)?")  # days since 30 December 1899, as spreadsheets count
SERIAL_ZERO = date(1899, 12, 30)


@cache
def _at_end(section: str, key: str) -> re.Pattern[str]:
    """The words of a list at the end of the text before a time."""
    return re.compile(rf"(?<![a-z])({either(words(FILE, section, key))})(?:\s(?:the|in|on|at|of))*[\s:(-]*$")


@cache
def _anywhere(section: str, key: str) -> re.Pattern[str]:
    """The words of a list anywhere in a text."""
    return re.compile(rf"(?<![a-z])({either(words(FILE, section, key))})(?![a-z])")


def read_timescale(
    text: str, struck: Sequence[str] = (), context: TimeContext = NO_CONTEXT
) -> tuple[Timescale, Timescale | None]:
    """(what holds now, what held before or `None`) from one cell; a blank cell gives an empty `Timescale`.

    `struck` are the cell's struck-through passages, which `text` may still hold or not.
    """
    raw = " ".join(text.split())
    current, old = _without_struck(raw, struck)
    if not old:
        current, old = split_revision(current, context)
    reading = _read(current, context)
    original = _read(old, context).timescale(old) if old else None
    if old and not current:
        return Timescale(raw=raw, problem="struck through, with no other time beside it"), original
    now = reading.timescale(raw)
    if (
        original is not None
        and now.due_on
        and (original.starts_on, original.due_on) == (now.starts_on, now.due_on)
    ):
        original = None  # the same date in other words
    return now, original


def read_span(start: str, end: str, context: TimeContext = NO_CONTEXT) -> Timescale:
    """A timescale printed in two cells: the first day of the start, the last day of the end."""
    start, end = " ".join(start.split()), " ".join(end.split())
    if not start:
        return _as_end(_read(end, context)).timescale(end)
    first, last = _read(start, context), _read(end, context)
    raw = f"{start} | {end}" if end else start
    if not end:
        begins = _Reading(
            first.start or first.begins, None, first.precision, "from", first.slip, first.problem
        )
        if first.qualifier == "ongoing" and not begins.start:
            begins.qualifier = "ongoing"
        return begins.timescale(raw)
    due = last.due if last.qualifier != "ongoing" else None
    qualifier: DateQualifier | None = last.qualifier if due is None else "between"
    both = _Reading(first.begins or first.start, due, _coarser(first.precision, last.precision), qualifier)
    both.slip = _joined(first.slip, last.slip)
    both.problem = _joined(first.problem, last.problem)
    if both.start is None:
        both.qualifier = "by" if due else qualifier
    return both.timescale(raw)


@dataclass
class _Reading:
    """A timescale in the making; `begins` is the first day of what sets only `due`."""

    start: date | None = None
    due: date | None = None
    precision: DatePrecision | None = None
    qualifier: DateQualifier | None = None
    slip: str | None = None
    problem: str | None = None
    begins: date | None = None

    def timescale(self, raw: str) -> Timescale:
        dated = self.start or self.due
        return Timescale(
            raw=raw,
            starts_on=self.start,
            due_on=self.due,
            precision=self.precision if dated else None,
            qualifier=self.qualifier,
            slip=self.slip if dated else None,
            problem=self.problem,
        )


def _as_end(reading: _Reading) -> _Reading:
    if reading.due and not reading.start:
        reading.qualifier = "by"
    return reading


def _joined(*parts: str | None) -> str | None:
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def _coarser(*precisions: DatePrecision | None) -> DatePrecision | None:
    return max((p for p in precisions if p), key=COARSE.index, default=None)


# -- old and new -------------------------------------------------------------------------------


def _without_struck(text: str, struck: Sequence[str]) -> tuple[str, str]:
    """(what is left, what was struck): a struck passage that holds no letter or digit says nothing."""
    old = " ".join(" ".join(struck).split())
    if not re.search(r"\w", old):
        return text, ""
    for passage in struck:
        text = text.replace(" ".join(passage.split()), " ", 1)
    return " ".join(text.split()), old


def split_revision(text: str, context: TimeContext = NO_CONTEXT) -> tuple[str, str]:
    """(what holds now, what held before) where words say so: "was X, now Y", "Y (previously X)"."""
    low = plain(text)
    if len(low) != len(text):
        return text, ""
    marks = re.compile(
        "|".join(
            rf"(?P<{key}>(?<![a-z])(?:{either(words(FILE, 'revisions', key))})(?![a-z]))"
            for key in ("from_to", "new", "old")
        )
    )
    current: list[str] = []
    before: list[str] = []
    bare: list[str] = []
    label, at = "bare", 0
    for match in [*marks.finditer(low), None]:
        end = match.start() if match else len(low)
        chunk = text[at:end].strip(" :;,()[]-")
        timed = bool(find_moments(plain(chunk), context))
        if label == "from_to" and " to " in plain(chunk):
            cut = plain(chunk).index(" to ")
            before.append(chunk[:cut].strip())
            current.append(chunk[cut + 4 :].strip())
        elif chunk and (timed or _anywhere("states", "ongoing").search(plain(chunk))):
            {"bare": bare, "new": current, "old": before, "from_to": before}[label].append(chunk)
        if match:
            label, at = match.lastgroup or "bare", match.end()
    if current:
        return current[-1], " ".join(before or bare or current[:-1])
    if before:
        return " ".join(bare), " ".join(before)
    return text, ""


# -- one text ----------------------------------------------------------------------------------


def _read(text: str, context: TimeContext) -> _Reading:
    """Reads one text without revisions."""
    low = plain(text).strip(" .;,")
    if not low:
        return _Reading(problem=f"'{text}': no time is given" if text else None)
    serial = SERIAL_DAY.fullmatch(low)
    if serial:
        day = SERIAL_ZERO + timedelta(days=int(serial[1]))
        return _Reading(None, day, "day", begins=day)
    if low in words(FILE, "states", "none"):
        return _Reading(problem=f"'{text}': no time is given")
    relative = _relative(low, context)
    if relative:
        return relative
    moments = shared_years(low, find_moments(low, context), context)
    dated = [m for m in moments if m.first]
    if not dated:
        return _undated(low, text, moments)
    reading = _range(low, moments) or _several(low, dated)
    reading.slip = _joined(reading.slip, *(m.slip for m in moments))
    broken = _joined(*(m.problem for m in moments))
    if broken and reading.problem is None:
        reading.problem = broken
    if _anywhere("states", "unknown").search(low):
        reading.problem = _joined(reading.problem, "marked as not confirmed")
    return reading


def _undated(low: str, text: str, moments: tuple[Moment, ...]) -> _Reading:
    """What a text without a readable time says: ongoing, not known, at once, done, or nothing."""
    if moments:
        qualifier = _lead(low[: moments[0].begin])[0]
        if _anywhere("states", "ongoing").search(low):
            qualifier = "ongoing"
        return _Reading(
            problem=_joined(*(m.problem for m in moments)) or "no time could be read", qualifier=qualifier
        )
    if _anywhere("states", "unknown").search(low):
        return _Reading(problem=f"'{text}': the time is still to be set")
    if _anywhere("states", "ongoing").search(low) or _anywhere("states", "recurring").search(low):
        return _Reading(qualifier="ongoing")
    if _anywhere("states", "immediate").search(low):
        return _Reading(problem=f"'{text}' names no day")
    if _anywhere("states", "complete").search(low):
        return _Reading(problem=f"'{text}' says that it is done, not when")
    return _Reading(problem=f"'{text}' could not be read as a time")


def _lead(before: str) -> tuple[DateQualifier | None, str | None]:
    """(qualifier, edge) that the words before a time give it; the edge is "end", "start" or "middle"."""
    edge = None
    for key, name in (("end_of", "end"), ("start_of", "start"), ("middle_of", "middle")):
        match = _at_end("qualifiers", key).search(before)
        if match:
            before, edge = before[: match.start()], name
            break
    week = _at_end("qualifiers", "week").search(before) or _at_end("qualifiers", "week_ending").search(before)
    if week:
        before = before[: week.start()]
    if _at_end("qualifiers", "contracts").search(before):
        return None, edge
    for qualifier in ("from", "by"):
        if _at_end("qualifiers", qualifier).search(before):
            return ("from" if qualifier == "from" else "by"), edge
    return None, edge


@cache
def _links(key: str) -> frozenset[str]:
    return frozenset(words(FILE, key))


def _linked(low: str, first: Moment, second: Moment, before: str) -> bool:
    """Whether two neighbouring times are the ends of one range."""
    link = low[first.end : second.begin].strip(" ,()")
    link = re.sub(r"^(?:onwards|inclusive) ", "", link)
    if link in _links("ranges"):
        return True
    between = re.search(r"between(?: the)?\s*$", before) is not None
    if link == "and" and between:
        return True
    yearless = re.search(r"\d{2}", low[first.begin : first.end].split(" ")[-1]) is None
    alike = first.precision == second.precision and first.precision != "day"
    return link in _links("loose_ranges") and yearless and alike


def _range(low: str, moments: tuple[Moment, ...]) -> _Reading | None:
    """The first pair of neighbouring times that a word or a dash makes one range."""
    for i in range(len(moments) - 1):
        first, second = moments[i], moments[i + 1]
        before = low[(moments[i - 1].end if i else 0) : first.begin]
        if not (first.first and second.first and _linked(low, first, second, before)):
            continue
        start, due = first.first, _due(second, _lead(low[first.end : second.begin])[1])
        reading = _Reading(start, due, _coarser(first.precision, second.precision), "between", begins=start)
        others = [m for m in moments if m.first and m not in (first, second)]
        far = max((m.last for m in others if m.last), default=None)
        if len(others) == 1 and i and second is moments[-1] and first.quarter is None and moments[0].quarter:
            return reading  # "Q3 (October to December 2024)"
        if (
            far
            and due
            and far > due
            and low[second.end : others[-1].begin].strip(" ,()") in _links("ranges") | _links("loose_ranges")
        ):
            reading.due = far
        elif far and due and far != due:
            reading.problem = "more times than one range are printed"
        return reading
    return None


def _due(moment: Moment, edge: str | None) -> date | None:
    """The last day that a time stands for; the start of a longer time is its first month."""
    if edge == "start" and moment.precision in ("season", "quarter", "year") and moment.first:
        return last_day(moment.first.year, moment.first.month)
    return moment.last


def _several(low: str, dated: list[Moment]) -> _Reading:
    """One time, or several without a range: a start and an end by their words, else the last one is due."""
    if len(dated) == 1:
        return _single(low, dated[0])
    readings = [
        _single(low, m, dated[i - 1].end if i else 0, dated[i + 1].begin if i + 1 < len(dated) else None)
        for i, m in enumerate(dated)
    ]
    starts = [r.start for r in readings if r.qualifier in ("from", "ongoing") and r.start]
    dues = [r for r in readings if r.due]
    last = max(dues, key=lambda r: r.due or date.min, default=None)
    precision = _coarser(*(m.precision for m in dated))
    if starts and last:
        return _Reading(min(starts), last.due, precision, "between", begins=min(starts))
    if starts:
        return next(r for r in readings if r.start == min(starts))
    if last is None:
        return readings[-1]
    same = all(r.due == last.due for r in dues)
    nested = len(dated) == 2 and dated[0].quarter is not None
    problem = None if same or nested else "several times are printed: the last is taken"
    qualifier: DateQualifier | None = "by" if last.qualifier == "by" else None
    return _Reading(None, last.due, last.precision, qualifier, problem=problem, begins=last.begins)


def _single(low: str, moment: Moment, begin: int = 0, end: int | None = None) -> _Reading:
    """One time with the words before and after it."""
    before, after = low[begin : moment.begin], low[moment.end : end]
    qualifier, edge = _lead(before)
    goes_on = GOES_ON.match(after)
    if THEN_ONGOING.match(after):
        return _Reading(moment.first, None, moment.precision, "ongoing", begins=moment.first)
    if goes_on or THEN_RECURRING.match(after):
        return _Reading(moment.first, None, moment.precision, "from", begins=moment.first)
    before_ongoing = _anywhere("states", "ongoing").search(before)
    if qualifier == "from":
        held: DateQualifier = "ongoing" if before_ongoing else "from"
        return _Reading(moment.first, None, moment.precision, held, begins=moment.first)
    reading = _Reading(None, _due(moment, edge), moment.precision, qualifier, begins=moment.first)
    if before_ongoing:
        reading.qualifier = "ongoing"
    elif moment.long and qualifier is None and edge is None:
        reading.start = moment.first
    return reading


# -- counted from a day ------------------------------------------------------------------------

NUMBER_WORDS = either(tuple(word for word, _ in pairs(FILE, "numbers")))
UNIT_WORDS = either(tuple(w for unit in ("day", "week", "month", "year") for w in words(FILE, "units", unit)))
RELATIVE = re.compile(
    r"(?:(within|in|by|after|no later than)\s(?:the\s(?:first|next)\s)?)?"
    rf"(\d+|{NUMBER_WORDS})\s(working\s|school\s|calendar\s)?({UNIT_WORDS})"
    r"(?:\s(?:of|from|after|following|post)\s(?:the\s)?(.*))?"
)


def _relative(low: str, context: TimeContext) -> _Reading | None:
    """ "within nine months of publication": counted from a known day, else absent with the reason."""
    match = RELATIVE.fullmatch(low)
    if not match:
        return None
    count = int(match[2]) if match[2].isdigit() else int(dict(pairs(FILE, "numbers"))[match[2]])
    unit = next(u for u in ("day", "week", "month", "year") if match[4] in words(FILE, "units", u))
    named = match[5] or ""
    day = None
    if _anywhere("reference", "inspection").search(named):
        day = context.inspection_end
    elif _anywhere("reference", "publication").search(named):
        day = context.published
    qualifier: DateQualifier | None = "by" if match[1] else None
    if day is None or match[3] in ("working ", "school "):
        return _Reading(qualifier=qualifier, problem=f"'{low}' is counted from a day that is not known here")
    return _Reading(None, _later(day, count, unit), "day", qualifier)


def _later(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, last_day(year, month).day))
