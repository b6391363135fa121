"""What documents are to one another."""

from __future__ import annotations

from datetime import date

from extractors.model import DateMention
from pipeline.resolve import mark_answers, mark_renderings, mark_versions
from tests.builders import actions, entry

STEPS = tuple(
    f"Step {word} of the work" for word in "one two three four five six seven eight nine ten".split()
)
SPRING = (date(2023, 3, 6), date(2023, 3, 10))
AUTUMN = (date(2025, 10, 6), date(2025, 10, 10))


def test_the_most_structured_rendering_stands_for_the_others() -> None:
    text = entry("plan.txt", actions=actions(*STEPS))
    docx = entry("plan.docx", actions=actions(*STEPS))
    marked = {e.path: e for e in mark_renderings([text, docx], {text.id: "text", docx.id: "docx"})}
    assert marked["plan.txt"].same_as == docx.id
    assert marked["plan.docx"].same_as is None


def test_a_lossy_rendering_that_lost_a_row_is_still_the_same_text() -> None:
    text = entry("plan.txt", actions=actions(*STEPS[:-1]))
    docx = entry("plan.docx", actions=actions(*STEPS))
    assert mark_renderings([text, docx], {text.id: "text", docx.id: "docx"})[0].same_as == docx.id


def test_a_later_version_with_ratings_is_not_the_same_text() -> None:
    plan = entry("plan.docx", actions=actions(*STEPS))
    later = entry("later.docx", actions=actions(*STEPS, status_raw="GREEN"))
    marked = mark_renderings([plan, later], {plan.id: "docx", later.id: "docx"})
    assert [e.same_as for e in marked] == [None, None]


def test_a_plan_revised_in_one_cell_is_a_later_version_and_not_the_same_text() -> None:
    first = actions(*STEPS, when="Nov-23")
    moved = (*first[:-1], *actions(STEPS[-1], when="Mar-24"))
    moved = (*moved[:-1], moved[-1].model_copy(update={"number": len(STEPS)}))
    plan, later = entry("plan.docx", actions=first), entry("later.docx", actions=moved)
    marked = mark_renderings([plan, later], {plan.id: "docx", later.id: "docx"})
    assert [e.same_as for e in marked] == [None, None]


def test_another_format_goes_with_the_version_that_it_is_most_like() -> None:
    first, moved = actions(*STEPS, when="Nov-23"), actions(*STEPS, when="Mar-24")
    mixed = (*first[:-1], moved[-1])
    plan, later, pdf = (
        entry("plan.docx", actions=first),
        entry("later.docx", actions=mixed),
        entry("later.pdf", actions=mixed),
    )
    formats = {plan.id: "docx", later.id: "docx", pdf.id: "pdf"}
    marked = {e.path: e for e in mark_renderings([plan, later, pdf], formats)}  # type: ignore[arg-type]
    assert marked["later.pdf"].same_as == later.id
    assert marked["later.docx"].same_as is None


def test_documents_of_different_days_are_two_texts() -> None:
    plan = entry("plan.docx", actions=actions(*STEPS), published=date(2023, 7, 1))
    later = entry("later.pdf", actions=actions(*STEPS), published=date(2024, 2, 1))
    marked = mark_renderings([plan, later], {plan.id: "docx", later.id: "pdf"})
    assert [e.same_as for e in marked] == [None, None]


def test_the_same_words_of_two_areas_are_two_documents() -> None:
    kent = entry("kent.docx", actions=actions(*STEPS))
    medway = entry("medway.docx", area="medway", actions=actions(*STEPS))
    marked = mark_renderings([kent, medway], {kent.id: "docx", medway.id: "docx"})
    assert [e.same_as for e in marked] == [None, None]


def report(name: str, days: tuple[date, date], area: str = "kent", kind: str = "area_send_report"):  # type: ignore[no-untyped-def]
    return entry(name, kind=kind, family="inspection", area=area, inspected=days)


def test_a_plan_answers_the_only_send_inspection_of_its_area() -> None:
    plan, mine, other = entry("plan"), report("report", SPRING), report("else", AUTUMN, area="medway")
    marked, problems = mark_answers([plan, mine, other], {})
    assert (marked[0].answers, problems) == (mine.id, [])


def test_a_plan_does_not_answer_an_inspection_of_another_kind() -> None:
    plan, other = entry("plan"), report("report", SPRING, kind="ilacs_report")
    assert mark_answers([plan, other], {})[0][0].answers is None


def test_the_inspection_whose_days_the_plan_names_is_answered() -> None:
    said = DateMention(raw="in March 2023", starts_on=date(2023, 3, 1), ends_on=date(2023, 3, 31))
    plan, old, new = entry("plan", mentions=(said,)), report("old", SPRING), report("new", AUTUMN)
    marked, problems = mark_answers([plan, old, new], {})
    assert (marked[0].answers, problems) == (old.id, [])


def test_a_plan_without_dates_among_several_inspections_is_a_doubt() -> None:
    plan, old, new = entry("plan"), report("old", SPRING), report("new", AUTUMN)
    marked, problems = mark_answers([plan, old, new], {})
    assert marked[0].answers == new.id
    assert [p.category for _, p in problems] == ["uncertain"]


def test_what_a_person_says_wins() -> None:
    plan, old, new = entry("plan", published=date(2025, 12, 1)), report("old", SPRING), report("new", AUTUMN)
    assert mark_answers([plan, old, new], {plan.id: old.id})[0][0].answers == old.id


def test_versions_of_a_plan_are_ordered_in_time_whatever_the_order_of_files() -> None:
    plan = entry("plan", actions=actions(*STEPS), published=date(2023, 6, 1))
    later = entry("later", actions=actions(*STEPS, status_raw="GREEN"), published=date(2024, 1, 31))
    for order in ([plan, later], [later, plan]):
        marked = {e.path: e for e in mark_versions(order)[0]}
        assert (marked["plan"].version, marked["later"].version) == (1, 2)
        assert {e.plan_id for e in marked.values()} == {plan.id}


def test_an_undated_plan_comes_before_its_tracker() -> None:
    plan = entry("plan", actions=actions(*STEPS))
    later = entry("later", actions=actions(*STEPS, status_raw="GREEN"))
    assert {e.path: e.version for e in mark_versions([later, plan])[0]} == {"plan": 1, "later": 2}


def test_plans_that_share_no_actions_are_two_plans() -> None:
    one, two = entry("one", actions=actions(*STEPS[:5])), entry("two", actions=actions(*STEPS[5:]))
    assert {e.version for e in mark_versions([one, two])[0]} == {1}
