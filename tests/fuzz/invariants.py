"""What holds of every outcome, whatever the bytes were. Each check raises `BrokenError`."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from extractors.model import Block, Box, Cell, Document, Extraction, Source, Table, Timescale
from extractors.readers.limits import MAX_CELLS

FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2150, 12, 31)
LARGEST = 1e21  # of a figure


class BrokenError(AssertionError):
    """Something that always holds does not; `rule` names it, the same for all its cases."""

    def __init__(self, rule: str, detail: object = "") -> None:
        super().__init__(f"{rule}: {detail!r:.300}")
        self.rule = rule


def must(holds: object, rule: str, detail: object = "") -> None:
    """Raise `BrokenError` where a rule does not hold."""
    if not holds:
        raise BrokenError(rule, detail)


def sound(value: object, at: str = "") -> None:
    """No value that cannot be stored or shown stands anywhere in a record: NaN, half characters, NUL."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            sound(getattr(value, name), f"{type(value).__name__}.{name}")
    elif isinstance(value, str):
        printable(value, at)
    elif isinstance(value, float):
        must(math.isfinite(value) and abs(value) <= LARGEST, f"{at} is a finite figure", value)
    elif isinstance(value, date):
        must(FIRST_DAY <= value <= LAST_DAY, f"{at} is a day within reason", value)
    elif isinstance(value, tuple):
        for item in value:
            sound(item, at)


def printable(text: str, at: str) -> None:
    """A text can be written as UTF-8, and into a database and a page."""
    must("\x00" not in text, f"{at} holds no NUL", text)
    must(not any("\ud800" <= c <= "\udfff" for c in text), f"{at} holds no half character", text)


def folded(text: str, at: str) -> None:
    """A text stands in one line with single spaces."""
    must(text == " ".join(text.split()), f"{at} is in one line", text)


def words_of(text: str) -> list[str]:
    """The words of a text, letters and figures only, in lower case and the plainest characters."""
    bare = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).casefold()
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare).split()


def from_input(found: str | None, given: str, rule: str) -> None:
    """Every word of what was found stands in what was given, in whatever order."""
    if found is None:
        return
    have = "".join(words_of(given))
    for word in words_of(found):
        must(word in have, rule, found)


# -- a document --------------------------------------------------------------------------------


def whole_document(document: Document) -> None:
    """All that holds of a document as a reader gives it."""
    sound(document)
    if not document.blocks and not document.furniture:
        must(document.problems, "a document without blocks says why", document.format)
    for problem in document.problems:
        must(problem.message.strip(), "a problem has words", problem)
        must(
            problem.page is None or 1 <= problem.page <= (document.pages or 0),
            "a problem's page is in the document",
            problem,
        )
    for item in document.blocks:
        if isinstance(item, Table):
            _table(item, document)
        else:
            _block(item, document)
    for block in document.furniture:
        _block(block, document)


def _block(block: Block, document: Document) -> None:
    folded(block.text, "a block's text")
    must(block.text or block.struck, "a block has words", block)
    must(block.level >= 0, "a level is not below 0", block.level)
    must(block.size is None or block.size >= 0, "a type size is not below 0", block.size)
    for line in block.lines:
        folded(line.text, "a line's text")
        if line.box is not None:
            _box(line.box, document)
    _source(block.source, document)


def _table(table: Table, document: Document) -> None:
    must(table.cells and table.n_rows > 0 and table.n_columns > 0, "a table has cells", table)
    must(table.n_rows * table.n_columns <= 2 * MAX_CELLS, "a table is within the limit", table.n_rows)
    taken: set[tuple[int, int]] = set()
    for cell in table.cells:
        _cell(cell, table, document)
        must((cell.row, cell.column) not in taken, "one cell begins at a position", cell)
        taken.add((cell.row, cell.column))
    table.cover()
    _source(table.source, document)
    after = 0  # the row that a fragment may begin with
    for fragment in table.fragments:
        first, last = fragment.first_row, fragment.last_row
        must(after - fragment.joined_row <= first <= last < table.n_rows, "fragments in order", fragment)
        after = last + 1


def _cell(cell: Cell, table: Table, document: Document) -> None:
    folded(cell.text, "a cell's text")
    must(cell.rowspan > 0 and cell.colspan > 0, "a span is at least 1", cell)
    must(
        0 <= cell.row <= cell.row + cell.rowspan - 1 < table.n_rows
        and 0 <= cell.column <= cell.column + cell.colspan - 1 < table.n_columns,
        "a cell lies within its table",
        cell,
    )
    for block in cell.blocks:
        _block(block, document)
    _source(cell.source, document)


def _source(source: Source, document: Document) -> None:
    if document.pages is not None:
        for page in (source.page, source.page_end):
            must(page is None or 1 <= page <= document.pages, "a page is in the document", source)
    for box in source.boxes:
        _box(box, document)


def _box(box: Box, document: Document) -> None:
    must(1 <= box.page <= (document.pages or 0), "a box is on a page of the document", box)
    must(box.x0 <= box.x1 and box.top <= box.bottom, "a box is not turned inside out", box)


# -- what is taken from it ---------------------------------------------------------------------


def whole_extraction(extraction: Extraction, document: Document) -> None:
    """All that holds of what an extractor takes from a document."""
    sound(extraction)
    if extraction.status != "ok":
        must(extraction.message, "what is not ok says why", extraction.status)
    for source in _sources(extraction):
        _source(source, document)
    for numbered in (extraction.actions, extraction.measures):
        numbers = [item.number for item in numbered]
        must(numbers == list(range(1, len(numbers) + 1)), "items are numbered from 1", numbers)
    known = {action.number for action in extraction.actions}
    for measure in extraction.measures:
        must(set(measure.actions) <= known, "a measure's actions are there", measure)
    for action in extraction.actions:
        for timescale in (action.timescale, action.original_timescale):
            if timescale is not None:
                whole_timescale(timescale)


def _sources(extraction: Extraction) -> Iterator[Source]:
    for items in (
        extraction.findings,
        extraction.statements,
        extraction.actions,
        extraction.measures,
        extraction.inspection_dates,
    ):
        yield from (item.source for item in items)


def whole_timescale(timescale: Timescale) -> None:
    """All that holds of a timescale that was read."""
    sound(timescale)
    folded(timescale.raw, "a timescale's raw text")
    dated = timescale.starts_on or timescale.due_on
    must(bool(dated) == bool(timescale.precision), "dates have a precision, and only they", timescale)
    must(
        dated or timescale.qualifier or timescale.problem or not timescale.raw,
        "a timescale is not passed over in silence",
        timescale,
    )
