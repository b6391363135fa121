"""What a parent or a child said, set apart between the actions: it belongs to none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.families.plan import content
from extractors.families.plan.context import segments
from extractors.families.plan.found import INTRO
from extractors.model import Block, Table

FEWEST = 5  # words of a quotation
SPEAKER = 10  # words
_QUOTED = re.compile(r"\W*?[“\"‘].{20,}[”\"’]\.?(?:\s*[–—-]\s*(?P<by>[^“”\"]{3,80}))?\s*", re.S)


def without_voices(blocks: Sequence[Block | Table]) -> Iterator[Block | Table]:
    """The blocks without quotations that say who spoke, in the same paragraph or in the next.

    What stands under a label or a line that asks for it ("What families told us:") stays, as do the words
    of inspectors.
    """
    at = 0
    while at < len(blocks):
        block, before = blocks[at], blocks[at - 1] if at else None
        told = _voice(block, blocks[at + 1] if at + 1 < len(blocks) else None)
        if told and not _asks(before):
            at += told
            continue
        yield block
        at += 1


def _voice(block: Block | Table, after: Block | Table | None) -> int:
    """How many blocks a quotation with its speaker takes; 0 where it is none."""
    if isinstance(block, Table) or len(block.text.split()) < FEWEST or block.mark is not None:
        return 0
    match = _QUOTED.fullmatch(block.text)
    if match is None:
        return 0
    if match["by"]:
        return 0 if INTRO.search(match["by"]) else 1
    return 2 if isinstance(after, Block) and _speaks(after) else 0


def _speaks(block: Block) -> bool:
    """A short line that may name who spoke."""
    text = block.text.strip().lstrip("–—- ")
    if block.kind != "paragraph" or not text or len(text.split()) > SPEAKER or text.endswith((".", ":", "”")):
        return False
    if INTRO.search(text) or content.starts_with_verb(text) or content.is_reference(text.split()[0]):
        return False
    return not (content.is_date(text) or content.is_rating(text)) and all(
        part.role is None for part in segments(block)
    )


def _asks(block: Block | Table | None) -> bool:
    """A label or lead-in, which waits for the words that follow."""
    if not isinstance(block, Block):
        return False
    return block.text.rstrip().endswith((":", "?")) or any(
        part.role is not None and not part.text for part in segments(block)
    )
