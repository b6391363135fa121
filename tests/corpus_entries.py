"""The documents of corpus folders read in this process, for tests of what follows reading."""

from __future__ import annotations

from pathlib import Path

from pipeline.entries import build
from pipeline.extraction import extract_document
from pipeline.ingest import find_files, identify
from pipeline.known import read_known, read_sources
from pipeline.records import Entry


def read_entries(*folders: Path) -> list[Entry]:
    """The documents beneath the folders, with what they are to one another."""
    known = read_known(folders)
    ingested = identify(find_files(folders))
    for sha256, files in ingested.found.items():
        said = ingested.said(sha256, known)
        ingested.outcomes[sha256] = extract_document(
            files[0].file.read_bytes(), files[0].file.suffix, said.kind if said else None
        )
    return build(ingested, known, read_sources(folders))[0]
