"""Build the invented plans d-1 and d-2 with their findings and gold, byte for byte the same each time.

usage: python make_d.py [d-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-d.txt.
"""

from __future__ import annotations

from io import BytesIO

import made
from made import Data
from reportlab.lib.colors import HexColor, black, white  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

Lines = list[str]
SHORT, LONG = A4
PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"


class Pen:
    """A canvas and the height reached; points are those that a reader sees with the page the right way up."""

    def __init__(self, data: Data, foot: str) -> None:
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)
        self.canvas.setTitle(data["title"])
        self.canvas.setAuthor(data["area"])
        self.foot, self.page, self.wide, self.y, self.left = foot, 0, SHORT, 0.0, 48.0

    def open(self, form: str) -> None:
        """Begin a page: `portrait`, `landscape`, or landscape turned on an upright sheet (90, 270, 0)."""
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.wide, high = (SHORT, LONG) if form == "portrait" else (LONG, SHORT)
        # the canvas swaps the sides of a sheet that it marks as turned
        self.canvas.setPageSize((LONG, SHORT) if form in ("landscape", "90", "270") else A4)
        self.canvas.setPageRotation(int(form) if form.isdigit() else 0)
        if form == "270":
            self.canvas.transform(0, -1, 1, 0, 0, LONG)
        elif form.isdigit():
            self.canvas.transform(0, 1, -1, 0, SHORT, 0)
        self.put(self.left, 24, [self.foot], 8)
        self.put(self.wide - self.left - 32, 24, [f"Page {self.page}"], 8)
        self.y = high - 44

    def put(self, x: float, y: float, lines: Lines, size: float, font: str = PLAIN, lead: float = 0) -> None:
        """Lines of one cell or paragraph from the base line `y` downwards."""
        self.canvas.setFont(font, size)
        for at, line in enumerate(lines):
            if line:
                self.canvas.drawString(x, y - at * (lead or size * 1.2), line)

    def text(self, words: str, size: float = 10.5, font: str = PLAIN, gap: float = 6) -> None:
        """A paragraph over the page's width."""
        for line in simpleSplit(words, font, size, self.wide - 2 * self.left):
            self.y -= size * 1.25
            self.put(self.left, self.y, [line], size, font)
        self.y -= gap

    def box(self, x: float, top: float, wide: float, high: float, fill: str | None = None) -> None:
        """A ruled cell, filled or not."""
        self.canvas.setLineWidth(0.5)
        self.canvas.setFillColor(HexColor(fill) if fill else white)
        self.canvas.rect(x, top - high, wide, high, stroke=1, fill=1 if fill else 0)
        self.canvas.setFillColor(black)

    def done(self) -> bytes:
        """The document."""
        self.canvas.save()
        return self.out.getvalue()


# d-1: columns held by white space alone

SIZE, LEAD, FOOT = 10.0, 12.2, 46.0
STOPS = (48.0, 78.0, 300.0, 444.0, 528.0, 694.0)
ENDS = (74.0, 290.0, 434.0, 518.0, 684.0, 796.0)


def loose(pen: Pen, cells: list[str], stops: tuple[float, ...], ends: tuple[float, ...], gap: float) -> None:
    """A row without lines; it runs over the page's end as a word processor lets it."""
    parts = [
        simpleSplit(c, PLAIN, SIZE, e - s) if c else [] for c, s, e in zip(cells, stops, ends, strict=True)
    ]
    while any(parts):
        room = int((pen.y - FOOT) / LEAD)
        if room < 2:
            again(pen)
            continue
        for stop, part in zip(stops, parts, strict=True):
            pen.put(stop, pen.y - LEAD, part[:room], SIZE, lead=LEAD)
        pen.y -= LEAD * min(room, max(map(len, parts)))
        parts = [p[room:] for p in parts]
    pen.y -= gap


REPEAT: Lines = []


def heads(pen: Pen, words: Lines) -> None:
    """The column heads in bold."""
    lines = [simpleSplit(w, BOLD, SIZE, e - s) for w, s, e in zip(words, STOPS, ENDS, strict=True)]
    for stop, part in zip(STOPS, lines, strict=True):
        pen.put(stop, pen.y - LEAD, part, SIZE, BOLD, LEAD)
    pen.y -= LEAD * max(map(len, lines)) + 4


def again(pen: Pen) -> None:
    """The next landscape page, with the column heads where the table repeats them."""
    pen.open("landscape")
    if REPEAT:
        heads(pen, REPEAT)


def plan_1(data: Data) -> bytes:
    """The PDF of d-1."""
    pen = Pen(data, "Easterdale Local Inclusion Board, October 2025")
    pen.open("landscape")
    pen.text(data["title"], 20, BOLD, 10)
    for words in data["intro"]:
        pen.text(words)
    pen.text("Who keeps an eye on this plan", 13, BOLD)
    for words in data["governance"]:
        pen.text(words)
    pen.text("What the words in the last column mean", 13, BOLD)
    for pair in data["keytext"]:
        loose(pen, pair, (48, 130), (120, 790), 3)
    for part in data["section"]:
        REPEAT.clear()
        if pen.y < 150:
            pen.open("landscape")
        else:
            pen.y -= 14
        pen.text(part["head"], 14, BOLD, 3)
        pen.text(part["told"], 10, ITALIC, 8)
        heads(pen, data["heads"])
        REPEAT.extend(data["heads"] if part.get("repeat") else [])
        for group in part["group"]:
            if group["head"]:
                if pen.y - FOOT < 60:
                    again(pen)
                pen.y -= 4
                pen.text(group["head"], 10.5, BOLD, 4)
            for a in group["action"]:
                now = a["s"] + ("\n" + a["news"] if a["news"] else "")
                row = [a["id"], a["do"], a["who"], a["when"], a["success"], now]
                loose(pen, row, STOPS, ENDS, part["gap"])
        REPEAT.clear()
        if part.get("voice"):
            pen.y -= 6
            pen.text(part["voice"], 10, ITALIC)
    pen.y -= 14
    pen.text("What could get in our way", 14, BOLD)
    stops, ends = (48.0, 330.0, 400.0, 680.0), (316.0, 390.0, 666.0, 796.0)
    for stop, word in zip(stops, ("Risk", "How likely", "What we do about it", "Watched by"), strict=True):
        pen.put(stop, pen.y - LEAD, [word], SIZE, BOLD)
    pen.y -= LEAD + 5
    for risk in data["risks"]:
        loose(pen, risk, stops, ends, 4)
    return pen.done()


# d-2: ruled tables on turned pages

TINY, STEP, INSET = 10.0, 12.4, 4.5
FULL = (40.0, 122.0, 150.0, 350.0, 470.0, 540.0, 586.0, 656.0, 772.0, 802.0)
FEW = (40.0, 150.0, 180.0, 430.0, 570.0, 660.0, 772.0, 802.0)
FULL_HEADS = ["Objective", "Ref", "Action", "Lead", "Support", "Start", "Finish", "Success measure", "RAG"]
FEW_HEADS = ["Objective", "Ref", "Action", "Lead", "By when", "Success measure", "RAG"]
NAVY, PALE = "#1F3864", "#D9E2F3"


def fit(words: str, wide: float, font: str = PLAIN) -> Lines:
    """A cell's lines."""
    return list(simpleSplit(words, font, TINY, wide - 2 * INSET)) if words else []


def tall(lines: Lines) -> float:
    """The height of a cell with these lines."""
    return len(lines) * STEP + 2 * INSET + 1


class Grid:
    """The ruled table of one section, over as many turned pages as it needs."""

    def __init__(self, pen: Pen, part: Data, fills: Data) -> None:
        self.pen, self.part, self.fills = pen, part, fills
        self.edges: tuple[float, ...] = FULL if part["support"] else FEW
        self.heads = FULL_HEADS if part["support"] else FEW_HEADS

    def cell(
        self, col: int, top: float, high: float, lines: Lines, font: str = PLAIN, fill: str = ""
    ) -> None:
        """One cell with its text."""
        x = self.edges[col]
        self.pen.box(x, top, self.edges[col + 1] - x, high, fill or None)
        self.pen.put(x + INSET, top - INSET - TINY * 0.9, lines, TINY, font, STEP)

    def header(self) -> None:
        """Column heads; start and finish stand together under one head."""
        pen, top, high = self.pen, self.pen.y, 32.0
        for col, word in enumerate(self.heads):
            if word in ("Start", "Finish"):
                self.cell(col, top - 16, 16, [word], BOLD, PALE)
            else:
                wide = self.edges[col + 1] - self.edges[col]
                self.cell(col, top, high, fit(word, wide, BOLD), BOLD, PALE)
        if "Start" in self.heads:
            left, right = self.edges[5], self.edges[7]
            pen.box(left, top, right - left, 16, PALE)
            pen.put(left + INSET, top - 11, ["Timescale"], TINY, BOLD)
        pen.y -= high

    def open(self, first: bool) -> None:
        """A page: the band of the section on the first, heads where they are repeated."""
        pen = self.pen
        pen.open(str(self.part["turn"]))
        if first:
            pen.text(self.part["told"], gap=10)
            left, right = self.edges[0], self.edges[-1]
            pen.box(left, pen.y, right - left, 20, NAVY)
            pen.canvas.setFillColor(white)
            pen.put(left + 5, pen.y - 14, [f"{self.part['head']}: {self.part['finding']}"], 10, BOLD)
            pen.canvas.setFillColor(black)
            pen.y -= 20
        if first or self.part.get("repeat"):
            self.header()

    def columns(self, a: Data) -> list[str]:
        """The texts of a row from the second column to the last but one."""
        dates = [a["start_raw"], a["when"]] if self.part["support"] else [a["when"]]
        middle = [a["support"]] if self.part["support"] else []
        return [a["id"], a["do"], a["who"], *middle, *dates, a.get("success", "")]

    def row(self, a: Data, high: float) -> None:
        """One action; the success measure may be merged with the row above."""
        pen, last = self.pen, len(self.heads) - 1
        for col, words in enumerate(self.columns(a), 1):
            wide, top = self.edges[col + 1] - self.edges[col], pen.y
            lines = fit(words, wide)
            if "old" in a and col == last - 2:
                old = a["old"][0]
                self.cell(col, top, high, [old, *lines])
                y, x = top - INSET - TINY * 0.9 + 2.4, self.edges[col] + INSET
                pen.canvas.line(x, y, x + pen.canvas.stringWidth(old, PLAIN, TINY), y)
            elif col == last - 1 and a.get("same"):
                continue
            else:
                self.cell(col, top, high + (a.get("below", 0) if col == last - 1 else 0), lines)
        self.cell(last, pen.y, high, [], fill=self.fills[a["s"]])
        pen.y -= high

    def height(self, a: Data) -> float:
        """What an action needs."""
        cells = list(enumerate(self.columns(a), 1))
        return max(
            tall(fit(w, self.edges[c + 1] - self.edges[c]))
            + (STEP if "old" in a and c == len(cells) - 1 else 0)
            for c, w in cells
        )

    def draw(self) -> None:
        """All rows; an objective's cell is merged over its rows and closed at a page's end."""
        pen = self.pen
        self.open(True)
        for group in self.part["group"]:
            acts, words = group["action"], fit(group["text"], self.edges[1] - self.edges[0], BOLD)
            highs = [self.height(a) for a in acts]
            top = pen.y
            for at, (a, high) in enumerate(zip(acts, highs, strict=True)):
                a["below"] = highs[at + 1] if at + 1 < len(acts) and acts[at + 1].get("same") else 0
                if pen.y - high - a["below"] < 40:
                    if pen.y < top:
                        self.cell(0, top, top - pen.y, words, BOLD)
                        words = []
                    self.open(False)
                    top = pen.y
                self.row(a, high)
            self.cell(0, top, top - pen.y, words, BOLD)


def table(pen: Pen, edges: tuple[float, ...], rows: list[Lines], size: float = 9.5) -> None:
    """A small ruled table whose first row is the head."""
    for at, row in enumerate(rows):
        font = PLAIN if at else BOLD
        cells = [
            simpleSplit(w, font, size, r - x - 8) for w, x, r in zip(row, edges, edges[1:], strict=False)
        ]
        high = max(map(len, cells)) * size * 1.2 + 8
        for x, right, lines in zip(edges, edges[1:], cells, strict=False):
            pen.box(x, pen.y, right - x, high, None if at else PALE)
            pen.put(x + 4, pen.y - size - 3, lines, size, font)
        pen.y -= high
    pen.y -= 14


def plan_2(data: Data) -> bytes:
    """The PDF of d-2."""
    pen = Pen(data, "Corvenham SEND Priority Action Plan, November 2025")
    pen.open("portrait")
    pen.text(data["title"], 19, BOLD, 10)
    pen.text("November 2025 edition", 12, ITALIC, 12)
    for words in data["intro"]:
        pen.text(words)
    pen.text("How the work is led", 13, BOLD)
    for words in data["governance"]:
        pen.text(words)
    pen.text("Key to the colours", 13, BOLD, 8)
    for letter, name, meaning in data["keytext"]:
        pen.box(48, pen.y, 60, 19, data["fills"][letter])
        pen.box(108, pen.y, 390, 19)
        pen.put(54, pen.y - 13, [name], 9.5, BOLD)
        pen.put(114, pen.y - 13, [meaning], 9.5)
        pen.y -= 19
    first, second, third = data["section"]
    Grid(pen, first, data["fills"]).draw()
    pen.open("portrait")
    for head, words in data["mid"]:
        pen.text(head, 14, BOLD)
        pen.text(words)
    Grid(pen, second, data["fills"]).draw()
    Grid(pen, third, data["fills"]).draw()
    pen.open("portrait")
    pen.text("Measures that the Board follows", 14, BOLD, 8)
    rows = [[k["m"][0], k["m"][1], *(t[0] for t in k["m"][4])] for k in data["kpi"]]
    table(pen, (48, 290, 380, 465, 547), [data["heads_kpi"], *rows])
    pen.text("Risks", 14, BOLD, 8)
    risk_heads = ["Risk", "Likelihood", "Impact", "Score", "Mitigation"]
    table(pen, (48, 210, 272, 320, 366, 547), [risk_heads, *data["risks"]])
    return pen.done()


# findings and gold

LAYOUTS: dict[str, made.Layout] = {"d-1": plan_1, "d-2": plan_2}


def action(a: Data, part: Data, group: Data, colours: Data, success: str) -> Data:
    """An action's gold, with what its section and group give it."""
    out = {
        "id": a["id"],
        "finding_ids": a.get("links", part["links"]),
        "area_for_improvement": part["finding"],
        "objective": group["text"] or None,
        "activity": a.get("gold", a["do"]),
        "owners": made.owners(a["owners"]),
        "owners_raw": a["who"],
        "timescale_raw": " | ".join(p for p in (a.get("start_raw"), a["when"]) if p),
        **made.start_and_end(a, "q"),
        "status": colours[a["s"]],
        "status_raw": a["s"],
        "success_measure": success or None,
        "priority": part["head"],
    }
    if "old" in a:
        out |= {"original_timescale_raw": a["old"][0], "original_end": a["old"][1]}
    return out


def answers(data: Data) -> tuple[list[Data], list[Data]]:
    """The actions and measures of a plan; a merged success measure belongs to all its rows."""
    actions: list[Data] = []
    measures: list[Data] = []
    for part in data["section"]:
        for group in part["group"]:
            success = ""
            for a in group["action"]:
                success = success if a.get("same") else a["success"]
                actions.append(action(a, part, group, data["colours"], success))
                if a.get("same") and measures and actions[-2]["id"] in measures[-1]["action_ids"]:
                    measures[-1]["action_ids"].append(a["id"])
                measures += [made.row_measure(m, [a["id"]]) for m in a.get("m", [])]
    return actions, measures + [made.row_measure(k["m"], k["actions"]) for k in data.get("kpi", [])]


def gold(folder: str, data: Data) -> made.Records:
    """The inspection that the plan answers, and the right answers of the plan."""
    return made.records(folder, data, *answers(data), made.FILE_FIRST)


if __name__ == "__main__":
    made.build(LAYOUTS, gold)
