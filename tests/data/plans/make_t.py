"""Two invented plans whose actions are cards inside tables: slides (t-1), Word (t-2).

usage: python tests/data/plans/make_t.py [t-1 t-2]
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from made import saved
from made_cards import Card, Group, Plan, build
from made_word import set_widths, shade
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, Table, TableStyle  # type: ignore[import-untyped]

# ---------------------------------------------------------------- t-1: slides

WIDE, HIGH, EDGE = 960.0, 540.0, 36.0
NAVY, TEAL, PALE = "1F3864", "2E75B6", "EEF3FA"


def style(size: float, colour: str = "262626", bold: bool = False, **more: Any) -> ParagraphStyle:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return ParagraphStyle(
        "s", fontName=font, fontSize=size, leading=size * 1.2, textColor=HexColor(f"#{colour}"), **more
    )


def put(
    page: Canvas, what: Paragraph | Table, top: float, left: float = EDGE, width: float = WIDE - 2 * EDGE
) -> float:
    """Draw with its upper edge at top; return the lower edge."""
    _, height = what.wrapOn(page, width, HIGH)
    assert top - height > 28, f"runs off the slide: {top - height}"
    what.drawOn(page, left, top - height)
    return float(top - height)


def slide(page: Canvas, number: int, title: str) -> float:
    page.setFillColor(HexColor(f"#{NAVY}"))
    page.rect(0, HIGH - 54, WIDE, 54, stroke=0, fill=1)
    page.setFillColor(HexColor("#FFFFFF"))
    page.setFont("Helvetica-Bold", 22)
    page.drawString(EDGE, HIGH - 36, title)
    page.setFillColor(HexColor("#7F7F7F"))
    page.setFont("Helvetica", 9)
    page.drawString(EDGE, 14, "Rushbourne SEND Improvement Plan, November 2025")
    page.drawRightString(WIDE - EDGE, 14, str(number))
    return HIGH - 68


def lines(card: Card, labels: tuple[str, str, str, str], size: float) -> list[Paragraph]:
    """The card's words as paragraphs of one cell: the action, then a line for each label."""
    who, partners, when, success = labels
    text, *bullets = card.do.split("\n")
    body = style(size)
    out = [Paragraph(text, style(size + 0.5, bold=True, spaceAfter=2))]
    out += [Paragraph(b, style(size, leftIndent=12, bulletIndent=2), bulletText="•") for b in bullets]
    rows = [
        (who, card.who),
        (partners, card.partners),
        (when, card.when),
        (success, card.success),
        ("Update:", card.update),
    ]
    if card.id == "1.3":  # the officer who filled in this card put the date first
        rows[0], rows[2] = rows[2], rows[0]
    if card.id == "2.2":
        rows[2] = (when.rstrip(":"), card.when)
    return out + [Paragraph(f"<b>{label}</b> {value}", body) for label, value in rows if value]


PADS = (("LEFTPADDING", 6), ("RIGHTPADDING", 6), ("TOPPADDING", 3), ("BOTTOMPADDING", 4))
GRID: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
GRID += [(side, (0, 0), (-1, -1), 1.5, HexColor("#FFFFFF")) for side in ("LINEBELOW", "LINEAFTER")]
GRID += [(side, (0, 0), (-1, -1), points) for side, points in PADS]


def ink(status: str) -> str:
    return "262626" if status in ("At risk", "Not started") else "FFFFFF"


def cards_below(plan: Plan, cards: tuple[Card, ...], labels: tuple[str, str, str, str]) -> Table:
    """Three cards to a row: a cell with number and status, coloured, over a cell with all the rest."""
    rows: list[list[Any]] = []
    fills: list[tuple[Any, ...]] = []
    for first in range(0, len(cards), 3):
        top: list[Any] = ["", "", ""]
        low: list[Any] = ["", "", ""]
        for n, card in enumerate(cards[first : first + 3]):
            top[n] = Paragraph(f"{card.id} | {card.status}", style(11, ink(card.status), True))
            low[n] = lines(card, labels, 11.5)
            r = len(rows)
            fills.append(("BACKGROUND", (n, r), (n, r), HexColor(f"#{plan.fill(card.status)}")))
            fills.append(("BACKGROUND", (n, r + 1), (n, r + 1), HexColor(f"#{PALE}")))
        rows += [top, low]
    return Table(rows, colWidths=[(WIDE - 2 * EDGE) / 3] * 3, style=TableStyle(GRID + fills))


def cards_beside(plan: Plan, cards: tuple[Card, ...], labels: tuple[str, str, str, str]) -> Table:
    """Two cards to a row: a narrow coloured cell with number and status beside a cell with all the rest."""
    rows: list[list[Any]] = []
    fills: list[tuple[Any, ...]] = []
    for first in range(0, len(cards), 2):
        row: list[Any] = ["", "", "", ""]
        for n, card in enumerate(cards[first : first + 2]):
            colour = ink(card.status)
            number = Paragraph(card.id, style(16, colour, True, spaceAfter=3))
            row[2 * n] = [number, Paragraph(card.status, style(9, colour))]
            row[2 * n + 1] = lines(card, labels, 13)
            r = len(rows)
            fills.append(("BACKGROUND", (2 * n, r), (2 * n, r), HexColor(f"#{plan.fill(card.status)}")))
            fills.append(("BACKGROUND", (2 * n + 1, r), (2 * n + 1, r), HexColor(f"#{PALE}")))
        rows.append(row)
    half = (WIDE - 2 * EDGE) / 2
    return Table(rows, colWidths=[64, half - 64, 64, half - 64], style=TableStyle(GRID + fills))


def plain(rows: list[list[str]], widths: list[float], size: float = 12) -> Table:
    """A PowerPoint table in the house style: coloured head, banded rows, white lines."""
    styles = [style(size, "FFFFFF", True)] + [style(size)] * (len(rows) - 1)
    cells = [[Paragraph(c, look) for c in row] for row, look in zip(rows, styles, strict=True)]
    colours = [TEAL] + ["D9E5F3" if r % 2 else PALE for r in range(1, len(rows))]
    fills = [("BACKGROUND", (0, r), (-1, r), HexColor(f"#{colour}")) for r, colour in enumerate(colours)]
    return Table(cells, colWidths=widths, style=TableStyle(GRID + fills))


def slides(plan: Plan) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pagesize=(WIDE, HIGH), invariant=1)
    page.setTitle(plan.title)
    page.setAuthor("Rushbourne Borough Council")
    page.setFillColor(HexColor(f"#{NAVY}"))
    page.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
    y = put(page, Paragraph("Rushbourne SEND Improvement Plan", style(40, "FFFFFF", True)), 350, 70)
    y = put(page, Paragraph("2025 to 2027", style(24, "FFFFFF")), y - 14, 70)
    refreshed = "Refreshed November 2025 for the SEND Partnership Board"
    put(page, Paragraph(refreshed, style(16, "FFFFFF")), y - 24, 70)
    page.showPage()
    y = slide(page, 2, "About this plan")
    for text in plan.intro:
        y = put(page, Paragraph(text, style(15)), y - 8)
    y = put(page, Paragraph("What families and young people told us", style(15, TEAL, True)), y - 18)
    for text in plan.voices:
        y = put(page, Paragraph(text, style(13, "404040")), y - 6)
    page.showPage()
    y = slide(page, 3, "Who does what, and what the colours mean")
    y = put(page, plain(plan.boards, [260, 400, 228]), y - 6)
    table = plain(plan.key("Status", "What it means"), [160, 500])
    colours = [HexColor(f"#{plan.fill(status)}") for status in plan.statuses]
    table.setStyle(TableStyle([("BACKGROUND", (0, n), (0, n), c) for n, c in enumerate(colours, 1)]))
    y = put(page, table, y - 24, EDGE, 660)
    put(page, Paragraph(plan.closing[0], style(13)), y - 16)
    page.showPage()
    shapes = (
        (cards_below, ("Accountable:", "Delivered with:", "Target date:", "Success looks like:")),
        (cards_beside, ("Accountable officer:", "Delivery partners:", "Target date:", "Impact:")),
        (cards_below, ("Accountable:", "Delivered with:", "Target date:", "Success measure:")),
    )
    number = 4
    for priority, (shape, labels) in zip(plan.priorities, shapes, strict=True):
        for n, group in enumerate(priority.groups):
            outcome = "Outcome" if len(priority.groups) == 1 else f"Outcome {'ab'[n]}"
            y = slide(page, number, priority.head + (" (continued)" if n else ""))
            if n == 0:
                told = f"<b>Inspectors asked us to</b> “{priority.quoted}”"
                y = put(page, Paragraph(told, style(12)), y) - 3
            y = put(page, Paragraph(f"<b>{outcome}:</b> {group.objective}", style(13, TEAL)), y)
            put(page, shape(plan, group.cards, labels), y - 8)
            page.showPage()
            number += 1
    y = slide(page, number, "How we will measure our progress")
    y = put(page, plain(plan.indicators(), [438, 150, 150, 150]), y - 6)
    put(page, Paragraph(plan.closing[1], style(13)), y - 14)
    page.showPage()
    y = slide(page, number + 1, "Risks and next steps")
    y = put(page, plain(plan.risks, [330, 458, 100]), y - 6)
    put(page, Paragraph(plan.closing[2], style(13)), y - 14)
    page.showPage()
    page.save()
    return out.getvalue()


# ---------------------------------------------------------------- t-2: Word


def no_lines(cell: WordCell, *sides: str) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def say(cell: WordCell, text: str, bold: bool = False, white: bool = False) -> None:
    """Write in the cell's first paragraph; a new line is a new paragraph."""
    for n, part in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if n else cell.paragraphs[0]
        run = paragraph.add_run(part)
        run.bold = bold
        if white:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def words_of(cell: WordCell, text: str, paragraph: WordParagraph) -> None:
    """The action in bold and its bullets."""
    first, *bullets = text.split("\n")
    paragraph.add_run(first).bold = True
    for bullet in bullets:
        cell.add_paragraph(bullet, style="List Bullet")


def grid(doc: Doc, rows: int, widths: Sequence[float]) -> WordTable:
    table: WordTable = doc.add_table(rows, len(widths), "Table Grid")
    set_widths(table, widths)
    return table


def new_row(table: WordTable) -> tuple[WordCell, ...]:
    return tuple(table.add_row().cells)  # type: ignore[no-untyped-call]


def listing(doc: Doc, rows: list[list[str]], widths: list[float]) -> WordTable:
    table = grid(doc, len(rows), widths)
    for r, row in enumerate(rows):
        for cell, text in zip(table.rows[r].cells, row, strict=True):
            say(cell, text, bold=r == 0, white=r == 0)
            if r == 0:
                shade(cell, "3B3059")
    return table


def cards_in_pairs(doc: Doc, plan: Plan, cards: tuple[Card, ...]) -> None:
    """One flat table: two cards of label and value side by side, an empty column between."""
    table = grid(doc, 0, (3.1, 5.1, 0.5, 3.1, 5.1))
    labels = ("Action owner", "Completion date", "Supporting agencies", "Intended impact", "Current status")
    for first in range(0, len(cards), 2):
        pair = cards[first : first + 2]
        if first:
            gap = new_row(table)
            no_lines(gap[0].merge(gap[4]), "left", "right")
        head = new_row(table)
        for n, card in enumerate(pair):
            cell = head[3 * n].merge(head[3 * n + 1])
            say(cell, f"{card.id} {card.do}", bold=True)
            shade(cell, "E4DFEC")
        rows = [head]
        for at, label in enumerate(labels):
            values = [(c.who, c.when, c.partners, c.success, c.status)[at] for c in pair]
            if label == "Supporting agencies" and not any(values):
                continue
            cells = new_row(table)
            rows.append(cells)
            for n, value in enumerate(values):
                slip = at == 1 and pair[n].id == "1.4"
                say(cells[3 * n], "Completion Date" if slip else label, bold=True)
                say(cells[3 * n + 1], value)
                if at == 4:
                    shade(cells[3 * n + 1], plan.fill(value))
        for cells in rows:
            no_lines(cells[2], "top", "bottom", *(("right",) if len(pair) == 1 else ()))
            if len(pair) == 1:
                for cell in cells[3:]:
                    no_lines(cell, "top", "left", "bottom", "right")


def labelled(cell: WordCell, pairs: list[tuple[str, str]]) -> None:
    paragraph = cell.add_paragraph() if cell.text else cell.paragraphs[0]
    for n, (label, value) in enumerate(pairs):
        paragraph.add_run(("\t" if n else "") + label + ":").bold = True
        paragraph.add_run(f" {value}")
    if len(pairs) > 1:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(9.8), WD_TAB_ALIGNMENT.LEFT)


def cards_in_halves(doc: Doc, name: str, group: Group) -> None:
    """A row for each card: number and action on the left, all the rest as lines of one cell on the right."""
    table = grid(doc, 1, (8.0, 8.9))
    band = table.rows[0].cells[0].merge(table.rows[0].cells[1])
    say(band, f"{name}: {group.objective}", bold=True, white=True)
    shade(band, "3B3059")
    for card in group.cards:
        left, right = new_row(table)
        say(left, card.id)
        words_of(left, card.do, left.add_paragraph())
        labelled(right, [("Named lead", card.who)])
        if card.partners:
            labelled(right, [("Supported by", card.partners)])
        labelled(right, [("Due date", card.when)])
        labelled(right, [("Evidence of success", card.success)])
        labelled(right, [("Status", card.status)])


def cards_in_boxes(doc: Doc, cards: tuple[Card, ...]) -> None:
    """A box for each card in a table of one column; owner and date share a line, a tab between them."""
    table = grid(doc, 0, (16.9,))
    for card in cards:
        (cell,) = new_row(table)
        words_of(cell, f"{card.id}  {card.do}", cell.paragraphs[0])
        labelled(cell, [("Action owner", card.who), ("Finish by", card.when)])
        labelled(cell, [("Intended impact", card.success)])
        labelled(cell, [("Status", card.status)])


def word(plan: Plan) -> bytes:
    doc = Document()
    doc.core_properties.title = plan.title
    doc.core_properties.author = "Elvermouth Council"
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.9)
    section.footer.paragraphs[0].text = "Elvermouth Priority Action Plan, version 3, 20 January 2026"
    doc.styles["Normal"].font.name = "Arial"
    doc.styles["Normal"].font.size = Pt(10)
    doc.styles["Normal"].paragraph_format.space_after = Pt(4)
    doc.add_heading(plan.title, 0)
    doc.add_paragraph("Version 3, agreed by the Local Area Partnership Board on 20 January 2026")
    doc.add_heading("Introduction", 1)
    for text in plan.intro:
        doc.add_paragraph(text)
    box = grid(doc, 1, (16.9,)).rows[0].cells[0]
    say(box, "\n".join(plan.voices))
    shade(box, "F2F2F2")
    doc.add_heading("How the plan is overseen", 1)
    for text in plan.governance:
        doc.add_paragraph(text)
    doc.add_heading("Key to status", 1)
    table = listing(doc, plan.key("Status", "Meaning"), [4.0, 9.0])
    for row, status in zip(table.rows[1:], plan.statuses, strict=True):
        shade(row.cells[0], plan.fill(status))
    for at, priority in enumerate(plan.priorities):
        doc.add_heading(priority.head, 1).paragraph_format.page_break_before = at == 0
        told = doc.add_paragraph()
        told.add_run("What inspectors told us to do: ").bold = True
        told.add_run(priority.quoted).italic = True
        for n, group in enumerate(priority.groups):
            name = f"Outcome {at + 1}{'AB'[n]}" if len(priority.groups) > 1 else f"Outcome {at + 1}"
            if at == 1:
                cards_in_halves(doc, name, group)
                doc.add_paragraph()
                continue
            doc.add_heading(f"{name}: {group.objective}", 2)
            if at == 0:
                cards_in_pairs(doc, plan, group.cards)
            else:
                cards_in_boxes(doc, group.cards)
    doc.add_heading("Headline measures", 1)
    listing(doc, plan.indicators(), [9.3, 3.8, 3.8])
    doc.add_heading("Main risks", 1)
    listing(doc, plan.risks, [6.5, 8.4, 2.0])
    doc.add_heading("Contact", 1)
    doc.add_paragraph(plan.closing[0])
    return saved(doc, datetime(2026, 1, 20, 9, 0))


if __name__ == "__main__":
    build({"t-1": slides, "t-2": word})
