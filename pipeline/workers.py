"""Extraction in processes of their own: a document that hangs, crashes or eats memory fails alone."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from typing import Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from extractors.model import Record
from extractors.registry import modules
from pipeline.extraction import Outcome, extract_document, failed

SECONDS = 120  # for one document, its turn in the queue not counted
MEMORY = 4 << 30  # bytes of address space for one worker
TASKS_PER_WORKER = 100  # a worker is then replaced, so that nothing it keeps can grow without end
RARELY = (100_000, 20, 50)  # objects made, and rounds, from one look for garbage to the next
IN_FLIGHT = 3  # documents held ready for each worker


T = TypeVar("T")


class Task(Record):
    """One document to extract: its bytes, the suffix of its name, and its kind where a person said it."""

    key: str
    data: bytes
    suffix: str
    kind: str | None = None


class Submitter(Protocol):
    """What runs extractions: the local pool, or any executor of the standard form."""

    def __call__(self, task: Task) -> Future[Outcome]:
        """The outcome to come."""


def usual_workers() -> int:
    """As many workers as this process may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look more rarely for garbage meanwhile: a run makes records by the million, and none."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _prepare(limit: int) -> None:
    """What a worker begins with: its limit of memory, and rare collections."""
    gc.set_threshold(*RARELY)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@contextmanager
def local_pool(
    workers: int,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    work: Callable[..., Outcome] = extract_document,
) -> Iterator[Submitter]:
    """Worker processes on this machine, each document with a limit of time and memory."""
    with _processes(workers, memory) as pool:
        yield lambda task: pool.schedule(work, (task.data, task.suffix, task.kind), timeout=seconds)


@contextmanager
def _processes(workers: int, memory: int) -> Iterator[ProcessPool]:
    if sys.platform == "win32":
        context = multiprocessing.get_context("spawn")
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["pipeline.extraction", *modules()])  # at hand in every worker
    pool = ProcessPool(workers, TASKS_PER_WORKER, _prepare, (memory,), context)
    try:
        yield pool
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.close()  # type: ignore[no-untyped-call]
        pool.join()


def spread(
    work: Callable[..., T], arguments: Iterable[tuple[object, ...]], workers: int, memory: int = MEMORY
) -> Iterator[T]:
    """Yield what the work gives for each of the arguments, in order; without workers it is done here."""
    if not workers:
        yield from (work(*given) for given in arguments)
        return
    with _processes(workers, memory) as pool:
        ahead: deque[Future[T]] = deque()
        for given in arguments:
            ahead.append(pool.schedule(work, given))
            if len(ahead) >= workers * IN_FLIGHT:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def extract_all(
    submit: Submitter, tasks: Iterable[Task], ahead: int, seconds: float = SECONDS
) -> Iterator[tuple[str, Outcome]]:
    """Yield the key and outcome of each task as it is done; never more than `ahead` in flight."""
    waiting: dict[Future[Outcome], str] = {}
    for task in tasks:
        waiting[submit(task)] = task.key
        if len(waiting) >= ahead:
            yield from _done(waiting, seconds)
    while waiting:
        yield from _done(waiting, seconds)


def _done(waiting: dict[Future[Outcome], str], seconds: float) -> Iterator[tuple[str, Outcome]]:
    finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in finished:
        yield waiting.pop(future), _outcome(future, seconds)


def _outcome(future: Future[Outcome], seconds: float) -> Outcome:
    try:
        return future.result()
    except TimeoutError:
        return failed(f"it took longer than {seconds:g} seconds to read", passing=True)
    except ProcessExpired as error:
        return failed(f"the reader ended unexpectedly (exit code {error.exitcode})", passing=True)
    except MemoryError:
        return failed("it needs more memory than a document may use", passing=True)
    except Exception as error:
        return failed(f"the file could not be read ({type(error).__name__}: {error})")
