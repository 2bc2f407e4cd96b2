"""The same coding over a local Ray cluster of two processes, also with a worker killed midway."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique import Archive
from communique.api import code_sources, read
from communique.cli import cli
from communique.errors import SourceError
from communique.records import Article, encode
from communique.scale import cluster, shares
from communique.scale.coded import done, is_coded, outcomes, prepare, read_coded
from communique.scale.shares import cut
from communique.sources import About

ray = pytest.importorskip("ray", reason="communique[ray] is not installed")

TEXTS = [
    "The foreign ministers of Kenya and Norway met in Oslo on Tuesday.",
    "Japan condemned North Korea's missile launch on Friday.",
    "Chile expelled two Peruvian diplomats after Lima accused it of spying.",
    "Police in Cairo detained eleven journalists on Monday.",
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    rows = [{"id": f"r{i}", "text": TEXTS[i % 4], "published": f"2020-01-{1 + i % 3:02d}", "language": "en"} for i in range(12)]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n{broken\n")
    (folder / "page.txt").write_text(TEXTS[0])
    return folder


@pytest.fixture(scope="module")
def local() -> Iterator[None]:
    os.environ.setdefault("RAY_AUTH_MODE", "disabled")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    yield
    ray.shutdown()


def coded_alone(reports: Path) -> set[bytes]:
    return {encode(r) for found in code_sources([str(reports)]) if not isinstance(found, SourceError) for r in found}


@pytest.fixture(scope="module")
def coded(reports: Path, local: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Coded by two workers, one of which is killed once it has done a share."""
    folder = tmp_path_factory.mktemp("out") / "coded"
    before, shares.STRETCH = shares.STRETCH, 300
    killed: list[int] = []

    def kill_one(row: dict[str, Any]) -> None:
        if not killed:
            workers = [p for p in worker_processes() if p != os.getpid()]
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    try:
        total = cluster.code_on_cluster([str(reports)], str(folder), workers=2, progress=kill_one)
    finally:
        shares.STRETCH = before
    assert killed
    return folder, total


def worker_processes() -> list[int]:
    """The processes in which Ray Data codes, by the names that Ray gives them."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if line.startswith("ray::") and "MapWorker" in line:
                found.append(int(entry.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the workers by /proc")
def test_a_killed_worker_loses_and_doubles_nothing(coded: tuple[Path, Any], reports: Path) -> None:
    folder, _ = coded
    found = [encode(r) for records in read_coded(str(folder)) for r in records]
    assert len(found) == len(set(found))
    # the page's id is that of its path, which the cluster knows in full
    ids = {json.loads(line)["id"] for line in found if b'"record":"article"' in line}
    assert {f"r{i}" for i in range(12)} <= ids and len(ids) == 13
    alone = {line for line in coded_alone(reports) if b'"r1"' in line}
    strip = lambda lines: {json.dumps({k: v for k, v in json.loads(x).items() if k != "source"}) for x in lines}  # noqa: E731
    assert strip(alone) == strip(line for line in found if b'"r1"' in line)


def test_what_could_not_be_read_is_counted(coded: tuple[Path, Any]) -> None:
    reasons = [e["reason"] for o in outcomes(str(coded[0])) for e in o.skipped]
    assert len(reasons) == 1 and reasons[0].startswith("not JSON")


def test_records_lie_by_day(coded: tuple[Path, Any]) -> None:
    days = {p.name for p in (coded[0] / "records").iterdir()}
    assert days == {"day=2020-01-01", "day=2020-01-02", "day=2020-01-03", "day=undated"}


def test_what_is_done_is_not_done_again(coded: tuple[Path, Any], reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "STRETCH", 300)
    times = {p: p.stat().st_mtime_ns for p in coded[0].rglob("*.parquet")}
    total = cluster.code_on_cluster([str(reports)], str(coded[0]), workers=2)
    assert total.articles == 0
    assert {p: p.stat().st_mtime_ns for p in coded[0].rglob("*.parquet")} == times


def test_read_loads_the_folder_once(coded: tuple[Path, Any], tmp_path: Path) -> None:
    archive = tmp_path / "a.duckdb"
    first = read(str(coded[0]), archive)
    assert (first.read, first.known, len(first.skipped)) == (13, 0, 1)
    assert first.counts["event"] == sum(o.records.get("event", 0) for o in outcomes(str(coded[0])))
    again = read(str(coded[0]), archive)
    assert (again.read, again.known) == (0, 13)
    assert len(Archive(archive).articles(limit=100)) == 13


def test_a_share_begun_and_not_finished_is_not_read(reports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "coded"
    prepare(str(folder))
    (share,) = cut(str(reports / "page.txt"))
    cluster.code_share(share, str(folder), About())
    (mark,) = (folder / "done").iterdir()
    assert done(str(folder)) == {share.name} and len(list(read_coded(str(folder)))) == 1
    mark.unlink()
    assert done(str(folder)) == set() and not list(read_coded(str(folder)))


def test_another_folder_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SourceError, match="not empty"):
        prepare(str(tmp_path))
    assert not is_coded(tmp_path)
    with pytest.raises(SourceError, match="a file"):
        prepare(str(tmp_path / "mine.txt"))


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    runner = CliRunner()
    short = runner.invoke(cli, ["code", "--ray", str(tmp_path)])
    assert short.exit_code == 2 and "where to write it" in short.output
    none = runner.invoke(cli, ["code", "--ray", str(tmp_path / "none"), str(tmp_path / "out")])
    assert none.exit_code == 1 and "no such file or folder" in none.output


def test_articles_come_first_in_what_is_read_back(coded: tuple[Path, Any]) -> None:
    assert all(isinstance(records[0], Article) for records in read_coded(str(coded[0])))
