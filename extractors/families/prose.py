"""What pages and news items share: their parts, their sentences with stance and speaker, their lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors import sentences
from extractors.families import stance
from extractors.families.organisations import NO_ORGANISATIONS, Organisations
from extractors.families.speech import (
    Quotation,
    is_attribution,
    is_lead_in,
    quotations,
    signature,
    speaker,
)
from extractors.fields.data import either, keys, words
from extractors.fields.timescale import read_timescale
from extractors.model import Block, Document, Person, Statement
from extractors.sentences import place_of

_ENDED = re.compile(r"[.!?:;,…][”\"'’)\]]*$|[”\"]$")
_MARKS = ("“", '"', "‘")
_CLOSED = ("”", '"', "’")
_HEADING_WORDS = 12
_TITLE_WORDS = 30
_BOILERPLATE = frozenset(words("prose", "boilerplate", "titles"))
_LINES = tuple(words("prose", "boilerplate", "lines"))
_PUBLISHED = re.compile(
    rf"^(?:{either(words('prose', 'boilerplate', 'published'))})(?: on| date)?[:\s]*(.*\d{{4}})", re.I
)
_VERB = re.compile(rf"\b(?:{either(words('prose', 'speech', 'verbs'))})\b", re.I)


@dataclass(slots=True)
class Part:
    """A heading and the blocks beneath it; the first part of an item may have none."""

    heading: str | None
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """A page or news item: title, day of publication, and parts without what a site prints around them."""

    title: str | None
    published: date | None
    parts: tuple[Part, ...]

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks of all parts, in order."""
        return (block for part in self.parts for block in part.blocks)

    @property
    def printed(self) -> list[Block]:
        """All blocks with the headings over them, in order."""
        heads = ([Block(kind="heading", text=p.heading)] if p.heading else [] for p in self.parts)
        return [b for head, part in zip(heads, self.parts, strict=True) for b in (*head, *part.blocks)]

    @property
    def text(self) -> str:
        """The text of all blocks, a line each."""
        return "\n".join(block.text for block in self.blocks)


def is_heading(block: Block) -> bool:
    """Whether a block stands as a heading: marked so, or a short line that ends in no stop."""
    if block.kind == "heading":
        return True
    short = len(block.text.split()) <= _HEADING_WORDS and not _ENDED.search(block.text)
    return block.kind == "paragraph" and short and block.text[:1].isupper()


def read_item(document: Document, tail_ends: bool) -> Item:
    """The item without title, bylines and boilerplate.

    `tail_ends` says that the first boilerplate title ends the item, as in news; else only its part goes.
    """
    blocks = [b for b in document.text_blocks if b.text]
    title, rest = _title(document, blocks)
    published = None
    parts = [Part(None)]
    left_out = False
    before = ""
    for block in rest:
        signs = before.endswith(_CLOSED) and signature(block.text, NO_ORGANISATIONS) is not None
        before = block.text
        if is_heading(block) and not (signs and block.kind != "heading"):
            if _is_boilerplate(block.text):
                left_out = True
                if tail_ends and any(part.blocks for part in parts):
                    break
                continue
            published = published or _published(block.text)
            opening = block.kind != "heading" and not any(part.blocks for part in parts)
            if not _is_noise(block) and (not opening or list_kind(block.text)):
                parts.append(Part(block.text))
                left_out = False
        elif not left_out and not _is_noise(block):
            parts[-1].blocks.append(block)
    return Item(title, published, tuple(p for p in parts if p.blocks or p.heading))


def _title(document: Document, blocks: list[Block]) -> tuple[str | None, list[Block]]:
    """The title, once, and the blocks that follow it; a site's name behind the title is left away."""
    title = None
    if blocks and _may_be_title(blocks[0]):
        title = blocks[0].text
        following = blocks[1].text if len(blocks) > 1 else ""
        if following and title.startswith(following) and len(following) >= len(title) / 2:
            title = following
    elif document.title and list_kind(document.title) is None:
        return document.title, blocks
    if title is None:
        return None, blocks
    rest = [b for b in blocks[:3] if not (b.text == title or (b.text.startswith(title) and is_like(b)))]
    return title, rest + blocks[3:]


def is_like(block: Block) -> bool:
    """Whether a block that begins with the title is the title again, not a sentence of the text."""
    return not _ENDED.search(block.text)


def _may_be_title(block: Block) -> bool:
    if block.kind == "heading":
        return list_kind(block.text) is None
    short = len(block.text.split()) <= _TITLE_WORDS and block.kind == "paragraph"
    return short and not _ENDED.search(block.text) and list_kind(block.text) is None


def _folded(text: str) -> str:
    plain = re.sub(r"[^\w' ]+", " ", text.lower().replace("’", "'"))
    return re.sub(r"(?<!\w)'|'(?!\w)", " ", plain).strip()


def _is_boilerplate(text: str) -> bool:
    return " ".join(_folded(text).split()) in _BOILERPLATE


def _is_noise(block: Block) -> bool:
    """Bylines, picture credits, dates of publication: single lines that end in no stop."""
    return not _ENDED.search(block.text) and block.text.lower().startswith(_LINES)


def _published(text: str) -> date | None:
    """The day of publication where a line says it; a month or a year alone is no day."""
    found = _PUBLISHED.match(text)
    if found is None:
        return None
    times, _ = read_timescale(found.group(1))
    return times.due_on if times.precision == "day" else None


def list_kind(text: str) -> str | None:
    """The kind of finding that a heading or lead-in announces, by the words of the vocabulary."""
    folded = f" {' '.join(_folded(text).split())} "
    for kind in keys("prose", "lists"):
        if any(f" {phrase} " in folded for phrase in words("prose", "lists", kind)):
            return kind
    return None


# -- sentences ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an item, who says it, and the block in which it stands."""

    text: str
    block: Block
    start: int
    speaker: Person | None


@dataclass(slots=True)
class _Talk:
    """What is known of the talk so far: the speakers, whether a quotation is open, whether one just ended."""

    organisations: Organisations
    known: list[Person] = field(default_factory=list)
    is_open: bool = False
    just_quoted: bool = False
    now: Person | None = None

    def speaks(self, person: Person | None) -> Person | None:
        if person is not None and person not in self.known:
            self.known.append(person)
        elif person is not None:
            self.known.remove(person)
            self.known.append(person)
        self.now = person
        return person


def passages(parts: Sequence[Part], organisations: Organisations) -> tuple[list[list[Passage]], list[Person]]:
    """The sentences of each part's paragraphs, and the people who speak in them, in order of speech."""
    talk = _Talk(organisations)
    found = [_of_part([b for b in part.blocks if b.kind == "paragraph"], talk) for part in parts]
    people = list(dict.fromkeys(p.speaker for part in found for p in part if p.speaker is not None))
    return found, people


def _of_part(blocks: Sequence[Block], talk: _Talk) -> list[Passage]:
    found: list[Passage] = []
    for at, block in enumerate(blocks):
        if at and blocks[at - 1].text.endswith(_CLOSED) and signature(block.text, talk.organisations):
            continue
        signed = _signed(blocks, at, talk)
        if signed is not None:
            talk.just_quoted = True
            talk.speaks(signed)
        found.extend(_paragraph(block, talk))
    return found


def _signed(blocks: Sequence[Block], at: int, talk: _Talk) -> Person | None:
    """Who signs the quotation that begins here, on the line beneath its last paragraph."""
    if talk.is_open or blocks[at].text[:1] not in _MARKS:
        return None
    while at < len(blocks) - 1 and not blocks[at].text.endswith(_CLOSED):
        at += 1
    if at == len(blocks) - 1:
        return None
    return signature(blocks[at + 1].text, talk.organisations)


def _paragraph(block: Block, talk: _Talk) -> list[Passage]:
    text = block.text
    goes_on = talk.is_open and text[:1] in '“"'
    if not goes_on and not (talk.just_quoted and text[:1] in '“"'):
        talk.now = None
    parts, talk.is_open = quotations(text, goes_on)
    talk.just_quoted = bool(parts) and parts[-1].quoted
    told = [_told(text, parts, i) for i in range(len(parts))]
    found: list[Passage] = []
    for at, part in enumerate(parts):
        if part.quoted:
            who = _who(text, parts, told, at, talk)
            talk.just_quoted = True
            found.extend(_sentences(block, part.start, part.end, who, quoted=True))
        else:
            begin, end = told[at]
            for passage in _sentences(block, begin, end, None, quoted=False):
                found.append(_with_speaker(passage, talk))
    return found


def _told(text: str, parts: Sequence[Quotation], at: int) -> tuple[int, int]:
    """The range of a told stretch without the words that only say who speaks before or after it."""
    part = parts[at]
    begin, end = part.start, part.end
    if part.quoted:
        return begin, end
    said = sentences.split(text[begin:end])
    if not said:
        return begin, begin
    if at and is_attribution(said[0].text):
        begin, said = part.start + said[0].end, said[1:]
    if said and at + 1 < len(parts) and is_lead_in(text[part.start : part.end]):
        end = part.start + said[-1].start
    return begin, max(begin, end)


def _who(
    text: str, parts: Sequence[Quotation], told: Sequence[tuple[int, int]], at: int, talk: _Talk
) -> Person | None:
    """Who says a quotation: named before it, or behind it, else whoever spoke just before."""
    if at and not parts[at - 1].quoted:
        lead = text[max(told[at - 1][1], told[at - 1][0]) : parts[at - 1].end]
        person = speaker(lead, talk.known, talk.organisations) if lead.strip() else None
        if person is not None:
            return talk.speaks(person)
    if at + 1 < len(parts) and not parts[at + 1].quoted:
        behind = text[parts[at + 1].start : told[at + 1][0]]
        person = speaker(behind, talk.known, talk.organisations) if behind.strip() else None
        if person is not None:
            return talk.speaks(person)
    return talk.now


def _sentences(block: Block, begin: int, end: int, who: Person | None, *, quoted: bool) -> list[Passage]:
    found = []
    for sentence in sentences.split(block.text[begin:end]):
        words_ = sentence.text.strip(" ,") if quoted else sentence.text
        found.append(Passage(words_, block, begin + sentence.start, who))
    return found


def _with_speaker(passage: Passage, talk: _Talk) -> Passage:
    """A sentence that reports or partly quotes what a named person, or somebody in a role, says."""
    verb = _VERB.search(passage.text)
    if verb is None or not passage.text[: verb.start()].strip():
        return passage
    who = speaker(passage.text[: verb.end()], talk.known, talk.organisations)
    if who is None or not (who.name or (who.role and re.search(r"[“\"]", passage.text))):
        return passage
    return Passage(passage.text, passage.block, passage.start, talk.speaks(who))


def statements(parts: Sequence[Part], found: Sequence[Sequence[Passage]]) -> list[Statement]:
    """The passages of each part as statements, with the stance that each takes."""
    result = []
    for part, said in zip(parts, found, strict=True):
        stances = stance.judge([p.text for p in said], commentary=True)
        for passage, taken in zip(said, stances, strict=True):
            result.append(
                Statement(
                    stance=taken,
                    text=passage.text,
                    section=part.heading,
                    speaker=speaker_label(passage.speaker),
                    source=place_of(passage.block, passage.start, passage.start + len(passage.text)),
                )
            )
    return result


def speaker_label(person: Person | None) -> str | None:
    """How a statement names its speaker: by name, else by role and organisation."""
    if person is None:
        return None
    return person.name or ", ".join(x for x in (person.role, person.organisation) if x) or None
