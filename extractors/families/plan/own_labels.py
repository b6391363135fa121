"""Labels that a plan's cards use, told by how they are set and that they come again in card after card.

A designer's card calls who does it, when and how one will know whatever pleases ("In the lead", "Proof"). The
same few short words stand in most of the cards, in type of their own, over or beside what they name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.families.plan.card_text import TOLD, is_badge
from extractors.families.plan.cards import card_role
from extractors.families.plan.columns import EXTRA, Column, Layout
from extractors.families.plan.holds import settle
from extractors.families.plan.words import fold
from extractors.model import Block, Cell, Document, Line, Source

WORDS = 5  # of a label
FEWEST = 3  # cards
SHARE = 0.5  # of the cards, in which labels stand
CORE = 2  # labels that stand in so many of them
OWN_SIZE = 0.4  # points by which the type of a label differs from that of its value
WHITE, SIGN = "#ffffff", "White"
_MEANS = {"lead": "owner", "action_heading": "activity", "objective_heading": "objective"}

Look = tuple[bool, bool, int]


@dataclass(frozen=True)
class Card:
    """What a cell says: the blocks before its first label, and each label with those after it."""

    cell: Cell
    head: tuple[Block, ...]
    values: tuple[tuple[Block, tuple[Block, ...]], ...]


@dataclass(frozen=True)
class OwnLabels:
    """The labels of a plan's cards, folded, each with what it names; empty where it has none of its own."""

    roles: dict[str, str] = field(default_factory=dict)
    looks: frozenset[Look] = frozenset()

    def read(self, cell: Cell) -> Card | None:
        """The cell parted at its labels; `None` where none stands in it, or one comes twice."""
        head: list[Block] = []
        values: list[tuple[Block, list[Block]]] = []
        for block in _whole(cell.blocks):
            if fold(block.text) in self.roles and look(block) in self.looks:
                values.append((block, []))
            elif values:
                values[-1][1].append(block)
            else:
                head.append(block)
        if not values or not _is_one([label for label, _ in values]):
            return None
        return Card(cell, tuple(head), tuple((label, tuple(told)) for label, told in values))


def own_labels(document: Document, marks: frozenset[str]) -> OwnLabels:
    """The labels of the document's cards, where the usual words do not name them all or colours stand beside
    them."""
    found = [(cell, list(_candidates(cell, marks))) for table in document.tables for cell in table.cells]
    cards = [(cell, blocks) for cell, blocks in found if len(blocks) >= CORE and _is_one(blocks)]
    if len(cards) < FEWEST:
        return OwnLabels()
    counts = Counter(text for _, blocks in cards for text in {fold(b.text) for b in blocks})
    core = {text for text, n in counts.items() if n >= max(FEWEST, SHARE * len(cards))}
    blocks = [b for _, held in cards for b in held]
    looks = frozenset(look(b) for b in blocks if fold(b.text) in core)
    known = {
        text
        for text in counts
        if any(fold(b.text) == text and look(b) in looks for b in blocks)
        and (counts[text] >= CORE or card_role(text) is not None)
    }
    apart = sum(fold(cell.text) in core for table in document.tables for cell in table.cells)
    if len(core) < CORE or apart >= FEWEST or not _are_own(core, blocks):
        return OwnLabels()  # labels in cells of their own are told by their place
    labels = OwnLabels(dict.fromkeys(known, EXTRA), looks)
    read = [card for cell, _ in cards if (card := labels.read(cell)) is not None]
    roles = _roles(read, marks)
    if not set(roles.values()) & TOLD:
        return OwnLabels()
    return OwnLabels(roles, looks)


def _are_own(core: set[str], blocks: Sequence[Block]) -> bool:
    """Some label is none of the usual, or shows its value by a colour alone."""
    return any(card_role(text) is None for text in core) or any(b.fill for b in blocks)


def _is_one(labels: Sequence[Block]) -> bool:
    """No label comes twice: the cell holds one card, and no table of several."""
    return len({fold(label.text) for label in labels}) == len(labels)


def _candidates(cell: Cell, marks: frozenset[str]) -> Iterator[Block]:
    """The blocks of a cell that may be labels: short, after the first, set off from what follows."""
    blocks = _whole(cell.blocks)
    for k, block in enumerate(blocks):
        text = block.text
        if k == 0 or block.mark is not None or len(text.split()) > WORDS or not text[:1].isupper():
            continue
        if text[-1:] in ".,;" or any(c.isdigit() for c in text):
            continue
        if _rates(text, marks) and card_role(text) is None:
            continue
        after = blocks[k + 1] if k + 1 < len(blocks) else None
        if block.fill or (after is not None and (look(after) != look(block) or is_badge(after.text, marks))):
            yield block


def _rates(text: str, marks: frozenset[str]) -> bool:
    """A rating of the plan's own key; of the usual words where it has none."""
    return fold(text) in marks if marks else is_badge(text, marks)


def _whole(blocks: Sequence[Block]) -> list[Block]:
    return [b for b in blocks if b.text.strip()]


def set_off(label: Block, value: Block) -> bool:
    """Whether a short text is set in other type than what follows it."""
    return len(label.text.split()) <= WORDS and look(label) != look(value)


def look(block: Block) -> Look:
    """How a block is set: bold, capitals throughout, and its size."""
    return block.bold, block.text.isupper(), round((block.size or 0.0) / OWN_SIZE)


def _roles(cards: Sequence[Card], marks: frozenset[str]) -> dict[str, str]:
    """What each label names: by the usual words, else by what stands under it in all cards."""
    names = list(dict.fromkeys(fold(label.text) for card in cards for label, _ in card.values))
    printed = {fold(label.text): label.text for card in cards for label, _ in card.values}
    told = {n: _MEANS.get(role, role) for n in names if (role := card_role(printed[n])) is not None}
    columns = [Column(0, EXTRA if "activity" in told.values() else "activity", "")]
    columns += [Column(k, told.get(n, EXTRA), printed[n]) for k, n in enumerate(names, 1)]
    grid: list[list[Cell | None]] = []
    for row, card in enumerate(cards):
        values = {fold(label.text): value_cell(card.cell, label, told, marks) for label, told in card.values}
        action = joined_cell(card.cell, card.head)
        held = [action, *(values.get(n, Cell(row=row, column=0)) for n in names)]
        grid.append([c.model_copy(update={"row": row, "column": k}) for k, c in enumerate(held)])
    layout = settle(Layout(tuple(columns), "header"), grid, range(len(grid)), marks)
    roles = {c.index: c.role for c in layout.columns}
    return {n: roles.get(k, EXTRA) for k, n in enumerate(names, 1)}


def value_cell(cell: Cell, label: Block, told: Sequence[Block], marks: frozenset[str]) -> Cell:
    """What stands under a label as a cell; its fill is the colour of the sign beside either. A white sign is
    told in words, for a white ground says nothing, where the plan's key knows one."""
    value = joined_cell(cell, told)
    sign = label.fill or next((b.fill for b in told if b.fill), None)
    place = value.source if told else label.source
    text = SIGN if sign == WHITE and not value.text and fold(SIGN) in marks else value.text
    return value.model_copy(update={"fill": sign, "source": place, "text": text})


def joined_cell(cell: Cell, blocks: Sequence[Block]) -> Cell:
    """Blocks of a cell as a cell."""
    blocks = _over_pages(blocks)
    text = " ".join(" ".join(b.text.split()) for b in blocks)
    source = Source.merge([b.source for b in blocks]) if blocks else cell.source
    return Cell(row=cell.row, column=cell.column, text=text, blocks=tuple(blocks), source=source)


def _over_pages(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those that a page's end cuts put together again."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        cut = last is not None and block.mark is None and _end(last) != block.source.page
        if last is None or not cut or last.text.endswith((".", "!", "?", ";", ":")):
            joined.append(block)
            continue
        joined[-1] = run_on(last, block)
    return joined


def _end(block: Block) -> int | None:
    return block.source.page_end or block.source.page


def run_on(first: Block, rest: Block) -> Block:
    """Two parts of one text as a block."""
    above = list(first.lines)
    above[-1:] = [line.model_copy(update={"soft": True}) for line in above[-1:]]
    return first.model_copy(
        update={
            "text": f"{first.text} {rest.text}",
            "lines": (*above, *rest.lines),
            "source": Source.merge([first.source, rest.source]),
        }
    )


def cut_lines(lines: Sequence[Line], first: int, last: int) -> tuple[Line, ...]:
    """What printed lines hold of their words from one to another."""
    found: list[Line] = []
    at = 0
    for line in lines:
        words = line.text.split()
        kept = words[max(0, first - at) : max(0, last - at)]
        at += len(words)
        if kept:
            found.append(
                line if len(kept) == len(words) else line.model_copy(update={"text": " ".join(kept)})
            )
    return tuple(found)
