"""Which column of a table is what, by its header's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.families.plan import content
from extractors.families.plan.date_columns import settle_dates
from extractors.families.plan.grid import Grid, own_cells
from extractors.families.plan.periods import FEWEST, is_month, is_time, times_with_years
from extractors.families.plan.two_rows import over_two_rows
from extractors.families.plan.value_columns import is_target, settle_values
from extractors.families.plan.words import Match, date_header, fold_header, match_header
from extractors.model import Cell

How = Literal["header", "content", "continued"]

EXTRA = "extra"
DATES = frozenset({"timescale", "start", "end", "revised", "original", "revised_start", "actual_start"})
WHO = frozenset({"owner", "organisation", "name", "role", "accountable", "support"})
PERIOD = "period"  # one of the columns of a calendar, in which the time of each action is marked
PERIODS = 3  # columns; fewer are no calendar
RACI = {"r": "owner", "a": "accountable", "c": EXTRA, "i": EXTRA}
FEWEST_OF_RACI = 3  # columns; a letter or two may mean anything
CORE = frozenset(
    {"activity", "owner", "timescale", "end", "start", "success", "status", "update", "area", "objective"}
)


@dataclass(frozen=True)
class Column:
    """One column: its role, its header as printed, and whether the header's words gave the role."""

    index: int
    role: str
    header: str
    sure: bool = True
    own: str = ""  # what the lower row of a header of two rows says


@dataclass(frozen=True)
class Layout:
    """What the columns of a table are, and how that was found out."""

    columns: tuple[Column, ...]
    how: How
    header_rows: int = 0

    def roles(self) -> frozenset[str]:
        """The roles that stand in the table."""
        return frozenset(c.role for c in self.columns)

    def of(self, role: str) -> tuple[Column, ...]:
        """The columns of one role, from the left."""
        return tuple(c for c in self.columns if c.role == role)


def is_period(text: str) -> bool:
    """A header that is a time and nothing else: a column of a calendar, or of dated targets."""
    if not content.is_date(text) or match_header(text) is not None:
        return False
    return match_header(text, "measures") is None and _dated(text) is None


OVER = 2  # rows over the months that may name their years and quarters


def month_columns(grid: Grid, row: int) -> tuple[int, dict[int, str]]:
    """The months of a calendar's columns, with the years that stand in the rows over them, by column; and
    the row that they stand in, which is the header row or one of the two below it."""
    for at in range(row, min(row + OVER + 1, len(grid))):
        named = [c for c in own_cells(grid, at) if is_month(c.text)]
        cells = named if len(named) >= FEWEST else [c for c in own_cells(grid, at) if is_time(c.text)]
        if len(cells) < FEWEST:
            continue
        over = [_over(grid, at, c.column, {c.column for c in cells}) for c in cells]
        months = times_with_years([c.text.strip() for c in cells], over)
        if months:
            return at, {c.column: month for c, month in zip(cells, months, strict=False)}
    return row, {}


def _over(grid: Grid, row: int, column: int, months: set[int]) -> str:
    """What stands over a month, or over the one to its left where the cells over it are blank."""
    found = []
    for above in range(max(0, row - OVER), row):
        at = column
        while at > min(months) and not _text(grid, above, at):
            at -= 1
        found.append(_text(grid, above, at))
    return " ".join(found).strip()


def header_roles(cells: Sequence[Cell]) -> Counter[str]:
    """How often each role is named by these cells; cells that name none count under ""."""
    found: Counter[str] = Counter()
    for cell in cells:
        match = match_header(cell.text)
        found[match.role if match else ""] += 1
    return found


def is_header(grid: Grid, row: int, strict: bool = False) -> bool:
    """The row names columns: two roles or more (three where `strict`), in at least half of its cells."""
    cells = own_cells(grid, row)
    if len(cells) < 2 or any(len(c.text.split()) > 20 for c in cells):
        return False
    at, months = month_columns(grid, row)
    periods = [c for c in cells if is_period(c.text) or (at == row and c.column in months)]
    valued = any((m := match_header(c.text)) and m.role == "baseline" for c in cells)
    if (
        periods
        and not months
        and not valued
        and sum(c.colspan for c in periods) < PERIODS
        and not any(c.header for c in cells)
    ):
        return False
    letters = [c for c in cells if fold_header(c.text) in RACI]
    cells = [c for c in cells if c not in periods and (c not in letters or len(letters) < FEWEST_OF_RACI)]
    if not cells:
        return False
    if _pairs_only(cells):
        return False
    roles = header_roles(cells)
    named = {r for r in roles if r and r != EXTRA}
    marked = sum(c.header or all(b.bold for b in c.blocks if b.text) for c in cells) >= len(cells) * 0.6
    needed = 3 if strict and not marked else 2
    unnamed = roles[""]
    if len(named) < needed or not named & CORE:
        return False
    if unnamed > len(cells) * (0.6 if marked else 0.5):
        return False
    return mean_share(cells) >= 0.4


def _pairs_only(cells: Sequence[Cell]) -> bool:
    """Labels with their values beside them: every other cell names something, those between name nothing."""
    told = [match_header(c.text) is not None for c in cells]
    return len(told) >= 4 and len(told) % 2 == 0 and all(told[::2]) and not any(told[1::2])


def mean_share(cells: Sequence[Cell]) -> float:
    """How much of the matched headers their phrases are, on average."""
    shares = [m.share + (0.4 if m.leads else 0.0) for c in cells if (m := match_header(c.text))]
    return sum(shares) / len(shares) if shares else 0.0


def _under(grid: Grid, row: int) -> bool:
    """The row below a header row is a second header row and no data."""
    if row + 1 >= len(grid):
        return False
    if over_two_rows(grid, row):
        return True
    cells = own_cells(grid, row + 1)
    if len(cells) < 2 or any(
        len(c.text.split()) > 8 or (content.is_reference(c.text) and not match_header(c.text)) for c in cells
    ):
        return False
    if all(
        match_header(c.text) and fold_header(c.text) == fold_header(_text(grid, row, c.column)) for c in cells
    ):
        return False
    roles = header_roles(cells)
    spans = any(c.colspan > 1 for c in own_cells(grid, row) if c.colspan < len(grid[row]))
    dates = sum(content.is_date(c.text) for c in cells)
    named = sum(n for role, n in roles.items() if role)
    if dates == len(cells) and _goes_down(grid, row):
        return True
    if spans:
        return named + dates >= len(cells) * 0.5
    return named >= 2 and named >= len(cells) * 0.6 and not dates


def _goes_down(grid: Grid, row: int) -> bool:
    """A name of a column stands over this row and the next: the next is a row of the header."""
    return any(c.rowspan == 2 and match_header(c.text) is not None for c in own_cells(grid, row))


def _text(grid: Grid, row: int, column: int) -> str:
    cell = grid[row][column] if 0 <= row < len(grid) and column < len(grid[row]) else None
    return cell.text.strip() if cell is not None else ""


def read_header(grid: Grid, row: int) -> Layout:
    """The columns that the header at `row` (and the row below it, if it goes on there) names."""
    last, months = month_columns(grid, row)
    if last == row and _under(grid, row):
        last = row + 1
    columns: list[Column] = []
    for index in range(len(grid[row])):
        if index in months:
            columns.append(Column(index, EXTRA, months[index], own=months[index]))
            continue
        top, bottom = _text(grid, row, index), _text(grid, last, index) if last > row else ""
        columns.append(replace(_column(index, top, bottom), own=bottom))
    return Layout(tuple(with_dates(_calendar(with_values(_raci(columns))))), "header", last - row + 1)


def _raci(columns: list[Column]) -> list[Column]:
    """Columns headed by letters: who is responsible, accountable, consulted, informed."""
    letters = [c for c in columns if fold_header(c.own or c.header) in RACI]
    if len({fold_header(c.own or c.header) for c in letters}) < FEWEST_OF_RACI:
        return columns
    return [replace(c, role=RACI[fold_header(c.own or c.header)]) if c in letters else c for c in columns]


def with_values(columns: list[Column]) -> list[Column]:
    """The columns with those of a measure's values among them."""
    told = [replace(c, header=c.own) if is_target(c.own) else c for c in columns]
    roles = settle_values([c.header for c in told], [c.role for c in told])
    return [replace(c, role=role) for c, role in zip(told, roles, strict=True)]


def with_dates(columns: list[Column]) -> list[Column]:
    """The columns with one start and one end among those of dates."""
    roles = settle_dates([c.header for c in columns], [c.role for c in columns])
    return [replace(c, role=role) for c, role in zip(columns, roles, strict=True)]


def _calendar(columns: list[Column]) -> list[Column]:
    """Columns headed by times, where there are enough of them, are a calendar."""
    times = [c.index for c in columns if c.role == EXTRA and is_period(c.header)]
    if len(times) < PERIODS:
        return columns
    return [replace(c, role=PERIOD) if c.index in times else c for c in columns]


_DATE_AT_END = re.compile(
    r"^(?P<words>\D+?)(?:\s*[–—:(-]\s*|\s+)(?:(?:by|to|at|as\s+at|in|for|since|from|until)\s+)?(?:(?:the\s+)?end\s+of\s+)?(?P<date>\S+(?:\s+\S+)?)\)?$",
    re.I,
)


def _dated(header: str) -> Match | None:
    """What a header names only because it ends in a date: "Position, October 2025"."""
    match = _DATE_AT_END.match(header)
    if match is None or not content.is_date(match["date"]):
        return None
    return match_header(match["words"], "dated")


def without_date(header: str) -> Match | None:
    """What a header names that ends in a date: "Target Dec 2025", "Status – June 24"."""
    match = _DATE_AT_END.match(header)
    if match is None or not content.is_date(match["date"]):
        return None
    found = _dated(header) or match_header(match["words"])
    if is_period(header) and (found is None or found.share < 1):
        return None
    return found if found is not None and found.role in ("target", "baseline", "status", "update") else None


def _column(index: int, top: str, bottom: str) -> Column:
    if is_period(bottom) and re.fullmatch(r"[\s\d/-]+", top):
        return Column(index, EXTRA, f"{bottom} {top}")
    if not bottom or fold_header(top) == fold_header(bottom):
        match = match_header(top) or without_date(top)
        return Column(index, match.role if match else EXTRA, top)
    both = f"{top} {bottom}".strip()
    if (told := date_header(both)) is not None:
        return Column(index, told.role, both)
    own, joint, over = match_header(bottom), match_header(both), match_header(top)
    if own is not None and (own.share >= 0.5 or own.leads) and own.role not in ("name", "role"):
        return Column(index, own.role, both)
    if joint is not None and over is None:
        return Column(index, joint.role, both)
    if own is not None and own.role in ("name", "role"):
        return Column(index, own.role if over and over.role in WHO else EXTRA, both)
    return Column(index, over.role if over and not bottom else EXTRA, both)


def repeated_header(grid: Grid, row: int, layout: Layout) -> bool:
    """The row says the headers again."""
    cells = own_cells(grid, row)
    heads = {fold_header(c.header) for c in layout.columns if c.header}
    return len(cells) >= 2 and all(fold_header(c.text) in heads for c in cells)
