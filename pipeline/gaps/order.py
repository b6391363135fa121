"""Gaps about order: a step before what it needs, a target before the action that brings it about."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from extractors.model import Action, Measure
from pipeline.gaps.registry import Draft, rule
from pipeline.gaps.view import Block, PlanView, View, action_evidence, called, clip, day, measure_evidence
from pipeline.likeness import weight
from pipeline.words import stems

STEPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "start",
        re.compile(r"^\W*(?:launch|open|mobilise|migrate|roll out|introduce|go live|implement)\b", re.I),
    ),
    ("end", re.compile(r"^\W*(?:remove|withdraw|close|decommission|switch off|retire)\b", re.I)),
    ("test", re.compile(r"^\W*(?:test|trial|pilot)\b", re.I)),
    ("build", re.compile(r"^\W*(?:build|develop|design|create|draft|construct)\b", re.I)),
    ("approve", re.compile(r"\b(?:seek approval|approve|submit (?:\w+ ){0,3}application|sign off)\b", re.I)),
)
BEFORE = {("start", "end"), ("build", "test"), ("build", "start"), ("test", "start"), ("approve", "build")}
AFTER = re.compile(
    r"\b(?:post|after|following|once)\s+(?:the\s+)?(?:implementation|introduction|completion|launch|recruitment)\s+of\s+"
    r"([^.;,]+)",
    re.IGNORECASE,
)
TOLD_DAY = re.compile(
    r"\b(?:begins?|starts?|commences?|held|takes? place)\b[^.;]{0,20}?\bon\s+\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    re.IGNORECASE,
)
SHARED = 2  # words in common from which two steps are about one thing
RARE = 2.0  # weight from which a word tells what a step is about


def _due(action: Action) -> date | None:
    return action.timescale.due_on if action.timescale else None


def _about(text: str) -> set[str]:
    return {s for s in stems(text) if weight(s) >= RARE}


@rule("out_of_order", "medium")
def out_of_order(view: View) -> Iterator[Draft]:
    """Steps dated in an order in which they cannot be done."""
    for plan in view.plans:
        for block in plan.blocks:
            yield from _steps(plan, block)
        yield from _after(plan)
        yield from _begun(plan)
        yield from _targets(plan)


def _steps(plan: PlanView, block: Block) -> Iterator[Draft]:
    """Within an objective: the old taken away before the new is there, a test before what it tests."""
    staged = [
        (name, id_, action)
        for id_, action in block.actions.items()
        for name, pattern in STEPS
        if pattern.search(action.activity) and _due(action)
    ]
    for first, id_, action in staged:
        late = [
            (other, later)
            for second, other, later in staged
            if (second, first) in BEFORE
            and other != id_
            and _earlier(action, later)
            and _about(action.activity) & _about(later.activity)
        ]
        if late:
            yield Draft(
                area_id=plan.area_id,
                items=(id_, *(other for other, _ in late)),
                message=f"{called(id_, action)} is due before {called(*late[0])}, which has to come first.",
                evidence=(action_evidence(id_, action), *(action_evidence(o, a) for o, a in late)),
            )


def _earlier(first: Action, second: Action) -> bool:
    a, b = _due(first), _due(second)
    return a is not None and b is not None and a < b


def _after(plan: PlanView) -> Iterator[Draft]:
    """An action that is to follow another, and is due before it."""
    for id_, action in plan.actions.items():
        match = AFTER.search(action.activity)
        if not match:
            continue
        wanted = _about(match[1])
        for other, later in plan.actions.items():
            named = _about(later.activity)
            starts = re.search(
                r"\b(?:implement|introduce|launch|complete|recruit|develop\w*)\b", later.activity, re.I
            )
            if (
                other != id_
                and starts
                and len(wanted & named) >= min(SHARED, len(wanted))
                and _earlier(action, later)
            ):
                yield Draft(
                    area_id=plan.area_id,
                    items=(id_, other),
                    message=f"{called(id_, action)} is to follow “{match[1].strip()}” and is due before "
                    f"{called(other, later)}.",
                    evidence=(action_evidence(id_, action), action_evidence(other, later)),
                )


ANY_DAY = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{2,4})\b")


def _begun(plan: PlanView) -> Iterator[Draft]:
    """A day named in the activity that leaves no time before the activity is due."""
    for id_, action in plan.actions.items():
        due, tight = _due(action), _too_late(action)
        if due and tight:
            yield Draft(
                area_id=plan.area_id,
                items=(id_,),
                message=f"{called(id_, action)} leaves little or no time: it names {day(tight)} and is due"
                f" by {day(due)}: {clip(action.activity)}",
                evidence=(action_evidence(id_, action),),
            )


def _too_late(action: Action) -> date | None:
    """The first day in the activity on or after its due day, or on which it begins in the month it is due."""
    due = _due(action)
    begins = TOLD_DAY.search(action.activity) is not None
    for match in ANY_DAY.finditer(action.activity):
        told = _day(match)
        if due and told and (told >= due or (begins and (told.year, told.month) == (due.year, due.month))):
            return told
    return None


def _day(match: re.Match[str]) -> date | None:
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    try:
        return date(year, int(match[2]), int(match[1]))
    except ValueError:
        return None


def _targets(plan: PlanView) -> Iterator[Draft]:
    """A target to be met before the last of the actions that are to bring it about."""
    for id_, measure in plan.measures.items():
        end = target_end(measure)
        actions = {i: a for i, a in plan.measured(measure).items() if _due(a)}
        if end is None or not actions:
            continue
        last_id, last = max(actions.items(), key=lambda item: (_due(item[1]) or date.min, item[0]))
        due = _due(last)
        if due and due > end:
            yield Draft(
                area_id=plan.area_id,
                items=(id_, last_id),
                message=f"{called(last_id, last)} is due by {day(due)}, after the day of its target,"
                f" {day(end)}.",
                evidence=(measure_evidence(id_, measure), action_evidence(last_id, last)),
                severity="medium" if len(actions) > 1 else "low",
            )


PERIODS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(\d{4})-(\d{2})-(\d{2})$"), "day"),
    (re.compile(r"^(20\d\d)-(0[1-9]|1[0-2])$"), "month"),
    (re.compile(r"\b(20\d\d)\s*EOY\b|\bEOY\s*(20\d\d)\b|^(20\d\d)$", re.I), "year"),
)


def target_end(measure: Measure) -> date | None:
    """The last day of the period of the measure's last target, as far as it can be told."""
    for target in reversed(measure.targets):
        for pattern, kind in PERIODS:
            match = pattern.search(target.period or "")
            if not match:
                continue
            numbers = [int(g) for g in match.groups() if g]
            if kind == "day":
                return date(*numbers)
            if kind == "month":
                return date(numbers[0], numbers[1], monthrange(*numbers)[1])
            return date(numbers[0], 12, 31)
    return None
