"""Wide trackers, as a sheet prints them: cells said again as continued, measures in columns of their own."""

from __future__ import annotations

import pytest

from extractors.families.plan.content import without_continued
from extractors.families.plan.extract import extract
from extractors.model import Block, Extraction, Measure, Table
from tests.plan_tables import document, head, table

ACT = "Appoint a second designated officer for the county"
ACT2 = "Publish a calendar of joint audits"
ACT3 = "Train school leaders in the approach"
WEAK = "Plans take too long and families are not told why"
WAITS = "Children wait too long for an assessment of autism"


def _read(*blocks: Block | Table) -> Extraction:
    return extract(document(head("SEND action plan"), *blocks))


# -- said again, as continued -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"{WEAK} (continued)",
        f"{WEAK} [cont'd]",
        f"{WEAK} - cont.",
        f"{WEAK} – continued",
        f"{WEAK} cont’d",
        f"{WEAK} (continued from page 3)",
        f"{WEAK} (cont. overleaf)",
        f"(Continued) {WEAK}",
        f"Continued: {WEAK}",
        f"Cont'd - {WEAK}",
    ],
)
def test_a_mark_of_continuation_is_no_part_of_a_text(text: str) -> None:
    assert without_continued(text) == WEAK


@pytest.mark.parametrize(
    "text",
    [
        "Support is continued",
        "Continued support for schools",
        "The offer was continued: families liked it",
        "(continued)",
    ],
)
def test_words_that_tell_of_continuing_stay(text: str) -> None:
    assert without_continued(text) == text


def test_a_cell_said_again_on_the_next_page_is_the_one_before() -> None:
    result = _read(
        table(
            ["No.", "Weakness from the report", "What we will do", "Responsible", "Finish"],
            ["1", WEAK, ACT, "Jo Bloggs", "Mar-26"],
            ["2", f"{WEAK} (continued)", ACT2, "Sam Hill", "May-26"],
            ["3", WAITS, ACT3, "Sam Hill", "May-26"],
            headers=1,
            seams=(2,),
        )
    )
    assert [a.area_for_improvement for a in result.actions] == [WEAK, WEAK, WAITS]
    assert not any(a.objective for a in result.actions)


def test_a_row_over_a_table_said_again_is_the_one_before() -> None:
    result = _read(
        table(
            ["Action", "Lead", "By when"],
            [f"Priority 1: {WEAK}", "<", "<"],
            [ACT, "Jo Bloggs", "Mar-26"],
            [f"Priority 1: {WEAK} (cont'd)", "<", "<"],
            [ACT2, "Sam Hill", "May-26"],
            headers=1,
        )
    )
    assert {a.priority for a in result.actions} == {f"Priority 1: {WEAK}"}


# -- measures in columns beside the actions ---------------------------------------------------------

PLAN = ["Action", "Lead", "By when"]


def _values(measure: Measure) -> tuple[str, float | None, list[tuple[float | None, str | None]]]:
    return measure.text, measure.baseline_value, [(t.value, t.period) for t in measure.targets]


def test_each_target_column_gives_its_own_time() -> None:
    result = _read(
        table(
            [*PLAN, "KPI", "Baseline", "Target Mar 26", "Target Sep 26"],
            [ACT, "Jo Bloggs", "Mar-26", "Plans out in time", "33%", "50%", "70%"],
            [ACT2, "Sam Hill", "May-26", "Posts vacant", "5.2 FTE", "3.0", "0"],
            [ACT3, "Sam Hill", "May-26", "", "", "", ""],
            headers=1,
        )
    )
    assert [_values(m) for m in result.measures] == [
        ("Plans out in time", 33, [(50, "2026-03"), (70, "2026-09")]),
        ("Posts vacant", 5.2, [(3, "2026-03"), (0, "2026-09")]),
    ]
    assert [m.actions for m in result.measures] == [(1,), (2,)]
    assert result.actions[2].success_measure is None


@pytest.mark.parametrize("down", ["^", ""])
def test_a_measure_of_several_columns_merged_over_rows_is_one(down: str) -> None:
    result = _read(
        table(
            ["Objective", *PLAN, "KPI", "Baseline", "Target Mar 26", "Target Sep 26"],
            [WAITS, ACT, "Jo Bloggs", "Mar-26", "Weeks waited", "30", "20", "10"],
            [down, ACT2, "Sam Hill", "May-26", down, down, down, down],
            [WEAK, ACT3, "Sam Hill", "May-26", "Plans out in time", "33%", "50%", "70%"],
            headers=1,
        )
    )
    assert [_values(m) for m in result.measures] == [
        ("Weeks waited", 30, [(20, "2026-03"), (10, "2026-09")]),
        ("Plans out in time", 33, [(50, "2026-03"), (70, "2026-09")]),
    ]
    assert result.measures[0].actions == (1, 2)


def test_an_action_over_several_rows_has_a_measure_in_each() -> None:
    result = _read(
        table(
            [*PLAN, "KPI", "Baseline", "Target Mar 26", "Target Sep 26"],
            [ACT, "Jo Bloggs", "Mar-26", "Weeks waited", "30", "20", "10"],
            ["^", "^", "^", "Plans out in time", "33%", "50%", "70%"],
            [ACT2, "Sam Hill", "May-26", "Posts vacant", "5", "3", "0"],
            headers=1,
        )
    )
    assert len(result.actions) == 2
    assert [_values(m) for m in result.measures] == [
        ("Weeks waited", 30, [(20, "2026-03"), (10, "2026-09")]),
        ("Plans out in time", 33, [(50, "2026-03"), (70, "2026-09")]),
        ("Posts vacant", 5, [(3, "2026-03"), (0, "2026-09")]),
    ]
    assert [m.actions for m in result.measures] == [(1,), (1,), (2,)]


def test_words_with_figures_name_a_measure_and_give_it_no_value() -> None:
    result = _read(
        table(
            [*PLAN, "KPI", "Baseline", "Target Mar 26", "Target Sep 26"],
            [ACT, "Jo Bloggs", "Mar-26", "Pupils placed over 20 miles away. All ages.", "118", "110", "TBC"],
            [ACT2, "Sam Hill", "May-26", "Reviews within 6 weeks", "not known", "90%", "100%"],
            headers=1,
        )
    )
    first, second = result.measures
    assert (first.text, first.baseline_value) == ("Pupils placed over 20 miles away. All ages.", 118)
    assert [(t.raw, t.value) for t in first.targets] == [("110", 110), ("TBC", None)]
    assert _values(second) == ("Reviews within 6 weeks", None, [(90, "2026-03"), (100, "2026-09")])
    assert second.baseline_raw == "not known"


@pytest.mark.parametrize(
    ("heads", "periods"),
    [
        (("Target by March 2026", "Target by Sept 2026"), ("2026-03", "2026-09")),
        (("March 2026 target", "Sept 2026 target"), ("2026-03", "2026-09")),
        (("Mar-26", "Sep-26"), ("2026-03", "2026-09")),
        (("Target (6 months)", "Target (12 months)"), ("6 months", "12 months")),
        (("6 month target", "12 month target"), ("6 months", "12 months")),
        (("Year 1 target", "Year 2 target"), ("Year 1", "Year 2")),
        (("Target 2025/26", "Target 2026/27"), ("2025/26", "2026/27")),
        (("Interim target", "Final target"), (None, None)),
        (("Milestone Mar 26", "Target Sep 26"), ("2026-03", "2026-09")),
    ],
)
def test_columns_of_targets_are_called_many_things(
    heads: tuple[str, str], periods: tuple[str | None, str | None]
) -> None:
    result = _read(
        table(
            [*PLAN, "KPI", "Baseline", *heads, "RAG"],
            [ACT, "Jo Bloggs", "Mar-26", "Weeks waited", "30", "20", "10", "Green"],
            [ACT2, "Sam Hill", "May-26", "Plans out in time", "33%", "50%", "70%", "Red"],
            headers=1,
        )
    )
    assert [_values(m) for m in result.measures] == [
        ("Weeks waited", 30, [(20, periods[0]), (10, periods[1])]),
        ("Plans out in time", 33, [(50, periods[0]), (70, periods[1])]),
    ]
    assert [a.timescale.due_on.month for a in result.actions if a.timescale and a.timescale.due_on] == [3, 5]


def test_targets_under_a_header_of_two_rows() -> None:
    result = _read(
        table(
            ["Action", "Lead", "By when", "How we measure it", "<", "<", "<", "RAG"],
            ["^", "^", "^", "KPI", "Baseline", "Target Mar 26", "Target Sep 26", "^"],
            [ACT, "Jo Bloggs", "Mar-26", "Weeks waited", "30", "20", "10", "Green"],
            [ACT2, "Sam Hill", "May-26", "Plans out in time", "33%", "50%", "70%", "Red"],
            headers=2,
        )
    )
    assert [_values(m) for m in result.measures] == [
        ("Weeks waited", 30, [(20, "2026-03"), (10, "2026-09")]),
        ("Plans out in time", 33, [(50, "2026-03"), (70, "2026-09")]),
    ]


def test_times_under_a_header_of_targets() -> None:
    result = _read(
        table(
            ["Action", "Lead", "By when", "KPI", "Baseline", "Target", "<", "RAG"],
            ["^", "^", "^", "^", "^", "Mar 26", "Sep 26", "^"],
            [ACT, "Jo Bloggs", "Mar-26", "Weeks waited", "30", "20", "10", "Green"],
            [ACT2, "Sam Hill", "May-26", "Plans out in time", "33%", "50%", "70%", "Red"],
            headers=2,
        )
    )
    assert [_values(m) for m in result.measures] == [
        ("Weeks waited", 30, [(20, "2026-03"), (10, "2026-09")]),
        ("Plans out in time", 33, [(50, "2026-03"), (70, "2026-09")]),
    ]


def test_what_was_reached_since_is_neither_baseline_nor_target() -> None:
    result = _read(
        table(
            [*PLAN, "KPI", "Baseline", "Current", "Target Mar 26", "Target Sep 26"],
            [ACT, "Jo Bloggs", "Mar-26", "Weeks waited", "30", "25", "20", "10"],
            [ACT2, "Sam Hill", "May-26", "Plans out in time", "33%", "40%", "50%", "70%"],
            headers=1,
        )
    )
    assert [_values(m) for m in result.measures] == [
        ("Weeks waited", 30, [(20, "2026-03"), (10, "2026-09")]),
        ("Plans out in time", 33, [(50, "2026-03"), (70, "2026-09")]),
    ]
    assert ("Current", "25") in [(e.column, e.text) for e in result.actions[0].extra]


def test_targets_are_told_in_order_of_their_times() -> None:
    result = _read(
        table(
            [*PLAN, "Target Sep 26", "Target Mar 26", "Baseline", "KPI"],
            [ACT, "Jo Bloggs", "Mar-26", "10", "20", "30", "Weeks waited"],
            [ACT2, "Sam Hill", "May-26", "70%", "50%", "33%", "Plans out in time"],
            headers=1,
        )
    )
    assert _values(result.measures[0]) == ("Weeks waited", 30, [(20, "2026-03"), (10, "2026-09")])
    text = "Weeks waited Baseline: 30 Target Mar 26: 20 Target Sep 26: 10"
    assert result.actions[0].success_measure == text


# -- who does, answers, is asked and is told --------------------------------------------------------

RACI = ["Accountable", "Responsible", "Consulted", "Informed"]


@pytest.mark.parametrize("heads", [RACI, ["A", "R", "C", "I"]])
def test_those_who_are_asked_or_told_own_nothing(heads: list[str]) -> None:
    result = _read(
        table(
            ["Action", *heads, "By when"],
            [ACT, "Director of Care", "Head of SEND", "Parent Carer Forum", "Headteachers", "Mar-26"],
            [ACT2, "Director of Care", "Audit Manager", "Unions", "Governors", "May-26"],
            headers=1,
        )
    )
    assert [[o.role for o in a.owners] for a in result.actions] == [
        ["Head of SEND", "Director of Care"],
        ["Audit Manager", "Director of Care"],
    ]
    assert {e.text for e in result.actions[0].extra} >= {"Parent Carer Forum", "Headteachers"}


def test_times_alone_behind_a_baseline_are_a_header_without_marks_of_one() -> None:
    result = _read(
        table(
            ["Ref", *PLAN, "KPI", "Baseline", "Mar-26", "Sep-26", "RAG"],
            ["1.1", ACT, "Jo Bloggs", "Mar-26", "Weeks waited", "30", "20", "10", "Green"],
            ["1.2", ACT2, "Sam Hill", "May-26", "Plans out in time", "33%", "50%", "70%", "Red"],
        )
    )
    assert _values(result.measures[0]) == ("Weeks waited", 30, [(20, "2026-03"), (10, "2026-09")])
    assert [a.reference for a in result.actions] == ["1.1", "1.2"]


def test_measures_on_lines_of_one_cell_have_their_values_on_as_many() -> None:
    result = _read(
        table(
            [*PLAN, "KPI", "Baseline", "Target Mar 26", "Target Sep 26"],
            [ACT, "Jo Bloggs", "Mar-26", "Weeks waited|Plans out in time", "30|33%", "20|50%", "10|70%"],
            headers=1,
        )
    )
    assert [_values(m) for m in result.measures] == [
        ("Weeks waited", 30, [(20, "2026-03"), (10, "2026-09")]),
        ("Plans out in time", 33, [(50, "2026-03"), (70, "2026-09")]),
    ]
