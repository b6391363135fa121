"""The kinds of gold: a module of `kinds` for each, which reads it, writes it as anchors, and scores it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from extractors.model import Record
from pipeline.evaluate.database import Database
from pipeline.evaluate.files import checksum_of
from pipeline.evaluate.records import Sheet


class Gold(Record):
    """What every gold record begins with: its kind, and the file of gold that it came from."""

    gold: str
    source: str = ""


G = TypeVar("G", bound=Gold)


@dataclass(frozen=True)
class Raw:
    """A JSON file of gold in full form, before its kind is known.

    `root` is the folder of gold that was asked for, `documents` the folders where the documents may be,
    `aliases` the names of files by what the gold calls them.
    """

    path: Path
    data: Any
    root: Path
    documents: tuple[Path, ...] = ()
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file's name without any suffix."""
        return self.path.name.split(".")[0]

    @property
    def key(self) -> str:
        """The folder within the gold, by which its files belong together."""
        relative = self.path.parent.relative_to(self.root).as_posix()
        return self.path.parent.name if relative == "." else relative

    def names(self, called: str) -> Sequence[str]:
        """The names of the documents that the gold calls so; none where it names a file of gold."""
        return self.aliases.get(called, () if called.endswith(".json") or "." not in called else (called,))

    def checksum(self, name: str, area: str | None = None) -> str | None:
        """SHA-256 of the document of that name, where its bytes are at hand."""
        return checksum_of(self.documents, name, area)


@dataclass(frozen=True)
class Kind:
    """A kind of gold: how it is known and read in full form, and how it is scored.

    `score` gets every record of its kind at once, and all records, for what stands between them. `order`
    is its place in what is printed.
    """

    name: str
    record: type[Gold]
    takes: Callable[[Raw], bool]
    read: Callable[[Raw], Sequence[Gold]]
    score: Callable[[Database, Sequence[Gold], Sequence[Gold]], Sheet]
    order: int = 99


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind of gold known."""
    KINDS[kind.name] = kind
    return kind


def load_kinds() -> None:
    """Import every module of `pipeline.evaluate.kinds`, in order of name."""
    package = importlib.import_module("pipeline.evaluate.kinds")
    for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
        importlib.import_module(f"{package.__name__}.{module}")
