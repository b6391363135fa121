"""Columns of milestones, called by the months that the plan gives itself ("Within 6 months")."""

from __future__ import annotations

import re
from datetime import date

from extractors.families.plan.words import fold
from extractors.fields.data import pairs

_MONTHS = re.compile(
    r"(?:milestones?\s+|progress\s+)?(?:within|by|at|after|in|next|first)?\s*"
    r"(?P<count>\d{1,2}|[a-z]+)\s*(?:-\s*)?(?P<unit>months?|years?)(?:\s+(?:milestones?|steps?|from .*))?"
)


def months_of(header: str) -> int | None:
    """How many months on a column of milestones stands for; none where its header names no such time."""
    match = _MONTHS.fullmatch(fold(header))
    if match is None:
        return None
    told = match["count"]
    count = int(told) if told.isdigit() else int(dict(pairs("timescales", "numbers")).get(told, 0))
    return count * (12 if match["unit"].startswith("year") else 1) or None


def dated(header: str, written: date | None) -> str:
    """The header with the month that it comes to, counted from the plan's date where that is known."""
    months = months_of(header)
    if months is None or written is None:
        return header
    year, month = divmod(written.year * 12 + written.month - 1 + months, 12)
    return f"{header} (by {date(year, month + 1, 1):%B %Y})"
