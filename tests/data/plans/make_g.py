"""Two invented action plans, a saved web page (g-1) and slides (g-2), with findings.json and gold.json.

python tests/data/plans/make_g.py      writes both folders again, the same bytes each time
"""

# ruff: noqa: E501
import html
import sys
from dataclasses import dataclass
from typing import Any

import made
from made import HERE
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_CENTER  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, Table, TableStyle  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Act:
    """An action as printed; `owners` ("name|role|organisation"), `span` ("start/end") are its reading."""

    id: str
    do: str
    who: str
    owners: tuple[str, ...]
    when: str
    span: str
    qualifier: str | None
    tag: str
    links: str
    know: str = ""
    note: str = ""
    partners: str = ""


@dataclass(frozen=True)
class Measure:
    """Text, baseline (printed, value, period) and targets (printed, value, period)."""

    text: str
    base: tuple[str, float | None, str]
    targets: tuple[tuple[str, float, str], ...]
    ids: tuple[str, ...] = ()  # the actions, where the line stands in an action's own success text


@dataclass(frozen=True)
class Objective:
    """An objective with its actions; `quote` is what the plan prints of the finding above it."""

    label: str
    title: str
    quote: str
    acts: tuple[Act, ...]
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Plan:
    """One plan and the findings that it answers (id, text, coverage, what is missing)."""

    folder: str
    area: str
    file: str
    title: str
    kind: str
    date: str
    published: str
    inspection: tuple[str, str]
    glossary: dict[str, str]
    tags: dict[str, str]
    findings: tuple[tuple[str, str, str, str], ...]
    objectives: tuple[Objective, ...]
    gaps: tuple[tuple[str, str, str], ...]


G1_QUOTES = (
    "The local area partnership should improve the timeliness of education, health and care needs assessments and the quality of EHC plans, so that plans describe children’s health and social care needs as they are now.",
    "The local area partnership should reduce the time that children wait for speech and language therapy, and give families useful help while they wait.",
    "Leaders should strengthen preparation for adulthood so that young people, from Year 9, are helped towards work, a home of their own, good health, and friendships in their community.",
)
LPCV = "Larkmoor Parent Carer Voice"
# fmt: off
G1 = Plan(
    "g-1",
    "Larkmoor",
    "Our SEND improvement plan - Larkmoor Local Offer.html",
    "Our SEND improvement plan",
    "improvement_plan",
    "2025-11-14",
    "2025-08-28",
    ("2025-06-09", "2025-06-13"),
    {"ICB": "NHS Larkmoor and Tarn Integrated Care Board", "LCHT": "Larkmoor Children’s Health NHS Trust"},
    {"Done": "complete", "On course": "on_track", "Needs watching": "in_progress", "Behind": "delayed", "Not begun": "not_started"},
    (
        ("I1", G1_QUOTES[0], "covered", ""),
        ("I2", "The local area partnership should reduce the time that children wait for speech and language therapy and for occupational therapy, and give families useful help while they wait.", "covered", ""),
        ("I3", G1_QUOTES[2], "partial", "friendships in their community"),
        ("W1", "Annual reviews are often late, and amended plans reach families months after the meeting.", "covered", ""),
        ("W2", "Social care advice is frequently missing from EHC plans, or says only that the child is not known to the service.", "covered", ""),
        ("W3", "Children in the north of the area wait up to 70 weeks for speech and language therapy.", "covered", ""),
        ("W4", "Parents and carers told inspectors that their telephone calls and emails to the SEND team go unanswered.", "covered", ""),
        ("W5", "Too few young people with SEND move on to supported internships or to paid work.", "covered", ""),
        ("W6", "The move from children’s to adult health services is abrupt, and families do not know whom to call.", "covered", ""),
        ("W7", "Suspensions of pupils at SEN support have risen for three years and leaders do not know why.", "uncovered", "no action speaks of suspensions"),
    ),
    (
        Objective(
            "Outcome 1a",
            "Assessments are finished on time and families know what is happening",
            G1_QUOTES[0],
            (
                Act("1.1", "Recruit six more EHC plan coordinators and give each one a group of schools, so that families and SENCOs deal with one person.", "Rachel Oduya, SEND Service Manager", ("Rachel Oduya|SEND Service Manager|",), "By 30 September 2025", "/2025-09-30", "by", "Done", "I1", "All posts are filled and each school’s coordinator is named on its page", "The last coordinator started on 22 September."),
                Act("1.2", "Book educational psychology time in advance from an agency for assessments that are already past week ten.", "Principal Educational Psychologist, Larkmoor Council", ("|Principal Educational Psychologist|Larkmoor Council",), "October 2025 to March 2026", "2025-10/2026-03", "between", "On course", "I1", "Advice from psychologists arrives on time", "Contract awarded. The first 30 assessments have been shared out."),
                Act("1.3", "Send every family a text message when the assessment reaches a new stage, saying what happens next and who to ring.", "Customer Programme Lead", ("|Customer Programme Lead|",), "Jan 2026", "/2026-01", None, "Not begun", "I1 W4", "Families tell us that they did not have to chase"),
                Act("1.4", "Put a duty officer on the telephone from 9am to 4.30pm every weekday and answer every email within three working days.", "Rachel Oduya, SEND Service Manager\nDan Whitcombe, Contact Centre Manager", ("Rachel Oduya|SEND Service Manager|", "Dan Whitcombe|Contact Centre Manager|"), "From 1 September 2025", "2025-09-01/", "from", "Needs watching", "I1 W4", "Fewer complaints about calls that were not returned", "Cover was thin over half term. We are training two more officers."),
            ),
        ),
        Objective(
            "Outcome 1b",
            "Every plan describes the child as they are now",
            G1_QUOTES[0],
            (
                Act("1.5", "Place a social care adviser in the SEND team to write the social care advice for children who have no social worker.", "Joanne Petrie, Head of Family Help", ("Joanne Petrie|Head of Family Help|",), "31/10/2025", "/2025-10-31", None, "Behind", "I1 W2", "No plan says only that a child is “not known”", "We advertised twice and did not appoint. A secondment has been agreed from December."),
                Act("1.6", "Bring all health advice into one template that starts with the outcomes, and stop accepting clinic letters in its place.", "Designated Clinical Officer, ICB", ("|Designated Clinical Officer|ICB",), "end of December 2025", "/2025-12", "by", "On course", "I1", "Schools say that they can act on the advice", "Template tried with 12 children and changed twice.", "LCHT therapists; two SENCOs"),
                Act("1.7", "Check 20 plans each month with parents, schools and health staff round one table, and write to each service about what was found.", "Quality Assurance Lead (SEND)", ("|Quality Assurance Lead (SEND)|",), "Monthly from September 2025", "2025-09/", "from", "On course", "I1", "The same faults stop coming back", "Two rounds held so far.", LPCV),
                Act("1.8", "Clear the backlog of amended plans that were not issued after an annual review, oldest first.", "Annual Review Team Manager", ("|Annual Review Team Manager|",), "Summer term 2026", "/2026-07", None, "Needs watching", "I1 W1", "The board sees the backlog fall every month", "641 plans were outstanding in June; 502 are now."),
            ),
            (
                Measure("EHC plans issued within 20 weeks", ("34% (2024)", 34, "2024"), (("55% by March 2026", 55, "2026-03"), ("75% by March 2027", 75, "2027-03"))),
                Measure("Amended plans sent to families within 12 weeks of the annual review meeting", ("22% (June 2025)", 22, "2025-06"), (("60% by July 2026", 60, "2026-07"),)),
                Measure("Plans that our monthly checks find good or better", ("41%", 41, ""), (("80%", 80, ""),)),
                Measure("Calls to the SEND team that are answered", ("63% in May 2025", 63, "2025-05"), (("90%", 90, ""),)),
            ),
        ),
        Objective(
            "Outcome 2a",
            "Shorter waits wherever you live",
            G1_QUOTES[1],
            (
                Act("2.1", "Open a therapy clinic at Thrale Health Centre on two days a week, so that children in the north of the area are seen near home.", "Simon Achterberg, Therapies Operational Manager, LCHT", ("Simon Achterberg|Therapies Operational Manager|LCHT",), "10 November 2025", "/2025-11-10", None, "Done", "I2 W3", "Waits in the north are no longer than in the rest of Larkmoor", "The clinic saw its first children on 10 November."),
                Act("2.2", "Offer a first assessment by video to families who would like one, with an interpreter where that is needed.", "Therapies Operational Manager, LCHT", ("|Therapies Operational Manager|LCHT",), "Nov 2025 – Feb 2026", "2025-11/2026-02", "between", "On course", "I2", "Families who chose video would choose it again", "Booking opened last week."),
                Act("2.3", "Recruit four newly qualified therapists and train two therapy assistants as apprentices.", "Workforce Lead, LCHT\nUniversity Link Tutor, Tarn University", ("|Workforce Lead|LCHT", "|University Link Tutor|Tarn University"), "Autumn 2026", "/2026-11", None, "Not begun", "I2", "Posts filled and still filled a year later", "Interviews are planned for the spring."),
                Act("2.4", "Agree one waiting list for the whole area that is ordered by need and not by postcode.", "Marguerite Cole, Children’s Commissioning Manager (ICB)", ("Marguerite Cole|Children’s Commissioning Manager|ICB",), "Q4 2025/26", "/2026-03", None, "Needs watching", "I2 W3", "One list in use", "Two of the three clinics have agreed."),
            ),
        ),
        Objective(
            "Outcome 2b",
            "Help while you wait",
            G1_QUOTES[1],
            (
                Act("2.5", "Run a drop-in at each family hub every fortnight, where a therapist shows parents what they can do at home.", "Priya Nair, Lead Speech and Language Therapist", ("Priya Nair|Lead Speech and Language Therapist|",), "from October 2025", "2025-10/", "from", "On course", "I2", "Parents leave with something to try that day", "Five of the seven hubs have started.", "Family hub managers"),
                Act("2.6", "Publish short films and activity sheets for each common difficulty, chosen with parents.", LPCV, (f"||{LPCV}",), "28th February 2026", "/2026-02-28", None, "On course", "I2", "Films are watched and sheets are used in nurseries", "Nine films are made."),
                Act("2.7", "Ring every family on the list twice a year to ask whether anything has changed.", "To be confirmed", (), "To be confirmed", "/", None, "", "I2"),
            ),
            (
                Measure("Longest wait for speech and language therapy", ("70 weeks (May 2025)", 70, "2025-05"), (("40 weeks by March 2026", 40, "2026-03"), ("18 weeks by March 2027", 18, "2027-03"))),
                Measure("Children seen by an occupational therapist within 18 weeks of referral", ("48%", 48, ""), (("92% by December 2026", 92, "2026-12"),)),
                Measure("Parents who say that the help they had while waiting was useful", ("not asked before", None, ""), (("75%", 75, ""),)),
            ),
        ),
        Objective(
            "3a",
            "Young people plan early for the life they want",
            G1_QUOTES[2],
            (
                Act("3.1", "Hold a planning meeting in Year 9 for every pupil with an EHC plan, with a careers adviser in the room.", "Colin Marsh, Preparation for Adulthood Lead", ("Colin Marsh|Preparation for Adulthood Lead|",), "July 2026", "/2026-07", None, "On course", "I3", "Plans say early on what the young person wants to do", "Meetings dated in eight of eleven schools."),
                Act("3.2", "Write a plain guide to money, benefits and housing with young people, and print it as well as putting it online.", "Colin Marsh, Preparation for Adulthood Lead", ("Colin Marsh|Preparation for Adulthood Lead|",), "March 2026", "/2026-03", None, "On course", "I3", "Guide in every college and youth centre", "Draft with the Young Voices group."),
                Act("3.3", "Start the move to adult health services at 16, with a named nurse who stays until the first adult appointment has been kept.", "Transition Nurse, Larkmoor Acute Hospitals NHS Trust", ("|Transition Nurse|Larkmoor Acute Hospitals NHS Trust",), "Sept 2026", "/2026-09", None, "Not begun", "I3 W6", "Young people can name their nurse", "Funding bid sent."),
            ),
        ),
        Objective(
            "3b",
            "More young people in work",
            G1_QUOTES[2],
            (
                Act("3.4", "Open supported internships with two new host employers and a second college.", "Employment Support Manager", ("|Employment Support Manager|",), "September 2025 - August 2026", "2025-09/2026-08", "between", "Needs watching", "I3 W5", "30 supported internships, up from 13 in 2024/25", "The hospital has signed. The second employer has not."),
                Act("3.5", "Take on young people with EHC plans as apprentices across council services each year.", "Assistant Director, People and Change", ("|Assistant Director, People and Change|",), "Ongoing", "/", "ongoing", "Behind", "I3 W5", "30 supported internships, up from 13 in 2024/25", "One apprentice has started."),
                Act("3.6", "Train all work coaches in Larkmoor’s two jobcentres to support young people with a learning disability.", "Jobcentre Plus Partnership Manager", ("|Jobcentre Plus Partnership Manager|",), "31 Jan 2026", "/2026-01-31", None, "On course", "I3 W5", "Coaches feel confident", "First course full."),
            ),
            (Measure("30 supported internships", ("up from 13 in 2024/25", 13, "2024/25"), (("30", 30, ""),), ("3.4", "3.5")), Measure("18-year-olds with an EHC plan in education, employment or training", ("81% (2024)", 81, "2024"), (("90% by September 2027", 90, "2027-09"),))),
        ),
        Objective(
            "Outcome 4a",
            "Information that is easy to find",
            "",
            (
                Act("4.1", "Redesign the home page of the Local Offer and test it with parents who have never used it.", "Digital Team, Larkmoor Council", ("|Digital Team|Larkmoor Council",), "Spring 2026", "/2026-05", None, "Not begun", "", "Testers find what they came for", "Designers meet in January."),
                Act("4.2", "Start a newsletter for families, on paper and by email, three times a year.", "Beth Lanyon, Local Offer Officer", ("Beth Lanyon|Local Offer Officer|",), "17 October 2025", "/2025-10-17", None, "Done", "", "More families sign up each term", "First issue sent to 1,900 families."),
                Act("4.3", "Hold a coffee morning with the Director in a different town each term.", "Director of Children’s Services", ("|Director of Children’s Services|",), "Termly", "/", "ongoing", "On course", "", "Questions and answers are put on this site", "Held in Thrale in October.", LPCV),
            ),
        ),
    ),
    (
        ("finding_without_action", "W7", "Suspensions"),
        ("finding_partly_covered", "I3", "friendships in their community"),
        ("action_without_finding", "4.1", "Local Offer home page"),
        ("action_without_finding", "4.2", "newsletter"),
        ("action_without_finding", "4.3", "coffee morning"),
        ("missing_owner", "2.7", "To be confirmed"),
        ("missing_date", "2.7", "To be confirmed"),
        ("missing_success_measure", "2.7", "no line of its own"),
        ("open_ended_date", "3.5", "Ongoing"),
        ("open_ended_date", "4.3", "Termly"),
        ("wording_drift", "I2", "the quotation leaves out occupational therapy"),
        ("baseline_missing", "Parents who say that the help they had while waiting was useful", "not asked before"),
    ),
)

P1 = "Leaders across the partnership should act urgently to identify the needs of young children earlier, so that checks at the age of two are done on time and what they find is shared with nurseries and schools."
P2 = "Leaders should urgently improve joint commissioning so that children with the most complex needs have the equipment, the nursing and the mental health support that they need."
I1 = "The partnership should improve the way in which it designs services together with children, young people and families, and tell them what has changed as a result."
P2_SHORT = "Leaders should improve joint commissioning so that children … have … the mental health support that they need."
FCT = "Fenside Community NHS Trust"


def kpi(text: str, base: str, now: float | None, *targets: tuple[str, float]) -> Measure:
    """A line of a side panel: the milestone is for September 2025, the target for March 2026."""
    periods = ("2025-09", "2026-03")[-len(targets) :]
    return Measure(text, (base, now, ""), tuple((r, v, p) for (r, v), p in zip(targets, periods, strict=True)))


G2 = Plan(
    "g-2",
    "Hallowfen",
    "hallowfen-send-pap-board-slides-april-2025.pdf",
    "Hallowfen SEND Priority Action Plan",
    "priority_action_plan",
    "2025-04",
    "2025-02-13",
    ("2024-12-02", "2024-12-06"),
    {"HBC": "Hallowfen Borough Council", "ICB": "NHS Hallow and Fens Integrated Care Board", "FCT": FCT},
    {"Done": "complete", "On plan": "on_track", "Watch": "in_progress", "Late": "delayed", "To start": "not_started"},
    (
        ("P1", P1, "covered", ""),
        ("P2", P2, "covered", ""),
        ("I1", I1, "covered", ""),
        ("W1", "One in three two-year-olds is not checked on time, and health visitors do not pass their concerns on.", "covered", ""),
        ("W2", "Staff in nurseries have had too little training to support young children with SEND.", "covered", ""),
        ("W3", "Families wait many months for wheelchairs, beds and seating, which children have outgrown when they arrive.", "covered", ""),
        ("W4", "Pupils with complex health needs miss school because no member of staff is trained in their care.", "covered", ""),
        ("W5", "Children with a learning disability wait too long for child and adolescent mental health services.", "covered", ""),
        ("W6", "Parents say that they are consulted after decisions have been made.", "covered", ""),
        ("W7", "Transport to school is changed at short notice, which distresses children.", "uncovered", "no action speaks of transport"),
    ),
    (
        Objective(
            "Objective 1",
            "Needs are spotted early and passed on",
            P1,
            (
                Act("1.1", "Move two health visitors from the south team to Hallow East, where most checks are missed, and run checks on Saturdays.", "Service Manager, Health Visiting (FCT)", ("|Service Manager, Health Visiting|FCT",), "30 June 2025", "/2025-06-30", "by", "On plan", "P1 W1"),
                Act("1.2", "Agree with parents one consent form which lets the results of the check go to the nursery.", "Nasreen Akhtar, Head of Early Years, HBC", ("Nasreen Akhtar|Head of Early Years|HBC",), "Mar-25", "/2025-03", "by", "Done", "P1 W1"),
                Act("1.3", "Build a secure daily transfer of check results from the health record to the early years database.", "Chief Information Officer, ICB", ("|Chief Information Officer|ICB",), "Q3 2025/26", "/2025-12", "by", "Watch", "P1 W1", partners="HBC Digital; FCT Informatics"),
                Act("1.4", "Hold a meeting each week of health visitors, portage and early years advisers about every child with a new concern.", "Early Years SEND Lead, HBC", ("|Early Years SEND Lead|HBC",), "from May 2025 onwards", "2025-05/", "from", "On plan", "P1 W1"),
                Act("1.5", "Translate the invitation to the check into Polish, Romanian and Sylheti, and add pictures.", "Communications Officer, FCT", ("|Communications Officer|FCT",), "31.05.25", "/2025-05-31", "by", "Late", "P1 W1"),
                Act("1.6", "Train GP practice nurses and children’s centre reception staff to notice when a check has not been done.", "Dr Paul Venning, Designated Clinical Officer, ICB", ("Dr Paul Venning|Designated Clinical Officer|ICB",), "Apr 2025 – Dec 2025", "2025-04/2025-12", "between", "On plan", "P1 W1", partners="Practice managers"),
                Act("1.7", "Look again at the records of all children who started Reception in 2024 without a two-year check and offer each a visit.", "Nasreen Akhtar and Dr Paul Venning", ("Nasreen Akhtar||", "Dr Paul Venning||"), "end of summer term 2025", "/2025-07", "by", "Watch", "P1 W1"),
            ),
            (kpi("Two-year checks done on time", "66%", 66, ("75%", 75), ("90%", 90)), kpi("Days from a first concern to a visit at home", "48 days", 48, ("30 days", 30), ("15 days", 15)), kpi("Check results shared with the nursery", "12%", 12, ("50%", 50), ("95%", 95))),
        ),
        Objective(
            "Objective 2",
            "Nurseries and childminders are ready and confident",
            "Identify the needs of young children earlier, so that … what they find is shared with nurseries and schools.",
            (
                Act("2.1", "Give every nursery a link adviser who visits each half term and models support in the room.", "Early Years SEND Lead, HBC", ("|Early Years SEND Lead|HBC",), "September 2025", "/2025-09", "by", "On plan", "P1 W2"),
                Act("2.2", "Pay for nursery SENCOs to take the level 3 award, with cover so that they can be released.", "Workforce Development Manager, HBC", ("|Workforce Development Manager|HBC",), "Autumn term 2025", "/2025-12", "by", "To start", "P1 W2"),
                Act("2.3", "Recruit three portage home visitors and reopen the Saturday group at Marsh Lane.", "Portage Coordinator", ("|Portage Coordinator|",), "1st September 2025", "/2025-09-01", "by", "Watch", "P1", partners="Fen Families (charity)"),
                Act("2.4", "Write a short handbook for childminders on what to try first and whom to ring.", "TBC", (), "TBC", "/", None, "To start", "P1"),
            ),
            (kpi("Settings with a qualified SENCO", "44%", 44, ("70%", 70), ("100%", 100)), kpi("Families waiting over eight weeks for portage", "31", 31, ("15", 15), ("0", 0))),
        ),
        Objective(
            "Objective 3",
            "Equipment and nursing arrive when they are needed",
            P2,
            (
                Act("3.1", "Sign one pooled budget for equipment between council and ICB, with one panel and one form.", "Gareth Rowntree, Director of Commissioning, ICB", ("Gareth Rowntree|Director of Commissioning|ICB",), "1 April 2025", "/2025-04-01", "by", "Done", "P2 W3", partners="HBC Finance"),
                Act("3.2", "Measure again every child on the equipment list who was assessed more than six months ago.", "Head Occupational Therapist, FCT", ("|Head Occupational Therapist|FCT",), "31 July 2025", "/2025-07-31", "by", "On plan", "P2 W3"),
                Act("3.3", "Set up a store for used equipment that cleans, checks and lends it again within ten days.", "Community Equipment Manager, HBC", ("|Community Equipment Manager|HBC",), "Dec 2025", "/2025-12", "by", "To start", "P2 W3"),
                Act("3.4", "Put a standing order for growth adjustments into the wheelchair contract.", "Contracts Manager, ICB", ("|Contracts Manager|ICB",), "Q2 2025/26", "/2025-09", "by", "Late", "P2 W3"),
                Act("3.5", "Appoint a nurse trainer for special and mainstream schools, who signs staff off as competent before the child starts.", "Lead Nurse, Special Schools, FCT", ("|Lead Nurse, Special Schools|FCT",), "end of August 2025", "/2025-08", "by", "Watch", "P2 W4", partners="Headteachers’ forum"),
                Act("3.6", "Agree who pays for overnight care at home and publish the answer on the Local Offer.", "Gareth Rowntree (ICB) and Lynn Osei (HBC)", ("Gareth Rowntree||ICB", "Lynn Osei||HBC"), "14 November 2025", "/2025-11-14", "by", "To start", "P2"),
            ),
            (
                Measure("Average wait for equipment", ("27 weeks (Nov 2024)", 27, "2024-11"), (("18 weeks (Oct 2025)", 18, "2025-10"), ("8 weeks (April 2026)", 8, "2026-04"))),
                kpi("School days lost in a term because no trained adult was there", "214", 214, ("100", 100), ("0", 0)),
                kpi("Equipment lent a second time", "not counted yet", None, ("40%", 40)),
            ),
        ),
        Objective(
            "Objective 4",
            "Good mental health support for those who need it most",
            P2_SHORT,
            (
                Act("4.1", "Create a learning disability team within CAMHS with its own psychologist and two nurses.", "CAMHS General Manager, Hallow Mental Health Trust", ("|CAMHS General Manager|Hallow Mental Health Trust",), "January 2026", "/2026-01", "by", "To start", "P2 W5"),
                Act("4.2", "Review every child with a learning disability who has waited longer than 18 weeks and ring the family with a date.", "Sunita Rao, Clinical Lead, CAMHS", ("Sunita Rao|Clinical Lead|CAMHS",), "Jun-25", "/2025-06", "by", "On plan", "P2 W5"),
                Act("4.3", "Extend the mental health support teams to the four special schools.", "Schools Programme Lead, ICB", ("|Schools Programme Lead|ICB",), "Sept 2025 to July 2026", "2025-09/2026-07", "between", "On plan", "P2 W5", partners="Special school heads"),
                Act("4.4", "Share one crisis plan between school, home, ambulance and ward for each child at risk of admission.", "Dynamic Support Register Manager, ICB", ("|Dynamic Support Register Manager|ICB",), "Ongoing", "/", "ongoing", "Watch", "P2"),
            ),
            (kpi("Children with a learning disability seen by CAMHS within 18 weeks", "52%", 52, ("70%", 70), ("92%", 92)), kpi("Schools with a mental health support team", "14", 14, ("22", 22), ("30", 30))),
        ),
        Objective(
            "Objective 5",
            "We design it together and say what changed",
            I1,
            (
                Act("5.1", "Write a co-production charter with parents and young people and have every board sign it.", "Chair, Hallowfen Parent Forum", ("|Chair|Hallowfen Parent Forum",), "30/05/2025", "/2025-05-30", "by", "Done", "I1 W6"),
                Act("5.2", "Pay parents and young people for their time on panels and interviews.", "Lynn Osei, Assistant Director SEND, HBC", ("Lynn Osei|Assistant Director SEND|HBC",), "from 1 July 2025", "2025-07-01/", "from", "On plan", "I1 W6"),
                Act("5.3", "Publish “You said, we did” each quarter, with what we could not do and why.", "Participation Officer, HBC", ("|Participation Officer|HBC",), "first issue 25 July 2025", "/2025-07-25", None, "On plan", "I1 W6"),
                Act("5.4", "Set up a council of young people with SEND, including some who do not use speech.", "Youth Voice Worker", ("|Youth Voice Worker|",), "October half term 2025", "/2025-10", "by", "Watch", "I1", partners="Marsh Lane School"),
                Act("5.5", "Choose a new name and colours for the SEND Partnership.", "Communications Officer, HBC", ("|Communications Officer|HBC",), "Winter 2025", "/2025-12", "by", "To start", ""),
            ),
            (kpi("Parents who feel listened to", "28%", 28, ("45%", 45), ("65%", 65)), kpi("Services designed with families", "2", 2, ("4", 4), ("8", 8))),
        ),
    ),
    (
        ("finding_without_action", "W7", "Transport to school"),
        ("action_without_finding", "5.5", "new name and colours"),
        ("missing_owner", "2.4", "TBC"),
        ("missing_date", "2.4", "TBC"),
        ("open_ended_date", "4.4", "Ongoing"),
        ("wording_drift", "P2", "the words on objective 4 leave out “urgently”"),
        ("baseline_missing", "Equipment lent a second time", "not counted yet"),
    ),
)


# fmt: on
# The right answers


def action(plan: Plan, group: Objective, a: Act) -> dict[str, Any]:
    """An action of gold.json."""
    start, end = a.span.split("/")
    return {
        "id": a.id,
        "finding_ids": a.links.split(),
        "area_for_improvement": group.quote or None,
        "objective": group.title,
        "activity": a.do,
        "owners": made.owners(a.owners),
        "owners_raw": a.who.replace("\n", "; "),
        "timescale_raw": a.when,
        "start": start or None,
        "end": end or None,
        "qualifier": a.qualifier,
        "status": plan.tags[a.tag] if a.tag else None,
        "status_raw": a.tag or None,
        "success_measure": a.know or None,
    }


def measure(m: Measure, ids: tuple[str, ...]) -> dict[str, Any]:
    """A measure of gold.json."""
    return made.measure(m.text, m.base, m.targets, list(m.ids or ids))


def same_section(plan: Plan, group: Objective) -> tuple[str, ...]:
    """The actions under one number: the measures of a section or panel are theirs."""
    n = group.acts[0].id.split(".")[0]
    return tuple(a.id for g in plan.objectives for a in g.acts if a.id.split(".")[0] == n)


def write_json(plan: Plan) -> None:
    """findings.json and gold.json."""
    acts = [action(plan, g, a) for g in plan.objectives for a in g.acts]
    measures = [measure(m, same_section(plan, g)) for g in plan.objectives for m in g.measures]
    told = vars(plan) | {"plan_type": plan.kind, "plan_date": plan.date}
    told["finding"] = made.named("id text cover missing", plan.findings)
    told["gap"] = made.named(made.GAP, plan.gaps)
    made.answer(plan.folder, made.records(plan.folder, told, acts, measures, made.FILE_FIRST))


# g-1: the web page

TAG_CLASS = {
    "Done": "blue",
    "On course": "green",
    "Needs watching": "yellow",
    "Behind": "red",
    "Not begun": "grey",
}
FILES = "./Our%20SEND%20improvement%20plan%20-%20Larkmoor%20Local%20Offer_files"
SITE = "https://localoffer.larkmoor.example"
PAGE_TOP = f"""<!DOCTYPE html>
<!-- saved from url=(0061){SITE}/our-send-improvement-plan -->
<html lang="en-GB" class="js"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>Our SEND improvement plan | Larkmoor Local Offer</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{FILES}/main.4f1c.css"><script async src="{FILES}/tag.js.download"></script>
<style>body{{font:16px/1.5 Arial,sans-serif;margin:0;color:#222}}main,.bar,footer{{max-width:960px;margin:auto;padding:0 16px}}
.tag{{padding:2px 8px;border-radius:3px;font-weight:700;font-size:14px}}.tag--blue{{background:#c9dcf2}}.tag--green{{background:#cce9d4}}
.tag--yellow{{background:#fdf0b8}}.tag--red{{background:#f6cfc9}}.tag--grey{{background:#e4e4e4}}
.quote,.callout{{border-left:6px solid #6b2c83;margin:16px 0;padding:8px 16px;background:#f6f1f8}}
details{{border:1px solid #bbb;margin:12px 0;padding:8px 16px}}summary{{font-weight:700;font-size:19px}}.eyebrow{{color:#6b2c83}}
dl.action{{display:grid;grid-template-columns:170px 1fr;border-top:2px solid #6b2c83;padding-top:8px}}dt{{font-weight:700}}
.card{{border:1px solid #ccc;border-radius:6px;padding:12px;margin:12px 0}}.card__head{{display:flex;justify-content:space-between}}
.card__head h4{{margin:0}}.field{{display:flex}}.field__label{{flex:0 0 170px;font-weight:700}}
table{{border-collapse:collapse;font-size:14px}}td,th{{border:1px solid #999;padding:6px;vertical-align:top;text-align:left}}
.cookie{{background:#222;color:#fff;padding:12px}}nav ul{{list-style:none;display:flex;gap:16px;padding:0}}.sr{{position:absolute;left:-9999px}}</style>
</head><body class="page-template node-1482"><a class="sr" href="#content">Skip to main content</a>
<div id="cookie-banner" class="cookie" role="dialog" aria-label="Cookies on this site"><h2>Cookies on the Local Offer</h2>
<p>We use some cookies that we need and some that tell us how the site is used. You can change your choice at any time.</p>
<button>Accept additional cookies</button> <button>Reject additional cookies</button> <a href="{SITE}/cookies">View cookies</a></div>
<header class="bar"><a href="{SITE}/"><img src="{FILES}/logo.svg" alt="Larkmoor Local Offer"></a>
<form role="search" action="{SITE}/search"><label class="sr" for="s">Search the Local Offer</label><input id="s" name="q"><button>Search</button></form>
<nav aria-label="Main menu"><ul><li><a href="{SITE}/health">Health</a></li><li><a href="{SITE}/education">Education</a></li>
<li><a href="{SITE}/things-to-do">Things to do</a></li><li><a href="{SITE}/adult-life">Adult life</a></li><li><a href="{SITE}/support">Money and support</a></li></ul></nav>
<nav aria-label="Breadcrumb"><ul><li><a href="{SITE}/">Home</a></li><li><a href="{SITE}/about">How we are doing</a></li><li>Our SEND improvement plan</li></ul></nav></header>
<main id="content"><h1>Our SEND improvement plan</h1>
<p class="lede">What the council, the NHS and schools in Larkmoor are doing after our inspection, who is doing it, and how far we have got.</p>
<p><small>Page last updated: 14 November 2025. Next update: 16 January 2026.</small></p>
<nav aria-label="On this page"><h2>On this page</h2><ol><li><a href="#why">Why we have a plan</a></li><li><a href="#area1">EHC plans</a></li>
<li><a href="#area2">Therapies</a></li><li><a href="#area3">Adult life</a></li><li><a href="#area4">You asked for this too</a></li><li><a href="#who-checks">Who checks our progress</a></li></ol></nav>
<h2 id="why">Why we have a plan</h2>
<p>Ofsted and the Care Quality Commission visited Larkmoor from 9 to 13 June 2025. Their report came out on 28 August 2025 and named three areas for improvement. Larkmoor Council
and NHS Larkmoor and Tarn Integrated Care Board (the ICB) are jointly responsible for putting them right. LCHT is Larkmoor Children’s Health NHS Trust.</p>
<p>We wrote the plan with Larkmoor Parent Carer Voice over four evenings in September. It will change as we learn.</p>
<h3>What the labels mean</h3>
<ul class="key"><li><strong class="tag tag--blue">Done</strong> finished, and the board has seen the proof</li>
<li><strong class="tag tag--green">On course</strong> started, and we expect to finish on time</li>
<li><strong class="tag tag--yellow">Needs watching</strong> started, but something may hold it up</li>
<li><strong class="tag tag--red">Behind</strong> late, or sure to be late</li>
<li><strong class="tag tag--grey">Not begun</strong> waiting for its start</li></ul>
"""
# fmt: off
SECTIONS = (
    ("Area for improvement 1: Education, health and care plans", "Families told us that they wait too long and that the plan, when it comes, could be about any child. Most of the work below is about people: having enough of them, and helping them to listen."),
    ("Area for improvement 2: Waiting for therapies", "There are three clinics in Larkmoor and until now each has kept a list of its own."),
    ("Area for improvement 3: Preparing for adult life", "Young people asked us to put this in a table, so that they could see it on one screen. Turn your phone sideways to read it."),
    ("You asked for this too", "These things were not in the inspection report. Parents asked for them in our survey and we think they are right."),
)
# fmt: on
PAGE_END = f"""<section id="who-checks"><h2>Who checks our progress</h2>
<p>The SEND Improvement Board meets every six weeks. Its chair is Professor Anne Gillard, who does not work for the council or the NHS. Parents have two seats. The board reports to the Health and
Wellbeing Board and to councillors on the Children’s Scrutiny Committee.</p>
<ul><li>5 December 2025: board looks at therapies</li><li>16 January 2026: board looks at EHC plans</li><li>27 February 2026: board looks at adult life</li></ul>
<h3>What could go wrong</h3><ul><li>We may not be able to recruit enough psychologists. We keep the agency contract until we do.</li>
<li>More requests for assessment may come than we expect. We forecast demand every quarter.</li></ul></section>
<section><h2>Questions people ask</h2><details><summary>Will my child’s plan change because of this?</summary><p>Not by itself. Your child’s plan changes when it is reviewed.</p></details>
<details><summary>How can I complain?</summary><p>Tell the person you deal with first. If that does not help, <a href="{SITE}/complaints">use our complaints form</a>.</p></details></section>
<aside class="callout"><h2>Contact us</h2><p><strong>SEND team</strong><br>Telephone: 01999 555 0142 (Monday to Friday, 9am to 4.30pm)<br>Email: <a href="mailto:send@larkmoor.example">send@larkmoor.example</a><br>
Write to: SEND team, Civic Hall, Market Square, Larkmoor</p></aside>
<aside><h2>Latest news</h2><ul><li><a href="{SITE}/news/118"><h3>Drop-in sessions this winter</h3></a><p>12 November 2025. We will hold four drop-in sessions in libraries before Christmas. Come and meet the team.</p></li>
<li><a href="{SITE}/news/117"><h3>Short breaks grants open</h3></a><p>3 November 2025. Families can apply until 12 December 2025.</p></li></ul></aside>
<div class="feedback"><p>Was this page helpful?</p><button>Yes</button> <button>No</button> <a href="#">Report a problem with this page</a></div></main>
<footer><ul><li><a href="{SITE}/accessibility">Accessibility</a></li><li><a href="{SITE}/privacy">Privacy</a></li><li><a href="{SITE}/a-z">A to Z</a></li></ul>
<p>Follow us: <a href="#">Facebook</a> <a href="#">Instagram</a></p><p>© Larkmoor Council 2025</p></footer>
<script src="{FILES}/bundle.js.download"></script></body></html>
"""
FAMILIES_SAID = """<details><summary>What families told us</summary><blockquote><p>“Nobody should have to ring five numbers to find out that nothing has happened. Give us one person.”</p>
<cite>Mother of a boy of 7</cite></blockquote></details>
"""


def esc(text: str) -> str:
    """Text as markup, lines broken."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def tag(a: Act) -> str:
    """The badge."""
    return f'<strong class="tag tag--{TAG_CLASS[a.tag]}">{a.tag}</strong>' if a.tag else ""


def fields(a: Act, progress: str) -> list[tuple[str, str]]:
    """Labels and values of a card; an empty one is left out, as the editor did."""
    rows = [
        ("Action", esc(a.do)),
        ("Who", esc(a.who)),
        ("Supported by", esc(a.partners)),
        ("When", esc(a.when)),
    ]
    rows += [("How will we know", esc(a.know)), ("Progress so far", progress)]
    return [r for r in rows if r[1]]


def as_list(a: Act, n: int) -> str:
    """A definition list; the labels of every third have question marks or colons, as different people typed them."""
    rows = fields(a, f"{tag(a)} {esc(a.note)}".strip())
    rows[0] = ("Action", f"<strong>{a.id}</strong>&nbsp;{rows[0][1]}")
    mark = ("", "", ":")[n % 3]
    items = "\n".join(f"<dt>{k}{mark}</dt><dd>{v}</dd>" for k, v in rows)
    return f'<dl class="action">\n{items}\n</dl>\n'


def as_card(a: Act, n: int) -> str:
    """A card of divs with the badge in its head."""
    rows = fields(a, f"<p>{esc(a.note)}</p>" if a.note else "")
    if n % 4 == 2:  # pasted from a word processor
        rows[0] = (
            "Action",
            f'<p class="MsoNormal"><span style="font-family:Calibri">{rows[0][1]}</span></p>',
        )
    items = "\n".join(
        f'<div class="field"><div class="field__label">{k}</div><div class="field__value">{v}</div></div>'
        for k, v in rows
    )
    head = f'<div class="card__head"><h4>Action {a.id}</h4>{tag(a)}</div>'
    return f'<div class="card">{head}\n{items}\n</div>\n'


def accordion(g: Objective, body: str, is_open: bool) -> str:
    """A closed or open accordion for an outcome."""
    head = f'<span class="eyebrow">{g.label}</span> {esc(g.title)}'
    return f"<details{' open' if is_open else ''}><summary>{head}</summary>\n{body}</details>\n"


def as_table(groups: list[Objective]) -> str:
    """The table: outcome merged down, and owner or success text where two rows run have the same."""
    names = ("What we want", "Action", "Who", "When", "How will we know", "Progress so far")
    out = '<table><caption class="sr">Preparing for adult life: actions</caption><thead><tr>'
    out += "".join(f'<th scope="col">{n}</th>' for n in names) + "</tr></thead><tbody>\n"

    def run(acts: tuple[Act, ...], i: int, field: str) -> str:
        text = getattr(acts[i], field)
        if i and getattr(acts[i - 1], field) == text:
            return ""
        n = next((k for k in range(i, len(acts)) if getattr(acts[k], field) != text), len(acts)) - i
        span = f' rowspan="{n}"' if n > 1 else ""
        return f"<td{span}>{esc(text)}</td>"

    for g in groups:
        for i, a in enumerate(g.acts):
            first = f'<th scope="rowgroup" rowspan="{len(g.acts)}">{esc(g.title)}</th>' if i == 0 else ""
            out += f"<tr>{first}<td>{a.id} {esc(a.do)}</td>{run(g.acts, i, 'who')}<td>{a.when}</td>"
            out += f"{run(g.acts, i, 'know')}<td>{tag(a)}<br>{esc(a.note)}</td></tr>\n"
    return out + "</tbody></table>\n"


def measures_list(groups: list[Objective]) -> str:
    """The list of a section's measures."""
    lines = [m for g in groups for m in g.measures if not m.ids]
    items = "".join(
        f"<li><strong>{esc(m.text)}</strong><br>Baseline: {m.base[0]}<br>Target: {'; '.join(r for r, _, _ in m.targets)}</li>\n"
        for m in lines
    )
    return f"<h3>How we will measure this</h3>\n<ul>\n{items}</ul>\n" if lines else ""


def web_page(plan: Plan) -> None:
    """g-1."""
    out = PAGE_TOP
    for n, (head, intro) in enumerate(SECTIONS, 1):
        groups = [g for g in plan.objectives if g.acts[0].id.startswith(f"{n}.")]
        out += f'<section id="area{n}"><h2>{head}</h2>\n'
        if groups[0].quote:
            out += f'<blockquote class="quote"><p>“{groups[0].quote}”</p><cite>Area SEND inspection report, August 2025</cite></blockquote>\n'
        out += f"<p>{intro}</p>\n"
        if n == 3:
            out += as_table(groups)
        else:
            one = as_list if n == 1 else as_card
            for k, g in enumerate(groups):
                out += accordion(g, "".join(one(a, i) for i, a in enumerate(g.acts)), k == 0)
        out += measures_list(groups) + (FAMILIES_SAID if n == 1 else "")
        out += '<p><a href="#content">Back to top</a></p></section>\n'
    hub = f'<a href="{SITE}/family-hubs">family hub</a>'
    out = out.replace("at each family hub every", f"at each {hub} every")
    (HERE / plan.folder / plan.file).write_text(out + PAGE_END, encoding="utf-8")


# g-2: the slides

W, H = 960.0, 540.0
NAVY, TEAL, PALE, GREY = HexColor("#1f3057"), HexColor("#00707a"), HexColor("#eaf4f4"), HexColor("#5c6470")
DOTS = {"Done": "#2f6fc4", "On plan": "#3a9d4b", "Watch": "#f2a51f", "Late": "#cf2e2e", "To start": "#ffffff"}
KEY = {
    "Done": "finished and evidence seen by the Board",
    "On plan": "under way and will be done by its date",
    "Watch": "under way, with a risk to its date",
    "Late": "has missed its date, or will",
    "To start": "not yet begun",
}
ARROW = ' <font face="Symbol">&#8594;</font> '


def style(size: float, color: Any = NAVY, bold: bool = False, centre: bool = False) -> ParagraphStyle:
    """A paragraph style of the deck."""
    font = "Helvetica-Bold" if bold else "Helvetica"
    s = ParagraphStyle("s", fontName=font, fontSize=size, leading=size * 1.22, textColor=color)
    if centre:
        s.alignment = TA_CENTER
    return s


class Deck:
    """Draws from the top left, in points."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.c = Canvas(str(HERE / plan.folder / plan.file), pagesize=(W, H), invariant=1)
        self.c.setTitle(plan.title)
        self.c.setAuthor("Hallowfen SEND Partnership")
        self.page = 0

    def text(self, words: str, x: float, y: float, w: float, s: ParagraphStyle) -> float:
        """Draws a paragraph; its bottom."""
        p = Paragraph(words, s)
        _, h = p.wrap(w, H)
        p.drawOn(self.c, x, H - y - h)
        return y + float(h)

    def box(self, x: float, y: float, w: float, h: float, fill: Any, line: Any = None, r: float = 9) -> None:
        """A rounded box."""
        self.c.setFillColor(fill)
        self.c.setStrokeColor(line or fill)
        self.c.setLineWidth(1.2)
        self.c.roundRect(x, H - y - h, w, h, r, fill=1, stroke=1)

    def dot(self, name: str, x: float, y: float, r: float = 5) -> None:
        """The coloured dot with its word."""
        self.c.setFillColor(HexColor(DOTS[name]))
        self.c.setStrokeColor(GREY if name == "To start" else HexColor(DOTS[name]))
        self.c.circle(x, H - y, r, fill=1, stroke=1)
        self.c.setFillColor(NAVY)
        self.c.setFont("Helvetica-Bold", 9)
        self.c.drawString(x + r + 4, H - y - 3, name)

    def slide(self, title: str) -> None:
        """The title bar."""
        self.page += 1
        self.c.setFillColor(NAVY)
        self.c.rect(0, H - 58, W, 58, fill=1, stroke=0)
        self.c.setFillColor(TEAL)
        self.c.rect(0, H - 63, W, 5, fill=1, stroke=0)
        self.text(title, 28, 15, 900, style(22, HexColor("#ffffff"), True))

    def end(self, key: bool = False) -> None:
        """The footer, and the key where a slide has cards."""
        if key:
            for i, name in enumerate(DOTS):
                self.dot(name, 470 + i * 82, 523, 4)
        self.c.setFillColor(GREY)
        self.c.setFont("Helvetica", 8.5)
        self.c.drawString(28, H - 526, "Hallowfen SEND Priority Action Plan   |   April 2025")
        self.c.drawRightString(W - 28, H - 526, str(self.page))
        self.c.showPage()

    def card(self, a: Act, x: float, y: float, w: float, h: float) -> None:
        """An action."""
        self.box(x, y, w, h, HexColor("#ffffff"), TEAL)
        self.text(a.id, x + 10, y + 8, 40, style(11.5, TEAL, True))
        self.dot(a.tag, x + w - 62, y + 15)
        self.text(a.do, x + 10, y + 30, w - 20, style(13 if w > 240 else 12))
        lines = [f"<b>Lead:</b> {a.who}", f"<b>By:</b> {a.when}"]
        if a.partners:
            lines.insert(1, f"<b>With:</b> {a.partners}")
        foot = [Paragraph(t, style(11)) for t in lines]
        heights = [float(p.wrap(w - 20, H)[1]) for p in foot]
        at = y + h - 9 - sum(heights) - 3 * (len(foot) - 1)
        for p, ph in zip(foot, heights, strict=True):
            p.drawOn(self.c, x + 10, H - at - ph)
            at += ph + 3

    def panel(self, g: Objective, x: float, y: float, w: float, h: float) -> None:
        """The side panel of measures."""
        self.box(x, y, w, h, PALE)
        at = self.text("What difference will it make", x + 12, y + 12, w - 24, style(14, TEAL, True))
        hint = ARROW.join(("baseline", "milestone (Sept 2025)", "target (March 2026)"))
        at = self.text(hint, x + 12, at + 5, w - 24, style(9.5, GREY))
        for m in g.measures:
            at = self.text(m.text, x + 12, at + 22, w - 24, style(12.5, NAVY, True))
            steps = (
                [m.base[0]]
                + (["start counting in June"] if m.base[1] is None else [])
                + [r for r, _, _ in m.targets]
            )
            at = self.text(ARROW.join(steps), x + 12, at + 5, w - 24, style(13))


def grid(
    d: Deck, acts: tuple[Act, ...], x: float, y: float, w: float, h: float, across: int, down: bool = False
) -> None:
    """Cards over `across` columns; with `down` they were drawn column by column."""
    gap, rows = 12.0, -(-len(acts) // across)
    cw, ch = (w - gap * (across - 1)) / across, (h - gap * (rows - 1)) / rows
    order = sorted(range(len(acts)), key=lambda i: (i % across, i // across)) if down else range(len(acts))
    for i in order:
        d.card(acts[i], x + (i % across) * (cw + gap), y + (i // across) * (ch + gap), cw, ch)


def strip(d: Deck, answers: str, quote: str) -> float:
    """The line under the title that says which finding is answered."""
    return d.text(f"<b>{answers}:</b> “{quote}”", 28, 72, 904, style(10.5, GREY)) + 8


# fmt: off
def objective_slides(d: Deck) -> None:
    """Seven slides, no two of one layout."""
    one, two, three, four, five = d.plan.objectives
    heads = [f"{g.label}: {g.title}" for g in d.plan.objectives]
    d.slide(heads[0])
    y = strip(d, "Area for priority action 1", one.quote)
    grid(d, one.acts[:4], 28, y, 660, 505 - y, 2)
    d.panel(one, 704, y, 228, 505 - y)
    d.end(key=True)
    d.slide(f"{heads[0]} (continued)")
    grid(d, one.acts[4:], 28, 84, 904, 190, 3)
    d.box(28, 296, 904, 110, PALE)
    d.text("What parents told us", 44, 308, 860, style(13, TEAL, True))
    d.text("“I rang four times about the check. By the time somebody came she was nearly three and had started nursery, and they knew nothing about her.”", 44, 330, 860, style(12))
    d.text("Parent, coffee morning at Marsh Lane, January 2025", 44, 376, 860, style(9.5, GREY))
    d.end(key=True)
    d.slide(heads[1])
    y = strip(d, "Area for priority action 1", two.quote)
    d.panel(two, 704, y, 228, 505 - y)
    grid(d, two.acts, 28, y, 660, 390 - y, 2)
    d.box(28, 402, 660, 103, HexColor("#f4f4f4"))
    d.text("Where we are now", 42, 412, 600, style(12, TEAL, True))
    d.text("Hallowfen has 88 nurseries and pre-schools and about 140 childminders. Four settings closed in 2024. Advisers have until now visited only when they were asked to.", 42, 430, 630, style(10.5))
    d.end(key=True)
    d.slide(heads[2])
    y = strip(d, "Area for priority action 2", three.quote)
    d.panel(three, 28, y, 228, 505 - y)
    grid(d, three.acts[:4], 272, y, 660, 505 - y, 2)
    d.end(key=True)
    d.slide(f"{heads[2]} (cont.)")
    grid(d, three.acts[4:], 28, 84, 904, 170, 2)
    d.box(28, 280, 904, 100, HexColor("#f4f4f4"))
    d.text("Where we are now", 44, 292, 860, style(13, TEAL, True))
    d.text("187 children are waiting for equipment. The council and the ICB each hold a budget and a form of their own, and both are sent back when they are filled in wrongly.", 44, 314, 860, style(12))
    d.end(key=True)
    d.slide(heads[3])
    y = strip(d, "Area for priority action 2", four.quote)
    grid(d, four.acts, 28, y, 660, 505 - y, 2)
    d.panel(four, 704, y, 228, 505 - y)
    d.end(key=True)
    d.slide(heads[4])
    y = strip(d, "Area for improvement 1", five.quote)
    grid(d, five.acts, 28, y, 688, 505 - y, 3, down=True)
    d.panel(five, 732, y, 200, 505 - y)
    d.end(key=True)


def opening_slides(d: Deck) -> None:
    """Title, background, governance, how to read."""
    d.page += 1
    d.c.setFillColor(NAVY)
    d.c.rect(0, 0, W, H, fill=1, stroke=0)
    d.c.setFillColor(TEAL)
    d.c.circle(880, 60, 190, fill=1, stroke=0)
    white = HexColor("#ffffff")
    y = d.text(d.plan.title, 70, 170, 640, style(40, white, True))
    y = d.text("Hallowfen Borough Council and NHS Hallow and Fens Integrated Care Board", 70, y + 24, 640, style(17, white))
    d.text("SEND Partnership Board, 24 April 2025 &nbsp;|&nbsp; Version 2.0", 70, y + 12, 640, style(14, white))
    d.c.showPage()

    d.slide("Why we are here")
    y = d.text("Inspectors from Ofsted and the Care Quality Commission were in Hallowfen from 2 to 6 December 2024. Their report was published on 13 February 2025. It asks for two priority actions and one improvement.", 28, 84, 904, style(14))
    for head, words in (("Area for priority action 1", P1), ("Area for priority action 2", P2), ("Area for improvement 1", I1)):
        d.box(28, y + 16, 904, 84, PALE)
        d.text(head, 44, y + 26, 870, style(12.5, TEAL, True))
        d.text(words, 44, y + 46, 870, style(12.5))
        y += 100
    d.end()

    d.slide("Governance: who holds us to account")
    boxes = (
        (345, 90, "Health and Wellbeing Board", "twice a year"),
        (345, 190, "SEND Partnership Board", "monthly; independent chair Sir Tom Aldous"),
        (65, 310, "Early Years Group", "chair: Nasreen Akhtar"),
        (345, 310, "Complex Needs Group", "chair: Gareth Rowntree"),
        (625, 310, "Voices Group", "chair: Mel Durrant, Parent Forum"),
    )
    d.c.setStrokeColor(GREY)
    for x1, y1, x2, y2 in ((480, 160, 480, 190), (480, 260, 480, 310), (200, 285, 760, 285), (200, 285, 200, 310), (760, 285, 760, 310)):
        d.c.line(x1, H - y1, x2, H - y2)
    for x, y, name, words in boxes:
        d.box(x, y, 270, 70, PALE, TEAL)
        d.text(name, x + 8, y + 14, 254, style(13, TEAL, True, True))
        d.text(words, x + 8, y + 36, 254, style(10.5, centre=True))
    d.text("The Department for Education and NHS England visit in June and December. FCT is Fenside Community NHS Trust and HBC the borough council.", 60, 410, 840, style(12))
    d.end()

    d.slide("How to read the next slides")
    y = d.text("Each card is one action. The lead answers to the Board for it; those after “With” help. The dot tells how it stood on 11 April 2025.", 28, 84, 904, style(14))
    for i, (name, meaning) in enumerate(KEY.items()):
        d.dot(name, 60, y + 40 + i * 40, 8)
        d.text(meaning, 150, y + 32 + i * 40, 700, style(13))
    d.end()


ROADMAP = (
    ("By 3 months", "July 2025", ("Consent form in use (1.2)", "Health visitors moved to Hallow East (1.1)", "Charter signed (5.1)", "All long waits for CAMHS reviewed (4.2)")),
    ("By 6 months", "October 2025", ("Link advisers in place (2.1)", "Nurse trainer at work (3.5)", "Every child on the equipment list measured again (3.2)", "Council of young people meets (5.4)")),
    ("By 12 months", "April 2026", ("Results of checks flow every day (1.3)", "Equipment store open (3.3)", "Learning disability team in CAMHS (4.1)")),
)
RISKS = (
    ("Risk", "Likelihood", "What we do about it"),
    ("Health visitors leave for other areas", "High", "Retention payment agreed to March 2026"),
    ("The data transfer is held up by suppliers", "Medium", "Weekly file by hand until it works"),
    ("The equipment budget is overspent", "Medium", "Joint finance report to each Board"),
)


def closing_slides(d: Deck) -> None:
    """Roadmap, risks, what happens next."""
    d.slide("Roadmap: what will be different, and when")
    d.text("The headlines of the actions on slides 5 to 11, whose numbers are in brackets.", 28, 76, 904, style(11, GREY))
    for i, (head, month, lines) in enumerate(ROADMAP):
        x = 28 + i * 306.0
        d.box(x, 100, 292, 52, (TEAL, HexColor("#2b5a8c"), NAVY)[i])
        d.text(head, x + 8, 107, 276, style(15, HexColor("#ffffff"), True, True))
        d.text(month, x + 8, 129, 276, style(11, HexColor("#ffffff"), False, True))
        d.box(x, 160, 292, 300, PALE)
        y = 172.0
        for line in lines:
            y = d.text(f"• {line}", x + 14, y, 264, style(12.5)) + 10
    d.end()
    d.slide("Risks")
    t = Table([[Paragraph(v, style(12, NAVY, r == 0)) for v in row] for r, row in enumerate(RISKS)], [400, 120, 384])
    t.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.8, GREY), ("BACKGROUND", (0, 0), (-1, 0), PALE)]))
    _, h = t.wrap(904, 400)
    t.drawOn(d.c, 28, H - 90 - h)
    d.end()
    d.slide("What happens next")
    d.text("The Board sees this pack every month and publishes it on the Local Offer within five working days. Families can ask questions at the open meeting on 19 June 2025 in the Corn Hall.", 28, 90, 880, style(15))
    d.text("Questions: send.partnership@hallowfen.example &nbsp; 01999 555 0177", 28, 170, 880, style(15, TEAL, True))
    d.end()


# fmt: on
def slides(plan: Plan) -> None:
    """g-2."""
    d = Deck(plan)
    opening_slides(d)
    objective_slides(d)
    closing_slides(d)
    d.c.save()


def main() -> None:
    """Writes the folders that are named, or both."""
    for plan, draw in ((G1, web_page), (G2, slides)):
        if sys.argv[1:] and plan.folder not in sys.argv[1:]:
            continue
        (HERE / plan.folder).mkdir(exist_ok=True)
        draw(plan)
        write_json(plan)


if __name__ == "__main__":
    main()
