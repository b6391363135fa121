"""One run of a target: what is wrong with it, in a word that is the same for all cases of one fault."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from tests.fuzz.bounds import MEGABYTES, SECONDS, HangError, bounded
from tests.fuzz.invariants import BrokenError
from tests.fuzz.targets import Target

FRAMES = 2  # of our own code, innermost, by which two faults are told apart


@dataclass(frozen=True)
class Fault:
    """What went wrong: its sign, and the whole story."""

    sign: str
    story: str


def fault_of(error: BaseException) -> Fault:
    """The fault that an exception tells of."""
    story = "".join(traceback.format_exception(error))
    if isinstance(error, BrokenError):
        return Fault(f"broken: {error.rule}", story)
    if isinstance(error, HangError):
        return Fault("hang", story)
    if isinstance(error, MemoryError):
        return Fault("memory", story)
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        f"{f.filename.rpartition('extractors/')[2]}:{f.name}" for f in frames if "extractors" in f.filename
    ]
    return Fault(f"{type(error).__name__} at {' < '.join(reversed(own[-FRAMES:]))}", story)


def run(target: Target, data: bytes, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Fault | None:
    """What is wrong with these bytes, or `None`."""
    try:
        with bounded(seconds, megabytes):
            target.run(data)
    except Exception as error:
        return fault_of(error)
    return None
