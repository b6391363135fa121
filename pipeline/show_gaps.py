"""The gaps of an area, or of all, as a person reads them in a terminal."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from rich.console import Console

from pipeline import queries
from pipeline.show import print_notes, print_offers, say, shortened
from pipeline.summary import console
from pipeline.wording import day, plural, upper_first, words


def print_gaps(db: sqlite3.Connection, area: str | None, as_of: date) -> None:
    """Print the gaps of the area, or of all, gravest first, then the actions overdue on the day."""
    out = console()
    rows = queries.gaps(db, area)
    for (name, severity), found in groupby(rows, key=lambda r: (r["area"], r["severity"])):
        _group(out, db, name or "Area not known", severity, list(found))
    if not rows:
        say(out, "No gap was found.")
    _overdue(out, db, queries.overdue(db, as_of, area), as_of)


def _group(
    out: Console, db: sqlite3.Connection, area: str, severity: str, rows: Sequence[sqlite3.Row]
) -> None:
    say(out, f"{area}: {plural(len(rows), 'gap')} of {severity} severity")
    for row in rows:
        say(out, f"  {row['id']}  {upper_first(words(row['rule']))}: {row['message']}")
        print_offers(out, db, row)
        print_notes(out, db, row["id"], indent="      ")


def _overdue(out: Console, db: sqlite3.Connection, late: Sequence[sqlite3.Row], as_of: date) -> None:
    if not late:
        say(out, f"No action is overdue on {day(as_of)}.")
        return
    say(out, f"{upper_first(plural(len(late), 'action'))} overdue on {day(as_of)}")
    if any(action["status"] for action in late):
        say(out, "  A plan that was not rated anew since shows done work as overdue.")
    else:
        say(out, "  The plans rate no progress on these: the work may be done, and the plan out of date.")
    for action in late:
        who = queries.owners_line(db, action) or "nobody named"
        say(out, f"  {action['id']}  due {day(action['due_on'])}, {who}: {shortened(action['activity'])}")
