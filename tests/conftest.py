"""What many tests share: the examples, read once into an archive."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# by hand the search for counterexamples goes on from run to run; on a server the same commit gives the same result
settings.register_profile("server", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("server")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="session")
def examples_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of an archive that holds the examples."""
    from communique import read

    path = tmp_path_factory.mktemp("archive") / "file.duckdb"
    report = read(EXAMPLES, archive=path)
    assert not report.skipped
    return path
