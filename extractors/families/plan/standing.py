"""The column or label that says how far the actions are, where none of the usual names tells which it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from extractors.families.plan import content
from extractors.families.plan.columns import DATES, WHO
from extractors.families.plan.draft import Draft, Field, Group
from extractors.families.plan.gantt import is_coloured
from extractors.families.plan.profile import are_answers
from extractors.families.plan.strips import STRIP
from extractors.families.plan.within import rating_at
from extractors.families.plan.words import fold, label_role, match_header
from extractors.fields.rating import Legend

ENOUGH = 2  # ratings under a name that tell what it is
SHARE = 0.8  # of what stands under it
_START = re.compile(r"\b(?:baselines?|start|starting|started)\b")  # of a measure, whatever stands under it
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


def settle_news(drafts: Sequence[Draft], key: Legend) -> None:
    """Move what tells how far the actions are from their baselines to their news: under a name of either
    ("Where are we now?") nearly all texts begin with a rating."""
    held: dict[str, list[tuple[Draft, Group]]] = defaultdict(list)
    for draft in drafts:
        group = draft.group("baseline")
        if group is not None and group.text and not _START.search(fold(group.header)):
            held[fold(group.header)].append((draft, group))
    for found in held.values():
        rated = sum(rating_at(g.text, "head", key) is not None for _, g in found)
        if rated >= max(ENOUGH, SHARE * len(found)):
            for draft, group in found:
                del draft.fields["baseline"]
                draft.put("update", group)


def settle_unnamed(drafts: Sequence[Draft]) -> None:
    """Give what stands under a name that nobody knows its role: who does it, or when, where nearly all of it
    is that and nothing else says it."""
    held: dict[str, list[tuple[Draft, Group]]] = defaultdict(list)
    for draft in drafts:
        for group in draft.extras:
            if _is_unknown(group.header):
                held[fold(group.header)].append((draft, group))
    owners = [found for found in held.values() if _mostly(found, content.is_owner)]
    for found in owners:
        _give(found, "owner", WHO)
    dated = [found for found in held.values() if _mostly(found, content.is_date)]
    if len(dated) == 1:
        _give(dated[0], "timescale", DATES)


def _is_unknown(header: str) -> bool:
    return header not in ("", STRIP) and label_role(header) is None and match_header(header) is None


def _mostly(found: Sequence[tuple[Draft, Group]], holds: Callable[[str], bool]) -> bool:
    """Two of the texts and nearly all are of one kind; that something is not yet set tells nothing."""
    texts = [g.text for _, g in found if g.text and not content.is_unset(g.text)]
    hits = sum(map(holds, texts))
    return hits >= ENOUGH and hits >= SHARE * len(texts)


def _give(found: Sequence[tuple[Draft, Group]], role: str, rivals: frozenset[str]) -> None:
    """Move the texts to the role, unless one of their actions has it."""
    if any(rivals & draft.fields.keys() for draft, _ in found):
        return
    for draft, group in found:
        draft.extras.remove(group)
        draft.fields[role] = Field(role, group)


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
