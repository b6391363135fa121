"""Whether anything has changed since a database was made: inputs, settings and code in one checksum."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import extractors
from extractors.model import Record
from pipeline.ingest import Ingested
from pipeline.known import KnownFiles, PublishedSource
from pipeline.records import Settings


@cache
def code() -> str:
    """A checksum of all code and data of the product."""
    digest = hashlib.sha256()
    for package in (Path(extractors.__file__).parent, Path(__file__).parent):
        for path in sorted(package.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def checksum(
    ingested: Ingested,
    known: KnownFiles,
    sources: Sequence[PublishedSource],
    settings: Settings,
    *others: Record,
) -> str:
    """A checksum of all that a database rests on: files, what people said, settings, and the code."""
    files = sorted((sha256, sorted(f.path for f in found)) for sha256, found in ingested.found.items())
    unopened = sorted((file.path, why) for file, why in ingested.unopened)
    said = sorted((path, one.model_dump_json()) for (_, path), one in known.items())
    rest = [record.model_dump_json() for record in (*sources, settings, *others)]
    return hashlib.sha256(json.dumps([code(), files, unopened, said, rest]).encode()).hexdigest()


def stands(database: Path, inputs: str) -> bool:
    """Whether the database was made from just these inputs, and is whole."""
    if not database.is_file():
        return False
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("select inputs from runs").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return row is not None and row[0] == inputs
