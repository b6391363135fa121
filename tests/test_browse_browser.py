"""The pages in a real browser: axe finds nothing, the keyboard reaches everything, nothing runs off."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.browse.registry import pages
from pipeline.browse.serve import make_datasette, make_site
from tests.browse_site import build
from tests.test_browse import AS_OF, addresses, item  # noqa: F401 (a fixture)

if TYPE_CHECKING:  # Chromium and what drives it may not be there
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1200, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}  # WCAG's width for reflow
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ABORTED = "net::ERR_ABORTED"  # the browser itself, going on to the next page
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; the test is skipped where it is not there."""
    found = os.environ.get("GOLDENTHREAD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("Chromium is not there: the pages were not looked at in a browser")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(database: Path) -> Iterator[str]:
    """The address at which the pages answer."""
    import uvicorn

    served = make_datasette(make_site(database, as_of=AS_OF))
    server = uvicorn.Server(uvicorn.Config(served.app(), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def opened(browser: Browser, address: str, size: ViewportSize, **more: Any) -> Page:
    page = browser.new_context(viewport=size, **more).new_page()
    page.goto(address)
    return page


def opened_out(page: Page) -> None:
    """Open every fold, so that what is in it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("kind", sorted(pages()))
def test_axe_finds_nothing(kind: str, browser: Browser, site: str, item: dict[str, str]) -> None:  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": RULES}}
    first, *others = addresses(item)[kind]
    looked_at = [(first, DESKTOP), *((address, DESKTOP) for address in others), (first, PHONE)]
    page = opened(browser, site + first, DESKTOP)
    for address, size in looked_at:
        page.set_viewport_size(size)
        page.goto(site + address)
        opened_out(page)
        found = Axe().run(page, options=options).response["violations"]
        told = [(v["id"], v["help"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found]
        assert not told, f"{address} at {size['width']}"
    page.context.close()


@pytest.mark.parametrize("kind", sorted(pages()))
def test_nothing_runs_off_a_narrow_screen(
    kind: str, browser: Browser, site: str, item: dict[str, str]  # noqa: F811
) -> None:  # fmt: skip
    page = opened(browser, site + addresses(item)[kind][0], PHONE)
    for address in addresses(item)[kind]:
        page.goto(site + address)
        opened_out(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        wide = "t => t.scrollWidth > t.parentElement.clientWidth"
        lists = f"[...document.querySelectorAll('table.cards')].filter({wide})"
        assert page.evaluate(f"{lists}.length") == 0, f"a list has to be scrolled sideways on {address}"
    page.context.close()


@pytest.mark.parametrize("kind", sorted(pages()))
def test_the_policy_stops_nothing_that_a_page_needs(
    kind: str, browser: Browser, site: str, item: dict[str, str]  # noqa: F811
) -> None:  # fmt: skip
    page = browser.new_context(viewport=DESKTOP).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda r: said.append(r.url) if r.failure != ABORTED else None)
    for address in addresses(item)[kind]:
        page.goto(site + address, wait_until="load")
    assert not said
    page.context.close()


REACHED = """() => {
  const e = document.activeElement, s = getComputedStyle(e);
  window.seen = window.seen || new Set();
  if (window.seen.has(e)) return null;
  window.seen.add(e);
  const shown = s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && s.outlineWidth !== '0px');
  return [e.outerHTML.slice(0, 120), shown];
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !window.seen.has(e)).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("kind", sorted(pages()))
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    kind: str, browser: Browser, site: str, item: dict[str, str]  # noqa: F811
) -> None:  # fmt: skip
    page = opened(browser, site + addresses(item)[kind][0], DESKTOP)
    for _ in range(600):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        reached = page.evaluate(REACHED)
        assert reached is None or reached[1], f"focus is not seen on {reached}"
    assert page.evaluate(REACHABLE) == []
    page.context.close()


def test_the_first_key_leads_past_the_menu(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/gaps", DESKTOP)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_folds_open_by_keyboard_and_pages_work_without_scripts(
    browser: Browser, site: str, item: dict[str, str]  # noqa: F811
) -> None:  # fmt: skip
    page = opened(browser, f"{site}/finding/{item['finding']}", DESKTOP, java_script_enabled=False)
    fold = page.locator("details.reasons summary").first
    fold.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("What the score is made of").first.is_visible()
    page.fill("#top-q", "clubs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=clubs")
    assert page.locator("mark").first.is_visible()
    page.context.close()
