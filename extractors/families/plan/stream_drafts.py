"""The cards of a stream as drafts of actions, and whether another reading of the table lost any of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.families.plan.card_text import ACT_ROLES, TOLD
from extractors.families.plan.cards import CardReader
from extractors.families.plan.columns import DATES, EXTRA, WHO, Column, Layout
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.holds import settle
from extractors.families.plan.stream_cards import LEAST, Card, Stream
from extractors.families.plan.streams import LABELS, action_words, read_stream
from extractors.families.plan.stretch_labels import may_label
from extractors.families.plan.stretches import Labels, Parted, Stretch
from extractors.families.plan.strips import STRIP
from extractors.families.plan.words import fold
from extractors.model import Block, Cell, Problem, Table

KEPT = 0.95  # of what the cards tell
LEFT = 0.25  # of the actions, in which labels are left
FEW = 0.5  # labelled cells to an action read; in a table with fewer the actions are no cards
SAID = TOLD | {"sponsor"}  # what each action has at most once
_ONE = {"action_heading": "activity", "sponsor": "accountable", "lead": "owner"}


def stream_drafts(stream: Stream, marks: frozenset[str]) -> Iterator[Draft | Block]:
    """The actions of a stream and the blocks over them, in order."""
    roles = _roles(stream, marks)
    for card in stream.cards:
        if card.acts and (card.number or card.roles & TOLD):
            yield from _draft(card, roles, marks)
        else:
            yield from _blocks(card)


def _blocks(card: Card) -> Iterator[Block]:
    """What is no card, as headings and paragraphs; labels with their values as lines."""
    for _, blocks in card.words:
        yield from blocks
    for stretch in card.told:
        if stretch.value.text:
            text = f"{stretch.label}: {stretch.value.text}" if stretch.label else stretch.value.text
            yield Block(kind="paragraph", text=text, source=stretch.value.source)


def _draft(card: Card, roles: dict[str, str], marks: frozenset[str]) -> Iterator[Draft]:
    reader = CardReader(None, marks)
    cell = card.cells[0]
    blank = cell.model_copy(update={"text": "", "blocks": (), "fill": None})
    if card.number:
        reader.value("reference", blank, blank.model_copy(update={"text": card.number}))
    title, words = action_words(card)
    acted = any(s.role in ACT_ROLES and s.value.text for s in card.told)
    if words is not None:
        reader.value("objective" if acted else "activity", blank, words)
    if title is not None:
        reader.value("objective" if not acted else EXTRA, blank, title)
    if card.badge is not None:
        reader.value("status", blank, card.badge)
    _tell(reader, card, roles)
    if card.badge is None and card.strip is not None and reader.open is not None:
        reader.open.extras.append(Group("", STRIP, card.strip))
    if reader.open is not None:
        reader.open.sources += [c.source for c in card.cells]
    reader.close()
    yield from reader.drafts


def _tell(reader: CardReader, card: Card, roles: dict[str, str]) -> None:
    """Give the open card what stands behind the labels."""
    blank = card.cells[0].model_copy(update={"text": "", "blocks": (), "fill": None})
    for stretch in sorted(card.told, key=lambda s: s.role not in ACT_ROLES):
        role = roles.get(stretch.name, EXTRA) if stretch.role == EXTRA else stretch.role or EXTRA
        role = _ONE.get(role, role)
        held = reader.open is not None and role in reader.open.fields
        label = blank.model_copy(update={"text": stretch.label})
        if stretch.value.text.strip() or stretch.value.fill:
            reader.value(EXTRA if held else role, label, stretch.value)


def take_card(draft: Draft, table: Table, labels: Labels, parted: Parted, marks: frozenset[str]) -> bool:
    """Give the action that stands right above a table what the labels in it say; false where the table is
    more than one card, has words of an action itself or does not say who or when."""
    cards = read_stream(table, labels, _beside(table, parted), marks).cards
    if len(cards) != 1 or cards[0].acts or not cards[0].roles & TOLD:
        return False
    if {_ONE.get(r, r) for r in cards[0].roles} & draft.fields.keys():
        return False
    _tell(CardReader(None, marks, open=draft), cards[0], {})
    return True


def _beside(table: Table, parted: Parted) -> Parted:
    """The stretches of a table of two columns; where nearly all that stands in the first is known as labels,
    the rest of it are labels that nobody knows."""
    first = [c for c in table.cells if c.column == 0 and c.text.strip()]
    bare = sum(any(s.bare for s in parted[id(c)]) for c in first)
    if table.n_columns != 2 or any(c.colspan > 1 for c in first) or bare <= LABELS * len(first):
        return parted
    free = [c for c in first if not parted[id(c)][0].bare and may_label(c.text)]
    return {**parted, **{id(c): [Stretch(EXTRA, c.text.strip(" :"), c, bare=True)] for c in free}}


def _roles(stream: Stream, marks: frozenset[str]) -> dict[str, str]:
    """What the labels name that nobody knows, by what stands under them in all cards."""
    cards = [c for c in stream.cards if c.is_whole]
    known = {s.name: _ONE.get(s.role, s.role) for c in cards for s in c.told if s.role not in (None, EXTRA)}
    names = list(dict.fromkeys(s.name for c in cards for s in c.told if s.name))
    if len(cards) < 2 or all(n in known for n in names):
        return {}
    columns = [
        Column(0, "activity", ""),
        *(Column(k, known.get(n, EXTRA), n) for k, n in enumerate(names, 1)),
    ]
    grid: list[list[Cell | None]] = []
    for row, card in enumerate(cards):
        action = action_words(card)[1] or next(s.value for s in card.told if s.role in ACT_ROLES)
        values = {s.name: s.value for s in card.told}
        held = [action, *(values.get(n, Cell(row=row, column=0)) for n in names)]
        grid.append([_placed(c, row, k) for k, c in enumerate(held)])
    layout = settle(Layout(tuple(columns), "header"), grid, range(len(grid)), marks)
    told = {c.index: c.role for c in layout.columns}
    return {n: told.get(k, EXTRA) for k, n in enumerate(names, 1) if n not in known}


def _placed(cell: Cell, row: int, column: int) -> Cell:
    return cell.model_copy(update={"row": row, "column": column, "rowspan": 1, "colspan": 1})


# -- what a reading lost --------------------------------------------------------------------------


def lost(stream: Stream, cards: Sequence[Draft | Block], drafts: Sequence[Draft]) -> bool:
    """Whether a reading of the same table lost what the stream's cards say: some of them, most of their
    numbers and badges, or labels that stayed among the values of others."""
    told = [d for d in drafts if d.fields.keys() & (DATES | WHO)]
    if len(told) < stream.whole:
        return True
    if sum(map(_filled, drafts)) < KEPT * sum(_filled(c) for c in cards if isinstance(c, Draft)):
        return True
    own = {s.name for c in stream.cards for s in c.told if s.name}
    if any(_begins(d.text("activity") or "", own) for d in drafts):
        return True
    labels = {f"{s.label.casefold()}:" for c in stream.cards for s in c.told if s.label}
    mixed = sum(any(_holds(f.group, labels) for f in d.fields.values()) for d in drafts)
    if mixed > LEFT * len(drafts):
        return True
    said = {r: {fold(d.text(r)) for d in drafts} for r in ("reference", "status")}
    whole = [c for c in stream.cards if c.is_whole]
    signs = [("reference", c.number) for c in whole if c.number]
    signs += [("status", c.badge.text) for c in whole if c.badge is not None and c.badge.text]
    missing = sum(fold(text) not in said[role] for role, text in signs)
    return 2 * missing > len(signs) > 0


def _filled(draft: Draft) -> int:
    """How much of what makes an action a draft tells."""
    kinds = (WHO, DATES, {"status"}, {"success"}, {"reference"})
    return sum(bool(draft.fields.keys() & kind) for kind in kinds)


def _begins(text: str, names: set[str]) -> bool:
    """The words of an action begin with a label of several words that stands before other cards' values."""
    told = fold(text)
    return any(" " in n and told.startswith(f"{n} ") for n in names)


def _holds(group: Group, labels: set[str]) -> bool:
    text = group.text.casefold()
    return any(label in text for label in labels)


def missing(table: Table, parted: Parted, drafts: Sequence[Draft]) -> Problem | None:
    """The problem that a label in a table tells more often who does an action, or when, than actions were
    read; `None` where as many were."""
    said = (s for stretches in parted.values() for s in stretches if s.role in SAID and s.holds)
    names = Counter(s.name for s in said)
    most = max(names.values(), default=0)
    if most < LEAST or len(drafts) >= most:
        return None
    name = next(n for n, count in names.items() if count == most)
    message = f"a table says {most} times {name!r}, and {len(drafts)} actions were read"
    return Problem(category="not_placed", message=message, page=table.source.page)


def holds_next(table: Table, tables: Sequence[Table]) -> bool:
    """The table after this one stands in a cell of it, and is read by itself."""
    at = next((k for k, t in enumerate(tables) if t is table), len(tables))
    inner = [fold(c.text) for t in tables[at + 1 : at + 2] for c in t.cells if c.text.strip()]
    return len(inner) > 1 and any(all(t in fold(c.text) for t in inner) for c in table.cells)


def _keep_numbers(cards: Sequence[Draft | Block], drafts: Sequence[Draft]) -> None:
    """Give actions the numbers that stood outside the table, as a reading of its shape took them."""
    numbers = {
        fold(d.text("activity")): d.fields["reference"].group
        for d in drafts
        if d.text("activity") and "reference" in d.fields
    }
    for card in cards:
        if isinstance(card, Draft) and "reference" not in card.fields:
            number = numbers.get(fold(card.text("activity")))
            if number is not None:
                card.put("reference", number)


def better(
    table: Table, labels: Labels, parted: Parted, drafts: Sequence[Draft], marks: frozenset[str]
) -> list[Draft | Block] | None:
    """The cards of a table and what stands over them, where the drafts that were read of it lost any."""
    told = sum(any(s.tells for s in stretches) for stretches in parted.values())
    if told < max(1, FEW * len(drafts)):
        return None  # columns tell who and when, not labels
    stream = read_stream(table, labels, parted, marks)
    if not stream.holds:
        return None
    cards = list(stream_drafts(stream, marks))
    if not lost(stream, cards, drafts):
        return None
    _keep_numbers(cards, drafts)
    return cards
