"""The Datasette plugin: our pages in front of its tables, strict headers on every answer."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import markupsafe
from datasette import hookimpl
from datasette.utils.asgi import Response
from jinja2 import Environment

from pipeline.browse.evidence import NoEvidenceError, boxes_of, find_file, page_picture
from pipeline.browse.items import page_of
from pipeline.browse.metadata import DATABASE
from pipeline.browse.pages.evidence import find
from pipeline.browse.registry import Page, pages
from pipeline.browse.render import environment
from pipeline.browse.site import Asked, Site
from pipeline.queries import like_id

_Hook = TypeVar("_Hook", bound=Callable[..., object])
hook = cast(Callable[[_Hook], _Hook], hookimpl)  # Datasette declares no types
SITES: WeakKeyDictionary[Any, Site] = WeakKeyDictionary()
MAKING: ContextVar[Site | None] = ContextVar("making", default=None)
PICTURE = re.compile(r"(?P<id>[^/]+)/page/(?P<page>[1-9]\d{0,4})\.png")
OURS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
# Datasette's own pages hold style elements; its scripts come from files, those in the page are not run.
TABLES = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
KEPT = "private, max-age=86400"


@contextmanager
def shown(site: Site) -> Iterator[None]:
    """A Datasette made inside shows the site: it asks for its routes while it is being made."""
    token = MAKING.set(site)
    try:
        yield
    finally:
        MAKING.reset(token)


def _site(datasette: Any) -> Site | None:
    making = MAKING.get()
    if making is not None:
        SITES.setdefault(datasette, making)
    return SITES.get(datasette)


@lru_cache(maxsize=8)
def _environment(site: Site) -> Environment:
    return environment(site)


def _html(text: str, status: int = 200) -> Response:
    return Response.html(text, status=status, headers={"content-security-policy": OURS})


def _as_of(site: Site, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return site.today


def _asked(site: Site, request: Any) -> Asked:
    query = {name: request.args.getlist(name) for name in request.args}
    as_of = _as_of(site, (query.get("as_of") or [""])[0])
    # Datasette's own coding of addresses is not used: ids are safe as they are
    return Asked(site, dict(request.url_vars), query, as_of)


def _not_found(site: Site) -> Response:
    template = _environment(site).get_template("missing.html")
    return _html(template.render(page=None, as_of=site.today, name="missing"), 404)


def _view(site: Site, kind: Page) -> Callable[..., Awaitable[Response]]:
    """The view that answers for one kind of page."""

    async def view(request: Any, datasette: Any) -> Response:
        asked = _asked(site, request)

        def make(connection: sqlite3.Connection) -> str | None:
            page = kind.load(connection, asked)
            if page is None:
                return None
            template = _environment(site).get_template(kind.template)
            return template.render(page=page, as_of=asked.as_of, name=kind.name)

        text = await datasette.get_database(DATABASE).execute_fn(make)
        return _not_found(site) if text is None else _html(text)

    return view


def _picture(site: Site) -> Callable[..., Awaitable[Response]]:
    """The view that answers with the picture of a page, the passage marked."""

    async def view(request: Any, datasette: Any) -> Response:
        id_, number = request.url_vars["id"], int(request.url_vars["page"])

        def look(connection: sqlite3.Connection) -> tuple[str, str | None, Any] | None:
            found = find(connection, id_)
            if found is None or site.redacted:
                return None
            row = found[1]
            return row["document_id"], row["boxes"], find_file(connection, site, row["document_id"])

        try:
            found = await datasette.get_database(DATABASE).execute_fn(look)
            if found is None:
                return _not_found(site)
            document, told, file = found
            boxes = boxes_of(told)
            if number not in {b.page for b in boxes}:
                return _not_found(site)
            body = await asyncio.to_thread(page_picture, site, file, document, number, boxes)
        except NoEvidenceError as error:
            return Response.text(str(error), status=404)
        headers = {"content-security-policy": OURS, "cache-control": KEPT}
        return Response(body, content_type="image/png", headers=headers)

    return view


async def _style(request: Any) -> Response:
    text = files("pipeline.browse").joinpath("static/goldenthread.css").read_text(encoding="utf-8")
    return Response(text, content_type="text/css; charset=utf-8", headers={"cache-control": KEPT})


async def _browser_icon(request: Any) -> Response:
    text = files("pipeline.browse").joinpath("static/icon.svg").read_text(encoding="utf-8")
    return Response(text, content_type="image/svg+xml", headers={"cache-control": KEPT})


@hook
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Our pages, before Datasette's own."""
    site = _site(datasette)
    if site is None:
        return []
    routes: list[tuple[str, Callable[..., Awaitable[Response]]]] = [
        (rf"^/{page.address}/?$" if page.address else "^/$", _view(site, page)) for page in pages().values()
    ]
    routes.append((rf"^/evidence/{PICTURE.pattern}$", _picture(site)))
    routes.append((r"^/assets/goldenthread\.css$", _style))
    routes.append((r"^/assets/icon\.svg$", _browser_icon))
    return routes


@hook
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Strict headers on every answer; only questions are let through, nothing that would change anything."""

    def wrap(app: Any) -> Any:
        if _site(datasette) is None:
            return app

        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            async def send_guarded(message: Any) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": _with_headers(message.get("headers", []))}
                await send(message)

            await app(scope, receive, send_guarded)

        return guarded

    return wrap


def _with_headers(headers: list[Any]) -> list[tuple[bytes, bytes]]:
    there = {bytes(name).lower() for name, _ in headers}
    wanted = {**HEADERS, "content-security-policy": TABLES}
    added = [(k.encode(), v.encode()) for k, v in wanted.items() if k.encode() not in there]
    return [*((bytes(k), bytes(v)) for k, v in headers), *added]


@hook
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """A way back from Datasette's tables to the pages."""
    site = SITES.get(datasette)
    return [{"href": site.base, "label": "Golden Thread pages"}] if site else []


@hook
def render_cell(value: Any, column: str, datasette: Any) -> markupsafe.Markup | None:
    """The id of an item leads to its page."""
    site = SITES.get(datasette)
    named = column == "id" or column.endswith("_id")
    if site is None or not named or not isinstance(value, str) or not like_id(value):
        return None
    kind = page_of(value)
    if kind in ("statement", "measure"):
        kind = "evidence"
    if kind in ("link", "changes"):
        return None
    return markupsafe.Markup('<a href="{}{}/{}">{}</a>').format(site.base, kind, value, value)
