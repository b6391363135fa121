"""The documents of corpus folders read in this process, for tests of what follows reading."""

from __future__ import annotations

from pathlib import Path

from pipeline.entries import resolve
from pipeline.extraction import extract_document
from pipeline.groups import grouped
from pipeline.ids import document_id
from pipeline.ingest import find_files, identify
from pipeline.known import read_known, read_sources
from pipeline.records import Entry, Settings


def read_entries(*folders: Path) -> list[Entry]:
    """The documents beneath the folders, with what they are to one another."""
    known = read_known(folders)
    ingested = identify(find_files(folders))
    outcomes = {}
    for sha256, files in ingested.found.items():
        said = ingested.said(sha256, known)
        outcome = extract_document(
            files[0].file.read_bytes(), files[0].file.suffix, said.kind if said else None
        )
        outcomes[document_id(sha256)] = outcome
        ingested.keys[sha256], ingested.areas[sha256] = sha256, outcome.told_area
    groups = grouped(ingested, known, read_sources(folders), Settings())
    return sorted((e for group in groups for e in resolve(group, outcomes)[0]), key=lambda e: e.id)
