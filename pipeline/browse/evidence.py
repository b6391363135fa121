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
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from extractors.model import Box
from pipeline.browse.site import Site
from pipeline.ingest import MAX_BYTES

SCALE = 1.6  # pixels for a point: an A4 page is 950 pixels wide
MOST_PIXELS = 4_000_000
MARK = (255, 221, 0, 90)
EDGE = (11, 12, 12, 255)
SHIFT = 3  # points of air around a box
RENDERING = threading.Lock()  # the PDF library works on one page at a time


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
    if not site.corpus:
        raise NoEvidenceError("The folder of documents is not known: start with --corpus FOLDER to see it.")
    paths = db.execute("select path from document_paths where document_id = ? order by path", (document,))
    changed = False
    for path in [str(r[0]) for r in paths]:
        for root in site.corpus:
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


def page_picture(site: Site, file: Path, document: str, page: int, boxes: Iterable[Box]) -> bytes:
    """The page as PNG with the boxes marked, kept in the site's folder of pictures.

    Raises `NoEvidenceError` where the page cannot be shown.
    """
    marked = [b for b in boxes if b.page == page]
    kept = site.pictures / f"{document}-{page}-{_key(file, marked)}.png"
    if kept.is_file():
        return kept.read_bytes()
    with RENDERING:
        picture = _render(file, page, marked)
    _keep(picture, kept)
    return kept.read_bytes()


def _key(file: Path, boxes: list[Box]) -> str:
    told = "|".join(f"{b.x0},{b.top},{b.x1},{b.bottom}" for b in boxes)
    return hashlib.sha256(f"{checksum(file)}|{SCALE}|{told}".encode()).hexdigest()[:16]


def _render(file: Path, page: int, boxes: list[Box]) -> Image.Image:
    try:
        with pdfium.PdfDocument(file) as document:
            if not 1 <= page <= len(document):
                raise NoEvidenceError("The document has no such page.")
            shown = document[page - 1]
            width, height = shown.get_size()
            scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            picture = shown.render(scale=scale).to_pil().convert("RGB")
    except pdfium.PdfiumError as error:
        raise NoEvidenceError("The page could not be drawn.") from error
    return _mark(picture, boxes, scale)


def _mark(picture: Image.Image, boxes: list[Box], scale: float) -> Image.Image:
    """The picture with a band over each box and a line around it: seen without colour too."""
    if not boxes:
        return picture
    boxes = joined(boxes)
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for box in boxes:
        corner = ((box.x0 - SHIFT) * scale, (box.top - SHIFT) * scale)
        other = ((box.x1 + SHIFT) * scale, (box.bottom + SHIFT) * scale)
        if other[0] > corner[0] and other[1] > corner[1]:
            draw.rectangle([corner, other], fill=MARK, outline=EDGE, width=2)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def joined(boxes: list[Box]) -> list[Box]:
    """The boxes of one page, those that would touch once drawn as one: no line crosses the words."""
    left = sorted(boxes, key=lambda b: (b.top, b.x0))
    done: list[Box] = []
    while left:
        box = left.pop(0)
        near = [b for b in left if _touch(box, b)]
        if not near:
            done.append(box)
            continue
        both = [box, *near]
        whole = Box(
            page=box.page,
            x0=min(b.x0 for b in both),
            top=min(b.top for b in both),
            x1=max(b.x1 for b in both),
            bottom=max(b.bottom for b in both),
        )
        left = [whole, *(b for b in left if b not in near)]
    return done


def _touch(a: Box, b: Box) -> bool:
    air = 2 * SHIFT
    return a.x0 < b.x1 + air and b.x0 < a.x1 + air and a.top < b.bottom + air and b.top < a.bottom + air


def _keep(picture: Image.Image, path: Path) -> None:
    """Write the picture whole or not at all: several readers may ask at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    try:
        picture.quantize(64).save(new, "PNG", compress_level=6)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
