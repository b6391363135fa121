"""CPU time of reading PDFs: pdfium's bare text, this reader, with extraction, and pdfplumber; peak memory.

    python -m tests.benchmarks.pdf_speed FOLDER [FILES_FOR_PDFPLUMBER]

Each file is read by every method in turn, several times; the best time of each counts, so that other work on
the machine weighs little. pdfplumber reads only some of the files, for it takes far longer.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2

from extractors.families.area_send import extract_report
from extractors.readers.pdf import read_pdf

ROUNDS = 5


def bare(data: bytes) -> None:
    """pdfium's text of every page."""
    for page in pypdfium2.PdfDocument(data):
        page.get_textpage().get_text_range()


def extracted(data: bytes) -> None:
    """This reader and the extraction of an area SEND report."""
    extract_report(read_pdf(data))


def plumbed(data: bytes) -> None:
    """pdfplumber's text and tables of every page."""
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.find_tables()


def best(method: Callable[[bytes], object], data: bytes, rounds: int) -> float:
    """The least CPU seconds of several rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        method(data)
        times.append(time.process_time() - start)
    return min(times)


def main(folder: str, few: int = 4) -> None:
    """Print the times of each method and how they compare."""
    files = [path.read_bytes() for path in sorted(Path(folder).glob("*.pdf"))]
    read_pdf(files[0])
    totals = dict.fromkeys(("bare", "read", "extracted"), 0.0)
    for data in files:
        for name, method in (("bare", bare), ("read", read_pdf), ("extracted", extracted)):
            totals[name] += best(method, data, ROUNDS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, seconds in totals.items():
        print(f"{name:10} {seconds:6.2f} s  {seconds / totals['bare']:5.2f} times pdfium's bare text")
    ours = sum(best(read_pdf, data, ROUNDS) for data in files[:few])
    theirs = sum(best(plumbed, data, 1) for data in files[:few])
    print(
        f"pdfplumber {theirs / ours:.0f} times as long as this reader, on {few} files; peak {memory:.0f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
