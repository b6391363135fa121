"""How well a run of printed words reads as one owner: what an owner's words never do costs, the rest is free.

The costs only weigh one reading of a cell's lines against another (`owner_lines`): a line break that parts
two owners costs `owner_lines.PARTED` where the line was full, so that a fault that costs more than that is
worth a break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from extractors.fields.organisation import (
    Glossary,
    bare,
    find_organisation,
    heads,
    is_abbreviation,
    is_organisation,
    is_proper,
    listed,
)
from extractors.fields.owner_parts import Part, kind_of_piece, read_parts
from extractors.fields.people import is_given, name_shaped, role_words, without_title
from extractors.vocabulary import REMEMBERED

NOTHING = 2.5  # words that are no name, role or body
RUN_ON = 1.5  # an owner that begins where another has not ended
FRAGMENT = 2.0  # an end without its beginning, or a beginning without its end
DOUBTFUL = 0.6
PRINTED = 1.2  # the gain of words that the document prints as an owner by themselves
FORUM_INITIALS = re.compile(r"[A-Z&]*PC{1,2}F")  # parent carer forum, parents and carers council and forum
_OWNERS = re.compile(r"\s*[;|/]\s*")
_BEHIND_BRACKET = re.compile(r"\)\s+(?=[A-Z])")
_COMMA = re.compile(r",\s+|\s[-–—]\s|\s*[()]\s*")
_HEADS = frozenset({"head", "director", "chair"})
_OF = frozenset({"of", "for", "the", "and", "&", "in", "to", "with", "on", "–", "-"})


def cost(text: str, known: Glossary) -> float:
    """How much speaks against a text being whole owners, one or several with marks between them."""
    total = 0.0
    for chunk in _OWNERS.split(text):
        plain = chunk.strip(" ,.:–-")
        if plain and bare(plain) not in role_words("nobody"):
            total += _printed(plain, known) + _of_phrase(plain, known)
            total += 2 * DOUBTFUL * len(_BEHIND_BRACKET.findall(plain))
    return total


def _printed(chunk: str, known: Glossary) -> float:
    """Below nought where the document prints the words, or those between two commas, by themselves."""
    if not known.owners:
        return 0.0
    if chunk.casefold() in known.owners:
        return -PRINTED
    pieces = [p for p in _COMMA.split(chunk) if p.strip()]
    told = sum(f", {p}".casefold() in known.owners for p in pieces) if len(pieces) > 1 else 0
    return -PRINTED / 2 * told / max(1, len(pieces))


@lru_cache(maxsize=REMEMBERED)
def _of_phrase(phrase: str, known: Glossary) -> float:
    """What speaks against a phrase by its parts and their order."""
    total, seen = 0.0, ""
    for part in read_parts(phrase, known):
        total += _one(part, known)
        if part.mark in ("and", "slash", "hard"):
            seen = ""
        letter = {"name": "N", "role": "R", "group": "B", "organisation": "B"}[part.kind]
        if letter == "B" and part.mark == "space" and "R" in seen:  # "Lead SALT"
            total += RUN_ON if employs_nobody(part.text, known) else DOUBTFUL
        seen += letter
        total += _order(seen)
    return total


@cache
def _order(seen: str) -> float:
    """What the last of an owner's parts costs behind those before it."""
    last, before = seen[-1], seen[:-1]
    if last == "N" and "N" in before:
        return 0.0 if set(before) == {"N"} else RUN_ON
    if last == "N" and "R" in before and "B" in before:
        return RUN_ON
    if last == "R" and "R" in before:
        return RUN_ON
    if last == "R" and "B" in before and ("N" not in before or before.endswith("B")):
        return DOUBTFUL / 2 if before == "B" else RUN_ON
    if last == "B" and "B" in before and not before.endswith("B"):
        return RUN_ON
    return DOUBTFUL if last == "B" and before.endswith("B") else 0.0


def _one(part: Part, known: Glossary) -> float:
    if part.kind == "name":
        return _name(part.text, known)
    if part.kind == "role":
        pieces = [p for p in _COMMA.split(part.text) if p.strip()]
        return sum(_role(p.split(), known, i, len(pieces)) for i, p in enumerate(pieces))
    return _body(part.text, known) if part.kind == "organisation" else 0.0


def _name(text: str, known: Glossary) -> float:
    words = without_title(text.split())
    if text in known.people or known.person(text) is not None:
        return 0.0
    if len(words) == 1:
        return DOUBTFUL
    return 0.0 if is_given(words[0]) or words[0].strip(".").isupper() else DOUBTFUL / 2


def _role(words: Sequence[str], known: Glossary, at: int, count: int) -> float:
    """The faults of one piece of a role, the `at`-th of `count` between its commas."""
    low = [bare(w) for w in words]
    noun = any(w in role_words("nouns") for w in low)
    kind = kind_of_piece(words, known)
    total = _holds_another(words, known) + _nuclei(low) * RUN_ON
    if kind is None and not noun:
        return total if at else total + (NOTHING if len(words) == 1 or not _topics(low) else NOTHING / 2)
    if kind is None:
        total += RUN_ON if at else DOUBTFUL
    if low[-1] in role_words("begun") and (len(low) > 1 or low[-1] != "principal"):
        total += FRAGMENT
    if len(low) == 1 and not at and low[0] in role_words("plain"):
        total += FRAGMENT if count == 1 else DOUBTFUL
    return total + (DOUBTFUL / 2 if low[0] in listed("heads", "never_alone") and len(low) > 1 else 0.0)


def _topics(low: Sequence[str]) -> bool:
    """Words of services alone: "Public Health Nursing" may be one."""
    return all(w in role_words("topics") or w in listed("inner") for w in low)


def _holds_another(words: Sequence[str], known: Glossary) -> float:
    """A person, or a body that employs nobody, run together with a role."""
    nouns = role_words("nouns")
    for before, one, two in zip(["", *words], words, words[1:], strict=False):
        person = name_shaped(one) and name_shaped(two) and (is_given(one) or bare(before) in nouns)
        if person and bare(before) not in _OF:
            return RUN_ON
    found = find_organisation(words, known)
    if found is None or found.end - found.begin == len(words):
        return 0.0
    of = found.begin > 0 and bare(words[found.begin - 1]) in _OF
    if (
        employs_nobody(found.name, known)
        and not of
        and bare(words[found.begin - 1]) not in role_words("seats")
    ):
        return RUN_ON
    return 0.0


def _nuclei(low: Sequence[str]) -> int:
    """How many more roles a run of words holds than one: "Placements Commissioner Transport Officer"."""
    nouns, before = role_words("nouns"), role_words("before")
    found = 0
    for i, word in enumerate(low):
        after = low[i + 1] if i + 1 < len(low) else ""
        begins = (
            i > 0 and after in _HEADS and low[i + 2 : i + 3] == ["of"] and word not in role_words("begun")
        )
        if word not in nouns or (after in nouns and not begins):
            continue
        if after in listed("heads", "meeting") and i + 2 < len(low) and word not in role_words("plain"):
            continue  # "Headteacher Network Chair": those who meet
        if after and after not in _OF and word in before and not begins:
            continue
        found += found == 0 or low[i - 1] not in _OF
    return max(0, found - 1)


def _body(text: str, known: Glossary) -> float:
    words = text.split()
    low = [bare(w) for w in words]
    if is_abbreviation(text, known) or text in known.organisations:
        return 0.0
    if tail_of_body(text):
        return NOTHING + DOUBTFUL
    inner = listed("inner") | heads() | listed("inner", "connectors")
    total = DOUBTFUL / 2 if any(w in role_words("nouns") and w not in heads() for w in low) else 0.0
    if low[-1] in _loose_heads() and not is_proper(low):
        total += DOUBTFUL
    for (word, after), token in zip(pairwise(low), words, strict=False):
        total += RUN_ON * (word in listed("heads", "strong") and after not in inner)
        noun = word in role_words("nouns") and word not in heads()
        total += RUN_ON * (noun and after not in listed("heads", "meeting") | role_words("nouns"))
        total += RUN_ON * (
            is_abbreviation(token, known) and is_abbreviation(after.upper(), known) and after not in inner
        )
    return total


@cache
def _loose_heads() -> frozenset[str]:
    """Last words of bodies that are more often another word: "Quality and Practice"."""
    told = listed("heads", "team") | listed("heads", "meeting") | role_words("groups")
    return listed("heads", "weak") - told - listed("heads", "strong")


def tail_of_body(line: str) -> bool:
    """Whether a line is only the end of a body's name: "Board", "NHS Foundation Trust"."""
    low = [bare(word) for word in line.split()]
    shared = listed("inner") | heads()
    if len(low) == 1:
        return low[0] in listed("heads", "never_alone")
    if low[0] == "nhs" and low[1] in ("foundation", "trust"):
        return True
    return low[-1] in listed("heads", "needs_name") and all(w in shared for w in low) and not is_proper(low)


def parted_from(body: str, role: Sequence[str], known: Glossary) -> bool:
    """Whether a body is not the one that the role above it is with: it employs nobody, as a forum, and the
    role (its words) is no seat in it."""
    seat = any(bare(word) in role_words("seats") for word in role[-1:])
    return not seat and employs_nobody(body, known)


def employs_nobody(body: str, known: Glossary) -> bool:
    """Whether a body is one that roles are not with: a forum, a group of parents; also by its initials."""
    if FORUM_INITIALS.fullmatch(body):
        return True
    full = (known.full(body) or body).split()
    own = listed("heads", "own")
    return len(full) > 1 and (
        bare(full[-1]) in own or (bare(full[-2]) in own and is_organisation(body, known))
    )
