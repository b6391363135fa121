"""Each stage of a run by itself, in one process: `python -m tests.benchmarks.stages CORPUS OUTPUT`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pypdfium2

from pipeline.areas import areas
from pipeline.changes import changes
from pipeline.coverage import cover
from pipeline.entries import resolve
from pipeline.extraction import extract_document
from pipeline.gaps import find_gaps
from pipeline.groups import grouped
from pipeline.ids import document_id
from pipeline.ingest import find_files, identify
from pipeline.known import read_known, read_sources
from pipeline.link import link
from pipeline.records import Settings
from pipeline.rows import Result
from pipeline.similar import similar
from pipeline.store import write
from pipeline.themes import themed

T = TypeVar("T")


class Clock:
    """CPU seconds by the name of what was done."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, name: str, work: Callable[[], T]) -> T:
        """What the work gives; its seconds are kept."""
        start = time.process_time()
        given = work()
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start
        return given


def bare(data: bytes) -> int:
    """Take pdfium's text of every page; how many there are."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)


def stages(corpus: Path, output: Path) -> dict[str, float]:
    """The CPU seconds of each stage, and the number of pages of PDFs."""
    clock = Clock()
    known, sources = read_known([corpus]), read_sources([corpus])
    ingested = identify(find_files([corpus]))
    pages, outcomes = 0, {}
    for sha256, found in ingested.found.items():
        data = found[0].file.read_bytes()
        if found[0].file.suffix == ".pdf":
            pages += clock("bare", lambda data=data: bare(data))  # type: ignore[misc]
        outcome = outcomes[document_id(sha256)] = clock(
            "reading and extracting",
            lambda data=data, file=found[0].file: extract_document(data, file.suffix),  # type: ignore[misc]
        )
        ingested.keys[sha256], ingested.areas[sha256] = sha256, outcome.told_area
    groups = grouped(ingested, known, sources, Settings())
    resolved = clock("resolving", lambda: [resolve(group, outcomes) for group in groups])
    entries = [entry for its_entries, _ in resolved for entry in its_entries]
    problems = [problem for _, its_problems in resolved for problem in its_problems]
    links = clock("linking", lambda: link(entries))
    coverage = clock("coverage", lambda: cover(entries, links))
    gaps = clock("gaps", lambda: find_gaps(entries, links, coverage))
    changed = clock("changes of plans", lambda: changes(entries))
    themes = clock("themes", lambda: themed(entries))
    alike = clock("likeness across areas", lambda: similar(entries))
    result = Result(
        areas().values(),
        entries,
        problems,
        [*links, *alike],
        coverage,
        gaps,
        files=ingested.files,
        changes=changed,
        themes=themes,
    )
    clock("writing", lambda: write(result, output / "stages.db", "", {}))
    return clock.seconds | {"pages": pages}


if __name__ == "__main__":
    (Path(sys.argv[2]) / "stages.json").write_text(json.dumps(stages(Path(sys.argv[1]), Path(sys.argv[2]))))
