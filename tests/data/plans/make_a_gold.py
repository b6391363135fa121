"""What the invented plans of set A have in common: their records, their gold and zips without a clock.

Each `make_a_N.py` holds one plan as data (what is printed, and what a careful reader makes of it) and the
code that prints it. Gold is written from the same data, never from a reader's output.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import made
from made import Data

CLOCK = (2025, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class When:
    """A printed timescale and what it says. `old` is the printed date that this one replaces."""

    raw: str | None
    start: str | None = None
    end: str | None = None
    qualifier: str | None = None
    old: str | None = None
    old_end: str | None = None


@dataclass(frozen=True)
class Act:
    """An action: `who` is the printed cell, `owners` its reading ("role @ organisation; ...")."""

    id: str
    findings: str
    activity: str
    who: str
    owners: str
    when: When
    success: str | None = None
    status: str | None = None
    status_raw: str | None = None
    update: str = ""
    kpis: str = ""


@dataclass(frozen=True)
class Measure:
    """A measure: its words, its baseline (raw, value) and targets ((raw, value, period), ...)."""

    text: str
    baseline: tuple[str | None, float | None]
    targets: tuple[tuple[str, float | None, str | None], ...]
    actions: str
    kpi: str | None = None


@dataclass(frozen=True)
class Place:
    """Where an action stands: the priority, the finding as the plan words it, the objective."""

    priority: str | None
    finding: str | None
    objective: str | None


@dataclass(frozen=True)
class Report:
    """The invented inspection report: its area, dates and findings ("P1", text)."""

    area: str
    start: str
    end: str
    published: str
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Covered:
    """What a careful reader says of one finding."""

    finding: str
    status: str
    missing: str | None = None


def owner_records(text: str) -> list[dict[str, str]]:
    """Owners from "Name | role @ organisation; ..."; each part may be absent."""
    records = []
    for part in filter(None, (p.strip() for p in text.split(";"))):
        record = {}
        name, bar, rest = part.partition("|")
        if bar:
            record["name"] = name.strip()
            part = rest.strip()
        role, _, organisation = part.partition("@")
        if role.strip():
            record["role"] = role.strip()
        if organisation.strip():
            record["organisation"] = organisation.strip()
        records.append(record)
    return records


def action_record(act: Act, place: Place) -> Data:
    """One action in the form of the gold files."""
    when = act.when
    record: Data = {
        "id": act.id,
        "finding_ids": act.findings.split(),
        "area_for_improvement": place.finding,
        "objective": place.objective,
        "activity": act.activity,
        "owners": owner_records(act.owners),
        "owners_raw": act.who or None,
        "timescale_raw": when.raw,
        "start": when.start,
        "end": when.end,
        "qualifier": when.qualifier,
        "status": act.status,
        "status_raw": act.status_raw,
        "success_measure": act.success,
        "priority": place.priority,
    }
    if when.old:
        record["original_timescale_raw"] = when.old
        record["original_end"] = when.old_end
    return record


def measure_record(measure: Measure) -> Data:
    """One measure in the form of the gold files."""
    raw, value = measure.baseline
    record: Data = {
        "text": measure.text,
        "baseline_raw": raw,
        "baseline_value": value,
        "targets": [{"raw": r, "value": v, "period": p} for r, v, p in measure.targets],
        "action_ids": measure.actions.split(),
    }
    if measure.kpi:
        record["kpi"] = measure.kpi
    return record


def write_gold(
    folder: Path,
    file: str,
    title: str,
    plan_date: str,
    report: Report,
    acts: list[tuple[Act, Place]],
    measures: Iterable[Measure],
    coverage: Iterable[Covered],
    gaps: Iterable[tuple[str, str, str]],
) -> None:
    """Write `findings.json` and `gold.json`, and see that they agree with themselves."""
    ids = [act.id for act, _ in acts]
    assert len(set(ids)) == len(ids), "an id twice"
    numbers = {number for number, _ in report.findings}
    measures, coverage = list(measures), list(coverage)
    assert {f for act, _ in acts for f in act.findings.split()} <= numbers
    assert [c.finding for c in coverage] == [number for number, _ in report.findings]
    assert {i for m in measures for i in m.actions.split()} <= set(ids)
    for row in coverage:
        answered = any(row.finding in act.findings.split() for act, _ in acts)
        assert answered == (row.status != "uncovered"), row
    texts = dict(report.findings)
    told = {
        "area": report.area,
        "inspection": (report.start, report.end),
        "published": report.published,
        "file": file,
        "title": title,
        "plan_date": plan_date,
        "finding": [
            {"id": c.finding, "text": texts[c.finding], "cover": c.status, "missing": c.missing}
            for c in coverage
        ],
        "gap": made.named(made.GAP, gaps),
    }
    actions = [action_record(act, place) for act, place in acts]
    figures = [measure_record(m) for m in measures]
    findings, gold = made.records(folder.name, told, actions, figures, made.FILE_FIRST)
    made.answer(folder.name, (findings, gold | {"file": file}))


def without_clock(content: bytes) -> bytes:
    """An office file with every time of day and zip time replaced by a fixed one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2025-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, CLOCK), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
