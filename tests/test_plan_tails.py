"""Who and when at the end of an action's own words."""

from __future__ import annotations

import pytest

from extractors.families.plan.extract import extract
from extractors.families.plan.tails import Tail, read_last, read_tail
from extractors.model import Block, Cell, Table
from tests.plan_tables import document, head, item, para, table


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("Agree it (Head of SEND; May 2024)", Tail("Agree it", "Head of SEND", "May 2024")),
        (
            "Agree it (Head of SEND, NCC, Oct – Dec 2025).",
            Tail("Agree it", "Head of SEND, NCC", "Oct – Dec 2025"),
        ),
        (
            "Agree it (Manager (Children), ICB, Sept 2025)",
            Tail("Agree it", "Manager (Children), ICB", "Sept 2025"),
        ),
        ("Agree it (by May 2025, Head of SEND)", Tail("Agree it", "Head of SEND", "by May 2025")),
        ("Agree it (TBC, April 2026)", Tail("Agree it", "TBC", "April 2026")),
        (
            "Agree it (Parks team, ongoing). 60% will agree",
            Tail("Agree it", "Parks team", "ongoing", "60% will agree"),
        ),
        ("Agree it – Head of SEND, by May 2025", Tail("Agree it", "Head of SEND", "by May 2025")),
        ("Agree it (with families and schools)", None),
        ("Agree it (Head of SEND)", None),
        ("Agree it (this also supports priority 2)", None),
    ],
)
def test_a_tail_is_taken_only_where_all_of_it_is_owner_or_date(text: str, tail: Tail | None) -> None:
    assert read_tail(text) == tail


def _cell(*items: str) -> Cell:
    blocks = tuple(item(t) for t in items)
    return Cell(row=1, column=1, text=" ".join(items), blocks=blocks)


def test_each_bullet_of_a_cell_ends_with_who_and_when() -> None:
    plain = table(
        ["What we want", "What we will do", "What we will see"],
        ["Short waits", "x", "Shorter waits"],
        headers=1,
    )
    cell = _cell(
        "Open a clinic (Clinic Lead, May 2025)",
        "Hire two nurses (Head of Nursing, June 2025)",
        "Ring every family (Liaison Lead, July 2025)",
        "Paint the rooms (Estates Officer)",
    )
    cells = tuple(cell if c.text == "x" else c for c in plain.cells)
    found = extract(document(head("SEND plan"), plain.model_copy(update={"cells": cells}))).actions
    assert [a.activity for a in found] == [
        "Open a clinic",
        "Hire two nurses",
        "Ring every family",
        "Paint the rooms",
    ]
    assert [a.responsible_raw for a in found] == [
        "Clinic Lead",
        "Head of Nursing",
        "Liaison Lead",
        "Estates Officer",
    ]
    assert [a.timescale.raw if a.timescale else None for a in found] == [
        "May 2025",
        "June 2025",
        "July 2025",
        None,
    ]


def test_no_action_of_a_list_is_lost_after_its_lead_in() -> None:
    """A record that turned out to be none must not hide the one after it."""
    blocks: list[Block | Table] = [head("SEND improvement plan")]
    for n in range(12):
        blocks += [head(f"Priority {n + 1}: Theme", 2), head("What we are doing", 3), para("We will:")]
        blocks += [item(f"open centre {n}{k} (Manager, May 2025)") for k in range(3)]
    assert len(extract(document(*blocks)).actions) == 36


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("Print it. Complete by end of June 2023.", Tail("Print it.", time="Complete by end of June 2023")),
        ("Print it. Completed February 2023.", Tail("Print it.", time="Completed February 2023")),
        ("Print it. From September 2023.", Tail("Print it.", time="From September 2023")),
        (
            "Print it. Send it. Start May 2023, complete by April 2024.",
            Tail("Print it. Send it.", time="Start May 2023, complete by April 2024"),
        ),
        ("Print it. Parents choose the words by May 2023.", None),
        ("Print it. Ongoing.", None),
        ("Complete by June 2023.", None),
    ],
)
def test_a_last_sentence_that_is_only_a_time_is_the_time(text: str, tail: Tail | None) -> None:
    assert read_last(text) == tail


def test_a_last_sentence_is_the_time_where_no_column_is() -> None:
    rows = table(
        ["Ref", "What we will do", "Who"],
        ["1", "Open a clinic in the town. Complete by end of June 2023.", "Clinic Lead"],
        ["2", "Ring every family that waits. From May 2023.", "Liaison Lead"],
    )
    found = extract(document(head("SEND plan"), rows)).actions
    assert [a.activity for a in found] == ["Open a clinic in the town.", "Ring every family that waits."]
    assert [a.timescale.raw if a.timescale else None for a in found] == [
        "Complete by end of June 2023",
        "From May 2023",
    ]


@pytest.mark.parametrize(
    ("told", "owner", "time", "status"),
    [
        ("Lead: Bus Manager, by June 2026. On track", "Bus Manager", "by June 2026", "on_track"),
        ("Lead: Bus Manager, from May 2026. Delayed", "Bus Manager", "from May 2026", "delayed"),
        ("Lead: Bus Manager, ongoing. Not started.", "Bus Manager", "ongoing", "not_started"),
        ("Lead: Bus Manager. By June 2026. Complete", "Bus Manager", "By June 2026", "complete"),
        ("Owner: Bus Manager, Wick ICB, May to June 2026", "Bus Manager, Wick ICB", "May to June 2026", None),
        ("Owner: Bus Manager (by June 2026) – Delayed", "Bus Manager", "by June 2026", "delayed"),
        ("Who: Bus Manager | June 2026 | On track", "Bus Manager", "June 2026", "on_track"),
        ("Lead: Bus Manager by June 2026, on track", "Bus Manager", "by June 2026", "on_track"),
        ("Lead: Bus Manager. By when: June 2026. On track", "Bus Manager.", "June 2026", "on_track"),
        ("Lead: Bus Manager. On track", "Bus Manager", None, "on_track"),
        ("Lead: Bus Manager (from June 2026)", "Bus Manager (from June 2026)", None, None),
        ("Lead: Day, April", "Day, April", None, None),
        ("Lead: Bus Manager, tbc", "Bus Manager, tbc", None, None),
    ],
)
def test_what_a_label_says_of_the_owner_ends_where_the_time_begins(
    told: str, owner: str, time: str | None, status: str | None
) -> None:
    rows = [item(f"{words} {told}") for words in ("Mend the ramp on every bus.", "Open a drop-in.")]
    found = extract(
        document(head("SEND plan"), head("Priority 1: Buses", 2), para("We will:"), *rows)
    ).actions
    assert [a.activity for a in found] == ["Mend the ramp on every bus.", "Open a drop-in."]
    assert {a.responsible_raw for a in found} == {owner}
    assert {a.timescale.raw if a.timescale else None for a in found} == {time}
    assert {a.status for a in found} == {status}


def test_news_after_the_rating_in_an_owners_line_is_an_update() -> None:
    row = item("Mend the ramp on every bus. Lead: Bus Manager, by June 2026. On track. Two are mended.")
    found = extract(document(head("SEND plan"), head("Priority 1: Buses", 2), para("We will:"), row)).actions
    assert [(a.responsible_raw, a.status_raw, a.update_text) for a in found] == [
        ("Bus Manager", "On track", "Two are mended.")
    ]
