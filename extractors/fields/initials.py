"""People behind initials: a plan's own table or list of names ("JB - Joan Bell, Head of SEND") read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from extractors.fields.organisation import EMPTY, Glossary
from extractors.fields.owner_parts import kind_of_piece
from extractors.fields.people import is_person, without_title
from extractors.model import Owner

Reader = Callable[[str], tuple[Owner, ...]]
_SHORT = r"[A-Z][A-Za-z]{0,3}[A-Z][a-z]{0,2}|[A-Z][A-Za-z]?|(?:[A-Z]\.\s?){2,4}"
_FIRST = re.compile(rf"\(?(?P<short>{_SHORT})\)?(?:\s*[-–—:=]\s*|\s+)(?P<rest>\S.*)", re.S)
_LAST = re.compile(rf"(?P<name>[^,;:()]+?)\s*\((?P<short>{_SHORT})\)(?:\s*[-–—:,]\s*(?P<rest>\S.*))?", re.S)
_CELL = re.compile(_SHORT)
_ENTRY = re.compile(r"[;\n•|]")
_AFTER_NAME = re.compile(r"\s*(?:,|\(|\s[-–—]\s|:)\s*")
LONGEST = 24  # words of an entry
WIDEST = 5  # columns of a table of names


def plain(short: str) -> str:
    """Initials as they are compared: without stops and spaces."""
    return re.sub(r"[.\s]", "", short)


def gather_initials(
    texts: Iterable[str], rows: Iterable[Sequence[str]], read: Reader
) -> tuple[tuple[str, Owner], ...]:
    """Initials with the person that they stand for, from entries in lines or cells, and from rows of tables
    that give the initials a cell. Those that two people have stand for nobody."""
    found: dict[str, list[Owner]] = {}
    for short, told in (*_listed(texts), *_tabled(rows)):
        owner = _person(plain(short), told, read)
        if owner is not None and owner not in (held := found.setdefault(plain(short), [])):
            held.append(owner)
    fullest = {short: max(owners, key=_told) for short, owners in found.items() if _one(owners)}
    return tuple(sorted(fullest.items()))


def _one(owners: Sequence[Owner]) -> bool:
    return len({o.name for o in owners}) == 1


def _told(owner: Owner) -> int:
    return (owner.role is not None) + (owner.organisation is not None)


def _listed(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        for piece in _ENTRY.split(text):
            entry = piece.strip(" .")
            if len(entry.split()) > LONGEST:
                continue
            if match := _FIRST.fullmatch(entry):
                yield match["short"], match["rest"]
            if match := _LAST.fullmatch(entry):
                yield match["short"], f"{match['name']}, {match['rest']}" if match["rest"] else match["name"]


def _tabled(rows: Iterable[Sequence[str]]) -> Iterable[tuple[str, str]]:
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row if cell.strip()]
        if not 2 <= len(cells) <= WIDEST:
            continue
        for at, cell in enumerate(cells):
            rest = ", ".join([*cells[:at], *cells[at + 1 :]])
            if _CELL.fullmatch(cell) and len(rest.split()) <= LONGEST:
                yield cell, rest


def _person(short: str, told: str, read: Reader) -> Owner | None:
    """The person that an entry begins with, if the initials are theirs."""
    name, *rest = _AFTER_NAME.split(told, maxsplit=1)
    tokens = without_title(name.split())
    if len(short) < 2 or not 2 <= len(tokens) <= 4 or not fits(short, tokens):
        return None
    if not is_person(tokens) or kind_of_piece(tokens, EMPTY) not in ("name", None):
        return None
    owners = read(rest[0].rstrip(") ")) if rest else ()
    if not rest or not owners:
        return Owner(name=name.strip())
    if len(owners) == 1 and owners[0].name is None:
        return owners[0].model_copy(update={"name": name.strip()})
    return Owner(name=name.strip(), role=rest[0].rstrip(") "))


def fits(short: str, name: Sequence[str]) -> bool:
    """Whether initials are made of beginnings of a name's words, in order ("SMc" of "Sam McKay"); words in
    the middle may be left out."""
    words = [w for word in name for w in re.split("[-‑]", word) if w]
    return bool(words) and short[:1].upper() == words[0][:1].upper() and _made_of(short, words)


def _made_of(short: str, words: Sequence[str]) -> bool:
    if not short or not words:
        return not short and not words
    head = words[0].replace("’", "").replace("'", "").casefold()
    low = short.casefold()
    taken = (n for n in range(1, len(low) + 1) if low[:n] == head[:n])
    if any(_made_of(short[n:], words[1:]) for n in taken):
        return True
    return len(words) > 1 and len(short) >= 2 and _skips(short, words)


def _skips(short: str, words: Sequence[str]) -> bool:
    """A middle word is left out: the last word's letter is left for it."""
    return short[0].casefold() == words[0][:1].casefold() and any(
        _made_of(short[1:], words[k:]) for k in range(2, len(words))
    )


def resolve(owner: Owner, known: Glossary) -> Owner:
    """An owner named by initials, with the name, role and body that the document's table of names gives."""
    full = known.person(owner.name) if owner.name else None
    if full is None:
        return owner
    said = owner.role if owner.role and (" " in owner.role or not full.role) else full.role  # "AB (lead)"
    return full.model_copy(update={"role": said, "organisation": full.organisation or owner.organisation})
