"""Cards in the cells of a table that use labels of their own, read in order with what stands over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.families.plan import content
from extractors.families.plan.card_text import ACT_ROLES, is_badge, split_number
from extractors.families.plan.cards import CardReader
from extractors.families.plan.columns import EXTRA
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.grid import own_cells
from extractors.families.plan.own_labels import Card, OwnLabels, joined_cell, run_on, set_off, value_cell
from extractors.families.plan.words import fold
from extractors.model import Block, Cell, Table

TITLE = 16  # words of a heading over cards
SHARE = 0.4  # of a table's cells beside those over all of it


class OwnCards:
    """Reads tables of such cards; one that a page cuts goes on in the same column of the next table."""

    def __init__(self, labels: OwnLabels, marks: frozenset[str]) -> None:
        self.labels = labels
        self.marks = marks
        self.last: dict[int, Draft] = {}  # the card that was read last in each column

    def read(self, table: Table) -> list[Draft | Block] | None:
        """The cards of a table and the blocks over them, in order; `None` where it is no table of them."""
        grid = table.cover()
        rows = [own_cells(grid, r) for r in range(table.n_rows)]
        bands = {id(c) for cells in rows for c in cells if c.colspan == table.n_columns > 1}
        cells = [c for held in rows for c in held if id(c) not in bands]
        read = {id(c): card for c in cells if (card := self.labels.read(c)) is not None}
        if not read or len(read) < SHARE * len(cells):
            return None
        found: list[Draft | Block] = []
        for held in rows:
            for cell in held:
                if id(cell) in bands:
                    self.last = {}
                    found += _band(cell)
                else:
                    found += self._cell(cell, read.get(id(cell)) or Card(cell, cell.blocks, ()))
        return found

    def _cell(self, cell: Cell, card: Card) -> Iterator[Draft | Block]:
        number, badge, words = self._head(card)
        before = self.last.get(cell.column)
        if number is None and before is not None and self._goes_on(before, card, words):
            self._extend(before, card, words)
            return
        acts = any(self.labels.roles[fold(label.text)] in ACT_ROLES for label, _ in card.values)
        if not (words or acts) or (number is None and not card.values):
            yield from (b for b in card.head if b.text)
            return
        reader = CardReader(None, self.marks)
        blank = cell.model_copy(update={"text": "", "blocks": ()})
        if number is not None:
            reader.value("reference", blank, blank.model_copy(update={"text": number}))
        if words:
            reader.value(EXTRA if acts else "activity", blank, joined_cell(cell, words))
        if badge is not None:
            reader.value("status", blank, value_cell(cell, badge, (badge,), self.marks))
        for role, label, value in self._values(card):
            repeated = reader.open is not None and role in reader.open.fields
            reader.value(EXTRA if repeated else role, label, value)
        reader.close()
        for draft in reader.drafts:
            self.last[cell.column] = draft
            yield draft

    def _head(self, card: Card) -> tuple[str | None, Block | None, list[Block]]:
        """The number, the badge and the words over a card's labels."""
        number: str | None = None
        badge: Block | None = None
        words: list[Block] = []
        for block in card.head:
            if number is None and not words and (parted := split_number(block)) is not None:
                number, block = parted
            if not block.text.strip():
                continue
            if badge is None and is_badge(block.text, self.marks):
                badge = block
            else:
                words.append(block)
        return number, badge, words

    def _values(self, card: Card) -> Iterator[tuple[str, Cell, Cell]]:
        for label, told in card.values:
            name = card.cell.model_copy(update={"text": label.text, "source": label.source})
            value = value_cell(card.cell, label, told, self.marks)
            role = self.labels.roles[fold(label.text)]
            if value.text or value.fill:
                yield role, name, value

    def _goes_on(self, before: Draft, card: Card, words: Sequence[Block]) -> bool:
        """A cell without a number is the rest of the card above, which has one or lacks its labels; none of
        its labels was there before."""
        if any(role != EXTRA and role in before.fields for role, _, _ in self._values(card)):
            return False
        return not words or bool(before.text("reference"))

    def _extend(self, before: Draft, card: Card, words: Sequence[Block]) -> None:
        """Give the rest of a card to what a page's end cut off."""
        if words:
            last = list(before.fields.values())[-1].group
            if last.cells and last.cells[-1].blocks:
                _run_on(last, joined_cell(card.cell, words))
            else:
                last.add(" ".join(b.text for b in words), source=card.cell.source)
        for role, label, value in self._values(card):
            group = Group(value.text, label.text.strip(" :"), value)
            if role == EXTRA:
                before.extras.append(group)
            else:
                before.put(role, group)
        before.sources.append(card.cell.source)


def _run_on(group: Group, rest: Cell) -> None:
    """Put the rest of a value that a page cuts to what it holds, as one text."""
    first = group.cells[-1]
    blocks = [*first.blocks[:-1], run_on(first.blocks[-1], rest.blocks[0]), *rest.blocks[1:]]
    whole = joined_cell(first, blocks)
    group.texts[-1], group.cells[-1] = whole.text, whole
    group.sources.append(rest.source)


def _band(cell: Cell) -> list[Block]:
    """What stands over all the cards: a label with its text, or a heading."""
    blocks = [b for b in cell.blocks if b.text]
    if len(blocks) > 1 and set_off(blocks[0], blocks[1]) and not blocks[0].text.endswith((".", "!")):
        rest = joined_cell(cell, blocks[1:])
        text = f"{blocks[0].text.rstrip(' :')}: {rest.text}"
        source = type(cell.source).merge([b.source for b in blocks])
        return [Block(kind="paragraph", text=text, source=source)]
    if len(blocks) == 1 and len(blocks[0].text.split()) <= TITLE and not content.is_date(blocks[0].text):
        return [blocks[0].model_copy(update={"kind": "heading", "level": 2})]
    return blocks
