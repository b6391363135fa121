"""Build the invented plans c-1 to c-3 with their findings and gold, byte for byte the same each time.

usage: python make_c.py [c-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-c.txt.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from make_c_pdf import c_1
from make_c_sheet import c_3
from make_c_word import c_2

HERE = Path(__file__).parent
Data = dict[str, Any]
LAYOUTS = {"c-1": c_1, "c-2": c_2, "c-3": c_3}
OWNER = ("name", "role", "organisation")


def owner(text: str) -> Data:
    """name|role|organisation as a record without blanks."""
    return {key: part for key, part in zip(OWNER, text.split("|"), strict=True) if part}


def measure(data: Data, actions: list[str]) -> Data:
    """A measure's gold: baseline and targets are raw, value, period."""
    raw, value, period = data.get("baseline", (None, None, None))
    return {
        "text": data["text"],
        "baseline_raw": raw,
        "baseline_value": None if value == "" else value,
        "baseline_period": period or None,
        "targets": [
            {"raw": r, "value": None if v == "" else v, "period": p or None} for r, v, p in data["targets"]
        ],
        "action_ids": actions,
    }


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
        "owners": [owner(o) for o in data["owners"]],
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


def gold(data: Data, folder: str) -> Data:
    """The right answers of a plan."""
    actions, measures = [], []
    for section in data["section"]:
        for group in section["group"]:
            for item in group["action"]:
                actions.append(action(item, section, group, data["colours"]))
                found = [item["measure"]] if "measure" in item else item.get("measures", [])
                measures += [measure(m, [item["id"]]) for m in found]
    measures += [measure(m, m["actions"]) for m in data.get("measure", [])]
    coverage = [
        {
            "finding_id": f["id"],
            "finding_text": f["text"],
            "status": f["cover"],
            "missing": f.get("missing"),
            "action_ids": [a["id"] for a in actions if f["id"] in a["finding_ids"]],
        }
        for f in data["finding"]
    ]
    first, last = data["inspection"]
    return {
        "area": data["area"],
        "file": f"{folder}/{data['file']}",
        "invented": True,
        "inspection_dates": {"start": first, "end": last},
        "title": data["title"],
        "plan_type": data["plan_type"],
        "plan_date": data["plan_date"],
        "glossary": data["glossary"],
        "actions": actions,
        "measures": measures,
        "coverage": coverage,
        "gaps": data["gap"],
    }


def findings(data: Data) -> Data:
    """The inspection that the plan answers."""
    first, last = data["inspection"]
    return {
        "area": data["area"],
        "invented": True,
        "kind": "area_send_report",
        "inspection_dates": {"start": first, "end": last},
        "published": data["published"],
        "findings": [
            {"id": f["id"], "kind": f["kind"], "number": int(f["id"][1:]), "text": f["text"]}
            for f in data["finding"]
        ],
    }


def dump(path: Path, data: Data) -> None:
    """Write JSON with a line end."""
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def build(folder: str) -> None:
    """Write one folder's files."""
    home = HERE / folder
    data = tomllib.loads((home / "source.toml").read_text(encoding="utf-8"))
    (home / data["file"]).write_bytes(LAYOUTS[folder](data))
    dump(home / "findings.json", findings(data))
    dump(home / "gold.json", gold(data, folder))


if __name__ == "__main__":
    for name in sys.argv[1:] or LAYOUTS:
        build(name)
