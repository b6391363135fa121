"""Plan A-3: a council's web page whose plan stands in closed accordions.

Headings are inside buttons, panels are hidden, actions are definition lists in some priorities and small
tables in others, measures are lists; around them the navigation, cookie notice and footer of a council site.
"""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from make_a_gold import Act, Covered, Measure, Place, Report, When, write_gold

FILE = "send-improvement-plan.html"
TITLE = "SEND improvement plan"
PSC = "Port Selwyn Council"
ICB = "NHS Selwyn and Downs Integrated Care Board"
TRUST = "Selwyn Bay NHS Foundation Trust"
FORUM = "Port Selwyn Parent Carer Forum"

REPORT = Report(
    area="Port Selwyn", start="2025-06-30", end="2025-07-04", published="2025-09-11",
    findings=(
        ("P1", "Leaders should act at once so that children and young people who are waiting for an autism or attention deficit hyperactivity disorder (ADHD) assessment get support while they wait, and so that the wait itself comes down."),
        ("I1", "The partnership should plan better for children's moves from nursery to primary school and from primary to secondary school."),
        ("I2", "Leaders should see that health, education and social care staff share what they know about a child promptly, so that families do not have to repeat themselves."),
        ("I3", "The local authority should widen the choice of courses, work experience and travel training for young people aged 16 to 25."),
        ("I4", "The local authority should improve its oversight of, and its help for, children with SEND who are educated at home."),
        ("W1", "Children wait two years or more to be assessed for autism or ADHD. Nothing is offered to most of them in the meantime."),
        ("W2", "Information about a child's needs often fails to reach the new school before the first day of term."),
        ("W3", "Families tell their story again to each professional. Records are held in four systems that do not speak to each other."),
        ("W4", "The post-16 offer is narrow. Too many young people with an education, health and care plan are in neither education nor work at 19."),
        ("W5", "Children wait months for sensory equipment, such as hearing aids and specialist seating."),
        ("W6", "Parents and carers are told about changes once they have been decided. Few of the groups that decide have a parent on them."),
    ),
)


@dataclass(frozen=True)
class Objective:
    """A heading with its actions."""

    title: str
    acts: list[Act]


@dataclass(frozen=True)
class Priority:
    """A panel: its heading, what inspectors and families said, its objectives, and the measures as printed."""

    title: str
    inspectors: str
    families: str
    done: list[str]
    objectives: list[Objective]
    know: list[str]
    form: str


STATUS = {"Done": "complete", "On track": "on_track", "Running late": "delayed", "Not started": "not_started"}


def act(i: str, f: str, text: str, who: str, owners: str, when: When, word: str = "") -> Act:
    """An action; `word` is the progress word."""
    return Act(i, f, text, who, owners, when, None, STATUS.get(word), word or None)


PRIORITIES = [
    Priority(
        "Priority 1: Waiting for an autism or ADHD assessment",
        "Leaders should act at once so that children and young people who are waiting for an autism or attention deficit hyperactivity disorder (ADHD) assessment get support while they wait, and so that the wait itself comes down.",
        "“Two years is a third of her life.” (mother of a six-year-old)",
        ["We have merged the autism and ADHD waiting lists.", "We have written to all 1,340 families on the list."],
        [
            Objective("Help for families while they wait", [
                act("1.1", "P1 W1", "Open a weekly drop-in at each of our four community centres, run with parents who have been through an assessment", "Family Hubs Manager, Port Selwyn Council; Chair, Port Selwyn Parent Carer Forum", f"Family Hubs Manager @ {PSC}; Chair @ {FORUM}", When("31 January 2026", end="2026-01-31"), "On track"),
                act("1.2", "P1 W1", "Put films and guides about sleep, food and worry on the Local Offer", "Local Offer Officer, Port Selwyn Council", f"Local Offer Officer @ {PSC}", When("December 2025", end="2025-12"), "Done"),
                act("1.3", "P1 W1", "Give each family on the waiting list the name and number of one person to ring", "Neurodiversity Pathway Manager, SBFT", f"Neurodiversity Pathway Manager @ {TRUST}", When("From February 2026", start="2026-02", qualifier="from"), "Not started"),
                act("1.4", "P1", "Train a member of staff in every school to meet needs without a diagnosis", "Principal Educational Psychologist, Port Selwyn Council", f"Principal Educational Psychologist @ {PSC}", When("Spring and summer terms 2026", start="2026-01", end="2026-07", qualifier="between"), "Not started"),
            ]),
            Objective("Shorter waits for assessment", [
                act("1.5", "P1 W1", "Recruit two consultant psychologists and a specialist nurse", "Director of Operations, SBFT", f"Director of Operations @ {TRUST}", When("By the end of March 2026", end="2026-03", qualifier="by"), "Running late"),
                act("1.6", "P1 W1", "Buy extra assessments from an outside provider for children who have waited more than eighteen months", "Head of Children’s Commissioning, ICB", f"Head of Children’s Commissioning @ {ICB}", When("October 2025 to September 2026", start="2025-10", end="2026-09", qualifier="between"), "On track"),
                act("1.7", "P1 W1", "Do away with the second appointment where the first gives a clear answer", "Clinical Lead, SBFT", f"Clinical Lead @ {TRUST}", When("w/c 12 January 2026", end="2026-01-12"), "On track"),
                act("1.8", "P1 I2", "Publish the number of children waiting and the longest wait (this also supports priority 3)", "Head of Children’s Commissioning, ICB", f"Head of Children’s Commissioning @ {ICB}", When("Ongoing, every month", qualifier="ongoing"), "On track"),
            ]),
        ],
        [
            "Average wait for an assessment: 96 weeks in June 2025, down to 78 weeks by June 2026 and 52 weeks by June 2027",
            "Families who say that they were helped while they waited: up from 22% (summer 2025) to 60% (summer 2026)",
            "Parents stop telling us that they feel forgotten",
        ],
        "list",
    ),
    Priority(
        "Priority 2: Moving on well",
        "The partnership should plan better for children's moves from nursery to primary school and from primary to secondary school.",
        "“He had a good nursery and a good school. Nobody built the bridge.” (grandfather)",
        ["Reception teachers now visit every nursery in June."],
        [
            Objective("Starting school", [
                act("2.1", "I1 W2", "Hold a planning meeting by Easter for every child with SEND who starts school in September, with nursery, school, health visitor and parents in the room", "Early Years SEND Adviser, Port Selwyn Council", f"Early Years SEND Adviser @ {PSC}", When("Easter 2026", end="2026-04"), ""),
                act("2.2", "I1 W2", "Agree a passport with parents that goes with the child", "Early Years SEND Adviser, Port Selwyn Council and Health Visiting Lead, SBFT", f"Early Years SEND Adviser @ {PSC}; Health Visiting Lead @ {TRUST}", When("28 February 2026", end="2026-02-28"), ""),
                act("2.3", "I1", "Lend schools specialist furniture for the first half term", "To be confirmed", "", When("September 2026", end="2026-09"), ""),
            ]),
            Objective("Going on to secondary school", [
                act("2.4", "I1 W2", "Share Year 6 information through one form on one day, three months before the end of term", "Head of School Admissions, Port Selwyn Council", f"Head of School Admissions @ {PSC}", When("30/04/2026", end="2026-04-30"), ""),
                act("2.5", "I1", "Run a week of summer school at each secondary for children who are anxious about the move", "Secondary SENCO Network", "Secondary SENCO Network", When("Summer 2026", end="2026-08"), ""),
            ]),
        ],
        [
            "Children with SEND who have a transition plan in place by 1 July: no figure yet, target 90% by July 2026",
            "Fewer children change school in their first term",
        ],
        "list",
    ),
    Priority(
        "Priority 3: Tell us once",
        "Leaders should see that health, education and social care staff share what they know about a child promptly, so that families do not have to repeat themselves.",
        "“I keep a lever arch file. I should not need a lever arch file.” (father)",
        [],
        [
            Objective("One story, told once", [
                act("3.1", "I2 W3", "Write an information sharing agreement that covers schools, health trusts and social care", "Information Governance Manager, Port Selwyn Council", f"Information Governance Manager @ {PSC}", When("Nov 2025", end="2025-11"), "Done"),
                act("3.2", "I2 W3", "Join the four record systems through a shared view that professionals can open with the family’s consent", "Chief Digital Officer, ICB / Head of ICT, Port Selwyn Council", f"Chief Digital Officer @ {ICB}; Head of ICT @ {PSC}", When("Q1 2026/27", end="2026-06"), "Running late"),
                act("3.3", "I2 W3", "Make a one-page profile with each child, kept up to date by the family on their phone", "Participation Officer, Port Selwyn Council", f"Participation Officer @ {PSC}", When("July 2026", end="2026-07"), "Not started"),
            ]),
            Objective("Staff who talk to each other", [
                act("3.4", "I2 W3", "Set up a team around the child meeting for every child who is known to three or more services", "Designated Social Care Officer, Port Selwyn Council", f"Designated Social Care Officer @ {PSC}", When("from January 2026", start="2026-01", qualifier="from"), "On track"),
                act("3.5", "I2", "Swap places: each manager spends a day a term in another service", "Workforce Lead, ICB", f"Workforce Lead @ {ICB}", When("termly", qualifier="ongoing"), "On track"),
                act("3.6", "I2", "Check a sample of 20 children’s records each quarter to see whether advice reached everybody in time", "Quality Assurance Manager, Port Selwyn Council", f"Quality Assurance Manager @ {PSC}", When("TBC"), ""),
            ]),
        ],
        ["Families who have told their story more than twice: 71% (2025), below 40% by July 2026"],
        "table",
    ),
    Priority(
        "Priority 4: More choice after 16",
        "The local authority should widen the choice of courses and work experience for young people aged 16 to 25.",
        "“I want to fix boats.” (Jaden, 17)",
        ["Selwyn College has opened a foundation course in catering."],
        [
            Objective("Courses, work experience and jobs", [
                act("4.1", "I3 W4", "Start three new courses below level 2 at Selwyn College: boat building, animal care and digital skills", "Vice Principal, Selwyn College", "Vice Principal @ Selwyn College", When("September 2026", end="2026-09"), "On track"),
                act("4.2", "I3 W4", "Find twenty employers who will take a supported intern, beginning with the port, the council and the hospital", "Employment Support Manager, Port Selwyn Council", f"Employment Support Manager @ {PSC}", When("by 30 June 2026", end="2026-06-30", qualifier="by"), "On track"),
                act("4.3", "I3 W4", "Offer each young person with a plan two weeks of work experience in Year 12", "Employment Support Manager, Port Selwyn Council; Careers Lead, Selwyn College", f"Employment Support Manager @ {PSC}; Careers Lead @ Selwyn College", When("Acadmic year 2026/27", start="2026-09", end="2027-08"), "Not started"),
                act("4.4", "I3", "Publish a post-16 guide written by young people", "Participation Officer, Port Selwyn Council", f"Participation Officer @ {PSC}", When("Feb 2026", end="2026-02"), ""),
            ]),
        ],
        [
            "Young people aged 19 with a plan who are not in education, employment or training: 14.2% (December 2024), 9% by December 2026",
            "Supported internships: 6 (2024/25), 20 (2026/27)",
        ],
        "bare table",
    ),
    Priority(
        "Priority 5: Deciding together",
        "",
        "“We hear about it when the poster goes up.” (parent)",
        ["We pay parents for their time since October."],
        [
            Objective("Parents where decisions are made", [
                act("5.1", "W6", "Give parents and carers a seat on every group that takes decisions about SEND", "Director of Children’s Services, Port Selwyn Council", f"Director of Children’s Services @ {PSC}", When("1 April 2026", end="2026-04-01"), "On track"),
                act("5.2", "W6", "Publish what we were told and what we did about it, twice a year", "Communications Manager, Port Selwyn Council", f"Communications Manager @ {PSC}", When("March 2026 and then every six months", start="2026-03", qualifier="from"), "Not started"),
                act("5.3", "W6", "Train parents who would like to sit on interview panels", "Chair, Port Selwyn Parent Carer Forum", f"Chair @ {FORUM}", When(None), ""),
                act("5.4", "", "Put up new signs in the car park of the Quay Centre", "Facilities Team, Port Selwyn Council", f"Facilities Team @ {PSC}", When("May 2026", end="2026-05"), "Not started"),
            ]),
        ],
        ["Groups with a parent or carer as a member: 3 of 11 now, 11 of 11 by April 2026"],
        "list",
    ),
]

P1 = "1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8"
MEASURES = [
    Measure("Average wait for an assessment", ("96 weeks in June 2025", 96), (("78 weeks by June 2026", 78, "2026-06"), ("52 weeks by June 2027", 52, "2027-06")), P1),
    Measure("Families who say that they were helped while they waited", ("22% (summer 2025)", 22), (("60% (summer 2026)", 60, "2026"),), P1),
    Measure("Children with SEND who have a transition plan in place by 1 July", ("no figure yet", None), (("90% by July 2026", 90, "2026-07"),), "2.1 2.2 2.3 2.4 2.5"),
    Measure("Families who have told their story more than twice", ("71% (2025)", 71), (("below 40% by July 2026", 40, "2026-07"),), "3.1 3.2 3.3 3.4 3.5 3.6"),
    Measure("Young people aged 19 with a plan who are not in education, employment or training", ("14.2% (December 2024)", 14.2), (("9% by December 2026", 9, "2026-12"),), "4.1 4.2 4.3 4.4"),
    Measure("Supported internships", ("6 (2024/25)", 6), (("20 (2026/27)", 20, "2026/27"),), "4.1 4.2 4.3 4.4"),
    Measure("Groups with a parent or carer as a member", ("3 of 11 now", 3), (("11 of 11 by April 2026", 11, "2026-04"),), "5.1 5.2 5.3 5.4"),
]
COVERAGE = [
    Covered("P1", "covered"),
    Covered("I1", "covered"),
    Covered("I2", "covered"),
    Covered("I3", "partial", "travel training: dropped from the quotation and in no action"),
    Covered("I4", "uncovered", "the panel on home education says that it is still being written"),
    Covered("W1", "covered"),
    Covered("W2", "covered"),
    Covered("W3", "covered"),
    Covered("W4", "covered"),
    Covered("W5", "uncovered", "sensory equipment"),
    Covered("W6", "covered"),
]
GAPS = [
    ("finding_without_action", "I4", "the panel of priority 6 holds no actions yet"),
    ("finding_without_action", "W5", "sensory equipment"),
    ("finding_partly_covered", "I3", "travel training dropped"),
    ("action_without_finding", "5.4", "signs in the car park"),
    ("missing_owner", "2.3", "To be confirmed"),
    ("missing_date", "3.6", "TBC"),
    ("missing_date", "5.3", "By when left out"),
    ("open_ended_date", "1.8, 3.5", "Ongoing, every month / termly"),
    ("timescale_slip", "4.3", "Acadmic"),
    ("baseline_missing", "2", "no figure yet"),
    ("wording_drift", "Priority 4", "travel training left out of the quotation"),
    ("action_serves_two_findings", "1.8", "this also supports priority 3"),
]

# -- printing ------------------------------------------------------------------------------------
# fmt: on

HEAD = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>SEND improvement plan | Port Selwyn Council</title>
<meta name="description" content="Invented for testing. It describes no real council.">
<link rel="stylesheet" href="/static/site.css">
<script>document.documentElement.className += ' js';</script>
<style>.accordion__panel[hidden]{display:none}.visually-hidden{position:absolute;left:-999em}</style>
</head>
<body class="page page--content">
<a class="visually-hidden" href="#main">Skip to main content</a>
<div class="cookie-banner" role="region" aria-label="Cookies">
<p>We use cookies to make this site work. We would also like to set some that tell us how you use it.</p>
<button type="button">Accept all</button> <button type="button">Reject all</button>
</div>
<header class="site-header">
<a href="/"><img src="/static/crest.png" alt="Port Selwyn Council home"></a>
<form action="/search"><label for="q">Search</label><input id="q" name="q"><button>Search</button></form>
<nav aria-label="Main"><ul>
<li><a href="/bins">Bins and recycling</a></li><li><a href="/council-tax">Council tax</a></li>
<li><a href="/parking">Parking and travel</a></li><li><a href="/schools">Schools and learning</a></li>
<li><a href="/planning">Planning</a></li>
</ul></nav>
</header>
<nav class="breadcrumb" aria-label="Breadcrumb"><ol>
<li><a href="/">Home</a></li><li><a href="/schools">Schools and learning</a></li>
<li><a href="/local-offer">SEND Local Offer</a></li><li aria-current="page">SEND improvement plan</li>
</ol></nav>
<main id="main">
<h1>SEND improvement plan</h1>
<p class="lead">This plan says what the council, the NHS and schools are doing after inspectors looked at
special educational needs and disabilities (SEND) in Port&nbsp;Selwyn.</p>
<nav class="on-this-page" aria-label="On this page"><h2>On this page</h2><ul>
<li><a href="#about">About the inspection</a></li><li><a href="#words">Short names</a></li>
<li><a href="#plan">Our priorities</a></li><li><a href="#board">Who checks on us</a></li>
</ul></nav>
<h2 id="about">About the inspection</h2>
<p>Ofsted and the Care Quality Commission inspected our area from 30 June to 4 July 2025. You can read
<a href="/documents/area-send-report.pdf">their report, published on 11 September 2025 (PDF, 312KB)</a>.</p>
<h2 id="words">Short names</h2>
<ul>
<li><strong>ICB</strong>: NHS Selwyn and Downs Integrated Care Board</li>
<li><strong>SBFT</strong>: Selwyn Bay NHS Foundation Trust</li>
<li><strong>SENCO</strong>: special educational needs co-ordinator</li>
</ul>
<h2 id="plan">Our priorities</h2>
<p>Choose a priority to see what we will do. We use four words for progress: <em>Done</em>, <em>On track</em>,
<em>Running late</em> and <em>Not started</em>. Where there is no word we have not looked at progress yet.</p>
<div class="accordion" data-module="accordion">
<div class="accordion__controls"><button type="button" class="accordion__open-all">Open all sections</button></div>
"""

TAIL = """<div class="accordion__section">
<h3 class="accordion__heading"><button type="button" aria-expanded="false" aria-controls="panel-6" id="head-6">Priority 6: Children who are educated at home<span class="accordion__icon" aria-hidden="true"></span></button></h3>
<div class="accordion__panel" id="panel-6" role="region" aria-labelledby="head-6" hidden>
<blockquote><p>The local authority should improve its oversight of, and its help for, children with SEND who are educated at home.</p></blockquote>
<p>We are still writing this part with families who educate at home. It will be here in the spring.</p>
</div>
</div>
</div>
<h2 id="board">Who checks on us</h2>
<p>The SEND Improvement Board meets every other month. Its chair is Councillor Bronwen Tighe. Minutes are on the
<a href="/meetings">meetings pages</a>.</p>
<div class="page-meta"><p>Last updated: 3 December 2025</p><p><a href="#main">Back to top</a></p></div>
<aside class="related"><h2>Related pages</h2><ul>
<li><a href="/local-offer/ehc-plans">Ask for an EHC needs assessment</a></li>
<li><a href="/local-offer/short-breaks">Short breaks</a></li>
<li><a href="/local-offer/travel">School transport</a></li>
</ul></aside>
</main>
<form class="feedback"><h2>Was this page useful?</h2><button>Yes</button><button>No</button></form>
<footer><ul>
<li><a href="/accessibility">Accessibility</a></li><li><a href="/privacy">Privacy</a></li>
<li><a href="/contact">Contact us</a></li>
</ul><p>© Port Selwyn Council, Quay House, Harbour Road</p></footer>
</body>
</html>
"""


def as_list(objective: Objective) -> str:
    """Each action as a definition list; a term without a value is left out."""
    out = []
    for action in objective.acts:
        rows = [
            ("What we will do", action.activity),
            ("Who", action.who),
            ("By when", action.when.raw),
            ("Progress", action.status_raw),
        ]
        terms = "".join(f"<dt>{term}</dt>\n<dd>{escape(value)}</dd>\n" for term, value in rows if value)
        out.append(f'<dl class="action">\n{terms}</dl>\n')
    return "".join(out)


def as_table(objective: Objective) -> str:
    """The actions as a table with a head."""
    head = "".join(
        f'<th scope="col">{t}</th>' for t in ("What we will do", "Who", "By when", "How is it going?")
    )
    rows = "".join(
        f"<tr>\n<td>{escape(a.activity)}</td>\n<td>{escape(a.who).replace(' / ', '<br>')}</td>\n"
        f"<td>{escape(a.when.raw or '')}</td>\n<td>{escape(a.status_raw or '')}</td>\n</tr>\n"
        for a in objective.acts
    )
    return f'<div class="table-wrap"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'


def as_bare_table(objective: Objective) -> str:
    """The actions as an editor's table: bold cells for a head, the date first, no-break spaces for nothing."""
    head = "".join(
        f"<td><p><strong>{t}</strong></p></td>" for t in ("By when", "What we will do", "Who", "Progress")
    )
    rows = "".join(
        f"<tr>\n<td><p>{escape(a.when.raw or '') or '&nbsp;'}</p></td>\n<td><p>{escape(a.activity)}</p></td>\n"
        f"<td><p>{escape(a.who)}</p></td>\n<td><p>{escape(a.status_raw or '') or '&nbsp;'}</p></td>\n</tr>\n"
        for a in objective.acts
    )
    return f'<table border="1" cellpadding="4">\n<tbody>\n<tr>{head}</tr>\n{rows}</tbody>\n</table>\n'


FORMS = {"list": as_list, "table": as_table, "bare table": as_bare_table}


def panel(number: int, priority: Priority) -> str:
    """One section of the accordion, closed."""
    parts = [
        f'<div class="accordion__section">\n<h3 class="accordion__heading"><button type="button" '
        f'aria-expanded="false" aria-controls="panel-{number}" id="head-{number}">{escape(priority.title)}'
        '<span class="accordion__icon" aria-hidden="true"></span></button></h3>\n'
        f'<div class="accordion__panel" id="panel-{number}" role="region" '
        f'aria-labelledby="head-{number}" hidden>\n'
    ]
    if priority.inspectors:
        parts.append(
            f"<h4>What inspectors said</h4>\n<blockquote><p>{escape(priority.inspectors)}</p></blockquote>\n"
        )
    parts.append(f"<h4>What families said</h4>\n<p>{escape(priority.families)}</p>\n")
    if priority.done:
        items = "".join(f"<li>{escape(item)}</li>\n" for item in priority.done)
        parts.append(f"<h4>What we have done so far</h4>\n<ul>\n{items}</ul>\n")
    for objective in priority.objectives:
        parts.append(f"<h4>{escape(objective.title)}</h4>\n{FORMS[priority.form](objective)}")
    items = "".join(f"<li>{escape(item)}</li>\n" for item in priority.know)
    parts.append(f"<h4>How we will know it is working</h4>\n<ul>\n{items}</ul>\n</div>\n</div>\n")
    return "".join(parts)


def build(folder: Path) -> None:
    """Write the plan, the findings and the gold."""
    body = "".join(panel(n, priority) for n, priority in enumerate(PRIORITIES, 1))
    (folder / FILE).write_text(HEAD + body + TAIL, encoding="utf-8", newline="\n")
    acts = [
        (Act(**{**a.__dict__, "success": "; ".join(p.know)}), Place(p.title, p.inspectors or None, o.title))
        for p in PRIORITIES
        for o in p.objectives
        for a in o.acts
    ]
    write_gold(folder, FILE, TITLE, "2025-12-03", REPORT, acts, MEASURES, COVERAGE, GAPS)
