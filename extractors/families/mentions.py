"""Dates that prose gives for an inspection, the outcome it tells, and the bodies it calls responsible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extractors import sentences
from extractors.families.organisations import Organisations, bodies, find_organisations
from extractors.fields.data import either, keys, words
from extractors.fields.timescale import read_timescale
from extractors.model import Block, Body, DateMention
from extractors.sentences import place_of

_MONTH = either(keys("timescales", "months"))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_DAY}\s+(?:(?:{_MONTH})\s+)?(?:20\d\d\s+)?(?:to|and|until|[-–])\s+)?"
    rf"(?:{_DAY}\s+(?:of\s+)?)?(?:(?:{_MONTH})\s+(?:to|and|[-–])\s+)?(?:{_MONTH}),?\s+20\d\d\b|\b20\d\d\b",
    re.I,
)
_INSPECT = re.compile(rf"\b(?:{either(words('prose', 'inspected'))})\b", re.I)
# Words whose date it is when they stand nearer to it than the inspection.
_OTHER = re.compile(r"\b(?:publish\w*|reports?|plans?|reviews?|letters?|framework|statement)\b", re.I)
_FAR = 40  # characters from which a date gives way to one nearer to the inspection
_DEADLINE = re.compile(r"\b(?:by|until|before|since|the end of)\s+$", re.I)
_NOT_THIS = re.compile(r"\b(?:previous|next|future|another)\s+(?:\w+\s+){0,3}$", re.I)
_SHORT = re.compile(r"\b[A-Z]{3,}\b|\b[Tt]he [Cc]ouncil\b")
_ASKED = re.compile(rf"\b(?:{either(words('prose', 'asked', 'phrases'))})\b", re.I)


def inspection_dates(blocks: Sequence[Block]) -> tuple[DateMention, ...]:
    """Each date or period printed for the inspection, once, in order; right or wrong, as printed."""
    found: dict[str, DateMention] = {}
    for block in blocks:
        for sentence in sentences.split(block.text):
            if not _INSPECT.search(sentence.text):
                continue
            for mention in _in_sentence(sentence.text, block, sentence.start):
                found.setdefault(mention.raw.lower(), mention)
    return tuple(found.values())


def _in_sentence(text: str, block: Block, offset: int) -> list[DateMention]:
    found = []
    for match in _DATE.finditer(text):
        if not _belongs(text, match):
            continue
        raw = match.group(0)
        times, _ = read_timescale(re.sub(r"\s+(?:and|until)\s+", " to ", raw))
        if times.due_on is None or times.precision is None:
            continue
        start = times.starts_on or times.due_on
        if times.starts_on is None and times.precision in ("month", "year"):
            start = start.replace(day=1, month=1 if times.precision == "year" else start.month)
        place = place_of(block, offset + match.start(), offset + match.end())
        mention = DateMention(
            raw=raw, starts_on=start, ends_on=times.due_on, precision=times.precision, source=place
        )
        found.append(mention)
    return found


def _belongs(text: str, date: re.Match[str]) -> bool:
    """Whether the date is that of the inspection: no other word that takes a date stands nearer to it."""
    if _DEADLINE.search(text[: date.start()]):
        return False
    nearest = min(_INSPECT.finditer(text), key=lambda m: _distance(m, date))
    if _NOT_THIS.search(text[: nearest.start()]):
        return False
    rivals = [m for m in _DATE.finditer(text) if m.start() != date.start()]
    far = _distance(nearest, date) > _FAR
    if far and any(_distance(nearest, m) < _distance(nearest, date) for m in rivals):
        return False
    others = [m for m in _OTHER.finditer(text) if m.start() != nearest.start()]
    others = [m for m in others if not _is_compound(text, nearest, m)]
    return all(_distance(m, date) >= _distance(nearest, date) for m in others)


def _is_compound(text: str, inspect: re.Match[str], other: re.Match[str]) -> bool:
    """ "the 2021 inspection report": the report is the inspection's, and so is the year before both."""
    return other.start() - inspect.end() == 1 and other.group(0).lower() in ("report", "reports", "letter")


def _distance(one: re.Match[str], other: re.Match[str]) -> int:
    return max(one.start() - other.end(), other.start() - one.end(), 0)


def outcome_told(text: str) -> Literal[1, 2, 3] | None:
    """The outcome of an area SEND inspection that a text repeats; `None` where it tells none, or several.

    1 typically positive, 2 inconsistent, 3 widespread and/or systemic failings (the area SEND inspection
    framework's three outcomes).
    """
    low = " ".join(text.lower().split())
    outcomes: tuple[Literal[1, 2, 3], ...] = (1, 2, 3)
    told = [n for n in outcomes if any(p in low for p in words("prose", "outcome", str(n)))]
    return told[0] if len(told) == 1 else None


def responsible_bodies(text: str, organisations: Organisations) -> tuple[Body, ...]:
    """The public bodies that the text asks to act or calls responsible; all that it names where none are."""
    asked = [s.text for s in sentences.split(text) if _ASKED.search(s.text)]
    named = [n for s in asked for n in _named(s, organisations)]
    return bodies(named) or bodies(list(organisations.names))


def _named(sentence: str, organisations: Organisations) -> list[str]:
    """The organisations of a sentence, those in it by an abbreviation or as "the council" in full."""
    names = list(find_organisations(sentence).names)
    shorts = [organisations.full(word) for word in _SHORT.findall(sentence)]
    return names + [name for name in shorts if " " in name and name not in names]
