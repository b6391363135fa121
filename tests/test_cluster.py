"""Extraction on a cluster of several worker processes, one of them killed in mid run."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import pytest

distributed = pytest.importorskip("distributed", reason="the extra [distributed] is not installed")

from pipeline.cluster import ClusterError  # noqa: E402
from pipeline.run import run  # noqa: E402

DEMO = Path(__file__).parent.parent / "corpus" / "demo"


def content(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return [line for line in connection.iterdump() if '"runs"' not in line]


def test_a_run_on_a_cluster_equals_a_local_one_though_a_worker_is_killed(tmp_path: Path) -> None:
    local = run([DEMO], tmp_path / "local")
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        first = next(iter(cluster.workers.values()))
        killed: list[int] = []

        def kill_once(done: int, total: int, path: str) -> None:
            if done and not killed:
                killed.append(first.pid)
                os.kill(first.pid, signal.SIGKILL)

        there = run([DEMO], tmp_path / "there", kill_once, scheduler=cluster.scheduler_address)
    assert killed
    assert content(there) == content(local)


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ClusterError, match="no scheduler answers"):
        run([DEMO], tmp_path, scheduler="tcp://127.0.0.1:9")
