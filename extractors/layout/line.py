"""A printed line with its place, light enough to make by the thousand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.model import Box


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

    def box(self) -> Box:
        """Its place as a record."""
        return Box(
            page=self.page,
            x0=round(self.x0, 1),
            top=round(self.top, 1),
            x1=round(self.x1, 1),
            bottom=round(self.bottom, 1),
        )


DROPPED = "\u00ad"  # at a line's end: a hyphen that the typesetter put there

_LIST_WORD = re.compile(r"(?:and|or|to|nor)\b|[^\w]")  # "pre- and post-16" keeps its space


def fold(texts: Iterable[str]) -> str:
    """One line of text: white space folded to single spaces."""
    return " ".join(" ".join(texts).split())


def join_lines(texts: Iterable[str]) -> str:
    """Printed lines as one line of text; a word that a hyphen parts at a line's end is one word."""
    joined = ""
    for text in texts:
        words = " ".join(text.split())
        if joined.endswith(DROPPED):
            joined = joined[:-1] + words
        elif (
            joined[-1:] in ("-", "\u2010", "\u2011")
            and joined[-2:-1].isalpha()
            and not _LIST_WORD.match(words)
        ):
            joined += words
        else:
            joined = f"{joined} {words}" if joined else words
    return joined
