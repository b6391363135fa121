"""Gold of both forms, read into records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.evaluate.files import json_files
from pipeline.evaluate.registry import KINDS, Gold, Raw, load_kinds


def read_full(source: Path, documents: Path | None = None) -> Iterator[Gold]:
    """The records of gold in full form at or beneath the path; files of no known kind are passed over."""
    load_kinds()
    for path, data in json_files(source):
        raw = Raw(path, data, documents)
        for kind in KINDS.values():
            if kind.takes(raw):
                yield from kind.read(raw)


def read_gold(source: Path) -> tuple[list[Gold], list[str]]:
    """All records at or beneath the path, of either form, and the names of files of no known kind."""
    load_kinds()
    golds: list[Gold] = []
    unread: list[str] = []
    for path, data in json_files(source):
        name = data.get("gold") if isinstance(data, dict) else None
        if isinstance(name, str) and name in KINDS:
            golds.append(KINDS[name].record.model_validate(data))
            continue
        raw = Raw(path, data)
        takers = [kind for kind in KINDS.values() if kind.takes(raw)]
        golds += [gold for kind in takers for gold in kind.read(raw)]
        if not takers:
            unread.append(str(path))
    return golds, unread
