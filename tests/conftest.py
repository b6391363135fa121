"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.report_data import database


@pytest.fixture(scope="session")
def real_corpus() -> Path:
    """The folder of published documents, from GOLDENTHREAD_CORPUS; the test is skipped where unset."""
    folder = os.environ.get("GOLDENTHREAD_CORPUS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("GOLDENTHREAD_CORPUS does not name a folder of published documents")
    return Path(folder)


@pytest.fixture(scope="session")
def real_gold(real_corpus: Path) -> Path:
    """The hand-checked answers that stand beside the published documents."""
    folder = real_corpus.parent / "gold"
    if not folder.is_dir():
        pytest.skip("no gold folder beside GOLDENTHREAD_CORPUS")
    return folder


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests read the published documents, so that a run without them is plainly seen."""
    ran, skipped = _counted(terminalreporter, "real")
    where = "" if os.environ.get("GOLDENTHREAD_CORPUS") else " (GOLDENTHREAD_CORPUS is not set)"
    terminalreporter.write_line(f"tests on published documents: {ran} ran, {skipped} skipped{where}")
    ran, skipped = _counted(terminalreporter, "browser")
    if ran or skipped:
        why = " (Chromium is not there)" if skipped else ""
        terminalreporter.write_line(f"tests in a browser: {ran} ran, {skipped} skipped{why}")


def _counted(terminalreporter: pytest.TerminalReporter, marker: str) -> tuple[int, int]:
    """How many tests with the marker ran, and how many were skipped."""
    ran = skipped = 0
    for outcome, reports in terminalreporter.stats.items():
        for report in reports:
            if getattr(report, "when", None) is None or marker not in getattr(report, "keywords", {}):
                continue
            if outcome == "skipped":
                skipped += 1
            elif report.when == "call":
                ran += 1
    return ran, skipped


@pytest.fixture(scope="session")
def hostile_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of an invented area, in which some texts mean harm."""
    return database(tmp_path_factory.mktemp("hostile"))
