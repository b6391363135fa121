"""What an evaluation says: counts with precision, recall and F1, accuracies, and every difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeVar

from extractors.model import Record

F = TypeVar("F", "Count", "Accuracy")
Outcome = Literal["missed", "extra", "wrong", "near", "spacing"]


class Count(Record):
    """How many the gold has, how many were found, how many are right.

    `right` are the same by their letters; `near` are those and the nearly right; `verbatim` are word for
    word as printed (None where it was not looked at).
    """

    name: str
    group: str = ""
    gold: int = 0
    found: int = 0
    right: int = 0
    near: int = 0
    verbatim: int | None = None

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found and nothing is to be."""
        return _share(self.right, self.found, not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return _share(self.right, self.gold, not self.found)

    @property
    def f1(self) -> float:
        """Twice the right over gold and found together."""
        return _share(2 * self.right, self.gold + self.found, True)

    @property
    def near_f1(self) -> float:
        """F1 with the nearly right counted as right."""
        return _share(2 * self.near, self.gold + self.found, True)


class LinkCount(Record):
    """Links of one method or over one threshold. What is allowed beside the gold counts neither way.

    `right` are gold links found; `allowed` are those and the others found that a fair reader may make.
    """

    name: str
    group: str = ""
    gold: int = 0
    found: int = 0
    right: int = 0
    allowed: int = 0
    threshold: float | None = None

    @property
    def precision(self) -> float:
        """Share of the links found that are in the gold or allowed beside it."""
        return _share(self.allowed, self.found, not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold's links that were found."""
        return _share(self.right, self.gold, True)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Accuracy(Record):
    """How many of a field's values are right."""

    name: str
    group: str = ""
    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """Share of values that are right; 1 where there are none."""
        return _share(self.right, self.of, True)


class Cell(Record):
    """One cell of a table of confusion: how often the gold says one thing and the database another."""

    name: str
    group: str = ""
    gold: str
    found: str
    times: int = 1


class Difference(Record):
    """One thing that is not as the gold has it, and why where that can be told."""

    document: str
    name: str
    outcome: Outcome
    text: str
    cause: str | None = None

    @property
    def key(self) -> str:
        """By which the same difference is known in the next evaluation."""
        return "|".join((self.document, self.name, self.outcome, self.text))


class Sheet(Record):
    """All that scoring one kind of gold gave. `absent` names documents that the database lacks."""

    kind: str = ""
    title: str = ""
    counts: tuple[Count, ...] = ()
    links: tuple[LinkCount, ...] = ()
    accuracies: tuple[Accuracy, ...] = ()
    cells: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()
    together: bool = False  # whether the fields of a group may be added up
    differences: tuple[Difference, ...] = ()
    absent: tuple[str, ...] = ()


class Change(Record):
    """A figure that is not what it was in the last evaluation."""

    name: str
    before: float
    now: float


class Since(Record):
    """What an evaluation gained and lost against the last one of the same gold."""

    at: str
    figures: tuple[Change, ...] = ()
    gained: tuple[Difference, ...] = ()
    lost: tuple[Difference, ...] = ()


class Evaluation(Record):
    """A database scored against gold."""

    gold: str
    database: str
    sheets: tuple[Sheet, ...] = ()
    unread: tuple[str, ...] = ()  # gold files of no known kind
    since: Since | None = None

    @property
    def absent(self) -> tuple[str, ...]:
        """Documents of the gold that are not in the database; all of theirs is counted as missed."""
        return tuple(dict.fromkeys(name for sheet in self.sheets for name in sheet.absent))


def _share(part: int, whole: int, empty_is_right: bool) -> float:
    if whole:
        return part / whole
    return 1.0 if empty_is_right else 0.0


HELD = ", documents held"


class Tally:
    """Collects counts, accuracies and differences while a sheet is made.

    All that the gold has is counted, also that of documents which the database lacks: `lacks` names one,
    and what comes after it, until `holds`, is not listed item by item. Where a document is lacking there
    are figures of the documents held alone beside those of all.
    """

    def __init__(self) -> None:
        self._here = True
        self._counts: dict[tuple[str, str], Count] = {}
        self._accuracies: dict[tuple[str, str], Accuracy] = {}
        self._cells: dict[tuple[str, str, str, str], int] = {}
        self.links: list[LinkCount] = []
        self.notes: list[str] = []
        self.differences: list[Difference] = []
        self.absent: list[str] = []

    def lacks(self, document: str) -> None:
        """The documents spoken of from here on are not in the database; this one is named."""
        self.absent.append(document)
        self._here = False

    def holds(self) -> None:
        """The documents spoken of from here on are in the database."""
        self._here = True

    def count(self, name: str, group: str, **more: int | None) -> None:
        """Add to a count's numbers."""
        self._add_count(name, group, more)
        if self._here:
            self._add_count(name, group + HELD, more)

    def _add_count(self, name: str, group: str, more: Mapping[str, int | None]) -> None:
        old = self._counts.get((group, name)) or Count(name=name, group=group)
        new = {k: (getattr(old, k) or 0) + v for k, v in more.items() if v is not None}
        self._counts[group, name] = old.model_copy(update=new)

    def judge(self, name: str, group: str, right: bool) -> bool:
        """Add one value to a field's accuracy; gives back whether it was right."""
        self._add_value(name, group, right)
        if self._here:
            self._add_value(name, group + HELD, right)
        return right

    def _add_value(self, name: str, group: str, right: bool) -> None:
        old = self._accuracies.get((group, name)) or Accuracy(name=name, group=group)
        self._accuracies[group, name] = old.model_copy(update={"right": old.right + right, "of": old.of + 1})

    def confuse(self, name: str, group: str, gold: str, found: str) -> None:
        """Add one to a cell of a table of confusion."""
        key = (name, group, gold, found)
        self._cells[key] = self._cells.get(key, 0) + 1

    def differ(self, document: str, name: str, outcome: Outcome, text: str, cause: str | None = None) -> None:
        """Note a difference."""
        if self._here:
            self.differences.append(
                Difference(document=document, name=name, outcome=outcome, text=text, cause=cause)
            )

    def _told(self, figures: Mapping[tuple[str, str], F]) -> Iterator[F]:
        """The figures in order of group, those of documents held only where they differ from all."""
        groups = dict.fromkeys(group.removesuffix(HELD) for group, _ in figures)
        for group in groups:
            every = [f for (g, _), f in figures.items() if g == group]
            held = [f for (g, _), f in figures.items() if g == group + HELD]
            yield from every
            if [f.model_copy(update={"group": group}) for f in held] != every:
                yield from held

    def sheet(self, kind: str, title: str) -> Sheet:
        """The sheet with all that was collected."""
        return Sheet(
            kind=kind,
            title=title,
            counts=tuple(self._told(self._counts)),
            links=tuple(self.links),
            accuracies=tuple(self._told(self._accuracies)),
            cells=tuple(
                Cell(name=n, group=g, gold=a, found=b, times=t) for (n, g, a, b), t in self._cells.items()
            ),
            notes=tuple(self.notes),
            differences=tuple(self.differences),
            absent=tuple(dict.fromkeys(self.absent)),
        )
