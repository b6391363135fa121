"""What a decision speaks of, as a person reads it: the item and its words in the place of a reference."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.export.tables import Content, Sheet, Value
from pipeline.ids import KINDS
from pipeline.wording import day, quoted, short, upper_first, words

_TEXTS = {"findings": "text", "actions": "activity", "statements": "text", "measures": "text"}
_CODE = re.compile(r"([A-Z])(\d+)")
_LONGEST = 200  # characters of an item's words


def readable(sheet: Sheet, content: Content, areas: dict[str, str]) -> Sheet:
    """The table of decisions with what each speaks of in words; other tables as they are."""
    if sheet.name != "decisions":
        return sheet
    texts = _texts(content)
    rows = []
    for row in sheet.rows:
        values = list(row)
        instead = row[sheet.at("instead_ref")]
        ends = {"from_ref": "from_id", "instead_ref" if instead else "to_ref": "to_id"}
        for column in ("from_ref", "to_ref", "instead_ref"):
            item = row[sheet.at(ends[column])] if column in ends else None
            values[sheet.at(column)] = _said(row[sheet.at(column)], texts.get(str(item)), areas)
        rows.append(tuple(values))
    return replace(sheet, rows=tuple(rows))


def _texts(content: Content) -> dict[str, str]:
    """The words of every item, by id."""
    return {
        str(row[sheet.at("id")]): str(row[sheet.at(column)] or "")
        for sheet, column in ((content.sheet(name), column) for name, column in _TEXTS.items())
        for row in sheet.rows
    }


def _said(reference: Value, text: str | None, areas: dict[str, str]) -> Value:
    if not reference:
        return None
    what = upper_first(reference_words(str(reference), areas))
    return f"{what}: {quoted(short(text, _LONGEST))}" if text else what


def reference_words(reference: str, areas: dict[str, str]) -> str:
    """A reference (see `pipeline.items`) in words; one of no known form as it is."""
    first, _, rest = reference.partition("/")
    if first == "document":
        return f"the document {rest}"
    if first == "problem":
        return f"a reading of {rest.rpartition('/')[0]}"
    area = areas.get(first, "area not known")
    kind, *more = rest.split("/")
    if kind == "gap" and more:
        return f"the gap {quoted(words(more[0]))}, {area}"
    if kind in ("action", "statement", "measure"):
        return f"{'an' if kind == 'action' else 'a'} {kind}, {area}"
    code = _CODE.fullmatch(more[-1]) if len(more) == 2 else None
    if code is None:
        return reference
    when = f" of {day(more[0])}" if more[0] != "-" else ""
    return f"{words(KINDS.get(code[1]))} {code[2]} of the {words(kind)}{when}, {area}"
