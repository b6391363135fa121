"""What a run says: a progress bar on a terminal, and at the end a table that a person understands."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from extractors.model import Status
from pipeline.areas import areas
from pipeline.gaps import RULES
from pipeline.records import TO_ANSWER, Entry
from pipeline.rows import Result

STATUSES: tuple[Status, ...] = ("ok", "partial", "failed", "unsupported")


def console() -> Console:
    """Standard output: coloured and as wide as the terminal, or plain and wide in a pipe."""
    return Console() if sys.stdout.isatty() else Console(width=120, no_color=True, highlight=False)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A function to call with files done, files in all and the path; it draws only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total, path: None
        return
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, path: bar.update(task, completed=done, total=total, description=path)


def print_summary(result: Result, output: Path) -> None:
    """Print documents by status, a line an area, the gaps by severity, and where to look next."""
    out = console()
    _print_documents(out, result)
    _print_areas(out, result)
    _print_gaps(out, result)
    _print_next(out, result, output)


def _print_documents(out: Console, result: Result) -> None:
    counts = Counter(e.status for e in result.entries)
    said = ", ".join(f"{counts[s]} {s}" for s in STATUSES if counts[s])
    out.print(f"{len(result.entries)} documents in {result.files} files: {said}")
    for entry in sorted(result.entries, key=lambda e: e.path):
        if entry.status in ("failed", "unsupported"):
            out.print(f"  {entry.status}: {entry.path}: {entry.message}", markup=False)


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _print_areas(out: Console, result: Result) -> None:
    slugs = sorted({e.area_id for e in result.entries if e.area_id})
    table = _table(_plural(len(slugs), "area"))
    table.add_column("Area", no_wrap=True)
    for head in ("Documents", "To answer", "Actions", "Links", "Covered", "Partly", "Not"):
        table.add_column(head, justify="right")
    table.add_column("Gaps: high", justify="right")
    table.add_column("medium", justify="right")
    table.add_column("low", justify="right")
    for slug in slugs:
        table.add_row(*_area_row(result, slug))
    out.print(table)


def _area_row(result: Result, slug: str) -> list[str]:
    entries = [e for e in result.entries if e.area_id == slug]
    standing = [e for e in entries if e.same_as is None]
    coverage = Counter(c.status for c in result.coverage if c.area_id == slug)
    severity = Counter(g.severity for g in result.gaps if g.area_id == slug)
    ids = {e.id for e in entries}
    links = sum(link.accepted and link.from_id.split("-")[0] in ids for link in result.links)
    numbers = [_findings(standing), _actions(standing), links]
    covered = (
        ["no plan", "", ""]
        if coverage["no_plan"]
        else [str(coverage[s]) for s in ("covered", "partial", "uncovered")]
    )
    gaps = [str(severity[s]) for s in ("high", "medium", "low")]
    return [areas()[slug].name, str(len(entries)), *map(str, numbers), *covered, *gaps]


def _findings(entries: list[Entry]) -> int:
    return sum(
        f.kind in TO_ANSWER
        for e in entries
        if e.family == "inspection" and e.extraction
        for f in e.extraction.findings
    )


def _actions(entries: list[Entry]) -> int:
    return sum(len(e.extraction.actions) for e in entries if e.extraction)


def _print_gaps(out: Console, result: Result) -> None:
    if not result.gaps:
        return
    counts = Counter((g.severity, g.rule) for g in result.gaps)
    table = _table(_plural(len(result.gaps), "gap"))
    table.add_column("Severity")
    table.add_column("Rule")
    table.add_column("Gaps", justify="right")
    table.add_column("Raised when")
    for severity in ("high", "medium", "low"):
        rules = sorted(rule for s, rule in counts if s == severity)
        for rule in rules:
            table.add_row(severity, rule, str(counts[severity, rule]), RULES[rule].description)
    out.print(table)


def _print_next(out: Console, result: Result, output: Path) -> None:
    doubts = sum(p.category in ("uncertain", "repaired") for _, p in result.problems)
    out.print(f"The database is {output / 'goldenthread.db'}. Where to look next:", markup=False)
    out.print("  goldenthread gaps AREA      what nobody answers, gravest first", markup=False)
    out.print("  goldenthread show ID        an area, document, finding, action, link or gap", markup=False)
    if doubts:
        places = "place" if doubts == 1 else "places"
        out.print(
            f"  {doubts} {places} where the reading is unsure or was put right: see the table 'problems'",
            markup=False,
        )
