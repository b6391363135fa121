"""How far an action is: the names that plans give to it, and the words, letters and colours that say it."""

from __future__ import annotations

import pytest

from extractors.families.plan import content
from extractors.families.plan.context import read_label
from extractors.families.plan.extract import extract
from extractors.fields.rating import read_rating, status_of
from extractors.model import Block, Cell, Table
from tests.plan_tables import document, head, para, table


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


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Done", "complete"), ("100% complete", "complete"), ("Under way", "in_progress"),
        ("Started", "in_progress"), ("Watch", "in_progress"), ("Nearly done", "in_progress"),
        ("75% complete", "in_progress"), ("0% complete", "not_started"), ("On track", "on_track"),
        ("Ahead", "on_track"), ("Stuck", "delayed"), ("Behind", "delayed"), ("Late", "delayed"),
        ("Not yet begun", "not_started"), ("Planned", "not_started"), ("To do", "not_started"),
    ],
)  # fmt: skip
def test_a_word_that_says_how_far_an_action_is(said: str, status: str) -> None:
    assert read_rating(said) == (status, said)


def test_words_that_stand_alone_say_a_status_and_those_of_a_sentence_do_not() -> None:
    assert content.is_rating("Watch")
    assert content.is_rating("Not yet begun")
    assert not content.is_rating("Ongoing")  # a time as often as not
    assert status_of("We set out to do more") is None


def _statuses(*blocks: Block | Table) -> list[tuple[str | None, str | None]]:
    found = extract(document(head("SEND improvement plan"), *blocks)).actions
    return [(a.status_raw, a.status) for a in found]


NAMES = ["Status", "RAG", "BRAG", "Progress", "Rating", "Where are we", "Where we are now", "Position",
         "Delivery", "Confidence", "Current position", "How is it going", "State of play"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mark", [":", "?:", "?"])
def test_a_block_s_status_has_many_names(name: str, mark: str) -> None:
    lines = [
        line
        for k, said in enumerate(("Under way", "Stuck"), start=1)
        for line in (
            f"Action 1.{k}: Open drop-in number {k}", "Lead: Head of SEND", "By when: May 2025",
            "How we will know: Families say so.", f"{name}{mark} {said}",
        )
    ]  # fmt: skip
    assert _statuses(*map(para, lines)) == [("Under way", "in_progress"), ("Stuck", "delayed")]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_s_status_has_many_names(name: str) -> None:
    cards = [
        table(
            ["Action", f"Open drop-in number {k}"],
            ["Lead", "Head of SEND"],
            ["By when", "May 2025"],
            [name, said],
        )
        for k, said in enumerate(("Under way", "Watch", "Stuck"))
    ]
    assert [status for _, status in _statuses(*cards)] == ["in_progress", "in_progress", "delayed"]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_s_status_may_be_a_colour_without_words(name: str) -> None:
    cards = [
        table(
            ["Action", f"Open drop-in {k}"], ["Lead", "Head of SEND"], ["By when", "May 2025"], [name, "#"],
            fills={"#": fill},
        )
        for k, fill in enumerate(("#00b050", "#ff0000"))
    ]  # fmt: skip
    bare = [c.model_copy(update={"cells": tuple(_bare(cell) for cell in c.cells)}) for c in cards]
    assert [status for _, status in _statuses(*bare)] == ["on_track", "delayed"]


def _bare(cell: Cell) -> Cell:
    return cell.model_copy(update={"text": "", "blocks": ()}) if cell.text == "#" else cell


def test_a_rating_on_a_line_of_its_own_is_the_action_s() -> None:
    lines = ("Action 1.1: Open a drop-in", "Lead: Head of SEND", "By when: May 2025", "At risk")
    assert _statuses(*map(para, lines)) == [("At risk", "in_progress")]


def test_a_small_table_of_actions_and_their_ratings_is_no_key() -> None:
    rows = table(
        ["Open a drop-in at each library.", "Head of SEND, Northshire Council", "May 2025", "Running late"],
        ["Print the form in large letters.", "Forms Manager, Northshire Council", "June 2025", "Stuck"],
        ["Train the drivers of both buses.", "Fleet Manager, Northshire Council", "July 2025", "To do"],
    )
    assert _statuses(rows) == [("Running late", "delayed"), ("Stuck", "delayed"), ("To do", "not_started")]


OTHER_NAMES = ["Where we are", "Temperature", "The view from the bridge", "Our word for it", "Update"]
NEWS = ("Late. Schools asked for a shorter form.", "Begun. Two posts are empty.", "On time.")
MEANT = ["delayed", "in_progress", "on_track"]


def _lines(k: int, *told: str) -> list[Block]:
    return [
        para(text)
        for text in (
            f"Action 1.{k}: Open drop-in number {k}",
            "Lead: Head of SEND",
            "By when: May 2025",
            *told,
        )
    ]


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_news_after_a_label_of_any_name_begins_with_the_rating(name: str) -> None:
    blocks = [b for k, said in enumerate(NEWS) for b in _lines(k, f"{name}: {said}")]
    assert [status for _, status in _statuses(*blocks)] == MEANT


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_a_rating_run_on_after_a_measure_is_the_action_s(name: str) -> None:
    told = [f"How we will know: Families say so. {name}: {said}" for said in NEWS]
    blocks = [b for k, text in enumerate(told) for b in _lines(k, text)]
    assert [status for _, status in _statuses(*blocks)] == MEANT


@pytest.mark.parametrize("name", ["Update", "Temperature", "Notes from the team"])
@pytest.mark.parametrize(
    "shape", ["{0}. {1}", "{0} – {1}", "{1}. {0}.", "{1} ({0})", "[{0}] {1}", "{0}: {1}"]
)
def test_a_column_s_rating_stands_before_the_news_or_after_it_or_in_brackets(name: str, shape: str) -> None:
    told = [
        shape.format(word, news)
        for word, news in (
            ("Delayed", "Schools asked for a shorter form"),
            ("Under way", "Two posts are empty"),
            ("On track", "The first group met"),
        )
    ]
    rows = [[f"Open drop-in number {k}", "Head of SEND", "May 2025", said] for k, said in enumerate(told)]
    found = _statuses(table(["Action", "Lead", "By when", name], *rows))
    assert [status for _, status in found] == MEANT


def test_the_words_of_a_key_in_a_list_end_at_its_colon() -> None:
    key = (
        "Sunny: finished and checked",
        "Fair: going as planned",
        "Foggy: begun, with doubt",
        "Stormy: late",
    )
    said = ("Stormy. The roof leaks.", "Sunny.", "Foggy. Two posts are empty.")
    actions = [b for k, news in enumerate(said) for b in _lines(k, f"How we feel: {news}")]
    found = _statuses(*map(para, key), head("What we will do"), *actions)
    assert [status for _, status in found] == ["delayed", "complete", "in_progress"]


def test_nothing_done_in_the_meaning_of_a_rating_is_not_started() -> None:
    assert status_of("Nothing done so far") == "not_started"
    assert status_of("Work has not started yet") == "not_started"
    assert status_of("Everything done") == "complete"
