"""What several pages show of findings, actions, links and gaps, read from the database in few questions."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.browse import drift
from pipeline.queries import text_of
from pipeline.records import Evidence, Reasons
from pipeline.waiting import held_by_plan, offered_for, offered_words, why_waits

Row = Any  # a sqlite3.Row, whose columns templates read by name
LETTERS = {"A": "action", "T": "statement", "M": "measure"}
SEVERITY = "case severity when 'high' then 1 when 'medium' then 2 else 3 end"


@dataclass(frozen=True)
class Ref:
    """An item named on a page: its page's name and id, and its words."""

    page: str
    id: str
    text: str


@dataclass(frozen=True)
class LinkCard:
    """A link with its reasons, the finding that stands behind it, and the runner-up."""

    row: Row
    reasons: Reasons
    via: Ref | None = None
    runner_up: Ref | None = None
    waits: str = ""  # why it does not count until a person decides
    by_likeness_alone: bool = False  # the score leaves out of account what the plan itself says


@dataclass(frozen=True)
class GapCard:
    """A gap with its evidence; `told` where the page has told its message further up.

    `offers` says which answers to the finding `offered_to` wait for a person.
    """

    row: Row
    evidence: tuple[Evidence, ...] = ()
    told: bool = False
    offers: str = ""
    offered_to: str = ""


@dataclass(frozen=True)
class MeasureCard:
    """A measure with its targets."""

    row: Row
    targets: tuple[Row, ...] = ()
    gaps: tuple[GapCard, ...] = ()


@dataclass(frozen=True)
class ActionCard:
    """An action with its owners, measures, gaps, and the link that brought it here."""

    row: Row
    owners: tuple[Row, ...] = ()
    measures: tuple[MeasureCard, ...] = ()
    gaps: tuple[GapCard, ...] = ()
    link: LinkCard | None = None
    overdue: bool = False
    told_above: bool = False  # how success is known is told with the objective


def page_of(item: str) -> str:
    """The kind of page on which an item with this id is shown."""
    if item[:1] in "LGC" and "-" not in item and len(item) == 11:
        return {"L": "link", "G": "gap", "C": "changes"}[item[0]]
    _, dash, rest = item.partition("-")
    return LETTERS.get(rest[:1], "finding") if dash else "document"


def ref(db: sqlite3.Connection, item: str | None) -> Ref | None:
    """The item's page and words; `None` where there is no such item."""
    if not item:
        return None
    text = text_of(db, item)
    return Ref(page_of(item), item, text) if text != item else None


def link_card(db: sqlite3.Connection, row: Row) -> LinkCard:
    """The link with its reasons read."""
    reasons = Reasons.model_validate_json(row["reasons"] or '{"summary": ""}')
    return LinkCard(
        row,
        reasons,
        _item_via(db, reasons.via),
        ref(db, reasons.runner_up),
        why_waits(db, row),
        held_by_plan(row),
    )


def _item_via(db: sqlite3.Connection, via: str | None) -> Ref | None:
    return ref(db, via) if via and " " not in via else None


def marks(count: int) -> str:
    """As many question marks for a list of values in SQL."""
    return ",".join("?" * count)


def gaps_by_item(db: sqlite3.Connection, area: str | None) -> dict[str, list[Row]]:
    """The area's gaps by the items that they are about, the gravest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    rows = db.execute(f"select * from gaps where area_id is ? order by {SEVERITY}, rule, id", (area,))
    for row in rows:
        for item in json.loads(row["item_ids"] or "[]"):
            found[item].append(row)
    return found


class Teller:
    """Tells each gap's message once on a page, and after that only its name."""

    def __init__(self, db: sqlite3.Connection, by_item: dict[str, list[Row]]) -> None:
        self.db = db
        self.by_item = by_item
        self.told: set[str] = set()

    def cards(self, item: str, leave_out: Iterable[str] = ()) -> tuple[GapCard, ...]:
        """The gaps about the item, without those of the rules to leave out."""
        skip = set(leave_out)
        cards = []
        for row in self.by_item.get(item, ()):
            if row["rule"] in skip:
                continue
            cards.append(gap_card(self.db, row, told=row["id"] in self.told))
            self.told.add(row["id"])
        return tuple(cards)


def gap_card(db: sqlite3.Connection, row: Row, told: bool = False) -> GapCard:
    """The gap with its evidence, and with the answers that wait for a person."""
    waiting = offered_for(db, row)
    if not waiting:
        return GapCard(row, evidence_in(row), told)
    said = offered_words(len(waiting), row["rule"])
    return GapCard(row, evidence_in(row), told, said, waiting[0]["to_id"])


def evidence_in(gap: Row) -> tuple[Evidence, ...]:
    """The passages that the gap rests on."""
    return tuple(Evidence.model_validate(item) for item in json.loads(gap["evidence"] or "[]"))


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """The rows by the value of a column."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


ABOUT_FINDING = ("uncovered_finding", "partly_covered_finding")


def action_cards(
    db: sqlite3.Connection,
    rows: Sequence[Row],
    teller: Teller,
    as_of: date,
    links: dict[str, LinkCard] | None = None,
) -> tuple[ActionCard, ...]:
    """The actions with all that is told of them, in the order given."""
    ids = [row["id"] for row in rows]
    owners = grouped(
        db.execute(f"select * from owners where action_id in ({marks(len(ids))}) order by position", ids),
        "action_id",
    )
    measures = grouped(
        db.execute(
            f"""select am.action_id, m.* from action_measures am join measures m on m.id = am.measure_id
            where am.action_id in ({marks(len(ids))}) order by m.id""",
            ids,
        ),
        "action_id",
    )
    targets = targets_of(db, [m["id"] for found in measures.values() for m in found])
    cards = []
    for row in rows:
        late = bool(row["due_on"]) and row["due_on"] < as_of.isoformat() and row["status"] != "complete"
        cards.append(
            ActionCard(
                row,
                tuple(owners.get(row["id"], ())),
                tuple(
                    MeasureCard(m, tuple(targets.get(m["id"], ())), teller.cards(m["id"]))
                    for m in measures.get(row["id"], ())
                ),
                teller.cards(row["id"], ABOUT_FINDING),
                (links or {}).get(row["id"]),
                late,
            )
        )
    return tuple(cards)


def targets_of(db: sqlite3.Connection, measures: Sequence[str]) -> dict[str, list[Row]]:
    """The targets of the measures, by measure."""
    rows = db.execute(
        f"select * from targets where measure_id in ({marks(len(measures))}) order by position", measures
    )
    return grouped(rows, "measure_id")


def notes_of(db: sqlite3.Connection, items: Sequence[str]) -> tuple[Row, ...]:
    """What people noted on the items."""
    found = db.execute(f"select * from notes where item_id in ({marks(len(items))}) order by position", items)
    return tuple(found)


def document_row(db: sqlite3.Connection, id_: str) -> Row | None:
    """A document with its area's name."""
    return db.execute(
        """select d.*, ar.name as area from documents d left join areas ar on ar.id = d.area_id
        where d.id = ?""",
        (id_,),
    ).fetchone()


def marked_against(original: str, quote: str | None) -> drift.Marked | None:
    """The quotation marked against what it quotes; `None` where nothing is quoted."""
    return drift.mark(original, quote) if quote else None
