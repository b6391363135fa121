"""The whole flow: files in, one database out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from extractors.model import Record
from pipeline.areas import areas
from pipeline.browse.metadata import write_metadata
from pipeline.cache import CACHE, OutcomeCache
from pipeline.changes import changes
from pipeline.cluster import cluster
from pipeline.coverage import cover
from pipeline.decide import Decider
from pipeline.decisions import Decision, all_decisions
from pipeline.entries import build
from pipeline.gaps import find_gaps
from pipeline.ingest import Ingested, Progress, find_files, identify, ingest
from pipeline.known import KnownFiles, PublishedSource, read_known, read_sources
from pipeline.link import link
from pipeline.locking import alone
from pipeline.records import Settings
from pipeline.rows import Result
from pipeline.settings import read_settings
from pipeline.similar import similar
from pipeline.stamp import checksum, stands
from pipeline.store import write
from pipeline.themes import themed
from pipeline.workers import Submitter, local_pool, usual_workers

DATABASE = "goldenthread.db"


def run(
    roots: Sequence[Path],
    output: Path,
    progress: Progress = lambda done, total, path: None,
    workers: int | None = None,
    scheduler: str | None = None,
) -> Path:
    """Read every document beneath the folders, link, assess, and write `output/goldenthread.db`.

    `scheduler` is the address of a Dask cluster that reads the documents in place of local workers.
    Returns the database's path. Documents that are unchanged are not read again, and where nothing at all
    has changed the database stands as it is. Raises `NothingToReadError`, `KnownError`, `BusyError` where
    another run is writing there, `ClusterError`, and `OSError` where the output cannot be written.
    """
    found = find_files(roots)
    known = read_known(roots)
    sources = read_sources(roots)
    settings = read_settings(roots)
    decisions = all_decisions(roots)
    corpus = Corpus(folders=tuple(_from(output, root) for root in roots))
    database = output / DATABASE
    with alone(output):
        ingested = identify(found)
        inputs = checksum(ingested, known, sources, settings, corpus, *decisions)
        write_metadata(output)
        if stands(database, inputs):
            return database
        with pool(workers, scheduler) as (submit, at_once):
            read(ingested, known, output, submit, at_once, progress)
        result = assess(ingested, known, sources, settings, decisions)
        told = settings.model_dump(mode="json") | {"corpus": corpus.folders}
        write(result, database, version("goldenthread"), told, inputs)
    return database


class Corpus(Record):
    """The folders that a database is made from, as seen from its own: decisions are written there."""

    folders: tuple[str, ...]


def _from(output: Path, root: Path) -> str:
    try:
        return Path(os.path.relpath(root.resolve(), output.resolve())).as_posix()
    except ValueError:  # another drive
        return root.resolve().as_posix()


@contextmanager
def pool(workers: int | None, scheduler: str | None) -> Iterator[tuple[Submitter, int]]:
    """What documents are given to, and how many it reads at once: local workers, or a cluster."""
    if scheduler is not None:
        with cluster(scheduler) as on_cluster:
            yield on_cluster
        return
    at_once = workers or usual_workers()
    with local_pool(at_once) as submit:
        yield submit, at_once


def read(
    ingested: Ingested,
    known: KnownFiles,
    output: Path,
    submit: Submitter,
    at_once: int,
    progress: Progress,
) -> None:
    """Read and extract what the cache beside the database does not hold."""
    cache = OutcomeCache(output / CACHE)
    try:
        ingest(ingested, known, submit, at_once, cache, progress)
    finally:
        cache.close()


def assess(
    ingested: Ingested,
    known: KnownFiles,
    sources: Sequence[PublishedSource],
    settings: Settings,
    decisions: Sequence[Decision] = (),
) -> Result:
    """What the documents are to one another: links, coverage, gaps, changes and themes."""
    entries, problems = build(ingested, known, sources)
    decider = Decider(decisions, entries, problems)
    links = decider.links([*link(entries), *similar(entries)])
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
        notes=decider.notes(links, gaps),
        reviewed=decider.reviewed,
        decided=decider.decided(),
    )
