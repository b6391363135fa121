"""What a command costs with all processes that it starts: wall and CPU seconds, memory at its peak. Linux."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from extractors.model import Record

EVERY = 0.1  # seconds between looks: what a process does after the last look at it is missed
MEMORY_EVERY = 0.5
TICKS = os.sysconf("SC_CLK_TCK")


class Spent(Record):
    """Seconds by the clock and of all processors together, and bytes held at once by all processes."""

    wall: float
    cpu: float
    memory: int


def watch(arguments: Sequence[str]) -> Spent:
    """Run Python with the arguments to its end. Raises `CalledProcessError` where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env={
            k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
        },  # as where it is installed
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    spent: dict[int, float] = {}
    peak, look = 0, 0.0
    while process.poll() is None:
        ours = dict(_of_session(process.pid))
        spent.update(ours)
        if time.perf_counter() >= look:  # to add up a process's memory takes long
            peak = max(peak, sum(map(_memory, ours)))
            look = time.perf_counter() + MEMORY_EVERY
        time.sleep(EVERY)
    wall = time.perf_counter() - start
    if process.returncode not in (0, 1):  # 1: done, some documents failed
        raise subprocess.CalledProcessError(process.returncode, list(arguments))
    return Spent(wall=wall, cpu=sum(spent.values()), memory=peak)


def _of_session(session: int) -> list[tuple[int, float]]:
    """Each process of the session with the CPU seconds that it has spent."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            if int(fields[3]) == session:
                found.append((int(entry.name), (int(fields[11]) + int(fields[12])) / TICKS))
    return found


def _memory(process: int) -> int:
    """The bytes that a process holds, what it shares with others counted in parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
