"""The vocabulary of action plans: what headers and labels are called, read from the data files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from extractors.families.plan.date_words import DateHeader, read_date_header
from extractors.vocabulary import REMEMBERED, table

SLIP = 7  # letters; in shorter words a letter makes another word
LABEL_WORDS = 4  # of a label that nothing but its type sets off from its value
_SHORTENED = re.compile(r"\b(we|they|you|i|it|that|what|who|where|how|there)'(ll|re|ve|s)\b")
_WRITTEN_OUT = {"ll": "will", "re": "are", "ve": "have", "s": "is"}
_NOT_WORD = re.compile(r"[^a-z0-9%#]+")
_IN_BRACKETS = re.compile(r"\([^)]{0,400}\)")
_OURS = re.compile(r"^(?:the|our) ")
_PLURAL_MARK = re.compile(r"\(s\)", re.I)


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Lower case, straight, without punctuation; "&" is "and"; single spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace("\u2019", "'")
    plain = _SHORTENED.sub(lambda m: f"{m[1]} {_WRITTEN_OUT[m[2]]}", plain).replace("'", "")
    return _NOT_WORD.sub(" ", plain).strip()


def fold_header(text: str) -> str:
    """A header for comparison: folded, and without what stands in brackets unless that is all of it."""
    text = _PLURAL_MARK.sub("s", text)
    bare = fold(_IN_BRACKETS.sub(" ", text))
    return bare or fold(text)


def load(name: str) -> dict[str, Any]:
    """The data file `plan_<name>.toml` of the vocabulary."""
    return table(f"plan_{name}")


_ITS_DATE = re.compile(r"\(\s*(?:dates?|d+[/.]m+[/.]y+)\s*\)", re.I)


def date_header(text: str) -> DateHeader | None:
    """What a header says of whose date its column holds; `None` where it says nothing of that, as does
    "Baseline (date)", which is a value."""
    return read_date_header(fold(_ITS_DATE.sub(" ", text))) or read_date_header(fold_header(text))


@dataclass(frozen=True)
class Match:
    """What a header names: its role, the phrase that told, and how much of the header that phrase is."""

    role: str
    phrase: str
    share: float
    leads: bool  # the header begins with the phrase


@cache
def _phrases(section: str) -> tuple[tuple[str, str, bool], ...]:
    found: list[tuple[str, str, bool]] = []
    for role, phrases in load("columns")[section].items():
        for phrase in phrases:
            whole = phrase.startswith("=")
            found.append((role, fold(phrase.lstrip("=")) or phrase.lstrip("="), whole))
    found.sort(key=lambda item: -len(item[1]))
    return tuple(found)


_BESIDE_NUMBER = re.compile(r"^(?:ref|reference|no|nr|number|id|item)s? and (?=\w)")  # "Reference and action"
_BRACKETED = re.compile(r"\w.*\(([^()]+)\)\s*$", re.S)
LONG_HEADER = 6  # words; a longer text is a header only if it begins like one
MAX_HEADER = 16


@lru_cache(maxsize=REMEMBERED)
def match_header(text: str, section: str = "columns") -> Match | None:
    """What a header cell names, by the longest phrase that stands in it; `None` where none does."""
    header = _BESIDE_NUMBER.sub("", fold_header(text))
    if not header:
        return None
    size = len(header.split())
    if size > MAX_HEADER:
        return None
    if section == "columns" and (told := date_header(text)):
        return Match(told.role, header, 1.0, leads=True)
    padded = f" {header} "
    whole_header = (header, _OURS.sub("", header))
    best: Match | None = None
    for role, phrase, whole in _phrases(section):
        if whole and phrase not in whole_header:
            continue
        if f" {phrase} " not in padded:
            continue
        leads = header == phrase or header.startswith(phrase + " ")
        if size > LONG_HEADER and not leads:
            continue
        match = Match(role, phrase, len(phrase.split()) / size, leads)
        if best is None or (len(match.phrase), match.leads) > (len(best.phrase), best.leads):
            best = match
    if best is not None and best.share < 0.3 and not best.leads:
        return None
    if best is None and section == "measures" and (inner := _BRACKETED.search(text)):
        return match_header(inner[1], section)  # "January 2025 (baseline)"
    return best


@lru_cache(maxsize=REMEMBERED)
def is_aim(header: str) -> bool:
    """The header of a column of success says what is to be different, not how that is measured."""
    padded = f" {fold_header(header)} "
    return any(f" {phrase} " in padded for phrase in load("columns")["aims"]["phrases"])


@lru_cache(maxsize=REMEMBERED)
def label_role(text: str) -> str | None:
    """The role of a label that stands before a colon or above a value; `None` where it is none.

    A label is nothing but its phrase (plural and "the", "our" aside): it is matched more strictly than a
    header.
    """
    label = re.sub(r"^(the|our|key|overall) ", "", fold_header(text))
    if not label or len(label.split()) > 12:
        return None
    for role, phrases in load("columns")["labels"].items():
        for phrase in phrases:
            if label in (phrase, phrase + "s"):
                return str(role)
    match = match_header(text)
    if match is not None and (match.share >= 0.6 or (match.leads and len(match.phrase.split()) >= 3)):
        return match.role
    several = " " in label and label.endswith("s") and not label.endswith("ss")
    return label_role(label[:-1]) if several else None


@lru_cache(maxsize=REMEMBERED)
def hint(label: str) -> str | None:
    """What a label of prose that nobody knows seems to name, by a word in it; `None` where none tells."""
    words = set(fold(label).split())
    told = [role for role, hints in load("columns")["hints"].items() if words.intersection(hints)]
    return told[0] if len(told) == 1 else None


@lru_cache(maxsize=REMEMBERED)
def slip_role(text: str) -> str | None:
    """The role of a label of one word that is printed with a slip of one letter ("Progess"); `None` where it
    has none, or is like the labels of several roles."""
    word = fold(text)
    if (
        len(word) < SLIP - 1 or not word.isalpha() or word.endswith("ed")
    ):  # "Finished" is no slip for "Finishes"
        return None
    data = load("columns")
    known = ((role, fold(p)) for part in ("labels", "columns") for role, ps in data[part].items() for p in ps)
    near = {role for role, p in known if len(p) >= SLIP and OSA.distance(word, p, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else None


def runs_on(label: str) -> bool:
    """Whether a label is told by its first words, and the last is another's ("Working with Ann")."""
    match = match_header(label)
    whole = fold_header(label)
    return match is not None and match.leads and not whole.rstrip("s").endswith(match.phrase.rstrip("s"))


def unmarked_labels(text: str) -> Iterator[tuple[str, str, str]]:
    """Each label that may stand at a text's head, set off by its type alone ("Lead Ann Day"): its role, the
    label and the text after it; the longest label first."""
    words = text.split()
    for n in range(min(LABEL_WORDS, len(words) - 1), 0, -1):
        label = " ".join(words[:n])
        if label[:1].isupper() and (role := label_role(label)) is not None and not runs_on(label):
            yield role, label, " ".join(words[n:])


@lru_cache(maxsize=REMEMBERED)
def header_line(text: str) -> tuple[str, ...]:
    """The headers of columns, in order, that a line of text is made of; none where it says anything else."""
    words = fold(text).split()
    known = {phrase for _, phrase, _ in _phrases("columns")}
    longest = max(len(p.split()) for p in known)
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if " ".join(words[at : at + n]) in known), 0)
        if not size:
            return ()
        found.append(" ".join(words[at : at + size]))
        at += size
    return tuple(found) if len(found) >= 3 else ()


def other_kind(headers: list[str]) -> str | None:
    """Which table that is no plan these headers belong to (version history, glossary, ...)."""
    folded = [fold_header(h) for h in headers if h.strip()]
    for kind, sets in load("columns")["other"].items():
        for wanted in sets:
            if all(any(h == w or h.startswith(w + " ") or h == w + "s" for h in folded) for w in wanted):
                return str(kind)
    log = load("columns")["log"]
    if len(folded) > 1 and log["date"] in folded and all(h in log["columns"] for h in folded):
        return "log"
    return None
