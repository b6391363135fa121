"""Findings that ask for the same matter: what answers one may well answer the other, and is offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from extractors.model import Finding
from pipeline import ids
from pipeline.concepts import concepts, named
from pipeline.linking.affinity import Named
from pipeline.linking.sections import Structural
from pipeline.parts import FORMAL, asks
from pipeline.records import Link, Part, Reasons

CHANCE = 0.6  # how often such a link is right
MOST = 10  # actions under one finding beyond which they are about many things


def topics(finding: Finding) -> frozenset[str]:
    """The matters, services, groups and stages that the finding asks about."""
    found = named(" ".join(asks(finding.text, finding.kind)))
    return frozenset(c for c in found if concepts()[c].kind not in ("common", "strategic"))


def related(
    structural: Mapping[str, Mapping[str, Structural]],
    findings: Mapping[str, Named],
    told: Mapping[str, set[str]],
) -> Iterator[Link]:
    """Offers for review: an action under one finding, and another finding on the same matter.

    Only where the plan itself says what its actions answer, and only from findings with few actions:
    a long section is about more than its finding's matter.
    """
    about = {i: topics(n.finding) for i, n in findings.items()}
    size = Counter(f for found in structural.values() for f in found)
    for action, found in structural.items():
        for other, named_ in findings.items():
            group = "formal" if named_.finding.kind in FORMAL else "weakness"
            if other in found or action not in told[group]:
                continue
            shared = sorted(
                (matter, source)
                for source in found
                if size[source] <= MOST
                for matter in about[source] & about[other]
            )
            if shared:
                yield _offer(action, other, *shared[0])


def _offer(action: str, finding: str, matter: str, source: str) -> Link:
    label = concepts()[matter].label
    return Link(
        id=ids.link_id("addresses", action, finding),
        kind="addresses",
        from_id=action,
        to_id=finding,
        score=CHANCE,
        method="similarity",
        status="review",
        reasons=Reasons(
            summary=f"the action answers another finding on the same matter: {label}",
            parts=(Part(name="same matter", value=1.0, weight=1.0, note=label),),
            via=source,
        ),
    )
