"""A table whose cells may span many rows and are cut, text and all, where a page ends.

The library's own table does not split inside a span; plans in the wild are full of such cells.
"""

from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.platypus.flowables import Flowable  # type: ignore[import-untyped]

SIZE, LEADING, PAD = 8, 9.6, 3
FONT, BOLD = "Helvetica", "Helvetica-Bold"


@dataclass(frozen=True)
class Span:
    """A cell: its column, its first and last row, and its lines of text."""

    column: int
    first: int
    last: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """The rows still to be set: their cells and how many there are."""

    rows: int
    spans: tuple[Span, ...]


def wrapped(lines: list[str], width: float, font: str = FONT) -> tuple[str, ...]:
    """The lines broken to a cell's width, padding taken off."""
    return tuple(piece for line in lines for piece in simpleSplit(line, font, SIZE, width - 2 * PAD))


def row_heights(grid: Grid) -> list[float]:
    """The height of each row: enough for its own cells, the last row of a span stretched for what is left."""
    heights = [LEADING + 2 * PAD] * grid.rows
    for span in sorted(grid.spans, key=lambda span: span.last - span.first):
        short = len(span.lines) * LEADING + 2 * PAD - sum(heights[span.first : span.last + 1])
        heights[span.last] += max(0.0, short)
    return heights


def cut(grid: Grid, after: int, heights: list[float]) -> tuple[Grid, Grid]:
    """The grid in two after so many rows; a cell that crosses the cut goes on, with what text did not fit."""
    above, below = [], []
    for span in grid.spans:
        if span.last < after:
            above.append(span)
        elif span.first >= after:
            below.append(replace(span, first=span.first - after, last=span.last - after))
        else:
            room = int((sum(heights[span.first : after]) - 2 * PAD + 0.01) // LEADING)
            above.append(replace(span, last=after - 1, lines=span.lines[:room]))
            below.append(replace(span, first=0, last=span.last - after, lines=span.lines[room:]))
    return Grid(after, tuple(above)), Grid(grid.rows - after, tuple(below))


class MergedTable(Flowable):  # type: ignore[misc]
    """The table on the page: an outcome row and a header row, which come again on each page, and the grid."""

    def __init__(self, outcome: str, header: list[str], widths: list[float], grid: Grid) -> None:
        super().__init__()
        self.outcome, self.header, self.widths, self.grid = outcome, header, widths, grid
        self.outcome_lines = wrapped([outcome], sum(widths), BOLD)
        self.heights = row_heights(grid)
        self.outcome_height = len(self.outcome_lines) * LEADING + 2 * PAD
        self.header_height = LEADING + 2 * PAD

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Width and height of the whole table."""
        return sum(self.widths), self.outcome_height + self.header_height + sum(self.heights)

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """What fits on the page and the rest; nothing where not even one row fits."""
        room = available_height - self.outcome_height - self.header_height
        fitting = 0
        while fitting < self.grid.rows and sum(self.heights[: fitting + 1]) <= room:
            fitting += 1
        if fitting in (0, self.grid.rows):
            return []
        parts = cut(self.grid, fitting, self.heights)
        return [MergedTable(self.outcome, self.header, self.widths, part) for part in parts]

    def draw(self) -> None:
        """Draw from the top of the table down."""
        top = self.wrap(0, 0)[1]
        lefts = [sum(self.widths[:column]) for column in range(len(self.widths))]
        self._cell(0, top, sum(self.widths), self.outcome_height, self.outcome_lines, BOLD, "#D9E2F3")
        top -= self.outcome_height
        for left, width, label in zip(lefts, self.widths, self.header, strict=True):
            self._cell(left, top, width, self.header_height, (label,), BOLD, "#EDEDED")
        top -= self.header_height
        for span in self.grid.spans:
            height = sum(self.heights[span.first : span.last + 1])
            above = sum(self.heights[: span.first])
            self._cell(
                lefts[span.column], top - above, self.widths[span.column], height, span.lines, FONT, None
            )

    def _cell(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        lines: tuple[str, ...],
        font: str,
        fill: str | None,
    ) -> None:
        if fill:
            self.canv.setFillColor(colors.HexColor(fill))
        self.canv.rect(left, top - height, width, height, stroke=1, fill=1 if fill else 0)
        self.canv.setFillColor(colors.black)
        self.canv.setFont(font, SIZE)
        for number, line in enumerate(lines, start=1):
            self.canv.drawString(left + PAD, top - PAD - number * LEADING + 2, line)
