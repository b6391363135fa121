"""Which reader takes a file: by its content, whatever its name; and what nobody takes."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from openpyxl import Workbook

from extractors.registry import UnreadableError, detect
from tests.office_files import docx, p, zipped

PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10" + bytes(range(256)) * 20,
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(255, 0, -1)) * 20,
    "gif": b"GIF89a\x10\x00\x10\x00" + bytes(range(256)) * 4,
    "noise": bytes((n * 7919) % 251 for n in range(5000)),
    "rtf": rb"{\rtf1\ansi Some words}",
}


def workbook() -> bytes:
    book, out = Workbook(), BytesIO()
    book.active["A1"] = "Action"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (docx(p("Words")), "docx"),
        (workbook(), "xlsx"),
        (b"<!DOCTYPE html><html><body><p>Words</p></body></html>", "html"),
        (b"<!-- saved -->\n<HTML><BODY>Words</BODY></HTML>", "html"),
        (b"<div><p>Words</p><p>more</p><p>and more</p></div>", "html"),
        ("<!DOCTYPE html><p>Words".encode("utf-16"), "html"),
        (b"Our plan\n\nWords and a <b>tag</b>.", "text"),
        ("Families’ café".encode("cp1252"), "text"),
        ("Families’ café".encode("utf-16"), "text"),
        (b"x", "text"),
    ],
)
def test_content_decides_whatever_the_suffix(data: bytes, form: str) -> None:
    for suffix in ("", ".pdf", ".docx", ".xlsx", ".html", ".txt", ".doc"):
        assert detect(data, suffix).format == form


@pytest.mark.parametrize("kind", sorted(PICTURES))
def test_pictures_and_other_binaries_are_taken_by_nobody(kind: str) -> None:
    for suffix in (".pdf", ".docx", ".txt"):
        with pytest.raises(UnreadableError):
            detect(PICTURES[kind], suffix)


def test_other_archives_are_taken_by_nobody() -> None:
    with pytest.raises(UnreadableError):
        detect(zipped({"ppt/presentation.xml": "<a/>"}), ".docx")


def test_empty_file_and_white_space() -> None:
    with pytest.raises(UnreadableError, match="empty"):
        detect(b"")
    with pytest.raises(UnreadableError):
        detect(b" \n\n ")


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("EncryptedPackage", "password-protected"),
        ("WordDocument", "old .doc"),
        ("Workbook", "old .xls"),
        ("Other", "password-protected or an old"),
    ],
)
def test_old_office_container_says_what_it_is(stream: str, message: str) -> None:
    data = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600
    for suffix in (".docx", ".xlsx", ".pdf"):
        with pytest.raises(UnreadableError, match=message):
            detect(data, suffix).read(data)


@pytest.mark.parametrize("data", [docx(p("Words " * 400)), workbook()], ids=["docx", "xlsx"])
def test_damaged_office_files_give_one_clear_line(data: bytes) -> None:
    for cut in range(1, 20):
        short = data[: len(data) * cut // 20]
        with pytest.raises(UnreadableError) as told:
            detect(short, ".docx").read(short)
        assert "\n" not in str(told.value)
        assert len(str(told.value)) < 200


@pytest.mark.parametrize("data", [docx(p("Words " * 400)), workbook()], ids=["docx", "xlsx"])
def test_flipped_bytes_never_crash(data: bytes) -> None:
    for at in range(0, len(data), max(1, len(data) // 120)):
        flipped = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        with suppress(UnreadableError):
            detect(flipped, ".docx").read(flipped)
