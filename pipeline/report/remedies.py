"""What to do about a gap: one sentence a rule."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def remedies() -> dict[str, str]:
    """The sentence for each rule's slug, from `data/remedies.csv`."""
    text = files("pipeline").joinpath("data/remedies.csv").read_text(encoding="utf-8")
    return {row["slug"]: row["remedy"] for row in csv.DictReader(text.splitlines())}
