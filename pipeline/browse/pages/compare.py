"""Areas side by side: outcome, dates, coverage, gaps, and themes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from pipeline.areas import find_area
from pipeline.browse.items import Row, marks
from pipeline.browse.pages.home import INSPECTIONS, newest
from pipeline.browse.registry import page
from pipeline.browse.site import Asked

MOST_AREAS = 12


@dataclass(frozen=True)
class Compared:
    """An area in the comparison: its chief inspection (None where none is held), gaps and late actions."""

    area: Row
    inspection: Row | None
    gaps: dict[str, int]
    actions: int


@dataclass(frozen=True)
class ThemeLine:
    """A theme, and for each area what was found on it (None where nothing was)."""

    theme: str
    cells: tuple[Row | None, ...]


@dataclass(frozen=True)
class ComparePage:
    """The areas chosen, side by side, and those that can be chosen."""

    choices: tuple[Row, ...]
    chosen: tuple[str, ...]
    areas: tuple[Compared, ...]
    themes: tuple[ThemeLine, ...]
    most: int
    left_out: int
    not_held: tuple[str, ...]
    not_known: tuple[str, ...]


@page("compare", "compare")
def compare(db: sqlite3.Connection, asked: Asked) -> ComparePage:
    """The areas that the reader chose."""
    wanted = [find_area(name) or name for name in asked.all("area")]
    choices = db.execute(
        """select ar.id, ar.name, ar.region from areas ar
        where exists (select 1 from documents d where d.area_id = ar.id) order by ar.name"""
    ).fetchall()
    known = [w for w in dict.fromkeys(wanted) if any(c["id"] == w for c in choices)]
    chosen = known[:MOST_AREAS]
    areas = tuple(_compared(db, slug) for slug in chosen)
    themes = _themes(db, areas)
    most = max((_to_answer(c) for t in themes for c in t.cells if c), default=1)
    left_out = len(known) - len(chosen)
    names = {r["id"]: str(r["name"]) for r in db.execute("select id, name from areas")}
    return ComparePage(
        tuple(choices),
        tuple(chosen),
        areas,
        tuple(themes),
        max(most, 1),
        left_out,
        tuple(names[w] for w in dict.fromkeys(wanted) if w in names and w not in known),
        tuple(w for w in dict.fromkeys(wanted) if w not in names),
    )


def _to_answer(cell: Row) -> int:
    return int(cell["to_answer"])


def _compared(db: sqlite3.Connection, slug: str) -> Compared:
    area = db.execute("select * from areas where id = ?", (slug,)).fetchone()
    inspections = db.execute(
        INSPECTIONS.format(inner="where c.area_id = :area", outer="and d.area_id = :area"), {"area": slug}
    ).fetchall()
    gaps = db.execute("select severity, count(*) from gaps where area_id = ? group by 1", (slug,))
    inspection = newest(inspections) if inspections else None
    actions = db.execute(
        """select count(distinct l.from_id) from links l join findings f on f.id = l.to_id
        where f.document_id = ? and l.kind = 'addresses' and l.accepted = 1""",
        (inspection["id"] if inspection else None,),
    ).fetchone()[0]
    return Compared(area, inspection, dict(tuple(r) for r in gaps), actions)


def _themes(db: sqlite3.Connection, areas: tuple[Compared, ...]) -> list[ThemeLine]:
    documents = [a.inspection["id"] for a in areas if a.inspection is not None]
    rows = db.execute(
        f"""select t.theme, f.area_id,
          sum(f.kind <> 'strength') as to_answer, sum(f.kind = 'strength') as strengths,
          sum(coalesce(c.status = 'covered', 0)) as covered,
          sum(coalesce(c.status = 'partial', 0)) as partial,
          sum(coalesce(c.status = 'no_plan', 0)) as no_plan
        from findings f join themes t on t.item_id = f.id left join coverage c on c.finding_id = f.id
        where f.document_id in ({marks(len(documents))}) group by t.theme, f.area_id""",
        documents,
    )
    cells: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        cells[row["theme"]][row["area_id"]] = row
    total = {theme: sum(int(r["to_answer"]) for r in found.values()) for theme, found in cells.items()}
    return [
        ThemeLine(theme, tuple(cells[theme].get(slug) for slug in [str(a.area["id"]) for a in areas]))
        for theme in sorted(cells, key=lambda t: (-total[t], t))
    ]
