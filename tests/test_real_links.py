"""Links, coverage and gaps on the published documents, against the hand-checked answers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline import ids
from pipeline.coverage import cover
from pipeline.gaps import find_gaps
from pipeline.link import link
from pipeline.records import Coverage, Entry, Gap, Link, actions_of, findings_of
from tests.corpus_entries import read_entries

pytestmark = pytest.mark.real

STATUS = {"full": "covered", "partial": "partial", "none": "uncovered"}


@cache
def assessed(*folders: Path) -> tuple[list[Entry], list[Link], list[Coverage], list[Gap]]:
    """The documents beneath the folders with all that is worked out from them."""
    entries = read_entries(*folders)
    links = link(entries)
    coverage = cover(entries, links)
    return entries, links, coverage, find_gaps(entries, links, coverage)


def gold(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def accepted(links: list[Link], names: dict[str, str]) -> set[tuple[str, str]]:
    """The accepted links by the printed names of their actions, and the findings' letters and numbers."""
    return {
        (k.to_id.split("-")[1], names[k.from_id])
        for k in links
        if k.kind == "addresses" and k.accepted and k.from_id in names
    }


def f1(found: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def by_words(entry: Entry, wanted: dict[str, str]) -> dict[str, str]:
    """The gold's name of each action of the document, by its words in order."""
    left = {name: ids.bare(words) for name, words in wanted.items()}
    found = {}
    for id_, action in actions_of(entry):
        name = next((n for n, w in left.items() if w == ids.bare(action.activity)), None)
        if name is not None:
            found[id_] = name
            del left[name]
    return found


def test_the_response_is_linked_by_its_own_structure(real_corpus: Path, real_gold: Path) -> None:
    entries, links, coverage, gaps = assessed(real_corpus / "warrington")
    answers = gold(real_gold, "warrington/links.json")["findings"]
    rows = {a["id"]: a["activity"] for a in gold(real_gold, "warrington/plan.json")["actions"]}
    (plan,) = [e for e in entries if e.family == "plan" and e.same_as is None]
    found = accepted(links, by_words(plan, rows))
    wanted = {(f["finding"], a) for f in answers for a in f["action_ids"]}
    allowed = wanted | {
        (f["finding"], a) for f in answers for a in f["also_related"] + f.get("also_related_weak", [])
    }
    assert f1(found - (allowed - wanted), wanted) >= 0.99
    status = {c.finding_id.split("-")[1]: c for c in coverage if c.area_id == "warrington"}
    for answer in answers:
        good = {STATUS[s] for s in [answer["coverage"], *answer["coverage_also_accept"]]}
        assert status[answer["finding"]].status in good
    named = {n: " ".join(status[n].missing) for n in ("W3", "W5", "W7")}
    assert "backlog" in named["W3"]
    assert "workforce" in named["W5"]
    assert "communication" in named["W7"]
    assert len({g.rule for g in gaps}) >= 24


def test_plans_that_paraphrase(real_corpus: Path, real_gold: Path) -> None:
    formal: list[tuple[set[tuple[str, str]], set[tuple[str, str]]]] = []
    weak: list[tuple[set[tuple[str, str]], set[tuple[str, str]]]] = []
    right = total = 0
    for area in ("dorset", "worcestershire"):
        invented = real_corpus.parent / "corpus-invented" / area
        if not invented.is_dir():
            pytest.skip("no invented plans beside GOLDENTHREAD_CORPUS")
        entries, links, coverage, _ = assessed(invented, real_corpus / "area-send-reports")
        answers = gold(real_gold, f"plans/{area}.gold.json")
        (plan,) = [e for e in entries if e.family == "plan" and e.area_id == area]
        found = accepted(links, by_words(plan, {a["id"]: a["activity"] for a in answers["actions"]}))
        wanted = {(f, a["id"]) for a in answers["actions"] for f in a["finding_ids"]}
        formal.append(({x for x in found if x[0][0] in "PI"}, {x for x in wanted if x[0][0] in "PI"}))
        weak.append(({x for x in found if x[0][0] == "W"}, {x for x in wanted if x[0][0] == "W"}))
        status = {c.finding_id.split("-")[1]: c.status for c in coverage if c.area_id == area}
        right += sum(status[c["finding_id"]] == c["status"] for c in answers["coverage"])
        total += len(answers["coverage"])
    assert min(f1(*pair) for pair in formal) >= 0.95
    assert min(f1(*pair) for pair in weak) >= 0.72
    assert right >= 0.9 * total


def test_a_report_without_a_plan(real_corpus: Path) -> None:
    _, _, coverage, gaps = assessed(real_corpus / "cheshire-west")
    assert {c.status for c in coverage} == {"no_plan"}
    assert len(coverage) == 13
    assert "no_plan" in {g.rule for g in gaps}


def test_progress_is_told_on_three_of_five_significant_weaknesses(real_corpus: Path) -> None:
    entries, links, _, _ = assessed(real_corpus / "warwickshire")
    weaknesses = [i for e in entries for i, f in findings_of(e) if f.kind == "significant_weakness"]
    assert len(weaknesses) == 5
    told = {k.to_id.split("-")[1] for k in links if k.kind == "reports_progress" and k.accepted}
    assert told == {"X1", "X2", "X5"}
