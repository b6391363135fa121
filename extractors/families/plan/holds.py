"""Which column of a table is what, by what it holds; and headers checked against that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.families.plan.aims import over_actions
from extractors.families.plan.columns import DATES, EXTRA, PERIOD, WHO, Column, Layout, with_dates
from extractors.families.plan.date_columns import standing_role
from extractors.families.plan.date_content import dated_roles, with_start
from extractors.families.plan.dated_ratings import with_latest
from extractors.families.plan.grid import Grid, row_cells
from extractors.families.plan.milestones import months_of
from extractors.families.plan.profile import Profile, only_coloured, profile
from extractors.families.plan.value_pairs import with_pair
from extractors.families.plan.words import fold, is_aim, match_header

_MILESTONE = re.compile(r"(?:key )?milestones?(?: name| description| title)?")
FEW = 5  # rows; in more a single text tells nothing of its column
SENTENCE = 8  # words on average; fewer are names of areas or of streams of work
INSTRUCTIONS = 0.6  # of the texts of a column that says what is done
NEARLY = 0.9  # of the rows that the fullest column fills


def _simple_role(p: Profile) -> str | None:
    """The role that a column's content gives whatever stands beside it."""
    if p.most(p.rating) or (p.coloured > p.filled and only_coloured(p)):
        return "status"
    if p.most(p.date):
        return "timescale"
    if p.most(p.reference, 0.8):
        return "reference"
    if p.most(p.owner):
        return "owner"
    return None


def by_content(
    grid: Grid, rows: Sequence[int], header: Layout | None = None, marks: frozenset[str] = frozenset()
) -> Layout | None:
    """The columns told by what they hold; columns that `header` names keep their roles.

    `None` where no column of actions (prose, with a date or an owner beside it) can be made out.
    """
    width = max((len(grid[r]) for r in rows), default=0)
    if not width:
        return None
    named = {c.index: c for c in header.columns} if header else {}
    profiles = [profile(grid, rows, i, marks) for i in range(width)]
    hidden = frozenset(i for i, p in enumerate(profiles) if p.hidden and i not in named)
    hidden |= {i for i, c in named.items() if c.role == EXTRA and profiles[i].hidden}
    lone = frozenset(i for i, p in enumerate(profiles) if p.filled == 1 and len(rows) >= FEW)
    roles: dict[int, str] = {i: c.role for i, c in named.items() if c.role != EXTRA}
    for i, p in enumerate(profiles):
        if i not in roles and i not in hidden:
            simple = _simple_role(p) if i not in lone else None
            if simple == "reference" and i in named and named[i].header:
                continue
            if simple is not None and (header is None or _missing(simple, roles)):
                roles[i] = simple
    _several_dates(roles, named, profiles, grid, rows)
    _two_owners(roles, named, profiles)
    _prose_roles(roles, profiles, hidden | _kept_extra(named, profiles))
    if "activity" not in roles.values() or not (set(roles.values()) & (DATES | WHO)):
        return None
    columns = tuple(
        Column(
            i,
            roles.get(i, EXTRA),
            named[i].header if i in named else "",
            sure=i in named and named[i].role != EXTRA,
        )
        for i in range(width)
    )
    return Layout(columns, header.how if header else "content", header.header_rows if header else 0)


def _missing(role: str, roles: dict[int, str]) -> bool:
    held = set(roles.values())
    if role == "timescale":
        return not held & {"timescale", "end"}
    if role == "owner":
        return not held & {"owner", "name", "role"}
    return role not in held


def _several_dates(
    roles: dict[int, str],
    named: dict[int, Column],
    profiles: list[Profile],
    grid: Grid,
    rows: Sequence[int],
) -> None:
    unnamed = [i for i in range(len(profiles)) if i not in named or match_header(named[i].header) is None]
    dates = [
        i for i in unnamed if roles.get(i, "timescale") == "timescale" and profiles[i].most(profiles[i].date)
    ]
    if set(roles.values()) & (DATES - {"timescale"}) or any(
        r == "timescale" and i not in dates for i, r in roles.items()
    ):
        return
    if len(dates) == 2 and dates[1] - dates[0] <= 2:
        roles[dates[0]], roles[dates[1]] = "start", "end"
    elif told := dated_roles(grid, rows, [i for i in dates if profiles[i].filled > 1]):
        for i in dates:
            roles.pop(i, None)
        roles.update(told)


def _two_owners(roles: dict[int, str], named: dict[int, Column], profiles: list[Profile]) -> None:
    """Of columns of owners side by side without a header, the second is the organisation, a third helps."""
    owners = [i for i, r in roles.items() if r == "owner" and (i not in named or named[i].role == EXTRA)]
    for i, role in zip(sorted(owners)[1:], ("organisation", "support"), strict=False):
        if i - 1 in owners:
            whole = 2 * profiles[i - 1].commas >= profiles[i - 1].filled  # "Head of SEND, Council"
            roles[i] = "support" if whole else role


def _kept_extra(named: dict[int, Column], profiles: list[Profile]) -> frozenset[int]:
    """Columns whose header names what no field takes; milestones in figures are targets all the same."""
    figures = {i for i, p in enumerate(profiles) if p.most(p.figures, 0.5)}
    return frozenset(
        i
        for i, c in named.items()
        if _told_extra(c) and not (i in figures and months_of(c.header) is not None)
    )


def _told_extra(column: Column) -> bool:
    """The header names something that no field takes ("Milestones", "Risks"), whatever its words are."""
    if column.role != EXTRA:
        return False
    match = match_header(column.header)
    return (match is not None and match.role == EXTRA) or months_of(column.header) is not None


def _prose_roles(roles: dict[int, str], profiles: list[Profile], extra: frozenset[int]) -> None:
    """The prose columns: the finest that instructs is the activity; coarser ones to its left are the
    objective and the area; those to its right are what success looks like, or the progress made."""
    extra |= {i for i, p in enumerate(profiles) if p.most(p.quotes, 0.5)}
    free = [i for i, p in enumerate(profiles) if i not in roles and i not in extra and p.most(p.prose, 0.5)]
    if "activity" not in roles.values():
        if not free:
            return
        best = max(free, key=lambda i: (profiles[i].verbs * 2 + profiles[i].filled, -i))
        roles[best] = "activity"
        free.remove(best)
    activity = next(i for i, r in roles.items() if r == "activity")
    full = profiles[activity].filled
    left = [
        i
        for i, p in enumerate(profiles)
        if i < activity
        and i not in roles
        and i not in extra
        and (0 < p.filled < full or _repeated(p))
        and not p.most(p.reference, 0.8)
    ]
    right = [i for i in free if i not in left]
    told = set(roles.values()) | ({"objective"} if "aim" in roles.values() else set())
    for i, role in zip(
        reversed(left),
        (r for r in ("objective", "area", "priority") if r not in told),
        strict=False,
    ):
        roles[i] = role
    success = [i for i in right if i > activity]
    status = next((i for i, r in roles.items() if r == "status"), None)
    if status is not None and len(success) == 1 and not profiles[success[0]].figures:
        if activity < status < success[0]:
            roles[success[0]] = "update"  # news stand beside the rating
            return
        if profiles[success[0]].repeats:
            return
    if success and "success" not in roles.values():
        best = max(success, key=lambda i: (profiles[i].figures, i == success[-1]))
        roles[best] = "success"
        success.remove(best)
    if success and "update" not in roles.values() and "status" in roles.values():
        roles[success[0]] = "update"


def _repeated(p: Profile) -> bool:
    """Sentences told again in row after row, as what several actions are for is where no cells are merged."""
    return p.most(p.prose) and p.repeats and p.words >= SENTENCE


# -- settling ----------------------------------------------------------------------------------


def settle(layout: Layout, grid: Grid, rows: Sequence[int], marks: frozenset[str] = frozenset()) -> Layout:
    """The layout with roles checked against what the columns hold, and each role given once where it must
    be: the finest column of actions, the best columns of ratings and owners."""
    profiles = {c.index: profile(grid, rows, c.index, marks) for c in layout.columns}
    if _ragged(layout, profiles, grid, rows):
        return layout
    rated = "status" in layout.roles()
    columns = _shown([_checked(c, profiles[c.index], rated) for c in layout.columns], profiles)
    columns = _no_levels(columns, profiles)
    columns = _finest(columns, profiles)
    columns = _measured(columns, profiles)
    columns = _only_one(columns, "reference", {c.index: -c.index for c in columns})
    columns = with_latest(columns, profiles)
    columns = _only_one(columns, "status", {i: p.rating + i / 1000 for i, p in profiles.items()})
    columns = _only_one(columns, "owner", {i: p.owner + p.filled / 1000 for i, p in profiles.items()})
    columns = over_actions(_aim(columns, profiles), profiles, grid, rows)
    columns = _only_one(columns, "success", {i: p.figures + p.words / 1000 for i, p in profiles.items()})
    columns = with_start(_milestones(with_dates(_dates(columns)), profiles), grid, rows)
    columns = _acts(_no_owner(with_pair(columns, grid, rows)), profiles, INSTRUCTIONS)
    filled = by_content(grid, rows, Layout(tuple(columns), layout.how, layout.header_rows), marks)
    if filled is not None:
        return filled
    return Layout(tuple(_acts(columns, profiles)), layout.how, layout.header_rows)


def _ragged(layout: Layout, profiles: dict[int, Profile], grid: Grid, rows: Sequence[int]) -> bool:
    """Rows run on past the last header and no cell is merged: cells were broken in two and the rows slid, so
    that a column does not hold one thing. Each row is then put in order by itself."""
    named = [c.index for c in layout.columns if c.header]
    past = any(profiles[c.index].filled for c in layout.columns if c.index > max(named, default=0))
    merged = any(c.rowspan > 1 for r in rows for c in row_cells(grid, r))
    return past and not merged and "activity" in layout.roles() and bool(layout.roles() & DATES)


def _shown(columns: list[Column], profiles: dict[int, Profile]) -> list[Column]:
    """Hidden columns only have a role that no other column has."""
    seen = {c.role for c in columns if not profiles[c.index].hidden}
    return [replace(c, role=EXTRA) if profiles[c.index].hidden and c.role in seen else c for c in columns]


def _checked(column: Column, p: Profile, rated: bool) -> Column:
    if column.role == "status" and p.answers:
        return replace(column, role=EXTRA)
    if column.role in ("objective", "outcome", "activity") and p.most(p.quotes, 0.75):
        return replace(column, role=EXTRA)
    if column.role == "activity" and p.filled >= 2 and p.most(p.reference, 0.8):
        return replace(column, role="reference")  # the number, beside the words under one header
    if column.role in ("success", "objective", "activity") and p.most(p.codes, 0.8):
        return replace(column, role=EXTRA)
    if fold(column.header) == "position" and p.filled >= 3 and not p.most(p.owner, 0.3):
        return replace(column, role="update")  # how things stand, and not somebody's post
    told = standing_role(column.header) if p.filled >= 2 and p.most(p.date) else None
    if told is not None and column.role in (EXTRA, "baseline", "target", "end", "revised", "original"):
        return replace(column, role=told)
    if p.filled >= 2 and column.role in ("success", "outcome") and p.most(p.levels, 0.9):
        return replace(column, role=EXTRA)
    if p.filled >= 3 and column.role in DATES and not p.most(p.date, 0.25):
        return replace(column, role=EXTRA)
    if p.filled >= 3 and column.role in ("owner", "success", "activity", "update") and p.most(p.date, 0.8):
        return replace(column, role="timescale")
    if p.filled >= 2 and column.role in ("update", "success", "baseline") and p.most(p.rating, 0.8):
        return replace(column, role="status")
    other = rated and _told_extra(column)  # the rating before, the confidence
    if p.filled >= 2 and column.role in ("update", EXTRA) and p.most(p.rating, 0.9) and not other:
        return replace(column, role="status")
    if column.role != PERIOD and not p.filled and only_coloured(p):
        return replace(column, role="status")
    return column


def _finest(columns: list[Column], profiles: dict[int, Profile]) -> list[Column]:
    """Of several columns of actions the finest is the activity; a coarser one is the objective."""
    of_actions = [c for c in columns if c.role == "activity" and profiles[c.index].filled]
    spans = _same_header_run(of_actions)
    if len(of_actions) < 2 or spans:
        return columns
    most = max(profiles[c.index].filled for c in of_actions)
    rated = min((c.index for c in columns if c.role in ("status", "update")), default=len(columns))
    first = [c for c in of_actions if c.index < rated and profiles[c.index].filled >= NEARLY * most]
    # what stands behind the rating is done next, or to catch up
    best = max(
        first or of_actions, key=lambda c: (profiles[c.index].filled, profiles[c.index].words, -c.index)
    )
    has_objective = any(c.role == "objective" for c in columns)
    out = []
    for c in columns:
        if c.role == "activity" and c is not best:
            coarser = profiles[c.index].filled < profiles[best.index].filled and c.index < best.index
            c = replace(c, role="objective" if coarser and not has_objective else EXTRA)
        out.append(c)
    return out


def _no_levels(columns: list[Column], profiles: dict[int, Profile]) -> list[Column]:
    """Beside a column of priorities, one that says how much each action matters ("Must", "High") is none."""
    held = [c for c in columns if c.role == "priority"]
    levels = [c for c in held if (p := profiles[c.index]).filled >= 2 and p.most(p.levels, 0.9)]
    if len(levels) == len(held):
        return columns
    return [replace(c, role=EXTRA) if c in levels else c for c in columns]


def _milestones(columns: list[Column], profiles: dict[int, Profile]) -> list[Column]:
    """Milestones that are tracked with a first date, a date of now and somebody who owns them are the actions
    of a table that names no others."""
    roles = {c.role for c in columns}
    if "activity" in roles or not (roles & WHO and "original" in roles and roles & {"end", "revised"}):
        return columns
    able = [c for c in columns if c.role == EXTRA and _MILESTONE.fullmatch(fold(c.header))]
    able = [c for c in able if profiles[c.index].words >= 2 and not profiles[c.index].date]
    return [replace(c, role="activity") if c in able[:1] else c for c in columns]


def _measured(columns: list[Column], profiles: dict[int, Profile]) -> list[Column]:
    """A column of baselines in sentences ("Baseline and ambition"), where none of targets is beside it, says
    how success is told."""
    if {"target", "success"} & {c.role for c in columns}:
        return columns
    held = [c for c in columns if c.role == "baseline" and profiles[c.index].words >= SENTENCE]
    return [replace(c, role="success") if c in held else c for c in columns]


def _acts(columns: list[Column], profiles: dict[int, Profile], instructions: float = 0.0) -> list[Column]:
    """Where no column is called after what is done, one of aims or commitments is it that has words of its
    own in each row, beside who and when; at least such a share of them instructs."""
    roles = {c.role for c in columns}
    beside = roles if instructions == 0 else roles | _told_by_content(columns, profiles)
    if "activity" in roles or not (beside & WHO and beside & DATES):
        return columns
    most = max(p.filled for p in profiles.values())
    for role in ("objective", "outcome"):
        for column in (c for c in columns if c.role == role):
            p = profiles[column.index]
            own = p.filled >= NEARLY * most and p.distinct >= NEARLY * p.filled and p.most(p.prose)
            if own and p.filled >= 2 and p.most(p.verbs, instructions):
                return [replace(c, role="activity") if c is column else c for c in columns]
    return columns


def _told_by_content(columns: list[Column], profiles: dict[int, Profile]) -> set[str]:
    """What columns with headers that nobody knows hold; nothing where one of them holds instructions."""
    unknown = [profiles[c.index] for c in columns if c.role == EXTRA and not _told_extra(c)]
    if any(p.most(p.prose) and p.most(p.verbs, INSTRUCTIONS) for p in unknown):
        return set()
    return {role for p in unknown if (role := _simple_role(p)) is not None}


def _aim(columns: list[Column], profiles: dict[int, Profile]) -> list[Column]:
    """Of several columns of success, one that says what is to be different is the aim of the actions."""
    held = [c for c in columns if c.role == "success" and profiles[c.index].filled]
    aims = [c for c in held if is_aim(c.header)]
    if not aims or len(aims) == len(held):
        return columns
    return [replace(c, role="aim") if c is aims[0] else c for c in columns]


def _same_header_run(columns: list[Column]) -> bool:
    """The columns stand under one header cell, side by side."""
    return len(columns) > 1 and all(
        b.index == a.index + 1 and a.header == b.header for a, b in pairwise(columns)
    )


def _only_one(columns: list[Column], role: str, score: dict[int, float] | dict[int, int]) -> list[Column]:
    held = [c for c in columns if c.role == role]
    if len(held) < 2 or _same_header_run(held):
        return columns
    best = max(held, key=lambda c: (score.get(c.index, 0), -c.index))
    return [replace(c, role=EXTRA) if c.role == role and c is not best else c for c in columns]


def _dates(columns: list[Column]) -> list[Column]:
    """One column each of start and end; a timescale beside an end is the start where no start is named."""
    roles = [c.role for c in columns]
    if "timescale" in roles and "end" in roles and "start" not in roles and "original" not in roles:
        return [replace(c, role=EXTRA) if c.role == "timescale" else c for c in columns]
    return columns


def _no_owner(columns: list[Column]) -> list[Column]:
    """Where nobody is called owner, who is accountable, or the organisation alone, is."""
    roles = {c.role for c in columns}
    if roles & {"owner", "name", "role"}:
        return columns
    for stand_in in ("accountable", "organisation"):
        if stand_in in roles:
            return [replace(c, role="owner") if c.role == stand_in else c for c in columns]
    return columns
