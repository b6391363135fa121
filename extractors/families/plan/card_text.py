"""The text of one card, put as labelled lines: number, action, badge and values, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.families.plan import content
from extractors.families.plan.columns import DATES, WHO
from extractors.families.plan.context import read_label, segments
from extractors.families.plan.words import fold, label_role, unmarked_labels
from extractors.model import Block

ACT_ROLES = frozenset({"activity", "action_heading"})
TOLD = WHO | DATES | {"lead"}
INLINE = TOLD | {"support", "accountable", "success", "status", "update"}  # labels that may lack a colon
BADGE = 4  # words
TITLE = 5  # words of a theme over the action's own
VALUE = 12  # words after a label that no colon follows
_NUMBER = re.compile(
    r"(?:action\s+)?(?P<ref>[A-Z]{0,4}[-.]?\d+(?:[.-]\d+)*[a-z]?)[.):]?(?:\s+(?P<rest>.+))?", re.I
)


def is_badge(text: str, marks: frozenset[str]) -> bool:
    """Whether a short text is nothing but a rating, of the plan's own key (`marks`) or as others use."""
    return 0 < len(text.split()) <= BADGE and (fold(text) in marks or content.is_rating(text))


def _marked(block: Block) -> tuple[str, Block] | None:
    """The number that a block has for a list mark, and the block without it."""
    if block.mark is None or not content.is_reference(block.mark) or not block.mark[-1:].isalnum():
        return None
    return block.mark, block.model_copy(update={"mark": None, "kind": "paragraph"})


def split_number(block: Block) -> tuple[str, Block] | None:
    """The number at a block's head or for its list mark, and the block without it; `None` if it has none."""
    if (marked := _marked(block)) is not None:
        return marked
    match = _NUMBER.fullmatch(block.text.strip())
    if match is None or not (content.is_reference(match["ref"]) or block.text.strip().isdigit()):
        return None
    return match["ref"], block.model_copy(update={"text": match["rest"] or ""})


def label_block(block: Block) -> Block:
    """A paragraph of a cell that is a label and nothing else, with the colon that it stands for."""
    text = block.text.strip()
    if len(text.split()) <= 5 and ":" not in text and label_role(text) not in (None, "extra"):
        return block.model_copy(update={"text": f"{text}:", "kind": "paragraph", "bold": False})
    return block


def card_blocks(blocks: Sequence[Block], marks: frozenset[str] = frozenset()) -> list[Block]:
    """The blocks of a card with a label each; as they are where no label tells who or when."""
    card = _Card(marks)
    for block in (label_block(b) for b in blocks if b.text.strip()):
        card.take(block)
    if not card.roles & TOLD:
        return [label_block(b) for b in blocks if b.text.strip()]
    return list(card.written())


class _Card:
    """A card on its way: what stands before its labels, and the rest."""

    def __init__(self, marks: frozenset[str]) -> None:
        self.marks = marks
        self.roles: set[str] = set()
        self.reference: str | None = None
        self.head: list[Block] = []
        self.body: list[Block] = []
        self._waiting = False  # for the value of a label that stands alone

    def take(self, block: Block) -> None:
        """Take in the next paragraph."""
        block = self._numbered(block)
        if not block.text:
            return
        if self._waiting:
            self.body.append(block)
            self._waiting = False
            return
        block = _with_colon(block) if self.head or self.reference or self.body else block
        found = list(segments(block))
        roles = {s.role for s in found if s.role}
        if roles:
            self.roles |= roles
            self.body.append(block)
            self._waiting = not found[-1].text
        elif is_badge(block.text, self.marks) or (block.fill and len(block.text.split()) <= BADGE):
            self.roles.add("status")
            self.body.append(block.model_copy(update={"text": f"Status: {block.text}", "kind": "paragraph"}))
        else:
            (self.body if self.roles - {"status"} else self.head).append(block)

    def _numbered(self, block: Block) -> Block:
        """Note the card's number where it stands at its head, alone or before a badge."""
        if self.reference is not None or self.head or self.roles - {"status"}:
            return block
        if (marked := _marked(block)) is not None:
            self.reference, block = marked
            return block
        match = _NUMBER.fullmatch(block.text.strip())
        if match is None or not (content.is_reference(match["ref"]) or block.text.strip().isdigit()):
            return block
        rest = match["rest"] or ""
        if not rest or is_badge(rest, self.marks):
            self.reference = match["ref"]
            return block.model_copy(update={"text": rest})
        return block

    def written(self) -> Iterator[Block]:
        """The card's paragraphs, its action first."""
        label = f"Action {self.reference}" if self.reference else "Action"
        if self.roles & ACT_ROLES:
            titles = [b.model_copy(update={"text": f"Objective: {b.text}"}) for b in self.head]
            if self.reference:
                source = (*self.head, *self.body)[0]
                yield source.model_copy(update={"text": label, "kind": "heading", "bold": True})
            yield from _after_action(self.body, titles)
            return
        titled = len(self.head) > 1 and self.head[0].bold and len(self.head[0].text.split()) <= TITLE
        titles = self.head[:1] if titled and not content.starts_with_verb(self.head[0].text) else []
        words = self.head[len(titles) :]
        if words:
            text = " ".join(b.text for b in words)
            yield words[0].model_copy(
                update={
                    "text": f"{label}: {text}",
                    "kind": "paragraph",
                    "bold": False,
                    "source": type(words[0].source).merge([b.source for b in words]),
                }
            )
        for block in titles:
            yield block.model_copy(update={"text": f"Objective: {block.text}", "kind": "paragraph"})
        yield from self.body


def _after_action(body: Sequence[Block], titles: Sequence[Block]) -> Iterator[Block]:
    """The labelled paragraphs, with what stood over them after the action's own words."""
    acted = False
    waiting = list(titles)
    for block in body:
        roles = {s.role for s in segments(block)} - {None}
        if acted and roles and waiting:
            yield from waiting
            waiting = []
        acted = acted or bool(roles & ACT_ROLES)
        yield block
    yield from waiting


def _with_colon(block: Block) -> Block:
    """A label that only its type sets off from its value ("Lead Ann Day"), with a colon between them."""
    text = block.text
    if ":" in text or len(text.split()) > VALUE or text.rstrip().endswith(".") or read_label(text):
        return block
    for role, label, value in unmarked_labels(text):
        if role in INLINE and not value[:1].islower():
            return block.model_copy(update={"text": f"{label}: {value}"})
    return block
