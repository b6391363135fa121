"""Running headers and footers, told from the body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractors.layout.line import PrintedLine

BAND = 0.1  # of the page's height, at its head and foot
FOLIO_BAND = 0.2  # where page numbers that count on from page to page may stand
PAGES = 3  # the same words on so many pages are a running line

_NUMBERS = re.compile(r"[\d\s]+")
_FOLIO = re.compile(r"(?:page\s*)?[-\u2013 ]*\d{1,3}[-\u2013 ]*(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)


def _masked(line: PrintedLine) -> str:
    return _NUMBERS.sub("#", (line.mark or "") + line.text.casefold())


def _zone(line: PrintedLine, height: float) -> str | None:
    """The outer band that a line stands in: head or foot, or none."""
    if line.bottom <= BAND * height:
        return "head"
    return "foot" if line.top >= (1 - BAND) * height else None


def running_lines(pages: Sequence[tuple[Sequence[PrintedLine], float]]) -> set[int]:
    """The ids (`id()`) of running lines, given each page's candidate lines and height.

    A running line has the same words, figures masked, in the same band on three or more pages; a bare page
    number needs only to be in an outer band, with nothing beyond it that is not a running line too.
    """
    places: defaultdict[tuple[str, str], list[PrintedLine]] = defaultdict(list)
    numbers: dict[int, PrintedLine] = {}
    for lines, height in pages:
        for line in lines:
            zone = _zone(line, height)
            if zone is None:
                continue
            places[zone, _masked(line)].append(line)
            if _FOLIO.fullmatch(line.text.strip()) and line.mark is None:
                numbers[id(line)] = line
    found: set[int] = set()
    for lines in places.values():
        if len({line.page for line in lines}) >= PAGES:
            found.update(id(line) for line in lines)
    for lines, height in pages:
        found.update(_folios(lines, height, found, numbers))
    return found | _counted(pages)


def _counted(pages: Sequence[tuple[Sequence[PrintedLine], float]]) -> set[int]:
    """Bare numbers that count the pages at one height on three or more of them, nearer to the middle too."""
    series: defaultdict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for lines, height in pages:
        lowest = max((line.bottom for line in lines), default=0.0)
        for line in lines:
            text = line.text.strip()
            if line.mark is not None or not text.isdecimal() or line.top < (1 - FOLIO_BAND) * height:
                continue
            if line.bottom >= lowest - 1:
                series[int(text) - line.page, round(line.base / 4)].append(line)
    return {id(line) for found in series.values() if len(found) >= PAGES for line in found}


def _folios(
    lines: Sequence[PrintedLine], height: float, running: set[int], numbers: dict[int, PrintedLine]
) -> set[int]:
    """Page numbers that stand at the very head or foot of a page, and say the page's own number."""
    found: set[int] = set()
    rest = [line for line in lines if id(line) not in running]
    for line in rest:
        if id(line) not in numbers:
            continue
        outermost = all(o.bottom <= line.bottom + 1 for o in rest) or all(o.top >= line.top - 1 for o in rest)
        figures = re.findall(r"\d+", line.text)
        if outermost and figures and abs(int(figures[0]) - line.page) <= 2:
            found.add(id(line))
    return found
