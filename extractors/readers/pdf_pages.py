"""One page of a PDF: its lines and its ruled tables, apart for each way in which its words are turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from extractors.layout.bars import Chart, find_chart, mark_cells, whole_words
from extractors.layout.line import PrintedLine
from extractors.layout.nested import taken_apart
from extractors.layout.parted import part_cells
from extractors.layout.partly import only_rows, part_rows, with_sides
from extractors.layout.rules import Bounds, Grid, Shapes, grids
from extractors.layout.spots import colour_cells, colour_lines
from extractors.layout.tables import TableDraft, place_lines, place_turned
from extractors.layout.turn import Turn, between
from extractors.model import Problem
from extractors.readers import ocr
from extractors.readers.pdfium import PdfPage, Places
from extractors.readers.pdfium_turned import turned_parts

TURNED = 0.75  # the share of a table's letters that are turned one way, for the table to be turned


@dataclass(slots=True)
class ReadPage:
    """What one page gave, before pages are put together; `turned` is what stands on it in turned words."""

    number: int
    height: float
    width: float
    lines: list[PrintedLine] = field(default_factory=list)
    tables: list[tuple[TableDraft, set[int]]] = field(default_factory=list)
    placing: list[TableDraft] = field(default_factory=list)  # tables that only place others on it
    problem: Problem | None = None
    page: PdfPage | ocr.PicturePage | None = None
    shapes: Shapes = field(default_factory=Shapes)
    chart: Chart | None = None
    turn: Turn | None = None
    turned: list[ReadPage] = field(default_factory=list)
    ordered: bool = False  # whether its lines were put in reading order

    @property
    def bars(self) -> list[Bounds]:
        """Level rules and shading, which part rows."""
        return [*self.shapes.level, *(bounds for bounds, _ in self.shapes.fills)]

    def all_lines(self) -> list[PrintedLine]:
        """The page's lines, those in tables as their cells have them."""
        held = {i for _, taken in self.tables for i in taken}
        cells = [cell for draft, _ in self.tables for cell in draft.cells]
        return [line for line in self.lines if id(line) not in held] + [
            line for cell in cells for piece in cell.pieces for line in piece.lines
        ]


def read_page(source: pdfium.PdfDocument, number: int, places: Places) -> ReadPage:
    """One page. A page that pdfium cannot read is a problem, not the end."""
    page = None
    try:
        page = PdfPage(source, number, places)
        read = _part(page)
        if read.shapes.turned:
            read.turned = [_part(part) for part in turned_parts(page)]
            read.lines = page.lines() if read.turned else read.lines
    except (pdfium.PdfiumError, ValueError, OSError) as error:
        problem = Problem(
            category="unreadable", page=number, message=f"page {number} could not be read: {error}"
        )
        return ReadPage(number, 0.0, 0.0, problem=problem, page=page)
    if not read.lines and not any(part.lines for part in read.turned):
        read.problem = ocr.not_told(number)
        return read
    find_tables([read, *read.turned])
    for part in (read, *read.turned):
        if part.shapes.spots:
            colour_lines(part.all_lines(), part.shapes.spots)
    return read


def _part(page: PdfPage) -> ReadPage:
    shapes = page.shapes()
    chart = find_chart(shapes)
    page.strike_through(shapes.level)
    return ReadPage(
        page.number,
        page.height,
        page.width,
        page.lines(),
        page=page,
        shapes=shapes,
        turn=page.turn,
        chart=chart,
    )


def find_tables(parts: Sequence[ReadPage]) -> None:
    """Give each part of a page the ruled tables whose words are mostly turned as its own are."""
    for part in parts:
        others = [other for other in parts if other is not part]
        for grid in grids(part.shapes):
            if part.page is None or not _is_of(part, others, grid):
                continue
            if not grid.inner and only_rows(grid, part.lines, part.page.cut, part.page.gaps):
                continue
            grid = with_sides(grid, part.lines, part.shapes.level)
            cut = whole_words(part.chart, part.page.cut) if part.chart else part.page.cut
            draft, taken = place_lines(grid, part.lines, part.shapes, part.number, cut, part.turn)
            if _take_apart(part, grid, draft, taken):
                continue
            for other in others:
                _take_in(draft, other, part)
            if not part_cells(draft.cells, part.page.cut, part.page.gaps, part.shapes.spots):
                part_rows(draft, part.bars)
            if taken:
                colour_cells(draft.cells, part.shapes.spots)
                mark_cells(draft, part.chart)
                part.tables.append((draft, taken))


def _take_apart(part: ReadPage, grid: Grid, draft: TableDraft, taken: set[int]) -> bool:
    """Give the page the tables inside one that only places them, in its stead; whether it is such a one."""
    if part.page is None or not grid.inner:
        return False
    cut = part.page.cut

    def place(inner: Grid, lines: Sequence[PrintedLine]) -> tuple[TableDraft, set[int]]:
        return place_lines(inner, lines, part.shapes, part.number, cut, part.turn)

    found = taken_apart(grid, draft, place)
    if found is None:
        return False
    at = next(k for k, line in enumerate(part.lines) if id(line) in taken)
    after = [line for line in part.lines[at:] if id(line) not in taken]
    part.lines = [*part.lines[:at], *found.lines, *after]
    part.placing.append(draft)
    for inner_draft, held in found.tables:
        colour_cells(inner_draft.cells, part.shapes.spots)
        part.tables.append((inner_draft, held))
    return True


def _is_of(part: ReadPage, others: Sequence[ReadPage], grid: Grid) -> bool:
    """Whether the words in a grid are turned as those of this part.

    Level tables often have turned words in headers and merged cells, turned ones hardly any that are level.
    """
    held = {id(p): _letters(p.lines, between(grid.bounds, part.turn, p.turn)) for p in (part, *others)}
    turned = [p for p in (part, *others) if p.turn and held[id(p)] >= TURNED * sum(held.values()) > 0]
    return any(p is part for p in turned) if turned else part.turn is None


def _letters(lines: Sequence[PrintedLine], bounds: Bounds) -> int:
    x0, top, x1, bottom = bounds
    return sum(
        len(line.text)
        for line in lines
        if line.x0 < x1 and line.x1 > x0 and line.top < bottom and line.bottom > top
    )


def _take_in(draft: TableDraft, other: ReadPage, part: ReadPage) -> None:
    """Put the lines of another part that stand in a table into its cells."""
    if other.page is None:
        return
    taken = place_turned(draft, other.lines, other.page.cut, part.turn)
    other.lines = [line for line in other.lines if id(line) not in taken]
