"""Build the invented plans n-1 and n-2 with their findings and gold, byte for byte the same each time.

usage: python make_n.py [n-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-n.txt.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

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
    start_and_end,
)
from reportlab.lib.colors import HexColor, black  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

BOLD, PLAIN, SLOPE = "Helvetica-Bold", "Helvetica", "Helvetica-Oblique"


# ---------------------------------------------------------------------------------------------- gold


def action(a: Data, group: Data, plan: Data) -> Data:
    """An action's gold, with what its group gives it."""
    told: Data = {
        "id": a["id"],
        "finding_ids": a.get("links", group["links"]),
        "area_for_improvement": group.get("area"),
        "objective": group["objective"],
        "activity": a["do"].replace("\n• ", " "),
        "owners": owners(a["owners"]),
        "owners_raw": a["who"] or None,
        "timescale_raw": a.get("when") or " | ".join(filter(None, (a["from"], a["to"]))),
        **start_and_end(a),
        "success_measure": a["success"] or None,
        "priority": group["head"],
    }
    if a["mark"]:
        told |= {"status": plan["statuses"][a["mark"]][0], "status_raw": a["mark"]}
    return told


def gold(slug: str, plan: Data) -> Records:
    """The records of findings.json and gold.json."""
    rows = [(a, g) for g in groups(plan) for a in g["action"]]
    actions = [action(a, g, plan) for a, g in rows]
    measures = [row_measure(a["m"], [a["id"]]) for a, _ in rows if "m" in a]
    measures += [row_measure(k["m"], []) for k in plan["kpi"]]
    return records(slug, plan, actions, measures)


# -------------------------------------------------------------------------------------------- layout


class Sheet:
    """Pages that are filled from the top, with a foot on each; sizes in points."""

    def __init__(self, plan: Data, size: tuple[float, float], margin: float) -> None:
        self.out = io.BytesIO()
        self.pdf = Canvas(self.out, pagesize=size, invariant=1)
        self.pdf.setTitle(plan["title"])
        self.pdf.setAuthor(f"{plan['area']} SEND Partnership")
        self.size, self.left, self.foot = size, margin, plan["title"]
        self.right = size[0] - margin
        self.again: Callable[[], None] | None = None
        self.open()

    def open(self) -> None:
        """Begin a page: its foot, then the heads of a table that goes on."""
        self.pdf.setFont(PLAIN, 8)
        self.pdf.drawString(self.left, 26, self.foot)
        self.pdf.drawRightString(self.right, 26, f"Page {self.pdf.getPageNumber()}")
        self.y = self.size[1] - 46.0
        if self.again:
            self.again()

    def turn(self) -> None:
        """End the page and begin the next."""
        self.pdf.showPage()
        self.open()

    def room(self, height: float) -> None:
        """Turn the page unless so much is left on it."""
        if self.y - height < 46:
            self.turn()

    def text(self, text: str, font: str = PLAIN, size: float = 10.5, gap: float = 7, keep: float = 0) -> None:
        """A paragraph across the page, kept with so much below it."""
        lines = simpleSplit(text, font, size, self.right - self.left)
        self.room(len(lines) * size * 1.3 + keep)
        for line in lines:
            self.pdf.setFont(font, size)
            self.pdf.drawString(self.left, self.y - size, line)
            self.y -= size * 1.3
        self.y -= gap


Column = tuple[float, float]  # left edge and width


def lines_of(texts: Sequence[str], columns: Sequence[Column], font: str, size: float) -> list[list[str]]:
    """Each cell's lines as they wrap in its column."""
    return [simpleSplit(t, font, size, w) for t, (_, w) in zip(texts, columns, strict=True)]


def draw(
    sheet: Sheet,
    cells: list[list[str]],
    columns: Sequence[Column],
    font: str,
    size: float,
    leading: float,
    centred: int = -1,
) -> None:
    """Write the cells' lines side by side from the sheet's height down, and go below the longest."""
    for i, (lines, (x, width)) in enumerate(zip(cells, columns, strict=True)):
        for n, line in enumerate(lines):
            sheet.pdf.setFont(font, size)
            y = sheet.y - size - n * leading
            if i == centred:
                sheet.pdf.drawCentredString(x + width / 2, y, line)
            else:
                sheet.pdf.drawString(x, y, line)
    sheet.y -= max(map(len, cells)) * leading


# --------------------------------------------- n-1: nothing but white space, heads once, rows that are cut

WIDE: tuple[Column, ...] = ((42, 236), (292, 122), (428, 82), (524, 168), (706, 98))
COUNT: tuple[Column, ...] = ((42, 330), (400, 100), (520, 100), (640, 100))
RISK: tuple[Column, ...] = ((42, 270), (330, 80), (430, 340))


def flowing(sheet: Sheet, texts: Sequence[str], columns: Sequence[Column], font: str = PLAIN) -> None:
    """A row as Word lets it break: at least two of its lines stay and two go over."""
    size, leading = 9.5, 11.8
    cells = lines_of(texts, columns, font, size)
    longest, fit = max(map(len, cells)), int((sheet.y - 46) // leading)
    if longest > fit:
        cut = min(fit, longest - 2)
        if cut >= 2:
            draw(sheet, [c[:cut] for c in cells], columns, font, size, leading)
            cells = [c[cut:] for c in cells]
        sheet.turn()
    draw(sheet, cells, columns, font, size, leading)
    sheet.y -= 10


def n_1(plan: Data) -> bytes:
    """A landscape PDF whose tables are columns by position."""
    sheet = Sheet(plan, A4[::-1], 42)
    sheet.text(plan["title"], BOLD, 20, 4)
    sheet.text(plan["subtitle"], PLAIN, 12, 14)
    for text in plan["intro"]:
        sheet.text(text)
    sheet.text("How we show progress", BOLD, 12, 5)
    for word, (_, meaning) in plan["statuses"].items():
        flowing(sheet, [word, meaning], ((42, 90), (140, 500)))
        sheet.y += 6
    sheet.y -= 10
    sheet.text("What families have told us", BOLD, 12, 5)
    for text in plan["voices"]:
        sheet.text(text, SLOPE, gap=4)
    sheet.y -= 18
    flowing(sheet, plan["heads"], WIDE, BOLD)
    for section in plan["section"]:
        sheet.text(section["head"], BOLD, 12.5, 3, keep=84)
        said = f"Inspectors told us to: {section['area']}" if "area" in section else section["note"]
        sheet.text(said, PLAIN, 9.5, 8, keep=58)
        for group in section["group"]:
            sheet.text(f"Outcome: {group['objective']}", "Helvetica-BoldOblique", 10, 7, keep=36)
            for a in group["action"]:
                state = "\n".join(filter(None, (a["mark"], a.get("news"))))
                flowing(sheet, [a["do"], a["who"], a["when"], a["success"], state], WIDE)
            sheet.y -= 3
        sheet.y -= 8
    sheet.turn()
    sheet.text(plan["scorecard"]["head"], BOLD, 12.5, 4)
    sheet.text(plan["scorecard"]["note"], gap=10)
    flowing(sheet, plan["scorecard"]["heads"], COUNT, BOLD)
    for k in plan["kpi"]:
        flowing(sheet, measure_cells(k["m"]), COUNT)
    sheet.y -= 14
    sheet.text(plan["risks"]["head"], BOLD, 12.5, 6)
    for i, row in enumerate(plan["risks"]["rows"]):
        flowing(sheet, row, RISK, PLAIN if i else BOLD)
    sheet.y -= 14
    sheet.text(plan["risks"]["contact"], SLOPE)
    sheet.pdf.save()
    return bytes(sheet.out.getvalue())


# ------------------------------------------- n-2: a rule under the heads alone, tight columns; a zebra table

TIGHT: tuple[Column, ...] = (
    (36, 20),
    (60, 143),
    (207, 40),
    (251, 56),
    (311, 94),
    (409, 44),
    (457, 102),
)
INDEX: tuple[Column, ...] = ((40, 250), (300, 76), (388, 76), (476, 76))
HELD: tuple[Column, ...] = ((36, 330), (372, 120), (500, 50))


def headed(sheet: Sheet, heads: Sequence[str], columns: Sequence[Column], centred: int = -1) -> None:
    """The heads in bold with a rule below them."""
    draw(sheet, lines_of(heads, columns, BOLD, 8.5), columns, BOLD, 8.5, 10, centred)
    sheet.y -= 2.5
    sheet.pdf.setLineWidth(0.75)
    sheet.pdf.line(sheet.left, sheet.y, sheet.right, sheet.y)
    sheet.y -= 3


def whole(sheet: Sheet, texts: Sequence[str], columns: Sequence[Column], centred: int = -1) -> None:
    """A row that is kept on one page."""
    cells = lines_of(texts, columns, PLAIN, 8.5)
    sheet.room(max(map(len, cells)) * 10)
    draw(sheet, cells, columns, PLAIN, 8.5, 10, centred)
    sheet.y -= 4


def zebra(sheet: Sheet, rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> None:
    """Rows of which every second has a tint, the first of them in bold, without lines."""
    for i, row in enumerate(rows):
        font = PLAIN if i else BOLD
        cells = lines_of(row, columns, font, 9)
        height = max(map(len, cells)) * 11 + 6
        if i % 2:
            sheet.pdf.setFillColor(HexColor("#E8EDF2"))
            sheet.pdf.rect(sheet.left, sheet.y - height, sheet.right - sheet.left, height, stroke=0, fill=1)
            sheet.pdf.setFillColor(black)
        sheet.y -= 2.5
        draw(sheet, cells, columns, font, 9, 11)
        sheet.y -= 3.5


def n_2(plan: Data) -> bytes:
    """A portrait PDF in Word's light table styles."""
    sheet = Sheet(plan, A4, 36)
    sheet.text(plan["title"], BOLD, 20, 3)
    sheet.text(plan["subtitle"], PLAIN, 12, 14)
    for text in plan["intro"]:
        sheet.text(text)
    for head, key in (
        ("Who oversees the plan", "governance"),
        ("Since the last update", "changes"),
        ("What we hear", "voices"),
    ):
        sheet.text(head, BOLD, 13, 4)
        for text in plan[key]:
            sheet.text(f"• {text}" if key == "changes" else text)
    sheet.text("What the status words mean", BOLD, 13, 6)
    zebra(
        sheet,
        [["Status", "Meaning"], *[[w, v[1]] for w, v in plan["statuses"].items()]],
        ((40, 80), (130, 400)),
    )
    sheet.y -= 16
    for section in plan["section"]:
        sheet.text(section["head"], BOLD, 13, 3, keep=130)
        sheet.text(f"The inspectors said: {section['area']}", PLAIN, 9.5, 3)
        for group in section["group"]:
            sheet.text(f"Objective: {group['objective']}", BOLD, 9.5, 6)
            sheet.again = lambda: headed(sheet, plan["heads"], TIGHT, 5)
            sheet.again()
            for a in group["action"]:
                cells = [a[k] for k in ("id", "do", "from", "to", "who", "mark", "success")]
                whole(sheet, cells, TIGHT, 5)
            sheet.again = None
        sheet.y -= 16
    scores = [measure_cells(k["m"]) for k in plan["kpi"]]
    sheet.text(plan["scorecard"]["head"], BOLD, 13, 4, keep=120)
    sheet.text(plan["scorecard"]["note"], PLAIN, 9.5, 6)
    zebra(sheet, [plan["scorecard"]["heads"], *scores], INDEX)
    sheet.y -= 18
    sheet.text(plan["risks"]["head"], BOLD, 13, 6, keep=100)
    headed(sheet, plan["risks"]["rows"][0], HELD)
    for row in plan["risks"]["rows"][1:]:
        whole(sheet, row, HELD)
    sheet.y -= 14
    sheet.text(plan["risks"]["contact"], SLOPE, 9.5)
    sheet.pdf.save()
    return bytes(sheet.out.getvalue())


LAYOUTS: dict[str, Layout] = {"n-1": n_1, "n-2": n_2}


if __name__ == "__main__":
    build(LAYOUTS, gold)
