"""Coverage: the status of a finding, and the parts that no action answers."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.model import Measure, Owner, Target
from pipeline.concepts import named
from tests.plan_corpus import IMPROVE, OFFER, WAITS, action, by, covered, finding, plan, report

THERAPIES = "Waits for physiotherapy, occupational therapy and dietetics are too long."


def answered(text: str, *activities: str, kind: str = "weakness", cell: str | None = None) -> tuple[str, str]:
    """Status and missing parts of one finding, with these actions under its quotation."""
    listed = report(finding(kind, 1, text))  # type: ignore[arg-type]
    rows = [action(n, a, area_for_improvement=cell or text) for n, a in enumerate(activities, 1)]
    (row,) = covered(listed, plan(*rows, answers=listed)).values()
    return row.status, "; ".join(row.missing)


def test_without_a_plan_there_is_no_plan() -> None:
    assert {row.status for row in covered(report()).values()} == {"no_plan"}


def test_nothing_linked_is_uncovered() -> None:
    row = covered(report(), plan(action(1, "Start", area_for_improvement=IMPROVE)))["W2"]
    assert (row.status, row.actions) == ("uncovered", 0)


def test_a_strength_has_no_coverage() -> None:
    listed = report(finding("strength", 1, "Buses are clean."), finding("weakness", 1, OFFER))
    assert set(covered(listed)) == {"W1"}


def test_a_service_left_out_of_a_list_is_missing() -> None:
    status, missing = answered(THERAPIES, "Hire physiotherapists", "Hire dieticians", cell=THERAPIES)
    assert status == "partial"
    assert "occupational therapy" in missing


def test_every_service_named_is_covered() -> None:
    assert answered(THERAPIES, "Hire physios, OT staff and dieticians") == ("covered", "")


def test_a_wider_name_covers_the_services_that_no_action_tells_apart() -> None:
    text = "Children wait too long for speech and language therapy and for occupational therapy."
    cell = "Children wait too long for speech and language therapy."
    wider = answered(text, "Open a therapy clinic on two days a week", cell=cell)
    narrower = answered(text, "Open a therapy clinic", "Hire speech and language therapists", cell=cell)
    assert wider == ("covered", "")
    assert narrower == ("partial", "occupational therapy")


def test_a_thing_told_in_other_words_was_not_dropped() -> None:
    text = (
        "Leaders should start earlier to prepare pupils for adult life, with their friendships and paid work."
    )
    cell = "Prepare pupils for adult life with paid work"
    rows = ("Open two evening clubs and help pupils to keep friends", "Start to prepare pupils for paid work")
    assert answered(text, *rows, cell=cell, kind="area_for_improvement") == ("covered", "")


def test_a_check_names_those_who_make_it() -> None:
    text = "Too few young people on the learning disability register have a health check with their GP."
    row = "Write to young people on the learning disability register about the yearly health check"
    assert answered(text, row, cell="Young people have a health check") == ("covered", "")


def test_everyday_and_judging_words_that_a_heading_left_out_are_no_missing_parts() -> None:
    text = "Leaders should make sure that poor plans are brought up to date soon after each annual review."
    cell = "Plans are up to date each annual review"
    assert answered(text, "Bring plans up to date", cell=cell, kind="area_for_improvement") == ("covered", "")


def test_dropped_words_of_a_quotation_are_missing() -> None:
    text = (
        "Leaders have not secured enough, particularly workforce and educational places, for what is coming."
    )
    status, missing = answered(
        text,
        "Open forty more special school places",
        cell="Leaders have not secured enough, particularly educational places",
    )
    assert status == "partial"
    assert "workforce" in missing


def test_what_is_to_be_answered_is_not_the_consequence_or_the_example() -> None:
    text = (
        "Annual reviews are often late, for example for children in care. "
        "As a result, occupational therapy starts late."
    )
    assert answered(text, "Hold annual reviews on time") == ("covered", "")


def test_a_backlog_beside_what_is_answered_is_missing() -> None:
    text = "There is a backlog of annual reviews."
    status, missing = answered(text, "Train staff in annual reviews")
    assert status == "partial"
    assert "backlog of annual reviews" in missing


def test_a_stage_is_missing() -> None:
    text = "Waits for autism assessments are long. Young people aged 16 years and above are assessed late."
    status, missing = answered(
        text,
        "Shorten the wait for autism assessments of school-age children",
        cell="Waits for autism assessments are long.",
    )
    assert status == "partial"
    assert "over 16" in missing


def test_an_item_of_a_list_is_missing() -> None:
    text = "Leaders should improve: the local offer; tracking of attendance; and short breaks."
    status, missing = answered(
        text, "Rebuild the local offer", "Open short breaks", kind="area_for_improvement"
    )
    assert status == "partial"
    assert "attendance" in missing


def test_all_children_answered_for_those_with_a_plan_only() -> None:
    text = "Facts about children and young people with SEND are kept in isolation."
    listed = report(finding("weakness", 1, text))
    row = action(
        1,
        "Share files, so that isolation of information ends",
        area_for_improvement=text,
        objective="Files on children with EHC plans are shared",
    )
    found = covered(listed, plan(row, answers=listed))["W1"]
    assert found.status == "partial"
    assert "no EHC plan" in found.missing[0]


def test_a_short_complaint_is_named_with_what_spells_it_out() -> None:
    text = (
        "Families report problems with communication. Too often they are signposted elsewhere. "
        "Others struggle while they wait. They are not updated often enough."
    )
    status, missing = answered(
        text,
        "Improve communication with families by regular updates",
        cell="They are not updated often enough.",
    )
    assert status == "partial"
    assert missing.startswith("communication with families: signposting")


def test_deep_asks_for_owner_date_and_figures() -> None:
    row = action(
        1,
        "Hire physios, OT staff and dieticians",
        area_for_improvement=WAITS,
        owners=(Owner(name="Ana Birch"),),
        timescale=by(date(2025, 3, 31)),
    )
    measure = Measure(
        number=1, text="Waits", baseline_value=40, targets=(Target(raw="18", value=18),), actions=(1,)
    )
    full = covered(report(), plan(row, measures=(measure,)))["W1"]
    assert (full.status, full.deep) == ("covered", True)
    assert not covered(report(), plan(row))["W1"].deep


def test_a_home_of_their_own_is_housing() -> None:
    text = "Leaders should prepare young people for work, friendships and a home of their own."
    status, missing = answered(text, "Set up paid internships", "Start a club", kind="area_for_improvement")
    assert (status, "home of their own" in missing) == ("partial", True)


def test_a_rare_thing_that_the_plan_left_out_is_missing() -> None:
    text = "Leaders should shorten waits for the helpline, for families in the fells and in the valleys."
    status, missing = answered(
        text,
        "Answer calls of families in the valleys within a minute",
        kind="area_for_improvement",
        cell="AFI 1: Leaders should shorten waits for the helpline for families in the valleys",
    )
    assert status == "partial"
    assert "fells" in missing


def test_a_finding_told_in_other_words_throughout_misses_nothing() -> None:
    text = "Leaders should mend ties with households in the fells."
    found = answered(
        text,
        "Open a new office with friendly staff",
        kind="area_for_improvement",
        cell="AFI 1: winning back trust",
    )
    assert found == ("covered", "")


# -- what names a matter, and what only looks like it ------------------------------------------


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("End of the academic year", "key_stages"),
        ("Families have a first appointment", "workforce"),
        ("A named nurse for each school", "early_years"),
        ("A seat on the board for parents", "wheelchair"),
        ("Send plans. Write to families", "caseworkers"),
        ("Foster a culture of trust", "children_in_care"),
        ("Open on 22nd May", "neurodevelopmental"),
        ("Children wait two years", "early_years"),
    ],
)
def test_words_that_only_look_like_a_matter(text: str, concept: str) -> None:
    assert concept not in named(text)


def test_a_wider_name_answers_a_service_that_stands_alone() -> None:
    text = "Waits for child and adolescent mental health services are long."
    assert answered(text, "Hire mental health practitioners") == ("covered", "")


def test_a_wider_name_does_not_answer_one_service_of_several() -> None:
    text = "Waits for speech and language therapy, physiotherapy and dietetics are long."
    status, missing = answered(text, "Hire therapists", "Hire dietitians")
    assert status == "partial"
    assert "physiotherapy" in missing


def test_one_case_of_a_wider_name_does_not_answer_another() -> None:
    text = "Leaders should prepare pupils for adult life, including the move to adult health services."
    status, missing = answered(
        text, "Meet adult social care about each young person's adult life", kind="area_for_improvement"
    )
    assert status == "partial"
    assert "adult health" in missing


def test_a_case_that_is_singled_out_is_missed_though_the_wider_name_is_answered() -> None:
    text = "The partnership should widen the range of short breaks, including overnight breaks."
    status, missing = answered(text, "Open a holiday club as a short break", kind="area_for_improvement")
    assert status == "partial"
    assert "overnight" in missing


def test_the_way_to_school_is_no_community_of_travellers() -> None:
    assert named("Children spend two hours a day travelling to school") == {"transport"}


def test_missing_parts_are_the_findings_whole_words() -> None:
    text = "Leaders should shorten waits for audiology, wheelchair services and continence services."
    cell = "Leaders should shorten waits for audiology and continence services."
    status, missing = answered(
        text, "Open hearing clinics", "Train staff in continence", kind="area_for_improvement", cell=cell
    )
    assert (status, missing) == ("partial", "wheelchairs and equipment (“wheelchair services”)")


def test_rare_words_side_by_side_are_one_missing_thing() -> None:
    text = "Leaders should widen courses, work experience and kayak lessons for young people."
    cell = "Leaders should widen courses and work experience for young people."
    _, missing = answered(text, "Start courses and work experience", kind="area_for_improvement", cell=cell)
    assert missing == "“kayak lessons”"


def test_a_rare_thing_that_the_finding_singles_out_is_missed_though_a_heading_keeps_it() -> None:
    asked = "Leaders should strengthen oversight with data from all services including adult health services."
    status, missing = answered(asked, "Build a dashboard of data from schools", kind="area_for_improvement")
    assert (status, "adult health services" in missing) == ("partial", True)
    both = ("Build a dashboard of data from schools", "Add data from adult health services")
    assert answered(asked, *both, kind="area_for_improvement")[0] == "covered"


def test_a_kind_of_service_that_the_plan_dropped_is_missing() -> None:
    asked = (
        "Leaders should widen the range of short breaks and holiday activities for children with complex"
        " needs, including sitting services at home."
    )
    kept = "widen the range of short breaks and holiday activities for children with complex needs"
    said = ("Offer more short breaks", "Visit each holiday club")
    status, missing = answered(asked, *said, kind="area_for_improvement", cell=kept)
    assert (status, missing) == ("partial", "“sitting services”")
    more = (*said, "Buy sitting services for evenings")
    assert answered(asked, *more, kind="area_for_improvement", cell=kept)[0] == "covered"
