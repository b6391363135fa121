"""Keys to ratings in the lines that run over all pages, and answers that look like ratings."""

from __future__ import annotations

from extractors import registry
from extractors.families.plan.extract import extract
from extractors.families.plan.legend import find_legend
from extractors.model import Action, Block, Document
from extractors.readers.docx import read
from tests.office_files import docx, p, table, tbl, tc

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
