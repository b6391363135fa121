"""Gold of both forms, read into records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.evaluate.files import folders_near, json_files
from pipeline.evaluate.registry import KINDS, Gold, Raw, load_kinds


def read_full(
    source: Path, documents: tuple[Path, ...], aliases: Mapping[str, Sequence[str]] | None = None
) -> Iterator[tuple[Path, Gold]]:
    """The records of gold in full form at or beneath the path, each with its file."""
    load_kinds()
    for path, data in json_files(source):
        for gold in _read(Raw(path, data, _root(source), documents, aliases or {})):
            yield path, gold


def read_gold(source: Path) -> tuple[list[Gold], list[str]]:
    """All records at or beneath the path, of either form, and the names of files of no known kind."""
    load_kinds()
    documents = folders_near(source)
    golds: list[Gold] = []
    unread: list[str] = []
    for path, data in json_files(source):
        records = data if isinstance(data, list) else [data]
        if all(isinstance(r, dict) and r.get("gold") in KINDS for r in records):
            golds += [KINDS[r["gold"]].record.model_validate(r) for r in records]
            continue
        there = _read(Raw(path, data, _root(source), documents))
        golds += there
        if not there:
            unread.append(str(path))
    return golds, unread


def _read(raw: Raw) -> list[Gold]:
    return [gold for kind in KINDS.values() if kind.takes(raw) for gold in kind.read(raw)]


def _root(source: Path) -> Path:
    return source.parent if source.is_file() else source
