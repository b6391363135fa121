"""Files in, one outcome each: found, recognised by content, read, extracted. Nothing stops the batch."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractors import registry
from extractors.model import Block, Document, Extraction, Format, Problem, Record, Status, Table
from extractors.registry import UnreadableError
from pipeline.areas import mentioned_area
from pipeline.known import Known

SUFFIXES = frozenset({".pdf", ".docx", ".xlsx", ".html", ".htm", ".txt", ".md"})
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


class Outcome(Record):
    """What came of one file's bytes: the extraction, or why there is none."""

    format: Format | None = None
    kind: str = "unknown"
    pages: int | None = None
    extraction: Extraction | None = None
    area: str | None = None  # the area that the text names most, where the extractor told none
    problems: tuple[Problem, ...] = ()
    status: Status = "ok"
    message: str | None = None


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
            if file.suffix.lower() in SUFFIXES or _is_document(file):
                yield file.relative_to(root).as_posix()


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


def extract_document(data: bytes, suffix: str = "", kind: str | None = None) -> Outcome:
    """Read the bytes and extract what is in them: the same outcome for the same bytes, kind and code.

    Never raises: what goes wrong is told in the outcome's status, message and problems.
    """
    try:
        reader = registry.detect(data, suffix)
        document = reader.read(data)
    except UnreadableError as error:
        return _failed(str(error))
    except Exception as error:  # one broken file must not stop the others
        return _failed(f"the file could not be read ({type(error).__name__}: {error})")
    try:
        return _extract(document, kind)
    except Exception as error:
        outcome = _failed(f"its content could not be extracted ({type(error).__name__}: {error})")
        return outcome.model_copy(update={"format": document.format, "pages": document.pages})


def _failed(message: str) -> Outcome:
    return Outcome(
        status="failed", message=message, problems=(Problem(category="unreadable", message=message),)
    )


def _extract(document: Document, kind: str | None) -> Outcome:
    chosen = registry.choose(document, kind)
    if chosen is None:
        why = _why_unknown(document, kind)
        return Outcome(
            format=document.format,
            pages=document.pages,
            area=_area_of(document),
            problems=(*document.problems, Problem(category="not_read", message=why)),
            status="unsupported",
            message=why,
        )
    extraction = chosen.extract(document)
    status: Status = extraction.status
    message = extraction.message
    lost = next((p for p in document.problems if p.category in ("unreadable", "no_text", "limit")), None)
    if status == "ok" and lost is not None:
        status, message = "partial", lost.message
    return Outcome(
        format=document.format,
        kind=extraction.kind,
        pages=document.pages,
        extraction=extraction,
        area=_area_of(document),
        problems=(*document.problems, *extraction.problems),
        status=status,
        message=message,
    )


def _why_unknown(document: Document, kind: str | None) -> str:
    if kind is not None:
        return f"documents.csv calls it '{kind}', which is no kind that is read"
    if not document.blocks:
        return "there is no text in it"
    return "not an inspection report or letter, an action plan, a council page or a news item that is known"


def _area_of(document: Document) -> str | None:
    """The area that the document names most, in its title or else in all of its text.

    Its first lines alone would mislead: a letterhead holds the sender's address.
    """
    return mentioned_area(document.title or "") or mentioned_area(" ".join(_texts(document)))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell.text for cell in block.cells)
        elif isinstance(block, Block):
            yield block.text


# -- a batch -----------------------------------------------------------------------------------


class Ingested:
    """The outcomes of the files, by content: the same bytes are one document with several paths."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.found: dict[str, list[Found]] = defaultdict(list)
        self.unopened: list[tuple[Found, str]] = []


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


def ingest(found: Sequence[Found], known: dict[tuple[Path, str], Known], progress: Progress) -> Ingested:
    """Read and extract every file once. A file that cannot be read has a failed outcome."""
    ingested = Ingested()
    for done, file in enumerate(found):
        progress(done, len(found), file.path)
        try:
            data = read_bytes(file.file)
        except UnreadableError as error:
            ingested.unopened.append((file, str(error)))
            continue
        sha256 = fingerprint(data)
        ingested.found[sha256].append(file)
        if sha256 not in ingested.outcomes:
            said = known.get((file.root, file.path))
            kind = said.kind if said else None
            ingested.outcomes[sha256] = extract_document(data, file.file.suffix, kind)
    return ingested
