"""Cards and panels on the pages of a PDF: the text of drawn boxes kept together, where some are cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.layout.bands import bands_of
from extractors.layout.boxes import (
    Container,
    Pen,
    arrange,
    as_frame,
    drawn_boxes,
    fill_boxes,
    holds,
    mark_cards,
)
from extractors.layout.line import PrintedLine
from extractors.layout.spots import colour_lines
from extractors.layout.tables import TableDraft
from extractors.readers.pdf_pages import ReadPage
from extractors.readers.pdfium import PdfPage


@dataclass(slots=True)
class _Found:
    """What one page's boxes hold, before it is known whether the document has cards."""

    page: ReadPage
    boxes: list[Container]
    lines: list[PrintedLine]
    tables: list[tuple[TableDraft, set[int]]]  # which stay tables
    beside: bool = False  # whether boxes stand beside the shaded rows of a table


def keep_boxes_together(pages: Sequence[ReadPage]) -> None:
    """Where boxes on the pages are cards, or stand beside the shaded rows of a table, give each box's text a
    table of one cell, in reading order."""
    found: list[_Found] = []
    carried: TableDraft | None = None
    for page in pages:
        part, carried = _look(page, carried)
        found += [part] if part is not None else []
    if not mark_cards([f.boxes for f in found]):
        found = [f for f in found if f.beside]
    for part in found:
        page = part.page
        page.lines = arrange(part.boxes, part.lines)
        page.ordered = True
        colour_lines([line for box in part.boxes for line in box.lines], page.shapes.spots)
        frames = [(as_frame(b, page.number, page.shapes), {id(line) for line in b.lines}) for b in part.boxes]
        page.tables = [*part.tables, *frames]


def _look(page: ReadPage, carried: TableDraft | None) -> tuple[_Found | None, TableDraft | None]:
    """The boxes of a page that hold text, none where nothing is drawn that may be one; and the last table
    whose rows are shaded, which the next page may go on with. `carried` is that of the page before."""
    if page.page is None or page.turn is not None or not (page.shapes.outlines or page.shapes.fills):
        return None, None
    ruled = [*page.placing, *(draft for draft, _ in page.tables)]
    drawn = drawn_boxes(page.shapes, page.width, page.height, ruled)
    if not drawn:
        return None, None
    stay = [(draft, taken) for draft, taken in page.tables if len(draft.cells) > 1 and len(draft.xs) > 2]
    held = {i for _, taken in stay for i in taken}
    free = [line for line in page.lines if id(line) not in held]
    pen = Pen(page.page.cut, page.page.gaps, _leads(page))
    bands, last = bands_of(drawn, free, page.width, pen, carried)
    drawn = [box for box in drawn if box not in bands]
    boxes, parted = fill_boxes(drawn, free, page.width * page.height, pen)
    if not boxes:
        return None, last
    frames = [
        (draft, taken)
        for draft, taken in page.tables
        if len(draft.xs) <= 2 and not any(holds(b.bounds, line) for b in boxes for line in _lines(draft))
    ]
    tabled = [line for line in page.lines if id(line) in held]
    beside = any(b[1] < box.bounds[3] and b[3] > box.bounds[1] for b in bands for box in boxes)
    return _Found(page, boxes, [*tabled, *parted], [*stay, *frames], beside), last


def _lines(draft: TableDraft) -> list[PrintedLine]:
    return [line for cell in draft.cells for piece in cell.pieces for line in piece.lines]


def _leads(page: ReadPage) -> Callable[[PrintedLine], str]:
    """Tells the bold words that a line begins with and does not end with."""
    source = page.page

    def leads(line: PrintedLine) -> str:
        return source.lead(line) if isinstance(source, PdfPage) and not line.bold else ""

    return leads
