"""Accessibility statement, and how the pages are to be read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.browse.registry import page
from pipeline.browse.site import Asked


@dataclass(frozen=True)
class About:
    """A page of fixed words."""

    version: str | None


@page("accessibility", "accessibility")
def accessibility(db: sqlite3.Connection, asked: Asked) -> About:
    """The accessibility statement."""
    return _about(db)


@page("about", "about")
def about(db: sqlite3.Connection, asked: Asked) -> About:
    """How findings, links, coverage and gaps come about, and what they cannot tell."""
    return _about(db)


def _about(db: sqlite3.Connection) -> About:
    row = db.execute("select version from runs order by id desc limit 1").fetchone()
    return About(row["version"] if row else None)
