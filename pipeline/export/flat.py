"""CSV and JSON: a file a table, and what each column holds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.export.tables import Content, Record, Sheet, Value, is_json
from pipeline.schema import Column

# A spreadsheet takes a cell that begins so for a formula, and some formulas run programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DESCRIPTIONS = ("table", "column", "type", "description", "unit", "refers_to")
GUARD = (
    "A text that begins with = + - or @ has an apostrophe before it, so that no spreadsheet takes it for a"
    " formula."
)
_TYPES = {str: "text", int: "whole number", float: "number"}


def guarded(value: Value) -> Value:
    """The value; a text that a spreadsheet could take for a formula with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(_FORMULA) else value


def csv_bytes(header: Sequence[str], rows: Iterable[Record]) -> bytes:
    """The rows as CSV (RFC 4180, UTF-8), guarded against formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([guarded(v) for v in row])
    return out.getvalue().encode()


def table_csv(sheet: Sheet) -> bytes:
    """The table as CSV."""
    return csv_bytes([c.name for c in sheet.columns], sheet.rows)


def write_csv(content: Content, folder: Path) -> list[Path]:
    """Write a CSV for each table, `columns.csv` with the descriptions and `README.txt`."""
    files = {f"{sheet.name}.csv": table_csv(sheet) for sheet in content.sheets}
    described = [_described(s, c) for s in content.sheets for c in s.columns]
    files["columns.csv"] = csv_bytes(_DESCRIPTIONS, described)
    files["README.txt"] = ("\n\n".join((*content.notes, GUARD)) + "\n").encode()
    return write_files(folder, files)


def _described(sheet: Sheet, column: Column) -> Record:
    kind = "JSON" if is_json(column) else _TYPES[column.type]
    return sheet.name, column.name, kind, column.description, column.unit, column.references


def write_json(content: Content, folder: Path) -> list[Path]:
    """Write a JSON file for each table: its description, its columns and its rows."""
    return write_files(folder, {f"{s.name}.json": _table_json(s, content) for s in content.sheets})


def _table_json(sheet: Sheet, content: Content) -> bytes:
    columns = [
        {"name": c.name, "description": c.description}
        | ({"unit": c.unit} if c.unit else {})
        | ({"refers_to": c.references} if c.references else {})
        for c in sheet.columns
    ]
    rows = [{c.name: _decoded(c, v) for c, v in zip(sheet.columns, row, strict=True)} for row in sheet.rows]
    head = {
        "table": sheet.name,
        "description": sheet.table.description,
        "notes": content.notes,
        "columns": columns,
        "rows": rows,
    }
    return (json.dumps(head, ensure_ascii=False, indent=1) + "\n").encode()


def _decoded(column: Column, value: Value) -> object:
    return json.loads(value) if is_json(column) and isinstance(value, str) else value


def write_files(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Write the files beneath the folder; returns their paths in order."""
    paths = []
    for name, data in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return paths
