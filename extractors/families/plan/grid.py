"""A table as rows of the cells that cover them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Cell

Grid = Sequence[Sequence[Cell | None]]


def row_cells(grid: Grid, row: int) -> list[Cell]:
    """The distinct cells that cover a row, from the left, each once."""
    found: list[Cell] = []
    for cell in grid[row]:
        if cell is not None and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def cell_at(grid: Grid, row: int, column: int) -> Cell | None:
    """The cell that covers a position; `None` where none does, or the table is not so wide."""
    return grid[row][column] if column < len(grid[row]) else None


def own_cells(grid: Grid, row: int) -> list[Cell]:
    """The cells that begin in a row and have text."""
    return [c for c in row_cells(grid, row) if c.row == row and c.text.strip()]
