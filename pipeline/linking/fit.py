"""Fits the weights of linking on plans read by hand, and judges each plan by the others' weights.

Run as `python -m pipeline.linking.fit FOLDER... [--write GROUP]` on folders that hold trials, such as
`tests/data/plans`. It prints a row for each plan, judged by weights that were fitted without it; with
`--write GROUP` the weights of that group of findings, fitted on all of them, go to `data/link_weights.csv`.
Only numbers are written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from extractors.model import Record
from pipeline.coverage import cover
from pipeline.linking.addresses import Answering, answered
from pipeline.linking.affinity import Named
from pipeline.linking.chances import GROUPS, LOOKED_AT, AllWeights, Group, Weights, group_of, shipped
from pipeline.linking.trials import Trial, read_trials
from pipeline.records import TO_ANSWER, findings_of

OUTPUT = Path(__file__).parents[1] / "data" / "link_weights.csv"
RIDGE = 1.0  # pull of each weight towards nought, so that a few plans do not make it extreme
ROUNDS = 30
EVEN = 0.5  # where acceptance rests on more than the chance of the single pair
NEAR_BEST = 0.97  # share of the best from which a cut is as good: the lowest is taken, for what misses a link
# looks unanswered
CUTS = tuple(c / 100 for c in range(20, 62, 2))
BEST = 3  # findings of a group offered for an action among which the right ones are looked for


class Pair(Record):
    """An action and a finding: what speaks for joining them, and whether a careful reader does."""

    values: tuple[float, ...]
    right: bool


# -- fitting -----------------------------------------------------------------------------------


def _answering(trial: Trial, weights: AllWeights) -> Answering:
    findings = [Named(id=i, finding=f) for i, f in findings_of(trial.report) if f.kind in TO_ANSWER]
    return Answering(trial.plan, findings, weights)


def _open(answering: Answering, group: Group) -> Iterator[tuple[str, str]]:
    """The pairs of action and finding that the plan itself does not decide."""
    for action, taken in answering.structural.items():
        if action not in answering.told[group]:
            yield from ((action, n.id) for n in answering.groups[group] if n.id not in taken)


def _pairs(trial: Trial, group: Group, weights: AllWeights) -> Iterator[Pair]:
    answering = _answering(trial, weights)
    found = answering.affinities(group)[1] if answering.groups[group] else {}
    for action, finding in _open(answering, group):
        values = tuple(getattr(found[action][finding], name) for name in LOOKED_AT[group])
        yield Pair(values=values, right=(action, finding) in trial.links)


def fitted(trials: Sequence[Trial]) -> AllWeights:
    """The weights that these plans bear out best, the weaknesses first: the others look at their chances."""
    weights = dict(shipped())
    for group in GROUPS:
        tried = trials if group == "weakness" else [t for trial in trials for t in (trial, trial.bare())]
        seen = [pair for trial in tried for pair in _pairs(trial, group, weights)]
        solved = _regressed([p.values for p in seen], [p.right for p in seen])
        fit = Weights(
            intercept=round(solved[0], 2),
            accept=EVEN,
            of={name: round(w, 2) for name, w in zip(LOOKED_AT[group], solved[1:], strict=True)},
        )
        weights[group] = fit
        if group == "weakness":
            cut = _cut([pair for trial in trials for pair in _judged(trial, group, weights)])
            weights[group] = fit.model_copy(update={"accept": cut})
    return weights


def _judged(trial: Trial, group: Group, weights: AllWeights) -> Iterator[tuple[float, bool]]:
    """The pairs that the plan itself does not decide: the chance of each, and whether it is right."""
    answering = _answering(trial, weights)
    chances = answering.chances(group, answering.affinities(group)[1]) if answering.groups[group] else {}
    for action, finding in _open(answering, group):
        yield chances[action][finding], (action, finding) in trial.links


def _cut(judged: Sequence[tuple[float, bool]]) -> float:
    """The chance from which to accept, so that most of what is accepted, and of what is wanted, is right."""
    wanted = sum(right for _, right in judged)

    def worth(cut: float) -> float:
        found = [right for chance, right in judged if chance >= cut]
        return _f1(sum(found), len(found), wanted)

    least = NEAR_BEST * max(worth(cut) for cut in CUTS)
    return next(cut for cut in CUTS if worth(cut) >= least)


def _regressed(rows: Sequence[tuple[float, ...]], right: Sequence[bool]) -> list[float]:
    """Logistic regression by Newton's steps: the intercept, then a weight for each value."""
    size = len(rows[0]) + 1
    solved = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-RIDGE * w if n else 0.0 for n, w in enumerate(solved)]
        bend = [[RIDGE if n == m and n else 0.0 for m in range(size)] for n in range(size)]
        for row, is_right in zip(rows, right, strict=True):
            values = (1.0, *row)
            chance = 1 / (1 + math.exp(-sum(w * v for w, v in zip(solved, values, strict=True))))
            for n, value in enumerate(values):
                slope[n] += value * (is_right - chance)
                for m, other in enumerate(values):
                    bend[n][m] += value * other * chance * (1 - chance)
        step = _solved(bend, slope)
        solved = [w + s for w, s in zip(solved, step, strict=True)]
        if max(abs(s) for s in step) < 1e-6:
            break
    return solved


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for n in range(len(rows)):
        pivot = max(range(n, len(rows)), key=lambda r: abs(rows[r][n]))
        rows[n], rows[pivot] = rows[pivot], rows[n]
        rows[n] = [v / rows[n][n] for v in rows[n]]
        for m in range(len(rows)):
            if m != n:
                rows[m] = [v - rows[m][n] * w for v, w in zip(rows[m], rows[n], strict=True)]
    return [row[-1] for row in rows]


# -- judging -----------------------------------------------------------------------------------


class Judged(Record):
    """How a plan was judged: for links and coverage of a group, what was right, found and wanted."""

    name: str
    links: dict[Group, tuple[int, int, int]]
    best: dict[Group, tuple[int, int]]
    coverage: dict[Group, tuple[int, int]]
    precision: dict[Group, float]


def judge(trial: Trial, weights: AllWeights) -> Judged:
    """The plan judged by these weights."""
    links = answered(trial.plan, trial.report, TO_ANSWER, weights)
    rows = {row.finding_id: row.status for row in cover([trial.report, trial.plan], links)}
    kinds = {id_: group_of(f.kind) for id_, f in findings_of(trial.report)}
    tally: dict[Group, tuple[int, int, int]] = {}
    best: dict[Group, tuple[int, int]] = {}
    coverage: dict[Group, tuple[int, int]] = {}
    for group in GROUPS:
        wanted = {pair for pair in trial.links if kinds.get(pair[1]) == group}
        ours = [k for k in links if kinds[k.to_id] == group]
        found = {(k.from_id, k.to_id) for k in ours if k.accepted}
        tally[group] = (len(found & wanted), len(found), len(wanted))
        offered: dict[str, list[tuple[float, str]]] = {}
        for link in ours:
            offered.setdefault(link.from_id, []).append((-link.score, link.to_id))
        nearest = {(a, f) for a, scored in offered.items() for _, f in sorted(scored)[:BEST]}
        best[group] = (len(nearest & wanted), len(wanted))
        asked = [(f, c) for f, c in trial.coverage.items() if kinds[f] == group]
        coverage[group] = (sum(rows[f] in (c.status, *c.also) for f, c in asked), len(asked))
    return Judged(
        name=trial.name,
        links=tally,
        best=best,
        coverage=coverage,
        precision={g: _bare_precision(trial, g, weights) for g in GROUPS},
    )


def _bare_precision(trial: Trial, group: Group, weights: AllWeights) -> float:
    """Mean average precision over the group's findings, of the actions ranked without headings."""
    bare = trial.bare()
    answering = _answering(bare, weights)
    ranked = answering.chances(group, answering.affinities(group)[1]) if answering.groups[group] else {}
    found = []
    for named in answering.groups[group]:
        right = {a for a, f in trial.links if f == named.id}
        order = sorted(ranked, key=lambda a: -ranked[a][named.id])
        hits = [place for place, a in enumerate(order, 1) if a in right]
        if right:
            found.append(sum(n / place for n, place in enumerate(hits, 1)) / len(right))
    return sum(found) / len(found) if found else 0.0


def _f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 0.0


def left_out(trials: Sequence[Trial], fit: Callable[[Sequence[Trial]], AllWeights] = fitted) -> list[Judged]:
    """Each plan judged by weights that were fitted on the others."""
    return [judge(trial, fit([t for t in trials if t.name != trial.name])) for trial in trials]


# -- telling -----------------------------------------------------------------------------------

COLUMNS = ("best 3", "coverage", "bare MAP")
HEAD = f"{'plan':16}" + "".join(f"{g + ' F1':>13}" + "".join(f"{c:>10}" for c in COLUMNS) for g in GROUPS)


def lines(judged: Sequence[Judged]) -> Iterator[str]:
    """The figures, a line for each plan and one for all together."""
    yield HEAD
    for one in judged:
        yield f"{one.name:16}" + "".join(_figures([one], g) for g in GROUPS)
    yield f"{'all':16}" + "".join(_figures(judged, g) for g in GROUPS)


def _figures(judged: Sequence[Judged], group: Group) -> str:
    tally = [sum(j.links[group][n] for j in judged) for n in range(3)]
    best = [sum(j.best[group][n] for j in judged) for n in range(2)]
    coverage = [sum(j.coverage[group][n] for j in judged) for n in range(2)]
    told = [j.precision[group] for j in judged if j.links[group][2]]
    mean = sum(told) / len(told) if told else 0.0
    shares = (best[0] / max(best[1], 1), coverage[0] / max(coverage[1], 1), mean)
    return f"{_f1(*tally):13.3f}" + "".join(f"{share:10.3f}" for share in shares)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--write", multiple=True, type=click.Choice(GROUPS), help="Write the weights of this group, of all plans."
)
@click.option("--as-shipped", is_flag=True, help="Judge by the weights in use, fitting nothing.")
def main(folders: tuple[Path, ...], write: tuple[Group, ...], as_shipped: bool) -> None:
    """Judge linking on the plans beneath FOLDERS, each by weights fitted on the others."""
    trials = read_trials(folders)
    judged = [judge(t, shipped()) for t in trials] if as_shipped else left_out(trials)
    click.echo("\n".join(lines(judged)))
    if write:
        rows = ["group,name,value"]
        fit = fitted(trials)
        for group in GROUPS:
            weights = (fit if group in write else shipped())[group]
            rows += [f"{group},intercept,{weights.intercept:g}", f"{group},accept,{weights.accept:g}"]
            rows += [f"{group},{name},{value:g}" for name, value in weights.of.items()]
        OUTPUT.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
