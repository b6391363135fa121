"""Measures one after another: a name, and under it lines of labelled values ("Baseline: 31. Target: 25")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.families.plan.context import read_label
from extractors.families.plan.measure_tables import KPI
from extractors.families.plan.series import NAME_WORDS, Series
from extractors.fields.measure import read_measures
from extractors.model import Block, Source

FEWEST = 2  # measures one after another; one alone may be part of an action's card
MOST_LINES = 4  # of values under one name

_VALUES = re.compile(r"\s*(?:current\s+|latest\s+)?(?:baseline|target|milestone|now)s?\b[^:.]{0,30}:", re.I)
_BASELINE = re.compile(r"\bbaseline\b[^:.]{0,30}:", re.I)
_TARGET = re.compile(r"\b(?:target|milestone)s?\b[^:.]{0,30}:", re.I)


def read_named_values(blocks: Sequence[Block]) -> Iterator[tuple[int, Series | None]]:
    """Which blocks of a run are names and labelled values: each one's index, and the measure that ends there.

    Only two such measures and more with nothing between them are taken for a list.
    """
    run: list[list[int]] = []
    at = 0
    while at < len(blocks):
        end = _end(blocks, at)
        if end:
            run.append(list(range(at, end)))
            at = end
            continue
        yield from _measures(blocks, run)
        run, at = [], at + 1
    yield from _measures(blocks, run)


def _end(blocks: Sequence[Block], at: int) -> int:
    """The block after the values of the measure that is named here; 0 where none is."""
    name = blocks[at]
    plain = 1 < len(name.text.split()) <= NAME_WORDS and not _VALUES.match(name.text)
    if not plain or (name.kind != "heading" and read_label(name.text) is not None):
        return 0
    end = at + 1
    while end < len(blocks) and end - at <= MOST_LINES and _VALUES.match(blocks[end].text):
        end += 1
    told = " ".join(b.text for b in blocks[at + 1 : end])
    return end if _BASELINE.search(told) and _TARGET.search(told) else 0


def _measures(blocks: Sequence[Block], run: Sequence[Sequence[int]]) -> Iterator[tuple[int, Series | None]]:
    if len(run) < FEWEST:
        return
    for held in run:
        name = KPI.sub("", blocks[held[0]].text, count=1).strip(" .:)–-")
        values = "\n".join(blocks[k].text for k in held[1:])
        found = read_measures(f"{name}\n{values}")
        if len(found) != 1:
            continue
        for k in held[:-1]:
            yield k, None
        yield held[-1], Series(found[0], Source.merge([blocks[k].source for k in held]))
