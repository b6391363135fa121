"""Ratings by word, letter, sign and fill, through the document's own key."""

from __future__ import annotations

import pytest

from extractors.fields.rating import (
    NO_LEGEND,
    LegendCell,
    colour_of_fill,
    colours_named,
    read_legend,
    read_rating,
    status_of,
)


def key(*lines: str) -> list[list[LegendCell]]:
    return [[LegendCell(cell) for cell in line.split("|")] for line in lines]


LINES = read_legend(
    key(
        "BLUE Work completed",
        "RED Badly delayed: significant delay",
        "AMBER Work in progress",
        "GREEN Work on track",
        "GREY Not yet started",
    )
)
LETTERS = read_legend(
    key("B|Complete", "G|On track", "A|Minor delay or risk", "R|Major delay, tell the Board")
)
TURNED = read_legend(
    [
        [LegendCell("", "#00b050"), LegendCell("Complete")],
        [LegendCell("", "#ffc000"), LegendCell("On track")],
        [LegendCell("Major delay", "#ff0000")],
    ]
)


def test_key_in_lines_of_text() -> None:
    assert [(e.colour, e.status) for e in LINES.entries] == [
        ("blue", "complete"),
        ("red", "delayed"),
        ("amber", "in_progress"),
        ("green", "on_track"),
        ("grey", "not_started"),
    ]


def test_key_in_two_columns_of_letters() -> None:
    assert [(e.mark, e.status) for e in LETTERS.entries] == [
        ("B", "complete"),
        ("G", "on_track"),
        ("A", "in_progress"),
        ("R", "delayed"),
    ]


def test_rows_that_are_no_key_make_none() -> None:
    assert read_legend(key("Head of SEND|Jane Smith", "All families are heard")) == NO_LEGEND
    assert read_legend(key("Red|Delayed")) == NO_LEGEND


def test_one_colour_means_another_thing_in_another_plan() -> None:
    assert read_rating("Amber", None, LINES)[0] == "in_progress"
    assert read_rating("Amber", None, TURNED)[0] == "on_track"
    assert read_rating("Green", None, TURNED)[0] == "complete"


@pytest.mark.parametrize(
    ("text", "fill", "status", "raw"),
    [
        ("BLUE", None, "complete", "BLUE"),
        ("R", None, "delayed", "R"),
        ("Amber/Green", None, "in_progress", "Amber/Green"),
        ("A/G", None, "in_progress", "A/G"),
        ("R - overdue", None, "delayed", "R - overdue"),
        ("🟢", None, "on_track", "🟢"),
        ("✔", None, "complete", "✔"),
        ("On track", None, "on_track", "On track"),
        ("Not started", None, "not_started", "Not started"),
        ("Complete (Sept 24)", None, "complete", "Complete (Sept 24)"),
        ("", "#92d050", "on_track", "green"),
        ("", "#ffc7ce", "delayed", "red"),
        ("50%", "#ffc000", "in_progress", "50%"),
        ("50%", None, None, "50%"),
        ("Board", None, None, "Board"),
        ("", "#ffffff", None, None),
        ("", None, None, None),
    ],
)
def test_rating_without_a_key(text: str, fill: str | None, status: str | None, raw: str | None) -> None:
    assert read_rating(text, fill) == (status, raw)


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        ("#ff0000", "red"),
        ("#c00000", "red"),
        ("#ffc000", "amber"),
        ("#ffff00", "amber"),
        ("#ed7d31", "amber"),
        ("#00b050", "green"),
        ("#c6efce", "green"),
        ("#0070c0", "blue"),
        ("#00b0f0", "blue"),
        ("#7030a0", "purple"),
        ("#a6a6a6", "grey"),
        ("#000000", None),
        ("#ffffff", None),
        ("no colour", None),
        (None, None),
    ],
)
def test_fill_by_hue(fill: str | None, colour: str | None) -> None:
    assert colour_of_fill(fill) == colour


def test_letters_are_colours_only_alone() -> None:
    assert colours_named("G") == ("green",)
    assert colours_named("Good progress") == ()
    assert colours_named("Reduced") == ()


@pytest.mark.parametrize(
    ("meaning", "status"),
    [
        ("Not yet started, waits for others to be completed", "not_started"),
        ("On track to be completed", "on_track"),
        ("Some slippage", "in_progress"),
        ("Significant slippage", "delayed"),
        ("Not completed on time", "delayed"),
        ("Completed and embedded", "complete"),
        ("Partially complete", "in_progress"),
        ("Work under way", "in_progress"),
        ("Started and going as planned", "on_track"),
        ("Moving as planned", "on_track"),
        ("Not progressing as planned", "delayed"),
        ("Slower than planned", "delayed"),
        ("Planned for next year", "not_started"),
        ("See board paper", None),
    ],
)
def test_meaning(meaning: str, status: str | None) -> None:
    assert status_of(meaning) == status


STATES = read_legend(
    key(
        "Closed|Everything was finished and seen",
        "Open - on track|We began and think to end in time",
        "Open - at risk|We began, something may stop us",
        "Open - overdue|The day went by and it is not finished",
        "Not due to start|The first day is still to come",
    )
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Closed", "complete"),
        ("Open - on track", "on_track"),
        ("Open - at risk", "in_progress"),
        ("Open - overdue", "delayed"),
        ("Not due to start", "not_started"),
        ("N", "not_started"),
    ],
)
def test_states_in_words_with_or_without_a_key(text: str, status: str) -> None:
    assert read_rating(text, legend=STATES) == (status, text)
    assert read_rating(text) == (status, text)


def test_at_risk_is_late_where_the_key_says_so() -> None:
    legend = read_legend(key("At risk|Will be late without help", "On track|Goes to plan"))
    assert read_rating("At risk", legend=legend) == ("delayed", "At risk")


def test_a_letter_that_names_no_colour_keeps_the_ground_that_the_key_gives_it() -> None:
    key = read_legend(
        [
            [LegendCell("G", "#92d050"), LegendCell("On track")],
            [LegendCell("N", "#d9d9d9"), LegendCell("Not due to start yet")],
        ]
    )
    assert read_rating("", "#d9d9d9", key)[0] == "not_started"


def test_news_under_a_word_of_the_key_does_not_rate() -> None:
    legend = read_legend(key("Done|The work is finished", "Late|The date was missed"))
    assert read_rating("Done Opened a week late because of snow", None, legend)[0] == "complete"


def test_a_word_of_the_key_that_says_nothing_by_itself_is_told_by_its_meaning() -> None:
    key = read_legend(
        [
            [LegendCell("Finished"), LegendCell("the work is done")],
            [LegendCell("On course"), LegendCell("will be done by the deadline")],
            [LegendCell("Adrift"), LegendCell("the deadline has been or will be missed")],
        ]
    )
    assert read_rating("Adrift", None, key)[0] == "delayed"
