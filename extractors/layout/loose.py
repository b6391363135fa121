"""Tables of several columns without rules: a header of short parts, and text that keeps to its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from extractors.layout.line import PrintedLine
from extractors.layout.rules import Bounds
from extractors.layout.tables import CellDraft, Cut, Piece, TableDraft

Gaps = Callable[[PrintedLine, float], list[float]]

LEAST_COLUMNS = 3
HEADER_WORDS = 7  # in one part of a header
GAP = 0.8  # type sizes of white between the parts of a line
SPACE = 0.45  # type sizes of white that are more than a space between words
SAME = 3.0  # points by which a column's text may begin elsewhere
BESIDE = 0.4  # type sizes between baselines of one line
WIDE = 1.15  # a line so much wider for its letters than the page's lines holds gaps
APART = 5.0  # type sizes between baselines that end a table
WIDER = 1.25  # times the usual step between baselines: a new row
MOST = 0.6  # the share of rows that wider white must part for it to be what parts them
FULL = 0.5  # the share of columns with text in the first line of a row, where nothing else parts rows

NUMBER = re.compile(r"[A-Z]{0,3}\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?[.)]?")  # of a row

Part = PrintedLine
Strip = tuple[float, list[Part]]  # a baseline, and the parts of lines that stand on it


def loose_tables(
    lines: Sequence[PrintedLine],
    width: float,
    cut: Cut,
    gaps: Gaps,
    carried: TableDraft | None = None,
    bars: Sequence[Bounds] = (),
) -> list[tuple[TableDraft, set[int]]]:
    """The tables of three columns and more among lines in none yet, with the `start`s of the lines they took.

    `bars` are level rules and shading, which part rows. `carried` is such a table at the foot of the page
    before; the page may go on with it without a header.
    """
    if carried is None and not _promising(lines):
        return []
    strips = strips_of(lines, cut, gaps)
    found: list[tuple[TableDraft, set[int]]] = []
    at = 0
    if carried is not None and len(carried.xs) > LEAST_COLUMNS and strips:
        anchors = carried.xs[:-1]
        rows = _body(strips, 0, anchors, cut)
        if _many(rows, anchors) or _straight(rows, anchors):
            found.append(_table(rows, anchors, carried.xs[-1], bars, headed=False))
            at = len(rows)
    while at < len(strips):
        header = strips[at][1]
        if not _is_header(header):
            at += 1
            continue
        anchors = _anchors(strips, at)
        rows = [_fitted(strips[at], anchors), *_body(strips, at + 1, anchors, cut)]
        if _many(rows[1:], anchors) or _full(rows, anchors):
            left = min(p.x0 for _, parts in rows for p in parts)
            right = max([width - left, *(p.x1 + 1 for _, parts in rows for p in parts)])
            found.append(_table(rows, anchors, right, bars, headed=True))
            at += len(rows)
        else:
            at += 1
    return found


def _promising(lines: Sequence[PrintedLine]) -> bool:
    """Whether a header of several parts may stand on the page: in one line with gaps, or in several lines."""
    bases = [round(line.base) for line in lines]
    if len(bases) - len(set(bases)) >= LEAST_COLUMNS - 1:
        return True
    spread = [((i.x1 - i.text_x0) / (len(i.text) * i.size), i) for i in lines if len(i.text) > 3]
    if not spread:
        return False
    usual = min(median([ratio for ratio, _ in spread]), 0.6)
    return any(ratio > WIDE * usual and (ratio - usual) * len(i.text) > GAP for ratio, i in spread)


def strips_of(lines: Sequence[PrintedLine], cut: Cut, gaps: Gaps) -> list[Strip]:
    """The lines of a page from the top, those on one baseline together, cut where they hold wide gaps."""
    spread = [(i.x1 - i.text_x0) / (len(i.text) * i.size) for i in lines if len(i.text) > 3]
    usual = min(median(spread), 0.6) if spread else 0.6
    strips: list[Strip] = []
    for line in sorted(lines, key=lambda i: (i.base, i.x0)):
        parts = [line]
        if " " in line.text and line.x1 - line.text_x0 > WIDE * usual * len(line.text) * line.size:
            at = gaps(line, GAP * line.size)
            parts = _cut(line, at, cut) if at else parts
        if strips and abs(strips[-1][0] - line.base) < BESIDE * line.size:
            strips[-1][1].extend(parts)
        else:
            strips.append((line.base, parts))
    return [(base, sorted(parts, key=lambda p: p.x0)) for base, parts in strips]


def _cut(line: PrintedLine, at: list[float], cut: Cut) -> list[Part]:
    parts = cut(line, at)
    for part in parts:
        part.start = line.start  # so that the line that was cut is known as taken
    return parts


def _is_header(parts: Sequence[Part]) -> bool:
    """Short parts, apart from one another, three of them at least."""
    if len(parts) < LEAST_COLUMNS or any(len(p.text.split()) > HEADER_WORDS for p in parts):
        return False
    letters = sum(p.text[:1].isalpha() and p.text[:1].isupper() for p in parts)
    named = parts[0].text[:1].isupper() and all(p.bold for p in parts)  # bold, though some begin with figures
    return (named or letters >= len(parts) - 1) and all(
        b.x0 - a.x1 >= GAP * a.size for a, b in pairwise(parts)
    )


def _anchors(strips: Sequence[Strip], at: int) -> list[float]:
    """Where the columns begin: at their headers, or where most of the text under them begins."""
    header = strips[at][1]
    under = strips[at + 1 : at + 30]
    ends = (i for i, (_, parts) in enumerate(under) if all(p.bold for p in parts) and _is_header(parts))
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


def _body(strips: Sequence[Strip], at: int, anchors: Sequence[float], cut: Cut) -> list[Strip]:
    """The strips from `at` on that keep to the columns."""
    rows: list[Strip] = []
    for number, (base, parts) in enumerate(strips[at:], at):
        if rows and base - rows[-1][0] > APART * parts[0].size:
            break
        fitted = [piece for part in parts for piece in _pieces(part, anchors, cut)]
        if _repeats(parts, strips, at):
            break
        if rows and _heads_other(strips, number, anchors, cut):
            break
        if any(_across(p, anchors) for p in fitted) and not (
            _is_band(fitted, anchors) and _goes_on(strips, number, at, anchors, cut)
        ):
            break
        rows.append(_fitted((base, fitted), anchors))
    return rows


def _is_band(parts: Sequence[Part], anchors: Sequence[float]) -> bool:
    """A bold line over several columns: a heading between the rows."""
    return len(parts) == 1 and parts[0].bold and _across(parts[0], anchors) and _at(parts[0], anchors[:2])


def _goes_on(strips: Sequence[Strip], number: int, at: int, anchors: Sequence[float], cut: Cut) -> bool:
    """Whether the strip after this one is a row in the same columns."""
    if number + 1 >= len(strips):
        return False
    (base, here), (below, parts) = strips[number], strips[number + 1]
    if below - base > APART * here[0].size or _repeats(parts, strips, at) or all(p.bold for p in parts):
        return False
    return _is_row(strips, number + 1, anchors, cut)


def _heads_other(strips: Sequence[Strip], number: int, anchors: Sequence[float], cut: Cut) -> bool:
    """A lone bold line after the table, with something else beneath it: a heading of what follows."""
    (base, parts), (before, above) = strips[number], strips[number - 1]
    if len(parts) != 1 or not parts[0].bold or all(p.bold for p in above):
        return False
    return base - before > WIDER * parts[0].size and not _is_row(strips, number + 1, anchors, cut)


def _is_row(strips: Sequence[Strip], number: int, anchors: Sequence[float], cut: Cut) -> bool:
    """Whether a strip keeps to the columns, with text in two of them at least."""
    if number >= len(strips):
        return False
    parts = strips[number][1]
    pieces = [piece for part in parts for piece in _pieces(part, anchors, cut)]
    return len(pieces) >= 2 and all(_at(p, anchors) for p in pieces)


def _at(part: Part, anchors: Sequence[float]) -> bool:
    return any(abs(part.x0 - x) <= SAME for x in anchors)


def _straight(rows: Sequence[Strip], anchors: Sequence[float]) -> bool:
    """A row or two at the head of a page, each part under the beginning of a column: the end of a table."""
    return any(len(parts) >= 2 for _, parts in rows[:2]) and all(_at(p, anchors) for _, s in rows for p in s)


def _repeats(parts: Sequence[Part], strips: Sequence[Strip], at: int) -> bool:
    """The header of the table again, or of another: a table of its own begins."""
    if at == 0:
        return False
    header = strips[at - 1][1]
    return len(parts) > 1 and [p.text for p in parts] == [p.text for p in header]


def _pieces(part: Part, anchors: Sequence[float], cut: Cut) -> list[Part]:
    """A part cut where it runs over the beginning of a further column after more than a space."""
    inside = [x - 1.0 for x in anchors if part.x0 + SAME < x < part.x1 - SAME]
    if not inside:
        return [part]
    pieces = _cut(part, inside, cut)
    starts = all(any(abs(p.x0 - x) <= SAME for x in anchors) for p in pieces[1:])
    apart = all(b.x0 - a.x1 >= SPACE * part.size for a, b in pairwise(pieces))
    return pieces if starts and apart and len(pieces) == len(inside) + 1 else [part]


def _across(part: Part, anchors: Sequence[float]) -> bool:
    """The part runs over a column's beginning, or stands left of them all."""
    if part.x0 < anchors[0] - SAME:
        return True
    return any(part.x0 < x - SAME and part.x1 > x + SAME for x in anchors)


def _fitted(strip: Strip, anchors: Sequence[float]) -> Strip:
    return strip[0], [p for p in strip[1] if p.x0 >= anchors[0] - SAME]


def _many(rows: Sequence[Strip], anchors: Sequence[float]) -> bool:
    """Two strips at least have text in several columns, and half the columns begin somewhere."""
    several = [parts for _, parts in rows if len(parts) >= 2]
    used = {column_of(p, anchors) for _, parts in rows for p in parts}
    return len(several) >= 2 and len(used) >= max(LEAST_COLUMNS, len(anchors) // 2)


def _full(rows: Sequence[Strip], anchors: Sequence[float]) -> bool:
    """One row under a bold header, with text at the beginning of each of its columns."""
    return all(p.bold for p in rows[0][1]) and any(
        len(parts) == len(anchors) > LEAST_COLUMNS and all(_at(p, anchors) for p in parts)
        for _, parts in rows[1:]
    )


def column_of(part: Part, anchors: Sequence[float]) -> int:
    """The column that a part of a line stands in, by where it begins."""
    return max((k for k, x in enumerate(anchors) if x <= part.x0 + SAME), default=0)


def row_starts(
    rows: Sequence[Strip], anchors: Sequence[float], headed: bool, bars: Sequence[Bounds] = ()
) -> list[int]:
    """Which strips begin a row: after rules or shading (`bars`), or wider white; where none is wider, those
    with text in most columns."""
    steps = [(b - a) / max(p.size for p in parts) for (a, _), (b, parts) in pairwise(rows)]
    usual = min(steps, default=0.0)
    wide = [i for i, step in enumerate(steps, 1) if step > usual * WIDER]
    keys = _keys(rows, anchors, headed)
    bands = {k for i, (_, parts) in enumerate(rows) if _is_band(parts, anchors) for k in (i, i + 1)}
    ruled = _ruled(rows, anchors, bars)
    if len(ruled) < max(2, MOST * max(len(keys), len(wide) if len(wide) < len(rows) - 1 else 0)):
        ruled = _parted(rows, anchors, wide, keys)
    return sorted({0, *(k for k in bands if k < len(rows)), *ruled})


def _ruled(rows: Sequence[Strip], anchors: Sequence[float], bars: Sequence[Bounds]) -> list[int]:
    """The strips that a level rule, or an edge of shading, over most columns parts from those above."""
    if not bars:
        return []
    x0, x1 = anchors[0], max(p.x1 for _, parts in rows for p in parts)
    edges = [
        y for a, top, b, bottom in bars for y in (top, bottom) if min(b, x1) - max(a, x0) > 0.6 * (x1 - x0)
    ]
    return [
        i
        for i, ((above, _), (here, parts)) in enumerate(pairwise(rows), 1)
        if any(above < y < here - 0.3 * parts[0].size for y in edges)
    ]


def _parted(rows: Sequence[Strip], anchors: Sequence[float], wide: list[int], keys: list[int]) -> list[int]:
    """Where rows begin: by white (`wide`), by the column that never wraps (`keys`), or by fulness."""
    if wide and len(wide) < len(rows) - 1 and len(wide) >= len(keys) * MOST:
        return wide
    if keys:
        return keys
    return [i for i, (_, parts) in enumerate(rows) if len(parts) >= max(2, FULL * len(anchors))]


def _keys(rows: Sequence[Strip], anchors: Sequence[float], headed: bool) -> list[int]:
    """The strips with text in the column that stands in the first line of each row: one of nothing but
    numbers, all different, or one that never goes over two lines (a date, a rating); none where there is no
    such column. A header (`headed`) may wrap."""
    best: list[int] = []
    for k in range(len(anchors)):
        held = [
            (i, texts)
            for i, (_, parts) in enumerate(rows)
            if (texts := [p.text for p in parts if column_of(p, anchors) == k])
            and not _is_band(parts, anchors)
        ]
        at = [i for i, _ in held]
        below = held[1:] if headed else held
        marks = {" ".join(texts) for _, texts in below}
        if len(below) > 1 and len(marks) == len(below) and all(NUMBER.fullmatch(m) for m in marks):
            return at
        single = all(b - a > 1 for a, b in pairwise(at[1:] if headed else at))
        if single and len(at) > max(2, len(best)):
            best = at
    return best


def _table(
    rows: Sequence[Strip], anchors: Sequence[float], right: float, bars: Sequence[Bounds], *, headed: bool
) -> tuple[TableDraft, set[int]]:
    starts = row_starts(rows, anchors, headed, bars)
    taken = {p.start for _, parts in rows for p in parts}
    page = rows[0][1][0].page
    xs = [*anchors, right]
    cells: list[CellDraft] = []
    for number, (first, end) in enumerate(pairwise([*starts, len(rows)])):
        parts = [p for _, strip in rows[first:end] for p in strip]
        top, bottom = min(p.top for p in parts), max(p.bottom for p in parts)
        if _is_band(parts, anchors):
            cells.append(CellDraft(number, 1, [Piece(page, (xs[0], top, xs[-1], bottom), parts)]))
            continue
        for k, (x0, x1) in enumerate(pairwise(xs)):
            lines = [p for p in parts if column_of(p, anchors) == k]
            cells.append(CellDraft(number, 1, [Piece(page, (x0, top, x1, bottom), lines)]))
    return (
        TableDraft(page, xs, len(starts), cells, rows[0][0], rows[-1][0], ruled=False),
        taken,
    )
