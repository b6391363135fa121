"""The months that head the columns of a calendar, each with the year that stands over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from extractors.fields.calendar import ACADEMIC, FINANCIAL, NO_CONTEXT, month_number, plain, year_at

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FEWEST = 3  # columns headed by months; fewer are no calendar
FIT = 0.8  # share of the labelled columns that the years must fit
_ACADEMIC = re.compile(r"\b(?:academic|school)\b")
_LETTER = re.compile("[A-Z]")
_TERM = re.compile(r"\b(autumn|spring|summer)(?: term)?\b", re.I)
_NUMBER = re.compile(r"\d{1,2}")
_HALF = re.compile(r"(?:HT ?)?([12])", re.I)
FEWEST_NUMBERS = 4  # columns headed by numbers; fewer may be anything
WEEK, BREAK = 7, 21  # days between columns of weeks; those of holidays may be left out


@dataclass(frozen=True)
class Label:
    """The year or years that stand over a month: "2025", "2024/25" (`split`), "2024 to 2026" (`last`);
    `academic` where a split year is called so."""

    first: int
    last: int
    split: bool = False
    academic: bool = False

    def holds(self, year: int, month: int, start: int) -> bool:
        """The month is one of the label's, where a split year begins in month `start`."""
        if self.split:
            start = max(start, ACADEMIC - 1) if self.academic else start
            return year == self.first + (month < start)
        return self.first <= year <= self.last


def year_label(text: str) -> Label | None:
    """The years named in what stands over a column of a calendar; `None` where it names none."""
    low = plain(text)
    found = []
    at = 0
    while at < len(low):
        whole = not low[at - 1 : at].isalnum() if at else True
        year = year_at(low, at, NO_CONTEXT, short=True) if whole else None
        found += [year] if year is not None and not year.slip else []
        at = year.end if year is not None else at + 1
    if not found:
        return None
    first, last = found[0], found[-1]
    return Label(
        first.value, last.value + last.split, first.split and len(found) == 1, bool(_ACADEMIC.search(low))
    )


def is_month(text: str) -> bool:
    """A month's name, short or whole, or a single letter that may stand for one."""
    name = plain(text).rstrip(".")
    read = month_number(name) if name.isalpha() else None
    return bool(_LETTER.fullmatch(text.strip())) or (read is not None and read[1] is None)


def is_time(text: str) -> bool:
    """A month, or a number that may stand for one, for a week's first day or for half a term."""
    held = text.strip()
    return is_month(text) or bool(_NUMBER.fullmatch(held) or _HALF.fullmatch(held))


def times_with_years(names: Sequence[str], over: Sequence[str]) -> tuple[str, ...]:
    """The times that head the columns of a calendar, each with the year that stands over it: months, weeks
    by their first day under months ("7 September 2026"), half terms under terms ("Autumn 1 2026").

    Nothing where they are none of these.
    """
    if any(is_month(name) for name in names):
        return months_with_years(names, over)
    if len(names) < FEWEST_NUMBERS:
        return ()
    return _half_terms(names, over) or _weeks(names, over) or months_with_years(names, over)


def _half_terms(names: Sequence[str], over: Sequence[str]) -> tuple[str, ...]:
    found = []
    for k, (name, label) in enumerate(zip(names, over, strict=True)):
        half, term = _HALF.fullmatch(name), _TERM.search(label)
        if half is None or term is None or half[1] != str(k % 2 + 1) or year_label(label) is None:
            return ()
        year = _TERM.sub(" ", label)
        found.append(f"{term[1]} {half[1]} {' '.join(year.split())}")
    return tuple(found)


def _weeks(names: Sequence[str], over: Sequence[str]) -> tuple[str, ...]:
    days: list[date] = []
    for name, label in zip(names, over, strict=True):
        year = year_label(label)
        months = [m for word in re.findall(r"[a-z]+", plain(label)) if (m := month_number(word)) is not None]
        if year is None or year.split or len(months) != 1 or not _NUMBER.fullmatch(name):
            return ()
        try:
            days.append(date(year.first, months[0][0], int(name)))
        except ValueError:
            return ()
    steps = [(b - a).days for a, b in pairwise(days)]
    if any(step <= 0 or step > BREAK or step % WEEK for step in steps):
        return ()
    return tuple(f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in days)


def months_with_years(names: Sequence[str], over: Sequence[str]) -> tuple[str, ...]:
    """The months that names or single letters in a row stand for ("S O N D J F", "Oct Nov Dec"), each with
    the year that follows from what stands over them ("2024", "2024/25 Q3"), as "Oct 2024".

    Nothing where these are not months in order, or the years over them do not fit them.
    """
    labels = [year_label(text) for text in over]
    told = sum(label is not None for label in labels)
    if len(names) < FEWEST or not told:
        return ()
    best: tuple[int, tuple[tuple[int, int], ...]] = (0, ())
    for months in _readings(names):
        for start in (FINANCIAL, ACADEMIC, ACADEMIC - 1):
            for run in _runs(months, labels):
                fits = [label.holds(y, m, start) for label, (y, m) in zip(labels, run, strict=True) if label]
                if sum(fits) > best[0]:
                    best = (sum(fits), run)
    if best[0] < FIT * told:
        return ()
    return tuple(f"{MONTHS[m - 1]} {y}" for y, m in best[1])


def _readings(names: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The months (1 to 12) that the names may be: one reading of words, several of letters."""
    if all(_LETTER.fullmatch(n) for n in names):
        for first in range(12):
            at = [(first + k) % 12 for k in range(len(names))]
            if all(MONTHS[m][0] == letter for m, letter in zip(at, names, strict=True)):
                yield tuple(m + 1 for m in at)
        return
    if all(_NUMBER.fullmatch(n) for n in names):
        months = tuple(int(n) for n in names if 1 <= int(n) <= len(MONTHS))
    else:
        found = [month_number(plain(n).rstrip(".")) for n in names]
        months = tuple(f[0] for f in found if f is not None)
    if len(months) == len(names) and all(b == a % 12 + 1 for a, b in pairwise(months)):
        yield months


def _runs(months: Sequence[int], labels: Sequence[Label | None]) -> Iterator[tuple[tuple[int, int], ...]]:
    """The months with years that run on from each of the years in which the calendar may begin."""
    years = [y for label in labels if label for y in (label.first, label.last)]
    for first in range(min(years) - 1, max(years) + 2):
        year, run = first, []
        for k, month in enumerate(months):
            year += k > 0 and month < months[k - 1]
            run.append((year, month))
        yield tuple(run)
