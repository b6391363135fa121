"""Boxes drawn on pages: those that are cards of actions stay, the others are prose again."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.families.plan.card_text import ACT_ROLES, TOLD, card_blocks
from extractors.families.plan.columns import DATES
from extractors.families.plan.context import segments
from extractors.model import Block, Document, Table


def is_box(table: Table) -> bool:
    """Whether a table is a single box drawn on a page."""
    return table.n_rows == table.n_columns == 1 and len(table.fragments) == 1


def _is_single(table: Table) -> bool:
    """Whether a table is one cell: a box, or what a writer puts round a paragraph."""
    return table.n_rows == table.n_columns == 1 and len(table.fragments) <= 1


def unboxed(document: Document, marks: frozenset[str]) -> Document:
    """The document with the boxes that are no cards of actions taken apart into their paragraphs.

    Beside boxes that print an action with who and when, those with one of their labels are cards as well.
    """
    boxes = [table for table in document.tables if _is_single(table)]
    if not boxes:
        return document
    told = {id(table): _labels(table, marks) for table in boxes}
    full = {k: found for k, found in told.items() if _acts(found) and found.keys() & DATES and _owned(found)}
    known = {label for labels in full.values() for role, label in labels.items() if role in TOLD}
    pages = {table.source.page for table in boxes if id(table) in full}
    beside = {id(table) for table in boxes if table.source.page in pages}
    kept = {
        key
        for key, labels in told.items()
        if key in beside and _acts(labels) and known & {labels[role] for role in labels.keys() & TOLD}
    }
    return document.model_copy(update={"blocks": tuple(_spread(document, kept))})


def _labels(table: Table, marks: frozenset[str]) -> dict[str, str]:
    """The labels of a box by what they name."""
    found = (s for b in card_blocks(table.cells[0].blocks, marks) for s in segments(b))
    return {s.role: s.label.casefold() for s in found if s.role}


def _acts(labels: dict[str, str]) -> bool:
    return bool(labels.keys() & ACT_ROLES)


def _owned(labels: dict[str, str]) -> bool:
    return bool(labels.keys() & (TOLD - DATES))


def _spread(document: Document, kept: set[int]) -> Iterator[Block | Table]:
    for block in document.blocks:
        if isinstance(block, Table) and _is_single(block) and id(block) not in kept:
            yield from block.cells[0].blocks
        else:
            yield block
