"""The content of v-1 to v-3 as their source.toml gives it, and the gold that is made of it.

source.toml holds the print and its readings, a line "kind field | field" each:
= id | timescale as printed | start..end | qualifier | status | findings beside its part's, or "-" for none
who is "as printed; as printed = name|role|organisation ; ..."; kpi and m are "text ~ baseline ~ target ...",
each figure "printed=value@period". Who and ok of "^" stand in the merged cell of the row above.
"""

import re
from dataclasses import dataclass, field

import made
from made import accepted

Json = made.Data
TRACKED = re.compile(r"(\[-.*?-\]|\{\+.*?\+\}|\{\*.*?\*\})")


def rejected(text: str) -> str:
    """The words that stood before the changes."""
    return re.sub(r"\[-|-\]|\{\*|\*\}", "", re.sub(r"\{\+.*?\+\}", "", text))


# ---------------------------------------------------------------- source and gold


@dataclass
class Action:
    id: str
    raw: str
    start: str | None
    end: str | None
    qualifier: str | None
    status: str
    links: list[str]
    part: list[str]
    group: str
    do: str = ""
    ok: str = ""
    who: str = ""
    owners: list[Json] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)


@dataclass
class Plan:
    head: Json
    rows: dict[str, list[list[str]]] = field(default_factory=dict)
    figures: list[Json] = field(default_factory=list)
    kpis: dict[str, list[tuple[list[str], Json]]] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)

    def of(self, part: str) -> list[Action]:
        return [a for a in self.actions if a.part[0].startswith(part)]

    def pairs(self, kind: str) -> dict[str, str]:
        return dict(p.strip().split("=") for p in self.rows[kind][0][0].split(";"))


def measure(spec: str, ids: list[str]) -> tuple[list[str], Json]:
    """A measure's printed cells and its gold."""
    text, *cells = (s.strip() for s in spec.split("~"))
    base, *aims = (made.figure(accepted(cell)) for cell in cells)
    return [text, *(cell.partition("=")[0] for cell in cells)], made.measure(accepted(text), base, aims, ids)


def read(name: str) -> Plan:
    """The plan of a folder's source.toml."""
    head = made.source(name)
    plan, part, group = Plan(head), [""], ""
    for line in head.pop("text").strip().split("\n"):
        kind, _, rest = line.partition(" ")
        cells = [c.strip() for c in re.split(r" \|(?= |$)", rest)]
        last = plan.actions[-1] if plan.actions else None
        if kind == "part":
            part = cells
        elif kind == "group":
            group = rest
        elif kind == "=":
            start, _, end = cells[2].partition("..")
            links = [] if cells[5:] == ["-"] else [part[0], *" ".join(cells[5:]).split()]
            got = Action(
                cells[0], cells[1], start or None, end or None, cells[3] or None, cells[4], links, part, group
            )
            plan.actions.append(got)
        elif kind == "who" and last:
            printed, _, owners = rest.partition(" =")
            last.who = printed
            last.owners = made.owners(o.strip() for o in owners.split(";") if o.strip())
        elif kind == "m" and last:
            plan.figures.append(measure(rest, [accepted(last.id)])[1])
        elif kind.startswith("kpi"):
            plan.kpis.setdefault(kind[3:], []).append(measure(rest, []))
        elif kind in ("do", "ok") and last:
            setattr(last, kind, rest)
        elif kind in ("bar", "was", "track", "news", "note", "with", "swap") and last:
            last.more[kind] = rest
        else:
            plan.rows.setdefault(kind, []).append(cells)
    for a, b in zip(plan.actions, plan.actions[1:], strict=False):
        if b.who == "^":
            b.merged.add("who")
            b.who, b.owners = a.who, a.owners
        if b.ok == "^":
            b.merged.add("ok")
            b.ok = a.ok
            plan.figures[[m["action_ids"][0] for m in plan.figures].index(a.id)]["action_ids"].append(b.id)
    plan.figures += [k for listed in plan.kpis.values() for _, k in listed]
    return plan


def reading(plan: Plan, a: Action) -> Json:
    """The gold of an action."""
    got: Json = {"id": accepted(a.id), "finding_ids": a.links, "area_for_improvement": a.part[2]}
    if not a.group.startswith("~"):
        got["objective"] = re.sub(r"^Outcome \S+: ", "", accepted(a.group))
    got |= {"activity": accepted(a.do), "owners": a.owners, "owners_raw": accepted(a.who)}
    got |= {"timescale_raw": accepted(a.raw) or None, "start": a.start, "end": a.end}
    got["qualifier"] = a.qualifier
    if "was" in a.more:
        raw, _, end = a.more["was"].partition(" | ")
        got |= {"original_timescale_raw": raw, "original_end": end}
    status = accepted(a.status)
    got |= {"status": plan.pairs("status")[status], "status_raw": status}
    return got | {"success_measure": accepted(a.ok) or None, "priority": a.part[1]}


def records(name: str, plan: Plan) -> made.Records:
    """findings.json and gold.json."""
    told = {
        "finding": made.named("id cover text missing", plan.rows["finding"]),
        "gap": made.named(made.GAP, plan.rows["gap"]),
        "glossary": plan.pairs("glossary"),
    }
    actions = [reading(plan, a) for a in plan.actions if a.more.get("track") != "gone"]
    return made.records(name, plan.head | told, actions, plan.figures)
