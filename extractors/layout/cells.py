"""Finished cells: their blocks, joined where a page break cut them."""

from __future__ import annotations

from extractors.layout.blocks import Draft, group, to_block
from extractors.layout.line import fold
from extractors.layout.records import make_cell
from extractors.layout.seams import goes_on
from extractors.layout.tables import CellDraft
from extractors.model import Block, Cell, Source


def cell_blocks(cell: CellDraft) -> list[Block]:
    """The cell's paragraphs and list items, joined where a page break cut them."""
    drafts: list[Draft] = []
    for piece in cell.pieces:
        more = group(piece.lines, piece.right)
        if drafts and more:
            join_seam(drafts, more, piece.right, min(line.x0 for line in piece.lines))
        drafts.extend(more)
    return [to_block(draft) for draft in drafts]


def join_seam(before: list[Draft], after: list[Draft], right: float, left: float) -> None:
    """Join the first draft after a page break to the last one before it where it goes on with it."""
    if goes_on(before[-1], after[0], right, left):
        last, first = before[-1], after.pop(0)
        last.last.soft = True
        last.lines.extend(first.lines)


def to_cell(cell: CellDraft, header: bool) -> Cell:
    """The cell as a record."""
    blocks = cell_blocks(cell)
    return make_cell(
        {
            "row": cell.row,
            "column": cell.column,
            "rowspan": cell.rowspan,
            "colspan": cell.colspan,
            "text": fold([block.text for block in blocks]),
            "blocks": tuple(blocks),
            "header": header,
            "fill": cell.fill,
            "room": round(cell.pieces[-1].room, 1),
            "drawn": cell.drawn,
            "source": _source(cell, blocks),
        },
    )


def _source(cell: CellDraft, blocks: list[Block]) -> Source:
    """The place of a cell's text; of an empty cell, its page."""
    if len(blocks) == 1:
        return blocks[0].source
    pages = [piece.page for piece in cell.pieces if piece.lines] or [cell.pieces[0].page]
    boxes = tuple([box for block in blocks for box in block.source.boxes])
    return Source(page=pages[0], page_end=pages[-1] if blocks else None, boxes=boxes)
