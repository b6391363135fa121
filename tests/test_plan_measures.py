"""Measures beside actions and in tables of their own; ratings through a plan's key."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.families.plan.measure_columns import _wholes
from extractors.families.plan.measures import _stretches
from extractors.families.plan.value_columns import split_year
from extractors.model import Block, Extraction, Table
from tests.plan_tables import document, head, item, para, table

ACT = "Appoint a second designated officer for the county"
ACT2 = "Publish a calendar of joint audits"
PLAN = ["Ref", "Action", "Lead", "By when", "RAG"]


def _read(*blocks: Block | Table) -> Extraction:
    return extract(document(head("SEND action plan"), *blocks))


def test_a_measure_of_merged_cells_belongs_to_all_its_rows() -> None:
    result = _read(
        table(
            ["Action", "Lead", "By when", "Success measure"],
            [ACT, "Jo Bloggs", "Mar-24", "Calls answered in a day. Baseline: 40%. Target: 80%"],
            [ACT2, "Sam Hill", "May-24", "^"],
            headers=1,
        )
    )
    (measure,) = result.measures
    assert measure.actions == (1, 2)
    assert measure.baseline_value == 40
    assert [t.value for t in measure.targets] == [80]


def test_baseline_and_target_columns_are_read_with_the_success_column() -> None:
    result = _read(
        table(
            ["Action", "Lead", "By when", "Measure", "Baseline", "Target"],
            [ACT, "Jo Bloggs", "Mar-24", "Calls answered in a day", "40%", "80% by July 2025"],
            headers=1,
        )
    )
    (measure,) = result.measures
    assert (measure.text, measure.baseline_value) == ("Calls answered in a day", 40)
    assert [(t.value, t.period) for t in measure.targets] == [(80, "2025-07")]


def test_paragraphs_under_one_baseline_label_stay_together() -> None:
    lines = [
        "Baseline: 40% of calls",
        "30 days on average",
        "Target: 80% of calls",
        "20 days on average",
        "Fewer waits",
    ]
    assert list(_stretches(lines)) == [
        "Baseline: 40% of calls 30 days on average",
        "Target: 80% of calls 20 days on average",
        "Fewer waits",
    ]


KPIS = table(
    ["KPI", "Measure", "Actions", "Baseline", "<", "Targets", "<", "Good is"],
    ["^", "^", "^", "Value", "Date", "Dec-24", "Jul-25", "^"],
    ["1", "Longest wait (weeks)", "1.1, 1.2", "52", "Mar-24", "40", "18", "Low"],
    ["2", "Families who feel heard", "1.1-1.3", "TBC", "", "50%", "60%", "High"],
)
ROWS = table(
    PLAN,
    ["1.1", ACT, "Jo Bloggs", "Mar-24", "G"],
    ["1.2", ACT2, "Sam Hill", "May-24", "A"],
    ["1.3", "Train school leaders in the approach", "Sam Hill", "May-24", "R"],
    headers=1,
)


def test_a_table_of_measures_is_joined_by_reference() -> None:
    first, second = _read(ROWS, KPIS).measures
    assert (first.text, first.baseline_value, first.baseline_period) == (
        "Longest wait (weeks)",
        52,
        "2024-03",
    )
    assert [(t.value, t.period) for t in first.targets] == [(40, "2024-12"), (18, "2025-07")]
    assert (first.direction, second.direction) == ("down", "up")
    assert first.actions == (1, 2)
    assert second.actions == (1, 2, 3)
    assert second.baseline_raw == "TBC"
    assert second.baseline_value is None


def test_a_table_of_measures_holds_no_actions() -> None:
    assert len(_read(ROWS, KPIS).actions) == 3


def test_a_table_of_measures_is_joined_by_theme() -> None:
    result = _read(
        head("Theme 1: Waiting well", 2),
        table(["Action", "Lead", "By when"], [ACT, "Jo Bloggs", "Mar-24"], headers=1),
        head("Theme 2: Better plans", 2),
        table(["Action", "Lead", "By when"], [ACT2, "Sam Hill", "Mar-24"], headers=1),
        head("How we measure success", 2),
        table(
            ["Theme", "Measure", "Baseline", "Target"], ["2", "Plans judged good", "38%", "75%"], headers=1
        ),
    )
    assert result.measures[0].actions == (2,)


def test_milestones_by_months_are_targets() -> None:
    result = _read(
        ROWS,
        table(
            ["Impact measure", "Baseline", "3 months", "12 months"],
            ["Plans judged good", "38%", "45%", "75%"],
            headers=1,
        ),
    )
    assert [(t.value, t.period) for t in result.measures[0].targets] == [(45, "3 months"), (75, "12 months")]


def test_ratings_are_read_through_the_plan_s_own_key() -> None:
    key = table(["G", "Action completed"], ["A", "On track"], ["R", "Not yet started"])
    assert [a.status for a in _read(key, ROWS).actions] == ["complete", "on_track", "not_started"]


def test_a_key_may_be_a_list() -> None:
    key = (item("Green: action completed"), item("Amber: on track"), item("Red: not yet started"))
    result = _read(para("Progress is rated:"), *key, ROWS)
    assert [a.status for a in result.actions] == ["complete", "on_track", "not_started"]


def test_a_rating_may_be_a_colour_alone() -> None:
    rated = table(PLAN, ["1.1", ACT, "Jo Bloggs", "Mar-24", ""], headers=1)
    cells = tuple(
        c.model_copy(update={"fill": "#ff0000"}) if (c.row, c.column) == (1, 4) else c for c in rated.cells
    )
    (action,) = _read(rated.model_copy(update={"cells": cells})).actions
    assert (action.status_raw, action.status) == ("red", "delayed")


@pytest.mark.parametrize(
    ("columns", "targets"),
    [
        (["Apr-25", "May-25", "Jun-25", "Target (Mar 2026)"], [75]),
        (["Q1 2025/26", "Q2 2025/26", "Q3 2025/26", "Target"], [75]),
        (["Actual Apr-25", "Current (May 2025)", "Outturn 2025", "Target"], [75]),
        (["Mar-26", "Mar-27", "Mar-28", "Target"], [41, 44, 50, 75]),  # a year apart: steps on the way
        (["Mar-26", "Jun-26", "Sep-26", "Dec-26"], [41, 44, 50, 75]),  # nothing else is called a target
        (["Milestone Apr-25", "Milestone May-25", "Jun-25", "Target"], [41, 44, 75]),
    ],
)
def test_columns_of_what_was_reached_are_no_targets(columns: list[str], targets: list[int]) -> None:
    kpis = table(
        ["Measure", "Baseline (Nov 2024)", *columns],
        ["Plans judged good", "38%", "41%", "44%", "50%", "75%"],
        ["Plans in time", "38%", "41%", "44%", "50%", "75%"],
        headers=1,
    )
    (measure, _) = _read(ROWS, kpis).measures
    assert measure.baseline_value == 38
    assert [t.value for t in measure.targets] == targets


@pytest.mark.parametrize(
    ("told", "baseline", "targets"),
    [
        ("60% of plans in time (2026: 80%)", None, [60, 80]),
        ("60% of plans in time (2023: 40%)", 40, [60]),
        ("60% of plans in time (January 2024: 40%)", 40, [60]),
        ("60% of plans in time (December 2025: 80%)", None, [60, 80]),
    ],
)
def test_a_figure_in_brackets_for_a_time_to_come_is_a_later_target(
    told: str, baseline: int | None, targets: list[int]
) -> None:
    result = _read(
        para("Version 1, March 2024"),
        table(["Action", "Lead", "By when", "Success"], [ACT, "Jo Bloggs", "Mar-25", told], headers=1),
    )
    (measure,) = result.measures
    assert measure.baseline_value == baseline
    assert [t.value for t in measure.targets] == targets


@pytest.mark.parametrize(
    ("dated", "told"),
    [
        ("Approved by the board on 11 June 2025", "Checks rise from 70% (March 2025) to 92% by March 2026"),
        ("Inspectors came from 20 to 24 January 2025", "Waits fall to 18 weeks (27 weeks in March 2025)"),
        ("Version 1, March 2024", "Calls answered: from 66% (May 2024) to 90% by September 2025"),
    ],
)
def test_a_figure_of_a_time_before_the_target_s_stays_the_baseline(dated: str, told: str) -> None:
    columns = ["Action", "Lead", "By when", "Success"]
    result = _read(para(dated), table(columns, [ACT, "Jo Bloggs", "Mar-26", told], headers=1))
    (measure,) = result.measures
    assert measure.baseline_value in (70, 27, 66)
    assert [t.value for t in measure.targets] in ([92], [18], [90])


def test_columns_of_milestones_by_months_are_kept() -> None:
    result = _read(
        para("Version 1, March 2024"),
        table(
            ["Action", "Lead", "Within 3 months", "Within 6 months", "Within 12 months"],
            [ACT, "Jo Bloggs", "Advert out", "Officer named", "Officer reports to board"],
            [ACT2, "Sam Hill", "Dates agreed", "First audit done", "All audits done"],
            headers=1,
        ),
    )
    assert [(e.column, e.text) for e in result.actions[0].extra] == [
        ("Within 3 months (by June 2024)", "Advert out"),
        ("Within 6 months (by September 2024)", "Officer named"),
        ("Within 12 months (by March 2025)", "Officer reports to board"),
    ]


def test_a_scorecard_of_where_we_are_and_dates_is_a_table_of_measures() -> None:
    card = table(
        ["Measure", "Where we are (March 2025)", "By December 2025", "By July 2026"],
        ["Plans finished within 20 weeks", "38%", "55%", "70%"],
    )
    (read,) = extract(document(head("SEND action plan"), card)).measures
    assert (read.text, read.baseline_value) == ("Plans finished within 20 weeks", 38)
    assert [(t.value, t.period) for t in read.targets] == [(55, "2025-12"), (70, "2026-07")]


@pytest.mark.parametrize(
    ("printed", "wholes"),
    [
        (
            ["Calls answered in a day:", "26% (autumn", "2024) to 75% (summer 2026)"],
            ["Calls answered in a day: 26% (autumn 2024) to 75% (summer 2026)"],
        ),
        (
            ["Calls answered: 26% now", "Letters sent: 30% now"],
            ["Calls answered: 26% now", "Letters sent: 30% now"],
        ),
        (["We will see:", "More calls answered"], ["We will see:", "More calls answered"]),
    ],
)
def test_lines_of_a_narrow_column_are_put_together(printed: list[str], wholes: list[str]) -> None:
    assert list(_wholes(printed)) == wholes


def test_columns_called_by_dates_of_which_the_first_is_how_things_stood() -> None:
    figures = table(
        ["What we count", "December 2025", "By December 2026", "By December 2027"],
        ["Children seen within a month", "27%", "55%", "92%"],
        ["Parents who feel told", "22%", "40%", "65%"],
    )
    actions = table(["Action", "Lead", "By when"], ["Hire a nurse.", "Ann Day", "May 2026"])
    found = extract(document(head("SEND improvement plan", 1), actions, figures)).measures
    assert [(m.text, m.baseline_raw, m.baseline_period) for m in found] == [
        ("Children seen within a month", "27%", "2025-12"),
        ("Parents who feel told", "22%", "2025-12"),
    ]
    assert [(t.raw, t.period) for t in found[0].targets] == [("55%", "2026-12"), ("92%", "2027-12")]


def test_columns_called_by_months_alone_stood_or_are_to_be_reached_by_the_date_of_the_plan() -> None:
    figures = table(
        ["Indicator", "June 2025", "December 2025", "June 2026"],
        ["Children seen within a month", "27%", "31%", "55%"],
        ["Parents who wait for a call", "1,184", "–", "400"],
    )
    actions = table(["Action", "Lead", "By when"], ["Hire a nurse.", "Ann Day", "May 2026"])
    parts = (head("SEND improvement plan", 1), head("Published 12 March 2026", 2), actions, figures)
    found = extract(document(*parts)).measures
    assert [(m.baseline_value, [t.value for t in m.targets]) for m in found] == [(27, [55]), (1184, [400])]


def test_a_table_of_what_was_reached_month_by_month_holds_no_measures() -> None:
    figures = table(
        ["Indicator", "June 2024", "December 2024"], ["Children seen within a month", "27%", "31%"]
    )
    actions = table(["Action", "Lead", "By when"], ["Hire a nurse.", "Ann Day", "May 2026"])
    parts = (head("SEND improvement plan", 1), head("Published 12 March 2026", 2), actions, figures)
    assert extract(document(*parts)).measures == ()


@pytest.mark.parametrize(
    "headers",
    [
        ["Measure", "At March 2025", "Target July 2026", "Target July 2027"],
        ["Figure", "June 2025", "Target July 2026", "Target July 2027"],
        ["What the Board sees", "May 2025 (start)", "Aim July 2026", "Aim July 2027"],
    ],
)
def test_a_table_of_figures_is_told_by_its_times_whatever_its_first_column_is_called(
    headers: list[str],
) -> None:
    figures = table(headers, ["Plans sent in time", "52%", "65%", "80%"], ["Appeals", "143", "120", "90"])
    actions = table(["Action", "Lead", "By when"], ["Hire a nurse.", "Ann Day", "May 2026"])
    found = extract(document(head("SEND improvement plan", 1), actions, figures)).measures
    assert [(m.text, m.baseline_value, [(t.value, t.period) for t in m.targets]) for m in found] == [
        ("Plans sent in time", 52, [(65, "2026-07"), (80, "2027-07")]),
        ("Appeals", 143, [(120, "2026-07"), (90, "2027-07")]),
    ]


def test_a_target_takes_its_time_from_the_column_beside_it() -> None:
    result = _read(
        ROWS,
        table(
            ["Indicator", "Starting point", "Aim for", "When by"],
            ["Longest wait for a lift (weeks)", "31", "12", "Dec 2026"],
            ["Lifts that come on time", "40%", "75%", "March 2027"],
            headers=1,
        ),
    )
    assert [(m.baseline_value, [(t.value, t.period) for t in m.targets]) for m in result.measures] == [
        (31, [(12, "2026-12")]),
        (40, [(75, "2027-03")]),
    ]


def test_days_below_baseline_and_target_are_no_measure() -> None:
    result = _read(
        ROWS,
        table(
            ["Measure", "Baseline", "Target"],
            ["^", "Apr 2025", "Apr 2027"],
            ["Lifts that come on time", "40%", "75%"],
            headers=1,
        ),
    )
    (measure,) = result.measures
    assert (measure.text, measure.baseline_period) == ("Lifts that come on time", "2025-04")
    assert [(t.value, t.period) for t in measure.targets] == [(75, "2027-04")]


def test_targets_of_short_financial_years_stand_below_a_merged_head() -> None:
    actions = table(
        ["No.", "Action", "Lead", "By when", "Measures", "<", "<", "<"],
        ["^", "^", "^", "^", "KPI", "Baseline", "Target 24/25", "Target 25-26"],
        ["1a", ACT, "Jo Bloggs", "Mar-24", "Calls answered in a day", "40%", "60%", "80%"],
        ["1b", ACT2, "Sam Hill", "May-24", "Audits that find no fault", "Not known", "5", "9"],
        headers=2,
    )
    first, second = _read(actions).measures
    assert (first.text, first.baseline_value) == ("Calls answered in a day", 40)
    assert [(t.value, t.period) for t in first.targets] == [(60, "24/25"), (80, "25-26")]
    assert (second.text, [t.value for t in second.targets]) == ("Audits that find no fault", [5, 9])


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("25/26", "25/26"),
        ("end of 2025-26", "2025-26"),
        ("FY25/26", "FY25/26"),
        ("25/27", None),
        ("Q1 25/26", None),
    ],
)
def test_a_split_year_is_two_years_that_follow_each_other(header: str, year: str | None) -> None:
    assert split_year(header) == year
