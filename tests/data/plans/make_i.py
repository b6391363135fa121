"""Build the invented plans i-1, i-2 and i-3 with their findings and gold, the same bytes each time.

usage: python make_i.py [i-1 ...]

`source.toml` in a folder holds what the plan prints and how a careful reader reads it; here are the layouts.
In the texts of i-2 `[-x-]` is a tracked deletion and `[+x+]` a tracked insertion. Conventions: README-i.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import made
from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from made import Data
from made_word import set_widths, shade
from reportlab.lib.colors import HexColor, black  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

TRACKED = re.compile(r"\[([-+])(.*?)\1\]", re.S)
EDITORS = ("Nia Prosser", "Derek Fallows")


# Gold


def accepted(text: str) -> str:
    """The text with every tracked change accepted."""
    return TRACKED.sub(lambda found: found[2] if found[1] == "+" else "", text).strip()


def flat(text: str) -> str:
    """A cell's text as one line, without marks of bullets."""
    return re.sub(r"\s+", " ", re.sub(r"(^|\n)\* ", r"\1", accepted(text))).strip()


def actions(plan: Data) -> Iterator[tuple[Data, Data, Data, str]]:
    """Each action that stands, with its section, its group and its id."""
    for section in plan["section"]:
        for group in section["group"]:
            for act in group["action"]:
                if act.get("change") != "del":
                    lettered = "style" in act or "join" in act
                    yield section, group, act, group["label"] + act["id"] if lettered else act["id"]


def gold_action(section: Data, group: Data, act: Data, ident: str, know: str, marks: Data) -> Data:
    """One action as the gold holds it."""
    mark = accepted(act["mark"])
    times = [accepted(act[key]) for key in ("from", "when") if act.get(key)]
    return {
        "id": ident,
        "finding_ids": act.get("links", section["links"]),
        "area_for_improvement": section["text"],
        "objective": group["text"],
        "activity": flat(act["do"]),
        "owners": made.owners(act["owners"]),
        "owners_raw": flat(act["who"]),
        "timescale_raw": " | ".join(times),
        **made.start_and_end(act, "q"),
        "status": marks[mark] if mark else None,
        "status_raw": mark or None,
        "success_measure": flat(know) or None,
        "priority": section["head"],
    } | (
        dict(zip(("original_timescale_raw", "original_end"), act["was"], strict=True)) if "was" in act else {}
    )


def gold_measure(measure: Data, ids: list[str], periods: tuple[str, ...] = ("", "", "")) -> Data:
    """One measure as the gold holds it; a target without a value is left out."""
    base = measure.get("base", (None, None, None))
    targets = [
        (row[0], row[1], row[2] if len(row) > 2 else month)
        for row, month in zip(measure["targets"], periods, strict=False)
        if row[1] != ""
    ]
    return made.measure(measure["text"], base, targets, measure.get("ids", ids))


def gold(folder: str, plan: Data) -> made.Records:
    """The right answers for a plan."""
    rows: list[Data] = []
    measures: list[Data] = []
    know = ""
    for section, group, act, ident in actions(plan):
        know = know if act.get("join") else act.get("know", "")
        rows.append(gold_action(section, group, act, ident, know, plan["marks"]))
        measures += [gold_measure(measure, [ident]) for measure in act.get("measures", [])]
    for section in plan["section"]:
        measures += [
            gold_measure(measure, [], tuple(plan["periods"])) for measure in section.get("measure", [])
        ]
    return made.records(folder, plan, rows, measures, made.FILE_FIRST)


# Word


def write(cell: _Cell, text: str, bold: bool = False) -> None:
    """Put text in a cell, a paragraph for each line."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(line).bold = bold
        paragraph.paragraph_format.space_after = Pt(2)


def grid(document: Docx, rows: list[list[str]], sizes: list[float], head: bool) -> Table:
    """A plain ruled table."""
    table: Table = document.add_table(rows=len(rows), cols=len(sizes), style="Table Grid")
    for number, row in enumerate(rows):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            write(cell, text, bold=head and number == 0)
            if head and number == 0:
                shade(cell, "D9E2EC")
    set_widths(table, sizes)
    return table


def blank(plan: Data, font: str, size: float) -> Docx:
    """An empty Word document with the plan's running lines and fixed properties."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(size)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.9)
    section.header.paragraphs[0].text = plan["title"]
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    foot._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = plan["title"], EDITORS[0], EDITORS[1], ""
    return document


# i-1: a section for each finding, small tables


def first(plan: Data) -> bytes:
    """The plan i-1."""
    document = blank(plan, "Calibri", 11)
    document.add_heading(plan["title"], 0)
    for text in plan["intro"]:
        document.add_paragraph(text)
    document.add_heading("Who is who", 2)
    document.add_paragraph("Initials stand for these people in the tables.")
    half = (len(plan["names"]) + 1) // 2
    people = [list(pair) for pair in zip(plan["names"][:half], plan["names"][half:], strict=True)]
    grid(document, people, [8.5, 8.5], head=False)
    document.add_heading("RAG", 2)
    table = grid(document, [[letter, meaning] for letter, _, meaning in plan["key"]], [1.2, 11], head=False)
    fills = {letter: colour for letter, colour, _ in plan["key"]}
    for row, (_, colour, _) in zip(table.rows, plan["key"], strict=True):
        shade(row.cells[0], colour)
    for section in plan["section"]:
        first_section(document, section, fills)
    document.add_heading("Risks", 1)
    grid(document, [["Risk", "Level", "What we do about it"], *plan["risks"]], [6.5, 2, 8.5], head=True)
    document.add_heading("What happens next", 1)
    for text in plan["close"]:
        document.add_paragraph(text)
    return made.saved(document, datetime.fromisoformat(plan["plan_date"]), parts=datetime(2025, 1, 1))


def first_section(document: Docx, section: Data, fills: dict[str, str]) -> None:
    """The finding in its box, prose, a table for each objective, the measures."""
    document.add_heading(section["head"], 1)
    box = document.add_table(rows=1, cols=1, style="Table Grid")
    shade(box.cell(0, 0), "E7E6F2")
    box.cell(0, 0).paragraphs[0].add_run(f"“{section['text']}”").italic = True
    document.add_heading("Where we are now", 2)
    for text in section["now"]:
        document.add_paragraph(text)
    for number, group in enumerate(section["group"]):
        title = document.add_paragraph()
        title.add_run(f"{group['label']}: {group['text']}").bold = True
        title.paragraph_format.keep_with_next = True
        title.paragraph_format.space_before = Pt(8)
        rows = [[f"{act['id']}. {act['do']}", act["who"], act["when"], ""] for act in group["action"]]
        head = [["What we will do", "Who", "When", "RAG"]] if number == 0 else []
        table = grid(document, head + rows, [9.6, 2.6, 3.2, 1.6], head=number == 0)
        for row, act in zip(table.rows[len(head) :], group["action"], strict=True):
            if act["mark"]:
                shade(row.cells[3], fills[act["mark"]])
                write(row.cells[3], "" if act.get("silent") else act["mark"], bold=True)
    document.add_heading("Impact measures", 2)
    measures = [["Measure", "Baseline", "6 months", "12 months", "18 months"]] + [
        [f"{row['text']} ({row['note']})", row["base"][0], *(target[0] for target in row["targets"])]
        for row in section["measure"]
    ]
    grid(document, measures, [8.2, 2.5, 2.1, 2.1, 2.1], head=True)


# i-2: cards in tables, tracked changes


class Tracker:
    """Writes runs and marks, each change with its own number."""

    def __init__(self) -> None:
        self.count = 100

    def stamp(self) -> str:
        """The attributes of one change."""
        self.count += 1
        editor = EDITORS[self.count % 5 == 0]
        return f'w:id="{self.count}" w:author="{editor}" w:date="2025-11-{10 + self.count % 9}T09:30:00Z"'

    def put(self, paragraph: Paragraph, text: str, change: str = "", bold: bool = False) -> None:
        """Write text into a paragraph; `change` makes the whole an insertion or a deletion."""
        if change:
            mark = parse_xml(f"<w:rPr {nsdecls('w')}><w:{change} {self.stamp()}/></w:rPr>")
            paragraph._p.get_or_add_pPr().append(mark)
            text = f"[{'+' if change == 'ins' else '-'}{text}{'+' if change == 'ins' else '-'}]"
        for number, part in enumerate(TRACKED.split(text)):
            sign = TRACKED.split(text)[number - 1] if number % 3 == 2 else ""
            if number % 3 == 1 or not part:
                continue
            run = paragraph.add_run(part)
            run.bold = bold
            if sign:
                kind = "ins" if sign == "+" else "del"
                wrap = parse_xml(f"<w:{kind} {nsdecls('w')} {self.stamp()}/>")
                run._r.addprevious(wrap)
                wrap.append(run._r)
                if kind == "del":
                    for element in run._r.findall(qn("w:t")):
                        element.tag = element.tag.replace("}t", "}delText")

    def row(self, table: Table, number: int, change: str) -> None:
        """Mark a row as put in or taken out."""
        if change:
            mark = parse_xml(f"<w:{change} {nsdecls('w')} {self.stamp()}/>")
            table.rows[number]._tr.get_or_add_trPr().append(mark)


def second(plan: Data) -> bytes:
    """The plan i-2."""
    document, tracker = blank(plan, "Arial", 10.5), Tracker()
    document.add_heading(plan["title"], 0)
    for text in plan["intro"]:
        tracker.put(document.add_paragraph(), text)
    document.add_heading("What the words mean", 2)
    grid(document, [["Status", "Meaning"], *plan["key"]], [3.2, 13.8], head=True)
    for section in plan["section"]:
        document.add_heading(section["head"], 1)
        for group in section["group"]:
            outcome(document, tracker, section, group)
    document.add_heading("Notes for the Board", 1)
    for text in plan["notes"]:
        document.add_paragraph(text)
    document.add_heading("Risks that the Board watches", 2)
    grid(document, [["Risk", "Response"], *plan["risks"]], [8.5, 8.5], head=True)
    return made.saved(document, datetime.fromisoformat(plan["plan_date"]), parts=datetime(2025, 1, 1))


def outcome(document: Docx, tracker: Tracker, section: Data, group: Data) -> None:
    """A table of one column for an outcome, with its cards inside, all in one cell or each in a row."""
    outer = document.add_table(rows=2, cols=1, style="Table Grid")
    shade(outer.cell(0, 0), "1F5C66")
    write(outer.cell(0, 0), f"{group['label']}: {group['text']}", bold=True)
    for run in outer.cell(0, 0).paragraphs[0].runs:
        run.font.color.rgb = RGBColor(255, 255, 255)
    quote = section["text"]
    said = f"Inspectors asked us to “{quote}”." if quote[0].islower() else f"“{quote}”"
    outer.cell(1, 0).paragraphs[0].add_run(said).italic = True
    holder: _Cell | None = None
    for act in group["action"]:
        if holder is None or group["cell"] == "each":
            holder = outer.add_row().cells[0]
            holder.paragraphs[0].paragraph_format.space_after = Pt(0)
        card(holder, tracker, act, group.get("dates"))
        if group["cell"] == "each":
            tracker.row(outer, len(outer.rows) - 1, act.get("change", ""))
    document.add_paragraph()


def card(holder: _Cell, tracker: Tracker, act: Data, dates: list[str] | None) -> None:
    """One action: labels left, values right. Lines without a value are left out."""
    first_date, last_date = dates or ["", "When by"]
    lines = [
        ("No.", act["id"]),
        ("What we will do", act["do"]),
        ("Who leads", act["who"]),
        ("Who helps", act.get("with", "")),
        (first_date, act.get("from", "")),
        (last_date, act["when"]),
        ("How we will know", act.get("know", "")),
        ("Where it stands", act["mark"]),
        ("Latest", act.get("latest", "")),
    ]
    lines = [line for line in lines if line[1]]
    table, change = holder.add_table(len(lines), 2), act.get("change", "")
    table.style = "Table Grid"
    for number, (label, value) in enumerate(lines):
        left, right = table.rows[number].cells
        shade(left, "E3EEF0")
        tracker.put(left.paragraphs[0], label, change, bold=True)
        for line_number, line in enumerate(value.split("\n")):
            paragraph = right.paragraphs[0] if line_number == 0 else right.add_paragraph()
            tracker.put(paragraph, line, change)
        tracker.row(table, number, change)
        for cell in (left, right):
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
    set_widths(table, [3.6, 12.6])


# i-3: a landscape table with merged first columns

LEAD, PAD, SIZE = 10.8, 3.5, 8.6
WIDE, HIGH = landscape(A4)
EDGE, FLOOR, ROOF = 27.0, 40.0, HIGH - 46
SIZES = (92, 78, 164, 86, 62, 52, 54, 84, 34, 82)
HEADS = (
    "Finding|Objective|Action|Lead officer|Partners|Start|End|Progress to date|BRAG|Evidence of impact".split(
        "|"
    )
)
LEFTS = [EDGE + sum(SIZES[:number]) for number in range(len(SIZES) + 1)]


@dataclass(frozen=True)
class Line:
    """One printed line of a cell: a mark before it (bullet, letter), its words, its fill and its weight."""

    text: str
    mark: str = ""
    indent: float = 0
    fill: str = ""
    font: str = "Helvetica"


@dataclass
class Row:
    """A physical row of the table; `spans` holds the merged cells that begin with it."""

    cells: list[list[Line]]
    spans: dict[int, list[Line]] = field(default_factory=dict)
    fill: str = ""

    @property
    def count(self) -> int:
        """Its height in lines."""
        return max(len(cell) for cell in self.cells)


def wrap(text: str, column: int, mark: str = "", font: str = "Helvetica") -> list[Line]:
    """The lines of a text in a column; lines after "* " are bullets."""
    lines: list[Line] = []
    for number, part in enumerate(text.split("\n")):
        bullet = part.startswith("* ")
        sign = "•" if bullet else mark if number == 0 else ""
        indent = (11.0 if mark else 0) + (8.0 if bullet else 0)
        room = SIZES[column] - 2 * PAD - indent
        for at, words in enumerate(simpleSplit(part.removeprefix("* "), font, SIZE, room)):
            lines.append(Line(words, sign if at == 0 else "", indent, "", font))
    return lines


def physical(acts: list[Data], fills: dict[str, str]) -> Row:
    """One row for one action or for several that stand in the same cells."""
    style = acts[0]["style"]
    cells: list[list[Line]] = [[] for _ in range(8)]
    keys = ("do", "who", "with", "from", "when", "news", "mark")
    for number, act in enumerate(acts):
        letter = act["id"] + ")"
        parts = [
            wrap(act.get(key, ""), at + 2, letter if at == 0 or style == "lettered" else "")
            for at, key in enumerate(keys)
        ]
        if style != "single":
            parts[6] = [Line(line.text, line.mark, line.indent, fills[act["mark"]]) for line in parts[6]]
        height = max(len(part) for part in parts) + 1
        for cell, part in zip(cells, parts, strict=False):
            if style == "aligned" and number < len(acts) - 1:
                part = part + [Line("")] * (height - len(part))
            elif number < len(acts) - 1:
                part = [*part, Line("")]
            cell += part
    cells[7] = wrap(acts[0].get("know", ""), 9)
    return Row(cells, fill=fills[acts[0]["mark"]] if style == "single" else "")


def physical_rows(plan: Data) -> list[Row]:
    """All rows of the table, in order."""
    fills = {letter: colour for letter, colour, _ in plan["key"]}
    rows: list[Row] = []
    for section in plan["section"]:
        finding = wrap(section["head"], 0, font="Helvetica-Bold") + wrap(section["text"], 0)
        for group in section["group"]:
            objective = wrap(group["label"], 1, font="Helvetica-Bold") + wrap(group["text"], 1)
            joined: list[list[Data]] = []
            for act in group["action"]:
                if act.get("join"):
                    joined[-1].append(act)
                else:
                    joined.append([act])
            for number, acts in enumerate(joined):
                row = physical(acts, fills)
                if number == 0:
                    row.spans = {1: objective} | ({0: finding} if group is section["group"][0] else {})
                rows.append(row)
    return rows


class Sheet:
    """Pages of the PDF, drawn from the top down."""

    def __init__(self, plan: Data, total: int) -> None:
        self.out = BytesIO()
        self.plan, self.total, self.page, self.y = plan, total, 0, ROOF
        self.canvas = Canvas(self.out, pagesize=(WIDE, HIGH), invariant=1)
        self.canvas.setTitle(plan["title"])
        self.canvas.setAuthor("Rosalind Keele")
        self.canvas.setProducer("Microsoft® Word for Microsoft 365")
        self.canvas.setCreator("Microsoft® Word for Microsoft 365")
        self.turn()

    def turn(self) -> None:
        """Begin a page."""
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = ROOF
        self.canvas.setFont("Helvetica", 8)
        self.canvas.drawString(EDGE, HIGH - 30, f"{self.plan['title']}: update, September 2025")
        self.canvas.drawRightString(WIDE - EDGE, HIGH - 30, "OFFICIAL")
        self.canvas.drawRightString(WIDE - EDGE, 22, f"Page {self.page} of {self.total}")

    def text(self, words: str, font: str = "Helvetica", size: float = 10, after: float = 6) -> None:
        """A paragraph over the page's width."""
        for line in simpleSplit(words, font, size, WIDE - 2 * EDGE):
            self.y -= size * 1.3
            self.canvas.setFont(font, size)
            self.canvas.drawString(EDGE, self.y, line)
        self.y -= after

    def plain(self, rows: list[list[str]], sizes: list[float], fills: list[str]) -> None:
        """A small ruled table with one line to a cell; `fills` colour the first column."""
        for row, fill in zip(rows, fills, strict=True):
            left = EDGE
            for number, (words, size) in enumerate(zip(row, sizes, strict=True)):
                paint = number == 0 or fill == "D9D9D9"
                self.canvas.setFillColor(HexColor(f"#{fill if paint else 'FFFFFF'}"))
                self.canvas.rect(left, self.y - 17, size, 17, stroke=1, fill=1)
                self.canvas.setFillColor(black)
                self.canvas.setFont("Helvetica-Bold" if fill == "D9D9D9" else "Helvetica", 9)
                self.canvas.drawString(left + 4, self.y - 12, words)
                left += size
            self.y -= 17
        self.y -= 10

    def head(self) -> None:
        """The table's header row, which Word repeats on each page."""
        height = 2 * LEAD + 2 * PAD
        for number, name in enumerate(HEADS):
            self.canvas.setFillColor(HexColor("#DEEAF6"))
            self.canvas.rect(LEFTS[number], self.y - height, SIZES[number], height, stroke=1, fill=1)
            self.canvas.setFillColor(black)
            self.cell(wrap(name, number, font="Helvetica-Bold"), number)
        self.y -= height

    def cell(self, lines: list[Line], column: int) -> None:
        """The words of a cell whose top is at the current height."""
        left = LEFTS[column] + PAD
        for number, line in enumerate(lines):
            base = self.y - PAD - SIZE - number * LEAD
            if line.fill and line.text:
                self.canvas.setFillColor(HexColor(f"#{line.fill}"))
                self.canvas.rect(left + line.indent, base - 1.8, SIZE, LEAD - 0.4, stroke=0, fill=1)
                self.canvas.setFillColor(black)
            self.canvas.setFont(line.font, SIZE)
            if line.mark:
                self.canvas.drawString(
                    left + max(0, line.indent - (8 if line.mark == "•" else 11)), base, line.mark
                )
            if line.text:
                self.canvas.drawString(left + line.indent, base, line.text)

    def table(self, rows: list[Row]) -> None:
        """The plan's table: rows cut where the page ends, merged cells printed where they begin."""
        self.head()
        tops, need = [self.y, self.y], [0, 0]
        for row in rows:
            cells, count, spans = row.cells, row.count, row.spans
            while count:
                room = int((self.y - FLOOR - 2 * PAD) // LEAD)
                if room < max(min(count, 3), *(len(lines) for lines in spans.values()), 0):
                    self.close((0, 1), tops, need)
                    self.turn()
                    self.head()
                    tops = [self.y, self.y]
                    continue
                self.close(tuple(spans), tops, need)
                for column in sorted(spans):
                    self.cell(spans[column], column)
                    tops[column], need[column] = self.y, len(spans[column])
                used = min(count, room)
                self.part(cells, used, row.fill)
                cells, count, spans = [cell[used:] for cell in cells], count - used, {}
        self.close((0, 1), tops, need)
        self.y -= 14

    def part(self, cells: list[list[Line]], used: int, fill: str) -> None:
        """The first lines of a row, with their boxes."""
        height = used * LEAD + 2 * PAD
        for number, cell in enumerate(cells, start=2):
            if number == 8 and fill:
                self.canvas.setFillColor(HexColor(f"#{fill}"))
                self.canvas.rect(LEFTS[8], self.y - height, SIZES[8], height, stroke=0, fill=1)
                self.canvas.setFillColor(black)
            self.canvas.rect(LEFTS[number], self.y - height, SIZES[number], height)
            self.cell(cell[:used], number)
        self.y -= height

    def close(self, columns: tuple[int, ...], tops: list[float], need: list[int]) -> None:
        """Draw the box of the merged cells that end here."""
        for column in columns:
            height = tops[column] - self.y
            if height > 0:
                if need[column] * LEAD + 2 * PAD > height:
                    raise ValueError(f"page {self.page}: a merged cell is too small for its words")
                self.canvas.rect(LEFTS[column], self.y, SIZES[column], height)
            tops[column], need[column] = self.y, 0


def third(plan: Data, total: int) -> tuple[bytes, int]:
    """The plan i-3 and its pages."""
    sheet = Sheet(plan, total)
    sheet.canvas.setLineWidth(0.5)
    sheet.text(plan["title"], "Helvetica-Bold", 20, 4)
    sheet.text("Second update to the Partnership Board, 26 September 2025", "Helvetica", 12, 10)
    for words in plan["intro"]:
        sheet.text(words)
    sheet.text("BRAG rating", "Helvetica-Bold", 11, 4)
    fills = [colour for _, colour, _ in plan["key"]]
    sheet.plain([[letter, meaning] for letter, _, meaning in plan["key"]], [24, 330], fills)
    sheet.table(physical_rows(plan))
    if sheet.y < 170:
        sheet.turn()
    sheet.text("Risks to the plan", "Helvetica-Bold", 11, 4)
    head = ["No.", "Risk", "Rating", "What is being done"]
    sheet.plain([head, *plan["risks"]], [30, 330, 60, 340], ["D9D9D9"] + ["FFFFFF"] * len(plan["risks"]))
    sheet.text("What families have told us since July", "Helvetica-Bold", 11, 2)
    for words in plan["voices"]:
        sheet.text(words, "Helvetica-Oblique", 10, 3)
    sheet.y -= 8
    sheet.text("The next update goes to the Partnership Board on 12 December 2025.")
    sheet.canvas.save()
    return sheet.out.getvalue(), sheet.page


LAYOUTS: dict[str, made.Layout] = {"i-1": first, "i-2": second, "i-3": made.counted(third)}


if __name__ == "__main__":
    made.build(LAYOUTS, gold)
