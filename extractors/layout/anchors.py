"""Where the columns of a table without rules begin: by its header, and by the text under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.fitting import SAME, WHITE, Part, Strip, pieces
from extractors.layout.tables import Cut

LEAST_COLUMNS = 3
HEADER_WORDS = 7  # in one part of a header
ALIKE = 0.3  # points by which the type of one header may differ
CLOSE = 1.3  # type sizes between the baselines of a header's lines
MOST_BEFORE = 0.4  # of the width of the column before, by which text may begin left of its column


def is_header(parts: Sequence[Part]) -> bool:
    """Short parts, apart from one another, three of them at least."""
    if len(parts) < LEAST_COLUMNS or any(len(p.text.split()) > HEADER_WORDS for p in parts):
        return False
    letters = sum(p.text[:1].isalpha() and p.text[:1].isupper() for p in parts)
    named = parts[0].text[:1].isupper() and all(p.bold for p in parts)  # bold, though some begin with figures
    return (named or letters >= len(parts) - 1) and all(
        b.x0 - a.x1 >= WHITE * a.size for a, b in pairwise(parts)
    )


def header_lines(strips: Sequence[Strip], at: int) -> tuple[int, int]:
    """The first of the lines of a bold header, and the first after them: headers of several lines that stand
    above and below the others, in columns of their own."""
    first, end = at, at + 1
    held = list(strips[at][1])
    if not all(p.bold for p in held):
        return first, end
    while first and _beside_header(strips[first - 1], strips[first], held):
        first -= 1
    above = first < at  # of headers that begin above, the rest may stand below
    while above and end < len(strips) and _beside_header(strips[end], strips[end - 1], held):
        end += 1
    return first, end


def _beside_header(strip: Strip, near: Strip, held: Sequence[Part]) -> bool:
    """Whether a line close to a header is bold and keeps to the header's columns, or to others of its own."""
    base, parts = strip
    alike = all(abs(p.size - near[1][0].size) <= ALIKE for p in parts)
    close = alike and abs(near[0] - base) <= CLOSE * parts[0].size
    fits = all(p.x1 <= h.x0 or p.x0 >= h.x1 or _in_line(p, h) for p in parts for h in held)
    return close and fits and all(p.bold and len(p.text.split()) <= HEADER_WORDS for p in parts)


def _in_line(part: Part, other: Part) -> bool:
    """Whether two parts begin at one place, or have one middle."""
    middles = abs(part.x0 + part.x1 - other.x0 - other.x1) / 2
    return min(abs(part.x0 - other.x0), middles) <= SAME


def anchors_of(strips: Sequence[Strip], first: int, end: int, cut: Cut) -> list[float]:
    """Where the columns begin: at their headers, or where most of the text under them begins. The header is
    the strips from `first` on, before `end`."""
    header = _headers([p for _, parts in strips[first:end] for p in parts])
    under = strips[end : end + 30]
    ends = (i for i, (_, parts) in enumerate(under) if all(p.bold for p in parts) and is_header(parts))
    under = under[: next(ends, None)]
    below = [p for _, parts in under for p in parts]
    anchors = []
    before = 0.0
    for part in header:
        starts = Counter(round(p.x0) for p in below if before < p.x0 <= part.x1)
        common = starts.most_common(1)
        best = float(common[0][0]) if common and common[0][1] >= 2 else part.x0
        anchors.append(min(best, part.x0) if best > before + 1 else part.x0)
        before = part.x1
    return lowered(anchors, [(base, pieces(parts, anchors, cut)) for base, parts in under])


def _headers(parts: Sequence[Part]) -> list[Part]:
    """The parts of a header from the left, the first of those that stand over one another."""
    found: list[Part] = []
    for part in sorted(parts, key=lambda p: p.x0):
        if not found or part.x0 >= found[-1].x1:
            found.append(part)
    return found


def lowered(anchors: Sequence[float], strips: Sequence[Strip]) -> list[float]:
    """The columns' beginnings, further left where text that is centred, or set to the right, begins so.

    Such text reaches over the beginning, and nothing that stands in the column before reaches so far.
    """
    beside = [(parts, p) for _, parts in strips if len(parts) > 1 for p in parts]
    found = [anchors[0]]
    for before, x in pairwise(anchors):
        least = x - MOST_BEFORE * (x - before)
        early = sorted(p.x0 for parts, p in beside if least < p.x0 < x < p.x1 and p is not parts[0])
        free = (e for e in early if not any(p.x0 < e - SAME and p.x1 > e for _, p in beside))
        found.append(next(free, x))
    return found
