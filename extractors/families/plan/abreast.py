"""Cards that stand side by side in one grid: in which columns their labels and their values are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.families.plan.grid import Grid, cell_at, row_cells
from extractors.model import Cell

Role = Callable[[str], str | None]
LABELS = 2  # of a card, at least
SHARE = 0.6  # of the cells of a column, for it to be one of labels
LABEL_WORDS = 10


@dataclass(frozen=True)
class Side:
    """The columns of the labels and of the values of cards that stand one under another."""

    labels: int
    values: int


def sides(grid: Grid, rows: Sequence[int], role: Role) -> list[Side]:
    """The columns of labels and values of cards that stand side by side: each with its own labels, or all
    with those of the first column. None where a row holds one card's labels only. `role` tells labels."""
    own = _own_labels(grid, rows, role)
    return own or [Side(0, column) for column in _shared_labels(grid, rows, role)]


def _own_labels(grid: Grid, rows: Sequence[int], role: Role) -> list[Side]:
    """Columns whose labels are those of the others again, though one card may lack what another has."""
    found: list[tuple[Side, Counter[str]]] = []
    for column in range(max((len(grid[r]) for r in rows), default=0)):
        if found and column <= found[-1][0].values:
            continue
        if (side := _side(grid, rows, column, role)) is not None:
            found.append(side)
    if len(found) < 2:
        return []
    first = found[0][1].keys()
    alike = [f for f in found[1:] if len(f[1].keys() & first) >= min(LABELS, len(f[1]), len(first))]
    return [side for side, _ in found] if len(alike) == len(found) - 1 else []


def _side(grid: Grid, rows: Sequence[int], column: int, role: Role) -> tuple[Side, Counter[str]] | None:
    """The cards whose labels stand in a column, and how often each label does."""
    labels: Counter[str] = Counter()
    values: Counter[int] = Counter()
    pairs = 0
    for row in rows:
        label = begins(grid, row, column)
        if label is None or not label.text.strip():
            continue
        value = cell_at(grid, row, column + label.colspan)
        told = role(label.text) if len(label.text.split()) <= LABEL_WORDS else None
        if value is None or not value.text.strip():
            continue  # a strip over the card
        if role(value.text) is None or told is not None:
            pairs += 1
        if told is not None:
            labels[told] += 1
            values[value.column] += 1
    if len(labels) < LABELS or labels.total() < SHARE * pairs:
        return None
    return Side(column, values.most_common(1)[0][0]), labels


def _shared_labels(grid: Grid, rows: Sequence[int], role: Role) -> list[int]:
    """The columns of values where one column of labels holds for all."""
    told = [[(c, role(c.text)) for c in row_cells(grid, r)] for r in rows if len(row_cells(grid, r)) > 2]
    if len(told) < 2 or len(told) < SHARE * len(rows) or len({len(t) for t in told}) > 1:
        return []
    single = all(t[0][1] and not any(named for _, named in t[1:]) for t in told)
    return [c.column for c, _ in told[0][1:]] if single else []


def begins(grid: Grid, row: int, column: int) -> Cell | None:
    """The cell that begins at a position."""
    cell = cell_at(grid, row, column)
    return cell if cell is not None and (cell.row, cell.column) == (row, column) else None


def over_all(grid: Grid, row: int, found: Sequence[Side]) -> Cell | None:
    """The only cell of a row that stands over several of the cards side by side."""
    cells = [c for c in row_cells(grid, row) if c.row == row and c.text.strip()]
    if len(cells) != 1 or len(found) < 2 or found[0].labels == found[1].labels:
        return None
    covered = [s for s in found if cells[0].column <= s.labels < cells[0].column + cells[0].colspan]
    return cells[0] if len(covered) > 1 else None
