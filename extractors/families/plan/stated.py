"""When an action is due, said in its own sentence: "By March 2026 we will ...", "Hold, by May 2026, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.families.plan import content
from extractors.fields.calendar import Moment, plain
from extractors.fields.moments import find_moments

_EDGE = r"(?:\s+(?:the|about|around|(?:end|start|beginning|middle) of|early(?: in)?|mid|late(?: in)?))*"
_BY = r"by|no later than|not later than|at the latest by"
_LEAD = re.compile(
    rf"(?<![a-z])(?:(?P<by>{_BY})|(?P<before>before|until)"
    r"|(?P<open>from|starting(?: in| from| on)?|beginning(?: in| on)?)"
    rf"|(?P<span>between|during|throughout|over)|(?P<in>in|on|at)){_EDGE}[\s-]*$"
)
_JOIN = re.compile(r"\s*(?:and|to|until|-)\s*(?:the\s+)?(?:(?:end|start) of\s+)?")
_SOURCES = re.compile(
    r"(?<![a-z])(?:survey|data|findings?|results?|report|feedback|figures?|lessons?|learning|audits?|reviews?"
    r"|inspections?|visits?|complaints?|recommendations?|minutes|letters?|version|baselines?|position"
    r"|targets?|notes|information|numbers?|meetings?|decisions?)\W*$"
)
_RELATIVE = re.compile(r"(?<![a-z])(?:who|whose|whom|which|where|since)(?![a-z])[^.;:!?]*$")
_PAST_WORD = re.compile(r"(?:[a-z]{2,}ed|born|held|made|sent|begun|given|written|known|was|were|had)\W*$")
_TOLD_PAST = re.compile(r"\W*(?:[a-z'-]+\s){0,6}?(?:had|was|were|found|said|told|showed|asked)(?![a-z])")
_WILL = re.compile(r"(?<![a-z])(?:will|shall|is to|are to|must|should|we'll)(?![a-z])")
_STOP = re.compile(r"[.!?;:]\s*$")
_ENDS = re.compile(r"\s*(?:[.!?;,)\]–—]|-\s|$)")


@dataclass(frozen=True)
class Stated:
    """The times that a sentence gives its action, as printed: when it begins, and when it is due."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class _Time:
    kind: str
    begin: int
    end: int
    due: date


def stated_time(text: str, written: date | None = None) -> Stated | None:
    """The times of an action's own words; `None` where they give it none, though they may name others.

    A day by which something is to be done is the action's wherever it stands, save in a clause about others
    ("families who had waited by May"). A beginning or a stretch of time is so only where it opens a sentence
    of what will be done or is set off in it, and is not past when the plan is `written`.
    """
    low = plain(text)
    if len(low) != len(text):
        return None
    times = [t for t in _times(low) if _is_own(low, t, written)]
    dues = [t for t in times if t.kind in ("by", "before")]
    begins = [t for t in times if t.kind == "open"]
    if dues:
        last = max(dues, key=lambda t: t.due)
        first = next((t for t in begins if t.end <= last.begin), None)
        return Stated(text[first.begin : first.end] if first else "", text[last.begin : last.end])
    rest = [*(t for t in times if t.kind in ("span", "in")), *begins]
    return Stated(end=text[rest[0].begin : rest[0].end]) if rest else None


def _times(low: str) -> Iterator[_Time]:
    """The times with a year that a word such as "by" or "between" leads, each with its other end."""
    moments = [m for m in find_moments(low) if not m.problem]
    done = -1
    for k, moment in enumerate(moments):
        lead = _LEAD.search(low[: moment.begin])
        if lead is None or moment.begin < done:
            continue
        last = _other_end(low, moment, moments[k + 1 : k + 2])
        done = last.end
        if last.last is not None:
            kind = lead.lastgroup or ""
            yield _Time("span" if last is not moment else kind, lead.start(), last.end, last.last)


def _other_end(low: str, moment: Moment, after: list[Moment]) -> Moment:
    joined = bool(after) and _JOIN.fullmatch(low[moment.end : after[0].begin]) is not None
    return after[0] if joined else moment


def _is_own(low: str, time: _Time, written: date | None) -> bool:
    """Whether a time is that of the action, not of something that its words speak of."""
    before, after = low[: time.begin].rstrip(), low[time.end :]
    past = written is not None and time.due < written.replace(day=1)
    opens = not before or _STOP.search(before) is not None
    if opens and _TOLD_PAST.match(after):
        return False
    if opens and (_WILL.search(_sentence(after)) or content.starts_with_verb(after.lstrip(" ,:–-"))):
        return True
    if time.kind == "by":
        return _RELATIVE.search(before) is None and _SOURCES.search(before) is None
    set_off = before.endswith((",", "(", "–", " -")) or (time.kind != "span" and before.endswith(" will"))
    if time.kind == "before":
        return _RELATIVE.search(before) is None and not (past and _PAST_WORD.search(before))
    if time.kind == "in" or past or not _ENDS.match(after) or _SOURCES.search(before):
        return False
    return set_off or (_RELATIVE.search(before) is None and _PAST_WORD.search(before) is None)


def _sentence(text: str) -> str:
    return re.split(r"[.!?;]\s", text, maxsplit=1)[0]
