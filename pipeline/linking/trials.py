"""Plans whose links and coverage were read by hand, as documents that linking can be tried on.

A trial is a folder with `findings.json` (what the report lists) and `gold.json` (the plan's rows, which
findings each answers, and how far each finding is covered), as in `tests/data/plans`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ConfigDict, Field

from extractors.model import Action, Extraction, Family, Finding, FindingKind, Record
from pipeline import ids
from pipeline.records import CoverageStatus, Entry

KINDS: Mapping[str, FindingKind] = {letter: kind for kind, letter in ids.LETTERS.items()}


class _Loose(Record):
    """A record of a file that holds more than is asked for here."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Finding(_Loose):
    id: str
    text: str


class _Findings(_Loose):
    findings: tuple[_Finding, ...]


class _Row(_Loose):
    id: str
    activity: str
    finding_ids: tuple[str, ...] = ()
    area_for_improvement: str | None = None
    objective: str | None = None
    success_measure: str | None = None
    priority: str | None = None


class Covered(_Loose):
    """How far a finding is covered, as a careful reader holds, and what is missing in that reader's words."""

    finding_id: str
    status: CoverageStatus
    also: tuple[CoverageStatus, ...] = ()
    missing: str | None = None


class _Gold(_Loose):
    actions: tuple[_Row, ...]
    coverage: tuple[Covered, ...] = Field(default=())


class Trial(Record):
    """A report and its plan, the pairs of action and finding that are right, and the right coverage."""

    name: str
    report: Entry
    plan: Entry
    links: frozenset[tuple[str, str]]
    coverage: Mapping[str, Covered]  # by the finding's id

    def bare(self) -> Trial:
        """The same without headings, codes and measures: only activities, objectives and their order."""
        extraction = self.plan.extraction
        assert extraction is not None
        kept = tuple(
            Action(number=a.number, activity=a.activity, objective=a.objective) for a in extraction.actions
        )
        plan = self.plan.model_copy(update={"extraction": extraction.model_copy(update={"actions": kept})})
        return self.model_copy(update={"plan": plan})


def read_trials(folders: Sequence[Path]) -> list[Trial]:
    """Every trial beneath the folders, by name."""
    found = {gold.parent.name: gold.parent for folder in folders for gold in _golds(folder)}
    return [_read(found[name]) for name in sorted(found)]


def _golds(folder: Path) -> Iterator[Path]:
    for gold in folder.glob("**/gold.json"):
        if (gold.parent / "findings.json").is_file():
            yield gold


def _read(folder: Path) -> Trial:
    listed = _Findings.model_validate_json((folder / "findings.json").read_text(encoding="utf-8")).findings
    gold = _Gold.model_validate(json.loads((folder / "gold.json").read_text(encoding="utf-8")))
    findings = tuple(Finding(kind=KINDS[f.id[0]], number=int(f.id[1:]), text=f.text) for f in listed)
    actions = tuple(
        Action(
            number=number,
            reference=row.id,
            activity=row.activity,
            area_for_improvement=row.area_for_improvement,
            objective=row.objective,
            success_measure=row.success_measure,
            priority=row.priority,
        )
        for number, row in enumerate(gold.actions, 1)
    )
    name = folder.name
    report = _entry(f"{name} report", "area_send_report", "inspection", findings=findings)
    plan = _entry(f"{name} plan", "action_plan", "plan", actions=actions).model_copy(
        update={"answers": report.id, "plan_id": name, "version": 1}
    )
    return Trial(
        name=name,
        report=report,
        plan=plan,
        links=frozenset(
            (ids.action_id(plan.id, number), f"{report.id}-{finding}")
            for number, row in enumerate(gold.actions, 1)
            for finding in row.finding_ids
        ),
        coverage={f"{report.id}-{c.finding_id}": c for c in gold.coverage},
    )


def _entry(
    name: str, kind: str, family: Family, findings: tuple[Finding, ...] = (), actions: tuple[Action, ...] = ()
) -> Entry:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    extraction = Extraction(kind=kind, family=family, findings=findings, actions=actions)
    return Entry(
        id=ids.document_id(sha256),
        sha256=sha256,
        path=name,
        kind=kind,
        family=family,
        extraction=extraction,
    )
