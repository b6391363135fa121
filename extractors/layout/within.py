"""Rules of a table inside a cell of another, told from those of the outer one that run close beside them.

Rules that lie near one another are taken as one, for they are often drawn twice. A table drawn in the cell of
another may stand as near to its rules; it touches none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pdfplumber.table import merge_edges

Edge = dict[str, Any]

TOUCH = 0.8  # points by which rules that meet may miss each other
NEAR = 4.0  # points; rules that lie further apart are told from one another anyhow
MOST = 600  # rules; a page with more is not looked at


def set_apart(edges: list[Edge]) -> list[list[Edge]]:
    """The rules in groups: those of each table that stands by itself within another, and the rest."""
    if not (_near(edges, "h", "top") or _near(edges, "v", "x0")):
        return [edges]
    merged = merge_edges(edges, TOUCH, TOUCH, TOUCH, TOUCH)
    if len(merged) > MOST:
        return [edges]
    parts = _touching(merged)
    around = [_bounds(part) for part in parts]
    inner = [
        k
        for k, part in enumerate(parts)
        if _is_closed(part, around[k]) and any(_within(around[k], b) for b in around)
    ]
    if not inner:
        return [edges]
    rest = [e for k, part in enumerate(parts) if k not in inner for e in part]
    return [rest, *(parts[k] for k in inner)]


def _near(edges: Sequence[Edge], orientation: str, side: str) -> bool:
    """Whether rules that run one way lie close beside one another."""
    at = sorted({round(float(e[side]), 1) for e in edges if e["orientation"] == orientation})
    return any(TOUCH < b - a <= NEAR for a, b in pairwise(at))


def _touching(edges: Sequence[Edge]) -> list[list[Edge]]:
    """The rules in groups that hang together."""
    parent = list(range(len(edges)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = k = parent[parent[k]]
        return k

    level = [(k, e) for k, e in enumerate(edges) if e["orientation"] == "h"]
    upright = [(k, e) for k, e in enumerate(edges) if e["orientation"] == "v"]
    for i, one in level:
        for j, other in upright:
            if (
                one["x0"] - TOUCH <= other["x0"] <= one["x1"] + TOUCH
                and other["top"] - TOUCH <= one["top"] <= other["bottom"] + TOUCH
            ):
                parent[root(i)] = root(j)
    groups: dict[int, list[Edge]] = {}
    for k, edge in enumerate(edges):
        groups.setdefault(root(k), []).append(edge)
    return list(groups.values())


Bounds = tuple[float, float, float, float]


def _bounds(edges: Sequence[Edge]) -> Bounds:
    return (
        min(e["x0"] for e in edges),
        min(e["top"] for e in edges),
        max(e["x1"] for e in edges),
        max(e["bottom"] for e in edges),
    )


def _is_closed(edges: Sequence[Edge], bounds: Bounds) -> bool:
    """Whether rules run along all four sides, with one across between them: a table of two rows or more."""
    x0, top, x1, bottom = bounds
    across = [e["top"] for e in edges if e["orientation"] == "h" and _spans(e["x0"], e["x1"], x0, x1)]
    down = [e["x0"] for e in edges if e["orientation"] == "v" and _spans(e["top"], e["bottom"], top, bottom)]
    return (
        len(across) > 2
        and all(any(abs(y - side) <= TOUCH for y in across) for side in (top, bottom))
        and all(any(abs(x - side) <= TOUCH for x in down) for side in (x0, x1))
    )


def _spans(start: float, end: float, low: float, high: float) -> bool:
    return bool(start <= low + TOUCH and end >= high - TOUCH)


def _within(inner: Bounds, outer: Bounds) -> bool:
    return (
        inner[0] > outer[0] + TOUCH
        and inner[1] > outer[1] + TOUCH
        and inner[2] < outer[2] - TOUCH
        and inner[3] < outer[3] - TOUCH
    )
