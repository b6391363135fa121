"""How a passage is cited: document, date, place."""

from __future__ import annotations

import re

from pipeline.api.records import Document
from pipeline.wording import day, upper_first, words

_SHEET = re.compile(r"^(?P<sheet>.+)!(?P<first>[A-Z]+\d+)(?::(?P<last>[A-Z]+\d+))?$")
_STEP = re.compile(r"(?P<name>[a-z]+\d?)(?:\[(?P<number>\d+)\])?$")
_STEPS = {
    "table": "table", "row": "row", "tr": "row", "p": "paragraph", "paragraph": "paragraph",
    "li": "list item", "line": "line",
}  # fmt: skip


def title(document: Document) -> str:
    """The title as printed; where there is none, what the document is and its file's name."""
    return document.title or f"{upper_first(words(document.kind))} ({document.path.rsplit('/', 1)[-1]})"


def dated(document: Document) -> str:
    """The document's date in words: publication, else the inspection, else that none is stated."""
    if document.published:
        return f"published {day(document.published)}"
    if document.family == "inspection" and document.inspection_end:
        return f"inspection ended {day(document.inspection_end)}"
    return "date not stated"


def pages(page: int, last: int | None = None) -> str:
    """The page or pages."""
    return f"pages {page} to {last}" if last and last != page else f"page {page}"


def where(page: int | None, place: str | None = None, last: int | None = None) -> str:
    """The place in words: page, or sheet and cells, or the table's row."""
    return pages(page, last) if page is not None else place_words(place)


def place_words(place: str | None) -> str:
    """A place in a sheet or in markup in words; "place not known" where there is none."""
    if not place:
        return "place not known"
    first, _, end = place.partition(" to ")
    sheet = _SHEET.match(first)
    if sheet:
        last = _SHEET.match(end)
        until = (last["last"] or last["first"]) if last else sheet["last"]
        cells = f"cells {sheet['first']} to {until}" if until and until != sheet["first"] else sheet["first"]
        return f"sheet {sheet['sheet']}, {cells}"
    line = re.match(r"line (\d+)", first)
    if line:
        return f"line {line[1]}"
    said = [_step(step) for step in first.split("/")]
    return ", ".join(s for s in said if s) or "place not known"


def _step(step: str) -> str | None:
    found = _STEP.match(step)
    if found is None:
        return None
    if found["name"] in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading" + (f" {found['number']}" if found["number"] else "")
    word = _STEPS.get(found["name"])
    return f"{word} {found['number']}" if word and found["number"] else word


def citation(document: Document, page: str | None = None, item: str | None = None) -> str:
    """Title, date, place and id, as a footnote has them.

    The shape: "Title, published 5 May 2023, page 3 [7k2m9qxa-W5]".
    """
    parts = [title(document), dated(document)] + ([page] if page else [])
    return ", ".join(parts) + f" [{item or document.id}]"
