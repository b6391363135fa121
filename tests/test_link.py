"""Links: structure, quotation, codes, cross-references, likeness, restatements, progress."""

from __future__ import annotations

import pytest

from extractors.model import Statement
from pipeline.link import link
from pipeline.linking.affinity import Named
from pipeline.linking.sections import Claims
from pipeline.records import Link, findings_of
from tests.plan_corpus import (
    IMPROVE,
    OFFER,
    VOICE,
    WAITS,
    action,
    commentary,
    finding,
    joined,
    plan,
    report,
)


def addressed(*entries: object) -> list[Link]:
    return [k for k in link(entries) if k.kind == "addresses"]  # type: ignore[arg-type]


def test_actions_inherit_what_their_cell_quotes() -> None:
    answer = plan(
        action(1, "Agree a timetable", area_for_improvement=IMPROVE),
        action(2, "Test it", area_for_improvement=IMPROVE),
    )
    links = addressed(report(), answer)
    assert {("A001", "I1"), ("A002", "I1")} <= joined(links)
    assert {k.method for k in links if k.accepted} == {"structure"}
    first = next(k for k in links if k.accepted)
    assert first.reasons.via == IMPROVE
    assert first.reasons.spans


def test_a_quotation_that_dropped_words_is_still_one_and_tells_its_drift() -> None:
    cut = "Partners should make sure that buses for pupils with SEND arrive and that drivers are trained"
    (found,) = [
        k for k in addressed(report(), plan(action(1, "Start", area_for_improvement=cut))) if k.accepted
    ]
    assert found.reasons.drift is not None
    assert found.reasons.drift.dropped == ("on time",)


@pytest.mark.parametrize("cell", ["AFI 2: Listening", "AFI2 Listening", "Area for improvement 2 - listening"])
def test_a_code_names_its_finding(cell: str) -> None:
    answer = plan(action(1, "Set up a panel", area_for_improvement=cell))
    assert ("A001", "I2") in joined(addressed(report(), answer))


def test_several_numbers_after_one_code() -> None:
    answer = plan(action(1, "Set up a panel", area_for_improvement="AFI 1 and 2"))
    assert {("A001", "I1"), ("A001", "I2")} <= joined(addressed(report(), answer))


def test_a_code_that_the_report_does_not_have_names_nothing() -> None:
    claims = Claims([Named(id=i, finding=f) for i, f in findings_of(report())])
    assert claims.coded("AFI 9: more") == []


def test_a_heading_of_common_words_is_no_quotation() -> None:
    text = "There is limited support for children while they wait and no care for their waiting times."
    listed = report(finding("weakness", 1, text))
    claims = Claims([Named(id=i, finding=f) for i, f in findings_of(listed)])
    assert claims.of("Theme 1: Waiting times and support while waiting") == ()


def test_one_cell_may_quote_two_findings_and_each_action_goes_to_the_nearer() -> None:
    cell = (
        "Inspectors said that “children wait too long for physiotherapy” and that "
        "“the local offer website is out of date”."
    )
    answer = plan(
        action(1, "Hire two physiotherapists", area_for_improvement=cell),
        action(2, "Rewrite the local offer pages", area_for_improvement=cell),
    )
    assert {("A001", "W1"), ("A002", "W2")} == joined(addressed(report(), answer))


def test_a_cross_reference_adds_a_link() -> None:
    answer = plan(
        action(1, "Agree routes", priority="Priority 1", area_for_improvement=IMPROVE),
        action(
            2,
            "Form a youth panel (also supports Priority 1)",
            priority="Priority 2",
            area_for_improvement=VOICE,
        ),
    )
    assert {("A002", "I1"), ("A002", "I2")} <= joined(addressed(report(), answer))


def test_paraphrase_is_linked_by_likeness_and_explains_itself() -> None:
    answer = plan(
        action(1, "Take on more physiotherapists to shorten waits", objective="Therapy waits"),
        action(2, "Rebuild the local offer website with families", objective="Clear information"),
    )
    links = addressed(report(), answer)
    assert {("A001", "W1"), ("A002", "W2")} <= joined(links)
    best = next(k for k in links if k.from_id.endswith("A001") and k.to_id.endswith("W1"))
    assert best.method == "similarity"
    assert {p.name for p in best.reasons.parts} >= {"own", "relative", "block"}
    assert best.reasons.margin is not None
    assert best.reasons.margin > 0


def test_a_heading_in_the_plans_own_words_stands_for_the_finding_that_no_other_quotes() -> None:
    listed = report(
        finding(
            "area_for_improvement",
            1,
            "Leaders should improve the timeliness with which new EHC plans are issued.",
        ),
        finding("area_for_improvement", 2, "Leaders should widen the range of short breaks at weekends."),
        finding(
            "area_for_improvement", 3, "Leaders should make therapies easier to reach while families wait."
        ),
    )
    late = "It takes too long until new EHC plans are issued"
    answer = plan(
        action(1, "Hire four plan writers for new EHC plans", area_for_improvement=late),
        action(2, "Follow every EHC plan past week twelve", area_for_improvement=late),
        action(3, "Open two clubs", area_for_improvement="widen the range of short breaks at weekends"),
        action(
            4, "Start a clinic", area_for_improvement="make therapies easier to reach while families wait"
        ),
        answers=listed,
    )
    assert {("A001", "I1"), ("A002", "I1"), ("A003", "I2"), ("A004", "I3")} <= joined(
        addressed(listed, answer)
    )


def test_nothing_alike_gives_no_link() -> None:
    assert joined(addressed(report(), plan(action(1, "Paint the reception area")))) == set()


def test_an_aside_under_a_quotation_is_offered_for_review() -> None:
    answer = plan(action(1, "Choose a new logo", area_for_improvement=IMPROVE))
    assert joined(addressed(report(), answer)) == set()
    assert ("A001", "I1") in joined(addressed(report(), answer), "review")


@pytest.mark.parametrize(
    "activity",
    ["Move the team to the second floor of Kay House", "Renew the lease of the office", "Paint it"],
)
def test_an_office_move_under_a_quotation_is_offered_for_review(activity: str) -> None:
    links = addressed(report(), plan(action(1, activity, area_for_improvement=IMPROVE)))
    assert [k.status for k in links if k.method == "structure"] == ["review"]


def test_two_findings_quoted_alike_are_ambiguous_not_the_first() -> None:
    twice = report(finding("weakness", 1, OFFER), finding("weakness", 2, OFFER + " It needs work."))
    claims = Claims([Named(id=i, finding=f) for i, f in findings_of(twice)])
    assert all(c.tie for c in claims.of(OFFER))


def test_a_second_rendering_and_an_older_version_have_no_links() -> None:
    row = action(1, "Agree a timetable", area_for_improvement=IMPROVE)
    first = plan(row, path="v1.docx", version=1)
    second = plan(row, path="v2.docx", version=2)
    copy = plan(row, path="v2.pdf", version=2, same_as=second.id)
    links = addressed(report(), first, second, copy)
    assert {k.from_id.split("-")[0] for k in links} == {second.id}


def test_links_do_not_depend_on_the_order_of_documents() -> None:
    answer = plan(action(1, "Hire two physiotherapists", objective="Therapy"))
    assert link([report(), answer]) == link([answer, report()])


def test_a_plan_that_lists_findings_restates_them() -> None:
    answer = plan(
        action(1, "Start"),
        findings=(finding("area_for_improvement", 1, VOICE), finding("weakness", 1, WAITS.split(". ")[0])),
    )
    links = [k for k in link([report(), answer]) if k.kind == "restates"]
    assert {("I1", "I2"), ("W1", "W1")} == joined(links)
    assert {k.method for k in links} == {"quotation"}


def test_news_restates_a_sentence_of_the_report_in_other_words() -> None:
    told = (
        Statement(stance="praise", text="Many pupils enjoy a wide range of inclusive swimming sessions."),
        Statement(stance="praise", text="Staff at the depot are cheerful."),
    )
    news = commentary(
        "news",
        (Statement(stance="praise", text="pupils were found to enjoy a wide choice of inclusive swimming"),),
    )
    links = [k for k in link([report(statements=told), news]) if k.kind == "restates"]
    assert joined(links) == {("T001", "T001")}


def test_praise_does_not_restate_a_weakness() -> None:
    page = commentary("council_page", findings=(finding("strength", 1, OFFER),))
    assert [k for k in link([report(), page]) if k.kind == "restates"] == []


def test_progress_is_joined_to_the_weaknesses_it_speaks_of_and_no_others() -> None:
    listed = (
        finding("significant_weakness", 1, "long waiting times for autism assessments"),
        finding("significant_weakness", 2, "the wrong placement of children in special schools"),
        finding("significant_weakness", 3, "a poor local offer"),
    )
    told = (
        Statement(
            stance="progress", text="Waits for autism assessments are shorter and the local offer is better."
        ),
        Statement(stance="context", text="Special schools are on the ring road."),
    )
    news = commentary("news", told, findings=listed, answers=None)
    links = [k for k in link([news]) if k.kind == "reports_progress"]
    assert joined(links) == {("T001", "X1"), ("T001", "X3")}


def test_what_answers_a_finding_is_offered_for_another_on_the_same_matter() -> None:
    one = "Schools and services do not share information about pupils who move."
    other = "Partners should improve their information sharing about what children need."
    listed = report(finding("weakness", 1, one), finding("area_for_improvement", 1, other))
    answer = plan(
        action(1, "Agree a form", area_for_improvement=one),
        action(2, "Buy a licence", area_for_improvement=other),
        answers=listed,
    )
    links = addressed(listed, answer)
    assert joined(links) == {("A001", "W1"), ("A002", "I1")}
    assert joined(links, "review") == {("A001", "I1"), ("A002", "W1")}
    offer = next(k for k in links if k.status == "review")
    assert "sharing information" in offer.reasons.summary
