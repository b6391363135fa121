"""A printed line with its place, light enough to make by the thousand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


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

    def raw(self) -> dict[str, Any]:
        """The fields of its `Line`: pydantic makes records of nested fields faster than of records."""
        return {
            "text": self.text.replace(DROPPED, "-") if self.text.endswith(DROPPED) else self.text,
            "soft": self.soft,
            "box": {"page": self.page, "x0": self.x0, "top": self.top, "x1": self.x1, "bottom": self.bottom},
        }


def raw_box(page: int, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """The fields of a `Box`."""
    return {
        "page": page,
        "x0": round(x0, 1),
        "top": round(top, 1),
        "x1": round(x1, 1),
        "bottom": round(bottom, 1),
    }


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
