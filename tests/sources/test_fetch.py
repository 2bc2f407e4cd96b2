"""Addresses: what is fetched, how politely, and what never."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from communique.errors import SourceError, TooLarge
from communique.records import Article
from communique.sources import Limits, read_sources
from communique.sources.fetch import Fetcher
from tests.sources.pages import STORY, TEXT, TITLE, page
from tests.sources.web import Site, served

PAGE = page(f"<h1>{TITLE}</h1><p>28 February 2017</p>{STORY}")


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def fetcher(**settings: Any) -> Fetcher:
    clock = settings.pop("clock", Clock())
    return Fetcher(**{"allow_private": True, "clock": clock, "sleep": clock.sleep, **settings})


def refused(url: str, with_: Fetcher | None = None) -> str:
    with pytest.raises(SourceError) as e:
        (with_ or fetcher()).fetch(url)
    return e.value.reason


def test_an_address_is_a_source(site: Site) -> None:
    url = site.html("/2017/airfield", PAGE)
    found = list(read_sources([url, f"{site.url}/none", url], fetcher=fetcher()))
    articles = [f for f in found if isinstance(f, Article)]
    assert [(a.text, a.url, a.source, a.published) for a in articles] == [(TEXT, url, url, "2017-02-28")] * 2
    assert [str(f) for f in found if isinstance(f, SourceError)] == [f"{site.url}/none: the site answered 404 Not Found"]
    assert all("communique" in headers["user-agent"] for _, headers in site.asked)


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)])
def test_packed_answers(site: Site, packing: str, pack: Any) -> None:
    url = site.html("/p", pack(PAGE), Content_Encoding=packing)
    assert fetcher().fetch(url).data == PAGE


def test_the_encoding_that_a_header_names(site: Site) -> None:
    text = "Президент заявил в понедельник, что договор будет соблюдаться. " * 8
    site.pages["/p"] = (200, {"Content-Type": "text/html; charset=koi8-r"}, f"<html><body><p>{text}</p></body></html>".encode("koi8-r"))
    [found] = read_sources([site.url + "/p"], fetcher=fetcher())
    assert "in Russian" in str(found)


def test_redirects_are_followed_to_a_limit(site: Site) -> None:
    url = site.html("/end", PAGE)
    site.pages["/start"] = (302, {"Location": "/middle"}, b"")
    site.pages["/middle"] = (301, {"Location": url}, b"")
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    got = fetcher().fetch(f"{site.url}/start")
    assert (got.url, got.data, got.media) == (url, PAGE, "text/html")
    assert refused(f"{site.url}/loop") == "more than 5 redirects"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://127.0.0.1/", "data:text/html,x", "ftp://127.0.0.1/x", "http://"])
def test_redirects_lead_nowhere_but_to_the_web(site: Site, target: str) -> None:
    site.pages["/away"] = (302, {"Location": target}, b"")
    assert any(why in refused(f"{site.url}/away") for why in ("no address of the web", "not an address", "can't be fetched", "5 redirects"))
    assert {path for path, _ in site.asked} == {"/robots.txt", "/away"}


def test_robots_txt_is_honoured(site: Site) -> None:
    allowed, forbidden = site.html("/news/1", PAGE), site.html("/private/1", PAGE)
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    clock = Clock()
    with_ = fetcher(clock=clock)
    assert with_.fetch(allowed).data == PAGE
    assert refused(forbidden, with_) == "robots.txt of its site asks not to fetch it"
    assert with_.fetch(allowed).status == 200
    assert [path for path, _ in site.asked] == ["/robots.txt", "/news/1", "/news/1"], "robots.txt once, the forbidden page never"
    assert clock.slept == [7.0, 7.0], "as slowly as the site asks"


def test_robots_txt_that_fails_forbids_and_one_that_is_not_there_allows(site: Site) -> None:
    url = site.html("/news/1", PAGE)
    site.pages["/robots.txt"] = (500, {}, b"")
    assert "robots.txt" in refused(url)
    site.pages["/robots.txt"] = (404, {}, b"")
    assert fetcher().fetch(url).data == PAGE


def test_a_host_is_not_asked_more_often_than_the_delay(site: Site) -> None:
    url = site.html("/1", PAGE)
    clock = Clock()
    with_ = fetcher(clock=clock, delay=2.0)
    for _ in range(3):
        with_.fetch(url)
    assert clock.slept == [2.0, 2.0, 2.0]  # robots.txt, then thrice the page
    clock.now += 60
    with_.fetch(url)
    assert len(clock.slept) == 3


def test_conditional_requests(site: Site) -> None:
    def answer(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        known = headers.get("if-none-match") == '"v1"' or headers.get("if-modified-since") == "Tue, 28 Feb 2017 10:00:00 GMT"
        return (304, {}, b"") if known else (200, {"ETag": '"v1"', "Last-Modified": "Tue, 28 Feb 2017 10:00:00 GMT"}, PAGE)

    site.pages["/p"] = answer
    with_ = fetcher()
    first = with_.fetch(f"{site.url}/p")
    assert (first.status, first.etag, first.modified) == (200, '"v1"', "Tue, 28 Feb 2017 10:00:00 GMT")
    assert with_.fetch(f"{site.url}/p", etag=first.etag).status == 304
    assert with_.fetch(f"{site.url}/p", modified=first.modified).status == 304


def test_sizes_have_limits(site: Site) -> None:
    small = fetcher(limits=Limits(article=5000))
    with pytest.raises(TooLarge, match=r"larger than 0\.005 MB"):
        small.fetch(site.html("/declared", b"x" * 6000))
    site.pages["/lies"] = (200, {"Transfer-Encoding": "chunked"}, b"".join(b"400\r\n" + b"x" * 1024 + b"\r\n" for _ in range(20)) + b"0\r\n\r\n")
    with pytest.raises(TooLarge, match=r"larger than 0\.005 MB"):
        small.fetch(f"{site.url}/lies")
    bomb = site.html("/bomb", gzip.compress(b"\0" * 100_000_000), Content_Encoding="gzip")
    with pytest.raises(TooLarge, match="times its size"):
        fetcher().fetch(bomb)


def test_time_has_a_limit(site: Site) -> None:
    clock = Clock()

    def slow(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        clock.now += 40  # as if it had taken so long
        return 200, {"Content-Type": "text/html"}, PAGE

    site.pages["/slow"] = slow
    assert refused(f"{site.url}/slow", fetcher(clock=clock, timeout=30.0)) == "no answer within 30 seconds"


@pytest.mark.parametrize("spot", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fe80::1",
                                  "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255", "::"])
def test_private_addresses_are_refused_also_by_name(spot: str) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34", spot]

    with_ = fetcher(allow_private=False, resolve=resolve)
    assert refused("http://news.example/1", with_) == "news.example is a private address, which is not fetched unless allowed"
    assert asked == ["news.example"]


def test_private_addresses_as_numbers_are_refused(site: Site) -> None:
    with_ = Fetcher(delay=0)
    for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"):
        reason = refused(site.url.replace("127.0.0.1", host), with_)
        assert "private address" in reason or "no such host" in reason
    assert not site.asked


def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    site.pages["/away"] = (302, {"Location": "http://inside.example/secret"}, b"")
    spots = {"127.0.0.1": "127.0.0.1", "inside.example": "10.0.0.1"}
    real = Fetcher._spot

    class Outside(Fetcher):
        def _spot(self, url: str, host: str, port: int) -> str:  # the test's own site counts as public
            return "127.0.0.1" if host == "127.0.0.1" else real(self, url, host, port)

    with_ = Outside(resolve=lambda host, port: [spots[host]], delay=0)
    assert "inside.example is a private address" in refused(f"{site.url}/away", with_)


def test_the_connection_is_made_to_the_address_that_was_checked(site: Site) -> None:
    """A name that first leads to a public and then to a private address (DNS rebinding) gains nothing."""
    port = int(site.url.rsplit(":", 1)[1])
    site.html("/p", PAGE)
    asked: list[str] = []
    with_ = fetcher(resolve=lambda host, _: asked.append(host) or ["127.0.0.1"])  # type: ignore[func-returns-value]
    got = with_.fetch(f"http://never.registered.example:{port}/p")
    assert got.data == PAGE and set(asked) == {"never.registered.example"}
    assert all(headers["host"] == f"never.registered.example:{port}" for _, headers in site.asked)


@pytest.mark.parametrize(("url", "why"), [
    ("http://user:secret@news.example/", "addresses with a user's name or password are not fetched"), ("http:///x", "not an address of the web"),
    ("http://news.example:99999/", "not an address"), ("http://[::1/", "not an address")])
def test_odd_addresses(url: str, why: str) -> None:
    assert refused(url) == why


def test_no_host_and_no_site() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("no")

    assert refused("http://nowhere.example/", fetcher(resolve=nobody)) == "no such host: nowhere.example"
    with served() as gone:
        url = gone.url
    assert refused(f"{url}/x", fetcher()).startswith(("can't be fetched", "robots.txt"))
