"""The PDF of the invented plan c-1: a ruled landscape table drawn by hand, with turned labels and dots."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

Data = dict[str, Any]
WIDTH, HEIGHT = landscape(A4)
LEFT, TOP, FOOT = 40.0, HEIGHT - 42, 46.0
EDGES = (LEFT, LEFT + 46, LEFT + 376, LEFT + 526, LEFT + 706, LEFT + 762)
HEADS = ("", "What, when", "Who", "Benefit to children", "Now")
SIZE, LEAD, PAD = 11.5, 16.5, 7.0
FILLS = {"green": "#3A9B4B", "yellow": "#F2C230", "purple": "#7B3FA0", "grey": "#A6A6A6"}
DARK, PALE = HexColor("#0B4F6C"), HexColor("#D7E8EF")


@dataclass
class Row:
    """A row: three columns of lines, its dot, and the name of its workstream."""

    cells: list[list[str]]
    dot: str
    label: str


class Sheet:
    """A canvas with a pen that moves down the page and on to the next."""

    def __init__(self, data: Data) -> None:
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT), invariant=1)
        self.canvas.setTitle(data["title"])
        self.canvas.setAuthor(data["area"] + " SEND Board")
        self.data, self.page, self.y = data, 1, TOP

    def turn(self) -> None:
        """End the page with its running foot."""
        self.canvas.setFont("Helvetica", 8)
        self.canvas.setFillColor(black)
        self.canvas.drawString(LEFT, 26, self.data["title"] + ", dots of October 2023")
        self.canvas.drawRightString(EDGES[-1], 26, f"Page {self.page} of 5")
        self.canvas.showPage()
        self.page, self.y = self.page + 1, TOP

    def text(self, words: str, size: float = 10.5, bold: bool = False, gap: float = 7) -> None:
        """A paragraph over the page's width."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        self.canvas.setFillColor(DARK if bold else black)
        self.canvas.setFont(font, size)
        for line in simpleSplit(words, font, size, EDGES[-1] - LEFT):
            self.y -= size * 1.3
            self.canvas.drawString(LEFT, self.y, line)
        self.y -= gap

    def dot(self, x: float, y: float, colour: str) -> None:
        """A small circle."""
        self.canvas.setFillColor(HexColor(FILLS[colour]))
        self.canvas.setStrokeColor(HexColor(FILLS[colour]))
        self.canvas.circle(x, y, 5.2, stroke=1, fill=1)
        self.canvas.setStrokeColor(black)

    def lines(self, x: float, words: list[str], bold: bool = False) -> None:
        """A cell's lines from the pen down."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", SIZE)
        for number, line in enumerate(words):
            self.canvas.drawString(x + PAD, self.y - PAD - SIZE - number * LEAD + 1.5, line)

    def rule(self, y: float, start: int = 0) -> None:
        """A rule across from a column's left edge."""
        self.canvas.setLineWidth(0.7)
        self.canvas.line(EDGES[start], y, EDGES[-1], y)

    def uprights(self, top: float, bottom: float, edges: tuple[float, ...] = EDGES) -> None:
        """The column rules of a row."""
        self.canvas.setLineWidth(0.7)
        for x in edges:
            self.canvas.line(x, top, x, bottom)


def wrap(words: str, column: int) -> list[str]:
    """A cell's text in the lines of its column."""
    room = EDGES[column + 1] - EDGES[column] - 2 * PAD
    return [line for part in words.split("\n") for line in simpleSplit(part, "Helvetica", SIZE, room)]


def cover(sheet: Sheet) -> None:
    """The first page: title, introduction and key."""
    data = sheet.data
    sheet.y -= 40
    sheet.text(data["title"], 26, True, 6)
    sheet.text("Our promises to children and young people with SEND", 15, True, 24)
    for words in data["intro"]:
        sheet.text(words, 11.5, gap=12)
    sheet.text("What the dots mean", 12, True, 8)
    for colour, meaning in data["key"]:
        sheet.y -= 17
        sheet.dot(LEFT + 8, sheet.y + 4, colour)
        sheet.canvas.setFillColor(black)
        sheet.canvas.setFont("Helvetica", 11)
        sheet.canvas.drawString(LEFT + 24, sheet.y, meaning)
    sheet.turn()


def heads(sheet: Sheet) -> None:
    """The header row, which stands once only."""
    high = LEAD + 2 * PAD
    sheet.canvas.setFillColor(DARK)
    sheet.canvas.rect(LEFT, sheet.y - high, EDGES[-1] - LEFT, high, stroke=0, fill=1)
    sheet.canvas.setFillColor(white)
    for column, words in enumerate(HEADS):
        sheet.lines(EDGES[column], [words], bold=True)
    sheet.rule(sheet.y)
    sheet.uprights(sheet.y, sheet.y - high)
    sheet.y -= high
    sheet.rule(sheet.y)


def band(sheet: Sheet, words: str) -> None:
    """An area of weakness: one cell across the table."""
    high = LEAD + 2 * PAD
    if sheet.y - high - 60 < FOOT:
        sheet.turn()
        sheet.rule(sheet.y)
    sheet.canvas.setFillColor(PALE)
    sheet.canvas.rect(LEFT, sheet.y - high, EDGES[-1] - LEFT, high, stroke=0, fill=1)
    sheet.canvas.setFillColor(black)
    sheet.lines(LEFT, [words], bold=True)
    sheet.rule(sheet.y)
    sheet.uprights(sheet.y, sheet.y - high, (EDGES[0], EDGES[-1]))
    sheet.y -= high
    sheet.rule(sheet.y)


def label(sheet: Sheet, name: str, top: float, bottom: float) -> None:
    """A workstream's name, turned to be read from below, in the middle of its merged cell."""
    canvas = sheet.canvas
    words = simpleSplit(name, "Helvetica-Bold", 9, max(58, top - bottom - 12))
    canvas.saveState()
    canvas.translate((EDGES[0] + EDGES[1]) / 2, (top + bottom) / 2)
    canvas.rotate(90)
    canvas.setFillColor(black)
    canvas.setFont("Helvetica-Bold", 9)
    for number, line in enumerate(words):
        canvas.drawCentredString(0, (len(words) - 1) * 5.5 - number * 11 - 3, line)
    canvas.restoreState()


def piece(sheet: Sheet, cells: list[list[str]], dot: str) -> None:
    """A row, or as much of it as stands on this page."""
    high = max(len(c) for c in cells) * LEAD + 2 * PAD
    sheet.canvas.setFillColor(black)
    for column, words in enumerate(cells, 1):
        sheet.lines(EDGES[column], words)
    if dot:
        sheet.dot((EDGES[4] + EDGES[5]) / 2, sheet.y - PAD - 8, dot)
    sheet.uprights(sheet.y, sheet.y - high)
    sheet.y -= high


def group(sheet: Sheet, rows: list[Row]) -> None:
    """A workstream's rows beside its merged cell, over pages where they do not fit."""
    top, shown = sheet.y, False
    for place, row in enumerate(rows):
        cells, dot = row.cells, row.dot
        while True:
            room = int((sheet.y - FOOT - 2 * PAD) / LEAD)
            need = max(len(c) for c in cells)
            if need <= room:
                piece(sheet, cells, dot)
                break
            if room >= 2:
                piece(sheet, [c[:room] for c in cells], dot)
                cells, dot = [c[room:] for c in cells], ""
                sheet.rule(sheet.y)
            if top - sheet.y > 60 and not shown:
                label(sheet, row.label, top, sheet.y)
                shown = True
            sheet.rule(sheet.y)
            sheet.turn()
            top = sheet.y
            sheet.rule(sheet.y)
        sheet.rule(sheet.y, 0 if place == len(rows) - 1 else 1)
    if not shown:
        label(sheet, rows[0].label, top, sheet.y)


def rows_of(data: Data) -> list[Row]:
    """A workstream's actions as rows; the date ends the cell of the action."""
    name = f"{data['head']}: {data['text']}"
    return [
        Row([wrap(f"{a['do']} {a['when']}", 1), wrap(a["who"], 2), wrap(a["benefit"], 3)], a["dot"], name)
        for a in data["action"]
    ]


def c_1(data: Data) -> bytes:
    """The plan of Marlbridge."""
    sheet = Sheet(data)
    cover(sheet)
    sheet.text("What we will do", 15, True, 8)
    heads(sheet)
    for section in data["section"]:
        band(sheet, f"{section['head']}: {section['text']}")
        for workstream in section["group"]:
            group(sheet, rows_of(workstream))
    if sheet.y < FOOT + 70:
        sheet.turn()
    sheet.y -= 14
    sheet.text(data["closing"])
    sheet.turn()
    sheet.canvas.save()
    return sheet.out.getvalue()
