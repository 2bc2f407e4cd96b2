"""The examples as outlets publish them, and what the reader must make of each (tests/pages/)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.records import Article
from communique.sources import read_sources
from tests.conftest import EXAMPLES, ROOT

PAGES = sorted((ROOT / "tests" / "pages").glob("*.json"))


@pytest.mark.parametrize("expected", PAGES, ids=lambda p: p.stem)
def test_example(expected: Path) -> None:
    want = json.loads(expected.read_text(encoding="utf-8"))
    [article] = read_sources([EXAMPLES / want.pop("source")])
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == want["text"].split("\n\n")
    got = {key: getattr(article, key) for key in want}
    assert got == want | {"bylines": tuple(want["bylines"])}


def test_each_example_has_its_page() -> None:
    assert {p.stem for p in EXAMPLES.iterdir() if p.suffix in {".html", ".txt"}} == {p.stem for p in PAGES}
    assert len(PAGES) >= 10


def test_all_are_read() -> None:
    found = list(read_sources([EXAMPLES]))
    assert len(found) >= 14 and all(isinstance(f, Article) for f in found)
