"""The whole flow: files in, one database out."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from extractors.model import Record
from pipeline.browse.metadata import write_metadata
from pipeline.cache import CACHE, Kept
from pipeline.cluster import cluster
from pipeline.decisions import all_decisions
from pipeline.ingest import Progress, find_files, identify, ingest
from pipeline.known import read_known, read_sources
from pipeline.locking import alone
from pipeline.settings import read_settings
from pipeline.stamp import checksum, stands
from pipeline.workers import Submitter, local_pool, rare_collections, usual_workers

DATABASE = "goldenthread.db"
REASONS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
}


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
    with alone(output), rare_collections():
        ingested = identify(found)
        inputs = checksum(ingested, known, sources, settings, corpus, *decisions)
        write_metadata(output)
        if stands(database, inputs):
            return database
        # What makes the database is loaded only where there is something to make.
        from pipeline.assess import Assessment
        from pipeline.groups import grouped
        from pipeline.held import Last, keep
        from pipeline.store import run_row, writing

        with told_as_such(output), Kept(output / CACHE) as kept:
            with pool(workers, scheduler) as (submit, at_once):
                ingest(ingested, known, submit, at_once, kept, progress)
            groups = grouped(ingested, known, sources, settings)
            told = settings.model_dump(mode="json") | {
                "corpus": corpus.folders,
                "not_there": sorted(path for root, path in known if not (root / path).is_file()),
            }
            last = Last(kept, database)
            with writing(database, keep=last.stands) as new:
                assessment = Assessment(
                    groups, decisions, ingested.passing, kept, last, workers or usual_workers(), new
                )
                held, compared = assessment.store(settings)
                count = sum(len(group.documents) for group in groups)
                new.finish(run_row(ingested.files, count, version("goldenthread"), told, inputs))
                keep(kept, held.model_copy(update={"inputs": inputs}), compared)
    return database


@contextmanager
def told_as_such(output: Path) -> Iterator[None]:
    """SQLite's word for a full disk or a folder that cannot be written, as the `OSError` that it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        reason = REASONS.get(error.sqlite_errorcode & 0xFF)
        if reason is None:
            raise
        raise OSError(reason, os.strerror(reason), str(output)) from error


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
