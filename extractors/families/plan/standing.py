"""The column or label that says how far the actions are, where none of the usual names tells which it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.families.plan import content
from extractors.families.plan.draft import Draft, Field, Group
from extractors.families.plan.gantt import is_coloured
from extractors.families.plan.profile import are_answers
from extractors.families.plan.words import fold
from extractors.fields.rating import Legend

ENOUGH = 2  # ratings under a name that tell what it is
SHARE = 0.8  # of what stands under it
ABLE = ("update", "baseline")  # roles whose names are those of a rating as well: "Progress", "Where we are"


def settle_status(drafts: Sequence[Draft], key: Legend) -> None:
    """Move what rates the actions to their status: under one name nearly all texts are ratings, by the plan's
    own key or by the usual words, or there are only colours."""
    free = [d for d in drafts if "status" not in d.fields]
    held: dict[str, list[tuple[Draft, Group]]] = defaultdict(list)
    for draft in free:
        for role in ABLE:
            if (group := draft.group(role)) is not None and not draft.fields[role].inherited:
                held[role].append((draft, group))
        for group in draft.extras:
            if group.header:
                held[f"extra {fold(group.header)}"].append((draft, group))
    for name, found in held.items():
        rating = [(d, g) for d, g in found if rates(g, key)]
        if are_answers([g.text for _, g in found]):
            continue
        if len(rating) < ENOUGH or len(rating) < SHARE * len(found):
            continue
        for draft, group in rating:
            if "status" not in draft.fields:
                _move(draft, name, group)


def rates(group: Group, key: Legend) -> bool:
    """The text is a rating and nothing else; without a text, the ground is of a colour."""
    if not group.text:
        return is_coloured(group.fill)
    entry = key.of_text(group.text)
    return content.is_rating(group.text) or (entry is not None and entry.status is not None)


def _move(draft: Draft, name: str, group: Group) -> None:
    if name in ABLE:
        del draft.fields[name]
    else:
        draft.extras.remove(group)
    draft.fields["status"] = Field("status", group)
