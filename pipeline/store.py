"""The database: every record of a run written through sqlite-utils in one transaction.

A run writes a new file beside the old one and puts it in the old one's place when it is whole, so a reader
never sees a part of a run and a run that is stopped leaves the last good database. The new file starts as a
copy of the old one where most of it stays; then only rows of what has changed are taken out and put in.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from pipeline.batches import BY_ID, OWNER, Batch, Line, batches, reach
from pipeline.rows import Result, Row, to_json
from pipeline.schema import TABLE, TABLES, Table
from pipeline.views import VIEWS

LOOSE = 4  # of so many pages one may be free in a database that is taken on; else it is made anew
FEW = 5_000  # rows up to which a search index is made anew, and so is the same to the byte as in a clean run
CACHE = 32_000  # kilobytes of pages held while writing


class Database:
    """The new file while it is written."""

    def __init__(self, path: Path, new: bool) -> None:
        self._db = sqlite_utils.Database(path)
        # The file counts only once it is whole and in its place, so nothing needs to be rolled back in it.
        self._db.execute("pragma journal_mode = off")
        self._db.execute("pragma synchronous = off")
        self._db.execute(f"pragma cache_size = -{CACHE}")
        self._db.execute("begin")
        if new:
            for table in TABLES:
                _create(self._db, table)
            for view in VIEWS:
                self._db.create_view(view.name, view.sql)

    def add(self, made: Iterable[Batch]) -> None:
        """Put rows in; sqlite-utils looks at each value for its type, which takes longer than to write it."""
        for batch in made:
            names = [column.name for column in TABLE[batch.table].columns]
            lines: Iterable[Line] = batch.lines
            if batch.table in OWNER or batch.table in BY_ID:
                names.insert(0, "rowid")
            else:
                lines = (line[1:] for line in lines)
            marks = ", ".join("?" * len(names))
            columns = ", ".join(f"[{name}]" for name in names)
            self._db.conn.executemany(f"insert into [{batch.table}] ({columns}) values ({marks})", lines)

    def remove(self, documents: Iterable[str], areas: Iterable[str | None]) -> None:
        """Take out all that belongs to the documents, and the gaps of the areas; not what joins areas."""
        for document in documents:
            for name in OWNER:
                self._delete(name, "rowid between ? and ?", reach(document))
            self._delete(
                "links",
                "kind <> 'similar' and from_id >= ? and from_id < ?",
                (f"{document}-", f"{document}."),
            )
        for area in areas:
            self._delete("gaps", "area_id is ?", (area,))

    def remove_links(self, ids: Iterable[str]) -> None:
        """Take out links by their ids."""
        self._db.conn.executemany("delete from links where id = ?", ((id_,) for id_ in ids))

    def clear(self, tables: Sequence[str]) -> None:
        """Take out all rows of the tables."""
        for name in tables:
            self._db.execute(f"delete from [{name}]")

    def _delete(self, table: str, where: str, values: Sequence[object]) -> None:
        if TABLE[table].search:  # the index is told the words that it forgets
            columns = _searched(TABLE[table])
            self._db.execute(
                f"insert into [{table}_fts] ([{table}_fts], rowid, {columns})"
                f" select 'delete', rowid, {columns} from [{table}] where {where}",
                values,
            )
        self._db.execute(f"delete from [{table}] where {where}", values)

    def texts(self, findings: Iterable[str]) -> Mapping[str, str]:
        """The texts of findings by id."""
        found = (
            self._db.execute("select id, text from findings where id = ?", (id_,)).fetchone()
            for id_ in set(findings)
        )
        return dict(row for row in found if row)

    def finish(self, run: Row) -> None:
        """Number what is counted over all, index all that is new, and close the file."""
        order = self._db.execute("select rowid, position from changes order by rowid").fetchall()
        moved = [(n, rowid) for n, (rowid, position) in enumerate(order, 1) if n != position]
        self._db.conn.executemany("update changes set position = ? where rowid = ?", moved)
        for table in TABLES:
            _index(self._db, table)
        for column in ("to_id", "from_id"):
            self._db.table("links").create_index([column], if_not_exists=True)
        self.clear(["runs"])
        self._db.table("runs").insert(run)
        self._db.conn.commit()

    def close(self) -> None:
        """Close the file."""
        self._db.close()


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
    if table.search:
        db.table(table.name).enable_fts(list(table.search), tokenize="porter")


def _searched(table: Table) -> str:
    return ", ".join(f"[{name}]" for name in table.search)


def _index(db: sqlite_utils.Database, table: Table) -> None:
    for column in table.columns:
        if column.references and column.name != table.key[0]:
            db.table(table.name).create_index([column.name], if_not_exists=True)
    if table.search:
        name, columns = table.name, _searched(table)
        if db.execute(f"select count(*) from [{name}]").fetchone()[0] <= FEW:
            db.execute(f"insert into [{name}_fts] ([{name}_fts]) values ('rebuild')")
            return
        db.execute(
            f"insert into [{name}_fts] (rowid, {columns}) select rowid, {columns} from [{name}]"
            f" where rowid in (select rowid from [{name}] except select id from [{name}_fts_docsize])"
            " order by rowid"
        )


@contextmanager
def writing(path: Path, keep: bool = False) -> Iterator[Database]:
    """A new database, from a copy of the one that is there (`keep`) or empty; swapped in at the end.

    Raises `OSError` where the folder cannot be written or the disk is full, and `sqlite3.Error` where SQLite
    meets that first; the old database then stands.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(path.name + ".*new*"):  # by a run that was stopped while it wrote
        left.unlink()
    new = path.with_name(path.name + ".new")
    try:
        if keep:
            shutil.copyfile(path, new)
        database = Database(new, new=not keep)
        try:
            yield database
        finally:
            database.close()
        _to_disk(new)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def write(result: Result, path: Path, version: str, settings: object, inputs: str = "") -> None:
    """Write a database of this result alone to `path`, as `writing` does."""
    with writing(path) as database:
        database.add(batches(result))
        database.finish(run_row(result.files, len(result.entries), version, settings, inputs))


def can_be_kept(path: Path, inputs: str) -> bool:
    """Whether the database is the one made from these inputs, is sound, and has little free room in it."""
    if not path.is_file():
        return False
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        row = db.execute("select inputs from runs").fetchone()
        if row is None or row[0] != inputs or db.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            return False
        free, pages = (
            db.execute(f"pragma {name}").fetchone()[0] for name in ("freelist_count", "page_count")
        )
        return bool(free * LOOSE <= pages)
    except sqlite3.DatabaseError:
        return False
    finally:
        db.close()


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def run_row(files: int, documents: int, version: str, settings: object, inputs: str) -> Row:
    """The row of `runs`."""
    return {
        "id": "1",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version,
        "settings": to_json(settings),
        "files": files,
        "documents": documents,
        "inputs": inputs,
    }
