"""Headings and other lines between the rows of tables that no line is drawn in."""

from __future__ import annotations

from extractors.layout.line import PrintedLine
from extractors.layout.loose import loose_tables

COLUMNS = (40.0, 240.0, 340.0, 440.0)


def _uncut(line: PrintedLine, at: list[float]) -> list[PrintedLine]:
    return [line]


def _no_gaps(line: PrintedLine, least: float) -> list[float]:
    return []


def _line(text: str, x0: float, base: float, start: int, size: float = 8, bold: bool = False) -> PrintedLine:
    return PrintedLine(
        text, 1, x0, base - 7, x0 + 4 * len(text), base + 2, base, size, bold, start=start, text_x0=x0
    )


def _page(*strips: tuple[float, str] | tuple[float, str, float, bool]) -> list[PrintedLine]:
    """Lines from baselines and texts; a `|` parts what stands in the columns."""
    found: list[PrintedLine] = []
    for base, texts, *kind in strips:
        size, bold = kind if kind else (8.0, False)
        for x0, text in zip(COLUMNS, texts.split("|"), strict=False):
            if text:
                found.append(_line(text, x0, base, 100 * len(found), float(size), bool(bold)))
    return found


def _rows(lines: list[PrintedLine]) -> list[list[str]]:
    tables = loose_tables(lines, 560.0, _uncut, _no_gaps)
    assert len(tables) == 1
    draft = tables[0][0]
    return [[c.text for c in draft.row(i)] for i in range(draft.n_rows)]


HEAD = (100.0, "Action|Lead|When|Status", 8.0, True)


def test_headings_that_end_within_the_first_column_stand_between_rows() -> None:
    lines = _page(
        HEAD,
        (120.0, "Appoint a second officer|Jo Bloggs|May 2026|Begun"),
        (130.0, "for the team"),
        (160.0, "Priority 2: Help", 11.0, True),
        (174.0, "Ours alone."),
        (194.0, "Outcome: Calm", 8.5, True),
        (214.0, "Train all drivers|Sam Hill|June 2026|Done"),
        (224.0, "in signing"),
    )
    assert _rows(lines)[1:] == [
        ["Appoint a second officer for the team", "Jo Bloggs", "May 2026", "Begun"],
        ["Priority 2: Help"],
        ["Ours alone."],
        ["Outcome: Calm"],
        ["Train all drivers in signing", "Sam Hill", "June 2026", "Done"],
    ]


def test_after_a_heading_a_row_with_few_cells_goes_on() -> None:
    lines = _page(
        HEAD,
        (120.0, "Appoint an officer|Jo Bloggs|May 2026|Begun"),
        (140.0, "Draw up a list|Sam Hill||Begun"),
        (160.0, "Help sooner", 9.0, True),
        (173.0, "All of it"),
        (193.0, "Train all drivers|Sam Hill"),
        (213.0, "Train all cooks|Jo Bloggs|June 2026|Done"),
    )
    assert _rows(lines)[-2:] == [
        ["Train all drivers", "Sam Hill", "", ""],
        ["Train all cooks", "Jo Bloggs", "June 2026", "Done"],
    ]


def test_a_bold_line_that_goes_on_close_beneath_a_bold_one_is_no_heading() -> None:
    lines = _page(
        HEAD,
        (120.0, "|Jo Bloggs|May 2026|Begun"),
        (140.0, "|Sam Hill|June 2026|Begun"),
        (160.0, "|Jo Bloggs|July 2026|Begun"),
    )
    lines.append(_line("A second officer", 40.0, 120.0, 2000, bold=True))
    lines.append(_line("for the team", 40.0, 130.0, 2100, bold=True))
    assert _rows(lines)[1] == ["A second officer for the team", "Jo Bloggs", "May 2026", "Begun"]


def test_rows_go_on_without_header_after_other_text_under_the_same_columns() -> None:
    prose = [
        (200.0 + 12 * n, "Words that run over all of the columns of the page, as prose does")
        for n in range(9)
    ]
    lines = _page(
        HEAD,
        (120.0, "Appoint an officer|Jo Bloggs|May 2026|Begun"),
        (140.0, "Draw up a list|Sam Hill|June 2026|Begun"),
        *prose,
        (330.0, "Train all drivers|Sam Hill|June 2026|Done"),
        (340.0, "in signing"),
    )
    tables = loose_tables(lines, 560.0, _uncut, _no_gaps)
    assert [draft.n_rows for draft, _ in tables] == [3, 1]
    assert tables[0][0].xs == tables[1][0].xs
    first = min(line.base for line in lines)
    later = [line for line in lines if line.base > first + 90]
    assert loose_tables(later, 560.0, _uncut, _no_gaps) == []
    (draft, _) = loose_tables(later, 560.0, _uncut, _no_gaps, known=[tables[0][0].xs])[0]
    assert [c.text for c in draft.row(0)] == ["Train all drivers in signing", "Sam Hill", "June 2026", "Done"]


def test_words_centred_in_their_column_keep_to_it() -> None:
    lines = _page(
        HEAD,
        (120.0, "Appoint an officer|Jo Bloggs|May 2026"),
        (140.0, "Draw up a list|Sam Hill|June 2026"),
        (160.0, "Train all drivers|Sam Hill|June 2026"),
        (180.0, "Train all cooks|Sam Hill|June 2026"),
    )
    words = ("Begun", "Begun", "Completed on time", "Ended")
    for number, word in enumerate(words):
        lines.append(_line(word, 450.0 - 2 * len(word), 120.0 + 20 * number, 3000 + 100 * number))
    assert [row[-1] for row in _rows(lines)] == ["Status", *words]
