"""Gaps: all of them, filtered by area, severity and rule; and one gap with its evidence."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from pipeline.browse.items import SEVERITY, GapCard, Ref, Row, gap_card, notes_of, ref
from pipeline.browse.registry import page
from pipeline.browse.site import Asked
from pipeline.gaps.registry import rules

ON_A_PAGE = 50
FILTERS = {"area": "g.area_id", "severity": "g.severity", "rule": "g.rule"}


@dataclass(frozen=True)
class GapLine:
    """A gap in the list, with the items that it is about (the first few) and how many there are."""

    row: Row
    items: tuple[Ref, ...]
    count: int
    card: GapCard


@dataclass(frozen=True)
class GapsPage:
    """The gaps chosen, a page of them, and what can be chosen."""

    lines: tuple[GapLine, ...]
    count: int
    number: int
    last: int
    areas: tuple[Row, ...]
    rules: tuple[Row, ...]
    chosen: dict[str, str]
    area: str | None
    about: dict[str, str]


@dataclass(frozen=True)
class GapPage:
    """One gap: the rule in words, the passages, the items."""

    card: GapCard
    area: Row | None
    items: tuple[Ref, ...]
    about: str
    notes: tuple[Row, ...]


def about_rule(slug: str) -> str:
    """What the rule looks for, in a sentence."""
    known = rules().get(slug)
    return known.description if known else ""


def items_of(db: sqlite3.Connection, gap: Row, most: int | None = None) -> tuple[Ref, ...]:
    """The items that the gap is about, as far as they are in the database."""
    ids = list(dict.fromkeys(json.loads(gap["item_ids"] or "[]")))
    return tuple(found for item in ids[:most] if (found := ref(db, item)))


@page("gaps", "gaps")
def gaps(db: sqlite3.Connection, asked: Asked) -> GapsPage:
    """The gaps that the reader chose."""
    chosen = {name: asked.one(name) for name in FILTERS}
    where = " and ".join(f"{column} = :{name}" for name, column in FILTERS.items() if chosen[name]) or "1"
    count = db.execute(f"select count(*) from gaps g where {where}", chosen).fetchone()[0]
    last = max(1, -(-count // ON_A_PAGE))
    number = min(asked.page_number, last)
    rows = db.execute(
        f"""select g.*, ar.name as area from gaps g left join areas ar on ar.id = g.area_id
        where {where} order by {SEVERITY}, ar.name, g.rule, g.item_ids, g.id
        limit {ON_A_PAGE} offset {(number - 1) * ON_A_PAGE}""",
        chosen,
    ).fetchall()
    lines = tuple(_line(db, row) for row in rows)
    areas = db.execute(
        """select ar.id, ar.name, g.n from (select area_id, count(*) as n from gaps group by area_id) g
        join areas ar on ar.id = g.area_id order by ar.name"""
    ).fetchall()
    by_rule = db.execute("select rule, count(*) as n from gaps group by rule order by rule").fetchall()
    name = next((str(a["name"]) for a in areas if a["id"] == chosen["area"]), None)
    about = {slug: known.description for slug, known in rules().items()}
    return GapsPage(lines, count, number, last, tuple(areas), tuple(by_rule), chosen, name, about)


def _line(db: sqlite3.Connection, row: Row) -> GapLine:
    return GapLine(row, items_of(db, row, 3), len(json.loads(row["item_ids"] or "[]")), gap_card(db, row))


@page("gap", r"gap/(?P<id>[^/]+)")
def gap(db: sqlite3.Connection, asked: Asked) -> GapPage | None:
    """The gap of that id."""
    row = db.execute("select * from gaps where id = ?", (asked.address["id"],)).fetchone()
    if row is None:
        return None
    area = db.execute("select * from areas where id = ?", (row["area_id"],)).fetchone()
    return GapPage(
        gap_card(db, row),
        area,
        items_of(db, row),
        about_rule(row["rule"]),
        notes_of(db, [row["id"]]),
    )
