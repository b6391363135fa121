"""A row on its way to an action: the printed texts by role, and which of them it shares with other rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.model import Block, Cell, Line, Source


class Group:
    """A printed text that one row holds or several share (a merged cell, a heading), which may go on over a
    page break: its parts are the cells that hold it."""

    def __init__(
        self, text: str = "", header: str = "", cell: Cell | None = None, source: Source | None = None
    ):
        self.header = header
        self.texts: list[str] = [text] if text else []
        self.cells: list[Cell] = [cell] if cell is not None else []
        self._lines: tuple[Line, ...] = ()
        self.sources: list[Source] = [source] if source is not None else []
        if cell is not None and source is None:
            self.sources.append(cell.source)

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(" ".join(t.split()) for t in self.texts if t.strip())

    @property
    def struck(self) -> tuple[str, ...]:
        """What is struck through in it."""
        return tuple(s for cell in self.cells for s in cell.struck)

    @property
    def fill(self) -> str | None:
        """The background of its first coloured cell."""
        return next((c.fill for c in self.cells if c.fill), None)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs and list items of its cells."""
        return tuple(b for c in self.cells for b in c.blocks)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its printed lines, where all of it is one cell or one paragraph."""
        if len(self.texts) != 1 or len(self.cells) > 1:
            return ()
        return self.cells[0].lines if self.cells else self._lines

    def with_words(self, text: str) -> Group:
        """The same cells and places with other words: what is left where a part became a field of its own."""
        rest = Group(text, self.header)
        rest.cells, rest.sources = list(self.cells), list(self.sources)
        return rest

    def add(
        self,
        text: str,
        cell: Cell | None = None,
        source: Source | None = None,
        lines: tuple[Line, ...] = (),
    ) -> None:
        """The text goes on."""
        self.texts.append(text)
        self._lines = lines
        if cell is not None:
            self.cells.append(cell)
            self.sources.append(cell.source)
        if source is not None:
            self.sources.append(source)


@dataclass
class Field:
    """One value of a row: the group that holds it, and whether it stands beside the row or above it."""

    role: str
    group: Group
    inherited: bool = False


@dataclass
class Draft:
    """One row: its fields by role, the columns that have no role, and the places where it stands."""

    fields: dict[str, Field] = field(default_factory=dict)
    extras: list[Group] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    page: int | None = None
    targets: dict[int, Group] = field(default_factory=dict)  # by column
    rows: list[Draft] = field(default_factory=list)  # as they were, of an action over several

    def group(self, role: str) -> Group | None:
        """The group of a role, if the row has one."""
        found = self.fields.get(role)
        return found.group if found else None

    def text(self, role: str) -> str:
        """The text of a role, "" where there is none."""
        found = self.group(role)
        return found.text if found else ""

    def put(self, role: str, group: Group, inherited: bool = False) -> None:
        """Set a field; what was there goes on in the new text."""
        before = self.fields.get(role)
        if before is not None and not inherited:
            if before.inherited:
                self.fields[role] = Field(role, group)
            elif before.group is not group:
                joined = Group(header=before.group.header)
                for part in (before.group, group):
                    joined.texts += part.texts
                    joined.cells += part.cells
                    joined.sources += part.sources
                self.fields[role] = Field(role, joined)
            return
        if before is None:
            self.fields[role] = Field(role, group, inherited)

    def inherited(self) -> tuple[str, ...]:
        """The roles whose values were carried down."""
        return tuple(role for role, f in self.fields.items() if f.inherited)
