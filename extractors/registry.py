"""The one list of readers and extractors: each declares itself where it is written.

`load()` imports every module of `extractors.readers` and `extractors.families`, `load_readers()` those of the
first alone; nothing else names them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extractors.model import Document, Extraction, Family, Format

Read = Callable[[bytes], Document]
Recognise = Callable[[Document], float]
Extract = Callable[[Document], Extraction]
Claim = Callable[[bytes], float]


class UnreadableError(Exception):
    """A file that cannot be read; the message says why, in words for the person who put it there."""


@dataclass(frozen=True)
class Reader:
    """A file format: how sure it is that bytes are of this format (0 to 1), and how to read them."""

    format: Format
    label: str
    suffixes: tuple[str, ...]
    claim: Claim
    read: Read


@dataclass(frozen=True)
class Extractor:
    """A family of documents: how sure it is of a document (0 to 1), and what it takes from it."""

    kind: str
    family: Family
    label: str
    recognise: Recognise
    extract: Extract


READERS: dict[str, Reader] = {}
EXTRACTORS: dict[str, Extractor] = {}


def reader(format: Format, label: str, suffixes: tuple[str, ...], claim: Claim) -> Callable[[Read], Read]:
    """Declare a reader. `claim(bytes)` gives how sure it is, 0 (no) to 1 (certain); suffixes break ties."""

    def declare(read: Read) -> Read:
        READERS[format] = Reader(format, label, suffixes, claim, read)
        return read

    return declare


def extractor(kind: str, family: Family, label: str, recognise: Recognise) -> Callable[[Extract], Extract]:
    """Declare an extractor. `recognise(document)` gives how sure it is, 0 (no) to 1 (certain)."""

    def declare(extract: Extract) -> Extract:
        EXTRACTORS[kind] = Extractor(kind, family, label, recognise, extract)
        return extract

    return declare


READING, EXTRACTING = "extractors.readers", "extractors.families"


def modules(*packages: str) -> list[str]:
    """The names of all modules of the packages; of those of readers and families where none is named."""
    found = [importlib.import_module(package) for package in packages or (READING, EXTRACTING)]
    return [m.name for one in found for m in pkgutil.walk_packages(one.__path__, f"{one.__name__}.")]


@cache
def load() -> None:
    """Import every reader and family, so that each declares itself."""
    for name in modules():
        importlib.import_module(name)


@cache
def load_readers() -> None:
    """Import every reader: what only asks for the format of bytes needs no families, which take longer."""
    for name in modules(READING):
        importlib.import_module(name)


def detect(data: bytes, suffix: str = "") -> Reader:
    """The reader for these bytes. The content decides; the suffix counts only between equal claims.

    Raises `UnreadableError` where no reader claims them.
    """
    load_readers()
    if not data:
        raise UnreadableError("the file is empty")
    bids = [(r.claim(data), suffix.lower() in r.suffixes, r.format) for r in READERS.values()]
    best = max(bids, default=(0.0, False, ""))
    if best[0] <= 0:
        raise UnreadableError("not a PDF, DOCX, XLSX, HTML or text file")
    return READERS[best[2]]


RECOGNISED = 0.5
CERTAIN = 0.9
FAMILIES: tuple[Family, ...] = ("inspection", "plan", "commentary")


def choose(document: Document, kind: str | None = None) -> Extractor | None:
    """The extractor for a document: the one that `kind` names, else the surest; none below `RECOGNISED`.

    Families are asked in turn, and the later ones not at all once one is certain.
    """
    load()
    if kind is not None:
        return EXTRACTORS.get(kind)
    best = (0.0, "")
    for family in FAMILIES:
        bids = [(e.recognise(document), e.kind) for e in EXTRACTORS.values() if e.family == family]
        best = max([best, *bids])
        if best[0] >= CERTAIN:
            break
    return EXTRACTORS[best[1]] if best[0] >= RECOGNISED else None
