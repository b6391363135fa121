"""The report as a Word document: real headings, real tables with repeated header rows, no merged cells."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from pipeline.export.archive import timeless
from pipeline.export.tables import LICENCE, cleaned
from pipeline.report.model import ActionLine, Board
from pipeline.report.words import LEFT_OUT, METHOD, OVERDUE, RULES_OF_READING, TITLE, WARNING
from pipeline.wording import day

_PAGE = 26.2  # width of the text in centimetres, on A4 turned


def board_document(board: Board) -> bytes:
    """The report as DOCX; the same bytes for the same board."""
    word = _Word(TITLE.format(area=board.area))
    word.line(f"As things stood on {day(board.as_of)}, in the documents that are held.")
    word.line(WARNING, bold=True)
    word.heading("Summary", 1)
    word.bullets(board.summary)
    _findings(word, board)
    _gaps(word, board)
    _owners(word, board)
    _dates(word, board)
    _changes(word, board)
    _method(word, board)
    _references(word, board)
    word.line(LICENCE)
    return word.bytes()


class _Word:
    """A document that is written from top to bottom."""

    def __init__(self, title: str) -> None:
        self._document: Document = docx.Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = cleaned(title), "Golden Thread", "en-GB"
        properties.comments = WARNING
        properties.created = properties.modified = datetime(1980, 1, 1)
        self._lay_out()
        self.heading(title, 0)

    def _lay_out(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(29.7), Cm(21.0)
        section.left_margin = section.right_margin = Cm(1.75)
        section.top_margin = section.bottom_margin = Cm(1.75)
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(11)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        normal.element.get_or_add_rPr().append(language)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title."""
        heading = self._document.add_heading(cleaned(text), level)
        for run in heading.runs:
            run.font.name = "Arial"

    def line(self, text: str, bold: bool = False) -> None:
        """A paragraph."""
        self._document.add_paragraph().add_run(cleaned(text)).bold = bold

    def bullets(self, lines: Iterable[str]) -> None:
        """A list."""
        for line in lines:
            self._document.add_paragraph(cleaned(line), style="List Bullet")

    def table(
        self, caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        """A table with its caption; `widths` are shares of the page."""
        above = self._document.add_paragraph(cleaned(caption), style="Caption")
        above.paragraph_format.keep_with_next = True
        table = self._document.add_table(rows=0, cols=len(header), style="Table Grid")
        table.autofit = False
        _described(table, cleaned(caption))
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Cm(_PAGE * share / sum(widths))
        for row in (header, *rows):
            cells = table.add_row().cells
            for cell, text, share in zip(cells, row, widths, strict=True):
                _fill(cell, text, share / sum(widths), bold=row is header)
        _repeated(table)
        self._document.add_paragraph()

    def bytes(self) -> bytes:
        """The document, without a clock time in it."""
        out = io.BytesIO()
        self._document.save(out)
        return timeless(out.getvalue())


def _fill(cell: _Cell, text: str, share: float, bold: bool) -> None:
    cell.width = Cm(_PAGE * share)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(cleaned(text))
    run.bold, run.font.size = bold, Pt(9)


def _described(table: Table, caption: str) -> None:
    """What a screen reader says of the table."""
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), caption)
    table._tbl.tblPr.append(described)


def _repeated(table: Table) -> None:
    """The header row again on each page; no row broken over two."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


# -- the parts of the report -------------------------------------------------------------------


def _numbers(refs: Sequence[int]) -> str:
    return " ".join(f"[{n}]" for n in refs) or "none"


def _findings(word: _Word, board: Board) -> None:
    word.heading("What inspectors asked for", 1)
    if not board.inspections:
        word.line(f"No inspection document of {board.area} is held.")
    for part in board.inspections:
        word.heading(part.title, 2)
        word.line(" ".join(part.facts))
        if not part.findings:
            word.line("No finding of this document asks for action.")
            continue
        rows = [
            (
                f.label,
                f.text,
                f.said,
                f.left_out,
                f.standing,
                f.next_due,
                _numbers(f.refs),
            )
            for f in part.findings
        ]
        header = ("Finding", "What it says", "Answered", LEFT_OUT, "Actions", "Next date",
                  "Source")  # fmt: skip
        word.table(
            f"Findings of {part.title}, and how far actions answer them", header, rows, (3, 9, 3, 6, 4, 3, 3)
        )
    if board.told:
        word.heading("Weaknesses told of in pages and news", 2)
        for told in board.told:
            said = " ".join(f"Progress reported: {p}" for p in told.progress) or "No progress is reported."
            word.bullets([f"{told.text} {_numbers(told.refs)} {said}"])


def _gaps(word: _Word, board: Board) -> None:
    word.heading("Gaps, and what to do about each", 1)
    if not board.gaps:
        word.line("No gap was found.")
    for part in board.gaps:
        word.heading(f"{part.severity.capitalize()} severity: {part.count}", 2)
        for group in part.groups:
            word.heading(group.name, 3)
            word.line(f"The rule looks for {group.looks_for}.")
            word.line(f"What to do: {group.remedy}", bold=True)
            word.bullets(f"{g.sentence} {_numbers(g.refs)}" for g in group.gaps)


def _owners(word: _Word, board: Board) -> None:
    word.heading("Who carries what", 1)
    if not board.owners:
        word.line("No action is held, so nobody carries one.")
        return
    rows = [
        (o.owner, o.organisation, *(str(n) for n in (o.actions, o.complete, o.overdue, o.soon)))
        for o in board.owners
    ]
    word.table(
        f"Owners and their actions on {day(board.as_of)}. An action with several owners counts for each.",
        ("Owner", "Organisation", "Actions", "Rated complete", "Overdue", "Due in three months"),
        rows,
        (6, 8, 2, 3, 2, 3),
    )


def _dates(word: _Word, board: Board) -> None:
    word.heading("Dates", 1)
    word.heading("Overdue", 2)
    if board.overdue:
        word.line(OVERDUE, bold=True)
    _actions(word, board.overdue, f"Actions overdue on {day(board.as_of)}", "No action is overdue.")
    word.heading("The next six months", 2)
    ahead = f"Actions due in the six months from {day(board.as_of)}"
    _actions(word, board.ahead, ahead, "No action is due in the next six months.")
    word.line(f"Due later than that: {board.later or 'none'}. Without a last day: {board.undated or 'none'}.")


def _actions(word: _Word, lines: Sequence[ActionLine], caption: str, none: str) -> None:
    if not lines:
        word.line(none)
        return
    header = ("Action", "What is to be done", "Owner", "Due", "How it stands", "Source")
    rows = [(a.label, a.activity, a.owner, a.due, a.state, _numbers(a.refs)) for a in lines]
    word.table(caption, header, rows, (3, 11, 6, 5, 4, 3))


def _changes(word: _Word, board: Board) -> None:
    word.heading("What changed since the last version", 1)
    if not board.steps:
        word.line(board.no_changes)
    for step in board.steps:
        rows = [(c.change, c.activity, c.before, c.after, _numbers(c.refs)) for c in step.changes]
        word.table(step.title, ("Change", "Action", "Before", "After", "Source"), rows, (3, 9, 7, 7, 3))


def _method(word: _Word, board: Board) -> None:
    word.heading("Method and limits", 1)
    word.line(WARNING, bold=True)
    word.bullets((*METHOD, *RULES_OF_READING))
    word.bullets([f"Joins that are doubtful and wait for a person: {board.unsure or 'none'}."])
    if board.redacted:
        word.bullets(["Names of people were removed; roles and organisations were left."])
    word.table(
        "Documents that were read; the same text in several files counts once",
        ("Document", "Kind", "Date", "Reading"),
        [(d.title, d.kind, d.dated, d.reading) for d in board.documents],
        (8, 5, 5, 8),
    )


def _references(word: _Word, board: Board) -> None:
    word.heading("Evidence references", 1)
    for part in board.references:
        rows = [(f"[{r.number}]", r.what, r.where, r.id) for r in part.lines]
        word.table(part.document, ("Reference", "What", "Where", "Id"), rows, (3, 6, 11, 5))
