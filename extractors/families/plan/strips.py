"""Strips over cards: a card's number, its badge and its title, with no label among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.families.plan import content
from extractors.families.plan.card_text import BADGE, is_badge
from extractors.families.plan.context import read_label
from extractors.families.plan.words import label_role
from extractors.model import Cell

STRIP = "card"  # names what a strip says without a label
MOST = 3  # cells
WORDS = 24  # of a title
NUMBERED = 120  # words of an action behind its number
LABEL = 5  # words before a colon that may be a label
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}")
_NUMBER = re.compile(
    r"(?:(?:action|card|step|task)\s+)?(?P<number>[A-Z]{0,4}[-. ]?\d+(?:[.-]\d+)*[a-z]?)[.):]?", re.I
)


@dataclass(frozen=True)
class Strip:
    """What a strip says; `words` are its title."""

    cell: Cell
    number: str | None = None
    badge: Cell | None = None
    words: Cell | None = None


def read_strip(cells: Sequence[Cell], marks: frozenset[str]) -> Strip | None:
    """The strip that the cells of a row are; `None` where none of them is a number or a badge, or one is a
    label."""
    cells = _unlabelled(cells, marks)
    if not 0 < len(cells) <= MOST:
        return None
    number: str | None = None
    badge = words = None
    for cell in cells:
        if label_role(cell.text.strip(" :")) is not None or _DAY.fullmatch(_text(cell)):
            return None  # the day of a date is no number
        told, rest = _numbered(cell) if number is None else (None, _text(cell))
        number = number or told
        if rest and badge is None:
            found, rest = _badged(rest, marks, bool(told))
            badge = _part(cell, found) if found else None
        if rest and (words is not None or not _is_title(rest, number)):
            return None
        words = _part(cell, rest) if rest else words
    named = read_label(_text(cells[0])) if words is not None else None
    if named is not None and (len(cells) == 1 or not named.text):
        return None  # "Action 1.1" is the label of the words beside it
    told_first = number is not None and _numbered(cells[0])[0] is not None
    if not told_first and (badge is None or not is_badge(_text(cells[0]), marks)):
        return None
    return Strip(cells[0], number, badge, words) if number or words is None else None


def _unlabelled(cells: Sequence[Cell], marks: frozenset[str]) -> list[Cell]:
    """The cells, the badge that the last of them holds freed of its label, beside or before it ("RAG")."""
    before, last = list(cells[:-1]), list(cells[-1:])
    if len(before) > 1 and label_role(before[-1].text.strip(" :")) == "status":
        return [*before[:-1], *last] if is_badge(_text(last[0]), marks) else list(cells)
    label = read_label(_text(last[0])) if before else None
    if label is None or label.role != "status" or not is_badge(label.text, marks):
        return list(cells)
    return [*before, _part(last[0], label.text)]


def _is_title(text: str, number: str | None) -> bool:
    """Words that hold no label: few, or more after a number."""
    if ":" in text and (number is None or len(text.split(":")[0].split()) <= LABEL):
        return False
    return len(text.split()) <= (WORDS if number is None else NUMBERED)


def _text(cell: Cell) -> str:
    """The cell's words with the mark that was taken off its first paragraph."""
    mark = cell.blocks[0].mark if cell.blocks else None
    text = " ".join(cell.text.split())
    return f"{mark} {text}" if mark and any(c.isalnum() for c in mark) else text


def _numbered(cell: Cell) -> tuple[str | None, str]:
    """The number at the head or the end of a cell, and the words beside it."""
    words = _text(cell).split()
    for first, last in ((0, 1), (0, 2), (len(words) - 1, len(words)), (len(words) - 2, len(words))):
        match = _NUMBER.fullmatch(" ".join(words[first:last])) if 0 <= first < last <= len(words) else None
        if match is not None and (content.is_reference(match["number"]) or match["number"].isdigit()):
            return match["number"], _apart(" ".join((*words[:first], *words[last:])))
    return None, _text(cell)


def _apart(text: str) -> str:
    """A title without what parts it from its number."""
    return text.lstrip(" -–—|:.").rstrip(" -–—|:")


def _badged(text: str, marks: frozenset[str], numbered: bool) -> tuple[str, str]:
    """The badge that a text is, or that it ends with after a number or a title; and the words before it."""
    if is_badge(text, marks):
        return text, ""
    words = text.split()
    if numbered:
        for n in range(min(BADGE, len(words) - 1), 0, -1):
            if is_badge(" ".join(words[-n:]), marks) and words[-n][:1].isupper():
                return " ".join(words[-n:]), " ".join(words[:-n]).strip(" -–—|")
    return "", text


def _part(cell: Cell, text: str) -> Cell:
    return cell if cell.text == text else cell.model_copy(update={"text": text, "blocks": ()})
