"""A header over two rows by its shape: names of groups of columns, and right under them those of these."""

from __future__ import annotations

from extractors.families.plan import content
from extractors.families.plan.grid import Grid, own_cells
from extractors.model import Cell

FEWEST = 3  # heads in the upper row
LONGEST = 8  # words of a head


def over_two_rows(grid: Grid, row: int) -> bool:
    """Some cells of the row, not all, go over several columns, and the row below it has its words right under
    these, one in each of their columns, and nowhere else; all of them are short, and none is a value."""
    if row + 2 >= len(grid):
        return False
    upper, lower = own_cells(grid, row), own_cells(grid, row + 1)
    groups = [c for c in upper if c.colspan > 1 and c.rowspan == 1]
    if len(upper) < FEWEST or not groups or len(groups) == len(upper):
        return False
    below = {i for c in groups for i in range(c.column, c.column + c.colspan)}
    if {c.column for c in lower} != below or len(lower) != len(below):
        return False
    heads = [c for c in upper if c not in groups]
    return not any(_is_value(c) or content.is_date(c.text) for c in heads) and not any(
        _is_value(c) for c in (*groups, *lower)
    )


def _is_value(cell: Cell) -> bool:
    """A text that stands under a header and is none: long, a number or a code, a percentage."""
    coded = content.is_reference(cell.text) and any(c.isdigit() for c in cell.text)
    return len(cell.text.split()) > LONGEST or coded or "%" in cell.text
