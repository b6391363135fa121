"""Files in, one outcome each: found, recognised by content, read, extracted. Nothing stops the batch."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from extractors.model import Record
from extractors.registry import READERS, UnreadableError, load_readers
from pipeline.cache import Kept, outcome_key
from pipeline.extraction import Outcome, format_of
from pipeline.known import Known, KnownFiles
from pipeline.workers import IN_FLIGHT, Submitter, Task, extract_all

MAX_BYTES = 200_000_000
HEAD = 4096


Progress = Callable[[int, int, str], None]  # files done, files in all, the path at hand


class NothingToReadError(Exception):
    """A folder that is not there, or that holds nothing to read; the message names it."""


class Found(Record):
    """A file of the corpus: where it is, and its path within the corpus folder."""

    root: Path
    path: str

    @property
    def file(self) -> Path:
        """The file on disk."""
        return self.root / self.path


def discover(roots: Sequence[Path]) -> list[Found]:
    """Every file beneath the folders that may be a document, in order of path.

    Files of other suffixes count where their bytes are a PDF or an office document. Hidden files and what
    lies outside the folder (through a link) do not.
    """
    found = [Found(root=root, path=path) for root in roots for path in _files(root)]
    return sorted(found, key=lambda f: (f.path, str(f.root)))


def _files(root: Path) -> Iterator[str]:
    inside = root.resolve()
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__")))
        for name in sorted(names):
            file = Path(folder) / name
            if name.startswith((".", "~$")) or not file.is_file():
                continue
            if file.is_symlink() and not file.resolve().is_relative_to(inside):
                continue
            if file.suffix.lower() in _suffixes() or _is_document(file):
                yield file.relative_to(root).as_posix()


@cache
def _suffixes() -> frozenset[str]:
    """The suffixes of every reader, those of old office files too: they are told of, not passed over."""
    load_readers()
    return frozenset(suffix for reader in READERS.values() for suffix in reader.suffixes)


def _is_document(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    return b"%PDF-" in head[:1024] or (head.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in head)


def read_bytes(file: Path) -> bytes:
    """The file's bytes. Raises `UnreadableError` where it cannot be opened or is too large."""
    try:
        if (size := file.stat().st_size) > MAX_BYTES:
            raise UnreadableError(f"the file is too large ({size:,} bytes; the limit is {MAX_BYTES:,})")
        return file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"the file cannot be opened ({error.strerror or error})") from error


def fingerprint(data: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


# -- a batch -----------------------------------------------------------------------------------


class Ingested:
    """The outcomes of the files, by content: the same bytes are one document with several paths."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}  # what each outcome rests on, and the key under which it is kept
        self.areas: dict[str, str | None] = {}  # as the outcomes tell them
        self.passing: dict[str, Outcome] = {}  # outcomes that are not kept, by key
        self.found: dict[str, list[Found]] = defaultdict(list)
        self.unopened: list[tuple[Found, str]] = []

    @property
    def files(self) -> int:
        """How many files there are, the same bytes counted as often as they stand."""
        return sum(map(len, self.found.values())) + len(self.unopened)

    def said(self, sha256: str, known: KnownFiles) -> Known | None:
        """What a person said of the content, at the first of its paths of which anything is said."""
        places = ((file.root, file.path) for file in self.found[sha256])
        return next((known[place] for place in places if place in known), None)


def find_files(roots: Sequence[Path]) -> list[Found]:
    """The files of the folders. Raises `NothingToReadError` where a folder is missing or all are empty."""
    for root in roots:
        if not root.is_dir():
            raise NothingToReadError(f"there is no folder '{root}'")
    found = discover(roots)
    if not found:
        names = ", ".join(f"'{root}'" for root in roots)
        raise NothingToReadError(f"there is nothing to read in {names}: no PDF, DOCX, XLSX, HTML, TXT or MD")
    return found


def identify(found: Sequence[Found]) -> Ingested:
    """The files by their content, in order of path; those that cannot be opened apart."""
    ingested = Ingested()
    for file in found:
        try:
            ingested.found[fingerprint(read_bytes(file.file))].append(file)
        except UnreadableError as error:
            ingested.unopened.append((file, str(error)))
    return ingested


def ingest(
    ingested: Ingested,
    known: KnownFiles,
    submit: Submitter,
    workers: int,
    cache: Kept,
    progress: Progress,
) -> None:
    """See that an outcome of each content is kept, and note its key and the area that it tells.

    Only what is new, or rests on something that has changed, is read. Outcomes are not held: together they
    would need much memory.
    """
    total = len(ingested.found)

    def tasks() -> Iterator[Task]:
        for sha256, files in ingested.found.items():
            file = files[0].file
            said = ingested.said(sha256, known)
            kind = said.kind if said else None
            data = read_bytes(file)
            key = outcome_key(sha256, file.suffix, kind, format_of(data, file.suffix))
            ingested.keys[sha256] = key
            place = cache.get(_place_key(key), Place)
            if place is not None and cache.has(key):
                ingested.areas[sha256] = place.area
            else:
                yield Task(key=sha256, data=data, suffix=file.suffix, kind=kind)

    for sha256, outcome in extract_all(submit, tasks(), workers * IN_FLIGHT):
        key, area = ingested.keys[sha256], outcome.told_area
        ingested.areas[sha256] = area
        if outcome.passing:
            ingested.keys[sha256] = key = f"{key} {outcome.message}"
            ingested.passing[key] = outcome
        else:
            cache.put(key, outcome)
            cache.put(_place_key(key), Place(area=area))
        progress(len(ingested.areas), total, ingested.found[sha256][0].path)
    progress(total, total, "")


class Place(Record):
    """The area that an outcome tells."""

    area: str | None = None


def _place_key(key: str) -> str:
    return f"{key} area"
