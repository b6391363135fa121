"""How well a plan was read, against the gold that was written beside it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from extractors.families.plan.extract import texts
from extractors.fields.organisation import Glossary, in_full
from extractors.fields.owner import gather_glossary
from extractors.model import Action, Extraction, Measure, Owner
from extractors.registry import choose, detect

SEASON = re.compile(r"spring|summer|autumn|winter|easter|term", re.I)


@dataclass
class Score:
    """Shares of what is right by field (`actions` and `measures` as F1), and what was missed, in words."""

    shares: dict[str, float] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def read(folder: Path) -> tuple[dict[str, Any], Extraction, Glossary]:
    """The gold of a folder, what was read from its plan, and the abbreviations that the plan explains."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    file = folder / Path(gold["file"]).name
    data = file.read_bytes()
    document = detect(data, file.suffix).read(data)
    family = choose(document)
    assert family is not None, f"{file.name} was not recognised"
    return gold, family.extract(document), gather_glossary(texts(document))


def score(folder: Path) -> Score:
    """The score of one folder's plan."""
    gold, found, names = read(folder)
    out = Score()
    counts: dict[str, list[int]] = defaultdict(list)
    pairs = _pairs(gold["actions"], found.actions, out)
    total = len(gold["actions"]) + len(found.actions)
    out.shares["actions"] = 2 * len(pairs) / total if total else 1.0
    for wanted, action in pairs:
        for name, right, told in _fields(wanted, action, names):
            counts[name].append(right)
            if not right:
                out.missed.append(f"{wanted['id']} {name}: {told}")
    out.shares |= {name: sum(held) / len(held) for name, held in counts.items()}
    out.shares["measures"] = _measures(gold["measures"], found.measures, out)
    return out


def norm(text: str | None) -> str:
    """Letters, figures and signs alone, in lower case."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    plain = re.sub(r"[\u2018\u2019\u201c\u201d\"']", "", plain)
    return re.sub(r"[^a-z0-9%£.+-]+", " ", re.sub(r"[\u2010-\u2015\u2212\ufffe]", "-", plain)).strip(" .")


def _pairs(wanted: list[dict[str, Any]], actions: tuple[Action, ...], out: Score) -> list[tuple[Any, Action]]:
    pool, found = list(actions), []
    for gold in wanted:
        key = norm(gold["activity"])
        best = max(pool, key=lambda a: fuzz.ratio(key, norm(a.activity)), default=None)
        if best is None or fuzz.ratio(key, norm(best.activity)) < 90:
            out.missed.append(f"{gold['id']} not found: {gold['activity'][:70]}")
            continue
        pool.remove(best)
        found.append((gold, best))
    out.missed += [f"no action: {a.activity[:70]}" for a in pool]
    return found


def _fields(gold: dict[str, Any], action: Action, names: Glossary) -> list[tuple[str, bool, str]]:
    found = []
    if gold.get("objective"):
        alike = fuzz.token_sort_ratio(norm(gold["objective"]), norm(action.objective)) >= 90
        found.append(("objective", alike, f"{action.objective!r} for {gold['objective']!r}"))
    want = [Owner(**{k: o.get(k) for k in ("name", "role", "organisation")}) for o in gold["owners"]]
    same = any(_same_owners(want, action.owners, names, full) for full in (False, True))
    told = f"{[_who(o, names, False) for o in action.owners]} for {[_who(o, names, False) for o in want]}"
    found.append(("owners", same, told))
    raw, now = gold.get("timescale_raw"), action.timescale
    for name, day in (("end", now and now.due_on), ("start", now and now.starts_on)):
        want_, got_ = _month(gold.get(name)), _month(day.isoformat() if day else None)
        if name == "start" and not want_ and SEASON.search(raw or ""):
            continue
        if want_ or got_:
            found.append((name, _near(want_, got_, raw), f"{got_} for {want_}, printed {raw!r}"))
    if gold.get("original_end") or action.original_timescale:
        old = action.original_timescale and action.original_timescale.due_on
        told = _month(old.isoformat() if old else None)
        found.append(
            ("original", told == _month(gold.get("original_end")), f"{told} for {gold.get('original_end')}")
        )
    if gold.get("status") or action.status:
        wanted = gold.get("status")
        right = wanted == action.status or norm(wanted) == norm(action.status_raw)
        found.append(("status", right, f"{action.status} for {wanted}"))
    return found


def _same_owners(want: list[Owner], got: tuple[Owner, ...], names: Glossary, full: bool) -> bool:
    first, second = (sorted(_who(o, names, full) for o in owners) for owners in (want, got))
    return len(first) == len(second) and all(
        fuzz.token_sort_ratio(a, b) >= 85 for a, b in zip(first, second, strict=True)
    )


def _who(owner: Owner, names: Glossary, full: bool) -> str:
    """An owner in words, as printed or with abbreviations written out: the gold of set A writes them out,
    that of set B does not."""
    said = f"{owner.name or ''} {owner.role or ''} {owner.organisation or ''}"
    if not full:
        return norm(said)
    body = in_full(owner.organisation, names) or owner.organisation or ""
    said = f"{owner.name or ''} {owner.role or ''} {body}"
    known = dict(names.abbreviations)
    return norm(" ".join(known.get(w.strip(",()"), w) for w in said.split()))


def _month(day: str | None) -> str | None:
    return (day or "")[:7] or None


def _near(want: str | None, got: str | None, raw: str | None) -> bool:
    """The same month; within two months where the print names a season or a term."""
    if want == got:
        return True
    if not want or not got or not SEASON.search(raw or ""):
        return False
    first, last = (int(m[:4]) * 12 + int(m[5:7]) for m in (want, got))
    return abs(first - last) <= 2


def _measures(wanted: list[dict[str, Any]], found: tuple[Measure, ...], out: Score) -> float:
    pool, right = list(found), 0
    if not wanted and not found:
        return 1.0
    for gold in sorted(wanted, key=lambda m: -len(m["text"])):
        key = norm(gold["text"])
        best = max(
            pool,
            key=lambda m: (
                fuzz.token_set_ratio(key, norm(m.text)),
                _values_right(gold, m),
                fuzz.ratio(key, norm(m.text)),
            ),
            default=None,
        )
        if best is None or fuzz.token_set_ratio(key, norm(best.text)) < 85:
            out.missed.append(f"measure not found: {gold['text'][:70]}")
            continue
        pool.remove(best)
        right += _values_right(gold, best)
        if not _values_right(gold, best):
            got = [(t.value, t.period) for t in best.targets]
            want = [(t["value"], t.get("period")) for t in gold["targets"]]
            told = f"{best.baseline_value} {got} for {gold['baseline_value']} {want}"
            out.missed.append(f"measure {gold['text'][:60]}: {told}")
    out.missed += [f"no measure: {m.text[:70]}" for m in pool]
    return 2 * right / (len(wanted) + len(found))


def _values_right(gold: dict[str, Any], measure: Measure) -> bool:
    got = {t.value for t in measure.targets} - {None}
    want = {t["value"] for t in gold["targets"]} - {None}
    return (
        gold["baseline_value"] in (None, measure.baseline_value) and want <= got and len(got) <= len(want) + 1
    )
