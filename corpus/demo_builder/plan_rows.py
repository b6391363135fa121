"""The rows of a priority's table, with the cells that span several of them: one reading for PDF and DOCX."""

from collections.abc import Iterator
from dataclasses import dataclass

from demo_builder.plan_source import Plan, Priority

HEADER = (
    "Area for improvement",
    "Key objective",
    "Planned activity",
    "Responsible",
    "Timescale",
    "Success measures",
)
AREA, OBJECTIVE, ACTIVITY, RESPONSIBLE, TIMESCALE, SUCCESS = range(6)


@dataclass(frozen=True)
class PlanCell:
    """A cell of the table: its column, its first and last row (from 0) and its lines."""

    column: int
    first: int
    last: int
    lines: list[str]


def row_count(priority: Priority) -> int:
    """How many rows the priority's table has: one for each action."""
    return sum(len(group.actions) for area in priority.area for group in area.group)


def plan_cells(plan: Plan, priority: Priority) -> Iterator[PlanCell]:
    """Every cell of a priority's table. Area, objective and success cells span the actions they hold for."""
    row = 0
    for area in priority.area:
        area_first, objective_first, objective = row, row, area.group[0].objective
        for group in area.group:
            if group.objective != objective:
                yield PlanCell(OBJECTIVE, objective_first, row - 1, [objective])
                objective_first, objective = row, group.objective
            yield PlanCell(SUCCESS, row, row + len(group.actions) - 1, group.success_lines)
            for action in group.actions:
                yield PlanCell(ACTIVITY, row, row, [action.do])
                yield PlanCell(RESPONSIBLE, row, row, plan.owner_lines(action))
                yield PlanCell(TIMESCALE, row, row, [action.when] if action.when else [])
                row += 1
        yield PlanCell(OBJECTIVE, objective_first, row - 1, [objective])
        yield PlanCell(AREA, area_first, row - 1, [plan.quotation_of(area.finding).in_plan])
