"""Gold for themes: which themes of the field a finding touches, as read by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from extractors.model import FindingKind, Record
from pipeline.evaluate.database import Database, DocumentRow
from pipeline.evaluate.records import Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, Raw, register

NAMES = {"tuning": "half that the vocabulary was tuned on", "held_out": "half held out"}


class GoldThemed(Record):
    """A finding's themes, as settled, and as each reading had them."""

    kind: FindingKind
    number: int
    part: Literal["tuning", "held_out"]
    themes: tuple[str, ...]
    first: tuple[str, ...] | None = None
    second: tuple[str, ...] | None = None
    independent: tuple[str, ...] | None = None


class GoldDocument(Record):
    """The findings read of one document."""

    name: str
    sha256: str | None = None
    findings: tuple[GoldThemed, ...]


class GoldThemes(Gold):
    """Findings with their themes."""

    gold: str = "themes"
    documents: tuple[GoldDocument, ...]


def takes(raw: Raw) -> bool:
    """Never: there is no other form than the one in which it is kept."""
    return False


def read(raw: Raw) -> list[Gold]:
    """Nothing: see `takes`."""
    return []


def score(db: Database, golds: Sequence[Gold], every: Sequence[Gold]) -> Sheet:
    """Themes found of those that there are, over all findings together, for either half."""
    tally = Tally()
    said: dict[str, set[str]] = defaultdict(set)
    for row in db.themes:
        said[row.item_id].add(row.theme)
    for gold in golds:
        for document in gold.documents if isinstance(gold, GoldThemes) else ():
            _score(tally, document, db, said)
    return tally.sheet("themes", "Themes of findings")


def _score(tally: Tally, document: GoldDocument, db: Database, said: dict[str, set[str]]) -> None:
    held = db.find(document.name, document.sha256, strict=True)
    tally.holds() if held else tally.lacks(document.name)
    for finding in document.findings:
        want = set(finding.themes)
        got = said[_id(db, held, finding)] if held else set()
        right = len(want & got)
        for name in (NAMES[finding.part], "all"):
            tally.count(name, "themes", gold=len(want), found=len(got), right=right, near=right)
        where = f"{finding.kind} {finding.number}"
        for theme in sorted(want - got):
            tally.differ(document.name, theme, "missed", where)
        for theme in sorted(got - want):
            tally.differ(document.name, theme, "extra", where)


def _id(db: Database, held: DocumentRow, finding: GoldThemed) -> str:
    """The finding's id in the database; of a document told twice, in the one that stands."""
    rows = db.findings_by.get(held.same_as or held.id, [])
    return next((r.id for r in rows if (r.kind, r.number) == (finding.kind, finding.number)), "")


register(Kind("themes", GoldThemes, takes, read, score, order=80))
