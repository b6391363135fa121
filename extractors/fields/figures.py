"""Figures in running text: which numbers are values, what they measure in, and when they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.fields.calendar import plain
from extractors.fields.data import either, pairs, words
from extractors.fields.moments import find_moments
from extractors.fields.timescale import read_timescale

FILE = "measures"
# Digits by the dozen are no value: an account, a telephone number, two cells run together.
NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,12})?|\d{1,12}(?:\.\d{1,12})?"
NUMBER_WORDS = either(tuple(word for word, _ in pairs("timescales", "numbers")))
JOINT = r"(?:out\s)?of(?:\sthe)?|in|/"  # between a count and what it is of
TIME_UNITS = r"(?:working |school |calendar )?(?:days?|weeks?|months?|hours?|minutes?|years?)"


@dataclass(frozen=True)
class Figure:
    """A value in a text: where it stands, the number, and its unit as far as the text says."""

    begin: int
    end: int
    value: float
    unit: str | None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    amount = rf"({NUMBER}|{NUMBER_WORDS})"
    fractions = either(tuple(word for word, _ in pairs(FILE, "fractions")))
    often = either(tuple(word for word, _ in pairs(FILE, "frequencies")))
    named = rf"(?<![a-z])(?:{either(words(FILE, 'not_figures'))})[\s-]?\d[\d.]*"
    before = either((*words(FILE, "comparators"), *words(FILE, "thresholds")))
    in_state = rf"(?:{NUMBER_WORDS})(?=\s[a-z -]{{3,40}}\sin\s(?:post|place|use|work)\b)"
    patterns = {
        "out_of": rf"(?<![\w.]){amount}\s(?P<joint>{JOINT})\s(?:every\s)?{amount}(?![\w%])",
        "score": r"(?<![\w./])(\d{1,2}(?:\.\d+)?)\s?/\s?(?:5|10|100)(?![\w/])",
        "whole": rf"^(?:all\s(?P<all>{NUMBER}|{in_state})|(?P<none>zero|nil)|(?P<count>{NUMBER_WORDS}))"
        r"(?=\s[a-z])",
        "number": rf"(?<![\w.,/-])(£\s?)?({NUMBER})\s?(%|per\s?cent|m\b|k\b|million\b)?(?![\w/]|\.\d)",
        "fraction": rf"(?<![\w-])({fractions})\sof(?!\w)",
        "nothing": rf"(?<![\w-])({either(words(FILE, 'nothing'))})(?![\w-])",
        "word": rf"(?<![\w-])({before})\s({NUMBER_WORDS})(?![\w-])",
        "often": rf"(?<![\w-])(?:minimum|at least|minimum of)\s({often})(?![\w-])",
        "named": rf"{named}(?:\s?(?:-|to|and|/|,|&)\s?\d[\d.]*)*",
        "ages": r"\d+\s?(?:-|to)\s?\d+[\s-]?(?:year|yr|age|provision)|(?<!\d)0\s?-\s?(?:5|18|19|25)(?!\d)",
        "joined": r"\d:\d|\d\s:\s\d|24/7|\d+-week|\d+\s?(?:st|nd|rd|th)\b",
    }
    return re.compile(patterns[name])


def masked(low: str, *, keep_years: bool = False) -> str:
    """The text with dates, names that hold a number ("Year 9", "KPI 2") and ages blotted out by dots."""
    spans = [match.span() for name in ("ages", "joined", "named") for match in _pattern(name).finditer(low)]
    for moment in find_moments(low):
        word = low[moment.begin : moment.end]
        if (moment.year is not None and re.search(r"[a-z]{3}|20\d\d|/|-", word) and not keep_years) or (
            moment.day is not None and re.search(r"[a-z]{3}", word)
        ):
            spans.append((moment.begin, moment.end))
    for begin, end in spans:
        low = low[:begin] + "·" * (end - begin) + low[end:]
    return low


def find_figures(text: str) -> tuple[Figure, ...]:
    """The values in a text, in order: "0 of 6 sites" is 0, "nine out of ten" is 90 %."""
    low = masked(plain(text))
    found: list[Figure] = []

    def free(begin: int, end: int) -> bool:
        return all(end <= f.begin or begin >= f.end for f in found)

    for match in _pattern("out_of").finditer(low):
        first, second = _number(match[1]), _number(match[3])
        share = _is_share(low, match, first, second)
        if share is None:
            continue
        if share:
            found.append(Figure(*match.span(), round(100 * first / second, 1), "%"))
        else:
            found.append(Figure(*match.span(), first, unit_after(low, match.end())))
    for match in _pattern("score").finditer(low):
        if free(*match.span()):
            found.append(Figure(*match.span(), float(match[1]), "points"))
    for match in _pattern("fraction").finditer(low):
        value = dict(pairs(FILE, "fractions"))[match[1]]
        found.append(Figure(match.start(), match.end(), float(value), "%"))
    for match in _pattern("number").finditer(low):
        if free(*match.span()):
            found.append(_plain_figure(low, match))
    for match in _pattern("word").finditer(low):
        if free(*match.span()):
            found.append(
                Figure(match.start(2), match.end(2), _number(match[2]), unit_after(low, match.end()))
            )
    whole = _pattern("whole").match(plain(text))
    if (
        whole
        and free(0, whole.end())
        and (whole["all"] or whole["none"] or whole["count"] not in ("one", "a", "an"))
    ):
        told = whole["all"] or whole["count"] or "0"
        found.append(Figure(0, whole.end(), _number(told), unit_after(plain(text), whole.end())))
    for match in _pattern("often").finditer(low):
        found.append(Figure(*match.span(), 1.0, dict(pairs(FILE, "frequencies"))[match[1]]))
    return tuple(sorted(found, key=lambda f: f.begin))


SHARED = frozenset({3.0, 4.0, 5.0, 10.0, 100.0})  # what shares are told of: "two in three", "8 out of 10"


def _is_share(low: str, match: re.Match[str], first: float, second: float) -> bool | None:
    """Whether "X of Y" tells a share, not a count or a score; `None` where "in" joins nothing."""
    joint = match["joint"]
    in_words = not match[3][0].isdigit()
    followed = re.match(r"\s[a-z]", low[match.end() :]) is not None
    round_share = second in SHARED and first <= second and first == int(first)
    if joint == "in":
        return True if round_share else None
    if joint.endswith("the") or not second:
        return False
    return in_words or (joint == "out of" and round_share and second >= 10 and followed)


def find_nothings(text: str) -> tuple[Figure, ...]:
    """The places where a value is told as "nil", "none" or "zero"."""
    low = plain(text)
    return tuple(Figure(*m.span(), 0.0, None) for m in _pattern("nothing").finditer(low))


def _plain_figure(low: str, match: re.Match[str]) -> Figure:
    scale = {"m": 1e6, "million": 1e6, "k": 1e3}.get(match[3] or "", 1.0)
    value = _number(match[2]) * scale
    if match[3] and scale == 1.0:
        return Figure(*match.span(), value, "%")
    return Figure(*match.span(), value, "£" if match[1] else unit_after(low, match.end()))


def _number(text: str) -> float:
    if text[0].isdigit():
        return float(text.replace(",", ""))
    return float(dict(pairs("timescales", "numbers"))[text])


UNIT_STOPS = frozenset(
    "in on by with of for the who that to from at and or is are was were have has had seen will which when "
    "as within find say be been than into under over per not now today currently falls rises drops".split()
)


def unit_after(low: str, at: int) -> str | None:
    """The words after a number that say what it counts, as far as the next small word."""
    time = re.match(rf"\s?({TIME_UNITS})(?![a-z])", low[at:])
    if time:
        return time[1]
    rate = re.match(r"\s?((?:per|a|each) \w+)", low[at:])
    if rate:
        return rate[1]
    kept: list[str] = []
    for word in re.findall(r"\s?([a-z'-]+|&|\S)", low[at : at + 60])[:4]:
        if (word in UNIT_STOPS and not (word == "and" and kept)) or not re.fullmatch(r"[a-z'&-]+", word):
            break
        kept.append(word)
    while kept and kept[-1] in ("and", "&"):
        kept.pop()
    return " ".join(kept) or None


def is_time(unit: str | None) -> bool:
    """Whether a unit is one of time: "weeks", "school days"."""
    return re.fullmatch(TIME_UNITS, unit or "") is not None


def same_unit(unit: str | None, other: str | None) -> bool:
    """Whether two printed units count the same: "days" and "school days"."""
    return (unit or "").split()[-1:] == (other or "").split()[-1:]


def nothing_in(text: str) -> bool:
    """Whether a value is told as "nil", "none" or "zero"."""
    return _pattern("nothing").search(plain(text)) is not None


# -- when a value holds ------------------------------------------------------------------------

PERIOD_BRACKET = re.compile(r"\(([^()]*)\)?")
PERIOD_WORD = re.compile(
    r"\b(?:by|in|at|for|from|since|as at|as of|end of|during)\s(?:the\s)?(?:end\sof\s)?(?:the\s)?$"
)


def period_of(text: str) -> tuple[str | None, str | None]:
    """(the period normalised, the period as printed) of a value's text, or two `None`.

    A day is an ISO day, a month `YYYY-MM`, a year of four figures itself; everything else stays as printed.
    """
    for match in PERIOD_BRACKET.finditer(text):
        inner = match[1].strip()
        if find_moments(plain(inner)) and not find_figures(inner):
            return normal_period(inner), inner
    low = plain(text)
    if len(low) != len(text):
        text = " ".join(text.split())
    dated = (m for m in find_moments(low) if m.year is not None)
    moments = [m for m in dated if re.search(r"[a-z]{3}|\d{4}|/|-", low[m.begin : m.end])]
    for moment in moments:
        if PERIOD_WORD.search(low[: moment.begin]) or moment is moments[-1]:
            printed = text[moment.begin : moment.end]
            return normal_period(printed), printed
    return None, None


def normal_period(printed: str) -> str:
    """A printed period as `YYYY-MM-DD`, `YYYY-MM` or `YYYY` where it is one of these; else as printed."""
    words_ = re.sub(r"^(?:by|in|at|for|end of|the|as at)\s+", "", printed.strip(), flags=re.I)
    now, _ = read_timescale(words_)
    if now.due_on is None or now.starts_on is not None or now.slip:
        return printed.strip()
    if now.precision == "day":
        return now.due_on.isoformat()
    if now.precision == "month":
        return now.due_on.isoformat()[:7]
    return words_ if re.fullmatch(r"\d{4}", words_) else printed.strip()
