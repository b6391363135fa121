"""Build the invented plans o-1 and o-2 with their findings and gold, byte for byte the same each time.

usage: python make_o.py [o-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-o.txt.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from made import (
    Data,
    Layout,
    Records,
    build,
    groups,
    measure_cells,
    owners,
    records,
    row_measure,
    start_and_end,
)
from reportlab.lib.colors import HexColor, black, grey  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

# ---------------------------------------------------------------------------------------------- gold


def rows(plan: Data) -> Iterator[tuple[Data, Data]]:
    """Each action with its group; a group without heading and quotation stands under those before it."""
    for group in groups(plan, "head", "area", "sponsor"):
        for action in group["action"]:
            yield action, group


def action(a: Data, group: Data, plan: Data, success: str) -> Data:
    """An action's gold: `success` is its own or the merged cell's."""
    if "status" in plan:
        printed = a["mark"]
        status = plan["status"].get(printed)
        raw = a["when"]
    else:
        printed = a.get("mark") or a.get("fill", "")
        status = plan["colours"][a["fill"]][0] if "fill" in a else None
        raw = " | ".join(t for t in (a["from"], a["to"]) if t)
    told: Data = {
        "id": a["id"],
        "finding_ids": a.get("links", group["links"]),
        "area_for_improvement": group["area"],
        "objective": group["objective"],
        "activity": a["do"] + a.get("do2", ""),
        "owners": owners(a["owners"]),
        "owners_raw": a["who"],
        "timescale_raw": raw,
        **start_and_end(a),
        "status": status,
        "status_raw": printed,
        "success_measure": success or None,
        "priority": group["head"],
    }
    return told | {k: a[k] for k in ("original_timescale_raw", "original_end") if k in a}


def gold(slug: str, plan: Data) -> Records:
    """The records of findings.json and gold.json."""
    actions: list[Data] = []
    measures: list[Data] = []
    success = ""
    for a, group in rows(plan):
        merged = a["success"] == "^"
        success = success if merged else a["success"]
        actions.append(action(a, group, plan, success))
        if merged and measures:
            measures[-1]["action_ids"].append(a["id"])
        measures += [row_measure(m, [a["id"]]) for m in a.get("m", [])]
    measures += [row_measure(k["m"], []) for k in plan["kpi"]]
    return records(slug, plan, actions, measures)


# -------------------------------------------------------------------------------------------- layout

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=14.5, spaceAfter=8)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=8.5, leading=10.3, spaceAfter=0)
BOLD = ParagraphStyle("bold", parent=CELL, fontName="Helvetica-Bold")
LARGE = ParagraphStyle("large", parent=CELL, fontSize=10.5, leading=13.5)
STRONG = ParagraphStyle("strong", parent=LARGE, fontName="Helvetica-Bold")
LIGHT = ParagraphStyle("light", parent=STRONG, textColor=HexColor("#FFFFFF"))
HEAD = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=10)
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=23, leading=29, spaceBefore=40, spaceAfter=14)
WIDE, HIGH = A4[1], A4[0]
Style = list[tuple[Any, ...]]


def ruled(body: list[list[str]], widths: list[float], head: str) -> Table:
    """An ordinary upright ruled table with a shaded heading row."""
    cells = [[Paragraph(c, CELL if i else BOLD) for c in row] for i, row in enumerate(body)]
    style = [("GRID", (0, 0), (-1, -1), 0.5, grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    fill = ("BACKGROUND", (0, 0), (-1, 0), HexColor(head))
    return Table(cells, colWidths=widths, style=[*style, fill], hAlign="LEFT", spaceAfter=12)


def turned(canvas: Canvas, degrees: int) -> None:
    """Draw what follows on a portrait page as on a landscape one whose top is at the left (90) or right."""
    if degrees == 90:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
    else:
        canvas.translate(0, A4[1])
        canvas.rotate(-90)


def built(plan: Data, flow: list[Any], foot: str, rotate: bool, margin: float) -> bytes:
    """The PDF. Page templates "0", "90" and "270"; with `rotate` a turned page says so and its foot
    turns too; without, the foot is upright as on other pages. `margin` is the turned frame's, in points.
    """

    def drawn(degrees: int) -> Callable[[Canvas, Any], None]:
        def begin(canvas: Canvas, _doc: Any) -> None:
            wide = bool(degrees) and rotate
            if wide:
                turned(canvas, degrees)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(42, 24, foot)
            canvas.drawRightString((WIDE if wide else HIGH) - 42, 24, f"Page {canvas.getPageNumber()}")
            if degrees and not rotate:
                turned(canvas, degrees)

        return begin

    out = io.BytesIO()
    doc = BaseDocTemplate(out, pagesize=A4, title=plan["title"], author=plan["area"], invariant=1)
    upright = Frame(54, 50, HIGH - 108, WIDE - 100, 0, 0, 0, 0)
    across = Frame(margin, 42, WIDE - 2 * margin, HIGH - 78, 0, 0, 0, 0)
    # reportlab takes the size of a page with /Rotate as it is seen, and writes a portrait MediaBox
    seen = (WIDE, HIGH) if rotate else A4
    for degrees, frame, size in ((0, upright, A4), (90, across, seen), (270, across, seen)):
        template = PageTemplate(str(degrees), [frame], onPage=drawn(degrees), pagesize=size)
        template.rotation = degrees if rotate else 0
        doc.addPageTemplates(template)
    doc.build(flow)
    return out.getvalue()


def on_page(template: int, *flow: Any) -> list[Any]:
    """The flowables on a new page of that template."""
    return [NextPageTemplate(str(template)), PageBreak(), *flow]


# ----------------------------------------------------------------------- o-1: pages turned by /Rotate


def merge(style: Style, column: int, first: int, last: int) -> None:
    """Merge a column's cells from one row to another."""
    if last > first:
        style.append(("SPAN", (column, first), (column, last)))


def o_1_sheet(sheet: Data, plan: Data, seen: set[str]) -> Table:
    """A sheet of actions: objectives merged down and named once, not again where the sheet changes."""
    body: list[list[Any]] = []
    style: Style = [("GRID", (0, 0), (-1, -1), 0.6, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [(side, (0, 0), (-1, -1), 6.5) for side in ("TOPPADDING", "BOTTOMPADDING")]
    if sheet["head"]:
        names = ["Objective", "Action", "", "Evidence of success", "Delivery", "", ""]
        body.append([Paragraph(n, STRONG) for n in names])
        body.append([Paragraph(n, STRONG) for n in ("", "", "", "", "Lead", "Timescale", "Status")])
        spans = [((0, 0), (0, 1)), ((1, 0), (2, 1)), ((3, 0), (3, 1)), ((4, 0), (6, 0))]
        style += [("SPAN", *s) for s in spans] + [("BACKGROUND", (0, 0), (-1, 1), HexColor("#D9E2EC"))]
    objective, began, success_row = "", 0, 0
    told = {a["id"]: (a, g) for a, g in rows(plan)}
    for number in sheet["rows"]:
        a, group = told[number.rstrip("+")]
        if group["head"] not in seen:
            merge(style, 0, began, len(body) - 1)
            seen.add(group["head"])
            text = f"{group['head']}<br/>Inspectors said: “{group['area']}”<br/>Sponsor: {group['sponsor']}"
            style += [("SPAN", (0, len(body)), (-1, len(body)))]
            style += [("BACKGROUND", (0, len(body)), (-1, len(body)), HexColor("#1F4E5F"))]
            body.append([Paragraph(text, LIGHT), *[""] * 6])
            objective = ""
        at = len(body)
        if group["objective"] != objective:
            if objective:
                merge(style, 0, began, at - 1)
            objective, began = group["objective"], at
        name = "" if objective in seen else objective
        seen.add(objective)
        cut = number.endswith("+")
        texts = ["", "", a["do2"], "", "", "", ""] if cut else [name, a["id"], a["do"]]
        if not cut:
            texts += ["" if a["success"] == "^" else a["success"], a["who"], a["when"], a["mark"]]
        if a["success"] == "^":
            merge(style, 3, success_row, at)
        else:
            success_row = at
        cells = [Paragraph(t.replace("\n", "<br/>"), LARGE if i else STRONG) for i, t in enumerate(texts)]
        body.append([c if t else "" for c, t in zip(cells, texts, strict=True)])
    merge(style, 0, began, len(body) - 1)
    return Table(body, colWidths=[106, 31, 212, 138, 124, 84, 62], style=style, hAlign="LEFT")


def o_1(plan: Data) -> bytes:
    """Upright narrative; tables on portrait pages that /Rotate turns, by 90 and by 270."""
    flow: list[Any] = [Paragraph(plan["title"], TITLE), Paragraph("Agreed 17 October 2025", BODY)]
    seen: set[str] = set()
    waiting = list(plan["sheet"])
    for page in plan["page"]:
        if page["head"] == "What families have told us":
            flow += on_page(0)
        flow += [Paragraph(page["head"], HEAD), *[Paragraph(t, BODY) for t in page["text"]]]
        if page["head"] == "How the plan is run":
            flow.append(ruled([["Word", "What it means"], *plan["key"]], [90, 380], "#D9E2EC"))
        while (
            waiting and waiting[0].get("after", page["head"]) == page["head"] and page["head"] != "Foreword"
        ):
            sheet = waiting.pop(0)
            flow += on_page(sheet["turn"], o_1_sheet(sheet, plan, seen))
    kpis = [["Measure", "Where we were in July 2025", "Target July 2026", "Target July 2027"]]
    kpis += [measure_cells(k["m"]) for k in plan["kpi"]]
    flow += on_page(0, Paragraph("How we will know that the plan works", HEAD))
    flow.append(Paragraph("Besides the evidence in the tables the board watches four numbers.", BODY))
    flow.append(ruled(kpis, [220, 95, 80, 80], "#D9E2EC"))
    flow += [Paragraph("Risks", HEAD), ruled(plan["risks"], [205, 220, 50], "#D9E2EC")]
    return built(plan, flow, "Kelsmoor SEND Partnership Board", rotate=True, margin=42)


# ------------------------------------------------------------------- o-2: words turned, page upright

NAMES = ["No.", "RAG", "Start", "Finish", "Step", "Accountable", "Working with", "What will be different"]
WIDTHS = [32, 58, 68, 74, 204, 124, 82, 116]


def o_2_sheet(sheet: Data, plan: Data, seen: set[str]) -> list[Any]:
    """A sheet of steps with its heading row; each outcome is a band; the RAG is a fill, some with words."""
    body: list[list[Any]] = [[Paragraph(n, LIGHT) for n in NAMES]]
    style: Style = [("GRID", (0, 0), (-1, -1), 0.5, grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style.append(("BACKGROUND", (0, 0), (-1, 0), HexColor("#44355B")))
    told = {a["id"]: (a, g) for a, g in rows(plan)}
    for number in sheet["rows"]:
        a, group = told[number]
        if group["label"] not in seen:
            seen.add(group["label"])
            lines = [f"{group['label']}: {group['objective']}", f"The report asked us to: {group['area']}"]
            for line, look, fill in zip(lines, (STRONG, LARGE), ("#D8CFE6", "#F0ECF5"), strict=True):
                at = len(body)
                style += [("SPAN", (0, at), (-1, at)), ("BACKGROUND", (0, at), (-1, at), HexColor(fill))]
                body.append([Paragraph(line, look), *[""] * 7])
        if "fill" in a:
            colour = HexColor("#" + plan["colours"][a["fill"]][1])
            style.append(("BACKGROUND", (1, len(body)), (1, len(body)), colour))
        texts = [a["id"], a.get("mark", ""), a["from"], a["to"], a["do"], a["who"], a["with"], a["success"]]
        body.append([Paragraph(t.replace("\n", "<br/>"), LARGE) if t else "" for t in texts])
    title = [Paragraph(sheet["title"], HEAD)] if "title" in sheet else []
    return [*title, Table(body, colWidths=WIDTHS, style=style, hAlign="LEFT")]


def o_2(plan: Data) -> bytes:
    """Upright pages; tables drawn sideways on portrait pages without /Rotate, part B the other way."""
    flow: list[Any] = [Paragraph(plan["title"], TITLE), Paragraph("Update of 14 November 2025", BODY)]
    flow += [Paragraph(t, BODY) for t in plan["intro"]]
    key = ruled(
        [["Colour", "What it means"], *[[k, v[2]] for k, v in plan["colours"].items()]], [80, 380], "#D8CFE6"
    )
    fills = enumerate((v[1] for v in plan["colours"].values()), 1)
    key.setStyle([("BACKGROUND", (0, i), (0, i), HexColor("#" + f)) for i, f in fills])
    flow += [Paragraph("The colours in the RAG column", HEAD), key]
    seen: set[str] = set()
    for sheet in plan["sheet"]:
        if sheet.get("after") == "kpi":
            flow += on_page(0, *o_2_kpis(plan))
        flow += on_page(sheet["turn"], *o_2_sheet(sheet, plan, seen))
    flow += on_page(0, Paragraph("What could go wrong", HEAD))
    flow.append(ruled(plan["risks"], [170, 55, 50, 205], "#D8CFE6"))
    closing = "The next update will go to the Improvement Group on 13 February 2026."
    flow.append(Paragraph(closing, BODY))
    return built(plan, flow, "Withernshaw SEND Improvement Plan – update November 2025", False, 42)


def o_2_kpis(plan: Data) -> list[Any]:
    """The upright page between the parts: indicators, and families' words."""
    kpis = [["Indicator", "Source", "Baseline (March 2025)", "Target July 2026", "Target July 2027"]]
    kpis += [[k["m"][0], k["source"], k["m"][1], *measure_cells(k["m"])[2:]] for k in plan["kpi"]]
    flow: list[Any] = [Paragraph("Our indicators", HEAD), ruled(kpis, [205, 50, 85, 70, 70], "#D8CFE6")]
    flow += [Paragraph("What we heard from families", HEAD), *[Paragraph(v, BODY) for v in plan["voices"]]]
    return [*flow, Spacer(1, 10)]


# --------------------------------------------------------------------------------------------- build

LAYOUTS: dict[str, Layout] = {"o-1": o_1, "o-2": o_2}


if __name__ == "__main__":
    build(LAYOUTS, gold)
