"""What a run says: a progress bar on a terminal, and at the end a table that a person understands."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from pipeline.gaps import RULES
from pipeline.invoked import command
from pipeline.queries import open_database
from pipeline.wording import COVERAGE, upper_first, words

ANSWERED = tuple(COVERAGE[s].replace(" ", "\n") for s in ("covered", "partial", "uncovered"))
STATUSES = ("ok", "partial", "failed", "unsupported")

DOCUMENTS = """select status, count(*) from documents group by status"""

LOST = (
    """select status, path, message from documents where status in ('failed', 'unsupported') order by path"""
)

# Each count in one pass over its table: asked area by area they would take longer than all else of a run in
# which nothing has changed.
AREAS = """with
  asked as (select i.area_id, count(*) as n from findings f join documents i on i.id = f.document_id
    where i.family = 'inspection' and i.same_as is null and f.kind <> 'strength' group by 1),
  planned as (select p.area_id, count(*) as n from actions a join documents p on p.id = a.document_id
    where p.same_as is null group by 1),
  linked as (select d.area_id, count(*) as n from links l join documents d on d.id = substr(l.from_id, 1, 8)
    where l.accepted = 1 and l.kind <> 'similar' group by 1),
  raised as (select area_id, sum(severity = 'high') as high, sum(severity = 'medium') as medium,
    sum(severity = 'low') as low from gaps group by 1)
  select ar.name, count(distinct d.id) as documents, coalesce(asked.n, 0) as to_answer,
    coalesce(planned.n, 0) as actions, coalesce(linked.n, 0) as links,
    c.covered, c.partial, c.uncovered, c.no_plan,
    coalesce(raised.high, 0) as high, coalesce(raised.medium, 0) as medium, coalesce(raised.low, 0) as low
  from areas ar join documents d on d.area_id = ar.id
  left join asked on asked.area_id = ar.id
  left join planned on planned.area_id = ar.id
  left join linked on linked.area_id = ar.id
  left join raised on raised.area_id = ar.id
  left join coverage_by_area c on c.area_id = ar.id
  group by ar.id order by ar.name"""

GAPS = """select severity, rule, count(*) as gaps from gaps group by severity, rule
  order by case severity when 'high' then 1 when 'medium' then 2 else 3 end, rule"""

DOUBTS = "select count(*) from problems where category in ('uncertain', 'repaired')"


WAITING = "select count(*) from links where status in ('review', 'ambiguous', 'suspect')"

CHIEF = """select ar.id, ar.name from areas ar join documents d on d.area_id = ar.id
  group by ar.id order by (select count(*) from actions a where a.area_id = ar.id) desc, count(*) desc, ar.id
  limit 1"""


def console() -> Console:
    """Standard output: coloured and as wide as the terminal, or plain and wide in a pipe."""
    return Console() if sys.stdout.isatty() else Console(width=120, no_color=True, highlight=False)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A function to call with files done, files in all and the path; it draws only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total, path: None
        return
    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, path: bar.update(task, completed=done, total=total, description=path)


def print_summary(path: Path) -> int:
    """Print what the database holds: documents by status, a line an area, gaps, and where to look next.

    Returns how many documents failed or are unsupported.
    """
    out = console()
    with open_database(path) as db:
        _print_documents(out, db)
        _print_areas(out, db)
        _print_gaps(out, db)
        _print_next(out, db, path)
        return len(db.execute(LOST).fetchall())


def _print_documents(out: Console, db: sqlite3.Connection) -> None:
    counts = dict(db.execute(DOCUMENTS).fetchall())
    said = ", ".join(f"{counts[s]} {s}" for s in STATUSES if s in counts)
    files, settings = db.execute("select files, settings from runs").fetchone()
    out.print(f"{sum(counts.values())} documents in {_plural(files, 'file')}: {said}")
    for path in json.loads(settings).get("not_there", ()):
        out.print(f"  documents.csv speaks of '{path}', which is not there", markup=False, soft_wrap=True)
    for row in db.execute(LOST):
        out.print(f"  {row['status']}: {row['path']}: {row['message']}", markup=False, soft_wrap=True)


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _print_areas(out: Console, db: sqlite3.Connection) -> None:
    rows = db.execute(AREAS).fetchall()
    table = _table(_plural(len(rows), "area"))
    table.add_column("Area", no_wrap=True)
    for head in ("Files", "Asked", "Actions", "Links", *ANSWERED, "High", "Medium", "Low"):
        table.add_column(head, justify="right")
    for row in rows:
        covered = [row["covered"], row["partial"], row["uncovered"]]
        answered = ["no plan", "", ""] if row["no_plan"] and not any(covered) else covered
        numbers = [row["documents"], row["to_answer"], row["actions"], row["links"], *answered]
        gaps = [row["high"], row["medium"], row["low"]]
        table.add_row(row["name"], *("" if n is None else str(n) for n in [*numbers, *gaps]))
    out.print(table)
    out.print("Asked: weaknesses and areas to improve. High, medium, low: gaps by severity.")


def _print_gaps(out: Console, db: sqlite3.Connection) -> None:
    rows = db.execute(GAPS).fetchall()
    if not rows:
        return
    table = _table(_plural(sum(row["gaps"] for row in rows), "gap"))
    table.add_column("Severity")
    table.add_column("Gap")
    table.add_column("How many", justify="right")
    table.add_column("What the rule looks for")
    for row in rows:
        table.add_row(
            upper_first(row["severity"]),
            upper_first(words(row["rule"])),
            str(row["gaps"]),
            RULES[row["rule"]].description,
        )
    out.print(table)


def _print_next(out: Console, db: sqlite3.Connection, path: Path) -> None:
    out.print(f"The database is {path}. Where to look next:", markup=False)
    area = db.execute(CHIEF).fetchone()
    lines = [(command("browse", database=path), "the same as pages in a browser")]
    if area is not None:
        lines += [
            (command("show", area["id"], database=path), f"what was asked of {area['name']}"),
            (command("gaps", area["id"], database=path), "what nobody answers there, gravest first"),
            (command("report", area["id"], database=path), "the report for the board"),
        ]
    if db.execute(WAITING).fetchone()[0]:
        lines.append((command("review", database=path), "what waits for a person to decide"))
    wide = max(len(typed) for typed, _ in lines)
    for typed, answers in lines:
        out.print(f"  {typed:<{wide}}   {answers}", markup=False, soft_wrap=True)
    if doubts := db.execute(DOUBTS).fetchone()[0]:
        places = _plural(doubts, "place")
        out.print(f"  {places} where the reading is unsure or was put right: see each document's page")
