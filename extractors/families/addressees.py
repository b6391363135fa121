"""Who a letter is to: a line each with commas, or a name over role, organisation and address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from extractors.families.letter_items import words_of
from extractors.fields.people import is_given, name_shaped
from extractors.model import Line, Person

_PARTS = re.compile(r"(?:\s*,\s+|\s+[–—-]\s+)(?![^()]*\))")
_WORD = re.compile(r"[\w’'()&/.-]+")
_OPEN_END = re.compile(r"(?:,|\b(?:and|&|of|for|the|to))$")
_TWO_IN_LINE = re.compile(r"(?<=[\w)])\s+(?=(?:Mr|Mrs|Ms|Dr|Sir|Dame)\s+[A-Z][a-z]+\s+[A-Z][a-z]+,)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_PREPOSITION = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?(?=[A-Z])")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words_of(f"people.{name}"))


def _bare(word: str) -> str:
    return word.strip(".,;:").casefold()


def _words(text: str) -> list[str]:
    return text.split()


def is_role(text: str) -> bool:
    """Whether a text holds a word that names an office."""
    return any(part in _set("roles") for word in _WORD.findall(text) for part in _bare(word).split("/"))


def is_body(text: str) -> bool:
    """Whether a text holds a word that names of bodies end in, or begins as they do."""
    found = [_bare(word) for word in _words(text)]
    return bool(found) and (any(word in _set("bodies") for word in found) or found[0] == "nhs")


def split_name(text: str) -> tuple[str, str]:
    """The person's name that a text begins with, honours included ("" where there is none), and the rest."""
    found = _words(text)
    at = 0
    while at < len(found) and _bare(found[at]) in _set("titles"):
        at += 1
    begin = at
    while at < len(found) and at - begin < 4 and _name_word(found[at]):
        at += 1
        if found[at - 1].endswith(","):
            break
    if (at - begin < 2 and not (begin and at > begin)) or _bare(found[at - 1]) in _set("buildings") - {
        "hall"
    }:
        return "", text
    while at < len(found) and _bare(found[at]) in _set("honours"):
        at += 1
    return " ".join(found[:at]).rstrip(","), " ".join(found[at:]).lstrip(", –—-")


def _name_word(word: str) -> bool:
    low = _bare(word)
    if low in _set("roles") or low in _set("bodies") or low in _set("begins_role") or low in _set("honours"):
        return False
    return name_shaped(word) or low in ("de", "van", "der", "von", "la", "le")


@dataclass(slots=True)
class _Entry:
    text: str
    soft: bool
    more: list[str] = field(default_factory=list)


def read_addressees(lines: Sequence[Line], area: str | None = None) -> list[Person]:
    """The addressees in order, roles without a name too; address lines are left out."""
    return [person for entry in _entries(lines) if (person := _person(entry, area)) is not None]


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    entries: list[_Entry] = []
    cut = [(part, line.soft) for line in lines for part in _TWO_IN_LINE.split(line.text)]
    for text, soft in cut:
        last = entries[-1] if entries else None
        if last is not None and not last.more and _goes_on(last, text):
            last.text, last.soft = f"{last.text} {text}", soft
        elif last is None or _begins(text, last):
            entries.append(_Entry(text, soft))
        else:
            last.more.append(text)
    return entries


def _goes_on(last: _Entry, text: str) -> bool:
    """Whether a line is the rest of the entry before it, which the margin cut."""
    if text[:1].islower() or text.startswith("(") or _OPEN_END.search(last.text):
        return True
    if _begins_with_person(text) or _named_with_role(text) or _role_alone(text, last.text):
        return False
    return last.soft or ("," in last.text and "," not in text and is_body(text) and not is_role(text))


def _named_with_role(text: str) -> bool:
    name, rest = split_name(text)
    return bool(name) and "," in text and is_role(rest)


def _role_alone(text: str, before: str) -> bool:
    """Whether a line is a role without a name, after an addressee that ends in a body's name."""
    first = _bare(text.split()[0])
    return first in _set("begins_role") and is_role(text) and is_body(before.split()[-1])


def _begins_with_person(text: str) -> bool:
    name, _ = split_name(text)
    words = [word for word in _words(name) if _bare(word) not in _set("titles")]
    titled = bool(name) and len(words) < len(_words(name))
    return bool(words) and (titled or is_given(words[0])) and not is_body(name)


def _begins(text: str, last: _Entry) -> bool:
    """Whether a line begins another addressee."""
    if _begins_with_person(text):
        return True
    stacked = not _PARTS.search(last.text) and not split_name(last.text)[1]
    if _named_with_role(text):
        return True
    first = _bare(text.split()[0]) if text else ""
    return not stacked and first in _set("begins_role") and is_role(text)


def _person(entry: _Entry, area: str | None) -> Person | None:
    name, rest = split_name(entry.text)
    if not name and is_role(entry.text):
        name, rest = _name_behind_role(entry.text)
    elif not name and not (entry.more and len(_words(entry.text)) <= 3):
        return None
    if not name and is_role(rest):
        role, organisation = split_role(rest, area)
        return Person(role=role, organisation=organisation, capacity="addressee")
    if not name and not rest:
        name = entry.text
    role, organisation = split_role(rest, area) if rest else (None, None)
    if entry.more:
        role, organisation = _stacked(entry.more, role, organisation, area)
    return Person(name=name or None, role=role, organisation=organisation, capacity="addressee")


def _name_behind_role(text: str) -> tuple[str, str]:
    """ "Acting Chief Constable Ann Example, Some Police": the name and the rest."""
    first, *others = _PARTS.split(text)
    words = _words(first)
    for begin in range(len(words) - 2, 0, -1):
        name, rest = split_name(" ".join(words[begin:]))
        if name and not rest and is_given(words[begin]):
            return name, ", ".join([" ".join(words[:begin]), *others])
    return "", text


def _stacked(
    lines: Sequence[str], role: str | None, organisation: str | None, area: str | None
) -> tuple[str | None, str | None]:
    """Role and organisation from the lines under a name; the address says neither."""
    beneath = True  # the line stands directly under the name or the role
    for line in lines:
        if _POSTCODE.search(line):
            break
        if role is None and organisation is None and is_role(line) and not _is_building(line):
            role = line
            continue
        if organisation is None and (_is_authority(line) or (beneath and line == area)):
            organisation = line
        beneath = False
    return role, organisation


def _is_building(line: str) -> bool:
    return any(_bare(word) in _set("buildings") for word in line.split()[-1:])


def _is_authority(line: str) -> bool:
    """Whether a line is an organisation's name rather than a department's or a building's."""
    words = [_bare(word) for word in line.split()]
    named = any(word in ("council", "borough", "trust", "group", "ccg", "board", "company") for word in words)
    return named and not _is_building(line) and not line.endswith(",")


def split_role(text: str, area: str | None = None) -> tuple[str | None, str | None]:
    """Role and organisation: "Chief Nurse, Some Trust", "Chair of Some Board", "Manager NHS Some CCG"."""
    parts = [part for part in _PARTS.split(text) if part]
    at = next((i for i in range(1, len(parts)) if _is_organisation(parts[i:], area)), None)
    head, tail = parts[:at], parts[at:] if at is not None else []
    if not is_role(", ".join(head)):
        whole = _keep(text, parts)
        return (None, whole) if is_body(whole) else (whole or None, None)
    role = _keep(text, head)
    if not tail and len(head) == 1:
        return _cut(role)
    if not tail and not any(is_role(part) for part in head[1:]):
        inner, begun = _cut_at_head(head[0])
        return (inner, f"{begun}, {_keep(text, head[1:])}") if begun and is_body(begun) else (role, None)
    if tail and len(head) == 1 and not is_body(_keep(text, tail)):
        inner, body = _cut(role)
        if body and is_body(body):
            return inner, f"{body}, {_keep(text, tail)}"
    if tail and len(head) == 1:
        inner, begun = _cut_at_head(role)
        if begun:
            return inner, f"{begun}, {_keep(text, tail)}"
    return role, _keep(text, tail) if tail else None


def _keep(text: str, parts: Sequence[str]) -> str:
    """Neighbouring parts as printed, with what stands between them."""
    if not parts:
        return ""
    begin = text.find(parts[0])
    end = begin
    for part in parts:
        end = text.find(part, end) + len(part)
    return text[begin:end].strip()


def _is_organisation(parts: Sequence[str], area: str | None) -> bool:
    """Whether the parts from here on are a body or a place, and no office is among them."""
    if any(is_role(part) for part in parts):
        return False
    if is_body(parts[0]):
        return parts[0][:1].isupper()
    words = (word for word in parts[0].split() if word.casefold() not in ("and", "of", "the", "&"))
    place = parts[0] == area or all(_name_word(word) for word in words)
    return place and (len(parts) == 1 or is_body(", ".join(parts)))


def _cut(role: str) -> tuple[str, str | None]:
    """Role and body of a text without commas."""
    for found in _PREPOSITION.finditer(role):
        head, tail = role[: found.start()], role[found.end() :]
        free = any(head.casefold().endswith(word) for word in _set("free_roles"))
        if free and not is_role(tail) and (is_body(tail) or head.casefold().endswith("commissioner")):
            return head, tail
    inner, begun = _cut_at_head(role)
    return (inner, begun) if begun and is_body(begun) else (role, None)


def _cut_at_head(role: str) -> tuple[str, str | None]:
    """A role with the beginning of a body's name after its last word of office, no comma between."""
    words = role.split()
    last = max((i for i, word in enumerate(words) if is_role(word)), default=len(words))
    if last < len(words) and _bare(words[last]) in _set("begins_role") & {"assistant", "deputy"}:
        return role, None
    tail = words[last + 1 :]
    if not tail or not tail[0][:1].isupper() or tail[0].casefold() in ("children’s", "people", "children's"):
        return role, None
    return " ".join(words[: last + 1]), " ".join(tail)
