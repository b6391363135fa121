"""How far an action is where no rating says so: the share of it that is done, or the day when it was done."""

from __future__ import annotations

import re

from extractors.families.plan import content
from extractors.families.plan.date_columns import is_actual_end, is_completion, is_share_done
from extractors.families.plan.draft import Draft
from extractors.fields.calendar import TimeContext
from extractors.fields.timescale import read_timescale
from extractors.model import ActionStatus

_SHARE = re.compile(r"(\d{1,3})(?:\.\d+)?\s*%?")
WHOLE = 100


def reached(draft: Draft, rated: bool, times: TimeContext) -> tuple[str, ActionStatus] | None:
    """What is printed of how far the action is, and what that means. Where the plan has ratings (`rated`) but
    none for this action, only one that is wholly done has a status."""
    for group in draft.extras:
        if is_share_done(group.header) and (match := _SHARE.fullmatch(group.text.strip())):
            if "%" not in group.text and "." in group.text:
                continue  # a share of one, or a share of a hundred
            done = int(match[1])
            if done == WHOLE:
                return group.text, "complete"
            if not rated and (done > 1 or not done or "%" in group.text):
                return group.text, "in_progress" if done else "not_started"
    for group in draft.extras:
        past = is_actual_end(group.header) or (is_completion(group.header) and "end" in draft.fields)
        if past and _is_past(group.text, times):
            return group.text, "complete"
    return None


def _is_past(text: str, times: TimeContext) -> bool:
    """The text gives a day, and none that lies after the plan's own."""
    day = read_timescale(text, (), times)[0].due_on if content.is_date(text) else None
    return day is not None and (times.plan_date is None or day.replace(day=1) <= times.plan_date)
