"""Names of bodies: put in order, expanded, told by kind, found in a phrase, gathered from a document."""

from __future__ import annotations

import pytest

from extractors.fields.glossary import gather_glossary, recurrent
from extractors.fields.organisation import (
    EMPTY,
    Glossary,
    expand,
    find_organisation,
    is_abbreviation,
    is_organisation,
    kind_of,
    normalise,
)

KEY = "WCC Wexshire County Council. N&W ICB Norland and Wexshire Integrated Care Board."


def test_words_out_of_order_are_put_in_order() -> None:
    assert normalise("Norland Council Borough") == "Norland Borough Council"
    known = Glossary(organisations=("Wexshire Youth Alliance",))
    assert normalise("Wexshire Alliance Youth", known) == "Wexshire Youth Alliance"


def test_abbreviation_is_expanded_from_the_documents_own_glossary_first() -> None:
    glossary = gather_glossary([KEY, "The Norland Parent Carer Forum (NPCF) met."])
    assert expand("WCC", glossary) == "Wexshire County Council"
    assert expand("NPCF", glossary) == "Norland Parent Carer Forum"
    assert expand("N&W ICB", glossary) == "Norland and Wexshire Integrated Care Board"


def test_abbreviation_is_expanded_from_the_list_of_public_bodies() -> None:
    assert expand("DfE") == "Department for Education"
    assert expand("NHS Norland ICB") == "NHS Norland Integrated Care Board"


def test_key_that_leaves_nhs_out_of_the_initials() -> None:
    glossary = gather_glossary(["WHT Wexshire Hospitals NHS Trust."])
    assert expand("WHT", glossary) == "Wexshire Hospitals NHS Trust"


def test_brackets_after_other_words_are_no_abbreviation() -> None:
    glossary = gather_glossary(["Families told us (ABC) that waits are long.", "We met (see Annex)."])
    assert glossary.abbreviations == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Norland Borough Council", "local_authority"),
        ("London Borough of Norland", "local_authority"),
        ("NHS Norland ICB", "integrated_care_board"),
        ("Norland Community Healthcare NHS Foundation Trust", "trust"),
        ("Norland Children's Trust", "trust"),
        ("Norland Learning Trust", "other"),
        ("Norland Parent Carer Council", "other"),
        ("Norland Parent Carer Forum", "other"),
        ("Department for Education", "other"),
        ("SEND Partnership Board", "other"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    "name", ["SEND Partnership Board", "Woolmer Sixth Form", "NHS Norland", "DfE", "Families in Partnership"]
)
def test_shaped_like_a_body(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("name", ["Jane Smith", "Head of SEND", "SEND", "EHCP", "by March"])
def test_not_shaped_like_a_body(name: str) -> None:
    assert not is_organisation(name)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("WCC", True), ("SEND", False), ("CYP", False), ("Norland", False), ("N&W ICB", True)],
)
def test_capitals_that_are_initials_of_a_body(text: str, is_one: bool) -> None:
    assert is_abbreviation(text) is is_one


@pytest.mark.parametrize(
    ("phrase", "begin", "name"),
    [
        ("Jane Smith Norland Borough Council", 2, "Norland Borough Council"),
        ("Jane Smith Norland Council Borough", 2, "Norland Borough Council"),
        ("Jane Smith NHS Norland and Wexshire ICB", 2, "NHS Norland and Wexshire ICB"),
        ("Jane Smith West Norland County Council", 2, "West Norland County Council"),
        (
            "Olu Bello Norland Community Healthcare NHS Foundation Trust",
            2,
            "Norland Community Healthcare NHS Foundation Trust",
        ),
        ("Jane Smith SEND Partnership Board", 2, "SEND Partnership Board"),
        ("Neil Brown Woolmer Sixth Form", 2, "Woolmer Sixth Form"),
        ("Norland Trust", 0, "Norland Trust"),
        ("Portage Team", 0, "Portage Team"),
        ("Jane Smith Department for Education", 2, "Department for Education"),
    ],
)
def test_body_found_after_a_name(phrase: str, begin: int, name: str) -> None:
    found = find_organisation(phrase.split(), EMPTY)
    assert found is not None
    assert (found.begin, found.name) == (begin, name)


def test_place_names_from_outside_tell_where_a_body_begins() -> None:
    glossary = gather_glossary([], places=("Stow Green",))
    found = find_organisation("Ann Louise Carter Stow Green Borough Council".split(), glossary)
    assert found is not None
    assert found.name == "Stow Green Borough Council"


def test_recurrent_body_is_the_shortest_run_with_a_proper_name_after_different_words() -> None:
    texts = [
        f"{name} Norland Youth Justice Board" for name in ("Jane Smith", "Olu Bello", "Ann Louise Carter")
    ]
    assert recurrent(texts, EMPTY) == ["Norland Youth Justice Board"]


def test_body_always_after_the_same_person_is_not_taken_with_the_persons_name() -> None:
    assert recurrent(["Jane Smith Norland Youth Justice Board"] * 9, EMPTY) == []
