"""Build v-1 (PDF, drawn bars), v-2 (PDF, turned A3) and v-3 (Word, tracked changes): the layouts.

usage: python tests/data/plans/make_v.py [v-1 ...]      README-v.txt tells the conventions

make_v_gold.py reads source.toml and makes the gold.
"""

import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from made import saved, wanted, write
from made_word import set_columns, shade, track_end, track_run
from make_v_gold import TRACKED, Action, Plan, read, records, rejected
from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A3, landscape  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer  # type: ignore[import-untyped]
from reportlab.platypus import Table as PdfTable

# ---------------------------------------------------------------- both PDFs

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=16, spaceAfter=8)
SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=9, leading=11)
BOLD = ParagraphStyle("bold", parent=SMALL, fontName="Helvetica-Bold")
WHITE = ParagraphStyle("white", parent=BOLD, textColor=colors.white)
MIDDLE = ParagraphStyle("middle", parent=BOLD, alignment=1)
H1 = ParagraphStyle("h1", parent=BODY, fontName="Helvetica-Bold", fontSize=22, leading=27, spaceAfter=12)
H2 = ParagraphStyle("h2", parent=H1, fontSize=14, leading=18, spaceBefore=10, spaceAfter=6)
GRID: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#7F7F7F")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


def lines(who: str) -> str:
    return "<br/>".join(who.split("; "))


def head_fill(rows: int, fill: str) -> tuple[Any, ...]:
    return ("BACKGROUND", (0, 0), (-1, rows - 1), colors.HexColor(fill))


def figures(heads: list[str], rows: list[list[str]], widths: list[float], fill: str) -> PdfTable:
    """A plain table with a row of heads."""
    cells = [[Paragraph(t, BOLD) for t in heads], *[[Paragraph(t, SMALL) for t in r] for r in rows]]
    return PdfTable(cells, widths, style=[*GRID, head_fill(1, fill)], hAlign="LEFT")


def built(
    story: list[Any], title: str, author: str, page: Callable[[Canvas, Any], None], turn: int = 0
) -> bytes:
    """The bytes of an A3 landscape document."""
    out, m = io.BytesIO(), 40
    doc = SimpleDocTemplate(
        out, pagesize=landscape(A3), leftMargin=m, rightMargin=m, topMargin=m, bottomMargin=m, invariant=1
    )
    doc.rotation = turn
    doc.title, doc.author, doc.creator = title, author, author
    doc.build(story, onFirstPage=page, onLaterPages=page)
    return out.getvalue()


# ---------------------------------------------------------------- v-1 Thornmere: bars as shapes

MONTH, COUNT, TODAY = 22.0, 18, 5.4
TINTS = {"D": "#1B5E63", "P": "#9CCFCB", "X": "#F0A04B", "M": "#7A1F4D"}
EDGE = 34 + 270 + 158  # where the months begin


def at(month: str) -> int:
    """The place of a month in the chart, from 0."""
    return (int(month[:4]) - 2026) * 12 + int(month[5:7]) - 1


class Bar(Flowable):  # type: ignore[misc]
    """The bars, diamonds and words of one action, or of a line of the key."""

    def __init__(self, spec: str):
        super().__init__()
        self.marks = re.findall(r"([DPXMW])([\d-]+)(?::([\d-]+))?(?:=(.*?))?(?= [DPXMW>]|$)", spec)
        self.goes_on, self.width, self.height = spec.endswith(">"), 1, 12

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 1, self.height

    def draw(self) -> None:
        c, done = self.canv, any(m[0] == "D" and m[2] == "2026-06" for m in self.marks)
        for kind, first, last, words in self.marks:
            c.setFillColor(colors.HexColor(TINTS.get(kind, "#333333")))
            x, y = at(first) * MONTH, 6
            if kind in "DPX":
                end = (at(last) + 1) * MONTH - 1.5
                x += 1.5
                if kind == "D" and last == "2026-06" and any(m[0] == "P" for m in self.marks):
                    end = TODAY * MONTH
                if kind == "P" and done and first == "2026-07":
                    x = TODAY * MONTH
                c.roundRect(x, 1, end - x, 10, 2.5, stroke=0, fill=1)
                if kind == "P" and self.goes_on:
                    self.shape([(end - 1, 12.5), (end + 8, 6), (end - 1, -0.5)])
            elif kind == "M":
                x += MONTH / 2
                self.shape([(x - 6, y), (x, y + 6), (x + 6, y), (x, y - 6)])
                c.setFont("Helvetica-Bold", 6.5)
                c.drawString(x + 8, y - 2.5, words)
            else:
                over = any(m[0] in "DP" and m[1] == first for m in self.marks)
                c.setFillColor(colors.white if over and first < "2026-06" else colors.black)
                c.setFont("Helvetica-Oblique", 7.5)
                c.drawString(x + 6, y - 2.5, words)

    def shape(self, points: list[tuple[float, float]]) -> None:
        path = self.canv.beginPath()
        path.moveTo(*points[0])
        for p in points[1:]:
            path.lineTo(*p)
        path.close()
        self.canv.drawPath(path, stroke=0, fill=1)


class Chart(PdfTable):  # type: ignore[misc]
    """The table of actions with the line of the day over its months."""

    def draw(self) -> None:
        super().draw()
        x = EDGE + TODAY * MONTH
        self.canv.setStrokeColor(colors.red)
        self.canv.setLineWidth(0.8)
        self.canv.line(x, 0, x, self._height - 34)


def chart(plan: Plan) -> Chart:
    months = [""] * COUNT
    years, letters = list(months), [Paragraph(x, MIDDLE) for x in "JFMAMJJASONDJFMAMJ"]
    years[0], years[12] = Paragraph("2026", MIDDLE), Paragraph("2027", MIDDLE)
    front = [Paragraph(t, BOLD) for t in ("No.", "What we will do", "Who leads")]
    back = [Paragraph(t, BOLD) for t in ("What success looks like", "Where it is")]
    rows: list[list[Any]] = [[*front, *years, *back], ["", "", "", *letters, "", ""]]
    style = [*GRID, head_fill(2, "#D5E8E6"), ("VALIGN", (3, 0), (20, -1), "MIDDLE")]
    style += [("LEFTPADDING", (3, 0), (20, -1), 0), ("RIGHTPADDING", (3, 0), (20, -1), 0)]
    style += [("SPAN", (c, 0), (c, 1)) for c in (0, 1, 2, 21, 22)]
    style += [("SPAN", (3, 0), (14, 0)), ("SPAN", (15, 0), (20, 0))]

    def band(text: str, look: ParagraphStyle, fill: str) -> None:
        r = len(rows)
        rows.append([Paragraph(text, look), *[""] * 22])
        tint = ("BACKGROUND", (0, r), (-1, r), colors.HexColor(fill))
        style.extend([("SPAN", (0, r), (-1, r)), tint])

    part: list[str] = []
    group = ""
    for a in plan.actions:
        if a.part != part:
            part = a.part
            band(part[1].replace("  ", " &nbsp; "), WHITE, "#1B3A4B")
            band(f"<i>The report said that leaders should {part[2]}.</i>", SMALL, "#FFFFFF")
        if a.group != group:
            group = a.group
            band(group, BOLD, "#E9F1F0")
        cells = [Paragraph(t, SMALL) for t in (a.id, a.do, lines(a.who))]
        drawn = [Bar(a.more["bar"]), *[""] * (COUNT - 1)]
        rows.append([*cells, *drawn, Paragraph(a.ok, SMALL), Paragraph(a.status, BOLD)])
    widths = [34, 270, 158, *[MONTH] * COUNT, 190, 75]
    return Chart(rows, widths, style=style, repeatRows=2)


def v_1(plan: Plan) -> bytes:
    """The chart as PDF."""
    front, title = [r[0] for r in plan.rows["front"]], plan.head["title"]
    story: list[Any] = [Paragraph(title, H1), Paragraph("Version 3, agreed 19 June 2026", BODY)]
    story += [Paragraph("About this chart", H2), *[Paragraph(t, BODY) for t in front[:3]]]
    story += [Paragraph("What we have been told", H2), *[Paragraph(t, BODY) for t in front[3:]]]
    shown = [("D2026-01:2026-03", "Work that has been done"), ("P2026-01:2026-03", "Work that is planned")]
    shown += [("X2026-01:2026-03", "Extra time, agreed by the Board because the action is late")]
    shown += [("P2026-01:2026-03 >", "An arrow at the edge: the work has no end date")]
    shown += [("M2026-02=M1", "Milestone: something is decided or comes out (listed after the chart)")]
    key = [[Bar(s), Paragraph(t, SMALL)] for s, t in shown]
    words = [
        "Done: finished. On course: will be finished in its last month.",
        "Some doubt: begun, with a risk.",
    ]
    words += ["Behind: will not be, or was not, finished in its last month.", "Yet to begin: not started."]
    story += [Paragraph("How to read the bars", H2), PdfTable(key, [100, 420], hAlign="LEFT")]
    story += [Paragraph("Where it is", H2), *[Paragraph(w, SMALL) for w in words]]
    story += [PageBreak(), chart(plan), PageBreak(), Paragraph("Milestones", H2)]
    story.append(figures(["", "What happens"], plan.rows["milestone"], [40, 400], "#D5E8E6"))
    story.append(Paragraph("The four figures that the Board watches", H2))
    rows = [
        [*k[:2], latest, *k[2:]] for (k, _), latest in zip(plan.kpis[""], plan.rows["latest"][0], strict=True)
    ]
    heads = ["Figure", "December 2025 (start)", "May 2026", "Aim December 2026", "Aim June 2027"]
    story.append(figures(heads, rows, [430, 130, 100, 130, 130], "#D5E8E6"))
    story.append(Paragraph("Risks", H2))
    story.append(figures(["Risk", "Score", "What we do"], plan.rows["risk"], [430, 80, 410], "#D5E8E6"))
    short = "; ".join(f"{k} {v}" for k, v in plan.pairs("glossary").items())
    story += [Paragraph("Short names", H2), Paragraph(short, SMALL)]

    def foot(c: Canvas, doc: Any) -> None:
        c.setFont("Helvetica", 8)
        c.drawString(40, 22, "Thornmere SEND delivery chart, position at 12 June 2026")
        c.drawRightString(1150, 22, f"{doc.page}")

    return built(story, title, "Thornmere Council", foot)


# ---------------------------------------------------------------- v-2 Carrowmoor: turned A3

BRAG = {"B": "#8DB4E2", "G": "#92D050", "A": "#FFC000", "R": "#FF6161", "W": "#FFFFFF"}
SAND = "#EFE3CF"
ROOMY = [*GRID, ("TOPPADDING", (0, 0), (-1, -1), 7), ("BOTTOMPADDING", (0, 0), (-1, -1), 8)]


def block(rows: list[Action], titled: bool) -> PdfTable:
    """A priority's actions with merged cells, with its bands and heads or (where it runs on) without."""
    cells: list[list[Any]] = []
    style = [*ROOMY]
    if titled:
        asked = f"The inspectors told us to: {rows[0].part[2]}"
        heads = ("Objective", "Ref", "Action", "Lead", "When", "What we will see", "BRAG")
        cells = [[Paragraph(rows[0].part[1], WHITE), *[""] * 6], [Paragraph(asked, SMALL), *[""] * 6]]
        cells.append([Paragraph(h, BOLD) for h in heads])
        style += [head_fill(3, SAND), head_fill(1, "#5B3A1E")]
        style += [("SPAN", (0, 0), (-1, 0)), ("SPAN", (0, 1), (-1, 1))]
    top = {"group": 0, "who": 0, "ok": 0}
    group = "" if titled else rows[0].group
    for i, a in enumerate(rows):
        r, fresh = len(cells), a.group != group
        group = a.group
        if fresh or not i:
            top["group"] = r
        for kind in ("who", "ok"):
            top[kind] = top[kind] if kind in a.merged else r
        for kind, c in (("group", 0), ("who", 3), ("ok", 5)):
            if top[kind] < r:
                style = [s for s in style if s[:3] != ("SPAN", (c, top[kind]), (c, r - 1))]
                style.append(("SPAN", (c, top[kind]), (c, r)))
        ok, who = ("" if k in a.merged else t for k, t in (("ok", a.ok), ("who", lines(a.who))))
        texts = [a.id, a.do, who, a.raw, ok]
        held = [Paragraph(t, SMALL) for t in texts]
        cells.append([Paragraph(group if fresh else "", BOLD), *held, Paragraph(a.status, MIDDLE)])
        style.append(("BACKGROUND", (6, r), (6, r), colors.HexColor(BRAG[a.status])))
    return PdfTable(cells, [150, 36, 350, 200, 130, 200, 44], style=style, hAlign="LEFT")


def half(rows: list[Action]) -> PdfTable:
    """One of the two tables that stand side by side."""
    heads = ("Ref", "Action", "Lead", "By when", "BRAG")
    cells: list[list[Any]] = [[Paragraph(rows[0].group[1:], WHITE), *[""] * 4]]
    cells.append([Paragraph(h, BOLD) for h in heads])
    style = [*ROOMY, head_fill(2, SAND), head_fill(1, "#5B3A1E"), ("SPAN", (0, 0), (-1, 0))]
    for a in rows:
        texts = [Paragraph(t, SMALL) for t in (a.id, a.do, lines(a.who), a.raw)]
        style.append(("BACKGROUND", (4, len(cells)), (4, len(cells)), colors.HexColor(BRAG[a.status])))
        cells.append([*texts, Paragraph(a.status, MIDDLE)])
    return PdfTable(cells, [32, 236, 130, 94, 48], style=style, hAlign="LEFT")


def v_2(plan: Plan) -> bytes:
    """The plan as PDF, each page turned."""

    def page(c: Canvas, doc: Any) -> None:
        c.translate(A3[0], 0)
        c.rotate(90)
        c.setFont("Helvetica", 8)
        c.drawString(40, 22, "Carrowmoor SEND Action Plan | November 2025 | A3")
        c.drawRightString(1150, 22, f"Sheet {doc.page} of 4")

    def kpis(n: str) -> list[Any]:
        heads = ["Measure", "September 2025", "Target March 2026", "Target March 2027"]
        table = figures(heads, [k for k, _ in plan.kpis[n]], [536, 130, 200, 244], "#DCE6D3")
        return [Spacer(1, 10), table]

    front, title = [r[0] for r in plan.rows["front"]], plan.head["title"]
    story: list[Any] = [Paragraph(title, H1), Paragraph("Agreed on 7 November 2025", BODY)]
    story += [Paragraph(t, BODY) for t in front[:2]]
    story += [Paragraph("Who keeps watch", H2), Paragraph(front[2], BODY)]
    story += [Paragraph("What families said", H2), *[Paragraph(t, BODY) for t in front[3:]]]
    key = figures(["BRAG", "What it means"], plan.rows["key"], [60, 400], SAND)
    fills = [("BACKGROUND", (0, i), (0, i), colors.HexColor(f)) for i, f in enumerate(BRAG.values(), 1)]
    key.setStyle(fills)
    story += [Paragraph("BRAG", H2), key, PageBreak()]
    second = plan.of("P2")
    story += [block(plan.of("P1"), True), *kpis("1"), Spacer(1, 18), block(second[:3], True), PageBreak()]
    story += [block(second[3:], False), *kpis("2"), Paragraph("Risks", H2)]
    story.append(
        figures(["Risk", "Score", "What we do"], plan.rows["risk"], [536, 60, 300], SAND),
    )
    third = plan.of("I1")
    story += [PageBreak(), Paragraph(third[0].part[1], H2)]
    story.append(Paragraph(f"The inspectors told us to: {third[0].part[2]}", BODY))
    sides = [half([a for a in third if a.group == g]) for g in dict.fromkeys(a.group for a in third)]
    flat = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    story += [PdfTable([sides], [570, 540], style=flat, hAlign="LEFT"), *kpis("3")]
    return built(story, title, "Carrowmoor County Council", page, 90)


# ---------------------------------------------------------------- v-3 Pellbridge: Word with tracked changes

AUTHORS = ("Devika Rao", "Joelle Hartnoll")
TAGS = {"[-": "w:del", "{+": "w:ins"}


class Word:
    """A document in which text is written with its tracked changes."""

    def __init__(self) -> None:
        self.doc: Any = Document()
        self.count, self.moves = 0, {"w:moveFrom": 0, "w:moveTo": 0}

    def change(self, tag: str, **more: str) -> Any:
        self.count += 1
        attrs = {
            "id": str(self.count),
            "author": AUTHORS[self.count // 9 % 2],
            "date": "2026-09-10T14:05:00Z",
        }
        return OxmlElement(tag, attrs={qn(f"w:{k}"): v for k, v in (attrs | more).items()})

    def write(self, p: Any, text: str, tag: str = "", *, bold: bool = False) -> Any:
        """The text as runs, its marks as changes; `tag` holds what bears no mark."""
        first = None
        for piece in filter(None, TRACKED.split(text)):
            own = TAGS.get(piece[:2], tag)
            new_bold = piece[:2] == "{*"
            run = p.add_run(piece[2:-2] if new_bold or piece[:2] in TAGS else piece)
            run.bold = True if bold or new_bold else None
            first = first or run
            if new_bold:
                was = self.change("w:rPrChange")
                was.append(OxmlElement("w:rPr"))
                run._r.get_or_add_rPr().append(was)
            if own:
                wrap = self.change(own)
                track_run(run, wrap)
                if "move" in own:
                    self.moves[own] += 1
                    start = self.change(f"{own}RangeStart", name=f"move{self.moves[own]}")
                    wrap.addprevious(start)
                    wrap.addnext(
                        OxmlElement(f"{own}RangeEnd", attrs={qn("w:id"): str(start.get(qn("w:id")))})
                    )
        return first

    def mark_end(self, p: Any, tag: str) -> None:
        """Track the paragraph's own mark."""
        if tag:
            track_end(p, self.change(tag))

    def para(self, label: str, text: str, tag: str = "", style: str | None = None) -> Any:
        p = self.doc.add_paragraph(style=style)
        label_run = self.write(p, label, tag, bold=True) if label else None
        self.write(p, text, tag)
        self.mark_end(p, tag)
        return label_run

    def fill(self, cell: Any, text: str, tag: str = "", *, bold: bool = False) -> Any:
        p = cell.paragraphs[0]
        p.paragraph_format.space_after = Pt(2)
        run = self.write(p, text, tag, bold=bold)
        self.mark_end(p, tag)
        return run

    def row(self, table: Any, texts: list[str], tag: str = "", *, bold: int = 0) -> list[Any]:
        """A row, put in, taken out or moved with `tag`; the first `bold` cells are bold."""
        row = table.add_row()
        if tag:
            way = "w:ins" if tag in ("w:ins", "w:moveTo") else "w:del"
            row._tr.get_or_add_trPr().append(self.change(way))
        pairs = zip(row.cells, texts, strict=True)
        return [self.fill(c, t, tag, bold=i < bold) for i, (c, t) in enumerate(pairs)]

    def grid(self, heads: list[str], widths: list[float]) -> Any:
        table = self.doc.add_table(rows=0, cols=len(widths), style="Table Grid")
        set_columns(table, widths)
        if heads:
            self.row(table, heads, bold=len(heads))
            shade_row(table.rows[0])
        return table

    def comment(self, run: Any, who: str, said: str) -> None:
        note = self.doc.add_comment(run, said, who, "".join(w[0] for w in who.split()))
        note._comment_elm.set(qn("w:date"), "2026-09-11T09:20:00Z")


def shade_row(row: Any) -> None:
    for cell in row.cells:
        shade(cell, "E4DFEC")


def tag_of(a: Action) -> str:
    return {"new": "w:ins", "gone": "w:del", "to": "w:moveTo"}.get(a.more.get("track", ""), "")


def before(a: Action, ref: str) -> Action:
    """A moved action as it was in its old place."""
    raw, do, who, ok, status = (rejected(t) for t in (a.raw, a.do, a.who, a.ok, a.status))
    more = {"track": "from"}
    return Action(ref, raw, None, None, None, status, [], a.part, a.group, do, ok, who, more=more)


def paragraphs(w: Word, a: Action) -> None:
    """An action as a heading and labelled paragraphs."""
    tag = "w:moveFrom" if a.more.get("track") == "from" else tag_of(a)
    w.para("", f"Action {a.id}", tag, "Heading 3")
    w.para("", a.do, tag)
    w.para("Who leads: ", a.who, tag)
    run = w.para("By when: ", a.raw, tag)
    if "note" in a.more:
        w.comment(run, *a.more["note"].split(" | "))
    w.para("Status: ", a.status, tag)
    w.para("We will know it has worked when: ", a.ok, tag)
    if "news" in a.more:
        w.para("{+Update: +}", a.more["news"], "w:ins")


def card(w: Word, a: Action) -> None:
    """An action as a small table of labels and values."""
    tag, table = tag_of(a), w.grid([], [4.2, 12.8])
    head = w.row(table, [f"Action {a.id}", ""], tag, bold=1)[0]
    shade_row(table.rows[0])
    table.rows[0].cells[0].merge(table.rows[0].cells[1])
    if "note" in a.more:
        w.comment(head, *a.more["note"].split(" | "))
    rows = [("What we will do", a.do), ("Led by", a.who), ("With", a.more.get("with", ""))]
    rows += [("Completion date", a.more.get("swap", "")), ("Completion date", a.raw)]
    rows += [("Rating", a.status), ("What success looks like", a.ok)]
    for label, text in rows:
        own = "w:ins" if "swap" in a.more and text == a.raw else ""
        if text:
            w.row(table, [label, text], tag or own or whole(text), bold=1)
    w.para("", "")


def whole(text: str) -> str:
    """The tag of a text that is put in or taken out as a whole."""
    return TAGS.get(text[:2], "") if len(TRACKED.findall(text)) == 1 and text[-1] in "]}" else ""


def table_rows(w: Word, actions: list[Action]) -> None:
    """Actions as rows of one table, one of them moved up."""
    heads = ["Ref", "Action", "Lead", "Timescale", "Status", "Measure of success"]
    table = w.grid(heads, [1.5, 4.7, 3.1, 2.7, 2, 3.2])
    moved = next(a for a in actions if a.more.get("track") == "to")

    def put(a: Action, tag: str) -> None:
        w.row(table, [a.id, a.do, a.who, a.raw, a.status, a.ok], tag)

    for a in actions:
        put(a, tag_of(a))
        if rejected(a.id) == "3.3":
            put(before(moved, "3.4"), "w:moveFrom")


def v_3(plan: Plan) -> bytes:
    """The Word file."""
    w = Word()
    page = w.doc.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.9)
    w.doc.styles["Normal"].font.name, w.doc.styles["Normal"].font.size = "Calibri", Pt(10.5)
    w.doc.styles["Normal"].paragraph_format.space_after = Pt(4)
    for style in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        w.doc.styles[style].font.color.rgb = RGBColor(0x3F, 0x31, 0x51)
    w.write(
        page.footer.paragraphs[0], "Pellbridge SEND and Inclusion Improvement Plan, [-May-]{+September+} 2026"
    )
    w.para("", plan.head["title"], style="Title")
    w.para("", "For the Partnership Board, {+23 September+}[-20 May-] 2026")
    for text, *_ in plan.rows["front"]:
        tag = {"- ": "w:del", "+ ": "w:ins"}.get(text[:2], "")
        w.para("", text[2:] if tag else text, tag)
    last = w.doc.paragraphs[-1]._p.get_or_add_pPr()  # the parent's words, newly indented
    w.doc.paragraphs[-1].paragraph_format.left_indent = Cm(1)
    was = w.change("w:pPrChange")
    was.append(OxmlElement("w:pPr"))
    last.append(was)
    w.para("", "What the status words mean", style="Heading 1")
    table = w.grid(["Status", "Meaning"], [3, 14])
    for cells in plan.rows["key"]:
        w.row(table, cells)
    for n, kind in enumerate(("P1", "I1", "I2")):
        part = plan.of(kind)
        w.para("", part[0].part[1], style="Heading 1")
        w.para("", f"Inspectors told leaders to {part[0].part[2]}.")
        for group in dict.fromkeys(a.group for a in part):
            held = [a for a in part if a.group == group]
            w.para("", group, style="Heading 2")
            if n == 2:
                table_rows(w, held)
                continue
            for a in held:
                (paragraphs, card)[n](w, a)
            if group.startswith("Outcome 1A"):
                paragraphs(w, before(next(a for a in part if a.more.get("track") == "to"), "1.4"))
    w.para("", "Key figures", style="Heading 1")
    table = w.grid(["Figure", "June 2026", "Target December 2026", "Target July 2027"], [8, 2.6, 3.4, 3])
    for cells, _ in plan.kpis[""]:
        w.row(table, cells)
    w.para("", "Risks", style="Heading 1")
    table = w.grid(["Risk", "Level", "What we do about it"], [7, 3, 7])
    for cells in plan.rows["risk"]:
        w.row(table, cells, whole(cells[0]))
    info = w.doc.core_properties
    info.author, info.title, info.comments = "Pellbridge Council", plan.head["title"], ""
    return saved(w.doc, datetime(2026, 9, 11, 12, 0))


LAYOUTS: dict[str, Callable[[Plan], bytes]] = {"v-1": v_1, "v-2": v_2, "v-3": v_3}


if __name__ == "__main__":
    for slug in wanted(LAYOUTS):
        plan = read(slug)
        write(slug, plan.head["file"], LAYOUTS[slug](plan), records(slug, plan))
