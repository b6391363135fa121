"""Cards whose labels stand above their values, and what stands over a card."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Action, Table
from tests.plan_tables import document, head, table


def _read(*tables: Table) -> tuple[Action, ...]:
    return extract(document(head("SEND action plan", 1), head("Priority 1: Rides", 1), *tables)).actions


def _told(actions: tuple[Action, ...]) -> list[tuple[str | None, ...]]:
    return [
        (a.reference, a.activity, a.responsible_raw, a.timescale.raw if a.timescale else None, a.status_raw)
        for a in actions
    ]


OPEN = ("1.1", "Open a drop-in at the ferry.", "Ann Day, Head of SEND", "May 2025", "Amber")
MEND = ("1.2", "Mend the ramp on every bus.", "TBC", "TBC", "White")


@pytest.mark.parametrize("words", ["{} {}", "Action {}: {}", "{}. {}"])
def test_labels_in_rows_over_their_values_in_a_card_of_two_columns(words: str) -> None:
    cards = [
        table(
            [words.format(number, act), "<"],
            ["Lead", "By when"],
            [who, when],
            ["How we will know", "BRAG"],
            ["Half of them come", mark],
        )
        for number, act, who, when, mark in (OPEN, MEND)
    ]
    found = _read(*cards)
    assert _told(found) == [OPEN, MEND]
    assert {a.success_measure for a in found} == {"Half of them come"}


def test_labels_over_their_values_in_a_card_of_four_columns_with_a_label_over_all() -> None:
    number, act, who, when, mark = OPEN
    card = table(
        [f"{number} {act}", "<", "<", "<"],
        ["Lead", "Partners", "By when", "RAG"],
        [who, "", when, mark],
        ["How we will know", "<", "<", "<"],
        ["Half of them come", "<", "<", "<"],
    )
    found = _read(card)
    assert _told(found) == [OPEN]
    assert found[0].success_measure == "Half of them come"


def test_one_row_of_labels_between_an_action_and_its_values() -> None:
    cards = [
        table([f"{number}  {act}", "<", "<"], ["Lead", "By when", "BRAG"], [who, when, mark])
        for number, act, who, when, mark in (OPEN, MEND)
    ]
    assert _told(_read(*cards)) == [OPEN, MEND]


def test_cards_one_under_another_in_one_table_with_their_labels_over_the_values() -> None:
    rows = [
        row
        for number, act, who, when, mark in (OPEN, MEND)
        for row in ([f"{number} {act}", "<", "<"], ["Lead", "By when", "BRAG"], [who, when, mark])
    ]
    assert _told(_read(table(*rows))) == [OPEN, MEND]


def test_the_action_itself_stands_under_a_label() -> None:
    number, act, who, when, mark = OPEN
    card = table(
        ["Ref", "Action"], [number, act], ["Lead", "By when"], [who, when], ["RAG", "<"], [mark, "<"]
    )
    assert _told(_read(card)) == [OPEN]


def test_labels_over_some_values_and_beside_others() -> None:
    number, act, who, when, mark = OPEN
    card = table(
        ["Action", f"{number} {act}", "<"],
        ["Lead", "By when", "RAG"],
        [who, when, mark],
        ["How we will know", "Half of them come", "<"],
    )
    found = _read(card)
    assert [t[2:] for t in _told(found)] == [OPEN[2:]]
    assert found[0].success_measure == "Half of them come"


def test_an_owner_who_is_called_as_a_label_is_one() -> None:
    beside = table(["Action", "Open a drop-in."], ["Lead", "Workstream lead"], ["By when", "May 2025"])
    above = table(
        ["1.1 Open a drop-in.", "<"],
        ["Lead", "By when"],
        ["Workstream lead", "May 2025"],
        ["Success", "RAG"],
        ["Open", "Red"],
    )
    assert [a.responsible_raw for card in (beside, above) for a in _read(card)] == ["Workstream lead"] * 2


LONG = (
    "Mend the ramp on every bus that stops at a school, beginning with the three that carry children from "
    "the hills: ask the drivers first, and paint each one when it is done and was tried by a wheelchair user."
)


@pytest.mark.parametrize("top", [["1.2", LONG], [f"1.2 {LONG}", "<"], [LONG, "<"]])
def test_a_long_action_over_a_card_is_its_action(top: list[str]) -> None:
    card = table(top, ["Lead", "Ann Day"], ["By when", "May 2025"], ["RAG", "Red"])
    (action,) = _read(card)
    assert action.activity == LONG
    assert action.status_raw == "Red"


def test_values_that_begin_like_labels_beside_labels_of_their_own() -> None:
    card = table(
        ["1.7", "Count the riders each term."],
        ["Lead officers", "DCO and Principal Driver"],
        ["Partners", "Ferry Forum"],
        ["Timescale", "From September 2025"],
        ["Measure of impact", "Riders who are content: 38% at July 2025, 60% by July 2026"],
        ["BRAG", "Green"],
    )
    (action,) = _read(card)
    assert action.responsible_raw == "DCO and Principal Driver"
    assert action.timescale is not None
    assert action.timescale.raw == "From September 2025"
    assert (action.reference, action.status_raw) == ("1.7", "Green")


def test_a_label_that_ends_in_a_date_and_what_success_looks_like() -> None:
    card = table(
        ["Ref", "3.1", "RAG", "Amber"],
        ["Action", "Open a drop-in.", "<", "<"],
        ["Lead", "Ann Day", "By when", "May 2025"],
        ["Success looks like", "Half of them come", "<", "<"],
        ["Update Jan 26", "It is open.", "<", "<"],
    )
    (action,) = _read(card)
    assert (action.success_measure, action.update_text) == ("Half of them come", "It is open.")


def test_an_ordinary_table_under_a_row_over_it_is_no_card() -> None:
    rows = table(
        ["Shorter waits for lifts", "<", "<"],
        ["Action", "Lead", "By when"],
        ["Open a drop-in.", "Ann Day", "May 2025"],
        ["Mend the ramp.", "Ben Ito", "June 2025"],
    )
    assert [a.activity for a in _read(rows)] == ["Open a drop-in.", "Mend the ramp."]
    forum = table(["Ferry Forum", "<"], ["Chair", "Meets"], ["Ann Day", "Monthly"])
    assert _read(forum) == ()
