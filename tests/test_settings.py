"""The settings file of a corpus."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.known import KnownError
from pipeline.records import RuleSetting, Settings
from pipeline.settings import FILE, read_settings

DEMO = Path(__file__).parent.parent / "corpus" / "demo"


def settings(folder: Path, text: str) -> Settings:
    (folder / FILE).write_text(text, "utf-8")
    return read_settings([folder])


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read_settings([tmp_path]) == Settings()


def test_rules_and_thresholds(tmp_path: Path) -> None:
    found = settings(tmp_path, 'overload_share = 0.3\n[rules]\nvague_action = "off"\nno_owner = "low"\n')
    assert found == Settings(
        overload_share=0.3,
        rules=(RuleSetting(slug="no_owner", severity="low"), RuleSetting(slug="vague_action", on=False)),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[rules]\nvague_actions = "off"', "there is no rule 'vague_actions'; did you mean 'vague_action'"),
        ('[rules]\nvague_action = "never"', "off, high, medium or low"),
        ("[rules]\nvague_action = false", "off, high, medium or low"),
        ("overlod_share = 0.3", "no setting 'overlod_share'; did you mean 'overload_share'"),
        ("overload_share = 30", "above 0 and up to 1"),
        ("overload_share = true", "above 0 and up to 1"),
        ('rules = "off"', "is a table"),
        ("rules = [", "is not TOML"),
    ],
)
def test_what_makes_no_sense_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(KnownError, match=told):
        settings(tmp_path, text)


def test_two_folders_that_disagree(tmp_path: Path) -> None:
    for name, share in (("a", 0.1), ("b", 0.2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / FILE).write_text(f"overload_share = {share}\n", "utf-8")
    with pytest.raises(KnownError, match="something else"):
        read_settings([tmp_path / "a", tmp_path / "b"])


def test_a_rule_switched_off_raises_nothing_and_a_mistake_stops_the_run(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(DEMO / "warrington", corpus)

    def gaps() -> dict[str, str]:
        result = CliRunner().invoke(main, ["run", str(corpus), "--output", str(tmp_path / "out")])
        assert result.exit_code == 0, result.output
        with sqlite3.connect(tmp_path / "out" / "goldenthread.db") as db:
            return dict(db.execute("select rule, severity from gaps"))

    silent, other = list(gaps())[:2]
    (corpus / FILE).write_text(f'[rules]\n{silent} = "off"\n{other} = "low"\n', "utf-8")
    found = gaps()
    assert silent not in found
    assert found[other] == "low"
    (corpus / FILE).write_text('[rules]\nnodate = "off"\n', "utf-8")
    result = CliRunner().invoke(main, ["run", str(corpus), "--output", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "did you mean 'no_date'" in result.output
