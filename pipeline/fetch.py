"""Published documents, from the addresses in `sources.csv` to a corpus folder.

Only http and https; no address of this machine or its private network unless allowed, after redirects too.
What is already there with its checksum is not fetched again; what broke off goes on where it stopped.
"""

from __future__ import annotations

import csv
import hashlib
import ipaddress
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import httpx

from extractors.model import Record
from extractors.registry import UnreadableError, detect
from pipeline.ids import hashed
from pipeline.known import DOCUMENTS, PublishedSource

MANIFEST = "fetched.csv"
MAX_BYTES = 100_000_000
REDIRECTS = 5
TRIES = 4
PAUSES = (1.0, 4.0, 15.0)
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
SUFFIX = {"pdf": ".pdf", "docx": ".docx", "xlsx": ".xlsx", "html": ".html", "text": ".txt"}


class FetchError(Exception):
    """A document that cannot be had; the message says why."""


class _BrokenOffError(Exception):
    """The connection failed in a way that another try may mend."""


class Fetched(Record):
    """What is kept of a fetched file, in `fetched.csv`."""

    url: str
    path: str
    sha256: str
    bytes: int
    type: str


class Report(Record):
    """What came of one source."""

    source: PublishedSource
    result: Literal["fetched", "held", "failed"]
    path: str | None = None
    message: str | None = None


def fetch(
    sources: Sequence[PublishedSource],
    folder: Path,
    allow_private: bool = False,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Report]:
    """Yield a report for each source, fetching what is not held into `folder`/AREA.

    `fetched.csv` keeps address, path and checksum; a row of `documents.csv` keeps what the source says of
    area and day, for files that are new. Raises `OSError` where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = _read_manifest(folder)
    with httpx.Client(timeout=30, follow_redirects=False, headers={"User-Agent": "goldenthread"}) as client:
        for source in sources:
            held = manifest.get(source.url)
            if held is not None and _intact(folder, held):
                yield Report(source=source, result="held", path=held.path)
                continue
            try:
                got = _Download(client, source, folder, allow_private, pause).run()
            except FetchError as error:
                yield Report(source=source, result="failed", message=str(error))
                continue
            manifest[source.url] = got
            _write_manifest(folder, manifest)
            _remember(folder, got, source)
            yield Report(source=source, result="fetched", path=got.path)


def _read_manifest(folder: Path) -> dict[str, Fetched]:
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["url"]: Fetched.model_validate(row) for row in csv.DictReader(file)}


def _write_manifest(folder: Path, manifest: dict[str, Fetched]) -> None:
    new = folder / (MANIFEST + ".new")
    with new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(Fetched.model_fields))
        writer.writeheader()
        writer.writerows(manifest[url].model_dump() for url in sorted(manifest))
    new.replace(folder / MANIFEST)


def _intact(folder: Path, held: Fetched) -> bool:
    path = folder / held.path
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == held.sha256


def _remember(folder: Path, got: Fetched, source: PublishedSource) -> None:
    """Add what the source says of the file to `documents.csv`, unless a person has said something already."""
    path = folder / DOCUMENTS
    columns = ["path", "area", "kind", "date", "title", "answers"]
    rows: list[dict[str, str]] = []
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = list(reader.fieldnames or columns)
            rows = list(reader)
    if any(row.get("path") == got.path for row in rows):
        return
    day = source.day.isoformat() if source.day else ""
    rows.append({"path": got.path, "area": source.area or "", "date": day})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


# -- one download ------------------------------------------------------------------------------


class _Download:
    """One document: the tries, the redirects, and the part that is already there."""

    def __init__(
        self,
        client: httpx.Client,
        source: PublishedSource,
        folder: Path,
        allow_private: bool,
        pause: Callable[[float], None],
    ) -> None:
        self.client, self.source, self.folder = client, source, folder
        self.allow_private, self.pause = allow_private, pause
        day = source.day.isoformat() if source.day else "undated"
        self.stem = f"{source.kind}-{day}-{hashed(6, source.url)}"
        self.place = folder / (source.area or "no-area")
        self.part = self.place / f".{self.stem}.part"

    def run(self) -> Fetched:
        """The file, whole and checked. Raises `FetchError`."""
        self.place.mkdir(parents=True, exist_ok=True)
        for attempt in range(TRIES):
            try:
                self._get()
                return self._keep()
            except (_BrokenOffError, httpx.TransportError) as error:
                if attempt + 1 == TRIES:
                    raise FetchError(f"no answer after {TRIES} tries ({error})") from error
                self.pause(PAUSES[attempt])
        raise AssertionError("every try returns or raises")

    def _get(self) -> None:
        url = httpx.URL(self.source.url)
        for _ in range(REDIRECTS + 1):
            _check_address(url, self.allow_private)
            start = self.part.stat().st_size if self.part.exists() else 0
            headers = {"Range": f"bytes={start}-"} if start else {}
            with self.client.stream("GET", url, headers=headers) as response:
                _check_peer(response, self.allow_private)
                if response.has_redirect_location:
                    url = url.join(response.headers["location"])
                    continue
                self._save(response, start)
                return
        raise FetchError(f"more than {REDIRECTS} redirects")

    def _save(self, response: httpx.Response, start: int) -> None:
        if response.status_code in TRY_AGAIN:
            raise _BrokenOffError(f"the server answered {response.status_code}")
        if response.status_code == 416:
            self.part.unlink(missing_ok=True)
            raise _BrokenOffError("the part held does not fit what is there now")
        if response.status_code not in (200, 206):
            raise FetchError(f"the server answered {response.status_code}")
        going_on = response.status_code == 206 and response.headers.get("content-range", "").startswith(
            f"bytes {start}-"
        )
        size = start if going_on else 0
        expected = _expected_size(response, size)
        if expected is not None and expected > MAX_BYTES:
            raise FetchError(f"too large ({expected:,} bytes; the limit is {MAX_BYTES:,})")
        with self.part.open("ab" if going_on else "wb") as file:
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > MAX_BYTES:
                    raise FetchError(f"too large (more than {MAX_BYTES:,} bytes)")
                file.write(chunk)
        if expected is not None and size != expected:
            raise _BrokenOffError(f"{size:,} of {expected:,} bytes came")

    def _keep(self) -> Fetched:
        data = self.part.read_bytes()
        try:
            reader = detect(data)
        except UnreadableError as error:
            self.part.unlink()
            raise FetchError(f"what came is no document: {error}") from error
        path = self.place / (self.stem + SUFFIX[reader.format])
        self.part.replace(path)
        return Fetched(
            url=self.source.url,
            path=path.relative_to(self.folder).as_posix(),
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            type=reader.format,
        )


def _expected_size(response: httpx.Response, start: int) -> int | None:
    """The whole size in bytes, where the server says it and does not compress."""
    length = response.headers.get("content-length", "")
    if not length.isdigit() or response.headers.get("content-encoding"):
        return None
    return start + int(length)


def _check_address(url: httpx.URL, allow_private: bool) -> None:
    if url.scheme not in ("http", "https"):
        raise FetchError(f"only http and https are fetched, not '{url.scheme}'")
    try:
        found = socket.getaddrinfo(url.host, url.port or (443 if url.scheme == "https" else 80))
    except OSError as error:
        raise _BrokenOffError(f"the address '{url.host}' cannot be found ({error})") from error
    for *_, place in found:
        _check_ip(str(place[0]), allow_private)


def _check_peer(response: httpx.Response, allow_private: bool) -> None:
    """Who answered in the end: a name may lead elsewhere between the look-up and the connection."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer:
        _check_ip(str(peer[0]), allow_private)


def _check_ip(address: str, allow_private: bool) -> None:
    if not allow_private and not ipaddress.ip_address(address.split("%")[0]).is_global:
        raise FetchError(f"'{address}' is an address of this machine or its private network")
