"""What a person should look at first, and how to name it in a decision: read from a database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.model import Record
from pipeline import queries
from pipeline.decisions import Decision, What
from pipeline.items import (
    action_reference,
    document_reference,
    finding_reference,
    gap_reference,
    problem_reference,
    stamp,
    text_reference,
)
from pipeline.records import Reasons
from pipeline.waiting import why_waits

UNSURE = 0.6  # score below which an accepted link is worth a look
REPAIRS = {"uncertain": "the reading is unsure", "repaired": "something was put right in reading"}


class Doubt(Record):
    """Something to look at. `why` says it in a clause; `from_` and `to` are what a decision names."""

    what: What
    id: str
    why: str
    from_: str
    from_text: str
    to: str = ""
    to_text: str = ""
    stamps: tuple[str, ...] = ()
    document: str | None = None  # whose folder the decision belongs to

    def settled(self, decisions: Sequence[Decision]) -> bool:
        """Whether a line, resting on the words of today, has decided it already."""
        return any(
            d.decision != "note" and (d.from_, d.to) == (self.from_, self.to) and d.stamps[:2] == self.stamps
            for d in decisions
        )


class References:
    """References and words of items, as `pipeline.items` makes them from the documents."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def of(self, item: str) -> tuple[str, str] | None:
        """The reference and the words of the item; `None` where there is no such item."""
        found = queries.find_item(self.db, item)
        if found is None:
            return None
        table, row = found
        if table == "findings":
            d = self._document(row)
            code = item.rsplit("-", 1)[1]
            reference = finding_reference(d["area_id"], d["kind"], d["inspection_end"], code)
            return reference, str(row["text"])
        if table == "actions":
            return action_reference(self._document(row)["area_id"], row["key"]), str(row["activity"])
        if table == "statements":
            return text_reference(self._document(row)["area_id"], "statement", row["text"]), str(row["text"])
        if table == "measures":
            return text_reference(self._document(row)["area_id"], "measure", row["text"]), str(row["text"])
        if table == "documents":
            return document_reference(row["path"]), str(row["title"] or "")
        if table == "gaps":
            about = [(self.of(i) or (i, ""))[0] for i in json.loads(row["item_ids"])]
            return gap_reference(row["area_id"], row["rule"], about), str(row["message"])
        return None

    def document_of(self, item: str) -> str | None:
        """The document that the item stands in."""
        return item.split("-")[0] if "-" in item else None

    def _document(self, row: sqlite3.Row) -> sqlite3.Row:
        found: sqlite3.Row = self.db.execute(
            "select * from documents where id = ?", (row["document_id"],)
        ).fetchone()
        return found


def link_doubt(references: References, link: sqlite3.Row, why: str) -> Doubt | None:
    """The link as something to decide on."""
    start, end = references.of(link["from_id"]), references.of(link["to_id"])
    if start is None or end is None:
        return None
    return Doubt(
        what="link",
        id=link["id"],
        why=why,
        from_=start[0],
        from_text=start[1],
        to=end[0],
        to_text=end[1],
        stamps=(stamp(start[1]), stamp(end[1])),
        document=references.document_of(link["from_id"]),
    )


def item_doubt(references: References, item: str) -> Doubt | None:
    """The item as something to note on; `None` where there is none with this id."""
    found = queries.find_item(references.db, item)
    if found is not None and found[0] == "links":
        return link_doubt(references, found[1], why_waits(references.db, found[1]) or "it counts")
    named = references.of(item)
    if named is None:
        return None
    return Doubt(
        what="item",
        id=item,
        why="",
        from_=named[0],
        from_text=named[1],
        stamps=(stamp(named[1]),),
        document=references.document_of(item),
    )


def doubts(db: sqlite3.Connection, area: str | None = None) -> Iterator[Doubt]:
    """What to look at: links of actions to findings, then other links, then readings.

    Of links first those whose decision rests on words that have changed; then near ties; then links offered
    for review, those first that are as likely right as wrong; then links that count with a low score.
    """
    references = References(db)
    low = f"k.status = 'accepted' and k.method = 'similarity' and k.score < {UNSURE}"
    for kind in ("k.kind = 'addresses'", "k.kind in ('restates', 'reports_progress')"):
        for doubtful in ("k.status = 'suspect'", "k.status in ('review', 'ambiguous')", low):
            yield from _links(references, area, f"{kind} and {doubtful}")
    yield from _repairs(db, area)


def waiting_on(db: sqlite3.Connection, item: str) -> Iterator[Doubt]:
    """The links that wait for a person and touch the finding, statement, action or gap."""
    found = queries.find_item(db, item)
    items = queries.ids_in(found[1]) if found is not None and found[0] == "gaps" else [item]
    named = ", ".join("?" for _ in items)
    touch = f"(k.from_id in ({named}) or k.to_id in ({named}))"
    waits = "k.status in ('suspect', 'review', 'ambiguous')"
    yield from _links(References(db), None, f"{waits} and {touch}", (*items, *items))


def _links(
    references: References, area: str | None, where: str, values: Sequence[str] = ()
) -> Iterator[Doubt]:
    rows = references.db.execute(
        f"""select k.* from links k join documents d on d.id = substr(k.from_id, 1, instr(k.from_id, '-') - 1)
        where {where} and k.kind <> 'similar' and (? is null or d.area_id = ?)""",
        (*values, area, area),
    ).fetchall()
    for row in sorted(rows, key=_doubtful):
        why = why_waits(references.db, row) or "it counts, but its score is low"
        doubt = link_doubt(references, row, why)
        if doubt is not None:
            yield doubt


def _doubtful(row: sqlite3.Row) -> tuple[bool, float, float, str]:
    """Near ties first, then the links that are as likely right as wrong, of these the smallest margin."""
    margin = Reasons.model_validate_json(row["reasons"]).margin
    even = round(abs(row["score"] - 0.5), 2)
    return row["status"] != "ambiguous", even, 1.0 if margin is None else abs(margin), row["id"]


def _repairs(db: sqlite3.Connection, area: str | None) -> Iterator[Doubt]:
    rows = db.execute(
        f"""select p.*, d.path from problems p join documents d on d.id = p.document_id
        where p.category in ({", ".join("?" for _ in REPAIRS)}) and p.decision is null
          and d.same_as is null and (? is null or d.area_id = ?)
        order by case p.category when 'uncertain' then 0 else 1 end, d.path, p.position""",
        (*REPAIRS, area, area),
    ).fetchall()
    for row in rows:
        page = f", page {row['page']}" if row["page"] else ""
        yield Doubt(
            what="repair",
            id=f"{row['document_id']}, problem {row['position']}",
            why=f"{REPAIRS[row['category']]}: {row['path']}{page}",
            from_=problem_reference(row["path"], row["category"], row["page"], row["message"]),
            from_text=row["message"],
            document=row["document_id"],
        )


def corpus_folders(db: sqlite3.Connection, database: Path) -> list[Path]:
    """The folders that the database was made from, as far as they are still where they were."""
    row = db.execute("select settings from runs").fetchone()
    told = json.loads(row["settings"]).get("corpus", []) if row else []
    folders = [(database.parent / folder).resolve() for folder in told]
    return [folder for folder in folders if folder.is_dir()]


def folder_of(db: sqlite3.Connection, document: str | None, folders: Sequence[Path]) -> Path:
    """The one of the folders that holds the document; the first where none does."""
    paths = db.execute("select path from document_paths where document_id = ?", (document,)).fetchall()
    return next((f for f in folders if any((f / p["path"]).is_file() for p in paths)), folders[0])
