"""What the picture of a page shows besides its words: how far it is askew, its rules, its cells' colours.

Pictures are rows of red, green and blue; places in them are counted in dots until `Shapes` are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractors.layout.rules import THIN, Bounds, Shapes, grids

Picture: TypeAlias = NDArray[np.uint8]
Mask: TypeAlias = NDArray[np.bool_]

LEVEL, UPRIGHT = 30.0, 18.0  # points; shorter dark runs are letters or parts of them
DARKER = 40  # steps below the paper's brightness at which a dot is ink
COLOURED = 28  # steps between a cell's colour and the paper's that make it a filled cell
STEP = 4  # dots by which a rule that is a little askew may step
ALIKE = 6  # dots by which rows of one dark area may begin and end apart
STEEPEST, FINEST = 3.0, 0.05  # degrees: pages are not turned back by more, or by less at a time
STRIPS = 32
WORD_GAP = 0.2  # type sizes of white between words


@dataclass(slots=True)
class _Run:
    """Dark rows on top of each other that begin and end alike."""

    first: int
    last: int
    begin: int
    end: int


def paper(picture: Picture) -> int:
    """The brightness of the paper: what most of the page has."""
    return int(np.median(picture.max(axis=2)))


def ink(picture: Picture) -> Mask:
    """Which dots are dark; bright colours are not, for they fill cells."""
    dark: Mask = picture.max(axis=2) < paper(picture) - DARKER
    return dark


def askew(dark: Mask) -> float:
    """By how many degrees the page has to be turned (to the left) for its lines to run level."""
    height, width = dark.shape
    strips = np.array_split(dark, STRIPS, axis=1)
    rows = [strip.sum(axis=1).astype(np.int64) for strip in strips]
    middles = [(k + 0.5) * width / STRIPS - width / 2 for k in range(STRIPS)]
    best, turn = -1, 0.0
    count = round(STEEPEST / FINEST)
    for step in sorted(range(-count, count + 1), key=abs):
        slope = float(np.tan(np.radians(step * FINEST)))
        total = np.zeros(height, dtype=np.int64)
        for row, middle in zip(rows, middles, strict=True):
            total += np.roll(row, -round(slope * middle))
        sharp = int((total**2).sum())
        if sharp > best:
            best, turn = sharp, step * FINEST
    return turn


def _runs(dark: Mask, least: int) -> list[_Run]:
    """The dark areas at least so many dots long, from row to row."""
    joined = dark.copy()
    joined[:, 1:] |= dark[:, :-1]  # a scanner's white specks do not part a rule
    joined[:, :-1] |= dark[:, 1:]
    edges = np.diff(np.pad(joined, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, begin = np.nonzero(edges == 1)
    end = np.nonzero(edges == -1)[1]
    long = end - begin >= least
    open_: list[_Run] = []
    found: list[_Run] = []
    for y, a, b in zip(row[long].tolist(), begin[long].tolist(), end[long].tolist(), strict=True):
        found.extend(run for run in open_ if run.last < y - 1)
        open_ = [run for run in open_ if run.last >= y - 1]
        over = next((run for run in open_ if _goes_on(run, a, b)), None)
        if over is None:
            open_.append(_Run(y, y, a, b))
        else:
            over.last, over.begin, over.end = y, min(over.begin, a), max(over.end, b)
    return found + open_


def _goes_on(run: _Run, begin: int, end: int) -> bool:
    """Whether a row of dark dots belongs to the area above it: a rule's next step, or more of a fill."""
    if begin > run.end or end < run.begin:
        return False
    alike = abs(run.begin - begin) <= ALIKE and abs(run.end - end) <= ALIKE
    return alike or run.last - run.first < STEP


def shapes_of(picture: Picture, scale: float) -> Shapes:
    """The rules drawn in a picture, and the colours of the cells that they make; `scale`: points a dot."""
    dark = ink(picture)
    shapes = Shapes()
    for run in _runs(dark, round(LEVEL / scale)):
        x0, x1, top, bottom = (v * scale for v in (run.begin, run.end, run.first, run.last + 1))
        for y in (top, bottom) if bottom - top > THIN else ((top + bottom) / 2,):
            shapes.level.append((x0, y, x1, y))
    for run in _runs(dark.T, round(UPRIGHT / scale)):
        top, bottom, x0, x1 = (v * scale for v in (run.begin, run.end, run.first, run.last + 1))
        for x in (x0, x1) if x1 - x0 > THIN else ((x0 + x1) / 2,):
            shapes.upright.append((x, top, x, bottom))
    white = paper_colour(picture)
    for cell in (cell for grid in grids(shapes) for cell in grid.cells):
        colour = _colour(picture, cell, scale)
        if np.abs(colour - white).max() > COLOURED:
            shapes.fills.append((cell, "#" + "".join(f"{int(part):02x}" for part in colour)))
    return shapes


def paper_colour(picture: Picture) -> NDArray[np.float64]:
    """Red, green and blue of the paper."""
    return np.asarray(np.median(picture[::4, ::4].reshape(-1, 3), axis=0))


def _colour(picture: Picture, cell: Bounds, scale: float) -> NDArray[Any]:
    """The colour that most of a cell has, its rules left out."""
    x0, top, x1, bottom = (round(v / scale) for v in cell)
    inner = picture[top + STEP : bottom - STEP, x0 + STEP : x1 - STEP].reshape(-1, 3)
    return np.asarray(np.median(inner, axis=0)) if len(inner) else paper_colour(picture)


def word_gaps(picture: Picture, box: tuple[int, int, int, int], size: float) -> tuple[list[float], int, int]:
    """Middles of the white gaps between the words in a box, and where its ink begins and ends, in dots."""
    x0, top, x1, bottom = box
    bright = picture[top:bottom, x0:x1].max(axis=2).astype(np.int16)
    if not bright.size:
        return [], x0, x1
    low, high = int(bright.min()), int(bright.max())
    middle = (low + high) // 2
    dark = bright < middle
    if dark.mean() > 0.5:  # white letters on a dark ground
        dark = ~dark
    columns = np.nonzero(dark.any(axis=0))[0]
    if not len(columns):
        return [], x0, x1
    steps = np.diff(columns)
    wide = np.nonzero(steps - 1 >= WORD_GAP * size)[0]
    gaps = [x0 + (int(columns[i]) + int(columns[i + 1]) + 1) / 2 for i in wide]
    return gaps, x0 + int(columns[0]), x0 + int(columns[-1]) + 1
