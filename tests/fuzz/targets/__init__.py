"""The one list of targets: each declares itself where its harness is written."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

Run = Callable[[bytes], None]
Mutate = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Target:
    """What is run on bytes and must not raise, the seeds to begin with, how they are changed."""

    name: str
    suffix: str  # of its kept cases
    largest: int  # bytes of a case
    seeds: Callable[[], list[bytes]]
    mutate: Mutate
    run: Run
    plain: bool  # whether changes of single bytes lead anywhere


TARGETS: dict[str, Target] = {}


def target(
    name: str,
    *,
    suffix: str = ".txt",
    largest: int,
    seeds: Callable[[], list[bytes]],
    mutate: Mutate,
    plain: bool = True,
) -> Callable[[Run], Run]:
    """Declare a harness."""

    def declare(run: Run) -> Run:
        TARGETS[name] = Target(name, suffix, largest, seeds, mutate, run, plain)
        return run

    return declare


@cache
def load() -> dict[str, Target]:
    """Every target by name, in the order of their names."""
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    return dict(sorted(TARGETS.items()))
