"""The plain source of the action plan, and what a reader says of its links, read from TOML into records."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from demo_builder.sources import Record


class Measure(Record):
    """A success measure with its baseline and target, as printed and as values."""

    text: str | None = None
    baseline: str | None = None
    baseline_value: float | int | None = None
    baseline_unit: str | None = None
    baseline_period: str | None = None
    target: str | None = None
    target_value: float | int | None = None
    period: str | None = None
    unit: str | None = None
    comparator: str | None = None


class Action(Record):
    """A row of the plan: what is done, by whom (keys of owners) and when (as printed and as months)."""

    id: str
    do: str
    by: list[str]
    overseen: bool = False
    when: str
    start: str | None = Field(default=None, alias="from")
    due: str | None = None
    qualifier: Literal["from", "between"] | None = None


class Group(Record):
    """Actions that share an objective and a success cell."""

    id: str
    objective: str
    success: list[str]
    printed: bool = False  # the success lines hold the figures already, in an order of their own
    measures: tuple[Measure, ...] = ()
    actions: list[Action]

    @property
    def success_lines(self) -> list[str]:
        """The lines of the success cell, as printed."""
        if self.printed:
            return self.success
        figures: list[str] = []
        for measure in self.measures:
            figures += [f"Baseline: {measure.baseline}"] if measure.baseline else []
            figures += [f"Target: {measure.target}"] if measure.target else []
        return [*self.success, *figures]


class PlanArea(Record):
    """The part of a priority that answers one finding of the report."""

    finding: str
    group: list[Group]


class Priority(Record):
    """A priority with its people's roles and its outcome."""

    number: int
    title: str
    sponsor: str
    lead: str
    parent_rep: str
    outcome: str
    area: list[PlanArea]


class Quotation(Record):
    """How the response repeats a finding: in its list, and in its table where that differs."""

    finding: str
    text: str
    plan: str | None = None

    @property
    def in_plan(self) -> str:
        """The words that stand in the plan's table."""
        return self.plan or self.text


class Owner(Record):
    """Who answers for an action: a role within an organisation, an organisation alone, or a group."""

    role: str | None = None
    organisation: str | None = None
    group: str | None = None


class Duty(Record):
    """What a role in the plan's governance does."""

    role: str
    items: list[str]


class Rating(Record):
    """A colour of the rating scale."""

    colour: str
    meaning: str


class Plan(Record):
    """The whole response."""

    area: str
    title: str
    subtitle: str
    notice: str
    introduction: str
    aims: list[str]
    inspection: str
    strengths_lead: str
    children_benefit: list[str]
    partnership_lead: str
    partnership_arrangements: list[str]
    outcome_lead: str
    further_lead: str
    next_steps: str
    board: str
    board_members: list[str]
    monitoring: str
    communication: str
    duty: list[Duty]
    rating: list[Rating]
    quotation: list[Quotation]
    owner: dict[str, Owner]
    priority: list[Priority]

    def quotations(self, kind: str) -> list[Quotation]:
        """The quotations of improvements ('I') or weaknesses ('W'), in order."""
        return [quotation for quotation in self.quotation if quotation.finding.startswith(kind)]

    def quotation_of(self, finding: str) -> Quotation:
        """The quotation of one finding."""
        return next(quotation for quotation in self.quotation if quotation.finding == finding)

    def owner_lines(self, action: Action) -> list[str]:
        """The lines of an action's owner cell: roles, then the organisation they share."""
        owners = [self.owner[key] for key in action.by]
        groups = [owner.group for owner in owners if owner.group]
        roles = [owner.role for owner in owners if owner.role]
        if action.overseen:
            roles = [f"Overseen by {role}" for role in roles]
        elif len(roles) == 2:
            roles = [" / ".join(roles)]
        organisations = list(dict.fromkeys(owner.organisation for owner in owners if owner.organisation))
        return [*groups, *roles, *organisations]


class FindingTruth(Record):
    """What a reader says of one finding of the report."""

    id: str
    also_related: list[str]
    also_related_weak: tuple[str, ...] = ()
    coverage: Literal["full", "partial", "none"]
    confidence: str
    also_accept: list[str]
    missing: str
    missing_words: tuple[str, ...] = ()
    drift: str


class NarrativeTruth(Record):
    """What a reader says of a criticism in the report's prose."""

    id: str
    text: str
    action_ids: list[str]
    also_related: list[str]
    also_related_weak: tuple[str, ...] = ()
    coverage: Literal["full", "partial", "none"]
    missing: str


class StrengthTruth(Record):
    """Where a strength of the report comes back."""

    report: str
    response: list[int]
    news: tuple[str, ...] = ()
    drift: str | None = None


class Links(Record):
    """All that a reader says of the plan against the report."""

    finding: list[FindingTruth]
    narrative: list[NarrativeTruth]
    strength: list[StrengthTruth]


class GapTruth(Record):
    """Gaps of one rule that share a reason; each inner list of items is one gap."""

    rule: str
    expected: Literal["must", "may"]
    severity: Literal["high", "medium", "low"]
    items: list[list[str]]
    why: str


class Gaps(Record):
    """All gaps that a careful reader finds, and the days that rules on dates count from."""

    report_published: str
    plan_due: str
    rule: str
    gap: list[GapTruth]


def expand(ranges: Sequence[str]) -> list[str]:
    """Ranges of actions written out: 'P1.01-P1.03' gives P1.01, P1.02 and P1.03. Other items stay."""
    numbers: list[str] = []
    for item in ranges:
        first, is_range, last = item.partition("-")
        if not is_range:
            numbers.append(item)
            continue
        prefix, low = first.split(".")
        high = last.split(".")[1]
        numbers += [f"{prefix}.{number:02}" for number in range(int(low), int(high) + 1)]
    return numbers
