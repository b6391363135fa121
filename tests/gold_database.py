"""Builds the database that gold in full form describes: what a faultless run would have written.

A test then takes one thing away or changes it, and sees that the evaluation says so.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from extractors.model import (
    Action,
    Body,
    Capacity,
    Details,
    Extraction,
    Family,
    Finding,
    FindingKind,
    Judgement,
    Measure,
    Owner,
    Person,
    Source,
    Target,
    Timescale,
)
from pipeline import ids
from pipeline.areas import areas, find_area
from pipeline.records import Coverage, Entry, Gap, Link, Reasons
from pipeline.rows import Result
from pipeline.store import write

LISTS: dict[str, FindingKind] = {
    "strengths": "strength",
    "weaknesses": "weakness",
    "priority_actions": "area_for_priority_action",
    "improvements": "area_for_improvement",
}
PEOPLE: dict[str, Capacity] = {"leaders": "leader", "inspectors": "inspector", "addressees": "addressee"}
KINDS = {letter: kind for kind, letter in ids.LETTERS.items()}
PAGE_FAMILIES: tuple[tuple[str, Family], ...] = (
    ("page", "commentary"),
    ("article", "commentary"),
    ("letter", "inspection"),
)
KIND_WORDS = {"newspaper article": "news"}
STATUS = {"full": "covered", "none": "uncovered"}


def load(path: Path) -> Any:
    """The content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def day(text: str | None, last: bool = False) -> date | None:
    """The day, or the first or last one of the month."""
    if not text:
        return None
    if len(text) > 7:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7])
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def document(
    path: str, sha256: str, kind: str, family: Family, area: str, extraction: dict[str, Any]
) -> Entry:
    """An entry with these parts extracted."""
    details = extraction.pop("details", Details())
    return Entry(
        id=ids.document_id(sha256),
        sha256=sha256,
        path=path,
        paths=(path,),
        area_id=find_area(area),
        kind=kind,
        family=family,
        details=details,
        extraction=Extraction(kind=kind, family=family, details=details, **extraction),
    )


def inspection(gold: dict[str, Any], path: str, sha256: str, family: Family = "inspection") -> Entry:
    """The entry of an inspection document's gold."""
    details = Details(
        published=day(gold.get("published")),
        inspection_start=day(gold.get("inspection_start")),
        inspection_end=day(gold.get("inspection_end")),
        previous_start=day(gold.get("previous_start")),
        previous_end=day(gold.get("previous_end")),
        outcome=gold.get("outcome"),
        next_inspection_raw=gold.get("next_full_inspection"),
        monitoring_inspection_raw=gold.get("monitoring_inspection"),
    )
    bodies = [Body(name=n, kind="local_authority") for n in gold.get("local_authorities", [])]
    bodies += [Body(name=n, kind="integrated_care_board") for n in gold.get("integrated_care_boards", [])]
    bodies += [Body(name=n, kind="trust") for n in gold.get("other_commissioning_bodies", [])]
    people = [
        Person(
            name=p["name"],
            role=p["role"],
            organisation=p.get("organisation") or p.get("body"),
            capacity=capacity,
            is_lead=bool(p.get("lead")),
        )
        for key, capacity in PEOPLE.items()
        for p in gold.get(key, [])
    ]
    return document(
        path,
        sha256,
        KIND_WORDS.get(gold.get("kind", ""), gold.get("kind", "area_send_report")),
        family,
        gold["area"],
        {
            "details": details,
            "bodies": tuple(bodies),
            "people": tuple(people),
            "judgements": tuple(Judgement(**j) for j in gold.get("judgements", [])),
            "findings": tuple(f for key in LISTS for f in _findings(gold, key)),
        },
    )


def with_weaknesses(entry: Entry, texts: Sequence[str]) -> Entry:
    """The entry with significant weaknesses."""
    rows = tuple(Finding(kind="significant_weakness", number=n, text=t) for n, t in enumerate(texts, 1))
    return _with(entry, findings=rows)


def with_speaker(entry: Entry, name: str, role: str) -> Entry:
    """The entry with somebody whom it quotes."""
    return _with(entry, people=(Person(name=name, role=role, organisation="Kent", capacity="speaker"),))


def _with(entry: Entry, **parts: Any) -> Entry:
    assert entry.extraction is not None
    return entry.model_copy(update={"extraction": entry.extraction.model_copy(update=parts)})


def _findings(gold: dict[str, Any], key: str) -> list[Finding]:
    pages = gold.get("pages", {}).get(key) or [None]
    found = []
    for number, item in enumerate(gold.get(key, []), 1):
        fields = item if isinstance(item, dict) else {"text": item}
        found.append(
            Finding(
                kind=LISTS[key],
                number=number,
                text=fields["text"],
                responsible=fields.get("responsible"),
                source=Source(page=fields.get("page", pages[0])),
            )
        )
    return found


def plan(gold: dict[str, Any], path: str, sha256: str) -> Entry:
    """The entry of a plan's gold, in one rendering."""
    numbers = {a["id"]: n for n, a in enumerate(gold["actions"], 1)}
    kpis = [(k, g["action_ids"]) for g in gold.get("success_groups", []) for k in g["kpis"]]
    kpis += [(m, m.get("action_ids", [])) for m in gold.get("measures", [])]
    details = Details(inspection_end=day((gold.get("inspection_dates") or {}).get("end")))
    return document(
        path,
        sha256,
        "action_plan",
        "plan",
        gold["area"],
        {
            "details": details,
            "actions": tuple(_action(n, a) for n, a in enumerate(gold["actions"], 1)),
            "measures": tuple(
                _measure(n, k, [numbers[a] for a in acts]) for n, (k, acts) in enumerate(kpis, 1)
            ),
        },
    )


def _action(number: int, row: dict[str, Any]) -> Action:
    return Action(
        number=number,
        activity=row["activity"],
        area_for_improvement=row.get("area_for_improvement"),
        objective=row.get("objective"),
        success_measure=row.get("success_measure"),
        owners=tuple(
            Owner(name=o.get("name"), role=o.get("role"), organisation=o.get("organisation"))
            for o in row.get("owners", row.get("responsible", []))
        ),
        timescale=Timescale(
            raw=row.get("timescale_raw") or "",
            starts_on=day(row.get("start")),
            due_on=day(row.get("end"), last=True),
        ),
        status_raw=row.get("status"),
    )


def _measure(number: int, fields: dict[str, Any], actions: list[int]) -> Measure:
    targets = fields.get("targets")
    if targets is None:
        targets = [{"raw": fields.get("target_raw") or "", "value": fields.get("target_value")}]
    return Measure(
        number=number,
        text=fields.get("text") or "",
        baseline_value=fields.get("baseline_value"),
        targets=tuple(Target(raw=t["raw"], value=t["value"]) for t in targets if t["value"] is not None),
        actions=tuple(actions),
    )


def join(
    gold: dict[str, Any], plan_entry: Entry, report: Entry, pairs: Sequence[tuple[str, str]]
) -> list[Link]:
    """Accepted links for pairs of the gold's names for action and finding."""
    numbers = {a["id"]: n for n, a in enumerate(gold["actions"], 1)}
    links = []
    for action, finding in pairs:
        from_id = ids.action_id(plan_entry.id, numbers[action])
        to_id = ids.finding_id(report.id, KINDS[finding[0]], int(finding[1:]))
        links.append(
            Link(
                id=ids.link_id("addresses", from_id, to_id),
                kind="addresses",
                from_id=from_id,
                to_id=to_id,
                score=0.9,
                method="structure",
                status="accepted",
                reasons=Reasons(summary="as the gold has it"),
            )
        )
    return links


def cover(report: Entry, status: dict[str, str]) -> list[Coverage]:
    """Coverage rows from the gold's status of each finding."""
    return [
        Coverage.model_validate(
            {
                "finding_id": ids.finding_id(report.id, KINDS[finding[0]], int(finding[1:])),
                "area_id": report.area_id,
                "status": STATUS.get(word, word),
                "explanation": "as the gold has it",
            }
        )
        for finding, word in status.items()
    ]


def gap(rule: str, area: str | None, items: Sequence[str]) -> Gap:
    """A gap about these items of the database."""
    return Gap(
        id=ids.gap_id(rule, items),
        area_id=area,
        rule=rule,
        severity="low",
        item_ids=tuple(items),
        message=rule,
    )


def store(
    path: Path,
    entries: Sequence[Entry],
    links: Sequence[Link] = (),
    coverage: Sequence[Coverage] = (),
    gaps: Sequence[Gap] = (),
) -> Path:
    """Write the database; returns its path."""
    write(Result(areas().values(), entries, [], links, coverage, gaps), path, "0", {})
    return path
