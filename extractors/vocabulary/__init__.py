"""Headings, column names, word lists: data files in TOML, and the function that loads them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """The word lists of the data file `NAME.toml`, by their names; a table's lists are `table.list`."""
    raw = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for key, value in raw.items():
        if isinstance(value, dict):
            found.update({f"{key}.{inner}": tuple(words) for inner, words in value.items()})
        else:
            found[key] = tuple(value)
    return found
