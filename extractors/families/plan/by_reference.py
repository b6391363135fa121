"""Tables whose rows name an action by its reference alone, to tell its rating, its news or more of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.families.plan import content
from extractors.families.plan.build import read_reference
from extractors.families.plan.columns import DATES, EXTRA
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.found import Found, RestTable
from extractors.families.plan.gantt import is_coloured
from extractors.families.plan.grid import cell_at, own_cells
from extractors.families.plan.words import fold, label_role, match_header
from extractors.model import Cell

FEWEST = 2  # rows that name actions; one alone is a slip
SHARE = 0.7  # of the rows of such a table, or of the actions where these have bare numbers
TAKEN = frozenset({"status", "update", "revised", "owner", "success", "accountable", "support"})
_LABEL = re.compile(r"^(?:key )?(?:action|task|step|activity|ref(?:erence)?|no|number)\b[\s.:]*", re.I)
_ACTS = re.compile(r"\b(?:action|task|step|activit)", re.I)


@dataclass(frozen=True)
class _Named:
    """A row, the action that it names and the column in which it does so."""

    row: int
    item: Found
    column: int


def join_by_reference(found: list[Found], rests: Sequence[RestTable]) -> list[Found]:
    """The actions, with what tables that name them only by reference say put beside them; such rows of
    tables that were read as actions are none."""
    known = _known(found)
    for rest in rests:
        rows = _named(rest, known)
        for named in rows:
            _take_row(named, rest)
    gone = _bare(found, known)
    for item, action in gone:
        for role, held in item.draft.fields.items():
            if role not in ("activity", "reference") and not held.inherited:
                _give(action.draft, role, held.group)
        action.draft.extras += item.draft.extras
        action.draft.sources += item.draft.sources
    ids = {id(item) for item, _ in gone}
    return [item for item in found if id(item) not in ids]


def _key(text: str) -> str:
    """A reference without its label and marks ("Action 1.2:")."""
    return _LABEL.sub("", " ".join(text.split())).strip(" .:()–-").casefold()


def _known(found: Sequence[Found]) -> dict[str, Found]:
    """The actions by their references, of those that only one of them has."""
    held: dict[str, list[Found]] = {}
    for item in found:
        reference, words = read_reference(item.draft)
        if reference and words and _key(words) != _key(reference):
            held.setdefault(_key(reference), []).append(item)
    return {key: items[0] for key, items in held.items() if len(items) == 1 and re.search(r"\d", key)}


def _bare(found: Sequence[Found], known: Mapping[str, Found]) -> list[tuple[Found, Found]]:
    """The rows of tables of actions that consist of the reference of one in another table, with that one."""
    tables: dict[int, list[tuple[Found, Found | None]]] = {}
    for item in found:
        if item.table is not None:
            action = known.get(_key(item.draft.text("activity")))
            other = action if action is not None and action.table is not item.table else None
            tables.setdefault(id(item.table), []).append((item, other))
    gone: list[tuple[Found, Found]] = []
    for rows in tables.values():
        pairs = [(item, action) for item, action in rows if action is not None]
        if len(pairs) >= max(FEWEST, SHARE * len(rows)):
            gone += pairs
    return gone


def _named(rest: RestTable, known: Mapping[str, Found]) -> list[_Named]:
    """The rows that name one action each, where most rows of the table do so in one column."""
    rows = [r for r in rest.part.rows if len(own_cells(rest.grid, r)) > 1]
    for column in range(rest.table.n_columns):
        found = [
            _Named(row, known[key], column)
            for row in rows
            if (cell := cell_at(rest.grid, row, column)) is not None
            and cell.row == row
            and (key := _key(cell.text)) in known
        ]
        several = len({id(n.item) for n in found}) == len(found)
        if several and len(found) >= max(FEWEST, SHARE * len(rows)):
            return found if _tells(rest, found, known) else []
    return []


def _tells(rest: RestTable, found: Sequence[_Named], known: Mapping[str, Found]) -> bool:
    """Numbers without a dot or letter may count anything: a header says that they are those of actions, or
    most actions are there and each is rated."""
    if all(re.search(r"[.\-a-z]", _key(read_reference(n.item.draft)[0] or "")) for n in found):
        return True
    if _ACTS.search(_header(rest, found[0].column)):
        return True
    rated = [
        n
        for n in found
        if any(content.is_rating(c.text) for c in own_cells(rest.grid, n.row) if c.column != n.column)
    ]
    return len(rated) >= SHARE * len(found) and len(found) >= SHARE * len(known)


def _header(rest: RestTable, column: int) -> str:
    """What stands over a column; words that nobody knows stand in the first row."""
    if rest.part.layout is not None:
        return next((c.header for c in rest.part.layout.columns if c.index == column), "")
    first = own_cells(rest.grid, rest.part.rows[0])
    if any(content.is_reference(c.text) or content.is_rating(c.text) for c in first):
        return ""
    return next((c.text for c in first if c.column == column), "")


def _role(rest: RestTable, cell: Cell) -> str:
    """What a cell tells: by its header, or by what it holds where that does not say."""
    header = _header(rest, cell.column)
    match = match_header(header) if header else None
    columns = rest.part.layout.columns if rest.part.layout is not None else ()
    role = next((c.role for c in columns if c.index == cell.column), EXTRA)
    if role == EXTRA and header:
        role = label_role(header) or (match.role if match is not None else EXTRA)
    if role in DATES and match is not None and match.phrase in ("date", "dates"):
        return EXTRA  # when the news was told
    if role != EXTRA or match is not None:
        return role
    if _is_rating(cell):
        return "status"
    return "update" if not header and content.is_prose(cell.text) else EXTRA


def _is_rating(cell: Cell) -> bool:
    return content.is_rating(cell.text) if cell.text.strip() else is_coloured(cell.fill)


def _take_row(named: _Named, rest: RestTable) -> None:
    """Put what a row says beside its action; of ratings at several times the last holds."""
    draft = named.item.draft
    cells = {id(c): c for c in rest.grid[named.row] if c is not None and c.row == named.row}
    told = [c for c in cells.values() if c.column != named.column and (c.text.strip() or is_coloured(c.fill))]
    roles = {id(c): _role(rest, c) for c in told}
    rated = [c for c in told if roles[id(c)] == "status"]
    if all(content.is_date(_header(rest, c.column)) for c in rated):
        told = [c for c in told if c not in rated] + rated[::-1]
    for cell in told:
        _give(draft, roles[id(cell)], Group(cell.text, _header(rest, cell.column), cell))
    draft.sources += [c.source for c in cells.values() if c.text.strip()]


def _give(draft: Draft, role: str, group: Group) -> None:
    """A value goes where the action's own row has none; else it is kept beside it."""
    free = role in TAKEN or (role in DATES and not DATES & draft.fields.keys())
    held = draft.group(role)
    if free and (held is None or not (held.text or is_coloured(held.fill))):
        draft.fields.pop(role, None)
        draft.put(role, group)
    elif held is None or fold(held.text) != fold(group.text):
        draft.extras.append(group)
