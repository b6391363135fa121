"""The board report of an area: one page of the web that prints well, or a Word document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.api import open_database
from pipeline.report.gather import NothingHeldError, gather
from pipeline.report.model import Board
from pipeline.report.page import board_page
from pipeline.report.word import board_document

FORMATS: dict[str, Callable[[Board], bytes]] = {".html": board_page, ".docx": board_document}

__all__ = ["FORMATS", "Board", "NothingHeldError", "board", "report"]


def board(database: Path, area: str, as_of: date, redact_names: bool = False) -> Board:
    """What the report says of the area on the day.

    Raises `UnknownAreaError`, `NothingHeldError` where no document of the area is held, and
    `pipeline.queries.NoDatabaseError`.
    """
    with open_database(database, redact_names) as corpus:
        return gather(corpus, corpus.area_id(area), as_of, redact_names)


def report(database: Path, area: str, output: Path, as_of: date, redact_names: bool = False) -> None:
    """Write the report in the form that the output's name ends in (`FORMATS`).

    Raises as `board`, and `OSError` where the file cannot be written.
    """
    data = FORMATS[output.suffix.lower()](board(database, area, as_of, redact_names))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(data)
