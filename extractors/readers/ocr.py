"""Pages that are pictures: read by a machine where the extra `[ocr]` is installed, into lines with places.

The engine carries its models in its package and asks nothing of the network. It often leaves out the spaces
between words, so these are put back where the picture shows white.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module, metadata
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

import pypdfium2 as pdfium

from extractors.layout.line import PrintedLine, with_marks
from extractors.layout.marks import split_mark
from extractors.layout.rules import Shapes
from extractors.model import Block, Cell, Document, Problem, Source, Table

if TYPE_CHECKING:
    from extractors.layout.picture import Picture

ENGINE = "rapidocr_onnxruntime"
DPI = 150
MOST_DOTS = 3000  # of a page's longer side; a larger page is looked at more coarsely
MOST_PAGES = 10  # a document's pages that are read so: each takes seconds, and a document has two minutes
LEAST_SCORE = 0.5  # a line that the machine is less sure of is left out
WIDE_BOX = 1.3  # a line's box is so many type sizes high
NEAR = 1.35  # boxes whose heights differ by less are of one type size
PITCH = 0.54  # type sizes from one letter to the next, usually
MIDDLE = 0.3  # type sizes from the middle of a line's small letters down to its baseline

_WIDE_FORMS = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x3002: 0x2E, 0x3001: 0x2C}
_BULLET = re.compile(r"^[·∙●•]\s*(?=\w)")
_FIGURES = re.compile(r"[\d.,:/%-]")

Part = TypeVar("Part", Block, Table, Cell, Block | Table)
Letter = tuple[int, float, float]  # its place in the text, where it begins and ends


@dataclass(slots=True)
class _Read:
    """A line as the machine read it, in dots: its letters without spaces, and where each has its middle."""

    text: str
    middles: list[float]
    box: tuple[int, int, int, int]


class PicturePage:
    """A page read from its picture: its lines, what is drawn, and where lines may be cut."""

    def __init__(self, number: int, found: Sequence[_Read], picture: Picture, scale: float) -> None:
        from extractors.layout.picture import shapes_of

        self.text = ""
        self._letters: list[Letter] = []
        self.shapes: Shapes = shapes_of(picture, scale)
        sizes = _sizes([read.box[3] - read.box[1] for read in found])
        lines = [
            self._line(number, read, size / WIDE_BOX, picture, scale)
            for read, size in zip(found, sizes, strict=True)
        ]
        self.lines = with_marks(_in_rows([line for line in lines if line is not None]))

    def close(self) -> None:
        """Nothing is kept open."""

    def _line(
        self, number: int, read: _Read, size: float, picture: Picture, scale: float
    ) -> PrintedLine | None:
        from extractors.layout.picture import word_gaps

        pitch = median([b - a for a, b in pairwise(read.middles)] or [0.0])
        gaps, x0, x1 = word_gaps(picture, read.box, max(size, pitch / PITCH))
        text, places = _spaced(read, gaps)
        text = _BULLET.sub("• ", text) if _BULLET.match(text) else text
        bare = [i for i, c in enumerate(text) if not c.isspace()]
        if not bare or len(bare) != len(places):
            return None
        start = len(self.text)
        self.text += text + "\n"
        edges = [x0, *((a + b) / 2 for a, b in pairwise(places)), x1]
        for i, (begin, end) in zip(bare, pairwise(edges), strict=True):
            self._letters.append((start + i, begin * scale, end * scale))
        mark, rest = split_mark(text)
        first = next((x for i, x, _ in self._letters if i >= start + len(text) - len(rest)), x0 * scale)
        base = (read.box[1] + read.box[3]) / 2 * scale + MIDDLE * size * scale
        text_x0 = first if mark else x0 * scale
        top, bottom = read.box[1] * scale, read.box[3] * scale
        end = start + len(text)
        points = round(size * scale, 1)
        return PrintedLine(
            rest, number, x0 * scale, top, x1 * scale, bottom, base, points, False, False, start, end, mark,
            text_x0,
        )  # fmt: skip

    def _of(self, line: PrintedLine) -> list[Letter]:
        return [letter for letter in self._letters if line.start <= letter[0] < line.end]

    def cut(self, line: PrintedLine, at: list[float]) -> list[PrintedLine]:
        """The line cut where it crosses the upright positions `at`; a letter goes where its middle is."""
        groups: dict[int, list[Letter]] = {}
        for letter in self._of(line):
            zone = sum(1 for x in at if x < (letter[1] + letter[2]) / 2)
            groups.setdefault(zone, []).append(letter)
        return list(self._pieces(line, groups)) if len(groups) > 1 else [line]

    def _pieces(self, line: PrintedLine, groups: dict[int, list[Letter]]) -> Iterator[PrintedLine]:
        for zone in sorted(groups):
            letters = groups[zone]
            start, end = letters[0][0], letters[-1][0] + 1
            mark, text = split_mark(self.text[start:end])
            x0, x1 = letters[0][1], letters[-1][2]
            text_x0 = next((x for i, x, _ in letters if i >= end - len(text)), x0)
            yield replace(line, text=text, mark=mark, x0=x0, x1=x1, start=start, end=end, text_x0=text_x0)

    def gaps(self, line: PrintedLine, least: float) -> list[float]:
        """Middles of the white gaps between words of a line that are at least so wide."""
        del line, least  # the machine ends a line at a wide gap
        return []


def _sizes(heights: Sequence[int]) -> list[float]:
    """The height that stands for each box: boxes of about one height are of one type size."""
    groups: list[list[int]] = []
    for height in sorted(heights):
        if groups and height <= NEAR * median(groups[-1]):
            groups[-1].append(height)
        else:
            groups.append([height])
    known = {height: float(median(group)) for group in groups for height in group}
    return [known[height] for height in heights]


def _in_rows(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines from the top, those beside each other from the left."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda item: (item.base, item.x0)):
        if rows and line.base - rows[-1][0].base < 0.5 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda item: item.x0)]


def _spaced(read: _Read, gaps: Sequence[float]) -> tuple[str, list[float]]:
    """The text with a space wherever the machine or the picture has one, and its letters' middles.

    Within figures only the machine's spaces count: the figure one stands in much white.
    """
    parts: list[str] = []
    space, at = False, 0
    for c in read.text:
        if c.isspace():
            space = True
            continue
        white = at > 0 and any(read.middles[at - 1] < gap < read.middles[at] for gap in gaps)
        figures = at > 0 and _FIGURES.match(parts[-1][-1]) and _FIGURES.match(c)
        parts.append(f" {c}" if at and (space or (white and not figures)) else c)
        space, at = False, at + 1
    return "".join(parts), read.middles


def installed() -> bool:
    """Whether there is an engine."""
    return find_spec(ENGINE) is not None


@cache
def version() -> str:
    """The engine's version, by which its readings may differ; empty where there is none."""
    return metadata.version(ENGINE) if installed() else ""


@cache
def _engine() -> Any:
    """The engine with its models, on one processor as every worker has one."""
    return import_module(ENGINE).RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)


def read_picture(source: pdfium.PdfDocument, number: int, width: float) -> PicturePage | None:
    """The page as read from its picture, of so many points' width; `None` where no words were found."""
    picture = _picture(source, number)
    if int(picture.max()) - int(picture.min()) < DPI // 4:
        return None  # blank
    result, _ = _engine()(picture[:, :, ::-1].copy(), use_cls=False, return_word_box=True)
    found = [read for item in result or [] if (read := _taken(item, picture.shape)) is not None]
    return PicturePage(number, found, picture, width / picture.shape[1]) if found else None


def _picture(source: pdfium.PdfDocument, number: int) -> Picture:
    """The page as shown, set straight. Boxes on a page that was askew lie a little beside its words."""
    import numpy as np
    from PIL import Image

    from extractors.layout.picture import FINEST, askew, ink

    page = source[number - 1]
    try:
        scale = min(DPI / 72, MOST_DOTS / max(page.get_size()))
        image = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        page.close()
    turn = askew(ink(np.asarray(image)))
    if abs(turn) > FINEST:
        image = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    return np.asarray(image)


def _taken(item: Sequence[Any], shape: tuple[int, ...]) -> _Read | None:
    """A line of the engine's answer: corners, text, score, and boxes and letters one by one."""
    corners, text, score = item[0], str(item[1]).translate(_WIDE_FORMS).strip(), float(item[2])
    xs, ys = [float(p[0]) for p in corners], [float(p[1]) for p in corners]
    box = (
        max(0, round(min(xs))),
        max(0, round(min(ys))),
        min(shape[1], round(max(xs))),
        min(shape[0], round(max(ys))),
    )
    count = sum(not c.isspace() for c in text)
    if score < LEAST_SCORE or not count or box[2] <= box[0] or box[3] <= box[1]:
        return None
    pairs = zip(item[3], item[4], strict=False) if len(item) > 4 else ()
    middles = [(b[0][0] + b[1][0]) / 2 for b, c in pairs if not str(c).isspace()]
    if len(middles) != count:  # letters without places: as if all were of one width
        middles = [box[0] + (i + 0.5) * (box[2] - box[0]) / count for i in range(count)]
    return _Read(text, [float(x) for x in middles], box)


def told(number: int) -> Problem:
    """What is said of a page that was read from its picture."""
    message = f"page {number} is a picture: it was read by a machine, so check its words against the page"
    return Problem(category="uncertain", page=number, message=message)


def not_told(number: int, looked: bool = False) -> Problem:
    """What is said of a page without text; `looked`: its picture was looked at, and showed none."""
    message = f"page {number} has no text; it may be a picture or blank"
    if looked:
        message = f"page {number} has no text, and none was found in its picture"
    elif not installed():
        message += ". With the extra [ocr] installed, pictures of pages are read"
    return Problem(category="no_text", page=number, message=message)


def left_out(number: int) -> Problem:
    """What is said of a picture that was not looked at because a document has so many."""
    message = f"page {number} is a picture and was not read: no more than {MOST_PAGES} of a document are"
    return Problem(category="limit", page=number, message=message)


def marked(document: Document, pages: set[int]) -> Document:
    """The document with what stands on these pages marked as read by a machine."""
    return document.model_copy(
        update={
            "blocks": tuple(_mark(block, pages) for block in document.blocks),
            "furniture": tuple(_mark(block, pages) for block in document.furniture),
        }
    )


def _mark(part: Part, pages: set[int]) -> Part:
    update: dict[str, object] = {"source": _marked(part.source, pages)}
    if isinstance(part, Table):
        update["cells"] = tuple(_mark(cell, pages) for cell in part.cells)
    elif isinstance(part, Cell):
        update["blocks"] = tuple(_mark(block, pages) for block in part.blocks)
    return part.model_copy(update=update)


def _marked(source: Source, pages: set[int]) -> Source:
    first, last = source.page, source.page_end or source.page
    if first is None or last is None or pages.isdisjoint(range(first, last + 1)):
        return source
    return source.model_copy(update={"ocr": True})
