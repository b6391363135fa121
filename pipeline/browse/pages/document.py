"""A document: what it is, how it was read, its problems, and all that it lists."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.browse.items import Row, document_row
from pipeline.browse.registry import page
from pipeline.browse.site import Asked
from pipeline.views import OWNERS


@dataclass(frozen=True)
class DocumentPage:
    """All that a document's page shows."""

    document: Row
    answers: Row | None
    stands: Row | None
    answered_by: tuple[Row, ...]
    renderings: tuple[Row, ...]
    versions: tuple[Row, ...]
    findings: tuple[Row, ...]
    actions: tuple[Row, ...]
    measures: tuple[Row, ...]
    statements: tuple[Row, ...]
    people: tuple[Row, ...]
    bodies: tuple[Row, ...]
    judgements: tuple[Row, ...]
    problems: tuple[Row, ...]
    paths: tuple[str, ...]


@page("document", r"document/(?P<id>[^/]+)")
def document(db: sqlite3.Connection, asked: Asked) -> DocumentPage | None:
    """The document of that id."""
    id_ = asked.address["id"]
    row = document_row(db, id_)
    if row is None:
        return None

    def rows(sql: str, *values: object) -> tuple[Row, ...]:
        return tuple(db.execute(sql, values or (id_,)))

    return DocumentPage(
        row,
        document_row(db, row["answers"]) if row["answers"] else None,
        document_row(db, row["same_as"]) if row["same_as"] else None,
        rows("select * from documents where answers = ? and same_as is null order by family, path"),
        rows("select * from documents where same_as = ? order by path"),
        rows(
            "select * from documents where plan_id = ? and id <> ? and same_as is null order by version",
            row["plan_id"],
            id_,
        ),
        rows(
            """select f.*, c.status, c.actions from findings f left join coverage c on c.finding_id = f.id
            where f.document_id = ? order by case f.kind when 'area_for_priority_action' then 1
            when 'significant_weakness' then 2 when 'area_for_improvement' then 3
            when 'weakness' then 4 else 5 end, f.number"""
        ),
        rows(f"select a.*, {OWNERS} as owners from actions a where document_id = ? order by number"),
        rows("select * from measures where document_id = ? order by id"),
        rows("select * from statements where document_id = ? order by id"),
        rows("select * from people where document_id = ? order by position"),
        rows("select * from bodies where document_id = ? order by kind, name"),
        rows("select * from judgements where document_id = ? order by rowid"),
        rows("select * from problems where document_id = ? order by position"),
        tuple(
            str(r["path"])
            for r in rows("select path from document_paths where document_id = ? order by path")
        ),
    )
