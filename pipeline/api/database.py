"""Open a database that a run wrote, and take typed records or data frames out of it."""

from __future__ import annotations

import importlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from pipeline import queries
from pipeline.api import citation
from pipeline.api.records import RECORDS, Action, Area, Document, Finding, Link, Placed, Row
from pipeline.areas import find_area
from pipeline.redact import open_redacted
from pipeline.schema import TABLE
from pipeline.views import VIEW

R = TypeVar("R", bound=Row)
Value = str | int | float | None

_BY_TABLE = {kind.table: kind for kind in RECORDS}


class UnknownAreaError(Exception):
    """There is no area of this name."""


class NoFramesError(Exception):
    """Neither pandas nor polars is installed; the message says what to do."""


@contextmanager
def open_database(
    path: str | Path = "output/goldenthread.db", redact_names: bool = False
) -> Iterator[Corpus]:
    """The database, read-only. `redact_names` opens a copy in memory without names of people.

    Raises `pipeline.queries.NoDatabaseError` where there is none.
    """
    opened = open_redacted(Path(path)) if redact_names else queries.open_database(Path(path))
    with opened as connection:
        yield Corpus(connection)


class Corpus:
    """Everything that a run found. Records come in the order of the database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    # -- records ---------------------------------------------------------------------------

    def records(
        self, record: type[R], /, area: str | None = None, standing: bool = True, **equal: Value
    ) -> list[R]:
        """Every record of the kind, e.g. `records(Finding, area="Kent", kind="weakness")`.

        `area` is an area's name in any form. With `standing`, as by default, a text that came in several
        files counts once and of a plan only the newest version; without it, all that was read. Other
        arguments name columns and the values that they must have. Raises `UnknownAreaError`, and
        `ValueError` for a column that the table does not have.
        """
        where = dict(equal)
        if area is not None:
            where["id" if record.table == "areas" else "area_id"] = self.area_id(area)
        columns = {c.name for c in TABLE[record.table].columns}
        unknown = where.keys() - columns
        if unknown:
            raise ValueError(f"{record.table} has no column {', '.join(sorted(unknown))}")
        tests = " and ".join(f"[{name}] is ?" for name in where)
        sql = f"select * from [{record.table}]" + (f" where {tests}" if tests else "") + " order by rowid"
        rows = self.connection.execute(sql, tuple(where.values()))
        return [record.model_validate(dict(r)) for r in rows if not standing or self._stands(r)]

    def record(self, item: str) -> Row | None:
        """The finding, action, statement, measure, link, gap, document or area with this id."""
        found = queries.find_item(self.connection, item)
        return _BY_TABLE[found[0]].model_validate(dict(found[1])) if found else None

    def area_id(self, name: str) -> str:
        """The id of an area named in any form. Raises `UnknownAreaError`."""
        slug = find_area(name)
        if slug is None:
            raise UnknownAreaError(f"there is no area called '{name}'")
        return slug

    def areas(self) -> list[Area]:
        """The areas of which a document is held, by name."""
        held = {d.area_id for d in self._documents.values()}
        return sorted((a for a in self.records(Area) if a.id in held), key=lambda a: a.name)

    def document(self, item: str) -> Document:
        """The document with this id, or in which the item with this id stands. Raises `KeyError`."""
        return self._documents[item.partition("-")[0]]

    def documents(self, area: str | None = None, standing: bool = True) -> list[Document]:
        """The documents of the area, or all."""
        return self.records(Document, area, standing)

    def answers_to(self, finding: str) -> list[Action]:
        """The actions that answer the finding with this id, in the order of the plan."""
        return [a for i in self._answers[finding] if isinstance(a := self.record(i), Action)]

    @cached_property
    def _answers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for link in sorted(self.records(Link, kind="addresses", accepted=1), key=lambda k: k.from_id):
            found[link.to_id].append(link.from_id)
        return found

    @cached_property
    def _documents(self) -> dict[str, Document]:
        rows = self.connection.execute("select * from documents order by rowid")
        return {r["id"]: Document.model_validate(dict(r)) for r in rows}

    @cached_property
    def _standing(self) -> frozenset[str]:
        rows = self.connection.execute(f"select d.id from documents d where {queries.STANDING}")
        return frozenset(r[0] for r in rows)

    def _stands(self, row: sqlite3.Row) -> bool:
        """Whether the row belongs to a document that stands, or to none."""
        columns = row.keys()
        belongs = ["document_id", "action_id", "measure_id", "item_id"] + ["id"] * ("sha256" in columns)
        name = next((c for c in belongs if c in columns), None)
        owner = str(row[name]).partition("-")[0] if name else None
        return owner is None or owner not in self._documents or owner in self._standing

    # -- citations -------------------------------------------------------------------------

    def cite(self, item: str | Row) -> str:
        """A citation: title, date, page or place, id. Raises `KeyError` for an id that is not there."""
        record = self.record(item) if isinstance(item, str) else item
        if isinstance(record, Placed):
            return citation.citation(self._documents[record.document_id], self.where(record), record.id)
        if isinstance(record, Document):
            return citation.citation(record)
        raise KeyError(item if isinstance(item, str) else f"{type(item).__name__} has no place in a document")

    def where(self, record: Placed) -> str:
        """Page, sheet and cells, or place in the markup, in words; beside it a page of another file."""
        last = record.page_end if isinstance(record, Finding | Action) else None
        return citation.where(record.page, record.place, last) + self._page_elsewhere(record)

    def _page_elsewhere(self, record: Placed) -> str:
        """The page in another file of the same text, where this file has no pages: what people look up."""
        if record.page is not None or not isinstance(record, Action):
            return ""
        row = self.connection.execute(
            """select a.page, a.page_end, d.path from actions a join documents d on d.id = a.document_id
            where a.key = ? and d.same_as = ? and a.page is not null order by d.id, a.number""",
            (record.key, record.document_id),
        ).fetchone()
        if row is None:
            return ""
        return f" ({citation.pages(row['page'], row['page_end'])} of {row['path'].rpartition('/')[2]})"

    # -- data frames -----------------------------------------------------------------------

    def frame(self, name: str, area: str | None = None, standing: bool = True, cite: bool = False) -> Any:
        """A table or view as a data frame: pandas where it is installed, else polars.

        Columns are those of the database; days are dates. `cite` adds a column `citation` (findings,
        statements, actions, measures and documents have one). Raises `NoFramesError` where neither library
        is installed, `ValueError` for a name that is neither a table nor a view.
        """
        columns, rows = self._cells(name, area, standing)
        if cite:
            at = columns.index("id")
            rows = [(*row, self.cite(str(row[at]))) for row in rows]
            columns = [*columns, "citation"]
        return _frame(columns, rows)

    def _cells(
        self, name: str, area: str | None, standing: bool
    ) -> tuple[list[str], list[tuple[Value, ...]]]:
        if name not in TABLE and name not in VIEW:
            raise ValueError(f"there is no table or view '{name}'")
        cursor = self.connection.execute(f"select * from [{name}]")
        columns = [c[0] for c in cursor.description]
        rows = [r for r in cursor if not standing or name in VIEW or self._stands(r)]
        if area is not None:
            column, wanted = "id" if name == "areas" else "area_id", self.area_id(area)
            rows = [r for r in rows if r[column] == wanted]
        return columns, [tuple(r) for r in rows]


def _frame(columns: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> Any:
    days = [c for c in columns if c in DAYS]
    pandas = _module("pandas")
    if pandas is not None:
        frame = pandas.DataFrame(rows, columns=list(columns))
        for name in days:
            frame[name] = pandas.to_datetime(frame[name])
        return frame
    polars = _module("polars")
    if polars is not None:
        frame = polars.DataFrame(list(rows), schema=list(columns), orient="row", infer_schema_length=None)
        return frame.with_columns([polars.col(c).cast(polars.Utf8).str.to_date() for c in days])
    raise NoFramesError("data frames need pandas or polars: pip install pandas")


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


# Columns that hold whole days in ISO form.
DAYS = frozenset(
    "published inspection_start inspection_end previous_start previous_end next_inspection_by"
    " monitoring_inspection_by starts_on due_on original_due_on".split()
)
