"""Letters of local area SEND inspections, 2016 to 2022."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.families.addressees import read_addressees
from extractors.families.letter_items import words_of
from extractors.families.letter_report import Parts, bodies_of, finish
from extractors.families.letterhead import Letterhead, read_letterhead, sentences, sureness, visit_days
from extractors.families.letters import Findings, body_size, letter_sections, narrative, plain, says, titled
from extractors.families.sections import Section, mentions
from extractors.model import Block, Details, Document, Extraction, FindingKind, Problem
from extractors.registry import extractor

EFFECTIVENESS = ("identifying", "meeting", "outcomes")
LISTS: dict[str, FindingKind] = {"strengths": "strength", "development": "weakness"}
NARRATIVE = ("main", *EFFECTIVENESS, "concerns")
EXPECTED = {
    "identifying": "how effectively needs are identified",
    "meeting": "how effectively needs are met",
    "outcomes": "how effectively outcomes are improved",
    "strengths": "strengths",
    "development": "areas for development",
}

_AREA = re.compile(r"\b(?:in|of)\s+(?:the\s+)?(?:local\s+)?(?:area\s+of\s+)?([A-Z][^,.;:]*?)\s*$")
_LOCAL_AREA = re.compile(
    r"(?:local area|area) of ((?:the )?[A-Z][\w’'-]*(?:,? (?:and |of |the |upon |on )*[A-Z][\w’'-]*)*)"
)
_WHO = re.compile(
    r"(?:determined that |decided that )?((?:the|[A-Z])[^.;]*?)\s+(?:are|is|share|have)\s+"
    r"(?:a\s+)?(?:jointly\s+|joint\s+)?responsib",
    re.IGNORECASE,
)


def recognise_letter(document: Document) -> float:
    """Sure where subject line or opening names a local area inspection and the letter's parts stand."""
    if titled(document, "revisit") or says(document, words_of("opening.revisited"), 1):
        return 0.0
    named = titled(document, "local_area") or says(document, words_of("opening.local_area"), 1)
    if not named:
        return 0.0
    keys = {section.key for section in letter_sections(plain(document), "local_area")}
    parts = len(keys & {*EFFECTIVENESS, "strengths", "development"})
    sure = sureness(document)
    return sure if parts >= 2 else 0.6 if sure > 0.9 and "main" in keys else 0.0


@extractor(
    "local_area_send_letter",
    "inspection",
    "Local area SEND inspection letter (2016 to 2022)",
    recognise_letter,
)
def extract_letter(document: Document) -> Extraction:
    """Strengths and areas for development (as weaknesses) of the three parts; areas of significant weakness
    where a written statement of action is asked for; addressees; days of letter and inspection."""
    sections = _with_weaknesses(letter_sections(plain(document), "local_area"))
    head = read_letterhead(document, "local_area")
    findings = Findings(body_size(document))
    responsible = _responsible(document)
    under: str | None = None
    for section in sections:
        under = section.title if section.key in EFFECTIVENESS else under
        if section.key in LISTS:
            titled_by = Section(section.key, under or section.title, section.page, section.blocks)
            findings.read(titled_by, LISTS[section.key])
        elif section.key == "significant":
            findings.read(section, "significant_weakness", responsible)
    details = read_details(head, document)
    people = read_addressees(head.lines, details.area)
    extraction = Extraction(
        kind="local_area_send_letter",
        family="inspection",
        details=details,
        bodies=bodies_of(people),
        people=tuple(people),
        findings=tuple(findings.found),
    )
    problems = tuple(_action_without_weakness(document, extraction))
    extraction = extraction.model_copy(update={"problems": problems})
    parts = Parts(
        sections, findings, _narrative(sections, head), EXPECTED, prose=EFFECTIVENESS, addressed=True
    )
    return finish(extraction, parts)


def read_details(head: Letterhead, document: Document) -> Details:
    """Subject, area and days of a letter about a local area."""
    days = visit_days(head.opening, head.published)
    return Details(
        title=head.subject,
        area=_area(head),
        published=head.published,
        inspection_start=days.start if days else None,
        inspection_end=days.end if days else None,
        inspection_raw=days.raw if days else None,
    )


def _area(head: Letterhead) -> str | None:
    """The area after "in" at the end of the subject line, else after "the local area of"."""
    found = _AREA.search(head.subject or "")
    if found and "special educational" not in found[1]:
        return found[1]
    named = _LOCAL_AREA.search(" ".join(head.opening))
    return named[1] if named else None


def narrative_sections(document: Document) -> list[tuple[str, list[Block]]]:
    """The narrative parts, each with its title as printed and its text."""
    sections = _with_weaknesses(letter_sections(plain(document), "local_area"))
    return _narrative(sections, read_letterhead(document, "local_area"))


def _narrative(sections: Sequence[Section], head: Letterhead) -> list[tuple[str, list[Block]]]:
    """Main findings, and what the opening says of a written statement of action."""
    found = narrative(sections, NARRATIVE)
    opening = [
        b for b in sections[0].blocks if isinstance(b, Block) and mentions(b.text, words_of("weakness.named"))
    ]
    return [(head.subject or "Opening", opening), *found] if opening and head.subject else found


# -- areas of significant weakness -------------------------------------------------------------


def _with_weaknesses(sections: Sequence[Section]) -> list[Section]:
    """The sections, with a list that a sentence about significant weaknesses leads in as one of its own."""
    found: list[Section] = []
    for section in sections:
        key = section.key
        if key == "significant" and not _lists(section):
            key = "concerns"
        found.append(Section(key, section.title, section.page))
        blocks = section.blocks
        for position, block in enumerate(blocks):
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            if isinstance(block, Block) and _leads_in(block, following):
                if found[-1].key != "significant":
                    title = _title(found[-1], block)
                    found.append(Section("concerns", title, block.source.page, [block]))
                    found.append(Section("significant", title, block.source.page))
                continue
            found[-1].blocks.append(block)
    return found


def _lists(section: Section) -> bool:
    return any(isinstance(block, Block) and block.kind != "heading" for block in section.blocks)


def _leads_in(block: Block, following: object) -> bool:
    """Whether a paragraph announces the list of significant weaknesses."""
    if block.kind == "list_item" or not mentions(block.text, words_of("weakness.named")):
        return False
    listed = isinstance(following, Block) and following.kind == "list_item"
    return block.text.endswith(":") or listed


def _title(section: Section, block: Block) -> str:
    """The heading over the list: that of the concerns, else the words that lead it in."""
    if section.key == "concerns" and section.title:
        return section.title
    return block.text if len(block.text) <= 160 else sentences([block.text])[-1]


def _responsible(document: Document) -> str | None:
    """Who has to write the statement of action, as printed."""
    for sentence in sentences([block.text for block in document.text_blocks]):
        if "statement" not in sentence or "responsib" not in sentence:
            continue
        found = _WHO.search(sentence)
        if found:
            return found[1].split(" determined that ")[-1].split(" decided that ")[-1].strip()
    return None


def _action_without_weakness(document: Document, extraction: Extraction) -> list[Problem]:
    """A statement of action goes with areas of significant weakness; one without the other is a breach."""
    required = any(mentions(block.text, words_of("weakness.required")) for block in document.text_blocks)
    listed = any(finding.kind == "significant_weakness" for finding in extraction.findings)
    if required and not listed:
        message = (
            "no item was found for the areas of significant weakness that a written statement is to answer"
        )
        return [Problem(category="invariant", message=message)]
    if listed and not required:
        message = (
            "areas of significant weakness are listed, yet no known wording asks for a written statement"
        )
        return [Problem(category="uncertain", message=message)]
    return []
