"""Evidence for a passage: the picture of its page with the passage marked, or the cell in its context.

Only files that the database names are opened, only inside the corpus folders, and only where their bytes
are still those that were read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from extractors.model import Box
from pipeline.browse.draw import SCALE, SECONDS, NotDrawnError, draw
from pipeline.browse.site import Site
from pipeline.ingest import MAX_BYTES

RENDERING = threading.Lock()  # one page at a time is drawn: many at once would starve the pages
MOST_KEPT = 200 << 20  # bytes of pictures that are kept; what was looked at longest ago goes first


class NoEvidenceError(Exception):
    """A passage whose evidence cannot be shown; the message says why in words for the reader."""


def boxes_of(text: str | None) -> list[Box]:
    """The boxes in a `boxes` column."""
    return [Box.model_validate(item) for item in json.loads(text or "[]")]


def find_file(db: sqlite3.Connection, site: Site, document: str) -> Path:
    """The document's file in a corpus folder, its bytes unchanged. Raises `NoEvidenceError` where none is."""
    row = db.execute("select sha256 from documents where id = ?", (document,)).fetchone()
    if row is None:
        raise NoEvidenceError("The document is not in the database.")
    folders = site.folders
    if not folders:
        raise NoEvidenceError("The folder of documents is not known: start with --corpus FOLDER to see it.")
    paths = db.execute("select path from document_paths where document_id = ? order by path", (document,))
    changed = False
    for path in [str(r[0]) for r in paths]:
        for root in folders:
            inside = root.resolve()
            file = (inside / path).resolve()
            if not file.is_relative_to(inside) or not file.is_file():
                continue
            if file.stat().st_size <= MAX_BYTES and checksum(file) == row["sha256"]:
                return file
            changed = True
    if changed:
        raise NoEvidenceError("The file has changed since it was read, so it is not shown.")
    raise NoEvidenceError("The file is no longer in the folder of documents.")


def checksum(file: Path) -> str:
    """SHA-256 of the file as it is now."""
    stat = file.stat()
    return _checksum(str(file), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2048)
def _checksum(file: str, _changed: int, _size: int) -> str:
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def page_picture(
    site: Site, file: Path, document: str, page: int, boxes: Iterable[Box], seconds: float = SECONDS
) -> bytes:
    """The page as PNG with the boxes marked, kept in the site's folder of pictures.

    Raises `NoEvidenceError` where the page cannot be shown, or not within the time.
    """
    marked = [b for b in boxes if b.page == page]
    kept = site.pictures / f"{document}-{page}-{_key(file, marked)}.png"
    with RENDERING:
        if not kept.is_file():
            _keep(file, page, marked, kept, seconds)
            prune(site.pictures, MOST_KEPT)
        os.utime(kept)
        return kept.read_bytes()


def _key(file: Path, boxes: list[Box]) -> str:
    told = "|".join(f"{b.x0},{b.top},{b.x1},{b.bottom}" for b in boxes)
    return hashlib.sha256(f"{checksum(file)}|{SCALE}|{told}".encode()).hexdigest()[:16]


def _keep(file: Path, page: int, boxes: list[Box], path: Path, seconds: float) -> None:
    """Draw the picture whole or not at all: another server may look at the same folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        draw(file, page, boxes, new, seconds)
        os.replace(new, path)
    except NotDrawnError as error:
        raise NoEvidenceError(str(error)) from error
    finally:
        new.unlink(missing_ok=True)


def prune(folder: Path, most: int) -> None:
    """Delete the pictures that were looked at longest ago, until the rest take no more than so many bytes."""
    pictures = []
    for path in folder.glob("*.png"):
        with suppress(OSError):  # another server deleted it
            stat = path.stat()
            pictures.append((stat.st_mtime_ns, stat.st_size, path))
    held = sum(size for _, size, _ in pictures)
    for _, size, path in sorted(pictures)[:-1]:  # the newest is about to be shown
        if held <= most:
            break
        with suppress(OSError):
            path.unlink(missing_ok=True)
        held -= size
