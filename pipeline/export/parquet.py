"""Parquet, through pyarrow where it is installed."""

from __future__ import annotations

import importlib
import io
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.export.flat import write_files
from pipeline.export.package import field_type
from pipeline.export.tables import Content, Sheet, Value


class MissingLibraryError(Exception):
    """A form needs a library that is not installed; the message says what to do."""


def write_parquet(content: Content, folder: Path) -> list[Path]:
    """Write a Parquet file for each table; descriptions are in the fields' metadata.

    Raises `MissingLibraryError` where pyarrow is not installed.
    """
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingLibraryError("Parquet needs pyarrow: pip install 'goldenthread[parquet]'") from error
    notes = {"notes": "\n".join(content.notes)}
    return write_files(
        folder, {f"{s.name}.parquet": _table(arrow, parquet, s, notes) for s in content.sheets}
    )


def _table(arrow: Any, parquet: Any, sheet: Sheet, notes: dict[str, str]) -> bytes:
    types = {"integer": arrow.int64(), "number": arrow.float64(), "date": arrow.date32()}
    kinds = [field_type(c) for c in sheet.columns]
    fields = [
        arrow.field(c.name, types.get(kind, arrow.string()), metadata={"description": c.description})
        for c, kind in zip(sheet.columns, kinds, strict=True)
    ]
    schema = arrow.schema(fields, metadata={"description": sheet.table.description, **notes})
    columns = [
        arrow.array([_value(kind, row[n]) for row in sheet.rows], type=field.type)
        for n, (kind, field) in enumerate(zip(kinds, fields, strict=True))
    ]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(columns, schema=schema), out)
    return out.getvalue()


def _value(kind: str, value: Value) -> object:
    return date.fromisoformat(value) if kind == "date" and isinstance(value, str) else value
