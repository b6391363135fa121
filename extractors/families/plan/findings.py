"""The plan's own list of what inspectors found: strengths, areas to improve, further areas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.families.plan.words import fold, load
from extractors.model import Block, Finding, FindingKind, Table

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'])")
LONG_LEAD = 70  # words in a paragraph that leads in to a list
SHORT_ITEM = 3  # words; a shorter item is no finding


@cache
def _kinds() -> tuple[tuple[str, FindingKind], ...]:
    found = [(fold(p), k) for k, phrases in load("document")["findings"].items() for p in phrases]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def lead_in(block: Block) -> FindingKind | None:
    """What the list after this heading or paragraph holds; `None` where it does not say."""
    text = block.text.strip()
    if not text or len(text.split()) > LONG_LEAD:
        return None
    if block.kind == "paragraph" and not text.endswith(":") and not block.bold:
        return None
    last = fold(_SENTENCE.split(text)[-1])
    if block.kind == "heading" and len(last.split()) > 12:
        return None
    return next((kind for phrase, kind in _kinds() if f" {phrase} " in f" {last} "), None)


def restated(blocks: Sequence[Block | Table]) -> tuple[Finding, ...]:
    """The findings that lists under such lead-ins hold, numbered within each kind, in order."""
    numbers: dict[str, int] = {}
    found: list[Finding] = []
    for kind, section, item in _items(blocks):
        numbers[kind] = numbers.get(kind, 0) + 1
        found.append(
            Finding(kind=kind, number=numbers[kind], text=item.text, section=section, source=item.source)
        )
    return tuple(found)


def _items(blocks: Sequence[Block | Table]) -> Iterator[tuple[FindingKind, str, Block]]:
    kind: FindingKind | None = None
    section = ""
    begun = False
    for block in blocks:
        if isinstance(block, Table):
            kind = None
            continue
        if block.kind == "list_item":
            if kind is not None and len(block.text.split()) >= SHORT_ITEM:
                begun = True
                yield kind, section, block
            continue
        if not block.text.strip():
            continue
        told = lead_in(block)
        if told is not None or begun or block.kind == "heading" or block.text.rstrip().endswith(":"):
            kind, section, begun = told, block.text, False
