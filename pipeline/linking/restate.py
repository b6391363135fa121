"""Restatements: what a plan, a page or a news item says again of what the report found; and progress told."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from extractors.model import Finding, Record, Statement
from pipeline import ids
from pipeline.concepts import named
from pipeline.likeness import cosine, drift, features, held, shared, spans
from pipeline.linking.affinity import Named, Scale
from pipeline.parts import FORMAL
from pipeline.records import Entry, Link, LinkMethod, LinkStatus, Part, Reasons, findings_of, statements_of
from pipeline.words import content, sentences

Side = Literal["good", "formal", "bad", "open"]

MIDDLE, STEEP = 0.33, 12.0  # likeness at which half of the pairs are restatements, and how fast that turns
ACCEPT = 0.7
REVIEW = 0.3
ALONE = 0.27  # likeness from which a target is taken when no other comes to half of it
SECOND = 0.75  # share of the best likeness from which a further target is restated too
VERBATIM = 0.8


class Item(Record):
    """A finding or a statement, with its id and the side it is on."""

    id: str
    text: str
    side: Side


class Match(Record):
    """How alike a text and what it may restate are: by features, and word by word."""

    target: str
    likeness: float
    features: float
    held: float
    passage: str


COMPATIBLE: dict[Side, tuple[Side, ...]] = {
    "good": ("good", "open"),
    "formal": ("formal", "bad", "open"),
    "bad": ("bad", "formal", "open"),
    "open": ("good", "formal", "bad", "open"),
}


def restated(other: Entry, inspection: Entry) -> list[Link]:
    """What the document's findings and statements say again of the inspection's."""
    targets = list(items_of(inspection))
    found: list[Link] = []
    for item in items_of(other):
        if item.side != "open":
            found += _restatements(item, targets)
    return found


def items_of(entry: Entry) -> Iterator[Item]:
    """The findings and statements of a document, each with the side it is on."""
    for id_, finding in findings_of(entry):
        yield Item(id=id_, text=finding.text, side=_side_of_finding(finding))
    for id_, statement in statements_of(entry):
        yield Item(id=id_, text=statement.text, side=_side_of_statement(statement))


def _side_of_finding(finding: Finding) -> Side:
    if finding.kind == "strength":
        return "good"
    return "formal" if finding.kind in FORMAL else "bad"


def _side_of_statement(statement: Statement) -> Side:
    if statement.stance == "praise":
        return "good"
    return "bad" if statement.stance == "criticism" else "open"


def _restatements(item: Item, targets: Sequence[Item]) -> Iterator[Link]:
    by_id = {t.id: t for t in targets}
    matches = [_match(item.text, t) for t in targets if t.side in COMPATIBLE[item.side]]
    matches.sort(key=lambda m: (-m.likeness, m.target))
    if not matches:
        return
    best = matches[0]
    runner = matches[1] if len(matches) > 1 else None
    alone = best.likeness >= ALONE and (runner is None or runner.likeness <= best.likeness / 2)
    for place, match in enumerate(matches[:3]):
        score = _chance(match.likeness)
        if place and (
            match.likeness < SECOND * best.likeness or by_id[match.target].side != by_id[best.target].side
        ):
            continue
        if place == 0 and alone:
            score = max(score, ACCEPT)
        if score < REVIEW:
            continue
        status: LinkStatus = "accepted" if score >= ACCEPT else "review"
        yield _link(item, match, score, status, best, runner)


def _match(text: str, target: Item) -> Match:
    """The best likeness of the text to a sentence of the target, or to two that follow one another."""
    parts = sentences(target.text)
    windows = [*parts, *(f"{a} {b}" for a, b in pairwise(parts))] or [target.text]
    found = []
    for window in windows:
        alike = cosine(features(text), features(window))
        order = held(text, window)
        found.append((0.5 * alike + 0.5 * order, alike, order, window))
    likeness, alike, order, window = max(found)
    return Match(target=target.id, likeness=likeness, features=alike, held=order, passage=window)


def _chance(likeness: float) -> float:
    return 1 / (1 + math.exp(-STEEP * (likeness - MIDDLE)))


def _link(
    item: Item, match: Match, score: float, status: LinkStatus, best: Match, runner: Match | None
) -> Link:
    method: LinkMethod = "quotation" if match.held >= VERBATIM else "similarity"
    changed = drift(item.text, match.passage)
    rival = runner if match is best else best
    return Link(
        id=ids.link_id("restates", item.id, match.target),
        kind="restates",
        from_id=item.id,
        to_id=match.target,
        score=round(score, 3),
        method=method,
        status=status,
        reasons=Reasons(
            summary="the same words" if method == "quotation" else "the same matter in other words",
            parts=(
                Part(name="words in order", value=round(match.held, 3), weight=0.5),
                Part(name="weighted words and matters", value=round(match.features, 3), weight=0.5),
            ),
            spans=spans(item.text, match.passage),
            drift=changed if changed.any else None,
            via=match.passage,
            margin=round(match.likeness - rival.likeness, 3) if rival else None,
            runner_up=rival.target if rival else None,
        ),
    )


# -- progress ----------------------------------------------------------------------------------

CLAUSE = re.compile(r",\s+|;\s+|\s+and\s+(?=(?:the|our|their|we|most|that)\b)", re.IGNORECASE)
PROGRESS_ACCEPT = 0.15


def progressed(entries: Sequence[Entry]) -> list[Link]:
    """The statements of progress, joined to the significant weaknesses of their area that they speak of."""
    weaknesses: dict[str | None, dict[str, Finding]] = {}
    for entry in entries:
        for id_, finding in findings_of(entry):
            if finding.kind == "significant_weakness":
                weaknesses.setdefault(entry.area_id, {})[id_] = finding
    found: list[Link] = []
    for entry in entries:
        told = weaknesses.get(entry.area_id)
        if entry.family == "commentary" and told:
            scale = Scale([Named(id=i, finding=f) for i, f in told.items()])
            for id_, statement in statements_of(entry):
                if statement.stance == "progress":
                    found += _progress(id_, statement, told, scale)
    return found


def _progress(id_: str, statement: Statement, told: Mapping[str, Finding], scale: Scale) -> Iterator[Link]:
    best: dict[str, tuple[float, str]] = {}
    for clause in [c for c in CLAUSE.split(statement.text) if len(content(c)) >= 3]:
        for finding, near in scale.near_part(features(clause)).items():
            if _same_matter(clause, told[finding].text) and near > best.get(finding, (0.0, ""))[0]:
                best[finding] = (near, clause)
    ranked = sorted(best.items(), key=lambda b: (-b[1][0], b[0]))
    for finding, (near, clause) in ranked:
        if near < PROGRESS_ACCEPT / 2:
            continue
        common = shared(scale.weigh(features(clause)), scale.vectors[finding], clause)
        others = [v for f, (v, _) in ranked if f != finding]
        yield Link(
            id=ids.link_id("reports_progress", id_, finding),
            kind="reports_progress",
            from_id=id_,
            to_id=finding,
            score=round(min(0.99, 1 / (1 + math.exp(-20 * (near - PROGRESS_ACCEPT + 0.05)))), 3),
            method="similarity",
            status="accepted" if near >= PROGRESS_ACCEPT else "review",
            reasons=Reasons(
                summary="tells of progress on " + ", ".join(common),
                parts=(Part(name="nearest clause", value=round(near, 3), weight=1.0, note=clause),),
                spans=spans(statement.text, told[finding].text),
                via=clause,
                margin=round(near - others[0], 3) if others else None,
            ),
        )


def _same_matter(clause: str, weakness: str) -> bool:
    """Whether both name the same matter of the field."""
    return bool(named(clause) & named(weakness))
