"""The families: every extractor on a page that may hold anything, whether it recognises it or not."""

from __future__ import annotations

from extractors.readers.html import read
from extractors.registry import EXTRACTORS, UnreadableError
from extractors.registry import load as load_readers
from tests.fuzz import seeds
from tests.fuzz.invariants import must, whole_extraction
from tests.fuzz.mutate_markup import mutate_html
from tests.fuzz.targets import target


@target("families", suffix=".html", largest=6_000, seeds=seeds.pages, mutate=mutate_html)
def families(data: bytes) -> None:
    """Findings, actions and all else that is taken from a document."""
    load_readers()
    try:
        document = read(data)
    except UnreadableError:
        return
    for extractor in EXTRACTORS.values():
        must(0 <= extractor.recognise(document) <= 1, "a claim is a share")
        whole_extraction(extractor.extract(document), document)
