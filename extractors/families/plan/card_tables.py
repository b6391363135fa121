"""Tables that hold cards: labels beside their values down the rows, or a whole card in a cell."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.families.plan.boxed import is_box
from extractors.families.plan.card_text import ACT_ROLES, label_block
from extractors.families.plan.cards import card_role
from extractors.families.plan.columns import DATES, WHO
from extractors.families.plan.context import read_label, segments
from extractors.families.plan.grid import Grid, own_cells
from extractors.model import Table


def are_cards(grid: Grid, rows: Sequence[int]) -> bool:
    """Labels stand to the left of their values, row after row: "Action", "Lead", "By when" down a column."""
    pairs = 0
    filled = 0
    roles: set[str] = set()
    for r in rows:
        cells = own_cells(grid, r)
        if (
            len(cells) == 1
            and (title := read_label(cells[0].text))
            and title.role in ACT_ROLES
            and title.colon
        ):
            roles.add("activity")
        if len(cells) < 2:
            continue
        filled += 1
        labels = [(k, card_role(c.text)) for k, c in enumerate(cells) if len(c.text.split()) <= 10]
        if (
            labels
            and labels[0][1]
            and labels[0][0] == 0
            and len([1 for _, role in labels if role]) <= (len(cells) + 1) // 2
        ):
            pairs += 1
            roles |= {role for _, role in labels if role}
    if not filled or pairs < max(2, 0.6 * filled):
        return False
    acts = bool(roles & (ACT_ROLES | {"objective", "objective_heading"}))
    acts = acts or len(roles & (WHO | DATES | {"lead"})) >= 2
    return (
        acts and len(roles - ACT_ROLES) >= 1 and bool(roles & (WHO | DATES | {"success", "lead", "sponsor"}))
    )


def are_cell_cards(table: Table) -> bool:
    """Cells that each hold a whole card: "Action 1: ... Lead: ... By when: ...", or an action's words with
    two such labels under them."""
    if is_box(table):
        return True
    full = 0
    for cell in table.cells:
        blocks = [b for b in cell.blocks if b.text]
        roles = {s.role for b in blocks for s in segments(label_block(b)) if s.role}
        told = roles & (WHO | DATES | {"lead"})
        bare = len(blocks) > 2 and all(s.role is None for s in segments(blocks[0]))
        if (roles & ACT_ROLES and told) or (bare and told & DATES and told - DATES):
            full += 1
    return full >= 1 and full >= 0.4 * sum(1 for c in table.cells if c.text)
