"""The published response in its renderings, and invented plans, against hand-checked answers."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from extractors.model import Action, Extraction
from extractors.registry import choose, detect

pytestmark = pytest.mark.real


def _norm(text: str | None) -> str:
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    plain = re.sub(r"[\u2018\u2019\u201c\u201d\"']", "", plain)
    return re.sub(r"[^a-z0-9%£.+-]+", " ", re.sub(r"[\u2010-\u2015\u2212]", "-", plain)).strip(" .")


def _read(path: Path) -> Extraction:
    data = path.read_bytes()
    document = detect(data, path.suffix).read(data)
    family = choose(document)
    assert family is not None
    assert family.kind == "action_plan"
    return family.extract(document)


def _match(wanted: list[dict[str, Any]], actions: tuple[Action, ...]) -> list[tuple[dict[str, Any], Action]]:
    pool = list(actions)
    pairs = []
    for gold in wanted:
        best = max(pool, key=lambda a: fuzz.ratio(_norm(gold["activity"]), _norm(a.activity)), default=None)
        if best is not None and fuzz.ratio(_norm(gold["activity"]), _norm(best.activity)) >= 92:
            pool.remove(best)
            pairs.append((gold, best))
    return pairs


def _right(gold: dict[str, Any], action: Action) -> list[bool]:
    due = action.timescale.due_on if action.timescale else None
    got = {_norm(o.name or o.organisation) for o in action.owners}
    want = {_norm(o.get("name") or o.get("organisation")) for o in gold["responsible"]}
    return [
        fuzz.token_sort_ratio(_norm(gold["area_for_improvement"]), _norm(action.area_for_improvement)) >= 95,
        fuzz.token_sort_ratio(_norm(gold["objective"]), _norm(action.objective)) >= 95,
        got == want,
        (due.isoformat()[:7] if due else None) == gold["end"],
        fuzz.token_set_ratio(_norm(gold["success_measure"]), _norm(action.success_measure)) >= 90
        if gold["success_measure"]
        else not action.success_measure,
    ]


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "html", "txt"])
def test_each_rendering_of_the_response(real_corpus: Path, real_gold: Path, suffix: str) -> None:
    plan = json.loads((real_gold / "warrington" / "plan.json").read_text(encoding="utf-8"))
    result = _read(real_corpus / "warrington" / f"inspection-response.{suffix}")
    pairs = _match(plan["actions"], result.actions)
    checks = [ok for gold, action in pairs for ok in _right(gold, action)]
    assert len(result.actions) == len(pairs) == 118
    assert sum(checks) / len(checks) >= (0.95 if suffix == "txt" else 0.99)
    assert len(result.measures) == 38
    valued = [
        m
        for m in result.measures
        if m.baseline_value is not None or any(t.value is not None for t in m.targets)
    ]
    assert len(valued) == 34


def test_the_renderings_give_the_same_words(real_corpus: Path) -> None:
    words = [
        {a.activity for a in _read(real_corpus / "warrington" / f"inspection-response.{s}").actions}
        for s in ("pdf", "docx", "xlsx", "html", "txt")
    ]
    assert len(set.intersection(*words)) >= 114


def test_the_update_gives_ratings_and_old_dates(real_corpus: Path) -> None:
    result = _read(real_corpus.parent / "corpus-invented" / "warrington" / "update-jan-2024.pdf")
    assert len(result.actions) == 119
    assert all(a.status and a.status_raw for a in result.actions)
    assert [a.original_timescale.raw for a in result.actions if a.original_timescale] == ["Sep-23", "Jan-24"]


@pytest.mark.parametrize(
    ("name", "path", "count", "measures"),
    [
        ("dorset", "dorset/action-plan.pdf", 33, 20),
        ("worcestershire", "worcestershire/action-plan.xlsx", 45, 12),
    ],
)
def test_plans_of_other_layouts(
    real_corpus: Path, real_gold: Path, name: str, path: str, count: int, measures: int
) -> None:
    gold = json.loads((real_gold / "plans" / f"{name}.gold.json").read_text(encoding="utf-8"))
    result = _read(real_corpus.parent / "corpus-invented" / path)
    assert len(result.actions) == count == len(_match(gold["actions"], result.actions))
    assert len(result.measures) >= measures
    assert [a.reference for a in result.actions] == [a["id"] for a in gold["actions"]]
