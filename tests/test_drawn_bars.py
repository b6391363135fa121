"""Charts in PDFs whose times are shapes drawn over empty cells: bars, lines, arrows and diamonds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from extractors import registry
from extractors.families.plan.extract import extract
from extractors.model import Action

HEIGHT, LEFT, TOP, ROW = 595.0, 30.0, 60.0, 26.0
WORDS = [("Ref", 30.0), ("Action", 190.0), ("Lead", 110.0)]
STATUS = ("Status", 60.0)
WIDE = 24.0  # a column of the calendar
DONE, PLANNED, EXTRA = "#1b5e63", "#9ccfcb", "#f0a04b"
LETTERS = list("JFMAMJJASOND")
MONTHS = [("2026", LETTERS)]

Drawn = tuple[str, float, float]  # how it looks, and from where to where it runs, in columns


@dataclass
class Row:
    """An action, what is drawn in its row, and words in its calendar by column."""

    task: str
    drawn: Sequence[Drawn] = ()
    words: dict[float, str] = field(default_factory=dict)


def _bar(c: Canvas, look: str, x0: float, x1: float, y: float) -> None:
    kind, _, colour = look.partition(" ")
    c.setFillColor(colors.HexColor(colour or DONE))
    c.setStrokeColor(colors.HexColor(colour or DONE))
    if kind == "diamond":
        path = c.beginPath()
        path.moveTo(x0 - 5, y)
        for x, level in ((x0, y + 5), (x0 + 5, y), (x0, y - 5)):
            path.lineTo(x, level)
        path.close()
        c.drawPath(path, stroke=0, fill=1)
    elif kind == "line":
        c.setLineWidth(5)
        c.line(x0, y, x1, y)
        c.setLineWidth(0.5)
    elif kind == "arrow":
        path = c.beginPath()
        path.moveTo(x0, y - 3)
        for x, level in ((x1 - 6, -3), (x1 - 6, -6), (x1, 0), (x1 - 6, 6), (x1 - 6, 3), (x0, 3)):
            path.lineTo(x, y + level)
        path.close()
        c.drawPath(path, stroke=0, fill=1)
    elif kind == "round":
        c.roundRect(x0, y - 6, x1 - x0, 12, 3, stroke=1, fill=1)
    else:
        c.setStrokeColor(colors.black)
        c.rect(x0, y - 5, x1 - x0, 10, stroke=int(kind == "framed"), fill=1)
    c.setFillColor(colors.black)
    c.setStrokeColor(colors.black)


def _chart(
    rows: Sequence[Row],
    over: Sequence[tuple[str, Sequence[str]]] = MONTHS,
    *,
    today: float | None = None,
    whole: bool = False,
    notes: Sequence[str] = (),
    wide: float = WIDE,
) -> bytes:
    """A chart on one page; `over` are the labels over groups of columns, each `wide`. `whole` draws its
    rules in one."""
    held = io.BytesIO()
    c = Canvas(held, pagesize=(842, HEIGHT), invariant=1)
    c.setFont("Helvetica-Bold", 14)
    c.drawString(LEFT, HEIGHT - 40, "SEND improvement plan")
    names = [name for _, group in over for name in group]
    xs = [LEFT]
    for width in [*(w for _, w in WORDS), *(wide for _ in names), STATUS[1]]:
        xs.append(xs[-1] + width)
    first = len(WORDS)
    ys = [TOP, TOP + 16, *(TOP + 32 + ROW * k for k in range(len(rows) + 1))]
    c.setLineWidth(0.5)
    _rules(c, xs, ys, [0, *_ends(over)], first, whole)
    c.setFont("Helvetica-Bold", 8)
    for (word, _), x in zip(WORDS, xs, strict=False):
        c.drawString(x + 4, HEIGHT - TOP - 12, word)
    c.drawString(xs[-2] + 4, HEIGHT - TOP - 12, STATUS[0])
    for (label, _), at in zip(over, [0, *_ends(over)], strict=False):
        c.drawString(xs[first + at] + 4, HEIGHT - TOP - 12, label)
    for k, name in enumerate(names):
        c.drawString(xs[first + k] + 3, HEIGHT - TOP - 27, name)
    c.setFont("Helvetica", 8)
    for k, row in enumerate(rows):
        top = ys[2 + k]
        for x, text in zip(xs, (f"1.{k + 1}", row.task, "Head of SEND"), strict=False):
            c.drawString(x + 4, HEIGHT - top - 11, text)
        c.drawString(xs[-2] + 4, HEIGHT - top - 11, "On track")
        for look, begin, end in row.drawn:
            _bar(c, look, xs[first] + begin * wide, xs[first] + end * wide, HEIGHT - top - ROW / 2)
        for at, text in row.words.items():
            c.drawString(xs[first] + at * wide + 2, HEIGHT - top - ROW / 2 - 3, text)
    if today is not None:
        c.setStrokeColor(colors.red)
        x = xs[first] + today * wide
        c.line(x, HEIGHT - ys[1], x, HEIGHT - ys[-1] - 6)
    for k, note in enumerate(notes):
        c.drawString(LEFT, HEIGHT - ys[-1] - 40 - 14 * k, note)
    c.save()
    return held.getvalue()


def _ends(over: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
    return [sum(len(group) for _, group in over[: k + 1]) for k in range(len(over))]


def _rules(
    c: Canvas, xs: Sequence[float], ys: Sequence[float], over: Sequence[int], first: int, whole: bool
) -> None:
    groups = {first + k for k in over}
    inner = range(first, len(xs) - 1)
    for k, y in enumerate(ys):
        if k == 1:
            c.line(xs[first], HEIGHT - y, xs[-2], HEIGHT - y)
        else:
            c.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)
    for k, x in enumerate(xs):
        top = 1 if k in inner and k not in groups else 0
        cuts = [ys[top], ys[-1]] if whole else ys[top:]
        for a, b in pairwise(cuts):
            c.line(x, HEIGHT - a, x, HEIGHT - b)


def _actions(data: bytes) -> tuple[Action, ...]:
    registry.load()
    return extract(registry.detect(data).read(data)).actions


def _spans(data: bytes) -> list[tuple[str, str]]:
    times = [a.timescale for a in _actions(data)]
    return [(str(t.starts_on)[:7], str(t.due_on)[:7]) if t else ("None", "None") for t in times]


TASKS = ["Appoint a coordinator", "Train the reviewers", "Publish the standard", "Audit the plans"]


@pytest.mark.parametrize("whole", [False, True], ids=["rules cell by cell", "rules in one"])
@pytest.mark.parametrize("look", ["plain", "framed", "round", "line", "arrow"])
def test_a_bar_is_where_it_is_drawn(look: str, whole: bool) -> None:
    spans = [(0.1, 3.9), (2, 7), (4.1, 4.9), (8.05, 11.9)]
    rows = [Row(t, [(look, a, b)]) for t, (a, b) in zip(TASKS, spans, strict=True)]
    wanted = [("2026-01", "2026-04"), ("2026-03", "2026-07"), ("None", "2026-05"), ("2026-09", "2026-12")]
    assert _spans(_chart(rows, whole=whole)) == wanted


def test_a_month_counts_where_more_than_half_of_it_is_touched() -> None:
    rows = [
        Row(TASKS[0], [("plain", 0.7, 3.2)]),
        Row(TASKS[1], [("plain", 1.4, 5.6)]),
        Row(TASKS[2], [("plain", 6.1, 6.4)]),
    ]
    assert _spans(_chart(rows)) == [("2026-02", "2026-03"), ("2026-02", "2026-06"), ("None", "2026-07")]


def test_the_pieces_of_a_row_are_one_bar_and_a_line_for_today_is_none_of_it() -> None:
    rows = [
        Row(TASKS[0], [(f"plain {DONE}", 0, 5.4), (f"plain {PLANNED}", 5.4, 8)]),
        Row(TASKS[1], [(f"plain {DONE}", 0, 3), (f"plain {PLANNED}", 9, 11)]),
        Row(TASKS[2], [(f"plain {PLANNED}", 7, 10)]),
    ]
    assert _spans(_chart(rows, today=5.4)) == [
        ("2026-01", "2026-08"),
        ("2026-01", "2026-11"),
        ("2026-08", "2026-10"),
    ]


def test_a_diamond_is_an_end_where_no_bar_is_and_words_beside_it_are_no_mark() -> None:
    rows = [
        Row(TASKS[0], [("plain", 0, 4), ("diamond #7a1f4d", 2.5, 2.5)], {2.7: "M1"}),
        Row(TASKS[1], [("diamond #7a1f4d", 10.5, 10.5)], {10.75: "M2"}),
        Row(TASKS[2], [("plain", 1, 6)], {1.1: "8 schools", 6.2: "then all"}),
        Row(TASKS[3], (), {3.2: "start depends on money"}),
    ]
    assert _spans(_chart(rows)) == [
        ("2026-01", "2026-04"),
        ("None", "2026-11"),
        ("2026-02", "2026-06"),
        ("None", "None"),
    ]


def test_words_over_several_months_are_not_cut_at_each() -> None:
    rows = [Row(t, [("plain", 1, 6)], {1.1: "first in eight schools"}) for t in TASKS]
    told = [part.text for a in _actions(_chart(rows)) for part in a.extra]
    assert told == ["first in eight schools"] * 4


def test_a_bar_over_the_edge_has_no_end() -> None:
    rows = [
        Row(TASKS[0], [("arrow", 3, 12.4)]),
        Row(TASKS[1], [("arrow", 2, 7)]),
        Row(TASKS[2], [("plain", 6, 12)]),
    ]
    assert _spans(_chart(rows)) == [("2026-04", "None"), ("2026-03", "2026-07"), ("2026-07", "2026-12")]


def test_added_time_moves_the_end() -> None:
    rows = [
        Row(TASKS[0], [(f"round {DONE}", 0, 3), (f"round {PLANNED}", 3, 6), (f"round {EXTRA}", 6, 9)]),
        Row(TASKS[1], [(f"round {DONE}", 0, 3), (f"round {PLANNED}", 3, 6)]),
        Row(TASKS[2], [(f"round {PLANNED}", 8, 11)]),
    ]
    found = _actions(_chart(rows, notes=["Orange: extra time, agreed by the board"]))
    assert [str(t.due_on)[:7] for a in found if (t := a.timescale)] == ["2026-09", "2026-06", "2026-11"]
    assert [a.original_timescale.raw if a.original_timescale else None for a in found] == [
        "Jun 2026",
        None,
        None,
    ]


HALF_TERMS = [("Autumn 2026", ["1", "2"]), ("Spring 2027", ["1", "2"]), ("Summer 2027", ["1", "2"])]
QUARTERS = [("2026/27", ["Q1", "Q2", "Q3", "Q4"]), ("2027/28", ["Q1", "Q2", "Q3", "Q4"])]
NUMBERS = [("2026", ["9", "10", "11", "12"]), ("2027", ["1", "2", "3", "4", "5", "6"])]
WEEKS = [("September 2026", ["7", "14", "21", "28"]), ("October 2026", ["5", "12", "19", "26"])]


@pytest.mark.parametrize(
    ("over", "wanted"),
    [
        (HALF_TERMS, ["2026-12", "2027-02"]),
        (QUARTERS, ["2026-09", "2026-12"]),
        (NUMBERS, ["2026-10", "2026-11"]),
        (WEEKS, ["2026-09", "2026-09"]),
    ],
    ids=["half terms", "quarters", "months by number", "weeks"],
)
def test_what_columns_are_headed_by(over: list[tuple[str, list[str]]], wanted: list[str]) -> None:
    rows = [Row(TASKS[0], [("plain", 0, 2)]), Row(TASKS[1], [("plain", 1, 3)])]
    assert [end for _, end in _spans(_chart(rows, over, wide=36))] == wanted
