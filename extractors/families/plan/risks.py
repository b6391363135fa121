"""Registers of risks, told from tables of actions by their headers."""

from __future__ import annotations

import re

from extractors.families.plan.columns import DATES, Layout

_WEIGHED = re.compile(
    r"(?:how )?likel|probability|chance|severity|consequence|(?:risk )?score|how (?:bad|serious)", re.I
)
_RISK = re.compile(
    r"(?:(?:key|main|top|strategic) )?risks?\b(?! (?:no|number|ref|id|owner|score|rating|level)\b)"
    r"|threats?\b|what (?:could|might|may|can) (?:go wrong|stop us|hold us|get in)",
    re.I,
)


def mitigates(layout: Layout, other: str | None) -> bool:
    """What is to be done is done against a risk: the table is a register of risks."""
    acts = layout.of("activity")
    if other == "risks" and any(re.search(r"mitigat|control", c.header, re.I) for c in acts):
        return True
    risks = [c.index for c in layout.columns if _RISK.match(c.header)]
    if not risks or any(c.index < risks[0] for c in acts):
        return False
    if any(_WEIGHED.match(c.header) for c in layout.columns):
        return True
    before = {c.role for c in layout.columns if c.index < risks[0]}
    return before <= {"reference"} and not layout.roles() & DATES  # what is watched has no time
