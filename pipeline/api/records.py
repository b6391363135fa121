"""What the tables hold as typed, frozen records: one class a table, one field a column.

Days are `datetime.date`, flags `bool`, JSON columns tuples and records. What a document does not say, or
what could not be read, is `None`.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from extractors.model import Box
from pipeline.records import Evidence, Reasons


def _listed(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value or ()


def _mapped(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value or {}


def _flag(value: object) -> object:
    return bool(value)


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Boxes = Annotated[tuple[Box, ...], BeforeValidator(_listed)]
Passages = Annotated[tuple[Evidence, ...], BeforeValidator(_listed)]
Mapped = Annotated[dict[str, str], BeforeValidator(_mapped)]
Explained = Annotated[Reasons, BeforeValidator(_mapped)]
Flag = Annotated[bool, BeforeValidator(_flag)]


class Row(BaseModel):
    """A row of a table; `table` is its name. A column that a later version adds is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    table: ClassVar[str]


class Area(Row):
    """A local area of England."""

    table: ClassVar[str] = "areas"
    id: str
    name: str
    region: str | None = None
    la_code: str | None = None
    ons_code: str | None = None
    other_names: Texts = ()
    abolished: str | None = None
    succeeded_by: Texts = ()


class Neighbour(Row):
    """A statistical neighbour of an area; rank 1 is the closest."""

    table: ClassVar[str] = "neighbours"
    area_id: str
    neighbour_id: str
    rank: int


class Document(Row):
    """A document that was read. `same_as` names the one that stands for it, where it is not itself."""

    table: ClassVar[str] = "documents"
    id: str
    area_id: str | None = None
    family: str | None = None
    kind: str
    title: str | None = None
    path: str
    sha256: str
    pages: int | None = None
    published: date | None = None
    inspection_start: date | None = None
    inspection_end: date | None = None
    previous_start: date | None = None
    previous_end: date | None = None
    previous_raw: str | None = None
    outcome: int | None = None
    next_inspection_raw: str | None = None
    next_inspection_by: date | None = None
    monitoring_inspection_raw: str | None = None
    monitoring_inspection_by: date | None = None
    plan_type: str | None = None
    answers: str | None = None
    plan_id: str | None = None
    version: int | None = None
    same_as: str | None = None
    children_with_send: int | None = None
    children_with_ehc_plan: int | None = None
    status: str
    message: str | None = None


class DocumentPath(Row):
    """A path at which a document's bytes were found."""

    table: ClassVar[str] = "document_paths"
    document_id: str
    path: str


class Body(Row):
    """A public body that a document names as responsible."""

    table: ClassVar[str] = "bodies"
    document_id: str
    name: str
    kind: str
    name_raw: str | None = None


class Judgement(Row):
    """A grade from a table of judgements."""

    table: ClassVar[str] = "judgements"
    document_id: str
    subject: str
    grade: str | None = None


class Person(Row):
    """A person or role that a document names."""

    table: ClassVar[str] = "people"
    document_id: str
    position: int
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    capacity: str | None = None
    is_lead: Flag = False


class Placed(Row):
    """An item of a document, with its place."""

    id: str
    document_id: str
    area_id: str | None = None
    page: int | None = None
    boxes: Boxes = ()
    place: str | None = None
    ocr: Flag = False


class Finding(Placed):
    """A strength, a weakness, or something to improve."""

    table: ClassVar[str] = "findings"
    kind: str
    number: int
    text: str
    responsible: str | None = None
    section: str | None = None
    page_end: int | None = None


class Statement(Placed):
    """A sentence of prose with the stance that it takes."""

    table: ClassVar[str] = "statements"
    stance: str
    section: str | None = None
    text: str
    speaker: str | None = None


class Action(Placed):
    """A row of an action plan."""

    table: ClassVar[str] = "actions"
    key: str
    number: int
    reference: str | None = None
    priority: str | None = None
    outcome: str | None = None
    area_for_improvement: str | None = None
    objective: str | None = None
    activity: str
    responsible_raw: str | None = None
    timescale_raw: str | None = None
    starts_on: date | None = None
    due_on: date | None = None
    date_precision: str | None = None
    date_qualifier: str | None = None
    original_timescale_raw: str | None = None
    original_due_on: date | None = None
    success_measure: str | None = None
    status: str | None = None
    status_raw: str | None = None
    update_text: str | None = None
    extra: Mapped = {}
    inherited: Texts = ()
    page_end: int | None = None


class Owner(Row):
    """Somebody responsible for an action."""

    table: ClassVar[str] = "owners"
    action_id: str
    position: int
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    organisation_full: str | None = None


class Measure(Placed):
    """A measure of success, with its baseline."""

    table: ClassVar[str] = "measures"
    text: str
    direction: str | None = None
    baseline_raw: str | None = None
    baseline_value: float | None = None
    baseline_unit: str | None = None
    baseline_period: str | None = None


class Target(Row):
    """A target of a measure."""

    table: ClassVar[str] = "targets"
    measure_id: str
    position: int
    raw: str | None = None
    value: float | None = None
    unit: str | None = None
    period: str | None = None


class ActionMeasure(Row):
    """Which measure tells of which action."""

    table: ClassVar[str] = "action_measures"
    action_id: str
    measure_id: str


class Link(Row):
    """Two items that belong together, and why."""

    table: ClassVar[str] = "links"
    id: str
    kind: str
    from_id: str
    to_id: str
    score: float
    method: str
    accepted: Flag
    status: str
    reasons: Explained
    decision: str | None = None


class Coverage(Row):
    """Whether actions answer a finding; `deep`: each has an owner, a date and a measured target."""

    table: ClassVar[str] = "coverage"
    finding_id: str
    area_id: str | None = None
    status: str
    deep: Flag = False
    actions: int = 0
    missing: str | None = None
    explanation: str | None = None


class Gap(Row):
    """Something that a board should know: the rule that raised it, a sentence, the passages."""

    table: ClassVar[str] = "gaps"
    id: str
    area_id: str | None = None
    rule: str
    severity: str
    item_ids: Texts = ()
    message: str
    evidence: Passages = ()


class Change(Row):
    """What became of an action from one version of a plan to the next."""

    table: ClassVar[str] = "changes"
    id: str
    position: int
    area_id: str | None = None
    plan_id: str
    key: str
    from_document: str
    to_document: str
    from_action: str | None = None
    to_action: str | None = None
    change: str
    before: str | None = None
    after: str | None = None


class Theme(Row):
    """A theme that a finding or action touches."""

    table: ClassVar[str] = "themes"
    item_id: str
    theme: str


class Problem(Row):
    """What a person should know about how a document was read."""

    table: ClassVar[str] = "problems"
    document_id: str
    position: int
    category: str
    page: int | None = None
    message: str
    decision: str | None = None
    note: str | None = None


class Note(Row):
    """What a person noted on an item; `suspect` where its words have changed since."""

    table: ClassVar[str] = "notes"
    position: int
    item_id: str
    when: str | None = None
    who: str | None = None
    note: str
    suspect: Flag = False


class Decision(Row):
    """A line of decisions.csv and what became of it."""

    table: ClassVar[str] = "decisions"
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
    state: str


RECORDS: tuple[type[Row], ...] = (
    Area, Neighbour, Document, DocumentPath, Body, Judgement, Person, Finding, Statement, Action, Owner,
    Measure, Target, ActionMeasure, Link, Coverage, Gap, Change, Theme, Problem, Note, Decision,
)  # fmt: skip
