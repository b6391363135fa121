"""Gaps about measures of success: none, no figures, no baseline, no target, a target that is no gain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Measure
from pipeline import ids
from pipeline.gaps.registry import Draft, rule
from pipeline.gaps.view import Block, PlanView, View, action_evidence, called, clip, measure_evidence
from pipeline.likeness import cosine, features
from pipeline.records import Evidence

FIGURE = re.compile(
    r"\d+(?:[.,]\d+)?\s*%|\b\d+(?:\.\d+)?\s+(?:per|a|out of|of)\b"
    r"|\b(?:from|to|by|under|over|than|least|of)\s+\d|\b\d+\s+(?:people|children|staff)\b"
    r"|\b\d+(?:,\d{3})*\s+(?!years?\b)(?:[^\W\d_]+\s+){0,2}[^\W\d_]{2,}s\b"  # so many of something
    r"|\b(?:all|every|none|nil|zero|half|monthly|weekly|daily|quarterly)\b",
    re.IGNORECASE,
)
REAL_FIGURE = re.compile(r"\d")
UNMEASURED = re.compile(
    r"\bnot (?:previously |yet |currently )?(?:measured|known|available|collected|recorded|set)\b"
    r"|\bto be (?:set|confirmed|agreed|established|determined|measured|developed)\b|\bTB[CADE]\b"
    r"|\bno (?:current )?baseline\b|\bnew measure\b|\bunknown\b|\bn/?a\b|\bnot applicable\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d\d/\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[\s-]*\d{2,4}\b"
    r"|\bEOY\b|\bQ[1-4]\b",
    re.IGNORECASE,
)


def _figures(text: str) -> str:
    """The text without its ages, years and ordinals, which measure nothing."""
    text = DATED.sub(" ", text)
    text = re.sub(r"\b\d+\s*(?:st|nd|rd|th)\b", " ", text)
    return re.sub(r"\b(?:year|age|aged|key stage|post|tier|KPI)s?\s*\d+", " ", text, flags=re.IGNORECASE)


def measurable(block: Block) -> bool:
    """Whether anything about the block's success can be counted."""
    for measure in block.measures.values():
        if measure.baseline_value is not None or any(t.value is not None for t in measure.targets):
            return True
    return any(_countable(text) for text in block.success)


def _countable(text: str) -> bool:
    """Whether the text holds a figure to measure by, or says of how many it is to be true."""
    plain = _figures(text)
    if re.match(r"\s*all\b", plain, re.IGNORECASE) and not REAL_FIGURE.search(plain):
        return bool(re.search(r"\b(?:monthly|weekly|daily|quarterly|termly)\b", plain, re.IGNORECASE))
    return bool(FIGURE.search(plain)) and bool(
        REAL_FIGURE.search(plain)
        or re.search(r"\b(?:none|nil|zero|half|monthly|weekly|daily|every)\b", plain, re.I)
    )


@rule("no_measure", "medium")
def no_measure(view: View) -> Iterator[Draft]:
    """An action for which nothing says how success would be seen."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            if not action.success_measure and not plan.measures_of[id_]:
                yield Draft(
                    area_id=plan.area_id,
                    items=(id_,),
                    message=f"{called(id_, action)} has no measure of success: {clip(action.activity)}",
                    evidence=(action_evidence(id_, action),),
                )


@rule("unmeasurable_objective", "medium")
def unmeasurable_objective(view: View) -> Iterator[Draft]:
    """An objective whose success has no figure to measure it by."""
    for plan in view.plans:
        for block in plan.blocks:
            if not block.success or measurable(block):
                continue
            texts = "; ".join(block.success)
            named = f"The objective “{clip(block.objective)}”" if block.objective else "The action"
            yield Draft(
                area_id=plan.area_id,
                items=tuple(block.actions),
                message=f"{named} is measured by words without a figure: {clip(texts)}",
                evidence=(Evidence(label="success", text=texts, document_id=plan.entry.id),),
            )


# -- single measures ---------------------------------------------------------------------------


def _measures(view: View) -> Iterator[tuple[PlanView, str, Measure]]:
    for plan in view.plans:
        for id_, measure in plan.measures.items():
            yield plan, id_, measure


def _draft(plan: PlanView, id_: str, measure: Measure, told: str) -> Draft:
    what = f"“{clip(measure.text, 80)}”" if measure.text else f"Measure {measure.number}"
    return Draft(
        area_id=plan.area_id,
        items=(id_,),
        message=f"{what} {told}",
        evidence=(measure_evidence(id_, measure),),
    )


def _valued(measure: Measure) -> bool:
    return any(t.value is not None for t in measure.targets)


def _said(measure: Measure) -> str:
    return " ".join([measure.text, measure.baseline_raw or "", *(t.raw for t in measure.targets)])


@rule("measure_without_text", "medium")
def measure_without_text(view: View) -> Iterator[Draft]:
    """Figures without words that say what is measured."""
    for plan, id_, measure in _measures(view):
        bare = re.sub(r"\b(?:baseline|target|actual|EOY)\b", "", measure.text, flags=re.IGNORECASE)
        if not re.search(r"[^\W\d_]{3}", bare) and (measure.baseline_raw or measure.targets):
            yield _draft(plan, id_, measure, "gives figures and does not say what is measured.")


@rule("measure_without_baseline", "medium")
def measure_without_baseline(view: View) -> Iterator[Draft]:
    """A target without a baseline to judge it by."""
    for plan in view.plans:
        based = {
            b_id
            for block in plan.blocks
            if any(m.baseline_raw or m.baseline_value is not None for m in block.measures.values())
            for b_id in block.measures
        }
        for id_, measure in plan.measures.items():
            bare = measure.baseline_value is None and not measure.baseline_raw
            if _valued(measure) and bare and id_ not in based:
                yield _draft(plan, id_, measure, "has a target and no baseline.")


@rule("baseline_not_measured", "medium")
def baseline_not_measured(view: View) -> Iterator[Draft]:
    """A baseline that is still to be measured or set."""
    for plan, id_, measure in _measures(view):
        if measure.baseline_value is None and UNMEASURED.search(measure.baseline_raw or ""):
            yield _draft(
                plan, id_, measure, f"has a baseline that nobody has measured (“{measure.baseline_raw}”)."
            )


@rule("measure_without_target", "high")
def measure_without_target(view: View) -> Iterator[Draft]:
    """A baseline without a target."""
    for plan, id_, measure in _measures(view):
        if measure.baseline_value is not None and not measure.targets:
            yield _draft(plan, id_, measure, "has a baseline and no target.")


@rule("target_without_date", "low")
def target_without_date(view: View) -> Iterator[Draft]:
    """A target without the day or period by which it is to be met."""
    for plan, id_, measure in _measures(view):
        undated = [
            t for t in measure.targets if t.value is not None and not t.period and not DATED.search(t.raw)
        ]
        if undated and len(undated) == len(measure.targets) and not DATED.search(_target_words(measure)):
            yield _draft(plan, id_, measure, f"has a target without a date ({undated[0].raw}).")


def _target_words(measure: Measure) -> str:
    """The measure's words without its baseline, whose date is another."""
    return measure.text.replace(measure.baseline_raw or "\0", " ")


FALL = re.compile(
    r"\b(?:reduc\w+|decreas\w+|fewer|fall\w*|less|lower\w*|longest wait|wait(?:s|ing)?|overdue|delay\w*)\b",
    re.I,
)
RISE = re.compile(r"\b(?:increas\w+|improv\w+|more|rise\w*|higher|up)\b", re.I)


def direction_of(measure: Measure) -> str | None:
    """The way the measure is meant to go: as read, else by its words."""
    if measure.direction:
        return measure.direction
    falls, rises = FALL.search(measure.text), RISE.search(measure.text)
    if bool(falls) == bool(rises):
        return None
    return "down" if falls else "up"


@rule("target_no_better", "high")
def target_no_better(view: View) -> Iterator[Draft]:
    """A target that is no better than the baseline."""
    for plan, id_, measure in _measures(view):
        base = measure.baseline_value
        values = [t.value for t in measure.targets if t.value is not None]
        if base is None or not values:
            continue
        last, way = values[-1], direction_of(measure)
        worse = (way == "up" and last < base) or (way == "down" and last > base)
        if (
            last == base
            or worse
            or (way == "up" and min(values) < base)
            or (way == "down" and max(values) > base)
        ):
            yield _draft(
                plan, id_, measure, f"aims at {measure.targets[-1].raw} from {measure.baseline_raw or base}."
            )


OFF = 0.04  # likeness of a measure to its objective below which it measures something else


@rule("measure_off_objective", "medium")
def measure_off_objective(view: View) -> Iterator[Draft]:
    """A measure that does not measure what its objective promises."""
    for plan in view.plans:
        known: dict[str, list[tuple[Block, str, float]]] = {}
        for block in plan.blocks:
            for id_, measure in block.measures.items():
                near = _near_objective(block, measure)
                if near is not None:
                    known.setdefault(ids.bare(_said(measure)), []).append((block, id_, near))
        for same in known.values():
            best = max(near for _, _, near in same)
            for block, id_, near in same:
                if near < OFF <= best:
                    yield _off(plan, block, id_)


def _off(plan: PlanView, block: Block, id_: str) -> Draft:
    measure = plan.measures[id_]
    said = f"“{clip(measure.text, 80)}” does not measure the objective “{clip(block.objective or '')}”"
    return Draft(
        area_id=plan.area_id,
        items=(id_, *block.actions),
        message=said,
        evidence=(measure_evidence(id_, measure),),
    )


def _near_objective(block: Block, measure: Measure) -> float | None:
    """How alike a measure and what the objective is for are; None where one of them has no words."""
    if not block.objective or not measure.text:
        return None
    return cosine(features(PURPOSE.split(block.objective)[-1]), features(measure.text))


PURPOSE = re.compile(r"\bso that\b", re.IGNORECASE)


@rule("duplicate_measure", "low")
def duplicate_measure(view: View) -> Iterator[Draft]:
    """The same measure for two objectives."""
    for plan in view.plans:
        seen: dict[str, str] = {}
        for id_, measure in plan.measures.items():
            key = ids.bare(_said(measure))
            if len(ids.bare(measure.text)) < 12 or measure.baseline_value is None:
                continue
            first = seen.setdefault(key, id_)
            if first != id_ and _apart(plan, first, id_):
                yield Draft(
                    area_id=plan.area_id,
                    items=(first, id_),
                    message=f"The same measure serves two objectives: “{clip(measure.text)}”",
                    evidence=(measure_evidence(first, plan.measures[first]), measure_evidence(id_, measure)),
                )


def _apart(plan: PlanView, first: str, second: str) -> bool:
    """Whether two measures belong to different actions."""
    return not set(plan.measured(plan.measures[first])) & set(plan.measured(plan.measures[second]))
