"""Outcomes of files to documents of a corpus: area, day, title, and what each is to the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from extractors.model import Details, Format, Problem
from pipeline import ids
from pipeline.areas import areas, find_area
from pipeline.extraction import Outcome
from pipeline.ingest import Found, Ingested, fingerprint
from pipeline.known import DOCUMENTS, Known, KnownError, KnownFiles, PublishedSource, published_on
from pipeline.records import Entry
from pipeline.resolve import mark_answers, mark_renderings, mark_versions

MONITORING_MONTHS = 18


def _area(said: Known | None, outcome: Outcome, found: Sequence[Found]) -> str | None:
    """The area: as a person said, as the document's own front says, as it names most, as its folders do."""
    if said and said.area:
        return said.area
    details = outcome.extraction.details if outcome.extraction else Details()
    if area := find_area(details.area) or outcome.area:
        return area
    names = [part for f in found for part in Path(f.path).with_suffix("").parts]
    told = {area for name in names if (area := find_area(name.replace("_", "-").replace("-", " ")))}
    return told.pop() if len(told) == 1 else None


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


def _entry(
    sha256: str,
    outcome: Outcome,
    found: Sequence[Found],
    said: Known | None,
    sources: Sequence[PublishedSource],
) -> Entry:
    area = _area(said, outcome, found)
    extraction = outcome.extraction
    details = extraction.details if extraction else Details()
    published = published_on(sources, area, outcome.kind, details.inspection_end)
    paths = sorted({f.path for f in found})
    return Entry(
        id=ids.document_id(sha256),
        sha256=sha256,
        path=paths[0],
        paths=tuple(paths),
        area_id=area,
        kind=outcome.kind,
        family=extraction.family if extraction else None,
        pages=outcome.pages,
        details=_details(said, details, published, area),
        extraction=extraction,
        status=outcome.status,
        message=outcome.message,
    )


def _unopened(file: Found, why: str) -> Entry:
    """An entry for a file whose bytes could not be had: its path stands for them."""
    sha256 = fingerprint(f"{file.path}\0{why}".encode())
    return Entry(id=ids.document_id(sha256), sha256="", path=file.path, status="failed", message=why)


def _told_answers(entries: Sequence[Entry], said: dict[str, Known]) -> dict[str, str]:
    """What people said that documents answer, as document ids. Raises `KnownError` where nothing is meant."""
    by_name: dict[str, str] = {e.id: e.id for e in entries}
    for entry in entries:
        for path in entry.paths:
            by_name[path] = entry.id
            by_name.setdefault(Path(path).name, entry.id)
    told = {}
    for entry_id, known in said.items():
        if known.answers:
            if known.answers not in by_name:
                raise KnownError(f"{DOCUMENTS}: {known.path} answers '{known.answers}', which is not there")
            told[entry_id] = by_name[known.answers]
    return told


def build(
    ingested: Ingested, known: KnownFiles, sources: Sequence[PublishedSource]
) -> tuple[list[Entry], list[tuple[str, Problem]]]:
    """The documents with what they are to one another, and their problems by document id."""
    entries, problems, formats, said = [], [], dict[str, Format | None](), dict[str, Known]()
    for sha256, outcome in ingested.outcomes.items():
        found = ingested.found[sha256]
        told = ingested.said(sha256, known)
        entry = _entry(sha256, outcome, found, told, sources)
        entries.append(entry)
        formats[entry.id] = outcome.format
        problems += [(entry.id, p) for p in outcome.problems]
        if told:
            said[entry.id] = told
    entries += [_unopened(file, why) for file, why in ingested.unopened]
    entries.sort(key=lambda e: e.id)
    entries = mark_renderings(entries, formats)
    entries, doubts = mark_answers(entries, _told_answers(entries, said))
    entries, unsure = mark_versions(entries)
    return entries, sorted(problems + doubts + unsure, key=lambda p: p[0])
