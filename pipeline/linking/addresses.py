"""Links from a plan's actions to the findings of the report that it answers.

By structure first: an action answers what its cell or heading stands for. Then by likeness, for what the
plan does not say: a sure link is accepted, a doubtful one is offered for review.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.model import Action, FindingKind
from pipeline import ids
from pipeline.likeness import features, shared, spans
from pipeline.linking.affinity import Affinity, Named, Scale, action_features, affinities
from pipeline.linking.chances import (
    GROUPS,
    LABELS,
    AllWeights,
    Group,
    group_of,
    log_odds,
    logistic,
    shipped,
)
from pipeline.linking.related import related
from pipeline.linking.sections import CROSS_REFERENCE, Claims, Outline, Section, Structural, headings
from pipeline.parts import FORMAL, housekeeping
from pipeline.records import Entry, Link, LinkStatus, Part, Reasons, actions_of, findings_of

REVIEW = 0.1
REVIEW_TOLD = 0.95  # the same where the plan itself says what its actions answer
QUOTED_NEAR = 0.6  # chance of the nearest of the findings that a cell quotes in passing
NEAR_ENOUGH = 0.05  # chance below which even that is not taken
TIE = 0.04
SURE = 0.9  # chance from which a heading in the plan's own words stands for the one finding that is left
FILL = 0.1  # mean chance from which a block without a finding answers a finding without a block
ASIDE = 0.3  # the score of an action that stands under a finding and is about something else
TOLD = 0.5  # share of findings or actions from which a plan is taken to say itself what it answers
TOGETHER = 0.5  # how far actions under one objective share what they answer: one area, several weaknesses


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Each score as a share of the sum of all."""
    total = sum(scores.values()) or 1.0
    return {i: s / total for i, s in scores.items()}


class Answering:
    """The links between one plan and the report that it answers."""

    def __init__(self, plan: Entry, findings: Sequence[Named], weights: AllWeights | None = None) -> None:
        self.weights = weights or shipped()
        self.actions: dict[str, Action] = dict(actions_of(plan))
        self.findings = {n.id: n for n in findings}
        self.outline = Outline(self.actions)
        self.claims = Claims(findings)
        self.groups: dict[Group, list[Named]] = {
            "formal": [n for n in findings if n.finding.kind in FORMAL],
            "weakness": [n for n in findings if n.finding.kind not in FORMAL],
        }
        self.structural = {id_: self._structural(id_, a) for id_, a in self.actions.items()}
        self.claimed = {f for found in self.structural.values() for f in found}
        self.told = {group: self._told(group) for group in self.groups}

    def links(self) -> Iterator[Link]:
        """Every link: the plan's own first, then those by likeness."""
        for id_, found in self.structural.items():
            for item in found.values():
                yield self._structural_link(id_, item)
        for group in GROUPS:
            yield from self._alike(group)
        yield from related(self.structural, self.findings, self.told)

    # -- the plan's own structure --------------------------------------------------------------

    def _structural(self, id_: str, action: Action) -> dict[str, Structural]:
        found: dict[str, Structural] = {}
        for heading in headings(action):
            claims = [c for c in self.claims.of(heading) if not c.tie and (c.whole or c.kind in FORMAL)]
            settled = {self.findings[f].finding.kind for f in found}
            several = Counter(c.kind for c in claims)
            for claim in claims:
                if several[claim.kind] > 1 and claim.kind in settled:
                    continue  # the nearer heading says which of them
                item = Structural(finding_id=claim.finding_id, claim=claim, heading=heading, note="heading")
                found.setdefault(claim.finding_id, item)
        for text in (action.reference, action.activity):
            for claim in self.claims.coded(text or ""):
                item = Structural(finding_id=claim.finding_id, claim=claim, heading=text or "", note="code")
                found.setdefault(claim.finding_id, item)
        for item in self._cross_referenced(id_, action):
            found.setdefault(item.finding_id, item)
        return found

    def _cross_referenced(self, id_: str, action: Action) -> Iterator[Structural]:
        for match, section in self._referred(id_):
            if section.cell is not None:
                for claim in self.claims.of(section.cell):
                    if claim.kind in FORMAL and not claim.tie:
                        yield Structural(
                            finding_id=claim.finding_id,
                            claim=claim,
                            heading=match,
                            note="cross-reference",
                        )

    def _referred(self, id_: str) -> Iterator[tuple[str, Section]]:
        """The other sections that an action says it serves as well, and the words that say so."""
        for match in CROSS_REFERENCE.finditer(self.actions[id_].activity):
            for section in self.outline.numbered(match[1]):
                if id_ not in section.members:
                    yield match[0], section

    def _structural_link(self, id_: str, item: Structural) -> Link:
        claim, finding = item.claim, self.findings[item.finding_id].finding
        how = {
            "heading": "the plan's heading repeats the finding"
            if claim.how == "quotation"
            else "the plan's heading gives the finding's code",
            "code": "the action gives the finding's code",
            "cross-reference": "the action refers to the section that answers the finding",
        }[item.note]
        aside = item.note == "heading" and housekeeping(self.actions[id_].activity)
        stands = "but the action is about something else" if aside else "the action stands under it"
        parts = (Part(name=claim.how, value=round(claim.strength, 3), weight=1.0, note=claim.passage),)
        return Link(
            id=ids.link_id("addresses", id_, item.finding_id),
            kind="addresses",
            from_id=id_,
            to_id=item.finding_id,
            score=ASIDE if aside else round(0.9 + 0.09 * claim.strength, 3),
            method="structure",
            status="review" if aside else "accepted",
            reasons=Reasons(
                summary=f"{how}; {stands}" if item.note == "heading" else how,
                parts=parts,
                spans=spans(item.heading, finding.text),
                drift=claim.drift if claim.drift.any else None,
                via=item.heading,
            ),
        )

    def _told(self, group: Group) -> set[str]:
        """The actions for which the plan itself says which findings of the group they answer.

        A plan that quotes most of a group's findings, or quotes some above most of its actions, is taken
        to say it for all of its actions.
        """
        ours = {n.id for n in self.groups[group]}
        claimed = self.claimed & ours
        linked = {id_ for id_, found in self.structural.items() if claimed & set(found)}
        if len(claimed) >= TOLD * len(ours) or len(linked) >= TOLD * len(self.actions):
            return set(self.actions)
        return linked

    # -- likeness ------------------------------------------------------------------------------

    def affinities(self, group: Group) -> tuple[Scale, dict[str, dict[str, Affinity]]]:
        """What speaks for joining each action with each finding of the group."""
        findings = self.groups[group]
        scale = Scale(findings)
        sections = {
            i: (s.cell, self.actions[s.members[0]].priority, s.members)
            for i, s in self.outline.section_of.items()
        }
        via = self._through_weaknesses(scale) if group == "formal" else self._belonging(scale)
        return scale, affinities(self.actions, sections, scale, via)

    def _alike(self, group: Group) -> Iterator[Link]:
        if not self.groups[group] or not self.actions:
            return
        scale, found = self.affinities(group)
        chances = self.chances(group, found)
        for id_, by_finding in found.items():
            if not housekeeping(self.actions[id_].activity):
                yield from self._chosen(id_, group, chances[id_], by_finding, scale)

    def chances(
        self, group: Group, found: Mapping[str, Mapping[str, Affinity]]
    ) -> dict[str, dict[str, float]]:
        """For each action and finding of the group: the chance that a careful reader would join them."""
        chances = self._chances(found)
        if group == "formal":
            return self._served(self._filled(self._together(chances)))
        return chances if self.outline.headed else self._together(chances)

    def _served(self, chances: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        """The chances, raised where an action says that it serves a section that answers a finding."""
        limit = self.weights["formal"].accept
        for id_ in self.actions:
            for _, section in self._referred(id_):
                for finding in chances[id_]:
                    mean = sum(chances[m][finding] for m in section.members) / len(section.members)
                    if mean >= limit:
                        chances[id_][finding] = max(chances[id_][finding], mean)
        return chances

    def _chances(self, found: Mapping[str, Mapping[str, Affinity]]) -> dict[str, dict[str, float]]:
        return {
            id_: {
                f: self.weights[group_of(self.findings[f].finding.kind)].chance(a)
                for f, a in by_finding.items()
            }
            for id_, by_finding in found.items()
        }

    def _blocks(self) -> list[list[str]]:
        """The actions that stand under the same heading and objective."""
        blocks: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
        for id_, action in self.actions.items():
            blocks[self.outline.section_of[id_].cell, action.objective].append(id_)
        return list(blocks.values())

    def _filled(self, chances: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        """The chances, raised where a finding is left with nothing and a block of actions likewise.

        A plan is written to answer each area for improvement. Of those that no action answers yet, the
        likeliest takes the block of actions that answers none yet and is nearest to it.
        """
        if self.told["formal"]:
            return chances
        limit = self.weights["formal"].accept
        free = [b for b in self._blocks() if all(max(chances[i].values()) < limit for i in b)]
        taken = {f for by_finding in chances.values() for f, c in by_finding.items() if c >= limit}
        wanting = [n.id for n in self.groups["formal"] if n.id not in taken]
        means = {
            (f, k): sum(chances[i][f] for i in block) / len(block)
            for f in wanting
            for k, block in enumerate(free)
        }
        for (finding, k), mean in sorted(means.items(), key=lambda item: (-item[1], item[0])):
            if mean < FILL or finding in taken or any(chances[i][finding] >= limit for i in free[k]):
                continue
            taken.add(finding)
            for id_ in free[k]:
                chances[id_][finding] = max(chances[id_][finding], limit)
        return chances

    def _through_weaknesses(self, scale: Scale) -> dict[str, dict[str, float]]:
        """For each action and area for improvement: how far the weaknesses behind it are answered."""
        if not self.groups["weakness"]:
            return {}
        behind = {n.id: _shares(scale.near(features(n.finding.text))) for n in self.groups["weakness"]}
        chances = self._chances(self.affinities("weakness")[1])
        return {
            id_: {
                n.id: min(1.0, sum(p * behind[w][n.id] for w, p in by_weakness.items()))
                for n in scale.findings
            }
            for id_, by_weakness in chances.items()
        }

    def _together(self, chances: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
        """The chances, drawn towards the mean of the actions under the same heading and objective."""
        drawn = {}
        for members in self._blocks():
            odds = {id_: {f: log_odds(c) for f, c in chances[id_].items()} for id_ in members}
            mean = {f: sum(odds[id_][f] for id_ in members) / len(members) for f in odds[members[0]]}
            for id_ in members:
                drawn[id_] = {
                    f: logistic((1 - TOGETHER) * own + TOGETHER * mean[f]) for f, own in odds[id_].items()
                }
        return drawn

    def _belonging(self, scale: Scale) -> dict[str, dict[str, float]]:
        """For each action: how far each finding belongs to what the action's section stands for."""
        of_finding = {n.id: scale.near(features(n.finding.text)) for n in self.findings.values()}
        of_section: dict[Section, dict[str, float]] = {}
        for section in self.outline.sections:
            claimed = self.claims.of(section.cell) if section.cell else ()
            belongs: dict[str, float] = defaultdict(float)
            for claim in claimed:
                near = of_finding[claim.finding_id]
                best = max(near.values(), default=0.0) or 1.0
                for other, value in near.items():
                    belongs[other] = max(belongs[other], 0.8 * value / best)
            for claim in claimed:
                belongs[claim.finding_id] = 1.0
            of_section[section] = belongs
        return {id_: of_section[s] for id_, s in self.outline.section_of.items()}

    def _chosen(
        self,
        id_: str,
        group: Group,
        scored: Mapping[str, float],
        by_finding: Mapping[str, Affinity],
        scale: Scale,
    ) -> Iterator[Link]:
        taken = self.structural[id_]
        told = id_ in self.told[group]
        floor = REVIEW_TOLD if told else REVIEW
        accept = self.weights[group].accept
        quoted = None if told else self._quoted_near(id_, scored)
        if quoted is not None:
            scored = {**scored, quoted: max(scored[quoted], QUOTED_NEAR)}
        ranked = sorted(scored, key=lambda f: (-scored[f], f))
        free = told and self._quotes_none(id_, group)
        for place, finding in enumerate(ranked):
            score = scored[finding]
            left_over = free and finding not in self.claimed
            if finding in taken or score < (SURE if left_over else floor):
                continue
            rest = [f for f in ranked if f != finding]
            runner = rest[0] if rest else None
            margin = score - scored[runner] if runner else None
            tie = place < 2 and margin is not None and abs(margin) < TIE and score < accept
            status: LinkStatus = "ambiguous" if tie else "review"
            if left_over or (score >= accept and not told):
                status = "accepted"
            yield self._alike_link(id_, finding, score, status, by_finding[finding], scale, margin, runner)

    def _quotes_none(self, id_: str, group: Group) -> bool:
        """Whether an action stands under a heading that quotes no finding of the group: it may say in its own
        words a finding that the plan quotes nowhere."""
        section = self.outline.section_of[id_]
        if section.cell is None or not self.outline.headed:
            return False
        ours = {n.id for n in self.groups[group]}
        return not any(ours & self.structural[member].keys() for member in section.members)

    def _quoted_near(self, id_: str, scored: Mapping[str, float]) -> str | None:
        """Of the findings that the action's cell quotes in passing: the one that the action is nearest to."""
        cell = self.outline.section_of[id_].cell
        passing = [c for c in self.claims.of(cell) if not c.whole and not c.tie] if cell else []
        near = [(scored[c.finding_id], c.finding_id) for c in passing if c.finding_id in scored]
        best = max(near, default=(0.0, ""))
        return best[1] if best[0] >= NEAR_ENOUGH else None

    def _alike_link(
        self,
        id_: str,
        finding: str,
        score: float,
        status: LinkStatus,
        affinity: Affinity,
        scale: Scale,
        margin: float | None,
        runner: str | None,
    ) -> Link:
        action, text = self.actions[id_], self.findings[finding].finding.text
        kind = self.findings[finding].finding.kind
        weights = self.weights[group_of(kind)].of
        vector = scale.weigh(action_features(action, self.outline.section_of[id_].cell))
        common = shared(vector, scale.vectors[finding], text)
        parts = tuple(
            Part(name=n, value=round(getattr(affinity, n), 3), weight=w, note=LABELS[n])
            for n, w in weights.items()
        )
        whole = " ".join(t for t in (action.activity, action.objective, action.success_measure) if t)
        return Link(
            id=ids.link_id("addresses", id_, finding),
            kind="addresses",
            from_id=id_,
            to_id=finding,
            score=round(score, 3),
            method="similarity",
            status=status,
            reasons=Reasons(
                summary="alike in " + ", ".join(common) if common else "alike by its section",
                parts=parts,
                spans=spans(whole, text),
                margin=None if margin is None else round(margin, 3),
                runner_up=runner,
            ),
        )


def answered(
    plan: Entry, inspection: Entry, kinds: Sequence[FindingKind], weights: AllWeights | None = None
) -> list[Link]:
    """The links from the plan's actions to the inspection's findings of the given kinds."""
    findings = [Named(id=i, finding=f) for i, f in findings_of(inspection) if f.kind in kinds]
    return list(Answering(plan, findings, weights).links()) if findings else []
