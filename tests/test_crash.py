"""A run killed at any moment leaves the last good database, whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

DEMO = Path(__file__).parent.parent / "corpus" / "demo"
KILLS = int(os.environ.get("GOLDENTHREAD_KILLS", "4"))
LONGEST = 4.0  # seconds within which the kill comes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def goldenthread(corpus: Path, output: Path) -> subprocess.Popen[bytes]:
    """A run in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "run", str(corpus), "--output", str(output)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def whole(database: Path) -> tuple[int, int]:
    """How many documents and findings there are, the file being sound."""
    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        documents = connection.execute("select count(*) from documents").fetchone()[0]
        return documents, connection.execute("select count(*) from findings").fetchone()[0]


def test_a_killed_run_leaves_the_last_good_database(tmp_path: Path) -> None:
    corpus, output = tmp_path / "in", tmp_path / "out"
    shutil.copytree(DEMO / "cheshire-west-and-chester", corpus)
    assert goldenthread(corpus, output).wait() == 0
    before = whole(output / "goldenthread.db")
    chance = random.Random(20231208)
    for kill in range(KILLS):
        (corpus / f"{kill}.txt").write_text(f"The report praises the work of schools. It is number {kill}.")
        process = goldenthread(corpus, output)
        time.sleep(chance.uniform(0.3, LONGEST))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = whole(output / "goldenthread.db")
        assert now[0] >= before[0]
        assert now[1] >= before[1]
        before = now
    assert goldenthread(corpus, output).wait() in (0, 1)
    assert whole(output / "goldenthread.db")[0] == 1 + KILLS
    left = sorted(p.name for p in output.iterdir() if ".new" in p.name)
    assert left == []
