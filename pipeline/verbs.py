"""The verbs that plans begin their actions with (`data/verbs.csv`).

Some are nouns as well ("study", "rate"): `where` says that they count as verbs only as the first word.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _verbs() -> Mapping[str, bool]:
    """Each verb, and whether it is one only as the first word."""
    text = files("pipeline").joinpath("data/verbs.csv").read_text(encoding="utf-8")
    return {row["verb"]: row["where"] == "first" for row in csv.DictReader(text.splitlines())}


def is_verb(word: str, first: bool = False) -> bool:
    """Whether the word is the base form of such a verb; `first` says that it begins the action."""
    found = _verbs().get(word.casefold())
    return found is False or (found is True and first)
