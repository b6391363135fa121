"""Build the invented plans e-1 and e-2 with their findings and gold, byte for byte the same each time.

usage: python make_e.py

Both plans are Word files. What is printed and how a careful reader reads it stand side by side in `E1` and
`E2`; the conventions are in README-e.txt. In the texts of e-2 `{-x-}` is a tracked deletion, `{+x+}` an
insertion, `{<x<}` and `{>x>}` a move's two ends, and `{?x|note?}` a comment on x.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import escape

import made
from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from made import Data

Target = tuple[str, float, str | None]
TOKEN = re.compile(r"\{([-+<>])(.*?)\1\}|\{\?(.*?)\|(.*?)\?\}", re.S)
STAMP = "2025-06-19T10:12:00Z"


@dataclass(frozen=True)
class Indicator:
    """A measure as a reader notes it: words, baseline (raw, value, period), targets (raw, value, period)."""

    text: str
    baseline: tuple[str | None, float | None, str | None]
    targets: list[Target]


@dataclass(frozen=True)
class Act:
    """One action: what is printed (do, who, when, know, mark) and how it is read (the rest)."""

    id: str
    links: str
    do: str
    who: str
    owners: list[str]
    when: str
    start: str | None
    end: str | None
    mark: str
    know: str = ""
    qualifier: str | None = None
    measure: Indicator | None = None
    partners: str = ""
    wide: bool = False
    updates: str = ""
    old: tuple[str, str] | None = None
    row: str = ""


@dataclass(frozen=True)
class Group:
    """Actions under one objective."""

    label: str
    text: str
    acts: list[Act]


@dataclass(frozen=True)
class Part:
    """A priority: its heading, the words of the finding it answers, its objectives."""

    head: str
    finding: str
    groups: list[Group]


@dataclass(frozen=True)
class Plan:
    """A plan and the inspection it answers."""

    folder: str
    area: str
    file: str
    title: str
    kind: str
    date: str
    inspection: tuple[str, str]
    published: str
    glossary: dict[str, str]
    key: list[tuple[str, str, str, str]]
    findings: list[tuple[str, str, str, str | None]]
    parts: list[Part]
    gaps: list[tuple[str, str, str]]
    scores: list[Indicator] = field(default_factory=list)


def to(text: str, baseline: tuple[str | None, float | None, str | None], *targets: Target) -> Indicator:
    """A measure in short."""
    return Indicator(text, baseline, list(targets))


NEW = (None, None, None)

# fmt: off
E1 = Plan("e-1", "Eskermouth", "eskermouth-send-priority-action-plan-v1-3.docx",
        "Eskermouth SEND Priority Action Plan 2025–26", "priority_action_plan", "2025-06-30", (
        "2025-01-20", "2025-01-24"), "2025-03-18",
    {"EMBC": "Eskermouth Metropolitan Borough Council",
        "WEICB": "NHS Wray and Esker Integrated Care Board", "ECHT": "Esker Community Health NHS Trust",
        "EPT": "Eskermouth Parents Together"},
    [
        ("Blue", "Done, and the evidence signed off", "9DC3E6", "complete"),
        ("Green", "On course for its date", "A9D18E", "on_track"),
        ("Amber", "Under way, with some risk to its date", "FFC000", "in_progress"),
        ("Red", "Late, or sure to be late", "FF5050", "delayed"),
        ("White", "Not begun", "FFFFFF", "not_started")],
    [
        ("P1", "Leaders should act urgently to reduce the time that children and young people wait for "
            "speech and language therapy, for occupational therapy and for hearing tests, and to support "
            "families while they wait.", "partial", "hearing tests"),
        ("P2", "Leaders should act urgently to improve the quality of education, health and care plans "
            "and to see that annual reviews are finished on time, above all before a change of school.",
            "covered", None),
        ("I1", "The partnership should make sure that young people with SEND are well prepared for adult "
            "life, with a wider choice of courses and work and a planned move to adult services.",
            "covered", None),
        ("W1", "Parents say that nobody tells them what to do, or whom to ring, while their child waits "
            "for a therapist.", "covered", None),
        ("W2", "Advice from social care is missing from most education, health and care plans.", "covered",
            None),
        ("W3", "Too few young people with SEND move into supported internships or paid work.", "covered",
            None),
        ("W4", "Leaders ask families for their views but rarely tell them what has changed as a result.",
            "covered", None),
        ("W5", "Looked-after children with SEND who live outside the area have their health assessments "
            "late.", "uncovered", "no action speaks of looked-after children")],
    [
        Part("Priority 1: Waiting for therapies", "Leaders should act urgently to reduce the time that "
            "children and young people wait for speech and language therapy and for occupational "
            "therapy, and to support families while they wait.", [
            Group("Outcome 1A", "Children are seen by a therapist in good time", [
            Act("1.1", "P1", "Appoint four more speech and language therapists and two assistants, using "
                "the money set aside in this year's budget.",
                "Marian Oakes, Head of Children's Therapies (ECHT)", [
                "Marian Oakes|Head of Children's Therapies|ECHT"], "30 September 2025", None, "2025-09-30",
                "Amber", "Children wait no more than 18 weeks for a first appointment by March "
                "2026\nNow: 41 weeks (April 2025)", measure=to("Children wait no more than 18 weeks for "
                "a first appointment", ("41 weeks (April 2025)", 41, "2025-04"), ("18 weeks by March 2026",
                18, "2026-03"))),
            Act("1.2", "P1", "Hold Saturday assessment clinics in Esker Quay and Upper Wray for the "
                "children who have waited longest.", "Service Lead, Occupational Therapy, ECHT", [
                "|Service Lead, Occupational Therapy|ECHT"], "May to October 2025", "2025-05", "2025-10",
                "Green", "Children waiting more than 52 weeks for occupational therapy fall from 96 to 0",
                "between", to("Children waiting more than 52 weeks for occupational therapy", ("from 96",
                96, None), ("to 0", 0, None))),
            Act("1.3", "P1", "Bring the two therapy referral routes into one:\n* write one form with "
                "SENCos and health visitors\n* train the booking team to check every form on the day it "
                "comes\n* send families a text when the form arrives, and another when a date is set\n* "
                "tell the school what was decided within ten working days\n* close the old inbox, with a "
                "message that says where to go", "Marian Oakes, Head of Children's Therapies (ECHT)\nTom "
                "Brearley, SEND Service Manager (EMBC)", ["Marian Oakes|Head of Children's Therapies|ECHT",
                "Tom Brearley|SEND Service Manager|EMBC"], "1 July 2025", None, "2025-07-01", "Red",
                "One form in use\nForms sent back for more information: 35% in 2024, no more than 5% by "
                "December 2025", measure=to("Forms sent back for more information", ("35% in 2024", 35,
                "2024"), ("no more than 5% by December 2025", 5, "2025-12")),
                partners="SENCo network, health visiting, EPT", wide=True),
            Act("1.4", "P1", "Train a link person in each primary school to give simple speech and "
                "language programmes between visits.", "Tom Brearley, SEND Service Manager (EMBC)", [
                "Tom Brearley|SEND Service Manager|EMBC"], "Autumn term 2025", None, "2025-12", "White",
                "58 of 62 primary schools have a trained link person", measure=to(
                "58 of 62 primary schools have a trained link person", NEW, ("58 of 62", 58, None)))]),
            Group("Outcome 1B", "Families are helped while they wait", [
            Act("1.5", "P1 W1", "Open a therapy advice line on three afternoons a week, which any parent "
                "may ring without a referral.", "Clinical Lead, Speech and Language Therapy, ECHT", [
                "|Clinical Lead, Speech and Language Therapy|ECHT"], "28/04/25", None, "2025-04-28",
                "Blue", "Line open, and its number on every appointment letter"),
            Act("1.6", "P1 W1", "Send every family on a waiting list a “while you wait” pack, made with "
                "EPT, and ring them once a term.", "Joyce Amadi, Participation Officer, EMBC; Chair, EPT",
                ["Joyce Amadi|Participation Officer|EMBC", "|Chair|EPT"], "From June 2025", "2025-06", None,
                "Green", "75% of families say that the pack helped", "from", to(
                "75% of families say that the pack helped", NEW, ("75%", 75, None))),
            Act("1.7", "P1", "Lend sensory kits from the six libraries, with a short film on how to use "
                "each one.", "Libraries Manager, EMBC", ["|Libraries Manager|EMBC"], "Aug 2025", None,
                "2025-08", "Amber", "Kits out on loan all year")])]),
        Part("Priority 2: Education, health and care plans", "Leaders should act urgently to improve the "
            "quality of education, health and care plans and to see that annual reviews are finished on "
            "time, above all before a change of school.", [
            Group("Outcome 2", "Plans are clear, up to date and make a difference", [
            Act("2.1", "P2", "Rewrite the plan template with young people so that their own words come "
                "first.", "Rosalind Pike, Principal Educational Psychologist", [
                "Rosalind Pike|Principal Educational Psychologist|"], "end of June 2025", None, "2025-06",
                "Blue", "The template is in use for every new plan."),
            Act("2.2", "P2", "Set up a panel which reads twelve plans a month, with a reader each from "
                "education, health and social care and a parent from another area.",
                "Assistant Director for Education and Inclusion, EMBC; Designated Clinical Officer, WEICB",
                ["|Assistant Director for Education and Inclusion|EMBC",
                "|Designated Clinical Officer|WEICB"], "start May 2025, finish March 2026", "2025-05",
                "2026-03", "Green", "85% of plans judged good or better by March 2026 (baseline 47%, "
                "February 2025)", "between", to("plans judged good or better", ("47%, February 2025", 47,
                "2025-02"), ("85% by March 2026", 85, "2026-03"))),
            Act("2.3", "P2", "Catch up with late annual reviews, beginning with Year 6 and Year 9:\n* "
                "list by school every review that is overdue\n* second two officers from the moderation "
                "team until Christmas\n* hold review days in the ten schools with the longest lists\n* "
                "write to each family with the new date and the name of the officer\n* report to the "
                "Board every month what is left", "Derek Lunn, Annual Review Manager", [
                "Derek Lunn|Annual Review Manager|"], "Q3 2025/26", None, "2025-12", "Red",
                "Annual reviews finished within 12 months: now 52%; 80% by December 2025; 95% by July "
                "2026", measure=to("Annual reviews finished within 12 months", ("now 52%", 52, None), (
                "80% by December 2025", 80, "2025-12"), ("95% by July 2026", 95, "2026-07")),
                partners="Head teachers of the ten schools; SENDIASS"),
            Act("2.4", "P2 W2", "Give social workers a short guide, and an hour's training, on writing "
                "advice that says what a child needs at home and in the community.",
                "Designated Social Care Officer, EMBC", ["|Designated Social Care Officer|EMBC"],
                "30th Nov 2025", None, "2025-11-30", "Amber",
                "90% of new plans hold advice from social care (31% now)", measure=to(
                "90% of new plans hold advice from social care", ("31% now", 31, None), ("90%", 90, None))),
            Act("2.5", "P2", "Put all plans and reviews on the new case system, so that health staff can "
                "add their advice themselves.", "ICT Programme Manager, EMBC", [
                "|ICT Programme Manager|EMBC"], "TBC", None, None, "White",
                "Advice is no longer sent by e-mail."),
            Act("2.6", "P2", "Tell families the date of the next review, and who will come to it, at "
                "least four weeks ahead.", "To be agreed", [], "September 2025", None, "2025-09",
                "White")])]),
        Part("Priority 3: Preparing for adult life", "The partnership should make sure that young people "
            "with SEND are well prepared for adult life, with a wider choice of courses and work and a "
            "planned move to adult services.", [
            Group("Outcome 3A", "Young people choose what they do next", [
            Act("3.1", "I1", "Hold a “what next” fair each year for Years 9 to 13, with employers, "
                "colleges and adult services under one roof.", "Post-16 Adviser, EMBC", [
                "|Post-16 Adviser|EMBC"], "Nov 2025", None, "2025-11", "Green",
                "400 young people come to the fair (160 in 2024).", measure=to(
                "400 young people come to the fair", ("160 in 2024", 160, "2024"), ("400", 400, None))),
            Act("3.2", "I1", "Agree with Wray College and the sixth forms a set of new courses below "
                "level 2, for the next prospectus.", "Hugh Castellan, Assistant Principal, Wray College", [
                "Hugh Castellan|Assistant Principal|Wray College"], "31 March 2026", None, "2026-03-31",
                "Amber", "The courses are in the prospectus."),
            Act("3.3", "I1 W3", "Double the number of supported internships:\n* find six more employers, "
                "among them the hospital and the council\n* pay for a job coach for each group of "
                "interns\n* ask last year's interns to speak at school assemblies\n* visit each "
                "workplace in the first fortnight", "Employment and Skills Manager, EMBC", [
                "|Employment and Skills Manager|EMBC"], "Sept 2026", None, "2026-09", "Green",
                "Young people on supported internships – baseline 14 (2024/25), target 28 (2026/27)",
                measure=to("Young people on supported internships", ("14 (2024/25)", 14, "2024/25"), (
                "28 (2026/27)", 28, "2026/27")), wide=True)]),
            Group("Outcome 3B", "Young people move to adult services without a gap", [
            Act("3.4", "I1", "Begin to plan with adult social care in the Year 9 review, and give each "
                "young person a named worker before the 17th birthday.",
                "Head of Adult Disability Service", ["|Head of Adult Disability Service|"],
                "From the autumn term 2025", "2025-09", None, "White",
                "Young people who have a named worker: 22 in May 2025, 64 by July 2026.", "from", to(
                "Young people who have a named worker", ("22 in May 2025", 22, "2025-05"), (
                "64 by July 2026", 64, "2026-07"))),
            Act("3.5", "I1", "Write one health handover plan for every young person with complex needs "
                "and try it out with the hospital's adult clinics.", "Transition Nurse, ECHT", [
                "|Transition Nurse|ECHT"], "Jan 26 – Jun 26", "2026-01", "2026-06", "White",
                "Parents tell us that they did not have to say everything twice.", "between",
                partners="Eskermouth General Hospital"),
            Act("3.6", "", "Repaint the meeting room of the youth centre in colours picked by its "
                "members.", "Youth Service Manager, EMBC", ["|Youth Service Manager|EMBC"], "Summer 2025",
                None, "2025-08", "Blue", "The room is in use.")])]),
        Part("Priority 4: Working with families", "Leaders ask families for their views but rarely tell "
            "them what has changed as a result.", [
            Group("Outcome 4", "What families tell us changes what we do", [
            Act("4.1", "W4", "Ask families the same eight questions every October and publish the "
                "answers beside last year's.", "Joyce Amadi, Participation Officer, EMBC", [
                "Joyce Amadi|Participation Officer|EMBC"], "31.10.2025", None, "2025-10-31", "Green",
                "1,200 families answer (610 in 2024)", measure=to("1,200 families answer", ("610 in 2024",
                610, "2024"), ("1,200", 1200, None))),
            Act("4.2", "W4", "Write “you said, we did” after each meeting of the Board and put it in the "
                "newsletters of all schools.", "Communications Manager, EMBC", [
                "|Communications Manager|EMBC"], "Ongoing", None, None, "Green",
                "Families can name something that has changed", "ongoing"),
            Act("4.3", "W4", "Pay the parents who sit on panels, at the rate agreed with EPT.",
                "Finance Business Partner, EMBC; Treasurer, EPT", ["|Finance Business Partner|EMBC",
                "|Treasurer|EPT"], "1st April 2025", None, "2025-04-01", "Blue",
                "Payments made every month"),
            Act("4.4", "W4", "Invite a young person to speak first at every meeting of the SEND and "
                "Inclusion Board.", "Chair, SEND and Inclusion Board", ["|Chair|SEND and Inclusion Board"],
                "July 2025", None, "2025-07", "Amber", "Young people say that the Board listens")])])],
    [
        ("finding_without_action", "W5", "looked-after children who live outside the area"),
        ("finding_partly_covered", "P1", "hearing tests"),
        ("wording_drift", "Priority 1", "'and for hearing tests' dropped from the quotation"),
        ("action_without_finding", "3.6", "repainting the meeting room"),
        ("missing_owner", "2.6", "To be agreed"),
        ("missing_date", "2.5", "TBC"),
        ("open_ended_date", "4.2", "Ongoing"),
        ("missing_success_measure", "2.6", "no line on how it will be known")],
    [
        to("New EHC plans finished within 20 weeks", ("38%", 38, "2025-03"), ("55%", 55, "2025-12"), (
            "70%", 70, "2026-07")),
        to("Appeals to the Tribunal for every 1,000 plans", ("41", 41, "2025-03"), ("30", 30, "2025-12"), (
            "25", 25, "2026-07")),
        to("Pupils with an EHC plan who are persistently absent", ("36.4%", 36.4, "2025-03"), ("33%", 33,
            "2025-12"), ("30%", 30, "2026-07"))], )
# fmt: on

# fmt: off
E2 = Plan("e-2", "Sallowfield", "Sallowfield SEND Improvement Plan v5 (tracked).docx",
        "Sallowfield Area SEND Improvement Plan", "improvement_plan", "2025-06-19", ("2024-11-11",
        "2024-11-15"), "2025-01-14",
    {"SCC": "Sallowfield City Council", "MSICB": "NHS Mid Sallow Integrated Care Board",
        "SVHT": "Sallow Vale Hospitals NHS Trust", "VoS": "Voices of Sallow, the parent carer forum",
        "AP": "alternative provision"},
    [
        ("Complete", "Finished, and the Board has seen the evidence", "", "complete"),
        ("On track", "Going to plan", "", "on_track"),
        ("Started", "Begun; something needs to be put right, but the date still stands", "", "in_progress"),
        ("Behind", "Has missed its date or will miss it", "", "delayed"),
        ("Not started", "Nothing done yet", "", "not_started")],
    [
        ("I1", "Leaders should make sure that children and young people who may have autism or ADHD are "
            "assessed and supported without undue delay, including young people over 16.", "partial",
            "young people over 16"),
        ("I2", "Leaders should improve the attendance of pupils with SEND and the provision for those "
            "who are suspended, on part-time timetables or missing education.", "covered", None),
        ("I3", "Leaders across education, health and care should use data and the views of children, "
            "young people and families to check what difference their work makes.", "covered", None),
        ("W1", "Some children wait over two years for an autism assessment, and nobody checks whether "
            "they are safe in that time.", "covered", None),
        ("W2", "Families feel left on their own after a diagnosis.", "covered", None),
        ("W3", "Leaders do not know how many pupils are on part-time timetables, or for how long.",
            "covered", None),
        ("W4", "Unregistered alternative providers are not visited often enough.", "covered", None),
        ("W5", "The views of young people are seldom asked for.", "covered", None),
        ("W6", "Children with physical disabilities wait too long for repairs to their equipment.",
            "uncovered", "no action speaks of equipment")],
    [
        Part("Priority 1", "Make sure that children and young people who may have autism or ADHD are "
            "assessed and supported without undue delay", [
            Group("", "Shorter waits for assessment", [
            Act("1.1", "I1 W1", "Contract a second provider for 450 autism assessments{- of children "
                "under 11-}{+, beginning with the children who have waited longest+}.",
                "{-Karen Fitch-}{+Owen Tansley+}, Head of Children's Commissioning, MSICB", [
                "Owen Tansley|Head of Children's Commissioning|MSICB"],
                "03/03/2025|{-30/05/2025-}{+31/10/2025+}", "2025-03-03", "2025-10-31",
                "{-On track-}{+Behind+}", "Longest wait for an autism assessment falls from 121 weeks "
                "(January 2025) to 78 weeks by March 2026", "between", to(
                "Longest wait for an autism assessment", ("121 weeks (January 2025)", 121, "2025-01"), (
                "78 weeks by March 2026", 78, "2026-03")),
                updates="14/03/25: out to tender.\n{+09/05/25: two bids, both over budget. Award put off "
                "to the July meeting.+}", old=("30/05/2025", "2025-05-30")),
            Act("1.2", "I1 W1", "Phone every family who has waited for over a year, to check that the "
                "child is safe and that the assessment is still wanted.",
                "Service Manager, Neurodevelopmental Pathway, SVHT", [
                "|Service Manager, Neurodevelopmental Pathway|SVHT"], "Feb 2025|30 June 2025", "2025-02",
                "2025-06-30", "{-On track-}{+Complete+}", "All 388 families phoned", "between", to(
                "All 388 families phoned", NEW, ("388", 388, None)),
                updates="28/03/25: 201 families phoned.\n{+02/06/25: last calls made. 17 families asked "
                "to come off the list.+}"),
            Act("1.3", "I1", "Hold one weekly meeting at which referrals for autism and for ADHD are "
                "looked at together{+, with a school nurse in the room+}.", "^", [
                "|Service Manager, Neurodevelopmental Pathway|SVHT"], "Apr 2025|{-Jun 2025-}{+Sept 2025+}",
                "2025-04", "2025-09", "Behind", "Referrals returned to the sender: 30% in 2024, "
                "{-20%-}{+12%+} by December 2025", "between", to("Referrals returned to the sender", (
                "30% in 2024", 30, "2024"), ("12% by December 2025", 12, "2025-12")),
                updates="09/05/25: terms of reference {?with the Trust|Still? Chase before Thursday.?}.",
                old=("Jun 2025", "2025-06")),
            Act("1.4", "", "Buy an online screening tool for autism and offer it to all GP practices.",
                "Karen Fitch, Head of Children's Commissioning, MSICB", [], "May 2025|31/12/2025", None,
                None, "Not started", "Tool used by 40 practices",
                updates="14/03/25: waiting for clinical advice.", row="del")]),
            Group("", "Help before and after a diagnosis", [
            Act("1.5", "I1", "Train school staff in sensory needs, in making small changes to the "
                "classroom and in talking with parents before anything has been diagnosed.",
                "Lead Advisory Teacher for Autism, SCC", ["|Lead Advisory Teacher for Autism|SCC"],
                "Jan 2025|July 2026", "2025-01", "2026-07", "On track",
                "120 staff trained by July 2026 (baseline: 34)", "between", to("staff trained", ("34", 34,
                None), ("120 by July 2026", 120, "2026-07")),
                updates="28/03/25: first course full.\n09/05/25: {-dates for autumn to be set-}{+three "
                "dates set for the autumn+}."),
            Act("1.6", "I1 W2", "Open a drop-in for parents in each of the four family hubs, on the "
                "first Tuesday of the month.", "Family Hubs Manager, SCC", ["|Family Hubs Manager|SCC"],
                "Monthly from 6 May 2025", "2025-05-06", None, "On track",
                "At least 15 parents come to each drop-in", "from", to(
                "At least 15 parents come to each drop-in", NEW, ("15", 15, None)),
                updates="09/05/25: first drop-ins held in all four hubs."),
            Act("1.7", "I1 W2", "Write a plain guide to what happens after a diagnosis, in the six "
                "languages most spoken in the city.", "Communications Officer, SCC\nChair, VoS", [
                "|Communications Officer|SCC", "|Chair|VoS"],
                "June 2025|{-26 September 2025-}{+19 December 2025+}", "2025-06", "2025-12-19",
                "Not started", "Guide on the Local Offer and in every clinic", "between", updates="", old=(
                "26 September 2025", "2025-09-26")),
            Act("1.8", "I1", "Put a mental health practitioner into the autism team on two days a week, "
                "for children who are not in school.", "Dr Helen Strand, Clinical Director CAMHS, SVHT", [
                "Dr Helen Strand|Clinical Director CAMHS|SVHT"], "1 September 2025|31 March 2026",
                "2025-09-01", "2026-03-31", "Not started", "60 children seen by March 2026", "between", to(
                "60 children seen", NEW, ("60 by March 2026", 60, "2026-03")),
                updates="09/05/25: money agreed by MSICB. Added to the plan.", row="ins")])]),
        Part("Priority 2", "Improve the attendance of pupils with SEND and the provision for those who "
            "are suspended, on part-time timetables or missing education", [
            Group("", "Pupils with SEND lose less time at school", [
            Act("2.1", "I2", "Review with the head teacher, within ten school days, every pupil with an "
                "EHC plan who has been suspended twice in a term.",
                "Grace Holloway, Head of Inclusion, SCC", ["Grace Holloway|Head of Inclusion|SCC"],
                "Autumn term 2024|Ongoing", "2024-09", None, "On track",
                "Suspensions of pupils with an EHC plan: 412 in 2023/24, 300 in 2024/25, 250 in 2025/26",
                "ongoing", to("Suspensions of pupils with an EHC plan", ("412 in 2023/24", 412, "2023/24"),
                ("300 in 2024/25", 300, "2024/25"), ("250 in 2025/26", 250, "2025/26")),
                updates="28/03/25: 43 reviews held since October.\n09/05/25: two academy trusts have "
                "joined."),
            Act("2.2", "I2", "{-Publish-}{+Agree and publish+} a ladder of support for social, emotional "
                "and mental health needs, with what each school is expected to do before it asks for "
                "help.", "Principal Educational Psychologist, SCC{-; Chair, Primary Heads' Forum-}", [
                "|Principal Educational Psychologist|SCC"], "Jan 2025|Easter 2025", "2025-01", "2025-04",
                "{-Started-}{+Complete+}", "Ladder on the Local Offer", "between",
                updates="{+22/04/25: published. Thanks to the SENCos who gave up two evenings.+}"),
            Act("2.3", "I2 W3", "{<Schools enter the hours in the council's register each Friday. <}Give "
                "each pupil on a part-time timetable a plan with an end date.{> Schools enter the hours "
                "in the council's register each Friday.>} An officer looks at each plan after six weeks.",
                "Attendance and Missing Education Manager, SCC", [
                "|Attendance and Missing Education Manager|SCC"], "24/02/2025|18/07/2025", "2025-02-24",
                "2025-07-18", "Started", "Part-time timetables longer than 12 weeks fall to 20 "
                "({?61|Check: was 58 in the February paper?} in January 2025)", "between", to(
                "Part-time timetables longer than 12 weeks", ("61 in January 2025", 61, "2025-01"), ("20",
                20, None)), updates="28/03/25: register live.\n09/05/25: 71 of 84 schools enter their "
                "hours."),
            Act("2.4", "I2 W4", "Inspect each unregistered AP provider before a child starts there, and "
                "once a term after that.", "AP {-Support Officer-}{+Commissioning Manager+}, SCC", [
                "|AP Commissioning Manager|SCC"], "May 2025|{-July 2025-}{+Dec 2025+}", "2025-05",
                "2025-12", "Behind", "All {-23-}{+26+} providers inspected", "between", to(
                "All 26 providers inspected", NEW, ("26", 26, None)),
                updates="09/05/25: nine done. {+Three more providers found since March.+}", old=(
                "July 2025", "2025-07"))]),
            Group("", "The right places close to home", [
            Act("2.5", "I2", "Open units for communication and interaction needs at six mainstream "
                "schools.", "Sufficiency and Capital Manager, SCC", [
                "|Sufficiency and Capital Manager|SCC"], "September 2024|September 2026", "2024-09",
                "2026-09", "Started", "Places in units: 92 now, 140 by September 2026", "between", to(
                "Places in units", ("92 now", 92, None), ("140 by September 2026", 140, "2026-09")),
                updates="14/03/25: first two units open.\n09/05/25: planning permission for the third "
                "refused; appeal lodged."),
            Act("2.6", "I2", "Move the outreach teachers to the two special schools, so that advice "
                "comes from staff who teach these pupils every day.",
                "Executive Headteacher, Fernleigh Trust", ["|Executive Headteacher|Fernleigh Trust"], "|?",
                None, None, "?"),
            Act("2.7", "", "Give out lanyards and pens with the SEND logo at the head teachers' "
                "conference.", "Communications Officer, SCC", ["|Communications Officer|SCC"],
                "|June 2025", None, "2025-06", "Complete", "Given out",
                updates="{+12/06/25: all gone by lunch.+}")])]),
        Part("Priority 3", "Use data and the views of children, young people and families to check what "
            "difference our work makes", [
            Group("", "We know what is working", [
            Act("3.1", "I3", "Build one dashboard of education, health and care data and bring it to "
                "each meeting of the Board.", "Head of Data and Insight, SCC\nHead of Business "
                "Intelligence, MSICB", ["|Head of Data and Insight|SCC",
                "|Head of Business Intelligence|MSICB"], "Q4 2024/25|Q2 2025/26", "2025-01", "2025-09",
                "On track", "Dashboard used at each Board", "between",
                updates="14/03/25: data sharing agreement signed.\n09/05/25: first draft shown to VoS."),
            Act("3.2", "I3", "Audit {-ten-}{+twenty+} children's files together, with workers from all "
                "three services and a parent.", "Quality Assurance Lead, SCC", [
                "|Quality Assurance Lead|SCC"], "|w/c 7 July 2025", None, "2025-07-07", "On track",
                "80% of files graded good ({-54%-}{+57%+} at March 2025)", measure=to(
                "80% of files graded good", ("57% at March 2025", 57, "2025-03"), ("80%", 80, None)),
                updates="28/03/25: tool agreed and tried on four files."),
            Act("3.3", "I3 W5", "Survey young people with SEND through schools and youth clubs each "
                "{-spring-}{+November+}.", "{-TBC-}{+Amir Castle, Participation Lead, SCC+}", [
                "Amir Castle|Participation Lead|SCC"], "|{-31 March 2026-}{+28 November 2025+}", None,
                "2025-11-28", "Not started", "500 replies (210 last time)", measure=to("500 replies", (
                "210 last time", 210, None), ("500", 500, None)), old=("31 March 2026", "2026-03-31"))]),
            Group("", "Leaders act on what they learn", [
            Act("3.4", "I3", "Give each action that has slipped for two months to a director, who "
                "explains to the Board what will be done.", "Director of Children's Services, SCC", [
                "|Director of Children's Services|SCC"], "|Ongoing", None, None, "Started",
                "Fewer actions are behind", "ongoing",
                updates="09/05/25: {-none referred-}{+1.3 and 2.4 referred+}."),
            Act("3.5", "I3", "Recruit and train a team of young inspectors to visit services and say "
                "what they found.", "{-Karen Fitch, MSICB-}{?TBC|Karen left in April. Could Owen take "
                "it, or Amir??}", [], "1 Oct 2025|31 January 2026", "2025-10-01", "2026-01-31",
                "Not started", "Team trained", "between"),
            Act("3.6", "I3", "Share the lessons of complaints and appeals with SENCos and case officers "
                "once a term.", "Customer Relations Manager, SCC", ["|Customer Relations Manager|SCC"],
                "Sept 2025|July 2026", "2025-09", "2026-07", "Not started",
                "Fewer complaints about the same thing", "between", row="ins")])])],
    [
        ("finding_without_action", "W6", "repairs to equipment"),
        ("finding_partly_covered", "I1", "young people over 16"),
        ("wording_drift", "Priority 1", "'including young people over 16' dropped from the band"),
        ("action_without_finding", "2.7", "lanyards and pens"),
        ("missing_owner", "3.5", "TBC, the owner before deleted"),
        ("missing_date", "2.6", "the date control still shows its prompt"),
        ("missing_success_measure", "2.6", "the cell is blank"),
        ("open_ended_date", "2.1, 3.4", "Ongoing")], )
# fmt: on


# ---- gold ----


def final(text: str) -> str:
    """The text with every tracked change accepted, comments out of sight, and bullets without marks."""

    def keep(found: re.Match[str]) -> str:
        kind, words, anchor, _ = found.groups()
        return words if kind in ("+", ">") else "" if kind else anchor

    lines = (TOKEN.sub(keep, line) for line in text.split("\n"))
    return "\n".join(line.removeprefix("* ") for line in lines if line)


def measures(found: Indicator, acts: list[str]) -> Data:
    """A measure's gold."""
    return made.measure(found.text, found.baseline, found.targets, acts)


def action(act: Act, who: str, plan: Plan, part: Part, group: Group) -> Data:
    """An action's gold."""
    mark = final(act.mark).replace("?", "") or None
    status = next((value for name, _, _, value in plan.key if name == mark), None)
    end = act.qualifier or ("by" if act.end else None)
    out: Data = {"id": act.id, "finding_ids": act.links.split(), "area_for_improvement": part.finding}
    out |= {"objective": group.text, "activity": final(act.do).replace("\n", " ")}
    out |= {"owners": made.owners(act.owners), "owners_raw": final(who)}
    when = [final(cell) for cell in act.when.split("|")]
    out["timescale_raw"] = " | ".join(cell for cell in when if cell.strip("?")) or None
    out |= {"start": act.start, "end": act.end, "qualifier": end, "status": status, "status_raw": mark}
    out |= {"success_measure": final(act.know) or None, "priority": part.head.split(":")[0]}
    if act.old:
        out |= {"original_timescale_raw": act.old[0], "original_end": act.old[1]}
    return out


def gold(plan: Plan) -> made.Records:
    """The inspection that the plan answers, and the right answers of the plan."""
    acts, found, who = [], [], ""
    for part in plan.parts:
        for group in part.groups:
            for act in (a for a in group.acts if a.row != "del"):
                who = who if act.who == "^" else act.who
                acts.append(action(act, who, plan, part, group))
                found += [measures(act.measure, [act.id])] if act.measure else []
    found += [measures(score, []) for score in plan.scores]
    told: Data = vars(plan) | {"plan_type": plan.kind, "plan_date": plan.date}
    told["finding"] = made.named("id text cover missing", plan.findings)
    told["gap"] = made.named(made.GAP, plan.gaps)
    return made.records(plan.folder, told, acts, found, made.FILE_FIRST)


# ---- WordprocessingML as Word writes it ----

ids = itertools.count(101)
notes: list[str] = []


def by() -> str:
    """The attributes of a tracked change."""
    number = next(ids)
    return f'w:id="{number}" w:author="{("Rowan Elliott", "Nadia Farouk")[number % 2]}" w:date="{STAMP}"'


def runs(words: str, bold: bool = False, size: int = 0, tag: str = "t", look: str = "") -> str:
    """Runs, broken in mid-text where an editor came back to it."""
    half = 23 if len(words) > 60 else len(words)
    style = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    style = look + style if "rStyle" in look else style + look
    out = ""
    for part, rsid in ((words[:half], "00A41C7E"), (words[half:], "00D93B02")):
        if part:
            body = f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>'
            out += f'<w:r w:rsidR="{rsid}"><w:rPr>{style}</w:rPr>{body}</w:r>'
    return out


def changed(words: str, size: int, row: str = "") -> str:
    """A line's runs with its tracked changes and comments; `row` is the change of the whole row."""
    out, at = "", 0
    plain = {
        "": lambda t: runs(t, size=size),
        "ins": lambda t: f"<w:ins {by()}>{runs(t, size=size)}</w:ins>",
        "del": lambda t: f"<w:del {by()}>{runs(t, size=size, tag='delText')}</w:del>",
    }
    for found in TOKEN.finditer(words):
        kind, text, anchor, note = found.groups()
        out += plain[row](words[at : found.start()]) if at < found.start() else ""
        at = found.end()
        if kind in ("-", "+"):
            out += plain["ins" if kind == "+" else "del"](text)
        elif kind:
            name = "moveTo" if kind == ">" else "moveFrom"
            number = next(ids)
            out += f'<w:{name}RangeStart w:id="{number}" w:author="Rowan Elliott" w:date="{STAMP}" '
            out += f'w:name="move201"/><w:{name} {by()}>{runs(text, size=size)}</w:{name}>'
            out += f'<w:{name}RangeEnd w:id="{number}"/>'
        else:
            number = len(notes)
            notes.append(note)
            out += f'<w:commentRangeStart w:id="{number}"/>{plain[row](anchor)}'
            out += f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
    return out + (plain[row](words[at:]) if words[at:] else "")


def para(
    inner: str = "", style: str = "", num: int = 0, mark: str = "", space: int = 40, size: int = 18
) -> str:
    """A paragraph: its style, its list, the change of its mark."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    props += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    props += f'<w:spacing w:after="{space}" w:line="240" w:lineRule="auto"/>'
    tracked = f"<w:{mark} {by()}/>" if mark else ""
    props += f'<w:rPr>{tracked}<w:sz w:val="{size}"/></w:rPr>' if tracked or size else ""
    return f'<w:p w:rsidR="00A41C7E" w:rsidRDefault="00D93B02"><w:pPr>{props}</w:pPr>{inner}</w:p>'


def cell(inner: str, width: float, span: int = 1, merge: str = "", fill: str = "") -> str:
    """A table cell; `merge` is restart or continue."""
    props = f'<w:tcW w:w="{round(width * 567)}" w:type="dxa"/>'
    props += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    props += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"


def row(cells: list[str], props: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: list[str], widths: list[float], grid: bool = True, plain: bool = False) -> str:
    """A table, ruled or not."""
    look = f'<w:tblStyle w:val="{"TableGrid" if grid else "TableNormal"}"/>'
    look += f'<w:tblW w:w="{round(sum(widths) * 567)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    if plain:
        look += '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    columns = "".join(f'<w:gridCol w:w="{round(w * 567)}"/>' for w in widths)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def add(document: Docx, xml: str) -> None:
    """Put a paragraph or a table at the end of the body."""
    xml = re.sub(r"^<(w:\w+)", rf"<\1 {nsdecls('w')}", xml)
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def simple(document: Docx, lines: list[list[str]], widths: list[float], fills: dict[str, str]) -> None:
    """A small table with a header row; a cell whose words have a fill gets it."""
    rows = []
    for number, line in enumerate(lines):
        cells = [
            cell(para(runs(t, number == 0, 18)), w, fill="D9D9D9" if number == 0 else fills.get(t, ""))
            for t, w in zip(line, widths, strict=True)
        ]
        rows.append(row(cells))
    add(document, table(rows, widths))
    add(document, para())


def body(cell_text: str, bold: bool = False, size: int = 18) -> str:
    """A cell's paragraphs, with bullets."""
    out = ""
    for line in cell_text.split("\n"):
        style = "ListBullet" if line.startswith("* ") else ""
        out += para(runs(line.removeprefix("* "), bold, size), style, space=20)
    return out


# ---- e-1: cards ----

NUM_2, NUM_4 = 92, 94


def lists(document: Docx) -> None:
    """Word's automatic numbers for the references of priorities 2 and 4."""
    numbering = document.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    for number, text in ((NUM_2, "Action ref: 2.%1"), (NUM_4, "4.%1")):
        level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
        level += (
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/>'
        )
        level += '</w:pPr><w:rPr><w:b/><w:sz w:val="18"/></w:rPr></w:lvl>'
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        first.addprevious(parse_xml(f'{xml}<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'))
        xml = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        numbering.append(parse_xml(xml))


def boxed(act: Act, width: float, fills: dict[str, str]) -> str:
    """A card as a nested table of labels and values."""
    lines = [("Action ref", act.id), ("What we will do", act.do), ("Lead", act.who)]
    lines += [("Working with", act.partners)] if act.partners else []
    lines += [("By when", act.when), ("How we will know", act.know), ("RAG", act.mark)]
    widths = [2.3, width - 2.3]
    rows = [
        row(
            [
                cell(para(runs(label, True, 18), space=20), 2.3, fill="DEEAF6"),
                cell(
                    body(words, label == "Action ref"), widths[1], fill=fills[words] if label == "RAG" else ""
                ),
            ]
        )
        for label, words in lines
    ]
    return table(rows, widths, plain=True) + para()


def labelled(act: Act, fills: dict[str, str], numbered: bool) -> str:
    """A card as lines that begin with bold labels."""

    def line(label: str, words: str) -> str:
        return runs(f"{label}: ", True, 18) + runs(words, size=18)

    first, *bullets = act.do.split("\n")
    out = para(num=NUM_2) if numbered else para(line("Action ref", act.id))
    out += para(line("What we will do", first))
    out += body("\n".join(bullets)) if bullets else ""
    lead, when = line("Lead", act.who), line("By when", act.when)
    out += para(lead) + para(when) if numbered else para(lead + "<w:r><w:br/></w:r>" + when)
    out += para(line("Working with", act.partners)) if act.partners else ""
    out += para(line("How we will know", act.know)) if act.know else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fills[act.mark]}"/>'
    return out + para(runs("RAG: ", True, 18) + runs(f" {act.mark} ", size=18, look=shade))


def four(act: Act, fills: dict[str, str]) -> str:
    """A card as a nested table four columns wide; Word counts the reference and the RAG is only a colour."""
    widths = [3.0, 7.4, 2.2, 4.2]

    def name(words: str, width: float) -> str:
        return cell(para(runs(words, True, 18), space=20), width, fill="E2EFD9")

    rows = [
        row(
            [name("Action ref", 3), cell(para(num=NUM_4), 7.4), name("RAG", 2.2)]
            + [cell(para(), 4.2, fill=fills[act.mark])]
        ),
        row([name("What we will do", 3), cell(body(act.do), 13.8, 3)]),
        row([name("Lead", 3), cell(body(act.who), 7.4), name("By when", 2.2), cell(body(act.when), 4.2)]),
        row([name("How we will know", 3), cell(body(act.know), 13.8, 3)]),
    ]
    return table(rows, widths) + para()


def pairs(cards: list[tuple[str, bool]], half: float, grid: bool) -> list[str]:
    """Layout rows of two cards; a wide card spans both columns, an odd one leaves a cell empty."""
    out: list[str] = []
    waiting: list[str] = []
    for xml, wide in [*cards, ("", True)]:
        if waiting and (wide or len(waiting) == 2):
            out.append(row([cell(x, half) for x in (waiting + [para()])[:2]]))
            waiting = []
        if wide and xml:
            out.append(row([cell(xml, 2 * half, 2)]))
        elif xml:
            waiting.append(xml)
    return out


def cards_of(document: Docx, number: int, part: Part, fills: dict[str, str]) -> None:
    """A priority's cards in its layout table."""
    band = "FBE5D6"
    for group in part.groups:
        if number != 3:
            document.add_heading(f"{group.label}: {group.text}", 3)
        rows: list[str] = []
        if number == 1:
            made = [(boxed(a, 16.9 if a.wide else 8.3, fills), a.wide) for a in group.acts]
            add(document, table(pairs(made, 8.7, False), [8.7, 8.7], False, True))
        elif number == 4:
            rows = [row([cell(four(a, fills), 17.4)]) for a in group.acts]
            add(document, table(rows, [17.4], False))
        elif number == 2:
            rows = [row([cell(labelled(a, fills, True), 17.4)]) for a in group.acts]
            add(document, table(rows, [17.4]))
        if number != 3:
            add(document, para())
    if number == 3:
        rows = []
        for group in part.groups:
            words = para(runs(f"{group.label}: ", True, 20) + runs(group.text, True, 20))
            rows.append(row([cell(words, 17.4, 2, fill=band)]))
            rows += pairs([(labelled(a, fills, False), a.wide) for a in group.acts], 8.7, True)
        add(document, table(rows, [8.7, 8.7]))
        add(document, para())


def start(plan: Plan, wide: bool) -> Docx:
    """An empty plan with its page, header and title."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(1.5 if wide else 1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(10.5)
    document.core_properties.title, document.core_properties.author = plan.title, "SEND Programme Office"
    document.core_properties.comments = ""
    section.header.paragraphs[0].text = f"{plan.title} – OFFICIAL"
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    foot._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    document.add_heading(plan.title, 0)
    return document


def e_1() -> bytes:
    """The plan of Eskermouth."""
    document, fills = start(E1, False), {name: fill for name, _, fill, _ in E1.key}
    lists(document)
    document.add_paragraph(
        "Version 1.3, 30 June 2025. Agreed by the SEND and Inclusion Board on 12 May 2025."
    )
    document.add_heading("About this plan", 1)
    document.add_paragraph(
        "In January 2025 inspectors came to Eskermouth to look at how well we help children and young "
        "people with special educational needs and disabilities. This plan is the answer of Eskermouth "
        "Metropolitan Borough Council (EMBC), NHS Wray and Esker Integrated Care Board (WEICB), Esker "
        "Community Health NHS Trust (ECHT) and Eskermouth Parents Together (EPT). Each action has a card. "
        "The person who leads it is named, with the date and the way in which we will know that it has "
        "worked."
    )
    document.add_paragraph(
        "The SEND and Inclusion Board meets every other month under Councillor Beth Ingham. A delivery "
        "group of officers meets in the weeks between and will change the colour on a card only when it has "
        "seen evidence."
    )
    quote = (
        "“We waited nineteen months. Then the letter was for a clinic that had closed.” Parent, Upper Wray"
    )
    add(document, table([row([cell(para(runs(quote, size=22)), 17.4, fill="FFF2CC")])], [17.4]))
    document.add_heading("Key to the colours", 2)
    simple(document, [["RAG", "What it means"], *[[k, m] for k, m, _, _ in E1.key]], [3, 14.4], fills)
    for number, part in enumerate(E1.parts, 1):
        heading = document.add_heading(part.head, 1)
        heading.paragraph_format.keep_with_next = True
        said = "Inspectors also said: " if number == 4 else "What inspectors told us: "
        add(document, para(runs(said, True) + runs(f"“{part.finding}”"), space=120))
        if number == 2:
            voice = "“My plan says I like trains. I was six when it was written. I am fourteen.” Young person"
            add(document, table([row([cell(para(runs(voice, size=22)), 17.4, fill="FFF2CC")])], [17.4]))
        cards_of(document, number, part, fills)
    document.add_heading("Our scorecard", 1)
    document.add_paragraph(
        "These figures tell us whether the whole plan is working. The Board sees them each quarter."
    )
    heads = ["Measure", "Where we are (March 2025)", "By December 2025", "By July 2026"]
    lines = [[s.text, s.baseline[0] or "", *[t[0] for t in s.targets]] for s in E1.scores]
    simple(document, [heads, *lines], [7.4, 4, 3, 3], {})
    document.add_heading("Risks that we are watching", 1)
    risks = [
        ["Risk", "Likelihood", "Impact", "What we do about it", "Risk owner"],
        ["We cannot recruit therapists", "High", "High", "Agency cover until Christmas", "Marian Oakes"],
        ["Case system is late again", "Medium", "High", "Keep the old one until spring", "ICT board"],
        ["Parents tire of being asked", "Medium", "Medium", "One survey, not five", "EPT"],
    ]
    simple(document, risks, [4.6, 2.6, 2.2, 5, 3], {})
    return saved(document, E1)


# ---- e-2: tracked changes ----

HEADS = [
    "Ref",
    "Objective",
    "Action",
    "Responsible",
    "Timescale",
    "Status",
    "Progress",
    "What success looks like",
]
WIDTHS = [1.1, 3.0, 6.0, 3.6, 2.1, 2.2, 1.8, 4.2, 2.7]
STATUSES = "".join(f'<w:listItem w:displayText="{k}" w:value="{k}"/>' for k, _, _, _ in E2.key)


def lines_of(words: str, change: str = "") -> str:
    """A cell's paragraphs with tracked changes; a line that is one change has its mark changed too."""
    out = ""
    for line in words.split("\n"):
        whole = TOKEN.fullmatch(line)
        kind = {"+": "ins", "-": "del"}.get(whole.group(1) or "", "") if whole else ""
        out += para(changed(line, 15, change), mark=change or kind, space=20, size=15)
    return out


def control(words: str, what: str, change: str, place: str, width: float) -> str:
    """A cell with a content control around its run, its paragraph or the cell itself."""
    empty = words == "?"
    prompt = "Choose an item." if what == "Status" else "Click or tap to enter a date."
    grey = '<w:rStyle w:val="PlaceholderText"/>'
    inner = runs(prompt, size=15, look=grey) if empty else changed(words, 15, change)
    day = '<w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/>'
    day += '<w:calendar w:val="gregorian"/>'
    kind = f"<w:dropDownList>{STATUSES}</w:dropDownList>" if what == "Status" else f"<w:date>{day}</w:date>"
    props = '<w:rPr><w:sz w:val="15"/></w:rPr>'
    props += f'<w:alias w:val="{what}"/><w:tag w:val="{what}"/><w:id w:val="{70000 + next(ids)}"/>'
    props += ("<w:showingPlcHdr/>" if empty else "") + kind

    def sdt(content: str) -> str:
        return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    if place == "cell":
        return sdt(cell(para(inner, mark=change, space=20, size=15), width))
    if place == "block":
        return cell(sdt(para(inner, mark=change, space=20, size=15)), width)
    return cell(para(sdt(inner), mark=change, space=20, size=15), width)


def tracked_row(act: Act, objective: str, merge: str, owner: str, number: int) -> str:
    """An action's row; an inserted or deleted one is marked so in all its cells."""
    change, (_, *due) = act.row, [None, *act.when.split("|")]
    place = ("run", "cell", "block")[number % 3]
    goal = lines_of(objective) if merge == "restart" else para()
    cells = [cell(lines_of(act.id, change), WIDTHS[0]), cell(goal, WIDTHS[1], merge=merge)]
    cells.append(cell(lines_of(act.do, change), WIDTHS[2]))
    who = para() if act.who == "^" else lines_of(act.who, change)
    cells.append(cell(who, WIDTHS[3], merge=owner))
    if len(due) == 1:
        cells.append(cell(lines_of(due[0], change), WIDTHS[4] + WIDTHS[5], 2))
    else:
        cells.append(cell(lines_of(due[0], change) if due[0] else para(), WIDTHS[4]))
        dated = due[1] == "?" or (re.search(r"\d{4}(\+\})?$", due[1]) and re.match(r"(\{-)?\d", due[1]))
        made = control(due[1], "Due", change, ("cell", "block", "run")[number % 3], WIDTHS[5])
        cells.append(made if dated else cell(lines_of(due[1], change), WIDTHS[5]))
    cells.append(control(act.mark, "Status", change, place, WIDTHS[6]))
    for words, width in ((act.updates, WIDTHS[7]), (act.know, WIDTHS[8])):
        cells.append(cell(lines_of(words, change) if words else para(), width))
    return row(cells, f"<w:cantSplit/><w:{change} {by()}/>" if change else "<w:cantSplit/>")


def header_rows(repeat: bool) -> list[str]:
    """The two rows of column heads, merged down and across."""
    props, grey = "<w:tblHeader/>" if repeat else "", "D9E2F3"
    widths = [*WIDTHS[:4], WIDTHS[4] + WIDTHS[5], *WIDTHS[6:]]
    top = [
        cell(
            para(runs(h, True, 16)),
            w,
            span=2 if h == "Timescale" else 1,
            merge="" if h == "Timescale" else "restart",
            fill=grey,
        )
        for h, w in zip(HEADS, widths, strict=True)
    ]
    under = [cell(para(), w, merge="continue", fill=grey) for w in WIDTHS]
    under[4:6] = [
        cell(para(runs(h, True, 16)), w, fill=grey) for h, w in (("Start", WIDTHS[4]), ("Due", WIDTHS[5]))
    ]
    return [row(top, props), row(under, props)]


def part_rows(part: Part, number: int) -> list[str]:
    """A band over all columns and the rows of its actions."""
    was = f"<w:rPrChange {by()}><w:rPr/></w:rPrChange>"
    words = f"{part.head} – Area for improvement {number}: {part.finding}"
    band = f'<w:r><w:rPr><w:b/><w:sz w:val="18"/>{was}</w:rPr><w:t>{escape(words)}</w:t></w:r>'
    out = [row([cell(para(band), sum(WIDTHS), len(WIDTHS), fill="C5E0B3")], "<w:cantSplit/>")]
    for group in part.groups:
        for place, act in enumerate(group.acts):
            follows = group.acts[place + 1].who if place + 1 < len(group.acts) else ""
            owner = "continue" if act.who == "^" else "restart" if follows == "^" else ""
            merge = "continue" if place else "restart"
            out.append(tracked_row(act, group.text, merge, owner, place + number))
    return out


def e_2() -> bytes:
    """The plan of Sallowfield."""
    document = start(E2, True)
    prompt = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    prompt.font.color.rgb = RGBColor(0x80, 0x80, 0x80)
    tabs = document.settings.element.find(qn("w:defaultTabStop"))
    tabs.addprevious(parse_xml(f"<w:trackRevisions {nsdecls('w')}/>"))
    intro = [
        "Version {-4-}{+5+} with tracked changes, for the SEND Partnership Board of {-24 April-}{+19 June+} "
        "2025. Please leave the changes in until the Board has agreed them.",
        "Sallowfield City Council (SCC), NHS Mid Sallow Integrated Care Board (MSICB), Sallow Vale "
        "Hospitals NHS Trust (SVHT) and Voices of Sallow (VoS), the parent carer forum, wrote this plan "
        "together after the inspection of November 2024. AP stands for alternative provision.",
        "{-Leads send their updates to Karen Fitch by the last Friday of the month.-}",
        "{+Leads write their own updates in the Progress column, with the date, and pick a status from the "
        "list.+}",
    ]
    for words in intro:
        whole = TOKEN.fullmatch(words)
        kind = {"+": "ins", "-": "del"}.get(whole.group(1) or "", "") if whole else ""
        add(document, para(changed(words, 21), mark=kind, space=120))
    document.add_heading("The Board is asked to", 2)
    for words in (
        "note the new dates for 1.1, 1.3, 1.7, 2.4 and 3.3",
        "agree that the online screening tool be taken out of the plan",
        "welcome the two actions that were added in May",
    ):
        document.add_paragraph(words, style="List Bullet")
    document.add_heading("What the statuses mean", 2)
    simple(document, [["Status", "Meaning"], *[[k, m] for k, m, _, _ in E2.key]], [4, 14], {})
    document.add_heading("Improvement plan", 1)
    one, two, three = E2.parts
    rows = header_rows(True) + part_rows(one, 1) + header_rows(False) + part_rows(two, 2)
    add(document, table(rows, WIDTHS, plain=True))
    document.add_heading("Improvement plan, continued", 1)
    add(document, table(header_rows(True) + part_rows(three, 3), WIDTHS, plain=True))
    add(document, para())
    document.add_heading("Risks and issues", 1)
    risks = [
        ["No.", "Risk", "Score", "Mitigation", "Held by"],
        ["R1", "Bids for assessments stay over budget", "16", "Talk to the neighbouring ICB", "Owen Tansley"],
        [
            "R2",
            "Schools tire of the Friday register",
            "9",
            "Take the hours from school systems",
            "Grace Holloway",
        ],
        ["R3", "Third unit loses its planning appeal", "12", "Look at the old library site", "Capital team"],
    ]
    simple(document, risks, [1.3, 8, 1.8, 8, 4], {})
    document.add_heading("What parents told us in May", 2)
    document.add_paragraph(
        "Parents at the VoS coffee mornings said that the phone calls were kind and came too late; that "
        "they like the drop-ins; and that they would rather be told a bad date than no date."
    )
    for note in notes:
        comment = document.comments.add_comment(text=note, author="Nadia Farouk", initials="NF")
        comment._comment_elm.set(qn("w:date"), STAMP)
    return saved(document, E2)


def saved(document: Docx, plan: Plan) -> bytes:
    """The file's bytes, with fixed times inside and out."""
    return made.saved(document, datetime.fromisoformat(f"{plan.date}T09:00"), mode=0o600)


def main() -> None:
    """Write both folders."""
    for plan, draw in ((E1, e_1), (E2, e_2)):
        made.write(plan.folder, plan.file, draw(), gold(plan))


if __name__ == "__main__":
    main()
