"""What a board report says, before it is laid out. Texts are as a person reads them."""

from __future__ import annotations

from datetime import date

from extractors.model import Record
from pipeline.wording import upper_first


class FindingLine(Record):
    """A finding with how far it is answered. `refs` are numbers of the references."""

    label: str
    text: str
    status: str
    said: str
    missing: str | None
    actions: int
    complete: int
    overdue: int
    next_due: str
    refs: tuple[int, ...]

    @property
    def left_out(self) -> str:
        """The part that no action takes up."""
        if self.missing or self.status == "partial":
            return upper_first(self.missing or "not told")
        return "None" if self.status == "covered" else "The whole finding"

    @property
    def standing(self) -> str:
        """How many actions answer it, and how they stand."""
        if not self.actions:
            return "none"
        done = f"{self.complete} rated complete, " if self.complete else ""
        return f"{self.actions} ({done}{self.overdue or 'none'} overdue)"


class InspectionPart(Record):
    """An inspection document and what it asks."""

    title: str
    facts: tuple[str, ...]
    findings: tuple[FindingLine, ...]


class ToldLine(Record):
    """A weakness of which only a page or news item tells, with the progress reported on it."""

    text: str
    progress: tuple[str, ...]
    refs: tuple[int, ...]


class GapLine(Record):
    """A gap in a sentence. Of a measure the objective; `offers` says which answers wait for a person."""

    message: str
    objective: str | None
    offers: str | None
    refs: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """All that is said of the gap but its references."""
        objective = f" Objective: \u201c{self.objective}\u201d." if self.objective else ""
        return self.message + objective + (f" {self.offers}" if self.offers else "")


class GapGroup(Record):
    """The gaps of one rule and severity, with what to do about each."""

    name: str
    looks_for: str
    remedy: str
    gaps: tuple[GapLine, ...]


class SeverityPart(Record):
    """The gaps of one severity."""

    severity: str
    count: int
    groups: tuple[GapGroup, ...]


class OwnerLine(Record):
    """What one owner carries."""

    owner: str
    organisation: str
    actions: int
    complete: int
    overdue: int
    soon: int


class ActionLine(Record):
    """An action with its date."""

    label: str
    activity: str
    owner: str
    due: str
    state: str
    refs: tuple[int, ...]


class ChangeLine(Record):
    """A change of an action from one version of a plan to the next."""

    change: str
    activity: str
    before: str
    after: str
    refs: tuple[int, ...]


class StepPart(Record):
    """The changes from one version to the next."""

    title: str
    changes: tuple[ChangeLine, ...]


class RefLine(Record):
    """A reference: its number, what it is, where it stands, its id."""

    number: int
    what: str
    where: str
    id: str


class RefPart(Record):
    """The references into one document."""

    document: str
    lines: tuple[RefLine, ...]


class DocumentLine(Record):
    """A document that was read, and how the reading went."""

    title: str
    kind: str
    dated: str
    reading: str


class Board(Record):
    """The report of an area on a day."""

    area: str
    as_of: date
    redacted: bool
    summary: tuple[str, ...]
    inspections: tuple[InspectionPart, ...]
    told: tuple[ToldLine, ...]
    gaps: tuple[SeverityPart, ...]
    owners: tuple[OwnerLine, ...]
    overdue: tuple[ActionLine, ...]
    ahead: tuple[ActionLine, ...]
    later: int
    undated: int
    steps: tuple[StepPart, ...]
    no_changes: str
    documents: tuple[DocumentLine, ...]
    unsure: int
    references: tuple[RefPart, ...]
