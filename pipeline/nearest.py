"""Which findings of other areas are nearest to each finding, by words and themes; what has changed only.

Findings stand in columns, by id. The likeness of two is the same number from either side: the products of
their weights are added up in one order. So a finding whose text is new is compared with all, and what it
means for the others is known with it; a finding that loses one of its nearest is compared with all again.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.model import Record

MOST = 5  # the nearest of one finding
CUT = 0.7  # chance from which a pair is told to be the same
CUT_ELSEWHERE = 0.85  # the same outside SEND, because the frequencies of words are those of SEND reports

# Logistic weights, fitted on 99 pairs of published findings from all bands of likeness, read by hand. With
# each pair judged by the weights of the others, 88 in 100 of those over the cut were told the same.
INTERCEPT, WORDS, THEMES = -1.73, 5.49, 1.44

Whole = NDArray[np.int32]
Real = NDArray[np.float32]


class Told(Record):
    """A finding with what it is compared by: its words and their weights, in order, brought to length one."""

    id: str
    area: str
    asks: bool  # whether it is something to answer: only like is compared with like
    send: bool  # whether it is of SEND
    themes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()

    @property
    def digest(self) -> str:
        """What stands for all that the finding is compared by."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


class Near(NamedTuple):
    """A finding of another area that is near: how alike the words and the themes are, and the odds."""

    id: str
    words: float
    themes: float
    odds: float


class Row(NamedTuple):
    """A finding in the columns: its words by their numbers."""

    id: str
    digest: str
    area: str
    side: int
    themes: tuple[int, ...]
    words: Whole
    weights: Real


def chance(words: float, themes: float) -> float:
    """The chance that a careful reader would say that two findings tell the same."""
    return probability(INTERCEPT + WORDS * words + THEMES * themes)


def probability(odds: float) -> float:
    """The chance for the logarithm of the odds."""
    return 1 / (1 + math.exp(-odds))


def _needed(side: int) -> float:
    cut = CUT if side & 1 else CUT_ELSEWHERE
    return math.log(cut / (1 - cut))


class Compared:
    """Findings, and for each its nearest."""

    def __init__(self, names: Sequence[str], rows: Iterable[Row], near: Mapping[str, Sequence[Near]]) -> None:
        self.names = list(names)  # of words and themes, by number
        self.rows = sorted(rows, key=lambda row: row.id)
        self.near = near

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digest of each finding."""
        return {row.id: row.digest for row in self.rows}

    def with_documents(self, kept: Collection[str], told: Iterable[Told]) -> Compared:
        """What is held of these documents, and further findings: compared, so far as they have changed."""
        names = {name: number for number, name in enumerate(self.names)}
        rows = [row for row in self.rows if row.id.partition("-")[0] in kept]
        for one in told:
            rows.append(
                Row(
                    one.id,
                    one.digest,
                    one.area,
                    2 * one.asks + one.send,
                    tuple(names.setdefault(f"theme {theme}", len(names)) for theme in one.themes),
                    np.array([names.setdefault(word, len(names)) for word in one.words], dtype=np.int32),
                    np.array(one.weights, dtype=np.float32),
                )
            )
        new = Compared(list(names), rows, {})
        new.near = _Comparison(new).nearest(self)
        return new

    # -- kept between runs -------------------------------------------------------------------------

    def to_bytes(self) -> bytes:
        """The columns and the pairs, to be kept."""
        place = {row.id: n for n, row in enumerate(self.rows)}
        pairs = [(place[here], place[one.id], one) for here, found in self.near.items() for one in found]
        columns: dict[str, Any] = {
            "names": np.array("\n".join(self.names)),
            "ids": np.array([row.id for row in self.rows], dtype=np.str_),
            "digests": np.array([row.digest for row in self.rows], dtype=np.str_),
            "areas": np.array([row.area for row in self.rows], dtype=np.str_),
            "sides": np.array([row.side for row in self.rows], dtype=np.int8),
            "themes": np.array([theme for row in self.rows for theme in row.themes], dtype=np.int32),
            "theme_counts": np.array([len(row.themes) for row in self.rows], dtype=np.int32),
            "words": _joined([row.words for row in self.rows], np.int32),
            "weights": _joined([row.weights for row in self.rows], np.float32),
            "word_counts": np.array([len(row.words) for row in self.rows], dtype=np.int32),
            "pairs": np.array([pair[:2] for pair in pairs], dtype=np.int32).reshape(-1, 2),
            "likeness": np.array([pair[2][1:] for pair in pairs], dtype=np.float64).reshape(-1, 3),
        }
        file = io.BytesIO()
        np.savez(file, **columns)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes | None) -> Compared:
        """What was kept; without findings where nothing was, or nothing that can be read."""
        if data is None:
            return cls((), (), {})
        try:
            held = np.load(io.BytesIO(data), allow_pickle=False)
            columns = {name: held[name] for name in held.files}
            return cls._read(columns)
        except (ValueError, KeyError, OSError, IndexError):
            return cls((), (), {})

    @classmethod
    def _read(cls, held: Mapping[str, NDArray[np.generic]]) -> Compared:
        ids = held["ids"].tolist()
        themes = np.split(held["themes"], np.cumsum(held["theme_counts"])[:-1]) if ids else []
        words = np.split(held["words"], np.cumsum(held["word_counts"])[:-1]) if ids else []
        weights = np.split(held["weights"], np.cumsum(held["word_counts"])[:-1]) if ids else []
        rows = [
            Row(id_, digest, area, side, tuple(theme.tolist()), word, weight)
            for id_, digest, area, side, theme, word, weight in zip(
                ids,
                held["digests"].tolist(),
                held["areas"].tolist(),
                held["sides"].tolist(),
                themes,
                words,
                weights,
                strict=True,
            )
        ]
        near: dict[str, list[Near]] = defaultdict(list)
        for (here, there), alike in zip(held["pairs"].tolist(), held["likeness"].tolist(), strict=True):
            near[ids[here]].append(Near(ids[there], *alike))
        return cls(str(held["names"]).split("\n"), rows, near)


def _joined(parts: Sequence[NDArray[np.generic]], form: type[np.generic]) -> NDArray[np.generic]:
    return np.concatenate(parts) if parts else np.array([], dtype=form)


class _Found(NamedTuple):
    """What is near to one finding: places in the columns, and how near."""

    places: NDArray[np.intp]
    words: Real
    themes: NDArray[np.float64]
    odds: NDArray[np.float64]


class _Comparison:
    """The columns as arrays, for comparing one finding with all."""

    def __init__(self, compared: Compared) -> None:
        self.rows = compared.rows
        self.ids = [row.id for row in self.rows]
        slugs = {area: n for n, area in enumerate({row.area for row in self.rows})}
        self.areas = np.array([slugs[row.area] for row in self.rows], dtype=np.int32)
        self.sides = np.array([row.side for row in self.rows], dtype=np.int8)
        self.needed = np.array([_needed(row.side) for row in self.rows])
        self._index_words(len(compared.names))
        self._index_themes()

    def _index_words(self, count: int) -> None:
        """For each word the findings that have it, and its weight in each."""
        words = _joined([row.words for row in self.rows], np.int32)
        weights = _joined([row.weights for row in self.rows], np.float32)
        places = np.repeat(np.arange(len(self.rows)), [len(row.words) for row in self.rows])
        order = np.argsort(words, kind="stable")
        self.places, self.weights = places[order], weights[order].astype(np.float32)
        self.starts = np.searchsorted(words[order], np.arange(count + 1))

    def _index_themes(self) -> None:
        columns = {theme: n for n, theme in enumerate(sorted({t for row in self.rows for t in row.themes}))}
        self.themes = np.zeros((len(self.rows), len(columns)), dtype=np.bool_)
        for place, row in enumerate(self.rows):
            self.themes[place, [columns[theme] for theme in row.themes]] = True
        self.theme_counts = self.themes.sum(axis=1)

    def _alike(self, row: Row) -> Real:
        """How alike the words of all findings are to those of one."""
        scores = np.zeros(len(self.rows), dtype=np.float32)
        for word, weight in zip(row.words.tolist(), row.weights, strict=True):
            span = slice(self.starts[word], self.starts[word + 1])
            scores[self.places[span]] += self.weights[span] * weight
        return scores

    def _near(self, here: int, words: Real) -> _Found:
        """The findings that are near enough to one."""
        least = (self.needed[here] - INTERCEPT - THEMES) / WORDS  # below it not even the same themes do
        places = np.flatnonzero(words >= least)
        others = (self.areas[places] != self.areas[here]) & (self.sides[places] == self.sides[here])
        places = places[others]
        common = (self.themes[places] & self.themes[here]).sum(axis=1)
        both = self.theme_counts[places] + self.theme_counts[here] - common
        themes = np.divide(common, both, out=np.zeros(len(places)), where=both > 0)
        odds = INTERCEPT + WORDS * words[places].astype(np.float64) + THEMES * themes
        near = odds >= self.needed[here]
        return _Found(places[near], words[places[near]], themes[near], odds[near])

    def _told(self, found: _Found, which: NDArray[np.intp]) -> list[Near]:
        """Some of what was found, as records."""
        columns = (found.words[which].tolist(), found.themes[which].tolist(), found.odds[which].tolist())
        names = [self.ids[place] for place in found.places[which].tolist()]
        return [Near(*one) for one in zip(names, *columns, strict=True)]

    def nearest(self, last: Compared) -> dict[str, list[Near]]:
        """The nearest of each finding, in order; from what was found last where that still holds."""
        same = {row.id for row in self.rows if last.digests.get(row.id) == row.digest}
        found: dict[str, list[Near]] = {}
        for id_ in same:
            before = last.near.get(id_, ())
            left = [one for one in before if one.id in same]
            if len(left) == len(before) or len(before) < MOST:  # else a next one is not known
                found[id_] = left
        stands = np.array([id_ in found for id_ in self.ids], dtype=np.bool_)
        came: dict[str, list[Near]] = defaultdict(list)
        for here, near in self._all_near(np.flatnonzero(~stands).tolist()):
            id_ = self.ids[here]
            found[id_] = self._told(near, np.lexsort((near.places, -near.odds))[:MOST])
            if id_ not in same:
                there = np.flatnonzero(stands[near.places])
                for one in self._told(near, there):
                    came[one.id].append(one._replace(id=id_))
        for id_, further in came.items():
            found[id_] = sorted([*found[id_], *further], key=lambda one: (-one.odds, one.id))[:MOST]
        return found

    def _all_near(self, places: Iterable[int]) -> Iterator[tuple[int, _Found]]:
        """What is near to each of the findings; the words of one text are compared once."""
        by_text: dict[bytes, list[int]] = defaultdict(list)
        for place in places:
            by_text[self.rows[place].words.tobytes() + self.rows[place].weights.tobytes()].append(place)
        for alike in by_text.values():
            words = self._alike(self.rows[alike[0]])
            for place in alike:
                yield place, self._near(place, words)
