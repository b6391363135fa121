"""The invented plans of `data/plans`: each read, joined to its findings, linked and stored."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from extractors.model import Details, Extraction, Finding
from pipeline import ids
from pipeline.areas import areas
from pipeline.coverage import cover
from pipeline.extraction import extract_document
from pipeline.gaps import find_gaps
from pipeline.link import link
from pipeline.records import Entry, Settings
from pipeline.rows import Result
from pipeline.store import write

PLANS = Path(__file__).parent / "data" / "plans"
FOLDERS = sorted(p.parent for p in PLANS.glob("*/gold.json"))
KINDS = {
    "P": "area_for_priority_action",
    "I": "area_for_improvement",
    "W": "weakness",
    "X": "significant_weakness",
}


def _day(text: str | None, last: bool) -> date | None:
    if not text:
        return None
    if len(text) == 7:
        return date(int(text[:4]), int(text[5:]), 28 if last else 1)
    return date.fromisoformat(text)


def _findings(raw: dict[str, Any]) -> tuple[Finding, ...]:
    listed = raw["findings"]
    if isinstance(listed, dict):
        listed = [{"kind": kind, **item} for kind, items in listed.items() for item in items]
    return tuple(
        Finding(kind=KINDS.get(item["kind"], item["kind"]), number=item["number"], text=item["text"])
        for item in listed
    )


def report(folder: Path, area: str) -> Entry:
    """The inspection report that the plan answers, from the folder's `findings.json`."""
    raw = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    sha256 = hashlib.sha256(str(raw).encode()).hexdigest()
    days = raw["inspection_dates"]
    details = Details(
        title="Inspection report",
        inspection_start=_day(days["start"], False),
        inspection_end=_day(days["end"], True),
    )
    return Entry(
        id=ids.document_id(sha256),
        sha256=sha256,
        path=f"{folder.name}/report.pdf",
        area_id=area,
        kind="area_send_report",
        family="inspection",
        details=details,
        extraction=Extraction(
            kind="area_send_report", family="inspection", details=details, findings=_findings(raw)
        ),
    )


def plan_entry(folder: Path, area: str, answers: str) -> Entry:
    """The plan as read from its file."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    file = folder / Path(gold["file"]).name
    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    outcome = extract_document(data, file.suffix)
    return Entry(
        id=ids.document_id(sha256),
        sha256=sha256,
        path=f"{folder.name}/{file.name}",
        area_id=area,
        kind=outcome.kind,
        family=outcome.extraction.family if outcome.extraction else None,
        pages=outcome.pages,
        details=outcome.extraction.details if outcome.extraction else Details(),
        extraction=outcome.extraction,
        status=outcome.status,
        message=outcome.message,
        answers=answers,
    )


def store_plans(folders: list[Path], path: Path) -> None:
    """Write a database of the folders' plans and reports; each folder stands as an area of its own."""
    entries: list[Entry] = []
    for folder, area in zip(folders, areas(), strict=False):
        asked = report(folder, area)
        entries += [asked, plan_entry(folder, area, asked.id)]
    links = link(entries)
    coverage = cover(entries, links)
    gaps = find_gaps(entries, links, coverage, as_of=None, settings=Settings())
    write(Result(areas().values(), entries, [], links, coverage, gaps), path, "0", {})
