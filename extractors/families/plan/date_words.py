"""Headers of planned, revised and actual dates, read by the words that they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractors.vocabulary import REMEMBERED, table

Standing = Literal["first", "planned", "revised", "actual"]
STANDINGS: tuple[Standing, ...] = ("revised", "actual", "first", "planned")  # which counts beside others
LONGEST = 8  # words; a longer header says more than whose date it is
PLANS = ("plan", "schedule")  # a header that ends so names one ("Delivery plan")
ROLES = {
    ("start", "first"): "start",
    ("start", "planned"): "start",
    ("start", "revised"): "revised_start",
    ("start", "actual"): "actual_start",
    ("end", "first"): "original",
    ("end", "planned"): "end",
    ("end", "revised"): "revised",
    ("end", "actual"): "extra",
}


@dataclass(frozen=True)
class DateHeader:
    """What a header of dates says: of what begins or ends, and whose date it is."""

    point: Literal["start", "end"]
    standing: Standing
    expected: bool = False  # it may be the only date: a forecast, nothing that was put off

    @property
    def role(self) -> str:
        """The role of a column with this header that stands alone."""
        return ROLES[(self.point, self.standing)]


@lru_cache(maxsize=REMEMBERED)
def read_date_header(folded: str) -> DateHeader | None:
    """What a folded header says that is nothing but the name of a planned, revised or actual date; `None`
    for any other, and for those that name a date and not whose it is ("Due date")."""
    words = folded.split()
    if not 1 < len(words) <= LONGEST or words[-1] in PLANS:
        return None
    told = tuple(_kinds(words))
    kinds = {kind for _, kind in told}
    if "" in kinds:
        return None
    points = {kind.partition(".")[2] for kind in kinds if kind.startswith(("points.", "past."))}
    standings = {kind.partition(".")[2] for kind in kinds if kind.startswith("standing.")}
    past = any(kind.startswith("past.") for kind in kinds)
    if past:
        standings.add("planned" if "words.still" in kinds else "actual")
    named = points or ("words.date" in kinds and told[-1][1] == "words.date")
    if len(points) > 1 or not standings or not named or (past and not kinds - {"past.start", "past.end"}):
        return None
    return DateHeader(
        "start" if points == {"start"} else "end",
        next(s for s in STANDINGS if s in standings),
        expected=any(phrase in table("plan_dates")["words"]["expected"] for phrase, _ in told),
    )


def _kinds(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each phrase of a header with its list in the vocabulary; "" for a word that is in none."""
    lists, longest = _phrases()
    at = 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if " ".join(words[at : at + n]) in lists), 1)
        phrase = " ".join(words[at : at + size])
        yield phrase, lists.get(phrase, "")
        at += size


@cache
def _phrases() -> tuple[dict[str, str], int]:
    data = table("plan_dates")
    kept = ("standing", "points", "past")
    lists = {p: f"{section}.{name}" for section in kept for name, ps in data[section].items() for p in ps}
    lists |= {p: f"words.{name}" for name in ("date", "still", "small") for p in data["words"][name]}
    return lists, max(len(p.split()) for p in lists)


@lru_cache(maxsize=REMEMBERED)
def only_standing(folded: str) -> Standing | None:
    """Whose date a folded header says that says nothing else ("Planned", "Actual")."""
    kinds = {kind for _, kind in _kinds(folded.split())}
    found = {kind.removeprefix("standing.") for kind in kinds if kind.startswith("standing.")}
    return next(s for s in STANDINGS if s in found) if found and len(found) == len(kinds) else None
