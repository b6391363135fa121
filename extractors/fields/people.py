"""People's names told from roles and bodies: by the words that they are made of and by their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from extractors.fields.data import words
from extractors.fields.organisation import bare, heads, listed

NAME_WORD = re.compile(
    r"(?:[A-Z][a-zà-ÿ]+|[A-Z]['’][A-Z][a-zà-ÿ]+|(?:Mc|Mac|De|Di|Le|La|Van|O)[A-Z][a-zà-ÿ]+|[A-Z]\.?|[A-Z]\.[A-Z]\.?)"
)
PARTICLES = frozenset({"de", "van", "der", "den", "von", "da", "di", "la", "le", "bin", "al", "el", "ap"})


@cache
def role_words(section: str) -> frozenset[str]:
    """A list of the roles' vocabulary as a set."""
    return frozenset(words("roles", section))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names common in the country, in lower case."""
    return frozenset(words("given_names", "given_names"))


def is_given(word: str) -> bool:
    """Whether a word is a common given name."""
    return bare(word).split("-")[0] in given_names()


@lru_cache(maxsize=20_000)
def name_shaped(word: str) -> bool:
    """Whether a word could be part of a person's name: capitals, and no word of roles or bodies."""
    plain = word.strip(".,;:()*")
    parts = re.split("[-‑–]", plain)
    if not plain or not all(NAME_WORD.fullmatch(part) for part in parts):
        return False
    low = bare(word)
    common = role_words("topics") | role_words("nouns") | heads() | listed("inner")
    return low not in common or (is_given(word) and low not in role_words("nouns"))


def without_title(tokens: Sequence[str]) -> list[str]:
    """The words without a title before them ("Dr", "Cllr")."""
    kept = list(tokens)
    while len(kept) > 1 and bare(kept[0]) in role_words("titles"):
        kept.pop(0)
    return kept


def is_person(tokens: Sequence[str]) -> bool:
    """Whether words are one person's name: two to four of a name's shape, or a common given name alone."""
    kept = without_title(tokens)
    if not kept or len(kept) > 4:
        return False
    if len(kept) == 1:
        return is_given(kept[0]) or (len(tokens) > 1 and name_shaped(kept[0]))
    inner = [w for w in kept[1:-1] if w.lower() not in PARTICLES]
    shaped = name_shaped(kept[0]) and name_shaped(kept[-1]) and all(name_shaped(w) for w in inner)
    return shaped and (len(kept[-1].strip(".")) > 1 or is_given(kept[0]))


def split_people(tokens: Sequence[str], known: Sequence[str] = ()) -> list[str] | None:
    """The names in a run of words without marks between them, or `None` where it is not a run of names.

    Known people come first, then common given names, then pairs of words.
    """
    if not tokens or not all(
        name_shaped(w) or w.lower() in PARTICLES or bare(w) in role_words("titles") for w in tokens
    ):
        return None
    for name in sorted(known, key=lambda n: -len(n)):
        run = [bare(w) for w in name.split()]
        for i in range(len(tokens) - len(run) + 1):
            if [bare(w) for w in tokens[i : i + len(run)]] == run:
                rest = [
                    split_people(part, known) if part else [] for part in (tokens[:i], tokens[i + len(run) :])
                ]
                if rest[0] is not None and rest[1] is not None:
                    return [*rest[0], name, *rest[1]]
    kept = without_title(tokens)
    if len(tokens) <= 3 or (len(kept) <= 3 and not any(bare(w) in role_words("titles") for w in kept)):
        return [" ".join(tokens)] if is_person(tokens) else None
    starts = [0]
    for i in range(2, len(tokens) - 1):
        if i - starts[-1] >= 2 and (is_given(tokens[i]) or bare(tokens[i]) in role_words("titles")):
            starts.append(i)
    if len(starts) == 1:
        starts = list(range(0, len(tokens) - 1, 2)) if len(tokens) % 2 == 0 else [0]
    cuts = [*starts, len(tokens)]
    cuts = sorted({*cuts, *(a + 2 for a, b in pairwise(cuts) if b - a == 4 and "." not in tokens[a])})
    names = [tokens[a:b] for a, b in pairwise(cuts)]
    if not all(2 <= len(name) <= 4 and is_person(name) for name in names):
        return None
    return [" ".join(name) for name in names]
