"""The page in a real browser: a server on this machine, Debian's Chromium, and what it must never do (load from
elsewhere, break its own content policy, fail in a script), watched on every page that a test opens."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def chromium() -> str:
    """The path of Chromium; without it (or without playwright) the test that asks is skipped."""
    pytest.importorskip("playwright", reason="playwright is not installed: pip install -e '.[dev]'")
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium on this machine: apt-get install chromium, then the tests in a browser run too")


class Served:
    """A server over `archive` on a free port of 127.0.0.1, in a thread, for as long as the block lasts."""

    def __init__(self, archive: Path, **how: Any) -> None:
        import uvicorn

        from communique.web import create_app

        self.server = uvicorn.Server(uvicorn.Config(create_app(archive, **how), host="127.0.0.1", port=0,
                                                    log_level="error", access_log=False))
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        until = time.monotonic() + 30
        while not self.server.started:
            assert time.monotonic() < until and self.thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(20)


class Visit:
    """A browser's tab with everything it complained of and everything it asked for."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" or "Content Security Policy"
                in m.text else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("request", lambda r: self.asked.append(r.url))
        page.on("dialog", lambda d: (self.complaints.append(f"dialog: {d.message}"), d.dismiss()))

    def open(self, path: str, *views: str) -> Any:
        """The page at `path`, once each of `views` is drawn."""
        self.page.goto(self.base + path)
        for view in views:
            self.ready(view)
        return self.page

    def ready(self, view: str) -> None:
        """Scrolls the view into sight and waits until its script is done with it."""
        place = self.page.locator(f'[data-view="{view}"]').first
        place.scroll_into_view_if_needed()
        self.page.wait_for_selector(f'[data-view="{view}"][data-ready="true"]', timeout=15000)

    def clean(self) -> None:
        """Nothing failed, and nothing was asked of another host."""
        assert self.complaints == []
        others = [url for url in self.asked if not url.startswith((self.base + "/", "data:", "blob:"))]
        assert others == []

    def faults(self) -> list[str]:
        """What axe finds serious or critical, each with where it is."""
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{v['impact']} {v['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
                for v in found["violations"] if v["impact"] in ("serious", "critical") for node in v["nodes"]]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium without a window, with a new and empty profile."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def examples_page(examples_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a copy of the examples' archive."""
    copy = tmp_path_factory.mktemp("served") / "examples.duckdb"
    shutil.copy(examples_archive, copy)
    with Served(copy) as base:
        yield base


@pytest.fixture
def visit(browser: Any, examples_page: str) -> Iterator[Visit]:
    """A tab at desk width on the examples; after the test nothing may have failed or left this machine."""
    with tab(browser, examples_page) as made:
        yield made
        made.clean()


class tab:
    """A new tab of its own (cookies and storage too): ``with tab(browser, base, width=360, dark=True) as visit:``."""

    def __init__(self, browser: Any, base: str, width: int = 1280, height: int = 860, dark: bool = False,
                 scripts: bool = True) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts,
                                           color_scheme="dark" if dark else "light", reduced_motion="reduce")
        self.base = base

    def __enter__(self) -> Visit:
        return Visit(self.context.new_page(), self.base)

    def __exit__(self, *_: object) -> None:
        self.context.close()
