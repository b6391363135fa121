"""How far an action is, said within its own words: "Open a clinic (On track)", "... – Delayed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.families.plan import content
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.words import fold
from extractors.fields.rating import status_of

FEWEST = 2  # actions that are rated in the same way, for one to be believed
SHARE = 0.5  # of the actions, where the rating is only parted off by a stop, a dash or nothing
WORDS = 5  # of a rating
_MARK = r"[^()\[\]]{1,40}?"
_LABEL = r"(?:status|progress|rating|rag|brag)(?:\s+(?:status|rating))?\s*[:=–—-]\s*"
_ENDS = (
    re.compile(
        rf"(?P<words>.*\S)\s*[(\[{{]\s*(?:{_LABEL})?(?P<told>{_MARK})\s*[)\]}}]\s*\.?\s*", re.S | re.I
    ),
    re.compile(rf"[(\[]\s*(?:{_LABEL})?(?P<told>{_MARK})\s*[)\]]\s*[:–—-]?\s*(?P<words>\S.*)", re.S | re.I),
    re.compile(rf"(?P<words>.*\w\W*?)\s+{_LABEL}(?P<told>{_MARK})\s*\.?\s*", re.S | re.I),
)
_DASHED = re.compile(rf"(?P<words>.*\w\W*?)\s*(?:\s[–—|-]|[–—|])\s*(?P<told>{_MARK})\s*\.?\s*", re.S)
_LAST = re.compile(r"(?P<words>.*[.!?]['’\"”]?)\s+(?P<told>[A-Z][^.!?()\[\]]{1,40})\.?\s*", re.S)


def take_ratings(drafts: Sequence[Draft], marks: frozenset[str]) -> None:
    """Move the ratings that stand in the words of actions to their status; none of them has one of its own.

    `marks` are the ratings of the plan's own key. In brackets or after a label, two actions so rated are
    enough to tell that it is how the plan rates them; else half of its actions must be.
    """
    bare = [d for d in drafts if d.text("activity")]
    known = frozenset(fold(mark) for mark in marks if mark)
    for patterns, fewest in (
        (_ENDS, FEWEST),
        ((_DASHED, _LAST), max(FEWEST, SHARE * len(bare))),
        ((), max(FEWEST, SHARE * len(bare))),
    ):
        told = [(d, found) for d in bare if (found := _read(d.text("activity"), patterns, known))]
        if len(told) < fewest or not _tells([mark for _, (_, mark) in told], len(bare)):
            continue
        for draft, (words, mark) in told:
            _put(draft, words, mark)
        return


def _read(text: str, patterns: Sequence[re.Pattern[str]], known: frozenset[str]) -> tuple[str, str] | None:
    """An action's words without its rating, and the rating; `None` where it has none there."""
    for match in (m for p in patterns if (m := p.fullmatch(text))):
        if _is_rating(match["told"], known):
            return match["words"].rstrip(" ,;"), match["told"].strip()
    return None if patterns else next(_unparted(text, known), None)


def _unparted(text: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """A rating that nothing parts from the words before it, as badges are: it begins with a capital."""
    words = text.split()
    for n in range(min(WORDS, len(words) - 2), 0, -1):
        mark, before = " ".join(words[-n:]), words[-n - 1]
        lone = not before[0].isupper() and not before.endswith((",", ":", "-"))
        if lone and mark[0].isupper() and len(mark) > 2 and _is_rating(mark, known):
            yield " ".join(words[:-n]), mark


def _is_rating(text: str, known: frozenset[str]) -> bool:
    text = text.strip()
    if not text or len(text.split()) > WORDS:
        return False
    return fold(text) in known or content.is_rating(text)


def _tells(marks: Sequence[str], count: int) -> bool:
    """Whether the ratings are no chance: one of them says how far an action is by itself, or letters and
    colours stand at half of the actions and differ."""
    if any(len(mark) > 2 and status_of(mark) for mark in marks):
        return True
    return len(marks) >= SHARE * count and len({fold(mark) for mark in marks}) > 1


def _put(draft: Draft, words: str, mark: str) -> None:
    activity = draft.fields["activity"]
    activity.group = activity.group.with_words(words)
    draft.put("status", Group(mark))
