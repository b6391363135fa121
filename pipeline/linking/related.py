"""Findings that ask for the same matter: what answers one may well answer the other, and is offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from extractors.model import Finding
from pipeline import ids
from pipeline.concepts import concepts, named
from pipeline.linking.affinity import Named
from pipeline.linking.chances import Group, group_of
from pipeline.linking.sections import Structural
from pipeline.parts import FORMAL, asks
from pipeline.records import Link, Part, Reasons

CHANCE = 0.6  # how often such a link is right
FEWEST = 2  # matters that a finding of wide matters must name to be told by them
MOST = 10  # actions under one finding beyond which they are about many things


def topics(finding: Finding) -> frozenset[str]:
    """The matters, services, groups and stages that the finding asks about."""
    found = named(" ".join(asks(finding.text, finding.kind)))
    return frozenset(c for c in found if concepts()[c].kind not in ("common", "strategic"))


def related(
    structural: Mapping[str, Mapping[str, Structural]],
    findings: Mapping[str, Named],
    told: Mapping[Group, set[str]],
) -> Iterator[Link]:
    """Offers for review: an action under one finding, and another finding on the same matter.

    Only where the plan itself says what its actions answer, and only from findings with few actions:
    a long section is about more than its finding's matter.
    """
    size = Counter(f for found in structural.values() for f in found)
    matters = {
        (source, other): matter
        for source in findings
        for other in findings
        if source != other and size[source] <= MOST
        for matter in _same_matter(findings[source].finding, findings[other].finding)
    }
    for action, found in structural.items():
        for other, named_ in findings.items():
            group = group_of(named_.finding.kind)
            sources = sorted(s for s in found if (s, other) in matters)
            if sources and other not in found and action in told[group]:
                yield _offer(action, other, matters[sources[0], other], sources[0])


def _same_matter(source: Finding, other: Finding) -> list[str]:
    """What both ask about, in reverse order of names.

    An area for improvement that names only matters of the widest kind is on the same matter as a weakness
    that names them all.
    """
    shared = topics(source) & topics(other)
    wide = named(other.text)
    if not topics(other) and other.kind in FORMAL and len(wide) >= FEWEST and wide <= named(source.text):
        shared = wide
    return sorted(shared, reverse=True)


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
