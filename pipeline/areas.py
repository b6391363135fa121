"""England's local areas: codes, regions, other names, successors and statistical neighbours."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files

from extractors.model import Record

_FORMS = re.compile(
    r"\b(royal borough of|london borough of|city of|county of|borough|metropolitan|district|county|city"
    r"|unitary|council|the|local area partnership|local area|partnership|corporation)\b"
)


class Area(Record):
    """A local authority area; `neighbours` are slugs of its statistical neighbours, closest first."""

    id: str
    name: str
    region: str | None
    type: str | None
    la_code: str | None
    ons_code: str | None
    other_names: tuple[str, ...] = ()
    domain: str | None = None
    abolished: str | None = None
    succeeded_by: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@cache
def areas() -> dict[str, Area]:
    """Every area by its slug, from `data/areas.csv`."""
    text = files("pipeline").joinpath("data/areas.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    slug_of_code = {row["la_code"]: row["area_id"] for row in rows if row["la_code"]}
    return {row["area_id"]: _area(row, slug_of_code) for row in rows}


def _area(row: dict[str, str], slug_of_code: dict[str, str]) -> Area:
    codes = re.findall(r"\d+", row["statistical_neighbours_la_codes"])
    return Area(
        id=row["area_id"],
        name=row["area"],
        region=row["region"] or None,
        type=row["type"] or None,
        la_code=row["la_code"] or None,
        ons_code=row["ons_code"] or None,
        other_names=_listed(row["also_known_as"]),
        domain=row["domain"] or None,
        abolished=row["abolished"] or None,
        succeeded_by=tuple(s.strip() for s in re.split(r"[;,]", row["succeeded_by"]) if s.strip()),
        neighbours=tuple(slug_of_code[c] for c in codes if c in slug_of_code),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.strip("[] ").split(",") if name.strip())


def simple_name(name: str) -> str:
    """A name without forms of council and punctuation, for comparing ("Bristol, City of" -> "bristol")."""
    text = name.casefold().replace("&", " and ").replace("-", " ").replace("’", "'")
    text = re.sub(r"[^a-z' ]+", " ", text)
    return " ".join(_FORMS.sub(" ", text).split())


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for area in areas().values():
        for name in (area.name, *area.other_names, area.id.replace("-", " ")):
            names.setdefault(simple_name(name), area.id)
    return names


def find_area(name: str | None) -> str | None:
    """The slug of the area with this name, slug or other name; `None` where there is none."""
    if not name:
        return None
    return _by_name().get(simple_name(name))


@cache
def _mention() -> re.Pattern[str]:
    names = {n for a in areas().values() for n in (a.name, *a.other_names) if "," not in n}
    names |= {n.replace(" and ", " & ") for n in names}
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"\b(" + "|".join(re.escape(n) for n in ordered) + r")\b")


def mentioned_area(text: str) -> str | None:
    """The area that a text names most often by a clear margin (twice the next); `None` where none is.

    Names count only as printed, capitals included: "Reading" is a place, "reading" is not.
    """
    counts = Counter(find_area(m) for m in _mention().findall(text))
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]
