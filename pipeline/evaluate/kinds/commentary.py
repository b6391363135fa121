"""Gold for pages and news items: what they list, whom they quote, what progress they report.

In full form one file holds several documents. An inspection report given as text stands among them too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.evaluate.database import Database, DocumentRow
from pipeline.evaluate.kinds import inspection
from pipeline.evaluate.records import Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, Raw, register
from pipeline.evaluate.text import Text

KIND_WORDS = {"report": "area_send_report", "page": "council_page", "news": "news"}
FULL_KINDS = {"council web page": "council_page", "news page": "news", "newspaper article": "news"}
SPEAKER = {"name": "speaker", "role": "role", "organisation": "organisation"}
YES = {"yes": True, "partly": True, "not mentioned": False}


class GoldWeakness(Text):
    """A weakness that an article tells of, and whether it reports progress on it."""

    number: int
    progress: bool


class GoldProgress(Gold):
    """The weaknesses of an earlier inspection that an article tells of, and the progress on each."""

    gold: str = "progress"
    name: str
    sha256: str | None = None
    kind: str = "news"
    area: str
    weaknesses: tuple[GoldWeakness, ...]


# -- reading -------------------------------------------------------------------------------------


def takes(raw: Raw) -> bool:
    """Whether this is the full gold of pages and articles."""
    return any(True for _ in _documents(raw.data))


def read(raw: Raw) -> list[Gold]:
    """The gold records of every document that the file speaks of."""
    golds: list[Gold] = []
    area = raw.data.get("area") if isinstance(raw.data.get("area"), str) else None
    for called, data in _documents(raw.data):
        data = {"area": area} | dict(data)
        for name in raw.names(called) or (called,):
            golds += _read(raw, name, data)
    return golds


def _documents(data: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What each document is called, and its gold."""
    for called, part in data.items() if isinstance(data, dict) else ():
        if (
            isinstance(part, dict)
            and isinstance(part.get("kind"), str)
            and "plan" not in part["kind"].split("_")
        ):
            yield str(part.get("file", called)), part


def _read(raw: Raw, name: str, data: dict[str, Any]) -> list[Gold]:
    kind = _kind(data["kind"])
    if {"priority_actions", "strengths"} <= set(data):
        whole = {k: v for k, v in data.items() if k != "kind"} | {"file": name}
        return list(inspection.read(dataclasses.replace(raw, data=whole)))
    golds: list[Gold] = []
    if data.get("weaknesses_2021"):
        golds.append(_progress(raw, name, kind, data))
    elif kind == "council_page":
        golds.append(_page(raw, name, kind, data))
    elif data.get("inspection_start"):
        golds.append(_letter(raw, name, kind, data))
    return golds


def _kind(word: str) -> str:
    """The contract's kind for the words of the gold."""
    return FULL_KINDS.get(word) or next((k for w, k in KIND_WORDS.items() if w in word.split()), word)


def _page(raw: Raw, name: str, kind: str, data: dict[str, Any]) -> inspection.GoldInspection:
    """A page's own lists and the people whom it quotes."""
    lists: dict[str, Any] = {key: data[key] for key in ("strengths", "improvements") if key in data}
    speakers = [{k: q.get(v) for k, v in SPEAKER.items()} for q in data.get("quotes", []) if q.get("speaker")]
    people = inspection.people({"speakers": speakers}, {"speakers": "speaker"})
    return inspection.GoldInspection(
        source=raw.path.name,
        name=name,
        sha256=raw.checksum(name, data.get("area")),
        kind=kind,
        area=data.get("area"),
        people=tuple(people),
        capacities=("speaker",) if speakers else (),
        lists=tuple(inspection.GoldList(kind=inspection.LISTS[k], count=len(v)) for k, v in lists.items()),
        findings=tuple(f for k in lists for f in inspection.findings(lists, k)),
    )


def _letter(raw: Raw, name: str, kind: str, data: dict[str, Any]) -> inspection.GoldInspection:
    """The kind and the dates of a letter whose findings stand in prose."""
    return inspection.GoldInspection(
        source=raw.path.name,
        name=name,
        sha256=raw.checksum(name, data.get("area")),
        kind=kind,
        area=data.get("area"),
        facts=inspection.facts(data),
        lists=(),
    )


def _progress(raw: Raw, name: str, kind: str, data: dict[str, Any]) -> GoldProgress:
    return GoldProgress(
        source=raw.path.name,
        name=name,
        sha256=raw.checksum(name, data.get("area")),
        kind=kind,
        area=data["area"],
        weaknesses=tuple(
            GoldWeakness.model_validate({"text": w["text"], "number": n, "progress": YES[w["progress"]]})
            for n, w in enumerate(data["weaknesses_2021"], 1)
        ),
    )


# -- scoring -------------------------------------------------------------------------------------


def score(db: Database, golds: Sequence[Gold], every: Sequence[Gold]) -> Sheet:
    """The weaknesses named, and for each whether progress is reported on it."""
    tally = Tally()
    for gold in golds:
        if isinstance(gold, GoldProgress):
            document = inspection.locate(db, gold)
            tally.holds() if document else tally.lacks(gold.name)
            _score(tally, gold, document, db)
    return tally.sheet("progress", "Reports of progress")


def _score(tally: Tally, gold: GoldProgress, document: DocumentRow | None, db: Database) -> None:
    rows = (
        [r for r in db.findings_by.get(document.id, []) if r.kind == "significant_weakness"]
        if document
        else []
    )
    told = {link.to_id for link in db.links if link.kind == "reports_progress" and link.accepted}
    pool, right = list(rows), 0
    for weakness in gold.weaknesses:
        row = next((r for r in pool if weakness.within(r.text)), None)
        if row is None:
            tally.differ(gold.name, "significant_weakness", "missed", weakness.label)
            tally.judge("progress reported", gold.kind, False)
            continue
        pool.remove(row)
        right += 1
        if not tally.judge("progress reported", gold.kind, (row.id in told) == weakness.progress):
            said = "progress reported" if row.id in told else "no progress reported"
            tally.differ(gold.name, "progress reported", "wrong", f"{weakness.number}: {said}")
    for row in pool:
        tally.differ(gold.name, "significant_weakness", "extra", row.text[:90])
    count = len(gold.weaknesses)
    tally.count("significant_weakness", gold.kind, gold=count, found=len(rows), right=right, near=right)


register(Kind("progress", GoldProgress, takes, read, score, order=60))
