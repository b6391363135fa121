"""One pass over a plan in reading order: context from headings, drafts of actions from tables and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.families.plan import content, governance, tables
from extractors.families.plan.above import blanks_said, repeat_above
from extractors.families.plan.by_reference import join_by_reference
from extractors.families.plan.card_tables import names_once
from extractors.families.plan.card_text import card_blocks
from extractors.families.plan.cards import CardReader, card_role, pairs
from extractors.families.plan.carry import Carry
from extractors.families.plan.columns import Layout, repeated_header
from extractors.families.plan.context import (
    HEADINGS,
    OVER,
    PEOPLE,
    Context,
    labelled_parts,
    read_label,
    segments,
)
from extractors.families.plan.draft import Draft
from extractors.families.plan.ended import take_ratings
from extractors.families.plan.found import (
    Found,
    MeasureTable,
    Place,
    RestTable,
    Walk,
    quote_sections,
    share_success,
)
from extractors.families.plan.frames import unframed
from extractors.families.plan.grid import Grid, own_cells
from extractors.families.plan.label_ends import take_label_ends
from extractors.families.plan.labelled import band_labels, read_labelled, split_label
from extractors.families.plan.own_cards import OwnCards
from extractors.families.plan.own_labels import own_labels
from extractors.families.plan.repeats import merge_repeats
from extractors.families.plan.rests import take_rest
from extractors.families.plan.rows import RowReader
from extractors.families.plan.standing import settle_unnamed
from extractors.families.plan.stream_drafts import better, holds_next, missing, take_card
from extractors.families.plan.stretches import Parted, labels_of
from extractors.families.plan.tables import Part
from extractors.families.plan.tails import take_tails
from extractors.families.plan.voices import without_voices
from extractors.families.plan.walk_text import TextWalker
from extractors.families.plan.words import fold
from extractors.model import Block, Cell, Document, Problem, Source, Table

AREA_LIKE = 88  # how alike a cell and a listed area must be
EXTENDED = re.compile(r"\bexten[ds]|\bslipp|\brevised\b|\bnew end\b|\b(?:extra|added|more) time\b", re.I)
SMALL = 10  # rows; a larger table is no key
TITLE_WORDS = 14  # a longer heading row is a finding that is quoted


@dataclass(frozen=True)
class _State:
    """What holds before a table, and how much was found."""

    context: Context
    carry: Carry
    layout: Layout | None
    title: Block | None
    counts: tuple[int, ...]


class Walker(TextWalker):
    """Walks a document once. `areas` are the findings that it restates: a cell may quote one; `marks` are the
    ratings of its own key."""

    def __init__(
        self, document: Document, areas: tuple[str, ...], marks: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(marks)
        self.document = document
        self.areas = [fold(a) for a in areas]
        keys = (t for t in document.tables if t.n_columns == 2 and t.n_rows <= SMALL)
        told = [*(b.text for b in document.text_blocks), *(c.text for t in keys for c in t.cells)]
        self.extends = any(EXTENDED.search(text) for text in told if len(text) < 80)
        self.blanks = blanks_said(told)
        self.layout: Layout | None = None
        self.own = OwnCards(own_labels(document, marks), marks)
        self.labels = labels_of(document.tables, marks)
        self.bands: set[str] = set()  # the labels of rows that are headings over others
        self.shared = band_labels(document.tables, marks)
        self.title: Block | None = None  # the heading above a table, which may be a card's action

    def run(self) -> Walk:
        """Everything in the document, in reading order."""
        sheet = None
        for block in without_voices(list(unframed(self.document))):
            before, sheet = sheet, _sheet(block) or sheet
            if before and sheet != before:
                self.context = Context()  # what one sheet says above its rows holds for no other
                self.carry.reset()
            if isinstance(block, Table):
                self._table(block)
            else:
                self._block(block)
        self.blocks.close()
        self._drain()
        repeat_above([(f.draft, f.place, f.layout) for f in self.walk.found], self.blanks)
        settle_unnamed([f.draft for f in self.walk.found])
        share_success(self.walk.found)
        quote_sections(self.walk.found)
        self._tails()
        gone = merge_repeats([(f.draft, f.table, f.layout) for f in self.walk.found])
        self.walk.found = [f for f in self.walk.found if id(f.draft) not in gone]
        self.walk.found = join_by_reference(self.walk.found, self.walk.rests)
        self._leave_out_empty()
        return self.walk

    def _tails(self) -> None:
        """Take rating, owner and time off the words of actions; those of one table or section tell of one
        another."""
        take_label_ends([f.draft for f in self.walk.found if f.layout is None], self.marks)
        groups: dict[Place, list[Draft]] = {}
        for item in self.walk.found:
            groups.setdefault(item.place, []).append(item.draft)
        unrated = [d for g in groups.values() if not any("status" in d.fields for d in g) for d in g]
        take_ratings(unrated, self.marks)
        take_tails(list(groups.values()))
        take_ratings([d for d in unrated if "status" not in d.fields], self.marks)

    def _leave_out_empty(self) -> None:
        """A label or reference without an action's words is no action; what stands beside it is told."""
        for item in self.walk.found:
            if not item.draft.text("activity"):
                words = " ".join(" ".join(f.group.text for f in item.draft.fields.values()).split()[:8])
                message = f"an action without words was left out: {words} ..."
                self.walk.problems.append(
                    Problem(category="not_placed", message=message, page=item.draft.page)
                )
        self.walk.found = [item for item in self.walk.found if item.draft.text("activity")]

    def is_area(self, text: str) -> bool:
        """The text is one of the areas that the plan lists."""
        folded = fold(text)
        if len(folded.split()) < 4:
            return False
        return any(
            max(fuzz.ratio(folded, a), fuzz.token_set_ratio(folded, a) - 4) >= AREA_LIKE for a in self.areas
        )

    # -- tables -----------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        opened = self.blocks.open
        self.title = self.blocks.above
        self.blocks.above = None
        self.blocks.close_over_table()
        self._drain()
        card, self.card = self.card, None
        if card is not None and take_rest(*card, table, self.marks):
            self.card = card[0], table
            return
        parted = self.labels.of_cells(table)
        above = opened if opened is not None and opened.text("activity") else None
        if above is not None and take_card(above, table, self.labels, parted, self.marks):
            return
        before = self._state()
        self._read_table(table)
        self._mend(table, parted, before)

    def _read_table(self, table: Table) -> None:
        if (own := self.own.read(table)) is not None:
            self._own_cards(own, table)
            return
        grid = table.cover()
        if table.caption and (label := read_label(table.caption)) and label.role in HEADINGS:
            self._heading(label)
        headers, self.headers = self.headers, ()
        for part in tables.parts(table, grid, self.layout, headers, self.marks):
            self._part(table, grid, part)

    def _state(self) -> _State:
        """What a reading of a table may change."""
        carry = replace(self.carry, groups=dict(self.carry.groups))
        counts = tuple(len(held) for held in self.walk.lists())
        return _State(self.context, carry, self.layout, self.title, counts)

    def _mend(self, table: Table, parted: Parted, before: _State) -> None:
        """Read a table as a stream of labelled cards where the reading of its shape lost some of them."""
        drafts = [f.draft for f in self.walk.found[before.counts[0] :]]
        if holds_next(table, self.document.tables):
            return
        cards = better(table, self.labels, parted, drafts, self.marks)
        if cards is None:
            self.walk.problems += [p for p in [missing(table, parted, drafts)] if p is not None]
            return
        for held, count in zip(self.walk.lists(), before.counts, strict=True):
            del held[count:]
        self.context, self.carry, self.layout = before.context, before.carry, before.layout
        self.title = before.title
        self._own_cards(cards, table)

    def _part(self, table: Table, grid: Grid, part: Part) -> None:
        handlers: dict[str, Callable[[Table, Grid, Part], None]] = {
            "actions": self._actions,
            "measures": self._measures,
            "cards": self._cards,
            "cell_cards": self._cell_cards,
            "labelled": self._labelled,
            "key": self._key,
        }
        handlers.get(part.kind, self._nothing)(table, grid, part)

    def _actions(self, table: Table, grid: Grid, part: Part) -> None:
        assert part.layout is not None
        if (
            part.layout.how == "header"
            and self.layout is not None
            and part.layout.roles() != self.layout.roles()
        ):
            self.carry.reset()
        self.layout = part.layout
        told = (table, grid, part.layout, self.carry, self.is_area, self.walk.problems)
        reader = RowReader(*told, extends=self.extends, marks=self.marks, bands=self.bands)
        for row in part.rows:
            cell = tables.section_text(grid, row, table.n_columns)
            if repeated_header(grid, row, part.layout):
                continue
            if reader.below(row) or (cell is not None and self._section(cell, grid, row, reader)):
                continue
            for draft in reader.read(row):
                self.walk.found.append(Found(draft, self.context, part.layout.how, table, part.layout))
        if part.layout.how == "content":
            self._uncertain(table)

    def _uncertain(self, table: Table) -> None:
        page = table.source.page
        message = "a table without a header that is known: its columns were told by what they hold"
        self.walk.problems.append(Problem(category="uncertain", message=message, page=page))

    def _section(self, cell: Cell, grid: Grid, row: int, reader: RowReader) -> bool:
        """A row that is a heading over the rows below it; false where it is data after all."""
        cell = cell.model_copy(update={"text": content.without_continued(cell.text)})
        whole = Block(kind="paragraph", text=cell.text, source=cell.source)
        told = [b.model_copy(update={"text": content.without_continued(b.text)}) for b in cell.blocks]
        parts = labelled_parts(told or [whole])
        if any(p.role in HEADINGS | PEOPLE | OVER for p in parts):
            for part in parts:
                self._segment(replace(part, colon=True), whole)
            return True
        named = False
        if (labelled := split_label(cell, self.marks)) is not None:
            self.bands.add(fold(labelled[1]))
            named = fold(labelled[1]) in self.shared and bool(labelled[2].text)
            cell = labelled[2] if named else cell
        role = reader.role(cell.column)
        wide = cell.colspan >= max(2, 0.6 * len(grid[row]))
        if not wide and role in ("activity", "success", "area", "objective", "update"):
            return False
        if content.is_date(cell.text) or not re.search("[A-Za-z]", cell.text):
            return True
        roles = reader.layout.roles()
        self.carry.groups.pop("objective", None)
        above = self.context.priority or self.context.area
        if len(cell.text.split()) > TITLE_WORDS and "area" not in roles and not (named and above):
            self.context = replace(self.context, area=cell.text)
        elif "objective" not in roles and above:
            self.plain = len(self.walk.found) if cell.text.endswith(".") and not named else -1
            self.context = replace(self.context, objective=cell.text)
        else:
            self.context = replace(self.context, priority=cell.text, title=cell.text, heading=cell.text)
        return True

    def _measures(self, table: Table, grid: Grid, part: Part) -> None:
        self.walk.measures.append(MeasureTable(table, grid, part, self.context))

    def _key(self, table: Table, grid: Grid, part: Part) -> None:
        self.walk.keys.append(table)

    def _nothing(self, table: Table, grid: Grid, part: Part) -> None:
        """A table of something else: only the people that it names, and the headings and labels in it."""
        rest = RestTable(table, grid, part)
        if len(part.rows) <= SMALL:
            self.walk.others.append(rest)
        if part.kind == "nothing":
            self.walk.rests.append(rest)
        if part.layout is not None:
            self.walk.people += governance.from_columns(grid, part.rows, part.layout)
            return
        self._labels_over(grid, part.rows, HEADINGS | PEOPLE | {"area"})
        if part.rows[-1] + 1 < table.n_rows:
            self._aim_over(grid, part.rows)

    def _aim_over(self, grid: Grid, rows: Sequence[int]) -> None:
        """Take for the objective what one title row over a header says ("What we want to achieve: ...")."""
        cells = [cells[0] for row in rows if len(cells := own_cells(grid, row)) == 1]
        told = [s for cell in cells for s in labelled_parts(cell.blocks)]
        aims = [s for s in told if s.role in ("outcome", "objective") and s.colon and s.text]
        if len(aims) == 1 and not any(s.role in ("objective_heading", "outcome_heading") for s in told):
            self._heading(replace(aims[0], role="objective_heading"))

    def _labels_over(self, grid: Grid, rows: Sequence[int], roles: frozenset[str]) -> None:
        """Take what labels of these roles say in rows that hold no actions."""
        for row in rows:
            cells = own_cells(grid, row)
            if len(cells) == 1 or all((told := read_label(c.text)) and told.colon for c in cells):
                for cell in cells:
                    block = Block(kind="paragraph", text=cell.text, source=cell.source)
                    for segment in labelled_parts(cell.blocks or [block]):
                        if segment.role in HEADINGS or segment.role in PEOPLE:
                            self._segment(segment, block)
                continue
            for label, value in pairs(cells):
                role = card_role(label.text)
                told = read_label(f"{label.text.strip().rstrip(':')}: {value.text}")
                if told is not None and value.text.strip() and role in roles:
                    source = Source.merge([label.source, value.source])
                    block = Block(kind="paragraph", text=value.text, source=source)
                    self._segment(replace(told, colon=True, source=source), block)

    # -- cards ------------------------------------------------------------------------------------

    def _cell_cards(self, table: Table, grid: Grid, part: Part) -> None:
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
            blocks = card_blocks(cell.blocks, self.marks)
            if blocks and all(s.role is None for s in segments(blocks[0])):
                blocks[0] = blocks[0].model_copy(update={"kind": "heading"})
            for block in blocks:
                self._block(block)
            self.blocks.close()
        self._drain()

    def _own_cards(self, own: Sequence[Draft | Block], table: Table) -> None:
        for item in own:
            if isinstance(item, Draft):
                self.walk.found.append(Found(item, self.context, "cards", table))
            else:
                self._block(item)

    def _cards(self, table: Table, grid: Grid, part: Part) -> None:
        cards = CardReader(self.title, self.marks)
        cards.read(grid, part.rows)
        if cards.drafts or not names_once(grid, part.rows):
            self._take_cards(cards, table)
            return
        taken = HEADINGS | PEOPLE | OVER | {"owner", "accountable"}
        self._labels_over(grid, part.rows, taken)
        told = {card_role(label.text) for row in part.rows for label, _ in pairs(own_cells(grid, row))}
        self.walk.problems += cards.problems if told - taken else []

    def _labelled(self, table: Table, grid: Grid, part: Part) -> None:
        cards = CardReader(self.title, self.marks)
        read_labelled(cards, grid, part.rows, self.marks)
        self._take_cards(cards, table)

    def _take_cards(self, cards: CardReader, table: Table) -> None:
        self.title = cards.title
        self.blocks.give_number(cards.drafts)
        headings = list(cards.headings)
        for k, draft in enumerate(cards.drafts):
            while headings and headings[0][0] <= k:
                self._heading(headings.pop(0)[1])
            self.walk.found.append(Found(draft, self.context, "cards", table))
        self.card = (cards.drafts[-1], table) if cards.drafts and not headings else None
        for _, heading in headings:
            self._heading(heading)
        self.walk.people += cards.people
        if not self._told(table):
            self.walk.problems += cards.problems

    def _told(self, table: Table) -> bool:
        """The table stands inside a cell whose text was read already."""
        said = {f.group.text for item in self.walk.found for f in item.draft.fields.values()}
        values = [" ".join(c.text.split()) for c in table.cells if c.column and c.text.strip()]
        return all(value in said for value in values)


def _sheet(block: Block | Table) -> str | None:
    """The name of the sheet that a block stands in."""
    name, mark, _ = (block.source.place or "").rpartition("!")
    return name if mark else None
