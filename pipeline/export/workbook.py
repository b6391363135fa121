"""One Excel workbook, to the UK government's guidance on statistics in spreadsheets.

A cover, a table of contents, notes, what each column holds, then one table a sheet: marked as a table, from
column A, no merged cells, no colour that carries a meaning, blank cells explained above the table.
(Analysis Function: "Releasing statistics in spreadsheets".)
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.export.archive import timeless
from pipeline.export.decided import readable
from pipeline.export.flat import write_files
from pipeline.export.tables import Content, Sheet
from pipeline.export.words import Cell, cell, description, heading, shown

TITLE = "Golden Thread: what inspectors asked for and what plans answer"
BLANK = "Blank cells mean that the document does not say, or that it could not be read."
MORE_ROWS = 1_048_576 - 10  # what a sheet can hold, less what stands above a table

_BODY = Font(name="Arial", size=12)
_BOLD = Font(name="Arial", size=12, bold=True)
_HEAD = Font(name="Arial", size=16, bold=True)
_LINK = Font(name="Arial", size=12, underline="single", color="0000EE")
_TOP = Alignment(vertical="top", wrap_text=True)
_NUMBER = Alignment(vertical="top", horizontal="right", indent=1)
_NARROW, _WIDE = 12, 70  # columns, in characters
_LINE, _HIGHEST = 15.75, 409  # a line of text, and the highest row that Excel takes, in points


def write_workbook(content: Content, folder: Path) -> list[Path]:
    """Write `goldenthread.xlsx`."""
    return write_files(folder, {"goldenthread.xlsx": workbook_bytes(content)})


def workbook_bytes(content: Content) -> bytes:
    """The workbook; the same bytes for the same content."""
    book = Workbook()
    book.properties.title, book.properties.creator = TITLE, "Golden Thread"
    book.properties.language = "en-GB"
    cover = book.active
    assert isinstance(cover, Worksheet)
    sheets = [s for s in content.sheets if s.rows]
    names = {s.name: _sheet_name(s) for s in sheets}
    _cover(cover, content)
    notes = _note_lines(content)
    _contents(book.create_sheet("Contents"), sheets, names, notes)
    _notes(book.create_sheet("Notes"), notes)
    _columns(book.create_sheet("Columns"), sheets)
    areas = content.sheet("areas")
    area_names = {str(row[areas.at("id")]): str(row[areas.at("name")]) for row in areas.rows}
    for sheet in sheets:
        _table_sheet(book.create_sheet(names[sheet.name]), readable(sheet, content, area_names), area_names)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _sheet_name(sheet: Sheet) -> str:
    if sheet.name == "notes":
        return "Notes by people"  # the worksheet Notes says how to read the tables
    return sheet.name.replace("_", " ").capitalize()


def _put(ws: Worksheet, row: int, column: int, value: Cell, font: Font = _BODY) -> None:
    """A cell; text is always text, whatever it begins with."""
    at = ws.cell(row, column)
    if isinstance(value, str):
        at.value, at.data_type = value, "s"  # else "=..." becomes a formula
        if value.lstrip().startswith(("=", "+", "-", "@")):
            at.quotePrefix = True  # stays text when somebody edits the cell
    else:
        at.value = value
        if isinstance(value, date):
            at.number_format = "d mmmm yyyy"
    at.font, at.alignment = font, _TOP if isinstance(value, str) else _NUMBER


def _top(ws: Worksheet, lines: Sequence[str], widths: Sequence[float]) -> int:
    """Title and lines above; returns the next row."""
    for number, line in enumerate(lines, 1):
        _put(ws, number, 1, line, _HEAD if number == 1 else _BODY)
        ws.cell(number, 1).alignment = Alignment(vertical="top", wrap_text=len(widths) == 1)
    for number, width in enumerate(widths, 1):
        ws.column_dimensions[get_column_letter(number)].width = width
    return len(lines) + 1


def _table(ws: Worksheet, name: str, top: int, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    for column, text in enumerate(header, 1):
        _put(ws, top, column, text, _BOLD)
    for number, row in enumerate(rows, top + 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                _put(ws, number, column, value)
    table = Table(displayName=name, ref=f"A{top}:{get_column_letter(len(header))}{top + len(rows)}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    # Named columns and no filter: a row of buttons is noise to a screen reader.
    table.tableColumns = [TableColumn(id=n, name=text) for n, text in enumerate(header, 1)]
    ws.add_table(table)
    _fit(ws, top)


def _fit(ws: Worksheet, top: int) -> None:
    """Rows as high as their text, because not every program works that out; a page as wide as the table."""
    widths = [ws.column_dimensions[get_column_letter(n)].width for n in range(1, ws.max_column + 1)]
    for number, row in enumerate(ws.iter_rows(min_row=top, values_only=True), top):
        lines = max((_lines(v, w) for v, w in zip(row, widths, strict=False)), default=1)
        ws.row_dimensions[number].height = min(lines * _LINE + 4, _HIGHEST)
    _page(ws)
    ws.print_title_rows = f"{top}:{top}"


def _page(ws: Worksheet) -> None:
    """Print on A4 turned, as wide as the page."""
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", ws.PAPERSIZE_A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(value: object, width: float) -> int:
    return sum(math.ceil(max(len(part), 1) * 1.15 / width) for part in str(value or "").split("\n"))


def _cover(ws: Worksheet, content: Content) -> None:
    ws.title = "Cover"
    documents = content.sheet("documents")
    read = sum(1 for row in documents.rows if row[documents.at("same_as")] is None)
    lines = [
        TITLE,
        f"Findings of inspections, actions of plans, and how they belong together, from {read} documents"
        f" in {len(documents.rows)} files.",
        *content.notes,
        "The worksheet Contents lists the tables. The worksheet Notes says how to read them. The worksheet"
        " Columns says what each column holds.",
    ]
    _top(ws, lines, (100,))
    _page(ws)
    for number, line in enumerate(lines, 1):
        ws.row_dimensions[number].height = _lines(line, 80) * _LINE + 8


def _contents(ws: Worksheet, sheets: Sequence[Sheet], names: dict[str, str], notes: Sequence[str]) -> None:
    top = _top(ws, ("Contents", "This worksheet contains one table."), (28, 90, 14))
    rows: list[list[Cell]] = [
        ["Notes", "How to read the tables.", len(notes)],
        ["Columns", "What each column of each table holds.", sum(len(shown(s)) for s in sheets)],
    ]
    rows += [[names[s.name], s.table.description, len(s.rows)] for s in sheets]
    _table(ws, "contents", top, ("Worksheet", "What it holds", "Rows"), rows)
    for number, row in enumerate(rows, top + 1):
        at = ws.cell(number, 1)
        at.hyperlink = f"#'{row[0]}'!A1"
        at.font = _LINK


def _note_lines(content: Content) -> list[str]:
    return [
        BLANK,
        *content.notes,
        "Identifiers name a document by eight characters; after the hyphen a letter and a number name the"
        " item in it (W weakness, I area for improvement, P area for priority action, X significant"
        " weakness, S strength, A action, M measure, T statement).",
        "The same text may have come in several files. Each file has its rows; the column Same as of the"
        " worksheet Documents names the document that stands for the others.",
        "Dates are whole days. A month, quarter or year is given by its last day, and the column Date"
        " precision says which it was.",
        "Places on the page, checksums and keys are for programs: the other forms of the export hold them.",
    ]


def _notes(ws: Worksheet, notes: Sequence[str]) -> None:
    top = _top(ws, ("Notes", "This worksheet contains one table."), (16, 100))
    _table(ws, "notes", top, ("Note", "Text"), [[f"Note {n}", text] for n, text in enumerate(notes, 1)])


def _columns(ws: Worksheet, sheets: Sequence[Sheet]) -> None:
    lines = ("Columns", "This worksheet contains one table.", "A blank unit means that there is none.")
    top = _top(ws, lines, (24, 30, 30, 80, 14))
    rows = [
        [_sheet_name(s), heading(c), c.name, description(c, s.name), c.unit] for s in sheets for c in shown(s)
    ]
    _table(ws, "columns", top, ("Worksheet", "Column", "Name in the database", "What it holds", "Unit"), rows)


def _table_sheet(ws: Worksheet, sheet: Sheet, areas: dict[str, str]) -> None:
    columns = shown(sheet)
    places = [sheet.at(c.name) for c in columns]
    rows = [
        [cell(c, row[at], areas, sheet.name) for c, at in zip(columns, places, strict=True)]
        for row in sheet.rows[:MORE_ROWS]
    ]
    headings = _apart([heading(c) for c in columns])
    widths = [_width(h, [row[n] for row in rows[:500]]) for n, h in enumerate(headings)]
    lines = [f"{_sheet_name(sheet)}: {sheet.table.description}", "This worksheet contains one table.", BLANK]
    if len(sheet.rows) > MORE_ROWS:
        lines.append(f"Only the first {MORE_ROWS} of {len(sheet.rows)} rows fit: the other forms have all.")
    top = _top(ws, lines, widths)
    _table(ws, f"t_{sheet.name}", top, headings, rows)


def _apart(headings: Sequence[str]) -> list[str]:
    """A table's headings must differ from one another."""
    return [h if h not in headings[:n] else f"{h} ({n + 1})" for n, h in enumerate(headings)]


def _width(head: str, values: Sequence[Cell]) -> float:
    longest = max([len(str(v)) for v in values if v is not None] + [len(head)], default=0)
    return min(max(longest * 1.2 + 2, _NARROW), _WIDE)
