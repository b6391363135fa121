"""Gaps about dates: none, no end, before the report, in the wrong order, passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractors.model import Action
from pipeline.gaps.registry import Draft, rule
from pipeline.gaps.view import PlanView, View, action_evidence, called, clip, day
from pipeline.records import Entry, Evidence, Severity


def _draft(plan: PlanView, id_: str, action: Action, told: str, severity: Severity | None = None) -> Draft:
    raw = action.timescale.raw if action.timescale else ""
    when = Evidence(
        label="timescale", text=raw, item_id=id_, document_id=plan.entry.id, page=action.source.page
    )
    return Draft(
        area_id=plan.area_id,
        items=(id_,),
        message=f"{called(id_, action)} {told}: {clip(action.activity)}",
        evidence=(action_evidence(id_, action), *([when] if raw else [])),
        severity=severity,
    )


@rule("no_date", "high")
def no_date(view: View) -> Iterator[Draft]:
    """An action without a timescale."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            when = action.timescale
            if when is None or not (when.starts_on or when.due_on or when.qualifier):
                raw = f" (it says “{when.raw}”)" if when and when.raw else ""
                yield _draft(plan, id_, action, f"has no date{raw}")


@rule("open_ended_date", "medium")
def open_ended_date(view: View) -> Iterator[Draft]:
    """An action that has no end: from a day, ongoing, termly."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            when = action.timescale
            if when and when.due_on is None and (when.starts_on or when.qualifier):
                yield _draft(plan, id_, action, f"has no end (“{when.raw}”)")


@rule("timescale_slip", "low")
def timescale_slip(view: View) -> Iterator[Draft]:
    """A typing slip in a timescale, or one that could not be understood."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            when = action.timescale
            if when and when.slip:
                yield _draft(plan, id_, action, f"has a slip in its timescale (“{when.raw}”)")


def _answered(view: View) -> Iterator[tuple[PlanView, Entry]]:
    for plan in view.plans:
        if plan.inspection is not None:
            yield plan, plan.inspection


@rule("date_before_inspection", "high")
def date_before_inspection(view: View) -> Iterator[Draft]:
    """An action due, or begun, before the inspection ended."""
    for plan, inspection in _answered(view):
        end = inspection.details.inspection_end
        for id_, action in plan.actions.items():
            when = action.timescale
            if not end or not when:
                continue
            if when.due_on and when.due_on < end:
                yield _draft(plan, id_, action, f"was due before the inspection ended on {day(end)}")
            elif when.starts_on and when.due_on and when.starts_on < _began(inspection, end):
                told = f"began before the inspection of {day(_began(inspection, end))}"
                yield _draft(plan, id_, action, told, "low")


def _began(inspection: Entry, end: date) -> date:
    return inspection.details.inspection_start or end


@rule("date_before_publication", "medium")
def date_before_publication(view: View) -> Iterator[Draft]:
    """An action due before the report was published."""
    for plan, inspection in _answered(view):
        end, out = inspection.details.inspection_end, inspection.details.published
        for id_, action in plan.actions.items():
            due = action.timescale.due_on if action.timescale else None
            if out and due and due < out and not (end and due < end):
                yield _draft(plan, id_, action, f"was due before the report came out on {day(out)}")


@rule("date_before_plan_due", "low")
def date_before_plan_due(view: View) -> Iterator[Draft]:
    """An action due before the plan itself had to be out."""
    for plan, inspection in _answered(view):
        out, limit = inspection.details.published, view.due.get(inspection.id)
        for id_, action in plan.actions.items():
            due = action.timescale.due_on if action.timescale else None
            if out and limit and due and out <= due < limit:
                yield _draft(plan, id_, action, f"was due before the plan had to be out on {day(limit)}")


@rule("start_after_end", "high")
def start_after_end(view: View) -> Iterator[Draft]:
    """An action that ends before it starts."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            when = action.timescale
            if when and when.starts_on and when.due_on and when.starts_on > when.due_on:
                yield _draft(plan, id_, action, f"ends before it starts (“{when.raw}”)")


@rule("overdue", "high")
def overdue(view: View) -> Iterator[Draft]:
    """An action due before the day asked about, and not complete."""
    if view.as_of is None:
        return
    for plan in view.plans:
        for id_, action in plan.actions.items():
            due = action.timescale.due_on if action.timescale else None
            if due and due < view.as_of and action.status != "complete":
                yield _draft(plan, id_, action, f"was due by {day(due)} and is not complete")
