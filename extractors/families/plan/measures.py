"""How success will be known: measures read beside the actions, and tables of measures joined to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.families.plan import content
from extractors.families.plan.build import Built
from extractors.families.plan.draft import Draft
from extractors.families.plan.found import MeasureTable
from extractors.families.plan.lists import ListedSuccess
from extractors.families.plan.measure_columns import LABEL, in_columns, lines_of, measured_rows
from extractors.families.plan.measure_tables import KPI, by_theme, table_measures
from extractors.families.plan.value_columns import period, period_words
from extractors.families.plan.words import fold
from extractors.fields.figures import find_figures, normal_period
from extractors.fields.measure import read_measures
from extractors.fields.measure_part import MeasurePart
from extractors.model import Measure, Source, Target

SENTENCE = 6  # words
_YEAR = re.compile(r"(\d{4})(?:-(\d{2}))?(?![\d/])")


def gather(
    built: Sequence[Built],
    tables: Sequence[MeasureTable],
    lists: Sequence[ListedSuccess] = (),
    written: date | None = None,
) -> tuple[Measure, ...]:
    """Every measure of the plan, numbered in order: those beside the actions, then those of lists under a
    heading, then those of tables. `written` is the plan's date, where it is known."""
    listed = (m for told in lists for m in _listed(told, built))
    beside = [_still_to_come(m, written) for m in (*_beside(built), *listed)]
    found = [*beside, *(m for t in tables for m in table_measures(t, built, written))]
    return tuple(m.model_copy(update={"number": n}) for n, m in enumerate(found, start=1))


def _still_to_come(measure: Measure, written: date | None) -> Measure:
    """The measure with its baseline as a further target, where the time of that is after the plan's and
    after those of the targets.

    "60% (2026: 80%)" in a plan of 2024 prints two targets, "60% (2023: 40%)" a baseline.
    """
    begins = _YEAR.match(normal_period(measure.baseline_period or ""))
    if written is None or begins is None or not measure.targets or measure.baseline_raw is None:
        return measure
    when = _month(begins)
    dated = [m for t in measure.targets if (m := _YEAR.match(normal_period(t.period or "")))]
    if when <= (written.year, written.month) or any(_month(m) >= when for m in dated):
        return measure
    later = Target(
        raw=measure.baseline_raw,
        value=measure.baseline_value,
        unit=measure.baseline_unit,
        period=measure.baseline_period,
    )
    bare = {"baseline_raw": None, "baseline_value": None, "baseline_unit": None, "baseline_period": None}
    return measure.model_copy(update={**bare, "targets": (*measure.targets, later)})


def _month(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]), int(found[2] or 0)


# -- beside the actions ---------------------------------------------------------------------------


@dataclass
class _Shared:
    """A success text and the actions that it stands beside."""

    text: str
    sources: list[Source]
    actions: list[int] = field(default_factory=list)
    activities: set[str] = field(default_factory=set)
    objective: str | None = None
    parts: tuple[MeasurePart, ...] = ()  # where columns hold the values


def _beside(built: Sequence[Built]) -> Iterator[Measure]:
    held: dict[tuple[int, ...], _Shared] = {}
    for item, draft in ((b, row) for b in built for row in measured_rows(b.draft)):
        groups = [g for role in ("success", "baseline", "target") if (g := draft.group(role)) is not None]
        text = _printed(draft)
        if not text:
            continue
        key = tuple(id(g.cells[0] if g.cells else g) for g in groups)
        shared = held.get(key) or _same(held, text, item)
        if shared is None:
            shared = held[key] = _Shared(
                text,
                [s for g in groups for s in g.sources],
                objective=item.action.objective,
                parts=in_columns(draft),
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
        text = lines_of(group)
        if role == "target" and period(group.header):
            label = f"Target ({period_words(group.header)}): "
        parts.append(text if text.casefold().startswith(label.casefold()) else label + text)
    if len(parts) > 1 and _narrative(draft, parts[0]):
        del parts[1]
    parts = ["\n".join(_stretches("\n".join(parts).split("\n")))]
    return KPI.sub("", "\n".join(parts)).strip()


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
        label = LABEL.match(lines[k])
        end = k + 1
        if label is not None:
            while end < len(lines) and not LABEL.match(lines[end]):
                end += 1
            more = end - k - 1
            if fold(label[0]).startswith("baseline"):
                answers = more
            else:
                end, answers = k + 1 + min(more, answers), 0
        yield " ".join(lines[k:end])
        k = end


def _read(shared: _Shared) -> Iterator[Measure]:
    for part in shared.parts or read_measures(shared.text):
        yield _measure(part, shared.actions, Source.merge(shared.sources))


def _measure(part: MeasurePart, actions: Sequence[int], source: Source) -> Measure:
    return Measure(
        number=0,
        text=part.text,
        direction=part.direction,
        baseline_raw=part.baseline_raw,
        baseline_value=part.baseline_value,
        baseline_unit=part.baseline_unit,
        baseline_period=part.baseline_period,
        targets=part.targets,
        actions=tuple(actions),
        source=source,
    )


def _listed(told: ListedSuccess, built: Sequence[Built]) -> Iterator[Measure]:
    """The measures of a list, a line each at least, for the actions of its section."""
    actions = list(by_theme(told.section, built))
    for line, source in zip(told.lines, told.sources, strict=True):
        yield from _read(_Shared(KPI.sub("", line).strip(), [source], actions))
    for row in told.series:
        yield _measure(row.part, actions, row.source)
