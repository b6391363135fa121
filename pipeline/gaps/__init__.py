"""Gaps: what a board should know about findings, actions, owners, dates, measures and words.

One function a rule, registered where it is written; `RULES` is the only list of them.
"""

from pipeline.gaps.registry import find_gaps, rules

RULES = rules()

__all__ = ["RULES", "find_gaps"]
