"""The word lists that the fields read with: TOML files of the vocabulary, loaded once."""

from __future__ import annotations

import re
from functools import cache

from extractors.vocabulary import table


@cache
def words(name: str, section: str, key: str = "words") -> tuple[str, ...]:
    """A list of words from one section of a file, the longest first."""
    listed: list[str] = table(name)[section][key]
    return tuple(sorted(listed, key=lambda word: (-len(word), word)))


def keys(name: str, section: str) -> tuple[str, ...]:
    """The keys of a section, as written."""
    return tuple(table(name)[section])


@cache
def spans(name: str, section: str) -> tuple[tuple[str, int, int], ...]:
    """A section of pairs of numbers: (word, first, last), the longest word first."""
    found = [(word, int(pair[0]), int(pair[1])) for word, pair in table(name)[section].items()]
    return tuple(sorted(found, key=lambda row: -len(row[0])))


@cache
def pairs(name: str, section: str) -> tuple[tuple[str, str], ...]:
    """A section of single values: (word, value as text), the longest word first."""
    found = [(word, str(value)) for word, value in table(name)[section].items()]
    return tuple(sorted(found, key=lambda row: -len(row[0])))


@cache
def either(listed: tuple[str, ...]) -> str:
    """A pattern that matches any of the words, the longest first, with any white space inside."""
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in sorted(listed, key=len, reverse=True))


@cache
def ranked(name: str, section: str, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A list of tables in the order of the file: (the value of one key, the words)."""
    return tuple((str(entry[key]), tuple(entry["words"])) for entry in table(name)[section])
