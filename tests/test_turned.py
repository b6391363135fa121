"""Words that a PDF draws turned by quarters of a circle, where the page itself says nothing of a turn."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.layout.turn import Turn, between
from extractors.model import Document, Table
from extractors.readers.pdf import read_pdf

WIDE, HIGH = A4
ROWS = [
    ["Ref", "Action", "By when"],
    ["1.1", "Train every\nplan writer", "May 2025"],
    ["1.2", "Open a line\nfor families", "June 2025"],
]


def _turn(canvas: Canvas, quarters: int) -> float:
    """Turn what is drawn from now on against the clock; the height of the page as one reads it then."""
    canvas.translate(*[(0, 0), (WIDE, 0), (WIDE, HIGH), (0, HIGH)][quarters])
    canvas.rotate(90 * quarters)
    return WIDE if quarters % 2 else HIGH


def _table(canvas: Canvas, rows: Sequence[Sequence[str]], xs: Sequence[float], top: float) -> None:
    canvas.setFont("Helvetica", 9)
    ys = [top - 34 * n for n in range(len(rows) + 1)]
    canvas.grid(xs, ys)
    for row, y in zip(rows, ys, strict=False):
        for text, x in zip(row, xs, strict=False):
            for n, line in enumerate(text.split("\n")):
                canvas.drawString(x + 4, y - 12 - 12 * n, line)


def _read(canvas: Canvas, file: io.BytesIO) -> Document:
    canvas.showPage()
    canvas.save()
    return read_pdf(file.getvalue())


def _texts(document: Document) -> list[list[list[str | None]]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[[cell.text if cell else None for cell in row] for row in table.grid()] for table in tables]


@pytest.mark.parametrize("quarters", range(4))
def test_a_page_whose_words_are_all_turned_is_read_as_one_sees_it_who_turns_it(quarters: int) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    height = _turn(canvas, quarters)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, height - 50, "Improvement plan")
    _table(canvas, ROWS, [40, 80, 180, 260], height - 80)
    document = _read(canvas, file)
    assert document.blocks[0].text == "Improvement plan"  # type: ignore[union-attr]
    assert _texts(document) == [[[text.replace("\n", " ") for text in row] for row in ROWS]]


def test_a_turned_table_knows_where_it_stands_on_the_page() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    height = _turn(canvas, 1)
    _table(canvas, ROWS, [40, 80, 180, 260], height - 80)
    table = next(block for block in _read(canvas, file).blocks if isinstance(block, Table))
    box = table.source.boxes[0]
    # What is 40 to 260 from the left of the turned page is as far from the foot of the page that is shown.
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((80, HIGH - 260, 182, HIGH - 40), abs=1)
    cell = table.grid()[1][1]
    assert cell is not None
    assert cell.source.boxes[0].bottom == pytest.approx(HIGH - 84, abs=1)


def test_a_turned_table_under_level_text_is_read_in_its_own_frame() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for n in range(12):
        canvas.drawString(
            40, HIGH - 60 - 14 * n, "The board meets each month and looks at what was done and what was not."
        )
    canvas.saveState()
    canvas.translate(500, 100)
    canvas.rotate(90)
    _table(canvas, ROWS, [0, 40, 140, 220], 300)
    canvas.restoreState()
    document = _read(canvas, file)
    assert _texts(document) == [[[text.replace("\n", " ") for text in row] for row in ROWS]]
    assert document.blocks[0].text.startswith("The board meets")  # type: ignore[union-attr]


def test_words_that_run_up_merged_cells_stay_in_their_cells_and_in_their_order() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("Helvetica", 9)
    xs, ys = [40, 90, 300], [700, 640, 580, 520, 460]
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for n, y in enumerate(ys):
        canvas.line(xs[1] if n % 2 else xs[0], y, xs[-1], y)
    for n, y in enumerate(ys[:-1]):
        canvas.drawString(94, y - 14, f"Step {n + 1}")
    for foot, words in (
        (580, ("Workstream one:", "plans in time")),
        (460, ("Workstream two:", "reviews that count")),
    ):
        for n, line in enumerate(words):
            canvas.saveState()
            canvas.translate(56 + 12 * n, foot + 6)
            canvas.rotate(90)
            canvas.drawString(0, 0, line)
            canvas.restoreState()
    rows = _texts(_read(canvas, file))[0]
    assert [row[0] for row in rows] == [
        "Workstream one: plans in time", None, "Workstream two: reviews that count", None,
    ]  # fmt: skip
    assert [row[1] for row in rows] == ["Step 1", "Step 2", "Step 3", "Step 4"]


def test_headers_that_run_up_their_cells_name_the_columns() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    xs, ys = [40, 240, 270, 300], [700, 620, 590]
    canvas.grid(xs, ys)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(44, 680, "Action")
    for x, word in ((258, "Rated in May"), (288, "Rated in June")):
        canvas.saveState()
        canvas.translate(x, 625)
        canvas.rotate(90)
        canvas.drawString(0, 0, word)
        canvas.restoreState()
    canvas.setFont("Helvetica", 9)
    for x, word in ((44, "Train every plan writer"), (250, "A"), (280, "G")):
        canvas.drawString(x, 600, word)
    assert _texts(_read(canvas, file)) == [
        [["Action", "Rated in May", "Rated in June"], ["Train every plan writer", "A", "G"]]
    ]


@pytest.mark.parametrize(("one", "other"), list(itertools.product(range(4), repeat=2)))
def test_a_rectangle_turned_one_way_and_back_is_the_same(one: int, other: int) -> None:
    bounds = (10.0, 20.0, 110.0, 50.0)
    a, b = Turn(one, 600, 800), Turn(other, 600, 800)
    assert between(between(bounds, a, b), b, a) == bounds
