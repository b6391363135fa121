"""Cards: labels with their values beside them, a card an action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.families.plan import content, governance
from extractors.families.plan.abreast import Side, over_all, sides
from extractors.families.plan.carry import CARRIED
from extractors.families.plan.columns import DATES, without_date
from extractors.families.plan.context import HEADINGS, PEOPLE, Segment, read_label
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.gantt import is_coloured
from extractors.families.plan.grid import Grid, cell_at
from extractors.families.plan.stacked import is_title, label_rows
from extractors.families.plan.strips import STRIP, Strip, read_strip
from extractors.families.plan.words import label_role, slip_role
from extractors.model import Block, Cell, Person, Problem
from extractors.vocabulary import REMEMBERED

LABEL = 6  # words of a label that nobody knows
# "Impact we expect", "Action we are taking": the label is what stands before it.
_OURS = re.compile(
    r"(?P<label>\w+(?: \w+)?) (?:(?:that|which) )?(?:we|they) (?:are|will|have|can|must|should|could|want"
    r"|expect|need|plan|intend|hope|aim|seek|look|make|take|took|made)\b(?: \w+){0,3}",
    re.I,
)
_ROLES = {
    "lead": "owner",
    "action_heading": "activity",
    "objective_heading": "objective",
    "outcome_heading": "outcome",
    "area_heading": "area",
    "heading": "priority",
}


@dataclass
class CardReader:
    """Reads the cards of one table. `title` is the heading above it, which may be the card's action."""

    title: Block | None = None
    marks: frozenset[str] = frozenset()  # the ratings of the plan's own key
    drafts: list[Draft] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    headings: list[tuple[int, Segment]] = field(default_factory=list)  # before which draft each stands
    problems: list[Problem] = field(default_factory=list)
    open: Draft | None = None
    over: Cell | None = None  # the words over the whole card that opened none
    above: dict[str, Group] = field(default_factory=dict)  # what an earlier card of the table says for all

    def read(self, grid: Grid, rows: Sequence[int]) -> None:
        """Take in the rows; a label that comes again opens the next card."""
        if found := sides(grid, rows, card_role):
            self._abreast(grid, rows, found)
            return
        opened = None  # whether strips stand at the heads of the cards
        over = label_rows(grid, rows, card_role)
        for row in rows:
            if row - 1 in over:
                continue
            if row in over:
                for label, value in over[row]:
                    self.value(card_role(label.text) or "extra", label, value)
                continue
            distinct = {id(c): c for c in grid[row] if c is not None and c.row == row}
            cells = [c for c in distinct.values() if c.text.strip() or c.column]
            if (strip := read_strip([c for c in cells if c.text.strip()], self.marks)) is not None:
                opened = self.open is None if opened is None else opened
                self._strip(strip, opened)
                continue
            if inside := _inside(cells):
                for role, label, value in inside:
                    self.value(role, label, value)
                continue
            for label, value in pairs(cells):
                self.value(card_role(label.text) or "extra", label, value)
            if len(cells) == 1 and cells[0].text.strip():
                self._over_all(cells[0], titled=is_title(grid, row, self.marks))
        self._done()

    def value(self, role: str, label: Cell, value: Cell) -> None:
        """Take in one value under its label, of a card whose labels stand anywhere."""
        if role in PEOPLE and role != "lead":
            self._person(role, value)
        else:
            self._value(_ROLES.get(role, role), label, value)

    def close(self) -> None:
        """The last card is whole."""
        self._done()

    def _person(self, role: str, value: Cell) -> None:
        if self.open is not None and self.open.text("activity") and role == "sponsor":
            self.open.put("accountable", Group(value.text, "sponsor", value))
        elif self.open is not None and self.open.text("activity"):
            self.open.extras.append(Group(value.text, role.replace("_", " "), value))
        elif person := governance.read_person(value.text, role):
            self.people.append(person)

    def _value(self, role: str, label: Cell, value: Cell, more: bool = False) -> None:
        """Take in a value; `more` says that it goes on with the one above it, under the same label."""
        role = "status" if self._rates(role, value) else role
        if (
            self.open is not None
            and not more
            and role != "extra"
            and role in self.open.fields
            and self.open.text("activity")
        ):
            self._done()
        if self.open is None:
            self.open = Draft(page=value.source.page)
        group = Group(value.text, label.text.strip(" :"), value)
        number = read_label(label.text)
        if role == "activity" and number is not None and number.number and not self.open.text("reference"):
            self.open.put("reference", Group(number.number))
        if role != "extra":
            self.open.put(role, group)
        elif value.text.strip() or is_coloured(value.fill):
            self.open.extras.append(group)
        self.open.sources += [label.source, value.source]

    def _rates(self, role: str, value: Cell) -> bool:
        """The value is a rating of the open card, by word or colour, under a name of several meanings
        ("Delivery", "Position")."""
        if role not in ("activity", "role", "name") or self.open is None or "status" in self.open.fields:
            return False
        if not self.open.text("activity"):
            return False
        return content.is_rating(value.text) if value.text.strip() else is_coloured(value.fill)

    def _abreast(self, grid: Grid, rows: Sequence[int], found: Sequence[Side]) -> None:
        """Cards side by side, row by row; what stands over all of them parts those above from those below."""
        run: list[int] = []
        for row in rows:
            if (band := over_all(grid, row, found)) is None:
                run.append(row)
                continue
            self._level(grid, run, found)
            self._over_all(band)
            run = []
        self._level(grid, run, found)

    def _level(self, grid: Grid, rows: Sequence[int], found: Sequence[Side]) -> None:
        before = len(self.drafts)
        begun: dict[int, int] = {}  # in which row each card begins
        for side in found:
            opened = None
            for row in rows:
                label, value = cell_at(grid, row, side.labels), cell_at(grid, row, side.values)
                cells = [c for c in (label, value) if c is not None and c.row == row and c.text.strip()]
                own = cells[:1] if label is value else cells
                if (strip := read_strip(own, self.marks)) is not None:
                    opened = self.open is None if opened is None else opened
                    self._strip(strip, opened)
                elif label is not None and value is not None and label is not value and label.text.strip():
                    role = card_role(label.text)
                    if label.row == row or value.row == row:
                        self._value(_ROLES.get(role or "", role or "extra"), label, value, label.row < row)
                if self.open is not None:
                    begun.setdefault(id(self.open), row)
            self._done()
        self.drafts[before:] = sorted(self.drafts[before:], key=lambda d: begun.get(id(d), 0))

    def _strip(self, strip: Strip, opens: bool) -> None:
        """A strip over a card begins it; one under it ends it."""
        if opens:
            self._done()
        if self.open is None:
            self.open = Draft(page=strip.cell.source.page)
        self.open.sources.append(strip.cell.source)
        if strip.number:
            self.open.put("reference", Group(strip.number))
        if strip.badge is not None:
            self.open.put("status", Group(strip.badge.text, cell=strip.badge))
        elif is_coloured(strip.cell.fill):
            self.open.extras.append(Group("", STRIP, strip.cell))
        if strip.words is not None:
            self.open.extras.append(Group(strip.words.text, STRIP, strip.words))
        if not opens:
            self._done()

    def _over_all(self, cell: Cell, titled: bool = False) -> None:
        """A cell over the whole card: "Action 1: ..." opens one, as do words alone (`titled`); a labelled
        heading closes the one before."""
        label = read_label(cell.text)
        if label is None:
            if titled:
                self._strip(Strip(cell, words=cell), True)
            elif self.open is None:
                self.over = cell
            return
        if label.role in ("action_heading", "activity") and (label.text or label.number):
            self._done()
            self.open = Draft(page=cell.source.page, sources=[cell.source])
            if label.number:
                self.open.put("reference", Group(label.number))
            if label.text:
                self.open.put("activity", Group(label.text, label.label, cell))
        elif label.role in HEADINGS:
            self._done()
            self.headings.append((len(self.drafts), label))

    def _done(self) -> None:
        draft, self.open = self.open, None
        if draft is None:
            return
        over, self.over = self.over, None
        if not draft.text("activity"):
            _act_on_strip(draft)
        if over is not None and not draft.text("activity") and draft.fields.keys() & (DATES | {"owner"}):
            draft.put("activity", Group(over.text, cell=over))
            draft.sources.insert(0, over.source)
        if (
            not draft.text("activity")
            and self.title is not None
            and draft.fields.keys() & (DATES | {"owner"})
        ):
            draft.put("activity", Group(self.title.text, source=self.title.source))
            draft.sources.insert(0, self.title.source)
            self.title = None
        for role in CARRIED:
            if role in draft.fields:
                self.above[role] = draft.fields[role].group
            elif role in self.above:
                draft.put(role, self.above[role], inherited=True)
        if draft.text("activity"):
            self.drafts.append(draft)
        elif draft.fields.keys() - set(CARRIED):
            words = " ".join(" ".join(f.group.text for f in draft.fields.values()).split()[:8])
            message = f"a card without an action: {words} ..."
            self.problems.append(Problem(category="not_placed", message=message, page=draft.page))


def _act_on_strip(draft: Draft) -> None:
    """The words on the strip of a card that has no others are its action."""
    words = next((g for g in draft.extras if g.header == STRIP and g.text), None)
    if words is not None and draft.fields.keys() & (DATES | {"owner"}):
        draft.extras.remove(words)
        draft.put("activity", words)


@lru_cache(maxsize=REMEMBERED)
def card_role(text: str) -> str | None:
    """The role of a cell that labels the one beside it."""
    text = text.strip().rstrip(":")
    role = label_role(text)
    if role is None and (label := read_label(text)) is not None and not label.text:
        role = label.role
    if role is None and (dated := without_date(text)) is not None:
        role = dated.role
    if role is None and (whose := _OURS.fullmatch(text)) is not None:
        role = label_role(whose["label"])
    return role or slip_role(text)


def pairs(cells: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """The labels of a row, each with the value to its right: a known label, or one that stands as they do."""
    found = []
    roles = [card_role(c.text) for c in cells]
    if len(cells) == 3 and roles[0] and roles[1] and not roles[2]:
        return [(cells[1], cells[2])]  # under one label of both
    by_twos = list(zip(roles[::2], roles[1::2], strict=False))
    in_turn = len(cells) % 2 == 0 and any(roles) and all(label or not told for label, told in by_twos)
    k = 0
    while k + 1 < len(cells):
        if roles[k] or (k == 0 and len(cells) == 2) or (in_turn and k % 2 == 0 and _is_label(cells[k].text)):
            found.append((cells[k], cells[k + 1]))
            k += 2
        else:
            k += 1
    return found


def _inside(cells: Sequence[Cell]) -> list[tuple[str, Cell, Cell]]:
    """What the cells of a row say that each hold a label with its value ("Ref: 1.1"); nothing where one does
    not."""
    told = [read_label(c.text) for c in cells]
    found = [(t, c) for t, c in zip(told, cells, strict=True) if t is not None and t.colon and t.text]
    if len(found) < max(2, len(cells)) or any(t.number for t, _ in found):
        return []
    return [
        (
            t.role or "extra",
            c.model_copy(update={"text": t.label}),
            c.model_copy(update={"text": t.text, "blocks": ()}),
        )
        for t, c in found
    ]


def _is_label(text: str) -> bool:
    """A few words that name something, and are no number or date."""
    few = 0 < len(text.split()) <= LABEL and text[:1].isalpha()
    return few and not content.is_reference(text) and not content.is_date(text)
