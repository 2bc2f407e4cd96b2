"""E-mail messages (.eml): press offices and wires send communiqués this way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import IO, Any

from communique.errors import NoStory, SourceError
from communique.sources.common import About, Found, Kind, make_article, read_all
from communique.sources.dates import read_date

__all__ = ["KIND", "read"]

_HEADERS = re.compile(rb"(?:^|\n)(from|to|date|subject|received|message-id|mime-version)\s*:", re.I)


def read(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The one article of a message: its plain text as it stands, or else the story of its HTML. The subject is the
    title, the day of sending the day of publication. Attachments are not read."""
    try:
        message = message_from_bytes(read_all(name, stream, about), policy=policy.default)
        said: dict[str, Any] = {"title": _title(message), "published": _sent(message)}
        body = message.get_body(("plain", "html"))
        content = body.get_content() if body is not None else None
    except SourceError:
        raise
    except Exception as e:  # the standard library's parser fails on malformed messages in many ways
        raise SourceError(name, "not a message that can be read") from e
    if body is None or not isinstance(content, str) or not content.strip():
        raise NoStory(name, "no text in the message")
    if body.get_content_subtype() == "html":
        from communique.sources.page import read_page

        page = read_page(name, content.encode("utf-8", "replace"), charset="utf-8")
        yield make_article(name, page.text, about, title=said["title"] or page.title, outlet=page.outlet,
                           bylines=page.bylines, published=said["published"] or page.published, url=page.url)
        return
    yield make_article(name, content.encode("utf-8", "replace").decode(), about, **said)


def _title(message: EmailMessage) -> str | None:
    subject = " ".join(str(message.get("Subject") or "").split())
    return re.sub(r"^((re|fwd?|aw|wg)\s*:\s*)+", "", subject, flags=re.I) or None


def _sent(message: EmailMessage) -> str | None:
    given = str(message.get("Date") or "")
    try:
        return parsedate_to_datetime(given).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return read_date(given)


def _is_mail(head: bytes) -> bool:
    start = head[:4096]
    return not start.lstrip().startswith((b"<", b"{")) and re.match(rb"[A-Za-z-]{2,40}:[ \t]", start) is not None and \
        len({m.lower() for m in _HEADERS.findall(start)}) >= 3


KIND = Kind("mail", read, (".eml",), _is_mail)
