"""Letters of joint targeted area inspections."""

from __future__ import annotations

import re

from extractors.families.addressees import read_addressees
from extractors.families.letter_report import Parts, bodies_of, finish
from extractors.families.letterhead import Letterhead, read_letterhead, sureness, visit_days
from extractors.families.letters import (
    Findings,
    body_size,
    letter_sections,
    narrative,
    plain,
    titled,
    whole_paragraphs,
)
from extractors.families.sections import Section
from extractors.fields.dates import find_days
from extractors.model import Block, Details, Document, Extraction, FindingKind
from extractors.registry import extractor

KINDS: dict[str, FindingKind] = {
    "strengths": "strength",
    "priority_action": "area_for_priority_action",
    "improvement": "area_for_improvement",
}
NARRATIVE = ("headline", "overview", "main")

_AREA = re.compile(r".*\bin\s+(?:the\s+)?([A-Z].*)$")
_OF = re.compile(r"inspection of\s+(?:the\s+)?([A-Z].*)$")
_AGENCIES = re.compile(r"individual agencies in\s+([A-Z][^.]*?)(?: local authority| \([A-Z]+\))?\.")


def recognise_jtai(document: Document) -> float:
    """Sure where the subject line names a joint targeted area inspection and its own headings stand below."""
    if not titled(document, "jtai"):
        return 0.0
    keys = {section.key for section in letter_sections(plain(document), "letter")}
    sure = sureness(document)
    return sure if keys & {"improvement", "strengths", "headline"} else min(sure, 0.6)


@extractor("jtai_letter", "inspection", "Joint targeted area inspection letter", recognise_jtai)
def extract_jtai(document: Document) -> Extraction:
    """Strengths, areas for priority action and for improvement; addressees; days of letter and inspection."""
    sections = letter_sections(plain(document), "letter")
    head = read_letterhead(document, "jtai")
    findings = Findings(body_size(document))
    findings.read_all(sections, KINDS)
    days = visit_days(head.opening, head.published)
    area = read_area(head)
    people = read_addressees(head.lines, area)
    details = Details(
        title=head.subject,
        area=area,
        published=head.published,
        inspection_start=days.start if days else None,
        inspection_end=days.end if days else None,
        inspection_raw=days.raw if days else None,
    )
    expected = {"improvement": "what needs to improve, or areas for improvement"}
    if not {"headline", "main"} & {section.key for section in sections}:
        expected["strengths"] = "strengths"
    extraction = Extraction(
        kind="jtai_letter",
        family="inspection",
        details=details,
        bodies=bodies_of(people),
        people=tuple(people),
        findings=tuple(findings.found),
    )
    return finish(
        extraction,
        Parts(sections, findings, _narrative(sections, head, findings.body), expected, addressed=True),
    )


def read_area(head: Letterhead) -> str | None:
    """The area as the subject line names it, else as the opening does."""
    subject = head.subject or ""
    for pattern in (_OF, _AREA):
        found = pattern.match(subject) if pattern is _AREA else pattern.search(subject)
        if found:
            return found[1].strip()
    for found in _AGENCIES.finditer(" ".join(head.opening)):
        return found[1].strip()
    return None


def narrative_sections(document: Document) -> list[tuple[str, list[Block]]]:
    """The narrative parts, each with its title as printed and its text."""
    sections = letter_sections(plain(document), "letter")
    return _narrative(sections, read_letterhead(document, "jtai"), body_size(document))


def _narrative(
    sections: list[Section], head: Letterhead, body: float | None
) -> list[tuple[str, list[Block]]]:
    """Headline and main findings; in letters without them what is said before the lists."""
    found = narrative(sections, NARRATIVE, body)
    if found or not head.subject:
        return found
    before = [b for b in sections[0].blocks if isinstance(b, Block)]
    at = next((i for i, block in enumerate(before) if block.text == head.subject), None)
    if at is None:
        return []
    return [(head.subject, [b for b in whole_paragraphs(before[at + 1 :]) if not find_days(b.text)])]
