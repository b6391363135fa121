"""Build the invented plans s-1 and s-2 with their findings and gold, byte for byte the same each time.

usage: python make_s.py [s-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-s.txt.
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
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

Column = tuple[float, float]  # left edge and width
Line = tuple[str, float, str]  # mark, indent, words
BOLD, PLAIN, SLOPE = "Helvetica-Bold", "Helvetica", "Helvetica-Oblique"
DARK, GREY, TEAL = "#1B1B1B", "#5C5C5C", "#0B5563"


# ---------------------------------------------------------------------------------------------- gold


def action(a: Data, group: Data, section: Data, plan: Data) -> Data:
    """An action's gold, with what its group and section give it."""
    told: Data = {
        "id": a["id"],
        "finding_ids": a.get("links", section["links"]),
        "area_for_improvement": section["area"],
        "objective": group["objective"],
        "activity": a["do"],
        "owners": owners(a["owners"]),
        "owners_raw": a["who"],
        "timescale_raw": a["when"],
        **start_and_end(a),
        "success_measure": a["success"].replace("• ", "") or None,
        "priority": section["head"],
    }
    if a["mark"]:
        told |= {"status": plan["key"][a["mark"]][0], "status_raw": a["mark"]}
    return told


def gold(slug: str, plan: Data) -> Records:
    """The records of findings.json and gold.json."""
    rows = [(a, g, s) for s in plan["section"] for g in s["group"] for a in g["action"]]
    actions = [action(a, g, s, plan) for a, g, s in rows]
    measures = [row_measure(without_empty_targets(m), [a["id"]]) for a, _, _ in rows for m in a.get("m", [])]
    measures += [row_measure(without_empty_targets(k["m"]), []) for k in plan.get("kpi", [])]
    return records(slug, plan, actions, measures)


# -------------------------------------------------------------------------------------------- layout


def wrap(text: str, width: float, font: str, size: float) -> list[Line]:
    """A cell's lines; those of a bullet hang."""
    out: list[Line] = []
    for part in text.split("\n"):
        mark = "•" if part.startswith("• ") else ""
        indent = 9.0 if mark else 0.0
        words = simpleSplit(part.removeprefix("• "), font, size, width - indent)
        out += [(mark if not n else "", indent, line) for n, line in enumerate(words)]
    return out


class Sheet:
    """Pages that are filled from the top; sizes in points."""

    def __init__(
        self, plan: Data, size: tuple[float, float], margin: float, furnish: Callable[[Sheet], None]
    ):
        self.out = io.BytesIO()
        self.pdf = Canvas(self.out, pagesize=size, invariant=1)
        self.pdf.setTitle(plan["title"])
        self.pdf.setAuthor(f"{plan['area']} Council")
        self.width, self.top, self.left, self.right = size[0], size[1] - 54, margin, size[0] - margin
        self.height, self.floor, self.furnish = size[1], 50.0, furnish
        self.aside: list[Line] = []  # what a merged cell has left over for the next page
        self.aside_y = size[1]
        self.open()

    def open(self) -> None:
        """Begin a page."""
        self.furnish(self)
        self.y = self.top

    def turn(self) -> None:
        """End the page and begin the next."""
        self.pdf.showPage()
        self.open()
        self.aside_y = self.height

    def room(self, height: float) -> None:
        """Turn the page unless so much is left on it."""
        if self.y - height < self.floor:
            self.turn()

    def put(self, x: float, y: float, lines: Sequence[Line], font: str, size: float, leading: float) -> float:
        """Write lines from a height down; the height below them."""
        self.pdf.setFont(font, size)
        for mark, indent, words in lines:
            if mark:
                self.pdf.drawString(x, y - size, mark)
            self.pdf.drawString(x + indent, y - size, words)
            y -= leading
        return y

    def text(self, text: str, font: str = PLAIN, size: float = 10.0, gap: float = 6, keep: float = 0) -> None:
        """A paragraph across the page, kept with so much below it."""
        lines = wrap(text, self.right - self.left, font, size)
        self.room(len(lines) * size * 1.28 + keep)
        self.y = self.put(self.left, self.y, lines, font, size, size * 1.28) - gap

    def cells(
        self, cells: Sequence[Sequence[Line]], at: Sequence[Column], fonts: Sequence[str], size: float
    ) -> None:
        """Write cells side by side, their tops level, and go below the longest."""
        ends = [
            self.put(x, self.y, lines, font, size, size * 1.2)
            for lines, (x, _), font in zip(cells, at, fonts, strict=True)
        ]
        self.y = min(ends)

    def row(
        self, texts: Sequence[str], at: Sequence[Column], gap: float, font: str = PLAIN, size: float = 9
    ) -> None:
        """A row that is kept on one page."""
        cells = [wrap(t, w, font, size) for t, (_, w) in zip(texts, at, strict=True)]
        self.room(max(map(len, cells)) * size * 1.2)
        self.cells(cells, at, [font] * len(at), size)
        self.y -= gap

    def saved(self) -> bytes:
        """The file's bytes."""
        self.pdf.save()
        return self.out.getvalue()


# ---------------------- s-1: a Word table whose borders are set to none; a merged column that runs down

WORD: tuple[Column, ...] = (
    (40, 24),
    (74, 100),
    (185, 192),
    (388, 108),
    (507, 170),
    (688, 76),
    (775, 30),
)
KEY: tuple[Column, ...] = ((40, 30), (74, 400))
RISK: tuple[Column, ...] = ((40, 250), (301, 50), (362, 50), (423, 330))


def headed(sheet: Sheet) -> None:
    """The running head and foot of s-1."""
    sheet.pdf.setFont(PLAIN, 8)
    sheet.pdf.drawString(40, sheet.height - 32, "Dunsmere Local Area Partnership")
    sheet.pdf.drawRightString(sheet.right, sheet.height - 32, "OFFICIAL")
    sheet.pdf.drawString(40, 28, "SEND Priority Action Plan, version 3")
    sheet.pdf.drawRightString(sheet.right, 28, f"Page {sheet.pdf.getPageNumber()}")


def merged(sheet: Sheet, lines: list[Line]) -> None:
    """Write as much of the merged second column as the page holds; the rest waits."""
    fit = max(0, int((sheet.y - sheet.floor) // 10.8))
    sheet.aside_y = sheet.put(WORD[1][0], sheet.y, lines[:fit], PLAIN, 9, 10.8)
    sheet.aside = lines[fit:]


def broken(sheet: Sheet, a: Data) -> None:
    """An action's row as Word lets it break: at least two lines stay on the page."""
    texts = (a["id"], "", a["do"], a["who"], a["success"], a["when"], a["mark"])
    cells = [wrap(t, w, PLAIN, 9) for t, (_, w) in zip(texts, WORD, strict=True)]
    longest, fit = max(map(len, cells)), int((sheet.y - sheet.floor) // 10.8)
    if longest > fit:
        if fit >= 2:
            sheet.cells([c[:fit] for c in cells], WORD, [PLAIN] * 7, 9)
            cells = [c[fit:] for c in cells]
        sheet.turn()
        merged(sheet, sheet.aside)
    sheet.cells(cells, WORD, [PLAIN] * 7, 9)
    sheet.y -= 2.2


def s_1(plan: Data) -> bytes:
    """A landscape PDF as Word exports it."""
    sheet = Sheet(plan, A4[::-1], 40, headed)
    sheet.text(plan["title"], BOLD, 20, 3)
    sheet.text(plan["subtitle"], PLAIN, 11, 12)
    for part in plan["before"]:
        sheet.text(part["head"], BOLD, 12, 3)
        for text in part["lines"]:
            sheet.text(text, SLOPE if text.startswith("“") else PLAIN)
        sheet.y -= 4
    sheet.text(plan["key"].pop("head"), BOLD, 12, 3)
    for letter, (_, meaning) in plan["key"].items():
        sheet.row((letter, meaning), KEY, 2, size=10)
    sheet.y -= 14
    sheet.row(plan["heads"], WORD, 4, BOLD)
    for section in plan["section"]:
        sheet.y -= 2
        sheet.text(section["head"], BOLD, 10, 0, keep=40)
        sheet.text(f"Inspectors asked us to: {section['area']}", PLAIN, 9, 3, keep=24)
        for group in section["group"]:
            sheet.room(24)
            merged(sheet, wrap(group["objective"], WORD[1][1], PLAIN, 9))
            for a in group["action"]:
                broken(sheet, a)
            sheet.y = min(sheet.y, sheet.aside_y - 2.2)
    sheet.y -= 16
    sheet.text(plan["risks"]["head"], BOLD, 12, 4, keep=90)
    for n, cells in enumerate(plan["risks"]["rows"]):
        sheet.row(cells, RISK, 3, PLAIN if n else BOLD)
    sheet.y -= 12
    sheet.text(plan["risks"]["end"])
    return sheet.saved()


# --------------------------------------------- s-2: a web page as the browser prints it, columns of a grid

GRID: tuple[Column, ...] = ((40, 66), (118, 168), (298, 92), (402, 100), (514, 42))
COUNT: tuple[Column, ...] = ((40, 268), (330, 60), (408, 66), (488, 66))


def printed(plan: Data, pages: int) -> Callable[[Sheet], None]:
    """What a browser adds at the head and foot of each page."""

    def furnish(sheet: Sheet) -> None:
        sheet.pdf.setFillColor(HexColor(DARK))
        sheet.pdf.setFont(PLAIN, 7.5)
        sheet.pdf.drawString(22, sheet.height - 22, plan["printed"])
        sheet.pdf.drawCentredString(
            sheet.width / 2 + 30, sheet.height - 22, f"{plan['title']} | Arkenfold Council"
        )
        sheet.pdf.drawString(22, 16, plan["address"])
        sheet.pdf.drawRightString(sheet.width - 22, 16, f"{sheet.pdf.getPageNumber()}/{pages}")

    return furnish


def tinted(sheet: Sheet, colour: str, write: Callable[[], None]) -> None:
    """Write in a colour."""
    sheet.pdf.setFillColor(HexColor(colour))
    write()
    sheet.pdf.setFillColor(HexColor(DARK))


def parts(sheet: Sheet, blocks: Sequence[Data]) -> None:
    """Headings and the paragraphs below them."""
    for part in blocks:
        if part["head"]:
            sheet.text(part["head"], BOLD, 14, 5, keep=40)
        for text in part["lines"]:
            sheet.text(text, gap=5)
        sheet.y -= 8


def grid(sheet: Sheet, a: Data) -> None:
    """An action of s-2, kept on one page, its status in bold."""
    texts = (a["when"], a["do"], a["who"], a["success"], a["mark"])
    fonts = (PLAIN, PLAIN, PLAIN, PLAIN, BOLD)
    cells = [wrap(t, w, f, 9) for t, (_, w), f in zip(texts, GRID, fonts, strict=True)]
    sheet.room(max(map(len, cells)) * 10.8)
    sheet.cells(cells, GRID, fonts, 9)
    sheet.y -= 9


def web(plan: Data, pages: int) -> tuple[bytes, int]:
    """A portrait PDF as a browser prints it, and how many pages it has."""
    sheet = Sheet(plan, A4, 40, printed(plan, pages))
    tinted(sheet, GREY, lambda: sheet.text(plan["trail"], PLAIN, 8.5, 12))
    tinted(sheet, TEAL, lambda: sheet.text(plan["title"], BOLD, 22, 4))
    tinted(sheet, GREY, lambda: sheet.text(plan["subtitle"], PLAIN, 9, 12))
    parts(sheet, plan["before"])
    for section in plan["section"]:
        sheet.room(150)
        sheet.text(section["head"], BOLD, 15, 4)
        sheet.text(f"The inspectors asked us to {section['area']}.", gap=8)
        sheet.pdf.setFillColor(HexColor(GREY))
        sheet.row(plan["heads"], GRID, 8, BOLD, 8.5)
        sheet.pdf.setFillColor(HexColor(DARK))
        for group in section["group"]:
            sheet.room(90)
            words = f"Outcome: {group['objective']}"
            tinted(sheet, TEAL, lambda w=words: sheet.text(w, BOLD, 10, 7))  # type: ignore[misc]
            for a in group["action"]:
                grid(sheet, a)
        sheet.y -= 12
    sheet.room(170)
    sheet.text(plan["scorecard"]["head"], BOLD, 15, 4)
    sheet.text(plan["scorecard"]["note"], gap=8)
    sheet.pdf.setFillColor(HexColor(GREY))
    sheet.row(plan["scorecard"]["heads"], COUNT, 6, BOLD, 8.5)
    sheet.pdf.setFillColor(HexColor(DARK))
    for k in plan["kpi"]:
        sheet.row(measure_cells(k["m"]), COUNT, 6)
    sheet.y -= 14
    parts(sheet, plan["after"])
    count = sheet.pdf.getPageNumber()
    return sheet.saved(), count


LAYOUTS: dict[str, Layout] = {"s-1": s_1, "s-2": counted(web)}


if __name__ == "__main__":
    build(LAYOUTS, gold)
