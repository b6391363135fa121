"""Plan A-2: a strategic action plan as a PDF, turned pages among upright ones, five columns.

Each "What we will do" cell holds several actions as bullets, owner and date in brackets at the end of each;
"What we want" and "The difference" are merged over rows and run over page breaks without being said again;
the colour of "Where are we now" is the rating, read by a key in which blue means not started.
"""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from make_a_gold import Act, Covered, Measure, Place, Report, When, write_gold
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

FILE = "swindon-strategic-action-plan-june-2025.pdf"
TITLE = "Swindon SEND Strategic Action Plan 2025 to 2027"
SBC = "Swindon Borough Council"
ICB = "Integrated Care Board"
MCH = "Marlborough Road Community Health"

REPORT = Report(
    area="Swindon", start="2025-01-20", end="2025-01-24", published="2025-03-17",
    findings=(
        ("I1", "The partnership should see to it that health visitors and school nurses carry out the mandated checks on time, so that children's needs are found early and lead to help."),
        ("I2", "Leaders should improve the offer for those with social, emotional and mental health needs in early years settings, schools and colleges, and for those who are out of education."),
        ("I3", "The local authority should make its communication with families clearer and quicker, so that parents and carers know whom to ask and what will happen next."),
        ("I4", "Leaders should plan enough specialist places, near to home, for the children who need them now and in the years ahead."),
        ("I5", "Partners should strengthen what they do for young people with SEND who are known to the youth justice service."),
        ("W1", "Three in ten children miss their two-year check or have it late, and few of those whose needs are spotted are offered anything before they start school."),
        ("W2", "Thresholds for mental health support are not understood. Children wait long for a first appointment, and school staff do not know what to do in the meantime."),
        ("W3", "Parents report unanswered calls and emails, and learn of decisions late or from the school."),
        ("W4", "Growing numbers of children travel more than an hour each way to schools outside the town because there is no place for them nearer."),
        ("W5", "Children with complex needs have poor access to dental care."),
    ),
)


@dataclass(frozen=True)
class Line:
    """A row: where we are now (text, rating), what we will see, and the actions."""

    now: str
    rating: str
    see: str
    acts: list[Act]


@dataclass(frozen=True)
class Group:
    """What we want and the difference it makes, merged over the rows between them."""

    want: str
    difference: str
    lines: list[Line]


STATUS = {"yellow": "on_track", "green": "complete", "blue": "not_started", "pink": "delayed", "": None}
FILL = {"yellow": "#FFE699", "green": "#A9D18E", "blue": "#9DC3E6", "pink": "#F4B6C2", "": "#FFFFFF"}


def act(i: str, f: str, text: str, bracket: str, owners: str, when: When) -> Act:
    """An action; `bracket` is what stands in brackets at its end (none where empty)."""
    return Act(i, f, text, bracket, owners, when)


RECOMMENDATIONS: list[tuple[str, str, list[Group]]] = [
    ("Recommendation 1", "See to it that health visitors and school nurses “carry out the mandated checks on time, so that children’s needs are found early and lead to help” (AFI 1)", [
        Group(
            "We want every child to have each check that is due, at the right age, wherever in the town they live, so that no child’s needs go unnoticed until they start school.",
            "Children’s needs are known sooner. Parents do not have to fight to be believed. Schools know who is coming and can get ready for them in good time.",
            [
                Line("Seven in ten two-year checks happen on time. Two of our six health visiting teams are short of staff.", "yellow",
                     "Two-year checks on time rise from 70% (March 2025) to 92% by March 2026.", [
                    act("1.1", "I1 W1", "Recruit five health visitors, with a relocation payment for people who move to the town", "Head of Children’s Nursing, MCH, by December 2025", f"Head of Children’s Nursing @ {MCH}", When("by December 2025", end="2025-12", qualifier="by")),
                    act("1.2", "I1 W1", "Text every family two weeks and again two days before a check", "Digital Lead, MCH; Sept 2025", f"Digital Lead @ {MCH}", When("Sept 2025", end="2025-09")),
                    act("1.3", "I1 W1", "Hold Saturday checks in family hubs for children who missed theirs", "Family Hubs Manager, SBC and Head of Children’s Nursing, MCH – from June 2025", f"Family Hubs Manager @ {SBC}; Head of Children’s Nursing @ {MCH}", When("from June 2025", start="2025-06", qualifier="from")),
                ]),
                Line("School nurses see most children once, in Reception. There is no record of who was missed.", "blue",
                     "Every school knows the name of its nurse and each child who was missed is offered another date.", [
                    act("1.4", "I1", "Give each school a named nurse and publish the list", "School Nursing Lead, MCH, Autumn term 2025", f"School Nursing Lead @ {MCH}", When("Autumn term 2025", end="2025-12")),
                    act("1.5", "I1", "Keep one list of children who have missed a school check, look at it every half term with early help and offer each a new date at home, at a hub or in school, as the family prefers", "School Nursing Lead, MCH; Early Help Manager, SBC; January 2026", f"School Nursing Lead @ {MCH}; Early Help Manager @ {SBC}", When("January 2026", end="2026-01")),
                ]),
            ]),
        Group(
            "We want a need that is found early to lead straight to help.",
            "Help comes before a diagnosis, not after it.",
            [
                Line("One child in four with a need spotted at two is offered anything. Baseline work is being done by the hubs.", "yellow",
                     "60% of children with a need spotted at two get help within six weeks (25% in 2024).", [
                    act("1.6", "I1 W1", "Write a shared pathway from the two-year check to portage, speech and language groups and parenting courses", "Early Years Inclusion Lead, SBC, 31 October 2025", f"Early Years Inclusion Lead @ {SBC}", When("31 October 2025", end="2025-10-31")),
                    act("1.7", "I1 W1", "Train nursery managers to use the early language screening tool", "Early Years Inclusion Lead, SBC, Oct – Dec 2025", f"Early Years Inclusion Lead @ {SBC}", When("Oct – Dec 2025", start="2025-10", end="2025-12", qualifier="between")),
                    act("1.8", "I1 W1", "Double the number of stay and play sessions for children with additional needs", "TBC, April 2026", "", When("April 2026", end="2026-04")),
                ]),
            ]),
    ]),
    ("Recommendation 2", "“Improve the offer for those with social, emotional and mental health needs in early years settings” and schools, “and for those who are out of education” (AFI 2)", [
        Group(
            "We want children with SEMH needs to get help early and without a fight, from people who know them.",
            "Fewer children reach crisis. Families are not passed from one service to the next.",
            [
                Line("School staff tell us that they do not know which service to ring. The three services have three forms and three thresholds.", "yellow",
                     "Nine out of ten school leaders say that they know how to get help. Baseline: 48% (survey, spring 2025).", [
                    act("2.1", "I2 W2", "Bring together the three referral routes for mental health support behind one front door", "CAMHS Service Manager, MCH, w/c 3 November 2025", f"CAMHS Service Manager @ {MCH}", When("w/c 3 November 2025", end="2025-11-03")),
                    act("2.2", "I2 W2", "Print a one-page guide to thresholds, tested with parents, and send it to all settings", "Commissioning Manager (Children), ICB, Sept 2025", f"Commissioning Manager (Children) @ {ICB}", When("Sept 2025", end="2025-09")),
                    act("2.3", "I2", "Extend the nurture programme to sixteen nurseries and childminders", "Early Years Inclusion Lead, SBC; Sep 25–Jul 26", f"Early Years Inclusion Lead @ {SBC}", When("Sep 25–Jul 26", start="2025-09", end="2026-07", qualifier="between")),
                ]),
                Line("The average wait for a first appointment was 27 weeks in March.", "pink",
                     "Average wait for a first appointment falls to 18 weeks by March 2026 and 12 weeks by March 2027 (27 weeks, March 2025).", [
                    act("2.4", "I2 W2", "Use agency therapists to see every child who has waited over 40 weeks", "CAMHS Service Manager, MCH, July 2025", f"CAMHS Service Manager @ {MCH}", When("July 2025", end="2025-07")),
                    act("2.5", "I2 W2", "Offer each family on the list a call with a practitioner and a plan for what to do meanwhile", "CAMHS Service Manager, MCH / Family Support Lead, Open Door", f"CAMHS Service Manager @ {MCH}; Family Support Lead @ Open Door", When(None)),
                ]),
            ]),
        Group(
            "We want children who are out of education to come back to it, with the right help around them.",
            "Children are in school, safe and learning. Their parents can go to work.",
            [
                Line("138 children with SEMH needs had less than half their timetable in April.", "yellow",
                     "Children with SEMH needs on less than half a timetable: 138 (April 2025), 70 by April 2026.", [
                    act("2.6", "I2", "Open a re-engagement base for thirty pupils in the old Drove Lane library", "Head of Inclusion, SBC, Easter 2026", f"Head of Inclusion @ {SBC}", When("Easter 2026", end="2026-04")),
                    act("2.7", "I2", "Appoint four link workers who go with a child through the first six weeks back in class", "Head of Inclusion, SBC, 30th September 2025", f"Head of Inclusion @ {SBC}", When("30th September 2025", end="2025-09-30")),
                    act("2.8", "I2 I4", "Bring each child out of education before a multi-agency panel within ten school days (this also supports Recommendation 4)", "Virtual School Head, SBC, ongoing", f"Virtual School Head @ {SBC}", When("ongoing", qualifier="ongoing")),
                    act("2.9", "", "Replace the carpet and blinds in the CAMHS waiting room", "Estates Officer, MCH, August 2025", f"Estates Officer @ {MCH}", When("August 2025", end="2025-08")),
                ]),
            ]),
    ]),
    ("Recommendation 3", "“Make its communication with families clearer and quicker, so that parents and carers know whom to ask and what will happen next” (AFI 3)", [
        Group(
            "We want parents and carers to get an answer the first time they ask, in words that they understand, and to hear of decisions from us before they hear of them from anyone else.",
            "Parents and carers feel respected. They spend less of their time chasing us and more of it with their children.",
            [
                Line("A third of calls to the SEND team are not answered. Emails wait nine working days for a reply.", "green",
                     "Calls answered: from 66% (February 2025) to 90% by September 2025.", [
                    act("3.1", "I3 W3", "Staff a duty desk from 8.30am to 5.30pm each weekday", "SEND Service Manager, SBC, 2 June 2025", f"SEND Service Manager @ {SBC}", When("2 June 2025", end="2025-06-02")),
                    act("3.2", "I3 W3", "Move all email to one shared inbox with a five-day promise", "SEND Service Manager, SBC; May 2025", f"SEND Service Manager @ {SBC}", When("May 2025", end="2025-05")),
                ]),
                Line("Letters are long and hard to read. Our parents’ panel counted 41 different templates.", "yellow",
                     "Families who find our letters clear: no baseline, target 75% by July 2026.", [
                    act("3.3", "I3 W3", "Rewrite every standard letter with the parents’ panel, dropping those that nobody needs", "Communications Officer, SBC and Chair, Swindon Families Voice, 31.12.25", f"Communications Officer @ {SBC}; Chair @ Swindon Families Voice", When("31.12.25", end="2025-12-31")),
                    act("3.4", "I3 W3", "Ring families with the decision on the day it is made, before a letter goes out", "Plan Co-ordinators, SBC, from w/c 1 September 2025", f"Plan Co-ordinators @ {SBC}", When("from w/c 1 September 2025", start="2025-09-01", qualifier="from")),
                    act("3.5", "I3", "Show each family, on a secure page, the step that their assessment has reached and the date of the next one", "Digital Programme Manger, SBC, Q4 2025/26", f"Digital Programme Manger @ {SBC}", When("Q4 2025/26", end="2026-03")),
                    act("3.6", "I3", "Hold an open evening with all services each term, at a different school every time", "Local Offer Officer, SBC, termly from Autumn 2025", f"Local Offer Officer @ {SBC}", When("termly from Autumn 2025", start="2025-09", qualifier="from")),
                ]),
            ]),
    ]),
    ("Recommendation 4", "“Plan enough specialist places, near to home, for the children who need them now and in the years ahead” (AFI 4)", [
        Group(
            "We want children to go to a school that is right for them without a long journey at each end of the day.",
            "Children have friends who live nearby. They get home with the energy to enjoy an evening.",
            [
                Line("212 children travel out of the town to special schools. 60 of them spend over an hour on the road each way.", "yellow",
                     "Children whose journey is over an hour fall from 60 (January 2025) to 35 by September 2026 and to fewer than 10 by September 2027.", [
                    act("4.1", "I4 W4", "Open resource bases in two primary schools and one secondary school, with ten places in each", "School Place Planning Manager, SBC, September 2026", f"School Place Planning Manager @ {SBC}", When("September 2026", end="2026-09")),
                    act("4.2", "I4 W4", "Enlarge Whitworth Park School by 48 places", "School Place Planning Manager, SBC, between April 2026 and August 2027", f"School Place Planning Manager @ {SBC}", When("between April 2026 and August 2027", start="2026-04", end="2027-08", qualifier="between")),
                    act("4.3", "I4 W4", "Go through each out-of-town placement at its next annual review and ask the family whether they would like a place nearer home", "SEND Service Manager, SBC, by July 2026", f"SEND Service Manager @ {SBC}", When("by July 2026", end="2026-07", qualifier="by")),
                ]),
                Line("Our forecast was last done in 2021 and missed the rise in autism diagnoses.", "",
                     "The forecast is redone each year and comes within 3% of the places that turn out to be needed.", [
                    act("4.4", "I4", "Build a ten-year forecast of need by type and by ward", "Data and Insight Manager, SBC; ICB analyst, Nov 2025", f"Data and Insight Manager @ {SBC}; analyst @ {ICB}", When("Nov 2025", end="2025-11")),
                    act("4.5", "I4", "Bring a sufficiency strategy to cabinet", "Director of Children’s Services, SBC, Feb 2026", f"Director of Children’s Services @ {SBC}", When("Feb 2026", end="2026-02")),
                    act("4.6", "I4", "Agree with neighbouring authorities how places will be shared", "TBC", "", When(None)),
                ]),
            ]),
    ]),
]

MEASURES = [
    Measure("Two-year checks on time", ("70% (March 2025)", 70), (("92% by March 2026", 92, "2026-03"),), "1.1 1.2 1.3"),
    Measure("children with a need spotted at two get help within six weeks", ("25% in 2024", 25), (("60%", 60, None),), "1.6 1.7 1.8"),
    Measure("school leaders say that they know how to get help", ("48% (survey, spring 2025)", 48), (("Nine out of ten", 90, None),), "2.1 2.2 2.3"),
    Measure("Average wait for a first appointment", ("27 weeks, March 2025", 27), (("18 weeks by March 2026", 18, "2026-03"), ("12 weeks by March 2027", 12, "2027-03")), "2.4 2.5"),
    Measure("Children with SEMH needs on less than half a timetable", ("138 (April 2025)", 138), (("70 by April 2026", 70, "2026-04"),), "2.6 2.7 2.8 2.9"),
    Measure("Calls answered", ("66% (February 2025)", 66), (("90% by September 2025", 90, "2025-09"),), "3.1 3.2"),
    Measure("Families who find our letters clear", ("no baseline", None), (("75% by July 2026", 75, "2026-07"),), "3.3 3.4 3.5 3.6"),
    Measure("Children whose journey is over an hour", ("60 (January 2025)", 60), (("35 by September 2026", 35, "2026-09"), ("fewer than 10 by September 2027", 10, "2027-09")), "4.1 4.2 4.3"),
    Measure("The forecast is redone each year and comes within 3% of the places that turn out to be needed", (None, None), (("within 3%", 3, None),), "4.4 4.5 4.6"),
]
COVERAGE = [
    Covered("I1", "covered"),
    Covered("I2", "partial", "colleges: dropped from the quotation and in no action"),
    Covered("I3", "covered"),
    Covered("I4", "covered"),
    Covered("I5", "uncovered", "no recommendation on youth justice"),
    Covered("W1", "covered"),
    Covered("W2", "covered"),
    Covered("W3", "covered"),
    Covered("W4", "covered"),
    Covered("W5", "uncovered", "dental care"),
]
GAPS = [
    ("finding_without_action", "I5", "youth justice"),
    ("finding_without_action", "W5", "dental care"),
    ("finding_partly_covered", "I2", "colleges dropped"),
    ("action_without_finding", "2.9", "carpet and blinds"),
    ("missing_owner", "1.8", "TBC"),
    ("missing_owner", "4.6", "TBC"),
    ("missing_date", "2.5", "no date in the brackets"),
    ("missing_date", "4.6", "TBC"),
    ("open_ended_date", "2.8", "ongoing"),
    ("baseline_missing", "3.3", "no baseline"),
    ("wording_drift", "Recommendation 2", "colleges left out"),
    ("action_serves_two_findings", "2.8", "this also supports Recommendation 4"),
]

# -- printing ------------------------------------------------------------------------------------
# fmt: on

HEADS = (
    "What we want",
    "What we will do",
    "Where are we now?",
    "What we will see",
    "The difference this will make",
)
WIDTHS = (128.0, 276.0, 124.0, 128.0, 126.0)
SIZE, LEADING, PAD, LEFT, FOOT = 10.4, 13.4, 4.0, 30.0, 42.0
FONT, BOLD = "Helvetica", "Helvetica-Bold"
GRID = HexColor("#5B3A7A")


@dataclass
class Printer:
    """The canvas, the page's size, the height left and the page number."""

    canvas: Canvas
    wide: bool = False
    page: int = 0
    y: float = 0
    top: float = field(default=0)

    def new_page(self, wide: bool) -> None:
        """End the page and begin another, upright or turned."""
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.wide = wide
        size = landscape(A4) if wide else A4
        self.canvas.setPageSize(size)
        self.canvas.setFont(FONT, 7.5)
        self.canvas.setFillColor(HexColor("#555555"))
        self.canvas.drawString(LEFT + 10, 24, "Swindon SEND Strategic Action Plan – June 2025")
        self.canvas.drawRightString(size[0] - LEFT - 10, 24, f"Page {self.page}")
        self.canvas.setFillColor(black)
        self.y = self.top = size[1] - 40

    def words(
        self, text: str, size: float = 10.5, bold: bool = False, indent: float = 30, mark: str = ""
    ) -> None:
        """A paragraph on an upright page."""
        font = BOLD if bold else FONT
        self.y -= size * 0.7 if bold else 0
        for n, line in enumerate(simpleSplit(text, font, size, 475 - indent)):
            self.canvas.setFont(font, size)
            if mark and n == 0:
                self.canvas.drawString(LEFT + indent - 12, self.y - size, mark)
            self.canvas.drawString(LEFT + indent, self.y - size, line)
            self.y -= size * 1.3
        self.y -= size * 0.6

    def cell(self, x: float, top: float, width: float, height: float, lines: list[str], fill: Color) -> None:
        """A ruled cell with its lines; a line that begins with a bullet hangs."""
        self.canvas.setFillColor(fill)
        self.canvas.setStrokeColor(GRID)
        self.canvas.setLineWidth(0.7)
        self.canvas.rect(x, top - height, width, height, stroke=1, fill=1)
        self.canvas.setFillColor(black)
        self.canvas.setFont(FONT, SIZE)
        for n, line in enumerate(lines):
            self.canvas.drawString(x + PAD, top - PAD - SIZE + 1 - n * LEADING, line)


def cut(text: str, width: float) -> list[str]:
    """Text wrapped to a column."""
    return simpleSplit(text, FONT, SIZE, width - 2 * PAD)


def bullets(acts: list[Act], width: float) -> list[str]:
    """The actions as bulleted lines, owner and date in brackets at the end."""
    lines = []
    for action in acts:
        wrapped = cut(f"{action.activity} ({action.who})", width - 9)
        lines += [f"{'• ' if n == 0 else '   '}{line}" for n, line in enumerate(wrapped)]
    return lines


def print_head(printer: Printer, name: str, quotation: str) -> None:
    """A recommendation's band and the row of headings."""
    lines = simpleSplit(f"{name}: {quotation}", BOLD, 10, sum(WIDTHS) - 12)
    height = len(lines) * 13 + 8
    printer.canvas.setFillColor(HexColor("#E4DAEE"))
    printer.canvas.setStrokeColor(GRID)
    printer.canvas.rect(LEFT, printer.y - height, sum(WIDTHS), height, stroke=1, fill=1)
    printer.canvas.setFillColor(black)
    printer.canvas.setFont(BOLD, 10)
    for n, line in enumerate(lines):
        printer.canvas.drawString(LEFT + 6, printer.y - 14 - n * 13, line)
    printer.y -= height
    x = LEFT
    for title, width in zip(HEADS, WIDTHS, strict=True):
        printer.canvas.setFillColor(GRID)
        printer.canvas.rect(x, printer.y - 30, width, 30, stroke=1, fill=1)
        printer.canvas.setFillColor(white)
        printer.canvas.setFont(BOLD, 9.5)
        for n, line in enumerate(simpleSplit(title, BOLD, 9.5, width - 2 * PAD)):
            printer.canvas.drawString(x + PAD, printer.y - 12.5 - n * 12, line)
        x += width
    printer.y -= 30


Pieces = list[tuple[float, float, list[list[str]], str]]


def print_merged(printer: Printer, pieces: Pieces, rests: list[list[str]]) -> None:
    """Draw the rows of one page and, beside them, what is merged over them; `rests` loses what was drawn."""
    if not pieces:
        return
    top = pieces[0][0]
    height = sum(piece[1] for piece in pieces)
    room = int((height - 2 * PAD + 2) // LEADING)
    lefts = (LEFT, LEFT + sum(WIDTHS[:4]))
    for x, width, rest in zip(lefts, (WIDTHS[0], WIDTHS[4]), rests, strict=True):
        printer.cell(x, top, width, height, rest[:room], white)
        del rest[:room]
    for y, tall, columns, rating in pieces:
        x = LEFT + WIDTHS[0]
        for n, lines in enumerate(columns):
            fill = HexColor(FILL[rating]) if n == 1 else white
            printer.cell(x, y, WIDTHS[n + 1], tall, lines, fill)
            x += WIDTHS[n + 1]


def print_group(printer: Printer, group: Group) -> None:
    """A group's rows, broken over pages wherever the page ends."""
    rests = [cut(group.want, WIDTHS[0]), cut(group.difference, WIDTHS[4])]
    needed = max(len(rest) for rest in rests)
    pieces: Pieces = []
    rows = [
        ([bullets(r.acts, WIDTHS[1]), cut(r.now, WIDTHS[2]), cut(r.see, WIDTHS[3])], r.rating)
        for r in group.lines
    ]
    deep = [max(len(lines) for lines in columns) for columns, _ in rows]
    deep[-1] += max(0, needed - sum(deep))
    for (columns, rating), lines_in_row in zip(rows, deep, strict=True):
        left = lines_in_row
        while left:
            room = int((printer.y - FOOT - 2 * PAD) // LEADING)
            if room < min(left, 3):
                print_merged(printer, pieces, rests)
                pieces = []
                printer.new_page(wide=True)
                continue
            take = min(left, room)
            tall = take * LEADING + 2 * PAD
            pieces.append((printer.y, tall, [lines[:take] for lines in columns], rating))
            columns = [lines[take:] for lines in columns]
            left -= take
            printer.y -= tall
    print_merged(printer, pieces, rests)
    assert not any(rests), "words of a merged cell found no room"


def print_front(printer: Printer) -> None:
    """Upright pages: why, what families said, what has been done, the key and the short forms."""
    printer.new_page(wide=False)
    printer.y -= 40
    printer.words(TITLE, 24, bold=True)
    printer.words("How education, health and care will answer the area inspection of January 2025", 13)
    printer.words(
        "Approved by the SEND Partnership Board on 11 June 2025. Invented for testing: no real council’s plan.",
        9,
    )
    printer.words("Why we have written this plan", 14, bold=True)
    printer.words(
        "Inspectors from Ofsted and the Care Quality Commission came to Swindon from 20 to 24 January 2025. Their "
        "report was published on 17 March 2025. It says that children’s experiences are inconsistent and names "
        "areas for improvement. We accept what it says."
    )
    printer.words("What has been done since January", 14, bold=True)
    for words in (
        "A new Director of Children’s Services started in March.",
        "We have paid for 30 more places on parenting courses.",
        "The family hubs have been open on Saturdays since May.",
    ):
        printer.words(words, mark="•", indent=46)
    printer.words("What parents and young people told us", 14, bold=True)
    for words in (
        "“I rang eleven times. On the twelfth I cried and somebody rang back.”",
        "“My taxi comes at ten to seven. I would like breakfast with my sister.”",
    ):
        printer.words(words, indent=46)
    printer.new_page(wide=False)
    printer.words("What our colours mean", 14, bold=True)
    printer.words(
        "We colour the box “Where are we now?” to show how far the actions beside it have come. Please note that our colours differ from those in other council papers."
    )
    for colour, meaning in (
        ("blue", "Blue – not started yet"),
        ("yellow", "Yellow – on track"),
        ("pink", "Pink – delayed"),
        ("green", "Green – complete, and families agree that it is"),
    ):
        printer.canvas.setFillColor(HexColor(FILL[colour]))
        printer.canvas.rect(LEFT + 30, printer.y - 11, 16, 11, stroke=1, fill=1)
        printer.canvas.setFillColor(black)
        printer.words(meaning, indent=56)
    printer.y -= 10
    printer.words("Short forms", 14, bold=True)
    for words in (
        f"SBC – {SBC}",
        f"ICB – {ICB}",
        f"MCH – {MCH}",
        "CAMHS – child and adolescent mental health services",
        "SEMH – social, emotional and mental health",
        "AFI – area for improvement in the inspectors’ report",
    ):
        printer.words(words)


def print_voices(printer: Printer) -> None:
    """An upright page in the middle that holds no actions."""
    printer.new_page(wide=False)
    printer.words("Halfway: what a good day looks like", 16, bold=True)
    for words in (
        "We asked the members of our youth forum to describe a good day. Their words hang on the wall of the room in which the Board meets.",
        "“Nobody talks over my head.”",
        "“There is somewhere quiet and I do not have to ask for it.”",
        "“My teacher has read the plan before I get there.”",
    ):
        printer.words(words, 12)


def print_back(printer: Printer) -> None:
    """The upright last page: who runs the plan."""
    printer.new_page(wide=False)
    printer.words("How we will keep track", 14, bold=True)
    printer.words(
        "The SEND Partnership Board meets every two months and looks at two recommendations each time. It is "
        "chaired by Imogen Farrant. Swindon Families Voice has two seats. The plan is updated in June and December."
    )
    printer.words(
        "If you need this plan in large print or in another language, please ring the Local Offer team."
    )


def build(folder: Path) -> None:
    """Write the plan, the findings and the gold."""
    canvas = Canvas(str(folder / FILE), invariant=1)
    canvas.setTitle(TITLE)
    canvas.setSubject("Invented for testing")
    printer = Printer(canvas)
    print_front(printer)
    printer.new_page(wide=True)
    for n, (name, quotation, groups) in enumerate(RECOMMENDATIONS):
        if n == 2:
            print_voices(printer)
            printer.new_page(wide=True)
        elif printer.y < 120:
            printer.new_page(wide=True)
        print_head(printer, name, quotation)
        for group in groups:
            print_group(printer, group)
        printer.y -= 16
    print_back(printer)
    canvas.save()
    write_gold(folder, FILE, TITLE, "2025-06", REPORT, gold_actions(), MEASURES, COVERAGE, GAPS)


def gold_actions() -> list[tuple[Act, Place]]:
    """The actions as read: the row's colour and "What we will see" stand for each bullet."""
    found = []
    for name, quotation, groups in RECOMMENDATIONS:
        for group in groups:
            for line in group.lines:
                for action in line.acts:
                    full = {
                        **action.__dict__,
                        "success": line.see,
                        "status": STATUS[line.rating],
                        "status_raw": line.rating or None,
                        "update": line.now,
                    }
                    found.append((Act(**full), Place(name, quotation, group.want)))
    return found
