"""Boxes drawn apart from one another on a page, and the words in them: cards, panels, boxes of a chart.

Slides set what belongs together in a box with a frame or a ground of its own, and boxes beside one another.
Boxes that begin their lines with the same words ("Lead", "By when") are cards, a record each.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extractors.layout.line import PrintedLine
from extractors.layout.rules import Bounds, Shapes, fill_of
from extractors.layout.tables import CellDraft, Cut, Piece, TableDraft

LEAST_WIDTH, LEAST_HEIGHT = 60.0, 12.0  # points; what is smaller is a badge or a bullet
MOST = 80  # boxes on a page; more are a picture or the shading of a table
NEAR = 4.0  # points by which the sides of one box may differ
ABUT = 1.5  # points; boxes that are nearer to one another are cells of a table
HEAD_GAP = 10.0  # points between a header strip and the box under it
HEAD_LINES = 2
CARD_LINES = 3  # a box with fewer is no card
GROUND = 0.6  # of the page; a larger box around another is the page's ground
SHARED = 2  # words that begin lines of both boxes, for them to be alike
LABEL_WORDS = 4
_LABEL = re.compile(r"[A-Z][\w\u2019'/&() -]{0,40}?(?=:)")

WHITE = 2.0  # type sizes between words that do not belong together


@dataclass(frozen=True)
class Pen:
    """What can be asked of a page's lines: to cut them, their wide white, the bold words at their head."""

    cut: Cut
    gaps: Callable[[PrintedLine, float], list[float]]
    leads: Callable[[PrintedLine], str]


@dataclass(slots=True)
class Container:
    """A box and the lines in it, from the top. `card` says that other boxes are like it."""

    bounds: Bounds
    lines: list[PrintedLine] = field(default_factory=list)
    card: bool = False
    labels: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def width(self) -> float:
        """From side to side."""
        return self.bounds[2] - self.bounds[0]


# -- the boxes of a page ---------------------------------------------------------------------------


def drawn_boxes(shapes: Shapes, width: float, height: float, tables: Sequence[TableDraft]) -> list[Bounds]:
    """The boxes of a page of this size that may hold text: no ground of the page and no cell of a table."""
    grids = [((t.xs[0], t.top, t.xs[-1], t.bottom), t) for t in tables if len(t.cells) > 1]
    large = {
        b
        for b in (*shapes.outlines, *(bounds for bounds, _ in shapes.fills))
        if b[2] - b[0] >= LEAST_WIDTH
        and b[3] - b[1] >= LEAST_HEIGHT
        and not (b[2] - b[0] > 0.95 * width and b[3] - b[1] > 0.5 * height)
        and not any(_of_table(b, bounds, table) for bounds, table in grids)
    }
    if not large or len(large) > MOST:
        return []
    kept = _distinct(large)
    return [b for b in kept if not _abuts(b, kept)]


def _distinct(found: Iterable[Bounds]) -> list[Bounds]:
    """Boxes once each, though frame and ground are drawn apart."""
    kept: list[Bounds] = []
    for bounds in sorted(found, key=lambda b: (b[1], b[0])):
        if not any(all(abs(p - q) <= NEAR for p, q in zip(bounds, other, strict=True)) for other in kept):
            kept.append(bounds)
    return kept


def _abuts(box: Bounds, others: Sequence[Bounds]) -> bool:
    """Whether a box stands side to side with one of the same height, as cells do."""
    for other in others:
        if other is box or abs(other[1] - box[1]) > ABUT or abs(other[3] - box[3]) > ABUT:
            continue
        if abs(other[0] - box[2]) <= ABUT or abs(other[2] - box[0]) <= ABUT:
            return True
    return False


def _of_table(box: Bounds, grid: Bounds, table: TableDraft) -> bool:
    """Whether a box is part of a ruled table, or holds one: its own strips make a table of one column."""
    if inside(box, grid) and not inside(grid, box):
        return True
    return inside(grid, box) and len(table.xs) > 2 and table.n_rows > 1


def inside(inner: Bounds, outer: Bounds) -> bool:
    """Whether one box stands in another, or is the same."""
    return (
        inner[0] >= outer[0] - NEAR
        and inner[1] >= outer[1] - NEAR
        and inner[2] <= outer[2] + NEAR
        and inner[3] <= outer[3] + NEAR
    )


# -- the text in them ------------------------------------------------------------------------------


def fill_boxes(
    boxes: Sequence[Bounds], lines: Sequence[PrintedLine], area: float, pen: Pen
) -> tuple[list[Container], list[PrintedLine]]:
    """The boxes that hold text, small ones taken into those around them; and the lines, cut at their sides
    and, within them, where wide white parts their words. `area` is the page's."""
    parted = [part for line in lines for part in _parted(line, boxes, pen)]
    leads = pen.leads
    held = [Container(bounds) for bounds in _with_heads(boxes, parted)]
    held.sort(key=lambda c: _area(c.bounds))
    for line in parted:
        if (home := next((c for c in held if holds(c.bounds, line)), None)) is not None:
            home.lines.append(line)
    kept: list[Container] = []
    for box in held:
        within = [c for c in kept if inside(c.bounds, box.bounds)]
        for child in within:
            child.lines = in_order(child.lines)
            _tell(child, leads)
        full = [c for c in within if len(c.lines) >= CARD_LINES]
        alike = any(like(a, b) for a, b in itertools.combinations(full, 2))
        if alike or (full and _area(box.bounds) > GROUND * area):
            continue  # the ground that boxes stand on
        box.lines += [line for child in within for line in child.lines]
        taken = {id(c) for c in within}
        kept = [c for c in kept if id(c) not in taken] + ([box] if box.lines else [])
    found = [c for c in kept if len(c.lines) > 1]
    for box in found:
        box.lines = in_order(box.lines)
        _tell(box, leads)
    return found, parted


def _area(bounds: Bounds) -> float:
    return (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])


def holds(bounds: Bounds, line: PrintedLine) -> bool:
    """Whether a line stands in a box."""
    middle = line.base - 0.3 * line.size
    return bounds[1] <= middle <= bounds[3] and bounds[0] - 1 <= (line.x0 + line.x1) / 2 <= bounds[2] + 1


def _parted(line: PrintedLine, boxes: Sequence[Bounds], pen: Pen) -> list[PrintedLine]:
    middle = line.base - 0.3 * line.size
    level = [b for b in boxes if b[1] <= middle <= b[3] and b[0] < line.x1 and b[2] > line.x0]
    if not level:
        return [line]
    sides = {x for b in level for x in (b[0], b[2]) if line.x0 + NEAR < x < line.x1 - NEAR}
    white = pen.gaps(line, WHITE * line.size)
    return pen.cut(line, sorted([*sides, *white])) if sides or white else [line]


def _with_heads(boxes: Sequence[Bounds], lines: Sequence[PrintedLine]) -> list[Bounds]:
    """The boxes, each header strip made one with the box right under it."""
    joined: dict[Bounds, Bounds] = {}
    heads: set[Bounds] = set()
    for head in boxes:
        held = [line for line in lines if holds(head, line)]
        if len(held) > HEAD_LINES or not any(line.bold for line in held):
            continue
        under = next((b for b in boxes if _is_head(head, b)), None)
        if under is not None:
            heads.add(head)
            joined[under] = (min(head[0], under[0]), head[1], max(head[2], under[2]), under[3])
    return [joined.get(b, b) for b in boxes if b not in heads]


def _is_head(head: Bounds, box: Bounds) -> bool:
    same = abs(head[0] - box[0]) <= NEAR and abs(head[2] - box[2]) <= NEAR
    lower = head[3] - head[1] < 0.6 * (box[3] - box[1])
    return same and lower and -NEAR <= box[1] - head[3] <= HEAD_GAP


def in_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines of a box from the top, those on one height from the left; columns that stand under words of
    their own in bold one after another."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: (line.base, line.x0)):
        if rows and abs(line.base - rows[-1][0].base) < 0.5 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    ordered: list[PrintedLine] = []
    at = 0
    while at < len(rows):
        end = _columns_end(rows, at)
        block = sorted((line for row in rows[at:end] for line in row), key=lambda line: (line.base, line.x0))
        if end > at + 1:
            starts = sorted(line.x0 for line in rows[at])
            block.sort(key=lambda line: sum(x <= line.x0 + NEAR for x in starts))
        else:
            block.sort(key=lambda line: line.x0)
        ordered += block
        at = end
    return ordered


def _columns_end(rows: Sequence[Sequence[PrintedLine]], at: int) -> int:
    """The row after the columns that begin with bold words side by side; the next one where none do."""
    starts = [line.x0 for line in rows[at]]
    end = at + 1
    if len(starts) < 2 or not all(line.bold for line in rows[at]):
        return end
    while end < len(rows) and all(
        not line.bold and any(abs(line.x0 - x) <= NEAR for x in starts) for line in rows[end]
    ):
        end += 1
    return end


# -- cards -----------------------------------------------------------------------------------------


def _tell(box: Container, leads: Callable[[PrintedLine], str]) -> None:
    """Note the words that the box's lines begin with."""
    labels: set[str] = set()
    words: set[str] = set()
    for k, line in enumerate(box.lines):
        first = line.text.split(None, 1)[0] if line.text.strip() else ""
        if k and first[:1].isupper() and first.rstrip(":").isalpha():
            words.add(first.rstrip(":").casefold())
        match = _LABEL.match(line.text)
        if match is not None:
            labels.add(match[0].strip().casefold())
        elif bold := leads(line):
            labels.add(bold.strip(" :").casefold())
        elif len(line.text.split()) <= LABEL_WORDS and not re.search(r"\d|[.,;]$", line.text):
            labels.add(line.text.strip().casefold())
    box.labels, box.words = frozenset(labels), frozenset(words)


def like(a: Container, b: Container) -> bool:
    """Whether lines of two boxes begin alike: with the same labels or, in boxes as wide, the same words."""
    if len(a.labels & b.labels) >= SHARED:
        return True
    return abs(a.width - b.width) <= NEAR and len(a.words & b.words) >= SHARED


def mark_cards(pages: Sequence[Sequence[Container]]) -> bool:
    """Mark the boxes that are cards: several on a page that are alike, and on other pages such as these.
    Whether there are any."""
    full = [[box for box in page if len(box.lines) >= CARD_LINES] for page in pages]
    for page in full:
        for a, b in itertools.combinations(page, 2):
            if like(a, b):
                a.card = b.card = True
    known = {box.labels for page in full for box in page if box.card}
    for box in (box for page in full for box in page if not box.card):
        box.card = any(len(box.labels & labels) >= SHARED for labels in known)
    return bool(known)


# -- the page with them ----------------------------------------------------------------------------


def arrange(boxes: Sequence[Container], lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The page's lines in reading order: cards row by row, then what stands beside them."""
    free = {id(line) for line in lines} - {id(line) for box in boxes for line in box.lines}
    bands = _bands([box for box in boxes if box.card])
    beside = [box for box in boxes if not box.card and _level(box, bands)]
    placed: list[tuple[tuple[float, int, float, float], list[PrintedLine]]] = []
    for top, band in bands:
        placed += [((top, 0, box.bounds[0], 0.0), box.lines) for box in band]
    for box in beside:
        last = max(top for top, band in _level(box, bands))
        placed.append(((last, 1, box.bounds[1], box.bounds[0]), box.lines))
    for top, band in _bands([box for box in boxes if not box.card and not _level(box, bands)]):
        placed += [((top, 0, box.bounds[0], 0.0), box.lines) for box in band]
    for line in lines:
        if id(line) in free:
            placed.append(((line.top, 0, line.x0, 0.0), [line]))
    placed.sort(key=lambda unit: unit[0])
    return [line for _, unit in placed for line in unit]


Band = tuple[float, list[Container]]


def _bands(boxes: Sequence[Container]) -> list[Band]:
    """Boxes in rows from the top, each row's from the left."""
    bands: list[Band] = []
    for box in sorted(boxes, key=lambda b: b.bounds[1]):
        if bands and any(_overlap(box, other) > 0.5 for other in bands[-1][1]):
            bands[-1][1].append(box)
        else:
            bands.append((box.bounds[1], [box]))
    for _, band in bands:
        band.sort(key=lambda b: b.bounds[0])
    return bands


def _overlap(a: Container, b: Container) -> float:
    """The share of the lower one's height that stands beside the other."""
    shared = min(a.bounds[3], b.bounds[3]) - max(a.bounds[1], b.bounds[1])
    return shared / min(a.bounds[3] - a.bounds[1], b.bounds[3] - b.bounds[1])


def _level(box: Container, bands: Sequence[Band]) -> list[Band]:
    """The rows that a box stands beside."""
    return [band for band in bands if any(_overlap(box, other) > 0.1 for other in band[1])]


def as_frame(box: Container, page: int, shapes: Shapes) -> TableDraft:
    """The box as a table of one cell, which no page break cuts."""
    x0, top, x1, bottom = box.bounds
    cell = CellDraft(0, 1, [Piece(page, box.bounds, list(box.lines))], fill_of(box.bounds, shapes.fills))
    return TableDraft(page, [x0, x1], 1, [cell], top, bottom, frame=True, apart=True, card=box.card)
