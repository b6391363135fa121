"""Tables whose rows are shaded and not ruled, alone and beside panels and cards: rows stay rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Document, Table
from tests.pdf_files import Colour, Sheet, read, table_texts, texts

WIDE = (842.0, 595.0)
DARK, TINT, PALE, BAND = (0.1, 0.2, 0.4), (0.93, 0.95, 0.97), (1.0, 0.98, 0.93), (0.7, 0.8, 0.9)
HEADER = ("Ref", "Action", "Lead", "By when")
Row = tuple[str, Sequence[str], str, str]
ROWS: tuple[Row, ...] = (
    ("1.1", ("Write one pathway for", "all families to use", "in the whole area"), "Ann Day", "May 2026"),
    ("1.2", ("Train thirty nurses in", "the early help tool", "before the summer"), "Bo Ek", "June 2026"),
    ("1.3", ("Publish how long each", "clinic keeps families", "waiting"), "Cy Fox", "July 2026"),
)
MORE: tuple[Row, ...] = (
    ("2.1", ("Audit forty plans with", "parents each term"), "Di Gow", "May 2026"),
    ("2.2", ("Agree a template for", "health advice"), "Ed Hay", "April 2026"),
)
PANEL = ("What families said", "Clinics are far away", "Letters come late", "Staff are kind")


def shaded(
    sheet: Sheet,
    top: float,
    rows: Sequence[Row],
    left: float = 40.0,
    header: bool = True,
    other: Colour | None = None,
) -> float:
    """A table of rows with every second one tinted (the rest in `other`), under a dark header; its foot."""
    xs = [left, left + 40, left + 220, left + 310, left + 400]
    if header:
        sheet.fill(xs[0], top, xs[-1], top + 20, DARK)
        for x, text in zip(xs, HEADER, strict=False):
            sheet.text(x + 4, top + 14, text, 10, bold=True)
        top += 20
    for number, (ref, words, lead, when) in enumerate(rows):
        end = top + 14 * len(words) + 8
        if colour := TINT if number % 2 else other:
            sheet.fill(xs[0], top, xs[-1], end, colour)
        sheet.lines(xs[1] + 4, top + 14, *words, size=10)
        for x, text in ((xs[0], ref), (xs[2], lead), (xs[3], when)):
            sheet.text(x + 4, top + 14, text, 10)
        top = end
    return top


def band(sheet: Sheet, top: float, text: str) -> float:
    """A heading of rows on a ground of its own."""
    sheet.fill(40, top, 440, top + 20, BAND)
    sheet.text(44, top + 14, text, 10, bold=True)
    return top + 20


def panel(sheet: Sheet, left: float, top: float, *words: str) -> None:
    """A box with a ground and no frame."""
    sheet.fill(left, top, left + 250, top + 20 + 16 * len(words), PALE)
    sheet.text(left + 10, top + 18, words[0], 10, bold=True)
    sheet.lines(left + 10, top + 36, *words[1:], size=10, pitch=16)


def title(sheet: Sheet) -> None:
    """What the document is."""
    sheet.text(40, 40, "SEND improvement plan: action plan", 16, bold=True)


def found(document: Document) -> list[list[str | None]]:
    """The rows of the tables of several columns."""
    held = [b for b in document.blocks if isinstance(b, Table) and b.n_columns > 1]
    return [row for table in held for row in table_texts(table)]


def as_read(rows: Sequence[Row]) -> list[list[str]]:
    return [[ref, " ".join(words), lead, when] for ref, words, lead, when in rows]


@pytest.mark.parametrize("other", [None, PALE], ids=["every second row", "every row"])
def test_rows_on_shading_are_rows(other: Colour | None) -> None:
    def draw(sheet: Sheet) -> None:
        title(sheet)
        foot = band(sheet, shaded(sheet, 80, ROWS, other=other), "Priority 2: Plans are clear")
        shaded(sheet, foot, MORE, header=False, other=other)

    document = read(draw, size=WIDE)
    heading = ["Priority 2: Plans are clear", None, None, None]
    assert found(document) == [list(HEADER), *as_read(ROWS), heading, *as_read(MORE)]
    assert [a.reference for a in extract(document).actions] == ["1.1", "1.2", "1.3", "2.1", "2.2"]


@pytest.mark.parametrize("other", [None, PALE], ids=["every second row", "every row"])
def test_panels_under_a_shaded_table_leave_its_rows_rows(other: Colour | None) -> None:
    def draw(sheet: Sheet) -> None:
        title(sheet)
        foot = shaded(sheet, 80, ROWS, other=other)
        panel(sheet, 40, foot + 20, *PANEL)
        panel(sheet, 320, foot + 20, "What we count", *PANEL[1:])

    document = read(draw, size=WIDE)
    assert found(document) == [list(HEADER), *as_read(ROWS)]
    assert len(extract(document).actions) == 3


def test_a_panel_beside_a_shaded_table_is_read_by_itself() -> None:
    def draw(sheet: Sheet) -> None:
        title(sheet)
        shaded(sheet, 80, ROWS)
        panel(sheet, 480, 80, *PANEL)

    document = read(draw, size=WIDE)
    assert found(document) == [list(HEADER), *as_read(ROWS)]
    assert " ".join(PANEL) in " ".join(texts(document))


def test_a_shaded_table_beside_cards_keeps_its_rows_and_goes_on_over_the_page() -> None:
    def card(sheet: Sheet, left: float, number: str, text: str) -> None:
        panel(sheet, left, 400, number, text, "Lead: Gil Ito", "By when: March 2026")

    def first(sheet: Sheet) -> None:
        title(sheet)
        shaded(sheet, 80, ROWS)

    def second(sheet: Sheet) -> None:
        shaded(sheet, 60, MORE, header=False)
        card(sheet, 40, "3.3", "Print the guide in Polish")
        card(sheet, 320, "3.4", "Hold a market of services")

    document = read(first, second, size=WIDE)
    assert found(document) == [list(HEADER), *as_read(ROWS), *as_read(MORE)]
    assert len([b for b in document.blocks if isinstance(b, Table) and b.n_columns == 1]) == 2
