"""Build the invented plans c-1 to c-3 with their findings and gold, byte for byte the same each time.

usage: python make_c.py [c-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-c.txt.
"""

from __future__ import annotations

import made
from made import Data
from make_c_pdf import c_1
from make_c_sheet import c_3
from make_c_word import c_2

LAYOUTS: dict[str, made.Layout] = {"c-1": c_1, "c-2": c_2, "c-3": c_3}


def measure(data: Data, actions: list[str]) -> Data:
    """A measure's gold: baseline and targets are raw, value, period."""
    baseline = data.get("baseline", (None, None, None))
    return made.measure(data["text"], baseline, data["targets"], actions)


def timescale(data: Data) -> str | None:
    """What is printed: the cells of start and end, or the sentence that ends the action."""
    if "when" in data:
        parts = [data.get("start_raw"), data["when"].rstrip(".")]
    else:
        parts = [data.get("start"), data.get("due_text") or data.get("end")]
    return " | ".join(p for p in parts if p) or None


def qualifier(data: Data) -> str | None:
    """How the two ends bind, where the source does not say."""
    if data.get("start") and data.get("end"):
        return "between"
    return "by" if data.get("end") else None


def action(data: Data, section: Data, group: Data, colours: Data) -> Data:
    """An action's gold, with what its section and group give it."""
    mark = data.get("dot") or data.get("mark") or None
    out = {
        "id": data["id"],
        "finding_ids": data.get("links", group.get("links", section.get("links", []))),
        "area_for_improvement": group.get("finding") or section["text"],
        "objective": group.get("text"),
        "activity": data.get("gold", data["do"]),
        "owners": made.owners(data["owners"]),
        "owners_raw": data["who"],
        "timescale_raw": timescale(data),
        "start": data.get("start"),
        "end": data.get("end"),
        "qualifier": data.get("qualifier") or qualifier(data),
        "status": colours[mark] if mark else None,
        "status_raw": mark,
        "success_measure": data.get("success", data.get("benefit", "")) + data.get("success2", "") or None,
        "priority": section.get("head"),
    }
    if "old" in data:
        out |= {"original_timescale_raw": data["old"][0], "original_end": data["old"][1]}
    return out


def gold(folder: str, data: Data) -> made.Records:
    """The inspection that the plan answers, and the right answers of the plan."""
    actions, measures = [], []
    for section in data["section"]:
        for group in section["group"]:
            for item in group["action"]:
                actions.append(action(item, section, group, data["colours"]))
                found = [item["measure"]] if "measure" in item else item.get("measures", [])
                measures += [measure(m, [item["id"]]) for m in found]
    measures += [measure(m, m["actions"]) for m in data.get("measure", [])]
    return made.records(folder, data, actions, measures, made.FILE_FIRST)


if __name__ == "__main__":
    made.build(LAYOUTS, gold)
