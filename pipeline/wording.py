"""How values are said to a person, everywhere alike: in the terminal, on pages, in reports and exports.

Slugs, days, scores and missing values in words. What a database holds is said by the contract; what a
person reads is said here.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

from pipeline.themes import vocabulary

KINDS = {
    "strength": "strength",
    "weakness": "weakness",
    "area_for_improvement": "area for improvement",
    "area_for_priority_action": "area for priority action",
    "significant_weakness": "significant weakness",
}
DOCUMENT_KINDS = {
    "area_send_report": "area SEND inspection report",
    "area_send_monitoring_report": "area SEND monitoring inspection report",
    "local_area_send_letter": "local area SEND inspection letter (2016 framework)",
    "local_area_send_revisit": "local area SEND revisit letter (2016 framework)",
    "jtai_letter": "joint targeted area inspection letter",
    "focused_visit_letter": "focused visit letter",
    "ilacs_report": "children’s services inspection report",
    "action_plan": "action plan",
    "council_page": "council web page",
    "news": "news item",
    "unknown": "kind not known",
}
OUTCOMES = {
    1: "typically positive experiences and outcomes",
    2: "inconsistent experiences and outcomes",
    3: "widespread and/or systemic failings",
}
COVERAGE = {
    "covered": "Answered",
    "partial": "Partly answered",
    "uncovered": "Not answered",
    "no_plan": "No plan held",
}
COVERAGE_MEANS = {
    "covered": "Actions take up every part of the finding that could be told apart.",
    "partial": "Actions answer it, and a part of it is taken up by none. That part is named.",
    "uncovered": "A plan is held, and none of its actions answers the finding.",
    "no_plan": "No plan that answers the document is held here. There may be one.",
}
IN_DEPTH = (
    "\u201cIn depth\u201d: each action that answers it has an owner, a date, and a measure with a baseline"
    " and a target."
)
RULES = {
    "uncovered_finding": "finding not answered",
    "partly_covered_finding": "finding partly answered",
}
METHODS = {
    "structure": "where the action stands in the plan",
    "quotation": "the same words",
    "similarity": "likeness of meaning",
    "decision": "a person’s decision",
}
RELATIONS = {
    "addresses": ("answers", "answered by"),
    "restates": ("says again", "said again by"),
    "reports_progress": ("tells of progress on", "progress told by"),
    "similar": ("says much the same as", "said much the same by"),
}
LINK_STATUS = {
    "accepted": "counted",
    "review": "waits for a person, not counted",
    "ambiguous": "a tie between several, waits for a person, not counted",
    "rejected": "rejected by a person, not counted",
    "suspect": "decided by a person, but the words have changed since, not counted",
}
READ_STATUS = {
    "ok": "Read in full",
    "partial": "Read in part",
    "failed": "Could not be read",
    "unsupported": "Not a kind that is read",
}
NOTHING = {
    "added": "Not there",
    "dropped": "Not there any more",
    "rated": "No rating",
    "completed": "No rating",
    "slipped": "No date",
    "brought_forward": "No date",
    "owner_changed": "Nobody named",
    "reworded": "No words",
}
CHANGES = {
    "slipped": "Moved later",
    "dropped": "No longer in the plan",
    "completed": "Completed",
    "brought_forward": "Brought forward",
    "owner_changed": "Owner changed",
    "reworded": "Reworded",
    "added": "Added",
    "rated": "Rated anew",
}
ACTION_STATUS = {
    "complete": "Complete",
    "on_track": "On track",
    "in_progress": "In progress",
    "delayed": "Delayed",
    "not_started": "Not started",
}
SAID = {**KINDS, **DOCUMENT_KINDS, **RULES}
ACRONYMS = re.compile(r"\b(send|ehc|ehcp|icb|jtai|slt|nhs|camhs|api)\b")


def words(slug: str | None) -> str:
    """A slug in words; an empty text for none."""
    if not slug:
        return ""
    return SAID.get(slug) or ACRONYMS.sub(lambda m: m[0].upper(), slug.replace("_", " ").replace("-", " "))


def theme(slug: str) -> str:
    """A theme by its label."""
    known = vocabulary().themes.get(slug)
    return known.label if known else upper_first(words(slug))


def upper_first(text: str) -> str:
    """The text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, the rest as it is."""
    return text[:1].lower() + text[1:]


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count with its noun: "1 gap", "2,034 gaps", "no gaps"."""
    noun = one if count == 1 else (many or one + "s")
    return f"{count:,} {noun}" if count else f"no {noun}"


def day(iso: str | date | None) -> str:
    """A day such as "10 February 2023", of a time its day; a text that is none as it is; empty for none."""
    if not iso:
        return ""
    try:
        when = iso if isinstance(iso, date) else datetime.fromisoformat(iso)
    except ValueError:
        return str(iso)
    return f"{when.day} {calendar.month_name[when.month]} {when.year}"


def days(start: str | None, end: str | None) -> str:
    """Both ends in words: "6 to 10 February 2023"; one where only one is known; empty for none."""
    first, last = day(start), day(end)
    if not (first and last) or first == last:
        return first or last
    a, b = first.split(" "), last.split(" ")
    if len(a) == len(b) == 3:
        a = a[:1] if a[1:] == b[1:] else a[:2] if a[2] == b[2] else a
    return f"{' '.join(a)} to {last}"


def coverage(status: str | None) -> str:
    """How far a finding is answered, in words; empty where it asks for nothing."""
    return COVERAGE.get(status or "", upper_first(words(status)))


def sure(score: float) -> str:
    """How sure a link is, in words."""
    return f"{round(score * 100)} in 100"


def number(value: float) -> str:
    """A number without idle noughts."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return f"\u201c{text}\u201d"


def short(text: str | None, length: int = 140) -> str:
    """The text cut at a word, with an ellipsis where something was cut."""
    text = text or ""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"
