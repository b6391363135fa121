"""Tables that say the actions of another table again, in short, to tell how they get on."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from extractors.families.plan.columns import DATES, EXTRA, PERIOD, WHO, Layout
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.words import fold

LIKE = 92  # how alike two texts of one action are
FEWEST = 3  # words of a shortened text, below which its beginning proves nothing
PARAPHRASED = 65  # how alike a few words are to those of the action that they name
MOST = 0.6  # the share of a table's rows that must repeat actions for the table to be news of them

Row = tuple[Draft, object, Layout | None]  # a draft, the table it stands in and its layout


def merge_repeats(rows: Sequence[Row]) -> set[int]:
    """Give actions what a progress table says of them. Returns the ids of the drafts that only repeat one."""
    tables: dict[int, list[Draft]] = {}
    for draft, table, layout in rows:
        if table is not None and layout is not None and _is_news(layout):
            tables.setdefault(id(table), []).append(draft)
    gone: set[int] = set()
    for drafts in tables.values():
        held = {id(d) for d in drafts}
        others = [d for d, _, _ in rows if id(d) not in held and id(d) not in gone]
        pairs = [(d, base) for d in drafts if (base := _base(d, others)) is not None]
        pairs = max(pairs, _named(drafts, others), key=len)
        if len(pairs) >= max(2, MOST * len(drafts)):
            for draft, base in pairs:
                _add(base, draft)
                gone.add(id(draft))
    return gone


def _is_news(layout: Layout) -> bool:
    """A table of actions without owners and times of their own, but with a rating, news or notes."""
    roles = layout.roles()
    return not roles & (DATES | WHO) and bool(roles & {"status", "update", PERIOD, EXTRA})


def _base(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """The one action that a row repeats, by its reference and the beginning of its words."""
    text, reference = fold(draft.text("activity")), fold(draft.text("reference"))
    alike = [o for o in others if _same(text, reference, o)]
    return alike[0] if len(alike) == 1 else None


def _named(drafts: Sequence[Draft], others: Sequence[Draft]) -> list[tuple[Draft, Draft]]:
    """The rows with the one action that has their reference, where they say in fewer words what it is, most
    of them in some of its own."""
    held: dict[str, list[Draft]] = {}
    for other in others:
        held.setdefault(other.text("reference").strip(" ."), []).append(other)
    numbers = [d.text("reference").strip(" .") for d in drafts]
    if len(set(numbers)) < len(numbers):
        return []
    named = [
        (d, found[0]) for d, n in zip(drafts, numbers, strict=True) if len(found := held.get(n, [])) == 1
    ]
    pairs = [(d, o) for (d, o) in named if "." in d.text("reference").strip(" .") and _shorter(d, o)]
    alike = sum(fuzz.token_set_ratio(*_words(d, o)) >= PARAPHRASED for d, o in pairs)
    return pairs if alike > len(drafts) / 2 else []


def _shorter(draft: Draft, other: Draft) -> bool:
    short, whole = _words(draft, other)
    return len(short.split()) < len(whole.split())


def _words(draft: Draft, other: Draft) -> tuple[str, str]:
    return fold(draft.text("activity")), fold(other.text("activity"))


def _same(text: str, reference: str, other: Draft) -> bool:
    whole, number = fold(other.text("activity")), fold(other.text("reference"))
    if reference and number and reference != number:
        return False
    begins = whole.startswith(text) and (len(text.split()) >= FEWEST or bool(reference))
    return begins or fuzz.ratio(text, whole) >= LIKE


def _add(base: Draft, news: Draft) -> None:
    for role, held in news.fields.items():
        if not held.inherited and role not in ("activity", "reference", "objective", "area", "priority"):
            if role not in base.fields or not base.text(role):
                base.fields.pop(role, None)
                base.put(role, held.group)
            else:
                base.extras.append(Group(held.group.text, held.group.header or role))
    base.extras += news.extras
    base.sources += news.sources
