"""Plans in layouts that differ from a plain table: cards, blocks, calendars, no lines."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Action, Block, Table
from tests.plan_tables import document, head, item, para, paragraphs, table


def _read(*blocks: Block | Table, format: str = "docx") -> tuple[Action, ...]:
    return extract(document(head("SEND improvement plan"), *blocks, format=format)).actions


def test_a_card_whose_label_carries_a_code() -> None:
    cards = [
        table(["Action TW2.1", "Open a drop-in"], ["Lead", "Youth Manager"], ["End", "May 2025"]),
        table(
            ["Action TW2.2", "Buy two minibuses"], ["Lead", "Fleet Manager"], ["End", "June 2025"],
            ["Action TW2.3", "Train the drivers"], ["Lead", "Fleet Manager"], ["End", "July 2025"],
        ),
    ]  # fmt: skip
    found = _read(*cards)
    assert [a.reference for a in found] == ["TW2.1", "TW2.2", "TW2.3"]
    assert found[2].activity == "Train the drivers"


def test_a_numbered_heading_that_holds_no_words_opens_the_action_below() -> None:
    found = _read(
        head("Action 1.1", 3), para("Open a drop-in for carers."), para("Lead: Youth Manager"),
        para("By when: May 2025"), head("Action 1.2", 3),
        para("Train the drivers of both buses. Lead: Fleet Manager"), para("By when: July 2025"),
    )  # fmt: skip
    assert [a.activity for a in found] == [
        "Open a drop-in for carers.",
        "Train the drivers of both buses.",
    ]
    assert [a.responsible_raw for a in found] == ["Youth Manager", "Fleet Manager"]


MONTHS = ["S", "O", "N", "D", "J", "F", "M", "A"]
YEARS = ["2024", "<", "<", "<", "2025", "<", "<", "<"]


def _gantt(*rows: list[str], colours: dict[str, str] | None = None) -> Table:
    """A calendar: "#" is a bar, "+" its extension; both cells are empty but for their colour."""
    made = table(["Ref", "Action", "Owner", *YEARS], ["^", "^", "^", *MONTHS], *rows, headers=2)
    bars = colours or {"#": "#1f7a8c", "+": "#f4a261"}
    cells = [
        c.model_copy(update={"fill": bars[c.text], "text": "", "blocks": ()}) if c.text in bars else c
        for c in made.cells
    ]
    return made.model_copy(update={"cells": tuple(cells)})


def _times(actions: tuple[Action, ...]) -> list[tuple[str | None, ...]]:
    return [
        tuple(str(d) if d else None for d in (t.starts_on, t.due_on)) if (t := a.timescale) else (None, None)
        for a in actions
    ]


def test_bars_under_the_first_letters_of_months() -> None:
    plan = _gantt(
        ["1", "Open a drop-in for carers", "Youth Manager", "#", "#", "#", "", "", "", "", ""],
        ["2", "Train the drivers of both buses", "Fleet Manager", "", "", "#", "#", "+", "+", "", ""],
        ["3", "Write a guide with parents", "", "", "", "", "", "", "", "", ""],
    )
    found = _read(para("Extension agreed by the board"), plan)
    assert _times(found) == [("2024-09-01", "2024-11-30"), ("2024-11-01", "2025-02-28"), (None, None)]
    old = found[1].original_timescale
    assert old is not None
    assert str(old.due_on) == "2024-12-31"


def test_a_shaded_month_is_no_bar() -> None:
    rows = [
        [str(k), f"Write guide {k} with parents", "Lead", "", "", "!", "", "#" if k > 1 else "", "#", "", ""]
        for k in range(1, 5)
    ]
    found = _read(_gantt(*rows, colours={"#": "#1f7a8c", "!": "#ffd966"}))
    assert _times(found)[0][1] == "2025-02-28"
    assert _times(found)[1] == ("2025-01-01", "2025-02-28")


def test_a_progress_sheet_is_told_of_the_actions_that_it_repeats() -> None:
    plan = table(
        ["Ref", "Action", "Lead", "By when"],
        ["1.1", "Open a drop-in for carers", "Youth Manager", "May 2025"],
        ["1.2", "Train the drivers of both buses", "Fleet Manager", "June 2025"],
        headers=1,
    )
    news = table(
        ["Ref", "Action in short", "Q1 2025/26", "Status"],
        ["1.1", "Open a drop-in…", "Doors opened in May", "Complete"],
        ["1.2", "Train the drivers…", "", "Delayed"],
        headers=1,
    )
    found = _read(plan, head("Progress", 2), news)
    assert [a.reference for a in found] == ["1.1", "1.2"]
    assert [a.status for a in found] == ["complete", "delayed"]
    assert any("Doors opened" in x.text for x in found[0].extra)
    assert found[0].timescale is not None
    assert found[0].timescale.raw == "May 2025"


def test_sections_that_begin_with_what_inspectors_said() -> None:
    def section(letter: str, said: str) -> list[Block | Table]:
        return [
            head(f"{letter}. Section", 2), para(said), para("Our aim: Well done"), head("Action 1.1", 3),
            para(f"Open a centre in town {letter}."), para("Lead: Youth Manager"), para("By when: May 2025"),
        ]  # fmt: skip

    found = _read(
        *section("A", "Inspectors said that waits are long."), *section("B", "The report asks for more.")
    )
    assert [a.area_for_improvement for a in found] == [
        "Inspectors said that waits are long.",
        "The report asks for more.",
    ]
    assert [a.priority for a in found] == ["A. Section", "B. Section"]


def test_the_number_of_a_section_stays_with_rows_that_have_a_priority_of_their_own() -> None:
    plan = table(
        ["Priority", "Action", "Lead", "By when"],
        ["Must", "Open a centre in town", "Youth Manager", "May 2025"],
        ["Could", "Paint the centre in town", "Estates Officer", "June 2025"],
        headers=1,
    )
    found = _read(head("Area for improvement 2: long waits for help", 2), plan)
    assert {a.area_for_improvement for a in found} == {"Area for improvement 2: long waits for help"}
    assert [a.priority for a in found] == ["Must", "Could"]


DROP, TRAIN, PAINT = "Open a drop-in for carers", "Train the drivers of both buses", "Paint the hub green"


def _owned(actions: tuple[Action, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(a.activity, a.responsible_raw, a.timescale.raw if a.timescale else None) for a in actions]


def test_cards_side_by_side() -> None:
    cards = table(
        ["Action", DROP, "Action", TRAIN],
        ["Lead", "Youth Manager", "Lead", "Fleet Manager"],
        ["By when", "May 2025", "By when", "June 2025"],
    )
    assert _owned(_read(cards)) == [
        (DROP, "Youth Manager", "May 2025"),
        (TRAIN, "Fleet Manager", "June 2025"),
    ]


def test_a_column_an_action() -> None:
    plan = table(
        ["Action", DROP, TRAIN, PAINT],
        ["Lead", "Youth Manager", "Fleet Manager", "Estates Officer"],
        ["By when", "May 2025", "June 2025", "July 2025"],
    )
    assert _owned(_read(plan)) == [
        (DROP, "Youth Manager", "May 2025"),
        (TRAIN, "Fleet Manager", "June 2025"),
        (PAINT, "Estates Officer", "July 2025"),
    ]


def test_a_register_of_risks_holds_no_actions() -> None:
    plan = table(["Action", "Lead", "By when"], [DROP, "Youth Manager", "May 2025"], headers=1)
    risks = table(
        ["Risk", "Mitigating action", "Owner", "Due date"],
        ["Staff leave", "Recruit a bank of staff", "HR Manager", "May 2025"],
        headers=1,
    )
    assert _owned(_read(plan, head("Risks", 2), risks)) == [(DROP, "Youth Manager", "May 2025")]


@pytest.mark.parametrize("likely", ["How likely", "Likely?", "Likelihood (1-5)"])
def test_a_register_of_risks_in_plain_words_holds_no_actions(likely: str) -> None:
    plan = table(["Action", "Lead", "By when"], [DROP, "Youth Manager", "May 2025"], headers=1)
    risks = table(
        ["Risk", likely, "What we do about it", "Watched by"],
        ["Staff leave in the autumn", "High", "Recruit a bank of staff", "Youth Manager"],
        ["Parents tire of surveys", "Medium", "Keep one calendar of surveys", "Fleet Manager"],
        headers=1,
    )
    assert _owned(_read(plan, head("What could get in our way", 2), risks)) == [
        (DROP, "Youth Manager", "May 2025")
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ["Risk", "Score", "What we are doing about it", "Owner"],
        ["What could go wrong", "RAG", "What we will do", "Who"],
        ["No.", "Key risks", "Actions", "Lead"],
    ],
)
def test_what_is_done_against_risks_and_has_no_time_is_no_action(heads: list[str]) -> None:
    plan = table(["Action", "Lead", "By when"], [DROP, "Youth Manager", "May 2025"], headers=1)
    told = {"Score": "16", "RAG": "Red", "No.": "1"}
    rows = (
        iter(("Staff leave in the autumn", "Recruit a bank of staff", "Youth Manager")),
        iter(("Parents tire of surveys", "Keep one calendar of surveys", "Fleet Manager")),
    )
    risks = table(heads, *([told.get(h) or next(words) for h in heads] for words in rows), headers=1)
    assert _owned(_read(plan, head("Risks", 2), risks)) == [(DROP, "Youth Manager", "May 2025")]


def test_actions_with_a_time_beside_the_risks_that_they_meet_stay_actions() -> None:
    plan = table(
        ["Risk", "Action", "Lead", "By when"],
        ["Carers have nowhere to go", DROP, "Youth Manager", "May 2025"],
        headers=1,
    )
    assert _owned(_read(plan)) == [(DROP, "Youth Manager", "May 2025")]


def test_tables_of_what_was_done_of_boards_and_of_contents_hold_no_actions() -> None:
    found = _read(
        table(["Section", "Page"], ["Introduction", "2"], headers=1),
        table(["Board", "Purpose", "Chair"], ["SEND Board", "Oversees", "Jo Hill"], headers=1),
        head("What we have done", 2),
        table(["Date", "What happened"], ["May 2024", "Opened"], ["June 2024", "Hired"], headers=1),
        head("What we will do", 2),
        table(["Action", "Lead", "By when"], [DROP, "Youth Manager", "May 2025"], headers=1),
    )  # fmt: skip
    assert _owned(found) == [(DROP, "Youth Manager", "May 2025")]


def test_who_and_when_after_dashes() -> None:
    found = _read(
        head("Priority 1: Waiting", 2), head("Actions", 3),
        item(f"{DROP} – Youth Manager – May 2025"), item(f"{TRAIN} – Fleet Manager, June 2025"),
    )  # fmt: skip
    assert _owned(found) == [(DROP, "Youth Manager", "May 2025"), (TRAIN, "Fleet Manager", "June 2025")]


TASKS = ["Ref", "Key task", "Led by", "By when", "Proof"]


def _tasks(number: str, *labels: tuple[str, str]) -> Table:
    """A table of two actions; the labels stand in rows over its header."""
    return table(
        *[[label, "<", value, "<", "<"] for label, value in labels],
        TASKS,
        [f"{number}.1", "Open a drop-in for carers", "Youth Manager", "May 2025", "Carers come"],
        [f"{number}.2", "Train the drivers of both buses", "Fleet Manager", "June 2025", "Drivers know"],
    )


def test_rows_of_labels_over_the_header_say_to_what_the_actions_belong() -> None:
    first = ("Objective 1.1", "Carers are heard"), ("Sponsor", "Head of Care"), ("Outcome", "Carers rest")
    second = ("Goal 1.2", "Buses run late"), ("Lead officer", "Head of Travel")
    told = extract(
        document(
            head("SEND improvement plan"),
            head("Priority 1: Help nearby", 2),
            _tasks("1.1", *first),
            _tasks("1.2", *second),
        )
    )
    assert [a.objective for a in told.actions] == ["Carers are heard"] * 2 + ["Buses run late"] * 2
    assert [a.outcome for a in told.actions][:2] == ["Carers rest"] * 2
    assert [(p.role, p.capacity) for p in told.people] == [
        ("Head of Care", "sponsor"),
        ("Head of Travel", "lead"),
    ]
    assert not told.problems


def _titled(whose: str, *titles: str) -> Table:
    """Two actions under titles that are merged over all columns."""
    rows = [[title, "<", "<", "<", "<"] for title in titles]
    return table(
        *rows, TASKS,
        ["1", f"Open a drop-in for {whose}", "Youth Manager", "May 2025", "They come"],
        ["2", f"Write to all {whose}", "Fleet Manager", "June 2025", "They know"],
    )  # fmt: skip


@pytest.mark.parametrize("label", ["What we want to achieve", "Where do we want to be?"])
def test_the_second_title_row_over_a_header_is_the_objective(label: str) -> None:
    colon = "" if label.endswith("?") else ":"
    found = _read(
        _titled(
            "carers", "Area of Weakness 1: Carers are tired and alone", f"{label}{colon} Carers rest well"
        ),
        _titled("drivers", "Area of Weakness 2: Buses run late or never"),
        _titled("dentists", "Area of Weakness 3: Few see the dentist", f"{label}{colon} Teeth are whole"),
    )
    assert [a.area_for_improvement for a in found][::2] == [
        "Carers are tired and alone",
        "Buses run late or never",
        "Few see the dentist",
    ]
    assert [a.objective for a in found][::2] == ["Carers rest well", None, "Teeth are whole"]


def test_a_title_cell_of_two_labelled_lines_says_area_and_objective() -> None:
    titles = "Area of Weakness 1: Carers are tired|What we want to achieve: Carers rest"
    found = _read(paragraphs(_titled("carers", titles)))
    assert {a.area_for_improvement for a in found} == {"Carers are tired"}
    assert {a.objective for a in found} == {"Carers rest"}


def test_title_rows_that_each_say_another_aim_set_none_of_them() -> None:
    rows = _titled("carers", "What we want to achieve: Carers rest", "What we want to achieve: Buses run")
    found = _read(head("Priority 1: Help nearby", 2), rows)
    assert {a.objective for a in found} == {"Help nearby"}


def test_a_list_of_several_objectives_sets_none_of_them() -> None:
    listed = table(
        ["Objective 1", "Carers are heard"], ["Sponsor", "Head of Care"],
        ["Objective 2", "Buses run late"], ["Sponsor", "Head of Travel"],
    )  # fmt: skip
    found = _read(head("Priority 1: Help nearby", 2), listed, _tasks("1.1"))
    assert {a.objective for a in found} == {"Help nearby"}


REFERENCES = ["1.1.1", "1.1.2", "1.2.1", "1.2.2"]
RATED = ["On track", "Off track", "Complete", ""]
NEWS = ["A venue was found in town.", "Two drivers are ill.", "All done in March.", ""]


@pytest.mark.parametrize("headers", [
    ["Ref", "Rating", "Where we are"], ["Action", "RAG", "Comment"], ["Task ref", "How is it going?", "News"],
    ["Which task", "Colour", "Latest news"], [],
])  # fmt: skip
def test_a_table_that_names_actions_by_reference_alone_tells_how_they_stand(headers: list[str]) -> None:
    rows = [list(row) for row in zip(REFERENCES, RATED, NEWS, strict=True)]
    progress = table(*([headers] if headers else []), *rows)
    found = _read(_tasks("1.1"), _tasks("1.2"), head("Progress", 2), progress)
    assert [a.reference for a in found] == REFERENCES
    assert [a.status for a in found] == ["on_track", "delayed", "complete", None]
    assert [a.update_text for a in found][:2] == NEWS[:2]


def test_a_progress_table_may_call_the_actions_by_a_few_of_their_words() -> None:
    names = ["Drop-in for carers", "Training of drivers", "Carers' drop-in", "Bus drivers trained"]
    rows = [list(row) for row in zip(REFERENCES, names, RATED, NEWS, strict=True)]
    found = _read(_tasks("1.1"), _tasks("1.2"), table(["Ref", "Task", "Rating", "News"], *rows))
    assert [a.reference for a in found] == REFERENCES
    assert [a.status for a in found] == ["on_track", "delayed", "complete", None]
    assert found[0].activity == "Open a drop-in for carers"


def test_of_ratings_at_several_times_the_last_holds() -> None:
    rows = [list(row) for row in zip(REFERENCES, RATED, RATED[::-1], strict=True)]
    found = _read(_tasks("1.1"), _tasks("1.2"), table(["Reference", "At May 2025", "At July 2025"], *rows))
    assert [a.status for a in found] == ["on_track", "complete", "delayed", "on_track"]


def test_bare_numbers_of_other_things_name_no_actions() -> None:
    plan = table(
        ["No.", "Action", "Owner", "By when"],
        ["1", "Open a drop-in for carers", "Youth Manager", "May 2025"],
        ["2", "Train the drivers of both buses", "Fleet Manager", "June 2025"],
    )
    found = _read(
        plan, table(["No.", "Event", "Comments"], ["1", "Open evening", "Busy"], ["2", "Fair", "Wet"])
    )
    assert [a.update_text for a in found] == [None, None]
