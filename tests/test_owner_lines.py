"""Where an owner ends in a cell of wrapped lines, told by the whole cell and by the column's other cells."""

from __future__ import annotations

import time

import pytest

from extractors.fields.organisation import EMPTY, Glossary
from extractors.fields.owner import learn_owners, read_owners
from extractors.model import Line

Read = tuple[str | None, str | None, str | None]
FULL = "~"  # a line in which the next word had no room


def read(cell: str, known: Glossary = EMPTY) -> list[Read]:
    owners = read_owners(_text(cell), _lines(cell), known)
    return [(o.name, o.role, o.organisation) for o in owners]


def _lines(cell: str) -> tuple[Line, ...]:
    return tuple(Line(text=part.rstrip(FULL), soft=part.endswith(FULL)) for part in cell.split("|"))


def _text(cell: str) -> str:
    return " ".join(line.text for line in _lines(cell))


def column(*cells: str) -> Glossary:
    """What a column's other cells tell."""
    return learn_owners(EMPTY, [(_text(cell), _lines(cell)) for cell in cells])


ALDER = "Alderby Council"


@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        (
            "Audit Panel Chair,~|Alderby Council~|Designated Social~|Care Officer, ABT",
            [(None, "Audit Panel Chair", ALDER), (None, "Designated Social Care Officer", "ABT")],
        ),
        (
            "Jane Smith, Head of Sport~|Designated Nurse for Looked After,~|NHS Alder Bay ICB",
            [
                ("Jane Smith", "Head of Sport", None),
                (None, "Designated Nurse for Looked After", "NHS Alder Bay ICB"),
            ],
        ),
        (
            "Admissions~|Commissioner~|Travel Contracts~|Officer, Alderby~|Borough Council",
            [
                (None, "Admissions Commissioner", None),
                (None, "Travel Contracts Officer", "Alderby Borough Council"),
            ],
        ),
        (
            "Lead Educational~|Psychologist, ABC~|CAMHS Team~|Manager",
            [(None, "Lead Educational Psychologist", "ABC"), (None, "CAMHS Team Manager", None)],
        ),
        ("Alder Parents and Carers~|First", [(None, None, "Alder Parents and Carers First")]),
    ],
)
def test_a_full_line_may_still_end_an_owner(cell: str, owners: list[Read]) -> None:
    assert read(cell) == owners


def test_the_chair_of_those_who_meet_is_one_role() -> None:
    assert read("Headteacher Network~|Chair") == [(None, "Headteacher Network Chair", None)]
    assert read("Travel Manager~|Audit Board Chair") == [
        (None, "Travel Manager", None),
        (None, "Audit Board Chair", None),
    ]


@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        (
            "Service Manager, Adults~|with Autism|Service Manager, Hearing~|Support",
            [
                (None, "Service Manager, Adults with Autism", None),
                (None, "Service Manager, Hearing Support", None),
            ],
        ),
        (
            "Analyst, the ABT|Data Officer,~|ABC",
            [(None, "Analyst", "the ABT"), (None, "Data Officer", "ABC")],
        ),
        (
            "Digital Team,|Alderby Council~|Alderby Parent Carer~|Voice",
            [(None, None, "Digital Team, Alderby Council"), (None, None, "Alderby Parent Carer Voice")],
        ),
    ],
)
def test_a_line_with_room_left_ends_an_owner(cell: str, owners: list[Read]) -> None:
    assert [" ".join(filter(None, o)) for o in read(cell)] == [" ".join(filter(None, o)) for o in owners]


def test_an_owner_met_whole_in_another_cell_is_parted_from_the_one_above() -> None:
    cell = "Waiting List Manager~|Public Health Visiting"
    assert len(read(cell)) == 1
    known = column(cell, "Public Health Visiting", "Waiting List Manager")
    assert [o[1] or o[2] for o in read(cell, known)] == ["Waiting List Manager", "Public Health Visiting"]


def test_a_council_that_owns_elsewhere_alone_is_still_the_body_of_the_role_above_it() -> None:
    known = column(ALDER, "Play Manager", "Play Team")
    assert read(f"Play Manager|{ALDER}", known) == [(None, "Play Manager", ALDER)]
    assert read("Play Manager|Play Team", known) == [(None, "Play Manager", None), (None, None, "Play Team")]


def test_a_cell_printed_twice_is_no_evidence_of_being_one_owner() -> None:
    cell = "Head of Sport~|Designated Nurse for Looked After"
    assert len(read(cell, column(cell, cell))) == 2


def test_a_name_with_its_role_beneath_a_role_is_another_owner() -> None:
    assert read("Chair of Alder Network|Jane Smith, Plan Service Manager (ABC)") == [
        (None, "Chair of Alder Network", None),
        ("Jane Smith", "Plan Service Manager", "ABC"),
    ]


def test_a_voice_with_its_place_behind_is_a_body_beside_the_role_above_it() -> None:
    assert read("Play Officer|Loud Voices Alderby") == [
        (None, "Play Officer", None),
        (None, None, "Loud Voices Alderby"),
    ]


def test_a_topic_before_a_plain_noun_is_no_person() -> None:
    assert read("Chair, Alder Special~|Heads;~|Estate Works~|Manager, ABC") == [
        (None, "Chair", "Alder Special Heads"),
        (None, "Estate Works Manager", "ABC"),
    ]


def test_a_body_in_brackets_behind_a_person_is_not_that_of_the_role_before() -> None:
    assert read("Play Officer and Jane Smith (Youth Service)") == [
        (None, "Play Officer", None),
        ("Jane Smith", None, "Youth Service"),
    ]


def test_a_body_whose_line_was_lost_closes_the_role_before_it() -> None:
    assert read("Director of Nursing, ICB Assistant Director, Sport") == [
        (None, "Director of Nursing", "ICB"),
        (None, "Assistant Director, Sport", None),
    ]


@pytest.mark.parametrize("cell", ["Head of Sport, ABC\n" * 1600, "Ann, " * 6400, "A\n" * 16000])
def test_a_cell_of_any_length_is_read_in_time(cell: str) -> None:
    began = time.perf_counter()
    learn_owners(EMPTY, [(cell, [Line(text=t) for t in cell.split("\n")])])
    read_owners(cell, [Line(text=t, soft=True) for t in cell.split("\n")])
    assert time.perf_counter() - began < 20


def test_a_service_at_a_lines_end_behind_small_words_is_no_team() -> None:
    cell = "Page owners~|Overseen by Service~|Manager for Sport"
    assert read(cell) == [(None, None, "Page owners"), (None, "Service Manager for Sport", None)]
