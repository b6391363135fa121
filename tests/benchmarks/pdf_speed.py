"""CPU time of reading PDFs: pdfium's bare text, this reader, with extraction, and pdfplumber; peak memory.

    python -m tests.benchmarks.pdf_speed FOLDER [FILES_FOR_PDFPLUMBER [TABLES]]

FOLDER holds area SEND reports. Each file is read by every method in turn, several times; the best time of
each counts, so that other work on the machine weighs little. pdfplumber reads only some of the files, for it
takes far longer. TABLES is a PDF of many tables, on which this reader is compared with pdfplumber's
`extract_tables`. The classifier of sentences is loaded before anything is timed; what that
takes is told by itself.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2

from extractors.families.area_send import extract_report, formal_findings
from extractors.readers.pdf import read_pdf

ROUNDS = 5
Method = Callable[[bytes], object]


def bare(data: bytes) -> None:
    """pdfium's text of every page."""
    for page in pypdfium2.PdfDocument(data):
        page.get_textpage().get_text_range()


def formal(data: bytes) -> None:
    """This reader, the formal findings and the front page of an area SEND report."""
    formal_findings(read_pdf(data))


def stated(data: bytes) -> None:
    """All that is taken from an area SEND report: its narrative's sentences and their classes as well."""
    extract_report(read_pdf(data))


def plumbed(data: bytes) -> None:
    """pdfplumber's text and tables of every page."""
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.find_tables()


def plumbed_tables(data: bytes) -> None:
    """pdfplumber's tables of every page, with their text."""
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()


METHODS: dict[str, Method] = {
    "pdfium's bare text": bare,
    "read": read_pdf,
    "read, formal findings and front page": formal,
    "the same and statements": stated,
}


def seconds(method: Method, data: bytes) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    method(data)
    return time.process_time() - start


def best(methods: Sequence[Method], data: bytes, rounds: int = ROUNDS) -> list[float]:
    """The least CPU seconds of several rounds for each method, run in turn."""
    times = [[seconds(method, data) for method in methods] for _ in range(rounds)]
    return [min(each) for each in zip(*times, strict=True)]


def against(theirs: Method, files: Sequence[bytes]) -> float:
    """How many times as long pdfplumber takes as this reader over some files."""
    return sum(seconds(theirs, data) for data in files) / sum(best([read_pdf], data)[0] for data in files)


def main(folder: str, few: int = 4, tables: str | None = None) -> None:
    """Print the times of each method and how they compare."""
    files = [path.read_bytes() for path in sorted(Path(folder).glob("*.pdf"))]
    formal(files[0])
    print(f"{seconds(stated, files[0]):6.2f} s  once, for the classifier of sentences")
    rows = [best(list(METHODS.values()), data) for data in files]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    totals = [sum(column) for column in zip(*rows, strict=True)]
    for name, total in zip(METHODS, totals, strict=True):
        print(f"{total:6.2f} s  {total / totals[0]:5.2f}  {name}")
    print(f"peak memory {memory:.0f} MB")
    ratio = against(plumbed, files[:few])
    print(f"pdfplumber's text and tables take {ratio:.0f} times as long as this reader, on {few} files")
    if tables is not None:
        ratio = against(plumbed_tables, [Path(tables).read_bytes()])
        print(f"pdfplumber's tables take {ratio:.1f} times as long as this reader, on {Path(tables).name}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]), *sys.argv[3:4])
