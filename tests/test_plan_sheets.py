"""Plans as workbooks: words of families, aims under other names, ratings by the plan's own key, registers."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from extractors.families.plan.extract import extract
from extractors.model import Action, Block, Table
from extractors.registry import detect
from tests.plan_tables import document, head, table


def _read(*blocks: Block | Table) -> tuple[Action, ...]:
    return extract(document(head("SEND improvement plan"), *blocks, format="xlsx")).actions


SAID = table(
    ["No.", "You told us", "We will", "So that", "Who", "By when", "How will we know"],
    ["1", "“Nobody ever rings.”", "open a single phone line", "Families get an answer", "Service Manager",
     "March 2025", "Calls answered: 40% to 60%"],
    ["2", "^", "publish direct numbers", "^", "Team Manager", "May 2025", "Numbers on the site"],
    ["3", "“It is a maze.”", "rebuild the home page", "Help is found", "Web Officer", "June 2025",
     "Visits that end well: 29% to 70%"],
)  # fmt: skip


def test_the_words_of_families_are_no_objective() -> None:
    found = _read(SAID)
    assert [a.objective for a in found] == ["Families get an answer"] * 2 + ["Help is found"]
    assert all(a.area_for_improvement is None for a in found)
    assert found[0].success_measure == "Calls answered: 40% to 60%"


def test_quotations_are_no_objective_whatever_their_column_is_called() -> None:
    made = table(
        ["Ref", "Around the table", "Action", "Owner", "Due"],
        ["1", "“Nobody ever rings.”", "Open a single phone line", "Service Manager", "March 2025"],
        ["2", "^", "Publish direct numbers", "Team Manager", "May 2025"],
        ["3", "“It is a maze.”", "Rebuild the home page", "Web Officer", "June 2025"],
    )
    assert [a.objective for a in _read(made)] == [None] * 3


def test_so_that_is_the_measure_where_no_other_column_is() -> None:
    made = table(
        ["No.", "We will", "So that", "Who", "By when"],
        ["1", "open a single phone line", "Families get an answer", "Service Manager", "March 2025"],
        ["2", "rebuild the home page", "Help is found", "Web Officer", "June 2025"],
    )
    assert [a.success_measure for a in _read(made)] == ["Families get an answer", "Help is found"]


KEY = table(
    ["Letter", "Word", "Meaning"],
    ["F", "Landed", "Complete, and checked"],
    ["S", "Flying", "On track for its date"],
    ["L", "Grounded", "Delayed"],
)


def _rated(header: str, ratings: list[str]) -> list[str | None]:
    rows = [
        [f"1.{k}", f"Write part {k} of the standard", "Service Manager", "May 2025", r]
        for k, r in enumerate(ratings, 1)
    ]
    made = table(["Ref", "Action", "Owner", "Due", header], *rows)
    return [a.status for a in _read(made, KEY)]


def test_words_and_letters_of_the_plans_own_key_are_ratings_under_any_header() -> None:
    told = ["complete", "on_track", "delayed"]
    assert _rated("Where are we now?", ["Landed", "Flying", "Grounded"]) == told
    assert _rated("Progress (see key)", ["F", "S", "L"]) == told


def test_a_pale_grey_cell_is_a_rating_where_the_key_has_grey() -> None:
    fills = {"#g": "#d9d9d9", "#b": "#9dc3e6"}
    key = table(["RAG", "Meaning"], ["Blue", "Complete"], ["Green", "On track"], ["Grey", "Not due to start"])
    rows = [
        ["1", "Write the standard", "Service Manager", "May 2025", "Green"],
        ["2", "Train the staff", "Service Manager", "June 2025", "#g"],
        ["3", "Count the visits", "Service Manager", "June 2025", "Blue"],
    ]
    made = table(["Ref", "Action", "Owner", "Due", "RAG"], *rows, fills=fills)
    cells = [c.model_copy(update={"text": "", "blocks": ()}) if c.text == "#g" else c for c in made.cells]
    made = made.model_copy(update={"cells": tuple(cells)})
    assert [a.status for a in _read(made, key)] == ["on_track", "not_started", "complete"]


def test_groups_with_their_chairs_and_registers_of_risks_hold_no_actions() -> None:
    groups = table(
        ["Group", "Chair", "Meets", "What it does"],
        ["Delivery group", "Service Manager", "Monthly", "Keeps the plan up to date"],
        ["Measures group", "Head of Performance", "Quarterly", "Collects the figures"],
    )
    risks = table(
        ["No.", "Risk", "Likelihood (1-5)", "Impact (1-5)", "What we will do about it", "Who", "Review by"],
        ["1", "Staff leave before the end", "4", "4", "Two posts filled early", "Team Manager", "May 2025"],
        ["2", "The money is for one year", "3", "5", "Write a case for more", "Chief Nurse", "June 2025"],
    )
    assert len(_read(groups, SAID, risks)) == 3


def test_a_condition_for_a_date_and_an_unset_owner_stay_in_their_columns() -> None:
    made = table(
        ["Aim", "No.", "Action", "Owner", "By when", "Measure"],
        ["A break for all", "1", "Open a second house", "Service Manager", "May 2025", "Nights: 10 to 20"],
        ["^", "2", "Recruit play workers", "TBC", "as soon as the money is agreed", "Fewer than 5 cancelled"],
        ["^", "3", "Ask young people", "Team Manager", "June 2025", "They chose the list"],
    )
    found = _read(made)[1]
    assert found.responsible_raw == "TBC"
    assert found.success_measure == "Fewer than 5 cancelled"
    assert found.timescale is not None
    assert found.timescale.raw == "as soon as the money is agreed"


def test_the_body_has_an_action_whose_lead_is_still_to_be_named() -> None:
    made = table(
        ["Ref", "Action", "Lead", "Organisation", "Due"],
        ["1", "Write the standard", "Head of Inclusion", "Fern Council", "May 2025"],
        ["2", "Review the seating", "TBC", "Fern Hospital Trust", "June 2025"],
    )
    assert [o.organisation for o in _read(made)[1].owners] == ["Fern Hospital Trust"]


def _hide(made: Table, column: int) -> Table:
    """The table with one of its columns hidden in the sheet."""
    cells = [
        c.model_copy(update={"blocks": tuple(b.model_copy(update={"hidden": True}) for b in c.blocks)})
        if c.column == column
        else c
        for c in made.cells
    ]
    return made.model_copy(update={"cells": tuple(cells)})


def test_hidden_columns_tell_nothing_that_the_shown_ones_tell() -> None:
    made = table(
        ["Internal", "Ref", "Action", "Lead (draft)", "Who", "By when"],
        ["send the log on Friday", "1", "Open a phone line", "Pat Moss", "Service Manager", "May 2025"],
        ["", "2", "Publish the numbers", "Pat Moss", "Team Manager", "June 2025"],
        ["twice the budget so far", "3", "Rebuild the page", "Lee Hart", "Web Officer", "July 2025"],
    )
    found = _read(_hide(_hide(made, 0), 3))
    assert [a.objective for a in found] == [None] * 3
    assert [a.responsible_raw for a in found] == ["Service Manager", "Team Manager", "Web Officer"]


def test_codes_of_measures_are_no_success_and_the_position_is_news() -> None:
    made = table(
        ["Ref", "Task", "Lead", "Due", "RAG", "KPI", "Output", "Position"],
        ["1", "Recruit staff", "SEND Head", "May 25", "Green", "K1, K3", "Posts filled", "Two start soon"],
        ["2", "Redo the form", "Team Manager", "June 25", "Amber", "K2", "New form", "At the printers now"],
        ["3", "Map the courses", "Post Officer", "July 25", "Green", "K4", "Map online", "Colleges are slow"],
    )  # fmt: skip
    found = _read(made)[0]
    assert (found.success_measure, found.update_text) == ("Posts filled", "Two start soon")
    assert ("KPI", "K1, K3") in {(e.column, e.text) for e in found.extra}


def test_what_is_wanted_goes_before_the_difference_it_makes() -> None:
    made = table(
        ["What we want", "What we will do", "What we will see", "The difference this will make", "Who"],
        [
            "Every check on time",
            "Recruit five visitors",
            "Checks rise to 92%",
            "Known sooner",
            "Head of Nursing",
        ],
        ["Help that is near", "Open a hub in town", "Visits rise to 60", "Less travel", "Hub Manager"],
        ["Parents are heard", "Pay a forum chair", "Meetings held: 6", "Trust grows", "SEND Manager"],
    )
    found = _read(made)[0]
    assert found.objective == "Every check on time"
    assert "Known sooner" in {e.text for e in found.extra}


def test_a_list_of_priorities_with_their_leads_holds_no_actions() -> None:
    made = table(
        ["Priority", "Title", "Strategic Sponsor", "Lead Officer"],
        ["Priority 1", "Find needs at the earliest time", "Director of Education", "Head of Inclusion"],
        ["Priority 2", "Improve how plans are written", "Director of Education", "Head of SEND"],
        ["Priority 3", "Raise provision in nurseries", "Director of Education", "Early Years Lead"],
    )
    assert len(_read(made, SAID)) == 3


COVER = (
    ("Brookhaven Council",),
    ("Our plan to improve SEND services",),
    ("SEND Improvement Plan",),
    (),
    ("Priority", "Title", "Executive sponsor", "Lead officer", "Parent representative"),
    ("Priority 1", "Notice and respond to needs early", "Director of Learning - Ann Day", "Bo Ek", "Cy Fox"),
    ("Priority 2", "Write plans that work for families", "Chief Nurse - Flo Ide", "Di Gow", "Ed Hay"),
    (),
    ("Rating",),
    ("BLUE", "Action completed and part of daily work"),
    ("GREEN", "Action on track"),
    ("RED", "Action not begun, or behind"),
)
"""A first sheet that names the plan's priorities, its people and its key."""


def test_a_cover_sheet_holds_no_actions() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cover"
    for row in COVER:
        sheet.append(row)
    for number in (1, 2):
        sheet = book.create_sheet(f"Priority {number}")
        sheet.append(["Objective", "Action", "Responsible", "Timescale", "Rating"])
        for group in ("early years", "school age", "young adults"):
            activity = f"Publish guide {number} for families of {group}"
            sheet.append(["Families hear from us", activity, "Head of Service", "March 2025", "GREEN"])
    stream = BytesIO()
    book.save(stream)
    found = extract(detect(stream.getvalue()).read(stream.getvalue()))
    assert len(found.actions) == 6
    assert {a.activity.split()[0] for a in found.actions} == {"Publish"}
    assert {a.status for a in found.actions} == {"on_track"}
    assert {p.name for p in found.people} == {"Ann Day", "Flo Ide", "Bo Ek", "Di Gow", "Cy Fox", "Ed Hay"}


def test_what_one_sheet_says_above_its_rows_holds_for_no_other() -> None:
    book = Workbook()
    first, second = book.active, book.create_sheet("Area 2")
    assert first is not None
    first.title = "Area 1"
    heads = ["Ref", "Action", "Lead", "By when"]
    one, two = ["1.1", "Hire a tutor", "Ann Day", "May 2026"], ["2.1", "Open a hub", "Jo Hill", "June 2026"]
    for row in (["Objective: Every child is taught"], [], heads, one):
        first.append(row)
    for row in (["The second area"], [], heads, two):
        second.append(row)
    held = BytesIO()
    book.save(held)
    actions = extract(detect(held.getvalue(), ".xlsx").read(held.getvalue())).actions
    assert [a.objective for a in actions] == ["Every child is taught", None]
