"""Names of people go, roles and organisations stay."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from pipeline.redact import REMOVED, Name, Names, name_of, open_redacted, redacted_copy

ANNA = Name(words=("anna", "lindqvist"))


def names(*known: Name) -> Names:
    return Names(known, {"kent": set(known)})


@pytest.mark.parametrize(
    "printed",
    [
        "Anna Lindqvist",
        "ANNA LINDQVIST",
        "Anna\u00a0Lindqvist",
        "Cllr Anna Lindqvist",
        "Mrs Lindqvist",
        "Dr. A. Lindqvist",
        "A Lindqvist",
        "Lindqvist, Anna",
        "anna.lindqvist",
        "Anna",
        "Lindqvist",
    ],
)
def test_each_form_of_a_name_goes(printed: str) -> None:
    said = names(ANNA).redacted(f"to be done by {printed}, Kent County Council", "kent")
    assert said == f"to be done by {REMOVED}, Kent County Council"


def test_a_name_with_an_apostrophe_goes_with_either_mark() -> None:
    known = names(Name(words=("boris", "o'marsh")))
    assert known.redacted("Boris O’Marsh and B. O'Marsh", "kent") == f"{REMOVED} and {REMOVED}"


@pytest.mark.parametrize(
    "text",
    [
        "the Town Hall",
        "Hall Lane School",
        "in May 2024",
        "a hall for all",
        "marshall",
        "children who will young or old",
        "they miss hall time",
        "with a sharp focus",
    ],
)
def test_words_that_are_also_names_stay(text: str) -> None:
    people = (("sarah", "hall"), ("theresa", "may"), ("will", "young"), ("alan", "sharp"))
    known = names(*(Name(words=words) for words in people))
    assert known.redacted(text, "kent") == text


def test_a_name_with_a_small_particle_goes() -> None:
    known = names(Name(words=("jan", "van", "dyke")))
    assert known.redacted("Jan van Dyke and Jan Van Dyke", "kent") == f"{REMOVED} and {REMOVED}"


def test_a_lone_name_goes_only_in_the_area_that_names_the_person() -> None:
    assert names(ANNA).redacted("Anna will write", "essex") == "Anna will write"
    assert names(ANNA).redacted("Anna Lindqvist will write", "essex") == f"{REMOVED} will write"


def test_a_cell_that_is_no_name_takes_no_words_out() -> None:
    for text in ("Kent County Council", "spokesperson, the council", "a very long cell of many words here"):
        assert name_of(text) is None


def test_no_name_is_left_in_the_copy(hostile_db: Path, tmp_path: Path) -> None:
    copy = redacted_copy(hostile_db, tmp_path / "copy.db")
    data = copy.read_bytes().decode("utf-8", "ignore")
    assert not re.search("Lindqvist|O.Marsh|Voss|Anna|Boris", data, re.IGNORECASE)
    with sqlite3.connect(copy) as db:
        update = db.execute("select update_text from actions where update_text is not null").fetchone()[0]
        assert update.count(REMOVED) == 4
        assert "Town Hall" in update
        owners = db.execute("select distinct name, role, organisation from owners").fetchall()
        assert (REMOVED, "Head of Inclusion", "Kent County Council") in owners
        assert (None, None, "SEND Partnership Board") in owners
        assert db.execute("select count(*) from actions_fts where actions_fts match 'anna'").fetchone() == (
            0,
        )
        assert db.execute("select count(*) from actions_fts where actions_fts match 'therapist'").fetchone()[
            0
        ]


def test_the_database_itself_keeps_its_names(hostile_db: Path) -> None:
    with open_redacted(hostile_db) as db:
        assert db.execute("select count(*) from owners where name like 'Anna%'").fetchone()[0] == 0
    with sqlite3.connect(hostile_db) as db:
        assert db.execute("select count(*) from owners where name like 'Anna%'").fetchone()[0] > 0
