"""Who stands behind the plan: sponsors, leads, parent representatives, the board's chair and members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.families.plan.columns import Layout
from extractors.families.plan.content import is_name
from extractors.families.plan.context import PEOPLE, Segment
from extractors.families.plan.words import fold, label_role, load
from extractors.model import Block, Body, BodyKind, Capacity, Cell, Person, Table

_DASH = re.compile(r"\s*[–—]\s*|\s-\s|-\s+(?=[A-Z])|\s-(?=[A-Z])")
_CHAIRED = re.compile(
    r"\bchaired by (?:the |our )?(?P<who>[A-Z][^.;]*?)"
    r"(?=\s+and (?:is|has|will|was|meets|includes|supported)\b|\s+(?:which|who|with|in)\b|[.;,]|$)"
)
_OF_BODY = re.compile(r"^(?:Council|Local Authority|Authority|Board|ICB|County Council)['’]s\s+(?=[A-Z])")
LONG = 24  # words; a longer text says what somebody does, and not who
_ROLE_WORDS = re.compile(
    r"\b(director|head|officer|manager|lead|chair|chief|commissioner|principal|deputy|coordinator|co-ordinator|consultant|executive)\b",
    re.I,
)
_CAPACITY: dict[str, Capacity] = {
    "sponsor": "sponsor",
    "lead": "lead",
    "owner": "lead",
    "accountable": "sponsor",
    "parent_representative": "parent_representative",
    "chair": "chair",
}


def read_person(text: str, role: str) -> Person | None:
    """The person or role that a line like "Lead officer: Head of Service – A Name" gives."""
    capacity = _CAPACITY.get(role)
    text = " ".join(text.split()).strip(" .;")
    if capacity is None or not text or len(text.split()) > LONG:
        return None
    parts = [p.strip(" ,") for p in _DASH.split(text) if p.strip(" ,")]
    if len(parts) == 1 and "," in text:
        parts = [p.strip() for p in text.split(",") if p.strip()]
    name = next((p for p in reversed(parts) if is_name(p)), None)
    rest = [p for p in parts if p is not name]
    post = " – ".join(rest) or None
    if post and name and not _ROLE_WORDS.search(post):
        return Person(name=name, organisation=post, capacity=capacity, is_lead=capacity == "lead")
    if post and name is None and len(rest) > 1 and not _ROLE_WORDS.search(rest[-1]):
        return Person(
            role=", ".join(rest[:-1]), organisation=rest[-1], capacity=capacity, is_lead=capacity == "lead"
        )
    return Person(name=name, role=post, capacity=capacity, is_lead=capacity == "lead")


def from_segment(segment: Segment) -> list[Person]:
    """The people that a labelled line names, if its label is one of a person's; ";" parts several."""
    texts = segment.text.split(";")
    return [p for text in texts if (p := read_person(text, segment.role or "")) is not None]


def from_columns(
    grid: Sequence[Sequence[Cell | None]], rows: Sequence[int], layout: Layout
) -> Iterator[Person]:
    """The people of a table that has a column of sponsors, leads or parent representatives."""
    for column in layout.columns:
        role = label_role(column.header) if column.header else None
        if role not in PEOPLE:
            continue
        for row in rows:
            cell = grid[row][column.index]
            if cell is not None and cell.row == row and (person := read_person(cell.text, role)):
                yield person


def chairs(blocks: Sequence[Block | Table]) -> Iterator[Person]:
    """Who chairs a board, from sentences that say so."""
    for block in blocks:
        if isinstance(block, Block):
            for match in _CHAIRED.finditer(block.text):
                yield Person(role=_OF_BODY.sub("", match["who"].strip()), capacity="chair")


def bodies(blocks: Sequence[Block | Table]) -> tuple[Body, ...]:
    """The board's member organisations: the list after a sentence or heading that says it names them."""
    words = [fold(w) for w in load("document")["bodies"]["lead_in"]]
    found: list[Body] = []
    listing = False
    for block in blocks:
        if isinstance(block, Table):
            listing = False
        elif block.kind == "list_item":
            if listing and len(block.text.split()) <= 30:
                found.append(_body(block.text))
        elif block.text.strip():
            last = fold(re.split(r"(?<=[.!?])\s+", block.text.strip())[-1])
            leads = block.kind == "heading" or block.text.rstrip().endswith(":")
            listing = leads and any(w in last for w in words)
    return tuple(dict.fromkeys(found))


def _body(text: str) -> Body:
    name = re.split(r"\s[–—-]\s|\s*\(|:\s", text.strip().rstrip(".;,"))[0].strip()
    kinds = load("document")["bodies"]
    folded = f" {fold(name)} "
    kind: BodyKind = "other"
    order: tuple[BodyKind, ...] = ("integrated_care_board", "trust", "local_authority")
    for candidate in order:
        if any(f" {w} " in folded for w in kinds[candidate]):
            kind = candidate
            break
    if "representative" in folded or "school" in folded:
        kind = "other"
    return Body(name=name, kind=kind, name_raw=text.strip())


def unique(people: Sequence[Person]) -> tuple[Person, ...]:
    """Each person once, in order."""
    return tuple(dict.fromkeys(people))
