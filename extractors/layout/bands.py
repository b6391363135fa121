"""Shaded bands: rows of a table without rules, told from panels and cards, whose ground looks the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.anchors import LEAST_COLUMNS
from extractors.layout.boxes import ABUT, NEAR, Pen, holds
from extractors.layout.line import PrintedLine
from extractors.layout.loose import loose_tables
from extractors.layout.rules import Bounds
from extractors.layout.tables import TableDraft


def bands_of(
    boxes: Sequence[Bounds],
    lines: Sequence[PrintedLine],
    width: float,
    pen: Pen,
    carried: TableDraft | None = None,
) -> tuple[set[Bounds], TableDraft | None]:
    """Which boxes shade rows of a table, and the last such table of the page.

    Boxes of one width over columns that also stand between them, or in boxes that touch, are rows. `carried`
    is the last table of the page before, whose columns may go on without a header.
    """
    found: set[Bounds] = set()
    last: TableDraft | None = None
    for group in _of_one_width(boxes):
        x0, x1 = group[0][0] - NEAR, group[0][2] + NEAR
        within = [line for line in lines if x0 <= line.x0 and line.x1 <= x1]
        for draft, starts in loose_tables(within, width, pen.cut, pen.gaps, carried):
            taken = [line for line in within if line.origin in starts]
            shaded = [b for b in group if _covers(b, draft) and any(holds(b, line) for line in taken)]
            between = any(not any(holds(b, line) for b in boxes) for line in taken)
            if shaded and (between or _touch(shaded)):
                found.update(shaded)
                last = draft
    return found, last


def _of_one_width(boxes: Sequence[Bounds]) -> list[list[Bounds]]:
    """The boxes in groups that begin and end at the same sides, each from the top."""
    groups: list[list[Bounds]] = []
    for box in sorted(boxes, key=lambda b: b[1]):
        same = (g for g in groups if abs(g[0][0] - box[0]) <= NEAR and abs(g[0][2] - box[2]) <= NEAR)
        group = next(same, None)
        if group is None:
            groups.append([box])
        else:
            group.append(box)
    return groups


def _covers(box: Bounds, draft: TableDraft) -> bool:
    """Whether a box lies under the beginnings of most of a table's columns, three at least."""
    starts = draft.xs[:-1]
    held = sum(box[0] - NEAR <= x <= box[2] for x in starts)
    return held >= max(LEAST_COLUMNS, len(starts) - 1)


def _touch(boxes: Sequence[Bounds]) -> bool:
    """Whether each box begins where another ends, three of them at least."""
    return len(boxes) > 2 and all(abs(b[1] - a[3]) <= ABUT for a, b in pairwise(boxes))
