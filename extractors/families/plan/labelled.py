"""Cells that begin with their own labels ("Owner Ann Day"): cards of actions whose labels stand inside their
cells, and rows of news under an action ("Progress: ...")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from extractors.families.plan import content
from extractors.families.plan.card_text import ACT_ROLES, INLINE, TOLD, is_badge, split_number
from extractors.families.plan.cards import CardReader, card_role, pairs
from extractors.families.plan.columns import DATES
from extractors.families.plan.context import read_label
from extractors.families.plan.grid import Grid, own_cells
from extractors.families.plan.own_labels import cut_lines
from extractors.families.plan.words import fold, runs_on, unmarked_labels
from extractors.model import Block, Cell, Table
from extractors.vocabulary import REMEMBERED

TRIED = 4  # rows, of which one must hold a label with its value
SHARE = 0.8  # of the cells beside the actions' own
HEAD_CELLS = 3  # of a row that is the action itself: its number, its words and a badge
BELOW = frozenset(
    {"update", "status", "success", "support", "accountable", "revised", "baseline", "target", "extra"}
)
_COLON = re.compile(r"(?P<label>[A-Z0-9][^:.;]{0,40}?)\s?:(?:\s+|$)")


def split_label(cell: Cell, marks: frozenset[str] = frozenset()) -> tuple[str, str, Cell] | None:
    """What a cell's own label names, the label, and the cell without it; `None` where it begins with none."""
    text = " ".join(cell.text.split())
    if is_badge(text, marks):
        return None
    found = named_label(text)
    if found is None and (match := _COLON.match(text)) is not None:
        found = "extra", text[: match.end()]
    if found is None:
        return None
    role, label = found
    return role, label.strip(" :–—-"), _without(cell, label)


@lru_cache(maxsize=REMEMBERED)
def named_label(text: str) -> tuple[str, str] | None:
    """The role of the label that a text begins with, and the label with its colon as printed."""
    told = read_label(text)
    labels = unmarked_labels(text)
    unmarked = ((r, f"{label} ") for r, label, value in labels if label.endswith("?") or _follows(r, value))
    if told is not None and told.role is not None and (told.colon or told.number or not told.text):
        begun = next(unmarked, None) if not told.colon and not told.text and runs_on(text) else None
        return begun or (told.role, text[: len(text) - len(told.text)] if told.text else text)
    match = _COLON.match(text)
    if match is not None:
        role = card_role(match["label"])
        return (role, text[: match.end()]) if role else None
    return next(unmarked, None)


def _follows(role: str, value: str) -> bool:
    """Whether a text can be the value of a label that nothing but its type sets off from it."""
    if role in DATES:
        return content.is_date(value)
    if role in ACT_ROLES:
        return value[:1].isupper() and content.starts_with_verb(value)
    return role in INLINE and not value[:1].islower()


def _without(cell: Cell, label: str) -> Cell:
    """The cell without the label at its head, its printed lines and paragraphs kept."""
    left = len(label.split())
    blocks: list[Block] = []
    for block in cell.blocks:
        words = block.text.split()
        if left:
            taken = min(left, len(words))
            block = block.model_copy(
                update={"text": " ".join(words[taken:]), "lines": cut_lines(block.lines, taken, len(words))}
            )
            left -= taken
        if block.text:
            blocks.append(block)
    text = " ".join(cell.text.split()[len(label.split()) :])
    return cell.model_copy(update={"text": text, "blocks": tuple(blocks)})


# -- cards ----------------------------------------------------------------------------------------


def is_labelled(table: Table, grid: Grid, marks: frozenset[str] = frozenset()) -> bool:
    """Whether the cells of a table hold label and value each, and say what is done, by whom or by when."""
    if not any(_told(grid, r, marks) for r in range(min(TRIED, table.n_rows))):
        return False
    labelled = others = heads = bare = 0
    roles: set[str] = set()
    for row in range(table.n_rows):
        cells = own_cells(grid, row)
        found = [split_label(c, marks) for c in cells]
        if cells and len(cells) <= HEAD_CELLS and not any(found):
            heads += 1
            continue
        for cell, told in zip(cells, found, strict=True):
            if told is None and any(f and f[0] == "status" for f in found) and _is_number(cell):
                continue
            if told is None and not is_badge(cell.text, marks):
                others += 1
            else:
                labelled += 1
            if told is not None and told[2].text:
                roles.add(told[0])
            bare += told is not None and not told[2].text and ":" not in cell.text
    if 2 * bare > labelled:
        return False  # labels with their values beside them, some of which begin like labels themselves
    if labelled < SHARE * (labelled + others) or heads > labelled / 2:
        return False
    acts = bool(roles & ACT_ROLES) or heads > 0
    return len(roles & TOLD) >= (1 if acts else 2) and bool(roles & (DATES | {"status", "update"}))


def _is_number(cell: Cell) -> bool:
    return content.is_reference(cell.text.strip())


def _told(grid: Grid, row: int, marks: frozenset[str]) -> bool:
    """A cell of the row holds a label that tells of an action together with its value."""
    found = (split_label(c, marks) for c in own_cells(grid, row))
    return any(f is not None and f[0] in TOLD and f[2].text for f in found)


def read_labelled(cards: CardReader, grid: Grid, rows: Sequence[int], marks: frozenset[str]) -> None:
    """Take the cells of a table into `cards`, each under its own label; what has none is the action's words,
    its number or its rating."""
    for row in rows:
        cells = own_cells(grid, row)
        found = [split_label(c, marks) for c in cells]
        beside = any(f is not None and f[0] != "status" for f in found)
        for cell, told in zip(cells, found, strict=True):
            if told is not None:
                role, label, value = told
                cards.value(role, cell.model_copy(update={"text": label}), value)
            elif is_badge(cell.text, marks):
                cards.value("status", cell.model_copy(update={"text": ""}), cell)
            elif _is_number(cell) and not beside:
                cards.value("reference", cell.model_copy(update={"text": ""}), cell)
            else:
                marked = split_number(cell.blocks[0]) if cell.blocks and cell.blocks[0].mark else None
                if marked is not None and not beside:  # "1.1" before the action's words
                    blank = cell.model_copy(update={"text": "", "blocks": ()})
                    cards.value("reference", blank, blank.model_copy(update={"text": marked[0]}))
                cards.value("extra" if beside else "activity", cell.model_copy(update={"text": ""}), cell)
    cards.close()


def band_labels(tables: Sequence[Table], marks: frozenset[str] = frozenset()) -> frozenset[str]:
    """The labels with a colon, whatever their words, that begin several rows of a single cell: they only say
    what these rows are ("Our promise: ...")."""
    found: Counter[str] = Counter()
    for table in (t for t in tables if t.n_columns > 2):
        held = Counter(c.row for c in table.cells if c.text.strip())
        for cell in table.cells:
            match = _COLON.match(cell.text.strip()) if held[cell.row] == 1 else None
            told = split_label(cell, marks) if match else None
            if match and told and told[2].text and fold(told[1]) == fold(match["label"]):
                found[fold(told[1])] += 1
    return frozenset(label for label, count in found.items() if count > 1)


# -- rows under an action -------------------------------------------------------------------------


def told_below(
    cells: Sequence[Cell], roles: Sequence[str], marks: frozenset[str] = frozenset()
) -> list[tuple[str, str, Cell]]:
    """What a row that holds nothing but labels with their values tells of the action above it: roles, labels
    and values. Empty where it is a row of its own. `roles` are those of the cells' columns."""
    if not cells:
        return []
    beside = pairs(cells)
    if 2 * len(beside) == len(cells) and any(v.colspan > 1 for _, v in beside):
        told = [(card_role(label.text) or "extra", label.text.strip(" :"), value) for label, value in beside]
        if all(role in BELOW and card_role(v.text) is None for role, _, v in told):
            return told
    found = [split_label(c, marks) for c in cells]
    told = [f for f in found if f is not None]
    if len(told) < len(cells) or any(role not in BELOW for role, _, _ in told):
        return []
    apart = any(role == "update" or c.colspan > 1 for (role, _, _), c in zip(told, cells, strict=True))
    placed = all(role == column for (role, _, _), column in zip(told, roles, strict=True))
    return told if apart and not placed else []
