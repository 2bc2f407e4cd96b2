"""What a page says of its story for machines: JSON-LD, meta tags, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from communique.sources.dates import read_date

__all__ = ["Metadata", "read_metadata"]

#: schema.org's types of a page that is a story; the plainer WebPage only says when there is nothing else
_STORY = re.compile(r"(News|Reportage|Analysis|Opinion|Review|Background|AskPublic|Satirical|Scholarly|Tech|"
                    r"Advertiser\w*)?Article$"
                    r"|BlogPosting|Posting$|Report$|Review$")
_PAGE = {"WebPage", "ItemPage", "CreativeWork", "VideoObject", "Event"}
#: names of meta tags that hold the time of publication, the plainest first
_PUBLISHED = ("article:published_time", "og:article:published_time", "og:published_time", "article:published",
              "datepublished", "date_published", "parsely-pub-date", "sailthru.date", "pubdate", "pub_date",
              "publishdate", "publish_date", "publish-date", "publication_date", "publication-date",
              "originalpublicationdate", "published_at", "cxenseparse:recs:publishtime", "bt:pubdate",
              "dc.date.issued", "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date.created",
              "dc.date.published", "rnews:datepublished", "article.published", "published_time", "published-date",
              "prism.publicationdate", "citation_publication_date", "article_date_original", "displaydate",
              "timestamp", "release_date", "dc.date")
#: names that often hold the day the page was made or fetched, and so yield to a date in the story
_WEAK = ("date", "created", "date.created", "dc.created", "og:updated_time")
_AUTHORS = ("author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "byl",
            "dc.creator", "dcterms.creator", "dc.creator.personalname", "citation_author", "og:article:author",
            "bt:author", "cxenseparse:author", "authors")
_OUTLETS = ("og:site_name", "application-name", "cxenseparse:site", "dc.publisher", "dcterms.publisher", "publisher",
            "copyright", "article:publisher_name", "source", "apple-mobile-web-app-title", "twitter:site")
_DEEPEST = 8
_WRAPPED = re.compile(r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(-->|//\s*\]\]>|\]\]>)\s*;?\s*$")


@dataclass
class Metadata:
    """`published` is sure, `published_weak` is not; `outlets` and `authors` as written, in order of trust; `body` the
    story's text where JSON-LD holds it."""

    title: str | None = None
    published: str | None = None
    published_weak: str | None = None
    authors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    url: str | None = None
    body: str | None = None
    language: str | None = None


def read_metadata(tree: Any) -> Metadata:
    """What JSON-LD says, then the meta tags, then microdata for what these leave open."""
    found = Metadata()
    found.url = _address(tree)
    headings = {_plain(h.text_content()) for h in tree.iter("h1")}
    nodes = list(_nodes(tree))
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
    stories = [n for n in nodes if any(_STORY.search(t) for t in _types(n))]
    stories.sort(key=lambda n: not _about(n, headings, found.url))  # teasers may be marked up as stories, too
    pages = [n for n in nodes if _PAGE & set(_types(n))]
    for node in [*stories[:1], *pages[:1]]:
        _take(found, node, by_id)
    _take_meta(found, tree)
    _take_microdata(found, tree)
    if not found.outlets:
        found.outlets = tuple(unescape(n["name"]) for n in nodes if isinstance(n.get("name"), str)
                              and {"NewsMediaOrganization", "WebSite", "Organization"} & set(_types(n)))[:1]
    return found


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _types(node: dict[str, Any]) -> list[str]:
    given = node.get("@type")
    return [t.rsplit("/", 1)[-1] for t in (given if isinstance(given, list) else [given]) if isinstance(t, str)]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD, outermost first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            said = json.loads(_WRAPPED.sub("", script.text.strip().rstrip(";")), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _inside(said, 0)


def _inside(said: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(said, list):
        for item in said[:500]:
            yield from _inside(item, depth + 1)
    elif isinstance(said, dict):
        yield said
        for key, value in said.items():
            if isinstance(value, dict | list) and key not in {"itemListElement", "comment", "hasPart", "relatedLink",
            "review"}:
                yield from _inside(value, depth + 1)


def _about(node: dict[str, Any], headings: set[str], url: str | None) -> bool:
    """Whether the node is on this page's story, and not on one that the page announces."""
    said = [node.get("headline"), node.get("name"), node.get("alternativeHeadline")]
    addresses = [node.get("url"), node.get("mainEntityOfPage"), node.get("@id")]
    addresses += [a.get("@id") for a in addresses if isinstance(a, dict)]
    return any(isinstance(t, str) and _plain(t) in headings for t in said) or \
        any(isinstance(a, str) and url and _same_address(a, url) for a in addresses)


def _same_address(one: str, other: str) -> bool:
    try:
        return urlsplit(one)[1:3] == urlsplit(other)[1:3]
    except ValueError:
        return False


def _texts(value: Any, by_id: dict[str, dict[str, Any]], depth: int = 0) -> list[str]:
    """The names in a value: a string, an object with a name, one with only an @id, or a list of these."""
    if depth > 3:
        return []
    if isinstance(value, str):
        return [unescape(value)]  # names and headlines in JSON-LD are often escaped twice
    if isinstance(value, list):
        return [t for v in value[:20] for t in _texts(v, by_id, depth + 1)]
    if isinstance(value, dict):
        if isinstance(value.get("name"), str | list):
            return _texts(value["name"], by_id, depth + 1)
        if isinstance(value.get("@id"), str) and value["@id"] in by_id and by_id[value["@id"]] is not value:
            return _texts(by_id[value["@id"]], by_id, depth + 1)
        if isinstance(value.get("@value"), str):
            return [value["@value"]]
    return []


def _first(value: Any) -> str | None:
    return next((v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str) and v.strip()), None)


def _take(found: Metadata, node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> None:
    story = any(_STORY.search(t) for t in _types(node))
    if not found.published:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            if (given := _first(node.get(key))) and (day := read_date(given)):
                found.published = day
                break
    if not story:
        return
    found.title = found.title or unescape(_first(node.get("headline")) or _first(node.get("name")) or "") or None
    found.authors = found.authors or tuple(_texts(node.get("author") or node.get("creator"), by_id))
    found.outlets = found.outlets or tuple(_texts(node.get("publisher") or node.get("sourceOrganization"), by_id))
    found.body = found.body or _first(node.get("articleBody"))
    found.language = found.language or _first(node.get("inLanguage"))


def _address(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and _web(link.get("href")):
            return str(link.get("href"))
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in {"og:url",
        "twitter:url"} and _web(meta.get("content")):
            return str(meta.get("content"))
    return None


def _web(address: str | None) -> bool:
    """Whether it is the whole address of a page, not a site's front page or a path."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _take_meta(found: Metadata, tree: Any) -> None:
    said: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for name in (meta.get("property"), meta.get("name"), meta.get("http-equiv")):
            if name and content:
                said.setdefault(name.strip().lower(), []).append(content)
    dates = [d for name in _PUBLISHED for value in said.get(name, []) if (d := read_date(value))]
    if dates and (found.published is None or (dates[0].startswith(found.published) and dates[0] != found.published)):
        found.published = dates[0]  # the same, with the time or the zone
    found.published_weak = next((d for name in _WEAK for value in said.get(name, []) if (d := read_date(value))), None)
    found.authors = found.authors or next((tuple(dict.fromkeys(said[n])) for n in _AUTHORS if n in said), ())
    found.outlets = (*found.outlets, *(said[n][0] for n in _OUTLETS if n in said))
    if not found.title:
        names = ("og:title", "twitter:title", "dc.title", "headline", "title")
        found.title = next((said[n][0] for n in names if n in said), None)
    found.language = found.language or next((said[n][0] for n in ("og:locale", "content-language") if n in said), None)


def _take_microdata(found: Metadata, tree: Any) -> None:
    """`itemprop` attributes; those of announced stories come after the story's own, and stand in an item of their
    own."""
    for element in tree.iter():
        prop = element.get("itemprop") if isinstance(element.tag, str) else None
        if not prop:
            continue
        names = prop.lower().split()
        value = element.get("content") or element.get("datetime") or ""
        if "datepublished" in names and not found.published:
            found.published = read_date(value or (element.text_content() or "")[:80])
        elif "headline" in names and not found.title and element.tag in {"h1", "meta", "h2"}:
            found.title = value or " ".join(element.text_content().split()) or None
        elif "author" in names and not found.authors:
            named = [e for e in element.iter() if "name" in (e.get("itemprop") or "").lower().split()]
            texts = [e.get("content") or " ".join(e.text_content().split()) for e in named or [element]]
            found.authors = tuple(t for t in texts if t)
        elif "publisher" in names and not found.outlets:
            named = [e for e in element.iter() if (e.get("itemprop") or "").lower() == "name"]
            found.outlets = tuple(t for e in named if (t := e.get("content") or " ".join(e.text_content().split())))
