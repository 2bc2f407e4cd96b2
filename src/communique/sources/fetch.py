"""Addresses (http, https) -> bytes, politely and within limits.

A page's address may come from a stranger's feed, and so may lead anywhere: only public addresses are fetched unless
`allow_private` says otherwise, also after each redirect, and the connection is made to the very address that was
checked. What robots.txt forbids is not fetched, and each host is asked no more often than once in `delay` seconds.
"""

from __future__ import annotations

import contextlib
import io
import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from communique.errors import SourceError, TooLarge
from communique.sources.common import Limits, shown
from communique.sources.robots import Robots
from communique.sources.unpack import Inflating

__all__ = ["AGENT", "Fetched", "Fetcher", "is_address"]

AGENT = "communique/0.1 (news reader for research; honours robots.txt)"
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
_REDIRECTS = 5
_CHUNK = 65_536


@dataclass(frozen=True)
class Fetched:
    """What came from an address. `url` is where it was found after redirects, `status` HTTP's; `data` is empty for
    304 (not changed since `etag` or `modified`)."""

    url: str
    status: int
    data: bytes = b""
    media: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


def is_address(source: str) -> bool:
    """Whether a source is an address and no path."""
    return bool(re.match(r"https?://", source, re.I))


@dataclass
class Fetcher:
    """Fetches; remembers each host's robots.txt and when it was last asked. Times are in seconds.

    `timeout` is for the whole of one fetch, `delay` between two requests to one host (a longer Crawl-delay in
    robots.txt, up to a minute, wins). `clock`, `sleep` and `resolve` are there for tests.
    """

    allow_private: bool = False
    delay: float = 1.0
    timeout: float = 30.0
    limits: Limits = field(default_factory=Limits)
    agent: str = AGENT
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    resolve: Callable[[str, int], list[str]] | None = None
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None, robots: bool = True) -> Fetched:
        """What stands at `url`, or that it has not changed since `etag` or `modified` (of an earlier answer).

        Raises SourceError: not an address that is fetched, forbidden by robots.txt, an answer other than 200 or
        304, no answer in time; TooLarge: more bytes than an article may have.
        """
        conditions = {**({"If-None-Match": etag} if etag else {}),
                      **({"If-Modified-Since": modified} if modified else {})}
        deadline = self.clock() + self.timeout
        here = url
        for _ in range(_REDIRECTS + 1):
            host, port = self._checked(url, here)
            self._spot(url, host, port)
            if robots and not self._allowed(url, here):
                raise SourceError(shown(url), "robots.txt of its site asks not to fetch it")
            self._wait(f"{host}:{port}", here)
            answer = self._ask(url, here, conditions, deadline)
            if isinstance(answer, Fetched):
                return answer
            here = urljoin(here, answer)
        raise SourceError(shown(url), f"more than {_REDIRECTS} redirects")

    def _checked(self, url: str, here: str) -> tuple[str, int]:
        try:
            parts = urlsplit(here)
            host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as e:
            raise SourceError(shown(url), "not an address") from e
        if parts.scheme not in {"http", "https"} or not host:
            raise SourceError(shown(url), "not an address of the web" if here == url else
                              f"redirected to {shown(here)[:80]}, which is no address of the web")
        if parts.username or parts.password:
            raise SourceError(shown(parts.hostname or ""), "addresses with a user's name or password are not fetched")
        return host, port

    def _spot(self, url: str, host: str, port: int) -> str:
        """The numeric address to connect to. Raises SourceError where there is none, or where it is private."""
        try:
            found = (self.resolve or _resolve)(host, port)
        except (OSError, UnicodeError) as e:
            raise SourceError(shown(url), f"no such host: {shown(host)}") from e
        for spot in found:
            if not self.allow_private and not _public(spot):
                raise SourceError(shown(url),
                                  f"{shown(host)} is a private address, which is not fetched unless allowed")
        if not found:
            raise SourceError(shown(url), f"no such host: {shown(host)}")
        return found[0]

    def _ask(self, url: str, here: str, conditions: dict[str, str], deadline: float) -> Fetched | str:
        """One request: the answer, or the address that it redirects to."""
        import httpx

        parts = urlsplit(here)
        host, port = self._checked(url, here)
        spot = self._spot(url, host, port)
        numeric = f"[{spot}]" if ":" in spot else spot
        target = urlunsplit((parts.scheme, f"{numeric}:{port}", parts.path or "/", parts.query, ""))
        headers = {"Host": parts.netloc, "User-Agent": self.agent, "Accept": _ACCEPT,
                   "Accept-Encoding": "gzip, deflate", **conditions}
        limit = max(0.1, min(10.0, deadline - self.clock()))
        try:
            with httpx.Client(trust_env=False, timeout=limit, follow_redirects=False) as client, \
                    client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as answer:
                status = answer.status_code
                if status in {301, 302, 303, 307, 308} and (location := answer.headers.get("location")):
                    return str(location)
                if status == 304 and conditions:
                    return Fetched(here, 304, etag=conditions.get("If-None-Match"),
                    modified=conditions.get("If-Modified-Since"))
                if status != 200:
                    raise SourceError(shown(url), f"the site answered {status} {shown(answer.reason_phrase)}".rstrip())
                data = self._body(url, answer, deadline)
                media = answer.headers.get("content-type", "")
                charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", media, re.I)
                return Fetched(here, 200, data, media.partition(";")[0].strip().lower(),
                charset.group(1) if charset else None,
                               answer.headers.get("etag"), answer.headers.get("last-modified"))
        except httpx.TimeoutException as e:
            raise SourceError(shown(url), f"no answer within {self.timeout:g} seconds") from e
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, OSError, ValueError) as e:
            raise SourceError(shown(url), f"can't be fetched: {shown(str(e))[:120] or type(e).__name__}") from e

    def _body(self, url: str, answer: Any, deadline: float) -> bytes:
        most = self.limits.article
        with contextlib.suppress(ValueError):
            if int(answer.headers.get("content-length", "0")) > most:
                raise TooLarge(shown(url), f"larger than {most / 1_000_000:g} MB")
        raw = io.BufferedReader(_Raw(url, answer.iter_raw(_CHUNK), self.clock, deadline, self.timeout))
        packing = answer.headers.get("content-encoding", "").strip().lower()
        stream: IO[bytes] = raw
        if packing in {"gzip", "x-gzip", "deflate"}:
            stream = io.BufferedReader(Inflating(shown(url), raw, self.limits, 47))
        elif packing not in {"", "identity"}:
            raise SourceError(shown(url), f"packed as {shown(packing)[:20]}, which was not asked for")
        data = stream.read(most + 1)
        if len(data) > most:
            raise TooLarge(shown(url), f"larger than {most / 1_000_000:g} MB")
        return data

    def _allowed(self, url: str, here: str) -> bool:
        return self._robots_of(url, here).allows(self.agent, here)

    def _robots_of(self, url: str, here: str) -> Robots:
        parts = urlsplit(here)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            if len(self._robots) > 5000:
                self._robots.clear()
            self._robots[site] = Robots.of(self, site)
        return self._robots[site]

    def _wait(self, host: str, here: str) -> None:
        parts = urlsplit(here)
        robots = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        delay = max(self.delay, min(60.0, robots.delay(self.agent)) if robots else 0.0)
        last = self._asked.get(host)
        if last is not None and (rest := last + delay - self.clock()) > 0:
            self.sleep(rest)
        if len(self._asked) > 20_000:
            self._asked.clear()
        self._asked[host] = self.clock()


class _Raw(io.RawIOBase):
    """The bytes of an answer as they come, until the deadline: a site that sends a byte a minute holds up nobody."""

    def __init__(self, url: str, chunks: Iterator[bytes], clock: Callable[[], float], deadline: float,
    timeout: float) -> None:
        super().__init__()
        self._url, self._chunks, self._clock, self._deadline, self._timeout = url, chunks, clock, deadline, timeout
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            if self._clock() > self._deadline:
                raise SourceError(shown(self._url), f"no answer within {self._timeout:g} seconds")
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        view = memoryview(buffer).cast("B")
        some = self._rest[:len(view)]
        view[:len(some)] = some
        self._rest = self._rest[len(some):]
        return len(some)


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(f[4][0]) for f in found))


def _public(spot: str) -> bool:
    """Whether a numeric address is on the public internet; an IPv4 address within an IPv6 one counts as that."""
    address = ipaddress.ip_address(spot.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return _public(str(inner))
    return address.is_global and not address.is_multicast
