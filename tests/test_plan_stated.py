"""How far an action is and when it is due, where its own words say so."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.families.plan.extract import extract
from extractors.families.plan.stated import Stated, stated_time
from extractors.fields.organisation import Glossary, in_full
from extractors.fields.owner import read_owners
from extractors.model import Block, Extraction, Table
from tests.plan_tables import document, head, item, para, table

WRITTEN = date(2025, 11, 14)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("By the end of March 2026 we will check every child", Stated(end="By the end of March 2026")),
        ("We will hold, by January 2026, two clinics for parents", Stated(end="by January 2026")),
        ("No later than 30 June 2026 we will train the staff", Stated(end="No later than 30 June 2026")),
        (
            "Between February and July 2026 we will try it out",
            Stated(end="Between February and July 2026"),
        ),
        ("From December 2025 we will write to families", Stated(end="From December 2025")),
        ("During the spring term 2026, visit each school", Stated(end="During the spring term 2026")),
        ("Train 40 staff by July 2026 so that all know the tool", Stated(end="by July 2026")),
        ("Publish the guide by March 2026.", Stated(end="by March 2026")),
        ("Finish the audit before Easter 2026", Stated(end="before Easter 2026")),
        (
            "From September 2025, train staff, and end by March 2026",
            Stated("From September 2025", "by March 2026"),
        ),
        ("Cut the wait of March 2024 to 20 weeks by May 2026", Stated(end="by May 2026")),
        ("Act on the survey of March 2024", None),
        ("Use the feedback from March 2024 to plan visits", None),
        ("Ring the families who had waited by May 2025", None),
        ("Review plans issued before March 2024", None),
        ("In March 2024 we found gaps; write a plan for each", None),
        ("By September 2024 we had seen 40 families; see the rest", None),
        ("Since January 2024 numbers have grown. Hire two nurses", None),
        ("Agree the budget for 2026/27", None),
        ("Raise attendance from 82% (2024) to 90%", None),
    ],
)
def test_a_time_is_the_action_s_only_where_it_says_when_that_is_done(
    sentence: str, told: Stated | None
) -> None:
    assert stated_time(sentence, WRITTEN) == told


def _read(*blocks: Block | Table) -> Extraction:
    return extract(document(head("SEND improvement plan"), *blocks))


def test_a_column_s_time_goes_before_one_in_the_sentence() -> None:
    rows = [["Publish a guide by March 2026", "Jo Hill", "May 2026"], ["Open a clinic by July 2026", "", ""]]
    first, second = _read(table(["Action", "Lead", "By when"], *rows, headers=1)).actions
    due = [a.timescale.due_on if a.timescale else None for a in (first, second)]
    assert due == [date(2026, 5, 31), date(2026, 7, 31)]


@pytest.mark.parametrize(
    "form",
    [
        "{} ({})", "{}. ({})", "{} [{}]", "{} – {}", "{} - {}", "{} | {}", "{}. {}", "{} {}", "{} Status: {}",
        "{} (Status: {})", "[{1}] {0}", "{} ({}).",
    ],
)  # fmt: skip
def test_a_rating_at_the_end_of_an_action_s_words_is_its_status(form: str) -> None:
    told = [
        ("Publish a guide for families", "On track", "on_track"),
        ("Open a clinic in the west", "Delayed", "delayed"),
        ("Train two nurses in each school", "Complete", "complete"),
    ]
    rows = [[form.format(words, mark), "Jo Hill", "May 2026"] for words, mark, _ in told]
    found = _read(table(["Action", "Lead", "By when"], *rows, headers=1)).actions
    assert [a.activity.rstrip(".") for a in found] == [words for words, _, _ in told]
    assert [(a.status_raw, a.status) for a in found] == [(mark, status) for _, mark, status in told]


def test_brackets_dashes_and_last_words_that_are_no_ratings_stay() -> None:
    said = [
        "Publish a guide (easy read)",
        "Hold a day for parents – in the west",
        "Ask each school what it has done",
        "See that each plan is complete",
    ]
    rows = [[words, "Jo Hill", "May 2026"] for words in said]
    found = _read(table(["Action", "Lead", "By when"], *rows, headers=1)).actions
    assert [(a.activity, a.status) for a in found] == [(words, None) for words in said]


def test_a_rating_stands_after_owner_and_time() -> None:
    listed = [
        item("Publish a guide (Guide Officer, May 2026) (On track)"),
        item("Open a clinic (Head of SEND, June 2026) (Delayed)"),
        item("Train the nurses (Head of Nursing, July 2026) (Complete)"),
    ]
    found = _read(head("Actions", 2), *listed).actions
    assert [(a.activity, a.responsible_raw, a.status) for a in found] == [
        ("Publish a guide", "Guide Officer", "on_track"),
        ("Open a clinic", "Head of SEND", "delayed"),
        ("Train the nurses", "Head of Nursing", "complete"),
    ]


def test_a_key_in_a_list_parts_its_words_by_dashes() -> None:
    key = [
        item("On track – begun, and will end on time"),
        item("In trouble – we need help with it"),
        item("Complete – we have done it"),
    ]
    rows = [["Publish a guide (In trouble)", "Jo"], ["On Mondays, open a clinic (On track)", "Sam"]]
    intro = [para("On this page"), para("In May we met"), para("On the way"), para("In short")]
    found = _read(*intro, *key, table(["Action", "Lead"], *rows, headers=1)).actions
    assert [a.status for a in found] == ["delayed", "on_track"]


def test_figures_listed_under_a_line_below_a_table_are_measures_of_its_section() -> None:
    rows = [["Publish a guide", "Jo Hill", "May 2026"], ["Open a clinic", "Sam Lee", "June 2026"]]
    plan = table(["Action", "Lead", "By when"], *rows, headers=1)
    listed = [item("Families who feel heard: 40% to 60% by May 2026"), item("Visits a month: 3 to 9")]
    line = para("How we will know that it is working:")
    after = para("Families told us that 90% of them had waited.")
    found = _read(head("Priority 1: Being heard", 2), plan, line, *listed, after)
    assert [(m.baseline_value, m.targets[0].value) for m in found.measures] == [(40, 60), (3, 9)]
    assert found.measures[0].actions == (1, 2)


def test_a_header_says_in_brackets_that_its_month_is_the_baseline() -> None:
    figures = table(
        ["Measure", "January 2025 (baseline)", "3 months June 2025", "12 months March 2026"],
        ["Children without a timetable", "46", "20", "0"],
        headers=1,
    )
    plan = table(["Action", "Lead", "By when"], ["Open a clinic", "Sam Lee", "June 2026"], headers=1)
    (measure,) = _read(plan, figures).measures
    assert (measure.baseline_value, measure.baseline_period) == (46, "2025-01")
    assert [(t.value, t.period) for t in measure.targets] == [(20, "2025-06"), (0, "2026-03")]


def test_an_open_bracket_goes_on_in_the_next_line() -> None:
    (owner,) = read_owners("", ("Mo Tennant (Tuition", "Manager, Fen Learning Trust)"))
    assert (owner.name, owner.role, owner.organisation) == (
        "Mo Tennant",
        "Tuition Manager",
        "Fen Learning Trust",
    )


def test_initials_after_the_first_words_of_their_own_body_are_one_name() -> None:
    known = Glossary((("ICB", "NHS Marrow Integrated Care Board"),), ("NHS Marrow Integrated Care Board",))
    (owner,) = read_owners("Clinical Officer, NHS Marrow ICB", (), known)
    assert (owner.role, owner.organisation) == ("Clinical Officer", "NHS Marrow ICB")
    assert in_full("NHS Marrow ICB", known) == "NHS Marrow Integrated Care Board"


def test_a_table_of_actions_and_owners_alone_goes_on_without_its_header() -> None:
    first = table(["Action", "Who is responsible"], ["Publish a guide", "Family Hubs Manager"], headers=1)
    rest = table(
        ["Open a clinic in the west", "Head of SEND"], ["Train two more nurses", "Area Nursing Team"]
    )
    contact = table(["Ring us on any weekday", "01234"], ["Write to us at the town hall", "by post"])
    assert len(_read(first, rest).actions) == 3
    assert len(_read(first, contact).actions) == 1
