"""Measures in a panel: a name, and under it its values in a row ("66% → 75% → 90%")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.families.plan import content
from extractors.families.plan.context import read_label
from extractors.families.plan.words import match_header
from extractors.fields.figures import period_of
from extractors.fields.measure_part import MeasurePart, directed, read_target, read_value, with_baseline
from extractors.model import Block, Source

ARROW = re.compile(r"\s*(?:→|➔|➜|➡|⇒|⟶|►|▶|->|=>|(?<=\s)>(?=\s))\s*")
VALUE_WORDS = 8  # of one value
NAME_WORDS = 24


@dataclass(frozen=True)
class Series:
    """One measure of a panel and where it stands."""

    part: MeasurePart
    source: Source


@dataclass(frozen=True)
class Steps:
    """What a panel's own heading says of the values in its rows, from the left: a role and a period each."""

    roles: tuple[str, ...] = ()
    periods: tuple[str | None, ...] = ()

    def of(self, number: int) -> tuple[str, str | None]:
        """The role and period of a value; unnamed, the first is the baseline and the rest are targets."""
        if number < len(self.roles):
            return self.roles[number], self.periods[number]
        return ("target" if number else "baseline"), None


def read_steps(text: str) -> Steps | None:
    """The steps that a line names ("baseline → milestone (Sept 2025) → target"), if it names any."""
    pieces = ARROW.split(text.strip())
    if len(pieces) < 2:
        return None
    found = [match_header(re.sub(r"\([^)]*\)", " ", piece), "measures") for piece in pieces]
    if not all(m is not None and m.role in ("baseline", "target") for m in found):
        return None
    periods = [piece if content.is_date(_inner(piece)) or period_of(piece)[0] else None for piece in pieces]
    return Steps(tuple(m.role for m in found if m), tuple(periods))


def _inner(text: str) -> str:
    match = re.search(r"\(([^)]*)\)", text)
    return match[1] if match else ""


def read_values(name: str, text: str, steps: Steps) -> MeasurePart | None:
    """The measure of a name and its values in a row; `None` where the text is no such row."""
    pieces = [piece.strip() for piece in ARROW.split(text.strip())]
    if len(pieces) < 2 or any(len(piece.split()) > VALUE_WORDS or not piece for piece in pieces):
        return None
    values = [read_value(piece)[0] for piece in pieces]
    if all(value is None for value in values[1:]):
        return None
    part = MeasurePart(name)
    for k, piece in enumerate(pieces):
        role, period = steps.of(k)
        if role == "baseline":
            part = with_baseline(part, piece, period)
        elif values[k] is not None:
            part = replace(part, targets=(*part.targets, read_target(piece, period)))
    return directed(part)


def read_series(blocks: Sequence[Block]) -> Iterator[tuple[int, Series | None]]:
    """Which blocks of a run belong to measures in rows: each one's index, and the measure that ends there."""
    steps = Steps()
    for k, block in enumerate(blocks):
        told = read_steps(block.text)
        if told is not None:
            steps = told
            yield k, None
            continue
        name = blocks[k - 1] if k else None
        if name is None or not _names(name):
            continue
        part = read_values(name.text.strip(" :"), block.text, steps)
        if part is not None:
            yield k - 1, None
            yield k, Series(part, Source.merge([name.source, block.source]))


def _names(block: Block) -> bool:
    """A block may be the name of the measure whose values follow."""
    text = block.text
    plain = len(text.split()) <= NAME_WORDS and not ARROW.search(text) and re.search("[A-Za-z]", text)
    return bool(plain) and (block.kind == "heading" or read_label(text) is None)
