"""Gold for changes between two versions of a plan."""

from __future__ import annotations

import json
from collections.abc import Sequence

from extractors.model import Record
from pipeline.evaluate.database import Database
from pipeline.evaluate.kinds.links import plan_of
from pipeline.evaluate.kinds.plan import matches
from pipeline.evaluate.plan_gold import GoldFile, GoldPlan, action
from pipeline.evaluate.records import Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, Raw, register
from pipeline.evaluate.text import Text

RATED = "rated"


class GoldChange(Record):
    """What became of an action; one that was added is known by its words."""

    action: str | None = None
    change: str
    added: Text | None = None


class GoldChanges(Gold):
    """The changes from a plan to a later version of it in `file`."""

    gold: str = "changes"
    plan: str
    file: GoldFile
    changes: tuple[GoldChange, ...]


def takes(raw: Raw) -> bool:
    """Whether this is the full gold of a later version of a plan."""
    return isinstance(raw.data, dict) and {"changes", "document", "compared_with"} <= set(raw.data)


def read(raw: Raw) -> list[Gold]:
    """The changes, and the rows of the later version as a plan of their own."""
    data = raw.data
    file = GoldFile(name=data["document"], sha256=raw.checksum(data["document"]))
    changes = GoldChanges(
        source=raw.path.name,
        plan=raw.key,
        file=file,
        changes=tuple(
            GoldChange.model_validate(
                {"action": c["action_id"], "change": c["change"]}
                | ({"added": c["after"]["activity"]} if c["change"] == "added" else {})
            )
            for c in data["changes"]
        ),
    )
    rows = [r | {"id": r["ref"], "status": r.get("rating")} for r in data.get("ratings", [])]
    before = json.loads((raw.path.parent / data["compared_with"]).read_text(encoding="utf-8"))
    later = GoldPlan(
        source=raw.path.name,
        key=f"{raw.key}/{raw.name}",
        files=(file,),
        area=before["area"],
        actions=tuple(action(row) for row in rows),
    )
    return [changes, later]


def score(db: Database, golds: Sequence[Gold], every: Sequence[Gold]) -> Sheet:
    """Changes found of those that there are; `rated` beside another counts neither way."""
    tally = Tally()
    for gold in golds:
        plan = plan_of(gold.plan, every) if isinstance(gold, GoldChanges) else None
        if isinstance(gold, GoldChanges) and plan is not None:
            _score(tally, gold, plan, db, every)
    return tally.sheet("changes", "Changes between versions")


def _score(tally: Tally, gold: GoldChanges, plan: GoldPlan, db: Database, every: Sequence[Gold]) -> None:
    document = db.find(gold.file.name, gold.file.sha256, plan.area, strict=True)
    tally.holds() if document else tally.lacks(gold.file.name)
    name_of = {row.key: a.id for match in matches(db, plan, every) for a, row in match.pairs}
    added = {str(n): c.added for n, c in enumerate(gold.changes) if c.added is not None}
    if document is not None:
        for row in db.actions_by.get(document.id, []):
            new = next((n for n, text in added.items() if text.likeness(row.activity) != "none"), None)
            if new is not None:
                name_of.setdefault(row.key, f"new {new}")
    want = {(c.action or f"new {n}", c.change) for n, c in enumerate(gold.changes)}
    here = document.id if document else None
    got = {(name_of.get(c.key, c.key), c.change) for c in db.changes if c.to_document == here}
    changed = {action for action, change in want if change != RATED}
    got = {(a, change) for a, change in got if not (change == RATED and a in changed)}
    for change in sorted({c for _, c in want | got}):
        wanted, found = {p for p in want if p[1] == change}, {p for p in got if p[1] == change}
        right = len(wanted & found)
        tally.count(change, gold.plan, gold=len(wanted), found=len(found), right=right, near=right)
    for name, change in sorted(want - got):
        tally.differ(
            gold.plan, change, "missed", name, None if document else "the later version is not there"
        )
    for name, change in sorted(got - want):
        tally.differ(gold.plan, change, "wrong", name)


register(Kind("changes", GoldChanges, takes, read, score, order=70))
