"""Gaps about findings: what nothing answers, what is partly answered, and actions that answer nothing."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.model import Finding
from pipeline.concepts import concepts, named
from pipeline.coverage import answer_text
from pipeline.gaps.registry import Draft, rule
from pipeline.gaps.view import (
    PlanView,
    View,
    action_evidence,
    called,
    clip,
    day,
    document,
)
from pipeline.likeness import cosine, features
from pipeline.parts import housekeeping, tells_effect, tells_lack
from pipeline.records import Coverage, Entry, Evidence, Severity, findings_of, statements_of, told
from pipeline.resolve import SEND

WORDS = {
    "weakness": "weakness",
    "area_for_improvement": "area for improvement",
    "area_for_priority_action": "area for priority action",
    "significant_weakness": "significant weakness",
    "strength": "strength",
}
FORMAL_HIGH = ("area_for_priority_action", "area_for_improvement", "significant_weakness")
ANSWERED = 0.16  # likeness of a sentence to an action from which the action may answer it
REPEATED = 0.5  # likeness of two findings from which the later repeats the earlier


def _named(finding: Finding) -> str:
    return f"{WORDS[finding.kind].capitalize()} {finding.number}"


def _covered(view: View, row: Coverage) -> tuple[Finding, list[str]]:
    actions = [ls[0].from_id for ls in view.addressed.values() if any(x.to_id == row.finding_id for x in ls)]
    return view.findings[row.finding_id], actions


@rule("uncovered_finding", "high")
def uncovered_finding(view: View) -> Iterator[Draft]:
    """A finding of the report, listed or in its narrative, that no action answers."""
    for row in view.coverage:
        if row.status == "uncovered":
            finding = view.findings[row.finding_id]
            severity: Severity = "high" if finding.kind in FORMAL_HIGH else "medium"
            yield Draft(
                area_id=row.area_id,
                items=(row.finding_id,),
                message=f"{_named(finding)} has no action: {clip(finding.text, 140)}",
                evidence=(view.quote(row.finding_id),),
                severity=severity,
            )
    for inspection in view.inspections:
        plans = view.plans_of(inspection)
        if plans:
            yield from _uncovered_statements(view, inspection, plans)


def _uncovered_statements(view: View, inspection: Entry, plans: list[PlanView]) -> Iterator[Draft]:
    """Criticism in the narrative whose own matter neither a listed finding nor an action names."""
    actions = [answer_text(a) for p in plans for a in p.actions.values()]
    asked = [f.text for _, f in findings_of(inspection) if f.kind != "strength"]
    for id_, statement in statements_of(inspection):
        if (
            statement.stance != "criticism"
            or tells_effect(statement.text)
            or not tells_lack(statement.text)
            or not _own_matters(statement.text)
        ):
            continue
        matters = _own_matters(statement.text)
        near = max((cosine(features(statement.text), features(t)) for t in asked), default=0.0)
        if near >= REPEATED or any(matters & named(t) for t in actions):
            continue
        yield Draft(
            area_id=inspection.area_id,
            items=(id_,),
            message="The report's narrative names a weakness that no action answers: "
            + clip(statement.text, 140),
            evidence=(view.quote(id_, "narrative of the report"),),
            severity="medium",
        )


def _own_matters(text: str) -> frozenset[str]:
    return frozenset(c for c in named(text) if concepts()[c].kind not in ("common", "strategic"))


@rule("partly_covered_finding", "medium")
def partly_covered_finding(view: View) -> Iterator[Draft]:
    """A finding of which a part is answered by no action."""
    for row in view.coverage:
        if row.status == "partial":
            finding, actions = _covered(view, row)
            parts = "; ".join(row.missing)
            told = f"none of its {len(actions)} actions is" if len(actions) > 1 else "its one action is not"
            yield Draft(
                area_id=row.area_id,
                items=(row.finding_id, *sorted(actions)),
                message=f"{_named(finding)} is partly answered; {told} on {parts}.",
                evidence=(view.quote(row.finding_id),),
                severity="high" if finding.kind in FORMAL_HIGH else "medium",
            )


@rule("orphan_action", "low")
def orphan_action(view: View) -> Iterator[Draft]:
    """An action that answers no finding of the report."""
    for plan in view.plans:
        if plan.inspection is None:
            continue
        for id_, action in plan.actions.items():
            aside = housekeeping(action.activity)
            if id_ in view.addressed and not aside:
                continue
            why = "is about something else" if aside else "answers no finding of the report"
            yield Draft(
                area_id=plan.area_id,
                items=(id_,),
                message=f"{called(id_, action)} {why}: {clip(action.activity)}",
                evidence=(action_evidence(id_, action),),
            )


@rule("no_plan", "high")
def no_plan(view: View) -> Iterator[Draft]:
    """A report that asks for action, and no plan that answers it is held."""
    newest: dict[tuple[str | None, str], Entry] = {}
    for entry in view.inspections:
        known = newest.get((entry.area_id, entry.kind))
        if known is None or ((told(entry) or known.details.published) and _later(entry, known)):
            newest[entry.area_id, entry.kind] = entry
    for entry in newest.values():
        asking = [i for i, f in findings_of(entry) if f.kind != "strength"]
        if asking and not view.plans_of(entry):
            due = view.due.get(entry.id)
            count = "one finding" if len(asking) == 1 else f"{len(asking)} findings"
            yield Draft(
                area_id=entry.area_id,
                items=(entry.id,),
                message=f"No plan is held that answers {document(entry)}, which asks for action on {count}"
                + (f"; the plan was due by {day(due)}." if due else "."),
                evidence=(
                    Evidence(label="report", text=entry.details.title or entry.path, document_id=entry.id),
                ),
                severity="high" if entry.kind in SEND else "low",
            )


def _later(entry: Entry, known: Entry) -> bool:
    mine, other = told(entry), told(known)
    return mine is not None and (other is None or mine > other)


@rule("late_plan", "medium")
def late_plan(view: View) -> Iterator[Draft]:
    """A plan published after the 30 working days that an area has."""
    for plan in view.plans:
        if plan.inspection is None or not plan.entry.details.published:
            continue
        due, out = view.due.get(plan.inspection.id), plan.entry.details.published
        if due and out > due and (plan.entry.version or 1) == 1:
            yield Draft(
                area_id=plan.area_id,
                items=(plan.entry.id,),
                message=f"The plan of {day(out)} came after {day(due)}, 30 working days from the report.",
                evidence=(
                    Evidence(label="plan", text=day(out), document_id=plan.entry.id),
                    Evidence(label="due", text=day(due), document_id=plan.inspection.id),
                ),
            )


@rule("repeat_weakness", "high")
def repeat_weakness(view: View) -> Iterator[Draft]:
    """A weakness that an earlier inspection of the area had found already."""
    for later in view.inspections:
        for earlier in view.inspections:
            if later.area_id is None or later.area_id != earlier.area_id or not _later(later, earlier):
                continue
            for id_, finding in findings_of(later):
                if finding.kind == "strength":
                    continue
                yield from _repeats(view, id_, finding, earlier, later)


def _repeats(view: View, id_: str, finding: Finding, earlier: Entry, later: Entry) -> Iterator[Draft]:
    best = max(
        (
            (cosine(features(finding.text), features(before.text)), other)
            for other, before in findings_of(earlier)
            if before.kind != "strength"
        ),
        default=(0.0, ""),
    )
    if best[0] >= REPEATED:
        yield Draft(
            area_id=later.area_id,
            items=(id_, best[1]),
            message=f"{_named(finding)} of {document(later)} comes back from {document(earlier)}:"
            f" {clip(finding.text)}",
            evidence=(view.quote(id_), view.quote(best[1], "earlier inspection")),
        )
