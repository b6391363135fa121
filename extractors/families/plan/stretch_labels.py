"""Labels that no colon sets off and that nobody knows: short words that come again where the usual labels of
the same cards stand, in their type, in their column or in rows that come again whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from extractors.families.plan import content
from extractors.families.plan.card_text import ACT_ROLES, TOLD, is_badge
from extractors.families.plan.cards import card_role
from extractors.families.plan.columns import without_date
from extractors.families.plan.grid import own_cells
from extractors.families.plan.own_labels import look
from extractors.families.plan.words import fold
from extractors.model import Block, Line, Table

WORDS = 6  # of a label
COMES_AGAIN = 3  # times, for a label that nobody knows
KNOWN = 2  # usual labels, beside which others stand
SHARE = 0.6  # of what stands in a place or in a type that is for labels
MOST = 0.8  # of the same where nobody knows any of them

Place = tuple[Hashable, ...]


def may_label(text: str) -> bool:
    """The text has the form of a label: a few words, no sentence, number or time."""
    text = " ".join(text.split()).rstrip(" :")
    few = 0 < len(text.split()) <= WORDS and text[:1].isupper() and text[-1] not in ".,;" and ": " not in text
    return few and not is_time(text) and not content.is_reference(text)


def is_time(text: str) -> bool:
    """The text is a time, and no label that ends in one ("Position at end of April", "News since March")."""
    return content.is_date(text) and without_date(text) is None


@dataclass(frozen=True)
class _Unit:
    """A paragraph of a cell that may be a label, and the places and types that it stands in."""

    name: str
    text: str
    places: tuple[Place, ...]


def unknown_labels(tables: Sequence[Table], marks: frozenset[str]) -> frozenset[str]:
    """The labels of the tables' cells, folded, that nobody knows."""
    units = [u for table in tables for u in _units(table)]
    counts = Counter(u.name for u in units)
    usual = {n: role for n in counts if (role := card_role(n)) not in (None, "extra")}
    short = {u.name: u.text for u in units if may_label(u.text) and not is_badge(u.text, marks)}
    short = {n: text for n, text in short.items() if not content.is_name(text)}
    again = {n for n in short if counts[n] >= COMES_AGAIN and n not in usual}
    signs = {u.name for u in units if is_badge(u.text, marks) or u.text.lstrip()[:1].isdigit()}
    likely = (again | {n for n in usual if counts[n] >= KNOWN}) - {
        n for n in short if content.is_owner(short[n])
    }
    full = _for_labels(units, likely, signs)
    groups: dict[Hashable, list[str]] = {}
    for unit in units:
        for place in unit.places:
            groups.setdefault(place, []).append(unit.name)
        if full.intersection(unit.places) and unit.name in likely:
            groups.setdefault("all", []).append(unit.name)
    found: set[str] = set()
    for names in groups.values():
        held = Counter(names)
        known = {n for n in held if n in usual and counts[n] >= KNOWN}
        own = {n for n in again & held.keys() if held[n] >= COMES_AGAIN}
        sure = len(known) >= KNOWN and any(usual[n] in TOLD | ACT_ROLES for n in known)
        if (
            len(known | own) < KNOWN
            or not own
            or not (sure or _in_turn([n for n in names if n in known | own]))
        ):
            continue
        others = sum(held[n] for n in held.keys() - known - own if n not in signs)
        least = SHARE if sure else MOST
        if (1 - least) * sum(held[n] for n in known | own) >= least * others:
            found |= own
    return frozenset(found)


def label_lines(tables: Sequence[Table]) -> frozenset[str]:
    """The printed lines of the tables' cells, folded, that come again as labels do."""
    blocks = [b for table in tables for cell in table.cells for b in cell.blocks]
    lines = Counter(fold(line.text) for b in blocks for line in b.lines if may_label(line.text))
    texts = Counter(fold(b.text) for b in blocks if len(b.lines) > 1)
    parts = {fold(line.text) for b in blocks if texts[fold(b.text)] >= COMES_AGAIN for line in b.lines}
    return frozenset(name for name, count in lines.items() if count >= COMES_AGAIN and name not in parts)


def split_lines(block: Block, lines: frozenset[str]) -> list[Block]:
    """A block parted at the lines of it that are labels, where others run on with it."""
    names = [fold(line.text) for line in block.lines]
    if len(names) < 2 or block.mark is not None or not lines.intersection(names) or lines.issuperset(names):
        return [block]
    runs: list[list[Line]] = []
    for k, (name, line) in enumerate(zip(names, block.lines, strict=True)):
        if k == 0 or name in lines or names[k - 1] in lines:
            runs.append([])
        runs[-1].append(line)
    texts = (" ".join(line.text for line in run) for run in runs)
    return [block.model_copy(update={"text": t, "lines": tuple(r)}) for t, r in zip(texts, runs, strict=True)]


def _for_labels(units: Sequence[_Unit], likely: set[str], signs: set[str]) -> set[Place]:
    """The places in which nearly all that stands comes again as labels do."""
    held: dict[Place, list[bool]] = {}
    for unit in units:
        for place in unit.places:
            if unit.name not in signs and place[:1] in (("column",), ("nth",)):
                held.setdefault(place, []).append(unit.name in likely)
    return {place for place, told in held.items() if sum(told) >= MOST * len(told)}


def _in_turn(names: Sequence[str]) -> bool:
    """The names come one after another, none of them twice before the first comes again."""
    rounds: list[list[str]] = []
    for name in names:
        if name == names[0]:
            rounds.append([])
        rounds[-1].append(name)
    whole = sum(len(set(held)) == len(held) > 1 for held in rounds)
    return len(rounds) >= COMES_AGAIN and whole >= MOST * len(rounds)


def _units(table: Table) -> Iterator[_Unit]:
    rows = _rows_again(table)
    for cell in table.cells:
        blocks = [b for b in cell.blocks if b.text.strip()]
        if any(b.mark for b in blocks):
            continue  # list items and titles with their numbers
        if len(blocks) == 1 or (not blocks and cell.text.strip()):
            places: list[Place] = [("column", table.n_columns, cell.column)]
            if blocks:
                places.append(("cell", cell.fill, look(blocks[0])))
            if cell.row in rows:
                places.append(("row", rows[cell.row]))
            yield _Unit(fold(cell.text), cell.text, tuple(places))
        for k, block in enumerate(blocks if len(blocks) > 1 else ()):
            after = blocks[k + 1] if k + 1 < len(blocks) else None
            apart = after is None or look(after) != look(block)
            nth: Place = ("nth", table.n_columns, cell.column, k)
            yield _Unit(fold(block.text), block.text, (nth, ("type", look(block))) if apart else (nth,))


def _rows_again(table: Table) -> dict[int, tuple[str, ...]]:
    """The rows of several short cells, each with its words."""
    grid = table.cover()
    found: dict[int, tuple[str, ...]] = {}
    for row in range(table.n_rows):
        texts = tuple(fold(c.text) for c in own_cells(grid, row))
        if len(texts) > 1 and all(len(t.split()) <= WORDS for t in texts):
            found[row] = texts
    return found
