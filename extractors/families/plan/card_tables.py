"""Tables that hold cards: labels beside their values down the rows, or a whole card in a cell."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.families.plan import content
from extractors.families.plan.boxed import is_box
from extractors.families.plan.card_text import ACT_ROLES, TOLD, label_block
from extractors.families.plan.cards import card_role
from extractors.families.plan.columns import DATES
from extractors.families.plan.context import HEADINGS, OVER, read_label, segments
from extractors.families.plan.grid import Grid, own_cells
from extractors.model import Table

LABEL = 6  # words of a label that nobody knows
NAMED = (HEADINGS - {"action_heading"}) | OVER
KNOWN = 2  # labels, beside which the others are told by what they stand before


def are_bare_cards(grid: Grid, rows: Sequence[int]) -> bool:
    """Nothing but labels, known or not, stands down the left column, the first of them that of an action's
    words; beside one of them stands who does it or when."""
    pairs = [cells for r in rows if (cells := own_cells(grid, r))]
    if not pairs or len(grid[0]) != 2 or any(p[0].column or len(p) > 2 for p in pairs):
        return False
    labels = [p[0].text.strip() for p in pairs]
    if any(len(label.split()) > LABEL or label[-1] in ".;" or content.is_date(label) for label in labels):
        return False
    roles = [card_role(label) for label in labels]
    filled = [(role, p[1].text) for role, p in zip(roles, pairs, strict=True) if len(p) == 2]
    if not filled or roles[0] not in ACT_ROLES or len(pairs[0]) < 2:
        return False
    acts = content.is_prose(filled[0][1]) and card_role(filled[0][1]) is None
    told = (r in TOLD or content.is_date(t) or content.is_owner(t) for r, t in filled)
    return acts and len({role for role in roles if role}) >= KNOWN and any(told)


def are_cards(grid: Grid, rows: Sequence[int]) -> bool:
    """Labels stand to the left of their values, row after row: "Action", "Lead", "By when" down a column."""
    if are_bare_cards(grid, rows):
        return True
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
    acts = acts or len(roles & TOLD) >= 2
    return acts and len(roles - ACT_ROLES) >= 1 and bool(roles & (TOLD | {"success", "sponsor"}))


def names_once(grid: Grid, rows: Sequence[int]) -> bool:
    """Labels that only say to what the rows below them belong ("Objective 1.1", "Sponsor", "Outcome"), each
    of them once and none of them that of an action: no list of several objectives."""
    found = [card_role(c.text) for r in rows for c in own_cells(grid, r)[:1]]
    over = [role for role in found if role in NAMED]
    return bool(over) and len(over) == len(set(over)) and not ACT_ROLES & set(found)


def are_cell_cards(table: Table) -> bool:
    """Cells that each hold a whole card: "Action 1: ... Lead: ... By when: ...", or an action's words with
    two such labels under them."""
    if is_box(table):
        return True
    full = 0
    for cell in table.cells:
        blocks = [b for b in cell.blocks if b.text]
        roles = {s.role for b in blocks for s in segments(label_block(b)) if s.role}
        told = roles & TOLD
        bare = len(blocks) > 2 and all(s.role is None for s in segments(blocks[0]))
        if (roles & ACT_ROLES and told) or (bare and told & DATES and told - DATES):
            full += 1
    return full >= 1 and full >= 0.4 * sum(1 for c in table.cells if c.text)
