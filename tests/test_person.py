"""Persons as documents print them: a name and a role, or a role in place of a name."""

from __future__ import annotations

import pytest

from extractors.fields.person import Named, only_a_role, split_name, split_people


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ada Byron, Director of Children’s Services", "Ada Byron", "Director of Children’s Services"),
        ("Ada Byron Director of Children’s Services", "Ada Byron", "Director of Children’s Services"),
        ("Ada Byron - Chief Executive", "Ada Byron", "Chief Executive"),
    ],
)
def test_a_name_and_its_role(text: str, name: str, role: str) -> None:
    assert split_name(text) == Named(name, role)


@pytest.mark.parametrize(
    "role",
    ["Executive Director for Children and Families", "Chief Executive Officer", "Lead Inspector, Ofsted HMI"],
)
def test_a_role_in_place_of_a_name_is_no_name(role: str) -> None:
    assert only_a_role(role)
    assert split_people([role]) == [Named(None, role)]


def test_a_role_that_wraps_is_one_role() -> None:
    assert split_people(["Executive Director for", "Children and Families"]) == [
        Named(None, "Executive Director for Children and Families")
    ]
