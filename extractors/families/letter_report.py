"""What is said of every inspection letter in the end: breaches, missing headings, its status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.families.addressees import is_body
from extractors.families.letterhead import missing
from extractors.families.letters import Findings
from extractors.families.sections import Section, squeeze
from extractors.families.stance import report_statements
from extractors.fields.organisation import kind_of
from extractors.model import Block, Body, Extraction, Finding, Person, Problem, Statement, Status

ALIKE = 90  # of 100: two findings of one kind so alike say the same twice


@dataclass(slots=True)
class Parts:
    """What a letter was read from: its sections, lists and narrative, and the headings it should have."""

    sections: Sequence[Section]
    findings: Findings
    narrative: Sequence[tuple[str, Sequence[Block]]] = ()
    expected: Mapping[str, str] = field(default_factory=dict)
    prose: Sequence[str] = ()  # of the expected, those that hold no list
    addressed: bool = False
    statements: tuple[Statement, ...] | None = None  # where a family tells them itself


def bodies_of(people: Sequence[Person]) -> tuple[Body, ...]:
    """The public bodies that the addressees speak for, each once."""
    found: dict[str, Body] = {}
    for person in people:
        name = person.organisation
        if name and is_body(name) and (kind := kind_of(name)) != "other":
            found.setdefault(squeeze(name), Body(name=name, kind=kind, name_raw=name))
    return tuple(found.values())


def finish(extraction: Extraction, parts: Parts) -> Extraction:
    """The extraction with its statements, its problems and its status."""
    told = parts.statements
    if told is None:
        told = report_statements([*parts.narrative, *parts.findings.rest])
    problems = [*extraction.problems, *parts.findings.problems, *_checked(extraction, parts)]
    status, message = _status(parts, problems)
    update = {"statements": told, "problems": tuple(problems), "status": status, "message": message}
    return extraction.model_copy(update=update)


def _status(parts: Parts, problems: Sequence[Problem]) -> tuple[Status, str | None]:
    wanting = [p.message for p in problems if p.category == "heading_missing"]
    known = {section.key for section in parts.sections if section.key}
    if wanting and not known:
        return "unsupported", "; ".join(wanting)
    if wanting:
        return "partial", "; ".join(wanting)
    empty = [p.message for p in problems if p.category == "invariant" and p.message.startswith("no item")]
    if empty:
        return "partial", "; ".join(empty)
    return "ok", None


def _checked(extraction: Extraction, parts: Parts) -> Iterator[Problem]:
    keys = {section.key for section in parts.sections}
    for key, name in parts.expected.items():
        if key not in keys:
            yield Problem(category="heading_missing", message=f"no heading for {name} was found")
        elif not parts.findings.taken[key] and key not in parts.prose:
            page = next(s.page for s in parts.sections if s.key == key)
            yield Problem(
                category="invariant", page=page, message=f"no item was found under the heading for {name}"
            )
    details = extraction.details
    if details.inspection_start is None:
        yield missing("the days of the inspection")
    if details.area is None:
        yield missing("the name of the area")
    if parts.addressed and details.published is None:
        yield missing("the day of the letter")
    if parts.addressed and not any(person.capacity == "addressee" for person in extraction.people):
        yield missing("who the letter is to")
    yield from _duplicates(extraction.findings)


def _duplicates(findings: Sequence[Finding]) -> Iterator[Problem]:
    for first, second in pairwise(findings):
        if first.kind == second.kind and fuzz.ratio(squeeze(first.text), squeeze(second.text)) >= ALIKE:
            name = first.kind.replace("_", " ")
            yield Problem(
                category="duplicate",
                page=second.source.page,
                message=f"{name} {first.number} and {second.number} say nearly the same",
            )
