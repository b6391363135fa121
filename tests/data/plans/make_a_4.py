"""Plan A-4: a tracker as a workbook, a sheet for each theme.

Title rows, headers in two rows with merged groups, findings and objectives merged down, real dates in several
formats, the rating as a cell's colour only (read by a key sheet), a hidden column, indicators on a sheet of
their own joined by reference, notes, and a sheet that looks empty but for one far cell. The last theme is laid
out in another way, as a sheet that somebody else made would be.
"""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from make_a_gold import Act, Covered, Measure, Place, Report, When, without_clock, write_gold
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

FILE = "calderdale-send-tracker-v7.xlsx"
TITLE = "Calderdale SEND Improvement Tracker"
CC = "Calderdale Council"
ICB = "West Riding Integrated Care Board"
CVT = "Calder Vale NHS Trust"
SHORT = {CC: CC, ICB: "ICB", CVT: "CVT"}

REPORT = Report(
    area="Calderdale", start="2025-03-03", end="2025-03-07", published="2025-05-06",
    findings=(
        ("P1", "Leaders must bring down, as a matter of urgency, the waits for speech and language therapy and for neurodevelopmental assessment, both of pre-school children and of teenagers."),
        ("I1", "Leaders should see that portage, early years settings and health visitors work to one plan for each child under five."),
        ("I2", "The local authority should secure good advice from social care and health for every education, health and care plan, and hold annual reviews on time."),
        ("I3", "The partnership should improve the information and the range of choices for young people as they prepare for adulthood, including housing and work."),
        ("I4", "Leaders should make better use of what children and young people themselves say when they plan and judge services."),
        ("W1", "Children wait far too long for speech and language therapy, and those in the upper valley wait longest."),
        ("W2", "Pre-school children who may be autistic are not assessed until after they have started school."),
        ("W3", "Advice from social care is thin. Often it says no more than that the family is not known."),
        ("W4", "Annual reviews are late and changes that were agreed in them are not made."),
        ("W5", "Young people do not know what housing or work is open to them after education."),
        ("W6", "Pupils with SEND are suspended from secondary school much more often than others."),
    ),
)

D = dt.date
Cell = dt.date | str | None


@dataclass(frozen=True)
class Row:
    """An action's cells as typed: start and end are dates, words or nothing; `shape` is the dates' format."""

    act: Act
    start: Cell
    end: Cell
    shape: str


def shown(cell: Cell, shape: str) -> str:
    """A cell as the sheet shows it."""
    if isinstance(cell, dt.date):
        return cell.strftime({"dd/mm/yyyy": "%d/%m/%Y", "mmm-yy": "%b-%y", "d mmm yyyy": "%-d %b %Y"}[shape])
    return cell or ""


def row(i: str, f: str, text: str, role: str, org: str, start: Cell, end: Cell, read: tuple[str | None, str | None, str | None],
        status: str | None, latest: str, impact: str, kpis: str = "", shape: str = "dd/mm/yyyy") -> Row:
    """A row; `read` is start, end and qualifier as read from its two cells."""
    roles, orgs = role.split(" / ") if role else [], org.split(" / ") if org else []
    owners = "; ".join(f"{r} @ {o}" for r, o in zip(roles, orgs or [""] * len(roles), strict=True))
    raw = " | ".join(filter(None, (shown(start, shape), shown(end, shape)))) or None
    printed = " / ".join(SHORT.get(o, o) for o in orgs)
    who = "; ".join(filter(None, (role, printed)))
    return Row(Act(i, f, text, who, owners, When(raw, *read), impact or None, status, None, latest, kpis), start, end, shape)


def days(start: dt.date | None, end: dt.date) -> tuple[str | None, str, str | None]:
    """Both ends read as days."""
    return (start.isoformat() if start else None, end.isoformat(), "between" if start else None)


def both(i: str, f: str, text: str, role: str, org: str, start: dt.date | None, end: dt.date, *rest: str | None) -> Row:
    """A row with two real dates (or only an end)."""
    status, latest, impact, kpis, shape = (*rest, "", "", "", "dd/mm/yyyy")[:5] if len(rest) < 5 else rest
    read = days(start, end)
    if shape == MY:
        end = end.replace(day=1)  # what a sheet stores when a person types "Sep-25"
    return row(i, f, text, role, org, start, end, read, status, latest or "", impact or "", kpis or "", shape or "dd/mm/yyyy")


ON, DONE, WORK, LATE, NOT = "on_track", "complete", "in_progress", "delayed", "not_started"
DMY, MY, DM = "dd/mm/yyyy", "mmm-yy", "d mmm yyyy"
Theme = tuple[str, str, str, list[tuple[str, list[Row]]]]  # sheet, title, finding, objectives

THEMES: list[Theme] = [
    ("1 Under fives", "Theme 1: Under fives", "AFI 1: Leaders should see that portage, early years settings and health visitors work to one plan for each child under five.", [
        ("One plan for each child", [
            both("1.1", "I1", "Write a single early support plan with parents and use it in portage, nurseries and health visiting", "Early Years SEND Manager", CC, D(2025, 6, 2), D(2025, 9, 30), DONE, "Plan in use since 22 Sept", "Families say it once", "K1", DMY),
            both("1.2", "I1", "Hold a team around the child meeting every ten weeks for each child with a plan", "Early Years SEND Manager / Health Visiting Lead", f"{CC} / {CVT}", D(2025, 9, 1), D(2026, 3, 31), ON, "", "Families say it once", "K1", DMY),
            row("1.3", "I1", "Share the two-year progress check with the setting and the portage worker within a week", "Health Visiting Lead", CVT, D(2025, 9, 1), "Ongoing", ("2025-09-01", None, "ongoing"), WORK, "Consent form holding us up", "Families say it once", "K2"),
            both("1.4", "I1", "Appoint two portage workers for the upper valley", "Portage Co-ordinator", CC, D(2025, 5, 12), D(2025, 8, 31), DONE, "Both in post", "", "", DMY),
        ]),
        ("Settings that can meet need", [
            both("1.5", "I1", "Visit each nursery that has asked for help and agree three things to change", "Area SENCO Team Leader", CC, D(2025, 9, 8), D(2025, 12, 19), ON, "31 visited", "Staff feel sure of what to do", "K3", DMY),
            row("1.6", "I1", "Pay inclusion funding within ten days of a request", "Early Years Funding Officer", CC, None, "Autumn term 2025", (None, "2025-12", None), WORK, "", "Staff feel sure of what to do", ""),
            row("1.7", "I1", "Run evening training on communication for childminders", "Area SENCO Team Leader", CC, D(2025, 10, 1), "w/c 10/11/2025", ("2025-10-01", "2025-11-10", "between"), ON, "", "Staff feel sure of what to do", "K3"),
            both("1.8", "", "Repaint the outdoor play area at Beechwood hub", "Estates Officer", CC, D(2026, 4, 1), D(2026, 5, 29), NOT, "", "", "", DMY),
        ]),
    ]),
    ("2 EHC plans", "Theme 2: Education, health and care plans", "AFI 2: The local authority should secure good advice from social care and health for every education, health and care plan, and hold annual reviews on time.", [
        ("Good advice", [
            both("2.1", "I2 W3", "Appoint a Designated Social Care Officer", "Director of Children's Services", CC, D(2025, 5, 1), D(2025, 7, 31), DONE, "Started 14 July", "Advice tells the whole story", "", MY),
            both("2.2", "I2 W3", "Give social workers a template with prompts and stop accepting 'not known'", "Designated Social Care Officer", CC, D(2025, 9, 1), D(2025, 11, 30), ON, "In draft", "Advice tells the whole story", "K4", MY),
            both("2.3", "I2", "Train paediatricians, therapists and nurses in writing advice that can be put into practice", "Designated Clinical Officer", ICB, D(2025, 9, 1), D(2026, 1, 31), ON, "2 of 5 sessions held", "Advice tells the whole story", "K4", MY),
            both("2.4", "I2 W3", "Read 15 plans each month with all three services and feed back to the writers", "SEND Quality Manager / Designated Clinical Officer / Designated Social Care Officer", f"{CC} / {ICB} / {CC}", D(2025, 6, 1), D(2026, 6, 30), ON, "", "Advice tells the whole story", "K4", MY),
        ]),
        ("Reviews on time", [
            both("2.5", "I2 W4", "Set up a reviews team of six and a manager", "SEND Service Manager", CC, D(2025, 6, 1), D(2025, 9, 30), LATE, "4 of 7 in post", "Plans keep up with children", "K5", MY),
            row("2.6", "I2 W4", "Send each school a list of its reviews for the term ahead", "Reviews Team Manager", CC, D(2025, 9, 1), "Termly", ("2025-09", None, "ongoing"), ON, "", "Plans keep up with children", "K5", MY),
            row("2.7", "I2 W4", "Amend the 640 plans whose changes were agreed and never made", "", "", "Oct 25", "Q4 25/26", ("2025-10", "2026-03", "between"), WORK, "212 done", "Plans keep up with children", "K6"),
            row("2.8", "I2", "Move reviews paperwork to the online hub", "Digital Lead", CC, None, "TBC", (None, None, None), NOT, "", "", ""),
            both("2.9", "I2 I3 W4", "Look at housing, work, health and friends in each review from Year 9 (also AFI 3)", "Reviews Team Manager", CC, D(2026, 1, 1), D(2025, 12, 31), NOT, "Dates to be checked", "Plans keep up with children", "K7", MY),
        ]),
    ]),
    ("3 Waits", "Theme 3: Waits for therapy and assessment", "PA 1: Leaders must bring down, as a matter of urgency, the waits for speech and language therapy and for neurodevelopmental assessment of pre-school children.", [
        ("Speech and language therapy", [
            both("3.1", "P1 W1", "Employ four more speech and language therapists and two assistants", "Head of Therapies", CVT, D(2025, 5, 19), D(2025, 12, 31), WORK, "Three therapists start in Nov", "Shorter waits", "K8", DMY),
            both("3.2", "P1 W1", "Open a clinic in Todmorden two days a week", "Therapies Operations Manager", CVT, D(2025, 9, 1), D(2025, 10, 31), LATE, "No room found yet", "Same wait in every valley", "K8", DMY),
            both("3.3", "P1 W1", "Put a therapist in each of the twelve schools that refer most", "Head of Therapies", CVT, D(2026, 1, 5), D(2026, 7, 17), NOT, "", "Shorter waits", "K8", DMY),
            row("3.4", "P1 W1", "Ring every family that has waited half a year to ask how the child is", "Therapies Operations Manager", CVT, D(2025, 6, 2), "Monthly", ("2025-06-02", None, "ongoing"), ON, "", "Families feel looked after", "K9"),
        ]),
        ("Assessment before school", [
            both("3.5", "P1 W2", "Agree a pre-school assessment pathway and pay for it from the Better Start fund", "Head of Children's Commissioning / Consultant Community Paediatrician", f"{ICB} / {CVT}", D(2025, 5, 6), D(2025, 7, 31), DONE, "Signed off 24/07", "Needs known before school", "K10", DMY),
            both("3.6", "P1 W2", "See the 94 children who will start school in September 2026 first", "Consultant Community Paediatrician", CVT, D(2025, 9, 1), D(2026, 7, 31), ON, "37 seen", "Needs known before school", "K10", DMY),
            both("3.7", "P1 W2", "Teach nursery staff to gather what the assessor needs to know", "Specialist Early Years Teacher", CC, None, D(2025, 11, 28), ON, "", "Needs known before school", "", DMY),
            both("3.8", "P1", "Offer a six-week course to parents whose child is waiting", "Manager", "Parents Together", D(2025, 10, 6), D(2026, 3, 27), ON, "First course full", "Families feel looked after", "K9", DMY),
        ]),
    ]),
    ("4 Adulthood", "Theme 4: Preparing for adulthood", "AFI 3: The partnership should improve the information and the range of choices for young people as they prepare for adulthood, including housing and work.", [
        ("Knowing the choices", [
            both("4.1", "I3 W5", "Hold a 'What next?' fair with colleges, employers and housing associations", "Post-16 Manager", CC, None, D(2025, 11, 20), DONE, "310 came", "Young people know what there is", "K11", DM),
            both("4.2", "I3 W5", "Write a guide to housing with young people who have found a home of their own", "Housing Options Manager / Participation Officer", f"{CC} / {CC}", D(2025, 9, 1), D(2026, 2, 27), ON, "", "Young people know what there is", "K11", DM),
            row("4.3", "I3", "Put an adviser into each special school one day a fortnight", "Careers Lead", CC, D(2025, 9, 8), "ongoing", ("2025-09-08", None, "ongoing"), ON, "", "Young people know what there is", "K11", DM),
        ]),
        ("More to choose from", [
            both("4.4", "I3 W5", "Find fifteen flats with support for young people with learning disabilities", "Commissioning Manager, Adults", CC, D(2025, 10, 1), D(2027, 3, 31), NOT, "", "", "K12", DM),
            both("4.5", "I3 W5", "Double the number of supported internships", "Employment Lead", CC, D(2025, 9, 1), D(2026, 9, 1), WORK, "Two new employers", "", "K13", DM),
            row("4.6", "I3 W5", "Pay a job coach at each college", "Vice Principal", "Calder College", "Spring 2026", "Summer 2026", ("2026-03", "2026-08", "between"), NOT, "", "", "K13"),
            both("4.7", "I3", "Agree with neighbouring councils how young people cross the border for courses", "Post-16 Manger", CC, D(2025, 11, 3), D(2026, 5, 29), None, "", "", "", DM),
        ]),
    ]),
]

# reference, indicator, what is good, baseline, baseline date, December 2025, July 2026, latest
KPIS: list[tuple[str, str, str, float | str, dt.date | None, float | str, float | str, float | str | None]] = [
    ("K1", "Under fives with one shared plan", "High", 0.12, D(2025, 4, 1), 0.4, 0.75, 0.33),
    ("K2", "Two-year checks shared within a week", "High", 0.28, D(2025, 4, 1), 0.6, 0.9, None),
    ("K3", "Settings confident that they can meet need (survey)", "High", 0.51, D(2025, 5, 1), 0.65, 0.8, None),
    ("K4", "Plans where all advice was judged good", "High", 0.34, D(2025, 3, 1), 0.5, 0.7, 0.41),
    ("K5", "Annual reviews held on time", "High", 0.46, D(2025, 3, 1), 0.6, 0.85, 0.52),
    ("K6", "Plans awaiting amendment", "Low", 640, D(2025, 5, 1), 300, 0, 428),
    ("K7", "Year 9 and above reviews with all four outcomes", "High", "TBC", None, "Baseline", 0.8, None),
    ("K8", "Longest wait for speech and language therapy (weeks)", "Low", 58, D(2025, 3, 1), 40, 18, 55),
    ("K9", "Families who feel supported while they wait", "High", 0.19, D(2025, 5, 1), 0.4, 0.6, None),
    ("K10", "Children assessed before they start school", "High", 0.07, D(2024, 9, 1), 0.3, 0.65, 0.21),
    ("K11", "Young people who can name two choices open to them", "High", 0.37, D(2025, 5, 1), 0.5, 0.7, None),
    ("K12", "Supported flats for young people", "High", 8, D(2025, 4, 1), 8, 14, 8),
    ("K13", "Supported internships", "High", 11, D(2024, 9, 1), 15, 22, 15),
]


def percent(value: float | str) -> tuple[str, float | None]:
    """A cell as printed and its figure: shares are shown as per cent."""
    if isinstance(value, str):
        return value, None
    return (f"{value * 100:.0f}%", round(value * 100, 6)) if isinstance(value, float) else (str(value), value)


def all_rows() -> list[tuple[Row, Place]]:
    """The rows of all themes with their place."""
    return [(r, Place(title, finding, objective)) for _, title, finding, parts in THEMES for objective, rows in parts for r in rows]


def measures() -> list[Measure]:
    """The indicators, joined to actions by reference."""
    found = []
    for ref, text, _, base, _, december, july, _ in KPIS:
        linked = " ".join(r.act.id for r, _ in all_rows() if ref in r.act.kpis.split(", "))
        targets = tuple((*percent(v), when) for v, when in ((december, "2025-12"), (july, "2026-07")))
        found.append(Measure(text, percent(base), targets, linked, ref))
    return found


COVERAGE = [
    Covered("P1", "partial", "teenagers: dropped from the finding as quoted and in no action"),
    Covered("I1", "covered"), Covered("I2", "covered"), Covered("I3", "covered"),
    Covered("I4", "uncovered", "no theme on what children and young people say"),
    Covered("W1", "covered"), Covered("W2", "covered"), Covered("W3", "covered"), Covered("W4", "covered"), Covered("W5", "covered"),
    Covered("W6", "uncovered", "suspensions"),
]
GAPS = [
    ("finding_without_action", "I4", "the voice of children and young people"),
    ("finding_without_action", "W6", "suspensions"),
    ("finding_partly_covered", "P1", "teenagers dropped"),
    ("action_without_finding", "1.8", "repainting"),
    ("missing_owner", "2.7", "Lead and Organisation empty"),
    ("missing_date", "2.8", "TBC"),
    ("open_ended_date", "1.3, 2.6, 3.4, 4.3", "Ongoing, Termly, Monthly"),
    ("end_before_start", "2.9", "Jan-26 to Dec-25"),
    ("baseline_missing", "K7", "TBC"),
    ("target_no_better_than_baseline", "K12", "8, and 8 by December 2025"),
    ("wording_drift", "PA 1", "teenagers left out"),
    ("action_serves_two_findings", "2.9", "also AFI 3"),
]

# -- printing ------------------------------------------------------------------------------------
# fmt: on

RATING = {ON: "5B9BD5", DONE: "70AD47", WORK: "FFC000", LATE: "FF5050", NOT: "BFBFBF"}
MEANING = {
    DONE: "Complete, evidence filed",
    ON: "On track",
    WORK: "In progress, watch closely",
    LATE: "Delayed",
    NOT: "Not started",
}
BORDER = Border(*(Side("thin", color="999999"),) * 4)
HEAD_FILL = PatternFill("solid", fgColor="1F3864")
WRAP = Alignment(wrap_text=True, vertical="top")
FULL = (
    ("What", ("Ref", "Finding", "Objective", "Action", "Cost code")),
    ("Who", ("Lead", "Organisation")),
    ("When", ("Start", "End")),
    ("Progress", ("Rating", "Latest position")),
    ("Difference", ("Impact we expect", "KPI")),
)
OTHER = (
    ("Action", ("Ref", "What we will do", "KPI")),
    ("Dates", ("From", "To")),
    ("Responsible", ("Organisation", "Officer")),
    ("Now", ("Rating", "Latest", "Impact")),
)


def heads(sheet: Worksheet, top: int, groups: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    """Two rows of headers, the groups merged over their columns."""
    column = 1
    for group, names in groups:
        sheet.cell(top, column, group)
        last = column + len(names) - 1
        for n, name in enumerate(names):
            sheet.cell(top + 1, column + n, name)
            for cell in (sheet.cell(top, column + n), sheet.cell(top + 1, column + n)):
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = HEAD_FILL
                cell.border = BORDER
                cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        if last > column:
            sheet.merge_cells(start_row=top, end_row=top, start_column=column, end_column=last)
        column = last + 1


def put_row(sheet: Worksheet, at: int, values: list[Cell], shape: str) -> None:
    """Values into a row, dates in the row's format."""
    for column, value in enumerate(values, 1):
        cell = sheet.cell(at, column, value if value != "" else None)
        cell.alignment = WRAP
        cell.border = BORDER
        if isinstance(value, dt.date):
            cell.number_format = shape


def titles(sheet: Worksheet, title: str, widths: tuple[float, ...]) -> None:
    """The rows above the table and the columns' widths."""
    sheet["A1"] = TITLE
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = title
    sheet["A2"].font = Font(bold=True, size=12)
    sheet["A3"] = "Updated 28/11/2025 – colours as on the Key sheet"
    for n, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJKLM"[n]].width = width


def organisations(row_: Row) -> tuple[str, str]:
    """Roles and organisations as typed into their cells."""
    who, _, org = row_.act.who.partition("; ")
    return who, org


def theme_sheet(book: Workbook, theme: Theme) -> None:
    """A theme in the full layout: finding and objective merged down, cost codes hidden."""
    name, title, finding, parts = theme
    sheet = book.create_sheet(name)
    titles(sheet, title, (6, 30, 20, 44, 12, 26, 20, 12, 14, 8, 24, 24, 8))
    heads(sheet, 5, FULL)
    at = first = 7
    for objective, rows in parts:
        begin = at
        for r in rows:
            who, org = organisations(r)
            code = f"CC{sum(map(ord, r.act.activity)) % 9000 + 1000}"
            values: list[Cell] = [r.act.id, None, None, r.act.activity, code, who, org, r.start, r.end, None]
            put_row(sheet, at, [*values, r.act.update, r.act.success, r.act.kpis], r.shape)
            if r.act.status:
                sheet.cell(at, 10).fill = PatternFill("solid", fgColor=RATING[r.act.status])
            at += 1
        sheet.cell(begin, 3, objective)
        sheet.merge_cells(start_row=begin, end_row=at - 1, start_column=3, end_column=3)
    sheet.cell(first, 2, finding)
    sheet.merge_cells(start_row=first, end_row=at - 1, start_column=2, end_column=2)
    sheet.column_dimensions["E"].hidden = True
    sheet.freeze_panes = "E7"


def other_sheet(book: Workbook, theme: Theme) -> None:
    """The theme that another person laid out: the finding above, objectives as bands, officer after organisation."""
    name, title, finding, parts = theme
    sheet = book.create_sheet(name)
    titles(sheet, title, (6, 50, 8, 14, 14, 22, 28, 8, 24, 28))
    sheet["A4"] = finding
    sheet.merge_cells("A4:J4")
    sheet["A4"].alignment = WRAP
    sheet.row_dimensions[4].height = 32
    heads(sheet, 6, OTHER)
    at = 8
    for objective, rows in parts:
        sheet.cell(at, 1, objective).font = Font(bold=True)
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=10)
        sheet.cell(at, 1).fill = PatternFill("solid", fgColor="D9E2F3")
        at += 1
        for r in rows:
            who, org = organisations(r)
            values: list[Cell] = [r.act.id, r.act.activity, r.act.kpis, r.start, r.end, org, who, None]
            put_row(sheet, at, [*values, r.act.update, r.act.success], r.shape)
            if r.act.status:
                sheet.cell(at, 8).fill = PatternFill("solid", fgColor=RATING[r.act.status])
            at += 1


def cover_sheet(sheet: Worksheet) -> None:
    """The cover: what the workbook is and what it answers."""
    sheet.title = "Cover"
    sheet["B2"] = TITLE
    sheet["B2"].font = Font(bold=True, size=20)
    rows: list[tuple[str, Cell]] = [
        ("Inspection", "3 to 7 March 2025"),
        ("Report published", D(2025, 5, 6)),
        ("Version", "7 (working copy)"),
        ("Last updated", D(2025, 11, 28)),
        ("Reports to", "SEND Improvement Board, chaired by Priya Ollerenshaw"),
        ("Please note", "Invented for testing: no real council's plan."),
    ]
    for n, (label, value) in enumerate(rows, 4):
        sheet.cell(n, 2, label).font = Font(bold=True)
        cell = sheet.cell(n, 3, value)
        cell.alignment = Alignment(horizontal="left")
        if isinstance(value, dt.date):
            cell.number_format = "d mmmm yyyy"
    sheet["B12"] = "Sheets"
    for n, (_, title, _, _) in enumerate(THEMES, 13):
        sheet.cell(n, 2, title)
    sheet.column_dimensions["B"].width = 44
    sheet.column_dimensions["C"].width = 52


def key_sheet(book: Workbook) -> None:
    """The key: a coloured cell and its meaning, no colour named."""
    sheet = book.create_sheet("Key")
    sheet["A1"] = "What the colours in the Rating column mean"
    sheet["A1"].font = Font(bold=True)
    for n, (status, meaning) in enumerate(MEANING.items(), 3):
        sheet.cell(n, 1).fill = PatternFill("solid", fgColor=RATING[status])
        sheet.cell(n, 2, meaning)
    sheet.column_dimensions["B"].width = 36


def kpi_sheet(book: Workbook) -> None:
    """The indicators, with their references."""
    sheet = book.create_sheet("KPIs")
    sheet["A1"] = "Key performance indicators"
    sheet["A1"].font = Font(bold=True, size=14)
    groups = (
        ("KPI", ("Ref", "Indicator", "Good is")),
        ("Baseline", ("Value", "Date")),
        ("Target", ("Dec-25", "Jul-26")),
        ("Latest", ("Value",)),
    )
    heads(sheet, 3, groups)
    for at, (ref, text, good, base, when, december, july, latest) in enumerate(KPIS, 5):
        for column, value in enumerate((ref, text, good, base, when, december, july, latest), 1):
            cell = sheet.cell(at, column, value)
            cell.border = BORDER
            if isinstance(value, float):
                cell.number_format = "0%"
            elif isinstance(value, dt.date):
                cell.number_format = "mmm-yy"
    sheet.column_dimensions["B"].width = 54


def notes_sheet(book: Workbook) -> None:
    """Notes: short forms, the versions, things to chase."""
    sheet = book.create_sheet("Notes")
    sheet["A1"] = "Abbreviations"
    for n, (short, full) in enumerate((("CVT", CVT), ("ICB", ICB), ("AFI", "Area for improvement")), 2):
        sheet.cell(n, 1, short)
        sheet.cell(n, 2, full)
    for n, row_ in enumerate(
        (
            ("Version", "Date", "Author", "What changed"),
            ("5", D(2025, 9, 26), "SM", "Theme 3 dates after the trust's review"),
            ("6", D(2025, 10, 31), "SM", "KPI baselines added"),
            ("7", D(2025, 11, 28), "TK", "Monthly update"),
        ),
        7,
    ):
        for column, value in enumerate(row_, 1):
            cell = sheet.cell(n, column, value)
            if isinstance(value, dt.date):
                cell.number_format = DMY
    sheet["A13"] = "TK to ask CVT about rooms in Todmorden before the December board."
    sheet["A14"] = "Parents Together would like the Key in large print."


def build(folder: Path) -> None:
    """Write the plan, the findings and the gold."""
    book = Workbook()
    cover_sheet(book.worksheets[0])
    key_sheet(book)
    for theme in THEMES[:3]:
        theme_sheet(book, theme)
    other_sheet(book, THEMES[3])
    kpi_sheet(book)
    notes_sheet(book)
    book.create_sheet("Sheet3")["AC212"] = "check w SM"
    book.properties.title = TITLE
    book.properties.description = "Invented for testing"
    out = BytesIO()
    book.save(out)
    (folder / FILE).write_bytes(without_clock(out.getvalue()))
    acts = [(r.act, place) for r, place in all_rows()]
    write_gold(folder, FILE, TITLE, "2025-11-28", REPORT, acts, measures(), COVERAGE, GAPS)
