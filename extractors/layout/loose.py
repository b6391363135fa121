"""Tables of several columns without rules: a header of short parts, and text that keeps to its columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.layout.anchors import LEAST_COLUMNS, anchors_of, header_lines, is_header, lowered
from extractors.layout.between import APART, bands, lines_between
from extractors.layout.blocks import starts_lower
from extractors.layout.fitting import (
    SAME,
    WHITE,
    Gaps,
    Part,
    Strip,
    column_of,
    cut_part,
    pieces,
    runs_across,
    sharper,
    stands_at,
)
from extractors.layout.line import PrintedLine
from extractors.layout.rules import Bounds
from extractors.layout.starts import WIDER, WIDER_IN_MOST, leading, row_starts
from extractors.layout.tables import CellDraft, Cut, Piece, TableDraft

BESIDE = 0.4  # type sizes between baselines of one line
MOST_OF = 0.6  # the share of the columns with text in the first line of rows that have lost their header
WIDE = 1.15  # a line so much wider for its letters than the page's lines holds gaps

FAR = 2.5  # type sizes from a mark to its text in another column, and from the head of a page to a table


def loose_tables(
    lines: Sequence[PrintedLine],
    width: float,
    cut: Cut,
    gaps: Gaps,
    carried: TableDraft | None = None,
    bars: Sequence[Bounds] = (),
    known: Sequence[Sequence[float]] = (),
) -> list[tuple[TableDraft, set[int]]]:
    """The tables of three columns and more among lines in none yet, with the `start`s of the lines they took.

    `bars` are level rules and shading, which part rows. `carried` is such a table at the foot of the page
    before; the page may go on with it without a header. So may rows further on, under the columns of a table
    that other text has ended: where these stood, with their right end, is `known` of the pages before.
    """
    if carried is None and not _promising(lines):
        return []
    strips = strips_of(lines, cut, gaps)
    found: list[tuple[TableDraft, set[int]]] = []
    columns = [list(xs) for xs in known]
    at = 0
    if carried is not None and len(carried.xs) > LEAST_COLUMNS and strips:
        begin = _under_page_head(strips)
        anchors, rows = _fit(strips, begin, carried.xs[:-1], cut, gaps)
        if _many(rows, anchors) or _straight(rows, anchors):
            found.append(_table(rows, anchors, carried.xs, bars, head=0))
            at = begin + len(rows)
    while at < len(strips):
        draft = _under_known(strips, at, columns, cut, gaps, bars)
        if draft is None and is_header(strips[at][1]):
            draft = _headed(strips, at, width, cut, gaps, bars)
            columns += [draft[0].xs] if draft is not None else []
        if draft is not None:
            found.append(draft[:2])
        at += draft[2] if draft is not None else 1
    return found


def _under_page_head(strips: Sequence[Strip]) -> int:
    """The first strip of a page that is no head of it: a lone line, far above what follows."""
    if len(strips) < 2 or len(strips[0][1]) > 1:
        return 0
    return int(strips[1][0] - strips[0][0] > FAR * strips[0][1][0].size)


Columns = tuple[
    list[float], list[float]
]  # where text begins in each, and where they stand with their right end
Found = tuple[TableDraft, set[int], int]  # a table, the lines that it took, and how many strips these are


def _headed(
    strips: Sequence[Strip], at: int, width: float, cut: Cut, gaps: Gaps, bars: Sequence[Bounds]
) -> Found | None:
    """The table under a header; none where too little stands under it."""
    first, end = header_lines(strips, at)
    anchors, body = _fit(strips, end, anchors_of(strips, first, end, cut), cut, gaps)
    rows = [*(_fitted(strip, anchors) for strip in strips[first:end]), *body]
    if not (_many(body, anchors) or _full(rows, anchors)):
        return None
    left = min(p.x0 for _, parts in rows for p in parts)
    right = max([width - left, *(p.x1 + 1 for _, parts in rows for p in parts)])
    return *_table(rows, anchors, [*anchors, right], bars, head=end - first), end - at + len(body)


def _under_known(
    strips: Sequence[Strip],
    at: int,
    columns: Sequence[list[float]],
    cut: Cut,
    gaps: Gaps,
    bars: Sequence[Bounds],
) -> Found | None:
    """The rows from a strip on that stand under the columns of a table before, the nearest first."""
    whole = strips[at][1]
    if all(p.bold for p in whole):
        return None
    for xs in reversed(columns):
        anchors = lowered(xs[:-1], strips[at : at + 1])
        parts = pieces(whole, anchors, cut)
        if len(parts) < max(LEAST_COLUMNS, MOST_OF * len(anchors)):
            continue
        if all(stands_at(p, anchors) for p in parts):
            anchors, rows = _fit(strips, at, anchors, cut, gaps)
            if any(parts for _, parts in rows):
                return *_table(rows, anchors, xs, bars, head=0), len(rows)
    return None


def _fit(
    strips: Sequence[Strip], at: int, anchors: Sequence[float], cut: Cut, gaps: Gaps
) -> tuple[list[float], list[Strip]]:
    """The strips from `at` on that keep to the columns, and where these begin for all of their text."""
    strips = [*strips[:at], *(sharper(strip, anchors, cut, gaps) for strip in strips[at:])]
    fitted = list(anchors)
    rows = _body(strips, at, fitted, cut)
    while (further := lowered(fitted, strips[at : at + len(rows) + 1])) != fitted:
        more = _body(strips, at, further, cut)
        if len(more) <= len(rows):
            break
        fitted, rows = further, more
    return fitted, rows


def _promising(lines: Sequence[PrintedLine]) -> bool:
    """Whether a header of several parts may stand on the page: in one line with gaps, or in several lines."""
    bases = [round(line.base) for line in lines]
    if len(bases) - len(set(bases)) >= LEAST_COLUMNS - 1:
        return True
    spread = [((i.x1 - i.text_x0) / (len(i.text) * i.size), i) for i in lines if len(i.text) > 3]
    if not spread:
        return False
    usual = min(median([ratio for ratio, _ in spread]), 0.6)
    return any(ratio > WIDE * usual and (ratio - usual) * len(i.text) > WHITE for ratio, i in spread)


def strips_of(lines: Sequence[PrintedLine], cut: Cut, gaps: Gaps) -> list[Strip]:
    """The lines of a page from the top, those on one baseline together, cut where they hold wide gaps."""
    spread = [(i.x1 - i.text_x0) / (len(i.text) * i.size) for i in lines if len(i.text) > 3]
    usual = min(median(spread), 0.6) if spread else 0.6
    strips: list[Strip] = []
    for line in sorted(lines, key=lambda i: (i.base, i.x0)):
        parts = [line]
        if " " in line.text and line.x1 - line.text_x0 > WIDE * usual * len(line.text) * line.size:
            at = gaps(line, WHITE * line.size)
            parts = cut_part(line, at, cut) if at else parts
        parts = [piece for part in parts for piece in _mark_apart(part, cut)]
        if strips and abs(strips[-1][0] - line.base) < BESIDE * line.size:
            strips[-1][1].extend(parts)
        else:
            strips.append((line.base, parts))
    return [(base, sorted(parts, key=lambda p: p.x0)) for base, parts in strips]


def _mark_apart(line: PrintedLine, cut: Cut) -> list[Part]:
    """A line in two where the number that it begins with stands far before its text, in its own column."""
    mark = line.mark
    if mark is None or not mark[-1:].isalnum() or line.text_x0 - line.x0 <= FAR * line.size:
        return [line]
    return cut_part(line, [line.text_x0 - 1.0], cut)


def _body(strips: Sequence[Strip], at: int, anchors: Sequence[float], cut: Cut) -> list[Strip]:
    """The strips from `at` on that keep to the columns."""
    rows: list[Strip] = []
    number = at
    while number < len(strips):
        base, parts = strips[number]
        if rows and base - rows[-1][0] > APART * parts[0].size:
            break
        if _repeats(parts, strips, at):
            break
        over = lines_between(strips, number, anchors, cut)
        if over and not _repeats(strips[number + over][1], strips, at):
            rows.extend(strips[number : number + over])
            number += over
            continue
        if rows and _heads_other(strips, number, anchors, cut):
            break
        fitted = pieces(parts, anchors, cut)
        if any(runs_across(p, anchors) for p in fitted):
            break
        rows.append(_fitted((base, fitted), anchors))
        number += 1
    return rows


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
    fitted = pieces(parts, anchors, cut)
    return len(fitted) >= 2 and all(stands_at(p, anchors) for p in fitted)


def _straight(rows: Sequence[Strip], anchors: Sequence[float]) -> bool:
    """A row or two at the head of a page, each part under the beginning of a column: the end of a table."""
    return any(len(parts) >= 2 for _, parts in rows[:2]) and all(
        stands_at(p, anchors) for _, s in rows for p in s
    )


def _repeats(parts: Sequence[Part], strips: Sequence[Strip], at: int) -> bool:
    """The header of the table again, or of another: a table of its own begins."""
    if at == 0:
        return False
    header = strips[at - 1][1]
    return len(parts) > 1 and [p.text for p in parts] == [p.text for p in header]


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
        len(parts) == len(anchors) > LEAST_COLUMNS and all(stands_at(p, anchors) for p in parts)
        for _, parts in rows[1:]
    )


def _table(
    rows: Sequence[Strip],
    anchors: Sequence[float],
    xs: list[float],
    bars: Sequence[Bounds],
    *,
    head: int,
) -> tuple[TableDraft, set[int]]:
    starts = row_starts(rows, anchors, head, bars)
    over = {first for first, _ in bands(rows, anchors, head)}
    taken = {p.origin for _, parts in rows for p in parts}
    page = next(p.page for _, parts in rows for p in parts)
    cells: list[CellDraft] = []
    open_cells: dict[int, CellDraft] = {}
    usual = leading(rows, anchors)
    for number, (first, end) in enumerate(pairwise([*starts, len(rows)])):
        parts = [p for _, strip in rows[first:end] for p in strip]
        top, bottom = min(p.top for p in parts), max(p.bottom for p in parts)
        if first in over:
            cells.append(CellDraft(number, 1, [Piece(page, (xs[0], top, xs[-1], bottom), parts)]))
            open_cells.clear()
            continue
        for k, (x0, x1) in enumerate(pairwise(xs)):
            lines = [p for p in parts if column_of(p, anchors) == k]
            above = None if head and number == 1 else open_cells.get(k)
            if above is not None and lines and _runs_on(above.pieces[0].lines, lines[0], usual):
                _grow(above, number, lines, bottom)
                continue
            open_cells[k] = CellDraft(number, 1, [Piece(page, (x0, top, x1, bottom), lines)])
            cells.append(open_cells[k])
    return (
        TableDraft(page, list(xs), len(starts), cells, rows[0][0], rows[-1][0], ruled=False),
        taken,
    )


def _runs_on(above: Sequence[Part], line: Part, usual: float) -> bool:
    """Whether a row's first line in a column goes on with the cell above: it is merged over both rows."""
    if not above or line.mark is not None or line.bold != above[-1].bold or not starts_lower(line.text):
        return False
    return line.base - above[-1].base <= usual * WIDER_IN_MOST * line.size


def _grow(cell: CellDraft, row: int, lines: Sequence[Part], bottom: float) -> None:
    """Let a cell go on to a further row with more lines."""
    piece = cell.pieces[0]
    x0, top, x1, _ = piece.bounds
    piece.lines.extend(lines)
    piece.bounds = (x0, top, x1, bottom)
    cell.rowspan = row + 1 - cell.row
