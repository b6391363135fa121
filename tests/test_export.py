"""Exports: the same bytes each time, columns described, hostile texts as texts."""

from __future__ import annotations

import csv
import importlib
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from pipeline.cli import main
from pipeline.export import FORMATS, export, read_content
from pipeline.export.flat import guarded
from pipeline.export.package import field_type
from pipeline.export.tables import cleaned, is_json
from pipeline.export.words import CUT, LONGEST, cell, heading
from pipeline.schema import TABLE, TABLES
from tests.report_data import FORMULA, HOSTILE, LONG, SCRIPT, result

EXPORTED = [t.name for t in TABLES if t.name != "runs"]


def there(form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_database_gives_the_same_bytes(hostile_db: Path, tmp_path: Path, form: str) -> None:
    there(form)
    once = export(hostile_db, tmp_path / "a", form)
    again = export(hostile_db, tmp_path / "b", form)
    assert [p.read_bytes() for p in once] == [p.read_bytes() for p in again]
    assert not any("runs" in p.name for p in once)


def test_the_time_of_the_run_is_nowhere(hostile_db: Path, tmp_path: Path) -> None:
    from pipeline.store import write

    later = tmp_path / "later.db"
    write(result(), later, "0", {})
    with sqlite3.connect(later) as db:
        db.execute("update runs set at = '2031-01-01T00:00:00'")
    for form in ("csv", "xlsx", "json", "datapackage"):
        once = export(hostile_db, tmp_path / "a", form)
        again = export(later, tmp_path / "b", form)
        assert [p.read_bytes() for p in once] == [p.read_bytes() for p in again], form


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\r=1"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


def test_numbers_and_plain_texts_are_not_guarded() -> None:
    assert [guarded(v) for v in (-1, -2.5, None, "1 = 1", "a-b")] == [-1, -2.5, None, "1 = 1", "a-b"]


def test_csv_holds_every_table_with_what_its_columns_hold(hostile_db: Path, tmp_path: Path) -> None:
    export(hostile_db, tmp_path, "csv")
    described = {(r["table"], r["column"]): r["description"] for r in rows(tmp_path / "columns.csv")}
    for name in EXPORTED:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert header == [c.name for c in TABLE[name].columns]
        assert all(described[name, column] for column in header)
    texts = [r["text"] for r in rows(tmp_path / "findings.csv")]
    assert SCRIPT in texts
    assert LONG in texts
    assert not any(t.startswith(("=", "+", "-", "@")) for t in texts)
    assert f"'{FORMULA}" in texts


def test_rows_stand_in_the_order_of_their_keys(hostile_db: Path) -> None:
    actions = read_content(hostile_db).sheet("actions")
    numbers = [row[actions.at("number")] for row in actions.rows]
    assert numbers == [*range(1, 14), 1, 2, 3] or numbers == [1, 2, 3, *range(1, 14)]


def test_json_decodes_what_the_database_holds_as_json(hostile_db: Path, tmp_path: Path) -> None:
    export(hostile_db, tmp_path, "json")
    gaps = json.loads((tmp_path / "gaps.json").read_text(encoding="utf-8"))
    assert gaps["rows"][0]["evidence"][0]["label"] == "action 1"
    assert {c["name"]: c["description"] for c in gaps["columns"]}["rule"]
    assert any("page decides" in note for note in gaps["notes"])


def test_the_types_that_the_package_promises_hold(hostile_db: Path) -> None:
    for sheet in read_content(hostile_db).sheets:
        for column in sheet.columns:
            values = [row[sheet.at(column.name)] for row in sheet.rows]
            kinds = {type(v) for v in values if v is not None}
            kind = field_type(column)
            if is_json(column):
                made = {type(json.loads(str(v))) for v in values if v is not None}
                assert made <= {list if kind == "array" else dict}, column.name
            elif kind in ("string", "date"):
                assert kinds <= {str}
            else:
                assert kinds <= ({int} if kind == "integer" else {int, float})


def test_the_data_package_is_valid(hostile_db: Path, tmp_path: Path) -> None:
    export(hostile_db, tmp_path, "datapackage")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    resources = {r["name"]: r for r in package["resources"]}
    assert list(resources) == EXPORTED
    for name, resource in resources.items():
        fields = [f["name"] for f in resource["schema"]["fields"]]
        content = (tmp_path / resource["path"]).read_bytes()
        assert next(csv.reader(io.StringIO(content.decode()))) == fields
        assert resource["bytes"] == len(content)
        assert all(f["description"] for f in resource["schema"]["fields"])
        for key in resource["schema"]["foreignKeys"]:
            target = resources[key["reference"]["resource"] or name]
            assert key["reference"]["fields"] == target["schema"]["primaryKey"]
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_parquet_holds_types_and_descriptions(hostile_db: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    export(hostile_db, tmp_path, "parquet")
    table = parquet.read_table(tmp_path / "actions.parquet")
    assert table.num_rows == 16
    assert str(table.schema.field("due_on").type) == "date32[day]"
    assert table.schema.field("due_on").metadata[b"description"]
    assert FORMULA in table.column("activity").to_pylist()


def test_parquet_without_pyarrow_says_what_to_install(
    hostile_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    called = CliRunner().invoke(
        main, ["export", "--format", "parquet", "--db", str(hostile_db), "--output", str(tmp_path)]
    )
    assert called.exit_code == 2
    assert "goldenthread[parquet]" in called.output


# -- the workbook ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workbook(hostile_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(hostile_db, tmp_path_factory.mktemp("book"), "xlsx")[0]


def test_the_workbook_opens_with_cover_contents_notes_and_columns(workbook: Path) -> None:
    book = load_workbook(workbook)
    assert book.sheetnames[:4] == ["Cover", "Contents", "Notes", "Columns"]
    links = [c.value for (c,) in book["Contents"].iter_rows(min_row=4, max_col=1) if c.hyperlink]
    assert links == book.sheetnames[2:]


def test_each_sheet_has_one_marked_table_and_says_what_blank_means(workbook: Path) -> None:
    book = load_workbook(workbook)
    for sheet in book.worksheets[4:]:
        assert len(sheet.tables) == 1
        assert not sheet.merged_cells.ranges
        assert sheet["A2"].value == "This worksheet contains one table."
        assert "Blank cells mean" in sheet["A3"].value
        (table,) = sheet.tables.values()
        assert table.autoFilter is None
        header = [c.value for c in sheet[4]]
        assert header == [c.name for c in table.tableColumns]
        assert len(set(header)) == len(header)


def test_hostile_texts_are_texts_in_the_workbook(workbook: Path) -> None:
    book = load_workbook(workbook)
    texts = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for at in row:
                assert at.data_type != "f", (sheet.title, at.coordinate)
                texts[at.value] = at
    for text in HOSTILE:
        assert cleaned(text) in texts
    assert texts[FORMULA].quotePrefix


def test_nothing_for_programs_stands_where_a_person_reads(workbook: Path) -> None:
    for sheet in load_workbook(workbook).worksheets:
        for row in sheet.iter_rows(values_only=True, max_col=2 if sheet.title == "Columns" else None):
            for value in row:
                text = str(value)
                assert text not in ("NULL", "null", "nan", "area_for_improvement")
                assert not text.startswith(('{"', '["', "[{"))


def test_decisions_are_told_without_references(workbook: Path) -> None:
    sheet = load_workbook(workbook)["Decisions"]
    header, first, second = [list(r) for r in sheet.iter_rows(min_row=4, values_only=True)]
    told = dict(zip(header, first, strict=True))
    assert told["When"] == "1 March 2024"
    assert told["Decision"] == "another finding"
    assert told["What it speaks of"] == "An action, Kent: \u201cHire two therapists\u201d"
    inspection = "of the area SEND inspection report of 10 February 2023, Kent"
    assert told["What it was linked to"] == f"Area for improvement 1 {inspection}"
    assert told["What it is linked to instead"] == f"Weakness 2 {inspection}: \u201c{HOSTILE[1]}\u201d"
    assert told["State"] == "what it speaks of is not there any more"
    assert "The gap \u201cno date\u201d, Kent" in second
    assert not any("/" in str(v) for v in second)


def test_coverage_is_told_in_the_words_of_pages_and_report(workbook: Path) -> None:
    book = load_workbook(workbook)
    told = {row[2] for row in book["Coverage"].iter_rows(min_row=5, values_only=True)}
    assert told == {"Partly answered", "Not answered"}
    columns = [r for r in book["Columns"].iter_rows(values_only=True) if r[:2] == ("Coverage", "Status")]
    assert "Partly answered (in the database: partial)" in str(columns[0][3])


def test_the_archive_holds_no_clock(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:modified" not in archive.read("docProps/core.xml")


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    column = next(c for c in TABLE["findings"].columns if c.name == "text")
    for text in ("x" * 40_000, "\U0001f600" * 20_000):
        cut = str(cell(column, text, {}))
        assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
        assert cut.endswith(CUT)


def test_headings_are_words() -> None:
    for table in TABLES:
        for column in table.columns:
            assert "_" not in heading(column)


# -- without names, and the command ------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_no_name_is_in_a_redacted_export(hostile_db: Path, tmp_path: Path, form: str) -> None:
    there(form)
    called = CliRunner().invoke(
        main,
        ["export", "--format", form, "--db", str(hostile_db), "--output", str(tmp_path), "--redact-names"],
    )
    assert called.exit_code == 0, called.output
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as archive:
                    data = b"".join(archive.read(n) for n in archive.namelist())
            for name in (b"Lindqvist", b"Boris", b"Voss"):
                assert name not in data, path
            assert form != "csv" or path.name != "owners.csv" or b"Head of Inclusion" in data


def test_a_missing_database_is_said(tmp_path: Path) -> None:
    called = CliRunner().invoke(main, ["export", "--db", str(tmp_path / "no.db"), "--output", str(tmp_path)])
    assert called.exit_code == 2
    assert "there is no database" in called.output


def test_a_database_of_another_version_is_said(hostile_db: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(hostile_db.read_bytes())
    with sqlite3.connect(old) as db:
        db.execute("drop table themes")
    called = CliRunner().invoke(main, ["export", "--db", str(old), "--output", str(tmp_path)])
    assert called.exit_code == 2
    assert "another version" in called.output
