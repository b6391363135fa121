"""A Frictionless data package: CSV files with a schema for each, that a program can check."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.api.database import DAYS
from pipeline.export.flat import GUARD, table_csv, write_files
from pipeline.export.tables import Content, Sheet, is_json
from pipeline.schema import Column

_TYPES = {str: "string", int: "integer", float: "number"}
_OBJECTS = frozenset({"reasons", "extra"})  # JSON columns that hold an object; the others hold a list
_OGL = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


def write_package(content: Content, folder: Path) -> list[Path]:
    """Write `datapackage.json` and a CSV for each table beneath `data/`."""
    files = {f"data/{sheet.name}.csv": table_csv(sheet) for sheet in content.sheets}
    descriptor = {
        "profile": "tabular-data-package",
        "name": "golden-thread",
        "title": "Golden Thread: findings of inspections and the actions that answer them",
        "description": " ".join((*content.notes, GUARD)),
        "version": version("goldenthread"),
        "licenses": [_OGL],
        "sources": _sources(content),
        "resources": [_resource(s, files[f"data/{s.name}.csv"]) for s in content.sheets],
    }
    files["datapackage.json"] = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    return write_files(folder, files)


def _sources(content: Content) -> list[dict[str, str]]:
    """The documents that were read."""
    documents = content.sheet("documents")
    title, path = documents.at("title"), documents.at("path")
    return [{"title": str(row[title] or row[path])} for row in documents.rows]


def _resource(sheet: Sheet, data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": f"data/{sheet.name}.csv",
        "title": sheet.name.replace("_", " ").capitalize(),
        "description": sheet.table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(sheet, c) for c in sheet.columns],
            "missingValues": [""],
            "primaryKey": list(sheet.table.key),
            "foreignKeys": [_foreign_key(sheet, c) for c in sheet.columns if c.references],
        },
    }


def field_type(column: Column) -> str:
    """The column's type in the words of Table Schema."""
    if is_json(column):
        return "object" if column.name in _OBJECTS else "array"
    return "date" if column.name in DAYS else _TYPES[column.type]


def _field(sheet: Sheet, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": field_type(column),
        "description": column.description + (f" Unit: {column.unit}." if column.unit else ""),
    }
    if column.name in sheet.table.key:
        field["constraints"] = {"required": True} | ({"unique": True} if len(sheet.table.key) == 1 else {})
    return field


def _foreign_key(sheet: Sheet, column: Column) -> dict[str, Any]:
    table, _, key = str(column.references).partition(".")
    resource = "" if table == sheet.name else table
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}
