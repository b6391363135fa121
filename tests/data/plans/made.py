"""What the scripts that build the invented plans share: reading a source, making gold, stamping and writing.

A plan is told as its `source.toml` tells it: `area`, `inspection` (first and last day), `published`, `title`,
`plan_type`, `plan_date`, `glossary`, `file`, each `finding` (id, text, cover, perhaps kind and missing) and
each `gap`. Each script adds the actions and measures as its plan words them, and lays the plan out.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Protocol

HERE = Path(__file__).parent
Data = dict[str, Any]
Records = tuple[Data, Data]  # what findings.json and gold.json hold
Layout = Callable[[Data], bytes]
Counted = Callable[[Data, int], tuple[bytes, int]]
Figure = Sequence[Any]  # as printed, value, period; "" for what is not told
KINDS = {"P": "area_for_priority_action", "I": "area_for_improvement", "W": "weakness"}
OWNER = ("name", "role", "organisation")
GAP = "type where evidence"


# -------------------------------------------------------------------------------------------- source


def source(slug: str) -> Data:
    """What the folder's source.toml holds."""
    return tomllib.loads((HERE / slug / "source.toml").read_text(encoding="utf-8"))


def named(names: str, rows: Iterable[Sequence[Any]]) -> list[Data]:
    """Each row as a record under those names; a short row leaves out the last of them."""
    return [dict(zip(names.split(), row, strict=False)) for row in rows]


def groups(plan: Data, *kept: str) -> Iterator[Data]:
    """The plan's groups of actions in order, each with what its section gives it.

    What `kept` names holds for the groups that follow, until one of them tells it again.
    """
    held: Data = {}
    for section in plan.get("section", [{"group": plan.get("group", [])}]):
        for group in section["group"]:
            held = {**{k: held[k] for k in kept if k in held}, **section, **group}
            yield held


# ---------------------------------------------------------------------------------------------- gold


def owner(text: str) -> Data:
    """An owner from "name|role|organisation", without what is blank."""
    return {k: v for k, v in zip(OWNER, text.split("|"), strict=True) if v}


def owners(texts: Iterable[str]) -> list[Data]:
    """An action's owners."""
    return [owner(text) for text in texts]


def start_and_end(action: Data, qualifier: str = "qualifier") -> Data:
    """When an action starts and ends, and how the two bind: "between" where the source does not say."""
    start, end = action.get("start"), action.get("end")
    both = "between" if start and end else None
    return {"start": start, "end": end, "qualifier": action.get(qualifier) or both}


def figure(text: str) -> tuple[str | None, float | None, str | None]:
    """The print, value and period of "printed=value@period"; "-" is no print."""
    raw, _, rest = text.partition("=")
    value, _, period = rest.partition("@")
    number = (float(value) if "." in value else int(value)) if value else None
    return None if raw == "-" else raw, number, period or None


def measure(text: str, baseline: Figure, targets: Iterable[Figure], actions: list[str]) -> Data:
    """A measure's gold; what is blank in its figures is None."""
    raw, value, period = (None if x == "" else x for x in baseline)
    blank = [[None if x == "" else x for x in target] for target in targets]
    return {
        "text": text,
        "baseline_raw": raw,
        "baseline_value": value,
        "baseline_period": period,
        "targets": [dict(zip(("raw", "value", "period"), target, strict=True)) for target in blank],
        "action_ids": actions,
    }


def row_measure(row: Sequence[Any], actions: list[str]) -> Data:
    """The gold of a measure in a row: text, the baseline's print, value and period, and the targets."""
    return measure(row[0], row[1:4], row[4], actions)


def without_empty_targets(row: Sequence[Any]) -> list[Any]:
    """The row of a measure with those of its targets that have a value."""
    return [*row[:4], [target for target in row[4] if target[1] != ""]]


def measure_cells(row: Sequence[Any]) -> list[str]:
    """The cells that show a row's measure: its words, its baseline and its targets."""
    return [row[0], row[1], *[target[0] for target in row[4]]]


def coverage(findings: Iterable[Data], actions: Iterable[Data]) -> list[Data]:
    """How far each finding is covered, and by which actions."""
    linked = [(a["id"], a["finding_ids"]) for a in actions]
    return [
        {
            "finding_id": f["id"],
            "finding_text": f["text"],
            "status": f["cover"],
            "missing": f.get("missing") or None,
            "action_ids": [name for name, links in linked if f["id"] in links],
        }
        for f in findings
    ]


# the order of the facts that stand before all others: `kind` in findings.json, `file` in gold.json
DATES_FIRST = ("area", "invented", "inspection_dates", "kind", "file")
FILE_FIRST = ("area", "file", "invented", "kind", "inspection_dates")
DATES_LAST = ("area", "invented", "kind", "file", "inspection_dates")


def records(
    slug: str, plan: Data, actions: list[Data], measures: list[Data], order: Sequence[str] = DATES_FIRST
) -> Records:
    """The records of findings.json and gold.json."""
    findings = plan["finding"]
    facts = {
        "area": plan["area"],
        "invented": True,
        "inspection_dates": dict(zip(("start", "end"), plan["inspection"], strict=True)),
        "kind": "area_send_report",
        "file": f"{slug}/{plan['file']}",
    }
    listed = [
        {"id": f["id"], "kind": f.get("kind") or KINDS[f["id"][0]], "number": int(f["id"][1:])}
        | {"text": f["text"]}
        for f in findings
    ]
    report = {k: facts[k] for k in order if k != "file"}
    told: Data = {k: plan[k] for k in ("title", "plan_type", "plan_date", "glossary") if k in plan}
    lists = {"actions": actions, "measures": measures, "coverage": coverage(findings, actions)}
    return (
        {**report, "published": plan["published"], "findings": listed},
        {**{k: facts[k] for k in order if k != "kind"}, **told, **lists, "gaps": plan["gap"]},
    )


# ----------------------------------------------------------------------------------- tracked changes

GONE = re.compile(r"\[-.*?-\]|\[~.*?~\]|\[¶\]\n")
KEPT = re.compile(r"\{\+(.*?)\+\}|\{\*(.*?)\*\}|\{~\w+:(.*?)~\}")


def accepted(text: str) -> str:
    """The words that stand once every tracked change is accepted.

    `[-x-]` is taken out, `{+x+}` put in, `{*x*}` reformatted; `[~name:x~]` is moved from and `{~name:x~}` to;
    `[¶]` at a line's end is a deleted paragraph mark.
    """
    return " ".join(KEPT.sub(lambda m: m[1] or m[2] or m[3] or "", GONE.sub("", text)).split())


# ------------------------------------------------------------------------------------ files and folders


class Office(Protocol):
    """A Word document or a workbook."""

    def save(self, stream: IO[bytes], /) -> object:
        """Write the file."""


def stamped(file: bytes, when: datetime, parts: datetime | None = None, mode: int = 0) -> bytes:
    """An office file, the same each time: saved at `when`, its zip's parts then too or at `parts`.

    `mode` holds the permissions of the parts.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", f"{when:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
            part = zipfile.ZipInfo(name, (parts or when).timetuple()[:6])
            part.external_attr = mode << 16
            new.writestr(part, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def saved(document: Office, when: datetime, parts: datetime | None = None, mode: int = 0) -> bytes:
    """The bytes of a document as `stamped` makes them."""
    raw = io.BytesIO()
    document.save(raw)
    return stamped(raw.getvalue(), when, parts, mode)


def counted(draw: Counted) -> Layout:
    """The layout that draws a plan twice: the second time it knows how many pages there are."""
    return lambda plan: draw(plan, draw(plan, 0)[1])[0]


def dump(path: Path, data: object) -> None:
    """Write JSON as people read it."""
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def answer(slug: str, answers: Records) -> None:
    """Write a folder's findings.json and gold.json."""
    for name, data in zip(("findings", "gold"), answers, strict=True):
        dump(HERE / slug / f"{name}.json", data)


def write(slug: str, file: str, document: bytes, answers: Records) -> None:
    """Write a folder's plan, findings.json and gold.json."""
    (HERE / slug).mkdir(exist_ok=True)
    (HERE / slug / file).write_bytes(document)
    answer(slug, answers)


def wanted(slugs: Iterable[str]) -> list[str]:
    """The folders that the command line names, or all."""
    return sys.argv[1:] or list(slugs)


def build(layouts: Mapping[str, Layout], gold: Callable[[str, Data], Records]) -> None:
    """Build the folders that the command line names, or all, each from its source.toml."""
    for slug in wanted(layouts):
        plan = source(slug)
        write(slug, plan["file"], layouts[slug](plan), gold(slug, plan))
