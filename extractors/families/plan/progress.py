"""Tables of progress: rows that repeat an action by its reference, to say how it stands, and notes on it."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from extractors.families.plan.build import read_reference
from extractors.families.plan.columns import DATES, WHO
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.found import Found
from extractors.families.plan.words import fold, match_header

ALIKE = 90  # how alike the words of an action and of its row of progress must be
FEWEST = 2  # rows that repeat actions; one alone is a slip of numbering
SHARE = 0.7  # of the rows of a table of notes, which tell of one action each
LED = WHO - {"accountable", "support"}
TAKEN = ("status", "update", "revised", "owner", "success", "accountable")


def join_progress(found: list[Found]) -> list[Found]:
    """The actions, with what later tables say of them put beside them; rows of such tables are no actions."""
    found = _join_notes(found)
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


def _join_notes(found: list[Found]) -> list[Found]:
    """The actions without the rows of tables of notes, whose words are news of the actions.

    Such rows have the references of actions before them, nobody who leads and no column named as of actions.
    """
    first: dict[str, Found] = {}
    tables: dict[int, list[tuple[Found | None, Found]]] = {}
    for item in found:
        reference, _ = read_reference(item.draft)
        before = first.setdefault(reference, item) if reference else None
        if item.table is not None:
            other = before if before is not None and before.table is not item.table else None
            tables.setdefault(id(item.table), []).append((other, item))
    gone: set[int] = set()
    for rows in tables.values():
        notes = [(before, item) for before, item in rows if before is not None]
        if len(notes) < max(FEWEST, SHARE * len(rows)) or not all(_is_note(item.draft) for _, item in rows):
            continue
        if not any(before.draft.fields.keys() & LED for before, _ in notes):
            continue
        for before, item in notes:
            before.draft.put("update", Group(_note(item.draft), source=item.draft.sources[0]))
        gone |= {id(item) for _, item in rows}
    return [item for item in found if id(item) not in gone]


def _is_note(draft: Draft) -> bool:
    """Nobody leads what the row says, and its words stand under a name that is none of actions."""
    group = draft.group("activity")
    if group is None or draft.fields.keys() & LED:
        return False
    named = match_header(group.header) if group.header else None
    return named is None or named.role != "activity"


def _note(draft: Draft) -> str:
    """The words of a note after its date."""
    when = next((text for role in sorted(DATES) if (text := draft.text(role))), "")
    return f"{when}: {draft.text('activity')}" if when else draft.text("activity")


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
