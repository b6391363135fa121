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
from itertools import pairwise

from extractors.fields.data import either, words
from extractors.fields.glossary import gather_glossary as _gather
from extractors.fields.organisation import (
    EMPTY,
    INITIALS,
    Glossary,
    bare,
    expand,
    heads,
    is_abbreviation,
    listed,
    normalise,
)
from extractors.fields.owner_parts import Mark, Part, kind_of_piece, read_parts, without_bracket
from extractors.fields.people import role_words
from extractors.model import Line, Owner


def gather_glossary(texts: Iterable[str], places: Sequence[str] = ()) -> Glossary:
    """The names that a document uses: abbreviations, recurrent bodies, people who stand beside bodies."""
    kept = list(texts)
    glossary = _gather(kept, places)
    people: dict[str, None] = {}
    for text in kept:
        if len(text.split()) > 10 or not text.strip():
            continue
        owners = read_owners(text, known=glossary)
        if len(owners) == 1 and owners[0].name and owners[0].organisation and len(owners[0].name.split()) > 1:
            people.setdefault(owners[0].name)
    return replace(glossary, people=tuple(people))


def read_owners(text: str, lines: Sequence[Line | str] = (), known: Glossary = EMPTY) -> tuple[Owner, ...]:
    """The owners of one cell in order; `lines` are its printed lines, where the format has them."""
    parts: list[Part] = []
    for mark, chunk in _chunks(_laid_out(text, lines, known)):
        for i, part in enumerate(read_parts(chunk, known)):
            parts.append(part if i else replace(part, mark=mark if parts else "hard"))
    return _combine(parts, known)


def read_owner_columns(roles: str, bodies: str, known: Glossary = EMPTY) -> tuple[Owner, ...]:
    """The owners of two cells, one of roles (or names) and one of bodies: paired where both hold several."""
    left = [c for _, c in _chunks(roles)]
    right = [c for _, c in _chunks(bodies)]
    if not left or not right:
        return read_owners(roles or bodies, known=known)
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


# -- lines and chunks --------------------------------------------------------------------------


def _laid_out(text: str, lines: Sequence[Line | str], known: Glossary) -> str:
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
        if i and out:
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


UNFINISHED = re.compile(r"(?:\b(?:of|and|for|the|to|in|with|by|on)|[&,/–-])$", re.I)


def _goes_on(before: str, line: str, ahead: str, soft: bool, known: Glossary) -> bool:
    """Whether a printed line goes on with the one before it: it wrapped, or one is not whole alone. `ahead`
    is the line with those that it wrapped on to."""
    if line.startswith("\n"):
        return False
    if UNFINISHED.search(before) and not before.endswith("/"):
        return True
    if line[0].islower() or line[0] in "&(,":
        return True
    before = re.split(r"\s*[/;]\s*", before)[-1]
    first = re.split(r",|\s[-–—]\s|\(", line)[0].strip()
    far = re.split(r",|\s[-–—]\s|\(", ahead)[0].strip()
    if _rest_of_role(before, first, known):
        return True
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
    told = _whole(first, known) or kind_of_piece(far.split(), known) == "role"
    return not whole or (not told and kind_of_piece(before.split(), known) != "name")


def _rest_of_role(before: str, first: str, known: Glossary) -> bool:
    """A line that begins with nothing but a role's noun, under one that does not end in one: "Principal
    Educational / Psychologist"."""
    last = re.split(r",|;|\s[-–—]\s", before)[-1].split()
    if len(first.split()) != 1 or first.isupper() or bare(first) not in role_words("nouns") or not last:
        return False
    return bare(last[-1]) not in role_words("nouns") and kind_of_piece(last, known) != "name"


def _pieces(line: str) -> list[str]:
    return [p.strip() for p in re.split(r",\s|;|\s[-–—]\s", line) if p.strip()]


def _closed(before: str, known: Glossary) -> bool:
    """A line that ends in a role with its body, known or abbreviated: an owner is whole."""
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


@lru_cache(maxsize=1)
def _hard_marks() -> re.Pattern[str]:
    phrases = either(words("roles", "separators"))
    labels = either(words("roles", "labels"))
    return re.compile(
        rf"(?i)\s*(?:[;|]|(?<![a-z])(?:{phrases})(?![a-z]):?|(?:(?<=^)|(?<=\n)|(?<=[;.,]\s))(?:{labels})\s*:|"
        rf"(?:(?<=^)|(?<=\n)|(?<=[;.,]\s))(?:education|health|social care|care)\s[–—-](?=\s))\s*"
    )


SLASH = re.compile(r"\s*/\s*")


def _chunks(text: str) -> list[tuple[Mark, str]]:
    """The cell cut at its marks, each piece with the mark before it."""
    for word in words("roles", "slashes"):
        text = re.sub(re.escape(word), lambda m: m[0].replace("/", "\u2215"), text, flags=re.I)
    found: list[tuple[Mark, str]] = []
    for piece in _hard_marks().split(text):
        mark: Mark = "hard"
        for line in piece.split("\n"):
            for chunk in SLASH.split(line):
                chunk = chunk.replace("\u2215", "/").strip(" ,.:–-")
                if chunk and bare(chunk) not in role_words("nobody"):
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
    group: bool = False  # people of whom none is named, who stand in `organisation`

    def owner(self) -> Owner:
        return Owner(name=self.name, role=self.role, organisation=self.organisation)


def _combine(parts: Sequence[Part], known: Glossary) -> tuple[Owner, ...]:
    """Owners from the pieces in order."""
    drafts: list[_Draft] = []
    for part in parts:
        here = drafts[-1] if drafts else None
        if part.kind == "group":
            drafts.append(_Draft(organisation=part.text, mark=part.mark, body_mark="hard", group=True))
        elif part.kind == "organisation":
            _take_body(drafts, part, known)
        elif here and _belongs(here, part):
            if part.kind == "name":
                here.name = part.text
            else:
                here.role = part.text if here.role is None else f"{here.role}, {part.text}"
        else:
            named = part.kind == "name"
            drafts.append(_Draft(part.text if named else None, None if named else part.text, mark=part.mark))
    return tuple(draft.owner() for draft in drafts)


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
    if draft.body_mark not in ("comma", "bracket") or known.full(text) or text in known.organisations:
        return False
    return bare(text.split()[-1]) in TEAMS or (INITIALS.fullmatch(text) is not None and expand(text) == text)


def _take_body(drafts: list[_Draft], part: Part, known: Glossary) -> None:
    """A body closes the owner before it, and the people before that who have none."""
    here = drafts[-1] if drafts else None
    if here and here.group and here.role is None and part.mark in ("comma", "bracket"):
        here.role, here.organisation = here.organisation, part.text  # "Team managers, ABC": its own body
        here.group = False
        return
    if here and here.role and here.organisation and part.mark in ("comma", "bracket") and _vague(here, known):
        here.role, here.organisation = f"{here.role}, {here.organisation}", part.text
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
    if here is None or alone:
        drafts.append(_Draft(organisation=part.text, mark=part.mark, body_mark=part.mark if here else None))
        return
    here.organisation, here.body_mark = part.text, part.mark
    mark, shared = here.mark, here
    for draft in reversed(drafts[:-1]):
        if draft.organisation or mark == "hard" or (draft.role and shared.role and part.mark == "comma"):
            break
        draft.organisation, draft.body_mark = part.text, part.mark
        mark = draft.mark
