"""Decisions applied: what a person said of links, repairs and items wins over the machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.model import Problem
from pipeline import ids
from pipeline.decisions import Decision
from pipeline.items import Items, Meant, problem_reference
from pipeline.records import (
    Decided,
    DecidedState,
    DecisionWord,
    Entry,
    Gap,
    Link,
    LinkKind,
    LinkStatus,
    Note,
    Reasons,
    Reviewed,
)
from pipeline.wording import day, sure

KINDS: tuple[LinkKind, ...] = ("addresses", "restates", "reports_progress", "similar")
STATUS: dict[DecisionWord, LinkStatus] = {"confirmed": "accepted", "rejected": "rejected"}
WORDS: dict[str, DecisionWord] = {"confirm": "confirmed", "reject": "rejected"}


class Said(NamedTuple):
    """What a line says of one pair of items; `word` is `None` where it is only a note."""

    line: int
    pair: tuple[str, str]
    word: DecisionWord | None
    decision: Decision
    changed: bool


class Decider:
    """What people decided, applied to the documents of today.

    Of several lines on one pair the last counts, but one whose texts have changed never over one whose
    texts have not. A pair that the machine did not join is joined where a person says so.
    """

    def __init__(
        self,
        decisions: Sequence[Decision],
        entries: Sequence[Entry],
        problems: Sequence[tuple[str, Problem]],
    ) -> None:
        self.decisions = list(decisions)
        self.items = Items(entries if decisions else ())
        self.states: dict[int, DecidedState] = dict.fromkeys(range(len(self.decisions)), "not_found")
        self.said = [s for n, d in enumerate(self.decisions) if d.what == "link" for s in self._said(n, d)]
        self.last = self._last()
        self.reviewed = self._reviewed(entries, problems)

    def links(self, links: Sequence[Link]) -> list[Link]:
        """The links as people decided them."""
        joined = {(k.from_id, k.to_id) for k in links}
        decided = [self._decide(k) for k in links]
        decided += [self._decide(self._new(pair)) for pair in self.last if pair not in joined]
        return sorted(decided, key=lambda k: (k.kind, k.from_id, k.to_id))

    def notes(self, links: Sequence[Link], gaps: Sequence[Gap]) -> list[Note]:
        """The notes on links and items that are there, in order of the lines."""
        if self.decisions:
            self.items.add_gaps(gaps)
        there = {k.id for k in links}
        found: dict[Note, None] = {}
        for line, decision in enumerate(self.decisions):
            for item, changed in self._noted(line, decision, there):
                self.states[line] = self._state(line, changed)
                if decision.note:
                    found[_note(item, decision, changed)] = None
        return list(found)

    def decided(self) -> list[Decided]:
        """What became of each line; call it after `links` and `notes`."""
        return [self._decided(n, d) for n, d in enumerate(self.decisions)]

    # -- what a line means today ---------------------------------------------------------------

    def _said(self, line: int, d: Decision) -> list[Said]:
        start = self.items.meant(d.from_, d.stamp(0), d.from_text)
        end = self.items.meant(d.to, d.stamp(1), d.to_text)
        if d.decision != "other":
            return _pairs(line, start, end, WORDS.get(d.decision), d)
        other = self.items.meant(d.instead, d.stamp(2), d.instead_text)
        return _pairs(line, start, other, "confirmed", d) + _pairs(line, start, end, "rejected", d)

    def _last(self) -> dict[tuple[str, str], Said]:
        last: dict[tuple[str, str], Said] = {}
        for one in self.said:
            before = last.get(one.pair)
            if one.word is None:
                continue
            if before is None or before.changed or not one.changed:
                last[one.pair] = one
        for one in self.said:
            if one.word is not None:
                counts = any(kept.line == one.line for kept in last.values())
                self.states[one.line] = self._state(one.line, one.changed) if counts else "superseded"
        return last

    def _state(self, line: int, changed: bool) -> DecidedState:
        before = self.states[line]
        return (
            "suspect"
            if changed or before == "suspect"
            else "superseded"
            if before == "superseded"
            else "applied"
        )

    def _reviewed(self, entries: Sequence[Entry], problems: Sequence[tuple[str, Problem]]) -> list[Reviewed]:
        repairs = {d.from_: (n, d) for n, d in enumerate(self.decisions) if d.what == "repair"}
        if not repairs:
            return []
        paths = {e.id: e.paths or (e.path,) for e in entries}
        position: dict[str, int] = {}
        found = []
        for document, problem in problems:
            position[document] = position.get(document, 0) + 1
            for path in paths.get(document, ()):
                reference = problem_reference(path, problem.category, problem.page, problem.message)
                if reference in repairs:
                    line, decision = repairs[reference]
                    self.states[line] = "applied"
                    found.append(
                        Reviewed(
                            document_id=document,
                            position=position[document],
                            decision=WORDS.get(decision.decision),
                            note=decision.note or None,
                        )
                    )
                    break
        return found

    def _noted(self, line: int, d: Decision, links: set[str]) -> Iterator[tuple[str, bool]]:
        """The items that the line speaks of, and whether their words have changed."""
        if d.what == "item":
            meant = self.items.meant(d.from_, d.stamp(0), d.from_text)
            for item in meant.items if meant else ():
                yield item.id, meant is not None and meant.changed
        for one in self.said:
            if one.line == line:
                for kind in KINDS:
                    if (link := ids.link_id(kind, *one.pair)) in links:
                        yield link, one.changed

    # -- what comes of it ----------------------------------------------------------------------

    def _decide(self, link: Link) -> Link:
        said = self.last.get((link.from_id, link.to_id))
        if said is None or said.word is None:
            return link
        summary = _summary(said)
        if link.reasons.summary:
            summary += f"; found by the machine: {link.reasons.summary} (sure {sure(link.score)})"
        return link.model_copy(
            update={
                "status": "suspect" if said.changed else STATUS[said.word],
                "score": link.score if said.changed else float(said.word == "confirmed"),
                "method": "decision",
                "decision": said.word,
                "reasons": link.reasons.model_copy(
                    update={"summary": summary, "found_by": link.found_by if link.reasons.summary else None}
                ),
            }
        )

    def _new(self, pair: tuple[str, str]) -> Link:
        """A link that only a person makes."""
        start, end = self.items.by_id[pair[0]], self.items.by_id[pair[1]]
        kind: LinkKind = "addresses" if start.kind == "action" else "restates"
        if start.kind == "finding" and start.area != end.area:
            kind = "similar"
        return Link(
            id=ids.link_id(kind, *pair),
            kind=kind,
            from_id=pair[0],
            to_id=pair[1],
            score=0.0,
            method="decision",
            status="rejected",
            reasons=Reasons(summary=""),
        )

    def _decided(self, line: int, d: Decision) -> Decided:
        pairs = [s.pair for s in self.said if s.line == line]
        return Decided(
            position=line + 1,
            when=d.when or None,
            who=d.who or None,
            what=d.what,
            decision=d.decision,
            from_id=pairs[0][0] if pairs else None,
            to_id=pairs[0][1] if pairs else None,
            from_ref=d.from_,
            to_ref=d.to or None,
            instead_ref=d.instead or None,
            note=d.note or None,
            state=self.states[line],
        )


def _pairs(
    line: int, start: Meant | None, end: Meant | None, word: DecisionWord | None, decision: Decision
) -> list[Said]:
    if start is None or end is None:
        return []
    changed = start.changed or end.changed
    return [
        Said(line, (a.id, b.id), word, decision, changed)
        for a in start.items
        for b in end.items
        if a.stands and b.stands
    ]


def _summary(said: Said) -> str:
    who = f" by {said.decision.who}" if said.decision.who else ""
    when = f" on {day(said.decision.when)}" if said.decision.when else ""
    note = f": {said.decision.note}" if said.decision.note else ""
    changed = "; the words have changed since, so it has to be looked at again" if said.changed else ""
    return f"{said.word}{who}{when}{note}{changed}"


def _note(item: str, d: Decision, changed: bool) -> Note:
    return Note(item_id=item, when=d.when or None, who=d.who or None, note=d.note, suspect=changed)
