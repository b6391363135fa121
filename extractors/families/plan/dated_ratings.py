"""Of several columns of ratings that are called by times, the latest tells how an action stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractors.families.plan import content
from extractors.families.plan.columns import EXTRA, Column, without_date
from extractors.families.plan.profile import Profile
from extractors.fields.calendar import plain
from extractors.fields.moments import find_moments

ENOUGH = 0.5  # of the ratings of the fullest column; with fewer, the latest has only been begun


def with_latest(columns: list[Column], profiles: Mapping[int, Profile]) -> list[Column]:
    """The columns with one of ratings where all of these name their times: the last of those that are filled,
    by their years where these are told, else from the left."""
    held = [c for c in columns if c.role == "status"]
    if len(held) < 2 or not all(_is_dated(c) for c in held):
        return columns
    rated = {c.index: profiles[c.index].rating + profiles[c.index].coloured for c in held}
    able = [c for c in held if rated[c.index] >= ENOUGH * max(rated.values())]
    times = {c.index: _time(c.header) for c in able}
    timed = all(year for year, _ in times.values())
    best = max(able, key=lambda c: (times[c.index] if timed else (0, 0), c.index))
    return [replace(c, role=EXTRA) if c in held and c is not best else c for c in columns]


def _is_dated(column: Column) -> bool:
    return content.is_date(column.own) or without_date(column.header) is not None


def _time(header: str) -> tuple[int, int]:
    """The year and the month that a header names; zeros where it does not name both."""
    for moment in reversed(find_moments(plain(header))):
        if moment.year is not None and moment.months is not None:
            return moment.year, moment.months[1]
    return 0, 0
