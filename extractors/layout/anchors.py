"""Where the columns of a table without rules begin: by its header, and by the text under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.fitting import SAME, Part, Strip

LEAST_COLUMNS = 3
HEADER_WORDS = 7  # in one part of a header
GAP = 0.8  # type sizes of white between the parts of a line
MOST_BEFORE = 0.4  # of the width of the column before, by which text may begin left of its column


def is_header(parts: Sequence[Part]) -> bool:
    """Short parts, apart from one another, three of them at least."""
    if len(parts) < LEAST_COLUMNS or any(len(p.text.split()) > HEADER_WORDS for p in parts):
        return False
    letters = sum(p.text[:1].isalpha() and p.text[:1].isupper() for p in parts)
    named = parts[0].text[:1].isupper() and all(p.bold for p in parts)  # bold, though some begin with figures
    return (named or letters >= len(parts) - 1) and all(
        b.x0 - a.x1 >= GAP * a.size for a, b in pairwise(parts)
    )


def anchors_of(strips: Sequence[Strip], at: int) -> list[float]:
    """Where the columns begin: at their headers, or where most of the text under them begins."""
    header = strips[at][1]
    under = strips[at + 1 : at + 30]
    ends = (i for i, (_, parts) in enumerate(under) if all(p.bold for p in parts) and is_header(parts))
    below = [p for _, parts in under[: next(ends, None)] for p in parts]
    anchors = []
    before = 0.0
    for part in header:
        starts = Counter(round(p.x0) for p in below if before < p.x0 <= part.x1)
        common = starts.most_common(1)
        best = float(common[0][0]) if common and common[0][1] >= 2 else part.x0
        anchors.append(min(best, part.x0) if best > before + 1 else part.x0)
        before = part.x1
    return anchors


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
