"""Bars drawn over the cells of a calendar: which of a page's shapes are such, and which cells they mark.

A bar is known by the rules between columns that run on through it, above and below; what fills a cell ends
at its rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.layout.line import PrintedLine
from extractors.layout.rules import SNAP, Bounds, Form, Shapes
from extractors.layout.tables import CellDraft, Cut, TableDraft
from extractors.model import Drawn

FEWEST = 2  # bars over rules; one alone may be anything
PAST = 1.5  # points by which a rule runs on past a bar that it crosses
WORDS = 40.0  # points from a table's left side; a calendar has what is to be done before it
EVEN = 0.6, 1.6  # times the usual width that a column of the calendar may have
OUT = 3.0  # points by which a bar that goes on laps over the calendar's edge
TOUCHED = 0.5  # share of a cell that a bar covers
TRACE = 0.1  # share of a cell; a colour that covers less only laps over
SQUARE = 1.3  # times that a sign may be wider than high, or higher than wide
TALL = 1.6  # times the height of a bar that another thing of the calendar may have
LARGEST = 20.0  # points; a sign is not higher
APART = 0.6  # type sizes of white that part words of two cells
FEW_RULES = 6  # upright rules at least; a calendar has many columns
ALIKE = 0.15  # share of its width by which a column may differ from the one beside it


@dataclass(slots=True)
class Chart:
    """The calendar of a page: where its columns begin and end, and what is drawn in it."""

    x0: float
    x1: float
    top: float
    forms: list[Form]


def find_chart(shapes: Shapes) -> Chart | None:
    """The bars of a page, if any. What they added to its rules, fills and boxes is taken out, and so is the
    line that tells today."""
    if len(shapes.forms) < FEWEST or len(shapes.upright) < FEW_RULES:
        return None
    _drop(shapes, _todays(shapes))
    seeds = [form for form in shapes.forms if _is_crossed(form, shapes)]
    if len(seeds) < FEWEST:
        return None
    x0, x1 = _columns(seeds, shapes.upright)
    high = TALL * median(_high(form) for form in seeds)
    crossing = {r[0] for r in shapes.upright if any(_over(r, s.bounds) for s in seeds)}
    reach = [r for r in shapes.upright if any(abs(r[0] - x) <= SNAP for x in crossing)]
    top, bottom = min(r[1] for r in reach), max(r[3] for r in reach)
    forms = [
        form
        for form in shapes.forms
        if any(form is seed for seed in seeds)
        or (
            _high(form) <= max(high, LARGEST if _is_sign(form) else 0)
            and x0 - OUT <= (form.bounds[0] + form.bounds[2]) / 2 <= x1 + 2 * OUT
            and top <= _middle(form.bounds) <= bottom
            and not _fills_cell(form, shapes)
        )
    ]
    _drop(shapes, [made for form in forms for made in form.made])
    return Chart(x0, x1, min(form.bounds[1] for form in forms), forms)


def _drop(shapes: Shapes, made: Sequence[object]) -> None:
    out = {id(thing) for thing in made}
    shapes.level = [r for r in shapes.level if id(r) not in out]
    shapes.upright = [r for r in shapes.upright if id(r) not in out]
    shapes.fills = [f for f in shapes.fills if id(f) not in out]
    shapes.outlines = [b for b in shapes.outlines if id(b) not in out]


def _high(form: Form) -> float:
    return form.bounds[3] - form.bounds[1]


def _middle(bounds: Bounds) -> float:
    return (bounds[1] + bounds[3]) / 2


def _over(rule: Bounds, bounds: Bounds) -> bool:
    """Whether an upright rule runs through a rectangle, on at its top and its bottom."""
    return (
        bounds[0] + SNAP < rule[0] < bounds[2] - SNAP
        and rule[1] < bounds[1] - PAST
        and rule[3] > bounds[3] + PAST
    )


def _is_crossed(form: Form, shapes: Shapes) -> bool:
    """Whether a shape is a bar over several columns of a table."""
    own = {id(made) for made in form.made}
    crossing = [r for r in shapes.upright if id(r) not in own and _over(r, form.bounds)]
    if not crossing or _fills_cell(form, shapes):
        return False
    middle = _middle(form.bounds)
    beside = [r[0] for r in shapes.upright if id(r) not in own and r[1] <= middle <= r[3]]
    if form.bounds[0] < min(beside) + WORDS:
        return False
    return not form.line or form.bounds[2] < max(beside) - SNAP or _is_vivid(form.colour)


def _fills_cell(form: Form, shapes: Shapes) -> bool:
    """Whether rules that are not its own run along a shape's top and its bottom."""
    x0, top, x1, bottom = form.bounds
    own = {id(made) for made in form.made}
    along = [r[1] for r in shapes.level if id(r) not in own and r[0] < x1 - SNAP and r[2] > x0 + SNAP]
    return any(abs(y - top) <= PAST for y in along) and any(abs(y - bottom) <= PAST for y in along)


def _is_vivid(colour: str) -> bool:
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return max(parts) - min(parts) > 60


def _is_sign(form: Form) -> bool:
    """Whether a shape is a diamond, a star or a dot, which marks a day."""
    x0, top, x1, bottom = form.bounds
    wide, high = x1 - x0, bottom - top
    return not form.square and max(wide, high) <= min(LARGEST, SQUARE * min(wide, high))


def _distinct(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SNAP:
            found.append(value)
    return found


def _columns(seeds: Sequence[Form], upright: Sequence[Bounds]) -> tuple[float, float]:
    """Where the even columns begin and end that bars are drawn over."""
    own = {id(made) for seed in seeds for made in seed.made}
    rules = [r for r in upright if id(r) not in own]
    middles = [_middle(seed.bounds) for seed in seeds]
    xs = _distinct([r[0] for r in rules if any(r[1] <= y <= r[3] for y in middles)])
    crossed = [x for x in xs if any(s.bounds[0] < x < s.bounds[2] for s in seeds)]
    first, last = xs.index(crossed[0]), xs.index(crossed[-1])
    gaps = [b - a for a, b in pairwise(xs[max(0, first - 1) : last + 2])]
    usual = median(gaps) if gaps else 0.0
    low, high = EVEN[0] * usual, EVEN[1] * usual
    while first > 0 and low <= xs[first] - xs[first - 1] <= high:
        first -= 1
    while last + 1 < len(xs) and low <= xs[last + 1] - xs[last] <= high:
        last += 1
    return xs[first], xs[last]


def _todays(shapes: Shapes) -> list[Bounds]:
    """The line that tells today: upright, of a colour of its own, within a column that is as wide as those
    beside it."""
    found = []
    for rule, colour in shapes.long:
        others = _distinct(
            [r[0] for r in shapes.upright if r is not rule and r[3] > rule[1] < rule[3] > r[1]]
        )
        same = [r for r, c in shapes.long if c == colour and abs(r[0] - rule[0]) > SNAP]
        if same or not _is_vivid(colour) or len(others) < FEW_RULES:
            continue
        after = next((k for k, x in enumerate(others) if x > rule[0]), 0)
        if not after or min(abs(x - rule[0]) for x in others) <= PAST:
            continue
        wide = others[after] - others[after - 1]
        around = others[max(0, after - 2) : after] + others[after : after + 2]
        beside = [b - a for a, b in pairwise(around) if b != others[after]]
        if any(abs(other - wide) <= ALIKE * wide for other in beside):
            found.append(rule)
    return found


# -- the cells of a table --------------------------------------------------------------------------


def mark_cells(draft: TableDraft, chart: Chart | None) -> None:
    """Tell the cells of a calendar what is drawn over them. A cell is marked where more than half its width
    is covered; a shape that covers so much of none marks the cell of its middle."""
    if chart is None:
        return
    rows: dict[int, list[CellDraft]] = {}
    for cell in draft.cells:
        if chart.x0 - SNAP <= cell.x0 and cell.x1 <= chart.x1 + SNAP:
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        _, top, _, bottom = cells[0].pieces[0].bounds
        forms = [f for f in chart.forms if top <= _middle(f.bounds) <= bottom]
        bars, signs = _sorted(forms)
        if len(cells) > 1 and bars:
            _mark_bars(sorted(cells, key=lambda c: c.x0), bars, chart)
        for sign in signs:
            cell = _nearest(cells, sign.bounds)
            if len(cells) > 1 and cell.drawn is None:
                cell.drawn = Drawn(kind="sign", colours=(sign.colour,))


def _sorted(forms: Sequence[Form]) -> tuple[list[Form], list[Form]]:
    """Bars and signs; the head of an arrow, which touches a bar of its colour, is of the bar."""
    bars = [f for f in forms if not _is_sign(f)]
    signs: list[Form] = []
    for form in [f for f in forms if _is_sign(f)]:
        ends = [b for b in bars if b.colour == form.colour]
        heads = any(
            min(abs(form.bounds[0] - b.bounds[2]), abs(form.bounds[2] - b.bounds[0])) <= SNAP for b in ends
        )
        (bars if heads else signs).append(form)
    return sorted(bars, key=lambda f: f.bounds[0]), signs


def _nearest(cells: Sequence[CellDraft], bounds: Bounds) -> CellDraft:
    middle = (bounds[0] + bounds[2]) / 2
    return min(cells, key=lambda c: max(c.x0 - middle, middle - c.x1))


def _mark_bars(cells: Sequence[CellDraft], bars: Sequence[Form], chart: Chart) -> None:
    goes_on = any(b.bounds[2] > chart.x1 + OUT for b in bars)
    went_before = any(b.bounds[0] < chart.x0 - OUT for b in bars)
    for bar in bars:
        if all(_covered(c, [bar]) <= TOUCHED for c in cells):
            one = _nearest(cells, bar.bounds)
            if _covered(one, bars) <= TOUCHED and not any(_meet(bar, b) for b in bars if b is not bar):
                one.drawn = Drawn(kind="bar", colours=(bar.colour,))
    for cell in cells:
        if _covered(cell, bars) > TOUCHED:
            held = [b.colour for b in bars if _covered(cell, [b]) > TRACE]
            colours = tuple(dict.fromkeys(held))
            cell.drawn = Drawn(
                kind="bar",
                colours=colours,
                goes_on=goes_on and cell is cells[-1],
                went_before=went_before and cell is cells[0],
            )


def _meet(one: Form, other: Form) -> bool:
    """Whether two pieces of a bar lie on each other or end to end."""
    return one.bounds[0] <= other.bounds[2] + SNAP and other.bounds[0] <= one.bounds[2] + SNAP


def _covered(cell: CellDraft, bars: Sequence[Form]) -> float:
    """The share of a cell's width that bars cover."""
    covered, at = 0.0, cell.x0
    for bar in sorted(bars, key=lambda b: b.bounds[0]):
        begin, end = max(at, bar.bounds[0]), min(cell.x1, bar.bounds[2])
        if end > begin:
            covered += end - begin
            at = end
    return covered / max(1.0, cell.x1 - cell.x0)


# -- words in a calendar ----------------------------------------------------------------------------


def whole_words(chart: Chart, cut: Cut) -> Cut:
    """A way to cut lines that leaves words whole which run over the columns of a calendar."""

    def cut_apart(line: PrintedLine, at: list[float]) -> list[PrintedLine]:
        if (line.top + line.bottom) / 2 < chart.top - PAST:
            return cut(line, at)
        parts = cut(line, at)
        inner = [x for x in at if chart.x0 + SNAP < x < chart.x1 - SNAP]
        run_on = {x for x in inner if _runs_over(parts, x, line.size)}
        kept = {x for x in at if x not in run_on} | {chart.x0, chart.x1}  # the file may have it out of order
        return cut(line, sorted(kept)) if run_on else parts

    return cut_apart


def _runs_over(parts: Sequence[PrintedLine], x: float, size: float) -> bool:
    before = max((p.x1 for p in parts if (p.x0 + p.x1) / 2 <= x), default=None)
    after = min((p.x0 for p in parts if (p.x0 + p.x1) / 2 > x), default=None)
    return before is not None and after is not None and after - before < APART * size
