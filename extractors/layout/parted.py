"""Words side by side in one cell: values in columns under labels of their own, or beside their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.layout.fitting import Gaps, Strip, column_of, pieces, runs_across, stands_at
from extractors.layout.line import PrintedLine
from extractors.layout.spots import Spot
from extractors.layout.tables import CellDraft, Cut, Piece

WHITE = 1.6  # type sizes between words that do not belong together
WIDE = 1.1  # a line so much wider for its letters than the others may hold wide white
FEW = 3  # lines; in a cell with as many each is looked at
BESIDE = 0.4  # type sizes between baselines of one line
GUTTER = 0.8  # type sizes of white between columns
LABEL_WORDS = 5
OWN_SIZE = 0.4  # points by which the type of labels differs from that of their values
_NO_LABEL = re.compile(r"\d|[.,;]$")


def part_cells(cells: Iterable[CellDraft], cut: Cut, gaps: Gaps, spots: Sequence[Spot] = ()) -> bool:
    """Put the lines of cells that hold labels side by side in the order in which they are read: each label
    with what stands under it, or beside it. Whether there were any."""
    pieces_ = [piece for cell in cells for piece in cell.pieces if _is_level(piece)]
    spread = [_spread(line) for piece in pieces_ for line in piece.lines if len(line.text) > 3]
    if not spread:
        return False
    found = False
    usual = sorted(spread)[len(spread) // 4]  # many lines may hold wide white
    for piece in pieces_:
        strips = _strips(piece.lines, usual, cut, gaps)
        if any(len(parts) > 1 for _, parts in strips) and (ordered := _in_order(strips, cut)):
            piece.lines = ordered
            _colour_labels(piece, spots)
            found = True
    return found


def _spread(line: PrintedLine) -> float:
    return (line.x1 - line.text_x0) / (len(line.text) * line.size)


def _is_level(piece: Piece) -> bool:
    """Whether a piece holds lines, all turned as its table is: others are of no use to the table's pen."""
    return bool(piece.lines) and all(line.turn is piece.turn for line in piece.lines)


def _strips(lines: Sequence[PrintedLine], usual: float, cut: Cut, gaps: Gaps) -> list[Strip]:
    """The lines from the top, those on one baseline together, cut where wide white parts their words."""
    few = len(lines) <= FEW  # a label and its value, over the table's width
    strips: list[Strip] = []
    for line in sorted(lines, key=lambda i: (i.base, i.x0)):
        parts = [line]
        if " " in line.text and not line.struck and (few or _spread(line) > WIDE * usual):
            parts = cut(line, at) if (at := gaps(line, WHITE * line.size)) else parts
        if strips and abs(strips[-1][0] - line.base) < BESIDE * line.size:
            strips[-1][1].extend(parts)
        else:
            strips.append((line.base, list(parts)))
    return [(base, sorted(parts, key=lambda p: p.x0)) for base, parts in strips]


def _in_order(strips: Sequence[Strip], cut: Cut) -> list[PrintedLine]:
    """The lines in reading order; none where no labels stand side by side and no value beside its label."""
    ordered: list[PrintedLine] = []
    found = False
    at = 0
    while at < len(strips):
        parts = strips[at][1]
        if len(parts) > 1 and (_are_heads(strips, at) or _is_beside(parts)):
            found = True
            own = 2 if _alike(parts[0], parts[-1]) else 1  # lines of a column: its label, and its value
            columns, at = _columns(strips, at, cut)
            ends = [lines[0].x0 - GUTTER * lines[0].size for lines in columns[1:]]
            for lines, end in zip(columns, [*ends, None], strict=True):
                for k, line in enumerate(lines):
                    line.apart, line.right = k < own, end
                ordered += lines
            continue
        ordered += parts
        at += 1
    return ordered if found else []


def _colour_labels(piece: Piece, spots: Sequence[Spot]) -> None:
    """Give labels with nothing but a coloured sign beside them its colour, however far away it stands."""
    x0, top, x1, bottom = piece.bounds
    for (left, high, right, low), colour in spots:
        x, y = (left + right) / 2, (high + low) / 2
        level = [line for line in piece.lines if line.top - 1 <= y <= line.bottom + 1]
        if (
            x0 <= x <= x1
            and top <= y <= bottom
            and len(level) == 1
            and level[0].x1 < x
            and _is_label(level[0])
        ):
            level[0].sign = colour


def _is_label(part: PrintedLine) -> bool:
    """A few words with a capital, and no figure."""
    text = part.text
    short = len(text.split()) <= LABEL_WORDS and text[:1].isupper()
    return short and part.mark is None and not _NO_LABEL.search(text)


def _are_heads(strips: Sequence[Strip], at: int) -> bool:
    """Labels side by side, in type that is not that of the words under them."""
    parts = strips[at][1]
    if not all(_is_label(p) and _alike(p, parts[0]) for p in parts):
        return False
    if at + 1 == len(strips):
        return parts[0].bold
    return not any(_alike(p, parts[0]) for p in strips[at + 1][1]) or (parts[0].bold and at > 0)


def _is_beside(parts: Sequence[PrintedLine]) -> bool:
    """A label, and beside it words in other type."""
    label, value = parts[0], parts[1]
    return (
        len(parts) == 2 and _is_label(label) and not _alike(label, value) and (label.bold or _set_off(label))
    )


def _set_off(label: PrintedLine) -> bool:
    return label.text.isupper()


def _alike(a: PrintedLine, b: PrintedLine) -> bool:
    """Set in the same type: size, weight, and capitals throughout or not."""
    return a.bold == b.bold and abs(a.size - b.size) <= OWN_SIZE and a.text.isupper() == b.text.isupper()


def _columns(strips: Sequence[Strip], at: int, cut: Cut) -> tuple[list[list[PrintedLine]], int]:
    """What stands under the parts of a strip, each a column, and the strip after them."""
    heads = strips[at][1]
    anchors = [p.x0 for p in heads]
    columns = [[p] for p in heads]
    end = at + 1
    while end < len(strips):
        parts = pieces(strips[end][1], anchors, cut)
        if any(runs_across(p, anchors) or not stands_at(p, anchors) for p in parts):
            break
        if not _goes_on(parts, heads, anchors):
            break
        for part in parts:
            columns[column_of(part, anchors)].append(part)
        end += 1
    return columns, end


def _goes_on(parts: Sequence[PrintedLine], heads: Sequence[PrintedLine], anchors: Sequence[float]) -> bool:
    """A strip belongs under labels side by side where none of it is set as they are; beside the label of a
    value, where it is under the value, or goes on with the label."""
    if _alike(heads[0], heads[-1]):
        return not any(_alike(p, heads[0]) for p in parts)
    first = parts[0]
    label_goes_on = _alike(first, heads[0]) and first.text[:1].islower()
    return label_goes_on or all(column_of(p, anchors) > 0 for p in parts)
