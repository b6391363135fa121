"""What people know better than the documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.known import SHIPPED_SOURCES, KnownError, published_on, read_known, read_sources_csv


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    inner = tmp_path / "kent"
    inner.mkdir()
    (inner / "documents.csv").write_text(
        "path,area,kind,date,title,answers\n"
        "Plan v3 FINAL.docx,Kent,action_plan,2024-03-01,Our plan,letter.pdf\n"
    )
    known = read_known([tmp_path])[tmp_path, "kent/Plan v3 FINAL.docx"]
    assert (known.area, known.kind, known.day) == ("kent", "action_plan", date(2024, 3, 1))
    assert (known.title, known.answers) == ("Our plan", "letter.pdf")


def test_a_spreadsheet_programs_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_bytes(b"\xef\xbb\xbfpath,area\nplan.pdf,kent\n")
    assert read_known([tmp_path])[tmp_path, "plan.pdf"].area == "kent"


@pytest.mark.parametrize(
    ("line", "why"),
    [("plan.pdf,Atlantis,", "no area called"), ("plan.pdf,kent,March", "not a day"), (",kent,", "no path")],
)
def test_a_line_that_cannot_be_understood_is_named(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / "documents.csv").write_text(f"path,area,date\n{line}\n")
    with pytest.raises(KnownError, match=f"line 2.*{why}"):
        read_known([tmp_path])


def test_the_shipped_sources_are_whole() -> None:
    sources = read_sources_csv(SHIPPED_SOURCES)
    assert len(sources) > 90
    assert all(s.area and s.kind and s.url.startswith("https://") for s in sources)
    assert len({s.url for s in sources}) == len(sources)


def test_a_report_came_out_within_a_year_of_its_inspection() -> None:
    sources = read_sources_csv(SHIPPED_SOURCES)
    assert published_on(sources, "warrington", "area_send_report", date(2023, 2, 10)) is not None
    assert published_on(sources, "warrington", "area_send_report", date(2018, 12, 14)) is None
    assert published_on(sources, None, "area_send_report", date(2023, 2, 10)) is None
