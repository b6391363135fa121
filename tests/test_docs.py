"""The documentation says what is so: commands run, figures are measured, recipes work, no page is stale."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner

from extractors import model
from extractors.registry import EXTRACTORS, load
from pipeline import decisions, records
from pipeline.cli import main
from pipeline.gaps import RULES
from pipeline.known import read_documents_csv
from pipeline.meanings import MEANINGS
from pipeline.queries import open_database
from pipeline.schema import TABLE, TABLES
from pipeline.schema_page import schema_page
from pipeline.settings import read_settings
from pipeline.themes import vocabulary
from pipeline.views import VIEWS
from tests import readme
from tests.report_data import database

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
CALL = re.compile(r"(?:\.venv[/\\](?:bin|Scripts)[/\\])?goldenthread (.*)")
INLINE = re.compile(r"`((?:\.venv/bin/)?goldenthread [^`]+)`")
NEVER_RUN = {"browse", "fetch"}  # the one answers until it is ended, the other asks the network
WALLS = ("test_imports_run_one_way", "test_everything_public_says_what_it_gives")
FIRST_LINE = re.compile(r"# (?P<how>in |at the end of )?(?P<path>\S+\.\w+)\n")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# -- commands ----------------------------------------------------------------------------------


def examples(path: Path) -> Iterator[str]:
    """What stands after `goldenthread` in every command of the page, in blocks and in lines."""
    text = path.read_text(encoding="utf-8")
    lines = [line for _, block in FENCE.findall(text) for line in block.splitlines()]
    inline = [" ".join(said.split()) for said in INLINE.findall(FENCE.sub("", text))]
    for line in (*lines, *inline):
        if found := CALL.fullmatch(line.strip()):
            yield found[1].partition("  #")[0].replace("\\", "/")


EXAMPLES = sorted({(name(path), line) for path in PAGES for line in examples(path)})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder as the guides suppose it: the demonstration, run; others' documents; gold."""
    folder = tmp_path_factory.mktemp("place")
    shutil.copytree(ROOT / "corpus" / "demo", folder / "corpus" / "demo")
    shutil.copytree(ROOT / "gold", folder / "gold")
    printed = readme.run("corpus/", "output/", folder)
    (folder / "printed.txt").write_text(printed, encoding="utf-8")
    (folder / "published-output").mkdir()
    shutil.copy(folder / "output" / "goldenthread.db", folder / "published-output")
    before = Path.cwd()
    os.chdir(folder)
    yield folder
    os.chdir(before)


@pytest.fixture(scope="module")
def meant(place: Path) -> dict[str, str]:
    """What the words in capitals stand for."""
    with open_database(place / "output" / "goldenthread.db") as db:
        one = {
            "LINK": "select id from links where kind = 'addresses' and accepted = 1 order by id",
            "ID": "select finding_id from coverage where status = 'partial' order by 1",
            "GAP": "select id from gaps order by id",
        }
        ids = {word: db.execute(query).fetchone()[0] for word, query in one.items()}
    return {**ids, "AREA": "warrington", "FOLDER": "corpus/"}


def test_there_are_examples_on_every_page_for_people() -> None:
    with_examples = {page for page, _ in EXAMPLES}
    assert {"README.md", "docs/officers.md", "docs/researchers.md", "docs/contributors.md"} <= with_examples


@pytest.mark.parametrize(("page", "line"), EXAMPLES)
def test_every_command_of_the_guides_is_one(page: str, line: str, place: Path, meant: dict[str, str]) -> None:
    """It parses; where it neither waits for a person nor asks the network, it runs."""
    arguments = [meant.get(word, word) for word in shlex.split(line)]
    command, rest = main.commands[arguments[0]], arguments[1:]
    for folder in rest if arguments[0] in ("run", "review", "browse") else ():
        if not folder.startswith("-") and "output" not in folder:
            _small_corpus(place / folder)
    if "--help" in rest or arguments[0] in NEVER_RUN or "--scheduler" in rest:
        with pytest.raises(click.exceptions.Exit) if "--help" in rest else nullcontext():
            command.make_context(arguments[0], list(rest))
        return
    if arguments[0] == "run":  # into a folder of its own: the other examples rest on the demonstration
        shutil.rmtree(place / "again", ignore_errors=True)
        arguments += ["--output", "again"]
        if "corpus/" in arguments:
            arguments[arguments.index("corpus/")] = "my-documents/"
            _small_corpus(place / "my-documents")
    if not rest and any(p.required for p in command.params):  # named in a sentence, not called
        return
    result = CliRunner().invoke(main, arguments, input="quit\n")
    assert result.exit_code == 0, (line, result.output)


def _small_corpus(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True)
        shutil.copy(next((ROOT / "corpus/demo/cheshire-west-and-chester").glob("*.pdf")), folder)


def test_every_command_is_in_the_readme_and_has_help_with_an_example() -> None:
    text = readme.README.read_text(encoding="utf-8")
    for called, command in main.commands.items():
        assert f"goldenthread {called}" in text, f"{called} is not in README.md"
        assert command.help
        help_text = CliRunner().invoke(main, [called, "--help"]).output
        example = re.search(rf"^\s+goldenthread {called} (.*)$", help_text, re.MULTILINE)
        assert example or called in ("review", "browse"), f"{called} --help has no example"


# -- what is measured --------------------------------------------------------------------------


def test_the_readme_shows_what_the_demonstration_prints(place: Path) -> None:
    text = readme.README.read_text(encoding="utf-8")
    printed = (place / "printed.txt").read_text(encoding="utf-8")
    assert readme.block("demo", text) == readme.demo_block(printed), "write it again: make docs"


def test_the_readme_shows_the_figures_of_the_demonstration(place: Path) -> None:
    text = readme.README.read_text(encoding="utf-8")
    measured = readme.demo_figures(place / "output" / "goldenthread.db")
    assert readme.block("figures", text).startswith(measured + "\n"), "write it again: make docs"


@pytest.mark.real
def test_the_readme_shows_the_figures_of_published_documents(real_corpus: Path, tmp_path: Path) -> None:
    readme.run(str(real_corpus), "published-output/", tmp_path)
    text = readme.README.read_text(encoding="utf-8")
    measured = readme.published_figures(tmp_path / readme.PUBLISHED)
    assert readme.block("published figures", text) == measured, "write it again: make docs"


# -- the schema page ---------------------------------------------------------------------------


def test_the_schema_page_is_what_the_code_says() -> None:
    written = (DOCS / "schema.md").read_text(encoding="utf-8")
    assert written == schema_page(), "write it again: make docs"


def test_the_schema_page_describes_everything(tmp_path: Path) -> None:
    text = schema_page()
    parts = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##)", text + "\n## end", re.DOTALL | re.MULTILINE))
    for table in TABLES:
        assert all(f"| `{c.name}` |" in parts[table.name] and c.description for c in table.columns)
    with open_database(database(tmp_path)) as db:
        for view in VIEWS:
            columns = [c[0] for c in db.execute(f"select * from {view.name} limit 0").description]
            assert columns == list(view.columns) or set(columns) == set(view.columns), view.name
            assert all(f"| `{c}` |" in parts[view.name] and view.columns[c] for c in columns)
    load()
    listed = {*RULES, *EXTRACTORS, *vocabulary().themes}
    for slug in listed:
        assert f"| `{slug}` |" in text, slug


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("documents.family", model.Family),
        ("documents.status", model.Status),
        ("documents.plan_type", model.PlanType),
        ("findings.kind", model.FindingKind),
        ("statements.stance", model.Stance),
        ("bodies.kind", model.BodyKind),
        ("people.capacity", model.Capacity),
        ("actions.status", model.ActionStatus),
        ("actions.date_precision", model.DatePrecision),
        ("actions.date_qualifier", model.DateQualifier),
        ("links.kind", records.LinkKind),
        ("links.method", records.LinkMethod),
        ("links.status", records.LinkStatus),
        ("links.decision", records.DecisionWord),
        ("coverage.status", records.CoverageStatus),
        ("gaps.severity", records.Severity),
        ("changes.change", records.ChangeKind),
        ("problems.category", model.ProblemCategory),
        ("decisions.what", decisions.What),
        ("decisions.decision", decisions.Verdict),
        ("decisions.state", records.DecidedState),
    ],
)
def test_every_word_that_a_column_may_hold_has_a_meaning(column: str, words: object) -> None:
    assert set(MEANINGS[column]) == set(get_args(words))
    table, _, name_ = column.partition(".")
    assert name_ in {c.name for c in TABLE[table].columns}


# -- guides ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_and_paths_of_a_page_lead_somewhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (path.parent / target).exists(), target
    for said in re.findall(r"`((?:docs|gold|pipeline|extractors|tests|corpus)/[\w./-]*)`", text):
        assert (ROOT / said).exists(), said
    anchors = {f"#{h.lower().replace(' ', '-')}" for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for target in re.findall(r"\]\((#[^)]+)\)", text):
        assert target in anchors, target


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_settings_and_lists_shown_are_understood(path: Path, tmp_path: Path) -> None:
    load()
    for language, block in FENCE.findall(path.read_text(encoding="utf-8")):
        if language == "toml" and not FIRST_LINE.match(block):
            (tmp_path / "goldenthread.toml").write_text(block, encoding="utf-8")
            assert read_settings([tmp_path])
        if block.startswith("path,"):
            (tmp_path / "documents.csv").write_text(block, encoding="utf-8")
            known = read_documents_csv(tmp_path / "documents.csv", tmp_path)
            assert all(k.kind is None or k.kind in EXTRACTORS for k in known.values())


def test_the_recipes_for_contributors_work(tmp_path: Path) -> None:
    """Each is followed in a copy of the repository, and its test run there."""
    for part in ("extractors", "pipeline", "tests", "corpus"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "data.db"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    written = []
    for _, block in FENCE.findall((DOCS / "contributors.md").read_text(encoding="utf-8")):
        if found := FIRST_LINE.match(block):
            _follow(tmp_path / found["path"], found["how"], block[found.end() :])
            written += [found["path"]] if found["how"] is None else []
    assert len(written) >= 11
    tests = [
        *(path for path in written if path.startswith("tests/")),
        *(f"tests/test_layers.py::{wall}[{path}]" for path in written for wall in WALLS if path[0] in "ep"),
        "tests/test_gaps.py::test_every_rule_says_what_it_looks_for",
        "tests/test_report.py::test_every_rule_has_one_remedy",
        "tests/test_themes.py::test_every_theme_can_be_touched",
    ]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-1000:]


def _follow(path: Path, how: str | None, block: str) -> None:
    """Write the file, add to its end, or put a word into one of its lists."""
    if how is None:
        path.write_text(block, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    if how.startswith("at the end"):
        path.write_text(text.rstrip("\n") + "\n" + block, encoding="utf-8")
        return
    for line in block.splitlines():
        start, _, word = line.partition('["')
        assert f"\n{start}[" in text, f"{path.name} has no list {start}"
        added = f'"{word.partition(chr(34))[0]}", '
        text = text.replace(f"\n{start}[", f"\n{start}[{added}", 1)
    path.write_text(text, encoding="utf-8")
