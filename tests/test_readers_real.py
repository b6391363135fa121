"""The readers on published documents: the same plan in several formats gives the same cells."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from extractors.model import Block, Document
from extractors.registry import detect

pytestmark = pytest.mark.real
RENDERINGS = ("inspection-response.docx", "inspection-response.xlsx", "inspection-response.html")


def opened(path: Path) -> Document:
    data = path.read_bytes()
    return detect(data, path.suffix).read(data)


def loose(text: str) -> str:
    """The text without white space and typographic quotes."""
    return re.sub(r"\s+", "", text.replace("’", "'").replace("‘", "'"))


@pytest.mark.parametrize("name", RENDERINGS)
def test_each_action_of_the_plan_is_a_cell(name: str, real_corpus: Path, real_gold: Path) -> None:
    plan = json.loads((real_gold / "warrington" / "plan.json").read_text())
    cells = {loose(c.text) for t in opened(real_corpus / "warrington" / name).tables for c in t.cells}
    missing = [a for a in plan["actions"] if loose(a["activity"]) not in cells]
    assert not missing


def test_three_renderings_have_the_same_rows(real_corpus: Path) -> None:
    rows = []
    for name in RENDERINGS:
        tables = [
            t for t in opened(real_corpus / "warrington" / name).tables if t.n_columns > 5 and t.n_rows > 15
        ]
        rows.append([[loose(c.text) if c else None for c in row[:6]] for t in tables for row in t.grid()])
    bare = [[r for r in found if r[2] and r[2] != "Planneddevelopmentactivity"] for found in rows]
    assert bare[0] == bare[1] == bare[2]


def test_every_file_is_read_quickly_and_with_text(real_corpus: Path) -> None:
    for path in sorted(real_corpus.rglob("*")):
        if path.suffix not in (".docx", ".xlsx", ".html", ".txt"):
            continue
        opened(path)  # the first run warms the parsers
        start = time.perf_counter()
        document = opened(path)
        assert time.perf_counter() - start < 1, path.name
        assert sum(len(b.text) for b in document.blocks if isinstance(b, Block)) > 500, path.name


def test_item_cut_by_a_page_and_markup_in_cells(real_corpus: Path) -> None:
    document = opened(real_corpus / "cheshire-west" / "area-send-report.txt")
    assert [x.category for x in document.problems] == ["repaired"]
    improvements = document.tables[0].cells[1:]
    assert [len(c.blocks) for c in improvements] == [5, 1, 1, 1]
    assert [b.kind for b in improvements[0].blocks] == ["paragraph", *["list_item"] * 3, "paragraph"]
