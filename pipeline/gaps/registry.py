"""The one list of gap rules, and the function that asks them all."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.model import Record
from pipeline import ids
from pipeline.gaps.view import View
from pipeline.records import Coverage, Entry, Evidence, Gap, Link, Settings, Severity


class Draft(Record):
    """A gap as a rule gives it. `discriminator` parts several gaps of a rule on the same items."""

    area_id: str | None
    items: tuple[str, ...]
    message: str
    evidence: tuple[Evidence, ...] = ()
    severity: Severity | None = None
    discriminator: str = ""


Check = Callable[[View], Iterator[Draft]]


@dataclass(frozen=True)
class Rule:
    """A gap rule: its name everywhere, its severity unless it says otherwise, what it looks for."""

    slug: str
    severity: Severity
    description: str
    check: Check


_RULES: dict[str, Rule] = {}


def rule(slug: str, severity: Severity) -> Callable[[Check], Check]:
    """Declare a rule; its docstring is its description. It yields a draft for each gap that it sees."""

    def declare(check: Check) -> Check:
        description = " ".join((check.__doc__ or "").split()).rstrip(".")
        _RULES[slug] = Rule(slug, severity, description, check)
        return check

    return declare


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its slug."""
    package = importlib.import_module("pipeline.gaps")
    for module in pkgutil.iter_modules(package.__path__, "pipeline.gaps."):
        importlib.import_module(module.name)
    return dict(sorted(_RULES.items()))


def find_gaps(
    entries: Sequence[Entry],
    links: Sequence[Link],
    coverage: Sequence[Coverage],
    as_of: date | None = None,
    settings: Settings | None = None,
) -> list[Gap]:
    """Every gap, in order of area, severity and rule.

    `as_of` is the day for which `overdue` is worked out; without it that rule gives nothing, because what
    is stored must not depend on the day of the run. `settings` switch rules off or change their severity.
    """
    settings = settings or Settings()
    changed = {s.slug: s for s in settings.rules}
    view = View(entries, links, coverage, as_of, settings)
    found: dict[str, Gap] = {}
    for slug, known in rules().items():
        setting = changed.get(slug)
        if setting is not None and not setting.on:
            continue
        for draft in known.check(view):
            gap = _gap(known, draft, setting.severity if setting else None)
            found.setdefault(gap.id, gap)
    rank = {"high": 0, "medium": 1, "low": 2}
    return sorted(found.values(), key=lambda g: (g.area_id or "", rank[g.severity], g.rule, g.item_ids, g.id))


def _gap(known: Rule, draft: Draft, severity: Severity | None) -> Gap:
    return Gap(
        id=ids.gap_id(known.slug, draft.items, draft.discriminator),
        area_id=draft.area_id,
        rule=known.slug,
        severity=severity or draft.severity or known.severity,
        item_ids=draft.items,
        message=draft.message,
        evidence=draft.evidence,
    )
