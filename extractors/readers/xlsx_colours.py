"""The colours that a sheet gives cells by what they hold: its conditional formats, as far as they are fixed.

Read are the rules that compare a cell with a constant, and those that look for words in it. Scales of colour,
formulas and rules about other cells are left alone: what they show cannot be told without reckoning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from extractors.readers.xlsx_cells import Range, Sheet, SheetCell

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_RANGES = 200  # of one rule
MOST_LOOKS = 5_000_000  # at a cell, to see whether it is in a range
_LITERAL = re.compile(r'"((?:[^"]|"")*)"|(-?\d+(?:\.\d+)?)(%?)')
_SOUGHT = re.compile(r'"((?:[^"]|"")*)"')
_TEXT_RULES = frozenset({"containsText", "beginsWith", "endsWith"})
_COUNTS = {"between": 2, "notBetween": 2}  # constants that an operator takes; the others take one
Constant = str | float


@dataclass(slots=True, frozen=True)
class ColourRule:
    """A rule: where it holds, what it asks of a cell, and the ground that it gives (none: it only stops)."""

    ranges: tuple[Range, ...]
    priority: int
    kind: str  # an operator such as "equal", or "containsText", "beginsWith", "endsWith"
    wanted: tuple[Constant, ...]
    fill: str | None
    stops: bool = False

    def covers(self, place: tuple[int, int]) -> bool:
        """Whether a cell, by row and column from 1, is in one of its ranges."""
        return any(r.top <= place[0] <= r.bottom and r.left <= place[1] <= r.right for r in self.ranges)

    def asks(self, text: str) -> bool:
        """Whether a cell with this text is as the rule asks."""
        if self.kind in _TEXT_RULES:
            low, sought = text.casefold(), str(self.wanted[0]).casefold()
            found = {"containsText": sought in low, "beginsWith": low.startswith(sought)}
            return found.get(self.kind, low.endswith(sought))
        value, *ends = (_as_number(v) for v in (text, *self.wanted))
        if value is None or None in ends:
            same = text.casefold() == str(self.wanted[0]).casefold()
            return same if self.kind == "equal" else self.kind == "notEqual" and not same
        return _compare(self.kind, value, [e for e in ends if e is not None])


def _compare(kind: str, value: float, ends: Sequence[float]) -> bool:
    low, high = min(ends), max(ends)
    return {
        "equal": value == low,
        "notEqual": value != low,
        "lessThan": value < low,
        "lessThanOrEqual": value <= low,
        "greaterThan": value > low,
        "greaterThanOrEqual": value >= low,
        "between": low <= value <= high,
        "notBetween": not low <= value <= high,
    }.get(kind, False)


def _as_number(value: Constant) -> float | None:
    """A constant or a printed number ("45%" is 0.45), `None` for words."""
    if isinstance(value, float):
        return value
    plain = value.strip().replace(",", "")
    try:
        return float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        return None


def read_rules(element: etree._Element, fills: Sequence[str | None]) -> list[ColourRule]:
    """The rules of a `conditionalFormatting` element that can be told; `fills` are the grounds they name."""
    places = (element.get("sqref") or "").split()[:MOST_RANGES]
    ranges = tuple(r for r in (Range.read(ref) for ref in places) if r is not None)
    if not ranges:
        return []
    rules = (_rule(rule, ranges, fills) for rule in element.iterchildren(S + "cfRule"))
    return [rule for rule in rules if rule is not None]


def _rule(rule: etree._Element, ranges: tuple[Range, ...], fills: Sequence[str | None]) -> ColourRule | None:
    kind = rule.get("type") or ""
    formulas = [(f.text or "").strip() for f in rule.iterchildren(S + "formula")]
    wanted: list[Constant | None] = []
    if kind == "cellIs":
        kind = rule.get("operator") or ""
        wanted = [_constant(f) for f in formulas[: _COUNTS.get(kind, 1)]]
        if len(wanted) < _COUNTS.get(kind, 1):
            return None
    elif kind in _TEXT_RULES:
        said = rule.get("text") or next((m[1] for f in formulas[:1] if (m := _SOUGHT.search(f))), None)
        wanted = [said or None]
    constants = tuple(w for w in wanted if w is not None)
    if not constants or len(constants) < len(wanted):
        return None
    at, order = rule.get("dxfId") or "", rule.get("priority") or ""
    fill = fills[int(at)] if at.isdecimal() and int(at) < len(fills) else None
    stops = rule.get("stopIfTrue") in ("1", "true")
    return ColourRule(ranges, int(order) if order.isdecimal() else 0, kind, constants, fill, stops)


def _constant(formula: str) -> Constant | None:
    """The constant that a formula is, `None` for one that has to be reckoned."""
    found = _LITERAL.fullmatch(formula.removeprefix("="))
    if found is None:
        return None
    if found[1] is not None:
        return found[1].replace('""', '"')
    return float(found[2]) / (100 if found[3] else 1)


def colour_by_rules(sheet: Sheet, rules: Sequence[ColourRule]) -> None:
    """Give the sheet's cells with text the grounds of the first rules that they are as asked by."""
    room = MOST_LOOKS // max(1, sheet.filled)
    ranked: list[ColourRule] = []
    for rule in sorted(rules, key=lambda rule: rule.priority):
        room -= len(rule.ranges)
        if room < 0:
            break
        ranked.append(rule)
    for place, cell in sheet.cells.items() if ranked else ():
        if cell.filled_in and (fill := _fill(place, cell, ranked)) is not None:
            cell.look = replace(cell.look, fill=fill)


def _fill(place: tuple[int, int], cell: SheetCell, rules: Sequence[ColourRule]) -> str | None:
    text = "".join(run.text for run in cell.runs).strip()
    for rule in rules:
        if rule.covers(place) and rule.asks(text) and (rule.fill is not None or rule.stops):
            return rule.fill
    return None
