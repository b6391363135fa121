"""Charts of when actions that are told elsewhere fall."""

from __future__ import annotations

from extractors.families.plan.gantt import is_chart
from extractors.families.plan.grid import Grid
from extractors.model import Block, Cell, Source


def _grid(*rows: tuple[str, ...]) -> Grid:
    return [[_cell(text, r, c) for c, text in enumerate(row)] for r, row in enumerate(rows)]


def _cell(text: str, row: int, column: int) -> Cell:
    block = Block(kind="paragraph", text=text, source=Source())
    return Cell(row=row, column=column, text=text, blocks=(block,), source=Source())


HEAD = ("Action", "Q4 24/25", "Q1 25/26", "Q2 25/26", "Q3 25/26")


def test_numbers_alone_beside_times_are_a_chart() -> None:
    assert is_chart(_grid(HEAD, ("1.1", "", "", "", ""), ("1.2", "", "", "", "")), 0)


def test_words_beside_times_are_actions() -> None:
    assert not is_chart(_grid(HEAD, ("1.1", "", "", "", ""), ("Open a library", "", "", "", "")), 0)
