"""The page in a real browser: a server on this machine, Debian's Chromium, and what it must never do (load from
elsewhere, break its own content policy, fail in a script), watched on every page that a test opens."""

from __future__ import annotations

import shutil
import threading
import time
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
        from communique.web.serve import bound

        self.socket = bound("127.0.0.1", 0)
        self.server = uvicorn.Server(uvicorn.Config(create_app(archive, **how), log_level="error", access_log=False,
                                                    lifespan="off"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        until = time.monotonic() + 30
        while not self.server.started:
            assert time.monotonic() < until and self.thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(20)


class Visit:
    """A browser's tab with everything it complained of and everything it asked for."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.probed = False
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
        self.page.wait_for_selector(f'[data-view="{view}"][data-ready="true"]', timeout=45_000)

    def clean(self) -> None:
        """Nothing failed, and nothing was asked of another host."""
        # axe probes with style attributes of its own, which the page's policy refuses: not the page's doing
        told = [c for c in self.complaints if not (self.probed and "inline style" in c)]
        assert not told, told
        others = [url for url in self.asked if not url.startswith((self.base + "/", "data:", "blob:"))]
        assert not others, others

    def faults(self, *rules: str) -> list[str]:
        """What axe finds serious or critical (by `rules` alone, if there are any), each with where it is."""
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
        self.probed = True
        found = self.page.evaluate(
            "rules => axe.run(document, {resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})})",
            list(rules))
        return [f"{v['impact']} {v['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
                for v in found["violations"] if v["impact"] in ("serious", "critical") for node in v["nodes"]]


class tab:
    """A new tab of its own (cookies and storage too): ``with tab(browser, base, width=360, dark=True) as visit:``."""

    def __init__(self, browser: Any, base: str, width: int = 1280, height: int = 860, dark: bool = False,
                 scripts: bool = True) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts,
                                           color_scheme="dark" if dark else "light", reduced_motion="reduce")
        self.context.set_default_timeout(30_000)
        self.base = base

    def __enter__(self) -> Visit:
        return Visit(self.context.new_page(), self.base)

    def __exit__(self, *_: object) -> None:
        self.context.close()
