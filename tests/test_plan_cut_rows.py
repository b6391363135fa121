"""Cards drawn as ruled boxes, label over value: rows that a page cuts, blanks, and news under the label of a
baseline."""

from __future__ import annotations

import pytest

from extractors.families.plan.cut_rows import rejoined
from extractors.families.plan.extract import extract
from extractors.model import Action, Block, Extraction, Table
from tests.plan_tables import document, head, table

NOBODY: frozenset[str] = frozenset()


KEY = table(
    ["On track", "Work goes on and the date will be kept"],
    ["Delayed", "The date will be missed"],
    ["Not started", "Work is yet to begin"],
    ["Done", "All of the work is finished"],
)


def _card(number: str, act: str, who: str, when: str, how: str, sign: str) -> Table:
    return table(
        [f"Action {number}", act, "<", "<"],
        [f"Who|{who}", "<", f"Complete by|{when}", f"Where are we now?|{how}"],
        ["How we will know", sign, "<", "<"],
    )


def _read(*blocks: Block | Table) -> Extraction:
    return extract(document(head("SEND priority action plan"), KEY, *blocks))


def _owners(action: Action) -> list[str | None]:
    return [o.role or o.name for o in action.owners]


FERRY = _card(
    "1.1",
    "Open a drop-in at the ferry.",
    "Ann Day, Head of SEND",
    "31 May 2026",
    "On track Half of the 40 places are taken.",
    "Families who come each week rise from 12% to 60%",
)
RAMP = _card(
    "1.2",
    "Mend the ramp on every bus.",
    "Bus Manager",
    "July 2026",
    "Delayed No parts yet.",
    "Ramps that stick drop from 34% in 2024 to 5% in 2026",
)
BELL = _card(
    "1.4", "Ring each family once.", "Family Lead", "June 2026", "Done", "Calls answered rise from 20% to 90%"
)


def test_where_are_we_now_tells_news_and_no_baseline() -> None:
    read = _read(FERRY, RAMP, BELL)
    assert [(a.status, a.status_raw) for a in read.actions] == [
        ("on_track", "On track"),
        ("delayed", "Delayed"),
        ("complete", "Done"),
    ]
    assert read.actions[1].update_text == "Delayed No parts yet."
    assert read.actions[1].success_measure == "Ramps that stick drop from 34% in 2024 to 5% in 2026"
    assert [m.baseline_value for m in read.measures] == [12, 34, 20]


def test_where_are_we_now_over_figures_stays_the_baseline() -> None:
    rows = [
        ["Action", "Who", "Complete by", "How we will know", "Where are we now?", "Target"],
        ["Open a drop-in at the ferry.", "Ann Day", "May 2026", "Families who come each week", "12%", "60%"],
        ["Mend the ramp on every bus.", "Bus Manager", "July 2026", "Ramps that stick", "34%", "5%"],
    ]
    read = _read(table(*rows, headers=1))
    assert [m.baseline_value for m in read.measures] == [12, 34]


CUT = (
    ["Action 1.3", "Train all of the drivers.", "<", "<"],
    ["Who|Neighbourhood", "<", "Complete by|June 2026", "Where are we now?|Under way"],
    ["Training Lead, BCFT|Head of Buses, BC", "<", "", ""],
    ["How we will know", "All are kind.", "<", "<"],
)


def test_a_row_of_labelled_cells_cut_by_a_page_is_whole() -> None:
    read = _read(FERRY, RAMP, table(*CUT, page=1, seams=(2,)))
    assert _owners(read.actions[2]) == ["Neighbourhood Training Lead", "Head of Buses"]
    assert any(p.category == "repaired" and "cut by a page break" in p.message for p in read.problems)


def _next(*cells: str) -> Table:
    rows = [list(row) for row in CUT]
    rows[2] = list(cells)
    return table(*rows, page=1, seams=(2,))


@pytest.mark.parametrize(
    "drawn",
    [
        table(*CUT),  # no page ends there
        _next("Action 1.4 Write to all.", "<", "", ""),
        _next("Write to every school.", "<", "", ""),
        _next("2.1 Buses for all.", "<", "", ""),
        _next("Helped by|The ferry crew", "<", "", ""),
        _next("Bus crews", "<", "<", "<"),  # a band over all
    ],
)
def test_a_row_after_a_page_s_end_with_words_of_its_own_stays(drawn: Table) -> None:
    read = document(drawn)
    assert rejoined(read, NOBODY) == (read, ())


def test_rows_without_labels_are_cut_at_no_page() -> None:
    rows = [["Lead: Ann Day", "Due: May 2026"], ["Bus Manager", "July 2026"], ["Training Lead", "June 2026"]]
    read = document(table(*rows, page=1, seams=(2,)), table(*rows, page=3, seams=(1,)))
    assert rejoined(read, NOBODY) == (read, ())


def test_a_blank_under_a_label_takes_no_value_from_the_label_beside_it() -> None:
    blank = _card("1.3", "Train all of the drivers.", "", "", "Not started", "All are kind.")
    found = _read(FERRY, RAMP, blank).actions
    assert [a.reference for a in found] == ["1.1", "1.2", "1.3"]
    assert (found[2].owners, found[2].timescale) == ((), None)
    assert (found[2].status, found[2].status_raw) == ("not_started", "Not started")
    assert found[2].success_measure == "All are kind."
