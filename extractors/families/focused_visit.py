"""Letters of focused visits to children's services."""

from __future__ import annotations

import re

from extractors.families.addressees import read_addressees
from extractors.families.letter_people import read_visitors, with_lead
from extractors.families.letter_report import Parts, bodies_of, finish
from extractors.families.letterhead import read_letterhead, sureness, visit_days
from extractors.families.letters import Findings, body_size, letter_sections, narrative, plain, titled
from extractors.model import Block, Details, Document, Extraction, FindingKind
from extractors.registry import extractor

KINDS: dict[str, FindingKind] = {
    "strengths": "strength",
    "priority_action": "area_for_priority_action",
    "improvement": "area_for_improvement",
}
NARRATIVE = ("headline", "overview", "main")

_AREA = re.compile(
    r"focused visit (?:to|of)\s+(?:the\s+)?(.+?)(?:\s+local authority)?"
    r"(?:\s+children['’]s\s+(?:social care\s+)?services)?$",
    re.IGNORECASE,
)


def recognise_focused_visit(document: Document) -> float:
    """Sure where the subject line names a focused visit and the letter's own headings stand below."""
    if not titled(document, "focused_visit"):
        return 0.0
    keys = {section.key for section in letter_sections(plain(document), "letter")}
    sure = sureness(document)
    return sure if keys & {"improvement", "headline", "main", "overview"} else min(sure, 0.6)


@extractor("focused_visit_letter", "inspection", "Focused visit letter", recognise_focused_visit)
def extract_focused_visit(document: Document) -> Extraction:
    """What needs to improve, areas for priority action; addressee; inspectors; days of letter and visit."""
    sections = letter_sections(plain(document), "letter")
    head = read_letterhead(document, "focused_visit")
    findings = Findings(body_size(document))
    findings.read_all(sections, KINDS)
    days = visit_days(head.opening, head.published)
    found = _AREA.search(head.subject or "")
    area = found[1].strip() if found else None
    people = read_addressees(head.lines, area)
    details = Details(
        title=head.subject,
        area=area,
        published=head.published,
        inspection_start=days.start if days else None,
        inspection_end=days.end if days else None,
        inspection_raw=days.raw if days else None,
    )
    extraction = Extraction(
        kind="focused_visit_letter",
        family="inspection",
        details=details,
        bodies=bodies_of(people),
        people=(*people, *with_lead(read_visitors(head.opening), document)),
        findings=tuple(findings.found),
    )
    expected = {"improvement": "what needs to improve"}
    return finish(
        extraction,
        Parts(sections, findings, narrative(sections, NARRATIVE, findings.body), expected, addressed=True),
    )


def narrative_sections(document: Document) -> list[tuple[str, list[Block]]]:
    """The narrative parts, each with its title as printed and its text."""
    return narrative(letter_sections(plain(document), "letter"), NARRATIVE, body_size(document))
