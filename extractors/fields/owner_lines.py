"""The printed lines of an owners' cell: which end with an owner, or a part of one, and which only wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from extractors.fields.data import either, words
from extractors.fields.organisation import Glossary, bare, heads, is_abbreviation, listed
from extractors.fields.owner_parts import kind_of_piece, name_like, role_start, without_bracket
from extractors.fields.people import role_words
from extractors.model import Line


def laid_out(text: str, lines: Sequence[Line | str], known: Glossary) -> str:
    """The cell's text with a line break only where one owner, or one part of an owner, ends."""
    if lines:
        printed = [(line.text, line.soft) if isinstance(line, Line) else (line, False) for line in lines]
    else:
        printed = [(line, False) for line in text.splitlines()]
    out = ""
    for i, (line, _) in enumerate(printed):
        line = re.sub(r"^[\s•▪◦●\-–*]+(?=\S)", "\n" if re.match(r"\s*[•▪◦●*]", line) else "", line.strip())
        if not line:
            continue
        if out.endswith(BROKEN):
            out = out[:-1]
        elif i and out:
            soft = printed[i - 1][1]
            ahead = _with_wrapped(line, printed[i:])
            out += " " if _goes_on(out.splitlines()[-1], line, ahead, soft, known) else "\n"
        out += line
    return out.strip()


def _with_wrapped(line: str, printed: Sequence[tuple[str, bool]]) -> str:
    """A line with those that it wrapped on to."""
    for (_, soft), (following, _) in pairwise(printed):
        if not soft:
            break
        line += f" {following.strip()}"
    return line


BROKEN = "\u00ad"  # at a line's end: the word goes on in the next line
_BODY_AT_END = re.compile(r"\(([^()]+)\)$")
FORUM_INITIALS = re.compile(r"[A-Z&]*PC{1,2}F")  # parent carer forum, parents and carers council and forum
_OPEN_BRACKET, _CLOSED_BRACKET = re.compile(r"\([^()]*$"), re.compile(r"[^()]*\)")
UNFINISHED = re.compile(r"(?:\b(?:of|and|for|the|to|in|with|by|on)|[&,/–-]|['’]s)$", re.I)


def _goes_on(before: str, line: str, ahead: str, soft: bool, known: Glossary) -> bool:
    """Whether a printed line goes on with the one before it: it wrapped, or one is not whole alone. `ahead`
    is the line with those that it wrapped on to."""
    if line.startswith("\n"):
        return False
    if UNFINISHED.search(before) and not before.endswith("/"):
        return True
    if line[0].islower() or line[0] in "&(,":
        return True
    if _OPEN_BRACKET.search(before) and _CLOSED_BRACKET.match(line):
        return True
    before = re.split(r"\s*[/;]\s*", before)[-1]
    if not before.strip(" :,") or _labelled().match(line):
        return False
    first = re.split(r"[,;]|\s[-–—]\s|\(", line)[0].strip()
    far = re.split(r"[,;]|\s[-–—]\s|\(", ahead)[0].strip()
    if _rest_of_role(before, first, soft, known) or _begun(before, first, soft, known):
        return True
    if _of_its_own(before, first, known) or _second_person(before, first, known):
        return False
    if _closed(before, known) and kind_of_piece(first.split(), known) in ("role", "name"):
        return False
    if not soft and _role_and_more(before, known) and kind_of_piece(first.split(), known) == "role":
        return False
    if is_abbreviation(line, known) and known.full(line):
        return True
    if _tail_of_body(line):
        return True
    whole = _whole(before, known)
    if soft:
        return not (
            whole
            and _whole(first, known)
            and kind_of_piece(before.split(), known) == kind_of_piece(first.split(), known)
        )
    if not soft and _in_one_line(before, known) and len(first.split()) > 1 and name_like(first):
        return False
    told = _whole(first, known) or kind_of_piece(far.split(), known) == "role"
    return not whole or (not told and kind_of_piece(before.split(), known) != "name")


def _rest_of_role(before: str, first: str, soft: bool, known: Glossary) -> bool:
    """A line that begins with nothing but a role's noun, under one that does not end in one: "Principal
    Educational / Psychologist"."""
    last = _last_piece(before)
    if len(first.split()) != 1 or first.isupper() or bare(first) not in role_words("nouns") or not last:
        return False
    if bare(last[0]) in role_words("nouns") and last[1:2] == ["of"]:
        return False  # "Director of Music / Chair, ..."
    kind = kind_of_piece(last, known)
    if kind == "name" or (kind == "organisation" and not soft):
        return False
    return bare(last[-1]) not in role_words("nouns")


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    """A line that begins with a label."""
    labels = (*words("roles", "labels"), *words("roles", "supporting", "labels"))
    return re.compile(rf"(?i)(?:{either(labels)})\s*:")


def _begun(before: str, first: str, soft: bool, known: Glossary) -> bool:
    """A line that ends in a role's noun that is only begun ("Jo Hill, Chief"), and the rest of the role."""
    last = _last_piece(before)
    if [bare(word) for word in last] == ["lead"] and soft:
        return kind_of_piece(first.split(), known) == "role"  # "Lead / Psychologist": no one wraps so short
    if not last or bare(last[-1]) not in role_words("begun") or (len(last) > 1 and not soft):
        return False
    if bare(last[-1]) == "principal" and (not soft or role_start(first)):
        return False  # the head of a college, with another owner below
    return kind_of_piece(first.split(), known) in ("role", "group")


def _of_its_own(before: str, first: str, known: Glossary) -> bool:
    """A forum beneath a role that is no seat in it."""
    last = _last_piece(without_bracket(before))
    return kind_of_piece(last, known) == "role" and parted_from(first, last, known)


def parted_from(body: str, role: Sequence[str], known: Glossary) -> bool:
    """Whether a body is not the one that the role above it is with: it employs nobody, as a forum, and the
    role (its words) is no seat in it."""
    seat = any(bare(word) in role_words("seats") for word in role[-1:])
    return not seat and _employs_nobody(body, known)


def _employs_nobody(body: str, known: Glossary) -> bool:
    """Whether a body is one that roles are not with: a forum, a group of parents; also by its initials."""
    if FORUM_INITIALS.fullmatch(body):
        return True
    full = (known.full(body) or body).split()
    return len(full) > 1 and bare(full[-1]) in listed("heads", "own")


def _in_one_line(before: str, known: Glossary) -> bool:
    """A name and a role on one line, with a comma between: what the break was meant to part are owners."""
    pieces = [kind_of_piece(piece.split(), known) for piece in _pieces(before)]
    return pieces[-2:] == ["name", "role"]


def _second_person(before: str, first: str, known: Glossary) -> bool:
    """A person's name beneath a line that holds a name and a role already."""
    pieces = [kind_of_piece(piece.split(), known) for piece in _pieces(before)]
    whole = pieces[-1:] in (["role"], ["organisation"]) and "name" in pieces
    return whole and kind_of_piece(first.split(), known) == "name"


def _last_piece(line: str) -> list[str]:
    """The words behind a line's last mark."""
    pieces = _pieces(line)
    return pieces[-1].split() if pieces else []


def _pieces(line: str) -> list[str]:
    return [p.strip() for p in re.split(r",\s|;|\s[-–—]\s", line) if p.strip()]


def _closed(before: str, known: Glossary) -> bool:
    """A line that ends in a role with its body, known or abbreviated: an owner is whole."""
    if (bracket := _BODY_AT_END.search(before)) and is_abbreviation(bracket[1], known):
        piece = _pieces(before[: bracket.start()])[-1:]
        return bool(piece) and kind_of_piece(piece[0].split(), known) in ("role", "organisation")
    pieces = _pieces(before)
    if len(pieces) < 2 or not is_abbreviation(pieces[-1], known):
        return False
    return kind_of_piece(pieces[-2].split(), known) in ("role", "name")


def _role_and_more(before: str, known: Glossary) -> bool:
    """A line that ends in a role and, behind a comma, words with capitals, such as a body's name."""
    pieces = _pieces(before)
    named = (
        len(pieces) > 1 and len(pieces[-1].split()) > 1 and all(w[0].isupper() for w in pieces[-1].split())
    )
    return named and kind_of_piece(pieces[-2].split(), known) == "role"


def _tail_of_body(line: str) -> bool:
    """Whether a line is only the end of a body's name: "Board", "NHS Foundation Trust"."""
    low = [bare(word) for word in line.split()]
    shared = listed("inner") | heads()
    if len(low) == 1:
        return low[0] in listed("heads", "never_alone")
    if low[0] == "nhs" and low[1] in ("foundation", "trust"):
        return True
    return low[-1] in listed("heads", "needs_name") and all(word in shared for word in low)


def _whole(text: str, known: Glossary) -> bool:
    """Whether a piece is a name, a role or a body by itself."""
    last = re.split(r",|\s[-–—]\s", without_bracket(text))[-1].strip()
    return bool(last) and kind_of_piece(last.split(), known) is not None
