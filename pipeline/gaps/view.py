"""The corpus as the gap rules see it: inspections with their plans, plans with their actions and measures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from extractors.model import Action, Finding, Measure, Statement
from pipeline.gaps.calendar import plan_due
from pipeline.records import (
    Coverage,
    Entry,
    Evidence,
    Link,
    Settings,
    actions_of,
    findings_of,
    measures_of,
    standing,
    statements_of,
)
from pipeline.resolve import SEND


class Block:
    """The actions of a plan under one heading and objective, and the measures that belong to them."""

    def __init__(self, heading: str | None, objective: str | None) -> None:
        self.heading = heading
        self.objective = objective
        self.actions: dict[str, Action] = {}
        self.measures: dict[str, Measure] = {}

    @property
    def success(self) -> list[str]:
        """The different texts of success of its actions, in order."""
        return list(dict.fromkeys(a.success_measure for a in self.actions.values() if a.success_measure))


class PlanView:
    """A plan that counts, and the inspection document that it answers."""

    def __init__(self, entry: Entry, inspection: Entry | None) -> None:
        self.entry = entry
        self.inspection = inspection
        self.actions: dict[str, Action] = dict(actions_of(entry))
        self.measures: dict[str, Measure] = dict(measures_of(entry))

    @property
    def area_id(self) -> str | None:
        """The plan's area."""
        return self.entry.area_id

    @cached_property
    def by_number(self) -> dict[int, str]:
        """The id of each action by its number."""
        return {a.number: id_ for id_, a in self.actions.items()}

    def measured(self, measure: Measure) -> dict[str, Action]:
        """The actions that the measure belongs to."""
        ids = [self.by_number[n] for n in measure.actions if n in self.by_number]
        return {id_: self.actions[id_] for id_ in ids}

    @cached_property
    def measures_of(self) -> dict[str, dict[str, Measure]]:
        """The measures of each action."""
        found: dict[str, dict[str, Measure]] = {id_: {} for id_ in self.actions}
        for measure_id, measure in self.measures.items():
            for action_id in self.measured(measure):
                found[action_id][measure_id] = measure
        return found

    @cached_property
    def blocks(self) -> list[Block]:
        """The actions by heading and objective, in order; without an objective each action by itself."""
        found: dict[tuple[str | None, ...], Block] = {}
        for id_, action in self.actions.items():
            heading = action.area_for_improvement or action.priority
            key = (heading, action.objective) if action.objective else (heading, None, id_)
            block = found.setdefault(key, Block(heading, action.objective))
            block.actions[id_] = action
            block.measures.update(self.measures_of[id_])
        return list(found.values())


class View:
    """All that the rules may look at, worked out once."""

    def __init__(
        self,
        entries: Sequence[Entry],
        links: Sequence[Link],
        coverage: Sequence[Coverage],
        as_of: date | None,
        settings: Settings,
    ) -> None:
        self.entries = standing(entries)
        self.every_version = sorted((e for e in entries if e.same_as is None), key=lambda e: e.id)
        self.links = links
        self.coverage = coverage
        self.as_of = as_of
        self.settings = settings
        self.by_id = {e.id: e for e in self.entries}

    @cached_property
    def inspections(self) -> list[Entry]:
        """The inspection documents."""
        return [e for e in self.entries if e.family == "inspection"]

    @cached_property
    def plans(self) -> list[PlanView]:
        """The plans, each with what it answers, as far as that is held."""
        return [PlanView(e, self.by_id.get(e.answers or "")) for e in self.entries if e.family == "plan"]

    def plans_of(self, inspection: Entry) -> list[PlanView]:
        """The plans that answer the inspection document."""
        return [p for p in self.plans if p.inspection is not None and p.inspection.id == inspection.id]

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Every finding by its id."""
        return {i: f for e in self.entries for i, f in findings_of(e)}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Every statement by its id."""
        return {i: s for e in self.entries for i, s in statements_of(e)}

    @cached_property
    def addressed(self) -> dict[str, list[Link]]:
        """The accepted links from actions, by action."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            if link.kind == "addresses" and link.accepted:
                found.setdefault(link.from_id, []).append(link)
        return found

    @cached_property
    def due(self) -> dict[str, date]:
        """For each report on an area's SEND with a known publication: the day its plan was due.

        Other inspections give other times, or none.
        """
        return {
            e.id: plan_due(e.details.published)
            for e in self.inspections
            if e.kind in SEND and e.details.published
        }

    def document_of(self, item_id: str) -> Entry | None:
        """The document that an item stands in."""
        return self.by_id.get(item_id.split("-")[0])

    def quote(self, item_id: str, label: str | None = None) -> Evidence:
        """An item's words as evidence."""
        finding, statement = self.findings.get(item_id), self.statements.get(item_id)
        item = finding or statement
        entry = self.document_of(item_id)
        return Evidence(
            label=label or (finding.kind.replace("_", " ") if finding else "sentence"),
            text=item.text if item else "",
            item_id=item_id,
            document_id=entry.id if entry else None,
            page=item.source.page if item else None,
        )


def action_evidence(id_: str, action: Action) -> Evidence:
    """An action's words as evidence."""
    return Evidence(
        label=f"action {action.reference or action.number}",
        text=action.activity,
        item_id=id_,
        document_id=id_.split("-")[0],
        page=action.source.page,
    )


def measure_evidence(id_: str, measure: Measure) -> Evidence:
    """A measure's words and figures as evidence."""
    figures = [f"baseline {measure.baseline_raw}"] if measure.baseline_raw else []
    figures += [f"target {t.raw}" for t in measure.targets]
    return Evidence(
        label=f"measure {measure.number}",
        text="; ".join([measure.text, *figures] if measure.text else figures),
        item_id=id_,
        document_id=id_.split("-")[0],
        page=measure.source.page,
    )


def called(id_: str, action: Action) -> str:
    """An action by its printed reference, else by its number."""
    return f"Action {action.reference}" if action.reference else f"Action {action.number}"


def clip(text: str, size: int = 90) -> str:
    """The text, cut at a word where it is long."""
    if len(text) <= size:
        return text
    return text[:size].rsplit(" ", 1)[0] + " …"


def day(value: date) -> str:
    """A day as it is printed: 5 May 2023."""
    return f"{value.day} {value:%B %Y}"


def document(entry: Entry) -> str:
    """A document by its title, else what it is, with the inspection's last day or its own date."""
    title = entry.details.title
    name = f"“{title}”" if title else f"the {entry.kind.replace('_', ' ')}"
    if entry.details.inspection_end:
        return f"{name} (inspected up to {day(entry.details.inspection_end)})"
    return f"{name} ({day(entry.details.published)})" if entry.details.published else name
