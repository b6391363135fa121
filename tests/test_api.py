"""The entry for people who write Python."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import pipeline.api.database as api_database
from pipeline.api import (
    RECORDS,
    Action,
    Change,
    Document,
    Finding,
    Gap,
    NoDatabaseError,
    NoFramesError,
    Owner,
    UnknownAreaError,
    open_database,
)
from pipeline.api.citation import place_words
from pipeline.schema import TABLE

DOCS = Path(__file__).parent.parent / "docs"
NOTEBOOK, GUIDE = DOCS / "example.ipynb", DOCS / "researchers.md"


def test_records_have_the_columns_of_their_tables() -> None:
    assert {r.table for r in RECORDS} == set(TABLE) - {"runs"}
    for record in RECORDS:
        assert set(record.model_fields) == {c.name for c in TABLE[record.table].columns}, record.table


def test_every_table_of_a_database_comes_as_records(hostile_db: Path) -> None:
    with open_database(hostile_db) as corpus:
        counts = {r.table: len(corpus.records(r, standing=False)) for r in RECORDS}
    assert counts["actions"] == 16
    assert counts["documents"] == 3


def test_only_the_newest_version_counts_unless_asked(hostile_db: Path) -> None:
    with open_database(hostile_db) as corpus:
        assert len(corpus.records(Action, area="Kent")) == 13
        assert len(corpus.records(Document)) == 2
        assert {o.action_id for o in corpus.records(Owner)} == {a.id for a in corpus.records(Action)}


def test_records_are_typed(hostile_db: Path) -> None:
    with open_database(hostile_db) as corpus:
        action = corpus.records(Action)[0]
        assert action.due_on == date(2024, 1, 31)
        assert corpus.records(Gap)[0].evidence[0].page == 1
        assert {c.change for c in corpus.records(Change)} >= {"slipped", "added"}
        finding = corpus.records(Finding, kind="area_for_improvement")[0]
        assert [a.number for a in corpus.answers_to(finding.id)] == [1, 2]
        assert corpus.record(finding.id) == finding
        assert [a.name for a in corpus.areas()] == ["Kent"]


def test_a_citation_names_document_date_and_page(hostile_db: Path) -> None:
    with open_database(hostile_db) as corpus:
        finding = corpus.records(Finding)[0]
        said = corpus.cite(finding)
        assert said == corpus.cite(finding.id)
        assert "Report on Kent" in said
        assert said.endswith(f"published 5 May 2023, page 5 [{finding.id}]")
        with pytest.raises(KeyError):
            corpus.cite("nothing")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("body/table[3]/row[7]/cell[1] to body/table[3]/row[7]/cell[6]", "table 3, row 7"),
        ("table[2]/tr[7]/td[1]", "table 2, row 7"),
        ("Priority 1!A12:A14 to Priority 1!F12:F14", "sheet Priority 1, cells A12 to F14"),
        ("Sheet1!B2", "sheet Sheet1, B2"),
        ("line 163/cell[1] to line 163/cell[6]", "line 163"),
        ("body/p[4]", "paragraph 4"),
        ("", "place not known"),
        ("something new", "place not known"),
    ],
)
def test_a_place_is_said_in_words(place: str, words: str) -> None:
    assert place_words(place) == words


def test_what_is_not_there_is_said(hostile_db: Path, tmp_path: Path) -> None:
    with open_database(hostile_db) as corpus:
        with pytest.raises(UnknownAreaError):
            corpus.records(Finding, area="Atlantis")
        with pytest.raises(ValueError, match="no column colour"):
            corpus.records(Finding, colour="red")
        with pytest.raises(ValueError, match="no table or view"):
            corpus.frame("sqlite_master; drop table areas")
    with pytest.raises(NoDatabaseError), open_database(tmp_path / "none.db"):
        pass


def test_names_can_be_left_out(hostile_db: Path) -> None:
    with open_database(hostile_db, redact_names=True) as corpus:
        assert all("Lindqvist" not in str(a) for a in corpus.records(Action))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_come_from_the_library_that_is_there(
    hostile_db: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: Any = pytest.importorskip(library)
    found = {library: module}
    monkeypatch.setattr(api_database, "_module", found.get)
    with open_database(hostile_db) as corpus:
        frame = corpus.frame("actions", area="kent", cite=True)
        assert isinstance(frame, module.DataFrame)
        assert len(frame) == 13
        assert "page 1" in next(iter(frame["citation"]))
        assert next(iter(frame["due_on"])).year == 2024
        assert len(corpus.frame("finding_actions")) == 2


def test_without_a_library_frames_say_what_to_install(
    hostile_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_database, "_module", lambda name: None)
    with open_database(hostile_db) as corpus, pytest.raises(NoFramesError, match="pip install pandas"):
        corpus.frame("actions")


def test_the_example_notebook_runs(
    hostile_db: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its cells, as plain Python, on a database of invented documents; it holds no outputs."""
    cells = [c for c in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    assert all(c["outputs"] == [] and c["execution_count"] is None for c in cells)
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "goldenthread.db").write_bytes(hostile_db.read_bytes())
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    for cell in cells:
        exec("".join(cell["source"]), space)
    assert "Kent" in capsys.readouterr().out


def test_the_guide_runs(
    hostile_db: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its Python runs, and each of its commands is one that the program knows."""
    from click.testing import CliRunner

    from pipeline.cli import main

    text = GUIDE.read_text(encoding="utf-8")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "goldenthread.db").write_bytes(hostile_db.read_bytes())
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    for language, block in blocks:
        if language == "python":
            exec(block, {})
    assert "[" in capsys.readouterr().out
    commands = [c for language, block in blocks if not language for c in block.splitlines()]
    for command in commands:
        program, name, *arguments = shlex.split(command)
        assert program == "goldenthread"
        if name == "run" or "parquet" in arguments:
            continue
        called = CliRunner().invoke(main, [name, *arguments])
        assert called.exit_code == 0, (command, called.output)
