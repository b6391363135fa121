"""Counts how many published findings hold each word and concept, for `data/word_shares.csv`.

Run as `python -m pipeline.weights FOLDER...` on the folders that hold published reports. Only numbers are
written: words one by one in the order of the alphabet, and the share of findings that hold each. The names of
areas and of what only one area has are no words of the field and are left out.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from pipeline.areas import areas
from pipeline.concepts import named
from pipeline.extraction import extract_document
from pipeline.ingest import find_files, identify
from pipeline.likeness import CONCEPT
from pipeline.words import content, stems

FEWEST = 3  # findings that hold a word before it is listed; rarer words weigh as unseen ones
OUTPUT = Path(__file__).parent / "data" / "word_shares.csv"


def shares(reports: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    """Each stem and concept with the share of the findings of all reports that hold it, stems first."""
    words: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    texts = [text for report in reports for text in report]
    left_out = names(reports)
    for text in texts:
        words.update({s for s in stems(text) if s.isalpha()} - left_out)
        concepts.update(named(text))
    listed = sorted((s, n / len(texts)) for s, n in words.items() if n >= FEWEST)
    return listed + sorted((CONCEPT + c, n / len(texts)) for c, n in concepts.items())


def names(reports: Sequence[Sequence[str]]) -> set[str]:
    """The stems that are names: of areas, and of what a single report alone calls by a capital letter.

    A word that some finding prints small is no name, whatever else it may be.
    """
    small: set[str] = set()
    reports_of: dict[str, set[int]] = defaultdict(set)
    for number, report in enumerate(reports):
        for text in report:
            for token in content(text):
                printed = text[token.start : token.end]
                (small.add(token.stem) if printed[0].islower() else reports_of[token.stem].add(number))
    places = {s for area in areas().values() for n in (area.name, *area.other_names) for s in stems(n)}
    return {s for s, found in reports_of.items() if s not in small and (s in places or len(found) == 1)}


def published(folders: Sequence[Path]) -> list[list[str]]:
    """The findings of each area SEND report beneath the folders, each document once."""
    reports: list[list[str]] = []
    for files in identify(find_files(folders)).found.values():
        outcome = extract_document(files[0].file.read_bytes(), files[0].file.suffix)
        if outcome.kind == "area_send_report" and outcome.extraction is not None:
            reports.append([finding.text for finding in outcome.extraction.findings])
    return reports


def main() -> None:
    """Count and write."""
    counted = shares(published([Path(a) for a in sys.argv[1:]]))
    lines = [f"{feature},{share:.4f}" for feature, share in counted]
    OUTPUT.write_text("\n".join(["stem,share", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
