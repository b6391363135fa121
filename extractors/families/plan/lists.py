"""Measures in a list under a heading of their own ("How we will know it is working")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.families.plan.context import lone_label, read_label
from extractors.families.plan.draft import Draft
from extractors.families.plan.words import fold
from extractors.model import Block, Document, Source


@dataclass
class ListedSuccess:
    """The lines under one heading of success, and the heading of the section that they stand in."""

    section: str
    lines: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def success_lists(document: Document, drafts: Sequence[Draft]) -> list[ListedSuccess]:
    """The lists of success that stand in no action's own record, in order."""
    held = {fold(text) for draft in drafts if (group := draft.group("success")) for text in group.texts}
    return [found for found in _lists(document) if not any(_held(line, held) for line in found.lines)]


def _held(line: str, held: set[str]) -> bool:
    folded = fold(line)
    return any(folded in text for text in held)


def _lists(document: Document) -> Iterator[ListedSuccess]:
    above: dict[int, str] = {}  # the heading of each level that holds here
    open_list: ListedSuccess | None = None
    for block in document.blocks:
        if isinstance(block, Block) and block.kind != "heading":
            if open_list is not None and read_label(block.text) is not None:
                open_list = None  # labelled lines are an action's record
            if open_list is not None and block.text.strip():
                open_list.lines.append(block.text)
                open_list.sources.append(block.source)
            continue
        if open_list is not None and open_list.lines:
            yield open_list
        open_list = None
        if isinstance(block, Block):
            label = lone_label(block)
            if label is not None and label.role == "success":
                higher = [level for level in above if block.level == 0 or level < block.level]
                open_list = ListedSuccess(above[max(higher)] if higher else "")
            else:
                above = {level: text for level, text in above.items() if level < block.level}
                above[block.level] = block.text
    if open_list is not None and open_list.lines:
        yield open_list
