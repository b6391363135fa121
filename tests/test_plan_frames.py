"""Tables inside tables: cards that a layout table only places on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Action
from extractors.readers import docx, html
from tests import office_files as office

Cards = list[list[tuple[str, list[str]]]]


def _card(number: str, act: str, *steps: str) -> list[tuple[str, list[str]]]:
    return [
        ("Action ref", [number]),
        ("What we will do", [act, *steps]),
        ("Lead", ["Head of SEND"]),
        ("By when", ["May 2025"]),
    ]


CARDS = [
    _card("1.1", "Open a drop-in."),
    _card("1.2", "Mend the form:", "Ask the carers what to drop", "Print it"),
    _card("1.3", "Train the drivers."),
]
BANDS = ("Outcome 1A: Shorter waits", "Outcome 1B: Safer rides")


def _word(cards: Cards) -> tuple[Action, ...]:
    tables = [
        office.tbl(*(office.tc(office.p(k)) + office.tc("".join(office.p(v) for v in vs)) for k, vs in card))
        for card in cards
    ]
    first, second, third = (office.tc(t + "<w:p/>") for t in tables)
    over = '<w:gridSpan w:val="2"/>'
    rows = (
        office.tc(office.p(BANDS[0]), over),
        first + second,
        office.tc(office.p(BANDS[1]), over),
        third + office.tc("<w:p/>"),
    )
    body = office.p("SEND action plan") + office.tbl(*rows)
    return extract(docx.read(office.docx(body))).actions


def _web(cards: Cards) -> tuple[Action, ...]:
    tables = [
        "<table>"
        + "".join(f"<tr><td>{k}</td><td>{''.join(f'<p>{v}</p>' for v in vs)}</td></tr>" for k, vs in card)
        + "</table>"
        for card in cards
    ]
    page = (
        f"<h1>SEND action plan</h1><table><tr><td colspan=2>{BANDS[0]}</td></tr>"
        f"<tr><td>{tables[0]}</td><td>{tables[1]}</td></tr><tr><td colspan=2>{BANDS[1]}</td></tr>"
        f"<tr><td>{tables[2]}</td><td></td></tr></table>"
    )
    return extract(html.read(page.encode())).actions


@pytest.mark.parametrize("read", [_word, _web])
def test_cards_in_a_layout_table_are_read_once_under_their_bands(
    read: Callable[[Cards], tuple[Action, ...]],
) -> None:
    found = read(CARDS)
    assert [(a.reference, a.activity, a.objective) for a in found] == [
        ("1.1", "Open a drop-in.", "Shorter waits"),
        ("1.2", "Mend the form: Ask the carers what to drop Print it", "Shorter waits"),
        ("1.3", "Train the drivers.", "Safer rides"),
    ]
    assert {a.responsible_raw for a in found} == {"Head of SEND"}


def _section(cards: Cards, *over: str, each_own_row: bool) -> tuple[Action, ...]:
    """Cards beneath the words of their section, in one cell of a table of one column or in a row each."""
    tables = [
        office.tbl(*(office.tc(office.p(k)) + office.tc("".join(office.p(v) for v in vs)) for k, vs in card))
        for card in cards
    ]
    gone = office.tbl(office.tc("<w:p/>") + office.tc("<w:p/>"))
    cells = [t + "<w:p/>" for t in (tables[0], gone, *tables[1:])]
    rows = [*over, *(cells if each_own_row else ["".join(cells)])]
    return extract(docx.read(office.docx(office.p("SEND plan") + office.tbl(*map(office.tc, rows))))).actions


@pytest.mark.parametrize("each_own_row", [True, False])
def test_cards_stand_under_the_words_over_them_and_a_card_that_was_deleted_parts_nothing(
    each_own_row: bool,
) -> None:
    said = (
        "Inspectors asked us to shorten the waits for lifts, which are longer in the hills than by the sea."
    )
    over = (office.p("Outcome 1: Shorter waits"), office.p(said))
    found = _section(CARDS, *over, each_own_row=each_own_row)
    assert [(a.reference, a.objective) for a in found] == [
        (n, "Shorter waits") for n in ("1.1", "1.2", "1.3")
    ]


def test_cards_that_say_when_an_action_starts_and_finishes_are_dated() -> None:
    dates = [("Starts", ["May 2025"]), ("Finishes", ["July 2025"])]
    (action,) = _section([[*_card("1.1", "Open a drop-in.")[:-1], *dates]], each_own_row=True)
    assert action.timescale is not None
    assert action.timescale.raw == "May 2025 | July 2025"


@pytest.mark.parametrize(
    ("heading", "area"),
    [
        ("Area for improvement", "“Waits for lifts are too long.”"),
        (
            "What inspectors also said: waiting for lifts",
            "waiting for lifts: “Waits for lifts are too long.”",
        ),
        ("What inspectors and parents told us", "“Waits for lifts are too long.”"),
    ],
)
def test_the_finding_in_a_box_is_what_the_actions_below_it_answer(heading: str, area: str) -> None:
    style = '<w:outlineLvl w:val="0"/>'
    box = office.tbl(office.tc(office.p("“Waits for lifts are too long.”")))
    cells = (("Action", "Who", "When"), ("Open a drop-in.", "Head of SEND", "May 2025"))
    rows = office.tbl(*("".join(office.tc(office.p(text)) for text in row) for row in cells))
    body = office.p("SEND action plan") + office.p(heading, style) + box + office.p("In May it was better.")
    (action,) = extract(docx.read(office.docx(body + rows))).actions
    assert action.area_for_improvement == area


@pytest.mark.parametrize(
    "label",
    [
        "What inspectors told us to do",
        "What Ofsted and the CQC asked us to improve",
        "What inspectors said",
        "What inspectors said we must do",
        "Area for improvement",
    ],
)
def test_a_box_of_a_label_and_what_it_names_is_what_the_actions_below_it_answer(label: str) -> None:
    over = office.p("Priority 1: Lifts", '<w:outlineLvl w:val="0"/>')
    box = office.tbl(office.tc(office.p(label) + office.p("Make sure that nobody waits for a lift.")))
    (action, *_) = extract(docx.read(office.docx(office.p("SEND plan") + over + box + _columns()))).actions
    assert action.area_for_improvement == "Make sure that nobody waits for a lift."


def _columns(captions: tuple[str, ...] = ("", "", "")) -> str:
    """Cards in the two columns of a layout table, each beneath a line of its own or none."""
    cells = []
    for card, caption in zip(CARDS, captions, strict=True):
        rows = (office.tc(office.p(k)) + office.tc("".join(map(office.p, vs))) for k, vs in card)
        cells.append(office.tc((office.p(caption) if caption else "") + office.tbl(*rows) + "<w:p/>"))
    return office.tbl(cells[0] + cells[1], cells[2] + office.tc("<w:p/>"))


def test_cards_beneath_lines_of_their_own_in_the_cells_of_a_layout_table() -> None:
    captions = ("Card 1", "Card 2", "Card 3")
    found = extract(docx.read(office.docx(office.p("SEND plan") + _columns(captions)))).actions
    assert [(a.reference, a.responsible_raw) for a in found] == [
        (n, "Head of SEND") for n in ("1.1", "1.2", "1.3")
    ]


def test_the_line_over_a_card_in_a_layout_table_is_its_action() -> None:
    cells = [
        office.tc(
            office.p(f"1.{n} {act}")
            + office.tbl(*(office.tc(office.p(k)) + office.tc(office.p(v)) for k, v in card))
            + "<w:p/>"
        )
        for n, act, card in (
            (1, "Open a drop-in.", (("Lead", "Ann Day"), ("By when", "May 2025"))),
            (2, "Mend the form.", (("Lead", "Ben Ito"), ("By when", "June 2025"))),
        )
    ]
    body = (
        office.p("SEND plan")
        + office.p("Priority 1: Lifts", '<w:outlineLvl w:val="0"/>')
        + office.tbl("".join(cells))
    )
    found = extract(docx.read(office.docx(body))).actions
    assert [(a.reference, a.activity, a.responsible_raw) for a in found] == [
        ("1.1", "Open a drop-in.", "Ann Day"),
        ("1.2", "Mend the form.", "Ben Ito"),
    ]


ACTS = (
    "Open a drop-in at each of the lifts in the hills.",
    "Mend every lift by the sea before the summer comes.",
    "Train all of the drivers in how to help.",
)


def test_boxes_with_labels_side_by_side_stand_over_the_table_of_actions_below_them() -> None:
    over = '<w:gridSpan w:val="2"/>'
    cells = (("Action", "Who", "When"), *((act, "Head of SEND", "May 2025") for act in ACTS))
    inner = office.tbl(*("".join(office.tc(office.p(text)) for text in row) for row in cells))
    said = office.p("What inspectors said we must do") + office.p("Make sure that nobody waits for a lift.")
    by = office.p("Board sponsor: Chief Nurse") + office.p("Reports to: the lifts group")
    frame = office.tbl(
        office.tc(office.p("Priority 2: Lifts"), over),
        office.tc(said) + office.tc(by),
        office.tc(office.p("The tasks") + inner + "<w:p/>", over),
    )
    found = extract(docx.read(office.docx(office.p("SEND plan") + frame))).actions
    assert [a.activity for a in found] == list(ACTS)
    assert {a.priority for a in found} == {"Priority 2: Lifts"}
    assert {a.area_for_improvement for a in found} == {"Make sure that nobody waits for a lift."}
