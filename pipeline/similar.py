"""Findings of other areas that say much the same, so that what was done there can be looked up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline import ids
from pipeline.likeness import features, length, shared, spans
from pipeline.nearest import THEMES, WORDS, Compared, Near, Told, probability
from pipeline.records import TO_ANSWER, Entry, Link, Part, Reasons, Span, findings_of, standing
from pipeline.resolve import SEND
from pipeline.themes import themes_of

Ends = Collection[tuple[str, str]]


class Pair(NamedTuple):
    """A finding and one of another area that tells much the same."""

    id: str
    near: Near

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of both."""
        return self.id, self.near.id


def told(entries: Sequence[Entry], themes: Mapping[str, Collection[str]] | None = None) -> list[Told]:
    """Every finding of the inspection documents that stand, with a known area, in order of id.

    `themes` are those of each finding by id, where they have been found already.
    """
    return [
        _told(id_, finding.text, finding.kind in TO_ANSWER, entry, themes)
        for entry in standing(entries)
        if entry.family == "inspection" and entry.area_id
        for id_, finding in findings_of(entry)
    ]


def _told(
    id_: str, text: str, asks: bool, entry: Entry, themes: Mapping[str, Collection[str]] | None
) -> Told:
    vector = features(text)
    size = length(vector) or 1.0
    words = sorted(vector)
    return Told(
        id=id_,
        area=entry.area_id or "",
        asks=asks,
        send=entry.kind in SEND,
        themes=tuple(sorted(themes_of(text) if themes is None else themes.get(id_, ()))),
        words=tuple(words),
        weights=tuple(vector[word] / size for word in words),
    )


def pairs(compared: Compared) -> list[Pair]:
    """Each finding with each of its nearest, in order of id and nearness."""
    return [Pair(row.id, near) for row in compared.rows for near in compared.near.get(row.id, ())]


def new_pairs(
    compared: Compared, last: Compared, decided: Ends = frozenset(), decided_last: Ends = frozenset()
) -> tuple[list[Pair], list[Pair]]:
    """The pairs that were not there last, and those of last that are there no longer.

    A pair is another one once a text or the likeness has changed. Pairs on which people decided are left out.
    """
    same = {row.id for row in compared.rows if last.digests.get(row.id) == row.digest}
    people = {here for here, _ in (*decided, *decided_last)}
    looked_at = [
        id_
        for id_ in compared.near
        if id_ not in same or id_ in people or not _stays(id_, compared, last, same)
    ]
    looked_at += [id_ for id_ in last.near if id_ not in same]
    now = _plain(looked_at, compared, decided)
    then = _plain(looked_at, last, decided_last)
    stays = {pair for pair in now.keys() & then.keys() if same.issuperset(pair.ends)}
    return [pair for pair in now if pair not in stays], [pair for pair in then if pair not in stays]


def _stays(id_: str, compared: Compared, last: Compared, same: Collection[str]) -> bool:
    near = compared.near[id_]
    return near == last.near.get(id_, []) and all(one.id in same for one in near)


def _plain(looked_at: Iterable[str], compared: Compared, decided: Ends) -> dict[Pair, None]:
    found = (Pair(id_, near) for id_ in looked_at for near in compared.near.get(id_, ()))
    return {pair: None for pair in found if pair.ends not in decided}


def similar_links(found: Iterable[Pair], texts: Mapping[str, str]) -> list[Link]:
    """The links for the pairs. `texts` are those of the findings by id."""
    return [_link(pair, texts[pair.id], texts[pair.near.id]) for pair in found]


def similar(entries: Sequence[Entry]) -> list[Link]:
    """Links from each finding to those of other areas that say much the same, the nearest few."""
    compared = Compared((), (), {}).with_documents((), told(entries))
    texts = {id_: finding.text for entry in entries for id_, finding in findings_of(entry)}
    return similar_links(pairs(compared), texts)


@lru_cache(maxsize=5_000)
def _in_common(here: str, there: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """What two texts have in common: the most telling words, and the same passages."""
    return tuple(shared(features(here), features(there), here)), spans(here, there)


def _link(pair: Pair, here: str, there: str) -> Link:
    alike, passages = _in_common(here, there)
    near = pair.near
    return Link(
        id=ids.link_id("similar", *pair.ends),
        kind="similar",
        from_id=pair.id,
        to_id=near.id,
        score=round(probability(near.odds), 3),
        method="similarity",
        status="accepted",
        reasons=Reasons(
            summary="alike in " + ", ".join(alike),
            parts=(
                Part(name="words", value=round(near.words, 3), weight=WORDS, note="the words of both"),
                Part(name="themes", value=round(near.themes, 3), weight=THEMES, note="the themes of both"),
            ),
            spans=passages,
        ),
    )
