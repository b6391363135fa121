"""The references of a report: each passage gets a number when it is first cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.api import Action, ActionMeasure, Corpus, Document, Finding, Measure, Placed, Statement
from pipeline.api.citation import citation
from pipeline.report.model import RefLine, RefPart
from pipeline.wording import short, words

_NAMES = {Measure: "measure", Statement: "statement", Document: "document"}
_MOST = 3  # passages cited beside one sentence; a gap may rest on dozens


class References:
    """Numbers for items of documents, in the order in which they are first cited."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._numbers: dict[str, int] = {}
        self._cited: list[Placed | Document] = []
        self._objectives: dict[str, str] = {}
        for row in corpus.records(ActionMeasure):
            action = corpus.record(row.action_id)
            if isinstance(action, Action) and action.objective:
                self._objectives.setdefault(row.measure_id, action.objective)

    def objective_of(self, item: str) -> str | None:
        """The objective whose success the measure of this id measures; `None` for other items."""
        return self._objectives.get(item)

    def cite(self, items: Iterable[str | Placed | Document]) -> tuple[int, ...]:
        """The numbers of the first few of the items; what stands in no document is passed over."""
        numbers: list[int] = []
        for item in items:
            record = self._corpus.record(item) if isinstance(item, str) else item
            if isinstance(record, Placed | Document) and len(numbers) < _MOST:
                numbers.append(self._number(record))
        return tuple(numbers)

    def _number(self, record: Placed | Document) -> int:
        if record.id not in self._numbers:
            self._numbers[record.id] = len(self._numbers) + 1
            self._cited.append(record)
        return self._numbers[record.id]

    def _named(self, record: Placed | Document) -> str:
        objective = self._objectives.get(record.id)
        return what(record) + (f" of the objective \u201c{short(objective, 80)}\u201d" if objective else "")

    def parts(self) -> tuple[RefPart, ...]:
        """The references by document, those first that are cited first."""
        by_document: dict[str, list[RefLine]] = defaultdict(list)
        for record in self._cited:
            document = self._corpus.document(record.id)
            by_document[document.id].append(
                RefLine(
                    number=self._numbers[record.id],
                    what=self._named(record),
                    where=self._corpus.where(record) if isinstance(record, Placed) else "the whole document",
                    id=record.id,
                )
            )
        return tuple(
            RefPart(document=citation(d), lines=tuple(lines))
            for d, lines in ((self._corpus.document(i), lines) for i, lines in by_document.items())
        )


def what(record: Placed | Document) -> str:
    """What the item is, with its number in its document ("Weakness 3")."""
    if isinstance(record, Finding):
        said = f"{words(record.kind)} {record.number}"
    elif isinstance(record, Action):
        said = f"action {record.reference or record.number}"
    else:
        said = _NAMES.get(type(record), "passage")
        number = record.id.rpartition("-")[2][1:].lstrip("0")
        said += f" {number}" if isinstance(record, Measure | Statement) else ""
    return said[0].upper() + said[1:]
