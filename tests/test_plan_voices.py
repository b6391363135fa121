"""Words of families set apart between actions, and headings in larger type than what stands over them."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.model import Action, Block
from tests.plan_tables import document, head, para

QUOTE = "“We rang every day for a week and nobody rang us back.”"
SPEAKER = "Father of a boy of nine"
AIM = "Families hear back within a day"


def _action(k: int) -> list[Block]:
    lines = (f"Action 1.{k}: Open drop-in number {k}", "Lead: Head of SEND", "By when: May 2025")
    return [para(line) for line in lines]


def _read(*between: Block) -> list[Action]:
    start = (head("Priority 1", 4), head("Answering", 1), head(f"Our aim: {AIM}", 3))
    blocks = (head("SEND improvement plan", 2), *start, *_action(1), *between, *_action(2))
    return list(extract(document(*blocks)).actions)


@pytest.mark.parametrize(
    "between",
    [
        (head(QUOTE, 4), para(SPEAKER)),
        (para(QUOTE), para(SPEAKER)),
        (para(f"{QUOTE} – {SPEAKER}"),),
        (para(QUOTE), para(f"– {SPEAKER}")),
    ],
    ids=["as a heading", "as a paragraph", "in one", "after a dash"],
)
def test_a_parent_s_words_between_actions_are_no_heading_and_no_part_of_one(
    between: tuple[Block, ...],
) -> None:
    actions = _read(*between)
    assert [a.objective for a in actions] == [AIM, AIM]
    assert all("nobody rang" not in a.model_dump_json() for a in actions)
    assert all(SPEAKER not in a.model_dump_json() for a in actions)


def test_a_quotation_under_a_line_that_asks_for_it_stays() -> None:
    start = (head("Priority 1: Answering", 2), para("What inspectors said:"))
    quote = (para("“Families wait far too long for an answer from the team”"), para("Page 4 of the letter"))
    actions = extract(document(head("SEND improvement plan"), *start, *quote, *_action(1))).actions
    assert "Families wait far too long" in (actions[0].area_for_improvement or "")


def test_the_larger_heading_under_a_priority_s_number_is_its_title() -> None:
    assert {a.priority for a in _read()} == {"Priority 1: Answering"}
