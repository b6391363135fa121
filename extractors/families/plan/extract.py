"""The action plan: one document in, its actions, measures, people and restated findings out."""

from __future__ import annotations

import re

from extractors.families.plan import about, findings, governance
from extractors.families.plan.boxed import unboxed
from extractors.families.plan.build import Mender, build
from extractors.families.plan.cut_rows import rejoined
from extractors.families.plan.grid import own_cells
from extractors.families.plan.legend import find_legend, printed_key
from extractors.families.plan.lists import success_lists
from extractors.families.plan.measures import gather
from extractors.families.plan.progress import join_progress
from extractors.families.plan.recognise import recognise
from extractors.families.plan.typed import Typist
from extractors.families.plan.walk import Walker
from extractors.families.plan.words import fold
from extractors.fields.owner import gather_glossary
from extractors.model import Block, Document, Extraction, Problem, Table
from extractors.registry import extractor


@extractor("action_plan", "plan", "Council action plan", recognise)
def extract(document: Document) -> Extraction:
    """Everything that a plan says; `partial` where it has a plan's words and no action was found."""
    marks = frozenset(fold(mark) for mark in printed_key(document).marks())
    document, joined = rejoined(unboxed(document, marks), marks)
    stated = about.details(document)
    mentions = about.inspection_dates(document)
    restated = findings.restated(document.blocks)
    areas = tuple(f.text for f in restated if f.kind != "strength")
    walk = Walker(document, areas, marks).run()
    printed = texts(document)
    key = find_legend(document, walk.keys, walk.others)
    typist = Typist(about.time_context(stated, mentions), gather_glossary(printed, rows=_rows(document)), key)
    found = join_progress(walk.found)
    built = build(found, typist, Mender(printed), stated.title)
    people = [*walk.people, *governance.chairs(document.blocks)]
    problems = [*joined, *walk.problems, *(p for b in built for p in b.problems)]
    return Extraction(
        kind="action_plan",
        family="plan",
        details=stated,
        bodies=governance.bodies(document.blocks),
        people=governance.unique(people),
        findings=restated,
        actions=tuple(b.action for b in built),
        measures=gather(
            built,
            walk.measures,
            success_lists(document, [item.draft for item in found]),
            stated.published,
        ),
        inspection_dates=mentions,
        problems=tuple(problems) if built else (*problems, _nothing()),
        status="ok" if built else "partial",
        message=None if built else "no action was found",
    )


def texts(document: Document) -> list[str]:
    """Every text of the document once: its blocks and the cells of its tables."""
    found: list[str] = []
    for block in document.blocks:
        found += [block.text] if isinstance(block, Block) else [c.text for c in block.cells]
        found += [] if isinstance(block, Block) else _pairs(block)
    return list(dict.fromkeys(t for t in found if t.strip()))


_SHORT = re.compile(r"[A-Z][A-Za-z&]{1,9}(?: [A-Z]{2,5})?")


def _pairs(table: Table) -> list[str]:
    """The rows of a list of abbreviations in two columns, a line each ("ABC: Alpha Beta Council")."""
    if table.n_columns != 2:
        return []
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text.strip())
    return [f"{r[0]}: {r[1]}" for r in rows.values() if len(r) == 2 and _SHORT.fullmatch(r[0]) and r[1]]


def _rows(document: Document) -> list[list[str]]:
    """The texts of every row of its tables."""
    grids = [table.cover() for table in document.tables]
    return [[c.text for c in own_cells(grid, row)] for grid in grids for row in range(len(grid))]


def _nothing() -> Problem:
    return Problem(
        category="uncertain",
        message="the document reads like an action plan, but no action was found: its layout is not known",
    )
