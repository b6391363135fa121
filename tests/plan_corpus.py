"""An invented report and the plan that answers it, for tests of links, coverage and gaps."""

from __future__ import annotations

import hashlib
from datetime import date

from extractors.model import (
    Action,
    DateMention,
    Details,
    Extraction,
    Finding,
    FindingKind,
    Measure,
    Owner,
    Statement,
    Timescale,
)
from pipeline import ids
from pipeline.coverage import cover
from pipeline.gaps import find_gaps
from pipeline.link import link
from pipeline.records import Coverage, Entry, Gap, Link, Settings

IMPROVE = (
    "Partners should make sure that buses for pupils with SEND arrive on time and that drivers are trained."
)
VOICE = "Partners should give young people a real say in planning how they travel."
WAITS = (
    "Children wait too long for physiotherapy, occupational therapy and dietetics. "
    "As a result, some stay away from school."
)
OFFER = "The local offer website is out of date and few families know of it."


def finding(kind: FindingKind, number: int, text: str) -> Finding:
    return Finding(kind=kind, number=number, text=text)


def action(number: int, activity: str, **fields: object) -> Action:
    return Action.model_validate({"number": number, "activity": activity, **fields})


def by(due: date, raw: str = "by then") -> Timescale:
    return Timescale(raw=raw, due_on=due, precision="day")


def entry(name: str, extraction: Extraction, **fields: object) -> Entry:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    known = {
        "id": ids.document_id(sha256),
        "sha256": sha256,
        "path": name,
        "area_id": "rutland",
        "kind": extraction.kind,
        "family": extraction.family,
        "extraction": extraction,
        **fields,
    }
    return Entry.model_validate(known)


def report(*findings: Finding, statements: tuple[Statement, ...] = (), **fields: object) -> Entry:
    """A report on Rutland, inspected in March 2024 and published in May."""
    listed = findings or (
        finding("area_for_improvement", 1, IMPROVE),
        finding("area_for_improvement", 2, VOICE),
        finding("weakness", 1, WAITS),
        finding("weakness", 2, OFFER),
    )
    details = Details(
        published=date(2024, 5, 7),
        inspection_start=date(2024, 3, 11),
        inspection_end=date(2024, 3, 15),
        inspection_raw="11 to 15 March 2024",
    )
    extraction = Extraction(
        kind="area_send_report", family="inspection", findings=listed, statements=statements
    )
    return entry("report.pdf", extraction, **{"details": details, **fields})


def plan(*actions: Action, answers: Entry | None = None, **fields: object) -> Entry:
    """A plan that answers the report, with these actions."""
    extraction = Extraction.model_validate(
        {
            "kind": "action_plan",
            "family": "plan",
            "actions": actions,
            **{k: fields.pop(k) for k in ("measures", "findings", "inspection_dates") if k in fields},
        }
    )
    answered = {"answers": (answers or report()).id, "plan_id": "plan", "version": 1, **fields}
    return entry(str(fields.get("path", "plan.docx")), extraction, **answered)


def commentary(kind: str, statements: tuple[Statement, ...] = (), **fields: object) -> Entry:
    """A page or news item on the report."""
    extraction = Extraction.model_validate(
        {
            "kind": kind,
            "family": "commentary",
            "statements": statements,
            **{k: fields.pop(k) for k in ("findings", "inspection_dates") if k in fields},
        }
    )
    return entry(f"{kind}.html", extraction, **{"answers": report().id, **fields})


def assess(*entries: Entry, as_of: date | None = None, settings: Settings | None = None) -> list[Gap]:
    """The gaps of these documents."""
    links = link(entries)
    return find_gaps(entries, links, cover(entries, links), as_of, settings)


def rules_of(*entries: Entry, as_of: date | None = None) -> set[str]:
    """The slugs of the rules that are raised."""
    return {gap.rule for gap in assess(*entries, as_of=as_of)}


def covered(*entries: Entry) -> dict[str, Coverage]:
    """The coverage by the finding's letter and number."""
    return {row.finding_id.split("-")[1]: row for row in cover(entries, link(entries))}


def joined(links: list[Link], *statuses: str) -> set[tuple[str, str]]:
    """The ends of the links, without their documents."""
    wanted = statuses or ("accepted",)
    return {(k.from_id.split("-")[1], k.to_id.split("-")[1]) for k in links if k.status in wanted}


__all__ = [
    "DateMention",
    "Measure",
    "Owner",
    "Statement",
]
