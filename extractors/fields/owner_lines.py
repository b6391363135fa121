"""The printed lines of an owners' cell: which end with an owner, or a part of one, and which only wrapped.

Where marks and small letters do not tell, all groupings of a cell's lines are weighed against each other:
each group by how well it reads as an owner (`owner_shape.cost`), each break by whether its line was full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.fields.data import either, words
from extractors.fields.organisation import Glossary, bare, listed
from extractors.fields.owner_shape import DOUBTFUL, RUN_ON, cost
from extractors.model import Line

PARTED = 1.0  # an owner ends where the next word would not have fitted anyway
WRAPPED = 2.5  # a line ends although the next word would have fitted, and the owner goes on
UNKNOWN = 1.4  # the same where no line of the cell is known to be full
LONGEST = 8  # lines of one owner
MOST = 40  # lines of a cell that is weighed
WORDY = 30  # words of a line that is no owner's
BROKEN = "\u00ad"  # at a line's end: the word goes on in the next line
_OPEN_BRACKET, _CLOSED_BRACKET = re.compile(r"\([^()]*$"), re.compile(r"[^()]*\)")
UNFINISHED = re.compile(r"(?:\b(?:of|and|for|the|to|in|with|by|on)|[&,–-]|['’]s)$", re.I)
_BULLET = re.compile(r"^[\s•▪◦●\-–*]+(?=\S)")


@dataclass(frozen=True)
class _Unit:
    """Printed lines that certainly belong together, and whether the last of them was full."""

    text: str
    soft: bool
    begins: bool = False  # a mark or a label says that it begins anew


def laid_out(text: str, lines: Sequence[Line | str], known: Glossary) -> str:
    """The cell's text with a line break only where one owner, or one part of an owner, ends."""
    if lines:
        printed = [(line.text, line.soft) if isinstance(line, Line) else (line, False) for line in lines]
    else:
        printed = [(line, False) for line in text.splitlines()]
    units = _units(printed)
    if (itself := " ".join(text.split()).casefold()) in known.owners:
        known = replace(known, owners=known.owners - {itself})  # no evidence of being one owner
    wrapped = WRAPPED if any(unit.soft for unit in units) else UNKNOWN
    out = ""
    for group in (group for run in _runs(units) for group in _grouped(run, wrapped, known)):
        hard = _stand_alone(out.rpartition("\n")[2], group, known)
        out += f"{';' if hard else ''}\n{group}" if out else group
    return out.strip()


def _stand_alone(before: str, group: str, known: Glossary) -> bool:
    """Whether a team stands beneath an owner, and both stand alone elsewhere: no one is employed by it."""
    team = bare(group.split()[-1]) in listed("heads", "team")
    return team and {before.rstrip(";").casefold(), group.casefold()} <= known.owners


def learn_owners(known: Glossary, cells: Iterable[tuple[str, Sequence[Line]]]) -> Glossary:
    """The glossary with the words that a column's cells hold by themselves: whole cells, lines without
    another that they go on in, and what stands between marks."""
    found: set[str] = set()
    for text, lines in cells:
        alone = [line.text for i, line in enumerate(lines) if _alone(lines, i)]
        for one, most in ((text, RUN_ON), *((line, DOUBTFUL) for line in alone)):
            for piece in re.split(r"[;|]|\s/\s", one):
                plain = " ".join(piece.split()).strip(" ,.:–-")
                if plain and len(plain.split()) <= WORDY and cost(plain, known) < most:
                    found |= {plain.casefold(), *(f", {part}".casefold() for part in plain.split(", "))}
    return replace(known, owners=frozenset(found))


def _alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a printed line neither went on nor is what another went on in."""
    last = at == 0 or (not lines[at - 1].soft and not UNFINISHED.search(lines[at - 1].text[-12:]))
    line = lines[at]
    goes_on = line.soft or UNFINISHED.search(line.text[-12:]) is not None or at + 1 == len(lines)
    return last and not goes_on and line.text[:1].isupper()


def _units(printed: Sequence[tuple[str, bool]]) -> list[_Unit]:
    units: list[_Unit] = []
    for line, soft in printed:
        marked = re.match(r"\s*[•▪◦●*]", line) is not None
        plain = _BULLET.sub("", line.strip())
        if not plain:
            continue
        last = units[-1] if units else None
        if last and last.text.endswith(BROKEN):
            units[-1] = _Unit(last.text[:-1] + plain, soft, last.begins)
        elif last and not marked and _certainly(last.text, plain):
            units[-1] = _Unit(f"{last.text} {plain}", soft, last.begins)
        else:
            ended = last is not None and not re.split(r"\s*[/;]\s*", last.text)[-1].strip(" :,")
            begins = marked or ended or _labelled().match(plain) is not None
            units.append(_Unit(plain, soft, begins))
    return units


def _certainly(before: str, line: str) -> bool:
    """Whether marks or small letters say that a line goes on with what stands before it."""
    if UNFINISHED.search(before[-12:]) or line[0].islower() or line[0] in "&(,":
        return True
    return _OPEN_BRACKET.search(before[-400:]) is not None and _CLOSED_BRACKET.match(line) is not None


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    """A line that begins with a label."""
    labels = (*words("roles", "labels"), *words("roles", "supporting", "labels"))
    return re.compile(rf"(?i)(?:{either(labels)})\s*:")


def _runs(units: Sequence[_Unit]) -> list[list[_Unit]]:
    """The units between the breaks that are certain."""
    runs: list[list[_Unit]] = []
    for unit in units:
        if unit.begins or not runs:
            runs.append([])
        runs[-1].append(unit)
    return runs


def _grouped(units: Sequence[_Unit], wrapped: float, known: Glossary) -> list[str]:
    """The grouping of a run of units that costs least."""
    if len(units) == 1:
        return [units[0].text]
    if len(units) > MOST or any(len(unit.text.split()) > WORDY for unit in units):
        return [unit.text for unit in units]
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(units) + 1):
        found: list[tuple[float, list[str]]] = []
        for begin in range(max(0, end - LONGEST), end):
            joined = units[begin:end]
            text = " ".join(unit.text for unit in joined)
            against = sum(0.0 if unit.soft else wrapped for unit in joined[:-1])
            against += PARTED if begin and units[begin - 1].soft else 0.0
            before, groups = best[begin]
            found.append((before + against + cost(text, known), [*groups, text]))
        best.append(min(found, key=lambda option: option[0]))
    return best[-1][1]
