"""Tables joined over pages: columns matched, repeated headers dropped, cut rows put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from extractors.layout import records
from extractors.layout.cells import to_cell
from extractors.layout.line import fold
from extractors.layout.rules import SNAP, Bounds, index_of
from extractors.layout.seams import SENTENCE, column_score, pair_columns, row_score
from extractors.layout.tables import CellDraft, Piece, TableDraft
from extractors.layout.turn import between
from extractors.model import Fragment, Problem, Source, Table

COLUMN = 6.0  # points by which a column may stand elsewhere on the next page
TITLES = 8  # rows over a table's header
SURE = 1.5  # a row's score beyond this, either way, is sure


@dataclass(slots=True)
class Joined:
    """A table in the making, joined so far."""

    table: TableDraft
    fragments: list[Fragment]
    problems: list[Problem] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


def begin(table: TableDraft) -> Joined:
    """A joined table of one piece."""
    whole = Fragment(first_row=0, last_row=table.n_rows - 1, page=table.page, header_rows=_header_rows(table))
    return Joined(table, [whole], pages=[table.page])


def _row_text(table: TableDraft, index: int) -> list[str]:
    return [c.text.casefold() for c in table.row(index) if c.row == index]


def _is_header(table: TableDraft, index: int) -> bool:
    """Whether a row looks like a header: all its text is bold."""
    cells = [c for c in table.row(index) if c.row == index and c.text]
    return bool(cells) and all(c.bold for c in cells)


def _header_rows(table: TableDraft) -> int:
    """How many rows at the top look like a header."""
    count = 0
    while count < table.n_rows and _is_header(table, count):
        count += 1
    return count


def _same_columns(a: TableDraft, b: TableDraft) -> bool:
    """Whether the columns of two pieces stand in the same places, some merged perhaps."""
    if abs(a.xs[0] - b.xs[0]) > COLUMN or abs(a.xs[-1] - b.xs[-1]) > COLUMN:
        return False
    fewer, more = sorted((a.xs, b.xs), key=len)
    return all(min(abs(x - other) for other in more) <= COLUMN for x in fewer)


def _repeated(joined: Joined, piece: TableDraft) -> int:
    """How many rows at the head of a piece repeat those at the head of the table, or its header beneath a
    title where a page cuts the row above."""
    table = joined.table
    if count := _alike(table, 0, piece):
        return count
    inner = (_alike(table, start, piece) for start in range(1, min(table.n_rows, TITLES + 1)))
    return next((count for count in inner if count and _is_cut(table, piece, count)), 0)


def _alike(table: TableDraft, start: int, piece: TableDraft) -> int:
    """How many rows at the head of a piece have the texts of the table's rows from there on."""
    count = 0
    while count < min(piece.n_rows, table.n_rows - start):
        texts = _row_text(piece, count)
        if not any(texts) or texts != _row_text(table, start + count):
            break
        count += 1
    return count


def _is_cut(table: TableDraft, piece: TableDraft, index: int) -> bool:
    """Whether a row of a piece plainly goes on with a sentence of the table's last row."""
    if index >= piece.n_rows:
        return False
    upper, lower = table.row(table.n_rows - 1), piece.row(index)
    told = any(column_score(high, low) >= SENTENCE for high, low in pair_columns(upper, lower))
    return told and row_score(upper, lower, _padding(table), _plain_rows(table)) > 0


def _strip_header(table: TableDraft, piece: TableDraft) -> None:
    """Take a repeated header out of a piece's first row, where no rule parts it from the row that is cut."""
    if not _header_rows(table):
        return
    first = [c for c in piece.row(0) if c.row == 0]
    found: list[tuple[Piece, int]] = []
    for header in (c for c in table.row(0) if c.text):
        cell = next((c for c in first if abs(c.x0 - header.x0) <= COLUMN), None)
        lines = cell.pieces[0].lines if cell else []
        count = next((n for n in range(1, len(lines)) if fold(i.text for i in lines[:n]) == header.text), 0)
        if cell is None or not count:
            return
        found.append((cell.pieces[0], count))
    for part, count in found:
        del part.lines[:count]


def joins(joined: Joined, piece: TableDraft) -> bool:
    """Whether a piece at the head of a page goes on with a table at the foot of the page before."""
    if not _same_columns(joined.table, piece):
        return False
    repeated = _repeated(joined, piece)
    return repeated > 0 or not _header_rows(piece) or _goes_on(joined.table, piece)


def _goes_on(table: TableDraft, piece: TableDraft) -> bool:
    """Whether the first row of a piece, bold as a header is, is the rest of a bold row that the page cuts."""
    upper, lower = table.row(table.n_rows - 1), piece.row(0)
    told = [pair for pair in pair_columns(upper, lower) if pair[1].text]
    return bool(told) and all(a.bold and column_score(a, b) >= SENTENCE for a, b in told)


def join(joined: Joined, piece: TableDraft) -> None:
    """Add a page's piece to the table."""
    _strip_header(joined.table, piece)
    dropped = _repeated(joined, piece)
    table = joined.table
    upper = table.row(table.n_rows - 1)
    more = dropped < piece.n_rows
    told = (upper, piece.row(dropped), _padding(table), _plain_rows(table)) if more else None
    score = row_score(*told) if told and not table.by_line else -9.0
    one_row = score > 0
    if abs(score) <= SURE and more and not piece.frame:
        _note(joined, piece, one_row, fold(c.text for c in piece.row(dropped) if c.row == dropped))
    offset = table.n_rows - dropped - (1 if one_row else 0)
    lower = piece.row(dropped) if more else []  # before its cells are given their rows in the table
    found = pair_columns(upper, lower)
    wide = Counter(id(high) for high, _ in found)
    pairs = {
        id(low): high for high, low in found if one_row or wide[id(high)] == 1
    }  # a band goes on in no cell
    for cell in piece.cells:
        if cell.row + cell.rowspan <= dropped:
            continue
        cell.row = max(cell.row, dropped)
        over = pairs.get(id(cell))
        if over is not None and (one_row or _merged_on(over, cell, lower)):
            _append(over, cell, offset)
            continue
        cell.row += offset
        table.cells.append(cell)
    table.n_rows = offset + piece.n_rows
    table.frame = False
    table.xs = _union(table.xs, piece.xs)
    table.bottom = piece.bottom
    joined.pages.append(piece.page)
    if not more:
        _tell_repeated(joined, piece)
        return
    first = offset + dropped
    joined.fragments.append(
        Fragment(
            first_row=first,
            last_row=table.n_rows - 1,
            page=piece.page,
            header_rows=dropped,
            joined_row=one_row,
        )
    )


def _tell_repeated(joined: Joined, piece: TableDraft) -> None:
    """A piece that only repeats how the table begins adds no rows; told where that is more than a header."""
    if piece.n_rows > max(1, _header_rows(piece)):
        message = f"the table on page {piece.page} repeats the rows before it and was left out"
        joined.problems.append(Problem(category="duplicate", page=piece.page, message=message))


def _plain_rows(table: TableDraft) -> list[list[CellDraft]]:
    """The rows under the header of a table whose rows no rule parts, without lines over several columns."""
    if table.ruled:
        return []
    rows = [table.row(index) for index in range(_header_rows(table), table.n_rows)]
    return [row for row in rows if len(row) > 1]


def _padding(table: TableDraft) -> float:
    """The room that the table's whole rows usually leave beneath their text."""
    rooms = []
    for index in range(table.n_rows - 1):
        cells = [c for c in table.row(index) if c.row + c.rowspan - 1 == index and c.pieces[-1].lines]
        if cells:
            rooms.append(min(c.pieces[-1].room for c in cells))
    return median(rooms) if rooms else 0.0


def _note(joined: Joined, piece: TableDraft, one_row: bool, text: str) -> None:
    words = " ".join(text.split()[:6])
    how = "taken as the rest of the row before" if one_row else "taken as a new row"
    joined.problems.append(
        Problem(
            category="uncertain",
            page=piece.page,
            message=f"a table goes on over the page break; its first row there was {how}: {words} ...",
        )
    )


def _merged_on(over: CellDraft, cell: CellDraft, row: list[CellDraft]) -> bool:
    """Whether a merged cell goes on over the break although a new row begins beside it."""
    if over.x1 - over.x0 < 0.5 * (cell.x1 - cell.x0):
        return False
    if cell.text:
        return (over.rowspan > 1 or cell.rowspan > 1) and column_score(over, cell) > SURE
    left = [c for c in row if c.x1 <= cell.x0 + SNAP]
    leading = not any(c.text for c in left) and any(c.text for c in row)
    return leading or over.rowspan > 1 or cell.rowspan > 1


def _append(over: CellDraft, cell: CellDraft, offset: int) -> None:
    """Let a cell take in its other half from the next page."""
    if cell.pieces[0].lines or not over.pieces[-1].lines:
        over.pieces.extend(cell.pieces)
    over.fill = over.fill or cell.fill
    over.rowspan = max(over.rowspan, cell.row + offset + cell.rowspan - over.row)


def _union(a: list[float], b: list[float]) -> list[float]:
    return sorted([*a, *(x for x in b if min(abs(x - y) for y in a) > COLUMN)])


def to_table(joined: Joined) -> Table:
    """The joined table as a record."""
    draft = joined.table
    headers = joined.fragments[0].header_rows
    for cell in draft.cells:
        cell.column = index_of(draft.xs, cell.x0)
        cell.colspan = max(1, index_of(draft.xs, cell.x1) - cell.column)
    cells = sorted(draft.cells, key=lambda c: (c.row, c.column))
    records = tuple(to_cell(c, c.row < headers) for c in cells)
    return Table(
        n_rows=draft.n_rows,
        n_columns=max(1, len(draft.xs) - 1),
        cells=records,
        fragments=tuple(joined.fragments),
        source=_outline(draft),
    )


def _outline(draft: TableDraft) -> Source:
    """The table's place: its pages, and a box on each."""
    around: dict[int, Bounds] = {}
    for piece in (piece for cell in draft.cells for piece in cell.pieces):
        x0, top, x1, bottom = shown = between(piece.bounds, piece.turn, None)
        a, b, c, d = around.get(piece.page, shown)
        around[piece.page] = (min(a, x0), min(b, top), max(c, x1), max(d, bottom))
    return records.source(tuple([records.box(page, *around[page]) for page in sorted(around)]))
