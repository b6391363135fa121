"""Versions of a plan: which action is which, and what became of it."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractors.model import Action, DatePrecision, Owner, Timescale
from pipeline.changes import changes
from pipeline.cli import main
from pipeline.ids import bare
from pipeline.records import Change, Entry
from pipeline.resolve import mark_versions
from tests.plan_corpus import action, plan

LISTEN = "Give young people a seat on the travel board"


def when(raw: str, due: date | None = None, **fields: object) -> Timescale:
    precision = fields.pop("precision", "month")
    return Timescale.model_validate({"raw": raw, "due_on": due, "precision": precision, **fields})


def two(before: list[Action], after: list[Action]) -> tuple[Entry, Entry]:
    """The same plan twice, the second a version later."""
    return (
        plan(*before, path="plan.docx", plan_id="p", version=1),
        plan(*after, path="plan-2.docx", plan_id="p", version=2),
    )


def told(before: list[Action], after: list[Action]) -> list[tuple[str, str | None, str | None]]:
    return [(c.change, c.before, c.after) for c in changes(two(before, after))]


BASE = [
    action(1, "Hire two bus drivers", objective="Buses", responsible_raw="Ann Ash"),
    action(2, "Agree routes with schools", objective="Buses", responsible_raw="Bob Birch"),
    action(3, LISTEN, objective="Voice", responsible_raw="Cy Cole"),
]


def changed(number: int, **fields: object) -> list[Action]:
    return [a.model_copy(update=fields) if a.number == number else a for a in BASE]


def test_nothing_changed() -> None:
    assert told(BASE, BASE) == []


def test_marks_case_and_hyphens_are_no_rewording() -> None:
    assert told(BASE, changed(2, activity="agree routes with\u00a0schools.")) == []


def test_a_rating_is_told_and_a_completed_action_is_told_as_completed_only() -> None:
    assert told(BASE, changed(1, status="in_progress", status_raw="Amber")) == [("rated", None, "Amber")]
    assert told(BASE, changed(1, status="complete", status_raw="Blue")) == [("completed", None, "Blue")]


def test_an_action_that_is_complete_no_more_is_rated_anew() -> None:
    done = changed(1, status="complete", status_raw="Blue")
    assert told(done, changed(1, status="delayed", status_raw="Red")) == [("rated", "Blue", "Red")]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (when("Sep-23", date(2023, 9, 30)), when("Mar-24", date(2024, 3, 31)), "slipped"),
        (when("Mar-24", date(2024, 3, 31)), when("Jan-24", date(2024, 1, 31)), "brought_forward"),
        (
            when("From Oct-23", starts_on=date(2023, 10, 1), qualifier="from"),
            when("From Jan-24", starts_on=date(2024, 1, 1), qualifier="from"),
            "slipped",
        ),
        (when("Jun-24", date(2024, 6, 30)), when("Ongoing", qualifier="ongoing"), "slipped"),
        (
            when("Jan to Jul 24", date(2024, 7, 31), starts_on=date(2024, 1, 1), qualifier="between"),
            when("Apr to Jul 24", date(2024, 7, 31), starts_on=date(2024, 4, 1), qualifier="between"),
            "slipped",
        ),
    ],
)
def test_a_timescale_that_moved(before: Timescale, after: Timescale, change: str) -> None:
    found = told(changed(1, timescale=before), changed(1, timescale=after))
    assert found == [(change, before.raw, after.raw)]


@pytest.mark.parametrize(
    ("before", "after", "coarse"),
    [
        (when("2023", date(2023, 12, 31), precision="year"), when("Sep-23", date(2023, 9, 30)), "year"),
        (
            when("Autumn 2023", date(2023, 11, 30), precision="season"),
            when("October 2023", date(2023, 10, 31)),
            "season",
        ),
        (when("Sep-23", date(2023, 9, 30)), when("30.09.2023", date(2023, 9, 30), precision="day"), "month"),
    ],
)
def test_a_time_said_more_finely_did_not_move(
    before: Timescale, after: Timescale, coarse: DatePrecision
) -> None:
    assert before.precision == coarse
    assert told(changed(1, timescale=before), changed(1, timescale=after)) == []


def test_a_time_that_could_not_be_read_is_no_slip() -> None:
    odd = Timescale(raw="as soon as may be", problem="not a time")
    assert told(changed(1, timescale=when("Sep-23", date(2023, 9, 30))), changed(1, timescale=odd)) == []


def test_another_owner() -> None:
    assert told(BASE, changed(3, responsible_raw="Di Dunn")) == [("owner_changed", "Cy Cole", "Di Dunn")]


def test_an_organisation_printed_otherwise_is_no_other_owner() -> None:
    before = changed(
        3,
        responsible_raw="Cy Cole Shire Council",
        owners=(Owner(name="Cy Cole", organisation="Shire Council"),),
    )
    after = changed(3, responsible_raw="Cy Cole, Council", owners=(Owner(name="Cy Cole"),))
    assert told(before, after) == []


def test_reworded_by_what_the_words_still_share() -> None:
    new = "Agree safe routes with schools and families"
    assert told(BASE, changed(2, activity=new)) == [("reworded", BASE[1].activity, new)]


def test_reworded_beyond_likeness_is_told_by_place_owner_and_time() -> None:
    due = when("Sep-23", date(2023, 9, 30))
    before = [a.model_copy(update={"timescale": due}) for a in BASE]
    after = [before[0], before[1].model_copy(update={"activity": "Publish a map"}), before[2]]
    assert told(before, after) == [("reworded", BASE[1].activity, "Publish a map")]


def test_another_action_of_another_owner_in_its_place_is_dropped_and_added() -> None:
    found = told(BASE, changed(2, activity="Publish a map", responsible_raw="Di Dunn"))
    assert found == [("added", None, "Publish a map"), ("dropped", BASE[1].activity, None)]


def test_reworded_under_its_printed_reference_though_the_rows_moved() -> None:
    before = [
        action(1, "Recruit escorts for the minibus", reference="1.1"),
        action(2, "Survey families about journeys", reference="1.2"),
    ]
    after = [
        action(1, "Ask families about journeys twice a year", reference="1.2"),
        action(2, "Recruit escorts for the minibus", reference="1.1"),
    ]
    assert [kind for kind, _, _ in told(before, after)] == ["reworded"]


def test_of_two_alike_the_one_that_went_is_told_by_its_place() -> None:
    twice = [
        action(1, "Report to the board", objective="Buses", responsible_raw="Ann Ash"),
        action(2, "Agree routes with schools", objective="Buses"),
        action(3, "Report to the board", objective="Voice", responsible_raw="Cy Cole"),
    ]
    earlier, later = two(twice, [a.model_copy(update={"number": n}) for n, a in enumerate(twice[1:], 1)])
    (dropped,) = changes([earlier, later])
    assert (dropped.change, dropped.from_action) == ("dropped", f"{earlier.id}-A001")


def test_added_and_dropped_carry_the_action_they_speak_of() -> None:
    earlier, later = two(BASE[:2], [*BASE])
    (added,) = changes([later, earlier])
    assert (added.change, added.from_action, added.to_action) == ("added", None, f"{later.id}-A003")
    assert (added.from_document, added.to_document) == (earlier.id, later.id)


def test_three_versions_are_compared_one_after_the_other() -> None:
    first, second = two(BASE, changed(1, status_raw="Amber"))
    third = plan(*changed(1, status_raw="Green"), path="plan-3.docx", plan_id="p", version=3)
    found = changes([third, first, second])
    assert [(c.from_document, c.after) for c in found] == [(first.id, "Amber"), (second.id, "Green")]


def test_a_second_rendering_of_a_version_is_not_compared() -> None:
    first, second = two(BASE, BASE)
    copy = plan(*BASE[:1], path="plan-2.pdf", plan_id="p", version=2, same_as=second.id)
    assert changes([first, second, copy]) == []


def test_a_plan_half_reworded_is_still_a_version_of_itself() -> None:
    before = plan(*BASE, action(4, "Write to every parent about fares"), path="a.docx", version=None)
    after = plan(
        BASE[0],
        action(2, "Agree all routes with schools"),
        action(3, "Give young people two seats on the travel board"),
        action(4, "Buy a second minibus"),
        path="b.docx",
        version=None,
    )
    marked, _ = mark_versions([before, after])
    assert len({e.plan_id for e in marked}) == 1


def test_versions_without_a_day_or_a_number_are_told_as_uncertain() -> None:
    before, after = two(BASE, BASE[:2])
    _, problems = mark_versions([before, after])
    assert {p.category for _, p in problems} == {"uncertain"}
    assert {id_ for id_, _ in problems} == {before.id, after.id}


def test_an_undated_tracker_comes_after_the_dated_plan_it_rates() -> None:
    dated = {"details": plan(*BASE).details.model_copy(update={"published": date(2024, 1, 1)})}
    before = plan(*BASE, path="x.docx", **dated)
    after = plan(*changed(1, status="complete", status_raw="Blue"), path="y.docx")
    marked, problems = mark_versions([after, before])
    assert {e.path: e.version for e in marked} == {"x.docx": 1, "y.docx": 2}
    assert problems == []


@pytest.mark.real
def test_every_change_of_the_later_version(real_corpus: Path, real_gold: Path, tmp_path: Path) -> None:
    later = real_corpus.parent / "corpus-invented" / "warrington"
    if not later.is_dir():
        pytest.skip("no invented later version beside GOLDENTHREAD_CORPUS")
    gold = json.loads((real_gold / "warrington" / "update-jan-2024.gold.json").read_text("utf-8"))
    ran = CliRunner().invoke(
        main, ["run", str(real_corpus / "warrington"), str(later), "--output", str(tmp_path)]
    )
    assert ran.exit_code == 0, ran.output
    said = CliRunner().invoke(main, ["changes", "warrington", "--db", str(tmp_path / "goldenthread.db")])
    assert said.exit_code == 0
    with sqlite3.connect(tmp_path / "goldenthread.db") as db:
        query = """select c.change, o.activity, n.activity from changes c
            left join actions o on o.id = c.from_action left join actions n on n.id = c.to_action"""
        found = {(kind, bare(was or now)) for kind, was, now in db.execute(query)}
    earlier = json.loads((real_gold / "warrington" / "plan.json").read_text("utf-8"))
    activity = {a["id"]: a["activity"] for a in earlier["actions"]}
    wanted = {
        (c["change"], bare(activity[c["action_id"]] if c["action_id"] else c["after"]["activity"]))
        for c in gold["changes"]
    }
    beside = {words for kind, words in wanted if kind != "rated"}
    assert wanted <= found
    assert [c for c in found - wanted if not (c[0] == "rated" and c[1] in beside)] == []


def test_changes_of_an_area_with_one_version_says_so(tmp_path: Path) -> None:
    demo = Path(__file__).parent.parent / "corpus" / "demo"
    CliRunner().invoke(main, ["run", str(demo), "--output", str(tmp_path)])
    said = CliRunner().invoke(main, ["changes", "warrington", "--db", str(tmp_path / "goldenthread.db")])
    assert said.exit_code == 0
    assert "only one version" in said.output


def test_change_ids_do_not_depend_on_order() -> None:
    pair = two(BASE, changed(1, status_raw="Amber"))

    def ids(found: list[Change]) -> list[str]:
        return [c.id for c in found]

    assert ids(changes(pair)) == ids(changes(pair[::-1]))
