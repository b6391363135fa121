"""Evidence for one passage: where it stands, its page as a picture, or its surroundings."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from pipeline.browse.context import Context, context
from pipeline.browse.evidence import NoEvidenceError, boxes_of, find_file
from pipeline.browse.items import MeasureCard, Row, document_row, targets_of
from pipeline.browse.registry import page
from pipeline.browse.site import Asked

TABLES = {
    "findings": ("finding", "text"),
    "actions": ("action", "activity"),
    "statements": ("statement", "text"),
    "measures": ("measure", "text"),
}
MOST_PAGES = 6


@dataclass(frozen=True)
class Shown:
    """One document's showing of the passage: pages as pictures, or what stands around it, or why not."""

    item: Row
    document: Row
    pages: tuple[int, ...] = ()
    boxes: int = 0
    context: Context | None = None
    why_not: str | None = None


@dataclass(frozen=True)
class EvidencePage:
    """The passage, and every showing of it: the document's own, then other renderings with pages."""

    kind: str
    item: Row
    text: str
    shown: Shown
    elsewhere: tuple[Shown, ...] = ()
    measure: MeasureCard | None = None
    actions: tuple[Row, ...] = ()
    links: tuple[Row, ...] = field(default=())


def find(db: sqlite3.Connection, id_: str) -> tuple[str, Row] | None:
    """The table and row of a passage; `None` where there is none of this id."""
    for table in TABLES:
        row = db.execute(f"select * from {table} where id = ?", (id_,)).fetchone()
        if row is not None:
            return table, row
    return None


@page("evidence", r"evidence/(?P<id>[^/]+)")
def evidence(db: sqlite3.Connection, asked: Asked) -> EvidencePage | None:
    """Where the passage of that id stands."""
    found = find(db, asked.address["id"])
    if found is None:
        return None
    table, row = found
    kind, column = TABLES[table]
    elsewhere = _other_renderings(db, asked, row) if table == "actions" and row["page"] is None else ()
    plain = EvidencePage(kind, row, row[column], _shown(db, asked, row, row[column]), elsewhere)
    if table == "measures":
        targets = tuple(targets_of(db, [row["id"]]).get(row["id"], ()))
        actions = db.execute(
            """select a.* from action_measures am join actions a on a.id = am.action_id
            where am.measure_id = ? order by a.number""",
            (row["id"],),
        )
        return EvidencePage(
            kind, row, row["text"], plain.shown, measure=MeasureCard(row, targets), actions=tuple(actions)
        )
    if table == "statements":
        return EvidencePage(kind, row, row["text"], plain.shown, links=tuple(_links(db, row["id"])))
    return plain


def _links(db: sqlite3.Connection, statement: str) -> list[Row]:
    """The findings that the statement repeats or tells progress on."""
    return db.execute(
        """select f.*, l.kind as link_kind, l.accepted, l.status
        from links l join findings f on f.id = l.to_id where l.from_id = ? and l.status <> 'rejected'
        order by l.score desc""",
        (statement,),
    ).fetchall()


def _other_renderings(db: sqlite3.Connection, asked: Asked, row: Row) -> tuple[Shown, ...]:
    """The same row of the plan in a rendering that has pages."""
    rows = db.execute(
        """select a.* from actions a join documents d on d.id = a.document_id
        join documents here on here.id = ?1 where a.key = ?2 and a.page is not null
        and coalesce(d.same_as, d.id) = coalesce(here.same_as, here.id) order by d.path limit 2""",
        (row["document_id"], row["key"]),
    )
    return tuple(_shown(db, asked, other, other["activity"]) for other in rows)


def _shown(db: sqlite3.Connection, asked: Asked, row: Row, text: str) -> Shown:
    document = document_row(db, row["document_id"])
    assert document is not None
    if asked.site.redacted:
        return Shown(row, document, why_not="It is not shown, because people’s names are left out here.")
    try:
        file = find_file(db, asked.site, document["id"])
        boxes = boxes_of(row["boxes"])
        if boxes:
            pages = sorted({b.page for b in boxes})[:MOST_PAGES]
            return Shown(row, document, tuple(pages), len(boxes))
        if not row["place"]:
            return Shown(row, document, why_not="The place in the document is not known.")
        return Shown(row, document, context=context(file, row["place"], text))
    except NoEvidenceError as error:
        return Shown(row, document, why_not=str(error))
