"""Build the invented plans b-1 to b-6 with their findings and gold, byte for byte the same each time.

usage: python make_b.py [b-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-b.txt.
"""

from __future__ import annotations

from datetime import datetime

import made
from made import Data
from make_b_pdf import b_2, b_5
from make_b_sheet import b_3, b_4
from make_b_word import b_1, b_6

LAYOUTS = {"b-1": b_1, "b-2": b_2, "b-3": b_3, "b-4": b_4, "b-5": b_5, "b-6": b_6}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def load(folder: str) -> Data:
    """The source of a plan, each section with its actions in one list."""
    data = made.source(folder)
    for section in data["section"]:
        section.setdefault("action", [a for g in section.get("group", ()) for a in g["action"]])
    return data


def month_name(month: str) -> str:
    """2024-09 as Sep 2024."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def measure(m: Data, actions: list[str]) -> Data:
    """A measure as the gold has it."""
    return made.measure(m["t"], [m.get(k) for k in ("b", "v", "bp")], m["to"], actions)


def number_measure(a: Data) -> Data:
    """The measure of a Gantt row, whose figures stand in cells of their own."""

    def shown(value: float) -> tuple[str, float]:
        return (f"{value:.0%}", round(value * 100)) if value < 1 else (str(value), value)

    (base, base_value), (target, target_value) = shown(a["base"]), shown(a["tgt"])
    return {"t": a["know"], "b": base, "v": base_value, "to": [[target, target_value, "2025-12"]]}


def timescale(a: Data) -> Data:
    """The printed timescale and what it says."""
    start, end, qualifier = a.get("s"), a.get("e"), a.get("q")
    raw, old_raw, old = a.get("when"), None, a.get("old_e")
    if "start" in a or "end" in a:
        raw = " | ".join(x for x in (a.get("start"), a.get("end")) if x)
        old_raw = a.get("end_old")
        qualifier = qualifier or ("between" if start and end else None)
    if "bar" in a:
        first, last = a["bar"][0], a.get("ext", a["bar"][1])
        raw = f"{month_name(first)} - {month_name(last)}" if first != last else month_name(first)
        start, end, qualifier = (first, last, "between") if first != last else (None, last, None)
        if "ext" in a:
            old_raw, old = f"{month_name(first)} - {month_name(a['bar'][1])}", a["bar"][1]
    if "ms" in a and isinstance(a["ms"], list):
        raw = "; ".join(f"{when} {what}" for when, what in a["ms"])
        if "old_ms" in a:
            old_raw, old = a["old_ms"]
    out = {"timescale_raw": raw or None, "start": start, "end": end, "qualifier": qualifier}
    if old:
        out |= {"original_timescale_raw": old_raw, "original_end": old}
    return out


STATUS_WORDS = {"C": "complete", "T": "on_track", "L": "delayed", "N": "not_started"}


def gold_actions(data: Data) -> tuple[list[Data], list[Data]]:
    """The actions and the measures, in printed order."""
    actions: list[Data] = []
    measures: list[Data] = []
    themes: dict[str, list[str]] = {}
    for section in data["section"]:
        homes = section.get("group") or [section]
        for home in homes:
            ids = [a["id"] for a in home["action"]]
            know, left = "", 0
            for i, a in enumerate(home["action"]):
                span = a.get("impact") or a.get("measure") or 1
                if left == 0:
                    know, left = a.get("know", ""), span
                    for m in [*a.get("m", ()), *([number_measure(a)] if "base" in a else ())]:
                        measures.append(measure(m, ids[i : i + span]))
                left -= 1
                themes.setdefault(section.get("theme", ""), []).append(a["id"])
                row = {
                    "id": a["id"],
                    "finding_ids": a["f"].split(),
                    "area_for_improvement": home.get("afi") or section.get("afi"),
                    "objective": home.get("objective"),
                    "activity": a["do"],
                    "owners": made.owners(a["own"]),
                    **timescale(a),
                    "status": STATUS_WORDS.get(a.get("st", ""), a.get("st")),
                    "status_raw": a.get("rag") or (a.get("st") if "upd" in a else None),
                    "success_measure": know or None,
                    "priority": a.get("pr") or (section["heading"] if "pr" not in a else None),
                }
                actions.append(row)
    measures += [measure(m, themes[m["theme"]]) for m in data.get("measure", ())]
    return actions, measures


def coverage(data: Data, actions: list[Data]) -> list[Data]:
    """A row a finding: what answers it and what is missing."""
    told = [{**f, "cover": f.get("cov", "covered"), "missing": f.get("miss")} for f in data["finding"]]
    rows = made.coverage(told, actions)
    for row in rows:
        assert bool(row["action_ids"]) == (row["status"] != "uncovered"), (data["area"], row)
    return rows


def gaps(data: Data, actions: list[Data], measures: list[Data], cover: list[Data]) -> list[Data]:
    """What is missing or odd: reckoned from the records, and the source's own list."""
    out: list[Data] = []

    def add(kind: str, where: list[str], evidence: str) -> None:
        if where:
            out.append({"type": kind, "where": ", ".join(where), "evidence": evidence})

    for c in cover:
        if c["status"] != "covered":
            kind = "finding_without_action" if c["status"] == "uncovered" else "finding_partly_covered"
            add(kind, [c["finding_id"]], c["missing"])
    add("action_without_finding", [a["id"] for a in actions if not a["finding_ids"]], "answers no finding")
    add("missing_owner", [a["id"] for a in actions if not a["owners"]], "nobody named")
    undated = [a for a in actions if not (a["start"] or a["end"] or a["qualifier"] == "ongoing")]
    add("missing_date", [a["id"] for a in undated], "no date can be read")
    add("open_ended_date", [a["id"] for a in actions if a["qualifier"] == "ongoing"], "ongoing and its kin")
    late = [a["id"] for a in actions if a["start"] and a["end"] and a["end"][:7] < a["start"][:7]]
    add("end_before_start", late, "ends before it starts")
    begun = data["inspection"][0][:7]
    early = [a["id"] for a in actions if (a["end"] or a["start"] or "9")[:7] < begun]
    add("date_before_inspection", early, "before the inspection began")
    measured = {i for m in measures for i in m["action_ids"]}
    add("missing_kpi", [a["id"] for a in actions if a["id"] not in measured], "no number to measure by")
    if not data.get("measure"):
        bare = [a["id"] for a in actions if not a["success_measure"]]
        add("missing_success_measure", bare, "no text on how it will be known")
    for m in measures:
        if m["baseline_value"] is None:
            add("baseline_absent", [", ".join(m["action_ids"])], m["text"])
        values = [t["value"] for t in m["targets"] if t["value"] is not None]
        if values and all(abs(v - (m["baseline_value"] or -9e9)) <= 1 for v in values[-1:]):
            add("target_no_better_than_baseline", [", ".join(m["action_ids"])], m["text"])
    return out + list(data.get("gap", ()))


def write(folder: str) -> None:
    """Build the plan, its findings and its gold."""
    data = load(folder)
    plan = LAYOUTS[folder](data)
    if data["file"].endswith((".docx", ".xlsx")):
        plan = made.stamped(plan, datetime(2024, 1, 1, 9), mode=0o600)
    dates = {"start": data["inspection"][0], "end": data["inspection"][1]}
    findings = {
        "area": data["area"],
        "inspection_dates": dates,
        "published": data["published"],
        "bodies": data["bodies"],
        "findings": [
            {
                "id": f["id"],
                "kind": f.get("kind", made.KINDS[f["id"][0]]),
                "number": int(f["id"][1:]),
                "text": f["text"],
            }
            for f in data["finding"]
        ],
        "strengths": [s["text"] for s in data.get("strength", ())],
    }
    actions, measures = gold_actions(data)
    cover = coverage(data, actions)
    gold = {
        "area": data["area"],
        "file": f"{folder}/{data['file']}",
        "inspection_dates": dates,
        "title": data["title"],
        "plan_type": data["plan_type"],
        "plan_date": data["plan_date"],
        "glossary": data["glossary"],
        "actions": actions,
        "measures": measures,
        "coverage": cover,
        "gaps": gaps(data, actions, measures, cover),
    }
    made.write(folder, data["file"], plan, (findings, gold))


if __name__ == "__main__":
    for each in made.wanted(LAYOUTS):
        write(each)
