"""Rows at a page break: one that the break cuts, or two that were joined."""

from __future__ import annotations

from extractors.families.plan.halves import halves
from extractors.model import Block, Box, Cell, Line

ROLES = ("activity", "timescale")


def _lines(*told: str) -> tuple[Line, ...]:
    """A line on each page."""
    boxes = [Box(page=page, x0=0, top=0, x1=9, bottom=9) for page in range(1, len(told) + 1)]
    return tuple(Line(text=text, box=box) for text, box in zip(told, boxes, strict=True))


def _cells(*told: tuple[str, str]) -> list[Cell]:
    return [
        Cell(
            row=0,
            column=column,
            text=f"{above} {below}",
            blocks=(Block(kind="paragraph", text=f"{above} {below}", lines=_lines(above, below)),),
        )
        for column, (above, below) in enumerate(told)
    ]


def test_a_year_on_the_next_page_is_no_row_of_its_own() -> None:
    cells = _cells(
        ("Train a champion in each school, with a visit", "within a month."), ("Spring term", "2026")
    )
    assert halves(cells, ROLES.__getitem__) is None


def test_two_rows_with_a_date_each_are_taken_apart() -> None:
    found = halves(_cells(("Bake bread.", "Mend the mill."), ("May 2025", "June 2025")), ROLES.__getitem__)
    assert found is not None
    assert [[c.text for c in half] for half in found] == [
        ["Bake bread.", "May 2025"],
        ["Mend the mill.", "June 2025"],
    ]
