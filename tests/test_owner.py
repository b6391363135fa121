"""Owners of one cell: names, roles and bodies told apart and put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.organisation import EMPTY, Glossary
from extractors.fields.owner import gather_glossary, read_owner_columns, read_owners
from extractors.fields.people import is_person, split_people
from extractors.model import Line, Owner

GLOSSARY = gather_glossary(
    ["WCC Wexshire County Council. WCF Wexshire Children First. NICB Norland Integrated Care Board."]
)
BOARD = "SEND Partnership Board"


def short(owners: tuple[Owner, ...]) -> list[tuple[str | None, str | None, str | None]]:
    return [(o.name, o.role, o.organisation) for o in owners]


N, R, C = "Jane Smith", "Head of SEND", "Norland Borough Council"

CELLS: list[tuple[str, list[tuple[str | None, str | None, str | None]]]] = [
    (N, [(N, None, None)]),
    ("Manager, Hospital and Home Education", [(None, "Manager, Hospital and Home Education", None)]),
    ("Manager, School and Early Years", [(None, "Manager, School and Early Years", None)]),
    (R, [(None, R, None)]),
    (C, [(None, None, C)]),
    ("DfE", [(None, None, "DfE")]),
    (BOARD, [(None, None, BOARD)]),
    (f"{N} {C}", [(N, None, C)]),
    (f"{N} Norland Council Borough", [(N, None, C)]),
    (f"Ann Louise Carter {C}", [("Ann Louise Carter", None, C)]),
    (f"{N} / Olu Bello {C}", [(N, None, C), ("Olu Bello", None, C)]),
    (
        f"{N} Helen Bell Ivy Stone {BOARD}",
        [(N, None, BOARD), ("Helen Bell", None, BOARD), ("Ivy Stone", None, BOARD)],
    ),
    (f"Page owners Overseen by {N} {C}", [(None, None, "Page owners"), (N, None, C)]),
    (f"{N}, {R}, WCC", [(N, R, "WCC")]),
    (f"{R} - {N}", [(N, R, None)]),
    (f"{N} – {R}", [(N, R, None)]),
    (f"{N} ({R})", [(N, R, None)]),
    (f"{N} {R}", [(N, R, None)]),
    ("Finance Business Partner (Schools)", [(None, "Finance Business Partner (Schools)", None)]),
    (f"{R} / DCO", [(None, R, None), (None, "DCO", None)]),
    (
        "Director of Education; Designated Clinical Officer, NICB",
        [(None, "Director of Education", None), (None, "Designated Clinical Officer", "NICB")],
    ),
    (f"WCC: {N}", [(N, None, "WCC")]),
    ("WCC and NICB", [(None, None, "WCC"), (None, None, "NICB")]),
    (f"{N} and Bob Jones", [(N, None, None), ("Bob Jones", None, None)]),
    (f"{N} & Bob Jones, WCC", [(N, None, "WCC"), ("Bob Jones", None, "WCC")]),
    (f"{N}, Bob Jones", [(N, None, None), ("Bob Jones", None, None)]),
    ("J Smith / P. Okafor", [("J Smith", None, None), ("P. Okafor", None, None)]),
    (
        "Assistant Director, Education and Inclusion, WCC",
        [(None, "Assistant Director, Education and Inclusion", "WCC")],
    ),
    ("Clinical Director, Families, WCC", [(None, "Clinical Director, Families", "WCC")]),
    (
        "Planning Lead – Sport, Parks & Families",
        [(None, "Planning Lead – Sport, Parks & Families", None)],
    ),
    (
        "Deputy Director – Children and Families, WCC",
        [(None, "Deputy Director – Children and Families", "WCC")],
    ),
    ("Service Manager (SEND)", [(None, "Service Manager (SEND)", None)]),
    ("Director of Children's Services (DCS)", [(None, "Director of Children's Services (DCS)", None)]),
    ("Director of Children's Services (WCC)", [(None, "Director of Children's Services", "WCC")]),
    (
        f"{R}, Norland Council and Head of Nursing, NHS Norland",
        [(None, R, "Norland Council"), (None, "Head of Nursing", "NHS Norland")],
    ),
    (
        "Head of Audit and Partnerships, Norland Council",
        [(None, "Head of Audit and Partnerships", "Norland Council")],
    ),
    (
        "Manager, Norland Council and Chair, Norland Parent Carer Council",
        [(None, "Manager", "Norland Council"), (None, "Chair", "Norland Parent Carer Council")],
    ),
    ("Chair of Norland Parent Carer Forum", [(None, "Chair of Norland Parent Carer Forum", None)]),
    ("Dr Ann Day, Clinical Director CAMHS, NHSX", [("Dr Ann Day", "Clinical Director CAMHS", "NHSX")]),
    ("CAMHS Clinical Lead, Norland HealthCare", [(None, "CAMHS Clinical Lead", "Norland HealthCare")]),
    ("NHS Norland and Norland Council", [(None, None, "NHS Norland"), (None, None, "Norland Council")]),
    (f"{N} NHS Norland and Wexshire ICB", [(N, None, "NHS Norland and Wexshire ICB")]),
    (
        "SEND Strategic Lead and Designated Clinical Officer",
        [(None, "SEND Strategic Lead", None), (None, "Designated Clinical Officer", None)],
    ),
    ("Lead: Head of SEND; Support: SENCOs", [(None, R, None)]),
    (f"Support: SENCOs, DCO\nLead: {R}", [(None, R, None)]),
    ("Bus Manager (WCC/XYB)", [(None, "Bus Manager", "WCC/XYB")]),
    (
        "Bus Manager (WCC / XYB) / Cab Manager",
        [(None, "Bus Manager", "WCC / XYB"), (None, "Cab Manager", None)],
    ),
    ("Bus Manager (Ann Day/Bob Hill)", [("Ann Day", "Bus Manager", None), ("Bob Hill", None, None)]),
    ("Early Years Lead with support from Portage Team", [(None, "Early Years Lead", None)]),
    (f"{N}, {R}\n(support: leisure centres)", [(N, R, None)]),
    (f"{R} (supported by the Portage Team)\nDCO", [(None, R, None), (None, "DCO", None)]),
    (f"{N}, {R}\nNorland Youth Trust", [(N, R, None), (None, None, "Norland Youth Trust")]),
    (f"Clerk, WCC\nChair, {BOARD}", [(None, "Clerk", "WCC"), (None, "Chair", BOARD)]),
    (f"{N}, Director of Music\nChair, {BOARD}", [(N, "Director of Music", None), (None, "Chair", BOARD)]),
    (f"Norland Voices\n{R}", [(None, None, "Norland Voices"), (None, R, None)]),
    (f"{R}\n{C}", [(None, R, C)]),
    (f"{N}\n{R}\n{C}", [(N, R, C)]),
    (f"NPCF\n{N}, SENDIASS Manager", [(None, None, "NPCF"), (N, "SENDIASS Manager", None)]),
    (
        "Local Authority / ICB / Schools",
        [(None, None, "Local Authority"), (None, None, "ICB"), (None, None, "Schools")],
    ),
    ("Parent/Carer Forum", [(None, None, "Parent/Carer Forum")]),
    (f"WCC {R}", [(None, R, "WCC")]),
    (f"{R} WCC", [(None, R, "WCC")]),
    (f"{N}\n{R}\nWCC", [(N, R, "WCC")]),
    (
        f"{N}\nBob Jones\nWexshire County Council",
        [(N, None, "Wexshire County Council"), ("Bob Jones", None, "Wexshire County Council")],
    ),
    (
        "Therapies Lead\nDesignated Clinical Officer",
        [(None, "Therapies Lead", None), (None, "Designated Clinical Officer", None)],
    ),
    ("Head of Children's\nCommissioning", [(None, "Head of Children's Commissioning", None)]),
    ("Kirsty O'Neill-Brown", [("Kirsty O'Neill-Brown", None, None)]),
    (f"{N} – {R}\nBob Jones – DCO", [(N, R, None), ("Bob Jones", "DCO", None)]),
    (f"{N} (Education) and Bob Jones (Health)", [(N, "Education", None), ("Bob Jones", "Health", None)]),
    ("Virtual School Head", [(None, "Virtual School Head", None)]),
    ("Co-chairs of the SEND Board", [(None, "Co-chairs of the SEND Board", None)]),
    ("SENCO Network", [(None, None, "SENCO Network")]),
    ("Service Lead SALT, WCC", [(None, "Service Lead SALT", "WCC")]),
    ("Data Team, WCC", [(None, None, "Data Team, WCC")]),
    ("TBC", []),
    ("", []),
]


@pytest.mark.parametrize(("cell", "owners"), CELLS)
def test_cell(cell: str, owners: list[tuple[str | None, str | None, str | None]]) -> None:
    assert short(read_owners(cell, known=GLOSSARY)) == owners


def test_wrapped_lines_of_a_narrow_column_are_joined() -> None:
    lines = [
        Line(text=t) for t in ("Jane Smith", "Norland", "Community", "Healthcare", "NHS Foundation", "Trust")
    ]
    owners = read_owners("Jane Smith Norland Community Healthcare NHS Foundation Trust", lines)
    assert short(owners) == [(N, None, "Norland Community Healthcare NHS Foundation Trust")]


def test_names_on_lines_share_the_board_below_them() -> None:
    lines = ["Jane Smith", "Olu Bello", "SEND", "Partnership", "Board"]
    assert short(read_owners(" ".join(lines), lines)) == [(N, None, BOARD), ("Olu Bello", None, BOARD)]


def test_line_that_wrapped_is_cut_where_a_new_owner_begins() -> None:
    lines = [Line(text="Therapies Lead", soft=True), Line(text="Head of Nursing", soft=False)]
    assert len(read_owners("Therapies Lead Head of Nursing", lines)) == 2


@pytest.mark.parametrize(
    ("lines", "owners"),
    [
        (["Jane Smith, Chief", "Nurse, WCC"], [(N, "Chief Nurse", "WCC")]),
        (
            ["Jane Smith, Chief", "Medical Officer, Norland", "ICB"],
            [(N, "Chief Medical Officer", "Norland ICB")],
        ),
        (["Jane Smith, Deputy", "Director of Data,", "WCC"], [(N, "Deputy Director of Data", "WCC")]),
        (
            ["Jane Smith, Principal", "Educational", "Psychologist, WCC"],
            [(N, "Principal Educational Psychologist", "WCC")],
        ),
        (
            ["Jane Smith, Head of SEND", "Dr Olu Bello, DCO,", "Norland ICB"],
            [(N, R, None), ("Dr Olu Bello", "DCO", "Norland ICB")],
        ),
        (["Quality Assurance Lead", "NPCF"], [(None, "Quality Assurance Lead", None), (None, None, "NPCF")]),
        (
            ["Jane Smith, School Improvement Adviser (SEND)", "NPCF"],
            [(N, "School Improvement Adviser (SEND)", None), (None, None, "NPCF")],
        ),
        (["Jane Smith, SENDIASS", "Manager"], [(N, "SENDIASS Manager", None)]),
        (["Jane Smith, Chair,", "NPCF"], [(N, "Chair", "NPCF")]),
    ],
)
def test_lines_that_may_have_wrapped_are_told_by_their_words(
    lines: list[str], owners: list[tuple[str | None, str | None, str | None]]
) -> None:
    glossary = gather_glossary(["Norland Parent Carer Forum (NPCF)", "Wexshire County Council (WCC)"])
    printed = [Line(text=text, soft=text != lines[-1]) for text in lines]
    assert short(read_owners(" ".join(lines), printed, glossary)) == owners


def test_a_meant_break_beneath_a_name_with_its_role_parts_owners() -> None:
    lines = ["Jane Smith, Youth Inclusion", "Manager", "Norland Chamber of Trade"]
    printed = [Line(text=text, soft=text == lines[0]) for text in lines]
    first, second = read_owners(" ".join(lines), printed)
    assert (first.name, first.role, first.organisation) == (N, "Youth Inclusion Manager", None)
    assert (second.role or second.organisation) == "Norland Chamber of Trade"


@pytest.mark.parametrize("joint", ["&", "and", "with"])
def test_a_role_that_ends_in_its_subject_ends_before_another_role(joint: str) -> None:
    owners = read_owners(f"Head of Digital {joint} Head of Nursing")
    assert [o.role for o in owners] == ["Head of Digital", "Head of Nursing"]


@pytest.mark.parametrize("tail", ["NHS FT", "NHS Trust", "NHS Foundation Trust", "Foundation Trust"])
def test_a_line_of_no_more_than_a_trusts_last_words_goes_on_with_its_name(tail: str) -> None:
    (owner,) = read_owners("", ["Lead Nurse, Norland Hospitals", tail])
    assert (owner.role, owner.organisation) == ("Lead Nurse", f"Norland Hospitals {tail}")


def test_columns_of_roles_and_bodies_are_paired() -> None:
    owners = read_owner_columns("Associate Director, Families / Head of Nursing", "NICB / WCC", GLOSSARY)
    assert short(owners) == [(None, "Associate Director, Families", "NICB"), (None, "Head of Nursing", "WCC")]


def test_one_body_serves_all_roles_of_its_row() -> None:
    owners = read_owner_columns("Head of Nursing / Therapies Lead", "WCC", GLOSSARY)
    assert [o.organisation for o in owners] == ["WCC", "WCC"]


def test_column_of_names_is_told_from_roles() -> None:
    assert short(read_owner_columns(N, "WCC", GLOSSARY)) == [(N, None, "WCC")]
    assert short(read_owner_columns("", "WCC", GLOSSARY)) == [(None, None, "WCC")]


@pytest.mark.parametrize("blank", ["\u2028", "\u3000", "\u200b", "\x0b", "?", "…"])
def test_a_cell_of_bodies_without_a_letter_names_none(blank: str) -> None:
    assert short(read_owner_columns("Head of Nursing", blank)) == [(None, "Head of Nursing", None)]
    assert read_owners(blank) == ()


def test_people_are_gathered_from_cells_and_part_a_run_of_names() -> None:
    glossary = gather_glossary([f"{name} {C}" for name in ("Ann Louise Carter", "Bram Oduya", "Jane Smith")])
    assert set(glossary.people) == {"Ann Louise Carter", "Bram Oduya", "Jane Smith"}
    owners = read_owners(f"Bram Oduya Ann Louise Carter {C}", known=glossary)
    assert [o.name for o in owners] == ["Bram Oduya", "Ann Louise Carter"]


@pytest.mark.parametrize(
    "words_",
    ["Jane Smith", "Siân ap Rhys", "Dr Anjali Rao", "J Smith", "Kirsty O'Neill-Brown", "Ann Louise Carter"],
)
def test_person(words_: str) -> None:
    assert is_person(words_.split())


@pytest.mark.parametrize(
    "words_",
    [
        "Early Help",
        "SEND Team",
        "Head of SEND",
        "Social Care",
        "WCC",
        "all leads",
        "Business Support",
        "Travel Assistance",
    ],
)
def test_no_person(words_: str) -> None:
    assert not is_person(words_.split())


def test_run_of_names_without_known_given_names_is_cut_in_pairs() -> None:
    assert split_people("Bram Oduya Zuri Kaspar".split()) == ["Bram Oduya", "Zuri Kaspar"]
    assert split_people("Head of SEND".split()) is None


GIVEN = st.sampled_from(["Jane", "Helen", "Adam", "Priya", "Owen", "Ruth"])
FAMILY = st.sampled_from(["Smith", "Okafor", "Nair", "Brown", "O'Neill", "Hughes-Lloyd"])
ROLES = st.sampled_from(
    [
        "Head of SEND",
        "Service Manager",
        "Designated Clinical Officer",
        "Director of Education",
        "Therapies Lead",
    ]
)
BODIES = st.sampled_from(
    [
        "Norland Borough Council",
        "NHS Norland ICB",
        "Norland Hospitals NHS Trust",
        "Norland Parent Carer Forum",
    ]
)


@given(GIVEN, FAMILY, ROLES, BODIES)
def test_name_role_and_body_read_back(given_name: str, family: str, role: str, body: str) -> None:
    name = f"{given_name} {family}"
    assert short(read_owners(f"{name}, {role}, {body}")) == [(name, role, body)]
    assert short(read_owners(f"{role}, {body}")) == [(None, role, body)]
    assert short(read_owners(f"{name} {body}")) == [(name, None, body)]


@given(
    st.lists(st.tuples(ROLES, BODIES), min_size=2, max_size=3, unique_by=lambda o: o[0]),
    st.sampled_from(["; ", "\n", " and ", " / "]),
)
def test_several_owners_read_back(owners: list[tuple[str, str]], mark: str) -> None:
    cell = mark.join(f"{role}, {body}" for role, body in owners)
    assert short(read_owners(cell)) == [(None, role, body) for role, body in owners]


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    for owner in read_owners(text, known=EMPTY):
        assert owner.name or owner.role or owner.organisation


@given(st.text(alphabet="Jane Smith,/&()-WC\n;:.", max_size=40))
def test_any_marks_are_read_without_failing(text: str) -> None:
    read_owners(text, known=Glossary(abbreviations=(("WC", "Wexshire Council"),)))


@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        (
            "CAMHS Programme Manager / NHS Otterdale ICB",
            [("CAMHS Programme Manager", "NHS Otterdale ICB")],
        ),
        ("Head of SEND / Oakmere Council", [("Head of SEND", "Oakmere Council")]),
        (
            "Head of SEND / Principal Educational Psychologist",
            [("Head of SEND", None), ("Principal Educational Psychologist", None)],
        ),
        ("Head of SEND / Parent Carer Forum", [("Head of SEND", None), (None, "Parent Carer Forum")]),
    ],
)
def test_a_role_before_a_slash_and_its_body_behind_it(
    cell: str, owners: list[tuple[str | None, str | None]]
) -> None:
    assert [(o.role, o.organisation) for o in read_owners(cell)] == owners


def test_a_role_that_begins_with_a_service_is_whole() -> None:
    assert read_owners("CAMHS Service Manager") == (Owner(role="CAMHS Service Manager"),)
    assert read_owners("Service Manager, CAMHS") == (Owner(role="Service Manager", organisation="CAMHS"),)


def test_a_lead_that_wrapped_goes_on_with_its_profession() -> None:
    lines = [Line(text="Lead", soft=True), Line(text="Psychologist,", soft=True), Line(text="ABFT")]
    (owner,) = read_owners("Lead Psychologist, ABFT", lines)
    assert owner == Owner(role="Lead Psychologist", organisation="ABFT")


def test_a_key_may_leave_nhs_out_of_a_bodys_initials() -> None:
    known = gather_glossary(["ABC Alder Borough Council; AICB NHS Alder Integrated Care Board"])
    (owner,) = read_owners("AICB Programme Director", known=known)
    assert owner == Owner(role="Programme Director", organisation="AICB")


def test_families_behind_a_slash_own_by_themselves() -> None:
    known = gather_glossary(["AFV Alder Families' Voice"])
    assert read_owners("Inclusion Adviser / AFV", known=known) == (
        Owner(role="Inclusion Adviser"),
        Owner(organisation="AFV"),
    )


@pytest.mark.parametrize(
    "text", ["Economic Growth Team, RBC", "Annual Reviews Team, CC", "Data and Intelligence Team, EC"]
)
def test_a_team_named_by_its_work_is_one_owner_with_its_body(text: str) -> None:
    (owner,) = read_owners(text)
    assert (owner.name, owner.role, owner.organisation) == (None, None, text)


def test_a_title_before_a_surname_of_two_words_is_one_person() -> None:
    (owner,) = read_owners("Dr Simon Le Marchant, Clinical Director, BCHT")
    assert owner.name == "Dr Simon Le Marchant"
    assert len(read_owners("Dr Ann Day Jo Hill")) == 2


def test_initials_of_a_topic_in_the_key_are_part_of_a_role() -> None:
    known = gather_glossary(["CIW: Children in work", "MH: Mental Health", "ABC: Alder Borough Council"])
    assert read_owners("CIW Officer / MH Lead", known=known) == (
        Owner(role="CIW Officer"),
        Owner(role="MH Lead"),
    )
    assert read_owners("ABC Officer", known=known) == (Owner(role="Officer", organisation="ABC"),)


def test_a_plus_between_spaces_parts_owners() -> None:
    assert len(read_owners("Jo Hill, Participation Officer + Ferry Parents Alliance")) == 2
    assert len(read_owners("Ann Day, 16+ Lead")) == 1
