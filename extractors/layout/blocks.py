"""Lines into paragraphs, list items and headings, by geometry and marks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.layout import records
from extractors.layout.line import PrintedLine, join_lines
from extractors.layout.marks import certain, continues, follows
from extractors.model import Block, Box, Source

OWN_SIZE = 0.3  # points by which type differs that is set apart
ENDS = (".", "?", "!", ":", ";")
_ADDRESS = re.compile(r"(?:w/c\b|c/o\b|www\.|https?:|\S+@|\S+\.(?:uk|org|com|gov|net)\b)")
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
    last = text[-1:]
    if last.isalnum():
        return False
    return last in ENDS or text.rstrip().rstrip(CLOSERS).endswith(ENDS)


def starts_lower(text: str) -> bool:
    """Whether a text begins with a small letter, as the rest of a sentence does."""
    if text[:1].isupper():
        return False
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


def _ends_early(draft: Draft, line: PrintedLine, right: float, done: bool) -> bool:
    """Whether the draft's last line ends by its author's will; mid-sentence, only where much is free.

    The width of the word that might have followed is an estimate, so a little room proves nothing.
    """
    if line.mark is not None and certain(line.mark):
        return True
    last, word = draft.lines[-1], _first_word(line)
    least = 0.15 * word if done else 0.1 * (right - draft.x0)
    return right - last.x1 - word - 0.28 * last.size >= least


def usual_pitch(lines: Sequence[PrintedLine]) -> float:
    """The commonest distance between baselines, in type sizes; 1.2 where too few lines tell."""
    if len(lines) < 4:
        return 1.2
    steps: dict[float, int] = {}
    for a, b in itertools.pairwise(lines):
        step, size = b.base - a.base, b.size
        if 0.9 * size < step < 2.2 * size and abs(a.size - size) < 0.6:
            pitch = round(step / size, 1)
            steps[pitch] = steps.get(pitch, 0) + 1
    if sum(steps.values()) < 3:
        return 1.2
    return max(steps, key=steps.__getitem__)


def group(lines: Sequence[PrintedLine], right: float, pitch: float | None = None) -> list[Draft]:
    """Lines in reading order into drafts. `right` is where the column that they stand in ends."""
    step = usual_pitch(lines) if pitch is None else pitch
    white = max(step, 1.2) * 1.2 + 0.05
    drafts: list[Draft] = []
    for line in lines:
        if not drafts:
            drafts.append(_begun(line))
            continue
        draft = drafts[-1]
        last = draft.lines[-1]
        done = finished(last.text)
        end = right if last.right is None else last.right
        last.soft = not _ends_early(draft, line, end, done)
        if line.mark is not None and not (certain(line.mark) or _apart(draft, line, white)):
            line.text, line.mark, line.text_x0 = continues(line.mark, line.text), None, line.x0
            last.soft = True
        if line.mark is not None or not _belongs(draft, line, white, end, done):
            drafts.append(_begun(line))
            continue
        if draft.mark is not None and len(draft.lines) == 1 and line.x0 > draft.x0 + 2:
            draft.text_x0 = line.x0
        draft.lines.append(line)
    _nest(drafts)
    return drafts


def _begun(line: PrintedLine) -> Draft:
    return Draft([line], line.mark, 0, line.x0, line.text_x0)


def _gap(last: PrintedLine, line: PrintedLine, white: float) -> bool:
    """Whether more than the usual white, in type sizes, stands between two lines."""
    return line.base - last.base > white * max(line.size, last.size)


def _apart(draft: Draft, line: PrintedLine, white: float) -> bool:
    """Whether a line stands apart from the text before, so that a dash or number before it is a mark."""
    if draft.mark is not None and line.mark is not None and follows(draft.mark, line.mark):
        return True
    return not draft.last.soft or _gap(draft.last, line, white) or abs(line.x0 - draft.text_x0) > 4


def _belongs(draft: Draft, line: PrintedLine, white: float, right: float, done: bool) -> bool:
    """Whether a line without a mark goes on with the draft before it; `done`: its text is finished."""
    if line.sign is not None or line.apart:
        return False
    last = draft.lines[-1]
    step = line.base - last.base
    if abs(line.size - last.size) > 0.15 * max(line.size, last.size):
        return False
    if line.bold != last.bold and abs(line.size - last.size) > OWN_SIZE and _is_title(draft):
        return False
    if done and abs(line.size - last.size) > OWN_SIZE and _LABEL.match(line.text):
        return False  # a labelled value in type of its own, under a sentence that fills its line
    if line.base < last.base - 2:  # up again: another column
        return last.soft and not done and starts_lower(line.text)
    if abs(step) < 0.35 * line.size:  # the same line, in two pieces
        return True
    if _gap(last, line, white):
        if done or not starts_lower(line.text):
            return False
        return abs(line.x0 - draft.text_x0) < 4 and step < 3.2 * line.size
    if line.bold != last.bold:
        if not last.soft or (line.bold and done):
            return False
        if last.bold and draft.mark is None and not starts_lower(line.text) and _all_bold(draft):
            return False  # a heading that fills its line, with its paragraph close under it
    if draft.mark is not None:
        if line.x0 > draft.x0 + 3:
            return True
    elif _labels(draft.lines[0], line) and would_fit(last, line, right):
        return False  # one labelled value after another
    return last.soft or (not done and starts_lower(line.text))


def _is_title(draft: Draft) -> bool:
    """Whether a draft is all bold and no list item; what follows in type of another size is no part of it."""
    return draft.mark is None and _all_bold(draft)


def _all_bold(draft: Draft) -> bool:
    return all(line.bold for line in draft.lines)


def _labels(first: PrintedLine, line: PrintedLine) -> bool:
    """Whether two lines both begin with a label and a colon."""
    if ":" not in line.text or ":" not in first.text:
        return False
    return _LABEL.match(line.text) is not None and _LABEL.match(first.text) is not None


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
    boxes: list[Box] = []
    run: list[PrintedLine] = []
    for line in lines:
        if run and (line.page != run[-1].page or line.top < run[-1].top - 1 or line.turn is not run[-1].turn):
            boxes.append(_around(run))
            run = []
        run.append(line)
    if run:
        boxes.append(_around(run))
    return records.source(tuple(boxes))


def _around(run: Sequence[PrintedLine]) -> Box:
    """The rectangle that encloses lines of one page."""
    first = run[0]
    x0, top, x1, bottom = first.text_x0, first.top, first.x1, first.bottom
    for line in run[1:]:
        if line.text_x0 < x0:
            x0 = line.text_x0
        if line.top < top:
            top = line.top
        if line.x1 > x1:
            x1 = line.x1
        if line.bottom > bottom:
            bottom = line.bottom
    if first.turn is not None:
        x0, top, x1, bottom = first.turn.back((x0, top, x1, bottom))
    return records.box(first.page, x0, top, x1, bottom)


def to_block(draft: Draft, level: int = 0) -> Block:
    """The draft as a record; `level` is the heading's."""
    lines = draft.lines
    text = draft.text
    if draft.heading and draft.mark is not None:
        text = continues(draft.mark, text)
    return records.make_block(
        {
            "kind": "heading" if draft.heading else "list_item" if draft.mark is not None else "paragraph",
            "text": text,
            "level": level if draft.heading else draft.level,
            "mark": draft.mark,
            "bold": _all_bold(draft),
            "size": round(lines[0].size, 1),
            "hidden": False,
            "fill": lines[0].sign,
            "struck": tuple([s for line in lines for s in line.struck]),
            "lines": tuple([line.record() for line in lines]),
            "source": source_of(lines),
        },
    )
