"""The layouts of the invented plans b-1 to b-6: each function lays out one plan and returns its bytes."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

import docx
import openpyxl
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from PIL import Image as PilImage
from PIL import ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

Data = dict[str, Any]


# -- Word ---------------------------------------------------------------------------------------


def shade(cell: Any, colour: str) -> None:
    """Fill a Word cell."""
    fill = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        fill.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(fill)


def put(cell: Any, text: str, bold: bool = False, size: float = 9.5, colour: str | None = None) -> Any:
    """Write a text into a Word cell, a paragraph a line."""
    for i, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(size)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
    return cell.paragraphs[-1]


def word_start(font: str) -> Any:
    """A new Word file with a body font."""
    doc = docx.Document()
    doc.styles["Normal"].font.name = font
    doc.styles["Normal"].font.size = Pt(10.5)
    return doc


def word_bytes(doc: Any) -> bytes:
    """The file's bytes."""
    out = BytesIO()
    doc.save(out)
    return out.getvalue()


def bullets(doc: Any, items: list[str]) -> None:
    """A bulleted list."""
    for item in items:
        doc.add_paragraph(item, style="List Bullet")


def set_widths(table: Any, widths: list[float]) -> None:
    """Fix the columns' widths, in centimetres."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def grid(doc: Any, rows: list[list[str]], widths: list[float], head: str | None = None) -> Any:
    """A plain table; `head` is the first row's fill."""
    table = doc.add_table(rows=0, cols=len(widths), style="Table Grid")
    set_widths(table, widths)
    for i, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            cell.width = Cm(width)
            put(cell, text, bold=head is not None and i == 0)
            if head and i == 0:
                shade(cell, head)
    return table


B1_FILL = {"Amber": "FFC000", "Green": "92D050", "Red": "FF5050", "Blue": "5B9BD5", "Grey": "BFBFBF"}


def b_1_card(table: Any, a: Data) -> None:
    """One card: a row a label, left out where there is nothing to say (but not always)."""
    lead = "Leads" if "\n" in a.get("who", "") else "Lead"
    rows = [(f"Action {a['id']}", a["do"]), (lead, a.get("who", "")), ("Support", a.get("support"))]
    rows += [("Start", a.get("start")), ("End", a.get("end"))]
    rows += [("How we will know", a.get("know")), ("RAG", a.get("rag")), ("Update", a.get("update"))]
    for label, text in rows:
        if text is None:
            continue
        left, right = table.add_row().cells
        left.width, right.width = Cm(3.6), Cm(12.2)
        put(left, label, bold=True)
        shade(left, "FFE699" if label.startswith("Action") else "FFF7E0")
        if label == "End" and a.get("end_old"):
            run = right.paragraphs[0].add_run(a["end_old"])
            run.font.strike, run.font.size = True, Pt(9.5)
            text = " " + text
        put(right, text, bold=label.startswith("Action"))
        if label == "RAG":
            shade(right, B1_FILL[text])


def b_1(data: Data) -> bytes:
    """Cards in tables, in Word."""
    doc = word_start("Calibri")
    doc.add_paragraph("Harrowmere Council  |  NHS Mid Downs ICB  |  Harrowmere Parent Carer Forum")
    doc.add_heading(data["title"], 0)
    doc.add_paragraph("Version 1.2, October 2024, with updates to mid-December")
    doc.add_heading("Contents", 1)
    titles = ["Introduction", "What inspectors liked", "Key and abbreviations"]
    for i, line in enumerate([*titles, *(s["heading"] for s in data["section"])]):
        doc.add_paragraph(f"{line}\t{2 + i}")
    doc.add_page_break()
    doc.add_heading("Introduction", 1)
    doc.add_paragraph(
        "Ofsted and the Care Quality Commission inspected the Harrowmere local area partnership between 13 "
        "and 17 May 2024. Their report came out on 11 July 2024. It asks for a priority action plan on two "
        "matters and for improvement on two more. This is that plan. The SEND Improvement Board owns it. The "
        "Board is chaired by Dame Orla Finch and meets every six weeks; the sponsors are the Director of "
        "Children's Services, Martin Achebe, and the ICB's Chief Nurse, Lindsay Tullow."
    )
    doc.add_paragraph("Since the inspection we have already:")
    bullets(
        doc,
        [
            "apologised to the families who waited longest and offered each of them a telephone call",
            "put an extra £480,000 into therapies for this year",
            "filled two vacancies in the inclusion team",
        ],
    )
    doc.add_heading("What inspectors liked", 1)
    bullets(doc, [s["text"] for s in data["strength"]])
    doc.add_heading("Key and abbreviations", 1)
    doc.add_paragraph("How we rate progress in the RAG line of each card:")
    meanings = [("Blue", "Finished, evidence seen by the Board"), ("Green", "Going to plan")]
    meanings += [("Amber", "Under way, with some problems that the lead can solve")]
    meanings += [("Red", "Running late: needs a Board decision"), ("Grey", "Not yet begun")]
    key = grid(doc, [list(m) for m in meanings], [2.5, 10])
    for row in key.rows:
        shade(row.cells[0], B1_FILL[row.cells[0].text])
    doc.add_paragraph()
    grid(doc, [["Short", "Long"], *([k, v] for k, v in data["glossary"].items())], [3, 11], "D9E2F3")
    quotes = [
        "“Nobody rang for a year. A letter would have been something.” Mother of a boy aged six",
        "“My son had two hours of school a day from Christmas to July.” Father, Harrow Quay",
        None,
        "“I found the portage team by chance, in a queue at the chemist.” Grandmother",
    ]
    for n, section in enumerate(data["section"]):
        doc.add_page_break()
        doc.add_heading(section["heading"], 1)
        if quotes[n]:
            doc.add_paragraph(quotes[n], style="Intense Quote")
        kind = "The inspection report says: " if n < 2 else "What we were asked to improve: "
        p = doc.add_paragraph()
        p.add_run(kind).bold = True
        p.add_run(section["afi"]).italic = True
        p = doc.add_paragraph()
        p.add_run("Our objective: ").bold = True
        p.add_run(section["objective"])
        table = None
        for i, a in enumerate(section["action"]):
            if table is None or n != 2:  # in the third section Word has run the cards together
                table = doc.add_table(rows=0, cols=2, style="Table Grid")
                set_widths(table, [3.6, 12.2])
            b_1_card(table, a)
            if n != 2:
                doc.add_paragraph()
            if n == 0 and i == 3:
                doc.add_paragraph(
                    "Cards PA1.5 and PA1.6 were added at the request of the Board in September."
                )
    doc.add_heading("How to tell us what you think", 1)
    doc.add_paragraph(
        "Write to the SEND Improvement Team at the Civic Hall, or come to a forum coffee morning."
    )
    return word_bytes(doc)


B6_FILL = {"G": "00B050", "B": "00B0F0", "A": "FFC000", "R": "FF0000", "W": "FFFFFF"}
B6_HEAD = ["Ref", "Actions", "Lead officer", "Milestones", "Impact measures", "BRAG"]
B6_WIDE = [1.2, 7.0, 4.4, 5.6, 5.4, 1.6]


def b_6_head(table: Any, repeat: bool) -> None:
    """The white-on-blue header row; Word repeats it on each page where `repeat` is set."""
    row = table.add_row()
    for cell, text, width in zip(row.cells, B6_HEAD, B6_WIDE, strict=True):
        cell.width = Cm(width)
        put(cell, text, bold=True, colour="FFFFFF")
        shade(cell, "1F3864")
    if repeat:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)


def b_6_milestones(cell: Any, a: Data, nested: bool) -> None:
    """The dated milestones, as paragraphs or as a table in the cell."""
    if nested:
        inner = cell.add_table(rows=0, cols=2)
        inner.style = "Table Grid"
        set_widths(inner, [2.2, 3.0])
        for when, what in a["ms"]:
            left, right = inner.add_row().cells
            left.width, right.width = Cm(2.2), Cm(3.0)
            put(left, when, size=9)
            put(right, what, size=9)
        cell._tc.remove(cell.paragraphs[0]._p)
        cell.add_paragraph()
        return
    for i, (when, what) in enumerate(a["ms"]):
        p = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        if "old_ms" in a and i == len(a["ms"]) - 1:
            old = p.add_run(a["old_ms"][0])
            old.font.strike, old.font.size = True, Pt(9.5)
            p.add_run(" ")
        p.add_run(when).bold = True
        p.add_run(f" – {what}")
        for run in p.runs:
            run.font.size = Pt(9.5)


def b_6_table(doc: Any, n: int, section: Data) -> None:
    """The table of one area of weakness, with cells merged downwards."""
    table = doc.add_table(rows=0, cols=6, style="Table Grid")
    set_widths(table, B6_WIDE)
    b_6_head(table, repeat=n != 3)
    merges, lead_from = [], None
    for i, a in enumerate(section["action"]):
        if n == 1 and i == 4:
            b_6_head(table, repeat=False)  # typed again by hand where the page breaks
        cells = table.add_row().cells
        for cell, width in zip(cells, B6_WIDE, strict=True):
            cell.width = Cm(width)
        put(cells[0], a["id"])
        put(cells[1], a["do"])
        if a.get("same_lead"):
            merges.append((lead_from, cells[2]))
        else:
            names = []
            for text in a["own"]:
                name, role, body = text.split("|")
                who = ", ".join(x for x in (name, role) if x)
                names.append(f"{who} ({body})" if who and body else who or body)
            put(cells[2], "\n".join(names))
            lead_from = cells[2]
        b_6_milestones(cells[3], a, nested=n == 3)
        if a.get("impact"):
            put(cells[4], a["know"])
            top = cells[4]
        else:
            merges.append((top, cells[4]))
        rag = a.get("rag")
        if rag:
            shade(cells[5], B6_FILL[rag])
            if n < 2 or rag == "W":
                put(cells[5], rag, bold=True)
    for first, last in merges:
        first.merge(last)
        for p in first.paragraphs[1:]:
            if not p.text:
                p._p.getparent().remove(p._p)


def b_6(data: Data) -> bytes:
    """A written statement of action in Word, its tables in a landscape section."""
    doc = word_start("Arial")
    doc.sections[0].footer.paragraphs[0].text = "Brindleford Written Statement of Action, October 2018 update"
    doc.add_heading(data["title"], 0)
    doc.add_paragraph("Submitted to Ofsted 2 July 2018. Updated October 2018.")
    doc.add_heading("1. Background", 1)
    doc.add_paragraph(
        "From 22 to 26 January 2018 Ofsted and the Care Quality Commission looked at how well the local area "
        "has put in place the reforms of the Children and Families Act 2014. Their letter of 29 March 2018 "
        "lists four areas of significant weakness, and a written statement of action had to follow."
    )
    doc.add_paragraph(
        "The Director of Children's Services, Yvonne Garrick, and the CCG's Accountable Officer, Dr Neil "
        "Osei, are jointly accountable for it. Cllr Bridget Lomas chairs the LAP Board. Parents are "
        "represented by Shabana Noor of Brindleford Parents Forum."
    )
    doc.add_heading("2. What is going well", 1)
    bullets(doc, ["Early years staff know their children well.", "The youth forum has real influence."])
    doc.add_heading("3. Work done between the inspection and July 2018", 1)
    bullets(
        doc,
        [
            "A programme manager was appointed in May 2018.",
            "Two open evenings for parents were held, with 140 guests.",
            "The CCG agreed to pay for a second designated clinical post.",
        ],
    )
    doc.add_heading("4. Abbreviations", 1)
    for short, long in data["glossary"].items():
        doc.add_paragraph(f"{short}: {long}")
    page = doc.add_section(WD_SECTION.NEW_PAGE)
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = Cm(1.8)
    doc.add_heading("5. The actions", 1)
    doc.add_paragraph("BRAG key (not the same as in other council plans)")
    words = ["Complete, with evidence", "On track", "Some delay, being managed", "Off track"]
    rows = [[k, w] for k, w in zip("GBAR", words, strict=True)] + [["W", "Not yet due to start"]]
    key = grid(doc, rows, [1.5, 8])
    for row in key.rows:
        shade(row.cells[0], B6_FILL[row.cells[0].text])
    for n, section in enumerate(data["section"]):
        doc.add_heading(section["heading"], 2)
        for label, text in (
            ("Significant weakness: ", section["afi"]),
            ("What did inspectors find? ", section["found"]),
            ("Outcome: ", section["objective"]),
        ):
            p = doc.add_paragraph()
            p.add_run(label).bold = True
            p.add_run(text + ("." if label.startswith("Outcome") else ""))
        b_6_table(doc, n, section)
        doc.add_paragraph()
    doc.add_heading("6. Risks", 2)
    risk = [["Risk", "Likelihood", "What we do about it"]]
    risk += [["Loss of key staff", "Medium", "Succession plan; agency framework"]]
    risk += [["Parents lose heart", "High", "Monthly newsletter; meet the Director evenings"]]
    grid(doc, risk, [7, 3, 10], "D9D9D9")
    return word_bytes(doc)


# -- the workbook -------------------------------------------------------------------------------

BAR, EXTENSION, HOLIDAY = (PatternFill("solid", fgColor=c) for c in ("1F7A8C", "F4A261", "E7E6E6"))
THIN = Border(*(Side(style="thin", color="A6A6A6"),) * 4)
WRAP = Alignment(wrap_text=True, vertical="top")


def month_list(start: str, count: int) -> list[str]:
    """`count` months from `start`, as YYYY-MM."""
    first = int(start[:4]) * 12 + int(start[5:]) - 1
    return [f"{m // 12}-{m % 12 + 1:02}" for m in range(first, first + count)]


def b_3_head(ws: Any, section: Data, months: list[str]) -> None:
    """Title, finding, and a header of two rows: years over months."""
    width = 7 + len(months)
    ws["A1"] = "Tarnshire SEND Improvement Programme"
    ws["A1"].font = Font(bold=True, size=16)
    ws["A2"] = section["heading"]
    ws["A2"].font = Font(bold=True, color="FFFFFF")
    ws["A2"].fill = PatternFill("solid", fgColor="22223B")
    ws.merge_cells(start_row=2, start_column=1, end_row=2, end_column=width)
    ws["A3"] = section.get("afi", "See the bands below for the two areas for improvement")
    ws["A3"].alignment = WRAP
    ws.merge_cells(start_row=3, start_column=1, end_row=3, end_column=width)
    ws.row_dimensions[3].height = 32
    names = ["Ref", "Objective", "Action", "Owner", "Measure of success", "Now", "Target Dec 2025"]
    for i, name in enumerate(names, 1):
        cell = ws.cell(5, i, name)
        ws.merge_cells(start_row=5, start_column=i, end_row=6, end_column=i)
        cell.font, cell.alignment = Font(bold=True), WRAP
    start = 8
    for i, month in enumerate(months, 8):
        ws.cell(6, i, "JFMAMJJASOND"[int(month[5:]) - 1] if len(months) > 20 else SHORT[int(month[5:]) - 1])
        ws.column_dimensions[ws.cell(6, i).column_letter].width = 5.2
        if month.endswith("-12") or i == width:
            ws.cell(5, start, int(month[:4]))
            ws.cell(5, start).alignment = Alignment(horizontal="center")
            ws.merge_cells(start_row=5, start_column=start, end_row=5, end_column=i)
            start = i + 1
    for letter, wide in zip("ABCDEFG", (6, 22, 46, 26, 26, 9, 11), strict=True):
        ws.column_dimensions[letter].width = wide
    ws.freeze_panes = "D7"


SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def b_3_row(ws: Any, row: int, a: Data, months: list[str]) -> None:
    """One action's row: text cells, figures, bar and milestones."""
    ws.cell(row, 1, a["id"])
    ws.cell(row, 3, a["do"])
    ws.cell(row, 4, a["who"] or None)
    ws.row_dimensions[row].height = 48
    if "base" in a:
        for column, value in ((6, a["base"]), (7, a["tgt"])):
            ws.cell(row, column, value).number_format = "0%" if value < 1 else "0"
        ws.cell(row, 5, a["know"])
    for column, month in enumerate(months, 8):
        cell = ws.cell(row, column)
        if month.endswith("-08"):
            cell.fill = HOLIDAY
        if "bar" in a and a["bar"][0] <= month <= a["bar"][1]:
            cell.fill = BAR
        elif "ext" in a and a["bar"][1] < month <= a["ext"]:
            cell.fill = EXTENSION
        if month in a.get("ms", {}):
            cell.value = a["ms"][month]
            cell.font = Font(size=7, color="FFFFFF")
    for column in range(1, 8 + len(months)):
        ws.cell(row, column).border = THIN
        ws.cell(row, column).alignment = WRAP


def b_3_sheet(wb: Any, section: Data) -> None:
    """One Gantt sheet."""
    ws = wb.create_sheet(section["sheet"])
    months = month_list(*section["months"])
    b_3_head(ws, section, months)
    row, count = 7, 0
    for group in section["group"]:
        if "afi" in group:
            ws.cell(row, 1, "Area for improvement: " + group["afi"]).fill = PatternFill(
                "solid", fgColor="C9ADA7"
            )
            ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=7 + len(months))
            row += 1
        first = row
        for a in group["action"]:
            b_3_row(ws, row, a, months)
            if a.get("measure", 1) > 1:
                for column in (5, 6, 7):
                    end = row + a["measure"] - 1
                    ws.merge_cells(start_row=row, start_column=column, end_row=end, end_column=column)
            row += 1
            count += 1
        ws.cell(first, 2, group["objective"]).font = Font(bold=True)
        ws.merge_cells(start_row=first, start_column=2, end_row=row - 1, end_column=2)
    ws.cell(row + 1, 1, f"Actions on this sheet: {count}")
    ws.page_setup.orientation, ws.page_setup.fitToHeight = "landscape", 0
    ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)


def b_3(data: Data) -> bytes:
    """A Gantt workbook: a read-me sheet, three Gantt sheets, progress by quarter, abbreviations."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "Read me"
    lines = [
        data["title"],
        "Version 4, 13 June 2025",
        "",
        "Inspected 10 to 14 June 2024; report 20 August 2024",
    ]
    lines += [
        "Programme board chair: Prof. Edwin Marsh (independent). Sponsor: Director of Children's Services"
    ]
    lines += ["", "How to read the bars"]
    for i, line in enumerate(lines, 1):
        ws.cell(i, 2, line).font = Font(bold=i == 1, size=14 if i == 1 else 11)
    for i, (fill, text) in enumerate(
        ((BAR, "Planned"), (EXTENSION, "Extension agreed by the Board"), (HOLIDAY, "School summer holiday")),
        9,
    ):
        ws.cell(i, 2).fill = fill
        ws.cell(i, 3, text)
    ws["B13"] = "Status letters on the Progress sheet: C complete, T on track, L late, N not started"
    ws["B14"] = "Text in a bar is a milestone. No bar means that no dates have been set."
    ws.column_dimensions["B"].width = 30
    for section in data["section"]:
        b_3_sheet(wb, section)
    ws = wb.create_sheet("Progress")
    heads = ["Ref", "Action in short", "Q3 2024/25", "Q4 2024/25", "Q1 2025/26", "Status"]
    ws.append(["Progress by quarter"])
    ws.append(heads)
    for cell in ws[2]:
        cell.font = Font(bold=True)
    for section in data["section"]:
        ws.append([section["sheet"]])
        for a in section["action"]:
            ws.append([a["id"], " ".join(a["do"].split()[:5]) + "…", *(u or None for u in a["upd"]), a["st"]])
    for letter, wide in zip("ABCDEF", (7, 40, 32, 32, 32, 8), strict=True):
        ws.column_dimensions[letter].width = wide
    ws = wb.create_sheet("Abbreviations")
    for short, long in data["glossary"].items():
        ws.append([short, long])
    ws.append(["DCS", "Director of Children's Services"])
    ws.append(["PMO", "programme management office"])
    out = BytesIO()
    wb.save(out)
    return out.getvalue()


# -- the web page -------------------------------------------------------------------------------


def b_4_list(section: Data) -> list[str]:
    """Bullets with who and when in brackets, one of them wrapped over two lines."""
    heading = "### What we are doing" if section["key"] == "1" else "**What we are doing**"
    out = [heading, "", "We will:", ""]
    for i, a in enumerate(section["action"]):
        text = a["raw"]
        if i == 1:
            at = text.index(" ", 70)
            text = text[:at] + "\n  " + text[at + 1 :]
        out.append(("* " if section["key"] == "1" else "- ") + text)
    return [*out, ""]


def b_4_table(section: Data, heads: list[str]) -> list[str]:
    """A pipe table; the columns stand in another order in each."""
    out = ["### What we are doing", "", f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    for a in section["action"]:
        people = []
        for text in a["own"]:
            people.append(", ".join(x for x in text.split("|") if x))
        who = "<br>".join(people)
        row = {"what": a["do"], "who": who, "when": a["when"], "know": a.get("know", "")}
        keys = (
            ["what", "who", "when", "know"]
            if heads[0].startswith("What")
            else ["who", "what", "when", "know"]
        )
        out.append(f"| {' | '.join(row[k] for k in keys)} |")
    return [*out, ""]


def b_4(data: Data) -> bytes:
    """A council's web page saved as Markdown."""
    out = """[Skip to main content](#main)

[Home](/) > [Education and children](/education) > [SEND](/send) > Our SEND improvement plan

We use some essential cookies to make this website work. [Accept] [Reject]

# Our SEND improvement plan

Last updated: 31 January 2025

On this page

1. [How we work with families](#a1)
2. [Assessments that are late and letters that are unclear](#a2)
3. [Community nursing](#a3)
4. [SEN support in mainstream schools](#a4)
5. [How we will report](#a5)

Ofsted and the Care Quality Commission (CQC) visited Wexcombe between 1 and 5 July 2024. Their report of
12 September 2024 found serious weaknesses. We are sorry. This page tells you, in plain words, what we are
doing about it. WPCF is the Wexcombe Parent Carer Forum; the ICB is NHS Coast and Vale Integrated Care Board.
The plan is overseen by the SEND Improvement Board, chaired by Helga Brandt.

> "I just want somebody to pick up the phone." Parent, Lower Wexcombe

""".split("\n")
    done = {
        "1": ["answered 212 old complaints", "taken on four more people in the complaints team"],
        "3": ["met the five families who wrote to the inspectors"],
    }
    for s in data["section"]:
        out += [f'<a id="a{s["key"]}"></a>', "", f"## {s['heading']}", "", s["afi"], ""]
        if s["key"] in done:
            out += ["### What we have done so far", "", "We have:", ""]
            out += [*("- " + x for x in done[s["key"]]), ""]
        if s["key"] in "13":
            out += b_4_list(s)
        elif s["key"] == "2":
            out += b_4_table(s, ["What we are doing", "Who", "By when", "How you will know"])
        else:
            out += b_4_table(s, ["Lead", "Action", "Timescale", "What success looks like"])
        if s["key"] == "2":
            out += [
                '> "The letter had eleven pages and I still can\'t tell if it is a no." Parent, Nether Hill',
                "",
            ]
    out += """## How we will report

Each quarter we will put an update on this page. The next one is due in April 2025.

Was this page helpful? [Yes] [No]

[Privacy](/privacy) | [Accessibility](/accessibility) | © Wexcombe Council
""".split("\n")
    return "\n".join(out).encode()


# -- PDF ----------------------------------------------------------------------------------------


def style(name: str, **more: Any) -> ParagraphStyle:
    """A paragraph style in Helvetica."""
    return ParagraphStyle(name, **{"fontName": "Helvetica", "fontSize": 9.5, "leading": 12.5} | more)


BODY = style("body", spaceAfter=5)
SMALL = style("small", fontSize=8, leading=10)
BOLD = style("bold", fontName="Helvetica-Bold", spaceBefore=6, spaceAfter=3)
TITLE = style(
    "title", fontName="Helvetica-Bold", fontSize=24, leading=29, textColor=colors.HexColor("#4A1D6A")
)
H1 = style(
    "h1",
    fontName="Helvetica-Bold",
    fontSize=14,
    leading=17,
    spaceBefore=10,
    spaceAfter=6,
    textColor=colors.HexColor("#4A1D6A"),
)
WHITE = style("white", fontName="Helvetica-Bold", fontSize=9, leading=11, textColor=colors.white)


def pdf_bytes(templates: list[PageTemplate], story: list[Flowable], data: Data) -> bytes:
    """The laid out PDF, without times."""
    out = BytesIO()
    doc = BaseDocTemplate(out, pagesize=A4, title=data["title"], author=data["council"], invariant=1)
    doc.addPageTemplates(templates)
    doc.build(story)
    return out.getvalue()


def b_2_running(canvas: Any, doc: Any) -> None:
    """Running header and footer."""
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(colors.HexColor("#666666"))
    canvas.drawString(50, 810, "Getting It Right Together")
    canvas.drawRightString(545, 30, f"Kestlewick local area SEND improvement plan | {doc.page}")


def b_2_block(a: Data) -> list[Flowable]:
    """One labelled block."""
    lead = "Leads" if len(a["own"]) > 1 else "Lead"
    out = [
        Paragraph(f"Action {a['id']}", BOLD),
        Paragraph(a["do"], BODY),
        Paragraph(f"<b>{lead}:</b> {a['who']}".replace("&", "&amp;"), BODY),
        Paragraph(f"<b>By when:</b> {a['when']}", BODY),
    ]
    if a["know"] or a["id"] == "1.5":
        out.append(Paragraph(f"<b>How we will know:</b> {a['know']}", BODY))
    return [*out, Spacer(1, 5)]


def b_2(data: Data) -> bytes:
    """Labelled blocks over two columns."""
    wide = PageTemplate("cover", [Frame(50, 50, 495, 740, id="w")])
    columns = [Frame(50, 50, 238, 745, id="l"), Frame(307, 50, 238, 745, id="r")]
    two = PageTemplate("two", columns, onPage=b_2_running)
    quote = style(
        "quote", fontName="Helvetica-Oblique", backColor=colors.HexColor("#EEE4F4"), borderPadding=5
    )
    story: list[Flowable] = [
        Spacer(1, 190),
        Paragraph("Getting It Right Together", TITLE),
        Paragraph("Kestlewick local area SEND improvement plan", H1),
        Paragraph("February 2025", BODY),
        Paragraph("Kestlewick City Council, NHS Eastmoor ICB and Kestlewick Parent Voice", BODY),
        NextPageTemplate("two"),
        PageBreak(),
        Paragraph("Contents", H1),
        *(Paragraph(f"{t} {'.' * 12} {p}", BODY) for t, p in (("Why we have a plan", 2), ("The actions", 3))),
        Paragraph("Why we have a plan", H1),
        Paragraph(
            "Inspectors from Ofsted and the Care Quality Commission were with us from 23 to 27 September "
            "2024. Their report was published on 21 November 2024. It finds that what children with SEND and "
            "their families go through in our city is not the same everywhere, and it sets three areas for "
            "improvement. We accept what it says.",
            BODY,
        ),
        Paragraph(
            "The plan is led by the Local Area SEND Board. Its chair is Rosalind Keane. Asif Warsame is the "
            "parent representative. Each section has a sponsor from the council and one from the NHS.",
            BODY,
        ),
        Paragraph("What has happened since the inspection", BOLD),
        Paragraph("• We took 300 calls on a new parents' line.", BODY),
        Paragraph("• A second special school at Mill Lane opened its doors in January.", BODY),
        Spacer(1, 8),
        Paragraph("“Everyone was kind, but nobody could tell us when.” Parent of twins, Old Town", quote),
        Spacer(1, 12),
        Paragraph("Words and initials", BOLD),
        *(Paragraph(f"<b>{k}</b> {v}", SMALL) for k, v in data["glossary"].items()),
        Paragraph("<b>SENCO</b> special educational needs co-ordinator", SMALL),
    ]
    for s in data["section"]:
        story += [
            Paragraph(s["heading"], H1),
            Paragraph(s["afi"], style("afi", textColor=colors.HexColor("#4A1D6A"))),
        ]
        story += [Paragraph(f"<b>Our aim:</b> {s['objective']}", style("aim", spaceBefore=5, spaceAfter=5))]
        for a in s["action"]:
            story += b_2_block(a)
    story += [Paragraph("Telling you how we are doing", H1)]
    story += [Paragraph("We will publish a progress note in July 2025 and in January 2026.", BODY)]
    return pdf_bytes([wide, two], story, data)


BLUE = colors.HexColor("#00437B")


def b_5_table(rows: list[list[str]], widths: list[float], repeat: int = 1, lines: bool = True) -> Table:
    """A table with a white-on-blue header row."""
    cells = [[Paragraph(t, WHITE) for t in rows[0]]]
    cells += [[Paragraph(t, SMALL) for t in row] for row in rows[1:]]
    table = Table(cells, colWidths=widths, repeatRows=repeat)
    rules = [("BACKGROUND", (0, 0), (-1, 0), BLUE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    kind = ("GRID", (0, 0), (-1, -1), 0.5, colors.grey) if lines else None
    table.setStyle([*rules, kind or ("LINEBELOW", (0, 0), (-1, -1), 0.6, BLUE)])
    return table


def b_5_letter() -> bytes:
    """A letter as a scanner would give it: grey, specked and a little aslant. No text layer."""
    page = PilImage.new("L", (827, 1000), 246)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=20)
    lines = [
        "North Aldershire Council",
        "Civic Centre",
        "",
        "To the Department for Education",
        "",
        "We confirm that the Accelerated Progress Plan has been agreed",
        "by the council's Cabinet and by the Board of the ICB.",
        "",
        "Yours faithfully",
        "",
        "T. Rawcliffe          M. Devereux",
    ]
    for i, line in enumerate(lines):
        draw.text((90, 120 + 44 * i), line, fill=60, font=font)
    chance = random.Random(5)
    for _ in range(900):
        draw.point((chance.randrange(827), chance.randrange(1000)), fill=chance.randrange(90, 200))
    out = BytesIO()
    page.rotate(0.8, fillcolor=250).save(out, "PNG")
    return out.getvalue()


def b_5_front(data: Data) -> list[Flowable]:
    """Cover, officers, advisers and governance, in portrait."""
    officers = [["Accountable officer", "Role", "Organisation"]]
    officers += [["Theo Rawcliffe", "Chief Executive", "North Aldershire Council"]]
    officers += [["Margaret Devereux", "Chief Executive", "NHS Alder and Wold ICB"]]
    officers += [["Nasreen Qadir", "Director of Children's Services", "North Aldershire Council"]]
    advisers = [
        ["Adviser", "For"],
        ["Colin Strudwick", "Department for Education"],
        ["Ama Boateng", "NHS England"],
    ]
    return [
        Spacer(1, 140),
        Paragraph(data["title"], TITLE),
        Paragraph("Plan of January 2025, version 2", BODY),
        Paragraph("Date of inspection: 7 to 11 October 2024. Date of publication: 3 December 2024.", BODY),
        PageBreak(),
        Paragraph("1. Who is accountable", H1),
        b_5_table(officers, [150, 190, 150]),
        Spacer(1, 10),
        b_5_table(advisers, [240, 250]),
        Paragraph("2. Governance", H1),
        Paragraph(
            "The SEND Improvement and Assurance Board meets each month under its independent chair, Sir "
            "Gareth Hale. It has four theme groups. Parents are represented by Lucinda Fairweather. The DfE "
            "and NHS England advisers attend every other meeting and hold reviews at 3, 6 and 12 months.",
            BODY,
        ),
        Paragraph("3. How to read the plan", H1),
        Paragraph(
            "Each action is one that we <b>must</b> do (the law or the report asks for it), <b>should</b> do "
            "or <b>could</b> do if money allows. Progress: Complete, On track, Delayed, Not started.",
            BODY,
        ),
        Paragraph("4. What families say", H1),
        Paragraph(
            "“We were promised a review in the spring. It is now the third spring.” Father of a girl of 12",
            BODY,
        ),
        Paragraph("5. Abbreviations", H1),
        *(Paragraph(f"{k} - {v}", BODY) for k, v in data["glossary"].items()),
        Paragraph(
            "CAMHS - child and adolescent mental health services; MHST - mental health support team", BODY
        ),
    ]


def b_5_theme(n: int, s: Data) -> list[Flowable]:
    """A theme's heading and table, in landscape; in the second theme a page cuts a row, as Word does."""
    rows = [
        ["Ref", "Priority", "Action", "Accountable", "Support", "Start", "Complete by", "Progress", "Comment"]
    ]
    pages = [rows]
    for a in s["action"]:
        people = [", ".join(x for x in t.split("|") if x).replace("&", "&amp;") for t in a["own"]]
        tail = [a.get("start", ""), a.get("end", ""), a["rag"], a.get("note", "")]
        text = a["do"]
        if len(people) > 2:
            at = text.index("so that")
            head, text = text[:at], text[at:]
            part = [a["id"], a["pr"], head, "<br/>".join(people[:2]), a.get("support", ""), *tail]
            pages[-1].append(part)
            pages.append([rows[0], ["", "", text, people[2], "", "", "", "", ""]])
            continue
        pages[-1].append([a["id"], a["pr"], text, "<br/>".join(people), a.get("support", ""), *tail])
    widths = [28, 45, 225, 135, 68, 58, 62, 60, 95]
    out: list[Flowable] = [
        Paragraph(s["heading"], H1),
        Paragraph(f"<b>{s['afi']}</b>", BODY),
        Paragraph(f"Objective: {s['objective']}", BODY),
    ]
    for i, page in enumerate(pages):
        out += [PageBreak()] if i else []
        out.append(b_5_table(page, widths, repeat=0 if n == 3 else 1, lines=n != 1))
    return [*out, Spacer(1, 14)]


def b_5_annex(data: Data) -> list[Flowable]:
    """Impact measures, risks, in portrait."""
    rows = [["Theme", "Impact measure", "Baseline (Jan 2025)", "3 months (Apr 2025)", "6 months (Jul 2025)"]]
    rows[0].append("12 months (Jan 2026)")
    spans, last = [], ""
    for i, m in enumerate(data["measure"], 1):
        rows.append([m["theme"] if m["theme"] != last else "", m["t"], m["b"], *(t[0] for t in m["to"])])
        if m["theme"] == last:
            spans[-1] = ("SPAN", spans[-1][1], (0, i))
        else:
            spans.append(("SPAN", (0, i), (0, i)))
        last = m["theme"]
    table = b_5_table(rows, [58, 165, 70, 68, 68, 70])
    table.setStyle(spans)
    risks = [["Risk", "L", "I", "Score", "Mitigation", "Owner"]]
    risks += [["Recruitment fails in mental health", "4", "4", "16", "Trainee posts; bank staff", "AMHT"]]
    risks += [
        ["The pooled budget is not agreed", "3", "5", "15", "Escalate to both chief executives", "AWICB"]
    ]
    risks += [["Schools do not release staff for training", "3", "3", "9", "Twilight sessions", "NAC"]]
    return [
        Paragraph("Annex A: impact measures and milestones", H1),
        Paragraph("Advisers will look at these at the 3, 6 and 12 month reviews.", BODY),
        table,
        Paragraph("Annex B: risk register", H1),
        b_5_table(risks, [150, 25, 25, 40, 160, 70]),
        Paragraph("Annex C: letter from the accountable officers (next page)", H1),
    ]


def b_5(data: Data) -> bytes:
    """Must, should and could in landscape pages between portrait ones, and a scanned page."""

    def foot(canvas: Any, doc: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(canvas._pagesize[0] / 2, 24, f"Accelerated Progress Plan - page {doc.page}")

    wide = landscape(A4)
    templates = [
        PageTemplate("tall", [Frame(48, 45, 500, 755)], onPage=foot, pagesize=A4),
        PageTemplate("wide", [Frame(28, 40, 786, 525)], onPage=foot, pagesize=wide),
    ]
    story = [*b_5_front(data), NextPageTemplate("wide"), PageBreak()]
    story += [
        Paragraph("6. The actions", H1),
        Paragraph("Four theme groups carry these out.", BODY),
        Spacer(1, 28),
    ]
    for n, s in enumerate(data["section"]):
        story += b_5_theme(n, s)
    story += [NextPageTemplate("tall"), PageBreak(), *b_5_annex(data), PageBreak()]
    picture = BytesIO(b_5_letter())
    width, height = ImageReader(picture).getSize()
    picture.seek(0)
    story.append(Image(picture, 480, 480 * height / width))
    return pdf_bytes(templates, story, data)
