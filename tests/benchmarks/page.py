"""The page in the docs: ratios first, then seconds, memory and sizes, and the machine they were taken on."""

from __future__ import annotations

import math
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.scale import Measured

CORES = 2  # that the goals are told for
GOALS: tuple[tuple[str, str, Callable[[Measured], float], str], ...] = (
    (
        "whole run by the clock, to bare pdfium text of the same pages on one core",
        "at most 8",
        lambda m: m.first.wall / m.bare,
        "{:.1f} times",
    ),
    (
        f"the same by CPU seconds of all processes over {CORES} cores, whatever else the machine does",
        "at most 8",
        lambda m: m.first.cpu / CORES / m.bare,
        "{:.1f} times",
    ),
    (
        "no-change run to the first (CPU)",
        "under 2%",
        lambda m: 100 * m.unchanged.cpu / m.first.cpu,
        "{:.1f}%",
    ),
    (
        "one changed plan to the first (CPU)",
        "under 3%",
        lambda m: 100 * m.changed.cpu / m.first.cpu,
        "{:.1f}%",
    ),
    ("peak memory of all processes", "under 1,000 MB", lambda m: m.first.memory / 1e6, "{:,.0f} MB"),
)


def page(measured: Sequence[Measured], published: bool) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(measured, published)) + "\n"


def _lines(measured: Sequence[Measured], published: bool) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`. The corpora are made by varying sample documents"
    yield "(the published ones, fetched)," if published else "(the demo documents that are shipped),"
    yield "a dozen to an area: a report, two versions of a plan, two pages of news, letters."
    yield ""
    yield f"Machine: {_machine()}."
    yield ""
    sizes = [f"{m.documents:,} documents" for m in measured]
    yield from _table(
        ["ratio", "goal at 1,000", *sizes],
        [[name, goal, *(form.format(of(m)) for m in measured)] for name, goal, of, form in GOALS],
    )
    yield ""
    yield "## Growth"
    yield ""
    yield "The power of the number of documents with which time grows: 1 is in proportion."
    yield ""
    pairs = list(pairwise(measured))
    heads = [f"{a.documents:,} to {b.documents:,}" for a, b in pairs]
    rows = [[s, *(_power(a, b, a.stages[s], b.stages[s]) for a, b in pairs)] for s in measured[0].stages]
    rows.append(["whole run (CPU)", *(_power(a, b, a.first.cpu, b.first.cpu) for a, b in pairs)])
    rows.append(["database", *(_power(a, b, a.database, b.database) for a, b in pairs)])
    yield from _table(["stage", *heads], rows)
    yield ""
    yield "## Seconds and sizes"
    yield ""
    yield "Stages are CPU seconds in one process, nothing kept from before."
    yield "Runs are seconds by the clock / CPU seconds of all processes."
    yield ""
    seconds = [[s, *(f"{m.stages[s]:.2f}" for m in measured)] for s in measured[0].stages]
    runs = [
        [name, *(f"{getattr(m, at).wall:.1f} / {getattr(m, at).cpu:.1f}" for m in measured)]
        for name, at in (("whole run", "first"), ("no-change run", "unchanged"), ("one changed", "changed"))
    ]
    sizes_of = [
        ["pages of PDFs", *(f"{m.pages:,}" for m in measured)],
        ["bare pdfium text", *(f"{m.bare:.2f}" for m in measured)],
        ["database", *(f"{m.database / 1e6:.1f} MB" for m in measured)],
    ]
    yield from _table(["", *sizes], [*sizes_of, *seconds, *runs])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| --- |" + " ---: |" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _power(a: Measured, b: Measured, before: float, after: float) -> str:
    if before < 0.01 or after < 0.01:  # too short to tell
        return ""
    return f"{math.log(after / before) / math.log(b.documents / a.documents):.2f}"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    busy = os.getloadavg()[0]
    told = "so seconds by the clock are longer than they would be alone" if busy > CORES + 1 else "idle else"
    return (
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}; load {busy:.1f} at the end of it, {told}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else sys.platform
