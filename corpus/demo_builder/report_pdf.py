"""The area SEND report as a PDF, laid out as published reports are."""

from pathlib import Path
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from demo_builder.pdf_style import (
    BODY,
    HEADING,
    NESTED,
    NOTICE,
    TITLE,
    bullets,
    escaped,
    paragraphs,
    write_pdf,
)
from demo_builder.sources import Improvement, Report

WIDTH, HEIGHT = A4
MARGIN = 60
EXPERIENCE = "What is it like to be a child or young person with SEND in this area?"
EFFECTIVE = "What is the area partnership doing that is effective?"
BETTER = "What does the area partnership need to do better?"
RULED = [
    ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#EEEEEE")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
SUBTITLE = type(BODY)("subtitle", BODY, fontName="Helvetica-Oblique")
# Not kept with what follows: that would carry the whole table over to the next page.
TABLE_HEADING = type(BODY)("table-heading", HEADING, keepWithNext=0)
CELL = type(BODY)("cell", BODY, fontSize=10.5, leading=13.5, spaceAfter=4)
CELL_HEADING = type(BODY)("cell-heading", CELL, fontName="Helvetica-Bold")


def write_report(report: Report, path: Path) -> None:
    """Write the report to the path."""

    def templates(document: Any) -> list[PageTemplate]:
        frame = Frame(
            MARGIN, 78, WIDTH - 2 * MARGIN, HEIGHT - 78 - 64, id="body", leftPadding=0, rightPadding=0
        )

        def masthead(canvas: Any, _: Any) -> None:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(MARGIN, HEIGHT - 40, "Digest of a local area report")

        def footer(canvas: Any, _: Any) -> None:
            _draw_footer(canvas, report)

        return [
            PageTemplate("front", [frame], onPage=masthead),
            PageTemplate("rest", [frame], onPageEnd=footer),
        ]

    write_pdf(path, report.title, templates, _story(report), A4)


def _draw_footer(canvas: Any, report: Report) -> None:
    canvas.line(MARGIN, 58, WIDTH - MARGIN, 58)
    canvas.setFont("Helvetica-Bold", 8)
    canvas.drawString(MARGIN, 46, report.footer)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, 35, report.footer_dates)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawRightString(WIDTH - MARGIN, 38, str(canvas.getPageNumber()))


def _story(report: Report) -> list[Any]:
    return [
        *_front(report),
        NextPageTemplate("rest"),
        PageBreak(),
        Paragraph(EXPERIENCE, HEADING),
        *paragraphs(report.experience),
        PageBreak(),
        Paragraph(EFFECTIVE, HEADING),
        *bullets(report.strengths, report.bullet),
        Paragraph(BETTER, HEADING),
        *bullets(report.weaknesses, report.bullet),
        Paragraph("Areas for improvement", TABLE_HEADING),
        _improvements(report.improvement),
        Spacer(1, 14),
        *_closing(report),
    ]


def _front(report: Report) -> list[Any]:
    outcome = Table(
        [[Paragraph("Inspection outcome", CELL_HEADING)], [paragraphs(report.outcome_text)]],
        colWidths=[WIDTH - 2 * MARGIN],
        style=[
            ("BOX", (0, 0), (-1, -1), 0.6, colors.black),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#EEEEEE")),
        ],
    )
    return [
        *paragraphs([report.title], TITLE),
        *paragraphs(["A digest in other words"], SUBTITLE),
        *paragraphs([report.inspection_dates, report.previous_dates]),
        *paragraphs([report.notice], NOTICE),
        outcome,
        Spacer(1, 10),
        Paragraph("Information about the local area partnership", HEADING),
        *paragraphs(report.information),
    ]


def _improvements(improvements: list[Improvement]) -> Any:
    """The ruled table; the page's end may cut a row, and the header row comes again on the next page."""
    width = WIDTH - 2 * MARGIN
    if any(improvement.responsible for improvement in improvements):
        header = ["Responsible body", "Areas for improvement"]
        rows = [[paragraphs([item.responsible or ""], CELL), _cell(item)] for item in improvements]
        widths = [width * 0.3, width * 0.7]
    else:
        header, rows, widths = ["Areas for improvement"], [[_cell(item)] for item in improvements], [width]
    return Table(
        [paragraphs(header, CELL_HEADING), *rows], colWidths=widths, style=RULED, repeatRows=1, splitInRow=1
    )


def _cell(improvement: Improvement) -> list[Any]:
    return [
        *paragraphs([improvement.text], CELL),
        *bullets(improvement.nested, "round", type(CELL)("cell-nested", CELL, **_indents())),
        *paragraphs([improvement.tail] if improvement.tail else [], CELL),
    ]


def _indents() -> dict[str, Any]:
    return {"leftIndent": NESTED.leftIndent, "bulletIndent": NESTED.bulletIndent}


def _closing(report: Report) -> list[Any]:
    details = report.details
    rows = [
        ["Local Authority", "Integrated Care Board"],
        [details.local_authority, details.integrated_care_board],
        [details.local_authority_leader, details.integrated_care_board_leader],
        [details.local_authority_site, details.integrated_care_board_site],
    ]
    half = (WIDTH - 2 * MARGIN) / 2
    partners = Table(
        [
            [Paragraph(escaped(cell), CELL if index else CELL_HEADING) for cell in row]
            for index, row in enumerate(rows)
        ],
        colWidths=[half, half],
        style=RULED,
    )
    team = Table(
        [
            [Paragraph("Ofsted", CELL_HEADING), Paragraph("Care Quality Commission", CELL_HEADING)],
            [paragraphs(report.team.ofsted, CELL), paragraphs(report.team.cqc, CELL)],
        ],
        colWidths=[half, half],
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)],
    )
    return [
        Paragraph("Local area partnership details", HEADING),
        *paragraphs(["Roles stand in place of names."]),
        partners,
        Spacer(1, 14),
        Paragraph("Information about this inspection", HEADING),
        *paragraphs(report.about.text),
        Paragraph("Inspection team", HEADING),
        team,
    ]
