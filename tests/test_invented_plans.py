"""Links and coverage on the invented plans, from their checked rows: how well the pipeline judges alone."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.model import Action, Extraction, Finding, FindingKind
from pipeline import ids
from pipeline.coverage import cover
from pipeline.link import link
from pipeline.records import Entry
from tests.plan_corpus import entry

FOLDER = Path(__file__).parent / "data" / "plans"
PLANS = sorted(p.parent.name for p in FOLDER.glob("*/gold.json"))
FIELDS = ("activity", "area_for_improvement", "objective", "success_measure", "priority")
# Later authors link far fewer weaknesses to an action, and leave out parts of findings that only plain words
# name ("where they will live"): over the plans of sets m to x they stand lower than over the earlier ones.
FORMAL_F1, WEAK_F1, FORMAL_COVERED, WEAK_COVERED = 0.98, 0.68, 0.90, 0.90


def read(plan: str, name: str) -> Any:
    return json.loads((FOLDER / plan / name).read_text(encoding="utf-8"))


@cache
def documents(plan: str) -> tuple[Entry, Entry]:
    """The findings as a report and the checked rows as the plan that answers it."""
    kinds: dict[str, FindingKind] = {k: v for v, k in ids.LETTERS.items()}
    findings = tuple(
        Finding(kind=kinds[f["id"][0]], number=int(f["id"][1:]), text=f["text"])
        for f in read(plan, "findings.json")["findings"]
    )
    rows = tuple(
        Action(number=n, reference=row["id"], **{f: row.get(f) for f in FIELDS})
        for n, row in enumerate(read(plan, "gold.json")["actions"], 1)
    )
    report = Extraction(kind="area_send_report", family="inspection", findings=findings)
    answer = Extraction(kind="action_plan", family="plan", actions=rows)
    asked = entry(f"{plan}-report", report, area_id=plan)
    return asked, entry(f"{plan}-plan", answer, area_id=plan, answers=asked.id, plan_id=plan, version=1)


def linked(plan: str, kinds: str) -> tuple[int, int]:
    """Twice the right links, and found and wanted together."""
    asked, answer = documents(plan)
    wanted = {
        (ids.action_id(answer.id, n), f"{asked.id}-{f}")
        for n, row in enumerate(read(plan, "gold.json")["actions"], 1)
        for f in row["finding_ids"]
        if f[0] in kinds
    }
    found = {
        (k.from_id, k.to_id)
        for k in link([asked, answer])
        if k.kind == "addresses" and k.accepted and k.to_id.split("-")[1][0] in kinds
    }
    return 2 * len(found & wanted), len(found) + len(wanted)


def covered(plan: str, kinds: str) -> tuple[int, int]:
    """Right statuses, and all."""
    asked, answer = documents(plan)
    status = {
        row.finding_id.split("-")[1]: row.status for row in cover([asked, answer], link([asked, answer]))
    }
    wanted = [c for c in read(plan, "gold.json")["coverage"] if c["finding_id"][0] in kinds]
    return sum(status[c["finding_id"]] == c["status"] for c in wanted), len(wanted)


@pytest.mark.skipif(not PLANS, reason="no invented plans")
@pytest.mark.parametrize(
    ("judge", "kinds", "floor"),
    [
        (linked, "PIX", FORMAL_F1),
        (linked, "W", WEAK_F1),
        (covered, "PIX", FORMAL_COVERED),
        (covered, "W", WEAK_COVERED),
    ],
)
def test_over_all_plans(judge: Any, kinds: str, floor: float) -> None:
    counts = [judge(plan, kinds) for plan in PLANS]
    assert sum(c[0] for c in counts) / sum(c[1] for c in counts) >= floor
