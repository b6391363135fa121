"""Measures whose values stand in a row: "Visits: 900 (2023), 1,500 by 2025, 3,000 by 2026"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractors.fields.calendar import plain
from extractors.fields.data import either, words
from extractors.fields.figures import FILE, find_figures, find_nothings, is_time
from extractors.fields.measure_aside import split_clause
from extractors.fields.measure_part import MeasurePart, directed, read_target, with_baseline
from extractors.fields.moments import find_moments
from extractors.model import Target

TAIL = 4  # words that may stand behind a value, its period aside
LEAD = 4  # words that may stand before a value of a row
_APART = re.compile(
    r"\s*(?:[;,]\s+(?:and\s+)?(?:then\s+)?|\s(?:and|then)\s+(?:then\s+)?|\s(?:→|->|=>|to)\s+)"
)
_BY = re.compile(r"(?:^|\s)(?:by|before|until)\s")
_PERIOD_WORDS = re.compile(
    r"(?<![a-z])(?:by|in|at|from|since|for|during|as|of|the|end|start|now|today|currently|last|this|year|term|survey)(?![a-z])"
)


@dataclass(frozen=True)
class _Value:
    """One value of a row: where it stands, with the words around it that belong to it."""

    begin: int
    end: int
    raw: str
    lead: str
    tail: str


def read_series(sentence: str) -> MeasurePart | None:
    """The measure of a sentence that gives several values of one thing."""
    text = sentence.strip(" .")
    return by_period(text) or _row(text)


def is_series(text: str) -> bool:
    """Whether a text with semicolons in it is one row of values."""
    if ";" not in text:
        return False
    return read_series(text) is not None or split_clause(text) is not None


# -- values behind their periods ---------------------------------------------------------------

_AFTER_START = re.compile(
    r"(?i)(?:(?:at|after|by|in)\s)?(?P<period>(?:\d{1,2}|three|six|nine|twelve|eighteen)\smonths|year\s\w+)\s?[:–=-]?\s?(?P<value>.*)"
)


def by_period(text: str) -> MeasurePart | None:
    """The measure of a row whose values stand behind their periods ("3 months: 40%, 6 months: 50%"), with
    words or a baseline before them; `None` where it is no such row."""
    at = text.find(": ")
    return _dated_row("", text) or (_dated_row(text[:at], text[at + 2 :]) if at > 0 else None)


def _dated_row(head: str, rest: str) -> MeasurePart | None:
    pieces = [p.strip() for p in re.split(r"[,;]\s", rest) if p.strip()]
    found = [_period_and_value(piece) for piece in pieces]
    told = [f for f in found if f]
    if len(told) < 2 or any(f is None for f in found[1:]):
        return None
    part = MeasurePart(head.strip(" :–-"))
    if found[0] is None:
        if not _is_value(pieces[0]):
            return None
        part = with_baseline(part, pieces[0])
    return directed(replace(part, targets=tuple(_target_of(*f) for f in told)))


def after_baseline(text: str) -> tuple[str, tuple[Target, ...]] | None:
    """A baseline and the targets that follow it in its sentence, each with its period before or behind it
    ("27% (June 2024); 40% at 3 months, 12 months 75%"); `None` where something else follows."""
    pieces = _pieces(text.strip(" ."))
    first, later = pieces[0] if pieces else "", pieces[1:]
    bare = re.sub(r"\([^()]*\)", " ", first)
    figures = find_figures(bare)
    if not later or not figures or figures[0].begin > 0 or len(bare.split()) > TAIL + 2:
        return None
    targets: list[Target] = []
    for piece in later:
        said = _ONWARD.sub("", piece)
        told = _period_and_value(said) or _value_and_period(said)
        if told is None:
            return None
        targets.append(_target_of(*told))
    return first, tuple(targets)


_ONWARD = re.compile(r"(?i)^(?:(?:and|then|rising|falling|increasing|reducing|going|up|down)\s)*(?:to\s)?")
_BEHIND = re.compile(
    r"(?i)(?P<value>.*?)\s(?:at|after|by|in|within)\s(?P<period>(?:\d{1,2}|three|six|nine|twelve|eighteen)\smonths|year\s\w+)"
)
_PARTED = re.compile(r"[;,]\s+|\s+and\s+|\s+(?=(?:rising|falling|increasing|reducing)\s)")


def _pieces(text: str) -> list[str]:
    """A text parted at its commas and semicolons outside brackets."""
    inside = [(m.start(), m.end()) for m in re.finditer(r"\([^()]*\)", text)]
    found, begin = [], 0
    for match in _PARTED.finditer(text):
        if not any(a < match.start() < b for a, b in inside):
            found.append(text[begin : match.start()])
            begin = match.end()
    return [piece for piece in (p.strip(" ;,") for p in (*found, text[begin:])) if piece]


def _value_and_period(piece: str) -> tuple[str, str] | None:
    """A period and the value before it; the text holds nothing else."""
    match = _BEHIND.fullmatch(piece)
    if match:
        return (match["period"], match["value"]) if _is_value(match["value"]) else None
    low = plain(piece)
    moment = next(iter(find_moments(low)), None)
    if moment is None or len(low) != len(piece) or moment.year is None or low[moment.end :].strip(" )"):
        return None
    value = re.sub(r"\s*\(?(?:(?:by|in|at|from|during|the|end|of)\s*)*$", "", piece[: moment.begin])
    return (piece[moment.begin : moment.end], value) if _is_value(value) else None


def _period_and_value(piece: str) -> tuple[str, str] | None:
    """A period and the value behind it; the text holds nothing else."""
    match = _AFTER_START.fullmatch(piece)
    if match:
        return (match["period"], match["value"]) if _is_value(match["value"]) else None
    low = plain(piece)
    moment = next(iter(find_moments(low)), None)
    if moment is None or len(low) != len(piece) or moment.year is None:
        return None
    if low[: moment.begin].strip() not in ("", "by", "in", "at"):
        return None
    value = piece[moment.end :].strip(" :–-=")
    return (piece[moment.begin : moment.end], value) if _is_value(value) else None


def _is_value(text: str) -> bool:
    figures = find_figures(text)
    return len(figures) == 1 and figures[0].begin == 0 and len(text.split()) <= TAIL


def _target_of(period: str, value: str) -> Target:
    target = read_target(value, period)
    return target if target.period else target.model_copy(update={"period": period})


# -- values in a row ---------------------------------------------------------------------------


def _row(text: str) -> MeasurePart | None:
    colon = text.rfind(": ")
    values = _values(text, colon + 2) if colon > 0 else []
    values = values if len(values) > 1 else _values(text, 0)
    if len(values) < 2:
        return None
    head = text[: values[0].begin].rstrip()
    said = head[: -len(values[0].lead)].rstrip() if values[0].lead and head.endswith(values[0].lead) else head
    marked = said.endswith((":", " –", " -"))
    dated = [bool(find_moments(plain(v.tail))) for v in values]
    if ";" in said or not said.strip(" :–-") or not (marked or all(dated)):
        return None
    if not _alike(values):
        return None
    first = values[0]
    starts = not _is_target(first) and (marked or not _BY.search(f" {plain(first.tail)}"))
    if not marked and starts:
        return None
    part = MeasurePart(said.rstrip(" :–-") if marked else text)
    if starts:
        part = with_baseline(part, first.raw)
    return directed(replace(part, targets=tuple(read_target(v.raw) for v in values[1 if starts else 0 :])))


def _values(text: str, start: int) -> list[_Value]:
    """The values of the row that ends the text; empty where what stands between two of them parts nothing."""
    spans = sorted(
        {(f.begin, f.end) for f in (*find_figures(text), *find_nothings(text)) if f.begin >= start}
    )
    spans = [s for i, s in enumerate(spans) if i == 0 or s[0] >= spans[i - 1][1]]
    found: list[_Value] = []
    lead = _last_words(text[: spans[0][0]]) if spans else ""
    for i, (begin, end) in enumerate(spans):
        stop = spans[i + 1][0] if i + 1 < len(spans) else len(text)
        gap = text[end:stop]
        cut = _cut(gap) if i + 1 < len(spans) else (len(gap), len(gap))
        if cut is None:
            return []
        tail, after = gap[: cut[0]], gap[cut[1] :]
        found.append(_Value(begin, end, f"{lead} {text[begin:end]}{tail}".strip(), lead, tail))
        lead = after.strip()
        if len(lead.split()) > LEAD or ":" in lead or "(" in lead:
            return []
    return found


def _cut(gap: str) -> tuple[int, int] | None:
    """Where what stands between two values falls apart: outside brackets."""
    depth = 0
    for at, sign in enumerate(gap):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and (match := _APART.match(gap, at)):
            return match.start(), match.end()
    return None


@cache
def _leading() -> re.Pattern[str]:
    moves = r"(?:(?:up|down|rising|falling|rises|falls|reducing|increasing|growing)\s)?(?:from|to)"
    told = either((*words(FILE, "comparators"), "target", "target of"))
    return re.compile(rf"(?i)(?:{moves}|{told}|down|up|now|currently|today|at present)(?:\s(?:{told}))?\s*$")


def _last_words(before: str) -> str:
    match = _leading().search(before)
    return before[match.start() :].strip() if match else ""


def _is_target(value: _Value) -> bool:
    lead = plain(value.lead)
    if re.search(r"\b(?:from|now|currently|today|present)$", lead):
        return False
    return bool(lead) or _BY.search(f" {plain(value.tail)}") is not None


def _alike(values: list[_Value]) -> bool:
    """Whether the values count one thing: what stands behind them, their periods aside, does not differ."""
    kept = [_bare(v.tail) for v in values]
    if any(len(k.split()) > TAIL for k in kept):
        return False
    middle = {k for k in kept[:-1] if k and not is_time(k)}
    return len(middle) <= 1 and (not middle or kept[-1] in (*middle, ""))


def _bare(tail: str) -> str:
    low = re.sub(r"\([^()]*\)?", " ", plain(tail))
    for moment in reversed(find_moments(low)):
        low = f"{low[: moment.begin]} {low[moment.end :]}"
    return " ".join(re.sub(r"[^a-z%]+", " ", _PERIOD_WORDS.sub(" ", low)).split())
