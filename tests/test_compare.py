"""Areas side by side: counts, charts with text alternatives, numbers in tables."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html

from pipeline.charts import Bar, spoken, stacked
from pipeline.cli import main
from pipeline.compare_areas import Comparison, compare, comparison_page
from tests.report_data import AS_OF, SCRIPT


@pytest.fixture(scope="module")
def two(hostile_db: Path) -> Comparison:
    return compare(hostile_db, ["Kent", "essex", "kent"], AS_OF)


@pytest.fixture(scope="module")
def page(two: Comparison) -> html.HtmlElement:
    return html.document_fromstring(comparison_page(two).decode())


def test_areas_come_in_the_order_given_and_once(two: Comparison) -> None:
    assert [a.name for a in two.areas] == ["Kent", "Essex"]


def test_counts_are_of_what_stands(two: Comparison) -> None:
    kent, essex = two.areas
    assert (kent.findings, kent.status) == (12, (0, 1, 11, 0))
    assert (kent.actions, kent.complete, kent.overdue, kent.ahead, kent.undated) == (13, 0, 11, 1, 1)
    assert kent.gaps == (5, 1, 1)
    assert (essex.findings, essex.actions) == (0, 0)
    assert essex.outcome == "no inspection document is held"


def test_an_area_of_which_nothing_is_held_is_warned_of_and_left_out_of_the_charts(
    two: Comparison, page: html.HtmlElement, hostile_db: Path, tmp_path: Path
) -> None:
    assert two.warnings == (
        "No document of Essex is held, so nothing can be said of it here: it is not compared.",
    )
    notices = [e.text_content() for e in page.find_class("notice")]
    assert any("Warning: No document of Essex" in said for said in notices)
    assert not any("Essex" in chart.text_content() for chart in page.iter("svg"))
    output = tmp_path / "two.html"
    result = CliRunner().invoke(
        main, ["compare", "kent", "essex", "--db", str(hostile_db), "--output", str(output)]
    )
    assert result.exit_code == 0
    assert "No document of Essex is held" in result.stderr


def test_themes_count_only_what_asks_for_action(two: Comparison) -> None:
    assert [(row.theme, row.cells) for row in two.themes] == [
        ("Waiting times", ("1 asked, none answered", "not held"))
    ]


def test_each_chart_has_a_text_alternative_and_its_numbers(page: html.HtmlElement) -> None:
    charts = list(page.iter("svg"))
    assert len(charts) == 3
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for chart in charts:
        assert chart.get("role") == "img"
        for name in chart.get("aria-labelledby").split():
            assert page.get_element_by_id(name).text_content()
    captions = [c.text_content() for c in page.iter("caption")]
    assert sum("numbers" in c for c in captions) == 3


def test_headings_tables_and_words(page: html.HtmlElement) -> None:
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in page.iter("table"):
        assert all(th.get("scope") in ("col", "row") for th in table.iter("th"))
    said = page.text_content()
    assert "No document of this area is held." in said
    assert "None" not in said


def test_a_chart_is_sound_whatever_it_is_given() -> None:
    bars = (Bar(label=SCRIPT, values=(1, 0, 0, 0)), Bar(label="none", values=(0, 0, 0, 0)))
    drawn = etree.fromstring(stacked("c", SCRIPT, ("a", "b", "c", "d"), bars))
    assert not drawn.xpath("//*[local-name()='script']")
    assert "none: 0 a" in spoken("t", ("a", "b", "c", "d"), bars)
    assert etree.fromstring(stacked("c", "t", (), ())) is not None


def test_the_widths_of_the_parts_are_to_scale() -> None:
    bars = (Bar(label="a", values=(3, 1)), Bar(label="b", values=(2, 0)))
    drawn = etree.fromstring(stacked("c", "t", ("x", "y"), bars))
    wide = [float(r.get("width")) for r in drawn.xpath("//*[local-name()='rect'][@stroke][@height='28']")]
    assert wide == [360.0, 120.0, 240.0]


def test_the_command_writes_the_page_without_names_and_says_what_is_wrong(
    hostile_db: Path, tmp_path: Path
) -> None:
    output = tmp_path / "side.html"
    asked = ["--db", str(hostile_db), "--as-of", "2024-03-31", "--redact-names", "--output"]
    called = CliRunner().invoke(main, ["compare", "kent", "essex", *asked, str(output)])
    assert called.exit_code == 0, called.output
    assert "Names of people were removed" in output.read_text(encoding="utf-8")
    called = CliRunner().invoke(main, ["compare", "kent", "atlantis", *asked, str(output)])
    assert called.exit_code == 2
    called = CliRunner().invoke(main, ["compare", "kent", *asked, str(tmp_path / "x.docx")])
    assert "written as .html" in called.output
