"""Words that a narrow cell breaks without a hyphen, as a spreadsheet does."""

from __future__ import annotations

import pytest

from extractors.fields.owner import read_owners
from extractors.layout.broken import mend_broken
from extractors.layout.line import PrintedLine, join_lines
from extractors.layout.tables import CellDraft, Piece, TableDraft
from extractors.model import Line, Owner

LETTER = 4.0


def _lines(texts: list[str]) -> list[PrintedLine]:
    return [
        PrintedLine(
            text=text,
            page=1,
            x0=2,
            text_x0=2,
            x1=2 + LETTER * len(text),
            top=10 * n,
            bottom=10 * n + 7,
            base=10 * n + 6,
            size=7,
            bold=False,
        )
        for n, text in enumerate(texts)
    ]


def _joined(texts: list[str], room: int, elsewhere: str = "") -> str:
    """The text of a cell that has room for so many letters."""
    lines = _lines(texts)
    right = 4 + LETTER * room + 1
    piece = Piece(1, (0, 0, right, 100), lines)
    table = TableDraft(1, [0, right], 1, [CellDraft(0, 1, [piece])], 0, 100)
    mend_broken([table], [*lines, *_lines([elsewhere])])
    return join_lines(line.text for line in lines)


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (["Communicati", "ons Officer"], "Communications Officer"),
        (["Commissioni", "ng Manager"], "Commissioning Manager"),
        (["Headteacher", "s"], "Headteachers"),
        (["Safeguardin", "g lead"], "Safeguarding lead"),
        (["Psychologis", "t, Trust"], "Psychologist, Trust"),
        (["Responsibil", "ities"], "Responsibilities"),
        (["by Septembe", "r 2026"], "by September 2026"),
        (["31/12/20", "26"], "31/12/2026"),
    ],
)
def test_a_word_that_fills_its_line_goes_on(texts: list[str], whole: str) -> None:
    assert _joined(texts, len(texts[0])) == whole


@pytest.mark.parametrize(
    ("texts", "room", "elsewhere"),
    [
        (["Secondary", "heads"], 9, ""),
        (["Secondary", "heads"], 9, "secondary heads"),
        (["Attendance", "and welfare"], 10, ""),
        (["Children", "only"], 8, ""),
        (["Improvement", "actions"], 11, ""),
        (["Communicati", "ons Officer"], 14, ""),  # there is room: it ends there by its author's will
        (["Head of", "ng Manager"], 7, ""),
        (["Specialist", "nurses"], 10, "The nurses and one specialist"),
        (["Head", "teachers"], 4, "Our teachers; a head of year; headteachers"),
        (["01/04/2026", "31/12/2026"], 10, ""),
    ],
)
def test_words_that_are_whole_stay_apart(texts: list[str], room: int, elsewhere: str) -> None:
    assert _joined(texts, room, elsewhere) == " ".join(texts)


def test_a_word_that_is_printed_whole_elsewhere_is_one() -> None:
    assert _joined(["Lead safeg", "uarding"], 10, "Safeguarding board") == "Lead safeguarding"


def test_an_owner_whose_word_is_broken_is_one() -> None:
    lines = [Line(text="Communicati\u00ad", soft=True), Line(text="ons Officer")]
    assert read_owners("Communications Officer", lines) == (Owner(role="Communications Officer"),)
