"""What documents are to one another, group by group; only groups of which something has changed are made.

Each group goes through here alone, in a worker, so that the documents of all are never held together. What
joins groups comes last: findings of different areas that are alike, and what people decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from extractors.model import Problem
from pipeline import ids
from pipeline.areas import areas
from pipeline.batches import Batch, batches
from pipeline.cache import Kept, packed, unpacked
from pipeline.decisions import Decision
from pipeline.entries import resolve
from pipeline.extraction import Outcome, failed
from pipeline.found import Found, find
from pipeline.groups import Group
from pipeline.held import Held, HeldGroup, Last
from pipeline.nearest import Compared, Told
from pipeline.records import Entry, Settings, Themed
from pipeline.rows import Result
from pipeline.ruled import TABLES, key_of, named, ruled
from pipeline.similar import Pair, new_pairs, pairs, similar_links, told
from pipeline.store import Database
from pipeline.workers import spread

T = TypeVar("T")

FEW = 3  # groups to make, up to which starting workers takes longer than they save
LINKS = 1_000  # links between areas that are made together


class Job(NamedTuple):
    """A group to make: its outcomes, packed, by document; what was found in it, where that is kept."""

    group: Group
    outcomes: tuple[tuple[str, bytes], ...]
    found: bytes | None
    rows: bool


class Made(NamedTuple):
    """What comes of a group: what was found in it, its findings to compare with others', and its rows."""

    found: bytes
    told: list[Told]
    batches: list[Batch]


def make(job: Job) -> Made:
    """Everything that is found in one group and stored of it."""
    entries, problems = entries_of(job)
    found = unpacked(job.found, Found) if job.found is not None else None
    blob = job.found
    if found is None or blob is None:
        found = find(entries, job.group.settings)
        blob = packed(found)
    result = Result(
        (),
        entries,
        problems,
        found.links,
        found.coverage,
        found.gaps,
        changes=found.changes,
        themes=found.themes,
    )
    return Made(blob, told(entries, _by_item(found.themes)), list(batches(result)) if job.rows else [])


def entries_of(job: Job) -> tuple[list[Entry], list[tuple[str, Problem]]]:
    """The documents of the group, and their problems by document id."""
    lost = failed("what was kept of it could not be read")
    return resolve(job.group, {id_: unpacked(blob, Outcome) or lost for id_, blob in job.outcomes})


def _by_item(themes: Sequence[Themed]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for themed in themes:
        found.setdefault(themed.item_id, []).append(themed.theme)
    return found


@dataclass(frozen=True)
class Assessment:
    """A run's groups on their way into the database."""

    groups: Sequence[Group]
    decisions: Sequence[Decision]
    passing: Mapping[str, Outcome]
    kept: Kept
    last: Last
    workers: int
    database: Database

    def store(self, settings: Settings) -> tuple[Held, Compared]:
        """Bring the database up to the groups. Returns what it holds then, for the next run."""
        theirs = named(self.decisions, self.groups)
        by_people = {group.key for group in theirs}
        stays = self._remove_gone(by_people)
        if not self.last.stands:
            self.database.add(batches(Result(areas().values(), (), ())))
        compared = self._make(by_people, stays)
        inside = {id_ for group in theirs for id_ in group.ids}
        among = [p for p in pairs(compared) if inside.issuperset(end.partition("-")[0] for end in p.ends)]
        ruling = key_of(self.decisions, theirs, among)
        before = self.last.held
        decided = before.ruled_pairs
        result = None
        if ruling != before.ruled:
            result = self._ruled(theirs, among, settings)
            decided = tuple((k.from_id, k.to_id) for k in result.links if k.kind == "similar")
            self._remove(h for h in before.groups if h.ruled and h.key in by_people)
            self.database.clear(TABLES)
            self.database.remove_links(ids.link_id("similar", *pair) for pair in before.ruled_pairs)
        fresh, gone = new_pairs(compared, self.last.alike(), set(decided), set(before.ruled_pairs))
        self.database.remove_links(ids.link_id("similar", *pair.ends) for pair in gone)
        if result is not None:
            self.database.add(batches(result))
        self._link_areas(fresh)
        held = tuple(
            HeldGroup(key=g.key, ruled=ruling if g.key in by_people else "", documents=g.ids, areas=g.areas)
            for g in self.groups
        )
        return Held(ruled=ruling, ruled_pairs=decided, groups=held), compared

    def _remove_gone(self, by_people: set[str]) -> set[str]:
        """Take out groups that are no longer as they were. Returns the keys of those that stay as they are.

        Groups that people decided on stay for now: what came of all decisions is made again together.
        """
        plain = {group.key for group in self.groups} - by_people
        before = self.last.held.groups
        stays = {h.key for h in before if h.key in (by_people if h.ruled else plain)}
        self._remove(h for h in before if h.key not in stays)
        return stays

    def _remove(self, groups: Iterable[HeldGroup]) -> None:
        for group in groups:
            self.database.remove(group.documents, group.areas)

    def _make(self, by_people: set[str], stays: set[str]) -> Compared:
        """Make the groups that are not held, and store those on which nobody decided."""
        known = {h.key for h in self.last.held.groups}
        held = stays | (by_people & known)
        there = [g for g in self.groups if g.key in held]
        todo = [g for g in self.groups if g.key not in held]
        for group in there:
            self.kept.has(group.key)  # it is asked for, and so kept for the next run
        told: list[Told] = []
        jobs = ((self._job(group, rows=group.key not in by_people),) for group in todo)
        for group, made in zip(todo, self._spread(make, jobs, len(todo) > FEW), strict=True):
            self.kept.put_blob(group.key, made.found)
            self.database.add(made.batches)
            told += made.told
        return self.last.compared.with_documents({id_ for group in there for id_ in group.ids}, told)

    def _job(self, group: Group, rows: bool) -> Job:
        outcomes = []
        for given in group.documents:
            if passing := self.passing.get(given.key):
                outcomes.append((given.id, packed(passing)))
            elif given.key and (blob := self.kept.blob(given.key)) is not None:
                outcomes.append((given.id, blob))
        return Job(group, tuple(outcomes), self.kept.blob(group.key), rows)

    def _spread(
        self, work: Callable[..., T], arguments: Iterable[tuple[object, ...]], many: bool
    ) -> Iterator[T]:
        return spread(work, arguments, self.workers if many else 0)

    def _ruled(self, groups: Sequence[Group], among: Sequence[Pair], settings: Settings) -> Result:
        """What is stored of the groups that decisions name."""
        entries: list[Entry] = []
        problems: list[tuple[str, Problem]] = []
        found = []
        for group in groups:
            job = self._job(group, rows=False)
            its_entries, its_problems = entries_of(job)
            entries += its_entries
            problems += its_problems
            held = unpacked(job.found, Found) if job.found is not None else None
            found.append(held or find(its_entries, settings))
        entries.sort(key=lambda e: e.id)
        problems.sort(key=lambda p: p[0])
        return ruled(self.decisions, entries, problems, Found.together(found), among, settings)

    def _link_areas(self, fresh: Sequence[Pair]) -> None:
        """Store the links of findings to those of other areas."""
        parts = [fresh[n : n + LINKS] for n in range(0, len(fresh), LINKS)]
        jobs = ((part, self.database.texts(end for pair in part for end in pair.ends)) for part in parts)
        for made in self._spread(link_batches, jobs, len(parts) > FEW):
            self.database.add(made)


def link_batches(found: Sequence[Pair], texts: Mapping[str, str]) -> list[Batch]:
    """The rows of the links for the pairs."""
    return list(batches(Result((), (), (), similar_links(found, texts))))
