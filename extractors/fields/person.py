"""A name and a role from one printed line or cell: parted by a comma, a dash, a line's end, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.layout.line import join_lines
from extractors.vocabulary import lists

_WORD = re.compile(r"\S+")
_DASH = re.compile(r"\s+[-\u2010-\u2015\u2212]\s+")
_STRIP = " ,;:-\u2013\u2014"


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name and role, as printed; no name where a role stands in its place."""

    name: str | None
    role: str | None


def _plain(word: str) -> str:
    return word.strip("(),.;:").replace("\u2019", "'").casefold()


def is_role_word(word: str) -> bool:
    """Whether a word belongs to a role and not to a name."""
    return _plain(word) in lists("area_send")["people.role_words"]


def only_a_role(text: str) -> bool:
    """Whether a text is a role in place of a person: it begins with a word of a role."""
    words = text.split()
    return bool(words) and words[0][:1].isupper() and is_role_word(words[0])


def split_name(text: str) -> Named | None:
    """The name and role of a text that holds one person; none where it begins with neither."""
    text = " ".join(text.split())
    if only_a_role(text):
        return Named(None, text)
    end = _name_end(text)
    name = text[:end].strip(_STRIP)
    role = text[end:].strip(" ,;:\u2013\u2014-") or None
    if len(name.split()) < 2 or not name[:1].isalpha():
        return None
    return Named(name, role)


def _name_end(text: str) -> int:
    """Where the name ends: at the first comma, dash or word of a role."""
    ends = [len(text)]
    comma = text.find(",")
    if comma > 0:
        ends.append(comma)
    dash = _DASH.search(text)
    if dash:
        ends.append(dash.start())
    for count, word in enumerate(_WORD.finditer(text)):
        bracket = word[0].startswith("(")
        if count >= 2 and is_role_word(word[0]) and not (bracket and word[0].endswith(")")):
            ends.append(word.start())
            break
    return min(ends)


def begins_with_name(line: str) -> bool:
    """Whether a line begins with two or more words that look like a name and are no role."""
    words = line.split()
    if len(words) < 2:
        return False
    small = lists("area_send")["people.small_words"]
    first, second = words[0], words[1]
    if not (first[:1].isupper() and second[:1].isupper()):
        return False
    if is_role_word(first) or _plain(first) in small or first.endswith(","):
        return False
    return second.endswith(",") or not (is_role_word(second) or _plain(second) in small)


def split_people(lines: list[str]) -> list[Named]:
    """The persons that lines hold, one or several, each over one line or more."""
    groups: list[list[str]] = []
    for line in lines:
        if not line.strip():
            continue
        if not groups or (begins_with_name(line) and _complete(groups[-1])):
            groups.append([line])
        else:
            groups[-1].append(line)
    found = [split_name(part) for group in groups for part in _parts(join_lines(group))]
    return [named for named in found if named is not None]


def _parts(text: str) -> list[str]:
    """The persons that one text runs together: a new one where a name and a comma follow a role."""
    words = text.split()
    begins = [0]
    for i in range(3, len(words) - 1):
        named = words[i + 1].endswith(",") or (i + 2 < len(words) and words[i + 2].endswith(","))
        if (
            named
            and is_role_word(words[i - 1])
            and not words[i - 1].endswith(",")
            and begins_with_name(" ".join(words[i : i + 3]))
        ):
            begins.append(i)
    return [" ".join(words[a:b]) for a, b in zip(begins, [*begins[1:], len(words)], strict=True)]


def _complete(group: list[str]) -> bool:
    """Whether the lines so far hold a name with a role, that does not wait for more."""
    named = split_name(join_lines(group))
    if named is None or named.role is None:
        return False
    last = named.role.split()[-1]
    return (
        not group[-1].rstrip().endswith((",", "-", "\u2013"))
        and _plain(last) not in lists("area_send")["people.small_words"]
    )
