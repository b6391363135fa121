"""What a sheet of a workbook holds: its cells by row and column, their dress, its ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.readers.build import Run

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def column_name(column: int) -> str:
    """The letters of a column counted from 1."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_at(ref: str) -> tuple[int, int] | None:
    """Row and column (from 1) of a reference such as "B4", `None` for none or one off the sheet."""
    found = _REF.fullmatch(ref)
    if found is None:
        return None
    column = 0
    for letter in found.group(1).upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found.group(2))
    return (row, column) if 1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN else None


@dataclass(slots=True, frozen=True)
class Range:
    """A rectangle of cells, rows and columns counted from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @staticmethod
    def read(ref: str) -> Range | None:
        """The range of a reference such as "B4:F9", `None` where it is none."""
        ends = [cell_at(part) for part in ref.split(":")]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first is None or last is None:
            return None
        rows, columns = sorted((first[0], last[0])), sorted((first[1], last[1]))
        return Range(rows[0], columns[0], rows[1], columns[1])


@dataclass(slots=True, frozen=True)
class Look:
    """A cell's dress: number format, font, fill, whether it is drawn with a border."""

    format: str = "General"
    struck: bool = False
    bold: bool = False
    size: float | None = None
    fill: str | None = None
    bordered: bool = False


@dataclass(slots=True)
class SheetCell:
    """A cell that holds something to see: text, or only a fill or a border."""

    look: Look
    runs: list[Run] = field(default_factory=list)

    @property
    def filled_in(self) -> bool:
        """Whether it holds any text, struck through or not."""
        return any(run.text.strip() for run in self.runs)


@dataclass(slots=True)
class Sheet:
    """A sheet's cells by row and column (from 1), and what its ranges say."""

    name: str
    hidden: bool
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    regions: list[Range] = field(default_factory=list)  # filters and declared tables
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)  # texts of drawn shapes
    filled: int = 0  # cells with text
    missing: list[str] = field(default_factory=list)  # formula cells without a stored value
