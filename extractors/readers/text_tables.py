"""Tables in a text export: columns parted by tabs or by bars, rows of markup pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.model import Cell, Problem, Source, Table
from extractors.readers.build import cell_text, cut_bullet, make_table
from extractors.readers.limits import MAX_CELLS
from extractors.readers.text_inline import CellReader

_SEPARATOR = re.compile(r"\s*(?:[-*+•]\s+)?\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*){0,200}\|?\s*")
_BAR_LEAD = re.compile(r"\s*(?:[-*+•]\s+)?(?=\|)")
_BAR = re.compile(r"(?<!\\)\|")
_PIECE = re.compile(r"\s*<(p|ul|ol|div)\b", re.IGNORECASE)


@dataclass(slots=True)
class TextLine:
    """A line of the file: its number from 1, its text, the page it stands on where the file tells pages."""

    number: int
    text: str
    page: int | None = None


@dataclass(slots=True)
class TextRow:
    """A table row as its line gives it."""

    line: TextLine
    cells: list[str]
    header: bool = False
    last: int = field(default=0)


def is_separator(text: str) -> bool:
    """Whether a line is the rule beneath a bar table's header."""
    return "|" in text and "-" in text and _SEPARATOR.fullmatch(text[:2000]) is not None


def is_bar_row(text: str) -> bool:
    """Whether a line begins with a bar, behind a list mark or not, and holds another."""
    lead = _BAR_LEAD.match(text)
    return lead is not None and len(_BAR.findall(text, lead.end())) > 1


def is_tab_row(text: str) -> bool:
    """Whether a line holds columns parted by tabs; a leading tab, or one behind a list mark, is none."""
    body = text.lstrip(" ")
    if "\t" not in body or not body.strip():
        return False
    if cut_bullet(body) is not None or re.match(r"\(?(?:\d{1,3}|[a-z])[.)]\t", body):
        body = re.split(r"\s", body, maxsplit=1)[1]
    if "\t" in body.strip() or body.count("\t") > 1:
        return True
    return body.endswith("\t") and body[0] != "\t"


def is_piece(text: str) -> bool:
    """Whether a line is a piece of markup that fills a cell."""
    return _PIECE.match(text) is not None


def tab_rows(lines: Sequence[TextLine]) -> list[TextRow]:
    """The rows of lines parted by tabs; a line without tabs among them goes on with the cell above."""
    rows: list[TextRow] = []
    for line in lines:
        if is_tab_row(line.text) or not rows:
            rows.append(TextRow(line, line.text.split("\t"), last=line.number))
        else:
            cells = rows[-1].cells
            at = max((i for i, c in enumerate(cells) if c.strip()), default=0)
            cells[at] = f"{cells[at]}\n{line.text}"
            rows[-1].last = line.number
    return rows


def bar_rows(lines: Sequence[TextLine]) -> list[TextRow]:
    """The rows of lines parted by bars; a header that holds nothing is none."""
    rows: list[TextRow] = []
    for line in lines:
        if is_separator(line.text):
            if len(rows) == 1:
                rows[0].header = True
            continue
        lead = _BAR_LEAD.match(line.text)
        body = line.text[lead.end() if lead else 0 :].strip()
        body = body.removeprefix("|")
        if body.endswith("|") and not body.endswith("\\|"):
            body = body[:-1]
        rows.append(TextRow(line, [c.replace("\\|", "|") for c in _BAR.split(body)], last=line.number))
    if rows and rows[0].header and not any(c.strip() for c in rows[0].cells):
        del rows[0]
    return rows


def piece_rows(lines: Sequence[TextLine], header: TextLine | None) -> list[TextRow]:
    """The rows of a column of markup pieces, with the line above them as their header."""
    rows = [] if header is None else [TextRow(header, [header.text], True, header.number)]
    return rows + [TextRow(line, [line.text], last=line.number) for line in lines]


def text_table(rows: Sequence[TextRow], reader: CellReader, problems: list[Problem]) -> Table | None:
    """The table of these rows as they are; what slid or is missing is left so."""
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row.cells):
            if len(cells) >= MAX_CELLS:
                break
            blocks = reader.blocks(text) if text.strip() else []
            place = f"line {row.line.number}/cell[{c + 1}]"
            source = Source(page=row.line.page, page_end=row.line.page, place=place)
            blocks = [b.model_copy(update={"source": source}) for b in blocks]
            words = cell_text(blocks)
            cells.append(
                Cell(row=r, column=c, text=words, blocks=tuple(blocks), header=row.header, source=source)
            )
    if len(cells) >= MAX_CELLS:
        problems.append(Problem(category="limit", message=f"a table of more than {MAX_CELLS} cells: cut off"))
    first, last = rows[0].line, rows[-1]
    whole = Source(
        page=first.page, page_end=last.line.page, place=f"lines {first.number}-{last.last or first.number}"
    )
    return make_table(cells, problems, source=whole)
