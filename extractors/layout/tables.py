"""Ruled tables with their text: cells with spans from the drawn grid, lines cut at column rules."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractors.layout.line import PrintedLine, fold
from extractors.layout.rules import Bounds, Grid, Shapes, fill_of, index_of

Cut = Callable[[PrintedLine, list[float]], list[PrintedLine]]

INK = 2.0  # points by which a line may lap over a rule without crossing it


@dataclass(slots=True)
class Piece:
    """What one page holds of a cell: where it stands and its lines."""

    page: int
    bounds: Bounds
    lines: list[PrintedLine] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where its text has to end: as far from the right rule as it begins from the left one."""
        pad = min((line.x0 for line in self.lines), default=self.bounds[0]) - self.bounds[0]
        return self.bounds[2] - min(max(pad, 1.5), 7.0)

    @property
    def room(self) -> float:
        """Free height beneath its last line."""
        low = max((line.bottom for line in self.lines), default=self.bounds[1])
        return max(0.0, self.bounds[3] - low)


@dataclass(slots=True)
class CellDraft:
    """A cell in the making; its pieces are more than one where a page break cut it."""

    row: int
    rowspan: int
    pieces: list[Piece]
    fill: str | None = None
    column: int = 0
    colspan: int = 1

    @property
    def x0(self) -> float:
        """Its left rule."""
        return self.pieces[0].bounds[0]

    @property
    def x1(self) -> float:
        """Its right rule."""
        return self.pieces[0].bounds[2]

    @property
    def text(self) -> str:
        """Its text in one line, marks left out."""
        return fold(line.text for piece in self.pieces for line in piece.lines)

    @property
    def bold(self) -> bool:
        """Whether all its text is bold."""
        lines = [line for piece in self.pieces for line in piece.lines]
        return bool(lines) and all(line.bold for line in lines)


@dataclass(slots=True)
class TableDraft:
    """A table, or a page's piece of one. `frame` says that it is a single cell, so perhaps no table."""

    page: int
    xs: list[float]
    n_rows: int
    cells: list[CellDraft]
    top: float
    bottom: float
    frame: bool = False
    ruled: bool = True
    by_line: bool = False  # nothing parts its rows, so each line was taken as one

    def row(self, index: int) -> list[CellDraft]:
        """The cells that cover a row, from the left."""
        covering = [c for c in self.cells if c.row <= index < c.row + c.rowspan]
        return sorted(covering, key=lambda c: c.x0)


def place_lines(
    grid: Grid, lines: Sequence[PrintedLine], shapes: Shapes, page: int, cut: Cut
) -> tuple[TableDraft, set[int]]:
    """The table that a grid and the lines in it make, and the ids of the lines that it took."""
    cells = [
        CellDraft(
            row=index_of(grid.ys, bounds[1]),
            rowspan=max(1, index_of(grid.ys, bounds[3]) - index_of(grid.ys, bounds[1])),
            pieces=[Piece(page, bounds)],
            fill=fill_of(bounds, shapes.fills),
        )
        for bounds in sorted(grid.cells, key=lambda b: (b[1], b[0]))
    ]
    x0, top, x1, bottom = grid.bounds
    draft = TableDraft(page, grid.xs, len(grid.ys) - 1, cells, top, bottom, frame=len(cells) == 1)
    _fill_holes(draft, grid)
    taken: set[int] = set()
    for line in lines:
        middle = line.base - 0.3 * line.size
        if not (top - 1 <= middle <= bottom + 1 and line.x0 < x1 - INK and line.x1 > x0 + INK):
            continue
        taken.add(id(line))
        level = [c for c in draft.cells if c.pieces[0].bounds[1] - 1 <= middle <= c.pieces[0].bounds[3] + 1]
        for part in _parts(line, level, cut):
            cell = _cell_at(level or draft.cells, (part.x0 + min(part.x1, part.x0 + 4)) / 2, middle)
            cell.pieces[0].lines.append(part)
    for cell in cells:
        _order(cell.pieces[0].lines)
    return draft, taken


def _fill_holes(draft: TableDraft, grid: Grid) -> None:
    """Give each position that no closed cell covers a cell of its own, so that no text is lost."""
    covered = {
        (r, c)
        for cell in draft.cells
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(index_of(grid.xs, cell.x0), index_of(grid.xs, cell.x1))
    }
    for r in range(len(grid.ys) - 1):
        for c in range(len(grid.xs) - 1):
            if (r, c) not in covered:
                bounds = (grid.xs[c], grid.ys[r], grid.xs[c + 1], grid.ys[r + 1])
                draft.cells.append(CellDraft(r, 1, [Piece(draft.page, bounds)]))


def _parts(line: PrintedLine, level: Sequence[CellDraft], cut: Cut) -> list[PrintedLine]:
    """The line, cut where it crosses a rule between the cells of its height."""
    rules = {x for cell in level for x in (cell.x0, cell.x1) if line.x0 + INK < x < line.x1 - INK}
    return cut(line, sorted(rules)) if rules else [line]


def _cell_at(cells: Sequence[CellDraft], x: float, y: float) -> CellDraft:
    """The cell that holds a point, or the nearest one."""

    def distance(cell: CellDraft) -> float:
        a, b, c, d = cell.pieces[0].bounds
        return max(a - x, 0.0, x - c) + max(b - y, 0.0, y - d)

    return min(cells, key=distance)


def _order(lines: list[PrintedLine]) -> None:
    """Put a cell's lines in reading order where the file has them in another."""
    if any(b.base < a.base - 2 for a, b in itertools.pairwise(lines)):
        lines.sort(key=lambda line: (round(line.base), line.x0))
