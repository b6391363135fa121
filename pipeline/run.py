"""The whole flow: files in, one database out."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from pipeline.areas import areas
from pipeline.cache import CACHE, OutcomeCache
from pipeline.changes import changes
from pipeline.coverage import cover
from pipeline.entries import build
from pipeline.gaps import find_gaps
from pipeline.ingest import Ingested, Progress, find_files, identify, ingest
from pipeline.known import KnownFiles, PublishedSource, read_known, read_sources
from pipeline.link import link
from pipeline.locking import alone
from pipeline.records import Settings
from pipeline.rows import Result
from pipeline.stamp import checksum, stands
from pipeline.store import write
from pipeline.themes import themed
from pipeline.workers import local_pool, usual_workers

DATABASE = "goldenthread.db"


def run(
    roots: Sequence[Path],
    output: Path,
    progress: Progress = lambda done, total, path: None,
    workers: int | None = None,
) -> Path:
    """Read every document beneath the folders, link, assess, and write `output/goldenthread.db`.

    Returns the database's path. Documents that are unchanged are not read again, and where nothing at all
    has changed the database stands as it is. Raises `NothingToReadError`, `KnownError`, `BusyError` where
    another run is writing there, and `OSError` where the output cannot be written.
    """
    found = find_files(roots)
    known = read_known(roots)
    sources = read_sources(roots)
    settings = Settings()
    database = output / DATABASE
    with alone(output):
        ingested = identify(found)
        inputs = checksum(ingested, known, sources, settings)
        if stands(database, inputs):
            return database
        read(ingested, known, output, workers or usual_workers(), progress)
        result = assess(ingested, known, sources, settings)
        write(result, database, version("goldenthread"), settings.model_dump(mode="json"), inputs)
    return database


def read(ingested: Ingested, known: KnownFiles, output: Path, workers: int, progress: Progress) -> None:
    """Read and extract in worker processes what the cache beside the database does not hold."""
    cache = OutcomeCache(output / CACHE)
    try:
        with local_pool(workers) as submit:
            ingest(ingested, known, submit, workers, cache, progress)
    finally:
        cache.close()


def assess(
    ingested: Ingested, known: KnownFiles, sources: Sequence[PublishedSource], settings: Settings
) -> Result:
    """What the documents are to one another: links, coverage, gaps, changes and themes."""
    entries, problems = build(ingested, known, sources)
    links = link(entries)
    coverage = cover(entries, links)
    gaps = find_gaps(entries, links, coverage, as_of=None, settings=settings)
    return Result(
        areas().values(),
        entries,
        problems,
        links,
        coverage,
        gaps,
        files=ingested.files,
        changes=changes(entries),
        themes=themed(entries),
    )
