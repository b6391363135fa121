"""Text exports: one small text a trap."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model import Document, Table
from extractors.readers.text import read


def opened(text: str) -> Document:
    return read(text.encode())


def shapes(document: Document) -> list[tuple[str, int, str | None, str]]:
    return [(b.kind, b.level, b.mark, b.text) for b in document.text_blocks]


def kinds(text: str) -> list[str]:
    return [b.kind for b in opened(text).text_blocks]


def texts(table: Table) -> list[list[str | None]]:
    return [[None if c is None else c.text for c in row] for row in table.grid()]


def test_markdown_headings_and_inline_marks() -> None:
    text = "# A plan\n\n## **Next steps** ##\n\n"
    text += "See [our page](http://x.org/a(b)) and **act** \\*now\\* ~~May~~ &amp; go.\n"
    document = opened(text)
    assert shapes(document) == [
        ("heading", 1, None, "A plan"),
        ("heading", 2, None, "Next steps"),
        ("paragraph", 0, None, "See our page and act *now* & go."),
    ]
    assert document.text_blocks[2].struck == ("May",)
    assert (document.title, document.text_blocks[2].source.place) == ("A plan", "line 5")


def test_underlined_headings_and_rules() -> None:
    assert shapes(opened("Our plan\n========\n\nWords here.\n\n---\n\nMore.\n")) == [
        ("heading", 1, None, "Our plan"),
        ("paragraph", 0, None, "Words here."),
        ("paragraph", 0, None, "More."),
    ]


def test_bold_line_over_several_lines_is_one_heading() -> None:
    assert shapes(opened("**How the partners\nwill answer the report**\n\nWords follow here.\n"))[0] == (
        "heading",
        0,
        None,
        "How the partners will answer the report",
    )


def test_short_line_over_a_paragraph_is_a_heading_and_a_name_is_none() -> None:
    text = "What we do well\n\nFamilies tell us that help comes early and that it is kind.\n\n"
    text += "Jo Ash, lead inspector\n\nSam Elm, inspector\n"
    assert kinds(text) == ["heading", "paragraph", "paragraph", "paragraph"]
    assert kinds("Aim 2: Get help, sooner and nearer\n\nLead: Jo Ash\n") == ["heading", "paragraph"]


def test_capitals_and_section_numbers_are_headings() -> None:
    text = "WAITING TIMES - PART ONE\n\nShort words.\n\n3.1 How we listen\nWords right beneath it.\n"
    assert kinds(text) == ["heading", "paragraph", "heading", "paragraph"]


def test_single_number_heads_a_section_and_a_count_is_a_list() -> None:
    text = "1. Introduction\n\nWe wrote this plan with families and with schools.\n\n"
    text += "1. Meet\n\n2. Act\n3. Look\n\n2. Next steps\n\nMore.\n"
    assert [(k, m) for k, _, m, _ in shapes(opened(text))] == [
        ("heading", None),
        ("paragraph", None),
        ("list_item", "1."),
        ("list_item", "2."),
        ("list_item", "3."),
        ("heading", None),
        ("paragraph", None),
    ]


def test_count_that_goes_on_after_a_paragraph() -> None:
    text = "1. one\n2. two\n\nAlso these many strengths were seen:\n\n3. three\n\n4. four\n"
    assert [m for _, _, m, _ in shapes(opened(text))] == ["1.", "2.", None, "3.", "4."]


def test_nested_lists_by_indent_and_by_mark() -> None:
    assert [(lv, m, t) for _, lv, m, t in shapes(opened("- a\n  - b\n    1. c\n- d\n"))] == [
        (1, "-", "a"),
        (2, "-", "b"),
        (3, "1.", "c"),
        (1, "-", "d"),
    ]
    assert [lv for _, lv, _, _ in shapes(opened("• a\no\tb\n• c\n"))] == [1, 2, 1]
    assert [m for _, _, m, _ in shapes(opened("• a\n   o b\n   o c\n"))] == ["•", "o", "o"]


def test_mark_on_a_line_of_its_own() -> None:
    assert shapes(opened("•\nMeet families\n\n•\n\nAct\n")) == [
        ("list_item", 1, "•", "Meet families"),
        ("list_item", 1, "•", "Act"),
    ]


def test_wrapped_lines_are_joined_and_others_are_not() -> None:
    wrapped = "Waits for help are far too long in this area, and the\npartners know it. They begun to hire"
    blocks = opened(f"{wrapped}\n\nJo Ash\nSam Elm\n").text_blocks
    assert [b.text for b in blocks][1:] == ["Jo Ash", "Sam Elm"]
    assert [line.soft for line in blocks[0].lines] == [True, False]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "Each of these lines is a whole paragraph that an export wrote in one go. " * 4
    assert len(opened(f"{line}\n{line}\nShort one.\n").text_blocks) == 3


def test_hard_breaks() -> None:
    (block,) = opened("Piece Gate  \nStore Street  \nTown\n").text_blocks
    assert [line.text for line in block.lines] == ["Piece Gate", "Store Street", "Town"]


def test_item_and_paragraph_cut_by_a_page_are_joined_and_told() -> None:
    document = opened(
        "- Some settings do not know how to refer. This is\n\nbecause nobody told them.\n\n- Next item\n"
    )
    assert [b.text for b in document.text_blocks] == [
        "Some settings do not know how to refer. This is because nobody told them.",
        "Next item",
    ]
    assert [x.category for x in document.problems] == ["repaired"]
    assert len(opened("It ends here.\n\nlower case starts anew\n").text_blocks) == 2


def test_tab_table_is_given_as_it_stands() -> None:
    text = "Aim\tStep\tBy\nWaits\tHire\tMay\n\t\tJune\nslid\tJuly\n\nAfter\n"
    document = opened(text)
    assert texts(document.tables[0]) == [
        ["Aim", "Step", "By"],
        ["Waits", "Hire", "May"],
        ["", "", "June"],
        ["slid", "July", None],
    ]
    assert document.tables[0].cells[4].source.place == "line 2/cell[2]"
    assert document.tables[0].source.place == "lines 1-4"
    assert document.text_blocks[-1].text == "After"


def test_tab_behind_a_mark_is_no_table() -> None:
    assert not opened("•\tMeet\n•\tAct\n\n1.\tGo\n2.\tStay\n").tables


def test_bar_tables() -> None:
    (table,) = opened("| Aim | By |\n|:---|---:|\n| a \\| b | **May** |\n").tables
    assert texts(table) == [["Aim", "By"], ["a | b", "May"]]
    assert [c.header for c in table.cells] == [True, True, False, False]


def test_bar_table_inside_a_bullet_with_an_empty_header() -> None:
    (table,) = opened("Key:\n\n- | | |\n|---|----|\n| • Done | BLUE |\n| • Late | RED |\n").tables
    assert texts(table) == [["Done", "BLUE"], ["Late", "RED"]]


def test_markup_in_cells() -> None:
    text = 'Role\tDuty\nLead\t<ul style="list-style-type: none"> • Meet • Act\n'
    text += "Sponsor\t<p>See:</p><ul><li>▪ one</li><li>two</li></ul>\n"
    lead, sponsor = opened(text).tables[0].cells[3], opened(text).tables[0].cells[5]
    assert [(b.mark, b.text) for b in lead.blocks] == [("•", "Meet"), ("•", "Act")]
    assert [(b.kind, b.text) for b in sponsor.blocks] == [
        ("paragraph", "See:"),
        ("list_item", "one"),
        ("list_item", "two"),
    ]
    assert sponsor.text == "See: one two"


def test_column_of_markup_pieces_is_a_table() -> None:
    (table,) = opened("## Aims\n\nAims\n<p>Cut waits.</p>\n<p>Train staff.</p>\n").tables
    assert texts(table) == [["Aims"], ["Cut waits."], ["Train staff."]]
    assert [c.header for c in table.cells] == [True, False, False]


def test_table_as_markup() -> None:
    (table,) = opened(
        "Words.\n\n<table><tr><td rowspan=2>a</td><td>b</td></tr>\n<tr><td>c</td></tr></table>\n"
    ).tables
    assert texts(table) == [["a", "b"], [None, "c"]]


def test_form_feeds_count_pages() -> None:
    document = opened("One page of words.\n\fAnother page of words.\n")
    assert document.pages == 2
    assert [b.source.page for b in document.text_blocks] == [1, 2]


def test_line_ends_and_encodings() -> None:
    words = "Families’ café\r\n\r\nNext\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"):
        assert read(words.encode(encoding)).text_blocks[0].text == "Families’ café"
    damaged = "Plenty of good words — here ".encode() * 40 + b"\xff and more"
    assert [x.category for x in read(damaged).problems] == ["repaired"]


MARKS = [
    "word ",
    "Lead ",
    "\n",
    "\n\n",
    "\t",
    "|",
    "- ",
    "**",
    "1. ",
    "2. ",
    "•",
    "#",
    "<p>",
    "</p>",
    "<ul>",
    "\\",
]
MARKS += [
    "[x](y)",
    "---",
    "===",
    "~~",
    "&amp;",
    "\f",
    "|---|",
    "  ",
    "> ",
    "<table>",
    "<td>",
    "</table>",
    "<!-- -->",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=60).map("".join))
def test_any_soup_of_marks_is_read(text: str) -> None:
    document = opened(text)
    assert all(b.text or b.struck for b in document.text_blocks)
    for table in document.tables:
        assert sum(c.rowspan * c.colspan for c in table.cells) <= table.n_rows * table.n_columns


def test_hostile_texts_are_quick() -> None:
    units = ("[", "*", "**a ", "<p>", "| ", "a\t", "- ", "1. ", "_", "<table>", "\\", "~~", "#", "(", "a\n")
    for unit in units:
        start = time.perf_counter()
        read((unit * 10_000).encode())
        read(((unit * 50 + "\n") * 100).encode())
        assert time.perf_counter() - start < 5, unit
