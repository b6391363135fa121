"""Hyphens at a line's end: whether they are the author's or the typesetter's.

In nearly all documents they are real. A document that hyphenates by itself is told by two words that it
prints whole elsewhere; only then are hyphens taken out, and never from a word that it hyphenates elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.line import DROPPED, PrintedLine

BREAK = "\ufffe"  # how pdfium gives a hyphen at a line's end
TYPESET = "\u2010"
PROOFS = 2
_HYPHENS = frozenset(("-", BREAK, TYPESET))

_LAST = re.compile(rf"([^\W\d_]+)[-\u2010{BREAK}]$")
_FIRST = re.compile(r"[^\W\d_]+")

Pair = tuple[str, str]


def mend(lines: Sequence[PrintedLine]) -> None:
    """Settle each hyphen at a line's end: a real one, or one to drop when lines are joined.

    A typesetter may set its own hyphens with a character that the author does not use, so each character is
    judged by itself.
    """
    ends = [(a, b) for a, b in pairwise(lines) if a.text[-1:] in _HYPHENS]
    for marks in (("-", BREAK), (TYPESET,)):
        broken = [(a, _pair(a, b)) for a, b in ends if a.text.endswith(marks)]
        drop = _to_drop({pair for _, pair in broken if pair}, lines) if len(broken) >= PROOFS else set()
        for line, pair in broken:
            line.text = line.text[:-1] + (DROPPED if pair in drop else "-")
    for line in lines:
        if BREAK in line.text:
            line.text = line.text.replace(BREAK, "-")


def _pair(line: PrintedLine, after: PrintedLine) -> Pair | None:
    """The two parts of a word that a line's end parts."""
    last, first = _LAST.search(line.text), _FIRST.match(after.text)
    return (last[1].casefold(), first[0].casefold()) if last and first and after.mark is None else None


def _to_drop(pairs: set[Pair], lines: Sequence[PrintedLine]) -> set[Pair | None]:
    """The pairs whose hyphen goes: where two are printed whole, all that are not hyphenated elsewhere."""
    text = "\n".join(line.text for line in lines).casefold()
    free = {pair for pair in pairs if not _printed("-".join(pair), text)}
    proofs = [pair for pair in free if _printed("".join(pair), text)]
    return set(free) if len(proofs) >= PROOFS else set()


def _printed(word: str, text: str) -> bool:
    return word in text and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
