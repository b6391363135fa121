"""Invented letters: short ways to build them as documents and as PDFs."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from extractors.model import Block, Cell, Document, Extraction, FindingKind, Line, Source
from extractors.model import Table as Grid
from extractors.readers.pdf import read_pdf

Part = str | tuple[str, str]
BODY = 12.0


def letter(*parts: Part | Grid) -> Document:
    """A document of texts after short marks: "# heading", "- item", "-- nested", "~ footnote", else prose."""
    blocks = [part if isinstance(part, Grid) else _block(str(part)) for part in parts]
    return Document(format="text", sha256="0" * 64, blocks=tuple(blocks))


def _block(text: str) -> Block:
    mark, _, rest = text.partition(" ")
    source = Source(page=1, page_end=1)
    if mark == "#":
        return Block(kind="heading", text=rest, level=1, bold=True, size=BODY, source=source)
    if mark in ("-", "--"):
        bullet = "◼" if mark == "-" else "−"
        return Block(kind="list_item", text=rest, level=len(mark), mark=bullet, size=BODY, source=source)
    if mark == "~":
        return Block(kind="paragraph", text=rest, size=8.0, source=source)
    lines = tuple(Line(text=line) for line in text.split("|"))
    return Block(kind="paragraph", text=text.replace("|", " "), size=BODY, lines=lines, source=source)


def grid(*rows: Sequence[str]) -> Grid:
    """A table of plain cells."""
    cells = tuple(
        Cell(row=r, column=c, text=text, blocks=(_block(text),), source=Source(page=1, page_end=1))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )
    columns = max(len(row) for row in rows)
    return Grid(n_rows=len(rows), n_columns=columns, cells=cells, source=Source(page=1, page_end=1))


def texts(extraction: Extraction, kind: FindingKind) -> list[str]:
    """The findings of a kind."""
    return [finding.text for finding in extraction.findings if finding.kind == kind]


# -- PDFs --------------------------------------------------------------------------------------

_PROSE = ParagraphStyle("prose", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=6)
_LINE = ParagraphStyle("line", parent=_PROSE, spaceAfter=0)
_HEAD = ParagraphStyle("head", parent=_PROSE, fontName="Helvetica-Bold")
_ITEM = ParagraphStyle("item", parent=_PROSE, leftIndent=18, bulletIndent=0)
_INNER = ParagraphStyle("inner", parent=_PROSE, leftIndent=36, bulletIndent=18)
_SMALL = ParagraphStyle("small", parent=_PROSE, fontSize=8, leading=10)


def printed(*parts: str | list[list[str]]) -> Document:
    """The same marks set as a PDF and read again. "=" begins a page; "|" parts the lines of an address."""
    held = BytesIO()
    flow: list[Flowable] = []
    for part in parts:
        if isinstance(part, list):
            cells = [[Paragraph(text, _LINE) for text in row] for row in part]
            flow.append(Table(cells, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])))
            continue
        mark, _, rest = part.partition(" ")
        if part == "=":
            flow.append(PageBreak())
        elif mark in ("#", "~"):
            flow.append(Paragraph(rest, _HEAD if mark == "#" else _SMALL))
        elif mark in ("-", "--"):
            flow.append(
                Paragraph(rest, _ITEM if mark == "-" else _INNER, bulletText="•" if mark == "-" else "–")
            )
        elif "|" in part:
            flow.extend(Paragraph(line, _LINE) for line in part.split("|"))
        else:
            flow.append(Paragraph(part, _PROSE))
    SimpleDocTemplate(held, pagesize=A4).build(flow)
    return read_pdf(held.getvalue())
