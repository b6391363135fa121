"""A link explained as a person would say it: how it was found, what carries it, what speaks against it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pipeline import queries
from pipeline.api.citation import where as place_of
from pipeline.records import Drift, Part, Reasons, Span
from pipeline.waiting import held_by_plan, why_waits
from pipeline.wording import RELATIONS

FOUND = {
    "structure": "The document itself says so",
    "quotation": "The one repeats the other's words",
    "similarity": "Nothing says so outright; it was found by likeness",
    "decision": "A person decided it",
}
QUOTED = 120  # characters of a passage that are quoted


def explanation(db: sqlite3.Connection, link: sqlite3.Row) -> list[str]:
    """The explanation of the link, in lines."""
    reasons = Reasons.model_validate_json(link["reasons"])
    start, end = queries.text_of(db, link["from_id"]), queries.text_of(db, link["to_id"])
    return [
        f"{_claim(link)} {_standing(db, link)}",
        "",
        f"  {link['from_id']}{_place(db, link['from_id'])}: {start}",
        f"  {link['to_id']}{_place(db, link['to_id'])}: {end}",
        "",
        f"{FOUND[link['method']]}: {reasons.summary}.",
        *_via(db, reasons, link["kind"], reasons.found_by or link["method"]),
        *_chance(link),
        *_spans(reasons.spans),
        *_drift(reasons.drift),
        *_parts(reasons.parts, reasons.found_by or link["method"]),
        *_margin(db, reasons),
        *_notes(db, link["id"]),
    ]


def _claim(link: sqlite3.Row) -> str:
    """What the link says; of one that does not count, what it would say."""
    relation = RELATIONS[link["kind"]][0]
    may = "" if link["accepted"] or link["status"] == "rejected" else "It may be that "
    return f"{may}{link['from_id']} {relation} {link['to_id']}."


def _standing(db: sqlite3.Connection, link: sqlite3.Row) -> str:
    if link["status"] == "accepted":
        return "It counts."
    if link["status"] == "rejected":
        return "It does not count."
    return f"It does not count yet: {why_waits(db, link)}."


def _place(db: sqlite3.Connection, item: str) -> str:
    for table in ("findings", "statements", "actions"):
        row = db.execute(
            f"select i.page, i.place, d.path from {table} i join documents d on d.id = i.document_id"
            " where i.id = ?",
            (item,),
        ).fetchone()
        if row is not None:
            where = place_of(row["page"], row["place"])
            return f" ({', '.join(x for x in (row['path'], where) if x)})"
    return ""


def _via(db: sqlite3.Connection, reasons: Reasons, kind: str, method: str) -> Iterator[str]:
    if reasons.via:
        how = "The passage that it says again" if kind == "restates" else "By way of"
        how = "It stands under" if (kind, method) == ("addresses", "structure") else how
        told = queries.text_of(db, reasons.via)
        item = f"{reasons.via} " if told != reasons.via else ""
        yield f"{how}: {item}\u2018{_short(told)}\u2019"


def _chance(link: sqlite3.Row) -> Iterator[str]:
    if held_by_plan(link):
        yield (
            f"By likeness alone the score is {link['score']:.2f} of 1, but that leaves out of account what"
            " the plan itself says."
        )
    elif link["method"] != "decision":
        yield (
            f"Of a hundred links with this score ({link['score']:.2f}) a careful reader would be expected"
            f" to make about {round(100 * link['score'])}."
        )


def _spans(spans: tuple[Span, ...]) -> Iterator[str]:
    if spans:
        yield "Words in common:"
    for span in spans:
        yield f"  \u2018{_short(span.text)}\u2019"


def _drift(drift: Drift | None) -> Iterator[str]:
    if drift is None or not drift.any:
        return
    yield "But the words have drifted:"
    for words in drift.dropped:
        yield f"  left out: \u2018{words}\u2019"
    for words in drift.added:
        yield f"  put in: \u2018{words}\u2019"
    for change in drift.changed:
        yield f"  changed: \u2018{change.before}\u2019 to \u2018{change.after}\u2019"


def _parts(parts: tuple[Part, ...], method: str) -> Iterator[str]:
    if not parts:
        return
    yield "What was looked at, the weightiest first:"
    for part in sorted((p for p in parts if p.weight), key=lambda p: -p.value * p.weight):
        name = part.name if method == "structure" else part.note or part.name
        note = f": \u2018{_short(part.note)}\u2019" if method == "structure" and part.note else ""
        yield (
            f"  {name}{note}: {_strength(part.value)} ({part.value:.2f} of 1, weight {part.weight:g},"
            f" adds {part.value * part.weight:.2f})"
        )


def _strength(value: float) -> str:
    for bound, word in ((0.75, "very much"), (0.4, "much"), (0.15, "some"), (0.02, "little")):
        if value >= bound:
            return word
    return "nothing"


def _margin(db: sqlite3.Connection, reasons: Reasons) -> Iterator[str]:
    if reasons.margin is None or reasons.runner_up is None:
        return
    other = f"{reasons.runner_up} (\u2018{_short(queries.text_of(db, reasons.runner_up))}\u2019)"
    if abs(reasons.margin) < 0.005:
        yield f"It is level with {other}."
    elif reasons.margin > 0:
        yield f"It is {reasons.margin:.2f} ahead of the next best, {other}."
    else:
        yield f"It is {-reasons.margin:.2f} behind the best, {other}."


def _notes(db: sqlite3.Connection, item: str) -> Iterator[str]:
    for note in queries.notes_of(db, item):
        yield queries.note_line(note)


def _short(text: str) -> str:
    return text if len(text) <= QUOTED else text[: QUOTED - 1].rsplit(" ", 1)[0] + " \u2026"
