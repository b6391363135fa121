"""Lines between the rows of a table without rules: headings, outcomes and quotations over several columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.layout.blocks import starts_lower, would_fit
from extractors.layout.fitting import SAME, Part, Strip, column_of, pieces, runs_across, stands_at
from extractors.layout.tables import Cut

APART = 5.0  # type sizes between baselines that end a table
MOST_LINES = 6  # between two rows; more are prose after the table
OUTSIDE = 8.0  # points by which such a line may begin left of the rows
LEAST_AFTER_TOLD = 2  # parts of a row that shows that the table goes on after lines in type of their own
LEAST = 3  # parts of a row that shows that the table goes on after other lines
FULL = 0.5  # the share of the columns that have text in such a row
ROW_LINES = 8  # lines of a row among which there is text in so many columns
PITCH = 1.5  # type sizes between the baselines of a line and of what goes on with it
ALIKE = 0.3  # points by which type of one size may differ

Type = tuple[float, bool]  # a size, and whether it is bold


def lines_between(strips: Sequence[Strip], number: int, anchors: Sequence[float], cut: Cut) -> int:
    """How many strips from here stand over the columns before the rows go on; 0 where none or they do not.

    Lines in type of their own need any row after them, other lines one with text in most columns.
    """
    run: list[Strip] = []
    right = max(p.x1 for _, parts in strips for p in parts)
    rows_type = _type_of_rows(strips)
    fitted = [(base, pieces(whole, anchors, cut)) for base, whole in strips[number : number + MOST_LINES + 1]]
    for at, (base, parts) in enumerate(fitted):
        if run and base - run[-1][0] > APART * run[-1][1][0].size:
            return 0
        above = run[-1] if run else strips[number - 1] if number else None
        below = fitted[at + 1] if at + 1 < len(fitted) else None
        over = _over(parts, anchors) or _stands_alone(
            (base, parts), above, below, anchors, rows_type, bool(run)
        )
        if over or (run and _wraps(run[-1], (base, parts), right)):
            run.append((base, parts))
            continue
        told = any(_type(line[0]) != rows_type for _, line in run)
        most = max(LEAST, FULL * len(anchors))
        row = len(parts) >= (LEAST_AFTER_TOLD if told else most) and all(stands_at(p, anchors) for p in parts)
        row = row or _columns_held(strips[number + at :], anchors, cut) >= most
        return len(run) if row and not all(p.bold for p in parts) else 0
    return 0


def _columns_held(strips: Sequence[Strip], anchors: Sequence[float], cut: Cut) -> int:
    """In how many columns the first lines from here stand, for a row's cells may begin at different heights;
    0 where one runs across."""
    held: set[int] = set()
    above = strips[0][0]
    for base, whole in strips[:ROW_LINES]:
        parts = pieces(whole, anchors, cut)
        if base - above > PITCH * whole[0].size:
            break
        if any(runs_across(p, anchors) for p in parts):
            return 0
        held |= {column_of(p, anchors) for p in parts}
        above = base
    return len(held)


def bands(rows: Sequence[Strip], anchors: Sequence[float], head: int = 0) -> list[tuple[int, int]]:
    """The lines over several columns among a table's strips: each one's first and the strip after it; the
    first `head` strips are the header."""
    right = max((p.x1 for _, parts in rows for p in parts), default=0.0)
    rows_type = _type_of_rows(rows)
    found: list[tuple[int, int]] = []
    for number, strip in enumerate(rows):
        if number < head:
            continue
        above = rows[number - 1] if number else None
        below = rows[number + 1] if number + 1 < len(rows) else None
        after = bool(found) and found[-1][1] == number
        if after and _wraps(rows[number - 1], strip, right):
            found[-1] = (found[-1][0], number + 1)
        elif _over(strip[1], anchors) or _stands_alone(strip, above, below, anchors, rows_type, after):
            found.append((number, number + 1))
    return found


def _over(parts: Sequence[Part], anchors: Sequence[float]) -> bool:
    """Whether a strip is one line over several columns that begins with the first or the second of them."""
    if len(parts) != 1 or not runs_across(parts[0], anchors):
        return False
    return stands_at(parts[0], anchors[:2]) or anchors[0] - OUTSIDE <= parts[0].x0 < anchors[0]


def _stands_alone(
    strip: Strip,
    above: Strip | None,
    below: Strip | None,
    anchors: Sequence[float],
    rows_type: Type | None,
    after_one: bool,
) -> bool:
    """Whether a line that ends within the first column is none of its rows: with white above it and in other
    type than they, or with white beneath it, after such a line (`after_one`)."""
    base, parts = strip
    if len(parts) != 1 or parts[0].mark is not None or not stands_at(parts[0], anchors[:1]):
        return False
    white = PITCH * parts[0].size
    if rows_type is not None and _type(parts[0]) != rows_type and below is not None:
        return after_one or above is None or base - above[0] > white
    return after_one and below is not None and below[0] - base > white


def _type_of_rows(strips: Sequence[Strip]) -> Type | None:
    """The type that most parts of rows are set in."""
    found = Counter(_type(p) for _, parts in strips if len(parts) > 1 for p in parts)
    return max(found, key=found.__getitem__) if found else None


def _type(part: Part) -> Type:
    return round(part.size * 2) / 2, part.bold


def _wraps(above: Strip, here: Strip, right: float) -> bool:
    """Whether a lone line goes on with the lone line above it: in the same type, for want of room."""
    if len(here[1]) != 1 or len(above[1]) != 1:
        return False
    last, line = above[1][0], here[1][0]
    alike = abs(last.size - line.size) <= ALIKE and last.bold == line.bold
    close = here[0] - above[0] <= PITCH * line.size and abs(line.x0 - last.x0) <= SAME
    return alike and close and (starts_lower(line.text) or not would_fit(last, line, right))
