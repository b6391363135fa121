"""The PDF layouts of the invented plans b-2 and b-5: each lays out one plan and returns its bytes."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

from PIL import Image as PilImage
from PIL import ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

Data = dict[str, Any]


def style(name: str, **more: Any) -> ParagraphStyle:
    """A paragraph style in Helvetica."""
    return ParagraphStyle(name, **{"fontName": "Helvetica", "fontSize": 9.5, "leading": 12.5} | more)


BODY = style("body", spaceAfter=5)
SMALL = style("small", fontSize=8, leading=10)
BOLD = style("bold", fontName="Helvetica-Bold", spaceBefore=6, spaceAfter=3)
TITLE = style(
    "title", fontName="Helvetica-Bold", fontSize=24, leading=29, textColor=colors.HexColor("#4A1D6A")
)
H1 = style(
    "h1",
    fontName="Helvetica-Bold",
    fontSize=14,
    leading=17,
    spaceBefore=10,
    spaceAfter=6,
    textColor=colors.HexColor("#4A1D6A"),
)
WHITE = style("white", fontName="Helvetica-Bold", fontSize=9, leading=11, textColor=colors.white)


def pdf_bytes(templates: list[PageTemplate], story: list[Flowable], data: Data) -> bytes:
    """The laid out PDF, without times."""
    out = BytesIO()
    doc = BaseDocTemplate(out, pagesize=A4, title=data["title"], author=data["council"], invariant=1)
    doc.addPageTemplates(templates)
    doc.build(story)
    return out.getvalue()


def b_2_running(canvas: Any, doc: Any) -> None:
    """Running header and footer."""
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(colors.HexColor("#666666"))
    canvas.drawString(50, 810, "Getting It Right Together")
    canvas.drawRightString(545, 30, f"Kestlewick local area SEND improvement plan | {doc.page}")


def b_2_block(a: Data) -> list[Flowable]:
    """One labelled block."""
    lead = "Leads" if len(a["own"]) > 1 else "Lead"
    out = [
        Paragraph(f"Action {a['id']}", BOLD),
        Paragraph(a["do"], BODY),
        Paragraph(f"<b>{lead}:</b> {a['who']}".replace("&", "&amp;"), BODY),
        Paragraph(f"<b>By when:</b> {a['when']}", BODY),
    ]
    if a["know"] or a["id"] == "1.5":
        out.append(Paragraph(f"<b>How we will know:</b> {a['know']}", BODY))
    return [*out, Spacer(1, 5)]


def b_2(data: Data) -> bytes:
    """Labelled blocks over two columns."""
    wide = PageTemplate("cover", [Frame(50, 50, 495, 740, id="w")])
    columns = [Frame(50, 50, 238, 745, id="l"), Frame(307, 50, 238, 745, id="r")]
    two = PageTemplate("two", columns, onPage=b_2_running)
    quote = style(
        "quote", fontName="Helvetica-Oblique", backColor=colors.HexColor("#EEE4F4"), borderPadding=5
    )
    story: list[Flowable] = [
        Spacer(1, 190),
        Paragraph("Getting It Right Together", TITLE),
        Paragraph("Kestlewick local area SEND improvement plan", H1),
        Paragraph("February 2025", BODY),
        Paragraph("Kestlewick City Council, NHS Eastmoor ICB and Kestlewick Parent Voice", BODY),
        NextPageTemplate("two"),
        PageBreak(),
        Paragraph("Contents", H1),
        *(Paragraph(f"{t} {'.' * 12} {p}", BODY) for t, p in (("Why we have a plan", 2), ("The actions", 3))),
        Paragraph("Why we have a plan", H1),
        Paragraph(
            "Inspectors from Ofsted and the Care Quality Commission were with us from 23 to 27 September "
            "2024. Their report was published on 21 November 2024. It finds that what children with SEND and "
            "their families go through in our city is not the same everywhere, and it sets three areas for "
            "improvement. We accept what it says.",
            BODY,
        ),
        Paragraph(
            "The plan is led by the Local Area SEND Board. Its chair is Rosalind Keane. Asif Warsame is the "
            "parent representative. Each section has a sponsor from the council and one from the NHS.",
            BODY,
        ),
        Paragraph("What has happened since the inspection", BOLD),
        Paragraph("• We took 300 calls on a new parents' line.", BODY),
        Paragraph("• A second special school at Mill Lane opened its doors in January.", BODY),
        Spacer(1, 8),
        Paragraph("“Everyone was kind, but nobody could tell us when.” Parent of twins, Old Town", quote),
        Spacer(1, 12),
        Paragraph("Words and initials", BOLD),
        *(Paragraph(f"<b>{k}</b> {v}", SMALL) for k, v in data["glossary"].items()),
        Paragraph("<b>SENCO</b> special educational needs co-ordinator", SMALL),
    ]
    for s in data["section"]:
        story += [
            Paragraph(s["heading"], H1),
            Paragraph(s["afi"], style("afi", textColor=colors.HexColor("#4A1D6A"))),
        ]
        story += [Paragraph(f"<b>Our aim:</b> {s['objective']}", style("aim", spaceBefore=5, spaceAfter=5))]
        for a in s["action"]:
            story += b_2_block(a)
    story += [Paragraph("Telling you how we are doing", H1)]
    story += [Paragraph("We will publish a progress note in July 2025 and in January 2026.", BODY)]
    return pdf_bytes([wide, two], story, data)


BLUE = colors.HexColor("#00437B")


def b_5_table(rows: list[list[str]], widths: list[float], repeat: int = 1, lines: bool = True) -> Table:
    """A table with a white-on-blue header row."""
    cells = [[Paragraph(t, WHITE) for t in rows[0]]]
    cells += [[Paragraph(t, SMALL) for t in row] for row in rows[1:]]
    table = Table(cells, colWidths=widths, repeatRows=repeat)
    rules = [("BACKGROUND", (0, 0), (-1, 0), BLUE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    kind = ("GRID", (0, 0), (-1, -1), 0.5, colors.grey) if lines else None
    table.setStyle([*rules, kind or ("LINEBELOW", (0, 0), (-1, -1), 0.6, BLUE)])
    return table


def b_5_letter() -> bytes:
    """A letter as a scanner would give it: grey, specked and a little aslant. No text layer."""
    page = PilImage.new("L", (827, 1000), 246)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=20)
    lines = [
        "North Aldershire Council",
        "Civic Centre",
        "",
        "To the Department for Education",
        "",
        "We confirm that the Accelerated Progress Plan has been agreed",
        "by the council's Cabinet and by the Board of the ICB.",
        "",
        "Yours faithfully",
        "",
        "T. Rawcliffe          M. Devereux",
    ]
    for i, line in enumerate(lines):
        draw.text((90, 120 + 44 * i), line, fill=60, font=font)
    chance = random.Random(5)
    for _ in range(900):
        draw.point((chance.randrange(827), chance.randrange(1000)), fill=chance.randrange(90, 200))
    out = BytesIO()
    page.rotate(0.8, fillcolor=250).save(out, "PNG")
    return out.getvalue()


def b_5_front(data: Data) -> list[Flowable]:
    """Cover, officers, advisers and governance, in portrait."""
    officers = [["Accountable officer", "Role", "Organisation"]]
    officers += [["Theo Rawcliffe", "Chief Executive", "North Aldershire Council"]]
    officers += [["Margaret Devereux", "Chief Executive", "NHS Alder and Wold ICB"]]
    officers += [["Nasreen Qadir", "Director of Children's Services", "North Aldershire Council"]]
    advisers = [
        ["Adviser", "For"],
        ["Colin Strudwick", "Department for Education"],
        ["Ama Boateng", "NHS England"],
    ]
    return [
        Spacer(1, 140),
        Paragraph(data["title"], TITLE),
        Paragraph("Plan of January 2025, version 2", BODY),
        Paragraph("Date of inspection: 7 to 11 October 2024. Date of publication: 3 December 2024.", BODY),
        PageBreak(),
        Paragraph("1. Who is accountable", H1),
        b_5_table(officers, [150, 190, 150]),
        Spacer(1, 10),
        b_5_table(advisers, [240, 250]),
        Paragraph("2. Governance", H1),
        Paragraph(
            "The SEND Improvement and Assurance Board meets each month under its independent chair, Sir "
            "Gareth Hale. It has four theme groups. Parents are represented by Lucinda Fairweather. The DfE "
            "and NHS England advisers attend every other meeting and hold reviews at 3, 6 and 12 months.",
            BODY,
        ),
        Paragraph("3. How to read the plan", H1),
        Paragraph(
            "Each action is one that we <b>must</b> do (the law or the report asks for it), <b>should</b> do "
            "or <b>could</b> do if money allows. Progress: Complete, On track, Delayed, Not started.",
            BODY,
        ),
        Paragraph("4. What families say", H1),
        Paragraph(
            "“We were promised a review in the spring. It is now the third spring.” Father of a girl of 12",
            BODY,
        ),
        Paragraph("5. Abbreviations", H1),
        *(Paragraph(f"{k} - {v}", BODY) for k, v in data["glossary"].items()),
        Paragraph(
            "CAMHS - child and adolescent mental health services; MHST - mental health support team", BODY
        ),
    ]


def b_5_theme(n: int, s: Data) -> list[Flowable]:
    """A theme's heading and table, in landscape; in the second theme a page cuts a row, as Word does."""
    rows = [
        ["Ref", "Priority", "Action", "Accountable", "Support", "Start", "Complete by", "Progress", "Comment"]
    ]
    pages = [rows]
    for a in s["action"]:
        people = [", ".join(x for x in t.split("|") if x).replace("&", "&amp;") for t in a["own"]]
        tail = [a.get("start", ""), a.get("end", ""), a["rag"], a.get("note", "")]
        text = a["do"]
        if len(people) > 2:
            at = text.index("so that")
            head, text = text[:at], text[at:]
            part = [a["id"], a["pr"], head, "<br/>".join(people[:2]), a.get("support", ""), *tail]
            pages[-1].append(part)
            pages.append([rows[0], ["", "", text, people[2], "", "", "", "", ""]])
            continue
        pages[-1].append([a["id"], a["pr"], text, "<br/>".join(people), a.get("support", ""), *tail])
    widths = [28, 45, 225, 135, 68, 58, 62, 60, 95]
    out: list[Flowable] = [
        Paragraph(s["heading"], H1),
        Paragraph(f"<b>{s['afi']}</b>", BODY),
        Paragraph(f"Objective: {s['objective']}", BODY),
    ]
    for i, page in enumerate(pages):
        out += [PageBreak()] if i else []
        out.append(b_5_table(page, widths, repeat=0 if n == 3 else 1, lines=n != 1))
    return [*out, Spacer(1, 14)]


def b_5_annex(data: Data) -> list[Flowable]:
    """Impact measures, risks, in portrait."""
    rows = [["Theme", "Impact measure", "Baseline (Jan 2025)", "3 months (Apr 2025)", "6 months (Jul 2025)"]]
    rows[0].append("12 months (Jan 2026)")
    spans, last = [], ""
    for i, m in enumerate(data["measure"], 1):
        rows.append([m["theme"] if m["theme"] != last else "", m["t"], m["b"], *(t[0] for t in m["to"])])
        if m["theme"] == last:
            spans[-1] = ("SPAN", spans[-1][1], (0, i))
        else:
            spans.append(("SPAN", (0, i), (0, i)))
        last = m["theme"]
    table = b_5_table(rows, [58, 165, 70, 68, 68, 70])
    table.setStyle(spans)
    risks = [["Risk", "L", "I", "Score", "Mitigation", "Owner"]]
    risks += [["Recruitment fails in mental health", "4", "4", "16", "Trainee posts; bank staff", "AMHT"]]
    risks += [
        ["The pooled budget is not agreed", "3", "5", "15", "Escalate to both chief executives", "AWICB"]
    ]
    risks += [["Schools do not release staff for training", "3", "3", "9", "Twilight sessions", "NAC"]]
    return [
        Paragraph("Annex A: impact measures and milestones", H1),
        Paragraph("Advisers will look at these at the 3, 6 and 12 month reviews.", BODY),
        table,
        Paragraph("Annex B: risk register", H1),
        b_5_table(risks, [150, 25, 25, 40, 160, 70]),
        Paragraph("Annex C: letter from the accountable officers (next page)", H1),
    ]


def b_5(data: Data) -> bytes:
    """Must, should and could in landscape pages between portrait ones, and a scanned page."""

    def foot(canvas: Any, doc: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(canvas._pagesize[0] / 2, 24, f"Accelerated Progress Plan - page {doc.page}")

    wide = landscape(A4)
    templates = [
        PageTemplate("tall", [Frame(48, 45, 500, 755)], onPage=foot, pagesize=A4),
        PageTemplate("wide", [Frame(28, 40, 786, 525)], onPage=foot, pagesize=wide),
    ]
    story = [*b_5_front(data), NextPageTemplate("wide"), PageBreak()]
    story += [
        Paragraph("6. The actions", H1),
        Paragraph("Four theme groups carry these out.", BODY),
        Spacer(1, 28),
    ]
    for n, s in enumerate(data["section"]):
        story += b_5_theme(n, s)
    story += [NextPageTemplate("tall"), PageBreak(), *b_5_annex(data), PageBreak()]
    picture = BytesIO(b_5_letter())
    width, height = ImageReader(picture).getSize()
    picture.seek(0)
    story.append(Image(picture, 480, 480 * height / width))
    return pdf_bytes(templates, story, data)
