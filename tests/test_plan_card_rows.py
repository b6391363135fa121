"""Cards one under another in one big table: rows of labels and values, and what stands over them."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.families.plan.strips import read_strip
from extractors.model import Action, Cell, Source, Table
from tests.plan_tables import document, head, table


def _read(*tables: Table) -> tuple[Action, ...]:
    return extract(document(head("SEND action plan", 1), *tables)).actions


def _told(actions: tuple[Action, ...]) -> list[tuple[str | None, ...]]:
    return [
        (a.reference, a.activity, a.responsible_raw, a.timescale.raw if a.timescale else None, a.status_raw)
        for a in actions
    ]


OPEN = ("1.1", "Open a drop-in at the ferry.", "Ann Day, Head of SEND", "May 2025", "Amber")
MEND = ("1.2", "Mend the ramp on every bus.", "TBC", "TBC", "White")
COUNT = ("1.3", "Count the riders each term.", "Ben Ito, Driver", "June 2025", "Red")


def test_a_block_with_its_labels_over_the_values_among_others_with_labels_beside_them() -> None:
    found = _read(
        table(
            ["Priority 1: Lifts", "<", "<", "<", "<"],
            ["Inspectors told us: “Leaders should see that nobody waits for a lift.”", "<", "<", "<", "<"],
            ["Outcome 1a: Lifts come on time", "<", "<", "<", "<"],
            [OPEN[0], OPEN[1], "<", "<", OPEN[4]],
            ["Lead", OPEN[2], "<", "Deadline", OPEN[3]],
            ["How we will know", "Half of them come", "<", "<", "<"],
            [MEND[0], MEND[1], "<", "<", MEND[4]],
            ["Lead", "<", "Deadline", "How we will know", "<"],
            [MEND[2], "<", MEND[3], "No ramp sticks", "<"],
            ["Progress", "Two are done.", "<", "<", "<"],
            ["Outcome 1b: Nobody is left behind", "<", "<", "<", "<"],
            [COUNT[0], COUNT[1], "<", "<", COUNT[4]],
            ["Lead", COUNT[2], "<", "<", "<"],
            ["Deadline", COUNT[3], "<", "<", "<"],
            ["How we will know", "<", "<", "Progress", "<"],
            ["Each term has its count", "<", "<", "Spring is counted.", "<"],
        )
    )
    assert _told(found) == [OPEN, MEND, COUNT]
    assert [a.objective for a in found] == ["Lifts come on time"] * 2 + ["Nobody is left behind"]
    assert {a.area_for_improvement for a in found} == {"“Leaders should see that nobody waits for a lift.”"}
    assert [a.success_measure for a in found] == [
        "Half of them come",
        "No ramp sticks",
        "Each term has its count",
    ]
    assert [a.update_text for a in found] == [None, "Two are done.", "Spring is counted."]


def test_a_number_that_is_merged_down_its_block_of_labels_over_values() -> None:
    rows = [
        row
        for number, act, who, when, mark in (OPEN, MEND, COUNT)
        for row in (
            [number, act, "<", mark],
            ["^", "Lead", "Deadline", "How we will know"],
            ["^", who, when, "It is done"],
            ["^", "Progress", "<", "<"],
            ["^", "Well begun.", "<", "<"],
        )
    ]
    found = _read(table(["Priority 1: Lifts", "<", "<", "<"], *rows))
    assert _told(found) == [OPEN, MEND, COUNT]
    assert {(a.success_measure, a.update_text) for a in found} == {("It is done", "Well begun.")}


def test_rows_that_a_block_leaves_out_or_leaves_empty() -> None:
    found = _read(
        table(
            ["Outcome 1: Lifts come on time", "<", "<", "<"],
            [OPEN[0], OPEN[1], "<", OPEN[4]],
            ["Lead", OPEN[2], "Deadline", OPEN[3]],
            ["How we will know", "", "<", "<"],
            [MEND[0], MEND[1], "<", MEND[4]],
            ["Lead", "<", "Deadline", "<"],
            [MEND[2], "<", MEND[3], "<"],
            [COUNT[0], COUNT[1], "<", COUNT[4]],
            ["Lead", COUNT[2], "Deadline", COUNT[3]],
        )
    )
    assert _told(found) == [OPEN, MEND, COUNT]
    assert {a.success_measure for a in found} == {None}


@pytest.mark.parametrize(
    "label", ["Responsible officers", "Lead officers", "Accountable leads", "Keepers of it"]
)
def test_a_label_that_is_not_known_before_one_that_is_keeps_its_value(label: str) -> None:
    (action,) = _read(
        table(
            ["Action 1.1", OPEN[1], "<", "<"],
            [label, OPEN[2], "Deadline", OPEN[3]],
            ["Working with", "Ferry Forum", "RAG", "Amber"],
        )
    )
    assert action.timescale is not None
    assert action.timescale.raw == OPEN[3]
    kept = {action.responsible_raw, *(e.text for e in action.extra)}
    assert OPEN[2] in kept
    if label == "Responsible officers":
        assert action.responsible_raw == OPEN[2]


@pytest.mark.parametrize("slip", ["Progess", "Progres", "Porgress", "PROGRESSS"])
def test_a_label_with_a_slip_of_one_letter_is_the_label(slip: str) -> None:
    (action,) = _read(
        table(
            [OPEN[0], OPEN[1], "<", OPEN[4]],
            ["Lead", OPEN[2], "Deadine:", OPEN[3]],
            [slip, "Well begun.", "<", "<"],
        )
    )
    assert _told((action,)) == [OPEN]
    assert action.update_text == "Well begun."


def test_a_word_in_another_form_than_a_label_is_a_value() -> None:
    (action,) = _read(
        table(
            [OPEN[0], OPEN[1], "<", "<"],
            ["Lead", OPEN[2], "Status", "Finished"],
            ["By when", "May 2025", "<", "<"],
        )
    )
    assert action.status_raw == "Finished"


def test_a_table_with_headers_and_a_band_for_each_priority_is_no_card() -> None:
    found = _read(
        table(
            ["Priority 1: Lifts", "<", "<"],
            ["Objective", "Lead", "By when"],
            ["Open a drop-in at the ferry.", "Ann Day", "May 2025"],
            ["Priority 2: Ramps", "<", "<"],
            ["Objective", "Lead", "By when"],
            ["Mend the ramp on every bus.", "Ben Ito", "June 2025"],
        )
    )
    assert [a.priority for a in found] in (["Priority 1: Lifts", "Priority 2: Ramps"], [])


UPPER = ([OPEN[0], OPEN[1], "<", OPEN[4]], ["Lead", OPEN[2], "Deadline", OPEN[3]])


@pytest.mark.parametrize(
    "rest",
    [
        [["How we will know", "<", "Progress", "<"], ["Half of them come", "<", "Well begun.", "<"]],
        [["How we will know", "Half of them come", "<", "<"], ["Progress", "Well begun.", "<", "<"]],
        [["How we will know: Half of them come", "<", "Progress: Well begun.", "<"]],
    ],
)
def test_the_rest_of_a_card_at_the_head_of_the_next_page(rest: list[list[str]]) -> None:
    (action,) = _read(_on_page(1, *UPPER), _on_page(2, *rest))
    assert _told((action,)) == [OPEN]
    assert (action.success_measure, action.update_text) == ("Half of them come", "Well begun.")


def test_a_table_that_says_a_label_of_the_card_again_is_no_rest_of_it() -> None:
    (action,) = _read(_on_page(1, *UPPER), _on_page(2, ["Lead", "Ben Ito", "Progress", "Well begun."]))
    assert (action.responsible_raw, action.update_text) == (OPEN[2], None)


def _on_page(page: int, *rows: list[str]) -> Table:
    made = table(*rows, page=page)
    return made.model_copy(update={"source": Source(page=page, page_end=page)})


CARDS = {
    "a title with its number, a badge at its right": lambda n, act, who, when, mark: [
        [f"Action {n}: {act}", "<", "<", mark],
        ["Lead", who, "Deadline", when],
        ["Measure of success", "Half of them come", "<", "<"],
        ["Update", "Well begun.", "<", "<"],
    ],
    "a badge with its label in the title's row": lambda n, act, who, when, mark: [
        [n, act, "<", "<", "RAG", mark],
        ["Lead", who, "<", "Deadline", when, "<"],
        ["How we will know", "Half of them come", "<", "<", "<", "<"],
        ["Progress", "Well begun.", "<", "<", "<", "<"],
    ],
    "labels inside the cells, a number merged down": lambda n, act, who, when, mark: [
        [n, act, "<", f"RAG: {mark}"],
        ["^", f"Lead: {who}", f"Deadline: {when}", "Partners: Ferry Forum"],
        ["^", "Success measure: Half of them come", "<", "<"],
        ["^", "Progress: Well begun.", "<", "<"],
    ],
    "labels inside the title's cells": lambda n, act, who, when, mark: [
        [f"Ref: {n}", f"Action: {act}", "<", f"RAG: {mark}"],
        ["Lead", who, "By when", when],
        ["What will be different?", "Half of them come", "<", "<"],
        ["Update", "Well begun.", "<", "<"],
    ],
    "an action over all, its number under it": lambda n, act, who, when, mark: [
        [act, "<", "<", "<"],
        ["Ref", n, "RAG", mark],
        ["Responsible officer(s)", who, "Completion by", when],
        ["Sucess", "Half of them come", "<", "<"],
        ["Comments", "Well begun.", "<", "<"],
    ],
    "labels over all of their values": lambda n, act, who, when, mark: [
        ["Outcome 1: Lifts come on time", "<", "<"],
        ["Action", "<", "<"],
        [f"{n} {act}", "<", "<"],
        ["Lead", "By when", "RAG"],
        [who, when, mark],
        ["How we will know", "<", "<"],
        ["Half of them come", "<", "<"],
        ["Progress", "<", "<"],
        ["Well begun.", "<", "<"],
    ],
    "labels under labels of several rows": lambda n, act, who, when, mark: [
        ["Action", f"{n} {act}", "<", "<"],
        ["Who", "Lead", who, "<"],
        ["^", "Support", "Ferry Forum", "<"],
        ["When", "By when", when, "<"],
        ["Success", "Half of them come", "<", "<"],
        ["RAG", mark, "<", "<"],
        ["Update", "Well begun.", "<", "<"],
    ],
    "labels that only their type parts from the values": lambda n, act, who, when, mark: [
        [n, act, mark],
        [f"Lead {who}", f"Deadline {when}", "Working with Ferry Forum"],
        ["How we will know Half of them come", "<", "<"],
        ["Progress Well begun.", "<", "<"],
    ],
}


@pytest.mark.parametrize("kind", CARDS)
def test_a_table_a_card(kind: str) -> None:
    found = _read(*(table(*CARDS[kind](*card)) for card in (OPEN, MEND, COUNT)))
    assert _told(found) == [OPEN, MEND, COUNT]
    assert {(a.success_measure, a.update_text) for a in found} == {("Half of them come", "Well begun.")}


def test_a_card_without_an_owner_or_a_date() -> None:
    (action,) = _read(
        table(
            [f"Action {OPEN[0]}", OPEN[1], "<", "<"],
            ["Lead", "", "By when", ""],
            ["Success measure", "", "<", "<"],
            ["RAG", OPEN[4], "<", "<"],
        )
    )
    assert _told((action,)) == [(OPEN[0], OPEN[1], None, None, OPEN[4])]


def test_the_day_of_a_date_is_no_number_of_a_card() -> None:
    cell = Cell(row=0, column=0, rowspan=1, colspan=1, text="30 September 2025", source=Source())
    assert read_strip([cell], frozenset()) is None


def test_the_accountable_officer_of_a_card_is_its_owner() -> None:
    made = table(
        ["1.1", "Open a clinic in the town."],
        ["Accountable officer", "Ann Day"],
        ["Deadline", "May 2026"],
        ["2.1", "Hire a second nurse."],
        ["Accountable officer", "Jo Hill"],
        ["Deadline", "June 2026"],
    )
    actions = extract(document(head("SEND improvement plan"), made)).actions
    assert [a.owners[0].name for a in actions] == ["Ann Day", "Jo Hill"]
