"""Cards of actions in tables of shapes that nobody foresaw, as Word and as slides print them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as Drawn

from extractors.families.plan.extract import extract
from extractors.families.plan.stream_drafts import missing
from extractors.families.plan.stretches import Labels
from extractors.model import Block, Document, Table
from extractors.readers.pdf import read_pdf
from tests.plan_tables import CARDS, GOAL, document, head, para, paragraphs, table, told


def _word(drawn: Table) -> Document:
    return document(head("SEND action plan"), para(f"Outcome: {GOAL}"), paragraphs(drawn))


def _own_words() -> Table:
    """Two cards to a row, each a cell of lines with labels that nobody else uses."""
    cells = [
        f"*{n} {act}*|Answerable person: {who}|In place by: {when}|Where it stands: {state}|Impact: {sign}"
        for n, act, who, when, state, sign in CARDS
    ]
    return table(cells[:2], cells[2:])


def _over_running_text() -> Table:
    """The number merged down on the left; the action over one cell of running text, its labels in line."""
    rows = []
    for n, act, who, when, state, sign in CARDS:
        rows.append([f"{n}|{state}", f"*{act}*"])
        rows.append(["^", f"Responsible: {who}; Target date: {when}; What success looks like: {sign}"])
    return table(*rows)


def _abreast() -> Table:
    """Two cards side by side: a title over a row of cells, each with its label in it, and one beneath."""
    rows = []
    for left, right in (CARDS[:2], CARDS[2:]):
        rows.append([x for c in (left, right) for x in (f"*{c[0]} {c[1]}*", "<", "<")])
        cells = [(f"Owner: {c[2]}", f"Due: {c[3]}", f"Status: {c[4]}") for c in (left, right)]
        rows.append([x for three in cells for x in three])
        rows.append([x for c in (left, right) for x in (f"Impact: {c[5]}", "<", "<")])
    return table(*rows)


def _merged_beside_labels() -> Table:
    """The action merged down on the left, and beside it a column of labels before one of values; the label of
    the date ends in the word that a date begins with."""
    rows = []
    for n, act, who, when, state, sign in CARDS:
        rows.append([f"{n} {act}", "Accountable officer", who])
        rows += [["^", "Complete by", when], ["^", "Progress rating", state], ["^", "Intended impact", sign]]
    return table(*rows)


SHAPES = (_own_words, _over_running_text, _abreast, _merged_beside_labels)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
def test_cards_in_word(shape: Callable[[], Table]) -> None:
    found = extract(_word(shape())).actions
    assert told(found) == list(CARDS)
    assert {a.objective for a in found} == {GOAL}


def test_a_list_of_labels_under_the_words_of_an_action_tells_of_it() -> None:
    blocks: list[Block | Table] = [head("SEND action plan"), head(f"Our aim: {GOAL}", 2)]
    for n, act, who, when, state, sign in CARDS:
        rows = [["Led by", who], ["When", when], ["Stage", state], ["Thanks to", f"Friends of {n}"]]
        rows.append(["We will know it has worked when", sign])
        blocks += [head(f"Action {n}", 3), para(act), table(*rows)]
    found = extract(document(*blocks, format="html")).actions
    assert told(found) == list(CARDS)


def test_labels_without_an_action_each_aretold() -> None:
    rows = [["Accountable officer", who] for _, _, who, *_ in CARDS]
    drawn = table(*rows)
    problem = missing(drawn, Labels().of_cells(drawn), [])
    assert problem is not None
    assert problem.category == "not_placed"
    assert "4 times 'accountable officer', and 0 actions" in problem.message


def test_who_signed_a_plan_and_when_is_no_action() -> None:
    signed = table(
        ["Director of Ferries, NTC", "Accountable Officer, NTB"], ["Date: 30/01/2026", "Date: 30/01/2026"]
    )
    acts = table(["Action", "Lead", "By when"], ["Mend the ramp on every bus.", "Bus Manager", "July 2026"])
    (action,) = extract(document(head("SEND action plan"), acts, head("Signed off by"), signed)).actions
    assert action.responsible_raw == "Bus Manager"


# -- slides ---------------------------------------------------------------------------------------

COLOURS = {"On track": "#70ad47", "Delayed": "#e2574c", "Complete": "#5b9bd5", "Not started": "#bfbfbf"}
PALE = "#eef3fa"
PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=12)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold")
LARGE = ParagraphStyle("large", parent=BOLD, fontSize=18, leading=22)
Content = list[list[str | list[Paragraph]]]


def _slide(rows: Content, widths: Sequence[float], fills: Sequence[tuple[int, int, str]]) -> Document:
    """A slide with a table of filled cells parted by white lines, none around it."""
    styles = [(side, (0, 0), (-1, -1), 1.5, white) for side in ("LINEBELOW", "LINEAFTER")]
    styles += [("BACKGROUND", (c, r), (c, r), HexColor(colour)) for c, r, colour in fills]
    styles += [("VALIGN", (0, 0), (-1, -1), "TOP")]
    story: list[Flowable] = [
        Paragraph("SEND action plan", LARGE),
        Paragraph(f"Outcome: {GOAL}", BOLD),
        Drawn(rows, colWidths=widths, style=TableStyle(styles)),
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=(960, 540), leftMargin=36, rightMargin=36, invariant=1).build(story)
    return read_pdf(out.getvalue())


def _lines(card: Sequence[str], *labels: str) -> list[Paragraph]:
    _, act, who, when, _, sign = card
    told = [
        Paragraph(f"{label} {value}", PLAIN) for label, value in zip(labels, (who, when, sign), strict=True)
    ]
    return [Paragraph(act, BOLD), *told]


def _strip_over() -> Document:
    """Four cards to a row, number and rating on a coloured cell over all the rest."""
    top: list[str | list[Paragraph]] = [[Paragraph(f"{c[0]} | {c[4]}", BOLD)] for c in CARDS]
    low: list[str | list[Paragraph]] = [_lines(c, "Action lead:", "To finish:", "Good means:") for c in CARDS]
    fills = [(k, 0, COLOURS[c[4]]) for k, c in enumerate(CARDS)] + [(k, 1, PALE) for k in range(4)]
    return _slide([top, low], [220] * 4, fills)


def _sign_beside() -> Document:
    """Two cards to a row, number over rating on a narrow coloured cell to the right of the rest."""
    rows: Content = []
    fills = []
    for r, pair in enumerate((CARDS[:2], CARDS[2:])):
        row: list[str | list[Paragraph]] = []
        for k, card in enumerate(pair):
            row += [_lines(card, "Lead:", "Complete by:", "Impact:")]
            row += [[Paragraph(card[0], BOLD), Paragraph(card[4], PLAIN)]]
            fills += [(2 * k, r, PALE), (2 * k + 1, r, COLOURS[card[4]])]
        rows.append(row)
    return _slide(rows, [360, 80] * 2, fills)


def _three_storeys() -> Document:
    """Four cards abreast: the title, who and when, and what is to come of it in a coloured cell each."""
    rows: Content = [
        [[Paragraph(f"{c[0]} {c[1]}", BOLD)] for c in CARDS],
        [[Paragraph(f"Who: {c[2]}", PLAIN), Paragraph(f"When: {c[3]}", PLAIN)] for c in CARDS],
        [[Paragraph(f"Difference made: {c[5]}", PLAIN), Paragraph(f"Status: {c[4]}", PLAIN)] for c in CARDS],
    ]
    fills = [(k, r, PALE if r else "#b4c7e7") for k in range(4) for r in range(3)]
    return _slide(rows, [220] * 4, fills)


@pytest.mark.parametrize("shape", [_strip_over, _sign_beside, _three_storeys], ids=lambda s: s.__name__)
def test_cards_on_slides(shape: Callable[[], Document]) -> None:
    found = extract(shape()).actions
    assert told(found) == list(CARDS)
    assert {a.objective for a in found} == {GOAL}
