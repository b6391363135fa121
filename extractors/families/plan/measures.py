"""How success will be known: measures read beside the actions, and tables of measures joined to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz

from extractors.families.plan import content
from extractors.families.plan.build import Built
from extractors.families.plan.columns import Column, read_header
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.lists import ListedSuccess
from extractors.families.plan.walk import MeasureTable
from extractors.families.plan.words import fold, fold_header, match_header
from extractors.fields.figures import find_figures, period_of
from extractors.fields.measure import read_measures
from extractors.fields.measure_part import read_direction, read_value
from extractors.model import Block, Cell, Measure, Source, Target

SENTENCE = 6  # words
ALIKE = 88  # how alike a theme in a table of measures and the place of an action must be
_KPI = re.compile(
    r"\(?\b(?:KPIs?|indicators?|measures?)\s*\d+(?:\s*(?:,|and|&|to|-)\s*(?:KPIs?\s*)?\d+)*\)?", re.I
)
_REFERENCE = re.compile(r"[A-Za-z]{0,4}\d+(?:\.\d+)*[a-z]?")
_RANGE = re.compile(r"(?P<a>[A-Za-z]{0,4}\d+(?:\.\d+)*)\s*(?:-|–|to)\s*(?P<b>[A-Za-z]{0,4}\d+(?:\.\d+)*)")
_LABEL = re.compile(r"(?:baseline|target)s?\b[^:.]{0,30}:", re.I)
_UNIT = re.compile(r"\((weeks?|days?|months?|hours?|years?|number|places|£)\)", re.I)


def gather(
    built: Sequence[Built], tables: Sequence[MeasureTable], lists: Sequence[ListedSuccess] = ()
) -> tuple[Measure, ...]:
    """Every measure of the plan, numbered in order: those beside the actions, then those of lists under a
    heading, then those of tables."""
    listed = (m for told in lists for m in _listed(told, built))
    found = [*_beside(built), *listed, *(m for t in tables for m in _rows(t, built))]
    return tuple(m.model_copy(update={"number": n}) for n, m in enumerate(found, start=1))


# -- beside the actions ---------------------------------------------------------------------------


@dataclass
class _Shared:
    """A success text and the actions that it stands beside."""

    text: str
    sources: list[Source]
    actions: list[int] = field(default_factory=list)
    activities: set[str] = field(default_factory=set)
    objective: str | None = None


def _beside(built: Sequence[Built]) -> Iterator[Measure]:
    held: dict[tuple[int, ...], _Shared] = {}
    for item in built:
        groups = [
            g for role in ("success", "baseline", "target") if (g := item.draft.group(role)) is not None
        ]
        text = _printed(item.draft)
        if not text:
            continue
        key = tuple(id(g) for g in groups)
        shared = held.get(key) or _same(held, text, item)
        if shared is None:
            shared = held[key] = _Shared(
                text, [s for g in groups for s in g.sources], objective=item.action.objective
            )
        shared.actions.append(item.action.number)
        shared.activities.add(item.action.activity)
    for shared in held.values():
        yield from _read(shared)


def _same(held: dict[tuple[int, ...], _Shared], text: str, item: Built) -> _Shared | None:
    """The same words once more: one measure, where the row is the next one under the objective or the action
    is the same."""
    for shared in held.values():
        next_row = shared.actions[-1] == item.action.number - 1 and shared.objective == item.action.objective
        if shared.text == text and (next_row or item.action.activity in shared.activities):
            return shared
    return None


def _printed(draft: Draft) -> str:
    """The success text with a line for each paragraph, its baseline and target columns labelled."""
    parts: list[str] = []
    for role, label in (("success", ""), ("baseline", "Baseline: "), ("target", "Target: ")):
        group = draft.group(role)
        if group is None or not group.text:
            continue
        text = _lines(group)
        if role == "target" and _period(group.header):
            label = f"Target ({_period_words(group.header)}): "
        parts.append(text if text.casefold().startswith(label.casefold()) else label + text)
    if len(parts) > 1 and _narrative(draft, parts[0]):
        del parts[1]
    parts = ["\n".join(_stretches("\n".join(parts).split("\n")))]
    return _KPI.sub("", "\n".join(parts)).strip()


def _narrative(draft: Draft, success: str) -> bool:
    """Whether the column of where things stand tells a story and no value: sentences, of which at most one
    figure could be the baseline of the only measure beside it."""
    group = draft.group("baseline")
    if group is None or not draft.text("success") or not group.text:
        return False
    text = group.text
    if not content.is_prose(text) or not re.search(r"[.!?](?:\s|$)", text) or len(text.split()) < SENTENCE:
        return False
    read = [p for p in read_measures(success) if p.targets]
    figures = find_figures(text)
    return not (
        len(read) == len(figures) == 1
        and read[0].baseline_raw is None
        and figures[0].unit == read[0].targets[0].unit
    )


def _stretches(lines: Sequence[str]) -> Iterator[str]:
    """Several baselines under one label, a paragraph each, in one line; so too their targets."""
    k = 0
    answers = 0
    while k < len(lines):
        label = _LABEL.match(lines[k])
        end = k + 1
        if label is not None:
            while end < len(lines) and not _LABEL.match(lines[end]):
                end += 1
            more = end - k - 1
            if fold(label[0]).startswith("baseline"):
                answers = more
            else:
                end, answers = k + 1 + min(more, answers), 0
        yield " ".join(lines[k:end])
        k = end


def _run_together(blocks: Sequence[Block]) -> bool:
    """Paragraphs that were guessed from where lines wrap, and guessed wrong: a label stands inside one."""
    plain = [b.text for b in blocks if b.kind != "list_item"]
    return len(plain) == len(blocks) and any(_LABEL.search(t, 1) and not _LABEL.match(t) for t in plain)


def _lines(group: Group) -> str:
    """The group's paragraphs and list items, a line each; a cell's own words where it has no paragraphs."""
    texts: list[str] = []
    for k, text in enumerate(group.texts):
        cell = group.cells[k] if k < len(group.cells) else None
        blocks = [b for b in cell.blocks if b.text] if cell is not None and cell.text == text else []
        part = "\n".join(b.text for b in blocks) if blocks and not _run_together(blocks) else text
        unfinished = texts and cell is None and texts[-1][-1] not in ".:;!?"
        if texts and (unfinished or content.goes_on(texts[-1], part)):
            texts[-1] = f"{texts[-1]} {part}"
        else:
            texts.append(part)
    return "\n".join(texts)


def _read(shared: _Shared) -> Iterator[Measure]:
    for part in read_measures(shared.text):
        yield Measure(
            number=0,
            text=part.text,
            direction=part.direction,
            baseline_raw=part.baseline_raw,
            baseline_value=part.baseline_value,
            baseline_unit=part.baseline_unit,
            baseline_period=part.baseline_period,
            targets=part.targets,
            actions=tuple(shared.actions),
            source=Source.merge(shared.sources),
        )


def _listed(told: ListedSuccess, built: Sequence[Built]) -> Iterator[Measure]:
    """The measures of a list, a line each at least, for the actions of its section."""
    actions = list(_by_theme(told.section, built))
    for line, source in zip(told.lines, told.sources, strict=True):
        yield from _read(_Shared(_KPI.sub("", line).strip(), [source], actions))


# -- tables of measures ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Columns:
    """Which column of a table of measures is what; targets with the period in their header."""

    roles: dict[int, str]
    targets: dict[int, str | None]

    def text(self, row: Sequence[Cell | None], role: str) -> str:
        """The text of the columns of a role in a row."""
        return " ".join(
            c.text.strip() for i, c in enumerate(row) if c is not None and self.roles.get(i) == role
        )


def _columns(table: MeasureTable) -> _Columns:
    layout = read_header(table.grid, table.part.header[0])
    roles: dict[int, str] = {}
    targets: dict[int, str | None] = {}
    for column in layout.columns:
        role = _role(column, roles)
        if role == "target":
            targets[column.index] = _period(column.header)
        roles[column.index] = role
    _wordiest(roles, table)
    return _Columns(roles, targets)


def _wordiest(roles: dict[int, str], table: MeasureTable) -> None:
    """Of the columns that may hold what is measured, the one with the most words does."""
    able = [i for i, r in roles.items() if r in ("text", "number")]
    rows = [table.grid[r] for r in table.part.rows]
    words = {i: sum(len(c.text.split()) for r in rows if (c := r[i]) is not None) for i in able}
    if not able:
        return
    best = max(able, key=lambda i: (words[i], -i))
    for i in able:
        roles[i] = "text" if i == best else "number" if words[i] <= 2 * len(rows) else "latest"


def _role(column: Column, before: dict[int, str]) -> str:
    header = column.header
    match = match_header(header, "measures")
    told = _own_role(column) or (match.role if match else "")
    if told == "baseline" and re.search(r"\b(?:date|period|as at)\b", fold_header(header)):
        return "baseline_date"
    if not told and content.is_date(header) and "baseline" in before.values():
        return "target"
    if told == "baseline" and "baseline" in before.values():
        return "baseline_date"
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


def _period(header: str) -> str | None:
    """The time that a target's header names."""
    words = _period_words(header)
    if re.search(r"\b(?:months|year (?:\d|one|two|three))$", fold(words)):
        return words
    if not words or not content.is_date(words):
        return None
    return period_of(words)[0] or words


def _period_words(header: str) -> str:
    words = re.sub(
        r"\b(?:targets?|milestones?|by|trajectory)\b|\b\d{1,2}\b(?=\s*[:–-])", " ", header, flags=re.I
    )
    return " ".join(words.split()).strip(" :–-()")


def _rows(table: MeasureTable, built: Sequence[Built]) -> Iterator[Measure]:
    columns = _columns(table)
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
        _target(c.text, columns.targets[i], unit)
        for i, c in enumerate(row)
        if c is not None and i in columns.targets and re.search(r"\w", c.text)
    )
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
        else (period_of(baseline)[0] if baseline else None),
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
    return _by_theme(theme, built)


def _names_kpi(item: Built, number: str) -> bool:
    texts = [
        item.action.success_measure or "",
        *(x.text for x in item.action.extra if "kpi" in x.column.casefold()),
    ]
    return any(number in re.findall(r"\d+", m[0]) for t in texts for m in _KPI.finditer(t))


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


def _by_theme(theme: str, built: Sequence[Built]) -> tuple[int, ...]:
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
