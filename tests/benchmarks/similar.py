"""Every finding against every other: ten thousand of them, in invented words as frequent as the field's."""

from __future__ import annotations

import csv
import hashlib
import random
import time
from importlib.resources import files

from extractors.model import Extraction, Finding
from pipeline import ids
from pipeline.records import Entry
from pipeline.similar import similar, told

AREAS, EACH = 200, 50
WORDS = 45


def corpus(areas: int = AREAS, each: int = EACH) -> list[Entry]:
    """One report an area; each finding strings words together, each as often as published findings do."""
    rng = random.Random(1)
    text = files("pipeline").joinpath("data/word_shares.csv").read_text("utf-8")
    shares = {r["stem"]: float(r["share"]) for r in csv.DictReader(text.splitlines()) if r["stem"].isalpha()}
    stems, weights = list(shares), list(shares.values())
    entries = []
    for area in range(areas):
        texts = [" ".join(rng.choices(stems, weights, k=WORDS)) for _ in range(each)]
        findings = tuple(Finding(kind="weakness", number=n, text=t) for n, t in enumerate(texts, 1))
        sha256 = hashlib.sha256(str(area).encode()).hexdigest()
        entries.append(
            Entry(
                id=ids.document_id(sha256),
                sha256=sha256,
                path=f"{area}.pdf",
                area_id=f"area-{area}",
                kind="area_send_report",
                family="inspection",
                extraction=Extraction(kind="area_send_report", family="inspection", findings=findings),
            )
        )
    return entries


def bench() -> str:
    """Seconds for all pairs, and how many links come of it."""
    entries = corpus()
    start = time.perf_counter()
    links = similar(entries)
    seconds = time.perf_counter() - start
    return f"{len(told(entries)):,} findings in {seconds:.1f} s ({len(links):,} links)"
