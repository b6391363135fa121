"""News of an inspection or of a review: prose, sentence by sentence, with stance and speaker."""

from __future__ import annotations

import re

from extractors.families.commentary import Reading, other_document, read_commentary, tells_of_inspection
from extractors.fields.data import either, words
from extractors.model import Document, Extraction
from extractors.registry import extractor

_SPEECH = re.compile(rf"[“\"][^“”\"]{{15,}}|\b(?:{either(words('prose', 'speech', 'verbs'))})\b", re.I)
_TELLS = re.compile(
    r"\b(?:report|review|inspectors?|ofsted|feedback)\s+(?:\w+\s+){0,2}?"
    r"(?:praises?d?|highlights?|highlighted|found|finds|said|says|states?|stated|raises|raised|noted|identified|revealed?s?)\b",
    re.I,
)


def recognise(document: Document) -> float:
    """How sure it is that the document is a news item: an inspection's or a review's story, with voices."""
    if not tells_of_inspection(document) or other_document(document):
        return 0.0
    told = [b.text for b in document.text_blocks if b.kind == "paragraph"]
    voices = sum(bool(_SPEECH.search(t)) for t in told)
    tells = sum(bool(_TELLS.search(t)) for t in told)
    return 0.3 + 0.15 * min(voices, 2) + 0.1 * min(tells, 2)


@extractor("news", "commentary", "news item", recognise)
def extract(document: Document) -> Extraction:
    """Statements of every sentence, lists within the prose as findings, speakers, dates as printed."""
    return read_commentary(document, Reading(kind="news", tail_ends=True))
