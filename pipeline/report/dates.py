"""An area's actions by date and owner, on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from extractors.model import Record
from pipeline.api import Action, Corpus, Owner
from pipeline.redact import REMOVED
from pipeline.report.model import ActionLine, OwnerLine
from pipeline.report.references import References, what
from pipeline.wording import ACTION_STATUS, day

AHEAD = timedelta(days=182)  # half a year: two quarterly boards
SOON = timedelta(days=91)
NOBODY = "Nobody named"


class Count(Record):
    """The actions that answer a finding: how many, and how they stand."""

    actions: int
    complete: int
    overdue: int
    next_due: date | None


class Dates:
    """The actions of the plans that stand in an area."""

    def __init__(self, corpus: Corpus, area: str, as_of: date, refs: References) -> None:
        self._corpus = corpus
        self._as_of = as_of
        self._refs = refs
        self._actions = corpus.records(Action, area=area)
        self._owners: dict[str, list[Owner]] = defaultdict(list)
        for owner in corpus.records(Owner):
            self._owners[owner.action_id].append(owner)

    # -- one action ------------------------------------------------------------------------

    def _is_overdue(self, action: Action) -> bool:
        return action.due_on is not None and action.due_on < self._as_of and action.status != "complete"

    def _is_due_within(self, action: Action, span: timedelta) -> bool:
        due = action.due_on
        return due is not None and self._as_of <= due <= self._as_of + span and action.status != "complete"

    def _line(self, action: Action) -> ActionLine:
        assert action.due_on is not None
        late = (self._as_of - action.due_on).days
        state = f"{late} day{'s' * (late != 1)} overdue" if late > 0 else f"due in {-late} days"
        if late == 0:
            state = "due today"
        rated = f"; rated {ACTION_STATUS[action.status].lower()}" if action.status else "; not rated"
        printed = f" (printed: {action.timescale_raw})" if action.timescale_raw else ""
        return ActionLine(
            label=what(action),
            activity=action.activity,
            owner="; ".join(dict.fromkeys(named(o) for o in self._owners[action.id])) or NOBODY,
            due=f"{day(action.due_on)}{printed}",
            state=state + rated,
            refs=self._refs.cite([action]),
        )

    # -- lists -----------------------------------------------------------------------------

    @cached_property
    def _by_due(self) -> list[Action]:
        return sorted(self._actions, key=lambda a: (a.due_on or date.max, a.document_id, a.number))

    def overdue(self) -> tuple[ActionLine, ...]:
        """Actions due before the day and not complete, the longest overdue first."""
        return tuple(self._line(a) for a in self._by_due if self._is_overdue(a))

    def ahead(self) -> tuple[ActionLine, ...]:
        """Actions due within half a year, the nearest first."""
        return tuple(self._line(a) for a in self._by_due if self._is_due_within(a, AHEAD))

    def later(self) -> int:
        """How many actions are due after that."""
        return sum(1 for a in self._actions if a.due_on and a.due_on > self._as_of + AHEAD)

    def undated(self) -> int:
        """How many actions have no last day."""
        return sum(1 for a in self._actions if a.due_on is None)

    # -- counts ----------------------------------------------------------------------------

    def _counted(self, actions: Sequence[Action]) -> Count:
        ahead = [a.due_on for a in actions if a.due_on and a.due_on >= self._as_of and a.status != "complete"]
        return Count(
            actions=len(actions),
            complete=sum(1 for a in actions if a.status == "complete"),
            overdue=sum(1 for a in actions if self._is_overdue(a)),
            next_due=min(ahead, default=None),
        )

    def count(self, finding: str) -> Count:
        """How the actions that answer the finding stand."""
        return self._counted(self._corpus.answers_to(finding))

    def sentence(self) -> str:
        """How all the area's actions stand, in a sentence."""
        if not self._actions:
            return "A plan is held, but no action was found in it."
        count = self._counted(self._actions)
        soon = sum(1 for a in self._actions if self._is_due_within(a, SOON))
        rated = any(a.status for a in self._actions)
        complete = (
            f"{count.complete or 'none'} rated complete"
            if rated
            else "none rated, so none counts as complete"
        )
        undated = self.undated() or "none"
        return (
            f"The plan holds {count.actions} actions: {complete}; {count.overdue or 'none'} overdue on"
            f" {day(self._as_of)}, {soon or 'none'} due within three months, {undated} without a last day."
        )

    def owners(self) -> tuple[OwnerLine, ...]:
        """What each owner carries, the heaviest load first."""
        held: dict[str, dict[str, Action]] = defaultdict(dict)
        bodies: dict[str, dict[str, None]] = defaultdict(dict)
        for action in self._actions:
            for owner in self._owners[action.id] or [Owner(action_id=action.id, position=1)]:
                key = named(owner, bare=True)
                held[key][action.id] = action
                if owner.organisation and owner.organisation != key:
                    bodies[key][owner.organisation] = None
        lines = []
        for key, actions in held.items():
            count = self._counted(list(actions.values()))
            lines.append(
                OwnerLine(
                    owner=key,
                    organisation="; ".join(bodies[key]) or "not stated separately",
                    actions=count.actions,
                    complete=count.complete,
                    overdue=count.overdue,
                    soon=sum(1 for a in actions.values() if self._is_due_within(a, SOON)),
                )
            )
        return tuple(sorted(lines, key=lambda o: (-o.actions, o.owner)))


def named(owner: Owner, bare: bool = False) -> str:
    """Who it is: person, else role, else organisation; with the organisation unless `bare`."""
    body = owner.organisation
    if owner.name == REMOVED:
        return (
            f"Named people ({owner.role or body or 'organisation not stated'})" if bare else _removed(owner)
        )
    who = owner.name or owner.role or body or NOBODY
    return who if bare or not body or body == who else f"{who}, {body}"


def _removed(owner: Owner) -> str:
    return ", ".join(x for x in (REMOVED, owner.role, owner.organisation) if x)
