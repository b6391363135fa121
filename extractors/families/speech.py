"""Who speaks: quotations in prose, also those that run over paragraphs, and the people they are given to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.families.organisations import Organisations, is_organisation
from extractors.fields.data import either, words
from extractors.model import Person
from extractors.sentences import phrases

_OPEN, _CLOSE = "“", "”"
_VERBS = either(words("prose", "speech", "verbs"))
_VERB = re.compile(rf"\b(?:{_VERBS})\b", re.I)
_LEAD_IN_END = re.compile(rf"(?:[:,]|\b(?:{_VERBS})(?: that)?)\s*$", re.I)
_AFTER = re.compile(rf"^\s*,?\s*(?:{_VERBS})\b|^\s*,?\s*[^.!?“”]{{2,120}}?\b(?:{_VERBS})\b", re.I)
_TITLES = frozenset(words("prose", "speech", "titles"))
_HONOURS = frozenset(words("prose", "speech", "honours"))
_PARTICLES = frozenset(words("prose", "speech", "particles"))
_PREPOSITION = re.compile(r"\s(?:of|at|for|from|with|on behalf of)\s(?=(?:the\s)?[A-Z])")
_DOUBLE = re.compile(r"[“”\"]")
_SIGNATURE_WORDS = 25
_LED = re.compile(r"^(?:of|from|at|for)\s+(?:the\s+)?", re.I)
_RELATIVE = re.compile(r"(?:who|whose|whom|which|where|and|but)\b", re.I)
# Single quotation marks around speech: opened behind a lead-in, closed behind a stop.
_SINGLE = re.compile(r"(?:^|(?<=[:,] )|(?<=\w ))[‘'](?=[A-Z])(.{20,}?[.,!?])[’'](?!\w)")
_POSSESSIVE = re.compile(r"['’]s\s|(?<=s)['’]\s")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of a paragraph, with its place in it: what somebody says, or what the text tells."""

    start: int
    end: int
    quoted: bool


def quotations(text: str, open_before: bool) -> tuple[list[Quotation], bool]:
    """The paragraph parted into what is quoted and what is told, and whether its last quotation stays open.

    `open_before` says that the paragraph before left its quotation open. Quotation marks around a part of
    a sentence are the sentence's own and part nothing.
    """
    parts: list[Quotation] = []
    told = 0
    marked = _marked(text if _DOUBLE.search(text) else _SINGLE.sub(rf"{_OPEN}\1{_CLOSE}", text))
    for begin, end, closed in marked:
        if not _is_speech(text, begin, end, parts, told):
            continue
        if begin - 1 > told:
            parts.append(Quotation(told, begin - 1, False))
        parts.append(Quotation(begin, end, True))
        told = end + closed
        if not closed:
            return parts, True
    if told < len(text):
        parts.append(Quotation(told, len(text), False))
    return parts, False


def _marked(text: str) -> list[tuple[int, int, bool]]:
    """Begin and end of what stands between quotation marks, and whether the closing mark is there."""
    found = []
    begin = -1
    for at, char in enumerate(text):
        opens = char == _OPEN or (char == '"' and begin < 0)
        if opens and begin < 0:
            begin = at + 1
        elif char == _CLOSE or (char == '"' and begin >= 0):
            if begin >= 0:
                found.append((begin, at, True))
            begin = -1
    if begin >= 0:
        found.append((begin, len(text), False))
    return found


def _is_speech(text: str, begin: int, end: int, parts: Sequence[Quotation], told: int) -> bool:
    """Whether marked words are whole sentences that somebody says, not a part of the text's own sentence."""
    said = text[begin:end].strip()
    if not said[:1].isupper() and not said[:1].isdigit():
        return bool(parts) and parts[-1].quoted and bool(_VERB.search(text[told : begin - 1]))
    before = text[told : begin - 1].strip()
    if not before:
        return True
    return bool(_LEAD_IN_END.search(before)) or (before[-1] in ".!?" and len(said.split()) > 3)


def is_lead_in(told: str) -> bool:
    """Whether the words before a quotation only say who speaks."""
    return bool(_LEAD_IN_END.search(told))


def is_attribution(told: str) -> bool:
    """Whether the words after a quotation say who spoke."""
    return bool(_AFTER.match(told))


# -- speakers ----------------------------------------------------------------------------------


def speaker(told: str, known: Sequence[Person], organisations: Organisations) -> Person | None:
    """The person whom words such as "X, chair of Y, said:" name; `None` where they name nobody.

    A pronoun, or a surname alone, is the last person known to whom it may belong.
    """
    described = _described(told)
    low = described.lower().strip(" ,")
    if low in words("prose", "speech", "pronouns"):
        return known[-1] if known else None
    person = _read_description(described, organisations)
    if person is None:
        return None
    if person.name and " " not in person.name:
        same = [p for p in known if p.name and p.name.split()[-1] == person.name]
        return same[-1] if same else person
    same = [p for p in known if person.name and p.name == person.name]
    return same[-1] if same else person


def signature(line: str, organisations: Organisations) -> Person | None:
    """The person, with role or organisation, whom a line beneath a quotation names; else `None`."""
    if len(line.split()) > _SIGNATURE_WORDS or _VERB.search(line) or line.endswith("."):
        return None
    person = _read_description(line.strip(" -–—"), organisations)
    return person if person and person.name and (person.role or person.organisation) else None


def _described(told: str) -> str:
    """The words that describe the speaker: before the verb, or after it where nothing stands before."""
    told = told.strip().strip(",")
    verb = _VERB.search(told)
    if verb is None:
        return told.rstrip(":, ")
    before = told[: verb.start()].strip(" ,")
    if before:
        return before
    return re.split(r"[.!?](?:\s|$)|:", told[verb.end() :])[0].strip(" ,")


def _read_description(described: str, organisations: Organisations) -> Person | None:
    name, role, organisation = None, None, None
    for segment in _segments(described):
        found = _name(segment)
        if found and name is None:
            name = found
        elif role is None and _has_role(segment):
            role, organisation, tail = _role(segment)
            name = name or tail
        elif organisation is None and _is_plain_organisation(bare := _LED.sub("", segment)):
            organisation = bare
        elif role is not None and not _RELATIVE.match(segment) and (name is None or segment[:1].islower()):
            role = f"{role}, {segment}"
    if role and organisation is None:
        role, organisation = _split_after(role)
    if name is None and role is None and organisation is None:
        return None
    full = organisations.full(organisation) if organisation else None
    return Person(name=name, role=role or None, organisation=full, capacity="speaker")


def _segments(described: str) -> list[str]:
    """The parts between commas, without the clauses that stand before the speaker."""
    parts = [p.strip() for p in re.split(r",(?![^()]*\))", described) if p.strip()]
    while len(parts) > 1 and _is_opening(parts[0]):
        parts.pop(0)
    if parts:
        parts[0] = _without_adverb(parts[0])
    return [re.sub(r"\s*\((?:Lab|Con|Lib ?Dem|Green|Ind|Labour|Conservative)\)", "", p) for p in parts]


def _is_opening(part: str) -> bool:
    first = part.split()[0].lower()
    return first in words("prose", "speech", "opening") or first.endswith("ly")


def _without_adverb(part: str) -> str:
    low = part.lower()
    for adverb in words("prose", "speech", "adverbs"):
        if low.startswith(adverb + " "):
            return part[len(adverb) :].strip()
    return part


def _name(segment: str) -> str | None:
    """The name that a segment is, without title and honours: two to four capitalised words."""
    parts = segment.split()
    titled = False
    while parts and parts[0].lower() in _TITLES:
        parts.pop(0)
        titled = True
    while parts and parts[-1].strip("()").lower() in _HONOURS:
        parts.pop()
    if not (1 if titled else 2) <= len(parts) <= 4:
        return None
    if not all(_is_name_word(p) for p in parts) or parts[0].lower() in ("the", "a", "an"):
        return None
    plain = " ".join(parts)
    if is_organisation(plain) or (not titled and _has_role(plain)):
        return None
    return plain


def _is_name_word(word: str) -> bool:
    return word.lower() in _PARTICLES or (word[:1].isupper() and not any(c.isdigit() for c in word))


def _has_role(segment: str) -> bool:
    return bool(phrases(segment, ("role",)))


def _is_plain_organisation(segment: str) -> bool:
    head = _PREPOSITION.split(segment)[0]
    return is_organisation(head)


def _role(segment: str) -> tuple[str, str | None, str | None]:
    """(role, organisation, name) of a segment that names a role: "X's chair", "chair of X", "chair A B"."""
    found = phrases(segment, ("role",))
    hit = next((p for p in found if p.text.lower() not in _TITLES), found[0])
    before, rest = segment[: hit.start], segment[hit.start :]
    organisation = None
    owner = list(_POSSESSIVE.finditer(before))
    if owner and is_organisation(before[: owner[-1].start()]):
        organisation, before = before[: owner[-1].start()], before[owner[-1].end() :]
    elif is_organisation(before):
        organisation, before = before.strip(), ""
    role, name = _name_after(re.sub(r"^(?:an?|the)\s+", "", before + rest, flags=re.I))
    if organisation is not None:
        organisation = re.sub(r"^an?\s+", "", organisation.strip(), flags=re.I)
    return role.strip(), organisation, name


def _name_after(role: str) -> tuple[str, str | None]:
    """A role and the name that follows it without a comma: behind a title, or right behind the role."""
    parts = role.split()
    for at, part in enumerate(parts):
        if at and part.lower() in _TITLES:
            name = _name(" ".join(parts[at:]))
            if name:
                return " ".join(parts[:at]), name
    found = phrases(role, ("role",))
    if found:
        end = found[-1].end
        name = _name(role[end:].strip())
        if name and not role[end:].lstrip().lower().startswith(("of ", "for ")):
            return role[:end], name
    return role, None


def _split_after(role: str) -> tuple[str, str | None]:
    """A role and the organisation that its last preposition leads to, if one does."""
    for cut in reversed(list(_PREPOSITION.finditer(role))):
        tail = role[cut.end() :]
        if is_organisation(_PREPOSITION.split(tail)[0]):
            return role[: cut.start()].strip(), re.sub(r"^the\s+", "", tail, flags=re.I)
    return role, None
