"""Any plan written as DOCX, XLSX, HTML or a ruled PDF and read back has the same rows."""

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
HEADER = ("Objective", "Action", "Lead", "Timescale", "Success measure")
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
SIGNS = ("Families report better information", "Waits fall to 18 weeks by July 2025", "")


@dataclass(frozen=True)
class Row:
    """An action as it is written."""

    objective: str
    activity: str
    lead: str
    when: str
    sign: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.objective, self.activity, self.lead, self.when, self.sign)


@st.composite
def plans(draw: st.DrawFn) -> list[Row]:
    """Rows with activities of their own, those of one objective together."""
    count = draw(st.integers(3, 12))
    goals = sorted(draw(st.lists(st.sampled_from(GOALS), min_size=count, max_size=count)))
    return [
        Row(
            goal,
            f"{draw(st.sampled_from(VERBS))} {draw(st.sampled_from(THINGS))} for group {number}",
            draw(st.sampled_from(LEADS)),
            draw(st.sampled_from(TIMES)),
            draw(st.sampled_from(SIGNS)),
        )
        for number, goal in enumerate(goals, 1)
    ]


def as_docx(rows: list[Row]) -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    table = document.add_table(rows=1, cols=len(HEADER))
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.cells, strict=True):
            cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(rows: list[Row]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.append(list(HEADER))
    for row in rows:
        sheet.append(list(row.cells))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_html(rows: list[Row]) -> bytes:
    def line(tag: str, texts: tuple[str, ...]) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(t)}</{tag}>" for t in texts) + "</tr>"

    body = line("th", HEADER) + "".join(line("td", row.cells) for row in rows)
    return f"<html><body><main><h1>{TITLE}</h1><table>{body}</table></main></body></html>".encode()


def as_pdf(rows: list[Row]) -> bytes:
    style = getSampleStyleSheet()
    texts = [HEADER, *(row.cells for row in rows)]
    cells = [[Paragraph(html.escape(text), style["BodyText"]) for text in line] for line in texts]
    table = Table(
        cells, colWidths=[130, 220, 120, 100, 150], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]
    )
    stream = BytesIO()
    page = SimpleDocTemplate(stream, pagesize=landscape(A4), invariant=True)
    page.build([Paragraph(TITLE, style["Title"]), table])
    return stream.getvalue()


@pytest.mark.parametrize("write", [as_docx, as_xlsx, as_html, as_pdf])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=plans())
def test_a_plan_comes_back_row_for_row(write: Callable[[list[Row]], bytes], rows: list[Row]) -> None:
    data = write(rows)
    found = extract(detect(data).read(data))
    assert [
        Row(
            a.objective or "",
            a.activity,
            a.responsible_raw or "",
            a.timescale.raw if a.timescale else "",
            a.success_measure or "",
        )
        for a in found.actions
    ] == rows
