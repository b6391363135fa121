"""Trackers of programme offices: planned, revised and actual dates, shares done, levels, milestones."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.families.plan.date_columns import is_actual_end, is_share_done
from extractors.families.plan.extract import extract
from extractors.families.plan.two_rows import over_two_rows
from extractors.families.plan.words import date_header
from extractors.model import Action, Block, Extraction, Table
from tests.plan_tables import document, head, table


def _plan(*blocks: Block | Table) -> Extraction:
    return extract(document(head("SEND delivery tracker"), *blocks, format="xlsx"))


TASKS = ("Recruit two link workers", "Redesign the referral form", "Map courses for leavers")


def _tracked(headers: list[str], *rows: list[str]) -> tuple[Action, ...]:
    """The actions of a tracker whose last columns are given."""
    lines = [[f"T{k}", TASKS[k - 1], "Head of Inclusion", *row] for k, row in enumerate(rows, 1)]
    found = _plan(table(["ID", "Task", "Task owner", *headers], *lines))
    assert not found.measures
    return found.actions


def _times(action: Action) -> tuple[date | None, date | None, date | None]:
    """Start, end and the end before it."""
    now, old = action.timescale, action.original_timescale
    return now and now.starts_on, now and now.due_on, old and old.due_on


HEADERS = {
    "start": "Baseline start; Planned start date; Target start; Start (planned)",
    "revised_start": "Revised start date; Forecast start",
    "actual_start": "Actual start; Date commenced",
    "original": "Baseline finish; Original due; Original target date; Initial deadline",
    "end": "Planned finish; Target end date; Agreed completion date; Date to be completed by; Planned end",
    "revised": "Forecast finish; Current due; Latest forecast end date; Expected completion date;"
    " New target date; Forecast / actual finish; Due date (revised)",
    "extra": "Actual finish; Date closed; Completed on; Date of actual completion",
}


@pytest.mark.parametrize(("header", "role"), [(h, r) for r, hs in HEADERS.items() for h in hs.split("; ")])
def test_words_tell_whose_date_a_column_holds(header: str, role: str) -> None:
    told = date_header(header)
    assert told is not None
    assert told.role == role


OTHERS = (
    "Due date; Start date; Baseline; Target; Delivery plan; Target Q2; Date agreed; Latest update; Actual;"
    " Current status; Expected impact; Completed; % complete; Baseline value; Revised;"
    " Baseline (date); Latest actual (date)"
)


@pytest.mark.parametrize("header", OTHERS.split("; "))
def test_other_words_tell_of_no_such_date(header: str) -> None:
    assert date_header(header) is None


def test_a_baseline_before_a_date_is_the_plan_and_no_measures_start() -> None:
    found = _tracked(
        ["Baseline start", "Baseline finish", "Forecast finish", "Actual finish", "% complete", "RAG"],
        ["2025-01-13", "2025-03-31", "2025-03-31", "2025-03-24", "100%", "B"],
        ["2025-02-03", "2025-06-30", "2025-10-31", "", "70%", "A"],
        ["2025-03-03", "Ongoing", "Ongoing", "", "50%", "G"],
    )
    assert _times(found[0]) == (date(2025, 1, 13), date(2025, 3, 31), None)
    assert _times(found[1]) == (date(2025, 2, 3), date(2025, 10, 31), date(2025, 6, 30))
    assert _times(found[2]) == (date(2025, 3, 3), None, None)
    assert ("Actual finish", "2025-03-24") in {(e.column, e.text) for e in found[0].extra}
    assert all(a.success_measure is None for a in found)


def test_a_blank_forecast_leaves_the_plan_in_force() -> None:
    found = _tracked(
        ["Baseline start", "Baseline finish", "Forecast finish"],
        ["2025-01-13", "2025-03-31", "2025-05-30"],
        ["2025-02-03", "2025-06-30", ""],
        ["2025-03-03", "2025-07-31", ""],
    )
    assert _times(found[0]) == (date(2025, 1, 13), date(2025, 5, 30), date(2025, 3, 31))
    assert _times(found[1]) == (date(2025, 2, 3), date(2025, 6, 30), None)


def test_planned_and_actual_dates_without_a_forecast() -> None:
    found = _tracked(
        ["Planned start", "Planned finish", "Actual start", "Actual finish"],
        ["01/04/2025", "30/06/2025", "14/04/2025", "11/07/2025"],
        ["01/05/2025", "31/07/2025", "", ""],
    )
    assert _times(found[0]) == (date(2025, 4, 1), date(2025, 6, 30), None)
    assert {("Actual start", "14/04/2025"), ("Actual finish", "11/07/2025")} <= {
        (e.column, e.text) for e in found[0].extra
    }


def test_columns_of_dates_under_unknown_headers_are_told_by_their_days() -> None:
    found = _tracked(
        ["Off we go", "First thought", "Now thought", "And it was"],
        ["2025-01-13", "2025-03-31", "2025-03-31", "2025-03-24"],
        ["2025-02-03", "2025-06-30", "2025-10-31", ""],
        ["2025-03-03", "2025-07-31", "2025-08-29", ""],
    )
    assert [_times(a) for a in found] == [
        (date(2025, 1, 13), date(2025, 3, 31), None),
        (date(2025, 2, 3), date(2025, 10, 31), date(2025, 6, 30)),
        (date(2025, 3, 3), date(2025, 8, 29), date(2025, 7, 31)),
    ]
    assert ("And it was", "2025-03-24") in {(e.column, e.text) for e in found[0].extra}


def test_a_header_of_two_rows_with_plan_and_forecast_over_start_and_finish() -> None:
    made = table(
        ["Ref", "Task", "Owner", "Baseline", "<", "Forecast", "<", "Actual", "<"],
        ["^", "^", "^", "Start", "Finish", "Start", "Finish", "Start", "Finish"],
        ["1", TASKS[0], "Head of Inclusion", "01/04/25", "30/06/25", "01/05/25", "31/07/25", "02/05/25", ""],
        ["2", TASKS[1], "Team Manager", "01/05/25", "31/07/25", "01/05/25", "31/07/25", "", ""],
        ["3", TASKS[2], "Team Manager", "01/06/25", "31/08/25", "", "", "", ""],
    )
    found = _plan(made)
    assert [_times(a) for a in found.actions] == [
        (date(2025, 5, 1), date(2025, 7, 31), date(2025, 6, 30)),
        (date(2025, 5, 1), date(2025, 7, 31), None),
        (date(2025, 6, 1), date(2025, 8, 31), None),
    ]
    assert not found.measures


def test_a_revised_date_keeps_the_start() -> None:
    found = _tracked(
        ["Start date", "Due date", "Revised due date"],
        ["1 April 2025", "30 June 2025", "30 September 2025"],
        ["1 April 2025", "30 June 2025", ""],
        ["1 April 2025", "30 June 2025", "n/a"],
    )
    assert _times(found[0]) == (date(2025, 4, 1), date(2025, 9, 30), date(2025, 6, 30))
    assert [_times(a) for a in found[1:]] == [(date(2025, 4, 1), date(2025, 6, 30), None)] * 2


def test_original_and_current_due_with_the_slippage_between() -> None:
    found = _tracked(
        ["Original due", "Current due", "Slippage (days)", "Dependency", "Board decision", "Evidence link",
         "Last updated"],
        ["31/03/2025", "31/03/2025", "0", "T2", "", "Folder 3", "12/05/2025"],
        ["30/04/2025", "30/05/2025", "30", "", "Agreed a month more", "Folder 4", "12/05/2025"],
        ["31/05/2025", "31/07/2025", "61", "T1", "To decide in June", "", "14/05/2025"],
    )  # fmt: skip
    assert [_times(a)[1:] for a in found] == [
        (date(2025, 3, 31), None),
        (date(2025, 5, 30), date(2025, 4, 30)),
        (date(2025, 7, 31), date(2025, 5, 31)),
    ]
    kept = {e.column for e in found[1].extra}
    assert {"Slippage (days)", "Board decision", "Evidence link", "Last updated"} <= kept
    assert all(a.update_text is None and a.success_measure is None and a.objective is None for a in found)


def test_a_third_date_of_the_plan_stays_beside_the_first_and_the_last() -> None:
    found = _tracked(
        ["Original due", "Due date", "Revised due date"],
        ["31/03/2025", "30/04/2025", "30/06/2025"],
        ["31/03/2025", "31/03/2025", ""],
        ["31/05/2025", "30/06/2025", ""],
    )
    assert _times(found[0])[1:] == (date(2025, 6, 30), date(2025, 3, 31))
    assert ("Due date", "30/04/2025") in {(e.column, e.text) for e in found[0].extra}
    assert not found[1].extra
    assert not found[2].extra


def test_the_day_of_completion_stands_beside_the_day_that_is_due() -> None:
    found = _tracked(
        ["Due date", "Completion date"],
        ["31/03/2025", "28/03/2025"],
        ["30/04/2025", ""],
        ["31/05/2025", ""],
    )
    assert [_times(a)[1] for a in found] == [date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31)]
    assert [a.status for a in found] == ["complete", None, None]


def test_a_schedule_of_starts_and_finishes_with_their_baselines() -> None:
    made = table(
        ["ID", "% Complete", "Task Name", "Duration", "Start", "Finish", "Baseline Start", "Baseline Finish",
         "Predecessors", "Resource Names"],
        ["1", "100%", TASKS[0], "60 days", "Tue 01/04/25", "Mon 30/06/25", "Tue 01/04/25", "Fri 30/05/25", "",
         "Pat Moss"],
        ["2", "40%", TASKS[1], "66 days", "Thu 01/05/25", "Thu 31/07/25", "Thu 01/05/25", "Thu 31/07/25", "1",
         "Lee Hart"],
        ["3", "0%", TASKS[2], "65 days", "Mon 02/06/25", "Fri 29/08/25", "Mon 02/06/25", "Fri 29/08/25", "2",
         "Lee Hart"],
    )  # fmt: skip
    found = _plan(made).actions
    assert _times(found[0]) == (date(2025, 4, 1), date(2025, 6, 30), date(2025, 5, 30))
    assert _times(found[1]) == (date(2025, 5, 1), date(2025, 7, 31), None)
    assert [a.responsible_raw for a in found] == ["Pat Moss", "Lee Hart", "Lee Hart"]
    assert [a.status for a in found] == ["complete", "in_progress", "not_started"]


def test_what_is_wholly_done_is_complete_where_its_rating_is_blank() -> None:
    found = _tracked(
        ["Due date", "% complete", "RAG"],
        ["31/03/2025", "100%", ""],
        ["30/04/2025", "0%", ""],
        ["31/05/2025", "45%", "Green"],
    )
    assert [a.status for a in found] == ["complete", None, "on_track"]


def test_how_much_an_action_matters_is_no_workstream_and_no_success() -> None:
    for header, levels in (
        ("Priority (MoSCoW)", ["Must", "Should", "Could"]),
        ("Priority", ["High", "Medium", "High"]),
        ("Impact", ["H", "M", "L"]),
    ):
        found = _tracked(
            ["Workstream", header, "Due date"],
            ["1 Waiting well", levels[0], "31/03/2025"],
            ["1 Waiting well", levels[1], "30/04/2025"],
            ["2 Better plans", levels[2], "31/05/2025"],
        )
        assert [a.priority for a in found] == ["1 Waiting well", "1 Waiting well", "2 Better plans"]
        assert all(a.success_measure is None for a in found)
        assert levels[0] in {e.text for e in found[0].extra}


def test_the_rating_before_is_no_rating_of_now() -> None:
    for headers in (["RAG", "Previous RAG"], ["RAG", "RAG last month"], ["Current RAG", "Last RAG"]):
        found = _tracked(
            ["Due date", *headers],
            ["31/03/2025", "Green", "Red"],
            ["30/04/2025", "Amber", "Green"],
            ["31/05/2025", "Red", "Amber"],
        )
        assert [a.status_raw for a in found] == ["Green", "Amber", "Red"]


def test_milestones_are_the_actions_of_a_tracker_without_others() -> None:
    made = table(
        ["Ref", "Milestone", "Owner", "Baseline date", "Forecast date", "Actual date", "RAG"],
        ["M1", "New referral form agreed", "Head of Inclusion", "31/03/25", "30/04/25", "", "Amber"],
        ["M2", "Two link workers in post", "Team Manager", "30/04/25", "30/04/25", "28/04/25", "Blue"],
        ["M3", "Courses for leavers mapped", "Team Manager", "31/05/25", "31/05/25", "", "Green"],
    )
    found = _plan(made)
    assert [a.activity for a in found.actions] == [
        "New referral form agreed",
        "Two link workers in post",
        "Courses for leavers mapped",
    ]
    assert _times(found.actions[0]) == (None, date(2025, 4, 30), date(2025, 3, 31))
    assert not found.measures


def test_next_steps_and_recovery_actions_are_no_actions_of_their_own() -> None:
    found = _tracked(
        ["Due date", "RAG", "Progress this period", "Next steps", "Recovery action"],
        ["31/03/2025", "Green", "Both posts are filled.", "Hold an induction week for both new workers of it",
         ""],
        ["30/04/2025", "Amber", "Draft with parents.", "Send the second draft of it to all heads of service",
         "Ask for help with the print"],
        ["31/05/2025", "Red", "Not begun.", "Meet with the three colleges before the end of the term", ""],
    )  # fmt: skip
    assert [a.activity for a in found] == list(TASKS)
    assert found[0].update_text == "Both posts are filled."
    assert any("induction" in e.text for e in found[0].extra)


def test_bars_do_not_change_dates_that_are_typed() -> None:
    blue = {"#b": "#3366cc"}
    made = table(
        ["", "", "", "", "", "Q4 24/25", "<", "<", "Q1 25/26", "<", "<"],
        ["ID", "Task", "Task owner", "Baseline start", "Forecast finish",
         "Jan-25", "Feb-25", "Mar-25", "Apr-25", "May-25", "Jun-25"],
        ["T1", TASKS[0], "Head of Inclusion", "2025-01-13", "2025-03-31", "#b", "#b", "#b", "#b", "", ""],
        ["T2", TASKS[1], "Team Manager", "2025-02-03", "2025-06-30", "", "#b", "#b", "#b", "#b", ""],
        ["T3", TASKS[2], "Team Manager", "", "", "", "#b", "#b", "", "", ""],
        fills=blue,
    )  # fmt: skip
    cells = [c.model_copy(update={"text": "", "blocks": ()}) if c.text == "#b" else c for c in made.cells]
    found = _plan(made.model_copy(update={"cells": tuple(cells)})).actions
    assert _times(found[0]) == (date(2025, 1, 13), date(2025, 3, 31), None)
    assert _times(found[1]) == (date(2025, 2, 3), date(2025, 6, 30), None)
    assert _times(found[2])[1] == date(2025, 3, 31)


def test_values_of_measures_take_the_unit_that_stands_beside_them() -> None:
    kpis = table(
        ["KPI", "Unit", "Direction", "Baseline", "Baseline date", "Target Q2", "Target Q4", "Latest actual"],
        ["Plans audited as good", "%", "Higher is better", "31", "2025-03-31", "45", "65", "48"],
        ["Longest wait for a first visit", "weeks", "Lower is better", "61", "2024-12-31", "45", "18", "49"],
        ["Families who heard from us", "%", "Higher is better", "22%", "2025-01-31", "60%", "90%", "41%"],
    )
    found = _plan(head("Key performance indicators 2025/26"), kpis).measures
    assert [(m.baseline_value, m.baseline_unit) for m in found] == [(31, "%"), (61, "weeks"), (22, "%")]
    assert [m.direction for m in found] == ["up", "down", "up"]


def test_headers_that_say_how_much_is_done() -> None:
    assert all(map(is_share_done, ("% complete", "Percentage complete", "Progress (%)", "% Done")))
    assert not is_share_done("EHC plans completed on time (%)")
    assert is_actual_end("Date completed")
    assert not is_actual_end("Completion date")


@pytest.mark.parametrize("header", ["Kick-off", "Off we go"])
def test_earlier_dates_right_before_the_deadline_are_starts_whatever_they_are_called(header: str) -> None:
    found = _tracked(
        [header, "Deadline", "mth"],
        ["2025-01-13", "2025-03-31", "2503"],
        ["", "ongoing", ""],
        ["2025-03-03", "2025-07-31", "2507"],
    )
    assert [_times(a) for a in found] == [
        (date(2025, 1, 13), date(2025, 3, 31), None),
        (None, None, None),
        (date(2025, 3, 3), date(2025, 7, 31), None),
    ]


def test_a_body_in_a_column_of_its_own_owns_an_action_where_no_officer_does() -> None:
    head_row = ["Task", "Accountable officer", "Body", "Deadline"]
    made = table(head_row, [TASKS[0], "Ann Day", "NTC", "May 2025"], [TASKS[1], "", "NTC", "June 2025"])
    found = extract(document(head("SEND action plan"), made)).actions
    assert [[(o.name, o.organisation) for o in a.owners] for a in found] == [
        [("Ann Day", "NTC")],
        [(None, "NTC")],
    ]


GROUPED = (
    ["Difference we hope for", "Ref", "Undertaking", "In charge", "Window", "<", "Yardstick", "The numbers",
     "<", "RAG", "<"],
    ["^", "^", "^", "^", "Opens", "Closes", "^", "Where we were", "Hoped for", "Sep", "Dec"],
    ["Letters say what will change", "2.1", "Rewrite the letter with families", "Head of SEND", "1 May 2025",
     "31 October 2025", "Letters with a clear aim", "31%", "75%", "A", "G"],
    ["^", "2.2", "Train all who write letters", "Quality Manager", "8 September 2025", "30 April 2026",
     "Letters rated good", "38%", "70%", "A", "R"],
    ["Everyone has a say", "2.3", "Agree one route for advice", "Designated Clinical Officer",
     "16 June 2025", "30 January 2026", "Advice that is in on time", "58%", "90%", "G", ""],
    ["^", "2.4", "Run a survey of young people", "Participation Officer", "2 February 2026", "29 May 2026",
     "", "", "", "R", "G"],
)  # fmt: skip


def _grouped(**heads: str) -> Extraction:
    return _plan(table(*[[heads.get(text, text) for text in row] for row in GROUPED]))


@pytest.mark.parametrize("undertaking", ["Undertaking", "Commitment"])
def test_a_header_of_two_rows_is_known_by_its_shape_whatever_its_words(undertaking: str) -> None:
    read = _grouped(Undertaking=undertaking)
    assert [a.reference for a in read.actions] == ["2.1", "2.2", "2.3", "2.4"]
    aims = ["Letters say what will change"] * 2 + ["Everyone has a say"] * 2
    assert [a.objective for a in read.actions] == aims
    assert read.actions[1].responsible_raw == "Quality Manager"
    assert _times(read.actions[0])[:2] == (date(2025, 5, 1), date(2025, 10, 31))
    assert (read.actions[0].success_measure or "").startswith("Letters with a clear aim")


def test_columns_of_figures_under_one_name_are_baseline_and_target() -> None:
    values = [(m.baseline_raw, [t.raw for t in m.targets]) for m in _grouped().measures]
    assert values == [("31%", ["75%"]), ("38%", ["70%"]), ("58%", ["90%"])]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("Sep", "Dec", ["on_track", "delayed", None, "on_track"]),
        ("Dec 25", "Sep 25", ["in_progress", "in_progress", "on_track", "delayed"]),
    ],
)
def test_the_latest_of_several_ratings_holds(first: str, last: str, told: list[str | None]) -> None:
    assert [a.status for a in _grouped(Sep=first, Dec=last).actions] == told


def test_rows_under_merged_cells_are_no_header() -> None:
    made = table(
        ["1", "Write the standard", "Head of SEND", "May 2025", "<"],
        ["^", "^", "^", "On time", "Green"],
        ["2", "Train the staff", "Head of SEND", "June 2025", "<"],
        ["^", "^", "^", "Late", "Red"],
    )
    assert not over_two_rows(made.cover(), 0)
