"""Columns beside the actions that hold the values of a measure: its baseline, and targets with times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from extractors.families.plan import content
from extractors.families.plan.draft import Group
from extractors.families.plan.words import fold, fold_header, load, match_header
from extractors.fields.figures import period_of
from extractors.vocabulary import REMEMBERED

MOST_STEPS = 3  # columns headed by times alone, right behind a baseline; more of them are a calendar
_TARGET = re.compile(r"\b(?:targets?|milestones?|by|trajectory)\b|\b\d{1,2}\b(?=\s*[:–-](?!\d))", re.I)
_MILESTONE = re.compile(r"\bmilestones?\b", re.I)
_SPAN = re.compile(r"(?P<count>\d{1,2})[\s-]*months?", re.I)
_YEAR = re.compile(r"\byear (?:\d|one|two|three)$")
_QUARTER = re.compile(r"\bq(?:uarter)?\s?[1-4]\b", re.I)
_SPLIT_YEAR = re.compile(
    r"(?:(?:for|in|at|the|end|of)\s+)*(?P<year>(?:(?:fy|ay)\s?)?['’]?(?:20)?(?P<a>\d\d)\s?[/–-]\s?['’]?(?P<b>\d\d))",
    re.I,
)


def period_words(header: str) -> str:
    """The words of a column's header that name its period: "Target by March 2026" gives "March 2026"."""
    return " ".join(_TARGET.sub(" ", header).split()).strip(" :–-()")


def period(header: str) -> str | None:
    """The time that a target's header names."""
    words = period_words(header)
    if (year := split_year(words)) is not None:
        return year
    span = _SPAN.fullmatch(words)
    if span is not None:
        return f"{span['count']} months"
    if _YEAR.search(fold(words)) or fold(words).endswith(" months"):
        return words
    if not words or not content.is_date(words):
        return None
    return period_of(words)[0] or words


def split_year(text: str) -> str | None:
    """The year of a text that is a financial or academic year and nothing else, as printed, also where it is
    short ("25/26", "end of 2025-26"); `None` where it is none."""
    match = _SPLIT_YEAR.fullmatch(text.strip())
    one_year = match is not None and (int(match["a"]) + 1) % 100 == int(match["b"])
    return match["year"] if match is not None and one_year else None


@lru_cache(maxsize=REMEMBERED)
def is_target(header: str) -> bool:
    """The header names a target and when it is to be reached, or which of several it is."""
    if not re.search(r"\btargets?\b", header, re.I):
        return False
    words = fold(period_words(header))
    return period(header) is not None or words in load("columns")["values"]["steps"]


def in_time(targets: Mapping[int, Group]) -> list[Group]:
    """The values of a row's target columns with text, in order of their times where all are known."""
    held = [group for _, group in sorted(targets.items()) if group.text]
    times = [_time(group.header) for group in held]
    if all(time is not None for time in times) and len({kind for kind, _ in filter(None, times)}) == 1:
        return [group for _, group in sorted(zip(times, held, strict=True), key=lambda pair: str(pair[0]))]
    return held


def _time(header: str) -> tuple[str, str] | None:
    """The time of a header, to be compared with others of its kind."""
    when = period(header) or ""
    span = re.fullmatch(r"(\d+) months", when)
    if span is not None:
        return "months", span[1].zfill(3)
    return ("date", when) if re.match(r"20\d\d", when) else None


def settle_values(headers: Sequence[str], roles: Sequence[str]) -> list[str]:
    """The roles of a table's columns with those of a measure's values among them: dated targets, and the one
    baseline; what is called current beside a baseline is neither."""
    held = ["target" if r == "extra" and is_target(h) else r for h, r in zip(headers, roles, strict=True)]
    _only_baseline(headers, held)
    if "activity" not in held or not {"baseline", "target"} & set(held):
        return held
    for i, header in enumerate(headers):
        if held[i] == "extra" and _MILESTONE.search(header) and period(header) is not None:
            held[i] = "target"
    _bare_steps(headers, held)
    return held


def _only_baseline(headers: Sequence[str], held: list[str]) -> None:
    at = [i for i, role in enumerate(held) if role == "baseline"]
    named = [i for i in at if fold_header(headers[i]) not in load("columns")["values"]["current"]]
    for i in at:
        if named and i not in named:
            held[i] = "extra"


def _bare_steps(headers: Sequence[str], held: list[str]) -> None:
    """Columns headed by times alone, right behind the baseline, are targets; quarters tell of the past."""
    if "baseline" not in held:
        return
    first = held.index("baseline") + 1
    end = first
    while end < len(held) and held[end] == "extra" and _bare(headers[end]):
        end += 1
    named = "target" in held
    if 0 < end - first <= MOST_STEPS and not named:
        held[first:end] = ["target"] * (end - first)


def _bare(header: str) -> bool:
    named = match_header(header) is not None or match_header(header, "measures") is not None
    timed = content.is_date(header) or split_year(header) is not None
    return not named and timed and not _QUARTER.search(header)
