"""Areas by name, in the forms in which documents print them."""

from __future__ import annotations

import pytest

from pipeline.areas import areas, find_area, mentioned_area


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("Warrington", "warrington"),
        ("Warrington Borough Council", "warrington"),
        ("Cheshire West and Chester Local Area Partnership", "cheshire-west-and-chester"),
        ("cheshire-west-and-chester", "cheshire-west-and-chester"),
        ("Durham County Council", "durham"),
        ("County Durham", "durham"),
        ("Bristol", "bristol"),
        ("City of Bristol", "bristol"),
        ("Telford & Wrekin", "telford-and-wrekin"),
        ("London Borough of Bexley", "bexley"),
        ("Royal Borough of Windsor and Maidenhead", "windsor-and-maidenhead"),
        ("Hull", "kingston-upon-hull"),
    ],
)
def test_finds_an_area_by_any_of_its_names(printed: str, slug: str) -> None:
    assert find_area(printed) == slug


@pytest.mark.parametrize("printed", [None, "", "Ofsted", "Atlantis"])
def test_no_area_is_no_area(printed: str | None) -> None:
    assert find_area(printed) is None


def test_the_area_named_most_by_a_clear_margin() -> None:
    assert mentioned_area("Kent is better. Kent works with Medway. Kent does well.") == "kent"


def test_two_areas_named_alike_are_a_tie_and_not_a_guess() -> None:
    assert mentioned_area("Kent and Medway work together.") is None


def test_a_common_word_is_not_a_place() -> None:
    assert mentioned_area("Children enjoy reading and bury their toys.") is None


def test_a_longer_name_is_not_its_shorter_part() -> None:
    assert mentioned_area("North Yorkshire, North Yorkshire, North Yorkshire") == "north-yorkshire"


def test_neighbours_are_areas() -> None:
    assert all(n in areas() for area in areas().values() for n in area.neighbours)
