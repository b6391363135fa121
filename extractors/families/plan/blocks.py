"""Plans without tables: labelled blocks ("Action 1.1: ... Lead: ..."), and lists under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.families.plan import content
from extractors.families.plan.card_text import is_badge
from extractors.families.plan.columns import DATES
from extractors.families.plan.context import HEADINGS, OVER, PEOPLE, Segment, lone_label, segments
from extractors.families.plan.draft import Draft, Group
from extractors.model import Block

RECORD = (
    frozenset(
        {
            "owner",
            "organisation",
            "accountable",
            "support",
            "name",
            "role",
            "success",
            "status",
            "update",
            "baseline",
            "target",
            "extra",
            "reference",
        }
    )
    | DATES
)
_ANY_LABEL = re.compile(r"(?P<label>[A-Z][^:?.]{1,40}?)\s?[:?]+\s(?P<told>\S.*)")
_NEXT_LABEL = re.compile(r"(?<=[.;!?])\s(?P<label>[A-Z][^:?.;]{1,40}?)\s?:\s(?P<told>\S.*)")
NAMED_ALIKE = frozenset({"activity", "role", "name", "baseline", "update", "extra"})  # "Delivery", "Position"
TITLE = 24  # words; a longer bold paragraph is no action's title


@dataclass
class BlockReader:
    """A machine over labelled stretches: an action opens a record, labels fill it, a heading closes it."""

    marks: frozenset[str] = frozenset()  # the ratings of the plan's own key
    drafts: list[Draft] = field(default_factory=list)
    group: list[Draft] = field(default_factory=list)  # the actions that a shared label speaks of
    open: Draft | None = None
    current: Group | None = None  # the text that an unlabelled stretch goes on with
    role: str | None = None
    listing: bool = False  # list items under "What we will do" are actions
    level: int = 0  # of the heading that the record opened with
    labelled: bool = False  # the block before was nothing but a label
    above: Block | None = None  # the heading just before, which may be an action's own words
    number: Draft | None = None  # of a heading right above a table, which may hold its words
    doubtful: tuple[Draft, list[Segment]] | None = None  # a record that opened on such a heading
    given_back: list[Segment] = field(default_factory=list)  # labels of records that turned out to be none

    def close(self) -> None:
        """The record is whole; what follows belongs to something else."""
        if self.doubtful is not None:
            draft, parts = self.doubtful
            if not draft.fields.keys() & (DATES | {"success", "status"}):
                self.drafts.remove(draft)
                self.given_back += parts
            self.doubtful = None
        self.open = self.current = self.role = None
        self.listing = self.labelled = False
        self.level = 0
        self.group = []

    def close_over_table(self) -> None:
        """The record is whole; a heading that gave nothing but a number ("Action 1.1") may number a card."""
        told = {r for r, f in self.open.fields.items() if f.group.text} if self.open is not None else set()
        self.number = self.open if told == {"reference"} else None
        self.close()

    def give_number(self, cards: Sequence[Draft]) -> None:
        """Give the number in the heading right above to the one card that has none."""
        number, self.number = self.number, None
        if number is None or len(cards) != 1 or cards[0].text("reference"):
            return
        cards[0].put("reference", number.fields["reference"].group)
        cards[0].sources[:0] = number.sources
        self.drafts = [draft for draft in self.drafts if draft is not number]

    def feed(self, block: Block) -> list[Segment]:
        """Take a block in. Returns the stretches that are not part of an action: headings, context, prose."""
        if block.kind == "heading" and 0 < block.level < self.level:
            self.close()  # a heading over the one that the record stands under
        if self._rates(block):
            self._fill("status", Segment("status", block.text.strip(), source=block.source))
            return []
        lone = lone_label(block)
        if lone is not None and lone.role == "extra" and block.kind == "heading":
            parts = [Segment(None, block.text, source=block.source)]
        elif lone is not None and not lone.colon:
            parts = [lone]
        else:
            parts = [more for part in segments(block) for more in self._with_rating(part)]
        if _opens(parts, block) and not self._awaits():
            parts[0] = replace(parts[0], role="activity")
        left: list[Segment] = []
        for part in parts:
            if not self._take(part, block):
                left.append(part)
        if block.kind == "heading" or (block.bold and len(block.text.split()) <= TITLE):
            self.above = block if all(p.role is None for p in parts) else None
        elif self.open is None and not all(p.role in HEADINGS and p.colon and not p.number for p in parts):
            self.above = None
        return left

    def _rates(self, block: Block) -> bool:
        """A badge in an action's record that has no rating yet, after no label that asks for words."""
        if self.open is None or "status" in self.open.fields or not is_badge(block.text, self.marks):
            return False
        return not self.labelled or self.role == "activity"

    def _awaits(self) -> bool:
        """A heading or label has opened an action ("Action 1.1") and its words are still to come."""
        return self.open is not None and not self.open.text("activity") and self.labelled

    def _take(self, part: Segment, block: Block) -> bool:
        if part.role is None:
            return self._plain(part, block)
        if part.role in NAMED_ALIKE and self._unrated() and is_badge(part.text, self.marks):
            return self._fill("status", part)
        if part.role in ("action_heading", "activity"):
            return self._action(part, block)
        if part.role in HEADINGS | OVER:
            return self._above(part, block)
        if self.open is None and self.above is not None and part.role in RECORD | {"lead"} and part.colon:
            self._on_heading(self.above, part)
        if part.role in PEOPLE:
            if self.doubtful is not None:
                self.doubtful[1].append(part)
            if self.open is not None and part.role in ("lead", "sponsor"):
                return self._fill("owner" if part.role == "lead" else "accountable", part)
            return False
        if self.open is None and not self.group:
            return False
        if self.doubtful is not None and part.role == "owner":
            self.doubtful[1].append(part)
        return self._fill(part.role, part)

    def _on_heading(self, above: Block, part: Segment) -> None:
        """Labels right under a heading: the heading may be the action's own words. Whether it is one, a date,
        a rating or a success measure among its labels will tell."""
        self.close()
        self.above = None
        draft = self._start(above.text, Segment(None, above.text, source=above.source))
        self.doubtful = (draft, [])

    def _action(self, part: Segment, block: Block) -> bool:
        if part.text and not part.number and self.open is not None and not self.open.text("activity"):
            self.current, self.role = self.open.group("activity"), "activity"
            self._add(part)
            self.labelled = False
            return True
        if part.text or part.number:
            self.listing = False
            self.group = []
            self._start(part.text, part)
            self.labelled = not part.text
            self.level = block.level if block.kind == "heading" else 0
            return True
        if self.open is not None and not self.open.text("activity") and not part.label.endswith("s"):
            # "Action 1.1", and the words under a label of their own
            self.role, self.labelled = "activity", True
            self.current = self.open.group("activity")
            return True
        self.close()
        self.listing = self.labelled = True
        return True

    def _start(self, text: str, part: Segment) -> Draft:
        draft = Draft(page=part.source.page)
        draft.sources.append(part.source)
        if part.number:
            draft.put("reference", Group(part.number))
        self.current = Group(text, part.label, source=part.source)
        draft.put("activity", self.current)
        self.open = draft
        self.role = "activity"
        self.group.append(draft)
        self.drafts.append(draft)
        return draft

    def _above(self, part: Segment, block: Block) -> bool:
        """A heading closes the record; an unnumbered label inside a block that lacks it belongs to it."""
        role = {
            "objective_heading": "objective",
            "outcome_heading": "outcome",
            "area_heading": "area",
            "heading": "priority",
        }.get(part.role or "", part.role or "")
        inside = self.open is not None and not part.number and block.kind != "heading" and part.colon
        if (
            inside
            and self.open is not None
            and role not in self.open.fields
            and not self.open.fields.keys() & DATES
        ):
            return self._fill(role, part)
        self.close()
        return False

    def _fill(self, role: str, part: Segment) -> bool:
        self.current = Group(part.text, part.label, source=part.source)
        self.role = role
        self.labelled = not part.text
        shared = (
            self.group if self.listing and len(self.group) > 1 else [self.open] if self.open else self.group
        )
        for draft in shared:
            if role == "extra":
                draft.extras.append(self.current)
            else:
                draft.put(role, self.current)
            if len(shared) > 1 and role in draft.fields:
                draft.fields[role].inherited = True
            draft.sources.append(part.source)
        return True

    def _plain(self, part: Segment, block: Block) -> bool:
        if block.kind == "heading":
            self.close()
            return False
        if self.listing and self.role in (None, "activity") and part.text:
            return self._listed(part, block)
        if self.current is None or self.open is None:
            return False
        if (rating := self._rating(part, block)) is not None:
            return self._fill(rating.role or "status", rating)
        text = self.current.text
        if self.labelled and part.text:
            self._add(part)
            self.labelled = block.kind == "list_item"
            return True
        if block.kind == "list_item" and (self.role != "activity" or text.endswith(":")):
            self._add(part)
            return True
        if content.goes_on(text, part.text) or self._unfinished(text, part.text):
            self._add(part)
            return True
        self.close()
        return False

    def _rating(self, part: Segment, block: Block) -> Segment | None:
        """A rating after a label of any name, as a line of a record; with news after it, the news."""
        if not self._unrated() or self.labelled or block.kind == "list_item" or block.text != part.text:
            return None
        match = _ANY_LABEL.fullmatch(part.text)
        if match is None or not is_badge(_first(match["told"]), self.marks):
            return None
        role = "status" if is_badge(match["told"], self.marks) else "update"
        return replace(part, role=role, text=match["told"], label=match["label"])

    def _with_rating(self, part: Segment) -> Iterator[Segment]:
        """A labelled stretch; where a label of any name with a rating follows in its text, that by itself."""
        found = _NEXT_LABEL.finditer(part.text) if part.role in RECORD else ()
        match = next((m for m in found if is_badge(_first(m["told"]), self.marks)), None)
        if match is None:
            yield part
            return
        yield replace(part, text=part.text[: match.start("label")].strip(), lines=())
        role = "status" if is_badge(match["told"], self.marks) else "update"
        yield replace(part, role=role, text=match["told"], label=match["label"], number=None, lines=())

    def _unrated(self) -> bool:
        """An action is open that has no rating yet."""
        draft = self.open
        return draft is not None and "status" not in draft.fields and bool(draft.text("activity"))

    def _unfinished(self, text: str, more: str) -> bool:
        """The field is cut where a line, column or page ended: what it holds so far is no whole."""
        if not text or text[-1] in ".!?":
            return False
        if self.role in DATES:
            return content.is_date(f"{text} {more}") and len(more.split()) <= 4
        if self.role in ("owner", "organisation", "accountable", "support"):
            return len(more.split()) <= 8 and not more.rstrip().endswith(".")
        return not text.endswith(":")

    def _add(self, part: Segment) -> None:
        assert self.current is not None
        self.current.add(part.text, source=part.source, lines=part.lines)
        for draft in self.group or ([self.open] if self.open else []):
            draft.sources.append(part.source)

    def _listed(self, part: Segment, block: Block) -> bool:
        if block.kind == "list_item" and block.level <= 1:
            if (
                len(self.group) == 1
                and self.group[0].text("activity").endswith(":")
                and not self.group[0].fields.keys() - {"activity"}
            ):
                self.drafts.remove(self.group.pop())
            self._start(part.text, part)
            self.listing, self.labelled = True, False
            return True
        if self.current is not None and (
            block.kind == "list_item" or content.goes_on(self.current.text, part.text)
        ):
            self._add(part)
            return True
        if self.labelled or content.starts_with_verb(part.text):
            self._start(part.text, part)
            self.listing, self.labelled = True, False
            return True
        self.close()
        return False


def _first(text: str) -> str:
    """The words before the first stop."""
    return re.split(r"[.;:,!]\s|\s[-–—(]", text, maxsplit=1)[0].rstrip(".")


def _opens(parts: Sequence[Segment], block: Block) -> bool:
    """A paragraph whose first words are an action's and whose labels tell who does it or by when."""
    first = parts[0]
    if len(parts) < 2 or first.role is not None or not first.text or block.kind == "heading":
        return False
    roles = {p.role for p in parts[1:]}
    if not roles & (DATES | {"owner", "lead"}):
        return False
    numbered = re.match(r"[A-Z]?\d+(?:\.\d+)*[.)]?\s", first.text) is not None
    return numbered or block.kind == "list_item" or content.starts_with_verb(first.text)
