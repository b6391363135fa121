"""Build j-1 (workbook), j-2 (web page) and j-3 (PDF): print, readings, layouts.

usage: python tests/data/plans/make_j.py [j-1 ...]      README-j.txt tells the conventions

A record is a run of lines "key value" up to a blank line; an indented line goes on with the one before; a key
that comes again adds a line. Keys: = id, also findings, do, who as printed, own name|role|organisation, when
as printed, at START..END QUALIFIER, ok success text, m measure, rag, note. A measure is "text ~ baseline ~
target ~ ...", each figure "printed=value@period".
"""

import io
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from typing import Any

import made
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

Record = dict[str, str]
Json = made.Data


def records(text: str) -> list[Record]:
    out: list[Record] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        got: Record = {}
        for line in re.sub(r"\n\s+", " ", block.strip()).split("\n"):
            key, _, value = line.partition(" ")
            got[key] = f"{got[key]}\n{value}" if key in got else value
        out.append(got)
    return out


def owners(spec: str) -> list[Json]:
    return made.owners(line for line in spec.split("\n") if line)


def measures(spec: str, ids: list[str]) -> list[Json]:
    out = []
    for line in filter(None, spec.split("\n")):
        text, base, *targets = (p.strip() for p in line.split("~"))
        out.append(made.measure(text, made.figure(base), map(made.figure, targets), ids))
    return out


def action(r: Record, **more: Any) -> Json:
    """The reading of a record; `more` says what the plan gives for it elsewhere."""
    span, _, qualifier = r.get("at", "").partition(" ")
    start, _, end = span.partition("..")
    return (
        {"id": r["="], "finding_ids": r.get("also", "").split(), "activity": r["do"]}
        | {"owners": owners(r.get("own", "")), "owners_raw": r.get("who", "") or None}
        | {"timescale_raw": r.get("when") or None, "start": start or None, "end": end or None}
        | {"qualifier": qualifier or None, "success_measure": r.get("ok") or None}
        | {k: v for k, v in more.items() if v}
    )


def write(name: str, plan: Json, head: Json, actions: list[Json], figures: list[Json], data: bytes) -> None:
    """findings.json, gold.json and the plan."""
    told = plan | head | {"finding": [{**f, "id": f["="]} for f in records(plan["findings"])]}
    told["gap"] = made.named(made.GAP, plan["gaps"])
    made.write(name, plan["file"], data, made.records(name, told, actions, figures, made.FILE_FIRST))


# ---------------------------------------------------------------- j-1 Kelderbridge, workbook

J1: Json = {
    "area": "Kelderbridge",
    "file": "Kelderbridge SEND PAP delivery tracker Sept 25.xlsx",
    "inspection": ("2024-11-11", "2024-11-15"),
    "published": "2025-01-21",
    "findings": """
= P1
text Leaders across health services should act urgently to cut the time that children and young people wait
  for
  speech and language therapy and for neurodevelopmental assessment, and make sure that families know how long
  they are likely to wait and where they can turn for help.
cover covered

= P2
text The local area partnership should urgently raise the quality of education, health and care plans so
  that they
  draw on full and current advice from health and social care, and are amended promptly after annual reviews.
cover covered

= I1
text The partnership should prepare young people better for adulthood, with joint planning from Year 9,
  wider routes
  into work, and annual health checks for those with a learning disability from the age of 14.
cover partial
missing annual health checks from the age of 14

= I2
text Leaders should do more to help children and young people with SEND to attend school full time and to
  reduce the
  number who are suspended.
cover covered

= W1
text Some young children wait well over a year for speech and language therapy.
cover covered

= W2
text Families on waiting lists hear nothing for months and do not know where they stand.
cover covered

= W3
text Advice for plans is often missing, or says only that the child is not known to the service, above all
  from social care.
cover covered

= W4
text After annual reviews, amended plans arrive late or not at all.
cover covered

= W5
text Few young people with a learning disability have had an annual health check.
cover uncovered
missing no task speaks of health checks

= W6
text The council does not know how many pupils with SEND are on part-time timetables.
cover covered
""",
    "gaps": [
        ("finding_without_action", "W5", "annual health check"),
        ("finding_partly_covered", "I1", "health checks from the age of 14"),
        ("action_without_finding", "KB-501", "LP"),
        ("action_without_finding", "KB-502", "LP"),
        ("missing_owner", "KB-107", "TBC"),
        ("missing_owner", "KB-404", "TBC"),
        ("missing_date", "KB-404", "TBC"),
        ("open_ended_date", "KB-108", "Ongoing"),
        ("open_ended_date", "KB-205", "Ongoing"),
        ("open_ended_date", "KB-405", "Ongoing"),
        ("baseline_missing", "Part-time timetables in use", "not known"),
    ],
}
J1_HEAD = {
    "title": "Kelderbridge SEND Priority Action Plan - delivery tracker",
    "plan_type": "tracker",
    "plan_date": "2025-09-30",
}
ABBREVIATIONS = {
    "KCHT": "Kelder Community Healthcare Trust",
    "KICB": "NHS Kelder and Vale Integrated Care Board",
    "DCS": "Director of Children's Services",
    "DCO": "Designated Clinical Officer",
    "EP": "Educational Psychologist",
    "SLT": "Speech and language therapy",
}
RAG = {
    "B": ("complete", "9DC3E6", "Blue", "Task finished, evidence seen by the PMO"),
    "G": ("on_track", "92D050", "Green", "In hand, will be finished by the forecast date"),
    "A": (
        "in_progress",
        "FFC000",
        "Amber",
        "Started, some slippage, recovery agreed with the accountable exec",
    ),
    "R": ("delayed", "FF5050", "Red", "Late and no recovery agreed - escalate to the Board"),
    "W": ("not_started", "FFFFFF", "White", "Start date not reached"),
}
CODES = {
    "PA1": ("P1", "Waiting times", "Priority action 1"),
    "PA2": ("P2", "EHC plan quality and annual reviews", "Priority action 2"),
    "AFI1": ("I1", "Preparing for adulthood", "Area for improvement 1"),
    "AFI2": ("I2", "Attendance and suspension", "Area for improvement 2"),
    "LP": ("", "Local priority", "Not from the inspection, tracked here for convenience"),
}
EXECS = {
    "Dr Lena Farrow, Chief Medical Officer (KICB)": "Dr Lena Farrow|Chief Medical Officer|KICB",
    "M. Okafor, DCS": "M. Okafor|DCS|",
    "R. Sayle, Director of Adult Services": "R. Sayle|Director of Adult Services|",
}
# dates: baseline start ; baseline finish ; forecast finish ; actual finish. A day is a date cell;
# "text<month>" is
# typed text and how it reads. Workstream, finding, deliverable and exec stand until the next.
J1_TASKS = """
= KB-101
ws 1 Waiting well
code PA1
exec Dr Lena Farrow, Chief Medical Officer (KICB)
dlv SLT recovery
also W1
do Bring in two locum therapists for 40 weeks to work through the children who have waited for more than a
  year
who Joanne Pell, SLT Service Lead (KCHT)
own Joanne Pell|SLT Service Lead|KCHT
dates 2025-01-13 ; 2025-03-31 ; 2025-03-31 ; 2025-03-24
rag B 100
note Both started. 118 children seen to end of August.

= KB-102
also W1
do Move triage of all SLT referrals to one clinic a week, with a decision letter to the family inside ten
  working days
who Joanne Pell, SLT Service Lead (KCHT)
own Joanne Pell|SLT Service Lead|KCHT
dates 2025-02-03 ; 2025-06-30 ; 2025-10-31 ; -
rag A 70
note Clinic runs; letters still take 16 days. Extra admin hours from 6 October.

= KB-103
do Train 60 teaching assistants to run language groups in their own schools between therapy visits
who SLT Service Lead (KCHT)
who Head of Inclusion
own |SLT Service Lead|KCHT
own |Head of Inclusion|
dates 2025-04-01 ; 2025-12-19 ; 2025-12-19 ; -
rag G 45

= KB-104
dlv Neurodevelopmental pathway
do Agree one front door for autism and ADHD referrals so that schools, GPs and health visitors all use the
  same form
who Hamid Rashid, Head of Children's Commissioning (KICB)
own Hamid Rashid|Head of Children's Commissioning|KICB
dates 2025-01-20 ; 2025-05-30 ; 2025-05-28 ; 2025-05-28
rag B 100
note Live from 2 June.

= KB-105
also W2
do Ring every family on the neurodevelopmental list, check that the child still needs to be seen and say how
  long the
  wait is likely to be
who Service Manager, Neurodevelopment (KCHT)
own |Service Manager, Neurodevelopment|KCHT
dates 2025-05-01 ; 2025-07-31 ; 2025-11-28 ; -
rag R 35
note 410 of 1,170 calls made. Two callers left in July and were not replaced.

= KB-106
do Buy 240 additional assessments from an accredited provider and agree weekly reporting of the number seen
who Hamid Rashid, Head of Children's Commissioning (KICB)
own Hamid Rashid|Head of Children's Commissioning|KICB
dates 2025-06-02 ; 2026-03-31 ; 2026-03-31 ; -
rag G 20

= KB-107
do Set up a Saturday clinic for under-sevens at Brook Lane Children's Centre
who TBC
dates Oct-25<2025-10> ; Mar-26<2026-03> ; Mar-26<2026-03> ; -
rag W 0
note Owner to be named once the trust's restructure is settled.

= KB-108
dlv Waiting well offer
also W2
do Publish the waiting time for each therapy on the local offer on the first working day of every month
who Local Offer Officer
own |Local Offer Officer|
dates 2025-03-03 ; Ongoing<> ; Ongoing<> ; -
rag G 50

= KB-109
also W2
do Write a booklet with parents that tells families what they can do, whom they can ring and what happens
  next while
  they wait
who Gail Stott (Parent Carer Forum)
own Gail Stott||Parent Carer Forum
dates 2025-03-03 ; 2025-07-18 ; 2025-07-11 ; 2025-07-11
rag B 100
note 2,000 copies printed; also in Polish and Urdu.

= KB-201
ws 2 Better EHC plans
code PA2
exec M. Okafor, DCS
dlv Quality assurance framework
do Adopt a single audit tool for EHC plans and moderate 20 plans a month with health and social care at the
  table
who Tunde Afolabi, EHC Plan Quality Manager
own Tunde Afolabi|EHC Plan Quality Manager|
dates 2025-01-06 ; 2025-04-30 ; 2025-04-30 ; 2025-04-30
rag B 100

= KB-202
do Give every plan coordinator two days of training on writing outcomes that can be measured
who Tunde Afolabi, EHC Plan Quality Manager
own Tunde Afolabi|EHC Plan Quality Manager|
dates 2025-05-01 ; 2025-09-30 ; 2025-10-17 ; -
rag G 90
note Last group on 17 October.

= KB-203
dlv Advice from health and social care
also W3
do Place a social worker in the SEND team for three days a week to write care advice for children whom
  social care
  does not know
who Head of Children's Social Care
own |Head of Children's Social Care|
dates 2025-04-01 ; 2025-07-31 ; 31/12/25<2025-12-31> ; -
rag R 10
note Advertised twice without success.

= KB-204
also W3
do Replace the health advice form with one that asks about needs, outcomes and provision separately
who DCO (KICB)
own |DCO|KICB
dates 2025-02-17 ; 2025-06-30 ; 2025-06-20 ; 2025-06-20
rag B 100

= KB-205
also W3
do Send a list of overdue advice to the head of each service every week and escalate anything over three
  weeks late to
  the DCS
who SEND Casework Manager
own |SEND Casework Manager|
dates 2025-03-03 ; Ongoing<> ; Ongoing<> ; -
rag G 50

= KB-206
dlv Annual reviews
also W4
do Clear the backlog of annual review paperwork, starting with Years 5 and 11
who Annual Review Team Leader
own |Annual Review Team Leader|
dates 2025-04-01 ; 2025-12-31 ; 2026-02-27 ; -
rag A 55
note 512 left of 640. Agency cover agreed to February.

= KB-207
also W4
do Issue amended plans within 12 weeks of the review meeting by means of a dedicated amendments desk
who Annual Review Team Leader
own |Annual Review Team Leader|
dates 2025-09-01 ; 2026-03-31 ; 2026-03-31 ; -
rag G 10

= KB-208
also W4
do Move the annual review forms onto the parent portal
who Digital Programme Manager
own |Digital Programme Manager|
dates 2026-01-05 ; 2026-05-29 ; 2026-05-29 ; -
rag W 0

= KB-301
ws 3 Preparing for adulthood
code AFI1
exec R. Sayle, Director of Adult Services
dlv Transition protocol
do Agree a protocol for planning from Year 9 with all young people who may need adult social care
who Transitions Manager
own |Transitions Manager|
dates 2025-02-03 ; 2025-05-30 ; 31/10/25<2025-10-31> ; -
rag A 80
note Waiting for comments from housing.

= KB-302
do Write a passport for the move from children's to adult health clinics and test it with the diabetes and
  epilepsy teams
who Transition Nurse (KCHT)
own |Transition Nurse|KCHT
dates 2025-05-01 ; Dec-25<2025-12> ; Dec-25<2025-12> ; -
rag G 40

= KB-303
dlv Employment and travel
do Sign up ten more employers for supported internships
who Lorna Whitby, Employment Lead
own Lorna Whitby|Employment Lead|
dates 2025-01-06 ; 2025-08-29 ; 2025-08-29 ; 2025-08-29
rag B 100
note 12 signed, including the bus depot and both garden centres.

= KB-304
do Offer independent travel training to every Year 10 pupil with an EHC plan
who Travel Training Coordinator
own |Travel Training Coordinator|
dates 2025-09-01 ; 2026-07-17 ; 2026-07-17 ; -
rag G 10

= KB-305
dlv Young people's voice
do Recruit six young people with SEND as paid inspectors of our services
who Participation Officer
own |Participation Officer|
dates 2025-06-02 ; 2025-09-30 ; 2025-11-14 ; -
rag A 40

= KB-306
do Hold a preparing for adulthood fair with colleges, training providers and health teams
who Post-16 Adviser
who Transitions Manager
own |Post-16 Adviser|
own |Transitions Manager|
dates 2026-02-02 ; 2026-03-27 ; 2026-03-27 ; -
rag W 0

= KB-401
ws 4 Belonging in school
code AFI2
exec M. Okafor, DCS
dlv Part-time timetables
also W6
do Require schools to report each part-time timetable on the portal in the week in which it starts
who Head of Inclusion
own |Head of Inclusion|
dates 2025-03-03 ; 2025-04-30 ; 2025-04-30 ; 2025-04-30
rag B 100

= KB-402
also W6
do Visit the eight schools with the most part-time timetables and agree a plan with each head to reduce them
who Attendance Lead
own |Attendance Lead|
dates 2025-05-01 ; 2025-07-18 ; 2025-10-31 ; -
rag A 75
note Six visited.

= KB-403
dlv Anxiety and attendance
do Publish guidance on anxiety and attendance, written with pupils who have been through it
who Principal EP
own |Principal EP|
dates 2025-04-01 ; 2025-12-19 ; Dec 2025<2025-12> ; -
rag G 60

= KB-404
do Fund a link worker in each of the five secondary clusters
who TBC
dates TBC<> ; TBC<> ; TBC<> ; -
rag - 0
note Bid with the Schools Forum, decision expected in the new year.

= KB-405
dlv Suspension
do Run a panel every month to which schools can bring a child at risk of exclusion before any decision is made
who Virtual School Head
who Principal EP
own |Virtual School Head|
own |Principal EP|
dates 2025-09-08 ; Ongoing<> ; Ongoing<> ; -
rag G 15

= KB-406
do Review the behaviour policies of the three schools that suspend the most pupils with SEND
who School Improvement Partner
own |School Improvement Partner|
dates 2025-10-13 ; 2026-01-30 ; 2026-01-30 ; -
rag W 0

= KB-501
ws 5 Programme office
code LP
dlv Programme set-up
do Appoint a data analyst for the programme
who Programme Manager
own |Programme Manager|
dates 2025-01-06 ; 2025-03-31 ; 2025-03-17 ; 2025-03-17
rag B 100

= KB-502
do Redesign the staff newsletter and move it to the new mailing list
who Communications Officer
own |Communications Officer|
dates 2025-09-01 ; 2025-11-28 ; 2025-11-28 ; -
rag G 30
"""
# name | unit | direction | baseline | baseline date | Q2 | Q3 | Q4 | latest; ".%": stored as a share
J1_KPIS = """
Longest wait for a first SLT assessment|weeks|Lower is better|61|2024-12-31|45|32|18|49
Average wait for a neurodevelopmental assessment|weeks|Lower is better|112|2024-12-31|100|90|78|108
Families on a waiting list who heard from us in the last quarter|.%|Higher is better|22|2025-01-31|60|75|90|41
EHC plans audited as good or better|%|Higher is better|31|2025-03-31|45|55|65|48
Plans with social care advice that is more than "not known"|%|Higher is better|18|2025-01-31|35|50|60|24
Amended plans issued within 12 weeks of the review meeting|.%|Higher is better|27|2024-12-31|40|55|70|33
Annual reviews with paperwork outstanding|number|Lower is better|640|2025-03-31|450|250|0|512
Young people on a supported internship|number|Higher is better|14|2024-09-30|20|24|30|26
Part-time timetables in use|number|Lower is better|not known||90|70|50|104
Suspensions for every 100 pupils with an EHC plan|rate|Lower is better|9.4|2025-01-31|8.0|7.0|6.0|8.8
"""
COLUMNS = [
    *(
        ("ID", 9),
        ("Workstream", 20),
        ("Inspection finding", 11),
        ("Deliverable", 22),
        ("Task", 52),
        ("Task owner", 27),
    ),
    *(("Accountable exec", 25), ("Baseline start", 11), ("Baseline finish", 11), ("Forecast finish", 11)),
    *(("Actual finish", 11), ("% complete", 10), ("RAG", 6), ("Commentary", 38)),
]
MONTHS = [(2025 + m // 12, m % 12 + 1) for m in range(15)]
THIN = Side(style="thin", color="BFBFBF")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def j1_tasks() -> list[Record]:
    out: list[Record] = []
    for r in records(J1_TASKS):
        kept = {k: out[-1][k] for k in ("ws", "code", "exec", "dlv") if out} | r
        out.append(kept)
    return out


def j1_date(spec: str) -> tuple[str, str]:
    """A date cell as printed (ISO for a real date), and its reading."""
    text, _, reading = spec.strip().partition("<")
    return (text, reading.rstrip(">")) if "<" in spec else (text, text)


def j1_gold(r: Record) -> Json:
    start, base, due, _ = (j1_date(d) for d in r["dates"].split(";"))
    ongoing = due[0] == "Ongoing"
    when = f"{start[0]} | {due[0]}" if start[0] != "TBC" else "TBC"
    read = r | {
        "own": "\n".join(filter(None, (r.get("own", ""), EXECS[r["exec"]]))),
        "who": f"{r['who']} | {r['exec']}",
        "when": when,
        "at": f"{start[1]}..{due[1]} {'ongoing' if ongoing else 'between' if due[1] else ''}",
        "also": f"{CODES[r['code']][0]} {r.get('also', '')}",
    }
    letter = r["rag"].split()[0]
    moved: Json = {"original_timescale_raw": base[0], "original_end": base[1]} if base[1] != due[1] else {}
    status: Json = {"status": RAG[letter][0], "status_raw": letter} if letter in RAG else {}
    finding = {"area_for_improvement": CODES[r["code"]][1]} if r["code"] != "LP" else {}
    return action(read, **finding, **status, **moved, workstream=r["ws"][2:], deliverable=r["dlv"])


def j1_measures() -> list[Json]:
    out = []
    for name, unit, _, base, day, *points in (line.split("|") for line in J1_KPIS.strip().split("\n")):
        sign = "%" if "%" in unit else ""
        base = f"{base}{sign}={'' if base == 'not known' else base}@{day}"
        aims = [f"{p}{sign}={p}@{q}" for p, q in zip(points, ("2025-09", "2025-12", "2026-03"), strict=False)]
        out += measures(" ~ ".join([name, base, *aims]), [])
    return out


def fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def put(ws: Worksheet, row: int, col: int, value: object, **style: Any) -> None:
    cell = ws.cell(row, col)
    cell.value = value  # type: ignore[assignment]
    for k, v in style.items():
        setattr(cell, k, v)


def on_one_page(ws: Worksheet) -> None:
    ws.page_setup.orientation, ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = "landscape", 1, 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def j1_tracker(ws: Worksheet, tasks: list[Record]) -> None:
    put(ws, 1, 1, J1_HEAD["title"], font=Font(bold=True, size=16, color="1F3864"))
    put(
        ws,
        2,
        1,
        "Position at 30/09/2025. Filter on any column; do not insert rows above the header.",
        font=Font(i=True),
    )
    head = {"font": Font(bold=True, color="FFFFFF"), "fill": fill("1F3864"), "border": GRID}
    wrap = Alignment(wrap_text=True, vertical="top")
    for c, (name, width) in enumerate(COLUMNS, 1):
        put(ws, 4, c, name, alignment=wrap, **head)
        ws.column_dimensions[get_column_letter(c)].width = width
    first = len(COLUMNS) + 1
    for c, (label, months) in enumerate((("Q4 24/25", 3), ("Q1 25/26", 3), ("Q2", 3), ("Q3", 3), ("Q4", 3))):
        at = first + 3 * c
        put(
            ws,
            3,
            at,
            label,
            alignment=Alignment(horizontal="center"),
            font=Font(bold=True),
            fill=fill("D9E2F3"),
        )
        ws.merge_cells(start_row=3, start_column=at, end_row=3, end_column=at + months - 1)
    for c, (y, m) in enumerate(MONTHS, first):
        put(
            ws, 4, c, datetime(y, m, 1), number_format="mmm-yy", alignment=Alignment(text_rotation=90), **head
        )
        ws.column_dimensions[get_column_letter(c)].width = 4
    for row, r in enumerate(tasks, 5):
        ws.row_dimensions[row].height = 46
        letter, percent = r["rag"].split()
        cells: list[object] = [r["="], r["ws"], r["code"], r["dlv"], r["do"], r["who"], r["exec"]]
        read = [j1_date(d) for d in r["dates"].split(";")]
        for text, reading in read:
            real = text == reading and text != "-"
            cells.append(datetime.fromisoformat(text) if real else None if text == "-" else text)
        cells += [int(percent) / 100, None if letter == "-" else letter, r.get("note")]
        for c, value in enumerate(cells, 1):
            put(ws, row, c, value, alignment=wrap, border=GRID)
            if isinstance(value, datetime):
                ws.cell(row, c).number_format = "d-mmm-yy" if row in (9, 10, 18, 19) else "dd/mm/yyyy"
        ws.cell(row, 12).number_format = "0%"
        if letter in RAG:
            put(ws, row, 13, letter, fill=fill(RAG[letter][1]), alignment=Alignment(horizontal="center"))
        j1_bar(ws, row, first, *(x[1] for x in read[:3]))
    last = 4 + len(tasks)
    ws.auto_filter.ref = f"A4:N{last}"
    ws.freeze_panes = "F5"
    choice = DataValidation(type="list", formula1='"B,G,A,R,W"', allow_blank=True)
    ws.add_data_validation(choice)
    choice.add(f"M5:M{last}")
    ws.row_dimensions[4].height = 42
    put(
        ws,
        last + 2,
        1,
        "Bars: dark = baseline, light = slippage to the forecast finish. Ongoing tasks run to March.",
    )
    on_one_page(ws)
    ws.page_setup.paperSize = 8
    ws.print_title_rows = "4:4"


def j1_bar(ws: Worksheet, row: int, first: int, start: str, base: str, due: str) -> None:
    for c, (y, m) in enumerate(MONTHS, first):
        month = f"{y}-{m:02}"
        put(ws, row, c, None, border=GRID)
        if start and start[:7] <= month <= (max(base, due) or "2026-03")[:7]:
            ws.cell(row, c).fill = fill("2F75B5" if month <= (base or "2026-03")[:7] else "BDD7EE")


def j1_dashboard(ws: Worksheet, tasks: list[Record]) -> None:
    put(ws, 1, 2, "SEND Improvement Board - dashboard", font=Font(bold=True, size=16, color="1F3864"))
    put(ws, 2, 2, "Position at 30 September 2025")
    bold = {"font": Font(bold=True), "fill": fill("D9E2F3"), "border": GRID}
    for c, name in enumerate(["Workstream", "Tasks", *(v[2] for v in RAG.values()), "Not rated"], 2):
        put(ws, 4, c, name, **bold)
    streams = list(dict.fromkeys(r["ws"] for r in tasks))
    for row, stream in enumerate([*streams, "All"], 5):
        mine = [r["rag"][0] for r in tasks if stream in (r["ws"], "All")]
        for c, value in enumerate([stream, len(mine), *(mine.count(k) for k in (*RAG, "-"))], 2):
            put(ws, row, c, value, border=GRID)
    ws.column_dimensions["A"].width, ws.column_dimensions["B"].width = 3, 28
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.title = "bar", "stacked", 100, "Tasks by RAG"
    chart.add_data(Reference(ws, min_col=4, max_col=9, min_row=4, max_row=9), titles_from_data=True)
    chart.set_categories(Reference(ws, min_col=2, min_row=5, max_row=9))
    for series, shade in zip(chart.series, (*(v[1] for v in RAG.values()), "A6A6A6"), strict=True):
        series.graphicalProperties.solidFill = shade
        series.graphicalProperties.line.solidFill = "7F7F7F"
    ws.add_chart(chart, "K4")
    on_one_page(ws)
    put(ws, 13, 2, "For the Board's attention", font=Font(bold=True, size=12))
    for row, (ref, words) in enumerate(
        [
            ("KB-105", "Calls to waiting families are four months behind. Trust asked to lend staff."),
            ("KB-203", "Third advert for the social worker post. Agency cover would cost £38k."),
            ("KB-404", "No money yet, so no dates. Schools Forum decides in January."),
        ],
        14,
    ):
        put(ws, row, 2, ref)
        put(ws, row, 3, words)
    put(ws, 18, 2, "Next Board: 16 October 2025, Committee Room 2. Papers by noon on 9 October.")


def j1_kpis(ws: Worksheet) -> None:
    put(ws, 1, 1, "Key performance indicators 2025/26", font=Font(bold=True, size=14))
    put(ws, 2, 1, "Quarters are those of the financial year. Latest actual is for August 2025.")
    names = [
        "KPI",
        "Unit",
        "Direction",
        "Baseline",
        "Baseline date",
        "Target Q2",
        "Target Q3",
        "Target Q4",
        "Latest actual",
    ]
    for c, (name, width) in enumerate(zip(names, (58, 9, 17, 11, 13, 10, 10, 10, 13), strict=True), 1):
        put(ws, 4, c, name, font=Font(bold=True), fill=fill("D9E2F3"), border=GRID)
        ws.column_dimensions[get_column_letter(c)].width = width
    for row, line in enumerate(J1_KPIS.strip().split("\n"), 5):
        share = "|.%|" in line
        for c, text in enumerate(line.replace("|.%|", "|%|").split("|"), 1):
            value: object = text or None
            if c == 5 and text:
                value = datetime.fromisoformat(text)
            elif c >= 4 and text and text[0].isdigit():
                value = int(text) / 100 if share else float(text) if "." in text else int(text)
            put(ws, row, c, value, border=GRID)
            if c == 5:
                ws.cell(row, c).number_format = "dd/mm/yyyy"
            elif c >= 4 and share:
                ws.cell(row, c).number_format = "0%"
            elif c >= 4 and isinstance(value, float):
                ws.cell(row, c).number_format = "0.0"
    on_one_page(ws)


def j1_lookup(ws: Worksheet) -> None:
    def block(row: int, title: str, rows: Sequence[Sequence[str]]) -> int:
        put(ws, row, 1, title, font=Font(bold=True, size=12))
        for n, values in enumerate(rows, row + 1):
            for c, v in enumerate(values, 1):
                put(ws, n, c, v, border=GRID, alignment=Alignment(wrap_text=True, vertical="top"))
                ws.row_dimensions[n].height = 48 if len(v) > 100 else None
                if n == row + 1:
                    ws.cell(n, c).font = Font(bold=True)
        return row + len(rows) + 2

    texts = {f["="]: f["text"] for f in records(J1["findings"])}
    row = block(1, "RAG", [("RAG", "Colour", "Meaning"), *((k, v[2], v[3]) for k, v in RAG.items())])
    for n, v in enumerate(RAG.values(), 3):
        ws.cell(n, 2).fill = fill(v[1])
    codes = [(k, v[1], texts.get(v[0], v[2])) for k, v in CODES.items()]
    row = block(row, "Inspection findings", [("Code", "Short name", "Wording of the report"), *codes])
    block(row, "Abbreviations", [("Letters", "Stands for"), *ABBREVIATIONS.items()])
    for letter, width in zip("ABC", (10, 40, 95), strict=True):
        ws.column_dimensions[letter].width = width
    on_one_page(ws)


def make_j1() -> None:
    tasks = j1_tasks()
    book = Workbook()
    book.properties.creator, book.properties.title = "Kelderbridge PMO", "SEND PAP delivery tracker"
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Dashboard"
    j1_dashboard(sheet, tasks)
    j1_tracker(book.create_sheet("Delivery tracker"), tasks)
    j1_kpis(book.create_sheet("KPIs"))
    j1_lookup(book.create_sheet("Lookup"))
    head = J1_HEAD | {"glossary": ABBREVIATIONS}
    data = made.saved(book, datetime(2025, 9, 30, 9))
    write("j-1", J1, head, [j1_gold(r) for r in tasks], j1_measures(), data)


# ---------------------------------------------------------------- j-2 Marrowby, web page

J2: Json = {
    "area": "Marrowby",
    "file": "marrowby-send-improvement-plan.html",
    "inspection": ("2025-05-12", "2025-05-16"),
    "published": "2025-07-24",
    "findings": """
= I1
text The local area partnership should make sure that children's health, education and care needs are picked
  up sooner
  in the years before they start school.
cover covered

= I2
text Leaders should improve the timeliness of education, health and care needs assessments and how well
  families are
  kept informed while an assessment is under way.
cover covered

= I3
text Leaders should widen the range of short breaks and holiday activities for children and young people
  with complex
  needs, including overnight stays and sitting services at home.
cover partial
missing sitting services at home

= W1
text Too few children have a health and development check at the age of two and a half.
cover covered

= W2
text Parents often wait weeks for a reply when they ask how an assessment is going.
cover covered

= W3
text There are not enough overnight short breaks, and those there are lie in one part of the borough.
cover covered

= W4
text Special educational needs coordinators do not know where to turn for specialist advice, and many leave
  the role.
cover covered

= W5
text The needs of young people known to the youth justice service are not always identified.
cover uncovered
missing no action speaks of youth justice
""",
    "gaps": [
        ("finding_without_action", "W5", "youth justice"),
        ("finding_partly_covered", "I3", "sitting services at home"),
        ("action_without_finding", "5.1", "colours"),
        ("action_without_finding", "5.2", "car park"),
        ("action_without_finding", "4.3", "lighting"),
        ("missing_owner", "3.5", "To be agreed"),
        ("missing_date", "3.5", "To be agreed"),
        ("open_ended_date", "3.6", "Each term"),
        ("open_ended_date", "2.2", "Ongoing since August 2025"),
    ],
}
J2_HEAD = {
    "title": "Our SEND improvement plan",
    "plan_type": "improvement_plan",
    "plan_date": "2025-11-14",
    "glossary": {"SENCo": "special educational needs coordinator", "EHC": "education, health and care"},
}
STATUSES = {
    "Complete": ("complete", "we have done it"),
    "On track": ("on_track", "we have begun and expect to finish on time"),
    "In progress": ("in_progress", "we have begun, but something could hold us up"),
    "Delayed": ("delayed", "we will not finish on time, or have already missed the date"),
    "Not started": ("not_started", "it is not yet time to begin"),
}
# what a section says above its table: number, title, finding, aim, words of the report, columns
J2_SECTIONS = [
    (
        "1",
        "Spotting needs earlier",
        "I1",
        "Children's needs are noticed and met well before they start school.",
        "pick up children's health, education and care needs sooner in the years before school",
        ("Action", "Who is responsible"),
    ),
    (
        "2",
        "Assessments on time, and families kept informed",
        "I2",
        "Families get a decision on time and always know what is happening.",
        "improve the timeliness of EHC needs assessments and keep families better informed while they last",
        ("What we will do", "Lead", "When"),
    ),
    (
        "3",
        "Short breaks and things to do",
        "I3",
        "Children with complex needs have fun, and their families a rest.",
        "widen the range of short breaks and holiday activities for children with complex needs",
        ("Date", "Activity", "Led by", "Supported by"),
    ),
    ("4", "Backing our schools", "", "", "", ("Outcome", "We will", "Owner", "Start", "Finish")),
    ("5", "Other things we are doing", "", "", "", ("Action", "Lead", "Target date")),
]
# st: the status in bold brackets; start, finish and by (supporters) as printed
J2_ACTIONS = """
= 1.1
do By the end of March 2026 we will offer every child in Marrowby a joint check by a health visitor and
  their nursery at
  the age of two and a half.
st On track
who Health Visiting Service Lead, Marrow Valley NHS Trust
own |Health Visiting Service Lead|Marrow Valley NHS Trust
when By the end of March 2026
at ..2026-03 by
also W1

= 1.2
do We will hold three drop-in sessions a week, by January 2026, for parents who are worried about a young
  child's talking or
  play.
st In progress
who Family Hubs Manager
own |Family Hubs Manager|
when by January 2026
at ..2026-01 by

= 1.3
do By September 2025 we will have a helpline for childminders and nurseries, staffed from 8am to 6pm.
st Complete
who Early Years Inclusion Lead
own |Early Years Inclusion Lead|
when By September 2025
at ..2025-09 by

= 1.4
do No later than 30 June 2026 we will have trained a member of staff in each nursery to use the early talk
  screening tool.
st Not started
who Area SENCo Team
own ||Area SENCo Team
when No later than 30 June 2026
at ..2026-06-30 by

= 1.5
do Between February and July 2026 we will try out a shared record of each child's development in two family
  hubs.
st Not started
who Priti Vaghela, Digital Health Lead
own Priti Vaghela|Digital Health Lead|
when Between February and July 2026
at 2026-02..2026-07 between
also W1

= 1.6
do From December 2025 we will send every family a text message to remind them of their child's next check.
st On track
who Health Visiting Service Lead, Marrow Valley NHS Trust
own |Health Visiting Service Lead|Marrow Valley NHS Trust
when From December 2025
at 2025-12.. from
also W1

= 2.1
do Recruit four more plan coordinators so that nobody looks after more than 160 families
st Delayed
who Head of SEND
own |Head of SEND|
when 31 October 2025
at ..2025-10-31

= 2.2
do Ring each family in the week after a request arrives and give them the name of the person to contact
st On track
who Assessment Team Manager
own |Assessment Team Manager|
when Ongoing since August 2025
at 2025-08.. ongoing
also W2

= 2.3
do Meet health colleagues every week to chase advice that is late
st Complete
who Designated Clinical Officer, NHS Marrow ICB
own |Designated Clinical Officer|NHS Marrow ICB
when September 2025
at ..2025-09

= 2.4
do Answer all emails and calls from families within three working days
st Delayed
who Customer Care Lead and Head of SEND
own |Customer Care Lead|
own |Head of SEND|
when Nov 2025
at ..2025-11
also W2

= 2.5
do Add a tracker to the Local Offer where families can see which stage their child's assessment has reached
who Owen Latchford, Digital Services
own Owen Latchford||Digital Services
when Summer term 2026
at ..2026-07
also W2

= 2.6
do Ask an independent reviewer to look again at 30 requests that we turned down, and publish what we learn
st Not started
who Independent Chair of the SEND Partnership
own |Independent Chair of the SEND Partnership|
when By Easter 2026
at ..2026-04 by

= 3.1
do Sign contracts with two providers for overnight stays
st On track
who Short Breaks Commissioner
own |Short Breaks Commissioner|
by Marrowby Parent Carer Voice
when December 2025
at ..2025-12
also W3

= 3.2
do Visit each holiday club with a disabled young person and report on how welcome they felt
st Not started
who Participation Worker
own |Participation Worker|
by Youth Forum
when Jan – Mar 2026
at 2026-01..2026-03 between

= 3.3
do Start a Saturday club for teenagers with complex needs at the Northgate Centre
st In progress
who Jess Oduya, Community Activities Manager
own Jess Oduya|Community Activities Manager|
by Marrowby Leisure
when 1 April 2026
at ..2026-04-01

= 3.4
do Train 40 holiday club staff in moving and handling and in giving medicines
st On track
who Children's Community Nursing Team
own ||Children's Community Nursing Team
when Spring 2026
at ..2026-05

= 3.5
do Open a second overnight unit in the west of the borough
st Not started
who To be agreed
by NHS Marrow ICB
when To be agreed
also W3

= 3.6
do Print a what's on guide, with an easy read version, and post it to families who ask
st On track
who Local Offer Coordinator
own |Local Offer Coordinator|
by Marrowby Parent Carer Voice
when Each term
at .. ongoing

= 4.1
out Schools know whom to ask
do Bring requests for advice on sensory needs, behaviour and communication together in one form
st Complete
who Inclusion Service Manager
own |Inclusion Service Manager|
start Jun 2025
finish Sept 2025
at 2025-06..2025-09 between
also W4

= 4.2
out Schools know whom to ask
do Give each primary school a named specialist teacher
st In progress
who Specialist Teaching Team
own ||Specialist Teaching Team
start Sept 2025
finish Mar 2026
at 2025-09..2026-03 between
also W4

= 4.3
out Schools know whom to ask
do Look at the lighting, noise and layout of twelve schools together with their pupils
st Not started
who Principal Occupational Therapist, Marrow Valley NHS Trust
own |Principal Occupational Therapist|Marrow Valley NHS Trust
start Jan 2026
finish 31/07/2026
at 2026-01..2026-07-31 between

= 4.4
out SENCos stay in the job
do Pair each new SENCo with an experienced one for their first year
st On track
who Anna Fitch, SENCo Network Chair
own Anna Fitch|SENCo Network Chair|
start Sept 2025
finish July 2026
at 2025-09..2026-07 between
also W4

= 4.5
out SENCos stay in the job
do Write model job descriptions that give SENCos protected time, and ask governors to adopt them
st On track
who Governor Services
own ||Governor Services
start Nov 2025
finish Feb 2026
at 2025-11..2026-02 between
also W4

= 5.1
do Choose new colours for the Local Offer website
st On track
who Web Team
own ||Web Team
when December 2025
at ..2025-12

= 5.2
do Repaint the accessible bays in the car park at Marrow House
st Complete
who Facilities Manager
own |Facilities Manager|
when 29 August 2025
at ..2025-08-29
"""
# section: lines as printed, "text ~ baseline ~ target ~ ..."; the way each is printed stands before "::"
J2_MEASURES = {
    "1": """Children who had a check at two and a half: 64% to 85% by July 2026 ::
Children who had a check at two and a half ~ 64%=64 ~ 85% by July 2026=85@2026-07
Nurseries with a trained member of staff: 20% to 100% by June 2026 ::
Nurseries with a trained member of staff ~ 20%=20 ~ 100% by June 2026=100@2026-06""",
    "2": """New plans issued within 20 weeks: 43% to 60% by March 2026 and 75% by December 2026 ::
New plans issued within 20 weeks ~ 43%=43 ~ 60% by March 2026=60@2026-03 ~ 75% by December 2026=75@2026-12
Families who say that they were kept informed: 37% to 65% by July 2026 ::
Families who say that they were kept informed ~ 37%=37 ~ 65% by July 2026=65@2026-07
Emails answered within three working days – from 48% to 90% by January 2026 ::
Emails answered within three working days ~ 48%=48 ~ 90% by January 2026=90@2026-01""",
    "3": """Families of children with complex needs who had a short break: 29% to 45% by August 2026 ::
Families of children with complex needs who had a short break ~ 29%=29 ~ 45% by August 2026=45@2026-08
Overnight stays a month: 36 to 60 by April 2026 ::
Overnight stays a month ~ 36=36 ~ 60 by April 2026=60@2026-04""",
    "4": """SENCos who say that they know where to get advice: 52% to 80% by June 2026 ::
SENCos who say that they know where to get advice ~ 52%=52 ~ 80% by June 2026=80@2026-06
Primary schools with a named specialist teacher: 0% to 100% by March 2026 ::
Primary schools with a named specialist teacher ~ 0%=0 ~ 100% by March 2026=100@2026-03
SENCos still in post after two years: 61% to 75% by September 2026 ::
SENCos still in post after two years ~ 61%=61 ~ 75% by September 2026=75@2026-09""",
}
J2_STYLE = """body{font:16px/1.5
  Arial,sans-serif;margin:0;color:#222}header,footer{background:#3b2a5a;color:#fff;padding:14px 40px}
main{max-width:960px;margin:0 auto;padding:0 20px 40px}table{border-collapse:collapse;width:100%;margin:12px
  0}
td,th{border:1px solid #aaa;padding:7px;text-align:left;vertical-align:top}.crumbs{font-size:14px;color:#555}
blockquote{border-left:4px solid #3b2a5a;margin-left:0;padding-left:14px}header a,footer a{color:#fff}"""
J2_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Our SEND improvement plan - Marrowby Council</title>
<style>%s</style></head><body>
<header><strong>Marrowby Council</strong> &nbsp; <a href="/pay">Pay</a> <a href="/report">Report</a></header>
<main>%s
%s
%s</main>
<footer>&copy; Marrowby Council | <a href="/privacy">Privacy</a> | <a href="/a-z">A to
  Z</a></footer></body></html>
"""
J2_TOP = """<p class="crumbs"><a href="/">Home</a> &gt; <a href="/local-offer">SEND Local Offer</a> &gt; Our
  SEND improvement plan</p>
<h1>Our SEND improvement plan</h1>
<p>Last updated: 14 November 2025</p>
<p>In May 2025 inspectors from Ofsted and the Care Quality Commission came to Marrowby to see how well we
  work together for
children and young people with SEND. Their report came out on
  24 July 2025. It
found that children's experiences are inconsistent and named three areas that we should improve.</p>
<p>This page tells you what Marrowby Council, NHS Marrow Integrated Care Board (ICB) and our partners are
  doing about it. Schools
told us that they want more support as well, so we have added a fourth priority.</p>
<h2>On this page</h2>
<ul>%s<li><a href="#check">How we check that it works</a></li></ul>
<h2>What the words in brackets mean</h2>
<p>After each action we say how it is going:</p>
<ul>%s</ul>"""
J2_END = """<h2 id="check">How we check that it works</h2>
<p>The SEND Partnership meets every six weeks. Its independent chair is Dame Olive Trent. Scrutiny
  councillors look at the plan
twice a year. If an action is delayed for more than a month, the lead has to explain why to the chair.</p>
<table><tr><th>Meeting</th><th>Date</th><th>Place</th></tr>
<tr><td>SEND Partnership</td><td>4 December 2025</td><td>Marrow House</td></tr>
<tr><td>Children's Scrutiny Committee</td><td>20 January 2026</td><td>Town Hall</td></tr>
<tr><td>SEND Partnership</td><td>15 January 2026</td><td>Online</td></tr></table>
<h2>What families have told us</h2>
<blockquote><p>"I stopped ringing because nobody could tell me anything."</p></blockquote>
<blockquote><p>"The drop-in was the first place where someone just listened to me."</p></blockquote>
<h2>Have your say</h2>
<p>Email <a href="mailto:send@marrowby.example">send@marrowby.example</a> or come to a coffee morning with
  Marrowby Parent Carer
Voice. You can also ask for this page in large print or in another language.</p>
<p><a href="/news">News</a>: New sensory room at the central library opens on 2 December.</p>"""


def j2_gold(r: Record) -> Json:
    number, _, finding, aim, quote, _ = J2_SECTIONS[int(r["="][0]) - 1]
    when = f"{r['start']} | {r['finish']}" if "start" in r else r["when"]
    read = r | {"when": when, "also": f"{finding} {r.get('also', '')}".strip()}
    more: Json = {"priority": f"Priority {number}" if number != "5" else "", "objective": r.get("out") or aim}
    if "st" in r:
        more |= {"status": STATUSES[r["st"]][0], "status_raw": r["st"]}
    return action(read, area_for_improvement=quote, **more)


def j2_row(r: Record, columns: Sequence[str], span: int) -> str:
    shown = f" <strong>({r['st']})</strong>" if "st" in r else ""
    if r["="] in ("2.4", "3.3"):  # the editor's bold begins before the space, or ends too soon
        shown = f"<b>&nbsp;({r['st']})</b>" if r["="] == "2.4" else f" <strong>({r['st']}</strong>)"
    cells = {"Outcome": r.get("out", ""), "Start": r.get("start", ""), "Finish": r.get("finish", "")}
    cells |= {"Supported by": r.get("by", "")}
    cells |= dict.fromkeys(("When", "Date", "Target date"), r.get("when", ""))
    cells |= dict.fromkeys(("Lead", "Led by", "Owner", "Who is responsible"), r["who"])
    out = []
    for name in columns:
        if name in ("Action", "What we will do", "Activity", "We will"):
            out.append(f"<td>{escape(r['do'], quote=False)}{shown}</td>")
        elif name == "Outcome" and span:
            out.append(f'<td rowspan="{span}">{cells[name]}</td>')
        elif name != "Outcome":
            out.append(f"<td>{escape(cells[name], quote=False) or '&nbsp;'}</td>")
    return f"<tr>{''.join(out)}</tr>"


def j2_section(section: tuple[Any, ...], rows: list[Record]) -> str:
    number, title, _, aim, quote, columns = section
    out = [f'<h2 id="p{number}">{f"Priority {number}: " if number != "5" else ""}{title}</h2>']
    if quote:
        out += [f"<p>Inspectors said that we should {quote}.</p>", f"<p><strong>Our aim:</strong> {aim}</p>"]
    elif number == "4":
        out.append("<p>This is what our schools asked for in the survey of June 2025.</p>")
    else:
        out.append("<p>These did not come from the inspection, but people often ask about them.</p>")
    head = "".join(f"<th>{c}</th>" for c in columns)
    if number == "2":  # a header made by hand
        head = "".join(f"<td><strong>{c}</strong></td>" for c in columns)
    wrap = ("<thead>%s</thead><tbody>", "</tbody>") if number in "14" else ("<tbody>%s", "</tbody>")
    out.append(f"<table>{wrap[0] % f'<tr>{head}</tr>'}")
    seen: set[str] = set()
    for r in rows:
        outcome = r.get("out", "")
        span = 0 if outcome in seen else sum(x.get("out") == outcome for x in rows)
        seen.add(outcome)
        out.append(j2_row(r, columns, span))
    out.append(f"{wrap[1]}</table>")
    if number in J2_MEASURES:
        printed = re.findall(r"^(.*) ::$", J2_MEASURES[number], re.M)
        out.append("<p>How we will know that it is working:</p>")
        out.append(f"<ul>{''.join(f'<li>{escape(p)}</li>' for p in printed)}</ul>")
    return "\n".join(out)


def make_j2() -> None:
    rows = records(J2_ACTIONS)
    links = "".join(f'<li><a href="#p{s[0]}">{s[1]}</a></li>' for s in J2_SECTIONS)
    key = "".join(f"<li><strong>{k}</strong> – {v[1]}</li>" for k, v in STATUSES.items())
    sections = [j2_section(s, [r for r in rows if r["="][0] == s[0]]) for s in J2_SECTIONS]
    page = J2_PAGE % (J2_STYLE, J2_TOP % (links, key), "\n".join(sections), J2_END)
    figures = []
    for number, text in J2_MEASURES.items():
        ids = [r["="] for r in rows if r["="][0] == number]
        figures += measures("\n".join(x for x in text.split("\n") if not x.endswith("::")), ids)
    write("j-2", J2, J2_HEAD, [j2_gold(r) for r in rows], figures, page.encode())


# ---------------------------------------------------------------- j-3 Fennimoor, PDF without lines

J3: Json = {
    "area": "Fennimoor",
    "file": "Fennimoor-SEND-Improvement-Plan-March-2025.pdf",
    "inspection": ("2024-10-07", "2024-10-11"),
    "published": "2024-12-05",
    "findings": """
= P1
text Leaders should act with urgency so that children and young people with SEND who are out of school,
  including those
  who wait for a specialist placement, receive suitable full-time education and are safe.
cover covered

= I1
text Leaders should improve the joint commissioning of occupational therapy and physiotherapy so that
  children receive
  the provision that is written in their plans.
cover covered

= I2
text Leaders should take better account of the views of children, young people and parents in their
  decisions, and tell
  them what has changed as a result.
cover covered

= I3
text Leaders should strengthen the partnership's oversight, with reliable data from all services including
  adult health
  services, so that they know what difference their work makes.
cover partial
missing adult health services

= W1
text Some children receive only a few hours of tuition a week for months at a time.
cover covered

= W2
text Nobody checks often enough that unregistered settings are safe and of good quality.
cover covered

= W3
text Children wait too long for specialist equipment at home and at school.
cover covered

= W4
text Vacancies in physiotherapy mean that sessions promised in plans do not take place.
cover covered

= W5
text Only two schools are represented in the area's groups for young people.
cover covered

= W6
text Parents who work cannot find childcare for older children with SEND.
cover uncovered
missing no action speaks of childcare
""",
    "gaps": [
        ("finding_without_action", "W6", "childcare"),
        ("finding_partly_covered", "I3", "adult health services"),
        ("action_without_finding", "4.5", "Wharf House"),
        ("missing_owner", "2.6", "To be appointed"),
        ("missing_date", "4.3", "To be confirmed"),
        ("open_ended_date", "1.6", "Ongoing"),
        ("open_ended_date", "3.2", "Ongoing"),
        ("open_ended_date", "2.6", "Ongoing from July 2025"),
        ("missing_success_measure", "3.5", "blank"),
        ("baseline_missing", "Pupils with plans who are persistently absent", "not known"),
    ],
}
J3_HEAD = {
    "title": "Fennimoor SEND Improvement Plan",
    "plan_type": "improvement_plan",
    "plan_date": "2025-03",
    "glossary": {
        "FC": "Fennimoor Council",
        "FICB": "NHS Fenmoor Integrated Care Board",
        "OT": "occupational therapy",
    },
}
J3_PRIORITIES = {
    "1": ("EVERY CHILD IN SUITABLE EDUCATION", "P1", "suitable full-time education for those out of school"),
    "2": ("THERAPY THAT ARRIVES", "I1", "joint commissioning of occupational therapy and physiotherapy"),
    "3": ("LISTENING, AND TELLING WHAT HAS CHANGED", "I2", "views of children, young people and parents"),
    "4": ("KNOWING OUR DIFFERENCE", "I3", "oversight, with reliable data from all services"),
}
# aim: the outcome's line before the action, which stands until the next; a line of `who` begins a line of
# the cell
J3_ACTIONS = """
= 1.1
aim Outcome 1a:|No child in Fennimoor is without a suitable full-time education
do Write to the parents of every child who has been out of school for more than 15 days, meet them within a
  fortnight and
  agree a plan back to full-time education.
who Ruth Adeleke (Head of SEND, FC)
own Ruth Adeleke|Head of SEND|FC
when April 2025
at ..2025-04
ok Each family has met an officer and holds a written plan.

= 1.2
do Set up a weekly Education Access Panel with social care and health that looks at each child by name.
who Ivan Brandt (Head of Access, FC)
own Ivan Brandt|Head of Access|FC
when By 30 April 2025
at ..2025-04-30 by
ok Minutes show what was decided for each child.

= 1.3
do Increase tuition to at least 20 hours a week for children who wait for a place in a special school.
who Ruth Adeleke (Head of SEND, FC)
who Moira Tennant (Tuition Manager, Fen Learning Trust)
own Ruth Adeleke|Head of SEND|FC
own Moira Tennant|Tuition Manager|Fen Learning Trust
when April to July 2025
at 2025-04..2025-07 between
ok 80% of those waiting have 20 hours or more by July 2025 (22% in January 2025).
also W1
m 80% of those waiting have 20 hours or more ~ 22% in January 2025=22@2025-01 ~ 80% by July 2025=80@2025-07

= 1.4
aim Outcome 1b:|Places are good, safe and close to home
do Inspect each unregistered setting that we use, before a child starts there and once in every term
  afterwards.
who Suki Lall (Quality Officer, FC)
own Suki Lall|Quality Officer|FC
when Termly from May 2025
at 2025-05.. from
ok Every setting has a visit note from the current term.
also W2

= 1.5
do Open 32 more places in resource bases at four mainstream secondary schools.
who Director of Education (FC)
own |Director of Education|FC
when September 2025 – September 2026
at 2025-09..2026-09 between
ok Bases are staffed, and families have visited them before the first day of term.

= 1.6
do Check at a safeguarding meeting every month that each child who is out of school has been seen in person.
who Neil Farrant (Safeguarding Lead, FICB)
who Ivan Brandt (Head of Access, FC)
own Neil Farrant|Safeguarding Lead|FICB
own Ivan Brandt|Head of Access|FC
when Ongoing
at .. ongoing
ok 100% of children are seen every ten school days. Baseline: 58% (February 2025).
m 100% of children are seen every ten school days ~ 58% (February 2025)=58@2025-02 ~ 100%=100

= 2.1
aim Outcome 2:|Children get the therapy that is written in their plans
do Check all plans that name occupational therapy or physiotherapy against what has been delivered since
  September, and
  make up the sessions that were missed.
who Hazel Quigg (Therapies Manager, Fen Community NHS Trust)
own Hazel Quigg|Therapies Manager|Fen Community NHS Trust
when Summer term 2025
at ..2025-07
ok Parents confirm that missed sessions have been made up.
also W4

= 2.2
do Fill the empty physiotherapy posts, with a joint advert with the hospital and help with the cost of moving.
who Hazel Quigg (Therapies Manager, Fen Community NHS Trust)
own Hazel Quigg|Therapies Manager|Fen Community NHS Trust
when By September 2025
at ..2025-09 by
ok Vacancy rate falls from 31% to 5% by December 2025.
also W4
m Vacancy rate ~ 31%=31 ~ 5% by December 2025=5@2025-12

= 2.3
do Keep a store of common equipment in each locality so that chairs, standers and slings reach children
  without a new
  order.
who Dr Colin Marsh (Designated Doctor, FICB)
own Dr Colin Marsh|Designated Doctor|FICB
when Autumn term 2025 – spring term 2026
at 2025-09..2026-04 between
ok Average time to deliver equipment comes down from 13 weeks to 4 weeks by April 2026.
also W3
m Average time to deliver equipment ~ 13 weeks=13 ~ 4 weeks by April 2026=4@2026-04

= 2.4
do Agree a single budget for therapies, with one panel that decides on all requests.
who Paula Stenner (Joint Commissioning Manager, FICB)
own Paula Stenner|Joint Commissioning Manager|FICB
when Q3 2025/26
at ..2025-12
ok Section 75 agreement is signed.

= 2.5
do Show school staff how to carry out daily exercise programmes, with a short film for each of them.
who Hazel Quigg (Therapies Manager, Fen Community NHS Trust)
own Hazel Quigg|Therapies Manager|Fen Community NHS Trust
when From June 2025
at 2025-06.. from
ok Staff say that they feel able to run the programmes.

= 2.6
do Report to the Board on therapy delivered against therapy promised.
who To be appointed
when Ongoing from July 2025
at 2025-07.. ongoing
ok A report is in the papers of each meeting.

= 3.1
aim Outcome 3:|Children, young people and parents shape what happens
do Start a SEND Youth Council with two members from each secondary school, special school and college.
who Bethan Crewe (Participation Manager, FC)
own Bethan Crewe|Participation Manager|FC
when By 18 July 2025
at ..2025-07-18 by
ok Schools and colleges with a member rise from 2 to 14 by October 2025.
also W5
m Schools and colleges with a member ~ 2=2 ~ 14 by October 2025=14@2025-10

= 3.2
do Pay the forum to hold open meetings for parents in a different town each time.
who Asha Merriman (Chair, Fennimoor Parent Carer Forum)
own Asha Merriman|Chair|Fennimoor Parent Carer Forum
when Ongoing
at .. ongoing
ok Our reply to each meeting is on the Local Offer.

= 3.3
do Publish a “You said, we did” page and bring it up to date every half term.
who Tom Eckersley (Local Offer Officer, FC)
own Tom Eckersley|Local Offer Officer|FC
when May 2025
at ..2025-05
ok 60% of parents can name something that has changed by March 2026 (19% in 2024).
m 60% of parents can name something that has changed ~ 19% in 2024=19@2024 ~ 60% by March 2026=60@2026-03

= 3.4
do Ask every family the same five questions after an annual review, and bring the answers to managers once a
  month.
who Dee Hartnoll (Quality Manager, FC)
own Dee Hartnoll|Quality Manager|FC
when June 2025 – March 2026
at 2025-06..2026-03 between
ok Managers act on the answers and say so in team meetings.

= 3.5
do Write an easy read version of this plan, and film it in British Sign Language.
who Bethan Crewe (Participation Manager, FC)
own Bethan Crewe|Participation Manager|FC
when End of summer term 2025
at ..2025-07

= 4.1
aim Outcome 4:|Leaders know what is working and what is not
do Build one dashboard with figures from schools, health and social care, refreshed on the fifth working day
  of the month.
who Greg Onslow (Data Manager, FC)
who Lin Zhao (Head of Performance, FICB)
own Greg Onslow|Data Manager|FC
own Lin Zhao|Head of Performance|FICB
when 30/09/2025
at ..2025-09-30
ok Board sees the dashboard at each meeting.

= 4.2
do Hold a learning day at which leaders follow six children’s stories from start to finish.
who Independent Chair (SEND Improvement Board)
own |Independent Chair|SEND Improvement Board
when w/c 13 October 2025
at ..2025-10-13
ok Changes to practice are agreed on the day.

= 4.3
do Sign an agreement to share data with GP practices.
who Lin Zhao (Head of Performance, FICB)
own Lin Zhao|Head of Performance|FICB
when To be confirmed
ok Agreement signed by all practices.

= 4.4
do Audit case files from all three services every month with one shared tool.
who Dee Hartnoll (Quality Manager, FC)
own Dee Hartnoll|Quality Manager|FC
when May 2025 to April 2026
at 2025-05..2026-04 between
ok 75% of files are judged good by April 2026 (40% in 2024).
m 75% of files are judged good ~ 40% in 2024=40@2024 ~ 75% by April 2026=75@2026-04

= 4.5
do Move the SEND team to the first floor of Wharf House and put its name on the door.
who Office Manager (FC)
own |Office Manager|FC
when Winter 2025
at ..2025-12
ok Team has moved in.
"""
J3_MILESTONES = """
Children out of school with no timetable at all ~ 46=46 ~ 20=20 ~ 8=8 ~ 0=0
Children who have waited more than a term for a special school place ~ 71=71 ~ 60=60 ~ 45=45 ~ 20=20
First occupational therapy appointments within 18 weeks ~ 34%=34 ~ 45%=45 ~ 60%=60 ~ 80%=80
Therapy sessions delivered as the plan says ~ 52%=52 ~ 60%=60 ~ 75%=75 ~ 95%=95
Parents who feel listened to ~ 33%=33 ~ – ~ 45%=45 ~ 60%=60
Complaints answered within 20 working days ~ 61%=61 ~ 70%=70 ~ 80%=80 ~ 95%=95
Services that send their data on time ~ 3 of 9=3 ~ 5 of 9=5 ~ 7 of 9=7 ~ 9 of 9=9
Pupils with plans who are persistently absent ~ not known= ~ set baseline= ~ 30%=30 ~ 24%=24
"""
J3_DUE = ("2025-06", "2025-09", "2026-03")
J3_RISKS = [
    ("Not enough physiotherapists apply, as there is a shortage in the region", "High", "High")
    + ("Advertise with the hospital; use agency staff until the posts are filled", "Hazel Quigg"),
    ("Building work on the resource bases overruns", "Medium", "High")
    + ("Weekly site meeting; temporary classrooms are on hold until August", "Director of Education"),
    ("Families do not trust that things will change", "Medium", "Medium")
    + (
        "Be open about what has not worked; meet families in the evening as well as in the day",
        "Asha Merriman",
    ),
    ("Money for extra tuition ends in March 2026", "High", "Medium")
    + ("Include in the budget for 2026/27; report to Cabinet in November 2025", "Ruth Adeleke"),
    ("Systems of the partners cannot exchange data", "Medium", "Low")
    + ("Use monthly spreadsheets until the dashboard is built", "Greg Onslow"),
]
J3_INTRO = """
This plan is the answer of Fennimoor Council (FC), NHS Fenmoor Integrated Care Board (FICB) and their
  partners to
the area SEND inspection of 7 to 11 October 2024. The report was published on 5 December 2024. Inspectors
  found that
children and young people wait too long for what they need, and asked us for one priority action and three
improvements.

The plan has four priorities. Each begins with what the inspectors asked for, followed by the outcome that
  we want
and the actions that will get us there. The milestones at 3, 6 and 12 months and the risks are at the end.

How we wrote it

Forty-one parents, nineteen young people and staff from all services came to three workshops in January and
  February
2025. One mother told us: “My son was at home for eleven months. Nobody asked how he was.” We have kept her
  words on
the wall of the room where the Board meets.

Who keeps watch

The SEND Improvement Board, with its independent chair, meets every six weeks and reports to the Health and
  Wellbeing
Board. Leads send an update a week before the meeting. The Department for Education and NHS England attend
  each
quarter. The plan will be revised in March 2026.

OT stands for occupational therapy.
"""
STOPS = (45, 76, 318, 470, 582)  # tab stops of No., Action, Lead, Timescale and Success criteria
EDGE = 800
Line = list[tuple[float, str, str]]  # where, words, font
PLAIN, BOLD, SLANT = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
SIZE = 9.5


def broken(text: str, width: float, font: str = PLAIN) -> list[str]:
    """The lines into which a typist breaks a cell."""
    lines = [""]
    for part in text.split("\n"):
        for word in part.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and stringWidth(longer, font, SIZE) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        lines.append("")
    return lines[:-1]


def tabbed(stops: Sequence[float], cells: Sequence[str], font: str = PLAIN) -> list[Line]:
    """A row: line by line, each cell's words at its tab stop, nothing between."""
    ends = [*(s - 14 for s in stops[1:]), EDGE]
    columns = [broken(c, e - s, font) for s, e, c in zip(stops, ends, cells, strict=True)]
    deep = max(map(len, columns))
    return [
        [(s, c[n], font) for s, c in zip(stops, columns, strict=True) if n < len(c) and c[n]]
        for n in range(deep)
    ]


def prose(text: str, font: str = PLAIN) -> list[Line]:
    return [[(45, line, font)] for line in broken(text, EDGE - 60, font)]


def j3_lines() -> list[Line | None]:
    """All lines of the document; None turns the page."""
    out: list[Line | None] = [
        [(45, "FENNIMOOR SEND IMPROVEMENT PLAN", BOLD)],
        [(45, "Version 2.0, March 2025", PLAIN)],
        [],
    ]
    for text in J3_INTRO.replace("\n\n", "|").replace("\n", " ").strip().split("|"):
        out += [*prose(text, BOLD if len(text) < 25 else PLAIN), *([] if len(text) < 25 else [[]])]
    out.append(None)
    quotes = {f["="]: f["text"] for f in records(J3["findings"])}
    number = ""
    for r in records(J3_ACTIONS):
        if r["="][0] != number:
            number = r["="][0]
            title, finding, _ = J3_PRIORITIES[number]
            out += [[], [(45, f"PRIORITY {number}: {title}", BOLD)], []]
            out += [*prose(f"What inspectors said: {quotes[finding]}", SLANT), []]
            heads = ("No.", "Action", "Lead", "Timescale", "Success criteria")
            out += [*tabbed(STOPS, heads, BOLD), []]
        if "aim" in r:
            out += [[(45, r["aim"].replace("|", " "), BOLD)], []]
        out += tabbed(STOPS, (r["="], r["do"], r.get("who", ""), r.get("when", ""), r.get("ok", "")))
        if r["="] not in ("2.3", "4.2"):  # the typist forgot the empty line
            out.append([])
    out += [None, [(45, "MILESTONES", BOLD)], [], *prose("How far we will be after 3, 6 and 12 months."), []]
    stops = (45, 350, 450, 550, 670)
    heads = ("Measure", "January 2025", "3 months", "6 months", "12 months")
    out += [
        *tabbed(stops, heads, BOLD),
        *tabbed(stops, ("", "(baseline)", "June 2025", "September 2025", "March 2026"), BOLD),
        [],
    ]
    for line in J3_MILESTONES.strip().split("\n"):
        out += [*tabbed(stops, [p.strip().partition("=")[0] for p in line.split("~")]), []]
    out += [None, [(45, "RISK REGISTER", BOLD)], []]
    stops = (45, 270, 350, 420, 680)
    out += [*tabbed(stops, ("Risk", "Likelihood", "Impact", "What we do about it", "Owner"), BOLD), []]
    for risk in J3_RISKS:
        out += [*tabbed(stops, risk), []]
    return out


def j3_pdf() -> bytes:
    buffer = io.BytesIO()
    c = Canvas(buffer, pagesize=landscape(A4), invariant=1)
    c.setTitle("Fennimoor SEND Improvement Plan")
    c.setAuthor("Fennimoor Council")
    pages: list[list[Line]] = [[]]
    lines = j3_lines()
    for n, line in enumerate(lines):
        left = 36 - len(pages[-1])
        heading = (
            bool(line)
            and line is not None
            and line[0][2] == BOLD
            and line[0][1][:8] in ("PRIORITY", "Outcome ")
        )
        keep = 11 if heading and line and line[0][1].startswith("P") else 4
        if line is None or left < 1 or (heading and left < keep):
            pages.append([])
        if line and (line or pages[-1]):
            pages[-1].append(line)
        elif line is not None and pages[-1] and n:
            pages[-1].append([])
    for number, page in enumerate(pages, 1):
        y = 545.0
        for line in page:
            for x, words, font in line:
                c.setFont(font, SIZE if not words.startswith("FENNIMOOR") else 16)
                c.drawString(x, y, words)
            y -= 13.2
        c.setFont(PLAIN, 8)
        c.drawString(45, 30, "Fennimoor SEND Improvement Plan v2.0")
        c.drawRightString(EDGE, 30, f"Page {number} of {len(pages)}")
        c.showPage()
    c.save()
    return buffer.getvalue()


def make_j3() -> None:
    rows = records(J3_ACTIONS)
    actions, figures, aim = [], [], ""
    for r in rows:
        aim = r["aim"].partition("|")[2] if "aim" in r else aim
        title, finding, area = J3_PRIORITIES[r["="][0]]
        linked = "" if r["="] == "4.5" else finding
        read = r | {"also": f"{linked} {r.get('also', '')}".strip()}
        actions.append(
            action(read, objective=aim, area_for_improvement=area, priority=f"PRIORITY {r['='][0]}: {title}")
        )
        figures += measures(r.get("m", ""), [r["="]])
    for line in J3_MILESTONES.strip().split("\n"):
        text, base, *aims = (p.strip() for p in line.split("~"))
        dated = [f"{a}@{day}" for a, day in zip(aims, J3_DUE, strict=True) if a != "–"]
        figures += measures(" ~ ".join([text, f"{base}@2025-01", *dated]), [])
    write("j-3", J3, J3_HEAD, actions, figures, j3_pdf())


MAKERS: dict[str, Callable[[], None]] = {"j-1": make_j1, "j-2": make_j2, "j-3": make_j3}

if __name__ == "__main__":
    for chosen in made.wanted(MAKERS):
        MAKERS[chosen]()
