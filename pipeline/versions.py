"""The same action in two versions of a plan: by its words, else by its place and its likeness.

An action keeps its words in most versions and is then the same beyond doubt. One that was reworded is told
by what stays: its reference, its place between actions that are known, its owner, its timescale, and what
its words still share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from extractors.model import Action
from pipeline.ids import bare
from pipeline.likeness import cosine, features
from pipeline.records import Entry, actions_of, keys_of

ALIKE = 0.6  # likeness of two activities from which they are one, wherever they stand
AKIN = 0.3  # the same where something else speaks for it as well
SAME_HEADING = 90.0  # likeness, in hundredths, of headings as two renderings print them


class Row(NamedTuple):
    """An action in its document: its id, its key and the record."""

    id: str
    key: str
    action: Action


class Pair(NamedTuple):
    """An action of the earlier version and the same in the later; `None` where it is not there."""

    before: Row | None
    after: Row | None


class Likeness(NamedTuple):
    """What speaks for two rows being one action."""

    words: float
    reference: bool
    place: bool
    heading: bool
    owner: bool
    when: bool

    @property
    def one(self) -> bool:
        """Whether that is enough."""
        if self.words >= ALIKE:
            return True
        if self.words >= AKIN:
            return self.reference or (self.heading and (self.place or self.owner or self.when))
        return self.place and self.heading and self.owner and self.when

    @property
    def weight(self) -> float:
        """How strongly, to choose among several."""
        return self.words + 0.3 * self.reference + 0.2 * self.place + 0.15 * self.heading + self._held

    @property
    def _held(self) -> float:
        return 0.1 * self.owner + 0.1 * self.when


def rows_of(entry: Entry) -> list[Row]:
    """The actions of the document, in order."""
    return [Row(id_, key, a) for (id_, a), key in zip(actions_of(entry), keys_of(entry), strict=True)]


def paired(before: Entry, after: Entry) -> list[Pair]:
    """Every action of both versions once: pairs in the later one's order, then what was dropped."""
    old, new = rows_of(before), rows_of(after)
    found = _by_words(old, new)
    _by_place(old, new, found)
    earlier = {b: a for a, b in found.items()}
    pairs = [Pair(old[earlier[i]] if i in earlier else None, row) for i, row in enumerate(new)]
    return pairs + [Pair(row, None) for i, row in enumerate(old) if i not in found]


def _by_words(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """Rows of the same words, by their positions; the same words several times are told by what is near."""
    before, after = _positions(old), _positions(new)
    found: dict[int, int] = {}
    for words, here in before.items():
        there = after.get(words, [])
        if len(here) == len(there) == 1:
            found[here[0]] = there[0]
    several = [w for w in before if w in after and (len(before[w]) > 1 or len(after[w]) > 1)]
    candidates = [(i, j) for words in several for i in before[words] for j in after[words]]
    _take(candidates, old, new, found, need=False)
    return found


def _positions(rows: Sequence[Row]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        found[bare(row.action.activity)].append(i)
    return found


def _by_place(old: Sequence[Row], new: Sequence[Row], found: dict[int, int]) -> None:
    left = [i for i in range(len(old)) if i not in found]
    taken = set(found.values())
    come = [j for j in range(len(new)) if j not in taken]
    _take([(i, j) for i in left for j in come], old, new, found, need=True)


def _take(
    candidates: Iterable[tuple[int, int]],
    old: Sequence[Row],
    new: Sequence[Row],
    found: dict[int, int],
    need: bool,
) -> None:
    """Add the candidates that belong together to what was found, the strongest first, each row once."""
    left, right = _anchors(len(old), found), _anchors(len(new), {j: i for i, j in found.items()})
    references = _unique(old), _unique(new)
    weighed = []
    for i, j in candidates:
        place = _meet(left[i], right[j], found)
        likeness = _likeness(old[i].action, new[j].action, place, references)
        if likeness.one or not need:
            weighed.append((-likeness.weight, abs(i - j), i, j))
    taken = set(found.values())
    for _, _, i, j in sorted(weighed):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)


def _anchors(count: int, found: dict[int, int]) -> list[tuple[int, int]]:
    """For each row the nearest rows before and after it that were found; the ends of the plan count."""
    before, last = [], -1
    for i in range(count):
        before.append(last)
        last = i if i in found else last
    after, last = [], count
    for i in reversed(range(count)):
        after.append(last)
        last = i if i in found else last
    return list(zip(before, reversed(after), strict=True))


def _meet(here: tuple[int, int], there: tuple[int, int], found: dict[int, int]) -> bool:
    """Whether two rows stand between the same rows."""
    before = found.get(here[0], -1) == there[0]
    after = found.get(here[1]) == there[1] or (here[1] not in found and there[1] not in found.values())
    return before and after


def _unique(rows: Sequence[Row]) -> set[str]:
    """The references that stand at one action only."""
    printed = [bare_reference(r.action) for r in rows]
    return {r for r in printed if r and printed.count(r) == 1}


def bare_reference(action: Action) -> str:
    """The action's reference without spaces and case."""
    return "".join((action.reference or "").casefold().split()).rstrip(".)")


def _likeness(old: Action, new: Action, place: bool, references: tuple[set[str], set[str]]) -> Likeness:
    reference = bare_reference(old)
    return Likeness(
        words=alike(old.activity, new.activity),
        reference=reference == bare_reference(new) and all(reference in known for known in references),
        place=place,
        heading=_same(old.objective, new.objective)
        and _same(old.area_for_improvement, new.area_for_improvement),
        owner=bool(old.responsible_raw) and same_owners(old, new),
        when=bool(_when(old)) and same_words(_when(old), _when(new)),
    )


def _when(action: Action) -> str:
    return action.timescale.raw if action.timescale else ""


def alike(a: str, b: str) -> float:
    """How alike two activities are: 0 to 1, half by their words' meaning, half by their letters."""
    return 0.5 * cosine(features(a), features(b)) + 0.005 * fuzz.token_sort_ratio(a.casefold(), b.casefold())


def _same(a: str | None, b: str | None) -> bool:
    return fuzz.ratio(bare(a or ""), bare(b or "")) >= SAME_HEADING or not (a or b)


def same_words(a: str, b: str) -> bool:
    """Whether two cells hold the same words in any order, marks aside."""
    return sorted(_words(a)) == sorted(_words(b))


def _words(text: str) -> Iterator[str]:
    return (w for word in text.split() if (w := "".join(c for c in word.casefold() if c.isalnum())))


def owners_of(action: Action) -> frozenset[str]:
    """Who is responsible: the names of people; where none is named the roles, else the organisations."""
    for part in ("name", "role", "organisation"):
        found = frozenset(value for o in action.owners if (value := getattr(o, part)))
        if found:
            return found
    return frozenset()


def same_owners(a: Action, b: Action) -> bool:
    """Whether the same people are responsible; how their organisations are printed does not count."""
    if same_words(a.responsible_raw or "", b.responsible_raw or ""):
        return True
    here, there = owners_of(a), owners_of(b)
    return bool(here) and same_words(" ".join(here), " ".join(there))
