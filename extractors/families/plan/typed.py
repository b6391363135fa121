"""The typed fields of a row: owners, times and ratings, read with what the document says of them elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.families.plan.draft import Draft
from extractors.fields.calendar import TimeContext
from extractors.fields.timescale import read_span, read_timescale
from extractors.model import ActionStatus, Owner, Timescale


@dataclass(frozen=True)
class Rated:
    """A rating as printed, and what it means."""

    raw: str | None = None
    status: ActionStatus | None = None


class Typist:
    """Reads the cells of one document."""

    def __init__(self, times: TimeContext) -> None:
        self._times = times

    def owners(self, draft: Draft) -> tuple[tuple[Owner, ...], str]:
        """The owners of a row, and the printed text."""
        return (), draft.text("owner")

    def times(self, draft: Draft) -> tuple[Timescale | None, Timescale | None]:
        """The timescale that holds now, and the one before it where both are printed."""
        start, end = draft.text("start"), draft.text("end")
        now: Timescale | None = None
        before: Timescale | None = None
        if start:
            now = read_span(start, end, self._times)
            _, before = self._read(draft, "end")
        elif end:
            now, before = self._read(draft, "end")
        elif draft.text("timescale"):
            now, before = self._read(draft, "timescale")
        if draft.text("original"):
            old, _ = self._read(draft, "original")
            if now is None:
                now = old
            elif before is None and old is not None and old.raw != now.raw:
                before = old
        if draft.text("revised"):
            new, _ = self._read(draft, "revised")
            if new is not None and (new.due_on or new.starts_on):
                now, before = new, before or now
        return now, before

    def _read(self, draft: Draft, role: str) -> tuple[Timescale | None, Timescale | None]:
        group = draft.group(role)
        if group is None or not (group.text or group.struck):
            return None, None
        now, before = read_timescale(group.text, group.struck, self._times)
        return now, before

    def rating(self, draft: Draft) -> Rated:
        """The rating of a row."""
        return Rated(draft.text("status") or None)
