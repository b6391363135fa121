"""The cards that a table is read as, and how well it reads so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extractors.families.plan import content
from extractors.families.plan.card_text import ACT_ROLES, TOLD
from extractors.families.plan.columns import DATES
from extractors.families.plan.stretches import Stretch
from extractors.model import Block, Cell

LEAST = 2  # cards
SHARE = 0.5  # of the cards, in which a label of them stands
CLEAN = 2.0  # of the score for each card, which is 3 where nothing else stands in the table


@dataclass
class Card:
    """A card on its way: where it begins, its number, badge, words without a label, labelled stretches."""

    row: int
    group: int = 0
    number: str | None = None
    badge: Cell | None = None
    words: list[tuple[Cell, list[Block]]] = field(default_factory=list)
    told: list[Stretch] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    cells: list[Cell] = field(default_factory=list)
    strip: Cell | None = None  # a coloured cell that holds its number alone
    loose: int = 0  # cells that no label names beside its action

    @property
    def roles(self) -> set[str]:
        """What its labels name."""
        return {s.role for s in self.told if s.role}

    @property
    def acts(self) -> bool:
        """It says what is done."""
        return bool(self.words) or any(s.role in ACT_ROLES and s.value.text for s in self.told)

    @property
    def is_whole(self) -> bool:
        """It says what is done, and by whom or when."""
        return self.acts and bool(self.roles & TOLD) and not self._is_signature()

    def _is_signature(self) -> bool:
        """Nothing but somebody's post or name with the day on which they signed."""
        who = (s for s in self.told if s.role in TOLD - DATES and not content.is_date(s.value.text))
        if self.number or self.badge is not None or self.roles & ACT_ROLES or any(who):
            return False
        return all(content.is_owner(block.text) for _, blocks in self.words for block in blocks)


def _said(card: Card) -> set[str]:
    """The labels behind which the card tells who or when."""
    return {s.name for s in card.told if s.role in TOLD and s.value.text.strip()}


@dataclass(frozen=True)
class Stream:
    """The cards of a table in their order, with the headings over them."""

    cards: tuple[Card, ...]
    again: bool = False  # labels of its only card come again in other tables

    @property
    def whole(self) -> int:
        """How many cards say what is done, and by whom or when."""
        return sum(c.is_whole for c in self.cards)

    @property
    def broken(self) -> int:
        """How many say by whom or when something is done, and not what."""
        return sum(bool(c.roles & TOLD) and not c.acts for c in self.cards)

    @property
    def score(self) -> float:
        """How much of the table stands in whole cards."""
        loose = sum(c.loose + max(0, len(c.words) - 1) for c in self.cards)
        alone = sum(bool(c.number) and not c.is_whole for c in self.cards)
        return 3 * self.whole - 3 * self.broken - alone - loose

    @property
    def holds(self) -> bool:
        """It is a table of cards, with little besides, in which labels come again."""
        whole = [c for c in self.cards if c.is_whole]
        names = Counter(name for c in whole for name in _said(c))
        often = max(names.values(), default=0)
        one = len(whole) == 1 and self.again  # whose labels may be left blank
        return (one or often >= max(LEAST, SHARE * len(whole))) and self.score >= CLEAN * len(whole)
