"""What is kept between runs, by what it rests on: outcomes of documents, and what was found among them."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from functools import cache
from pathlib import Path
from typing import Self, TypeVar

import extractors
from extractors.model import Format, Record
from extractors.readers import ocr
from pipeline.extraction import formats

CACHE = "cache.db"
PACKAGE = Path(extractors.__file__).parent


@cache
def _code() -> dict[str, str]:
    """The checksum of each source and data file of the extractors, by path."""
    return {
        path.relative_to(PACKAGE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@cache
def code_for(format: Format | None) -> str:
    """A checksum of the code that reads and extracts documents of this format.

    Readers of other formats do not count: a change to one does not make a run read the others again.
    """
    others = {f for f in formats() if f != format}
    counted = {
        path: digest
        for path, digest in _code().items()
        if not (path.startswith("readers/") and any(path.startswith(f"readers/{other}") for other in others))
    }
    return hashlib.sha256(repr(sorted(counted.items())).encode()).hexdigest()


def outcome_key(sha256: str, suffix: str, kind: str | None, format: Format | None) -> str:
    """What an outcome rests on, in one checksum."""
    engine = ocr.version() if format == "pdf" else ""  # once it is installed, scans are read after all
    parts = (sha256, suffix.lower(), kind or "", code_for(format), engine)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


R = TypeVar("R", bound=Record)


def packed(record: Record) -> bytes:
    """The record in few bytes."""
    return zlib.compress(record.model_dump_json().encode(), 1)


def unpacked(blob: bytes, form: type[R]) -> R | None:
    """The record that was packed; `None` where it is of an older form."""
    try:
        return form.model_validate_json(zlib.decompress(blob))
    except (ValueError, zlib.error):
        return None


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    try:
        db.execute("create table if not exists kept (key text primary key, record blob)")
        db.execute("drop table if exists outcomes")  # of an older form
    except sqlite3.Error:
        db.close()
        raise
    return db


class Kept:
    """Records by key, in one SQLite file; what a whole run did not ask for leaves it at the end."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = _open(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # the file is broken, and all that it held can be made again
            path.unlink()
            self._db = _open(path)
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether something is kept under the key."""
        self._asked.add(key)
        return self._db.execute("select 1 from kept where key = ?", (key,)).fetchone() is not None

    def blob(self, key: str) -> bytes | None:
        """What is kept under the key, packed; `None` where there is nothing."""
        self._asked.add(key)
        row = self._db.execute("select record from kept where key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    def get(self, key: str, form: type[R]) -> R | None:
        """The record kept under the key; `None` where there is none, or it is of an older form."""
        blob = self.blob(key)
        return unpacked(blob, form) if blob is not None else None

    def put(self, key: str, record: Record) -> None:
        """Keep a record."""
        self.put_blob(key, packed(record))

    def put_blob(self, key: str, blob: bytes) -> None:
        """Keep what is packed. Each is kept at once, so that a run that is stopped has lost little."""
        self._asked.add(key)
        with self._db:
            self._db.execute("insert or replace into kept values (?, ?)", (key, blob))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Close the file; where the run came to its end, drop what it did not ask for."""
        if error is None:
            with self._db:
                kept = [row[0] for row in self._db.execute("select key from kept")]
                gone = [(key,) for key in kept if key not in self._asked]
                self._db.executemany("delete from kept where key = ?", gone)
        self._db.close()
