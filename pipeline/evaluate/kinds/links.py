"""Gold for links from actions to findings, and for the coverage that rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractors.model import Record
from pipeline.evaluate.database import Database, LinkRow
from pipeline.evaluate.kinds.plan import Match, matches
from pipeline.evaluate.plan_gold import GoldPlan
from pipeline.evaluate.records import LinkCount, Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, Raw, register

LETTERS = {"area_for_priority_action": "P", "area_for_improvement": "I", "weakness": "W", "strength": "S"}
STATUS = {"full": "covered", "none": "uncovered"}
PARTS = {"all": "PIW", "priority actions and improvements": "PI", "weaknesses": "W"}
BEST = 3  # how many findings are offered for an action
THRESHOLDS = tuple(n / 20 for n in range(4, 20))

Pair = tuple[str, str]  # action, finding, as the gold numbers them


class GoldFindingLinks(Record):
    """The actions that answer a finding.

    `related` ones address it by their meaning, of `weak` ones that can be argued: both count neither way.
    """

    finding: str
    actions: tuple[str, ...]
    related: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    status: str | None = None
    status_also: tuple[str, ...] = ()


class GoldLinks(Gold):
    """Links and coverage of the findings that a plan answers."""

    gold: str = "links"
    plan: str
    area: str | None = None
    inspection_end: str | None = None
    findings: tuple[GoldFindingLinks, ...]


# -- reading -------------------------------------------------------------------------------------


def takes(raw: Raw) -> bool:
    """Whether this is the full gold of links, apart from a plan or inside one."""
    if not isinstance(raw.data, dict):
        return False
    return ("findings" in raw.data and "rules" in raw.data) or {"coverage", "measures"} <= set(raw.data)


def read(raw: Raw) -> list[Gold]:
    """The gold record of links in full form."""
    data = raw.data
    inside = "coverage" in data
    findings = _inside(data) if inside else _apart(data)
    return [
        GoldLinks(
            source=raw.path.name,
            plan=f"{raw.key}/{raw.name}" if inside else raw.key,
            findings=tuple(findings),
        )
    ]


def _apart(data: Mapping[str, Any]) -> Iterable[GoldFindingLinks]:
    for item in data["findings"]:
        yield GoldFindingLinks(
            finding=item["finding"],
            actions=tuple(item["action_ids"]),
            related=tuple(item.get("also_related", ())),
            weak=tuple(item.get("also_related_weak", ())),
            status=_status(item["coverage"]),
            status_also=tuple(_status(s) for s in item.get("coverage_also_accept", [])),
        )


def _inside(data: Mapping[str, Any]) -> Iterable[GoldFindingLinks]:
    named = [c["finding_id"] for c in data["coverage"]]
    named += [f for a in data["actions"] for f in a["finding_ids"]]
    status = {c["finding_id"]: c["status"] for c in data["coverage"]}
    for finding in dict.fromkeys(named):
        actions = tuple(a["id"] for a in data["actions"] if finding in a["finding_ids"])
        yield GoldFindingLinks(finding=finding, actions=actions, status=status.get(finding))


def _status(word: str) -> str:
    return STATUS.get(word, word)


# -- what the database has -----------------------------------------------------------------------


class Named(Record):
    """Ids of the database by what the gold calls them."""

    actions: dict[str, str]
    findings: dict[str, str]
    area_id: str | None = None

    def pair(self, link: LinkRow) -> Pair | None:
        """The link as the gold would write it; None where it is about something else."""
        action, finding = self.actions.get(link.from_id), self.findings.get(link.to_id)
        return (action, finding) if action and finding else None


def named(db: Database, plan: GoldPlan, every: Sequence[Gold]) -> tuple[Named, list[Match]]:
    """The plan's actions in all its documents, and the findings of the report that it answers.

    Links and gaps rest on a plan's newest version: its rows stand for those with the same key.
    """
    found = matches(db, plan, every)
    keys = {row.key: gold.id for match in found for gold, row in match.pairs}
    plans = {match.document.plan_id for match in found} - {None}
    newer = [row for d in db.documents if d.plan_id in plans for row in db.actions_by.get(d.id, [])]
    actions = {row.id: keys[row.key] for row in newer if row.key in keys}
    actions |= {row.id: gold.id for match in found for gold, row in match.pairs}
    report = db.report(plan.area, plan.inspection_end) if found else None
    rows = db.findings_by.get(report.id, []) if report else []
    findings = {r.id: f"{LETTERS[r.kind]}{r.number}" for r in rows if r.kind in LETTERS}
    return Named(actions=actions, findings=findings, area_id=report.area_id if report else None), found


def plan_of(key: str, every: Sequence[Gold]) -> GoldPlan | None:
    """The gold of the plan with this key."""
    return next((g for g in every if isinstance(g, GoldPlan) and g.key == key), None)


# -- scoring -------------------------------------------------------------------------------------


def score(db: Database, golds: Sequence[Gold], every: Sequence[Gold]) -> Sheet:
    """Links of every plan by kind of finding, method and threshold; coverage; causes of what is missed."""
    tally = Tally()
    for gold in golds:
        plan = plan_of(gold.plan, every) if isinstance(gold, GoldLinks) else None
        if isinstance(gold, GoldLinks) and plan is not None:
            names, found = named(db, plan, every)
            tally.holds() if found else tally.lacks(plan.label)
            rows = [link for link in db.links if link.kind == "addresses" and names.pair(link)]
            _count_links(tally, gold, names, rows)
            _name_links(tally, gold, names, rows, {m.id for match in found for m in match.missed})
            _score_coverage(tally, gold, names, db, held=bool(found))
    return tally.sheet("links", "Links and coverage")


def _accepted(link: LinkRow) -> bool:
    return bool(link.accepted) and link.decision != "rejected"


def _pairs(gold: GoldLinks, part: str = "PIW") -> set[Pair]:
    return {(a, f.finding) for f in gold.findings if f.finding[0] in part for a in f.actions}


def _allowed(gold: GoldLinks) -> set[Pair]:
    return {(a, f.finding) for f in gold.findings for a in (*f.related, *f.weak)}


def _link_count(
    gold: GoldLinks,
    names: Named,
    rows: Iterable[LinkRow],
    name: str,
    part: str = "PIW",
    at: float | None = None,
) -> LinkCount:
    want = _pairs(gold, part)
    got = {pair for row in rows if (pair := names.pair(row)) and pair[1][0] in part}
    return LinkCount(
        name=name,
        group=gold.plan,
        gold=len(want),
        found=len(got),
        right=len(got & want),
        allowed=len(got & (want | _allowed(gold))),
        threshold=at,
    )


def _count_links(tally: Tally, gold: GoldLinks, names: Named, rows: Sequence[LinkRow]) -> None:
    accepted = [r for r in rows if _accepted(r)]
    for name, part in PARTS.items():
        if _pairs(gold, part) or part == "PIW":
            tally.links.append(_link_count(gold, names, accepted, name, part))
    for method in sorted({r.method for r in accepted}):
        chosen = [r for r in accepted if r.method == method]
        tally.links.append(_link_count(gold, names, chosen, f"method {method}"))
    offered = [r for r in rows if _accepted(r) or r.status in ("review", "ambiguous")]
    tally.links.append(_link_count(gold, names, offered, "accepted or offered for review"))
    tally.links.append(_link_count(gold, names, rows, "candidates"))
    _judge_offers(tally, gold, names, offered)
    _judge_ranks(tally, gold, names, rows)
    for at in THRESHOLDS:
        tally.links.append(_link_count(gold, names, [r for r in rows if r.score >= at], "score", at=at))


def _judge_offers(tally: Tally, gold: GoldLinks, names: Named, offered: Iterable[LinkRow]) -> None:
    """How many related ones are accepted or offered; how many of those beyond the gold are related."""
    got = {pair for row in offered if (pair := names.pair(row))}
    related = {(a, f.finding) for f in gold.findings for a in f.related}
    for pair in sorted(related):
        tally.judge("related links accepted or offered", gold.plan, pair in got)
    if related:
        for pair in sorted(got - _pairs(gold)):
            tally.judge("links beyond the gold that are related", gold.plan, pair in _allowed(gold))


def _judge_ranks(tally: Tally, gold: GoldLinks, names: Named, rows: Iterable[LinkRow]) -> None:
    """Right weaknesses among an action's best; mean over findings of the average precision by score."""
    score: dict[Pair, float] = {}
    for row in rows:
        if pair := names.pair(row):
            score[pair] = max(score.get(pair, 0.0), row.score)
    ranked = sorted(score, key=lambda pair: (-score[pair], pair))
    for action, finding in sorted(_pairs(gold, "W")):
        best = [f for a, f in ranked if a == action and f[0] == "W"][:BEST]
        tally.judge(f"weaknesses among the {BEST} best of their action", gold.plan, finding in best)
    precision = []
    for item in gold.findings:
        order = [a for a, f in ranked if f == item.finding]
        hits = [n for n, a in enumerate(order, 1) if a in item.actions]
        if item.actions:
            precision.append(sum(i / n for i, n in enumerate(hits, 1)) / len(item.actions))
    if precision:
        mean = sum(precision) / len(precision)
        tally.notes.append(f"{gold.plan}: mean average precision of links by score {mean:.3f}")


def _name_links(
    tally: Tally, gold: GoldLinks, names: Named, rows: Sequence[LinkRow], unread: set[str]
) -> None:
    """Each link missed, with its cause, and each that is wrong."""
    best: dict[Pair, LinkRow] = {}
    for row in rows:
        pair = names.pair(row)
        if pair and (pair not in best or _rank(row) > _rank(best[pair])):
            best[pair] = row
    got = {pair for pair, row in best.items() if _accepted(row)}
    want = _pairs(gold)
    there = set(names.findings.values())
    for action, finding in sorted(want - got):
        if action in unread or action not in names.actions.values():
            cause = "structure misread: the action was not found"
        elif finding not in there:
            cause = "structure misread: the finding was not found"
        elif (action, finding) in best:
            row = best[action, finding]
            cause = f"scored too low: {row.score:.2f} ({row.status})"
        else:
            cause = "candidate missing"
        tally.differ(gold.plan, "link", "missed", f"{action} to {finding}", cause)
    for action, finding in sorted(got - want - _allowed(gold)):
        row = best[action, finding]
        tally.differ(gold.plan, "link", "wrong", f"{action} to {finding}", f"{row.method}, {row.score:.2f}")


def _rank(row: LinkRow) -> tuple[bool, float]:
    return _accepted(row), row.score


def _score_coverage(tally: Tally, gold: GoldLinks, names: Named, db: Database, held: bool) -> None:
    status = {names.findings[c.finding_id]: c for c in db.coverage if c.finding_id in names.findings}
    for item in gold.findings:
        if item.status is None:
            continue
        row = status.get(item.finding)
        got = row.status if row else "nothing"
        right = got in (item.status, *item.status_also)
        if item.status == "partial" and row is not None:
            tally.notes.append(f"{gold.plan}: {item.finding} is {got}, missing: {row.missing or 'nothing'}")
        part = "weaknesses" if item.finding[0] == "W" else "priority actions and improvements"
        tally.judge(f"coverage of {part}", gold.plan, right)
        if held:
            tally.confuse("coverage", gold.plan, item.status, got)
        if not right:
            missing = f"missing: {row.missing}" if row and row.missing else None
            tally.differ(
                gold.plan, "coverage", "wrong", f"{item.finding}: {got}, gold {item.status}", missing
            )


register(Kind("links", GoldLinks, takes, read, score, order=30))
