"""Columns of planned, revised and actual dates, and what else a tracker says of the state of an action."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractors.families.plan.date_words import ROLES, DateHeader, only_standing
from extractors.families.plan.words import date_header, fold, fold_header, load
from extractors.vocabulary import REMEMBERED


def standing_role(header: str) -> str | None:
    """The role of a column of dates whose header says only whose they are ("Planned", "Actual")."""
    standing = only_standing(fold_header(header))
    return ROLES[("end", standing)] if standing is not None else None


# -- the columns of one table ------------------------------------------------------------------


def settle_dates(headers: Sequence[str], roles: Sequence[str]) -> list[str]:
    """The roles of a table's columns with one start and one end among its dates, where there is any: the
    first plan, the plan, the forecast and what was reached are told apart."""
    held = list(roles)
    told = [date_header(h) if r in _OURS else None for h, r in zip(headers, held, strict=True)]
    for i, header in enumerate(headers):
        if held[i] == "original" and "baseline" in held and "baseline" in fold(header):
            held[i] = "extra"  # on which day the value beside it was measured
    _starts(held, told)
    _ends(held, told, headers)
    return held


_OURS = frozenset({"start", "end", "timescale", "revised", "original", "revised_start", "actual_start"})


def _at(held: Sequence[str], role: str) -> list[int]:
    return [i for i, r in enumerate(held) if r == role]


def _starts(held: list[str], told: Sequence[DateHeader | None]) -> None:
    planned = _at(held, "start")
    if not planned:
        stand_in = _at(held, "revised_start")[:1] or _at(held, "actual_start")[:1]
        for i in stand_in:
            held[i] = "start"
    elif len(planned) > 1:
        firsts = [i for i in planned if (t := told[i]) is not None and t.standing == "first"]
        for i in firsts if len(firsts) < len(planned) else firsts[1:]:
            held[i] = "extra"
    for i in _at(held, "actual_start"):
        held[i] = "extra"


def _ends(held: list[str], told: Sequence[DateHeader | None], headers: Sequence[str]) -> None:
    ends = _at(held, "end")
    if len(ends) > 1:
        bare = [i for i in ends if told[i] is None and is_completion(headers[i])]
        for i in bare if len(bare) < len(ends) else ():
            held[i] = "extra"  # the day when it was done, beside the day when it is due
        ends = _at(held, "end")
        planned = [i for i in ends if (t := told[i]) is not None and t.standing == "planned"]
        for i in planned if len(planned) < len(ends) else ():
            held[i] = "extra" if "original" in held else "original"
    if "end" in held or "timescale" in held:
        return
    revised, original = _at(held, "revised"), _at(held, "original")
    able = [i for i in revised if original or ((t := told[i]) is not None and t.expected)]
    if able:
        held[able[-1]] = "end"
    elif original and not revised:
        held[original[-1]] = "end"


@lru_cache(maxsize=REMEMBERED)
def is_completion(header: str) -> bool:
    """ "Completion date": what is to be or what was, as the columns beside it have it."""
    return "complet" in fold(header) and date_header(header) is None


# -- what a tracker says of an action besides its rating -------------------------------------------


@lru_cache(maxsize=REMEMBERED)
def is_share_done(header: str) -> bool:
    """The column says how much of an action is done: "% complete"."""
    return fold(header) in load("dates")["done"]["share"]


@lru_cache(maxsize=REMEMBERED)
def is_actual_end(header: str) -> bool:
    """The column says on which day an action was done."""
    told = date_header(header)
    return told is not None and (told.point, told.standing) == ("end", "actual")


@lru_cache(maxsize=REMEMBERED)
def is_level(text: str) -> bool:
    """The text says how much something matters and nothing else: "Must", "High"."""
    return fold(text) in load("dates")["levels"]["words"]
