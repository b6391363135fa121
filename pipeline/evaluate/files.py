"""Gold files on disk: finding them, reading both forms, and the documents that they speak of."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=8)
def _index(folder: Path) -> dict[str, list[Path]]:
    index: dict[str, list[Path]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        index.setdefault(path.name, []).append(path)
    return index


def document_at(folders: tuple[Path, ...], name: str, area: str | None = None) -> Path | None:
    """The document of that name beneath the folders.

    Of several, the one whose path agrees longest with the name, then one in a folder named for the area.
    """
    wanted = Path(name).parts
    there = [p for folder in folders for p in _index(folder).get(wanted[-1], [])]
    slug = re.sub(r"[^a-z0-9]+", "-", (area or "").casefold()).strip("-")
    return max(there, key=lambda p: (_agree(p.parts, wanted), slug in p.parts), default=None)


@lru_cache(maxsize=4096)
def checksum_of(folders: tuple[Path, ...], name: str, area: str | None = None) -> str | None:
    """SHA-256 of the document of that name beneath the folders, in hexadecimal."""
    path = document_at(folders, name, area)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path else None


def folders_near(gold: Path) -> tuple[Path, ...]:
    """Folders of documents beside the gold: those named `corpus...` in the nearest folder that has any."""
    for folder in gold.resolve().parents:
        there = tuple(sorted(p for p in folder.glob("corpus*") if p.is_dir()))
        if there:
            return there
    return ()


def _agree(parts: tuple[str, ...], wanted: tuple[str, ...]) -> int:
    pairs = zip(reversed(parts), reversed(wanted), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(parts), len(wanted)))


def json_files(gold: Path) -> Iterator[tuple[Path, Any]]:
    """Every JSON file at or beneath the path, with its content. Raises `ValueError` for a broken one."""
    for path in [gold] if gold.is_file() else sorted(gold.rglob("*.json")):
        try:
            yield path, json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{path}: not JSON: {error}") from error
