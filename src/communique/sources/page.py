"""A web page -> the story's text, title, bylines, outlet, time of publication."""

from __future__ import annotations

import json
import re
from typing import Any

from communique.errors import NoStory, NotText

__all__ = ["read_page"]

_DEEP = 2000
_FURNITURE = re.compile(r"^(loading|follow us|share|read more|related|advertisement|subscribe|sign up|tweet|print)\b"
                        r".{0,80}$",
                        re.I)
_META_DATES = ("article:published_time", "datePublished", "pubdate", "publishdate", "DC.date.issued", "date",
               "parsely-pub-date", "sailthru.date")


def read_page(name: str, data: bytes) -> dict[str, Any]:
    """`text`, `title`, `bylines`, `outlet`, `published`, `url` of the story; raises NoStory, NotText."""
    import trafilatura
    from lxml import html

    if b"\0" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText(name, "binary, not a page")
    if _depth(data) > _DEEP:
        raise NoStory(name, f"tags nested more than {_DEEP} deep")
    try:
        tree = html.fromstring(trafilatura.utils.decode_file(data).encode("utf-8"),
                               parser=html.HTMLParser(encoding="utf-8"))
        body = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, favor_precision=False)
    except (ValueError, TypeError, AssertionError) as e:
        raise NoStory(name, "no story in it") from e
    if body is None or not body.text:
        raise NoStory(name, "no story in it")
    paragraphs = [" ".join(p.split()) for p in body.text.split("\n")]
    text = "\n\n".join(p for p in paragraphs if p and not _FURNITURE.match(p))
    meta = _meta(tree)
    return {"text": text, "title": meta.get("title") or body.title, "bylines": meta.get("bylines") or (),
            "outlet": meta.get("outlet"), "published": meta.get("published"), "url": meta.get("url")}


def _depth(data: bytes) -> int:
    depth = most = 0
    for m in re.finditer(rb"<(/?)(div|span|table|ul|ol|li|b|i|font|section|article|a|p|blockquote)\b", data, re.I):
        depth = max(0, depth - 1) if m.group(1) else depth + 1
        most = max(most, depth)
    return most


def _meta(tree: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            said = json.loads(script)
        except ValueError:
            continue
        for node in said if isinstance(said, list) else said.get("@graph", [said]):
            if isinstance(node, dict) and "Article" in str(node.get("@type")):
                author = node.get("author") or []
                names = [a.get("name") if isinstance(a, dict) else a for a in (author if isinstance(author, list) else
                                                                               [author])]
                publisher = node.get("publisher")
                found = {"title": node.get("headline"), "published": node.get("datePublished"),
                         "bylines": tuple(n for n in names if isinstance(n, str)),
                         "outlet": publisher.get("name") if isinstance(publisher, dict) else None}
    metas = {(m.get("property") or m.get("name") or m.get("itemprop")): m.get("content") for m in tree.xpath("//meta")}
    for key in _META_DATES:
        if not found.get("published") and re.match(r"\d{4}-\d\d-\d\d", metas.get(key) or ""):
            found["published"] = metas[key]
    found["outlet"] = found.get("outlet") or metas.get("og:site_name")
    found["title"] = found.get("title") or metas.get("og:title")
    found["url"] = metas.get("og:url") or next(iter(tree.xpath('//link[@rel="canonical"]/@href')), None)
    if not found.get("bylines") and metas.get("author"):
        found["bylines"] = (metas["author"],)
    return {k: v for k, v in found.items() if v}
