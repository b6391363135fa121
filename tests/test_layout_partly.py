"""Tables that rules part into columns only, or into rows only."""

from __future__ import annotations

import pytest

from extractors.model import Document, Table
from tests.pdf_files import Sheet, read, table_texts

XS = (40, 90, 300, 420)
ROWS = [
    (("Ref",), ("Action",), ("By when",)),
    (("1.1",), ("Train every writer of plans", "in saying what helps"), ("May 2025",)),
    (("1.2",), ("Open a line for families",), ("June 2025",)),
    (("1.3",), ("Meet parents each month", "and print what was said"), ("July 2025",)),
]
READ = [[" ".join(cell) for cell in row] for row in ROWS]
TOPS = [80, 102, 136, 158, 192]  # where rows begin, and the last ends


def _words(sheet: Sheet) -> None:
    for row, top in zip(ROWS, TOPS, strict=False):
        for x, lines in zip(XS, row, strict=False):
            for n, line in enumerate(lines):
                sheet.text(x + 4, top + 14 + 12 * n, line, 9, bold=row is ROWS[0])


def _grids(document: Document) -> list[list[list[str | None]]]:
    return [table_texts(block) for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("xs", [XS, XS[1:-1]], ids=["closed", "open at the sides"])
def test_upright_rules_alone_leave_rows_to_the_white_between_them(xs: tuple[float, ...]) -> None:
    def draw(sheet: Sheet) -> None:
        _words(sheet)
        for x in xs:
            sheet.rule(x, TOPS[0], x, TOPS[-1])

    assert _grids(read(draw)) == [READ]


def test_a_rule_under_the_header_alone_does_not_make_one_row_of_the_rest() -> None:
    def draw(sheet: Sheet) -> None:
        _words(sheet)
        for x in XS:
            sheet.rule(x, TOPS[0], x, TOPS[-1])
        for y in (TOPS[0], TOPS[1], TOPS[-1]):
            sheet.rule(XS[0], y, XS[-1], y)

    assert _grids(read(draw)) == [READ]


@pytest.mark.parametrize("sides", [(), (XS[0], XS[-1]), XS[:2]], ids=["none", "box", "first column"])
def test_level_rules_alone_leave_columns_to_the_text(sides: tuple[float, ...]) -> None:
    def draw(sheet: Sheet) -> None:
        _words(sheet)
        for y in TOPS:
            sheet.rule(XS[0], y, XS[-1], y)
        for x in sides:
            sheet.rule(x, TOPS[0], x, TOPS[-1])

    assert _grids(read(draw)) == [READ]


def test_one_row_of_several_paragraphs_stays_one_row() -> None:
    def draw(sheet: Sheet) -> None:
        xs = [40, 200, 360, 520]
        sheet.grid(xs, [80, 102, 220])
        for x, word in zip(xs, ("Action", "Lead", "How we will know"), strict=False):
            sheet.text(x + 4, 94, word, 9, bold=True)
        sheet.lines(44, 116, "Train every writer", "of plans in saying", "what helps.", size=9, pitch=12)
        sheet.lines(44, 164, "Ask parents.", size=9)
        sheet.lines(44, 188, "Print the answers.", size=9)
        sheet.lines(204, 116, "Head of SEND", size=9)
        sheet.lines(364, 116, "Plans are good", "by May 2025", "and parents say so.", size=9, pitch=12)

    assert [len(rows) for rows in _grids(read(draw))] == [2]
