"""Measures the page: the time of each page and answer, cold (nothing kept of earlier answers) and warm, on an archive.

usage: bench/serve.py [--archive PATH] [--events N] [--out FILE]

Without --archive, a synthetic one of N events (default 100,000) is made as bench/archive.py makes them. The server
runs in this process, without a network: what is measured is the application (questions, templates, escaping).
Beside the time on the clock, which a busy machine stretches, stands the processor's, of all threads.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))

from starlette.testclient import TestClient  # noqa: E402

from bench.archive import EVENTS_A_REPORT, World, batches  # noqa: E402
from communique.archive import Archive  # noqa: E402
from communique.web import create_app  # noqa: E402
from communique.web.state import State  # noqa: E402

WANTED = 0.2


def addresses(archive: Archive) -> list[str]:
    """The pages to time: the busiest entity and pair, the newest report and its records."""
    (pair,) = archive.network(limit=1).to_pylist()
    one, other = pair["source"], pair["target"]
    (report,) = archive.page("articles", 1, 1).rows.to_pylist()
    records = [f"/record/{row['id']}" for kind in ("events", "statements", "commitments", "relations")
               for row in archive.page(kind, 1, 1).rows.to_pylist()]
    some = archive.actors(limit=40).to_pylist()
    middling = some[len(some) // 2]["entity"]
    word = next((w for w in (report["title"] or "").split() if len(w) > 4), "minister")
    return [
        "/", f"/search?q={word}", "/events", "/events?quad=verbal+conflict&page=40", "/statements", "/commitments",
        "/commitments?state=overdue", "/facts", "/reports", f"/entity/{one}", f"/entity/{middling}",
        f"/pair/{one}/{other}",
        f"/report/{report['id']}", *records, "/network", "/network?from=2018&to=2018", "/map", "/corrections",
        f"/api/v1/timeline?entity={one}&per=500", f"/api/v1/series?a={one}&b={other}", "/api/v1/network?limit=500",
        "/api/v1/places", f"/api/v1/brief?entity={one}", "/api/v1/entities?q=ru",
        f"/api/v1/facts?entity={one}&as_of=2018-01-01",
    ]


def measure(archive: Archive, rounds: int = 3) -> list[tuple[str, float, float, float, float, int]]:
    """(address, seconds cold, the processor's, seconds warm, the processor's, bytes). Medians of rounds."""
    app = create_app(archive.path)
    web = TestClient(app, base_url="http://127.0.0.1:8610")
    state: State = app.state.communique
    web.get("/events?per=1")  # templates, tables
    made = []
    for address in addresses(archive):
        cold, warm, size = [], [], 0
        for _ in range(rounds):
            state.asker.forget()
            for took in (cold, warm):
                start, busy = time.perf_counter(), time.process_time()
                answer = web.get(address)
                took.append((time.perf_counter() - start, time.process_time() - busy))
                assert answer.status_code == 200, (address, answer.text[:300])
                size = len(answer.content)
        medians = [statistics.median(one) for took in (cold, warm) for one in zip(*took, strict=True)]
        made.append((address, *medians, size))
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--out", type=Path, help="write the table here too")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(chosen.archive or Path(folder) / "bench.duckdb")
        if not chosen.archive:
            archive.store.prepare()
            for some in batches(World(7), chosen.events // EVENTS_A_REPORT, 365 * 5):
                archive.add(some)
        events = sum(archive.counts("events").values())
        rows = measure(archive)
    page = ["# The page's speed", "", "Written by `bench/serve.py`: medians of 3. *Cold*: nothing is kept of earlier "
            "answers; *warm*: asked once before. *Processor*: what all threads worked, which a busy machine does not "
            "stretch. The entities are the busiest and one of the middle, the pair the busiest.", "",
            f"{events:,} events, {archive.path.stat().st_size / 1e6:,.0f} MB; Python {platform.python_version()}, "
            f"{platform.machine()}, {os.cpu_count()} cores, {os.getloadavg()[0]:.1f} programs at work on them. Wanted: "
            f"{WANTED * 1000:.0f} ms a page.", "",
            "| address | cold | processor | warm | processor | size |", "|---|--:|--:|--:|--:|--:|",
            *(f"| `{a}` | " + " | ".join(f"{t * 1000:.0f} ms" for t in took) + f" | {size / 1000:.0f} kB |"
              for a, *took, size in rows)]
    print("\n".join(page))
    if chosen.out:
        chosen.out.write_text("\n".join(page) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
