"""Pages of a PDF through pdfium: text lines with their places, and what is drawn.

The page's text is asked for once; positions only for the first and last character of each line, and for
every character only where a line must be cut. Boxes for all characters cost more than the text itself.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.layout.line import PrintedLine, with_marks
from extractors.layout.marks import split_mark
from extractors.layout.rules import THIN, Bounds, Shapes
from extractors.layout.strikes import strike, strikes_of
from extractors.registry import UnreadableError

Matrix = tuple[float, float, float, float, float, float]
Letter = tuple[int, float, float]  # its place in the text, where it begins and ends
Scratch = tuple[Any, ...]  # two integers and four floats for pdfium to write into
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

HYPHENS = str.maketrans({"\x02": "-", "\x00": " ", "\ufeff": " "})
_LINE_END = re.compile(r"(?<=[\n\ufffe])")  # pdfium runs two lines together where a hyphen ends the first
_ODD = ("\x02", "\x00", "\ufeff")
# Asked for each line; looking a function up in pdfium's module each time costs half as much as the call.
_loose_box, _font_info, _font_size = (
    raw.FPDFText_GetLooseCharBox,
    raw.FPDFText_GetFontInfo,
    raw.FPDFText_GetFontSize,
)
_origin, _matrix = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetMatrix
ASCENT, DESCENT = 0.80, 0.23  # of the type size: what letters reach above and below the baseline
DEEPEST = 6  # form objects within form objects
MOST_SEGMENTS = 400  # of one path; a path with more is a drawing


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The document; `UnreadableError` says in plain words why there is none."""
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableError("the PDF is protected by a password; save a copy without one") from error
        raise UnreadableError("the PDF is damaged or cut short and could not be opened") from error
    if count == 0:
        raise UnreadableError("the PDF is damaged: it holds no page")
    return document


def _transform(page: Any) -> tuple[Matrix, float, float]:
    """From the file's own coordinates to points from the top left of the page as it is shown."""
    outer, inner = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(outer[0], inner[0]), max(outer[1], inner[1])
    right, top = min(outer[2], inner[2]), min(outer[3], inner[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = outer
    width, height = right - left, top - bottom
    rotation = page.get_rotation()
    if rotation == 90:
        return (0, 1, 1, 0, -bottom, -left), height, width
    if rotation == 180:
        return (-1, 0, 0, 1, right, -bottom), width, height
    if rotation == 270:
        return (0, -1, -1, 0, top, right), height, width
    return (1, 0, 0, -1, -left, top), width, height


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
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


@dataclass
class PdfPage:
    """One page: its number from 1, its size in points as shown, its text, and places on demand."""

    number: int
    page: Any

    def __post_init__(self) -> None:
        self.matrix, self.width, self.height = _transform(self.page)
        textpage = self.page.get_textpage()
        self.text: str = textpage.get_text_range()
        self._textpage = textpage  # keeps pdfium's page of text open
        self.handle = textpage.raw
        self.turned = self.matrix[0] != 1
        # pdfium counts UTF-16 units and skips characters without a meaning; most pages need no mapping.
        self._plain = len(self.text) == textpage.count_chars()
        # Made once: pdfium writes into them, and making them costs as much as asking.
        self._box, self._form = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y, self._flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
        self._fonts: dict[bytes, bool] = {}
        self._name = ctypes.create_string_buffer(128)
        self.rules: list[Bounds] = []  # level rules, which may go through words
        self._wide = bool(self.text) and max(self.text) > "\uffff"
        self._asked: dict[tuple[int, int], list[Letter]] = {}
        self._odd = any(c in self.text for c in _ODD)

    def _char(self, position: int) -> int:
        if self._plain:
            return position
        units = len(self.text[:position].encode("utf-16-le")) // 2 if self._wide else position
        found: int = raw.FPDFText_GetCharIndexFromTextIndex(self.handle, units)
        return max(found, 0)

    def _bounds(self, position: int) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of a character's advance, as shown."""
        box = self._box
        _loose_box(self.handle, position if self._plain else self._char(position), box)
        if not self.turned:
            e, f = self.matrix[4], self.matrix[5]
            return box.left + e, f - box.top, box.right + e, f - box.bottom
        x0, y0 = _apply(self.matrix, box.left, box.bottom)
        x1, y1 = _apply(self.matrix, box.right, box.top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def bold(self, position: int) -> bool:
        """Whether a character is set in a bold face."""
        name, flags = self._name, self._flags
        _font_info(self.handle, position if self._plain else self._char(position), name, 128, flags)
        value = name.value
        known = self._fonts.get(value)
        if known is None:
            lowered = value.lower()
            known = any(word in lowered for word in (b"bold", b"black", b"heavy", b"demi")) or bool(
                flags.value & 0x40000
            )
            self._fonts[value] = known
        return known

    def lines(self) -> list[PrintedLine]:
        """The lines of the page in the order of the file."""
        found: list[PrintedLine] = []
        position = 0
        for piece in _LINE_END.split(self.text):
            begin, position = position, position + len(piece)
            text = piece.rstrip()  # the break that ends the piece as well
            if not text:
                continue
            first = begin + len(text) - len(text.lstrip())
            line = self.line(first, begin + len(text))
            if line is not None:
                found.append(line)
        return with_marks(found)

    def line(self, start: int, end: int) -> PrintedLine | None:
        """The line that the characters from `start` up to `end` make; none where nothing is printed."""
        printed = self.text[start:end]
        if self._odd:
            printed = printed.translate(HYPHENS)
        if not printed or printed.isspace():
            return None
        mark, text = split_mark(printed)
        first = end - len(text)
        size, base, level = self._type(first)
        x0, top, _, bottom = self._bounds(start)
        x1 = self._bounds(end - 1)[2]
        if not level or x1 <= x0:
            boxes = [self._bounds(i) for i in range(start, end) if not self.text[i].isspace()]
            x0, x1 = min(b[0] for b in boxes), max(b[2] for b in boxes)
            top, bottom = min(b[1] for b in boxes), max(b[3] for b in boxes)
            base = bottom
        else:
            top, bottom = base - ASCENT * size, base + DESCENT * size
        bold = self.bold(end - 1) and self.bold(first)
        text_x0 = self._bounds(first)[0] if mark else x0
        made = PrintedLine(
            text, self.number, x0, top, x1, bottom, base, size, bold, False, start, end, mark, text_x0
        )
        if self.rules and (through := strikes_of(made, self.rules)):
            strike(made, text, first, through, self._middle)
        return made

    def _middle(self, position: int) -> float:
        x0, _, x1, _ = self._bounds(position)
        return (x0 + x1) / 2

    def _type(self, position: int) -> tuple[float, float, bool]:
        """A character's size as shown, its baseline, and whether the line runs level."""
        handle, index = self.handle, position if self._plain else self._char(position)
        size = _font_size(handle, index)
        m, x, y = self._form, self._x, self._y
        _origin(handle, index, x, y)
        own = self.matrix
        base = own[1] * x.value + own[3] * y.value + own[5]
        if not _matrix(handle, index, m):
            return size, base, True
        if not m.b and not m.c and not self.turned and m.a > 0:
            return size * m.d, base, True
        rise = own[1] * m.a + own[3] * m.b
        run = own[0] * m.a + own[2] * m.b
        return size * math.hypot(m.c, m.d), base, abs(rise) <= 0.05 * abs(run) and run > 0

    def _letters(self, line: PrintedLine) -> list[Letter]:
        """Each letter of a line with where it begins and ends; a line that is asked about is asked again."""
        known = self._asked.get((line.start, line.end))
        if known is None:
            text, bounds = self.text, self._bounds
            places = [(i, bounds(i)) for i in range(line.start, line.end) if not text[i].isspace()]
            known = [(i, box[0], box[2]) for i, box in places]
            self._asked[line.start, line.end] = known
        return known

    def cut(self, line: PrintedLine, at: list[float]) -> list[PrintedLine]:
        """The line cut where it crosses the upright positions `at`; a character goes where its middle is."""
        pieces: list[tuple[int, int]] = []
        begin, zone = line.start, -1
        for i, x0, x1 in self._letters(line):
            here = sum(1 for x in at if x < (x0 + x1) / 2)
            if zone >= 0 and here != zone:
                pieces.append((begin, i))
                begin = i
            zone = here
        pieces.append((begin, line.end))
        return list(self._pieces(pieces)) if len(pieces) > 1 else [line]

    def _pieces(self, spans: list[tuple[int, int]]) -> Iterator[PrintedLine]:
        for start, end in spans:
            text = self.text[start:end]
            stripped = text.strip()
            if stripped:
                begin = start + text.index(stripped[0])
                line = self.line(begin, begin + len(stripped))
                if line is not None:
                    line.text = line.text.replace("\ufffe", "-")
                    yield line

    def gaps(self, line: PrintedLine, least: float) -> list[float]:
        """Middles of the white gaps between words of a line that are at least so wide."""
        found: list[float] = []
        before: float | None = None
        for _, x0, x1 in self._letters(line):
            if before is not None and x0 - before >= least:
                found.append((before + x0) / 2)
            before = x1
        return found

    def shapes(self) -> Shapes:
        """The rules and filled rectangles drawn on the page."""
        found = Shapes()
        page, get = self.page.raw, raw.FPDFPage_GetObject
        objects = [get(page, i) for i in range(raw.FPDFPage_CountObjects(page))]
        self._collect(objects, self.matrix, found, 0)
        return found

    def _collect(self, objects: list[Any], matrix: Matrix, found: Shapes, depth: int) -> None:
        type_of = raw.FPDFPageObj_GetType
        scratch = (ctypes.c_int(), ctypes.c_int(), *(ctypes.c_float() for _ in range(4)))
        for item in objects:
            kind = type_of(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                _take_path(item, matrix, found, scratch)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = _object_matrix(item)
                count = raw.FPDFFormObj_CountObjects(item)
                parts = [raw.FPDFFormObj_GetObject(item, i) for i in range(count)]
                self._collect(parts, _times(inner, matrix), found, depth + 1)


def _object_matrix(item: Any) -> Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, m):
        return IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _colour(item: Any) -> str | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) or alpha.value < 16:
        return None
    return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"


def _take_path(item: Any, matrix: Matrix, found: Shapes, scratch: Scratch) -> None:
    """Sort a path into rules and fills."""
    fill, stroke, left, bottom, right, top = scratch
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return
    bounds = _shown(matrix, left.value, bottom.value, right.value, top.value)
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    if min(width, height) <= THIN:
        if max(width, height) > THIN:
            found.add_rule(*bounds)
        return
    segments = raw.FPDFPath_CountSegments(item)
    if segments <= 5 and not stroke.value:
        _add_fill(item, bounds, found)
    elif segments <= MOST_SEGMENTS:
        _take_outline(item, segments, matrix, bool(stroke.value), found)


def _add_fill(item: Any, bounds: tuple[float, float, float, float], found: Shapes) -> None:
    colour = _colour(item)
    if colour is not None:
        found.fills.append((bounds, colour))


def _shown(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    ax, ay = _apply(m, x0, y0)
    bx, by = _apply(m, x1, y1)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _points(item: Any, segments: int, matrix: Matrix) -> list[list[tuple[float, float]]] | None:
    """The corners of each part of a path; none where it holds a curve."""
    parts: list[list[tuple[float, float]]] = []
    own = _times(_object_matrix(item), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(segments):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return None
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(own, x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([point])
        else:
            parts[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment) and parts[-1][0] != point:
            parts[-1].append(parts[-1][0])
    return parts


def _take_outline(item: Any, segments: int, matrix: Matrix, stroked: bool, found: Shapes) -> None:
    """Rules from the level and upright sides of a stroked path, fills from the rectangles of a filled one."""
    parts = _points(item, segments, matrix)
    if parts is None:
        return
    for part in parts:
        xs, ys = [p[0] for p in part], [p[1] for p in part]
        bounds = (min(xs), min(ys), max(xs), max(ys))
        if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= THIN:
            if max(bounds[2] - bounds[0], bounds[3] - bounds[1]) > THIN:
                found.add_rule(*bounds)
            continue
        if len(part) in (4, 5) and len({round(v) for v in xs}) == 2 and len({round(v) for v in ys}) == 2:
            _add_fill_if_filled(item, bounds, found)
        if stroked:
            for (ax, ay), (bx, by) in itertools.pairwise(part):
                if abs(ax - bx) <= THIN / 2 or abs(ay - by) <= THIN / 2:
                    found.add_rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _add_fill_if_filled(item: Any, bounds: tuple[float, float, float, float], found: Shapes) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if fill.value:
        _add_fill(item, bounds, found)
