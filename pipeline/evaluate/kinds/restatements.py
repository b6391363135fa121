"""Gold for restatements: what a response, a page and a news item repeat of the report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from rapidfuzz import fuzz

from extractors.model import Record
from pipeline.evaluate.database import Database
from pipeline.evaluate.kinds.links import LETTERS, plan_of
from pipeline.evaluate.kinds.plan import matches
from pipeline.evaluate.plan_gold import GoldPlan
from pipeline.evaluate.records import Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, Raw, register
from pipeline.evaluate.text import Text, plain

Place = Literal["response", "web_page", "news"]
PLACES: tuple[Place, ...] = ("response", "web_page", "news")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
ALIKE = 85  # how far one text must hold the other's words
KINDS: dict[Place, str] = {"web_page": "council_page", "news": "news"}


class GoldPassage(Text):
    """A passage: of a document that repeats, or (place None) of the report."""

    id: str
    place: Place | None = None
    sentences: tuple[Text, ...] = ()  # where there are several


class GoldPair(Record):
    """A passage and what of the report it repeats; a weak pair counts neither way."""

    place: Place
    passage: str
    report: str
    weak: bool = False


class GoldRestatements(Gold):
    """Passages, and which repeats which."""

    gold: str = "restatements"
    plan: str
    passages: tuple[GoldPassage, ...]
    pairs: tuple[GoldPair, ...]


# -- reading -------------------------------------------------------------------------------------


def takes(raw: Raw) -> bool:
    """Whether this is the full gold of links with the strengths that are repeated."""
    return isinstance(raw.data, dict) and {"strengths", "findings", "rules"} <= set(raw.data)


def read(raw: Raw) -> list[Gold]:
    """The restatements, with the passages from the gold of plan and pages that stands beside."""
    passages = {(p.place, p.id): p for p in _passages(raw)}
    pairs: list[GoldPair] = []
    for number, item in enumerate(raw.data["strengths"], 1):
        target = item["report"]
        if "report_text" in item:
            target = f"passage {number}"
            passages[None, target] = _passage(target, None, item["report_text"])
        for place in PLACES:
            for said, weak in _said(item, place):
                if (place, said) not in passages and isinstance(said, str) and " " in said:
                    passages[place, said[:24]] = _passage(said[:24], place, said)
                    said = said[:24]
                pairs.append(GoldPair(place=place, passage=str(said), report=target, weak=weak))
    pairs += _answers(raw, passages.values())
    return [
        GoldRestatements(
            source=raw.path.name, plan=raw.key, passages=tuple(passages.values()), pairs=tuple(pairs)
        )
    ]


def _said(item: dict[str, Any], place: str) -> Iterator[tuple[str, bool]]:
    for key, weak in ((place, False), (f"{place}_weak", True)):
        for said in item.get(key, []):
            yield (f"strength {said}" if isinstance(said, int) else said), weak


def _passage(id_: str, place: Place | None, text: str) -> GoldPassage:
    fields: dict[str, Any] = {"id": id_, "text": text}
    sentences = [Text.model_validate(s) for s in SENTENCE.split(text)]
    if len(sentences) > 1:  # without ends: those of the whole are all that may be told of it
        fields["sentences"] = [s.model_copy(update={"first": None, "last": None}) for s in sentences]
    return GoldPassage.model_validate(fields | ({"place": place} if place else {}))


def _passages(raw: Raw) -> Iterator[GoldPassage]:
    plan = _beside(raw, "plan.json")
    for key, name in (
        ("strengths", "strength"),
        ("improvements", "improvement"),
        ("further_areas", "further area"),
    ):
        for number, text in enumerate(plan.get(key, []), 1):
            yield _passage(f"{name} {number}", "response", text)
    for page in _pages(raw):
        place: Place = "news" if "news" in page["kind"] else "web_page"
        for key, name in (("strengths", "strength"), ("improvements", "improvement")):
            for number, item in enumerate(page.get(key, []), 1):
                if isinstance(item, dict):
                    yield _passage(item["id"], place, item["text"])
                else:
                    yield _passage(f"{name} {number}", place, item)


def _answers(raw: Raw, passages: Any) -> Iterator[GoldPair]:
    """What a response and a page repeat of what is to improve."""
    quoted = {f["quoted_in_response_as"]: f["finding"] for f in raw.data["findings"]}
    for passage in list(passages):
        if passage.place == "response" and passage.text in quoted:
            yield GoldPair(place="response", passage=passage.id, report=quoted[passage.text])
    for page in _pages(raw):
        for pair in page.get("improvement_restates", []):
            yield GoldPair(place="web_page", passage=f"improvement {pair['web']}", report=pair["report"])
        for item in page.get("improvements", []):
            for key in ("restates", "also_accept") if isinstance(item, dict) else ():
                for finding in item.get(key, []):
                    yield GoldPair(
                        place="news", passage=item["id"], report=finding, weak=key == "also_accept"
                    )


def _pages(raw: Raw) -> list[dict[str, Any]]:
    """The pages of the same area, from the gold beside."""
    area = _beside(raw, "plan.json").get("area")
    parts = [p for n in ("other.json", "pages.json") for p in _beside(raw, n).values() if isinstance(p, dict)]
    kinds = ("page", "news", "council_page")
    return [p for p in parts if p.get("area") == area and set(p.get("kind", "").split()) & set(kinds)]


def _beside(raw: Raw, name: str) -> dict[str, Any]:
    path = raw.path.parent / name
    data = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return data if isinstance(data, dict) else {}


# -- scoring -------------------------------------------------------------------------------------


def score(db: Database, golds: Sequence[Gold], every: Sequence[Gold]) -> Sheet:
    """Restatements found, by the place where they stand."""
    tally = Tally()
    for gold in golds:
        plan = plan_of(gold.plan, every) if isinstance(gold, GoldRestatements) else None
        if isinstance(gold, GoldRestatements) and plan is not None:
            held = bool(matches(db, plan, every)) and db.report(plan.area, plan.inspection_end) is not None
            tally.holds() if held else tally.lacks(plan.label)
            _score(tally, gold, plan, db, every)
    return tally.sheet("restatements", "Restatements of the report")


Triple = tuple[str, str, str]


def _score(tally: Tally, gold: GoldRestatements, plan: GoldPlan, db: Database, every: Sequence[Gold]) -> None:
    want: set[Triple] = {(p.place, p.passage, p.report) for p in gold.pairs if not p.weak}
    weak: set[Triple] = {(p.place, p.passage, p.report) for p in gold.pairs if p.weak}
    got, beside = _found(gold, plan, db, every)
    spoken = {_part(t) for t in want | weak}
    unknown = {t for t in got if _part(t) not in spoken}
    got, beside = got - weak - unknown, beside + len(unknown)
    for place in PLACES:
        for name, part in (("strengths", True), ("what is to improve", False)):
            w = {t for t in want if t[0] == place and (t[2][0] not in "WIP") == part}
            g = {t for t in got if t[0] == place and (t[2][0] not in "WIP") == part}
            if w or g:
                right = len(w & g)
                group = f"{gold.plan}, {name}"
                for where in (place, "all places"):
                    tally.count(where, group, gold=len(w), found=len(g), right=right, near=right)
    for page, passage, report in sorted(want - got):
        tally.differ(gold.plan, "restatement", "missed", f"{page}: {passage} of {report}")
    for page, passage, report in sorted(got - want):
        tally.differ(gold.plan, "restatement", "wrong", f"{page}: {passage} of {report}")
    if beside:
        tally.notes.append(f"{gold.plan}: {beside} links from passages that the gold does not speak of")


def _part(triple: Triple) -> tuple[str, str]:
    """Where a restatement stands, and whether it is of a listed strength, of prose, or of what is to improve.

    Gold that has none of a part does not speak of that part.
    """
    place, _, report = triple
    return place, "improve" if report[0] in "WIP" else "prose" if " " in report else "strength"


def _found(
    gold: GoldRestatements, plan: GoldPlan, db: Database, every: Sequence[Gold]
) -> tuple[set[Triple], int]:
    report = db.report(plan.area, plan.inspection_end)
    if report is None:
        return set(), 0
    places: dict[str, Place] = {m.document.id: "response" for m in matches(db, plan, every)}
    for page, kind in KINDS.items():
        places |= {d.id: page for d in db.about(plan.area, "commentary") if d.kind == kind}
    texts = {f.id: (f.document_id, f.text) for f in db.findings}
    texts |= {s.id: (s.document_id, s.text) for s in db.statements}
    targets = {
        r.id: f"{LETTERS[r.kind]}{r.number}" for r in db.findings_by.get(report.id, []) if r.kind in LETTERS
    }
    got: set[Triple] = set()
    beside = 0
    for link in db.links:
        from_, to = texts.get(link.from_id), texts.get(link.to_id)
        if link.kind != "restates" or not link.accepted or from_ is None or to is None:
            continue
        if from_[0] not in places or to[0] != report.id:
            continue
        stands = places[from_[0]]
        passage = _best([p for p in gold.passages if p.place == stands], from_[1])
        target = targets.get(link.to_id) or _best([p for p in gold.passages if p.place is None], to[1])
        if passage is None:
            beside += 1
        else:
            got.add((stands, passage, target or f"statement {link.to_id}"))
    return got, beside


def _best(passages: Sequence[GoldPassage], text: str) -> str | None:
    """The passage whose words the text holds, or that holds the text's."""
    best = max(passages, key=lambda p: _overlap(p, text), default=None)
    return best.id if best and _overlap(best, text)[0] >= ALIKE else None


def _overlap(passage: GoldPassage, text: str) -> tuple[float, float]:
    if passage.text is not None:
        a, b = plain(passage.text), plain(text)
        return fuzz.token_set_ratio(a, b), fuzz.ratio(a, b)
    parts = (passage, *passage.sentences)
    if any(part.likeness(text) != "none" or part.inside(text) for part in parts):
        return 100, float(passage.words)
    return (90.0, 0.0) if passage.within(text) else (0.0, 0.0)


register(Kind("restatements", GoldRestatements, takes, read, score, order=50))
