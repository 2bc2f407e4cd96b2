"""Kills the writer of an archive at random moments and looks whether anything is lost, doubled or broken.

usage: bench/kill.py [TIMES]      fifty times by default; the writer is this program itself, called with --write PATH
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def write(path: str) -> None:
    """Adds reports one after another and says each that is in, then merges, and so on."""
    from tests.archive.conftest import report

    from communique.archive import Archive

    file = Archive(path)
    start = file.articles().num_rows if Path(path).exists() else 0
    for n in range(start, 100_000):
        file.add([report(n)])
        print(n, flush=True)
        if n % 3 == 0:
            file.merge()


def main(times: int) -> int:
    from communique.archive import Archive

    chance, said = random.Random(50), -1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "killed.duckdb"
        for turn in range(times):
            command = [sys.executable, __file__, "--write", str(path)]
            writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.4))
            writer.kill()
            told = [int(line) for line in (first + writer.stdout.read()).split() if line.isdigit()]
            writer.wait()
            said = max([said, *told])
            file = Archive(path)
            n = file.articles().num_rows
            counts = {t: file.sql(f"SELECT count(*) AS n, count(DISTINCT id) AS ids FROM {t}").to_pylist()[0]
                      for t in ("events", "statements", "commitments", "relations")}
            whole = n >= said + 1 and all(c["n"] == c["ids"] == n for c in counts.values())
            if not whole:
                print(f"turn {turn}: {n} articles, {said + 1} were told to be in; {counts}")
                return 1
    print(f"killed {times} times: {n} articles, none lost, none doubled, the archive opened each time")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(sys.argv[2])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
