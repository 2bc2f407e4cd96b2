"""What the page in the browser uses of others' work: fetched by npm from its registry, checked, laid down.

``vendor.tsv`` beside this file is the whole list: package, version, licence, the file inside the package, where it
goes (below ``src/communique/web/static/vendor``, or with ``tests:`` below ``tests/web/vendor``), and its SHA-256. A
file that does not have that hash stops the run, and nothing is written. ``--pin`` writes the hashes of what was
fetched into the table instead: for a new version, after one has looked at it. Needs node's ``npm``; nothing is built
or run from a package.
"""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tools" / "vendor.tsv"
PAGE = ROOT / "src" / "communique" / "web" / "static" / "vendor"
TESTS = ROOT / "tests" / "web" / "vendor"
COLUMNS = ["package", "version", "licence", "file", "target", "sha256"]


def rows() -> list[dict[str, str]]:
    """The table, a dict a file."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def place(target: str) -> Path:
    """Where the file of this target lies."""
    return TESTS / target.removeprefix("tests:") if target.startswith("tests:") else PAGE / target


def notice(table: list[dict[str, str]]) -> str:
    """``THIRD-PARTY.md``: each package of the page with version, licence and where the licence's text is."""
    lines = ["# What others wrote", "",
             "The page ships these files unchanged; `make vendor` fetches them anew from npm and checks them.",
             "The map's outlines are Natural Earth's, in the public domain; a border on it is no claim.", "",
             "| package | version | licence | text of the licence | files |", "|---|---|---|---|---|"]
    seen: dict[tuple[str, str, str], list[str]] = {}
    for row in table:
        if not row["target"].startswith("tests:"):
            seen.setdefault((row["package"], row["version"], row["licence"]), []).append(row["target"])
    for (package, version, licence), targets in seen.items():
        texts = [t for t in targets if "LICENSE" in t]
        files = [t for t in targets if "LICENSE" not in t] or ["inside the file beside it"]
        lines.append(f"| {package} | {version} | {licence} | {', '.join(texts)} | {', '.join(files)} |")
    return "\n".join(lines) + "\n"


def fetched(table: list[dict[str, str]], folder: Path) -> Iterator[tuple[dict[str, str], bytes]]:
    """Each row with the bytes that its package has for it."""
    wanted: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in table:
        wanted.setdefault((row["package"], row["version"]), []).append(row)
    for (package, version), some in wanted.items():
        done = subprocess.run(["npm", "pack", "--silent", "--ignore-scripts", f"{package}@{version}"], cwd=folder,
                              check=True, capture_output=True, text=True)
        with tarfile.open(folder / done.stdout.strip().splitlines()[-1]) as pack:
            for row in some:
                member = pack.extractfile(f"package/{row['file']}")
                if member is None:
                    raise SystemExit(f"{package}@{version} has no file {row['file']}")
                yield row, member.read()


def main(arguments: list[str]) -> int:
    """Fetch, check, lay down; with ``--pin`` take the hashes as they come."""
    table, pin = rows(), arguments == ["--pin"]
    with tempfile.TemporaryDirectory() as folder:
        got = list(fetched(table, Path(folder)))
    wrong = []
    for row, content in got:
        digest = hashlib.sha256(content).hexdigest()
        if pin:
            row["sha256"] = digest
        elif digest != row["sha256"]:
            wrong.append(f"{row['package']}@{row['version']} {row['file']}: {digest}, not {row['sha256']}")
    if wrong:
        print("nothing written, these are not what the table says:", *wrong, sep="\n  ", file=sys.stderr)
        return 1
    for row, content in got:
        path = place(row["target"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if pin:
        with TABLE.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)
    (PAGE / "THIRD-PARTY.md").write_text(notice(table), encoding="utf-8")
    print(f"{len(got)} files of {len({r['package'] for r in table})} packages, as the table says")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
