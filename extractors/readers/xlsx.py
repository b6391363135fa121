"""XLSX: each sheet as a heading, its title lines and its tables, with places such as `Sheet name!B4:F4`.

Values are given as their cells print them (a plain day as ISO day). Hidden sheets, rows and columns are
kept: their blocks are flagged. Tables are told apart by blank rows and columns; a blank row that is drawn
as a row of the table, or lies inside a filter or a declared table, parts nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.model import Block, Cell, Document, Problem, Source, Table
from extractors.readers.build import (
    HEADING_LENGTH,
    Run,
    as_heading,
    cell_text,
    make_table,
    settle_lists,
    text_blocks,
)
from extractors.readers.limits import MAX_CELLS, MAX_TABLES, Package, refuse_ole, zip_claim
from extractors.readers.xlsx_book import Book
from extractors.readers.xlsx_cells import Look, Range, Sheet, SheetCell, column_name
from extractors.registry import UnreadableError, reader

MAIN = "xl/workbook.xml"
_TITLE_SIZE = 14.0  # points; from here on a line of its own is a title
_DRAWN_GAP = 3  # blank rows or columns that borders can hold together
_MAX_CUTS = 20
_SPACER_ROWS = 2
_HEADER_ROWS = 3
_LIKE_WIDTH = 0.6  # share of the columns that a row of the table above fills


def _claim(data: bytes) -> float:
    return zip_claim(data, "xl/", MAIN)


@reader("xlsx", "Excel workbook", (".xlsx", ".xlsm", ".xltx", ".xls"), _claim)
def read(data: bytes) -> Document:
    """The document of a workbook's bytes; `UnreadableError` where it is damaged, protected or too large."""
    refuse_ole(data)
    package = Package(data, "Excel")
    main = next(
        (t for k, t in package.relations("").values() if k == "officeDocument" and t in package), MAIN
    )
    if main.endswith(".bin"):
        raise UnreadableError("a binary workbook (.xlsb): save it as .xlsx")
    book = Book(package, main)
    blocks: list[Block | Table] = []
    title: str | None = None
    for sheet in book.sheets():
        found = _Layout(sheet, book.problems).blocks()
        if not found:
            continue
        heads = (b.text for b in found if isinstance(b, Block) and b.kind == "heading")
        title = title or (None if sheet.hidden else next(heads, None))
        place = Source(place=sheet.name)
        blocks.append(Block(kind="heading", text=sheet.name, level=1, hidden=sheet.hidden, source=place))
        blocks += found
    if not blocks:
        book.problems.append(Problem(category="no_text", message="the workbook holds no text"))
    return Document(
        format="xlsx",
        sha256=hashlib.sha256(data).hexdigest(),
        title=title,
        blocks=tuple(blocks),
        problems=tuple(dict.fromkeys(book.problems)),
    )


@dataclass(slots=True)
class _Area:
    """A part of a sheet: the filled-in rectangles in it, and its bands of rows."""

    items: list[Range]
    bands: list[tuple[int, int]] = field(default_factory=list)

    @property
    def bounds(self) -> Range:
        return Range(
            min(i.top for i in self.items),
            min(i.left for i in self.items),
            max(i.bottom for i in self.items),
            max(i.right for i in self.items),
        )


class _Layout:
    """What stands where on one sheet."""

    def __init__(self, sheet: Sheet, problems: list[Problem]) -> None:
        self.sheet, self.problems = sheet, problems
        self.merge_at = {(m.top, m.left): m for m in sheet.merges}

    def blocks(self) -> list[Block | Table]:
        """The sheet's title lines and tables in reading order, drawn text boxes after them."""
        found: list[Block | Table] = []
        items = self._items()
        areas = self._join(self._cut(items, 0, True)) if items else []
        for area in areas[:MAX_TABLES]:
            found += self._area(area)
        if len(areas) > MAX_TABLES:
            self._limit(f"more than {MAX_TABLES} tables and lines: the rest left out")
        for text in self.sheet.boxes:
            place = Source(place=f"{self.sheet.name}!text box")
            found += settle_lists(text_blocks([Run(text)], hidden=self.sheet.hidden, source=place))
        if self.sheet.missing:
            first, count = self.sheet.missing[0], len(self.sheet.missing)
            message = (
                f'sheet "{self.sheet.name}": {count} formula cells hold no stored value (first: {first})'
            )
            self.problems.append(Problem(category="not_read", message=message))
        return found

    def _limit(self, message: str) -> None:
        self.problems.append(Problem(category="limit", message=f'sheet "{self.sheet.name}": {message}'))

    def _items(self) -> list[Range]:
        """The rectangles that hold text: cells, and merged ranges as far as the filled-in part reaches."""
        filled = [at for at, cell in self.sheet.cells.items() if cell.filled_in]
        if not filled:
            return []
        low, right = max(r for r, _ in filled), max(c for _, c in filled)
        covered = self._covered(low, right)
        items = [Range(row, column, row, column) for row, column in self._swatches(filled)]
        for row, column in filled:
            merge = self.merge_at.get((row, column))
            if merge is not None:
                items.append(Range(row, column, min(merge.bottom, low), min(merge.right, right)))
            elif (row, column) not in covered:
                items.append(Range(row, column, row, column))
        return items

    def _swatches(self, filled: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Cells without text whose ground is explained by the only text of their row, right beside them: the
        colours of a key. One alone is decoration."""
        alone: dict[int, list[int]] = {}
        for row, column in filled:
            alone.setdefault(row, []).append(column)
        found = []
        for row, columns in alone.items():
            look = self.sheet.cells.get((row, columns[0] - 1))
            if len(columns) == 1 and look is not None and look.look.fill not in (None, "#ffffff"):
                found.append((row, columns[0] - 1))
        grounds = {self.sheet.cells[at].look.fill for at in found}
        return found if len(grounds) > 1 else []

    def _covered(self, low: int, right: int) -> set[tuple[int, int]]:
        """Positions that merged ranges cover, without their first; only as many as sheets are read for."""
        covered: set[tuple[int, int]] = set()
        for at, merge in self.merge_at.items():
            if at in covered:
                continue
            for row in range(merge.top, min(merge.bottom, low) + 1):
                for column in range(merge.left, min(merge.right, right) + 1):
                    if (row, column) != at:
                        if (row, column) in covered or len(covered) > 5 * MAX_CELLS:
                            break
                        covered.add((row, column))
                else:
                    continue
                break
        return covered

    # -- cutting along blank rows and columns ----------------------------------------------------

    def _cut(self, items: list[Range], depth: int, by_rows: bool, tried: bool = False) -> list[_Area]:
        groups = self._groups(items, by_rows) if depth < _MAX_CUTS else [items]
        if len(groups) == 1:
            if tried or depth >= _MAX_CUTS:
                return [_Area(items)]
            return self._cut(items, depth, not by_rows, True)
        return [area for group in groups for area in self._cut(group, depth + 1, not by_rows)]

    def _groups(self, items: list[Range], by_rows: bool) -> list[list[Range]]:
        def span(item: Range) -> tuple[int, int]:
            return (item.top, item.bottom) if by_rows else (item.left, item.right)

        across = _Area(items).bounds
        groups: list[list[Range]] = []
        end = 0
        for item in sorted(items, key=span):
            first, last = span(item)
            if not groups or (first > end + 1 and not self._bridged(end, first, across, by_rows)):
                groups.append([])
            groups[-1].append(item)
            end = max(end, last)
        return groups

    def _bridged(self, before: int, after: int, across: Range, by_rows: bool) -> bool:
        """Whether the blank rows (or columns) between two lines belong to one table."""
        for region in self.sheet.regions:
            ends = (region.top, region.bottom) if by_rows else (region.left, region.right)
            sides = (region.left, region.right) if by_rows else (region.top, region.bottom)
            other = (across.left, across.right) if by_rows else (across.top, across.bottom)
            if ends[0] <= before and after <= ends[1] and sides[0] <= other[1] and other[0] <= sides[1]:
                return True
        if after - before - 1 > _DRAWN_GAP:
            return False
        return all(self._drawn(line, across, by_rows) for line in range(before + 1, after))

    def _drawn(self, line: int, across: Range, by_rows: bool) -> bool:
        """Whether most cells of a blank row (or column) have borders."""
        ends = (across.left, across.right) if by_rows else (across.top, across.bottom)
        places = (
            (line, i) if by_rows else (i, line) for i in range(ends[0], min(ends[1], ends[0] + 999) + 1)
        )
        cells = [self.sheet.cells.get(place) for place in places]
        return 2 * sum(cell is not None and cell.look.bordered for cell in cells) > len(cells)

    def _join(self, areas: list[_Area]) -> list[_Area]:
        """The areas, where rows behind a spacer row go on with the table above that has their header."""
        joined: list[_Area] = []
        for area in areas:
            at = area.bounds
            area.bands = [(at.top, at.bottom)]
            if joined and self._goes_on(joined[-1], area):
                joined[-1].items += area.items
                joined[-1].bands += area.bands
            else:
                joined.append(area)
        return joined

    def _goes_on(self, above: _Area, below: _Area) -> bool:
        a, b = above.bounds, below.bounds
        if not 0 < b.top - above.bands[-1][1] <= _SPACER_ROWS + 1 or b.left < a.left or b.right > a.right:
            return False
        first = [i for i in below.items if i.top == b.top]
        width = len({i.left for i in above.items})
        if len(first) < 2 or len({i.left for i in below.items}) < _LIKE_WIDTH * width:
            return False
        header = self._header_row(above)
        return header is not None and self._dressed(header) and not self._dressed(first)

    def _header_row(self, area: _Area) -> list[Range] | None:
        rows: dict[int, list[Range]] = {}
        for item in area.items:
            rows.setdefault(item.top, []).append(item)
        return next((rows[r] for r in sorted(rows) if len(rows[r]) > 1), None)

    def _dressed(self, items: Iterable[Range]) -> bool:
        """Whether all of a row's cells are set off, in bold or on a ground."""
        looks = [self.sheet.cells[(i.top, i.left)].look for i in items]
        return all(look.bold or look.fill not in (None, "#ffffff") for look in looks)

    # -- what an area holds ----------------------------------------------------------------------

    def _area(self, area: _Area) -> list[Block | Table]:
        rows: dict[int, list[Range]] = {}
        for item in area.items:
            rows.setdefault(item.top, []).append(item)
        bounds = area.bounds
        order = sorted(rows)
        wide = [row for row in order if len(rows[row]) > 1]
        found: list[Block | Table] = []
        lines: list[Block] = []
        for row in order:
            item = rows[row][0]
            single = len(rows[row]) == 1 and (item.bottom == row or not wide)
            if wide and not (single and row < wide[0] and _is_title(item, bounds)):
                break
            lines += self._lines(item)
            order = order[1:]
        found += settle_lists(lines)
        if order:
            top = order[0]
            area.bands = [(max(first, top), last) for first, last in area.bands if last >= top]
            table = self._table(area, Range(top, bounds.left, bounds.bottom, bounds.right))
            found += [table] if table is not None else []
        return found

    def _lines(self, item: Range) -> list[Block]:
        """A title line, a note or one of a sheet's single-column lines."""
        cell = self.sheet.cells[(item.top, item.left)]
        blocks = [as_heading(b) for b in self._blocks(cell, item)]
        large = (cell.look.size or 0) >= _TITLE_SIZE
        if (
            large
            and len(blocks) == 1
            and blocks[0].kind == "paragraph"
            and len(blocks[0].text) <= HEADING_LENGTH
        ):
            blocks = [blocks[0].model_copy(update={"kind": "heading"})]
        return blocks

    def _blocks(self, cell: SheetCell, place: Range) -> list[Block]:
        return text_blocks(
            cell.runs, size=cell.look.size, hidden=self._hidden(place), source=Source(place=self._name(place))
        )

    def _hidden(self, place: Range) -> bool:
        sheet = self.sheet
        rows = range(place.top, place.bottom + 1)
        columns = range(place.left, place.right + 1)
        return (
            sheet.hidden
            or all(row in sheet.hidden_rows for row in rows)
            or all(any(a <= column <= b for a, b in sheet.hidden_columns) for column in columns)
        )

    def _name(self, place: Range) -> str:
        first = f"{column_name(place.left)}{place.top}"
        last = f"{column_name(place.right)}{place.bottom}"
        return f"{self.sheet.name}!{first}" if first == last else f"{self.sheet.name}!{first}:{last}"

    def _table(self, area: _Area, bounds: Range) -> Table | None:
        width = bounds.right - bounds.left + 1
        rows = [row for first, last in area.bands for row in range(first, min(last, first + MAX_CELLS) + 1)]
        fit = max(1, MAX_CELLS // width)
        if len(rows) > fit:
            self._limit(f"a table of {len(rows)} rows and {width} columns: {len(rows) - fit} rows left out")
            rows = rows[:fit]
        shown = Range(rows[0], bounds.left, rows[-1], bounds.right)
        covered = self._covered_in(rows, shown)
        header = self._header_end(shown)
        cells = [
            self._cell(Range(row, column, *covered.get((row, column), (row, column))), row <= header)
            for row in rows
            for column in range(bounds.left, bounds.right + 1)
            if (row, column) not in covered or covered[(row, column)] != (0, 0)
        ]
        hidden = self.sheet.hidden or all(row in self.sheet.hidden_rows for row in rows)
        return make_table(cells, self.problems, hidden=hidden, source=Source(place=self._name(shown)))

    def _covered_in(self, rows: list[int], shown: Range) -> dict[tuple[int, int], tuple[int, int]]:
        """For each merged range in a table: its last cell at its first position, (0, 0) at the others."""
        wanted = set(rows)
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for (top, left), merge in self.merge_at.items():
            low, right = min(merge.bottom, shown.bottom), min(merge.right, shown.right)
            if top not in wanted or left < shown.left or left > right or (top, left) in covered:
                continue
            inside = [(r, c) for r in range(top, low + 1) if r in wanted for c in range(left, right + 1)]
            if any(place in covered for place in inside):
                continue  # ranges that overlap: the first holds
            covered.update(dict.fromkeys(inside, (0, 0)))
            covered[(top, left)] = (low, right)
        return covered

    def _header_end(self, shown: Range) -> int:
        """The last header row that a filter or a declared table names, 0 where none does."""
        for region in self.sheet.regions:
            if (
                shown.top <= region.top < shown.top + _HEADER_ROWS
                and region.left <= shown.right
                and shown.left <= region.right
            ):
                return region.top
        return 0

    def _cell(self, place: Range, header: bool) -> Cell:
        cell = self.sheet.cells.get((place.top, place.left)) or SheetCell(Look())
        blocks = settle_lists(self._blocks(cell, place)) if cell.runs else []
        return Cell(
            row=place.top,
            column=place.left,
            rowspan=place.bottom - place.top + 1,
            colspan=place.right - place.left + 1,
            text=cell_text(blocks),
            blocks=tuple(blocks),
            header=header,
            fill=cell.look.fill,
            source=Source(place=self._name(place)),
        )


def _is_title(item: Range, bounds: Range) -> bool:
    """Whether a row's only cell is a title; one merged over some columns only is their common header."""
    return item.left in (bounds.left, item.right)
