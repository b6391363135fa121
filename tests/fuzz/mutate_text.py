"""Changes to text by its words: left out, doubled, moved, another from the lists, figures to their "
"extremes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from random import Random

from extractors.vocabulary import table

_TOKENS = re.compile(r"\s+|\d+|\w+|\W")
ODD = (
    "\x1e", "\n", "\n\n", "\t", "\xa0", "\u200b", "\u202e", "\u202c", "\u2028", "\x0c", "\x07", "\xad",
    "\ufeff", "\ufffd", "\ufffe", "\u0301", "é", "ß", "İ", "ﬁ", "½", "²", "①", "٣", "३", "Ⅻ", "㎏", "план",
    "計画", "خطة", "😀", "–", "—", "-", "−", "•", "◦", "…", "“", "’", "'", '"', "(", ")", "[", "]", "{", "}",
    "<", ">", "|", "||", "&", "/", "\\", "%", "£", "#", "*", "**", "_", "~~", "`", "=", "===", "---", ":",
    ";", ",", ".", "..", "!", "?", "<br>", "<table>", "<tr><td>", "</table>", "&amp;", "&#0;", "&#xD800;",
    "- ", "1. ", "(a) ", "| a | b |",
)  # fmt: skip
FIGURES = (
    "0", "00", "1", "2", "9", "10", "12", "13", "24", "25", "28", "29", "30", "31", "32", "45", "99",
    "100", "101", "365", "999", "1900", "1999", "2000", "2015", "2023", "2024", "2025", "2049", "2050",
    "2099", "9999", "10000", "45292", "59999", "65536", "2147483648", "1e999", "0.0", "-1", "1,000,000",
    "99999999999999999999", "9" * 320,
)  # fmt: skip


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word and phrase of the word lists, in order."""
    names = sorted(f.name[:-5] for f in files("extractors.vocabulary").iterdir() if f.name.endswith(".toml"))
    return tuple(dict.fromkeys(word for name in names for word in _strings(table(name))))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def word(rnd: Random) -> str:
    """A word to put in: from the lists, an odd character, or a figure."""
    kind = rnd.randrange(10)
    if kind < 4:
        found = rnd.choice(vocabulary())
        return rnd.choice((found, found.title(), found.upper()))
    return rnd.choice(ODD if kind < 8 else FIGURES)


def change(tokens: Sequence[str], rnd: Random, token: str) -> list[str]:
    """The tokens with one change; `token` is one that may be put in."""
    found = list(tokens)
    at = rnd.randrange(len(found) + 1)
    end = min(len(found), at + 1 + int(rnd.expovariate(0.3)))
    kind = rnd.randrange(8)
    if kind == 0:
        del found[at:end]
    elif kind == 1:
        found[at:at] = found[at:end] * rnd.choice((1, 1, 2, 8))
    elif kind == 2:
        piece = found[at:end]
        del found[at:end]
        place = rnd.randrange(len(found) + 1)
        found[place:place] = piece
    elif kind == 3:
        found[at : at + 1] = [token]
    elif kind == 4 and at < len(found):
        found[at] = rnd.choice((found[at].upper(), found[at].title(), found[at].lower(), found[at][::-1]))
    elif kind == 5 and at < len(found):
        figures = [i for i, text in enumerate(found) if text.isdigit()] or [at]
        found[rnd.choice(figures)] = rnd.choice(FIGURES)
    else:
        found.insert(at, token)
    return found


def mutate_text(data: bytes, rnd: Random) -> bytes:
    """The text with one to four changes."""
    tokens = _TOKENS.findall(data.decode("utf-8", "replace"))
    for _ in range(rnd.choice((1, 1, 2, 4))):
        tokens = change(tokens, rnd, word(rnd))
    return "".join(tokens).encode("utf-8", "replace")


def mutate_bytes(data: bytes, rnd: Random) -> bytes:
    """The bytes with some flipped, cut out or doubled."""
    spoilt = bytearray(data)
    for _ in range(rnd.choice((1, 2, 8))):
        if not spoilt:
            break
        at = rnd.randrange(len(spoilt))
        kind = rnd.randrange(4)
        if kind == 0:
            spoilt[at] ^= 1 << rnd.randrange(8)
        elif kind == 1:
            spoilt[at] = rnd.choice(b"\x00\xff\x80\n <>()[]0")
        elif kind == 2:
            del spoilt[at : at + 1 + int(rnd.expovariate(0.1))]
        else:
            spoilt[at:at] = spoilt[at : at + 1 + int(rnd.expovariate(0.1))]
    return bytes(spoilt)
