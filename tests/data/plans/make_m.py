"""Build the invented plans m-1 and m-2 with their findings and gold, byte for byte the same each time.

usage: python make_m.py [m-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-m.txt.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from docx import Document
from docx.shared import Cm, Pt, RGBColor
from made import (
    Data,
    Layout,
    Records,
    build,
    groups,
    measure_cells,
    owners,
    records,
    row_measure,
    saved,
    start_and_end,
)
from made_word import set_widths, shade
from reportlab.lib.colors import HexColor, white  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

# ---------------------------------------------------------------------------------------------- gold

HELD = ("head", "area")  # what a group keeps of the one before it


def shown(a: Data, group: Data) -> str:
    """An action's status as it is printed: the colour, or the words of the wall that has words."""
    if group.get("show") != "word":
        return str(a["mark"])
    return "NOT BEGUN" if a["mark"] == "white" else str(a["mark"]).upper()


def action(a: Data, group: Data, plan: Data) -> Data:
    """An action's gold, with what its group gives it."""
    told: Data = {
        "id": a["id"],
        "finding_ids": a.get("links", group["links"]),
        "area_for_improvement": group["area"],
        "objective": group["objective"],
        "activity": a["do"].replace("\n* ", " "),
        "owners": owners(a["owners"]),
        "owners_raw": a["who"],
        "timescale_raw": a.get("when") or f"{a['from']} | {a['to']}",
        **start_and_end(a),
        "status": plan["colours"][a["mark"]][0],
        "status_raw": shown(a, group),
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
    measures += [row_measure(k["m"], []) for k in plan["kpi"]]
    return records(slug, plan, actions, measures)


def kpis(plan: Data, heads: list[str]) -> list[list[str]]:
    """The rows of a table of measures under its heads."""
    return [heads, *[measure_cells(k["m"]) for k in plan["kpi"]]]


# ------------------------------------------------------------------------- m-1: nested tables in Word

LABEL, BAND = "DCE6E4", "1D4E4A"
OUTER = 18.0


def put(cell: Any, text: str, fill: str = "", bold: bool = False, size: float = 9) -> None:
    """Write a cell: a paragraph a line, bullets where a line has a star; white letters on a dark band."""
    for i, line in enumerate(text.split("\n")):
        p = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        p.paragraph_format.space_after = Pt(1)
        if line.startswith("* "):
            p.style = "List Bullet"
        run = p.add_run(line.removeprefix("* "))
        run.font.size, run.bold = Pt(size), bold
        if fill == BAND:
            run.font.color.rgb = RGBColor(255, 255, 255)
    if fill:
        shade(cell, fill)


def beside(cell: Any, a: Data, plan: Data) -> None:
    """A card of two columns: labels left, values right; some rows are left out."""
    rows = [("Lead officer" + "s" * (len(a["owners"]) > 1), a["who"]), ("Partners", a.get("with", ""))]
    rows = [r for r in rows if r[1]] + [("Timescale", a["when"]), ("Measure of impact", a["success"])]
    rows.append(("BRAG", a["mark"]))
    if "update" in a:
        rows.append(("Update", a["update"]))
    table = cell.add_table(1 + len(rows), 2)
    put(table.cell(0, 0), a["id"], BAND, bold=True)
    put(table.cell(0, 1), a["do"], bold=True)
    for i, (label, value) in enumerate(rows, 1):
        put(table.cell(i, 0), label, LABEL, bold=True, size=8.5)
        put(table.cell(i, 1), value, plan["colours"][value][1] if label == "BRAG" else "")
    finish(table, [2.1, 6.4])


def stacked(cell: Any, a: Data, plan: Data) -> None:
    """A card with its words across the top and shaded labels above their values."""
    table = cell.add_table(5, 2)
    top = table.cell(0, 0).merge(table.cell(0, 1))
    put(top, f"{a['id']}  {a['do']}", "F3E9D2", bold=True)
    pairs = [("Lead", a["who"], "By when", a["when"]), ("How we will know", a["success"], "BRAG", a["mark"])]
    for i, (l1, v1, l2, v2) in enumerate(pairs):
        for j, (label, value) in enumerate(((l1, v1), (l2, v2))):
            put(table.cell(1 + 2 * i, j), label, LABEL, bold=True, size=8.5)
            put(table.cell(2 + 2 * i, j), value, plan["colours"][value][1] if label == "BRAG" else "")
    finish(table, [5.4, 3.1])


def wide(cell: Any, a: Data, plan: Data) -> None:
    """A card over the whole page, in four columns of labels and values."""
    table = cell.add_table(5 + ("update" in a), 4)
    across = [(1, "Action", a["do"]), (4, "Success looks like", a["success"])]
    across += [(5, "Update Jan 26", a["update"])] if "update" in a else []
    pairs = [(0, "Ref", a["id"], "BRAG", a["mark"]), (2, "Lead officer", a["who"], "Partners", a["with"])]
    for i, l1, v1, l2, v2 in [*pairs, (3, "Start", a["from"], "Finish", a["to"])]:
        for j, (label, value) in ((0, (l1, v1)), (2, (l2, v2))):
            put(table.cell(i, j), label, LABEL, bold=True)
            put(table.cell(i, j + 1), value, plan["colours"][value][1] if label == "BRAG" else "")
    for i, label, value in across:
        put(table.cell(i, 0), label, LABEL, bold=True)
        put(table.cell(i, 1).merge(table.cell(i, 3)), value)
    finish(table, [2.6, 6.2, 2.2, 6.4])


def finish(table: Any, widths: list[float]) -> None:
    """Rule a card and fix its columns."""
    table.style = "Table Grid"
    set_widths(table, widths)


def layout(doc: Any, group: Data, plan: Data) -> None:
    """An objective's layout table: a band with the outcome, then cells that hold the cards."""
    columns = 1 if group["style"] == "wide" else 2
    draw = {"beside": beside, "stacked": stacked, "wide": wide}[group["style"]]
    table = doc.add_table(1 - (-len(group["cells"]) // columns), columns)
    if group["style"] != "beside":
        table.style = "Table Grid"
    band = table.cell(0, 0).merge(table.cell(0, columns - 1))
    put(band, f"Outcome {group['id']}: {group['objective']}", BAND, bold=True, size=10.5)
    set_widths(table, [OUTER / columns] * columns)
    waiting = list(group["action"])
    for i, n in enumerate(group["cells"]):
        cell = table.cell(1 + i // columns, i % columns)
        for _ in range(n):
            draw(cell, waiting.pop(0), plan)
        for p in cell.paragraphs:
            p.paragraph_format.space_after = Pt(0)
            p.paragraph_format.line_spacing = Pt(5)
    doc.add_paragraph()


def plain(doc: Any, rows: list[list[str]], widths: list[float], heads: bool = True) -> Any:
    """An ordinary table, with a row of heads or a column of labels."""
    table = doc.add_table(len(rows), len(rows[0]), style="Table Grid")
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            label = (i if heads else j) == 0
            put(table.cell(i, j), text, LABEL if label else "", bold=label, size=9.5)
    set_widths(table, widths)
    return table


def m_1(plan: Data) -> bytes:
    """The Word file."""
    doc: Any = Document()
    page = doc.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.5)
    page.top_margin = page.bottom_margin = Cm(1.6)
    doc.styles["Normal"].font.name = "Calibri"
    doc.styles["Normal"].font.size = Pt(11)
    page.footer.paragraphs[0].add_run("Thistleford SEND Priority Action Plan v2.1").font.size = Pt(8)
    doc.add_heading(plan["title"], 0)
    plain(doc, plan["control"], [4.5, 13.5], heads=False)
    doc.add_heading("About this plan", 2)
    for text in plan["intro"]:
        doc.add_paragraph(text)
    doc.add_heading("What the colours mean", 2)
    colours = [["Colour", "Meaning"], *[[k, v[2]] for k, v in plan["colours"].items()]]
    key = plain(doc, colours, [3, 15])
    for i, v in enumerate(plan["colours"].values(), 1):
        shade(key.cell(i, 0), v[1])
    doc.add_heading("How we keep watch", 2)
    for text in plan["governance"]:
        doc.add_paragraph(text)
    doc.add_heading("What parents said", 2)
    for text in plan["voices"]:
        doc.add_paragraph().add_run(text).italic = True
    seen = ""
    for group in groups(plan, *HELD):
        if group["head"] != seen:
            first, seen = not seen, group["head"]
            doc.add_heading(seen, 1).paragraph_format.page_break_before = first
            box = doc.add_table(1, 1, style="Table Grid")
            put(box.cell(0, 0), f"What inspectors told us to do\n{group['area']}", "EFEFEF", size=10)
            set_widths(box, [OUTER])
            doc.add_paragraph().paragraph_format.space_after = Pt(0)
        layout(doc, group, plan)
    doc.add_heading("Our four headline measures", 1)
    heads = ["Measure", "Baseline July 2025", "Target July 2026", "Target July 2027"]
    plain(doc, kpis(plan, heads), [9, 3, 3, 3])
    doc.add_heading("Risks", 1)
    plain(doc, plan["risks"], [7, 9, 2])
    info = doc.core_properties
    info.author, info.title, info.comments = "SEND Programme Office", plan["title"], ""
    return saved(doc, datetime(2026, 1, 23, 15, 10))


# ------------------------------------------------------------------------ m-2: walls of cards in a PDF

WIDE, HIGH = landscape(A4)
LEFT, TOP, FOOT, CARD = 36.0, HIGH - 40, 72.0, 256.0
INK, BOLD, BODY = "222222", "Helvetica-Bold", "Helvetica"


@dataclass(frozen=True)
class Piece:
    """Some words of a line, at `x` from the card's left; a dot where there is a colour `dot`."""

    x: float
    text: str
    font: str = BODY
    size: float = 10.5
    colour: str = INK
    dot: str = ""


@dataclass(frozen=True)
class Line:
    """A line across a card: its height, words, fill, and the rules that stand at it."""

    height: float
    pieces: tuple[Piece, ...] = ()
    fill: str = ""
    rule: bool = False
    split: float = 0


@dataclass
class Deck:
    """The pages, filled from the top."""

    plan: Data
    out: io.BytesIO = field(default_factory=io.BytesIO)
    y: float = TOP

    def __post_init__(self) -> None:
        """Open the first page."""
        self.pdf = Canvas(self.out, pagesize=(WIDE, HIGH), invariant=1)
        self.pdf.setTitle(self.plan["title"])
        self.pdf.setCreator("Communications and Design, Netherwick City Council")

    def turn(self) -> None:
        """End the page with its foot and start another."""
        self.box(0, 0, WIDE, 46, "0B5C6B")
        self.words(LEFT, 19, "Netherwick SEND Improvement Plan | Spring 2026", BODY, 9, "FFFFFF")
        self.words(WIDE - 60, 19, str(self.pdf.getPageNumber()), BOLD, 11, "FFFFFF")
        self.pdf.showPage()
        self.y = TOP

    def words(self, x: float, y: float, text: str, font: str, size: float, colour: str = INK) -> None:
        """One line of words at a place."""
        self.pdf.setFillColor(HexColor("#" + colour))
        self.pdf.setFont(font, size)
        self.pdf.drawString(x, y, text)

    def box(self, x: float, y: float, w: float, h: float, fill: str = "", ruled: bool = False) -> None:
        """A rectangle, filled or ruled or both."""
        self.pdf.setFillColor(HexColor("#" + (fill or "FFFFFF")))
        self.pdf.setStrokeColor(HexColor("#444444"))
        self.pdf.setLineWidth(1)
        self.pdf.rect(x, y, w, h, stroke=int(ruled), fill=int(bool(fill)))

    def dot(self, x: float, y: float, colour: str) -> None:
        """A dot of a colour of the key, ringed."""
        self.pdf.setFillColor(HexColor("#" + self.plan["colours"][colour][1]))
        self.pdf.setStrokeColor(HexColor("#888888"))
        self.pdf.circle(x, y, 5, stroke=1, fill=1)

    def para(self, text: str, font: str = BODY, size: float = 11, gap: float = 8, **at: float) -> None:
        """A paragraph at the present height."""
        x, w = at.get("x", LEFT), at.get("w", WIDE - 2 * LEFT)
        for line in simpleSplit(text, font, size, w):
            self.y -= size * 1.35
            self.words(x, self.y, line, font, size)
        self.y -= gap

    def draw(self, lines: list[Line], x: float) -> None:
        """The lines of a card down from the present height."""
        y = self.y
        for line in lines:
            if line.fill:
                self.box(x + 4, y - line.height, CARD - 8, line.height + 0.3, line.fill)
            self.pdf.setStrokeColor(HexColor("#BBBBBB"))
            self.pdf.setLineWidth(0.5)
            if line.rule:
                self.pdf.line(x + 4, y, x + CARD - 4, y)
            if line.split:
                self.pdf.line(x + line.split, y, x + line.split, y - line.height)
            for p in line.pieces:
                if p.dot:
                    self.dot(x + p.x + 5, y - 6, p.dot)
                self.words(x + p.x, y - line.height + 3, p.text, p.font, p.size, p.colour)
            y -= line.height


def parts(x: float, w: float, label: str, value: str, tint: str) -> list[Piece]:
    """A label and under it its value, wrapped."""
    lines = [s for t in value.split("\n") for s in simpleSplit(t, BODY, 10.5, w)]
    return [Piece(x, label, BOLD, 9, tint), *[Piece(x, s) for s in lines]]


def band(*columns: list[Piece], split: float = 0) -> list[Line]:
    """Columns of words beside each other, with a rule above and space round them."""
    rows = max(map(len, columns))
    lines = [Line(13.5, tuple(c[i] for c in columns if i < len(c)), split=split) for i in range(rows)]
    return [Line(4, rule=True, split=split), *lines, Line(4, split=split)]


def card(a: Data, group: Data) -> list[Line]:
    """A card as lines: a strip with the promise, who and when side by side, the proof, the dot or word."""
    tint = group["tint"]
    strip = simpleSplit(f"{a['id']}  {a['do']}", BOLD, 11, CARD - 24)
    lines = [Line(5), Line(4, fill=tint)]
    lines += [Line(14, (Piece(11, s, BOLD, 11, "FFFFFF"),), fill=tint) for s in strip] + [Line(4, fill=tint)]
    who, when = parts(11, 128, "Who", a["who"], tint), parts(156, 90, "By when", a["when"], tint)
    lines += band(who, when, split=149)
    if "with" in a:
        lines += band(parts(11, CARD - 24, "Helped by", a["with"], tint))
    if a["success"]:
        lines += band(parts(11, CARD - 24, "We will know", a["success"], tint))
    word = shown(a, group) if group["show"] == "word" else ""
    mark = Piece(80, word, BOLD, 10, INK, "" if word else a["mark"])
    return lines + band([Piece(11, "Progress", BOLD, 9, tint)], [mark]) + [Line(3)]


def height(lines: list[Line]) -> float:
    """How high some lines are together."""
    return sum(line.height for line in lines)


def fits(lines: list[Line], room: float) -> int:
    """How many of the lines go into the room."""
    n = 0
    while n < len(lines) and height(lines[: n + 1]) <= room:
        n += 1
    return n


def wall(deck: Deck, group: Data) -> None:
    """A priority's ruled table: its band, its quotation and goal, and the cards three and three."""
    if deck.y - FOOT < 190:
        deck.turn()
    across = 3 * CARD
    told = [("Inspectors asked us to", group["area"]), ("Our goal", group["objective"])]
    deck.y -= 28
    deck.box(LEFT, deck.y, across, 28, group["tint"], ruled=True)
    deck.words(LEFT + 10, deck.y + 9, group["head"], BOLD, 14, "FFFFFF")
    for label, text in told:
        wrapped = simpleSplit(text, BODY, 10.5, across - 160)
        deck.y -= 13 * len(wrapped) + 9
        deck.box(LEFT, deck.y, across, 13 * len(wrapped) + 9, "F4F1EC", ruled=True)
        for i, s in enumerate(reversed(wrapped)):
            deck.words(LEFT + 145, deck.y + 7 + 13 * i, s, BODY, 10.5)
        deck.words(LEFT + 10, deck.y + 7 + 13 * (len(wrapped) - 1), label, BOLD, 10, group["tint"])
    drawn = [card(a, group) for a in group["action"]]
    drawn += [[] for _ in range(-len(drawn) % 3)]
    for i in range(0, len(drawn), 3):
        left = drawn[i : i + 3]
        while any(left):
            need, room = max(map(height, left)), deck.y - FOOT
            if room < min(need, 50):
                deck.turn()
                continue
            high = need if need <= room else max(height(c[: fits(c, room)]) for c in left)
            for j, lines in enumerate(left):
                n = fits(lines, high + 0.01)
                deck.box(LEFT + j * CARD, deck.y - high, CARD, high, ruled=True)
                deck.draw(lines[:n], LEFT + j * CARD)
                left[j] = lines[n:]
            deck.y -= high
    deck.y -= 22


def front(deck: Deck) -> None:
    """The cover, and the page that says what the plan is and how to read a card."""
    plan = deck.plan
    deck.box(0, 0, WIDE, HIGH, "0B5C6B")
    deck.box(0, 150, WIDE, 8, "F2A100")
    for y, text, size in ((330, plan["title"], 38), (285, "2026 to 2027, and how far we have got", 20)):
        deck.words(60, y, text, BOLD, size, "FFFFFF")
    deck.words(60, 110, "As agreed by the SEND Improvement Board on 18 March 2026", BODY, 14, "FFFFFF")
    deck.pdf.showPage()
    deck.para("What this plan is", BOLD, 20, 8)
    for text in plan["intro"]:
        deck.para(text)
    deck.para("What the dots mean", BOLD, 14, 6)
    for name, (_, _, meaning) in plan["colours"].items():
        deck.y -= 17
        deck.dot(LEFT + 8, deck.y + 4, name)
        deck.words(LEFT + 22, deck.y, name.capitalize(), BOLD, 11)
        deck.words(LEFT + 80, deck.y, meaning, BODY, 11)
    deck.y -= 16
    deck.para("Who holds us to it", BOLD, 14, 8)
    deck.y -= 92
    for i, (name, *rows) in enumerate(plan["boards"]):
        x = LEFT + i * CARD
        deck.box(x, deck.y, CARD, 92, ruled=True)
        deck.box(x + 4, deck.y + 66, CARD - 8, 22, "444444")
        deck.words(x + 11, deck.y + 73, name, BOLD, 10, "FFFFFF")
        for (label, value), top in zip((rows[:2], rows[2:]), (54, 26), strict=True):
            deck.words(x + 11, deck.y + top, label, BOLD, 8, "0B5C6B")
            deck.words(x + 11, deck.y + top - 12, value, BODY, 9)
    deck.turn()


def m_2(plan: Data) -> bytes:
    """The PDF."""
    deck = Deck(plan)
    front(deck)
    for group in groups(plan, *HELD):
        wall(deck, group)
    deck.turn()
    deck.para("Our three big numbers", BOLD, 18, 4)
    deck.para("The Board looks at these every quarter. The last two columns are where we want to be.", gap=10)
    rows = kpis(plan, ["What we count", "December 2025", "By December 2026", "By December 2027"])
    for i, row in enumerate(rows):
        deck.y -= 24
        for text, x, w in zip(row, (0, 378, 508, 638), (378, 130, 130, 130), strict=True):
            deck.box(LEFT + x, deck.y, w, 24, "0B5C6B" if i == 0 else "FFFFFF", ruled=True)
            look = (BOLD, 10, "FFFFFF") if i == 0 else (BODY, 10.5, INK)
            deck.words(LEFT + x + 7, deck.y + 8, text, *look)
    deck.y -= 18
    deck.para("What families said to us", BOLD, 18, 8)
    deck.y -= 92
    for i, text in enumerate(plan["voices"]):
        deck.pdf.setFillColor(white)
        deck.pdf.setStrokeColor(HexColor("#F2A100"))
        deck.pdf.roundRect(LEFT + i * CARD + 4, deck.y, CARD - 16, 88, 10, stroke=1, fill=1)
        for j, s in enumerate(simpleSplit(text, "Helvetica-Oblique", 11, CARD - 44)):
            deck.words(LEFT + i * CARD + 16, deck.y + 66 - 15 * j, s, "Helvetica-Oblique", 11)
    deck.y -= 18
    deck.para("What could go wrong", BOLD, 18, 6)
    for text in plan["risks"]:
        deck.para("•  " + text, gap=4)
    deck.turn()
    deck.pdf.save()
    return deck.out.getvalue()


LAYOUTS: dict[str, Layout] = {"m-1": m_1, "m-2": m_2}


if __name__ == "__main__":
    build(LAYOUTS, gold)
