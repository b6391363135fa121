"""Ruled tables with their text: cells with spans from the drawn grid, lines cut at column rules."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractors.layout.line import PrintedLine, fold
from extractors.layout.rules import Bounds, Grid, Shapes, fill_of, index_of
from extractors.layout.turn import Turn, between
from extractors.model import Drawn

Cut = Callable[[PrintedLine, list[float]], list[PrintedLine]]

INK = 2.0  # points by which a line may lap over a rule without crossing it


@dataclass(slots=True)
class Piece:
    """What one page holds of a cell: where it stands and its lines; `turn` is how its table is turned."""

    page: int
    bounds: Bounds
    lines: list[PrintedLine] = field(default_factory=list)
    turn: Turn | None = None

    @property
    def _own(self) -> Bounds:
        """Its bounds as they stand to its lines, which may be turned in a level table."""
        turn = self.lines[0].turn if self.lines else self.turn
        return self.bounds if turn is self.turn else between(self.bounds, self.turn, turn)

    @property
    def right(self) -> float:
        """Where its text has to end: as far from the right rule as it begins from the left one."""
        left, _, right, _ = self._own
        pad = min((line.x0 for line in self.lines), default=left) - left
        return right - min(max(pad, 1.5), 7.0)

    @property
    def room(self) -> float:
        """Free height beneath its last line."""
        _, top, _, bottom = self._own
        low = max((line.bottom for line in self.lines), default=top)
        return max(0.0, bottom - low)


@dataclass(slots=True)
class CellDraft:
    """A cell in the making; its pieces are more than one where a page break cut it."""

    row: int
    rowspan: int
    pieces: list[Piece]
    fill: str | None = None
    column: int = 0
    colspan: int = 1
    drawn: Drawn | None = None

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
    apart: bool = False  # a box drawn by itself, which does not go on over a page break
    card: bool = False  # one of several boxes that are alike
    nested: bool = False  # it stood in a cell of another, which only placed it

    def row(self, index: int) -> list[CellDraft]:
        """The cells that cover a row, from the left."""
        covering = [c for c in self.cells if c.row <= index < c.row + c.rowspan]
        return sorted(covering, key=lambda c: c.x0)


def place_lines(
    grid: Grid, lines: Sequence[PrintedLine], shapes: Shapes, page: int, cut: Cut, turn: Turn | None = None
) -> tuple[TableDraft, set[int]]:
    """The table that a grid and the lines in it make, and the ids of the lines that it took.

    `turn` is how the grid, and the lines that it is read by, are turned on the page.
    """
    cells = [
        CellDraft(
            row=index_of(grid.ys, bounds[1]),
            rowspan=index_of(grid.ys, bounds[3]) - index_of(grid.ys, bounds[1]),
            pieces=[Piece(page, bounds, turn=turn)],
            fill=fill_of(bounds, shapes.fills),
        )
        for bounds in sorted(grid.cells, key=lambda b: (b[1], b[0]))
        if _has_room(grid, bounds)
    ]
    x0, top, x1, bottom = grid.bounds
    draft = TableDraft(page, grid.xs, len(grid.ys) - 1, cells, top, bottom, frame=len(cells) == 1)
    _fill_holes(draft, grid, shapes, turn)
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


def _has_room(grid: Grid, bounds: Bounds) -> bool:
    """Whether a closed cell is more than the gap between two rules that stand for one."""
    x0, top, x1, bottom = bounds
    return index_of(grid.xs, x0) < index_of(grid.xs, x1) and index_of(grid.ys, top) < index_of(
        grid.ys, bottom
    )


def _fill_holes(draft: TableDraft, grid: Grid, shapes: Shapes, turn: Turn | None) -> None:
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
                piece = Piece(draft.page, bounds, turn=turn)
                draft.cells.append(CellDraft(r, 1, [piece], fill_of(bounds, shapes.fills)))


def place_turned(draft: TableDraft, lines: Sequence[PrintedLine], cut: Cut, turn: Turn | None) -> set[int]:
    """Put lines into a table's cells that are turned otherwise than the table; the ids of those taken.

    Words that run up a merged cell are cut where they cross into the next one, and come after level words.
    """
    if not lines:
        return set()
    taken: set[int] = set()
    own = [(cell, between(cell.pieces[0].bounds, turn, lines[0].turn)) for cell in draft.cells]
    for line in sorted(lines, key=lambda line: (round(line.base), line.x0)):
        middle = line.base - 0.3 * line.size
        level = [
            (cell, b)
            for cell, b in own
            if b[1] <= middle <= b[3] and b[0] < line.x1 - INK and b[2] > line.x0 + INK
        ]
        if not level:
            continue
        taken.add(id(line))
        rules = {x for _, b in level for x in (b[0], b[2]) if line.x0 + INK < x < line.x1 - INK}
        for part in cut(line, sorted(rules)) if rules else [line]:
            x = (part.x0 + part.x1) / 2
            cell = min(level, key=lambda found: max(found[1][0] - x, x - found[1][2]))[0]
            cell.pieces[0].lines.append(part)
    return taken


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
