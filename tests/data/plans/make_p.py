"""Build p-1 (workbook) and p-2 (PDF), plans whose columns are months or terms: print, readings, layouts.

usage: python tests/data/plans/make_p.py      README-p.txt tells the conventions

source.toml holds the print and its readings: lines "kind field | field"; an indented
line goes on with the one before.
= id | first..last filled column | status | findings beside its part's | words in the bar | columns left empty
who is "as printed = name|role|organisation"; kpi and m are "text ~ baseline ~ target ...", each figure
"printed=value@period". `Plan.spans` tells the first and the last month of a column.
"""

import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import made
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer  # type: ignore[import-untyped]
from reportlab.platypus import Table as PdfTable

Json = made.Data
MONTHS = [f"{2025 + (m > 12)}-{(m - 1) % 12 + 1:02}" for m in range(9, 21)]
MONTH_NAMES = [date(int(m[:4]), int(m[5:]), 1).strftime("%b-%y") for m in MONTHS]
TERMS = ["Autumn 25", "Spring 26", "Summer 26", "Autumn 26", "Spring 27"]
TERM_MONTHS = ["2025-09 2025-12", "2026-01 2026-04", "2026-04 2026-07", "2026-09 2026-12", "2027-01 2027-04"]


@dataclass
class Action:
    id: str
    at: list[str]
    status: str
    also: list[str]
    words: dict[str, str]
    skip: list[str]
    part: list[str]
    group: str
    do: str = ""
    ok: str = ""
    note: str = ""
    who: list[str] = field(default_factory=list)
    owners: list[Json] = field(default_factory=list)

    def bar(self, columns: list[str]) -> list[str]:
        """The columns that are filled."""
        if not self.at:
            return []
        first, last = columns.index(self.at[0]), columns.index(self.at[1])
        return [c for c in columns[first : last + 1] if c not in self.skip]


@dataclass
class Plan:
    file: str
    head: Json
    days: list[str]
    published: str
    columns: list[str]
    names: list[str]
    spans: dict[str, list[str]]
    statuses: dict[str, str]
    findings: list[list[str]] = field(default_factory=list)
    gaps: list[list[str]] = field(default_factory=list)
    figures: list[Json] = field(default_factory=list)
    kpis: list[Json] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)


def measure(spec: str, ids: list[str]) -> Json:
    """A measure's gold."""
    spec, _, more = spec.partition("~~")
    text, base, *aims = (s.strip() for s in spec.split("~"))
    return made.measure(text, made.figure(base), map(made.figure, aims), ids or more.split())


def read(plan: Plan, name: str) -> Plan:
    """The plan with the content of the lines of its source.toml."""
    text = made.source(name)["text"]
    part, group = [""], ""
    for line in re.sub(r"\n +", " ", text.strip()).split("\n"):
        kind, _, rest = line.partition(" ")
        cells = [c.strip() for c in rest.split(" | ")]
        if kind == "finding":
            plan.findings.append(cells)
        elif kind == "gap":
            plan.gaps.append(cells)
        elif kind == "part":
            part = cells
        elif kind == "group":
            group = rest
        elif kind == "=":
            name, at, status, also, words, skip = (rest.replace("| |", "|  |").split("|") + [""] * 6)[:6]
            said = dict(w.strip().split("=") for w in words.split(";") if w.strip())
            span = [s.strip() for s in at.split("..") if s.strip()]
            held = [s.strip() for s in skip.split(";") if s.strip()]
            got = Action(name.strip(), span, status.strip(), also.split(), said, held, part, group)
            plan.actions.append(got)
        elif kind == "who":
            printed, _, owner = rest.partition(" = ")
            plan.actions[-1].who.append(printed)
            if owner:
                plan.actions[-1].owners.append(made.owner(owner))
        elif kind in ("m", "kpi"):
            plan.figures.append(measure(rest, [plan.actions[-1].id] if kind == "m" else []))
            if kind == "kpi":
                plan.kpis.append(plan.figures[-1])
        else:
            setattr(plan.actions[-1], kind, rest)
    return plan


def reading(plan: Plan, a: Action) -> Json:
    """The gold of an action: a single column sets only the end."""
    got: Json = {"id": a.id, "finding_ids": [a.part[0], *a.also], "area_for_improvement": a.part[2]}
    got |= {"objective": a.group, "activity": a.do, "owners": a.owners, "owners_raw": "\n".join(a.who)}
    first, last = ([plan.spans[c] for c in a.at]) if a.at else ([None], [None])
    shown = [plan.names[plan.columns.index(c)] for c in dict.fromkeys(a.at)]
    single = len(shown) < 2
    got |= {"timescale_raw": " - ".join(shown) or None, "start": None if single else first[0]}
    got |= {"end": last[-1], "qualifier": None if single else "between", "success_measure": a.ok}
    if a.status:
        got |= {"status": plan.statuses[a.status], "status_raw": a.status}
    return got | {"priority": a.part[1]}


def write(name: str, plan: Plan, data: bytes) -> None:
    """findings.json, gold.json and the plan."""
    told = plan.head | {"file": plan.file, "inspection": plan.days, "published": plan.published}
    told["finding"] = made.named("id cover text missing", plan.findings)
    told["gap"] = made.named(made.GAP, plan.gaps)
    actions = [reading(plan, a) for a in plan.actions]
    made.write(
        name, plan.file, data, made.records(name, plan.head | told, actions, plan.figures, made.DATES_LAST)
    )


# ---------------------------------------------------------------- p-1 Stourbeck, workbook

SIDE = Side(style="thin", color="BFBFBF")
THIN = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
RAG = {"B": "5B9BD5", "G": "92D050", "A": "FFC000", "R": "FF0000", "N": "D9D9D9"}
RAG_MEANING = [
    ("B", "Complete and signed off by the Board"),
    ("G", "On track"),
    ("A", "Started, some risk to be managed"),
    ("R", "Behind - will miss, or has missed, its last month"),
    ("N", "Not due to start yet"),
]
ABOUT = """Stourbeck SEND Partnership
Priority Action Plan - delivery chart
Version 3.2, position at 14 November 2025
*Why we have this plan
Inspectors from Ofsted and the Care Quality Commission visited Stourbeck between 10 and 14 March 2025.
 Their report of 20 May named two areas for priority action and one area for improvement. This workbook
 shows who will do what about them, and in which months. It is the working copy: the Board sees it every
 six weeks.
*How to use it
There is a tab for each priority. Fill the months in which the action runs. Please do not add rows without
 telling the programme office (send.programme@stourbeck.example).
Priority 3 came over from the adults' programme and still has their layout.
*Who meets when
SEND Improvement Board - 21 October 2025, 9 December 2025, 27 January 2026, 10 March 2026
Joint commissioning group - first Thursday of the month
*What parents told us in September
"I ring three numbers and each of them gives me another one."
"The review was lovely. A year on, the plan still says he is in nursery."
*Short names
SC Stourbeck Council; SVICB NHS Stour and Vale Integrated Care Board; VCHT Vale Community Health NHS
 Trust; OT occupational therapy; Stour Voices is our parent carer forum"""
RISKS = [
    (
        "R1",
        "Therapists cannot be recruited",
        "High",
        "High",
        "Agency cover to March; grow our own scheme",
        "VCHT",
    ),
    (
        "R2",
        "Portal supplier slips",
        "Medium",
        "High",
        "Keep the shared mailbox running until May",
        "SC Digital",
    ),
    ("R3", "Savings in 2026/27 budget", "Medium", "Medium", "Early talks with Schools Forum", "SC Finance"),
    ("R4", "Parents tire of being asked", "Low", "High", "Pay for time; say what changed", "Stour Voices"),
]


def put(
    ws: Worksheet, row: int, column: int, value: Any, *, bold: bool = False, fill: str = "", grid: bool = True
) -> None:
    cell = ws.cell(row, column, value)
    centre = (isinstance(value, str) and len(value) < 3) or isinstance(value, date)
    cell.alignment = Alignment(wrap_text=grid, vertical="center", horizontal="center" if centre else None)
    cell.font = Font(name="Arial", size=9, bold=bold, color="FFFFFF" if fill == "1F3864" else "000000")
    if grid:
        cell.border = THIN
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)


def month_heads(ws: Worksheet, row: int, first: int, style: str) -> None:
    """Two rows: terms or years merged over the months."""
    merged = [("Autumn term", 4), ("Spring term", 4), ("Summer term", 4)]
    if style == "years":
        merged = [("2025", 4), ("2026", 8)]
    column = first
    for text, width in merged:
        for c in range(column, column + width):
            put(ws, row, c, text if c == column else None, bold=True, fill="D9E2F3")
        ws.cell(row, column).alignment = Alignment(horizontal="center")
        ws.merge_cells(start_row=row, start_column=column, end_row=row, end_column=column + width - 1)
        column += width
    for i, month in enumerate(MONTHS):
        day: Any = datetime(int(month[:4]), int(month[5:]), 1)
        put(ws, row + 1, first + i, day.strftime("%b") if style == "years" else day, bold=True, fill="D9E2F3")
        ws.cell(row + 1, first + i).number_format = "mmm\\-yy"
        ws.cell(row + 1, first + i).alignment = Alignment(text_rotation=90 if style == "terms" else 0)
        ws.column_dimensions[get_column_letter(first + i)].width = 4.6


def gantt(ws: Worksheet, row: int, first: int, a: Action, colour: str, zebra: str) -> None:
    bar = a.bar(MONTHS)
    for i, month in enumerate(MONTHS):
        mark = None if colour or month not in bar else "x" if (a.id, month) == ("3.2", "2026-03") else "X"
        put(ws, row, first + i, mark, fill=colour if colour and month in bar else zebra)
    for where, text in a.words.items():
        start, _, stop = where.partition(":")
        column = first + MONTHS.index(start)
        ws.cell(row, column, text)
        ws.cell(row, column).alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
        if stop:
            last = first + MONTHS.index(stop)
            ws.merge_cells(start_row=row, start_column=column, end_row=row, end_column=last)


def priority(wb: Workbook, plan: Plan, number: int, title: str, layout: list[str], colour: str) -> None:
    """A sheet of one priority: `layout` names its columns, "months" stands for the twelve."""
    ws = wb.create_sheet(title)
    rows = [a for a in plan.actions if a.id[0] == str(number)]
    put(ws, 1, 1, rows[0].part[1], grid=False, bold=True)
    ws.cell(1, 1).font = Font(name="Arial", size=14, bold=True)
    put(ws, 2, 1, "What inspectors asked of us: " + rows[0].part[2], grid=False)
    put(ws, 3, 1, "Position at 14/11/25", grid=False)
    at, widths = {}, {"Ref": 6, "No": 6, "RAG": 6, "Action": 46, "What we will do": 46, "Working with": 18}
    column = 1
    for name in layout:
        at[name] = column
        if name == "months":
            month_heads(ws, 4, column, "years" if number == 3 else "terms")
        else:
            put(ws, 4, column, None, fill="D9E2F3")
            put(ws, 5, column, name, bold=True, fill="D9E2F3")
            ws.column_dimensions[get_column_letter(column)].width = widths.get(name, 26)
        column += 12 if name == "months" else 1
    ws.row_dimensions[5].height = 36
    row, group = 6, ""
    for n, a in enumerate(rows):
        if a.group != group:
            group = a.group
            put(ws, row, 1, group, bold=True, fill="1F3864")
            ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=column - 1)
            row += 1
        zebra = "F2F2F2" if number == 2 and n % 2 else ""
        letter = None if number == 2 else a.status
        value = {"Ref": a.id, "No": a.id, "Action": a.do, "What we will do": a.do, "Lead": "\n".join(a.who)}
        value |= {"Lead officer": "\n".join(a.who), "Success measure": a.ok, "How we will know": a.ok}
        value |= {"Working with": a.note, "Notes": a.note}
        for name in layout:
            if name == "months":
                gantt(ws, row, at[name], a, colour, zebra)
            elif name == "RAG":
                put(ws, row, at[name], letter, fill=RAG.get(a.status, zebra))
            else:
                put(ws, row, at[name], value[name] or None, fill=zebra)
        ws.row_dimensions[row].height = 12.5 * max(2, len(a.do) / 44 + 1, 2 * len(a.who), len(a.ok) / 23 + 1)
        row += 1
    page(ws, "A6")


def page(ws: Worksheet, freeze: str = "") -> None:
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", 9
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if freeze:
        ws.freeze_panes = freeze


def grid(ws: Worksheet, row: int, rows: list[tuple[Any, ...]], widths: list[int]) -> None:
    for r, cells in enumerate(rows):
        for c, value in enumerate(cells, 1):
            put(ws, row + r, c, value, bold=r == 0, fill="" if r else "D9E2F3")
    for c, width in enumerate(widths, 1):
        ws.column_dimensions[get_column_letter(c)].width = width


def kpi_sheet(wb: Workbook, plan: Plan) -> None:
    ws = wb.create_sheet("KPIs")
    put(ws, 1, 1, "Key performance indicators", bold=True, grid=False)
    days = ["2025-12", "2026-03", "2026-08"]
    latest: list[Any] = [119, 377, 0.31, 0.37, 0.52, 0.42, 0.2, "n/a"]
    rows: list[tuple[Any, ...]] = [
        ("KPI", "Measure", "Baseline\nJul-25", "Latest\nOct-25", "Dec-25", "Mar-26", "Aug-26")
    ]

    def cell(raw: str | None, value: Any) -> Any:
        return value / 100 if raw and raw.endswith("%") else raw if value is None else value

    for n, k in enumerate(plan.kpis, 1):
        aims = {t["period"]: cell(t["raw"], t["value"]) for t in k["targets"]}
        base = cell(k["baseline_raw"], k["baseline_value"])
        rows.append((f"KPI {n}", k["text"], base, latest[n - 1], *(aims.get(d, "-") for d in days)))
    grid(ws, 4, rows, [8, 52, 14, 12, 10, 10, 10])
    for c in range(1, 8):
        put(ws, 3, c, "Target" if c == 5 else None, bold=True, fill="D9E2F3")
    ws.merge_cells("E3:G3")
    for line in ws.iter_rows(min_row=5, max_row=12, min_col=3):
        for c in line:
            c.number_format = "0%" if isinstance(c.value, float) else "0"
            c.alignment = Alignment(horizontal="center", vertical="center")
    ws.row_dimensions[4].height = 26
    put(ws, 14, 1, "KPI 8 is a new count, first collected in January 2026.", grid=False)
    page(ws)


def workbook(plan: Plan) -> bytes:
    wb = Workbook()
    ws: Worksheet = wb.active  # type: ignore[assignment]
    ws.title = "About"
    ws.column_dimensions["A"].width = 110
    for r, line in enumerate(ABOUT.replace("\n ", " ").split("\n"), 1):
        put(ws, r, 1, line.lstrip("*"), bold=line.startswith("*") or r < 3, grid=False)
        ws.cell(r, 1).alignment = Alignment(wrap_text=True, vertical="top")
        ws.row_dimensions[r].height = 14 * (1 + len(line) // 115)
    page(ws)
    team = ["Ref", "Action", "Lead", "Working with", "months", "Success measure", "RAG"]
    adults = ["No", "What we will do", "How we will know", "Lead officer", "months", "RAG", "Notes"]
    priority(wb, plan, 1, "1 Waiting", team, "31869B")
    priority(wb, plan, 2, "2 EHC plans", team, "B1A0C7")
    priority(wb, plan, 3, "3 Adulthood", adults, "")
    kpi_sheet(wb, plan)
    ws = wb.create_sheet("Risks")
    put(ws, 1, 1, "Programme risks", bold=True, grid=False)
    grid(
        ws,
        3,
        [("Ref", "Risk", "Likelihood", "Impact", "What we are doing", "Owner"), *RISKS],
        [6, 34, 12, 12, 44, 16],
    )
    page(ws)
    ws = wb.create_sheet("Key")
    put(ws, 1, 1, "RAG", bold=True, grid=False)
    for r, (letter, meaning) in enumerate(RAG_MEANING, 2):
        put(ws, r, 1, letter, fill=RAG[letter])
        put(ws, r, 2, meaning)
    put(ws, 8, 1, "Chart", bold=True, grid=False)
    chart = [
        ("Mark", "Meaning"),
        ("", "coloured month: work is under way in it"),
        ("X", "the same (Priority 3)"),
    ]
    grid(ws, 9, chart, [8, 60])
    put(ws, 10, 1, None, fill="31869B")
    put(ws, 12, 1, "◆")
    put(ws, 12, 2, "Board looks at the result in this month")
    page(ws)
    wb.properties.creator, wb.properties.title = "Stourbeck SEND programme office", plan.head["title"]
    return made.saved(wb, datetime(2025, 11, 14, 9, 30))


# ---------------------------------------------------------------- p-2 Linmarsh, PDF

INK, BAR, PALE = colors.HexColor("#1d3b53"), colors.HexColor("#8fb8d6"), colors.HexColor("#e6edf2")
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13.5, spaceAfter=6)
SMALL = ParagraphStyle("small", TEXT, fontSize=8, leading=9.8, spaceAfter=0)
WHITE = ParagraphStyle("white", SMALL, fontName="Helvetica-Bold", textColor=colors.white)
MID = ParagraphStyle("mid", SMALL, alignment=1, fontSize=7.5)
BAND = ParagraphStyle("band", SMALL, fontName="Helvetica-Bold", fontSize=9, leading=11)
TITLE = ParagraphStyle("title", TEXT, fontName="Helvetica-Bold", fontSize=24, leading=30, textColor=INK)
HEAD = ParagraphStyle("head", TITLE, fontSize=14, leading=18, spaceBefore=8, spaceAfter=4)
INTRO = """# Linmarsh SEND and Inclusion Improvement Plan
Autumn 2025 to Spring 2027 – updated for the Partnership Board of 22 January 2026
## Why we wrote it
Ofsted and the CQC inspected the Linmarsh local area partnership from 28 April to 2 May 2025. Their
 report, which came out on 8 July 2025, asked us to improve three things. We met 140 parents and 60 young
 people over the summer before we wrote down what we would do.
## What families told us
“We moved two miles and dropped off the list for speech therapy.”
“He has been on mornings only since Easter. Nobody has asked me how that is going.”
## Who looks after the plan
The Partnership Board is chaired by the Chief Executive of Linmarsh Borough Council and meets twice a
 term. Each action has one accountable person, or two where agencies share it. The Scrutiny Committee sees
 the plan in March and in October. Schools Forum and the Health and Wellbeing Board receive a summary.
## How to read the tables
A blue cell means that work takes place in that term. Words in a blue cell say what happens in it. In the
 third table the same is shown with a tick. Position at January 2026 is one of these:"""
POSITIONS = [
    ("Done", "The action is finished and the Board has seen the evidence"),
    ("On course", "The action will be finished by the end of its last term"),
    ("Under way", "Work has started but needs watching"),
    ("Behind", "Work is late and a new date may be needed"),
    ("Yet to start", "Work has not begun"),
]
PDF_RISKS = [
    ("Risk", "Score", "What we do about it"),
    ("Too few therapists apply for our posts", "16", "Share posts with the trust; bursaries from April 2026"),
    ("Schools leave the reporting scheme", "9", "Termly visits to heads; publish how returns are used"),
    ("Costs of building at Pyewick rise", "12", "Monthly cost reports to the capital board"),
]


def table(rows: list[list[Any]], widths: list[float], extra: list[tuple[Any, ...]], heads: int = 1) -> Any:
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#7f8c96")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, heads - 1), INK),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    return PdfTable(rows, colWidths=widths, repeatRows=heads, style=style + extra, hAlign="LEFT")


def small(rows: list[Any], widths: list[float]) -> Any:
    cells = [[Paragraph(c, SMALL if n else WHITE) for c in row] for n, row in enumerate(rows)]
    return table(cells, widths, [])


def part_table(plan: Plan, number: str) -> Any:
    """The actions of a part under two rows of heads; terms shaded, or ticked in the third part."""
    top = ["", "", "", "2025/26", "", "", "2026/27", "", "", ""]
    names = [
        "Ref",
        "Our action",
        "It has worked when",
        *(t.split()[0] for t in TERMS),
        "Accountable",
        "Position",
    ]
    for i, term in enumerate(TERMS, 3):
        names[i] = term.replace(" ", "<br/>")
    rows: list[list[Any]] = [[Paragraph(c, WHITE) for c in line] for line in (top, names)]
    extra: list[tuple[Any, ...]] = [("SPAN", (3, 0), (5, 0)), ("SPAN", (6, 0), (7, 0))]
    group = ""
    for a in (a for a in plan.actions if a.id[0] == number):
        if a.group != group:
            group = a.group
            extra += [
                ("SPAN", (0, len(rows)), (-1, len(rows))),
                ("BACKGROUND", (0, len(rows)), (-1, len(rows)), PALE),
            ]
            rows.append([Paragraph("We want: " + group, BAND), *[""] * 9])
        y, marks = len(rows), ["", "", "", "", ""]
        for term in a.bar(TERMS):
            x = TERMS.index(term)
            if number == "3":
                marks[x] = '<font name="ZapfDingbats">✔</font>'
            else:
                extra.append(("BACKGROUND", (3 + x, y), (3 + x, y), BAR))
        for where, text in a.words.items():
            start, _, stop = where.partition(":")
            marks[TERMS.index(start)] = text
            if stop:
                extra.append(("SPAN", (3 + TERMS.index(start), y), (3 + TERMS.index(stop), y)))
        cells = [Paragraph(a.id, SMALL), Paragraph(a.do, SMALL), Paragraph(a.ok, SMALL)]
        cells += [Paragraph(m, MID) if m else "" for m in marks]
        rows.append([*cells, Paragraph("<br/>".join(a.who), SMALL), Paragraph(a.status, SMALL)])
    return table(rows, [28, 190, 128, 46, 46, 46, 46, 46, 136, 58], extra, heads=2)


def pdf(plan: Plan) -> bytes:
    story: list[Any] = []
    for line in INTRO.replace("\n ", " ").split("\n"):
        mark, _, rest = line.partition(" ")
        style = {"#": TITLE, "##": HEAD}.get(mark, TEXT)
        story.append(Paragraph(line if style is TEXT else rest, style))
    story += [small([("Position", "Meaning"), *POSITIONS], [90, 420])]
    for n, part in enumerate({a.part[0]: a.part for a in plan.actions}.values(), 1):
        story += [PageBreak(), Paragraph(f"Part {n}: {part[1]}", HEAD)]
        story += [Paragraph(f"<b>Area for improvement:</b> {part[2]}", TEXT), part_table(plan, str(n))]
    shown = [("", "Indicator", "July 2025 (baseline)", "Target July 2026", "Target April 2027")]
    for i, k in enumerate(plan.kpis, 1):
        shown.append((str(i), k["text"], k["baseline_raw"], *(t["raw"] for t in k["targets"])))
    story += [PageBreak(), Paragraph("What we measure", HEAD)]
    story += [Paragraph("The Board has a report on these six indicators once a term.", TEXT)]
    story += [small(shown, [24, 330, 110, 100, 100]), Spacer(1, 14), Paragraph("Risks", HEAD)]
    story += [small(PDF_RISKS, [260, 50, 354]), Spacer(1, 14), Paragraph("Meetings", HEAD)]
    dates = "Partnership Board: 22 January, 19 March, 14 May, 9 July 2026. Scrutiny: 5 March, 8 October."
    story += [Paragraph(dates, TEXT), Paragraph("Questions? send.together@linmarsh.example", TEXT)]

    def foot(canvas: Canvas, doc: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(36, 20, "Linmarsh SEND and Inclusion Improvement Plan – January 2026")
        canvas.drawRightString(806, 20, f"Page {doc.page}")

    out = io.BytesIO()
    doc = SimpleDocTemplate(
        out, pagesize=landscape(A4), leftMargin=36, rightMargin=36, topMargin=34, bottomMargin=40
    )
    doc.title, doc.author, doc.invariant = plan.head["title"], "Linmarsh Borough Council", 1
    doc.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def main() -> None:
    stourbeck = Plan(
        "Stourbeck SEND Priority Action Plan - Gantt Nov 25.xlsx",
        {
            "area": "Stourbeck",
            "title": "Stourbeck SEND Priority Action Plan",
            "plan_type": "priority_action_plan",
        }
        | {"plan_date": "2025-11-14"},
        ["2025-03-10", "2025-03-14"],
        "2025-05-20",
        MONTHS,
        MONTH_NAMES,
        {m: [m, m] for m in MONTHS},
        {"B": "complete", "G": "on_track", "A": "in_progress", "R": "delayed", "N": "not_started"},
    )
    linmarsh = Plan(
        "linmarsh-send-inclusion-improvement-plan-jan-2026.pdf",
        {"area": "Linmarsh", "title": "Linmarsh SEND and Inclusion Improvement Plan"}
        | {"plan_type": "improvement_plan", "plan_date": "2026-01-22"},
        ["2025-04-28", "2025-05-02"],
        "2025-07-08",
        TERMS,
        TERMS,
        {t: m.split() for t, m in zip(TERMS, TERM_MONTHS, strict=True)},
        dict(
            zip(
                [p[0] for p in POSITIONS],
                "complete on_track in_progress delayed not_started".split(),
                strict=True,
            )
        ),
    )
    write("p-1", read(stourbeck, "p-1"), workbook(stourbeck))
    write("p-2", read(linmarsh, "p-2"), pdf(linmarsh))


if __name__ == "__main__":
    main()
