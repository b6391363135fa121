"""Small coloured shapes in cells and beside lines of a PDF, which say how far things are by colour alone."""

from __future__ import annotations

from extractors import registry
from extractors.families.plan.extract import extract
from extractors.model import Block, Document, Table
from tests.pdf_files import Colour, Sheet, read

GREEN, AMBER, BLACK = (0.2, 0.7, 0.3), (1.0, 0.75, 0.0), (0.0, 0.0, 0.0)
PURPLE, PALE = (0.5, 0.2, 0.6), (0.85, 0.92, 0.95)


def dot(sheet: Sheet, x: float, top: float, colour: Colour, radius: float = 5) -> None:
    """A round spot around a point."""
    sheet.canvas.setFillColorRGB(*colour)
    sheet.canvas.circle(x, sheet.height - top, radius, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)


def _table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def test_a_dot_in_a_cell_is_its_colour_whatever_shades_the_row() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.fill(250, 90, 320, 120, PALE)
        sheet.grid([40, 250, 320], [60, 90, 120, 150, 180])
        for n, text in enumerate(("Action", "Train the writers", "Open a line", "Meet parents")):
            sheet.text(44, 80 + 30 * n, text)
        sheet.text(254, 80, "Now")
        dot(sheet, 285, 105, GREEN)
        sheet.canvas.setFillColorRGB(*AMBER)
        sheet.canvas.rect(280, sheet.height - 140, 10, 10, stroke=1, fill=1)  # a square with a border
        sheet.canvas.setFillColorRGB(*BLACK)
        dot(sheet, 285, 165, BLACK)

    fills = {cell.row: cell.fill for cell in _table(read(draw)).cells if cell.column == 1}
    assert fills[1] == "#33b34d"
    assert fills[2] == "#ffbf00"
    assert fills[3] is None  # a black dot is a bullet


def test_dots_beside_the_lines_of_a_key_are_the_colours_that_it_explains() -> None:
    def draw(sheet: Sheet) -> None:
        for n, (text, colour) in enumerate((("We have done this", GREEN), ("Later than we said", PURPLE))):
            sheet.text(70, 100 + 16 * n, text)
            dot(sheet, 55, 96 + 16 * n, colour)

    blocks = [block for block in read(draw).blocks if isinstance(block, Block)]
    assert [(block.text, block.fill) for block in blocks] == [
        ("We have done this", "#33b34d"),
        ("Later than we said", "#803399"),
    ]


def test_a_column_of_dots_alone_rates_the_actions_through_the_key() -> None:
    rows = [("Train the writers", "Head of SEND", "May 2025", GREEN)]
    rows += [("Open a line for families", "Service Manager", "June 2025", PURPLE)]
    rows += [("Meet parents each month", "Programme Lead", "July 2025", AMBER)]

    def draw(sheet: Sheet) -> None:
        sheet.text(40, 40, "SEND improvement plan", 18, bold=True)
        for n, (text, colour) in enumerate(
            (("We have done this", GREEN), ("Later than we said", PURPLE), ("We are doing this", AMBER))
        ):
            sheet.text(70, 70 + 16 * n, text)
            dot(sheet, 55, 66 + 16 * n, colour)
        xs = [40, 200, 320, 420, 480]
        sheet.grid(xs, [130, 160, 190, 220, 250])
        for x, text in zip(xs, ("Action", "Lead", "By when", "Now"), strict=False):
            sheet.text(x + 4, 150, text, bold=True)
        for n, (*told, colour) in enumerate(rows):
            for x, text in zip(xs, told, strict=False):
                sheet.text(x + 4, 180 + 30 * n, text, 9)
            dot(sheet, 450, 175 + 30 * n, colour)

    registry.load()
    actions = extract(read(draw)).actions
    assert [(a.status_raw, a.status) for a in actions] == [
        ("green", "complete"),
        ("purple", "delayed"),
        ("amber", "in_progress"),
    ]
