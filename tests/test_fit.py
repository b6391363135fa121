"""Fitting the weights of linking: on small plans that are easy to tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.linking.chances import GROUPS, LOOKED_AT, shipped
from pipeline.linking.fit import judge, left_out, main
from pipeline.linking.trials import read_trials

FINDINGS = {
    "P1": "Leaders should shorten the wait for physiotherapy.",
    "W1": "Buses for pupils arrive late and drivers are not trained.",
    "W2": "The local offer website is out of date.",
}
ROWS = [
    ("Hire physiotherapists", "Shorter waits for physiotherapy", ["P1"]),
    ("Train bus drivers", "Buses that arrive on time", ["W1"]),
    ("Rebuild the local offer website", "A local offer that families use", ["W2"]),
]


@pytest.fixture
def trials(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        listed = [{"id": i, "kind": "any", "number": 1, "text": t} for i, t in FINDINGS.items()]
        rows = [
            {"id": str(n), "activity": a, "objective": o, "finding_ids": f}
            for n, (a, o, f) in enumerate(ROWS, 1)
        ]
        covered = [{"finding_id": i, "status": "covered"} for i in FINDINGS]
        (folder / "findings.json").write_text(json.dumps({"findings": listed}), encoding="utf-8")
        gold = {"actions": rows, "coverage": covered}
        (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_trials_are_read_as_a_report_and_its_plan(trials: Path) -> None:
    one, two = read_trials([trials])
    assert (one.name, two.name) == ("one", "two")
    assert len(one.links) == 3
    assert one.plan.answers == one.report.id


def test_a_bare_plan_has_activities_and_objectives_only(trials: Path) -> None:
    bare = read_trials([trials])[0].bare()
    assert bare.plan.extraction is not None
    assert {(a.area_for_improvement, a.reference) for a in bare.plan.extraction.actions} == {(None, None)}


def test_each_plan_is_judged_by_the_others(trials: Path) -> None:
    for judged in left_out(read_trials([trials])):
        assert judged.links["weakness"] == (2, 2, 2)
        assert judged.links["formal"] == (1, 1, 1)
        assert judged.coverage == {"weakness": (2, 2), "formal": (1, 1)}


def test_the_weights_in_use_name_what_is_looked_at(trials: Path) -> None:
    assert {g: tuple(w.of) for g, w in shipped().items()} == {g: LOOKED_AT[g] for g in GROUPS}
    assert judge(read_trials([trials])[0], shipped()).best["weakness"] == (2, 2)


def test_the_command_prints_a_line_for_each_plan(trials: Path) -> None:
    result = CliRunner().invoke(main, [str(trials), "--as-shipped"])
    assert [line.split()[0] for line in result.output.splitlines()] == ["plan", "one", "two", "all"]
