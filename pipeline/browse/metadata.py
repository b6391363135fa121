"""Datasette's metadata, from the descriptions of tables and views: said once, shown everywhere."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.browse.saved import QUERIES
from pipeline.schema import TABLES, Column, Table, View
from pipeline.views import VIEWS

FILE = "metadata.json"
DATABASE = "goldenthread"
TITLE = "Golden Thread"
DESCRIPTION = (
    "From an inspector's sentence to the action that answers it: findings of SEND inspections, the actions"
    " that answer them, and the gaps. Read by a machine: the printed page decides."
)
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

Json = dict[str, object]


def metadata() -> Json:
    """What Datasette shows: title, licence, every table, view and column described, saved queries."""
    tables = {table.name: _table(table) for table in TABLES}
    tables |= {view.name: _view(view) for view in VIEWS}
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "license": LICENCE,
        "license_url": LICENCE_URL,
        "custom_units": [f"{unit} = [{unit}]" for unit in _units()],
        "databases": {
            DATABASE: {
                "description": DESCRIPTION,
                "tables": tables,
                "queries": {
                    q.slug: {"title": q.title, "description": q.description, "sql": q.sql} for q in QUERIES
                },
            }
        },
    }


def _units() -> list[str]:
    """The units that can be shown beside a number: single words."""
    found = {c.unit for table in TABLES for c in table.columns if c.unit and c.unit.isalpha()}
    return sorted(found)


def _described(column: Column) -> str:
    if column.unit and not column.unit.isalpha():
        return f"{column.description} Unit: {column.unit}."
    return column.description


def _table(table: Table) -> Json:
    found: Json = {
        "title": table.name.replace("_", " ").capitalize(),
        "description": table.description,
        "columns": {c.name: _described(c) for c in table.columns},
        "facets": list(table.facets),
    }
    if units := {c.name: c.unit for c in table.columns if c.unit and c.unit.isalpha()}:
        found["units"] = units
    if table.label:
        found["label_column"] = table.label
    if table.order:
        found["sort"] = table.order
    return found


def _view(view: View) -> Json:
    return {
        "title": view.name.replace("_", " ").capitalize(),
        "description": view.description,
        "columns": view.columns,
    }


def write_metadata(folder: Path) -> Path:
    """Write `metadata.json` into the folder, the same bytes for the same version; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    text = json.dumps(metadata(), ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
