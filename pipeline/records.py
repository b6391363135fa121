"""What the pipeline's stages hand to one another: documents as ingested, links, coverage, gaps.

Every record is frozen. Items (findings, statements, actions, measures) keep the extractor's record and get
an id from `pipeline.ids`; `findings_of` and its kin pair the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from extractors.model import (
    Action,
    Details,
    Extraction,
    Family,
    Finding,
    FindingKind,
    Measure,
    Record,
    Statement,
    Status,
)
from pipeline import ids

LinkKind = Literal["addresses", "restates", "reports_progress", "similar"]
LinkMethod = Literal["structure", "quotation", "similarity", "decision"]
LinkStatus = Literal["accepted", "review", "ambiguous", "rejected", "suspect"]
CoverageStatus = Literal["covered", "partial", "uncovered", "no_plan"]
Severity = Literal["high", "medium", "low"]
DecisionWord = Literal["confirmed", "rejected"]
DecidedState = Literal["applied", "suspect", "superseded", "not_found"]
ChangeKind = Literal[
    "completed", "slipped", "brought_forward", "reworded", "dropped", "added", "owner_changed", "rated"
]

TO_ANSWER: tuple[FindingKind, ...] = (
    "area_for_priority_action",
    "area_for_improvement",
    "weakness",
    "significant_weakness",
)


class Entry(Record):
    """One document of the corpus as ingested, with what stands around it.

    `details` are the document's own with the corrections of `documents.csv`. `answers` is the id of the
    inspection document that this one answers or tells of; `plan_id` and `version` order the versions of
    one plan; `same_as` names the document that stands for this one (None for the one that stands).
    """

    id: str
    sha256: str
    path: str
    paths: tuple[str, ...] = ()
    area_id: str | None = None
    kind: str = "unknown"
    family: Family | None = None
    pages: int | None = None
    details: Details = Details()
    extraction: Extraction | None = None
    status: Status = "ok"
    message: str | None = None
    answers: str | None = None
    plan_id: str | None = None
    version: int | None = None
    same_as: str | None = None


class Part(Record):
    """One part of a link's score: what was looked at, its value (0 to 1), its weight, and a word on it."""

    name: str
    value: float
    weight: float
    note: str | None = None


class Span(Record):
    """The same words on both sides of a link: character ranges in the two texts, and the words."""

    from_start: int
    from_end: int
    to_start: int
    to_end: int
    text: str


class WordChange(Record):
    """Words of the report that a quotation replaced."""

    before: str
    after: str


class Drift(Record):
    """How a quotation differs from what it quotes, in words; empty where it is word for word."""

    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[WordChange, ...] = ()

    @property
    def any(self) -> bool:
        """Whether a word was dropped, added or changed."""
        return bool(self.dropped or self.added or self.changed)


class Reasons(Record):
    """Why a link stands: the parts of its score, the words that carry it, how far ahead it was.

    `via` is the text between the two sides: the heading or cell that an action inherits its link from.
    `margin` is the lead over `runner_up`, the next best finding, where there was a choice.
    """

    summary: str
    parts: tuple[Part, ...] = ()
    spans: tuple[Span, ...] = ()
    drift: Drift | None = None
    via: str | None = None
    margin: float | None = None
    runner_up: str | None = None
    found_by: LinkMethod | None = None  # how the machine found it, where a person has decided since


class Link(Record):
    """One item joined to another. `score` is the chance that a careful reader would join them."""

    id: str
    kind: LinkKind
    from_id: str
    to_id: str
    score: float
    method: LinkMethod
    status: LinkStatus
    reasons: Reasons
    decision: DecisionWord | None = None

    @property
    def found_by(self) -> LinkMethod:
        """How the link was found, whatever a person decided on it since."""
        return self.reasons.found_by or self.method

    @property
    def accepted(self) -> bool:
        """Whether coverage and gaps rest on the link."""
        return self.status == "accepted"


class Coverage(Record):
    """How far the actions answer one finding. `missing` is the part that no action answers."""

    finding_id: str
    area_id: str | None
    status: CoverageStatus
    deep: bool = False
    actions: int = 0
    missing: tuple[str, ...] = ()
    explanation: str


class Evidence(Record):
    """A passage that a gap rests on: what it is, where it stands, its words."""

    label: str
    text: str
    item_id: str | None = None
    document_id: str | None = None
    page: int | None = None


class Gap(Record):
    """Something that a board should know: a rule, what it is about, a sentence, the passages."""

    id: str
    area_id: str | None
    rule: str
    severity: Severity
    item_ids: tuple[str, ...]
    message: str
    evidence: tuple[Evidence, ...] = ()


class Change(Record):
    """What became of one action from a version of a plan to the next, as printed before and after.

    `key` is the action's key in the earlier version; in the later one where it was added. `from_action` and
    `to_action` are its ids in the two.
    """

    id: str
    area_id: str | None
    plan_id: str
    key: str
    from_document: str
    to_document: str
    from_action: str | None = None
    to_action: str | None = None
    change: ChangeKind
    before: str | None = None
    after: str | None = None


class Themed(Record):
    """A theme of the field that a finding or an action touches."""

    item_id: str
    theme: str


class Note(Record):
    """What a person noted on a link, gap or item; `suspect` where its words have changed since."""

    item_id: str
    when: str | None = None  # as it stands in decisions.csv
    who: str | None = None
    note: str
    suspect: bool = False


class Reviewed(Record):
    """A problem that a person has looked at: the reading is right (confirmed) or wrong (rejected)."""

    document_id: str
    position: int
    decision: DecisionWord | None = None
    note: str | None = None


class Decided(Record):
    """A line of decisions.csv and what became of it."""

    position: int
    when: str | None = None
    who: str | None = None
    what: str
    decision: str
    from_ref: str
    to_ref: str | None = None
    instead_ref: str | None = None
    from_id: str | None = None
    to_id: str | None = None
    note: str | None = None
    state: DecidedState


class RuleSetting(Record):
    """A gap rule switched off, or given another severity."""

    slug: str
    on: bool = True
    severity: Severity | None = None


class Settings(Record):
    """What a corpus asks for beyond the defaults."""

    rules: tuple[RuleSetting, ...] = ()
    overload_share: float = 0.15  # one owner's share of a plan's actions from which it is too large


# -- items: ids beside records -----------------------------------------------------------------


def findings_of(entry: Entry) -> Iterator[tuple[str, Finding]]:
    """Id and record of each finding of the document, in order."""
    for finding in entry.extraction.findings if entry.extraction else ():
        yield ids.finding_id(entry.id, finding.kind, finding.number), finding


def statements_of(entry: Entry) -> Iterator[tuple[str, Statement]]:
    """Id and record of each statement of the document, in order."""
    for number, statement in enumerate(entry.extraction.statements if entry.extraction else (), 1):
        yield ids.statement_id(entry.id, number), statement


def actions_of(entry: Entry) -> Iterator[tuple[str, Action]]:
    """Id and record of each action of the document, in order."""
    for action in entry.extraction.actions if entry.extraction else ():
        yield ids.action_id(entry.id, action.number), action


def measures_of(entry: Entry) -> Iterator[tuple[str, Measure]]:
    """Id and record of each measure of the document, in order."""
    for measure in entry.extraction.measures if entry.extraction else ():
        yield ids.measure_id(entry.id, measure.number), measure


def keys_of(entry: Entry) -> list[str]:
    """The key of each action of the document, in order."""
    return ids.action_keys(entry.extraction.actions if entry.extraction else ())


# -- which documents count ---------------------------------------------------------------------


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The documents that count, in order of id: no second rendering, of each plan only the newest version."""
    alone = sorted((e for e in entries if e.same_as is None and e.extraction), key=lambda e: e.id)
    newest: dict[str, int] = {}
    for entry in alone:
        if entry.plan_id is not None:
            newest[entry.plan_id] = max(newest.get(entry.plan_id, 0), entry.version or 0)
    return [e for e in alone if e.plan_id is None or (e.version or 0) == newest[e.plan_id]]


def plans_for(inspection: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """The plans among `entries` that answer the inspection document."""
    return [e for e in entries if e.family == "plan" and e.answers == inspection.id]


def told(entry: Entry) -> date | None:
    """The day from which a document counts in time: its publication, else the inspection's end."""
    return entry.details.published or entry.details.inspection_end
