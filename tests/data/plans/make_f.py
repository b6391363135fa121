"""Set F: two invented workbooks from their source.toml: the plan, findings.json and gold.json.

usage: python tests/data/plans/make_f.py [f-1 ...]      the same bytes each time
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import made
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

THIN = Side(style="thin", color="A6A6A6")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
BAR, PALE = "5B9BD5", "EFEFEF"
Record = made.Data


def put(
    ws: Worksheet, row: int, col: int, value: Any, fill: str = "", fmt: str = "dd/mm/yyyy", **font: Any
) -> Cell | MergedCell:
    """Write a boxed, wrapped cell; a date gets the number format."""
    cell = ws.cell(row, col)
    cell.value = None if value == "" else value
    cell.border, cell.font = BOX, Font(name="Arial", size=font.pop("size", 9), **font)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    if isinstance(value, dt.date):
        cell.number_format = fmt
        cell.alignment = Alignment(horizontal="right", vertical="top")
    return cell


def head(ws: Worksheet, row: int, names: list[Any], fill: str, first: int = 1) -> None:
    """Write a row of white column names on a dark fill."""
    for i, name in enumerate(names):
        put(ws, row, first + i, name, fill, bold=True, color="FFFFFF")


def grid(
    ws: Worksheet, row: int, names: list[Any], rows: list[list[Any]], fill: str, widths: list[int]
) -> int:
    """Write a plain table at column A; returns the row after it."""
    head(ws, row, names, fill)
    for r, line in enumerate(rows, row + 1):
        for c, value in enumerate(line, 1):
            put(ws, r, c, value)
    for c, width in enumerate(widths, 1):
        ws.column_dimensions[get_column_letter(c)].width = width
    return row + len(rows) + 1


def line(
    ws: Worksheet, row: int, text: str, width: int = 1, col: int = 1, height: int = 0, **font: Any
) -> None:
    """Write a line of text without a box, merged over some columns."""
    cell = ws.cell(row, col, text)
    size = font.pop("size", 10)
    cell.font = Font(name="Arial", size=size, **font)
    cell.alignment = Alignment(wrap_text=width > 1, vertical="top")
    if width > 1:
        ws.merge_cells(start_row=row, end_row=row, start_column=col, end_column=col + width - 1)
    if height or size > 11:
        ws.row_dimensions[row].height = height or size * 1.5


def lines_of(value: Any, width: float) -> int:
    """Return about how many lines a text takes in a column of that width."""
    return sum(1 + int(len(part) * 1.12 / width) for part in str(value).split("\n"))


def page(ws: Worksheet, rows: str) -> None:
    """Set landscape A3, one page wide, with the header rows on each page."""
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", "8"
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.print_title_rows = rows


def sheet(book: Workbook, name: str) -> Worksheet:
    """Return a new sheet without drawn grid lines."""
    ws: Worksheet = book.create_sheet(name)
    ws.sheet_view.showGridLines = False
    return ws


def after(month: str, n: int) -> str:
    """Return the month n months after YYYY-MM."""
    total = int(month[:4]) * 12 + int(month[5:]) - 1 + n
    return f"{total // 12}-{total % 12 + 1:02d}"


# f-1: the programme with bars


def cover(book: Workbook, src: Record) -> None:
    """Write the cover: title, sponsor, abbreviations, versions."""
    ws = sheet(book, "Cover")
    line(ws, 2, "Eastmere SEND Partnership", size=20, bold=True, color="1F4E79")
    line(ws, 3, "SEND Delivery Programme: programme plan", size=14)
    facts = [("Programme Director", "Naomi Farrow"), ("Sponsor", "Director for Children and Learning, EC")]
    facts += [("Inspection", "17 to 21 June 2024"), ("Version", "1.6, for Programme Board on 16 May 2025")]
    for row, (name, value) in enumerate(facts, 5):
        put(ws, row, 1, name, "DDEBF7", bold=True)
        put(ws, row, 2, value)
    line(ws, 10, "Version history", bold=True, size=12)
    names = ["Version", "Date", "Author", "What changed"]
    row = grid(ws, 11, names, src["versions"], "1F4E79", [22, 42, 18, 62])
    line(ws, row + 1, "Abbreviations", bold=True, size=12)
    for r, (short, full) in enumerate(src["glossary"].items(), row + 2):
        put(ws, r, 1, short, bold=True)
        put(ws, r, 2, full)
    page(ws, "1:1")


def key_sheet(book: Workbook, src: Record) -> None:
    """Write what the letters, bars and colours mean."""
    ws = sheet(book, "Key")
    line(ws, 1, "How to read this plan", bold=True, size=14)
    head(ws, 3, ["In the month columns", "Meaning"], "1F4E79")
    for row, (sign, text) in enumerate(src["signs"], 4):
        fill = {"shaded": BAR, "pale": PALE}.get(sign, "")
        put(ws, row, 1, "" if fill else sign, fill).alignment = Alignment(
            horizontal="center", vertical="center"
        )
        put(ws, row, 2, text)
    head(ws, 10, ["RAG", "Word", "Meaning"], "1F4E79")
    for row, (_, fill, colour, word, text, _) in enumerate(src["rag"], 11):
        put(ws, row, 1, colour, fill)
        put(ws, row, 2, word)
        put(ws, row, 3, text)
    for row, text in enumerate(src["key_notes"], 17):
        line(ws, row, text, 3, height=30)
    for col, width in zip("ABC", (22, 58, 58), strict=True):
        ws.column_dimensions[col].width = width
    page(ws, "1:1")


def months_of(src: Record, task: Record) -> dict[int, str]:
    """Return the marked columns (0 to 17) of a task and the sign in each, "" for a bar."""
    if "bar" not in task:
        return {}
    marks: dict[int, str] = {}
    for i in range(18):
        month = after(src["months"], i)
        if task["bar"][0] <= month <= task["bar"][1] and month in task.get("only", [month]):
            marks[i] = task.get("marks", {}).get(month, "")
    return marks


def plan_row(ws: Worksheet, row: int, src: Record, ws_: Record, task: Record) -> None:
    """Write one task: its words, its bar and its rating."""
    fmt = task.get("fmt", "dd/mm/yyyy")
    start, finish = task.get("dates", ["", ""])
    for col, value in enumerate([task["ref"], task["do"], task["lead"], task["org"], start, finish], 1):
        put(ws, row, col, value, fmt=fmt)
    letter, word = task["rag"]
    if letter != "N" or not word:
        put(ws, row, 7, word, next(r[1] for r in src["rag"] if r[0] == letter))
    else:
        put(ws, row, 7, word)
    marked = months_of(src, task)
    typed = ws_.get("style") == "x"
    for i in range(18):
        fill = BAR if i in marked and not typed else PALE if MONTHS[(9 + i) % 12] == "Aug" else ""
        sign = marked.get(i, "") or ("x" if i in marked and typed else "")
        put(ws, row, 8 + i, sign, fill, bold=sign != "x").alignment = Alignment(
            horizontal="center", vertical="center"
        )
    for col, name in enumerate(("kpi", "out", "now"), 26):
        put(ws, row, col, task.get(name, ""))
    lines = max(lines_of(task["do"], 44), lines_of(task["lead"], 24), lines_of(task["now"], 28))
    ws.row_dimensions[row].height = 13 * max(lines, 2)


def programme(book: Workbook, src: Record) -> None:
    """Write the sheet of tasks and bars."""
    ws = sheet(book, "Programme plan")
    line(ws, 1, "Eastmere SEND Delivery Programme", size=14, bold=True)
    line(
        ws,
        2,
        "October 2024 to March 2026. Position at 9 May 2025. See the Key for signs and colours.",
        italic=True,
    )
    names = ["Ref", "Task", "Lead", "Organisation", "Start", "Finish", "RAG"]
    dark = "203864"
    head(ws, 4, [*names, *[""] * 18, "KPI", "Output", "Position"], dark)
    head(ws, 5, [""] * 28, dark)
    for q, name in enumerate(src["quarters"]):
        put(ws, 4, 8 + 3 * q, name, dark, bold=True, color="FFFFFF").alignment = Alignment(
            horizontal="center"
        )
        ws.merge_cells(start_row=4, end_row=4, start_column=8 + 3 * q, end_column=10 + 3 * q)
    for i in range(18):
        put(ws, 5, 8 + i, MONTHS[(9 + i) % 12], "D9E2F3", bold=True, size=8)
    for col in [*range(1, 8), 26, 27, 28]:
        ws.merge_cells(start_row=4, end_row=5, start_column=col, end_column=col)
    row = 6
    for ws_ in src["ws"]:
        put(
            ws,
            row,
            1,
            f"Workstream {ws_['number']}: {ws_['name']}",
            ws_["colour"],
            bold=True,
            color="FFFFFF",
            size=11,
        )
        put(ws, row + 1, 1, f"Responds to: {ws_['answers']}", "F2F2F2", italic=True)
        for r in (row, row + 1):
            ws.merge_cells(start_row=r, end_row=r, start_column=1, end_column=28)
            ws.row_dimensions[r].height = 18
        row += 2
        for task in ws_["task"]:
            plan_row(ws, row, src, ws_, task)
            row += 1
    line(
        ws,
        row + 1,
        "A finish date moves only if the Board agrees. Ask the programme office before you change a bar.",
        italic=True,
    )
    widths = [6, 44, 24, 13, 13, 13, 11, *[4.6] * 18, 9, 24, 28]
    for col, width in enumerate(widths, 1):
        ws.column_dimensions[get_column_letter(col)].width = width
    ws.freeze_panes = "C6"
    page(ws, "4:5")


def kpi_sheet(book: Workbook, src: Record) -> None:
    """Write the indicators with a target for each quarter."""
    ws = sheet(book, "KPIs")
    line(ws, 1, "Key performance indicators", size=14, bold=True)
    line(ws, 2, "Targets are for the end of the quarter. Latest is the end of March 2025.", italic=True)
    dark = "203864"
    head(
        ws,
        4,
        ["KPI", "Indicator", "Unit", "Tasks", "Baseline", "", "Target", *[""] * 5, "Latest", "Better is"],
        dark,
    )
    head(ws, 5, ["", "", "", "", "Value", "Date", *src["quarters"], "", ""], dark)
    for area in ("E4:F4", "G4:L4", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "M4:M5", "N4:N5"):
        ws.merge_cells(area)
    for row, kpi in enumerate((k["row"] for k in src["kpi"]), 6):
        ref, text, unit, tasks, base, when, targets, latest, better = kpi
        values = [ref, text, unit, tasks, base, when, *targets, latest, better]
        for col, value in enumerate(values, 1):
            share = unit == "%" and isinstance(value, int | float)
            cell = put(ws, row, col, round(value / 100, 4) if share else value)
            if isinstance(value, int | float):
                cell.number_format = ("0.0%" if ref == "K8" else "0%") if share else "#,##0"
        ws.row_dimensions[row].height = 28
    for col, width in enumerate([6, 52, 9, 12, 12, 9, *[9] * 6, 9, 9], 1):
        ws.column_dimensions[get_column_letter(col)].width = width
    page(ws, "4:5")


def build_gantt(book: Workbook, src: Record) -> None:
    """Write the workbook of f-1."""
    cover(book, src)
    programme(book, src)
    kpi_sheet(book, src)
    ws = sheet(book, "Risks and issues")
    line(ws, 1, "Risks and issues (open)", size=14, bold=True)
    names = ["ID", "Risk or issue", "Likelihood", "Impact", "Mitigation", "Owner", "Review by"]
    grid(ws, 3, names, src["risks"], "7F0000", [6, 52, 12, 12, 46, 22, 14])
    page(ws, "3:3")
    key_sheet(book, src)


def gantt_actions(src: Record) -> list[Record]:
    """Return the gold actions of f-1; a bar alone gives its first and last month, one month only an end."""
    out = []
    for ws_ in src["ws"]:
        for t in ws_["task"]:
            if "dates" not in t:
                first, last = t["bar"]
                one = first == last
                t |= {"start": None if one else first, "end": last, "qualifier": None if one else "between"}
                t["raw"] = first if one else f"{first} to {last} (months marked)"
            elif t.get("start") and t.get("end"):
                t["qualifier"] = "between"
            letter, word = t["rag"]
            rag = next(r for r in src["rag"] if r[0] == letter)
            extra = {
                "area_for_improvement": ws_["afi"] or None,
                "objective": ws_["name"],
                "owners_raw": f"{t['lead']} | {t['org']}",
            }
            extra |= {
                "activity": t["do"],
                "status": rag[5],
                "status_raw": word or rag[2],
                "success_measure": t["out"],
            }
            out.append(gold_action(t, t.get("links", ws_["links"]), extra))
    return out


def gantt_measures(src: Record) -> list[Record]:
    """Return the gold measures of f-1: the rows of the KPI sheet."""
    out = []
    for ref, text, unit, tasks, base, when, targets, _, _ in (k["row"] for k in src["kpi"]):
        points = [(t, p) for t, p in zip(targets, src["quarter_ends"], strict=True) if t not in ("", "-")]
        sign = "%" if unit == "%" else ""
        aims = [
            {"raw": f"{t}{sign}" if num(t) is not None else t, "value": num(t), "period": p}
            for t, p in points
        ]
        raw = f"{base}{sign}" if num(base) is not None else base
        measure = {
            "text": text,
            "baseline_raw": raw,
            "baseline_value": num(base),
            "baseline_period": when or None,
        }
        out.append({**measure, "targets": aims, "action_ids": tasks.split(", "), "kpi": ref})
    return out


def num(value: Any) -> float | None:
    """Return a printed figure, or None for words."""
    return value if isinstance(value, int | float) else None


# f-2: you said, we will, so that


def priority(book: Workbook, src: Record, spec: Record) -> None:
    """Write the sheet of one priority: its lines, header and merged groups."""
    ws = sheet(book, spec["name"])
    ws.sheet_properties.tabColor = spec["colour"]
    wide = len(spec["columns"])
    line(ws, 1, spec["title"], wide, size=16, bold=True, color=spec["colour"])
    ws.row_dimensions[1].height = 24
    for row, text in enumerate(spec["lines"], 2):
        if text:
            line(ws, row, text.replace("@afi", spec["afi"]), wide, height=16, italic="@" in text)
    top = spec["head_row"]
    head(ws, top, [c[1] for c in spec["columns"]], spec["colour"])
    ws.row_dimensions[top].height = 26
    at = {c[0]: i for i, c in enumerate(spec["columns"], 1)}
    for c, (_, _, width, hidden) in enumerate(spec["columns"], 1):
        ws.column_dimensions[get_column_letter(c)].width = width
        ws.column_dimensions[get_column_letter(c)].hidden = hidden
    row = top + 1
    for group in spec["group"]:
        for i, action in enumerate(group["action"]):
            words = {} if i else {"said": group["said"], "aim": group["aim"]}
            action_row(ws, row + i, src, spec, action | words)
        for i, action in enumerate(group["action"]):
            merge_down(ws, row + i, at["know"], action.get("know_rows", 1))
        for name in ("said", "aim"):
            merge_down(ws, row, at[name], len(group["action"]))
        row += len(group["action"])
    ws.freeze_panes = f"{get_column_letter(at['do'])}{top + 1}"
    page(ws, f"{top}:{top}")


def merge_down(ws: Worksheet, row: int, col: int, rows: int) -> None:
    """Merge a cell with those beneath it."""
    if rows > 1:
        ws.merge_cells(start_row=row, end_row=row + rows - 1, start_column=col, end_column=col)


def action_row(ws: Worksheet, row: int, src: Record, spec: Record, action: Record) -> None:
    """Write the cells of one action in the order of the sheet's columns."""
    tallest = 2
    for col, (name, _, width, _) in enumerate(spec["columns"], 1):
        value, fill = action.get(name, ""), ""
        if name == "log":
            value = f"TB-{100 + row}"
        if name == "know" and value == "^":
            value = ""
        if name == "status":
            letter, word, _, fill, _ = next(k for k in src["key"] if k[0] == action["status"])
            value = letter if spec["status"] == "letter" else word
            fill = fill if spec["status"] == "fillword" else ""
        put(ws, row, col, value, fill, fmt=action.get("fmt", "dd/mm/yyyy"), bold=name == "ref")
        if name in ("do", "who", "know", "update"):
            tallest = max(tallest, lines_of(value, width))
    ws.row_dimensions[row].height = 13 * max(tallest, 3) + 4


def build_said(book: Workbook, src: Record) -> None:
    """Write the workbook of f-2."""
    ws = sheet(book, "Read me first")
    line(ws, 1, "You said, we will", size=22, bold=True, color="0B5563")
    line(ws, 2, "Thornbeck SEND improvement plan. Updated 31 March 2025", size=12)
    for row, text in enumerate(src["intro"], 4):
        line(ws, row, text, 3, height=34)
    line(ws, 9, "What the progress letters and words mean", bold=True)
    head(ws, 10, ["Letter", "Word", "Meaning"], "0B5563")
    for row, (letter, word, text, fill, _) in enumerate(src["key"], 11):
        put(ws, row, 1, letter, fill, bold=True)
        put(ws, row, 2, word, fill)
        put(ws, row, 3, text)
    for col, width in zip("ABC", (12, 18, 80), strict=True):
        ws.column_dimensions[col].width = width
    page(ws, "1:1")
    ws = sheet(book, "Who decides")
    line(ws, 1, "Who keeps an eye on this plan", size=16, bold=True)
    names = ["Group", "Chair", "Meets", "What it does", "Answers to"]
    row = grid(ws, 3, names, src["governance"], "555555", [32, 42, 20, 52, 28])
    line(
        ws,
        row + 1,
        "Any lead who cannot keep a date tells the delivery group before the date, not after.",
        italic=True,
    )
    page(ws, "3:3")
    for spec in src["sheet"]:
        priority(book, src, spec)
    ws = sheet(book, "Risks")
    line(ws, 1, "What could stop us", size=16, bold=True)
    names = [
        "No.",
        "Risk",
        "Likelihood (1-5)",
        "Impact (1-5)",
        "What we will do about it",
        "Who",
        "Review by",
    ]
    grid(ws, 3, names, src["risks"], "7F0000", [6, 52, 12, 12, 46, 26, 14])
    page(ws, "3:3")


def said_actions(src: Record) -> list[Record]:
    """Return the gold actions of f-2."""
    out, above = [], ""
    for spec, group in ((s, g) for s in src["sheet"] for g in s["group"]):
        for a in group["action"]:
            above = a["know"] if a["know"] != "^" else above
            rating = next((k for k in src["key"] if k[0] == a.get("status")), None)
            a.setdefault("raw", a["when"])
            if a.get("start") and a.get("end"):
                a.setdefault("qualifier", "between")
            extra = {
                "area_for_improvement": spec["afi"] or None,
                "objective": group["aim"],
                "activity": a["do"],
                "owners_raw": a["who"],
            }
            extra |= {"success_measure": above or None, "priority": spec["title"].split(":")[0]}
            if rating:
                extra |= {"status": rating[4], "status_raw": rating[0 if spec["status"] == "letter" else 1]}
            out.append(gold_action(a, a.get("links", group.get("links", spec["links"])), extra))
    return out


def said_measures(src: Record) -> list[Record]:
    """Return the gold measures of f-2: the success texts with a figure."""
    actions = [a for s in src["sheet"] for g in s["group"] for a in g["action"]]
    out = []
    for i, a in enumerate(actions):
        ids = [x["ref"] for x in actions[i : i + a.get("know_rows", 1)]]
        for text, raw, value, period, targets in a["measures"]:
            aims = [{"raw": r, "value": v, "period": p} for r, v, p in targets]
            base = {
                "baseline_raw": raw or None,
                "baseline_value": num(value),
                "baseline_period": period or None,
            }
            out.append({"text": text, **base, "targets": aims, "action_ids": ids})
    return out


# both


def gold_action(a: Record, links: list[str], extra: Record) -> Record:
    """Return one gold action; absent values are left out, but for start, end and qualifier."""
    when = {
        "timescale_raw": a["raw"],
        "start": a.get("start"),
        "end": a.get("end"),
        "qualifier": a.get("qualifier"),
    }
    record = {"id": a["ref"], "finding_ids": links, **extra, "owners": made.owners(a["owners"])}
    return {k: v for k, v in record.items() if v is not None} | when


def gold(folder: str, src: Record) -> made.Records:
    """Return findings.json and gold.json."""
    actions, measures = (
        (gantt_actions(src), gantt_measures(src))
        if folder == "f-1"
        else (said_actions(src), said_measures(src))
    )
    return made.records(folder, src, actions, measures, made.FILE_FIRST)


def drawn(fill: Callable[[Workbook, Record], None]) -> made.Layout:
    """Return the layout that fills a workbook and saves it at noon of the plan's day."""

    def layout(src: Record) -> bytes:
        book = Workbook()
        fill(book, src)
        del book["Sheet"]
        book.properties.creator, book.properties.title = "SEND programme office", src["title"]
        noon = dt.datetime.fromisoformat(f"{src['plan_date']}T12:00:00")
        return made.saved(book, noon, parts=dt.datetime(2025, 1, 1))

    return layout


if __name__ == "__main__":
    made.build({"f-1": drawn(build_gantt), "f-2": drawn(build_said)}, gold)
