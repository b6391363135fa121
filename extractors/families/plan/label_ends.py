"""Time and rating at the end of what a label says: "Lead: Head of SEND, by May 2026. On track"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.families.plan import content
from extractors.families.plan.card_text import is_badge
from extractors.families.plan.columns import DATES
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.tails import only_time
from extractors.fields.calendar import plain
from extractors.fields.moments import find_moments

# each begins before all of its white, for a long run of it would else be looked through from every place
_CUT = re.compile(r"(?<!\s)(?:\s*[,;|.]\s+|\s+[–—-]\s+|\s*\((?=[^()]*\))|\s+(?=(?:by|due|before)\s))", re.I)
_LED = re.compile(r"(?:by|due|from|until|before|end|start)\b", re.I)
_OWN_STAY = re.compile(r"\s*\((?:from|until|since|to)\b", re.I)  # how long somebody is in post
_SENTENCE = re.compile(r"(?<=[^.!?;)\]])[.!?;)\]]+(?:\s+|$)")


@dataclass(frozen=True)
class Ended:
    """A label's words without what stands at their end: a time, a rating, and news after the rating."""

    words: str
    time: str = ""
    rating: str = ""
    news: str = ""


def take_label_ends(drafts: Sequence[Draft], marks: frozenset[str]) -> None:
    """Give records of labelled lines the time and the rating that stand behind their owner, and the rating
    that stands behind their time, where no label of their own tells these."""
    for draft in drafts:
        for role in ("owner", *sorted(DATES & draft.fields.keys())):
            group = draft.group(role)
            if group is None or len(group.texts) != 1:
                continue
            ended = Ended(group.text)
            if "status" not in draft.fields:
                ended = _without_rating(group.text, role, marks)
            if role == "owner" and not draft.fields.keys() & DATES:
                ended = _without_time(ended)
            if ended.words != group.text:
                _put(draft, role, ended)


def _put(draft: Draft, role: str, ended: Ended) -> None:
    held = draft.fields[role]
    draft.fields[role] = replace(held, group=held.group.with_words(ended.words))
    for name, text in (("timescale", ended.time), ("status", ended.rating), ("update", ended.news)):
        if text:
            draft.put(name, Group(text), held.inherited)


def _without_rating(text: str, role: str, marks: frozenset[str]) -> Ended:
    """The text up to a rating at its end. Behind a comma or dash a rating must follow a time: a role may end
    in its subject ("Head of Service - Open Spaces")."""
    for cut in _CUT.finditer(text):
        rating, news = _first_sentence(text[cut.end() :])
        if len(rating) < 3 or not is_badge(rating, marks):
            continue
        ended = Ended(text[: cut.start()], rating=rating, news=news)
        if role != "owner":
            sure = content.is_date(ended.words)
        else:
            sure = cut[0].strip() not in (",", "-", "–", "—") or bool(_without_time(ended).time)
        if sure:
            return ended
    return Ended(text)


def _first_sentence(text: str) -> tuple[str, str]:
    end = _SENTENCE.search(text)
    return (text[: end.start()].strip(), text[end.end() :].strip()) if end else (text.strip(), "")


def _without_time(ended: Ended) -> Ended:
    """The words up to the time that they end in, the longest one."""
    for words, time in _times(ended.words):
        if any(c.isalpha() for c in words) and _is_time(time):
            return replace(ended, words=words, time=time)
    return ended


def _times(text: str) -> Iterator[tuple[str, str]]:
    for cut in _CUT.finditer(text):
        if not _OWN_STAY.match(text, cut.start()):
            yield text[: cut.start()], text[cut.end() :].strip(" .()")


def _is_time(text: str) -> bool:
    """A time and nothing else; a month alone may be a person's name."""
    if not only_time(text) or content.is_unset(text) or content.is_rating(text):
        return False
    told = re.search(r"\d", text) is not None or _LED.match(text) is not None
    return told or not find_moments(plain(text))
