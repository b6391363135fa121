"""The typed fields of a row: owners, times and ratings, read with what the document says elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.families.plan import content
from extractors.families.plan.columns import DATES
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.gantt import is_coloured
from extractors.families.plan.reached import reached
from extractors.families.plan.standing import ABLE, settle_news, settle_status
from extractors.families.plan.stated import stated_time
from extractors.families.plan.within import Place, rated_within, rating_at
from extractors.families.plan.words import fold, match_header
from extractors.fields.calendar import TimeContext
from extractors.fields.organisation import Glossary, in_full
from extractors.fields.owner import learn_owners, read_owner_columns, read_owners
from extractors.fields.rating import WHITE, Legend, read_rating, status_of
from extractors.fields.timescale import read_span, read_timescale
from extractors.model import ActionStatus, Owner, Timescale

_TAIL = re.compile(
    r"\b(?:by|from|before|no later than|until|during)\s+(?:the\s+)?(?:end\s+of\s+)?[\w/ ]{3,24}$"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
SHORT = 3  # words; a longer text in a column of progress is more than a rating


@dataclass(frozen=True)
class Rated:
    """A rating as printed, and what it means."""

    raw: str | None = None
    status: ActionStatus | None = None


class Typist:
    """Reads the cells of one document."""

    def __init__(self, times: TimeContext, names: Glossary, key: Legend) -> None:
        self._times = times
        self.written = times.plan_date  # the plan's own date
        self._names = names
        self._key = key
        self._rated = False  # whether a column rates the actions
        self._within: dict[str, Place] = {}  # columns whose texts hold a rating, and where
        self._coloured: str | None = None  # the column whose ground is the rating, where none is called so

    def learn(self, drafts: Sequence[Draft]) -> None:
        """Find out which words own actions by themselves, and how the actions are rated where no column is
        called a rating: their progress holds words of the key, or the cells of a column stand on two of its
        colours or more."""
        who = [g for d in drafts for g in (d.group("owner"), d.group("accountable")) if g is not None]
        self._names = learn_owners(self._names, [(g.text, g.lines) for g in who])
        settle_status(drafts, self._key)
        settle_news(drafts, self._key)
        self._rated = any(d.group("status") for d in drafts)
        self._within = self._rated_within(drafts)
        if not self._key.entries or any(d.group("status") for d in drafts):
            return
        shown: dict[str, set[str]] = {}
        for draft in drafts:
            for name, group in _printed(draft):
                if (entry := self._key.of_fill(group.fill)) is not None and entry.status:
                    shown.setdefault(name, set()).add(entry.status)
        told = [name for name, statuses in shown.items() if len(statuses) > 1]
        self._coloured = told[0] if told else None

    def _rated_within(self, drafts: Sequence[Draft]) -> dict[str, Place]:
        """The columns whose texts hold a rating, where no rating stands by itself, and where in them."""
        unrated = [draft for draft in drafts if draft.group("status") is None]
        printed = [[(name, group.text) for name, group in _printed(d) if name != "activity"] for d in unrated]
        roles = {role for draft in unrated for role in draft.fields}
        able = {name for row in printed for name, _ in row if name in ABLE or name not in roles}
        unknown = [draft for draft in unrated if _is_unknown(draft.group("success"))]
        within = rated_within(printed, frozenset(able | ({"success"} if unknown else set())), self._key)
        if "success" in within and unknown:  # a column of a name that nobody knows, which tells of progress
            for draft in unknown:
                draft.put("update", draft.fields.pop("success").group)
            within["update"] = within.pop("success")
        return within

    def owners(self, draft: Draft) -> tuple[tuple[Owner, ...], str]:
        """The owners of a row, who is accountable for it after who leads it, and the printed text."""
        owners, printed = self._leads(draft)
        sponsor = draft.group("accountable")
        if sponsor is not None and sponsor.text:
            owners += tuple(o for o in self._of(sponsor) if o not in owners)
            printed = printed or sponsor.text
        full = [in_full(o.organisation, self._names) for o in owners]
        return tuple(
            o.model_copy(update={"organisation_full": f}) for o, f in zip(owners, full, strict=True)
        ), printed

    def _of(self, group: Group) -> tuple[Owner, ...]:
        """The owners of one cell."""
        return read_owners(group.text, group.lines, self._names)

    def _leads(self, draft: Draft) -> tuple[tuple[Owner, ...], str]:
        """The owners that the columns of leads and organisations give, and the printed text."""
        who, body = draft.group("owner"), draft.text("organisation")
        if who is None and (draft.text("name") or draft.text("role")):
            printed = ", ".join(t for t in (draft.text("name"), draft.text("role")) if t)
            who = Group(printed)
        if who is None or not who.text:
            return read_owners(body, known=self._names) if body else (), body
        if body:
            return read_owner_columns(who.text, body, self._names), f"{who.text} | {body}"
        return self._of(who), who.text

    def times(self, draft: Draft) -> tuple[Timescale | None, Timescale | None]:
        """The timescale that holds now, and the one before it where both are printed."""
        now, before = self._printed_times(draft)
        new = self._revised(draft)
        if new is None:
            return now, before
        planned = now if _other_end(now, new) else None
        return new, before or planned

    def _printed_times(self, draft: Draft) -> tuple[Timescale | None, Timescale | None]:
        """The timescale of a row and the one before it, what was put off aside."""
        start, end = draft.text("start"), draft.text("end")
        now: Timescale | None = None
        before: Timescale | None = None
        if start:
            due = end or draft.text("timescale") or draft.text("original")
            now = read_span(start, due, self._times)
            _, before = self._read(draft, "end")
        elif end or _struck(draft, "end"):
            now, before = self._read(draft, "end")
        elif draft.text("timescale") or _struck(draft, "timescale"):
            now, before = self._read(draft, "timescale")
        elif not draft.text("original"):
            now, before = self._milestones(draft)
            now = now or self._in_activity(draft)
        if draft.text("original"):
            old, _ = self._read(draft, "original")
            if now is None:
                now = old
            elif before is None and old is not None and _other_end(old, now):
                before = old
        return now, before

    def _revised(self, draft: Draft) -> Timescale | None:
        """The timescale that was set anew, where one is: its end, its start or both."""
        start, end = draft.text("revised_start"), draft.text("revised")
        read = [r for r, _ in (self._read(draft, role) for role in ("revised_start", "revised")) if r]
        if not any(r.due_on or r.starts_on for r in read):
            return None
        start = start or draft.text("start")
        end = end or draft.text("end") or draft.text("original")
        if start:
            return read_span(start, end, self._times)
        return self._read(draft, "revised")[0]

    def _milestones(self, draft: Draft) -> tuple[Timescale | None, Timescale | None]:
        """A column of dated milestones, where none is of dates: the last of them is when all is done."""
        for group in draft.extras:
            if "milestone" in fold(group.header):
                return self._dated(group)
        return None, None

    def _dated(self, group: Group) -> tuple[Timescale | None, Timescale | None]:
        """The time of a text whose lines begin with dates, or stand in turn as date and words."""
        lines = [b.text for b in group.blocks if b.text] or [group.text]
        heads = [content.leading_date(line) for line in lines]
        read = [read_timescale(head, (), self._times)[0] for head in heads if head]
        dated = [r for r in read if r.due_on or r.starts_on]
        if not dated or len(read) * 2 < len(lines):
            unset = [r for r in read if r.problem]
            return (unset[0] if unset else None), None
        last = max(dated, key=lambda r: r.due_on or r.starts_on or date.min)
        if len(dated) > 1 or last.starts_on is None:
            last = last.model_copy(update={"starts_on": None, "due_on": last.due_on or last.starts_on})
        before = None
        if group.struck:
            _, before = read_timescale("", group.struck, self._times)
        return last.model_copy(update={"raw": group.text, "problem": None}), before

    def _in_activity(self, draft: Draft) -> Timescale | None:
        """A time that the action's own words give it ("... by March 2025"), where no column does."""
        text = draft.text("activity")
        if any(draft.text(role) for role in DATES):
            return None
        told = stated_time(text, self.written)
        if told is not None:
            now = read_span(told.start, told.end, self._times) if told.start else self._now(told.end)
            return now if now.starts_on or now.due_on else None
        match = _TAIL.search(text)
        if match is None or _YEAR.search(match[0]) or not content.is_date(match[0]):
            return None
        now = self._now(match[0])
        return now if now.starts_on or now.due_on else None

    def _now(self, text: str) -> Timescale:
        return read_timescale(text, (), self._times)[0]

    def _read(self, draft: Draft, role: str) -> tuple[Timescale | None, Timescale | None]:
        group = draft.group(role)
        if group is None or not (group.text or group.struck):
            return None, None
        heads = [content.leading_date(b.text) for b in group.blocks if b.text]
        worded = [
            h for h, b in zip(heads, (b for b in group.blocks if b.text), strict=True) if h and h != b.text
        ]
        if len(heads) > 1 and len(worded) == len(heads):
            return self._dated(group)
        now, before = read_timescale(group.text, group.struck, self._times)
        return now, before

    def rating(self, draft: Draft) -> Rated:
        """The rating of a row; where it has none, how far the row says that the action is."""
        printed = self._rating(draft)
        far = reached(draft, self._rated, self._times) if printed == Rated() else None
        return Rated(*far) if far is not None else printed

    def _rating(self, draft: Draft) -> Rated:
        """The rating of a row, through the document's own key: its words, or its colour where it has none."""
        group = draft.group("status")
        if group is None and self._coloured is not None:
            ground = dict(_printed(draft)).get(self._coloured)
            return self._shown(ground) if ground is not None else Rated()
        if group is None:
            group = draft.group("update")  # "Progress: On track" says no more than a rating does
            texts = ((self._within[n], g.text) for n, g in _printed(draft) if n in self._within)
            told = next((t for at, text in texts if (t := rating_at(text, at, self._key))), None)
            if told is not None:
                return Rated(told.mark, told.status)
            if group is None or len(group.text.split()) > SHORT or not status_of(group.text):
                return Rated()
        if not group.text and not is_coloured(group.fill) and self._key.of_fill(group.fill) is None:
            return Rated()  # every other row on a light grey ground
        status, raw = read_rating(group.text, group.fill, self._key)
        return Rated(raw, status)

    def _shown(self, ground: Group) -> Rated:
        """The rating that a ground shows; of a white one, what the words on it say, or else the key."""
        entry = self._key.of_fill(ground.fill)
        if entry is not None or is_coloured(ground.fill):
            return Rated(entry.colour, entry.status) if entry is not None else Rated()
        if len(ground.text.split()) <= SHORT and status_of(ground.text):
            status, raw = read_rating(ground.text, None, self._key)
            return Rated(raw, status)
        white = self._key.of_white()
        return Rated(white.mark or WHITE, white.status) if white is not None else Rated()


def _is_unknown(group: Group | None) -> bool:
    """A text under a name that says nothing of what it is."""
    return group is not None and bool(group.header) and match_header(group.header) is None


def _printed(draft: Draft) -> Iterator[tuple[str, Group]]:
    """The texts of a row by the name of their column."""
    for role, held in draft.fields.items():
        yield role, held.group
    for group in draft.extras:
        yield group.header or "other", group


def _other_end(one: Timescale | None, other: Timescale) -> bool:
    """Two timescales end on different days, or only one of them says when."""
    if one is None:
        return False
    if one.due_on is None and other.due_on is None:
        return not other.raw.endswith(one.raw)
    return one.due_on != other.due_on


def _struck(draft: Draft, role: str) -> bool:
    group = draft.group(role)
    return group is not None and bool(group.struck)
