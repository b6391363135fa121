"""What documents are to one another: the same text twice, a plan's versions, the inspection answered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from extractors.model import DateMention, Format, Problem
from pipeline.ids import bare
from pipeline.records import Entry
from pipeline.versions import alike
from pipeline.words import stems

MOST_STRUCTURED: tuple[Format, ...] = ("docx", "xlsx", "html", "pdf", "text")
SAME = 0.85  # share of items of the same words from which two documents are one text
SAME_VALUES = 0.9  # share of those whose dates, owners and ratings are the same as well
VERSION = 0.4  # share of actions of the same words from which two plans are versions of one
REWORDED = 0.8  # likeness of an action's words from one version to the next
KNOWN_AGAIN = 4  # words that carry meaning, from which a reworded action is known again
SEND = frozenset(
    {"area_send_report", "area_send_monitoring_report", "local_area_send_letter", "local_area_send_revisit"}
)


# -- the same text in several files ------------------------------------------------------------


def _items(entry: Entry) -> set[str]:
    extraction = entry.extraction
    if extraction is None:
        return set()
    texts: Iterable[str] = (
        [a.activity for a in extraction.actions]
        or [f.text for f in extraction.findings]
        or [s.text for s in extraction.statements]
    )
    return {bare(text) for text in texts}


def _values(entry: Entry) -> dict[str, tuple[str, ...]]:
    """What each action says beside its activity, by the activity's words."""
    return {
        bare(a.activity): (
            bare(a.timescale.raw if a.timescale else ""),
            bare(a.status_raw or ""),
            bare(a.update_text or ""),
        )
        for a in (entry.extraction.actions if entry.extraction else ())
    }


def share(a: set[str], b: set[str]) -> float:
    """The part of the larger set that both hold; 0 where one is empty."""
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0


class _Text(NamedTuple):
    """A document with what its text is compared by."""

    entry: Entry
    items: set[str]
    values: dict[str, tuple[str, ...]]


def _likeness(here: _Text, there: _Text, revised: bool) -> float:
    """How alike two documents of one kind and area are, 1 for the same text; 0 where they are two texts.

    Documents of different days are. So are two files of one format (`revised`) that differ in anything: the
    one is a revision of the other, while another format may lose a row or a cell of the same text.
    """
    a, b = here.entry, there.entry
    days = {e.details.published for e in (a, b)} - {None}
    if len(days) > 1 or (a.family == "inspection" and a.details.inspection_end != b.details.inspection_end):
        return 0.0
    items = share(here.items, there.items)
    left, right = here.values, there.values
    both = left.keys() & right.keys()
    values = sum(left[k] == right[k] for k in both) / len(both) if both else 1.0
    if items < (1 if revised else SAME) or values < (1 if revised else SAME_VALUES):
        return 0.0
    return items * values


def mark_renderings(entries: Sequence[Entry], formats: dict[str, Format | None]) -> list[Entry]:
    """The entries with `same_as` set: the most structured rendering of a text stands for the others."""

    def rank(entry: Entry) -> tuple[int, str]:
        format = formats.get(entry.id)
        known = format in MOST_STRUCTURED
        return (MOST_STRUCTURED.index(format) if format and known else len(MOST_STRUCTURED), entry.id)

    standing: dict[tuple[str, str | None], list[_Text]] = defaultdict(list)
    marked: dict[str, Entry] = {}
    for entry in sorted(entries, key=rank):
        text = _Text(entry, _items(entry), _values(entry))
        others = standing[entry.kind, entry.area_id]
        alike = [
            (_likeness(o, text, formats.get(o.entry.id) == formats.get(entry.id)), o.entry.id) for o in others
        ]
        best, stands = max(alike, default=(0.0, ""))
        if best == 0 or entry.extraction is None:
            others.append(text)
        else:
            marked[entry.id] = entry.model_copy(update={"same_as": stands})
    return [marked.get(e.id, e) for e in entries]


# -- which inspection a document answers -------------------------------------------------------


def mark_answers(
    entries: Sequence[Entry], told: dict[str, str]
) -> tuple[list[Entry], list[tuple[str, Problem]]]:
    """The entries with `answers` set, and a problem for each one that could answer several.

    `told` is what a person said, by document id. Else: the SEND inspection of the same area whose days a
    date in the document meets; else the only one there is; else the latest before the document's own day.
    """
    by_id = {e.id: e for e in entries}
    problems: list[tuple[str, Problem]] = []
    result = []
    for entry in entries:
        answers = told.get(entry.id)
        if answers is None and entry.family in ("plan", "commentary"):
            candidates = [
                e
                for e in entries
                if e.kind in SEND and e.area_id == entry.area_id is not None and e.same_as is None
            ]
            answers, doubt = _answered(entry, candidates)
            if doubt:
                problems.append((entry.id, Problem(category="uncertain", message=doubt)))
        result.append(entry.model_copy(update={"answers": answers}) if answers in by_id else entry)
    return result, problems


def _meets(mention: DateMention, inspection: Entry) -> bool:
    start = inspection.details.inspection_start or inspection.details.inspection_end
    end = inspection.details.inspection_end or start
    if start is None or end is None or mention.starts_on is None:
        return False
    return mention.starts_on <= end and (mention.ends_on or mention.starts_on) >= start


def _answered(entry: Entry, candidates: list[Entry]) -> tuple[str | None, str | None]:
    if not candidates:
        return None, None
    mentions = entry.extraction.inspection_dates if entry.extraction else ()
    met = [c for c in candidates if any(_meets(m, c) for m in mentions)]
    pool = met or candidates
    if len(pool) == 1:
        return pool[0].id, None
    day = entry.details.published
    before = [c for c in pool if day and (c.details.inspection_end or date.max) <= day]
    pool = sorted(before or pool, key=lambda c: (c.details.inspection_end or date.min, c.id))
    doubt = "several inspections of the area are held and the document does not say which one it answers"
    return pool[-1].id, doubt


# -- versions of a plan ------------------------------------------------------------------------


def mark_versions(entries: Sequence[Entry]) -> tuple[list[Entry], list[tuple[str, Problem]]]:
    """The entries with `plan_id` and `version` set, and a problem for each whose place in time is a guess.

    Plans of one area that answer the same inspection and share actions are versions of one plan.
    """
    groups: dict[tuple[str | None, str | None], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        if entry.family == "plan" and entry.same_as is None and entry.extraction is not None:
            groups[entry.area_id, entry.answers].append(entry)
    placed: dict[str, tuple[str, int]] = {}
    problems: list[tuple[str, Problem]] = []
    for group in groups.values():
        for plan in _plans(group):
            problems += _doubts(plan)
            for version, entry in enumerate(plan, 1):
                placed[entry.id] = (plan[0].id, version)
    result = []
    for entry in entries:
        place = placed.get(entry.same_as or entry.id) if entry.family == "plan" else None
        update = {"plan_id": place[0], "version": place[1]} if place else {}
        result.append(entry.model_copy(update=update))
    return result, problems


def _plans(group: Sequence[Entry]) -> list[list[Entry]]:
    """The documents of each plan, in order of time."""
    plans: list[list[Entry]] = []
    for entry in group:
        akin = [p for p in plans if entry.area_id and any(_kept(v, entry) >= VERSION for v in p)]
        rest = [p for p in plans if p not in akin]
        plans = [*rest, [*(v for p in akin for v in p), entry]]
    return [sorted(plan, key=_by_day if _dated(plan) else _by_progress) for plan in plans]


def _dated(plan: Sequence[Entry]) -> bool:
    return all(e.details.published for e in plan)


def _doubts(plan: Sequence[Entry]) -> list[tuple[str, Problem]]:
    """A problem for each version that carries no day, unless ratings or version numbers tell the order."""
    if len(plan) == 1 or _dated(plan):
        return []
    told = [_by_progress(e)[:3] for e in plan]
    message = "the versions of this plan were put in order without a day in each: say it in documents.csv"
    return [
        (e.id, Problem(category="uncertain", message=message))
        for e, place in zip(plan, told, strict=True)
        if e.details.published is None and told.count(place) > 1
    ]


def _kept(before: Entry, after: Entry) -> float:
    """The part of the larger plan's actions whose words both hold, or hold nearly."""
    here, there = _activities(before), _activities(after)
    if not here or not there:
        return 0.0
    gone = [text for words, text in here.items() if words not in there]
    come = [text for words, text in there.items() if words not in here]
    same = len(here) - len(gone)
    larger = max(len(here), len(there))
    if same / larger < VERSION:
        nearly = sum(_long(text) and any(alike(text, other) >= REWORDED for other in come) for text in gone)
        same += min(nearly, len(come))
    return same / larger


def _long(text: str) -> bool:
    """Whether the text is long enough to be known again when a word of it has changed."""
    return len(stems(text)) >= KNOWN_AGAIN


def _activities(entry: Entry) -> dict[str, str]:
    return {bare(a.activity): a.activity for a in (entry.extraction.actions if entry.extraction else ())}


def _numbers(version: str | None) -> tuple[int, ...]:
    """The numbers in a version such as "v2.10", so that 10 comes after 9."""
    return tuple(int(n) for n in re.findall(r"\d+", version or ""))


def _rated(entry: Entry) -> int:
    return sum(a.status_raw is not None for a in (entry.extraction.actions if entry.extraction else ()))


def _by_day(entry: Entry) -> tuple[date, int, tuple[int, ...], str]:
    """Order of time: a plan before the tracker of the same day."""
    return (entry.details.published or date.min, _rated(entry), _numbers(entry.details.version), entry.id)


def _by_progress(entry: Entry) -> tuple[bool, tuple[int, ...], int, date, str]:
    """Order of time where a day is missing: no rating before ratings, by version, by what is complete."""
    actions = entry.extraction.actions if entry.extraction else ()
    complete = sum(a.status == "complete" for a in actions)
    day = entry.details.published or date.min
    return (_rated(entry) > 0, _numbers(entry.details.version), complete, day, entry.id)
