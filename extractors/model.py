"""The records that the whole house speaks in: one `Document` in, one `Extraction` out.

A reader turns bytes into a `Document`: blocks in reading order, each with its place. An extractor turns
a `Document` into an `Extraction`: typed records, each with its place and the text as printed. All records
are frozen; coordinates are in points from the page's top left, pages count from 1, dates are whole days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# -- where something stands --------------------------------------------------------------------


class Box(Record):
    """A rectangle on a page, in points from the page's top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Source(Record):
    """Where a text stands: pages and boxes (PDF), or a place in a sheet or markup (the others).

    `ocr` says that a machine read it, or some of it, from the picture of a page.
    """

    page: int | None = None
    page_end: int | None = None
    boxes: tuple[Box, ...] = ()
    place: str | None = None
    ocr: bool = False

    @staticmethod
    def merge(sources: Iterator[Source] | list[Source] | tuple[Source, ...]) -> Source:
        """The place that encloses all the given ones: first to last page, every box, first place to last."""
        parts = list(sources)
        pages = [p for s in parts for p in (s.page, s.page_end) if p is not None]
        places = [s.place for s in parts if s.place]
        place = None
        if places:
            place = places[0] if places[0] == places[-1] else f"{places[0]} to {places[-1]}"
        return Source(
            page=min(pages, default=None),
            page_end=max(pages, default=None),
            boxes=tuple(b for s in parts for b in s.boxes),
            place=place,
            ocr=any(s.ocr for s in parts),
        )


# -- what a reader gives -----------------------------------------------------------------------

Format = Literal["pdf", "docx", "xlsx", "html", "text"]

ProblemCategory = Literal[
    "unreadable",  # bytes, a page or a part that could not be read
    "no_text",  # a page without a text layer
    "heading_missing",  # a heading of the family was looked for and not found
    "invariant",  # something that always holds in the family does not hold here
    "repaired",  # put right by the reader or the extractor; a person may want to look
    "uncertain",  # stands on weak evidence: look here first
    "not_read",  # a value that is printed and could not be understood
    "duplicate",  # the same thing twice in one document
    "limit",  # left out because a limit was reached
    "not_placed",  # text of a table that no record took
]


class Problem(Record):
    """Something that a person should know about how a document was read."""

    category: ProblemCategory
    message: str
    page: int | None = None


class Line(Record):
    """One printed line. `soft` says that it ended only because the next word would not fit."""

    text: str
    box: Box | None = None
    soft: bool = False


class Block(Record):
    """A heading, a paragraph or a list item, with its text in one line (white space folded).

    `level` is the heading's level (1 highest, 0 unknown) or the list item's nesting (1 outermost).
    `text` leaves out what is struck through; `struck` holds those passages in order. `lines` are the
    printed lines where the format has them (a PDF's lines, the hard breaks of the others). `fill` is the
    colour, as `#rrggbb`, of a small shape that is drawn beside it, as in a key to colours.
    """

    kind: Literal["heading", "paragraph", "list_item"]
    text: str
    level: int = 0
    mark: str | None = None
    bold: bool = False
    size: float | None = None
    hidden: bool = False
    struck: tuple[str, ...] = ()
    fill: str | None = None
    lines: tuple[Line, ...] = ()
    source: Source = Source()


class Drawn(Record):
    """What is drawn over a cell of a calendar: a bar or a piece of it, or a sign such as a diamond.

    `colours` are those of its pieces from the left. `goes_on` and `went_before` say that the bar laps over
    the calendar's end or its beginning.
    """

    kind: Literal["bar", "sign"]
    colours: tuple[str, ...]
    goes_on: bool = False
    went_before: bool = False


class Cell(Record):
    """A table cell at its top left position (0-based), with the rows and columns that it spans.

    The grid of a `Table` names the positions that a span covers as merged away (`None`), which is not the
    same as an empty cell (text ""). `blocks` are the cell's paragraphs and list items; `text` joins them
    with single spaces, without list marks. `fill` is the background as `#rrggbb`. `room` is the free
    height below the last line in points, where the format shows it. `drawn` is the bar that lies over it.
    """

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    blocks: tuple[Block, ...] = ()
    header: bool = False
    fill: str | None = None
    room: float | None = None
    drawn: Drawn | None = None
    source: Source = Source()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All printed lines of the cell, in order."""
        return tuple(line for block in self.blocks for line in block.lines)

    @property
    def struck(self) -> tuple[str, ...]:
        """All struck-through passages of the cell, in order."""
        return tuple(text for block in self.blocks for text in block.struck)


class Fragment(Record):
    """A piece of a table as it stood on one page (or sheet): which rows of the joined table it gave."""

    first_row: int
    last_row: int
    page: int | None = None
    header_rows: int = 0
    joined_row: bool = False  # its first row was cut off the last row of the fragment before


class Table(Record):
    """A table, joined over its pages. `fragments` tell how it was joined, so that it can be undone."""

    kind: Literal["table"] = "table"
    n_rows: int
    n_columns: int
    cells: tuple[Cell, ...]
    caption: str | None = None
    hidden: bool = False
    fragments: tuple[Fragment, ...] = ()
    source: Source = Source()

    def grid(self) -> list[list[Cell | None]]:
        """Rows of columns: the cell that begins at each position, `None` where it is merged away."""
        rows: list[list[Cell | None]] = [[None] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell
        return rows

    def cover(self) -> list[list[Cell | None]]:
        """Rows of columns: the cell that covers each position, spans included; `None` where none does."""
        rows: list[list[Cell | None]] = [[None] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                for column in range(cell.column, min(cell.column + cell.colspan, self.n_columns)):
                    rows[row][column] = cell
        return rows


class Document(Record):
    """One file, read: blocks in reading order, running headers and footers apart from them."""

    format: Format
    sha256: str
    pages: int | None = None
    title: str | None = None
    blocks: tuple[Block | Table, ...] = ()
    furniture: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text_blocks(self) -> tuple[Block, ...]:
        """Headings, paragraphs and list items, without tables."""
        return tuple(b for b in self.blocks if isinstance(b, Block))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Table))


# -- what an extractor gives -------------------------------------------------------------------

Family = Literal["inspection", "plan", "commentary"]
FindingKind = Literal[
    "strength", "weakness", "area_for_improvement", "area_for_priority_action", "significant_weakness"
]
Stance = Literal["praise", "criticism", "progress", "context"]
BodyKind = Literal["local_authority", "integrated_care_board", "trust", "other"]
Capacity = Literal[
    "leader",
    "inspector",
    "addressee",
    "sponsor",
    "lead",
    "parent_representative",
    "chair",
    "member",
    "speaker",
]
DatePrecision = Literal["day", "month", "quarter", "season", "year"]
DateQualifier = Literal["by", "from", "between", "ongoing"]
ActionStatus = Literal["complete", "on_track", "in_progress", "delayed", "not_started"]
PlanType = Literal[
    "response",
    "written_statement_of_action",
    "priority_action_plan",
    "accelerated_progress_plan",
    "improvement_plan",
    "tracker",
]
Status = Literal["ok", "partial", "failed", "unsupported"]


class Body(Record):
    """A public body that a document names as responsible, and the name as printed."""

    name: str
    kind: BodyKind
    name_raw: str | None = None


class Judgement(Record):
    """A grade from a table of judgements."""

    subject: str
    grade: str


class Person(Record):
    """A person, or a role without a name, in the capacity in which the document names them."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    capacity: Capacity
    is_lead: bool = False


class Finding(Record):
    """Something that a document lists as a strength, a weakness or an area to improve."""

    kind: FindingKind
    number: int
    text: str
    responsible: str | None = None
    section: str | None = None
    source: Source = Source()


class Statement(Record):
    """A sentence of prose and the stance that it takes."""

    stance: Stance
    text: str
    section: str | None = None
    speaker: str | None = None
    source: Source = Source()


class Timescale(Record):
    """A printed timescale and what was read from it.

    A single time sets only `due_on`, to its last day; a range sets both, first and last day; "from" sets
    only `starts_on`. Financial quarters and years run from April. `slip` tells of a typing slip that was
    read through; `problem` of something printed that could not be read.
    """

    raw: str
    starts_on: date | None = None
    due_on: date | None = None
    precision: DatePrecision | None = None
    qualifier: DateQualifier | None = None
    slip: str | None = None
    problem: str | None = None


class Owner(Record):
    """Who is to do something: a person, a role, an organisation, or several of these together.

    `organisation` stands as printed; `organisation_full` has its abbreviations written out, by the
    document's own glossary or the list of public bodies, and is `None` where nothing was short.
    """

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    organisation_full: str | None = None


class Target(Record):
    """A value to be reached. `period` is a day, month (YYYY-MM), year, or as printed."""

    raw: str
    value: float | None = None
    unit: str | None = None
    period: str | None = None


class Measure(Record):
    """How a plan says success will be known, with its baseline and its targets."""

    number: int
    text: str
    direction: Literal["up", "down"] | None = None
    baseline_raw: str | None = None
    baseline_value: float | None = None
    baseline_unit: str | None = None
    baseline_period: str | None = None
    targets: tuple[Target, ...] = ()
    actions: tuple[int, ...] = ()  # numbers of the actions that it measures
    source: Source = Source()


class Extra(Record):
    """A column that no field takes: its header and the cell's text."""

    column: str
    text: str


class Action(Record):
    """One row of a plan: what is to be done, by whom, by when, and how success will be known."""

    number: int
    activity: str
    reference: str | None = None
    priority: str | None = None
    outcome: str | None = None
    area_for_improvement: str | None = None
    objective: str | None = None
    responsible_raw: str | None = None
    owners: tuple[Owner, ...] = ()
    timescale: Timescale | None = None
    original_timescale: Timescale | None = None
    success_measure: str | None = None
    status: ActionStatus | None = None
    status_raw: str | None = None
    update_text: str | None = None
    extra: tuple[Extra, ...] = ()
    inherited: tuple[str, ...] = ()  # names of fields carried down from a merged cell
    source: Source = Source()


class Details(Record):
    """What a document says of itself on its front page."""

    title: str | None = None
    area: str | None = None  # the local area's name as printed
    published: date | None = None
    inspection_start: date | None = None
    inspection_end: date | None = None
    inspection_raw: str | None = None
    previous_start: date | None = None
    previous_end: date | None = None
    previous_raw: str | None = None
    outcome: Literal[1, 2, 3] | None = None
    next_inspection_raw: str | None = None
    next_inspection_by: date | None = None
    monitoring_inspection_raw: str | None = None
    monitoring_inspection_by: date | None = None
    plan_type: PlanType | None = None
    version: str | None = None
    children_with_send: int | None = None
    children_with_ehc_plan: int | None = None


class DateMention(Record):
    """A date or period that a document gives for the inspection, outside its front page facts."""

    raw: str  # the passage as printed
    starts_on: date | None = None
    ends_on: date | None = None
    precision: DatePrecision = "day"
    source: Source = Source()


class Extraction(Record):
    """All that an extractor found in one document."""

    kind: str
    family: Family
    details: Details = Details()
    bodies: tuple[Body, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    people: tuple[Person, ...] = ()
    findings: tuple[Finding, ...] = ()
    statements: tuple[Statement, ...] = ()
    actions: tuple[Action, ...] = ()
    measures: tuple[Measure, ...] = ()
    inspection_dates: tuple[DateMention, ...] = ()
    problems: tuple[Problem, ...] = ()
    status: Status = "ok"
    message: str | None = None
