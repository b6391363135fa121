"""What a finding asks, part by part: its sentences, clauses and list items, and the role of each.

A weakness tells what is lacking, gives examples, tells what follows and what stands around it; only the
first is to be answered by a plan. An area for improvement or for priority action asks with every word.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from extractors.model import FindingKind, Record
from pipeline.concepts import concepts, named
from pipeline.words import sentences

Role = Literal["ask", "example", "effect", "context"]


class Passage(Record):
    """A piece of a finding's text and its role."""

    text: str
    role: Role


CONCESSION = re.compile(
    r"^(?:However, )?(?:while|whilst|although|though|despite)\b[^,;]*[,;]\s+", re.IGNORECASE
)
BUT = re.compile(r"[,;]\s+(?=(?:but|although|however|though)\b)", re.IGNORECASE)
ITEM_END = re.compile(r";\s+(?:and\s+|or\s+)?")
QUALIFIED = re.compile(r"\b(?:which|where|whose|who)\b", re.IGNORECASE)  # what is done is said before it
FORMAL: tuple[FindingKind, ...] = ("area_for_improvement", "area_for_priority_action", "significant_weakness")


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    """The words of one kind in `data/stance_words.csv`, as a pattern for whole words."""
    text = files("pipeline").joinpath("data/stance_words.csv").read_text(encoding="utf-8")
    row = next(r for r in csv.DictReader(text.splitlines()) if r["kind"] == kind)
    joined = "|".join(p.replace(" ", r"[\s,-]+") for p in row["phrases"].split(";"))
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


EXAMPLE = re.compile(r"(?:,\s*|\b)(?:for example|for instance|such as|e\.g\.),?\s+", re.IGNORECASE)
OPENING = re.compile(r"^(?:However|Additionally|Furthermore|Also|In addition|Moreover),?\s+", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def passages(text: str, kind: FindingKind) -> tuple[Passage, ...]:
    """The finding's text in passages, each with its role; at least one of them asks."""
    if kind in FORMAL:
        return tuple(Passage(text=item, role="ask") for s in sentences(text) for item in _items(s))
    found = []
    for sentence in sentences(text):
        for clause in _clauses(sentence):
            said, example = _example(clause)
            found.append(Passage(text=said, role=_role(said)))
            if example:
                found.append(Passage(text=example, role="example"))
    if found and not any(p.role == "ask" for p in found):
        return tuple(Passage(text=p.text, role="ask") for p in found)
    return tuple(found)


def _items(sentence: str) -> list[str]:
    """The items of a list in running text, its lead-in first; else the sentence."""
    if ";" not in sentence:
        return [sentence]
    lead, colon, rest = sentence.partition(":")
    items = [i.strip() for i in ITEM_END.split(rest if colon else sentence) if i.strip()]
    return [lead + colon, *items] if colon else items


def _clauses(sentence: str) -> list[str]:
    """The sentence, parted where it concedes one thing and holds another against it."""
    conceded = CONCESSION.match(sentence)
    if conceded and named(sentence[conceded.end() :]):
        return [sentence[: conceded.end()].strip(), sentence[conceded.end() :].strip()]
    return [c.strip() for c in BUT.split(sentence) if c.strip()]


def _example(clause: str) -> tuple[str, str | None]:
    """The clause without the example that it gives, and the example."""
    match = EXAMPLE.search(clause)
    if match is None or match.start() == 0:
        return clause, None
    return clause[: match.start()].rstrip(" ,;"), clause[match.end() :]


def _role(clause: str) -> Role:
    """Whether the clause tells what is lacking, what follows from it, or neither."""
    bare = OPENING.sub("", clause)
    if EXAMPLE.match(bare):
        return "example"
    if _phrases("effect").match(bare) or _phrases("effect").match(clause):
        return "effect"
    if CONCESSION.fullmatch(clause + " "):
        return "context"
    if not _phrases("lacking").search(bare):
        return "context"
    return "context" if _phrases("context").match(bare) and not _strong(bare) else "ask"


def tells_effect(sentence: str) -> bool:
    """Whether the sentence tells what follows from the one before it."""
    return _phrases("effect").match(OPENING.sub("", sentence)) is not None


def tells_lack(sentence: str) -> bool:
    """Whether the sentence says of something that it is lacking, late or poor."""
    return _phrases("lacking").search(OPENING.sub("", sentence)) is not None


STRONG = re.compile(r"\b(?:not|no|more to be done|need improvement|need to|weakness(?:es)?)\b", re.IGNORECASE)


def _strong(clause: str) -> bool:
    return STRONG.search(clause) is not None


def housekeeping(activity: str) -> bool:
    """Whether an activity is about premises or occasions: plainly so, or it names nothing of the field."""
    if _phrases("premises").search(activity):
        return True
    specific = {c for c in named(activity) if concepts()[c].kind not in ("common", "strategic")}
    return not specific and _phrases("housekeeping").search(QUALIFIED.split(activity)[0]) is not None


def abstract(word: str) -> bool:
    """Whether the word names nothing that a plan could answer by itself: a body, a manner, a measure."""
    return _phrases("abstract").fullmatch(re.sub(r"s$", "", word)) is not None or (
        _phrases("abstract").fullmatch(word) is not None
    )


def asks(text: str, kind: FindingKind) -> list[str]:
    """The passages of a finding that a plan has to answer."""
    return [p.text for p in passages(text, kind) if p.role == "ask"]
