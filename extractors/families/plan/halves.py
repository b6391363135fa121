"""Two rows that a join over a page break made one of, taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.families.plan import content
from extractors.families.plan.columns import DATES
from extractors.model import Block, Cell, Source


def halves(cells: Sequence[Cell], role: Callable[[int], str]) -> tuple[list[Cell], list[Cell]] | None:
    """The two rows that a join over a page break made one of: told by a date, a rating or a reference that is
    whole on either page. `None` where the row is one row."""
    pages = sorted({line.box.page for c in cells for line in c.lines if line.box is not None})
    if len(pages) < 2:
        return None
    upper = [_half(c, pages[0], True) for c in cells]
    lower = [_half(c, pages[0], False) for c in cells]
    pairs = [(a.text, b.text) for a, b in zip(upper, lower, strict=True) if role(a.column) == "activity"]
    if any(content.goes_on(above, below) for above, below in pairs):
        return None  # "Spring and summer terms" and "2026" are dates, but of one row that is cut
    for above, below in zip(upper, lower, strict=True):
        kind = role(above.column)
        whole = (
            content.is_date
            if kind in DATES
            else content.is_rating
            if kind == "status"
            else content.is_reference
            if kind == "reference"
            else None
        )
        if whole is not None and whole(above.text) and whole(below.text):
            return [c for c in upper if c.text], [c for c in lower if c.text]
    return None


def _half(cell: Cell, page: int, first: bool) -> Cell:
    """What of a cell stands on its first page, or on the pages after it."""
    lines = [line for line in cell.lines if line.box is not None and (line.box.page == page) == first]
    text = " ".join(line.text for line in lines)
    boxes = tuple(b for b in cell.source.boxes if (b.page == page) == first)
    source = (
        Source(page=page if first else page + 1, boxes=boxes, ocr=cell.source.ocr) if boxes else cell.source
    )
    block = Block(kind="paragraph", text=text, lines=tuple(lines), source=source)
    return cell.model_copy(
        update={"text": text, "blocks": (block,) if text else (), "source": source, "rowspan": 1}
    )
