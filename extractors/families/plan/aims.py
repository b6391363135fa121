"""Which column says what several actions together are for, where none is called an objective."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.families.plan.columns import Column
from extractors.families.plan.grid import Grid, cell_at
from extractors.families.plan.profile import Profile
from extractors.fields.calendar import plain
from extractors.fields.figures import find_figures

_MEASURED = re.compile(r"measur|indicator|\bkpis?\b|metric|criteri|evidence|proof|target|baseline", re.I)
FIGURES = 0.25  # of the texts; where more tell figures, they are measures
AIMED = frozenset({"objective", "outcome", "aim"})


def over_actions(
    columns: list[Column], profiles: Mapping[int, Profile], grid: Grid, rows: Sequence[int]
) -> list[Column]:
    """The columns with the one as the aim that says what success looks like to the left of the actions, each
    of its cells over several of them, in words and not in figures."""
    acts = [c.index for c in columns if c.role == "activity"]
    held = [c for c in columns if c.role == "success" and profiles[c.index].filled]
    if not acts or len(held) != 1 or AIMED & {c.role for c in columns}:
        return columns
    column, p = held[0], profiles[held[0].index]
    if column.index > min(acts) or _MEASURED.search(column.header) or not p.most(p.prose):
        return columns
    if _has_figures(column.index, grid, rows) or not _coarser(column.index, min(acts), grid, rows):
        return columns
    return [replace(c, role="aim") if c is column else c for c in columns]


def _has_figures(column: int, grid: Grid, rows: Sequence[int]) -> bool:
    """Some texts of the column tell figures."""
    texts = {c.text for row in rows if (c := cell_at(grid, row, column)) is not None and c.text.strip()}
    return sum(bool(find_figures(plain(t))) for t in texts) > FIGURES * len(texts)


def _coarser(column: int, activity: int, grid: Grid, rows: Sequence[int]) -> bool:
    """The cells of the column are fewer than those of the actions, and leave no action without one."""
    over = [cell_at(grid, row, column) for row in rows]
    acts = {id(c) for row in rows if (c := cell_at(grid, row, activity)) is not None and c.text.strip()}
    aims = {id(c): c.text for c in over if c is not None and c.text.strip()}
    filled = all(c is not None and c.text.strip() for c in over)
    return len(aims) > 1 and (2 * len(set(aims.values())) <= len(acts) or (filled and len(aims) < len(acts)))
