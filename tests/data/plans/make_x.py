"""Build the invented plans x-1 and x-2 with their findings and gold, byte for byte the same each time.

usage: python make_x.py [x-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-x.txt.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from made import Data, Layout, Records, build, counted, owners, records, row_measure, start_and_end
from reportlab.lib.colors import HexColor, black  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_CENTER, TA_LEFT  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    CondPageBreak,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

Flow = list[Any]
PLAIN, BOLD, SLOPE = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"


# ---------------------------------------------------------------------------------------------- gold


def action(a: Data, group: Data, section: Data, plan: Data) -> Data:
    """An action's gold, with what its group and section give it."""
    success = a["success"] if "success" in a else "".join(m[0] for m in a.get("m", []))
    told: Data = {
        "id": a["id"],
        "finding_ids": a.get("links", section["links"]),
        "area_for_improvement": section["area"],
        "objective": group["objective"],
        "activity": a.get("gold", a["do"]),
        "owners": owners(a["owners"]),
        "owners_raw": " | ".join(filter(None, (a["who"], a.get("agency")))),
        "timescale_raw": a["when"],
        **start_and_end(a),
        "success_measure": success or None,
        "priority": section["head"],
    }
    if a["mark"]:
        told |= {"status": plan["key"][a["mark"]][0], "status_raw": a["mark"]}
    return told


def gold(slug: str, plan: Data) -> Records:
    """The records of findings.json and gold.json."""
    rows = [(a, g, s) for s in plan["section"] for g in s["group"] for a in g["action"]]
    actions = [action(a, g, s, plan) for a, g, s in rows]
    measures = [row_measure(m, [a["id"]]) for a, _, _ in rows for m in a.get("m", [])]
    return records(slug, plan, actions, measures)


# -------------------------------------------------------------------------------------------- layout


def style(size: float, font: str = PLAIN, after: float = 0, **more: Any) -> ParagraphStyle:
    """A paragraph style, its lines 1.2 sizes apart."""
    return ParagraphStyle(font, fontName=font, fontSize=size, leading=size * 1.2, spaceAfter=after, **more)


def words(text: str, look: ParagraphStyle) -> Any:
    """A paragraph in which the text's new lines are kept."""
    return Paragraph(text.replace("&", "&amp;").replace("\n", "<br/>"), look)


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    size: float,
    pad: tuple[float, float],
    *,
    heads: bool = True,
    centred: Sequence[int] = (),
    bands: Sequence[int] = (),
    cut: bool = False,
) -> Any:
    """A table without lines: bold heads (told again on each page), bold bands across it, padded cells."""
    cells: Flow = []
    for n, row in enumerate(rows):
        font = BOLD if (n == 0 and heads) or n in bands else PLAIN
        looks = [style(size, font, alignment=TA_CENTER if k in centred else TA_LEFT) for k in range(len(row))]
        cells.append([words(t, look) if t else "" for t, look in zip(row, looks, strict=True)])
    across, down = pad
    styles = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), across),
        ("RIGHTPADDING", (0, 0), (-1, -1), across),
        ("TOPPADDING", (0, 0), (-1, -1), down),
        ("BOTTOMPADDING", (0, 0), (-1, -1), down),
        *[("SPAN", (0, n), (-1, n)) for n in bands],
        *[("NOSPLIT", (0, n), (0, n + 1)) for n in bands],
    ]
    return Table(
        cells, widths, style=styles, hAlign="LEFT", repeatRows=int(heads), splitInRow=int(cut), spaceAfter=10
    )


def key(plan: Data, widths: Sequence[float], size: float, pad: tuple[float, float]) -> Any:
    """The words for the status and what they mean."""
    rows = [(word, told[1]) for word, told in plan["key"].items() if word != "head"]
    return table(rows, widths, size, pad, heads=False)


# ----- x-1: a Google document, portrait: a table for each outcome below its heading, ratings after refs

DEED = (30, 56, 165, 108, 72, 94)
SAID = (190, 235, 100)
RISK = (160, 65, 200, 100)
GAP = (5.0, 5.0)
TITLE, HEAD, LESS = style(22, PLAIN, 10), style(15, PLAIN, 5), style(12, BOLD, 3)
BODY, QUOTE = style(10.5, PLAIN, 7), style(10.5, SLOPE, 7)


def google(plan: Data) -> Flow:
    """The document's parts in order."""
    story: Flow = [words(plan["title"], TITLE), words("Update for the Board, 21 November 2025", BODY)]
    for part in plan["before"]:
        story.append(words(part["head"], HEAD))
        story += [words(t, QUOTE if t.startswith("“") else BODY) for t in part["lines"]]
    story += [words(plan["key"]["head"], HEAD), key(plan, (80, 400), 10, (5, 3))]
    for section in plan["section"]:
        story += [CondPageBreak(170), Spacer(1, 8), words(section["head"], HEAD)]
        story.append(words(f"Inspectors said that we should: {section['area']}", QUOTE))
        for group in section["group"]:
            rows = [(a["id"], a["mark"], a["do"], a["who"], a["when"], a["success"]) for a in group["action"]]
            story += [CondPageBreak(120), words(f"{group['head']}: {group['objective']}", LESS)]
            story.append(table([plan["heads"], *rows], DEED, 9, GAP, cut=True))
    for part, widths in (("said", SAID), ("risks", RISK)):
        story += [CondPageBreak(150), words(plan[part]["head"], HEAD)]
        story.append(table(plan[part]["rows"], widths, 9.5, GAP))
    story += [CondPageBreak(80), words(plan["last"]["head"], HEAD)]
    return story + [words(t, BODY) for t in plan["last"]["lines"]]


def google_page(canvas: Canvas, plan: Data, pages: int) -> None:
    """What stands on each page of the document."""
    canvas.setFont(PLAIN, 9)
    canvas.setFillColor(HexColor("#666666"))
    canvas.drawRightString(A4[0] - 35, 28, str(canvas.getPageNumber()))
    canvas.setFillColor(black)


# ------- x-2: a LibreOffice sheet printed, landscape: measure, baseline and target in columns of their own

TASK = (30, 196, 104, 72, 76, 134, 52, 52, 40)
BOARD = (200, 250, 120)
HAZARD = (230, 50, 270, 110, 80)
TIGHT = (3.0, 2.5)
CENTRED = (4, 6, 7, 8)


def sheet(plan: Data) -> Flow:
    """The printed sheets in order."""
    story: Flow = [words(plan["title"], style(16, BOLD, 8))]
    for part in plan["before"]:
        story.append(words(part["head"], style(11, BOLD, 3)))
        story += [words(t, style(9.5, SLOPE if t.startswith("“") else PLAIN, 6)) for t in part["lines"]]
    story += [
        words(plan["boards"]["head"], style(11, BOLD, 3)),
        table(plan["boards"]["rows"], BOARD, 9, TIGHT),
    ]
    story += [words(plan["key"]["head"], style(11, BOLD, 3)), key(plan, (40, 400), 9, TIGHT), PageBreak()]
    rows: list[Sequence[str]] = [plan["heads"]]
    bands: list[int] = []
    blank = [""] * (len(TASK) - 1)
    for section in plan["section"]:
        bands.append(len(rows))
        rows.append([f"{section['head']}\nWhat inspectors told us: {section['area']}", *blank])
        for group in section["group"]:
            bands.append(len(rows))
            rows.append([f"Objective: {group['objective']}", *blank])
            for a in group["action"]:
                text, baseline, *_, targets = a["m"][0] if "m" in a else ("", "", [["", "", ""]])
                told = (a["id"], a["do"], a["who"], a["agency"], a["when"], text, baseline, targets[0][0])
                rows.append((*told, a["mark"]))
    story += [table(rows, TASK, 8, TIGHT, centred=CENTRED, bands=bands), PageBreak()]
    story += [words(plan["risks"]["head"], style(11, BOLD, 6))]
    return [*story, table(plan["risks"]["rows"], HAZARD, 9, TIGHT, centred=(1,))]


def sheet_page(canvas: Canvas, plan: Data, pages: int) -> None:
    """What stands on each page of the print."""
    canvas.setFont(PLAIN, 8)
    number = canvas.getPageNumber()
    name = "Introduction" if number == 1 else "Risks" if number == pages else "Action plan"
    width, height = landscape(A4)
    canvas.drawCentredString(width / 2, height - 30, name)
    canvas.drawCentredString(width / 2, 24, f"Page {number} / {pages}")


# --------------------------------------------------------------------------------------------- writing

Page = Callable[[Canvas, Data, int], None]
Form = tuple[Callable[[Data], Flow], Page, tuple[float, float], float, str]
FORMS: dict[str, Form] = {
    "x-1": (google, google_page, A4, 35, "Culverhay Council"),
    "x-2": (sheet, sheet_page, landscape(A4), 40, "North Marlsea Borough Council"),
}


def printed(form: Form, plan: Data, pages: int) -> tuple[bytes, int]:
    """The plan's PDF and how many pages it has."""
    story, page, size, margin, author = form
    out = io.BytesIO()
    edge = {"leftMargin": margin - 6, "rightMargin": margin - 6, "topMargin": 44, "bottomMargin": 44}
    doc = SimpleDocTemplate(out, pagesize=size, title=plan["title"], author=author, invariant=1, **edge)

    def furnish(canvas: Canvas, _: Any) -> None:
        page(canvas, plan, pages)

    doc.build(story(plan), onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue(), doc.page


LAYOUTS: dict[str, Layout] = {slug: counted(partial(printed, form)) for slug, form in FORMS.items()}


if __name__ == "__main__":
    build(LAYOUTS, gold)
