"""The workbook of the invented plan c-3: a guide, an action log under a filter, and monthly indicators."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import made
from make_c_word import SAVED
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Data = dict[str, Any]
HEADS = ("ID", "Theme", "Action", "Owner", "Start", "Due date", "Status", "% complete")
HEADS += ("Latest update", "Date closed")
WIDTHS = (11, 26, 58, 36, 12, 20, 18, 11, 40, 12)
MONTHS = ("Apr-25", "May-25", "Jun-25", "Jul-25", "Aug-25", "Sep-25")
HIDDEN = ("SEND-008", "SEND-012")  # rows that the filter keeps out of sight
WRAP = Alignment(wrap_text=True, vertical="top")
DARK = PatternFill("solid", fgColor="00305E")
TERMS = (
    ("PCC", "Penmarsh City Council"),
    ("SEICB", "South Estuary Integrated Care Board"),
    ("EMT", "Estuary Mental Health Trust"),
    ("PPF", "Penmarsh Parents' Forum"),
    ("PINS", "Partnerships for Inclusion"),
)


def header(sheet: Worksheet, row: int, words: list[str] | tuple[str, ...], first: int = 1) -> None:
    """A header row, white on dark."""
    for column, text in enumerate(words, first):
        cell = sheet.cell(row, column, text)
        cell.font, cell.fill, cell.alignment = Font(bold=True, color="FFFFFF"), DARK, WRAP


def guide(sheet: Worksheet, data: Data) -> None:
    """How to use the log, what each status means, and short forms."""
    sheet["A1"] = "How to use this log"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A3"] = "Owners update their rows by the last Friday of each month. Do not delete closed actions."
    sheet["A4"] = "An ID is never used twice. SEND-006 and SEND-015 were merged into others in April 2025."
    header(sheet, 6, ("Status", "Definition"))
    for row, (name, meaning) in enumerate(data["meanings"].items(), 7):
        sheet.cell(row, 1, name)
        sheet.cell(row, 2, meaning)
    header(sheet, 14, ("Short form", "In full"))
    for row, words in enumerate(TERMS, 15):
        sheet.cell(row, 1, words[0])
        sheet.cell(row, 2, words[1])
    sheet["A22"] = "Log keeper: Fay Normanton, Programme Office, ext. 4417"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 80


def day(text: str) -> datetime:
    """A date as a workbook keeps it."""
    return datetime.combine(date.fromisoformat(text), datetime.min.time())


def log_row(sheet: Worksheet, row: int, section: Data, item: Data) -> None:
    """One action of the log."""
    due = item.get("due_text") or day(item["end"])
    values = [item["id"], f"{section['head']} - {section['text']}", item["do"], item["who"]]
    values += [day(item["start"]) if "start" in item else None, due, item["mark"] or None, item.get("pct")]
    values += [item["note"] or None, day(item["closed"]) if "closed" in item else None]
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, value)
        cell.alignment = WRAP
        if isinstance(value, datetime):
            cell.number_format = "dd/mm/yyyy" if column != 6 or row % 3 else "d mmm yy"
    sheet.cell(row, 8).number_format = "0%"
    sheet.row_dimensions[row].hidden = item["id"] in HIDDEN


def log(sheet: Worksheet, data: Data) -> None:
    """The action log: title, notes, header in row 6, a row an action in order of the due date."""
    sheet["A1"] = data["title"]
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A2"] = "Position at"
    sheet["B2"] = datetime(2025, 10, 3)
    sheet["B2"].number_format = "d mmmm yyyy"
    sheet["A3"] = "SEND Delivery Group, chaired by Margaret Iles (Director of Education, PCC)"
    sheet["A4"] = "Use the arrows in row 6 to filter. Definitions are on the sheet called Guide."
    header(sheet, 6, HEADS)
    items = [(s, a) for s in data["section"] for g in s["group"] for a in g["action"]]
    items.sort(key=lambda pair: (pair[1].get("end", "9999"), pair[1]["id"]))
    for row, (section, item) in enumerate(items, 7):
        log_row(sheet, row, section, item)
    last = 6 + len(items)
    sheet.auto_filter.ref = f"A6:J{last}"
    sheet.freeze_panes = "D7"
    sheet.cell(last + 2, 1, "Actions in log")
    sheet.cell(last + 2, 3, len(items))
    sheet.cell(last + 3, 1, "of which closed")
    sheet.cell(last + 3, 3, sum("closed" in a for _, a in items))
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def figure(text: str, percent: bool) -> Any:
    """A printed value as the cell holds it."""
    if text.endswith("%") and percent:
        return int(text[:-1]) / 100
    return int(text) if text.isdigit() else text


def indicators(sheet: Worksheet, data: Data) -> None:
    """Indicators with their actions, baseline, a column a month, and the target."""
    sheet["A1"] = "Key performance indicators"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "Monthly figures are actuals, entered by the 10th of the month after."
    heads = ["KPI", "Measure", "Linked actions", "Baseline (Nov 2024)", *MONTHS, "Target (Mar 2026)"]
    header(sheet, 4, heads)
    for row, item in enumerate(data["measure"], 5):
        percent = item.get("percent", False)
        sheet.cell(row, 1, item["ref"])
        sheet.cell(row, 2, item["text"])
        sheet.cell(row, 3, ", ".join(item["actions"]))
        values = [figure(item["baseline"][0], percent), *item["monthly"]]
        values.append(figure(item["targets"][0][0], percent))
        for column, value in enumerate(values, 4):
            cell = sheet.cell(row, column, None if value == "" else value)
            if percent:
                cell.number_format = "0%"
    for letter, width in (("B", 60), ("C", 34), ("D", 13), ("K", 13)):
        sheet.column_dimensions[letter].width = width


def c_3(data: Data) -> bytes:
    """The plan of Penmarsh."""
    book = Workbook()
    book.properties.creator, book.properties.title = "Programme Office", data["title"]
    guide(book.worksheets[0], data)
    book.worksheets[0].title = "Guide"
    log(book.create_sheet("Action log"), data)
    indicators(book.create_sheet("KPIs"), data)
    book.active = 1
    return made.saved(book, SAVED, mode=0o600)
