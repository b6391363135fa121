"""The Word file of the invented plan c-2: versions, a key in the page header, one wide table with bands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import made
from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from made_word import shade

Data = dict[str, Any]
SAVED = datetime(2025, 3, 3, 9)
HEADS = ("No.", "Recommendation", "Action", "Lead", "Partners", "Start date", "Deadline")
HEADS += ("Evidence of impact", "BRAG", "Comments")
WIDTHS = (1.1, 3.3, 5.2, 2.9, 2.3, 1.7, 2.1, 3.6, 1.2, 2.9)
STYLES = {"*": "List Bullet", "**": "List Bullet 2"}


def put(cell: _Cell, words: str, bold: bool = False) -> None:
    """A cell's paragraphs; lines with asterisks are bullets of two levels."""
    for number, line in enumerate(words.split("\n")):
        mark, _, rest = line.partition(" ")
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if mark in STYLES:
            paragraph.style = STYLES[mark]
            line = rest
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(8)
        paragraph.paragraph_format.space_after = Pt(2)


def key_table(document: Docx, data: Data) -> None:
    """The key, which stands in the page header."""
    header = document.sections[0].header
    header.paragraphs[0].text = data["title"] + " – OFFICIAL"
    table = header.add_table(1, 2 * len(data["key"]), Cm(26))
    table.style = document.styles["Table Grid"]
    for number, (letter, meaning, colour) in enumerate(data["key"]):
        put(table.cell(0, 2 * number), letter, True)
        shade(table.cell(0, 2 * number), colour)
        put(table.cell(0, 2 * number + 1), meaning)


def versions(document: Docx, data: Data) -> None:
    """The history of versions."""
    document.add_heading("Version history", 2)
    rows = [["Version", "Date", "Author", "Changes"], *data["versions"]]
    table = document.add_table(len(rows), 4)
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for place, words in enumerate(row):
            put(table.cell(number, place), words, number == 0)


def band(table: Table, words: str, colour: str) -> None:
    """A row merged over all columns."""
    cells = table.add_row().cells
    whole = cells[0].merge(cells[-1])
    put(whole, words, True)
    shade(whole, colour)


def brag(cell: _Cell, mark: str, data: Data) -> None:
    """The letter on its colour."""
    if mark:
        put(cell, mark, True)
        shade(cell, next(colour for letter, _, colour in data["key"] if letter == mark))


def rows_of(table: Table, group: Data, data: Data) -> None:
    """A group's actions; the recommendation is merged down, and a split action has a second row."""
    first = None
    for item in group["action"]:
        row = table.add_row()
        words = [item["id"], "", item["do"].strip(), item["who"], item["partners"], item["start_raw"]]
        words += [item["when"], item["success"].strip(), "", item["comments"]]
        for cell, text in zip(row.cells, words, strict=True):
            if text:
                put(cell, text)
        brag(row.cells[8], item["mark"], data)
        first = first or row.cells[1]
        last = row
        if "do2" in item:
            last = table.add_row()
            for place, name in ((2, "do2"), (7, "success2"), (9, "comments2")):
                put(last.cells[place], item[name])
    put(first.merge(last.cells[1]), group["finding"])


def c_2(data: Data) -> bytes:
    """The plan of Ottersdale."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    document.core_properties.title = data["title"]
    document.core_properties.author = "SEND Programme Office"
    key_table(document, data)
    document.add_heading(data["title"], 0)
    versions(document, data)
    document.add_heading("About this plan", 1)
    for words in data["intro"]:
        document.add_paragraph(words)
    document.add_heading("Delivery plan", 1)
    table = document.add_table(1, len(HEADS))
    table.style = "Table Grid"
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, HEADS, strict=True):
        put(cell, words, True)
        shade(cell, "D9D9D9")
    for part in data["section"]:
        band(table, f"{part['head']}: {part['text']}", "BDD7EE")
        for group in part["group"]:
            band(table, f"{group['head']} – {group['text']}", "DEEAF6")
            rows_of(table, group, data)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column._gridCol.w = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            if cell._tc.grid_span == 1:
                cell.width = Cm(width)
    document.add_paragraph("")
    document.add_paragraph(
        "Next review: SEND Partnership Board, 4 April 2025. Papers to S. Ibekwe by 25 March."
    )
    return made.saved(document, SAVED, mode=0o600)
