"""Gaps about owners: nobody, no person, one person with too much."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.model import Action
from pipeline.gaps.registry import Draft, rule
from pipeline.gaps.view import PlanView, View, action_evidence, called, clip
from pipeline.records import Evidence

FEWEST = 8  # actions from which one owner's share of a plan is looked at
MOSTLY_SINGLE = 0.25  # share of actions with several owners up to which a plan names single owners


@rule("no_owner", "high")
def no_owner(view: View) -> Iterator[Draft]:
    """An action that nobody is responsible for."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            if not action.owners and not action.responsible_raw:
                yield Draft(
                    area_id=plan.area_id,
                    items=(id_,),
                    message=f"{called(id_, action)} names nobody responsible: {clip(action.activity)}",
                    evidence=(action_evidence(id_, action),),
                )


@rule("no_named_owner", "medium")
def no_named_owner(view: View) -> Iterator[Draft]:
    """Only an organisation or a board is responsible, or several and no single one."""
    for plan in view.plans:
        several = [a for a in plan.actions.values() if _people(a) > 1]
        single = len(several) <= MOSTLY_SINGLE * len(plan.actions)
        for id_, action in plan.actions.items():
            if not action.owners:
                continue
            raw = action.responsible_raw or ", ".join(_owners(action))
            if _people(action) == 0:
                yield Draft(
                    area_id=plan.area_id,
                    items=(id_,),
                    message=f"{called(id_, action)} is given to {raw}, not to a person or post: "
                    + clip(action.activity),
                    evidence=(_owner_evidence(id_, action, raw),),
                )
            elif single and _people(action) > 1:
                yield Draft(
                    area_id=plan.area_id,
                    items=(id_,),
                    message=f"{called(id_, action)} is shared by several without a single owner: {raw}",
                    evidence=(_owner_evidence(id_, action, raw),),
                    severity="low",
                )


def _people(action: Action) -> int:
    """How many persons or posts the action names."""
    return sum(1 for o in action.owners if o.name or o.role)


def _owners(action: Action) -> list[str]:
    return [o.name or o.role or o.organisation or "" for o in action.owners]


def _owner_evidence(id_: str, action: Action, raw: str) -> Evidence:
    return Evidence(
        label="responsible", text=raw, item_id=id_, document_id=id_.split("-")[0], page=action.source.page
    )


@rule("overloaded_owner", "high")
def overloaded_owner(view: View) -> Iterator[Draft]:
    """One owner with too large a share of a plan's actions."""
    for plan in view.plans:
        for owner, held in _loads(plan).items():
            share = len(held) / len(plan.actions)
            if len(held) >= FEWEST and share >= view.settings.overload_share:
                yield Draft(
                    area_id=plan.area_id,
                    items=tuple(held),
                    message=f"{owner} is named on {len(held)} of {len(plan.actions)} actions.",
                    evidence=(Evidence(label="owner", text=owner, document_id=plan.entry.id),),
                    discriminator=owner,
                )


def _loads(plan: PlanView) -> dict[str, list[str]]:
    """The actions of each person or post."""
    found: dict[str, list[str]] = {}
    for id_, action in plan.actions.items():
        for owner in dict.fromkeys(o.name or o.role for o in action.owners):
            if owner:
                found.setdefault(owner, []).append(id_)
    return found
