"""What a corpus asks for in its `goldenthread.toml`: rules switched off or weighed otherwise, thresholds.

overload_share = 0.2        # one owner's share of a plan's actions from which it is too large

[rules]
vague_action = "off"
no_owner = "medium"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from rapidfuzz import process

from pipeline.gaps import RULES
from pipeline.known import KnownError
from pipeline.records import RuleSetting, Settings, Severity

FILE = "goldenthread.toml"
OFF = "off"


def read_settings(roots: Sequence[Path]) -> Settings:
    """The settings of the folders together; the defaults where no folder has any.

    Raises `KnownError` for a file that is not TOML, a setting or rule that is not known (with the nearest
    one that is), a value that makes no sense, and folders that ask for different things.
    """
    found: dict[str, Any] = {}
    for root in roots:
        path = root / FILE
        for name, value in _read(path).items() if path.is_file() else ():
            if found.setdefault(name, value) != value:
                raise KnownError(f"{path}: another corpus folder has something else for '{name}'")
    rules = {name.removeprefix("rules."): value for name, value in found.items() if name.startswith("rules.")}
    plain = {name: value for name, value in found.items() if not name.startswith("rules.")}
    listed = tuple(_rule(slug, value) for slug, value in sorted(rules.items()))
    return Settings.model_validate({**plain, "rules": listed})


def _read(path: Path) -> dict[str, Any]:
    """The file's settings by name, checked; those of rules as `rules.slug`."""
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnownError(f"{path.name} is not TOML: {error}") from error
    rules = raw.pop("rules", {})
    if not isinstance(rules, Mapping):
        raise KnownError(f"{path.name}: 'rules' is a table: write [rules] and a line for each")
    known = [name for name in Settings.model_fields if name != "rules"]
    for name, value in raw.items():
        if name not in known:
            raise KnownError(f"{path.name}: there is no setting '{name}'{_nearest(name, known)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            raise KnownError(f"{path.name}: {name} is a share above 0 and up to 1, not {value!r}")
    for slug, value in rules.items():
        if slug not in RULES:
            raise KnownError(f"{path.name}: there is no rule '{slug}'{_nearest(slug, list(RULES))}")
        if value not in (OFF, *get_args(Severity)):
            raise KnownError(f"{path.name}: rule {slug} is off, high, medium or low, not {value!r}")
    return raw | {f"rules.{slug}": value for slug, value in rules.items()}


def _nearest(name: str, known: Sequence[str]) -> str:
    found = process.extractOne(name, known, score_cutoff=60)
    return f"; did you mean '{found[0]}'?" if found else ""


def _rule(slug: str, value: str) -> RuleSetting:
    if value == OFF:
        return RuleSetting(slug=slug, on=False)
    return RuleSetting(slug=slug, severity=cast(Severity, value))
