"""How far an action is: the names that plans give to it, and the words, letters and colours that say it."""

from __future__ import annotations

import pytest

from extractors.families.plan.context import read_label


@pytest.mark.parametrize(
    "line",
    [
        "RAG: Amber",
        "BRAG: Amber",
        "RAG (June 2025): Amber",
        "RAG – Amber",
        "RAG rating: Amber",
        "Status: Amber",
    ],
)
def test_a_label_s_last_letter_is_no_number(line: str) -> None:
    told = read_label(line)
    assert told is not None
    assert (told.role, told.text) == ("status", "Amber")


def test_a_number_with_a_capital_letter_is_one() -> None:
    told = read_label("Outcome 3A: Fewer letters")
    assert told is not None
    assert (told.role, told.number, told.text) == ("outcome_heading", "3A", "Fewer letters")


def test_a_question_is_a_label_of_what_follows() -> None:
    told = read_label("How will we know? Fewer letters")
    assert told is not None
    assert (told.role, told.text, told.colon) == ("success", "Fewer letters", True)
