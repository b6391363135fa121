"""Workbooks: one small file a trap."""

from __future__ import annotations

import re
import time
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from extractors.model import Block, Document, Table
from extractors.readers import xlsx
from extractors.readers.xlsx import read
from extractors.readers.xlsx_formats import is_date, shown
from extractors.registry import UnreadableError
from tests.office_files import relations, zipped


def sheet(*rows: tuple[Any, ...], title: str = "Plan") -> Worksheet:
    made = Workbook().active
    assert isinstance(made, Worksheet)
    made.title = title
    for row in rows:
        made.append(row)
    return made


def saved(made: Worksheet) -> bytes:
    out = BytesIO()
    assert made.parent is not None
    made.parent.save(out)
    return out.getvalue()


def opened(made: Worksheet) -> Document:
    return read(saved(made))


def texts(table: Table) -> list[list[str | None]]:
    return [[None if c is None else c.text for c in row] for row in table.grid()]


def outline(document: Document) -> list[str]:
    return [b.text if isinstance(b, Block) else f"{b.n_rows}x{b.n_columns}" for b in document.blocks]


def bold(made: Worksheet, row: int) -> None:
    for cell in made[row]:
        cell.font = Font(bold=True)


PLAN = (("Action", "Lead", "By"), ("Hire staff", "Head", "June"), ("Train them", "Deputy", "July"))


def test_title_lines_then_table() -> None:
    made = sheet(("Our plan",), ("Updated in May",), *PLAN)
    made["A1"].font = Font(size=18)
    document = opened(made)
    assert outline(document) == ["Plan", "Our plan", "Updated in May", "3x3"]
    assert [b.kind for b in document.text_blocks] == ["heading", "heading", "paragraph"]
    assert document.title == "Our plan"
    assert document.tables[0].source.place == "Plan!A3:C5"
    assert document.tables[0].cells[4].source.place == "Plan!B4"


def test_title_over_the_middle_of_a_table_and_a_common_header() -> None:
    made = sheet((None, "Our plan"), *PLAN)
    assert outline(opened(made)) == ["Plan", "Our plan", "3x3"]
    made = sheet((None, "Who and when"), *PLAN)
    made.merge_cells("B1:C1")
    assert outline(opened(made)) == ["Plan", "4x3"]


def test_banner_inside_a_table_stays_a_row() -> None:
    made = sheet(PLAN[0], ("Aim 1",), *PLAN[1:])
    made.merge_cells("A2:C2")
    assert texts(opened(made).tables[0])[1] == ["Aim 1", None, None]


def test_tables_one_below_and_one_beside_another() -> None:
    made = sheet(*PLAN, (), ("Key", "Means"), ("G", "on track"))
    made["E1"], made["E2"], made["F1"], made["F2"] = "Measure", "Waits", "Target", "10"
    bold(made, 1)
    bold(made, 5)
    places = [t.source.place for t in opened(made).tables]
    assert places == ["Plan!A1:C3", "Plan!E1:F2", "Plan!A5:B6"]


def test_spacer_rows_do_not_part_a_table() -> None:
    made = sheet(PLAN[0], (), PLAN[1], (), PLAN[2])
    bold(made, 1)
    assert [texts(t) for t in opened(made).tables] == [[list(row) for row in PLAN]]


def test_blank_row_drawn_as_a_row_parts_nothing() -> None:
    made = sheet(PLAN[0], PLAN[1], (), PLAN[2])
    line = Side("thin")
    for cells in made["A1:C4"]:
        for cell in cells:
            cell.border = Border(line, line, line, line)
    assert [(t.n_rows, t.n_columns) for t in opened(made).tables] == [(4, 3)]


def test_filter_holds_a_table_together_and_names_its_header() -> None:
    made = sheet(PLAN[0], PLAN[1], (), (), PLAN[2])
    made.auto_filter.ref = "A1:C5"
    (table,) = opened(made).tables
    assert [c.header for c in table.cells] == [True] * 3 + [False] * (len(table.cells) - 3)


def test_merged_ranges_and_merged_away_cells() -> None:
    made = sheet(("Aim", "Step"), ("Shorter waits", "Hire"), (None, "Train"))
    made.merge_cells("A2:A3")
    (table,) = opened(made).tables
    assert texts(table) == [["Aim", "Step"], ["Shorter waits", "Hire"], [None, "Train"]]
    assert table.cells[2].source.place == "Plan!A2:A3"


def test_numbers_as_their_cells_print_them() -> None:
    made = sheet(
        ("a", "b", "c", "d", "e", "f"), (0.45, date(2031, 9, 1), 46000.0, datetime(2031, 3, 4), 3, True)
    )
    for ref, form in (("A2", "0%"), ("B2", "mmm-yy"), ("C2", "#,##0"), ("D2", "dd/mm/yyyy")):
        made[ref].number_format = form
    assert texts(opened(made).tables[0])[1] == ["45%", "Sep-31", "46,000", "2031-03-04", "3", "TRUE"]


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0.285, "0%", "29%"),
        (0.482, "0.0%", "48.2%"),
        (1234.5, '"£"#,##0', "£1,235"),
        (-12, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "-£12.00"),
        (3, '0" weeks"', "3 weeks"),
        (2.5, "0.##", "2.5"),
        (0, '0;-0;"nil"', "nil"),
        (1 / 3, "General", "0.3333333333"),
        (48000, "mmmm yyyy", "June 2031"),
        (48000, "[$-809]d mmmm yyyy;@", "2031-06-01"),
        (48000.75, "dd/mm/yyyy hh:mm", "2031-06-01 18:00"),
        (0.75, "h:mm", "18:00"),
        (48000, "yyyy", "2031"),
        (-5, "d/m/yy", "-5"),
        (1e300, "#,##0", "1e+300"),
        (float("nan"), "0", ""),
    ],
)
def test_number_formats(number: float, code: str, text: str) -> None:
    assert shown(number, code) == text


def test_words_in_a_format_make_no_date() -> None:
    assert not is_date('0" days"')
    assert not is_date("[Red]0.0")
    assert is_date("[$-809]mmm\\-yy")


def test_fills_by_rgb_theme_and_palette() -> None:
    made = sheet(("a", "b", "c", "d"), ("R", "A", "G", "none"))
    made["A2"].fill = PatternFill("solid", fgColor="FFFF0000")
    made["B2"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))
    made["C2"].fill = PatternFill("solid", fgColor=Color(indexed=17))
    row = opened(made).tables[0].cells[4:]
    assert [c.fill for c in row] == ["#ff0000", "#a7c0de", "#008000", None]


def test_fills_by_the_rules_of_conditional_formats() -> None:
    made = sheet(
        ("Action", "Rating", "Done"),
        ("Hire staff", "On track", 0.9),
        ("Train them", "Green", 0.2),
        ("Open", "Not begun", 0.5),
    )
    for place in ("C2", "C3", "C4"):
        made[place].number_format = "0%"
    amber, green, red = (PatternFill("solid", bgColor=c) for c in ("FFFFC000", "FF00B050", "FFFF0000"))
    rules = made.conditional_formatting
    rules.add("B2:B4", CellIsRule(operator="equal", formula=['"green"'], fill=green))
    rules.add(
        "B2:B4",
        Rule(type="containsText", operator="containsText", text="track", dxf=DifferentialStyle(fill=amber)),
    )
    rules.add("C2:C9", CellIsRule(operator="lessThan", formula=["0.5"], fill=red))
    rules.add("C2:C9", CellIsRule(operator="between", formula=["0.8", "1"], fill=green))
    rules.add("A2:A9", CellIsRule(operator="equal", formula=["$B$2"], fill=red))
    rules.add("A2:A9", FormulaRule(formula=["TRUE"], fill=red))
    rows = [[c.fill for c in row if c] for row in opened(made).tables[0].grid()[1:]]
    assert rows == [[None, "#ffc000", "#00b050"], [None, "#00b050", "#ff0000"], [None, None, None]]


def test_struck_cell() -> None:
    made = sheet(("By", "Lead"), ("March", "Head"))
    made["A2"].font = Font(strike=True)
    cell = opened(made).tables[0].cells[2]
    assert (cell.text, cell.struck) == ("", ("March",))


def test_bullets_and_lines_in_a_cell() -> None:
    measure = "We see:\n• fewer waits\n• more staff.\nAll by June."
    made = sheet(("Lead", "Measure"), ("Jo Ash\nHead of Service", measure))
    lead, seen = opened(made).tables[0].cells[2:]
    assert [line.text for line in lead.lines] == ["Jo Ash", "Head of Service"]
    assert [(b.kind, b.text) for b in seen.blocks] == [
        ("paragraph", "We see:"),
        ("list_item", "fewer waits"),
        ("list_item", "more staff."),
        ("paragraph", "All by June."),
    ]


def test_hidden_rows_columns_and_sheets_are_kept_and_flagged() -> None:
    made = sheet(("Action", "Key", "By"), ("Hire", "k1", "June"), ("Train", "k2", "July"))
    made.row_dimensions[3].hidden = True
    made.column_dimensions["B"].hidden = True
    assert made.parent is not None
    lists = made.parent.create_sheet("Lists")
    lists["A1"] = "Red"
    lists.sheet_state = "hidden"
    document = opened(made)
    hidden = {b.text for c in document.tables[0].cells for b in c.blocks if b.hidden}
    assert hidden == {"Key", "k1", "Train", "k2", "July"}
    assert [(b.text, b.hidden) for b in document.text_blocks[1:]] == [("Lists", True), ("Red", True)]


def test_formulas_give_their_stored_value_or_say_that_there_is_none() -> None:
    made = sheet(("Total", "Days"), ("=1+1", "=TODAY()"))
    unknown = r"<f>1\+1</f><v\s*/>|<f>1\+1</f><v></v>"
    data = stuffed(saved(made), "xl/worksheets/sheet1.xml", unknown, "<f>1+1</f><v>2</v>")
    document = read(data)
    assert texts(document.tables[0])[1] == ["2", ""]
    assert [x.message for x in document.problems] == [
        'sheet "Plan": 1 formula cells hold no stored value (first: B2)'
    ]


# -- damaged and hostile files ---------------------------------------------------------------------


def stuffed(data: bytes, part: str, pattern: str, by: str) -> bytes:
    """The workbook with a pattern in one part replaced."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed, count = re.subn(pattern, by, parts[part].decode(), count=1)
    assert count
    return zipped(parts | {part: changed})


def timed(data: bytes) -> tuple[Document, float]:
    start = time.perf_counter()
    return read(data), time.perf_counter() - start


def test_one_cell_in_the_last_place_costs_what_one_cell_costs() -> None:
    made = sheet(("First", "Second"), ("a", "b"))
    made["XFD1048576"] = "Far away"
    document, seconds = timed(saved(made))
    assert outline(document) == ["Plan", "2x2", "Far away"]
    assert document.blocks[-1].source.place == "Plan!XFD1048576"
    assert seconds < 1


def test_stated_dimension_and_huge_merges_are_not_believed() -> None:
    data = saved(sheet(*PLAN))
    part, all_ = "xl/worksheets/sheet1.xml", "A1:XFD1048576"
    data = stuffed(data, part, r'<dimension ref="[^"]*"', f'<dimension ref="{all_}"')
    merges = "".join(f'<mergeCell ref="{first}:XFD1048576"/>' for first in ("D1", "A3"))
    huge = f"</sheetData><mergeCells>{merges}</mergeCells>"
    document, seconds = timed(stuffed(data, part, "</sheetData>", huge))
    assert (document.tables[0].n_rows, document.tables[0].n_columns) == (3, 3)
    assert seconds < 1


def test_scattered_cells_make_no_huge_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_CELLS", 2000)
    made = sheet()
    for n in range(1, 300):
        made.cell(n, n, "x")
        made.cell(n, n + 1, "y")
    document = opened(made)
    assert document.tables[0].n_rows * document.tables[0].n_columns <= 2000
    assert [x.category for x in document.problems] == ["limit"]


def test_truncated_workbook_is_told() -> None:
    data = saved(sheet(*PLAN))
    for part in range(1, 10):
        with pytest.raises(UnreadableError, match="damaged or cut-off Excel file"):
            read(data[: len(data) * part // 10])


def test_damaged_sheet_keeps_the_rows_above_the_damage() -> None:
    data = stuffed(saved(sheet(*PLAN)), "xl/worksheets/sheet1.xml", '<row r="3".*', '<row r="3"><c><<<')
    document = read(data)
    assert document.tables[0].n_rows == 2
    assert [x.category for x in document.problems] == ["unreadable"]


def test_entities_are_refused() -> None:
    parts = {
        "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>',
        "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
    }
    with pytest.raises(UnreadableError, match="entities"):
        read(zipped(parts))


def test_empty_workbook_says_so() -> None:
    assert [x.category for x in opened(sheet()).problems] == ["no_text"]


def test_a_key_of_colours_without_words_is_a_table() -> None:
    made = sheet(("Key",), (), ("", "Complete"), ("", "On track"))
    for row, ground in ((3, "70AD47"), (4, "5B9BD5")):
        made.cell(row, 1).value = None
        made.cell(row, 1).fill = PatternFill("solid", fgColor=ground)
    (key,) = opened(made).tables
    assert texts(key) == [["", "Complete"], ["", "On track"]]
    assert [c.fill for c in key.cells if not c.column] == ["#70ad47", "#5b9bd5"]


def test_one_coloured_cell_beside_a_line_is_decoration() -> None:
    made = sheet(("", "A plan for our area"))
    made.cell(1, 1).value = None
    made.cell(1, 1).fill = PatternFill("solid", fgColor="70AD47")
    assert not opened(made).tables


def test_a_sheet_without_a_name_is_called_by_its_place() -> None:
    data = stuffed(saved(sheet(*PLAN)), "xl/workbook.xml", ' name="Plan"', "")
    assert outline(read(data))[0] == "Sheet 1"
