"""Build the invented plans r-1 and r-2 with their findings and gold, byte for byte the same each time.

usage: python make_r.py [r-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-r.txt.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from docx import Document
from docx.shared import Cm, Pt, RGBColor
from made import Data, Layout, Records, build, groups, owners, records, row_measure, saved, start_and_end
from made_word import set_widths, shade
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

# ---------------------------------------------------------------------------------------------- gold

HELD = ("head", "area")  # what a group keeps of the one before it


def action(a: Data, group: Data, plan: Data) -> Data:
    """An action's gold, with what its group gives it."""
    told: Data = {
        "id": a["id"],
        "finding_ids": a.get("links", group["links"]),
        "area_for_improvement": group["area"] or None,
        "objective": group["objective"],
        "activity": a["do"].replace("\n* ", " "),
        "owners": owners(a["owners"]),
        "owners_raw": a["who"],
        "timescale_raw": a["when"] if "when" in a else " | ".join(filter(None, (a["from"], a["to"]))),
        **start_and_end(a),
        "status": plan["colours"][a["mark"]][0],
        "status_raw": a["mark"],
        "success_measure": a["success"] or None,
        "priority": group["head"],
    }
    if "original" in a:
        told["original_timescale_raw"], told["original_end"] = a["original"]
    return told


def gold(slug: str, plan: Data) -> Records:
    """The records of findings.json and gold.json."""
    rows = [(a, g) for g in groups(plan, *HELD) for a in g["action"]]
    actions = [action(a, g, plan) for a, g in rows]
    measures = [row_measure(a["m"], [a["id"]]) for a, _ in rows if "m" in a]
    for k in plan.get("kpi", []):
        seen = [a["id"] for a, _ in rows if a["success"] == f"See KPI {k['no']}"]
        measures.append(row_measure(k["m"], seen))
    return records(slug, plan, actions, measures)


# ----------------------------------------------------------------- r-1: a PDF as Word exports it

LEFT, HIGH, WIDE, FOOT = 57.0, A4[1], A4[0] - 114, 62.0
BODY, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
LINE, PAD, GREY = 12.2, 5.4, "E7E6E6"


@dataclass(frozen=True)
class Box:
    """A cell over `span` columns: its paragraphs (words, font) and its fill."""

    span: int
    paras: tuple[tuple[str, str], ...]
    fill: str = ""

    def lines(self, width: float) -> list[tuple[float, str, str]]:
        """The printed lines (indent, words, font); a bullet hangs."""
        told = []
        for text, font in self.paras:
            for para in text.split("\n"):
                dent = 12.0 if para.startswith("* ") else 0.0
                cut = simpleSplit(para.removeprefix("* "), font, 9.5, width - 2 * PAD - dent)
                if dent:
                    told.append((0.0, "•", font))
                    told += [(dent, s, font) for s in cut]
                else:
                    told += [(0.0, s, font) for s in cut]
        return told


def label(text: str, span: int = 1) -> Box:
    """A label's cell."""
    return Box(span, ((text, BOLD),), GREY)


def value(text: str, span: int = 1, fill: str = "") -> Box:
    """A value's cell."""
    return Box(span, ((text, BODY),), fill)


def both(name: str, text: str, span: int = 1, fill: str = "") -> Box:
    """A cell with its label over its value."""
    return Box(span, ((name, BOLD), (text, BODY)), fill)


@dataclass
class Paper:
    """The pages, filled from the top; rows of tables run over the page's end as Word lets them."""

    plan: Data
    out: io.BytesIO = field(default_factory=io.BytesIO)
    y: float = HIGH - 60

    def __post_init__(self) -> None:
        """Open the first page."""
        self.pdf = Canvas(self.out, pagesize=A4, invariant=1)
        self.pdf.setTitle(self.plan["title"])
        self.pdf.setAuthor("Ferris, Dawn")
        self.pdf.setCreator("Microsoft Word for Microsoft 365")

    def turn(self) -> None:
        """End the page with its foot and start another."""
        self.words(LEFT, 34, "Amberholt SEND Improvement Plan v1.4 February 2026", BODY, 8)
        self.words(LEFT + WIDE - 44, 34, f"Page {self.pdf.getPageNumber()}", BODY, 8)
        self.pdf.showPage()
        self.y = HIGH - 60

    def words(self, x: float, y: float, text: str, font: str, size: float, colour: str = "000000") -> None:
        """One line of words at a place."""
        self.pdf.setFillColor(HexColor("#" + colour))
        self.pdf.setFont(font, size)
        self.pdf.drawString(x, y, text)

    def bar(self, x: float, y: float, w: float, h: float, fill: str = "000000") -> None:
        """A filled rectangle: Word prints its cell borders so."""
        self.pdf.setFillColor(HexColor("#" + fill))
        self.pdf.rect(x, y, w, h, stroke=0, fill=1)

    def para(self, text: str, font: str = BODY, size: float = 10.5, lead: str = "") -> None:
        """A paragraph, with bold words before it where there is a `lead`."""
        indent = self.pdf.stringWidth(lead + " ", BOLD, size) if lead else 0
        first = simpleSplit(text, font, size, WIDE - indent)[0]
        rest = simpleSplit(text[len(first) :].strip(), font, size, WIDE)
        for i, line in enumerate([first, *rest]):
            if self.y - size * 1.3 < FOOT:
                self.turn()
            self.y -= size * 1.3
            if i == 0 and lead:
                self.words(LEFT, self.y, lead, BOLD, size)
            self.words(LEFT + (0 if i else indent), self.y, line, font, size)
        self.y -= size * 0.7

    def heading(self, text: str, size: float = 15) -> None:
        """A heading, kept with what follows it."""
        if self.y < FOOT + 84:
            self.turn()
        self.y -= size * 1.6
        self.words(LEFT, self.y, text, BOLD, size, "1F3864")
        self.y -= size * 0.6

    def strip(self, row: list[Box], widths: list[float], start: int, n: int) -> None:
        """Lines `start` to `start + n` of a row, with fills and borders."""
        high, x, at = n * LINE + 6, LEFT, 0
        for cell in row:
            w = sum(widths[at : at + cell.span])
            if cell.fill:
                self.bar(x, self.y - high, w, high, cell.fill)
            y = self.y
            for dent, text, font in flat(cell, w)[start : start + n]:
                y -= LINE
                if text.startswith("• "):
                    self.words(x + PAD, y, "•", BODY, 9.5)
                    text = text[2:]
                self.words(x + PAD + dent, y, text, font, 9.5)
            self.bar(x - 0.24, self.y - high, 0.48, high)
            self.bar(x, self.y - 0.24, w, 0.48)
            self.bar(x, self.y - high - 0.24, w, 0.48)
            x, at = x + w, at + cell.span
        self.bar(x - 0.24, self.y - high, 0.48, high)
        self.y -= high

    def table(self, rows: list[list[Box]], widths: list[float]) -> None:
        """A ruled table; a row that does not fit is cut, two lines at the least on each side."""
        for row in rows:
            need, at = depth(row, widths), 0
            while at < need:
                room = int((self.y - FOOT - 6) // LINE)
                n = min(need - at, room)
                if n < need - at:
                    n = min(n, need - at - 2)
                if n < min(2, need - at):
                    self.turn()
                    continue
                self.strip(row, widths, at, n)
                at += n
                if at < need:
                    self.turn()
        self.y -= 14


def flat(cell: Box, width: float) -> list[tuple[float, str, str]]:
    """A cell's lines with each bullet on the line of its first words."""
    told: list[tuple[float, str, str]] = []
    bullet = False
    for dent, text, font in cell.lines(width):
        if text == "•":
            bullet = True
            continue
        told.append((dent, f"• {text}" if bullet else text, font))
        bullet = False
    return told


def depth(row: list[Box], widths: list[float]) -> int:
    """How many lines a row needs."""
    at, most = 0, 1
    for cell in row:
        most = max(most, len(flat(cell, sum(widths[at : at + cell.span]))))
        at += cell.span
    return most


def beside(a: Data, fill: str) -> list[list[Box]]:
    """Four columns, each label left of its value."""
    rows = [
        [Box(1, ((f"Action {a['id']}", BOLD),), "BDD7EE"), Box(3, ((a["do"], BOLD),), "BDD7EE")],
        [label("Responsible officer" + "s" * (len(a["owners"]) > 1)), value(a["who"])],
        [label("Working with"), value(a["with"]), label("RAG"), value(a["mark"], fill=fill)],
        [label("Impact measure"), value(a["success"], 3)],
    ]
    rows[1] += [label("Timescale"), value(a["when"])]
    return rows + ([[label("Latest position"), value(a["update"], 3)]] if a["update"] else [])


def inside(a: Data, fill: str) -> list[list[Box]]:
    """Three columns, each label over its value in the same cell."""
    rows = [
        [Box(3, ((f"{a['id']}  {a['do']}", BOLD),), "FBE4D5")],
        [both("Responsible", a["who"]), both("Timescale", a["when"]), both("RAG", a["mark"], fill=fill)],
        [both("Impact measure", a["success"], 2), both("Working with", a["with"])],
    ]
    return rows + ([[both("Latest position", a["update"], 3)]] if a["update"] else [])


def over(a: Data, fill: str) -> list[list[Box]]:
    """Four columns, rows of labels over rows of values."""
    return [
        [label("Ref"), label("Action", 3)],
        [value(a["id"]), value(a["do"], 3)],
        [label("Responsible officer"), label("Start"), label("Finish"), label("RAG rating")],
        [value(a["who"]), value(a["from"]), value(a["to"]), value(a["mark"], fill=fill)],
        [label("Impact measure", 2), label("Latest position", 2)],
        [value(a["success"], 2), value(a["update"], 2)],
    ]


def pair(a: Data, fill: str) -> list[list[Box]]:
    """Two columns; rows that nobody filled in were deleted."""
    rows = [("Responsible:", a["who"]), ("Working with:", a["with"]), ("Timescale:", a["when"])]
    rows += [("Impact measure:", a["success"]), ("Latest position:", a["update"])]
    told = [[label(k), value(v)] for k, v in rows if v]
    told.append([label("RAG:"), value(a["mark"], fill=fill)])
    return [[Box(1, ((a["id"], BOLD),), "E2EFD9"), Box(1, ((a["do"], BOLD),), "E2EFD9")], *told]


CARDS: dict[str, tuple[Callable[[Data, str], list[list[Box]]], list[float]]] = {
    "beside": (beside, [84, 196, 62, WIDE - 342]),
    "inside": (inside, [WIDE / 3] * 3),
    "over": (over, [150, 110, 110, WIDE - 370]),
    "pair": (pair, [110, WIDE - 110]),
}


def r_1(plan: Data) -> bytes:
    """The PDF."""
    paper = Paper(plan)
    paper.y -= 20
    paper.words(LEFT, paper.y, "Amberholt Local Area", BOLD, 24, "1F3864")
    paper.words(LEFT, paper.y - 30, "SEND Improvement Plan 2025 to 2027", BOLD, 24, "1F3864")
    paper.y -= 48
    paper.para(plan["version"], ITALIC)
    paper.heading("Introduction")
    for text in plan["intro"]:
        paper.para(text)
    paper.heading("What the RAG words mean", 12)
    key = [[label("RAG"), label("Meaning")]]
    key += [[value(k, fill=v[1]), value(v[2])] for k, v in plan["colours"].items()]
    paper.table(key, [90, 330])
    paper.heading("Who keeps an eye on the plan", 12)
    for text in plan["governance"]:
        paper.para(text)
    paper.heading("In their own words", 12)
    for text in plan["voices"]:
        paper.para(text, ITALIC)
    paper.turn()
    for group in groups(plan, *HELD):
        paper.heading(group["head"])
        if group["area"]:
            paper.para(f"“{group['area']}”", ITALIC, lead="What inspectors asked for:")
        paper.para(group["objective"], lead="Outcome:")
        draw, widths = CARDS[group["style"]]
        for a in group["action"]:
            paper.table(draw(a, plan["colours"][a["mark"]][1]), widths)
    paper.heading("Risks to the plan")
    cells = [[label(t) if i == 0 else value(t) for t in row] for i, row in enumerate(plan["risks"])]
    paper.table(cells, [190, WIDE - 240, 50])
    paper.turn()
    paper.pdf.save()
    return paper.out.getvalue()


# ------------------------------------------------------- r-2: a table a priority, a block an action

BAND, TITLE, TINT = "1F4E5F", "D9D9D9", "F2F2F2"
GRID = [2.4, 3.4, 3.0, 2.6, 3.6, 3.0]
Cells = list[tuple[int, str, str]]
CARELESS = {("1.3", "Lead"): "Leads", ("1.4", "Deadline"): "Deadline:", ("3.4", "Progress"): "Progess"}


def put(cell: Any, text: str, fill: str = "", bold: bool = False, size: float = 10) -> None:
    """Write a cell, a paragraph a line; white letters on a dark band."""
    for i, line in enumerate(text.split("\n")):
        p = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        p.paragraph_format.space_before = p.paragraph_format.space_after = Pt(1.5)
        run = p.add_run(line)
        run.font.size, run.bold = Pt(size), bold
        if fill == BAND:
            run.font.color.rgb = RGBColor(255, 255, 255)
    if fill:
        shade(cell, fill)


def block(a: Data) -> list[Cells]:
    """An action's rows below its title, as (columns, words, label or value), in the style of its writer."""
    said = {k: CARELESS.get((a["id"], k), k) for k in ("Lead", "Deadline", "How we will know", "Progress")}
    lead, due, know, progress = ((1, t, "label") for t in said.values())
    who, when, proof, news = (
        (w, a[k], "") for w, k in ((2, "who"), (2, "when"), (5, "success"), (5, "update"))
    )
    last: list[Cells] = [[progress, news]] if a["update"] else []
    match a["style"]:
        case "across":
            return [[lead, who, due, when], [know, proof], *last]
        case "down":
            return [[lead, (5, a["who"], "")], [due, (5, a["when"], "")], [know, proof], *last]
        case "values":
            heads: Cells = [(2, said["Lead"], "label"), due, (3, said["How we will know"], "label")]
            return [heads, [who, (1, a["when"], ""), (3, a["success"], "")], *last]
        case "halves":
            heads = [(3, said["How we will know"], "label"), (3, said["Progress"], "label")]
            return [[lead, who, due, when], heads, [(3, a["success"], ""), (3, a["update"], "")]]
    left = [[lead, who, due, (1, a["when"], "")], [know, (4, a["success"], "")]]
    return [*left, [progress, (4, a["update"], "")]]


def lay(table: Any, cells: Cells, at: int = 0) -> Any:
    """One more row of a table from its column `at`; returns the row's first cell."""
    i = len(table.rows)
    table.add_row()
    for span, text, kind in cells:
        cell = table.cell(i, at)
        if span > 1:
            cell = cell.merge(table.cell(i, at + span - 1))
        fill = TINT if kind == "label" else kind
        put(cell, text, fill, bold=kind in ("label", BAND, TITLE), size=12 if kind == BAND else 10)
        at += span
    return table.cell(i, 0)


def entry(table: Any, a: Data, plan: Data) -> None:
    """An action: the shaded row with number, title and letter, then its rows."""
    colour = plan["colours"][a["mark"]][1]
    first = lay(table, [(1, a["id"], TITLE), (4, a["do"], TITLE), (1, a["mark"], colour)])
    at = 1 if a["style"] == "left" else 0
    for cells in block(a):
        last = lay(table, cells, at)
    if at:
        first.merge(last)
        for p in first.paragraphs[1:]:
            p._p.getparent().remove(p._p)


def plain(doc: Any, rows: list[list[str]], widths: list[float]) -> Any:
    """An ordinary table under a row of heads."""
    table = doc.add_table(len(rows), len(rows[0]), style="Table Grid")
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            put(table.cell(i, j), text, TINT if i == 0 else "", bold=i == 0)
    set_widths(table, widths)
    doc.add_paragraph()
    return table


def front(doc: Any, plan: Data) -> None:
    """What stands before the actions."""
    doc.add_heading(plan["title"], 0)
    plain(doc, plan["control"], [1.8, 4, 3.2, 9])
    doc.add_heading("Why we have a plan", 1)
    for text in plan["intro"]:
        doc.add_paragraph(text)
    doc.add_heading("Keeping track", 1)
    for text in plan["governance"]:
        doc.add_paragraph(text)
    doc.add_paragraph("The letter at the right of each grey line is the rating of the Delivery Group:")
    key = plain(doc, [["RAG", "Meaning"], *[[k, v[2]] for k, v in plan["colours"].items()]], [1.8, 12])
    for i, v in enumerate(plan["colours"].values(), 1):
        shade(key.cell(i, 0), v[1])
    doc.add_heading("What people told the inspectors and us", 1)
    for text in plan["voices"]:
        doc.add_paragraph().add_run(text).italic = True


def r_2(plan: Data) -> bytes:
    """The Word file."""
    doc: Any = Document()
    page = doc.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.5)
    page.top_margin = page.bottom_margin = Cm(1.7)
    doc.styles["Normal"].font.name = "Arial"
    doc.styles["Normal"].font.size = Pt(11)
    page.footer.paragraphs[0].add_run("Skelmarsh PAP version 6 - OFFICIAL").font.size = Pt(8)
    front(doc, plan)
    table: Any = None
    for group in plan["group"]:
        if "head" in group:
            if table is not None:
                set_widths(table, GRID)
            doc.add_paragraph().paragraph_format.page_break_before = True
            table = doc.add_table(0, 6, style="Table Grid")
            lay(table, [(6, group["head"], BAND)])
            lay(table, [(6, f"Inspectors told us: “{group['area']}”", "")])
        lay(table, [(6, f"{group['label']} {group['objective']}", "DEEAF0")])
        for a in group["action"]:
            entry(table, a, plan)
    set_widths(table, GRID)
    doc.add_heading("Key performance indicators", 1)
    heads = ["KPI", "What we count", "Baseline April 2025", "Latest (Dec 25)", "Target July 2026"]
    rows = [[*heads, "Target March 2027"]]
    for k in plan["kpi"]:
        targets = [t[0] for t in k["m"][4]]
        rows.append([k["no"], k["m"][0], k["m"][1], k["now"], *targets])
    plain(doc, rows, [1.2, 6.8, 2.5, 2.5, 2.5, 2.5])
    doc.add_heading("Risk register (extract)", 1)
    plain(doc, plan["risks"], [7.5, 1, 1, 8.5])
    doc.add_heading("Short forms", 1)
    for k, v in plan["glossary"].items():
        doc.add_paragraph(f"{k}: {v}", style="List Bullet")
    info = doc.core_properties
    info.author, info.title, info.comments = "Ferreira, Jonah", plan["title"], ""
    return saved(doc, datetime(2026, 1, 19, 16, 42))


PLANS: dict[str, Layout] = {"r-1": r_1, "r-2": r_2}


if __name__ == "__main__":
    build(PLANS, gold)
