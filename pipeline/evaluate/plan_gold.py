"""The records of a plan's gold, and how they are read from its full form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from extractors.model import Record
from pipeline.evaluate.registry import Gold, Raw
from pipeline.evaluate.text import Label, Text, name_checksum

SEASON = re.compile(r"spring|summer|autumn|winter|easter|term", re.IGNORECASE)


class GoldFile(Record):
    """A document that holds the plan."""

    name: str
    sha256: str | None = None


class GoldOwner(Record):
    """Who is to act; a person's name only as a checksum."""

    name_sha256: str | None = None
    role: Label | None = None
    organisation: Label | None = None


class GoldAction(Text):
    """A row of the plan: its activity (the text), and its fields."""

    id: str
    area_for_improvement: Text | None = None
    objective: Text | None = None
    success_measure: Text | None = None
    owners: tuple[GoldOwner, ...] = ()
    timescale: Label | None = None
    season: bool = False
    start: str | None = None
    end: str | None = None
    status: str | None = None


class GoldMeasure(Text):
    """A measure with its baseline and the values of its targets."""

    baseline_value: float | None = None
    targets: tuple[float, ...] = ()
    action_ids: tuple[str, ...] = ()


class GoldGroup(Record):
    """Actions that share a success measure."""

    id: str
    action_ids: tuple[str, ...]


class GoldPlan(Gold):
    """A plan in one or several files.

    `key` joins it to the gold of its links, gaps and changes. `renderings` says that the files are the same
    plan in several formats: then every field of every row counts, also empty ones and those of missed rows.
    """

    gold: str = "plan"
    key: str
    files: tuple[GoldFile, ...] = ()
    area: str
    inspection_end: str | None = None
    renderings: bool = False
    actions: tuple[GoldAction, ...]
    measures: tuple[GoldMeasure, ...] = ()
    groups: tuple[GoldGroup, ...] = ()

    @property
    def label(self) -> str:
        """By which a person knows the plan where the database lacks it."""
        return self.files[0].name if self.files else f"{self.area}: {self.key}"


# -- reading -------------------------------------------------------------------------------------


def takes(raw: Raw) -> bool:
    """Whether this is the full gold of a plan."""
    return (
        isinstance(raw.data, dict)
        and "actions" in raw.data
        and bool({"success_groups", "measures"} & set(raw.data))
    )


def read(raw: Raw) -> list[Gold]:
    """The gold record of a plan in full form."""
    data = raw.data
    groups = data.get("success_groups", [])
    names = raw.names(data.get("file", f"{raw.name}.json"))
    return [
        GoldPlan(
            source=raw.path.name,
            key=raw.key if groups else f"{raw.key}/{raw.name}",
            files=tuple(GoldFile(name=n, sha256=raw.checksum(n, data.get("area"))) for n in names),
            area=data["area"],
            inspection_end=(data.get("inspection_dates") or {}).get("end"),
            renderings=bool(groups),
            actions=tuple(action(row) for row in data["actions"]),
            measures=tuple(_measures(data)),
            groups=tuple(GoldGroup(id=g["id"], action_ids=tuple(g["action_ids"])) for g in groups),
        )
    ]


def action(row: dict[str, Any]) -> GoldAction:
    """A row of gold in full form."""
    raw = row.get("timescale_raw")
    fields: dict[str, Any] = {
        "id": row["id"],
        "text": row["activity"],
        "owners": tuple(owner(o) for o in row.get("owners", row.get("responsible", ()))),
        "timescale": raw or None,
        "season": bool(SEASON.search(raw or "")) or None,
        "status": row.get("status"),
    }
    fields |= {
        k: row.get(k) for k in ("area_for_improvement", "objective", "success_measure", "start", "end")
    }
    return GoldAction.model_validate({k: v for k, v in fields.items() if v})


def owner(fields: dict[str, Any]) -> GoldOwner:
    """An owner of gold in full form."""
    name = fields.get("name")
    kept = {"role": fields.get("role"), "organisation": fields.get("organisation")}
    kept["name_sha256"] = name_checksum(name) if name else None
    return GoldOwner.model_validate({k: v for k, v in kept.items() if v})


def _measures(data: dict[str, Any]) -> Iterable[GoldMeasure]:
    for m in data.get("measures", []):
        targets = tuple(t["value"] for t in m["targets"] if t["value"] is not None)
        yield _measure(m, targets, m.get("action_ids", []))
    for group in data.get("success_groups", []):
        for kpi in group["kpis"]:
            value = kpi.get("target_value")
            yield _measure(kpi, () if value is None else (value,), group["action_ids"])


def _measure(fields: dict[str, Any], targets: tuple[float, ...], actions: list[str]) -> GoldMeasure:
    kept = {"text": fields.get("text") or "", "targets": targets, "action_ids": tuple(actions)}
    if fields.get("baseline_value") is not None:
        kept["baseline_value"] = fields["baseline_value"]
    return GoldMeasure.model_validate(kept)
