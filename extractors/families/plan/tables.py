"""What a table is: a key, a list of roles, measures, cards, actions under a header, or the rest of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.families.plan import content
from extractors.families.plan.card_tables import are_bare_cards, are_cards, are_cell_cards
from extractors.families.plan.cards import card_role
from extractors.families.plan.columns import DATES, EXTRA, WHO, Column, Layout, is_header, read_header
from extractors.families.plan.context import PEOPLE
from extractors.families.plan.gantt import is_chart
from extractors.families.plan.grid import Grid, own_cells, row_cells
from extractors.families.plan.holds import by_content, settle
from extractors.families.plan.labelled import is_labelled, told_below
from extractors.families.plan.profile import profile
from extractors.families.plan.risks import mitigates
from extractors.families.plan.stacked import are_stacked
from extractors.families.plan.standings import are_times, first_standing, hold_figures, measure_role
from extractors.families.plan.two_rows import over_two_rows
from extractors.families.plan.value_columns import period
from extractors.families.plan.words import label_role, match_header, other_kind
from extractors.model import Cell, Table

Kind = Literal["other", "key", "people", "measures", "cards", "cell_cards", "labelled", "actions", "nothing"]


FEWEST_BELOW = 2  # rows that tell what the columns under a header of unknown words hold
NEWS_CELLS = 2  # of a row under an action, such as its progress and its rating


@dataclass(frozen=True)
class Part:
    """A run of rows of a table under one header (or none): what they are, and their layout if actions."""

    kind: Kind
    rows: tuple[int, ...]
    layout: Layout | None = None
    header: tuple[int, ...] = ()
    other: str | None = None


def parts(
    table: Table,
    grid: Grid,
    before: Layout | None,
    above: tuple[str, ...] = (),
    marks: frozenset[str] = frozenset(),
) -> Iterator[Part]:
    """The runs of rows of a table. `before` is the layout of the table before it, which it may go on with;
    `above` are headers that stand over its columns, outside the table; `marks` the ratings of the plan's own
    key."""
    bare = are_bare_cards(grid, range(table.n_rows))  # a value may begin like a label: "By May 2025"
    if not bare and is_labelled(table, grid, marks) and not are_cell_cards(table):
        yield Part("labelled", tuple(range(table.n_rows)))
        return
    if are_stacked(grid, range(table.n_rows), card_role, marks):
        yield Part("cards", tuple(range(table.n_rows)))
        return
    heads = _headers(grid)
    if (
        heads
        and table.n_columns <= 6
        and not any(_strong(grid, h) for h in heads)
        and are_cards(grid, range(table.n_rows))
    ):
        heads = []
    if not heads:
        rows = tuple(range(table.n_rows))
        if len(above) == table.n_columns:
            columns = tuple(
                Column(i, m.role if (m := match_header(h)) else EXTRA, h) for i, h in enumerate(above)
            )
            layout = settle(Layout(columns, "header"), grid, data_rows(grid, rows, table.n_columns), marks)
            if "activity" in layout.roles():
                yield Part("actions", rows, layout)
                return
        yield _headless(table, grid, rows, before, marks)
        return
    if heads[0] > 0:
        yield _lead_in(table, grid, tuple(range(heads[0])), before)
    ends = heads[1:] + [table.n_rows]
    for head, end in zip(heads, ends, strict=True):
        yield _headed(table, grid, head, end, marks)


def _strong(grid: Grid, row: int) -> bool:
    """Nothing but names of columns stands in the row, three of them or those of a table of another kind."""
    cells = own_cells(grid, row)
    if other_kind([c.text for c in cells]) is not None:
        return True
    return len(cells) >= 3 and all(match_header(c.text) is not None for c in cells)


def _headers(grid: Grid) -> list[int]:
    found: list[int] = []
    row = 0
    while row < len(grid):
        if _is_head(grid, row, strict=bool(found)):
            found.append(row)
            row += read_header(grid, row).header_rows
        else:
            row += 1
    return found


def _is_head(grid: Grid, row: int, strict: bool) -> bool:
    if is_header(grid, row, strict):
        return True
    cells = own_cells(grid, row)
    if strict or len(cells) < 2:
        return False
    people = sum(label_role(c.text) in PEOPLE for c in cells)
    named = sum(label_role(c.text) is not None or match_header(c.text) is not None for c in cells)
    return (
        (people >= 2 and named > len(cells) / 2)
        or other_kind([c.text for c in cells]) is not None
        or is_measures(grid, row)
        or is_chart(grid, row)
        or _is_grouped(grid, row)
    )


def _is_grouped(grid: Grid, row: int) -> bool:
    """A header of two rows by its shape, in whatever words, over rows that are actions by what they hold."""
    if not over_two_rows(grid, row):
        return False
    layout = read_header(grid, row)
    below = data_rows(grid, range(row + layout.header_rows, len(grid)), len(grid[row]))
    return len(below) >= FEWEST_BELOW and "activity" in settle(layout, grid, below).roles()


def _headed(table: Table, grid: Grid, head: int, end: int, marks: frozenset[str]) -> Part:
    layout = read_header(grid, head)
    if is_chart(grid, head):
        return Part("other", tuple(range(head + 1, end)), layout, (head,), "chart")
    first = head + layout.header_rows
    rows = tuple(range(first, end))
    header = tuple(range(head, first))
    texts = [c.text for r in header for c in row_cells(grid, r)]
    if is_measures(grid, head):
        return Part("measures", rows, layout, header)
    plan = layout.roles() & {"activity"} and layout.roles() & (DATES | WHO)
    other = other_kind(texts)
    if plan:
        other = "risks" if mitigates(layout, other) else None
    if other is None and not plan and are_cards(grid, (*header, *rows)):
        return Part("cards", (*header, *rows))
    if other is not None:
        return Part(
            "key" if other == "key" else "people" if other == "people" else "other",
            rows,
            layout,
            header,
            other,
        )
    settled = settle(layout, grid, data_rows(grid, rows, table.n_columns), marks)
    if "activity" in settled.roles():
        return Part("actions", rows, settled, header)
    return Part("nothing", rows, settled, header)


def _lead_in(table: Table, grid: Grid, rows: tuple[int, ...], before: Layout | None) -> Part:
    """Rows above the first header: titles, or the end of the table before."""
    dated = [r for r in rows if len(own_cells(grid, r)) >= 3]
    if before is not None and dated and fits_layout(grid, rows, before):
        return Part("actions", rows, _continued(before))
    if are_cards(grid, rows):
        return Part("cards", rows)
    return Part("nothing", rows)


def _headless(
    table: Table, grid: Grid, rows: tuple[int, ...], before: Layout | None, marks: frozenset[str]
) -> Part:
    if are_cell_cards(table):
        return Part("cell_cards", rows)
    if are_cards(grid, rows):
        return Part("cards", rows)
    if is_key(table):
        return Part("key", rows, other="key")
    data = data_rows(grid, rows, table.n_columns)
    head = _unknown_header(grid, data)
    below = tuple(r for r in rows if not head or r > data[head - 1])
    if _only_rated(grid, below) or _under_times(grid, data):
        return Part("nothing", rows)
    if before is not None and fits_layout(grid, below, before):
        return Part("actions", below if _marked(grid, data[:head]) else rows, _continued(before))
    named = Layout(tuple(_headed_by(grid, data[:head])), "content") if head else None
    body = data[head:]
    typed = by_content(grid, body, named, marks) if len(body) >= 2 and table.n_columns >= 3 else None
    if typed is not None:
        return Part("actions", below, replace(typed, how="content"))
    return Part("nothing", rows)


def _only_rated(grid: Grid, rows: Sequence[int]) -> bool:
    """Nothing but references with ratings behind them: how the actions of other tables stand."""
    led = [cells for r in rows if (cells := own_cells(grid, r)) and content.is_reference(cells[0].text)]
    told = [c.text for cells in led for c in cells[1:]]
    return len(led) >= max(2, len(rows) - 1) and bool(told) and all(map(content.is_rating, told))


def _under_times(grid: Grid, rows: Sequence[int]) -> bool:
    """A time over each of the columns: what is to be reached by it stands below."""
    over = grid[rows[0]] if len(rows) > 1 else ()
    return len(over) > 2 and all(c is not None and content.is_date(c.text) for c in over)


def _headed_by(grid: Grid, rows: Sequence[int]) -> Iterator[Column]:
    """Columns without a role, named by header rows of unknown words."""
    for index in range(len(grid[rows[0]])):
        texts = [c.text for r in rows if (c := grid[r][index]) is not None and c.text]
        yield Column(index, EXTRA, " ".join(dict.fromkeys(texts)))


def _marked(grid: Grid, rows: Sequence[int]) -> bool:
    """All these rows are marked as headers or set in bold."""
    cells = [c for r in rows for c in own_cells(grid, r)]
    return bool(cells) and (
        all(c.header for c in cells) or all(b.bold for c in cells for b in c.blocks if b.text)
    )


def _unknown_header(grid: Grid, rows: Sequence[int]) -> int:
    """How many rows at the top name the columns in words that are not known: marked as headers or set in bold
    (at most two), or one row of short words over columns of dates or ratings."""
    marked = 0
    while marked < min(2, len(rows) - 1) and _marked(grid, rows[marked : marked + 1]):
        marked += 1
    first = own_cells(grid, rows[0]) if len(rows) > 1 else []
    if marked > 1 and any(c.colspan > 1 for c in first):
        first = own_cells(grid, rows[1])  # over it stand the names of groups of columns, or their years
    if len(first) < 2 or any(len(c.text.split()) > 8 or content.is_date(c.text) for c in first):
        return 0
    if marked:
        return marked
    below = [c for r in rows[1:] for c in own_cells(grid, r)]
    typed = {c.column for c in below if content.is_date(c.text) or content.is_rating(c.text)}
    return int(bool(typed) and not any(content.is_rating(c.text) for c in first if c.column in typed))


def _continued(before: Layout) -> Layout:
    return Layout(before.columns, "continued", 0)


def fits_layout(grid: Grid, rows: Sequence[int], before: Layout) -> bool:
    """The rows can be read under the layout of the table before: about as wide, dates among their cells."""
    width = max((len(grid[r]) for r in rows), default=0)
    if abs(width - len(before.columns)) > 2 or (width < 3 and not _goes_on_in_pairs(grid, rows, before)):
        return False
    if width == len(before.columns) and _elsewhere(grid, rows, before):
        return False
    if not before.roles() & DATES:
        return width == len(before.columns)
    filled = [own_cells(grid, r) for r in rows]
    full = [cells for cells in filled if len(cells) >= 2]
    if not full:
        return any(filled) and width == len(before.columns)
    dated = sum(any(content.is_date(c.text) or content.date_head(c.text) for c in cells) for cells in full)
    owned = sum(any(content.is_owner(c.text) for c in cells) for cells in full)
    return dated >= len(full) * 0.4 or owned >= len(full) * 0.6


SENTENCE = 12  # words; so many are no owner's name


def _goes_on_in_pairs(grid: Grid, rows: Sequence[int], before: Layout) -> bool:
    """Under a table of actions and owners alone, each row holds an action's words and an owner again."""
    who = [c.index for c in before.columns if c.role in WHO]
    if len(before.columns) != 2 or len(who) != 1 or "activity" not in before.roles():
        return False
    cells = [c for r in rows for c in own_cells(grid, r)]
    return len(cells) == 2 * len(rows) and all(
        content.is_owner(c.text)
        if c.column == who[0]
        else content.is_prose(c.text) or len(c.text.split()) > SENTENCE
        for c in cells
    )


def _elsewhere(grid: Grid, rows: Sequence[int], before: Layout) -> bool:
    """Times, owners or ratings all stand in another column than in the table before, or prose stands under
    its owners: the table has its own columns."""
    profiles = [profile(grid, rows, i) for i in range(len(before.columns))]
    if any(
        (p := profiles[c.index]).filled >= 2 and p.most(p.prose) and not p.owner for c in before.of("owner")
    ):
        return True
    for wanted, count in (
        (DATES, [p.date for p in profiles]),
        (WHO | {"lead"}, [p.owner for p in profiles]),
        ({"status"}, [p.rating for p in profiles]),
    ):
        there = [c.index for c in before.columns if c.role in wanted]
        if not there or any(profiles[i].most(count[i], 0.4) and count[i] for i in there):
            continue
        if any(p.filled >= 2 and p.most(n, 0.75) for p, n in zip(profiles, count, strict=True)):
            return True
    return False


def data_rows(grid: Grid, rows: Sequence[int], width: int) -> list[int]:
    """The rows that hold data: not blank, no heading over the whole width, and no news of the row above."""
    held = [r for r in rows if own_cells(grid, r) and section_text(grid, r, width) is None]
    return [r for r in held if not _is_news(own_cells(grid, r))]


def _is_news(cells: Sequence[Cell]) -> bool:
    return len(cells) <= NEWS_CELLS and bool(told_below(cells, [""] * len(cells)))


def section_text(grid: Grid, row: int, width: int) -> Cell | None:
    """The only cell of a row that is a heading over the rows below it; `None` where the row is none."""
    cells = own_cells(grid, row)
    if len(cells) != 1 or width < 3:
        return None
    cell = cells[0]
    others = [c for c in row_cells(grid, row) if c is not cell and c.row < row and c.text]
    if others:
        return None
    if cell.colspan >= max(2, 0.6 * width):
        return cell
    return cell if cell.column <= 1 and cell.rowspan == 1 else None


# -- measures -----------------------------------------------------------------------------------


def is_measures(grid: Grid, row: int) -> bool:
    """The header belongs to a table of measures: a baseline and targets, what is measured, and no owner
    of actions and no timescale."""
    layout = read_header(grid, row)
    texts = [c.header for c in layout.columns]
    roles = [measure_role(t) for t in texts]
    plan = [m.role for t in texts if (m := match_header(t))]
    named = "text" in roles or "number" in roles or "success" in plan
    dated = sum(content.is_date(t) for t in texts) >= 2
    below = range(row + layout.header_rows, len(grid))
    stood = first_standing(texts) is not None or are_times(texts, grid, below)
    values = ("baseline" in roles or stood) + ("target" in roles or dated)
    valued = [i for i, t in enumerate(texts) if roles[i] in ("baseline", "target") or period(t)]
    named = named or (0 not in valued and hold_figures(grid, below, valued))
    if not named or values < 2:
        return False
    own = (t for t, r in zip(texts, roles, strict=True) if r != "baseline_date")
    dates = {m.role for t in own if (m := match_header(t))} & DATES
    if dates and "activity" in plan:
        return False
    acts = any(r == "activity" for r in plan)
    if any(r in ("owner", "organisation") for r in plan) and acts:
        return False
    return "text" in roles or "number" in roles or not acts or _names_actions(grid, row)


def _names_actions(grid: Grid, row: int) -> bool:
    """The column headed "Actions" only says by number which actions a measure is of."""
    layout = read_header(grid, row)
    below = range(row + layout.header_rows, len(grid))
    cells = [
        c for r in below for c in own_cells(grid, r) if c.column in {a.index for a in layout.of("activity")}
    ]
    return bool(cells) and all(
        re.fullmatch(r"[A-Za-z]{0,4}[\d.,;&–\- ]+(?:and[\d. ]+)?", c.text.strip()) for c in cells
    )


def is_key(table: Table) -> bool:
    """Ratings and their meanings, two columns or so, without a header."""
    grid = table.cover()
    hits = filled = dated = 0
    for r in range(table.n_rows):
        cells = own_cells(grid, r)
        if len(cells) < 2:
            continue
        if content.is_reference(cells[0].text) and "." in cells[0].text.strip(" ."):
            return False  # "1.2 | On track": how an action stands
        filled += 1
        dated += any(content.is_date(c.text) and not content.is_rating(c.text) for c in cells)
        hits += any(content.is_rating(c.text) or (c.fill and len(c.text) <= 10) for c in cells) and any(
            len(c.text.split()) >= 2 for c in cells
        )
    return 2 <= filled <= 9 and table.n_columns <= 4 and hits >= filled * 0.7 and 2 * dated < filled
