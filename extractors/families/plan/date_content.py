"""Several columns of dates without known headers, told by their days: a start, a first end, an end of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from extractors.families.plan import content
from extractors.families.plan.columns import DATES, EXTRA, Column
from extractors.families.plan.grid import Grid, cell_at
from extractors.families.plan.words import match_header
from extractors.fields.timescale import read_timescale

NEARLY = 0.9  # of the rows
FILLED = 0.9  # of the rows of the fullest column; a column with fewer dates tells when things were done
ROLES = {1: ("end",), 2: ("start", "end"), 3: ("start", "original", "end")}


def dated_roles(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> dict[int, str]:
    """The roles of columns of dates that stand side by side: the first is the start where it is nearly always
    the earliest, the last that is filled is the end, and what stands between is the end as first planned.
    Columns that are only filled here and there have none, nor has any where the days do not tell."""
    cells = {i: [_text(grid, row, i) for row in rows] for i in columns}
    filled = {i: sum(bool(t) for t in texts) for i, texts in cells.items()}
    most = max(filled.values(), default=0)
    full = [i for i in columns if filled[i] >= FILLED * most]
    if len(columns) < len(ROLES) or len(full) not in ROLES or any(b - a > 1 for a, b in pairwise(columns)):
        return {}
    days = {i: [_day(t) for t in cells[i]] for i in full}
    if len(full) > 1 and not _earliest(days[full[0]], [days[i] for i in full[1:]]):
        return {}
    return dict(zip(full, ROLES[len(full)], strict=True))


def with_start(columns: list[Column], grid: Grid, rows: Sequence[int]) -> list[Column]:
    """The columns with the one as the start that stands right before the only end and holds earlier dates in
    nearly all rows, under a header that nobody knows."""
    dates = [c for c in columns if c.role in DATES]
    if len(dates) != 1 or dates[0].role not in ("end", "timescale"):
        return columns
    end = dates[0].index
    able = [c for c in columns if c.index == end - 1 and c.role == EXTRA and match_header(c.header) is None]
    texts = [_text(grid, row, end - 1) for row in rows]
    dated = [content.is_date(t) for t in texts if t]
    if not able or not dated or sum(dated) < NEARLY * len(dated):
        return columns
    if not _earliest([_day(t) for t in texts], [[_day(_text(grid, row, end)) for row in rows]]):
        return columns
    return [replace(c, role="start") if c is able[0] else c for c in columns]


def _text(grid: Grid, row: int, column: int) -> str:
    cell = cell_at(grid, row, column)
    return cell.text.strip() if cell is not None else ""


def _day(text: str) -> date | None:
    now, _ = read_timescale(text)
    return now.due_on or now.starts_on


def _earliest(first: Sequence[date | None], others: Sequence[Sequence[date | None]]) -> bool:
    """The days of the first column lie before those beside them, in nearly all rows where both are told."""
    told = [(a, b) for other in others for a, b in zip(first, other, strict=True) if a and b]
    return len(told) >= 2 and sum(a < b for a, b in told) >= NEARLY * len(told)
