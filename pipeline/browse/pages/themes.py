"""Themes of the field, and one theme: which areas were told of it, and how far each answered."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.browse.items import Row
from pipeline.browse.registry import page
from pipeline.browse.site import Asked

ON_A_PAGE = 100
FOUND = """from themes t join findings f on f.id = t.item_id join documents d on d.id = f.document_id
    and d.family = 'inspection' and d.same_as is null left join coverage c on c.finding_id = f.id
    left join areas ar on ar.id = f.area_id"""


@dataclass(frozen=True)
class ThemesPage:
    """Every theme with how many areas and findings touch it."""

    themes: tuple[Row, ...]
    most: int


@dataclass(frozen=True)
class ThemePage:
    """One theme: the findings to answer, by area."""

    theme: str
    findings: tuple[Row, ...]
    count: int
    number: int
    last: int


@page("themes", "themes")
def themes(db: sqlite3.Connection, asked: Asked) -> ThemesPage:
    """Every theme, the commonest first."""
    rows = db.execute(
        f"""select t.theme, count(distinct case when f.kind <> 'strength' then f.area_id end) as areas,
          sum(f.kind <> 'strength') as to_answer, sum(f.kind = 'strength') as strengths,
          sum(coalesce(c.status = 'covered', 0)) as covered
        {FOUND} group by t.theme order by to_answer desc, t.theme"""
    ).fetchall()
    return ThemesPage(tuple(rows), max((int(r["to_answer"]) for r in rows), default=1) or 1)


@page("theme", r"theme/(?P<id>[^/]+)")
def theme(db: sqlite3.Connection, asked: Asked) -> ThemePage | None:
    """The findings to answer that touch the theme."""
    slug = asked.address["id"]
    count = db.execute(
        f"select count(*) {FOUND} where t.theme = ? and f.kind <> 'strength'", (slug,)
    ).fetchone()[0]
    if not db.execute("select 1 from themes where theme = ? limit 1", (slug,)).fetchone():
        return None
    last = max(1, -(-count // ON_A_PAGE))
    number = min(asked.page_number, last)
    rows = db.execute(
        f"""select f.*, ar.name as area, c.status, c.actions, d.inspection_end {FOUND}
        where t.theme = ? and f.kind <> 'strength' order by ar.name, d.inspection_end, f.kind, f.number
        limit {ON_A_PAGE} offset {(number - 1) * ON_A_PAGE}""",
        (slug,),
    )
    return ThemePage(slug, tuple(rows), count, number, last)
