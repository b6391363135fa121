"""Gold as anchors: nothing but short ends, checksums and facts, and the same answers as in full."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.text import letters, normalise
from pipeline.goldfiles import main, write_anchors
from tests.invented_gold import ALIASES, LETTER, REPORT, RESPONSE, sha256, write_gold

PROJECT = Path(__file__).parent.parent / "gold"
ANCHORED = ("area-send-reports", "other-inspections", "plans", "warrington")
# Names of organisations, places and files, and what the project itself says, may be longer.
OWN_WORDS = {"name", "area", "key", "plan"}


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string with the key under which it stands."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, key)
    elif isinstance(value, str):
        yield key, value


@pytest.fixture
def anchors(tmp_path: Path) -> Path:
    """The invented gold as anchors."""
    write_anchors(write_gold(tmp_path), tmp_path / "anchors", [tmp_path / "corpus"], ALIASES)
    return tmp_path / "anchors"


def test_no_text_and_no_person_is_written(anchors: Path) -> None:
    written = "".join(p.read_text(encoding="utf-8") for p in anchors.rglob("*.json"))
    for text in (REPORT["strengths"][0], RESPONSE["actions"][0]["activity"], LETTER["strengths"][0]["text"]):
        words = text.split()
        for start in range(len(words) - 5):
            assert " ".join(words[start : start + 6]) not in written
    for person in ("Ada Example", "Bea Sample", "Eve Token", "Dee Instance"):
        assert person not in written


def test_item_has_its_place_its_ends_and_its_checksums(anchors: Path) -> None:
    data = json.loads((anchors / "reports" / "kent.json").read_text(encoding="utf-8"))
    text = REPORT["strengths"][0]
    assert data["findings"][0] == {
        "number": 1,
        "kind": "strength",
        "pages": [2],
        "first": "Families praise the short",
        "last": "week of its arrival.",
        "words": len(text.split()),
        "sha256": hashlib.sha256(normalise(text).encode()).hexdigest(),
        "letters": hashlib.sha256(letters(text).encode()).hexdigest(),
    }
    assert data["lists"][0] == {"kind": "strength", "count": 2}
    assert data["sha256"] == sha256("kent-report.pdf")
    assert data["facts"]["previous_start"] is None  # null is a fact: the document gives none
    assert [b["name"] for b in data["bodies"]] == ["Kent County Council", "NHS Kent and Medway"]


def test_facts_of_an_action_stand_as_they_are(anchors: Path) -> None:
    data = json.loads((anchors / "kent" / "plan.json").read_text(encoding="utf-8"))
    action = data["actions"][3]
    assert (action["id"], action["start"], action["end"], action["timescale"]) == (
        "P1.04",
        "2024-06",
        "2024-09",
        "Jun-Sep 24",
    )
    assert [o["organisation"] for o in action["owners"]] == ["Kent County Council"]
    assert [f["sha256"] for f in data["files"]] == [sha256("response.pdf"), sha256("response.docx")]
    assert data["measures"][0]["targets"] == [18.0]


def test_several_records_of_one_file_stay_in_one_file(anchors: Path) -> None:
    data = json.loads((anchors / "plans" / "delivery.json").read_text(encoding="utf-8"))
    assert {r["gold"] for r in data} == {"plan", "links"}


def test_both_forms_read_alike(anchors: Path, tmp_path: Path) -> None:
    full, _ = read_gold(tmp_path / "gold")
    bare, unread = read_gold(anchors)
    assert not unread
    assert sorted(g.gold for g in full) == sorted(g.gold for g in bare)


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write_gold(tmp_path)
    options = ["--documents", str(tmp_path / "corpus"), "--alias", "plan.json=kent/response.pdf"]
    assert main([str(gold), str(tmp_path / "out"), *options]) == 0
    assert "8 files" in capsys.readouterr().out
    data = json.loads((tmp_path / "out" / "kent" / "plan.json").read_text(encoding="utf-8"))
    assert [f["name"] for f in data["files"]] == ["kent/response.pdf"]
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / "empty"), str(tmp_path / "out")]) == 2


@pytest.mark.parametrize("folder", ANCHORED)
def test_gold_of_published_documents_holds_short_ends_only(folder: str) -> None:
    there = sorted((PROJECT / folder).glob("*.json"))
    assert there
    for path in there:
        for key, text in strings(json.loads(path.read_text(encoding="utf-8"))):
            if key in OWN_WORDS or re.fullmatch(r"[0-9a-f]{64}", text):
                continue
            assert len(text.split()) <= (5 if key in ("first", "last") else 6), (path.name, key, text)


@pytest.mark.parametrize("folder", ANCHORED)
def test_anchor_in_the_project_is_never_more_than_half(folder: str) -> None:
    golds, unread = read_gold(PROJECT / folder)
    assert golds
    assert not unread
    for path in (PROJECT / folder).glob("*.json"):
        for anchor in anchors_in(json.loads(path.read_text(encoding="utf-8"))):
            held = [w for end in ("first", "last") for w in anchor.get(end, "").split()]
            assert len(held) * 2 <= anchor["words"]
            assert "text" not in anchor


def anchors_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every anchor in the content of a file."""
    if isinstance(value, dict):
        if "words" in value:
            yield value
        for part in value.values():
            yield from anchors_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from anchors_in(part)


@pytest.mark.real
def test_gold_in_the_project_is_made_from_the_full_gold(
    real_corpus: Path, real_gold: Path, tmp_path: Path
) -> None:
    folder = "area-send-reports"
    write_anchors(real_gold / folder, tmp_path, [real_corpus / folder])
    made = {p.name: p.read_bytes() for p in tmp_path.glob("*.json")}
    kept = {p.name: p.read_bytes() for p in (PROJECT / folder).glob("*.json")}
    assert made == kept
