"""The readers: bytes of each format, damaged in ways that their own form knows."""

from __future__ import annotations

import math
from contextlib import closing
from unittest.mock import patch

import pypdfium2 as pdfium

from extractors.model import Document
from extractors.readers import ocr
from extractors.readers.docx import read as read_docx
from extractors.readers.html import read as read_html
from extractors.readers.pdf import read_pdf
from extractors.readers.pdfium import PdfPage, Places
from extractors.readers.text import read as read_text
from extractors.readers.xlsx import read as read_xlsx
from extractors.registry import Read, UnreadableError, detect
from tests.fuzz import seeds, seeds_pdf
from tests.fuzz.invariants import must, whole_document
from tests.fuzz.mutate_markup import mutate_html
from tests.fuzz.mutate_pdf import mutate_pdf
from tests.fuzz.mutate_text import mutate_text
from tests.fuzz.mutate_zip import mutate_zip
from tests.fuzz.targets import target

TWICE = 16  # one case in so many is read a second time, which gives the same


def _read(read: Read, data: bytes) -> Document | None:
    """The document, whole and right; `None` where the reader says why there is none."""
    try:
        detect(data)
    except UnreadableError as error:
        must(str(error).strip(), "a refusal has words")
    try:
        document = read(data)
    except UnreadableError as error:
        must(str(error).strip(), "a refusal has words")
        return None
    whole_document(document)
    if sum(data) % TWICE == 0:
        must(read(data) == document, "the same bytes give the same document")
    return document


@target("docx", suffix=".docx", largest=20_000, seeds=seeds.docx, mutate=mutate_zip, plain=False)
def docx(data: bytes) -> None:
    """Word documents."""
    _read(read_docx, data)


@target("xlsx", suffix=".xlsx", largest=20_000, seeds=seeds.xlsx, mutate=mutate_zip, plain=False)
def xlsx(data: bytes) -> None:
    """Workbooks."""
    _read(read_xlsx, data)


@target("pdf", suffix=".pdf", largest=20_000, seeds=seeds_pdf.pdf, mutate=mutate_pdf, plain=False)
def pdf(data: bytes) -> None:
    """PDFs; what is told of lies on their pages."""
    with patch.object(ocr, "installed", return_value=False):  # pictures of pages are another matter
        document = _read(read_pdf, data)
    if document is None:
        return
    boxes = [box for block in (*document.blocks, *document.furniture) for box in block.source.boxes]
    with closing(pdfium.PdfDocument(data)) as file:
        sizes = {number: _size(file, number) for number in {box.page for box in boxes}}
    for box in boxes:
        width, height = sizes[box.page]
        shown = box.x1 >= 0 and box.bottom >= 0 and box.x0 <= width and box.top <= height
        must(shown, "a box is on its page", (box, width, height))


def _size(file: pdfium.PdfDocument, number: int) -> tuple[float, float]:
    """Width and height of a page as shown; without end where it cannot be read."""
    try:
        with closing(PdfPage(file, number, Places())) as page:
            return page.width, page.height
    except pdfium.PdfiumError:
        return math.inf, math.inf


@target("html", suffix=".html", largest=8_000, seeds=seeds.html, mutate=mutate_html)
def html(data: bytes) -> None:
    """Web pages."""
    _read(read_html, data)


@target("text", suffix=".md", largest=4_000, seeds=seeds.text, mutate=mutate_text)
def text(data: bytes) -> None:
    """Plain and Markdown texts."""
    _read(read_text, data)
