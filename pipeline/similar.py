"""Findings of other areas that say much the same, so that what was done there can be looked up.

Every finding is compared with every other at once, by the weighted words of `pipeline.likeness` held in
sparse form, and the nearest again by the themes that both touch.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.model import Finding
from pipeline import ids
from pipeline.likeness import Features, features, length, shared, spans
from pipeline.records import TO_ANSWER, Entry, Link, Part, Reasons, findings_of, standing
from pipeline.resolve import SEND
from pipeline.themes import themes_of

NEAREST = 20  # of these, by words, the themes are compared
MOST = 5  # links from one finding
WORDS_FROM = 0.2  # likeness of words below which a pair is not looked at
CUT = 0.7  # chance from which a pair is told to be the same
CUT_ELSEWHERE = 0.85  # the same outside SEND, because the frequencies of words are those of SEND reports

# Logistic weights, fitted on 99 pairs of published findings from all bands of likeness, read by hand. With
# each pair judged by the weights of the others, 88 in 100 of those over the cut were told the same.
INTERCEPT, WORDS, THEMES = -1.73, 5.49, 1.44


class Told(NamedTuple):
    """A finding with what it is compared by."""

    id: str
    area: str
    side: tuple[bool, bool]  # whether it asks for something, and of SEND: only like is compared with like
    finding: Finding


class Pair(NamedTuple):
    """A finding and one that is near it, by their places, with the likeness of their words."""

    here: int
    there: int
    words: float


def told(entries: Sequence[Entry]) -> list[Told]:
    """Every finding of the inspection documents that stand, with a known area, in order of id."""
    return [
        Told(id_, entry.area_id, (finding.kind in TO_ANSWER, entry.kind in SEND), finding)
        for entry in standing(entries)
        if entry.family == "inspection" and entry.area_id
        for id_, finding in findings_of(entry)
    ]


def similar(entries: Sequence[Entry], known: Mapping[str, frozenset[str]] | None = None) -> list[Link]:
    """Links from each finding to those of other areas that say much the same, the nearest few.

    `known` are the themes of each finding by id, where they have been told already.
    """
    findings = told(entries)
    vectors = [features(one.finding.text) for one in findings]
    if known is None:
        themes = [frozenset(themes_of(one.finding.text)) for one in findings]
    else:
        themes = [known.get(one.id, frozenset()) for one in findings]
    links = []
    near: dict[int, list[tuple[float, Pair, float]]] = defaultdict(list)
    for pair in nearest(findings, vectors):
        both = themes[pair.here] | themes[pair.there]
        common = len(themes[pair.here] & themes[pair.there]) / len(both) if both else 0.0
        score = chance(pair.words, common)
        if score >= (CUT if findings[pair.here].side[1] else CUT_ELSEWHERE):
            near[pair.here].append((score, pair, common))
    for found in near.values():
        best = sorted(found, key=lambda f: (-f[0], findings[f[1].there].id))[:MOST]
        links += [_link(findings, vectors, *one) for one in best]
    return sorted(links, key=lambda link: (link.from_id, link.to_id))


def chance(words: float, themes: float) -> float:
    """The chance that a careful reader would say that two findings tell the same."""
    return 1 / (1 + math.exp(-(INTERCEPT + WORDS * words + THEMES * themes)))


def nearest(findings: Sequence[Told], vectors: Sequence[Features]) -> Iterator[Pair]:
    """For each finding the nearest by words among those of other areas and the same side."""
    postings = _postings(vectors)
    slugs = {area: n for n, area in enumerate(sorted({one.area for one in findings}))}
    areas = np.array([slugs[one.area] for one in findings], dtype=np.int32)
    sides = np.array([2 * one.side[0] + one.side[1] for one in findings], dtype=np.int8)
    scores = np.zeros(len(findings), dtype=np.float32)
    for here, vector in enumerate(vectors):
        scores[:] = 0.0
        size = length(vector)
        for feature, value in vector.items():
            places, weights = postings[feature]
            scores[places] += weights * np.float32(value / size)
        scores[(areas == areas[here]) | (sides != sides[here])] = 0.0
        for there in _top(scores):
            yield Pair(here, int(there), float(scores[there]))


def _top(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """The places of the highest scores, in order."""
    over = np.flatnonzero(scores >= WORDS_FROM)
    if len(over) > NEAREST:
        over = over[np.argpartition(-scores[over], NEAREST)[:NEAREST]]
    return over[np.argsort(-scores[over], kind="stable")]


Posting = tuple[NDArray[np.intp], NDArray[np.float32]]


def _postings(vectors: Sequence[Features]) -> Mapping[str, Posting]:
    """For each feature the findings that have it, and its weight in each brought to length one."""
    held: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for place, vector in enumerate(vectors):
        size = length(vector)
        for feature, value in vector.items():
            held[feature][0].append(place)
            held[feature][1].append(value / size)
    return {
        feature: (np.array(places, dtype=np.intp), np.array(weights, dtype=np.float32))
        for feature, (places, weights) in held.items()
    }


def _link(
    findings: Sequence[Told], vectors: Sequence[Features], score: float, pair: Pair, common: float
) -> Link:
    here, there = findings[pair.here], findings[pair.there]
    alike = shared(vectors[pair.here], vectors[pair.there], here.finding.text)
    return Link(
        id=ids.link_id("similar", here.id, there.id),
        kind="similar",
        from_id=here.id,
        to_id=there.id,
        score=round(score, 3),
        method="similarity",
        status="accepted",
        reasons=Reasons(
            summary="alike in " + ", ".join(alike),
            parts=(
                Part(name="words", value=round(pair.words, 3), weight=WORDS, note="the words of both"),
                Part(name="themes", value=round(common, 3), weight=THEMES, note="the themes of both"),
            ),
            spans=spans(here.finding.text, there.finding.text),
        ),
    )
