"""Every published letter and report of the other inspections at hand: its kind, its lists, its places."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import registry
from extractors.readers.pdf import read_pdf

KINDS = {"jtai": "jtai_letter", "focused-visit": "focused_visit_letter", "ilacs": "ilacs_report"}
MOST_PARTIAL = 6


@pytest.mark.real
def test_letters_are_known_and_read(real_corpus: Path) -> None:
    partial = []
    for folder, kind in KINDS.items():
        for path in sorted((real_corpus / folder).glob("*.pdf")):
            document = read_pdf(path.read_bytes())
            chosen = registry.choose(document)
            assert chosen is not None, path.name
            assert chosen.kind == kind, path.name
            found = chosen.extract(document)
            if found.status != "ok":
                partial.append(path.name)
            assert found.details.inspection_start is not None, path.name
            assert all(f.source.boxes and f.source.page for f in found.findings), path.name
            assert found.status == "partial" or found.findings, path.name
            assert kind != "ilacs_report" or found.judgements, path.name
    assert len(partial) <= MOST_PARTIAL, partial
