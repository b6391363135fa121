"""The database as an evaluation reads it: typed rows, found by document."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from extractors.model import Record
from pipeline.areas import find_area
from pipeline.evaluate.text import bare

R = TypeVar("R", bound="Row")


class Row(Record):
    """A row of the database, or the part of its columns that is looked at."""


class AreaRow(Row):
    """A local area."""

    id: str
    name: str


class DocumentRow(Row):
    """A document, with what its front page says."""

    id: str
    area_id: str | None
    family: str | None
    kind: str
    path: str
    sha256: str
    published: str | None
    inspection_start: str | None
    inspection_end: str | None
    previous_start: str | None
    previous_end: str | None
    outcome: int | None
    next_inspection_raw: str | None
    monitoring_inspection_raw: str | None
    plan_id: str | None
    version: int | None
    answers: str | None
    same_as: str | None
    status: str


class FindingRow(Row):
    """A finding."""

    id: str
    document_id: str
    kind: str
    number: int
    text: str
    responsible: str | None
    page: int | None


class StatementRow(Row):
    """A sentence of prose."""

    id: str
    document_id: str
    stance: str
    text: str
    speaker: str | None


class ActionRow(Row):
    """A row of a plan."""

    id: str
    key: str
    document_id: str
    number: int
    area_for_improvement: str | None
    objective: str | None
    activity: str
    starts_on: str | None
    due_on: str | None
    success_measure: str | None
    status: str | None
    status_raw: str | None


class OwnerRow(Row):
    """Who is to do an action."""

    action_id: str
    position: int
    name: str | None
    role: str | None
    organisation: str | None


class PersonRow(Row):
    """A person in a capacity."""

    document_id: str
    name: str | None
    role: str | None
    organisation: str | None
    capacity: str
    is_lead: int


class BodyRow(Row):
    """A body named as responsible."""

    document_id: str
    name: str
    kind: str


class JudgementRow(Row):
    """A grade."""

    document_id: str
    subject: str
    grade: str


class MeasureRow(Row):
    """A measure with its baseline."""

    id: str
    document_id: str
    text: str
    baseline_value: float | None


class TargetRow(Row):
    """A value to be reached."""

    measure_id: str
    value: float | None


class ActionMeasureRow(Row):
    """Which measure tells of which action."""

    action_id: str
    measure_id: str


class LinkRow(Row):
    """Two items that belong together."""

    id: str
    kind: str
    from_id: str
    to_id: str
    score: float
    method: str
    accepted: int
    status: str
    decision: str | None


class CoverageRow(Row):
    """How far a finding is answered."""

    finding_id: str
    status: str
    missing: str | None


class GapRow(Row):
    """A gap, with what it is about."""

    id: str
    area_id: str | None
    rule: str
    item_ids: tuple[str, ...]
    message: str


class ChangeRow(Row):
    """What became of an action in a later version."""

    area_id: str | None
    key: str
    from_document: str
    to_document: str
    change: str


class ThemeRow(Row):
    """A theme of a finding or an action."""

    item_id: str
    theme: str


class Database:
    """A Golden Thread database, read once. Raises `FileNotFoundError` where there is none."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise FileNotFoundError(f"no database at {path}")
        self.path = path
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            connection.row_factory = sqlite3.Row
            self.areas = _read(connection, "areas", AreaRow, "id")
            self.documents = _read(connection, "documents", DocumentRow, "id")
            self._paths = _paths(connection)
            self.findings = _read(connection, "findings", FindingRow, "document_id, kind, number")
            self.statements = _read(connection, "statements", StatementRow, "rowid")
            self.actions = _read(connection, "actions", ActionRow, "document_id, number")
            self.owners = _read(connection, "owners", OwnerRow, "action_id, position")
            self.people = _read(connection, "people", PersonRow, "rowid")
            self.bodies = _read(connection, "bodies", BodyRow, "rowid")
            self.judgements = _read(connection, "judgements", JudgementRow, "rowid")
            self.measures = _read(connection, "measures", MeasureRow, "rowid")
            self.targets = _read(connection, "targets", TargetRow, "rowid")
            self.action_measures = _read(connection, "action_measures", ActionMeasureRow, "rowid")
            self.links = _read(connection, "links", LinkRow, "id")
            self.coverage = _read(connection, "coverage", CoverageRow, "finding_id")
            self.gaps = _read(connection, "gaps", GapRow, "id")
            self.changes = _read(connection, "changes", ChangeRow, "rowid")
            self.themes = _read(connection, "themes", ThemeRow, "item_id, theme")
        finally:
            connection.close()

    def find(
        self, name: str | None, sha256: str | None = None, area: str | None = None, strict: bool = False
    ) -> DocumentRow | None:
        """The document with these bytes, else the one at this path or under this file name.

        Of several under one name, the one in the area; `strict` has no other, and where the bytes are
        known takes no other bytes.
        """
        for document in self._standing_first:
            if sha256 and document.sha256 == sha256:
                return document
        if not name or (strict and sha256):
            return None
        named = self._named(name)
        ours = [d for d in named if area and d.area_id in self.area_ids(area)]
        return next(iter(ours or (() if strict and area else named)), None)

    def _named(self, name: str) -> list[DocumentRow]:
        wanted = tuple(name.split("/"))
        for length in dict.fromkeys((len(wanted), 1)):
            there = [
                document
                for document in self._standing_first
                if any(
                    tuple(p.split("/"))[-length:] == wanted[-length:]
                    for p in {document.path, *self._paths[document.id]}
                )
            ]
            if there:
                return there
        return []

    def area_ids(self, name: str) -> set[str]:
        """Ids of the area of that name, as the database or the project knows it."""
        known, wanted = find_area(name), bare(name)
        return {a.id for a in self.areas if a.id == known or wanted in (bare(a.name), bare(a.id))}

    def about(self, area: str, family: str) -> list[DocumentRow]:
        """Documents of a family that concern the area, in order of id."""
        here = self.area_ids(area)
        return [d for d in self.documents if d.area_id in here and d.family == family]

    def report(self, area: str, end: str | None = None) -> DocumentRow | None:
        """The area SEND report of the area that ended nearest to the day, else its latest one."""
        there = [d for d in self.about(area, "inspection") if d.kind == "area_send_report" and not d.same_as]
        there.sort(key=lambda d: (d.inspection_end or "", d.id), reverse=True)
        if end and there:
            return min(there, key=lambda d: abs(_days(d.inspection_end) - _days(end)))
        return there[0] if there else None

    @cached_property
    def _standing_first(self) -> Sequence[DocumentRow]:
        return sorted(self.documents, key=lambda d: (d.same_as is not None, d.id))

    @cached_property
    def findings_by(self) -> dict[str, list[FindingRow]]:
        """Findings of each document, by kind and number."""
        return _by(self.findings, "document_id")

    @cached_property
    def actions_by(self) -> dict[str, list[ActionRow]]:
        """Actions of each document, by number."""
        return _by(self.actions, "document_id")

    @cached_property
    def owners_by(self) -> dict[str, list[OwnerRow]]:
        """Owners of each action, in order."""
        return _by(self.owners, "action_id")

    @cached_property
    def targets_by(self) -> dict[str, list[TargetRow]]:
        """Targets of each measure."""
        return _by(self.targets, "measure_id")


def _days(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


def _by(rows: Iterable[R], column: str) -> dict[str, list[R]]:
    grouped: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, column)].append(row)
    return grouped


def _read(connection: sqlite3.Connection, table: str, row: type[R], order: str) -> list[R]:
    """The table's rows; none where the table is not there; absent columns are null."""
    there = {r[1] for r in connection.execute(f"pragma table_info([{table}])")}
    if not there:
        return []
    rows = connection.execute(f"select * from [{table}] order by {order}")
    return [
        row.model_validate({k: _value(k, r[k] if k in there else None) for k in row.model_fields})
        for r in rows
    ]


def _value(column: str, value: Any) -> Any:
    return json.loads(value or "[]") if column == "item_ids" else value


def _paths(connection: sqlite3.Connection) -> dict[str, list[str]]:
    paths: dict[str, list[str]] = defaultdict(list)
    if connection.execute("select 1 from sqlite_master where name = 'document_paths'").fetchone():
        for id_, path in connection.execute("select document_id, path from document_paths"):
            paths[id_].append(path)
    return paths
