"""Feeds, round after round: what is new, once, and from where it was left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.records import Article
from communique.sources.fetch import Fetcher
from communique.sources.watch import Place, Watch
from tests.sources.pages import STORY, TEXT, TITLE, page
from tests.sources.test_documents import WHOLE
from tests.sources.web import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


def feed_of(site: Site, *numbers: int, content: str = "", etag: str | None = None) -> str:
    """A feed that announces these stories, the newest first; their pages are there as well."""
    items = "".join(f"<item><title>{TITLE} {n}</title><link>{site.url}/{n}</link><guid>{n}</guid><pubDate>Tue, 28 Feb 2017 16:{n:02}:00 +0600"
                    f"</pubDate>{content}</item>" for n in reversed(numbers))
    body = (f'<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Steppe Courier</title>{items}'
            "</channel></rss>").encode()
    for n in numbers:
        site.html(f"/{n}", page(f"<h1>{TITLE} {n}</h1>{STORY}<p>This is story {n} of the day.</p>", title=f"{TITLE} {n}"))

    def answer(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if etag and headers.get("if-none-match") == etag:
            return 304, {}, b""
        return 200, {"Content-Type": "application/rss+xml", **({"ETag": etag} if etag else {})}, body

    site.pages["/feed"] = answer
    return f"{site.url}/feed"


def watch(tmp_path: Path, *feeds: str) -> Watch:
    return Watch(feeds, tmp_path / "place.json", Fetcher(allow_private=True, delay=0))


def round_of(watched: Watch) -> tuple[list[Article], list[str]]:
    found = list(watched.round())
    watched.keep()
    return [f for f in found if isinstance(f, Article)], [f.reason for f in found if isinstance(f, SourceError)]


def pages(site: Site) -> list[str]:
    return [path for path, _ in site.asked if path not in {"/feed", "/robots.txt"}]


def test_new_stories_only_and_the_oldest_first(site: Site, tmp_path: Path) -> None:
    url = feed_of(site, 1, 2)
    watched = watch(tmp_path, url)
    articles, said = round_of(watched)
    assert not said
    assert [(a.title, a.outlet, a.published, a.url) for a in articles] == [
        (f"{TITLE} {n}", "Steppe Courier", f"2017-02-28T16:{n:02}:00+06:00", f"{site.url}/{n}") for n in (1, 2)]
    assert articles[0].text.startswith(TEXT)
    assert round_of(watched) == ([], [])
    feed_of(site, 2, 3)
    assert [a.title for a in round_of(watched)[0]] == [f"{TITLE} 3"]
    assert pages(site) == ["/1", "/2", "/3"]


def test_the_place_is_kept_from_run_to_run(site: Site, tmp_path: Path) -> None:
    url = feed_of(site, 1)
    round_of(watch(tmp_path, url))
    feed_of(site, 1, 2)
    assert [a.title for a in round_of(watch(tmp_path, url))[0]] == [f"{TITLE} 2"]


def test_a_run_that_is_killed_before_it_stores_reads_the_round_again(site: Site, tmp_path: Path) -> None:
    url = feed_of(site, 1)
    assert len(list(watch(tmp_path, url).round())) == 1
    assert len(round_of(watch(tmp_path, url))[0]) == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    watched = watch(tmp_path, feed_of(site, 1, etag='"v1"'))
    round_of(watched)
    assert round_of(watched) == ([], [])
    assert site.asked[-1][1]["if-none-match"] == '"v1"'


def test_a_page_that_fails_is_tried_again_and_then_left(site: Site, tmp_path: Path) -> None:
    watched = watch(tmp_path, feed_of(site, 1, 2, etag='"v1"'))
    good = site.pages["/1"]
    site.pages["/1"] = (503, {}, b"")
    articles, said = round_of(watched)
    assert [a.title for a in articles] == [f"{TITLE} 2"] and said == ["the site answered 503 Service Unavailable"]
    site.pages["/1"] = good
    assert [a.title for a in round_of(watched)[0]] == [f"{TITLE} 1"]
    feed_of(site, 3)
    site.pages["/3"] = (503, {}, b"")
    assert [round_of(watched)[1] for _ in range(5)] == [["the site answered 503 Service Unavailable"]] * 3 + [[], []]


def test_a_page_without_a_story_is_not_tried_again(site: Site, tmp_path: Path) -> None:
    watched = watch(tmp_path, feed_of(site, 1))
    site.html("/1", b"<html><body><p>Short.</p></body></html>")
    assert round_of(watched)[1] == ["no story in it: no paragraphs of text"]
    assert round_of(watched) == ([], [])


def test_the_feeds_own_text_serves_where_the_page_does_not(site: Site, tmp_path: Path) -> None:
    watched = watch(tmp_path, feed_of(site, 1, content=f"<content:encoded><![CDATA[{WHOLE}]]></content:encoded>"))
    site.pages["/1"] = (403, {}, b"")
    articles, said = round_of(watched)
    assert not said and articles[0].text.startswith(TEXT) and articles[0].outlet == "Steppe Courier"


def test_a_feed_that_fails_is_left_alone_for_longer_and_longer(site: Site, tmp_path: Path) -> None:
    good = feed_of(site, 1)
    bad = f"{site.url}/none"
    watched = watch(tmp_path, bad, good)
    assert [len(round_of(watched)[1]) for _ in range(12)] == [1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]
    assert pages(site).count("/1") == 1


def test_two_feeds_that_announce_one_page(site: Site, tmp_path: Path) -> None:
    url = feed_of(site, 1)
    site.pages["/other"] = site.pages["/feed"]
    articles, said = round_of(watch(tmp_path, url, f"{site.url}/other"))
    assert len(articles) == 1 and not said


def test_what_is_remembered_has_a_limit(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.sources.watch._REMEMBERED", 3)
    watched = watch(tmp_path, url := feed_of(site, 1, 2, 3, 4, 5))
    round_of(watched)
    assert len(watched.places[url].seen) == 3


@pytest.mark.parametrize("kept", [b"", b"[]", b"{\"x\": 5}", b"\xff"])
def test_a_file_that_holds_no_place(kept: bytes, tmp_path: Path) -> None:
    (tmp_path / "place.json").write_bytes(kept)
    with pytest.raises(SourceError, match="not a place"):
        watch(tmp_path, "http://news.example/feed")


def test_a_feed_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(f"<rss><channel><title>T</title><item><title>{TITLE}</title><guid>1</guid><description><![CDATA[{WHOLE}]]>"
                                       "</description></item></channel></rss>")
    watched = watch(tmp_path, str(tmp_path / "feed.xml"), str(tmp_path / "gone.xml"))
    articles, said = round_of(watched)
    assert len(articles) == 1 and said == ["no such file or directory"]
    assert watched.places[str(tmp_path / "gone.xml")] == Place(failures=1)
