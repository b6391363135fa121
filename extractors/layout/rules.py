"""Drawn rules and coloured rectangles of a page, and the ruled tables that they make.

Only what is drawn as a rule counts: thin shapes and the sides of stroked boxes. Shading behind text makes
phantom tables. The table functions are pdfplumber's own; they are pure and take any edges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, merge_edges

from extractors.layout.coloured import open_sides
from extractors.layout.within import set_apart

Bounds = tuple[float, float, float, float]  # x0, top, x1, bottom
Point = tuple[float, float]

THIN = 3.0  # points; a shape no thicker is a rule
SNAP = 3.0  # points between rules that are one rule
REACH = 3.0  # points by which crossing rules may miss each other
SHORT = 9.0  # points by which rules within a cell stop short of its sides
LEAST_HEIGHT = 8.0  # points; no text stands between rules that are nearer
LEAST_WIDTH = 20.0  # points; what is narrower is no table
MOST_EDGES = 4000  # a drawing with more is a picture, not a table


@dataclass(slots=True)
class Form:
    """A filled shape or a thick line that may be a bar; `made` is what it added to a page's rules, fills and
    boxes, `square` says that its sides are level and upright."""

    bounds: Bounds
    colour: str
    made: list[object] = field(default_factory=list)
    square: bool = False
    line: bool = False


@dataclass(slots=True)
class Shapes:
    """What is drawn on a page: level and upright rules, and filled rectangles in drawing order."""

    level: list[Bounds] = field(default_factory=list)
    upright: list[Bounds] = field(default_factory=list)
    fills: list[tuple[Bounds, str]] = field(default_factory=list)
    spots: list[tuple[Bounds, str]] = field(default_factory=list)  # small coloured shapes of any form
    outlines: list[Bounds] = field(default_factory=list)  # boxes drawn as one path, round corners or not
    forms: list[Form] = field(default_factory=list)  # what may be bars over the cells of a calendar
    long: list[tuple[Bounds, str]] = field(default_factory=list)  # long upright rules, with their colours
    turned: bool = False  # whether some of the page's words do not run level

    def add_rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Take a thin shape as a rule along its longer side."""
        if x1 - x0 >= bottom - top:
            middle = (top + bottom) / 2
            self.level.append((x0, middle, x1, middle))
        else:
            middle = (x0 + x1) / 2
            self.upright.append((middle, top, middle, bottom))


@dataclass(slots=True)
class Grid:
    """A ruled table's cells, and where its columns and rows begin and end."""

    cells: list[Bounds]
    xs: list[float]
    ys: list[float]
    inner: list[Grid] = field(default_factory=list)  # tables in its cells

    @property
    def bounds(self) -> Bounds:
        """The rectangle that encloses it."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def _edge(bounds: Bounds, orientation: str) -> dict[str, Any]:
    x0, top, x1, bottom = bounds
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
    }


def _positions(values: list[float]) -> list[float]:
    """Distinct positions; those within the snapping distance are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SNAP:
            found.append(value)
    return found


def grids(shapes: Shapes) -> list[Grid]:
    """The ruled tables of a page from the top, those of a single cell among them."""
    if len(shapes.upright) < 2 and len(shapes.level) < 3:
        return []
    if len(shapes.level) + len(shapes.upright) > MOST_EDGES:
        return []
    level, upright = open_sides(shapes.level, shapes.upright, [bounds for bounds, _ in shapes.fills])
    edges = [_edge(b, "h") for b in (*shapes.level, *level)]
    edges += [_edge(b, "v") for b in (*shapes.upright, *upright)]
    found = [grid for group in set_apart(edges) for grid in _grids_of(group)]
    found = [g for g in found if len(g.xs) > 1 and len(g.ys) > 1]
    return sorted(_without_nested(found), key=lambda g: (g.ys[0], g.xs[0]))


def _grids_of(edges: list[dict[str, Any]]) -> list[Grid]:
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    merged += _closing(merged)
    groups = _groups(list(cells_of(edges_to_intersections(merged, REACH, REACH))))
    return [
        Grid(
            g,
            _positions([x for c in g for x in (c[0], c[2])]),
            _positions([y for c in g for y in (c[1], c[3])]),
        )
        for g in groups
    ]


def _closing(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules that a table leaves out: beneath a row that a page break cuts, above its rest, at a side."""
    level = [e for e in edges if e["orientation"] == "h"]
    upright = [e for e in edges if e["orientation"] == "v"]
    added: list[dict[str, Any]] = []
    for end in ("top", "bottom"):
        for y, group in _ending_together(upright, end, 2):
            x0, x1 = min(e["x0"] for e in group), max(e["x0"] for e in group)
            there = any(abs(e["top"] - y) <= LEAST_HEIGHT and e["x0"] < x1 and e["x1"] > x0 for e in level)
            if not there and x1 - x0 >= LEAST_WIDTH:
                added.append(_edge((x0, y, x1, y), "h"))
            added += [_edge((a, y, b, y), "h") for a, b in _gaps(y, group, level)]
    for end in ("x0", "x1"):
        for x, group in _ending_together([e for e in level if not _stops_short(e, end, upright)], end, 3):
            top, bottom = min(e["top"] for e in group), max(e["top"] for e in group)
            beside = [e for e in upright if e["top"] < bottom and e["bottom"] > top]
            within = any(group[0]["x0"] + SNAP < e["x0"] < group[0]["x1"] - SNAP for e in beside)
            if within and not any(abs(e["x0"] - x) <= SNAP for e in beside):
                added.append(_edge((x, top, x, bottom), "v"))
    return added


def _gaps(y: float, group: list[dict[str, Any]], level: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Where one cell of a row at a table's edge has no rule there and those on both its sides have: merged
    over several rows, it goes on over a page break. A rule within the table bounds it at its other end."""
    flush = [e for e in level if abs(e["top"] - y) <= SNAP]
    found: list[tuple[float, float]] = []
    for left, right in pairwise(sorted(group, key=lambda e: float(e["x0"]))):
        a, b = left["x0"], right["x0"]
        beside = [
            any(abs(e["x1"] - a) <= REACH for e in flush),
            any(abs(e["x0"] - b) <= REACH for e in flush),
        ]
        if (
            b - a < LEAST_WIDTH
            or not all(beside)
            or any(e["x0"] < b - REACH and e["x1"] > a + REACH for e in flush)
        ):
            continue
        top, bottom = max(left["top"], right["top"]), min(left["bottom"], right["bottom"])
        inner = (e for e in level if e not in flush and top - REACH <= e["top"] <= bottom + REACH)
        if any(e["x0"] <= a + REACH and e["x1"] >= b - REACH for e in inner):
            found.append((a, b))
    return found


def _stops_short(edge: dict[str, Any], end: str, upright: list[dict[str, Any]]) -> bool:
    """Whether a level rule ends a little before an upright one beside it: it is drawn within a cell."""
    x, y = edge[end], edge["top"]
    low, high = (x - SHORT, x - SNAP) if end == "x0" else (x + SNAP, x + SHORT)
    return any(low <= e["x0"] < high and e["top"] - SNAP <= y <= e["bottom"] + SNAP for e in upright)


def _ending_together(
    edges: list[dict[str, Any]], end: str, least: int
) -> list[tuple[float, list[dict[str, Any]]]]:
    """Groups of at least so many edges that end at one place."""
    groups: list[tuple[float, list[dict[str, Any]]]] = []
    for edge in sorted(edges, key=lambda e: float(e[end])):
        if groups and edge[end] - groups[-1][0] <= SNAP:
            groups[-1][1].append(edge)
        else:
            groups.append((edge[end], [edge]))
    return [(at, group) for at, group in groups if len(group) >= least]


def cells_of(crossings: dict[Point, dict[str, list[dict[str, Any]]]]) -> list[Bounds]:
    """The smallest cell that begins at each crossing of rules, where rules bound one on all four sides.

    Two crossings are joined where one rule runs through both. What pdfplumber's `intersections_to_cells`
    gives, which looks every rule up anew for every pair of crossings.
    """
    upright = {point: {_place(e) for e in edges["v"]} for point, edges in crossings.items()}
    level = {point: {_place(e) for e in edges["h"]} for point, edges in crossings.items()}
    columns: dict[float, list[Point]] = {}
    rows: dict[float, list[Point]] = {}
    for point in sorted(crossings):
        columns.setdefault(point[0], []).append(point)
        rows.setdefault(point[1], []).append(point)
    found = []
    for x, column in columns.items():
        for k, point in enumerate(column):
            row = rows[point[1]]
            right = [p for p in row[row.index(point) + 1 :] if not level[point].isdisjoint(level[p])]
            below = [p for p in column[k + 1 :] if not upright[point].isdisjoint(upright[p])]
            corner = _corner(below, right, upright, level)
            if corner is not None:
                found.append((x, point[1], *corner))
    return found


def _corner(
    below: list[Point], right: list[Point], upright: dict[Point, set[Bounds]], level: dict[Point, set[Bounds]]
) -> Point | None:
    """The nearest crossing that is joined to one beneath the first corner of a cell and to one beside it."""
    for low in below:
        for far in right:
            corner = (far[0], low[1])
            if corner not in level or level[corner].isdisjoint(level[low]):
                continue
            if not upright[corner].isdisjoint(upright[far]):
                return corner
    return None


def _place(edge: dict[str, Any]) -> Bounds:
    return edge["x0"], edge["top"], edge["x1"], edge["bottom"]


def _groups(cells: list[Bounds]) -> list[list[Bounds]]:
    """Cells by table. pdfplumber leaves out a table of one cell; a page break makes such pieces."""
    tables = [[tuple(c) for c in t] for t in cells_to_tables(list(cells))]
    taken = {c for t in tables for c in t}
    alone = [[c] for c in cells if c not in taken]
    return [*tables, *alone]  # type: ignore[list-item]


def inside(inner: Bounds, outer: Bounds) -> bool:
    """Whether a rectangle stands in another, or is the same."""
    return (
        inner[0] >= outer[0] - 1
        and inner[1] >= outer[1] - 1
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


def _without_nested(found: list[Grid]) -> list[Grid]:
    """Leave out a frame around a table; a table inside a cell of another is told there."""
    kept: list[Grid] = []
    for grid in found:
        others = [o for o in found if o is not grid]
        if len(grid.cells) == 1 and any(inside(o.bounds, grid.bounds) for o in others):
            continue
        around = [
            o
            for o in others
            if len(o.cells) > 1 and inside(grid.bounds, o.bounds) and o.bounds != grid.bounds
        ]
        for outer in around:
            if len(grid.ys) > 2 and any(inside(grid.bounds, cell) for cell in outer.cells):
                outer.inner.append(grid)
        if not around:
            kept.append(grid)
    return kept


def index_of(positions: list[float], value: float) -> int:
    """The index of the position nearest to a value."""
    return min(range(len(positions)), key=lambda i: abs(positions[i] - value))


def fill_of(bounds: Bounds, fills: list[tuple[Bounds, str]]) -> str | None:
    """The colour behind a cell: the last rectangle drawn that covers its middle and most of its area."""
    x0, top, x1, bottom = bounds
    area = max((x1 - x0) * (bottom - top), 1.0)
    for (a, b, c, d), colour in reversed(fills):
        overlap = max(0.0, min(x1, c) - max(x0, a)) * max(0.0, min(bottom, d) - max(top, b))
        if overlap > 0.5 * area:
            return None if colour == "#ffffff" else colour
    return None
