"""Ids: short, safe in a URL, the same on every machine and in any order of files.

An id says what it names: a document by eight characters of its bytes' checksum, an item by its document,
kind and number, a link and a gap by what they join.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from extractors.model import Action, FindingKind

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
LETTERS: dict[FindingKind, str] = {
    "strength": "S",
    "weakness": "W",
    "area_for_improvement": "I",
    "area_for_priority_action": "P",
    "significant_weakness": "X",
}
KINDS: dict[str, FindingKind] = {letter: kind for kind, letter in LETTERS.items()}
LEADING_MARK = re.compile(r"^\W*(?:(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]\s+|\d+(?:\.\d+)+\s+)?", re.IGNORECASE)


def short(digest: bytes, length: int) -> str:
    """The first `length` characters of the digest in base 32, five bits each."""
    number = int.from_bytes(digest, "big")
    bits = len(digest) * 8
    return "".join(ALPHABET[(number >> (bits - 5 * (i + 1))) & 31] for i in range(length))


def place(id_: str, length: int) -> int:
    """A number that stands for an id of so many characters of base 32, and orders as the ids do."""
    number = 0
    if len(id_) > length or not id_ or id_.strip(ALPHABET):
        id_ = hashed(length, id_)  # of no form that is given here
    for character in id_:
        number = number << 5 | ALPHABET.index(character)
    return number


def hashed(length: int, *parts: str) -> str:
    """`length` characters that stand for the parts, in their order."""
    return short(hashlib.sha256("\x1f".join(parts).encode()).digest(), length)


def document_id(sha256: str) -> str:
    """The id of a document, from the checksum of its bytes in hexadecimal."""
    return short(bytes.fromhex(sha256), 8)


def finding_id(document: str, kind: FindingKind, number: int) -> str:
    """The id of a finding: "<document>-W3"."""
    return f"{document}-{LETTERS[kind]}{number}"


def action_id(document: str, number: int) -> str:
    """The id of an action: "<document>-A017"."""
    return f"{document}-A{number:03d}"


def statement_id(document: str, number: int) -> str:
    """The id of a statement: "<document>-T012"."""
    return f"{document}-T{number:03d}"


def measure_id(document: str, number: int) -> str:
    """The id of a measure: "<document>-M03"."""
    return f"{document}-M{number:02d}"


def link_id(kind: str, from_id: str, to_id: str) -> str:
    """The id of a link: the same as long as it joins the same two items in the same way."""
    return "L" + hashed(10, kind, from_id, to_id)


def gap_id(rule: str, item_ids: Iterable[str], discriminator: str = "") -> str:
    """The id of a gap: its rule and what it is about; the discriminator parts gaps on the same items."""
    return "G" + hashed(10, rule, *sorted(item_ids), discriminator)


def change_id(from_document: str, to_document: str, change: str, action: str) -> str:
    """The id of a change: what changed, in which action, from which document to which."""
    return "C" + hashed(10, from_document, to_document, change, action)


def bare(text: str) -> str:
    """Letters and digits only, in lower case: quotes, hyphens, spaces and list marks make no difference."""
    text = LEADING_MARK.sub("", unicodedata.normalize("NFKC", text).casefold().strip())
    return "".join(c for c in text if c.isalnum())


def action_keys(actions: Iterable[Action]) -> list[str]:
    """A key for each action of one document, in order: the same in every rendering and version of a plan.

    It rests on the activity's words. The same words a second time get the second key, and so on, because
    what a plan prints above a row (priority, objective) is read differently from one rendering to another.
    """
    seen: Counter[str] = Counter()
    keys = []
    for action in actions:
        words = bare(action.activity)
        seen[words] += 1
        keys.append(hashed(12, words, str(seen[words])))
    return keys
