"""What people know better than the documents: `documents.csv` and `sources.csv`.

`documents.csv` may stand in any folder of a corpus; its paths count from that folder. It wins over what was
read. `sources.csv` lists where published documents are and when they came out.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from extractors.model import Record
from pipeline.areas import find_area

DOCUMENTS = "documents.csv"
SOURCES = "sources.csv"
SHIPPED_SOURCES = Path(__file__).resolve().parent.parent / "corpus" / SOURCES


class KnownError(Exception):
    """A row of `documents.csv` or `sources.csv` that cannot be understood; the message names it."""


class Known(Record):
    """What a person says of one file. Empty fields leave what was read."""

    path: str
    area: str | None = None
    kind: str | None = None
    day: date | None = None
    title: str | None = None
    answers: str | None = None  # a path within the corpus, a file name or a document id


KnownFiles = dict[tuple[Path, str], Known]  # by corpus folder and path within it


class PublishedSource(Record):
    """A published document: where it is, and when it came out."""

    area: str | None
    kind: str
    title: str
    publisher: str
    day: date | None
    url: str
    licence: str


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{k.strip(): (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(file)]


def _day(text: str, where: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise KnownError(f"{where}: '{text}' is not a day such as 2023-04-21") from None


def read_documents_csv(path: Path, root: Path) -> dict[str, Known]:
    """What the file says, by path within the corpus. Raises `KnownError` with the line that is wrong."""
    known: dict[str, Known] = {}
    for number, row in enumerate(_rows(path), 2):
        where = f"{path.name} line {number}"
        if not row.get("path"):
            raise KnownError(f"{where}: no path")
        area = row.get("area") or None
        if area and find_area(area) is None:
            raise KnownError(f"{where}: no area called '{area}'")
        inside = (path.parent / row["path"]).relative_to(root).as_posix()
        known[inside] = Known(
            path=inside,
            area=find_area(area),
            kind=row.get("kind") or None,
            day=_day(row.get("date", ""), where),
            title=row.get("title") or None,
            answers=row.get("answers") or None,
        )
    return known


def read_sources_csv(path: Path) -> list[PublishedSource]:
    """Every published document that the file lists. Raises `KnownError` with the line that is wrong."""
    return [
        PublishedSource(
            area=row.get("area") or None,
            kind=row["kind"],
            title=row.get("title", ""),
            publisher=row.get("publisher", ""),
            day=_day(row.get("date", ""), f"{path.name} line {number}"),
            url=row["url"],
            licence=row.get("licence", ""),
        )
        for number, row in enumerate(_rows(path), 2)
    ]


def published_on(
    sources: Sequence[PublishedSource], area: str | None, kind: str, inspection_end: date | None
) -> date | None:
    """The day on which the area's document of this kind came out, within a year of the inspection."""
    if area is None or inspection_end is None:
        return None
    days = sorted(s.day for s in sources if s.area == area and s.kind == kind and s.day is not None)
    return next((day for day in days if 0 <= (day - inspection_end).days <= 366), None)


def read_known(roots: Sequence[Path]) -> KnownFiles:
    """What `documents.csv` files say, by folder and path within it. Raises `KnownError` on a bad line."""
    known: KnownFiles = {}
    for root in roots:
        for path in sorted(root.rglob(DOCUMENTS)):
            for inside, said in read_documents_csv(path, root).items():
                known[root, inside] = said
    return known


def read_sources(roots: Sequence[Path]) -> list[PublishedSource]:
    """The published documents listed in the folders' `sources.csv`, and in the project's own."""
    paths = [root / SOURCES for root in roots] + [SHIPPED_SOURCES]
    return [s for path in dict.fromkeys(paths) if path.is_file() for s in read_sources_csv(path)]
