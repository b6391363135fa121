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
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.run import CACHE, DATABASE, run
from pipeline.store import Database

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


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    shutil.copytree(DEMO / "cheshire-west-and-chester", folder)
    return folder


def told(corpus: Path, output: Path) -> str:
    """What the command says where it cannot write."""
    result = CliRunner().invoke(main, ["run", str(corpus), "--output", str(output)])
    assert result.exit_code == 2
    return result.output


def test_a_full_disk_is_told_and_leaves_the_last_good_database(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = run([corpus], tmp_path / "out")
    before = database.read_bytes()
    (corpus / "new.txt").write_text("The report praises the work of schools.")
    whole = Database.finish

    def full(self: Database, row: dict[str, str | int | float | None]) -> None:
        self._db.execute("pragma max_page_count = 1")  # SQLite then says what it says of a full disk
        self._db.execute("create table more as select zeroblob(100000000) as room")
        whole(self, row)

    monkeypatch.setattr(Database, "finish", full)
    assert "cannot be written" in (said := told(corpus, tmp_path / "out"))
    assert "No space left on device" in said
    assert database.read_bytes() == before
    assert [p.name for p in database.parent.glob("*.new*")] == []


def test_a_folder_in_which_nothing_can_be_made_is_told(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / CACHE).mkdir(parents=True)  # no file can be opened in its place
    assert "Permission denied" in told(corpus, tmp_path / "out")
    (tmp_path / "file").write_text("no folder")
    assert "cannot be written" in told(corpus, tmp_path / "file" / "out")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write everywhere")
def test_a_read_only_folder_is_told(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o555)
    assert "Permission denied" in told(corpus, tmp_path / "out")


def test_a_broken_cache_is_made_again(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / CACHE).write_bytes(b"no database at all" * 1000)
    assert whole(run([corpus], tmp_path / "out")) == whole(run([corpus], tmp_path / "clean"))
    assert (tmp_path / "out" / DATABASE).is_file()
