"""The action plan as a PDF: narrative on upright pages, the priorities' tables on wide ones."""

from pathlib import Path
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from demo_builder.merged_table import Grid, MergedTable, Span, wrapped
from demo_builder.pdf_style import (
    BODY,
    HEADING,
    NESTED,
    NOTICE,
    TITLE,
    bullets,
    numbered,
    paragraphs,
    write_pdf,
)
from demo_builder.plan_rows import HEADER, plan_cells, row_count
from demo_builder.plan_source import Plan, Priority

WIDTHS = [125.0, 120.0, 190.0, 92.0, 60.0, 165.0]
MARGIN = 45
RATING_COLOURS = {
    "BLUE": "#2E75B6",
    "RED": "#FF0000",
    "AMBER": "#FFC000",
    "GREEN": "#70AD47",
    "GREY": "#A6A6A6",
}
TIGHT = type(BODY)("tight", BODY, spaceAfter=2)


def write_plan_pdf(plan: Plan, path: Path) -> None:
    """Write the plan to the path."""

    def templates(document: Any) -> list[PageTemplate]:
        return [_template("upright", A4), _template("wide", landscape(A4))]

    story = [*_front(plan), *_findings(plan), *_next_steps(plan)]
    for priority in plan.priority:
        story += [NextPageTemplate("wide"), PageBreak(), *_priority(plan, priority)]
    write_pdf(path, plan.subtitle, templates, story, A4)


def _template(name: str, size: tuple[float, float]) -> PageTemplate:
    width, height = size

    def number(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(width / 2, 28, str(canvas.getPageNumber()))

    margin = MARGIN if name == "wide" else 70
    frame = Frame(margin, 50, width - 2 * margin, height - 100, id=name, leftPadding=0, rightPadding=0)
    return PageTemplate(name, [frame], onPage=number, pagesize=size)


def _front(plan: Plan) -> list[Any]:
    return [
        Spacer(1, 90),
        *paragraphs([plan.title, plan.subtitle], TITLE),
        *paragraphs([plan.notice], NOTICE),
        PageBreak(),
        Paragraph("1. Introduction", TITLE),
        *paragraphs([plan.introduction]),
        *bullets(plan.aims),
    ]


def _findings(plan: Plan) -> list[Any]:
    return [
        Paragraph("Inspection findings", HEADING),
        *paragraphs([plan.inspection, plan.strengths_lead]),
        *numbered(plan.children_benefit),
        *paragraphs([plan.partnership_lead]),
        *numbered(plan.partnership_arrangements, first=len(plan.children_benefit) + 1),
        Paragraph("Inspection outcome", HEADING),
        *paragraphs([plan.outcome_lead]),
        *numbered([quotation.text for quotation in plan.quotations("I")]),
        *paragraphs([plan.further_lead]),
        *numbered([quotation.text for quotation in plan.quotations("W")]),
    ]


def _next_steps(plan: Plan) -> list[Any]:
    ruled = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    duties = [[duty.role, bullets(duty.items, "round", NESTED)] for duty in plan.duty]
    scale = [[rating.meaning, rating.colour] for rating in plan.rating]
    fills = [
        ("BACKGROUND", (1, row), (1, row), colors.HexColor(RATING_COLOURS[rating.colour]))
        for row, rating in enumerate(plan.rating)
    ]
    return [
        Paragraph("2. Next steps", TITLE),
        *paragraphs([plan.next_steps]),
        Paragraph("Accountability arrangements", HEADING),
        *paragraphs([plan.board]),
        *bullets(plan.board_members),
        Paragraph("Reporting arrangements", HEADING),
        Table([["Role", "Responsibilities"], *duties], colWidths=[120, 300], style=ruled),
        Spacer(1, 10),
        Paragraph("Measuring the difference we make", HEADING),
        *paragraphs([plan.monitoring]),
        Table(scale, colWidths=[300, 80], style=ruled + fills),
        Spacer(1, 10),
        Paragraph("Communication plan", HEADING),
        *paragraphs([plan.communication]),
    ]


def _priority(plan: Plan, priority: Priority) -> list[Any]:
    spans = tuple(
        Span(cell.column, cell.first, cell.last, wrapped(cell.lines, WIDTHS[cell.column]))
        for cell in sorted(plan_cells(plan, priority), key=lambda cell: (cell.first, cell.column))
    )
    return [
        *([Paragraph("3. SEND Strategic Plan", TITLE)] if priority.number == 1 else []),
        *paragraphs([f"Priority {priority.number}: {priority.title}"], HEADING),
        *(
            Paragraph(f"<b>{label}:</b> {role}", TIGHT)
            for label, role in (
                ("Strategic Sponsor", priority.sponsor),
                ("Lead Officer", priority.lead),
                ("Parent rep", priority.parent_rep),
            )
        ),
        Spacer(1, 6),
        MergedTable(f"Outcome: {priority.outcome}", list(HEADER), WIDTHS, Grid(row_count(priority), spans)),
    ]
