"""Tables that rules part only one way: into columns without rows, or into rows without columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.fitting import Gaps, Strip, column_of
from extractors.layout.line import PrintedLine
from extractors.layout.loose import strips_of
from extractors.layout.rules import Bounds, Grid
from extractors.layout.starts import row_starts
from extractors.layout.tables import CellDraft, Cut, Piece, TableDraft

LEAST_COLUMNS = 3
LEAST_ROWS = 3  # parts that text makes of one ruled row
ALIKE = 0.8  # of the lines of the row below, in one that is no header
MOST = 0.6  # the share of a table's rows whose text stands in columns of its own
BEGUN = 0.8  # the share of rows found that begin in several columns
MARGIN = 4.0  # points beside the text of a column that no rule bounds
BESIDE = 0.4  # type sizes between baselines of one line


def with_sides(grid: Grid, lines: Sequence[PrintedLine], level: Sequence[Bounds]) -> Grid:
    """The grid with the columns beside its outermost upright rules, where no level rule crosses these."""
    x0, top, x1, bottom = grid.bounds
    if len(grid.ys) != 2 or any(
        r[0] < x1 and r[2] > x0 and top - MARGIN <= r[1] <= bottom + MARGIN for r in level
    ):
        return grid
    inside = [line for line in lines if top - 1 <= line.base - 0.3 * line.size <= bottom + 1]
    left = min((line.x0 for line in inside), default=x0) - MARGIN
    right = max((line.x1 for line in inside), default=x1) + MARGIN
    cells = list(grid.cells)
    xs = list(grid.xs)
    if left < x0 - 3 * MARGIN:
        cells.append((left, top, x0, bottom))
        xs.insert(0, left)
    if right > x1 + 3 * MARGIN:
        cells.append((x1, top, right, bottom))
        xs.append(right)
    return Grid(cells, xs, grid.ys)


def only_rows(grid: Grid, lines: Sequence[PrintedLine], cut: Cut, gaps: Gaps) -> bool:
    """Whether the text in most rows of a grid of one or two columns stands in three columns or more.

    Such rules part rows; the columns are told by the text, as in a table without rules.
    """
    if len(grid.xs) > 3 or len(grid.ys) < LEAST_ROWS + 1:
        return False
    x0, top, x1, bottom = grid.bounds
    inside = [line for line in lines if top < line.base < bottom + 1 and line.x0 < x1 and line.x1 > x0]
    strips = strips_of(inside, cut, gaps)
    wide = [
        base
        for base, parts in strips
        if sum(any(c.isalnum() for c in p.text) for p in parts) >= LEAST_COLUMNS
    ]
    rows = sum(any(high < base <= low + 1 for base in wide) for high, low in pairwise(grid.ys))
    return rows >= MOST * (len(grid.ys) - 1)


def part_rows(draft: TableDraft, bars: Sequence[Bounds]) -> None:
    """Part the last row of a table, where rules part no more than its header from the rest.

    Rows begin after white that runs through all columns, or with the entries of a column that never wraps.
    """
    last = draft.n_rows - 1
    body = [cell for cell in draft.cells if cell.row + cell.rowspan > last]
    if last > 1 or len(body) < LEAST_COLUMNS or any(cell.row != last for cell in body):
        return
    body.sort(key=lambda cell: cell.x0)
    strips = _strips(body)
    above = _strips([cell for cell in draft.cells if cell.row < last])
    if len(strips) < LEAST_ROWS or len(above) >= max(LEAST_ROWS, ALIKE * len(strips)):
        return  # what stands over the row is as high as it is, and no header
    anchors = [cell.x0 for cell in body]
    starts = row_starts(strips, anchors, int(last == 0), bars)
    begun = [len({column_of(p, anchors) for p in strips[i][1]}) >= max(2, len(body) / 2) for i in starts]
    if len(starts) < LEAST_ROWS or sum(begun) < BEGUN * len(begun):
        return
    draft.cells = [cell for cell in draft.cells if cell not in body]
    draft.cells += _parted(draft, body, strips, starts)
    draft.n_rows = last + len(starts)


def _parted(
    draft: TableDraft, body: Sequence[CellDraft], strips: Sequence[Strip], starts: Sequence[int]
) -> list[CellDraft]:
    """The cells of the rows that a row falls into; white between rows belongs to the upper one."""
    _, top, _, bottom = body[0].pieces[0].bounds
    tops = [top, *(min(p.top for p in strips[i][1]) - 0.5 for i in starts[1:]), bottom]
    made = []
    for number, (high, low) in enumerate(pairwise(tops)):
        first = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else len(strips)
        held = {id(p) for _, parts in strips[first:end] for p in parts}
        for cell in body:
            whole = cell.pieces[0]
            lines = [line for line in whole.lines if id(line) in held]
            bounds = (whole.bounds[0], high, whole.bounds[2], low)
            piece = Piece(draft.page, bounds, lines, whole.turn)
            made.append(CellDraft(cell.row + number, 1, [piece], cell.fill))
    return made


def _strips(body: Sequence[CellDraft]) -> list[Strip]:
    """The lines of a row from the top, those on one baseline together."""
    strips: list[Strip] = []
    for line in sorted((line for c in body for line in c.pieces[0].lines), key=lambda i: (i.base, i.x0)):
        if strips and abs(strips[-1][0] - line.base) < BESIDE * line.size:
            strips[-1][1].append(line)
        else:
            strips.append((line.base, [line]))
    return strips
