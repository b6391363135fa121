"""Documents in groups that nothing joins: what is found in one group rests on nothing outside it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from extractors.model import Record
from pipeline import ids
from pipeline.areas import find_area
from pipeline.ingest import Ingested, fingerprint
from pipeline.known import DOCUMENTS, Known, KnownError, KnownFiles, PublishedSource
from pipeline.records import Settings
from pipeline.stamp import code


class Given(Record):
    """A document before its outcome is looked at: where it lies, what people said of it, its area.

    `key` tells what its outcome rests on. It is empty where the bytes could not be had; `why` says so then.
    """

    id: str
    sha256: str = ""
    key: str = ""
    paths: tuple[str, ...]
    said: Known | None = None
    area: str | None = None
    why: str | None = None


class Group(Record):
    """The documents of one area, or of several that people joined by what answers what; in order of id."""

    documents: tuple[Given, ...]
    answers: tuple[tuple[str, str], ...] = ()  # what answers what, as people said, by document id
    sources: tuple[PublishedSource, ...] = ()
    settings: Settings

    @property
    def areas(self) -> tuple[str | None, ...]:
        """The areas whose documents are in the group, each once."""
        return tuple(dict.fromkeys(given.area for given in self.documents))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its documents."""
        return tuple(given.id for given in self.documents)

    @cached_property
    def key(self) -> str:
        """What is found in the group rests on this: code, settings, outcomes, what is known of each."""
        return hashlib.sha256(code().encode() + self.model_dump_json().encode()).hexdigest()


def grouped(
    ingested: Ingested, known: KnownFiles, sources: Sequence[PublishedSource], settings: Settings
) -> list[Group]:
    """The documents in groups, in order of their first ids. Raises `KnownError` as `_answers` does."""
    given = sorted(_given(ingested, known), key=lambda g: g.id)
    answers = _answers(given)
    of_area: dict[str | None, list[PublishedSource]] = defaultdict(list)
    for source in sources:
        of_area[source.area].append(source)
    found = []
    for documents in _joined(given, answers):
        areas = {g.area for g in documents} - {None}
        found.append(
            Group(
                documents=tuple(documents),
                answers=tuple((g.id, answers[g.id]) for g in documents if g.id in answers),
                sources=tuple(s for area in sorted(areas, key=str) for s in of_area[area]),
                settings=settings,
            )
        )
    return found


def _given(ingested: Ingested, known: KnownFiles) -> Iterable[Given]:
    for sha256, files in ingested.found.items():
        said = ingested.said(sha256, known)
        paths = tuple(sorted({f.path for f in files}))
        yield Given(
            id=ids.document_id(sha256),
            sha256=sha256,
            key=ingested.keys[sha256],
            paths=paths,
            said=said,
            area=_area(said, ingested.areas[sha256], [f.path for f in files]),
        )
    for path, why in sorted({(file.path, why) for file, why in ingested.unopened}):
        # There are no bytes to name it by: its path stands for them.
        yield Given(id=ids.document_id(fingerprint(f"{path}\0{why}".encode())), paths=(path,), why=why)


def _area(said: Known | None, told: str | None, paths: Sequence[str]) -> str | None:
    """The area: as a person said, as the document tells, as its folders do."""
    if said and said.area:
        return said.area
    if told:
        return told
    names = [part for path in paths for part in Path(path).with_suffix("").parts]
    found = {area for name in names if (area := find_area(name.replace("_", "-").replace("-", " ")))}
    return found.pop() if len(found) == 1 else None


def _answers(documents: Sequence[Given]) -> dict[str, str]:
    """What people said that documents answer, as document ids. Raises `KnownError` where nothing is meant."""
    by_name = {g.id: g.id for g in documents}
    for given in documents:
        for path in given.paths if given.key else ():
            by_name[path] = given.id
            by_name.setdefault(Path(path).name, given.id)
    told = {}
    for given in documents:
        if given.said and given.said.answers:
            if given.said.answers not in by_name:
                raise KnownError(
                    f"{DOCUMENTS}: {given.said.path} answers '{given.said.answers}', which is not there"
                )
            told[given.id] = by_name[given.said.answers]
    return told


def _joined(documents: Sequence[Given], answers: dict[str, str]) -> list[list[Given]]:
    area = {g.id: f"area {g.area}" for g in documents}
    root = joined((area[here], area[there]) for here, there in answers.items())
    held: dict[str, list[Given]] = defaultdict(list)
    for given in documents:
        held[root.get(area[given.id], area[given.id])].append(given)
    return list(held.values())


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name of the pairs one that stands for all that are joined to it."""
    first: dict[str, str] = {}

    def root(name: str) -> str:
        while first.setdefault(name, name) != name:
            name = first[name]
        return name

    for here, there in pairs:
        first[root(here)] = root(there)
    return {name: root(name) for name in list(first)}
