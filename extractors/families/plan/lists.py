"""Measures in a list under a heading of their own ("How we will know it is working")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from extractors.families.plan.context import lone_label, read_label
from extractors.families.plan.draft import Draft
from extractors.families.plan.named_values import read_named_values
from extractors.families.plan.series import Series, read_series
from extractors.families.plan.words import fold
from extractors.fields.figures import find_figures
from extractors.model import Block, Document, Source, Table

LOWEST = 9  # the level of a heading that says none
_LABELLED = re.compile(r"(?:baseline|target|milestone|now)\b[^:.]{0,30}:", re.I)


@dataclass
class ListedSuccess:
    """The lines under one heading of success, and the heading of the section that they stand in."""

    section: str
    lines: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)  # names with their values in a row beneath
    bare: bool = False  # under a line that is no heading: only its own items are of the list


def success_lists(document: Document, drafts: Sequence[Draft]) -> list[ListedSuccess]:
    """The lists of success that stand in no action's own record, in order."""
    held = {fold(text) for draft in drafts if (group := draft.group("success")) for text in group.texts}
    lists = [found for found in _lists(document) if not any(_held(line, held) for line in found.lines)]
    for found in lists:
        found.series = [row for row in found.series if not _held(row.part.text, held)]
    return lists


def _held(line: str, held: set[str]) -> bool:
    folded = fold(line)
    return any(folded in text for text in held)


def _lists(document: Document) -> Iterator[ListedSuccess]:
    above: dict[int, str] = {}  # the heading of each level that holds here
    open_list: ListedSuccess | None = None
    rows = _rows(document)
    over = _lines_over_lists(document)
    for block in document.blocks:
        if id(block) in rows:
            row = rows[id(block)]
            if open_list is None and row is not None:
                open_list = ListedSuccess(above[max(above)] if above else "")
            if open_list is not None and row is not None:
                open_list.series.append(row)
            continue
        if isinstance(block, Block) and id(block) in over:
            if open_list is not None and (open_list.lines or open_list.series):
                yield open_list
            open_list = ListedSuccess(above[max(above)] if above else "", bare=True)
            continue
        if isinstance(block, Block) and block.kind != "heading":
            if open_list is not None and open_list.bare and block.kind != "list_item":
                yield open_list
                open_list = None
            if open_list is not None and read_label(block.text) is not None:
                if open_list.series:
                    yield replace(open_list, lines=[], sources=[])
                open_list = None  # labelled lines are an action's record
            if open_list is not None and block.text.strip():
                open_list.lines.append(_with_breaks(block))
                open_list.sources.append(block.source)
            continue
        if open_list is not None and (open_list.lines or open_list.series):
            yield open_list
        open_list = None
        if isinstance(block, Block):
            label, own = lone_label(block), block.level or LOWEST
            if label is not None and label.role == "success":
                higher = [level for level in above if own == LOWEST or level < own]
                open_list = ListedSuccess(above[max(higher)] if higher else "")
            else:
                above = {level: text for level, text in above.items() if level < own}
                above[own] = block.text
    if open_list is not None and (open_list.lines or open_list.series):
        yield open_list


def _lines_over_lists(document: Document) -> frozenset[int]:
    """The plain lines of success that a list of figures follows, below the actions of a table."""
    found: set[int] = set()
    before: Block | None = None
    beneath = False  # whether a table stands above, with nothing but text since the last heading
    for block in document.blocks:
        if isinstance(block, Table):
            before, beneath = None, True
            continue
        if block.kind == "heading":
            beneath = False
        if block.kind == "list_item" and before is not None and beneath:
            label = lone_label(before)
            if label is not None and label.role == "success" and find_figures(block.text):
                found.add(id(before))
        before = block if block.kind == "paragraph" else None
    return frozenset(found)


def _with_breaks(block: Block) -> str:
    """The block's text, with a line break before each printed line that begins with a label of values."""
    lines = [" ".join(line.text.split()) for line in block.lines]
    if not any(_LABELLED.match(line) for line in lines[1:]) or " ".join(lines) != block.text:
        return block.text
    return "".join(f"\n{line}" if _LABELLED.match(line) else f" {line}" for line in lines).strip()


def _rows(document: Document) -> dict[int, Series | None]:
    """The blocks that are names of measures and rows of their values, with the measure where its row is."""
    found: dict[int, Series | None] = {}
    for table, run in groupby(document.blocks, key=lambda block: isinstance(block, Table)):
        if not table:
            blocks = [block for block in run if isinstance(block, Block) and block.text.strip()]
            for k, series in (*read_named_values(blocks), *read_series(blocks)):
                found[id(blocks[k])] = series
    return found
