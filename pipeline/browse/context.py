"""A passage of a document without pages in its context: the paragraphs or table rows around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors import registry
from extractors.model import Block, Cell, Document, Table
from extractors.registry import UnreadableError
from pipeline.browse.evidence import NoEvidenceError, checksum

AROUND = 3  # paragraphs before and after
ROWS_AROUND = 1  # rows before and after
MOST_ROWS = 30
HEAD_ROWS = 2  # rows at a table's top that may name its columns


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading or list item around the passage, and whether it is the passage."""

    text: str
    marked: bool


@dataclass(frozen=True)
class ShownCell:
    """A cell of the rows around the passage, with its spans, and whether it is of the passage."""

    text: str
    marked: bool
    header: bool
    rowspan: int
    colspan: int


@dataclass(frozen=True)
class Context:
    """What stands around a passage: paragraphs, or rows of one table."""

    paragraphs: tuple[Paragraph, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    caption: str | None = None


def context(file: Path, place: str, text: str) -> Context:
    """The surroundings of the passage at `place`. Raises `NoEvidenceError` where it is not found."""
    document = _read(str(file), checksum(file))
    first, _, last = place.partition(" to ")
    last = last or first
    for table in document.tables:
        marked = _marked_cells(table, first, last)
        if marked:
            return _rows(table, marked)
    blocks = [b for b in document.blocks if isinstance(b, Block)]
    found = _marked_blocks(blocks, first, last) or _with_text(blocks, text)
    if not found:
        raise NoEvidenceError("The place could not be found again in the file.")
    return _paragraphs(blocks, found)


@lru_cache(maxsize=4)
def _read(file: str, _sha256: str) -> Document:
    path = Path(file)
    try:
        data = path.read_bytes()
        return registry.detect(data, path.suffix).read(data)
    except (UnreadableError, OSError) as error:
        raise NoEvidenceError(f"The file could not be read: {error}.") from error


def _marked_cells(table: Table, first: str, last: str) -> list[Cell]:
    """The cells from the first place to the last, in reading order; none where the table has not both."""
    places = [cell.source.place for cell in table.cells]
    if first not in places or last not in places:
        return []
    start, end = table.cells[places.index(first)], table.cells[places.index(last)]
    low, high = min(start.column, end.column), max(start.column, end.column)
    top, bottom = min(start.row, end.row), max(start.row, end.row)
    return [c for c in table.cells if top <= c.row <= bottom and low <= c.column <= high]


def _rows(table: Table, marked: list[Cell]) -> Context:
    """The marked rows with the row before and after, under the rows that name the columns."""
    top = min(c.row for c in marked)
    bottom = min(max(c.row for c in marked), top + MOST_ROWS)
    heads = {c.row for c in table.cells if c.header and c.row < top} | {0, *range(min(HEAD_ROWS, top))}
    wanted = sorted({*heads, *range(max(0, top - ROWS_AROUND), min(table.n_rows, bottom + ROWS_AROUND + 1))})
    chosen = {id(c) for c in marked}
    cover = table.cover()
    rows = []
    for index, row in enumerate(wanted):
        later = wanted[index:]
        cells, seen = [], set()
        for column in range(table.n_columns):
            cell = cover[row][column]
            if cell is None or id(cell) in seen or (cell.row != row and index and cell.row in wanted):
                continue
            if cell.row < row and any(cell.row <= w < row for w in wanted):
                continue  # told already by the row above
            seen.add(id(cell))
            height = sum(1 for w in later if w < cell.row + cell.rowspan)
            cells.append(
                ShownCell(
                    cell.text, id(cell) in chosen, cell.header or row == 0, max(1, height), cell.colspan
                )
            )
        rows.append(tuple(cells))
    return Context(rows=tuple(rows), caption=table.caption)


def _marked_blocks(blocks: list[Block], first: str, last: str) -> range:
    places = [b.source.place for b in blocks]
    if first not in places:
        return range(0)
    start = places.index(first)
    end = len(places) - 1 - places[::-1].index(last) if last in places else start
    return range(start, max(start, end) + 1)


def _with_text(blocks: list[Block], text: str) -> range:
    """The block that holds the words, where the place names none."""
    wanted = "".join(text.split()).casefold()
    for index, block in enumerate(blocks):
        if wanted and wanted in "".join(block.text.split()).casefold():
            return range(index, index + 1)
    return range(0)


def _paragraphs(blocks: list[Block], found: range) -> Context:
    start, end = max(0, found.start - AROUND), min(len(blocks), found.stop + AROUND)
    return Context(paragraphs=tuple(Paragraph(blocks[i].text, i in found) for i in range(start, end)))
