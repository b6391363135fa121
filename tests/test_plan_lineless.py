"""Small plans in PDFs without a single line: columns by position, heads once, rows over page ends."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.families.plan.extract import extract
from extractors.model import Action
from extractors.readers.pdf import read_pdf

Row = Sequence[str]
PLAIN, BOLD, SIZE, LEADING = "Helvetica", "Helvetica-Bold", 9.0, 11.0


class _Sheet:
    """A plan drawn from the top; `centred` is the column whose text is centred."""

    def __init__(self, xs: Sequence[float], white: float, centred: int | None = None) -> None:
        self.held = io.BytesIO()
        self.canvas = Canvas(self.held, pagesize=landscape(A4))
        self.xs, self.white, self.centred = xs, white, centred
        self.y = 540.0

    def page(self) -> None:
        self.canvas.showPage()
        self.y = 540.0

    def text(self, text: str, size: float = SIZE, font: str = PLAIN, before: float = 14.0) -> None:
        self.y -= before
        self.canvas.setFont(font, size)
        self.canvas.drawString(self.xs[0], self.y, text)
        self.y -= size * 1.2

    def row(self, cells: Row, font: str = PLAIN) -> None:
        self.canvas.setFont(font, SIZE)
        self.y -= self.white
        deepest = 0
        for k, cell in enumerate(cells):
            lines = cell.split("/") if cell else []
            deepest = max(deepest, len(lines))
            for n, line in enumerate(lines):
                x = self.xs[k]
                if k == self.centred and font == PLAIN:
                    x += (self.xs[k + 1] - x - stringWidth(line, font, SIZE)) / 2 - 6
                self.canvas.drawString(x, self.y - n * LEADING, line)
        self.y -= deepest * LEADING

    def actions(self) -> list[Action]:
        self.canvas.save()
        return list(extract(read_pdf(self.held.getvalue())).actions)


HEADS = ("Action", "Lead", "By when", "Status", "How we will know")
XS = (40.0, 280.0, 430.0, 520.0, 600.0, 800.0)


def _begun(sheet: _Sheet, heads: Row = HEADS) -> None:
    sheet.text("SEND improvement plan", 18, BOLD)
    sheet.text("What the council and its partners will do in the coming two years, and who will do it.")
    sheet.text("Priority 1: Waiting well", 12, BOLD, 20)
    sheet.row(heads, BOLD)


def test_rows_after_prose_on_a_later_page_stand_under_the_heads_of_the_first() -> None:
    sheet = _Sheet(XS, 10, centred=3)
    _begun(sheet)
    sheet.row(
        ("Appoint a second officer/for the team", "Head of SEND", "May 2026", "Begun", "Officer in post")
    )
    sheet.row(("Draw up a list of families/who wait", "SEND Manager", "June 2026", "Not yet due", ""))
    sheet.page()
    sheet.text("Priority 2: Better plans", 12, BOLD)
    for _ in range(8):
        sheet.text(
            "Plans were slow and did not say what each service was to provide to the child and family.",
            before=1,
        )
    sheet.row(("Rewrite the form", "Head of SEND", "July 2026", "Completed", "Form in use"))
    sheet.row(("Train all officers to write/in plain words", "", "", "Begun", "All trained"))
    sheet.row(("Check ten plans a month", "SEND Manager", "", "", ""))
    found = sheet.actions()
    assert [(a.activity, bool(a.owners), a.status_raw) for a in found] == [
        ("Appoint a second officer for the team", True, "Begun"),
        ("Draw up a list of families who wait", True, "Not yet due"),
        ("Rewrite the form", True, "Completed"),
        ("Train all officers to write in plain words", False, "Begun"),
        ("Check ten plans a month", True, None),
    ]


@pytest.mark.parametrize("white", [0.0, 6.0])
def test_numbers_part_rows_and_a_page_end_may_cut_one(white: float) -> None:
    sheet = _Sheet((40.0, 70.0, 300.0, 440.0, 540.0, 620.0), white)
    _begun(sheet, ("No", "Action", "Lead", "By when", "Status"))
    sheet.row(("1.1", "Appoint a second officer/for the team", "Head of SEND", "May 2026", "Begun"))
    sheet.row(("1.2", "Draw up a list", "SEND Manager/for Early Years", "", "Begun"))
    sheet.row(("1.3", "Send the list/to all schools", "Head of SEND", "June 2026", ""))
    sheet.row(("1.4", "Ring each family that", "SEND Manager,", "July 2026", "Late"))
    sheet.page()
    sheet.row(("", "is on the list", "Early Years", "", ""))
    sheet.row(("1.5", "Order desks", "Head of SEND", "", "Late"))
    sheet.row(("1.6", "Order lamps", "Head of SEND", "June 2026", "Begun"))
    assert [(a.reference, a.activity) for a in sheet.actions()] == [
        ("1.1", "Appoint a second officer for the team"),
        ("1.2", "Draw up a list"),
        ("1.3", "Send the list to all schools"),
        ("1.4", "Ring each family that is on the list"),
        ("1.5", "Order desks"),
        ("1.6", "Order lamps"),
    ]


def test_short_headings_between_rows_part_none_of_them() -> None:
    sheet = _Sheet(XS, 10)
    _begun(sheet)
    sheet.row(("Appoint an officer", "Head of SEND", "May 2026", "Begun", "Officer in post"))
    sheet.text("Outcome: Calm", 9.5, BOLD, 20)
    sheet.row(("Draw up a list of families/who wait", "", "June 2026", "Begun", ""))
    sheet.row(("Send the list/to all schools", "Head of SEND", "", "", ""))
    sheet.text("Priority 2: Plans", 12, BOLD, 24)
    sheet.text("Outcome: Clear plans", 9.5, BOLD, 8)
    sheet.row(("Rewrite the form", "Head of SEND", "July 2026", "", "Form in use"))
    found = sheet.actions()
    assert [(a.activity, a.objective) for a in found[1:]] == [
        ("Draw up a list of families who wait", "Calm"),
        ("Send the list to all schools", "Calm"),
        ("Rewrite the form", "Clear plans"),
    ]
    assert found[-1].priority == "Priority 2: Plans"
