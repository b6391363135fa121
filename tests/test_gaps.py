"""Every gap rule: a case that raises it and one beside it that does not."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.model import DateMention, Measure, Owner, Statement, Target, Timescale
from pipeline.gaps import RULES
from pipeline.gaps.contradictions import refuted
from pipeline.gaps.wording import garbled, is_action
from pipeline.records import RuleSetting, Settings
from tests.plan_corpus import (
    IMPROVE,
    WAITS,
    action,
    assess,
    by,
    commentary,
    finding,
    plan,
    report,
    rules_of,
)

BIRCH = (Owner(name="Ana Birch", organisation="Rutland Council"),)
SOON = by(date(2025, 3, 31))


def full(number: int, activity: str = "Agree a bus timetable", **fields: object) -> object:
    """An action that lacks nothing."""
    known = {
        "area_for_improvement": IMPROVE,
        "objective": "Buses on time",
        "owners": BIRCH,
        "responsible_raw": "Ana Birch",
        "timescale": SOON,
        "success_measure": "Buses on time rise from 60% to 90% by March 2025",
        **fields,
    }
    return action(number, activity, **known)


def one(**fields: object) -> set[str]:
    """The rules raised for a plan of one action with these fields."""
    return rules_of(report(), plan(full(1, **fields)))  # type: ignore[arg-type]


def measured(**fields: object) -> set[str]:
    """The rules raised for a plan of one action with this measure."""
    known = {"number": 1, "text": "Buses on time increase", "actions": (1,), **fields}
    return rules_of(report(), plan(full(1), measures=(Measure.model_validate(known),)))  # type: ignore[arg-type]


def test_every_rule_says_what_it_looks_for() -> None:
    assert all(r.description and r.check.__name__ == slug for slug, r in RULES.items())


def test_a_faultless_action_raises_nothing() -> None:
    assert one() <= {"uncovered_finding", "partly_covered_finding"}


# -- findings ----------------------------------------------------------------------------------


def test_uncovered_and_partly_covered() -> None:
    raised = rules_of(report(), plan(full(1), full(2, "Hire physiotherapists", area_for_improvement=WAITS)))  # type: ignore[arg-type]
    assert {"uncovered_finding", "partly_covered_finding"} <= raised


def test_an_area_for_improvement_weighs_more_than_a_weakness() -> None:
    severities = {
        g.item_ids[0].split("-")[1]: g.severity
        for g in assess(report(), plan(full(1)))  # type: ignore[arg-type]
        if g.rule == "uncovered_finding"
    }
    assert severities == {"I2": "high", "W1": "medium", "W2": "medium"}


@pytest.mark.parametrize(
    ("sentence", "raised"),
    [
        ("However, preparation for adulthood does not start early enough.", True),
        (
            "This means that preparation for adulthood is poor.",
            False,
        ),  # what follows from the sentence before
        ("Buses are late.", False),  # names nothing of the field
    ],
)
def test_criticism_in_the_narrative_that_no_action_answers(sentence: str, raised: bool) -> None:
    told = (Statement(stance="criticism", text=sentence),)
    gaps = assess(report(statements=told), plan(full(1)))  # type: ignore[arg-type]
    assert any("-T001" in i for g in gaps for i in g.item_ids) is raised


def test_orphan_action() -> None:
    assert "orphan_action" in rules_of(report(), plan(full(1), full(2, "Choose a new logo")))  # type: ignore[arg-type]
    assert "orphan_action" not in one()


def test_no_plan_only_for_the_newest_report_of_its_kind() -> None:
    assert rules_of(report()) == {"no_plan"}
    assert "no_plan" not in rules_of(report(), plan(full(1)))  # type: ignore[arg-type]


def test_no_plan_names_the_report_and_weighs_more_for_send() -> None:
    titled = {"published": date(2024, 5, 7), "inspection_end": date(2024, 3, 15)}
    (send,) = assess(report(details={**titled, "title": "Area SEND inspection of Rutland"}))
    assert send.severity == "high"
    assert "“Area SEND inspection of Rutland” (inspected up to 15 March 2024)" in send.message
    assert "on 4 findings; the plan was due by 19 June 2024" in send.message
    (other,) = assess(report(details=titled, kind="focused_visit_letter"))
    assert other.severity == "low"
    assert "due by" not in other.message


@pytest.mark.parametrize("activity", ["Renew the timetable", "Study which routes run late", "Plant a hedge"])
def test_an_order_is_an_action(activity: str) -> None:
    assert is_action(activity)


def test_late_plan() -> None:
    late = {"details": {"published": date(2024, 9, 30)}}
    assert "late_plan" in rules_of(report(), plan(full(1), **late))  # type: ignore[arg-type]
    in_time = {"details": {"published": date(2024, 6, 18)}}
    assert "late_plan" not in rules_of(report(), plan(full(1), **in_time))  # type: ignore[arg-type]


def test_repeat_weakness() -> None:
    earlier = report(
        finding("weakness", 1, WAITS),
        id="0000aaaa",
        details={"published": date(2019, 5, 1), "inspection_end": date(2019, 4, 1)},
    )
    gaps = [g for g in assess(earlier, report()) if g.rule == "repeat_weakness"]
    assert [i.split("-")[1] for g in gaps for i in g.item_ids] == ["W1", "W1"]


# -- owners ------------------------------------------------------------------------------------


def test_no_owner() -> None:
    assert "no_owner" in one(owners=(), responsible_raw=None)


def test_no_named_owner() -> None:
    assert "no_named_owner" in one(owners=(Owner(organisation="Rutland Council"),))
    assert "no_named_owner" not in one(owners=(Owner(role="Head of Transport"),))


def test_several_owners_without_a_single_one() -> None:
    two = (Owner(name="Ana Birch"), Owner(name="Bo Cole"))
    rows = [full(n, f"Agree route {n}") for n in range(1, 6)]
    raised = rules_of(report(), plan(*rows, full(6, "Buy fuel", owners=two)))  # type: ignore[arg-type]
    assert "no_named_owner" in raised


def test_overloaded_owner() -> None:
    rows = [full(n, f"Agree route {n}") for n in range(1, 10)]
    assert "overloaded_owner" in rules_of(report(), plan(*rows))  # type: ignore[arg-type]
    assert "overloaded_owner" not in rules_of(report(), plan(*rows[:3]))  # type: ignore[arg-type]


# -- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "timescale"),
    [
        ("no_date", None),
        ("no_date", Timescale(raw="TBC", problem="to be confirmed")),
        ("open_ended_date", Timescale(raw="From Sep 24", starts_on=date(2024, 9, 1), qualifier="from")),
        ("open_ended_date", Timescale(raw="Ongoing", qualifier="ongoing")),
        ("timescale_slip", Timescale(raw="Sep=24", due_on=date(2024, 9, 30), slip="= for -")),
        ("date_before_inspection", by(date(2024, 2, 29))),
        ("date_before_publication", by(date(2024, 4, 30))),
        ("date_before_plan_due", by(date(2024, 5, 31))),
        (
            "start_after_end",
            Timescale(raw="May to March", starts_on=date(2024, 9, 1), due_on=date(2024, 8, 1)),
        ),
    ],
)
def test_dates(rule: str, timescale: Timescale | None) -> None:
    dates = {"no_date", "open_ended_date", "timescale_slip", "start_after_end"}
    dates |= {"date_before_inspection", "date_before_publication", "date_before_plan_due"}
    assert one(timescale=timescale) & dates == {rule}


def test_overdue_only_for_a_day_asked_about() -> None:
    documents = (report(), plan(full(1)))  # type: ignore[arg-type]
    assert "overdue" not in rules_of(*documents)
    assert "overdue" not in rules_of(*documents, as_of=date(2025, 3, 31))
    assert "overdue" in rules_of(*documents, as_of=date(2025, 4, 1))
    done = plan(full(1, status="complete"))  # type: ignore[arg-type]
    assert "overdue" not in rules_of(report(), done, as_of=date(2025, 4, 1))


@pytest.mark.parametrize(
    "steps",
    [
        [("Remove old bus pages", 3), ("Launch new bus pages", 6)],
        [("Test the bus portal", 3), ("Build the bus portal", 6)],
        [("Review capacity after the introduction of the new bus depot", 3), ("Introduce the bus depot", 6)],
        [("Act on the workshop held on 31.3.25", 3)],
        [("Review letters; work will begin on 4.3.25", 3)],
    ],
)
def test_out_of_order(steps: list[tuple[str, int]]) -> None:
    rows = [
        full(n, activity, timescale=by(date(2025, month, 28 if month != 3 else 31)))
        for n, (activity, month) in enumerate(steps, 1)
    ]
    assert "out_of_order" in rules_of(report(), plan(*rows))  # type: ignore[arg-type]


def test_steps_in_order_are_none() -> None:
    rows = [
        full(n, activity, timescale=by(date(2025, month, 28)))
        for n, (activity, month) in enumerate([("Launch new bus pages", 3), ("Remove old bus pages", 6)], 1)
    ]
    assert "out_of_order" not in rules_of(report(), plan(*rows))  # type: ignore[arg-type]


def test_a_target_before_its_last_action() -> None:
    target = Target(raw="90%", value=90, period="2024-12")
    assert "out_of_order" in measured(baseline_raw="60%", baseline_value=60, targets=(target,))


# -- measures ----------------------------------------------------------------------------------


def test_no_measure() -> None:
    assert "no_measure" in one(success_measure=None)


@pytest.mark.parametrize(
    ("success", "raised"),
    [
        ("Families say that buses are better", True),
        ("Services run up to the 19th year", True),
        ("All families are updated on their journeys", True),
        ("All families are updated at least monthly", False),
        ("Places rise from 40 to 60", False),
        ("120 bus drivers trained", False),
        ("1,500 readers", False),
    ],
)
def test_unmeasurable_objective(success: str, raised: bool) -> None:
    assert ("unmeasurable_objective" in one(success_measure=success)) is raised


AIM = Target(raw="90%", value=90)
DATED_AIM = Target(raw="90% by 2026", value=90, period="2026")


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        (
            "measure_without_text",
            {"text": "", "baseline_raw": "60%", "baseline_value": 60, "targets": (DATED_AIM,)},
        ),
        ("measure_without_baseline", {"targets": (DATED_AIM,)}),
        ("baseline_not_measured", {"baseline_raw": "Not previously measured", "targets": (DATED_AIM,)}),
        ("measure_without_target", {"baseline_raw": "60%", "baseline_value": 60}),
        ("target_without_date", {"baseline_raw": "60%", "baseline_value": 60, "targets": (AIM,)}),
        ("target_no_better", {"baseline_raw": "90%", "baseline_value": 90, "targets": (DATED_AIM,)}),
        ("target_no_better", {"baseline_raw": "95%", "baseline_value": 95, "targets": (DATED_AIM,)}),
    ],
)
def test_measures(rule: str, fields: dict[str, object]) -> None:
    about = {r for r in RULES if r.startswith(("measure_", "target_", "baseline_"))}
    assert measured(**fields) & about == {rule}


def test_a_fall_may_be_a_gain() -> None:
    fields = {
        "text": "Late buses reduce",
        "baseline_raw": "95",
        "baseline_value": 95,
        "targets": (DATED_AIM,),
    }
    assert "target_no_better" not in measured(**fields)


def test_duplicate_measure_and_measure_off_objective() -> None:
    rows = (
        full(1),
        full(2, "Train drivers", objective="Courteous and calm drivers", success_measure="As above"),
    )
    same = {
        "text": "Rate of buses on time rises",
        "baseline_raw": "60%",
        "baseline_value": 60,
        "targets": (DATED_AIM,),
    }
    two = tuple(Measure.model_validate({"number": n, "actions": (n,), **same}) for n in (1, 2))
    raised = rules_of(report(), plan(*rows, measures=two))  # type: ignore[arg-type]
    assert {"duplicate_measure", "measure_off_objective"} <= raised


# -- words -------------------------------------------------------------------------------------


def test_drift() -> None:
    cut = IMPROVE.replace(" arrive on time and that drivers", " and that drivers")
    assert "drift" in one(area_for_improvement=cut)
    assert "drift" not in one(area_for_improvement=IMPROVE.split(" and that")[0])


@pytest.mark.parametrize(
    "activity",
    [
        "Bus Helper Team (live Dec 23).",
        "Increased capacity on route four.",
        "Fares & Waiting Times Target for buses.",
        "Weekly bus meetings in place with the depot.",
        "Provider has developed three bus routes which have been agreed.",
        "The depot is piloting a new bus.",
    ],
)
def test_not_an_action(activity: str) -> None:
    assert not is_action(activity)
    assert "not_an_action" in one(activity=activity)


@pytest.mark.parametrize(
    "activity",
    [
        "Put in place a bus plan",
        "Provider to review routes currently in use",
        "Review of the bus map with drivers",
        "Development of a shared fare",
        "All new drivers to complete training",
        "Routes to be agreed with the depot",
        "Co-design the map",
        "Ensure that new meetings are in place",
        "Two young people will co-chair the group",
    ],
)
def test_an_action(activity: str) -> None:
    assert is_action(activity)


def test_vague_action() -> None:
    assert "vague_action" in one(activity="Provider to focus on wellbeing of drivers")
    assert "vague_action" not in one(activity="Focus on 12 drivers a month")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Make sure that that buses run", False),
        ("Buses run on on time", True),
        ("Waits fall to 18 weeks (from 40", True),
        ("1) Buses (all) run 2) on time", False),
        ("Raise from 40 to 60 seats and post for 10 to 20 riders", True),
    ],
)
def test_garbled_text(text: str, broken: bool) -> None:
    assert (garbled(text) is not None) is broken
    assert ("garbled_text" in one(success_measure=text)) is broken


def test_duplicate_action() -> None:
    rows = (full(1, "Train the drivers."), full(2, "Train the drivers", objective="Another"))
    assert "duplicate_action" in rules_of(report(), plan(*rows))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("report_says", "plan_says", "raised"),
    [
        ("Pupils generally receive effective swimming lessons.", "Effective swimming lessons", True),
        (
            "Training is leading to better bus driving, although it is too early to see the full effect.",
            "Training is leading to better bus driving",
            True,
        ),
        (
            "Many pupils enjoy a range of swimming sessions.",
            "Most pupils enjoy a range of swimming sessions",
            True,
        ),
        ("Many pupils enjoy a range of swimming sessions.", "Many pupils enjoy swimming sessions", False),
    ],
)
def test_strength_overstated(report_says: str, plan_says: str, raised: bool) -> None:
    listed = report(finding("strength", 1, report_says), finding("area_for_improvement", 1, IMPROVE))
    answer = plan(full(1), answers=listed, findings=(finding("strength", 1, plan_says),))  # type: ignore[arg-type]
    assert ("strength_overstated" in rules_of(listed, answer)) is raised


# -- contradictions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mention", "raised"),
    [
        (DateMention(raw="4 to 15 March 2024", starts_on=date(2024, 3, 4), ends_on=date(2024, 3, 15)), True),
        (DateMention(raw="11 March 2024", starts_on=date(2024, 3, 11), ends_on=date(2024, 3, 11)), False),
        (
            DateMention(
                raw="March 2024", starts_on=date(2024, 3, 1), ends_on=date(2024, 3, 31), precision="month"
            ),
            False,
        ),
        (
            DateMention(
                raw="March 2023", starts_on=date(2023, 3, 1), ends_on=date(2023, 3, 31), precision="month"
            ),
            True,
        ),
    ],
)
def test_another_date_for_the_inspection(mention: DateMention, raised: bool) -> None:
    page = commentary("council_page", inspection_dates=(mention,))
    gaps = [g for g in assess(report(), page) if g.rule == "contradiction"]
    assert bool(gaps) is raised
    if raised:
        assert len(gaps[0].evidence) == 2


def test_another_age_in_the_plan() -> None:
    text = "Managers have not said that swimming lessons go on until the age of 18."
    listed = report(finding("weakness", 1, text))
    row = full(1, "Review lessons", area_for_improvement=text, objective="Lessons up to 19 years")
    assert "contradiction" in rules_of(listed, plan(row, answers=listed))  # type: ignore[arg-type]


def test_a_term_outside_the_timescale() -> None:
    assert "contradiction" in one(
        activity="Pilot buses in the autumn terms of 2023/24", timescale=by(date(2024, 7, 31))
    )
    assert "contradiction" not in one(
        activity="Pilot buses in the summer term of 2024", timescale=by(date(2024, 7, 31))
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1294 riders on the list, 39 (33%) of them late", 1),
        ("753 riders on the list with 392 (52%) late over 18 weeks", 0),
        ("seen the same day (2023-23)", 1),
        ("seen the same day (2023-24)", 0),
        ("12 (80%) of the drivers", 0),
    ],
)
def test_figure_error(text: str, wrong: int) -> None:
    assert len(list(refuted(text))) == wrong
    assert ("figure_error" in one(success_measure=text)) is bool(wrong)


# -- settings and ids --------------------------------------------------------------------------


def test_a_rule_can_be_switched_off_or_weighed_anew() -> None:
    documents = (report(), plan(full(1, owners=(), responsible_raw=None)))  # type: ignore[arg-type]
    off = Settings(rules=(RuleSetting(slug="no_owner", on=False),))
    assert "no_owner" not in {g.rule for g in assess(*documents, settings=off)}
    low = Settings(rules=(RuleSetting(slug="no_owner", severity="low"),))
    assert {g.severity for g in assess(*documents, settings=low) if g.rule == "no_owner"} == {"low"}


def test_gaps_have_stable_ids_whatever_the_order_of_documents() -> None:
    documents = (report(), plan(full(1), full(2, "Choose a logo")))  # type: ignore[arg-type]
    gaps = assess(*documents)
    assert len({g.id for g in gaps}) == len(gaps)
    assert [g.id for g in assess(*reversed(documents))] == [g.id for g in gaps]


def test_the_words_of_a_gap_name_the_action_by_its_printed_reference() -> None:
    (gap,) = [
        g for g in assess(report(), plan(full(1, reference="2.7", timescale=None))) if g.rule == "no_date"
    ]  # type: ignore[arg-type]
    assert gap.message.startswith("Action 2.7 has no date")


def test_another_date_in_an_older_version_of_the_plan_is_told_too() -> None:
    wrong = DateMention(
        raw="March 2023", starts_on=date(2023, 3, 1), ends_on=date(2023, 3, 31), precision="month"
    )
    old = plan(full(1), path="v1.docx", inspection_dates=(wrong,))  # type: ignore[arg-type]
    new = plan(full(1), path="v2.docx", version=2)  # type: ignore[arg-type]
    assert "contradiction" in rules_of(report(), old, new)
