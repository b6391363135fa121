"""A printed rating (word, letter, sign, fill) -> how far the action is, by the document's own key.

A colour means another thing in each plan: amber is "in progress" in one and "at risk" in the next. So the key
that the document prints is read first (`read_legend`); the colours' usual meaning serves only without one.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from extractors.fields.calendar import plain
from extractors.fields.data import either, keys, pairs, ranked, words
from extractors.model import ActionStatus

FILE = "ratings"
# From the least favourable on, for a rating between two colours.
FAVOUR: tuple[ActionStatus, ...] = ("delayed", "not_started", "in_progress", "on_track", "complete")


@dataclass(frozen=True)
class LegendCell:
    """A cell or line of a key: its text and its fill as `#rrggbb`."""

    text: str
    fill: str | None = None


@dataclass(frozen=True)
class LegendEntry:
    """One line of a key: the colour, the mark as printed, what it means, and the status that this is."""

    colour: str | None
    mark: str
    meaning: str
    status: ActionStatus | None
    words: tuple[str, ...] = ()  # the short texts of its row, which stand for it where actions are rated


@dataclass(frozen=True)
class Legend:
    """A document's key to its ratings; empty where it prints none."""

    entries: tuple[LegendEntry, ...] = ()

    def statuses(self) -> frozenset[ActionStatus]:
        """The statuses that its lines mean."""
        return frozenset(e.status for e in self.entries if e.status)

    def of_colour(self, colour: str) -> LegendEntry | None:
        """The entry of a colour."""
        return next((entry for entry in self.entries if entry.colour == colour), None)

    def of_fill(self, fill: str | None) -> LegendEntry | None:
        """The entry of a ground's colour; pale red is pink where the key has no red."""
        colour = colour_of_fill(fill)
        entry = self.of_colour(colour) if colour else None
        return self.of_colour("purple") if entry is None and colour == "red" else entry

    def of_white(self) -> LegendEntry | None:
        """The entry of a ground without a colour, where the key has one."""
        told = (
            e for e in self.entries if WHITE in (plain(e.mark), plain(e.meaning).split(" ")[0].rstrip(":,"))
        )
        return next((e for e in told if e.status), None)

    def of_text(self, text: str) -> LegendEntry | None:
        """The entry whose mark or meaning a text repeats."""
        low = plain(text).rstrip(" .")
        told = next((e for e in self.entries if low and low in (plain(e.mark), plain(e.meaning))), None)
        return told or next((e for e in self.entries if low and low in map(plain, e.words)), None)

    def leading(self, text: str) -> LegendEntry | None:
        """The entry whose mark, a word or more, a text begins with."""
        words = [word.rstrip(":.,;") for word in text.split()]
        able = [e for e in self.entries if e.status and len(e.mark) > 2]
        found = [e for e in able if words[: len(e.mark.split())] == e.mark.split()]
        return max(found, key=lambda entry: len(entry.mark), default=None)

    def marks(self) -> frozenset[str]:
        """The marks and short words of all lines, as printed."""
        return frozenset(w for e in self.entries if e.status for w in (e.mark, *e.words) if w)


NO_LEGEND = Legend()
WHITE = "white"  # the mark of a ground without a colour
KNOWN = 2  # lines of a key that tell by themselves, before one is believed that does not
NOT_STARTED = "N"  # beside letters of colours, of which it is none; a key of the document's own goes first


def read_rating(
    text: str, fill: str | None = None, legend: Legend = NO_LEGEND
) -> tuple[ActionStatus | None, str | None]:
    """(status, rating as printed); a cell that is only filled gives the colour's name as printed text."""
    raw = " ".join(text.split())
    if not raw:
        colour = colour_of_fill(fill)
        entry = legend.of_fill(fill)
        if entry is not None:
            return entry.status or _usual(entry.colour or ""), colour
        return (_usual(colour), colour) if colour else (None, None)
    entry = legend.of_text(raw)
    if entry and entry.status:
        return entry.status, raw
    colours = colours_named(raw)
    if colours:
        found = [status for c in colours if (status := _of_colour(c, legend))]
        return min(found, key=FAVOUR.index, default=None), raw
    if (entry := legend.leading(raw)) is not None:
        return entry.status, raw  # news may stand under the key's word
    status = status_of(raw) or ("not_started" if raw == NOT_STARTED else None)
    if status is None and (colour := colour_of_fill(fill)):
        status = _of_colour(colour, legend)
    return status, raw


def read_legend(rows: Sequence[Sequence[LegendCell]]) -> Legend:
    """The key that rows of cells make: each a colour, letter or fill with its meaning, in one cell or two.

    A row that names no colour and no status is left out; fewer than two entries make no key.
    """
    entries: list[LegendEntry] = []
    for row in rows:
        cells = [cell for cell in row if cell.text.strip() or cell.fill]
        entry = _entry(cells) or (_explained(cells) if len(entries) >= KNOWN else None)
        entry = replace(entry, words=_short(cells)) if entry else None
        if entry and not any(e.colour == entry.colour and e.mark == entry.mark for e in entries):
            entries.append(entry)
    return Legend(tuple(entries)) if len(entries) > 1 else NO_LEGEND


def _explained(cells: Sequence[LegendCell]) -> LegendEntry | None:
    """A line of a key whose mark says nothing by itself, where lines before it do: its meaning tells."""
    if len(cells) != 2 or not 0 < len(cells[0].text.split()) <= MARK_WORDS:
        return None
    status = status_of(cells[1].text)
    return LegendEntry(None, cells[0].text.strip(), cells[1].text.strip(), status) if status else None


def _short(cells: Sequence[LegendCell]) -> tuple[str, ...]:
    """The short texts in the cells of a key's line before the last, which explains them."""
    return tuple(c.text.strip() for c in cells[:-1] if 0 < len(c.text.split()) <= MARK_WORDS)


def _entry(cells: Sequence[LegendCell]) -> LegendEntry | None:
    """One line of a key, or `None` where the row is no such line."""
    if not cells:
        return None
    text = " ".join(cell.text.strip() for cell in cells if cell.text.strip())
    ground = next((c for cell in cells if (c := colour_of_fill(cell.fill))), None)
    match = _marked().match(text)
    if match and match["meaning"].strip(" )"):
        mark, meaning = match["mark"], match["meaning"].strip(" ).")
        colour: str | None = _colour_words()[plain(mark)]
    elif (letter := MARKED.match(text)) and status_of(letter["meaning"]):
        mark, meaning = letter["mark"], letter["meaning"].strip(" ).")
        colour = _colour_words().get(plain(mark), ground)
    else:
        colour = ground
        mark, meaning = (cells[0].text.strip(), text) if len(cells) > 1 else ("", text)
        if colour is None:
            return _worded(mark, meaning.removeprefix(mark).strip(" -–:=")) if len(cells) > 1 else None
        meaning = meaning.removeprefix(mark).strip(" -–:=") or mark
        if not meaning:
            return None  # a ground without words explains nothing
    return LegendEntry(colour, mark, meaning, status_of(meaning))


def _worded(mark: str, meaning: str) -> LegendEntry | None:
    """A line of a key whose mark is a status in words; a risk that its meaning calls late is late."""
    status, told = status_of(mark), status_of(meaning)
    if status is None or len(mark.split()) > MARK_WORDS:
        return None
    late = status == "in_progress" and told == "delayed"
    return LegendEntry(None, mark, meaning, told if late else status)


MARK_WORDS = 5
PART = re.compile(r"(?<!\d)(?P<share>\d{1,3})\s?%\s(?:complete|done|finished)")
# A letter or number of a plan's own, which need be no colour's: "C complete", "2 = on track".
MARKED = re.compile(r"\s*(?P<mark>[A-Z]{1,2}|\d)(?:\s?[-–:=)]\s?|\s+)(?P<meaning>\S.+)", re.S)
INLINE = re.compile(r"\s*[,;]\s+(?:and\s+)?")


def legend_line(text: str) -> Legend:
    """The key in a sentence: "Letters: C complete, T on track, L late"; empty where it is none."""
    listed = text.rsplit(": ", 1)[-1].rstrip(" .")
    pieces = INLINE.split(listed)
    if not 3 <= len(pieces) <= 8:
        return NO_LEGEND
    legend = read_legend([[LegendCell(piece)] for piece in pieces])
    return legend if len(legend.entries) == len(pieces) and len(legend.statuses()) > 1 else NO_LEGEND


# -- colours -----------------------------------------------------------------------------------


@cache
def _colour_words() -> dict[str, str]:
    named = {word: colour for colour in keys(FILE, "colours") for word in words(FILE, "colours", colour)}
    signs = {sign: colour for colour in keys(FILE, "signs") for sign in words(FILE, "signs", colour)}
    return named | signs


@cache
def _marked() -> re.Pattern[str]:
    """A line of a key: a colour's word, letter or sign, then its meaning."""
    long = either(tuple(w for w in _colour_words() if len(w) > 2 or not w.isalpha()))
    short = either(tuple(w.upper() for w in _colour_words() if len(w) <= 2 and w.isalpha()))
    mark = rf"(?P<mark>(?i:{long})|(?:{short})(?=\s?[-–:=)]|\s(?![a-z])))"
    return re.compile(
        rf"\s*(?:rated?\s)?{mark}(?:\s?\(\w{{1,2}}\))?(?:\s?[-–:=)]+\s?|\s+)(?P<meaning>.+)", re.S
    )


@cache
def _colour_start() -> re.Pattern[str]:
    named = either(tuple(w for w in _colour_words() if len(w) > 2 and w.isalpha()))
    signs = either(tuple(w for w in _colour_words() if not w.isalpha()))
    return re.compile(rf"(?<![a-z])(?:{named})(?![a-z])|(?:{signs})")


LETTERS = re.compile(r"[a-z]{1,2}(?:\s?[/&-]\s?[a-z]{1,2})?|[a-z]{1,3}\d?(?=\s*[-–:(])")


def colours_named(text: str) -> tuple[str, ...]:
    """The colours that a rating names, by word, letter or sign, in order ("Amber/Green", "A")."""
    low = plain(text).replace("\ufe0f", "")
    found = tuple(_colour_words()[m[0]] for m in _colour_start().finditer(low))
    if found:
        return found
    letters = LETTERS.match(low)
    if letters and (letters.end() == len(low) or not low[letters.end()].isalnum()):
        parts = re.split(r"\s?[/&-]\s?", letters[0])
        if all(part in _colour_words() for part in parts):
            return tuple(_colour_words()[part] for part in parts)
        if len(letters[0]) == 2 and all(part in _colour_words() for part in letters[0]):
            return tuple(_colour_words()[part] for part in letters[0])
    return ()


def colour_of_fill(fill: str | None) -> str | None:
    """The colour's name that a fill is of, by its hue; white and black have none."""
    match = re.fullmatch(r"#?([0-9a-fA-F]{6})", fill or "")
    if not match:
        return None
    red, green, blue = (int(match[1][i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.12:
        return "grey" if 0.25 < value < 0.95 else None
    return _hue_name(hue * 360)


def _hue_name(degrees: float) -> str:
    for limit, name in ((18, "red"), (68, "amber"), (170, "green"), (255, "blue"), (335, "purple")):
        if degrees < limit:
            return name
    return "red"


# -- meanings ----------------------------------------------------------------------------------


@cache
def _meanings() -> tuple[tuple[ActionStatus, re.Pattern[str]], ...]:
    return tuple(
        (cast(ActionStatus, status), re.compile(rf"(?<![a-z])(?:{either(listed)})(?![a-z])"))
        for status, listed in ranked(FILE, "meanings", "status")
    )


@cache
def _alone() -> dict[str, ActionStatus]:
    listed = [*ranked(FILE, "meanings", "status"), *ranked(FILE, "alone", "status")]
    return {word: cast(ActionStatus, status) for status, said in reversed(listed) for word in said}


def says_status(text: str) -> bool:
    """The text is the name of a status and says nothing else ("Under way", "Stuck")."""
    return plain(text).rstrip(".") in _alone()


def status_of(meaning: str) -> ActionStatus | None:
    """The status that words mean, or `None` where they say none."""
    low = plain(meaning)
    if says_status(meaning):
        return _alone()[low.rstrip(".")]
    if (part := PART.search(low)) and int(part["share"]) < 100:
        return "in_progress" if int(part["share"]) else "not_started"
    said = [(status, m) for status, pattern in _meanings() for m in pattern.finditer(low)]
    whole = (status for status, m in said if not any(_within(m, other) for _, other in said))
    return next(whole, None)


def _within(match: re.Match[str], other: re.Match[str]) -> bool:
    """One phrase is only a part of another, longer one ("planned" of "as planned")."""
    inside = other.start() <= match.start() and match.end() <= other.end()
    return inside and match.end() - match.start() < other.end() - other.start()


def _of_colour(colour: str, legend: Legend) -> ActionStatus | None:
    """A colour's status by the document's key; without a key by its usual meaning."""
    entry = legend.of_colour(colour)
    if entry:
        return entry.status or _usual(colour)
    return _usual(colour)


def _usual(colour: str) -> ActionStatus | None:
    return cast("ActionStatus | None", dict(pairs(FILE, "usual")).get(colour))
