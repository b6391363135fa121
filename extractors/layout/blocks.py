"""Lines into paragraphs, list items and headings, by geometry and marks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.layout.line import PrintedLine, join_lines, raw_box
from extractors.layout.marks import certain, continues, follows
from extractors.model import Block, Source

ENDS = (".", "?", "!", ":", ";")
_ADDRESS = re.compile(r"(?:www\.|https?:|\S+@|\S+\.(?:uk|org|com|gov|net)\b)")
_LABEL = re.compile(r"[A-Z][\w\u2019' /()-]{1,40}:(?:\s|$)")
CLOSERS = "\u2019\u201d'\")]"


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    lines: list[PrintedLine]
    mark: str | None = None
    level: int = 0
    x0: float = 0.0  # where the block, with its mark, begins
    text_x0: float = 0.0  # where its text begins
    heading: bool = False
    uncertain: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text in one line."""
        return join_lines(line.text for line in self.lines)

    @property
    def last(self) -> PrintedLine:
        """Its last line so far."""
        return self.lines[-1]


def finished(text: str) -> bool:
    """Whether a text ends as a sentence, a lead-in or an item does."""
    return text.rstrip().rstrip(CLOSERS).endswith(ENDS)


def starts_lower(text: str) -> bool:
    """Whether a text begins with a small letter, as the rest of a sentence does."""
    letters = text.lstrip("\u2018\u201c'\"(")
    return letters[:1].islower() and not _ADDRESS.match(letters)


def would_fit(line: PrintedLine, following: PrintedLine, right: float) -> bool:
    """Whether the next line's first word would have fitted after the line: then its end is meant."""
    return spare(line, following, right) >= -0.5


def spare(line: PrintedLine, following: PrintedLine, right: float) -> float:
    """How many points would be left at the line's end with the next line's first word on it."""
    return right - line.x1 - _first_word(following) - 0.28 * line.size


def _first_word(line: PrintedLine) -> float:
    """The width of a line's first word, by the line's average letter."""
    words = line.text.split(None, 1)
    first = line.mark or (words[0] if words else "")
    return (line.x1 - line.text_x0) / max(len(line.text), 1) * len(first)


def _ends_early(draft: Draft, line: PrintedLine, right: float) -> bool:
    """Whether the draft's last line ends by its author's will; mid-sentence, only where much is free.

    The width of the word that might have followed is an estimate, so a little room proves nothing.
    """
    if line.mark is not None and certain(line.mark):
        return True
    least = 0.15 * _first_word(line) if finished(draft.last.text) else 0.1 * (right - draft.x0)
    return spare(draft.last, line, right) >= least


def usual_pitch(lines: Sequence[PrintedLine]) -> float:
    """The commonest distance between baselines, in type sizes; 1.2 where too few lines tell."""
    if len(lines) < 4:
        return 1.2
    steps = Counter(
        round((b.base - a.base) / b.size, 1)
        for a, b in itertools.pairwise(lines)
        if 0.9 * b.size < b.base - a.base < 2.2 * b.size and abs(a.size - b.size) < 0.6
    )
    if sum(steps.values()) < 3:
        return 1.2
    return steps.most_common(1)[0][0]


def group(lines: Sequence[PrintedLine], right: float, pitch: float | None = None) -> list[Draft]:
    """Lines in reading order into drafts. `right` is where the column that they stand in ends."""
    step = usual_pitch(lines) if pitch is None else pitch
    drafts: list[Draft] = []
    for line in lines:
        draft = drafts[-1] if drafts else None
        if draft is not None:
            draft.last.soft = not _ends_early(draft, line, right)
        if line.mark is not None and not (certain(line.mark) or draft is None or _apart(draft, line, step)):
            line.text, line.mark, line.text_x0 = continues(line.mark, line.text), None, line.x0
            draft.last.soft = True
        if draft is None or line.mark is not None or not _belongs(draft, line, step, right):
            drafts.append(Draft([line], line.mark, 0, line.x0, line.text_x0))
            continue
        if draft.mark is not None and len(draft.lines) == 1 and line.x0 > draft.x0 + 2:
            draft.text_x0 = line.x0
        draft.lines.append(line)
    _nest(drafts)
    return drafts


def _gap(draft: Draft, line: PrintedLine, step: float) -> bool:
    """Whether more than the usual white stands between a draft and a line."""
    return line.base - draft.last.base > (max(step, 1.2) * 1.2 + 0.05) * max(line.size, draft.last.size)


def _apart(draft: Draft, line: PrintedLine, step: float) -> bool:
    """Whether a line stands apart from the text before, so that a dash or number before it is a mark."""
    if draft.mark is not None and line.mark is not None and follows(draft.mark, line.mark):
        return True
    return not draft.last.soft or _gap(draft, line, step) or abs(line.x0 - draft.text_x0) > 4


def _belongs(draft: Draft, line: PrintedLine, step: float, right: float) -> bool:
    """Whether a line without a mark goes on with the draft before it."""
    last = draft.last
    unfinished = not finished(last.text)
    lower = starts_lower(line.text)
    if abs(line.size - last.size) > 0.15 * max(line.size, last.size):
        return False
    if line.base < last.base - 2:  # up again: another column
        return last.soft and unfinished and lower
    if abs(line.base - last.base) < 0.35 * line.size:  # the same line, in two pieces
        return True
    if _gap(draft, line, step):
        return unfinished and lower and abs(line.x0 - draft.text_x0) < 4 and _gap_small(draft, line)
    if line.bold != last.bold and (not last.soft or (line.bold and not unfinished)):
        return False
    if (
        last.bold
        and not line.bold
        and not lower
        and draft.mark is None
        and all(each.bold for each in draft.lines)
    ):
        return False  # a heading that fills its line, with its paragraph close under it
    if draft.mark is not None:
        if line.x0 > draft.x0 + 3:
            return True
        return last.soft or (unfinished and lower)
    labels = _LABEL.match(line.text) and _LABEL.match(draft.lines[0].text)
    if labels and would_fit(last, line, right):  # one labelled value after another
        return False
    return last.soft or (unfinished and lower)


def _gap_small(draft: Draft, line: PrintedLine) -> bool:
    return line.base - draft.last.base < 3.2 * line.size


def _nest(drafts: Sequence[Draft]) -> None:
    """Give list items their nesting from how far in their marks stand."""
    stack: list[float] = []
    for draft in drafts:
        if draft.mark is None:
            if stack and draft.x0 <= stack[0] + 2:
                stack = []
            continue
        while stack and draft.x0 < stack[-1] - 3:
            stack.pop()
        if not stack or draft.x0 > stack[-1] + 3:
            stack.append(draft.x0)
        draft.level = len(stack)


def source_of(lines: Iterable[PrintedLine]) -> Source:
    """The place of lines: pages, and a box for each page's run of lines."""
    return Source.model_validate(_raw_source(lines))


def _raw_source(lines: Iterable[PrintedLine]) -> dict[str, Any]:
    boxes: list[dict[str, Any]] = []
    run: list[PrintedLine] = []
    for line in lines:
        if run and (line.page != run[-1].page or line.top < run[-1].top - 1):
            boxes.append(_around(run))
            run = []
        run.append(line)
    if run:
        boxes.append(_around(run))
    if not boxes:
        return {}
    return {"page": boxes[0]["page"], "page_end": boxes[-1]["page"], "boxes": tuple(boxes)}


def _around(run: Sequence[PrintedLine]) -> dict[str, Any]:
    return raw_box(
        run[0].page,
        min([line.text_x0 for line in run]),
        min([line.top for line in run]),
        max([line.x1 for line in run]),
        max([line.bottom for line in run]),
    )


def to_block(draft: Draft, level: int = 0) -> Block:
    """The draft as a record; `level` is the heading's."""
    lines = draft.lines
    text = draft.text
    if draft.heading and draft.mark is not None:
        text = continues(draft.mark, text)
    return Block.model_validate(
        {
            "kind": "heading" if draft.heading else "list_item" if draft.mark is not None else "paragraph",
            "text": text,
            "level": level if draft.heading else draft.level,
            "mark": draft.mark,
            "bold": all(line.bold for line in lines),
            "size": round(lines[0].size, 1),
            "struck": tuple([s for line in lines for s in line.struck]),
            "lines": tuple([line.raw() for line in lines]),
            "source": _raw_source(lines),
        }
    )
