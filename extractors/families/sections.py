"""A document cut at its headings: what the families of inspection reports share.

A heading is compared by its letters and figures alone, for text layers put spaces inside words. It counts
wherever it stands: as a heading, as a short paragraph in plain type, over two lines, or as a table's header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractors.model import Block, Cell, Document, Table

LONGEST = 200  # characters of a heading
Headings = re.Pattern[str]  # all headings of a family, each a group of its own name

_PIECE = re.compile(r"([*#])")
_WILD = {"*": ".*", "#": r"\d+"}
_OTHER = re.compile(r"[\W_]+")
_COMMON = str.maketrans(
    "", "", " .,:;'\"!?()-/_\n\u00a0\u2013\u2018\u2019\u201c\u201d\u2022"
)  # far faster than a pattern


def squeeze(text: str) -> str:
    """Letters and figures alone, in small letters."""
    kept = text.translate(_COMMON)
    return (kept if kept.isalnum() else _OTHER.sub("", kept)).casefold()


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all phrases; "*" stands for any words, "#" for a number."""
    parts = [
        "".join(_WILD.get(piece) or re.escape(squeeze(piece)) for piece in _PIECE.split(phrase))
        for phrase in phrases
    ]
    return re.compile("|".join(parts))


def matches(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text is one of the phrases."""
    return len(text) <= LONGEST and _pattern(tuple(phrases)).fullmatch(squeeze(text)) is not None


def mentions(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text holds one of the phrases."""
    return _pattern(tuple(phrases)).search(squeeze(text)) is not None


@dataclass(slots=True)
class Row:
    """A table's row: the cell over each column (None where there is none), and the cells that begin here."""

    cells: list[Cell | None]
    own: list[Cell]

    @property
    def text(self) -> str:
        """The texts of the cells that begin here, with a space between."""
        return " ".join(cell.text for cell in self.own if cell.text)


@dataclass(slots=True)
class Section:
    """What stands under one heading. `key` is the heading's name in the vocabulary."""

    key: str
    title: str
    page: int | None = None
    blocks: list[Block | Table | Row] = field(default_factory=list)


def rows_of(table: Table) -> list[Row]:
    """The table's rows, spans carried down."""
    grid, cover = table.grid(), table.cover()
    return [
        Row(list(covering), [cell for cell in own if cell is not None])
        for own, covering in zip(grid, cover, strict=True)
    ]


def _key(text: str, headings: Headings) -> str | None:
    """The name of the heading that a text is; the first of those that it could be."""
    if not text or len(text) > LONGEST:
        return None
    found = headings.fullmatch(squeeze(text))
    return found.lastgroup if found else None


@cache
def _all_headings(headings: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """One pattern for all headings, each a group of its own name."""
    return re.compile("|".join(f"(?P<{key}>{_pattern(phrases).pattern})" for key, phrases in headings))


def split_sections(document: Document, headings: Mapping[str, Sequence[str]]) -> list[Section]:
    """The document's sections in order; the first, with an empty key, is what stands before any heading.

    A section whose heading comes twice in a row (above a table and as its header) is one section. A table
    with a heading as its header, or in a row of its own, begins a section there; its rows follow as `Row`.
    """
    sections = [Section("", "")]
    known = _all_headings(tuple((key, tuple(phrases)) for key, phrases in headings.items()))
    blocks = list(document.blocks)
    skip = False
    for position, block in enumerate(blocks):
        if skip:
            skip = False
            continue
        if isinstance(block, Table):
            _add_table(sections, block, known)
            continue
        key, title, skip = _heading_at(blocks, position, known)
        if key is None:
            sections[-1].blocks.append(block)
        else:
            _begin(sections, key, title, block.source.page)
    return sections


def _heading_at(
    blocks: Sequence[Block | Table], position: int, headings: Headings
) -> tuple[str | None, str, bool]:
    """The key and title of a heading that begins here, and whether it takes the next block as well."""
    block = blocks[position]
    if not isinstance(block, Block) or (block.kind == "list_item" and not block.bold):
        return None, "", False
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    if block.kind == "heading" and isinstance(following, Block) and following.kind == "heading":
        both = f"{block.text} {following.text}"
        key = _key(both, headings)
        if key is not None and _key(following.text, headings) is None:
            return key, both, True
    return _key(block.text, headings), block.text, False


def _begin(sections: list[Section], key: str, title: str, page: int | None) -> None:
    if sections[-1].key == key and not sections[-1].blocks:
        return
    sections.append(Section(key, title, page))


def _add_table(sections: list[Section], table: Table, headings: Headings) -> None:
    """Add a table to the current section, or its rows to the sections that they begin."""
    rows = rows_of(table)
    found = [_row_key(row, headings) for row in rows]
    if not any(found) and not any(_opening_key(row, headings) for row in rows):
        sections[-1].blocks.append(table)
        return
    for row, key in zip(rows, found, strict=True):
        if key is None:
            _add_row(sections, row, headings)
            continue
        page = next((cell.source.page for cell in row.own), None)
        if sections[-1].key != key or any(isinstance(b, Row) for b in sections[-1].blocks):
            sections.append(Section(key, row.text, page))
        if len([cell for cell in row.own if cell.text]) > 1:
            sections[-1].blocks.append(row)


def _opening_key(row: Row, headings: Headings) -> str | None:
    """The heading that a row of one cell opens with, before its text."""
    filled = [cell for cell in row.own if cell.text]
    if len(filled) != 1 or len(filled[0].blocks) < 2:
        return None
    return _key(filled[0].blocks[0].text, headings)


def _add_row(sections: list[Section], row: Row, headings: Headings) -> None:
    """Add a row to the current section, or to the one that its only cell opens with a heading."""
    key = _opening_key(row, headings)
    if key is None:
        sections[-1].blocks.append(row)
        return
    blocks = next(cell for cell in row.own if cell.text).blocks
    _begin(sections, key, blocks[0].text, blocks[0].source.page)
    sections[-1].blocks.extend(blocks[1:])


def _row_key(row: Row, headings: Headings) -> str | None:
    """The heading that a row of short cells holds, as a table's header does."""
    texts = [cell.text for cell in row.own if cell.text]
    if not texts or len(texts) > 3 or any(len(text) > 80 for text in texts):
        return None
    keys = [_key(text, headings) for text in texts]
    return next((key for key in keys if key is not None), None)


def find(sections: Sequence[Section], key: str) -> list[Section]:
    """The sections of one key."""
    return [section for section in sections if section.key == key]


def texts(section: Section) -> Iterator[str]:
    """Each block's, cell's or row's text."""
    for block in section.blocks:
        if isinstance(block, Block):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for cell in block.cells if cell.text)
        else:
            yield from (cell.text for cell in block.own if cell.text)
