"""The documentation's Python runs, and its commands exist."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from communique.cli import COMMANDS, cli
from tests.conftest import EXAMPLES, ROOT

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


@pytest.fixture
def here(tmp_path: Path, examples_archive: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    for name in ("file.duckdb", "demo.duckdb"):
        shutil.copy(examples_archive, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_python_blocks_run_one_after_the_other(page, here, capsys):
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.S):
        exec(compile(block, str(page), "exec"), names)
    if page.name == "python.md":
        said = capsys.readouterr().out
        assert "CONSULT" in said and "2020-01-07" in said and "Russia and Kyrgyzstan" in said
        assert (here / "events.jsonl").stat().st_size > 500


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_command_shown_exists_with_the_options_shown(page):
    for line in re.findall(r"^\s*communique (.+?)(?:\s+#.*)?$", page.read_text("utf-8"), re.M):
        name, *rest = shlex.split(line)
        assert name in COMMANDS, f"{page.name}: communique {name}"
        command = cli.get_command(None, name)
        group = getattr(command, "commands", {})
        if rest and rest[0] in group:
            command = group[rest[0]]
        known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
        assert {w for w in rest if w.startswith("--")} <= known, f"{page.name}: communique {line}"


def test_links_between_pages_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_notebook_runs_from_the_examples_to_a_plot(here):
    cells = json.loads((ROOT / "docs" / "notebook.ipynb").read_text("utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), "notebook", "exec"), names)
    assert "Russia in the examples" in (here / "russia.svg").read_text("utf-8")
    assert names["table"].num_rows > 0  # type: ignore[attr-defined]
