"""Any plan written as DOCX, XLSX, HTML or a ruled PDF and read back has the same rows.

Columns stand in any order under any of their names, with numbers and ratings or without; objectives are
written in each row, or once in a cell merged over the rows that they hold for.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extractors.families.plan.extract import extract
from extractors.registry import detect

TITLE = "SEND Improvement Plan"
NAMES = {
    "reference": ("Ref", "No.", "Action ref"),
    "objective": ("Objective", "Aim", "What we want to achieve"),
    "activity": ("Action", "What we will do", "Activity"),
    "lead": ("Lead", "Owner", "Responsible"),
    "when": ("Timescale", "By when", "Due date"),
    "sign": ("Success measure", "Measure of success", "How will we know?"),
    "rating": ("Status", "RAG", "Progress rating"),
}
VERBS = ("Publish", "Recruit", "Review", "Agree", "Train", "Commission")
THINGS = (
    "a guide to short breaks",
    "two therapists",
    "every annual review",
    "one referral form",
    "all SENCOs",
)
LEADS = ("Head of SEND", "Director of Education", "Service Manager", "Designated Clinical Officer")
TIMES = ("Dec-24", "March 2025", "30 June 2025", "Sep 2025", "Ongoing", "From January 2025")
GOALS = ("Families know what to expect", "Waits are shorter", "Plans are on time")
RATINGS = ("Complete", "On track", "Delayed", "Not started")
SIGNS = ("Families report better information", "Waits fall to 18 weeks by July 2025", "")


@dataclass(frozen=True)
class Row:
    """An action as it is written."""

    objective: str
    activity: str
    lead: str
    when: str
    sign: str
    reference: str = ""
    rating: str = ""


@dataclass(frozen=True)
class Plan:
    """Rows, and how they are laid out: their columns in order with their names, and merged objectives."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    names: tuple[str, ...]
    merged: bool

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The texts of each row in the order of the columns, headers first."""
        return [self.names, *(tuple(getattr(r, c) for c in self.columns) for r in self.rows)]

    @property
    def spans(self) -> list[tuple[int, int, int]]:
        """The merged cells: column, first and last line."""
        if not self.merged:
            return []
        column, found = self.columns.index("objective"), []
        for goal in dict.fromkeys(r.objective for r in self.rows):
            at = [k for k, r in enumerate(self.rows, 1) if r.objective == goal]
            if len(at) > 1:
                found.append((column, at[0], at[-1]))
        return found

    def covered(self, line: int, column: int) -> bool:
        """Whether a place is merged away."""
        return any(c == column and first < line <= last for c, first, last in self.spans)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan whose activities are its own, those of one objective together."""
    count = draw(st.integers(3, 12))
    goals = sorted(draw(st.lists(st.sampled_from(GOALS), min_size=count, max_size=count)))
    optional = [c for c in ("reference", "rating") if draw(st.booleans())]
    rows = tuple(
        Row(
            goal,
            f"{draw(st.sampled_from(VERBS))} {draw(st.sampled_from(THINGS))} for group {number}",
            draw(st.sampled_from(LEADS)),
            draw(st.sampled_from(TIMES)),
            draw(st.sampled_from(SIGNS)),
            f"{1 + goals.index(goal)}.{number}" if "reference" in optional else "",
            draw(st.sampled_from(RATINGS)) if "rating" in optional else "",
        )
        for number, goal in enumerate(goals, 1)
    )
    shown = ["objective", "activity", "lead", "when", "sign", *optional]
    columns = tuple(draw(st.permutations(shown)))
    names = tuple(draw(st.sampled_from(NAMES[c])) for c in columns)
    return Plan(rows, columns, names, draw(st.booleans()))


def as_docx(plan: Plan) -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    table = document.add_table(rows=len(plan.lines), cols=len(plan.columns))
    for number, (row, texts) in enumerate(zip(table.rows, plan.lines, strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.text = "" if plan.covered(number, column) else text
    for column, first, last in plan.spans:
        top = table.cell(first, column)
        words = top.text
        top.merge(table.cell(last, column)).text = words
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(plan: Plan) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    for texts in plan.lines:
        sheet.append([text or None for text in texts])
    for column, first, last in plan.spans:
        sheet.merge_cells(
            start_row=first + 2, end_row=last + 2, start_column=column + 1, end_column=column + 1
        )
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_html(plan: Plan) -> bytes:
    tall = {(first, column): last - first + 1 for column, first, last in plan.spans}
    lines = []
    for number, texts in enumerate(plan.lines):
        tag = "td" if number else "th"
        cells = (
            f'<{tag} rowspan="{tall.get((number, column), 1)}">{html.escape(text)}</{tag}>'
            for column, text in enumerate(texts)
            if not plan.covered(number, column)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    body = "".join(lines)
    return f"<html><body><main><h1>{TITLE}</h1><table>{body}</table></main></body></html>".encode()


def as_pdf(plan: Plan) -> bytes:
    style = getSampleStyleSheet()["BodyText"]
    cells = [
        [
            "" if plan.covered(number, column) else Paragraph(html.escape(text), style)
            for column, text in enumerate(texts)
        ]
        for number, texts in enumerate(plan.lines)
    ]
    spans = [("SPAN", (column, first), (column, last)) for column, first, last in plan.spans]
    wide = {"activity": 190, "sign": 130, "objective": 120, "lead": 110}
    table = Table(
        cells,
        colWidths=[wide.get(c, 75) for c in plan.columns],
        style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans],
    )
    stream = BytesIO()
    page = SimpleDocTemplate(stream, pagesize=landscape(A4), invariant=True)
    page.build([Paragraph(TITLE, getSampleStyleSheet()["Title"]), table])
    return stream.getvalue()


@pytest.mark.parametrize("write", [as_docx, as_xlsx, as_html, as_pdf])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans())
def test_a_plan_comes_back_row_for_row(write: Callable[[Plan], bytes], plan: Plan) -> None:
    data = write(plan)
    found = extract(detect(data).read(data))
    assert [
        Row(
            a.objective or "",
            a.activity,
            a.responsible_raw or "",
            a.timescale.raw if a.timescale else "",
            a.success_measure or "",
            a.reference or "",
            a.status_raw or "",
        )
        for a in found.actions
    ] == list(plan.rows)
