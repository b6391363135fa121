"""Ruled tables that stand in the cells of another, which only places them on the page: cards in columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.layout.line import PrintedLine
from extractors.layout.rules import Grid, inside
from extractors.layout.tables import CellDraft, TableDraft

BAND_LINES = 12  # of the words over the cards; more are a text that the table is about

Place = Callable[[Grid, Sequence[PrintedLine]], tuple[TableDraft, set[int]]]


@dataclass(slots=True)
class Apart:
    """What a table that only places others holds, in reading order: their drafts with the lines that each
    took, and all lines in it, cut at its rules."""

    tables: list[tuple[TableDraft, set[int]]]
    lines: list[PrintedLine]


def taken_apart(grid: Grid, draft: TableDraft, place: Place) -> Apart | None:
    """The tables inside a table, and what stands over them as boxes of their own; `None` where the table has
    words of its own beside them. `place` makes the draft of a grid from lines."""
    if not grid.inner:
        return None
    held = {
        id(cell): [g for g in grid.inner if inside(g.bounds, cell.pieces[0].bounds)] for cell in draft.cells
    }
    filled = sorted((c for c in draft.cells if c.pieces[0].lines), key=lambda c: (c.row, c.x0))
    if not any(held[id(c)] for c in filled):
        return None
    found = Apart([], [])
    for cell in filled:
        lines = cell.pieces[0].lines
        parts = [place(g, lines) for g in sorted(held[id(cell)], key=lambda g: (g.ys[0], g.xs[0]))]
        taken = {i for _, ids in parts for i in ids}
        if len(taken) < len(lines) and not _stands_over(cell, filled, lines):
            return None
        found.lines += lines
        if parts and len(taken) == len(lines):
            found.tables += [(_card(part), ids) for part, ids in parts if ids]
        elif parts:
            return None
        else:
            found.tables.append((_band(cell, draft), {id(line) for line in lines}))
    return found


def _stands_over(cell: CellDraft, filled: Sequence[CellDraft], lines: Sequence[PrintedLine]) -> bool:
    """Whether nothing stands beside a cell of words, which are few."""
    rows = range(cell.row, cell.row + cell.rowspan)
    beside = any(c is not cell and c.row < rows.stop and c.row + c.rowspan > rows.start for c in filled)
    return not beside and len(lines) <= BAND_LINES


def _card(draft: TableDraft) -> TableDraft:
    draft.nested = True
    return draft


def _band(cell: CellDraft, draft: TableDraft) -> TableDraft:
    """A cell of words over the cards, as a box of its own."""
    (piece,) = cell.pieces
    x0, top, x1, bottom = piece.bounds
    own = CellDraft(0, 1, [piece], cell.fill)
    return TableDraft(draft.page, [x0, x1], 1, [own], top, bottom, frame=True, apart=True)
