"""Headings, column names, word lists: data files in TOML, and the functions that load them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

REMEMBERED = 4096  # texts of documents whose meaning is kept: the same cells are asked about again and again


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `NAME.toml` as it is; NAME may lead into a folder of the vocabulary."""
    loaded: dict[str, Any] = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
    return loaded


@cache
def lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """The word lists of the data file `NAME.toml`, by their names; a table's lists are `table.list`."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in table(name).items():
        if isinstance(value, dict):
            found.update({f"{key}.{inner}": tuple(words) for inner, words in value.items()})
        else:
            found[key] = tuple(value)
    return found
