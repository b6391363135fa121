"""Rows of values: baselines and dated targets of one measure in a line."""

from __future__ import annotations

import pytest

from extractors.fields.measure import read_measures

Values = list[tuple[float | None, str | None]]

ROWS: list[tuple[str, str, float | None, Values]] = [
    (
        "Visits: 900 (2023), 1,500 by June 2025, 3,000 by June 2026",
        "Visits",
        900,
        [(1500, "2025-06"), (3000, "2026-06")],
    ),
    ("Late letters: 64 in 2023; 20 in 2025", "Late letters", 64, [(20, "2025")]),
    (
        "Plans in 20 weeks: 41%, 60% (May 2025), 90% (May 2026)",
        "Plans in 20 weeks",
        41,
        [(60, "2025-05"), (90, "2026-05")],
    ),
    ("Old files: 212 (Jan 2024), nil (May 2024)", "Old files", 212, [(0, "2024-05")]),
    (
        "Groups with a parent: 3 of 11 now, 11 of 11 by April 2026",
        "Groups with a parent",
        3,
        [(11, "2026-04")],
    ),
    (
        "Files down to 400 by May 2025 and none by July 2025",
        "Files down to 400 by May 2025 and none by July 2025",
        None,
        [(400, "2025-05"), (0, "2025-07")],
    ),
    (
        "Baseline 34%; 3 months 40%; 12 months 70%",
        "",
        34,
        [(40, "3 months"), (70, "12 months")],
    ),
    ("Reviews: Jul 24: 50%, Dec 24: 60%", "Reviews", None, [(50, "2024-07"), (60, "2024-12")]),
    ("On time: 48% (Nov 24) to 85% (Nov 25)", "On time: 48% (Nov 24) to 85% (Nov 25)", 48, [(85, "2025-11")]),
]


@pytest.mark.parametrize(("text", "words", "baseline", "targets"), ROWS)
def test_values_in_a_row_are_one_measure(
    text: str, words: str, baseline: float | None, targets: Values
) -> None:
    (part,) = read_measures(text)
    assert part.text == words
    assert part.baseline_value == baseline
    assert [(t.value, t.period) for t in part.targets] == targets


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("60% of children get help in time (25% in 2024)", 25, 60),
        ("All plans checked: 100% by July 2025 (currently 35%)", 35, 100),
        ("Fewer than 5% of letters are late, down from 22%", 22, 5),
        ("We answer 90% of calls in a day; last spring it was 54%", 54, 90),
        ("7 in 10 families feel heard (survey; baseline 3 in 10)", 30, 70),
    ],
)
def test_a_baseline_beside_the_target_is_found(text: str, baseline: float, target: float) -> None:
    (part,) = read_measures(text)
    assert part.baseline_value == baseline
    assert part.targets[0].value == target


def test_semicolons_between_measures_part_them() -> None:
    first, second = read_measures(
        "Young people in work: 14% (2024), 20% by May 2026; Internships: 6, 20 (2026)"
    )
    assert (first.text, second.text) == ("Young people in work", "Internships")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("All 27 nurseries visited", 27),
        ("Four audits a year", 4),
        ("Three in four families come back", 75),
        ("8 out of 10 readers like it", 80),
        ("Nine of the eleven schools sign", 9),
        ("Parents score us 8/10 or better", 8),
        ("No child waits longer than 40 weeks", 40),
        ("Zero children without a place", 0),
    ],
)
def test_figures_at_the_head_of_a_line_and_shares(text: str, value: float) -> None:
    (part,) = read_measures(text)
    assert part.targets[0].value == value


def test_counts_side_by_side_are_two_measures() -> None:
    parts = read_measures("24 members recruited, six meetings held by March 2026")
    assert [t.value for p in parts for t in p.targets] == [24, 6]


@pytest.mark.parametrize(
    ("text", "baseline", "unit", "targets", "direction"),
    [
        ("Backlog of 412 reviews falls to nil", 412, "reviews", [0], "down"),
        ("Sessions missed by half or more: 540 falls to 300", 540, None, [300], "down"),
        ("Four in post", None, None, [4], None),
        ("11 clusters with a link worker (4 now)", 4, None, [11], "up"),
        ("500 replies (210 last time)", 210, None, [500], "up"),
        ("Reviews done in a year: now 52%; 80% by May 2025; 95% by May 2026", 52, "%", [80, 95], "up"),
        ("The register has all 24 measures (9 in June 2025)", 9, None, [24], "up"),
        ("Yearly checks, ages 14 to 25: 46% in 2024/25, 70% by March 2026", 46, "%", [70], "up"),
    ],
)
def test_a_baseline_in_words_or_beside_its_target(
    text: str, baseline: float | None, unit: str | None, targets: list[float], direction: str | None
) -> None:
    (part,) = read_measures(text)
    assert (part.baseline_value, part.baseline_unit) == (baseline, unit)
    assert [t.value for t in part.targets] == targets
    assert part.direction == direction


@pytest.mark.parametrize(
    ("text", "baseline", "targets"),
    [
        (
            "Calls answered: baseline 27% (June 2024); 40% at 3 months; 75% at 12 months",
            27,
            [(40, "3 months"), (75, "12 months")],
        ),
        ("Average wait: baseline 48 weeks; 12 months 18 weeks", 48, [(18, "12 months")]),
        ("Families helped: baseline 22%, 12 months 60%", 22, [(60, "12 months")]),
        (
            "Audits passed: baseline 27% (June 2024), rising to 40% by March 2025 and 75% by May 2026",
            27,
            [(40, "2025-03"), (75, "2026-05")],
        ),
        ("Calls answered: baseline 31 of 90 in May; 50 at six months", 31, [(50, "six months")]),
        ("Plans out of date: baseline 231; target 0 at 12 months", 231, [(0, "12 months")]),
    ],
)
def test_targets_that_follow_a_baseline_in_its_sentence(
    text: str, baseline: float, targets: list[tuple[float, str]]
) -> None:
    (part,) = read_measures(text)
    assert part.baseline_value == baseline
    assert [(t.value, t.period) for t in part.targets] == targets


def test_all_of_a_count_in_words_that_are_to_be_in_post_is_to_be_reached() -> None:
    (part,) = read_measures("All six officers in post")
    assert [t.value for t in part.targets] == [6]
    assert not read_measures("All six posts filled")


@pytest.mark.parametrize(
    ("text", "baseline", "target", "period"),
    [
        ("Reports come within six weeks for 95% of requests, from 58% in June 2025", 58, 95, None),
        ("Pupils wait no more than 15 school days for a tutor (May 2025: 47 days)", 47, 15, None),
        ("Trained champions in 48 of our primary schools (May 2025: 17)", 17, 48, None),
        ("70% of families felt supported (survey of May 2025: 22%)", 22, 70, None),
        ("Plans judged good: 80% by March 2026 (38% at audit in June 2025)", 38, 80, "2026-03"),
        ("90% on time [baseline 58%]", 58, 90, None),
        ("95% of plans deliver what they promise (61% at first audit)", 61, 95, None),
        ("Average delivery time of 15 working days (now 48)", 48, 15, None),
        ("Teachers' survey: 75% know how to get advice (33% in spring 2025)", 33, 75, None),
        ("80% of schools trained by December 2026; now 12%", 12, 80, "2026-12"),
    ],
)
def test_a_baseline_told_aside_gives_neither_target_nor_period(
    text: str, baseline: float, target: float, period: str | None
) -> None:
    (part,) = read_measures(text)
    assert part.baseline_value == baseline
    assert [(t.value, t.period) for t in part.targets] == [(target, period)]


@pytest.mark.parametrize(
    "text",
    [
        "Train 200 staff (20 sessions in spring 2026)",
        "90% of staff trained (rising to 95% in 2027)",
        "Every plan checked within 10 days (25% in June)",
        "At least 30 places (£1.2m in 2026)",
    ],
)
def test_a_bracket_of_another_unit_or_of_what_is_to_come_is_no_baseline(text: str) -> None:
    assert all(part.baseline_raw is None for part in read_measures(text))


@pytest.mark.parametrize("text", ["Signed by all 71 schools", "A trained champion in all 71 settings"])
def test_all_of_a_number_is_a_value_to_be_reached(text: str) -> None:
    (part,) = read_measures(text)
    assert [t.value for t in part.targets] == [71]


def test_a_limit_in_words_that_none_may_pass_is_a_value_to_be_reached() -> None:
    (part,) = read_measures("No timetable runs for longer than twelve weeks")
    assert [(t.value, t.unit) for t in part.targets] == [(12, "weeks")]


def test_a_count_of_those_beyond_a_limit_is_to_go_to_none() -> None:
    (part,) = read_measures("No plan is older than two years. Baseline: 412")
    assert [t.value for t in part.targets] == [0]


@pytest.mark.parametrize(
    ("text", "words", "baseline", "targets"),
    [
        (
            "Sailors who feel heard: 24% in 2025 survey. We want 60% in 2026 survey",
            "Sailors who feel heard",
            24,
            [60],
        ),
        (
            "Boats late by two years Baseline 1,364 (Sept 2025). We aim for 700 by Sept 2026 and none by "
            "Sept 2027.",
            "Boats late by two years",
            1364,
            [700, 0],
        ),
        ("Trips to sea Baseline 6% (2024/25).\nWe aim for 40% by March 2027.", "Trips to sea", 6, [40]),
        (
            "Average wait for a boat – 57 weeks (April 2025), to be no more than 26 weeks by May 2026",
            "Average wait for a boat",
            57,
            [26],
        ),
    ],
)
def test_what_is_aimed_for_in_a_sentence_of_its_own(
    text: str, words: str, baseline: float, targets: list[float]
) -> None:
    (found,) = read_measures(text)
    assert found.text.startswith(words)
    assert found.baseline_value == baseline
    assert [t.value for t in found.targets] == targets


def test_a_measure_that_runs_on_into_the_next_ends_with_its_year() -> None:
    text = "Boats at sea: 11 in 2024/25, 24 in 2026/27 Sailors in paid work: 3.9% now, 7% by March 2027"
    assert [p.text for p in read_measures(text)] == ["Boats at sea", "Sailors in paid work"]


def test_a_year_in_the_words_of_one_measure_parts_nothing() -> None:
    text = "Places opened in 2025 Schools and colleges fill: 30% now, 70% by March 2027"
    assert len(read_measures(text)) == 1
