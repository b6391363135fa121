"""What one pass over a plan finds, and what its actions then tell of one another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from extractors.families.plan.columns import Layout
from extractors.families.plan.context import Context
from extractors.families.plan.draft import Draft
from extractors.families.plan.grid import Grid
from extractors.families.plan.tables import Part
from extractors.model import Person, Problem, Table

INTRO = re.compile(r"\binspect|\bofsted|\bcqc|\breport", re.I)

Place = tuple[int, str | None]  # a table by its identity, or the heading above


@dataclass
class Found:
    """A draft, the context that it stands in, and where it came from."""

    draft: Draft
    context: Context
    how: str
    table: Table | None = None
    layout: Layout | None = None

    @property
    def place(self) -> Place:
        """The table or the section that it stands in: actions of one place tell of one another."""
        return (id(self.table), None) if self.table else (0, self.context.heading)


@dataclass
class MeasureTable:
    """A table of measures and the rows of it."""

    table: Table
    grid: Grid
    part: Part
    context: Context


@dataclass(frozen=True)
class RestTable:
    """A table, or rows of it, that holds no actions of its own and was not told to be anything else."""

    table: Table
    grid: Grid
    part: Part


@dataclass
class Walk:
    """All that one pass finds."""

    found: list[Found] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    measures: list[MeasureTable] = field(default_factory=list)
    keys: list[Table] = field(default_factory=list)
    others: list[RestTable] = field(default_factory=list)
    rests: list[RestTable] = field(default_factory=list)

    def lists(self) -> tuple[list[Any], ...]:
        """All that was found, the actions first."""
        return self.found, self.people, self.problems, self.measures, self.keys, self.others, self.rests


def quote_sections(found: list[Found]) -> None:
    """Where most sections under plain headings begin with what inspectors said, the paragraph below each of
    these headings is what its actions answer."""
    plain = [f for f in found if f.context.first and not (f.context.priority or f.context.area)]
    firsts = {f.context.heading: f.context.first or "" for f in plain}
    telling = sum(INTRO.search(t) is not None for t in firsts.values())
    if len(plain) < len(found) or telling < max(2, 0.5 * len(firsts)):
        return
    for item in plain:
        told = item.context.first if INTRO.search(item.context.first or "") else None
        item.context = replace(item.context, area=told, priority=item.context.heading)


def share_success(found: list[Found]) -> None:
    """Blocks that print what success looks like once, after the last action of an objective, mean it for all
    of them; so only where every group of several actions is printed like that."""
    groups: dict[tuple[str | None, ...], list[Draft]] = {}
    for item in found:
        if item.how == "blocks":
            context = item.context
            groups.setdefault((context.priority, context.area, context.objective), []).append(item.draft)
    several = [g for g in groups.values() if len(g) > 1]
    if not several or not all(
        g[-1].text("success") and not any(d.text("success") for d in g[:-1]) for g in several
    ):
        return
    for drafts in several:
        shared = drafts[-1].group("success")
        for draft in drafts[:-1]:
            if shared is not None:
                draft.put("success", shared, inherited=True)
