"""Build the invented plans u-1 and u-2 with their findings and gold, byte for byte the same each time.

usage: python make_u.py [u-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-u.txt.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from made import (
    Data,
    Layout,
    Records,
    build,
    counted,
    measure_cells,
    owners,
    records,
    row_measure,
    start_and_end,
    without_empty_targets,
)
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

Column = tuple[float, float]  # left edge and width
BOLD, PLAIN, SLOPE = "Helvetica-Bold", "Helvetica", "Helvetica-Oblique"
LEADING = 1.2
WORDS = {"Blue": "complete", "Green": "on_track", "Amber": "in_progress", "Red": "delayed"}
BRAG = {word: [status] for word, status in (WORDS | {"White": "not_started"}).items()}


# ---------------------------------------------------------------------------------------------- gold


def action(a: Data, group: Data, section: Data, plan: Data) -> Data:
    """An action's gold, with what its group and section give it."""
    when = a.get("when") or " | ".join(w for w in (a["from"], a["to"]) if w)
    told: Data = {
        "id": a["id"],
        "finding_ids": a.get("links", section["links"]),
        "area_for_improvement": section["area"],
        "objective": group["objective"],
        "activity": a["do"],
        "owners": owners(a["owners"]),
        "owners_raw": a["who"],
        "timescale_raw": when,
        **start_and_end(a),
        "success_measure": a["success"] or None,
        "priority": section["head"],
    }
    if a["mark"]:
        told |= {"status": plan.get("key", BRAG)[a["mark"]][0], "status_raw": a["mark"]}
    return told


def gold(slug: str, plan: Data) -> Records:
    """The records of findings.json and gold.json."""
    rows = [(a, g, s) for s in plan["section"] for g in s["group"] for a in g["action"]]
    actions = [action(a, g, s, plan) for a, g, s in rows]
    measures = [row_measure(without_empty_targets(m), [a["id"]]) for a, _, _ in rows for m in a.get("m", [])]
    measures += [row_measure(without_empty_targets(k["m"]), []) for k in plan.get("kpi", [])]
    return records(slug, plan, actions, measures)


# -------------------------------------------------------------------------------------------- layout


def wrap(text: str, width: float, font: str, size: float) -> list[str]:
    """A cell's lines; a word wider than the cell goes on in the next line, as in a spreadsheet."""
    out: list[str] = []
    for line in simpleSplit(text, font, size, width):
        while stringWidth(line, font, size) > width:
            cut = next(n for n in range(len(line), 0, -1) if stringWidth(line[:n], font, size) <= width)
            out.append(line[:cut])
            line = line[cut:]
        out.append(line)
    return out


class Sheet:
    """Pages that are filled from the top; sizes in points."""

    def __init__(self, plan: Data, size: tuple[float, float], margin: float, author: str):
        self.out = io.BytesIO()
        self.pdf = Canvas(self.out, pagesize=size, invariant=1)
        self.pdf.setTitle(plan["title"])
        self.pdf.setAuthor(author)
        self.width, self.height = size
        self.left, self.right = margin, size[0] - margin
        self.top, self.floor = size[1] - 58, 54.0
        self.y = self.top
        self.furnish: Callable[[Sheet], None] = lambda sheet: None

    def turn(self) -> None:
        """End the page and begin the next."""
        self.furnish(self)
        self.pdf.showPage()
        self.y = self.top

    def room(self, height: float) -> bool:
        """Turn the page unless so much is left on it; whether it was turned."""
        short = self.y - height < self.floor
        if short:
            self.turn()
        return short

    def put(self, x: float, y: float, lines: Sequence[str], font: str, size: float, right: float = 0) -> None:
        """Write lines from a height down, to the right edge where one is given."""
        self.pdf.setFont(font, size)
        for n, words in enumerate(lines):
            base = y - size - n * size * LEADING
            if right:
                self.pdf.drawRightString(right, base, words)
            else:
                self.pdf.drawString(x, base, words)

    def text(self, text: str, font: str = PLAIN, size: float = 10, gap: float = 6, keep: float = 0) -> None:
        """A paragraph across the page, kept with so much below it."""
        lines = wrap(text, self.right - self.left, font, size)
        self.room(len(lines) * size * LEADING + keep)
        self.put(self.left, self.y, lines, font, size)
        self.y -= len(lines) * size * LEADING + gap

    def saved(self) -> tuple[bytes, int]:
        """The file's bytes and how many pages it has."""
        self.furnish(self)
        count = self.pdf.getPageNumber()
        self.pdf.save()
        return self.out.getvalue(), count


def across(left: float, widths: Sequence[float]) -> list[Column]:
    """Columns that stand side by side."""
    return [(left + sum(widths[:n]), w) for n, w in enumerate(widths)]


# ------------- u-1: a workbook printed without gridlines; long cells in the middle, short ones at the foot

SIZE = 8.0
TASKS = across(36, (28, 108, 190, 50, 52, 136, 62, 46, 98))
FIGURES = across(36, (250, 78, 78, 78, 190))
RISK = across(36, (34, 250, 44, 270, 90))
KEY = across(36, (70, 400))
MIDDLE = {
    1,
    2,
    5,
    6,
    8,
}  # columns whose cells were set to stand in the middle; the rest were left as they are
DATES = ("-25", "-26", "/2025", "/2026")


def excel_row(
    sheet: Sheet,
    texts: Sequence[str],
    at: Sequence[Column],
    middle: set[int],
    font: str = PLAIN,
    least: float = 11.5,
) -> None:
    """A row that no page cuts; true dates and numbers stand at the right of their cells."""
    cells = [wrap(t, w - 4, font, SIZE) for t, (_, w) in zip(texts, at, strict=True)]
    height = max(least, max(map(len, cells)) * SIZE * LEADING + 2.4)
    sheet.room(height)
    for n, (text, lines, (x, width)) in enumerate(zip(texts, cells, at, strict=True)):
        spare = height - len(lines) * SIZE * LEADING - 1.2
        down = (spare + 1.2) / 2 if n in middle else spare
        true_date = text.endswith(DATES) and " " not in text
        number = text.rstrip("%").replace(",", "").replace(".", "").isdigit() and n > 0
        right = x + width - 4 if font == PLAIN and (true_date or number) else 0
        sheet.put(x + 2, sheet.y - down, lines, font, SIZE, right)
    sheet.y -= height


def tab(sheet: Sheet, plan: Data, name: str, pages: int) -> None:
    """Begin a sheet of the workbook, whose name stands above each of its pages."""

    def furnish(page: Sheet) -> None:
        page.pdf.setFont(PLAIN, 8)
        page.pdf.drawCentredString(page.width / 2, page.height - 34, name)
        page.pdf.drawString(36, 26, plan["book"])
        page.pdf.drawRightString(page.right, 26, f"Page {page.pdf.getPageNumber()} of {pages}")

    if sheet.pdf.getPageNumber() > 1 or sheet.y < sheet.top:
        sheet.turn()
    sheet.furnish = furnish


def workbook(plan: Data, pages: int) -> tuple[bytes, int]:
    """The printed workbook and how many pages it has."""
    sheet = Sheet(plan, A4[::-1], 36, f"{plan['area']} Council")
    tab(sheet, plan, "Read me", pages)
    sheet.text(plan["title"], BOLD, 16, 12)
    for part in plan["before"]:
        sheet.text(part["head"], BOLD, 10, 3)
        for text in part["lines"]:
            sheet.text(text, SLOPE if text.startswith("“") else PLAIN, 9, 4)
        sheet.y -= 8
    key = dict(plan["key"])
    sheet.text(key.pop("head"), BOLD, 10, 3)
    for word, (_, meaning) in key.items():
        excel_row(sheet, (word, meaning), KEY, set(), least=13)
    tab(sheet, plan, "Tasks", pages)
    excel_row(sheet, plan["heads"], TASKS, set(range(9)), BOLD, 30)
    for section in plan["section"]:
        sheet.room(80)
        sheet.y -= 4
        sheet.text(section["head"], BOLD, 9, 1)
        sheet.text(f"The inspectors said: {section['area']}", SLOPE, SIZE, 2)
        for group in section["group"]:
            for a in group["action"]:
                texts = (a["id"], group["objective"], a["do"], a["from"], a["to"], a["success"], a["who"])
                excel_row(sheet, (*texts, a["mark"], a["note"]), TASKS, MIDDLE, least=34)
    tab(sheet, plan, "Measures", pages)
    sheet.text(plan["scorecard"]["head"], BOLD, 10, 6)
    excel_row(sheet, plan["scorecard"]["heads"], FIGURES, set(), BOLD, 24)
    for k in plan["kpi"]:
        texts = (*measure_cells(k["m"]), k["source"])
        excel_row(sheet, texts, FIGURES, set(), least=18)
    sheet.y -= 26
    sheet.text(plan["risks"]["head"], BOLD, 10, 6)
    for n, cells in enumerate(plan["risks"]["rows"]):
        excel_row(sheet, cells, RISK, {1, 3}, PLAIN if n else BOLD, 22)
    return sheet.saved()


# -------- u-2: a Word document in a plain table style: bold heads and first column, padding, rows that break

DEED = across(45, (150, 48, 82, 112, 113))
COUNT = across(45, (253, 84, 84, 84))
BOARD = across(45, (130, 190, 185))
DANGER = across(45, (190, 60, 255))
BODY, SIDE, PAD = 9.0, 5.4, 4.0


def word_row(sheet: Sheet, texts: Sequence[str], at: Sequence[Column], heads: Sequence[str] = ()) -> None:
    """A row that a page may cut, the heads then repeated above its rest; without heads, the heads."""
    fonts = [BOLD] + [PLAIN if heads else BOLD] * (len(at) - 1)
    cells = [wrap(t, w - 2 * SIDE, f, BODY) for t, (_, w), f in zip(texts, at, fonts, strict=True)]
    while any(cells):
        longest = max(map(len, cells))
        fit = int((sheet.y - sheet.floor - 2 * PAD) // (BODY * LEADING))
        if longest > fit and not (heads and fit >= 2):
            sheet.turn()
            if heads:
                word_row(sheet, heads, at)
            continue
        for lines, (x, _), font in zip(cells, at, fonts, strict=True):
            sheet.put(x + SIDE, sheet.y - PAD, lines[:fit], font, BODY)
        sheet.y -= min(fit, longest) * BODY * LEADING + 2 * PAD
        cells = [lines[fit:] for lines in cells]
        if any(cells):
            sheet.turn()
            word_row(sheet, heads, at)


def word_table(sheet: Sheet, rows: Sequence[Sequence[str]], at: Sequence[Column]) -> None:
    """A table whose first row is its head."""
    sheet.room(70)
    word_row(sheet, rows[0], at)
    for cells in rows[1:]:
        word_row(sheet, cells, at, rows[0])
    sheet.y -= 10


def parts(sheet: Sheet, blocks: Sequence[Data]) -> None:
    """Headings and the paragraphs below them."""
    for part in blocks:
        sheet.text(part["head"], BOLD, 13, 4, keep=40)
        for text in part["lines"]:
            sheet.text(text)
        sheet.y -= 6


def document(plan: Data, pages: int) -> tuple[bytes, int]:
    """The document and how many pages it has."""
    sheet = Sheet(plan, A4, 45, f"{plan['area']} Borough Council")

    def furnish(page: Sheet) -> None:
        page.pdf.setFont(PLAIN, 8)
        page.pdf.drawString(page.left, page.height - 36, plan["title"])
        page.pdf.drawRightString(page.right, page.height - 36, "January 2026")
        page.pdf.drawCentredString(page.width / 2, 30, f"{page.pdf.getPageNumber()} of {pages}")

    sheet.furnish = furnish
    sheet.text(plan["title"], BOLD, 20, 4)
    sheet.text(plan["subtitle"], PLAIN, 12, 14)
    parts(sheet, plan["before"])
    sheet.text(plan["board"]["head"], BOLD, 13, 4, keep=40)
    word_table(sheet, plan["board"]["rows"], BOARD)
    for section in plan["section"]:
        sheet.text(section["head"], BOLD, 14, 5, keep=150)
        sheet.text(f"What the inspectors asked of us: {section['area']}", gap=8)
        for group in section["group"]:
            sheet.text(f"Outcome: {group['objective']}", SLOPE, 11, 5, keep=70)
            rows = [
                (f"{a['id']} {a['do']}", a["mark"], a["when"], a["who"], a["success"])
                for a in group["action"]
            ]
            word_table(sheet, [plan["heads"], *rows], DEED)
    sheet.text(plan["scorecard"]["head"], BOLD, 14, 5, keep=110)
    sheet.text(plan["scorecard"]["note"])
    figures = [measure_cells(k["m"]) for k in plan["kpi"]]
    word_table(sheet, [plan["scorecard"]["heads"], *figures], COUNT)
    sheet.text(plan["risks"]["head"], BOLD, 14, 5, keep=110)
    word_table(sheet, plan["risks"]["rows"], DANGER)
    parts(sheet, plan["after"])
    return sheet.saved()


LAYOUTS: dict[str, Layout] = {"u-1": counted(workbook), "u-2": counted(document)}


if __name__ == "__main__":
    build(LAYOUTS, gold)
