"""Whole plans whose tables are held together by white alone, of different looks."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from extractors.model import Table
from extractors.readers.pdf import read_pdf

WIDE = (842.0, 595.0)
FACE, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"


class Printer:
    """Rows and lines one under another on pages of a size, cells wrapped to their columns."""

    def __init__(
        self,
        xs: Sequence[float],
        *,
        turned: bool = False,
        gap: float = 10,
        white: float = 6,
        again: bool = False,
        foot: float = 40,
    ) -> None:
        self.held = BytesIO()
        self.canvas = Canvas(self.held, pagesize=WIDE)
        self.xs, self.turned, self.gap, self.white, self.foot = xs, turned, gap, white, foot
        self.again: Sequence[str] | None = None
        self.keep = again
        self.y = 0.0
        self._begin()

    def _begin(self) -> None:
        if self.turned:
            self.canvas.setPageRotation(90)
            self.canvas.translate(WIDE[1], 0)
            self.canvas.rotate(90)
        self.y = WIDE[1] - 50

    def page(self) -> None:
        self.canvas.showPage()
        self._begin()
        if self.again:
            self._row(self.again, BOLD)

    def line(self, text: str, face: str = FACE, size: float = 9, width: float = 700) -> None:
        wrapped = simpleSplit(text, face, size, width)
        for part in wrapped:
            self.canvas.setFont(face, size)
            self.canvas.drawString(self.xs[0], self.y, part)
            self.y -= 1.2 * size
        self.y -= self.white

    def header(self, *texts: str) -> None:
        self._row(texts, BOLD)
        if self.keep:
            self.again = texts

    def row(self, *texts: str) -> None:
        self._row(texts, FACE)

    def _row(self, texts: Sequence[str], face: str) -> None:
        cells = [
            simpleSplit(text, face, 9, b - a - self.gap)
            for text, (a, b) in zip(texts, pairwise(self.xs), strict=True)
        ]
        lines = max(map(len, cells))
        if self.y - lines * 11 < self.foot:
            self.page()
        self.canvas.setFont(face, 9)
        for k in range(lines):
            for x, cell in zip(self.xs, cells, strict=False):
                if k < len(cell):
                    self.canvas.drawString(x, self.y, cell[k])
            self.y -= 11
        self.y -= self.white

    def tables(self) -> list[list[list[str | None]]]:
        self.canvas.save()
        found = [b for b in read_pdf(self.held.getvalue()).blocks if isinstance(b, Table)]
        return [[[c and c.text for c in row] for row in table.grid()] for table in found]


ROWS = (
    (
        "1.1",
        "Open a drop-in for parents at the three libraries in the town",
        "Petra Lunn, Head of Early Help",
        "March 2026",
        "Two hundred parents come each term",
        "Green",
    ),
    (
        "1.2",
        "Train the clerks who answer the telephone",
        "Customer Services Manager",
        "by 30 June 2026",
        "Calls are answered by the second ring",
        "Amber",
    ),
    (
        "1.3",
        "Write the guide again with young people and have it printed for schools",
        "Participation Officer (with the youth forum)",
        "Autumn 2026",
        "Guide is in every school library",
        "Grey",
    ),
    (
        "2.1",
        "Put a nurse into each of the four special schools for one day each week",
        "Director of Nursing, Weald Trust",
        "1 September 2026",
        "Fewer days lost to illness",
        "Green",
    ),
    (
        "2.2",
        "Count the children who wait and say so each month",
        "Data Lead",
        "Monthly from May 2026",
        "Figures are on the website by the tenth",
        "Red",
    ),
)
HEAD = ("Ref", "Action", "Lead", "By when", "How we will know", "RAG")
XS = (40, 74, 300, 440, 540, 720, 800)
OUTCOMES = (
    "Outcome 1: Parents find out what there is without having to ask five people for it",
    "Outcome 2: Children are well enough to be in school",
)
QUOTE = "Inspectors asked us to: Tell families earlier and more plainly what they can have"


def _rows(tables: list[list[list[str | None]]]) -> list[tuple[str | None, ...]]:
    return [tuple(row) for table in tables for row in table]


def test_a_turned_page_with_lines_in_italics_between_rows_close_together() -> None:
    paper = Printer(XS, turned=True, gap=4, white=0)
    paper.header(*HEAD)
    paper.line("Priority 1 Telling families", BOLD, 12)
    paper.line(QUOTE)
    paper.line(OUTCOMES[0], ITALIC, 10)
    for row in ROWS[:3]:
        paper.row(*row)
    paper.line(OUTCOMES[1], ITALIC, 10)
    for row in ROWS[3:]:
        paper.row(*row)
    rows = _rows(paper.tables())
    assert [r for r in rows if r[1] is not None] == [HEAD, *ROWS]
    assert [r[0] for r in rows if r[1] is None] == ["Priority 1 Telling families", QUOTE, *OUTCOMES]


def test_a_header_on_the_first_page_only_and_cells_that_wrap_in_all_columns() -> None:
    paper = Printer((40, 250, 400, 480, 640, 700), gap=6, white=8)
    paper.header("What we will do", "Who leads", "Date", "How we will know that it has worked", "Status")
    paper.line(OUTCOMES[0], ITALIC, 10, 300)
    for row in ROWS[:3]:
        paper.row(*row[1:-1], "On track and checked")
    paper.page()
    paper.line(OUTCOMES[1], ITALIC, 10)
    for row in ROWS[3:]:
        paper.row(*row[1:-1], "On track and checked")
    rows = _rows(paper.tables())
    expected = [(*row[1:-1], "On track and checked") for row in ROWS]
    assert [r for r in rows if r[1] is not None][1:] == expected
    assert [r[0] for r in rows if r[1] is None] == list(OUTCOMES)


def test_narrow_gaps_and_a_header_again_on_each_page() -> None:
    paper = Printer((40, 66, 210, 300, 370, 480, 520), gap=2.5, white=5, again=True)
    paper.line("Plan for the area", BOLD, 16)
    paper.header(*HEAD)
    paper.line(
        "Area for improvement 1: how the services of the area tell families what help there is", BOLD, 10, 480
    )
    paper.line(QUOTE, width=200)
    for row in ROWS[:3]:
        paper.row(*row)
    paper.page()
    paper.line(OUTCOMES[1], ITALIC, 9)
    for row in ROWS[3:]:
        paper.row(*row)
    rows = _rows(paper.tables())
    assert [r for r in rows if r[1] is not None and r != HEAD] == list(ROWS)
    assert QUOTE in [r[0] for r in rows]


def test_a_number_far_before_its_text_stands_in_a_column_of_its_own() -> None:
    paper = Printer((40, 90, 230, 430, 560, 660), gap=6, white=2)
    paper.header("Ref", "What we want", "What we will do", "Who leads", "Date")
    paper.row("1.1", "Parents find help that is near to them and are told of it", *ROWS[0][1:4])
    paper.row("1.2", "", *ROWS[1][1:4])
    paper.row("1.3", "", *ROWS[2][1:4])
    rows = _rows(paper.tables())
    assert [row[0] for row in rows] == ["Ref", "1.1", "1.2", "1.3"]
    assert [row[2] for row in rows[1:]] == [row[1] for row in ROWS[:3]]
