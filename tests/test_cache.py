"""What is unchanged is not read again, and a re-run equals a clean run."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import pipeline.assess
import pipeline.cache
import pipeline.run
from pipeline.assess import groups
from pipeline.cache import Kept, outcome_key
from pipeline.extraction import Outcome, extract_document
from pipeline.locking import BusyError, alone
from pipeline.run import run
from tests.builders import entry

DEMO = Path(__file__).parent.parent / "corpus" / "demo"
PAGE = b"<html><body><h1>News</h1><p>The report praises the work of schools.</p></body></html>"


def content(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return [line for line in connection.iterdump() if '"runs"' not in line]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    shutil.copytree(DEMO / "cheshire-west-and-chester", folder / "a")
    shutil.copytree(DEMO / "warwickshire", folder / "b")
    return folder


def test_outcomes_come_back_as_they_were(tmp_path: Path) -> None:
    outcome = extract_document(PAGE, ".html")
    with Kept(tmp_path / "cache.db") as kept:
        kept.put("key", outcome)
    with Kept(tmp_path / "cache.db") as again:
        assert again.get("key", Outcome) == outcome
        assert again.get("other", Outcome) is None


def test_what_no_run_asks_for_leaves_the_cache(tmp_path: Path) -> None:
    with Kept(tmp_path / "cache.db") as kept:
        kept.put("old", extract_document(PAGE, ".html"))
    with Kept(tmp_path / "cache.db"):
        pass
    with Kept(tmp_path / "cache.db") as kept:
        assert kept.get("old", Outcome) is None


def test_a_run_that_is_stopped_keeps_what_it_had(tmp_path: Path) -> None:
    with Kept(tmp_path / "cache.db") as kept:
        kept.put("old", extract_document(PAGE, ".html"))
    with pytest.raises(KeyboardInterrupt), Kept(tmp_path / "cache.db"):
        raise KeyboardInterrupt
    with Kept(tmp_path / "cache.db") as kept:
        assert kept.get("old", Outcome) is not None


def test_a_key_rests_on_bytes_kind_and_the_readers_of_its_format(monkeypatch: pytest.MonkeyPatch) -> None:
    before = outcome_key("00", ".pdf", None, "pdf"), outcome_key("00", ".docx", None, "docx")
    assert (
        len({*before, outcome_key("01", ".pdf", None, "pdf"), outcome_key("00", ".pdf", "news", "pdf")}) == 4
    )
    code = {**pipeline.cache._code(), "readers/docx.py": "changed"}
    monkeypatch.setattr(pipeline.cache, "_code", lambda: code)
    pipeline.cache.code_for.cache_clear()
    after = outcome_key("00", ".pdf", None, "pdf"), outcome_key("00", ".docx", None, "docx")
    pipeline.cache.code_for.cache_clear()
    assert (after[0] == before[0], after[1] == before[1]) == (True, False)


def test_an_unchanged_corpus_leaves_the_database_as_it_is(corpus: Path, tmp_path: Path) -> None:
    database = run([corpus], tmp_path / "out")
    made = database.stat().st_mtime_ns
    assert run([corpus], tmp_path / "out").stat().st_mtime_ns == made


def test_a_re_run_after_changes_equals_a_clean_run(corpus: Path, tmp_path: Path) -> None:
    run([corpus], tmp_path / "out")
    (corpus / "new.html").write_bytes(PAGE)
    next((corpus / "b").glob("*article*")).unlink()
    (corpus / "documents.csv").write_text("path,area\nnew.html,kent\n")
    again, clean = run([corpus], tmp_path / "out"), run([corpus], tmp_path / "clean")
    assert content(again) == content(clean)


def test_only_the_areas_that_changed_are_assessed_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([corpus], tmp_path / "out")
    (corpus / "new.html").write_bytes(PAGE)
    (corpus / "documents.csv").write_text("path,area\nnew.html,warwickshire\n")
    areas: list[str | None] = []
    whole = pipeline.assess.find

    def watched(entries, settings):  # type: ignore[no-untyped-def]
        areas.extend(sorted({e.area_id for e in entries}))
        return whole(entries, settings)

    monkeypatch.setattr(pipeline.assess, "find", watched)
    again = run([corpus], tmp_path / "out")
    assert areas == ["warwickshire"]
    assert content(again) == content(run([corpus], tmp_path / "clean"))


def test_a_plan_that_answers_a_report_of_another_area_is_assessed_with_it(tmp_path: Path) -> None:
    report = entry("report.pdf", area="kent", kind="area_send_report", family="inspection")
    plan = entry("plan.docx", area="essex").model_copy(update={"answers": report.id})
    other = entry("other.pdf", area="surrey", kind="area_send_report", family="inspection")
    found = groups([report, plan, other])
    assert sorted(sorted(e.path for e in group) for group in found) == [
        ["other.pdf"],
        ["plan.docx", "report.pdf"],
    ]


def test_only_what_changed_is_read(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run([corpus], tmp_path / "out")
    (corpus / "new.html").write_bytes(PAGE)
    read: list[str] = []
    whole = pipeline.ingest.extract_all

    def watched(submit, tasks, ahead):  # type: ignore[no-untyped-def]
        return whole(submit, (read.append(t.suffix) or t for t in tasks), ahead)

    monkeypatch.setattr(pipeline.ingest, "extract_all", watched)
    run([corpus], tmp_path / "out")
    assert read == [".html"]


def test_a_second_run_at_the_same_time_is_refused(corpus: Path, tmp_path: Path) -> None:
    with alone(tmp_path / "out"), pytest.raises(BusyError, match="another run"):
        run([corpus], tmp_path / "out")


def test_a_broken_database_is_made_again(corpus: Path, tmp_path: Path) -> None:
    database = run([corpus], tmp_path / "out")
    database.write_bytes(b"no database")
    assert content(run([corpus], tmp_path / "out"))
