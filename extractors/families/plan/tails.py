"""Who and when at the end of an action's own words: "... (Head of SEND, by May 2025)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.families.plan import content
from extractors.families.plan.columns import DATES, WHO
from extractors.families.plan.draft import Draft, Group

LONGEST = 160  # characters of a tail
LEAST = 3  # actions of one table or list whose tails have a date, before one without a date is believed
_DASH = re.compile(r"\s[–—-]\s")
_PART = re.compile(r"\s*[;,|]\s*|\s+[–—-]\s+(?=\D*\d{4}|ongoing|tb[cda]\b)", re.I)

_APART = re.compile(r"\s*[;,|]\s*|\s[–—-]\s")
_OPEN = re.compile(r"tb[acd]|to be \w+|vacan\w+", re.I)


@dataclass(frozen=True)
class Tail:
    """An action's words without its tail, the owner and the time in the tail, and what stands after it."""

    words: str
    owner: str = ""
    time: str = ""
    after: str = ""


def read_tail(text: str, dated: bool = True) -> Tail | None:
    """The tail of a text where all of it is an owner, a time or both; `None` where it has none.

    A tail without a time counts only where `dated` is false.
    """
    for words, inside, after in _candidates(text):
        found = _split(inside)
        if found is None:
            continue
        owner, time = found
        if (time and (owner or not after)) or (owner and not dated):
            return Tail(words.rstrip(" ,;"), owner, time, after)
    return None


def _candidates(text: str) -> Iterator[tuple[str, str, str]]:
    """Words, tail and what follows it: brackets from the last one back, then what a dash parts off."""
    end = len(text)
    while (close := text.rfind(")", 0, end)) >= 0:
        depth, at = 0, close
        while at >= 0:
            depth += {")": 1, "(": -1}.get(text[at], 0)
            if depth == 0:
                break
            at -= 1
        if at <= 0:
            return
        after = text[close + 1 :]
        if re.match(r"\.?\s*$|\.\s+[A-Z\d]", after) and close - at <= LONGEST:
            yield text[:at], text[at + 1 : close].strip(), after.lstrip(". ")
        end = at
    for dash in _DASH.finditer(text):
        if len(text) - dash.end() <= LONGEST:
            yield text[: dash.start()], text[dash.end() :].rstrip(". "), ""


def _split(tail: str) -> tuple[str, str] | None:
    """The owner and the time of a tail: the longest time at its end, and before it nothing but owners."""
    cuts = [(tail[: m.start()], tail[m.end() :]) for m in _PART.finditer(tail)]
    for owner, time in cuts:
        if only_time(time) and _owners(owner):
            return owner, time
    for time, owner in reversed(cuts):  # "by May 2025, Head of SEND"
        if only_time(time) and _owners(owner):
            return owner, time
    if only_time(tail):
        return "", tail
    return (tail, "") if _owners(tail) else None


def only_time(text: str) -> bool:
    """A time and nothing else, also in each part that a comma sets off."""
    return content.is_date(text) and all(content.is_date(p) for p in _APART.split(text))


def _owners(text: str) -> bool:
    """Nobody but owners: each part is one, or is still to be named."""
    parts = [p for p in re.split(r"\s*[;,|/]\s*", text) if p]
    named = any(content.is_owner(p) for p in parts) or content.is_owner(text)
    if not parts or not (named or all(_OPEN.fullmatch(p) for p in parts)):
        return False
    return all(content.is_owner(p) or content.is_titled(p) or _OPEN.fullmatch(p) for p in parts)


_LAST = re.compile(r"(?P<words>.+?[.!?])\s+(?P<time>[A-Z][^.!?]*\d{2}[^.!?]*)\.?\s*", re.S)


def read_last(text: str) -> Tail | None:
    """A text's last sentence where it is a dated time and nothing else ("Complete by May 2023.")."""
    match = _LAST.fullmatch(text)
    if match is None or not content.is_date(match["time"]):
        return None
    return Tail(match["words"], time=match["time"].strip())


def take_tails(groups: Sequence[Sequence[Draft]]) -> None:
    """Move the tails of actions without owner and time of their own into these fields.

    Each group is what stands in one table or list: once several of its actions have a tail with a time, one
    without a time is believed as well.
    """
    for drafts in groups:
        for draft in drafts:
            if not draft.fields.keys() & DATES and (told := read_last(draft.text("activity"))) is not None:
                put_tail(draft, told)
        bare = [d for d in drafts if not d.fields.keys() & (DATES | WHO)]
        dated = [d for d in bare if (tail := read_tail(d.text("activity"))) is not None and tail.time]
        for draft in bare:
            many = len(dated) >= LEAST and len(dated) >= 0.6 * len(bare)
            if tail := read_tail(draft.text("activity"), dated=not many):
                put_tail(draft, tail)


def put_tail(draft: Draft, tail: Tail) -> None:
    """Give a draft what its tail says."""
    activity = draft.fields["activity"]
    activity.group = activity.group.with_words(tail.words)
    if tail.time:
        draft.put("timescale", Group(tail.time))
    if tail.owner:
        draft.put("owner", Group(tail.owner))
    if tail.after and content.has_figures(tail.after):
        draft.put("success", Group(tail.after))
    elif tail.after:
        draft.extras.append(Group(tail.after, "note"))
