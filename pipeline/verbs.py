"""The verbs that plans begin their actions with (`data/verbs.csv`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _verbs() -> frozenset[str]:
    text = files("pipeline").joinpath("data/verbs.csv").read_text(encoding="utf-8")
    return frozenset(text.split()[1:])


def is_verb(word: str) -> bool:
    """Whether the word is the base form of such a verb."""
    return word.casefold() in _verbs()
