"""Plan A-1: an accelerated progress plan as a word processor document, a table for each weakness.

Tracked changes (a date replaced, a row put in, a row taken out), a date struck through by hand, a letter
rating with a key of its own, an accountable officer merged over rows, a table of indicators at the end.
"""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from made_word import set_columns, shade
from make_a_gold import Act, Covered, Measure, Place, Report, When, without_clock, write_gold

FILE = "wealdshire-app-v1-4.docx"
TITLE = "Wealdshire Local Area SEND Accelerated Progress Plan"
WCC = "Wealdshire County Council"
ICB = "NHS Weald and Ashdown Integrated Care Board"
WCHT = "Weald Community Health NHS Trust"
WPCF = "Wealdshire Parent Carer Forum"

REPORT = Report(
    area="Wealdshire",
    start="2025-02-10",
    end="2025-02-14",
    published="2025-04-24",
    findings=(
        (
            "P1",
            "Leaders across the partnership should act urgently to cut the time that children and young people "
            "wait for speech and language therapy, occupational therapy and wheelchair services, and should "
            "see that those who wait are kept safe and told what is happening.",
        ),
        (
            "P2",
            "The local authority and the integrated care board should put right the weaknesses in education, "
            "health and care (EHC) plans, so that plans are written on time, draw on current advice from health "
            "and social care and are amended promptly after each annual review.",
        ),
        (
            "I1",
            "The partnership should give young people and their families clear and early information about "
            "life after school, including work, adult social care and the move to adult health services.",
        ),
        (
            "I2",
            "The local authority should know where each child in alternative provision is taught, how often "
            "they attend and how well they are doing there.",
        ),
        (
            "W1",
            "Waits for therapy differ widely from one district to the next. Some families have waited more than "
            "a year without a word from anyone.",
        ),
        (
            "W2",
            "Older EHC plans say little about social care. Advice from professionals is too often copied from "
            "one year to the next and nobody checks that it still holds.",
        ),
        (
            "W3",
            "Reviews in Year 9 and above are often late and do not look ahead to adult life, so some young people "
            "reach 18 with no idea of what follows.",
        ),
        (
            "W4",
            "Leaders do not have a full picture of pupils on part-time timetables or in settings that are not "
            "registered as schools.",
        ),
        (
            "W5",
            "Families struggle to find short breaks at weekends and in the school holidays, most of all where "
            "a child has complex health needs.",
        ),
        (
            "W6",
            "Partners gather a good deal of data but rarely bring it together. Leaders cannot say which of their "
            "decisions have made a difference.",
        ),
    ),
)

NO_CHILD = (
    "No child waits longer than 40 weeks for a first therapy appointment by March 2026 (baseline: 63 weeks, "
    "February 2025)"
)
TOLD = "At least 85% of families on the list say they know where they stand (baseline 31%, spring 2025)"
ADVICE = "Nine in ten pieces of advice arrive inside six weeks. Baseline: 57%."

# A row is (action, accountable officer as printed, accountable officer read, old date and how it was replaced).
# "" as the accountable officer or None as success means: merged with the row above ("" is an empty cell).
Row = tuple[Act, str, str, str]


def act(i: str, f: str, text: str, who: str, owners: str, when: When, success: str | None, *more: str) -> Act:
    """An action; `more` is rating letter and progress update."""
    letter, update = (*more, "", "")[:2]
    status = {"G": "complete", "A": "in_progress", "P": "delayed", "R": "not_started"}.get(letter)
    return Act(i, f, text, who, owners, when, success, status, letter or None, update)


WEAKNESSES: list[tuple[str, str, list[tuple[str, list[Row]]]]] = [
    (
        "Weakness 1 – Area for priority action 1",
        "“…cut the time that children and young people wait for speech and language therapy and occupational "
        "therapy, and should see that those who wait are kept safe and told what is happening.”",
        [
            (
                "1A Shorter waits for therapy",
                [
                    (
                        act(
                            "1.1",
                            "P1 W1",
                            "Recruit four speech and language therapists and two occupational therapists to the "
                            "community team.",
                            "Head of Children’s Therapies, WCHT",
                            f"Head of Children’s Therapies @ {WCHT}",
                            When(
                                "31 October 2025", end="2025-10-31", old="31 July 2025", old_end="2025-07-31"
                            ),
                            NO_CHILD,
                            "P",
                            "12.06.25: Two rounds of adverts. Three SLT posts filled.|Sept 25: OT posts went out "
                            "again on 1 September; date moved.",
                        ),
                        "Director of Operations, WCHT",
                        f"Director of Operations @ {WCHT}",
                        "tracked",
                    ),
                    (
                        act(
                            "1.2",
                            "P1 W1",
                            "Open Saturday assessment clinics in Marlow Green, Fenwick and Stoke Ferry for the "
                            "children who have waited longest.",
                            "Therapy Service Manager, WCHT",
                            f"Therapy Service Manager @ {WCHT}",
                            When("30 September 2025", end="2025-09-30"),
                            None,
                            "A",
                            "Sept 25: Fenwick open since 6 September, 41 children seen.",
                        ),
                        "",
                        f"Director of Operations @ {WCHT}",
                        "",
                    ),
                    (
                        act(
                            "1.3",
                            "P1 W1",
                            "Move all three districts to one referral form and one triage meeting.",
                            "Therapy Service Manager, WCHT\nDCO",
                            f"Therapy Service Manager @ {WCHT}; Designated Clinical Officer",
                            When("1st December 2025", end="2025-12-01"),
                            "Same referral form in use in every district",
                            "A",
                            "",
                        ),
                        "",
                        f"Director of Operations @ {WCHT}",
                        "",
                    ),
                ],
            ),
            (
                "1B Waiting well and safely",
                [
                    (
                        act(
                            "1.4",
                            "P1 W1",
                            "Write to every family on a therapy waiting list each term to say where they are in the "
                            "queue, what help there is meanwhile and who to ring.",
                            "Patient Experience Lead, WCHT",
                            f"Patient Experience Lead @ {WCHT}",
                            When("Termly from September 2025", start="2025-09", qualifier="from"),
                            TOLD,
                            "A",
                            "Sept 25: First letters went out to 1,106 families.",
                        ),
                        "Chief Nurse, ICB",
                        f"Chief Nurse @ {ICB}",
                        "",
                    ),
                    (
                        act(
                            "1.5",
                            "P1 W1",
                            "Set up an advice line, answered by a therapist two afternoons a week.",
                            "Head of Children’s Therapies, WCHT",
                            f"Head of Children’s Therapies @ {WCHT}",
                            When("w/c 16 June 2025", end="2025-06-16"),
                            None,
                            "G",
                            "20.06.25: Line opened on Tuesday 17 June.",
                        ),
                        "",
                        f"Chief Nurse @ {ICB}",
                        "",
                    ),
                    (
                        act(
                            "1.6",
                            "P1 W1 W6",
                            "Show waiting times by district on the Local Offer website, refreshed every month.",
                            "Local Offer Officer, WCC / BI Analyst, ICB",
                            f"Local Offer Officer @ {WCC}; BI Analyst @ {ICB}",
                            When("Ongoing", qualifier="ongoing"),
                            "Families can see the wait in their own district",
                            "A",
                            "",
                        ),
                        "",
                        f"Chief Nurse @ {ICB}",
                        "",
                    ),
                    (
                        act(
                            "1.7",
                            "P1",
                            "Check each child who has waited 30 weeks or more for signs that their needs have "
                            "changed, and bring the appointment forward where they have.",
                            "TBC",
                            "",
                            When("31/08/2025", end="2025-08-31"),
                            "Every child on the list has had a safety check",
                            "P",
                            "Sept 25: No capacity over the summer. To be escalated to the Board.",
                        ),
                        "Medical Director, WCHT",
                        f"Medical Director @ {WCHT}",
                        "",
                    ),
                    (
                        act(
                            "1.8",
                            "P1",
                            "Agree with parents and carers what a keeping-in-touch call should cover and train the "
                            "call handlers to do it.",
                            "Co-production Lead, WPCF",
                            f"Co-production Lead @ {WPCF}",
                            When("Nov 2025", end="2025-11"),
                            "",
                            "R",
                            "",
                        ),
                        "Medical Director, WCHT",
                        f"Medical Director @ {WCHT}",
                        "inserted row",
                    ),
                ],
            ),
        ],
    ),
    (
        "Weakness 2 – Area for priority action 2",
        "“…put right the weaknesses in education, health and care (EHC) plans, so that plans are written on time, "
        "draw on current advice from health and social care and are amended promptly after each annual review.”",
        [
            (
                "2A Plans written on time",
                [
                    (
                        act(
                            "2.1",
                            "P2",
                            "Fill the six vacant plan co-ordinator posts.",
                            "SEND Casework Manager, WCC",
                            f"SEND Casework Manager @ {WCC}",
                            When("30/05/25", end="2025-05-30"),
                            "All posts filled and nobody holds more than 180 cases",
                            "G",
                            "02.06.25: All six started.",
                        ),
                        "Assistant Director, Inclusion, WCC",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "2.2",
                            "P2",
                            "Bring in locum educational psychologists to write the 212 pieces of advice that are "
                            "overdue.",
                            "Principal EP, WCC",
                            f"Principal Educational Psychologist @ {WCC}",
                            When("End of Sept 2025", end="2025-09"),
                            ADVICE,
                            "A",
                            "Sept 25: 58 left.",
                        ),
                        "",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "2.3",
                            "P2",
                            "Send health and social care managers a list each Monday of the advice that is due or "
                            "late.",
                            "SEND Casework Manager, WCC",
                            f"SEND Casework Manager @ {WCC}",
                            When("Weekly from w/c 12 May 2025", start="2025-05-12", qualifier="from"),
                            None,
                            "A",
                            "",
                        ),
                        "",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                ],
            ),
            (
                "2B Plans that are right",
                [
                    (
                        act(
                            "2.4",
                            "P2 W2",
                            "Hold a moderation panel each month with education, health and social care round the "
                            "table, sampling older plans as well as new ones.",
                            "Quality Assurance Officer, WCC\nDCO\nDSCO",
                            f"Quality Assurance Officer @ {WCC}; Designated Clinical Officer; Designated Social Care "
                            "Officer",
                            When("Ongoing", qualifier="ongoing"),
                            "Panel minutes show what has changed",
                            "A",
                            "",
                        ),
                        "Director of Children’s Services, WCC",
                        f"Director of Children’s Services @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "2.5",
                            "P2 W2",
                            "Bring in new templates for health advice and social care advice, with worked examples.",
                            "DCO\nDSCO",
                            "Designated Clinical Officer; Designated Social Care Officer",
                            When("Autumn term 2025", end="2025-12"),
                            None,
                            "A",
                            "",
                        ),
                        "",
                        f"Director of Children’s Services @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "2.6",
                            "P2 W2",
                            "Train every children’s social work team in writing advice for plans.",
                            "DSCO",
                            "Designated Social Care Officer",
                            When("Jun – Sep 2025", start="2025-06", end="2025-09", qualifier="between"),
                            "240 social workers trained",
                            "G",
                            "Sept 25: 251 trained.",
                        ),
                        "",
                        f"Director of Children’s Services @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "2.7",
                            "P2 W2",
                            "Change the case system so that advice more than a year old cannot be put into a draft "
                            "plan unless a manager agrees.",
                            "Systems Manager, WCC",
                            f"Systems Manager @ {WCC}",
                            When("30 Novmeber 2025", end="2025-11-30"),
                            "No plan is issued on advice that nobody has checked",
                            "R",
                            "",
                        ),
                        "",
                        f"Director of Children’s Services @ {WCC}",
                        "",
                    ),
                ],
            ),
            (
                "2C Reviews that lead to change",
                [
                    (
                        act(
                            "2.8",
                            "P2 W3",
                            "Clear the backlog of 870 plans that were reviewed but never amended, starting with "
                            "Years 9 and 11 and children in care.",
                            "Annual Review Team Leader, WCC",
                            f"Annual Review Team Leader @ {WCC}",
                            When("Mar 2026", end="2026-03", old="Dec 2025", old_end="2025-12"),
                            "Backlog down to 400 by December 2025 and none by March 2026. Baseline 870 (May 2025)",
                            "A",
                            "Sept 25: 655 left.",
                        ),
                        "Assistant Director, Inclusion, WCC",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "struck",
                    ),
                    (
                        act(
                            "2.9",
                            "P2",
                            "Give each school a named officer for annual reviews.",
                            "Annual Review Team Leader, WCC",
                            f"Annual Review Team Leader @ {WCC}",
                            When("1st September 2025", end="2025-09-01"),
                            "Schools know who to call",
                            "G",
                            "",
                        ),
                        "",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "2.10",
                            "P2",
                            "Tell each family in writing, within four weeks of a review, whether the plan will change.",
                            "Annual Review Team Leader, WCC",
                            f"Annual Review Team Leader @ {WCC}",
                            When("TBC"),
                            "",
                            "",
                            "",
                        ),
                        "",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                ],
            ),
        ],
    ),
    (
        "Weakness 3 – Area for improvement 1",
        "“…clear and early information about life after school, including work, adult social care and the move to "
        "adult health services.”",
        [
            (
                "3A Knowing what comes next",
                [
                    (
                        act(
                            "3.1",
                            "I1 W3",
                            "Make a guide and a short film about life after school with the Young Voices group.",
                            "Preparing for Adulthood Lead, WCC",
                            f"Preparing for Adulthood Lead @ {WCC}",
                            When("by 31 January 2026", end="2026-01-31", qualifier="by"),
                            "Guide and film on the Local Offer",
                            "A",
                            "Sept 25: Script agreed with the group.",
                        ),
                        "Director of Adult Services, WCC",
                        f"Director of Adult Services @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "3.2",
                            "I1",
                            "Secure supported internship places with the hospital, two hotel groups and the county "
                            "council itself.",
                            "Employment and Skills Manager, WCC",
                            f"Employment and Skills Manager @ {WCC}",
                            When("Sept 2026", end="2026-09"),
                            "Supported internships rise from 14 (2024/25) to 40 (2026/27)",
                            "R",
                            "",
                        ),
                        "",
                        f"Director of Adult Services @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "3.3",
                            "I1 W3",
                            "Hold evenings in each special school where adult social care staff meet the families of "
                            "young people in Year 10.",
                            "Transition Team Manager, WCC and special school headteachers",
                            f"Transition Team Manager @ {WCC}; special school headteachers",
                            When("Spring term 2026", end="2026-04"),
                            "",
                            "R",
                            "",
                        ),
                        "",
                        f"Director of Adult Services @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "3.4",
                            "I1 P2",
                            "Write a joint protocol for the move from children’s to adult health services (also "
                            "supports Weakness 2).",
                            "DCO",
                            "Designated Clinical Officer",
                            When("31/03/2026", end="2026-03-31"),
                            "Protocol signed by all trusts",
                            "R",
                            "",
                        ),
                        "Chief Nurse, ICB",
                        f"Chief Nurse @ {ICB}",
                        "",
                    ),
                    (
                        act(
                            "3.5",
                            "",
                            "Redecorate the corridors and meeting rooms at Orchard House.",
                            "Facilities Manager, WCC",
                            f"Facilities Manager @ {WCC}",
                            When("Summer 2026", end="2026-08"),
                            "",
                            "R",
                            "",
                        ),
                        "",
                        f"Chief Nurse @ {ICB}",
                        "",
                    ),
                ],
            ),
        ],
    ),
    (
        "Weakness 4 – Area for improvement 2",
        "“…know where each child in alternative provision is taught, how often they attend and how well they are "
        "doing there.”",
        [
            (
                "4A Eyes on every child in AP",
                [
                    (
                        act(
                            "4.1",
                            "I2 W4",
                            "Build a single register of all children in AP, with the setting, the hours and the "
                            "reason.",
                            "AP Commissioner, WCC",
                            f"AP Commissioner @ {WCC}",
                            When("31 July 2025", end="2025-07-31"),
                            "Register complete and checked each month",
                            "G",
                            "July 25: Register live with 388 children.",
                        ),
                        "Assistant Director, Inclusion, WCC",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "4.2",
                            "I2",
                            "Take attendance from every AP setting by electronic feed each morning.",
                            "AP Commissioner, WCC\nSystems Manager, WCC",
                            f"AP Commissioner @ {WCC}; Systems Manager @ {WCC}",
                            When("Oct 2025 to Feb 2026", start="2025-10", end="2026-02", qualifier="between"),
                            None,
                            "R",
                            "",
                        ),
                        "",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "4.3",
                            "I2 W4",
                            "Visit all settings which are not registered as schools, and move children out where a "
                            "visit finds them unsafe.",
                            "Safeguarding in Education Lead, WCC",
                            f"Safeguarding in Education Lead @ {WCC}",
                            When("30 September 2025", end="2025-09-30"),
                            "All 27 settings visited",
                            "P",
                            "Sept 25: 19 of 27 visited. Staff sickness.",
                        ),
                        "",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                    (
                        act(
                            "4.4",
                            "I2 W4",
                            "Set up a fortnightly panel that looks at each part-time timetable and sets a date for it "
                            "to end.",
                            "Head of Attendance, WCC",
                            f"Head of Attendance @ {WCC}",
                            When("from 8 September 2025", start="2025-09-08", qualifier="from"),
                            "Fewer part-time timetables (KPI 7)",
                            "A",
                            "",
                        ),
                        "",
                        f"Assistant Director, Inclusion @ {WCC}",
                        "",
                    ),
                ],
            ),
        ],
    ),
    (
        "Enabling work – Using what we know",
        "Not a finding with a number of its own: the report says in its narrative that partners seldom bring data "
        "together.",
        [
            (
                "5A One version of the truth",
                [
                    (
                        act(
                            "5.1",
                            "W6",
                            "Build one partnership dashboard from education, health and social care data.",
                            "BI Analyst, ICB\nPerformance Manager, WCC",
                            f"BI Analyst @ {ICB}; Performance Manager @ {WCC}",
                            When("31 December 2025", end="2025-12-31"),
                            "Dashboard seen at every Board meeting",
                            "A",
                            "",
                        ),
                        "Independent Chair, SEND Improvement Board",
                        "Independent Chair @ SEND Improvement Board",
                        "",
                    ),
                    (
                        act(
                            "5.2",
                            "W6",
                            "Ask of each closed action, six months on, what difference it has made, and tell the Board.",
                            "Programme Manager, WCC",
                            f"Programme Manager @ {WCC}",
                            When("First report January 2026", end="2026-01"),
                            "",
                            "R",
                            "",
                        ),
                        "",
                        "Independent Chair @ SEND Improvement Board",
                        "",
                    ),
                ],
            ),
        ],
    ),
]

KPI_HEAD = (
    "KPI",
    "Linked actions",
    "Baseline (date)",
    "Milestone 1 – Jul 2025",
    "Milestone 2 – Dec 2025",
    "Milestone 3 – Apr 2026",
    "Target – Jul 2026",
    "Latest actual (date)",
)
KPIS: list[tuple[str, ...]] = [
    (
        "1",
        "Longest wait for speech and language therapy, weeks",
        "1.1–1.3",
        "63 (Feb 2025)",
        "56",
        "45",
        "30",
        "18",
        "58 (Aug 2025)",
    ),
    (
        "2",
        "Longest wait for occupational therapy, weeks",
        "1.1–1.3",
        "71 (Feb 2025)",
        "60",
        "48",
        "32",
        "18",
        "70 (Aug 2025)",
    ),
    (
        "3",
        "Families who feel informed while they wait",
        "1.4, 1.5",
        "31% (Spring 2025)",
        "45%",
        "60%",
        "75%",
        "85%",
        "",
    ),
    (
        "4",
        "EHC plans issued within 20 weeks",
        "2.1–2.3",
        "38.2% (2024)",
        "42%",
        "50%",
        "60%",
        "75%",
        "44.1% (Jul 2025)",
    ),
    (
        "5",
        "Audited plans judged good or better",
        "2.4–2.7",
        "29% (Mar 2025)",
        "35%",
        "50%",
        "65%",
        "80%",
        "33% (Jul 2025)",
    ),
    (
        "6",
        "Children in AP with attendance reported daily",
        "4.1, 4.2",
        "Not collected",
        "–",
        "40%",
        "80%",
        "100%",
        "",
    ),
    (
        "7",
        "Number of part-time timetables",
        "4.4",
        "146 (Mar 2025)",
        "140",
        "110",
        "80",
        "60",
        "139 (Jul 2025)",
    ),
]
PERIODS = ("2025-07", "2025-12", "2026-04", "2026-07")


def number(text: str) -> float | None:
    """The first figure of a cell."""
    digits = text.split()[0].rstrip("%") if text else ""
    return float(digits) if digits.replace(".", "").isdigit() else None


def spread(text: str) -> str:
    """Action ids from "1.1–1.3" or "1.4, 1.5"."""
    ids = []
    for part in text.split(", "):
        first, _, last = part.partition("–")
        stem, low = first.split(".")
        high = last.split(".")[1] if last else low
        ids += [f"{stem}.{n}" for n in range(int(low), int(high) + 1)]
    return " ".join(ids)


def kpi_measure(row: tuple[str, ...]) -> Measure:
    """A row of the table of indicators as a measure."""
    no, text, linked, baseline, *points = row
    targets = tuple((p, number(p), when) for p, when in zip(points[:4], PERIODS, strict=True) if p != "–")
    return Measure(text, (baseline, number(baseline)), targets, spread(linked), f"KPI {no}")


MEASURES = [
    Measure(
        "No child waits longer than 40 weeks for a first therapy appointment",
        ("63 weeks, February 2025", 63),
        (("40 weeks by March 2026", 40, "2026-03"),),
        "1.1 1.2",
    ),
    Measure(
        "families on the list say they know where they stand",
        ("31%, spring 2025", 31),
        (("At least 85%", 85, None),),
        "1.4 1.5",
    ),
    Measure(
        "All posts filled and nobody holds more than 180 cases",
        (None, None),
        (("no more than 180 cases", 180, None),),
        "2.1",
    ),
    Measure("pieces of advice arrive inside six weeks", ("57%", 57), (("Nine in ten", 90, None),), "2.2 2.3"),
    Measure("240 social workers trained", (None, None), (("240", 240, None),), "2.6"),
    Measure(
        "Backlog",
        ("870 (May 2025)", 870),
        (("400 by December 2025", 400, "2025-12"), ("none by March 2026", 0, "2026-03")),
        "2.8",
    ),
    Measure("Supported internships", ("14 (2024/25)", 14), (("40 (2026/27)", 40, "2026/27"),), "3.2"),
    Measure("All 27 settings visited", (None, None), (("All 27", 27, None),), "4.3"),
    *map(kpi_measure, KPIS),
]

COVERAGE = [
    Covered("P1", "partial", "wheelchair services: dropped from the quotation and in no action"),
    Covered("P2", "covered"),
    Covered("I1", "covered"),
    Covered("I2", "partial", "how well the children are doing: no action on progress or attainment in AP"),
    Covered("W1", "covered"),
    Covered("W2", "covered"),
    Covered("W3", "covered"),
    Covered("W4", "covered"),
    Covered("W5", "uncovered", "no action on short breaks"),
    Covered("W6", "covered"),
]
GAPS = [
    ("finding_without_action", "W5", "short breaks"),
    ("finding_partly_covered", "P1", "wheelchair services dropped"),
    ("finding_partly_covered", "I2", "how well they are doing"),
    ("action_without_finding", "3.5", "redecorating"),
    ("missing_owner", "1.7", "action lead TBC (an accountable officer is named)"),
    ("missing_date", "2.10", "TBC"),
    ("open_ended_date", "1.6, 2.4", "Ongoing"),
    ("timescale_slip", "2.7", "Novmeber"),
    ("baseline_missing", "KPI 6", "Not collected"),
    ("wording_drift", "Weakness 1", "wheelchair services left out of the quotation"),
    ("action_serves_two_findings", "3.4", "also supports Weakness 2"),
]

# -- printing ------------------------------------------------------------------------------------

RATING_FILL = {"G": "A9D18E", "A": "FFE699", "P": "CDA6E0", "R": "F4B6B6"}
COLUMNS = (
    "Action",
    "Due date",
    "Responsible officer (action lead)",
    "Senior responsible officer (accountable)",
    "Success criteria",
    "Rating",
    "Progress update",
)
WIDTHS = (6.6, 2.4, 3.4, 3.4, 4.2, 1.4, 5.0)
AUTHOR = {qn("w:id"): "7", qn("w:author"): "Programme Office", qn("w:date"): "2025-09-12T09:00:00Z"}


def put(cell: Any, text: str, bold: bool = False, size: float = 8.5) -> None:
    """Write text into a cell, a paragraph for each line."""
    for n, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line)
        run.bold = bold
        run.font.size = Pt(size)


def tracked(kind: str, text: str) -> Any:
    """A tracked insertion ("w:ins") or deletion ("w:del") of a run."""
    outer = OxmlElement(kind)
    for name, value in AUTHOR.items():
        outer.set(name, value)
    run = OxmlElement("w:r")
    size = OxmlElement("w:rPr")
    half_points = OxmlElement("w:sz")
    half_points.set(qn("w:val"), "17")
    size.append(half_points)
    run.append(size)
    words = OxmlElement("w:delText" if kind == "w:del" else "w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    outer.append(run)
    return outer


def put_due(cell: Any, when: When, how: str) -> None:
    """The due date; the old one deleted or struck through where it was replaced."""
    paragraph = cell.paragraphs[0]
    if how == "tracked":
        paragraph._p.append(tracked("w:del", when.old or ""))
        paragraph._p.append(tracked("w:ins", when.raw or ""))
        return
    if how == "struck":
        old = paragraph.add_run(when.old)
        old.font.strike = True
        old.font.size = Pt(8.5)
        paragraph.add_run(" ").font.size = Pt(8.5)
    paragraph.add_run(when.raw or "").font.size = Pt(8.5)


def track_row(row: Any, kind: str) -> None:
    """Mark a whole table row as inserted or deleted, its words too."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement(kind)
    for name, value in AUTHOR.items():
        mark.set(name, value)
    properties.append(mark)
    for paragraph in row._tr.iter(qn("w:p")):
        for run in list(paragraph.findall(qn("w:r"))):
            words = "".join(t.text or "" for t in run.iter(qn("w:t")))
            paragraph.replace(run, tracked(kind, words))


def band(table: Any, text: str, fill: str, bold: bool = True) -> None:
    """A row merged over the whole width."""
    cells = table.add_row().cells
    cell = cells[0].merge(cells[-1])
    put(cell, text, bold, 9)
    shade(cell, fill)


def add_action(table: Any, entry: Row) -> Any:
    """A row for an action, without its merged cells."""
    action, accountable, _, how = entry
    row = table.add_row()
    cells = row.cells
    put(cells[0], f"{action.id} {action.activity}")
    put_due(cells[1], action.when, how)
    put(cells[2], action.who)
    put(cells[3], accountable)
    put(cells[4], action.success or "")
    put(cells[5], action.status_raw or "", bold=True)
    if action.status_raw:
        shade(cells[5], RATING_FILL[action.status_raw])
    put(cells[6], action.update.replace("|", "\n"))
    if how == "inserted row":
        track_row(row, "w:ins")
    return row


def merge_down(rows: list[Any], joined: list[bool], column: int) -> None:
    """Merge each cell that is said to be joined with the one above."""
    top = rows[0]
    for row, join in zip(rows, joined, strict=True):
        if join:
            top.cells[column].merge(row.cells[column])
        else:
            top = row


def weakness_table(document: Any, number_: int) -> None:
    """The table of one weakness."""
    heading, quotation, streams = WEAKNESSES[number_]
    document.add_heading(heading, 2)
    table = document.add_table(rows=0, cols=len(COLUMNS))
    table.style = "Table Grid"
    set_columns(table, WIDTHS)
    band(table, f"What inspectors found: {quotation}", "DDEBF7", bold=False)
    head = table.add_row()
    for cell, title in zip(head.cells, COLUMNS, strict=True):
        put(cell, title, bold=True)
        shade(cell, "1F4E79")
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(255, 255, 255)
    for stream, entries in streams:
        band(table, stream, "EDEDED")
        rows = [add_action(table, entry) for entry in entries]
        merge_down(rows, [not accountable for _, accountable, _, _ in entries], 3)
        merge_down(rows, [action.success is None for action, *_ in entries], 4)
        if stream.startswith("1B"):
            deleted = table.add_row()
            put(deleted.cells[0], "1.9 Pay an outside provider to run a one-off clinic for the backlog.")
            put(deleted.cells[1], "30 June 2025")
            put(deleted.cells[2], "Commissioning Manager, ICB")
            put(deleted.cells[3], "Chief Nurse, ICB")
            track_row(deleted, "w:del")
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width) if cell._tc.grid_span == 1 else cell.width
    document.add_paragraph()


def grid(document: Any, rows: Sequence[tuple[str, ...]], widths: tuple[float, ...], size: float = 9) -> Any:
    """A plain table with a bold first row."""
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for n, row in enumerate(rows):
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            put(cell, text, bold=n == 0, size=size)
            cell.width = Cm(width)
    return table


ABBREVIATIONS = [
    ("Short form", "In full"),
    ("AP", "Alternative provision"),
    ("DCO", "Designated Clinical Officer"),
    ("DSCO", "Designated Social Care Officer"),
    ("EP", "Educational Psychologist"),
    ("ICB", ICB),
    ("WCC", WCC),
    ("WCHT", WCHT),
    ("WPCF", WPCF),
]
KEY = [
    ("Letter", "Meaning"),
    ("G", "Complete – evidence seen by the Board"),
    ("A", "In progress"),
    ("P", "Behind the date that we set (purple)"),
    ("R", "Not started yet – not due to begin before this update"),
]


def front(document: Any) -> None:
    """The portrait pages: what the plan is, who runs it, its words and its key."""
    document.add_heading(TITLE, 0)
    document.add_paragraph(
        "Version 1.4 – September 2025 update, for the SEND Improvement Board of 24 September"
    )
    document.add_heading("Contents", 1)
    for line in ("Introduction", "What families have told us", "What we have done already", "Words we use"):
        document.add_paragraph(line, style="List Number")
    document.add_heading("Introduction", 1)
    document.add_paragraph(
        "Ofsted and the Care Quality Commission visited our area from 10 to 14 February 2025. Their report, which "
        "came out on 24 April 2025, asked us to act on two priorities and to improve in two more ways. This plan "
        "says what we are doing about it, who is answerable and when it will be done. Changes since version 1.3 "
        "are shown as tracked changes."
    )
    document.add_paragraph(
        "The SEND Improvement Board meets every six weeks. Its independent chair is Rosalind Achebe. Parents and "
        "carers are represented by Martin Dunmore of Wealdshire Parent Carer Forum."
    )
    document.add_heading("What families have told us", 1)
    for words in (
        "“We were told eighteen weeks. It was fourteen months, and my son had started school by then.” – parent, Fenwick",
        "“The plan still says he is learning to hold a spoon. He is fifteen.” – carer, Stoke Ferry",
    ):
        document.add_paragraph(words, style="Intense Quote")
    document.add_heading("What we have done already", 1)
    for words in (
        "Appointed a Designated Social Care Officer (March 2025).",
        "Put £1.2m more into the therapy contract for 2025/26.",
        "Met 160 parents at five listening events in May 2025.",
    ):
        document.add_paragraph(words, style="List Bullet")
    document.add_heading("Words we use", 1)
    grid(document, ABBREVIATIONS, (3.0, 12.0))
    document.add_heading("How we rate progress", 1)
    document.add_paragraph("Our letters are not the usual ones: read this key first.")
    key = grid(document, KEY, (3.0, 12.0))
    for row in list(key.rows)[1:]:
        shade(row.cells[0], RATING_FILL[row.cells[0].text])


def build(folder: Path) -> None:
    """Write the plan, the findings and the gold."""
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10.5)
    document.core_properties.comments = "Invented for testing. It describes no real council."
    document.core_properties.title = TITLE
    front(document)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(1.4)
    document.add_heading("Our plan, weakness by weakness", 1)
    for n in range(len(WEAKNESSES)):
        weakness_table(document, n)
    document.add_heading("Key performance indicators", 2)
    document.add_paragraph("Figures are for the end of the month named. Lower is better for KPIs 1, 2 and 7.")
    rows = [KPI_HEAD, *((f"KPI {no}: {text}", *rest) for no, text, *rest in KPIS)]
    grid(document, rows, (6.2, 2.4, 3.0, 2.8, 2.8, 2.8, 2.6, 3.2), 8.5)
    document.add_paragraph(
        "To tell us what you think of this plan, write to send.programme@wealdshire.example."
    )
    out = BytesIO()
    document.save(out)
    (folder / FILE).write_bytes(without_clock(out.getvalue()))
    write_gold(folder, FILE, TITLE, "2025-09", REPORT, gold_actions(), MEASURES, COVERAGE, GAPS)


def gold_actions() -> list[tuple[Act, Place]]:
    """The actions as read: both officers are owners, merged success criteria stand for each of their rows."""
    found = []
    for heading, quotation, streams in WEAKNESSES:
        for stream, entries in streams:
            success = None
            for action, _, accountable, _ in entries:
                success = success if action.success is None else action.success or None
                owners = "; ".join(filter(None, (action.owners, accountable)))
                full = Act(**{**action.__dict__, "owners": owners, "success": success})
                found.append((full, Place(heading, quotation, stream.split(" ", 1)[1])))
    return found
