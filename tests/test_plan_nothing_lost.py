"""All the text of a table of actions is in a record, an extra column or a problem."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from extractors import registry
from extractors.families.plan import tables
from extractors.families.plan.cards import card_role
from extractors.families.plan.context import read_label
from extractors.families.plan.gantt import is_tick
from extractors.families.plan.own_labels import set_off
from extractors.model import Cell, Document, Extraction, Table
from tests.plan_fixtures import FOLDERS

NEWS = {"3 Mental health & PfA"}  # the heading in a sheet of news whose rows were joined to the actions' own
SHARE = 0.9  # of a cell's words that must be found again


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9%£]+", text.casefold())


def read(folder: Path) -> Document:
    """The document of a fixture."""
    registry.load()
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    file = folder / Path(gold["file"]).name
    data = file.read_bytes()
    return registry.detect(data, file.suffix).read(data)


def told(result: Extraction) -> set[str]:
    """Every word that the extraction holds."""
    texts: list[str] = []
    for a in result.actions:
        texts += [a.activity, a.reference or "", a.priority or "", a.outcome or "", a.objective or ""]
        texts += [a.area_for_improvement or "", a.responsible_raw or "", a.success_measure or ""]
        texts += [a.status_raw or "", a.update_text or "", *(f"{x.column} {x.text}" for x in a.extra)]
        texts += [t.raw for t in (a.timescale, a.original_timescale) if t is not None]
    for m in result.measures:
        texts += [m.text, m.baseline_raw or "", m.baseline_period or ""]
        texts += [f"{t.raw} {t.period or ''}" for t in m.targets]
    texts += [f"{p.name or ''} {p.role or ''} {p.organisation or ''}" for p in result.people]
    texts += [p.message for p in result.problems]
    return {w for t in texts for w in _words(t)}


def lost(document: Document, result: Extraction) -> list[str]:
    """The cells of tables of actions, measures and cards whose words are nowhere in the extraction."""
    held = told(result)
    found = []
    for table in document.tables:
        grid = table.cover()
        for part in tables.parts(table, grid, None):
            if part.kind not in ("actions", "cards", "cell_cards"):
                continue
            found += [t for t in _texts(table, part) if not _kept(t, held) and t not in NEWS]
    return found


def _texts(table: Table, part: tables.Part) -> list[str]:
    rows = set(part.rows)
    cells = [c for c in table.cells if c.row in rows and c.text.strip()]
    if part.kind == "cards":
        cells = [c for c in cells if c.column and not card_role(c.text)]  # labels are no text
    return [_unlabelled(c) for c in cells]


def _unlabelled(cell: Cell) -> str:
    """The cell's text without the labels of its paragraphs, and the one set off at its head by its type."""
    blocks = [b for b in cell.blocks if b.text]
    if len(blocks) == 2 and set_off(*blocks):
        return blocks[1].text
    sign = len(blocks) == 1 and blocks[0].fill and card_role(cell.text)  # the value is a colour
    return "" if sign else " ".join(_bare(b.text) for b in blocks) or cell.text


def _bare(text: str) -> str:
    """The text without the labels at its head ("Responds to: Area for improvement 1: ...")."""
    label = read_label(text)
    return _bare(label.text) if label is not None and label.colon else text


def _kept(text: str, held: set[str]) -> bool:
    if is_tick(text):
        return True  # a mark in a calendar, which is told by the action's time
    text = _bare(text)
    words = _words(re.sub(r"^(?:\d{1,2}[A-Z]|[A-Z])[.)]?\s", "", text))  # the letter of an objective
    return not words or sum(w in held for w in words) >= SHARE * len(words)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_no_text_of_an_action_table_is_lost(folder: Path) -> None:
    document = read(folder)
    result = registry.EXTRACTORS["action_plan"].extract(document)
    assert lost(document, result) == []
