"""Tables of progress: rows that repeat an action by its reference, to say how it stands."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from extractors.families.plan.build import read_reference
from extractors.families.plan.found import Found
from extractors.families.plan.words import fold

ALIKE = 90  # how alike the words of an action and of its row of progress must be
FEWEST = 2  # rows that repeat actions; one alone is a slip of numbering
TAKEN = ("status", "update", "revised", "owner", "success", "accountable")


def join_progress(found: list[Found]) -> list[Found]:
    """The actions, with what later tables say of them put beside them; rows of such tables are no actions."""
    first: dict[str, Found] = {}
    pairs: list[tuple[Found, Found]] = []
    for item in found:
        reference, words = read_reference(item.draft)
        before = first.setdefault(reference, item) if reference else item
        if (
            before is not item
            and before.table is not item.table
            and _same(read_reference(before.draft)[1], words)
        ):
            pairs.append((before, item))
    if len(pairs) < FEWEST:
        return found
    for before, item in pairs:
        _take(before, item)
    gone = {id(item) for _, item in pairs}
    return [item for item in found if id(item) not in gone]


def _same(words: str, short: str) -> bool:
    """The words of an action once more, whole or cut short ("Appoint a chair and…")."""
    a, b = fold(words), fold(short)
    cut = short.rstrip().endswith(("…", "..."))
    return bool(b) and ((cut and a.startswith(b)) or fuzz.ratio(a, b) >= ALIKE)


def _take(before: Found, item: Found) -> None:
    """What a row of progress says goes to its action, where the action's own row does not say it."""
    for role in TAKEN:
        held = item.draft.fields.get(role)
        if held is not None and not before.draft.text(role):
            before.draft.fields[role] = replace(held, inherited=False)
    before.draft.extras += item.draft.extras
    before.draft.sources += item.draft.sources
