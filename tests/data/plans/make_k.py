"""Build the invented plans k-1 to k-3 with their findings and gold, byte for byte the same each time.

usage: python make_k.py [k-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-k.txt.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import made
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from made import Data
from made_word import set_columns, shade
from reportlab.lib.colors import HexColor, black, white  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

SHORT, LONG = A4
PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"


# What a careful reader reads


def measure(source: Data, ids: list[str]) -> Data:
    """A measure's gold."""
    return made.measure(source["text"], source.get("baseline") or [None] * 3, source["targets"], ids)


def kpi(row: Data) -> list[Data]:
    """The measure of a row of k-2, if it has one; a target's period is its column's."""
    if not row.get("kpi"):
        return []
    periods = zip((row["mar"], row["sep"]), row["t"], ("2026-03", "2026-09"), strict=True)
    base = [row["base"], row.get("b"), ""]
    return [{"text": row["kpi"], "baseline": base, "targets": [list(x) for x in periods]}]


def flat(data: Data) -> list[tuple[Data, Data, Data]]:
    """Each action with its section and group, in the order of the print."""
    rows = []
    for section in data["section"]:
        for group in section.get(
            "group", [{"text": section.get("outcome"), "action": section.get("action")}]
        ):
            rows += [(section, group, action) for action in group["action"]]
    for number, (_, _, action) in enumerate(rows, 1):
        action.setdefault("id", str(number))
    return rows


def read_action(data: Data, section: Data, group: Data, row: Data) -> Data:
    parts = [row["start_raw"], row["when"]] if row.get("start_raw") else [row["when"]]
    people = [row["A"], row["R"]] if "A" in row else [row["who"]]
    return {
        "id": row["id"],
        "finding_ids": row.get("links", section["links"]),
        "area_for_improvement": section["text"],
        "objective": group["text"],
        "activity": row["do"],
        "owners": made.owners(row["owners"]),
        "owners_raw": " | ".join(people),
        "timescale_raw": " | ".join(parts),
        **made.start_and_end(row),
        "status": data["marks"][row["mark"]],
        "status_raw": row["mark"],
        "success_measure": row.get("success") or row.get("kpi") or None,
    }


def gold(slug: str, data: Data) -> made.Records:
    """The records of findings.json and gold.json."""
    actions = [read_action(data, *parts) for parts in flat(data)]
    measures = [measure(m, [row["id"]]) for *_, row in flat(data) for m in row.get("measures", kpi(row))]
    for found in data.get("measure", []):
        measures.append(measure(found, []))
    return made.records(slug, data, actions, measures, made.FILE_FIRST)


# k-1: a committee's template in Word


def put(cell: Any, text: str, bold: bool = False, size: float = 9, colour: str = "000000") -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        head, colon, rest = line.partition(": ") if line.startswith("Progress: ") else ("", "", line)
        for part, heavy in ((head + colon, True), (rest, bold)):
            if part:
                run = paragraph.add_run(part)
                run.bold, run.font.size, run.font.color.rgb = heavy, Pt(size), RGBColor.from_string(colour)


def grid(document: Any, widths: list[float]) -> Any:
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    set_columns(table, widths)
    return table


def add_row(table: Any, widths: list[float], cells: list[str], bold: bool = False, tint: str = "") -> Any:
    row = table.add_row()
    rule = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(rule)
    for cell, width, text in zip(row.cells, widths, cells, strict=True):
        cell.width = Cm(width)
        put(cell, text, bold)
        if tint:
            shade(cell, tint)
    return row


def band(table: Any, text: str, tint: str, size: float, colour: str = "000000", first: int = 0) -> Any:
    row = table.add_row()
    cell = row.cells[first].merge(row.cells[-1])
    put(cell, text, tint != "", size, colour)
    if tint:
        shade(cell, tint)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    return row


def recommendation(document: Any, data: Data, section: Data) -> None:
    """One wide table: a coloured band, the header, grey bands and actions, some with a row of news below."""
    fills = {name: colour for name, _, colour in data["key"]}
    widths = [1.5, 8.6, 4.6, 3.6, 6.0, 1.4]
    table = grid(document, widths)
    band(table, f"{section['label']}: {section['text']}", "1F5C7A", 11, "FFFFFF")
    heads = ["Ref", "Action", "Lead officer", "Timescale", "Success measure", "RAG"]
    add_row(table, widths, heads, True, "CFE2EC")
    for group in section["group"]:
        band(table, f"{group['label']}: {group['text']}", "E3E3E3", 9.5)
        for action in group["action"]:
            texts = [action["id"], action["do"], action["who"], action["when"], action["success"], ""]
            row = add_row(table, widths, texts)
            shade(row.cells[-1], fills[action["mark"]])
            if "progress" in action:
                whole = section.get("full", False)
                below = band(table, "Progress: " + action["progress"], "", 9, first=0 if whole else 1)
                if not whole:
                    row.cells[0].merge(below.cells[0])
    document.add_paragraph()


def plain(document: Any, rows: list[list[str]], widths: list[float]) -> None:
    table = grid(document, widths)
    for number, texts in enumerate(rows):
        add_row(table, widths, texts, number == 0, "" if number else "CFE2EC")
    document.add_paragraph()


def committee(data: Data) -> bytes:
    document: Any = Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10.5)
    top = page.header.paragraphs[0]
    top.text, top.alignment = "Haverstow County Council   |   OFFICIAL", WD_ALIGN_PARAGRAPH.RIGHT
    page.footer.paragraphs[0].text = "Appendix B to agenda item 7, 11 November 2025"
    document.add_heading(data["title"], 0)
    table = grid(document, [4.5, 14])
    for label, text in data["cover"]:
        row = add_row(table, [4.5, 14], [label, text])
        shade(row.cells[0], "E3E3E3")
    document.add_heading("About this plan", 1)
    for text in data["intro"]:
        document.add_paragraph(text)
    document.add_heading("What the RAG colours mean", 2)
    table = grid(document, [2.2, 10])
    add_row(table, [2.2, 10], ["RAG", "Meaning"], True, "CFE2EC")
    for name, meaning, colour in data["key"]:
        shade(add_row(table, [2.2, 10], [name, meaning]).cells[0], colour)
    document.add_page_break()
    document.add_heading("The plan", 1)
    for section in data["section"]:
        recommendation(document, data, section)
    document.add_page_break()
    document.add_heading("Governance", 1)
    plain(document, data["governance"], [5.4, 6.6, 3.7, 10])
    document.add_heading("Glossary", 1)
    plain(document, data["terms"], [3, 10])
    return same_bytes(document, data)


def same_bytes(document: Any, data: Data) -> bytes:
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = (
        data["title"],
        "Democratic Services",
        "Democratic Services",
    )
    return made.saved(document, datetime(2025, 11, 3, 9, 30))


# PDF: what both plans need


def wrap(text: str, font: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """Lines no wider than `width`, the first `indent` less; a word too long is broken, as Excel does."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            trial = f"{line} {word}" if line else word
            if stringWidth(trial, font, size) <= width - (0 if lines else indent):
                line = trial
                continue
            if line:
                lines.append(line)
            while stringWidth(word, font, size) > width:
                cut = max(n for n in range(1, len(word)) if stringWidth(word[:n], font, size) <= width)
                lines.append(word[:cut])
                word = word[cut:]
            line = word
        lines.append(line)
    return lines


class Pen:
    """A canvas and the height reached, in points from the bottom of the page as a reader sees it."""

    def __init__(self, data: Data, size: tuple[float, float], foot: str) -> None:
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=size, invariant=1)
        self.canvas.setTitle(data["title"])
        self.canvas.setAuthor(data["area"])
        self.foot, self.page, self.y = foot, 0, 0.0

    def write(self, x: float, y: float, text: str, font: str = PLAIN, size: float = 9.0) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def lines(self, x: float, texts: list[str], font: str, size: float, lead: float) -> None:
        """Lines from the height reached downward."""
        for text in texts:
            self.y -= lead
            self.write(x, self.y, text, font, size)

    def box(self, x: float, top: float, width: float, height: float, colour: Any = None) -> None:
        self.canvas.setLineWidth(0.5)
        if colour is not None:
            self.canvas.setFillColor(colour)
        self.canvas.rect(x, top - height, width, height, fill=int(colour is not None))
        self.canvas.setFillColor(black)

    def cell(self, box: tuple[float, float, float, float], text: str, font: str, size: float) -> None:
        x, top, width, _ = box
        for number, line in enumerate(wrap(text, font, size, width - 4), 1):
            self.write(x + 2, top - number * size * 1.16 - 1, line, font, size)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


# k-2: a sheet of Excel printed to fit the width


class Sheet(Pen):
    widths = (20, 94, 132, 56, 48, 42, 44, 44, 62, 40, 34, 34, 38, 98)
    size, left, low = 7.1, 28.0, 40.0
    pad = 27.0

    def open(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        if self.page > 2:
            self.canvas.setPageRotation(90)  # which also turns the sheet upright
            self.canvas.transform(0, 1, -1, 0, SHORT, 0)
        self.y = SHORT - 30
        self.write(self.left, 22, self.foot, PLAIN, 6)
        self.write(LONG - 70, 22, f"Page {self.page}", PLAIN, 6)

    def height(self, texts: list[str], widths: tuple[int, ...], font: str) -> float:
        most = max(len(wrap(t, font, self.size, w - 4)) for t, w in zip(texts, widths, strict=True))
        return most * self.size * 1.16 + (6 if font == BOLD else self.pad)

    def row(self, texts: list[str], widths: tuple[int, ...], font: str, skip: int = -1) -> float:
        """A ruled row; the cell `skip` is left open, for a merged cell. Returns its height."""
        height, x = self.height(texts, widths, font), self.left
        for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
            if number != skip:
                self.box(x, self.y, width, height, HexColor("#D9E2F3") if font == BOLD else None)
                self.cell((x, self.y, width, height), text, font, self.size)
            x += width
        self.y -= height
        return height

    def merged(self, text: str, top: float) -> None:
        """The weakness, merged over the rows from `top` down to the height reached."""
        x, width = self.left + self.widths[0], self.widths[1]
        self.box(x, top, width, top - self.y)
        self.cell((x, top, width, 0), text, PLAIN, self.size)

    def turn(self, heads: list[str]) -> None:
        self.open()
        self.row(heads, self.widths, BOLD)


def sheet_row(action: Data) -> list[str]:
    keys = ("id", "", "do", "A", "R", "C", "start_raw", "when", "kpi", "base", "mar", "sep", "mark", "note")
    return [action.get(k, "") for k in keys]


def tracker(data: Data) -> bytes:
    pen = Sheet(data, (LONG, SHORT), "Pellingford SEND tracker v6.xlsx   Tracker   16/01/2026")
    flat(data)
    pen.open()
    pen.lines(pen.left, [data["title"]], BOLD, 12, 12)
    pen.y -= 3
    for text in data["top"]:
        pen.lines(pen.left, wrap(text, PLAIN, 7, LONG - 60), PLAIN, 7, 8.4)
    pen.y -= 8
    pen.row(data["heads"], pen.widths, BOLD)
    for section in data["section"]:
        text, top = f"{section['label']}. {section['text']}", pen.y
        for action in section["action"]:
            texts = sheet_row(action)
            if pen.y - pen.height(texts, pen.widths, PLAIN) < pen.low:
                if top > pen.y:
                    pen.merged(text, top)
                    text = text.removesuffix(" (continued)") + " (continued)"
                pen.turn(data["heads"])
                top = pen.y
            pen.row(texts, pen.widths, PLAIN, skip=1)
        pen.merged(text, top)
    pen.open()
    pen.lines(pen.left, ["Risks to delivery (from the programme risk register)"], BOLD, 9, 12)
    pen.y -= 6
    pen.pad = 6.0
    for number, risk in enumerate(data["risks"]):
        pen.row(risk, (200, 50, 50, 240, 120), PLAIN if number else BOLD)
    return pen.bytes()


# k-3: a page or so for each area of weakness, a card for each action


class Cards(Pen):
    left, wide, low = 45.0, SHORT - 90, 50.0

    def open(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = LONG - 45
        self.write(self.left, 28, self.foot, PLAIN, 7.5)
        self.write(SHORT - 90, 28, f"Page {self.page}", PLAIN, 7.5)

    def room(self, height: float) -> None:
        if self.y - height < self.low:
            self.open()

    def paragraph(self, text: str, font: str = PLAIN, size: float = 10.0, indent: float = 0.0) -> None:
        texts = wrap(text, font, size, self.wide - indent)
        self.room(len(texts) * size * 1.3 + 4)
        self.lines(self.left + indent, texts, font, size, size * 1.3)
        self.y -= 5

    def labelled(self, x: float, width: float, height: float, label: str, text: str) -> None:
        """A ruled cell with a bold label and its text running on from it."""
        self.box(x, self.y, width, height)
        self.write(x + 3, self.y - 10, label, BOLD, 8)
        for number, line in enumerate(self.after(label, text, width)):
            start = x + 3 + (0 if number else stringWidth(label + " ", BOLD, 8))
            self.write(start, self.y - 10 - number * 9.6, line, PLAIN, 8)

    def after(self, label: str, text: str, width: float) -> list[str]:
        """The lines of a text that runs on from a bold label."""
        return wrap(text, PLAIN, 8, width - 6, stringWidth(label + " ", BOLD, 8))

    def line(self, cells: list[tuple[float, str, str]]) -> float:
        """How high a line of labelled cells must be."""
        return max(len(self.after(label, text, width)) for width, label, text in cells) * 9.6 + 6

    def card(self, action: Data, colours: dict[str, str]) -> None:
        w = self.wide
        top = [
            (w * 0.52, f"Action {action['id']}", action["do"]),
            (w * 0.27, "Owner", action["who"]),
            (w * 0.21, "Deadline", action["when"]),
        ]
        names = ("Milestones 3 months:", "6 months:", "12 months:")
        middle = [(w / 3, name, text) for name, text in zip(names, action["m"], strict=True)]
        foot = [(w * 0.82, "Progress:", action["progress"]), (w * 0.18, "RAG:", action["mark"])]
        heights = [self.line(cells) for cells in (top, middle, foot)]
        self.room(sum(heights) + 7)
        for cells, height in zip((top, middle, foot), heights, strict=True):
            x = self.left
            for width, label, text in cells:
                if label == "RAG:":
                    self.box(x, self.y, width, height, HexColor("#" + colours[action["mark"]]))
                self.labelled(x, width, height, label, text)
                x += width
            self.y -= height
        self.y -= 7

    def panel(self, parts: list[tuple[str, str]]) -> None:
        """A tinted box with headed paragraphs."""
        texts = [(label, wrap(text, PLAIN, 9, self.wide - 16)) for label, text in parts]
        height = sum(15 + len(lines) * 11.5 for _, lines in texts) + 6
        self.box(self.left, self.y, self.wide, height, HexColor("#EEF3E6"))
        for label, lines in texts:
            self.lines(self.left + 8, [label], BOLD, 9, 14)
            self.lines(self.left + 8, lines, PLAIN, 9, 11.5)
        self.y -= 14

    def table(self, rows: list[list[str]], shares: list[float], first: bool) -> None:
        """A small ruled table, with its first row or else its first column in bold."""
        for number, texts in enumerate(rows):
            widths = [self.wide * s for s in shares]
            most = max(len(wrap(t, PLAIN, 9, v - 6)) for t, v in zip(texts, widths, strict=True))
            x, height = self.left, most * 10.5 + 7
            self.room(height)
            for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
                heavy = number == 0 if first else place == 0
                self.box(x, self.y, width, height, HexColor("#DCE6F1") if heavy else white)
                self.cell((x + 1, self.y, width - 2, height), text, BOLD if heavy else PLAIN, 9)
                x += width
            self.y -= height
        self.y -= 12


def progress_plan(data: Data) -> bytes:
    pen = Cards(data, A4, "Orlmouth accelerated progress plan, September 2024")
    colours = {name: colour for name, _, colour in data["key"]}
    pen.open()
    pen.paragraph(data["title"], BOLD, 18)
    pen.paragraph("For the Department for Education and NHS England", ITALIC, 11)
    pen.table(data["cover"], [0.28, 0.72], first=False)
    for text in data["intro"]:
        pen.paragraph(text)
    pen.paragraph("What the RAG ratings mean", BOLD, 11)
    for name, meaning, colour in data["key"]:
        pen.box(pen.left, pen.y, 60, 14, HexColor("#" + colour))
        pen.write(pen.left + 5, pen.y - 10, name, BOLD, 8)
        pen.write(pen.left + 70, pen.y - 10, meaning, PLAIN, 9)
        pen.y -= 16
    for section in data["section"]:
        pen.open()
        pen.paragraph(f"{section['label']}: {section['text']}", BOLD, 13)
        pen.panel([("Issue", section["issue"]), ("Desired outcome", section["outcome"])])
        pen.paragraph("Actions", BOLD, 11)
        for action in section["action"]:
            pen.card(action, colours)
        pen.room(30 + 18 * len(section["impact"]))
        pen.paragraph("Impact measures", BOLD, 11)
        for text in section["impact"]:
            pen.write(pen.left + 4, pen.y - 11.7, "•", PLAIN, 9)
            pen.paragraph(text, PLAIN, 9, indent=16)
    pen.open()
    pen.paragraph("Risks", BOLD, 13)
    pen.table(data["risks"], [0.4, 0.1, 0.5], first=True)
    pen.paragraph(
        "Signed by the accountable officers and sent to the Department on 30 September 2024.", ITALIC, 9
    )
    return pen.bytes()


LAYOUTS: dict[str, made.Layout] = {"k-1": committee, "k-2": tracker, "k-3": progress_plan}


if __name__ == "__main__":
    made.build(LAYOUTS, gold)
