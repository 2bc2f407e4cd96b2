"""ZIP, tar, gzip and WARC files, also hostile ones."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import SourceError, TooLarge
from communique.records import Article
from communique.sources import About, Found, Limits, read_sources, read_stream
from communique.sources.unpack import opened
from tests.sources.pages import STORY, TEXT, TITLE, page

SENTENCE = "The foreign ministers of Kenya and Norway met in Oslo on Tuesday."
PAGE = page(f"<h1>{TITLE}</h1>{STORY}")


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return out.getvalue()


def read(data: bytes, limits: Limits | None = None) -> tuple[list[Article], list[str]]:
    found: list[Found] = list(read_stream("a", io.BytesIO(data), About(limits=limits or Limits())))
    return [f for f in found if isinstance(f, Article)], [str(f) for f in found if isinstance(f, SourceError)]


MEMBERS = {"one/a.txt": SENTENCE.encode(), "picture.png": b"\x89PNG", "two/b.html": PAGE, "c.jsonl": json.dumps({"text": SENTENCE}).encode(),
           "empty.txt": b""}


@pytest.mark.parametrize("data", [zipped(MEMBERS), zipped(MEMBERS, zipfile.ZIP_STORED), tarred(MEMBERS), tarred(MEMBERS, "w:gz"),
                                  gzip.compress(zipped(MEMBERS))], ids=["zip", "stored", "tar", "tgz", "zip.gz"])
def test_members_are_read_in_order_and_named(data: bytes) -> None:
    articles, said = read(data)
    assert [a.text for a in articles] == [SENTENCE, TEXT, SENTENCE]
    assert [a.source for a in articles] == ["a:one/a.txt", "a:two/b.html", "a:c.jsonl"]
    assert said == ["a:empty.txt: empty"]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.html.gz", "pages.zip", "pages.tar", "pages.tgz", "pages.tar.gz"])
def test_kinds_by_file_name(name: str, tmp_path: Path) -> None:
    plain = {"txt": SENTENCE.encode(), "jsonl": json.dumps({"text": SENTENCE}).encode(), "html": PAGE}
    data = zipped(MEMBERS) if name.endswith("zip") else tarred(MEMBERS) if name.endswith(".tar") else tarred(MEMBERS, "w:gz") \
        if "t" in name.split(".")[-1] or "tar" in name else gzip.compress(plain[name.split(".")[1]])
    (tmp_path / name).write_bytes(data)
    assert any(isinstance(f, Article) for f in read_sources([tmp_path]))


def test_members_of_gzip_in_a_row() -> None:
    articles, said = read(gzip.compress(SENTENCE.encode()) + gzip.compress(b" They parted on Wednesday.") + b"\0" * 20)
    assert not said and articles[0].text == f"{SENTENCE} They parted on Wednesday."


def test_a_bomb_of_gzip() -> None:
    bomb = gzip.compress(b"\0" * 300_000_000)
    articles, said = read(bomb)
    assert not articles and len(said) == 1 and "times its size" in said[0]
    with pytest.raises(TooLarge, match="times its size"):
        opened("a", io.BytesIO(bomb), Limits()).read()


def test_a_bomb_of_zip() -> None:
    bomb = zipped({"a.txt": b"a" * 100_000_000, "b.txt": SENTENCE.encode()})
    articles, said = read(bomb)
    assert [a.text for a in articles] == [SENTENCE]
    assert said[0].startswith("a:a.txt: unpacks to ") and said[0].endswith("times its size")


def test_a_zip_whose_directory_lies_about_sizes() -> None:
    data = bytearray(zipped({"a.txt": b"The minister spoke. " * 2000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at:at + 4] = (10).to_bytes(4, "little")  # it says ten bytes
    articles, said = read(bytes(data))
    assert [len(a.text) for a in articles] in ([], [10]) and len(said) + len(articles) == 1


def test_archives_in_archives_in_archives() -> None:
    data = zipped({"a.txt": SENTENCE.encode()})
    for _ in range(6):
        data = zipped({"in.zip": data})
    articles, said = read(data)
    assert not articles and said[0].endswith("archives within archives, more than 3 deep")
    assert len(read(zipped({"in.tar": tarred(MEMBERS)}))[0]) == 3


def test_limits_of_an_archive() -> None:
    many = {f"{i}.txt": SENTENCE.encode() for i in range(20)}
    for data in (zipped(many), tarred(many)):
        assert read(data, Limits(members=10))[1] == ["a: more than 10 members"]
        assert read(data, Limits(unpacked=200))[1] == ["a: unpacks to more than 0.0002 MB"]
        assert read(data, Limits(article=30))[1][0] == "a:0.txt: larger than 3e-05 MB"


def test_nothing_leaves_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret of the minister is kept in this very file.")
    names = {"../../etc/evil.txt": SENTENCE.encode(), "/abs.txt": SENTENCE.encode(), "con\x1b[31mtrol.txt": SENTENCE.encode()}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.txt")
            info.type, info.linkname = kind, str(secret)
            packed.addfile(info)
    before = sorted(tmp_path.rglob("*"))
    articles, said = read(out.getvalue())
    assert not articles and len(said) == 4 and all(s.endswith("a link or a device, not followed") for s in said)
    for data in (zipped(names), tarred(names)):
        articles, said = read(data)
        assert [a.text for a in articles] == [SENTENCE] * 3 and not said
        assert all((a.source or "").isprintable() for a in articles)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_tar_with_a_header_that_fills_the_memory() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 3_000_000_000
    said = read(info.tobuf() + b"1" * 100_000)[1]
    assert said == ["a: not a tar file that can be read, or one that ends too early"]


@pytest.mark.parametrize("data", [zipped(MEMBERS)[:-30], zipped(MEMBERS)[:200], tarred(MEMBERS)[:700], gzip.compress(SENTENCE.encode())[:-12],
                                  gzip.compress(SENTENCE.encode())[:30] + b"xxxxxxxxxxxxxx", b"PK\x03\x04" + b"\0" * 100])
def test_broken_archives_are_one_line(data: bytes) -> None:
    articles, said = read(data)
    assert len(said) >= 1 and all(s.startswith("a:") for s in said)


def test_an_encrypted_zip() -> None:
    data = bytearray(zipped({"a.txt": SENTENCE.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert read(bytes(data))[1] == ["a:a.txt: encrypted"]


def warc(*records: tuple[str, str, bytes, str], kind: str = "response", packed: bool = True) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, status, body, headers in records:
        http = StatusAndHeaders(status, [tuple(h.split(": ", 1)) for h in headers.split("\n") if h], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http))
    return out.getvalue()


HTML = "Content-Type: text/html; charset=utf-8"


@pytest.mark.parametrize("packed", [True, False])
def test_warc(packed: bool) -> None:
    data = warc(("https://courier.example/1", "200 OK", PAGE, HTML),
                ("https://courier.example/2", "302 Found", b"", f"{HTML}\nLocation: /1"),
                ("https://courier.example/logo.png", "200 OK", b"\x89PNG", "Content-Type: image/png"),
                ("https://www.reuters.com/3", "200 OK", gzip.compress(PAGE), f"{HTML}\nContent-Encoding: gzip"),
                ("https://courier.example/4", "200 OK", b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), f"{HTML}\nTransfer-Encoding: chunked"),
                ("https://courier.example/5", "200 OK", b"<html><body><p>Short.</p></body></html>", HTML), packed=packed)
    articles, said = read(data)
    assert [a.url for a in articles] == ["https://courier.example/1", "https://www.reuters.com/3", "https://courier.example/4"]
    assert all(a.text == TEXT for a in articles) and articles[1].outlet == "Reuters"
    assert all(a.published is None for a in articles), "the day of the capture is not the story's"
    assert articles[0].source == "a:https://courier.example/1"
    assert said == ["a:https://courier.example/5: no story in it: no paragraphs of text"]


def test_warc_bombs_and_limits() -> None:
    bomb = warc(("https://courier.example/1", "200 OK", gzip.compress(b" " * 50_000_000), f"{HTML}\nContent-Encoding: gzip"),
                ("https://courier.example/2", "200 OK", PAGE, HTML))
    articles, said = read(bomb)
    assert len(articles) == 1 and "times its size" in said[0]
    articles, said = read(warc(("https://courier.example/1", "200 OK", PAGE, HTML)), Limits(article=500))
    assert said == ["a:https://courier.example/1: larger than 0.0005 MB"]


@pytest.mark.parametrize("cut", [10, 200, 500, 900])
def test_warc_that_ends_too_early(cut: int) -> None:
    data = warc(("https://courier.example/1", "200 OK", PAGE, HTML), packed=False)
    articles, said = read(data[:cut])
    assert len(articles) + len(said) == 1


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([zipped(MEMBERS), tarred(MEMBERS), tarred(MEMBERS, "w:gz"), warc(("https://a.example/1", "200 OK", PAGE, HTML)),
                        warc(("https://a.example/1", "200 OK", PAGE, HTML), packed=False), gzip.compress(PAGE)]),
       st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=6)), max_size=6), st.integers(0, 6000))
def test_damaged_archives_give_articles_or_lines(data: bytes, damage: list[tuple[int, bytes]], cut: int) -> None:
    broken = bytearray(data)
    for at, value in damage:
        broken[at % len(broken):at % len(broken) + len(value)] = value
    articles, said = read(bytes(broken[:cut] if cut < 5500 else broken))
    assert all("\n" not in s for s in said) and all(a.text for a in articles)
