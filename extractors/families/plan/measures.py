"""How success will be known: measures read beside the actions, and tables of measures joined to them."""

from __future__ import annotations

import re

ALIKE = 88  # how alike a theme in a table of measures and the place of an action must be
_NUMBERED = re.compile(
    r"\(?\b(?:KPIs?|measures?|PI|indicator)\s*(?P<number>\d+)(?:\s*(?:,|and|&|to|-)\s*(?:KPIs?\s*)?\d+)*\)?",
    re.I,
)
_REFS = re.compile(r"[A-Za-z]{0,4}\d+(?:\.\d+)*[a-z]?")
_RANGE = re.compile(r"(?P<a>[A-Za-z]{0,4}\d+(?:\.\d+)*)\s*(?:-|–|to)\s*(?P<b>[A-Za-z]{0,4}\d+(?:\.\d+)*)")
