"""Ratings inside longer texts: words of the key, or usual ones, before the news, after it or in brackets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.families.plan import content
from extractors.fields.rating import Legend, read_rating
from extractors.model import ActionStatus

Place = Literal["head", "tail", "brackets"]
PLACES: tuple[Place, ...] = ("head", "tail", "brackets")
BADGED = 0.5  # of the texts under a name; fewer that hold words of the key there do so by chance
SHARE = 0.8  # of them, where the words are usual ones and none of a key
FEWEST = 2  # such texts
WORDS = 5  # of a rating
TAIL = 60  # characters in which a rating at the end stands
_PIECES: Mapping[Place, re.Pattern[str]] = {
    "head": re.compile(r"\W{0,2}(?P<told>[^.;:,()\[\]–—]{2,40}?)\s*(?:[.;:,(\[–—]|\s-\s|$)"),
    "tail": re.compile(r"(?:^|[.;:,–—]\s|\s-\s)\s*(?P<told>[^.;:,()\[\]–—]{2,40})\W?$"),
    "brackets": re.compile(r"[(\[](?P<told>[^()\[\]]{1,40})[)\]]"),
}


@dataclass(frozen=True)
class Told:
    """A rating inside a text: the words as printed, what they mean, whether they are of the plan's key."""

    mark: str
    status: ActionStatus
    keyed: bool


def rating_at(text: str, place: Place, key: Legend) -> Told | None:
    """The rating that stands at a place of a text; `None` where other words do."""
    if place == "head":
        if (entry := key.leading(text)) is not None and entry.status:
            return Told(entry.mark, entry.status, True)
        first = _PIECES[place].match(text)
        return _rating(first["told"].strip(), key) if first else None
    begin = max(0, len(text) - TAIL) if place == "tail" else 0
    for match in _PIECES[place].finditer(text, begin):
        if (told := _rating(match["told"].strip(), key)) is not None:
            return told
    return None


def _rating(piece: str, key: Legend) -> Told | None:
    if not piece or len(piece.split()) > WORDS:
        return None
    entry = key.of_text(piece)
    if entry is not None and entry.status:
        return Told(piece, entry.status, True)
    status = read_rating(piece, None, key)[0] if content.is_rating(piece) else None
    return Told(piece, status, False) if status else None


def rated_within(
    printed: Sequence[Sequence[tuple[str, str]]], able: frozenset[str], key: Legend
) -> dict[str, Place]:
    """The columns or labels whose texts hold a rating, and where in them.

    `printed` are the names and texts of each action. Words that are of no key count only under the names that
    are `able` to say how far things are.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    for name, text in (pair for row in printed for pair in row):
        if text:
            texts[name].append(text)
    found: dict[str, Place] = {}
    for name, listed in texts.items():
        for place in PLACES:
            told = [t for text in listed if (t := rating_at(text, place, key)) is not None]
            if _is_rated(told, len(listed), usual=name in able, head=place == "head"):
                found[name] = place
                break
    return found


def _is_rated(told: Sequence[Told], count: int, *, usual: bool, head: bool) -> bool:
    """Whether so many of the texts hold ratings that it is no chance."""
    keyed = sum(t.keyed for t in told)
    if head and keyed >= max(FEWEST, BADGED * count):
        return True
    several = len({t.status for t in told}) > 1
    return usual and several and len(told) >= max(FEWEST, SHARE * count)
