"""How the parts of lines fit columns that begin at given places, in tables without rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extractors.layout.line import PrintedLine
from extractors.layout.tables import Cut

SAME = 3.0  # points by which a column's text may begin elsewhere
WHITE = 0.8  # type sizes of white between the parts of a line
SPACE = 0.45  # type sizes of white that are more than a space between words
LEAST_SPACE = 0.2  # type sizes of white between words
EXACT = 1.0  # points; words that begin so near to several columns do so by no chance

Gaps = Callable[[PrintedLine, float], list[float]]
Part = PrintedLine
Strip = tuple[float, list[Part]]  # a baseline, and the parts of lines that stand on it


def stands_at(part: Part, anchors: Sequence[float]) -> bool:
    """Whether the part begins where one of the columns begins."""
    return any(abs(part.x0 - x) <= SAME for x in anchors)


def cut_part(line: Part, at: list[float], cut: Cut) -> list[Part]:
    """The parts of a line that is cut at these places; the line itself where no part would be seen."""
    parts = cut(line, at)
    if not parts:
        return [line]
    for part in parts:
        part.whole = line.origin  # so that the line that was cut is known as taken
    return parts


def pieces(parts: Sequence[Part], anchors: Sequence[float], cut: Cut) -> list[Part]:
    """A strip's parts, cut where they run over the beginning of a further column after more than a space.

    A common space will do where words begin at several columns to the point, or beside other parts.
    """
    return [piece for part in parts for piece in _pieces(part, anchors, cut, alone=len(parts) == 1)]


def _pieces(part: Part, anchors: Sequence[float], cut: Cut, *, alone: bool) -> list[Part]:
    inside = [x - 1.0 for x in anchors if part.x0 + SAME < x < part.x1 - SAME]
    if not inside:
        return [part]
    made = cut_part(part, inside, cut)
    if len(made) != len(inside) + 1:
        return [part]
    begins = [min(abs(p.x0 - x) for x in anchors) for p in made[1:]]
    apart = all(b.x0 - a.x1 >= SPACE * part.size for a, b in pairwise(made)) and max(begins) <= SAME
    exact = max(begins) <= EXACT and all(b.x0 - a.x1 >= LEAST_SPACE * part.size for a, b in pairwise(made))
    return made if apart or (exact and (not alone or len(inside) > 1)) else [part]


def sharper(strip: Strip, anchors: Sequence[float], cut: Cut, gaps: Gaps) -> Strip:
    """A strip whose parts that run over columns are cut at their white, where they then keep to these."""
    base, parts = strip
    found: list[Part] = []
    for part in parts:
        at = gaps(part, WHITE * part.size) if runs_across(part, anchors) and " " in part.text else []
        made = pieces(cut_part(part, at, cut), anchors, cut) if at else [part]
        found += [part] if any(runs_across(p, anchors) for p in made) else made
    return base, found


def runs_across(part: Part, anchors: Sequence[float]) -> bool:
    """Whether the part runs over a column's beginning, or stands left of them all."""
    if part.x0 < anchors[0] - SAME:
        return True
    return any(part.x0 < x - SAME and part.x1 > x + SAME for x in anchors)


def column_of(part: Part, anchors: Sequence[float]) -> int:
    """The column that a part of a line stands in, by where it begins."""
    return max((k for k, x in enumerate(anchors) if x <= part.x0 + SAME), default=0)
