"""Word files: one small file a trap."""

from __future__ import annotations

import pytest

from extractors.model import Block, Document, Table
from extractors.readers import limits
from extractors.readers.docx import read
from extractors.registry import UnreadableError
from tests.office_files import docx, p, relations, table, tbl, tc, zipped

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Aim %1:"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
"""
STYLES = """
<w:style w:type="paragraph" w:styleId="Kopf1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our section"/><w:basedOn w:val="Kopf1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/>
 <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow">
 <w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>
"""


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def listed(num: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def opened(body: str, **parts: str) -> Document:
    return read(docx(body, **({"styles": STYLES, "numbering": NUMBERING} | parts)))


def shapes(document: Document) -> list[tuple[str, int, str | None, str]]:
    return [(b.kind, b.level, b.mark, b.text) for b in document.text_blocks]


def only_table(document: Document) -> Table:
    (found,) = document.tables
    return found


def test_headings_by_style_by_outline_level_and_by_looks() -> None:
    body = p("A plan", style("Titel")) + p("First", style("Own")) + p("Second", '<w:outlineLvl w:val="1"/>')
    body += p("Third", "", "<w:b/>") + p("This bold sentence is none.", "", "<w:b/>") + p("x", style("Loop"))
    document = opened(body)
    assert [(b.kind, b.level) for b in document.text_blocks] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("heading", 0),
        ("paragraph", 0),
        ("paragraph", 0),
    ]
    assert document.title == "A plan"


def test_list_marks_are_counted_and_nested() -> None:
    body = p("one", listed(1)) + p("half", listed(1, 1)) + p("two", listed(1)) + p("again", listed(3))
    body += p("dot", listed(2)) + p("ring", listed(2, 1)) + p("deep", style("LB2"))
    assert shapes(opened(body)) == [
        ("list_item", 1, "1.", "one"),
        ("list_item", 2, "1.a)", "half"),
        ("list_item", 1, "2.", "two"),
        ("list_item", 1, "1.", "again"),
        ("list_item", 1, "•", "dot"),
        ("list_item", 2, "o", "ring"),
        ("list_item", 2, "•", "deep"),
    ]


def test_label_with_words_stays_in_the_text() -> None:
    assert shapes(opened(p("Shorter waits", style("Kopf1") + listed(4)))) == [
        ("heading", 1, None, "Aim 1: Shorter waits")
    ]


def test_cell_that_holds_only_an_automatic_number() -> None:
    row = tc(f"<w:p><w:pPr>{listed(1)}</w:pPr></w:p>") + tc(p("Hire a nurse"))
    cells = only_table(opened(tbl(row, row))).cells
    assert [c.text for c in cells] == ["1.", "Hire a nurse", "2.", "Hire a nurse"]


def test_empty_bullet_is_no_item() -> None:
    assert opened(p("x") + f"<w:p><w:pPr>{listed(2)}</w:pPr></w:p>").text_blocks[-1].text == "x"


def test_typed_bullets_in_one_paragraph_are_items() -> None:
    lines = ("We will:", "• meet", "- and write", "• act")
    run = "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines)
    assert shapes(opened(f"<w:p><w:r>{run}</w:r></w:p>")) == [
        ("paragraph", 0, None, "We will:"),
        ("list_item", 1, "•", "meet"),
        ("list_item", 2, "-", "and write"),
        ("list_item", 1, "•", "act"),
    ]


def test_typed_numbers_are_a_list_only_when_they_count_up() -> None:
    assert [b.kind for b in opened(p("1. Aims and scope") + p("Words.")).text_blocks] == ["paragraph"] * 2
    assert shapes(opened(p("1. meet") + p("2. act"))) == [
        ("list_item", 1, "1.", "meet"),
        ("list_item", 1, "2.", "act"),
    ]


def test_tracked_changes_and_strike() -> None:
    body = (
        "<w:p><w:r><w:t>Due </w:t></w:r><w:del><w:r><w:delText>May 2031</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>July 2031</w:t></w:r></w:ins>"
        '<w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t> old</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Gone"/><w:strike w:val="0"/></w:rPr><w:t> kept</w:t></w:r></w:p>'
    )
    (block,) = opened(body).text_blocks
    assert (block.text, block.struck) == ("Due July 2031 kept", ("Due May 2031 kept", "old"))


def test_a_date_that_was_changed_in_part_is_told_whole_as_it_was() -> None:
    def run(text: str, tag: str = "t") -> str:
        return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"

    new, old = f"<w:ins>{run('July')}</w:ins>", f"<w:del>{run('March', 'delText')}</w:del>"
    date = f"<w:p>{run('31 ')}{old}{new}{run(' 2031')}</w:p>"
    long = f"<w:p>{run('The board of the partnership will meet each ')}{old}{new}{run(' in public')}</w:p>"
    only = f"<w:p>{run('31 ')}{old}{run(' 2031')}</w:p>"
    told = [(b.text, b.struck) for b in opened(date + long + only).text_blocks]
    assert told[0] == ("31 July 2031", ("31 March 2031",))
    assert [struck for _, struck in told[1:]] == [("March",), ("March",)]


def test_wholly_struck_cell_keeps_what_was_struck() -> None:
    (cell,) = only_table(opened(tbl(tc(p("March", run="<w:dstrike/>"))))).cells
    assert (cell.text, cell.struck) == ("", ("March",))


def test_merged_cells_are_told_by_their_cell_and_not_by_their_text() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [tc(p("same"), start) + tc(p("a")), tc(p(""), on) + tc(p("a")), tc(p("same"), start) + tc(p("b"))]
    rows.append(tc(p("wide"), '<w:gridSpan w:val="2"/>'))
    grid = only_table(opened(tbl(*rows))).grid()
    assert [[None if c is None else (c.text, c.rowspan, c.colspan) for c in row] for row in grid] == [
        [("same", 2, 1), ("a", 1, 1)],
        [None, ("a", 1, 1)],
        [("same", 1, 1), ("b", 1, 1)],
        [("wide", 1, 2), None],
    ]


def test_merge_that_goes_on_from_nothing_is_a_cell() -> None:
    assert [c.text for c in only_table(opened(tbl(tc(p("kept"), "<w:vMerge/>") + tc(p("b"))))).cells] == [
        "kept",
        "b",
    ]


def test_row_that_begins_later_keeps_its_columns() -> None:
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc(p("b2")) + "</w:tr>"
    found = only_table(opened(tbl(tc(p("a1")) + tc(p("b1")), late)))
    assert [(c.row, c.column, c.text) for c in found.cells] == [(0, 0, "a1"), (0, 1, "b1"), (1, 1, "b2")]


def test_fills_of_cell_style_and_marker() -> None:
    look = '<w:tblStyle w:val="Grid"/><w:tblLook w:val="0020"/>'
    first = tc(p("Head")) + tc(p("Own"), '<w:shd w:val="clear" w:fill="FFC000"/>')
    second = tc(p("Plain")) + tc(p("Marked", run='<w:highlight w:val="green"/>'))
    found = only_table(opened(tbl(first, second, properties=look)))
    assert [c.fill for c in found.cells] == ["#1f3864", "#ffc000", None, "#00ff00"]


def test_repeated_header_rows_are_flagged() -> None:
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + tc(p("Action")) + "</w:tr>"
    assert [c.header for c in only_table(opened(tbl(head, tc(p("Meet"))))).cells] == [True, False]


def test_table_in_a_cell_comes_after_and_its_words_stay() -> None:
    inner = table(("When", "June"), ("Who", "Head"))
    outer = opened(tbl(tc(p("Card") + inner + "<w:p/>") + tc(p("Side"))))
    assert [t.cells[0].text for t in outer.tables] == ["Card When June Who Head", "When"]
    assert outer.tables[1].cells[1].source.place == "body/table[1]/row[1]/cell[1]/table[1]/row[1]/cell[2]"


def test_cell_that_only_frames_a_table_is_no_table() -> None:
    framed = opened(tbl(tc(p("Above") + table(("a", "b")) + p("Below"))))
    assert [b.text if isinstance(b, Block) else "table" for b in framed.blocks] == ["Above", "table", "Below"]


def test_content_controls() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    prompt += "<w:r><w:t>Choose</w:t></w:r></w:sdtContent></w:sdt>"
    chosen = "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Amber</w:t></w:r></w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtContent>{tc(p('Held'))}</w:sdtContent></w:sdt>"
    document = opened(
        f"<w:p>{prompt}{chosen}</w:p><w:sdt><w:sdtContent>{p('Block')}</w:sdtContent></w:sdt>"
        + tbl(cell + tc(p("b")))
    )
    assert [b.text for b in document.text_blocks] == ["Amber", "Block"]
    assert [c.text for c in only_table(document).cells] == ["Held", "b"]


def test_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = opened(f"<w:p><w:r><w:t>Around</w:t></w:r><w:r>{both}</w:r></w:p>")
    assert [(b.text, b.source.place) for b in document.text_blocks] == [
        ("Around", "body/p[1]"),
        ("In the box", "body/p[1]/textbox[1]/p[1]"),
    ]


def test_headers_footers_and_contents_are_furniture() -> None:
    document = opened(p("Words") + p("Aims 3", style("TOC1")), header1=p("Draft v2"), footer1=p("Draft v2"))
    assert [b.text for b in document.blocks if isinstance(b, Block)] == ["Words"]
    assert [b.text for b in document.furniture] == ["Aims 3", "Draft v2"]


def test_footnote_stands_at_the_end() -> None:
    body = '<w:p><w:r><w:t>Waits fell</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnote w:id="2">{p("Since April.")}</w:footnote>'
    document = opened(body, footnotes=notes)
    assert [(b.text, b.mark) for b in document.text_blocks] == [("Waits fell", None), ("Since April.", "1")]


def test_endnote_and_words_in_a_shape_in_a_cell() -> None:
    box = f"<w:txbxContent>{p('In the shape')}</w:txbxContent>"
    shape = f"<w:pict><v:shape xmlns:v='urn:x'>{box}</v:shape></w:pict>"
    body = '<w:p><w:r><w:t>Waits fell</w:t><w:endnoteReference w:id="2"/></w:r></w:p>'
    cells = tbl(tc(f"<w:p><w:r><w:t>Cell</w:t>{shape}</w:r></w:p>") + tc(p("b")))
    document = opened(body + cells, endnotes=f'<w:endnote w:id="2">{p("Since May.")}</w:endnote>')
    assert [(b.text, b.mark) for b in document.text_blocks] == [("Waits fell", None), ("Since May.", "1")]
    assert "In the shape" in only_table(document).cells[0].text


def test_words_of_a_diagram_in_the_order_of_its_outline() -> None:
    drawn = (
        '<w:p><w:r><w:drawing><d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:dm="r2"/>'
        "</w:drawing></w:r></w:p>"
    )
    shapes = {"1": "Second aim", "2": "First aim", "3": "A step of the first"}
    points = '<d:pt modelId="0" type="doc"/>' + "".join(
        f'<d:pt modelId="{key}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'
        for key, text in shapes.items()
    )
    links = "".join(
        f'<d:cxn srcId="{above}" destId="{below}" srcOrd="{place}"/>'
        for above, below, place in (("0", "1", 1), ("0", "2", 0), ("2", "3", 0))
    )
    spaces = 'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    spaces += 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    model = f"<d:dataModel {spaces}><d:ptLst>{points}</d:ptLst><d:cxnLst>{links}</d:cxnLst></d:dataModel>"
    document = opened(p("Our aims") + drawn, diagramData=model)
    assert [b.text for b in document.text_blocks] == [
        "Our aims",
        "First aim",
        "A step of the first",
        "Second aim",
    ]


def test_soft_breaks_tabs_links_and_hidden_words() -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>Jo Ash</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>Head of Service</w:t>"
        '<w:tab/><w:t>one</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:br w:type="page"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
    )
    (block,) = opened(body).text_blocks
    assert [line.text for line in block.lines] == ["Jo Ash", "Head of Service one-stop"]
    assert block.text == "Jo Ash Head of Service one-stop"


def test_strict_file_reads_like_the_usual_one() -> None:
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:document xmlns:w='{usual.decode()}'><w:body>{p('Words')}</w:body></w:document>".encode()
    strict = body.replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert [b.text for b in read(zipped({"word/document.xml": strict})).text_blocks] == ["Words"]


# -- damaged and hostile files ---------------------------------------------------------------------


def test_truncated_file_is_told() -> None:
    data = opened_bytes()
    for part in range(1, 10):
        with pytest.raises(UnreadableError, match="damaged or cut-off Word file"):
            read(data[: len(data) * part // 10])


def opened_bytes() -> bytes:
    return docx("".join(p(f"Paragraph {n}") for n in range(200)), styles=STYLES)


def test_damaged_styles_cost_only_the_styles() -> None:
    parts = {
        "word/document.xml": docx_body(p("Words")),
        "word/_rels/document.xml.rels": relations({"styles": "styles.xml"}),
        "word/styles.xml": "<broken",
    }
    document = read(zipped(parts))
    assert [b.text for b in document.text_blocks] == ["Words"]
    assert [x.category for x in document.problems] == ["unreadable"]


def docx_body(body: str) -> str:
    return f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + docx_body(p("Words"))
    with pytest.raises(UnreadableError, match="entities"):
        read(zipped({"word/document.xml": bomb}))


def test_zip_bomb_is_refused() -> None:
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        read(zipped({"word/document.xml": docx_body("") + " " * (limits.RATIO_FLOOR + 1)}))


def test_size_and_number_of_parts_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p("Words"))
    monkeypatch.setattr(limits, "MAX_PARTS", 2)
    with pytest.raises(UnreadableError, match="parts"):
        read(data)
    monkeypatch.setattr(limits, "MAX_PARTS", 100)
    monkeypatch.setattr(limits, "MAX_UNPACKED", 100)
    with pytest.raises(UnreadableError, match="unpack"):
        read(data)


def test_deep_nesting_is_told() -> None:
    inner = p("deep")
    for _ in range(45):
        inner = tbl(tc(inner) + tc(p("side")))
    document = opened(inner)
    assert document.problems[0].category == "limit"
    with pytest.raises(UnreadableError, match="damaged"):
        opened("<w:smartTag>" * 5000 + "</w:smartTag>" * 5000)


def test_absurd_numbers_do_no_harm() -> None:
    row = tc(p("a"), '<w:gridSpan w:val="999999999"/>') + tc(p("b"), '<w:gridSpan w:val="x"/>')
    found = only_table(opened(tbl(row, tc(p("c")) + tc(p("d")))))
    assert (found.n_rows, found.n_columns) == (2, 3)


def test_file_without_text_says_so() -> None:
    assert [x.category for x in opened("<w:p/>").problems] == ["no_text"]
