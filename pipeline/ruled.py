"""What people decided, applied to the groups of documents that their decisions name, and to no others."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.model import Problem
from pipeline.decide import Decider
from pipeline.decisions import Decision
from pipeline.found import Found, weigh
from pipeline.groups import Group, joined
from pipeline.records import Coverage, Entry, Gap, Link, Settings
from pipeline.rows import Result
from pipeline.similar import Pair, similar_links
from pipeline.stamp import code

TABLES = ("notes", "decisions")  # that hold what became of all decisions
GAP_ID = re.compile(r"G[0-9a-z]{10}")
Weighed = tuple[Sequence[Coverage], Sequence[Gap]]


def named(decisions: Sequence[Decision], groups: Sequence[Group]) -> list[Group]:
    """The groups that decisions speak of, by area, path or id; all, where one names a gap by its id."""
    references = {r for d in decisions for r in (d.from_, d.to, d.instead) if r}
    if any(GAP_ID.fullmatch(r) for r in references):
        return list(groups)
    areas = {r.partition("/")[0] for r in references if "/" in r}
    paths = {path for r in references for path in _paths(r)}
    documents = {r.partition("-")[0] for r in references if "/" not in r}
    return [
        group
        for group in groups
        if areas.intersection(area or "-" for area in group.areas)
        or documents.intersection(group.ids)
        or paths.intersection(path for given in group.documents for path in given.paths)
    ]


def _paths(reference: str) -> Iterator[str]:
    kind, _, rest = reference.partition("/")
    if kind == "document":
        yield rest
    elif kind == "problem":
        yield rest.rpartition("/")[0]


def key_of(decisions: Sequence[Decision], groups: Sequence[Group], pairs: Sequence[Pair]) -> str:
    """What comes of the decisions rests on this; empty where there are none."""
    if not decisions:
        return ""
    digest = hashlib.sha256(code().encode())
    for decision in decisions:
        digest.update(decision.model_dump_json().encode())
    for group in groups:
        digest.update(group.key.encode())
    for pair in pairs:
        digest.update(repr(pair).encode())
    return digest.hexdigest()


def ruled(
    decisions: Sequence[Decision],
    entries: Sequence[Entry],
    problems: Sequence[tuple[str, Problem]],
    found: Found,
    pairs: Sequence[Pair],
    settings: Settings,
) -> Result:
    """All that is stored of the documents that decisions name, as people decided.

    `pairs` are findings of different areas among these that are alike; only those of which a decision speaks
    are among the links of the result.
    """
    decider = Decider(decisions, entries, problems)
    said = {one.pair for one in decider.said}
    texts = {item.id: item.text for item in decider.items.items}
    alike = similar_links([pair for pair in pairs if pair.ends in said], texts)
    links = decider.links([*found.links, *alike])
    coverage, gaps = _weighed(entries, links, found, settings)
    return Result(
        (),
        entries,
        problems,
        links,
        coverage,
        gaps,
        changes=found.changes,
        themes=found.themes,
        notes=decider.notes(links, gaps),
        reviewed=decider.reviewed,
        decided=decider.decided(),
    )


def _weighed(entries: Sequence[Entry], links: Sequence[Link], found: Found, settings: Settings) -> Weighed:
    """Coverage and gaps with the links as people decided them: made again for the groups that they touch."""
    documents = [(link.from_id.split("-")[0], link.to_id.split("-")[0]) for link in links]
    own = [(l_, pair) for l_, pair in zip(links, documents, strict=True) if l_.kind != "similar"]
    touched = {document for link, pair in own if link.decision for document in pair}
    if not touched:
        return found.coverage, found.gaps
    again = [g for g in _groups(entries, [pair for _, pair in own]) if any(e.id in touched for e in g)]
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


def _groups(entries: Sequence[Entry], pairs: Sequence[tuple[str, str]]) -> list[list[Entry]]:
    """The documents in groups that nothing joins: by area, by what answers what, by what people linked."""
    area: Mapping[str, str] = {e.id: f"area {e.area_id}" for e in entries}
    answers = [(e.id, e.answers) for e in entries if e.answers]
    root = joined((area[a], area[b]) for a, b in (*answers, *pairs) if a in area and b in area)
    held: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        held[root.get(area[entry.id], area[entry.id])].append(entry)
    return list(held.values())
