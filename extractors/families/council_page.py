"""A council's page about an inspection: what it says is done well, what is to improve, and who says so."""

from __future__ import annotations

from extractors.families.commentary import Reading, other_document, read_commentary, tells_of_inspection
from extractors.families.listed import is_item
from extractors.families.prose import is_heading, list_kind
from extractors.model import Document, Extraction, Problem
from extractors.registry import extractor

_PLAIN = 0.5  # a page of prose about an inspection, with nothing that marks it as news


def recognise(document: Document) -> float:
    """How sure it is that the document is a page: headings that say what its lists hold, or plain prose."""
    if not tells_of_inspection(document) or other_document(document):
        return 0.0
    blocks = document.text_blocks
    kinds = {list_kind(b.text) for b in blocks if is_heading(b)} - {None}
    lists = any(is_item(b) for b in blocks)
    return 0.8 if len(kinds) > 1 and lists else 0.75 if kinds and lists else 0.7 if len(kinds) > 1 else _PLAIN


@extractor("council_page", "commentary", "council page", recognise)
def extract(document: Document) -> Extraction:
    """Lists under their headings as findings, other sentences as statements, quotations with their speakers.

    A page without a list under any heading is `partial`: what was looked for is named.
    """
    read = read_commentary(document, Reading(kind="council_page", tail_ends=False))
    if read.findings or read.status != "ok":
        return read
    message = "no list under a heading such as 'What we do well' or 'Areas for improvement' was found"
    problem = Problem(category="heading_missing", message=message)
    return read.model_copy(
        update={"status": "partial", "message": message, "problems": (*read.problems, problem)}
    )
