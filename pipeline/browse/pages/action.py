"""An action: what is to be done, by whom, by when, what it answers, and what became of it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from pipeline.browse.items import (
    ActionCard,
    LinkCard,
    Row,
    Teller,
    action_cards,
    document_row,
    gaps_by_item,
    link_card,
    notes_of,
)
from pipeline.browse.registry import page
from pipeline.browse.site import Asked
from pipeline.queries import STANDING


@dataclass(frozen=True)
class Answers:
    """A finding that the action answers, or may answer, with the link."""

    finding: Row
    link: LinkCard


@dataclass(frozen=True)
class ActionPage:
    """All that an action's page shows."""

    card: ActionCard
    document: Row
    answers: tuple[Answers, ...]
    offered: tuple[Answers, ...]
    changes: tuple[Row, ...]
    stands: Row | None
    notes: tuple[Row, ...]
    elsewhere: tuple[Row, ...]
    extra: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]
    inherited: tuple[str, ...]


@page("action", r"action/(?P<id>[^/]+)")
def action(db: sqlite3.Connection, asked: Asked) -> ActionPage | None:
    """The action of that id."""
    row = db.execute("select * from actions where id = ?", (asked.address["id"],)).fetchone()
    if row is None:
        return None
    document = document_row(db, row["document_id"])
    assert document is not None
    teller = Teller(db, gaps_by_item(db, row["area_id"]))
    links = db.execute(
        """select * from links where from_id = ? and kind = 'addresses' and status <> 'rejected'
        order by accepted desc, score desc, to_id""",
        (row["id"],),
    ).fetchall()
    found = [
        Answers(f, link_card(db, link))
        for link in links
        if (f := db.execute("select * from findings where id = ?", (link["to_id"],)).fetchone())
    ]
    changes = db.execute(
        "select * from changes where from_action = :id or to_action = :id order by position",
        {"id": row["id"]},
    )
    return ActionPage(
        action_cards(db, [row], teller, asked.as_of)[0],
        document,
        tuple(a for a in found if a.link.row["accepted"]),
        tuple(a for a in found if not a.link.row["accepted"]),
        tuple(changes),
        _standing(db, row),
        notes_of(db, [row["id"], *(link["id"] for link in links)]),
        tuple(_elsewhere(db, row)),
        tuple(json.loads(row["extra"] or "{}").items()),
        tuple(
            r[0] for r in db.execute("select theme from themes where item_id = ? order by 1", (row["id"],))
        ),
        tuple(json.loads(row["inherited"] or "[]")),
    )


def _standing(db: sqlite3.Connection, row: Row) -> Row | None:
    """The same row in the document that links rest on; `None` where it is this one, or there is none."""
    return db.execute(
        f"""select a.id, d.title, d.path, d.version from actions a join documents d on d.id = a.document_id
        where a.area_id is ? and a.key = ? and a.id <> ? and d.plan_id is
          (select plan_id from documents where id = ?) and {STANDING} limit 1""",
        (row["area_id"], row["key"], row["id"], row["document_id"]),
    ).fetchone()


def _elsewhere(db: sqlite3.Connection, row: Row) -> list[Row]:
    """The same row in other renderings and versions of the plan."""
    return db.execute(
        """select a.id, a.page, d.title, d.path, d.version, d.same_as, d.published
        from actions a join documents d on d.id = a.document_id
        where a.area_id is ? and a.key = ? and a.id <> ? and d.plan_id is
          (select plan_id from documents where id = ?)
        order by d.version, d.path""",
        (row["area_id"], row["key"], row["id"], row["document_id"]),
    ).fetchall()
