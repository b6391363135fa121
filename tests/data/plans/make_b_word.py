"""The Word layouts of the invented plans b-1 and b-6: each lays out one plan and returns its bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from made_word import set_columns, shade

Data = dict[str, Any]


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


def grid(doc: Any, rows: list[list[str]], widths: list[float], head: str | None = None) -> Any:
    """A plain table; `head` is the first row's fill."""
    table = doc.add_table(rows=0, cols=len(widths), style="Table Grid")
    set_columns(table, widths)
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
                set_columns(table, [3.6, 12.2])
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
        set_columns(inner, [2.2, 3.0])
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
    set_columns(table, B6_WIDE)
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
