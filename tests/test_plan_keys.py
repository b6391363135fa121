"""Keys to ratings in the lines that run over all pages, and answers that look like ratings."""

from __future__ import annotations

import pytest

from extractors import registry
from extractors.families.plan.extract import extract
from extractors.families.plan.legend import find_legend
from extractors.model import Action, Block, Document, Table
from extractors.readers.docx import read
from tests.office_files import docx, p, table, tbl, tc
from tests.plan_tables import document as plan
from tests.plan_tables import head, para
from tests.plan_tables import table as plan_table

FILLED = '<w:shd w:val="clear" w:fill="{}"/>'
HEADER = ("Action", "Lead", "By when", "Impact seen?")
ROWS = (
    ("Train every writer of plans", "Head of SEND", "May 2025", "N"),
    ("Open a line for families", "Service Manager", "June 2025", "Y"),
    ("Meet parents each month", "Programme Lead", "July 2025", "N"),
)


def _actions(document: Document) -> tuple[Action, ...]:
    registry.load()
    return extract(document).actions


def test_a_key_in_a_page_header_is_read() -> None:
    key = table(
        ("P", "Finished and signed off"), ("Q", "Behind, will miss its date"), ("S", "Not yet started")
    )
    legend = find_legend(read(docx(p("Plan"), header1=p("Oakmere plan") + key)), (), ())
    assert [(e.mark, e.status) for e in legend.entries] == [
        ("P", "complete"),
        ("Q", "delayed"),
        ("S", "not_started"),
    ]


def test_a_key_of_grounds_in_a_page_footer_is_read() -> None:
    rows = [
        f"<w:tr>{tc(p(''), FILLED.format(colour))}{tc(p(text))}</w:tr>"
        for colour, text in (("7030A0", "Completed"), ("00B050", "Work is delayed"), ("FFC000", "On track"))
    ]
    legend = find_legend(read(docx(p("Plan"), footer1=tbl(*rows))), (), ())
    assert {e.colour: e.status for e in legend.entries} == {
        "purple": "complete",
        "green": "delayed",
        "amber": "on_track",
    }


def test_a_key_in_one_running_line_is_read() -> None:
    line = Block(kind="paragraph", text="Key: B complete, G on track, R late")
    legend = find_legend(Document(format="pdf", sha256="", blocks=(), furniture=(line,)), (), ())
    assert [e.status for e in legend.entries] == ["complete", "on_track", "delayed"]


def test_yes_and_no_rate_nothing() -> None:
    actions = _actions(read(docx(p("SEND improvement plan") + table(HEADER, *ROWS))))
    assert len(actions) == 3
    assert {a.status for a in actions} == {None}
    assert [e.text for a in actions for e in a.extra] == ["N", "Y", "N"]


ABOUT = (
    ["Version", "4, for the board in May"], ["Who writes it", "The programme team"], ["Where it is", "Drive"],
    ["How often", "Every six weeks"], ["Colours", "What they tell"], ["B", "Blue - finished and checked"],
    ["G", "Green - behind its date"], ["P", "Purple - on track"], ["W", "White - not started"],
    ["Who may edit", "Leads and nobody else"], ["Questions", "Ring the team"], ["Printed", "May 2025"],
)  # fmt: skip
OVER = (["Priority 1: Waiting is shorter", *"<<<<"], ["Sponsor: Jo Hill", *"<<<<"])
HEAD = ["Action", "Lead", "By when", "RAG", "News"]
TRACKER = (
    ["Open two clinics", "Head of SEND", "May 2025", "G", "Doors are finished"],
    ["Mend the ramp", "Bus Manager", "June 2025", "B", "A part is overdue"],
    ["Train the drivers", "Fleet Manager", "July 2025", "P", "Half of the work is in progress"],
)
GROUNDS = {"B": "#5b9bd5", "G": "#92d050", "P": "#7030a0"}


def _rated(*blocks: Block | Table) -> list[str | None]:
    return [a.status for a in _actions(plan(head("SEND improvement plan"), *blocks))]


def test_a_key_among_the_rows_of_a_longer_table_is_read() -> None:
    told = plan_table(*ABOUT, fills=GROUNDS)
    actions = plan_table(*OVER, HEAD, *TRACKER, fills=GROUNDS)
    assert _rated(told, actions) == ["delayed", "complete", "on_track"]


def test_a_line_of_a_key_may_say_nothing_that_is_known() -> None:
    rows = [["All is well here now", "Smooth"] if row[0] == "P" else row for row in ABOUT]
    words = ["All is well here now", "G", "B"]
    told = plan_table(*rows, fills=GROUNDS | {words[0]: "#7030a0"})
    legend = find_legend(plan(told), (), ())
    assert [e.mark for e in legend.entries] == ["B", "G", words[0], "W"]


def test_labels_on_one_ground_are_no_key() -> None:
    rows = (["Lead", "Work in progress"], ["Sponsor", "All finished"], ["Chair", "Not started"])
    told = plan_table(*rows, fills=dict.fromkeys(("Lead", "Sponsor", "Chair"), "#5b9bd5"))
    assert find_legend(plan(told), (), ()).entries == ()


def test_the_rows_of_actions_are_no_key() -> None:
    actions = plan_table(*OVER, HEAD, *TRACKER, fills=GROUNDS)
    assert _rated(actions) == ["on_track", "complete", None]


SHOWN = (
    ["Action", "Lead", "By when", "Progress (RAG)"],
    ["Open two clinics", "Head of SEND", "May 2025", "Doors are painted"],
    ["Mend the ramp", "Bus Manager", "June 2025", "A part is missing"],
    ["Train the drivers", "Fleet Manager", "July 2025", "Not started"],
    ["Write to schools", "Schools Officer", "July 2025", "A letter is drafted"],
)
SHADES = {"Blue": "#5b9bd5", "Red": "#ff0000", SHOWN[1][3]: "#5b9bd5", SHOWN[2][3]: "#ff0000"}
MEANT = (["Blue", "Complete"], ["Red", "Behind"], ["Amber", "Some issues"])


def test_words_of_a_status_on_a_ground_without_a_colour_rate_it() -> None:
    found = _rated(plan_table(*MEANT, fills=SHADES), plan_table(*SHOWN, fills=SHADES))
    assert found == ["complete", "delayed", "not_started", None]


def test_a_ground_without_a_colour_is_white_in_the_key() -> None:
    key = plan_table(*MEANT, ["White", "Not begun yet"], fills=SHADES)
    assert _rated(key, plan_table(*SHOWN, fills=SHADES))[2:] == ["not_started", "not_started"]


@pytest.mark.parametrize("said", ["Lines without any colour are yet to begin.", "No colour: not yet begun"])
def test_what_is_said_of_actions_without_a_colour_is_of_the_key(said: str) -> None:
    found = _rated(plan_table(*MEANT, fills=SHADES), para(said), plan_table(*SHOWN, fills=SHADES))
    assert found[2:] == ["not_started", "not_started"]
