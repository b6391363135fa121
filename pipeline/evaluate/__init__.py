"""Scores a database against gold: how much is right, what was missed, what is wrong and why.

`evaluate` gives records, `print_evaluation` shows them. A kind of gold is one module of `kinds`.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluate.database import Database
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.history import remember
from pipeline.evaluate.records import Evaluation
from pipeline.evaluate.registry import KINDS
from pipeline.evaluate.render import print_evaluation

__all__ = ["evaluate", "print_evaluation"]


def evaluate(gold: Path, db: Path) -> Evaluation:
    """The database scored against all gold at or beneath the path, in either form.

    What was gained and lost since the last evaluation of the same gold is told too; this one is then kept
    beside the database, in `evaluation.json`. Raises `FileNotFoundError` where there is no database,
    `ValueError` for gold that is not JSON or does not hold what its kind must.
    """
    database = Database(db)
    golds, unread = read_gold(gold)
    sheets = [
        kind.score(database, [g for g in golds if isinstance(g, kind.record)], golds).model_copy(
            update={"kind": kind.name}
        )
        for kind in sorted(KINDS.values(), key=lambda k: k.order)
        if any(isinstance(g, kind.record) for g in golds)
    ]
    evaluation = Evaluation(
        gold=str(gold.resolve()), database=str(db), sheets=tuple(sheets), unread=tuple(unread)
    )
    return remember(evaluation, db.parent)
