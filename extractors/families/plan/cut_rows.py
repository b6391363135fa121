"""Rows of labelled cells that a page cuts: what stands at the head of the next page without a label is the
rest of the values over it.

Names and dates end their lines wherever they end, so the words alone do not tell that a page cut them; that
all other rows of the card have labels does.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.families.plan import content
from extractors.families.plan.card_text import INLINE, split_number
from extractors.families.plan.cards import card_role
from extractors.families.plan.grid import own_cells
from extractors.families.plan.labelled import split_label
from extractors.families.plan.own_labels import joined_cell
from extractors.model import Cell, Document, Problem, Table

LEAST = 2  # labelled cells of a row that is cut
SENTENCES = frozenset({"update", "success"})  # roles whose values may go on with any words


def rejoined(document: Document, marks: frozenset[str]) -> tuple[Document, tuple[Problem, ...]]:
    """The document with the rows of labelled cells whole that a page cuts, and what was joined."""
    problems: list[Problem] = []
    blocks = tuple(_whole(b, marks, problems) if isinstance(b, Table) else b for b in document.blocks)
    return (document.model_copy(update={"blocks": blocks}), tuple(problems)) if problems else (document, ())


def _whole(table: Table, marks: frozenset[str], problems: list[Problem]) -> Table:
    """The table with its cut rows put together."""
    seams = [f.first_row for f in table.fragments[1:] if not f.joined_row and not f.header_rows]
    for row in reversed(seams):
        rest = _rest(table, row, marks)
        if rest and _labelled_but(table, set(seams), marks):
            words = " ".join(" ".join(c.text for _, c in rest).split()[:6])
            message = f"a row of labelled cells cut by a page break was joined: {words} ..."
            problems.append(Problem(category="repaired", message=message, page=rest[0][1].source.page))
            table = _joined(table, row, rest)
    return table


def _rest(table: Table, row: int, marks: frozenset[str]) -> list[tuple[Cell, Cell]]:
    """The cells of a row after a page break, each with the labelled cell over it that it is the rest of."""
    grid = table.cover()
    above = {(c.column, c.colspan): c for c in own_cells(grid, row - 1)}
    told = {place: split_label(c, marks) for place, c in above.items()}
    roles = {found[0] for found in told.values() if found is not None}
    if len(told) < LEAST or any(found is None for found in told.values()) or not roles & INLINE:
        return []
    pairs: list[tuple[Cell, Cell]] = []
    for cell in own_cells(grid, row):
        over, found = above.get((cell.column, cell.colspan)), told.get((cell.column, cell.colspan))
        if over is None or found is None or over.rowspan > 1 or cell.rowspan > 1 or not found[2].text:
            return []
        if not _may_go_on(found[0], cell, marks):
            return []
        pairs.append((over, cell))
    return pairs


def _may_go_on(role: str, cell: Cell, marks: frozenset[str]) -> bool:
    """Words without a label of their own, and neither a number nor the words of another action."""
    if split_label(cell, marks) is not None or card_role(cell.text) is not None:
        return False
    if any(split_number(b) is not None for b in cell.blocks[:1]):
        return False
    return role in SENTENCES or not content.starts_with_verb(cell.text)


def _labelled_but(table: Table, seams: set[int], marks: frozenset[str]) -> bool:
    """Every row of the table begins with a label, or holds one in each cell, but its first and those that
    begin a page."""
    grid = table.cover()
    for row in range(1, table.n_rows):
        cells = own_cells(grid, row)
        first = cells[:1] if row not in seams else []
        if any(split_label(c, marks) is None and card_role(c.text) is None for c in first):
            return False
    return True


def _joined(table: Table, row: int, rest: Sequence[tuple[Cell, Cell]]) -> Table:
    """The table without a row, whose cells went into those over them."""
    whole = {id(over): _over_break(over, cell) for over, cell in rest}
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.row == row:
            continue
        later = cell.row > row
        down = cell.rowspan - (1 if cell.row < row < cell.row + cell.rowspan else 0)
        kept = whole.get(id(cell), cell)
        cells.append(
            kept.model_copy(update={"row": cell.row - 1, "rowspan": down} if later else {"rowspan": down})
        )
    fragments = tuple(
        f.model_copy(
            update={
                "first_row": f.first_row - (f.first_row >= row),
                "last_row": f.last_row - (f.last_row >= row),
                "joined_row": f.joined_row or f.first_row == row,
            }
        )
        for f in table.fragments
    )
    update = {"n_rows": table.n_rows - 1, "cells": tuple(cells), "fragments": fragments}
    return table.model_copy(update=update)


def _over_break(over: Cell, rest: Cell) -> Cell:
    joined = joined_cell(over, (*over.blocks, *rest.blocks))
    return over.model_copy(update={"text": joined.text, "blocks": joined.blocks, "source": joined.source})
