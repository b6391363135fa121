"""The labelled stretches of a table's cells, wherever in them labels stand and whatever they are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.families.plan import content
from extractors.families.plan.card_text import ACT_ROLES, TOLD, is_badge
from extractors.families.plan.cards import card_role
from extractors.families.plan.columns import DATES, EXTRA, WHO
from extractors.families.plan.context import HEADINGS, KEPT_INSIDE
from extractors.families.plan.grid import cell_at
from extractors.families.plan.labelled import named_label
from extractors.families.plan.own_labels import cut_lines, joined_cell, look
from extractors.families.plan.stretch_labels import (
    COMES_AGAIN,
    KNOWN,
    WORDS,
    is_time,
    label_lines,
    may_label,
    split_lines,
    unknown_labels,
)
from extractors.families.plan.words import fold, hint, unmarked_labels
from extractors.model import Block, Cell, Table

LONG = 9  # of one that is known: "We will know it has worked when"
MOST = 0.7  # of a label's values, for what it names
HELD = frozenset({"status", "success", "update", "support", "accountable", "sponsor"})
PARTS = TOLD | HELD | ACT_ROLES  # what labels of a card name; others are headings or people


@dataclass(frozen=True)
class Stretch:
    """What one label says, or none (`role` is `None`); `bare` where it is the whole cell and its value stands
    in the next."""

    role: str | None
    label: str
    value: Cell
    bare: bool = False

    @property
    def name(self) -> str:
        """The label for comparison."""
        return fold(self.label)

    @property
    def holds(self) -> bool:
        """It has a value, or is a label whose value stands in the next cell."""
        return bool(self.value.text or self.bare)

    @property
    def tells(self) -> bool:
        """It says who does an action or by when."""
        return self.role in TOLD and self.holds


Parted = Mapping[int, Sequence[Stretch]]  # the stretches of cells, by the identity of each


@dataclass(frozen=True)
class Labels:
    """The labels of a table: how often each stands there before a colon, by its folded words."""

    counts: Mapping[str, int] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)  # of labels that nobody knows, by their values
    apart: frozenset[str] = frozenset()  # labels that nobody knows and no colon sets off
    lines: frozenset[str] = frozenset()  # printed lines that may be labels
    inside: frozenset[str] = frozenset()  # labels whose values stand in their own cells, where they have any

    def role(self, label: str) -> str | None:
        """What a label names, by the usual words or by what stands behind it all over."""
        return card_role(label) or self.roles.get(fold(label))

    def parted(self, cell: Cell) -> list[Stretch]:
        """The stretches of a cell in order; words before the first label are one without."""
        if (role := self.bare(cell)) is not None:
            return [Stretch(role, cell.text.strip(" :"), cell, bare=True)]
        found: list[tuple[str | None, str, list[Block]]] = []
        waits: Block | None = None  # a label that is a paragraph by itself, before its value
        blocks = self._blocks(cell)
        several = sum(bool(b.text.strip()) for b in blocks) > 1
        for block in blocks:
            if several and (told := self._alone(block, waits)) is not None:
                found.append((told, block.text.strip(" :"), []))
                waits = block
                continue
            waits = None if block.text.strip() else waits
            for role, label, part in self._cut(block):
                if (label or not found) and (label or part.text):
                    found.append((role, label, [part] if part.text or part.fill else []))
                elif part.text or part.fill:
                    found[-1][2].append(part)
        return [Stretch(role, label, _cell(cell, blocks)) for role, label, blocks in found]

    def come_again(self, names: Iterable[str]) -> bool:
        """Some of the labels (folded) stand in several places."""
        return any(self.counts.get(name, 0) >= KNOWN for name in names)

    def of_cells(self, table: Table) -> Parted:
        """The stretches of a table's cells that hold words."""
        return {id(c): self.parted(c) for c in table.cells if c.text.strip()}

    def bare(self, cell: Cell) -> str | None:
        """What a cell names that is a label and nothing else."""
        text = " ".join(cell.text.split())
        words = len(text.split())
        role = card_role(text)
        most = WORDS if role in (None, EXTRA) else LONG
        if not 0 < words <= most or ": " in text or is_time(text):
            return None
        if content.is_rating(text) and role in DATES | ACT_ROLES:  # "Complete"
            return None
        if any(content.is_rating(v) for _, _, v in unmarked_labels(text)):
            return None  # "RAG Done"
        held = [b for b in self._blocks(cell) if b.text.strip()]
        if len(held) > 1 and self._alone(held[0], None) is not None:
            return None  # the first of its paragraphs is the label of the others
        if text[-1] in ".,;" and role != "reference":  # "No."
            return None
        if role is not None and not (role == EXTRA and not self.counts.get(fold(text))):
            return role
        if fold(text) in self.apart:
            return self.roles.get(fold(text), EXTRA)
        if text.endswith(":") and self.counts.get(fold(text), 0) >= COMES_AGAIN:
            return EXTRA
        return None

    def _blocks(self, cell: Cell) -> list[Block]:
        return [part for block in cell.blocks for part in split_lines(block, self.lines)]

    def _alone(self, block: Block, before: Block | None) -> str | None:
        """What a paragraph names that is a label and nothing else; right after another label (`before`) it is
        the value of that, unless it is set as that is and comes as often."""
        text = " ".join(block.text.split())
        name = fold(text)
        if block.mark is not None or not may_label(text) or self.counts.get(name, 0) < KNOWN:
            return None
        if before is not None:
            often = 2 * self.counts[name] >= self.counts.get(fold(before.text), 0)
            if look(before) != look(block) or not often:
                return None
        role = card_role(text)
        if role is not None and (role != EXTRA or name in self.apart):
            return None if content.is_rating(text) and role in DATES | ACT_ROLES else role
        return self.roles.get(name, EXTRA) if name in self.apart else None

    def _cut(self, block: Block) -> Iterator[tuple[str | None, str, Block]]:
        """A block parted at its labels."""
        words = block.text.split()
        spans = list(self._spans(words))
        if not spans or spans[0][0] > 0:
            told = named_label(block.text) if block.mark is None else None
            if told is not None and told[0] in PARTS and self.counts.get(fold(told[1]), 0) >= KNOWN:
                spans = [(0, len(told[1].split()), told[0]), *(s for s in spans if s[0] > 0)]
        if not spans:
            yield None, "", block
            return
        if spans[0][0] > 0:
            yield None, "", _piece(block, 0, spans[0][0])
        ends = [*(s[0] for s in spans[1:]), len(words)]
        for (first, last, role), end in zip(spans, ends, strict=True):
            label = " ".join(words[first:last]).strip(" :–—-(")
            yield role, label, _piece(block, last, end)

    def _spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Where labels with their colons stand: the first word, that after the last, and what each names."""
        done = 0
        for end, word in enumerate(words, 1):
            if not word.endswith((":", "?")) or (word in (":", "?") and end - 1 <= done):
                continue
            names = {
                first: label
                for first in range(max(done, end - WORDS - (word == ":")), end)
                if (label := " ".join(words[first:end]).rstrip(" :").lstrip("("))[:1].isupper()
            }
            best = self._label(names, at_head=done == 0)
            if best is None:
                continue
            first, role = best
            if first > 0 and role in KEPT_INSIDE - {EXTRA} and not self._often(names[first]):
                continue
            yield first, end, role
            done = end

    def _label(self, names: Mapping[int, str], at_head: bool) -> tuple[int, str] | None:
        """The label among the words before a colon: the whole where it stands at the head and is known; else
        the longest that comes as often as any."""
        if at_head and 0 in names and (role := self.role(names[0])) is not None:
            return 0, role
        counts = {first: self.counts.get(fold(label), 0) for first, label in names.items()}
        most = max(counts.values(), default=0)
        for first, label in names.items():
            role = self.role(label)
            if counts[first] == most and (role is not None or most >= COMES_AGAIN):
                return first, role or EXTRA
        known = ((first, role) for first, label in names.items() if (role := card_role(label)))
        return next(known, None)

    def _often(self, label: str) -> bool:
        return self.counts.get(fold(label), 0) >= COMES_AGAIN


def labels_of(tables: Sequence[Table], marks: frozenset[str] = frozenset()) -> Labels:
    """The labels of the tables' cells: how often each comes, and what those name that nobody knows."""
    lines = label_lines(tables)
    tables = [_split(table, lines) for table in tables] if lines else tables
    known = Labels(_counts(tables), apart=unknown_labels(tables, marks), lines=lines)
    values: dict[str, list[str]] = {}
    usual: set[str | None] = set()
    parted = [known.of_cells(table) for table in tables]
    for table, held in zip(tables, parted, strict=True):
        for stretch in _values(table, held):
            usual.add(stretch.role)
            if stretch.role == EXTRA and stretch.value.text and not card_role(stretch.label):
                values.setdefault(stretch.name, []).append(stretch.value.text)
    roles = {name: role for name, texts in values.items() if (role := _told_by(texts, marks)) is not None}
    free = [n for n, texts in values.items() if n not in roles and _instruct(texts)]
    owners = [name for name, role in roles.items() if role == "owner"]
    for name in owners if usual & (WHO | {"lead"}) else owners[1:]:
        roles[name] = "support"  # "Friends", beside who does it
    if not usual & ACT_ROLES and free:
        roles[free[0]] = "activity"  # what comes first in the cards; steps to come stand below
    for name, texts in values.items():
        prose = 2 * sum(content.is_prose(t) for t in texts) >= len(texts) >= COMES_AGAIN
        if name not in roles and prose and (hinted := hint(name)) is not None:
            roles[name] = hinted
    return replace(known, roles=roles, inside=_inside(parted))


def _inside(parted: Iterable[Parted]) -> frozenset[str]:
    """The labels that stand in one cell with their values more often than in a cell by themselves."""
    told: Counter[str] = Counter()
    for stretch in (s for held in parted for stretches in held.values() for s in stretches):
        if stretch.role is not None and (stretch.bare or stretch.value.text.strip()):
            told[stretch.name] += -1 if stretch.bare else 1
    return frozenset(name for name, more in told.items() if more > 0)


def _split(table: Table, lines: frozenset[str]) -> Table:
    """The table with the blocks of its cells parted at lines that are labels."""
    cells = tuple(
        c.model_copy(update={"blocks": tuple(p for b in c.blocks for p in split_lines(b, lines))})
        for c in table.cells
    )
    return table.model_copy(update={"cells": cells})


def _values(table: Table, parted: Parted) -> Iterator[Stretch]:
    """The labels of a table with their values, those of labels that are cells from beside or below."""
    grid = table.cover()
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        for stretch in parted.get(id(cell), ()):
            if not stretch.bare:
                yield stretch
                continue
            beside = cell_at(grid, cell.row, cell.column + cell.colspan)
            under = (
                cell_at(grid, cell.row + cell.rowspan, cell.column)
                if cell.row + cell.rowspan < len(grid)
                else None
            )
            filled = (c for c in (beside, under) if c is not None and c.text.strip())
            value = next((c for c in filled if not any(s.bare for s in parted[id(c)])), None)
            if value is not None:
                yield replace(stretch, value=value)


def _instruct(texts: Sequence[str]) -> bool:
    """The texts say what is to be done, most of them."""
    told = sum(content.is_prose(t) and content.starts_with_verb(t) for t in texts)
    return len(texts) >= COMES_AGAIN and told >= MOST * len(texts)


def _told_by(texts: Sequence[str], marks: frozenset[str]) -> str | None:
    """What a label names behind which these texts stand: ratings, times or owners in most places."""
    if len(texts) < COMES_AGAIN:
        return None
    texts = [t for t in texts if not content.is_unset(t)]
    for role, test in (
        ("status", lambda text: is_badge(text, marks)),
        ("timescale", content.is_date),
        ("owner", content.is_owner),
    ):
        if sum(test(text) for text in texts) >= MOST * len(texts) > 1:
            return role
    return None


def _counts(tables: Iterable[Table]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for cell in (c for table in tables for c in table.cells):
        if len(cell.text.split()) <= WORDS:
            counts[fold(cell.text)] += 1
        for block in cell.blocks:
            words = block.text.split()
            if len(cell.blocks) > 1 and len(words) <= WORDS and not block.text.rstrip().endswith(":"):
                counts[fold(block.text)] += 1
            for end, word in enumerate(words, 1):
                if word.endswith(":") and word != ":":
                    runs = (words[first:end] for first in range(max(0, end - WORDS), end))
                    counts.update({fold(" ".join(run)) for run in runs if run[0].lstrip("(")[:1].isupper()})
    return counts


def is_heading(stretch: Stretch) -> bool:
    """The stretch is a labelled heading over cards and no part of one."""
    return stretch.role in HEADINGS - ACT_ROLES


def _cell(cell: Cell, blocks: Sequence[Block]) -> Cell:
    if len(blocks) == len(cell.blocks) and all(a is b for a, b in zip(blocks, cell.blocks, strict=True)):
        return cell
    return joined_cell(cell, blocks)


def _piece(block: Block, first: int, last: int) -> Block:
    """A block's words from one to another, its printed lines kept."""
    words = block.text.split()
    if (first, last) == (0, len(words)):
        return block
    text = " ".join(words[first:last]).strip()
    text = text.rstrip("(;|").strip() if last < len(words) else text
    lines = cut_lines(block.lines, first, last)
    kind = "paragraph" if first else block.kind
    return block.model_copy(
        update={"text": text, "lines": lines, "kind": kind, "mark": None if first else block.mark}
    )


_SIGN = re.compile(r"^[|•·–—\-:\s]+|[|\s]+$")


def without_signs(block: Block) -> Block:
    """A block without what parts its words from a number before or a badge after them."""
    return block.model_copy(update={"text": _SIGN.sub("", block.text)})
