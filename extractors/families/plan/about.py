"""What a plan says of itself: title, type, version, date, the inspection it answers and its outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from extractors.families.plan.grid import row_cells
from extractors.families.plan.words import fold, load
from extractors.fields.calendar import TimeContext
from extractors.fields.timescale import read_timescale
from extractors.model import Block, DateMention, Details, Document, PlanType, Source, Table

FRONT = 14  # blocks; the front of a document
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:{MONTHS}))?(?:\s+\d{{4}})?"
_INSPECTED = re.compile(
    rf"(?:\bbetween\s+)?(?:the\s+)?{_DAY}\s*(?:to|and|until|[-–—])\s*(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})\s+\d{{4}}",
    re.I,
)
_INSPECT = re.compile(r"\binspect", re.I)
_OTHERS = re.compile(r"\binspect|\bre-?visit|\bletter\b", re.I)  # what others did or sent on that day
_PREVIOUS = re.compile(r"\bprevious|\blast inspect|\bearlier inspect|\bfirst inspect", re.I)
_VERSION = re.compile(
    r"\b(?:version|v|draft|issue)(?:ersion)?\s*(?:no\.?|number)?\s*:?\s*v?(\d+(?:\.\d+)*[a-z]?)\b", re.I
)
_SAYS = (
    r"(?:last\s+)?"
    r"(?:updated|published|publication date|date of (?:this|the) plan|date|issued|as at|refreshed|revised"
    r"|reviewed|plan date)"
)
_WHEN = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTHS})\s+\d{{4}}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}"
)
_NUMBERED = r"(?:(?:version|draft|v)\s*[\d.]+[a-z]?\s*[,:–-]?\s*)?"  # "Version 1.0 - March 2024"
_DATED = re.compile(rf"^{_NUMBERED}(?:{_SAYS}(?:\s+on)?\s*:?\s*)?(?P<date>{_WHEN})\b.{{0,40}}$", re.I)
_STATED = re.compile(
    r"\b(?:updated|published|publication|issued|refreshed|as at|last reviewed|date of (?:this|the) plan)\b",
    re.I,
)
_APPROVED = re.compile(rf"\b(?:approved|agreed|signed off|adopted)\b[^.;]*?\s(?P<date>{_WHEN})", re.I)
_OUTCOMES: tuple[tuple[Literal[1, 2, 3], re.Pattern[str]], ...] = (
    (3, re.compile(r"widespread and/?\s?(?:or)? systemic failings|widespread or systemic failings", re.I)),
    (2, re.compile(r"inconsistent experiences", re.I)),
    (1, re.compile(r"typically (?:lead to )?positive experiences", re.I)),
)


def front_texts(document: Document) -> Iterator[tuple[str, bool]]:
    """The first texts of a document, rows of tables among them, with whether each is a heading."""
    count = 0
    for block in document.blocks:
        if isinstance(block, Block):
            if block.text.strip():
                yield block.text.strip(), block.kind == "heading"
                count += 1
        else:
            grid = block.cover()
            for row in range(min(block.n_rows, 12)):
                cells = [c.text.strip() for c in row_cells(grid, row) if c.row == row and c.text.strip()]
                if cells:
                    yield " ".join(cells), len(cells) == 1
                    count += 1
        if count >= FRONT:
            return


def details(document: Document) -> Details:
    """Title, type, version, date and outcome, each only where it is stated."""
    texts = list(front_texts(document))
    title = _title(document, texts)
    front = " ".join(t for t, _ in texts)
    return Details(
        title=title,
        published=_published([t for t, _ in texts]),
        outcome=_outcome(document),
        plan_type=plan_type(title or "", front),
        version=next((m[1] for t, _ in texts if len(t.split()) < 16 and (m := _VERSION.search(t))), None),
    )


def _title(document: Document, texts: Sequence[tuple[str, bool]]) -> str | None:
    words = load("document")["title"]["words"]
    short = [(t, h) for t, h in texts if len(t.split()) <= 30]
    heads = [t for t, h in short if h and any(f" {w}" in f" {fold(t)}" for w in words)]
    numbered = re.compile(r"^\W*(?:\d+\.|priority|theme|contents)\b", re.I)
    heads = [t for t in heads if not numbered.match(t)]
    if heads:
        return _with_years(heads[0], [t for t, _ in short])
    if document.title and any(w in fold(document.title) for w in words):
        return document.title
    plain = [t for t, _ in short if any(f" {w}" in f" {fold(t)}" for w in words)]
    return plain[0] if plain else (document.title or (short[0][0] if short else None))


def _with_years(title: str, texts: Sequence[str]) -> str:
    """The title with the years that it is for, where they stand on the next line."""
    at = texts.index(title)
    after = texts[at + 1] if at + 1 < len(texts) else ""
    return f"{title} {after}" if re.fullmatch(r"\d{4}\s*(?:to|[-–/])\s*\d{2,4}", after) else title


def plan_type(title: str, front: str) -> PlanType | None:
    """The type whose words stand in the title, or else on the first page."""
    for text in (title, front):
        folded = f" {fold(text)} "
        for entry in load("document")["types"]:
            if any(f" {fold(w)} " in folded for w in entry["words"]):
                kind: PlanType = entry["type"]
                return kind
    return None


def _published(texts: Sequence[str]) -> date | None:
    dated = [
        (bool(_STATED.search(t)), m["date"]) for t in texts if len(t.split()) <= 14 and (m := _DATED.match(t))
    ]
    dated += [
        (True, m[0])
        for t in texts
        if len(t.split()) <= 20 and _STATED.search(t) and not _OTHERS.search(t)
        for m in [re.search(_WHEN, t, re.I)]
        if m
    ]
    approved = (m["date"] for t in texts if len(t.split()) <= 20 and (m := _APPROVED.search(t)))
    for text in (*(t for told, t in dated if told), *(t for told, t in dated if not told), *approved):
        read, _ = read_timescale(text)
        if read.due_on:
            return read.due_on
    return None


def _outcome(document: Document) -> Literal[1, 2, 3] | None:
    for block in document.text_blocks:
        for number, pattern in _OUTCOMES:
            if pattern.search(block.text):
                return number
    return None


def _passages(document: Document) -> Iterator[tuple[str, Source]]:
    for block in document.blocks:
        if isinstance(block, Table):
            grid = block.cover()
            for row in range(block.n_rows):
                cells = [c for c in row_cells(grid, row) if c.row == row and c.text.strip()]
                if 0 < len(cells) <= 3:
                    yield " ".join(c.text for c in cells), Source.merge([c.source for c in cells])
        else:
            for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", block.text):
                yield sentence, block.source


def inspection_dates(document: Document) -> tuple[DateMention, ...]:
    """The days that the plan gives for the inspection, with the passage, each once."""
    found: dict[tuple[date | None, date | None], DateMention] = {}
    for text, source in _passages(document):
        if not _INSPECT.search(text):
            continue
        match = _INSPECTED.search(text)
        if match is None or _PREVIOUS.search(text[: match.start()]):
            continue
        raw = re.sub(r"\bthe\s+", "", match[0])
        read, _ = read_timescale(raw)
        if read.due_on is None:
            continue
        mention = DateMention(raw=match[0], starts_on=read.starts_on, ends_on=read.due_on, source=source)
        found.setdefault((read.starts_on, read.due_on), mention)
    return tuple(found.values())


def time_context(found: Details, mentions: Sequence[DateMention]) -> TimeContext:
    """What the cells' times may lean on: the plan's own date and the inspection's end."""
    return TimeContext(
        plan_date=found.published,
        inspection_end=next((m.ends_on for m in mentions if m.ends_on), None),
    )
