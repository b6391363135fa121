"""A printed cell of those responsible -> owners in order: names, roles, bodies.

The cell is cut at its marks (line breaks, ";", "/", "and" where both sides are whole, "overseen by"), each
piece told as name, role or body, and the pieces put together: a body closes the people before it, a name
takes the role beside it, "Role, part of the role, BODY" has the body last. A group of people ("Team
managers") stands in `organisation`, for it names no single person. Bodies keep the abbreviation that is
printed; `organisation.expand` gives the full name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from extractors.fields.data import either, words
from extractors.fields.glossary import gather_glossary as _gather
from extractors.fields.initials import gather_initials, resolve
from extractors.fields.organisation import (
    EMPTY,
    INITIALS,
    Glossary,
    bare,
    expand,
    listed,
    normalise,
)
from extractors.fields.owner_lines import laid_out, learn_owners
from extractors.fields.owner_parts import Mark, Part, kind_of_piece, read_parts, two_bodies
from extractors.fields.owner_shape import parted_from
from extractors.fields.people import role_words
from extractors.model import Line, Owner

__all__ = ["gather_glossary", "learn_owners", "read_owner_columns", "read_owners"]


def gather_glossary(
    texts: Iterable[str], places: Sequence[str] = (), rows: Iterable[Sequence[str]] = ()
) -> Glossary:
    """The names that a document uses: abbreviations, recurrent bodies, people who stand beside bodies, and
    people's initials; `rows` are those of its tables."""
    kept = list(texts)
    glossary = _gather(kept, places)
    people: dict[str, None] = {}
    for text in kept:
        if len(text.split()) > 10 or not text.strip():
            continue
        owners = read_owners(text, known=glossary)
        if len(owners) == 1 and owners[0].name and owners[0].organisation and len(owners[0].name.split()) > 1:
            people.setdefault(owners[0].name)
    glossary = replace(glossary, people=tuple(people))
    initials = gather_initials(kept, rows, lambda text: read_owners(text, known=glossary))
    people_of = {short for short, _ in initials}
    gone = {full for short, full in glossary.abbreviations if short in people_of}
    return replace(
        glossary,
        initials=initials,
        abbreviations=tuple(pair for pair in glossary.abbreviations if pair[0] not in people_of),
        organisations=tuple(name for name in glossary.organisations if name not in gone),
    )


def read_owners(text: str, lines: Sequence[Line | str] = (), known: Glossary = EMPTY) -> tuple[Owner, ...]:
    """The owners of one cell in order; `lines` are its printed lines, where the format has them."""
    parts: list[Part] = []
    for mark, chunk in _chunks(laid_out(text, lines, known), known):
        for i, part in enumerate(read_parts(chunk, known)):
            parts.append(part if i else replace(part, mark=mark if parts else "hard"))
    return tuple(resolve(owner, known) for owner in _combine(parts, known))


def read_owner_columns(roles: str, bodies: str, known: Glossary = EMPTY) -> tuple[Owner, ...]:
    """The owners of two cells, one of roles (or names) and one of bodies: paired where both hold several."""
    left = [c for _, c in _chunks(roles, known)]
    right = [c for _, c in _chunks(bodies, known)]
    if not left or not right:
        return read_owners(roles if left else bodies, known=known)  # "TBC" beside a body: the body has it
    owners: list[Owner] = []
    for i, chunk in enumerate(left):
        read = _one_role(chunk, known)
        body = right[i] if len(left) == len(right) else right[0] if len(right) == 1 else None
        owners.append(read if read.organisation or not body else replace_body(read, normalise(body, known)))
    if len(right) > 1 and len(left) != len(right):
        owners.extend(Owner(organisation=normalise(body, known)) for body in right)
    return tuple(owners)


def replace_body(owner: Owner, body: str) -> Owner:
    """The owner with another body."""
    return owner.model_copy(update={"organisation": body})


def _one_role(chunk: str, known: Glossary) -> Owner:
    """One owner of a cell whose body stands in a cell of its own: a name, a role, or both."""
    owners = read_owners(chunk, known=known)
    if len(owners) == 1 and owners[0].name and not owners[0].organisation:
        return owners[0]
    return Owner(role=chunk)


# -- chunks ------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _hard_marks() -> re.Pattern[str]:
    listed_words = words("roles", "separators")
    phrases = either(tuple(w for w in listed_words if not w.isalpha()))
    # one that begins with a capital is part of a name: "Jobcentre Plus"
    single = either(tuple(w for w in listed_words if w.isalpha()))
    labels = either(words("roles", "labels"))
    return re.compile(
        rf"(?i)\s*(?:[;|]|(?<=\s)\+(?=\s)|(?<![a-z])(?:{phrases}|(?-i:{single}))(?![a-z]):?|"
        rf"(?:(?<=^)|(?<=\n)|(?<=[;.,]\s))(?:{labels})\s*:|"
        rf"(?:(?<=^)|(?<=\n)|(?<=[;.,]\s))(?:education|health|social care|care)\s[–—-](?=\s))\s*"
    )


SLASH = re.compile(r"\s*/\s*")
JOINT = re.compile(r"(?<=\()\s*(?P<a>[^\s()/]+)\s?/\s?(?P<b>[^\s()/]+)\s*(?=\))")


@lru_cache(maxsize=1)
def _supporting() -> tuple[re.Pattern[str], ...]:
    """Those who support a lead: in brackets, behind words such as "supported by", behind a label."""
    phrases, named = either(words("roles", "supporting")), either(words("roles", "supporting", "labels"))
    lead = either(words("roles", "labels"))
    return (
        re.compile(rf"(?i)\s*\((?:(?:{phrases})(?![a-z])|(?:{named})\s*:)[^()]*\)"),
        re.compile(rf"(?i),?\s*(?<![a-z])(?:{phrases})(?![a-z]):?[^\n;|]*"),
        re.compile(rf"(?is)(?:^|(?<=\n)|(?<=[;.,]\s))(?:{named})\s*:.*?(?:[\n;.,]\s*(?=(?:{lead})\s*:)|$)"),
    )


def _employs(pieces: Sequence[str], known: Glossary) -> bool:
    """A role, and behind the slash the body that it is in; a forum, which employs nobody, owns by itself."""
    if len(pieces) != 2 or not all(piece.split() for piece in pieces) or "," in pieces[0]:
        return False
    role, body = (piece.split() for piece in pieces)
    if kind_of_piece(role, known) != "role" or kind_of_piece(body, known) != "organisation":
        return False
    return bare((known.full(pieces[1].strip()) or pieces[1]).split()[-1]) not in listed("heads", "own")


def _chunks(text: str, known: Glossary) -> list[tuple[Mark, str]]:
    """The cell cut at its marks, each piece with the mark before it; those who only support are left out."""
    for pattern in _supporting():
        text = pattern.sub("", text)
    for word in words("roles", "slashes"):
        text = re.sub(re.escape(word), lambda m: m[0].replace("/", "\u2215"), text, flags=re.I)
    text = JOINT.sub(
        lambda m: m[0].replace("/", "\u2215") if two_bodies((m["a"], "/", m["b"]), known) else m[0], text
    )
    found: list[tuple[Mark, str]] = []
    for piece in _hard_marks().split(text):
        mark: Mark = "hard"
        for line in piece.split("\n"):
            pieces = SLASH.split(line)
            for chunk in [", ".join(pieces)] if _employs(pieces, known) else pieces:
                chunk = chunk.replace("\u2215", "/").strip(" ,.:–-")
                if any(c.isalnum() for c in chunk) and bare(chunk) not in role_words("nobody"):
                    found.append((mark, chunk))
                    mark = "slash"
            mark = "line"
    return found


# -- owners ------------------------------------------------------------------------------------


@dataclass
class _Draft:
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    mark: Mark = "hard"
    body_mark: Mark | None = None
    role_mark: Mark = "line"  # what stands before its role
    group: bool = False  # people of whom none is named, who stand in `organisation`

    def owner(self) -> Owner:
        return Owner(name=self.name, role=self.role, organisation=self.organisation)


def _combine(parts: Sequence[Part], known: Glossary) -> tuple[Owner, ...]:
    """Owners from the pieces in order."""
    drafts: list[_Draft] = []
    for part, after in zip_longest(parts, parts[1:]):
        here = drafts[-1] if drafts else None
        if part.kind == "group":
            drafts.append(_Draft(organisation=part.text, mark=part.mark, body_mark="hard", group=True))
        elif part.kind == "organisation":
            _take_body(drafts, part, known)
        elif here and _belongs(here, part) and not _whole_by_itself(here, part, after):
            if part.kind == "name":
                here.name = part.text
            else:
                here.role = part.text if here.role is None else f"{here.role}, {part.text}"
                here.role_mark = part.mark
        else:
            named = part.kind == "name"
            drafts.append(_Draft(part.text if named else None, None if named else part.text, mark=part.mark))
    return tuple(draft.owner() for draft in drafts)


def _whole_by_itself(here: _Draft, part: Part, after: Part | None) -> bool:
    """A name with its role in one line, beneath a body or a role: another owner."""
    alone = here.name is None and (here.organisation is None or here.role is None)
    role = after is not None and after.kind == "role" and after.mark in ("comma", "bracket", "dash")
    return alone and part.kind == "name" and part.mark == "line" and role


def _belongs(here: _Draft, part: Part) -> bool:
    """Whether a name or a role belongs to the owner before it."""
    if part.mark in ("hard", "and", "slash"):
        return False
    if part.kind == "name":
        if here.name is not None:
            return False
        return (here.role is not None and here.organisation is None) or (
            here.role is None and here.body_mark != "hard" and part.mark in ("dash", "comma", "line")
        )
    if here.role is not None:
        return False
    if here.name is not None:
        return here.organisation is None or part.mark in ("comma", "dash", "space")
    if part.mark == "space" and here.organisation is not None:
        return True  # "ABC analyst"
    return (
        here.organisation is not None and here.body_mark != "hard" and part.mark in ("comma", "dash", "space")
    )


TEAMS = frozenset(words("organisations", "heads", "team"))


def _is_team(draft: _Draft) -> bool:
    """Whether an owner is nothing but a team or service, which a body may follow."""
    only = draft.organisation if draft.name is None and draft.role is None else None
    return only is not None and "," not in only and bare(only.split()[-1]) in TEAMS


def _vague(draft: _Draft, known: Glossary) -> bool:
    """Whether what stands as the body is rather a part of it: a team, or initials that nothing explains."""
    text = draft.organisation or ""
    if draft.body_mark == "space":  # "Clinical Director CAMHS", one of a trust's services
        return expand(text) != text and bare(expand(text).split()[-1]) in TEAMS
    if draft.body_mark not in ("comma", "bracket") or known.full(text) or text in known.organisations:
        return False
    return bare(text.split()[-1]) in TEAMS or (INITIALS.fullmatch(text) is not None and expand(text) == text)


def _told_in_one_line(here: _Draft) -> bool:
    """Whether a role stands beside its person: then a body on the next line is another owner.

    Where name and role have a line each, so has their body; a role that stands alone has its body beneath.
    """
    return here.role is not None and here.name is not None and here.role_mark != "line"


def _take_body(drafts: list[_Draft], part: Part, known: Glossary) -> None:
    """A body closes the owner before it, and the people before that who have none."""
    here = drafts[-1] if drafts else None
    if here and here.group and here.role is None and part.mark in ("comma", "bracket"):
        here.role, here.organisation = here.organisation, part.text  # "Team managers, ABC": its own body
        here.group = False
        return
    if here and here.role and here.organisation and part.mark in ("comma", "bracket") and _vague(here, known):
        joint = " " if here.body_mark == "space" else ", "
        here.role, here.organisation = f"{here.role}{joint}{here.organisation}", part.text
        return
    if (
        here
        and part.mark in ("comma", "bracket")
        and _is_team(here)
        and bare(part.text.split()[-1]) not in TEAMS
    ):
        here.organisation, here.body_mark = f"{here.organisation}, {part.text}", part.mark
        return
    alone = here is None or here.organisation is not None or part.mark in ("hard", "and", "slash")
    if here is not None and part.mark == "line":
        alone = alone or _told_in_one_line(here)
        alone = alone or (here.role is not None and parted_from(part.text, here.role.split(), known))
    if here is None or alone:
        drafts.append(_Draft(organisation=part.text, mark=part.mark, body_mark=part.mark if here else None))
        return
    here.organisation, here.body_mark = part.text, part.mark
    mark, shared = here.mark, here
    for draft in reversed(drafts[:-1]):
        if draft.organisation or mark == "hard" or (draft.role and shared.role and part.mark == "comma"):
            break
        if part.mark == "bracket" and (draft.name is None) != (shared.name is None):
            break  # "a role and Ann Day (ABC)"
        draft.organisation, draft.body_mark = part.text, part.mark
        mark = draft.mark
