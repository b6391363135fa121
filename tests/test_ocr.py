"""Pages that are pictures: told of without an engine, read with one and marked as such.

The engine is the extra `[ocr]`, too heavy for every developer: what needs it is skipped where it is absent.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageFilter
from rapidfuzz.fuzz import ratio
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from extractors.layout.picture import askew, ink, shapes_of, word_gaps
from extractors.layout.rules import grids
from extractors.model import Source
from extractors.readers import ocr
from extractors.readers.pdf import read_pdf
from pipeline.cache import outcome_key
from pipeline.extraction import extract_document
from pipeline.rows import _place
from tests.pdf_files import pdf_bytes

WORDS = ParagraphStyle("words", fontName="Times-Roman", fontSize=10, leading=12)
HEAD = ("Ref", "Action", "Lead", "Timescale", "How we will know", "RAG")
ROWS = (
    (
        "1.1",
        "Open a second clinic for hearing tests in the old library at Thornmere",
        "Head of Audiology",
        "31 March 2025",
        "Children wait less than six weeks",
        "Green",
        date(2025, 3, 31),
    ),
    (
        "1.2",
        "Write a short guide to school transport with parents and carers",
        "Bethan Orrell, Transport Manager",
        "30 June 2025",
        "Complaints fall by half",
        "Amber",
        date(2025, 6, 30),
    ),
    (
        "1.3",
        "Train each coordinator in the new planning form",
        "Principal Adviser",
        "30 September 2025",
        "All coordinators trained",
        "Amber",
        date(2025, 9, 30),
    ),
    (
        "2.1",
        "Set up a weekly drop-in for speech and language therapy",
        "Therapy Service Lead",
        "31 January 2026",
        "Four in five families seen within a term",
        "Red",
        date(2026, 1, 31),
    ),
    (
        "2.2",
        "Check the quality of twelve plans every month",
        "Quality Lead",
        "28 February 2026",
        "Nine in ten plans judged good",
        "Green",
        date(2026, 2, 28),
    ),
    (
        "2.3",
        "Agree one budget for short breaks",
        "Director of Finance",
        "31 July 2025",
        "Both partners have signed",
        "Red",
        date(2025, 7, 31),
    ),
)
PAINT = {"Green": "#92d050", "Amber": "#ffc000", "Red": "#ff5050"}


def plan() -> bytes:
    """The plan as its council made it: a ruled table under a heading."""
    out = BytesIO()
    cells = [[Paragraph(text, WORDS) for text in row[:6]] for row in (HEAD, *ROWS)]
    table = Table(cells, colWidths=[36, 240, 130, 105, 190, 50])
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.75, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *(("BACKGROUND", (5, n), (5, n), PAINT[row[5]]) for n, row in enumerate(ROWS, 1)),
        ]
    )
    title = Paragraph("Thornmere SEND improvement action plan", ParagraphStyle("t", fontSize=18, leading=24))
    above = Paragraph("The partnership board looks at this plan at each of its meetings.", WORDS)
    SimpleDocTemplate(out, pagesize=landscape(A4), leftMargin=40, rightMargin=40).build(
        [title, above, Spacer(1, 10), table]
    )
    return out.getvalue()


def scanned(made: bytes, turn: float = 0.0) -> bytes:
    """The pages as a scanner gives them: pictures, a little blurred and specked, perhaps askew."""
    out = BytesIO()
    canvas = Canvas(out)
    chance = np.random.default_rng(7)
    for page in pdfium.PdfDocument(made):
        width, height = page.get_size()
        image = page.render(scale=200 / 72).to_pil().convert("RGB")
        image = image.rotate(turn, fillcolor=(255, 255, 255)).filter(ImageFilter.GaussianBlur(0.6))
        dots = np.asarray(image).astype(np.int16) + chance.normal(0, 6, (image.height, image.width, 1))
        canvas.setPageSize((width, height))
        picture = Image.fromarray(dots.clip(0, 248).astype(np.uint8))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def scan() -> bytes:
    return scanned(plan(), 0.7)


def test_without_the_engine_a_scan_is_told_and_the_extra_named(
    scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "ENGINE", "no_engine_of_this_name")
    document = read_pdf(scan)
    assert [(p.category, p.page) for p in document.problems] == [("no_text", 1)]
    assert "[ocr]" in document.problems[0].message
    assert extract_document(scan).status != "ok"


def test_with_the_engine_the_rows_of_a_ruled_table_come_back(scan: bytes) -> None:
    pytest.importorskip(ocr.ENGINE, reason="the extra [ocr] is not installed")
    outcome = extract_document(scan)
    assert outcome.extraction is not None
    actions = outcome.extraction.actions
    assert [a.reference for a in actions] == [row[0] for row in ROWS]
    for action, row in zip(actions, ROWS, strict=True):
        for read, printed in (
            (action.activity, row[1]),
            (action.responsible_raw, row[2]),
            (action.success_measure, row[4]),
        ):
            assert ratio(read or "", printed) >= 90, (read, printed)
        assert action.owners
        assert action.timescale is not None
        assert action.timescale.due_on == row[6]
        assert action.source.ocr
        assert action.source.page == 1
    assert [(p.category, p.page) for p in outcome.problems if "picture" in p.message] == [("uncertain", 1)]
    assert outcome.status in ("ok", "partial")


def test_a_blank_page_has_no_words_with_the_engine_either() -> None:
    pytest.importorskip(ocr.ENGINE, reason="the extra [ocr] is not installed")
    document = read_pdf(pdf_bytes(lambda s: s.text(72, 100, "The mill grinds."), lambda s: None))
    assert [(p.category, p.page) for p in document.problems] == [("no_text", 2)]


def test_many_pictures_are_not_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_PAGES", 1)
    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr, "read_picture", lambda source, number, width: None)
    document = read_pdf(pdf_bytes(lambda s: s.text(72, 100, "Bread"), lambda s: None, lambda s: None))
    assert [(p.category, p.page) for p in document.problems] == [("no_text", 2), ("limit", 3)]


def test_rules_and_colours_are_told_from_the_picture() -> None:
    image = pdfium.PdfDocument(plan())[0].render(scale=150 / 72).to_pil().convert("RGB")
    shapes = shapes_of(np.asarray(image), 72 / 150)
    (grid,) = grids(shapes)
    assert (len(grid.xs) - 1, len(grid.ys) - 1, len(grid.cells)) == (6, 7, 42)
    assert [colour for _, colour in sorted(shapes.fills)] == [PAINT[row[5]] for row in ROWS]


@pytest.mark.parametrize("turn", [-1.5, 0.0, 0.7])
def test_a_page_askew_is_measured(turn: float) -> None:
    image = pdfium.PdfDocument(plan())[0].render(scale=100 / 72).to_pil().convert("RGB")
    turned = image.rotate(turn, fillcolor=(255, 255, 255))
    assert askew(ink(np.asarray(turned))) == pytest.approx(-turn, abs=0.11)


def test_words_that_the_machine_ran_together_are_parted_where_the_picture_has_white() -> None:
    picture = np.full((20, 100, 3), 255, np.uint8)
    for x in (2, 12, 30, 40):
        picture[4:16, x : x + 8] = 0
    gaps, x0, x1 = word_gaps(picture, (0, 0, 100, 20), 16)
    assert (gaps, x0, x1) == ([25.0], 2, 48)
    middles = [6.0, 16.0, 34.0, 44.0]
    assert ocr._spaced(ocr._Read("tobe", middles, (0, 0, 100, 20)), gaps)[0] == "to be"
    assert ocr._spaced(ocr._Read("2025", middles, (0, 0, 100, 20)), gaps)[0] == "2025"


def test_a_place_made_of_others_keeps_the_mark() -> None:
    assert Source.merge([Source(page=1), Source(page=2, ocr=True)]).ocr
    assert not Source.merge([Source(page=1)]).ocr


def test_the_database_marks_what_a_machine_read() -> None:
    assert _place(Source(page=1, ocr=True))["ocr"] == 1
    assert _place(Source(page=1))["ocr"] == 0


def test_a_scan_is_read_again_once_there_is_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = []
    for version in ("", "1.4"):
        monkeypatch.setattr(ocr, "version", lambda version=version: version)
        keys.append([outcome_key("0", ".x", None, "pdf"), outcome_key("0", ".x", None, "docx")])
    assert keys[0][0] != keys[1][0]
    assert keys[0][1] == keys[1][1]
