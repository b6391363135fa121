"""Owners that a plan names by initials, told in its own table or list of names."""

from __future__ import annotations

import pytest

from extractors.families.plan import content
from extractors.families.plan.extract import extract
from extractors.fields.initials import fits
from extractors.fields.owner import gather_glossary, read_owners
from extractors.readers import docx
from tests import office_files as office

LISTED = (
    "JB - Joan Bell, Director of Education",
    "RM: Rhys Mann, Therapies Manager, Norland NHS Trust; SMc = Sam McKay",
    "Anne-Marie Stone (AMS), Head of SEND",
    "EP - Educational Psychologist, Norland Council",
    "EH - Early Help",
)
ROWS = (["Cat Dunn", "CD", "Chair", "Norland ICB"], ["TO", "Tom Oakes"], ["Ref", "TX"])
KNOWN = gather_glossary(LISTED, rows=ROWS)

JOAN = ("Joan Bell", "Director of Education", None)
RHYS = ("Rhys Mann", "Therapies Manager", "Norland NHS Trust")
ANNE = ("Anne-Marie Stone", "Head of SEND", None)
CAT = ("Cat Dunn", "Chair", "Norland ICB")
SAM, TOM = ("Sam McKay", None, None), ("Tom Oakes", None, None)


@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        ("JB", [JOAN]),
        ("J.B.", [JOAN]),
        ("JB, RM", [JOAN, RHYS]),
        ("JB RM", [JOAN, RHYS]),
        ("RM/TO", [RHYS, TOM]),
        ("AMS & SMc", [ANNE, SAM]),
        ("JB and CD; TO", [JOAN, CAT, TOM]),
        ("CD (lead)", [CAT]),
        ("Head of Inclusion - JB", [("Joan Bell", "Head of Inclusion", None)]),
        ("EH", [(None, None, "EH")]),
    ],
)
def test_initials_are_read_through_the_table_of_names(
    cell: str, owners: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert [(o.name, o.role, o.organisation) for o in read_owners(cell, known=KNOWN)] == owners


def test_initials_of_two_people_stand_for_nobody() -> None:
    known = gather_glossary(["JB - Joan Bell, Head of SEND", "JB - Jim Brown, Chair"])
    assert not known.initials


@pytest.mark.parametrize(
    ("short", "name", "fit"),
    [
        ("JB", "Joan Bell", True),
        ("SMc", "Sam McKay", True),
        ("AMS", "Anne-Marie Stone", True),
        ("AS", "Anne-Marie Stone", True),
        ("JB", "Jim Stone", False),
        ("JB", "Joan", False),
        ("BJ", "Joan Bell", False),
    ],
)
def test_initials_are_made_of_the_beginnings_of_a_names_words(short: str, name: str, fit: bool) -> None:
    assert fits(short, name.split()) is fit


def test_a_plans_own_table_of_names_tells_its_owners() -> None:
    names = office.tbl(*(office.tc(office.p(text)) for text in ("JB - Joan Bell, Head of SEND", LISTED[1])))
    cells = (
        ("Action", "Who", "When"),
        ("Open a drop-in.", "JB", "May 2025"),
        ("Print it.", "RM", "June 2025"),
    )
    rows = ("".join(office.tc(office.p(text)) for text in row) for row in cells)
    body = office.p("SEND action plan") + names + office.tbl(*rows)
    first, second = extract(docx.read(office.docx(body))).actions
    assert (first.responsible_raw, first.owners[0].name, first.owners[0].role) == (
        "JB",
        *JOAN[:1],
        "Head of SEND",
    )
    assert second.owners[0].organisation == "Norland NHS Trust"


@pytest.mark.parametrize("cell", ["TO", "TO / SM", "SMc", "HD and LF", "JB, RL; GN"])
def test_a_cell_of_initials_tells_who(cell: str) -> None:
    assert content.is_owner(cell)


@pytest.mark.parametrize("cell", ["To", "TBC", "A", "Go", "TO DO: write"])
def test_other_short_words_tell_nobody(cell: str) -> None:
    assert not content.is_owner(cell)
