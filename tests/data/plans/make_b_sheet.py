"""The workbook b-3 and the web page b-4 of the invented plans: each lays out a plan, returning its bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

Data = dict[str, Any]

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
