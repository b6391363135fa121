"""Findings that a page or a news item lists: beneath a heading or a lead-in, or within one sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import cast

from extractors.families.prose import Part, Passage, list_kind
from extractors.fields.data import either, words
from extractors.model import Block, Finding, FindingKind, Problem, Source
from extractors.sentences import place_of

_LEADS = re.compile(rf"\b(?:{either(words('prose', 'enumeration', 'leads'))})\s+(?:that\s+)?", re.I)
_NOT_LISTS = re.compile(rf"\b(?:{either(words('prose', 'not_lists'))})\b", re.I)
_TYPED = re.compile(r"^(?:\(?\d{1,2}[.)]|[-•*▪◼■])\s+")
_ASKS = re.compile(r"\b(?:should|must|needs? to|ensure|improv\w+|strengthen\w*|better|more)\b", re.I)
_LOOK_BACK = 2  # sentences before an enumeration that may say what it lists


class Lists:
    """The findings of a document in the making: each kind counts from 1."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.problems: list[Problem] = []
        self.taken: list[Block] = []
        self._numbers: Counter[str] = Counter()

    def add(self, kind: FindingKind, text: str, section: str | None, source: Source) -> None:
        """One more finding of a kind."""
        self._numbers[kind] += 1
        self.findings.append(
            Finding(kind=kind, number=self._numbers[kind], text=text, section=section, source=source)
        )

    def read_part(self, part: Part) -> None:
        """The lists of a part whose heading or lead-in says what they hold."""
        of_heading = list_kind(part.heading or "")
        kind = of_heading
        at = 0
        while at < len(part.blocks):
            block = part.blocks[at]
            if is_item(block):
                at = self._read_list(part, at, kind)
                continue
            if block.text.endswith(":"):
                kind = None if _NOT_LISTS.search(block.text) else list_kind(block.text) or of_heading
                at = self._read_unmarked(part, at + 1, kind)
                continue
            kind = of_heading
            at += 1

    def _read_list(self, part: Part, at: int, kind: str | None) -> int:
        """Takes the list that begins here where its kind is known; where the next block stands."""
        items: list[list[Block]] = []
        while at < len(part.blocks) and is_item(part.blocks[at]):
            block = part.blocks[at]
            if items and (block.level > max(1, items[0][0].level) or _goes_on(items[-1], block)):
                items[-1].append(block)
            else:
                items.append([block])
            at += 1
        if kind is not None:
            for item in items:
                text = " ".join(_TYPED.sub("", b.text) if b.kind == "paragraph" else b.text for b in item)
                place = Source.merge([b.source for b in item])
                self.add(cast(FindingKind, kind), text, part.heading, place)
                self.taken.extend(item)
        return at

    def _read_unmarked(self, part: Part, at: int, kind: str | None) -> int:
        """Takes the paragraphs behind a lead-in as its items where a list lost its marks."""
        blocks = part.blocks[at:]
        if kind is None or not blocks or any(is_item(b) for b in blocks):
            return at
        ended = blocks[0].text.endswith(".")
        items = []
        for block in blocks:
            if block.text.endswith(".") != ended or (kind != "strength" and not _ASKS.search(block.text)):
                break
            items.append(block)
        if len(items) < 2:
            return at
        for block in items:
            self.add(cast(FindingKind, kind), block.text, part.heading, block.source)
            self.taken.append(block)
        message = f'{len(items)} paragraphs without list marks under "{part.heading}" were read as its list'
        self.problems.append(Problem(category="uncertain", message=message, page=items[0].source.page))
        return at + len(items)

    def read_sentences(self, part: Part, passages: Sequence[Passage]) -> None:
        """The lists that stand within one sentence: "inspectors identified a; b; and c"."""
        for at, passage in enumerate(passages):
            if passage.speaker is not None:
                continue
            before = " ".join(p.text for p in passages[max(0, at - _LOOK_BACK) : at])
            found = enumerated(passage.text, before)
            if found is None:
                continue
            kind, items, sure = found
            end = passage.start + len(passage.text)
            for item in items:
                self.add(kind, item, part.heading, place_of(passage.block, passage.start, end))
            if not sure:
                message = f"{len(items)} items were told apart by commas in one sentence"
                page = passage.block.source.page
                self.problems.append(Problem(category="uncertain", message=message, page=page))


def _goes_on(item: Sequence[Block], block: Block) -> bool:
    """Whether an item is nested though its mark is not: behind a colon, with a small letter, as its like."""
    return item[0].text.endswith(":") and item[0].text[:1].isupper() and block.text[:1].islower()


def is_item(block: Block) -> bool:
    """Whether a block is a list item: marked so, or a paragraph that begins with a typed mark."""
    return block.kind == "list_item" or bool(_TYPED.match(block.text))


def enumerated(sentence: str, before: str) -> tuple[FindingKind, list[str], bool] | None:
    """Kind and items of a list within a sentence, and whether semicolons part them; `None` if none.

    What the list holds is said by its own lead, or by the sentences before. Commas part items only where
    the lead itself says so and ends in a colon.
    """
    lead, rest = _cut_lead(sentence)
    if rest is None:
        return None
    own = list_kind(lead)
    kind = own or list_kind(before)
    if own == "weakness" and list_kind(before) == "significant_weakness":
        kind = "significant_weakness"
    if kind is None:
        return None
    pieces = rest.split(";")
    if len(pieces) >= 3:
        return cast(FindingKind, kind), _clean(pieces), True
    pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+(?=[^,]*$)", rest)
    if own and lead.rstrip().endswith(":") and len(rest.split(", ")) >= 2 and len(pieces) >= 3:
        return cast(FindingKind, kind), _clean(pieces), False
    return None


def _cut_lead(sentence: str) -> tuple[str, str | None]:
    first = sentence.split(";")[0]
    colon = first.find(": ")
    if colon > 0:
        return sentence[: colon + 1], sentence[colon + 2 :]
    verb = _LEADS.search(first)
    if verb is None:
        return first, None
    return sentence[: verb.end()], sentence[verb.end() :]


def _clean(pieces: Sequence[str]) -> list[str]:
    cleaned = (re.sub(r"^(?:and|or)\s+", "", p.strip()).rstrip(" .,") for p in pieces)
    return [piece for piece in cleaned if piece]
