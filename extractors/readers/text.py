"""Text: plain and Markdown exports as blocks, with places such as `lines 12-14` or `line 30/cell[2]`.

An export loses what the page showed. Lines that wrapped are joined, a paragraph or list item that a page
cut in two is joined and told as `repaired`, list marks on lines of their own find their words. Table rows
are given as they stand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator

from extractors.model import Block, Document, Problem, Table
from extractors.readers.build import BULLETS, symbol
from extractors.readers.decode import decode, opening
from extractors.readers.html import fragment
from extractors.readers.limits import MAX_BLOCKS
from extractors.readers.text_chunks import Chunk, Part, finish, settle
from extractors.readers.text_inline import CellReader
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
    rf"(?P<indent>\s*)(?:(?P<bullet>[{BULLETS}])\s*|(?P<dash>[-*+–—−·])(?:\s+|$)|(?P<o>(?<=\s\s)o\s+|o\t)"
    r"|(?P<number>\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])(?:\s+|$))(?P<rest>.*)"
)
_QUOTE = re.compile(r"\s{0,3}>\s?")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "|")
_TITLE_LENGTH = 160
_WRAP = range(40, 161)  # widths at which exports wrap; longer lines are whole paragraphs


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


class _Text:
    """One text file while it is read."""

    def __init__(self, lines: list[TextLine], problems: list[Problem]) -> None:
        self.lines, self.problems = lines, problems
        self.cells = CellReader(problems)
        self.chunks: list[Part] = []
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
        settle(self.chunks)
        found: list[Block | Table] = []
        for chunk in self.chunks:
            found += chunk if isinstance(chunk, list) else finish(chunk)
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
                self.chunks.append(Chunk("heading", [line], [hashes.group(2)], len(hashes.group(1))))
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
        if self.blank or not isinstance(last, Chunk) or last.kind != "paragraph" or len(last.texts) > 1:
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
        if self.blank or not isinstance(last, Chunk) or last.kind != "paragraph" or len(last.lines) != 1:
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
        last = self.chunks[-1] if self.chunks and isinstance(self.chunks[-1], Chunk) else None
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
        self.chunks.append(Chunk("paragraph", [line], [text.strip()], indent=indent, after_blank=self.blank))
        if text.endswith("  "):
            self.chunks[-1].texts[-1] += "  "  # type: ignore[union-attr]

    def _item(self, line: TextLine, item: re.Match[str]) -> None:
        mark = item.group("bullet") or item.group("dash") or (item.group("o") and "o") or item.group("number")
        rest = item.group("rest").strip()
        indent = len(item.group("indent").expandtabs(4))
        chunk = Chunk("list_item", [line], [rest], mark=symbol(mark), indent=indent, after_blank=self.blank)
        chunk.open_ = not rest
        self.chunks.append(chunk)

    def _goes_on(self, last: Chunk, line: TextLine, text: str) -> bool:
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

    def _wrapped(self, last: Chunk, words: str) -> bool:
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


def _unclosed(chunk: Chunk | None, blank: bool) -> bool:
    """Whether bold was begun in the block above and goes on."""
    return chunk is not None and not blank and chunk.unclosed
