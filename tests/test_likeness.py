"""Words, concepts, likeness of texts, quotations and their drift."""

from __future__ import annotations

import pytest

from pipeline.concepts import concepts, named
from pipeline.likeness import cosine, drift, features, quotation, spans, telling
from pipeline.parts import asks, housekeeping, passages
from pipeline.weights import shares
from pipeline.words import content, sentences, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("assessments", "assessing"),
        ("communicate", "communications"),
        ("recruitment", "recruit"),
        ("therapist", "therapies"),
        ("children's", "children"),
        ("whilst", "while"),
    ],
)
def test_words_of_one_family_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("careers", "carers"), ("timely", "times"), ("offer", "offshoot")]
)
def test_words_that_the_field_keeps_apart_have_two_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_every_phrase_of_the_vocabulary_names_its_concept() -> None:
    silent = [(c.slug, p) for c in concepts().values() for p in c.phrases if c.slug not in named(p)]
    assert silent == []


def test_every_broader_concept_is_a_concept() -> None:
    assert {c.broader for c in concepts().values() if c.broader} <= set(concepts())


def test_a_narrower_concept_names_the_broader() -> None:
    assert {"speech_language", "therapies"} <= named("Hire two speech and language therapists")


def test_post_16_is_no_vacant_post() -> None:
    assert "post16" in named("Review provision post 16")
    assert "workforce" not in named("Review provision post 16")


def test_sentences_end_at_stops_and_list_marks() -> None:
    assert sentences("Waits grew. They must fall: ▪ by May ▪ by June") == [
        "Waits grew.",
        "They must fall:",
        "by May",
        "by June",
    ]


def test_likeness_rests_on_what_is_rare() -> None:
    wanted = features("Families wait too long for physiotherapy")
    near = cosine(wanted, features("Buy in extra physio sessions"))
    far = cosine(wanted, features("Families and children and young people with SEND"))
    assert near > far


REPORT = "Managers have not hired enough tutors and drivers for the northern villages, where demand grows."


def test_a_quotation_cut_short_is_held() -> None:
    fit = quotation("Managers have not hired enough tutors", REPORT)
    assert fit.held == pytest.approx(1.0)
    assert fit.of_text < 0.7
    assert fit.run == 6


def test_dropped_words_are_told() -> None:
    found = drift("Managers have not hired enough tutors for the northern villages", REPORT)
    assert found.dropped == ("and drivers",)
    assert telling(found)


@pytest.mark.parametrize(
    "quote",
    [
        "Managers have not hired enough tutors",  # begins and ends where it likes
        "managers' have not hired enough tutor's and drivers (HET) for the northern villages",
    ],
)
def test_where_a_quotation_ends_and_how_it_spells_is_no_drift(quote: str) -> None:
    assert not telling(drift(quote, REPORT))


def test_time_frames_is_timeframes() -> None:
    assert not drift("within the legal timeframes set", "within the legal time frames set").any
    assert quotation("within legal timeframes", "within legal time frames").held == pytest.approx(1.0)


def test_a_stray_word_at_the_front_is_no_part_of_the_quotation() -> None:
    original = "Managers know of the many new demands. However, they have not hired enough tutors."
    assert drift("Managers have not hired enough tutors", original).dropped == ()


def test_spans_show_the_same_words_on_both_sides() -> None:
    (span,) = spans("Hire enough tutors now", "They did not hire enough tutors")
    assert span.text == "Hire enough tutors"
    assert "They did not hire enough tutors"[span.to_start : span.to_end] == "hire enough tutors"


def test_small_words_carry_no_meaning() -> None:
    assert [t.stem for t in content("it is on the bus")] == ["bus"]


# -- parts of a finding ------------------------------------------------------------------------


def test_a_weakness_is_read_by_roles() -> None:
    text = (
        "Leaders are aware of the growth. Bus routes are not planned well, such as those to the coast. "
        "As a result, pupils arrive late."
    )
    assert [p.role for p in passages(text, "weakness")] == ["context", "ask", "example", "effect"]


def test_what_is_conceded_is_not_asked() -> None:
    text = "While the helpline is liked, there is no routine review of waiting lists."
    assert asks(text, "weakness") == ["there is no routine review of waiting lists."]


def test_a_concession_that_holds_the_matter_stays_with_its_sentence() -> None:
    text = "While parts of the travel training offer work, there are also real weaknesses."
    assert asks(text, "weakness") == [text]


def test_an_area_for_improvement_asks_item_by_item() -> None:
    text = "Leaders should improve: the bus routes; the maps; and the timetables."
    assert asks(text, "area_for_improvement") == [
        "Leaders should improve:",
        "the bus routes",
        "the maps",
        "the timetables.",
    ]


@pytest.mark.parametrize("activity", ["Paint the reception area", "Choose a logo"])
def test_housekeeping_is_seen(activity: str) -> None:
    assert housekeeping(activity)


def test_a_garden_for_short_breaks_is_no_housekeeping() -> None:
    assert not housekeeping("Open the garden for overnight short breaks")


def test_what_is_told_of_a_thing_in_passing_is_no_housekeeping() -> None:
    assert not housekeeping("Buy twelve part-time places where pupils keep their uniform")


def test_shares_count_each_text_once() -> None:
    counted = dict(shares([["bus bus", "bus"], ["bus tram", "cart"]]))
    assert counted["bus"] == pytest.approx(0.75)
    assert "tram" not in counted
