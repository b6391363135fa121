"""Tables of notes and changes under a plan's actions: their rows are no actions."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Action
from tests.plan_tables import document, head, table

ACTIONS = table(
    ["Ref", "Action", "Lead", "By when"],
    ["1.1", "Open a drop-in at each library", "Head of SEND", "May 2025"],
    ["1.2", "Train the drivers of both buses", "Fleet Manager", "June 2025"],
    ["1.3", "Print the form in large letters", "Forms Manager", "July 2025"],
)
NEWS = (
    "Doors opened to families after the lease was signed.",
    "Half of them have been on the course so far.",
)


def _read(*rows: list[str]) -> list[Action]:
    return list(
        extract(document(head("SEND action plan"), ACTIONS, head("Afterwards"), table(*rows))).actions
    )


@pytest.mark.parametrize(
    "names",
    [("Date", "Ref", "Note"), ("Date", "Action ref", "What changed"), ("Date", "Reference", "Comment")],
)
def test_a_log_holds_no_actions(names: tuple[str, str, str]) -> None:
    actions = _read(list(names), ["12/09/25", "1.1", NEWS[0]], ["03/10/25", "1.2", NEWS[1]])
    assert [a.reference for a in actions] == ["1.1", "1.2", "1.3"]


def test_notes_under_the_references_of_actions_are_their_news() -> None:
    told = (
        ("12/09/25", "1.1", NEWS[0]),
        ("03/10/25", "1.2", "Asked for a bus."),
        ("03/11/25", "1.3", NEWS[1]),
    )
    actions = _read(["Date", "Ref", "Message"], *map(list, told))
    assert [a.update_text for a in actions] == [f"{day}: {news}" for day, _, news in told]


def test_actions_of_another_table_with_numbers_of_their_own_stay() -> None:
    actions = _read(
        ["Ref", "Action", "Lead", "By when"],
        ["1.1", "Bake bread for the open day", "Head of SEND", "May 2025"],
        ["1.2", "Mend the bell of the town hall", "Works Manager", "June 2025"],
    )
    assert len(actions) == 5
