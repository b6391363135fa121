"""A copy of a database without the names of people: roles and organisations stay.

The names are those that the database itself knows (`people`, `owners`, `statements.speaker`). They go from
every text, also from the raw ones, because a plan's own words ("Jane Doe, Council") name people too.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from extractors.fields.organisation import heads, is_organisation
from extractors.model import Record
from pipeline.queries import open_database
from pipeline.rows import to_json
from pipeline.schema import TABLES, Column, Table
from pipeline.words import STOP

REMOVED = "[name removed]"

_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_APOSTROPHE = re.compile(r"['’ʼ]")
_HONORIFICS = (
    "cllr",
    "councillor",
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "prof",
    "professor",
    "sir",
    "dame",
)
_TITLE = r"(?:(?:" + "|".join(f"(?-i:{h[0].upper()}){h[1:]}" for h in _HONORIFICS) + r")\b\.?\s+)"
_PARTICLES = frozenset("van von der den de da di du dos la le al el bin ben ter ap".split())
_BETWEEN = r"[\W_]+"
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_LONGEST = 5  # words of a name; longer "names" are cells that were read as one, not names to look for

# Tables that tell of places or of the run, not of people; columns that no name may be looked for in.
_TABLES_LEFT = frozenset({"areas", "neighbours", "runs"})
_COLUMNS_LEFT = frozenset({"id", "key", "sha256", "boxes", "place", "item_ids", "inherited"})
_WHOLE_NAMES = frozenset({("people", "name"), ("owners", "name"), ("notes", "who"), ("decisions", "who")})
_FULL_NAMES_ONLY = frozenset({"role", "organisation", "organisation_full", "title", "path", "section"})


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_APOSTROPHE.sub("'", t.casefold()) for t in _TOKEN.findall(text))


def _pattern(token: str) -> str:
    return "".join("['’ʼ]" if c == "'" else re.escape(c) for c in token)


def _capital(token: str) -> str:
    """The token with its first letter large; "will young people" does not name Will Young."""
    if token in _PARTICLES:
        return _pattern(token)
    return f"(?-i:{re.escape(token[0].upper())}){_pattern(token[1:])}"


class Name(Record):
    """A person's name in lower-case words, without title."""

    words: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Patterns of the ways in which the name may be printed, for matching without regard to case."""
        first, last = _capital(self.words[0]), _capital(self.words[-1])
        initial = first[: first.index(")") + 1] if first.startswith("(?-i:") else _pattern(self.words[0][0])
        whole = _BETWEEN.join(_capital(w) for w in self.words)
        handle = f"{_pattern(self.words[0])}[._-]{_pattern(self.words[-1])}"
        return tuple(
            dict.fromkeys(
                (
                    rf"\b{_TITLE}?{whole}\b",
                    rf"\b{_TITLE}?{first}{_BETWEEN}{last}\b",
                    rf"\b{handle}\b",
                    rf"\b{last},\s*{first}\b",
                    rf"\b{_TITLE}(?:{initial}\b\.?\s*)?{last}\b",
                    rf"\b{_TITLE}?{initial}(?:\.\s*|\s+){last}\b",
                )
            )
        )


def name_of(text: str) -> Name | None:
    """The name in a cell, without title; `None` where it is none, too long for one, or names a body.

    A cell that was taken for a name by mistake must not take the words of a body out of every text.
    """
    words = [w for w in _tokens(text) if w not in _HONORIFICS]
    if not 0 < len(words) <= _LONGEST or "," in text or text.lstrip()[0].islower() or is_organisation(text):
        return None
    return Name(words=tuple(words))


@lru_cache(maxsize=4096)
def _full(names: tuple[Name, ...]) -> re.Pattern[str]:
    forms = sorted({form for name in names for form in name.forms}, key=lambda f: (-len(f), f))
    return re.compile("|".join(forms), re.IGNORECASE)


@lru_cache(maxsize=4096)
def _lone(parts: tuple[str, ...]) -> re.Pattern[str]:
    """One part of a name by itself: capitalised, and no other capitalised word beside it."""
    words = "|".join(_pattern(p[0].upper() + p[1:]) + "|" + _pattern(p.upper()) for p in parts)
    return re.compile(rf"(?<![\w'’-])(?:{words})(?![\w-])(?!\s+[A-Z])")


class Names:
    """The people that a database names, and texts without them."""

    def __init__(self, everywhere: Iterable[Name], by_area: dict[str | None, set[Name]]) -> None:
        self._by_last: dict[str, list[Name]] = defaultdict(list)
        for name in sorted(set(everywhere), key=lambda n: n.words):
            if len(name.words) > 1:
                self._by_last[name.words[-1]].append(name)
        self._parts = {area: _parts(names) for area, names in by_area.items()}

    def forget(self, area: str | None, words: Iterable[str]) -> None:
        """Look no more for these parts of names by themselves in the area: they are words of the language."""
        self._parts[area] = self._parts.get(area, frozenset()) - frozenset(words)

    def redacted(self, text: str, area: str | None = None, lone: bool = True) -> str:
        """The text with each name taken out.

        A full name goes wherever it stands; a first or last name by itself only in texts of the area in
        which the person is named, because many are also words or names of places.
        """
        words = set(_tokens(text))
        wanted = [n for w in sorted(words & self._by_last.keys()) for n in self._by_last[w]]
        if wanted:
            text = _full(tuple(wanted)).sub(REMOVED, text)
        parts = sorted(words & self._parts.get(area, frozenset())) if lone else []
        if parts:
            pattern = _lone(tuple(parts))
            text = pattern.sub(lambda m: m[0] if _joined(text, m.start()) else REMOVED, text)
        return text


def _joined(text: str, start: int) -> bool:
    """Whether a capitalised word stands right before: part of a longer name, of a place say ("Town Hall")."""
    before = re.search(r"([A-Z][\w'’]*)[ \u00a0]$", text[:start])
    return before is not None and before[1].casefold() not in STOP


def _parts(names: Iterable[Name]) -> frozenset[str]:
    """First and last names that may stand by themselves."""
    both = {w for name in names for w in (name.words[0], name.words[-1])}
    return frozenset(w for w in both if len(w) > 1 and w not in STOP | _MONTHS | heads())


# -- the names of a database -------------------------------------------------------------------


def names(db: sqlite3.Connection) -> Names:
    """Every person whom the database names."""
    by_area: dict[str | None, set[Name]] = defaultdict(set)
    for area, text in db.execute(
        """select d.area_id, p.name from people p join documents d on d.id = p.document_id
        where p.name is not null
        union select a.area_id, o.name from owners o join actions a on a.id = o.action_id
        where o.name is not null
        union select s.area_id, s.speaker from statements s where s.speaker is not null"""
    ):
        name = name_of(text)
        if name is not None:
            by_area[area].add(name)
    known = Names({n for found in by_area.values() for n in found}, by_area)
    for area, found in by_area.items():
        known.forget(area, _parts(found) & (_lower_case_words(db, area) | _place_words(db)))
    return known


def _lower_case_words(db: sqlite3.Connection, area: str | None) -> set[str]:
    """Words that the area's documents print in lower case."""
    rows = db.execute(
        """select text from statements where area_id is :area union all
        select text from findings where area_id is :area union all
        select coalesce(activity, '') || ' ' || coalesce(objective, '') || ' ' || coalesce(update_text, '')
          from actions where area_id is :area""",
        {"area": area},
    )
    return {w for row in rows for w in _TOKEN.findall(row[0]) if w[0].islower()}


def _place_words(db: sqlite3.Connection) -> set[str]:
    """Words of the names of areas."""
    return {w for (name,) in db.execute("select name from areas") for w in _tokens(name)}


# -- the copy ----------------------------------------------------------------------------------


def redact(db: sqlite3.Connection) -> None:
    """Take every person's name out of the database, in one transaction."""
    known = names(db)
    area_of = dict(db.execute("select id, area_id from documents").fetchall())
    with db:
        for table in TABLES:
            if table.name not in _TABLES_LEFT:
                _redact_table(db, table, known, area_of)
        for (index,) in db.execute("select name from sqlite_master where name like '%\\_fts' escape '\\'"):
            db.execute(f"insert into [{index}]([{index}]) values ('rebuild')")


def _looked_at(table: Table) -> list[Column]:
    return [
        c for c in table.columns if c.type is str and c.references is None and c.name not in _COLUMNS_LEFT
    ]


def _redact_table(db: sqlite3.Connection, table: Table, known: Names, area_of: dict[str, str | None]) -> None:
    there = {row[1] for row in db.execute(f"pragma table_info([{table.name}])")}  # none in an older database
    columns = [c for c in _looked_at(table) if c.name in there]
    owner = _where_it_belongs(table)
    if not columns:
        return
    select = ", ".join(f"[{c.name}]" for c in columns)
    rows = db.execute(f"select rowid, {owner}, {select} from [{table.name}]").fetchall()
    for rowid, belongs, *values in rows:
        area = area_of.get(belongs[:8]) if belongs and belongs[:8] in area_of else belongs
        after = [_value(table, c, v, known, area) for c, v in zip(columns, values, strict=True)]
        if after != values:
            changed = ", ".join(f"[{c.name}] = ?" for c in columns)
            db.execute(f"update [{table.name}] set {changed} where rowid = ?", (*after, rowid))


def _where_it_belongs(table: Table) -> str:
    """The column that says which document (by the first eight characters) or area a row belongs to."""
    names_ = {c.name for c in table.columns}
    order = ("area_id", "document_id", "action_id", "measure_id", "finding_id", "from_id", "item_id")
    return next((f"[{c}]" for c in order if c in names_), "null")


def _value(table: Table, column: Column, value: object, known: Names, area: str | None) -> object:
    if not isinstance(value, str) or not value:
        return value
    if (table.name, column.name) in _WHOLE_NAMES:
        return REMOVED
    lone = column.name not in _FULL_NAMES_ONLY and table.name != "bodies"
    if column.description.startswith("JSON"):
        return to_json(_inside(json.loads(value), known, area))
    return known.redacted(value, area, lone)


def _inside(value: object, known: Names, area: str | None) -> object:
    if isinstance(value, str):
        return known.redacted(value, area)
    if isinstance(value, list):
        return [_inside(v, known, area) for v in value]
    if isinstance(value, dict):
        return {k: _inside(v, known, area) for k, v in value.items()}
    return value


def redacted_copy(source: Path, target: Path) -> Path:
    """Write a copy of the database without names of people; returns its path."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with open_database(source) as here:
        there = sqlite3.connect(target)
        try:
            here.backup(there)
            redact(there)
            there.execute("vacuum")  # what was overwritten stays in free pages until then
        finally:
            there.close()
    return target


@contextmanager
def open_redacted(path: Path) -> Iterator[sqlite3.Connection]:
    """The database in memory without names of people; rows are named, as from `open_database`."""
    there = sqlite3.connect(":memory:")
    try:
        with open_database(path) as here:
            here.backup(there)
        redact(there)
        there.row_factory = sqlite3.Row
        there.execute("pragma query_only = on")
        yield there
    finally:
        there.close()
