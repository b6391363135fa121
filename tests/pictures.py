"""The pictures of pages in `docs/pictures`: `python -m tests.pictures` takes them anew (Chromium needed)."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PIL import Image

from pipeline.browse.serve import make_datasette, make_site
from tests.readme import ROOT, run

PICTURES = ROOT / "docs" / "pictures"
FINDING = "gc0k1k0p-W5"  # of the demonstration; the README shows it too
WIDTH = 1100
PAGES = {  # name, address, height
    "home": ("", 900),
    "compare": ("compare?area=warrington&area=cheshire-west-and-chester", 1100),
    "finding": (f"finding/{FINDING}", 1300),
    "evidence": (f"evidence/{FINDING}", 1100),
}
NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The address at which the pages on the database answer."""
    import uvicorn

    site = make_datasette(make_site(database, as_of=date(2024, 3, 31)))
    server = uvicorn.Server(uvicorn.Config(site.app(), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    server.should_exit = True
    thread.join(timeout=10)


def take(address: str) -> None:
    """Take each picture, in few colours: they are part of the repository."""
    from playwright.sync_api import sync_playwright

    found = os.environ.get("GOLDENTHREAD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=found, args=["--headless", "--no-sandbox", "--hide-scrollbars"]
        )
        for name, (page, height) in PAGES.items():
            tab = browser.new_page(viewport={"width": WIDTH, "height": height})
            tab.goto(address + page, wait_until="networkidle")
            picture = Image.open(io.BytesIO(tab.screenshot())).convert("RGB").quantize(128)
            picture.save(PICTURES / f"{name}.png", optimize=True)
        browser.close()


def main() -> None:
    """Run the demonstration and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "corpus", Path(folder) / "corpus")
        run("corpus/", "output/", Path(folder))
        with served(Path(folder) / "output" / "goldenthread.db") as address:
            take(address)


if __name__ == "__main__":
    main()
