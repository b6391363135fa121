"""Cards whose labels stand above their values: a row of labels, and in the row below it what they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extractors.families.plan import content
from extractors.families.plan.abreast import begins
from extractors.families.plan.card_text import ACT_ROLES, TOLD
from extractors.families.plan.columns import DATES
from extractors.families.plan.context import HEADINGS, read_label
from extractors.families.plan.grid import Grid, own_cells, row_cells
from extractors.families.plan.strips import read_strip
from extractors.model import Cell

Role = Callable[[str], str | None]
LABEL_WORDS = 10
SENTENCE = 6  # words over a card, which say more than a heading does
SAME = {"lead": "owner", "action_heading": "activity"}  # roles of labels that one card has once
RATED = DATES | {"status"}


def label_rows(grid: Grid, rows: Sequence[int], role: Role) -> dict[int, list[tuple[Cell, Cell]]]:
    """The rows that hold nothing but labels over the values in the next row, each label with its value.
    `role` tells labels."""
    found: dict[int, list[tuple[Cell, Cell]]] = {}
    for row, below in pairwise(rows):
        if row - 1 in found or below != row + 1:
            continue
        if (told := _over_values(grid, row, role)) is not None:
            found[row] = told
    return found


def _over_values(grid: Grid, row: int, role: Role) -> list[tuple[Cell, Cell]] | None:
    labels = own_cells(grid, row)
    roles = _roles(labels, role)
    if not labels or roles is None or (len(labels) == 1 and labels[0].colspan < _width(grid, row)):
        return None
    values = [begins(grid, row + 1, label.column) for label in labels]
    told = [(a, b) for a, b in zip(labels, values, strict=True) if b is not None and b.colspan == a.colspan]
    below = own_cells(grid, row + 1)
    if len(told) < len(labels) or any(all(c is not v for _, v in told) for c in below):
        return None
    if below and (_roles(below, role) is not None or _labels(told[0], role)):
        return None
    return told


def _labels(pair: tuple[Cell, Cell], role: Role) -> bool:
    """The first value is a label itself, and not only called like its own ("Lead": "Workstream lead")."""
    over, under = _roles(pair[:1], role), _roles(pair[1:], role)
    return under not in (None, ["extra"], over)


def _roles(cells: Sequence[Cell], role: Role) -> list[str] | None:
    """What the cells name, each something else; `None` where one names nothing."""
    found = [role(c.text) if len(c.text.split()) <= LABEL_WORDS else None for c in cells]
    told = [SAME.get(r, r) for r in found if r is not None]
    own = [r for r in told if r != "extra"]
    return told if len(told) == len(cells) and len(set(own)) == len(own) else None


def are_stacked(grid: Grid, rows: Sequence[int], role: Role, marks: frozenset[str]) -> bool:
    """The rows are cards of an action with who and when: titles, labels beside their values, and rows of
    labels over one row of values each. A header over rows of data is none."""
    found = label_rows(grid, rows, role)
    several = {r for r, told in found.items() if len(told) > 1}
    kinds = {tuple(label.text.casefold() for label, _ in found[r]) for r in several}
    left = [r for r in rows if r not in found and r - 1 not in found and own_cells(grid, r)]
    beside = {r: labels for r in left if (labels := _beside(grid, r, role))}
    titles = {r for r in left if r not in beside and is_title(grid, r, marks)}
    if any(r not in titles and r not in beside and not _is_band(grid, r) for r in left):
        return False
    named = [role(label.text) for told in found.values() for label, _ in told]
    named += [role(label.text) for labels in beside.values() for label in labels]
    roles = {r for r in named if r is not None}
    if not roles & TOLD:
        return False
    if not several:
        return (
            bool(titles or roles & ACT_ROLES) and len(roles & TOLD) > 1
        )  # a page's end leaves a card no more than that
    acted = {r for r in several if {role(label.text) for label, _ in found[r]} & ACT_ROLES}
    if len(kinds) > 1 or len(found) > len(several) or (beside and not acted):
        return bool(roles & ACT_ROLES) or bool(titles)
    return not acted and bool(roles & RATED) and all(r - 1 in titles for r in several)


def _beside(grid: Grid, row: int, role: Role) -> list[Cell]:
    """The labels of a row whose cells are labels with their values beside them, first a known one."""
    cells = [c for c in row_cells(grid, row) if c.row == row]
    beside = len(own_cells(grid, row)) > 2 or (len(cells) % 2 == 0 and not any(c.text for c in cells[1::2]))
    labels = cells[::2] if beside else cells[:1]
    if not labels or _roles(labels[:1], role) is None or (len(labels) > 1 and len(cells) % 2):
        return []
    return labels if all(0 < len(c.text.split()) <= LABEL_WORDS for c in labels) else []


def _is_band(grid: Grid, row: int) -> bool:
    """The row is a heading with its label over the cards that follow ("Outcome 2: ...")."""
    cells = own_cells(grid, row)
    label = read_label(cells[0].text) if len(cells) == 1 and cells[0].colspan == len(grid[row]) else None
    return label is not None and label.role in HEADINGS - ACT_ROLES


def _width(grid: Grid, row: int) -> int:
    """How many columns the cells of a row cover that begin in it: all but a number merged down."""
    return sum(c.colspan for c in row_cells(grid, row) if c.row == row)


def is_title(grid: Grid, row: int, marks: frozenset[str]) -> bool:
    """The row is what a card says over its labels: its action, with its number or badge or alone."""
    cells = own_cells(grid, row)
    strip = read_strip(cells, marks)
    if strip is not None:
        return strip.words is not None
    if len(cells) != 1:
        return False
    label = read_label(cells[0].text)
    if label is not None:
        return label.role in ACT_ROLES and bool(label.text)
    whole = cells[0].colspan == len(grid[row]) and len(cells[0].text.split()) >= SENTENCE
    return whole or content.starts_with_verb(cells[0].text)
