"""One document's bytes to its outcome: a pure function, the same wherever it runs."""

from __future__ import annotations

from collections.abc import Iterator

from extractors import registry
from extractors.model import Block, Document, Extraction, Format, Problem, Record, Status, Table
from extractors.registry import UnreadableError
from pipeline.areas import find_area, mentioned_area


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
    passing: bool = False  # it failed for a reason that another run may not meet: a limit of time or memory

    @property
    def told_area(self) -> str | None:
        """The area as the document's own front tells it, else as it names it most."""
        return find_area(self.extraction.details.area if self.extraction else None) or self.area


def formats() -> list[Format]:
    """The formats that have a reader."""
    registry.load_readers()
    return sorted(reader.format for reader in registry.READERS.values())


def format_of(data: bytes, suffix: str) -> Format | None:
    """The format that the bytes are read as; `None` where no reader claims them."""
    try:
        return registry.detect(data, suffix).format
    except UnreadableError:
        return None


def extract_document(data: bytes, suffix: str = "", kind: str | None = None) -> Outcome:
    """Read the bytes and extract what is in them: the same outcome for the same bytes, kind and code.

    Never raises: what goes wrong is told in the outcome's status, message and problems.
    """
    try:
        reader = registry.detect(data, suffix)
        document = reader.read(data)
    except UnreadableError as error:
        return failed(str(error))
    except Exception as error:  # one broken file must not stop the others
        return failed(f"the file could not be read ({type(error).__name__}: {error})")
    try:
        return _extract(document, kind)
    except Exception as error:
        outcome = failed(f"its content could not be extracted ({type(error).__name__}: {error})")
        return outcome.model_copy(update={"format": document.format, "pages": document.pages})


def failed(message: str, passing: bool = False) -> Outcome:
    """The outcome of a file that could not be read, and why."""
    problem = Problem(category="unreadable", message=message)
    return Outcome(status="failed", message=message, problems=(problem,), passing=passing)


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
