"""Two columns of figures side by side: how things stood, and what is to be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.families.plan.columns import EXTRA, Column
from extractors.families.plan.grid import Grid
from extractors.families.plan.standings import hold_figures, measure_role
from extractors.families.plan.words import match_header

FREE = frozenset({EXTRA, "objective", "outcome", "baseline", "target"})  # "Aim", "Where we want to be"
PAIR = ("baseline", "target")


def with_pair(columns: list[Column], grid: Grid, rows: Sequence[int]) -> list[Column]:
    """The columns with two of figures as baseline and target that a table of measures would call so; of two
    under the name of a group, one tells of the other. Unchanged where such columns are known."""
    if set(PAIR) <= {c.role for c in columns}:
        return columns
    for pair in pairwise(columns):
        free = all(c.role in FREE for c in pair)
        if free and _is_pair(*pair) and all(hold_figures(grid, rows, [c.index]) for c in pair):
            roles = dict(zip((c.index for c in pair), PAIR, strict=True))
            others = [replace(c, role=EXTRA) if c.role in PAIR else c for c in columns]
            return [replace(c, role=roles.get(c.index, c.role)) for c in others]
    return columns


def _is_pair(first: Column, second: Column) -> bool:
    told = tuple(_role(c) for c in (first, second))
    if told == PAIR:
        return True
    return _group(first) == _group(second) != "" and told in ((PAIR[0], ""), ("", PAIR[1]))


def _role(column: Column) -> str:
    """What a table of measures calls the column; empty where its name says nothing in any table."""
    own = column.own or column.header
    told = measure_role(own)
    return told if told or match_header(own) is None else EXTRA


def _group(column: Column) -> str:
    """The name of the group of columns that the column stands in; empty where it stands in none."""
    return column.header.removesuffix(column.own).strip() if column.own else ""
