"""Cards of actions in a table of any shape: its cells as one stream of labelled stretches, cut into cards.

Nothing is asked of the shape. The table's columns are parted in every way that gives groups alike, each group
is read row by row, and a card begins where a label, a number or the words of an action come again. The order
whose cards hold an action with who or when each, and the least besides, is the one that was meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from extractors.families.plan import content
from extractors.families.plan.abreast import begins
from extractors.families.plan.card_text import ACT_ROLES, BADGE, TITLE, TOLD, is_badge
from extractors.families.plan.columns import EXTRA
from extractors.families.plan.context import read_label
from extractors.families.plan.gantt import is_coloured
from extractors.families.plan.grid import Grid, row_cells
from extractors.families.plan.own_labels import joined_cell
from extractors.families.plan.stream_cards import LEAST, Card, Stream
from extractors.families.plan.stretches import PARTS, Labels, Parted, Stretch, is_heading, without_signs
from extractors.families.plan.strips import read_strip
from extractors.model import Block, Cell, Table

PROSE = 4  # words of an action's text that no number or type sets off
LABELS = 0.6  # of the cells of a column that holds the labels of all the cards beside it


@dataclass(frozen=True)
class _Way:
    """How cards are read: where a label that is a cell by itself has its value, and whether a number with its
    rating ends a card."""

    marks: frozenset[str]
    below: bool
    ends: bool
    inside: frozenset[str] = frozenset()  # labels whose values stand in their own cells


def read_stream(table: Table, labels: Labels, parted: Parted, marks: frozenset[str]) -> Stream:
    """The cards of a table in the order that gives the most of them whole."""
    grid = table.cover()
    best: Stream | None = None
    for groups in _orders(table, parted):
        for below, ends in product((False, True), repeat=2):
            stream = Stream(tuple(_cards(grid, groups, parted, _Way(marks, below, ends, labels.inside))))
            if best is None or stream.score > best.score:
                best = stream
    if best is None:
        return Stream(())
    names = {s.name for c in best.cards if c.is_whole for s in c.told if s.role in TOLD}
    return replace(best, again=best.whole == 1 and labels.come_again(names))


def _orders(table: Table, parted: Parted) -> Iterator[tuple[tuple[int, ...], ...]]:
    """The ways to part the columns into groups that are read one after another."""
    filled = sorted({c.column for c in table.cells if c.text.strip()})
    seen: list[tuple[tuple[int, ...], ...]] = [(tuple(range(table.n_columns)),)]
    yield seen[0]
    starts = [_spread(filled[:: len(filled) // k], table.n_columns) for k in range(2, len(filled) + 1)]
    starts = [s for s, k in zip(starts, range(2, len(filled) + 1), strict=True) if len(filled) % k == 0]
    starts += [_spread(s, table.n_columns) for s in _where_labels_begin(table, filled, parted)]
    shared = tuple((filled[0], c) for c in filled[1:]) if _labels_first(table, filled, parted) else ()
    for groups in (*starts, shared):
        if len(groups) > 1 and groups not in seen:
            seen.append(groups)
            yield groups


def _labels_first(table: Table, filled: Sequence[int], parted: Parted) -> bool:
    """Labels stand down the first column and in no other."""
    cells = [c for c in table.cells if c.text.strip() and c.colspan < table.n_columns]
    bare = [c for c in cells if any(s.bare for s in parted[id(c)])]
    first = [c for c in cells if c.column == filled[0]] if filled else []
    return len(bare) > LABELS * len(first) and all(c.column == filled[0] for c in bare)


def _where_labels_begin(table: Table, filled: Sequence[int], parted: Parted) -> Iterator[list[int]]:
    """The columns in which the label that comes most often begins, with those before it in each group."""
    names: Counter[str] = Counter()
    columns: dict[str, Counter[int]] = {}
    for cell in table.cells:
        for stretch in parted.get(id(cell), ()):
            if stretch.role in TOLD:
                names[stretch.name] += 1
                columns.setdefault(stretch.name, Counter())[cell.column] += 1
    for name, _ in names.most_common(2):
        found = sorted(columns[name])
        if len(found) < LEAST:
            continue
        lead = filled.index(found[0])
        yield [filled[0], *(filled[max(0, filled.index(c) - lead)] for c in found[1:])]
        yield [filled[0], *found[1:]]


def _spread(starts: Sequence[int], width: int) -> tuple[tuple[int, ...], ...]:
    starts = sorted(set(starts))
    ends = [*starts[1:], width]
    return tuple(tuple(range(a, b)) for a, b in zip(starts, ends, strict=True))


def _cards(
    grid: Grid,
    groups: Sequence[Sequence[int]],
    parted: Parted,
    way: _Way,
) -> list[Card]:
    bands = {r: c for r in range(len(grid)) if (c := _band(grid, r, groups, parted)) is not None}
    found = [_as_words(cell, row) for row, cell in bands.items()]
    for number, columns in enumerate(groups):
        cutter = _Cutter(way, number)
        for row in range(len(grid)):
            if row in bands:
                cutter.close()
            else:
                cutter.row(grid, row, columns, parted)
        cutter.close()
        found += cutter.cards
    return sorted(found, key=lambda c: (c.row, c.group))


def _as_words(cell: Cell, row: int) -> Card:
    return Card(row, -1, words=[(cell, list(cell.blocks))], cells=[cell])


def _band(grid: Grid, row: int, groups: Sequence[Sequence[int]], parted: Parted) -> Cell | None:
    """A cell that stands over the cards: a labelled heading, or what is alone over several groups."""
    cells = [c for c in row_cells(grid, row) if c.row == row and c.text.strip()]
    if len(cells) != 1:
        return None
    cell = cells[0]
    stretches = parted[id(cell)]
    if is_heading(stretches[0]) and not stretches[0].bare and not any(s.role in PARTS for s in stretches):
        return cell
    over = sum(any(cell.column <= c < cell.column + cell.colspan for c in group) for group in groups)
    return cell if over > 1 and groups[0][0] != groups[-1][0] else None


class _Cutter:
    """Cuts the cells of one group of columns into cards."""

    def __init__(self, way: _Way, group: int) -> None:
        self.way = way
        self.group = group
        self.cards: list[Card] = []
        self.open: Card | None = None
        self.used: set[int] = set()  # cells that were values already

    def close(self) -> None:
        """The card is whole."""
        if self.open is not None:
            self.cards.append(self.open)
        self.open = None

    def row(
        self,
        grid: Grid,
        row: int,
        columns: Sequence[int],
        parted: Parted,
    ) -> None:
        """Take in the cells of a row that begin in these columns."""
        cells = [c for column in columns if (c := begins(grid, row, column)) is not None]
        for k, cell in enumerate(cells):
            if id(cell) in self.used or not cell.text.strip():
                self._blank(cell)
                continue
            stretches = parted[id(cell)]
            if stretches and stretches[0].bare:
                beside = cells[k + 1] if k + 1 < len(cells) else None
                down = row + cell.rowspan
                under = begins(grid, down, cell.column) if down < len(grid) else None
                places = (under, beside) if self.way.below else (beside, under)
                if _only_numbers(stretches[0], places, parted):
                    self._words(cell, Stretch(None, "", cell), row, alone=True, first=True)
                else:
                    self._named(stretches[0], places, parted)
            else:
                self._cell(cell, stretches, row)

    def _blank(self, cell: Cell) -> None:
        """A coloured cell without words may rate the card that is open."""
        if id(cell) not in self.used and self.open is not None and is_coloured(cell.fill):
            self.open.strip = self.open.strip or cell

    def _named(self, label: Stretch, places: Sequence[Cell | None], parted: Parted) -> None:
        """Take in a label that is a cell by itself, with the first of the places that is no label."""
        free = [c for c in places if c is not None and id(c) not in self.used]
        within = label.name in self.way.inside  # it has no value, unless a page cut that off
        able = (c for c in free if not (within and _has_label(c, parted)))
        value = next((c for c in able if not any(s.bare for s in parted.get(id(c), ()))), None)
        if value is not None:
            self.used.add(id(value))
        empty = label.value.model_copy(update={"text": "", "blocks": (), "fill": None})
        self._label(replace(label, value=value or empty), label.value)

    def _cell(self, cell: Cell, stretches: Sequence[Stretch], row: int) -> None:
        for k, stretch in enumerate(stretches):
            if stretch.role is None:
                self._words(cell, stretch, row, alone=len(stretches) == 1, first=k == 0)
            else:
                self._label(stretch, cell)

    def _label(self, stretch: Stretch, cell: Cell) -> None:
        name = "action" if stretch.role in ACT_ROLES else stretch.name
        card = self.open
        again = card is not None and name in card.names and stretch.role != EXTRA
        after = card is not None and stretch.role in ACT_ROLES and bool(card.roles & TOLD) and card.acts
        if again or after:
            self.close()
        if self.open is None:
            self.open = Card(cell.row, self.group)
        self.open.names.add(name)
        self.open.cells.append(cell)
        if stretch.value.text.strip() or is_coloured(stretch.value.fill) or stretch.role in TOLD:
            self.open.told.append(stretch)

    def _words(self, cell: Cell, stretch: Stretch, row: int, alone: bool, first: bool) -> None:
        """Words without a label: a number, a badge, an action, or what is said beside it."""
        number, badge, words = self._head(cell, stretch)
        card = self.open
        if card is not None:
            told = bool(card.told)
            sign = number is not None and not words and self.way.ends
            again = number is not None and (card.number is not None or (told and not sign))
            rated = badge is not None and not words and (card.badge is not None or (told and alone and first))
            acts = bool(words) and told and card.acts and self._opens(words, bool(badge))
            if again or acts or (rated and number is not None and not sign):
                self.close()
        if self.open is None:
            self.open = Card(row, self.group)
        card = self.open
        card.cells.append(cell)
        card.number = card.number or number
        card.badge = card.badge or badge
        if number is not None and badge is None and not words and is_coloured(cell.fill):
            card.strip = cell
        if words and card.told and card.acts:
            card.told.append(Stretch(EXTRA, "", joined_cell(cell, words)))
            card.loose += 1
        elif words:
            card.words.append((cell, words))
        if self.way.ends and number is not None and not words and card.acts:
            self.close()

    def _opens(self, words: Sequence[Block], rated: bool) -> bool:
        """Words after all that one card says are those of the next one's action."""
        text = words[0].text
        if len(text.split()) < PROSE or content.is_date(text) or content.is_owner(text):
            return rated and len(text.split()) > 1
        before = self.open.words[0][1][0] if self.open is not None and self.open.words else None
        alike = before is not None and before.bold == words[0].bold
        return alike or content.starts_with_verb(text)

    def _head(self, cell: Cell, stretch: Stretch) -> tuple[str | None, Cell | None, list[Block]]:
        """The number, the badge and the words of a stretch without a label."""
        number: str | None = None
        badge: Cell | None = None
        words: list[Block] = []
        blocks = [b for b in stretch.value.blocks if b.text.strip() or b.mark]
        for block in blocks:
            one = joined_cell(cell, (block,)).model_copy(
                update={"fill": cell.fill if len(blocks) <= 2 else None}
            )
            strip = read_strip([one], self.way.marks) if number is None and not words else None
            if strip is not None and _counts(strip.number, strip.words, block):
                number, badge = strip.number, strip.badge or badge
                if strip.words is not None:
                    words.append(without_signs(_without_number(block, strip.words.text)))
            elif badge is None and (
                is_badge(block.text, self.way.marks) or (block.fill and len(block.text.split()) <= BADGE)
            ):
                badge = one
            elif block.text.strip():
                words.append(block)
        return number, badge, words


def _has_label(cell: Cell, parted: Parted) -> bool:
    """The words of a cell stand behind a label of its own."""
    stretches = parted.get(id(cell), ())
    return bool(stretches) and stretches[0].role is not None


def _only_numbers(label: Stretch, places: Sequence[Cell | None], parted: Parted) -> bool:
    """Such as "Action A1" over or beside labelled cells: the number of a card, and no label of a value."""
    told = read_label(label.value.text)
    if label.role not in ACT_ROLES or told is None or not told.number:
        return False
    filled = [c for c in places if c is not None and c.text.strip()]
    return all(any(s.role for s in parted.get(id(c), ())) for c in filled)


def _counts(number: str | None, words: Cell | None, block: Block) -> bool:
    """A number of an action, and no figure that its words begin or end with ("12 schools", "Year 12")."""
    if number is None or words is None or not number.isdigit():
        return True
    first = block.mark or block.text.split()[0]
    return number in first and not words.text[:1].islower()


def _without_number(block: Block, text: str) -> Block:
    """A block with the words that are left of it, a list mark that was its number gone."""
    if " ".join(block.text.split()) == text:
        return block.model_copy(update={"mark": None, "kind": "paragraph"})
    return block.model_copy(update={"text": text, "mark": None, "kind": "paragraph", "lines": ()})


def action_words(card: Card) -> tuple[Cell | None, Cell | None]:
    """The title over a card's action, if it has one, and the action's words."""
    if not card.words:
        return None, None
    cell, blocks = card.words[-1][0], [b for _, held in card.words for b in held]
    first = blocks[0]
    short = len(blocks) > 1 and first.bold and not blocks[1].bold and blocks[1].kind != "list_item"
    if short and len(first.text.split()) <= TITLE and not content.starts_with_verb(first.text):
        return joined_cell(cell, blocks[:1]), joined_cell(cell, blocks[1:])
    return None, joined_cell(cell, blocks)
