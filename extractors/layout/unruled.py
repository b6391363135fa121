"""Tables without rules: rows whose parts stand under one another in columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.layout.blocks import starts_lower, would_fit
from extractors.layout.fitting import Gaps, cut_part
from extractors.layout.line import PrintedLine
from extractors.layout.loose import loose_tables
from extractors.layout.rules import Bounds
from extractors.layout.tables import CellDraft, Cut, Piece, TableDraft

WIDE = 1.2  # a line so much wider for its letters than the page's lines holds a gap
GAP = 2.0  # type sizes of white that make a gap
SAME = 4.0  # points by which a column's rows may begin elsewhere
APART = 4.0  # type sizes between baselines that end a table
CLOSE = 2.5  # type sizes between baselines of rows that belong together upwards
WIDER = 1.2  # times the usual distance between baselines that part rows
MOST_OF = 0.8  # of a gap
SPACE = 0.45  # type sizes of white that are more than a space between words


def unruled_tables(
    lines: Sequence[PrintedLine],
    width: float,
    cut: Cut,
    gaps: Gaps,
    bars: Sequence[Bounds] = (),
    carried: TableDraft | None = None,
    known: Sequence[Sequence[float]] = (),
) -> list[tuple[TableDraft, set[int]]]:
    """The tables among lines that are in none yet, with the `start`s of the lines that each took.

    Two columns are taken for such where a line has a wide gap, and others near it have text that begins at
    the same place after more than a space. `bars` are level rules and shading, which part rows. `carried` is
    such a table at the foot of the page before: its columns may go on with the page's first line; and so may
    those that are `known` of tables further back, after other text.
    """
    found = loose_tables(lines, width, cut, gaps, carried, bars, known)
    used = {start for _, taken in found for start in taken}
    if used:
        lines = [line for line in lines if line.origin not in used]
    split = _wide_lines(lines, cut, gaps)
    if carried is not None and len(carried.xs) == 3 and lines:
        anchor = carried.xs[1]
        first = min(lines, key=lambda line: line.base)
        rows = _rows(lines, first, anchor, cut)
        begins = min(abs(first.x0 - x) for x in carried.xs[:2]) <= SAME
        if begins and any(left for _, left, _ in rows) and any(right for _, _, right in rows):
            found.append(_table(rows, anchor, width, bars))
            used |= found[-1][1]
    for line in lines:
        parts = split.get(id(line))
        if parts is None or line.origin in used:
            continue
        anchor = parts[1].x0
        rows = _rows([i for i in lines if i.origin not in used], line, anchor, cut)
        if sum(bool(right) for _, _, right in rows) >= 2 and sum(bool(left) for _, left, _ in rows) >= 2:
            draft, taken = _table(rows, anchor, width, bars)
            used |= taken
            found.append((draft, taken))
    return found


def _wide_lines(lines: Sequence[PrintedLine], cut: Cut, gaps: Gaps) -> dict[int, list[PrintedLine]]:
    """Lines with one wide gap, by id, each in its two parts."""
    spread = [(line.x1 - line.text_x0) / (len(line.text) * line.size) for line in lines if len(line.text) > 3]
    if len(spread) < 3:
        return {}
    usual = min(median(spread), 0.6)
    found = {}
    for line in lines:
        if " " not in line.text or not _spread(line, usual):
            continue
        at = gaps(line, GAP * line.size)
        if len(at) == 1:
            parts = cut(line, at)
            if len(parts) == 2:
                found[id(line)] = parts
    return found


def _spread(line: PrintedLine, usual: float) -> bool:
    """Whether a line is so much wider than its letters that it may hold a gap: in proportion, or, where the
    gap is one of many words, by most of a gap's width."""
    width, letters = line.x1 - line.text_x0, usual * len(line.text) * line.size
    return width >= WIDE * letters or width - letters >= MOST_OF * GAP * line.size


Row = tuple[float, list[PrintedLine], list[PrintedLine]]  # baseline, left part, right part
Parted = tuple[PrintedLine, PrintedLine | None, PrintedLine | None]  # a line, its left and its right part


def _rows(lines: Sequence[PrintedLine], seed: PrintedLine, anchor: float, cut: Cut) -> list[Row]:
    """The rows in two columns around a line: none across, no great white, the left column straight."""
    ordered = sorted(lines, key=lambda item: (item.base, item.x0))
    at = next(i for i, line in enumerate(ordered) if line is seed)
    rows: list[Row] = []
    for line in ordered[at:]:
        parted = _part(line, anchor, cut)
        if not _take(rows, parted):
            break
    if not rows:
        return []
    above: list[Row] = []
    for line in reversed(ordered[:at]):
        parted = _part(line, anchor, cut)
        if parted[2] is None or (rows[0][0] if not above else above[0][0]) - line.base > CLOSE * line.size:
            break
        above.insert(0, (line.base, [parted[1]] if parted[1] else [], [parted[2]]))
    return [*above, *rows]


def _part(line: PrintedLine, anchor: float, cut: Cut) -> Parted:
    """What of a line stands left and right of the anchor; two times none where it runs across."""
    if line.x0 >= anchor - SAME:
        return line, None, line if abs(line.x0 - anchor) <= SAME else None
    if line.x1 <= anchor + 1:
        return line, line, None
    halves = cut_part(line, [anchor - 1.0], cut)
    if len(halves) != 2 or abs(halves[1].x0 - anchor) > SAME:
        return line, None, None
    if halves[1].x0 - halves[0].x1 < SPACE * line.size:
        return line, None, None
    return line, halves[0], halves[1]


def _take(rows: list[Row], parted: Parted) -> bool:
    """Add a line to the rows; false where the table ends before it."""
    line, left, right = parted
    if left is None and right is None:
        return False
    if rows:
        if line.base - rows[-1][0] > APART * line.size:
            return False
        lefts = [i for _, row_left, _ in rows for i in row_left]
        if left is not None and lefts:
            if abs(left.x0 - lefts[-1].x0) > SAME:
                return False
            if right is None and len(rows) > 1 and abs(left.size - lefts[-1].size) > 0.1 * left.size:
                return False
        if abs(line.base - rows[-1][0]) < 0.4 * line.size:
            rows[-1][1].extend([left] if left else [])
            rows[-1][2].extend([right] if right else [])
            return True
    rows.append((line.base, [left] if left else [], [right] if right else []))
    return True


def _table(
    rows: Sequence[Row], anchor: float, width: float, bars: Sequence[Bounds]
) -> tuple[TableDraft, set[int]]:
    """The table that the rows make. A line that only goes on with the one above makes no row of its own."""
    taken = {line.origin for _, left, right in rows for line in (*left, *right)}
    page = next(line.page for _, left, right in rows for line in (*left, *right))
    x0 = min(line.x0 for _, left, _ in rows for line in left)
    right_end = max([width - x0, *(line.x1 for _, _, right in rows for line in right)])
    parting = _parting(rows, x0, anchor, right_end, bars)
    made: list[tuple[list[PrintedLine], list[PrintedLine]]] = []
    for position, (_, left, right) in enumerate(rows):
        goes_on = _wraps(made[-1], left, right, anchor, right_end) if made else False
        if made and (goes_on if parting is None else position not in parting):
            made[-1][0].extend(left)
            made[-1][1].extend(right)
            continue
        made.append((list(left), list(right)))
    cells = []
    for number, (left, right) in enumerate(made):
        both = [*left, *right]
        top, bottom = min(i.top for i in both), max(i.bottom for i in both)
        cells.append(CellDraft(number, 1, [Piece(page, (x0, top, anchor, bottom), left)]))
        cells.append(CellDraft(number, 1, [Piece(page, (anchor, top, right_end, bottom), right)]))
    ends = rows[0][0], rows[-1][0]
    xs = [x0, anchor, right_end]
    return TableDraft(page, xs, len(made), cells, *ends, ruled=False, by_line=parting is None), taken


def _parting(
    rows: Sequence[Row], x0: float, anchor: float, x1: float, bars: Sequence[Bounds]
) -> set[int] | None:
    """Which rows of lines begin a row of the table: after a rule, an edge of shading, or wider white.

    None where nothing tells: then each line may be a row.
    """
    edges = [
        y for a, top, b, bottom in bars for y in (top, bottom) if min(b, x1) - max(a, x0) > 0.6 * (x1 - x0)
    ]
    steps = [(i, above[0], here[0], _size(here)) for i, (above, here) in enumerate(pairwise(rows), 1)]
    ruled = {i for i, above, here, size in steps if any(above < y < here - 0.3 * size for y in edges)}
    if len(ruled) >= 2:
        return ruled
    usual = min((here - above) / size for _, above, here, size in steps) if steps else 0.0
    apart = {i for i, above, here, size in steps if (here - above) / size > usual * WIDER}
    close = [i for i, _, _, _ in steps if i not in apart]
    wrapped = all(_filled(rows[i - 1], rows[i], anchor, x1) for i in close)
    return apart if apart and close and wrapped else None


def _filled(above: Row, here: Row, anchor: float, x1: float) -> bool:
    """Whether a line goes on with the one above it in a column: in small letters, or for want of room."""
    sides = ((above[1], here[1], anchor - 6), (above[2], here[2], x1))
    return any(
        a and b and (starts_lower(b[0].text) or not would_fit(a[-1], b[0], edge)) for a, b, edge in sides
    )


def _size(row: Row) -> float:
    return max(line.size for line in (*row[1], *row[2]))


def _wraps(
    above: tuple[list[PrintedLine], list[PrintedLine]],
    left: list[PrintedLine],
    right: list[PrintedLine],
    anchor: float,
    end: float,
) -> bool:
    """Whether each part of a row goes on with the line above it; of two parts, only in small letters."""
    parts = [(above[0], left, anchor - 6), (above[1], right, end)]
    there = [(before, here, edge) for before, here, edge in parts if here]
    return all(_wraps_part(before, here, edge, len(there) == 1) for before, here, edge in there)


def _wraps_part(before: list[PrintedLine], here: list[PrintedLine], edge: float, alone: bool) -> bool:
    if not before:
        return False
    close = here[0].base - before[-1].base < 1.5 * here[0].size
    if not close or here[0].bold != before[-1].bold:
        return False
    return starts_lower(here[0].text) or (alone and not would_fit(before[-1], here[0], edge))
