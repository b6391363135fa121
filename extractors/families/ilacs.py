"""Reports of inspections of local authority children's services, and of the framework before 2018."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.families.letter_items import words_of
from extractors.families.letter_people import read_team
from extractors.families.letter_report import Parts, finish
from extractors.families.letters import (
    Findings,
    body_size,
    letter_sections,
    plain,
    prose,
    titled,
    whole_paragraphs,
)
from extractors.families.sections import Section, matches, squeeze
from extractors.fields.dates import Days, first_days
from extractors.fields.organisation import kind_of
from extractors.model import (
    Block,
    Body,
    Details,
    Document,
    Extraction,
    FindingKind,
    Judgement,
    Line,
    Problem,
    Table,
)
from extractors.registry import extractor

KINDS: dict[str, FindingKind] = {
    "strengths": "strength",
    "priority_action": "area_for_priority_action",
    "improvement": "area_for_improvement",
}
NARRATIVE = ("executive", "judgement", "findings", "board", "progress")
BOARD = "Local Safeguarding Children Board"

_GRADE = r"(outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate|satisfactory)"
_SENTENCE = re.compile(
    rf"(?:the overall judgement is that\s+)?(.+?)\s+(?:(?:is|are)\s+)?{_GRADE}\.?", re.IGNORECASE
)
_HEADING = re.compile(rf"(.+?)\s*(?::|\bis\b|\bare\b|[–-])\s*{_GRADE}", re.IGNORECASE)
_NUMBER = re.compile(r"^\d(?:\.\d)*\.?\s+(?=[A-Z])")
_NOTE = re.compile(r"\d+$")
_AREA = re.compile(
    r"inspection of\s+(?:the\s+)?(.+?)(?:\s+local authority)?\s+children['’]s\s+(?:social care\s+)?services",
    re.IGNORECASE,
)


def recognise_ilacs(document: Document) -> float:
    """Sure where the title names an inspection of children's services and its headings stand below."""
    if not titled(document, "ilacs"):
        return 0.0
    keys = {section.key for section in letter_sections(plain(document), "report")}
    if "improvement" not in keys or not keys & {"judgement", "board", "findings", "executive"}:
        return 0.6 if document.format == "pdf" else 0.3
    return 0.95 if read_judgements(document) else 0.6 if document.format == "pdf" else 0.4


@extractor("ilacs_report", "inspection", "Inspection of children's services report", recognise_ilacs)
def extract_ilacs(document: Document) -> Extraction:
    """What needs to improve, judgements, dates, team. Recommendations to the safeguarding board name it."""
    judgements = read_judgements(document)
    clean = _unfolded(plain(document))
    sections = letter_sections(clean, "report")
    findings = Findings(body_size(document))
    _read_findings(sections, findings)
    details = _details(document)
    extraction = Extraction(
        kind="ilacs_report",
        family="inspection",
        details=details,
        bodies=_bodies(details.area),
        judgements=tuple(judgements),
        people=tuple(read_team(clean.text_blocks)),
        findings=tuple(findings.found),
        problems=tuple(_contradictions(judgements, sections)),
    )
    if not judgements:
        problem = Problem(category="heading_missing", page=1, message="no table of judgements was found")
        extraction = extraction.model_copy(update={"problems": (*extraction.problems, problem)})
    expected = {"improvement": "what needs to improve, or recommendations"}
    return finish(
        extraction, Parts(sections, findings, _narrative(sections, details.title, findings.body), expected)
    )


def narrative_sections(document: Document) -> list[tuple[str, list[Block]]]:
    """The narrative parts, each with its title as printed and its text."""
    sections = letter_sections(_unfolded(plain(document)), "report")
    return _narrative(sections, _details(document).title, body_size(document))


def _narrative(
    sections: Sequence[Section], title: str | None, body: float | None
) -> list[tuple[str, list[Block]]]:
    """The report's account: on the front page under its title, then of each judgement, up to the annexes."""
    opening = [b for b in sections[0].blocks if isinstance(b, Block)]
    found = [(title or "", whole_paragraphs(opening))]
    under = ""
    for section in sections:
        if section.key == "meaning":
            break
        if section.key in ("judgement", "board"):
            under = section.title
        if section.key not in NARRATIVE:
            continue
        general = section.key == "findings" and matches(section.title, words_of("report_headings.findings"))
        found.append((under if general and under else section.title, prose(section, body)))
    return [(name, blocks) for name, blocks in found if blocks]


def _read_findings(sections: Sequence[Section], findings: Findings) -> None:
    """The lists in order. After a heading that names the safeguarding board they are the board's to do."""
    board = False
    for section in sections:
        named = any(name in squeeze(section.title) for name in ("safeguardingchildrenboard", "lscb"))
        board = named or (board and section.key not in ("about_inspection", "meaning"))
        if section.key in KINDS:
            findings.read(section, KINDS[section.key], BOARD if board else None)


# -- the front page ----------------------------------------------------------------------------


def _details(document: Document) -> Details:
    first = [b for b in document.text_blocks if b.source.page in (None, 1)]
    title = next((b.text for b in first if matches(b.text[:200], words_of("titles.ilacs"))), None)
    days = _labelled(first, "inspection")
    published = _labelled(first, "published")
    end: date | None = published.end if published else None
    return Details(
        title=title,
        area=_area(title, first),
        published=end,
        inspection_start=days.start if days else None,
        inspection_end=days.end if days else None,
        inspection_raw=days.raw if days else None,
    )


def _area(title: str | None, blocks: Sequence[Block]) -> str | None:
    """The authority's name: in the title, or the heading above it."""
    found = _AREA.search(title or "")
    if found:
        return found[1].strip()
    for block in blocks:
        if block.text == title:
            return None
        if block.kind == "heading":
            return block.text
    return None


def _labelled(blocks: Sequence[Block], label: str) -> Days | None:
    """The days behind a label, on its line or the next."""
    lines = [line.text for block in blocks for line in block.lines or (Line(text=block.text),)]
    for position, line in enumerate(lines):
        name, _, value = line.partition(":")
        if not matches(name, words_of(f"labels.{label}")):
            continue
        following = lines[position + 1] if position + 1 < len(lines) else ""
        if days := first_days(value) or first_days(f"{value} {following}"):
            return days
    return None


def _bodies(area: str | None) -> tuple[Body, ...]:
    """The local authority, where the title gives its full name."""
    if area is None or kind_of(area) != "local_authority":
        return ()
    return (Body(name=area, kind="local_authority", name_raw=area),)


# -- judgements --------------------------------------------------------------------------------


def read_judgements(document: Document) -> list[Judgement]:
    """The grades of the front page: the table's rows, and the overall judgement that stands as a sentence."""
    found: list[Judgement] = []
    first = next((b.source.page for b in document.blocks if b.source.page), None)
    for block in document.blocks:
        if not isinstance(block, Table) or (block.source.page or first or 1) > (first or 1) + 1:
            continue
        rows = [[cell for cell in row if cell is not None and cell.text] for row in block.grid()]
        graded = [row for row in rows if row and _is_grade(row[-1].text)]
        if len(graded) < 2 and not any(len(row) == 1 and _overall(row[0].text) for row in rows):
            continue
        for row in rows:
            texts = [_NUMBER.sub("", cell.text) for cell in row]
            if len(texts) >= 2 and _is_grade(texts[-1]):
                found.append(
                    Judgement(subject=_NOTE.sub("", texts[-2]), grade=_NOTE.sub("", texts[-1]).strip())
                )
            elif len(texts) == 1 and (overall := _overall(texts[0])):
                found.append(overall)
    return found


def _is_grade(text: str) -> bool:
    return matches(_NOTE.sub("", text.strip()), words_of("grades.words"))


def _overall(text: str) -> Judgement | None:
    """A sentence such as "Children's services in X are good"."""
    found = _SENTENCE.fullmatch(text.strip()) if len(text) < 160 else None
    if found is None or "services" not in found[1].casefold():
        return None
    return Judgement(subject=found[1], grade=found[2])


def _unfolded(document: Document) -> Document:
    """The document with boxes that hold a judgement, its grade and its summary as heading and text."""
    blocks: list[Block | Table] = []
    for block in document.blocks:
        blocks.extend(_box(block) if isinstance(block, Table) else [block])
    return document.model_copy(update={"blocks": tuple(blocks)})


def _box(table: Table) -> list[Block | Table]:
    """A box whose first row is a judgement and its grade, with rows of one cell under it, taken apart."""
    rows = [[cell for cell in row if cell is not None and cell.text] for row in table.grid()]
    if len(rows) > 2 and len(rows[0]) == 2 and not _is_grade(rows[0][1].text):
        rows = rows[1:]  # names of the columns
    if not rows or len(rows[0]) != 2 or not _is_grade(rows[0][1].text):
        return [table]
    rest = [row for row in rows[1:] if row]
    if not rest or any(len(row) != 1 for row in rest):
        return [table]
    subject, grade = rows[0]
    title = f"{subject.text}: {grade.text}"
    heading = Block(kind="heading", text=title, level=1, bold=True, source=subject.source)
    told = [block for row in rest for block in row[0].blocks]
    return [heading, *(block for block in told if not matches(block.text, ("Summary",)))]


def _contradictions(judgements: Sequence[Judgement], sections: Sequence[Section]) -> list[Problem]:
    """Grades of section headings that differ from the table's."""
    grades = {squeeze(j.subject): squeeze(j.grade) for j in judgements}
    problems = []
    for section in sections:
        found = _HEADING.fullmatch(section.title.strip()) if section.key == "judgement" else None
        if found is None:
            continue
        grade = grades.get(squeeze(found[1]))
        if grade is not None and not _same_grade(grade, squeeze(found[2])):
            problems.append(
                Problem(
                    category="invariant",
                    page=section.page,
                    message=f"the heading '{section.title}' gives another grade than the table of judgements",
                )
            )
    return problems


def _same_grade(one: str, other: str) -> bool:
    short = [grade.removesuffix("tobegood").replace("requireimp", "requiresimp") for grade in (one, other)]
    return short[0] == short[1]
