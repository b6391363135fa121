"""The kinds of gold: a module of `kinds` for each, which reads it, writes it as anchors, and scores it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field

from extractors.model import Record
from pipeline.evaluate.database import Database
from pipeline.evaluate.records import Sheet


class Gold(Record):
    """What every gold record begins with: its kind, and the file of gold that it came from."""

    gold: str
    source: str = Field(default="", exclude=False)


G = TypeVar("G", bound=Gold)


@dataclass(frozen=True)
class Raw:
    """A JSON file of gold before its kind is known, with the folder of documents where there is one."""

    path: Path
    data: Any
    documents: Path | None = None

    @property
    def name(self) -> str:
        """The file's name without any suffix."""
        return self.path.name.split(".")[0]


@dataclass(frozen=True)
class Kind:
    """A kind of gold: how it is known and read in full form, and how it is scored.

    `score` gets every record of its kind at once, and all records, for what stands between them.
    """

    name: str
    record: type[Gold]
    takes: Callable[[Raw], bool]
    read: Callable[[Raw], Sequence[Gold]]
    score: Callable[[Database, Sequence[Gold], Sequence[Gold]], Sheet]


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
