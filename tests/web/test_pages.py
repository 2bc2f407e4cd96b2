"""Each page is complete without scripts: what it shows, the filters in its address, its downloads, the command that gives the same."""

from __future__ import annotations

import html
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from lxml import html as lxml_html
from starlette.testclient import TestClient

from communique.archive import Archive
from communique.cli import cli
from communique.records import Article, Event, Role, record_id
from communique.web import create_app
from tests.archive.conftest import TEXT

PAGES = ["/", "/search?q=norway+clinic", "/events", "/events?type=CONSULT&status=actual&from=2020", "/statements", "/statements?actor=NOR",
         "/commitments", "/commitments?state=due&on=2021-12-15", "/facts", "/facts?actor=NOR&as_of=2020-06-01", "/reports", "/network",
         "/network?actor=KGZ", "/map", "/corrections", "/entity/state:NOR", "/entity/person:per-lund-nor", "/pair/state:KGZ/state:NOR",
         "/report/a0", "/report/a0?layer=event&layer=time"]


def text_of(web: TestClient, page: str) -> str:
    """The words of a page, without its markup."""
    answer = web.get(page)
    assert answer.status_code == 200, answer.text[:500]
    return " ".join(lxml_html.fromstring(answer.text).text_content().split())


def commands(page: str) -> list[list[str]]:
    return [shlex.split(html.unescape(c)) for c in re.findall(r'<code class="command">(.*?)</code>', page, re.S)]


@pytest.mark.parametrize("page", PAGES)
def test_the_markup_is_whole(web: TestClient, page: str) -> None:
    text = web.get(page).text
    tree = lxml_html.fromstring(text)
    assert len(tree.xpath("//h1")) == 1 and len(tree.xpath("//main")) == 1 and tree.xpath("//title")[0].text.strip()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for label in tree.xpath("//label/@for"):
        assert label in ids
    for field in tree.xpath("//input[not(@type='hidden') and not(ancestor::label)]/@id | //select/@id"):
        assert field in tree.xpath("//label/@for")
    for target in tree.xpath("//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids, target
    etree.HTMLParser(recover=False).feed(text.encode())


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(web: TestClient, page: str) -> None:
    tree = lxml_html.fromstring(web.get(page).text)
    seen = {h.partition("#")[0] for h in tree.xpath("//a/@href | //section/@data-src") if h.startswith("/")}
    assert seen
    for target in sorted(seen - {""}):
        if "/export/" not in target:  # (test_api.py asks for each)
            assert web.get(target).status_code in (200, 303), target


@pytest.mark.parametrize("page", PAGES)
def test_the_command_shown_runs_and_gives_something(web: TestClient, page: str) -> None:
    shown = commands(web.get(page).text)
    assert shown or "data-page=\"corrections\"" in page
    for line in shown:
        assert line[0] == "communique"
        done = CliRunner().invoke(cli, line[1:])
        assert done.exit_code == 0, (line, done.output, done.exception)
        assert done.output.strip()


def test_an_entitys_page_has_all_its_parts(web: TestClient) -> None:
    text = text_of(web, "/entity/state:NOR")
    for told in ("What happened", "CONSULT", "Norway will fund a clinic", "pledge", "fund a clinic", "if parliament agrees", "Foreign Minister",
                 "Per Lund", "Kyrgyzstan", "As of"):
        assert told in text, told
    page = web.get("/entity/state:NOR").text
    assert set(re.findall(r'data-view="(\w+)"', page)) == {"timeline", "series", "asof", "network", "map"}


def test_a_name_leads_to_the_entitys_own_address(web: TestClient) -> None:
    for name in ("NOR", "Norway", "norway"):
        assert web.get(f"/entity/{name}?from=2020").headers["location"] == "/entity/state:NOR?from=2020"
    assert web.get("/pair/Kyrgyzstan/NOR").headers["location"] == "/pair/state:KGZ/state:NOR"
    assert web.get("/go?actor=Norway&other=KGZ").headers["location"] == "/pair/state:NOR/state:KGZ"
    assert web.get("/go?actor=Norway&other=").headers["location"] == "/entity/state:NOR"
    assert web.get("/go?actor=Nobody+Atall").status_code == 404 and web.get("/entity/person:nobody").status_code == 404


def test_filters_stand_in_the_address_and_in_the_form(web: TestClient) -> None:
    text = web.get("/events?type=CONSULT&outlet=Fjord+Wire&from=2020-03").text
    tree = lxml_html.fromstring(text)
    assert tree.xpath("//input[@name='outlet']/@value") == ["Fjord Wire"] and tree.xpath("//input[@name='from']/@value") == ["2020-03"]
    assert "CONSULT" in tree.xpath("//*[@name='type']//option[@selected]/@value | //input[@name='type'][@checked]/@value")
    assert any("type=CONSULT" in h and "outlet=Fjord+Wire" in h for h in tree.xpath("//a[@class='download']/@href"))
    (line,) = commands(text)
    assert line[1:line.index("--archive")] == ["events", "--type", "CONSULT", "--since", "2020-03", "--outlet", "Fjord Wire"]


def test_a_hostile_word_is_quoted_for_the_shell(web: TestClient) -> None:
    (line,) = commands(web.get("/search", params={"q": "a'; rm -rf / #$(x)"}).text)
    assert line[2] == "a'; rm -rf / #$(x)"


def test_pages_follow_each_other(web: TestClient, path: Path) -> None:
    kgz = Role(entity="state:KGZ", name="Kyrgyzstan", kind="state", country="KGZ", text="Kyrgyz", span=(0, 6))
    made = [Article(id="many", text="Kyrgyzstan spoke. " * 120, published="2021-01-01"),
            *(Event(id=record_id("event", "many", n), article="many", type="ACCUSE", actors=(kgz,), trigger=(n, n + 6), evidence=((n, n + 9),),
                    confidence=0.5) for n in range(120))]
    Archive(path).add([made])
    first = lxml_html.fromstring(web.get("/events?actor=KGZ").text)
    assert len(first.xpath("//ol[@class='timeline']/li")) == 50
    (older,) = first.xpath("//nav[@class='pager']/a[@rel='next']/@href")
    assert older == "/events?actor=KGZ&page=2"
    last = lxml_html.fromstring(web.get("/events?actor=KGZ&page=3").text)
    assert len(last.xpath("//ol[@class='timeline']/li")) == 22 and not last.xpath("//a[@rel='next']")


def test_a_reports_marks_lead_to_its_records(web: TestClient) -> None:
    tree = lxml_html.fromstring(web.get("/report/a0").text)
    (visited,) = [a for a in tree.xpath("//article//a") if a.text == "visited"]
    assert "l-event" in visited.get("class") and visited.get("href").startswith("#r-event:")
    (inside,) = [a for a in tree.xpath("//article//a") if a.text == "by 2021"]
    assert {"l-statement", "l-commitment"} <= set(inside.get("class").split())
    assert inside.get("href").startswith("#r-commitment:")  # the innermost
    body = " ".join(tree.xpath("//article")[0].text_content().split())
    assert body == TEXT
    only = lxml_html.fromstring(web.get("/report/a0?layer=time").text)
    assert {c for a in only.xpath("//article//a/@class") for c in a.split()} == {"mark", "l-time"}


def test_a_record_shows_why_it_was_coded_and_has_a_link(web: TestClient, path: Path) -> None:
    key = Archive(path).events().column("id")[0].as_py()
    text = text_of(web, f"/record/{key}")
    assert "visit/v" in text and "named in the table of states" in text and "[visited]" in text and key in text
    assert web.get(f"/record/{key[:12]}").headers["location"] == f"/record/{key}"
    assert web.get("/record/event:").status_code == 400 and web.get("/record/none").status_code == 404


def test_an_empty_archive_has_pages_too(tmp_path: Path) -> None:
    empty = Archive(tmp_path / "empty.duckdb")
    empty.store.prepare()
    web = TestClient(create_app(empty.path), base_url="http://127.0.0.1:8610")
    for page in ("/", "/search", "/search?q=x", "/events", "/statements", "/commitments", "/facts", "/reports", "/network", "/map",
                 "/corrections", "/entity/state:NOR", "/pair/state:NOR/state:KGZ"):
        assert web.get(page).status_code == 200, page
