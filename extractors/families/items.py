"""The items that a section lists: bullets with what is nested under them, or a table's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extractors.families.sections import Row, Section, matches, rows_of
from extractors.model import Block, Cell, Problem, Source, Table

SENTENCE_ENDS = (".", "?", "!")
_CLOSERS = "\u2019\u201d'\")]"


@dataclass(slots=True)
class Item:
    """A listed text and whose it is to do."""

    text: str
    source: Source
    responsible: str | None = None


@dataclass(slots=True)
class Listed:
    """A section's items and what was doubtful about them."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip().rstrip(_CLOSERS).endswith(SENTENCE_ENDS)


def _letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _digest(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" ..." if len(words) > 6 else "")


def list_items(sections: Sequence[Section], columns: Mapping[str, Sequence[str]]) -> Listed:
    """The items of sections of one kind, in order. `columns` names the phrases of table headers."""
    listed = Listed()
    for section in sections:
        for tabular, group in groupby(section.blocks, key=lambda block: not isinstance(block, Block)):
            blocks = list(group)
            if tabular:
                rows = [
                    r
                    for b in blocks
                    for r in (rows_of(b) if isinstance(b, Table) else [b])
                    if isinstance(r, Row)
                ]
                _from_rows(rows, columns, listed)
            else:
                _from_blocks([b for b in blocks if isinstance(b, Block)], listed, _has_rows(section))
    return listed


def _has_rows(section: Section) -> bool:
    return any(not isinstance(block, Block) for block in section.blocks)


# -- bullets -----------------------------------------------------------------------------------


def _from_blocks(blocks: Sequence[Block], listed: Listed, beside_rows: bool) -> None:
    """Items from list items and paragraphs. Paragraphs are items only where nothing is listed."""
    blocks = [b for b in blocks if _letters(b.text)]
    bullets = [b for b in blocks if b.kind == "list_item"]
    if not bullets:
        if beside_rows:
            _stray(blocks, listed)
        else:
            listed.items.extend(Item(b.text, b.source) for b in _without_lead_in(blocks))
        return
    top = min(b.level for b in bullets)
    for block in blocks:
        if block.kind == "list_item" and block.level <= top:
            listed.items.append(Item(block.text, block.source))
        elif block.kind == "list_item" or _goes_on(block, listed):
            _extend(listed.items, block)
        elif listed.items and not block.text.endswith(":"):
            _extend(listed.items, block)
            _doubt(listed, block, "a paragraph without a list mark was taken as part of the item before it")


def _without_lead_in(blocks: Sequence[Block]) -> list[Block]:
    return [b for b in blocks if not b.text.endswith(":")]


def _goes_on(block: Block, listed: Listed) -> bool:
    """Whether a paragraph goes on with the item before it in mid sentence."""
    if not listed.items:
        return False
    before = listed.items[-1].text
    return not ends_sentence(before) and (block.text[:1].islower() or before.endswith((":", ",")))


def _extend(items: list[Item], block: Block) -> None:
    if not items:
        items.append(Item(block.text, block.source))
        return
    items[-1].text = f"{items[-1].text} {block.text}"
    items[-1].source = Source.merge([items[-1].source, block.source])


def _stray(blocks: Sequence[Block], listed: Listed) -> None:
    """Text beside a table that no row holds: the rest of its last row where that is unfinished."""
    for block in blocks:
        if listed.items and not ends_sentence(listed.items[-1].text):
            _extend(listed.items, block)
            _doubt(listed, block, "text outside the table was taken as the rest of its last row")
        elif not block.text.endswith(":"):
            listed.problems.append(
                Problem(
                    category="not_placed",
                    page=block.source.page,
                    message=f"text in the section that no row of its table holds: {_digest(block.text)}",
                )
            )


def _doubt(listed: Listed, block: Block, what: str) -> None:
    message = f"{what}: {_digest(block.text)}"
    listed.problems.append(Problem(category="uncertain", page=block.source.page, message=message))


# -- rows --------------------------------------------------------------------------------------


def _from_rows(rows: Sequence[Row], columns: Mapping[str, Sequence[str]], listed: Listed) -> None:
    """Items from table rows: the text column's cells, with the responsible body beside."""
    roles: dict[int, str] = {}
    for row in rows:
        header = _roles(row, columns)
        if header:
            roles = header
            continue
        text, responsible = _columns_of(row, roles)
        if text is None or text not in row.own or not _letters(text.text):
            continue
        owner = responsible.text or None if responsible is not None else None
        for item in _cell_items(text, listed):
            item.responsible = owner
            listed.items.append(item)


def _roles(row: Row, columns: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """The part of each column by the header that the row holds; nothing where it is no header."""
    found: dict[int, str] = {}
    for cell in row.own:
        if not cell.text:
            continue
        role = next((name for name, phrases in columns.items() if matches(cell.text, phrases)), None)
        if role is None:
            return {}
        found.update(dict.fromkeys(range(cell.column, cell.column + cell.colspan), role))
    return found


def _columns_of(row: Row, roles: Mapping[int, str]) -> tuple[Cell | None, Cell | None]:
    """The cell with the text and the one with the responsible body."""
    text = responsible = None
    for column, cell in enumerate(row.cells):
        if cell is None:
            continue
        role = roles.get(column)
        if role == "responsible":
            responsible = cell
        elif role == "text" and (text is None or not text.text):
            text = cell
    if text is None:
        others = [c for c in row.cells if c is not None and c is not responsible and c.text]
        text = max(others, key=lambda cell: len(cell.text), default=None)
        if responsible is None and len(others) > 1:
            responsible = others[0] if others[0] is not text else None
    return text, responsible


def _cell_items(cell: Cell, listed: Listed) -> list[Item]:
    """A cell's item, or its items where every paragraph is numbered or each bullet is a sentence."""
    blocks = [block for block in cell.blocks if _letters(block.text)]
    tops = [block for block in blocks if block.level <= 1]
    if tops and tops[0] is blocks[0] and all(b.kind == "list_item" and _numbered(b) for b in tops):
        return _parts(blocks)
    if len(tops) > 1 and all(b.kind == "list_item" and ends_sentence(b.text) for b in tops):
        _doubt(listed, blocks[0], "several bullets in one cell were taken as items of their own")
        return _parts(blocks)
    return [Item(" ".join(b.text for b in blocks), Source.merge([b.source for b in blocks]))]


def _numbered(block: Block) -> bool:
    return block.mark is not None and block.mark.strip("(.)").isdigit()


def _parts(blocks: Sequence[Block]) -> list[Item]:
    items: list[Item] = []
    for block in blocks:
        if block.level <= 1 or not items:
            items.append(Item(block.text, block.source))
        else:
            _extend(items, block)
    return items
