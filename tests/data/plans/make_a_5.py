"""Plan A-5: a priority action plan as a PDF whose tables have no lines at all.

Columns are told by white space only, rows wrap over lines and over page ends, areas for priority action are
quoted as headings, dates are quarters of the financial year, measures have milestones at 3, 6 and 12 months
in tables of their own, and one area stands on a page that is turned.
"""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from make_a_gold import Act, Covered, Measure, Place, Report, When, write_gold
from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

FILE = "herefordshire-priority-action-plan.pdf"
TITLE = "Herefordshire SEND Priority Action Plan"
HC = "Herefordshire Council"
ICB = "Marches Integrated Care Board"
WCT = "Wyeside Community Trust"

REPORT = Report(
    area="Herefordshire", start="2024-05-13", end="2024-05-17", published="2024-07-22",
    findings=(
        ("P1", "Leaders must urgently improve how quickly education, health and care needs assessments are completed, and the quality of the plans that come out of them."),
        ("P2", "Health leaders must urgently gain oversight of children who wait for community paediatrics, audiology and continence services, and reduce the risk to those who wait longest."),
        ("I1", "The partnership should commission services jointly, so that families are not passed between contracts."),
        ("I2", "The local authority should support the special educational needs co-ordinators (SENCOs) of small and rural schools better."),
        ("I3", "Leaders should improve what is offered to the brothers and sisters of children with SEND who care for them."),
        ("W1", "Three in four assessments take longer than the law allows. There are too few educational psychologists."),
        ("W2", "Outcomes in plans are vague. Parents cannot tell from them what their child will get, or from whom."),
        ("W3", "No leader could tell inspectors how many children were waiting for a hearing test or to see a paediatrician, or for how long."),
        ("W4", "Contracts overlap in some places and leave gaps in others, above all for children who live near the border."),
        ("W5", "SENCOs of small schools work alone, many of them with a class to teach as well."),
        ("W6", "Board papers describe what was done and seldom ask what has changed for children."),
    ),
)


@dataclass(frozen=True)
class Area:
    """A section: heading, quotation, where we are, objectives with actions, measures as printed."""

    heading: str
    quotation: str
    now: str
    objectives: list[tuple[str, list[Act]]]
    know: list[tuple[str, str, str, str, str, str]]


STATUS = {"Complete": "complete", "On track": "on_track", "Delayed": "delayed", "Not started": "not_started", "": None}


def act(i: str, f: str, text: str, who: str, owners: str, when: When, word: str = "") -> Act:
    """An action; `word` is the printed progress."""
    return Act(i, f, text, who, owners, when, None, STATUS[word], word or None)


AREAS = [
    Area(
        "Area for priority action 1",
        "“Leaders must urgently improve how quickly education, health and care needs assessments are completed, and the quality of the plans that come out of them.”",
        "In July 2024 a quarter of plans were issued in time. We had three educational psychologists for a county that needs nine.",
        [
            ("Getting assessments moving", [
                act("1.1", "P1 W1", "Recruit four educational psychologists and two assistants, and pay for two trainees each year from now on", "Principal Educational Psychologist, HC", f"Principal Educational Psychologist @ {HC}", When("Q4 2024/25", end="2025-03"), "On track"),
                act("1.2", "P1 W1", "Commission an outside team to write the 118 pieces of psychological advice that were overdue when the inspectors came", "Head of SEND, HC", f"Head of SEND @ {HC}", When("Q2 2024/25", end="2024-09"), "Complete"),
                act("1.3", "P1 W1", "Decide on every request within six weeks through a panel that meets weekly, not monthly", "SEND Assessment Manager, HC", f"SEND Assessment Manager @ {HC}", When("from September 2024", start="2024-09", qualifier="from"), "On track"),
                act("1.4", "P1", "Agree with the health trust that advice comes back inside six weeks and report each breach to both chief executives", "Designated Clinical Officer, ICB; Head of SEND, HC", f"Designated Clinical Officer @ {ICB}; Head of SEND @ {HC}", When("31 October 2024", end="2024-10-31"), "Delayed"),
                act("1.5", "P1", "Ring families at weeks 6, 12 and 16 to say how their assessment is going", "SEND Assessment Manager, HC", f"SEND Assessment Manager @ {HC}", When("w/c 7 October 2024", end="2024-10-07"), "On track"),
            ]),
            ("Plans that say who will do what", [
                act("1.6", "P1 W2", "Rewrite the plan template with parents, young people and schools so that each outcome names the help, how much of it there will be and who gives it", "Quality and Practice Lead, HC", f"Quality and Practice Lead @ {HC}", When("Q3 2024/25", end="2024-12"), "On track"),
                act("1.7", "P1 W2", "Train all plan writers in writing outcomes, and sit with each of them over one plan a month", "Quality and Practice Lead, HC", f"Quality and Practice Lead @ {HC}", When("Q3 – Q4 2024/25", start="2024-10", end="2025-03", qualifier="between"), "Not started"),
                act("1.8", "P1 W2", "Audit twenty plans a month with health and social care, and with a parent on the panel", "Quality and Practice Lead, HC; Designated Clinical Officer, ICB; Co-chair, Parent Carer Voice Herefordshire", f"Quality and Practice Lead @ {HC}; Designated Clinical Officer @ {ICB}; Co-chair @ Parent Carer Voice Herefordshire", When("Ongoing", qualifier="ongoing"), "On track"),
                act("1.9", "", "Buy new chairs for the meeting room at Plough Lane", "Business Support Manager, HC", f"Business Support Manager @ {HC}", When("Nov 2024", end="2024-11"), ""),
            ]),
        ],
        [
            ("EHC plans issued within 20 weeks", "1.1–1.5", "26%", "35%", "50%", "70%"),
            ("Audited plans judged good", "1.6–1.8", "31%", "40%", "55%", "75%"),
            ("Average length of an assessment (weeks)", "1.1–1.5", "33", "30", "26", "20"),
        ],
    ),
    Area(
        "Area for priority action 2",
        "“Health leaders must urgently gain oversight of children who wait for community paediatrics and audiology services, and reduce the risk to those who wait longest.”",
        "The trust counts children in three systems. Nobody adds them up.",
        [
            ("Knowing who is waiting", [
                act("2.1", "P2 W3", "Bring the three lists together in one, checked by a clinician against each child’s record", "Director of Operations, WCT", f"Director of Operations @ {WCT}", When("by Q3 2024/25", end="2024-12", qualifier="by"), "On track"),
                act("2.2", "P2 W3", "Show the partnership board the number of children waiting, the longest wait and any harm that came of it", "Chief Medical Officer, ICB", f"Chief Medical Officer @ {ICB}", When("monthly from November 2024", start="2024-11", qualifier="from"), "On track"),
                act("2.3", "P2 W3", "Publish waiting times on the Local Offer", "TBC", "", When("TBC"), ""),
            ]),
            ("Keeping children safe while they wait", [
                act("2.4", "P2", "Have a nurse review every child who has waited over a year, and see within two weeks any child whose needs have grown", "Chief Nurse, WCT", f"Chief Nurse @ {WCT}", When("Q3 2024/25", end="2024-12"), "Delayed"),
                act("2.5", "P2", "Hold extra hearing clinics in Leominster and Ross on Saturdays", "Head of Audiology, WCT", f"Head of Audiology @ {WCT}", When("Oct 2024 – Mar 2025", start="2024-10", end="2025-03", qualifier="between"), "On track"),
                act("2.6", "P2 P1", "Recruit two community paediatricians, one of them to write advice for assessments (see also area for priority action 1)", "Director of Operations, WCT / Head of Workforce, ICB", f"Director of Operations @ {WCT}; Head of Workforce @ {ICB}", When("Q1 2025/26", end="2025-06"), "Not started"),
            ]),
        ],
        [
            ("Longest wait for community paediatrics (weeks)", "2.1–2.6", "82", "75", "60", "40"),
            ("Children waiting over a year without a review", "2.4", "147", "90", "20", "nil"),
            ("Hearing tests within six weeks", "2.5", "not known", "set baseline", "60%", "85%"),
        ],
    ),
    Area(
        "Area for improvement 1",
        "“The partnership should commission services jointly, so that families are not passed between contracts.”",
        "There are eleven contracts for children with SEND. Four were written by both partners.",
        [
            ("Buying together", [
                act("3.1", "I1 W4", "Draw a map of every contract, what it covers and where it stops", "Joint Commissioning Manager, HC", f"Joint Commissioning Manager @ {HC}", When("Q3 2024/25", end="2024-12"), "On track"),
                act("3.2", "I1 W4", "Ask families who live near the border which services they can and cannot reach", "Joint Commissioning Manager, HC", f"Joint Commissioning Manager @ {HC}", When("Winter 2024/25", end="2025-02"), "Not started"),
                act("3.3", "I1 W4", "Write one specification for therapies for birth to 25 and tender it", "Director of Strategy, ICB; Service Director, Education, HC", f"Director of Strategy @ {ICB}; Service Director, Education @ {HC}", When("Q1 – Q3 2025/26", start="2025-04", end="2025-12", qualifier="between"), "Not started"),
                act("3.4", "I1", "Set up a pooled fund for equipment", "Director of Strategy, ICB", f"Director of Strategy @ {ICB}", When("1st Aprl 2025", end="2025-04-01"), ""),
                act("3.5", "W6", "Ask one question of each paper that comes to the Board: what is different for children now?", "Independent Chair", "Independent Chair", When("from the October 2024 meeting", start="2024-10", qualifier="from"), "On track"),
            ]),
        ],
        [
            ("Contracts written by both partners", "3.1–3.3", "4 of 11", "4 of 11", "6 of 11", "9 of 11"),
        ],
    ),
    Area(
        "Area for improvement 2",
        "“The local authority should support the special educational needs co-ordinators (SENCOs) of small and rural schools better.”",
        "41 of our 78 primary schools have fewer than a hundred pupils.",
        [
            ("Nobody on their own", [
                act("4.1", "I2 W5", "Put every SENCO of a small school into a cluster of five or six that meets each half term", "Lead SENCO Adviser, HC", f"Lead SENCO Adviser @ {HC}", When("Autumn term 2024", end="2024-12"), "Complete"),
                act("4.2", "I2 W5", "Give each cluster a day a month of an educational psychologist’s time and a day of a specialist teacher’s", "Principal Educational Psychologist, HC; Head of Specialist Teaching, HC", f"Principal Educational Psychologist @ {HC}; Head of Specialist Teaching @ {HC}", When("Spring term 2025", end="2025-04"), "Not started"),
                act("4.3", "I2 W5", "Pay for two days’ cover a term so that SENCOs who teach can do their paperwork and go to reviews", "Schools Finance Manager, HC", f"Schools Finance Manager @ {HC}", When("April 2025 – March 2026", start="2025-04", end="2026-03", qualifier="between"), ""),
                act("4.4", "I2", "Open an advice line for schools on weekday afternoons", "Lead SENCO Adviser, HC", f"Lead SENCO Adviser @ {HC}", When("4 November 2024", end="2024-11-04"), "On track"),
                act("4.5", "I2", "Lend equipment by van to any school within a week of being asked", "", "", When("Q2 2025/26", end="2025-09"), ""),
            ]),
        ],
        [
            ("SENCOs of small schools who feel well supported", "4.1–4.4", "38%", "–", "55%", "75%"),
            ("Small schools in a cluster", "4.1", "0", "41", "41", "41"),
        ],
    ),
]

PERIODS = ("2024-12", "2025-03", "2025-09")


def figure(text: str) -> float | None:
    """The first figure of a cell; "nil" is none at all."""
    first = text.split()[0].rstrip("%")
    return 0 if first == "nil" else float(first) if first.isdigit() else None


def spread(text: str) -> str:
    """Action ids from "1.1–1.5" or "2.4"."""
    first, _, last = text.partition("–")
    stem, low = first.split(".")
    return " ".join(f"{stem}.{n}" for n in range(int(low), int(last.split(".")[1] if last else low) + 1))


MEASURES = [
    Measure(text, (base, figure(base)), tuple((p, figure(p), when) for p, when in zip(points, PERIODS, strict=True) if p != "–"), spread(linked))
    for area in AREAS
    for text, linked, base, *points in area.know
]
COVERAGE = [
    Covered("P1", "covered"),
    Covered("P2", "partial", "continence services: dropped from the quotation and in no action"),
    Covered("I1", "covered"),
    Covered("I2", "covered"),
    Covered("I3", "uncovered", "brothers and sisters"),
    Covered("W1", "covered"), Covered("W2", "covered"), Covered("W3", "covered"), Covered("W4", "covered"), Covered("W5", "covered"), Covered("W6", "covered"),
]
GAPS = [
    ("finding_without_action", "I3", "brothers and sisters who care"),
    ("finding_partly_covered", "P2", "continence services dropped"),
    ("action_without_finding", "1.9", "chairs"),
    ("missing_owner", "2.3", "TBC"),
    ("missing_owner", "4.5", "blank"),
    ("missing_date", "2.3", "TBC"),
    ("open_ended_date", "1.8", "Ongoing"),
    ("timescale_slip", "3.4", "Aprl"),
    ("baseline_missing", "Hearing tests within six weeks", "not known"),
    ("target_no_better_than_baseline", "Contracts written by both partners", "4 of 11 at 3 months"),
    ("wording_drift", "Area for priority action 2", "continence left out"),
    ("action_serves_two_findings", "2.6", "see also area for priority action 1"),
]

# -- printing ------------------------------------------------------------------------------------
# fmt: on

ROMAN, BOLD, SLANT = "Times-Roman", "Times-Bold", "Times-Italic"
SIZE, LEADING, GAP, FOOT = 10.6, 13.0, 8.0, 60.0
INK = HexColor("#1B4D3E")
HEADS = ("Ref", "What we will do", "Lead", "When", "Progress")
KNOW_HEADS = ("How we will know", "Actions", "Baseline (July 2024)", "3 months", "6 months", "12 months")
# left edge and width of each column, upright and on the turned page
UPRIGHT = ((56.0, 24.0), (84.0, 196.0), (296.0, 112.0), (424.0, 62.0), (498.0, 52.0))
TURNED = ((56.0, 26.0), (92.0, 300.0), (420.0, 176.0), (620.0, 92.0), (730.0, 62.0))
UPRIGHT_KNOW = ((56.0, 190.0), (262.0, 46.0), (316.0, 60.0), (390.0, 48.0), (446.0, 48.0), (504.0, 50.0))
TURNED_KNOW = ((56.0, 280.0), (360.0, 60.0), (440.0, 70.0), (530.0, 70.0), (620.0, 70.0), (710.0, 70.0))
Columns = tuple[tuple[float, float], ...]


@dataclass
class Printer:
    """The canvas, the page's number, its height as seen, and the height left."""

    canvas: Canvas
    page: int = 0
    height: float = A4[1]
    y: float = 0

    def new_page(self, turned: bool = False) -> None:
        """Begin a page; a turned one is an upright sheet shown on its side."""
        if self.page:
            self.canvas.showPage()
        self.page += 1
        width, self.height = (A4[1], A4[0]) if turned else A4
        self.canvas.setPageSize((width, self.height))  # as seen: a turned page's sheet is upright
        self.canvas.setPageRotation(90 if turned else 0)
        if turned:
            self.canvas.translate(A4[0], 0)
            self.canvas.rotate(90)
        self.canvas.setFont(ROMAN, 8.5)
        self.canvas.drawCentredString(width / 2, 30, f"Herefordshire SEND Priority Action Plan | {self.page}")
        self.y = self.height - 56

    def words(
        self, text: str, font: str = ROMAN, size: float = 11, width: float = 480, left: float = 56
    ) -> None:
        """A paragraph over the page's width."""
        for line in simpleSplit(text, font, size, width):
            self.canvas.setFont(font, size)
            self.canvas.drawString(left, self.y - size, line)
            self.y -= size * 1.28
        self.y -= size * 0.55

    def heading(self, text: str, size: float = 15) -> None:
        """A heading in the plan's colour."""
        self.y -= size * 0.6
        self.canvas.setFillColor(INK)
        self.words(text, BOLD, size)
        self.canvas.setFillColor(black)


def print_row(printer: Printer, columns: Columns, cells: tuple[str, ...], font: str = ROMAN) -> None:
    """A row of cells side by side; it goes on over the page's end wherever that comes."""
    lines = [simpleSplit(text, font, SIZE, width) for text, (_, width) in zip(cells, columns, strict=True)]
    for n in range(max(map(len, lines))):
        if printer.y - LEADING < FOOT:
            printer.new_page()
        printer.canvas.setFont(font, SIZE)
        for column, (left, _) in zip(lines, columns, strict=True):
            if n < len(column):
                printer.canvas.drawString(left, printer.y - SIZE, column[n])
        printer.y -= LEADING
    printer.y -= GAP


def print_area(printer: Printer, area: Area, turned: bool) -> None:
    """A section: its heading and quotation, its actions, its measures."""
    columns, know = (TURNED, TURNED_KNOW) if turned else (UPRIGHT, UPRIGHT_KNOW)
    width = 730 if turned else 480
    printer.heading(area.heading)
    printer.words(area.quotation, SLANT, 11.5, width)
    printer.words(f"Where we are: {area.now}", width=width)
    print_row(printer, columns, HEADS, BOLD)
    for letter, (objective, acts) in zip("ABC", area.objectives, strict=False):
        if printer.y < FOOT + 3 * LEADING:
            printer.new_page()
        printer.words(f"{letter}. {objective}", BOLD, 10.5, width)
        for a in acts:
            print_row(printer, columns, (a.id, a.activity, a.who, a.when.raw or "", a.status_raw or ""))
    if printer.y < FOOT + 7 * LEADING:
        printer.new_page()
    printer.y -= 4
    print_row(printer, know, KNOW_HEADS, BOLD)
    for row in area.know:
        print_row(printer, know, row)


CONTENTS = (
    ("Introduction", 1),
    ("Short forms", 2),
    ("Area for priority action 1", 2),
    ("Area for priority action 2", 4),
    ("Areas for improvement", 5),
    ("Keeping watch", 6),
)


def print_front(printer: Printer) -> None:
    """What the plan is, its contents, what families said, what was done, short forms."""
    printer.new_page()
    printer.y -= 30
    printer.heading(TITLE, 24)
    printer.words(
        "Agreed on 30 September 2024, progress at 29 November 2024. Invented for testing.", SLANT, 11
    )
    printer.heading("Contents")
    for title, page in CONTENTS:
        dots = "." * int((440 - printer.canvas.stringWidth(title, ROMAN, 11)) / 2.75)
        printer.words(f"{title} {dots} {page}")
    printer.heading("Introduction")
    printer.words(
        "From 13 to 17 May 2024 inspectors looked at how well we work together for children and young people with "
        "special educational needs and disabilities. Their report came out on 22 July 2024. It found widespread "
        "failings and asked for this plan. Milestones at 3, 6 and 12 months are counted from 30 September 2024."
    )
    printer.words(
        "We have listened. A mother in Bromyard said: “I do not want a strategy, I want a phone call.” A young man "
        "in Hereford said: “Ask me before the meeting, not in it.” We thank the 94 people who came to our events."
    )
    printer.heading("What we have done since May")
    for words in (
        "– The Council put £640,000 into the assessment team in July.",
        "– The trust’s new chief executive now sits on the Board.",
        "– Parent Carer Voice Herefordshire helped us to choose our priorities.",
    ):
        printer.words(words)
    printer.new_page()
    printer.heading("Short forms")
    for short, full in (
        ("EHC", "education, health and care"),
        ("HC", HC),
        ("ICB", ICB),
        ("SENCO", "special educational needs co-ordinator"),
        ("WCT", WCT),
    ):
        print_row(printer, ((56.0, 60.0), (130.0, 340.0)), (short, full))


def build(folder: Path) -> None:
    """Write the plan, the findings and the gold."""
    canvas = Canvas(str(folder / FILE), invariant=1)
    canvas.setTitle(TITLE)
    canvas.setSubject("Invented for testing")
    printer = Printer(canvas)
    print_front(printer)
    print_area(printer, AREAS[0], turned=False)
    printer.new_page(turned=True)
    print_area(printer, AREAS[1], turned=True)
    printer.new_page()
    for area in AREAS[2:]:
        print_area(printer, area, turned=False)
    if printer.y < 200:
        printer.new_page()
    printer.heading("Keeping watch")
    printer.words(
        "The Improvement Board meets each month. Its independent chair is Dr Laurence Pym. Advisers from the "
        "Department for Education and NHS England come to every third meeting. Papers are on the Local Offer."
    )
    canvas.save()
    acts = [
        (a, Place(area.heading, area.quotation, objective))
        for area in AREAS
        for objective, rows in area.objectives
        for a in rows
    ]
    write_gold(folder, FILE, TITLE, "2024-11-29", REPORT, acts, MEASURES, COVERAGE, GAPS)
