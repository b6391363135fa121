"""Calendars: columns headed by months or quarters, in which the time of each action is a bar or a mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.families.plan.columns import PERIODS, is_period
from extractors.families.plan.grid import Grid, cell_at, own_cells
from extractors.model import Cell

MARK = 3  # characters; a longer text in a calendar is a text of its own

_REFERENCE = re.compile(r"[A-Z]{0,3}\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?[.)]?")


@dataclass(frozen=True)
class Bar:
    """Which marked columns a row's time spans: the first, the last, and the last before an extension; no
    first or last where the bar runs on over the calendar's edge."""

    first: int | None
    last: int | None
    planned: int | None = None


def is_mark(cell: Cell | None, row: int, shade: str | None = None) -> bool:
    """A cell of the row that is coloured (not as its column's shade), spans columns, or holds a mark."""
    if cell is None or cell.row != row:
        return False
    if is_coloured(cell.fill) and cell.fill != shade:
        return True
    return 0 < len(cell.text.strip()) <= MARK or (cell.colspan > 1 and bool(cell.text.strip()))


def is_tick(text: str) -> bool:
    """A mark that says nothing more: a cross, a tick, a dot."""
    return re.fullmatch(r"\W*|[xXyY]", text.strip()) is not None


def is_sign(text: str) -> bool:
    """A cross, a tick, a star or a diamond that is typed, or the name of a milestone."""
    held = text.strip()
    return 0 < len(held) <= MARK


def is_coloured(fill: str | None) -> bool:
    """A background other than white or a light grey."""
    if not fill or len(fill) != 7:
        return False
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    return max(red, green, blue) - min(red, green, blue) > 24 or max(red, green, blue) < 200


class Calendar:
    """The calendar columns of one table. `extends` says that the document tells of extensions: a bar that
    changes its colour once was then extended."""

    def __init__(self, grid: Grid, columns: Sequence[int], rows: Sequence[int], extends: bool) -> None:
        self._grid = grid
        self._columns = tuple(columns)
        self._extends = extends
        self._shade = {c: self._shade_of(c, rows) for c in self._columns}
        held = {
            (r, c): cell for r in rows for c in self._columns if (cell := cell_at(grid, r, c)) is not None
        }
        self._drawn = {
            place: cell.drawn for place, cell in held.items() if cell.drawn and cell.row == place[0]
        }
        self._added = self._colour_of_added(rows) if extends else None
        marks = len(self._drawn) or sum(self._is_mark(c, r) for c in self._columns for r in rows)
        texts = sum(self._is_note(c, r) for c in self._columns for r in rows)
        self.notes = (
            texts > marks and not self._drawn
        )  # what stands in it is not when, but what happened then

    def bar(self, row: int) -> Bar | None:
        """The bar of a row; `None` where nothing is marked."""
        if self._drawn:
            return self._drawn_bar(row)
        marked = [c for c in self._columns if self._is_mark(c, row)]
        if not marked and not self.notes:
            marked = [c for c in self._columns if self._is_note(c, row)]
        if not marked:
            return None
        fills = [cell.fill for c in marked if (cell := cell_at(self._grid, row, c)) is not None]
        changes = [k for k in range(1, len(fills)) if fills[k] != fills[k - 1]]
        planned = marked[changes[0] - 1] if self._extends and len(changes) == 1 else None
        return Bar(marked[0], marked[-1], planned)

    def _drawn_bar(self, row: int) -> Bar | None:
        """The bar that is drawn in a row, or else its last sign. Words beside them say what, not when; a sign
        that is a letter counts where nothing is drawn."""
        drawn = {c: d for c in self._columns if (d := self._drawn.get((row, c))) is not None}
        bars = [c for c, d in drawn.items() if d.kind == "bar"]
        if not bars:
            cells = {c: cell_at(self._grid, row, c) for c in self._columns}
            typed = [c for c, cell in cells.items() if cell and cell.row == row and is_sign(cell.text)]
            marked = list(drawn) or typed
            return Bar(marked[0] if typed == marked else marked[-1], marked[-1]) if marked else None
        added = [c for c in bars if drawn[c].colours[-1] == self._added]
        planned = [c for c in bars if not added or c < added[0]]
        first = None if drawn[bars[0]].went_before else bars[0]
        last = None if drawn[bars[-1]].goes_on else bars[-1]
        return Bar(first, last, planned[-1] if added and planned else None)

    def _colour_of_added(self, rows: Sequence[int]) -> str | None:
        """The colour of time that was added: no bar begins in it, and no other colour follows it."""
        runs = []
        for row in rows:
            colours = [k for c in self._columns if (d := self._drawn.get((row, c))) for k in d.colours]
            runs.append([k for k, before in zip(colours, ["", *colours], strict=False) if k != before])
        out = {run[0] for run in runs if run} | {k for run in runs for k in run[:-1]}
        found = {run[-1] for run in runs if run} - out
        return found.pop() if len(found) == 1 else None

    def _is_mark(self, column: int, row: int) -> bool:
        return is_mark(cell_at(self._grid, row, column), row, self._shade[column])

    def _is_note(self, column: int, row: int) -> bool:
        cell = cell_at(self._grid, row, column)
        return (
            cell is not None and cell.row == row and len(cell.text.strip()) > MARK and not is_mark(cell, row)
        )

    def _shade_of(self, column: int, rows: Sequence[int]) -> str | None:
        """A colour of most of this column's rows that no other column has: holidays, today's line."""
        fills = {c: self._fills(c, rows) for c in self._columns}
        held = Counter(fills[column])
        for fill, count in held.most_common(1):
            elsewhere = any(fill in fills[c] for c in self._columns if c != column)
            if count >= 3 and count > 0.5 * len(rows) and not elsewhere:
                return fill
        return None

    def _fills(self, column: int, rows: Sequence[int]) -> list[str]:
        cells = (cell_at(self._grid, r, column) for r in rows)
        return [c.fill for c in cells if c is not None and c.fill and is_coloured(c.fill)]


def is_chart(grid: Grid, row: int) -> bool:
    """Times beside one column, in which stand nothing but the numbers of actions told elsewhere."""
    cells = own_cells(grid, row)
    if len(cells) <= PERIODS or not all(is_period(c.text) for c in cells[1:]):
        return False
    below = [own_cells(grid, r) for r in range(row + 1, len(grid))]
    named = [found[0].text.strip() for found in below if found]
    return len(named) > 1 and all(_REFERENCE.fullmatch(name) for name in named)
