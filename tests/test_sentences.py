"""Sentences, their places, and known phrases."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractors.model import Block, Box, Line, Source
from extractors.sentences import phrases, place_of, places_of, split, split_all, themes


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Waits grew. Plans slipped.", ["Waits grew.", "Plans slipped."]),
        ("Some, e.g. Teams, help. Others wait.", ["Some, e.g. Teams, help.", "Others wait."]),
        ("Staff review EHC plans. Families agree.", ["Staff review EHC plans.", "Families agree."]),
        ("Cllr. Moss spoke. Dr. Reed left.", ["Cllr. Moss spoke.", "Dr. Reed left."]),
        ("It began in 2021. It ended.", ["It began in 2021.", "It ended."]),
        ("Clubs, trips, etc. Then rest.", ["Clubs, trips, etc.", "Then rest."]),
        ("Help came late.Plans were old.", ["Help came late.", "Plans were old."]),
        ("Is it safe? Yes! Good.", ["Is it safe?", "Yes!", "Good."]),
        ("The hub is open. eHub helps too.", ["The hub is open.", "eHub helps too."]),
        ("No. 5 is best. No. 6 is not.", ["No. 5 is best.", "No. 6 is not."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_closing_quote_stays_and_opening_quote_goes_on() -> None:
    assert texts("He said: “We wait.” “We hope.” They do.") == [
        "He said: “We wait.”",
        "“We hope.”",
        "They do.",
    ]
    assert texts("Clubs are open. ‘Young Voices’ meets weekly.") == [
        "Clubs are open.",
        "‘Young Voices’ meets weekly.",
    ]
    assert texts('She said "it works." "It does."') == ['She said "it works."', '"It does."']


def test_item_number_is_no_sentence() -> None:
    assert texts("1. Waits are long. 2. Plans are late.") == ["1. Waits are long.", "2. Plans are late."]


def test_places_count_from_the_text() -> None:
    text = "  One ends here.   Two ends there. "
    for sentence in split(text):
        assert text[sentence.start : sentence.end] == sentence.text


def test_text_without_letters_has_no_sentence() -> None:
    assert split(" … — ") == ()
    assert [len(found) for found in split_all(["", "One.", "One. Two."])] == [0, 1, 2]


def line(text: str, top: float, page: int = 1) -> Line:
    return Line(text=text, box=Box(page=page, x0=50, top=top, x1=500, bottom=top + 12))


def test_boxes_are_those_of_the_lines_that_a_sentence_stands_on() -> None:
    lines = (
        line("Waits grew. Plans", 100),
        line("slipped in the", 114),
        line("spring. Staff left.", 50, page=2),
    )
    block = Block(kind="paragraph", text="Waits grew. Plans slipped in the spring. Staff left.", lines=lines)
    places = places_of(block, [(s.start, s.end) for s in split(block.text)])
    assert [[box.top for box in place.boxes] for place in places] == [[100], [100, 114, 50], [50]]
    assert [(place.page, place.page_end) for place in places] == [(1, 1), (1, 2), (2, 2)]


def test_place_of_a_block_whose_lines_do_not_add_up_is_the_block() -> None:
    block = Block(
        kind="paragraph", text="Waits grew.", lines=(line("Something else", 10),), source=Source(place="p[1]")
    )
    assert place_of(block, 0, 5) == block.source


def test_longest_phrase_of_a_kind_wins() -> None:
    found = phrases("The Executive Director of Children's Services told the CQC about EHC plans.")
    assert [(p.kind, p.name) for p in found] == [
        ("role", "director of children's services"),
        ("organisation", "Care Quality Commission"),
        ("theme", "EHC plans"),
    ]


def test_themes_once_in_order_whatever_the_apostrophe_and_case() -> None:
    assert themes("CAMHS waits: the waiting times for Camhs and the local offer") == (
        "mental health",
        "waiting times",
        "local offer",
    )


def test_spacy_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, extractors.sentences, extractors.families.stance; print('spacy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
