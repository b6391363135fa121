"""Pages of two columns of text: where each column ends, so that full lines are known as full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.layout.line import PrintedLine

FEWEST = 4  # lines that make a column
SAME = 3.0  # points by which a column's lines may begin elsewhere
FROM = 0.35  # of the page's width; a second column begins no earlier


def runs(
    lines: Sequence[PrintedLine], width: float, right: float
) -> Iterator[tuple[list[PrintedLine], float]]:
    """The lines in runs that stay in one column, each with where that column ends."""
    second = _second_column(lines, width)
    if second is None:
        if lines:
            yield list(lines), right
        return
    x0, top, bottom = second
    left = [i for i in lines if i.x1 < x0 and i.top < bottom and i.bottom > top]
    if len(left) < FEWEST:
        yield list(lines), right
        return
    held = {id(i) for i in left}
    ends = max(i.x1 for i in left)
    for inside, run in groupby(lines, key=lambda i: id(i) in held):
        yield list(run), ends if inside else right


def _second_column(lines: Sequence[PrintedLine], width: float) -> tuple[float, float, float] | None:
    """Where a second column begins, and its top and bottom; none on a page of one column."""
    far = sorted((i for i in lines if i.x0 > FROM * width), key=lambda i: i.x0)
    if len(far) < FEWEST:
        return None
    x0 = far[0].x0
    column = [i for i in far if i.x0 - x0 <= SAME]
    if len(column) < FEWEST or any(
        i.x0 < x0 - SAME and i.x1 > x0 + SAME and _among(i, column) for i in lines
    ):
        return None
    top, bottom = min(i.top for i in column), max(i.bottom for i in column)
    across = [i.top for i in lines if i.top > bottom and i.x0 < x0 - SAME and i.x1 > x0 + SAME]
    return x0, top, min(across, default=float("inf"))


def _among(line: PrintedLine, column: Sequence[PrintedLine]) -> bool:
    """Whether a line stands between the lines of a column, and not above or beneath them all."""
    return any(i.bottom <= line.top + 1 for i in column) and any(i.top >= line.bottom - 1 for i in column)
