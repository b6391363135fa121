"""What inspection letters share: their parts, the lists under headings, what they say of no list at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.families.items import ends_sentence
from extractors.families.sections import Section, matches, mentions, split_sections
from extractors.model import Block, Document, Finding, FindingKind, Problem, Source, Table
from extractors.vocabulary import lists

VOCABULARY = "letters"
NOTE = 0.87  # type at most so large, against the body's, is a footnote's
LARGER = 1.03  # type so much larger than the body's sets a line apart
HEADING = 160  # characters of a heading
SUBHEADING = 14  # words of a subheading inside a list
INDENT = 3.0  # points by which a paragraph stands further in than the mark of its item

_NUMBER = re.compile(r"(\d{1,3}\.)\s+(?=[A-Z‘“])")
_NOTE_MARK = re.compile(r"(?<=[a-z?’)])\d{1,2}$")
_FOLIO = re.compile(r"\d{1,3}")


def words_of(name: str) -> tuple[str, ...]:
    """One list of the letters' vocabulary."""
    return lists(VOCABULARY)[name]


def group_of(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of one table of the vocabulary, by their short names."""
    found = lists(VOCABULARY).items()
    return {key.split(".", 1)[1]: phrases for key, phrases in found if key.startswith(name + ".")}


# -- the document made plain -------------------------------------------------------------------


def body_size(document: Document) -> float | None:
    """The size that most of the text is set in; `None` where sizes are not known."""
    sizes: Counter[float] = Counter()
    for block in document.text_blocks:
        if block.size:
            sizes[block.size] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else None


def plain(document: Document) -> Document:
    """The document without its contents list and footnotes, what stands in boxes among the rest."""
    body = body_size(document)
    blocks: list[Block | Table] = []
    for block in _without_contents(document.blocks):
        if isinstance(block, Table):
            blocks.extend(_unboxed(block))
        elif not is_note(block, body):
            blocks.append(_without_note_mark(block))
    return document.model_copy(update={"blocks": tuple(blocks)})


def is_note(block: Block, body: float | None) -> bool:
    """Whether a block is a footnote, or a footnote's mark on a line of its own: small type."""
    return block.kind != "heading" and bool(body and block.size and block.size <= NOTE * body)


def _without_note_mark(block: Block) -> Block:
    """A heading without the footnote mark at its end."""
    if block.kind != "heading" and not block.bold:
        return block
    return block.model_copy(update={"text": _NOTE_MARK.sub("", block.text)})


def _unboxed(table: Table) -> list[Block | Table]:
    """What a box holds: the blocks of a table of one column; other tables as they are."""
    if table.n_columns == 1:
        return [block for cell in table.cells for block in cell.blocks]
    return [table]


def _without_contents(blocks: Sequence[Block | Table]) -> Iterator[Block | Table]:
    """The blocks but for a table of contents: all on its page, and lists of page numbers after it."""
    page: int | None = None
    for block in blocks:
        if isinstance(block, Block) and matches(block.text, ("Contents", "Table of contents")):
            page = block.source.page or 0
        if page is not None and (block.source.page or 0) <= page:
            continue
        if page is not None and isinstance(block, Table) and _is_index(block):
            continue
        yield block


def _is_index(table: Table) -> bool:
    """Whether a table's rows end in page numbers."""
    ends = [next((c.text for c in reversed(row) if c is not None and c.text), "") for row in table.grid()]
    return sum(bool(_FOLIO.fullmatch(end)) for end in ends) > len(ends) / 2


# -- parts -------------------------------------------------------------------------------------


def set_apart(block: Block, body: float | None) -> bool:
    """Whether a block is set as a heading is: short, no sentence, bold or larger than the rest."""
    if block.kind == "heading":
        return True
    if block.kind == "list_item" or len(block.text) > HEADING or block.text.endswith((".", ",", ";")):
        return False
    larger = bool(body and block.size and block.size >= LARGER * body)
    return (block.bold or larger) and any(c.isalpha() for c in block.text)


def letter_sections(document: Document, name: str) -> list[Section]:
    """The sections of a plain document, by the headings of one family of the vocabulary."""
    exact, loose = group_of(f"{name}_headings"), group_of(f"{name}_loose")
    body = body_size(document)
    found: dict[str, list[str]] = {}
    for block in document.text_blocks:
        if not set_apart(block, body) or any(matches(block.text, p) for p in exact.values()):
            continue
        key = next((key for key, phrases in loose.items() if matches(block.text, phrases)), None)
        if key is not None:
            found.setdefault(key, []).append(block.text)
    keys = [*exact, *(key for key in loose if key not in exact)]
    headings = {key: (*exact.get(key, ()), *found.get(key, ())) for key in keys}
    return split_sections(document, {key: phrases for key, phrases in headings.items() if phrases})


def narrative(sections: Sequence[Section], keys: Sequence[str]) -> list[tuple[str, list[Block]]]:
    """The narrative parts of the given keys, each with its title as printed and its text."""
    return [
        (section.title, blocks)
        for section in sections
        if section.key in keys
        and (blocks := [b for b in section.blocks if isinstance(b, Block) and b.text and b.kind != "heading"])
    ]


# -- lists -------------------------------------------------------------------------------------


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


# -- findings ----------------------------------------------------------------------------------


class Findings:
    """The findings of a document in the making: each kind counts from 1."""

    def __init__(self, body: float | None = None) -> None:
        self.found: list[Finding] = []
        self.problems: list[Problem] = []
        self.rest: list[tuple[str, list[Block]]] = []
        self.taken: Counter[str] = Counter()  # items by their section's key
        self._body = body
        self._numbers: Counter[str] = Counter()

    def read(self, section: Section, kind: FindingKind, responsible: str | None = None) -> None:
        """Take the items of a section."""
        reading = read_list([b for b in section.blocks if isinstance(b, Block)], self._body)
        self.problems.extend(reading.problems)
        for entry in reading.entries:
            self.add(kind, entry, section.title, responsible)
        self.taken[section.key] += len(reading.entries)
        self.problems.extend(check_items(reading.entries, kind, section.title))
        if reading.rest:
            title = next((b.text for b in reading.rest if b.kind == "heading"), section.title)
            self.rest.append((title, [b for b in reading.rest if b.kind != "heading"]))

    def add(
        self, kind: FindingKind, entry: Entry, section: str | None, responsible: str | None = None
    ) -> None:
        """One more finding of a kind."""
        self._numbers[kind] += 1
        self.found.append(
            Finding(
                kind=kind,
                number=self._numbers[kind],
                text=entry.text,
                responsible=responsible,
                section=section,
                source=entry.source,
            )
        )

    def read_all(self, sections: Sequence[Section], kinds: Mapping[str, FindingKind]) -> None:
        """Take the items of every section whose key has a kind."""
        for section in sections:
            if section.key in kinds:
                self.read(section, kinds[section.key])


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


def texts_of(blocks: Sequence[Block | Table]) -> Iterator[str]:
    """The texts of blocks, tables by their cells."""
    for block in blocks:
        if isinstance(block, Block):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells if cell.text)


def titled(document: Document, kind: str) -> bool:
    """Whether the opening of a document names a kind of inspection."""
    phrases = words_of(f"titles.{kind}")
    texts = [text for text in texts_of(document.blocks[:40]) if len(text) < 200]
    return any(matches(text, phrases) for text in [*texts, document.title or ""])


def says(document: Document, phrases: Sequence[str], pages: int = 2) -> bool:
    """Whether the first pages hold one of the phrases."""
    return any(
        mentions(block.text, phrases)
        for block in document.text_blocks
        if block.source.page is None or block.source.page <= pages
    )
