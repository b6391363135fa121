"""Home: every area with its newest inspection, how far it is answered, and what comes next."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from pipeline.browse.items import Row
from pipeline.browse.registry import page
from pipeline.browse.site import Asked

INSPECTIONS = """select d.*, ar.name as area, ar.region,
    coalesce(c.findings, 0) as findings, coalesce(c.covered, 0) as covered,
    coalesce(c.partial, 0) as partial, coalesce(c.uncovered, 0) as uncovered,
    coalesce(c.no_plan, 0) as no_plan, coalesce(c.deep, 0) as deep
  from documents d join areas ar on ar.id = d.area_id
  left join (select f.document_id, count(*) as findings, sum(c.status = 'covered') as covered,
      sum(c.status = 'partial') as partial, sum(c.status = 'uncovered') as uncovered,
      sum(c.status = 'no_plan') as no_plan, sum(c.deep) as deep
    from coverage c join findings f on f.id = c.finding_id {inner} group by f.document_id
  ) c on c.document_id = d.id
  where d.family = 'inspection' and d.same_as is null {outer}
  order by d.inspection_end, d.published, d.id"""


@dataclass(frozen=True)
class AreaLine:
    """An area at a glance: its inspection that counts most, how many others, its gaps."""

    inspection: Row
    others: int
    high: int
    gaps: int

    @property
    def planned(self) -> bool:
        """Whether a plan is held that answers the inspection."""
        return bool(self.inspection["findings"] > self.inspection["no_plan"])


@dataclass(frozen=True)
class Home:
    """The areas at hand, and how much there is."""

    areas: tuple[AreaLine, ...]
    without: tuple[Row, ...]
    documents: int
    findings: int
    actions: int
    gaps: int
    unplaced: int


def on_send(inspection: Row) -> bool:
    """Whether the inspection is one of the area's SEND arrangements."""
    return str(inspection["kind"]).startswith(("area_send", "local_area_send"))


def newest(inspections: list[Row]) -> Row:
    """The newest inspection on SEND, else the newest: rows come oldest first."""
    return max(enumerate(inspections), key=lambda pair: (on_send(pair[1]), pair[0]))[1]


@page("home", "")
def home(db: sqlite3.Connection, asked: Asked) -> Home:
    """Every area with a document."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in db.execute(INSPECTIONS.format(inner="", outer="")):
        held[row["area_id"]].append(row)
    gaps: dict[str, dict[str, int]] = defaultdict(dict)
    for row in db.execute("select area_id, severity, count(*) n from gaps group by 1, 2"):
        gaps[row["area_id"]][row["severity"]] = row["n"]
    lines = [
        AreaLine(newest(rows), len(rows) - 1, gaps[area].get("high", 0), sum(gaps[area].values()))
        for area, rows in held.items()
    ]
    others = db.execute(
        """select ar.*, count(*) as documents from documents d join areas ar on ar.id = d.area_id
        where not exists (select 1 from documents i where i.area_id = d.area_id and i.family = 'inspection')
        group by ar.id order by ar.name"""
    ).fetchall()
    counts = db.execute(
        """select (select count(*) from documents),
        (select count(*) from findings i join documents d on d.id = i.document_id where d.same_as is null),
        (select count(*) from actions i join documents d on d.id = i.document_id where d.same_as is null),
        (select count(*) from gaps),
        (select count(*) from documents where area_id is null)"""
    ).fetchone()
    return Home(tuple(sorted(lines, key=lambda a: str(a.inspection["area"]))), tuple(others), *counts)
