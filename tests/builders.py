"""Short ways to build records in tests."""

from __future__ import annotations

import hashlib
from datetime import date

from extractors.model import (
    Action,
    DateMention,
    Details,
    Extraction,
    Family,
    Finding,
    FindingKind,
    Timescale,
)
from pipeline import ids
from pipeline.records import Entry


def findings(kind: FindingKind, *texts: str) -> tuple[Finding, ...]:
    """Findings of one kind, numbered from 1."""
    return tuple(Finding(kind=kind, number=n, text=text) for n, text in enumerate(texts, 1))


def actions(*activities: str, when: str | None = None, status_raw: str | None = None) -> tuple[Action, ...]:
    """Actions numbered from 1, all with the same timescale and rating."""
    timescale = Timescale(raw=when) if when else None
    return tuple(
        Action(number=n, activity=a, timescale=timescale, status_raw=status_raw)
        for n, a in enumerate(activities, 1)
    )


def entry(
    name: str,
    kind: str = "action_plan",
    family: Family = "plan",
    area: str | None = "kent",
    findings: tuple[Finding, ...] = (),
    actions: tuple[Action, ...] = (),
    published: date | None = None,
    inspected: tuple[date, date] | None = None,
    mentions: tuple[DateMention, ...] = (),
) -> Entry:
    """A document whose bytes are its name."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    start, end = inspected or (None, None)
    return Entry(
        id=ids.document_id(sha256),
        sha256=sha256,
        path=name,
        paths=(name,),
        area_id=area,
        kind=kind,
        family=family,
        details=Details(published=published, inspection_start=start, inspection_end=end, title=name),
        extraction=Extraction(
            kind=kind, family=family, findings=findings, actions=actions, inspection_dates=mentions
        ),
    )
