"""Search over findings, actions, statements, gaps, areas and documents."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from pipeline.browse.items import Row
from pipeline.browse.registry import page
from pipeline.browse.site import Asked

AT_FIRST = 5
ON_A_PAGE = 25
OPEN, SHUT = "\ue000", "\ue001"  # private characters around the words found
WORD = re.compile(r"\w+")
MOST_WORDS = 12
MOST_RANKED = 10_000  # matches from which ordering them by worth would take too long
TABLES = {"findings": "finding", "actions": "action", "statements": "statement", "gaps": "gap"}


@dataclass(frozen=True)
class Hit:
    """An item found: its row, and an excerpt in pieces, each with whether it was searched for."""

    row: Row
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Hits:
    """What was found in one table."""

    table: str
    page: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class SearchPage:
    """What was asked for, and what was found; `within` is the one table looked at, empty for all."""

    asked: str
    within: str
    groups: tuple[Hits, ...]
    areas: tuple[Row, ...]
    documents: tuple[Row, ...]
    count: int
    number: int
    last: int


def matching(text: str) -> str:
    """The reader's words as a full-text query that has no operators: each word must be there."""
    return " ".join(f'"{word}"' for word in WORD.findall(text)[:MOST_WORDS])


def excerpt(text: str) -> tuple[tuple[str, bool], ...]:
    """The excerpt in pieces, each with whether it was searched for."""
    pieces: list[tuple[str, bool]] = []
    for index, part in enumerate(text.split(OPEN)):
        found, shut, rest = part.partition(SHUT)
        if index and shut:
            pieces += [(found, True), (rest, False)]
        else:
            pieces.append((found + rest, False))
    return tuple(p for p in pieces if p[0])


@page("search", "search")
def search(db: sqlite3.Connection, asked: Asked) -> SearchPage:
    """What the reader's words are found in."""
    text, within = asked.one("q")[:300], asked.one("in")
    query = matching(text)
    within = within if within in TABLES else ""
    if not query:
        return SearchPage(text, within, (), (), (), 0, 1, 1)
    size = ON_A_PAGE if within else AT_FIRST
    counts = {t: _count(db, t, query) for t in TABLES if within in ("", t)}
    last = max(1, -(-counts[within] // size)) if within else 1
    number = min(asked.page_number, last)
    groups = tuple(
        Hits(t, TABLES[t], n, tuple(_hits(db, t, query, size, (number - 1) * size, n)))
        for t, n in counts.items()
    )
    areas = () if within else tuple(_areas(db, text))
    documents = () if within else tuple(_documents(db, text))
    return SearchPage(text, within, groups, areas, documents, sum(counts.values()), number, last)


def _count(db: sqlite3.Connection, table: str, query: str) -> int:
    return int(db.execute(f"select count(*) {_found(table)}", (query,)).fetchone()[0])


def _found(table: str) -> str:
    """The rows that match, without those of further renderings of a document."""
    found = f"from {table}_fts where {table}_fts match ?"
    if table == "gaps":
        return found
    return f"""{found} and rowid not in (select i.rowid from documents d
        join {table} i on i.document_id = d.id where d.same_as is not null)"""


def _hits(db: sqlite3.Connection, table: str, query: str, size: int, offset: int, count: int) -> list[Hit]:
    """The best first; where very many match, in the order of the documents."""
    document = "" if table == "gaps" else "left join documents d on d.id = i.document_id"
    title = "null" if table == "gaps" else "d.title"
    best = "rank, " if count <= MOST_RANKED else ""
    rows = db.execute(
        f"""select i.*, ar.name as area, {title} as title, x.excerpt from (
          select rowid, row_number() over () as place, excerpt from (
            select rowid, snippet({table}_fts, -1, '{OPEN}', '{SHUT}', '…', 40) as excerpt
            {_found(table)} order by {best}rowid limit ? offset ?)) x
        join {table} i on i.rowid = x.rowid left join areas ar on ar.id = i.area_id {document}
        order by x.place""",
        (query, size, offset),
    )
    return [Hit(row, excerpt(row["excerpt"] or "")) for row in rows]


def _like(text: str) -> str:
    return "%" + re.sub(r"([%_\\])", r"\\\1", text) + "%"


def _areas(db: sqlite3.Connection, text: str) -> list[Row]:
    return db.execute(
        """select * from areas ar where name like ? escape '\\'
        order by exists (select 1 from documents d where d.area_id = ar.id) desc, name limit 8""",
        (_like(text),),
    ).fetchall()


def _documents(db: sqlite3.Connection, text: str) -> list[Row]:
    return db.execute(
        """select * from documents where title like ?1 escape '\\' or id = ?2 order by published desc, path
        limit 8""",
        (_like(text), text),
    ).fetchall()
