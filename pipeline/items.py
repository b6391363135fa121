"""Items by content: a reference and a stamp for each, and which item a reference of long ago means today.

A reference names an item by what lasts: the area, an action's key, a finding's kind and number within its
inspection. It is the same on every machine, in every rendering of a document and, where the words stay, in
every version of a plan. A stamp stands for the item's words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from pipeline import ids
from pipeline.changes import versions
from pipeline.ids import bare, hashed
from pipeline.records import (
    Entry,
    Gap,
    actions_of,
    findings_of,
    keys_of,
    measures_of,
    standing,
    statements_of,
)
from pipeline.versions import alike, paired

ItemKind = Literal["finding", "action", "statement", "measure", "document", "gap"]

NEAR = 0.6  # likeness of two texts from which one may be the other, reworded


class Item(NamedTuple):
    """An item of today: its reference, stamp, id and words."""

    reference: str
    kind: ItemKind
    area: str
    id: str
    text: str
    stands: bool

    @property
    def stamp(self) -> str:
        """What stands for the item's words."""
        return stamp(self.text)


class Meant(NamedTuple):
    """The items that a reference means. `changed` where their words are not those that it rests on."""

    items: tuple[Item, ...]
    changed: bool


def stamp(text: str) -> str:
    """Twelve characters that stand for the words; marks, case and spaces make no difference."""
    return hashed(12, bare(text))


def finding_reference(area: str | None, document_kind: str, day: str | None, code: str) -> str:
    """The reference of a finding: area, kind of document, last day of the inspection, letter and number."""
    return f"{area or '-'}/{document_kind}/{day or '-'}/{code}"


def action_reference(area: str | None, key: str) -> str:
    """The reference of an action: its area and key."""
    return f"{area or '-'}/action/{key}"


def text_reference(area: str | None, kind: ItemKind, text: str) -> str:
    """The reference of a statement or a measure: its area and what stands for its words."""
    return f"{area or '-'}/{kind}/{stamp(text)}"


def document_reference(path: str) -> str:
    """The reference of a document: its path within the corpus."""
    return f"document/{path}"


def gap_reference(area: str | None, rule: str, about: Iterable[str]) -> str:
    """The reference of a gap: its rule and the references of what it is about."""
    return f"{area or '-'}/gap/{rule}/{hashed(12, *sorted(about))}"


def problem_reference(path: str, category: str, page: int | None, message: str) -> str:
    """The reference of a problem: its document's path and what it says."""
    return f"problem/{path}/{hashed(12, category, str(page), message)}"


def _items(entry: Entry, stands: bool) -> Iterator[Item]:
    area = entry.area_id or "-"
    day = entry.details.inspection_end.isoformat() if entry.details.inspection_end else "-"
    for id_, finding in findings_of(entry):
        code = f"{ids.LETTERS[finding.kind]}{finding.number}"
        reference = finding_reference(area, entry.kind, day, code)
        yield Item(reference, "finding", area, id_, finding.text, stands)
    for (id_, action), key in zip(actions_of(entry), keys_of(entry), strict=True):
        yield Item(action_reference(area, key), "action", area, id_, action.activity, stands)
    for id_, statement in statements_of(entry):
        text = statement.text
        reference = text_reference(area, "statement", text)
        yield Item(reference, "statement", area, id_, text, stands)
    for id_, measure in measures_of(entry):
        reference = text_reference(area, "measure", measure.text)
        yield Item(reference, "measure", area, id_, measure.text, stands)
    reference = document_reference(entry.path)
    yield Item(reference, "document", area, entry.id, entry.details.title or "", stands)


class Items:
    """Every item of the documents, by reference, id and stamp."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        stands = {e.id for e in standing(entries)}
        self.items = [item for entry in entries for item in _items(entry, entry.id in stands)]
        self.by_id = {item.id: item for item in self.items}
        self._by_reference: dict[str, list[Item]] = defaultdict(list)
        self._by_stamp: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
        for item in self.items:
            self._index(item)
        self._later = _successors(entries)

    def _index(self, item: Item) -> None:
        self._by_reference[item.reference].append(item)
        self._by_stamp[item.kind, item.area, item.stamp].append(item)

    def add_gaps(self, gaps: Sequence[Gap]) -> None:
        """Make gaps known, each by its rule and what it is about."""
        for gap in gaps:
            about = [self.by_id[i].reference if i in self.by_id else i for i in gap.item_ids]
            reference = gap_reference(gap.area_id, gap.rule, about)
            item = Item(reference, "gap", gap.area_id or "-", gap.id, gap.message, True)
            self.items.append(item)
            self.by_id[item.id] = item
            self._index(item)

    def meant(self, reference: str, told: str | None, text: str) -> Meant | None:
        """The items that the reference means, those that stand first; `None` where there is none.

        `told` is the stamp of the words that it rests on, `text` those words. An id does for a reference.
        """
        here = [self.by_id[reference]] if reference in self.by_id else self._by_reference.get(reference, [])
        if told is None:
            return _meant(here, False)
        same = [item for item in here if item.stamp == told]
        if not same:
            same = self._moved(reference, told)
        if any(item.stands for item in same):
            return _meant(same, False)
        later = [self.by_id[i] for item in same for i in self._later.get(item.id, ())]
        if later:
            return _meant(later, any(item.stamp != told for item in later))
        if same:
            return _meant(same, False)  # words that no document which counts holds any longer
        return _meant(self._near(reference, here, text), True)

    def _moved(self, reference: str, told: str) -> list[Item]:
        """Items of the same words under another number."""
        kind, area = _kind(reference), reference.split("/")[0]
        return self._by_stamp.get((kind, area, told), [])

    def _near(self, reference: str, here: Sequence[Item], text: str) -> list[Item]:
        """What stands under the reference now, unless another item's words are nearer to the old ones."""
        kind, area = _kind(reference), reference.split("/")[0]
        pool = [i for i in self.items if (i.kind, i.area) == (kind, area) and i.stands]
        scored = sorted(((alike(text, i.text), i.id) for i in pool if text), reverse=True)
        best = self.by_id[scored[0][1]] if scored and scored[0][0] >= NEAR else None
        if best is not None:
            return [best]
        return [item for item in here if item.stands] or list(here)


def _kind(reference: str) -> ItemKind:
    parts = reference.split("/")
    if parts[0] == "document":
        return "document"
    named: dict[str, ItemKind] = {
        "action": "action",
        "statement": "statement",
        "measure": "measure",
        "gap": "gap",
    }
    return named.get(parts[1], "finding") if len(parts) > 1 else "finding"


def _meant(items: Sequence[Item], changed: bool) -> Meant | None:
    ordered = tuple(sorted(items, key=lambda i: (not i.stands, i.id)))
    return Meant(ordered, changed) if ordered else None


def _successors(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """For each action of an earlier version: what it became in the newest one."""
    found: dict[str, list[str]] = {}
    for plan in versions(entries):
        newest = plan[-1]
        for before in plan[:-1]:
            for old, new in paired(before, newest):
                if old is not None and new is not None:
                    found[old.id] = [new.id]
    return found
