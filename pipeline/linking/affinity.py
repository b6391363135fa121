"""How near an action stands to each finding of its report, where the plan itself does not say.

The measure is relative: what counts is not how alike two texts are, but how much more an action is like
one finding than like the others. Words that tell one finding of this report from another weigh more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nlargest
from statistics import fmean

from extractors.model import Action, Finding, Record
from pipeline.likeness import Features, blend, cosine, features, length
from pipeline.parts import passages

ROLE_WEIGHT = {"ask": 1.0, "example": 0.6, "effect": 0.3, "context": 0.2}
ELSEWHERE = 0.8  # weight of a word that no finding of the report has, against one that tells them apart
LEAST = 0.15  # likeness below which being the best of all means little
ANSWERS = (
    5  # actions most like a finding, whose mean others are held against: one alone would leave none beside it
)
OWN, OBJECTIVE, MEASURE, CELL = 1.0, 0.4, 0.3, 0.1


class Named(Record):
    """A finding with its id."""

    id: str
    finding: Finding


class Affinity(Record):
    """What speaks for joining an action with a finding; every value is 0 to 1."""

    own: float  # likeness of the activity alone
    relative: float  # likeness of activity, objective, measure and cell, against the best of all findings
    among: float  # as `relative`, against the best of all actions
    measure: float  # likeness of the measure of success, against the best of all actions
    objective: float  # the same of the objective alone
    block: float  # the same of the actions that share the objective
    section: float  # the same of the whole section
    via: float  # how far the finding belongs to what the section answers


class Scale:
    """The features of a report's findings, each weighed by how well it tells them apart."""

    def __init__(self, findings: Sequence[Named]) -> None:
        self.findings = findings
        raw = {n.id: _finding_features(n.finding) for n in findings}
        counts = Counter(f for vector in raw.values() for f in vector)
        total = len(findings) + 1
        self._telling = {f: math.log(total / c) / math.log(total) for f, c in counts.items()}
        self.vectors = {i: self.weigh(v) for i, v in raw.items()}
        self.parts = {
            n.id: [
                self.weigh(features(p.text))
                for p in passages(n.finding.text, n.finding.kind)
                if p.role in ("ask", "example")
            ]
            for n in findings
        }

    def weigh(self, vector: Features) -> dict[str, float]:
        """The vector with each feature weighed by how well it tells the findings apart."""
        return {f: v * self._telling.get(f, ELSEWHERE) for f, v in vector.items()}

    def near(self, vector: Features) -> dict[str, float]:
        """The likeness of a vector to each finding."""
        weighed = self.weigh(vector)
        return {i: cosine(weighed, v) for i, v in self.vectors.items()}

    def near_part(self, vector: Features) -> dict[str, float]:
        """The likeness of a vector to the best passage of each finding."""
        weighed = self.weigh(vector)
        return {i: max((cosine(weighed, p) for p in parts), default=0.0) for i, parts in self.parts.items()}


def _finding_features(finding: Finding) -> dict[str, float]:
    """A finding's features: what it asks in full, what follows and stands around it in part."""
    return blend(
        (features(p.text), ROLE_WEIGHT[p.role] * length(features(p.text)))
        for p in passages(finding.text, finding.kind)
    )


def action_features(action: Action, cell: str | None) -> dict[str, float]:
    """An action's features: the activity first, then objective, measure of success and cell."""
    return blend(
        [
            (features(action.activity), OWN),
            (features(action.objective or ""), OBJECTIVE),
            (features(action.success_measure or ""), MEASURE),
            (features(cell or ""), CELL),
        ]
    )


def section_features(actions: Sequence[Action], cell: str | None, title: str | None) -> dict[str, float]:
    """A section's features: its cell and title, its objectives, and its activities as one bag."""
    objectives = list(dict.fromkeys(a.objective for a in actions if a.objective))
    return blend(
        [
            (features(cell or ""), 0.8),
            (features(title or "") if title != cell else {}, 0.5),
            (features(" ".join(objectives)), 0.7),
            (features(" ".join(a.activity for a in actions)), 1.0),
        ]
    )


def affinities(
    actions: Mapping[str, Action],
    sections: Mapping[str, tuple[str | None, str | None, Sequence[str]]],
    scale: Scale,
    via: Mapping[str, Mapping[str, float]],
) -> dict[str, dict[str, Affinity]]:
    """For each action (by id) and finding (by id): what speaks for joining them.

    `sections` gives each action's cell, the title above it and the ids of the actions that share it; `via`
    gives, for each action, how far each finding belongs to what its section is known to answer.
    """
    found: dict[str, dict[str, Affinity]] = {}
    by_section: dict[int, dict[str, float]] = {}
    by_block: dict[tuple[int, str | None], dict[str, float]] = {}
    blocks: dict[tuple[int, str | None], list[Action]] = {}
    for id_, action in actions.items():
        blocks.setdefault((id(sections[id_][2]), action.objective), []).append(action)
    whole = {i: scale.near(action_features(a, sections[i][0])) for i, a in actions.items()}
    among = _among(whole, ANSWERS)
    measure = _among({i: scale.near(features(a.success_measure or "")) for i, a in actions.items()}, 1)
    for id_, action in actions.items():
        cell, title, members = sections[id_]
        key = id(members)
        if key not in by_section:
            bag = section_features([actions[m] for m in members], cell, title)
            by_section[key] = _against_best(scale.near(bag))
        block = (key, action.objective)
        if block not in by_block:
            by_block[block] = _against_best(scale.near(section_features(blocks[block], None, None)))
        own = scale.near(features(action.activity))
        relative = _against_best(whole[id_])
        objective = _against_best(scale.near(features(action.objective or "")))
        found[id_] = {
            n.id: Affinity(
                own=own[n.id],
                relative=relative[n.id],
                among=among[id_][n.id],
                measure=measure[id_][n.id],
                objective=objective[n.id],
                block=by_block[block][n.id],
                section=by_section[key][n.id],
                via=via.get(id_, {}).get(n.id, 0.0),
            )
            for n in scale.findings
        }
    return found


def _among(near: Mapping[str, Mapping[str, float]], answers: int) -> dict[str, dict[str, float]]:
    """Each action's likeness to each finding, as a share (at most 1) of that of the actions most like it."""
    by_finding: dict[str, list[float]] = {}
    for scores in near.values():
        for finding, score in scores.items():
            by_finding.setdefault(finding, []).append(score)
    best = {f: max(LEAST, fmean(nlargest(answers, scores))) for f, scores in by_finding.items()}
    return {i: {f: min(1.0, score / best[f]) for f, score in scores.items()} for i, scores in near.items()}


def _against_best(scores: Mapping[str, float]) -> dict[str, float]:
    """Each score as a share of the best; where even the best is next to nothing, as a share of `LEAST`."""
    best = max([LEAST, *scores.values()])
    return {i: s / best for i, s in scores.items()}
