"""Set H: three invented PDF plans from their source.toml: the plan, findings.json and gold.json.

usage: python tests/data/plans/make_h.py [h-1 ...]      the same bytes each time
"""

import io
from collections.abc import Callable
from typing import Any

import made
from reportlab.lib.colors import HexColor, white  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BalancedColumns,
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

Record = made.Data


# the right answers


def kpi(row: list[str], nums: list[Any]) -> Record:
    """A row of the table of indicators (h-2); a dash is no target."""
    days = ["2025-12", "2026-03", "2026-06"]
    goals = [[r, v, d] for r, v, d in zip(row[5:], nums[1:], days, strict=True) if v != ""]
    period = row[3].split("(")[1].rstrip(")")
    return made.measure(row[1], [row[3], nums[0], period], goals, [i for i in row[2].split(", ") if i])


def when(item: Record) -> Record:
    """The printed time and its months; a bar tells its first and last month, one month alone is the end."""
    if "bar" not in item:
        out = {k: item.get(k) for k in ("start", "end")}
        out = {"timescale_raw": item["when"], **out, "qualifier": item.get("q")}
        if "original_end" in item:
            out |= {"original_timescale_raw": "December 2025", "original_end": item["original_end"]}
        return out
    if not item["bar"]:
        return {"timescale_raw": None, "start": None, "end": None, "qualifier": None}
    first, last = item["bar"]
    if first == last:
        return {"timescale_raw": f"{last} (month marked)", "start": None, "end": last, "qualifier": None}
    raw = f"{first} to {last} (months marked)"
    return {"timescale_raw": raw, "start": first, "end": last, "qualifier": "between"}


def action(item: Record, section: Record, group: Record, statuses: dict[str, str]) -> Record:
    """An action's gold, with what its section and group give it."""
    return {
        "id": item["id"],
        "finding_ids": item.get("links", section["links"]),
        "area_for_improvement": section["finding"],
        "objective": group["text"],
        "activity": item["do"],
        "owners": made.owners(item["owners"]),
        "owners_raw": item["who"],
        **when(item),
        "status": statuses[item["mark"]],
        "status_raw": item["mark"],
        "success_measure": item.get("success"),
        "priority": section["head"],
    }


def answers(folder: str, data: Record) -> made.Records:
    """What was found, and the right answers of the plan."""
    statuses = {row[0]: row[2] for row in data["key"]}
    actions, measures = [], [kpi(k["row"], k["nums"]) for k in data.get("kpi", [])]
    for section in data["section"]:
        for group in section["group"]:
            for item in group["action"]:
                actions.append(action(item, section, group, statuses))
                for m in item.get("measures", []):
                    measures.append(made.measure(m["text"], m["baseline"], m["targets"], [item["id"]]))
    return made.records(folder, data, actions, measures, made.DATES_LAST)


# the pages


def style(font: str, size: float, **more: Any) -> ParagraphStyle:
    """A paragraph's style, a little leading and no hyphens."""
    bold = {"Vera": "VeraBd"}.get(font, font)
    return ParagraphStyle(
        f"{font}{size}{sorted(more)}",
        fontName=more.pop("face", bold if more.pop("b", 0) else font),
        fontSize=size,
        leading=more.pop("leading", size * 1.25),
        **more,
    )


def document(
    title: str, frames: list[tuple[str, tuple[float, float], Frame, Callable[..., None]]], story: list[Any]
) -> bytes:
    """The story on these kinds of page, as the bytes of a PDF."""
    out = io.BytesIO()
    doc = BaseDocTemplate(out, title=title, invariant=1)
    for name, size, frame, on in frames:
        page = PageTemplate(name, [frame], onPage=on, pagesize=size)
        page.rotation = 90 if name == "turned" else 0
        doc.addPageTemplates([page])
    doc.build(story)
    return out.getvalue()


def word_foot(canvas: Any, doc: Any) -> None:
    """h-1: the footer of every page."""
    wide = canvas._pagesize[0]
    canvas.setFont("Vera", 7.5)
    canvas.setFillColor(HexColor("#595959"))
    canvas.drawString(54, 28, "Bramsford SEND improvement plan – January 2026 update")
    canvas.drawRightString(wide - 54, 28, f"Page {doc.page}")


def zebra(head: list[str], rows: list[list[str]], widths: list[float], dark: str, *, bold: int) -> Table:
    """h-1: a table without lines; a row of one text is a band over the whole width."""
    cell, strong = style("Vera", 8, allowOrphans=1), style("Vera", 8, b=1)
    light = style("Vera", 8, b=1, textColor=white)
    body: list[list[Any]] = [[Paragraph(h, light) for h in head]]
    look: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (-1, 0), HexColor(dark))]
    look += [("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]
    tinted = False
    for y, row in enumerate(rows, 1):
        if len(row) == 1:
            body.append([Paragraph(row[0], strong), *[""] * (len(head) - 1)])
            look += [("SPAN", (0, y), (-1, y)), ("BACKGROUND", (0, y), (-1, y), HexColor("#B4C6E7"))]
            tinted = False
            continue
        texts = [t.replace("\n", "<br/>") for t in row]
        body.append([Paragraph(t, strong if x == bold else cell) for x, t in enumerate(texts)])
        if tinted:
            look.append(("BACKGROUND", (0, y), (-1, y), HexColor("#EDF1F9")))
        tinted = not tinted
    return Table(
        body, widths, style=look, repeatRows=1, splitByRow=0, splitInRow=1, spaceBefore=6, spaceAfter=12
    )


def h_1(data: Record) -> bytes:
    """Written in Word: upright pages, then pages on their side with the tables, then upright again."""
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf"), ("VeraIt", "VeraIt.ttf")):
        pdfmetrics.registerFont(TTFont(name, file))
    pdfmetrics.registerFontFamily("Vera", "Vera", "VeraBd", "VeraIt", "VeraBd")
    body = style("Vera", 9, spaceAfter=7, leading=12.5)
    quote = style(
        "Vera", 9, face="VeraIt", leftIndent=24, rightIndent=24, spaceAfter=6, textColor=HexColor("#44546A")
    )
    top = style("Vera", 20, b=1, spaceAfter=4, textColor=HexColor("#1F3864"))
    head = style(
        "Vera", 12.5, b=1, spaceBefore=9, spaceAfter=5, textColor=HexColor("#1F3864"), keepWithNext=1
    )
    story: list[Any] = [Paragraph(data["title"], top)]
    story += [
        Paragraph("Update for the SEND Improvement Board, 16 January 2026", body),
        Paragraph("Introduction", head),
    ]
    story += [Paragraph(t, body) for t in data["intro"]]
    story.append(Paragraph("What families told the inspectors", head))
    story += [Paragraph(f"“{t}”", quote) for t in data["voices"]]
    story.append(Paragraph("How we run the plan", head))
    story += [Paragraph(t, body) for t in data["governance"]]
    story.append(Paragraph("What the words in the Progress column mean", head))
    story += [Paragraph(f"<b>{k}</b> – {t}", style("Vera", 9, spaceAfter=3)) for k, t, _ in data["key"]]
    story += [NextPageTemplate("wide"), PageBreak()]
    names = ["Ref", "What we will do", "Lead", "Timescale", "How we will know it has worked", "Progress"]
    for part in data["section"]:
        story += [Paragraph(part["head"], head), Paragraph(part["sponsor"], body)]
        story.append(Paragraph(f"What the inspectors said: {part['finding']}", body))
        rows: list[list[str]] = []
        for group in part["group"]:
            rows.append([f"{group['head']} – {group['text']}"])
            for a in group["action"]:
                told = f"<b>{a['mark']}</b>" + (f"\n{a['note']}" if "note" in a else "")
                rows.append([a["id"], a["do"], a["who"], a["when"], a["success"], told])
        story.append(zebra(names, rows, [34, 226, 122, 82, 158, 112], "#1F3864", bold=0))
    story += [NextPageTemplate("upright"), PageBreak(), Paragraph("Risks to the plan", head)]
    story.append(
        zebra(
            ["Risk", "How likely", "What keeps it small"], data["risks"], [170, 70, 247], "#44546A", bold=-1
        )
    )
    story.append(Paragraph("Words we use", head))
    story += [Paragraph(f"<b>{k}</b> {v}", body) for k, v in data["glossary"].items()]
    wide, tall = A4
    pages = [
        ("upright", A4, Frame(54, 50, wide - 108, tall - 104, 0, 0, 0, 0), word_foot),
        ("wide", landscape(A4), Frame(54, 74, tall - 108, wide - 122, 0, 0, 0, 0), word_foot),
    ]
    return document(data["title"], pages, story)


def sheet_page(canvas: Any, doc: Any) -> None:
    """h-2: a landscape page, or upright paper that is turned when it is shown."""
    if doc.pageTemplate.id == "turned":
        canvas.transform(0, 1, -1, 0, A4[0], 0)
    canvas.setFont("Helvetica", 7)
    canvas.setFillColor(HexColor("#000000"))
    canvas.drawString(36, 572, "OFFICIAL")
    canvas.drawRightString(806, 572, "tollmouth send plan tracker v11.xlsx")
    canvas.drawString(36, 20, ("Plan", "Plan", "Plan", "KPIs", "Key")[min(doc.page, 5) - 1])
    canvas.drawCentredString(421, 20, f"Page {doc.page} of 5")


def gantt(data: Record) -> Table:
    """h-2: three rows of heads, bands, and a row with its filled months for each action."""
    cell, strong = style("Helvetica", 7.6), style("Helvetica", 7.6, face="Helvetica-Bold")
    light = style("Helvetica", 8.5, face="Helvetica-Bold", textColor=white)
    months = data["months"]
    wide = 4 + len(months)
    quarters = ["Q1", "", "", "Q2", "", "", "Q3", "", "", "Q4", "", "", "Q1", "", ""]
    body: list[list[Any]] = [
        ["Ref", "Action", "Lead", "2025/26", *[""] * 11, "2026/27", "", "", "RAG"],
        ["", "", "", *quarters, ""],
        ["", "", "", *"AMJJASONDJFMAMJ", ""],
    ]
    look: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#7F7F7F")),
        ("FONT", (0, 0), (-1, 2), "Helvetica-Bold", 7.6),
        ("BACKGROUND", (0, 0), (-1, 2), HexColor("#D9D9D9")),
        ("ALIGN", (3, 0), (-1, -1), "CENTER"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (3, 0), (-1, 2), 1),
        ("RIGHTPADDING", (3, 0), (-1, 2), 1),
        ("SPAN", (3, 0), (14, 0)),
        ("SPAN", (15, 0), (17, 0)),
    ]
    look += [("SPAN", (x, 0), (x, 2)) for x in (0, 1, 2, wide - 1)]
    look += [("SPAN", (x, 1), (x + 2, 1)) for x in range(3, 18, 3)]
    fills = {k: colour for k, _, _, colour in data["key"]}

    def band(text: str, face: ParagraphStyle, colour: str) -> None:
        body.append([Paragraph(text, face), *[""] * (wide - 1)])
        look.extend(
            [
                ("SPAN", (0, len(body) - 1), (-1, len(body) - 1)),
                ("ALIGN", (0, len(body) - 1), (0, len(body) - 1), "LEFT"),
            ]
        )
        look.append(("BACKGROUND", (0, len(body) - 1), (-1, len(body) - 1), HexColor(colour)))

    for part in data["section"]:
        band(part["head"], light, "#404040")
        band(f"Responds to {part['after']}: {part['finding']}", cell, "#F2F2F2")
        for group in part["group"]:
            band(f"{group['head']}: {group['text']}", strong, "#DDEBF7")
            for a in group["action"]:
                y = len(body)
                marks = ["\u25c6" if m == a.get("stone") else "" for m in months]
                who = Paragraph(a["who"].replace("\n", "<br/>"), cell)
                body.append([a["id"], Paragraph(a["do"], cell), who, *marks, a["mark"]])
                look += [
                    ("FONT", (0, y), (0, y), "Helvetica", 7.6),
                    ("FONT", (-1, y), (-1, y), "Helvetica-Bold", 9),
                ]
                look += [("FONT", (3, y), (-2, y), "ZapfDingbats", 8), ("TEXTCOLOR", (3, y), (-2, y), white)]
                look.append(("BACKGROUND", (-1, y), (-1, y), HexColor(fills[a["mark"]])))
                if a["bar"]:
                    first, last = (3 + months.index(m) for m in a["bar"])
                    look.append(("BACKGROUND", (first, y), (last, y), HexColor(part["colour"])))
    tall: list[float | None] = [14, 13, 13]
    tall += [18 if row[1] == "" else 33 for row in body[3:]]
    return Table(body, [30, 268, 142, *[20] * 15, 30], tall, style=look, repeatRows=3)


def ruled(rows: list[list[Any]], widths: list[float], heads: int, *more: Any) -> Table:
    """h-2: a plain ruled table of texts."""
    faces = [style("Helvetica", 8.2), style("Helvetica", 8.2, face="Helvetica-Bold")]
    body = [[Paragraph(t, faces[y < heads]) if t else "" for t in row] for y, row in enumerate(rows)]
    look: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#7F7F7F")),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    look += [("BACKGROUND", (0, 0), (-1, heads - 1), HexColor("#D9D9D9"))] if heads else []
    return Table(body, widths, style=[*look, *more], spaceAfter=14, hAlign="LEFT")


def h_2(data: Record) -> bytes:
    """Printed from a workbook: the months, the indicators, the key."""
    title = style("Helvetica", 13, face="Helvetica-Bold", spaceAfter=4)
    body = style("Helvetica", 8, spaceAfter=5)
    story: list[Any] = [Paragraph(data["title"], title), *[Paragraph(t, body) for t in data["intro"]]]
    story += [NextPageTemplate("turned"), gantt(data), NextPageTemplate("sheet"), PageBreak()]
    story += [Paragraph("Key performance indicators", title)]
    story.append(
        Paragraph(
            "Latest is the figure to the end of October 2025. A dash: no figure is set for that date.",
            body,
        )
    )
    heads = [
        ["KPI", "Indicator", "Actions", "Baseline", "Latest", "Target", "", ""],
        [""] * 5 + data["kpi_heads"],
    ]
    spans = [("SPAN", (x, 0), (x, 1)) for x in range(5)] + [("SPAN", (5, 0), (7, 0))]
    rows = heads + [k["row"] for k in data["kpi"]]
    story += [
        ruled(rows, [38, 300, 62, 110, 65, 65, 65, 65], 2, *spans),
        NextPageTemplate("turned"),
        PageBreak(),
        Paragraph("Key", title),
    ]
    fills = [("BACKGROUND", (0, y), (0, y), HexColor(k[3])) for y, k in enumerate(data["key"], 1)]
    story.append(ruled([["RAG", "What it means"], *[k[:2] for k in data["key"]]], [40, 360], 1, *fills))
    bars = [("BACKGROUND", (0, y), (0, y), HexColor(s["colour"])) for y, s in enumerate(data["section"])]
    mark = '<font name="ZapfDingbats" color="white">\u25c6</font>'
    lines = [
        ["", f"Months in which there is work ({s['head'].split(':')[0].title()})"] for s in data["section"]
    ]
    story.append(
        ruled(
            [*lines, [mark, "The Programme Board decides in this month"]],
            [40, 360],
            0,
            *bars,
            ("BACKGROUND", (0, 3), (0, 3), HexColor("#5B9BD5")),
        )
    )
    story += [
        Paragraph("Change log", title),
        ruled([["Date", "Ref", "Note"], *data["log"]], [60, 40, 470], 1),
    ]
    frame = Frame(36, 34, 770, 530, 0, 0, 0, 0)
    pages = [(name, landscape(A4), frame, sheet_page) for name in ("sheet", "turned")]
    return document(data["title"], pages, story)


def glossy_foot(canvas: Any, doc: Any) -> None:
    """h-3: a rule, the plan's name and the page's number at the outer edge."""
    canvas.setStrokeColor(HexColor("#1F6F6B"))
    canvas.line(45, 40, A4[0] - 45, 40)
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(HexColor("#1F6F6B"))
    if doc.page % 2:
        canvas.drawRightString(A4[0] - 45, 28, f"Ravensholt SEND improvement plan 2025 to 2026    {doc.page}")
    else:
        canvas.drawString(45, 28, f"{doc.page}    Together we can")


def banner(big: str, small: str, colour: str) -> Table:
    """h-3: a coloured heading over both columns."""
    up = style("Times-Roman", 12, textColor=white, spaceAfter=1)
    face = style("Times-Bold", 19, textColor=white)
    cell = [[Paragraph(small, up)] if small else [], [Paragraph(big, face)]]
    look = [("BACKGROUND", (0, 0), (-1, -1), HexColor(colour)), ("LEFTPADDING", (0, 0), (-1, -1), 12)]
    look += [("BOTTOMPADDING", (0, 0), (-1, -1), 9), ("TOPPADDING", (0, 0), (-1, -1), 7)]
    return Table([[cell[0] + cell[1]]], [A4[0] - 90], style=look, spaceBefore=14, spaceAfter=8)


def piece(a: Record, run_on: bool) -> list[Any]:
    """h-3: an action's paragraph and the small block under it."""
    parts = [("Who", a["who"]), ("When", a["when"]), ("How we will know", a.get("success", ""))]
    parts.append(("Where we are", f"{a['mark']}." + (f" {a['note']}" if "note" in a else "")))
    small = (" " if run_on else "<br/>").join(f"<b>{k}:</b> {v}" for k, v in parts if v)
    text = style("Helvetica", 9.2, leading=12, spaceAfter=3, spaceBefore=4)
    block = style("Helvetica", 8, leading=10.4, leftIndent=10, spaceAfter=9, textColor=HexColor("#333333"))
    return [Paragraph(f"<b>Action {a['id']}</b> {a['do']}", text), Paragraph(small, block)]


def h_3(data: Record) -> bytes:
    """A magazine of two columns with headings over both."""
    body = style("Helvetica", 9.2, leading=12.4, spaceAfter=6)
    lead = style("Helvetica", 10.5, leading=14, spaceAfter=5)
    aim = style("Times-Bold", 12.5, leading=15.5, spaceAfter=8)
    head = style("Times-Bold", 15, spaceBefore=8, spaceAfter=5, textColor=HexColor("#1F6F6B"), keepWithNext=1)
    dot = style("Helvetica", 9.2, leading=12.2, leftIndent=11, spaceAfter=5)

    def columns(flow: list[Any]) -> BalancedColumns:
        return BalancedColumns(
            flow, nCols=2, innerPadding=20, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )

    title, _, rest = data["title"].partition(": ")
    story: list[Any] = [
        banner(title, rest[0].upper() + rest[1:], "#1F6F6B"),
        Paragraph(data["foreword_head"], head),
    ]
    signed = Paragraph("<br/>".join(f"<i>{s}</i>" for s in data["signed"]), body)
    story.append(columns([*[Paragraph(t, body) for t in data["foreword"]], signed]))
    story += [Paragraph(data["done_head"], head)]
    story.append(columns([Paragraph(t, dot, bulletText="•") for t in data["done"]]))
    story += [Paragraph(data["read_head"], head), Paragraph(data["read"], body)]
    story.append(Paragraph("Under ‘Where we are’ we use five words or phrases:", body))
    story += [Paragraph(f"<b>{k}</b>: {t}", dot, bulletText="•") for k, t, _ in data["key"]]
    story.append(PageBreak())
    for n, part in enumerate(data["section"]):
        colour, group = part["colour"], part["group"][0]
        story += [banner(part["text"], part["head"], colour), Paragraph(part["finding"], lead)]
        story.append(Paragraph(f"{group['head']}: {group['text']}", aim))
        said, by = part["quote"]
        tint = {"backColor": HexColor(colour), "borderPadding": 7, "leftIndent": 7, "rightIndent": 7}
        box = style("Times-Italic", 12, textColor=white, spaceBefore=13, spaceAfter=17, **tint)
        flow: list[Any] = []
        for i, a in enumerate(group["action"]):
            flow += piece(a, run_on=n == 1)
            if i == n + 1:
                flow.append(Paragraph(f"“{said}”<br/><font size=8.5>{by}</font>", box))
        story.append(columns(flow))
    story += [
        Spacer(1, 6),
        Paragraph(data["back_head"], head),
        columns([Paragraph(t, body) for t in data["back"]]),
    ]
    frame = Frame(45, 50, A4[0] - 90, A4[1] - 95, 0, 0, 0, 0, id="whole")
    return document(data["title"], [("page", A4, frame, glossy_foot)], story)


PLANS: dict[str, made.Layout] = {"h-1": h_1, "h-2": h_2, "h-3": h_3}


if __name__ == "__main__":
    made.build(PLANS, answers)
