"""Cells that stand for what is printed above them: "As above", ditto marks, and blank ones of which the plan
says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.families.plan.columns import DATES, WHO, Layout
from extractors.families.plan.draft import Draft
from extractors.families.plan.found import Place
from extractors.families.plan.words import fold

_DITTO = re.compile(
    r"(?:(?:the )?same )?as (?:the )?(?:row |action |line |one )?(?:above|before|previous)|(?:see|same) above"
    r"|(?:same as )?previous|ditto|-?\s?[\"”“″〃]{1,2}\s?-?",
    re.I,
)
_BLANK = re.compile(r"\b(?:blank|empty|not filled(?: in)?|no (?:name|entry|date))\b", re.I)
_SAME = re.compile(r"\b(?:same|above|previous|preceding)\b", re.I)
_PERSON = re.compile(r"\b(?:officer|person|lead|owner|name|who)\b|responsib|accountab", re.I)
_OWN = frozenset({"activity", "reference"})  # each action has its own
PEOPLE = WHO - {"support"}

Row = tuple[Draft, Place, Layout | None]  # a draft, where it stands and its layout


def blanks_said(texts: Iterable[str]) -> tuple[str, ...]:
    """The sentences that say of blank cells that what stands above them holds for them, too."""
    said = (s for text in texts for s in re.split(r"(?<=[.!?;])\s+", text))
    return tuple(s for s in said if _BLANK.search(s) and _SAME.search(s))


def repeat_above(rows: Sequence[Row], said: Sequence[str] = ()) -> None:
    """Give each row what it takes from the one above it: where a cell says so, or the plan (`said`) of blank
    ones in its column."""
    before: Row | None = None
    for row in rows:
        draft, place, layout = row
        if before is not None and before[1] == place:
            above = before[0]
            for role in _dittos(draft) & above.fields.keys():
                del draft.fields[role]
                draft.put(role, above.fields[role].group, inherited=True)
            for role in _blank(draft, layout, said) & above.fields.keys():
                draft.put(role, above.fields[role].group, inherited=True)
        before = row


def _dittos(draft: Draft) -> set[str]:
    held = ((role, f) for role, f in draft.fields.items() if role not in _OWN and not f.inherited)
    return {role for role, f in held if _DITTO.fullmatch(f.group.text.strip(" ."))}


def _blank(draft: Draft, layout: Layout | None, said: Sequence[str]) -> set[str]:
    """The roles without a text whose column the plan speaks of; those of people where it names no column."""
    columns = [c for c in layout.columns if c.role in PEOPLE | DATES] if layout and said else []
    if columns and {c.role for c in columns if c.role in PEOPLE} & draft.fields.keys():
        columns = [c for c in columns if c.role in DATES]
    found: set[str] = set()
    for sentence in said:
        told = f" {fold(sentence)} "
        named = {c.role for c in columns if c.header and f" {fold(c.header)} " in told}
        people = {c.role for c in columns if c.role in PEOPLE} if _PERSON.search(sentence) else set()
        found |= named or people
    return found - draft.fields.keys()
