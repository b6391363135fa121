"""Damaged and hostile files: each is told as such or read rightly; none is `ok` with nothing in it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction import Outcome, extract_document
from pipeline.ingest import MAX_BYTES, UnreadableError, discover, read_bytes
from tests.fuzz.seeds import xlsx

DEMO = Path(__file__).parent.parent / "corpus" / "demo"
SAMPLES = sorted(p for p in DEMO.rglob("*") if p.suffix in (".pdf", ".docx", ".html", ".txt"))
WORKBOOKS = xlsx()  # the demo corpus holds none
POINTS = 20


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def honest(outcome: Outcome) -> bool:
    """Whether the status is told with a reason, or there is something to show for an `ok`."""
    if outcome.status != "ok":
        return bool(outcome.message)
    found = outcome.extraction
    return found is not None and bool(found.findings or found.actions or found.statements)


def truncated(data: bytes) -> Iterator[bytes]:
    for point in range(POINTS):
        yield data[: len(data) * point // POINTS]


def flipped(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    spoilt = bytearray(data)
    for _ in range(40):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_a_truncated_file_is_never_an_empty_success(path: Path) -> None:
    for data in truncated(path.read_bytes()):
        assert honest(extract_document(data, path.suffix))


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_flipped_bits_are_never_an_empty_success(path: Path) -> None:
    data = path.read_bytes()
    for seed in range(5):
        assert honest(extract_document(flipped(data, seed), path.suffix))


@pytest.mark.parametrize("data", WORKBOOKS, ids=["workbook 1", "workbook 2"])
def test_a_damaged_workbook_is_never_an_empty_success(data: bytes) -> None:
    for spoilt in (*truncated(data), *(flipped(data, seed) for seed in range(20))):
        assert honest(extract_document(spoilt, ".xlsx"))


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.suffix == ".pdf"], ids=name)
def test_a_pdf_whose_streams_are_cut_is_told(path: Path) -> None:
    data = path.read_bytes().replace(b"endstream", b"", 3)
    assert honest(extract_document(data, ".pdf"))


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=2000))
def test_any_bytes_have_an_honest_outcome(data: bytes) -> None:
    assert honest(extract_document(data))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=600))
def test_any_text_has_an_honest_outcome(text: str) -> None:
    assert honest(extract_document(text.encode("utf-8", "replace"), ".txt"))
    assert honest(extract_document(f"<html><body>{text}</body></html>".encode("utf-8", "replace"), ".html"))


def bomb() -> bytes:
    """A small DOCX that unpacks to 400 MB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        with parts.open("word/document.xml", "w") as part:
            for _ in range(400):
                part.write(b" " * 1_000_000)
    return stream.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    outcome = extract_document(bomb(), ".docx")
    assert (outcome.status, bool(outcome.message)) == ("failed", True)


@pytest.mark.parametrize("mark", ["(", "<div>", "[", "- ", "> ", "| "])
def test_deep_nesting_is_no_harm(mark: str) -> None:
    assert honest(extract_document((mark * 20_000).encode(), ".html"))
    assert honest(extract_document((mark * 20_000).encode(), ".txt"))


def test_control_and_right_to_left_characters_are_no_harm() -> None:
    text = "The report \u202eraises\u202c concerns\x07 about \u200bwaiting times.\x0c\u2028 " * 30
    assert honest(extract_document(text.encode(), ".txt"))


@pytest.mark.parametrize("title", ["план.txt", "計画.md", "خطة.txt", "plan\u0301.txt", "a b;c'd.txt"])
def test_names_in_all_scripts_are_found(tmp_path: Path, title: str) -> None:
    (tmp_path / title).write_text("A plan.")
    assert [f.path for f in discover([tmp_path])] == [title]


def test_a_sparse_file_of_four_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    file = tmp_path / "huge.pdf"
    with file.open("wb") as stream:
        stream.truncate(4 << 30)
    with pytest.raises(UnreadableError, match="too large"):
        read_bytes(file)
    assert file.stat().st_size > MAX_BYTES


def test_a_link_that_leads_outside_the_corpus_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("Not for you.")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (folder / "inside.txt").write_text("For you.")
    (folder / "also.txt").symlink_to(folder / "inside.txt")
    assert [f.path for f in discover([folder])] == ["also.txt", "inside.txt"]
