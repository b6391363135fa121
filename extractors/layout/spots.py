"""Small coloured shapes, drawn in a cell or beside a line: what they say, they say by their colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.layout.line import PrintedLine
from extractors.layout.rules import Bounds
from extractors.layout.tables import CellDraft

LEAST, MOST = 4.0, 32.0  # points; a shape that is smaller or larger either way is no such sign
ROUND = 2.0  # times that it may be wider than high, or higher than wide
BESIDE = 40.0  # points between a sign and the text that it stands before or after
WORDS = 40  # letters; in a cell with more text a small shape is an ornament
WHITE = "#ffffff"
DARK, PALE = 0x40, 0xE8  # a shape whose parts are all darker, or all paler, is black or white

Spot = tuple[Bounds, str]


def is_spot(bounds: Bounds) -> bool:
    """Whether a filled shape is of the size and form of a sign."""
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    return min(wide, high) >= LEAST and max(wide, high) <= MOST and max(wide, high) <= ROUND * min(wide, high)


def has_colour(colour: str) -> bool:
    """Whether a colour is neither black, as bullets are, nor white."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return max(parts) >= DARK and min(parts) < PALE


def with_rings(spots: Sequence[Spot], rings: Sequence[Spot]) -> list[Spot]:
    """The white shapes that are signs: they are as large as coloured ones on the page."""
    sizes = {_size(bounds) for bounds, _ in spots}
    return [ring for ring in rings if _size(ring[0]) in sizes]


def _size(bounds: Bounds) -> tuple[int, int]:
    return round(bounds[2] - bounds[0]), round(bounds[3] - bounds[1])


def colour_cells(cells: Iterable[CellDraft], spots: Sequence[Spot]) -> None:
    """Give cells that hold no more than a few words the colour of the signs in them, where these have one."""
    if not spots:
        return
    for cell in cells:
        found = {colour for bounds, colour in spots if _inside(bounds, cell.pieces[0].bounds)}
        if len(found) == 1 and len(cell.text) <= WORDS:
            cell.fill = found.pop()


def colour_lines(lines: Sequence[PrintedLine], spots: Sequence[Spot]) -> None:
    """Give lines the colour of the sign that stands before them, or after them where none is before any."""
    for bounds, colour in spots:
        middle = (bounds[1] + bounds[3]) / 2
        level = [line for line in lines if line.top - 1 <= middle <= line.bottom + 1]
        after = [line for line in level if -2 <= line.x0 - bounds[2] <= BESIDE]
        before = [line for line in level if -2 <= bounds[0] - line.x1 <= BESIDE]
        if after:
            min(after, key=lambda line: line.x0).sign = colour
        elif before and not any(line.sign for line in before):
            max(before, key=lambda line: line.x1).sign = colour


def _inside(spot: Bounds, bounds: Bounds) -> bool:
    x, y = (spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2
    return bounds[0] - 1 <= x <= bounds[2] + 1 and bounds[1] - 2 <= y <= bounds[3] + 2
