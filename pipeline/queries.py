"""Questions to a database that is already there: read-only, for the commands, pages and reports."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pipeline.areas import find_area
from pipeline.invoked import called
from pipeline.wording import day

ITEM_TABLES = ("findings", "actions", "statements", "measures", "links", "gaps", "documents", "areas")

STANDING = """d.same_as is null and not exists (select 1 from documents n
  where n.plan_id = d.plan_id and n.version > d.version and n.same_as is null)"""


class NoDatabaseError(Exception):
    """There is no database where it was looked for; the message says what to do."""


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection whose rows are named. Raises `NoDatabaseError` where there is none."""
    if not path.is_file():
        raise NoDatabaseError(f"there is no database '{path}': make one with '{called()} run CORPUS'")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()


def find_item(db: sqlite3.Connection, wanted: str) -> tuple[str, sqlite3.Row] | None:
    """The table and row of the item with this id; an area may be named in any form."""
    for table in ITEM_TABLES:
        row = db.execute(f"select * from {table} where id = ?", (wanted,)).fetchone()
        if row is not None:
            return table, row
    area = find_area(wanted)
    row = db.execute("select * from areas where id = ?", (area,)).fetchone() if area else None
    return ("areas", row) if row else None


def overdue(db: sqlite3.Connection, as_of: date, area: str | None = None) -> list[sqlite3.Row]:
    """Actions of the plans that stand that were due before the day and are not complete."""
    return db.execute(
        f"""select a.*, ar.name as area from actions a join documents d on d.id = a.document_id
        left join areas ar on ar.id = a.area_id
        where {STANDING} and a.due_on < :day and coalesce(a.status, '') <> 'complete'
          and (:area is null or a.area_id = :area)
        order by a.area_id, a.due_on, a.id""",
        {"day": as_of.isoformat(), "area": area},
    ).fetchall()


def gaps(db: sqlite3.Connection, area: str | None = None) -> list[sqlite3.Row]:
    """Gaps, the gravest first."""
    return db.execute(
        """select g.*, ar.name as area from gaps g left join areas ar on ar.id = g.area_id
        where :area is null or g.area_id = :area
        order by g.area_id, case g.severity when 'high' then 1 when 'medium' then 2 else 3 end,
          g.rule, g.item_ids, g.id""",
        {"area": area},
    ).fetchall()


def changes(db: sqlite3.Connection, area: str) -> list[sqlite3.Row]:
    """What changed from one version of the area's plans to the next, in order."""
    return db.execute(
        """select c.*, f.path as from_path, t.path as to_path, f.published as from_day, t.published as to_day,
          coalesce(o.activity, n.activity) as activity
        from changes c join documents f on f.id = c.from_document join documents t on t.id = c.to_document
        left join actions o on o.id = c.from_action left join actions n on n.id = c.to_action
        where c.area_id = ? order by c.position""",
        (area,),
    ).fetchall()


def told_the_same(db: sqlite3.Connection, finding_id: str) -> list[sqlite3.Row]:
    """Findings of other areas that say much the same, nearest first, a row for each action taken there.

    The columns are those of the view of the same name.
    """
    return db.execute(
        "select * from told_the_same where finding_id = ? order by score desc, other_id, action_id",
        (finding_id,),
    ).fetchall()


def notes_of(db: sqlite3.Connection, item_id: str) -> list[sqlite3.Row]:
    """What people noted on the item, in order."""
    return db.execute("select * from notes where item_id = ? order by position", (item_id,)).fetchall()


def owners_line(db: sqlite3.Connection, action: sqlite3.Row) -> str:
    """Who is responsible for the action, one apart from the other; as printed where nobody was told apart."""
    rows = db.execute(
        "select name, role, organisation from owners where action_id = ? order by position", (action["id"],)
    )
    said = (", ".join(x for x in row if x) for row in rows)
    return "; ".join(dict.fromkeys(s for s in said if s)) or str(action["responsible_raw"] or "")


def note_line(note: sqlite3.Row) -> str:
    """A note in a line: what, who, when, and whether the words have changed since."""
    by = ", ".join(x for x in (note["who"], day(note["when"])) if x)
    since = "; its words have changed since" if note["suspect"] else ""
    return f"Note{f' ({by})' if by else ''}: {note['note']}{since}"


def text_of(db: sqlite3.Connection, item_id: str) -> str:
    """The words of a finding, statement, action, measure or document; its id where there are none."""
    for table, column in (
        ("findings", "text"),
        ("statements", "text"),
        ("actions", "activity"),
        ("measures", "text"),
        ("documents", "coalesce(title, path)"),
    ):
        row = db.execute(f"select {column} from {table} where id = ?", (item_id,)).fetchone()
        if row is not None and row[0]:
            return str(row[0])
    return item_id


def ids_in(row: sqlite3.Row) -> list[str]:
    """The ids in a gap's `item_ids`."""
    return list(json.loads(row["item_ids"] or "[]"))


def like_id(text: str) -> bool:
    """Whether the text has the form of an id of an item."""
    return re.fullmatch(r"[0-9a-z]{8}(-[A-Z]\d+)?|[LGC][0-9a-z]{10}", text) is not None
