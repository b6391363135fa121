"""Counts how many published findings hold each word and concept, for `data/word_shares.csv`.

Run as `python -m pipeline.weights FOLDER...` on the folders that hold published reports. Only numbers are
written: words one by one in the order of the alphabet, and the share of findings that hold each.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.concepts import named
from pipeline.extraction import extract_document
from pipeline.ingest import find_files, identify
from pipeline.likeness import CONCEPT
from pipeline.words import stems

FEWEST = 3  # findings that hold a word before it is listed; rarer words weigh as unseen ones
OUTPUT = Path(__file__).parent / "data" / "word_shares.csv"


def shares(texts: Iterable[str]) -> list[tuple[str, float]]:
    """Each stem and concept with the share of the texts that hold it, stems first."""
    words: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    count = 0
    for text in texts:
        count += 1
        words.update({s for s in stems(text) if s.isalpha()})
        concepts.update(named(text))
    listed = sorted((s, n / count) for s, n in words.items() if n >= FEWEST)
    return listed + sorted((CONCEPT + c, n / count) for c, n in concepts.items())


def published(folders: Sequence[Path]) -> list[str]:
    """The findings of the area SEND reports beneath the folders, each document once."""
    texts: list[str] = []
    for files in identify(find_files(folders)).found.values():
        outcome = extract_document(files[0].file.read_bytes(), files[0].file.suffix)
        if outcome.kind == "area_send_report" and outcome.extraction is not None:
            texts += [finding.text for finding in outcome.extraction.findings]
    return texts


def main() -> None:
    """Count and write."""
    counted = shares(published([Path(a) for a in sys.argv[1:]]))
    lines = [f"{feature},{share:.4f}" for feature, share in counted]
    OUTPUT.write_text("\n".join(["stem,share", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
