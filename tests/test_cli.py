"""The commands as a person types them."""

from __future__ import annotations

import io
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main

DEMO = Path(__file__).parent.parent / "corpus" / "demo"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """The run on the demonstration corpus, and its database."""
    output = tmp_path_factory.mktemp("demo")
    return call("run", DEMO, "--output", output), output / "goldenthread.db"


def test_the_demonstration_runs_whole(demo: tuple[Result, Path]) -> None:
    result, db = demo
    assert result.exit_code == 0, result.output
    assert db.is_file()
    for said in ("Warrington", "Cheshire West and Chester", "Warwickshire", "no plan", "gaps"):
        assert said in result.output


def test_running_twice_gives_the_same_content(demo: tuple[Result, Path], tmp_path: Path) -> None:
    def dump(path: Path) -> list[str]:
        with sqlite3.connect(path) as connection:
            return [line for line in connection.iterdump() if '"runs"' not in line]

    call("run", DEMO, "--output", tmp_path)
    assert dump(tmp_path / "goldenthread.db") == dump(demo[1])


def test_ids_do_not_depend_on_what_else_is_there(demo: tuple[Result, Path], tmp_path: Path) -> None:
    shutil.copytree(DEMO / "warrington", tmp_path / "in")
    call("run", tmp_path / "in", "--output", tmp_path / "out")
    query = "select id from findings where area_id = 'warrington' order by id"
    with sqlite3.connect(tmp_path / "out" / "goldenthread.db") as alone, sqlite3.connect(demo[1]) as among:
        assert alone.execute(query).fetchall() == among.execute(query).fetchall()


def test_show_an_area_a_finding_an_action_a_link_and_a_gap(demo: tuple[Result, Path]) -> None:
    with sqlite3.connect(demo[1]) as connection:
        one = {
            "finding": "select finding_id from coverage where status = 'partial' order by 1",
            "action": "select from_id from links where kind = 'addresses' and accepted = 1 order by 1",
            "link": "select id from links where kind = 'addresses' and accepted = 1 order by 1",
            "gap": "select id from gaps order by 1",
        }
        ids = {name: connection.execute(query).fetchone()[0] for name, query in one.items()}
    for id_ in ("warrington", *ids.values()):
        result = call("show", id_, "--db", demo[1], "--as-of", "2024-01-31")
        assert result.exit_code == 0, result.output
        assert "None" not in result.output


def test_an_area_without_an_inspection_document_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(next((DEMO / "warwickshire").glob("*progress*")), tmp_path / "in")
    call("run", tmp_path / "in", "--output", tmp_path)
    result = call("show", "Warwickshire", "--db", tmp_path / "goldenthread.db")
    assert "No inspection document of this area is held." in result.output


def test_gaps_of_one_area_with_what_is_overdue_on_a_day(demo: tuple[Result, Path]) -> None:
    early = call("gaps", "warrington", "--db", demo[1], "--as-of", "2022-01-01")
    late = call("gaps", "warrington", "--db", demo[1], "--as-of", "2030-01-01")
    assert "No action is overdue on 1 January 2022." in early.output
    assert " actions overdue on 1 January 2030" in late.output
    assert "Cheshire West" not in late.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "no-such-folder"),
        ("run",),
        ("show", "warrington", "--db", "no-such.db"),
        ("gaps", "Atlantis"),
        ("gaps", "--as-of", "yesterday"),
        ("evaluate", "no-such-folder"),
        ("fetch", "somewhere", "--area", "Atlantis"),
    ],
)
def test_wrong_usage_is_said_with_status_2(arguments: tuple[str, ...]) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_an_empty_folder_is_nothing_to_read(tmp_path: Path) -> None:
    result = call("run", tmp_path, "--output", tmp_path)
    assert result.exit_code == 2
    assert "nothing to read" in result.output


def _locked_pdf() -> bytes:
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=pdfencrypt.StandardEncryption("secret"), invariant=True)
    canvas.drawString(72, 720, "Not for everyone")
    canvas.save()
    return stream.getvalue()


def _office_file() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<document/>" * 100)
    return stream.getvalue()


def test_bad_files_are_named_with_why_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    shutil.copytree(DEMO / "cheshire-west-and-chester", folder)
    bad = {
        "empty.pdf": b"",
        "picture.pdf": PICTURE,
        "locked.pdf": _locked_pdf(),
        "truncated.docx": _office_file()[:200],
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    result = call("run", folder, "--output", tmp_path)
    assert result.exit_code == 1
    for name in bad:
        line = next(line for line in result.output.splitlines() if name in line)
        assert line.strip().startswith("failed: ")
    assert "password" in next(line for line in result.output.splitlines() if "locked.pdf" in line)
    with sqlite3.connect(tmp_path / "goldenthread.db") as connection:
        rows = connection.execute("select status, count(*) from documents group by 1 order by 1").fetchall()
        assert rows[0] == ("failed", 4)
        assert connection.execute("select count(*) from findings").fetchone()[0] > 20


def test_an_old_office_file_is_told_of_and_not_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    shutil.copytree(DEMO / "cheshire-west-and-chester", folder)
    (folder / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    result = call("run", folder, "--output", tmp_path)
    assert result.exit_code == 1
    assert "failed: plan.doc: " in result.output


def test_a_wrong_suffix_does_not_matter(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    report = next((DEMO / "cheshire-west-and-chester").glob("*.pdf"))
    shutil.copy(report, folder / "report.txt")
    result = call("run", folder, "--output", tmp_path)
    assert result.exit_code == 0, result.output


def test_the_same_bytes_twice_are_one_document_with_two_paths(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    report = next((DEMO / "cheshire-west-and-chester").glob("*.pdf"))
    shutil.copy(report, folder / "a.pdf")
    shutil.copy(report, folder / "b.pdf")
    call("run", folder, "--output", tmp_path)
    with sqlite3.connect(tmp_path / "goldenthread.db") as connection:
        assert connection.execute("select path from documents").fetchall() == [("a.pdf",)]
        paths = connection.execute("select path from document_paths order by 1").fetchall()
        assert paths == [("a.pdf",), ("b.pdf",)]


def test_what_a_person_says_wins_over_what_was_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(next((DEMO / "cheshire-west-and-chester").glob("*.pdf")), folder / "a.pdf")
    (folder / "documents.csv").write_text("path,area,date,title\na.pdf,Kent,2026-02-03,Ours\n")
    call("run", folder, "--output", tmp_path)
    with sqlite3.connect(tmp_path / "goldenthread.db") as connection:
        row = connection.execute("select area_id, published, title from documents").fetchone()
    assert row == ("kent", "2026-02-03", "Ours")


def test_a_file_that_documents_csv_names_and_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(next((DEMO / "cheshire-west-and-chester").glob("*.pdf")), folder / "a.pdf")
    (folder / "documents.csv").write_text("path,area\nb.pdf,Kent\n")
    result = call("run", folder, "--output", tmp_path)
    assert "documents.csv speaks of 'b.pdf', which is not there" in result.output


def test_no_heavy_module_is_imported_for_help() -> None:
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'pydantic', 'pypdfium2', 'pdfplumber', 'rich', 'sqlite_utils', 'httpx', 'lxml'}\n"
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def test_every_command_has_help_with_an_example() -> None:
    for name, command in main.commands.items():
        text = call(name, "--help").output
        assert command.help
        assert f"goldenthread {name}" in text
