"""What is unchanged is not read again, and a re-run equals a clean run."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import pipeline.assess
import pipeline.cache
import pipeline.run
from pipeline.cache import Kept, outcome_key
from pipeline.extraction import Outcome, extract_document
from pipeline.groups import grouped
from pipeline.ids import document_id
from pipeline.ingest import Found, Ingested
from pipeline.known import Known
from pipeline.locking import BusyError, alone
from pipeline.records import Settings
from pipeline.run import run

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


def test_a_plan_that_answers_a_report_of_another_area_is_assessed_with_it() -> None:
    root, ingested = Path("in"), Ingested()
    for number, path in enumerate(("kent/report.pdf", "essex/plan.docx", "surrey/other.pdf")):
        sha256 = f"{number}" * 64
        ingested.found[sha256] = [Found(root=root, path=path)]
        ingested.keys[sha256], ingested.areas[sha256] = "key", None
    known = {(root, "essex/plan.docx"): Known(path="essex/plan.docx", answers="report.pdf")}
    first, second = sorted(grouped(ingested, known, [], Settings()), key=lambda g: len(g.documents))
    assert [given.area for given in first.documents] == ["surrey"]
    assert sorted(str(given.area) for given in second.documents) == ["essex", "kent"]
    assert second.answers == ((document_id("1" * 64), document_id("0" * 64)),)


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
