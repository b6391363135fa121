"""The database: what is promised is there, whole or not at all, and the same every time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from extractors.model import Action, Box, Extra, Owner, Problem, Source, Timescale
from pipeline.areas import areas
from pipeline.records import Coverage, Gap, Link, Reasons
from pipeline.rows import Result
from pipeline.schema import TABLES
from pipeline.store import write
from pipeline.views import VIEWS
from tests.builders import entry, findings

ACTION = Action(
    number=1,
    activity="Publish a guide to short breaks",
    owners=(Owner(name="A. Person", organisation="Kent County Council"), Owner(role="Head of SEND")),
    timescale=Timescale(raw="Dec-23"),
    extra=(Extra(column="Cost", text="none"), Extra(column="Cost", text="later 2")),
    inherited=("priority", "objective"),
    source=Source(page=2, page_end=3, boxes=(Box(page=2, x0=1.04, top=2, x1=3, bottom=4.26),)),
)


def result() -> Result:
    """A small result with an item of most kinds."""
    report = entry(
        "report.pdf",
        kind="area_send_report",
        family="inspection",
        findings=findings("weakness", "Families do not know of short breaks."),
    )
    plan = entry("plan.docx", actions=(ACTION,))
    to_id, from_id = f"{report.id}-W1", f"{plan.id}-A001"
    return Result(
        areas().values(),
        [plan, report],
        [(plan.id, Problem(category="uncertain", message="look here", page=2))],
        [
            Link(
                id="L1",
                kind="addresses",
                from_id=from_id,
                to_id=to_id,
                score=0.9,
                method="similarity",
                status="accepted",
                reasons=Reasons(summary="they share words"),
            )
        ],
        [Coverage(finding_id=to_id, area_id="kent", status="covered", actions=1, explanation="one action")],
        [
            Gap(
                id="G1",
                area_id="kent",
                rule="no_measure",
                severity="low",
                item_ids=(from_id,),
                message="none",
            )
        ],
        files=2,
    )


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    write(result(), tmp_path / "gt.db", "0", {})
    return sqlite3.connect(tmp_path / "gt.db")


def test_every_table_column_and_view_is_there(db: sqlite3.Connection) -> None:
    for table in TABLES:
        there = [row[1] for row in db.execute(f"pragma table_info({table.name})")]
        assert there == [c.name for c in table.columns]
    for view in VIEWS:
        db.execute(f"select * from {view.name}").fetchall()


def test_everything_is_described() -> None:
    for table in TABLES:
        assert table.description.endswith(".")
        assert all(c.description.endswith((".", "1")) for c in table.columns), table.name


def test_descriptions_name_only_columns_that_views_have(db: sqlite3.Connection) -> None:
    for view in VIEWS:
        have = {c[0] for c in db.execute(f"select * from {view.name}").description}
        assert set(view.columns) <= have, view.name


def test_an_action_keeps_what_was_printed(db: sqlite3.Connection) -> None:
    row = db.execute(
        "select timescale_raw, due_on, extra, inherited, page_end, boxes from actions"
    ).fetchone()
    assert row == (
        "Dec-23",
        None,
        '{"Cost":"none; later 2"}',
        '["objective","priority"]',
        3,
        '[{"bottom":4.3,"page":2,"top":2.0,"x0":1.0,"x1":3.0}]',
    )
    owners = db.execute("select position, name, role from owners order by position").fetchall()
    assert owners == [(1, "A. Person", None), (2, None, "Head of SEND")]


def test_a_finding_is_joined_to_its_actions_in_one_view(db: sqlite3.Connection) -> None:
    row = db.execute("select area, finding, activity, owners from finding_actions").fetchone()
    assert row == (
        "Kent",
        "Families do not know of short breaks.",
        "Publish a guide to short breaks",
        "A. Person (Kent County Council); Head of SEND",
    )


def test_a_gap_is_joined_to_the_text_of_its_item(db: sqlite3.Connection) -> None:
    assert db.execute("select area, item from coverage_gaps").fetchone() == ("Kent", ACTION.activity)


def test_full_text_search_finds_other_forms_of_a_word(db: sqlite3.Connection) -> None:
    found = db.execute("select rowid from actions_fts where actions_fts match 'publishing'").fetchall()
    assert len(found) == 1


def test_references_hold(db: sqlite3.Connection) -> None:
    assert db.execute("pragma foreign_key_check").fetchall() == []


def test_the_same_result_gives_the_same_content(tmp_path: Path) -> None:
    def dump(path: Path) -> list[str]:
        write(result(), path, "0", {})
        return [line for line in sqlite3.connect(path).iterdump() if '"runs"' not in line]

    assert dump(tmp_path / "a.db") == dump(tmp_path / "b.db")


def test_a_run_that_fails_leaves_the_last_good_database(tmp_path: Path) -> None:
    path = tmp_path / "gt.db"
    write(result(), path, "0", {})
    good = path.read_bytes()
    broken = result()
    broken.gaps = broken.gaps * 2  # the same key twice
    with pytest.raises(sqlite3.IntegrityError):
        write(broken, path, "0", {})
    assert path.read_bytes() == good
    assert [p.name for p in tmp_path.iterdir()] == ["gt.db"]
