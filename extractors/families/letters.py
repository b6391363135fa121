"""What inspection letters share: their parts, the lists under headings, what they say of no list at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractors.families.items import ends_sentence
from extractors.families.letter_items import VOCABULARY, Entry, check_items, read_list, set_apart, words_of
from extractors.families.sections import Section, matches, mentions, split_sections
from extractors.model import Block, Document, Finding, FindingKind, Problem, Table
from extractors.vocabulary import lists

LABEL = 60  # characters of a label or a name on a line of its own
NOTE = 0.87  # type at most so large, against the body's, is a footnote's

_NOTE_MARK = re.compile(r"(?<=[a-z?’)])\d{1,2}$")
_FOLIO = re.compile(r"\d{1,3}")


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


def letter_sections(document: Document, name: str) -> list[Section]:
    """The sections of a plain document, by the headings of one family of the vocabulary."""
    exact, loose = group_of(f"{name}_headings"), group_of(f"{name}_loose")
    body = body_size(document)
    known = [*exact.values(), *loose.values()]
    blocks = [part for block in document.blocks for part in _two_headings(block, known)]
    document = document.model_copy(update={"blocks": tuple(blocks)})
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


def _two_headings(block: Block | Table, known: Sequence[Sequence[str]]) -> list[Block | Table]:
    """A heading whose last line is a heading of its own, close under the other, as two."""
    if not isinstance(block, Block) or block.kind != "heading" or len(block.lines) < 2:
        return [block]
    texts = [" ".join(line.text for line in part) for part in (block.lines[:-1], block.lines[-1:])]
    if not all(any(matches(text, phrases) for phrases in known) for text in texts):
        return [block]
    return [
        block.model_copy(update={"text": texts[0], "lines": block.lines[:-1]}),
        block.model_copy(update={"text": texts[1], "lines": block.lines[-1:]}),
    ]


def narrative(
    sections: Sequence[Section], keys: Sequence[str], body: float | None = None
) -> list[tuple[str, list[Block]]]:
    """The narrative parts of the given keys, each with its title as printed and its text."""
    found = [(section.title, prose(section, body)) for section in sections if section.key in keys]
    return [(title, blocks) for title, blocks in found if blocks]


def prose(section: Section, body: float | None = None) -> list[Block]:
    """A section's paragraphs and items, without what is set as a heading."""
    return [b for b in section.blocks if isinstance(b, Block) and b.text and not set_apart(b, body)]


def whole_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are paragraphs of sentences: no labels, no lines that a footnote mark cut off."""
    return [b for b in blocks if len(b.text) > LABEL and b.text[:1].isupper() and ends_sentence(b.text)]


# -- findings ----------------------------------------------------------------------------------


class Findings:
    """The findings of a document in the making: each kind counts from 1."""

    def __init__(self, body: float | None = None) -> None:
        self.found: list[Finding] = []
        self.problems: list[Problem] = []
        self.rest: list[tuple[str, list[Block]]] = []
        self.taken: Counter[str] = Counter()  # items by their section's key
        self.body = body
        self._numbers: Counter[str] = Counter()

    def read(self, section: Section, kind: FindingKind, responsible: str | None = None) -> None:
        """Take the items of a section."""
        reading = read_list([b for b in section.blocks if isinstance(b, Block)], self.body)
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
