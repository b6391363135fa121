"""Pages of two columns of flowing text."""

from __future__ import annotations

from tests.pdf_files import Sheet, read, texts

LEFT, RIGHT, INSET = 45, 308, 10
OPENING = (
    "Action 1 We will open a drop-in for families at the",
    "library in each of our market towns.",
)
FULL = ("What will tell us: families at the drop-in rise from", "Ten in May to forty in July next year.")


def _entry(page: Sheet, x: float, top: float, last: tuple[str, ...] = FULL) -> None:
    """An action of two lines, and smaller labelled lines that stand further in."""
    page.lines(x, top, *OPENING, size=10)
    page.lines(x + INSET, top + 28, "Lead: Head of Access", "Time: May 2025", *last, size=9, pitch=12)


def _page(page: Sheet) -> None:
    """Two columns above a heading that runs over both, and two beneath it."""
    for top in (100, 400):
        for x in (LEFT, RIGHT):
            _entry(page, x, top)
            _entry(page, x, top + 90)
    page.text(LEFT, 340, "Priority 2: Talking with families before we decide and not after", 15, True)
    page.text(LEFT, 360, "Inspectors said that families have to wait too long to hear what is next.", 12)


def test_full_lines_of_a_column_go_on_beside_a_heading_over_both_columns() -> None:
    found = texts(read(_page))
    assert found.count(" ".join(OPENING)) == 8
    assert found.count(" ".join(FULL)) == 8
    assert found.count("Lead: Head of Access") == 8


def test_a_sentence_that_a_column_cuts_goes_on_in_the_next() -> None:
    def page(sheet: Sheet) -> None:
        _entry(sheet, LEFT, 100)
        _entry(sheet, LEFT, 190, ("Now: work has begun at two of the three of them but", "in the third two"))
        sheet.lines(RIGHT + INSET, 100, "posts are still empty.", size=9)
        _entry(sheet, RIGHT, 130)

    assert "Now: work has begun at two of the three of them but in the third two posts are still empty." in (
        texts(read(page))
    )


def test_a_label_in_smaller_type_begins_a_line_of_its_own_under_a_full_sentence() -> None:
    def page(sheet: Sheet) -> None:
        sheet.lines(LEFT, 100, "We will open a drop-in for families at the library.", size=10)
        sheet.lines(LEFT, 113, "Lead: Head of Access, and the", "Manager of the library", size=9, pitch=12)

    found = texts(read(page))
    assert found[0] == "We will open a drop-in for families at the library."
