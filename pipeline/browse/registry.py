"""The one list of pages: each declares its address and template where it is written."""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pipeline.browse.site import Asked

Load = Callable[[sqlite3.Connection, Asked], object | None]


@dataclass(frozen=True)
class Page:
    """A kind of page: its name, the pattern of its address, its template, and what it shows.

    `load` returns what the template shows as `page`; `None` where there is no such thing.
    """

    name: str
    address: str
    template: str
    load: Load


_PAGES: dict[str, Page] = {}


def page(name: str, address: str) -> Callable[[Load], Load]:
    """Declare a page. `address` is a pattern for the part after the base address, without slashes around."""

    def declare(load: Load) -> Load:
        _PAGES[name] = Page(name, address, f"{name}.html", load)
        return load

    return declare


@cache
def pages() -> dict[str, Page]:
    """Every page by its name."""
    package = importlib.import_module("pipeline.browse.pages")
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
    return dict(sorted(_PAGES.items()))
