"""Whether the fields of a plan's row are right."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from pipeline.evaluate.database import ActionRow, OwnerRow
from pipeline.evaluate.plan_gold import GoldAction, GoldOwner, GoldPlan
from pipeline.evaluate.records import Tally
from pipeline.evaluate.text import Text, bare, name_checksum, plain

SEASON_MONTHS = 2  # a bare season or term may be read this many months either way
RATINGS = {
    "complete": ("blue", "b", "completed"),
    "on_track": ("green", "g", "on track"),
    "in_progress": ("amber", "a"),
    "delayed": ("red", "r"),
    "not_started": ("grey", "not started"),
}


FIELDS = ("area for improvement", "objective", "owners", "due", "start", "success measure")


def score_fields(
    tally: Tally, plan: GoldPlan, path: str, gold: GoldAction, row: ActionRow, owners: Sequence[OwnerRow]
) -> None:
    """Judge every field of the row that counts, and note each that is wrong."""
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


def _owner_label(owner: GoldOwner) -> str:
    name = "a person" if owner.name_sha256 else None
    return ", ".join(filter(None, (name, *(part.label for part in (owner.role, owner.organisation) if part))))


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
        return f"gold {len(gold.owners)}: {'; '.join(_owner_label(o) for o in gold.owners)}"
    value = {"due": gold.end, "start": gold.start, "status": gold.status}.get(field)
    return f"gold {value}" + (
        f", printed {gold.timescale.label}" if gold.timescale and field != "status" else ""
    )
