"""The outcome letter as a PDF, laid out as local area SEND letters of 2016 to 2022 were."""

from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.platypus import Frame, PageTemplate, Paragraph, Spacer  # type: ignore[import-untyped]

from demo_builder.pdf_style import BODY, HEADING, NOTICE, bullets, paragraphs, write_pdf
from demo_builder.sources import Letter, Part

WIDTH, HEIGHT = A4
MARGIN = 60
ADDRESS = type(BODY)("address", BODY, spaceAfter=0)


def write_letter(letter: Letter, path: Path) -> None:
    """Write the letter to the path."""

    def templates(document: Any) -> list[PageTemplate]:
        frame = Frame(
            MARGIN, 70, WIDTH - 2 * MARGIN, HEIGHT - 70 - 60, id="body", leftPadding=0, rightPadding=0
        )

        def footer(canvas: Any, _: Any) -> None:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(MARGIN, 42, letter.footer)
            canvas.drawRightString(WIDTH - MARGIN, 42, str(canvas.getPageNumber()))

        return [PageTemplate("letter", [frame], onPage=footer)]

    write_pdf(path, letter.title, templates, _story(letter), A4)


def _story(letter: Letter) -> list[Any]:
    return [
        *paragraphs([letter.notice], NOTICE),
        *paragraphs([letter.published]),
        *paragraphs(letter.addressees, ADDRESS),
        Spacer(1, 14),
        *paragraphs([letter.salutation]),
        *paragraphs([letter.title], HEADING),
        *paragraphs(letter.opening),
        Paragraph("Main findings", HEADING),
        *bullets(letter.main_findings),
        *(flowable for part in letter.part for flowable in _part(part)),
        *paragraphs([letter.concerns_heading], HEADING),
        *paragraphs([letter.weaknesses_lead]),
        *bullets(letter.significant_weaknesses),
        *paragraphs([letter.after_weaknesses, "Yours sincerely"]),
        *paragraphs(letter.signature, ADDRESS),
    ]


def _part(part: Part) -> list[Any]:
    return [
        *paragraphs([part.heading], HEADING),
        Paragraph("Strengths", HEADING),
        *bullets(part.strengths),
        Paragraph("Areas for development", HEADING),
        *bullets(part.development),
    ]
