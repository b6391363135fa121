"""A printed line with its place, light enough to make by the thousand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.layout import records
from extractors.layout.marks import lone_mark
from extractors.layout.turn import Bounds, Turn
from extractors.model import Line


@dataclass(slots=True)
class PrintedLine:
    """A line as it stands on a page, in points from the page's top left; `base` is its baseline.

    `bold` says that the line begins and ends in bold. `struck` holds passages with a rule through them,
    which `text` leaves out.
    """

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    soft: bool = False
    start: int = 0  # its first and last character in the page's text
    end: int = 0
    mark: str | None = None  # the list mark that it begins with, which `text` leaves out
    text_x0: float = 0.0  # where the text begins, after the mark
    struck: list[str] = field(default_factory=list)
    sign: str | None = None  # the colour of a small shape that stands beside it
    apart: bool = False  # whether it begins something of its own, whatever stands before it
    right: float | None = None  # where its column ends, if that is not where its cell ends
    whole: int | None = None  # the first character of the line that it was cut from
    turn: Turn | None = None  # how its words are turned on the page; its places are as if they were level

    @property
    def origin(self) -> int:
        """The first character of the printed line that it is, or was cut from."""
        return self.start if self.whole is None else self.whole

    @property
    def shown(self) -> Bounds:
        """Its rectangle on the page as it is shown."""
        bounds = self.x0, self.top, self.x1, self.bottom
        return self.turn.back(bounds) if self.turn else bounds

    def record(self) -> Line:
        """The line as a record."""
        text = " ".join(self.text.split()) if "  " in self.text else self.text
        return records.line(text, self.soft, self.page, *self.shown)


SHORT = 40  # letters; what is longer is no mark, with white around it or not
REACH = 60.0  # points between a list mark and its text
DROPPED = "\u00ad"  # at a line's end: a hyphen that the typesetter put there

_CUTTING = frozenset("-\u2010\u2011/")  # after these a word may be cut
_CUT = (*_CUTTING, DROPPED)
_LIST_WORD = re.compile(r"(?:and|or|to|nor)\b|[^\w]")  # "pre- and post-16" keeps its space


def fold(texts: Iterable[str]) -> str:
    """One line of text: white space folded to single spaces."""
    return " ".join(" ".join(texts).split())


def join_lines(texts: Iterable[str]) -> str:
    """Printed lines as one line of text; a word that a hyphen parts at a line's end is one word."""
    parts = list(texts)
    if len(parts) == 1:
        return " ".join(parts[0].split())
    if not any(text.rstrip().endswith(_CUT) for text in parts[:-1]):
        return fold(parts)
    joined = ""
    for text in parts:
        words = " ".join(text.split())
        if joined.endswith(DROPPED):
            joined = joined[:-1] + words
        elif joined[-1:] in _CUTTING and joined[-2:-1].isalpha() and not _LIST_WORD.match(words):
            joined += words
        else:
            joined = f"{joined} {words}" if joined else words
    return joined


def with_marks(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines, each list mark that the file puts on a line of its own given to the text beside it."""
    alone = [line for line in lines if line.mark is None and len(line.text) < SHORT and lone_mark(line.text)]
    if not alone:
        return lines
    taken: set[int] = set()
    for mark in alone:
        beside = [
            line
            for line in lines
            if abs(line.base - mark.base) < 0.5 * line.size
            and mark.x1 - 1 <= line.x0 < mark.x1 + REACH
            and line.mark is None
            and line is not mark
        ]
        if beside:
            text = min(beside, key=lambda line: line.x0)
            text.mark, text.text_x0, text.x0 = mark.text.strip(), text.x0, mark.x0
            taken.add(id(mark))
    return [line for line in lines if id(line) not in taken]
