"""Cards in the cells of a ruled table of a PDF that use labels of their own, as designers draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from reportlab.lib.pagesizes import A4, landscape

from extractors.families.plan.extract import extract
from extractors.model import Action
from extractors.readers.pdf import read_pdf
from tests.pdf_files import Draw, Sheet, pdf_bytes, read

LEFT, WIDTH = 36.0, 256.0
COLOURS = {"blue": (0.2, 0.4, 0.8), "green": (0.2, 0.6, 0.3), "red": (0.8, 0.2, 0.2), "white": (1, 1, 1)}
KEY = {"Blue": "Finished", "Green": "Going to plan", "Red": "Will be late", "White": "Not begun"}


@dataclass(frozen=True)
class Told:
    """An action as its card tells it: number, words, owner, time, proof and colour."""

    number: str
    act: str
    who: tuple[str, ...]
    when: str
    proof: str
    colour: str


ANN, JO = ("Ann Day, Head of SEND and", "Inclusion"), ("Jo Hill, Training Lead",)
CARDS = [
    Told("1.1", "Open a drop-in at the ferry", ANN, "31 May 2026", "Half of them come", "blue"),
    Told("1.2", "Mend the ramp on every bus", ("Bus Manager",), "July 2026", "No family waits", "green"),
    Told("1.3", "Train the drivers", JO, "1 June 2026", "All 40 are trained", "red"),
    Told("1.4", "Write to every school", ANN, "12 March 2026", "Schools say it helps", "white"),
    Told("1.5", "Ring each family in the list", JO, "May 2026", "Nobody is left out", "green"),
]
GOAL = "Every child gets to school on time and happy"


@dataclass(frozen=True)
class Style:
    """How a designer labels a card: the labels of owner, time, proof and rating, bold or not, and their size;
    values beside them, or who and when side by side."""

    labels: tuple[str, str, str, str]
    bold: bool = True
    size: float = 8
    beside: bool = False
    words: bool = False  # the colour is told in words


STYLES = {
    "bold": Style(("In the lead", "Done by", "The proof", "How it goes")),
    "capitals": Style(("IN THE LEAD", "FINISHED BY", "THE PROOF", "TRAFFIC LIGHT"), bold=False, size=6.5),
    "usual words": Style(("Who", "By when", "We'll know", "Progress"), words=True),
    "beside": Style(("In charge", "Ready", "Sign of it", "State"), beside=True),
}


def _dot(page: Sheet, x: float, top: float, colour: str) -> None:
    page.canvas.setFillColorRGB(*COLOURS[colour])
    page.canvas.circle(x, page.height - top, 5, stroke=1, fill=1)
    page.canvas.setFillColorRGB(0, 0, 0)


def _card(page: Sheet, told: Told, style: Style, x: float, top: float) -> None:
    """A card in the cell that begins at `x` and `top`: a strip, and beneath it bands with thin rules."""
    page.text(x + 11, top + 18, f"{told.number}  {told.act}", 10, bold=True)
    who, when, proof, state = style.labels
    y = top + 26
    values = [(who, told.who), (when, (told.when,)), (proof, (told.proof,))]
    if not style.beside:
        page.rule(x + 4, y, x + WIDTH - 4, y)
        page.rule(x + 150, y, x + 150, y + 40)
        for at, label, lines in ((11, who, told.who), (156, when, (told.when,))):
            page.text(x + at, y + 11, label, style.size, style.bold)
            page.lines(x + at, y + 22, *lines, size=9, pitch=11)
        page.rule(x + 4, y + 40, x + WIDTH - 4, y + 40)
        page.text(x + 11, y + 51, proof, style.size, style.bold)
        page.text(x + 11, y + 62, told.proof, 9)
        y += 68
    else:
        for label, lines in values:
            page.rule(x + 4, y, x + WIDTH - 4, y)
            page.text(x + 11, y + 11, label, style.size, style.bold)
            page.lines(x + 80, y + 11, *lines, size=9, pitch=11)
            y += 4 + 11 * len(lines)
    page.rule(x + 4, y, x + WIDTH - 4, y)
    page.text(x + 11, y + 12, state, style.size, style.bold)
    if style.words:
        page.text(x + 80, y + 12, told.colour.upper(), 9, bold=True)
    else:
        _dot(page, x + 80, y + 9, told.colour)


def _front(page: Sheet) -> None:
    page.text(50, 60, "SEND improvement plan", 24, bold=True)
    page.text(50, 100, "What the dots mean", 14, bold=True)
    for k, (word, meaning) in enumerate(KEY.items()):
        _dot(page, 50, 126 + 20 * k, word.lower())
        page.text(64, 130 + 20 * k, word, 11, bold=True)
        page.text(130, 130 + 20 * k, meaning, 11)


def _wall(cards: Sequence[Told], style: Style) -> Draw:
    def draw(page: Sheet) -> None:
        bottom = 120 + 130 * -(-len(cards) // 3)
        for y in (60, 90, *range(120, bottom + 1, 130)):
            page.rule(LEFT, y, LEFT + 3 * WIDTH, y)
        for k in range(4):
            page.rule(LEFT + k * WIDTH, 60 if k in (0, 3) else 120, LEFT + k * WIDTH, bottom)
        page.text(LEFT + 10, 80, "Priority 1 | Getting there", 14, bold=True)
        page.text(LEFT + 10, 110, "Our goal", 10, bold=True)
        page.text(LEFT + 145, 110, GOAL, 10.5)
        for k, told in enumerate(cards):
            _card(page, told, style, LEFT + WIDTH * (k % 3), 120 + 130 * (k // 3))

    return draw


def _read(*pages: Draw) -> tuple[Action, ...]:
    return extract(read_pdf(pdf_bytes(_front, *pages, size=landscape(A4)))).actions


STATUSES = {"blue": "complete", "green": "on_track", "red": "delayed", "white": "not_started"}


@pytest.mark.parametrize("name", STYLES)
def test_cards_in_cells_with_labels_of_their_own(name: str) -> None:
    found = _read(_wall(CARDS, STYLES[name]))
    told = [(a.reference, a.activity, a.responsible_raw, a.success_measure, a.status) for a in found]
    assert told == [(t.number, t.act, " ".join(t.who), t.proof, STATUSES[t.colour]) for t in CARDS]
    assert [a.timescale.raw if a.timescale else None for a in found] == [t.when for t in CARDS]
    assert {a.objective for a in found} == {GOAL}


def test_rules_within_a_cell_make_no_columns_of_its_table() -> None:
    table = read(_wall(CARDS, STYLES["bold"]), size=landscape(A4)).tables[0]
    assert (table.n_rows, table.n_columns) == (4, 3)


def test_the_rest_of_a_card_that_a_page_cuts_is_its_own() -> None:
    style = STYLES["bold"]

    def first(page: Sheet) -> None:
        for y in (60, 90, 186):
            page.rule(LEFT, y, LEFT + 3 * WIDTH, y)
        for k in range(4):
            page.rule(LEFT + k * WIDTH, 60 if k in (0, 3) else 90, LEFT + k * WIDTH, 186)
        page.text(LEFT + 10, 80, "Priority 1 | Getting there", 14, bold=True)
        for k, told in enumerate(CARDS[:3]):
            _cut(page, told, style, LEFT + WIDTH * k, 90)

    def second(page: Sheet) -> None:
        for y in (60, 80, 210):
            page.rule(LEFT, y, LEFT + 3 * WIDTH, y)
        for k in range(4):
            page.rule(LEFT + k * WIDTH, 60, LEFT + k * WIDTH, 210)
        for k, told in enumerate(CARDS[:3]):
            page.text(LEFT + WIDTH * k + 11, 72, style.labels[3], style.size, style.bold)
            _dot(page, LEFT + WIDTH * k + 80, 69, told.colour)
        for k, told in enumerate(CARDS[3:]):
            _card(page, told, style, LEFT + WIDTH * k, 80)

    found = _read(first, second)
    assert [(a.reference, a.status) for a in found] == [(t.number, STATUSES[t.colour]) for t in CARDS]
    assert [a.success_measure for a in found] == [t.proof for t in CARDS]


def _cut(page: Sheet, told: Told, style: Style, x: float, top: float) -> None:
    """A card without the rating at its foot."""
    who, when, proof, _ = style.labels
    page.text(x + 11, top + 18, f"{told.number}  {told.act}", 10, bold=True)
    for at, label, lines in ((11, who, told.who), (156, when, (told.when,))):
        page.text(x + at, top + 37, label, style.size, style.bold)
        page.lines(x + at, top + 48, *lines, size=9, pitch=11)
    page.text(x + 11, top + 77, proof, style.size, style.bold)
    page.text(x + 11, top + 88, told.proof, 9)
