"""What a table, a view and a column are, and the columns that many tables share."""

from __future__ import annotations

from dataclasses import dataclass, field

SQLType = type[str] | type[int] | type[float]


@dataclass(frozen=True)
class Column:
    """A column: its name, type, what it holds, the column that it refers to, and its unit."""

    name: str
    type: SQLType
    description: str
    references: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: what a row is, its columns, key, columns for full-text search and facets."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    search: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    label: str | None = None
    order: str | None = None


@dataclass(frozen=True)
class View:
    """A view: what a row is, its columns with their descriptions, and its SQL."""

    name: str
    description: str
    columns: dict[str, str] = field(default_factory=dict)
    sql: str = ""


def text(name: str, description: str, references: str | None = None) -> Column:
    """A column of text."""
    return Column(name, str, description, references)


def whole(name: str, description: str, unit: str | None = None) -> Column:
    """A column of whole numbers."""
    return Column(name, int, description, None, unit)


def real(name: str, description: str, unit: str | None = None) -> Column:
    """A column of numbers."""
    return Column(name, float, description, None, unit)


DOCUMENT = text("document_id", "The document that it stands in.", "documents.id")
AREA = text("area_id", "The local area that it concerns; null where none could be told.", "areas.id")
PLACE = (
    whole("page", "Page on which it begins, from 1; null where the format has no pages."),
    text("boxes", "JSON list of {page, x0, top, x1, bottom} in points from the page's top left."),
    text("place", "Sheet and cells, or path in the markup, where there are no pages."),
    whole("ocr", "1 where a machine read it, or some of it, from the picture of a page; else 0."),
)
PLACE_WITH_END = (
    PLACE[0],
    whole("page_end", "Page on which it ends, from 1."),
    *PLACE[1:],
)
