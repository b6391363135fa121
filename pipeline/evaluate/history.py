"""What an evaluation gained and lost against the last one, kept beside the database."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from extractors.model import Record
from pipeline.evaluate.records import Change, Difference, Evaluation, Since

NAME = "evaluation.json"


class Past(Record):
    """The last evaluation of some gold."""

    gold: str
    at: str
    figures: dict[str, float]
    differences: tuple[Difference, ...]


def figures(evaluation: Evaluation) -> Iterator[tuple[str, float]]:
    """Every figure that is followed from one evaluation to the next, by its name."""
    for sheet in evaluation.sheets:
        for count in sheet.counts:
            yield f"{sheet.kind}: {count.group}: {count.name} F1", count.f1
        for link in sheet.links:
            if link.threshold is None:
                yield f"{sheet.kind}: {link.group}: links, {link.name} F1", link.f1
        for accuracy in sheet.accuracies:
            yield f"{sheet.kind}: {accuracy.group}: {accuracy.name}", accuracy.share


def remember(evaluation: Evaluation, folder: Path) -> Evaluation:
    """The evaluation with what it gained and lost; it is then kept as the last one of its gold.

    A file that cannot be read is passed over, and one that cannot be written leaves things as they were.
    """
    path = folder / NAME
    past = _read(path)
    last = next((p for p in past if p.gold == evaluation.gold), None)
    now = Past(
        gold=evaluation.gold,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        figures=dict(figures(evaluation)),
        differences=tuple(d for sheet in evaluation.sheets for d in sheet.differences),
    )
    kept = [p for p in past if p.gold != evaluation.gold] + [now]
    with contextlib.suppress(OSError):
        text = json.dumps([p.model_dump(mode="json") for p in kept], ensure_ascii=False, indent=1)
        path.write_text(text, encoding="utf-8")
    return evaluation.model_copy(update={"since": since(last, now)}) if last else evaluation


def since(last: Past, now: Past) -> Since:
    """What changed between two evaluations."""
    before, after = {d.key for d in last.differences}, {d.key for d in now.differences}
    changed = [
        Change(name=name, before=last.figures[name], now=value)
        for name, value in now.figures.items()
        if name in last.figures and abs(last.figures[name] - value) > 1e-9
    ]
    return Since(
        at=last.at,
        figures=tuple(changed),
        gained=tuple(d for d in last.differences if d.key not in after),
        lost=tuple(d for d in now.differences if d.key not in before),
    )


def _read(path: Path) -> list[Past]:
    try:
        return [Past.model_validate(p) for p in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        return []
