"""PDF files, messages, tables and feeds."""

from __future__ import annotations

import io
import zlib
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import SourceError
from communique.records import Article
from communique.sources import About, Found, Limits, read_stream
from communique.sources.feed import parse_feed
from communique.sources.pdf import paragraphs
from communique.sources.registry import kind_of_bytes, kind_of_name, kinds
from tests.sources.pages import PARAGRAPHS, STORY, TEXT, TITLE, page

SENTENCE = "The foreign ministers of Kenya and Norway met in Oslo on Tuesday."


def read(data: bytes, kind: str | None = None, **about: str) -> tuple[list[Article], list[str]]:
    given = next((k for k in kinds() if k.name == kind), None)
    found: list[Found] = list(read_stream("a", io.BytesIO(data), About(**about), given))  # type: ignore[arg-type]
    return [f for f in found if isinstance(f, Article)], [str(f) for f in found if isinstance(f, SourceError)]


# PDF -----------------------------------------------------------------------------------------------------------------

def pdf(*pages: list[str], packed: bool = True, title: str = "Joint statement of the two ministers") -> bytes:
    """A PDF file with these lines of text on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Kids [{' '.join(f'{4 + 2 * i} 0 R' for i in range(len(pages)))}] /Count {len(pages)} >>".encode(),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    for i, lines in enumerate(pages):
        shows = " ".join("({}) Tj 0 -14 Td".format(line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")) for line in lines)
        content = f"BT /F1 11 Tf 72 720 Td {shows} ET".encode("cp1252")
        body = zlib.compress(content) if packed else content
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
                       "/Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objects.append(f"<< /Length {len(body)}{' /Filter /FlateDecode' if packed else ''} >>\nstream\n".encode() + body + b"\nendstream")
    objects.append(f"<< /Title ({title}) >>".encode())
    out, offsets = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{o:010} 00000 n \n".encode() for o in offsets)
    return (out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table +
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode())


LINES = ["Ministry of Foreign Affairs", "28 February 2017", "The foreign ministers of Kenya and Norway met in Oslo on Tuesday and agreed that",
         "a joint commission on fisheries would be set up before the end of the year. They con-", "demned the attack of Monday.",
         "Both sides thanked the government of Iceland for its offer to host the second round of", "talks.", "1"]


def test_pdf() -> None:
    articles, said = read(pdf(LINES, ["The talks will go on in Reykjavik.", "2"]))
    assert not said
    assert articles[0].text.split("\n\n") == [
        "Ministry of Foreign Affairs", "28 February 2017", "The foreign ministers of Kenya and Norway met in Oslo on Tuesday and agreed that "
        "a joint commission on fisheries would be set up before the end of the year. They condemned the attack of Monday.",
        "Both sides thanked the government of Iceland for its offer to host the second round of talks.", "The talks will go on in Reykjavik."]
    assert (articles[0].title, articles[0].published) == ("Joint statement of the two ministers", "2017-02-28")


@pytest.mark.parametrize(("data", "why"), [
    (b"%PDF-1.4\nnothing more", "not a PDF file that can be read"), (pdf(LINES)[:300], "not a PDF file that can be read"),
    (pdf([]), "no text layer in it: it may be a picture of a page"), (b"", "empty")])
def test_pdf_that_can_not_be_read(data: bytes, why: str) -> None:
    assert read(data, "pdf") == ([], [f"a: {why}"])


def test_a_pdf_that_unpacks_to_gigabytes_is_stopped() -> None:
    data = pdf(LINES)
    bomb = zlib.compress(b"(" + b"a" * 150_000_000 + b") Tj", 1)
    start, end = data.index(b"stream\n") + 7, data.index(b"\nendstream")
    length = data.rindex(b"/Length ", 0, start) + 8
    data = data[:length] + str(len(bomb)).encode() + data[data.index(b" ", length):start] + bomb + data[end:]
    articles, said = read(data, "pdf")
    assert len(articles) + len(said) == 1
    assert not articles or len(articles[0].text) < 1_000_000


def test_headers_and_footers_of_pages_are_left_out() -> None:
    pages = [f"Ministry of Trade\nParagraph {n} ends here, on this very page of it.\n{n}" for n in range(1, 5)]
    assert paragraphs(pages) == "\n\n".join(f"Paragraph {n} ends here, on this very page of it." for n in range(1, 5))


# mail ----------------------------------------------------------------------------------------------------------------

def mail(plain: str | None = None, html: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in {"From": "Press Office <press@ministry.example>", "To": "list@ministry.example", "Subject": TITLE,
                        "Date": "Tue, 28 Feb 2017 16:30:00 +0600", **headers}.items():
        message[name] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html") if plain is not None else message.set_content(html, subtype="html")
    return message.as_bytes()


def test_mail_in_plain_text() -> None:
    articles, said = read(mail(f"{SENTENCE}\n\nThe café in Tromsø was closed.\n", Subject="Fwd: Ministers meet"))
    assert not said
    assert (articles[0].text, articles[0].title, articles[0].published) == (
        f"{SENTENCE}\n\nThe café in Tromsø was closed.\n", "Ministers meet", "2017-02-28T16:30:00+06:00")


def test_mail_in_html() -> None:
    articles, said = read(mail(None, page(f"<h1>{TITLE}</h1>{STORY}<p>Unsubscribe</p>").decode()))
    assert not said and articles[0].text.startswith(TEXT) and articles[0].title == TITLE


def test_mail_prefers_the_plain_text() -> None:
    assert read(mail(SENTENCE, "<p>Other</p>"))[0][0].text.strip() == SENTENCE


@pytest.mark.parametrize("data", [mail(""), b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" * 3,
                                  b"From: a\nTo: b\nDate: never\nContent-Type: text/plain; charset=no-such\n\n\xff\xfe"])
def test_mail_without_text(data: bytes) -> None:
    articles, said = read(data, "mail")
    assert len(articles) + len(said) == 1


# tables --------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_tables(mark: str) -> None:
    rows = [["stories_id", "publish_date", "media_name", "Title", "language", "story_text", "url"],
            ["17", "2019-05-02 10:30:00", "Harbour Wire", "Ministers meet", "en", f'"{SENTENCE}\n\nIt was ""short""."', "https://wire.example/17"],
            ["18", "20190503101500", "Harbour Wire", "No text", "en", "", "https://wire.example/18"],
            ["19", "", "", "", "English", "Kenya thanked Norway.", ""]]
    articles, said = read("\n".join(mark.join(r) for r in rows).encode(), "table")
    assert [(a.id, a.published, a.outlet, a.title, a.url, a.text) for a in articles] == [
        ("17", "2019-05-02T10:30:00", "Harbour Wire", "Ministers meet", "https://wire.example/17", f'{SENTENCE}\n\nIt was "short".'),
        ("19", None, None, None, None, "Kenya thanked Norway.")]
    assert said == ["a:5: no text"]


@pytest.mark.parametrize(("data", "why"), [
    (b"", "empty"), (b"a,b\n1,2\n", "no column of texts: none of the first row's names is one of text, articletext, fulltext, storytext, body, content"),
    (b"text,url\n", "no row below the names of the columns"), (b"\0\1\2\3" * 50, "binary, not text")])
def test_tables_that_can_not_be_read(data: bytes, why: str) -> None:
    assert read(data, "table") == ([], [f"a: {why}"])


def test_tables_of_gdelt_dates_and_cells_beyond_the_limit() -> None:
    found = list(read_stream("a", io.BytesIO(f"date,text\n20170228163000,{SENTENCE}\n20170228,{'x ' * 600}\n20170301,{SENTENCE}".encode()),
                             About(limits=Limits(article=1000)), kind_of_name("x.csv")))
    assert [f.published for f in found if isinstance(f, Article)] == ["2017-02-28T16:30:00+00:00", "2017-03-01"]
    assert [str(f) for f in found if isinstance(f, SourceError)][0].startswith("a:3: not CSV that can be read")


# feeds ---------------------------------------------------------------------------------------------------------------

WHOLE = "".join(f"<p>{p}</p>" for p in PARAGRAPHS * 2)
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Steppe Courier</title><link>https://courier.example/</link>
<item><title>{TITLE}</title><link>https://courier.example/1</link><guid>one</guid><pubDate>Tue, 28 Feb 2017 16:30:00 +0600</pubDate>
<dc:creator>Nurlan Asanov</dc:creator><description>A teaser</description><content:encoded><![CDATA[{WHOLE}]]></content:encoded></item>
<item><title>A teaser only</title><link>/2</link><pubDate>Wed, 01 Mar 2017 09:00:00 GMT</pubDate><description>Not much.</description></item>
<item><title>Elsewhere</title><link>file:///etc/passwd</link></item></channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Steppe Courier</title><entry><id>tag:1</id><title>{TITLE}</title>
<link href="https://courier.example/1"/><published>2017-02-28T16:30:00+06:00</published><author><name>Nurlan Asanov</name></author>
<content type="html">{WHOLE.replace('<', '&lt;')}</content></entry></feed>""".encode()


@pytest.mark.parametrize("data", [RSS, ATOM])
def test_feeds_that_hold_whole_texts(data: bytes) -> None:
    articles, said = read(data)
    assert [(a.title, a.outlet, a.published, a.bylines, a.url) for a in articles] == [
        (TITLE, "Steppe Courier", "2017-02-28T16:30:00+06:00", ("Nurlan Asanov",), "https://courier.example/1")]
    assert articles[0].text.startswith(TEXT)
    assert said == ([] if data is ATOM else ["a:/2: the feed has no more than a teaser of it; read its address",
                                             "a:Elsewhere: the feed has no more than a teaser of it"]) or "a:" in said[0]


def test_links_of_a_feed_are_addresses_of_the_web() -> None:
    feed = parse_feed("a", RSS, "https://courier.example/rss")
    assert [e.link for e in feed.entries] == ["https://courier.example/1", "https://courier.example/2", None]
    assert [e.id for e in feed.entries] == ["one", "https://courier.example/2", "Elsewhere"]


@pytest.mark.parametrize("data", [
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><title>&x;</title></channel></rss>',
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'])
def test_entities_are_refused(data: bytes) -> None:
    assert read(data, "feed") == ([], ["a: not a feed that is read: it declares entities"])


@pytest.mark.parametrize("data", [b"<html></html>", b"", b"<rss", b"<rss><channel></channel></rss>", RSS[:400]])
def test_feeds_that_can_not_be_read(data: bytes) -> None:
    articles, said = read(data, "feed")
    assert not articles and len(said) >= 1


# all -----------------------------------------------------------------------------------------------------------------

def test_each_is_told_by_its_first_bytes() -> None:
    assert kind_of_bytes(b"<!-- -->" * 1000 + b"<rss").name == "feed"
    assert kind_of_bytes(b"<!-- -->" * 1000).name == "text"
    for data, name in ((pdf(LINES), "pdf"), (mail(SENTENCE), "mail"), (RSS, "feed"), (ATOM, "feed"), (page(STORY), "page")):
        assert kind_of_bytes(data[:8192]).name == name


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([("mail", mail(SENTENCE, STORY)), ("table", f"text,date\n{SENTENCE},2017\n{SENTENCE},x\n".encode()), ("feed", RSS), ("feed", ATOM)]),
       st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=8)), max_size=8), st.integers(1, 6000))
def test_damaged_documents_give_articles_or_lines(given: tuple[str, bytes], damage: list[tuple[int, bytes]], cut: int) -> None:
    kind, data = given
    broken = bytearray(data)
    for at, value in damage:
        broken[at % len(broken):at % len(broken) + len(value)] = value
    articles, said = read(bytes(broken[:cut]), kind)
    assert all("\n" not in s for s in said) and all(a.text for a in articles)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=8)), max_size=8), st.integers(100, 4000))
def test_damaged_pdf_files_give_an_article_or_a_line(damage: list[tuple[int, bytes]], cut: int) -> None:
    broken = bytearray(pdf(LINES))
    for at, value in damage:
        broken[at % len(broken):at % len(broken) + len(value)] = value
    articles, said = read(bytes(broken[:cut]), "pdf")
    assert len(articles) + len(said) == 1
