"""What changed from one version of a plan to the next: done, slipped, reworded, dropped, handed over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from extractors.model import Action, DatePrecision, Timescale
from pipeline import ids
from pipeline.ids import bare
from pipeline.records import Change, ChangeKind, Entry
from pipeline.versions import Pair, paired, same_owners, same_words

DAYS: dict[DatePrecision, int] = {"day": 0, "month": 27, "quarter": 89, "season": 88, "year": 364}


def versions(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The plans of which several versions are held: the documents of each that stand, in order of time."""
    plans: dict[str, dict[int, Entry]] = defaultdict(dict)
    for entry in sorted(entries, key=lambda e: e.id):
        if entry.plan_id and entry.version and entry.same_as is None and entry.extraction:
            plans[entry.plan_id][entry.version] = entry
    return [[held[v] for v in sorted(held)] for _, held in sorted(plans.items()) if len(held) > 1]


def changes(entries: Sequence[Entry]) -> list[Change]:
    """Every change from each version of a plan to the next, in the order of the later version."""
    return [
        change
        for plan in versions(entries)
        for before, after in pairwise(plan)
        for pair in paired(before, after)
        for change in _changes(before, after, pair)
    ]


def _changes(before: Entry, after: Entry, pair: Pair) -> Iterator[Change]:
    for kind, was, now in _kinds(pair):
        row = pair.before or pair.after
        assert row is not None
        yield Change(
            id=ids.change_id(before.id, after.id, kind, row.id),
            area_id=after.area_id,
            plan_id=after.plan_id or after.id,
            key=row.key,
            from_document=before.id,
            to_document=after.id,
            from_action=pair.before.id if pair.before else None,
            to_action=pair.after.id if pair.after else None,
            change=kind,
            before=was,
            after=now,
        )


def _kinds(pair: Pair) -> Iterator[tuple[ChangeKind, str | None, str | None]]:
    """Each change of the action: which, as it was printed, as it is printed."""
    if pair.before is None or pair.after is None:
        if pair.after is not None:
            yield "added", None, pair.after.action.activity
        elif pair.before is not None:
            yield "dropped", pair.before.action.activity, None
        return
    was, now = pair.before.action, pair.after.action
    if bare(was.activity) != bare(now.activity):
        yield "reworded", was.activity, now.activity
    yield from _moved(was, now)
    if was.responsible_raw and now.responsible_raw and not same_owners(was, now):
        yield "owner_changed", was.responsible_raw, now.responsible_raw
    yield from _rated(was, now)


def _rated(was: Action, now: Action) -> Iterator[tuple[ChangeKind, str | None, str | None]]:
    before, after = was.status_raw or was.status, now.status_raw or now.status
    if now.status == "complete" and was.status != "complete":
        yield "completed", before, after
    elif after and (was.status != now.status or not same_words(before or "", after)):
        yield "rated", before, after


def _moved(was: Action, now: Action) -> Iterator[tuple[ChangeKind, str | None, str | None]]:
    before, after = was.timescale, now.timescale
    if before is None or after is None or same_words(before.raw, after.raw):
        return
    later = _later(before, after)
    if later:
        yield ("slipped" if later > 0 else "brought_forward"), before.raw, after.raw


def _later(before: Timescale, after: Timescale) -> int:
    """1 where the time moved later, -1 where earlier, 0 where it did not or cannot be told.

    The last day decides; where there is none, or it is the same, the first. A deadline that became open
    ended moved later. A time that is only said more or less finely did not move.
    """
    if before.due_on and after.due_on:
        return _order(before.due_on, before.precision, after.due_on, after.precision) or _starts(
            before, after
        )
    if before.due_on and (after.starts_on or after.qualifier == "ongoing"):
        return 1
    if after.due_on and before.qualifier in ("from", "ongoing") and not before.due_on:
        return 0 if before.starts_on is None or after.due_on >= before.starts_on else -1
    return _starts(before, after)


def _starts(before: Timescale, after: Timescale) -> int:
    if not before.starts_on or not after.starts_on:
        return 0
    if before.precision != after.precision:
        return 0
    return (after.starts_on > before.starts_on) - (after.starts_on < before.starts_on)


def _order(was: date, how: DatePrecision | None, now: date, finely: DatePrecision | None) -> int:
    """How two last days lie; 0 where one period holds the other."""
    first_was = was - timedelta(days=DAYS[how or "day"])
    first_now = now - timedelta(days=DAYS[finely or "day"])
    if (first_was <= first_now and now <= was) or (first_now <= first_was and was <= now):
        return 0
    return 1 if now > was else -1
