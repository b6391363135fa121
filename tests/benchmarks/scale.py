"""Whole runs over corpora of growing size, and each stage by itself."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from extractors.model import Record
from pipeline.run import DATABASE
from tests.benchmarks.corpus import make, samples, vary
from tests.benchmarks.watch import Spent, watch

DEMO = Path(__file__).parent.parent.parent / "corpus" / "demo"
CHANGED = ("plan", ".docx")  # the document that changes, where there is one


class Measured(Record):
    """What a corpus of one size costs. `stages` are CPU seconds of one process."""

    documents: int
    pages: int
    bare: float
    stages: dict[str, float]
    first: Spent
    unchanged: Spent
    changed: Spent
    database: int


def folders() -> list[Path]:
    """Where the samples are: the demo documents, and the published ones where they are held."""
    published = os.environ.get("GOLDENTHREAD_CORPUS")
    return [Path(published)] if published else [DEMO]


def measure(sizes: Sequence[int]) -> list[Measured]:
    """What corpora of these sizes cost, the samples being the same."""
    held = samples(folders())
    found = []
    for documents in sizes:
        with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as name:
            folder = Path(name)
            make(folder / "corpus", documents, held)
            found.append(_measure(folder / "corpus", folder / "output", documents))
    return found


def _measure(corpus: Path, output: Path, documents: int) -> Measured:
    run = ["-m", "pipeline.cli", "run", str(corpus), "--output", str(output)]
    first, unchanged = watch(run), watch(run)
    size = (output / DATABASE).stat().st_size
    _change(corpus)
    changed = watch(run)
    watch(["-m", "tests.benchmarks.stages", str(corpus), str(output)])
    stages = json.loads((output / "stages.json").read_text())
    pages, bare = int(stages.pop("pages")), stages.pop("bare", 0.0)
    return Measured(
        documents=documents,
        pages=pages,
        bare=bare,
        stages=stages,
        first=first,
        unchanged=unchanged,
        changed=changed,
        database=size,
    )


def _change(corpus: Path) -> None:
    """Change one document: a plan where there is one, for a plan has the most resting on it."""
    files = sorted(corpus.rglob("*.*"))
    plans = [f for f in files if CHANGED[0] in f.name and f.suffix == CHANGED[1]]
    plans = plans or [f for f in files if f.suffix == CHANGED[1]] or [f for f in files if f.suffix == ".pdf"]
    file = plans[len(plans) // 2]
    file.write_bytes(vary(file.read_bytes(), file.suffix, 999_999))
