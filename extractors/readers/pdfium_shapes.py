"""What is drawn on a page of a PDF: rules and filled rectangles, from pdfium's path objects."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as raw

from extractors.layout.rules import THIN, Bounds, Form, Shapes
from extractors.layout.spots import PALE, WHITE, Spot, has_colour, is_spot, with_rings
from extractors.readers import pdfium_calls as calls

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

TEXT: int = raw.FPDF_PAGEOBJ_TEXT
DEEPEST = 6  # form objects within form objects
MOST_SEGMENTS = 400  # of one path; a path with more is a drawing
MOST_ROUND = 40  # of a box with round corners
LEAST_ROUND, LOW_ROUND = 40.0, 12.0  # points; a round form that is narrower or lower is a dot or a badge
STRAIGHT = 0.5  # of a box's sides; the rest are its corners
OPAQUE = 16  # of 255; what is drawn fainter is not seen
BAR_HEIGHT, PEN = 36.0, 4.0  # points; what is higher is no bar, and a line whose bounds are lower only a rule
LONG = 60.0  # points; an upright rule of that length may be more than a cell's side


def apply(m: Matrix, x: float, y: float) -> Point:
    """Where a matrix takes a point."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def shapes_of(page: Any, matrix: Matrix, width: float, height: float) -> Shapes:
    """The rules and filled rectangles of a page, as `matrix` shows them; nothing of what lies beside it."""
    found = _Collector(width, height)
    handle = calls.address(page)
    count = calls.object_count(handle)
    found.collect(list(map(calls.page_object, itertools.repeat(handle, count), range(count))), matrix, 0)
    found.shapes.spots += with_rings(found.shapes.spots, found.rings)
    return found.shapes


class _Collector:
    """Sorts a page's objects into rules and fills; pdfium writes its answers into places made once."""

    def __init__(self, width: float, height: float) -> None:
        self.shapes = Shapes()
        self._width, self._height = width, height
        self.rings: list[Spot] = []  # small white shapes with an outline
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._modes = ctypes.byref(self._fill), ctypes.byref(self._stroke)
        self._box = calls.Floats(4)  # left, bottom, right, top
        self._form = calls.Floats(6)
        self._handle = ctypes.c_void_p()

    def collect(self, objects: Sequence[int], matrix: Matrix, depth: int) -> None:
        """Take the paths among the objects, those in form objects as well."""
        for item, kind in zip(objects, map(calls.object_type, objects), strict=True):
            if kind == TEXT:
                if not self.shapes.turned:
                    self._look_at_text(item, matrix)
                continue
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._take_path(item, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = _object_matrix(ctypes.c_void_p(item))
                count = calls.form_count(ctypes.c_void_p(item))
                parts = [calls.form_object(item, i) for i in range(count)]
                self.collect(parts, _times(inner, matrix), depth + 1)

    def _look_at_text(self, address: int, matrix: Matrix) -> None:
        """Note whether words do not run level on the page as it is shown."""
        self._handle.value = address
        if calls.object_matrix(self._handle, self._form.at[0]):
            a, b, *_ = self._form.values()
            run, rise = matrix[0] * a + matrix[2] * b, matrix[1] * a + matrix[3] * b
            self.shapes.turned = run <= 0 or abs(rise) > 0.05 * run

    def _take_path(self, address: int, matrix: Matrix) -> None:
        item, box = self._handle, self._box
        item.value = address
        calls.draw_mode(item, *self._modes)
        filled, stroked = self._fill.value != 0, self._stroke.value != 0
        if not (filled or stroked) or not calls.object_bounds(item, *box.at):
            return
        x0, top, x1, bottom = bounds = _shown(matrix, *box.values())
        if x1 < 0 or bottom < 0 or x0 > self._width or top > self._height:
            return
        if x1 - x0 <= THIN or bottom - top <= THIN:
            if x1 - x0 > THIN or bottom - top > THIN:
                self.shapes.add_rule(x0, top, x1, bottom)
                if bottom - top >= LONG and (colour := _colour(item, stroked)) is not None:
                    self.shapes.long.append((self.shapes.upright[-1], colour))
            return
        if filled and is_spot(bounds) and (colour := _colour(item)) is not None:
            if has_colour(colour):
                self.shapes.spots.append((bounds, colour))
            elif stroked and colour == WHITE:
                self.rings.append((bounds, colour))
        segments = calls.path_count(item)
        if bottom - top > BAR_HEIGHT or segments > MOST_ROUND:
            self._take_area(item, bounds, matrix, segments)
            return
        made = self._made()
        before = [len(things) for things in made]
        self._take_area(item, bounds, matrix, segments)
        new = [thing for things, count in zip(made, before, strict=True) for thing in things[count:]]
        self._take_form(item, bounds, matrix, segments, new)

    def _made(self) -> tuple[list[Any], ...]:
        return self.shapes.level, self.shapes.upright, self.shapes.fills, self.shapes.outlines

    def _take_form(
        self, item: Any, bounds: Bounds, matrix: Matrix, segments: int, made: list[object]
    ) -> None:
        """Note what may be a bar over cells: a filled shape that is not white, or a thick level line."""
        x0, top, x1, bottom = bounds
        pen = (bottom - top) / 2
        colour = _colour(item, not self._fill.value)
        if colour is None or min(int(colour[i : i + 2], 16) for i in (1, 3, 5)) >= PALE:
            return
        if self._fill.value:
            square = not is_spot(bounds) or _is_square(item, segments, matrix)
            self.shapes.forms.append(Form(bounds, colour, made, square))
        elif segments == 2 and bottom - top >= PEN and x1 - x0 > 2 * (bottom - top):
            level = (x0 + pen, top + pen / 2, x1 - pen, bottom - pen / 2)
            self.shapes.forms.append(Form(level, colour, made, square=True, line=True))

    def _take_area(self, item: Any, bounds: Bounds, matrix: Matrix, segments: int) -> None:
        """Rules, fills and boxes from a path that is more than a rule."""
        x0, top, x1, bottom = bounds
        filled, stroked = self._fill.value != 0, self._stroke.value != 0
        if segments <= 5 and not stroked:
            self._add_fill(item, bounds)
        elif segments <= MOST_SEGMENTS:
            large = x1 - x0 >= LEAST_ROUND and bottom - top >= LOW_ROUND
            self._take_outline(item, segments, matrix, filled, stroked, large)

    def _add_fill(self, item: Any, bounds: Bounds) -> None:
        colour = _colour(item)
        if colour is not None:
            self.shapes.fills.append((bounds, colour))

    def _take_outline(
        self, item: Any, segments: int, matrix: Matrix, filled: bool, stroked: bool, large: bool
    ) -> None:
        """Rules from the level and upright sides of a stroked path, fills from rectangles of a filled one."""
        add_rule = self.shapes.add_rule
        parts = _points(item, segments, matrix)
        if parts is None and large and segments <= MOST_ROUND:
            self.shapes.outlines += _rounded(item, segments, matrix)
        for part in parts or ():
            xs, ys = [p[0] for p in part], [p[1] for p in part]
            bounds = (min(xs), min(ys), max(xs), max(ys))
            if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= THIN:
                if max(bounds[2] - bounds[0], bounds[3] - bounds[1]) > THIN:
                    add_rule(*bounds)
                continue
            if _is_rectangle(part, xs, ys):
                if filled:
                    self._add_fill(item, bounds)
                self.shapes.outlines.append(bounds)
            if stroked:
                for (ax, ay), (bx, by) in itertools.pairwise(part):
                    if abs(ax - bx) <= THIN / 2 or abs(ay - by) <= THIN / 2:
                        add_rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _is_rectangle(part: list[Point], xs: list[float], ys: list[float]) -> bool:
    return len(part) in (4, 5) and len({round(v) for v in xs}) == 2 and len({round(v) for v in ys}) == 2


def _is_square(item: Any, segments: int, matrix: Matrix) -> bool:
    """Whether a path is a rectangle, with round corners or not, whose sides are level and upright."""
    parts = _points(item, segments, matrix)
    if parts is None:
        return bool(_rounded(item, segments, matrix))
    return all(_is_rectangle(part, [p[0] for p in part], [p[1] for p in part]) for part in parts)


def _shown(m: Matrix, left: float, bottom: float, right: float, top: float) -> Bounds:
    """Bounds as the page shows them: x0, top, x1, bottom."""
    ax, ay = apply(m, left, bottom)
    bx, by = apply(m, right, top)
    if ax <= bx and by <= ay:
        return ax, by, bx, ay
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _object_matrix(item: Any) -> Matrix:
    m = calls.Floats(6)
    if not calls.object_matrix(item, m.at[0]):
        return IDENTITY
    a, b, c, d, e, f = m.values()
    return (a, b, c, d, e, f)


def _colour(item: Any, stroke: bool = False) -> str | None:
    """The colour that an object is filled with, or drawn with, as `#rrggbb`; none where it is not seen."""
    parts = (ctypes.c_uint * 4)()
    asked = calls.stroke_colour if stroke else calls.object_colour
    if not asked(item, *(ctypes.byref(parts, 4 * i) for i in range(4))) or parts[3] < OPAQUE:
        return None
    return f"#{parts[0]:02x}{parts[1]:02x}{parts[2]:02x}"


def _points(item: Any, segments: int, matrix: Matrix) -> list[list[Point]] | None:
    """The corners of each part of a path; none where it holds a curve."""
    parts: list[list[Point]] = []
    own = _times(_object_matrix(item), matrix)
    at = calls.Floats(2)
    for i in range(segments):
        segment = calls.path_segment(item, i)
        kind = calls.segment_type(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return None
        calls.segment_point(segment, *at.at)
        point = apply(own, *at.values())
        if kind == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([point])
        else:
            parts[-1].append(point)
        if calls.segment_closes(segment) and parts[-1][0] != point:
            parts[-1].append(parts[-1][0])
    return parts


def _rounded(item: Any, segments: int, matrix: Matrix) -> list[Bounds]:
    """The box that a path with curves is, if any: straight level and upright sides, round at its corners."""
    own = _times(_object_matrix(item), matrix)
    at = calls.Floats(2)
    corners: list[Point] = []
    sides: list[tuple[Point, Point]] = []
    for i in range(segments):
        segment = calls.path_segment(item, i)
        calls.segment_point(segment, *at.at)
        point = apply(own, *at.values())
        kind = calls.segment_type(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and corners:
            if i + 1 < segments:
                return []
            break  # a last move that draws nothing
        if kind == raw.FPDF_SEGMENT_LINETO and corners:
            sides.append((corners[-1], point))
        corners.append(point)
    sides.append((corners[-1], corners[0]))
    xs, ys = [p[0] for p in corners], [p[1] for p in corners]
    bounds = (min(xs), min(ys), max(xs), max(ys))
    across = sum(abs(b[0] - a[0]) for a, b in sides if _along(a[1], b[1], bounds[1], bounds[3]))
    down = sum(abs(b[1] - a[1]) for a, b in sides if _along(a[0], b[0], bounds[0], bounds[2]))
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    return [bounds] if across >= STRAIGHT * 2 * wide and down >= STRAIGHT * high else []


def _along(a: float, b: float, low: float, high: float) -> bool:
    """Whether both ends of a line lie on the same side of a box."""
    return max(abs(a - low), abs(b - low)) <= 1 or max(abs(a - high), abs(b - high)) <= 1
