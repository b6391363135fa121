"""The plans whose actions are cards inside tables (sets t and w): their records, source and gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import made
from made import Data

Figure = tuple[str, float, str | None]  # as printed, value, period


@dataclass(frozen=True)
class Measure:
    """A measure: its words, its baseline and its targets."""

    text: str
    baseline: Figure | None
    targets: tuple[Figure, ...]


@dataclass(frozen=True)
class Card:
    """An action as its card prints it, and how a careful reader reads it."""

    id: str
    do: str  # the action; further lines are its bullets
    who: str  # a line a paragraph
    owners: list[str]  # name|role|organisation
    when: str  # start and finish cells parted by " | "
    success: str
    status: str
    links: list[str]
    start: str | None = None
    end: str | None = None
    qualifier: str | None = None
    original: tuple[str, str] | None = None
    partners: str = ""
    update: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Group:
    """An objective and the cards under it."""

    objective: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Priority:
    """A priority with the inspectors' words that it quotes."""

    head: str
    quoted: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Plan:
    """A plan as its source.toml tells it; the last four fields are those that only some plans have."""

    area: str
    file: str
    title: str
    plan_type: str
    plan_date: str
    published: str
    inspection: list[str]
    glossary: dict[str, str]
    intro: list[str]
    voices: list[str]
    kpi_heads: list[str]
    risks: list[list[str]]
    statuses: dict[str, list[str]]  # printed word: status, fill, meaning
    finding: list[dict[str, str]]  # id, text, cover, missing
    priorities: tuple[Priority, ...]
    kpis: tuple[Measure, ...]
    gap: list[dict[str, str]]
    boards: list[list[str]] = field(default_factory=list)
    governance: list[str] = field(default_factory=list)
    versions: list[list[str]] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    def fill(self, status: str) -> str:
        """The colour of a status."""
        return self.statuses[status][1]

    def key(self, *heads: str) -> list[list[str]]:
        """The rows that say what the statuses mean, under those heads."""
        return [list(heads), *([word, row[2]] for word, row in self.statuses.items())]

    def indicators(self) -> list[list[str]]:
        """The rows of the table of headline measures."""
        rows = [[k.text, k.baseline[0] if k.baseline else "", *(t[0] for t in k.targets)] for k in self.kpis]
        return [self.kpi_heads, *rows]


# -------------------------------------------------------------------------------------------- source


def read_measure(row: Data) -> Measure:
    """A measure from its row of source.toml."""
    raw, value, period = row.get("baseline", ("", None, ""))
    targets = tuple((t[0], t[1], t[2] or None) for t in row["targets"])
    return Measure(row["text"], (raw, value, period or None) if raw else None, targets)


def read_card(row: Data) -> Card:
    """A card from its row of source.toml, where owners may be parted by ";" and links by blanks."""
    owners, links = row["owners"], row["links"]
    listed = {
        "owners": [o for o in owners.split(";") if o] if isinstance(owners, str) else owners,
        "links": links.split() if isinstance(links, str) else links,
        "measures": tuple(read_measure(m) for m in row.get("measures", ())),
    }
    return Card(**row | listed)


def read_plan(slug: str) -> Plan:
    """The plan of a folder's source.toml, where findings and gaps may be rows without names."""
    told = made.source(slug)
    priorities = []
    for row in told.pop("priority"):
        groups = tuple(Group(g["objective"], tuple(read_card(c) for c in g["card"])) for g in row["group"])
        priorities.append(Priority(row["head"], row["quoted"], groups))
    if "gaps" in told:
        told["finding"] = made.named("id text cover missing", told["finding"])
        told["gap"] = made.named(made.GAP, told.pop("gaps"))
    kpis = tuple(read_measure(k) for k in told.pop("kpis"))
    return Plan(**told, priorities=tuple(priorities), kpis=kpis)


# ---------------------------------------------------------------------------------------------- gold


def action(plan: Plan, priority: Priority, group: Group, card: Card) -> Data:
    """A card's gold, with what its priority and group give it."""
    row = {
        "id": card.id,
        "finding_ids": card.links,
        "area_for_improvement": priority.quoted,
        "objective": group.objective,
        "activity": " ".join(card.do.split("\n")),
        "owners": made.owners(card.owners),
        "owners_raw": card.who,
        "timescale_raw": card.when.removeprefix(" | "),
        "start": card.start,
        "end": card.end,
        "qualifier": card.qualifier,
        "status": plan.statuses[card.status][0],
        "status_raw": card.status,
        "success_measure": card.success or None,
        "priority": priority.head,
    }
    if card.original:
        row["original_timescale_raw"], row["original_end"] = card.original
    return row


def measures(found: Iterable[Measure], actions: list[str]) -> list[Data]:
    """The gold of measures of the same actions."""
    return [made.measure(m.text, m.baseline or (None, None, None), m.targets, actions) for m in found]


def records(slug: str, plan: Plan) -> made.Records:
    """The records of findings.json and gold.json."""
    placed = [(p, g, c) for p in plan.priorities for g in p.groups for c in g.cards]
    actions = [action(plan, *where) for where in placed]
    figures = [m for _, _, c in placed for m in measures(c.measures, [c.id])]
    return made.records(slug, vars(plan), actions, figures + measures(plan.kpis, []), made.FILE_FIRST)


def build(layouts: Mapping[str, Callable[[Plan], bytes]]) -> None:
    """Build the folders that the command line names, or all."""
    for slug in made.wanted(layouts):
        plan = read_plan(slug)
        made.write(slug, plan.file, layouts[slug](plan), records(slug, plan))
