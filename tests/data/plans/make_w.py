"""Two invented plans whose actions are cards inside tables: PDF (w-1), Word (w-2).

usage: python tests/data/plans/make_w.py [w-1 w-2]
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from made import saved
from made_cards import Card, Group, Plan, build
from made_word import set_widths, shade
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

# ---------------------------------------------------------------- w-1: PDF, the number merged down

GREEN, MINT, LINE = "1E5945", "E3EFE9", "7F9C90"
WIDE = A4[0] - 96


def style(size: float, colour: str = "222222", bold: bool = False, **more: Any) -> ParagraphStyle:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return ParagraphStyle(
        "s", fontName=font, fontSize=size, leading=size * 1.25, textColor=HexColor(f"#{colour}"), **more
    )


BODY = style(10, spaceAfter=7)
CELL, LABEL, HEAD = style(9), style(9, GREEN, bold=True), style(9, "FFFFFF", bold=True)


def cell(text: str, look: ParagraphStyle = CELL) -> list[Paragraph]:
    first, *rest = text.split("\n")
    bullet = ParagraphStyle("b", parent=look, leftIndent=10, bulletIndent=2)
    return [Paragraph(first, look), *(Paragraph(r, bullet, bulletText="•") for r in rest)]


def lines(text: str) -> list[Paragraph]:
    return [Paragraph(line, CELL) for line in text.split("\n")]


def ruled(rows: list[list[str]], widths: Sequence[float], fills: Sequence[str] = ()) -> Table:
    body = [[cell(t, HEAD if not n else CELL) for t in row] for n, row in enumerate(rows)]
    looks: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor(f"#{LINE}")),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{GREEN}")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    looks += [("BACKGROUND", (0, n), (0, n), HexColor(f"#{f}")) for n, f in enumerate(fills, 1)]
    return Table(body, [w * WIDE for w in widths], style=TableStyle(looks), repeatRows=1)


def block(card: Card, timed: bool) -> tuple[list[list[Any]], int]:
    """The rows of a card and which of them holds the rating."""
    do, success, update = cell(card.do), cell(card.success), cell(card.update)
    top = [cell(card.id, style(12, GREEN, bold=True)), cell("What we will do", LABEL), do, "", ""]
    tail = [
        ["", cell("Impact we expect", LABEL), success, "", ""],
        ["", cell("Position at end of April", LABEL), update, "", ""],
    ]
    lead = ["", cell("Lead officer", LABEL), lines(card.who)]
    rating = [cell("Rating", LABEL), cell(card.status, style(9, bold=True))]
    if timed:
        start, finish = card.when.split(" | ")
        when = ["", cell("Start date", LABEL), cell(start), cell("Finish date", LABEL), cell(finish)]
        return [top, [*lead, *rating], when, *tail], 1
    first = [*lead, cell("Finish date", LABEL), cell(card.when)]
    second = ["", cell("Working alongside", LABEL), cell(card.partners), *rating]
    return [top, first, second, *tail], 2


def outcome_table(plan: Plan, number: str, group: Group, timed: bool) -> Table:
    rows: list[list[Any]] = [[cell(f"Outcome {number}: {group.objective}", HEAD), "", "", "", ""]]
    looks: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor(f"#{LINE}")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("SPAN", (0, 0), (-1, 0)),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{GREEN}")),
    ]
    for card in group.cards:
        made, rated = block(card, timed)
        at, last = len(rows), len(rows) + len(made) - 1
        shade = HexColor(f"#{MINT}")
        looks += [("SPAN", (0, at), (0, last)), ("BACKGROUND", (0, at), (1, last), shade)]
        looks += [("SPAN", (2, n), (4, n)) for n in (at, last - 1, last)]
        looks += [("BACKGROUND", (3, n), (3, n), shade) for n in (at + 1, at + 2)]
        fill = HexColor(f"#{plan.fill(card.status)}")
        looks += [("BACKGROUND", (4, at + rated), (4, at + rated), fill)]
        looks += [("LINEABOVE", (0, at), (-1, at), 1.5, HexColor(f"#{GREEN}"))]
        rows += made
    return Table(rows, [34, 86, 185, 66, WIDE - 371], style=TableStyle(looks))


def pdf(plan: Plan) -> bytes:
    big, mid = (
        style(17, GREEN, bold=True, spaceAfter=8),
        style(13, GREEN, bold=True, spaceBefore=8, spaceAfter=5),
    )
    quote = ParagraphStyle("q", parent=BODY, leftIndent=14, rightIndent=14, fontName="Helvetica-Oblique")
    story: list[Any] = [Spacer(1, 30), Paragraph(plan.title, style(24, GREEN, bold=True, spaceAfter=16))]
    story += [Paragraph("Update for the SEND Executive, 30 April 2026", style(12, spaceAfter=20))]
    story += [Paragraph("Introduction", mid), *(Paragraph(t, BODY) for t in plan.intro)]
    story += [Paragraph("How we will oversee the plan", mid), *(Paragraph(t, BODY) for t in plan.governance)]
    story += [Paragraph("How we rate progress", mid)]
    key = plan.key("Rating", "What it means")
    story += [ruled(key, (0.16, 0.84), [row[1] for row in plan.statuses.values()])]
    story += [Paragraph("What families have told us", mid), *(Paragraph(t, quote) for t in plan.voices)]
    for n, priority in enumerate(plan.priorities, 1):
        story += [PageBreak(), Paragraph(priority.head, big), Paragraph("What the inspectors said", LABEL)]
        story += [Spacer(1, 3), Paragraph(priority.quoted, quote)]
        for letter, group in zip("ab", priority.groups, strict=False):
            number = f"{n}{letter}" if len(priority.groups) > 1 else str(n)
            story += [outcome_table(plan, number, group, timed=n == 3), Spacer(1, 12)]
    story += [PageBreak(), Paragraph("Headline measures", big)]
    story += [Paragraph("The SEND Executive looks at these measures every quarter.", BODY)]
    story += [ruled(plan.indicators(), (0.54, 0.23, 0.23)), Spacer(1, 14), Paragraph("Risks", big)]
    story += [ruled(plan.risks, (0.36, 0.13, 0.11, 0.4)), Paragraph("Contact", mid)]
    story += [Paragraph("Questions about this plan can be sent to send.programme@hensbridge.example", BODY)]

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(48, 26, plan.title)
        canvas.drawRightString(A4[0] - 48, 26, f"Page {document.page}")

    out = io.BytesIO()
    made = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=48, rightMargin=48, topMargin=46, bottomMargin=50,
        title=plan.title, author="Hensbridge Council", invariant=1,
    )  # fmt: skip
    made.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


# ---------------------------------------------------------------- w-2: Word, a table for each card

PLUM = "5B2C5F"


def write(
    box: WordCell, text: str, bold: bool = False, colour: str | None = None, more: bool = False
) -> None:
    """Puts text into a cell, a line a paragraph; `more` leaves the first paragraph as it is."""
    for n, line in enumerate(text.split("\n")):
        para = box.add_paragraph() if more or n else box.paragraphs[0]
        para.paragraph_format.space_after = Pt(2)
        run = para.add_run(line)
        run.bold = bold
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)


def grid(doc: Doc, rows: int, widths: Sequence[float]) -> WordTable:
    table: WordTable = doc.add_table(rows, len(widths), style="Table Grid")
    set_widths(table, widths)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def plain(doc: Doc, rows: list[list[str]], widths: Sequence[float], fills: Sequence[str] = ()) -> None:
    table = grid(doc, len(rows), widths)
    for n, row in enumerate(rows):
        for box, text in zip(table.rows[n].cells, row, strict=True):
            write(box, text, bold=not n, colour=None if n else "FFFFFF")
            if not n:
                shade(box, PLUM)
    for n, fill in enumerate(fills, 1):
        shade(table.cell(n, 0), fill)
    doc.add_paragraph()


def action_text(box: WordCell, doc: Doc, text: str) -> None:
    first, *bullets = text.split("\n")
    write(box, first, more=True)
    for line in bullets:
        box.add_paragraph(line, style="List Bullet").paragraph_format.space_after = Pt(2)


def sidebar(doc: Doc, plan: Plan, card: Card) -> None:
    """Action and success on the left; owner, date and status below each other on the right."""
    table = grid(doc, 3, (11.2, 5.8))
    head = table.cell(0, 0).merge(table.cell(0, 1))
    write(head, f"Action {card.id}", bold=True, colour="FFFFFF")
    shade(head, PLUM)
    left, right = table.cell(1, 0), table.cell(1, 1)
    write(left, "Action we are taking", bold=True, colour=PLUM)
    action_text(left, doc, card.do)
    write(left, "Measure of success", bold=True, colour=PLUM, more=True)
    if card.success:
        write(left, card.success, more=True)
    write(right, "Action owner", bold=True, colour=PLUM)
    write(right, card.who, more=True)
    write(right, "Completion date", bold=True, colour=PLUM, more=True)
    write(right, card.when, more=True)
    write(right, "Current status", bold=True, colour=PLUM, more=True)
    write(right, card.status, more=True)
    shade(right, plan.fill(card.status))
    foot = table.cell(2, 0).merge(table.cell(2, 1))
    write(foot, "Progress to February 2026", bold=True, colour=PLUM)
    if card.update:
        write(foot, card.update, more=True)
    doc.add_paragraph()


def three(doc: Doc, plan: Plan, card: Card) -> None:
    """The action across the card, three cells with label above value, two more rows."""
    table = grid(doc, 4, (6.6, 5.6, 4.8))
    head = table.cell(0, 0).merge(table.cell(0, 2))
    write(head, f"{card.id}  {card.do}", bold=True)
    shade(head, "E9DDEA")
    for n, (label, text) in enumerate(
        (("Action owner", card.who), ("Completion date", card.when), ("Current status", card.status))
    ):
        write(table.cell(1, n), label, bold=True, colour=PLUM)
        write(table.cell(1, n), text, more=True)
    shade(table.cell(1, 2), plan.fill(card.status))
    for n, (label, text) in enumerate(
        (("Measure of success", card.success), ("Progress to February 2026", card.update)), 2
    ):
        box = table.cell(n, 0).merge(table.cell(n, 2))
        write(box, label, bold=True, colour=PLUM)
        if text:
            write(box, text, more=True)
    doc.add_paragraph()


def keep(table: WordTable) -> None:
    """Word's "keep with next" on all rows but the last, so that no card runs over a page's end."""
    for row in table.rows[:-1]:
        for box in row.cells:
            for para in box.paragraphs:
                para.paragraph_format.keep_with_next = True


def word(plan: Plan) -> bytes:
    doc = Document()
    page = doc.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    doc.styles["Normal"].font.name, doc.styles["Normal"].font.size = "Arial", Pt(10)
    for level in range(1, 4):
        look = doc.styles[f"Heading {level}"]
        look.font.name, look.font.color.rgb = "Arial", RGBColor.from_string(PLUM)
        look.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        look.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
    page.footer.paragraphs[0].text = f"{plan.title} – version 1.2"
    doc.add_heading(plan.title, 0)
    doc.add_paragraph("Addlesham Local Area SEND Partnership")
    plain(doc, plan.versions, (2, 3, 3.5, 8.5))
    for head, texts in (("About this plan", plan.intro), ("Who oversees the plan", plan.governance)):
        doc.add_heading(head, 2)
        for text in texts:
            doc.add_paragraph(text)
    doc.add_heading("What families tell us", 2)
    for text in plan.voices:
        doc.add_paragraph(text, style="Quote")
    doc.add_heading("Status key", 2)
    plain(doc, plan.key("Status", "Meaning"), (4, 13), [row[1] for row in plan.statuses.values()])
    for n, priority in enumerate(plan.priorities, 1):
        doc.add_heading(priority.head, 1).paragraph_format.page_break_before = True
        para = doc.add_paragraph()
        para.add_run("Area for improvement: ").bold = True
        para.add_run(priority.quoted).italic = True
        for group in priority.groups:
            doc.add_heading(f"Objective: {group.objective}", 2)
            for card in group.cards:
                (three if n == 3 else sidebar)(doc, plan, card)
                keep(doc.tables[-1])
    doc.add_heading("How we will know that the plan is working", 1).paragraph_format.page_break_before = True
    doc.add_paragraph("The board receives these indicators at every other meeting.")
    plain(doc, plan.indicators(), (8, 3, 3, 3))
    doc.add_heading("Risks", 1)
    plain(doc, plan.risks, (1.4, 6.6, 1.6, 7.4))
    core = doc.core_properties
    core.title, core.author, core.last_modified_by = plan.title, "R. Mbeki", "R. Mbeki"
    core.comments = ""
    return saved(doc, datetime(2026, 2, 12, 9, 0))


if __name__ == "__main__":
    build({"w-1": pdf, "w-2": word})
