"""Tables of several columns without rules, told by where their text stands."""

from __future__ import annotations

from dataclasses import replace

from extractors.layout.fitting import sharper
from extractors.layout.line import PrintedLine
from extractors.layout.loose import loose_tables

COLUMNS = (40.0, 160.0, 300.0, 420.0)


def uncut(line: PrintedLine, at: list[float]) -> list[PrintedLine]:
    return [line]


def no_gaps(line: PrintedLine, least: float) -> list[float]:
    return []


def _line(text: str, x0: float, base: float, start: int) -> PrintedLine:
    return PrintedLine(
        text=text,
        page=1,
        x0=x0,
        top=base - 7,
        x1=x0 + 4 * len(text),
        bottom=base + 2,
        base=base,
        size=8,
        bold=False,
        start=start,
        end=start + len(text),
        text_x0=x0,
    )


def _page(rows: list[tuple[float, list[str]]]) -> list[PrintedLine]:
    found = []
    for base, texts in rows:
        found += [_line(t, x, base, len(found) * 100) for t, x in zip(texts, COLUMNS, strict=True) if t]
    return found


def _read(rows: list[tuple[float, list[str]]]) -> list[list[str]]:
    tables = loose_tables(_page(rows), 560.0, uncut, no_gaps)
    if not tables:
        return []
    (draft, _) = tables[0]
    return [[c.text for c in draft.row(i)] for i in range(draft.n_rows)]


HEAD = (100.0, ["Objective", "Action", "Lead", "When"])


def test_rows_are_parted_by_wider_white() -> None:
    rows = [
        HEAD,
        (120.0, ["Shorter waits", "Appoint a second", "Jo Bloggs", "Mar 24"]),
        (130.0, ["", "officer", "", ""]),
        (150.0, ["", "Publish a calendar", "Sam Hill", "May 24"]),
        (160.0, ["", "of audits", "", ""]),
    ]
    assert _read(rows) == [
        ["Objective", "Action", "Lead", "When"],
        ["Shorter waits", "Appoint a second officer", "Jo Bloggs", "Mar 24"],
        ["", "Publish a calendar of audits", "Sam Hill", "May 24"],
    ]


def test_rows_close_together_are_parted_by_how_many_columns_begin() -> None:
    rows = [
        HEAD,
        (110.0, ["Shorter waits", "Appoint a second", "Jo Bloggs", "Mar 24"]),
        (120.0, ["", "officer", "", ""]),
        (130.0, ["Better plans", "Publish a calendar", "Sam Hill", "May 24"]),
    ]
    assert [row[1] for row in _read(rows)] == ["Action", "Appoint a second officer", "Publish a calendar"]


def test_prose_beneath_the_columns_ends_the_table() -> None:
    lines = _page([HEAD, (120.0, ["A", "B", "C", "D"]), (140.0, ["E", "F", "G", "H"])])
    lines.append(_line("This line runs on over all of the columns of the table above it", 40.0, 160.0, 9000))
    tables = loose_tables(lines, 560.0, uncut, no_gaps)
    assert tables[0][0].n_rows == 3
    assert 9000 not in tables[0][1]


def test_a_page_of_prose_holds_no_table() -> None:
    lines = [
        _line("Some words that fill the line to its end and say nothing", 40.0, 100.0 + 12 * i, i)
        for i in range(9)
    ]
    assert loose_tables(lines, 560.0, uncut, no_gaps) == []


def test_rows_without_white_are_parted_by_the_column_that_never_wraps() -> None:
    rows = [
        (100.0, ["Ref", "Action", "Lead", "When"]),
        (110.0, ["1.1", "Appoint a second", "Jo Bloggs,", "March"]),
        (120.0, ["", "officer for all", "Northshire", "2024"]),
        (130.0, ["1.2", "Publish a calendar", "Sam Hill,", "May"]),
        (140.0, ["", "of audits", "Northshire", "2024"]),
    ]
    assert [row[0] for row in _read(rows)] == ["Ref", "1.1", "1.2"]
    assert _read(rows)[2][3] == "May 2024"


def test_a_row_whose_date_wraps_at_the_head_of_a_page_is_one_row() -> None:
    """Without a header above it, the first line of a page proves no more than any other."""
    head = [HEAD, (120.0, ["1", "Publish a list of groups", "Jo Bloggs", "Mar 24"])]
    (before, _) = loose_tables(
        _page([*head, (140.0, ["2", "Ask schools", "Jo", "May 24"])]), 560.0, uncut, no_gaps
    )[0]
    rows = [
        (100.0, ["3", "Appoint a second", "Jo Bloggs", "1st March"]),
        (110.0, ["", "officer for the", "", "2024"]),
        (120.0, ["", "early years", "", ""]),
        (130.0, ["4", "Publish a calendar", "Sam Hill", "June 24"]),
        (140.0, ["", "of audits", "", ""]),
        (150.0, ["5", "Train schools", "Sam Hill", "July 24"]),
    ]
    (draft, _) = loose_tables(_page(rows), 560.0, uncut, no_gaps, before)[0]
    assert [[c.text for c in draft.row(i)][::3] for i in range(draft.n_rows)] == [
        ["3", "1st March 2024"],
        ["4", "June 24"],
        ["5", "July 24"],
    ]


def test_bold_lines_between_rows_are_no_part_of_the_column_that_never_wraps() -> None:
    band = _line("Outcome B: families know what help there is while they wait", COLUMNS[0], 130.0, 900)
    band.bold = True
    rows = [
        (100.0, ["1", "Appoint a second", "Jo Bloggs, Head", "Mar 24"]),
        (110.0, ["", "officer", "of Nursing", ""]),
        (120.0, ["2", "Publish a calendar", "Sam Hill", "June 24"]),
        (140.0, ["3", "Train schools", "Sam Hill", "July 24"]),
        (150.0, ["4", "Ring families", "Jo Bloggs, Head", "July 24"]),
        (160.0, ["", "", "of Nursing", ""]),
    ]
    lines = sorted([*_page([(90.0, HEAD[1]), *rows]), band], key=lambda line: (line.base, line.x0))
    ((draft, _),) = loose_tables(lines, 560.0, uncut, no_gaps)
    assert [draft.row(i)[0].text[:9] for i in range(draft.n_rows)] == [
        "Objective", "1", "2", "Outcome B", "3", "4",
    ]  # fmt: skip


def test_a_cell_whose_lines_run_on_beside_the_next_row_is_merged_over_both() -> None:
    rows = [
        HEAD,
        (120.0, ["Families have a", "Appoint a second", "Jo Bloggs", "Mar 24"]),
        (130.0, ["lawful plan and", "officer", "", ""]),
        (140.0, ["know what will", "", "", ""]),
        (142.5, ["", "Publish a calendar", "Sam Hill", "May 24"]),
        (150.0, ["happen next", "", "", ""]),
        (152.5, ["", "of audits", "", ""]),
        (170.0, ["Better advice", "Write a standard", "Ann Day", "June 24"]),
    ]
    (draft, _) = loose_tables(_page(rows), 560.0, uncut, no_gaps)[0]
    assert [[c.text for c in draft.row(i)] for i in range(draft.n_rows)] == [
        ["Objective", "Action", "Lead", "When"],
        [
            "Families have a lawful plan and know what will happen next",
            "Appoint a second officer",
            "Jo Bloggs",
            "Mar 24",
        ],
        [
            "Families have a lawful plan and know what will happen next",
            "Publish a calendar of audits",
            "Sam Hill",
            "May 24",
        ],
        ["Better advice", "Write a standard", "Ann Day", "June 24"],
    ]


def test_a_little_more_white_in_most_columns_at_once_parts_rows() -> None:
    rows = [
        HEAD,
        (120.0, ["Shorter waits", "Appoint a second", "Jo Bloggs,", "Mar 24"]),
        (130.0, ["for a plan", "officer", "Head of SEND", ""]),
        (141.8, ["Better plans", "Publish a calendar", "Sam Hill,", "May 24"]),
        (151.8, ["and reviews", "of audits", "Audit Lead", ""]),
    ]
    assert [row[2] for row in _read(rows)] == ["Lead", "Jo Bloggs, Head of SEND", "Sam Hill, Audit Lead"]


def test_numbers_part_rows_that_white_does_not() -> None:
    rows = [
        (100.0, ["Ref", "Action", "Lead", "When"]),
        (120.0, ["1.1", "Appoint a second", "Jo Bloggs", "Mar 24"]),
        (130.0, ["", "officer", "", ""]),
        (143.0, ["1.2", "Publish a calendar", "Sam Hill", "May 24"]),
        (153.0, ["", "of audits", "Audit Lead", ""]),
        (163.0, ["1.3", "Write a standard", "Ann Day", "June 24"]),
    ]
    assert [row[0] for row in _read(rows)] == ["Ref", "1.1", "1.2", "1.3"]


def test_rows_whose_numbers_stand_at_their_foot_and_whose_cells_are_centred() -> None:
    rows = [
        (100.0, ["Ref", "Action", "Lead", "When"]),
        (120.0, ["", "", "Jo Bloggs,", ""]),
        (125.0, ["", "Appoint a second", "", ""]),
        (130.0, ["", "", "Head of SEND", ""]),
        (135.0, ["", "officer", "", ""]),
        (140.0, ["1.1", "", "Council", "Mar 24"]),
        (153.0, ["", "Publish a calendar", "", ""]),
        (158.0, ["", "", "Sam Hill", ""]),
        (163.0, ["1.2", "of audits", "", "May 24"]),
        (176.0, ["", "Write a standard", "Ann Day", ""]),
        (181.0, ["1.3", "", "", "June 24"]),
    ]
    assert _read(rows)[1:] == [
        ["1.1", "Appoint a second officer", "Jo Bloggs, Head of SEND Council", "Mar 24"],
        ["1.2", "Publish a calendar of audits", "Sam Hill", "May 24"],
        ["1.3", "Write a standard", "Ann Day", "June 24"],
    ]


def test_a_header_of_several_heights_is_one() -> None:
    header = [
        (96.0, ["What we are", "", "", ""]),
        (101.0, ["trying to do", "Action", "Lead", "When"]),
    ]
    rows = [
        (120.0, ["Shorter waits", "Appoint a second", "Jo Bloggs", "Mar 24"]),
        (130.0, ["", "officer", "", ""]),
        (150.0, ["Better plans", "Publish a calendar", "Sam Hill", "May 24"]),
    ]
    lines = _page([*header, *rows])
    for line in lines:
        line.bold = line.base < 110
    (draft, _) = loose_tables(lines, 560.0, uncut, no_gaps)[0]
    assert [c.text for c in draft.row(0)] == ["What we are trying to do", "Action", "Lead", "When"]
    assert draft.n_rows == 3


def test_a_heading_in_larger_type_is_no_line_of_the_header_under_it() -> None:
    rows = [
        (100.0, ["Risk", "What we do", "Score", "Owner"]),
        (112.0, ["Staff leave", "Offer placements", "High", "Ann Day"]),
        (124.0, ["Systems fail", "Export each week", "Low", "Sam Hill"]),
    ]
    title = replace(_line("What could go wrong", 40.0, 86.0, 5000), size=14, bold=True)
    lines = [title, *_page(rows)]
    for line in lines:
        line.bold = line.base < 101
    (draft, _) = loose_tables(lines, 560.0, uncut, no_gaps)[0]
    assert [c.text for c in draft.row(0)] == ["Risk", "What we do", "Score", "Owner"]


def test_bold_lines_stand_before_a_row_with_centred_words() -> None:
    rows = [(100.0, ["No.", "Action", "Complete by", "RAG"])]
    over = _line("What inspectors told us: children out of school are to be known and", 40.0, 115.0, 9000)
    begun = [
        _line("1.1", 40.0, 135.0, 9100),
        _line("Merge the lists of children", 160.0, 135.0, 9200),
        _line("31 January 2025", 285.0, 135.0, 9300),
        _line("B", 424.0, 135.0, 9400),
        _line("1.2", 40.0, 155.0, 9500),
        _line("Visit each child at home", 160.0, 155.0, 9600),
        _line("Mar-25", 305.0, 155.0, 9700),
        _line("G", 424.0, 155.0, 9800),
    ]
    lines = [*_page(rows), over, *begun]
    for line in lines:
        line.bold = line.base < 120
    (draft, _) = loose_tables(lines, 560.0, uncut, no_gaps)[0]
    assert [[c.text for c in draft.row(i)] for i in range(2, draft.n_rows)] == [
        ["1.1", "Merge the lists of children", "31 January 2025", "B"],
        ["1.2", "Visit each child at home", "Mar-25", "G"],
    ]


def test_a_line_of_which_no_part_would_be_seen_stays_whole() -> None:
    line = _line("Jo Bloggs Mar 24", 40.0, 100.0, 0)
    _, parts = sharper((100.0, [line]), [40.0, 70.0], lambda line, at: [], lambda line, least: [75.0])
    assert parts == [line]
