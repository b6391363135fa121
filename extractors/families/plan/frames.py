"""Tables that only place others on the page: each cell holds a table of its own, as cards in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.families.plan.context import read_label
from extractors.model import Block, Cell, Document, Table

Key = tuple[str | None, str]  # a paragraph's place and words
BAND_LEVEL = 6  # of a heading over the cards of a frame: below every heading of the text
CAPTION = 60  # words of the line over a card, which may be its action
LABEL = 6  # words before a colon
BAND = 16  # words; a longer text over the cards is prose


def unframed(document: Document) -> Iterator[Block | Table]:
    """The document's blocks in reading order, with the tables that stand in a frame in the frame's place.

    A reader gives a table inside a cell after the outer table, whose cell repeats its words. Read twice, a
    card would be an action twice; so of a frame only what stands over the tables in it is kept.
    """
    yield from _flow(document.blocks)


def _flow(blocks: Sequence[Block | Table]) -> Iterator[Block | Table]:
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if not isinstance(block, Table):
            yield block
            continue
        inside: list[Table] = []
        while at + len(inside) < len(blocks):
            after = blocks[at + len(inside)]
            if not isinstance(after, Table) or not _within(after, block):
                break
            inside.append(after)
        if inside and _is_frame(block, inside):
            at += len(inside)
            yield from _parts(block, inside)
        else:
            yield block


def _keys(table: Table) -> set[Key]:
    """The paragraphs of a table's cells; those that a reader gives no place are none."""
    return {_key(b) for c in table.cells for b in c.blocks if b.text and b.source.place}


def _key(block: Block) -> Key:
    return block.source.place, block.text


def _within(table: Table, outer: Table) -> bool:
    keys = _keys(table)
    if not keys:  # all its words were deleted
        return (table.source.place or "").startswith(f"{outer.source.place}/")
    return keys <= _keys(outer)


def _framed(cell: Cell, inside: set[Key]) -> bool:
    """Every word of the cell stands in a table inside it, or in the one line over each of them."""
    blocks = [b for b in cell.blocks if b.text]
    captions = _captions(blocks, inside)
    return bool(blocks) and all(_key(b) in inside or i in captions for i, b in enumerate(blocks))


def _captions(blocks: Sequence[Block], inside: set[Key]) -> set[int]:
    """Which paragraphs of a cell are lines that stand alone right over a table inside it."""
    held = [_key(b) in inside for b in blocks]
    return {
        i
        for i, block in enumerate(blocks[:-1])
        if not held[i] and held[i + 1] and (i == 0 or held[i - 1]) and len(block.text.split()) <= CAPTION
    }


def _is_frame(table: Table, inside: Sequence[Table]) -> bool:
    """Its cells hold tables and nothing else but a line over each; a cell of words stands alone in its row,
    over the others, or beside others that each have a label of their own.

    They are the fewer cells, or hold the fewer words: all cards of a section may stand in one cell.
    """
    held = {key for t in inside for key in _keys(t)}
    filled = [c for c in table.cells if c.text.strip()]
    plain = [c for c in filled if not _framed(c, held)]
    alone = all(_over(p, filled, held) for p in plain)
    few = 2 * len(plain) <= len(filled) or 2 * _words(plain) <= _words(filled)
    return len(filled) > len(plain) and alone and few


def _over(cell: Cell, filled: Sequence[Cell], held: set[Key]) -> bool:
    """A cell of words stands over what comes after it: alone in its row, or each cell of the row says by a
    label of its own what it tells."""
    row = [c for c in filled if c.row == cell.row]
    return len(row) == 1 or all(not _framed(c, held) and _says_what(c) for c in row)


def _says_what(cell: Cell) -> bool:
    """The cell begins with a label and goes on with what that names, in the same line or in the next."""
    first, *rest = [b for b in cell.blocks if b.text.strip()]
    label, colon, value = first.text.partition(":")
    if colon and value.strip():
        return len(label.split()) <= LABEL
    known = first.bold or bool(colon) or read_label(first.text) is not None
    return known and bool(rest) and not rest[0].bold and len(label.split()) <= BAND


def _words(cells: Sequence[Cell]) -> int:
    return sum(len(c.text.split()) for c in cells)


def _parts(table: Table, inside: Sequence[Table]) -> Iterator[Block | Table]:
    """What the frame's cells hold, row by row."""
    held = {key for t in inside for key in _keys(t)}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        if not cell.text.strip():
            continue
        if _framed(cell, held):
            yield from _flow(list(_cards(cell, inside, held)))
            continue
        for block in cell.blocks:
            band = block.bold or (len(cell.blocks) == 1 and len(block.text.split()) <= BAND)
            yield _heading(block) if band else block


def _cards(cell: Cell, inside: Sequence[Table], held: set[Key]) -> Iterator[Block | Table]:
    """The tables inside a cell, each beneath the line that stands over it."""
    own = {_key(b) for b in cell.blocks}
    tables = [t for t in inside if (keys := _keys(t)) and keys <= own]
    blocks = [b for b in cell.blocks if b.text]
    over = {_key(blocks[i + 1]): _heading(blocks[i]) for i in _captions(blocks, held)}
    for table in tables:
        first = next(_key(b) for c in table.cells for b in c.blocks if b.text)
        if first in over:
            yield over.pop(first)
        yield table


def _heading(block: Block) -> Block:
    return block.model_copy(update={"kind": "heading", "level": BAND_LEVEL})
