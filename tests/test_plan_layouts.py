"""Plans in layouts that differ from a plain table: cards, blocks, calendars, lists in cells, tables without lines."""

from __future__ import annotations

from extractors.families.plan.extract import extract
from extractors.model import Action, Block, Table
from tests.plan_tables import document, head, para, table


def _read(*blocks: Block | Table, format: str = "docx") -> tuple[Action, ...]:
    return extract(document(head("SEND improvement plan"), *blocks, format=format)).actions


def test_a_card_whose_label_carries_a_code() -> None:
    cards = [
        table(["Action TW2.1", "Open a drop-in for young carers"], ["Lead", "Youth Manager"], ["End", "May 2025"]),
        table(
            ["Action TW2.2", "Buy two minibuses"], ["Lead", "Fleet Manager"], ["End", "June 2025"],
            ["Action TW2.3", "Train the drivers"], ["Lead", "Fleet Manager"], ["End", "July 2025"],
        ),
    ]  # fmt: skip
    found = _read(*cards)
    assert [a.reference for a in found] == ["TW2.1", "TW2.2", "TW2.3"]
    assert found[2].activity == "Train the drivers"


def test_a_numbered_heading_that_holds_no_words_opens_the_action_below() -> None:
    found = _read(
        head("Action 1.1", 3), para("Open a drop-in for young carers."), para("Lead: Youth Manager"),
        para("By when: May 2025"), head("Action 1.2", 3),
        para("Train the drivers of both buses. Lead: Fleet Manager"), para("By when: July 2025"),
    )  # fmt: skip
    assert [a.activity for a in found] == [
        "Open a drop-in for young carers.",
        "Train the drivers of both buses.",
    ]
    assert [a.responsible_raw for a in found] == ["Youth Manager", "Fleet Manager"]
