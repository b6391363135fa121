"""Badges: the short words that rate an action on a card or before its progress, told by the plan's own key.

A key in a list sets each word before its meaning with nothing between ("Watch under way, with a risk"). What
other texts of the document begin with, or consist of, tells where the word ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.fields.rating import Legend, LegendEntry, colour_of_fill, status_of
from extractors.model import Block, Document

WORDS = 4  # of a badge
LINE = 16  # words of a line of the key
FEWEST, MOST = 3, 9  # lines of a key
TELLING = 0.6  # of a list's lines, for it to be a key


def read_badges(document: Document) -> Legend:
    """The key whose words are used as badges; empty where the document prints none."""
    used = _heads(document)
    for run in _lists(document):
        entries = [e for block in run if (e := _entry(block, used)) is not None]
        statuses = {e.status for e in entries}
        if len(entries) >= max(FEWEST, TELLING * len(run)) and len(statuses) >= FEWEST:
            return Legend(tuple(entries))
    return Legend()


def _heads(document: Document) -> Counter[str]:
    """How often texts of the document begin with the same one to four words."""
    counts: Counter[str] = Counter()
    cells = (cell for table in document.tables for cell in table.cells)
    texts = [block.text for block in document.text_blocks]
    texts += [text for cell in cells for text in {cell.text, *(b.text for b in cell.blocks)}]
    for text in texts:
        words = text.split()
        counts.update(" ".join(words[:n]) for n in range(1, min(WORDS, len(words)) + 1))
    return counts


def _lists(document: Document) -> Iterator[Sequence[Block]]:
    """Runs of short lines, each of which may be one of a key."""
    run: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Block) and _may_explain(block):
            run.append(block)
            continue
        if FEWEST <= len(run) <= MOST:
            yield run
        run = []
    if FEWEST <= len(run) <= MOST:
        yield run


def _may_explain(block: Block) -> bool:
    """A short line; one with a coloured shape beside it explains a colour, and no word."""
    return block.kind != "heading" and block.fill is None and 1 < len(block.text.split()) <= LINE


def _entry(block: Block, used: Counter[str]) -> LegendEntry | None:
    """A line of a key: the longest words at its head that stand elsewhere too, and their meaning."""
    words = block.text.split()
    for n in range(min(WORDS, len(words) - 1), 0, -1):
        mark, meaning = " ".join(words[:n]), " ".join(words[n:]).strip(" -–—:=,")
        if used[mark] > 1 and mark[:1].isupper() and mark[-1:].isalnum() and meaning:
            status = status_of(mark) or status_of(meaning)
            return LegendEntry(colour_of_fill(block.fill), mark, meaning, status) if status else None
    return None
