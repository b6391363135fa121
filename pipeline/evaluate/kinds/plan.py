"""Gold for action plans: every row with its fields, and the measures."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz

from extractors.model import Record
from pipeline.evaluate.database import ActionRow, Database, DocumentRow, MeasureRow
from pipeline.evaluate.plan_fields import FIELDS, score_fields
from pipeline.evaluate.plan_gold import GoldAction, GoldMeasure, GoldPlan, read, takes
from pipeline.evaluate.records import Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, register
from pipeline.evaluate.text import plain

RENDERING = 92  # how near the words of a row are that is printed in several formats
ROW = 90  # how near the words of a row are else
KNOWN = 0.3  # share of a plan's rows by which a document that no file name tells is known to be it


# -- finding the plan in the database ------------------------------------------------------------


class Match(Record):
    """A plan's document and which of its rows is which action of the gold."""

    document: DocumentRow
    pairs: tuple[tuple[GoldAction, ActionRow], ...]
    missed: tuple[GoldAction, ...]
    extra: tuple[ActionRow, ...]


def match_rows(plan: GoldPlan, document: DocumentRow, rows: Sequence[ActionRow]) -> Match:
    """Each action of the gold, in order, takes the row that is most like it, if any is near enough."""
    pool, pairs, missed = list(rows), [], []
    ratio = RENDERING if plan.renderings else ROW
    for gold in plan.actions:
        best = _closest(gold, pool)
        if best is None or gold.likeness(best.activity, ratio, plain) == "none":
            missed.append(gold)
            continue
        pool.remove(best)
        pairs.append((gold, best))
    return Match(document=document, pairs=tuple(pairs), missed=tuple(missed), extra=tuple(pool))


def _closest(gold: GoldAction, pool: Sequence[ActionRow]) -> ActionRow | None:
    return max(pool, key=lambda row: gold.closeness(row.activity), default=None)


def matches(db: Database, plan: GoldPlan, every: Sequence[Gold]) -> list[Match]:
    """The plan's documents in the database: those that its files name, else those that hold its rows."""
    known = _MATCHES.setdefault(db, {})
    if plan.key not in known:
        known[plan.key] = _find_matches(db, plan, every)
    return known[plan.key]


# Several kinds of gold ask for the same matches, which are dear.
_MATCHES: WeakKeyDictionary[Database, dict[str, list[Match]]] = WeakKeyDictionary()


def _find_matches(db: Database, plan: GoldPlan, every: Sequence[Gold]) -> list[Match]:
    named = [d for f in plan.files if (d := db.find(f.name, f.sha256, plan.area, strict=True))]
    found = [match_rows(plan, d, db.actions_by.get(d.id, [])) for d in dict.fromkeys(named)]
    if plan.files:
        return found
    others = {f.name for g in every if isinstance(g, GoldPlan) and g is not plan for f in g.files}
    for document in db.about(plan.area, "plan"):
        if document.path.rsplit("/", 1)[-1] not in {n.rsplit("/", 1)[-1] for n in others}:
            match = match_rows(plan, document, db.actions_by.get(document.id, []))
            if len(match.pairs) >= KNOWN * len(plan.actions):
                found.append(match)
    return found


# -- scoring -------------------------------------------------------------------------------------


def score(db: Database, golds: Sequence[Gold], every: Sequence[Gold]) -> Sheet:
    """Rows, fields and measures of all plans, each document apart."""
    tally = Tally()
    for plan in golds:
        if not isinstance(plan, GoldPlan):
            continue
        found = matches(db, plan, every)
        _note_absent(tally, db, plan, found)
        tally.holds()
        for match in found:
            _score_rows(tally, plan, match)
            for gold, row in match.pairs:
                score_fields(tally, plan, match.document.path, gold, row, db.owners_by.get(row.id, []))
            _score_measures(tally, plan, match.document, db)
    return tally.sheet("plan", "Action plans").model_copy(update={"together": True})


def _note_absent(tally: Tally, db: Database, plan: GoldPlan, found: Sequence[Match]) -> None:
    """What is not there is named, and counted as missed."""
    there = {m.document.id for m in found}
    for file in plan.files:
        document = db.find(file.name, file.sha256, plan.area, strict=True)
        if document is None or document.id not in there:
            tally.lacks(file.name)
            tally.count("action", file.name, gold=len(plan.actions))
    if not plan.files and not found:
        tally.lacks(plan.label)
        tally.count("action", plan.key, gold=len(plan.actions))


def _score_rows(tally: Tally, plan: GoldPlan, match: Match) -> None:
    path = match.document.path
    likeness = [gold.likeness(row.activity) for gold, row in match.pairs]
    tally.count(
        "action",
        path,
        gold=len(plan.actions),
        found=len(match.pairs) + len(match.extra),
        right=len(match.pairs),
        near=len(match.pairs),
        verbatim=likeness.count("verbatim"),
    )
    for gold in match.missed:
        tally.differ(path, "action", "missed", f"{gold.id} {gold.label}", "structure misread")
        if plan.renderings:
            for field in FIELDS:
                tally.judge(field, path, False)
    for row in match.extra:
        tally.differ(path, "action", "extra", f"number {row.number}: {row.activity[:80]}")


# -- measures ------------------------------------------------------------------------------------


def _score_measures(tally: Tally, plan: GoldPlan, document: DocumentRow, db: Database) -> None:
    """A measure is right with its words, its baseline and every target; one target more is allowed."""
    if not plan.measures:
        return
    pool = [m for m in db.measures if m.document_id == document.id]
    found, right = len(pool), 0
    for gold in plan.measures:
        best = max(pool, key=lambda m: _measure_closeness(gold, m), default=None)
        if best is None or not _same_words(gold, best.text):
            tally.differ(document.path, "measure", "missed", gold.label)
            continue
        pool.remove(best)
        values = {t.value for t in db.targets_by.get(best.id, [])}
        good = (gold.baseline_value is None or gold.baseline_value == best.baseline_value) and (
            set(gold.targets) <= values and len(values) <= len(set(gold.targets)) + 1
        )
        right += good
        if not good:
            text = f"{best.text[:60]}: baseline {best.baseline_value}, targets {sorted(values, key=str)}"
            tally.differ(
                document.path, "measure", "wrong", text, f"gold {gold.baseline_value}, {sorted(gold.targets)}"
            )
    for row in pool:
        tally.differ(document.path, "measure", "extra", row.text[:80])
    tally.count("measure", document.path, gold=len(plan.measures), found=found, right=right, near=right)


def _same_words(gold: GoldMeasure, text: str) -> bool:
    """Figures without words are a measure too."""
    return gold.within(text, 85) if gold.words else not text


def _measure_closeness(gold: GoldMeasure, row: MeasureRow) -> float:
    if gold.words == 0:
        return float(not row.text) + (gold.baseline_value == row.baseline_value) / 2
    if gold.text is not None:
        return fuzz.token_set_ratio(plain(gold.text), plain(row.text))
    return gold.closeness(row.text) + gold.within(row.text)


register(Kind("plan", GoldPlan, takes, read, score, order=20))
