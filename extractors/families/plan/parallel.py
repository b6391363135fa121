"""Several actions in one row: the items of its activity cell, and what stands beside each in other cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.families.plan import content
from extractors.families.plan.columns import DATES
from extractors.families.plan.draft import Draft, Field, Group
from extractors.model import Block, Line

PEOPLE = frozenset({"owner", "organisation", "accountable", "support", "name", "role"})
BESIDE = PEOPLE | DATES | {"original", "revised", "status", "update", "reference"}
MARKED = frozenset({"success", "baseline", "target"})  # of all items, unless each piece has its item's mark
RATING = 4  # words


def taken_apart(draft: Draft, roles: frozenset[str]) -> list[Draft]:
    """The actions of a row whose activity cell lists several, each with its own time, rating or marked owner
    in the cells beside, or with neither owner nor time beside the whole cell; none where the row is one
    action. `roles` are those of the table's columns."""
    group = draft.group("activity")
    items = _items(group.blocks) if group is not None else []
    if group is None or len(items) < 2:
        return []
    marks = [item[0].mark for item in items]
    told = {
        role: pieces
        for role, held in draft.fields.items()
        if role in BESIDE | MARKED
        and not held.inherited
        and (pieces := _pieces(role, held.group, marks)) is not None
    }
    bare = not roles & DATES and not roles & {"owner", "name", "role"}
    if not bare and not any(_tells(role, pieces, marks) for role, pieces in told.items()):
        return []
    return [_one(draft, group, item, {role: told[role][k] for role in told}) for k, item in enumerate(items)]


def _items(blocks: Sequence[Block]) -> list[list[Block]]:
    """The items of a cell, each with the paragraphs and bullets under it; none where they are no actions."""
    blocks = [b for b in blocks if b.text]
    heads = [b for b in blocks if b.kind != "list_item" or b.level <= 1]
    listed = [b for b in heads if b.kind == "list_item"]
    if listed and _counts(listed[0]):
        listed = [b for b in listed if _counts(b)]
        heads = [b for b in heads if b.kind != "list_item" or _counts(b)]
    intro = len(listed) == len(heads) - 1 and heads[0].text.endswith(":")
    if listed and (len(listed) == len(heads) or intro):
        heads = listed
    elif not all(content.starts_with_verb(b.text) for b in heads):
        return []
    starts = {id(b) for b in heads}
    items: list[list[Block]] = []
    for block in blocks:
        if id(block) in starts:
            items.append([block])
        elif items:
            items[-1].append(block)
    return items


def _counts(block: Block) -> bool:
    """Its mark is a letter or a number."""
    return any(c.isalnum() for c in block.mark or "") and (block.mark or "").casefold() != "o"


def _pieces(role: str, group: Group, marks: Sequence[str | None]) -> list[Block | None] | None:
    """What a cell says beside each item: by the items' own marks, or as many pieces as there are items."""
    blocks = [_marked(b, marks) for b in group.blocks if b.text]
    if blocks and all(_counts(b) for b in blocks) and all(marks):
        by_mark = {b.mark: b for b in blocks}
        if len(by_mark) == len(blocks) and by_mark.keys() <= set(marks):
            return [by_mark.get(mark) for mark in marks]
    if role in MARKED:
        return None
    by_line = len(blocks) == 1 and role in DATES | {"status"} and len(blocks[0].lines) == len(marks)
    if by_line and not _one_time([line.text for line in blocks[0].lines]):
        blocks = [_line(blocks[0], line) for line in blocks[0].lines]
    if len(blocks) != len(marks) or any(b.kind == "list_item" and b.level > 1 for b in blocks):
        return None
    if role in DATES and not all(content.is_date(b.text) for b in blocks):
        return None
    if role == "status" and not all(len(b.text.split()) <= RATING for b in blocks):
        return None
    return list(blocks)


_GOES_ON = re.compile(r"(?:[-–—/,&]|\b(?:to|and|until|by|from|of|the|end))$", re.I)
_WENT_ON = re.compile(r"(?:[-–—/,&]|(?:to|and|until)\b|(?:19|20)\d\d(?:\s?[/-]\s?\d\d(?:\d\d)?)?$)", re.I)


def _one_time(lines: Sequence[str]) -> bool:
    """The lines are one time that only wrapped: a range, or a day or term with its year behind it."""
    return any(_GOES_ON.search(a.strip()) or _WENT_ON.match(b.strip()) for a, b in pairwise(lines))


def _marked(block: Block, marks: Sequence[str | None]) -> Block:
    """A paragraph that begins with the mark of an item, with that mark off its text."""
    mark = next((m for m in marks if m and block.mark is None and block.text.startswith(f"{m} ")), None)
    if mark is None:
        return block
    update = {"mark": mark, "text": block.text.removeprefix(mark).strip(), "lines": ()}
    return block.model_copy(update=update)


def _line(block: Block, line: Line) -> Block:
    return block.model_copy(update={"text": line.text, "lines": (line,)})


def _tells(role: str, pieces: Sequence[Block | None], marks: Sequence[str | None]) -> bool:
    """The pieces of a cell show that the items beside it are actions of their own."""
    held = [p for p in pieces if p is not None]
    if len(held) < len(pieces):
        return False
    if role in ("timescale", "end", "start"):
        return all(content.is_date(p.text) for p in held)
    if role == "status":
        return all(content.is_rating(p.text) for p in held)
    return role == "owner" and [p.mark for p in held] == list(marks) and all(marks)


def _one(draft: Draft, group: Group, item: Sequence[Block], beside: dict[str, Block | None]) -> Draft:
    """One of a row's actions."""
    fields = {role: held for role, held in draft.fields.items() if role != "activity" and role not in beside}
    placed = [b.source for b in item if b.source.page or b.source.place]
    one = Draft(dict(fields), list(draft.extras), placed or list(draft.sources), draft.page)
    whole = Group(" ".join(b.text for b in item), group.header, source=item[0].source)
    one.put("activity", whole)
    for role, piece in beside.items():
        if piece is not None:
            told = Group(header=draft.fields[role].group.header)
            told.add(piece.text, source=piece.source, lines=piece.lines)
            one.fields[role] = Field(role, told)
    return one
