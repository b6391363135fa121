"""Rows of plan tables: merged cells, page breaks, lost cells, several activities, cards and measures."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Action, Block, Extraction, Table
from tests.plan_tables import document, head, item, para, table

HEADS = ["Area for improvement", "Objective", "Activity", "Lead", "Timescale", "What success looks like"]
ACT = "Appoint a second designated officer for the county"
ACT2 = "Publish a calendar of joint audits"
ACT3 = "Train school leaders in the graduated approach"
AREA = "Partners do not share what they know about children"


def _read(*blocks: Block | Table, format: str = "docx") -> Extraction:
    return extract(document(head("SEND action plan"), *blocks, format=format))


def _actions(*rows: list[str], **options: object) -> tuple[Action, ...]:
    return _read(table(HEADS, *rows, headers=1, **options)).actions  # type: ignore[arg-type]


def test_merged_cells_are_carried_down_and_named() -> None:
    first, second = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", "Families say so"],
        ["^", "^", ACT2, "Sam Hill", "May-24", "^"],
    )
    assert first.inherited == ()
    assert second.area_for_improvement == AREA
    assert second.success_measure == "Families say so"
    assert set(second.inherited) == {"area_for_improvement", "objective", "success_measure"}


def test_merged_cells_that_were_taken_apart_read_the_same() -> None:
    rows = [
        [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", "Families say so"],
        ["", "", ACT2, "Sam Hill", "May-24", ""],
    ]
    second = _actions(*rows)[1]
    assert (second.area_for_improvement, second.objective, second.success_measure) == (
        AREA,
        "Share more",
        "Families say so",
    )


def test_an_empty_cell_beside_merged_ones_stays_empty() -> None:
    actions = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", "Families say so"],
        ["^", "^", ACT2, "Sam Hill", "May-24", "^"],
        ["^", "^", ACT3, "Sam Hill", "May-24", ""],
    )
    assert actions[2].success_measure is None


def test_a_new_objective_does_not_take_the_success_above_it() -> None:
    actions = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", "Families say so"],
        ["", "Check more", ACT2, "Sam Hill", "May-24", ""],
    )
    assert actions[1].success_measure is None


def test_blank_cells_at_the_head_of_a_page_repeat_those_above() -> None:
    actions = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", "Families say so"],
        ["", "", ACT2, "Sam Hill", "May-24", ""],
        ["^", "^", ACT3, "Sam Hill", "May-24", "^"],
        seams=(2,),
        page=1,
    )
    assert [a.area_for_improvement for a in actions] == [AREA] * 3
    assert actions[2].success_measure == "Families say so"


def test_a_merged_cell_cut_by_a_page_break_is_joined_for_all_its_rows() -> None:
    actions = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", "Waits fall to fewer than"],
        ["", "", ACT2, "Sam Hill", "May-24", "ten weeks for all"],
        seams=(2,),
    )
    assert {a.success_measure for a in actions} == {"Waits fall to fewer than ten weeks for all"}


def test_an_activity_cut_by_a_page_break_is_one_action() -> None:
    result = _read(
        table(
            HEADS,
            [AREA, "Share more", "Agree options and consult with key", "Jo Bloggs", "Mar-24", ""],
            headers=1,
        ),
        para("Outcome: Children are well"),
        table(
            ["", "", "stakeholders; agree a way forward", "", "", ""],
            ["", "", ACT2, "Sam Hill", "May-24", ""],
        ),
    )
    assert [a.activity for a in result.actions] == [
        "Agree options and consult with key stakeholders; agree a way forward",
        ACT2,
    ]
    assert any(p.category == "repaired" for p in result.problems)


def test_a_table_without_a_header_goes_on_with_the_one_before() -> None:
    result = _read(
        table(HEADS, [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", ""], headers=1),
        table(["", "", ACT2, "Sam Hill", "May-24", ""]),
    )
    assert result.actions[1].objective == "Share more"


def test_a_row_of_times_heads_a_table_of_milestones_and_no_more_actions() -> None:
    result = _read(
        table(HEADS, [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", ""], headers=1),
        table(
            ["Q1 24/25", "Q2 24/25", "Q3 24/25", "Q4 24/25", "Q1 25/26", "Q2 25/26"],
            [
                "Hub opens",
                "Staff start",
                "Supplier chosen",
                "Rules agreed",
                "Halls open",
                "Head of Service starts",
            ],
        ),
    )
    assert [a.activity for a in result.actions] == [ACT]


def test_a_repeated_header_is_no_row() -> None:
    assert (
        len(
            _actions(
                [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", ""],
                HEADS,
                ["", "", ACT2, "Sam Hill", "May-24", ""],
            )
        )
        == 2
    )


def test_a_row_that_slid_is_put_back_and_told() -> None:
    result = _read(
        table(
            HEADS,
            [AREA, "Share more", ACT, "Jo Bloggs Northshire Council", "Mar-24", ""],
            [ACT2, "Sam Hill Northshire Council", "From Oct-23", "", "", ""],
            headers=1,
        ),
        format="text",
    )
    second = result.actions[1]
    assert second.activity == ACT2
    assert second.responsible_raw == "Sam Hill Northshire Council"
    assert second.objective == "Share more"
    assert [p.category for p in result.problems] == ["repaired"]


def test_an_objective_in_the_column_of_areas_is_put_back() -> None:
    actions = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", "Families say so"],
        ["Strengthen how leaders check on progress", "", ACT2, "Sam Hill", "May-24", "Boards say so"],
    )
    assert actions[1].area_for_improvement == AREA
    assert actions[1].objective == "Strengthen how leaders check on progress"


def test_a_row_of_two_activities_gives_two_actions() -> None:
    actions = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs Council", "Mar-24", ""],
        ["", "Check more", ACT2, ACT3, "Sam Hill Council", "May-24"],
    )
    assert [a.activity for a in actions] == [ACT, ACT2, ACT3]
    assert actions[1].responsible_raw == actions[2].responsible_raw == "Sam Hill Council"


def test_figures_after_a_date_in_one_cell_are_the_success_measure() -> None:
    (action,) = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs", "Apr-24 Baseline: 98% (2022) Target: 100%", ""]
    )
    assert action.timescale is not None
    assert action.timescale.raw == "Apr-24"
    assert action.success_measure == "Baseline: 98% (2022) Target: 100%"


def test_a_heading_row_over_the_table_sets_the_outcome() -> None:
    result = _read(
        table(
            ["Outcome: Children are well", *["<"] * 5],
            HEADS,
            [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", ""],
        )
    )
    assert result.actions[0].outcome == "Children are well"


def test_section_rows_set_the_priority_of_the_rows_below() -> None:
    result = _read(
        table(
            ["Action", "Lead", "By when"],
            ["Priority 1: Waiting well", "<", "<"],
            [ACT, "Jo Bloggs", "Mar-24"],
            ["Priority 2: Better plans", "<", "<"],
            [ACT2, "Sam Hill", "May-24"],
            headers=1,
        )
    )
    assert [a.priority for a in result.actions] == ["Priority 1: Waiting well", "Priority 2: Better plans"]
    assert result.actions[1].objective == "Better plans"


def test_an_unknown_column_is_kept() -> None:
    (action,) = _read(
        table(["Action", "Lead", "By when", "Shoe size"], [ACT, "Jo Bloggs", "Mar-24", "44"], headers=1)
    ).actions
    assert [(x.column, x.text) for x in action.extra] == [("Shoe size", "44")]


def test_a_cross_reference_is_kept_apart() -> None:
    (action,) = _read(
        table(
            ["Action", "Lead", "By when"],
            [f"{ACT} (also supports Priority 3)", "Jo Bloggs", "Mar-24"],
            headers=1,
        )
    ).actions
    assert ("also supports", "Priority 3") in [(x.column, x.text) for x in action.extra]


def test_start_and_end_columns_give_a_range() -> None:
    (action,) = _read(
        table(["Action", "Lead", "Start", "End"], [ACT, "Jo Bloggs", "Nov-24", "31/03/2025"], headers=1)
    ).actions
    assert action.timescale is not None
    assert (str(action.timescale.starts_on), str(action.timescale.due_on)) == ("2024-11-01", "2025-03-31")


def test_a_revised_date_keeps_the_original_beside_it() -> None:
    first, second = _read(
        table(
            ["Action", "Lead", "Original date", "Revised date"],
            [ACT, "Jo Bloggs", "Mar-24", "Sep-24"],
            [ACT2, "Sam Hill", "Jun-24", ""],
            headers=1,
        )
    ).actions
    assert first.timescale is not None
    assert first.original_timescale is not None
    assert (first.timescale.raw, first.original_timescale.raw) == ("Sep-24", "Mar-24")
    assert second.timescale is not None
    assert second.timescale.raw == "Jun-24"
    assert second.original_timescale is None


def test_marks_in_a_calendar_give_the_time() -> None:
    (action,) = _read(
        table(
            ["Action", "Lead", "Apr 24", "May 24", "Jun 24", "Jul 24"],
            [ACT, "Jo Bloggs", "", "x", "x", ""],
            headers=1,
        )
    ).actions
    assert action.timescale is not None
    assert (str(action.timescale.starts_on), str(action.timescale.due_on)) == ("2024-05-01", "2024-06-30")


def test_a_header_of_unknown_words_is_read_by_content() -> None:
    result = _read(
        table(
            ["Stuff", "Folk", "Moment"],
            [ACT, "Head of SEND", "Mar-24"],
            [ACT2, "Sam Hill", "TBC"],
            [ACT3, "Audit Manager", "Jul-24"],
            headers=1,
        )
    )
    assert [a.activity for a in result.actions] == [ACT, ACT2, ACT3]
    assert result.actions[0].responsible_raw == "Head of SEND"
    assert any(p.category == "uncertain" for p in result.problems)


def test_cards_are_read_label_by_label() -> None:
    result = _read(
        table(
            ["Action 1.1", ACT],
            ["Lead", "Head of SEND"],
            ["By when", "March 2025"],
            ["How we will know", "Two in post"],
        ),
        table(
            ["Action 1.2", ACT2],
            ["Lead", "Audit Manager"],
            ["By when", "June 2025"],
            ["How we will know", "12 audits"],
        ),
    )
    assert [(a.reference, a.activity, a.responsible_raw) for a in result.actions] == [
        ("1.1", ACT, "Head of SEND"),
        ("1.2", ACT2, "Audit Manager"),
    ]
    assert result.actions[1].success_measure == "12 audits"


def test_cards_of_two_pairs_a_row_in_one_table() -> None:
    result = _read(
        table(
            ["Action", ACT, "Reference", "A1"],
            ["Lead", "Head of SEND", "Timescale", "March 2025"],
            ["Action", ACT2, "Reference", "A2"],
            ["Lead", "Audit Manager", "Timescale", "June 2025"],
        )
    )
    assert [(a.reference, a.activity) for a in result.actions] == [("A1", ACT), ("A2", ACT2)]


def test_a_card_under_a_title_over_its_width() -> None:
    result = _read(table([f"Action 1: {ACT}", "<"], ["Who", "Head of SEND"], ["When", "March 2025"]))
    assert [(a.reference, a.activity) for a in result.actions] == [("1", ACT)]


def test_whole_cards_inside_cells() -> None:
    result = _read(
        table(
            [
                f"Action 1.1: {ACT}|Lead: Head of SEND|By when: March 2025",
                f"Action 1.2: {ACT2}|Lead: Audit Manager|By when: June 2025",
            ]
        )
    )
    assert [(a.reference, a.activity, a.responsible_raw) for a in result.actions] == [
        ("1.1", ACT, "Head of SEND"),
        ("1.2", ACT2, "Audit Manager"),
    ]


def test_a_key_and_a_list_of_roles_hold_no_actions() -> None:
    result = _read(
        table(
            ["Role", "Responsibilities"],
            ["Sponsor", "Remove barriers to the work"],
            ["Lead officer", "Oversee the work"],
            headers=1,
        ),
        table(["Blue", "Action completed"], ["Red", "Action delayed"]),
    )
    assert result.actions == ()
    assert result.people == ()
    assert result.status == "partial"


def test_sponsors_of_a_table_are_people() -> None:
    result = _read(
        table(
            ["Priority", "Title", "Strategic Sponsor", "Parent rep"],
            ["1", "Waiting well", "Director of Children – Jo Bloggs", "Parent Forum – Sam Hill"],
            headers=1,
        )
    )
    assert [(p.capacity, p.name, p.role, p.organisation) for p in result.people] == [
        ("sponsor", "Jo Bloggs", "Director of Children", None),
        ("parent_representative", "Sam Hill", None, "Parent Forum"),
    ]


def test_list_items_are_restated_findings() -> None:
    result = _read(
        para("The inspection found that children benefit from:"),
        item("Careful and early identification of need"),
        para("The partnership must address these areas for improvement:"),
        item("Leaders should share what they know in good time"),
        para("They also identified the following areas:"),
        item("Families wait too long for answers"),
    )
    assert [(f.kind, f.number) for f in result.findings] == [
        ("strength", 1),
        ("area_for_improvement", 1),
        ("weakness", 1),
    ]


def test_a_header_may_stand_above_the_table() -> None:
    result = _read(
        head("Priority 1: Waiting well", 2),
        head("Action Lead By when How we will know", 3),
        table([ACT, "Jo Bloggs", "Mar-24", "Two in post"], [ACT2, "Sam Hill", "May-24", "12 audits"]),
    )
    assert [a.success_measure for a in result.actions] == ["Two in post", "12 audits"]
    assert [a.objective for a in result.actions] == ["Waiting well", "Waiting well"]


def test_labels_and_values_above_the_header_set_what_follows() -> None:
    result = _read(
        table(
            ["Priority 1", "Waiting well", "", ""],
            ["Sponsor", "Jo Bloggs", "Lead officer", "Sam Hill"],
            ["Action", "Lead", "By when", "RAG"],
            [ACT, "Head of SEND", "Mar-24", "Green"],
            [ACT2, "Audit Manager", "May-24", "Amber"],
        )
    )
    assert [a.priority for a in result.actions] == ["Priority 1: Waiting well"] * 2
    assert [(p.capacity, p.name) for p in result.people] == [("sponsor", "Jo Bloggs"), ("lead", "Sam Hill")]


def test_a_row_under_a_label_that_headed_other_rows_heads_those_below_it() -> None:
    heads = ["Ref", "Activity", "Lead", "Timescale"]
    actions = _read(
        head("Area for improvement: Partners do not share what they know", 2),
        table(
            heads,
            ["Tomorrow: Children get help early", "<", "<", "<"],
            ["1.1", ACT, "Jo Bloggs", "Mar-24"],
            ["Tomorrow: No family waits in the dark", "<", "<", "<"],
            ["1.2", ACT2, "Sam Hill", "May-24"],
            headers=1,
        ),
    ).actions
    assert [a.objective for a in actions] == [
        "Children get help early",
        "No family waits in the dark",
    ]
    assert all(not a.extra for a in actions)


@pytest.mark.parametrize("label", ["Outcome we want", "Difference we want", "Our hope for this part"])
def test_a_label_that_heads_several_rows_over_the_table_is_no_part_of_what_they_say(label: str) -> None:
    early = "Children are met by a helper whenever they need one and not one of them waits beyond the term"
    actions = _read(
        head("Priority 1: Help", 1),
        table(
            ["Ref", "Activity", "Lead", "Timescale"],
            [f"{label}: {early}", "<", "<", "<"],
            ["1.1", ACT, "Jo Bloggs", "Mar-24"],
            [f"{label}: Families know whom to ring", "<", "<", "<"],
            ["1.2", ACT2, "Sam Hill", "May-24"],
            headers=1,
        ),
    ).actions
    assert [a.objective for a in actions] == [early, "Families know whom to ring"]
    assert {(a.priority, a.area_for_improvement) for a in actions} == {("Priority 1: Help", None)}


def test_the_paragraphs_of_a_heading_row_are_read_each_by_its_label() -> None:
    (action,) = _read(
        table(
            ["Ref", "Activity", "Lead", "Timescale"],
            [
                "Priority 2: Shared knowledge|Inspectors said: “Partners do not share what they know”|"
                "Sponsor: Director of Education",
                "<",
                "<",
                "<",
            ],
            ["2.1", ACT, "Jo Bloggs", "Mar-24"],
            headers=1,
        ),
    ).actions
    assert action.priority == "Priority 2: Shared knowledge"
    assert action.area_for_improvement == "“Partners do not share what they know”"


def test_a_sentence_between_the_rows_is_no_objective_where_an_outcome_follows_it() -> None:
    plan = table(
        ["Action", "Lead", "By when"],
        ["Priority 1: Runs well", "<", "<"],
        ["This one was our own idea.", "<", "<"],
        ["Outcome: All know who decides", "<", "<"],
        ["Appoint a chair.", "Head of SEND", "May 2026"],
    )
    (action,) = _read(plan).actions
    assert action.objective == "All know who decides"


def test_a_blank_measure_at_the_head_of_a_page_is_none_where_each_row_has_its_own() -> None:
    actions = _actions(
        [AREA, "Share more", ACT, "Jo Bloggs", "Mar-24", "Families say so"],
        ["^", "^", ACT2, "Sam Hill", "May-24", ""],
        ["^", "^", ACT3, "Sam Hill", "June-24", "Schools say so"],
        ["^", "^", "Print the directory of help", "Sam Hill", "July-24", ""],
        seams=(4,),
    )
    assert [a.success_measure for a in actions] == ["Families say so", None, "Schools say so", None]
