"""Several actions in one row of a table, with what stands beside each of them in the other cells."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Action
from extractors.readers import docx
from tests import office_files as office
from tests.plan_tables import document, head, item, para, table

HEADS = ("Objective", "Action", "Lead", "Start", "End", "RAG", "Progress", "Measure")
WORDS = ("Open a drop-in for families.", "Print the form again.", "Train the drivers of all buses.")
LEADS = ("Head of SEND", "Print Manager", "Transport Manager")
STARTS, ENDS = ("Jan 2025", "March 2025", "1.5.25"), ("June 2025", "Ongoing", "30 Sept 2025")
NEWS = ("Opened in May.", "Proofs are in hand.", "Six have been trained.")
SUCCESS = "Families find us; all drivers are trained."


def _actions(*cells: tuple[str, ...] | str) -> tuple[Action, ...]:
    row = ((cell,) if isinstance(cell, str) else cell for cell in cells)
    rows = (
        "".join(office.tc(office.p(text)) for text in HEADS),
        "".join(office.tc("".join(map(office.p, texts))) for texts in row),
    )
    body = office.p("SEND action plan") + office.tbl(*rows)
    return extract(docx.read(office.docx(body))).actions


def _lettered(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{'abc'[k]}) {text}" for k, text in enumerate(texts))


def _told(actions: tuple[Action, ...]) -> list[tuple[str | None, ...]]:
    return [
        (a.activity, a.responsible_raw, a.timescale.raw if a.timescale else None, a.status, a.update_text)
        for a in actions
    ]


TIMES = tuple(f"{start} | {end}" for start, end in zip(STARTS, ENDS, strict=True))
STATUS = ("complete", "on_track", "in_progress")
WHOLE = list(zip(WORDS, LEADS, TIMES, STATUS, NEWS, strict=True))


def test_each_lettered_action_has_the_lead_times_and_rating_beside_it() -> None:
    found = _actions("Shorter waits", _lettered(WORDS), LEADS, STARTS, ENDS, ("B", "G", "A"), NEWS, SUCCESS)
    assert _told(found) == WHOLE
    assert {(a.objective, a.success_measure) for a in found} == {("Shorter waits", SUCCESS)}


@pytest.mark.parametrize("header", ["RAG", "Where we are", "Seen by the board"])
def test_ratings_in_words_stand_level_with_the_steps_under_any_header(header: str) -> None:
    said = ("Done", "", "On track", "Delayed")
    row = (("Shorter waits",), _lettered(WORDS), LEADS, STARTS, ENDS, said)
    heads = (*HEADS[:5], header)
    rows = (
        "".join(office.tc(office.p(text)) for text in heads),
        "".join(office.tc("".join(map(office.p, texts))) for texts in row),
    )
    found = extract(docx.read(office.docx(office.p("SEND action plan") + office.tbl(*rows)))).actions
    assert [a.status for a in found] == ["complete", "on_track", "delayed"]


def test_letters_that_come_again_in_each_cell_say_to_which_action_a_line_belongs() -> None:
    beside = (LEADS, STARTS, ENDS, ("B", "G", "A"))
    news = (f"a) {NEWS[0]}", f"c) {NEWS[2]}")
    found = _actions("Shorter waits", *(_lettered(t) for t in (WORDS, *beside)), news, SUCCESS)
    assert _told(found) == [WHOLE[0], (*WHOLE[1][:-1], None), WHOLE[2]]


def test_one_lead_and_news_of_all_are_shared_by_the_actions_of_a_row() -> None:
    ratings = ("B", "G", "A")
    found = _actions("Shorter waits", _lettered(WORDS), LEADS[0], STARTS, ENDS, ratings, NEWS[0], SUCCESS)
    assert [a.responsible_raw for a in found] == [LEADS[0]] * 3
    assert [a.update_text for a in found] == [NEWS[0]] * 3


def test_lettered_steps_of_one_action_with_one_time_stay_one_action() -> None:
    (action,) = _actions("Shorter waits", _lettered(WORDS), LEADS[0], STARTS[0], ENDS[0], "G", "", "")
    assert action.activity == " ".join(WORDS)


@pytest.mark.parametrize("lines", ["Apr 2025 –|Jun 2026", "30 September|2026", "May 2025|to July 2026"])
def test_a_time_that_wrapped_is_not_the_times_of_two_bullets(lines: str) -> None:
    plan = table(["Action", "Lead", "By when"], ["x", "Head of SEND", lines], headers=1)
    blocks = (para("Open a drop-in for families, and:"), item("print the form"), item("train all drivers"))
    cells = (c.model_copy(update={"blocks": blocks}) if c.text == "x" else c for c in plan.cells)
    words = "Open a drop-in for families, and: print the form train all drivers"
    cells = (c.model_copy(update={"text": words}) if c.text == "x" else c for c in cells)
    (action,) = extract(
        document(head("SEND action plan"), plan.model_copy(update={"cells": tuple(cells)}))
    ).actions
    assert action.timescale is not None
    assert action.timescale.raw == lines.replace("|", " ")
