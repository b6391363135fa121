"""Merged cells carried down: what a blank cell repeats from above, and what a page break cut."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.families.plan import content
from extractors.families.plan.columns import EXTRA, Layout
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.grid import Grid, cell_at, own_cells
from extractors.model import Problem, Table

CARRIED = ("priority", "outcome", "area", "objective", "aim")
MEASURED = ("success", "baseline", "target")
SHARED = (*CARRIED, *MEASURED)


@dataclass
class Carry:
    """What stands above the next row: the groups that blank cells below them repeat."""

    groups: dict[str, Group] = field(default_factory=dict)
    last: Draft | None = None

    def reset(self) -> None:
        """A heading has come between: nothing is carried past it."""
        self.groups.clear()
        self.last = None


class Carrier:
    """Fills the blank cells of one table's rows. `seen` names the group of each cell over several rows."""

    def __init__(
        self, table: Table, grid: Grid, layout: Layout, carry: Carry, problems: list[Problem]
    ) -> None:
        self.grid = grid
        self.layout = layout
        self.carry = carry
        self.problems = problems
        self.seen: dict[int, Group] = {}
        self.seams = {f.first_row for f in table.fragments}
        # A table without any merged cell may have lost them: a blank cell is then the rest of the cell above.
        self.lost = not any(c.rowspan > 1 for c in table.cells) and self._gaps()
        self.by_row = {role for role in MEASURED if self._each_its_own(role)}

    def _gaps(self) -> bool:
        """Some row has nothing where a merged cell would reach, or at its end: cells may be missing."""
        told = [c.index for c in self.layout.columns if c.role != EXTRA]
        watched = [c.index for c in self.layout.columns if c.role in CARRIED] + told[-1:]
        for row in range(self.layout.header_rows, len(self.grid)):
            cells = [cell_at(self.grid, row, i) for i in watched]
            if len(own_cells(self.grid, row)) > 1 and any(c is None or not c.text.strip() for c in cells):
                return True
        return False

    def _each_its_own(self, role: str) -> bool:
        """No text of the role is merged over rows, and cells amid a page are blank: a blank is none, also at
        the head of a page."""
        columns = {c.index for c in self.layout.of(role)}
        rows = range(self.layout.header_rows, len(self.grid))
        cells = [c for r in rows for c in own_cells(self.grid, r) if c.column in columns]
        blank = (
            (c := cell_at(self.grid, r, i)) is not None
            and c.row == r
            and c.rowspan == 1
            and not c.text.strip()
            for r in rows
            if r not in self.seams
            for i in columns
        )
        return all(c.rowspan == 1 for c in cells) and any(blank)

    def remember(self, draft: Draft, row: int) -> None:
        """Fill blank cells from above where the table means the same, and keep what this row says."""
        seam = (row in self.seams and row > 0) or row == 0
        fresh = False
        for role in CARRIED:
            if role not in self.layout.roles():
                continue
            held = draft.fields.get(role)
            if held is None:
                above = self.carry.groups.get(role)
                if above is not None and not fresh:
                    draft.put(role, above, inherited=True)
                    self._blank(row, role, above)
                elif fresh:
                    self.carry.groups.pop(role, None)
                continue
            if not held.inherited:
                if seam and self._goes_on_above(role, held.group):
                    self._extend(draft, role)
                    continue
                if role != "priority" or held.group.text != _text(self.carry.groups.get(role)):
                    fresh = fresh or held.group.text != _text(self.carry.groups.get(role))
            self.carry.groups[role] = held.group
        self._success(draft, row, seam)

    def _goes_on_above(self, role: str, group: Group) -> bool:
        above = self.carry.groups.get(role)
        return above is not None and above is not group and content.goes_on(above.text, group.text)

    def _extend(self, draft: Draft, role: str) -> None:
        above = self.carry.groups[role]
        held = draft.fields[role]
        for text, cell in zip(held.group.texts, held.group.cells, strict=False):
            above.add(text, cell)
            self.seen[id(cell)] = above
        del draft.fields[role]
        draft.put(role, above, inherited=True)
        message = f"a merged cell cut by a page break was joined: {above.header}"
        self.problems.append(Problem(category="repaired", message=message, page=draft.page))

    def _success(self, draft: Draft, row: int, seam: bool) -> None:
        for role in MEASURED:
            if role not in self.layout.roles():
                continue
            held = draft.fields.get(role)
            finer = draft.fields.get("objective") or draft.fields.get("area")
            same = finer is not None and finer.inherited
            above = self.carry.groups.get(role)
            if held is None:
                if above is not None and same and (self.lost or (seam and role not in self.by_row)):
                    draft.put(role, above, inherited=True)
                    self._blank(row, role, above)
                elif not same:
                    self.carry.groups.pop(role, None)
            elif not held.inherited and same and self._cut(role, held.group, seam):
                self._extend(draft, role)
            else:
                self.carry.groups[role] = held.group

    def _cut(self, role: str, group: Group, seam: bool) -> bool:
        """The text goes on from the cell above: over a page break, or where merged cells were lost."""
        if not (seam or self.lost):
            return False
        return self._goes_on_above(role, group)

    def _blank(self, row: int, role: str, group: Group) -> None:
        """A blank cell over several rows stands for the group above in all of them."""
        for column in self.layout.of(role):
            cell = cell_at(self.grid, row, column.index)
            if cell is not None and not cell.text:
                self.seen[id(cell)] = group


def _text(group: Group | None) -> str | None:
    return group.text if group is not None else None
