"""Geometry: list marks, words over lines, hyphens, what goes on over a page break, running lines, grids."""

from __future__ import annotations

import pytest

from extractors.layout.blocks import finished, starts_lower
from extractors.layout.furniture import running_lines
from extractors.layout.hyphens import mend
from extractors.layout.line import PrintedLine, join_lines, with_marks
from extractors.layout.marks import follows, lone_mark, split_mark
from extractors.layout.rules import Shapes, fill_of, grids


def _line(text: str, top: float = 100.0, x0: float = 72.0, page: int = 1, width: float = 5.0) -> PrintedLine:
    x1 = x0 + width * len(text)
    return PrintedLine(text, page, x0, top, x1, top + 10, top + 8, 10.0, False, text_x0=x0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u25fc Bread", ("\u25fc", "Bread")),
        ("\u25aaBread", ("\u25aa", "Bread")),
        ("- Bread", ("-", "Bread")),
        ("\u2212 Bread", ("\u2212", "Bread")),
        ("-Bread", (None, "-Bread")),
        ("o Bread", ("o", "Bread")),
        ("oven", (None, "oven")),
        ("1. Bread", ("1.", "Bread")),
        ("2.1 Bread", ("2.1", "Bread")),
        ("(a) Bread", ("(a)", "Bread")),
        ("iv) Bread", ("iv)", "Bread")),
        ("2024. Bread", (None, "2024. Bread")),
        ("Bread", (None, "Bread")),
    ],
)
def test_list_marks(text: str, expected: tuple[str | None, str]) -> None:
    assert split_mark(text) == expected


@pytest.mark.parametrize("text", ["\u25fc", " \u2022 ", "-", "3.", "(b)"])
def test_mark_alone_on_a_line(text: str) -> None:
    assert lone_mark(text)


def test_words_are_no_marks_alone() -> None:
    assert not any(map(lone_mark, ("a", "12", "and", "")))


@pytest.mark.parametrize(
    ("mark", "following", "expected"),
    [
        ("1.", "2.", True),
        ("1.", "3.", False),
        ("1.", "2)", False),
        ("(a)", "(b)", True),
        ("\u2022", "1.", False),
    ],
)
def test_numbers_that_count_on(mark: str, following: str, expected: bool) -> None:
    assert follows(mark, following) is expected


def test_lone_mark_goes_to_the_text_beside_it() -> None:
    mark, text = _line("\u25fc", x0=60), _line("Bread", x0=75)
    lines = with_marks([text, _line("Cake", 130), mark])
    assert [(line.mark, line.text) for line in lines] == [("\u25fc", "Bread"), (None, "Cake")]
    assert (text.x0, text.text_x0) == (60, 75)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("co-", "produced"), "co-produced"),
        (("pre-", "and post-war"), "pre- and post-war"),
        (("bakers/", "millers"), "bakers/millers"),
        (("bread -", "and cake"), "bread - and cake"),
        (("mar\u00ad", "ket"), "market"),
    ],
)
def test_words_over_two_lines(lines: tuple[str, ...], expected: str) -> None:
    assert join_lines(lines) == expected


def _mended(*texts: str) -> str:
    lines = [_line(text, 100.0 + 12 * n) for n, text in enumerate(texts)]
    mend(lines)
    return join_lines(line.text for line in lines)


def test_hyphens_are_real_with_one_proof_only() -> None:
    assert _mended("the market is mar-", "ket day") == "the market is mar-ket day"


def test_hyphens_go_where_two_words_prove_them() -> None:
    mended = _mended(
        "the market and the village, the mar-",
        "ket of the vil-",
        "lage and a well-",
        "known mill, well-known",
    )
    assert mended.startswith("the market and the village, the market of the village and a well-known")


def test_the_typesetters_own_hyphen_is_judged_by_itself() -> None:
    mended = _mended("market village mar\u2010", "ket vil\u2010", "lage decision-", "making")
    assert mended == "market village market village decision-making"


@pytest.mark.parametrize(
    ("text", "expected"), [("Done.", True), ("\u2018Done.\u2019", True), ("so that:", True), ("and", False)]
)
def test_ends_of_sentences(text: str, expected: bool) -> None:
    assert finished(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("and so", True), ("And so", False), ("www.bread.uk", False), ("w/c 5 May", False)]
)
def test_small_letters_go_on_but_addresses_do_not(text: str, expected: bool) -> None:
    assert starts_lower(text) is expected


def test_running_lines_have_the_same_words_with_figures_masked() -> None:
    pages = [
        ([_line(f"Report 3 May 203{n}{n}", 790, page=n), _line("Bread", 400, page=n)], 842.0)
        for n in (1, 2, 3)
    ]
    found = running_lines(pages)
    assert all(id(lines[0]) in found and id(lines[1]) not in found for lines, _ in pages)


def test_two_pages_make_no_running_line() -> None:
    pages = [([_line("Report on bread", 790, page=n)], 842.0) for n in (1, 2)]
    assert not running_lines(pages)


def _shapes(xs: tuple[float, ...], ys: tuple[float, ...]) -> Shapes:
    shapes = Shapes()
    for y in ys:
        shapes.add_rule(xs[0], y, xs[-1], y + 0.5)
    for x in xs:
        shapes.add_rule(x, ys[0], x + 0.5, ys[-1])
    return shapes


def test_grid_from_thin_shapes() -> None:
    (found,) = grids(_shapes((60, 200, 500), (100, 130, 160)))
    assert (len(found.cells), len(found.xs), len(found.ys)) == (4, 3, 3)


def test_open_right_side_is_closed() -> None:
    shapes = _shapes((60, 200, 500), (100, 130, 160))
    shapes.upright.pop()
    (found,) = grids(shapes)
    assert len(found.cells) == 4


def test_open_foot_is_closed() -> None:
    shapes = _shapes((60, 200, 500), (100, 130, 160))
    shapes.level.pop()
    (found,) = grids(shapes)
    assert len(found.cells) == 4


@pytest.mark.parametrize("end", [0, -1])
def test_a_merged_cell_that_goes_on_over_a_page_break_is_closed(end: int) -> None:
    ys = (100.0, 130.0, 160.0)
    shapes = _shapes((60, 90, 200, 500), ys)
    for y in (ys[end], ys[1]):
        shapes.level = [rule for rule in shapes.level if abs(rule[1] - y) > 1]
        shapes.add_rule(60, y, 90, y + 0.5)
        shapes.add_rule(200, y, 500, y + 0.5)
    (found,) = grids(shapes)
    assert len(found.cells) == 5


def test_tables_side_by_side_are_two() -> None:
    shapes = _shapes((60, 200), (100, 130, 160))
    other = _shapes((300, 500), (100, 130, 160))
    shapes.level += other.level
    shapes.upright += other.upright
    assert [len(grid.cells) for grid in grids(shapes)] == [2, 2]


def test_frame_around_a_table_is_left_out() -> None:
    shapes = _shapes((60, 200, 500), (100, 130, 160))
    frame = _shapes((30, 560), (40, 800))
    shapes.level += frame.level
    shapes.upright += frame.upright
    assert [len(grid.cells) for grid in grids(shapes)] == [4]


def test_the_last_fill_that_covers_a_cell_counts() -> None:
    fills = [((0.0, 0.0, 500.0, 500.0), "#111111"), ((10.0, 10.0, 50.0, 30.0), "#222222")]
    assert fill_of((10, 10, 50, 30), fills) == "#222222"
    assert fill_of((100, 10, 150, 30), fills) == "#111111"
    assert fill_of((600, 10, 650, 30), fills) is None


def test_a_filled_cell_with_rules_on_two_sides_only_is_closed() -> None:
    shapes = Shapes()
    for x in (100, 200):
        shapes.add_rule(x - 0.5, 10, x + 0.5, 92)
    for y in (50, 90):
        shapes.add_rule(18, y - 0.5, 202, y + 0.5)
    shapes.fills += [
        ((x, y, x + wide, y + 40), "#aabbcc") for x, wide in ((20, 80), (100, 100)) for y in (10, 50)
    ]
    (grid,) = grids(shapes)
    assert len(grid.cells) == 4
    assert len(grid.xs) == len(grid.ys) == 3
