"""robots.txt (RFC 9309): what a site asks programs not to fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from communique.errors import SourceError

if TYPE_CHECKING:
    from communique.sources.fetch import Fetcher

__all__ = ["Robots"]

_MOST = 500_000


class Robots:
    """One site's rules. A site without robots.txt allows all; one that fails to say (an error of its own, no answer)
    forbids all, as the RFC has it."""

    def __init__(self, text: str | None, *, allow: bool = True) -> None:
        self._rules: RobotFileParser | None = None
        self._allow = allow
        if text is not None:
            self._rules = RobotFileParser()
            self._rules.parse(text[:_MOST].splitlines())
            self._rules.modified()

    @classmethod
    def of(cls, fetcher: Fetcher, site: str) -> Robots:
        """Fetches the site's robots.txt."""
        try:
            return cls(fetcher.fetch(f"{site}/robots.txt", robots=False).data.decode("utf-8",
            "replace").removeprefix("\ufeff"))
        except SourceError as e:
            return cls(None, allow=e.reason.startswith("the site answered 4"))

    def allows(self, agent: str, url: str) -> bool:
        """Whether the rules let `agent` fetch `url`."""
        return self._allow if self._rules is None else self._rules.can_fetch(agent, url)

    def delay(self, agent: str) -> float:
        """Seconds that the site asks to leave between two requests."""
        given = self._rules.crawl_delay(agent) if self._rules else None
        return float(given) if given is not None else 0.0
