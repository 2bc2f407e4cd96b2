"""Throughput of the coding over one and two processes of this machine: the pool's and a local Ray cluster's.

usage: bench/scale.py [ARTICLES]

Codes copies of the project's own reports, told apart by a line at their end, and prints wall-clock figures with what
two processes give over one; writes them to docs/scale.md below its `<!-- measured -->`. Loading the models is left out
of the pool's figures by first articles, and is in Ray's.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from communique.records import Article
from communique.scale import code_all

ROOT = Path(__file__).resolve().parent.parent


def articles(many: int) -> list[Article]:
    rows = [json.loads(line) for line in (ROOT / "tests" / "reports" / "reports.jsonl").read_text("utf-8").splitlines()]
    return [
        Article(
            id=f"a{i}",
            text=f"{rows[i % len(rows)]['text']}\n\nEdition {i}.",
            published=rows[i % len(rows)].get("published"),
            language="en",
        )
        for i in range(many)
    ]


def pool(some: list[Article], workers: int) -> float:
    """Seconds for all but the first articles, which load the model in each worker."""
    started = 0.0
    warm = some[: 4 * workers]
    for coded, found in enumerate(code_all([*warm, *some], workers), 1):
        assert isinstance(found, list), found
        if coded == len(warm):
            started = time.perf_counter()
    return time.perf_counter() - started


def over_ray(some: list[Article], workers: int) -> float:
    """Seconds for a whole job, the cluster's start left out."""
    import ray

    from communique.scale import shares
    from communique.scale.cluster import code_on_cluster

    os.environ.setdefault("RAY_AUTH_MODE", "disabled")
    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, configure_logging=False)
    shares.STRETCH = 1 << 16
    try:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "in.jsonl"
            source.write_text(
                "".join(
                    json.dumps({"id": a.id, "text": a.text, "published": a.published, "language": "en"}) + "\n"
                    for a in some
                )
            )
            started = time.perf_counter()
            total = code_on_cluster([str(source)], str(Path(folder) / "out"), workers=workers)
            assert total.articles == len(some), total
            return time.perf_counter() - started
    finally:
        ray.shutdown()


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    some = articles(many)
    words = sum(a.text.count(" ") + 1 for a in some)
    lines = [
        f"{many} articles, {words:,} words; {os.cpu_count()} processors; load at the start {os.getloadavg()[0]:.1f}.",
        "",
        "| way | processes | seconds | words a second | over one |",
        "|---|---|---|---|---|",
    ]
    for name, run in (("`--workers`", pool), ("`--ray`", over_ray)):
        one = 0.0
        for workers in (1, 2):
            spent = run(some, workers)
            one = one or spent
            lines.append(f"| {name} | {workers} | {spent:.1f} | {words / spent:,.0f} | {one / spent:.2f} |")
            print(lines[-1], flush=True)
    page = ROOT / "docs" / "scale.md"
    head, mark, _ = page.read_text("utf-8").partition("<!-- measured -->")
    page.write_text("\n".join([head.rstrip(), "", mark, "", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
