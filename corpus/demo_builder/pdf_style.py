"""What the PDF documents share: styles, lists, and a template that writes the same bytes on each run."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_LEFT  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    PageTemplate,
    Paragraph,
)

BODY = ParagraphStyle(
    "body", fontName="Helvetica", fontSize=11.5, leading=15, alignment=TA_LEFT, spaceAfter=10
)
HEADING = ParagraphStyle(
    "heading", BODY, fontName="Helvetica-Bold", spaceBefore=10, spaceAfter=10, keepWithNext=1
)
TITLE = ParagraphStyle("title", HEADING, fontSize=16, leading=20, spaceBefore=16)
NOTICE = ParagraphStyle(
    "notice", BODY, fontName="Helvetica-Oblique", fontSize=9, leading=12, textColor=colors.dimgray
)
ITEM = ParagraphStyle("item", BODY, leftIndent=36, bulletIndent=18)
NESTED = ParagraphStyle("nested", BODY, leftIndent=18, bulletIndent=6, spaceAfter=2)
MARKS = {"square": ("n", "ZapfDingbats", 6), "round": ("•", "Helvetica", 11)}


def escaped(text: str) -> str:
    """The text with the signs that the paragraph markup reserves written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def paragraphs(texts: Sequence[str], style: Any = BODY) -> list[Any]:
    """A paragraph for each text."""
    return [Paragraph(escaped(text), style) for text in texts]


def bullets(texts: Sequence[str], mark: str = "round", style: Any = ITEM) -> list[Any]:
    """A bulleted paragraph for each text."""
    sign, font, size = MARKS[mark]
    marked = ParagraphStyle(f"{style.name}-{mark}", style, bulletFontName=font, bulletFontSize=size)
    return [Paragraph(escaped(text), marked, bulletText=sign) for text in texts]


def numbered(texts: Sequence[str], first: int = 1) -> list[Any]:
    """A numbered paragraph for each text."""
    return [
        Paragraph(escaped(text), ITEM, bulletText=f"{number}.")
        for number, text in enumerate(texts, start=first)
    ]


def write_pdf(
    path: Path, title: str, templates: Callable[[Any], list[PageTemplate]], story: list[Any], pagesize: Any
) -> None:
    """Write a PDF without clock time or compressed streams: every machine writes the same bytes."""
    document = BaseDocTemplate(
        str(path),
        pagesize=pagesize,
        invariant=1,
        pageCompression=0,
        title=title,
        author="Golden Thread",
        lang="en-GB",
    )
    document.addPageTemplates(templates(document))
    document.build(story)
