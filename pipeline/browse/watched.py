"""A database that is opened anew once a run has put another in its place, so that pages show the new one."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.database import Database

from pipeline.browse.site import Site

Stamp = tuple[int, int, int]


class Watched(Database):  # type: ignore[misc]  # Datasette declares no types
    """The site's database, read-only. Each thread has its own connection, to the file that is there now."""

    def __init__(self, datasette: Any, site: Site) -> None:
        super().__init__(datasette, str(site.database), is_mutable=False)
        self._site = site
        self._watched = site.source or site.database
        self._mine = threading.local()
        self._renewing = threading.Lock()
        self._stamp = _stamp(self._watched)

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """What the function gives for a connection."""

        def in_thread() -> Any:
            return fn(self._connection())

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, in_thread)

    def _connection(self) -> sqlite3.Connection:
        self._renew()
        held = getattr(self._mine, "held", None)
        if held is not None and held[0] == self._stamp:
            return held[1]  # type: ignore[no-any-return]
        if held is not None:
            held[1].close()
        connection: sqlite3.Connection = self.connect()
        self.ds._prepare_connection(connection, self.name)
        self._mine.held = (self._stamp, connection)
        return connection

    def _renew(self) -> None:
        """Note that the file is another one; make the copy without names anew where one is shown."""
        now = _stamp(self._watched)
        if now is None or now == self._stamp:  # a file that is gone is still open here
            return
        with self._renewing:
            if now == self._stamp:
                return
            if self._site.source is not None:
                from pipeline.redact import redacted_copy

                new = self._site.database.with_suffix(".new")
                redacted_copy(self._site.source, new)
                os.replace(new, self._site.database)
            self.cached_hash = self.cached_size = self._cached_table_counts = None
            self._stamp = now


def _stamp(path: Path) -> Stamp | None:
    """What tells one file at this path from another; `None` where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
