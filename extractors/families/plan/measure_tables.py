"""Tables and sheets of measures, joined to the actions by reference, by number or by theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz

from extractors.families.plan import content
from extractors.families.plan.build import Built
from extractors.families.plan.columns import Column, read_header
from extractors.families.plan.found import MeasureTable
from extractors.families.plan.measure_columns import printed_value
from extractors.families.plan.standings import first_standing, measure_role, roles_of_times
from extractors.families.plan.value_columns import period, split_year
from extractors.families.plan.words import fold, fold_header, match_header
from extractors.fields.figures import period_of
from extractors.fields.measure_part import read_direction, read_value
from extractors.model import Cell, Measure, Source, Target

ALIKE = 88  # how alike a theme in a table of measures and the place of an action must be
KPI = re.compile(
    r"\(?\b(?:KPIs?|indicators?|measures?)\s*\d+(?:\s*(?:,|and|&|to|-)\s*(?:KPIs?\s*)?\d+)*\)?", re.I
)
_REFERENCE = re.compile(r"[A-Za-z]{0,4}\d+(?:\.\d+)*[a-z]?")
_RANGE = re.compile(r"(?P<a>[A-Za-z]{0,4}\d+(?:\.\d+)*)\s*(?:-|–|to)\s*(?P<b>[A-Za-z]{0,4}\d+(?:\.\d+)*)")
_MONTH = re.compile(r"\d{4}-\d{2}")
_QUARTER = re.compile(r"Q[1-4]\b|Quarter\b", re.I)
CLOSE = 3  # months between columns that tell what was reached
_UNIT = re.compile(r"\((weeks?|days?|months?|hours?|years?|number|places|£)\)", re.I)


@dataclass(frozen=True)
class _Columns:
    """Which column of a table of measures is what; targets, and the baseline, with their header's period."""

    roles: dict[int, str]
    targets: dict[int, str | None]
    since: str | None = None

    def text(self, row: Sequence[Cell | None], role: str) -> str:
        """The text of the columns of a role in a row."""
        return " ".join(
            (printed_value(c) if role == "baseline" else c.text).strip()
            for i, c in enumerate(row)
            if c is not None and self.roles.get(i) == role
        )


def _columns(table: MeasureTable, written: date | None) -> _Columns:
    layout = read_header(table.grid, table.part.header[0])
    roles: dict[int, str] = {}
    targets: dict[int, str | None] = {}
    headers = [c.header for c in layout.columns]
    begun, times = first_standing(headers), roles_of_times(headers, written)
    for at, column in enumerate(layout.columns):
        role = _role(column, roles)
        if at == begun and role == "extra":
            role = "baseline"
        role = times.get(at, role)
        if role == "target":
            targets[column.index] = period(column.header)
        roles[column.index] = role
    for index in _actuals({c.index: c.header for c in layout.columns if c.index in targets}):
        roles[index] = "latest"
        del targets[index]
    _wordiest(roles, table)
    for column in layout.columns:
        if roles[column.index] == "extra" and column.role in ("timescale", "end"):
            roles[column.index] = "due"  # when the target is to be reached
    begins = [period(c.header) for c in layout.columns if roles[c.index] == "baseline"]
    return _Columns(roles, targets, begins[0] if len(begins) == 1 else None)


def _actuals(headers: dict[int, str]) -> list[int]:
    """Of columns that may be targets, those called by a month or a quarter alone, beside one that is called
    a target: they tell what was reached. Years alone are steps on the way to the target."""
    bare = {i: period(header) for i, header in headers.items() if not measure_role(header)}
    if len(bare) == len(headers):
        return []
    months = sorted(_month(p) for p in bare.values() if p and _MONTH.match(p))
    quarters = any(p and _QUARTER.match(p) for p in bare.values())
    close = len(months) == 1 or any(b - a <= CLOSE for a, b in pairwise(months))
    return list(bare) if quarters or (months and close) else []


def _month(period: str) -> int:
    return 12 * int(period[:4]) + int(period[5:7])


def _wordiest(roles: dict[int, str], table: MeasureTable) -> None:
    """Of the columns that may hold what is measured, the one with the most words does."""
    able = [i for i, r in roles.items() if r in ("text", "number")] or [0]
    rows = [table.grid[r] for r in table.part.rows]
    words = {i: sum(len(c.text.split()) for r in rows if (c := r[i]) is not None) for i in able}
    best = max(able, key=lambda i: (words[i], -i))
    for i in able:
        roles[i] = "text" if i == best else "number" if words[i] <= 2 * len(rows) else "latest"


def _role(column: Column, before: dict[int, str]) -> str:
    header = column.header
    told = _own_role(column) or measure_role(header)
    if told == "baseline" and re.search(r"\b(?:date|period|as at)\b", fold_header(header)):
        return "baseline_date"
    timed = content.is_date(header) or split_year(header) is not None
    if not told and timed and "baseline" in before.values():
        return "target"
    if told == "baseline" and "baseline" in before.values():
        return "latest" if re.search(r"\b(?:current|now)\b", fold_header(header)) else "baseline_date"
    if not told and column.role == "success" and "text" not in before.values():
        return "text"
    return told or "extra"


def _own_role(column: Column) -> str:
    """What the lower of two rows of a header says by itself, where the upper one is over several columns."""
    if not column.own or column.own == column.header:
        return ""
    match = match_header(column.own, "measures")
    if match is None or match.share < 1:
        return ""
    above = match_header(column.header[: -len(column.own)], "measures")
    return match.role if above is None or above.role not in ("baseline", "target", "latest") else ""


def table_measures(
    table: MeasureTable, built: Sequence[Built], written: date | None = None
) -> Iterator[Measure]:
    """The measures of a table of measures, one for each row that names one, with their actions. `written` is
    the plan's date, where it is known."""
    columns = _columns(table, written)
    for index in table.part.rows:
        row = table.grid[index]
        text = columns.text(row, "text")
        if len(text) < 3 or not any(
            c is not None and c.text
            for i, c in enumerate(row)
            if columns.roles.get(i) in ("baseline", "target")
        ):
            continue
        yield _measure(columns, row, text, _actions(columns, row, text, table, built))


def _measure(columns: _Columns, row: Sequence[Cell | None], text: str, actions: tuple[int, ...]) -> Measure:
    unit = columns.text(row, "unit") or (m[1].lower() if (m := _UNIT.search(text)) else None)
    baseline = columns.text(row, "baseline")
    value, read_unit = read_value(baseline) if baseline else (None, None)
    dated = columns.text(row, "baseline_date")
    targets = tuple(
        _target(printed_value(c), columns.targets[i], unit)
        for i, c in enumerate(row)
        if c is not None and i in columns.targets and re.search(r"\w", c.text)
    )
    due = columns.text(row, "due")
    if len(targets) == 1 and targets[0].period is None and due:
        targets = (targets[0].model_copy(update={"period": period_of(due)[0]}),)
    cells = {id(c): c for c in row if c is not None}
    return Measure(
        number=0,
        text=text,
        direction=_direction(columns.text(row, "direction"), text),
        baseline_raw=baseline or None,
        baseline_value=value,
        baseline_unit=(read_unit or unit) if value is not None else None,
        baseline_period=(period_of(dated)[0] or dated)
        if dated
        else ((period_of(baseline)[0] or columns.since) if baseline else None),
        targets=targets,
        actions=actions,
        source=Source.merge([c.source for c in cells.values() if c.text]),
    )


def _target(text: str, period: str | None, unit: str | None) -> Target:
    value, read_unit = read_value(text)
    return Target(
        raw=text.strip(),
        value=value,
        unit=(read_unit or unit) if value is not None else None,
        period=period or period_of(text)[0],
    )


def _direction(told: str, text: str) -> Literal["up", "down"] | None:
    low = fold(told)
    if low in ("low", "lower", "down", "decrease", "smaller", "fewer", "less"):
        return "down"
    if low in ("high", "higher", "up", "increase", "bigger", "more"):
        return "up"
    return read_direction(told) if told and read_direction(told) else read_direction(text)


def _actions(
    columns: _Columns, row: Sequence[Cell | None], text: str, table: MeasureTable, built: Sequence[Built]
) -> tuple[int, ...]:
    """The actions that a measure belongs to: by reference, by its number beside the actions, by theme."""
    told = columns.text(row, "actions")
    if told:
        return _by_reference(told, built)
    number = columns.text(row, "number").strip(". ")
    if number:
        digits = re.sub(r"^\D+", "", number)
        named = tuple(b.action.number for b in built if digits and _names_kpi(b, digits))
        if named:
            return named
    context = table.context
    theme = columns.text(row, "theme") or context.area or context.priority or ""
    return by_theme(theme, built)


def _names_kpi(item: Built, number: str) -> bool:
    texts = [
        item.action.success_measure or "",
        *(x.text for x in item.action.extra if "kpi" in x.column.casefold()),
    ]
    return any(number in re.findall(r"\d+", m[0]) for t in texts for m in KPI.finditer(t))


def _by_reference(told: str, built: Sequence[Built]) -> tuple[int, ...]:
    order = {b.action.reference: b.action.number for b in built if b.action.reference}
    found: list[int] = []
    rest = told
    for match in _RANGE.finditer(told):
        first, last = order.get(match["a"]), order.get(match["b"])
        if first is not None and last is not None and first <= last:
            found += [n for n in order.values() if first <= n <= last]
            rest = rest.replace(match[0], " ")
    for reference in _REFERENCE.findall(rest):
        if reference in order:
            found.append(order[reference])
    return tuple(sorted(set(found)))


def by_theme(theme: str, built: Sequence[Built]) -> tuple[int, ...]:
    """The numbers of the actions that stand under the theme: its priority, objective, area or outcome."""
    wanted = fold(theme)
    if not wanted:
        return ()
    found = []
    for item in built:
        action = item.action
        places = [
            fold(p)
            for p in (action.priority, action.objective, action.area_for_improvement, action.outcome)
            if p
        ]
        if any(_same_place(wanted, p) for p in places):
            found.append(action.number)
    return tuple(found)


def _same_place(wanted: str, place: str) -> bool:
    if wanted.isdigit():
        return re.match(rf"\D*\b{wanted}\b", place) is not None and len(place.split()) > 1
    if place.startswith(wanted + " ") or wanted.startswith(place + " "):
        return True
    return max(fuzz.ratio(wanted, place), fuzz.token_set_ratio(wanted, place) - 6) >= ALIKE
