"""Files, folders, standard input: what is read, and one line for what is not."""

from __future__ import annotations

import io
import json
import os
import pickle
import random
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import NoStory, NotText, SourceError, TooLarge, WrongLanguage
from communique.records import Article
from communique.sources import About, Found, Kind, Limits, read_sources, registry
from communique.sources.common import make_article
from communique.sources.registry import kind_of_bytes, kind_of_name
from tests.sources.pages import STORY, TEXT, TITLE, page

RUSSIAN = "Президент страны заявил в понедельник, что договор будет соблюдаться всеми сторонами. " * 12
SENTENCE = "The foreign ministers of Kenya and Norway met in Oslo on Tuesday."


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def said(found: list[Found]) -> list[str]:
    return [str(f) for f in found if isinstance(f, SourceError)]


def articles(found: list[Found]) -> list[Article]:
    return [f for f in found if isinstance(f, Article)]


BAD: dict[str, tuple[str | bytes, type[SourceError], str]] = {
    "empty.html": ("", NoStory, "empty"),
    "blank.txt": (" \n\n\t", NoStory, "empty"),
    "empty.jsonl": ("\n\n", NoStory, "empty"),
    "binary.html": (random.Random(1).randbytes(5000), NotText, "binary, not text"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\0\0\0" + random.Random(2).randbytes(900), NotText, "binary, not text"),
    "binary.jsonl": (random.Random(3).randbytes(5000), NotText, "binary, not text"),
    "links.html": (page("<h1>News</h1>" + "".join(f'<li><a href="/{i}">President {i} visits the capital today</a>' for i in range(60))),
                   NoStory, "no story in it: a list of links"),
    "russian.html": (page(f"<h1>Новости</h1><p>{RUSSIAN}</p>"), WrongLanguage, "in Russian, a language that is not coded"),
    "russian.txt": (RUSSIAN.encode("cp1251"), WrongLanguage, "in Russian, a language that is not coded"),
    "deep.html": (b"<div>" * 100_000 + STORY.encode(), NoStory, "no story in it: tags nested more than 200 deep"),
    "digits.txt": ("12 345\n", NoStory, "no text in it"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    data, kind, reason = BAD[name]
    bad = write(tmp_path / name, data)
    good = write(tmp_path / "good.txt", SENTENCE)
    found = list(read_sources([bad, good]))
    assert said(found) == [f"{bad}: {reason}"] and isinstance(found[0], kind)
    assert [a.text for a in articles(found)] == [SENTENCE]
    again = pickle.loads(pickle.dumps(found[0]))
    assert (type(again), str(again)) == (kind, str(found[0]))


def test_lines_that_can_not_be_read_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "wire.jsonl", "\n".join([
        json.dumps({"text": SENTENCE, "id": 7}), '{"title": "no text"}', "not json", "[1]", '{"text": 5}', "", '{"text": "x \\ud800 y"}',
        '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "{\"text\": \"caf\xe9\"}".encode("cp1252").decode("latin-1"),
        json.dumps({"text": RUSSIAN}), json.dumps({"text": "Kenya thanked Norway."})]).encode("latin-1", "replace"))
    found = list(read_sources([path]))
    assert [a.text for a in articles(found)] == [SENTENCE, "Kenya thanked Norway."]
    assert articles(found)[0].id == "7"
    assert said(found) == [f"{path}:{line}: {why}" for line, why in [
        (2, "no text"), (3, "not JSON"), (4, "not a JSON object"), (5, "no text"),
        (7, "not text: it holds half of a character (a lone surrogate)"), (8, "not JSON that can be read: nested too deep"),
        (9, "not UTF-8"), (10, "in Russian, a language that is not coded")]]


def test_what_a_line_says_of_its_article_is_kept(tmp_path: Path) -> None:
    line = {"text": SENTENCE, "id": "wire-1", "url": "https://wire.example/1", "outlet": "Harbour Wire", "title": "Ministers meet",
            "bylines": ["Ana Ruiz"], "published": "2019-05-02T10:00:00+02:00", "language": "en"}
    [article] = articles(list(read_sources([write(tmp_path / "a.jsonl", json.dumps(line))], outlet="Other", published="2001")))
    assert {k: getattr(article, k) for k in line} == line | {"bylines": ("Ana Ruiz",)}


@pytest.mark.parametrize(("published", "kept"), [("2017", "2017"), ("2017-02", "2017-02"), ("2017-02-28", "2017-02-28"),
                                                 ("28 February 2017", "2017-02-28"), ("some day", None), ("", None)])
def test_a_lines_date_is_a_date_or_unknown(published: str, kept: str | None, tmp_path: Path) -> None:
    [article] = articles(list(read_sources([write(tmp_path / "a.jsonl", json.dumps({"text": SENTENCE, "published": published}))])))
    assert article.published == kept


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = write(tmp_path / "big.html", STORY.encode() * 50)
    assert said(list(read_sources([path], limits=Limits(article=10_000)))) == [f"{path}: larger than 0.01 MB"]
    lines = write(tmp_path / "big.jsonl", json.dumps({"text": SENTENCE * 500}) + "\n" + json.dumps({"text": SENTENCE}))
    found = list(read_sources([lines], limits=Limits(article=10_000)))
    assert said(found) == [f"{lines}:1: a line larger than 0.01 MB"] and len(articles(found)) == 1
    assert isinstance(found[0], TooLarge)


def test_a_page_of_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.write(b"<html><body>" + STORY.encode())
        file.truncate(50_000_000)
    assert said(list(read_sources([path]))) == [f"{path}: larger than 20 MB"]


def test_a_folder_in_order_with_what_is_in_it(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.html", "c.jsonl", "notes.doc", "z/empty"):
        write(tmp_path / name, page(f"<h1>{TITLE}</h1>{STORY}") if name.endswith("html") else
              json.dumps({"text": SENTENCE}) if name.endswith("jsonl") else SENTENCE)
    found = list(read_sources([tmp_path]))
    assert [Path(a.source or "").relative_to(tmp_path).as_posix() for a in articles(found)] == ["a.txt", "b/1.html", "b/2.txt", "c.jsonl"]
    assert not said(found)


def test_links_are_not_followed_out_of_a_folder_or_in_circles(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "The minister's secret diary of the talks in Oslo.")
    inside = tmp_path / "in"
    write(inside / "a.txt", SENTENCE)
    (inside / "loop").symlink_to(".", target_is_directory=True)
    (inside / "out.txt").symlink_to(secret)
    (inside / "same.txt").symlink_to("a.txt")
    (inside / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(inside / "pipe.txt")
    found = list(read_sources([inside]))
    assert [a.text for a in articles(found)] == [SENTENCE, SENTENCE]
    assert said(found) == [f"{inside / 'gone.txt'}: no such file or directory", f"{inside / 'loop'}: a symbolic link, not followed",
                           f"{inside / 'out.txt'}: a symbolic link that leads out of the folder, not followed",
                           f"{inside / 'pipe.txt'}: neither a file nor a folder"]


def test_what_is_missing_or_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked"
    write(locked / "a.txt", SENTENCE)
    real = Path.iterdir

    def refuse(path: Path) -> object:  # the tests may run as a user whom no mode stops
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    write(tmp_path / "b.txt", SENTENCE)
    found = list(read_sources([tmp_path, tmp_path / "none.html", "bad\0name"]))
    assert len(articles(found)) == 1
    assert said(found) == [f"{locked}: permission denied", f"{tmp_path / 'none.html'}: no such file or directory",
                           "bad?name: embedded null byte"]


def test_a_file_name_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    write(tmp_path / "a\x1b[2J\nb.txt", "")
    [line] = said(list(read_sources([tmp_path])))
    assert line == f"{tmp_path}/a?[2J?b.txt: empty"


@pytest.mark.parametrize(("data", "text"), [
    (SENTENCE.encode(), SENTENCE), (page(f"<h1>{TITLE}</h1>{STORY}"), TEXT), (json.dumps({"text": SENTENCE}).encode(), SENTENCE)])
def test_standard_input_is_told_by_its_bytes(data: bytes, text: str) -> None:
    [article] = read_sources(["-"], stdin=io.BytesIO(data), published="2020-01-08", outlet="Fjord Wire", url="https://fjord.example/1")
    assert isinstance(article, Article)
    assert (article.text, article.source, article.published, article.outlet) == (text, "-", "2020-01-08", "Fjord Wire")


def test_text_is_kept_character_for_character(tmp_path: Path) -> None:
    text = "\r\n  Ministers meet\r\n2 May 2019\r\n\r\n" + SENTENCE + "\t \u00a0\n"
    [article] = articles(list(read_sources([write(tmp_path / "a.txt", text)])))
    assert (article.text, article.published) == (text, "2019-05-02")


@pytest.mark.parametrize(("head", "published"), [
    ("Ministers meet\nPublished: 2 May 2019, 10:30 GMT\n\n", "2019-05-02T10:30:00+00:00"), ("Ministers meet\n", None),
    ("The treaty of 2 May 2019 was signed in Oslo.\n", None), ("2 May 2019 was the day the treaty was signed.\n", None)])
def test_the_date_of_a_plain_text_stands_alone(head: str, published: str | None, tmp_path: Path) -> None:
    [article] = articles(list(read_sources([write(tmp_path / "a.txt", head + SENTENCE)])))
    assert article.published == published


def test_an_articles_id_is_the_same_anywhere(tmp_path: Path) -> None:
    one, two = write(tmp_path / "x" / "a.txt", SENTENCE), write(tmp_path / "y" / "a.txt", SENTENCE)
    ids = {a.id for a in articles(list(read_sources([one, two])))}
    assert len(ids) == 1
    assert {a.id for a in articles(list(read_sources([write(tmp_path / "b.txt", SENTENCE)])))} != ids


def test_kinds_by_name_and_by_bytes() -> None:
    names = {"a.HTML": "page", "a.b.htm": "page", "a.txt": "text", "a.jsonl": "jsonl", "a.doc": None, "html": None}
    assert {n: (k.name if (k := kind_of_name(n)) else None) for n in names} == names
    assert kind_of_bytes(b"  <!DOCTYPE html><html>").name == "page"
    assert kind_of_bytes(b'{"text": "x"}').name == "jsonl"
    assert kind_of_bytes(b"a < b, he said").name == "text"
    assert kind_of_bytes(b"").name == "text"


def test_a_kind_of_another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        def __init__(self, name: str, kind: object) -> None:
            self.name, self.kind = name, kind

        def load(self) -> object:
            if isinstance(self.kind, Exception):
                raise self.kind
            return self.kind

    def read_lines(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
        for line in stream:
            yield make_article(name, line.decode().strip(), about)

    points = [Point("telex", Kind("telex", read_lines, (".tlx",), lambda head: head.startswith(b"ZCZC"))),
              Point("broken", ImportError("no module")), Point("odd", 5)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group == "communique.sources" else [])
    registry.kinds.cache_clear()
    try:
        with pytest.warns(UserWarning, match="'broken' can't be loaded: no module"):
            assert kind_of_bytes(b"ZCZC 1").name == "telex"
        [article] = read_sources([write(tmp_path / "a.tlx", SENTENCE)])
        assert isinstance(article, Article) and article.text == SENTENCE
    finally:
        monkeypatch.undo()
        registry.kinds.cache_clear()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda s: s.encode("utf-8", "replace")),
                 st.lists(st.sampled_from(["<p>", "</p>", "<div class='related'>", "<h1>", "<br>", "<a href='x'>", "&#0;", "<!--", "<![CDATA[",
                                           '<script type="application/ld+json">{', "<table><tr><td>", "28 February 2017", SENTENCE, "\ufffd",
                                           "<meta name='date' content='2017'>", "<time datetime='x'>"]), max_size=40)
                 .map(lambda parts: ("<html><body>" + "".join(parts)).encode())))
def test_any_bytes_give_articles_or_one_line_each(data: bytes) -> None:
    for found in read_sources(["-"], stdin=io.BytesIO(data)):
        if isinstance(found, Article):
            assert found.text.strip()
            found.text.encode()
        else:
            assert "\n" not in str(found) and str(found).startswith("-")
