"""What the readers of marked-up formats share: runs of text into blocks, list marks, cells into tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Literal

from extractors.model import Block, Cell, Line, Problem, Source, Table
from extractors.readers.limits import MAX_CELLS

Kind = Literal["heading", "paragraph", "list_item"]

# Zero-width characters, soft hyphens and control characters print nothing.
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u2060\ufeff]")
# A bullet as people type it; a dash or an asterisk is one only with a space behind it.
BULLETS = "•▪◼■●○◦‣⁃∙❖➢➤►▶➔❑❏✓✔\uf0b7\uf0a7\uf0d8\uf06e\uf076\uf0fc"
_BULLET = re.compile(rf"([{BULLETS}])\s*(?=[^\s{BULLETS}])|([-–—−*·])\s+(?=[^\s\d])|(o)\t\s*(?=\S)")
_NUMBER = re.compile(r"(\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
HEADING_LENGTH = 120  # a bold line of its own is no heading when longer
REPLACED = 8  # words; of a longer line only what was taken out is told
_INK = re.compile(r"\w")
_SENTENCE_END = (".", ";", ",", ":")
# Symbol fonts put their bullets in the private area.
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf06e": "■",
    "\uf0d8": "➢",
    "\uf076": "❖",
    "\uf0fc": "✓",
    "\uf0fe": "☒",
    "\uf0a8": "☐",
    "\uf0fb": "✗",
}


@dataclass(slots=True)
class Run:
    """A stretch of text in one dress; "\\n" in it is a hard break."""

    text: str
    struck: bool = False
    bold: bool = False
    hidden: bool = False
    change: Literal["in", "out"] | None = None  # of a change that is tracked: put in, taken out


@dataclass(slots=True)
class _Printed:
    """One line of runs, folded."""

    text: str
    struck: tuple[str, ...]
    bold: bool
    hidden: bool
    raw: str


@dataclass(slots=True)
class _Group:
    kind: Kind
    mark: str | None
    level: int
    lines: list[_Printed] = field(default_factory=list)


def fold(text: str) -> str:
    """The text in one line: unprinted characters out, white space single."""
    return " ".join(_UNPRINTED.sub("", text).split())


def symbol(mark: str) -> str:
    """A list mark as people see it: symbol-font characters by their usual look."""
    return "".join(_SYMBOLS.get(c, c) for c in mark)


def cut_bullet(text: str) -> tuple[str, str] | None:
    """A typed bullet and the text behind it, or `None` where the text begins with none."""
    found = _BULLET.match(text)
    if found is None:
        return None
    return symbol(found.group(1) or found.group(2) or found.group(3)), text[found.end() :]


def cut_number(text: str) -> tuple[str, str] | None:
    """A typed list number ("1.", "b)", "(iv)") and the text behind it, or `None`."""
    found = _NUMBER.match(text)
    return (found.group(1), text[found.end() :]) if found else None


def _printed_lines(runs: Iterable[Run]) -> list[_Printed]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for position, piece in enumerate(run.text.split("\n")):
            if position:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, run.struck, run.bold, run.hidden, run.change))
    return [_print(line) for line in lines]


def _print(line: list[Run]) -> _Printed:
    shown = [r for r in line if not r.struck]
    seen = [r for r in shown if not r.hidden]
    hidden = bool(shown) and not any(r.text.strip() for r in seen)
    if not hidden:
        shown = seen  # hidden words inside a line that is seen are not printed
    raw = _UNPRINTED.sub("", "".join(r.text for r in shown))
    inked = [r for r in shown if r.text.strip()]
    return _Printed(
        text=" ".join(raw.split()),
        struck=tuple(_struck(line)),
        bold=bool(inked) and all(r.bold for r in inked),
        hidden=hidden and bool(inked),
        raw=raw.lstrip(),
    )


def _struck(line: list[Run]) -> Iterator[str]:
    """What is struck through or deleted; of a short line in which tracked changes put words in the place of
    others, all that it said before."""
    before = fold("".join(r.text for r in line if r.change == "out" or not (r.change or r.struck)))
    changes = {r.change for r in line if _INK.search(r.text)}
    whole = {"in", "out"} <= changes and len(before.split()) <= REPLACED
    if whole:
        yield before
    passages = groupby(line, lambda run: run.struck and not (whole and run.change == "out"))
    yield from filter(None, (fold("".join(r.text for r in group)) for out, group in passages if out))


def text_blocks(
    runs: Iterable[Run],
    *,
    kind: Kind = "paragraph",
    level: int = 0,
    mark: str | None = None,
    size: float | None = None,
    hidden: bool = False,
    source: Source | None = None,
) -> list[Block]:
    """The blocks of one paragraph's runs: blank lines part it, typed bullets make list items of its lines."""
    groups: list[_Group] = []
    beneath = level + 1 if kind == "list_item" else 0  # 0: how deep it stands is settled later
    open_ = False
    printed = _printed_lines(runs)
    counted = _counted(printed) if kind != "heading" else set()
    for index, line in enumerate(printed):
        if not line.text and not line.struck:
            open_ = open_ and kind == "heading"
            continue
        bullet = cut_bullet(line.raw) if kind != "heading" else None
        if bullet is not None:
            line.text = fold(bullet[1])
            declared = kind == "list_item" and not groups  # the typed mark stands for the list's own
            groups.append(_Group("list_item", bullet[0], level if declared else beneath, [line]))
        elif open_ and index not in counted and not _starts_anew(groups[-1], line):
            groups[-1].lines.append(line)
        elif not groups:
            groups.append(_Group(kind, mark, level, [line]))
        else:
            groups.append(_Group("paragraph", None, 0, [line]))
        open_ = True
    return [_block(group, size, hidden, source or Source()) for group in groups]


def _counted(lines: list[_Printed]) -> set[int]:
    """Which lines begin with a typed number that counts on, or is counted on from."""
    cuts = [(i, cut[0]) for i, line in enumerate(lines) if (cut := cut_number(line.text))]
    pairs = pairwise(cuts)
    return {i for (i, a), (j, b) in pairs if _follows(a, b) for i in (i, j)}


def _starts_anew(group: _Group, line: _Printed) -> bool:
    """Whether a line under a bullet is a sentence of its own: the item ended, and this begins large."""
    if group.kind != "list_item" or group.mark is None:
        return False
    return group.lines[-1].text.endswith((".", ";", ":", "!", "?")) and line.text[:1].isupper()


def _block(group: _Group, size: float | None, hidden: bool, source: Source) -> Block:
    lines = [line for line in group.lines if line.text]
    return Block(
        kind=group.kind,
        text=" ".join(line.text for line in lines),
        level=group.level,
        mark=group.mark,
        bold=bool(lines) and all(line.bold for line in lines),
        size=size,
        hidden=hidden or all(line.hidden for line in group.lines),
        struck=tuple(s for line in group.lines for s in line.struck),
        lines=tuple(Line(text=line.text) for line in lines),
        source=source,
    )


def looks_like_heading(block: Block) -> bool:
    """Whether a paragraph is set as a heading is: bold throughout, short, and no sentence."""
    return (
        block.kind == "paragraph"
        and block.bold
        and 0 < len(block.text) <= HEADING_LENGTH
        and not block.text.endswith(_SENTENCE_END)
    )


def as_heading(block: Block) -> Block:
    """The block as a heading of unknown level where it looks like one, else as it is."""
    return block.model_copy(update={"kind": "heading"}) if looks_like_heading(block) else block


def settle_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with typed lists settled: numbers that count up are items, another bullet nests.

    A single typed number stays in the text: "1. Introduction" may as well be a heading or a reference.
    """
    return _nest(_number(list(blocks)))


def _number(blocks: list[Block]) -> list[Block]:
    run: list[int] = []
    last: str | None = None
    for position, block in enumerate([*blocks, None]):
        cut = cut_number(block.text) if block is not None and block.kind == "paragraph" else None
        if cut is not None and last is not None and _follows(last, cut[0]):
            run.append(position)
            last = cut[0]
            continue
        if block is not None and block.kind == "list_item" and run:
            continue  # bullets beneath a numbered item
        if len(run) > 1:
            for index in run:
                blocks[index] = _numbered(blocks[index])
        run, last = ([position], cut[0]) if cut is not None else ([], None)
    return blocks


def _numbered(block: Block) -> Block:
    cut = cut_number(block.text)
    if cut is None:
        return block
    first = cut_number(block.lines[0].text) if block.lines else None
    lines = block.lines
    if first is not None:
        lines = (Line(text=first[1]), *lines[1:])
    return block.model_copy(
        update={"kind": "list_item", "mark": cut[0], "text": cut[1], "level": 0, "lines": lines}
    )


def _follows(before: str, after: str) -> bool:
    a, b = before.strip("(.)"), after.strip("(.)")
    if before[-1] != after[-1] or before.startswith("(") != after.startswith("("):
        return False
    if a.isdigit() and b.isdigit():
        return int(b) == int(a) + 1
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    if a in roman and b in roman and roman.index(b) == roman.index(a) + 1:
        return True
    return len(a) == len(b) == 1 and ord(b) == ord(a) + 1


def _nest(blocks: list[Block]) -> list[Block]:
    """List items without a level get one: another mark beneath a mark stands one deeper."""
    open_: list[tuple[str, int]] = []
    for position, block in enumerate(blocks):
        if block.kind != "list_item":
            open_ = []
            continue
        mark = block.mark or ""
        look = "1" if cut_number(f"{mark} x") else mark
        level = block.level
        if not level:
            marks = [m for m, _ in open_]
            deeper = open_[-1][1] + 1 if open_ else 1
            level = open_[marks.index(look)][1] if look in marks else deeper
            blocks[position] = block.model_copy(update={"level": level})
        open_ = [(m, at) for m, at in open_ if at < level] + [(look, level)]
    return blocks


def cell_text(blocks: Iterable[Block]) -> str:
    """A cell's text from its blocks, without list marks."""
    return " ".join(b.text for b in blocks if b.text)


def make_table(
    cells: Sequence[Cell],
    problems: list[Problem],
    *,
    caption: str | None = None,
    hidden: bool = False,
    source: Source | None = None,
) -> Table | None:
    """The table of these cells; rows and columns in which no cell begins are no rows and columns.

    `None` where there is no cell. Rows beyond the limit are left out, and `problems` told so.
    """
    cells = _fit(cells, problems)
    if not cells:
        return None
    rows = {at: i for i, at in enumerate(sorted({c.row for c in cells}))}
    columns = {at: i for i, at in enumerate(sorted({c.column for c in cells}))}
    row_starts, column_starts = sorted(rows), sorted(columns)
    if (
        row_starts[-1] != len(rows) - 1
        or column_starts[-1] != len(columns) - 1
        or _overhang(cells, rows, columns)
    ):
        cells = [
            c.model_copy(
                update={
                    "row": rows[c.row],
                    "column": columns[c.column],
                    "rowspan": _within(row_starts, c.row, c.rowspan),
                    "colspan": _within(column_starts, c.column, c.colspan),
                }
            )
            for c in cells
        ]
    return Table(
        n_rows=len(rows),
        n_columns=len(columns),
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
        caption=caption,
        hidden=hidden,
        source=source or Source(),
    )


def _overhang(cells: Sequence[Cell], rows: dict[int, int], columns: dict[int, int]) -> bool:
    return any(c.row + c.rowspan > len(rows) or c.column + c.colspan > len(columns) for c in cells)


def _within(starts: list[int], at: int, span: int) -> int:
    """How many of the kept rows (or columns) a span covers."""
    return max(1, bisect_left(starts, at + span) - bisect_left(starts, at))


def _fit(cells: Sequence[Cell], problems: list[Problem]) -> Sequence[Cell]:
    rows = sorted({c.row for c in cells})
    columns = len({c.column for c in cells})
    fit = max(1, MAX_CELLS // max(1, columns))
    if len(rows) <= fit:
        return cells
    message = (
        f"a table of {len(rows)} rows and {columns} columns is too large: {len(rows) - fit} rows left out"
    )
    problems.append(Problem(category="limit", message=message))
    return [c for c in cells if c.row < rows[fit]]
