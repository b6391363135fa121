"""Small tables and documents for the tests of plans, written by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Action, Block, Cell, Document, Fragment, Line, Source, Table


def table(
    *rows: list[str],
    page: int | None = None,
    headers: int = 0,
    seams: tuple[int, ...] = (),
    fills: dict[str, str] | None = None,
) -> Table:
    """A table: "^" is merged with the cell above, "<" with the cell to the left, "" is empty; text lines are
    parted by "|"."""
    width = max(len(r) for r in rows)
    grid = [[*r, *[""] * (width - len(r))] for r in rows]
    cells = []
    for i, row in enumerate(grid):
        for j, text in enumerate(row):
            if text in ("^", "<"):
                continue
            down = 1
            while i + down < len(grid) and grid[i + down][j] == "^":
                down += 1
            right = 1
            while j + right < width and row[j + right] == "<":
                right += 1
            cells.append(_cell(i, j, down, right, text, i < headers, (fills or {}).get(text), page))
    starts = (0, *seams)
    ends = (*[s - 1 for s in seams], len(grid) - 1)
    fragments = tuple(
        Fragment(first_row=a, last_row=b, page=(page or 1) + k)
        for k, (a, b) in enumerate(zip(starts, ends, strict=True))
    )
    return Table(n_rows=len(grid), n_columns=width, cells=tuple(cells), fragments=fragments)


def _cell(
    row: int, column: int, down: int, right: int, text: str, header: bool, fill: str | None, page: int | None
) -> Cell:
    source = Source(page=page, place=f"R{row + 1}C{column + 1}")
    lines = tuple(Line(text=part.strip()) for part in text.split("|"))
    plain = " ".join(line.text for line in lines)
    block = Block(kind="paragraph", text=plain, lines=lines, source=source)
    return Cell(
        row=row,
        column=column,
        rowspan=down,
        colspan=right,
        text=plain,
        blocks=(block,) if plain else (),
        header=header,
        fill=fill,
        source=source,
    )


def head(text: str, level: int = 1) -> Block:
    """A heading."""
    return Block(kind="heading", text=text, level=level, bold=True)


def para(text: str, bold: bool = False) -> Block:
    """A paragraph."""
    return Block(kind="paragraph", text=text, bold=bold)


def item(text: str, level: int = 1) -> Block:
    """A list item."""
    return Block(kind="list_item", text=text, level=level, mark="•")


def document(*blocks: Block | Table, format: str = "docx") -> Document:
    """A document of these blocks."""
    return Document(format=format, sha256="0" * 64, blocks=blocks)  # type: ignore[arg-type]


# -- cards ---------------------------------------------------------------------------------------

# four actions as cards show them: number, words, who, when, rating and what is to come of it
CARDS = (
    ("1.1", "Open a drop-in at the ferry.", "Ann Day, Head of SEND", "31 May 2026", "On track", "Half come"),
    ("1.2", "Mend the ramp on every bus.", "Bus Manager", "July 2026", "Delayed", "No ramp sticks"),
    ("1.3", "Train all of the drivers.", "Jo Hill, Training Lead", "1 June 2026", "Complete", "All are kind"),
    ("1.4", "Write to every school twice.", "Schools Officer", "Dec 2026", "Not started", "Schools say so"),
)
GOAL = "Every child gets there on time"


def told(actions: Sequence[Action]) -> list[tuple[str | None, ...]]:
    """What was read of each action, in the order of `CARDS`."""
    return [
        (
            a.reference,
            a.activity,
            a.responsible_raw,
            a.timescale.raw if a.timescale else None,
            a.status_raw,
            a.success_measure,
        )
        for a in actions
    ]


def paragraphs(drawn: Table) -> Table:
    """The table with each line of a cell as a paragraph; one between asterisks is bold."""
    cells = []
    for cell in drawn.cells:
        blocks = tuple(
            b.model_copy(
                update={"text": line.text.strip("*"), "lines": (), "bold": line.text.startswith("*")}
            )
            for b in cell.blocks
            for line in b.lines
        )
        cells.append(cell.model_copy(update={"blocks": blocks, "text": " ".join(b.text for b in blocks)}))
    return drawn.model_copy(update={"cells": tuple(cells)})
