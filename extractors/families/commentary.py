"""The reading that council pages and news items share, and what tells them from other documents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.families.listed import Lists
from extractors.families.mentions import inspection_dates, outcome_told, responsible_bodies
from extractors.families.organisations import area_of, find_organisations
from extractors.families.prose import Item, Part, passages, read_item, statements
from extractors.fields.data import either, words
from extractors.model import Block, Details, Document, Extraction, Person, Problem, Statement, Status

_SUBJECT = re.compile(rf"\b(?:{either(words('prose', 'subject'))})\b", re.I)
_FIELD = re.compile(rf"\b(?:{either(words('prose', 'subject', 'field'))})\b", re.I)
_OTHER = tuple(words("prose", "other_documents"))
_MOST_WORDS = 2500
_MOST_CELLS = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """How a kind of commentary is read: its name, and whether boilerplate ends it."""

    kind: str
    tail_ends: bool


def tells_of_inspection(document: Document) -> bool:
    """Whether a document of prose speaks of an inspection or review of services for children."""
    text = "\n".join(b.text for b in document.text_blocks)
    title = document.title or ""
    return bool(_SUBJECT.search(text) and _FIELD.search(f"{title}\n{text}"))


def other_document(document: Document) -> bool:
    """Whether a document is a report, a letter or a plan, by what only these print, or too long."""
    if sum(len(t.cells) for t in document.tables) > _MOST_CELLS:
        return True
    text = "\n".join(b.text for b in document.text_blocks).lower()
    if len(text.split()) > _MOST_WORDS:
        return True
    return sum(word in text for word in _OTHER) >= 2


def read_commentary(document: Document, reading: Reading) -> Extraction:
    """What a page or news item says: listed findings, statements, speakers, dates, outcome, bodies."""
    item = read_item(document, reading.tail_ends)
    organisations = find_organisations(f"{item.title or ''}\n{item.text}")
    lists = Lists()
    for part in item.parts:
        lists.read_part(part)
    taken = {id(block) for block in lists.taken}
    prose = [Part(p.heading, [_as_prose(b) for b in p.blocks if id(b) not in taken]) for p in item.parts]
    found, people = passages(prose, organisations)
    for part, said in zip(prose, found, strict=True):
        lists.read_sentences(part, said)
    return _extraction(document, reading, item, lists, tuple(statements(prose, found)), tuple(people))


def _as_prose(block: Block) -> Block:
    """A list item that is no finding is read as prose, like the paragraphs around it."""
    return block if block.kind != "list_item" else block.model_copy(update={"kind": "paragraph"})


def _extraction(
    document: Document,
    reading: Reading,
    item: Item,
    lists: Lists,
    said: tuple[Statement, ...],
    people: tuple[Person, ...],
) -> Extraction:
    organisations = find_organisations(f"{item.title or ''}\n{item.text}")
    dates = inspection_dates(item.printed)
    first = dates[0] if dates else None
    exact = first is not None and first.precision == "day"
    details = Details(
        title=item.title,
        area=area_of(organisations.names),
        published=item.published,
        inspection_raw=first.raw if first else None,
        inspection_start=first.starts_on if first and exact else None,
        inspection_end=first.ends_on if first and exact else None,
        outcome=outcome_told(item.text),
    )
    problems = list(lists.problems)
    status: Status = "ok"
    message = None
    if not said and not lists.findings:
        status, message = "partial", "no sentence and no list was found"
        problems.append(Problem(category="invariant", message=message))
    return Extraction(
        kind=reading.kind,
        family="commentary",
        details=details,
        bodies=responsible_bodies(item.text, organisations),
        people=people,
        findings=tuple(lists.findings),
        statements=said,
        inspection_dates=dates,
        problems=tuple(problems),
        status=status,
        message=message,
    )
