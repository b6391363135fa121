"""The plan's own key to its ratings: a small table, or a list of colours and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from extractors.families.plan import content
from extractors.families.plan.badges import read_badges
from extractors.families.plan.found import RestTable
from extractors.families.plan.gantt import is_coloured
from extractors.families.plan.grid import row_cells
from extractors.families.plan.tables import parts
from extractors.fields.rating import (
    MARK_WORDS,
    WHITE,
    Legend,
    LegendCell,
    LegendEntry,
    legend_line,
    read_legend,
    status_of,
)
from extractors.model import Block, Document, Table

KEY_WIDTH, KEY_ROWS = 4, 12  # columns and rows; a larger table is no key
ENOUGH = 3  # entries; a table that is not marked as a key must hold as many to be one

MOST_WORDS = 24  # of a line of a key
NO_COLOUR = re.compile(
    r"\b(?:without (?:a |any )?|no |not (?:yet )?|un)colou?r(?:ed|s)?\b|\bleft white\b", re.I
)


def find_legend(document: Document, keys: Sequence[Table], others: Sequence[RestTable]) -> Legend:
    """The key that the document prints: a table that is one, then rows of one that are, then lists, then
    small tables of other kinds; and what it says of no colour."""
    legend = _find(document, keys, others)
    if legend.of_white() is not None or not any(e.colour for e in legend.entries):
        return legend
    short = (b.text for b in document.text_blocks if len(b.text.split()) <= MOST_WORDS)
    said = ((text, status_of(text)) for text in short if NO_COLOUR.search(text))
    white = (LegendEntry(None, WHITE, text, status) for text, status in said if status)
    return Legend((*legend.entries, *islice(white, 1)))


def _find(document: Document, keys: Sequence[Table], others: Sequence[RestTable]) -> Legend:
    """The lines of the key."""
    for table in keys:
        legend = read_legend(list(_rows(table)))
        if len(legend.entries) >= 2:
            return legend
    for run in (run for table in document.tables for run in _runs(table)):
        legend = read_legend(run)
        if _is_told(legend):
            return legend
    if (badges := read_badges(document)).entries:
        return badges
    for rows in _lists(document):
        legend = read_legend(rows)
        if len(legend.entries) >= ENOUGH:
            return legend
    for block in document.blocks:
        if isinstance(block, Block) and block.text.count(",") + block.text.count(";") >= ENOUGH - 1:
            legend = legend_line(block.text)
            if legend.entries:
                return legend
    for rest in others:
        rows = list(_rows(rest.table, (*rest.part.header, *rest.part.rows)))
        for shape in (rows, [[cell] for row in rows for cell in row]):
            legend = read_legend(shape)
            if _is_told(legend):
                return legend
    return _running_key(document.furniture)


def _is_told(legend: Legend) -> bool:
    """So many lines with meanings of their own that they are a key, whatever stands around them."""
    told = len({e.meaning for e in legend.entries})
    return len(legend.entries) >= ENOUGH and told >= ENOUGH and len(legend.statuses()) > 1


def _running_key(furniture: Sequence[Block]) -> Legend:
    """The key in the lines that run over all pages: mark and meaning in one text, or one after the other."""
    cells = [LegendCell(block.text, block.fill) for block in furniture]
    shapes = [[[cell] for cell in cells], *(_pairs(cells[first:]) for first in range(2))]
    for legend in (*map(read_legend, shapes), *(legend_line(cell.text) for cell in cells)):
        if len(legend.entries) >= ENOUGH and len(legend.statuses()) > 1:
            return legend
    return Legend()


def _pairs(cells: Sequence[LegendCell]) -> list[list[LegendCell]]:
    return [list(cells[i : i + 2]) for i in range(0, len(cells) - 1, 2)]


def printed_key(document: Document) -> Legend:
    """The key that stands in a small table or a list anywhere in the document, before its tables are read."""
    small = (t for t in document.tables if t.n_columns <= KEY_WIDTH and t.n_rows <= KEY_ROWS)
    keys = [t for t in small if any(p.kind == "key" for p in parts(t, t.cover(), None))]
    return find_legend(document, keys, ())


def _rows(table: Table, rows: Sequence[int] | None = None) -> Iterator[list[LegendCell]]:
    grid = table.cover()
    for row in range(table.n_rows) if rows is None else rows:
        cells = [c for c in row_cells(grid, row) if c.row == row and (c.text.strip() or c.fill)]
        if cells:
            yield [LegendCell(c.text, c.fill) for c in cells]


def _runs(table: Table) -> Iterator[list[list[LegendCell]]]:
    """Rows one after the other that each explain another mark, wherever in a table they stand."""
    run: list[list[LegendCell]] = []
    for row in (*_rows(table), []):
        if _explains(row) and not any(_alike(row[0], before[0]) for before in run):
            run.append(row)
            continue
        if sum(status_of(meaning.text) is not None for _, meaning in run) >= ENOUGH:
            yield run
        run = []


def _explains(row: Sequence[LegendCell]) -> bool:
    """A rating, or a few words on a coloured ground, and what it means beside it."""
    if len(row) != 2 or not row[1].text or len(row[0].text.split()) > MARK_WORDS:
        return False
    return content.is_rating(row[0].text) or is_coloured(row[0].fill)


def _alike(one: LegendCell, other: LegendCell) -> bool:
    """The same mark, or the same ground, as the labels of a table have."""
    return one.text == other.text or (is_coloured(one.fill) and one.fill == other.fill)


def _lists(document: Document) -> Iterator[list[list[LegendCell]]]:
    """Runs of short paragraphs or list items, a row each; a paragraph of several lines is a run."""
    run: list[list[LegendCell]] = []
    for block in document.blocks:
        if isinstance(block, Block) and block.kind != "heading" and len(block.text.split()) <= MOST_WORDS:
            run.append([LegendCell(block.text, block.fill)])
            continue
        if len(run) >= 2:
            yield run
        run = []
        if isinstance(block, Block) and len(block.lines) >= ENOUGH:
            yield [[LegendCell(line.text)] for line in block.lines]
    if len(run) >= 2:
        yield run
