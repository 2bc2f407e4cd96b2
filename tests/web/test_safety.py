"""What strangers try: other names, other origins, changes from elsewhere, paths, markup, sizes. None of it works."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from communique.archive import Archive
from communique.web import create_app
from communique.web.security import HEADERS, host_of, is_loopback

from .small import BASE, HOSTILE, csrf, hostile

TOKEN = "a-long-token-of-ours"
PAGES = ["/", "/search?q=script", "/events", "/statements", "/commitments", "/commitments?state=overdue", "/facts", "/reports",
         "/network", "/map", "/corrections", "/entity/person:evil-xyz", "/entity/state:NOR", "/pair/state:NOR/state:KGZ", "/report/a0",
         f"/report/{quote(hostile()[0].id, safe='')}", *(f"/record/{r.id}" for r in hostile()[2:])]


def first_event(path: Path) -> str:
    return str(Archive(path).events().column("id")[0].as_py())


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8610", "127.0.0.1.evil.example", "localhost.evil.example",
                                  "127.0.0.2:8610", "0.0.0.0:8610", "[::2]:8610", "", "127.0.0.1:8610@evil.example",
                                  "127.0.0.1, evil.example", "a/b", "127.0.0.1:x", "[", "[::1", "]"])
@pytest.mark.parametrize("page", ["/", "/api/v1/events", "/static/js/communique.js"])
def test_a_name_that_is_not_ours_is_refused(web: TestClient, host: str, page: str) -> None:
    answer = web.get(page, headers={"host": host})
    assert answer.status_code == 421
    assert "Wire" not in answer.text and "Norway" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8610", "localhost:8610", "LOCALHOST:8610", "[::1]:8610", "localhost"])
def test_this_machines_names_are_served(web: TestClient, host: str) -> None:
    assert web.get("/api/v1/session", headers={"host": host}).status_code == 200


def test_further_names_are_served_where_they_are_given(path: Path) -> None:
    web = TestClient(create_app(path, hosts=("desk.example",)), base_url="http://desk.example:8610")
    assert web.get("/").status_code == 200
    assert web.get("/", headers={"host": "other.example"}).status_code == 421
    assert web.get("/", headers={"host": "192.0.2.7"}).status_code == 421
    open_ = TestClient(create_app(path, token=TOKEN, any_address=True), base_url="http://192.0.2.7:8610")
    assert open_.get("/").status_code == 401 and open_.get("/", headers={"host": "other.example"}).status_code == 421


@pytest.mark.parametrize("page", [*PAGES, "/nowhere", "/events?from=x", "/api/v1/events", "/api/v1/nowhere", "/static/nowhere",
                                  "/login"])
def test_every_answer_carries_the_headers_that_keep_a_browser_safe(web: TestClient, page: str) -> None:
    answer = web.get(page)
    assert answer.status_code < 500
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("page", PAGES)
def test_a_reports_words_are_shown_and_do_nothing(web: TestClient, page: str) -> None:
    answer = web.get(page)
    assert answer.status_code == 200, answer.text[:300]
    text = answer.text
    assert all(re.fullmatch(r'<script( type="module")? src="/static/js/[\w.-]+"></script>', tag)
               for tag in re.findall(r"<script\b.*?(?:</script>|$)", text, re.S))
    assert not re.search(r"<(img|b|i|u|s|iframe|object)\b", text)
    assert not re.search(r"<[^>]*\son\w+\s*=", text) and not re.search(r"<[^>]*\sstyle\s*=", text) and "<style" not in text
    assert not re.search(r"(href|src|action)\s*=\s*[\"']?\s*(javascript|data|vbscript):", text, re.I)
    assert not any(c in text for c in "\x1b\u202e\u202c\u2066")
    assert "{{ 7*7 }}" in text or "49" not in text or "evil" not in page  # what looks like a template is text
    assert text.count("<main") == 1 and text.count("</main>") == 1


def test_hostile_text_is_still_readable(web: TestClient) -> None:
    text = web.get(f"/report/{quote(hostile()[0].id, safe='')}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "DROP TABLE events" in text and "{{ 7*7 }}" in text
    told = web.get(f"/api/v1/reports/{quote(hostile()[0].id, safe='')}").json()
    assert told["article"]["text"].startswith(HOSTILE)  # the record is as it was; JSON is no page


@pytest.mark.parametrize("target", [
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd",
    "/static/js/..%5c..%5capp.py", "/report/..%2f..%2f..%2fetc%2fpasswd", "/record/..%2f..%2fetc%2fpasswd",
    "/api/v1/export/..%2f..%2fetc%2fpasswd", "/api/v1/export/%2fetc%2fpasswd", "/entity/..%2f..%2fetc", "/api/v1/reports/%00",
    "/static/js/%00", "/static/templates/base.html", "/api/v1/export/csv%00"])
def test_no_path_reaches_the_file_system(web: TestClient, target: str) -> None:
    answer = web.get(target)
    assert answer.status_code in (400, 404), (target, answer.status_code)
    assert "root:" not in answer.text and "create_app" not in answer.text


@pytest.mark.parametrize("value", ["' OR '1'='1", "x'; DROP TABLE events; --", "\"; SELECT 1; --", "%", "_", "1) UNION SELECT", "\\",
                                   "read_csv('/etc/passwd')", "$1", "?"])
def test_no_query_reaches_sql_unbound(web: TestClient, path: Path, value: str) -> None:
    before = Archive(path).events().num_rows
    for page in ("/search?q=", "/events?outlet=", "/events?actor=", "/reports?outlet=", "/entity/", "/report/", "/record/",
                 "/api/v1/entities?q=", "/api/v1/facts?entity=", "/api/v1/search?q=", "/api/v1/series?a=",
                 "/api/v1/export/csv?outlet=", "/api/v1/entities/", "/api/v1/records/", "/api/v1/brief?entity="):
        answer = web.get(page + quote(value, safe=""))
        assert answer.status_code in (200, 303, 400, 404), (page, answer.text[:200])
        assert "Catalog Error" not in answer.text and "Parser Error" not in answer.text
    assert web.get("/api/v1/events?outlet=" + quote(value)).json()["total"] == 0
    assert Archive(path).events().num_rows == before == 3


@pytest.mark.parametrize("query", ["per=201", "per=0", "per=-1", "per=1e3", "page=0", "page=x", "page=100001", "from=2020-13", "from=x",
                                   "to=0000", "type=NOTHING", "status=x", "quad=x", "outlet=" + "x" * 301, "page=1&page=2",
                                   "outlet=%00", "&".join(["type=AID"] * 41), "limit=0"])
@pytest.mark.parametrize("page", ["/events", "/api/v1/events", "/api/v1/network"])
def test_what_can_not_be_asked_is_said_to_be_so(web: TestClient, page: str, query: str) -> None:
    taken = page == "/api/v1/network" and query.startswith(("per", "page")) or page != "/api/v1/network" and "limit" in query
    answer = web.get(f"{page}?{query}")
    assert answer.status_code == (200 if taken else 400)
    if not taken and page.startswith("/api"):
        assert set(answer.json()) == {"error"} and set(answer.json()["error"]) == {"code", "message"}


def test_too_much_is_refused(web: TestClient) -> None:
    assert web.get("/events?x=" + "y" * 9000).status_code == 414
    sent = web.post("/api/v1/corrections", content=b"[" * 70_000,
                    headers={"content-type": "application/json", "x-csrf-token": csrf(web)})
    assert sent.status_code == 413
    deep = web.post("/api/v1/corrections", content=b"[" * 60_000,
                    headers={"content-type": "application/json", "x-csrf-token": csrf(web)})
    assert deep.status_code == 400


# changes

def sent(web: TestClient, path: Path, **headers: str | bytes) -> int:
    """The status that a correction with these headers gets."""
    return web.post("/api/v1/corrections", json={"record": first_event(path), "verdict": "reject"}, headers=headers).status_code


def test_a_change_needs_the_sessions_token(web: TestClient, path: Path) -> None:
    good = csrf(web)
    other = TestClient(create_app(path), base_url=BASE)
    assert sent(web, path) == 403
    assert sent(web, path, **{"x-csrf-token": "0" * 40}) == 403
    assert sent(web, path, **{"x-csrf-token": b"\xe9"}) == 403
    assert sent(web, path, **{"x-csrf-token": csrf(other)}) == 403
    assert sent(TestClient(web.app, base_url=BASE), path, **{"x-csrf-token": good}) == 403  # without the session's cookie
    assert Archive(path).corrections().num_rows == 0
    assert sent(web, path, **{"x-csrf-token": good}) == 201


@pytest.mark.parametrize("headers", [
    {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "https://127.0.0.1:8610"}, {"origin": "http://127.0.0.1:9999"},
    {"origin": "http://127.0.0.1:8610.evil.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}])
def test_a_change_from_elsewhere_is_refused(web: TestClient, path: Path, headers: dict[str, str]) -> None:
    good = csrf(web)
    assert sent(web, path, **{"x-csrf-token": good}, **headers) == 403
    form = {"csrf": good, "verdict": "reject"}
    assert web.post(f"/record/{first_event(path)}/review", data=form, headers=headers).status_code == 403
    assert web.delete(f"/api/v1/corrections/{first_event(path)}", headers={"x-csrf-token": good, **headers}).status_code == 403
    assert Archive(path).corrections().num_rows == 0


def test_our_own_pages_may_change(web: TestClient, path: Path) -> None:
    ours = {"x-csrf-token": csrf(web), "origin": BASE, "sec-fetch-site": "same-origin"}
    assert sent(web, path, **ours) == 201


def test_a_get_never_changes_anything(web: TestClient, path: Path) -> None:
    good = csrf(web)
    assert web.get(f"/record/{first_event(path)}/review?verdict=reject&csrf={good}").status_code in (404, 405)
    assert web.get(f"/api/v1/corrections?record={first_event(path)}&verdict=reject&csrf={good}").status_code == 200
    assert Archive(path).corrections().num_rows == 0


def test_read_only_shows_and_changes_nothing(path: Path) -> None:
    web = TestClient(create_app(path, read_only=True), base_url=BASE)
    page = web.get(f"/record/{first_event(path)}").text
    assert "data-read-only" in page and 'method="post"' not in page
    assert "data-read-only" in web.get("/report/a0").text and 'method="post"' not in web.get("/report/a0").text
    answer = web.post("/api/v1/corrections", json={"record": first_event(path), "verdict": "reject"},
                      headers={"x-csrf-token": csrf(web)})
    assert answer.status_code == 403 and answer.json()["error"]["code"] == "read_only"
    assert web.post(f"/record/{first_event(path)}/review", data={"csrf": csrf(web), "verdict": "reject"}).status_code == 403
    assert web.delete(f"/api/v1/corrections/{first_event(path)}", headers={"x-csrf-token": csrf(web)}).status_code == 403
    assert Archive(path).corrections().num_rows == 0


# the token

@pytest.fixture
def closed(path: Path) -> TestClient:
    return TestClient(create_app(path, token=TOKEN, any_address=True), base_url="http://192.0.2.7:8610", follow_redirects=False)


@pytest.mark.parametrize("page", [*PAGES[:6], "/api/v1/events", "/api/v1/openapi.json", "/api/v1/export/csv", "/nowhere", "/go?actor=NOR"])
def test_without_the_token_nothing_is_shown(closed: TestClient, page: str) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}, {"cookie": "communique_8610=a.b"},
                    {"authorization": b"Bearer \xe9"}):
        answer = closed.get(page, headers=headers)
        assert answer.status_code == 401 and "Norway" not in answer.text and TOKEN not in answer.text
    assert closed.get(page + ("&" if "?" in page else "?") + "token=wrong").status_code == 401


def test_the_token_in_the_address_begins_a_session_and_leaves_the_address(closed: TestClient) -> None:
    answer = closed.get(f"/events?type=CONSULT&token={TOKEN}")
    assert answer.status_code == 303 and answer.headers["location"] == "/events?type=CONSULT"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=lax" in cookie.lower() and TOKEN not in cookie
    assert closed.get("/events?type=CONSULT").status_code == 200
    assert TOKEN not in closed.get("/").text


def test_the_way_in_leads_nowhere_else(closed: TestClient) -> None:
    for page in ("//evil.example/", "/%2fevil.example/", "///evil.example", "/%5cevil.example", "/%5c/evil.example", "/%0d%0aX-Y:%20z"):
        location = closed.get(f"{page}?token={TOKEN}").headers.get("location", "/")
        assert location.startswith("/") and not location.startswith(("//", "/\\")) and "\n" not in location


def test_the_token_in_a_header_serves_programs_and_their_changes(closed: TestClient, path: Path) -> None:
    assert closed.get("/api/v1/events", headers={"authorization": f"Bearer {TOKEN}"}).json()["total"] == 3
    assert sent(closed, path) == 401
    assert sent(closed, path, authorization=f"Bearer {TOKEN}") == 201


def test_the_form_at_the_door(closed: TestClient) -> None:
    assert closed.get("/login").status_code == 200
    assert closed.post("/login", data={"token": "wrong"}).status_code == 401
    assert closed.get("/").status_code == 401
    assert closed.post("/login", data={"token": TOKEN}, headers={"origin": "http://evil.example"}).status_code == 403
    assert closed.post("/login", data={"token": TOKEN}).status_code == 303
    assert closed.get("/").status_code == 200


@pytest.mark.parametrize(("header", "name"), [
    ("127.0.0.1:80", "127.0.0.1"), ("[::1]:8610", "::1"), ("LocalHost", "localhost"), ("localhost.", "localhost"), ("", None), ("a b", None),
    ("a@b", None), ("a/b", None), ("a:99999", None), ("[::1", None)])
def test_host_headers(header: str, name: str | None) -> None:
    assert host_of(header) == name


@pytest.mark.parametrize(("host", "ours"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.9.9.9", True), ("0.0.0.0", False),
                                            ("192.0.2.1", False), ("localhost.example", False), ("::", False)])
def test_which_addresses_are_this_machine_alone(host: str, ours: bool) -> None:
    assert is_loopback(host) is ours
