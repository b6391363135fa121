"""The rest of a card that a page cuts between its rows: labels and values without an action of their own."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.families.plan.card_text import ACT_ROLES
from extractors.families.plan.cards import CardReader, card_role, pairs
from extractors.families.plan.columns import EXTRA
from extractors.families.plan.context import HEADINGS, PEOPLE
from extractors.families.plan.draft import Draft
from extractors.families.plan.grid import Grid, own_cells, row_cells
from extractors.families.plan.labelled import split_label
from extractors.families.plan.stacked import label_rows
from extractors.model import Cell, Table

NEVER = (ACT_ROLES | HEADINGS | PEOPLE) - {"lead"}  # of what a card says after its first rows

Told = tuple[str, Cell, Cell]


def take_rest(draft: Draft, before: Table, table: Table, marks: frozenset[str]) -> bool:
    """Give the card that was read last what the head of the next page says of it; false where the table there
    is no rest of it."""
    last, first = before.source.page_end, table.source.page
    if last is None or first != last + 1 or table.n_columns != before.n_columns:
        return False
    told = _told(table, table.cover(), marks)
    roles = [role for role, _, _ in told or () if role != EXTRA]
    if not told or not roles or len(set(roles)) < len(roles) or set(roles) & (NEVER | draft.fields.keys()):
        return False
    reader = CardReader(None, marks, open=draft)
    for role, label, value in told:
        reader.value(role, label, value)
    return True


def _told(table: Table, grid: Grid, marks: frozenset[str]) -> list[Told] | None:
    """The labels of a table with their values; `None` where a row holds anything else."""
    over = label_rows(grid, range(table.n_rows), card_role)
    found: list[Told] = []
    for row in range(table.n_rows):
        if row - 1 in over or not own_cells(grid, row):
            continue
        here = list(_row(grid, row, marks)) if row not in over else [_named(*pair) for pair in over[row]]
        if not here:
            return None
        found += here
    return found


def _row(grid: Grid, row: int, marks: frozenset[str]) -> Iterator[Told]:
    """What a row says: a label in each of its cells, else beside each value; nothing where one has none."""
    inside = [(cell, split_label(cell, marks)) for cell in own_cells(grid, row)]
    if all(told is not None and told[2].text for _, told in inside):
        yield from ((t[0], c.model_copy(update={"text": t[1]}), t[2]) for c, t in inside if t is not None)
        return
    cells = [c for c in row_cells(grid, row) if c.row == row]
    beside = pairs(cells)
    if 2 * len(beside) == len(cells) and card_role(beside[0][0].text) is not None:
        yield from (_named(*pair) for pair in beside)


def _named(label: Cell, value: Cell) -> Told:
    return card_role(label.text) or EXTRA, label, value
