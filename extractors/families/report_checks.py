"""What always holds in an area SEND report, checked on every one; a breach is a problem."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz

from extractors.families.items import ends_sentence
from extractors.families.sections import Section
from extractors.fields.dates import find_days
from extractors.model import DateMention, Details, Document, Extraction, Finding, Problem, Status

ORDER = (
    "outcome",
    "experience",
    "strengths",
    "weaknesses",
    "priority_action",
    "improvement",
    "details",
    "team",
)
NEEDED = {
    "strengths": "what is effective",
    "weaknesses": "what needs to be better",
    "improvement": "areas for improvement",
}
ALIKE = 80  # of 100: two findings of one kind so alike say the same in other words
CLOSE = 90  # days around the inspection within which a footer's date is meant for it


def check_report(extraction: Extraction, sections: list[Section]) -> tuple[list[Problem], Status, str | None]:
    """The breaches, the document's status, and a line that says why it is not in order."""
    problems = list(_all(extraction, sections))
    missing = [p.message for p in problems if p.category == "heading_missing"]
    if extraction.kind == "area_send_monitoring_report":
        if not extraction.findings:
            return problems, "partial", "no area for priority action was found"
        return problems, "ok", None
    if len(missing) == len(NEEDED):
        return problems, "unsupported", "none of the headings of an area SEND report was found"
    if missing:
        return problems, "partial", "; ".join(missing)
    empty = [p.message for p in problems if p.category == "invariant"]
    kinds = {finding.kind for finding in extraction.findings}
    if not {"strength", "weakness", "area_for_improvement"} <= kinds:
        return problems, "partial", "; ".join(empty) or "a list of findings is empty"
    return problems, "ok", None


def _all(extraction: Extraction, sections: list[Section]) -> Iterator[Problem]:
    if extraction.kind == "area_send_report":
        yield from _headings(sections)
        yield from _order(sections)
        yield from _counts(extraction)
        yield from _front(extraction.details)
    yield from _sentences(extraction.findings)
    yield from _duplicates(extraction.findings)


def _headings(sections: list[Section]) -> Iterator[Problem]:
    keys = {section.key for section in sections}
    for key, name in NEEDED.items():
        if key not in keys:
            yield Problem(category="heading_missing", message=f"no heading for {name} was found")


def _order(sections: list[Section]) -> Iterator[Problem]:
    places = [(ORDER.index(s.key), s) for s in sections if s.key in ORDER]
    for (a, _), (b, section) in itertools.pairwise(places):
        if b < a:
            yield Problem(
                category="invariant",
                page=section.page,
                message=f"the section '{section.title}' stands out of its usual order",
            )


def _counts(extraction: Extraction) -> Iterator[Problem]:
    counts = Counter(finding.kind for finding in extraction.findings)
    for kind, name in (
        ("strength", "strength"),
        ("weakness", "weakness"),
        ("area_for_improvement", "improvement"),
    ):
        if not counts[kind]:  # type: ignore[index]
            yield Problem(category="invariant", message=f"no {name} was found; every report has at least one")
    outcome, actions = extraction.details.outcome, counts["area_for_priority_action"]
    if outcome == 3 and not actions:
        yield Problem(
            category="invariant",
            message="the outcome says widespread failings, yet no area for priority action was found",
        )
    if outcome in (1, 2) and actions:
        yield Problem(
            category="invariant",
            message="areas for priority action were found, yet the outcome does not ask for any",
        )


def _front(details: Details) -> Iterator[Problem]:
    if details.inspection_start is None:
        yield Problem(category="not_read", page=1, message="no inspection dates were found on the front page")
    if details.outcome is None:
        yield Problem(category="not_read", page=1, message="no known wording of an outcome was found")
    if details.previous_raw is None:
        yield Problem(category="not_read", page=1, message="no date of a previous inspection was found")


def _sentences(findings: tuple[Finding, ...]) -> Iterator[Problem]:
    for finding in findings:
        if not ends_sentence(finding.text):
            yield Problem(
                category="invariant",
                page=finding.source.page_end,
                message=f"{_name(finding)} ends in mid sentence: ... {' '.join(finding.text.split()[-5:])}",
            )
        if finding.text[:1].islower():
            yield Problem(
                category="invariant",
                page=finding.source.page,
                message=f"{_name(finding)} begins in mid sentence: {' '.join(finding.text.split()[:5])} ...",
            )


def _name(finding: Finding) -> str:
    return f"{finding.kind.replace('_', ' ')} {finding.number}"


def _duplicates(findings: tuple[Finding, ...]) -> Iterator[Problem]:
    for first, second in itertools.combinations(findings, 2):
        if first.kind != second.kind:
            continue
        one, two = first.text, second.text
        if 200 * min(len(one), len(two)) < (ALIKE - 1) * (len(one) + len(two)):
            continue  # too unlike in length
        if fuzz.ratio(one, two, score_cutoff=ALIKE):
            yield Problem(
                category="duplicate",
                page=second.source.page,
                message=f"{_name(first)} and {_name(second)} say nearly the same",
            )


def contradicting_dates(document: Document, details: Details) -> list[DateMention]:
    """Dates in running lines that lie near the inspection and are not its dates, each once."""
    start, end = details.inspection_start, details.inspection_end
    if start is None or end is None:
        return []
    found: dict[str, DateMention] = {}
    seen: set[str] = set()  # running lines say the same on page after page
    for block in document.furniture:
        if block.text in seen:
            continue
        seen.add(block.text)
        for days in find_days(block.text):
            if (days.start, days.end) == (start, end) or abs((days.end - end).days) > CLOSE:
                continue
            found.setdefault(
                days.raw,
                DateMention(raw=days.raw, starts_on=days.start, ends_on=days.end, source=block.source),
            )
    return list(found.values())
