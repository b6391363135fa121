"""Cells that begin with their own labels: cards of actions, and rows of news under an action."""

from __future__ import annotations

from extractors.families.plan.extract import extract
from extractors.model import Action, Block, Table
from tests.plan_tables import document, head, para, table

COLUMNS = ["Ref", "Action", "Lead", "By when", "RAG"]


def _read(*blocks: Block | Table) -> tuple[Action, ...]:
    return extract(document(head("SEND improvement plan"), *blocks)).actions


def _card(number: str, action: str, owner: str, when: str, news: str, rag: str) -> Table:
    return table(
        [f"Action {number} {action}", "<", f"Owner {owner}", "<", f"Deadline {when}", "<"],
        ["Milestones 3 months: 10 seen", "6 months: 40 seen", "<", "12 months: all seen", "<", "<"],
        [f"Progress: {news}", "<", "<", "<", "<", f"RAG: {rag}"],
    )


def test_labels_inside_the_cells_of_small_tables() -> None:
    found = _read(
        head("Actions", 3),
        _card("1.1", "Ring each family on the list.", "Ann Day, Nurse", "by 3 May 2025", "Begun.", "GREEN"),
        _card("1.2", "Buy a second minibus.", "To be confirmed", "Summer term 2025", "", "RED"),
        _card("1.3", "Train the drivers.", "Fleet Manager|Jo Penn, Trainer", "Dec 2025", "Done.", "BLUE"),
    )
    assert [a.reference for a in found] == ["1.1", "1.2", "1.3"]
    assert [a.activity for a in found] == [
        "Ring each family on the list.",
        "Buy a second minibus.",
        "Train the drivers.",
    ]
    assert [a.timescale.raw for a in found if a.timescale] == [
        "by 3 May 2025",
        "Summer term 2025",
        "Dec 2025",
    ]
    assert [a.update_text for a in found] == ["Begun.", None, "Done."]
    assert [len(a.owners) for a in found] == [1, 0, 2]
    assert [x.column for x in found[0].extra] == ["Milestones 3 months", "6 months", "12 months"]
    assert [a.status_raw for a in found] == ["GREEN", "RED", "BLUE"]


def test_an_action_without_a_label_over_labelled_cells() -> None:
    found = _read(
        table(
            ["1.1 Ring each family on the list.", "<", "<"],
            ["Lead: Ann Day", "By when: May 2025", "RAG: Green"],
            ["Progress: Begun in March.", "<", "<"],
            ["1.2 Buy a second minibus.", "<", "<"],
            ["Lead: Fleet Manager", "By when: June 2025", "RAG: Red"],
            ["Progress: Two bids.", "<", "<"],
        )
    )
    assert [a.reference for a in found] == ["1.1", "1.2"]
    assert [a.responsible_raw for a in found] == ["Ann Day", "Fleet Manager"]
    assert [a.update_text for a in found] == ["Begun in March.", "Two bids."]


def test_a_box_of_people_over_a_priority_is_no_card() -> None:
    found = _read(
        head("Priority 1: Buses", 2),
        table(["Sponsor: Ann Day", "Lead: Bo Lee", "Chair: Cy Moss"]),
        table(COLUMNS, ["1.1", "Buy a bus", "Fleet Manager", "May 2025", "Red"], headers=1),
    )
    assert [a.activity for a in found] == ["Buy a bus"]


def test_a_row_of_news_belongs_to_the_action_above() -> None:
    found = _read(
        table(
            ["Area for improvement 1: Transport", "<", "<", "<", "<"],
            COLUMNS,
            ["Outcome 1.1: Every child gets to school in time", "<", "<", "<", "<"],
            ["1.1.1", "Buy a second minibus", "Fleet Manager", "May 2025", "Red"],
            ["^", "Progress: Two bids have come in.", "<", "<", "<"],
            ["1.1.2", "Train the drivers", "Fleet Manager", "June 2025", "Green"],
            ["Update (October): Four of nine trained.", "<", "<", "<", "<"],
            ["1.1.3", "Ring each family", "Ann Day", "July 2025", "Green"],
            ["", "Comments: None had been rung before.", "", "", ""],
            ["1.1.4", "Print the timetable", "Ann Day", "July 2025", "Green"],
            ["", "Progress", "At the printer's.", "<", "<"],
            ["1.1.5", "Ask the schools", "Ann Day", "July 2025", "Green"],
        )
    )
    assert [a.reference for a in found] == ["1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5"]
    assert {a.objective for a in found} == {"Every child gets to school in time"}
    assert [a.update_text for a in found] == [
        "Two bids have come in.",
        "Four of nine trained.",
        "None had been rung before.",
        "At the printer's.",
        None,
    ]


def test_an_outcome_in_a_box_over_cards_is_their_objective() -> None:
    found = _read(
        head("Area of weakness 1: The long waits for a first visit by a nurse", 2),
        head("Issue", 5), para("Children waited for two years, and nobody rang their families."),
        head("Desired outcome", 5), para("Every child is seen in good time"),
        head("Actions", 3),
        _card("1.1", "Ring each family on the list.", "Ann Day, Nurse", "by 3 May 2025", "Begun.", "GREEN"),
    )  # fmt: skip
    assert [a.objective for a in found] == ["Every child is seen in good time"]
    assert found[0].area_for_improvement == "The long waits for a first visit by a nurse"


def test_columns_without_a_header_are_told_without_the_rows_of_news() -> None:
    rows = [
        ["1.1", "Buy a second minibus", "Fleet Manager, Northshire Council", "May 2025", "Red"],
        ["^", "Progress: Two bids have come in.", "<", "<", "<"],
        ["1.2", "Train the drivers", "Ann Day, Head of Transport", "June 2025", "Green"],
        ["^", "Progress: Four of nine trained.", "<", "<", "<"],
        ["1.3", "Ring each family", "Bo Lee, Team Manager", "July 2025", "Green"],
        ["^", "Progress: Begun in March.", "<", "<", "<"],
    ]
    found = _read(table(*rows))
    assert [a.responsible_raw for a in found] == [r[2] for r in rows[::2]]
    assert [a.update_text for a in found] == [r[1].removeprefix("Progress: ") for r in rows[1::2]]


def _pairs(number: str, *rows: tuple[str, str]) -> list[Block | Table]:
    return [head(f"Action {number}", 3), table(*[list(row) for row in rows])]


def test_bare_labels_beside_values_that_begin_like_labels() -> None:
    found = _read(
        *_pairs(
            "1.1",
            ("What will happen", "Ring each family on the list."),
            ("Named person", "Fleet Manager, Alder Council"),
            ("Cheered on by", "Alder Minibus Club"),
            ("Deadline", "By end of summer term 2025"),
            ("BRAG", "Blue"),
            ("Evidence of success", "Families rung: 22% at the start, 90% by July 2025"),
            ("Progress", "21 July 2025: done."),
        )
    )
    assert [(a.reference, a.activity) for a in found] == [("1.1", "Ring each family on the list.")]
    assert [a.timescale.raw for a in found if a.timescale] == ["By end of summer term 2025"]
    assert [a.responsible_raw for a in found] == ["Fleet Manager, Alder Council"]


def test_labels_that_nobody_knows_are_told_by_what_stands_beside_them() -> None:
    def card(number: str, words: str, who: str, day: str) -> list[Block | Table]:
        return _pairs(
            number,
            ("Step", words),
            ("On whose desk it lies", who),
            ("Friends", "Alder Minibus Club"),
            ("No later", day),
            ("BRAG rating", "Amber"),
            ("Proof of the pudding", "Families come back."),
            ("Fresh from the field", "Two buses went out."),
        )

    found = _read(
        *card("1.1", "Ring each family on the list.", "Ann Day, Head of Transport", "September 2026"),
        *card("1.2", "Buy a second minibus.", "To be confirmed", "May 2026"),
        *card("1.3", "Train the drivers.", "Fleet Manager, Alder Council", "3 March 2026"),
    )
    assert [a.reference for a in found] == ["1.1", "1.2", "1.3"]
    assert [a.activity for a in found][1:] == ["Buy a second minibus.", "Train the drivers."]
    assert [a.responsible_raw for a in found] == [
        "Ann Day, Head of Transport",
        "To be confirmed",
        "Fleet Manager, Alder Council",
    ]
    assert [a.timescale.raw for a in found if a.timescale] == ["September 2026", "May 2026", "3 March 2026"]
    assert [x.text for x in found[0].extra if x.column == "Friends"] == ["Alder Minibus Club"]
