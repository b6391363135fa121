"""List marks: what a line begins with when it is an item of a list."""

from __future__ import annotations

import re

BULLETS = (
    "\u2022\u25e6\u25aa\u25ab\u25fc\u25fb\u25fe\u25fd\u25a0\u25a1\u25cf\u25cb\u25c6\u25c7\u2756\u27a2\u27a4"
    "\u25ba\u25b6\u25b8\u2023\u2043\u2219\u00b7\u2713\u2714\u2726\u2794\uf0b7\uf06e\uf0a7\uf0d8\uf076\uf0fc\uf071"
    "\uf02d\uf0a8\uf0e0"
)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"

_BULLET = rf"([{BULLETS}])\s*"
_DASH = rf"([{DASHES}])\s+"
_ROUND = r"(o)\s+"  # the letter that Word draws as a hollow bullet
_NUMBER = r"(\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s+"
_MARK = re.compile(rf"(?:{_BULLET}|{_DASH}|{_ROUND}|{_NUMBER})(?=\S)")
_ALONE = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_COUNT = re.compile(r"\d+(?=\D*$)|[a-z](?=\W*$)")
_FIRST = frozenset(BULLETS + DASHES + "o(0123456789abcdefghijklmnpqrstuvwxyz")


def split_mark(text: str) -> tuple[str | None, str]:
    """The list mark that a text begins with (none where it has none) and the text after it."""
    if text[:1] not in _FIRST:
        return None, text
    found = _MARK.match(text)
    return (found[found.lastindex or 0], text[found.end() :]) if found else (None, text)


def lone_mark(text: str) -> bool:
    """Whether a text is a list mark and nothing else."""
    stripped = text.strip()
    if len(stripped) == 1:
        return stripped in BULLETS or stripped in DASHES or stripped == "o"
    return len(stripped) <= 6 and _ALONE.fullmatch(stripped) is not None


def certain(mark: str) -> bool:
    """Whether a mark is a bullet, which prose never begins a line with; dashes and numbers it may."""
    return mark in BULLETS


def follows(mark: str, following: str) -> bool:
    """Whether a number or letter is the next one after another, in the same form: "1." and "2."."""
    before, after = _COUNT.search(mark), _COUNT.search(following)
    if before is None or after is None or _COUNT.sub("", mark) != _COUNT.sub("", following):
        return False
    if before[0].isdigit() and after[0].isdigit():
        return int(after[0]) == int(before[0]) + 1
    return len(before[0]) == len(after[0]) == 1 and ord(after[0]) == ord(before[0]) + 1


def continues(mark: str, text: str) -> str:
    """The line as printed, mark and text, for a mark that turned out to be none."""
    return f"{mark} {text}"
