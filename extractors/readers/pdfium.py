"""Pages of a PDF through pdfium: text lines with their places, and what is drawn.

The page's text is asked for once; positions only for the first and last character of each line, and for
every character only where a line must be cut. Boxes for all characters cost more than the text itself.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.layout.line import PrintedLine, with_marks
from extractors.layout.marks import split_mark
from extractors.layout.rules import Bounds, Shapes
from extractors.layout.strikes import HIGH, LOW, strike, strikes_of
from extractors.layout.turn import Turn
from extractors.readers import pdfium_calls as calls
from extractors.readers.pdfium_shapes import Matrix, apply, shapes_of
from extractors.registry import UnreadableError

Letter = tuple[int, float, float]  # its place in the text, where it begins and ends

HYPHENS = str.maketrans({"\x02": "-", "\x00": " ", "\ufeff": " "})
_ODD = ("\x02", "\x00", "\ufeff")
_BREAK = "\ufffe"  # pdfium runs two lines together where a hyphen ends the first
_LINE_END = re.compile(r"(?<=[\n\ufffe])")
_BOLD = (b"bold", b"black", b"heavy", b"demi")
_FORCED_BOLD = 0x40000  # a font's flag
LETTER_SIZE = [0.0, 0.0, 612.0, 792.0]  # of a page that does not say
NAME = 128  # letters of a font's name
REACH = 15_000.0  # points: the largest page that the format knows has 14,400
BACK = 1.0  # points that a letter may stand left of the one before it on its line
UNSEEN = 0.05  # the type size of letters that nobody can see
ASCENT, DESCENT = 0.80, 0.23  # of the type size: what letters reach above and below the baseline


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


def _transform(page: Any, box: calls.Floats) -> tuple[Matrix, float, float]:
    """From the file's own coordinates to points from the top left of the page as it is shown."""
    outer = inner = LETTER_SIZE
    if calls.media_box(page, *box.at):
        outer = inner = box.values()
    if calls.crop_box(page, *box.at):
        inner = box.values()
    left, bottom = max(outer[0], inner[0]), max(outer[1], inner[1])
    right, top = min(outer[2], inner[2]), min(outer[3], inner[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = outer
    width, height = right - left, top - bottom
    rotation = calls.rotation(page)
    if rotation == 1:
        return (0, 1, 1, 0, -bottom, -left), height, width
    if rotation == 2:
        return (-1, 0, 0, 1, right, -bottom), width, height
    if rotation == 3:
        return (0, -1, -1, 0, top, right), height, width
    return (1, 0, 0, -1, -left, top), width, height


def _text_of(handle: Any, count: int) -> str:
    """The text of a page of so many characters, those without a place in it passed over at its ends."""
    index = calls.text_index
    first, last = 0, count - 1
    while first <= last and (begin := index(handle, first)) < 0:
        first += 1
    while first <= last and (end := index(handle, last)) < 0:
        last -= 1
    if first > last:
        return ""
    buffer = (ctypes.c_ushort * (end + 2 - begin))()
    written = calls.page_text(handle, first, last + 1 - first, buffer)
    return bytes(memoryview(buffer)[: max(written - 1, 0)]).decode("utf-16-le", "ignore")


class Places:
    """What pdfium writes its answers into, made once: making them costs as much as asking."""

    __slots__ = ("box", "flags", "font", "form", "name", "origin", "x", "y")

    def __init__(self) -> None:
        self.box = calls.Floats(4)
        self.form = calls.Floats(6)
        self.x, self.y, self.flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
        self.origin = ctypes.byref(self.x), ctypes.byref(self.y)
        self.name = ctypes.create_string_buffer(NAME)
        self.font = self.name, ctypes.c_ulong(NAME), ctypes.byref(self.flags)


class PdfPage:
    """One page: its number from 1, its size in points as shown, its text, and places on demand.

    It stays open until `close()`, which is called before the document is closed.
    """

    def __init__(self, document: pdfium.PdfDocument, number: int, places: Places) -> None:
        self.number = number
        self._page = raw.FPDF_LoadPage(document.raw, number - 1)
        if not self._page:
            raise pdfium.PdfiumError("Failed to load page.")
        self._textpage = raw.FPDFText_LoadPage(self._page)
        if not self._textpage:
            self.close()
            raise pdfium.PdfiumError("Failed to load text page.")
        self.places = places
        self._handle = calls.address(self._textpage)
        self.matrix, self.width, self.height = _transform(calls.address(self._page), places.box)
        self.turned = self.matrix[0] != 1
        count = calls.char_count(self._handle)
        self.text = _text_of(self._handle, count)
        # pdfium counts UTF-16 units and skips characters without a meaning; most pages need no mapping.
        self._plain = len(self.text) == count
        self._wide = not self._plain and bool(self.text) and max(self.text) > "\uffff"
        self._odd = any(c in self.text for c in _ODD)
        self._fonts: dict[bytes, bool] = {}
        self._rules: list[Bounds] = []
        self._heights: list[float] = []
        self._asked: dict[tuple[int, int], list[Letter]] = {}
        self._left_out: frozenset[int] = frozenset()
        self.turn: Turn | None = None

    @property
    def handle(self) -> ctypes.c_void_p:
        """The page's text, as the functions of `pdfium_calls` take it."""
        return self._handle

    def close(self) -> None:
        """Give the page back to pdfium; nothing more can be asked about it."""
        if self._textpage:
            raw.FPDFText_ClosePage(self._textpage)
        if self._page:
            raw.FPDF_ClosePage(self._page)
        self._textpage = self._page = None

    def strike_through(self, rules: list[Bounds]) -> None:
        """Have the lines of the page told from level rules that go through their words."""
        self._rules = sorted(rules, key=lambda rule: rule[1])
        self._heights = [rule[1] for rule in self._rules]

    def _char(self, position: int) -> int:
        if self._plain:
            return position
        units = len(self.text[:position].encode("utf-16-le")) // 2 if self._wide else position
        found: int = raw.FPDFText_GetCharIndexFromTextIndex(self._textpage, units)
        return max(found, 0)

    def _bounds(self, position: int) -> Bounds:
        """x0, top, x1, bottom of a character's advance, as shown."""
        box = self.places.box
        calls.char_box(self._handle, self._char(position), box.at[0])
        left, top, right, bottom = box.values()
        if not self.turned:
            e, f = self.matrix[4], self.matrix[5]
            return left + e, f - top, right + e, f - bottom
        x0, y0 = apply(self.matrix, left, bottom)
        x1, y1 = apply(self.matrix, right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def bold(self, position: int) -> bool:
        """Whether a character is set in a bold face."""
        places = self.places
        calls.font_info(self._handle, position if self._plain else self._char(position), *places.font)
        name = places.name.value
        known = self._fonts.get(name)
        if known is None:
            lowered = name.lower()
            known = any(word in lowered for word in _BOLD) or bool(places.flags.value & _FORCED_BOLD)
            self._fonts[name] = known
        return known

    def lead(self, line: PrintedLine) -> str:
        """The words in bold that a line begins with."""
        end = line.start
        while end < line.end and (self.text[end].isspace() or self.bold(end)):
            end += 1
        return self.text[line.start : end].strip()

    def lines(self) -> list[PrintedLine]:
        """The lines of the page in the order of the file."""
        found: list[PrintedLine] = []
        begin = 0
        for piece in self._printed():
            text = piece.rstrip()
            if text and self._left_out:
                found.extend(self._pieces(self._kept(begin, begin + len(piece))))
            elif text:
                first = begin + len(text) - len(text.lstrip())
                runs = self._level(first, begin + len(text)) if self.turned else [(first, begin + len(text))]
                found.extend(line for run in runs if (line := self.line(*run)) is not None)
            begin += len(piece)
        return with_marks(found)

    def _level(self, start: int, end: int) -> list[tuple[int, int]]:
        """The runs of letters that stand on one level: pdfium joins lines of a page that is turned."""
        runs: list[tuple[int, int]] = []
        before: Bounds | None = None
        for i in range(start, end):
            if self.text[i].isspace():
                continue
            here = self._bounds(i)
            if before is None or here[0] < before[0] - BACK or here[1] >= before[3] or here[3] <= before[1]:
                runs.append((i, i + 1))
            else:
                runs[-1] = (runs[-1][0], i + 1)
            before = here
        return runs

    def leave_out(self, letters: Iterable[int]) -> None:
        """Have the page's lines without these letters, given by their numbers in pdfium's text."""
        self._left_out = frozenset(letters)

    def _kept(self, start: int, end: int) -> list[tuple[int, int]]:
        """The runs of a line's letters that are not left out."""
        runs: list[tuple[int, int]] = []
        for out, run in itertools.groupby(range(start, end), lambda i: self._char(i) in self._left_out):
            places = list(run)
            if not out:
                runs.append((places[0], places[-1] + 1))
        return runs

    def _printed(self) -> list[str]:
        """The page's text in lines, each with the break that ends it."""
        if _BREAK in self.text:
            return _LINE_END.split(self.text)
        return [f"{piece}\n" for piece in self.text.split("\n")]

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
        if self._plain and not self.turned:  # as `_side` would, for nearly all lines
            handle, box, e = self._handle, self.places.box, self.matrix[4]
            calls.char_box(handle, start, box.at[0])
            x0 = box.values()[0] + e
            calls.char_box(handle, end - 1, box.at[0])
            x1 = box.values()[2] + e
        else:
            x0, x1 = self._side(start)[0], self._side(end - 1)[1]
        if not level or x1 <= x0:
            boxes = [self._bounds(i) for i in range(start, end) if not self.text[i].isspace()]
            x0, x1 = min(b[0] for b in boxes), max(b[2] for b in boxes)
            top, bottom = min(b[1] for b in boxes), max(b[3] for b in boxes)
            base = bottom
        else:
            top, bottom = base - ASCENT * size, base + DESCENT * size
        text_x0 = min(self._side(first)[0], x1) if mark else x0
        if not (size > UNSEEN and x1 > 0 and bottom > 0 and text_x0 < self.width and top < self.height):
            return None  # too small to be seen, or beside the page
        if not (x0 > -REACH and top > -REACH and x1 < REACH and bottom < REACH):
            return None  # drawn out over so much that nobody could read it
        bold = self.bold(end - 1) and self.bold(first)
        made = PrintedLine(
            text, self.number, x0, top, x1, bottom, base, size, bold, False, start, end, mark, text_x0
        )
        if self._heights:
            self._strike(made, text, first)
        return made

    def _strike(self, line: PrintedLine, text: str, first: int) -> None:
        """Take out of a line the words that a rule goes through."""
        low = bisect_left(self._heights, line.base - HIGH * line.size)
        high = bisect_right(self._heights, line.base - LOW * line.size)
        if low < high and (through := strikes_of(line, self._rules[low:high])):
            strike(line, text, first, through, self._middle)

    def _side(self, position: int) -> tuple[float, float]:
        """Where a character's advance begins and ends, from the left."""
        if self.turned:
            bounds = self._bounds(position)
            return bounds[0], bounds[2]
        box, e = self.places.box, self.matrix[4]
        calls.char_box(self._handle, position if self._plain else self._char(position), box.at[0])
        left, _, right, _ = box.values()
        return left + e, right + e

    def _middle(self, position: int) -> float:
        x0, x1 = self._side(position)
        return (x0 + x1) / 2

    def _type(self, position: int) -> tuple[float, float, bool]:
        """A character's size as shown, its baseline, and whether the line runs level."""
        handle, index = self._handle, position if self._plain else self._char(position)
        size = calls.font_size(handle, index)
        places, own = self.places, self.matrix
        form = places.form
        calls.char_origin(handle, index, *places.origin)
        if self.turned:
            base = own[1] * places.x.value + own[3] * places.y.value + own[5]
        else:
            base = own[5] - places.y.value
        if not calls.char_matrix(handle, index, form.at[0]):
            return abs(size), base, True
        a, b, c, d, _, _ = form.values()
        if not b and not c and not self.turned and a > 0:
            return abs(size * d), base, True
        rise = own[1] * a + own[3] * b
        run = own[0] * a + own[2] * b
        return abs(size) * math.hypot(c, d), base, abs(rise) <= 0.05 * abs(run) and run > 0

    def _letters(self, line: PrintedLine) -> list[Letter]:
        """Each letter of a line with where it begins and ends; a line that is asked about is asked again."""
        known = self._asked.get((line.start, line.end))
        if known is None:
            text, side = self.text, self._side
            places = [(i, side(i)) for i in range(line.start, line.end) if not text[i].isspace()]
            known = [(i, x0, x1) for i, (x0, x1) in places]
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
        return shapes_of(self._page, self.matrix, self.width, self.height)
