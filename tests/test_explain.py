"""A link explained as a person would say it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.areas import areas
from pipeline.cli import main
from pipeline.coverage import cover
from pipeline.link import link
from pipeline.records import Link
from pipeline.rows import Result
from pipeline.store import write
from tests.plan_corpus import IMPROVE, action, plan, report

CUT = "Partners should make sure that buses for pupils with SEND arrive and that drivers are trained"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Link]]:
    """A database with a plan that quotes, cuts and paraphrases."""
    entries = [
        report(),
        plan(
            action(1, "Agree a timetable", area_for_improvement=IMPROVE),
            action(2, "Test it", area_for_improvement=CUT),
            action(3, "Take on more physiotherapists to shorten waits", objective="Therapy waits"),
        ),
    ]
    links = link(entries)
    path = tmp_path_factory.mktemp("explain") / "goldenthread.db"
    write(Result(areas().values(), entries, [], links, cover(entries, links)), path, "0", {})
    return path, links


def explained(made: tuple[Path, list[Link]], start: str, end: str) -> str:
    path, links = made
    one = next(k for k in links if k.from_id.endswith(start) and k.to_id.endswith(end))
    result = CliRunner().invoke(main, ["explain", one.id, "--db", str(path)])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_quotation_is_told_with_the_words_in_common(made: tuple[Path, list[Link]]) -> None:
    said = explained(made, "A001", "I1")
    assert "answers" in said
    assert "The document itself says so: the plan's heading repeats the finding" in said
    assert "Words in common:\n  \u2018" in said
    assert "It counts." in said
    assert "drifted" not in said


def test_dropped_words_are_told(made: tuple[Path, list[Link]]) -> None:
    assert "left out: \u2018on time\u2019" in explained(made, "A002", "I1")


def test_likeness_is_told_part_by_part_with_the_runner_up(made: tuple[Path, list[Link]]) -> None:
    said = explained(made, "A003", "W1")
    assert "Nothing says so outright" in said
    assert "the activity's own words" in said
    assert "weight" in said
    assert "ahead of the next best" in said
    assert "Of a hundred links" in said


def test_both_texts_stand_in_it_whole(made: tuple[Path, list[Link]]) -> None:
    said = " ".join(explained(made, "A003", "W1").split())
    assert "Take on more physiotherapists to shorten waits" in said
    assert "some stay away from school" in said


def test_every_link_of_the_database_can_be_explained(made: tuple[Path, list[Link]]) -> None:
    path, _ = made
    with sqlite3.connect(path) as db:
        ids = [row[0] for row in db.execute("select id from links")]
    for id_ in ids:
        result = CliRunner().invoke(main, ["explain", id_, "--db", str(path)])
        assert result.exit_code == 0, result.output
        assert "None" not in result.output


@pytest.mark.parametrize("wrong", ["Lnothing", "warrington"])
def test_what_is_no_link_is_told(made: tuple[Path, list[Link]], wrong: str) -> None:
    result = CliRunner().invoke(main, ["explain", wrong, "--db", str(made[0])])
    assert result.exit_code == 2
    assert "there is no link" in result.output
