"""What is exported: the tables with their columns and rows, in an order that is always the same."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.queries import NoDatabaseError, open_database
from pipeline.redact import open_redacted
from pipeline.schema import TABLES, Column, Table

Value = str | int | float | None
Record = tuple[Value, ...]

NOT_EXPORTED = frozenset({"runs"})
READ_BY_MACHINE = (
    "A machine read these documents. Where it matters, look at the page: the page decides. What a document"
    " does not say, or what could not be read, is blank."
)
LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0"
    " (https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/), where a document that is"
    " quoted is published under it."
)
REDACTED = "Names of people were removed; roles and organisations were left."

# Characters that XML 1.0 and most programs refuse: control characters but tab and line feed, lone surrogates.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Sheet:
    """A table as it is exported: what it is, and its rows in the order of its key."""

    table: Table
    rows: tuple[Record, ...]

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.table.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return self.table.columns

    def at(self, column: str) -> int:
        """The place of a column in a row, from 0."""
        return [c.name for c in self.columns].index(column)


@dataclass(frozen=True)
class Content:
    """All that is exported. `redacted` says that names of people were removed."""

    sheets: tuple[Sheet, ...]
    redacted: bool = False

    def sheet(self, name: str) -> Sheet:
        """The table of this name."""
        return next(s for s in self.sheets if s.name == name)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of all of it."""
        return (READ_BY_MACHINE, LICENCE) + ((REDACTED,) if self.redacted else ())


def read_content(database: Path, redact_names: bool = False) -> Content:
    """Every table but `runs`.

    Raises `pipeline.queries.NoDatabaseError` where there is no database, or one of another version.
    """
    try:
        return Content(tuple(_sheets(database, redact_names)), redact_names)
    except sqlite3.OperationalError as error:
        raise NoDatabaseError(
            f"'{database}' is of another version ({error}): make it anew with 'goldenthread run CORPUS'"
        ) from error


def _sheets(database: Path, redact_names: bool) -> Iterator[Sheet]:
    with open_redacted(database) if redact_names else open_database(database) as db:
        for table in TABLES:
            if table.name not in NOT_EXPORTED:
                names = ", ".join(f"[{c.name}]" for c in table.columns)
                rows = [tuple(map(_clean, r)) for r in db.execute(f"select {names} from [{table.name}]")]
                keys = [[c.name for c in table.columns].index(k) for k in table.key]
                rows.sort(key=lambda row, keys=keys: [_natural(row[k]) for k in keys])  # type: ignore[misc]
                yield Sheet(table, tuple(rows))


def cleaned(text: str) -> str:
    """The text without characters that XML and most programs refuse."""
    return _REFUSED.sub("", text)


def _clean(value: Value) -> Value:
    return cleaned(value) if isinstance(value, str) else value


def _natural(value: Value) -> list[tuple[int, int | float, str]]:
    """A key by which "A9" stands before "A10"."""
    if not isinstance(value, str):
        return [(0, value if value is not None else -1, "")]
    return [(1, int(p), "") if p.isdecimal() else (2, 0, p) for p in _DIGITS.split(value) if p]


def is_json(column: Column) -> bool:
    """Whether the column holds JSON."""
    return column.description.startswith("JSON")
