"""Where the rows of a table without rules begin: by rules and shading, by white, or by a column of keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.layout.between import bands
from extractors.layout.fitting import Part, Strip, column_of
from extractors.layout.rules import Bounds

LEADING = 0.9  # type sizes between the baselines of a cell's lines at least
WIDER = 1.25  # times the usual step between baselines: a new row
WIDER_IN_MOST = 1.1  # the same where most columns have it
MOST = 0.6  # the share of rows that wider white must part for it to be what parts them
FULL = 0.5  # the share of columns with text in the first line of a row, where nothing else parts rows

NUMBER = re.compile(r"[A-Z]{0,3}\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?[.)]?")  # of a row


def row_starts(
    rows: Sequence[Strip], anchors: Sequence[float], head: int, bars: Sequence[Bounds] = ()
) -> list[int]:
    """Which strips begin a row: after rules or shading (`bars`), or wider white; where none is wider, those
    with text in most columns. The first `head` strips are the header, which may go on."""
    lines = bands(rows, anchors, head)
    beside = {k for first, end in lines for k in range(first, end + 1)}
    wide = _after_white(rows, anchors, beside)
    keys = _keys(rows, anchors, head, {k for first, end in lines for k in range(first, end)})
    ruled = _ruled(rows, anchors, bars)
    wrapped = {*range(1, head)} | _wrapped_header(rows, wide, beside) if head else set()
    if len(ruled) < max(2, MOST * max(len(keys.at), len(wide))):
        ruled = _parted(rows, anchors, wide, keys, len(wrapped) + 1 if head else 0)
    inner = wrapped | {k for first, end in lines for k in range(first + 1, end)}
    starts = {0, *ruled, *(k for line in lines for k in line if k < len(rows))}
    return sorted(starts - inner)


def _after_white(rows: Sequence[Strip], anchors: Sequence[float], beside: set[int]) -> list[int]:
    """The strips with wider white above them than the lines of one cell have between them.

    Where a strip has text in most columns, the white in most of these counts, and less of it will do: the
    lines of a cell that is merged over several rows run on beside the others.
    """
    gaps = _own_gaps(rows, anchors)
    steps = {
        i: (b - a) / max(p.size for p in parts)
        for i, ((a, _), (b, parts)) in enumerate(pairwise(rows), 1)
        if i not in beside
    }
    usual = leading(rows, anchors)
    wide = []
    for i, step in steps.items():
        most = median(gaps[i]) if _is_full(rows[i][1], anchors) else 0.0
        if step > usual * WIDER or most > usual * WIDER_IN_MOST:
            wide.append(i)
    return wide if len(wide) < len(steps) else []  # nothing is wider than anything else


def _own_gaps(rows: Sequence[Strip], anchors: Sequence[float]) -> list[list[float]]:
    """For each strip the white above its parts, from the line before in the same column, in type sizes."""
    last: dict[int, float] = {}
    found = []
    for base, parts in rows:
        columns = {column_of(p, anchors): p.size for p in parts}
        found.append([(base - last.get(k, rows[0][0])) / size for k, size in columns.items()])
        last |= dict.fromkeys(columns, base)
    return found


def _wrapped_header(rows: Sequence[Strip], wide: Sequence[int], beside: set[int]) -> set[int]:
    """The strips in bold close under a bold header: its further lines."""
    plain = next((i for i, (_, parts) in enumerate(rows) if not all(p.bold for p in parts)), 0)
    apart = next((i for i in range(1, plain) if i in beside or i in wide), plain)
    return set(range(1, apart))


def _ruled(rows: Sequence[Strip], anchors: Sequence[float], bars: Sequence[Bounds]) -> list[int]:
    """The strips that a level rule, or an edge of shading, over most columns parts from those above."""
    if not bars:
        return []
    x0, x1 = anchors[0], max((p.x1 for _, parts in rows for p in parts), default=anchors[0])
    edges = [
        y for a, top, b, bottom in bars for y in (top, bottom) if min(b, x1) - max(a, x0) > 0.6 * (x1 - x0)
    ]
    return [
        i
        for i, ((above, _), (here, parts)) in enumerate(pairwise(rows), 1)
        if any(above < y < here - 0.3 * parts[0].size for y in edges)
    ]


def _parted(
    rows: Sequence[Strip], anchors: Sequence[float], wide: list[int], keys: _Keys, body: int
) -> list[int]:
    """Where rows begin: by white (`wide`), by the column that stands in each row's first line (`keys`), or by
    fulness. The first row begins with strip `body`."""
    white = bool(wide) and len(wide) >= len(keys.at) * MOST
    if keys.numbers:
        begun = _around_numbers(rows, anchors, keys.at, body)
        own = (i for i in wide if white and _is_full(rows[i][1], anchors))  # rows that bear no number
        return sorted({*begun, *own} if set(begun) == set(keys.at) else begun)
    if white:
        return wide
    return list(keys.at) or [i for i, (_, parts) in enumerate(rows) if _is_full(parts, anchors)]


def _is_full(parts: Sequence[Part], anchors: Sequence[float]) -> bool:
    return len(parts) >= max(2, FULL * len(anchors))


def _around_numbers(
    rows: Sequence[Strip], anchors: Sequence[float], at: Sequence[int], body: int
) -> list[int]:
    """The strips that begin the rows of numbers: between two of these they part where fewest cells are cut.

    Numbers stand in the first line of their rows, in the last, or in the middle; of places that cut as few
    cells the one is taken at which most rows part so, or else the one with the widest white.
    """
    cuts = _cuts(rows, anchors)
    pairs = list(pairwise(at))
    least = sum(min(cuts[a + 1 : b + 1]) for a, b in pairs)
    if sum(cuts[b] for _, b in pairs) == least:
        return list(at)
    if sum(cuts[a + 1] for a, _ in pairs) == least:
        return [body, *(a + 1 for a, _ in pairs)]
    steps = [0.0, *(b - a for (a, _), (b, _) in pairwise(rows))]
    return [body, *(min(range(a + 1, b + 1), key=lambda i: (cuts[i], -steps[i])) for a, b in pairs)]


def _cuts(rows: Sequence[Strip], anchors: Sequence[float]) -> list[int]:
    """For each strip, how many cells would be cut if a row began with it: their lines go on across."""
    near = leading(rows, anchors) * WIDER_IN_MOST
    found = [0] * len(rows)
    last: dict[int, int] = {}
    for i, (base, parts) in enumerate(rows):
        for k, size in {column_of(p, anchors): p.size for p in parts}.items():
            before = last.get(k)
            if before is not None and base - rows[before][0] <= near * size:
                for c in range(before + 1, i + 1):
                    found[c] += 1
            last[k] = i
    return found


class _Keys(NamedTuple):
    """The strips with text in the column that stands in the first line of each row, and whether they number
    the rows."""

    at: Sequence[int] = ()
    numbers: bool = False


def _keys(rows: Sequence[Strip], anchors: Sequence[float], head: int, over: set[int]) -> _Keys:
    """Where the column has text that stands in the first line of each row: one of nothing but numbers, all
    different, or one that never goes over two lines (a date, a rating); nowhere where there is no such
    column. A header of `head` strips may wrap; lines `over` several columns have no say."""
    best: list[int] = []
    for k in range(len(anchors)):
        held = [
            (i, texts)
            for i, (_, parts) in enumerate(rows)
            if (texts := [p.text for p in parts if column_of(p, anchors) == k]) and i not in over
        ]
        at = [i for i, _ in held]
        below = [(i, texts) for i, texts in held if i >= head]
        marks = {" ".join(texts) for _, texts in below}
        enough = len(below) > 1 or (k == 0 and bool(over) and bool(below))
        if enough and len(marks) == len(below) and all(NUMBER.fullmatch(m) for m in marks):
            return _Keys([i for i, _ in below], numbers=True)
        single = all(b - a > 1 for a, b in pairwise([i for i, _ in below]))
        if single and len(at) > max(2, len(best)):
            best = at
    return _Keys(best)


def leading(rows: Sequence[Strip], anchors: Sequence[float]) -> float:
    """Type sizes between the baselines of the lines of a cell."""
    return min((gap for gaps in _own_gaps(rows, anchors) for gap in gaps if gap > LEADING), default=0.0)
