"""Plans without tables: labelled blocks, lists under headings, and what is no action."""

from __future__ import annotations

from extractors.families.plan.extract import extract
from extractors.families.plan.recognise import recognise
from extractors.model import Block, Cell, Extraction, Table
from tests.plan_tables import document, head, item, para, table

ACT = "Appoint a second designated officer for the county."
ACT2 = "Publish a calendar of joint audits."


def _read(*blocks: Block | Table) -> Extraction:
    return extract(document(head("SEND action plan"), *blocks))


BLOCKS = (
    head("Priority 1: Waiting well", 2),
    para("Inspectors said that families wait too long."),
    para(f"Action 1.1: {ACT}"),
    para("Leads: Head of SEND, Northshire Council"),
    para("By when: end of September 2024"),
    para("How we will know: Two officers in post."),
    para(f"Action 1.2: {ACT2}"),
    para("Lead:"),
    para("By when: from June 2025"),
    head("What families told us", 3),
    para("We had four visits in four places."),
)


def test_labelled_blocks_are_actions() -> None:
    first, second = _read(*BLOCKS).actions
    assert (first.reference, first.activity, first.responsible_raw) == (
        "1.1",
        ACT,
        "Head of SEND, Northshire Council",
    )
    assert first.success_measure == "Two officers in post."
    assert first.priority == "Priority 1: Waiting well"
    assert first.objective == "Waiting well"
    assert first.area_for_improvement == "Inspectors said that families wait too long."
    assert second.responsible_raw is None
    assert second.timescale is not None
    assert second.timescale.starts_on is not None


def test_what_follows_a_heading_is_no_part_of_the_action_before() -> None:
    actions = _read(*BLOCKS).actions
    assert all("four visits" not in a.model_dump_json() for a in actions)


def test_a_field_cut_by_a_column_goes_on() -> None:
    actions = _read(
        para(f"Action 2.1: {ACT}"),
        para("Lead: Head of Quality,"),
        para("Northshire Council"),
        para("By when: by 31st August"),
        para("2025"),
        para("How we will know: On time. Baseline:"),
        para("74% (2023). Target: 90%"),
    ).actions
    assert actions[0].responsible_raw == "Head of Quality, Northshire Council"
    assert actions[0].timescale is not None
    assert str(actions[0].timescale.due_on) == "2025-08-31"
    assert actions[0].success_measure == "On time. Baseline: 74% (2023). Target: 90%"


def test_labels_in_one_paragraph_are_parted() -> None:
    (action,) = _read(
        para(f"Action 3: {ACT} Lead: Head of SEND By when: March 2025 How we will know: Two in post")
    ).actions
    assert (action.activity, action.responsible_raw) == (ACT, "Head of SEND")
    assert action.success_measure == "Two in post"


def test_list_items_under_a_label_are_actions_and_share_what_follows() -> None:
    result = _read(
        head("Priority 1: Waiting well", 2),
        head("What we will do", 3),
        item("Appoint a second officer (Head of SEND, March 2025)"),
        item("Publish a calendar of audits (Audit Manager, June 2025)"),
        head("How we will know", 3),
        item("Waits fall from 30 to 12 weeks"),
    )
    assert [(a.activity, a.responsible_raw) for a in result.actions] == [
        ("Appoint a second officer", "Head of SEND"),
        ("Publish a calendar of audits", "Audit Manager"),
    ]
    assert {a.success_measure for a in result.actions} == {"Waits fall from 30 to 12 weeks"}


def test_people_stand_above_the_actions() -> None:
    result = _read(
        head("Priority 1: Waiting well", 2),
        para("Strategic Sponsor: Director of Children's Services - Jo Bloggs"),
        para("Lead Officer: Head of Service – Sam Hill"),
        para("The Board is chaired by the Director of Education and has members from schools."),
    )
    assert [(p.capacity, p.name, p.role) for p in result.people] == [
        ("sponsor", "Jo Bloggs", "Director of Children's Services"),
        ("lead", "Sam Hill", "Head of Service"),
        ("chair", None, "Director of Education"),
    ]


def test_a_plan_without_actions_is_partial_and_says_so() -> None:
    result = _read(para("We will publish our actions soon."))
    assert result.status == "partial"
    assert result.problems


def test_a_plan_is_told_from_a_report_and_from_news() -> None:
    plan = document(
        head("SEND improvement plan"),
        table(
            ["Action", "Lead", "By when"],
            [ACT, "Jo Bloggs", "Mar-24"],
            [ACT2, "Sam Hill", "May-24"],
            headers=1,
        ),
    )
    report = document(
        head("Area SEND inspection of Northshire"),
        head("Inspection outcome"),
        head("Areas for improvement"),
        table(["Areas for improvement"], ["Leaders should improve their action plans"]),
        head("Local area partnership details"),
    )
    news = document(
        head("Inspectors praise services"),
        para("Posted on Monday 3 July 2023"),
        para("An action plan will follow."),
        format="html",
    )
    assert recognise(plan) >= 0.7
    assert recognise(report) < 0.3
    assert recognise(news) < 0.5


def test_the_front_page_gives_version_date_and_inspection() -> None:
    result = extract(
        document(
            head("Northshire SEND Priority Action Plan"),
            para("Version 2.1"),
            para("Last updated: 4 October 2024"),
            para("Inspectors visited for the inspection from 22 to 26 April 2024."),
            table(["Action", "Lead", "By when"], [ACT, "Jo Bloggs", "Mar-24"], headers=1),
        )
    )
    assert result.details.plan_type == "priority_action_plan"
    assert result.details.version == "2.1"
    assert str(result.details.published) == "2024-10-04"
    (mention,) = result.inspection_dates
    assert (str(mention.starts_on), str(mention.ends_on)) == ("2024-04-22", "2024-04-26")


def test_the_plans_own_date_and_not_that_of_a_visit_or_letter() -> None:
    front = table(
        ["Date of the revisit", "20 to 22 May 2024; letter published 18 July 2024"],
        ["Date of this plan", "30 September 2024"],
    )
    plan = table(["Action", "Lead", "By when"], [ACT, "Jo Bloggs", "Mar-25"], headers=1)
    result = extract(document(head("Northshire SEND accelerated progress plan"), front, plan))
    assert str(result.details.published) == "2024-09-30"


def _cell(row: int, *texts: str) -> Cell:
    blocks = tuple(para(t) for t in texts)
    return Cell(row=row, column=0, text=" ".join(texts), blocks=blocks)


def test_a_table_inside_a_cell_is_its_card() -> None:
    labels = ("Lead", "Head of SEND", "Due date", "March 2025")
    outer = Table(n_rows=1, n_columns=1, cells=(_cell(0, f"Action 1.1: {ACT}", *labels),))
    inner = table(["Lead", "Head of SEND"], ["Due date", "March 2025"])
    result = _read(outer, inner)
    assert [(a.reference, a.responsible_raw) for a in result.actions] == [("1.1", "Head of SEND")]
    assert result.problems == ()


def test_a_card_in_a_cell_may_begin_with_the_action_s_own_words() -> None:
    cells = tuple(
        _cell(i, f"1.{i + 1} {text}", "Objective: Shorter waits", "Lead: Head of SEND", "By when: March 2025")
        for i, text in enumerate((ACT, ACT2))
    )
    result = _read(Table(n_rows=2, n_columns=1, cells=cells))
    assert [(a.reference, a.activity, a.objective) for a in result.actions] == [
        ("1.1", ACT, "Shorter waits"),
        ("1.2", ACT2, "Shorter waits"),
    ]


def test_a_heading_with_labels_under_it_is_an_action_where_one_is_a_date() -> None:
    result = _read(
        head("Priority 1: Waiting well", 2),
        head("Appoint a second officer", 3),
        para("Who: Head of SEND"),
        para("When: March 2025"),
        head("Better plans", 2),
        para("Lead: Jo Bloggs"),
        table(["Action", "Who", "When"], [ACT2, "Sam Hill", "May-24"], headers=1),
    )
    assert [(a.activity, a.responsible_raw) for a in result.actions] == [
        ("Appoint a second officer", "Head of SEND"),
        (ACT2, "Sam Hill"),
    ]
    assert [(p.capacity, p.name) for p in result.people] == [("lead", "Jo Bloggs")]


def test_success_after_the_last_action_of_each_objective_is_all_of_theirs() -> None:
    result = _read(
        head("Objective: Shorter waits", 2),
        para(f"Action 1 {ACT}"),
        para("Deadline: March 2025"),
        para(f"Action 2 {ACT2}"),
        para("Deadline: May 2025"),
        para("Success measure: Waits fall to ten weeks"),
    )
    assert [a.success_measure for a in result.actions] == ["Waits fall to ten weeks"] * 2
    assert "success_measure" in result.actions[0].inherited


def test_a_paragraph_may_hold_the_action_and_its_labels() -> None:
    (action,) = _read(para(f"1.1 {ACT} Lead: Head of SEND. Timescale: March 2025.")).actions
    assert (action.reference, action.activity) == ("1.1", ACT)


def test_what_follows_the_list_under_a_label_is_no_item_of_it() -> None:
    blocks = (para("What we are doing:"), item("Open a clinic."), item("Train two nurses."), para("Page 3"))
    assert len(_read(*blocks).actions) == 2
