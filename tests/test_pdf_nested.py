"""Cards in the cells of a ruled table of a PDF, each a ruled table of labels and values."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extractors.families.plan.extract import extract
from extractors.model import Action, Extraction
from extractors.readers.pdf import read_pdf

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Helvetica-Bold")
TITLE = ParagraphStyle("title", parent=BOLD, fontSize=16, leading=20)
GROUNDS = {"DONE": "#9fc5e8", "MOVING": "#a9d18e", "STUCK": "#f4a6a0"}
Card = dict[str, str]

CARDS: list[Card] = [
    {
        "No": "1",
        "Badge": "DONE",
        "What": "Open a drop-in at the library.",
        "Who": "Ann Day",
        "When": "May 2025",
    },
    {
        "No": "2",
        "Badge": "MOVING",
        "What": "Rewrite the form with carers and print it for every school in the borough.",
        "Who": "Head of SEND",
        "With": "Carers' group",
        "When": "By 31 March 2026",
    },
    {"No": "3", "Badge": "STUCK", "What": "Train the drivers.", "Who": "Transport Lead", "When": "July 2026"},
]
LABELS = {"What": "What we will do", "Who": "Who leads", "With": "Working with", "When": "By when"}


def _card(card: Card, width: float, strip: str) -> Table:
    """A card; `strip` says what stands over its labels: number and badge in one cell or two, or nothing."""
    rows: list[list[object]] = [
        [Paragraph(LABELS[k], BOLD), Paragraph(card[k], BODY)] for k in LABELS if k in card
    ]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, "black"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    if strip:
        words = [Paragraph(f"1.{card['No']}", BOLD), Paragraph(card["Badge"], BOLD)]
        if strip == "one cell":
            words = [Table([words], colWidths=[width - 90, 70]), ""]  # type: ignore[list-item]
            style.append(("SPAN", (0, 0), (1, 0)))
        if strip == "colour":
            words = [words[0], ""]  # type: ignore[list-item]
            style.append(("SPAN", (0, 0), (1, 0)))
        rows.insert(0, list(words))
        style.append(("BACKGROUND", (0, 0), (-1, 0), HexColor(GROUNDS[card["Badge"]])))
    return Table(rows, colWidths=[70, width - 70], style=style)


def _plan(cards: Sequence[Card], columns: int, strip: str, before: float = 0) -> Extraction:
    """A plan of one priority: a banner, its outcome, and the cards in so many columns."""
    width = 480 / columns
    held: list[object] = [_card(c, width - 14, strip) for c in cards]
    held += [""] * (-len(held) % columns)
    rows = [held[k : k + columns] for k in range(0, len(held), columns)]
    blank = [""] * (columns - 1)
    banner = [Paragraph("Priority 1: Shorter waits", BOLD), *blank]
    aim = [Paragraph("Outcome: Families wait for weeks and not for months", BODY), *blank]
    style = [
        ("GRID", (0, 0), (-1, -1), 1, "black"),
        ("SPAN", (0, 0), (-1, 0)),
        ("SPAN", (0, 1), (-1, 1)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    key = Table(
        [
            ["DONE", "Finished"],
            ["MOVING", "On track to finish by its date"],
            ["STUCK", "Late, or will be late"],
        ],
        style=[("GRID", (0, 0), (-1, -1), 0.6, "black")]
        + [("BACKGROUND", (0, k), (0, k), HexColor(g)) for k, g in enumerate(GROUNDS.values())],
    )
    flow = [Paragraph("Ambleford SEND action plan", TITLE), key, Paragraph("Our priority", TITLE)]
    flow.append(Table([banner, aim, *rows], colWidths=[width] * columns, style=style, spaceBefore=before))
    out = BytesIO()
    SimpleDocTemplate(out, invariant=True).build(flow)
    return extract(read_pdf(out.getvalue()))


def _told(actions: Sequence[Action]) -> list[tuple[str, str | None, str | None]]:
    return [(a.activity, a.responsible_raw, a.timescale.raw if a.timescale else None) for a in actions]


WANTED = [(c["What"], c["Who"], c["When"]) for c in CARDS]


@pytest.mark.parametrize("strip", ["", "one cell", "two cells", "colour"])
@pytest.mark.parametrize("columns", [1, 2])
def test_cards_in_the_cells_of_a_ruled_table_are_an_action_each(columns: int, strip: str) -> None:
    found = _plan(CARDS, columns, strip).actions
    assert _told(found) == WANTED
    assert {(a.priority, a.objective) for a in found} == {
        ("Priority 1: Shorter waits", "Families wait for weeks and not for months")
    }
    if strip:
        assert [a.reference for a in found] == ["1.1", "1.2", "1.3"]
        assert [a.status for a in found] == ["complete", "on_track", "delayed"]


@pytest.mark.parametrize("columns", [1, 2])
def test_cards_go_on_over_a_page_break_under_the_same_outcome(columns: int) -> None:
    cards = [{**c, "No": str(k), "What": f"{c['What'][:-1]} {k}."} for k, c in enumerate(CARDS * 3, 1)]
    found = _plan(cards, columns, "one cell", before=250).actions
    assert [(a.reference, a.activity) for a in found] == [(f"1.{c['No']}", c["What"]) for c in cards]
    assert {a.objective for a in found} == {"Families wait for weeks and not for months"}


def _one_grid(cards: Sequence[Card], gap: bool, flush: bool) -> Extraction:
    """The cards two by two in one grid, with a blank column between them or none; `flush` draws cards whose
    rules lie on those of the table around them, each as high as its own words."""
    between = [12.0] if gap else []
    rows: list[list[object]] = [[Paragraph("Outcome: Families wait for weeks and not for months", BODY)]]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, "black"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    style += [("SPAN", (0, 0), (-1, 0))]
    widths = [240.0, *between, 240.0] if flush else [70.0, 170.0, *between, 70.0, 170.0]
    for left, right in zip(cards[::2], [*cards[1::2], None], strict=False):
        if flush:
            drawn = [_card(c, 240, "one cell") if c else "" for c in (left, right)]
            rows.append([drawn[0], *([""] if gap else []), drawn[1]])
            continue
        strips: list[object] = [
            [Paragraph(f"1.{c['No']} {c['Badge']}", BOLD), ""] if c else ["", ""] for c in (left, right)
        ]
        rows.append([*strips[0], *([""] if gap else []), *strips[1]])  # type: ignore[misc]
        k, far = len(rows) - 1, 3 if gap else 2
        style += [("SPAN", (0, k), (1, k)), ("SPAN", (far, k), (far + 1, k))]
        for label in range(max(len(_pairs(c)) for c in (left, right) if c)):
            cells = [_pairs(c)[label] if c and label < len(_pairs(c)) else ["", ""] for c in (left, right)]
            rows.append([*cells[0], *([""] if gap else []), *cells[1]])
    if flush:
        style += [(f"{side}PADDING", (0, 1), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    out = BytesIO()
    flow = [Paragraph("Ambleford SEND action plan", TITLE), Paragraph("Priority 1: Shorter waits", TITLE)]
    flow.append(Table([r + [""] * (len(widths) - len(r)) for r in rows], colWidths=widths, style=style))
    SimpleDocTemplate(out, invariant=True).build(flow)
    return extract(read_pdf(out.getvalue()))


def _pairs(card: Card) -> list[list[object]]:
    return [[Paragraph(LABELS[k], BOLD), Paragraph(card[k], BODY)] for k in LABELS if k in card]


@pytest.mark.parametrize("flush", [False, True])
@pytest.mark.parametrize("gap", [False, True])
def test_cards_side_by_side_in_one_grid_need_not_have_the_same_labels(gap: bool, flush: bool) -> None:
    found = _one_grid([CARDS[1], CARDS[0], CARDS[2]], gap, flush).actions
    assert _told(found) == [WANTED[1], WANTED[0], WANTED[2]]
    assert [a.reference for a in found] == ["1.2", "1.1", "1.3"]
    assert [a.status_raw for a in found] == ["MOVING", "DONE", "STUCK"]
    assert {a.objective for a in found} == {"Families wait for weeks and not for months"}
