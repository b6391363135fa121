"""Records to rows: what each table of the database holds for a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from extractors.model import Box, Problem, Source
from pipeline.areas import Area
from pipeline.records import (
    Change,
    Coverage,
    Decided,
    Entry,
    Gap,
    Link,
    Note,
    Reviewed,
    Themed,
    actions_of,
    findings_of,
    keys_of,
    measures_of,
    statements_of,
)
from pipeline.rows_found import Row, change_row, coverage_row, gap_row, link_row, note_row, to_json

__all__ = ["Result", "Row", "rows", "to_json"]


class Result:
    """All that a run found, ready to be stored. Order within each list does not matter."""

    def __init__(
        self,
        areas: Iterable[Area],
        entries: Sequence[Entry],
        problems: Sequence[tuple[str, Problem]],
        links: Sequence[Link] = (),
        coverage: Sequence[Coverage] = (),
        gaps: Sequence[Gap] = (),
        files: int = 0,
        changes: Sequence[Change] = (),
        themes: Sequence[Themed] = (),
        notes: Sequence[Note] = (),
        reviewed: Sequence[Reviewed] = (),
        decided: Sequence[Decided] = (),
    ) -> None:
        self.areas = list(areas)
        self.entries = sorted(entries, key=lambda e: e.id)
        self.problems = problems
        self.links = sorted(links, key=lambda link: link.id)
        self.coverage = sorted(coverage, key=lambda c: c.finding_id)
        self.gaps = sorted(gaps, key=lambda g: g.id)
        self.files = files
        self.changes = changes
        self.themes = themes
        self.notes = notes
        self.reviewed = {(r.document_id, r.position): r for r in reviewed}
        self.decided = decided


def iso(day: date | None) -> str | None:
    """The day in ISO form."""
    return day.isoformat() if day else None


def boxes_json(boxes: tuple[Box, ...]) -> str | None:
    """The boxes as JSON, to a tenth of a point; `None` where there are none."""
    if not boxes:
        return None
    return to_json(
        [
            {"page": b.page} | {k: round(getattr(b, k), 1) for k in ("x0", "top", "x1", "bottom")}
            for b in boxes
        ]
    )


def _place(source: Source, end: bool = True) -> Row:
    row: Row = {"page": source.page, "boxes": boxes_json(source.boxes), "place": source.place}
    row["ocr"] = int(source.ocr)
    if end:
        row["page_end"] = source.page_end
    return row


def _area_rows(result: Result) -> Iterator[Row]:
    for area in result.areas:
        yield {
            "id": area.id,
            "name": area.name,
            "region": area.region,
            "la_code": area.la_code,
            "ons_code": area.ons_code,
            "other_names": to_json(area.other_names),
            "abolished": area.abolished,
            "succeeded_by": to_json(area.succeeded_by),
        }


def _neighbour_rows(result: Result) -> Iterator[Row]:
    for area in result.areas:
        for rank, neighbour in enumerate(area.neighbours, 1):
            yield {"area_id": area.id, "neighbour_id": neighbour, "rank": rank}


def _document_row(entry: Entry) -> Row:
    d = entry.details
    return {
        "id": entry.id,
        "area_id": entry.area_id,
        "family": entry.family,
        "kind": entry.kind,
        "title": d.title,
        "path": entry.path,
        "sha256": entry.sha256,
        "pages": entry.pages,
        "published": iso(d.published),
        "inspection_start": iso(d.inspection_start),
        "inspection_end": iso(d.inspection_end),
        "previous_start": iso(d.previous_start),
        "previous_end": iso(d.previous_end),
        "previous_raw": d.previous_raw,
        "outcome": d.outcome,
        "next_inspection_raw": d.next_inspection_raw,
        "next_inspection_by": iso(d.next_inspection_by),
        "monitoring_inspection_raw": d.monitoring_inspection_raw,
        "monitoring_inspection_by": iso(d.monitoring_inspection_by),
        "plan_type": d.plan_type,
        "answers": entry.answers,
        "plan_id": entry.plan_id,
        "version": entry.version,
        "same_as": entry.same_as,
        "children_with_send": d.children_with_send,
        "children_with_ehc_plan": d.children_with_ehc_plan,
        "status": entry.status,
        "message": entry.message,
    }


def _path_rows(entry: Entry) -> Iterator[Row]:
    for path in sorted({entry.path, *entry.paths}):
        yield {"document_id": entry.id, "path": path}


def _body_rows(entry: Entry) -> Iterator[Row]:
    seen: set[str] = set()
    for body in entry.extraction.bodies if entry.extraction else ():
        if body.name not in seen:
            seen.add(body.name)
            yield {
                "document_id": entry.id,
                "name": body.name,
                "kind": body.kind,
                "name_raw": body.name_raw or body.name,
            }


def _judgement_rows(entry: Entry) -> Iterator[Row]:
    seen: set[str] = set()
    for judgement in entry.extraction.judgements if entry.extraction else ():
        if judgement.subject not in seen:
            seen.add(judgement.subject)
            yield {"document_id": entry.id, "subject": judgement.subject, "grade": judgement.grade}


def _people_rows(entry: Entry) -> Iterator[Row]:
    for position, person in enumerate(entry.extraction.people if entry.extraction else (), 1):
        yield {
            "document_id": entry.id,
            "position": position,
            "name": person.name,
            "role": person.role,
            "organisation": person.organisation,
            "capacity": person.capacity,
            "is_lead": int(person.is_lead),
        }


def _finding_rows(entry: Entry) -> Iterator[Row]:
    for id_, finding in findings_of(entry):
        yield {
            "id": id_,
            "document_id": entry.id,
            "area_id": entry.area_id,
            "kind": finding.kind,
            "number": finding.number,
            "text": finding.text,
            "responsible": finding.responsible,
            "section": finding.section,
            **_place(finding.source),
        }


def _statement_rows(entry: Entry) -> Iterator[Row]:
    for id_, statement in statements_of(entry):
        yield {
            "id": id_,
            "document_id": entry.id,
            "area_id": entry.area_id,
            "stance": statement.stance,
            "section": statement.section,
            "text": statement.text,
            "speaker": statement.speaker,
            **_place(statement.source, end=False),
        }


def _action_rows(entry: Entry) -> Iterator[Row]:
    for (id_, action), key in zip(actions_of(entry), keys_of(entry), strict=True):
        when, before = action.timescale, action.original_timescale
        extra: dict[str, str] = {}
        for item in action.extra:
            extra[item.column] = f"{extra[item.column]}; {item.text}" if item.column in extra else item.text
        yield {
            "id": id_,
            "key": key,
            "document_id": entry.id,
            "area_id": entry.area_id,
            "number": action.number,
            "reference": action.reference,
            "priority": action.priority,
            "outcome": action.outcome,
            "area_for_improvement": action.area_for_improvement,
            "objective": action.objective,
            "activity": action.activity,
            "responsible_raw": action.responsible_raw,
            "timescale_raw": when.raw if when else None,
            "starts_on": iso(when.starts_on) if when else None,
            "due_on": iso(when.due_on) if when else None,
            "date_precision": when.precision if when else None,
            "date_qualifier": when.qualifier if when else None,
            "original_timescale_raw": before.raw if before else None,
            "original_due_on": iso(before.due_on) if before else None,
            "success_measure": action.success_measure,
            "status": action.status,
            "status_raw": action.status_raw,
            "update_text": action.update_text,
            "extra": to_json(extra) if extra else None,
            "inherited": to_json(sorted(action.inherited)) if action.inherited else None,
            **_place(action.source),
        }


def _owner_rows(entry: Entry) -> Iterator[Row]:
    for id_, action in actions_of(entry):
        for position, owner in enumerate(action.owners, 1):
            yield {
                "action_id": id_,
                "position": position,
                "name": owner.name,
                "role": owner.role,
                "organisation": owner.organisation,
                "organisation_full": owner.organisation_full,
            }


def _measure_rows(entry: Entry) -> Iterator[Row]:
    for id_, m in measures_of(entry):
        yield {
            "id": id_,
            "document_id": entry.id,
            "area_id": entry.area_id,
            "text": m.text,
            "direction": m.direction,
            "baseline_raw": m.baseline_raw,
            "baseline_value": m.baseline_value,
            "baseline_unit": m.baseline_unit,
            "baseline_period": m.baseline_period,
            **_place(m.source, end=False),
        }


def _target_rows(entry: Entry) -> Iterator[Row]:
    for id_, measure in measures_of(entry):
        for position, target in enumerate(measure.targets, 1):
            yield {
                "measure_id": id_,
                "position": position,
                "raw": target.raw,
                "value": target.value,
                "unit": target.unit,
                "period": target.period,
            }


def _action_measure_rows(entry: Entry) -> Iterator[Row]:
    action_ids = {action.number: id_ for id_, action in actions_of(entry)}
    for id_, measure in measures_of(entry):
        for number in dict.fromkeys(measure.actions):
            if number in action_ids:
                yield {"action_id": action_ids[number], "measure_id": id_}


def _problem_rows(result: Result) -> Iterator[Row]:
    position: dict[str, int] = {}
    for document_id, problem in result.problems:
        position[document_id] = position.get(document_id, 0) + 1
        reviewed = result.reviewed.get((document_id, position[document_id]))
        yield {
            "document_id": document_id,
            "position": position[document_id],
            "category": problem.category,
            "page": problem.page,
            "message": problem.message,
            "decision": reviewed.decision if reviewed else None,
            "note": reviewed.note if reviewed else None,
        }


def rows(result: Result) -> Iterator[tuple[str, Iterable[Row]]]:
    """Table name and rows, for each table, in an order in which references are there first.

    The rows of one table are made as they are taken: all at once would need much memory.
    """
    yield "areas", _area_rows(result)
    yield "neighbours", _neighbour_rows(result)
    yield "documents", map(_document_row, result.entries)
    by_entry = (
        ("document_paths", _path_rows),
        ("bodies", _body_rows),
        ("judgements", _judgement_rows),
        ("people", _people_rows),
        ("findings", _finding_rows),
        ("statements", _statement_rows),
        ("actions", _action_rows),
        ("owners", _owner_rows),
        ("measures", _measure_rows),
        ("targets", _target_rows),
        ("action_measures", _action_measure_rows),
    )
    for name, make in by_entry:
        yield name, chain.from_iterable(map(make, result.entries))
    yield "problems", _problem_rows(result)
    yield "links", (link_row(link) for link in result.links)
    yield "coverage", (coverage_row(c) for c in result.coverage)
    yield "gaps", (gap_row(g) for g in result.gaps)
    yield "changes", (change_row(c, n) for n, c in enumerate(result.changes, 1))
    yield "themes", ({"item_id": t.item_id, "theme": t.theme} for t in result.themes)
    yield "notes", (note_row(note, n) for n, note in enumerate(result.notes, 1))
    yield "decisions", (d.model_dump(mode="json") for d in result.decided)
