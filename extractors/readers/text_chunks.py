"""Stretches of a text export's lines, and what only their neighbours tell: lists, depth, plain headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.model import Block, Line, Source, Table
from extractors.readers.build import Kind, cut_number, fold, looks_like_heading, text_blocks
from extractors.readers.text_inline import inline_runs, split_bullets
from extractors.readers.text_tables import TextLine

_PLAIN_HEADING = re.compile(r"[A-Z0-9“‘'(][^.,;:!|\t]{1,89}")
_HEADING_WORDS = 12
_NUMBERED_HEADING = re.compile(r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2})*[.)]?\s+[A-Z][^.;!|\t]{1,89}")
# "Priority 2: Get help sooner", "Area 1.2 - Sharing information"
_LABELLED_HEADING = re.compile(
    r"[A-Z][A-Za-z]+(?: [a-z]+){0,3} \d{1,2}(?:\.\d{1,2})?\s*[:–-]\s+[A-Z].{3,160}(?<![.;,])"
)
_CAPITALS = re.compile(r"[A-Z]{3,}(?:[ ,:&'’/-]+[A-Z0-9]+){1,11}")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-Z][^.;!|\t]{2,89}")
_FOLLOWING = 40  # characters of what a plain heading stands over


@dataclass(slots=True)
class Chunk:
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


Part = Chunk | list[Block | Table]  # a stretch of words, or what was read already


def settle(chunks: list[Part]) -> None:
    """Settle typed numbers, nesting, and headings that only stand alone."""
    for position, chunk in enumerate(chunks):
        if not isinstance(chunk, Chunk):
            continue
        if chunk.kind == "list_item" and _is_number(chunk) and not _in_list(chunks, position):
            whole = f"{chunk.mark} {chunk.text}"
            if _NUMBERED_HEADING.fullmatch(whole) and len(whole.split()) <= _HEADING_WORDS:
                chunk.kind, chunk.texts[0], chunk.mark = "heading", f"{chunk.mark} {chunk.texts[0]}", None
        elif chunk.kind == "paragraph" and _heads(chunks, position, chunk):
            chunk.kind = "heading"
    _nest(chunks)


def _in_list(chunks: list[Part], position: int) -> bool:
    """Whether a numbered item has a neighbour in the count, items beneath it passed over."""
    chunk = chunks[position]
    for step in (-1, 1):
        at = position + step
        while 0 <= at < len(chunks):
            other = chunks[at]
            if not isinstance(other, Chunk) or other.kind != "list_item":
                break
            if _is_number(other):
                pair = (other, chunk) if step < 0 else (chunk, other)
                if _counts_on(*pair):
                    return True
                break
            at += step
    return False


def _heads(chunks: list[Part], position: int, chunk: Chunk) -> bool:
    """Whether a short line of its own, without a sentence's end, stands over what follows."""
    text = chunk.text.strip()
    following = chunks[position + 1] if position + 1 < len(chunks) else None
    alone = len(chunk.lines) == 1 and chunk.after_blank
    if not alone:
        return False
    if any(shape.fullmatch(text) for shape in (_LABELLED_HEADING, _CAPITALS, _SECTION)):
        return True
    if not _PLAIN_HEADING.fullmatch(text) or len(text.split()) > _HEADING_WORDS:
        return False
    if isinstance(following, list):
        return True
    if following is None or not following.after_blank or "@" in text or text.endswith(("”", '"', "-", "–")):
        return False
    return following.kind == "list_item" or len(following.text) >= _FOLLOWING


def _nest(chunks: list[Part]) -> None:
    """Give list items their depth: by indent, and where that is equal by the kind of mark."""
    open_: list[tuple[int, str, int]] = []  # indent, kind of mark, level
    for chunk in chunks:
        if not isinstance(chunk, Chunk) or chunk.kind != "list_item":
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


def _is_number(chunk: Chunk) -> bool:
    return cut_number(f"{chunk.mark} x") is not None


def _counts_on(before: Chunk, after: Chunk) -> bool:
    a, b = (before.mark or "").strip("(.)"), (after.mark or "").strip("(.)")
    if a.isdigit() and b.isdigit():
        return int(b) == int(a) + 1 or a == b == "1"
    return a.isdigit() == b.isdigit()


def finish(chunk: Chunk) -> list[Block]:
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


def _printed(chunk: Chunk) -> tuple[Line, ...]:
    soft = [*chunk.soft, False]
    texts = [fold("".join(r.text for r in inline_runs(t) if not r.struck)) for t in chunk.texts]
    return tuple(Line(text=t, soft=s) for t, s in zip(texts, soft[-len(texts) :], strict=False) if t)
