"""Columns of figures called by times alone: which tell how things stood, and which what is to be reached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from extractors.families.plan import content
from extractors.families.plan.grid import Grid, cell_at
from extractors.families.plan.value_columns import period
from extractors.families.plan.words import match_header
from extractors.fields.calendar import plain
from extractors.fields.moments import find_moments

FEWEST = 2  # columns called by times
FIGURES = 0.6  # the share of the cells under them that are figures
_BY = re.compile(r"\s*by\b", re.I)
_MONTH = re.compile(r"\d{4}-\d{2}")
_FIGURE = re.compile(r"\W*\d[\d,.]*\s*(?:%|[a-z]+)?")


def measure_role(header: str) -> str:
    """What a column of a table of measures holds, by its header, or by what is left of it without its time
    ("Aim December 2026", "May 2025 (start)"); empty where neither tells."""
    low = plain(header)
    rest = low
    for moment in reversed(find_moments(low)):
        rest = f"{rest[: moment.begin]} {rest[moment.end :]}"
    match = match_header(header, "measures") or (match_header(rest, "measures") if rest != low else None)
    return match.role if match else ""


def first_standing(headers: Sequence[str]) -> int | None:
    """Which of the columns that are called by times alone tells how things stood: the first before those
    called a target, or by the time by which something is to be reached."""
    timed = [i for i, h in enumerate(headers) if period(h)]
    later = [i for i in timed if _BY.match(headers[i]) or measure_role(headers[i]) == "target"]
    first = [i for i in timed if i not in later and measure_role(headers[i]) == ""]
    return first[0] if first and later and first[0] < later[0] else None


def hold_figures(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether most of what stands in columns is figures."""
    cells = [c for r in rows for i in columns if (c := cell_at(grid, r, i)) is not None and c.text.strip()]
    figures = sum(_FIGURE.fullmatch(c.text.strip()) is not None for c in cells)
    return bool(cells) and figures >= FIGURES * len(cells)


def roles_of_times(headers: Sequence[str], written: date | None) -> dict[int, str]:
    """What columns called by months alone are, in a plan that was `written` then: how things stood first,
    what was reached since, and what is to be reached; nothing where all of them tell of the past."""
    times = _in_order(headers)
    to_come = times[1:]
    if written is not None:
        to_come = [i for i in times if (period(headers[i]) or "") > f"{written:%Y-%m}"]
    past = [i for i in times if i not in to_come]
    if not to_come:
        return {}
    return (
        dict.fromkeys(to_come, "target") | dict.fromkeys(past, "latest") | dict.fromkeys(past[:1], "baseline")
    )


def are_times(headers: Sequence[str], grid: Grid, rows: Sequence[int]) -> bool:
    """Columns called by months in order and by nothing else, with figures in them."""
    return hold_figures(grid, rows, _in_order(headers))


def _in_order(headers: Sequence[str]) -> list[int]:
    """The columns called by months, where these are all but one of the columns and follow one another."""
    found = {i: p for i, h in enumerate(headers) if content.is_date(h) and (p := period(h))}
    told = list(found.values())
    months = all(_MONTH.fullmatch(p) for p in told) and all(a < b for a, b in pairwise(told))
    return list(found) if months and len(found) >= max(FEWEST, len(headers) - 1) else []
