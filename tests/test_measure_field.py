"""Measures of one success cell: words, direction, baseline, dated targets."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.figures import find_figures, normal_period, period_of, unit_after
from extractors.fields.measure import read_measures, read_success
from extractors.fields.measure_part import MeasurePart, read_direction, read_value
from extractors.fields.measure_sentence import sentences


def one(text: str) -> MeasurePart:
    found = read_measures(text)
    assert len(found) == 1, found
    return found[0]


def values(part: MeasurePart) -> list[float | None]:
    return [target.value for target in part.targets]


# text | words | baseline | targets
SINGLE: list[tuple[str, str, float | None, list[float | None]]] = [
    ("Reviews on time. Baseline: 44% (2023). Target: 60% (2025)", "Reviews on time", 44, [60]),
    ("Reviews on time Baseline: 44% (2023) Target: 60% (2025)", "Reviews on time", 44, [60]),
    ("Baseline: 44% (2023). Target: 60% (2025)", "", 44, [60]),
    ("Baseline 0 of 6. Target 6 of 6", "", 0, [6]),
    ("Baseline (2023): 44% Target (March 2025): 60%", "", 44, [60]),
    ("2023 baseline: 44%. 2025 target: 60%", "", 44, [60]),
    (
        "Delays shrink to nil Baseline: 20% (2022 Actual) Target: 0% (2023 EOY)",
        "Delays shrink to nil",
        20,
        [0],
    ),
    ("Complaints. Baseline: 14. Target: nil by July 2025", "Complaints", 14, [0]),
    ("Visits to the site Baseline: 50 per month Target: 100 per month", "Visits to the site", 50, [100]),
    ("Trust in us grows. Baseline: not previously measured. Target: 75%", "Trust in us grows", None, [75]),
    ("Visits that helped: baseline to be set; 80% by Dec 25", "Visits that helped", None, [80]),
    ("No form is older than a year (current: 40 forms)", "No form is older than a year", 40, [0]),
    (
        "Stays longer than 9 weeks fall to 20 (61 in January 2025)",
        "Stays longer than 9 weeks fall to 20",
        61,
        [20],
    ),
    ("Fewer trips. Baseline: to be set. Target: no more than two.", "Fewer trips", None, [2]),
    ("At least 70% find the bus (baseline to be set)", "At least 70% find the bus", None, [70]),
    ("70% of trips are on time, baseline tbc", "70% of trips are on time", None, [70]),
    ("90% of trips are on time (31% at inspection)", "90% of trips are on time", 31, [90]),
    ("90% of trips are on time (at the last count: 31%)", "90% of trips are on time", 31, [90]),
    (
        "Average wait. Baseline: 61 weeks. Target: 45 weeks by March 2025, 26 weeks by March 2026.",
        "Average wait",
        61,
        [45, 26],
    ),
    ("Old plans. Baseline: 612. Target: 300 by May 2024 and none by May 2025.", "Old plans", 612, [300, 0]),
    ("Timeliness. Baseline: 52% Target 2024/25: 60% Target 2025/26: 75%", "Timeliness", 52, [60, 75]),
    ("More plans judged good - baseline 38%, target 75% by May 2025", "More plans judged good", 38, [75]),
    ("Plans on time at 95% by May 2025 (current 60%)", "Plans on time at 95% by May 2025", 60, [95]),
    ("Call back in 48 hours. Target: 95%.", "Call back in 48 hours", None, [95]),
    (
        "Reviews on time rise from 45% to 60% by March 2025",
        "Reviews on time rise from 45% to 60% by March 2025",
        45,
        [60],
    ),
    ("Long waits fall from 212 to under 100", "Long waits fall from 212 to under 100", 212, [100]),
    ("Increase to 85% by July 2025 (from 70%)", "Increase to 85% by July 2025 (from 70%)", 70, [85]),
    ("Attendance 70% → 85%", "Attendance 70% → 85%", 70, [85]),
    ("1,912 places rising to 2,060 by 2026", "1,912 places rising to 2,060 by 2026", 1912, [2060]),
    ("Timeliness maintained at 95%", "Timeliness maintained at 95%", None, [95]),
    ("Forecast within 5% of need", "Forecast within 5% of need", None, [5]),
    ("Pupil survey: 75% like the change", "Pupil survey: 75% like the change", None, [75]),
    ("Attendance of professionals: 75% (Sep-23 to Jul-24)", "Attendance of professionals", None, [75]),
    ("Open 56 school places", "Open 56 school places", None, [56]),
    ("Judges agree in nine out of ten cases", "Judges agree in nine out of ten cases", None, [90]),
    ("Used in half of all visits", "Used in half of all visits", None, [50]),
    (
        "Waits in line with others (under 18 weeks to the first visit)",
        "Waits in line with others (under 18 weeks to the first visit)",
        None,
        [18],
    ),
    (
        "All families hear from us (minimum monthly updates)",
        "All families hear from us (minimum monthly updates)",
        None,
        [1],
    ),
    (
        "Time to diagnosis is better than the national average",
        "Time to diagnosis is better than the national average",
        None,
        [None],
    ),
]


@pytest.mark.parametrize(("text", "said", "baseline", "targets"), SINGLE)
def test_single_measure(text: str, said: str, baseline: float | None, targets: list[float | None]) -> None:
    part = one(text)
    assert (part.text, part.baseline_value, values(part)) == (said, baseline, targets)


@pytest.mark.parametrize(
    "text",
    [
        "Families say that they are heard.",
        "All projects have a measure (KPI 4)",
        "Training for staff in Years 9 to 13",
        "New model in place in all six areas.",
        "Support runs to the last day of the 19 th Year",
        "Fewer children wait over 52 weeks (KPI 2)",
        "Service for those aged 0-25 opens in September 2025",
        "Places grow in line with the size of the building",
        "Report published on 31 March 2025",
    ],
)
def test_words_without_a_figure_to_be_reached_are_no_measure(text: str) -> None:
    assert read_measures(text) == ()
    assert [part.text_only for part in read_success(text)] == [True]


def test_figures_without_words_are_a_measure_without_text() -> None:
    part = one("Baseline: 98% (2022 Actual) Target: 100% (2023 EOY)")
    assert (part.text, part.baseline_raw, part.baseline_period) == ("", "98% (2022 Actual)", "2022 Actual")
    assert (part.targets[0].raw, part.targets[0].period) == ("100% (2023 EOY)", "2023 EOY")


def test_several_labelled_measures_in_one_cell() -> None:
    found = read_measures("Trust grows. Current: 61%. Target: 70%. Exclusions fall. Current: 40. Target: 25.")
    assert [(p.text, p.baseline_value, values(p)) for p in found] == [
        ("Trust grows", 61, [70]),
        ("Exclusions fall", 40, [25]),
    ]


def test_next_measure_begins_after_a_dated_target_without_a_full_stop() -> None:
    found = read_measures("% of visits made Target: 100% (Sep-23 to Jul-24) % of reports read Target: 90%")
    assert [(p.text, values(p)) for p in found] == [("% of visits made", [100]), ("% of reports read", [90])]


def test_baseline_with_several_counts_is_paired_with_its_targets() -> None:
    text = (
        "Waits shrink. Baseline: 640 people on the list with 310 (48% queuing over 18 weeks (May 2023) "
        "Target: Fewer than 60 on the list and all seen within 18 weeks (May 24)"
    )
    found = read_measures(text)
    assert [(p.baseline_value, values(p)) for p in found] == [(640, [60]), (310, [18])]
    assert [t.period for p in found for t in p.targets] == ["2024-05", "2024-05"]


def test_count_with_a_percentage_keeps_the_count() -> None:
    assert read_value("41 (30%) of those are queuing") == (41, None)


def test_two_ranges_in_one_sentence_are_two_measures() -> None:
    found = read_measures("Grow the school from 40 to 60 places and the college for 10 to 20 learners")
    assert [(p.baseline_value, values(p)) for p in found] == [(40, [60]), (10, [20])]


def test_figure_before_a_list_holds_for_each_item() -> None:
    found = read_measures("100%:\n- pupils told by 15 February\n- leavers told by 31 March")
    assert [(p.text, values(p)) for p in found] == [
        ("pupils told by 15 February", [100]),
        ("leavers told by 31 March", [100]),
    ]


def test_figure_with_words_before_a_list_is_one_measure() -> None:
    assert len(read_measures("100% of the team completed:\n• Online course\n• Drafting course")) == 1


def test_plain_sentence_before_the_measure_is_given_as_text_only() -> None:
    found = read_success("Plan published. Forecast within 5% of need.")
    assert [(p.text, p.text_only) for p in found] == [
        ("Plan published", True),
        ("Forecast within 5% of need", False),
    ]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Rate increases", "up"),
        ("Fewer complaints", "down"),
        ("Reduce waits so that more are seen", "down"),
        ("Score", None),
    ],
)
def test_direction_from_words(text: str, direction: str | None) -> None:
    assert read_direction(text) == direction


def test_direction_from_values_where_words_say_none() -> None:
    assert one("Waits. Baseline: 61. Target: 45").direction == "down"
    assert one("Score. Baseline: 74%. Target: 74%").direction is None


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("March 2025", "2025-03"),
        ("2025", "2025"),
        ("2024/25", "2024/25"),
        ("31 March 2025", "2025-03-31"),
        ("EOY 2023", "EOY 2023"),
    ],
)
def test_period(printed: str, period: str) -> None:
    assert normal_period(printed) == period
    assert period_of(f"60% ({printed})") == (period, printed)
    assert period_of(f"60% by {printed}")[0] == period


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("44%", [(44.0, "%")]),
        ("1,912 places", [(1912.0, "places")]),
        ("0 of 6 sites", [(0.0, "sites")]),
        ("nine out of ten", [(90.0, "%")]),
        ("two thirds of staff", [(66.7, "%")]),
        ("£1.2m saved", [(1200000.0, "£")]),
        ("61 weeks", [(61.0, "weeks")]),
        ("50 per month", [(50.0, "per month")]),
        ("no more than two", [(2.0, None)]),
        ("Year 9 and KS2 and KPI 4", []),
        ("by March 2025", []),
        ("within 20-week limit, ages 16 to 18", []),
    ],
)
def test_figures(text: str, found: list[tuple[float, str | None]]) -> None:
    assert [(f.value, f.unit) for f in find_figures(text)] == found


def test_unit_stops_at_a_small_word() -> None:
    assert unit_after(" children and young people on the list", 0) == "children and young people"


def test_sentences_keep_abbreviations_whole() -> None:
    assert sentences("Waits fall, i.e. Under 18 weeks. Trust grows.") == [
        "Waits fall, i.e. Under 18 weeks.",
        "Trust grows.",
    ]


@given(
    st.sampled_from(["Reviews on time", "Share of plans judged good", "Trust in services"]),
    st.integers(0, 100),
    st.integers(0, 100),
    st.sampled_from(
        [
            "{w}. Baseline: {a}%. Target: {b}%",
            "{w} Baseline: {a}% Target: {b}%",
            "{w}. Current: {a}%; target: {b}% by March 2025",
            "{w} move from {a}% to {b}%",
            "{w} move from {a}% (2023) to {b}% (2025)",
            "{w} (baseline {a}%, target {b}%)",
        ]
    ),
)
def test_baseline_and_target_read_back(said: str, baseline: int, target: int, form: str) -> None:
    part = one(form.format(w=said, a=baseline, b=target))
    assert part.text.startswith(said)
    assert (part.baseline_value, values(part), part.baseline_unit) == (baseline, [target], "%")


@given(st.text(max_size=120))
def test_any_text_is_read_without_failing(text: str) -> None:
    read_success(text)


def test_a_figure_and_a_time_alone_are_a_later_target_of_the_measure_before() -> None:
    (part,) = read_measures("95% of transfer plans final by March 2025; 100% by March 2026 (2024: 72%)")
    assert part.text == "95% of transfer plans final by March 2025"
    assert part.baseline_value == 72
    assert [(t.value, t.period) for t in part.targets] == [(95, "2025-03"), (100, "2026-03")]


def test_a_figure_of_a_time_before_the_target_is_the_baseline() -> None:
    (part,) = read_measures("80% of lodgers have a visit by 31 March 2027; 46% in 2024/25")
    assert (part.baseline_value, part.baseline_period) == (46, "2024/25")
    assert [(t.value, t.period) for t in part.targets] == [(80, "2027-03-31")]


def test_a_figure_of_another_unit_is_no_later_target() -> None:
    assert len(read_measures("Waits under 6 weeks; 90% by March 2026")) == 2


def test_a_sentence_in_brackets_tells_what_was() -> None:
    (part,) = read_measures("I am seen within 18 weeks (the longest wait was 71 weeks in May 2022)")
    assert (part.text, part.baseline_raw) == ("I am seen within 18 weeks", "71 weeks in May 2022")
    assert part.baseline_value == 71
    assert [t.value for t in part.targets] == [18]


def test_figures_after_ligatures_and_fractions_are_cut_where_they_stand() -> None:
    (part,) = read_measures("The ofﬁce ½ way answers 85% of calls")
    assert [t.raw for t in part.targets] == ["85%"]
    (part,) = read_measures("Set\u2028\x1f \u00a0out: 0 sites")
    assert all(t.raw.strip() for t in part.targets)


def test_a_label_with_nothing_before_or_after_it_is_no_measure() -> None:
    assert read_success("Current:Current:") == ()


def test_digits_by_the_dozen_are_no_value() -> None:
    assert find_figures("9" * 400) == ()
    assert find_figures("see 99999999999999 days") == ()


def test_a_cell_that_says_from_and_to_without_end_is_read_in_time() -> None:
    begin = process_time()
    read_success("from 40 to 60 places " * 600)
    assert process_time() - begin < 5


@pytest.mark.parametrize(
    ("said", "direction"),
    [
        ("Children waiting more than 52 weeks: from 97 to 0 by June 2025", "down"),
        ("More than 80% of calls are answered", "up"),
        ("At least 15 parents come to each drop-in", None),
    ],
)
def test_what_is_counted_gives_no_direction(said: str, direction: str | None) -> None:
    (part,) = read_measures(said)
    assert part.direction == direction


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("The longest wait is 20 weeks by May 2026 (45 weeks in May 2025)", 45, 20),
        ("75% of reviews hear from the child; 31% did so last year", 31, 75),
    ],
)
def test_what_was_before_follows_what_is_to_be_reached(text: str, baseline: float, target: float) -> None:
    (part,) = read_success(text)
    assert part.baseline_value == baseline
    assert [t.value for t in part.targets] == [target]
