"""Small invented inputs to begin with, by target; the office files are made as their programs make them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from docx import Document as WordDocument
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from tests.fuzz.mutate_zip import pack, unpack
from tests.office_files import R, p, table, tbl, tc
from tests.office_files import docx as small_docx


def encoded(*texts: str) -> list[bytes]:
    """The texts as bytes."""
    return [text.encode() for text in texts]


# -- office files ------------------------------------------------------------------------------

_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/><w:pPr>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="N" w:default="1"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:styleId="T"><w:name w:val="Table"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="DDEEFF"/></w:tcPr></w:tblStylePr></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText '
    'w:val="%1.%2)"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="3"/></w:lvlOverride></w:num>'
)


def docx() -> list[bytes]:
    """Word files: lists and styles; tables that merge and nest; notes, changes, boxes; one of python-docx."""
    listed = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    lists = (
        p("Aims", '<w:pStyle w:val="H1"/>')
        + "".join(p(f"Item {n}", listed.format(n % 2)) for n in range(4))
        + p("• typed", "", "<w:b/>")
        + p("Old due date", "", '<w:strike/><w:highlight w:val="yellow"/>')
    )
    merged = tbl(
        tc(p("Action"), '<w:gridSpan w:val="2"/><w:shd w:val="clear" w:fill="FFBF00"/>') + tc(p("By")),
        tc(p("Write"), '<w:vMerge w:val="restart"/>')
        + tc(p("guide") + table(("a", "b")))
        + tc(p("May 2024")),
        tc(p(""), "<w:vMerge/>") + tc(p("x"), '<w:hMerge w:val="restart"/>') + tc(p("y"), "<w:hMerge/>"),
        properties='<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:val="04A0"/>',
    )
    changed = (
        '<w:p><w:ins w:id="1"><w:r><w:t>new </w:t></w:r></w:ins><w:del '
        'w:id="2"><w:r><w:delText>old</w:delText></w:r>'
        '</w:del><w:r><w:tab/><w:br/><w:sym w:font="Wingdings" w:char="F0FC"/><w:footnoteReference '
        'w:id="1"/></w:r>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple><w:r><w:fldChar '
        'w:fldCharType="begin"/>'
        "</w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p><w:sdt><w:sdtContent>"
        + p("Held text")
        + "</w:sdtContent></w:sdt><w:p><w:r><w:pict><w:txbxContent>"
        + p("Boxed")
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    note = f'<w:footnote w:id="1">{p("A note.")}</w:footnote>'
    return [
        _packed(small_docx(lists, styles=_STYLES, numbering=_NUMBERING)),
        _packed(small_docx(merged + table(("Owner", "Due"), ("Ann Lee", "June")), styles=_STYLES)),
        _packed(small_docx(changed, footnotes=note, header=p("Plan of Wexshire"), footer=p("Page 1"))),
        _of_library(),
    ]


def _packed(data: bytes) -> bytes:
    """The container without the time at which it was made."""
    return pack(unpack(data))


def _of_library() -> bytes:
    made = WordDocument()
    made.add_heading("Action plan", 0)
    made.add_paragraph("First", style="List Number")
    made.add_paragraph("Dot", style="List Bullet 2")
    grid = made.add_table(2, 2, style="Table Grid")
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "Both"
    out = BytesIO()
    made.save(out)
    parts = unpack(out.getvalue())
    wanted = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels")
    return pack({name: parts[name] for name in ("_rels/.rels", *wanted) if name in parts})


def xlsx() -> list[bytes]:
    """Workbooks: a plan with formats, merges, hidden rows, formulas and a table; cells with texts in them."""
    return [_workbook(), _inline()]


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    for row in (
        ("Plan 2024",),
        (),
        ("Action", "Owner", "Due", "Share"),
        ("Write", "Ann Lee", datetime(2024, 5, 1), 0.5),
    ):
        sheet.append(row)
    sheet.append(("Train", "Bo May", "=C4+30", 1234.5))
    sheet["D4"].number_format = "0.0%"
    sheet["D5"].number_format = '[Red]#,##0.00;"none"'
    sheet["A3"].font = Font(bold=True, size=16)
    sheet["A4"].font = Font(strike=True)
    sheet["B4"].fill = PatternFill("solid", fgColor="FFBF00")
    sheet.merge_cells("A1:D1")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.auto_filter.ref = "A3:D5"
    book.create_sheet("Key").append(("G", "Done"))
    out = BytesIO()
    book.save(out)
    parts = {name: part for name, part in unpack(out.getvalue()).items() if not name.startswith("docProps")}
    return pack(parts)


def _inline() -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    rich = (
        '<is><r><t>Old</t></r><r><rPr><b/><strike/></rPr><t xml:space="preserve"> new&#10;line</t></r></is>'
    )
    sheet = (
        f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/><cols><col min="2" max="3" '
        f'hidden="1"/></cols>'
        f'<sheetData><row r="1"><c r="A1" t="inlineStr">{rich}</c><c r="B1" t="b"><v>1</v></c><c '
        f't="e"><v>#N/A</v></c>'
        '</row><row r="3" hidden="1"><c r="A3" t="s"><v>0</v></c><c r="C3" s="1"><v>45292</v></c><c '
        'r="D3"><f>A1</f></c>'
        '</row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>'
    )
    styles = (
        f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="170" formatCode="dd mmm yyyy"/></numFmts>'
        '<fonts><font><sz val="11"/></font></fonts><fills><fill/><fill><patternFill '
        'patternType="solid"><fgColor theme="4" '
        'tint="0.4"/></patternFill></fill></fills><cellXfs><xf/><xf numFmtId="170" '
        'fillId="1"/></cellXfs></styleSheet>'
    )
    kinds = (
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(kinds)
    )
    return pack(
        {
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{R}"><workbookPr date1904="1"/><sheets>'
                '<sheet name="One" sheetId="1" state="hidden" r:id="r0"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}">{related}</Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>Shared</t></si></sst>'.encode(),
            "xl/styles.xml": styles.encode(),
        }
    )


# -- markup and text ---------------------------------------------------------------------------

_PLAN = (
    "<table><tr><th>Ref</th><th>Action</th><th>Responsible</th><th>Timescale</th><th>Success "
    "measure</th><th>RAG</th></tr>"
    "<tr><td rowspan=2>1.1</td><td>Write a guide for families</td><td>Ann Lee, Head of SEND</td><td>by May "
    "2024</td>"
    "<td>Baseline: 40%. Target: 60% by July 2025</td><td style='background:#ffbf00'>Amber</td></tr>"
    "<tr><td>Train staff <del>soon</del></td><td>Director of Education / ICB</td><td>Ongoing</td><td>All "
    "trained</td>"
    "<td>G</td></tr></table>"
)


def html() -> list[bytes]:
    """Web pages: headings and lists, tables, hidden parts."""
    return encoded(
        "<!doctype html><html><head><title>Plan</title><style>.x{display:none}</style></head><body><nav><a "
        "href=/>Home</a>"
        "</nav><main><h1>Plan</h1><p>One "
        "<b>bold</b><br>two</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
        "<ol start=3 type=i><li value=7>x</ol><details><summary>More</summary><p "
        "class=x>inner</p></details></main></body>",
        f"<html><body>{_PLAN}<footer>End</footer></body></html>",
        "<div role=main><table><caption>Key</caption><colgroup><col span=2></colgroup><tr><td "
        "colspan=2>A<table><tr><td>in"
        "</table><td rowspan=0>B</table><dl><dt>t<dd>d</dl><pre>  a\n b</pre><p "
        "style='display:none'>gone</p></div>",
    )


def text() -> list[bytes]:
    """Texts: Markdown, tables by bars, tabs and markup, wrapped lines."""
    return encoded(
        "# Plan\n\nThe plan says who does what\nand by when.\n\n- one\n  - two\n* **bold** and "
        "~~struck~~\n\n1. a\n2. b\n",
        "| Action | Owner |\n| --- | :-: |\n| Write<br>it | Ann \\| Lee |\n| **Train** | ~~Bo~~ "
        "|\n\nTitle\n=====\n> quote",
        "Action\tOwner\tDue\nWrite\tAnn\tMay\n\tBo\tJune\n\x0cPage "
        "two\n\n<table><tr><td>a</td></tr></table>\n",
        "•\nLone mark\n(i) first\n(ii) second\n```\ncode\n```\n<!-- note -->\nA long line that was cut "
        "because the next\n",
    )


def pages() -> list[bytes]:
    """Pages that a family recognises: a plan, a report, letters, a council's page, news."""
    report = (
        "<h1>Area SEND inspection of Wexshire Local Area Partnership</h1><p>Inspection dates: 29 April to "
        "3 May 2030</p>"
        "<h2>Inspection outcome</h2><p>Arrangements lead to inconsistent experiences.</p><h2>Information "
        "about the local "
        "area partnership</h2><p>Wexshire Council and NHS Wex Integrated Care Board (ICB) are jointly "
        "responsible.</p>"
        "<h2>What is the area partnership doing that is effective?</h2><ul><li>Bakers teach "
        "well.</li></ul><h2>What does "
        "the area partnership need to do better?</h2><ul><li>Bread is late.</li></ul><table><tr><td>Areas "
        "for improvement"
        "</td></tr><tr><td>Leaders should bake earlier.</td></tr></table><h2>Local area partnership "
        "details</h2><table><tr>"
        "<td>Local authority<td>Integrated care board<tr><td>Wexshire Council<td>NHS Wex ICB</table>"
    )
    letter = (
        "<p>23 January 2018</p><p>Ms Ann Example<br>Director of Children’s Services<br>Wexshire County "
        "Council</p><p>Dear Ms "
        "Example</p><h1>Joint local area SEND inspection in Wexshire</h1><p>Between 4 December 2017 and 8 "
        "December 2017, a "
        "joint inspection took place.</p><h2>Main findings</h2><ul><li>Parents wait too "
        "long.</li></ul><h2>Strengths</h2>"
        "<ul><li>Needs are seen early.</ul><h2>Areas for development</h2><ul><li>Needs are "
        "missed.</ul><p>Yours sincerely</p>"
    )
    council = (
        "<h1>SEND inspection</h1><p>Services in Wexshire were inspected by Ofsted in March "
        "2024.</p><h2>What we do well</h2>"
        "<ul><li>kind staff</ul><h2>Areas for improvement</h2><ul><li>Leaders should cut waits.</ul><p>“We "
        "will do more,” "
        "said Councillor Bo May, cabinet member.</p>"
    )
    plan = f"<h1>Wexshire SEND action plan 2024</h1><h2>Priority 1: Waiting times</h2>{_PLAN}"
    blocks = (
        "<h1>Written statement of action</h1><h2>Objective 1: Cut waits</h2><p>Action 1.1: Write a "
        "guide</p><p>Lead: Ann Lee"
        "</p><p>By: May 2024</p><p>Measure: from 40% to 60%</p><p>Key: R late; A at risk; G done</p>"
    )
    return encoded(*(f"<html><body>{body}</body></html>" for body in (report, letter, council, plan, blocks)))


# -- cells -------------------------------------------------------------------------------------


def timescales() -> list[bytes]:
    """Cells of when."""
    return encoded(
        "by end of March 2025", "Sept 23 - July 2024", "Q2 2024/25", "w/c 4th March 24",
        "Spring term 2025 then termly", "from 01/02/2024\x1e31.3.2025",
        "was June 2024, now 30th Sept 2024\x1eJune 2024", "45292", "Ongoing", "Easter 2026",
        "within 6 weeks", "2024-09-30T00:00:00", "first half of 2025; H2 25/26",
        "Decmeber 2o24 (previously May 24)",
    )  # fmt: skip


def owners() -> list[bytes]:
    """Cells of who."""
    return encoded(
        "Ann Lee, Head of SEND, Wexshire Council",
        "Director of Education and Health / ICB\x1eICB Integrated Care Board.",
        "Jane Smith (WCC)\nBo O'Neill\x1eWexshire County Council (WCC)",
        "SEND Partnership Board; Team managers", "AD Education & Inclusion overseen by DCO",
        "Head of Service, Deputy Director\x1eNHS Wex ICB; Norland Council",
    )  # fmt: skip


def measures() -> list[bytes]:
    """Cells of success."""
    return encoded(
        "Baseline: 44% (2023). Target: 60% by March 2025", "from 40 to 60 places",
        "100%: plans in time\n• heard\n• seen", "Baseline 34%; 3 months 40%; 6 months 50%",
        "nine out of ten parents say so; in line with national average",
        "Reduce waits from 52 weeks to 18 weeks by Sept 2025", "Current: £1.2m. Goal: nil",
        "0 of 6 sites; all 12 teams",
    )  # fmt: skip


def ratings() -> list[bytes]:
    """Cells of how far, with a ground and a key behind them."""
    return encoded(
        "Amber\x1e#ffbf00\x1eR|late\nA|at risk\nG|done",
        "G\x1e#00b050\x1e#00b050 Green|Complete\n#ff0000 Red|Delayed",
        "Letters: C complete, T on track, L late", "On track", "Green/Amber", "B - Blue: complete\x1e#abc",
        "🟢 Done",
    )  # fmt: skip


def dates() -> list[bytes]:
    """Passages with days."""
    return encoded(
        "23 September to 27 September 2024", "between 4 and 8 December 2017", "on Monday 1st of May, 2023",
        "2024-02-29", "28 November 2024 to 2 December 2024", "31/12/2024 and 1.2.2025",
        "30 December 2019 – 3 January 2020",
    )  # fmt: skip


def people() -> list[bytes]:
    """Lines with names and roles."""
    return encoded(
        "Ann Example, director of children’s services",
        "Bo Lee Chief Executive\nCara O'Neill – Head of SEND", "Jane Smith Adam Nair",
        "Director of Education", "Dr Priya Nair (she/her), HMI", "Mary-Jane van der Berg",
    )  # fmt: skip


def organisations() -> list[bytes]:
    """Names of bodies."""
    return encoded(
        "Wexshire County Council\x1eWexshire County Council (WCC)",
        "WCC\x1eWCC Wexshire County Council. ICB Board.", "NHS Wex Integrated Care Board",
        "SEND Partnership Board", "the Council of Norland Borough", "CAMHS & DCO team",
    )  # fmt: skip
