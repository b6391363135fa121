"""Web pages: one small page a trap."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model import Block, Document, Table
from extractors.readers.html import read

FILLER = "Waits are too long and we are putting this right with partners across the area. " * 4


def opened(body: str, head: str = "") -> Document:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def shapes(document: Document) -> list[tuple[str, int, str | None, str]]:
    return [(b.kind, b.level, b.mark, b.text) for b in document.text_blocks]


def texts(table: Table) -> list[list[str | None]]:
    return [[None if c is None else c.text for c in row] for row in table.grid()]


def test_headings_paragraphs_and_title() -> None:
    document = opened(
        "<h1>A <em>plan</em></h1><p>One<br>two</p>loose<div>three</div>", "<title>Plan | Us</title>"
    )
    assert shapes(document) == [
        ("heading", 1, None, "A plan"),
        ("paragraph", 0, None, "One two"),
        ("paragraph", 0, None, "loose"),
        ("paragraph", 0, None, "three"),
    ]
    assert document.title == "A plan"
    assert [line.text for line in document.text_blocks[1].lines] == ["One", "two"]
    assert document.text_blocks[1].source.place == "p[1]"
    assert opened("<p>x</p>", "<title>Plan | Us</title>").title == "Plan | Us"


def test_bold_line_of_its_own_is_a_heading_of_unknown_level() -> None:
    document = opened("<p><strong>What comes next</strong></p><p><b>Lead:</b> Jo Ash</p>")
    assert [(b.kind, b.level) for b in document.text_blocks] == [("heading", 0), ("paragraph", 0)]


def test_lists_with_nesting_marks_and_paragraphs() -> None:
    body = (
        "<ol start=3><li><p>three</p><p>more</p><ul><li>dot</li><li>dot two</li></ul></li><li>four</li></ol>"
        "<ol type=a><li>letter</ol>"
    )
    assert shapes(opened(body)) == [
        ("list_item", 1, "3.", "three more"),
        ("list_item", 2, "•", "dot"),
        ("list_item", 2, "•", "dot two"),
        ("list_item", 1, "4.", "four"),
        ("list_item", 1, "a.", "letter"),
    ]


def test_typed_bullets_in_paragraphs_and_items() -> None:
    body = "<p>- first<br>- second</p><ul><li>▪ typed</li></ul>"
    assert [(b.mark, b.text) for b in opened(body).text_blocks] == [
        ("-", "first"),
        ("-", "second"),
        ("▪", "typed"),
    ]


def test_spans_headers_and_places() -> None:
    body = (
        "<p>x</p><table><thead><tr><th>Aim<th>Step</thead><tr><td rowspan=0>Shorter waits<td>Hire"
        "<tr><td>Train</table>"
    )
    (table,) = opened(body).tables
    assert texts(table) == [["Aim", "Step"], ["Shorter waits", "Hire"], [None, "Train"]]
    assert [c.header for c in table.cells] == [True, True, False, False, False]
    assert [c.source.place for c in table.cells][2:] == [
        "table[1]/tr[2]/td[1]",
        "table[1]/tr[2]/td[2]",
        "table[1]/tr[3]/td[1]",
    ]


def test_row_headers_are_no_column_headers() -> None:
    (table,) = opened("<table><tr><th scope=row>Lead</th><td>Jo</td></tr></table>").tables
    assert [c.header for c in table.cells] == [False, False]


def test_fills_by_attribute_style_class_row_and_cover() -> None:
    head = "<style>/* */ .amber, td.x { background: #fc0 } tr.late { background: rgb(255, 0, 0) }</style>"
    body = (
        "<table><tr><td bgcolor=green>a<td style='background-color:#00B050'>b<td class=amber>c"
        "<td><span class=amber> d </span><td>words <span class=amber>e</span></tr>"
        "<tr class=late><td>f<td style='background:none'>g<td>h<td>i<td>j</table>"
    )
    cells = opened(body, head).tables[0].cells
    assert [c.fill for c in cells[:6]] == ["#008000", "#00b050", "#ffcc00", "#ffcc00", None, "#ff0000"]


def test_struck_words() -> None:
    body = (
        "<p>Due <del>May</del> <s>June</s> <span style='text-decoration: line-through'>July</span> August</p>"
    )
    (block,) = opened(body).text_blocks
    assert (block.text, block.struck) == ("Due August", ("May", "June", "July"))


def test_closed_accordions_are_content() -> None:
    body = (
        "<main><h1>Plan</h1><h2><button aria-expanded=false aria-controls=p1>Aim 1</button></h2>"
        "<div id=p1 hidden><table><tr><td>Hire</td><td>June</td></tr></table></div>"
        "<button class=accordion>Aim 2</button><div class=panel style='display:none'><p>Train.</p></div>"
        "<details><summary>Aim 3</summary><p>Meet.</p></details></main>"
    )
    document = opened(body)
    assert [b.text if isinstance(b, Block) else texts(b) for b in document.blocks] == [
        "Plan",
        "Aim 1",
        [["Hire", "June"]],
        "Aim 2",
        "Train.",
        "Aim 3",
        "Meet.",
    ]
    assert [b.kind for b in document.text_blocks] == [
        "heading",
        "heading",
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]
    assert not any(b.hidden for b in document.blocks)


def test_other_hidden_parts_are_content_only_with_much_to_say() -> None:
    body = f"<p>Seen</p><div hidden><p>Menu</p></div><div hidden><p>{FILLER}</p></div>"
    document = opened(body)
    assert [(b.text, b.hidden) for b in document.text_blocks] == [("Seen", False), (FILLER.strip(), True)]
    assert [b.text for b in document.furniture] == ["Menu"]


def test_furniture_is_told_from_content() -> None:
    body = (
        "<div class=cookie-banner><p>We use cookies</p><button>Accept</button></div>"
        "<header><a href=/>Our council</a></header><nav><ul><li>Home</li></ul></nav>"
        f"<div class=wrap><main><h1>Plan</h1><p>{FILLER}</p><nav>On this page</nav>"
        "<section class=share><h2>Share this page</h2></section><script>var x = 1</script></main>"
        "<aside><h2>In this section</h2></aside></div><footer>Contact us</footer>"
    )
    document = opened(body)
    assert [b.text for b in document.text_blocks] == ["Plan", FILLER.strip()]
    assert {b.text for b in document.furniture} >= {
        "We use cookies",
        "Our council",
        "Home",
        "In this section",
        "Contact us",
    }
    assert "var x" not in str(document)


def test_main_part_without_the_content_is_not_believed() -> None:
    body = f"<main><p>Loading</p></main><div><h1>Plan</h1><p>{FILLER}</p><table><tr><td>a<td>b</table></div>"
    assert len(opened(body).tables) == 1


def test_page_inside_one_form_is_content() -> None:
    assert [b.text for b in opened(f"<form><h1>Plan</h1><p>{FILLER}</p></form>").text_blocks] == [
        "Plan",
        FILLER.strip(),
    ]


def test_nested_layout_and_framing_tables() -> None:
    inner = "<table><tr><td>When</td><td>June</td></tr></table>"
    nested = opened(
        f"<table><tr><td>Card {inner}</td><td>Side</td></tr><tr><td>x</td><td>y</td></tr></table>"
    )
    assert [texts(t) for t in nested.tables] == [[["Card When June", "Side"], ["x", "y"]], [["When", "June"]]]
    assert [texts(t) for t in opened(f"<table><tr><td>{inner}</td></tr></table>").tables] == [
        [["When", "June"]]
    ]


def test_labels_and_values_are_a_table_and_roles_make_one() -> None:
    (labels,) = opened("<dl><dt>Lead</dt><dd>Jo</dd><dt>By</dt><dd>June</dd></dl>").tables
    assert texts(labels) == [["Lead", "Jo"], ["By", "June"]]
    row = "<div role=row><span role=cell>{}</span><span role=cell>{}</span></div>"
    (roles,) = opened(f"<div role=table>{row.format('a', 'b')}{row.format('c', 'd')}</div>").tables
    assert texts(roles) == [["a", "b"], ["c", "d"]]


def test_picture_speaks_in_a_cell_without_words() -> None:
    (table,) = opened(
        "<table><tr><td><img alt='Green'></td><td>Hire <img alt='icon'></td></tr></table>"
    ).tables
    assert texts(table) == [["Green", "Hire"]]


def test_encodings() -> None:
    page = "<html><head><meta charset='{}'></head><body><p>Families’ café</p></body></html>"
    for name in ("utf-8", "windows-1252", "iso-8859-1"):
        encoded = "cp1252" if name == "iso-8859-1" else name
        assert read(page.format(name).encode(encoded)).text_blocks[0].text == "Families’ café"
    assert read(page.format("utf-16").encode("utf-16")).text_blocks[0].text == "Families’ café"


# -- hostile pages ---------------------------------------------------------------------------------

TAGS = (
    "p div table tr td th ul ol li h1 h2 button details summary main nav br span b del sup a dl dt dd".split()
)
PIECES = [f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS] + ["words ", "• a", "\n", "&nbsp;", "1. "]
PIECES += [
    "<td rowspan=0 colspan=9>",
    "<tr hidden>",
    "<div class=accordion style='display:none'>",
    "<th rowspan=x>",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_any_soup_of_tags_is_read(body: str) -> None:
    document = opened(body)
    assert all(b.text or b.struck for b in document.text_blocks)
    for table in document.tables:  # cells never lie over one another
        assert sum(c.rowspan * c.colspan for c in table.cells) <= table.n_rows * table.n_columns


def test_deep_nesting_is_told_and_loses_no_words() -> None:
    document = opened("<div>" * 1500 + "deep" + "</div>" * 1500 + "<p>after</p>")
    assert [b.text for b in document.text_blocks] == ["deep", "after"]
    assert [x.category for x in document.problems] == ["limit"]
    assert opened("<div>" * 100_000 + "deep").problems[0].category == "limit"


def test_nested_tables_do_not_multiply() -> None:
    start = time.perf_counter()
    opened("<table><tr><td>a<td>" * 60 + "x")
    assert time.perf_counter() - start < 3


def test_absurd_spans_do_no_harm() -> None:
    start = time.perf_counter()
    row = "<tr>" + "<td rowspan=65534 colspan=99999999>a" * 20
    (table,) = opened(f"<table>{row * 50}</table>").tables
    assert table.n_columns * table.n_rows <= 20 * 50 * 50
    assert time.perf_counter() - start < 3


def test_entities_from_outside_are_not_read() -> None:
    page = (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a&x;b</p></body></html>'
    )
    assert "&x;" in read(page).text_blocks[-1].text
