"""The command line as a person uses it."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import COMMANDS, cli
from communique.records import Commitment, Event, decode
from tests.conftest import EXAMPLES


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(args), input=stdin)


def help_examples(text: str) -> list[list[str]]:
    """The command lines under `Example:` in a help text."""
    block = text.partition("Example:")[2].split("\n\n")[0]
    return [shlex.split(line)[1:] for line in block.splitlines() if line.strip().startswith("communique ")]


@pytest.fixture
def here(tmp_path: Path, examples_archive: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder as the help's examples suppose it: `examples` and a `file.duckdb`."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    shutil.copy(examples_archive, tmp_path / "file.duckdb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_each_commands_help_has_an_example_that_runs(name: str, here: Path) -> None:
    text = run(name, "--help").output
    lines = help_examples(text)
    assert lines, f"communique {name} --help has no example"
    if name == "serve":  # runs until it is stopped: tests/web/test_serve.py starts it and stops it
        return
    for args in lines:
        if args[0] == "explain":  # an id differs from archive to archive: take a real one
            listed = run("events", "--archive", "file.duckdb", "--format", "jsonl", "--limit", "1").output
            args = [args[0], json.loads(listed)["id"], *args[2:]]
        if args[0] == "split":
            listed = run("events", "--archive", "file.duckdb", "--format", "jsonl", "--limit", "2").output
            args = [args[0], *(json.loads(line)["id"] for line in listed.splitlines()), *args[3:]]
        done = run(*args)
        assert done.exit_code == 0, done.output
        assert done.output.strip()


def test_help_answers_at_once() -> None:
    def cpu(*command: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    loaded = subprocess.run([sys.executable, "-c", "import sys; from communique.cli import cli; cli(['--help'], "
                             "standalone_mode=False); print([m for m in ('spacy', 'duckdb', 'lxml', 'pyarrow', 'rich') "
                             "if m in sys.modules])"], capture_output=True, text=True, check=True).stdout
    # what makes it slow is what it imports; the clock itself is bench/'s
    assert loaded.splitlines()[-1] == "[]"
    assert cpu("-m", "communique", "--help") >= 0


def test_code_prints_the_contract(here: Path) -> None:
    page = sorted(EXAMPLES.glob("*.html"))[0]
    done = run("code", str(page))
    assert done.exit_code == 0
    records = [decode(line) for line in done.output.splitlines()]
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert lines[0]["record"] == "article" and len(records) > 10
    text = lines[0]["text"]
    for line in lines[1:]:
        if line["record"] in {"mention", "time"}:
            start, end = line["span"]
            assert text[start:end] == line["text"]
        else:
            assert line["evidence"] and all(0 <= s < e <= len(text) for s, e in line["evidence"])


def test_code_from_standard_input_takes_date_and_outlet(here: Path) -> None:
    done = run("code", "--published", "2019-05-02", "--outlet", "Fjord Wire", "-",
               stdin="The foreign ministers of Kenya and Norway met in Oslo on Tuesday, the ministry said.\n")
    article = json.loads(done.output.splitlines()[0])
    assert (article["published"], article["outlet"]) == ("2019-05-02", "Fjord Wire")
    assert any(json.loads(line).get("value") == "2019-04-30" for line in done.output.splitlines())


def test_what_can_not_be_read_is_one_line_and_the_rest_is_read(here: Path) -> None:
    (here / "empty.txt").write_text("")
    page = sorted(EXAMPLES.glob("*.html"))[0]
    done = subprocess.run([sys.executable, "-m", "communique", "code", "empty.txt", "missing.html", str(page)],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 1
    complaints = done.stderr.strip().splitlines()
    assert len(complaints) == 2
    assert "empty.txt" in complaints[0] and "missing.html" in complaints[1]
    assert json.loads(done.stdout.splitlines()[0])["record"] == "article"


def test_read_twice_says_known(here: Path) -> None:
    done = run("read", "examples", "--archive", "file.duckdb")
    assert done.exit_code == 0
    counted = dict(re.findall(r"^(read|known already|skipped)\s+(\d+)", done.output, re.M))
    assert counted["read"] == "0" and int(counted["known already"]) >= 4 and counted["skipped"] == "0"


@pytest.mark.parametrize("kind", ["events", "statements", "commitments", "relations", "articles", "actors"])
@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_every_question_in_every_format(kind: str, form: str, here: Path) -> None:
    done = run(kind, "--archive", "file.duckdb", "--format", form)
    assert done.exit_code == 0 and done.output.strip()
    if form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in done.output.splitlines())
    if form == "csv":
        rows = list(csv.reader(io.StringIO(done.output)))
        assert len(rows) > 1 and all(len(r) == len(rows[0]) for r in rows)


def test_an_empty_answer_is_a_header_and_status_0(here: Path) -> None:
    done = run("events", "--archive", "file.duckdb", "--since", "2090", "--format", "csv")
    assert done.exit_code == 0
    assert done.output.startswith("day,type,") and len(done.output.splitlines()) == 1


def test_an_unknown_name_is_one_line() -> None:
    done = subprocess.run([sys.executable, "-m", "communique", "events", "--archive", "nowhere.duckdb"],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        "communique: nowhere.duckdb: no archive here (make one with: communique read SOURCE...)"]


def test_brief_on_a_pair_cites_records_that_explain_knows(here: Path) -> None:
    said = run("brief", "RUS", "KGZ", "--archive", "file.duckdb").output
    assert said.startswith("Russia and Kyrgyzstan\n") and "What happened" in said
    ids = re.findall(r"\[((?:event|statement|commitment):[0-9a-f]{16})\]", said)
    assert ids
    for record_id in ids[:3]:
        explained = run("explain", record_id, "--archive", "file.duckdb").output
        assert record_id in explained and "[" in explained and "rule" in explained


def test_doctor_finds_all_well(here: Path) -> None:
    done = run("doctor", "--archive", "file.duckdb")
    assert done.exit_code == 0 and done.output.endswith("all is well\n")


def test_a_commitment_is_settled_and_asked_for(here: Path) -> None:
    listed = run("commitments", "--archive", "file.duckdb", "--format", "jsonl").output.splitlines()
    key = json.loads(listed[0])["id"]
    done = run("commitments", "mark", key, "kept", "--who", "ane", "--note", "seen", "--archive", "file.duckdb")
    assert done.exit_code == 0 and done.output == f"{key}: kept, by ane\n"
    rows = [json.loads(line) for line in run("commitments", "--archive", "file.duckdb", "--status", "kept", "--format",
                                             "jsonl").output.splitlines()]
    assert [(r["id"], r["settled_by"], r["note"]) for r in rows] == [(key, "ane", "seen")]
    assert run("commitments", "mark", key, "withdrawn", "--who", "ane", "--archive", "file.duckdb").exit_code == 0
    assert not run("commitments", "--archive", "file.duckdb", "--status", "kept", "--format", "jsonl").output
    assert run("commitments", "mark", "nosuch", "kept", "--archive", "file.duckdb").exception is not None


@pytest.mark.parametrize("command", ["code", "read", "watch"])
def test_what_codes_can_leave_the_model_out(command: str) -> None:
    assert "--model none|FOLDER" in run(command, "--help").output


def test_by_rules_alone_no_event_is_found_by_the_model() -> None:
    text = "The foreign ministers of Kenya and Norway met in Oslo on Tuesday. Norway's navy shelled a port in Kenya."
    found = {}
    for model in ((), ("--model", "none")):
        done = subprocess.run([sys.executable, "-m", "communique", "code", "--published", "2020-01-08", *model, "-"],
                              input=text.encode(), capture_output=True, check=True)
        found[model] = [decode(line) for line in done.stdout.splitlines()]
    ways = [{r.found_by for r in records if isinstance(r, Event)} for records in found.values()]
    assert ways[0] <= {"both", "model"} and ways[1] == {"rules"}
    rest = [[r for r in records if not isinstance(r, Event | Commitment)] for records in found.values()]
    assert rest[0] == rest[1]


def test_a_folder_without_a_model_is_said(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "communique", "code", "--model", str(tmp_path), "-"],
                          input=b"The foreign ministers of Kenya and Norway met in Oslo.", capture_output=True)
    assert done.returncode == 1 and b"no model here" in done.stderr and b"Traceback" not in done.stderr
