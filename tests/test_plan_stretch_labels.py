"""Cards whose labels nobody knows and no colon sets off: told by place and type, and by coming again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extractors.families.plan.cards import card_role
from extractors.families.plan.extract import extract
from extractors.families.plan.stretches import labels_of
from extractors.model import Block, Line
from tests.plan_tables import CARDS, GOAL, document, head, para, paragraphs, table, told

OWN = ("The job to be done", "In the driving seat", "Wrapped up by", "How it looks", "Proof that it worked")
Card = tuple[str, ...]


def _left(card: Card) -> list[list[str]]:
    """Labels down the left beside their values, the number merged over all."""
    return [[card[0] if k == 0 else "^", label, card[k + 1]] for k, label in enumerate(OWN)]


def _over(card: Card) -> list[list[str]]:
    """A title over rows of labels, each over a row of values."""
    who, when, state, sign = (f"*{label}*" for label in OWN[1:])
    title = [f"*{card[0]} {card[1]}*", "<", "<"]
    return [title, [who, when, state], [card[2], card[3], card[4]], [sign, "<", "<"], [card[5], "<", "<"]]


def _halves(card: Card) -> list[list[str]]:
    """A wide and a narrow cell of paragraphs, each under its label in bold."""
    act, who, when, state, sign = OWN
    left = f"*{card[0]}*|*{act}*|{card[1]}|*{sign}*|{card[5]}"
    return [[left, f"*{who}*|{card[2]}|*{when}*|{card[3]}|*{state}*|{card[4]}"]]


def _strip(card: Card) -> list[list[str]]:
    """A title with a badge at its right, over labels beside their values."""
    _, who, when, _, sign = OWN
    title = [f"*{card[0]} {card[1]}*", "<", "<", card[4]]
    return [title, [who, card[2], when, card[3]], [sign, card[5], "<", "<"]]


@pytest.mark.parametrize("each", [True, False], ids=["a table each", "one table"])
@pytest.mark.parametrize("shape", [_left, _over, _halves, _strip], ids=lambda s: s.__name__)
def test_labels_that_come_again(shape: Callable[[Card], list[list[str]]], each: bool) -> None:
    drawn = [shape(card) for card in CARDS]
    rows = drawn if each else [[row for card in drawn for row in card]]
    found = extract(
        document(
            head("SEND action plan"), para(f"Outcome: {GOAL}"), *(paragraphs(table(*held)) for held in rows)
        )
    ).actions
    assert told(found) == list(CARDS)
    assert {a.objective for a in found} == {GOAL}


def _names(rows: Sequence[list[str]]) -> frozenset[str]:
    return labels_of([paragraphs(table(*rows))]).apart


def test_values_that_come_again_are_no_labels() -> None:
    rows = [["Lead", who, "Due", when] for who, when in (("Ann Day", "May 2026"), ("Jo Hill", "June 2026"))]
    assert _names([*rows, *rows, *rows]) == frozenset()


def test_a_label_on_its_own_line_of_a_paragraph() -> None:
    def run_on(who: str, when: str) -> Block:
        lines = tuple(Line(text=t) for t in (who, OWN[2], when))
        return Block(kind="paragraph", text=" ".join(line.text for line in lines), lines=lines)

    drawn = paragraphs(table(*[[f"{OWN[0]}|{c[1]}", f"{OWN[1]}|{c[2]}"] for c in CARDS]))
    cells = [
        c.model_copy(update={"blocks": (c.blocks[0], run_on(c.blocks[1].text, CARDS[c.row][3]))})
        if c.column
        else c
        for c in drawn.cells
    ]
    drawn = drawn.model_copy(update={"cells": tuple(cells)})
    found = extract(document(head("SEND action plan"), drawn)).actions
    assert [a.timescale.raw for a in found if a.timescale] == [c[3] for c in CARDS]
    assert [a.responsible_raw for a in found] == [c[2] for c in CARDS]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Impact we expect", "success"),
        ("Action we are taking", "action_heading"),
        ("Position at end of April", "update"),
        ("News since March", "update"),
        ("We are here", None),
    ],
)
def test_labels_with_more_words(label: str, role: str | None) -> None:
    assert card_role(label) == role
