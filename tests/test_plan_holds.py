"""Columns told by what they hold, where the header says nothing of them; tables with columns of their own."""

from __future__ import annotations

import pytest

from extractors.families.plan import content
from extractors.families.plan.columns import Layout, read_header
from extractors.families.plan.extract import extract
from extractors.families.plan.holds import by_content, settle
from extractors.families.plan.tables import fits_layout
from extractors.model import Action, Table
from tests.plan_tables import document, head, table

ACTS = (
    "Appoint a second clerk to the tuition panel",
    "Publish a timetable of drop-ins in each library",
    "Train the drivers of the school minibuses",
    "Review how letters to families are written",
)
SIGNS = ("Letters go out sooner", "Parents know where to come", "Calmer journeys to school", "Fewer replies")
WHO = ("Head of Service", "Youth Manager", "Fleet Manager", "Communications Lead")
WHEN = ("May 2025", "June 2025", "July 2025", "October 2025")


def _roles(made: Table) -> list[str]:
    layout = by_content(made.cover(), range(made.n_rows))
    assert layout is not None
    return [c.role for c in layout.columns]


def _read(*tables: Table) -> tuple[Action, ...]:
    return extract(document(head("SEND improvement plan"), *tables, format="docx")).actions


def test_prose_far_from_a_rating_before_the_action_is_no_news() -> None:
    rated = ("Green", "Amber", "Red", "Green")
    first = table(*(list(row) for row in zip(rated, WHEN, ACTS, WHO, SIGNS, strict=True)))
    assert _roles(first) == ["status", "timescale", "activity", "owner", "success"]
    last = table(*(list(row) for row in zip(ACTS, WHO, WHEN, rated, SIGNS, strict=True)))
    assert _roles(last) == ["activity", "owner", "timescale", "status", "update"]


def test_names_of_streams_told_again_behind_the_action_are_no_success() -> None:
    streams = ("Better travel", "Better travel", "Better letters", "Better letters")
    rated = ("Green", "Amber", "Red", "Green")
    made = table(*(list(row) for row in zip(rated, WHEN, WHO, ACTS, streams, strict=True)))
    assert _roles(made) == ["status", "timescale", "owner", "activity", "extra"]


def test_an_aim_told_again_in_each_row_is_the_objective() -> None:
    aims = [
        "Families hear from us early and in plain words",
        "Children travel safely to a school near home",
    ]
    made = table(*([aims[i // 2], ACTS[i], WHO[i], WHEN[i]] for i in range(4)))
    assert _roles(made) == ["objective", "activity", "owner", "timescale"]


def test_numbers_behind_the_words_under_one_header_are_references() -> None:
    made = table(
        ["When", "Lead", "Action", "<"],
        *([WHEN[i], WHO[i], ACTS[i], f"2.{i + 1}"] for i in range(4)),
        headers=1,
    )
    grid = made.cover()
    assert [c.role for c in settle(read_header(grid, 0), grid, range(1, 5)).columns] == [
        "timescale",
        "owner",
        "activity",
        "reference",
    ]
    found = _read(made)
    assert [(a.reference, a.activity) for a in found] == [(f"2.{i + 1}", ACTS[i]) for i in range(4)]


def _owned() -> Layout:
    header = table(["Ref", "Action", "Lead", "Working with", "When", "Success", "RAG"], headers=1).cover()
    return read_header(header, 0)


def test_a_table_with_prose_where_owners_stood_has_its_own_columns() -> None:
    rows = [[f"3.{i}", ACTS[i], SIGNS[i], WHO[i], WHEN[i], "", ""] for i in range(4)]
    assert not fits_layout(table(*rows).cover(), range(4), _owned())


def test_a_table_with_ratings_elsewhere_has_its_own_columns() -> None:
    rated = ("Green", "Amber", "Red", "Green")
    rows = [[f"3.{i}", ACTS[i], WHO[i], "", WHEN[i], rated[i], ""] for i in range(4)]
    assert not fits_layout(table(*rows).cover(), range(4), _owned())
    rows = [[f"3.{i}", ACTS[i], WHO[i], "", WHEN[i], SIGNS[i], rated[i]] for i in range(4)]
    assert fits_layout(table(*rows).cover(), range(4), _owned())


def test_unknown_names_under_terms_that_span_columns_are_no_action() -> None:
    rows = [[f"1.{i}", ACTS[i], WHO[i], "", "x", SIGNS[i], "Green"] for i in range(4)]
    made = table(
        ["", "", "", "Autumn term", "<", "", ""],
        ["Zig", "Zag", "Zug", "Zeg", "Zog", "Zyg", "Zaz"],
        *rows,
        headers=2,
    )
    assert [a.activity for a in _read(made)] == list(ACTS)


@pytest.mark.parametrize("text", ["No date yet", "Not yet agreed", "To be decided"])
def test_words_for_no_date_stay_in_the_column_of_dates(text: str) -> None:
    assert content.is_date(text)


def test_commitments_of_each_row_are_the_actions_where_no_column_is_called_so() -> None:
    made = table(
        ["No.", "Due", "Commitment", "Responsible", "Latest position"],
        ["Ambition A: Children travel safely", "<", "<", "<", "<"],
        *([str(i + 1), WHEN[i], ACTS[i], WHO[i], SIGNS[i]] for i in range(4)),
        headers=1,
    )
    found = _read(made)
    assert [a.activity for a in found] == list(ACTS)
    assert {a.objective for a in found} == {"Children travel safely"}


def test_an_aim_of_several_rows_is_no_action_where_no_column_is_called_so() -> None:
    made = table(
        ["Objective", "Responsible", "Due"],
        *(["Children travel safely to a school near home", WHO[i], WHEN[i]] for i in range(4)),
        headers=1,
    )
    layout = settle(read_header(made.cover(), 0), made.cover(), range(1, 5))
    assert "activity" not in layout.roles()


def test_baselines_in_sentences_with_their_ambitions_are_measures() -> None:
    told = "Pupils with a bus pass Baseline 40% (May 2024). We aim for 75% by May 2026."
    made = table(
        ["Action", "Responsible", "Due", "Baseline and ambition"],
        *([ACTS[i], WHO[i], WHEN[i], told if i == 0 else ""] for i in range(4)),
        headers=1,
    )
    found = extract(document(head("SEND improvement plan"), made, format="docx")).measures
    assert [(m.text, m.baseline_value, [t.value for t in m.targets]) for m in found] == [
        ("Pupils with a bus pass", 40.0, [75.0])
    ]


def test_what_good_looks_like_over_several_actions_is_their_objective() -> None:
    made = table(
        ["What good looks like", "ID", "Action", "Lead", "By when"],
        ["Families hear from us early", "A1", ACTS[0], WHO[0], WHEN[0]],
        ["^", "A2", ACTS[1], WHO[1], WHEN[1]],
        ["Children travel safely", "A3", ACTS[2], WHO[2], WHEN[2]],
        headers=1,
    )
    found = _read(made)
    assert [a.objective for a in found] == [
        "Families hear from us early",
        "Families hear from us early",
        "Children travel safely",
    ]
    assert {a.success_measure for a in found} == {None}


@pytest.mark.parametrize(
    ("header", "over", "right"),
    [
        ("Success measure", SIGNS[0], False),  # it is called a measure
        ("What good looks like", "9 of 10 letters, 90% sooner", False),  # figures measure
        ("What good looks like", SIGNS[0], True),  # behind the actions
    ],
)
def test_other_cells_over_several_actions_stay_what_success_is(header: str, over: str, right: bool) -> None:
    rows = [
        [header, "Action", "Lead", "By when"],
        [over, ACTS[0], WHO[0], WHEN[0]],
        ["^", ACTS[1], WHO[1], WHEN[1]],
        [SIGNS[1], ACTS[2], WHO[2], WHEN[2]],
    ]
    found = _read(table(*([*r[1:], r[0]] if right else r for r in rows), headers=1))
    assert [a.success_measure for a in found] == [over, over, SIGNS[1]]


def test_what_good_looks_like_under_an_objective_stays_what_success_is() -> None:
    made = table(
        ["What good looks like", "Action", "Lead", "By when"],
        ["Families hear from us early", ACTS[0], WHO[0], WHEN[0]],
        ["^", ACTS[1], WHO[1], WHEN[1]],
        ["Children travel safely", ACTS[2], WHO[2], WHEN[2]],
        headers=1,
    )
    over = (head("Priority 1: Buses", 2), head("Objective 1.1: Nobody waits for a bus", 3))
    found = extract(document(head("SEND improvement plan"), *over, made, format="docx")).actions
    assert [(a.objective, a.success_measure) for a in found][:2] == [
        ("Nobody waits for a bus", "Families hear from us early")
    ] * 2


def test_figures_under_aim_beside_those_of_now_are_targets_and_no_objective() -> None:
    made = table(
        ["What we want to be different", "Task", "Owner", "Deadline", "KPI", "Now", "Aim"],
        ["Children travel safely", ACTS[0], WHO[0], WHEN[0], "Pupils with a bus pass", "40%", "75%"],
        ["^", ACTS[1], WHO[1], WHEN[1], "Rides late", "31", "9"],
        ["^", ACTS[2], WHO[2], WHEN[2], "Drivers trained", "4", "20"],
        headers=1,
    )
    found = extract(document(head("SEND improvement plan"), made, format="xlsx"))
    assert {a.objective for a in found.actions} == {"Children travel safely"}
    assert [(m.baseline_value, [t.value for t in m.targets]) for m in found.measures] == [
        (40.0, [75.0]),
        (31.0, [9.0]),
        (4.0, [20.0]),
    ]


def test_what_inspectors_said_in_a_box_over_the_table_is_the_area_of_its_actions() -> None:
    said = "Leaders should make sure that children travel safely to school"
    box = table(["What inspectors said", said])
    made = table(
        ["Aim", "Action", "Owner", "Deadline"],
        *(["Safe buses", ACTS[i], WHO[i], WHEN[i]] for i in range(3)),
        headers=1,
    )
    found = extract(document(head("SEND improvement plan"), head("Priority 1: Travel", 2), box, made)).actions
    assert {a.area_for_improvement for a in found} == {said}
