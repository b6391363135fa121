"""A run over what has changed equals a clean run: every table, row by row and in order, and every index."""

from __future__ import annotations

import csv
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

import pipeline.assess
import pipeline.run
import pipeline.store
from pipeline.batches import Batch
from pipeline.decisions import COLUMNS, FILE
from pipeline.extraction import Outcome, extract_document
from pipeline.found import Found, find
from pipeline.known import DOCUMENTS
from pipeline.records import Entry, Settings
from pipeline.run import DATABASE, run
from pipeline.schema import TABLES
from pipeline.settings import FILE as SETTINGS
from pipeline.workers import Submitter, Task
from tests.benchmarks.corpus import vary

DEMO = Path(__file__).parent.parent / "corpus" / "demo"
AREAS = ("kent", "essex", "surrey", "leeds", "bury")
STEPS = 6
SEEDS = range(int(os.environ.get("GOLDENTHREAD_SEEDS", "2")))

Step = Callable[["Corpus"], None]


@cache
def outcome(data: bytes, suffix: str, kind: str | None) -> Outcome:
    return extract_document(data, suffix, kind)


@contextmanager
def here(workers: int | None, scheduler: str | None) -> Iterator[tuple[Submitter, int]]:
    """Documents read in this process, each once."""

    def submit(task: Task) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        future.set_result(outcome(task.data, task.suffix, task.kind))
        return future

    yield submit, 1


found: dict[str, Found] = {}


def find_once(entries: Sequence[Entry], settings: Settings) -> Found:
    """What is found in a group, which a clean run need not find again."""
    key = settings.model_dump_json() + "".join(entry.model_dump_json() for entry in entries)
    if key not in found:
        found[key] = find(entries, settings)
    return found[key]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.assess, "find", find_once)
    monkeypatch.setattr(pipeline.run, "pool", here)
    monkeypatch.setattr(pipeline.assess, "FEW", 1000)


def content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table but that of the clock, in its order, and what each search index holds of each word."""
    with sqlite3.connect(database) as db:
        found = {t.name: db.execute(f"select * from {t.name}").fetchall() for t in TABLES if t.name != "runs"}
        for table in TABLES:
            if table.search:
                name = f"{table.name}_fts"
                db.execute(f"create virtual table temp.v_{name} using fts5vocab(main, '{name}', 'instance')")
                found[name] = sorted(db.execute(f"select * from temp.v_{name}").fetchall())
                db.execute(f"insert into {name} ({name}, rank) values ('integrity-check', 1)")
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert db.execute("pragma foreign_key_check").fetchall() == []
    return found


class Corpus:
    """A folder that changes, and the database that follows it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.clean, self.output = folder / "in", folder / "clean", folder / "out"
        self.folder.mkdir(parents=True)
        self.chance = random.Random(seed)
        self.number = 0
        self.known: dict[str, dict[str, str]] = {}
        self.decided: list[dict[str, str]] = []
        self.samples = sorted(p for p in DEMO.rglob("*") if p.is_file() and p.suffix != ".csv")

    @property
    def database(self) -> Path:
        return self.output / DATABASE

    def rows(self, sql: str) -> list[tuple[str, ...]]:
        with sqlite3.connect(self.database) as db:
            return db.execute(sql).fetchall()

    def write(self) -> None:
        """The files that people keep beside the documents."""
        with (self.folder / DOCUMENTS).open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, ("path", "area", "answers", "title"))
            rows.writeheader()
            rows.writerows({"path": path} | said for path, said in self.known.items())
        with (self.folder / FILE).open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, COLUMNS)
            lines.writeheader()
            lines.writerows(self.decided)

    def do(self, step: Step) -> None:
        """Take the step, and check what comes of it."""
        step(self)
        try:
            self.check()
        except AssertionError as error:
            raise AssertionError(f"after {step.__name__}: {error}") from error

    def check(self) -> None:
        """Run again, and run anew: both are the same."""
        self.write()
        shutil.rmtree(self.clean, ignore_errors=True)
        again = content(run([self.folder], self.output, workers=1))
        anew = content(run([self.folder], self.clean, workers=1))
        for table, rows in anew.items():
            assert again[table] == rows, table


# -- what can happen to a corpus ---------------------------------------------------------------


def add(corpus: Corpus) -> None:
    sample = corpus.chance.choice(corpus.samples)
    corpus.number += 1
    path = f"{corpus.number:02}-{sample.name}"
    (corpus.folder / path).write_bytes(vary(sample.read_bytes(), sample.suffix, corpus.number))
    corpus.known[path] = {"area": corpus.chance.choice(AREAS)}


def change(corpus: Corpus) -> None:
    path = corpus.chance.choice(sorted(corpus.known))
    file = corpus.folder / path
    corpus.number += 1
    file.write_bytes(vary(file.read_bytes(), file.suffix, corpus.number))


def remove(corpus: Corpus) -> None:
    if len(corpus.known) > 2:
        path = corpus.chance.choice(sorted(corpus.known))
        (corpus.folder / path).unlink()
        corpus.known = {
            p: {k: v for k, v in said.items() if (k, v) != ("answers", path)}
            for p, said in corpus.known.items()
            if p != path
        }


def move(corpus: Corpus) -> None:
    path = corpus.chance.choice(sorted(corpus.known))
    corpus.known[path] |= {"area": corpus.chance.choice(AREAS), "title": f"Moved {corpus.number}"}


def answer(corpus: Corpus) -> None:
    """A person says that one document answers another, wherever that is."""
    one, other = corpus.chance.sample(sorted(corpus.known), 2)
    corpus.known[one] |= {"answers": other}


def copy(corpus: Corpus) -> None:
    """The same bytes under two names."""
    path = corpus.chance.choice(sorted(corpus.known))
    shutil.copyfile(corpus.folder / path, corpus.folder / f"copy-{path}")


def break_one(corpus: Corpus) -> None:
    corpus.number += 1
    (corpus.folder / f"{corpus.number:02}-broken.pdf").write_bytes(
        b"%PDF-1.4 nothing " + bytes([corpus.number])
    )


def settings(corpus: Corpus) -> None:
    word = corpus.chance.choice(("off", "high", "low"))
    (corpus.folder / SETTINGS).write_text(f'[rules]\nno_measure = "{word}"\n')


def decide_link(corpus: Corpus) -> None:
    kind = corpus.chance.choice(("addresses", "similar", "restates"))
    pairs = corpus.rows(f"select from_id, to_id from links where kind = '{kind}' order by id")
    if pairs:
        one, other = corpus.chance.choice(pairs)
        word = corpus.chance.choice(("confirm", "reject", "note"))
        say(corpus, "link", word, one, other)


def join(corpus: Corpus) -> None:
    """A person joins an action to a finding, of any areas."""
    actions, findings = corpus.rows("select id from actions"), corpus.rows("select id from findings")
    if actions and findings:
        say(corpus, "link", "confirm", corpus.chance.choice(actions)[0], corpus.chance.choice(findings)[0])


def note_gap(corpus: Corpus) -> None:
    if gaps := corpus.rows("select id from gaps order by id"):
        say(corpus, "item", "note", corpus.chance.choice(gaps)[0])


def say(corpus: Corpus, what: str, decision: str, one: str, other: str = "") -> None:
    line = {"what": what, "decision": decision, "from": one, "to": other, "who": "Jo Fern"}
    corpus.decided.append(line | {"note": f"note {len(corpus.decided)}"})


def unsay(corpus: Corpus) -> None:
    if corpus.decided:
        corpus.decided.pop(corpus.chance.randrange(len(corpus.decided)))


def forget(corpus: Corpus) -> None:
    """The database is deleted; what was kept beside it stays."""
    corpus.database.unlink()


CHANGES: tuple[Step, ...] = (
    add,
    add,
    add,
    change,
    change,
    remove,
    move,
    answer,
    copy,
    break_one,
    settings,
    decide_link,
    decide_link,
    join,
    note_gap,
    unsay,
    forget,
)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happens_a_run_equals_a_clean_run(tmp_path: Path, seed: int) -> None:
    corpus = Corpus(tmp_path, seed)
    for _ in range(4):
        add(corpus)
    corpus.check()
    for _ in range(STEPS):
        corpus.do(corpus.chance.choice(CHANGES))


def test_after_each_kind_of_change_a_run_equals_a_clean_run(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, seed=7)
    for _ in range(6):
        add(corpus)
    corpus.check()
    for step in dict.fromkeys(CHANGES):
        corpus.do(step)


def test_only_rows_of_what_changed_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(tmp_path, seed=3)
    for area in AREAS:
        add(corpus)
        corpus.known[max(corpus.known)]["area"] = area
    corpus.check()
    written: set[str] = set()
    whole = pipeline.store.Database.add

    def watched(database: pipeline.store.Database, made: Iterable[Batch]) -> None:
        for batch in made:
            written.add(batch.table)
            written.update(str(line[1]) for line in batch.lines if batch.table == "documents")
            whole(database, [batch])

    monkeypatch.setattr(pipeline.store.Database, "add", watched)
    change(corpus)
    corpus.write()
    run([corpus.folder], corpus.output, workers=1)
    documents = {row[0] for row in corpus.rows("select id from documents")}
    assert len(documents & written) == 1
    assert "areas" not in written
