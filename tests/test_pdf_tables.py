"""Tables of a PDF: spans, fills, cut columns, rows and headers over page breaks, tables without rules."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.model import Document, Table
from extractors.readers.pdf import read_pdf
from tests.pdf_files import Sheet, read, table_texts, texts

XS = (60.0, 200.0, 530.0)
FOOT = 780.0


def _table(sheet: Sheet, ys: Sequence[float], rows: Sequence[tuple[str, str]], bold: bool = False) -> None:
    """A two-column table with the lines of each cell parted by "|"."""
    sheet.grid(XS, ys)
    for number, (top, row) in enumerate(zip(ys, rows, strict=False)):
        for x, text in zip(XS, row, strict=False):
            for line, words in enumerate(text.split("|")):
                if words:
                    sheet.text(x + 5, top + 14 + 13 * line, words, size=10, bold=bold and number == 0)


def _over_break(last: tuple[str, str], first: tuple[str, str], repeat: bool = False) -> Document:
    """A table whose last row on one page and first row on the next are as given."""
    header = ("Who", "What is to be done")

    def one(sheet: Sheet) -> None:
        sheet.text(60, 80, "The plan for bread", bold=True)
        lines = max(text.count("|") for text in last) + 1
        _table(sheet, (700, 720, 722 + 13 * lines), [header, last], bold=True)

    def two(sheet: Sheet) -> None:
        lines = max(text.count("|") for text in first) + 1
        rows = [header, first] if repeat else [first]
        ys = (60, 80, 82 + 13 * lines) if repeat else (60, 62 + 13 * lines)
        _table(sheet, (*ys, ys[-1] + 20), [*rows, ("Miller", "Sell the flour.")], bold=repeat)

    return read(one, two)


def test_merged_away_is_not_empty() -> None:
    def draw(sheet: Sheet) -> None:
        for y in (100, 180):
            sheet.rule(60, y, 530, y)
        sheet.rule(200, 140, 530, 140)
        for x in XS:
            sheet.rule(x, 100, x, 180)
        sheet.text(65, 120, "Bakers")
        sheet.text(205, 120, "bake")

    table = read(draw).tables[0]
    assert table_texts(table) == [["Bakers", "bake"], [None, ""]]
    assert table.cells[0].rowspan == 2


def test_fill_of_a_cell_is_kept_and_white_is_none() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.fill(60, 100, 200, 130, (1, 0, 0))
        sheet.fill(200, 100, 530, 130, (1, 1, 1))
        sheet.grid(XS, (100, 130, 160))
        sheet.text(65, 120, "RED")
        sheet.text(205, 120, "late")

    assert [cell.fill for cell in read(draw).tables[0].cells] == ["#ff0000", None, None, None]


def test_line_that_runs_across_a_column_rule_is_cut() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid(XS, (100, 130, 160))
        sheet.text(65, 120, "The baker and his son wait" + " " * 4 + "Bread for the valley")

    cells = read(draw).tables[0].cells
    assert cells[0].text
    assert cells[1].text.endswith("valley")


def test_row_cut_in_mid_sentence_is_joined() -> None:
    document = _over_break(
        ("Baker", "Bakers should offer bread of many kinds to all who come to the market|in the morning and"),
        ("", "in the evening."),
    )
    table = document.tables[0]
    assert table.n_rows == 3
    assert table_texts(table)[1][1] is not None
    assert str(table_texts(table)[1][1]).endswith("in the morning and in the evening.")
    assert table.fragments[1].joined_row
    assert not document.problems


@pytest.mark.parametrize("bold", [True, False])
def test_row_cut_above_a_repeated_header_is_joined_where_a_title_stands_over_the_header(bold: bool) -> None:
    header = ("Who", "What is to be done")

    def one(sheet: Sheet) -> None:
        sheet.grid((XS[0], XS[-1]), (680, 700))
        sheet.text(65, 694, "The plan for bread", bold=True)
        last = "Bakers should offer bread of many kinds to all who come to the market|in the morning and"
        _table(sheet, (700, 720, 740, 768), [header, ("Miller", "Grind the corn."), ("Baker", last)], bold)

    def two(sheet: Sheet) -> None:
        _table(sheet, (60, 80, 100, 120), [header, ("", "in the evening."), ("Miller", "Sell flour.")], bold)

    (table,) = read(one, two).tables
    assert [row[0] for row in table_texts(table)] == [
        "The plan for bread",
        "Who",
        "Miller",
        "Baker",
        "Miller",
    ]
    assert str(table_texts(table)[3][1]).endswith("in the morning and in the evening.")


def test_only_a_word_of_the_left_column_carries_over() -> None:
    document = _over_break(("The bakers and|millers of Upper", "Bread should be baked."), ("Village", ""))
    assert table_texts(document.tables[0])[1][0] == "The bakers and millers of Upper Village"


def test_new_row_at_a_sentences_end_is_told_as_uncertain() -> None:
    document = _over_break(("Baker", "Bakers should bake."), ("Baker", "Bakers should rest."))
    assert document.tables[0].n_rows == 4
    assert [problem.category for problem in document.problems] in ([], ["uncertain"])


def test_cut_exactly_at_a_sentences_end_is_told_as_uncertain() -> None:
    document = _over_break(("", "Bakers should bake."), ("", "They should rest as well."))
    assert [problem.category for problem in document.problems] == ["uncertain"]


def test_repeated_header_is_dropped_and_noted() -> None:
    document = _over_break(("Baker", "Bakers should bake."), ("Miller", "Millers should rest."), repeat=True)
    table = document.tables[0]
    assert [row[0] for row in table_texts(table)] == ["Who", "Baker", "Miller", "Miller"]
    assert table.fragments[1].header_rows == 1


def test_table_with_another_header_is_another_table() -> None:
    def one(sheet: Sheet) -> None:
        _table(sheet, (700, 720, 740), [("Who", "What"), ("Baker", "Bakers should bake.")], bold=True)

    def two(sheet: Sheet) -> None:
        _table(sheet, (60, 80, 100), [("Name", "Price"), ("Rye", "Two pence.")], bold=True)

    assert len(read(one, two).tables) == 2


def _card_over_break(upper: tuple[str, str], lower: tuple[str, str]) -> Document:
    """A card whose bold title stands at a page's foot, and what stands in bold at the head of the next."""

    def one(sheet: Sheet) -> None:
        sheet.text(60, 80, "The plan for bread", bold=True)
        _table(sheet, (740, 744 + 13 * (upper[1].count("|") + 1)), [upper], bold=True)

    def two(sheet: Sheet) -> None:
        ys = [60.0, 64 + 13 * (lower[1].count("|") + 1)]
        ys += [ys[-1] + 20, ys[-1] + 40]
        _table(sheet, ys, [lower, ("Lead:", "Miller"), ("By when:", "May 2025")], bold=True)

    return read(one, two)


def test_the_bold_title_of_a_card_that_a_page_cuts_is_one_row() -> None:
    document = _card_over_break(
        ("4.1", "Bake bread of many kinds for all who come to the market, from"),
        ("", "the first bell in the morning to the last|in the evening."),
    )
    (table,) = document.tables
    assert [row[0] for row in table_texts(table)] == ["4.1", "Lead:", "By when:"]
    assert str(table_texts(table)[0][1]).endswith(
        "to the market, from the first bell in the morning to the last in the evening."
    )


def test_the_bold_title_of_another_card_at_the_head_of_a_page_is_its_own() -> None:
    document = _card_over_break(("4.1", "Bake bread of many kinds."), ("4.2", "Mend the oven."))
    assert len(document.tables) == 2


def test_row_left_open_at_the_foot_of_the_page() -> None:
    def one(sheet: Sheet) -> None:
        for y in (700, 720):
            sheet.rule(60, y, 530, y)
        for x in XS:
            sheet.rule(x, 700, x, FOOT)
        sheet.text(65, 714, "Who", bold=True)
        sheet.text(205, 714, "What", bold=True)
        sheet.text(65, 740, "Baker")
        sheet.lines(
            205,
            740,
            "Bakers should offer bread of many kinds to all who come",
            "to the market in the",
            pitch=13,
        )

    def two(sheet: Sheet) -> None:
        for y in (82, 110):
            sheet.rule(60, y, 530, y)
        for x in XS:
            sheet.rule(x, 60, x, 110)
        sheet.text(205, 74, "morning.")
        sheet.text(65, 98, "Miller")
        sheet.text(205, 98, "Millers should rest.")

    table = read(one, two).tables[0]
    assert [row[0] for row in table_texts(table)] == ["Who", "Baker", "Miller"]
    assert str(table_texts(table)[1][1]).endswith("in the morning.")


def test_two_columns_without_rules() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(60, 80, "The bakers of the valley are listed here with the days on which they are open.")
        for top, left, right in (
            (120, "North side", "South side"),
            (136, "Ann Example, lead baker", "Bo Lee, miller"),
            (152, "Cy Dale, baker", "Di Hall, miller"),
        ):
            sheet.canvas.drawString(60, sheet.height - top, left)
            sheet.canvas.drawString(300, sheet.height - top, right)

    document = read(draw)
    assert table_texts(document.tables[0])[1:] == [
        ["Ann Example, lead baker", "Bo Lee, miller"],
        ["Cy Dale, baker", "Di Hall, miller"],
    ]
    assert len(texts(document)) == 1


def test_a_key_in_two_columns_without_rules_is_a_table() -> None:
    rows = [
        ("Finished", "The action is done and the Board has seen proof"),
        ("Slipping", "The date has been missed, or it will be missed"),
        ("Not begun", "It waits for its start, or for another action"),
    ]
    prose = "After the key the plan goes on with a paragraph that has nothing to do with it, and"

    def draw(sheet: Sheet) -> None:
        for number, (left, right) in enumerate(rows):
            sheet.text(60, 120 + 16 * number, left)
            sheet.text(138, 120 + 16 * number, right)
        sheet.lines(60, 190, prose, prose, prose, prose)

    document = read(draw)
    assert [[*row] for row in table_texts(document.tables[0])] == [[*row] for row in rows]
    assert len(texts(document)) == 1


def test_two_columns_of_prose_are_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        for number in range(6):
            sheet.text(60, 120 + 16 * number, "The bakers of the valley rise early and")
            sheet.text(320, 120 + 16 * number, "so do the millers, who live by the river")

    assert not read(draw).tables


def test_free_room_beneath_a_cells_text() -> None:
    def draw(sheet: Sheet) -> None:
        _table(sheet, (100, 180), [("Baker", "Bakers should bake.|They should rest.")])

    short, long = read(draw).tables[0].cells
    assert short.room is not None
    assert long.room is not None
    assert short.room > long.room + 10


def test_a_table_that_comes_twice_over_is_told_and_adds_no_piece() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid((60, 200, 340), (80, 110, 140))
        for row, texts_ in enumerate((("Action", "Owner"), ("Bake bread", "Ann Lee"))):
            for column, text in enumerate(texts_):
                sheet.text(65 + 140 * column, 100 + 30 * row, text, bold=not row)

    document = read(draw, draw)
    (table,) = document.tables
    assert [(f.first_row, f.last_row) for f in table.fragments] == [(0, 1)]
    assert [(p.category, p.page) for p in document.problems] == [("duplicate", 2)]


def test_empty_cells_under_a_page_break_are_no_part_of_the_band_above_it() -> None:
    xs = (60, 110, 300, 330, 360, 390)
    green = (0.2, 0.7, 0.2)

    def rows(sheet: Sheet, top: float, *told: tuple[str, str]) -> None:
        sheet.grid(xs, [top, *(top + 20 * n for n in range(1, len(told) + 1))])
        for n, (reference, text) in enumerate(told):
            sheet.text(65, top + 14 + 20 * n, reference, 9)
            sheet.text(115, top + 14 + 20 * n, text, 9)

    def head(sheet: Sheet) -> None:
        rows(sheet, 60, ("Ref", "Action"))
        for x, month in zip(xs[2:], "AMJ", strict=False):
            sheet.text(x + 10, 74, month, 9, bold=True)

    def first(sheet: Sheet) -> None:
        head(sheet)
        rows(sheet, 80, ("1.1", "Bake bread"))
        sheet.rule(xs[0], 120, xs[-1], 120)
        sheet.rule(xs[0], 100, xs[0], 120)
        sheet.rule(xs[-1], 100, xs[-1], 120)
        sheet.text(65, 114, "Outcome B: the mill runs all the year round", 9)

    def second(sheet: Sheet) -> None:
        head(sheet)
        sheet.fill(330, 80, 390, 100, green)
        rows(sheet, 80, ("", "Mend the mill"), ("1.3", "Sell the flour"))

    (table,) = read(first, second).tables
    band = next(c for c in table.cells if c.text.startswith("Outcome B"))
    assert (band.rowspan, band.colspan) == (1, 5)
    assert [(c.column, bool(c.fill)) for c in table.cells if c.row == band.row + 1] == [
        (0, False), (1, False), (2, False), (3, True), (4, True),
    ]  # fmt: skip


def test_the_box_of_a_cell_of_two_lines_on_a_turned_page_holds_both() -> None:
    held = BytesIO()
    canvas = Canvas(held, pagesize=(595, 842))
    canvas.setPageRotation(90)
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 9)
    canvas.grid([40, 240, 440], [400, 440, 480])
    for y, row in (
        (460, ("Action", "Lead")),
        (425, ("Visit every provider twice a year and", "Head of Inclusion")),
    ):
        canvas.drawString(45, y, row[0])
        canvas.drawString(245, y, row[1])
    canvas.drawString(45, 413, "report")
    canvas.save()
    table = next(b for b in read_pdf(held.getvalue()).blocks if isinstance(b, Table))
    cell = next(c for c in table.cells if c.text.startswith("Visit"))
    (box,) = cell.source.boxes
    assert cell.text == "Visit every provider twice a year and report"
    assert box.x1 - box.x0 > 140
    assert box.bottom - box.top > 15


def test_the_lines_that_pdfium_joins_on_a_turned_page_are_parted() -> None:
    (file,) = (Path(__file__).parent / "data" / "plans" / "h-2").glob("*.pdf")
    tables = (b for b in read_pdf(file.read_bytes()).blocks if isinstance(b, Table))
    cell = next(c for table in tables for c in table.cells if c.text.startswith("Tender for a list"))
    (box,) = cell.source.boxes
    assert [line.text for block in cell.blocks for line in block.lines][1:] == ["be in groups"]
    assert box.bottom - box.top > 15
