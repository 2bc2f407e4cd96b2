"""What others wrote is in the package as the table says, with its licences, and nothing else beside it."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "src" / "communique" / "web" / "static" / "vendor"
TESTS = ROOT / "tests" / "web" / "vendor"
with (ROOT / "tools" / "vendor.tsv").open(encoding="utf-8", newline="") as lines:
    TABLE = list(csv.DictReader(lines, delimiter="\t"))


def where(target: str) -> Path:
    return TESTS / target.removeprefix("tests:") if target.startswith("tests:") else PAGE / target


def test_every_vendored_file_is_what_the_table_says():
    assert len(TABLE) > 20
    for row in TABLE:
        assert hashlib.sha256(where(row["target"]).read_bytes()).hexdigest() == row["sha256"], row["target"]


def test_nothing_lies_there_that_the_table_does_not_name():
    named = {where(row["target"]) for row in TABLE} | {PAGE / "THIRD-PARTY.md"}
    assert {p for folder in (PAGE, TESTS) for p in folder.rglob("*") if p.is_file()} == named


def test_each_folder_holds_its_licence_and_the_notice_names_each_package():
    notice = (PAGE / "THIRD-PARTY.md").read_text(encoding="utf-8")
    for row in TABLE:
        if not row["target"].startswith("tests:"):
            assert list(where(row["target"]).parent.glob("LICENSE*"))
            assert f"| {row['package']} | {row['version']} | {row['licence']} |" in notice


def test_the_page_stays_small_and_names_no_address_to_load_from():
    assert sum(p.stat().st_size for p in PAGE.rglob("*") if p.is_file()) < 2_000_000
    static = PAGE.parent
    own = [p for p in static.rglob("*") if p.suffix in (".js", ".css") and PAGE not in p.parents]
    for path in own:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert "http://" not in text and "https://" not in text and "eval(" not in text, path
