"""What speaks for joining an action with a finding."""

from __future__ import annotations

import pytest

from extractors.model import Action, Finding
from pipeline.linking.affinity import Affinity, Named, Scale, affinities

BUSES = "Buses arrive late at special schools."
FINDINGS = [
    Named(id="W1", finding=Finding(kind="weakness", number=1, text=BUSES)),
    Named(id="W2", finding=Finding(kind="weakness", number=2, text="Physiotherapy reports are late.")),
]


def judged(*activities: str, measures: tuple[str, ...] = ()) -> dict[str, dict[str, Affinity]]:
    """The affinities of actions under one heading, by their place."""
    measured = dict(enumerate(measures))
    actions = {
        str(n): Action(number=n + 1, activity=text, success_measure=measured.get(n))
        for n, text in enumerate(activities)
    }
    section = (None, None, tuple(actions))
    return affinities(actions, dict.fromkeys(actions, section), Scale(FINDINGS), {})


def test_an_action_less_like_a_finding_than_others_stands_behind_them() -> None:
    found = judged("Buy more buses for special schools", "Train escorts for buses", "Paint the town hall")
    among = [found[n]["W1"].among for n in "012"]
    assert among == sorted(among, reverse=True)
    assert among[0] == 1.0
    assert among[2] == 0.0


def test_several_actions_may_answer_one_finding_alike() -> None:
    found = judged(*["Buy more buses for special schools"] * 6)
    assert [found[str(n)]["W1"].among for n in range(6)] == pytest.approx([1.0] * 6)


def test_a_finding_that_no_action_is_like_lifts_none() -> None:
    found = judged("Buy more buses for special schools", "Paint the town hall")
    assert [found[n]["W2"].among for n in "01"] == [0.0, 0.0]


def test_a_measure_speaks_for_the_finding_that_it_measures() -> None:
    found = judged("Let a new contract", "Hold a workshop", measures=("Share of buses that arrive late", ""))
    assert [found[n]["W1"].measure for n in "01"] == [1.0, 0.0]
    assert found["0"]["W2"].measure < 1.0
