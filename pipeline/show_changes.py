"""What changed between versions of a plan, as a person reads it in a terminal."""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import groupby

from rich.console import Console

from pipeline import queries
from pipeline.show import shortened
from pipeline.summary import console
from pipeline.wording import CHANGES, day

ORDER = tuple(CHANGES)  # what a board asks about first stands first


def print_changes(db: sqlite3.Connection, area: str) -> None:
    """Print what changed from each version of the area's plans to the next, kind by kind."""
    out = console()
    rows = queries.changes(db, area)
    if not rows:
        out.print(_nothing(db, area), markup=False)
    for _, group in groupby(rows, key=lambda r: (r["from_document"], r["to_document"])):
        _print_step(out, list(group))


def _nothing(db: sqlite3.Connection, area: str) -> str:
    held = db.execute(
        "select count(distinct version) from documents where area_id = ? and plan_id is not null", (area,)
    ).fetchone()[0]
    if not held:
        return "No plan of this area is held."
    return "Nothing changed." if held > 1 else "No change to tell: only one version of the plan is held."


def _print_step(out: Console, rows: list[sqlite3.Row]) -> None:
    counts = Counter(row["change"] for row in rows)
    said = ", ".join(f"{counts[kind]} {CHANGES[kind].lower()}" for kind in ORDER if counts[kind])
    first = rows[0]
    out.print(f"{_named(first, 'from')} to {_named(first, 'to')}: {said}", markup=False)
    for kind in ORDER:
        for row in rows:
            if row["change"] == kind:
                out.print(f"  {_sentence(row)}", markup=False)


def _named(row: sqlite3.Row, end: str) -> str:
    when = day(row[f"{end}_day"])
    return f"{row[f'{end}_path']} ({when})" if when else str(row[f"{end}_path"])


def _sentence(row: sqlite3.Row) -> str:
    item = row["to_action"] or row["from_action"]
    kind, activity = row["change"], shortened(row["activity"])
    if kind in ("added", "dropped"):
        return f"{CHANGES[kind]}: {item} {activity}"
    if kind == "reworded":
        return f"{CHANGES[kind]}: {item} from \u2018{row['before']}\u2019 to \u2018{row['after']}\u2019"
    was = f" from \u2018{row['before']}\u2019" if row["before"] else ""
    now = f" to \u2018{row['after']}\u2019" if row["after"] else ""
    return f"{CHANGES[kind]}{was}{now}: {item} {activity}"
