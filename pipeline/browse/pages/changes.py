"""Changes: what became of a plan's actions from one version to the next."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.browse.drift import Marked, mark
from pipeline.browse.items import Row
from pipeline.browse.registry import page
from pipeline.browse.site import Asked

ON_A_PAGE = 50


@dataclass(frozen=True)
class ChangeLine:
    """A change, with the words marked where they were reworded."""

    row: Row
    marked: Marked | None


@dataclass(frozen=True)
class ChangesPage:
    """The changes chosen, a page of them, and what can be chosen."""

    lines: tuple[ChangeLine, ...]
    count: int
    number: int
    last: int
    areas: tuple[Row, ...]
    kinds: tuple[Row, ...]
    chosen: dict[str, str]
    area: str | None


@page("changes", "changes")
def changes(db: sqlite3.Connection, asked: Asked) -> ChangesPage:
    """The changes that the reader chose."""
    chosen = {"area": asked.one("area"), "change": asked.one("change")}
    where = "(:area = '' or c.area_id = :area) and (:change = '' or c.change = :change)"
    count = db.execute(f"select count(*) from changes c where {where}", chosen).fetchone()[0]
    last = max(1, -(-count // ON_A_PAGE))
    number = min(asked.page_number, last)
    rows = db.execute(
        f"""select c.*, ar.name as area, coalesce(b.activity, a.activity) as activity,
          p.title as from_title, q.title as to_title, p.version as from_version, q.version as to_version,
          coalesce(c.to_action, c.from_action) as action
        from changes c left join areas ar on ar.id = c.area_id
        left join actions a on a.id = c.from_action left join actions b on b.id = c.to_action
        left join documents p on p.id = c.from_document left join documents q on q.id = c.to_document
        where {where} order by c.position limit {ON_A_PAGE} offset {(number - 1) * ON_A_PAGE}""",
        chosen,
    )
    areas = db.execute(
        """select ar.id, ar.name, count(*) as n from changes c join areas ar on ar.id = c.area_id
        group by ar.id order by ar.name"""
    ).fetchall()
    kinds = db.execute("select change, count(*) as n from changes group by change order by change").fetchall()
    name = next((str(a["name"]) for a in areas if a["id"] == chosen["area"]), None)
    lines = tuple(ChangeLine(r, _marked(r)) for r in rows)
    return ChangesPage(lines, count, number, last, tuple(areas), tuple(kinds), chosen, name)


def _marked(row: Row) -> Marked | None:
    if row["change"] != "reworded" or not row["before"] or not row["after"]:
        return None
    return mark(row["before"], row["after"])
