"""The action plan as a Word document, with vertically merged cells."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from demo_builder.plan_rows import HEADER, plan_cells, row_count
from demo_builder.plan_source import Plan, Priority

FIXED = datetime(2023, 6, 1)
ZIP_TIME = (2023, 6, 1, 0, 0, 0)
STYLES = {"Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Table Grid", "Normal Table"}
UNUSED_PARTS = ("stylesWithEffects", "customXml", "thumbnail")
WIDTHS_MM = (46, 44, 70, 27, 22, 60)


def write_plan_docx(plan: Plan, path: Path) -> None:
    """Write the plan to the path."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    _front(document, plan)
    _findings(document, plan)
    _next_steps(document, plan)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    document.add_heading("3. SEND Strategic Plan", 1)
    for priority in plan.priority:
        _priority(document, plan, priority)
    properties = document.core_properties
    properties.author, properties.title, properties.revision = "Golden Thread", plan.subtitle, 1
    properties.created = properties.modified = FIXED
    _slim(document)
    path.write_bytes(_same_bytes(document))


def _slim(document: WordDocument) -> None:
    """Leave out what the template brings and the plan does not use: most of the file's size."""
    package = document.part.package
    assert package is not None
    for relations in (document.part.rels, package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(UNUSED_PARTS)]:
            relations.pop(key)
    for style in list(document.styles):
        if style.name not in STYLES and not style.name.startswith("Default"):
            style.delete()


def _same_bytes(document: WordDocument) -> bytes:
    """The document as a zip of fixed order and times; stored, as compressors differ between machines."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_STORED) as target:
        # Word asks for the list of content types first.
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def _front(document: WordDocument, plan: Plan) -> None:
    document.add_heading(plan.title, 0)
    document.add_heading(plan.subtitle, 1)
    document.add_paragraph().add_run(plan.notice).italic = True
    document.add_heading("1. Introduction", 1)
    document.add_paragraph(plan.introduction)
    _list(document, plan.aims)


def _list(document: WordDocument, texts: list[str]) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def _numbers(document: WordDocument, texts: list[str], first: int = 1) -> None:
    """Numbers typed by hand: Word's own numbering would run on from list to list."""
    for number, text in enumerate(texts, start=first):
        document.add_paragraph(f"{number}. {text}")


def _findings(document: WordDocument, plan: Plan) -> None:
    document.add_heading("Inspection findings", 2)
    document.add_paragraph(plan.inspection)
    document.add_paragraph(plan.strengths_lead)
    _numbers(document, plan.children_benefit)
    document.add_paragraph(plan.partnership_lead)
    _numbers(document, plan.partnership_arrangements, first=len(plan.children_benefit) + 1)
    document.add_heading("Inspection outcome", 2)
    document.add_paragraph(plan.outcome_lead)
    _numbers(document, [quotation.text for quotation in plan.quotations("I")])
    document.add_paragraph(plan.further_lead)
    _numbers(document, [quotation.text for quotation in plan.quotations("W")])


def _next_steps(document: WordDocument, plan: Plan) -> None:
    document.add_heading("2. Next steps", 1)
    document.add_paragraph(plan.next_steps)
    document.add_heading("Accountability arrangements", 2)
    document.add_paragraph(plan.board)
    _list(document, plan.board_members)
    document.add_heading("Reporting arrangements", 2)
    _table(
        document, [("Role", "Responsibilities"), *((duty.role, "\n".join(duty.items)) for duty in plan.duty)]
    )
    document.add_heading("Measuring the difference we make", 2)
    document.add_paragraph(plan.monitoring)
    _table(document, [(rating.meaning, rating.colour) for rating in plan.rating])
    document.add_heading("Communication plan", 2)
    document.add_paragraph(plan.communication)


def _table(document: WordDocument, rows: list[tuple[str, str]]) -> None:
    table = document.add_table(len(rows), 2, style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _priority(document: WordDocument, plan: Plan, priority: Priority) -> None:
    document.add_heading(f"Priority {priority.number}: {priority.title}", 2)
    for label, role in (
        ("Strategic Sponsor", priority.sponsor),
        ("Lead Officer", priority.lead),
        ("Parent rep", priority.parent_rep),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(role)
    table = document.add_table(row_count(priority) + 2, len(HEADER), style="Table Grid")
    table.autofit = False
    cells = [list(row.cells) for row in table.rows]
    outcome = cells[0][0].merge(cells[0][-1])
    outcome.text = f"Outcome: {priority.outcome}"
    for cell, label in zip(cells[1], HEADER, strict=True):
        cell.text = label
    _repeat(table, 2)
    for planned in plan_cells(plan, priority):
        _fill(cells, planned.column, planned.first + 2, planned.last + 2, planned.lines)
    for row in cells:
        for cell, width in zip(row, WIDTHS_MM, strict=True):
            cell.width = Mm(width)


def _fill(cells: list[list[_Cell]], column: int, first: int, last: int, lines: list[str]) -> None:
    top = cells[first][column]
    top.text = lines[0] if lines else ""
    for line in lines[1:]:
        top.add_paragraph(line)
    if last > first:
        top._tc.vMerge = "restart"
        for row in range(first + 1, last + 1):
            cells[row][column]._tc.vMerge = "continue"


def _repeat(table: Table, count: int) -> None:
    """Let the first rows come again on each page."""
    for row in list(table.rows)[:count]:
        properties = row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(_qualified("tblHeader"), {}))


def _qualified(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
