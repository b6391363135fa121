"""The tables as a person reads them in a workbook: headings and values in words, no JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from pipeline.api.citation import place_words
from pipeline.api.database import DAYS
from pipeline.export.tables import Sheet, Value, is_json
from pipeline.records import Evidence, Reasons
from pipeline.schema import Column
from pipeline.themes import theme_label
from pipeline.wording import (
    ACTION_STATUS,
    CHANGES,
    COVERAGE,
    LINK_STATUS,
    METHODS,
    READ_STATUS,
    RELATIONS,
    day,
    words,
)

# For programs; the other forms hold them.
FOR_PROGRAMS = frozenset({"boxes", "sha256", "key"})
# Columns that hold one of a few words of ours: by table and column how each is said.
_SAID: dict[tuple[str, str], Mapping[str, str]] = {
    ("coverage", "status"): COVERAGE,
    ("documents", "status"): READ_STATUS,
    ("actions", "status"): ACTION_STATUS,
    ("links", "status"): LINK_STATUS,
    ("links", "method"): METHODS,
    ("links", "kind"): {kind: said for kind, (said, _) in RELATIONS.items()},
    ("changes", "change"): CHANGES,
    ("decisions", "what"): {"link": "link", "repair": "reading", "item": "item"},
    ("decisions", "decision"): {
        "confirm": "confirmed",
        "reject": "rejected",
        "other": "another finding",
        "note": "noted",
    },
    ("decisions", "state"): {
        "applied": "applied",
        "suspect": "set aside, because the words have changed since",
        "superseded": "replaced by a later line",
        "not_found": "what it speaks of is not there any more",
    },
}
# Others of this kind, printed with spaces in the place of underlines.
_SLUGS = frozenset(
    "family kind plan_type capacity status direction date_precision date_qualifier method rule severity"
    " change category stance decision".split()
)
_FLAGS = frozenset({"is_lead", "accepted", "deep"})
_HEADINGS = {
    "id": "Identifier",
    "area_id": "Area",
    "neighbour_id": "Neighbour",
    "document_id": "Document",
    "la_code": "Local authority code",
    "ons_code": "ONS code",
    "item_ids": "Items concerned",
    "is_lead": "Leads",
    "children_with_send": "Children with SEND",
    "children_with_ehc_plan": "Children with an EHC plan",
    "responsible_raw": "Responsible, as printed",
    "timescale_raw": "Timescale, as printed",
    "raw": "As printed",
    "key": "Key",
    "from_ref": "What it speaks of",
    "to_ref": "What it was linked to",
    "instead_ref": "What it is linked to instead",
}
LONGEST = 32_767  # characters that a cell may hold
CUT = " … [cut here: the whole text is in the other forms of the export]"

Cell = Value | date | bool


def heading(column: Column) -> str:
    """The column's heading in words."""
    if column.name in _HEADINGS:
        return _HEADINGS[column.name]
    name = column.name
    if name.endswith("_raw"):
        return name.removesuffix("_raw").replace("_", " ").capitalize() + ", as printed"
    if name.endswith("_id"):
        name = name.removesuffix("_id")
    return name.replace("_", " ").capitalize()


def description(column: Column, table: str = "") -> str:
    """What the column holds, in the workbook: lists in words, not JSON; values as they are said there."""
    if (table, column.name) in _SAID:
        pairs = _SAID[table, column.name].items()
        return "One of: " + "; ".join(f"{s} (in the database: {v})" for v, s in pairs) + "."
    text = column.description.removeprefix("JSON: ")
    text = "List of" + text.removeprefix("JSON list of") if text.startswith("JSON list of") else text
    return (text[0].upper() + text[1:]).replace("; null where", "; blank where").replace("_", " ")


def shown(sheet: Sheet) -> list[Column]:
    """The columns that a person reads."""
    return [c for c in sheet.columns if c.name not in FOR_PROGRAMS]


def cell(column: Column, value: Value, areas: dict[str, str], table: str = "") -> Cell:
    """The value as a person reads it; `areas` gives the name for an area's id."""
    if value is None or value == "":
        return None
    if (table, column.name) in _SAID:
        return _SAID[table, column.name].get(str(value), words(str(value)))
    if column.name == "when":
        return day(str(value))
    if column.name in ("area_id", "neighbour_id"):
        return areas.get(str(value), str(value))
    if column.name in DAYS:
        return date.fromisoformat(str(value))
    if column.name in _FLAGS:
        return "yes" if value else "no"
    if column.name == "place":
        return place_words(str(value))
    if column.name == "theme":
        return theme_label(str(value))
    if is_json(column):
        return _cut(_said(column, json.loads(str(value))))
    if isinstance(value, str):
        return _cut(words(value) if column.name in _SLUGS else value)
    return value


def _cut(text: str) -> str:
    """The text, cut where a cell cannot hold it: Excel counts UTF-16 units, at most two a character."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    room = (LONGEST - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


def _said(column: Column, value: object) -> str:
    if column.name == "reasons":
        return Reasons.model_validate(value).summary
    if column.name == "evidence" and isinstance(value, list):
        return "; ".join(_passage(Evidence.model_validate(e)) for e in value)
    if isinstance(value, dict):
        return "; ".join(f"{k}: {v}" for k, v in value.items())
    if isinstance(value, list):
        return "; ".join(str(v).replace("_", " ") if column.name == "inherited" else str(v) for v in value)
    return str(value)


def _passage(evidence: Evidence) -> str:
    page = f" (page {evidence.page})" if evidence.page else ""
    return f"{evidence.label}{page}: {evidence.text}"
