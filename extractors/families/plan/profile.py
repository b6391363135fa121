"""What a column of a table holds: how many of its cells are dates, people, ratings, instructions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.families.plan import content
from extractors.families.plan.date_columns import is_level
from extractors.families.plan.gantt import is_coloured
from extractors.families.plan.grid import Grid, cell_at
from extractors.families.plan.words import fold
from extractors.model import Cell


@dataclass(frozen=True)
class Profile:
    """What a column holds: how many cells have text, and how many of them are of each type."""

    filled: int
    distinct: int
    date: int
    owner: int
    rating: int
    reference: int
    prose: int
    verbs: int
    figures: int
    words: float
    commas: int = 0
    coloured: int = 0  # cells without text that have a colour
    colours: int = 0  # different colours of these
    answers: bool = False  # whether they are yes and no, whose letters are no colours
    quotes: int = 0  # texts that are a quotation, such as the words of a parent
    codes: int = 0  # texts that only name things of another list by their codes ("K1, K3")
    levels: int = 0  # texts that say how much something matters ("Must", "High")
    hidden: bool = False  # the column is hidden in its sheet, so that nobody sees it printed

    def most(self, count: int, share: float = 0.6) -> bool:
        """At least `share` of the filled cells."""
        return self.filled > 0 and count >= share * self.filled

    @property
    def repeats(self) -> bool:
        """The same texts are told again in several rows, each of them about twice or more."""
        return self.filled > 1 and 2 * self.distinct <= self.filled


_QUOTATION = re.compile(r"\s*(?:“[^“”]*”|\"[^\"]*\"|‘.*’|'.*')[\s.]*", re.S)

_CODES = re.compile(
    r"\s*[A-Z]{1,4}[ -]?\d{1,3}[a-z]?(?:\s*(?:[,;&/]|and)\s*[A-Z]{1,4}[ -]?\d{1,3}[a-z]?)*\s*"
)


def profile(grid: Grid, rows: Sequence[int], index: int, marks: frozenset[str] = frozenset()) -> Profile:
    """What column `index` holds over these rows, each cell counted once; `marks` are ratings, too."""
    cells: list[Cell] = []
    for row in rows:
        cell = grid[row][index] if index < len(grid[row]) else None
        if cell is not None and cell.text.strip() and all(cell is not c for c in cells):
            cells.append(cell)
    texts = [c.text for c in cells]
    blank = {id(c): c for row in rows if (c := cell_at(grid, row, index)) is not None and not c.text.strip()}
    fills = [c.fill for c in blank.values() if c.fill and is_coloured(c.fill)]
    return Profile(
        filled=len(texts),
        distinct=len(set(texts)),
        date=sum(content.is_date(t) for t in texts),
        owner=sum(content.is_owner(t) for t in texts),
        rating=0 if are_answers(texts) else sum(_is_rated(c, marks) for c in cells),
        answers=are_answers(texts),
        reference=sum(content.is_reference(t) for t in texts),
        prose=sum(content.is_prose(t) for t in texts),
        verbs=sum(content.starts_with_verb(t) for t in texts),
        figures=sum(content.has_figures(t) for t in texts),
        words=sum(len(t.split()) for t in texts) / len(texts) if texts else 0.0,
        commas=sum("," in t for t in texts),
        coloured=len(fills),
        colours=len(set(fills)),
        quotes=sum(_QUOTATION.fullmatch(t) is not None for t in texts),
        codes=sum(_CODES.fullmatch(t) is not None for t in texts),
        levels=sum(is_level(t) for t in texts),
        hidden=bool(cells) and all(b.hidden for c in cells for b in c.blocks),
    )


def _is_rated(cell: Cell, marks: frozenset[str]) -> bool:
    """A rating, or one in each paragraph, as beside several steps."""
    if content.is_rating(cell.text) or fold(cell.text) in marks:
        return True
    parts = [b.text for b in cell.blocks if b.text.strip()]
    return len(parts) > 1 and all(content.is_rating(t) or fold(t) in marks for t in parts)


def only_coloured(p: Profile) -> bool:
    """Cells without words are of several colours, as ratings are and no shading is."""
    return p.coloured >= 3 and p.colours >= 2


def are_answers(texts: Sequence[str]) -> bool:
    """Yes and no, whole or by their letters: "N" is then no rating."""
    said = {fold(text) for text in texts}
    return bool(said & {"y", "yes"}) and said <= {"y", "yes", "n", "no", "n/a", "na", "tbc"}
