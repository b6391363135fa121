"""A corpus of any size, made by varying sample documents: areas of a dozen documents each."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

from extractors.model import Record
from pipeline.areas import areas
from pipeline.extraction import extract_document
from pipeline.ingest import discover
from pipeline.resolve import SEND

Part = Literal["report", "plan", "news", "letter"]

AREA: tuple[Part, ...] = ("report", "plan", "plan", "news", "news", *["letter"] * 7)  # an area's dozen
LONG_WORD = re.compile(r"\b[a-z]{7,}\b")
BETWEEN_TAGS = re.compile(r">([^<]{20,})<")
EVERY = 15  # of so many long words one is changed
TEXTS = ("word/document.xml", "xl/sharedStrings.xml")


class Sample(Record):
    """A document that copies are made of."""

    name: str
    suffix: str
    data: bytes
    part: Part


def samples(folders: Sequence[Path]) -> dict[Part, list[Sample]]:
    """The documents of the folders that are read as something, by their part in an area."""
    found: dict[Part, list[Sample]] = defaultdict(list)
    for file in discover(folders):
        data = file.file.read_bytes()
        outcome = extract_document(data, file.file.suffix)
        if outcome.extraction is None:
            continue
        part: Part = "letter"
        if outcome.kind in SEND:
            part = "report"
        elif outcome.extraction.family != "inspection":
            part = "plan" if outcome.extraction.family == "plan" else "news"
        found[part].append(Sample(name=file.file.stem, suffix=file.file.suffix, data=data, part=part))
    return found


def make(folder: Path, documents: int, held: dict[Part, list[Sample]]) -> None:
    """Write so many documents to the folder, and a `documents.csv` that says the area of each."""
    folder.mkdir(parents=True)
    turn: dict[Part, int] = dict.fromkeys(held, 0)
    lines = []
    for number, (area, part) in enumerate(islice(_places(), documents)):
        kind: Part = part if part in held else "report"
        sample = held[kind][turn[kind] % len(held[kind])]
        turn[kind] += 1
        path = f"{area}/{number:05}-{sample.name}{sample.suffix}"
        (folder / area).mkdir(exist_ok=True)
        (folder / path).write_bytes(vary(sample.data, sample.suffix, number))
        lines.append((path, area))
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("path", "area"), *lines])


def _places() -> Iterator[tuple[str, Part]]:
    """The area and the part of each document: area after area, each a dozen."""
    for area in areas():
        for part in AREA:
            yield area, part


def vary(data: bytes, suffix: str, number: int) -> bytes:
    """Other bytes for each number: a comment after a PDF's end, some words of other formats changed."""
    if suffix == ".pdf":
        return data + f"\n% copy {number}\n".encode()
    if suffix in (".docx", ".xlsx"):
        return _repacked(data, number)
    text = data.decode("utf-8", "replace")
    if suffix in (".html", ".htm"):
        return (_between_tags(text, number) + f"<!-- {number} -->").encode()
    return (_reworded(text, number) + f"\n\nCopy {number}.\n").encode()


def _repacked(data: bytes, number: int) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as packed:
        for info in old.infolist():
            content = old.read(info)
            if info.filename in TEXTS:
                content = _between_tags(content.decode(), number).encode()
            packed.writestr(info.filename, content)
        packed.comment = f"copy {number}".encode()
    return new.getvalue()


def _between_tags(text: str, number: int) -> str:
    return BETWEEN_TAGS.sub(lambda m: f">{_reworded(m[1], number)}<", text)


def _reworded(text: str, number: int) -> str:
    """Some long words replaced by others of the same text."""
    words = LONG_WORD.findall(text)
    seen = iter(range(len(words)))

    def other(match: re.Match[str]) -> str:
        place = next(seen)
        return words[(place + number) % len(words)] if (place + number) % EVERY == 0 else match[0]

    return LONG_WORD.sub(other, text)
