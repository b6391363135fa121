"""The field's named things: services, groups, stages and matters, found in a text by their phrases.

The vocabulary is `data/concepts.csv`: a concept's kind, what it is part of, how a board would say it, and
the phrases that name it. Phrases are compared by stems, stop words left out.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from extractors.model import Record
from pipeline.words import content, stems


class Concept(Record):
    """One named thing of the field. `broader` is the concept that it is a case of."""

    slug: str
    kind: str
    broader: str | None
    label: str
    phrases: tuple[str, ...]


class Mention(NamedTuple):
    """A concept named in a text, and where."""

    concept: str
    start: int
    end: int


BREAK = re.compile(r"[;:?!](?=\s)|\.(?=\s+\S)|\s[.–-]\s")  # no phrase goes on beyond it


@cache
def concepts() -> dict[str, Concept]:
    """Every concept by its slug."""
    text = files("pipeline").joinpath("data/concepts.csv").read_text(encoding="utf-8")
    return {
        row["concept"]: Concept(
            slug=row["concept"],
            kind=row["kind"],
            broader=row["broader"] or None,
            label=row["label"],
            phrases=tuple(p.strip() for p in row["phrases"].split(";") if p.strip()),
        )
        for row in csv.DictReader(text.splitlines())
    }


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By first stem: the phrases that begin with it, longest first, and what they name."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for concept in concepts().values():
        for phrase in concept.phrases:
            words = tuple(stems(phrase))
            if words:
                index[words[0]].append((words, concept.slug))
    for entries in index.values():
        entries.sort(key=lambda e: (-len(e[0]), e))
    return dict(index)


@lru_cache(maxsize=20_000)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every concept named in the text, in order; one place may name several."""
    words = content(text)
    found = []
    for i, word in enumerate(words):
        for phrase, slug in _index().get(word.stem, ()):
            last = i + len(phrase) - 1
            if tuple(w.stem for w in words[i : last + 1]) != phrase:
                continue
            if not BREAK.search(text, word.start, words[last].end):
                found.append(Mention(slug, word.start, words[last].end))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def named(text: str) -> frozenset[str]:
    """The concepts that a text names, and what they are cases of."""
    slugs = {m.concept for m in mentions(text)}
    return frozenset(slugs | {b for s in slugs if (b := concepts()[s].broader)})
