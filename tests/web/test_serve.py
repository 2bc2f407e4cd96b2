"""`communique serve` as a person starts it: the address it prints, the token it asks for, how it ends, and a busy archive."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from communique.archive import Archive
from communique.web import create_app

from .small import BASE


@contextmanager
def served(*args: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command, and the address that it printed."""
    command = subprocess.Popen([sys.executable, "-m", "communique", "serve", "--port", "0", *args], text=True, stderr=subprocess.PIPE,
                               env={**os.environ, "COMMUNIQUE_TOKEN": ""})
    try:
        assert command.stderr
        line = command.stderr.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + command.stderr.read()
        yield command, found[0]
    finally:
        command.kill()
        command.wait()


def test_it_prints_its_address_serves_and_ends_on_ctrl_c(path: Path) -> None:
    with served("--archive", str(path)) as (command, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        page = httpx.get(address)
        assert page.status_code == 200 and "Fjord Wire" in page.text and "server" not in page.headers
        style = httpx.get(address + "static/css/frame.css")
        assert style.headers["content-type"].startswith("text/css")
        assert style.headers["cache-control"] == "private, max-age=300"  # what the archive says is kept nowhere
        assert httpx.get(address + "static/css/nothing.css").headers["cache-control"] == "private, no-store"
        assert httpx.get(address, headers={"host": "evil.example"}).status_code == 421
        command.send_signal(signal.SIGINT)
        assert command.wait(20) == 0
        assert command.stderr and "Traceback" not in command.stderr.read()


def test_a_host_for_all_asks_for_a_token_that_it_makes(path: Path) -> None:
    with served("--archive", str(path), "--host", "0.0.0.0", "--read-only") as (_, address):
        port = re.search(r":(\d+)/", address)
        token = address.partition("?token=")[2]
        assert port and len(token) >= 32
        with httpx.Client(base_url=f"http://127.0.0.1:{port[1]}") as web:
            assert web.get("/").status_code == 401
            assert web.get("/", params={"token": token}).status_code == 303
            assert "data-read-only" in web.get("/").text


@pytest.mark.parametrize(("args", "why"), [
    (["--archive", "none.duckdb"], "no archive here"), (["--token", "short"], "at least 16 characters"),
    (["--host", "256.1.1.1"], "can't listen on"), (["--allow-host", "a/b"], "is no host's name")])
def test_what_can_not_be_served_is_one_line(path: Path, args: list[str], why: str) -> None:
    done = subprocess.run([sys.executable, "-m", "communique", "serve", "--archive", str(path), "--port", "0", *args], text=True,
                          capture_output=True, timeout=60)
    assert done.returncode == 1 and why in done.stderr and done.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_said_to_be_so(path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run([sys.executable, "-m", "communique", "serve", "--archive", str(path), "--port", port], text=True,
                              capture_output=True, timeout=60)
    assert done.returncode == 1 and f"port {port}" in done.stderr and done.stderr.count("\n") == 1


def test_a_file_that_is_no_archive_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_text("no archive at all, but long enough to be looked at" * 100)
    done = subprocess.run([sys.executable, "-m", "communique", "serve", "--archive", str(tmp_path / "x.duckdb")], text=True,
                          capture_output=True, timeout=60)
    assert done.returncode == 1 and "x.duckdb" in done.stderr and done.stderr.count("\n") == 1


HOLD = """
import sys, time
from communique.archive import Archive
with Archive(sys.argv[1]).store.connect(write=True):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def held(path: Path, seconds: float) -> Iterator[None]:
    """Another program writes to the archive for so long."""
    writer = subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout and writer.stdout.readline() == "held\n"
        yield
    finally:
        writer.kill()
        writer.wait()


def test_a_page_waits_while_another_program_writes(path: Path) -> None:
    web = TestClient(create_app(path), base_url=BASE)
    with held(path, 1.0):
        assert web.get("/events").status_code == 200
        assert web.get("/api/v1/events").json()["total"] == 3


def test_what_stays_busy_is_said_to_be_so(path: Path) -> None:
    web = TestClient(create_app(path, wait=0.2), base_url=BASE)
    with held(path, 60):
        page, answer = web.get("/events"), web.get("/api/v1/events")
        assert page.status_code == answer.status_code == 503 and page.headers["retry-after"] == "2"
        assert answer.json()["error"]["code"] == "busy" and "another program" in page.text and str(path.parent) not in page.text
    assert web.get("/events").status_code == 200


def test_a_writer_gets_its_turn_however_many_ask(path: Path) -> None:
    """Four threads read without a gap; a program that gives up after 15 seconds writes all the same."""
    web = TestClient(create_app(path), base_url=BASE)
    written = threading.Event()

    def ask(n: int) -> int:
        asked = 0
        while not written.is_set():  # each time another question, so that none is kept
            asked += 1
            assert web.get(f"/api/v1/series?by=day&from={1000 + n * 1000 + asked}").status_code == 200
        return asked

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, n) for n in range(4)]
        try:
            done = subprocess.run([sys.executable, "-c", WRITE, str(path)], capture_output=True, text=True, timeout=120)
        finally:
            written.set()
        assert done.returncode == 0, done.stderr
        assert all(one.result() for one in asking)


WRITE = """
import sys
from communique.archive import Archive
from tests.archive.conftest import report
assert Archive(sys.argv[1], wait=15).add([report(8), report(9)]) == 2
"""


def test_new_reports_show_at_once(path: Path) -> None:
    from tests.archive.conftest import report

    web = TestClient(create_app(path), base_url=BASE)
    assert web.get("/api/v1/events").json()["total"] == 3
    Archive(path).add([report(5)])
    assert web.get("/api/v1/events").json()["total"] == 4 and "a5" in web.get("/reports").text


def test_an_error_of_ours_tells_nothing_of_the_inside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"secret at {path}")

    monkeypatch.setattr(Archive, "network", broken)
    web = TestClient(create_app(path), base_url=BASE)
    for page in ("/network", "/api/v1/network"):
        answer = web.get(page)
        assert answer.status_code == 500 and "secret" not in answer.text and "Traceback" not in answer.text
        assert "content-security-policy" in answer.headers
