"""Outcomes of files to documents of a corpus: day, title, and what each is to the others of its group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from extractors.model import Details, Format, Problem
from pipeline.areas import areas
from pipeline.extraction import Outcome
from pipeline.groups import Given, Group
from pipeline.known import Known, PublishedSource, published_on
from pipeline.records import Entry
from pipeline.resolve import mark_answers, mark_renderings, mark_versions

MONITORING_MONTHS = 18


def _details(said: Known | None, details: Details, published: date | None, area: str | None) -> Details:
    """The document's details with what is known besides: published day, title, when monitoring falls due."""
    day = (said.day if said else None) or details.published or published
    update: dict[str, object] = {
        "published": day,
        "area": details.area or (areas()[area].name if area else None),
    }
    if said and said.title:
        update["title"] = said.title
    if day and details.monitoring_inspection_raw and details.monitoring_inspection_by is None:
        update["monitoring_inspection_by"] = add_months(day, MONITORING_MONTHS)
    return details.model_copy(update=update)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _entry(given: Given, outcome: Outcome, sources: Sequence[PublishedSource]) -> Entry:
    extraction = outcome.extraction
    details = extraction.details if extraction else Details()
    published = published_on(sources, given.area, outcome.kind, details.inspection_end)
    return Entry(
        id=given.id,
        sha256=given.sha256,
        path=given.paths[0],
        paths=given.paths,
        area_id=given.area,
        kind=outcome.kind,
        family=extraction.family if extraction else None,
        pages=outcome.pages,
        details=_details(given.said, details, published, given.area),
        extraction=extraction,
        status=outcome.status,
        message=outcome.message,
    )


def resolve(group: Group, outcomes: Mapping[str, Outcome]) -> tuple[list[Entry], list[tuple[str, Problem]]]:
    """The documents of a group with what they are to one another, and their problems by document id.

    `outcomes` holds the outcome of each document whose bytes could be had, by document id.
    """
    entries, problems = [], []
    formats: dict[str, Format | None] = {}
    for given in group.documents:
        if given.why is not None:
            entries.append(
                Entry(id=given.id, sha256="", path=given.paths[0], status="failed", message=given.why)
            )
            continue
        outcome = outcomes[given.id]
        entries.append(_entry(given, outcome, group.sources))
        formats[given.id] = outcome.format
        problems += [(given.id, p) for p in outcome.problems]
    entries = mark_renderings(entries, formats)
    entries, doubts = mark_answers(entries, dict(group.answers))
    entries, unsure = mark_versions(entries)
    return entries, sorted(problems + doubts + unsure, key=lambda p: p[0])
