"""One measure, and the values of its baseline and its targets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from extractors.fields.calendar import plain
from extractors.fields.data import either, words
from extractors.fields.figures import FILE, NUMBER_WORDS, TIME_UNITS, find_figures, nothing_in, period_of
from extractors.model import Target

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class MeasurePart:
    """One measure of a cell; `text` is empty where the cell gives figures without words."""

    text: str
    direction: Direction | None = None
    baseline_raw: str | None = None
    baseline_value: float | None = None
    baseline_unit: str | None = None
    baseline_period: str | None = None
    targets: tuple[Target, ...] = ()

    @property
    def text_only(self) -> bool:
        """Whether it is plain words: no baseline, no target."""
        return self.baseline_raw is None and not self.targets


# "waiting more than 52 weeks": what is counted, and no way to go
_THRESHOLD = re.compile(rf"\b(?:more|less|fewer) than (?:\d+|{NUMBER_WORDS}) {TIME_UNITS}\b")


def read_direction(text: str) -> Direction | None:
    """The first word of a text that says whether the measure is to go up or down, or `None`."""
    low = re.sub(r"\bor (?:more|less|fewer)\b", "", plain(text))  # "half of their sessions or more"
    low = _THRESHOLD.sub(" ", low)
    first: tuple[int, Direction] | None = None
    for direction in ("up", "down"):
        told = either(words(FILE, "directions", direction))
        match = re.search(rf"(?<![a-z-])(?:{told})(?![a-z]|-[a-z])", low)  # a drop-in is no drop
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), "up" if direction == "up" else "down")
    return first[1] if first else None


def read_value(text: str) -> tuple[float | None, str | None]:
    """(value, unit) of a printed baseline or target; what is still to be set has none."""
    low = plain(text)
    named = re.search(r"(?:actual(?:ly)?(?: was| is|:)?|stretch target(?: of|:)?)\s(?=£?\d)", low)
    found = [f for f in find_figures(text) if not named or f.begin >= named.end()]
    if found:
        return found[0].value, found[0].unit
    if nothing_in(text) and not _unset(low):
        return 0.0, None
    return None, None


@cache
def _unset_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{either(words(FILE, 'unset'))})(?![a-z])")


def _unset(low: str) -> bool:
    return _unset_words().search(low) is not None


def with_baseline(part: MeasurePart, raw: str = "", period: str | None = None) -> MeasurePart:
    """The part with its baseline read from the words and figures of `raw`."""
    raw = raw.strip(" .;,")
    for opening, closing in ("()", "[]"):
        if raw.count(closing) > raw.count(opening):
            raw = raw.rstrip(closing)
    if not raw:
        return part
    value, unit = read_value(raw)
    _, printed = period_of(raw)
    return replace(
        part, baseline_raw=raw, baseline_value=value, baseline_unit=unit, baseline_period=printed or period
    )


def directed(part: MeasurePart) -> MeasurePart:
    """The part with which way is better, by its words or else from baseline to last target."""
    direction = read_direction(part.text)
    values = [t.value for t in part.targets if t.value is not None]
    if direction is None and values and part.baseline_value is not None and values[-1] != part.baseline_value:
        direction = "up" if values[-1] > part.baseline_value else "down"
    return replace(part, direction=direction)


SEVERAL = re.compile(r";\s*|,\s+(?!\d{3}\b)|\s+and\s+(?:then\s+)?|\s+then\s+|\s*/\s+|\s*(?:→|->)\s*|\n")


def read_targets(text: str, period: str | None = None) -> tuple[Target, ...]:
    """The targets of a text: one, or several where each piece has a value ("50% by X, 60% by Y")."""
    text = text.strip(" .;,")
    if not text:
        return ()
    pieces = [p.strip(" .;,") for p in SEVERAL.split(text)]
    several = len(pieces) > 1 and all(read_value(p)[0] is not None for p in pieces)
    return tuple(read_target(piece, period) for piece in (pieces if several else [text]))


_MONTHS_ON = re.compile(
    r"\s(?:at|after)\s(?P<period>(?:\d{1,2}|three|six|nine|twelve|eighteen) months)$", re.I
)


def read_target(text: str, period: str | None = None) -> Target:
    """The target of a text that holds one; `period` serves where the text names none."""
    raw = text.strip(" .;,")
    value, unit = read_value(raw)
    normal, _ = period_of(raw)
    if normal is None and period:
        normal = period_of(period)[0]
    if normal is None and (after := _MONTHS_ON.search(raw)):
        normal = after["period"]
    return Target(raw=raw, value=value, unit=unit, period=normal)
