"""The whole flow: files in, one database out."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from pipeline.areas import areas
from pipeline.changes import changes
from pipeline.coverage import cover
from pipeline.entries import build
from pipeline.gaps import find_gaps
from pipeline.ingest import Progress, find_files, ingest
from pipeline.known import read_known, read_sources
from pipeline.link import link
from pipeline.records import Settings
from pipeline.rows import Result
from pipeline.store import write

DATABASE = "goldenthread.db"


def run(roots: Sequence[Path], output: Path, progress: Progress = lambda done, total, path: None) -> Result:
    """Read every document beneath the folders, link, assess, and write `output/goldenthread.db`.

    Returns what was found. Raises `NothingToReadError`, `KnownError`, and `OSError` where the output cannot
    be written.
    """
    found = find_files(roots)
    known = read_known(roots)
    sources = read_sources(roots)
    entries, problems = build(ingest(found, known, progress), known, sources)
    settings = Settings()
    links = link(entries)
    coverage = cover(entries, links)
    gaps = find_gaps(entries, links, coverage, as_of=None, settings=settings)
    result = Result(areas().values(), entries, problems, links, coverage, gaps, len(found), changes(entries))
    write(result, output / DATABASE, version("goldenthread"), settings.model_dump(mode="json"))
    return result
