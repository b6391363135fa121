"""Area SEND inspection reports (from 2023) and their monitoring inspection reports."""

from __future__ import annotations

import itertools

from extractors.families.front_page import read_front_page
from extractors.families.items import Listed, list_items
from extractors.families.partnership import read_bodies, read_counts, read_inspectors, read_leaders
from extractors.families.report_checks import check_report, contradicting_dates
from extractors.families.sections import Section, find, matches, split_sections
from extractors.families.stance import report_statements
from extractors.model import Block, Document, Extraction, Finding, FindingKind, Problem
from extractors.registry import extractor
from extractors.vocabulary import lists

VOCABULARY = "area_send"
KINDS: dict[str, FindingKind] = {
    "strengths": "strength",
    "weaknesses": "weakness",
    "priority_action": "area_for_priority_action",
    "improvement": "area_for_improvement",
}
NARRATIVE = ("about_area", "experience", "progress")


def _group(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of one table of the vocabulary, by their short names."""
    found = lists(VOCABULARY).items()
    return {key.split(".", 1)[1]: words for key, words in found if key.startswith(name + ".")}


def report_sections(document: Document) -> list[Section]:
    """The report's sections in order."""
    return split_sections(document, _group("sections"))


def narrative_sections(document: Document) -> list[tuple[str, list[Block]]]:
    """The narrative parts, each with its title as printed and its paragraphs."""
    return _narrative(report_sections(document))


def _narrative(sections: list[Section]) -> list[tuple[str, list[Block]]]:
    return [
        (section.title, [b for b in section.blocks if isinstance(b, Block) and b.text])
        for section in sections
        if section.key in NARRATIVE
    ]


def _opening(document: Document) -> list[str]:
    """The first blocks' texts, and those of neighbours together: titles run over several lines."""
    blocks = [b for b in document.blocks[:12] if isinstance(b, Block)]
    texts = [b.text for b in blocks]
    return [*texts, *(f"{a} {b}" for a, b in itertools.pairwise(texts)), document.title or ""]


def _titled(document: Document, kind: str) -> bool:
    phrases = _group("title")[kind]
    return any(matches(text, phrases) for text in _opening(document))


def _headings(document: Document) -> set[str]:
    return {section.key for section in report_sections(document)} & set(_group("sections"))


def recognise_report(document: Document) -> float:
    """Sure where the title says so; fairly sure where the report's own headings stand in it."""
    if _titled(document, "monitoring"):
        return 0.0
    found = len({"strengths", "weaknesses", "experience", "outcome", "details"} & _headings(document))
    if _titled(document, "report"):
        return 0.95 if found else 0.6
    return 0.9 if found >= 3 else 0.0


def recognise_monitoring(document: Document) -> float:
    """Sure where the title names a monitoring inspection."""
    return 0.95 if _titled(document, "monitoring") else 0.0


@extractor("area_send_report", "inspection", "Area SEND inspection report", recognise_report)
def extract_report(document: Document) -> Extraction:
    """Findings, front page, bodies, people. The next full inspection falls due counted from the
    inspection's last day (area SEND framework, "within approximately five years"); the monitoring
    inspection is counted from the report's publication, which the report does not print."""
    return _extract(document, "area_send_report")


@extractor(
    "area_send_monitoring_report",
    "inspection",
    "Area SEND monitoring inspection report",
    recognise_monitoring,
)
def extract_monitoring(document: Document) -> Extraction:
    """What a monitoring inspection's own headings give: front page, areas for priority action, people."""
    return _extract(document, "area_send_monitoring_report")


def _extract(document: Document, kind: str) -> Extraction:
    sections = report_sections(document)
    statements = report_statements(_narrative(sections))
    return _formal(document, sections, kind).model_copy(update={"statements": statements})


def formal_findings(document: Document) -> Extraction:
    """What a report lists and its front page, without the sentences of its narrative."""
    return _formal(document, report_sections(document), "area_send_report")


def _formal(document: Document, sections: list[Section], kind: str) -> Extraction:
    front = read_front_page(document, sections)
    findings, problems = _findings(sections)
    leaders, more = read_leaders(sections)
    details = front.details.model_copy(update=read_counts(sections))
    extraction = Extraction(
        kind=kind,
        family="inspection",
        details=details,
        bodies=tuple(read_bodies(sections, details.area)),
        people=(*leaders, *read_inspectors(sections)),
        findings=tuple(findings),
        inspection_dates=tuple(contradicting_dates(document, details)),
        problems=(*front.problems, *problems, *more),
    )
    found, status, message = check_report(extraction, sections)
    return extraction.model_copy(
        update={"problems": (*extraction.problems, *found), "status": status, "message": message}
    )


def _openings(parts: list[Section]) -> list[Section]:
    """The sections; where each item has a numbered heading of its own, its first paragraph is the item."""
    blocks = [block for part in parts for block in part.blocks]
    prose = all(isinstance(b, Block) and b.kind == "paragraph" for b in blocks)
    numbered = all(any(c.isdigit() for c in part.title) for part in parts)
    if not numbered or not prose:
        return parts
    return [Section(part.key, part.title, part.page, part.blocks[:1]) for part in parts]


def _findings(sections: list[Section]) -> tuple[list[Finding], list[Problem]]:
    columns = _group("columns")
    findings: list[Finding] = []
    problems: list[Problem] = []
    for key, kind in KINDS.items():
        parts = find(sections, key)
        listed: Listed = list_items(_openings(parts), columns)
        problems.extend(listed.problems)
        title = parts[0].title if parts else None
        findings.extend(
            Finding(
                kind=kind,
                number=n,
                text=item.text,
                responsible=item.responsible,
                section=title,
                source=item.source,
            )
            for n, item in enumerate(listed.items, 1)
        )
    return findings, problems
