"""Drafts into actions: every text typed, the context filled in, what could not be read told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from extractors.families.plan import content
from extractors.families.plan.columns import DATES
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.found import INTRO, Found
from extractors.families.plan.milestones import dated
from extractors.families.plan.typed import Typist
from extractors.families.plan.value_columns import in_time
from extractors.families.plan.words import load
from extractors.model import Action, Extra, Problem, Source, Timescale

_LEADING = re.compile(
    r"^(?:action\s+)?(?P<ref>[A-Z]{0,3}\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?|[A-Z]{1,3}\d{1,2}|\d{1,2}(?=[.)]\s)|[a-z](?=\)\s))[.):]?\s+(?=\S)",
    re.I,
)
_PLACE = r"(?:priority action|priority|area for improvement|AFI|PA|AFPA|action|theme)"
_ALSO = re.compile(
    r"\balso\s+(?:supports|links to|contributes to|addresses|answers|relates to|see)?\s*"
    rf"(?P<what>{_PLACE}\s*\d[\d.]*(?:\s*(?:,|and|&)\s*\d[\d.]*)*)",
    re.I,
)
_NAMES = {
    "area": "area_for_improvement",
    "owner": "responsible_raw",
    "success": "success_measure",
    "update": "update_text",
    "status": "status_raw",
    "start": "timescale",
    "end": "timescale",
    "revised_start": "timescale",
    "organisation": "responsible_raw",
}


@dataclass
class Built:
    """An action, the draft it came from, and the group that holds its success measure."""

    action: Action
    draft: Draft
    success: Group | None
    problems: list[Problem] = field(default_factory=list)


_BROKEN = re.compile(r"\b(?P<a>[A-Za-z]{2,})- (?P<b>[a-z]{2,})\b")


class Mender:
    """Puts words right that a line's end left broken ("neuro- developmental"), where the document has the
    whole word elsewhere."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._whole = {w.casefold() for t in texts for w in re.findall(r"[A-Za-z]+-[A-Za-z]+", t)}

    def __call__(self, text: str) -> str:
        """The text with such words whole."""
        return _BROKEN.sub(self._join, text)

    def _join(self, match: re.Match[str]) -> str:
        whole = f"{match['a']}-{match['b']}"
        return whole if whole.casefold() in self._whole else match[0]


def build(found: Sequence[Found], typist: Typist, mend: Mender, title: str | None) -> list[Built]:
    """The actions of the drafts, numbered in order; `title` is the plan's, which is no priority's."""
    quoting = any(item.context.intro for item in found)
    typist.learn([item.draft for item in found])
    return [_one(n, _introduced(item, quoting), typist, mend, title) for n, item in enumerate(found, start=1)]


def _introduced(item: Found, quoting: bool) -> Found:
    """Where the paragraph under one priority tells of the inspection, those under the others do so too."""
    context = item.context
    if not quoting or context.intro or not context.first:
        return item
    return replace(item, context=replace(context, intro=(context.first,)))


def _one(number: int, item: Found, typist: Typist, mend: Mender, title: str | None) -> Built:
    draft, context = item.draft, item.context
    problems: list[Problem] = []
    reference, activity = read_reference(draft)
    owners, raw = typist.owners(draft)
    now, before = typist.times(draft)
    status = typist.rating(draft)
    area = draft.text("area") or _area(item) or _quoted(context.intro)
    outcome = draft.text("outcome") or context.outcome
    named = draft.text("objective") or context.objective or draft.text("outcome")
    if named and "success" not in draft.fields and "aim" in draft.fields:
        draft.fields["success"] = replace(draft.fields.pop("aim"), role="success")  # an aim is told already
    told = named or draft.text("aim") or outcome or _title(item)
    objective = _objective(told)
    inherited = [_NAMES.get(r, r) for r in draft.inherited()]
    for name, own, value in (
        ("priority", draft.text("priority"), context.priority),
        ("outcome", draft.text("outcome"), context.outcome),
        ("area_for_improvement", draft.text("area"), area),
        ("objective", draft.text("objective"), objective),
    ):
        if value and not own:
            inherited.append(name)
    action = Action(
        number=number,
        activity=mend(activity),
        reference=reference,
        priority=draft.text("priority") or context.priority or context.named or _heading(item, title),
        outcome=outcome,
        area_for_improvement=mend(area) if area else None,
        objective=mend(objective) if objective else None,
        responsible_raw=raw or None,
        owners=owners,
        timescale=now,
        original_timescale=before,
        success_measure=mend(success_text(draft)) or None,
        status=status.status,
        status_raw=status.raw,
        update_text=draft.text("update") or None,
        extra=(
            *_extra(draft, activity, typist.written, aim_told=not named),
            *_dates_beside(draft, now, before),
            *_numbers(item, told, outcome),
        ),
        inherited=tuple(dict.fromkeys(inherited)),
        source=Source.merge(_sources(draft)),
    )
    for time in (now, before):
        if time is not None and time.problem:
            problems.append(_unread(action, f"timescale not read: {time.raw!r} ({time.problem})"))
    return Built(action, draft, draft.group("success"), problems)


def _unread(action: Action, message: str) -> Problem:
    return Problem(category="not_read", message=f"action {action.number}: {message}", page=action.source.page)


def read_reference(draft: Draft) -> tuple[str | None, str]:
    """The row's reference and its activity; a reference at the head of the activity is taken off it."""
    activity = draft.text("activity")
    held = draft.fields.get("reference")
    reference = held.group.text.rstrip(".:) ") if held is not None else None
    match = _LEADING.match(activity)
    if (
        match
        and content.is_reference(match["ref"])
        and len(activity) > match.end() + 3
        and re.search(r"\d", match["ref"])
    ):
        told = match["ref"]
        if reference is None or reference == told:
            return told, activity[match.end() :]
    return reference or None, activity


_LETTERED = re.compile(r"^(?:\d{1,2}[A-Z]|[A-Z]{1,2}\d{1,2}|[A-Z](?=[.):]))[.):]?\s+(?=\S)")


@cache
def _labelled() -> re.Pattern[str]:
    """The label of an objective with its number or letter, or with a colon alone."""
    labels = load("columns")["labels"]
    words = {w for role in ("heading", "objective_heading", "outcome_heading") for w in labels[role]}
    named = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    number = r"(?:[A-Z]{0,3}[-.]?\d+(?:[.-]\d+)*[A-Za-z]?|[A-Z]|[ivx]{1,4})"
    mark = r"\s*:|\.(?=\s)|\s*\)|\s+[–—-](?=\s)|[–—]"
    return re.compile(rf"^(?P<label>(?i:{named}))(?:\s+(?P<number>{number})(?:{mark})|\s*:)\s*(?=\w{{2}})")


def _objective(text: str | None) -> str | None:
    """An objective without its label and number ("Outcome 2B – ...") or its letter ("1A ...")."""
    return _LETTERED.sub("", _labelled().sub("", text, count=1), count=1) if text else None


def _numbers(item: Found, text: str | None, kept: str | None) -> tuple[Extra, ...]:
    """The numbers that objective and outcome were printed with, where no other field holds them."""
    match = _labelled().match(text) if text and text != kept else None
    if match and match["number"]:
        return (Extra(column=match["label"], text=match["number"]),)
    context = item.context
    if text not in (context.objective, context.outcome):
        return ()
    return tuple(Extra(column=label, text=number) for label, number in context.numbers)


def _area(item: Found) -> str | None:
    """The area above the rows; with its number where the rows' own priority leaves no other place for it."""
    area, named = item.context.area, item.context.named
    if not area or not named or not item.draft.text("priority"):
        return area
    number = named.partition(":")[0]
    return area if area.startswith(number) else f"{number}: {area}"


def _quoted(intro: Sequence[str]) -> str | None:
    return " ".join(t for t in intro if INTRO.search(t) or len(intro) == 1) or None


def _title(item: Found) -> str | None:
    """The priority's title is the objective where neither a column nor a heading gives one."""
    return item.context.title if item.context.title else None


def _heading(item: Found, title: str | None) -> str | None:
    """The heading over the rows, where nothing else says to what they belong."""
    heading = item.context.heading
    if item.draft.text("area") or item.context.area or not heading or heading == title:
        return None
    return heading


def success_text(draft: Draft) -> str:
    """What success looks like, with the baseline and target that stand in columns of their own."""
    parts = [draft.text("success")]
    for role, label in (("baseline", "Baseline"), ("target", "Target")):
        text = draft.text(role)
        if role == "target" and len(draft.targets) > 1 and not draft.rows:
            parts += [f"{g.header}: {g.text}" for g in in_time(draft.targets)]
        elif text and text not in parts[0]:
            parts.append(text if text.casefold().startswith(label.casefold()) else f"{label}: {text}")
    return " ".join(p for p in parts if p)


def _extra(draft: Draft, activity: str, written: date | None, aim_told: bool) -> tuple[Extra, ...]:
    aim = draft.group("aim")
    groups = [*draft.extras, *([aim] if aim is not None and not aim_told else [])]
    found = [Extra(column=dated(g.header, written) or "other", text=g.text) for g in groups if g.text]
    for role in ("accountable", "support", "name", "role"):
        group = draft.group(role)
        if group is not None and group.text and role in ("accountable", "support"):
            found.append(Extra(column=group.header or role, text=group.text))
    found += [Extra(column="also supports", text=m["what"].strip()) for m in _ALSO.finditer(activity)]
    return tuple(dict.fromkeys(found))


def _dates_beside(draft: Draft, now: Timescale | None, before: Timescale | None) -> Iterator[Extra]:
    """The dates of a row that are in neither of its two timescales: a third plan, the day when it began."""
    if not draft.fields.keys() & {"revised", "revised_start", "actual_start"}:
        return
    told = " | ".join(t.raw for t in (now, before) if t is not None)
    for role in sorted(DATES & draft.fields.keys()):
        group = draft.fields[role].group
        if group.text and group.header and group.text not in told:
            yield Extra(column=group.header, text=group.text)


def _sources(draft: Draft) -> list[Source]:
    seen: dict[str, Source] = {}
    for source in draft.sources:
        seen.setdefault(source.model_dump_json(), source)
    return list(seen.values())
