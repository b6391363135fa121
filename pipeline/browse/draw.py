"""A page of a PDF drawn with passages marked, in a process of its own: a page may take for ever, or crash."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from extractors.model import Box

SCALE = 1.6  # pixels for a point: an A4 page is 950 pixels wide
MOST_PIXELS = 4_000_000
MARK = (255, 221, 0, 90)
EDGE = (11, 12, 12, 255)
SHIFT = 3  # points of air around a box
SECONDS = 20.0  # for one page
MEMORY = 2 << 30  # bytes of address space for one page
NO_SUCH_PAGE, NOT_DRAWN = 3, 4  # how the process ends


class NotDrawnError(Exception):
    """A page that cannot be shown; the message says why in words for the reader."""


def draw(file: Path, page: int, boxes: Sequence[Box], to: Path, seconds: float = SECONDS) -> None:
    """Draw the page to a PNG file. Raises `NotDrawnError` where that takes too long or fails."""
    process = _context().Process(target=_draw, args=(file, page, list(boxes), to), daemon=True)
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
        raise NotDrawnError("The page took too long to draw.")
    if process.exitcode == NO_SUCH_PAGE:
        raise NotDrawnError("The document has no such page.")
    if process.exitcode:
        raise NotDrawnError("The page could not be drawn.")


def make_ready() -> None:
    """Start what pages are drawn with, so that the first is drawn as fast as the others."""
    _context()
    if sys.platform != "win32":
        from multiprocessing import forkserver

        forkserver.ensure_running()


def _context() -> multiprocessing.context.ForkServerContext | multiprocessing.context.SpawnContext:
    """Processes that hold nothing of the server's threads; the fork server has what is needed at hand."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _draw(file: Path, page: int, boxes: list[Box], to: Path) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        with pdfium.PdfDocument(file) as document:
            if not 1 <= page <= len(document):
                sys.exit(NO_SUCH_PAGE)
            shown = document[page - 1]
            width, height = shown.get_size()
            scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            picture = shown.render(scale=scale).to_pil().convert("RGB")
    except pdfium.PdfiumError:
        sys.exit(NOT_DRAWN)
    _mark(picture, boxes, scale).quantize(64).save(to, "PNG", compress_level=6)


def _mark(picture: Image.Image, boxes: list[Box], scale: float) -> Image.Image:
    """The picture with a band over each box and a line around it: seen without colour too."""
    if not boxes:
        return picture
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    drawn = ImageDraw.Draw(layer)
    for box in joined(boxes):
        corner = ((box.x0 - SHIFT) * scale, (box.top - SHIFT) * scale)
        other = ((box.x1 + SHIFT) * scale, (box.bottom + SHIFT) * scale)
        if other[0] > corner[0] and other[1] > corner[1]:
            drawn.rectangle([corner, other], fill=MARK, outline=EDGE, width=2)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def joined(boxes: list[Box]) -> list[Box]:
    """The boxes of one page, those that would touch once drawn as one: no line crosses the words."""
    left = sorted(boxes, key=lambda b: (b.top, b.x0))
    done: list[Box] = []
    while left:
        box = left.pop(0)
        near = [b for b in left if _touch(box, b)]
        if not near:
            done.append(box)
            continue
        both = [box, *near]
        whole = Box(
            page=box.page,
            x0=min(b.x0 for b in both),
            top=min(b.top for b in both),
            x1=max(b.x1 for b in both),
            bottom=max(b.bottom for b in both),
        )
        left = [whole, *(b for b in left if b not in near)]
    return done


def _touch(a: Box, b: Box) -> bool:
    air = 2 * SHIFT
    return a.x0 < b.x1 + air and b.x0 < a.x1 + air and a.top < b.bottom + air and b.top < a.bottom + air
