"""Files that mean harm, one by one and four hundred in a batch with good ones; none stops the others."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from time import process_time

import pytest

from extractors.readers.limits import MAX_LOST, MAX_PAGES
from extractors.readers.pdf import read_pdf
from pipeline.extraction import Outcome, extract_document
from pipeline.workers import Task, extract_all, local_pool
from tests.fuzz import seeds
from tests.fuzz.bounds import bounded
from tests.fuzz.mutate_text import mutate_bytes
from tests.hostile_files import all_files, pdf, workbooks

DEMO = Path(__file__).parent.parent / "corpus" / "demo"
SECONDS = 20.0
BATCH = 400
MARKS = (b"endstream", b"endobj", b"PK\x01\x02", b"</p>")
SUFFIXES = (".pdf", ".docx", ".html", ".txt")


@cache
def hostile() -> dict[str, bytes]:
    return all_files()


def honest(outcome: Outcome) -> bool:
    """Whether the status is told with a reason, or there is something to show for an `ok`."""
    if outcome.status != "ok":
        return bool(outcome.message)
    found = outcome.extraction
    return found is not None and bool(found.findings or found.actions or found.statements)


@pytest.mark.parametrize("name", hostile())
def test_a_hostile_file_is_told_in_time_and_within_memory(name: str) -> None:
    with bounded(SECONDS, megabytes=900):
        outcome = extract_document(hostile()[name], Path(name).suffix)
    assert honest(outcome)
    assert outcome.status != "ok"


@pytest.mark.parametrize("name", [name for name in hostile() if name.endswith((".docx", ".xlsx", ".pdf"))])
def test_a_wrong_suffix_changes_nothing(name: str) -> None:
    right = extract_document(hostile()[name], Path(name).suffix)
    assert extract_document(hostile()[name], ".txt").status == right.status


def test_ten_thousand_pages_are_read_as_far_as_the_limit_and_told() -> None:
    begin = process_time()
    with bounded(60, megabytes=900):
        document = read_pdf(pdf(pages=10_000))
    assert process_time() - begin < 30
    assert document.pages == 10_000
    assert [(p.category, p.page) for p in document.problems] == [("limit", MAX_PAGES + 1)]
    assert f"{MAX_PAGES:,} of 10,000" in document.problems[0].message


def test_pages_that_are_stated_and_not_there_are_not_asked_for_one_by_one() -> None:
    document = read_pdf(pdf().replace(b"/Count 1", b"/Count 1000000"))
    assert len(document.problems) == MAX_LOST + 2
    assert document.text_blocks[0].text == "The plan says who does what and by when."


def test_many_printed_lines_are_read_as_far_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.readers.pdf.MAX_LINES", 25)
    document = read_pdf(pdf(pages=100))
    assert len(document.text_blocks) + len(document.furniture) <= 26
    assert document.problems[0].category == "limit"


def test_one_part_of_a_workbook_is_one_sheet_however_often_it_is_named() -> None:
    outcome = extract_document(workbooks()["one part as thousands of sheets"], ".xlsx")
    assert [p.message for p in outcome.problems if p.category == "limit"] == [
        "sheets that stand for one part of the file again were left out"
    ]


def test_nothing_outside_a_file_is_read_through_it() -> None:
    host = Path("/etc/hostname")
    if not host.exists() or len(host.read_text().strip()) < 4:
        pytest.skip("no file outside whose words could be looked for")
    for name in ("relations that lead outside", "an entity from outside", "an entity in UTF-16"):
        assert (
            host.read_text().strip()
            not in extract_document(hostile()[f"{name}.docx"], ".docx").model_dump_json()
        )


# -- a batch -----------------------------------------------------------------------------------


def _damaged(good: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Files cut off at twenty points, with bytes changed, and with their streams cut, without end."""
    made: list[tuple[str, bytes]] = []
    for name, data in good:
        made += [(name, data[: len(data) * point // 20]) for point in range(20)]
        made += [(name, mutate_bytes(mutate_bytes(data, Random(n)), Random(n + 1))) for n in range(25)]
        made += [
            (name, data.replace(mark, b"", 3)) for mark in (b"endstream", b"endobj", b"PK\x01\x02", b"</w:p>")
        ]
    return made


def test_four_hundred_damaged_and_hostile_files_spoil_no_good_one() -> None:
    good = [
        (p.name, p.read_bytes())
        for p in sorted(DEMO.rglob("*"))
        if p.suffix in (".pdf", ".docx", ".html", ".txt")
    ]
    good += [("plan.xlsx", seeds.xlsx()[0])]
    bad = [*hostile().items(), *_damaged(good)][:BATCH]
    assert len(bad) == BATCH
    files = [(f"bad {n}", *file) for n, file in enumerate(bad)]
    for n, file in enumerate(good):
        files.insert(n * 40, (f"good {n}", *file))
    tasks = [Task(key=key, data=data, suffix=Path(name).suffix) for key, name, data in files]
    with local_pool(2, seconds=60) as submit:
        outcomes = dict(extract_all(submit, tasks, ahead=6, seconds=60))
    assert [key for key, outcome in outcomes.items() if not honest(outcome)] == []
    for n, (name, data) in enumerate(good):
        assert outcomes[f"good {n}"] == extract_document(data, Path(name).suffix)
