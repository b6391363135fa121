"""Gold for action plans: every row with its fields, and the measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz

from extractors.model import Record
from pipeline.evaluate.database import ActionRow, Database, DocumentRow, MeasureRow, OwnerRow
from pipeline.evaluate.records import Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, Raw, register
from pipeline.evaluate.text import Label, Text, bare, name_checksum, plain

SEASON = re.compile(r"spring|summer|autumn|winter|easter|term", re.IGNORECASE)
SEASON_MONTHS = 2  # a bare season or term may be read this many months either way
RENDERING = 92  # how near the words of a row are that is printed in several formats
ROW = 90  # how near the words of a row are else
KNOWN = 0.3  # share of a plan's rows by which a document that no file name tells is known to be it
RATINGS = {
    "complete": ("blue", "b", "completed"),
    "on_track": ("green", "g", "on track"),
    "in_progress": ("amber", "a"),
    "delayed": ("red", "r"),
    "not_started": ("grey", "not started"),
}


class GoldFile(Record):
    """A document that holds the plan."""

    name: str
    sha256: str | None = None


class GoldOwner(Record):
    """Who is to act; a person's name only as a checksum."""

    name_sha256: str | None = None
    role: Label | None = None
    organisation: Label | None = None


class GoldAction(Text):
    """A row of the plan: its activity (the text), and its fields."""

    id: str
    area_for_improvement: Text | None = None
    objective: Text | None = None
    success_measure: Text | None = None
    owners: tuple[GoldOwner, ...] = ()
    timescale: Label | None = None
    season: bool = False
    start: str | None = None
    end: str | None = None
    status: str | None = None


class GoldMeasure(Text):
    """A measure with its baseline and the values of its targets."""

    baseline_value: float | None = None
    targets: tuple[float, ...] = ()
    action_ids: tuple[str, ...] = ()


class GoldGroup(Record):
    """Actions that share a success measure."""

    id: str
    action_ids: tuple[str, ...]


class GoldPlan(Gold):
    """A plan in one or several files.

    `key` joins it to the gold of its links, gaps and changes. `renderings` says that the files are the same
    plan in several formats: then every field of every row counts, also empty ones and those of missed rows.
    """

    gold: str = "plan"
    key: str
    files: tuple[GoldFile, ...] = ()
    area: str
    inspection_end: str | None = None
    renderings: bool = False
    actions: tuple[GoldAction, ...]
    measures: tuple[GoldMeasure, ...] = ()
    groups: tuple[GoldGroup, ...] = ()

    @property
    def label(self) -> str:
        """By which a person knows the plan where the database lacks it."""
        return self.files[0].name if self.files else f"{self.area}: {self.key}"


# -- reading -------------------------------------------------------------------------------------


def takes(raw: Raw) -> bool:
    """Whether this is the full gold of a plan."""
    return (
        isinstance(raw.data, dict)
        and "actions" in raw.data
        and bool({"success_groups", "measures"} & set(raw.data))
    )


def read(raw: Raw) -> list[Gold]:
    """The gold record of a plan in full form."""
    data = raw.data
    groups = data.get("success_groups", [])
    names = raw.names(data.get("file", f"{raw.name}.json"))
    return [
        GoldPlan(
            source=raw.path.name,
            key=raw.key if groups else f"{raw.key}/{raw.name}",
            files=tuple(GoldFile(name=n, sha256=raw.checksum(n, data.get("area"))) for n in names),
            area=data["area"],
            inspection_end=(data.get("inspection_dates") or {}).get("end"),
            renderings=bool(groups),
            actions=tuple(action(row) for row in data["actions"]),
            measures=tuple(_measures(data)),
            groups=tuple(GoldGroup(id=g["id"], action_ids=tuple(g["action_ids"])) for g in groups),
        )
    ]


def action(row: dict[str, Any]) -> GoldAction:
    """A row of gold in full form."""
    raw = row.get("timescale_raw")
    fields: dict[str, Any] = {
        "id": row["id"],
        "text": row["activity"],
        "owners": tuple(owner(o) for o in row.get("owners", row.get("responsible", ()))),
        "timescale": raw or None,
        "season": bool(SEASON.search(raw or "")) or None,
        "status": row.get("status"),
    }
    fields |= {
        k: row.get(k) for k in ("area_for_improvement", "objective", "success_measure", "start", "end")
    }
    return GoldAction.model_validate({k: v for k, v in fields.items() if v})


def owner(fields: dict[str, Any]) -> GoldOwner:
    """An owner of gold in full form."""
    name = fields.get("name")
    kept = {"role": fields.get("role"), "organisation": fields.get("organisation")}
    kept["name_sha256"] = name_checksum(name) if name else None
    return GoldOwner.model_validate({k: v for k, v in kept.items() if v})


def _measures(data: dict[str, Any]) -> Iterable[GoldMeasure]:
    for m in data.get("measures", []):
        targets = tuple(t["value"] for t in m["targets"] if t["value"] is not None)
        yield _measure(m, targets, m.get("action_ids", []))
    for group in data.get("success_groups", []):
        for kpi in group["kpis"]:
            value = kpi.get("target_value")
            yield _measure(kpi, () if value is None else (value,), group["action_ids"])


def _measure(fields: dict[str, Any], targets: tuple[float, ...], actions: list[str]) -> GoldMeasure:
    kept = {"text": fields.get("text") or "", "targets": targets, "action_ids": tuple(actions)}
    if fields.get("baseline_value") is not None:
        kept["baseline_value"] = fields["baseline_value"]
    return GoldMeasure.model_validate(kept)


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
                _score_fields(tally, plan, match.document.path, gold, row, db.owners_by.get(row.id, []))
            _score_measures(tally, plan, match.document, db)
    return tally.sheet("plan", "Action plans")


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


FIELDS = ("area for improvement", "objective", "owners", "due", "start", "success measure")


def _score_fields(
    tally: Tally, plan: GoldPlan, path: str, gold: GoldAction, row: ActionRow, owners: Sequence[OwnerRow]
) -> None:
    whole = plan.renderings
    checks: dict[str, tuple[bool, str | None]] = {}
    if whole or gold.area_for_improvement:
        checks["area for improvement"] = (
            _same(gold.area_for_improvement, row.area_for_improvement, 95),
            row.area_for_improvement,
        )
    if whole or gold.objective:
        checks["objective"] = (_same(gold.objective, row.objective, 95 if whole else 90), row.objective)
    printed = "; ".join(" ".join(filter(None, (o.name, o.role, o.organisation))) for o in owners)
    checks["owners"] = (_same_owners(gold.owners, owners), printed)
    if whole or gold.end or row.due_on:
        checks["due"] = (_near(gold.end, row.due_on, gold.season and not whole), row.due_on)
    if whole or ((gold.start or row.starts_on) and (gold.start or not gold.season)):
        checks["start"] = (_same_start(gold, row, whole), row.starts_on)
    if whole or gold.success_measure:
        right = (
            gold.success_measure.within(row.success_measure)
            if gold.success_measure
            else not row.success_measure
        )
        checks["success measure"] = (right, row.success_measure)
    if gold.status:
        checks["status"] = (_same_status(gold.status, row), row.status or row.status_raw)
    for field, (right, found) in checks.items():
        if not tally.judge(field, path, right):
            tally.differ(
                path, field, "wrong", f"{gold.id}: {(found or 'nothing')[:90]}", _wanted(gold, field)
            )


def _same(want: Text | None, got: str | None, ratio: float) -> bool:
    return want.like(got, ratio) if want else not got


def _near(want: str | None, got: str | None, season: bool) -> bool:
    """The same month; within two where the print names a season or a term."""
    if (want or "")[:7] == (got or "")[:7]:
        return True
    if not want or not got or not season:
        return False
    return abs(_months(want) - _months(got)) <= SEASON_MONTHS


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _same_start(gold: GoldAction, row: ActionRow, whole: bool) -> bool:
    """A single time may stand as the start too."""
    if _near(gold.start, row.starts_on, gold.season and not whole):
        return True
    return not gold.start and bool(gold.end) and (row.starts_on or "")[:7] == (gold.end or "")[:7]


def _same_status(want: str, row: ActionRow) -> bool:
    word = want.casefold()
    meant = next((status for status, words in RATINGS.items() if word in words), word)
    return meant == row.status or bare(want) == bare(row.status_raw or "")


def _same_owners(wanted: Sequence[GoldOwner], rows: Sequence[OwnerRow]) -> bool:
    """Persons by name; roles and organisations by their words, nearly."""
    pool = list(rows)
    for want in wanted:
        row = next((r for r in pool if _same_owner(want, r)), None)
        if row is None:
            return False
        pool = [r for r in pool if r is not row]
    return not [r for r in pool if not any(_same_owner(w, r) for w in wanted)]


def _same_owner(want: GoldOwner, row: OwnerRow) -> bool:
    if want.name_sha256:
        return name_checksum(row.name or row.role or row.organisation or "") == want.name_sha256
    if row.name and (want.role is None or want.role.text is None):
        return False
    parts = [p for p in (want.role, want.organisation) if p]
    if all(p.text is not None for p in parts):
        words = plain(" ".join(p.text or "" for p in parts))
        got = plain(" ".join(filter(None, (row.name, row.role, row.organisation))))
        return fuzz.token_sort_ratio(words, got) >= 85
    role = want.role.same(row.role or row.name) if want.role else not row.role
    return role and (want.organisation.same(row.organisation) if want.organisation else not row.organisation)


def _wanted(gold: GoldAction, field: str) -> str | None:
    """What the gold has for a field, in a few words."""
    texts = {
        "area for improvement": gold.area_for_improvement,
        "objective": gold.objective,
        "success measure": gold.success_measure,
    }
    if field in texts:
        text = texts[field]
        return f"gold {text.label}" if text else "gold nothing"
    if field == "owners":
        names = [o.organisation.label if o.organisation else "" for o in gold.owners]
        return f"gold {len(gold.owners)}: {', '.join(names)}"
    value = {"due": gold.end, "start": gold.start, "status": gold.status}.get(field)
    return f"gold {value}" + (
        f", printed {gold.timescale.label}" if gold.timescale and field != "status" else ""
    )


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
