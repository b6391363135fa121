"""Text: plain and Markdown exports as blocks, with places such as `lines 12-14` or `line 30/cell[2]`.

An export loses what the page showed. Lines that wrapped are joined, a paragraph or list item that a page
cut in two is joined and told as `repaired`, list marks on lines of their own find their words. Table rows
are given as they stand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from extractors.model import Block, Document, Line, Problem, Source, Table
from extractors.readers.build import BULLETS, Kind, cut_number, looks_like_heading, symbol, text_blocks
from extractors.readers.decode import decode, opening
from extractors.readers.html import fragment
from extractors.readers.limits import MAX_BLOCKS
from extractors.readers.text_inline import CellReader, inline_runs, split_bullets
from extractors.readers.text_tables import (
    TextLine,
    bar_rows,
    is_bar_row,
    is_piece,
    is_separator,
    is_tab_row,
    piece_rows,
    tab_rows,
    text_table,
)
from extractors.registry import UnreadableError, reader

_MAX_TEXT = 20 * 2**20  # characters
_HASHES = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?\s*#*\s*")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s*){3,80}|\s{0,3}[=]{3,80}\s*")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)[\w-]{0,30}\s*")
_COMMENT = re.compile(r"\s*<!--.{0,500}-->\s*")
_ITEM = re.compile(
    rf"(?P<indent>\s*)(?:(?P<bullet>[{BULLETS}])\s*|(?P<dash>[-*+–—−·])(?:\s+|$)|(?P<o>o)\t"
    r"|(?P<number>\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])(?:\s+|$))(?P<rest>.*)"
)
_QUOTE = re.compile(r"\s{0,3}>\s?")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "|")
_TITLE_LENGTH = 160
_WRAP = range(40, 161)  # widths at which exports wrap; longer lines are whole paragraphs
_PLAIN_HEADING = re.compile(r"[A-Z0-9“‘'(][^.,;:!|\t]{1,89}")
_HEADING_WORDS = 12
_NUMBERED_HEADING = re.compile(r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2})*[.)]?\s+[A-Z][^.;!|\t]{1,89}")
# "Priority 2: Get help sooner", "Area 1.2 - Sharing information"
_LABELLED_HEADING = re.compile(
    r"[A-Z][a-z]+(?: [a-z]+){0,3} \d{1,2}(?:\.\d{1,2})?\s*[:–-]\s+[A-Z].{3,160}(?<![.;,])"
)
_FOLLOWING = 40  # characters of what a plain heading stands over


def _claim(data: bytes) -> float:
    return 0.5 if data.strip() and decode(opening(data)) else 0.0


@reader("text", "Text file", (".txt", ".md", ".markdown", ".text"), _claim)
def read(data: bytes) -> Document:
    """The document of a text's bytes; `UnreadableError` where they are no text or too long a one."""
    found = decode(data)
    if found is None:
        raise UnreadableError("the bytes are no text")
    text, problems = found
    if len(text) > _MAX_TEXT:
        raise UnreadableError(f"a text of more than {_MAX_TEXT // 2**20} million characters")
    lines = list(_lines(text))
    maker = _Text(lines, problems)
    blocks = maker.blocks()
    if not blocks:
        problems.append(Problem(category="no_text", message="the file holds no text"))
    return Document(
        format="text",
        sha256=hashlib.sha256(data).hexdigest(),
        pages=lines[-1].page if lines else None,
        title=_title(blocks),
        blocks=tuple(blocks),
        problems=tuple(problems),
    )


def _title(blocks: list[Block | Table]) -> str | None:
    """The heading or the short line that the file opens with, else its first heading of the first level."""
    first = blocks[0] if blocks else None
    if isinstance(first, Block) and (
        first.kind == "heading" or (len(first.text) <= _TITLE_LENGTH and not first.text.endswith("."))
    ):
        return first.text
    tops = (b.text for b in blocks if isinstance(b, Block) and b.kind == "heading" and b.level == 1)
    return next(tops, None)


def _lines(text: str) -> Iterator[TextLine]:
    """The file's lines; form feeds, where there are any, count pages."""
    paged = "\f" in text
    page = 1
    for number, line in enumerate(re.split(r"\r\n|\n|\r|\u2028|\u2029", text.lstrip("\ufeff")), start=1):
        for position, part in enumerate(line.split("\f")):
            page += position > 0
            yield TextLine(number, part.replace("\x0b", " "), page if paged else None)


@dataclass(slots=True)
class _Chunk:
    """A stretch of lines that makes one block."""

    kind: Kind
    lines: list[TextLine]
    texts: list[str]
    level: int = 0
    mark: str | None = None
    indent: int = 0
    after_blank: bool = True
    open_: bool = False  # a list mark that waits for its words
    soft: list[bool] = field(default_factory=list)  # for each join: the line only wrapped
    unclosed: bool = False  # bold was begun and has not ended

    def __post_init__(self) -> None:
        self.unclosed = self.text.count("**") % 2 == 1

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def add(self, line: TextLine, text: str, soft: bool) -> None:
        """Take in one more line."""
        self.lines.append(line)
        self.texts.append(text)
        self.unclosed ^= text.count("**") % 2 == 1
        self.soft.append(soft)


class _Text:
    """One text file while it is read."""

    def __init__(self, lines: list[TextLine], problems: list[Problem]) -> None:
        self.lines, self.problems = lines, problems
        self.cells = CellReader(problems)
        self.chunks: list[_Chunk | list[Block | Table]] = []
        self.blank = True

    def blocks(self) -> list[Block | Table]:
        """The file's blocks in order."""
        at = 0
        while at < len(self.lines):
            if len(self.chunks) > MAX_BLOCKS:
                self.problems.append(
                    Problem(category="limit", message=f"more than {MAX_BLOCKS} paragraphs: the rest left out")
                )
                break
            at = self._step(at)
        self._settle()
        found: list[Block | Table] = []
        for chunk in self.chunks:
            found += chunk if isinstance(chunk, list) else _finish(chunk)
        return found

    # -- line by line ----------------------------------------------------------------------------

    def _step(self, at: int) -> int:
        """Read what begins at a line; where the next begins."""
        line = self.lines[at]
        text = line.text
        if not text.strip():
            self.blank = True
            return at + 1
        if _COMMENT.fullmatch(text) or _FENCE.fullmatch(text):
            return at + 1
        after = self._table(at)
        if after is not None:
            self.blank = True
            return after
        if _RULE.fullmatch(text):
            self._underlined(text)
            self.blank = True
            return at + 1
        hashes = _HASHES.fullmatch(text)
        if hashes is not None:
            if (hashes.group(2) or "").strip():
                self.chunks.append(_Chunk("heading", [line], [hashes.group(2)], len(hashes.group(1))))
            self.blank = True
            return at + 1
        words = _QUOTE.sub("", text, count=1)
        if words.strip():
            self._words(line, words)
        self.blank = not words.strip()
        return at + 1

    def _underlined(self, rule: str) -> None:
        """A line of = or - right beneath a single line makes that a heading."""
        last = self.chunks[-1] if self.chunks else None
        if self.blank or not isinstance(last, _Chunk) or last.kind != "paragraph" or len(last.texts) > 1:
            return
        if rule.strip()[0] in "=-":
            last.kind, last.level = "heading", 1 if rule.strip()[0] == "=" else 2

    def _table(self, at: int) -> int | None:
        """Read a table that begins at a line; where it ends, `None` where there is none."""
        text = self.lines[at].text
        following = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        if re.match(r"\s*<table\b", text, re.IGNORECASE):
            return self._markup(at)
        if is_bar_row(text) or ("|" in text and is_separator(following)):
            end = self._run(at, lambda t: "|" in t)
            rows = bar_rows(self.lines[at:end])
        elif is_tab_row(text):
            end = self._tab_end(at)
            if end == at + 1 and len(text.strip("\t ").split("\t")) < 3 and text.count("\t") < 3:
                return None
            rows = tab_rows(self.lines[at:end])
        elif is_piece(text):
            end = self._run(at, is_piece)
            rows = piece_rows(self.lines[at:end], self._header_above())
        else:
            return None
        table = text_table(rows, self.cells, self.problems) if rows else None
        if table is not None:
            self.chunks.append([table])
        return end

    def _run(self, at: int, belongs: Callable[[str], bool]) -> int:
        end = at
        while end < len(self.lines) and self.lines[end].text.strip() and belongs(self.lines[end].text):
            end += 1
        return max(end, at + 1)

    def _tab_end(self, at: int) -> int:
        """Where a table parted by tabs ends; a line without tabs between two rows belongs to it."""
        end = at
        while end < len(self.lines) and self.lines[end].text.strip():
            if not is_tab_row(self.lines[end].text):
                beyond = self.lines[end + 1].text if end + 1 < len(self.lines) else ""
                starts = _ITEM.match(self.lines[end].text) or _HASHES.fullmatch(self.lines[end].text)
                if not is_tab_row(beyond) or starts:
                    break
            end += 1
        return max(end, at + 1)

    def _header_above(self) -> TextLine | None:
        """The line right above a column of markup pieces, taken back from the paragraphs."""
        last = self.chunks[-1] if self.chunks else None
        if self.blank or not isinstance(last, _Chunk) or last.kind != "paragraph" or len(last.lines) != 1:
            return None
        self.chunks.pop()
        return last.lines[0]

    def _markup(self, at: int) -> int:
        """Read a table that stands in the text as markup."""
        end = at
        while end < len(self.lines) and "</table>" not in self.lines[end].text.lower():
            end += 1
        end = min(end + 1, len(self.lines))
        markup = "\n".join(line.text for line in self.lines[at:end])
        self.chunks.append(fragment(markup, self.problems))
        return end

    def _words(self, line: TextLine, text: str) -> None:
        """Take in a line of words: a list item, the next line of a block, or a new paragraph."""
        last = self.chunks[-1] if self.chunks and isinstance(self.chunks[-1], _Chunk) else None
        item = _ITEM.fullmatch(text.rstrip())
        if last is not None and last.open_:
            rest = text.strip()
            if item is None or not item.group("rest") or last.lines[-1].number < line.number - 3:
                last.texts[-1] = rest
                last.lines.append(line)
                last.open_ = False
                return
        if item is not None and not _unclosed(last, self.blank):
            self._item(line, item)
            return
        if last is not None and last.kind != "heading" and self._goes_on(last, line, text):
            return
        indent = len(text) - len(text.lstrip())
        self.chunks.append(_Chunk("paragraph", [line], [text.strip()], indent=indent, after_blank=self.blank))
        if text.endswith("  "):
            self.chunks[-1].texts[-1] += "  "  # type: ignore[union-attr]

    def _item(self, line: TextLine, item: re.Match[str]) -> None:
        mark = item.group("bullet") or item.group("dash") or item.group("o") or item.group("number")
        rest = item.group("rest").strip()
        indent = len(item.group("indent").expandtabs(4))
        chunk = _Chunk("list_item", [line], [rest], mark=symbol(mark), indent=indent, after_blank=self.blank)
        chunk.open_ = not rest
        self.chunks.append(chunk)

    def _goes_on(self, last: _Chunk, line: TextLine, text: str) -> bool:
        """Whether a line goes on with the block above, which then has taken it in."""
        before = last.texts[-1]
        words = text.strip()
        if _unclosed(last, self.blank):
            last.add(line, words, True)
            return True
        if self.blank:
            indented = last.kind == "list_item" and _indent(text) >= last.indent + 2 and not last.open_
            cut = words[:1].islower() and not before.rstrip().endswith(_ENDS) and len(before) > 20
            if cut and not indented:
                message = f"a paragraph cut in two was joined (line {line.number})"
                self.problems.append(Problem(category="repaired", message=message, page=line.page))
            if indented or cut:
                last.add(line, words, cut)
            return indented or cut
        if before.endswith("  ") or (last.kind == "list_item" and _indent(text) > last.indent):
            last.add(line, words + ("  " if text.endswith("  ") else ""), not before.endswith("  "))
            return True
        if self._wrapped(last, words):
            last.add(line, words, True)
            return True
        return False

    def _wrapped(self, last: _Chunk, words: str) -> bool:
        """Whether the line above ended only because the next word would not fit."""
        before = last.texts[-1]
        if words[:1].islower() and not before.endswith(_ENDS):
            return True
        width = self._width(last.lines[-1].number)
        return width in _WRAP and len(before) + 1 + len(words.split(maxsplit=1)[0]) > width

    def _width(self, number: int) -> int:
        """The longest line of the stretch between blank lines around a line."""
        if self._stretch is None:
            self._stretch = _stretches(self.lines)
        return self._stretch.get(number, 0)

    _stretch: dict[int, int] | None = None

    # -- what only the neighbours tell -----------------------------------------------------------

    def _settle(self) -> None:
        """Settle typed numbers, nesting, and headings that only stand alone."""
        for position, chunk in enumerate(self.chunks):
            if not isinstance(chunk, _Chunk):
                continue
            if chunk.kind == "list_item" and _is_number(chunk) and not self._in_list(position):
                whole = f"{chunk.mark} {chunk.text}"
                if _NUMBERED_HEADING.fullmatch(whole) and len(whole.split()) <= _HEADING_WORDS:
                    chunk.kind, chunk.texts[0], chunk.mark = "heading", f"{chunk.mark} {chunk.texts[0]}", None
            elif chunk.kind == "paragraph" and self._heads(position, chunk):
                chunk.kind = "heading"
        self._nest()

    def _in_list(self, position: int) -> bool:
        """Whether a numbered item has a neighbour in the count, items beneath it passed over."""
        chunk = self.chunks[position]
        for step in (-1, 1):
            at = position + step
            while 0 <= at < len(self.chunks):
                other = self.chunks[at]
                if not isinstance(other, _Chunk) or other.kind != "list_item":
                    break
                if _is_number(other):
                    pair = (other, chunk) if step < 0 else (chunk, other)
                    if _counts_on(*pair):
                        return True
                    break
                at += step
        return False

    def _heads(self, position: int, chunk: _Chunk) -> bool:
        """Whether a short line of its own, without a sentence's end, stands over what follows."""
        text = chunk.text.strip()
        following = self.chunks[position + 1] if position + 1 < len(self.chunks) else None
        alone = len(chunk.lines) == 1 and chunk.after_blank
        if not alone:
            return False
        if _LABELLED_HEADING.fullmatch(text):
            return True
        if not _PLAIN_HEADING.fullmatch(text) or len(text.split()) > _HEADING_WORDS:
            return False
        if isinstance(following, list):
            return True
        if (
            following is None
            or not following.after_blank
            or "@" in text
            or text.endswith(("”", '"', "-", "–"))
        ):
            return False
        return following.kind == "list_item" or len(following.text) >= _FOLLOWING

    def _nest(self) -> None:
        """Give list items their depth: by indent, and where that is equal by the kind of mark."""
        open_: list[tuple[int, str, int]] = []  # indent, kind of mark, level
        for chunk in self.chunks:
            if not isinstance(chunk, _Chunk) or chunk.kind != "list_item":
                open_ = []
                continue
            look = "1" if _is_number(chunk) else chunk.mark or ""
            while open_ and open_[-1][0] > chunk.indent + 1:
                open_.pop()
            near = [(i, mark) for i, (indent, mark, _) in enumerate(open_) if indent >= chunk.indent - 1]
            same = [i for i, mark in near if mark == look]
            if same:
                del open_[same[0] + 1 :]
                open_[-1] = (chunk.indent, look, open_[-1][2])
            elif open_ and look == "1" and open_[-1][0] >= chunk.indent - 1:
                open_ = [(chunk.indent, look, 1)]  # a count after bullets begins a list of its own
            else:
                open_.append((chunk.indent, look, open_[-1][2] + 1 if open_ else 1))
            chunk.level = open_[-1][2]


def _stretches(lines: list[TextLine]) -> dict[int, int]:
    widths: dict[int, int] = {}
    stretch: list[TextLine] = []
    for line in [*lines, TextLine(0, "")]:
        if line.text.strip():
            stretch.append(line)
            continue
        longest = max((len(x.text.strip()) for x in stretch), default=0)
        widths.update((x.number, longest) for x in stretch)
        stretch = []
    return widths


def _indent(text: str) -> int:
    return len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())


def _unclosed(chunk: _Chunk | None, blank: bool) -> bool:
    """Whether bold was begun in the block above and goes on."""
    return chunk is not None and not blank and chunk.unclosed


def _is_number(chunk: _Chunk) -> bool:
    return cut_number(f"{chunk.mark} x") is not None


def _counts_on(before: _Chunk, after: _Chunk) -> bool:
    a, b = (before.mark or "").strip("(.)"), (after.mark or "").strip("(.)")
    if a.isdigit() and b.isdigit():
        return int(b) == int(a) + 1 or a == b == "1"
    return a.isdigit() == b.isdigit()


def _finish(chunk: _Chunk) -> list[Block]:
    """The blocks of a chunk (more than one where bullets stand between its words)."""
    first, last = chunk.lines[0], chunk.lines[-1]
    numbers = f"line {first.number}" if first.number == last.number else f"lines {first.number}-{last.number}"
    text = chunk.texts[0]
    for before, after, soft in zip(chunk.texts, chunk.texts[1:], chunk.soft, strict=False):
        text += ("\n" if before.endswith("  ") and not soft else " ") + after
    blocks = text_blocks(
        inline_runs(text),
        kind=chunk.kind,
        level=chunk.level,
        mark=chunk.mark,
        source=Source(page=first.page, page_end=last.page, place=numbers),
    )
    done: list[Block] = []
    for block in blocks:
        if looks_like_heading(block):
            block = block.model_copy(update={"kind": "heading"})
        if len(chunk.lines) > 1 and len(blocks) == 1 and len(block.lines) == 1:
            block = block.model_copy(update={"lines": _printed(chunk)})
        done += split_bullets(block)
    return done


def _printed(chunk: _Chunk) -> tuple[Line, ...]:
    soft = [*chunk.soft, False]
    texts = ["".join(r.text for r in inline_runs(t) if not r.struck).strip() for t in chunk.texts]
    return tuple(Line(text=t, soft=s) for t, s in zip(texts, soft[-len(texts) :], strict=False) if t)
