"""Typed fields of plans: keys, grounds that rate, milestones, progress by reference, lists of success."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.families.plan.content import is_date, leading_date
from extractors.families.plan.extract import extract
from extractors.fields.glossary import gather_glossary
from extractors.fields.measure import read_measures
from extractors.fields.organisation import in_full
from extractors.fields.owner import read_owners
from extractors.fields.rating import LegendCell, legend_line, read_legend, read_rating
from extractors.fields.timescale import read_timescale
from extractors.model import Extraction, Line
from tests.plan_tables import document, head, item, para, table


def read(*blocks: object) -> Extraction:
    return extract(document(*blocks))  # type: ignore[arg-type]


# -- ratings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Status letters: C complete, T on track, L late, N not started",
        "Key: C = complete; T = on track; L = late; N = not started",
    ],
)
def test_a_key_whose_letters_are_no_colours_is_read(text: str) -> None:
    key = legend_line(text)
    found = [read_rating(letter, None, key)[0] for letter in "CTLN"]
    assert found == ["complete", "on_track", "delayed", "not_started"]


@pytest.mark.parametrize("text", ["Leads: A Smith, B Jones, C Brown", "We met in May, June, July", "a, b, c"])
def test_a_list_of_something_else_is_no_key(text: str) -> None:
    assert not legend_line(text).entries


def test_pale_red_is_the_key_s_pink() -> None:
    key = read_legend([[LegendCell("Blue – not started")], [LegendCell("Pink – delayed")]])
    assert read_rating("", "#f4b6c2", key) == ("delayed", "red")


def test_a_dated_position_begins_with_a_word_of_a_key_without_rules() -> None:
    key = table(
        ["Finished", "The action is done and the Board has seen proof"],
        ["Slipping", "The date has been missed, or will be"],
        ["Not begun", "Waiting for its start"],
    )
    rows = table(
        ["What we will do", "Who", "By when", "Position, October 2025"],
        ["Recruit two nurses", "Head of Nursing", "May 2025", "Finished|Both began in June."],
        ["Agree a pathway with schools", "Head of SEND", "June 2026", "Not begun|Rota agreed."],
        ["Ring families each half term", "Head of SEND", "June 2025", "Slipping|No calls were made."],
    )
    found = read(head("Action plan"), key, rows)
    assert [a.status for a in found.actions] == ["complete", "not_started", "delayed"]
    assert [a.update_text for a in found.actions] != [None, None, None]


def test_the_ground_of_any_column_rates_where_the_key_says_so() -> None:
    rows = table(
        ["What we will do", "Who", "By when", "Where are we now?"],
        ["Recruit two nurses", "Head of Nursing", "May 2025", "Two posts are vacant."],
        ["Agree a pathway with schools", "Head of SEND", "June 2025", "There is none."],
        fills={"Two posts are vacant.": "#ffe699", "There is none.": "#9dc3e6"},
    )
    key = [para("Blue – not started yet"), para("Yellow – on track"), para("Green – complete")]
    found = read(head("Action plan"), *key, rows)
    assert [a.status for a in found.actions] == ["on_track", "not_started"]


def test_a_column_of_progress_that_holds_a_rating_gives_one() -> None:
    rows = table(
        ["Action", "Lead", "By when", "Progress"],
        ["Recruit two nurses", "Head of Nursing", "May 2025", "Running late"],
        [
            "Agree a pathway with schools",
            "Head of SEND",
            "June 2025",
            "Three schools have agreed and two ask for more",
        ],
    )
    assert [a.status for a in read(rows).actions] == ["delayed", None]


# -- times -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("May 2024 – Tender", "May 2024"),
        ("30 April 2024 84 left", "30 April 2024"),
        ("each half term – Sample of 15", "each half term"),
        ("TBC – Visit", "TBC"),
        ("w/c 5 Nov 2024", "w/c 5 Nov 2024"),
        ("First cohort", None),
        ("Report to the Board in May 2024", None),
    ],
)
def test_the_date_at_the_head_of_a_milestone(text: str, wanted: str | None) -> None:
    assert leading_date(text) == wanted


def test_the_last_dated_milestone_is_when_all_is_done() -> None:
    rows = table(
        ["Ref", "Actions", "Lead officer", "Milestones"],
        ["1.1", "Set up a joint group", "Head of SEND", "May 2024 – Terms|Oct 2024 – Work programme"],
        ["1.2", "Ask families what they need", "Head of SEND", "June 2024 – Survey|July 2024 – Report"],
    )
    found = read(rows)
    assert [a.timescale and a.timescale.due_on for a in found.actions] == [
        date(2024, 10, 31),
        date(2024, 7, 31),
    ]


def test_initials_of_a_body_are_no_part_of_a_date() -> None:
    assert not is_date("ABC – from June 2025")
    assert is_date("from June 2025")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("1st Aprl 2025", date(2025, 4, 1)),
        ("2025/07/31", date(2025, 7, 31)),
        ("Acadmic year 2026/27", date(2027, 8, 31)),
    ],
)
def test_slips_and_years_that_come_first(text: str, due: date) -> None:
    assert read_timescale(text)[0].due_on == due


# -- owners ------------------------------------------------------------------------------------

NAMES = gather_glossary(
    [
        "BCC: Barchester City Council",
        "ICB: NHS Barset Integrated Care Board",
        "BPCF is the Barchester Parent Carer Forum; it meets monthly.",
        "EP: Educational Psychologist",
        "DMO: designated medical officer",
    ]
)


def test_abbreviations_that_a_key_or_a_sentence_explains() -> None:
    assert in_full("ICB", NAMES) == "NHS Barset Integrated Care Board"
    assert in_full("BPCF", NAMES) == "Barchester Parent Carer Forum"
    assert NAMES.full("DMO") == "designated medical officer"
    assert in_full("Barchester City Council", NAMES) is None


OWNERS: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    ("Principal EP, BCC", [("Principal EP", "BCC")]),
    (
        "Team Manager, BCC and special school headteachers",
        [("Team Manager", "BCC"), (None, "special school headteachers")],
    ),
    ("SEN Team Managers, BCC", [("SEN Team Managers", "BCC")]),
    ("Head of Commissioning, BCC & ICB", [("Head of Commissioning", "BCC & ICB")]),
    (
        "Head of SEND (BCC) and Designated Clinical Officer (ICB)",
        [("Head of SEND", "BCC"), ("Designated Clinical Officer", "ICB")],
    ),
    ("Assistant Director, Children's Services (BCC)", [("Assistant Director, Children's Services", "BCC")]),
    ("ICB analyst", [("analyst", "ICB")]),
    ("Vacant – Head of Inclusion", [("Head of Inclusion", None)]),
    ("TBC (ICB)", [(None, "ICB")]),
    ("Lead Nurse w/ Clinical Psychologist", [("Lead Nurse", None), ("Clinical Psychologist", None)]),
]


@pytest.mark.parametrize(("text", "wanted"), OWNERS)
def test_owners_with_their_bodies(text: str, wanted: list[tuple[str | None, str | None]]) -> None:
    assert [(o.role, o.organisation) for o in read_owners(text, known=NAMES)] == wanted


def test_a_role_that_wraps_before_its_noun_is_one() -> None:
    lines = [Line(text="Principal Educational", soft=True), Line(text="Psychologist, BCC")]
    (owner,) = read_owners("Principal Educational Psychologist, BCC", lines, NAMES)
    assert (owner.role, owner.organisation) == ("Principal Educational Psychologist", "BCC")


def test_a_role_with_its_body_ends_before_a_line_with_another_role() -> None:
    lines = [
        Line(text="Quality Officer, BCC", soft=True),
        Line(text="Designated Clinical Officer,", soft=True),
        Line(text="ICB"),
    ]
    found = read_owners(" ".join(line.text for line in lines), lines, NAMES)
    assert [(o.role, o.organisation) for o in found] == [
        ("Quality Officer", "BCC"),
        ("Designated Clinical Officer", "ICB"),
    ]


def test_who_is_accountable_comes_after_who_leads_and_who_helps_is_none() -> None:
    rows = table(
        ["Action", "Lead", "Accountable officer", "Support", "By when"],
        ["Recruit two nurses", "Head of Nursing", "Chief Nurse", "HR team", "May 2025"],
        ["Agree a pathway with schools", "Head of SEND", "Director of Education", "Schools", "June 2025"],
    )
    first = read(rows).actions[0]
    assert [o.role for o in first.owners] == ["Head of Nursing", "Chief Nurse"]


# -- rows that belong to others ----------------------------------------------------------------


def test_a_table_of_progress_joins_its_actions_by_reference() -> None:
    plan = table(
        ["Ref", "Action", "Owner", "By when"],
        ["1.1", "Appoint an independent chair and agree terms", "Director", "May 2025"],
        ["1.2", "Agree a joint dashboard of figures", "Head of Data", "June 2025"],
    )
    progress = table(
        ["Ref", "Action in short", "Update", "Status"],
        ["1.1", "Appoint an independent chair…", "Chair in post", "Complete"],
        ["1.2", "Agree a joint dashboard…", "Late data from one trust", "Delayed"],
    )
    found = read(head("Plan"), plan, head("Progress"), progress)
    assert [(a.status, a.update_text) for a in found.actions] == [
        ("complete", "Chair in post"),
        ("delayed", "Late data from one trust"),
    ]


def test_a_list_under_how_we_will_know_measures_the_actions_of_its_section() -> None:
    rows = table(
        ["What we will do", "Who", "By when"],
        ["Open a drop-in at each centre", "Hubs Manager", "May 2025"],
        ["Recruit two nurses", "Head of Nursing", "June 2025"],
    )
    found = read(
        head("Our plan", 1),
        head("Priority 1: Waiting", 2),
        rows,
        head("How we will know it is working", 3),
        item("Average wait: 96 weeks in June 2024, down to 52 weeks by June 2026"),
        item("Families feel less alone"),
    )
    (measure,) = found.measures
    assert (measure.baseline_value, measure.targets[0].value, measure.actions) == (96, 52, (1, 2))


# -- columns and objectives ----------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Partners", "Support", "Supported by", "Other partners", "Key partners"])
def test_partners_are_kept_beside_the_owners(header: str) -> None:
    rows = table(
        ["Ref", "Action", "Lead", header, "By when"],
        ["1.1", "Open a drop-in at each centre", "Hubs Manager", "Toddler Trust", "May 2025"],
        ["1.2", "Recruit two nurses", "Head of Nursing", "Parent Forum", "June 2025"],
    )
    found = read(head("Plan"), rows).actions
    assert [len(a.owners) for a in found] == [1, 1]
    assert [a.responsible_raw for a in found] == ["Hubs Manager", "Head of Nursing"]
    assert [(x.column, x.text) for x in found[0].extra] == [(header, "Toddler Trust")]


@pytest.mark.parametrize(
    ("printed", "objective"),
    [
        ("Outcome 4B – Families wait less", "Families wait less"),
        ("Workstream 2.1: Families wait less", "Families wait less"),
        ("Objective C. Families wait less", "Families wait less"),
        ("Aim: Families wait less", "Families wait less"),
        ("Outcome measures are agreed", "Outcome measures are agreed"),
        ("Priority 2 schools wait less", "Priority 2 schools wait less"),
    ],
)
def test_an_objective_is_told_without_its_label(printed: str, objective: str) -> None:
    rows = table(
        ["Objective", "Action", "Lead", "By when"],
        [printed, "Open a drop-in at each centre", "Hubs Manager", "May 2025"],
        ["^", "Recruit two nurses", "Head of Nursing", "June 2025"],
    )
    assert [a.objective for a in read(head("Plan"), rows).actions] == [objective, objective]


@pytest.mark.parametrize(
    ("text", "words", "baseline", "target"),
    [
        ("90% of nurseries send a form (May 2024: 52%)", "90% of nurseries send a form", 52, 90),
        ("40 trained mentors (12 in 2022/23)", "40 trained mentors", 12, 40),
    ],
)
def test_a_baseline_stands_in_brackets_after_the_target(
    text: str, words: str, baseline: float, target: float
) -> None:
    (part,) = read_measures(text)
    assert (part.text, part.baseline_value, [t.value for t in part.targets]) == (words, baseline, [target])
    assert [t.period for t in part.targets] == [None]
