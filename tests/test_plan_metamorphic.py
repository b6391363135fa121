"""The same plan laid out in other ways gives the same rows and fields."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from extractors.families.plan.extract import extract
from extractors.families.plan.recognise import recognise
from extractors.model import Action, Table
from tests.plan_tables import document, head, para, table

HEADER = ["Finding", "Objective", "Action", "Lead", "By when", "How we will know", "RAG"]
ROWS = [
    [
        "Families wait too long for therapies",
        "Shorter waits",
        "Agree a recovery plan with each provider",
        "Therapies Lead, Northshire NHS Trust",
        "Dec-24",
        "Waits fall from 52 to 18 weeks",
        "Amber",
    ],
    [
        "^",
        "^",
        "Run clinics on Saturdays for long waiters",
        "Clinical Director, Northshire NHS Trust",
        "Jan-25",
        "^",
        "Red",
    ],
    [
        "^",
        "Clear news",
        "Write to families with expected dates",
        "Liaison Manager, Northshire ICB",
        "Ongoing",
        "Families know their dates",
        "Green",
    ],
    [
        "Plans lack detail on what children need",
        "Better plans",
        "Train plan writers in outcomes",
        "SEND Manager, Northshire Council",
        "Mar-25",
        "75% of plans judged good",
        "Blue",
    ],
    [
        "^",
        "^",
        "Audit thirty plans a term with partners",
        "Quality Manager, Northshire Council",
        "Termly",
        "^",
        "Grey",
    ],
]


def _said(actions: tuple[Action, ...]) -> list[tuple[str | None, ...]]:
    return sorted(
        (
            a.activity,
            a.area_for_improvement,
            a.objective,
            a.responsible_raw,
            a.timescale.raw if a.timescale else None,
            a.success_measure,
            a.status_raw,
        )
        for a in actions
    )


def _actions(*tables: Table) -> list[tuple[str | None, ...]]:
    return _said(extract(document(head("SEND action plan"), *tables)).actions)


PLAIN = table(HEADER, *ROWS, headers=1)


def _above(row: int, column: int) -> str:
    return ROWS[row][column] if ROWS[row][column] != "^" else _above(row - 1, column)


def _without_header() -> list[Table]:
    return [table(*ROWS)]


def _reversed() -> list[Table]:
    return [table(HEADER[::-1], *(r[::-1] for r in ROWS), headers=1)]


def _repeated() -> list[Table]:
    full = [[_above(i, j) for j in range(len(HEADER))] for i in range(len(ROWS))]
    return [table(HEADER, *full, headers=1)]


def _blanked() -> list[Table]:
    return [table(HEADER, *([c if c != "^" else "" for c in r] for r in ROWS), headers=1)]


def _other_words() -> list[Table]:
    return [table([f"Zorb {i}" for i in range(len(HEADER))], *ROWS, headers=1)]


def _over_a_page() -> list[Table]:
    return [table(HEADER, *ROWS[:3], headers=1), table(*ROWS[3:])]


def _header_again() -> list[Table]:
    return [table(HEADER, *ROWS[:3], HEADER, *ROWS[3:], headers=1)]


@pytest.mark.parametrize(
    "change",
    [_without_header, _reversed, _repeated, _blanked, _other_words, _over_a_page, _header_again],
)
def test_rows_and_fields_stay(change: Callable[[], list[Table]]) -> None:
    assert _actions(*change()) == _actions(PLAIN)


def test_nothing_that_is_printed_makes_it_fail() -> None:
    """Tables and lines thrown together: each run ends, and each action has words."""
    words = [
        *HEADER, *ROWS[0], *ROWS[2], "", "", "^", "<", "Action 2.1", "Outcome: Well", "Lead: Jo", "By when:",
        "Baseline", "Target", "KPI", "Apr 24 Baseline: 3", "Priority 1: Waiting", "1.1", "x", "Dec 24",
    ]  # fmt: skip
    draw = random.Random(7)
    for _ in range(150):
        width, height = draw.randint(1, 7), draw.randint(1, 6)
        rows = [[draw.choice(words) for _ in range(width)] for _ in range(height)]
        rows[0] = ["" if c == "^" else c for c in rows[0]]
        for row in rows:
            row[0] = "" if row[0] == "<" else row[0]
        seams = (2,) if height > 3 else ()
        plan = document(
            head(draw.choice(words) or "Plan"),
            para(draw.choice(words)),
            table(*rows, seams=seams, page=1),
            format="text",
        )
        assert 0.0 <= recognise(plan) <= 1.0
        assert all(a.activity for a in extract(plan).actions)
