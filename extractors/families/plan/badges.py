"""Badges: the short words that rate an action on a card or before its progress, told by the plan's own key.

A key in a list sets each word before its meaning with nothing between ("Watch under way, with a risk"). What
other texts of the document begin with, or consist of, tells where the word ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.fields.rating import Legend, LegendEntry, colour_of_fill, says_status, status_of
from extractors.model import Block, Document

WORDS = 4  # of a badge
LINE = 16  # words of a line of the key
FEWEST, MOST = 3, 9  # lines of a key
USED = 2  # of them, whose words other texts use
STOPS = ":.,;"  # after a word, which are no part of it
WHOLE = "\n"  # after words that are a text by themselves
_PARTED = re.compile(r"\s+[–—=-]\s+|\s*:\s+")  # a word from its meaning
_NEXT = re.compile(r"(?<=[.;])\s+(?=[A-Z][^.:;]{1,40}:\s)")  # where the next word and its meaning begin
TELLING = 0.6  # of a list's lines, for it to be a key


def read_badges(document: Document) -> Legend:
    """The key whose words are used as badges; empty where the document prints none."""
    used = _heads(document)
    for run in _lists(document):
        entries = [_entry(block, used) for block in run]
        marks = Counter(e.mark for e in entries if e)
        entries = [e if e and marks[e.mark] == 1 else None for e in entries]  # no two lines have one word
        told = [e.status if e else status_of(b.text) for e, b in zip(entries, run, strict=True)]
        marked = [e for e in entries if e is not None]
        statuses = {status for status in told if status}
        if len(marked) >= USED and len(statuses) >= FEWEST and sum(map(bool, told)) >= TELLING * len(run):
            return Legend(tuple(marked))
    return Legend()


def _heads(document: Document) -> Counter[str]:
    """How often texts of the document begin with the same one to four words."""
    counts: Counter[str] = Counter()
    cells = (cell for table in document.tables for cell in table.cells)
    texts = [block.text for block in document.text_blocks]
    texts += [text for cell in cells for text in {cell.text, *(b.text for b in cell.blocks)}]
    texts += [value for text in texts for value in text.split(": ")[1:]]
    for text in texts:
        words = text.split()
        heads = (" ".join(words[:n]) for n in range(1, min(WORDS, len(words)) + 1))
        counts.update(head.rstrip(STOPS) for head in heads)
        counts.update([" ".join(words).rstrip(STOPS) + WHOLE] if len(words) <= WORDS else [])
    return counts


def _is_used(mark: str, block: Block, used: Counter[str]) -> bool:
    """Whether other texts begin with the words; of a line with a coloured shape beside it, which may explain
    the colour alone, whether they are nothing else."""
    return used[f"{mark}{WHOLE}"] > 0 if block.fill else used[mark] > 1


def _lists(document: Document) -> Iterator[Sequence[Block]]:
    """Runs of short lines, each of which may be one of a key."""
    run: list[Block] = []
    for block in document.blocks:
        parts = _parts(block) if isinstance(block, Block) else []
        if parts and all(_may_explain(part) for part in parts):
            run += parts
            continue
        if FEWEST <= len(run) <= MOST:
            yield run
        run = []
    if FEWEST <= len(run) <= MOST:
        yield run


def _parts(block: Block) -> list[Block]:
    """A line of a key, or each of the words with their meanings that follow each other in it."""
    parts = _NEXT.split(block.text)
    parted = len(parts) > 1 and all(len(_PARTED.split(p)[0].split()) <= WORDS for p in parts)
    return [block.model_copy(update={"text": p}) for p in parts] if parted else [block]


def _may_explain(block: Block) -> bool:
    """A short line."""
    return block.kind != "heading" and 1 < len(block.text.split()) <= LINE


def _entry(block: Block, used: Counter[str]) -> LegendEntry | None:
    """A line of a key: a status before a dash, else the longest words at its head that stand elsewhere too,
    and their meaning."""
    parted = _PARTED.split(block.text, maxsplit=1)
    if len(parted) == 2 and len(parted[0].split()) <= WORDS and says_status(parted[0]):
        return LegendEntry(colour_of_fill(block.fill), parted[0], parted[1], status_of(parted[0]))
    words = block.text.split()
    for n in range(min(WORDS, len(words) - 1), 0, -1):
        mark, meaning = " ".join(words[:n]).rstrip(STOPS), " ".join(words[n:]).strip(" -–—:=,")
        if _is_used(mark, block, used) and mark[:1].isupper() and mark[-1:].isalnum() and meaning:
            status = status_of(mark) or status_of(meaning)
            return LegendEntry(colour_of_fill(block.fill), mark, meaning, status) if status else None
    return None
