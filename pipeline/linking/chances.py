"""The chance that a careful reader would join an action with a finding, from what speaks for it.

The weights are fitted on plans whose links were read by hand (`pipeline.linking.fit`) and kept as numbers in
`data/link_weights.csv`.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from extractors.model import FindingKind, Record
from pipeline.linking.affinity import Affinity
from pipeline.parts import FORMAL

Group = Literal["formal", "weakness"]
GROUPS: tuple[Group, ...] = ("weakness", "formal")
# What is weighed for each group of findings, in words for whoever asks for the reasons of a link.
LOOKED_AT: Mapping[Group, tuple[str, ...]] = {
    "weakness": ("own", "relative", "among", "measure", "objective", "block", "via"),
    "formal": ("own", "relative", "objective", "block", "section", "via"),
}
LABELS = {
    "own": "the activity's own words",
    "relative": "against the best of the report's findings",
    "among": "against the best of the plan's actions",
    "measure": "the measure of success, against the best of the plan's actions",
    "objective": "the objective, against the best of the report's findings",
    "block": "the actions that share the objective",
    "section": "the section as a whole",
    "via": "what the section is known to answer",
}


class Weights(Record):
    """The weights of one group of findings; `accept` is the chance from which a link is accepted."""

    intercept: float
    accept: float
    of: Mapping[str, float]

    def chance(self, affinity: Affinity) -> float:
        """The chance that a careful reader would join the pair."""
        return self.weighed({name: getattr(affinity, name) for name in self.of})

    def weighed(self, values: Mapping[str, float]) -> float:
        """The same from the values by name."""
        return logistic(self.intercept + sum(w * values[name] for name, w in self.of.items()))


AllWeights = Mapping[Group, Weights]


def group_of(kind: FindingKind) -> Group:
    """The group that findings of the kind are weighed in."""
    return "formal" if kind in FORMAL else "weakness"


def logistic(value: float) -> float:
    """The chance of these log odds."""
    return 1 / (1 + math.exp(-value))


def log_odds(chance: float) -> float:
    """The log odds of a chance."""
    return math.log(chance / (1 - chance))


@cache
def shipped() -> AllWeights:
    """The weights that are in use, by group."""
    text = files("pipeline").joinpath("data/link_weights.csv").read_text(encoding="utf-8")
    read: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(text.splitlines()):
        read.setdefault(row["group"], {})[row["name"]] = float(row["value"])
    return {
        group: Weights(
            intercept=read[group]["intercept"],
            accept=read[group]["accept"],
            of={name: read[group][name] for name in LOOKED_AT[group]},
        )
        for group in GROUPS
    }
