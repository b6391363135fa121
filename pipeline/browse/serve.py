"""Datasette on a database, read-only, with our pages: for the command and for tests."""

from __future__ import annotations

import asyncio
import socket
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.browse.metadata import DATABASE, metadata
from pipeline.browse.site import Site

PICTURES = "evidence"
SETTINGS = {
    "allow_download": False,  # the file is at hand; an address for it is not needed
    "default_page_size": 50,
    "max_returned_rows": 2000,
    "sql_time_limit_ms": 5000,
    "num_sql_threads": 4,
    "default_cache_ttl": 0,  # a new run is seen at once
}


class NoDatasetteError(Exception):
    """Datasette is not installed; the message says how to install it."""


def make_datasette(site: Site) -> Any:
    """A Datasette on the site's database, opened read-only and unchanging, with our pages."""
    try:
        from datasette.app import Datasette  # first: the modules below lean on one another
        from datasette.plugins import pm

        from pipeline.browse import plugin
        from pipeline.browse.watched import Watched
    except ImportError as error:
        raise NoDatasetteError("Datasette is not installed: pip install 'goldenthread[browse]'") from error
    if not pm.is_registered(plugin):
        pm.register(plugin, name="goldenthread")
    settings = {**SETTINGS, "base_url": site.base}
    import datasette.handle_exception

    # It would print each error with every local value, and fails on an address that is not there.
    datasette.handle_exception.rich = None
    with plugin.shown(site):
        served = Datasette([], metadata=metadata(), settings=settings, memory=False)
    served.add_database(Watched(served, site), name=DATABASE)
    return served


def make_site(
    database: Path, corpus: Sequence[Path] = (), as_of: date | None = None, redacted: bool = False
) -> Site:
    """The site of a database, with its corpus folders where they are given."""
    folders = tuple(folder.resolve() for folder in corpus)
    pictures = database.resolve().parent / PICTURES
    return Site(database.resolve(), folders, pictures, as_of, redacted)


def serve(site: Site, host: str, port: int, ready: Callable[[str], None] = lambda address: None) -> None:
    """Answer until stopped, `ready` told the address first. Raises `OSError` where the port is taken.

    With `redacted` a copy of the database that holds no people's names is served. A database that a new run
    puts in its place is shown from then on.
    """
    with ExitStack() as stack:
        if site.redacted:
            from pipeline.redact import redacted_copy

            folder = stack.enter_context(tempfile.TemporaryDirectory())
            copy = Path(folder) / "goldenthread.db"
            redacted_copy(site.database, copy)
            site = replace(site, database=copy, source=site.database)
        else:
            from pipeline.browse.draw import make_ready

            make_ready()
        served = make_datasette(site)
        listening = stack.enter_context(socket.create_server((host, port)))
        ready(f"http://{host}:{listening.getsockname()[1]}{site.base}")
        asyncio.run(_answer(served, listening))


async def _answer(served: Any, listening: socket.socket) -> None:
    import uvicorn

    await served.invoke_startup()
    config = uvicorn.Config(served.app(), log_level="warning", lifespan="on")
    await uvicorn.Server(config).serve(sockets=[listening])
