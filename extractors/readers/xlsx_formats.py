"""How a spreadsheet prints a stored number: dates, percentages, currency, decimals by its number format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# The formats that a file names by number only (ECMA-376 part 1, 18.8.30); 14 prints by the reader's country.
BUILT_IN: Mapping[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "£#,##0",
    6: "£#,##0",
    7: "£#,##0.00",
    8: "£#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "General",
    13: "General",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: "#,##0",
    42: "£#,##0",
    43: "#,##0.00",
    44: "£#,##0.00",
    45: "mm:ss",
    46: "h:mm:ss",
    47: "mm:ss",
    49: "@",
}
_TOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|AM/PM|A/P|([ymdhs])\1*|[^"\\]', re.IGNORECASE)
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LARGE = 1e15  # beyond the digits that a sheet holds
_LAST_DAY = 2_958_466  # 1 January 10000
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


@lru_cache(maxsize=500)
def _sections(code: str) -> tuple[str, ...]:
    """A format's sections (positive; negative; zero; text), parted at bare semicolons."""
    parts = [""]
    for token in _TOKEN.finditer(code[:500]):
        if token.group() == ";":
            parts.append("")
        else:
            parts[-1] += token.group()
    return tuple(parts)


@lru_cache(maxsize=500)
def _tokens(section: str) -> tuple[str, ...]:
    return tuple(t.group() for t in _TOKEN.finditer(section))


def is_date(code: str) -> bool:
    """Whether a number format prints days or times."""
    if code.lower() == "general":
        return False
    return any(_date_letter(t) for t in _tokens(_sections(code)[0]))


def _date_letter(token: str) -> str:
    """The letter of a date token ("mmm": "m"), "" for others; elapsed times ("[h]") count too."""
    inner = token[1:-1] if token.startswith("[") and token.endswith("]") else token
    letters = set(inner.lower())
    return letters.pop() if len(letters) == 1 and letters <= set("ymdhs") else ""


def shown(number: float, code: str, from_1904: bool = False) -> str:
    """A stored number as its cell prints it; a plain day is given as ISO day, whatever its order there."""
    if code == "@" or code.lower() == "general":
        return general(number)
    if is_date(code):
        day = to_datetime(number, from_1904)
        return general(number) if day is None else _show_date(day, number, code)
    return _show_number(number, code)


def to_datetime(number: float, from_1904: bool = False) -> datetime | None:
    """The moment of a spreadsheet's day number, `None` outside its calendar."""
    if not 0 <= number < _LAST_DAY - 1462:
        return None
    if not from_1904 and number < 60:
        number += 1  # the sheet's calendar holds a 29 February 1900
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=number)
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _show_date(day: datetime, number: float, code: str) -> str:
    tokens = _tokens(_sections(code)[0])
    letters = {_date_letter(t) for t in tokens}
    clock = f" {day:%H:%M}" if letters & set("hs") and (day.hour or day.minute) else ""
    if "d" in letters:
        return f"{day:%Y-%m-%d}{clock}"
    if letters & set("hs") and not letters & set("y"):
        return f"{day:%H:%M}" if number < 1 else f"{day:%Y-%m-%d}{clock}"
    parts = []
    for token in tokens:
        letter = _date_letter(token)
        if letter == "m":
            name = _MONTHS[day.month - 1]
            shapes = {1: str(day.month), 2: f"{day.month:02d}", 3: name[:3], 5: name[0]}
            parts.append(shapes.get(len(token), name))
        elif letter == "y":
            parts.append(f"{day:%y}" if len(token) < 3 else f"{day.year:04d}")
        else:
            parts.append(_literal(token))
    return "".join(parts).strip()


def _literal(token: str) -> str:
    """What a token that is no digit and no date prints."""
    if token.startswith('"'):
        return token[1:-1]
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("[$"):
        found = _CURRENCY.match(token)
        return found.group(1) if found else ""
    if token.startswith(("[", "*")):
        return ""
    return " " if token.startswith("_") else token


def general(number: float) -> str:
    """A number without a format: whole numbers whole, others with up to ten digits."""
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    if number == int(number) and abs(number) < _LARGE:
        return str(int(number))
    return f"{number:.10g}"


def _show_number(number: float, code: str) -> str:
    sections = _sections(code)
    section, signed = sections[0], number < 0
    if number < 0 and len(sections) > 1 and sections[1].strip():
        section, signed = sections[1], False
    elif number == 0 and len(sections) > 2 and sections[2].strip():
        section = sections[2]
    tokens = _tokens(section)
    pattern = "".join(t if len(t) == 1 else "\0" for t in tokens)
    found = _DIGITS.search(pattern)
    if found is None:
        plain = "".join(_literal(t) for t in tokens).strip()
        return general(number) if "general" in plain.lower() else plain
    if "/" in pattern[found.start() :] or "E" in pattern.upper() or not abs(number) < _LARGE:
        return general(number)
    value = Decimal(repr(abs(number))) * (100 if "%" in pattern else 1)
    decimals = found.group(1) or ""
    rounded = value.quantize(Decimal(1).scaleb(-min(len(decimals), 10)), ROUND_HALF_UP)
    text = f"{rounded:{',' if ',' in found.group().rstrip(',') else ''}f}"
    spare = len(decimals) - len(decimals.rstrip("#"))
    for _ in range(spare):
        text = text[:-1] if text.endswith("0") else text
    before = "".join(_literal(t) for t in tokens[: found.start()])
    after = "".join(_literal(t) for t in tokens[found.end() :] if t not in "#0?,.")
    sign = "-" if signed and float(text.replace(",", "") or 0) else ""
    return f"{before.strip()}{sign}{text.rstrip('.')}{after.rstrip()}".strip()
