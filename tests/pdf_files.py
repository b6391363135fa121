"""Invented PDFs, drawn line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.model import Document, Table
from extractors.readers.pdf import read_pdf

Draw = Callable[["Sheet"], None]
Colour = tuple[float, float, float]
FACES = {False: "Helvetica", True: "Helvetica-Bold"}


class Sheet:
    """A page to draw on, measured from its top left."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self.canvas = canvas
        self.width, self.height = size

    def text(self, x: float, top: float, text: str, size: float = 11, bold: bool = False) -> None:
        """One line with its baseline so far from the top."""
        self.canvas.setFont(FACES[bold], size)
        self.canvas.drawString(x, self.height - top, text)

    def lines(self, x: float, top: float, *texts: str, size: float = 11, pitch: float = 14) -> None:
        """Lines one under another."""
        for number, text in enumerate(texts):
            self.text(x, top + number * pitch, text, size)

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A drawn line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - top, x1, self.height - bottom)

    def fill(
        self, x0: float, top: float, x1: float, bottom: float, colour: tuple[float, float, float]
    ) -> None:
        """A coloured rectangle without a border."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.setFillColorRGB(0, 0, 0)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """All the rules of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])


def pdf_bytes(*pages: Draw, size: tuple[float, float] = A4, rotate: int = 0, **options: object) -> bytes:
    """The file that the drawings make, one page each."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=size, **options)
    for draw in pages:
        if rotate:
            canvas.setPageRotation(rotate)
        draw(Sheet(canvas, size))
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def read(*pages: Draw, size: tuple[float, float] = A4, rotate: int = 0) -> Document:
    """The document that the drawings make."""
    return read_pdf(pdf_bytes(*pages, size=size, rotate=rotate))


def texts(document: Document) -> list[str]:
    """The texts outside tables."""
    return [block.text for block in document.text_blocks]


def table_texts(table: Table) -> list[list[str | None]]:
    """The texts of a table, None where a cell is merged away."""
    return [[cell.text if cell else None for cell in row] for row in table.grid()]
