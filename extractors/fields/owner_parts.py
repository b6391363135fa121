"""One piece of an owner's cell, between its outer marks, told as names, roles, bodies and groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extractors.fields.data import words
from extractors.fields.organisation import (
    Found,
    Glossary,
    bare,
    expand,
    find_organisation,
    is_abbreviation,
    is_organisation,
    is_proper,
    listed,
    normalise,
)
from extractors.fields.people import is_given, is_person, name_shaped, role_words, split_people
from extractors.vocabulary import REMEMBERED

Kind = Literal["name", "role", "organisation", "group"]
Mark = Literal["hard", "line", "comma", "and", "space", "dash", "slash", "bracket"]


@dataclass(frozen=True)
class Part:
    """A piece of a cell told as a name, a role, a body or a group, and the mark that stands before it."""

    kind: Kind
    text: str
    mark: Mark = "space"


PIECE = re.compile(r"(,(?=\s)|[()])")


@lru_cache(maxsize=REMEMBERED)
def read_parts(chunk: str, known: Glossary) -> tuple[Part, ...]:
    """The pieces of one chunk between commas, brackets, spaced dashes and "and"."""
    cut = _and_cut(chunk, known)
    if cut:
        left, right = read_parts(cut[0], known), read_parts(cut[1], known)
        return (*left, replace(right[0], mark="and"), *right[1:]) if left and right else left or right
    parts: list[Part] = []
    opened: Mark = "comma"
    for piece in PIECE.split(chunk):
        if piece.strip() in (",", "(", ")"):
            opened = "bracket" if piece.strip() == "(" else "comma"
            continue
        for i, sub in enumerate(_dash_pieces(piece.strip(" ,."), known) if piece.strip(" ,.") else ()):
            behind = bool(parts) and parts[-1].kind == "role" and not i and opened == "comma"
            new = _phrase(sub, known, alone=sub == chunk or (behind and _begins_another(sub, known)))
            mark: Mark = "dash" if i else opened if parts else new[0].mark
            parts.extend([replace(new[0], mark=mark), *new[1:]])
    told = [p for p in parts if p.text.strip() and bare(p.text) not in role_words("nobody")]
    return tuple(_joined_roles(told, known))


def _begins_another(piece: str, known: Glossary) -> bool:
    """A body's initials behind a role's comma, and another role that lost its line: "ABC Head of SEND"."""
    short, _, rest = piece.partition(" ")
    return is_abbreviation(short, known) and kind_of_piece(rest.split(), known) == "role" and role_start(rest)


def _dash_pieces(piece: str, known: Glossary) -> list[str]:
    """A spaced dash parts a name or a body from the rest; inside a role it belongs to the role."""
    sides = re.split(r"\s+[-–—]\s+|:\s+", piece, maxsplit=1)
    if len(sides) == 1:
        return sides
    kinds = [kind_of_piece(side.split(), known) for side in sides]
    if any(bare(side) in role_words("nobody") for side in sides):
        return sides
    known_side = any(kind in ("name", "organisation") for kind in kinds)
    return sides if known_side and kinds[0] != kinds[1] else [piece]


def _and_cut(chunk: str, known: Glossary) -> tuple[str, str] | None:
    """The two sides of an "and" that stands between two whole owners, the first such one."""
    for match in re.finditer(r",?\s+(?:and|&|with)\s+(?:the\s+)?", chunk):
        left, right = chunk[: match.start()].strip(), chunk[match.end() :].strip()
        if "&" in match[0] and "," in left and two_bodies(f"{left.split(',')[-1]} & {right}".split(), known):
            continue  # "Head of Service, ABC & DEF": one owner of two bodies
        if (
            left
            and right
            and (_ends_whole(left, known) or (role_start(right) and _ends_role(left, known)))
            and _begins_whole(right, known)
            and not _within_body(chunk, match, known)
        ):
            return left, right
    return None


def two_bodies(tokens: Sequence[str], known: Glossary) -> bool:
    """The initials of two bodies with "&" or a slash between them, and nothing else."""
    if len(tokens) != 3 or tokens[1] not in ("&", "/") or any(known.person(t) for t in tokens[::2]):
        return False
    return all(is_abbreviation(t, known) for t in tokens[::2])


def _team_of_body(tokens: Sequence[str], known: Glossary) -> bool:
    """A body's initials and its team: "ABC SEND team"."""
    team = len(tokens) > 1 and bare(tokens[-1]) in listed("heads", "team")
    return team and is_abbreviation(tokens[0], known) and known.full(tokens[0]) is not None


def _within_body(chunk: str, match: re.Match[str], known: Glossary) -> bool:
    """Whether an "and" stands inside one body's name."""
    piece_start = chunk.rfind(",", 0, match.start()) + 1
    comma = chunk.find(",", match.end())
    piece = chunk[piece_start : comma if comma >= 0 else len(chunk)]
    tokens = piece.split()
    found = find_organisation(tokens, known)
    if not found:
        return False
    at = len(chunk[piece_start : match.start()].split())
    left_body = find_organisation(tokens[:at], known)
    ends_strong = (
        left_body is not None and left_body.end == at and bare(tokens[at - 1]) in listed("heads", "strong")
    )
    return found.begin < at < found.end and not ends_strong


def without_bracket(text: str) -> str:
    """A text without a bracket that closes it."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", text)


def _ends_whole(text: str, known: Glossary) -> bool:
    """Whether a text ends in a whole owner: a body, a person, or a role with its noun last."""
    closing = re.search(r"\(([^()]*)\)\s*$", text)
    if closing and kind_of_piece(closing[1].split(), known) in ("name", "organisation", "role"):
        return True
    last = without_bracket(text).split(",")[-1].strip()
    tokens = last.split()
    kind = kind_of_piece(tokens, known)
    if kind in ("name", "organisation", "group"):
        return True
    if kind == "role" and bare(tokens[-1]) in role_words("nouns"):
        return True
    found = find_organisation(tokens, known)
    return found is not None and found.end == len(tokens)


def _ends_role(text: str, known: Glossary) -> bool:
    """Whether a text ends in a role, its subject last: whole where another role begins behind it."""
    return kind_of_piece(text.split(",")[-1].split(), known) == "role"


def _begins_whole(text: str, known: Glossary) -> bool:
    """Whether a text begins with a whole owner."""
    first = re.split(r",|\(|\s(?:and|&)\s", text)[0].strip()
    tokens = first.split()
    kind = kind_of_piece(tokens, known)
    if kind == "role":
        return bare(tokens[-1]) in role_words("nouns") or role_start(first)
    if kind in ("name", "organisation", "group"):
        return True
    if is_person(tokens[:2]):
        return True
    whole = text.split(",")[0].split()
    found = find_organisation(whole, known)
    return found is not None and found.begin == 0


@lru_cache(maxsize=20_000)
def role_start(text: str) -> bool:
    """Whether a text begins as roles do ("Head of ...")."""
    low = text.lower() + " "
    return any(low.startswith(start + " ") for start in words("roles", "starts"))


def kind_of_piece(tokens: Sequence[str], known: Glossary) -> Kind | None:
    """What a phrase is as a whole, or `None`."""
    if not tokens:
        return None
    text = " ".join(tokens)
    if text in known.people or known.person(text) is not None:
        return "name"
    if two_bodies(tokens, known) or two_bodies(text.replace("/", " / ").split(), known):
        return "organisation"
    if len(tokens) == 2 and tokens[0].lower() == "the" and is_abbreviation(tokens[1], known):
        return "organisation"
    if is_abbreviation(text.strip("."), known) and bare(text) not in role_words("nouns"):
        return "organisation"
    last, first = bare(tokens[-1]), bare(tokens[0])
    nouns = role_words("nouns")
    spelt = known.full(tokens[-1].strip(".,;()"))
    if spelt and bare(spelt.split()[-1]) in nouns:
        return "role"  # "Principal EP", where EP is an Educational Psychologist
    if last in role_words("groups") and not (len(tokens) > 2 and is_given(tokens[0])):
        several = last in nouns or not any(bare(t) in nouns for t in tokens[:-1])
        return "group" if several else "role"
    meeting = last in listed("heads", "meeting") and len(tokens) == 2
    heads_role = first in nouns and (role_start(text) or (len(tokens) > 2 and tokens[1] in ("of", "for")))
    if last in nouns or (heads_role and not meeting):
        return "role"
    if is_person(tokens):
        return "name"
    if (
        role_start(text)
        and not meeting
        and len(tokens) > 1
        and any(bare(t) in role_words("nouns") for t in tokens)
    ):
        return "role"
    if is_organisation(text, known):
        return "organisation"
    return None


def _phrase(text: str, known: Glossary, alone: bool = False) -> list[Part]:
    """The parts of a phrase without commas: whole, or a name, a role and a body run together."""
    tokens = text.split()
    if known.initials and len(tokens) > 1 and all(known.person(token) for token in tokens):
        return [Part("name", token) for token in tokens]
    kind = kind_of_piece(tokens, known)
    people = split_people(tokens, known.people) if kind != "organisation" else None
    if people:
        return [Part("name", name) for name in people]
    if kind in ("name", "group"):
        return [Part(kind, text)]
    if two_bodies(tokens, known) or _team_of_body(tokens, known):
        return [Part("organisation", text)]
    found = find_organisation(tokens, known)
    if kind == "organisation" and (not found or _is_whole(tokens, found)):
        return [Part("organisation", normalise(text, known))]
    if found and kind is None and _described(tokens, found):
        return [Part("role", text)]
    if found and (kind != "role" or _own_body(tokens, found, alone, known)):
        before = _phrase(" ".join(tokens[: found.begin]).strip(" -–:"), known) if found.begin else []
        after = _phrase(" ".join(tokens[found.end :]).strip(" -–:"), known) if found.end < len(tokens) else []
        if all(p.kind != "group" or p.text for p in (*before, *after)):
            return [*before, Part("organisation", found.name), *after]
    return _name_and_role(tokens, known) or [Part("role", text)]


def _is_whole(tokens: Sequence[str], found: Found) -> bool:
    """Whether a body that was found in a phrase is all of it, or no more than "Team" behind its name."""
    lone = found.end - found.begin == 1 and bare(tokens[found.begin]) in listed("heads", "team")
    named = lone and all(t[:1].isupper() or t in ("and", "&") for t in tokens)
    return found.end == len(tokens) and (found.begin == 0 or named)


def _described(tokens: Sequence[str], found: Found) -> bool:
    """Whether a body in a phrase only describes a role: after "of", or without a name beside a role."""
    if found.known:
        return False
    if found.begin and bare(tokens[found.begin - 1]) in ("of", "for", "the", "to", "with"):
        return True
    rest = [*tokens[: found.begin], *tokens[found.end :]]
    own = [bare(t) for t in tokens[found.begin : found.end]]
    if found.begin == 0 and len(own) == 1 and bare(rest[0] if rest else "") in ("and", "&"):
        return True  # "Hospital and Home Education": what a role is of
    return not is_proper(own) and len(own) == 1 and any(bare(t) in role_words("nouns") for t in rest)


def _own_body(tokens: Sequence[str], found: Found, alone: bool, names: Glossary) -> bool:
    """Whether a body inside a role's phrase is the owner's own: at an end of it, not after "of" or "for"."""
    begin, end, known = found.begin, found.end, found.known
    if begin and bare(tokens[begin - 1]) in ("of", "for", "to", "with", "and", "&", "the", "in"):
        return False
    named = bare(tokens[end - 1]) in listed("heads", "needs_name")
    if end < len(tokens) and end - begin == 1 and _is_service(tokens[begin]):
        return False
    if end < len(tokens) and end - begin == 1 and _is_topic(names.full(tokens[begin])):
        return False
    if end < len(tokens):
        proper = named and end > 1 and is_proper([bare(t) for t in tokens[:end]])
        short = end == 1 and tokens[0].isupper()
        return begin == 0 and (alone if known or short else proper)
    return known or named or bare(tokens[begin]) in listed("starts")


def _is_service(short: str) -> bool:
    """Initials of a service, in which no one is employed: "CAMHS Team Manager" is a role in a trust."""
    full = expand(short).split()
    return len(full) > 1 and bare(full[-1]) in listed("heads", "team")


def _is_topic(full: str | None) -> bool:
    """Whether initials that the document spells out stand for what someone works on, and for no body:
    "Children missing education"."""
    if full is None or is_organisation(full):
        return False
    low = [bare(word) for word in full.split()]
    return not name_like(full) or not is_proper(low) or low[-1] in words("roles", "topics")


def _name_and_role(tokens: Sequence[str], known: Glossary) -> list[Part] | None:
    """A name and a role run together, in either order."""
    for size in (2, 3):
        head, tail = tokens[:size], tokens[size:]
        if (
            tail
            and is_person(head)
            and (is_given(head[0]) or bare(" ".join(tail)) not in role_words("plain"))
            and not name_shaped(tail[0])
            and kind_of_piece(tail, known) in ("role", "organisation")
        ):
            return [Part("name", " ".join(head)), Part("role", " ".join(tail))]
        head, tail = tokens[:-size], tokens[-size:]
        if head and is_person(tail) and is_given(tail[0]) and kind_of_piece(head, known) == "role":
            return [Part("role", " ".join(head)), Part("name", " ".join(tail))]
    return None


def _joined_roles(parts: list[Part], known: Glossary) -> list[Part]:
    """A role's own commas put back: a piece that is no role by itself belongs to the role before it.

    The last piece of three or more is a body, also where nothing else tells so.
    """
    out: list[Part] = []
    for i, part in enumerate(parts):
        before = out[-1] if out else None
        after = parts[i + 1] if i + 1 < len(parts) else None
        if before and before.kind == "role" and part.kind == "group" and _is_seat(before, part):
            out.append(replace(part, kind="organisation"))  # "Chair, Alder Secondary Heads"
        elif before and before.kind == "role" and _goes_with(before, part, known):
            closing = i == len(parts) - 1 and i >= 2 and all(p.kind == "role" for p in parts)
            if closing and part.mark == "comma" and name_like(part.text):
                out.append(Part("organisation", part.text, "comma"))
            elif part.mark == "bracket":
                out[-1] = replace(before, text=f"{before.text} ({part.text})")
            else:
                out[-1] = replace(before, text=f"{before.text}, {part.text}")
        elif not before and after and _weak(part, known) and after.kind == "role" and after.mark == "comma":
            parts[i + 1] = replace(after, text=f"{part.text}, {after.text}", mark=part.mark)
        else:
            out.append(part)
    return out


def _is_seat(role: Part, group: Part) -> bool:
    """A seat, and behind the comma those among whom it is."""
    return group.mark == "comma" and bare(role.text.split()[-1]) in role_words("seats")


def _weak(part: Part, known: Glossary) -> bool:
    """Whether a piece was called a role only because it is nothing else."""
    return part.kind == "role" and kind_of_piece(part.text.split(), known) is None


def _goes_with(before: Part, part: Part, known: Glossary) -> bool:
    """Whether a piece belongs to the role before it: no role by itself, the people it is for, initials."""
    last = bare(part.text.split()[-1])
    of_role = part.kind == "group" and last not in role_words("nouns")
    if part.mark == "bracket":
        return part.kind == "role" or (of_role and len(part.text.split()) == 1)  # "Finance Partner (Schools)"
    if part.mark != "comma":
        return False
    return of_role or _weak(part, known)


def name_like(text: str) -> bool:
    """Whether every word of a text is capitalised, as in a proper name."""
    return all(w[:1].isupper() or bare(w) in listed("inner", "connectors") for w in text.split())
