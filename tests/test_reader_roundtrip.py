"""Any table written as DOCX, XLSX, HTML or text and read back is the same table."""

from __future__ import annotations

import html
from dataclasses import dataclass
from io import BytesIO

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, PatternFill, Side

from extractors.model import Document, Table
from extractors.registry import detect
from tests.office_files import docx, p, tbl, tc

LETTERS = "abcdefgh ÉßñЖ中£%&<>\"'()"
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(lambda s: "xy" + " ".join(s.split()))
COLOURS = st.sampled_from([None, None, "#00b050", "#ffc000", "#ff0000", "#d9e2f3"])


@dataclass(frozen=True)
class Written:
    """A cell as it is to come back."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    struck: str | None
    fill: str | None


@st.composite
def tables(draw: st.DrawFn, empty: bool = True, spans: bool = True) -> list[Written]:
    """The cells of a table in which each row and each column begins with some cell."""
    n_rows, n_columns = draw(st.integers(1, 5)), draw(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(n_rows):
        for column in range(n_columns):
            if (row, column) in taken:
                continue
            tall = draw(st.integers(1, min(3, n_rows - row))) if spans else 1
            wide = draw(st.integers(1, min(3, n_columns - column))) if spans else 1
            places = {(r, c) for r in range(row, row + tall) for c in range(column, column + wide)}
            if places & taken:
                tall = wide = 1
                places = {(row, column)}
            taken |= places
            inner = empty and 0 < row < n_rows - 1 and 0 < column < n_columns - 1
            text = draw(st.one_of(st.just(""), WORDS)) if inner else draw(WORDS)
            struck = draw(st.one_of(st.none(), WORDS)) if text else None
            cells.append(Written(row, column, tall, wide, text, struck, draw(COLOURS)))
    assume({c.row for c in cells} == set(range(n_rows)))
    assume({c.column for c in cells} == set(range(n_columns)))
    return cells


def back(document: Document) -> list[Written]:
    """The cells of a document that is one table."""
    assert not document.problems
    (found,) = document.blocks[-1:]
    assert isinstance(found, Table)
    return [
        Written(c.row, c.column, c.rowspan, c.colspan, c.text, "|".join(c.struck) or None, c.fill)
        for c in found.cells
    ]


def as_docx(cells: list[Written]) -> bytes:
    """The table as Word writes it: spans over columns by number, over rows by continued cells."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            first = row == cell.row
            properties = f'<w:gridSpan w:val="{cell.colspan}"/>'
            if cell.rowspan > 1:
                properties += '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
            if cell.fill:
                properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill[1:].upper()}"/>'
            content = p(cell.text) if first else "<w:p/>"
            if first and cell.struck:
                content = content.replace("</w:p>", p(f" {cell.struck}", run="<w:strike/>")[5:])
            rows.setdefault(row, []).append((cell.column, tc(content, properties)))
    return docx(tbl(*("".join(text for _, text in sorted(rows[row])) for row in sorted(rows))))


def as_xlsx(cells: list[Written]) -> bytes:
    """The table on a sheet, every cell with a border."""
    book = Workbook()
    sheet = book.active
    side = Side("thin")
    for row in range(1, max(c.row + c.rowspan for c in cells) + 1):
        for column in range(1, max(c.column + c.colspan for c in cells) + 1):
            sheet.cell(row, column).border = Border(side, side, side, side)
    for cell in cells:
        at = sheet.cell(cell.row + 1, cell.column + 1)
        at.value = cell.text or None
        if cell.struck:
            at.value = CellRichText(cell.text, " ", TextBlock(InlineFont(strike=True), cell.struck))
        if cell.fill:
            at.fill = PatternFill("solid", fgColor=f"FF{cell.fill[1:]}")
        if (cell.rowspan, cell.colspan) != (1, 1):
            last = (cell.row + cell.rowspan, cell.column + cell.colspan)
            sheet.merge_cells(None, cell.row + 1, cell.column + 1, *last)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_html(cells: list[Written]) -> bytes:
    """The table as a page."""
    rows: dict[int, str] = dict.fromkeys(range(max(c.row for c in cells) + 1), "")
    for cell in cells:
        style = f' style="background-color: {cell.fill}"' if cell.fill else ""
        struck = f" <del>{html.escape(cell.struck)}</del>" if cell.struck else ""
        rows[cell.row] += (
            f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}"{style}>'
            f"<p>{html.escape(cell.text)}{struck}</p></td>"
        )
    table = "".join(f"<tr>{row}</tr>" for row in rows.values())
    return f"<!DOCTYPE html><html><body><table>{table}</table></body></html>".encode()


WRITERS = {"docx": as_docx, "xlsx": as_xlsx, "html": as_html}


@pytest.mark.parametrize("form", sorted(WRITERS))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(cells=tables())
def test_table_comes_back_the_same(form: str, cells: list[Written]) -> None:
    if form == "xlsx":  # a line of its own above a table is its title there
        assume(sum(c.row == 0 for c in cells) > 1)
    data = WRITERS[form](cells)
    reader = detect(data)
    assert reader.format == form
    assert back(reader.read(data)) == cells


@settings(max_examples=40, deadline=None)
@given(cells=tables(spans=False), bars=st.booleans())
def test_text_table_comes_back_the_same(cells: list[Written], bars: bool) -> None:
    width = max(c.column for c in cells) + 1
    rows = [
        [html.escape(c.text) for c in cells if c.row == row] for row in range(max(c.row for c in cells) + 1)
    ]
    if bars:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|" + "---|" * width)
    else:
        lines = ["\t".join(row) for row in rows]
        assume(len(lines) > 1)
    document = detect("\n".join(lines).encode(), ".md").read("\n".join(lines).encode())
    (table,) = document.tables
    assert [[c.text if c else None for c in row] for row in table.grid()] == [
        [c.text for c in cells if c.row == row] for row in range(len(rows))
    ]


def test_the_same_words_read_alike_from_three_formats() -> None:
    cells = [
        Written(0, 0, 1, 1, "Objective", None, None),
        Written(0, 1, 1, 1, "Step", None, None),
        Written(1, 0, 2, 1, "Shorter waits", None, None),
        Written(1, 1, 1, 1, "Hire two therapists", None, "#ffc000"),
        Written(2, 1, 1, 1, "Open a clinic", "Plan a clinic", None),
    ]
    read = [back(detect(data).read(data)) for data in (as_docx(cells), as_xlsx(cells), as_html(cells))]
    assert read == [cells, cells, cells]
