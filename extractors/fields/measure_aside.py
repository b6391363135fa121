"""What a measure was before, told aside at the end of its sentence: in a bracket ("(May 2024: 61%)") or a
clause of its own ("; last year it was 54%", ", from 58% in June")."""

from __future__ import annotations

import re
from functools import cache

from extractors.fields.calendar import plain
from extractors.fields.data import either, words
from extractors.fields.figures import FILE, TIME_UNITS, find_figures, is_time, same_unit
from extractors.fields.moments import find_moments

VALUE = r"(?:£\s?)?\d[\d,]{0,20}(?:\.\d+)?\s?(?:%|m\b|k\b)?"
DID_SO = r"\d[\d,.]*\s?%?\s(?:(?:did|do)(?:\sso)?|was|were|had)\s(?:last|in|at|now|then|before|this\stime)\b"
_WAS = r"(?:it|this|that|which)\s(?:was|is\snow|is\scurrently|stood\sat|stands\sat)"
_CLAUSES = (
    re.compile(rf"[;,]\s(?P<raw>{DID_SO}[^.;]*)$"),  # "; 52% did so last year"
    re.compile(rf"(?i)[,;]\s(?:(?:it|this)\s)?(?:was|stood\sat)\s(?P<raw>{VALUE}[^(),;]*)$"),
    re.compile(rf"(?i)[,;]?\s(?:(?:up|down)\s)?from\s(?P<raw>{VALUE}(?:(?!\sto\s)[^(),;])*)$"),
    re.compile(rf"(?i)[;,(]\s*(?P<before>[^;,()]{{0,30}}?)\b{_WAS}\s(?P<raw>[^()]+)\)?\s*$"),
)
_COMPARED = re.compile(
    r"(?i)[,;]\s(?:compared\s(?:with|to)|against|now|currently|previously|at\spresent|today)\s(?P<raw>[^(),;]+)$"
)
_BRACKET = re.compile(r"\s*[(\[](?P<inner>[^()\[\]]*)[)\]]\W*$")
_PAST = re.compile(r"(?i)^[^()]*\b(?:was|were|stood at)\s(?P<raw>.*\d.*)")
_BY = re.compile(r"(?:^|\s)(?:by|before|until)\s")


def split_aside(text: str) -> tuple[str, str] | None:
    """(the sentence without what it tells aside, the baseline that it tells); `None` where it tells none."""
    return split_clause(text) or _in_brackets(text)


def split_clause(text: str) -> tuple[str, str] | None:
    """The same, where a clause at the end tells it."""
    for pattern in (*_CLAUSES, _COMPARED):
        match = pattern.search(text)
        if match and find_figures(match["raw"]):
            raw = f"{match['raw']} {match.groupdict().get('before') or ''}".strip()
            return text[: match.start()], raw
    return None


def _in_brackets(text: str) -> tuple[str, str] | None:
    match = _BRACKET.search(text)
    if match is None:
        return None
    said, inner = text[: match.start()], match["inner"].strip()
    if (past := _PAST.fullmatch(inner)) is not None:
        return (said, past["raw"]) if len(find_figures(past["raw"])) == 1 else None
    now = _now().match(inner)
    inner = inner[now.end() :] if now else inner
    figures = find_figures(inner)
    if len(figures) != 1 or _BY.search(f" {plain(inner)}"):
        return None
    before, after = inner[: figures[0].begin], re.sub(TIME_UNITS, " ", plain(inner[figures[0].end :]))
    dated = bool(find_moments(plain(before)))
    if figures[0].begin > 2 and not dated and not _says_when(before):
        return None
    own = figures[0].unit or ""
    told = set(re.findall(r"[a-z]+", f"{_undated(before)} {_undated(after)}")) - allowed() - {*own.split()}
    dated = dated or bool(find_moments(after))
    if told & _forward() or (told and not dated):
        return None
    counted = bool(own) and not allowed() & set(own.split())
    if (counted or (now is None and not dated)) and not _counted_alike(said, own):
        return None
    return said, inner


def _says_when(before: str) -> bool:
    """The words before a colon say when the value behind it was, and nothing else."""
    told = before.rstrip()
    return told.endswith(":") and set(re.findall(r"[a-z]+", plain(told))) <= allowed()


def _undated(text: str) -> str:
    low = plain(text)
    for moment in reversed(find_moments(low)):
        low = f"{low[: moment.begin]} {low[moment.end :]}"
    return low


def _counted_alike(said: str, unit: str) -> bool:
    """Whether the sentence holds a value in the same unit, or one count where the bracket names none."""
    units = [f.unit for f in find_figures(said)]
    if unit and not allowed() & set(unit.split()):
        return any(same_unit(unit, other) for other in units)
    return len(units) == 1 and units[0] not in ("%", "£") and not is_time(units[0])


@cache
def allowed() -> frozenset[str]:
    """The words that say when a value was, and nothing of what it counts."""
    return frozenset(words(FILE, "before"))


@cache
def _forward() -> frozenset[str]:
    """The words that make a value one to be reached, or the end of a way."""
    listed = (
        *words(FILE, "comparators"),
        *words(FILE, "labels", "target"),
        *words(FILE, "directions", "up"),
        *words(FILE, "directions", "down"),
    )
    return frozenset(word for phrase in listed for word in phrase.split()) | {"to", "will", "be", "than"}


@cache
def _now() -> re.Pattern[str]:
    told = either(words(FILE, "now"))
    return re.compile(rf"(?i)^(?:{told})(?:\s(?:at|of|is|was)|:)?\s(?=\D{{0,6}}\d)")
