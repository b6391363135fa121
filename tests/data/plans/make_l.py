"""Build the invented plans l-1 to l-3 with their findings and gold, byte for byte the same each time.

usage: python make_l.py [l-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-l.txt.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from made import (
    Data,
    Layout,
    Records,
    accepted,
    build,
    groups,
    measure_cells,
    owners,
    records,
    row_measure,
    saved,
    start_and_end,
)
from made_word import filling, set_widths, shade, track_run
from reportlab.lib.colors import HexColor, black, grey  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table  # type: ignore[import-untyped]

TRACKED = re.compile(r"(\[-.*?-\]|\{\+.*?\+\})")


# ---------------------------------------------------------------------------------------------- gold

HELD = ("area", "head", "links")  # what a group keeps of the one before it


def action(a: Data, group: Data, plan: Data) -> Data:
    """An action's gold, with what its group gives it."""
    raw = " | ".join(accepted(a[k]) for k in ("from", "to") if k in a) or a["when"]
    mark = accepted(a["mark"])
    return {
        "id": a["id"],
        "finding_ids": a.get("links", group["links"]),
        "area_for_improvement": group["area"],
        "objective": group["objective"],
        "activity": accepted(a["do"]),
        "owners": owners(a["owners"]),
        "owners_raw": accepted(a["who"]),
        "timescale_raw": raw,
        **start_and_end(a),
        "status": plan["colours"][mark][0],
        "status_raw": mark,
        "success_measure": accepted(a["success"]) or None,
        "priority": group["head"],
    }


def gold(slug: str, plan: Data) -> Records:
    """The records of findings.json and gold.json."""
    rows = [(a, g) for g in groups(plan, *HELD) for a in g["action"] if not a.get("gone")]
    actions = [action(a, g, plan) for a, g in rows]
    measures = [row_measure(a["m"], [a["id"]]) for a, _ in rows if "m" in a]
    measures += [row_measure(k["m"], []) for k in plan.get("kpi", [])]
    return records(slug, plan, actions, measures)


# ------------------------------------------------------------------------------- l-1: cards in a PDF

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13.5, spaceAfter=7)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=8.5, leading=10.5, spaceAfter=0)
LABEL = ParagraphStyle("label", parent=CELL, fontName="Helvetica-Bold", textColor=HexColor("#1F3864"))
HEAD = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=15, leading=19, spaceBefore=8)
BAND = ParagraphStyle(
    "band", parent=BODY, fontName="Helvetica-Bold", fontSize=11.5, textColor=HexColor("#FFFFFF")
)
GRID = ("GRID", (0, 0), (-1, -1), 0.5, grey)
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


def card(a: Data, colours: Data) -> Table:
    """One action: a coloured strip with its number and word, then labels left and values right."""
    strip = Table([[Paragraph(a["id"], LABEL), Paragraph(a["mark"], LABEL)]], colWidths=[184, 64])
    labels = [
        ("What we will do", a["do"]),
        ("Who leads", a["who"]),
        ("Working with", a.get("with", "")),
        ("When", a["when"]),
        ("How we will know", a["success"] or "–"),
    ]
    rows: list[list[Any]] = [[strip, ""]]
    rows += [[Paragraph(k, LABEL), Paragraph(v, CELL)] for k, v in labels if v]
    fill = HexColor("#" + colours[a["mark"]][1])
    return Table(
        rows,
        colWidths=[62, 186],
        style=[GRID, TOP, ("SPAN", (0, 0), (1, 0)), ("BACKGROUND", (0, 0), (1, 0), fill)]
        + [(f"{side}PADDING", (0, 0), (1, 0), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")],
    )


def cards(group: Data, colours: Data) -> Table:
    """A priority: two rows of heading, then its cards two and two, ruled round."""
    drawn: list[Any] = [card(a, colours) for a in group["action"]]
    drawn += [""] * (len(drawn) % 2)
    quoted = f"<b>What inspectors said:</b> {group['area']}<br/><b>Outcome:</b> {group['objective']}"
    rows: list[list[Any]] = [[Paragraph(group["head"], BAND), ""], [Paragraph(quoted, CELL), ""]]
    rows += [drawn[i : i + 2] for i in range(0, len(drawn), 2)]
    spans = [("SPAN", (0, i), (1, i)) for i in (0, 1)]
    fills = [("BACKGROUND", (0, i), (1, i), HexColor(c)) for i, c in enumerate(("#1F3864", "#DEE6F0"))]
    pads = [("TOPPADDING", (0, 1), (-1, -1), 6), ("BOTTOMPADDING", (0, 1), (-1, -1), 6)]
    style = [("GRID", (0, 0), (-1, -1), 1, black), TOP, *spans, *fills, *pads]
    return Table(rows, colWidths=[261, 261], style=style)


def ruled(rows: list[list[str]], widths: list[int]) -> Table:
    """An ordinary ruled table with a heading row."""
    body = [[Paragraph(c, LABEL if i == 0 else CELL) for c in row] for i, row in enumerate(rows)]
    return Table(body, colWidths=widths, style=[GRID, TOP], hAlign="LEFT")


def l_1(plan: Data) -> bytes:
    """The PDF of cards."""
    flow: list[Any] = [
        Paragraph(plan["title"], HEAD),
        Paragraph("Version for the Board, 5 December 2025", BODY),
    ]
    flow += [Paragraph(t, BODY) for t in plan["intro"]]
    key = [["Strip", "What it means"], *[[word, v[2]] for word, v in plan["colours"].items()]]
    table = ruled(key, [90, 330])
    fills = [
        ("BACKGROUND", (0, i), (0, i), HexColor("#" + v[1]))
        for i, v in enumerate(plan["colours"].values(), 1)
    ]
    table.setStyle(fills)
    flow += [Paragraph("Key to the cards", HEAD), table, Paragraph("What families told us", HEAD)]
    flow += [Paragraph(f"<i>{v}</i>", BODY) for v in plan["voices"]] + [PageBreak()]
    for group in groups(plan, *HELD):
        flow += [cards(group, plan["colours"]), Spacer(1, 14)]
    months = ("Where we were, June 2025", "April 2026", "December 2026")
    kpis = [["Headline measure", *months]]
    kpis += [measure_cells(k["m"]) for k in plan["kpi"]]
    measures = [
        Paragraph("Headline measures", HEAD),
        Paragraph("The last two columns are our targets.", BODY),
    ]
    flow.append(KeepTogether([*measures, ruled(kpis, [252, 100, 85, 85])]))
    flow.append(KeepTogether([Paragraph("Risks", HEAD), ruled(plan["risks"], [200, 250, 60])]))
    out = io.BytesIO()
    margins = {"leftMargin": 30, "rightMargin": 30, "topMargin": 40, "bottomMargin": 45}
    doc = SimpleDocTemplate(out, pagesize=A4, title=plan["title"], invariant=1, **margins)

    def foot(canvas: Canvas, _doc: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(36, 25, "Calderwick SEND Improvement Board")
        canvas.drawRightString(559, 25, f"Page {canvas.getPageNumber()}")

    doc.build(flow, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


# -------------------------------------------------------------------- l-2: Word with tracked changes

AUTHOR = {qn("w:author"): "J. Pargeter", qn("w:date"): "2025-11-03T09:30:00Z"}
WIDTHS = (3.2, 1.1, 6.6, 4.2, 2.2, 2.6, 4.6, 2.5)
TITLES = ("Objective", "No.", "Action", "Lead", "Timescale", "", "Measure of success", "Status")
count = iter(range(1, 10_000))


def change(tag: str) -> Any:
    """An element w:ins or w:del with its author and day."""
    return OxmlElement(tag, attrs={**AUTHOR, qn("w:id"): str(next(count))})


def write(paragraph: Any, text: str, size: float = 8.5, bold: bool = False, row: str = "") -> None:
    """The text as runs, its marks as tracked insertions and deletions (`row`: all of it)."""
    for part in filter(None, TRACKED.split(text)):
        marked = part[:2] in ("[-", "{+")
        run = paragraph.add_run(part[2:-2] if marked else part)
        run.font.size, run.bold = Pt(size), bold
        tag = row or ({"[-": "w:del", "{+": "w:ins"}[part[:2]] if marked else "")
        if tag:
            track_run(run, change(tag))


def repeat(row: Any) -> None:
    """Let a row stand again at the top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def wide(doc: Any, plan: Data, part: list[Data]) -> None:
    """A priority's table: two rows of heading, objectives merged down."""
    table = doc.add_table(rows=2, cols=len(WIDTHS), style="Table Grid")
    for i, title in enumerate(TITLES):
        write(table.cell(0, i).paragraphs[0], title, bold=True)
        if i not in (4, 5):
            table.cell(0, i).merge(table.cell(1, i))
    table.cell(0, 4).merge(table.cell(0, 5))
    for i, title in ((4, "Start"), (5, "End")):
        write(table.cell(1, i).paragraphs[0], title, bold=True)
    for row in table.rows:
        repeat(row)
        for tc in row._tr.tc_lst:
            tc.get_or_add_tcPr().append(filling("D9E2D5"))
    for group in part:
        first = len(table.rows)
        for a in group["action"]:
            row = table.add_row()
            tag = "w:ins" if a.get("new") else "w:del" if a.get("gone") else ""
            if tag:
                row._tr.get_or_add_trPr().append(change(tag))
            texts = ("", a["id"], a["do"], a["who"], a["from"], a["to"], a["success"], a["mark"])
            for cell, text in zip(row.cells, texts, strict=True):
                write(cell.paragraphs[0], text, row=tag)
        write(table.cell(first, 0).paragraphs[0], group["objective"], bold=True)
        table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0))
    set_widths(table, WIDTHS)


def gantt(doc: Any, plan: Data) -> None:
    """The chart of quarters: numbers of actions and filled cells."""
    table = doc.add_table(rows=1, cols=1 + len(plan["quarters"]), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ["Action", *plan["quarters"]], strict=True):
        write(cell.paragraphs[0], text, bold=True)
    repeat(table.rows[0])
    for group in groups(plan, *HELD):
        for a in group["action"]:
            if a.get("gone"):
                continue
            cells = table.add_row().cells
            write(cells[0].paragraphs[0], a["id"])
            for i in range(a["q"][0], a["q"][1] + 1):
                shade(cells[1 + i], "7FA98B")


def l_2(plan: Data) -> bytes:
    """The Word file."""
    doc: Any = Document()
    page = doc.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.3)
    doc.styles["Normal"].font.name = "Calibri"
    doc.styles["Normal"].paragraph_format.space_after = Pt(3)
    write(page.footer.paragraphs[0], "Lowmarsh Local Area SEND Action Plan v3 – with tracked changes", 8)
    doc.add_heading(plan["title"], 0)
    for text in plan["intro"]:
        write(doc.add_paragraph(), text, 11)
    doc.add_heading("Status", 2)
    for word, (_, _, meaning) in plan["colours"].items():
        paragraph = doc.add_paragraph(style="List Bullet")
        write(paragraph, word, 11, bold=True)
        write(paragraph, f" – {meaning}", 11)
    everything = list(groups(plan, *HELD))
    for i, head in enumerate(dict.fromkeys(g["head"] for g in everything)):
        part = [g for g in everything if g["head"] == head]
        heading = doc.add_heading(head, 1)
        heading.paragraph_format.page_break_before = i == 0
        write(doc.add_paragraph(), f"Inspectors asked us to: {part[0]['area']}", 11)
        wide(doc, plan, part)
    doc.add_heading("When the work falls", 1).paragraph_format.page_break_before = True
    write(doc.add_paragraph(), "Quarters are those of the financial year.", 11)
    gantt(doc, plan)
    doc.add_heading("Sign-off", 1)
    write(doc.add_paragraph(), "Agreed by the Director of Children's Services and the Chief Nurse.", 11)
    info = doc.core_properties
    info.author, info.title, info.comments = "Lowmarsh District Council", plan["title"], ""
    return saved(doc, datetime(2025, 11, 3, 9, 30))


# ---------------------------------------------------------------- l-3: turned pages without any lines

COLUMNS = (
    ("Ref", 40, 28),
    ("Action", 74, 240),
    ("Lead", 328, 140),
    ("By when", 482, 90),
    ("How we will know", 586, 150),
    ("RAG", 752, 50),
)


class Turned:
    """A portrait page turned by /Rotate 90 to be read as landscape, filled from the top."""

    def __init__(self, title: str) -> None:
        self.out = io.BytesIO()
        self.pdf = Canvas(self.out, pagesize=A4[::-1], invariant=1)  # swapped back where pages are turned
        self.pdf.setTitle(title)
        self.title, self.header = title, False
        self.open()

    def open(self) -> None:
        """Begin a page, with the columns' heads where the table goes on."""
        self.pdf.setPageRotation(90)
        self.pdf.translate(A4[0], 0)
        self.pdf.rotate(90)
        self.pdf.setFont("Helvetica", 8)
        self.pdf.drawString(40, 24, self.title)
        self.pdf.drawRightString(802, 24, f"{self.pdf.getPageNumber()}")
        self.y = 555.0
        if self.header:
            self.heads()

    def room(self, height: float) -> None:
        """Turn to a new page unless so much is left on this one."""
        if self.y - height < 42:
            self.pdf.showPage()
            self.open()

    def text(
        self, text: str, font: str = "Helvetica", size: float = 10, gap: float = 6, x: float = 40
    ) -> None:
        """A paragraph across the page."""
        lines = simpleSplit(text, font, size, 802 - x)
        self.room(len(lines) * size * 1.3)
        for line in lines:
            self.pdf.setFont(font, size)
            self.pdf.drawString(x, self.y - size, line)
            self.y -= size * 1.3
        self.y -= gap

    def row(self, texts: list[str], font: str = "Helvetica", size: float = 9) -> None:
        """A row of the table, each cell wrapped in its column."""
        cells = [simpleSplit(t, font, size, w) for t, (_, _, w) in zip(texts, COLUMNS, strict=True)]
        height = max(map(len, cells)) * 11.5
        self.room(height)
        self.pdf.setFont(font, size)
        for lines, (_, x, _) in zip(cells, COLUMNS, strict=True):
            for i, line in enumerate(lines):
                self.pdf.drawString(x, self.y - size - i * 11.5, line)
        self.y -= height + 8

    def heads(self) -> None:
        """The row of the columns' heads."""
        self.row([name for name, _, _ in COLUMNS], "Helvetica-Bold", 9.5)


def l_3(plan: Data) -> bytes:
    """The PDF of turned pages."""
    page = Turned(plan["title"])
    page.text(plan["title"], "Helvetica-Bold", 18, 14)
    for text in plan["intro"]:
        page.text(text)
    page.text("What the RAG words mean", "Helvetica-Bold", 12)
    for word, (_, _, meaning) in plan["colours"].items():
        page.text(f"{word} – {meaning}", gap=2)
    page.y = 0
    page.room(1)
    page.heads()
    page.header = True
    seen = ""
    for group in groups(plan, *HELD):
        if group["head"] != seen:
            seen = group["head"]
            page.room(120)
            page.text(seen, "Helvetica-Bold", 12, 3)
            page.text(f"Inspectors asked us to: {group['area']}", size=9.5, gap=8)
        page.room(70)
        page.text(f"Outcome {group['id']}: {group['objective']}", "Helvetica-Oblique", 10, 7)
        for a in group["action"]:
            page.row([a["id"], a["do"], a["who"], a["when"], a["success"], a["mark"]])
    page.header = False
    page.y = 0
    page.room(1)
    page.text("Key performance indicators", "Helvetica-Bold", 14, 8)
    page.text("These figures are reported to the Board each quarter.")
    for i, k in enumerate(plan["kpi"], 1):
        targets = "; ".join(t[0] for t in k["m"][4])
        page.text(f"KPI {i}.  {k['m'][0]}", "Helvetica-Bold", 10, 1)
        page.text(f"Baseline: {k['m'][1]}.  Target: {targets}.", gap=8, x=80)
    page.text("Contact: send.improvement@ellisford.example", "Helvetica-Oblique", 9)
    page.pdf.save()
    return page.out.getvalue()


LAYOUTS: dict[str, Layout] = {"l-1": l_1, "l-2": l_2, "l-3": l_3}


if __name__ == "__main__":
    build(LAYOUTS, gold)
