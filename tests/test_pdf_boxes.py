"""Cards and panels drawn as boxes on a page: the text of each stays together, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Document, Table
from tests.pdf_files import Sheet, read, texts

SLIDE = (960.0, 540.0)
PALE = (0.9, 0.95, 0.95)
WORDS = {
    "1.1": ("Open the clinic in the north", "on two days a week.", "Lead: Ann Day", "By: June 2025"),
    "1.2": ("Write one form with parents", "and use it everywhere.", "Lead: Bo Ek", "By: July 2025"),
    "1.3": ("Train two nurses", "from the south team.", "Lead: Cy Fox", "By: May 2025"),
}


def box(sheet: Sheet, x: float, top: float, width: float, height: float, ground: bool = False) -> None:
    """A rounded box with a frame, or with a ground and no frame."""
    canvas = sheet.canvas
    canvas.setFillColorRGB(*PALE)
    canvas.roundRect(x, sheet.height - top - height, width, height, 6, stroke=not ground, fill=ground)
    canvas.setFillColorRGB(0, 0, 0)


def words(sheet: Sheet, number: str, x: float, top: float) -> None:
    """A card's lines."""
    sheet.text(x, top, number, 9, bold=True)
    sheet.lines(x, top + 16, *WORDS[number])


def row(sheet: Sheet, top: float, numbers: Sequence[str], left: float = 20.0) -> None:
    """Cards beside one another, their frames first, then their text line by line across all of them."""
    at = {number: left + 240 * k for k, number in enumerate(numbers)}
    for x in at.values():
        box(sheet, x, top, 230, 100)
    for number, x in at.items():
        sheet.text(x + 10, top + 18, number, 9, bold=True)
    for k in range(4):
        for number, x in at.items():
            sheet.text(x + 10, top + 36 + 16 * k, WORDS[number][k])


def cards(document: Document) -> list[str]:
    """The text of each box that is a card."""
    return [block.cells[0].text for block in document.blocks if isinstance(block, Table)]


def whole(number: str) -> str:
    """What a card says."""
    return " ".join((number, *WORDS[number]))


def test_cards_side_by_side_keep_their_own_lines_though_drawn_across() -> None:
    document = read(lambda s: row(s, 100, ("1.1", "1.2", "1.3")), size=SLIDE)
    assert cards(document) == [whole(n) for n in WORDS]


def test_cards_are_read_row_by_row_though_drawn_column_by_column() -> None:
    def draw(sheet: Sheet) -> None:
        row(sheet, 100, ("1.1",))
        row(sheet, 220, ("1.3",))
        row(sheet, 100, ("1.2",), left=280)

    assert cards(read(draw, size=SLIDE)) == [whole(n) for n in ("1.1", "1.2", "1.3")]


def test_a_panel_beside_cards_is_read_after_them_and_is_no_card() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(20, 60, "Objective 1: Help comes early", 22, bold=True)
        box(sheet, 20, 100, 200, 300, ground=True)
        sheet.lines(30, 120, "Checks on time", "60% to 80%", "Waiting", "9 weeks to 4 weeks")
        row(sheet, 100, ("1.1", "1.2"), left=240)
        row(sheet, 220, ("1.3",), left=240)

    document = read(draw, size=SLIDE)
    assert cards(document) == [whole(n) for n in WORDS]
    assert [isinstance(b, Table) for b in document.blocks[:4]] == [False, True, True, True]
    assert " ".join(texts(document)[1:]).startswith("Checks on time")


def test_a_strip_above_a_card_and_a_badge_in_it_are_part_of_it() -> None:
    def draw(sheet: Sheet) -> None:
        for k, number in enumerate(("1.1", "1.2")):
            x = 20 + 300 * k
            sheet.fill(x, 100, x + 260, 122, (0.2, 0.3, 0.5))
            sheet.text(x + 8, 115, number, 11, bold=True)
            box(sheet, x, 126, 260, 110)
            sheet.lines(x + 8, 145, *WORDS[number])
            box(sheet, x + 150, 205, 90, 20, ground=True)
            sheet.text(x + 160, 219, "On track", 9)

    assert cards(read(draw, size=SLIDE)) == [f"{whole(n)} On track" for n in ("1.1", "1.2")]


def test_the_ground_that_cards_stand_on_is_no_card() -> None:
    def draw(sheet: Sheet) -> None:
        box(sheet, 10, 60, 500, 160, ground=True)
        sheet.text(20, 85, "What we do first", 14, bold=True)
        row(sheet, 100, ("1.1", "1.2"))

    document = read(draw, size=SLIDE)
    assert cards(document) == [whole(n) for n in ("1.1", "1.2")]
    assert texts(document) == ["What we do first"]


def test_columns_under_bold_words_in_a_card_are_read_one_after_another() -> None:
    def draw(sheet: Sheet) -> None:
        for x, name, day in ((20, "Ann Day", "June 2025"), (320, "Bo Ek", "July 2025")):
            box(sheet, x, 100, 280, 100)
            sheet.text(x + 10, 120, "Open the clinic in the north.")
            sheet.text(x + 10, 150, "Lead", bold=True)
            sheet.text(x + 160, 150, "By when", bold=True)
            sheet.text(x + 10, 166, name)
            sheet.text(x + 160, 166, day)

    found = cards(read(draw, size=SLIDE))
    assert found[0] == "Open the clinic in the north. Lead Ann Day By when June 2025"


def test_shaded_cells_that_touch_are_no_cards() -> None:
    def draw(sheet: Sheet) -> None:
        for k, number in enumerate(("1.1", "1.2", "1.3")):
            sheet.fill(20 + 240 * k, 100, 260 + 240 * k, 200, PALE)
            words(sheet, number, 30 + 240 * k, 120)

    assert whole("1.1") not in cards(read(draw, size=SLIDE))


def test_boxes_that_are_not_alike_stay_prose() -> None:
    def draw(sheet: Sheet) -> None:
        box(sheet, 20, 100, 300, 100)
        sheet.lines(30, 120, "Families wait too long.", "They tell us so each year.", "We agree with them.")
        box(sheet, 20, 220, 300, 100)
        sheet.lines(30, 240, "Staff left in spring.", "New ones came in June.", "Four posts are open.")

    document = read(draw, size=SLIDE)
    assert not cards(document)
    assert len(texts(document)) >= 2
