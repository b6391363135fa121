"""A finding: the golden thread from the passage through the plan's words to actions and progress."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.browse.drift import Marked
from pipeline.browse.items import (
    ActionCard,
    GapCard,
    LinkCard,
    MeasureCard,
    Row,
    Teller,
    action_cards,
    document_row,
    gaps_by_item,
    link_card,
    marked_against,
    marks,
    notes_of,
)
from pipeline.browse.registry import page
from pipeline.browse.site import Asked


@dataclass(frozen=True)
class Objective:
    """An objective of the plan with its actions for this finding.

    `measures` and `success` are what all its actions have in common, told once.
    """

    text: str | None
    actions: tuple[ActionCard, ...]
    measures: tuple[MeasureCard, ...] = ()
    success: str | None = None


@dataclass(frozen=True)
class Strand:
    """One passage of the plan that takes the finding up, marked against it, with its objectives.

    `example` is an action that stands under the words: it leads to their place in the plan.
    """

    words: str | None
    marked: Marked | None
    document: Row
    example: Row
    objectives: tuple[Objective, ...]

    @property
    def actions(self) -> int:
        """How many actions stand under the words."""
        return sum(len(o.actions) for o in self.objectives)


@dataclass(frozen=True)
class Said:
    """What another document says of the finding: a repetition, progress, or a like finding elsewhere."""

    link: LinkCard
    row: Row
    marked: Marked | None = None


@dataclass(frozen=True)
class FindingPage:
    """All that a finding's page shows."""

    finding: Row
    document: Row
    coverage: Row | None
    gaps: tuple[GapCard, ...]
    strands: tuple[Strand, ...]
    offered: tuple[ActionCard, ...]
    repeated: tuple[Said, ...]
    progress: tuple[Said, ...]
    similar: tuple[Said, ...]
    repeats: tuple[Said, ...]
    themes: tuple[str, ...]
    notes: tuple[Row, ...]
    before: Row | None
    after: Row | None


@page("finding", r"finding/(?P<id>[^/]+)")
def finding(db: sqlite3.Connection, asked: Asked) -> FindingPage | None:
    """The finding of that id."""
    row = db.execute("select * from findings where id = ?", (asked.address["id"],)).fetchone()
    if row is None:
        return None
    document = document_row(db, row["document_id"])
    assert document is not None
    teller = Teller(db, gaps_by_item(db, row["area_id"]))
    gaps = teller.cards(row["id"])
    links = db.execute(
        "select * from links where to_id = ? and status <> 'rejected' order by score desc, id", (row["id"],)
    ).fetchall()
    counted = {x["from_id"]: x for x in links if x["kind"] == "addresses" and x["accepted"]}
    offered = {x["from_id"]: x for x in links if x["kind"] == "addresses" and not x["accepted"]}
    return FindingPage(
        row,
        document,
        db.execute("select * from coverage where finding_id = ?", (row["id"],)).fetchone(),
        gaps,
        tuple(_strands(db, row, _cards(db, counted, teller, asked.as_of))),
        _cards(db, offered, teller, asked.as_of),
        tuple(_said(db, links, "restates", row["text"])),
        tuple(_said(db, links, "reports_progress")),
        tuple(_similar(db, row["id"])),
        tuple(_repeats(db, row["id"], row["text"])),
        tuple(
            r[0] for r in db.execute("select theme from themes where item_id = ? order by 1", (row["id"],))
        ),
        notes_of(db, [row["id"], *(link["id"] for link in links)]),
        _beside(db, row, -1),
        _beside(db, row, 1),
    )


def _cards(
    db: sqlite3.Connection, links: dict[str, Row], teller: Teller, as_of: date
) -> tuple[ActionCard, ...]:
    rows = db.execute(
        f"select * from actions where id in ({marks(len(links))}) order by document_id, number", [*links]
    ).fetchall()
    return action_cards(db, rows, teller, as_of, {k: link_card(db, x) for k, x in links.items()})


def _strands(db: sqlite3.Connection, row: Row, cards: Iterable[ActionCard]) -> Iterable[Strand]:
    """The actions by the plan's words that they stand under, then by objective, in the plan's order."""
    found: dict[tuple[str, str | None], dict[str | None, list[ActionCard]]] = {}
    for card in cards:
        words = card.row["area_for_improvement"] or _via(card)
        under = found.setdefault((card.row["document_id"], words), {})
        under.setdefault(card.row["objective"], []).append(card)
    for (document, words), objectives in found.items():
        shown = document_row(db, document)
        assert shown is not None
        yield Strand(
            words,
            marked_against(row["text"], words),
            shown,
            next(iter(objectives.values()))[0].row,
            tuple(_objective(text, actions) for text, actions in objectives.items()),
        )


def _objective(text: str | None, actions: Sequence[ActionCard]) -> Objective:
    """The objective, with what its actions have in common taken out of them."""
    measures = {tuple(m.row["id"] for m in a.measures) for a in actions}
    success = {a.row["success_measure"] for a in actions}
    if len(actions) < 2 or len(measures) > 1 or len(success) > 1:
        return Objective(text, tuple(actions))
    bare = tuple(replace(a, measures=(), told_above=True) for a in actions)
    return Objective(text, bare, actions[0].measures, actions[0].row["success_measure"])


def _via(card: ActionCard) -> str | None:
    """The heading by way of which the link came, where it is a text."""
    if card.link is None or card.link.via is not None or card.link.row["method"] != "structure":
        return None
    return card.link.reasons.via


TELLS = """select i.*, d.title, d.kind as document_kind, d.family, d.published, ar.name as area
    from {table} i join documents d on d.id = i.document_id left join areas ar on ar.id = i.area_id
    where i.id = ?"""


def _item(db: sqlite3.Connection, id_: str) -> Row | None:
    for table in ("statements", "findings"):
        row = db.execute(TELLS.format(table=table), (id_,)).fetchone()
        if row is not None:
            return row
    return None


def _said(
    db: sqlite3.Connection, links: Iterable[Row], kind: str, original: str | None = None
) -> Iterable[Said]:
    for link in links:
        row = _item(db, link["from_id"]) if link["kind"] == kind else None
        if row is not None:
            yield Said(link_card(db, link), row, marked_against(original, row["text"]) if original else None)


def _repeats(db: sqlite3.Connection, id_: str, text: str) -> Iterable[Said]:
    """The findings and statements that this one repeats, and those that it tells of."""
    rows = db.execute(
        """select * from links where from_id = ? and kind in ('restates', 'reports_progress')
        and status <> 'rejected' order by score desc, id""",
        (id_,),
    )
    for link in rows:
        row = _item(db, link["to_id"])
        if row is not None:
            yield Said(link_card(db, link), row, marked_against(row["text"], text))


def _similar(db: sqlite3.Connection, id_: str) -> Iterable[Said]:
    """Alike findings of other areas, whichever way the link runs."""
    rows = db.execute(
        """select * from links where kind = 'similar' and (from_id = :id or to_id = :id)
        and status <> 'rejected' order by score desc, id limit 20""",
        {"id": id_},
    )
    seen: set[str] = set()
    for link in rows:
        other = link["to_id"] if link["from_id"] == id_ else link["from_id"]
        row = db.execute(
            """select f.*, d.title, d.inspection_end, ar.name as area, c.status, c.actions
            from findings f join documents d on d.id = f.document_id
            left join areas ar on ar.id = f.area_id left join coverage c on c.finding_id = f.id
            where f.id = ?""",
            (other,),
        ).fetchone()
        if row is not None and other not in seen:
            seen.add(other)
            yield Said(link_card(db, link), row)


def _beside(db: sqlite3.Connection, row: Row, step: int) -> Row | None:
    """The finding of the same kind and document before or after this one."""
    return db.execute(
        "select * from findings where document_id = ? and kind = ? and number = ?",
        (row["document_id"], row["kind"], row["number"] + step),
    ).fetchone()
