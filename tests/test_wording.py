"""What a person reads in the terminal: words, days and commands, and no values as a database holds them."""

from __future__ import annotations

import re
import sqlite3
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.invoked import command
from pipeline.records import CoverageStatus
from pipeline.waiting import held_by_plan, why_waits
from pipeline.wording import COVERAGE, COVERAGE_MEANS, day
from tests import browse_site, report_data

RAW = re.compile(
    r"\b(\d{4}-\d\d-\d\d|uncovered|partial|no_plan|area_for_\w+|\w+_finding|reports_progress|addresses)\b"
    r"|(structure|similarity|quotation), [01]\.\d|\bNone\b|\bnull\b"
)


@pytest.fixture(scope="module")
def site_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return browse_site.build(tmp_path_factory.mktemp("terminal"))


def said(db: Path, *words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--db", str(db)])
    assert result.exit_code == 0, result.output
    return result.output


def test_every_status_of_coverage_has_its_words() -> None:
    assert set(COVERAGE) == set(COVERAGE_MEANS) == set(CoverageStatus.__args__)  # type: ignore[attr-defined]


def test_a_day_is_said_from_a_day_a_time_or_a_text() -> None:
    told = [day(v) for v in ("2025-03-31", "2025-03-31T10:00:00+00:00", date(2025, 3, 31), "spring", None)]
    assert told == ["31 March 2025", "31 March 2025", "31 March 2025", "spring", ""]


def test_what_show_and_gaps_print_holds_no_raw_value(site_db: Path) -> None:
    with sqlite3.connect(site_db) as db:
        tables = ("documents", "findings", "actions", "statements", "measures", "links", "gaps")
        where = " where area_id = 'kent'"
        ids = [
            str(row[0])
            for table in tables
            for row in db.execute(f"select id from {table}{where if table != 'links' else ''}")
        ]
    for words in (("show", "kent"), ("gaps", "kent", "--as-of", "2024-06-01"), *(("show", i) for i in ids)):
        found = RAW.search(said(site_db, *words))
        assert found is None, (words, found)


def test_what_repeats_a_finding_is_shown_with_the_finding_that_it_repeats(site_db: Path) -> None:
    with sqlite3.connect(site_db) as db:
        (start, end) = db.execute("select from_id, to_id from links where kind = 'restates'").fetchone()
    assert f"Says again {end}: " in said(site_db, "show", start)
    assert f"Said again by {start}: " in said(site_db, "show", end)


def test_several_owners_are_kept_apart_in_the_list_of_what_is_overdue(tmp_path: Path) -> None:
    path = report_data.database(tmp_path)
    with sqlite3.connect(path) as db:
        query = "select a.id from actions a join documents d on d.id = a.document_id where d.version = 2"
        (action,) = db.execute(f"{query} and a.due_on is not null order by a.id").fetchone()
        db.execute("delete from owners where action_id = ?", (action,))
        for position, name in enumerate(("Ann Moss", "Bo Reed"), 1):
            values = (action, position, name, "Council")
            db.execute(
                "insert into owners (action_id, position, name, organisation) values (?, ?, ?, ?)", values
            )
        db.execute("update actions set responsible_raw = 'Ann Moss Bo Reed Council' where id = ?", (action,))
    late = " ".join(said(path, "gaps", "kent", "--as-of", "2030-01-01").split())
    assert "Ann Moss, Council; Bo Reed, Council" in late
    assert "Ann Moss Bo Reed" not in late


def test_a_gap_names_the_command_that_asks_about_its_answer(site_db: Path) -> None:
    told = " ".join(said(site_db, "gaps", "kent").split())
    assert re.search(
        r"One action may answer it and waits for a person to decide. See '.*review --item \w+-I2'", told
    )


def test_why_a_link_waits_follows_from_how_it_was_found(site_db: Path) -> None:
    with sqlite3.connect(site_db) as db:
        db.row_factory = sqlite3.Row
        query = "select * from links where status = 'review' limit 1"
        assert "about something else" in why_waits(db, db.execute(query).fetchone())
        for score, held in ((0.97, True), (0.4, False)):
            db.execute("update links set method = 'similarity', score = ? where status = 'review'", (score,))
            db.execute("update links set reasons = json_remove(reasons, '$.via') where status = 'review'")
            row = db.execute(query).fetchone()
            assert held_by_plan(row) is held
            assert ("the plan itself says" in why_waits(db, row)) is held
            assert ("not strong enough" in why_waits(db, row)) is not held
        db.rollback()


def test_commands_are_told_as_the_person_typed_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    monkeypatch.setattr(sys, "argv", [str(Path(".venv") / "bin" / "goldenthread"), "run"])
    program = str(Path(".venv") / "bin" / "goldenthread")
    assert command("browse", database=Path("output/goldenthread.db")) == f"{program} browse"
    assert command("browse", database=Path("my out/x.db")) == f"{program} browse --db 'my out/x.db'"
    monkeypatch.setattr(sys, "argv", ["/elsewhere/pytest"])
    assert command("gaps", "kent") == "goldenthread gaps kent"
