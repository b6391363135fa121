"""Rows as they are put into tables: in order of the columns, each with a number that says where it stands.

Without the numbers rows would stand in the order in which runs came to put them in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline import ids
from pipeline.rows import Result, Row, rows
from pipeline.rows_found import Value
from pipeline.schema import TABLE

# Which column says what a row belongs to. A row's number is made from it: rows stand in one order however
# the database came about, and all rows of a document stand together.
OWNER = {
    "documents": "id",
    "document_paths": "document_id",
    "bodies": "document_id",
    "judgements": "document_id",
    "people": "document_id",
    "findings": "document_id",
    "statements": "document_id",
    "actions": "document_id",
    "owners": "action_id",
    "measures": "document_id",
    "targets": "measure_id",
    "action_measures": "action_id",
    "problems": "document_id",
    "coverage": "finding_id",
    "changes": "plan_id",
    "themes": "item_id",
}
BY_ID = ("links", "gaps")  # of which each row is numbered by its own id
ROOM = 23  # bits for the rows of one document in a table; those of its id need 40 of 63
Line = tuple[Value, ...]


class Batch(NamedTuple):
    """Rows of one table, each its number and its values in the order of the columns."""

    table: str
    lines: list[Line]


def reach(document: str) -> tuple[int, int]:
    """The first and the last number that rows of the document can have."""
    first = ids.place(document, 8) << ROOM
    return first, first + (1 << ROOM) - 1


def batches(result: Result) -> Iterator[Batch]:
    """The rows of each table that has any, in an order in which references are there first."""
    for name, made in rows(result):
        names = [column.name for column in TABLE[name].columns]
        numbers = _numbers(name)
        if lines := [(numbers(row), *map(row.get, names)) for row in made]:
            yield Batch(name, lines)


def _numbers(table: str) -> Callable[[Row], int | None]:
    """What numbers the rows of the table as they come; `None` leaves it to the database."""
    count: dict[str, int] = {}

    def of_document(row: Row) -> int:
        document = str(row[OWNER[table]]).partition("-")[0]
        number = count[document] = count.get(document, -1) + 1
        return reach(document)[0] + number

    if table in OWNER:
        return of_document
    if table in BY_ID:
        return lambda row: ids.place(str(row["id"])[1:], 10)
    return lambda row: None
