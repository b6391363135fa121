"""Extraction on a Dask cluster: the same function, run elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.extraction import extract_document
from pipeline.workers import Submitter


class ClusterError(Exception):
    """The cluster cannot be used; the message says why."""


@contextmanager
def cluster(address: str) -> Iterator[tuple[Submitter, int]]:
    """What submits to the cluster, and how many tasks it can run at once.

    A task whose worker is lost is run again on another. Limits of time and memory are the cluster's own.
    Raises `ClusterError` where Dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("a scheduler needs Dask: pip install 'goldenthread[distributed]'") from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at '{address}' ({error})") from error
    with client:
        threads = sum(client.nthreads().values()) or 1
        executor = client.get_executor(pure=False)
        yield (
            lambda task: executor.submit(extract_document, task.data, task.suffix, task.kind),
            threads,
        )
