"""The database: every record of a run written through sqlite-utils in one transaction.

A run writes a new file beside the old one and puts it in the old one's place when it is whole, so a reader
never sees a part of a run and a run that is stopped leaves the last good database.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from pipeline.rows import Result, Row, rows, to_json
from pipeline.schema import TABLE, TABLES, Table
from pipeline.views import VIEWS


def _reference(column: str, to: str) -> tuple[str, str, str]:
    table, _, key = to.partition(".")
    return column, table, key


def _create(db: sqlite_utils.Database, table: Table) -> None:
    references = [_reference(c.name, c.references) for c in table.columns if c.references]
    db.table(table.name).create(
        {c.name: c.type for c in table.columns},
        pk=table.key[0] if len(table.key) == 1 else table.key,
        foreign_keys=references,
    )


def _insert(db: sqlite_utils.Database, table: Table, batch: Iterable[Row]) -> None:
    """Insert the rows; sqlite-utils looks at each value for its type, which takes longer than to write it."""
    names = [column.name for column in table.columns]
    marks = ", ".join("?" * len(names))
    columns = ", ".join(f"[{name}]" for name in names)
    values = ([row.get(name) for name in names] for row in batch)
    db.conn.executemany(f"insert into [{table.name}] ({columns}) values ({marks})", values)


def _index(db: sqlite_utils.Database, table: Table) -> None:
    for column in table.columns:
        if column.references and column.name != table.key[0]:
            db.table(table.name).create_index([column.name], if_not_exists=True)
    if table.search:
        db.table(table.name).enable_fts(list(table.search), tokenize="porter")


def write(result: Result, path: Path, version: str, settings: object, inputs: str = "") -> None:
    """Write the whole result to `path`, in one transaction, and swap it in when it is whole.

    Raises `OSError` where the folder cannot be written or the disk is full; the old database then stands.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(path.name + ".*new*"):  # by a run that was stopped while it wrote
        left.unlink()
    new = path.with_name(path.name + ".new")
    try:
        _write_file(result, new, _run_row(result, version, settings, inputs))
        _to_disk(new)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _write_file(result: Result, path: Path, run: Row) -> None:
    db = sqlite_utils.Database(path)
    try:
        # The file counts only once it is whole and in its place, so nothing needs to be rolled back in it.
        db.execute("pragma journal_mode = off")
        db.execute("pragma synchronous = off")
        with db.atomic():
            for table in TABLES:
                _create(db, table)
            for name, batch in rows(result):
                _insert(db, TABLE[name], batch)
            db.table("links").create_index(["to_id"])
            db.table("links").create_index(["from_id"])
            for table in TABLES:
                _index(db, table)
            for view in VIEWS:
                db.create_view(view.name, view.sql)
            db.table("runs").insert(run)
        db.vacuum()
    finally:
        db.close()


def _run_row(result: Result, version: str, settings: object, inputs: str) -> Row:
    return {
        "id": "1",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version,
        "settings": to_json(settings),
        "files": result.files,
        "documents": len(result.entries),
        "inputs": inputs,
    }
