"""What documents are to one another, area by area; kept where nothing that it rests on has changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractors.model import Record
from pipeline.areas import areas
from pipeline.cache import Kept
from pipeline.changes import changes
from pipeline.coverage import cover
from pipeline.decide import Decider
from pipeline.decisions import Decision
from pipeline.entries import build
from pipeline.gaps import find_gaps
from pipeline.ingest import Ingested
from pipeline.known import KnownFiles, PublishedSource
from pipeline.link import link
from pipeline.records import Change, Coverage, Entry, Gap, Link, Settings, Themed
from pipeline.rows import Result
from pipeline.similar import similar, told
from pipeline.stamp import code
from pipeline.themes import themed
from pipeline.workers import spread

FEW = 3  # groups to make, up to which starting workers takes longer than they save


class Found(Record):
    """What came of the documents of one group of areas."""

    links: tuple[Link, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    changes: tuple[Change, ...] = ()
    themes: tuple[Themed, ...] = ()


class Alike(Record):
    """Links between areas: findings that were told the same."""

    links: tuple[Link, ...] = ()


def groups(entries: Sequence[Entry], pairs: Iterable[tuple[str, str]] = ()) -> list[list[Entry]]:
    """The documents in groups that nothing joins: by area, and by what answers what.

    `pairs` are further documents that belong together, by id. Each group, and the groups, in order of id.
    """
    first: dict[str, str] = {}

    def root(name: str) -> str:
        while first.setdefault(name, name) != name:
            name = first[name]
        return name

    area = {e.id: f"area {e.area_id}" for e in entries}
    answers = ((e.id, e.answers) for e in entries if e.answers)
    for here, there in (*answers, *pairs):
        if here in area and there in area:
            first[root(area[here])] = root(area[there])
    held: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        held[root(area[entry.id])].append(entry)
    return list(held.values())


def find(entries: Sequence[Entry], settings: Settings) -> Found:
    """All that is found among the documents of one group."""
    links = link(entries)
    coverage, gaps = weigh(entries, links, settings)
    return Found(
        links=tuple(links),
        coverage=coverage,
        gaps=gaps,
        changes=tuple(changes(entries)),
        themes=tuple(themed(entries)),
    )


def weigh(
    entries: Sequence[Entry], links: Sequence[Link], settings: Settings
) -> tuple[tuple[Coverage, ...], tuple[Gap, ...]]:
    """The coverage and the gaps of one group, with these links."""
    coverage = cover(entries, links)
    return tuple(coverage), tuple(find_gaps(entries, links, coverage, as_of=None, settings=settings))


def find_all(
    grouped: Sequence[Sequence[Entry]],
    settings: Settings,
    kept: Kept,
    outcomes: Mapping[str, str],
    workers: int,
) -> list[Found]:
    """What is found in each group, in their order: from what was kept, the rest made in workers.

    `outcomes` tells the key of each document's outcome by its checksum.
    """
    keys = [key_of(group, settings, outcomes) for group in grouped]
    held = [kept.get(key, Found) for key in keys]
    todo = [n for n, found in enumerate(held) if found is None]
    work = [(grouped[n], settings) for n in todo]
    for n, found in zip(todo, spread(find, work, workers if len(todo) > FEW else 0), strict=True):
        kept.put(keys[n], found)
        held[n] = found
    return [found for found in held if found is not None]


def key_of(group: Sequence[Entry], settings: Settings, outcomes: Mapping[str, str]) -> str:
    """What is found in a group rests on this: code, settings, what was read, what is known of each."""
    digest = hashlib.sha256(code().encode() + settings.model_dump_json().encode())
    for entry in group:
        digest.update(outcomes.get(entry.sha256, "").encode())
        digest.update(entry.model_dump_json(exclude={"extraction"}).encode())
    return digest.hexdigest()


def together(
    entries: Sequence[Entry],
    settings: Settings,
    kept: Kept,
    outcomes: Mapping[str, str],
    workers: int,
) -> Found:
    """What is found in all groups, put together as if they were one."""
    found = find_all(groups(entries), settings, kept, outcomes, workers)
    return Found(
        links=tuple(link for one in found for link in one.links),
        coverage=tuple(row for one in found for row in one.coverage),
        gaps=tuple({gap.id: gap for one in found for gap in one.gaps}.values()),
        changes=tuple(sorted((c for one in found for c in one.changes), key=lambda c: c.plan_id)),
        themes=tuple(sorted((t for one in found for t in one.themes), key=lambda t: t.item_id.split("-")[0])),
    )


def decided(
    entries: Sequence[Entry], links: Sequence[Link], found: Found, settings: Settings
) -> tuple[tuple[Coverage, ...], tuple[Gap, ...]]:
    """Coverage and gaps with the links as people decided them: made again for the groups that they touch."""
    documents = [(link.from_id.split("-")[0], link.to_id.split("-")[0]) for link in links]
    own = [(l_, pair) for l_, pair in zip(links, documents, strict=True) if l_.kind != "similar"]
    touched = {document for link, pair in own if link.decision for document in pair}
    if not touched:
        return found.coverage, found.gaps
    again = [g for g in groups(entries, [pair for _, pair in own]) if any(e.id in touched for e in g)]
    group_of = {e.id: n for n, group in enumerate(again) for e in group}
    theirs = [[link for link, pair in own if group_of.get(pair[0]) == n] for n in range(len(again))]
    made = [weigh(group, mine, settings) for group, mine in zip(again, theirs, strict=True)]
    coverage = [row for row in found.coverage if row.finding_id.split("-")[0] not in group_of]
    areas = {e.area_id for group in again for e in group}
    gaps = [gap for gap in found.gaps if gap.area_id not in areas]
    return (
        (*coverage, *(row for rows, _ in made for row in rows)),
        (*gaps, *(gap for _, gs in made for gap in gs)),
    )


def alike(entries: Sequence[Entry], themes: Sequence[Themed], kept: Kept) -> tuple[Link, ...]:
    """The links between areas: as they were kept, where no finding has come, gone or changed."""
    digest = hashlib.sha256(code().encode())
    for one in told(entries):
        digest.update("\x1f".join((one.id, one.area, repr(one.side), one.finding.text)).encode())
    key = digest.hexdigest()
    held = kept.get(key, Alike)
    if held is None:
        known: dict[str, set[str]] = defaultdict(set)
        for touched in themes:
            known[touched.item_id].add(touched.theme)
        held = Alike(links=tuple(similar(entries, {id_: frozenset(t) for id_, t in known.items()})))
        kept.put(key, held)
    return held.links


def assess(
    ingested: Ingested,
    known: KnownFiles,
    sources: Sequence[PublishedSource],
    settings: Settings,
    decisions: Sequence[Decision],
    kept: Kept,
    workers: int,
) -> Result:
    """What the documents are to one another: links, coverage, gaps, changes and themes."""
    entries, problems = build(ingested, known, sources)
    found = together(entries, settings, kept, ingested.keys, workers)
    decider = Decider(decisions, entries, problems)
    links = decider.links([*found.links, *alike(entries, found.themes, kept)])
    coverage, gaps = decided(entries, links, found, settings)
    return Result(
        areas().values(),
        entries,
        problems,
        links,
        coverage,
        gaps,
        files=ingested.files,
        changes=found.changes,
        themes=found.themes,
        notes=decider.notes(links, gaps),
        reviewed=decider.reviewed,
        decided=decider.decided(),
    )
