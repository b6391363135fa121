"""The rows of a table of actions: merged cells carried down, cut rows joined, slid rows put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.families.plan import content
from extractors.families.plan.carry import CARRIED, SHARED, Carrier, Carry
from extractors.families.plan.columns import DATES, EXTRA, PERIOD, Layout
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.gantt import Calendar, is_tick
from extractors.families.plan.grid import Grid, cell_at, own_cells, row_cells
from extractors.families.plan.halves import halves
from extractors.families.plan.labelled import told_below
from extractors.families.plan.measure_columns import printed_value
from extractors.families.plan.parallel import taken_apart
from extractors.families.plan.slide import KEEP, KEEP_MERGED, place
from extractors.families.plan.words import fold
from extractors.fields.rating import colour_of_fill
from extractors.model import Cell, Problem, ProblemCategory, Table

VALUES = ("baseline", "target")
LONG_CELL = 3  # words; a text to be carried on must be a text


class RowReader:
    """Reads the data rows of one table under one layout. `is_area` says whether a text is one of the areas
    that the plan lists; `bands` are the labels of rows that were headings over the rows below them."""

    def __init__(
        self,
        table: Table,
        grid: Grid,
        layout: Layout,
        carry: Carry,
        is_area: Callable[[str], bool],
        problems: list[Problem],
        extends: bool = False,
        marks: frozenset[str] = frozenset(),
        bands: set[str] | None = None,
    ) -> None:
        self.table = table
        self.grid = grid
        self.layout = layout
        self.carry = carry
        self.is_area = is_area
        self.marks = marks
        self.bands = set() if bands is None else bands
        self.problems = problems
        self.carrier = Carrier(table, grid, layout, carry, problems)
        self.seen = self.carrier.seen
        periods = [c.index for c in layout.of(PERIOD)]
        below = range(
            max((c.row for c in table.cells if c.header), default=layout.header_rows - 1) + 1, len(grid)
        )
        self.calendar = Calendar(grid, periods, below, extends)
        self.joined = {f.first_row for f in table.fragments if f.joined_row}

    def role(self, column: int) -> str:
        """The role of a column."""
        return next((c.role for c in self.layout.columns if c.index == column), EXTRA)

    def header(self, column: int) -> str:
        """The header of a column, or its number where it has none."""
        found = next((c.header for c in self.layout.columns if c.index == column), "")
        return found or f"column {column + 1}"

    # -- one row ----------------------------------------------------------------------------------

    def read(self, row: int) -> list[Draft]:
        """The drafts that a row gives: one, none (it went into the row before), or two where it holds two
        activities."""
        cells = own_cells(self.grid, row)
        if not cells:
            return []
        both = halves(cells, self.role) if row in self.joined else None
        if both is None:
            return self._one(row, cells)
        self._note(cells, "two rows that were joined over a page break were taken apart")
        return [draft for half in both for draft in self._one(row, half)]

    def below(self, row: int) -> bool:
        """Whether a row only tells more of the action above it, under labels of its own ("Progress: ...")."""
        last, cells = self.carry.last, own_cells(self.grid, row)
        told = told_below(cells, [self.role(c.column) for c in cells], self.marks) if last else []
        if len(told) == 1 and fold(told[0][1]) in self.bands:
            return False
        for role, label, value in told:
            group = Group(value.text, label, value)
            if last is not None and role != EXTRA:
                last.put(role, group)
            elif last is not None:
                last.extras.append(group)
        if last is not None and told:
            last.sources += [c.source for c in cells]
        return bool(told)

    def _one(self, row: int, cells: Sequence[Cell]) -> list[Draft]:
        places = self._places(row, cells)
        acts = [c for c in cells if self.role(places[id(c)]) == "activity"]
        draft = self._draft(row, cells, places)
        if self._same_action(draft):
            self._more(draft)
            return []
        if self._continues(row, draft):
            self._append(draft, row)
            return []
        if not draft.text("activity"):
            return self._no_activity(draft, row)
        self.carrier.remember(draft, row)
        if len(acts) > 1 and all(content.starts_with_verb(c.text) for c in acts):
            return self._two(draft, acts)
        parts = taken_apart(draft, frozenset(self.layout.roles())) or [draft]
        self.carry.last = parts[-1]
        return parts

    def _places(self, row: int, cells: Sequence[Cell]) -> dict[int, int]:
        """Each cell's column: as printed, or where its content belongs if the row slid."""
        at = [c.column for c in cells]
        over = {c.column for c in row_cells(self.grid, row) if c.row < row}
        free = [
            c.index
            for c in self.layout.columns
            if self._free(row, c.index, over) and c.role not in (EXTRA, PERIOD)
        ]
        free += [c.index for c in self.layout.columns if c.role in (EXTRA, PERIOD) and c.index in at]
        columns, moved = at, False
        if self.layout.roles() & DATES and PERIOD not in self.layout.roles():
            keep = KEEP if self.carrier.lost else KEEP_MERGED
            placing = place(
                [c.text for c in cells], at, self.layout, sorted(set(free)), self.is_area, keep, self.marks
            )
            columns, moved = list(placing.columns), placing.moved
        columns, swapped = self._swap(cells, columns)
        if moved or swapped:
            self._note(cells, "cells put back under the columns that their content belongs to")
        return {id(c): i for c, i in zip(cells, columns, strict=True)}

    def _free(self, row: int, column: int, over: set[int]) -> bool:
        cell = cell_at(self.grid, row, column)
        return cell is None or cell.row == row or not cell.text

    def _swap(self, cells: Sequence[Cell], columns: Sequence[int]) -> tuple[list[int], bool]:
        """A new area without an objective, where merged cells were lost, is an objective that slid left:
        a coarse column cannot change while the finer one stays."""
        roles = [self.role(i) for i in columns]
        objective = next((c.index for c in self.layout.columns if c.role == "objective"), None)
        if (
            not self.carrier.lost
            or objective is None
            or "area" not in roles
            or "objective" in roles
            or "activity" not in roles
            or "area" not in self.carry.groups
        ):
            return list(columns), False
        where = roles.index("area")
        text = cells[where].text
        if self.is_area(text) or len(text.split()) < LONG_CELL or not content.starts_with_verb(text):
            return list(columns), False
        return [objective if k == where else i for k, i in enumerate(columns)], True

    def _draft(self, row: int, cells: Sequence[Cell], places: dict[int, int]) -> Draft:
        draft = Draft(page=_page(cells))
        taken: set[int] = set()
        for cell in cells:
            draft.sources.append(cell.source)
            taken.add(id(cell))
            self._put(draft, cell, places[id(cell)])
        self._in_calendar(draft, row)
        self._colour(draft, row)
        for cell in row_cells(self.grid, row):
            if id(cell) in taken or cell.row == row:
                continue
            group = self.seen.get(id(cell))
            if group is None and cell.text.strip():
                group = self.seen[id(cell)] = Group(cell.text, self.header(cell.column), cell)
            role = self.role(cell.column)
            if role == PERIOD or self._only_over_break(cell, row, role):
                continue
            if group is not None and role != EXTRA:
                draft.put(role, group, inherited=True)
                if role == "target":
                    draft.targets[cell.column] = group
            elif group is not None:
                draft.extras.append(group)
        return draft

    def _only_over_break(self, cell: Cell, row: int, role: str) -> bool:
        """The cell is "merged" only with the blank cell beneath it on the next page, in a column whose cells
        belong to their rows: that cell is blank, not merged."""
        return role not in SHARED and role != "activity" and cell.rowspan == 2 and row in self.carrier.seams

    def _put(self, draft: Draft, cell: Cell, column: int) -> None:
        role = self.role(column)
        if role in DATES and (apart := content.date_head(cell.text)):
            draft.put(role, Group(apart[0], self.header(column), cell))
            draft.put("success", Group(apart[1], "", cell))
            return
        if role == PERIOD and is_tick(cell.text):
            return
        text = printed_value(cell) if role in VALUES else cell.text
        text = content.without_continued(text) if role in SHARED else text
        group = Group(text, self.header(column), cell)
        self.seen[id(cell)] = group
        if role == "target":
            draft.targets[column] = group
        if role in (EXTRA, PERIOD):
            draft.extras.append(group)
        else:
            draft.put(role, group)

    def _colour(self, draft: Draft, row: int) -> None:
        """A rating that is only a colour; a time that is struck through and not replaced."""
        for column in self.layout.of("status"):
            cell = cell_at(self.grid, row, column.index)
            if (
                cell is not None
                and not cell.text.strip()
                and colour_of_fill(cell.fill) is not None
                and "status" not in draft.fields
            ):
                draft.put("status", Group("", self.header(column.index), cell), inherited=cell.row < row)
        for column in self.layout.columns:
            cell = cell_at(self.grid, row, column.index)
            if column.role in DATES and cell is not None and cell.struck and not cell.text.strip():
                draft.put(column.role, Group("", column.header, cell))

    def _in_calendar(self, draft: Draft, row: int) -> None:
        """The time of a row that is marked in a calendar: from the first to the last marked column; and what
        is told in a calendar of news."""
        if not self.calendar.notes and not draft.fields.keys() & DATES and (bar := self.calendar.bar(row)):
            if bar.first is not None and bar.first != bar.last:
                draft.put("start", Group(self.header(bar.first)))
            if bar.last is not None:
                draft.put("end", Group(self.header(bar.last)))
            if bar.planned is not None:
                draft.put("original", Group(self.header(bar.planned)))

    # -- rows that are no rows of their own -----------------------------------------------------------

    def _continues(self, row: int, draft: Draft) -> bool:
        """The row is the rest of the row before it, cut by a page break or an export."""
        last = self.carry.last
        if last is None or not draft.text("activity"):
            return False
        if self._rest_of_row(row, draft):
            return True
        has_own = any(
            r in draft.fields and not draft.fields[r].inherited
            for r in (*DATES, "owner", "reference", "status")
        )
        if has_own:
            return False
        return content.goes_on(last.text("activity"), draft.text("activity"))

    def _rest_of_row(self, row: int, draft: Draft) -> bool:
        """The first row of a page, without reference, time and rating where the rows above have them, and no
        instruction: lines that a page break parted from the row before it."""
        if row not in self.carrier.seams or row == 0 or content.starts_with_verb(draft.text("activity")):
            return False
        own = {r for r, f in draft.fields.items() if not f.inherited}
        roles = self.layout.roles()
        last = self.carry.last
        return (
            "reference" in roles
            and bool(roles & DATES)
            and last is not None
            and bool(last.text("reference"))
            and not own & (DATES | {"reference", "status"})
            and last.text("activity")[-1] not in ".!?"
        )

    def _same_action(self, draft: Draft) -> bool:
        """The activity's cell spans this row and the one before: one action over several rows."""
        held, last = draft.fields.get("activity"), self.carry.last
        if held is None or not held.inherited or last is None:
            return False
        before = last.group("activity")
        return before is not None and any(c is held.group.cells[0] for c in before.cells)

    def _more(self, draft: Draft) -> None:
        """A further row of one action: its last date counts, the dates before it are kept beside it."""
        last = self.carry.last
        assert last is not None
        last.rows = [*(last.rows or [replace(last, fields=dict(last.fields))]), draft]
        for role, held in draft.fields.items():
            if held.inherited:
                continue
            before = last.fields.get(role)
            if before is not None and role in DATES and not before.inherited:
                last.extras.append(before.group)
                del last.fields[role]
            last.put(role, held.group)
        last.extras += draft.extras
        last.sources += draft.sources

    def _append(self, draft: Draft, row: int) -> None:
        last = self.carry.last
        assert last is not None
        for role, held in draft.fields.items():
            if held.inherited:
                continue
            target = last.fields.get(role)
            if target is None:
                last.put(role, held.group)
            else:
                for text, cell in zip(held.group.texts, held.group.cells, strict=False):
                    target.group.add(text, cell)
        last.extras += draft.extras
        last.sources += draft.sources
        words = " ".join(draft.text("activity").split()[:6])
        self._problem("repaired", f"a row cut in two was joined: {words} ...", draft.page)

    def _no_activity(self, draft: Draft, row: int) -> list[Draft]:
        """A row without an activity: an area or objective over the rows below, or more of the row before."""
        own = {r for r, f in draft.fields.items() if not f.inherited}
        self.carrier.remember(draft, row)
        if not own - set(CARRIED) and not draft.extras:
            return []
        last = self.carry.last
        rest = own - set(CARRIED)
        if rest <= {"reference", "status"} and not draft.extras:
            return []
        if last is not None and not own & set(CARRIED):
            self._append(draft, row)
        elif rest - {"reference"}:
            words = " ".join(" ".join(f.group.text for f in draft.fields.values()).split()[:8])
            self._problem("not_placed", f"a row without an action was left out: {words} ...", draft.page)
        return []

    # -- several activities in a row ------------------------------------------------------------------

    def _two(self, draft: Draft, acts: Sequence[Cell]) -> list[Draft]:
        drafts = []
        for act in acts:
            one = Draft(dict(draft.fields), list(draft.extras), list(draft.sources), draft.page)
            one.fields.pop("activity")
            one.put("activity", Group(act.text, "", act))
            drafts.append(one)
        self._note(acts, "a row that holds several activities was taken apart")
        self.carry.last = drafts[-1]
        return drafts

    # -- notes ------------------------------------------------------------------------------------------

    def _note(self, cells: Sequence[Cell], what: str) -> None:
        words = " ".join(" ".join(c.text for c in cells).split()[:6])
        self._problem("repaired", f"{what}: {words} ...", _page(cells))

    def _problem(self, category: ProblemCategory, message: str, page: int | None) -> None:
        self.problems.append(Problem(category=category, message=message, page=page))


def _page(cells: Sequence[Cell]) -> int | None:
    return next((c.source.page for c in cells if c.source.page is not None), None)
