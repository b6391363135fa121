"""The head of an inspection letter: its day, who it is to, its subject, the days of the visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.families.letter_items import words_of
from extractors.families.sections import matches, mentions
from extractors.fields.dates import Days, find_days
from extractors.model import Block, Document, Line, Problem

DEAR = re.compile(r"Dear\b")
FAR = timedelta(days=400)  # a letter is written within so long of the visit that it tells of
_EARLIER_DAYS = re.compile(r"((?:\b\d{1,2}(?:st|nd|rd|th)?,\s+)+)$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_FOOTNOTE = re.compile(r"(?<=[A-Za-z)])\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands over a letter's text: `lines` are the addressees', `opening` the first paragraphs."""

    published: date | None
    lines: tuple[Line, ...]
    subject: str | None
    opening: tuple[str, ...]


def sureness(document: Document) -> float:
    """How sure it is that a document with a letter's title and parts is the letter, 0 to 1.

    Letters have a salutation; what is no PDF and has none may be a page that tells of one.
    """
    if any(DEAR.match(line.text) for _, line in _first_page_lines(document)):
        return 0.95
    return 0.75 if document.format == "pdf" else 0.4


def read_letterhead(document: Document, title: str) -> Letterhead:
    """The letterhead; `title` names the vocabulary's phrases for the subject line."""
    lines = list(_first_page_lines(document))
    at = next((i for i, (_, line) in enumerate(lines) if _only_day(line.text)), None)
    published = _only_day(lines[at][1].text) if at is not None else None
    subject, opening = _subject(document, title)
    return Letterhead(published, tuple(_to_whom(lines, at)), subject, opening)


def _first_page_lines(document: Document) -> Iterator[tuple[Block, Line]]:
    """The printed lines of the first page, tables by their cells, each with the block that holds it."""
    first = next((b.source.page for b in document.blocks if b.source.page), None)
    for block in document.blocks:
        if block.source.page != first:
            return
        parts = [block] if isinstance(block, Block) else [b for cell in block.cells for b in cell.blocks]
        for part in parts:
            for line in part.lines or (Line(text=part.text),):
                yield part, line


def _only_day(text: str) -> date | None:
    """The day that a line prints and nothing else."""
    found = find_days(text)
    if len(found) != 1 or found[0].start != found[0].end or len(found[0].raw) < len(text.strip(" .")) - 1:
        return None
    return found[0].start


def _to_whom(lines: Sequence[tuple[Block, Line]], at: int | None) -> Iterator[Line]:
    """The lines between the letter's day and its salutation."""
    begin = at + 1 if at is not None else 0
    if at is None and not any(DEAR.match(line.text) for _, line in lines):
        return
    for block, line in lines[begin:]:
        long = len(block.lines) > 3 and len(block.text) > 300 and block.text.rstrip().endswith(".")
        if DEAR.match(line.text) or block.kind == "heading" or long:
            return
        text = _FOOTNOTE.sub("", line.text.strip())
        if text:
            yield line.model_copy(update={"text": text})


def _subject(document: Document, title: str) -> tuple[str | None, tuple[str, ...]]:
    """The subject line, over as many blocks as it takes, and the paragraphs up to the next heading."""
    blocks = [b for b in document.blocks if isinstance(b, Block)]
    phrases = words_of(f"titles.{title}")
    for position, block in enumerate(blocks[:60]):
        if len(block.text) > 250 or not matches(block.text[:200], phrases):
            continue
        subject, rest = block.text, blocks[position + 1 :]
        while rest and rest[0].kind == block.kind == "heading" and rest[0].text[:1].islower():
            subject, rest = f"{subject} {rest[0].text}", rest[1:]
        opening: list[str] = []
        for following in rest:
            if following.kind == "heading" and opening:
                break
            opening.append(following.text)
        return subject, tuple(opening)
    return None, tuple(b.text for b in blocks[:30])


# -- the days of the visit ---------------------------------------------------------------------


def sentences(paragraphs: Sequence[str]) -> list[str]:
    """The sentences of paragraphs read as one text, for printers cut them anywhere."""
    return [s for s in _SENTENCE.split(" ".join(paragraphs)) if s]


def visit_days(paragraphs: Sequence[str], published: date | None) -> Days | None:
    """When the visit took place, as the opening says; not when an earlier one did."""
    best: Days | None = None
    score = 0
    for sentence in sentences(paragraphs):
        days = _all_days(sentence)
        if days is None or not mentions(sentence, words_of("opening.visited")):
            continue
        if published is not None and not published - FAR <= days.end <= published:
            continue
        points = 1 + 2 * mentions(sentence, words_of("opening.happened"))
        points -= 2 * mentions(sentence, words_of("opening.earlier"))
        if points > score:
            best, score = days, points
    return best


def _all_days(sentence: str) -> Days | None:
    """The days of a sentence: its one passage ("5, 6 and 7 March 2024"), or its first and last of several."""
    found = find_days(sentence)
    if not found:
        return None
    first = found[0]
    begin = sentence.find(first.raw)
    earlier = _EARLIER_DAYS.search(sentence[:begin])
    start, raw = first.start, first.raw
    if earlier:
        day = int(re.findall(r"\d+", earlier[1])[0])
        if day < start.day:
            start, raw = start.replace(day=day), f"{earlier[1]}{raw}"
    near = [days for days in found if abs(days.end - first.end) < timedelta(days=120)]
    end = max(days.end for days in near)
    if len(near) > 1:
        last = max(near, key=lambda days: days.end)
        raw = sentence[begin : sentence.find(last.raw) + len(last.raw)]
    return Days(raw, min(start, *(days.start for days in near)), end)


def missing(what: str, page: int | None = 1) -> Problem:
    """A problem: something that the letter's head prints was not found."""
    return Problem(category="not_read", page=page, message=f"{what} could not be found")
