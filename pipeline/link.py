"""Items joined to one another: actions to findings, restatements to what they repeat, progress to weaknesses.

In stages: candidates (the documents of one area and one inspection), the plan's own structure, quotations,
likeness. A link says how it was found and what carries it; see `pipeline.linking`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.linking.addresses import answered
from pipeline.linking.restate import progressed, restated
from pipeline.records import TO_ANSWER, Entry, Link, plans_for, standing


def link(entries: Sequence[Entry]) -> list[Link]:
    """Every link among the documents that count, in order of kind and ids."""
    counted = standing(entries)
    found: list[Link] = []
    for inspection in counted:
        if inspection.family != "inspection":
            continue
        for plan in plans_for(inspection, counted):
            found += answered(plan, inspection, TO_ANSWER)
        for other in counted:
            if other.answers == inspection.id and other.family in ("plan", "commentary"):
                found += restated(other, inspection)
    found += progressed(counted)
    return sorted({l_.id: l_ for l_ in found}.values(), key=lambda l_: (l_.kind, l_.from_id, l_.to_id))
