"""What the pages are shown from: the database, the corpus folders, where pictures are kept, the day."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Site:
    """One served database. `as_of` is the day for which lateness is worked out, today where it is None.

    `redacted` says that people's names were taken out of the database, and so pictures of pages, which
    would show them, are not made; `source` is then the database that it was made from. `corpus` are the
    folders of documents that a person named.
    """

    database: Path
    corpus: tuple[Path, ...] = ()
    pictures: Path = Path("output/evidence")
    as_of: date | None = None
    redacted: bool = False
    base: str = "/"
    source: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of documents: as a person named them, else as the run that is shown recorded them."""
        return self.corpus or recorded_corpus(self.database)

    @property
    def today(self) -> date:
        """The day for which the pages say what is late."""
        return self.as_of or date.today()


@dataclass(frozen=True)
class Asked:
    """What a reader asked of a page: names in the address, values in its query, the site and the day."""

    site: Site
    address: dict[str, str]
    query: dict[str, list[str]]
    as_of: date

    def one(self, name: str) -> str:
        """The first value of that name in the query, without blanks; empty where there is none."""
        return next((v.strip() for v in self.query.get(name, []) if v.strip()), "")

    def all(self, name: str) -> list[str]:
        """Every value of that name in the query, each once."""
        return list(dict.fromkeys(v.strip() for v in self.query.get(name, []) if v.strip()))

    @property
    def page_number(self) -> int:
        """The page of a long list, from 1."""
        asked = self.one("page")
        return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def recorded_corpus(database: Path) -> tuple[Path, ...]:
    """The corpus folders that the run recorded, as far as they are still there."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("select settings from runs order by id desc limit 1").fetchone()
    except sqlite3.Error:
        return ()
    finally:
        connection.close()
    settings = json.loads(row[0] or "{}") if row else {}
    told = settings.get("corpus", []) if isinstance(settings, dict) else []
    folders = [(database.resolve().parent / str(path)).resolve() for path in told]
    return tuple(folder for folder in folders if folder.is_dir())
