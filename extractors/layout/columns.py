"""Pages of two columns of text: where each column ends, so that full lines are known as full."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.layout.line import PrintedLine

FEWEST = 4  # lines that make a column
SAME = 3.0  # points by which lines at one indent may begin elsewhere
INDENT = 15.0  # points by which a column's first lines may stand further in than the others
FROM = 0.35  # of the page's width; a second column begins no earlier


def runs(
    lines: Sequence[PrintedLine], width: float, right: float
) -> Iterator[tuple[list[PrintedLine], float]]:
    """The lines in runs that stay in one column, each with where that column ends.

    Lines over both columns in the middle of a page part them: each stretch has its own two columns.
    """
    x0 = _second_start(lines, width)
    if x0 is None:
        if lines:
            yield list(lines), right
        return
    left: dict[int, int] = {}
    ends = 0.0
    for number, band in enumerate(_bands(lines, x0)):
        beside = [i for i in band if i.x0 >= x0 - SAME]
        top = min((i.top for i in beside), default=float("inf"))
        for line in band:
            if line.x1 < x0 and line.bottom > top:
                left[id(line)] = number
                ends = max(ends, line.x1)
    if len(left) < FEWEST:
        left = {}
    for place, run in groupby(lines, key=lambda i: left.get(id(i))):
        yield list(run), right if place is None else ends


def _second_start(lines: Sequence[PrintedLine], width: float) -> float | None:
    """Where a second column begins; others of its lines may stand further in."""
    far = sorted(i.x0 for i in lines if i.x0 > FROM * width)
    return next((a for a, b in zip(far, far[FEWEST - 1 :], strict=False) if b - a <= INDENT), None)


def _bands(lines: Sequence[PrintedLine], x0: float) -> list[list[PrintedLine]]:
    """The lines beside each other, parted where lines run over both columns."""
    wide = {id(i) for i in lines if i.x0 < x0 - SAME and i.x1 > x0 + SAME}
    across = sorted(i.top for i in lines if id(i) in wide)
    bands: list[list[PrintedLine]] = [[] for _ in range(len(across) + 1)]
    for line in lines:
        if id(line) not in wide:
            bands[bisect_right(across, line.top)].append(line)
    return bands
