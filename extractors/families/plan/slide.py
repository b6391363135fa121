"""Rows that slid sideways: each cell put under the column whose kind of content it holds.

Exports lose the merged first cells of a row, so that the rest moves to the left, or break one cell into
two, so that the rest moves to the right. What the cells hold (a date, a person, an organisation, an
instruction) tells where they belong; their order never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.families.plan import content
from extractors.families.plan.columns import DATES, EXTRA, WHO, Layout
from extractors.families.plan.words import fold

KEEP = 1.0  # how much better another placing must be before a row is moved
KEEP_MERGED = 4.0  # the same where the format knows merged cells, so that rows hardly ever slide
SHIFT = 0.12  # what each column of distance costs
MISFIT = -2.0  # a row is only moved where some cell cannot be what its column holds
INSTRUCTS = 5  # words; an instruction so long is an action whatever it names
SAME = 0.5  # what a second cell under one column costs
IsArea = Callable[[str], bool]


@dataclass(frozen=True)
class Placing:
    """For each cell of a row the position (in the layout's columns) that it was given."""

    columns: tuple[int, ...]
    moved: bool


NO_MARKS: frozenset[str] = frozenset()


def fits(text: str, role: str, is_area: IsArea, marks: frozenset[str] = NO_MARKS) -> float:
    """How well a text suits a column, from -3 (cannot be) to 3 (nothing else); `marks` are the ratings of the
    plan's own key."""
    date = content.is_date(text) or content.date_head(text) is not None
    owner = content.is_owner(text)
    words = len(text.split())
    if role == "activity" and words >= INSTRUCTS and content.starts_with_verb(text):
        return _prose_fit(text, role, is_area)  # though it names an officer or a month
    if role in DATES:
        return 3.0 if date else 1.0 if content.is_condition(text) else -3.0
    if role in WHO and content.is_unset(text):
        return 1.0
    if role in WHO:
        titled = content.is_titled(text)
        return -3.0 if date else 2.0 if owner else 1.0 if titled else 0.0 if words <= 4 else -2.0
    if role == "status":
        return 2.0 if content.is_rating(text) or fold(text) in marks else -2.0
    if role == "reference":
        return 2.0 if content.is_reference(text) else -2.0
    if role == EXTRA:
        return -0.2 if date or owner else 0.0
    if date:
        return -1.0 if role in ("update", "success", "baseline", "target") else -3.0
    if owner:
        return -2.0 if role == "activity" else -1.5
    return _prose_fit(text, role, is_area)


def _prose_fit(text: str, role: str, is_area: IsArea) -> float:
    verb = content.starts_with_verb(text)
    if role == "activity":
        return 1.6 if verb else -0.5 if content.is_titled(text) else 1.0
    if role == "area":
        return 1.8 if is_area(text) else -0.5 if verb else 0.1
    if role == "objective":
        return 0.0 if is_area(text) else 0.6
    if role == "success":
        return 1.4 if content.has_figures(text) else 0.5
    return 0.4


def place(
    texts: Sequence[str],
    at: Sequence[int],
    layout: Layout,
    free: Sequence[int],
    is_area: IsArea,
    keep: float = KEEP,
    marks: frozenset[str] = NO_MARKS,
) -> Placing:
    """Where the cells of a row belong: `at` are their printed columns, `free` the columns that no merged
    cell from above covers. A row stays as printed unless another placing suits its cells better by `keep`."""
    roles = {c.index: c.role for c in layout.columns}
    each = [fits(t, roles.get(i, EXTRA), is_area, marks) for t, i in zip(texts, at, strict=True)]
    if not any(f <= MISFIT for f in each):
        return Placing(tuple(at), moved=False)
    printed = sum(each)
    score, columns = _best(
        tuple(texts), tuple(at), tuple((i, roles.get(i, EXTRA)) for i in free), is_area, marks
    )
    if columns and columns != tuple(at) and score > printed + keep:
        return Placing(columns, moved=True)
    return Placing(tuple(at), moved=False)


def _best(
    texts: tuple[str, ...],
    at: tuple[int, ...],
    free: tuple[tuple[int, str], ...],
    is_area: IsArea,
    marks: frozenset[str],
) -> tuple[float, tuple[int, ...]]:
    """The best placing that keeps the order of the cells, by dynamic programming over cells and columns."""

    @cache
    def walk(cell: int, column: int, before: bool) -> tuple[float, tuple[int, ...]]:
        if cell == len(texts):
            return 0.0, ()
        best: tuple[float, tuple[int, ...]] = (-1e9, ())
        for k in range(column, len(free)):
            index, role = free[k]
            again = before and k == column
            own = _again(texts[cell], role) if again else fits(texts[cell], role, is_area, marks)
            rest, places = walk(cell + 1, k, True)
            total = own - SHIFT * abs(index - at[cell]) + rest
            if total > best[0]:
                best = (total, (index, *places))
        return best

    return walk(0, 0, False)


def _again(text: str, role: str) -> float:
    """A second cell under the same column: the rest of a broken owner, or a second activity."""
    if role in WHO and not content.is_date(text) and len(text.split()) <= 6:
        return -0.1
    if role == "activity" and content.starts_with_verb(text) and len(text.split()) >= 3:
        return -0.3
    if role in ("success", "update", EXTRA):
        return -SAME
    return -2.5
