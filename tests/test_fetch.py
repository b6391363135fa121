"""Fetching, against a server on this machine."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.fetch import Report, fetch
from pipeline.known import PublishedSource

PAGE = (
    b"<!doctype html><html><body><h1>Our plan</h1><p>" + b"We will publish it. " * 500 + b"</p></body></html>"
)


class Server:
    """What the server does for each path, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.failures = 0
        self.cut = 0
        self.base = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer a request by its path."""
        self.asked.append((request.path, request.headers.get("Range")))
        if request.path == "/moved":
            self._head(request, 302, {"Location": "/plan"})
        elif request.path == "/elsewhere":
            self._head(request, 302, {"Location": "file:///etc/hostname"})
        elif request.path == "/round":
            self._head(request, 302, {"Location": "/round"})
        elif request.path == "/gone":
            self._head(request, 404, {})
        elif request.path == "/picture":
            self._body(request, b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
        elif request.path == "/busy" and self.failures:
            self.failures -= 1
            self._head(request, 503, {})
        else:
            self._body(request, PAGE)

    def _head(self, request: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
        request.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            request.send_header(name, value)
        request.end_headers()

    def _body(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        start = 0
        if asked := request.headers.get("Range"):
            start = int(asked.removeprefix("bytes=").rstrip("-"))
        request.send_response(206 if start else 200)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        request.send_header("Content-Length", str(len(body) - start))
        request.end_headers()
        end, self.cut = (self.cut or len(body)), 0
        request.wfile.write(body[start:end])


@pytest.fixture
def server() -> Iterator[Server]:
    behaviour = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            behaviour.answer(self)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    behaviour.base = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield behaviour
    http.shutdown()
    http.server_close()


def source(url: str) -> PublishedSource:
    return PublishedSource(
        area="kent", kind="action_plan", title="Plan", publisher="Council", day=None, url=url, licence=""
    )


def get(url: str, folder: Path, allow_private: bool = True) -> Report:
    return next(iter(fetch([source(url)], folder, allow_private, pause=lambda seconds: None)))


def test_fetches_and_keeps_the_checksum(server: Server, tmp_path: Path) -> None:
    report = get(server.base + "/plan", tmp_path)
    assert report.result == "fetched"
    assert report.path is not None
    assert report.path.startswith("kent/action_plan-undated-")
    assert report.path.endswith(".html")
    assert (tmp_path / report.path).read_bytes() == PAGE
    with (tmp_path / "fetched.csv").open() as file:
        row = next(csv.DictReader(file))
    assert (row["path"], row["bytes"], row["type"]) == (report.path, str(len(PAGE)), "html")


def test_never_fetches_twice_what_it_has(server: Server, tmp_path: Path) -> None:
    get(server.base + "/plan", tmp_path)
    assert get(server.base + "/plan", tmp_path).result == "held"
    assert len(server.asked) == 1


def test_fetches_again_what_was_changed_on_disk(server: Server, tmp_path: Path) -> None:
    path = get(server.base + "/plan", tmp_path).path
    assert path is not None
    (tmp_path / path).write_bytes(b"spoilt")
    assert get(server.base + "/plan", tmp_path).result == "fetched"
    assert (tmp_path / path).read_bytes() == PAGE


def test_goes_on_where_it_broke_off(server: Server, tmp_path: Path) -> None:
    server.cut = 100
    report = get(server.base + "/plan", tmp_path)
    assert report.result == "fetched"
    assert server.asked == [("/plan", None), ("/plan", "bytes=100-")]
    assert (tmp_path / str(report.path)).read_bytes() == PAGE


def test_tries_again_when_the_server_is_busy(server: Server, tmp_path: Path) -> None:
    server.failures = 2
    assert get(server.base + "/busy", tmp_path).result == "fetched"


def test_gives_up_after_some_tries(server: Server, tmp_path: Path) -> None:
    server.failures = 99
    report = get(server.base + "/busy", tmp_path)
    assert (report.result, len(server.asked)) == ("failed", 4)


def test_follows_a_redirect(server: Server, tmp_path: Path) -> None:
    assert get(server.base + "/moved", tmp_path).result == "fetched"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/gone", "404"),
        ("/picture", "no document"),
        ("/elsewhere", "only http and https"),
        ("/round", "redirects"),
    ],
)
def test_says_why_a_document_cannot_be_had(server: Server, tmp_path: Path, path: str, why: str) -> None:
    report = get(server.base + path, tmp_path)
    assert report.result == "failed"
    assert why in str(report.message)


def test_refuses_addresses_of_this_machine(server: Server, tmp_path: Path) -> None:
    report = get(server.base + "/plan", tmp_path, allow_private=False)
    assert report.result == "failed"
    assert "private network" in str(report.message)
    assert server.asked == []


def test_remembers_the_area_in_documents_csv_and_keeps_what_a_person_wrote(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "documents.csv").write_text("path,area,note\nmine.pdf,kent,looked at\n")
    get(server.base + "/plan", tmp_path)
    with (tmp_path / "documents.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {"path": "mine.pdf", "area": "kent", "note": "looked at"}
    assert rows[1]["area"] == "kent"
