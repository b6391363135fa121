"""Sides of a table's cells that only their ground shows: filled, parted by rules, and none around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

Bounds = tuple[float, float, float, float]  # x0, top, x1, bottom

NEAR = 3.0  # points between a rule and the side that it lies along
LEAST = 8.0  # points; what is lower or narrower is no cell
COVERED = 0.9  # of a side, by one rule

Places = dict[int, list[tuple[float, float, float]]]  # by place: where a rule lies, begins and ends


def open_sides(
    level: Sequence[Bounds], upright: Sequence[Bounds], fills: Sequence[Bounds]
) -> tuple[list[Bounds], list[Bounds]]:
    """The level and the upright sides without a rule of filled cells that a rule of each kind bounds."""
    across = _places((y, x0, x1) for x0, y, x1, _ in level)
    down = _places((x, top, bottom) for x, top, _, bottom in upright)
    more_level: list[Bounds] = []
    more_upright: list[Bounds] = []
    for x0, top, x1, bottom in fills:
        if x1 - x0 < LEAST or bottom - top < LEAST:
            continue
        flat = [_ruled(across, y, x0, x1) for y in (top, bottom)]
        steep = [_ruled(down, x, top, bottom) for x in (x0, x1)]
        if not any(flat) or not any(steep):
            continue
        more_level += [(x0, y, x1, y) for y, drawn in zip((top, bottom), flat, strict=True) if not drawn]
        more_upright += [(x, top, x, bottom) for x, drawn in zip((x0, x1), steep, strict=True) if not drawn]
    return more_level, more_upright


def _places(rules: Iterator[tuple[float, float, float]]) -> Places:
    found: Places = defaultdict(list)
    for rule in rules:
        found[round(rule[0] / NEAR)].append(rule)
    return found


def _ruled(rules: Places, at: float, first: float, last: float) -> bool:
    """A rule lies along nearly all of a side."""
    near = (rule for k in (-1, 0, 1) for rule in rules.get(round(at / NEAR) + k, ()))
    return any(
        abs(place - at) <= NEAR and min(last, b) - max(first, a) >= COVERED * (last - first)
        for place, a, b in near
    )
