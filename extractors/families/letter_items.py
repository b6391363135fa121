"""The items that an inspection letter lists: what is an item, what belongs to one, what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.families.items import ends_sentence
from extractors.families.sections import matches
from extractors.model import Block, Problem, Source
from extractors.vocabulary import lists

VOCABULARY = "letters"
LARGER = 1.03  # type so much larger than the body's sets a line apart
HEADING = 160  # characters of a heading
SUBHEADING = 14  # words of a subheading inside a list
INDENT = 3.0  # points by which a paragraph stands further in than the mark of its item

_NUMBER = re.compile(r"(\d{1,3}\.)\s+(?=[A-Z‘“])")


def words_of(name: str) -> tuple[str, ...]:
    """One list of the letters' vocabulary."""
    return lists(VOCABULARY)[name]


def set_apart(block: Block, body: float | None) -> bool:
    """Whether a block is set as a heading is: short, no sentence, bold or larger than the rest."""
    if block.kind == "heading":
        return True
    if block.kind == "list_item" or len(block.text) > HEADING or block.text.endswith((".", ",", ";")):
        return False
    larger = bool(body and block.size and block.size >= LARGER * body)
    return (block.bold or larger) and any(c.isalpha() for c in block.text)


@dataclass(slots=True)
class Entry:
    """A listed text in the making."""

    text: str
    source: Source
    mark: str | None
    level: int


@dataclass(slots=True)
class Reading:
    """The items of one part, what was doubtful, and the blocks that turned out to be no part of the list."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)


def read_list(blocks: Sequence[Block], body: float | None = None) -> Reading:
    """The items that blocks list. Subheadings, lead-ins and sentences that say there is none are no items."""
    reading = Reading()
    shown = [_numbered(block) for block in blocks if any(c.isalpha() for c in block.text)]
    if not any(block.kind == "list_item" for block in shown):
        _unmarked(shown, reading, body)
        return reading
    nested: set[str] = set()
    for position, block in enumerate(shown):
        following = shown[position + 1 :]
        if _ends_list(block, following, reading, body):
            reading.rest.extend(shown[position:])
            break
        if _says_none(block.text) or _is_subheading(block, following, reading, body):
            continue
        if block.kind == "list_item":
            _add_item(block, reading, nested)
        else:
            _add_paragraph(block, following, reading)
    return reading


def _numbered(block: Block) -> Block:
    """A paragraph that begins with a number as a list item."""
    found = _NUMBER.match(block.text) if block.kind == "paragraph" else None
    if found is None:
        return block
    changed = {"kind": "list_item", "mark": found[1], "text": block.text[found.end() :], "level": 1}
    return block.model_copy(update=changed)


def _says_none(text: str) -> bool:
    return len(text) < 160 and matches(text, words_of("lists.none"))


def _ends_list(block: Block, following: Sequence[Block], reading: Reading, body: float | None) -> bool:
    """Whether a heading that the vocabulary does not know begins another part: no item stands under it."""
    if not reading.entries or not set_apart(block, body) or block.kind != "heading":
        return False
    for other in following:
        if other.kind == "list_item":
            return False
        if other.kind == "paragraph" and ends_sentence(other.text) and not other.text.endswith(":"):
            return True
    return False


def _is_subheading(block: Block, following: Sequence[Block], reading: Reading, body: float | None) -> bool:
    """Whether a block only names what the items under it are about."""
    if block.kind == "list_item":
        return False
    if set_apart(block, body):
        return True
    before = not reading.entries or ends_sentence(reading.entries[-1].text)
    short = len(block.text.split()) <= SUBHEADING and not block.text.endswith((".", ";", ",", ":"))
    return (
        before and short and block.text[:1].isupper() and bool(following) and following[0].kind == "list_item"
    )


def _kind_of_mark(mark: str | None) -> str:
    return "1" if mark and mark.strip("(.)").isdigit() else mark or ""


def _add_item(block: Block, reading: Reading, nested: set[str]) -> None:
    """A new item, or more of the one before where the block is nested under it."""
    mark = _kind_of_mark(block.mark)
    if not reading.entries:
        reading.entries.append(Entry(block.text, block.source, mark, block.level))
        return
    first, last = reading.entries[0], reading.entries[-1]
    deeper = block.level > first.level
    if (deeper and (mark != first.mark or not ends_sentence(last.text) or last.text.endswith(":"))) or (
        mark in nested and mark != first.mark
    ):
        nested.add(mark)
        _extend(last, block)
        return
    reading.entries.append(Entry(block.text, block.source, mark, block.level))


def _extend(entry: Entry, block: Block) -> None:
    entry.text = f"{entry.text} {block.text}"
    entry.source = Source.merge([entry.source, block.source])


def _add_paragraph(block: Block, following: Sequence[Block], reading: Reading) -> None:
    """A paragraph among items: the rest of the one before, or no item at all."""
    if not reading.entries:
        if not block.text.endswith(":"):
            reading.rest.append(block)
            reading.problems.append(
                _problem("uncertain", block, "taken as a lead-in to the list, not as an item")
            )
        return
    last = reading.entries[-1]
    unfinished = not ends_sentence(last.text) or last.text.endswith((":", ","))
    if unfinished and block.text[:1].islower():
        _extend(last, block)
    elif _stands_in(block, last):
        _extend(last, block)
        reading.problems.append(
            _problem("uncertain", block, "an indented paragraph was taken as part of its item")
        )
    elif not block.text.endswith(":"):
        known = any(other.kind == "list_item" for other in following)
        reading.rest.append(block)
        if known or unfinished:
            reading.problems.append(
                _problem("not_placed", block, "a paragraph between list items is in none of them")
            )


def _stands_in(block: Block, entry: Entry) -> bool:
    """Whether a paragraph is indented to the text of the item before it."""
    if not block.source.boxes or not entry.source.boxes:
        return False
    mark = min(box.x0 for box in entry.source.boxes)
    return block.source.boxes[0].x0 > mark + INDENT


def _unmarked(blocks: Sequence[Block], reading: Reading, body: float | None) -> None:
    """Items of a list without marks: its paragraphs."""
    for position, block in enumerate(blocks):
        if _says_none(block.text) or block.text.endswith(":"):
            continue
        if set_apart(block, body):
            if reading.entries and block.kind == "heading":
                reading.rest = list(blocks[position:])
                return
            continue
        if reading.entries and not ends_sentence(reading.entries[-1].text) and block.text[:1].islower():
            _extend(reading.entries[-1], block)
            continue
        reading.entries.append(Entry(block.text, block.source, None, 1))
        reading.problems.append(
            _problem("uncertain", block, "a paragraph without a list mark was taken as an item")
        )


def _problem(category: str, block: Block, what: str) -> Problem:
    words = block.text.split()
    digest = " ".join(words[:6]) + (" ..." if len(words) > 6 else "")
    return Problem.model_validate(
        {"category": category, "page": block.source.page, "message": f"{what}: {digest}"}
    )


def check_items(entries: Sequence[Entry], kind: str, title: str) -> Iterator[Problem]:
    """Items that do not end as sentences do. A list that sets no full stops but the last is whole."""
    stopped = [ends_sentence(entry.text) or entry.text.endswith(";") for entry in entries]
    unstopped = len(entries) > 1 and not any(stopped[:-1])
    name = kind.replace("_", " ")
    for number, (entry, done) in enumerate(zip(entries, stopped, strict=True), 1):
        if not done and not unstopped:
            words = " ".join(entry.text.split()[-5:])
            yield Problem(
                category="invariant",
                page=entry.source.page_end,
                message=f"item {number} under '{title}' ({name}) does not end as a sentence: ... {words}",
            )
        lower = entry.text[:1].islower() and any(e.text[:1].isupper() for e in entries)
        if lower:
            words = " ".join(entry.text.split()[:5])
            yield Problem(
                category="invariant",
                page=entry.source.page,
                message=f"item {number} under '{title}' ({name}) begins in mid sentence: {words} ...",
            )
