"""The board report: what it says, that it holds together, that hostile texts are texts."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from lxml import html

from pipeline.cli import main
from pipeline.export.tables import cleaned
from pipeline.gaps.registry import rules
from pipeline.report import Board, board
from pipeline.report.page import board_page
from pipeline.report.remedies import remedies
from pipeline.report.word import board_document
from tests.report_data import AS_OF, HOSTILE


@pytest.fixture(scope="module")
def kent(hostile_db: Path) -> Board:
    return board(hostile_db, "Kent", AS_OF)


@pytest.fixture(scope="module")
def page(kent: Board) -> html.HtmlElement:
    return html.document_fromstring(board_page(kent).decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def paragraphs(data: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return [p.text for p in document.paragraphs] + cells


def test_every_rule_has_one_remedy() -> None:
    assert set(remedies()) == set(rules())
    for slug, sentence in remedies().items():
        assert sentence.endswith("."), slug
        assert sentence[0].isupper(), slug


def test_the_summary_counts(kent: Board) -> None:
    said = " ".join(kent.summary)
    assert "12 findings ask for action: 1 partly answered, 11 not answered." in said
    assert "The plan holds 13 actions" in said
    assert "11 overdue on 31 March 2024" in said
    assert "1 without a last day" in said


def test_the_summary_names_what_is_partly_and_not_answered(kent: Board) -> None:
    partly = next(line for line in kent.summary if line.startswith("Partly answered: "))
    assert partly == "Partly answered: area for improvement 1 (no action on therapy for young adults)."
    none = next(line for line in kent.summary if line.startswith("Not answered: "))
    assert "area for improvement 2 (\u201cPlans should be better.\u201d); weakness 1 (" in none


def gap_lines(kent: Board, severity: str, name: str) -> list[str]:
    groups = [g for part in kent.gaps if part.severity == severity for g in part.groups]
    return [line.sentence for g in groups if g.name == name for line in g.gaps]


def test_gaps_of_a_rule_stand_in_the_order_of_the_plan(kent: Board) -> None:
    said = gap_lines(kent, "high", "No date")
    assert [line.rpartition(" ")[2] for line in said] == ["2", "10", "11"]


def test_a_gap_of_a_measure_names_its_objective(kent: Board) -> None:
    (said,) = gap_lines(kent, "high", "Measure without target")
    assert said.endswith("aim Objective: \u201cTherapy comes soon\u201d.")


def test_a_gap_that_a_waiting_link_may_close_says_so(kent: Board) -> None:
    (said,) = gap_lines(kent, "medium", "Finding partly answered")
    assert said.endswith("One more action may answer it and waits for a person to decide.")


def test_the_caution_on_late_dates_stands_above_their_table(page: html.HtmlElement, kent: Board) -> None:
    for said in (words(page), " ".join(paragraphs(board_document(kent)))):
        assert said.index("may mean that the plan is out of date") < said.index("Actions overdue on")


def test_what_is_left_out_is_said_plainly(kent: Board) -> None:
    (part,) = kent.inspections
    assert [f.left_out for f in part.findings[:2]] == ["Therapy for young adults", "The whole finding"]


def test_dates_depend_on_the_day_asked_about(hostile_db: Path) -> None:
    early, late = (board(hostile_db, "kent", day) for day in (date(2023, 12, 1), date(2025, 1, 1)))
    assert (len(early.overdue), len(early.ahead)) == (0, 12)
    assert (len(late.overdue), len(late.ahead)) == (12, 0)
    assert late.overdue[0].state == "336 days overdue; not rated"
    assert late.overdue[-1].state == "215 days overdue; rated on track"


def test_owners_are_ordered_by_what_they_carry(kent: Board) -> None:
    assert [(o.owner, o.actions, o.overdue) for o in kent.owners] == [
        ("Anna Lindqvist", 11, 11),
        ("Boris O’Marsh", 1, 0),
        ("SEND Partnership Board", 1, 0),
    ]


def test_changes_since_the_last_version_are_told(kent: Board) -> None:
    (step,) = kent.steps
    assert "version 1" in step.title
    assert step.changes[0].change == "Moved later"
    assert (step.changes[0].before, step.changes[0].after) == ("Nov-23", "Jan-24")


def test_each_reference_is_listed_once_and_each_link_goes_there(page: html.HtmlElement, kent: Board) -> None:
    numbers = [line.number for part in kent.references for line in part.lines]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    targets = {e.get("id") for e in page.iter() if e.get("id")}
    for link in page.iter("a"):
        assert link.get("href", "").lstrip("#") in targets


def test_the_page_is_whole_in_itself(page: html.HtmlElement, kent: Board) -> None:
    text = board_page(kent).decode()
    assert not list(page.iter("script", "link", "img", "iframe"))
    assert "@page" in text
    assert page.get("lang") == "en-GB"
    assert "read by a machine" in words(page)
    assert "Open Government Licence v3.0" in words(page)


def test_headings_go_down_one_by_one(page: html.HtmlElement) -> None:
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes(page: html.HtmlElement) -> None:
    tables = list(page.iter("table"))
    assert len(tables) >= 6
    for table in tables:
        assert words(table.find("caption"))
        assert {th.get("scope") for th in table.iter("th")} <= {"col", "row"}
        for row in table.iter("tr"):
            assert all(words(cell) for cell in row), words(row)


def test_missing_values_are_said_in_words(page: html.HtmlElement) -> None:
    said = words(page)
    for bad in ("None", "NULL", "null", "nan", '["', "area_for_improvement", "not_started", "on_track"):
        assert bad not in said, bad


def test_hostile_texts_are_texts_on_the_page(page: html.HtmlElement) -> None:
    said = page.text_content()
    for text in HOSTILE:
        assert cleaned(text) in said, text[:40]
    assert not [e for e in page.iter() if any(name.startswith("on") for name in e.attrib)]


def test_the_word_document_says_the_same(kent: Board) -> None:
    data = board_document(kent)
    said = paragraphs(data)
    for line in kent.summary:
        assert cleaned(line) in said
    for text in HOSTILE:
        assert any(cleaned(text) in s for s in said), text[:40]
    document = docx.Document(io.BytesIO(data))
    assert [p.style.name for p in document.paragraphs if p.text == "Summary"] == ["Heading 1"]
    for table in document.tables:
        header = table.rows[0]._tr
        assert header.xpath("w:trPr/w:tblHeader")
        assert table._tbl.xpath("w:tblPr/w:tblCaption")
        assert all(c.text for c in table.rows[0].cells)


def test_both_forms_are_the_same_bytes_each_time(kent: Board) -> None:
    assert board_page(kent) == board_page(kent)
    assert board_document(kent) == board_document(kent)
    with zipfile.ZipFile(io.BytesIO(board_document(kent))) as archive:
        assert {i.date_time[0] for i in archive.infolist()} == {1980}


def test_an_area_without_a_plan_or_inspection_says_so(tmp_path: Path) -> None:
    from tests.builders import entry, findings
    from tests.gold_database import store

    news = entry("news.txt", "news", "commentary", findings=findings("significant_weakness", "Long waits."))
    page = html.document_fromstring(board_page(board(store(tmp_path / "db", [news]), "kent", AS_OF)).decode())
    said = words(page)
    assert "No inspection document of Kent is held." in said
    assert "Long waits." in said
    assert "No progress is reported." in said
    assert "No plan is held, so there is nothing to compare." in said


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_names_can_be_left_out(hostile_db: Path, tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"report.{suffix}"
    called = CliRunner().invoke(
        main,
        ["report", "kent", "--db", str(hostile_db), "--as-of", "2024-03-31", "--redact-names"]
        + ["--output", str(output)],
    )
    assert called.exit_code == 0, called.output
    data = output.read_bytes()
    said = "\n".join(paragraphs(data)) if suffix == "docx" else data.decode()
    for name in ("Lindqvist", "Boris", "Anna"):
        assert name not in said
    assert "Named people (Kent County Council)" in said
    assert "[name removed], Head of Inclusion, Kent County Council" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["atlantis"], "there is no area called 'atlantis'"),
        (["essex"], "no document of Essex is held"),
        (["kent", "--output", "x.pdf"], "written as .html or .docx"),
        (["kent", "--as-of", "soon"], "is not a day such as 2024-03-31"),
    ],
)
def test_what_cannot_be_done_is_said(
    hostile_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    called = CliRunner().invoke(main, ["report", *arguments, "--db", str(hostile_db)])
    assert called.exit_code == 2
    assert message in called.output
