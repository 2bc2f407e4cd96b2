"""A browser, a server over the examples, and a small archive with a hostile report in it, for the tests of the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.archive import Archive
from communique.web import create_app
from tests.archive.conftest import report
from tests.web.browser import FLAGS, Served, Visit, chromium, tab
from tests.web.small import BASE, hostile


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window, with a new and empty profile; for one module, as its driver holds the thread's loop."""
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


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive(tmp_path_factory.mktemp("web") / "file.duckdb")
    archive.add([report(0), report(1), hostile()])
    return archive.path


@pytest.fixture
def path(made_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_once, tmp_path / "file.duckdb"))


@pytest.fixture
def web(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(path, user="Ana"), base_url=BASE, follow_redirects=False) as client:
        yield client
