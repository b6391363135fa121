"""The first row of a page, in tables whose rows no rule parts: a new row, or the rest of the one before."""

from __future__ import annotations

from extractors.layout.line import PrintedLine
from extractors.layout.seams import row_score
from extractors.layout.tables import CellDraft, Piece

WIDTHS = (30.0, 150.0, 60.0, 50.0)


def _row(*texts: str, page: int = 1) -> list[CellDraft]:
    """A row of cells; `/` parts the lines of a cell. Each word fills its narrow column."""
    cells, x0 = [], 40.0
    height = max(text.count("/") for text in texts) + 1
    for text, width in zip(texts, WIDTHS, strict=True):
        lines = [
            PrintedLine(
                part, page, x0, 10.0 * n, x0 + width - 8, 10.0 * n + 9, 10.0 * n + 8, 8.0, False, text_x0=x0
            )
            for n, part in enumerate(text.split("/"))
            if part
        ]
        cells.append(CellDraft(0, 1, [Piece(page, (x0, 0.0, x0 + width, 10.0 * height), lines)]))
        x0 += width
    return cells


ROWS = [
    _row("1.1", "Order chairs/and tables", "Jo Bloggs", "Done"),
    _row("1.2", "Order lamps", "Sam Hill/and others", "Begun"),
    _row("1.3", "Order doors/and windows", "Sam Hill", "Begun"),
]


def test_a_number_anew_begins_a_row() -> None:
    upper, lower = _row("1.4", "Order/chairs", "Sam", "Begun"), _row("1.5", "Order", "Jo", "Done", page=2)
    assert row_score(upper, lower, 0.0) < 0


def test_a_column_that_never_wraps_begins_a_row() -> None:
    upper, lower = _row("", "Order/chairs", "Sam", "Begun"), _row("", "Order", "Jo", "Done", page=2)
    assert row_score(upper, lower, 0.0, ROWS) < 0


def test_a_row_without_what_no_row_lacks_is_the_rest_of_the_one_before() -> None:
    upper = _row("1.4", "Order chairs.", "Head of Chairs", "Begun")
    lower = _row("", "", "Another Head", "", page=2)
    for cell in (upper[2], lower[2]):
        cell.pieces[0].lines[0].x1 -= 40  # no line is full
    assert row_score(upper, lower, 0.0) <= 0 < row_score(upper, lower, 0.0, [*ROWS, upper])


def test_a_number_that_counts_on_begins_a_row_whatever_its_words_seem_to_go_on_with() -> None:
    upper = _row("Aim", "Order/chairs", "1g", "Summer")
    lower = _row("Aim", "Order lamps", "1h", "from May", page=2)
    for merged in (upper[0], lower[0]):
        merged.rowspan = 2
    turned = [0, 2, 1, 3]  # the number stands behind the merged aim
    assert row_score([upper[k] for k in turned], [lower[k] for k in turned], 0.0) < 0
