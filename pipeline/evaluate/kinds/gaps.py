"""Gold for gaps: those that must be raised, and those that are right if raised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extractors.model import Record
from pipeline.evaluate.database import Database, GapRow
from pipeline.evaluate.kinds.links import named, plan_of
from pipeline.evaluate.kinds.plan import matches
from pipeline.evaluate.plan_gold import GoldPlan
from pipeline.evaluate.records import Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, Raw, register

# Rules that name the same fault from two sides: either is right where the gold has the first.
SAME_RULE = {
    "date_before_publication": ("date_before_inspection",),
    "drift": ("contradiction",),
    "figure_error": ("timescale_slip", "garbled_text"),
}
DOCUMENTS = {"report", "response", "web_page", "news"}  # a gap about a whole document: any item will do
FINDING = re.compile(r"[IWPNS]\d+$")


class GoldGap(Record):
    """A gap: its rule, what it is about, and whether it must be raised."""

    rule: str
    items: tuple[str, ...]
    must: bool


class GoldGaps(Gold):
    """The gaps of a plan and the report that it answers."""

    gold: str = "gaps"
    plan: str
    gaps: tuple[GoldGap, ...]


# -- reading -------------------------------------------------------------------------------------


def takes(raw: Raw) -> bool:
    """Whether this is the full gold of gaps: a list of them with rules and what they are about."""
    return bool(_list(raw.data))


def read(raw: Raw) -> list[Gold]:
    """The gold record of gaps in full form."""
    gaps = tuple(
        GoldGap(rule=g["rule"], items=tuple(g["item_ids"]), must=g.get("expected", "must") == "must")
        for g in _list(raw.data)
    )
    return [GoldGaps(source=raw.path.name, plan=raw.key, gaps=gaps)]


def _list(data: Any) -> list[Any]:
    gaps = data.get("gaps", []) if isinstance(data, dict) else data
    good = isinstance(gaps, list) and all(
        isinstance(g, dict) and {"rule", "item_ids"} <= set(g) for g in gaps
    )
    return gaps if good else []


# -- scoring -------------------------------------------------------------------------------------


def score(db: Database, golds: Sequence[Gold], every: Sequence[Gold]) -> Sheet:
    """By rule: how many that must be raised are; every gap raised that the gold does not have."""
    tally = Tally()
    for gold in golds:
        plan = plan_of(gold.plan, every) if isinstance(gold, GoldGaps) else None
        if isinstance(gold, GoldGaps) and plan is not None:
            found = bool(matches(db, plan, every))
            tally.holds() if found else tally.lacks(plan.label)
            raised = _raised(db, plan, every)
            groups = {g.id: set(g.action_ids) for g in plan.groups}
            _score_must(tally, gold, raised, groups)
            _name_extra(tally, gold, raised, groups)
    return tally.sheet("gaps", "Gaps")


Raised = tuple[GapRow, set[str]]


def _raised(db: Database, plan: GoldPlan, every: Sequence[Gold]) -> list[Raised]:
    """The area's gaps, each with what it is about in the gold's names; a measure stands for its actions."""
    names, _ = named(db, plan, every)
    if names.area_id is None:
        return []
    name_of = names.findings | names.actions
    measured: dict[str, set[str]] = {}
    for row in db.action_measures:
        measured.setdefault(row.measure_id, set()).add(names.actions.get(row.action_id, row.action_id))
    return [
        (gap, {name for i in gap.item_ids for name in {name_of.get(i, i)} | measured.get(i, set())})
        for gap in db.gaps
        if gap.area_id == names.area_id
    ]


def _about(gap: GoldGap, groups: dict[str, set[str]]) -> set[str]:
    """What a raised gap must have in common: of a gap about a finding, the finding."""
    if gap.items and FINDING.match(gap.items[0]) and gap.items[0][0] in "IWN":
        return {gap.items[0]}
    return set(gap.items).union(*(groups.get(i, set()) for i in gap.items))


def _fits(gold: GoldGap, raised: Raised, groups: dict[str, set[str]]) -> bool:
    row, items = raised
    same = row.rule == gold.rule or row.rule in SAME_RULE.get(gold.rule, ())
    return same and bool(items & _about(gold, groups) or DOCUMENTS & set(gold.items))


def _score_must(tally: Tally, gold: GoldGaps, raised: Sequence[Raised], groups: dict[str, set[str]]) -> None:
    for gap in gold.gaps:
        if gap.must:
            hit = any(_fits(gap, r, groups) for r in raised)
            tally.judge("gaps that must be raised", gold.plan, hit)
            if not tally.judge(gap.rule, f"{gold.plan}, by rule", hit):
                cause = _cause(gap, raised)
                tally.differ(gold.plan, gap.rule, "missed", ", ".join(gap.items[:6]), cause)


def _cause(gap: GoldGap, raised: Sequence[Raised]) -> str:
    if not any(row.rule == gap.rule for row, _ in raised):
        return "the rule raised nothing"
    others = sorted({row.rule for row, items in raised if items & set(gap.items)})
    return f"raised about it: {', '.join(others)}" if others else "the rule raised others only"


def _name_extra(tally: Tally, gold: GoldGaps, raised: Sequence[Raised], groups: dict[str, set[str]]) -> None:
    """Neither must nor may: to be read by a person; the gold is not whole for every rule."""
    extra = [r for r in raised if not any(_fits(gap, r, groups) for gap in gold.gaps)]
    for row, items in extra:
        tally.differ(gold.plan, row.rule, "extra", row.message[:120], ", ".join(sorted(items)[:6]))
    for one in raised:
        tally.judge("gaps raised that are in the gold", gold.plan, one not in extra)


register(Kind("gaps", GoldGaps, takes, read, score, order=40))
