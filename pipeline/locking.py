"""One run at a time for one output folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = ".running"


class BusyError(Exception):
    """Another run is writing to the same folder; the message names it."""


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Hold the folder for this run. The hold ends with the process, however it ends.

    Raises `BusyError` where another run holds it, and `OSError` where the folder cannot be written.
    """
    output.mkdir(parents=True, exist_ok=True)
    lock = FileLock(output / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(f"another run is writing to '{output}': wait for it to end") from None
    try:
        yield
    finally:
        lock.release()
