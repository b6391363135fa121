"""How far a plan answers what a finding asks, part by part, and what no action answers.

A finding is answered by the actions that are linked to it and accepted. Its parts are the matters, services,
groups and stages that its passages name; a part that no action, objective or measure names is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from extractors.model import Action, Finding, Measure, Record
from pipeline.concepts import Mention, concepts, mentions, named
from pipeline.likeness import CONCEPT, weight
from pipeline.parts import FORMAL, passages
from pipeline.records import (
    TO_ANSWER,
    Coverage,
    CoverageStatus,
    Entry,
    Link,
    actions_of,
    findings_of,
    measures_of,
    plans_for,
    standing,
)

UNNAMED = ("common", "strategic")  # kinds of concepts that are in too many texts to be missed in one
RARE = 4.5  # weight from which a matter is missed beside others that are answered
TELLING = 2.3  # weight from which a group, a stage or a whole passage is missed
LISTED = 1.5  # weight from which a member of a list is missed
WEAK = 0.45  # chance below which a single link by likeness does not make a weakness answered
LIST_LEAD = re.compile(r"\b(?:particularly|especially|including|in particular)\b|:", re.IGNORECASE)
SNIPPET = 5


class Missing(Record):
    """A part of a finding that no action answers: the matter, and the words that ask for it."""

    concept: str | None
    label: str
    passage: str


def cover(entries: Sequence[Entry], links: Sequence[Link]) -> list[Coverage]:
    """One row for each finding to answer of each inspection document that counts."""
    counted = standing(entries)
    answering: dict[str, list[Link]] = {}
    for link in links:
        if link.kind == "addresses" and link.accepted:
            answering.setdefault(link.to_id, []).append(link)
    found = []
    for inspection in counted:
        if inspection.family != "inspection":
            continue
        plans = plans_for(inspection, counted)
        actions = {id_: action for plan in plans for id_, action in actions_of(plan)}
        complete = _complete(plans)
        quotes = _quotes(inspection, plans, links)
        for id_, finding in findings_of(inspection):
            if finding.kind in TO_ANSWER:
                accepted = [link for link in answering.get(id_, []) if link.from_id in actions]
                found.append(
                    _row(id_, finding, inspection.area_id, plans, accepted, actions, complete, quotes)
                )
    return found


def _row(
    id_: str,
    finding: Finding,
    area_id: str | None,
    plans: Sequence[Entry],
    accepted: Sequence[Link],
    actions: Mapping[str, Action],
    complete: frozenset[str],
    quotes: Mapping[str, Sequence[str]],
) -> Coverage:
    count = len(accepted)
    status: CoverageStatus = "covered"
    missing: list[str] = []
    if not plans:
        status, why = "no_plan", "No plan that answers this report is held."
    elif not _answered(finding, accepted):
        status, why = "uncovered", "No action answers it."
        if count:
            why = "Only a doubtful likeness to one action; no action clearly answers it."
    else:
        parts = missing_parts(finding, [actions[link.from_id] for link in accepted], quotes.get(id_, ()))
        missing = told(finding, parts)
        status = "partial" if parts else "covered"
        why = f"{count} action{'s' if count != 1 else ''} answer{'s' if count == 1 else ''} it"
        why += f", none of them on {'; '.join(missing)}." if parts else "."
    deep = status in ("covered", "partial") and all(link.from_id in complete for link in accepted)
    return Coverage(
        finding_id=id_,
        area_id=area_id,
        status=status,
        deep=deep,
        actions=count,
        missing=tuple(missing),
        explanation=why,
    )


def _answered(finding: Finding, accepted: Sequence[Link]) -> bool:
    """Whether the links are enough to say that something answers the finding."""
    if finding.kind in FORMAL or any(link.method != "similarity" for link in accepted):
        return bool(accepted)
    return any(link.score >= WEAK for link in accepted)


def _complete(plans: Sequence[Entry]) -> frozenset[str]:
    """The actions with an owner, a date, and a measure with baseline and target."""
    found = set()
    for plan in plans:
        measured = {n for _, m in measures_of(plan) if measurable(m) for n in m.actions}
        for id_, action in actions_of(plan):
            dated = action.timescale is not None and action.timescale.due_on is not None
            if action.owners and dated and action.number in measured:
                found.add(id_)
    return frozenset(found)


def measurable(measure: Measure) -> bool:
    """Whether a measure has a baseline and a target with values."""
    return measure.baseline_value is not None and any(t.value is not None for t in measure.targets)


def _quotes(inspection: Entry, plans: Sequence[Entry], links: Sequence[Link]) -> dict[str, tuple[str, ...]]:
    """For each finding: the words that the plan's own headings use for it."""
    ours = {id_ for plan in plans for id_, _ in actions_of(plan)}
    found: dict[str, dict[str, None]] = {}
    for link in links:
        said = link.kind == "addresses" and link.method == "structure" and link.from_id in ours
        if said and link.reasons.via and link.reasons.parts[0].name == "quotation":
            found.setdefault(link.to_id, {})[link.reasons.via] = None
    return {id_: tuple(texts) for id_, texts in found.items()}


# -- parts -------------------------------------------------------------------------------------


def answer_text(action: Action) -> str:
    """What an action says that it does and is to bring about; not the heading that quotes the finding."""
    return " . ".join(t for t in (action.activity, action.objective, action.success_measure) if t)


def missing_parts(finding: Finding, actions: Sequence[Action], quotes: Sequence[str]) -> list[Missing]:
    """The parts of the finding that none of the actions names, in the order of its words."""
    answered = frozenset[str]().union(*(named(answer_text(a)) for a in actions))
    quoted = frozenset[str]().union(*(named(q) for q in quotes)) if quotes else None
    found: dict[str, Missing] = {}
    for passage in passages(finding.text, finding.kind):
        if passage.role == "ask":
            for part in _missing_of(passage.text, answered, quoted):
                found.setdefault(part.concept or part.label, part)
    for part in list(found.values()):
        broader = concepts()[part.concept].broader if part.concept else None
        found.pop(broader or "", None)  # the narrower matter says it
    narrowed = _narrowed(finding, actions)
    if narrowed:
        found.setdefault(narrowed.label, narrowed)
    return list(found.values())


def _missing_of(passage: str, answered: frozenset[str], quoted: frozenset[str] | None) -> Iterable[Missing]:
    """The parts of one passage that are missing."""
    places: dict[str, Mention] = {}
    for mention in mentions(passage):
        if concepts()[mention.concept].kind not in UNNAMED and not _within(mention, mentions(passage)):
            places.setdefault(mention.concept, mention)
    unanswered = [c for c in places if c not in answered]
    alone = len(unanswered) == len(places)
    for slug in unanswered:
        kind, value = concepts()[slug].kind, weight(CONCEPT + slug)
        peers = [c for c in places if c != slug and c in answered and concepts()[c].kind == kind]
        listed = LIST_LEAD.search(passage) is not None and bool(peers)
        if (
            (alone and value >= TELLING)
            or (kind in ("group", "stage") and value >= TELLING)
            or (kind == "service" and value >= TELLING)
            or (listed and value >= LISTED)
            or (quoted is not None and slug not in quoted and listed)
            or value >= RARE
        ):
            yield Missing(concept=slug, label=concepts()[slug].label, passage=_snippet(passage, places[slug]))


def _within(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether the mention is a part of a longer one that names something else."""
    return any(
        o.concept != mention.concept
        and o.start <= mention.start
        and mention.end <= o.end
        and o.end - o.start > mention.end - mention.start
        and concepts()[o.concept].broader != mention.concept
        for o in others
    )


def _snippet(passage: str, mention: Mention) -> str:
    """The mention with the few words that follow it in the passage."""
    before = passage[: mention.start].split()[-1:]
    after = passage[mention.start :].split()
    size = len(passage[mention.start : mention.end].split())
    words = [*before, *after[: max(size, SNIPPET)]]
    return " ".join(words).strip(" ,;.")


ALL_CHILDREN = re.compile(r"\bwith SEND\b|\bwith special educational needs\b", re.IGNORECASE)
WITH_PLAN = re.compile(r"\b(?:EHC|EHCP|education,? health and care)\b", re.IGNORECASE)


def _narrowed(finding: Finding, actions: Sequence[Action]) -> Missing | None:
    """Children without a plan, where the finding speaks of all and every objective only of EHC plans."""
    objectives = {a.objective or a.activity for a in actions}
    asked = passages(finding.text, finding.kind)[0].text
    if WITH_PLAN.search(finding.text) or not ALL_CHILDREN.search(asked):
        return None
    if not all(WITH_PLAN.search(o) for o in objectives):
        return None
    return Missing(
        concept=None,
        label="children and young people with SEND who have no EHC plan",
        passage=asked,
    )


LEAD_WORDS = 10


def told(finding: Finding, parts: Sequence[Missing]) -> list[str]:
    """The missing parts as a board would read them.

    Where a finding opens with a short general complaint and the parts that spell it out are missing, the
    complaint is named with them.
    """
    said = [f"{p.label} (“{p.passage}”)" for p in parts]
    asked = [p.text for p in passages(finding.text, finding.kind) if p.role == "ask"]
    if len(asked) < 3 or len(parts) < 2 or len(asked[0].split()) > LEAD_WORDS:
        return said
    topics = [concepts()[m.concept].label for m in mentions(asked[0])]
    if not topics or any(p.passage in asked[0] for p in parts):
        return said
    return [f"{topics[-1]}: {'; '.join(said)}"]
