"""An area: its inspections, what each asks and what answers it, its gaps, owners and dates."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from pipeline.areas import find_area
from pipeline.browse.items import SEVERITY, Row, marks
from pipeline.browse.pages.home import INSPECTIONS, newest, on_send
from pipeline.browse.registry import page
from pipeline.browse.site import Asked
from pipeline.queries import STANDING
from pipeline.views import OWNERS

MOST_LATE = 10
MOST_OWNERS = 15


@dataclass(frozen=True)
class Inspected:
    """An inspection document with its findings: those to answer with their coverage, and strengths."""

    row: Row
    asked: tuple[Row, ...]
    strengths: tuple[Row, ...]
    chief: bool


@dataclass(frozen=True)
class Told:
    """A finding that only a page or news item tells of, with the progress reported on it."""

    finding: Row
    progress: tuple[Row, ...]


@dataclass(frozen=True)
class AreaPage:
    """All that an area's page shows."""

    area: Row
    chief: Row | None
    inspections: tuple[Inspected, ...]
    documents: tuple[Row, ...]
    told: tuple[Told, ...]
    gaps: tuple[Row, ...]
    severities: dict[str, int]
    late: tuple[Row, ...]
    late_count: int
    owners: tuple[Row, ...]
    ahead: tuple[Row, ...]
    changes: int
    neighbours: tuple[Row, ...]
    as_of: date


@page("area", r"area/(?P<id>[^/]+)")
def area(db: sqlite3.Connection, asked: Asked) -> AreaPage | None:
    """The area of that slug or name."""
    slug = find_area(asked.address["id"]) or asked.address["id"]
    row = db.execute("select * from areas where id = ?", (slug,)).fetchone()
    if row is None:
        return None
    inspections = db.execute(
        INSPECTIONS.format(inner="where c.area_id = :area", outer="and d.area_id = :area"), {"area": slug}
    ).fetchall()
    chief = newest(inspections) if inspections else None
    standing = [
        r["id"]
        for r in db.execute(f"select d.id from documents d where d.area_id = ? and {STANDING}", (slug,))
    ]
    late = _late(db, standing, asked.as_of)
    gaps = db.execute(
        f"""select rule, severity, count(*) as n from gaps where area_id = ? group by rule, severity
        order by {SEVERITY}, n desc, rule""",
        (slug,),
    ).fetchall()
    severities = {s: sum(g["n"] for g in gaps if g["severity"] == s) for s in ("high", "medium", "low")}
    return AreaPage(
        row,
        chief,
        tuple(_inspected(db, d, d is chief) for d in sorted(inspections, key=_order, reverse=True)),
        tuple(_documents(db, slug)),
        tuple(_told(db, slug)),
        tuple(gaps),
        severities,
        tuple(late[:MOST_LATE]),
        len(late),
        tuple(_owners(db, standing, asked.as_of)),
        tuple(_ahead(db, slug, standing, asked.as_of)),
        db.execute("select count(*) from changes where area_id = ?", (slug,)).fetchone()[0],
        tuple(_neighbours(db, slug)),
        asked.as_of,
    )


def _order(inspection: Row) -> tuple[bool, str]:
    return on_send(inspection), inspection["inspection_end"] or inspection["published"] or ""


def _inspected(db: sqlite3.Connection, inspection: Row, chief: bool) -> Inspected:
    rows = db.execute(
        """select f.*, c.status, c.actions, c.missing, c.deep from findings f
        left join coverage c on c.finding_id = f.id where f.document_id = ?
        order by case f.kind when 'area_for_priority_action' then 1 when 'significant_weakness' then 2
          when 'area_for_improvement' then 3 when 'weakness' then 4 else 5 end, f.number""",
        (inspection["id"],),
    ).fetchall()
    asked = tuple(r for r in rows if r["kind"] != "strength")
    return Inspected(inspection, asked, tuple(r for r in rows if r["kind"] == "strength"), chief)


def _documents(db: sqlite3.Connection, slug: str) -> list[Row]:
    return db.execute(
        """select d.*, s.title as same_title,
          (select count(*) from problems p where p.document_id = d.id) as problems
        from documents d left join documents s on s.id = d.same_as where d.area_id = ?
        order by case d.family when 'inspection' then 1 when 'plan' then 2 else 3 end,
          coalesce(d.inspection_end, d.published) desc, d.same_as is not null, d.path""",
        (slug,),
    ).fetchall()


def _told(db: sqlite3.Connection, slug: str) -> list[Told]:
    findings = db.execute(
        """select f.*, d.title from findings f join documents d on d.id = f.document_id
        where f.area_id = ? and d.family = 'commentary' and f.kind = 'significant_weakness'
          and d.same_as is null order by f.document_id, f.number""",
        (slug,),
    ).fetchall()
    return [
        Told(
            finding,
            tuple(
                db.execute(
                    """select s.* from links l join statements s on s.id = l.from_id
                    where l.to_id = ? and l.kind = 'reports_progress' and l.accepted = 1 order by s.id""",
                    (finding["id"],),
                )
            ),
        )
        for finding in findings
    ]


def _late(db: sqlite3.Connection, standing: list[str], as_of: date) -> list[Row]:
    """Actions of the plans that stand, due before the day and not complete, the longest overdue first."""
    return db.execute(
        f"""select a.*, {OWNERS} as owners from actions a
        where document_id in ({marks(len(standing))}) and due_on < ? and coalesce(status, '') <> 'complete'
        order by due_on, id""",
        [*standing, as_of.isoformat()],
    ).fetchall()


def _owners(db: sqlite3.Connection, standing: list[str], as_of: date) -> list[Row]:
    return db.execute(
        f"""select coalesce(o.name, o.role, o.organisation) as owner, count(distinct a.id) as actions,
          count(distinct case when a.due_on < ? and coalesce(a.status, '') <> 'complete'
            then a.id end) as late
        from actions a join owners o on o.action_id = a.id
        where a.document_id in ({marks(len(standing))})
        group by owner order by actions desc, owner limit {MOST_OWNERS}""",
        [as_of.isoformat(), *standing],
    ).fetchall()


def _ahead(db: sqlite3.Connection, slug: str, standing: list[str], as_of: date) -> list[Row]:
    """Inspections still to come, and the days on which actions fall due."""
    day = as_of.isoformat()
    return db.execute(
        f"""select due, what, 0 as actions from (
          select next_inspection_by as due, 'Next full inspection' as what from documents
            where area_id = ? and family = 'inspection' and same_as is null
          union select monitoring_inspection_by, 'Monitoring inspection' from documents
            where area_id = ? and family = 'inspection' and same_as is null)
        where due >= ?
        union all
        select due_on, 'Actions due', count(*) from actions
        where document_id in ({marks(len(standing))}) and due_on >= ? and coalesce(status, '') <> 'complete'
        group by due_on order by 1, 2""",
        [slug, slug, day, *standing, day],
    ).fetchall()


def _neighbours(db: sqlite3.Connection, slug: str) -> list[Row]:
    return db.execute(
        """select ar.id, ar.name, exists (select 1 from documents d where d.area_id = ar.id) as held
        from neighbours n join areas ar on ar.id = n.neighbour_id where n.area_id = ? order by n.rank""",
        (slug,),
    ).fetchall()
